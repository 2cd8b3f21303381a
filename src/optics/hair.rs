//! Reflectance of cut hair by name.
//!
//! R(λ) = gloss + body · exp(-5.9 √σ(λ)): the albedo of hair against its absorption per fibre (Chiang, Bitterli,
//! Tappan, Burley, "A Practical and Controllable Hair and Fur Model", EGSR 2016, at azimuthal roughness 0.3), with
//! σ a mixture of eumelanin and pheomelanin. The amounts of melanin are design values that put the luminance of
//! each name where stubble is seen: black 0.02, dark brown 0.05, blond 0.25, white 0.5.
//!
//! Known limits: diffuse and isotropic; no bleaching along the shaft; a fibre thinner than usual is not lighter.

use super::chromophores::{SUBSTANCES, Substances};
use super::cie::Spectrum;
use crate::plan::HairColour;

/// Reflection of the cuticle's surface, whatever the melanin (design value).
const GLOSS: f64 = 0.02;
/// Reflection of keratin without melanin, surface left out (design value).
const BODY: f64 = 0.48;
/// Slope of ln albedo over √σ (Chiang 2016, equation 9 at roughness 0.3).
const ALBEDO_SLOPE: f64 = 5.9;
/// Absorption of a unit of eumelanin and of pheomelanin at 550 nm (d'Eon 2011, green channel).
const UNIT_550: [f64; 2] = [0.697, 0.400];
/// Band of 550 nm.
const GREEN: usize = 17;

/// Amounts of eumelanin and pheomelanin.
fn melanin(colour: HairColour) -> [f64; 2] {
    match colour {
        HairColour::Black => [3.0, 0.0],
        HairColour::DarkBrown => [0.29, 0.03],
        HairColour::Brown => [0.12, 0.06],
        HairColour::LightBrown => [0.06, 0.035],
        HairColour::Blond => [0.014, 0.015],
        HairColour::Red => [0.0, 0.24],
        HairColour::Grey => [0.02, 0.0],
        HairColour::White => [0.0, 0.001],
    }
}

/// Diffuse reflectance by band.
pub fn reflectance(colour: HairColour) -> Spectrum {
    let [eu, pheo] = melanin(colour);
    let unit = &SUBSTANCES[GREEN];
    let absorption = |s: &Substances| {
        eu * UNIT_550[0] * s.eumelanin / unit.eumelanin
            + pheo * UNIT_550[1] * s.pheomelanin / unit.pheomelanin
    };
    SUBSTANCES.map(|s| GLOSS + BODY * (-ALBEDO_SLOPE * absorption(&s).sqrt()).exp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optics::light::{Illuminant, Light};

    #[test]
    fn names_have_their_luminance_and_hue() {
        let light = Light::new(Illuminant::D65, 1.0);
        let lab = |colour| light.lab(&reflectance(colour));
        for (colour, low, high) in [
            (HairColour::Black, 0.019, 0.03),
            (HairColour::DarkBrown, 0.04, 0.06),
            (HairColour::Brown, 0.07, 0.12),
            (HairColour::LightBrown, 0.12, 0.18),
            (HairColour::Blond, 0.2, 0.3),
            (HairColour::Red, 0.08, 0.18),
            (HairColour::Grey, 0.22, 0.32),
            (HairColour::White, 0.42, 0.52),
        ] {
            let rgb = light.seen(&reflectance(colour));
            let y = 0.2127 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
            println!("{colour:?} {rgb:.3?} Y {y:.3} Lab {:.1?}", lab(colour));
            assert!((low..high).contains(&y), "{colour:?} {y}");
        }
        assert!(lab(HairColour::Red)[1] > lab(HairColour::Brown)[1] + 2.0, "red is redder than brown");
        assert!(lab(HairColour::Blond)[2] > lab(HairColour::Grey)[2] + 3.0, "blond is yellower than grey");
        assert!(lab(HairColour::Black)[1].hypot(lab(HairColour::Black)[2]) < 2.0, "black is neutral");
    }
}
