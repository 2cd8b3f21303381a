//! The lights a client may be seen in, and how they turn a reflectance into linear sRGB.

use super::cie::{self, BANDS, Spectrum, Triple};
use super::colour;

/// A light by its spectrum (`assets/optics/cie_5nm.csv` names the source of each).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Illuminant {
    /// Warm daylight, 5000 K.
    D50,
    /// Daylight, 5500 K.
    D55,
    /// Daylight, 6500 K.
    #[default]
    D65,
    /// Tungsten bulb, 2856 K.
    A,
    /// Cool white fluorescent tube, 4230 K.
    F2,
    /// Three-band fluorescent tube, 4000 K.
    F11,
    /// Neutral white LED, 4100 K.
    LedB3,
    /// Cool white LED, 6600 K.
    LedB5,
    /// Warm white LED, 2700 K.
    LedB1,
    /// Sun and sky at noon, as measured on the ground (ASTM G173).
    NoonSun,
    /// Candle flame, 1850 K.
    Candle,
    /// Sun 12° above the horizon through a little haze, 3800 K: the noon sun through 4.8 air masses (computed).
    LowSun,
}

impl Illuminant {
    /// Every light, in the order of the columns of `assets/optics/cie_5nm.csv`.
    pub const ALL: [Illuminant; 12] = [
        Self::D50,
        Self::D55,
        Self::D65,
        Self::A,
        Self::F2,
        Self::F11,
        Self::LedB3,
        Self::LedB5,
        Self::LedB1,
        Self::NoonSun,
        Self::Candle,
        Self::LowSun,
    ];

    /// Name in files and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::D50 => "d50",
            Self::D55 => "d55",
            Self::D65 => "d65",
            Self::A => "a",
            Self::F2 => "f2",
            Self::F11 => "f11",
            Self::LedB3 => "led-b3",
            Self::LedB5 => "led-b5",
            Self::LedB1 => "led-b1",
            Self::NoonSun => "noon-sun",
            Self::Candle => "candle",
            Self::LowSun => "low-sun",
        }
    }

    /// The light of that key.
    pub fn from_key(key: &str) -> Option<Illuminant> {
        Self::ALL.into_iter().find(|light| light.key() == key)
    }
}

/// An illuminant with the state of the eye: everything needed to see a spectrum.
#[derive(Clone, Debug)]
pub struct Light {
    xyz_weights: [Triple; BANDS],
    white: Triple,
    adaptation: f64,
}

impl Light {
    /// `adaptation`: 1 an eye fully adapted to the light (Bradford to D65), 0 a camera set to daylight.
    pub fn new(illuminant: Illuminant, adaptation: f32) -> Light {
        let xyz_weights = cie::xyz_weights(illuminant as usize);
        let white = cie::xyz(&xyz_weights, &[1.0; BANDS]);
        Light { xyz_weights, white, adaptation: f64::from(adaptation).clamp(0.0, 1.0) }
    }

    /// XYZ of a perfect white under the light, Y = 1.
    pub fn white(&self) -> Triple {
        self.white
    }

    /// Linear sRGB of a perfect white: the colour of the light itself. (1, 1, 1) at adaptation 1; a channel may be
    /// negative at 0 for lights outside the gamut.
    pub fn rgb(&self) -> Triple {
        self.seen(&[1.0; BANDS])
    }

    /// Linear sRGB of a reflectance.
    pub fn seen(&self, reflectance: &Spectrum) -> Triple {
        self.rgb_from_xyz(cie::xyz(&self.xyz_weights, reflectance))
    }

    /// Weights of the bands in each channel of [`Light::seen`]; some are negative (sRGB red near 500 nm).
    pub fn rgb_weights(&self) -> [Triple; BANDS] {
        self.xyz_weights.map(|w| self.rgb_from_xyz(w))
    }

    /// CIELAB of a reflectance against the light's own white.
    pub fn lab(&self, reflectance: &Spectrum) -> Triple {
        colour::lab(cie::xyz(&self.xyz_weights, reflectance), self.white)
    }

    fn rgb_from_xyz(&self, xyz: Triple) -> Triple {
        colour::srgb_from_xyz(colour::adapt(xyz, self.white, self.adaptation))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `docs/optics.md#illuminants-and-adaptation`; D50 and D55 from CIE 015:2018; the candle on the Planckian locus.
    /// The measured sun has no published white point: 5500 K within the daylight locus is checked below. The low sun's
    /// follows from its formula.
    const WHITES: [(Illuminant, f64, f64); 11] = [
        (Illuminant::D50, 0.3457, 0.3585),
        (Illuminant::D55, 0.3324, 0.3474),
        (Illuminant::D65, 0.3127, 0.3290),
        (Illuminant::A, 0.44758, 0.40745),
        (Illuminant::F2, 0.3721, 0.3751),
        (Illuminant::F11, 0.3805, 0.3769),
        (Illuminant::LedB3, 0.3756, 0.3723),
        (Illuminant::LedB5, 0.3118, 0.3236),
        (Illuminant::LedB1, 0.4560, 0.4078),
        (Illuminant::Candle, 0.5435, 0.4098),
        (Illuminant::LowSun, 0.3940, 0.3931),
    ];

    #[test]
    fn white_points() {
        for (light, x, y) in WHITES {
            let w = Light::new(light, 0.0).white();
            let sum: f64 = w.iter().sum();
            assert!((w[0] / sum - x).abs() < 2e-4 && (w[1] / sum - y).abs() < 2e-4, "{light:?} {w:?}");
        }
    }

    #[test]
    fn the_noon_sun_is_near_the_daylight_locus() {
        // CIE daylight: y = -3 x² + 2.870 x - 0.275.
        let w = Light::new(Illuminant::NoonSun, 0.0).white();
        let sum: f64 = w.iter().sum();
        let (x, y) = (w[0] / sum, w[1] / sum);
        assert!((y - (-3.0 * x * x + 2.870 * x - 0.275)).abs() < 0.006, "{x} {y}");
        assert!((0.325..0.345).contains(&x), "{x}");
    }

    #[test]
    fn white_is_white_to_an_adapted_eye_and_tinted_to_a_camera() {
        for light in Illuminant::ALL {
            assert!(Light::new(light, 1.0).rgb().iter().all(|c| (c - 1.0).abs() < 1e-3));
            assert_eq!(Illuminant::from_key(light.key()), Some(light));
        }
        let [r, g, b] = Light::new(Illuminant::A, 0.0).rgb();
        assert!(r > 1.5 && (0.7..1.0).contains(&g) && b < 0.4, "{r} {g} {b}");
    }

    #[test]
    fn channel_weights_are_the_same_sum() {
        let light = Light::new(Illuminant::F11, 0.4);
        let ramp = cie::spectrum(|nm| nm / 1000.0);
        let weights = light.rgb_weights();
        for (c, seen) in light.seen(&ramp).into_iter().enumerate() {
            let sum: f64 = weights.iter().zip(ramp).map(|(w, r)| w[c] * r).sum();
            assert!((sum - seen).abs() < 1e-12);
        }
    }
}
