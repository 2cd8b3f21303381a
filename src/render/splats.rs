//! Dots and hairs as instance data: where each is and how it settled. What day and light make of it stands in the
//! table of [`super::pigment_states`], so scrubbing the timeline never touches the dots. Shaders only add up what
//! stands there.

use glam::Vec3;
use rayon::prelude::*;

use crate::appearance::{
    contact_shadow, root_halo_radius_mm, root_radius_mm, root_streak_mm, shaft_shadow_mm2, streak_mm2,
};
use crate::deposit::{Dot, Hair};
use crate::math::{octahedral_encode, tangent_frame};
use crate::render::Revision;
use crate::render::atlas::Atlas;
use crate::render::layout::{CoreInstance, HaloInstance, ShaftInstance};
use crate::render::pigment_states::PigmentStates;
use crate::render::strands::pieces;

/// Instance data of everything in and on the skin.
#[derive(Clone, Debug, Default)]
pub struct Splats {
    /// Sharp cores of dots and roots.
    pub cores: Vec<CoreInstance>,
    /// Wide halos of the dots.
    pub dot_halos: Vec<HaloInstance>,
    /// Wide halos of the roots; hairs of one unit share one.
    pub hair_halos: Vec<HaloInstance>,
    /// Hair shafts.
    pub shafts: Vec<ShaftInstance>,
    /// How many of the cores and of the shafts, in front, stand on the scalp; the others on the face.
    pub on_scalp: [usize; 2],
    /// The hair of the scalp as a whole.
    pub coverage: HairCoverage,
    /// What the instances' states are of.
    pub states: PigmentStates,
    /// Changes whenever the content may have changed.
    pub revision: Revision,
}

impl Splats {
    /// Instances of `dots` and of the hairs of scalp and face; of `vellus` only shafts are seen.
    pub fn new(dots: &[Dot], scalp: &[Hair], vellus: &[Hair], face: &[Hair], atlas: &Atlas) -> Splats {
        let coverage = HairCoverage::of(scalp);
        let states = PigmentStates::of(dots);
        let pigment = dots.par_iter().map(|dot| {
            let place = [dot.position, dot.normal];
            let settled = Settled { radius_mm: dot.radius_mm, tau_550: dot.tau, state: states.of_dot(dot) };
            (core(place, settled), HaloInstance { is_in_atlas: 1, ..halo(place, settled, atlas) })
        });
        let roots = |hairs: &[Hair], coverage: Option<&HairCoverage>| -> (Vec<_>, Vec<_>) {
            let root = |hair: &Hair| {
                let radius_mm = root_radius_mm(hair.radius_mm);
                CoreInstance {
                    streak_mm: streak(hair),
                    radius_mm,
                    ..core(place_of(hair), settled_root(hair))
                }
            };
            let halos = units(hairs).into_par_iter().map(|unit| unit_halo(unit, coverage, atlas));
            (hairs.par_iter().map(root).collect(), halos.collect())
        };
        let (mut cores, dot_halos): (Vec<_>, Vec<_>) = pigment.unzip();
        let (scalp_cores, scalp_halos) = roots(scalp, Some(&coverage));
        let (face_cores, face_halos) = roots(face, None);
        cores.extend(scalp_cores);
        let cores_on_scalp = cores.len();
        cores.extend(face_cores);
        let hair_halos = [scalp_halos, face_halos].concat();
        let mut shafts: Vec<_> = scalp.par_iter().chain(vellus).flat_map_iter(pieces).collect();
        let on_scalp = [cores_on_scalp, shafts.len()];
        shafts.extend(face.iter().flat_map(pieces));
        Splats {
            cores,
            dot_halos,
            hair_halos,
            shafts,
            on_scalp,
            coverage,
            states,
            revision: Revision::next(),
        }
    }
}

/// The hair of a scalp as a whole, for views in which it shows as tone.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct HairCoverage {
    /// All of it is so short that it takes the light of its skin.
    pub is_short: bool,
    /// Fraction of its cover that is white, 0..=1.
    pub white: f32,
    /// Mean square cosine between hairs and the skin's normal, 0..=1.
    pub upright2: f32,
}

/// Hair up to this length takes the light of the skin, mm. By eye.
pub const SHORT_MM: f32 = 1.0;

impl HairCoverage {
    fn of(hairs: &[Hair]) -> HairCoverage {
        let sums = |hair: &Hair| {
            let cover = hair.radius_mm * hair.length_mm;
            let upright = hair.direction.dot(hair.normal);
            [cover, if hair.grey { cover } else { 0.0 }, cover * upright * upright]
        };
        let add = |a: [f32; 3], b: [f32; 3]| std::array::from_fn(|i| a[i] + b[i]);
        // In parts of a fixed size, so that sums are the same on every machine.
        let parts: Vec<[f32; 3]> =
            hairs.par_chunks(4096).map(|part| part.iter().map(sums).fold([0.0; 3], add)).collect();
        let [cover, white, upright2] = parts.into_iter().fold([0.0; 3], add);
        HairCoverage {
            is_short: hairs.par_iter().all(|hair| hair.length_mm <= SHORT_MM),
            white: white / cover.max(1e-6),
            upright2: upright2 / cover.max(1e-6),
        }
    }

