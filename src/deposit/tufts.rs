//! Tufts: hair longer than stubble lies in groups of units whose tips lean on each other.
//!
//! Takes sites, gives each the tuft that it belongs to. The first sites in order of rank lead, for any prefix is even.
//! Sizes and turns are guesses by eye (tufts of 2 to 4 mm in pictures of 6 to 15 mm hair).

use glam::Vec3;
use kiddo::{ImmutableKdTree, SquaredEuclidean};

use crate::math::smoothstep;
use crate::scalp::Site;
use crate::scalp::site::Draw;

/// Tufts per cm² of the shortest hair that lies in some and of long hair.
const PER_CM2: [f32; 2] = [20.0, 12.0];
/// Hair is long from here on, mm.
const LONG_MM: f32 = 10.0;
/// Straight hair begins to lie in tufts at this length and does so fully at that, mm; curly hair much sooner.
const STRAIGHT_MM: [f32; 2] = [0.6, 4.5];
const CURLY_MM: [f32; 2] = [0.6, 2.5];
/// How far a turn of a tuft out of the stream goes, radians, standard deviation.
const TURN_RAD: f32 = 0.36;
/// A unit finds its tuft from a place so far off its own, in distances of tufts: they overlap.
const FRAYED: f32 = 0.3;

/// What a tuft does to a hair.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tuft {
    /// How far hair lies in tufts at all, 0..=1.
    pub strength: f32,
    /// From the hair's site to the tuft's, mm.
    pub towards_mm: Vec3,
    /// The tuft's turn out of the stream, radians.
    pub turn_rad: f32,
    /// How much hair lies over the whole tuft, from 0 to twice the strength.
    pub under: f32,
}

impl Tuft {
    /// Standard deviation of its turn, radians.
    pub fn turn_deviation_rad(&self) -> f32 {
        TURN_RAD * self.strength
    }
}

/// The tufts of a scalp.
pub struct Tufts<'a> {
    sites: &'a [Site],
    leaders: Option<ImmutableKdTree<f32, 3>>,
    strength: f32,
    frayed_mm: f32,
}

impl<'a> Tufts<'a> {
    /// The tufts of hair so long, straight or curly.
    pub fn new(sites: &'a [Site], area_cm2: f32, length_mm: f32, is_curly: bool) -> Tufts<'a> {
        let [from, to] = if is_curly { CURLY_MM } else { STRAIGHT_MM };
        let strength = smoothstep(from, to, length_mm);
        let per_cm2 = PER_CM2[0] + (PER_CM2[1] - PER_CM2[0]) * smoothstep(from, LONG_MM, length_mm);
        let count = ((per_cm2 * area_cm2) as usize).min(sites.len());
        let places: Vec<[f32; 3]> = sites[..count].iter().map(|site| site.position.to_array()).collect();
        let leaders = if strength > 0.0 { ImmutableKdTree::new_from_slice(&places).ok() } else { None };
        Tufts { sites, leaders, strength, frayed_mm: FRAYED * 10.0 / per_cm2.sqrt() }
    }

    /// The tuft of a site.
    pub fn of(&self, site: &Site) -> Tuft {
        let Some(leaders) = &self.leaders else { return Tuft::default() };
        let across = site.normal.any_orthonormal_vector();
        let frayed = across * Draw::TuftAcross.normal(site.hash)
            + site.normal.cross(across) * Draw::TuftAlong.normal(site.hash);
        let from = site.position + self.frayed_mm * frayed;
        let nearest = leaders.query(&from.to_array()).nearest_one::<SquaredEuclidean<f32>>().execute();
        let leader = &self.sites[nearest.item as usize];
        let towards = leader.position - site.position;
        Tuft {
            strength: self.strength,
            towards_mm: towards - site.normal * towards.dot(site.normal),
            turn_rad: TURN_RAD * self.strength * Draw::TuftTurn.normal(leader.hash),
            under: 2.0 * self.strength * Draw::TuftUnder.unit(leader.hash),
        }
    }
}
