//! Absorption and scattering of the layers of skin, by wavelength.
//!
//! Spectra of one substance come from `assets/optics/skin.csv` (sources in its header); the mixing rules are those
//! of Jacques (Phys. Med. Biol. 58 (2013) R37, doi 10.1088/0031-9155/58/11/R37). All results in mm⁻¹, Napierian.
//!
//! Known limits: blood is spread evenly over the dermis and not packed in vessels (410-430 nm too dark by a few per
//! cent); no water (nil below 700 nm), carotene or bilirubin; scattering of every client is the same.

use std::sync::LazyLock;

use super::adding_doubling::Layer;
use super::cie::BANDS;
use crate::plan::Skin;

/// Refractive index of all layers (Jacques 2013; skin_optics.md 1.3).
pub const INDEX: f64 = 1.4;
/// Mean cosine of scattering of all layers (Jacques 2013: 0.8-0.9).
pub const G: f64 = 0.8;
/// Thickness of the epidermis, mm (skin_optics.md 1.3; scalp 0.06-0.10).
pub const EPIDERMIS_MM: f64 = 0.08;
/// Thickness of the dermis, mm (skin_optics.md 1.3, the match to NIST). Scalp skin is 1.7-1.9 mm by ultrasound and
/// histology, but what lies below it scatters much the same.
pub const DERMIS_MM: f64 = 3.0;
/// Thickness of the fat below, mm: more changes nothing.
pub const FAT_MM: f64 = 8.0;
/// Scattering of the dermis in vivo over its ex vivo fit (Jonasson 2018, doi 10.1117/1.JBO.23.12.121608: 3.16 mm⁻¹ at
/// 475 nm).
pub const IN_VIVO_SCATTERING: f64 = 0.65;
/// Bloodless absorption over the 1998 baseline: the match to NIST (skin_optics.md 1.3).
pub const BASELINE_SCALE: f64 = 0.4;
/// Oxygen saturation of the blood in skin (skin_optics.md 1.3).
pub const OXYGENATION: f64 = 0.75;
/// Haemoglobin of whole blood, g/L (Prahl, omlc.org/spectra/hemoglobin).
const HAEMOGLOBIN_G_PER_L: f64 = 150.0;
/// Molar mass of haemoglobin, g/mol (Prahl).
const HAEMOGLOBIN_G_PER_MOL: f64 = 64_500.0;
/// mm⁻¹ in one cm⁻¹.
const PER_MM_FROM_PER_CM: f64 = 0.1;

/// Coefficients of the substances in one band.
#[derive(Clone, Copy, Debug, Default)]
pub struct Substances {
    /// Absorption of oxygenated whole blood, mm⁻¹.
    pub oxy_blood: f64,
    /// Absorption of deoxygenated whole blood, mm⁻¹.
    pub deoxy_blood: f64,
    /// Absorption inside a melanosome, mm⁻¹.
    pub melanosome: f64,
    /// Absorption of tissue without blood and melanin, mm⁻¹, [`BASELINE_SCALE`] applied.
    pub baseline: f64,
    /// Reduced scattering of the epidermis ex vivo, mm⁻¹.
    pub epidermis_scattering: f64,
    /// Reduced scattering of the dermis ex vivo, mm⁻¹.
    pub dermis_scattering: f64,
    /// Extinction of eumelanin, cm⁻¹ per mg/ml (used as a shape).
    pub eumelanin: f64,
    /// Extinction of pheomelanin, cm⁻¹ per mg/ml (used as a shape).
    pub pheomelanin: f64,
    /// Reduced scattering of fat, mm⁻¹: 1050.6 nm^-0.68 cm⁻¹ (Jacques 2013).
    pub fat_scattering: f64,
}

/// The substances by band.
pub static SUBSTANCES: LazyLock<[Substances; BANDS]> = LazyLock::new(|| {
    let mut rows = super::numbers(include_str!("../../assets/optics/skin.csv")).map(|row| substances(&row));
    std::array::from_fn(|_| rows.next().unwrap_or_default())
});

fn substances(row: &[f64]) -> Substances {
    let at = |column: usize| row.get(column).copied().unwrap_or(f64::NAN);
    Substances {
        oxy_blood: whole_blood_per_mm(at(1)),
        deoxy_blood: whole_blood_per_mm(at(2)),
        melanosome: at(3),
        baseline: at(4) * BASELINE_SCALE,
        epidermis_scattering: at(5),
        dermis_scattering: at(6),
        eumelanin: at(7),
        pheomelanin: at(8),
        fat_scattering: 1050.6 * at(0).powf(-0.68) * PER_MM_FROM_PER_CM,
    }
}

