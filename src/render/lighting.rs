//! Lighting presets: illuminant spectrum, lights, surroundings, exposure. One TOML file each under
//! `assets/lighting/`; the first light of a file casts shadows.

use std::f32::consts::TAU;

use glam::{Quat, Vec3};
use serde::{Deserialize, Serialize};

use crate::optics::light::Illuminant;
use crate::render::background::Background;
use crate::render::camera::Camera;
use crate::render::layout::MAX_LIGHTS;
use crate::words;

mod panel;

pub use panel::Panel;

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
    /// Angular radius of the emitting disc, degrees; 0.27 is the sun. Not asked where there is a panel.
    #[serde(default)]
    pub radius_deg: f32,
    /// What shines, where it is no disc.
    #[serde(default)]
    pub panel: Option<Panel>,
    /// Irradiance on a facing surface, relative to one that shows a white surface as white.
    pub irradiance: f32,
}

/// A lighting preset.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LightingPreset {
    /// Title shown to people.
    #[serde(skip)]
    pub name: String,
    /// The illuminant's spectrum.
    #[serde(deserialize_with = "illuminant_of_key")]
    pub illuminant: Illuminant,
    /// How far the eye has adapted to the illuminant, 0 to 1.
    pub adaptation: f32,
    /// Exposure, stops.
    pub exposure_stops: f32,
    /// Irradiance of the surroundings from above.
    pub sky: f32,
    /// How the sky brightens from the horizon to straight above, over its mean, -1.5 to 1.5: 0.86 under clouds (CIE
    /// overcast sky, three times the horizon), less than 0 where it is clear.
    #[serde(default)]
    pub zenith: f32,
    /// Irradiance of the surroundings from below.
    pub ground: f32,
    /// Bare colour alone is seen: no gloss, no relief, no uneven colour. No file's light is so.
    #[serde(skip)]
    pub is_bare: bool,
    /// Brightness of the backdrop.
    pub backdrop: f32,
    /// What stands far behind, over the backdrop: a file of `assets/backgrounds`.
    #[serde(default, deserialize_with = "background_of_key")]
    pub background: Background,
    /// How much darker the backdrop is at the picture's corners, 0..=1.
    #[serde(default = "usual_vignette")]
    pub vignette: f32,
    /// The lights; the first casts shadows.
    #[serde(default)]
    pub lights: Vec<LightSource>,
    /// Pictures have the grain of a camera's ([`crate::render::film`]).
    #[serde(skip)]
    pub film: bool,
}

/// Reads the key of an illuminant.
fn illuminant_of_key<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Illuminant, D::Error> {
    let key = String::deserialize(deserializer)?;
    Illuminant::from_key(&key).ok_or_else(|| serde::de::Error::custom(format!("no illuminant \"{key}\"")))
}

/// Reads the key of a background.
fn background_of_key<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Background, D::Error> {
    Background::of_key(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
}

fn usual_vignette() -> f32 {
    0.62
}

/// What a person changes of a preset by hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Adjustment {
    /// All lights that are not fixed to the camera turn so far to the viewer's right, and rise so far, degrees.
    pub turn_deg: [f32; 2],
    /// Stops of exposure more than the preset's.
    pub exposure_stops: f32,
    /// Even grey behind the head, for judging colour.
    pub neutral_backdrop: bool,
    /// Pictures have the grain of a camera's.
    pub film: bool,
}

impl Adjustment {
    /// Stops that exposure may be changed by, either way.
    pub const MOST_STOPS: f32 = 3.0;
    /// Reflectance of the even grey: CIE L* = 50.
    const GREY: f32 = 0.184;
    /// Lights stay between these heights, degrees.
    const HEIGHTS_DEG: [f32; 2] = [-30.0, 88.0];
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
pub enum LightingError {
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

impl LightingPreset {
    /// The preset of that key.
    ///
    /// # Errors
    /// [`LightingError::Unknown`] lists the presets; [`LightingError::Invalid`] when the embedded file does not read.
    pub fn preset(key: &str) -> Result<LightingPreset, LightingError> {
        let (key, text) = PRESETS.iter().find(|(k, _)| *k == key).ok_or_else(|| LightingError::Unknown {
            name: key.to_owned(),
            known: PRESETS.iter().map(|(k, _)| *k).collect::<Vec<_>>().join(", "),
        })?;
        let invalid = |reason: String| LightingError::Invalid { key: (*key).to_owned(), reason };
        let mut lighting: LightingPreset = toml::from_str(text).map_err(|e| invalid(e.to_string()))?;
        if lighting.lights.len() > MAX_LIGHTS {
            return Err(invalid(format!("{} lights, at most {MAX_LIGHTS}", lighting.lights.len())));
        }
        lighting.name = words::of("light-name", key).to_owned();
        Ok(lighting)
    }

