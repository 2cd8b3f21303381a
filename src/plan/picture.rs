//! Pictures that carry the plan they show, so that one can be opened again: PNG with the plan as international text
//! under [`KEYWORD`]. Pictures are passed on to others, so the plan goes without what tells who the client is.

use std::io::{BufRead, Seek};
use std::path::Path;

use image::RgbImage;
use png::{BitDepth, ColorType, Compression, Decoder, DecodingError, Encoder, EncodingError};

use super::{HeadSource, Plan};

/// Under this word a picture carries its plan.
pub const KEYWORD: &str = "papilla.plan";
/// The first bytes of every PNG file.
const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// Whether these are a picture's first bytes.
pub(super) fn begins(bytes: &[u8]) -> bool {
    bytes.starts_with(&SIGNATURE)
}

/// Whether the file is a picture, whatever its name.
pub fn is_picture(path: &Path) -> bool {
    let mut first = [0; SIGNATURE.len()];
    let read =
        std::fs::File::open(path).and_then(|mut file| std::io::Read::read_exact(&mut file, &mut first));
    read.is_ok() && begins(&first)
}

/// The text of the plan that a picture carries, at most `size_max` bytes of it; none where it carries none.
pub(super) fn plan_text(
    picture: impl BufRead + Seek,
    size_max: usize,
) -> Result<Option<String>, DecodingError> {
    let mut reader = Decoder::new(picture).read_info()?;
    if reader.info().utf8_text.iter().all(|chunk| chunk.keyword != KEYWORD) {
        // Some programs move texts behind the picture.
        reader.finish()?;
    }
    let chunk = reader.info().utf8_text.iter().find(|chunk| chunk.keyword == KEYWORD);
    let Some(mut chunk) = chunk.cloned() else { return Ok(None) };
    chunk.decompress_text_with_limit(size_max)?;
    chunk.get_text().map(Some)
}

/// A PNG file of `image` that carries `plan`, where there is one.
///
/// # Errors
/// None that a sound image can bring about.
pub fn encode(image: &RgbImage, plan: Option<&Plan>) -> Result<Vec<u8>, EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, image.width(), image.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Fast);
    if let Some(plan) = plan {
        encoder.add_itxt_chunk(KEYWORD.into(), plan.without_client().to_toml())?;
    }
    let mut writer = encoder.write_header()?;
    writer.write_image_data(image)?;
    writer.finish()?;
    Ok(bytes)
}

impl Plan {
    /// The plan for other eyes: no title, which is where the client's name stands, and of a scan only the file's own
    /// name, since folders are named after clients too.
    pub fn without_client(&self) -> Plan {
        let mut plan = Plan { name: Plan::default().name, ..self.clone() };
        if let HeadSource::File { path, .. } = &mut plan.head {
            *path = path.file_name().map(Into::into).unwrap_or_default();
        }
        plan
    }
}
