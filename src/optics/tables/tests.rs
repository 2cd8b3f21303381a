//! The channels against the reference, the full spectrum and what must hold of any dot.

use super::*;
use crate::optics::colour::lab_from_srgb;

const LIGHT_SKIN: Skin = Skin { melanin: 0.014, blood: 0.0035 };

fn tables(light: Illuminant, adaptation: f32) -> Tables {
    Tables::new(&LIGHT_SKIN, HairColour::DarkBrown, light, adaptation)
}

fn opaque(depth_mm: f32, radius_mm: f32) -> DotOptics {
    DotOptics { depth_mm, radius_mm, column_mm: 0.0, tau_550: 50.0, pigment: Pigment::CarbonBlack }
}

fn centre_contrast(t: &Tables, spot: &DotOptics) -> [f32; 3] {
    t.relative_reflectance(&[(*spot, 0.0)], 0.0).map(|r| 1.0 - r)
}

/// One line of the reference: depth, c_inf, C0 at 0.3 mm and at 0.15 mm diameter, change of Lab.
type Reference = (f32, [f32; 3], [f32; 3], [f32; 3], Triple);

/// `docs/optics.md#the-reference-channels`: c_inf from its closed form, discs from its Monte Carlo
/// (`monte_carlo::tests::reference`), at seven wavelengths, which make blue at 450 to 470 nm too weak.
const REFERENCE: [Reference; 7] = [
    (0.10, [0.905, 0.823, 0.632], [0.796, 0.710, 0.544], [0.690, 0.594, 0.417], [-30.1, -5.3, -19.5]),
    (0.15, [0.868, 0.761, 0.535], [0.679, 0.571, 0.390], [0.518, 0.406, 0.245], [-22.2, -5.2, -16.3]),
    (0.20, [0.832, 0.703, 0.454], [0.567, 0.444, 0.272], [0.374, 0.267, 0.142], [-16.4, -5.1, -13.3]),
    (0.30, [0.765, 0.600, 0.329], [0.366, 0.252, 0.126], [0.197, 0.120, 0.048], [-8.8, -4.0, -8.2]),
    (0.40, [0.703, 0.511, 0.240], [0.227, 0.146, 0.055], [0.104, 0.055, 0.022], [-5.0, -2.5, -5.3]),
    (0.60, [0.594, 0.371, 0.131], [0.091, 0.051, 0.017], [0.035, 0.015, 0.001], [-1.8, -1.2, -2.0]),
    (1.0, [0.423, 0.194, 0.040], [0.022, 0.011, 0.003], [0.012, 0.000, 0.000], [-0.4, -0.3, -0.5]),
];

/// Light skin as the reference has it (from seven wavelengths: `skin::tests::light_skin_of_the_reference`).
const REFERENCE_SKIN: [f64; 3] = [0.530, 0.382, 0.251];

/// Change of CIELAB at the centre of a dot on skin of that colour.
fn lab_change(skin: [f64; 3], contrast: [f32; 3]) -> Triple {
    let bare = lab_from_srgb(skin);
    let dot = lab_from_srgb(std::array::from_fn(|c| skin[c] * f64::from(1.0 - contrast[c])));
    std::array::from_fn(|i| dot[i] - bare[i])
}

fn close(ours: [f32; 3], reference: [f32; 3], relative: f32, absolute: f32) -> bool {
    ours.iter().zip(reference).all(|(a, b)| (a - b).abs() <= relative * b + absolute)
}

