//! Laws that a shader repeats are those of Rust: each WGSL function beside its twin, at many inputs, on both backends.

use glam::Vec3;
use papilla::appearance::{Age, PigmentState};
use papilla::deposit::Dot;
use papilla::deposit::time::Course;
use papilla::math::{octahedral, octahedral_decode, tangent_frame};
use papilla::optics::colour::srgb_encode;
use papilla::optics::dot::{core_saturation, halo_saturation};
use papilla::optics::light::Illuminant;
use papilla::optics::tables::{Column, Loss, Tables};
use papilla::plan::{Fading, HairColour, Healing, Pigment, Skin};
use papilla::render::film;
use papilla::render::pigment_states::{PigmentStates, SessionAppearance};
use papilla::render::tone::tone_curve;
use papilla::rng;

use crate::support::twin::Twin;

/// Inputs, each number evenly spread between two.
fn spread(ranges: [[f32; 2]; 4]) -> Vec<[f32; 4]> {
    let number = |i: u64, c: usize| ranges[c][0] + (ranges[c][1] - ranges[c][0]) * rng::unit(i, c as u64);
    (0..2000).map(|i| std::array::from_fn(|c| number(i, c))).collect()
}

/// Unit vectors all over the sphere, and along its axes.
fn directions() -> Vec<[f32; 4]> {
    let axes = [Vec3::X, Vec3::Y, Vec3::Z].into_iter().flat_map(|axis| [axis, -axis]);
    let others = (0..1000).map(|i| Vec3::from_array([0, 1, 2].map(|k| rng::normal(i, k))).normalize());
    axes.chain(others).flat_map(|n| [n.extend(0.0).to_array(), n.extend(1.0).to_array()]).collect()
}

fn with([x, y, z]: [f32; 3], w: f32) -> [f32; 4] {
    [x, y, z, w]
}

#[test]
fn srgb_code_values() {
    Twin {
        file: "common/tone.wgsl",
        wgsl: "vec4f(srgb_encode(x.rgb), 0.0)",
        rust: &|[r, g, b, _]| with([r, g, b].map(srgb_encode), 0.0),
        inputs: [spread([[-0.1, 1.2]; 4]), spread([[0.0, 0.01]; 4])].concat(),
        tolerance: 1e-5,
        planted: ("1.0 / SRGB_GAMMA", "0.99 / SRGB_GAMMA"),
        ..Twin::default()
    }
    .holds();
}

#[test]
fn the_tone_curve() {
    Twin {
        file: "common/tone.wgsl",
        wgsl: "vec4f(tone_curve(x.rgb), 0.0)",
        rust: &|[r, g, b, _]| with(tone_curve([r, g, b]), 0.0),
        inputs: [spread([[0.0, 0.3]; 4]), spread([[0.0, 6.0]; 4])].concat(),
        tolerance: 1e-5,
        planted: ("TONE_DESATURATION *", "0.99 * TONE_DESATURATION *"),
        ..Twin::default()
    }
    .holds();
}

#[test]
fn the_grain_of_film() {
    Twin {
        file: "common/film.wgsl",
        wgsl: "vec4f(grain_deviation(x.x, x.y), 0.0, 0.0, 0.0)",
        rust: &|[grain_px, code, ..]| [film::deviation(grain_px, code), 0.0, 0.0, 0.0],
        inputs: spread([[0.0, 3.0], [-0.1, 1.1], [0.0, 1.0], [0.0, 1.0]]),
        tolerance: 1e-6,
        planted: ("sqrt(lit)", "sqrt(1.01 * lit)"),
        ..Twin::default()
    }
    .holds();
}

#[test]
fn octahedral_coding() {
    let code = |v: f32| (v * 32767.0).round() as i16;
    Twin {
        file: "common/geometry.wgsl",
        wgsl: "vec4f(octahedral_encode(x.xyz), 0.0, 0.0)",
        rust: &|[x, y, z, _]| octahedral(Vec3::new(x, y, z)).extend(0.0).extend(0.0).to_array(),
        inputs: directions(),
        tolerance: 1e-6,
        planted: ("1.0 - abs(p.yx)", "0.99 - abs(p.yx)"),
        ..Twin::default()
    }
    .holds();
    Twin {
        file: "common/geometry.wgsl",
        wgsl: "vec4f(octahedral_decode(x.xy), 0.0)",
        rust: &|[u, v, ..]| octahedral_decode([code(u), code(v)]).extend(0.0).to_array(),
        inputs: spread([[-1.0, 1.0]; 4]).iter().map(|x| x.map(|v| f32::from(code(v)) / 32767.0)).collect(),
        tolerance: 1e-5,
        planted: ("let fold = max(-n.z, 0.0)", "let fold = max(-0.99 * n.z, 0.0)"),
        ..Twin::default()
    }
    .holds();
}

