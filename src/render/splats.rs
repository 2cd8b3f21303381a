//! Dots and hairs as instance data: where each is and how it settled. What day and light make of it stands in the
//! table of [`super::levels`], so scrubbing the timeline never touches the dots. Shaders only add up what stands there.

use glam::{Vec2, Vec3};
use rayon::prelude::*;

use crate::appearance::shaft_shadow_mm2;
use crate::deposit::{Dot, Hair};
use crate::math::octahedral_encode;
use crate::render::Stamp;
use crate::render::atlas::Atlas;
use crate::render::layout::{CoreInstance, HaloInstance, ShaftInstance};
use crate::render::levels::Levels;

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
    pub coat: Coat,
    /// What the instances' levels are of.
    pub levels: Levels,
    /// Changes whenever the content may have changed.
    pub stamp: Stamp,
}

impl Splats {
    /// Instances of `dots` and of the hairs of scalp and face.
    pub fn new(dots: &[Dot], [scalp, face]: [&[Hair]; 2], atlas: &Atlas) -> Splats {
        let coat = Coat::of(scalp);
        let levels = Levels::of(dots);
        let pigment = dots.par_iter().map(|dot| {
            let settled = [dot.radius_mm, dot.tau, levels.of_dot(dot) as f32];
            let halo = halo(dot.position, dot.normal, settled, atlas);
            (core(dot.position, dot.normal, settled), HaloInstance { afar: [0.0, 0.0, 1.0], ..halo })
        });
        let roots = |hairs: &[Hair], afar: &(dyn Fn(&Hair) -> [f32; 3] + Sync)| -> (Vec<_>, Vec<_>) {
            let root = |hair: &Hair| {
                let settled = [hair.radius_mm, if hair.grey { WHITE_ROOT } else { 1.0 }, Levels::ROOT as f32];
                let mut halo = halo(hair.position, hair.normal, settled, atlas);
                halo.settled[3] = shaft_shadow_mm2(hair.radius_mm, hair.length_mm);
                (core(hair.position, hair.normal, settled), HaloInstance { afar: afar(hair), ..halo })
            };
            hairs.par_iter().map(root).unzip()
        };
        let (mut cores, dot_halos): (Vec<_>, Vec<_>) = pigment.unzip();
        let (scalp_cores, scalp_halos) = roots(scalp, &|hair| coat.afar(hair));
        let (face_cores, face_halos) = roots(face, &|_| [0.0; 3]);
        cores.extend(scalp_cores);
        let cores_on_scalp = cores.len();
        cores.extend(face_cores);
        let hair_halos = [merged(&scalp_halos), merged(&face_halos)].concat();
        let mut shafts: Vec<_> = scalp.par_iter().flat_map_iter(pieces).collect();
        let on_scalp = [cores_on_scalp, shafts.len()];
        shafts.extend(face.iter().flat_map(pieces));
        Splats { cores, dot_halos, hair_halos, shafts, on_scalp, coat, levels, stamp: Stamp::next() }
    }
}

/// The hair of a scalp as a whole, for views in which it shows as tone.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Coat {
    /// All of it is so short that it takes the light of its skin.
    pub is_short: bool,
    /// Share of its cover that is white, 0..=1.
    pub white: f32,
    /// Mean square cosine between hairs and the skin's normal, 0..=1.
    pub upright2: f32,
}

/// Hair up to this length takes the light of the skin, mm. By eye.
pub const SHORT_MM: f32 = 1.0;

impl Coat {
    fn of(hairs: &[Hair]) -> Coat {
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
        Coat {
            is_short: hairs.par_iter().all(|hair| hair.length_mm <= SHORT_MM),
            white: white / cover.max(1e-6),
            upright2: upright2 / cover.max(1e-6),
        }
    }

    /// What of a hair is seen from afar in the atlas.
    fn afar(&self, hair: &Hair) -> [f32; 3] {
        let width_mm = if self.is_short { 2.0 * hair.radius_mm } else { 0.0 };
        [width_mm * hair.length_mm, width_mm, 1.0]
    }
}