    /// This preset with what was changed by hand; what is no number changes nothing.
    pub fn adjusted(mut self, by: &Adjustment) -> LightingPreset {
        let sound = |value: f32| if value.is_finite() { value } else { 0.0 };
        let [low, high] = Adjustment::HEIGHTS_DEG;
        for light in self.lights.iter_mut().filter(|light| light.follows == Follows::HeadTurn) {
            light.azimuth_deg += sound(by.turn_deg[0]);
            light.elevation_deg = (light.elevation_deg + sound(by.turn_deg[1])).clamp(low, high);
        }
        let most = Adjustment::MOST_STOPS;
        self.exposure_stops += sound(by.exposure_stops).clamp(-most, most);
        self.film |= by.film;
        if by.neutral_backdrop {
            (self.backdrop, self.vignette) = (Adjustment::GREY, 0.0);
            self.background = Background::default();
        }
        self
    }

    /// Perfectly even white light from everywhere, no gloss, no shadow: what a swatch is seen in.
    pub fn flat(illuminant: Illuminant) -> LightingPreset {
        LightingPreset {
            name: "Flat".into(),
            illuminant,
            adaptation: 1.0,
            exposure_stops: 0.0,
            sky: 1.0,
            zenith: 0.0,
            ground: 1.0,
            is_bare: true,
            backdrop: 0.0,
            background: Background::default(),
            vignette: 0.0,
            lights: Vec::new(),
            film: false,
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

    /// Angular radius of the disc, or of one that is as large as the panel, radians.
    pub fn radius_rad(&self) -> f32 {
        let side = |panel: Panel| (panel.size_deg[0] * panel.size_deg[1] / std::f32::consts::PI).sqrt();
        self.panel.map_or(self.radius_deg, side).to_radians()
    }

    /// Unit vectors along the width and the height of what shines, head frame.
    pub fn sides(&self, camera: &Camera) -> [Vec3; 2] {
        let direction = self.direction(camera);
        let level = Vec3::Y.cross(direction).try_normalize().unwrap_or(Vec3::X);
        let lean = self.panel.map_or(0.0, |panel| panel.lean_deg).to_radians();
        let across = Quat::from_axis_angle(direction, -lean) * level;
        [across, direction.cross(across)]
    }

    /// Towards a place on what shines, head frame; evenly spread `u` and `v` in 0..1 give places by their light.
    pub fn toward_place(&self, camera: &Camera, [u, v]: [f32; 2]) -> Vec3 {
        let direction = self.direction(camera);
        let [across, upward] = self.sides(camera);
        let [x, y] = match self.panel {
            Some(panel) => panel.place([u, v]),
            None => {
                let (r, turn) = (self.radius_rad().tan() * u.sqrt(), TAU * v);
                [r * turn.cos(), r * turn.sin()]
            }
        };
        (direction + across * x + upward * y).normalize()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_listed_and_reads() {
        for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/lighting")).unwrap() {
            let key = entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned();
            let read = LightingPreset::preset(&key);
            assert!(read.is_ok(), "PRESETS and assets/lighting: {}", read.unwrap_err());
        }
        assert!(LightingPreset::preset("no-such-light").is_err(), "planted");
    }

    #[test]
    fn hand_changes_turn_the_lights_that_stay_and_no_flash() {
        let turned = |key: &str| {
            let lighting = LightingPreset::preset(key).unwrap();
            let by = Adjustment { turn_deg: [30.0, 200.0], ..Adjustment::default() };
            (lighting.clone().lights, lighting.adjusted(&by).lights)
        };
        let (before, after) = turned("window");
        assert_eq!(after[0].azimuth_deg, before[0].azimuth_deg + 30.0);
        assert_eq!(after[0].elevation_deg, 88.0, "no light goes over the top");
        let (before, after) = turned("flash");
        assert_eq!(after[0], before[0]);
    }

    #[test]
    fn no_panel_of_a_preset_has_less_light_than_none() {
        let panels = PRESETS.iter().flat_map(|(key, _)| LightingPreset::preset(key).unwrap().lights);
        for panel in panels.filter_map(|light| light.panel) {
            let ends = [0, 1].map(|along| panel.profile(along, -1.0).min(panel.profile(along, 1.0)));
            assert!(ends.iter().all(|end| *end >= 0.0), "{panel:?}");
        }
    }

    #[test]
    fn nothing_changed_by_hand_is_the_preset_and_nonsense_does_no_harm() {
        let lighting = LightingPreset::preset("clinic").unwrap();
        assert_eq!(lighting.clone().adjusted(&Adjustment::default()), lighting);
        let nonsense = Adjustment {
            turn_deg: [f32::NAN; 2],
            exposure_stops: 1e9,
            neutral_backdrop: true,
            ..Adjustment::default()
        };
        let after = lighting.clone().adjusted(&nonsense);
        assert_eq!(after.lights, lighting.lights);
        assert_eq!(after.exposure_stops, lighting.exposure_stops + Adjustment::MOST_STOPS);
        assert!(after.vignette == 0.0 && lighting.vignette > 0.3);
    }
}
