use super::*;
use crate::plan::{HairLoss, LossPattern, Patch, ScarKind};
use crate::scalp::coordinates::{ATLAS_RADIUS_MM, mean_surface};
use glam::vec2;

/// Every 1.3 mm of the atlas.
fn places() -> Vec<Place> {
    const SIDE: usize = 300;
    let atlas = |i: usize| (vec2((i % SIDE) as f32, (i / SIDE) as f32) - 0.5 * SIDE as f32) * 1.3;
    (0..SIDE * SIDE)
        .map(atlas)
        .filter(|atlas| atlas.length() < ATLAS_RADIUS_MM)
        .map(|atlas| Place::of(mean_surface(atlas)))
        .collect()
}

fn full_hair() -> Plan {
    Plan { hair_loss: HairLoss { pattern: LossPattern::None, ..HairLoss::default() }, ..Plan::demo() }
}

/// Treated places that the coarse map does not touch, of all that are treated.
fn missed(skin: &Skin, reach: &Spread, places: &[Place]) -> [usize; 2] {
    let is_treated = |place: &&Place| {
        let targets = [true, false, true];
        skin.at(place.atlas).treated(targets, place.edges.boundary_mm).iter().any(|share| *share > 0.0)
    };
    let treated: Vec<&Place> = places.iter().filter(is_treated).collect();
    [treated.iter().filter(|place| !reach.touches(place.atlas)).count(), treated.len()]
}

#[test]
fn no_treated_place_is_overlooked() {
    let places = places();
    let targets = [true, false, true];
    let scarred = Plan { scars: vec![Scar::usual(ScarKind::Fue)], ..full_hair() };
    let mut patchy = full_hair();
    patchy.hair_loss.patches = vec![Patch { at_mm: [61.0, -37.0], radius_mm: 4.0, ..Patch::default() }];
    let mut bare = Plan::demo();
    bare.hairline.blend_mm = 0.0;
    for plan in [&Plan::demo(), &scarred, &patchy, &bare] {
        let skin = Skin::new(plan);
        let [overlooked, treated] = missed(&skin, &skin.reach(targets), &places);
        assert!(overlooked == 0 && treated > 10, "{overlooked} of {treated}");
    }
    let [overlooked, _] = missed(&Skin::new(&scarred), &Skin::new(&bare).reach(targets), &places);
    assert!(overlooked > 10, "planted: the map of another plan must be seen");
}
