//! Optical thickness of pigments.
//!
//! Carbon black absorbs 7.5 ± 1.2 m²/g at 550 nm (Bond and Bergstrom 2006, doi 10.1080/02786820500421521) as 1/λ
//! (You 2016: exponent 1.03 ± 0.09); undiluted tattoo carries about 2.5 mg/cm² (Engel 2008), τ near 190, but an SMP
//! stroke holds far less. The thickness of a stroke and the blends below are design values, to be replaced by
//! measured inks: what is held is that diluted SMP strokes lie at τ 0.5-4 (`docs/optics.md#pigments`).
//!
//! In the dermis macrophages gather pigment in clumps of 5-10 µm. A clump that is opaque hides most of what it holds:
//! any pigment grows weaker and more neutral ([`flattening`]).
//!
//! Known limits: pigment absorbs and does not scatter (iron oxide does); clumps are spheres of one size.

use super::cie::{self, Spectrum};
use crate::plan::Pigment;

/// Mass absorption of carbon black at 550 nm, m²/g (Bond and Bergstrom 2006).
pub const CARBON_M2_PER_G: f64 = 7.5;
/// Optical thickness at 550 nm of one undiluted stroke (design value): 0.27 mg/cm² of carbon.
pub const UNDILUTED_TAU_550: f32 = 20.0;
/// Fall of the optical thickness of brown iron oxide from 450 to 700 nm (`docs/optics.md#pigments`: 4-8).
pub const OXIDE_FALL_450_TO_700: f64 = 6.0;
/// Fraction of iron oxide in the optical thickness of a warm black at 550 nm (design value).
const WARM_OXIDE_FRACTION: f64 = 0.35;
/// Fraction of blue (a pigment that absorbs red, as phthalocyanine) in that of a cool black at 550 nm (design value).
const COOL_BLUE_FRACTION: f64 = 0.2;
/// Rise of the optical thickness of that blue from 450 to 700 nm (design value).
const BLUE_RISE_450_TO_700: f64 = 4.0;

/// Mass per area of carbon black of that optical thickness at 550 nm, mg/cm².
pub fn carbon_mg_per_cm2(tau_550: f64) -> f64 {
    const MG_PER_CM2_FROM_G_PER_M2: f64 = 0.1;
    tau_550 / CARBON_M2_PER_G * MG_PER_CM2_FROM_G_PER_M2
}

/// Napierian optical thickness at 550 nm of one settled stroke; `dilution`: ml of water per ml of pigment.
pub fn tau_550(pigment: Pigment, dilution: f32) -> f32 {
    let covering = match pigment {
        Pigment::CarbonBlack => 1.0,
        Pigment::WarmBlack => 0.85,
        Pigment::Brown => 0.6,
        Pigment::CoolBlack => 0.9,
        Pigment::IronBlack => 0.7,
    };
    UNDILUTED_TAU_550 * covering / (1.0 + dilution.max(0.0))
}

/// Optical thickness by band over that at 550 nm.
pub fn relative_tau(pigment: Pigment) -> Spectrum {
    let carbon = |nm: f64| 550.0 / nm;
    let oxide = |nm: f64| OXIDE_FALL_450_TO_700.powf((550.0 - nm) / 250.0);
    let blue = |nm: f64| BLUE_RISE_450_TO_700.powf((nm - 550.0) / 250.0);
    let blend = |fraction: f64, tint: &dyn Fn(f64) -> f64| {
        cie::spectrum(|nm| (1.0 - fraction) * carbon(nm) + fraction * tint(nm))
    };
    match pigment {
        Pigment::CarbonBlack => blend(0.0, &oxide),
        Pigment::WarmBlack => blend(WARM_OXIDE_FRACTION, &oxide),
        Pigment::Brown => blend(1.0, &oxide),
        Pigment::CoolBlack => blend(COOL_BLUE_FRACTION, &blue),
        // Magnetite absorbs the whole visible range alike.
        Pigment::IronBlack => [1.0; cie::BANDS],
    }
}

