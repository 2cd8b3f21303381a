//! Dots and hairs as instance data: what the laws of `deposit` (time) and `optics` (light) say of each, in numbers.
//!
//! Time enters through a small table of depth by session, so scrubbing the timeline never touches the dots; one
//! linear pass turns dots into instances. Shaders only add up what stands here.

use glam::{Vec2, Vec3};
use rayon::prelude::*;

use crate::deposit::time::{Aging, aging};
use crate::deposit::{Dot, Hair};
use crate::optics::dot::{core_saturation, halo_saturation};
use crate::optics::tables::{DepthRow, Tables};
use crate::render::Stamp;
use crate::render::atlas::Atlas;
use crate::render::layout::{CoreInstance, HaloInstance, ShaftInstance, half4};

/// A hair root starts at the floor of the surface relief: depth of its top, mm.
const ROOT_TOP_MM: f32 = 0.05;
/// Length of root that light finds in the dermis, mm.
const ROOT_COLUMN_MM: f32 = 2.0;
/// A shaft shades the skin it stands on, as if its silhouette lay there once more: skin under stubble gets less light
/// besides being hidden. Longer hair shades other places; those shadows are left to a later model.
const LONGEST_SHADOW_MM: f32 = 1.5;
/// Width of the flush about a fresh dot, mm: "mm-scale rings" (skin_optics section 6).
const REDNESS_SIGMA_MM: f32 = 1.2;
/// Redness of one fresh dot at its centre; with 60 dots per cm² the flush of a whole field is about 0.5.
const REDNESS_PEAK: f32 = 0.085;

/// How one session looks on the day shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layer {
    /// Days since it was done; negative: not yet. `None`: settled and not a day older, as the plan's sizes mean it.
    pub age_days: Option<f32>,
    /// Optical thickness per channel relative to 550 nm, from its pigment.
    pub tau_rgb: [f32; 3],
    /// Shown at all.
    pub visible: bool,
}

/// Instance data of everything in and on the skin.
#[derive(Clone, Debug, Default)]
pub struct Splats {
    /// Sharp cores of dots and roots.
    pub cores: Vec<CoreInstance>,
    /// Wide halos of the same; hairs of one unit share one.
    pub halos: Vec<HaloInstance>,
    /// Hair shafts.
    pub shafts: Vec<ShaftInstance>,
    /// Changes whenever the content may have changed.
    pub stamp: Stamp,
}

/// Pigment as light meets it on one day.
struct Column {
    position: Vec3,
    normal: Vec3,
    depth_mm: f32,
    radius_mm: f32,
    tau_rgb: [f32; 3],
    column_mm: f32,
    redness: f32,
    /// Area of the shadow that a shaft above throws in light from everywhere, mm².
    shadow_mm2: f32,
}

impl Splats {
    /// Instances of `dots` under their sessions' `layers` and of the hairs of scalp and brows.
    pub fn new(
        dots: &[Dot],
        [scalp, brows]: [&[Hair]; 2],
        layers: &[Layer],
        tables: &Tables,
        atlas: &Atlas,
    ) -> Splats {
        let hairs = || scalp.par_iter().chain(brows);
        let ages: Vec<AgeTable> = layers.iter().map(|layer| AgeTable::new(layer.age_days)).collect();
        let root_tau = tables.hair.map(|reflectance| -reflectance.clamp(0.005, 0.9).ln());
        let pigment = dots.par_iter().filter_map(|dot| {
            let layer = layers.get(dot.session as usize)?;
            let age = ages[dot.session as usize].at(dot.depth_mm);
            (layer.visible && age.mass > 1e-3).then(|| aged_column(dot, layer, &age))
        });
        let roots = hairs().map(|hair| root_column(hair, root_tau));
        let instances = |column: Column| {
            let row = tables.row(column.depth_mm);
            (core(&column, &row), halo(&column, &row, atlas))
        };
        let (mut cores, mut halos): (Vec<_>, Vec<_>) = pigment.map(instances).unzip();
        let (root_cores, root_halos): (Vec<_>, Vec<_>) = roots.map(instances).unzip();
        cores.extend(root_cores);
        halos.extend(merged(&root_halos));
        let shafts = hairs().map(shaft).collect();
        Splats { cores, halos, shafts, stamp: Stamp::next() }
    }
}

/// The time law of one session, tabulated over depth.
struct AgeTable(Vec<Aging>);

impl AgeTable {
    const STEP_MM: f32 = 0.01;
    const BINS: usize = 201;

    fn new(age_days: Option<f32>) -> AgeTable {
        let state = |depth_mm| age_days.map_or(Aging::SETTLED, |days| aging(depth_mm, days));
        AgeTable((0..Self::BINS).map(|bin| state(bin as f32 * Self::STEP_MM)).collect())
    }

    fn at(&self, depth_mm: f32) -> Aging {
        let bin = (depth_mm / Self::STEP_MM).round() as usize;
        self.0[bin.min(Self::BINS - 1)]
    }
}

/// Mass is kept: a dot that swells or spreads thins (skin_optics 10.1, 1: r_eff = 2 s).
fn aged_column(dot: &Dot, layer: &Layer, age: &Aging) -> Column {
    let swollen = dot.radius_mm * age.swelling;
    let radius2 = swollen * swollen + 4.0 * age.spread_mm * age.spread_mm;
    let tau = dot.tau * age.mass * dot.radius_mm * dot.radius_mm / radius2;
    Column {
        position: dot.position,
        normal: dot.normal,
        depth_mm: dot.depth_mm,
        radius_mm: radius2.sqrt(),
        tau_rgb: layer.tau_rgb.map(|relative| tau * relative),
        column_mm: dot.column_mm,
        redness: age.redness * REDNESS_PEAK,
        shadow_mm2: 0.0,
    }
}

