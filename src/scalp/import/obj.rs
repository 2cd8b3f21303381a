//! OBJ files. One odd line costs what stands in it, never the file.

use glam::{DVec3, Vec2, Vec3};

use super::draft::Draft;
use super::faces::{Corner, NO_PICTURE, Tag};
use super::mtl;
use super::paint::{Paint, Source, file_name};
use super::raw::{Beside, ImportError};
use super::text::{lines, number, words};

/// Endings of a picture that bears the scan's own name.
const PICTURES: [&str; 4] = ["jpg", "jpeg", "png", "webp"];

/// Reads the text of an OBJ file; `name` is for messages and for a picture of the same name.
///
/// # Errors
/// [`ImportError::Unreadable`] where it holds nothing that such a file holds, [`ImportError::NoFaces`].
pub fn read(text: &[u8], name: &str, beside: &Beside) -> Result<Draft, ImportError> {
    let mut reading = Reading::default();
    lines(text).for_each(|(number, line)| reading.line(number, &line));
    let Reading { draft, .. } = &reading;
    if draft.faces.is_empty() && draft.points.is_empty() {
        let what = if text.trim_ascii().is_empty() {
            "the file is empty"
        } else {
            "no line in it tells a point or a face"
        };
        return Err(ImportError::Unreadable { name: name.into(), what: what.into() });
    }
    if draft.faces.is_empty() {
        return Err(ImportError::NoFaces { name: name.into(), points: draft.points.len() });
    }
    Ok(reading.painted(name, beside))
}

#[derive(Default)]
struct Reading {
    draft: Draft,
    uvs: Vec<Vec2>,
    libraries: Vec<String>,
    materials: Vec<String>,
    /// Of the faces to come.
    tag: Tag,
    /// Name of the group of the faces to come, until one comes.
    next_group: Option<String>,
    ring: Vec<Corner>,
}

impl Reading {
    fn line(&mut self, number: usize, line: &[u8]) {
        let line = line.trim_ascii();
        let (word, rest) = line.split_at(line.iter().position(u8::is_ascii_whitespace).unwrap_or(line.len()));
        let name = || String::from_utf8_lossy(rest.trim_ascii()).into_owned();
        match word {
            b"v" | b"V" => self.point(number, rest),
            b"f" | b"F" => self.face(number, rest),
            b"o" | b"g" | b"O" | b"G" => self.next_group = Some(name()),
            _ if word.eq_ignore_ascii_case(b"vt") => self.uv(number, rest),
            _ if word.eq_ignore_ascii_case(b"usemtl") => self.material(name()),
            _ if word.eq_ignore_ascii_case(b"mtllib") => self.libraries.push(name()),
            _ => {}
        }
    }

    fn point(&mut self, line: usize, rest: &[u8]) {
        let mut numbers = [f64::NAN; 7];
        let mut count = 0;
        let mut is_odd = false;
        for word in words(rest).take(7) {
            let value = number(word);
            is_odd |= value.is_none() && count < 3;
            numbers[count] = value.unwrap_or(f64::NAN);
            count += 1;
        }
        if is_odd || count < 3 {
            self.draft.odd_line(line);
            // The place stays: the indices of all faces count on it.
            return self.draft.points.push(DVec3::NAN);
        }
        // Six are a colour, seven a colour with its opacity; a fourth alone is a scanner's confidence, never a weight.
        if count >= 6 {
            self.draft.colours.resize(self.draft.points.len(), Vec3::NAN);
            self.draft.colours.push(Vec3::from_array([numbers[3], numbers[4], numbers[5]].map(|n| n as f32)));
        }
        self.draft.points.push(DVec3::new(numbers[0], numbers[1], numbers[2]));
    }

    fn uv(&mut self, line: usize, rest: &[u8]) {
        let mut numbers = words(rest).map(number);
        let (Some(Some(u)), Some(Some(v))) = (numbers.next(), numbers.next()) else {
            self.draft.odd_line(line);
            return self.uvs.push(Vec2::ZERO);
        };
        let uv = Vec2::new(u as f32, 1.0 - v as f32);
        self.uvs.push(if uv.is_finite() { uv } else { Vec2::ZERO });
    }

    fn face(&mut self, line: usize, rest: &[u8]) {
        let mut ring = std::mem::take(&mut self.ring);
        ring.clear();
        for word in words(rest) {
            let mut parts = word.split(|b| *b == b'/');
            let Some(point) = parts.next().and_then(whole) else {
                self.draft.odd_line(line);
                self.ring = ring;
                return;
            };
            let point = index(point, self.draft.points.len());
            let uv = parts.next().and_then(whole).map(|uv| index(uv, self.uvs.len()) as usize);
            ring.push(Corner { point, uv: uv.and_then(|uv| self.uvs.get(uv)).copied().unwrap_or_default() });
        }
        if self.next_group.is_some() || self.draft.group_names.is_empty() {
            self.tag.group = self.draft.group_names.len() as u32;
            self.draft.group_names.push(self.next_group.take().unwrap_or_else(|| String::from("scan")));
        }
        self.draft.faces.push(ring.iter().copied(), self.tag);
        self.ring = ring;
    }

    fn material(&mut self, name: String) {
        let known = self.materials.iter().position(|other| *other == name);
        let at = known.unwrap_or(self.materials.len());
        if known.is_none() {
            self.materials.push(name);
        }
        self.tag.picture = u8::try_from(at).unwrap_or(NO_PICTURE);
    }

    /// With the materials that the libraries tell of.
    fn painted(mut self, name: &str, beside: &Beside) -> Draft {
        let mut told = Vec::new();
        for library in &self.libraries {
            let file = file_name(library);
            match beside(file) {
                Some(text) => told.extend(mtl::read(&text)),
                None if file.is_empty() => {}
                None => self.draft.mended.push(super::mended::Mended::NoPicture { file: file.into() }),
            }
        }
        let paint = |name: &String| {
            let found = told.iter().find(|(other, _)| other == name);
            found.or_else(|| told.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)))
        };
        self.draft.paints =
            self.materials.iter().map(|name| paint(name).map_or(Paint::UNKNOWN, |p| p.1.clone())).collect();
        let has_picture = self.draft.paints.iter().any(|paint| paint.picture.is_some());
        if !has_picture && !self.uvs.is_empty() {
            self.take_namesake(name, beside);
        }
        self.draft
    }

    /// Where no material names a picture, one that bears the scan's name is it.
    fn take_namesake(&mut self, name: &str, beside: &Beside) {
        let stem = file_name(name).rsplit_once('.').map_or(name, |(stem, _)| stem);
        let named = PICTURES.iter().map(|ending| format!("{stem}.{ending}"));
        let Some(picture) = named.into_iter().find_map(|file| beside(&file)) else { return };
        self.draft.paints = vec![Paint { picture: Some(Source::Bytes(picture)), factor: None }];
        self.draft.faces.tags_mut().iter_mut().for_each(|tag| tag.picture = 0);
    }
}

/// A whole number, of either sign.
fn whole(word: &[u8]) -> Option<i64> {
    str::from_utf8(word).ok()?.parse().ok()
}

/// Place in a list of an index that counts from 1, or backwards from the end; out of every list where there is none.
fn index(told: i64, count: usize) -> u32 {
    let at = if told < 0 { told + count as i64 } else { told - 1 };
    u32::try_from(at).unwrap_or(u32::MAX)
}
