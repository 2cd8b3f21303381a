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

/// A rectangle that shines: a softbox, a window with its bars, tubes in a row.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Panel {
    /// Width and height as the head sees them, degrees.
    pub size_deg: [f32; 2],
    /// Panes side by side and one over the other.
    #[serde(default = "one_pane")]
    pub panes: [u32; 2],
    /// Fraction of a pane's sides that does not shine, 0..1.
    #[serde(default)]
    pub gap: f32,
    /// How far it leans to the viewer's right, degrees.
    #[serde(default)]
    pub lean_deg: f32,
    /// How much darker the middle of an edge is than its middle, 0..1: a lamp behind cloth.
    #[serde(default)]
    pub falloff: f32,
    /// How much brighter its top is than the middle, and how much darker its foot: a window. At most 1 - `falloff`.
    #[serde(default)]
    pub gradient: f32,
}

fn one_pane() -> [u32; 2] {
    [1, 1]
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

impl Panel {
    /// Half the width and the height, radians.
    pub fn half_rad(&self) -> [f32; 2] {
        self.size_deg.map(|side| (0.5 * side).to_radians())
    }

    /// Fraction of it that shines.
    fn open(&self) -> f32 {
        (1.0 - self.gap) * (1.0 - self.gap)
    }

    /// Mean radiance of its panes, as that of surroundings, where they send this irradiance to a surface that faces them.
    pub fn radiance(&self, irradiance: f32) -> f32 {
        let [width, height] = self.half_rad().map(f32::sin);
        irradiance * std::f32::consts::PI / (4.0 * width * height * self.open()).max(1e-6)
    }

    /// Radiance along its width or its height over the mean, `at` -1..1 from end to end; a place has the product of
    /// both. `shaders/common/panel.wgsl` has the same.
    pub fn profile(&self, along: usize, at: f32) -> f32 {
        let gradient = self.gradients()[along];
        (1.0 + gradient * at - self.falloff * at * at) / (1.0 - self.falloff / 3.0)
    }

    /// The gradient along the width and the height.
    fn gradients(&self) -> [f32; 2] {
        [0.0, self.gradient]
    }

    /// Where along the width or the height, 0..1, so much of all light comes from before it: [`Panel::profile`] summed
    /// up and turned round.
    fn share_from(&self, along: usize, share: f32) -> f32 {
        let (falloff, gradient) = (self.falloff, self.gradients()[along]);
        if falloff == 0.0 && gradient == 0.0 {
            return share;
        }
        let before = |at: f32| {
            let sum = at + 1.0 + 0.5 * gradient * (at * at - 1.0) - falloff * (at * at * at + 1.0) / 3.0;
            sum / (2.0 * (1.0 - falloff / 3.0))
        };
        let [mut low, mut high] = [-1.0, 1.0];
        for _ in 0..24 {
            let middle = 0.5 * (low + high);
            if before(middle) < share { low = middle } else { high = middle }
        }
        0.25 * (low + high) + 0.5
    }

    /// A place on its panes, in tangents of the angles from its middle; `u` and `v` in 0..1 come out as often as there is
    /// light.
    fn place(&self, [u, v]: [f32; 2]) -> [f32; 2] {
        let half = self.half_rad();
        std::array::from_fn(|k| {
            let panes = self.panes[k].max(1) as f32;
            let place = self.share_from(k, [u, v][k]) * panes;
            let within = 0.5 + (place.fract() - 0.5) * (1.0 - self.gap);
            (half[k] * (2.0 * (place.floor() + within) / panes - 1.0)).tan()
        })
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

    const PLAIN: Panel =
        Panel { size_deg: [30.0, 30.0], panes: [1, 1], gap: 0.0, lean_deg: 0.0, falloff: 0.0, gradient: 0.0 };

    /// How far the places that samples take on a panel are from its light, tenth by tenth of each side.
    fn off_its_light(places_of: Panel, light_of: Panel) -> f32 {
        const TENTHS: usize = 10;
        const SAMPLES: u16 = 4000;
        let mut counts = [[0.0f32; TENTHS]; 2];
        for i in 0..SAMPLES {
            let share = (f32::from(i) + 0.5) / f32::from(SAMPLES);
            let [x, y] = places_of.place([share; 2]).map(f32::atan);
            for (k, angle) in [x, y].into_iter().enumerate() {
                let tenth = (0.5 + 0.5 * angle / light_of.half_rad()[k]) * TENTHS as f32;
                counts[k][(tenth as usize).min(TENTHS - 1)] += TENTHS as f32 / f32::from(SAMPLES);
            }
        }
        let off = |k: usize, tenth: usize| {
            let at = 2.0 * (tenth as f32 + 0.5) / TENTHS as f32 - 1.0;
            (counts[k][tenth] - light_of.profile(k, at)).abs()
        };
        (0..TENTHS).flat_map(|tenth| [off(0, tenth), off(1, tenth)]).fold(0.0, f32::max)
    }

    #[test]
    fn places_on_uneven_panels_are_as_many_as_there_is_light() {
        let uneven = Panel { falloff: 0.6, gradient: 0.3, ..PLAIN };
        for panel in [PLAIN, uneven, Panel { falloff: 0.0, gradient: 0.7, ..PLAIN }] {
            assert!(off_its_light(panel, panel) < 0.02, "{panel:?}: {}", off_its_light(panel, panel));
        }
        assert!(off_its_light(PLAIN, uneven) > 0.3, "planted: places that cover it evenly");
        let upside_down = Panel { gradient: -0.3, ..uneven };
        assert!(off_its_light(upside_down, uneven) > 0.3, "planted: the gradient the other way");
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
    fn places_on_panels_stay_on_their_panes_and_a_lean_turns_them() {
        let panel = Panel { size_deg: [40.0, 20.0], panes: [2, 1], gap: 0.2, ..PLAIN };
        let light = |lean_deg| LightSource {
            panel: Some(Panel { lean_deg, ..panel }),
            ..LightingPreset::preset("clinic").unwrap().lights[0]
        };
        let camera = Camera::above_square(10.0);
        let angles = |lean_deg: f32| {
            let (light, [across, upward]) = (light(lean_deg), light(0.0).sides(&camera));
            let middle = light.direction(&camera);
            let place =
                |i: usize| light.toward_place(&camera, [(i % 16) as f32 / 16.0, (i / 16) as f32 / 16.0]);
            (0..256)
                .map(place)
                .map(|p| [across, upward].map(|side| p.dot(side).atan2(p.dot(middle)).to_degrees()))
                .collect::<Vec<[f32; 2]>>()
        };
        let straight = angles(0.0);
        assert!(straight.iter().all(|[x, y]| (1.9..18.1).contains(&x.abs()) && y.abs() < 8.1));
        assert!(angles(90.0).iter().any(|[_, y]| y.abs() > 15.0), "a panel on its side is tall");
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