#[test]
fn channels_of_the_reference() {
    let t = tables(Illuminant::D65, 1.0);
    for (z, c_inf, wide, narrow, lab) in REFERENCE {
        let row = t.row(z);
        let (ours_wide, ours_narrow) =
            (centre_contrast(&t, &opaque(z, 0.15)), centre_contrast(&t, &opaque(z, 0.075)));
        let change = lab_change(REFERENCE_SKIN, ours_wide);
        let own = lab_change(t.bare.map(f64::from), ours_wide);
        println!("z {z}: c_inf {:.3?} C0 {ours_wide:.3?} {ours_narrow:.3?}", row.contrast);
        println!("    dLab {change:.1?} reference {lab:?}, on our own skin {own:.1?}");
        assert!(close(row.contrast, c_inf, 0.03, 0.045), "{z} {:?}", row.contrast);
        assert!(close(ours_wide, wide, 0.10, 0.02), "{z} {ours_wide:?} {wide:?}");
        assert!(close(ours_narrow, narrow, 0.10, 0.035), "{z} {ours_narrow:?} {narrow:?}");
        assert!((0..3).all(|i| (change[i] - lab[i]).abs() < 2.0), "{z} {change:?} {lab:?}");
    }
}

#[test]
fn contrast_dies_with_depth_and_blue_first() {
    for light in [Illuminant::D65, Illuminant::A, Illuminant::F11, Illuminant::LedB3] {
        let t = tables(light, 1.0);
        for pair in t.rows.windows(2) {
            let centre = |row: &DepthRow| centre_contrast(&t, &opaque(row.depth_mm, 0.15));
            let (above, below) = (centre(&pair[0]), centre(&pair[1]));
            for c in 0..3 {
                assert!(
                    pair[1].contrast[c] < pair[0].contrast[c] && below[c] < above[c] + 2e-4,
                    "{light:?} {pair:?}"
                );
            }
            let [r, g, b] = below;
            assert!(pair[1].depth_mm < 0.08 || r < 1e-3 || (r >= g && g + 1e-3 >= b), "{light:?} {below:?}");
        }
        let swapped = DepthRow { depth_mm: 0.2, ..t.row(0.4) };
        assert!(swapped.contrast[0] < t.row(0.3).contrast[0], "planted: rows in a wrong order must be seen");
    }
}

#[test]
fn a_dot_loses_hue_as_well_as_lightness() {
    let t = tables(Illuminant::D65, 1.0);
    let contrast = centre_contrast(&t, &opaque(0.3, 0.15));
    let slope = |contrast| {
        let [dl, _, db] = lab_change(t.bare.map(f64::from), contrast);
        db / dl
    };
    assert!((0.5..1.2).contains(&slope(contrast)), "{}", slope(contrast));
    // Planted: the same loss in every channel, a grey veil.
    assert!(slope([contrast[1]; 3]) < 0.5, "{}", slope([contrast[1]; 3]));
}

#[test]
fn black_out_is_the_floor() {
    let t = tables(Illuminant::D65, 1.0);
    let row = t.row(0.25);
    let loss = Loss { s: [20.0; 3], q: row.contrast.map(|c| 20.0 * c) };
    let seen = loss.relative_reflectance();
    assert!((0..3).all(|c| (seen[c] - (1.0 - row.contrast[c])).abs() < 1e-6), "{seen:?}");
    let faint = Loss { s: [2.0; 3], q: row.contrast.map(|c| 2.0 * c) }.relative_reflectance();
    assert!(
        (0..3).all(|c| faint[c] - (1.0 - row.contrast[c]) > 0.02),
        "planted: a thin layer is no black-out"
    );
    assert_eq!(Loss::default().relative_reflectance(), [1.0; 3]);
}

#[test]
fn order_of_spots_does_not_matter() {
    let t = tables(Illuminant::D65, 1.0);
    let mut spots: Vec<(DotOptics, f32)> =
        (0..40).map(|i| (opaque(0.1 + 0.01 * i as f32, 0.1), 0.05 * i as f32)).collect();
    let there = t.relative_reflectance(&spots, 0.02);
    spots.reverse();
    let back = t.relative_reflectance(&spots, 0.02);
    assert!((0..3).all(|c| (there[c] - back[c]).abs() < 1e-5), "{there:?} {back:?}");
}

