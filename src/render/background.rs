//! What stands far behind the head, as a lens that is focused on the head leaves it: soft rectangles and discs before a
//! backdrop. One TOML file each under `assets/backgrounds/`; a light names the one it belongs to.
//!
//! A rim is blurred by what an open portrait lens does: 30 mm of glass (85 mm, f/2.8) focused at 1.1 m spreads a point
//! 3.5 m away over 0.019 rad, 1.1 degrees.
//!
//! Known limits: the background stays with the viewer, as the lights do; it neither lights the head nor is mirrored in
//! its gloss; a rim is a smooth step, not the lens's disc.

use serde::Deserialize;

use crate::render::layout::{BackgroundShape, MAX_BACKGROUND_SHAPES};

/// The background is reckoned on a grid of so many cells, across and down: finer than the rim of anything in it is
/// blurred.
pub const GRID_COLUMNS: u32 = 160;
/// See [`GRID_COLUMNS`].
pub const GRID_ROWS: u32 = 90;

/// A rectangle or a disc far behind.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shape {
    /// Middle: right of where the viewer faces, above the horizon, degrees.
    pub at_deg: [f32; 2],
    /// Half width and height, degrees.
    pub half_deg: [f32; 2],
    /// Radius of its corners, degrees, more than the blur; half its width makes it a disc, none a rectangle.
    #[serde(default)]
    pub corner_deg: f32,
    /// Over which its rim is blurred, to both sides, degrees.
    pub blur_deg: f32,
    /// As a multiple of the light's backdrop.
    pub brightness: f32,
    /// Its colour under an even white; grey when left out.
    #[serde(default = "white")]
    pub tint: [f32; 3],
    /// How much of what is behind it hides, 0..=1.
    #[serde(default = "whole")]
    pub cover: f32,
}

fn white() -> [f32; 3] {
    [1.0; 3]
}

fn whole() -> f32 {
    1.0
}

impl Shape {
    /// As shaders take it, before a backdrop of that colour.
    pub fn shared(&self, backdrop: [f32; 3]) -> BackgroundShape {
        let [at_rad, half_rad] = [self.at_deg, self.half_deg].map(|sides| sides.map(f32::to_radians));
        BackgroundShape {
            at_rad,
            half_rad,
            colour: std::array::from_fn(|c| backdrop[c] * self.brightness * self.tint[c]),
            corner_rad: self.corner_deg.to_radians(),
            steep_per_rad: 0.5 / self.blur_deg.to_radians().max(1e-4),
            cover: self.cover,
            ..Default::default()
        }
    }
}

/// All that stands behind, from the furthest to the nearest; nothing: the backdrop alone.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Background {
    #[serde(default)]
    shapes: Vec<Shape>,
}

macro_rules! background_files {
    ($($key:literal),+ $(,)?) => {
        /// (key, text) of every background.
        pub const BACKGROUNDS: &[(&str, &str)] = &[$((
            $key,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/backgrounds/", $key, ".toml")),
        )),+];
    };
}

background_files!["plain", "clinic", "room", "street", "garden", "office", "bathroom", "stage", "evening"];

impl Background {
    /// The background of that key.
    ///
    /// # Errors
    /// A sentence: there is none of that name, or its file does not read.
    pub fn of_key(key: &str) -> Result<Background, String> {
        let (_, text) = BACKGROUNDS.iter().find(|(k, _)| *k == key).ok_or_else(|| {
            let known: Vec<&str> = BACKGROUNDS.iter().map(|(key, _)| *key).collect();
            format!("no background \"{key}\"; there are {}", known.join(", "))
        })?;
        let told = |reason: String| format!("assets/backgrounds/{key}.toml: {reason}");
        let background: Background = toml::from_str(text).map_err(|error| told(error.to_string()))?;
        match background.shapes.len() {
            ..=MAX_BACKGROUND_SHAPES => Ok(background),
            many => Err(told(format!("{many} shapes, at most {MAX_BACKGROUND_SHAPES}"))),
        }
    }

    /// What it is made of, from the furthest to the nearest.
    pub fn shapes(&self) -> &[Shape] {
        &self.shapes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::lighting::{Adjustment, LightingPreset, PRESETS};

    #[test]
    fn every_file_of_the_folder_is_listed_reads_and_belongs_to_a_light() {
        let named: Vec<Background> =
            PRESETS.iter().map(|(key, _)| LightingPreset::preset(key).unwrap().background).collect();
        for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/backgrounds")).unwrap() {
            let key = entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned();
            let background = Background::of_key(&key).unwrap();
            assert!(key == "plain" || named.contains(&background), "no light stands before {key}");
        }
        assert!(Background::of_key("no-such-place").unwrap_err().contains("clinic"), "planted");
    }

    #[test]
    fn an_even_grey_has_nothing_behind_the_head() {
        let clinic = LightingPreset::preset("clinic").unwrap();
        assert!(!clinic.background.shapes().is_empty());
        let neutral = Adjustment { neutral_backdrop: true, ..Adjustment::default() };
        assert!(clinic.adjusted(&neutral).background.shapes().is_empty());
    }

    #[test]
    fn rims_are_out_of_focus_and_nothing_outshines_a_face() {
        let faults = |shape: &Shape| shape.blur_deg < 0.3 || shape.brightness * shape.cover > 6.0;
        for (key, _) in BACKGROUNDS {
            assert!(!Background::of_key(key).unwrap().shapes().iter().any(faults), "{key}");
        }
        let mut sharp = Background::of_key("clinic").unwrap().shapes[0];
        sharp.blur_deg = 0.05;
        assert!(faults(&sharp), "planted");
    }
}