fn core(position: Vec3, normal: Vec3, settled: [f32; 3]) -> CoreInstance {
    CoreInstance { position: position.to_array(), normal: octahedral_encode(normal), settled }
}

fn halo(position: Vec3, normal: Vec3, [radius_mm, tau, level]: [f32; 3], atlas: &Atlas) -> HaloInstance {
    let [jx, jy] = atlas.jacobian(position, normal);
    HaloInstance {
        atlas_mm: atlas.place(position).to_array(),
        atlas_from_tangent: [jx.x, jx.y, jy.x, jy.y],
        settled: [radius_mm, tau, level, 0.0],
        afar: [0.0; 3],
    }
}

/// Hairs of one follicular unit stand 0.1 to 0.25 mm apart, their halos are several times as wide: one halo serves
/// all of a unit, which follow each other in the list. The sum of what they take away is kept: it goes by the area.
fn merged(halos: &[HaloInstance]) -> Vec<HaloInstance> {
    const UNIT_MM: f32 = 0.6;
    let mut units: Vec<HaloInstance> = Vec::with_capacity(halos.len() / 2);
    for halo in halos {
        let near = |unit: &&mut HaloInstance| {
            Vec2::from(unit.atlas_mm).distance(Vec2::from(halo.atlas_mm)) < UNIT_MM
        };
        match units.last_mut().filter(near) {
            Some(unit) => {
                unit.settled[0] = unit.settled[0].hypot(halo.settled[0]);
                unit.settled[3] += halo.settled[3];
                unit.afar[0] += halo.afar[0];
                unit.afar[1] += halo.afar[1];
            }
            None => units.push(*halo),
        }
    }
    units
}

/// Optical thickness of a white hair's root, relative to that of the client's colour. A guess by eye.
const WHITE_ROOT: f32 = 0.2;
/// Longest straight piece of a shaft, mm; longer hair is drawn in pieces along its bend.
const PIECE_MM: f32 = 4.0;
/// Most pieces of one hair.
const MOST_PIECES: f32 = 6.0;
/// Length over which long hair lies down by its own weight, mm. A guess by eye.
const LIE_DOWN_MM: f32 = 7.0;
/// Radius of the head that long hair follows, mm.
const HEAD_MM: f32 = 85.0;

/// The pieces of one hair: a short one is straight, a long one bends down and follows the head.
fn pieces(hair: &Hair) -> impl Iterator<Item = ShaftInstance> + use<> {
    let hair = *hair;
    let pieces = (hair.length_mm / PIECE_MM).ceil().clamp(1.0, MOST_PIECES);
    let at = move |piece: f32| hair.position + along(&hair, hair.length_mm.max(1e-3) * piece / pieces);
    (0..pieces as u32).map(move |piece| ShaftInstance {
        root: at(piece as f32).to_array(),
        tip: at(piece as f32 + 1.0).to_array(),
        radius_mm: hair.radius_mm,
        grows: if hair.grows && piece as f32 + 1.0 == pieces { 1.0 } else { 0.0 },
        traits: [
            hair.length_mm * (1.0 - (piece as f32 + 1.0) / pieces),
            hair.length_mm,
            if hair.grey { 1.0 } else { 0.0 },
        ],
        normal: octahedral_encode(hair.normal),
    })
}

/// Where a hair is `length_mm` from its root, mm from there.
fn along(hair: &Hair, length_mm: f32) -> Vec3 {
    if hair.length_mm <= PIECE_MM {
        return hair.direction * length_mm;
    }
    let rise = hair.direction.dot(hair.normal);
    let lying = (hair.direction - hair.normal * rise).normalize_or(hair.direction);
    let upright_mm = LIE_DOWN_MM * (1.0 - (-length_mm / LIE_DOWN_MM).exp());
    let forward_mm = length_mm - (1.0 - (1.0 - rise * rise).max(0.0).sqrt()) * upright_mm;
    let sunk_mm = forward_mm * forward_mm / (2.0 * HEAD_MM);
    lying * forward_mm + hair.normal * (rise * upright_mm - sunk_mm)
}