/// Largest miss, in per cent, of what three sessions (195 dots/cm² at 0.15 mm, τ 1.3) take from light skin: 24, 19,
/// 12 % of linear R, G, B as 0.30 mm dots, only 7, 6, 4 % as 0.15 mm dots.
fn miss_of_fields(darken: impl Fn(&DotOptics, f32) -> [f32; 3]) -> f32 {
    let miss = |radius_mm: f32, expected: [f32; 3]| {
        let ours = darken(&DotOptics { tau_550: 1.3, ..opaque(0.15, radius_mm) }, 1.95).map(|x| 100.0 * x);
        println!("{radius_mm} mm radius: {ours:.1?} % reference {expected:?}");
        (0..3).map(|c| (ours[c] - expected[c]).abs()).fold(0.0, f32::max)
    };
    miss(0.15, [24.0, 19.0, 12.0]).max(miss(0.075, [7.0, 6.0, 4.0]))
}

/// Mean of a field whose dots lie anywhere, so that no halo knows of a crowd.
fn plain_sum(t: &Tables, spot: &DotOptics, per_mm2: f32) -> Loss {
    let field = t.field(spot, per_mm2);
    field.cores.plus(&field.halos)
}

#[test]
fn fields_of_dots_darken_as_foretold() {
    let t = tables(Illuminant::D65, 1.0);
    let darker = |loss: Loss| loss.relative_reflectance().map(|r| 1.0 - r);
    assert!(miss_of_fields(|spot, n| darker(plain_sum(&t, spot, n))) < 2.5);
    // Planted: no halo; diameter for radius; absorbance taken for darkening.
    let without_halo = |spot: &DotOptics, n: f32| {
        let area = n * std::f32::consts::PI * spot.radius_mm.powi(2);
        t.row(spot.depth_mm).contrast.map(|c| c * area)
    };
    assert!(miss_of_fields(without_halo) > 5.0);
    assert!(
        miss_of_fields(|spot, n| darker(plain_sum(
            &t,
            &DotOptics { radius_mm: 2.0 * spot.radius_mm, ..*spot },
            n
        ))) > 5.0
    );
    assert!(miss_of_fields(|spot, n| plain_sum(&t, spot, n).q) > 3.0);
}

#[test]
fn a_lone_dot_has_no_crowd_and_a_field_one_of_its_others() {
    let t = tables(Illuminant::D65, 1.0);
    let spot = DotOptics { column_mm: 0.27, ..opaque(0.125, 0.15) };
    let seen = t.seen(&spot, 0.05, 0.0);
    let crowd = 1.0 + dot::CROWDING as f32 * seen.coverage;
    // What a lone halo loses for its own crowd it must get back.
    let alone = |c: usize| seen.halos.s[c] / (1.0 - dot::CROWDING as f32 * seen.coverage);
    let taken = |c: usize| t.loss(&spot, 0.05, 0.0).s[c] - seen.cores.s[c];
    for c in 0..3 {
        assert!((taken(c) / alone(c) - 1.0).abs() < 0.005, "{c}: {} {}", taken(c), alone(c));
        assert!((crowd * alone(c)) / alone(c) - 1.0 > 0.03, "planted: a dot that crowds itself, {crowd}");
    }
    // Two dots crowd each other: more than their sum, by each halo under the other's coverage.
    let both = seen.plus(&seen).loss();
    let more = |c: usize| both.s[c] - 2.0 * (seen.cores.s[c] + alone(c));
    let pairs = |c: usize| 2.0 * dot::CROWDING as f32 * seen.coverage * alone(c);
    assert!((0..3).all(|c| (more(c) / pairs(c) - 1.0).abs() < 0.15), "{both:?}");
}

#[test]
fn the_core_of_blue_is_softer() {
    let softer = |row: &DepthRow| row.core_mix[2] + 0.05 < row.core_mix[0];
    let t = tables(Illuminant::D65, 1.0);
    for depth_mm in [0.1, 0.15, 0.2, 0.3] {
        let row = t.row(depth_mm);
        println!("{depth_mm} mm: narrow share of the core {:.3?}", row.core_mix);
        assert!(softer(&row), "{row:?}");
        let planted = DepthRow { core_mix: [row.core_mix[1]; 3], ..row };
        assert!(!softer(&planted), "planted: one core for all channels");
    }
}