/// Absorption of whole blood, mm⁻¹ Napierian, from a decadic molar extinction in cm⁻¹/M (Prahl).
fn whole_blood_per_mm(extinction: f64) -> f64 {
    std::f64::consts::LN_10 * extinction * HAEMOGLOBIN_G_PER_L / HAEMOGLOBIN_G_PER_MOL * PER_MM_FROM_PER_CM
}

impl Substances {
    /// Absorption of whole blood in skin, mm⁻¹.
    pub fn blood(&self) -> f64 {
        OXYGENATION * self.oxy_blood + (1.0 - OXYGENATION) * self.deoxy_blood
    }

    /// Absorption of bloody tissue, mm⁻¹; `blood`: volume fraction.
    pub fn dermis_absorption(&self, blood: f64) -> f64 {
        blood * self.blood() + (1.0 - blood) * self.baseline
    }
}

/// Layers of skin in one band from the surface down: epidermis, dermis, fat. `scattering`: factor on the ex vivo fit
/// of the dermis.
///
/// Epidermis and fat keep theirs. So does the reference: only with that do its floors over sheets come out
/// (skin_optics.md 3.2; within 0.006, and 0.14 off in blue with the epidermis scaled too).
pub fn layers(skin: &Skin, band: usize, scattering: f64) -> [Layer; 3] {
    let s = &SUBSTANCES[band.min(BANDS - 1)];
    let (melanin, blood) = (f64::from(skin.melanin), f64::from(skin.blood));
    let layer =
        |mu_a, reduced: f64, thickness_mm| Layer { mu_a, mu_s: reduced / (1.0 - G), g: G, thickness_mm };
    [
        layer(melanin * s.melanosome + (1.0 - melanin) * s.baseline, s.epidermis_scattering, EPIDERMIS_MM),
        layer(s.dermis_absorption(blood), s.dermis_scattering * scattering, DERMIS_MM),
        layer(s.dermis_absorption(blood), s.fat_scattering, FAT_MM),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 550 nm.
    const GREEN: usize = 17;

    #[test]
    fn units_are_per_mm_and_napierian() {
        // Derived columns of skin_optics.md 1.4. A cm/mm slip is a factor 10, an ln/log10 slip 2.303.
        let s = &SUBSTANCES[GREEN];
        assert!((s.oxy_blood - 23.034).abs() < 0.005, "{}", s.oxy_blood);
        assert!((s.deoxy_blood - 28.601).abs() < 0.005);
        assert!((s.melanosome - 37.18).abs() < 0.01);
        assert!((s.baseline / BASELINE_SCALE - 0.0459).abs() < 1e-4);
        assert!((s.epidermis_scattering - 5.76).abs() < 0.01 && (s.dermis_scattering - 3.66).abs() < 0.01);
        assert!((s.fat_scattering - 1.44).abs() < 0.02, "{}", s.fat_scattering);
    }

    #[test]
    fn in_vivo_scattering_is_the_measured_one() {
        // Jonasson 2018: 3.16 +- 0.72 mm⁻¹ at 475 nm, 1734 subjects.
        let at_475 = (SUBSTANCES[9].dermis_scattering + SUBSTANCES[10].dermis_scattering) / 2.0;
        assert!((at_475 * IN_VIVO_SCATTERING - 3.16).abs() < 0.05);
    }

    #[test]
    fn table_is_whole_and_smooth() {
        for pair in SUBSTANCES.windows(2) {
            let columns: [fn(&Substances) -> f64; 4] =
                [|s| s.melanosome, |s| s.baseline, |s| s.dermis_scattering, |s| s.eumelanin];
            for f in columns {
                assert!(f(&pair[1]) < f(&pair[0]) && f(&pair[1]) > 0.8 * f(&pair[0]));
            }
        }
    }

    #[test]
    fn layers_mix_by_volume() {
        let [epidermis, dermis, _] = layers(&Skin { melanin: 0.1, blood: 0.005 }, GREEN, 1.0);
        assert!((epidermis.mu_a - (3.718 + 0.9 * 0.4 * 0.0459)).abs() < 1e-2, "{epidermis:?}");
        assert!((dermis.mu_a - (0.005 * 24.426 + 0.4 * 0.0459)).abs() < 1e-3, "{dermis:?}");
        assert!((dermis.mu_s * (1.0 - dermis.g) - 3.66).abs() < 0.01);
    }
}
