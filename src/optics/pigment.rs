//! Optical thickness of pigments.
//!
//! Carbon black absorbs 7.5 ± 1.2 m²/g at 550 nm (Bond and Bergstrom 2006, doi 10.1080/02786820500421521) as 1/λ
//! (You 2016: exponent 1.03 ± 0.09); undiluted tattoo carries about 2.5 mg/cm² (Engel 2008), τ near 190, but an SMP
//! stroke holds far less. The thickness of a stroke and the blends below are design values, to be replaced by
//! measured inks: what is held is that diluted SMP strokes lie at τ 0.5-4 (skin_optics.md section 5).
//!
//! Known limits: pigment absorbs and does not scatter (iron oxide does); clumping in macrophages, which makes any
//! pigment neutral and weaker, is left to `deposit`.

use super::cie::{self, Spectrum};
use crate::plan::Pigment;

/// Mass absorption of carbon black at 550 nm, m²/g (Bond and Bergstrom 2006).
pub const CARBON_M2_PER_G: f64 = 7.5;
/// Optical thickness at 550 nm of one undiluted stroke (design value): 0.27 mg/cm² of carbon.
pub const UNDILUTED_TAU_550: f32 = 20.0;
/// Fall of the optical thickness of brown iron oxide from 450 to 700 nm (skin_optics.md section 5: 4-8).
pub const OXIDE_FALL_450_TO_700: f64 = 6.0;
/// Share of iron oxide in the optical thickness of a warm black at 550 nm (design value).
const WARM_OXIDE_SHARE: f64 = 0.35;

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
    };
    UNDILUTED_TAU_550 * covering / (1.0 + dilution.max(0.0))
}

/// Optical thickness by band over that at 550 nm.
pub fn relative_tau(pigment: Pigment) -> Spectrum {
    let carbon = |nm: f64| 550.0 / nm;
    let oxide = |nm: f64| OXIDE_FALL_450_TO_700.powf((550.0 - nm) / 250.0);
    let blend = |share: f64| cie::spectrum(|nm| (1.0 - share) * carbon(nm) + share * oxide(nm));
    match pigment {
        Pigment::CarbonBlack => blend(0.0),
        Pigment::WarmBlack => blend(WARM_OXIDE_SHARE),
        Pigment::Brown => blend(1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Pigment; 3] = [Pigment::CarbonBlack, Pigment::WarmBlack, Pigment::Brown];

    #[test]
    fn units_of_mass_absorption() {
        // 0.01 mg/cm² of carbon is 0.75 in optical thickness (skin_optics.md section 5).
        assert!((carbon_mg_per_cm2(0.75) - 0.01).abs() < 1e-12);
    }

    #[test]
    fn usual_dilutions_fall_in_the_design_range() {
        assert_eq!(tau_550(Pigment::CarbonBlack, 0.0), 20.0);
        for dilution in [5.0, 10.0, 20.0] {
            for pigment in ALL {
                assert!((0.5..4.0).contains(&tau_550(pigment, dilution)), "{pigment:?} {dilution}");
            }
        }
    }

    #[test]
    fn blends_are_warm_in_order() {
        let fall = ALL.map(relative_tau).map(|t| t[7] / t[32]);
        assert!((fall[0] - 700.0 / 450.0).abs() < 1e-9);
        assert!(fall[0] < fall[1] && fall[1] < fall[2] && (4.0..8.0).contains(&fall[2]), "{fall:?}");
        assert!(ALL.iter().all(|p| (relative_tau(*p)[17] - 1.0).abs() < 1e-12));
    }
}
