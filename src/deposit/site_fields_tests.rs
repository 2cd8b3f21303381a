use super::*;
use crate::plan::{LossPattern, Paint, Patch, ScarKind};
use crate::scalp::coordinates::{ATLAS_RADIUS_MM, mean_surface};
use glam::vec2;

/// Every 3.1 mm of the atlas.
fn places() -> Vec<Place> {
    const SIDE: usize = 130;
    let atlas = |i: usize| (vec2((i % SIDE) as f32, (i / SIDE) as f32) - 0.5 * SIDE as f32) * 3.1;
    (0..SIDE * SIDE)
        .map(atlas)
        .filter(|atlas| atlas.length() < ATLAS_RADIUS_MM)
        .enumerate()
        .map(|(hash, atlas)| Place::of(mean_surface(atlas), hash as u64))
        .collect()
}

/// What sessions can see of a site.
fn seen(found: &SiteTreatment) -> ([f32; Target::ALL.len()], f32, f32, Option<(f32, f32)>) {
    let line = found.line.filter(|_| found.is_treated()).map(|line| (line.behind_mm, line.within));
    (found.treated, found.units_per_cm2, found.uptake, line)
}

fn differing(a: &SiteFields, b: &SiteFields) -> usize {
    assert_eq!(a.found.len(), b.found.len());
    a.found.iter().zip(&b.found).filter(|(a, b)| seen(a) != seen(b)).count()
}

#[test]
fn after_any_edits_the_ground_is_that_of_a_fresh_start() {
    type Edit = (&'static str, fn(&mut Plan));
    fn paint(plan: &mut Plan, paint: Paint, at_mm: [f32; 2]) {
        plan.strokes.push(Stroke { radius_mm: 25.0, path_mm: vec![at_mm], ..Stroke::usual(paint) });
    }
    let edits: [Edit; 15] = [
        ("hair lost", |plan| plan.hair_loss.pattern = LossPattern::VI),
        ("hairline", |plan| plan.hairline.height_mm += 9.0),
        ("hair back, as undo gives it", |plan| plan.hair_loss.pattern = LossPattern::II),
        ("scar", |plan| plan.scars.push(Scar::usual(ScarKind::Fue))),
        ("scar session", |plan| plan.sessions[0].target = Target::Scars),
        ("temples", |plan| plan.hairline.temple_forward_mm += 5.0),
        ("patch", |plan| plan.hair_loss.patches.push(Patch { at_mm: [61.0, -37.0], ..Patch::default() })),
        ("blend", |plan| plan.hairline.blend_mm = 0.0),
        ("between hair", |plan| plan.sessions[1].target = Target::BetweenHair),
        ("painted work", |plan| paint(plan, Paint::Treat, [-80.0, -90.0])),
        ("painted thinner", |plan| paint(plan, Paint::Density, [0.0, -70.0])),
        ("painted free", |plan| paint(plan, Paint::Leave, [-60.0, -90.0])),
        ("painted scar", |plan| paint(plan, Paint::Scar, [30.0, -110.0])),
        ("erased", |plan| paint(plan, Paint::Erase, [-70.0, -90.0])),
        ("a stroke drawn on", |plan| plan.strokes[3].path_mm.push([60.0, -110.0])),
    ];
    let places = places();
    let mut plan = Plan::demo();
    let mut kept = SiteFields::new(&plan, &places);
    for (name, edit) in edits {
        let before = plan.clone();
        edit(&mut plan);
        let fresh = SiteFields::new(&plan, &places);
        let stale = differing(&SiteFields::new(&before, &places), &fresh);
        kept.update(&plan, &places);
        assert_eq!(differing(&kept, &fresh), 0, "{name}");
        assert!(stale > 5, "planted: a ground without this edit must be seen: {name}, {stale}");
    }
}

#[test]
fn scars_smaller_than_the_cells_of_rasters_are_treated() {
    let mut plan = Plan { scars: vec![Scar::usual(ScarKind::Fue)], ..Plan::demo() };
    plan.hair_loss = HairLoss { pattern: LossPattern::None, ..HairLoss::default() };
    let places = places();
    let bare = |plan: &Plan| {
        let fields = SiteFields::new(plan, &places);
        let behind = |place: &Place| place.atlas.y < 0.0;
        fields
            .found
            .iter()
            .zip(&places)
            .filter(|(f, p)| behind(p) && f.treated[Target::Loss as usize] > 0.0)
            .count()
    };
    let (with, without) = (bare(&plan), bare(&Plan { scars: Vec::new(), ..plan.clone() }));
    assert!(with > without + 10, "{with} {without}");
}