/// Sums over wavelengths and the three channels must tell the same story of one dot.
#[test]
fn channels_are_the_full_spectrum() {
    let r0 = skin::reflectance(&LIGHT_SKIN);
    let mut worst = 0.0f64;
    for illuminant in [Illuminant::D65, Illuminant::A, Illuminant::F11, Illuminant::LedB3] {
        let (light, t) = (Light::new(illuminant, 1.0), tables(illuminant, 1.0));
        for (z, tau) in [(0.1f32, 1.5f32), (0.2, 4.0), (0.3, 0.7), (0.5, 10.0)] {
            let spot = DotOptics { tau_550: tau, ..opaque(z, 0.15) };
            let ours = t.relative_reflectance(&[(spot, 0.0)], 0.0);
            let ours: Triple = std::array::from_fn(|c| f64::from(t.bare[c] * ours[c]));
            let full = light.seen(&full_spectrum(&r0, z.into(), tau.into(), 0.15));
            let distance = crate::optics::colour::delta_e76(lab_from_srgb(ours), lab_from_srgb(full));
            worst = worst.max(distance);
        }
    }
    println!("three channels against 36 bands, one dot: worst dE {worst:.2}");
    assert!(worst < 0.3, "{worst}");
}

/// Reflectance by band at the centre of a dot of carbon.
fn full_spectrum(r0: &Spectrum, z: f64, tau: f64, r: f64) -> Spectrum {
    let (relative, laws) = (pigment::relative_tau(Pigment::CarbonBlack), DepthLaw::new(&LIGHT_SKIN).at(z));
    std::array::from_fn(|i| {
        let (law, tau) = (&laws[i], tau * relative[i]);
        let [a, b, halo] = [law.sigma_a_mm, law.sigma_b_mm, law.halo_sigma_mm].map(|s| disc_blur(0.0, r, s));
        let core = dot::core_saturation(tau) * (law.core_mix * a + (1.0 - law.core_mix) * b);
        let loss = dot::log_loss(core, law.halo_strength(r) * dot::halo_saturation(tau) * halo);
        r0[i] * dot::relative_reflectance(law.contrast, loss)
    })
}

#[test]
fn mean_of_a_spot_is_its_mean_loss_while_it_is_faint() {
    let t = tables(Illuminant::D65, 1.0);
    let spot = DotOptics { tau_550: 0.02, column_mm: 0.4, ..opaque(0.2, 0.1) };
    for footprint in [0.0, 0.5] {
        let (step, n) = (0.01f32, 1200);
        let mut sum = [0.0f32; 3];
        for i in 0..n {
            let rho = (i as f32 + 0.5) * step;
            let s = t.loss(&spot, rho, footprint).s;
            (0..3).for_each(|c| sum[c] += std::f32::consts::TAU * rho * step * s[c]);
        }
        let mean = plain_sum(&t, &spot, 1.0).s;
        assert!((0..3).all(|c| (sum[c] / mean[c] - 1.0).abs() < 0.03), "{footprint} {sum:?} {mean:?}");
        let disc = plain_sum(&t, &DotOptics { column_mm: 0.0, ..spot }, 1.0).s;
        assert!(
            (0..3).all(|c| (sum[c] / disc[c] - 1.0).abs() > 0.1),
            "planted: a disc has less halo {disc:?}"
        );
    }
}

#[test]
fn rows_are_finite_and_ordered_under_every_light() {
    for light in Illuminant::ALL {
        for adaptation in [0.0, 0.5, 1.0] {
            for (melanin, blood) in [(0.005, 0.001), (0.014, 0.0035), (0.45, 0.03), (0.2, 0.03)] {
                let t = Tables::new(&Skin { melanin, blood }, HairColour::Red, light, adaptation);
                let colours = [t.bare, t.reddened, t.hair];
                assert!(colours.iter().flatten().all(|c| c.is_finite() && *c > 0.0), "{light:?} {colours:?}");
                assert!(t.fine_tau.iter().flatten().all(|x| (0.2..4.0).contains(x)), "{light:?} {t:?}");
                for row in &t.rows {
                    assert!(row.contrast.iter().all(|c| (0.0..1.0).contains(c)), "{light:?} {row:?}");
                    assert!(row.halo_gain.iter().chain(&row.halo_sigma_mm).all(|x| (0.04..5.0).contains(x)));
                }
            }
        }
    }
}

