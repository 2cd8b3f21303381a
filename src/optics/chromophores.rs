//! Absorption and scattering of the layers of skin, by wavelength.
//!
//! Spectra of one substance come from `assets/optics/skin.csv` (sources in its header); the mixing rules are those
//! of Jacques (Phys. Med. Biol. 58 (2013) R37, doi 10.1088/0031-9155/58/11/R37). All results in mm⁻¹, Napierian.
//!
//! Known limits: blood is spread evenly over the dermis and not packed in vessels (410-430 nm too dark by a few per
//! cent); no water (nil below 700 nm), carotene or bilirubin; scattering of every client is the same.

use std::sync::LazyLock;

use serde::Deserialize;

use super::adding_doubling::Layer;
use super::cie::BANDS;
use super::numbers::numbers;
use crate::plan::Skin;

/// Number of layers of the skin.
pub const LAYERS: usize = 5;

/// The constants of `assets/optics/skin.toml`, where each has its source.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Constants {
    /// Refractive index of all layers.
    pub refractive_index: f64,
    /// Mean cosine of scattering of all layers.
    pub anisotropy: f64,
    /// Scattering of the dermis in vivo over its ex vivo fit.
    pub dermis_scattering_in_vivo: f64,
    /// Bloodless absorption over the 1998 baseline.
    pub baseline_scale: f64,
    /// Oxygen saturation of the blood in skin.
    pub oxygenation: f64,
    /// Haemoglobin of whole blood, g/L.
    pub haemoglobin_g_per_l: f64,
    /// Molar mass of haemoglobin, g/mol.
    pub haemoglobin_g_per_mol: f64,
    /// From the surface down.
    pub layers: [Stratum; LAYERS],
}

/// One layer of skin.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Stratum {
    /// Its name.
    pub name: String,
    /// What it is made of.
    pub tissue: SkinTissue,
    /// Thickness, mm.
    pub thickness_mm: f64,
    /// Its blood over the client's blood fraction.
    pub relative_blood: f64,
}

/// What a layer is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SkinTissue {
    /// Holds the melanin and no blood.
    #[default]
    Epidermis,
    /// Collagen and blood.
    Dermis,
    /// Fat and blood.
    Fat,
}

/// The constants. An unreadable file, which the tests would find, leaves them all zero.
pub static CONSTANTS: LazyLock<Constants> =
    LazyLock::new(|| toml::from_str(include_str!("../../assets/optics/skin.toml")).unwrap_or_default());

/// How a skin is built: its layers and the scattering of its dermis over the ex vivo fit.
#[derive(Clone, Debug, PartialEq)]
pub struct Structure {
    /// From the surface down.
    pub layers: [Stratum; LAYERS],
    /// Factor on the ex vivo scattering of the dermis.
    pub dermis_scattering: f64,
}

impl Structure {
    /// A living scalp.
    pub fn scalp() -> Structure {
        Structure { layers: CONSTANTS.layers.clone(), dermis_scattering: CONSTANTS.dermis_scattering_in_vivo }
    }

    /// The phantom of the reference (`docs/optics.md#the-reference`): blood spread evenly over 3 mm of dermis and the
    /// fat.
    pub fn phantom(dermis_scattering: f64) -> Structure {
        const DERMIS_MM: f64 = 3.0;
        let mut layers = CONSTANTS.layers.clone();
        let above: f64 = layers[1..LAYERS - 2].iter().map(|layer| layer.thickness_mm).sum();
        layers[LAYERS - 2].thickness_mm = DERMIS_MM - above;
        layers[1..].iter_mut().for_each(|layer| layer.relative_blood = 1.0);
        Structure { layers, dermis_scattering }
    }
}

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
    /// Absorption of tissue without blood and melanin, mm⁻¹, `baseline_scale` applied.
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
    let mut rows = numbers(include_str!("../../assets/optics/skin.csv")).map(|row| substances(&row));
    std::array::from_fn(|_| rows.next().unwrap_or_default())
});

fn substances(row: &[f64]) -> Substances {
    let at = |column: usize| row.get(column).copied().unwrap_or(f64::NAN);
    Substances {
        oxy_blood: whole_blood_per_mm(at(1)),
        deoxy_blood: whole_blood_per_mm(at(2)),
        melanosome: at(3),
        baseline: at(4) * CONSTANTS.baseline_scale,
        epidermis_scattering: at(5),
        dermis_scattering: at(6),
        eumelanin: at(7),
        pheomelanin: at(8),
        fat_scattering: 1050.6 * at(0).powf(-0.68) * PER_MM_FROM_PER_CM,
    }
}

/// Absorption of whole blood, mm⁻¹ Napierian, from a decadic molar extinction in cm⁻¹/M (Prahl).
fn whole_blood_per_mm(extinction: f64) -> f64 {
    let mol_per_l = CONSTANTS.haemoglobin_g_per_l / CONSTANTS.haemoglobin_g_per_mol;
    std::f64::consts::LN_10 * extinction * mol_per_l * PER_MM_FROM_PER_CM
}

impl Substances {
    /// Absorption of whole blood in skin, mm⁻¹.
    pub fn blood(&self) -> f64 {
        CONSTANTS.oxygenation * self.oxy_blood + (1.0 - CONSTANTS.oxygenation) * self.deoxy_blood
    }

    /// Absorption of bloody tissue, mm⁻¹; `blood`: volume fraction.
    pub fn dermis_absorption(&self, blood: f64) -> f64 {
        blood * self.blood() + (1.0 - blood) * self.baseline
    }
}

