//! Hair of the face. Untouched by treatment; it has the client's hair colour.

use super::{Hair, beard, brows, lashes};
use crate::plan::{Plan, ScanSkin};
use crate::scalp::Scalp;

/// Brows, lashes and, where the plan asks for it, beard. None where a scan's picture shows the client's own.
pub fn face(plan: &Plan, scalp: &Scalp) -> Vec<Hair> {
    if scalp.head.texture.is_some() && plan.head.skin() != ScanSkin::Model {
        return Vec::new();
    }
    let mut hairs = brows::brows(plan, &scalp.brows);
    hairs.extend(lashes::lashes(plan, scalp));
    hairs.extend(beard::beard(plan, scalp));
    hairs
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::scalp::SiteBudget;
    use crate::scalp::head::Head;

    #[test]
    fn lashes_and_brows_are_there_and_a_beard_on_request_alone() {
        let mut plan = Plan::default();
        let scalp = Scalp::new(Arc::new(Head::built_in().unwrap()), plan.seed, SiteBudget::of(&plan));
        let lashes = lashes::lashes(&plan, &scalp);
        assert!(lashes.len() > 180 && lashes.iter().all(|hair| (4.0..=10.0).contains(&hair.length_mm)));
        // They leave the lid: out of the skin, and not into the other lid.
        let out = |hair: &Hair| hair.direction.z > 0.2 && hair.direction.y < 0.0;
        assert!(lashes.iter().all(out));
        assert!(beard::beard(&plan, &scalp).is_empty());
        let brows = brows::brows(&plan, &scalp.brows);
        assert_eq!(face(&plan, &scalp).len(), brows.len() + lashes.len());
        // Of its sites nearly all in the core bear hairs, few at the rim; hairs lead up at the head, down at the tail.
        assert!((700..scalp.brows.len()).contains(&brows.len()), "{}", brows.len());
        let slope = |from_mm: f32, to_mm: f32| {
            let there = |hair: &&Hair| (from_mm..to_mm).contains(&hair.position.x.abs());
            brows.iter().filter(there).map(|hair| hair.direction.y).sum::<f32>()
        };
        assert!(slope(8.0, 16.0) > 0.0 && slope(50.0, 60.0) < 0.0 && slope(16.0, 60.0) > slope(50.0, 60.0));
        let long = brows.iter().filter(|hair| (8.0..=12.0).contains(&hair.length_mm)).count();
        println!("{} brow hairs, {long} of 8 to 12 mm", brows.len());
        assert!(3 * long > brows.len() && brows.iter().all(|hair| hair.length_mm < 12.0));
        let mut count = |fraction: f32| {
            plan.client.hair.beard = fraction;
            beard::beard(&plan, &scalp)
        };
        let (half, full) = (count(0.5), count(1.0));
        let ratio = half.len() as f32 / full.len() as f32;
        println!("{} beard hairs", full.len());
        assert!((0.48..0.52).contains(&ratio), "{ratio}");
        assert!((4000..16000).contains(&full.len()), "{}", full.len());
        // More beard adds hairs and moves none; all of them leave the skin, downwards on cheek and chin.
        assert!(half.iter().all(|hair| full.contains(hair)));
        assert!(full.iter().all(|hair| hair.direction.dot(hair.normal) > 0.3));
        let chin = || full.iter().filter(|hair| hair.position.y > -80.0 && hair.normal.z > 0.5);
        assert!(chin().filter(|hair| hair.direction.y < 0.0).count() * 10 > chin().count() * 9);
        // planted: the same beard in other strands
        let other = Scalp::new(scalp.head.clone(), 2, SiteBudget::of(&plan));
        assert!(!beard::beard(&plan, &other).iter().all(|hair| full.contains(hair)));
    }
}