#[test]
fn tangent_frames() {
    Twin {
        file: "common/geometry.wgsl",
        wgsl: "vec4f(select(tangent_frame(x.xyz)[0], tangent_frame(x.xyz)[1], x.w > 0.5), 0.0)",
        rust: &|[x, y, z, second]| tangent_frame(Vec3::new(x, y, z))[second as usize].extend(0.0).to_array(),
        inputs: directions(),
        tolerance: 1e-5,
        planted: ("s * b, -s * n.x", "b, -s * n.x"),
        ..Twin::default()
    }
    .holds();
}

#[test]
fn saturation_of_core_and_halo() {
    Twin {
        file: "common/pigment_state.wgsl",
        wgsl: "vec4f(core_saturation(x.xyz), halo_saturation(x.xyz).z)",
        rust: &|x| {
            let [r, g, b, _] = x.map(f64::from);
            with([r, g, b].map(|tau| core_saturation(tau) as f32), halo_saturation(b) as f32)
        },
        inputs: spread([[0.0, 6.0]; 4]),
        tolerance: 1e-5,
        planted: ("CORE_SATURATION_RATE * tau", "0.3624 * tau"),
        ..Twin::default()
    }
    .holds();
}

#[test]
fn reflectance_under_summed_loss() {
    Twin {
        file: "common/skin.wgsl",
        wgsl: "vec4f(relative_reflectance(x.xyz, vec3f(x.w)), 0.0)",
        rust: &|[r, g, b, q]| with(Loss { s: [r, g, b], q: [q; 3] }.relative_reflectance(), 0.0),
        inputs: [spread([[0.0, 4.0]; 4]), spread([[0.0, 3e-4], [0.0, 3e-3], [0.0, 0.03], [0.0, 0.03]])]
            .concat(),
        tolerance: 2e-4, // 1 - e^-S loses digits where S is small
        planted: ("exp(-s)", "exp(-1.001 * s)"),
        ..Twin::default()
    }
    .holds();
}

/// The table of states read back, and what it makes of dots on a day of healing with scabs and swelling, and years
/// after.
#[test]
fn dots_of_an_age() {
    let skin = Skin { melanin: 0.05, blood: Skin::BLOOD };
    let tables = Tables::new(&skin, HairColour::Black, Illuminant::D65, 1.0);
    let course = Course { healing: Healing::default(), fading: Fading::default(), melanin: skin.melanin };
    let tau_rgb = tables.pigment_tau(Pigment::WarmBlack, 0.0);
    let layers = [3.0, 4000.0].map(|days| SessionAppearance { age: Age::Days(days), tau_rgb });
    let dot = |i: u32| Dot {
        position: Vec3::ZERO,
        normal: Vec3::Y,
        site: 0,
        session: i % 2,
        depth_mm: 0.1 + 0.005 * (i / 2) as f32,
        radius_mm: 0.05 + 0.1 * rng::unit(0, i.into()),
        column_mm: 0.4,
        tau: 4.0 * rng::unit(1, i.into()),
    };
    // More than a row of the table holds.
    let dots: Vec<Dot> = (0..300).map(dot).collect();
    let states = PigmentStates::of(&dots);
    let state = |dot: &Dot| {
        PigmentState::of(
            Column { depth_mm: dot.depth_mm, height_mm: dot.column_mm },
            tau_rgb,
            &course,
            layers[dot.session as usize].age,
        )
    };
    Twin {
        file: "common/pigment_state.wgsl",
        wgsl: "vec4f(aged(pigment_state_at(u32(x.x)), x.y, x.z).tau, sqrt(aged(pigment_state_at(u32(x.x)), x.y, x.z).radius2_mm2))",
        rust: &|[_, radius_mm, tau, item]| {
            let state = state(&dots[item as usize]);
            with(state.tau(radius_mm, tau), state.radius_mm(radius_mm))
        },
        inputs: (0u16..)
            .zip(&dots)
            .map(|(item, dot)| [states.of_dot(dot) as f32, dot.radius_mm, dot.tau, f32::from(item)])
            .collect(),
        states: states.table(&layers, &tables, &course).texels,
        tolerance: 1e-5,
        planted: ("tau * state.mass * radius_mm * radius_mm", "tau * state.mass * swollen * swollen"),
    }
    .holds();
}