/// How much more light blood takes in vessels that widened to hold `times` as much of it, by band: less than `times`,
/// since its own light reaches the middle of a wide vessel less (van Veen, Verkruysse and Sterenborg, Opt. Lett. 27
/// (2002) 246). At rest the fraction of blood is what measured skin asks for, packing and all.
pub fn widened_blood(times: f64) -> [f64; BANDS] {
    /// Radius at rest of the vessels that flush, mm: loops of 20 to 40 µm under the trichoscope.
    const VESSEL_RADIUS_MM: f64 = 0.015;
    let packed = |optical_radius: f64| -(-2.0 * optical_radius).exp_m1() / (2.0 * optical_radius).max(1e-9);
    SUBSTANCES.each_ref().map(|s| {
        let at_rest = s.blood() * VESSEL_RADIUS_MM;
        times * packed(at_rest * times.sqrt()) / packed(at_rest)
    })
}

/// Layers of a skin in one band, from the surface down.
pub fn layers(skin: &Skin, band: usize, structure: &Structure) -> [Layer; LAYERS] {
    let s = &SUBSTANCES[band.min(BANDS - 1)];
    let (melanin, blood) = (f64::from(skin.melanin), f64::from(skin.blood));
    structure.layers.each_ref().map(|layer| {
        let (mu_a, reduced) = match layer.tissue {
            SkinTissue::Epidermis => {
                (melanin * s.melanosome + (1.0 - melanin) * s.baseline, s.epidermis_scattering)
            }
            SkinTissue::Dermis => (
                s.dermis_absorption(blood * layer.relative_blood),
                s.dermis_scattering * structure.dermis_scattering,
            ),
            SkinTissue::Fat => (s.dermis_absorption(blood * layer.relative_blood), s.fat_scattering),
        };
        let (g, thickness_mm) = (CONSTANTS.anisotropy, layer.thickness_mm);
        Layer { mu_a, mu_s: reduced / (1.0 - g), g, thickness_mm }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::SkinLayer;

    /// 550 nm.
    const GREEN: usize = 17;

    #[test]
    fn units_are_per_mm_and_napierian() {
        // As in `docs/optics.md#chromophores`. A cm/mm slip is a factor 10, an ln/log10 slip 2.303.
        let s = &SUBSTANCES[GREEN];
        assert!((s.oxy_blood - 23.034).abs() < 0.005, "{}", s.oxy_blood);
        assert!((s.deoxy_blood - 28.601).abs() < 0.005);
        assert!((s.melanosome - 37.18).abs() < 0.01);
        assert!((s.baseline / CONSTANTS.baseline_scale - 0.0459).abs() < 1e-4);
        assert!((s.epidermis_scattering - 5.76).abs() < 0.01 && (s.dermis_scattering - 3.66).abs() < 0.01);
        assert!((s.fat_scattering - 1.44).abs() < 0.02, "{}", s.fat_scattering);
    }

    #[test]
    fn in_vivo_scattering_is_the_measured_one() {
        // Jonasson 2018: 3.16 +- 0.72 mm⁻¹ at 475 nm, 1734 subjects.
        let at_475 = (SUBSTANCES[9].dermis_scattering + SUBSTANCES[10].dermis_scattering) / 2.0;
        assert!((at_475 * CONSTANTS.dermis_scattering_in_vivo - 3.16).abs() < 0.05);
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
        let [epidermis, dermis, ..] =
            layers(&Skin { melanin: 0.1, blood: 0.005 }, GREEN, &Structure::phantom(1.0));
        assert!((epidermis.mu_a - (3.718 + 0.9 * 0.4 * 0.0459)).abs() < 1e-2, "{epidermis:?}");
        assert!((dermis.mu_a - (0.005 * 24.426 + 0.4 * 0.0459)).abs() < 1e-3, "{dermis:?}");
        assert!((dermis.mu_s * (1.0 - dermis.g) - 3.66).abs() < 0.01);
    }

    /// Light's papillary dermis and the plexus at its base are one layer to people.
    #[test]
    fn people_are_told_of_the_layers_that_light_meets() {
        let told = |floors_mm: [f32; 3]| {
            let [epidermis, papillary, plexus, reticular, _] =
                Structure::scalp().layers.map(|layer| layer.thickness_mm as f32);
            let dermis = epidermis + papillary + plexus;
            let met = [epidermis, dermis, dermis + reticular];
            met.iter().zip(floors_mm).all(|(met, told)| (met - told).abs() < 0.025)
        };
        let [floors_mm @ .., _] = SkinLayer::ALL.map(SkinLayer::floor_mm);
        assert!(told(floors_mm));
        assert!(!told([0.08, 0.3, 1.5]), "planted: fat from 1.5 mm");
    }

    #[test]
    fn shares_weigh_to_the_clients_blood() {
        let mut left_mm = 1.0;
        let mut blood = 0.0;
        for layer in Structure::scalp().layers.iter().filter(|layer| layer.tissue == SkinTissue::Dermis) {
            let part = layer.thickness_mm.min(left_mm);
            left_mm -= part;
            blood += part * layer.relative_blood;
        }
        assert!((blood - 1.0).abs() < 0.005 && left_mm == 0.0, "{blood} {left_mm}");
        // The trap of vessel fractions: Meglinski's 0.30 of the plexus is a ninth of that in whole blood.
        let plexus = Structure::scalp().layers[2].relative_blood * 0.0035;
        assert!((0.01..0.05).contains(&plexus), "{plexus}");
    }
}