/// What is left of the absorption of pigment packed into spheres: `across` is the optical thickness of one across its
/// diameter. 1 for none, 1.5 / across for opaque ones (Duysens 1956; Morel and Bricaud, Deep-Sea Res. 28 (1981) 1375:
/// Q(x) = 1 + 2 e^-x / x + 2 (e^-x - 1) / x², over 2 x / 3).
pub fn flattening(across: f32) -> f32 {
    let x = f64::from(across);
    if x < 0.02 {
        return (1.0 - 0.375 * x) as f32;
    }
    let efficiency = 1.0 + 2.0 * (-x).exp() / x + 2.0 * (-x).exp_m1() / (x * x);
    (1.5 * efficiency / x) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_mass_absorption() {
        // 0.01 mg/cm² of carbon is 0.75 in optical thickness (`docs/optics.md#pigments`).
        assert!((carbon_mg_per_cm2(0.75) - 0.01).abs() < 1e-12);
    }

    #[test]
    fn usual_dilutions_fall_in_the_design_range() {
        assert_eq!(tau_550(Pigment::CarbonBlack, 0.0), 20.0);
        for dilution in [5.0, 10.0, 20.0] {
            for pigment in Pigment::ALL {
                assert!((0.5..4.0).contains(&tau_550(pigment, dilution)), "{pigment:?} {dilution}");
            }
        }
    }

    #[test]
    fn blends_are_warm_in_order() {
        use Pigment::*;
        let fall = |pigment| relative_tau(pigment)[7] / relative_tau(pigment)[32];
        let [carbon, warm, brown, cool, iron] =
            [CarbonBlack, WarmBlack, Brown, CoolBlack, IronBlack].map(fall);
        assert!((carbon - 700.0 / 450.0).abs() < 1e-9 && iron == 1.0);
        assert!(
            cool < carbon && carbon < warm && warm < brown && (4.0..8.0).contains(&brown),
            "{warm} {brown}"
        );
        assert!(Pigment::ALL.iter().all(|p| (relative_tau(*p)[17] - 1.0).abs() < 1e-12));
    }

    #[test]
    fn every_pigment_has_a_row_in_the_model_of_light() {
        let told = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/optics.md")).unwrap();
        let is_told = |pigment: Pigment, covering: f32| {
            told.contains(&format!("\n| {} | {covering:?} | ", pigment.key()))
        };
        for pigment in Pigment::ALL {
            let covering = tau_550(pigment, 0.0) / UNDILUTED_TAU_550;
            assert!(is_told(pigment, covering), "docs/optics.md#pigments: {} {covering}", pigment.key());
        }
        assert!(!is_told(Pigment::Brown, 0.5), "planted");
    }

    #[test]
    fn clumps_are_weaker_and_more_neutral() {
        assert!(
            (flattening(0.0) - 1.0).abs() < 1e-6 && (flattening(0.0199) - flattening(0.0201)).abs() < 1e-3
        );
        assert!((flattening(100.0) * 100.0 / 1.5 - 1.0).abs() < 0.01, "opaque spheres count by their area");
        // Against the integral of 1 - e^(-chord) over a sphere's disc.
        let x = 3.0f64;
        let ring = |i: i32| {
            let r = (f64::from(i) + 0.5) / 2000.0;
            2.0 * r * (1.0 - (-x * (1.0 - r * r).sqrt()).exp()) / 2000.0
        };
        let absorbed: f64 = (0..2000).map(ring).sum();
        assert!((f64::from(flattening(3.0)) - absorbed / (2.0 * x / 3.0)).abs() < 1e-4);
        let brown = relative_tau(Pigment::Brown);
        let fall = |clumping: f32| {
            let tau = |band: usize| brown[band] * f64::from(flattening(clumping * brown[band] as f32));
            tau(7) / tau(32)
        };
        assert!(fall(5.0) < 0.6 * fall(0.0), "{} {}", fall(5.0), fall(0.0));
    }
}
