//! The numbers and pictures that a glTF description speaks of. Every index and every range of bytes is checked.

use std::borrow::Cow;

use base64::Engine;

use super::gltf_told::{Accessor, Buffer, Description};
use super::paint::{Source, file_name};
use super::raw::Beside;

/// Where bytes are named that are not there.
pub const OUTSIDE: &str = "it names bytes that the file does not have";
/// Where a part is named that is not there.
pub const ABSENT: &str = "it names a part that the file does not have";

/// A description with the bytes that it speaks of.
pub struct Document<'a> {
    pub told: &'a Description,
    buffers: Vec<Cow<'a, [u8]>>,
}

impl<'a> Document<'a> {
    /// Gathers the buffers: `bin` is the first where that names no other place. Fails with the name of a file that is
    /// not there.
    pub fn new(told: &'a Description, bin: &'a [u8], beside: &Beside) -> Result<Document<'a>, String> {
        let buffer = |buffer: &Buffer| match &buffer.uri {
            None => Ok(Cow::Borrowed(bin)),
            Some(uri) => fetched(uri, beside).map(Cow::Owned),
        };
        Ok(Document { told, buffers: told.buffers.iter().map(buffer).collect::<Result<_, _>>()? })
    }

    /// The numbers of each item of an accessor, `N` at most; those that it lacks are 1.
    pub fn numbers<const N: usize>(&self, accessor: usize) -> Result<Vec<[f64; N]>, &'static str> {
        let accessor = self.told.accessors.get(accessor).ok_or(ABSENT)?;
        let width = match accessor.shape.as_str() {
            "SCALAR" => 1,
            "VEC2" => 2,
            "VEC3" => 3,
            "VEC4" => 4,
            _ => return Err("its points are no rows of numbers"),
        };
        let (size, read) = component(accessor.component_type).ok_or("its numbers are of an unknown kind")?;
        let scale = if accessor.normalized { largest(accessor.component_type) } else { 1.0 };
        let item = |bytes: &[u8]| {
            let mut numbers = [1.0; N];
            for (number, bytes) in numbers.iter_mut().zip(bytes.chunks_exact(size)) {
                *number = read(bytes) / scale;
            }
            numbers
        };
        Ok(self.items(accessor, size * width)?.map(item).collect())
    }

    /// The bytes of each item of an accessor, each of `size`.
    fn items(&self, accessor: &Accessor, size: usize) -> Result<impl Iterator<Item = &[u8]>, &'static str> {
        let view = accessor.buffer_view.filter(|_| accessor.sparse.is_none());
        let (bytes, stride) = self.view(view.ok_or("its points are told as changes of others")?)?;
        let bytes = bytes.get(accessor.byte_offset..).ok_or(OUTSIDE)?;
        let (count, stride) = (accessor.count, stride.unwrap_or(size));
        let last = count.saturating_sub(1);
        let needed = last.checked_mul(stride).and_then(|start| start.checked_add(size)).ok_or(OUTSIDE)?;
        if stride < size || (count > 0 && needed > bytes.len()) {
            return Err(OUTSIDE);
        }
        Ok((0..count).map(move |i| &bytes[i * stride..i * stride + size]))
    }

    fn view(&self, view: usize) -> Result<(&[u8], Option<usize>), &'static str> {
        let view = self.told.buffer_views.get(view).ok_or(ABSENT)?;
        let end = view.byte_offset.checked_add(view.byte_length).ok_or(OUTSIDE)?;
        let buffer = self.buffers.get(view.buffer).ok_or(ABSENT)?;
        Ok((buffer.get(view.byte_offset..end).ok_or(OUTSIDE)?, view.byte_stride))
    }

    /// Where the picture of a texture is; none where the file does not say.
    pub fn picture(&self, texture: usize) -> Option<Source> {
        let texture = self.told.textures.get(texture)?;
        let source = texture.extensions.webp.as_ref().map(|webp| webp.source).or(texture.source)?;
        let image = self.told.images.get(source)?;
        match (&image.uri, image.buffer_view) {
            (Some(uri), _) if uri.starts_with("data:") => {
                Some(Source::Bytes(inlined(uri).unwrap_or_default()))
            }
            (Some(uri), _) => Some(Source::File(unescaped(uri))),
            (None, Some(view)) => Some(Source::Bytes(self.view(view).ok()?.0.to_vec())),
            (None, None) => None,
        }
    }
}

/// Bytes of a `data:` address or of a file beside the scan; else the file's name.
fn fetched(uri: &str, beside: &Beside) -> Result<Vec<u8>, String> {
    if uri.starts_with("data:") {
        return inlined(uri).ok_or_else(|| String::from("data:"));
    }
    let path = unescaped(uri);
    let file = file_name(&path);
    beside(file).ok_or_else(|| file.to_owned())
}

fn inlined(uri: &str) -> Option<Vec<u8>> {
    let (_, coded) = uri.split_once(";base64,")?;
    base64::engine::general_purpose::STANDARD.decode(coded.trim()).ok()
}

/// An address with its %20 and the like turned back.
fn unescaped(uri: &str) -> String {
    let mut out = Vec::with_capacity(uri.len());
    let mut rest = uri.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *first == b'%').and_then(|hex| str::from_utf8(hex).ok());
        let byte = code.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&out).into_owned()
}

type Read = fn(&[u8]) -> f64;

/// Size of a kind of numbers (`componentType`) and how to read it.
fn component(kind: u32) -> Option<(usize, Read)> {
    fn whole(bytes: &[u8]) -> u64 {
        bytes.iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte))
    }
    Some(match kind {
        5120 => (1, |b| f64::from(whole(b) as i8)),
        5121 => (1, |b| whole(b) as f64),
        5122 => (2, |b| f64::from(whole(b) as i16)),
        5123 => (2, |b| whole(b) as f64),
        5125 => (4, |b| whole(b) as f64),
        5126 => (4, |b| f64::from(f32::from_bits(whole(b) as u32))),
        _ => return None,
    })
}

/// What stands for 1 where whole numbers stand for parts of it.
fn largest(kind: u32) -> f64 {
    match kind {
        5120 => 127.0,
        5121 => 255.0,
        5122 => 32_767.0,
        5123 => 65_535.0,
        _ => 1.0,
    }
}
