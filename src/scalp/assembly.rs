//! A head made ready for treatment: which skin bears hair, how much of it there is, its follicle sites, and where
//! its face bears hair.

use std::sync::Arc;

use glam::Vec3;
use rayon::prelude::*;

use crate::plan::stroke;
use crate::plan::{Paint, Plan, Session, Target};
use crate::rng;
use crate::scalp::coordinates::{ATLAS_RADIUS_MM, atlas_from_mean};
use crate::scalp::head::Head;
use crate::scalp::{Mesh, Place, Site, beard, brows, hair_density, lashes, regions, sites};

/// Halo light reaches this far past the skin that bears sites, mm.
const HALO_REACH_MM: f32 = 6.0;
/// Sites come in steps of this many per cm², so that moving a slider rarely needs new ones.
const BUDGET_STEP_PER_CM2: f32 = 50.0;

/// Sites per cm² that a plan can use.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct SiteBudget(f32);

impl SiteBudget {
    /// Enough for every hair and every dot that `plan` can want in one place. Where only lost hair is replaced, full
    /// treatment is reached with at most 0.4 of the hair left (`deposit::site_fields`).
    pub fn of(plan: &Plan) -> SiteBudget {
        let densest = |session: &Session| {
            session.density_per_cm2 * session.zone_density.iter().copied().fold(0.0, f32::max)
        };
        let dots = stroke::densest(&plan.strokes) * plan.sessions.iter().map(densest).sum::<f32>();
        let between = plan.sessions.iter().any(|session| session.target == Target::BetweenHair)
            || plan.strokes.iter().any(|stroke| stroke.paint == Paint::Treat);
        let units = plan.client.hair.units_per_cm2() * hair_density::MOST;
        let wanted = units.max(dots + if between { 1.0 } else { 0.4 } * units);
        SiteBudget((wanted / BUDGET_STEP_PER_CM2).ceil().max(1.0) * BUDGET_STEP_PER_CM2)
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
    /// Skin over which the sites are spread: hair-bearing and as much of the forehead as a low hairline needs, cm².
    pub site_area_cm2: f32,
    /// Sites in order of rank: any prefix is blue noise.
    pub sites: Vec<Site>,
    /// Where each of them lies.
    pub places: Vec<Place>,
    /// Sites of the eyebrows.
    pub brows: Vec<Site>,
    /// Sites of the beard, in order of rank.
    pub beard: Vec<Site>,
    /// Sites of the lashes.
    pub lashes: Vec<Site>,
    seed: u64,
    budget: SiteBudget,
}

impl Scalp {
    /// Finds the hair-bearing skin of `head` and spreads sites over it.
    pub fn new(head: Arc<Head>, seed: u64, budget: SiteBudget) -> Scalp {
        let mean_positions = &head.mean_positions;
        let is_outer = |v: usize| head.outer.get(v).copied().unwrap_or(true);
        let inside = |law: &(dyn Fn(Vec3) -> bool + Sync)| -> Vec<bool> {
            (0..mean_positions.len())
                .into_par_iter()
                .map(|v| !is_outer(v) && law(mean_positions[v]))
                .collect()
        };
        let hair_bearing = triangles(&head.mesh, &inside(&|p| regions::boundary_distance_mm(p) > 0.0));
        let on_sites = inside(&regions::is_scalp);
        let patch = triangles(&head.mesh, &on_sites);
        let site_area_cm2 = area_cm2(&head.mesh, &patch);
        let spread = |patch: &[u32], seed, count| {
            let placements = sites::place(&sites::Domain { mesh: &head.mesh, triangles: patch }, seed, count);
            placements.par_iter().enumerate().map(|(rank, p)| site(&head, seed, rank, p)).collect()
        };
        let on_face = |law: &(dyn Fn(Vec3) -> bool + Sync), per_cm2: f32, seed| -> Vec<Site> {
            let patch = triangles(&head.mesh, &inside(law));
            spread(&patch, seed, (per_cm2 * area_cm2(&head.mesh, &patch)) as usize)
        };
        // Roots of a beard have halos as dots and roots of the scalp do, as far down as the atlas goes.
        let is_bearded =
            |p: Vec3| beard::fraction(p) > 0.0 && atlas_from_mean(p).abs().max_element() < ATLAS_RADIUS_MM;
        let reaches = |p: Vec3| regions::boundary_distance_mm(p) > -HALO_REACH_MM || is_bearded(p);
        let on_scalp = (0..mean_positions.len())
            .map(|v| f32::from(on_sites[v] || !is_outer(v) && reaches(mean_positions[v])))
            .collect();
        let sites: Vec<Site> = spread(&patch, seed, (budget.0 * site_area_cm2) as usize);
        Scalp {
            places: sites.par_iter().map(|site| Place::of(site.mean_position, site.hash)).collect(),
            on_scalp,
            area_cm2: area_cm2(&head.mesh, &hair_bearing),
            sites,
            brows: on_face(&brows::is_brow, brows::DENSITY_PER_CM2, seed ^ brows::SEED),
            beard: on_face(&|p| beard::fraction(p) > 0.0, beard::DENSITY_PER_CM2, seed ^ beard::SEED),
            lashes: lashes::sites(&head, seed),
            site_area_cm2,
            seed,
            budget,
            head,
        }
    }

    /// Whether these sites serve a plan with that seed and need.
    pub fn suits(&self, seed: u64, budget: SiteBudget) -> bool {
        self.seed == seed && self.budget >= budget
    }
}

/// Triangles whose corners are all inside.
fn triangles(mesh: &Mesh, inside: &[bool]) -> Vec<u32> {
    let all_inside = |t: &u32| mesh.triangles[*t as usize].iter().all(|&v| inside[v as usize]);
    (0..mesh.triangles.len() as u32).filter(all_inside).collect()
}

fn area_cm2(mesh: &Mesh, triangles: &[u32]) -> f32 {
    let area_mm2 = |t: &u32| {
        let [a, b, c] = mesh.triangles[*t as usize].map(|v| mesh.positions[v as usize]);
        0.5 * (b - a).cross(c - a).length()
    };
    triangles.iter().map(area_mm2).sum::<f32>() / 100.0
}

fn site(head: &Head, seed: u64, rank: usize, place: &sites::Placement) -> Site {
    let corners = head.mesh.triangles[place.triangle as usize];
    let mixed =
        |of: &[Vec3]| -> Vec3 { (0..3).map(|i| of[corners[i] as usize] * place.barycentric[i]).sum() };
    Site {
        position: place.position,
        normal: mixed(&head.mesh.normals).normalize_or(Vec3::Y),
        mean_position: mixed(&head.mean_positions),
        hash: rng::hash(seed, rank as u64),
    }
}