    /// How wide a shaft is that is seen from afar in the atlas; 0 where long hair is drawn by itself.
    fn width_mm(&self, hair: &Hair) -> f32 {
        if self.is_short { 2.0 * hair.radius_mm } else { 0.0 }
    }
}

/// A dot or a root as it settled.
#[derive(Clone, Copy)]
struct Settled {
    radius_mm: f32,
    tau_550: f32,
    state: u32,
}

fn core([position, normal]: [Vec3; 2], settled: Settled) -> CoreInstance {
    let Settled { radius_mm, tau_550, state } = settled;
    CoreInstance {
        position: position.to_array(),
        normal: octahedral_encode(normal),
        radius_mm,
        tau_550,
        state,
        ..Default::default()
    }
}

/// How far the root of a hair runs on under the skin, against the way of its shaft, along the tangents there, mm.
fn streak(hair: &Hair) -> [f32; 2] {
    let along = hair.direction - hair.normal * hair.direction.dot(hair.normal);
    let streak = -root_streak_mm(root_rise(hair)) * along.normalize_or_zero();
    tangent_frame(hair.normal).map(|tangent| tangent.dot(streak))
}

/// Brows and lashes bend flat as they leave the skin; their roots stand at least so steep, as a sine. By eye.
const FACE_ROOT_RISE: f32 = 0.6;

/// Sine of the angle between a root and the skin above it.
fn root_rise(hair: &Hair) -> f32 {
    let rise = hair.direction.dot(hair.normal);
    if hair.grows { rise } else { rise.max(FACE_ROOT_RISE) }
}

fn halo([position, normal]: [Vec3; 2], settled: Settled, atlas: &Atlas) -> HaloInstance {
    let (place, [jx, jy]) = atlas.place_and_steps(position, normal);
    let Settled { radius_mm, tau_550, state } = settled;
    HaloInstance {
        atlas_mm: place.to_array(),
        atlas_from_tangent: [jx.x, jx.y, jy.x, jy.y],
        radius_mm,
        tau_550,
        state,
        ..Default::default()
    }
}

/// Hairs of one follicular unit stand 0.1 to 0.25 mm apart, their halos are several times as wide: one halo serves
/// all of a unit, which follow each other in the list.
fn units(hairs: &[Hair]) -> Vec<&[Hair]> {
    const UNIT_MM: f32 = 0.6;
    let mut units = Vec::with_capacity(hairs.len() / 2);
    let mut first = 0;
    for k in 1..=hairs.len() {
        if k == hairs.len() || hairs[k].position.distance(hairs[first].position) > UNIT_MM {
            units.push(&hairs[first..k]);
            first = k;
        }
    }
    units
}

/// The halo of a unit, where its first hair stands. The sum of what they take away is kept: it goes by the area.
fn unit_halo(unit: &[Hair], coverage: Option<&HairCoverage>, atlas: &Atlas) -> HaloInstance {
    let one = |hair: &Hair| {
        let shaft_width_mm = coverage.map_or(0.0, |coverage| coverage.width_mm(hair));
        let rise = root_rise(hair);
        HaloInstance {
            radius_mm: root_halo_radius_mm(hair.radius_mm, rise),
            shadow_mm2: shaft_shadow_mm2(hair.radius_mm, hair.length_mm),
            contact_mm2: contact_shadow(hair.length_mm) * 2.0 * hair.radius_mm * hair.length_mm,
            shaft_area_mm2: shaft_width_mm * hair.length_mm,
            shaft_width_mm,
            streak_mm2: streak_mm2(hair.radius_mm, rise),
            ..Default::default()
        }
    };
    let first = &unit[0];
    let sum = unit.iter().map(one).reduce(|a, b| HaloInstance {
        radius_mm: a.radius_mm.hypot(b.radius_mm),
        shadow_mm2: a.shadow_mm2 + b.shadow_mm2,
        contact_mm2: a.contact_mm2 + b.contact_mm2,
        shaft_area_mm2: a.shaft_area_mm2 + b.shaft_area_mm2,
        shaft_width_mm: a.shaft_width_mm + b.shaft_width_mm,
        streak_mm2: a.streak_mm2 + b.streak_mm2,
        ..a
    });
    let sum = sum.unwrap_or_default();
    let radius_mm = sum.radius_mm;
    HaloInstance {
        radius_mm,
        shadow_mm2: sum.shadow_mm2,
        contact_mm2: sum.contact_mm2,
        shaft_area_mm2: sum.shaft_area_mm2,
        shaft_width_mm: sum.shaft_width_mm,
        streak_mm2: sum.streak_mm2,
        is_in_atlas: u32::from(coverage.is_some()),
        ..halo(place_of(first), Settled { radius_mm, ..settled_root(first) }, atlas)
    }
}

/// Position and normal of a hair.
fn place_of(hair: &Hair) -> [Vec3; 2] {
    [hair.position, hair.normal]
}

/// Its root as pigment.
fn settled_root(hair: &Hair) -> Settled {
    let tau_550 = if hair.grey { WHITE_ROOT } else { 1.0 };
    Settled { radius_mm: hair.radius_mm, tau_550, state: PigmentStates::ROOT }
}

/// Optical thickness of a white hair's root, relative to that of the client's colour. A guess by eye.
const WHITE_ROOT: f32 = 0.2;
