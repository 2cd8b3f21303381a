//! Writes pictures.

use std::path::Path;

use anyhow::Context;
use image::RgbImage;

use crate::files;
use crate::plan::{Plan, picture};

/// Writes a picture that carries `plan`, where there is one, making the folder if it is missing.
pub fn save_png(image: &RgbImage, plan: Option<&Plan>, path: &Path) -> anyhow::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    }
    Ok(files::write(path, &picture::encode(image, plan)?)?)
}
