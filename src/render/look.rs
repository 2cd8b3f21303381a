//! Lighting presets: illuminant spectrum, lights, surroundings, exposure. One TOML file each under
//! `assets/lighting/`; the first light of a file casts shadows.

use glam::Vec3;
use serde::Deserialize;

use crate::optics::light::Illuminant;
use crate::render::camera::Camera;
use crate::render::layout::MAX_LIGHTS;

/// What a light stays with when the view turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Follows {
    /// The head turns on its chair under a light that stays: the light keeps its azimuth to the viewer.
    HeadTurn,
    /// Fixed to the camera: a flash.
    Camera,
}

/// One light of a preset.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LightSource {
    /// What it stays with.
    pub follows: Follows,
    /// Turn from the viewer's direction, degrees, positive to the viewer's right.
    pub azimuth_deg: f32,
    /// Height above the horizon, degrees.
    pub elevation_deg: f32,
    /// Angular radius of the emitting disc, degrees; 0.27 is the sun.
    pub radius_deg: f32,
    /// Irradiance on a facing surface, relative to one that shows a white surface as white.
    pub irradiance: f32,
}

/// A lighting preset.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// Title shown to people.
    pub name: String,
    /// Key of the illuminant's spectrum.
    pub illuminant: String,
    /// How far the eye has adapted to the illuminant, 0 to 1.
    pub adaptation: f32,
    /// Exposure, stops.
    pub exposure_stops: f32,
    /// Irradiance of the surroundings from above.
    pub sky: f32,
    /// Irradiance of the surroundings from below.
    pub ground: f32,
    /// How oily the skin looks, 0 to 1.
    pub shine: f32,
    /// Brightness of the backdrop.
    pub backdrop: f32,
    /// The lights; the first casts shadows.
    #[serde(default)]
    pub lights: Vec<LightSource>,
}

macro_rules! lighting_files {
    ($($key:literal),+ $(,)?) => {
        /// (key, text) of every preset, in the order people see them.
        pub const PRESETS: &[(&str, &str)] = &[$((
            $key,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/lighting/", $key, ".toml")),
        )),+];
    };
}

lighting_files![
    "clinic",
    "window",
    "overcast",
    "noon-sun",
    "golden-hour",
    "office",
    "bathroom",
    "flash",
    "stage",
    "dusk",
];

/// Why a preset cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LookError {
    /// No such preset.
    #[error("there is no light named \"{name}\"; the lights are {known}")]
    Unknown {
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
    /// The file does not read.
    #[error("assets/lighting/{key}.toml: {reason}")]
    Invalid {
        /// Preset.
        key: String,
        /// What is wrong.
        reason: String,
    },
}

impl Look {
    /// The preset of that key.
    ///
    /// # Errors
    /// [`LookError::Unknown`] lists the presets; [`LookError::Invalid`] when the embedded file does not read.
    pub fn preset(key: &str) -> Result<Look, LookError> {
        let (_, text) = PRESETS.iter().find(|(k, _)| *k == key).ok_or_else(|| LookError::Unknown {
            name: key.to_owned(),
            known: PRESETS.iter().map(|(k, _)| *k).collect::<Vec<_>>().join(", "),
        })?;
        let invalid = |reason: String| LookError::Invalid { key: key.to_owned(), reason };
        let look: Look = toml::from_str(text).map_err(|e| invalid(e.to_string()))?;
        if look.lights.len() > MAX_LIGHTS {
            return Err(invalid(format!("{} lights, at most {MAX_LIGHTS}", look.lights.len())));
        }
        look.illuminant_key().ok_or_else(|| invalid(format!("no illuminant \"{}\"", look.illuminant)))?;
        Ok(look)
    }

    fn illuminant_key(&self) -> Option<Illuminant> {
        Illuminant::from_key(&self.illuminant)
    }

    /// The illuminant; D65 where the key is unknown, which [`Look::preset`] refuses.
    pub fn illuminant(&self) -> Illuminant {
        self.illuminant_key().unwrap_or(Illuminant::D65)
    }

    /// Perfectly even white light from everywhere, no gloss, no shadow: what a swatch is seen in.
    pub fn flat(illuminant: Illuminant) -> Look {
        Look {
            name: "Flat".into(),
            illuminant: illuminant.key().into(),
            adaptation: 1.0,
            exposure_stops: 0.0,
            sky: 1.0,
            ground: 1.0,
            shine: -1.0,
            backdrop: 0.0,
            lights: Vec::new(),
        }
    }
}

impl LightSource {
    /// Unit vector towards the light, head frame.
    pub fn direction(&self, camera: &Camera) -> Vec3 {
        let azimuth = self.azimuth_deg.to_radians() + camera.azimuth_rad;
        let tilt = match self.follows {
            Follows::HeadTurn => 0.0,
            Follows::Camera => camera.elevation_rad,
        };
        let elevation = (self.elevation_deg.to_radians() + tilt).min(std::f32::consts::FRAC_PI_2);
        let (sin_az, cos_az) = azimuth.sin_cos();
        let (sin_el, cos_el) = elevation.sin_cos();
        Vec3::new(cos_el * sin_az, sin_el, cos_el * cos_az)
    }
}