#[test]
fn building_is_fast_enough_for_a_slider() {
    drop(tables(Illuminant::D65, 1.0));
    let (start, n) = (std::time::Instant::now(), 20);
    (0..n).for_each(|i| drop(tables(Illuminant::F2, i as f32 / n as f32)));
    let milliseconds = start.elapsed().as_secs_f64() * 1e3 / f64::from(n);
    println!("Tables::new: {milliseconds:.3} ms");
    assert!(milliseconds < 20.0, "{milliseconds}");
}

#[test]
fn interpolated_rows_are_the_law() {
    let (t, light) = (tables(Illuminant::D65, 1.0), Light::new(Illuminant::D65, 1.0));
    let channels = Channels::new(&light, &skin::reflectance(&LIGHT_SKIN));
    for z in [0.033, 0.1, 0.187, 0.555, 1.234] {
        let (read, exact) = (t.row(z), channels.row(&DepthLaw::new(&LIGHT_SKIN), z));
        assert!(close(read.contrast, exact.contrast, 0.004, 0.0), "{z} {read:?} {exact:?}");
        assert!(
            // As it is seen, times the contrast.
            (0..3).all(|c| (read.core_mix[c] - exact.core_mix[c]).abs() * exact.contrast[c] < 3e-3)
                && (read.sigma_b_mm - exact.sigma_b_mm).abs() < 1e-3
        );
    }
    assert_eq!(t.row(0.0).contrast, t.rows[0].contrast);
    assert_eq!(t.row(9.0).contrast, t.rows[ROWS - 1].contrast);
}

#[test]
fn fresh_skin_is_redder_and_brown_pigment_warmer() {
    let t = tables(Illuminant::D65, 1.0);
    let lab = |rgb: [f32; 3]| lab_from_srgb(rgb.map(f64::from));
    let change = lab(t.reddened)[1] - lab(t.bare)[1];
    assert!((4.0..9.0).contains(&change), "{change}");
    let spot = |pigment| DotOptics { tau_550: 0.8, pigment, ..opaque(0.12, 0.15) };
    let [black, brown] = [Pigment::CarbonBlack, Pigment::Brown].map(|p| centre_contrast(&t, &spot(p)));
    assert!(brown[0] < black[0] - 0.03 && brown[2] > black[2], "{brown:?} {black:?}");
}

/// Whether light through an ear is red: so much of each channel is left after so many mm.
fn glows_as_an_ear(through_per_mm: [f32; 3]) -> bool {
    let left = |mm: f32| through_per_mm.map(|rate| (-rate * mm).exp());
    let ([rim, ..], [red, green, blue], [deep, ..]) = (left(1.5), left(4.0), left(8.0));
    rim > 0.45 && (0.15..0.35).contains(&red) && green < 0.22 * red && blue < green && deep < 0.1
}

#[test]
fn light_through_an_ear_is_red_and_ends_within_millimetres() {
    for light in [Illuminant::NoonSun, Illuminant::LowSun, Illuminant::D65] {
        for skin in [LIGHT_SKIN, Skin { melanin: 0.04, blood: Skin::BLOOD }] {
            let t = Tables::new(&skin, HairColour::DarkBrown, light, 1.0);
            println!("{light:?}: decay {:.2?} per mm", t.through_per_mm);
            assert!(glows_as_an_ear(t.through_per_mm), "{light:?} {:?}", t.through_per_mm);
            assert!(!glows_as_an_ear([t.through_per_mm[0]; 3]), "planted: one decay for all channels");
        }
    }
}
