//! The channels against the reference, the full spectrum and what must hold of any dot.

use super::*;
use crate::optics::colour::{delta_e76, lab_from_srgb};

const LIGHT_SKIN: Skin = Skin { melanin: 0.014, blood: 0.0035 };

fn tables(light: Illuminant, adaptation: f32) -> Tables {
    Tables::new(&LIGHT_SKIN, HairColour::DarkBrown, light, adaptation)
}

fn opaque(depth_mm: f32, radius_mm: f32) -> Spot {
    Spot { depth_mm, radius_mm, column_mm: 0.0, tau_550: 50.0, pigment: Pigment::CarbonBlack }
}

fn centre_contrast(t: &Tables, spot: &Spot) -> [f32; 3] {
    t.relative_reflectance(&[(*spot, 0.0)], 0.0).map(|r| 1.0 - r)
}

fn lab_of(t: &Tables, relative: [f32; 3]) -> Triple {
    lab_from_srgb(std::array::from_fn(|c| f64::from(t.bare[c] * relative[c])))
}

fn lab_change(t: &Tables, spot: &Spot) -> Triple {
    let (bare, dot) = (lab_of(t, [1.0; 3]), lab_of(t, t.relative_reflectance(&[(*spot, 0.0)], 0.0)));
    std::array::from_fn(|i| dot[i] - bare[i])
}

/// One line of the reference: depth, c_inf, C0 at 0.3 mm and at 0.15 mm diameter, change of Lab.
type Row = (f32, [f32; 3], [f32; 3], [f32; 3], Triple);

/// skin_optics.md section 10.1, "D65 linear-sRGB channels of the above".
const REFERENCE: [Row; 7] = [
    (0.10, [0.905, 0.823, 0.632], [0.766, 0.698, 0.540], [0.694, 0.632, 0.487], [-29.0, -3.9, -18.1]),
    (0.15, [0.868, 0.761, 0.535], [0.649, 0.572, 0.406], [0.543, 0.477, 0.337], [-21.8, -3.5, -14.9]),
    (0.20, [0.832, 0.703, 0.454], [0.544, 0.463, 0.302], [0.384, 0.326, 0.212], [-16.7, -3.1, -12.4]),
    (0.30, [0.765, 0.600, 0.329], [0.362, 0.287, 0.159], [0.175, 0.138, 0.076], [-9.7, -2.4, -8.1]),
    (0.40, [0.703, 0.511, 0.240], [0.223, 0.164, 0.079], [0.083, 0.061, 0.029], [-5.4, -1.7, -5.0]),
    (0.60, [0.594, 0.371, 0.131], [0.083, 0.053, 0.019], [0.024, 0.015, 0.006], [-1.7, -0.9, -1.8]),
    (1.0, [0.423, 0.194, 0.040], [0.018, 0.009, 0.002], [0.005, 0.002, 0.000], [-0.3, -0.3, -0.4]),
];

#[test]
fn channels_of_the_reference() {
    let t = tables(Illuminant::D65, 1.0);
    for (z, c_inf, wide, narrow, lab) in REFERENCE {
        let row = t.row(z);
        println!("{z} c_inf {:.3?} {c_inf:?}\n  0.3 {:.3?} {wide:?}\n  0.15 {:.3?} {narrow:?}\n  lab {:.1?} {lab:?}", row.contrast, centre_contrast(&t, &opaque(z, 0.15)), centre_contrast(&t, &opaque(z, 0.075)), lab_change(&t, &opaque(z, 0.15)));
        println!("   gain {:.2?} sigma {:.2?}", row.halo_gain, row.halo_sigma_mm);
    }
    println!("{:?}", t);
}