fn root_column(hair: &Hair, tau_rgb: [f32; 3]) -> Column {
    Column {
        position: hair.position,
        normal: hair.normal,
        depth_mm: ROOT_TOP_MM,
        radius_mm: hair.radius_mm,
        tau_rgb,
        column_mm: ROOT_COLUMN_MM,
        redness: 0.0,
        shadow_mm2: 2.0 * hair.radius_mm * hair.length_mm.min(LONGEST_SHADOW_MM),
    }
}

fn core(column: &Column, row: &DepthRow) -> CoreInstance {
    let [r, g, b] = column.tau_rgb.map(|tau| core_saturation(tau.into()) as f32);
    let [cr, cg, cb] = row.contrast;
    CoreInstance {
        position: column.position.to_array(),
        normal: octahedral(column.normal),
        shape: half4([column.radius_mm, row.sigma_a_mm, row.sigma_b_mm, row.core_mix]),
        absorbed: half4([r, g, b, 0.0]),
        contrast: half4([cr, cg, cb, 0.0]),
    }
}

/// The disc's own variance, r²/4 on each axis, joins the halo's; its area π r² is kept.
fn halo(column: &Column, row: &DepthRow, atlas: &Atlas) -> HaloInstance {
    let radius2 = column.radius_mm * column.radius_mm;
    let strength = row.halo_strength(column.radius_mm, column.column_mm);
    let sigma: [f32; 3] =
        std::array::from_fn(|c| (row.halo_sigma_mm[c] * row.halo_sigma_mm[c] + 0.25 * radius2).sqrt());
    let loss: [f32; 3] = std::array::from_fn(|c| {
        let absorbed = halo_saturation(column.tau_rgb[c].into()) as f32;
        let scattered = strength[c] * absorbed * radius2;
        (scattered + column.shadow_mm2 * std::f32::consts::FRAC_1_PI) / (2.0 * sigma[c] * sigma[c])
    });
    let [jx, jy] = atlas.jacobian(column.position, column.normal);
    let [cr, cg, cb] = row.contrast;
    HaloInstance {
        atlas_mm: atlas.place(column.position).to_array(),
        atlas_from_tangent: [jx.x, jx.y, jy.x, jy.y],
        loss: half4([loss[0], loss[1], loss[2], column.redness]),
        sigma_mm: half4([sigma[0], sigma[1], sigma[2], REDNESS_SIGMA_MM]),
        contrast: half4([cr, cg, cb, 0.0]),
    }
}

/// Hairs of one follicular unit stand 0.1 to 0.25 mm apart, their halos are several times as wide: one halo serves
/// all of a unit, which follow each other in the list. The sum of what they take away is kept.
fn merged(halos: &[HaloInstance]) -> Vec<HaloInstance> {
    const UNIT_MM: f32 = 0.6;
    let mut units: Vec<HaloInstance> = Vec::with_capacity(halos.len() / 2);
    for halo in halos {
        let near = |unit: &&mut HaloInstance| {
            Vec2::from(unit.atlas_mm).distance(Vec2::from(halo.atlas_mm)) < UNIT_MM
        };
        match units.last_mut().filter(near) {
            Some(unit) => {
                unit.loss = std::array::from_fn(|c| {
                    half::f16::from_f32(unit.loss[c].to_f32() + halo.loss[c].to_f32())
                });
            }
            None => units.push(*halo),
        }
    }
    units
}

fn shaft(hair: &Hair) -> ShaftInstance {
    ShaftInstance {
        root: hair.position.to_array(),
        tip: (hair.position + hair.direction * hair.length_mm).to_array(),
        radius_mm: hair.radius_mm,
    }
}

/// Any right-handed frame about a unit normal (Duff et al. 2017); the twin of `tangent_frame` in
/// `shaders/common/geometry.wgsl`.
pub fn tangent_frame(n: Vec3) -> [Vec3; 2] {
    let s = if n.z >= 0.0 { 1.0 } else { -1.0 };
    let a = -1.0 / (s + n.z);
    let b = n.x * n.y * a;
    [Vec3::new(1.0 + s * n.x * n.x * a, s * b, -s * n.x), Vec3::new(b, s + n.y * n.y * a, -n.y)]
}

/// Octahedral coding of a unit vector in two signed 16-bit numbers (Cigolle et al. 2014).
fn octahedral(n: Vec3) -> [i16; 2] {
    let p = Vec2::new(n.x, n.y) / (n.x.abs() + n.y.abs() + n.z.abs());
    let sign = |v: f32| if v >= 0.0 { 1.0 } else { -1.0 };
    let e =
        if n.z >= 0.0 { p } else { Vec2::new((1.0 - p.y.abs()) * sign(p.x), (1.0 - p.x.abs()) * sign(p.y)) };
    [(e.x * 32767.0).round() as i16, (e.y * 32767.0).round() as i16]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tangent_frames_are_right_handed_and_square() {
        for n in [Vec3::Y, Vec3::NEG_Z, Vec3::new(0.3, -0.5, -0.8).normalize(), Vec3::X] {
            let [t, b] = tangent_frame(n);
            assert!(t.cross(b).distance(n) < 1e-5, "{n}");
            assert!((t.length() - 1.0).abs() < 1e-5 && t.dot(b).abs() < 1e-5);
        }
    }
}
