//! A head made ready for treatment: which skin bears hair, how much of it there is, and its follicle sites.

use std::sync::Arc;

use glam::Vec3;
use rayon::prelude::*;

use crate::plan::Plan;
use crate::rng;
use crate::scalp::head::Head;
use crate::scalp::{Mesh, Site, regions, sites};

/// Halo light reaches this far past the hair-bearing skin, mm.
const HALO_REACH_MM: f32 = 6.0;
/// Hairs of one follicular unit on average (smp_domain section 4, Guo 2017: 1.92).
const HAIRS_PER_UNIT: f32 = 1.9;
/// Sites come in steps of this many per cm², so that moving a slider rarely needs new ones.
const BUDGET_STEP_PER_CM2: f32 = 50.0;

/// Sites per cm² that a plan can use.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct SiteBudget(f32);

impl SiteBudget {
    /// Enough for every hair and every dot of `plan` in the same place.
    pub fn of(plan: &Plan) -> SiteBudget {
        let dots: f32 = plan.sessions.iter().map(|session| session.density_per_cm2).sum();
        let units = plan.client.hair.density_per_cm2 / HAIRS_PER_UNIT;
        SiteBudget(((dots + units) / BUDGET_STEP_PER_CM2).ceil().max(1.0) * BUDGET_STEP_PER_CM2)
    }
}

/// A head with its follicle sites.
pub struct Scalp {
    /// The head.
    pub head: Arc<Head>,
    /// Per vertex of the head: 1 where halo light of dots may show, 0 elsewhere.
    pub on_scalp: Vec<f32>,
    /// Hair-bearing skin, cm².
    pub area_cm2: f32,
    /// Sites in order of rank: any prefix is blue noise.
    pub sites: Vec<Site>,
    seed: u64,
    budget: SiteBudget,
}

impl Scalp {
    /// Finds the hair-bearing skin of `head` and spreads sites over it.
    pub fn new(head: Arc<Head>, seed: u64, budget: SiteBudget) -> Scalp {
        let mesh = &head.mesh;
        let distance_mm: Vec<f32> = (0..mesh.positions.len())
            .into_par_iter()
            .map(|i| match head.outer.get(i) {
                Some(false) => {
                    regions::boundary_distance_mm(head.mean_from_head.transform_point3(mesh.positions[i]))
                }
                _ => f32::NEG_INFINITY,
            })
            .collect();
        let bears_hair =
            |t: &u32| mesh.triangles[*t as usize].iter().all(|&v| distance_mm[v as usize] > 0.0);
        let triangles: Vec<u32> = (0..mesh.triangles.len() as u32).filter(bears_hair).collect();
        let area_cm2 = triangles.iter().map(|&t| area_mm2(mesh, t)).sum::<f32>() / 100.0;
        let count = (budget.0 * area_cm2) as usize;
        let placements = sites::place(&sites::Domain { mesh, triangles: &triangles }, seed, count);
        let sites = placements.par_iter().enumerate().map(|(rank, p)| site(&head, seed, rank, p)).collect();
        let on_scalp = distance_mm.iter().map(|d| if *d > -HALO_REACH_MM { 1.0 } else { 0.0 }).collect();
        Scalp { on_scalp, area_cm2, sites, seed, budget, head }
    }

    /// Whether these sites serve a plan with that seed and need.
    pub fn suits(&self, seed: u64, budget: SiteBudget) -> bool {
        self.seed == seed && self.budget >= budget
    }
}

fn site(head: &Head, seed: u64, rank: usize, place: &sites::Placement) -> Site {
    let corners = head.mesh.triangles[place.triangle as usize];
    let normal: Vec3 = (0..3).map(|i| head.mesh.normals[corners[i] as usize] * place.barycentric[i]).sum();
    Site {
        position: place.position,
        normal: normal.normalize_or(Vec3::Y),
        mean_position: head.mean_from_head.transform_point3(place.position),
        hash: rng::hash(seed, rank as u64),
    }
}

fn area_mm2(mesh: &Mesh, triangle: u32) -> f32 {
    let [a, b, c] = mesh.triangles[triangle as usize].map(|v| mesh.positions[v as usize]);
    0.5 * (b - a).cross(c - a).length()
}
