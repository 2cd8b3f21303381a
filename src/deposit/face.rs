//! Hair of the face. Untouched by treatment; it has the client's hair colour.

use super::{Hair, beard, brows, lashes};
use crate::plan::Plan;
use crate::scalp::Scalp;

/// Brows, lashes and, where the plan asks for it, beard.
pub fn face(plan: &Plan, scalp: &Scalp) -> Vec<Hair> {
    let mut hairs = brows::brows(plan, &scalp.brows);
    hairs.extend(lashes::lashes(plan, scalp));
    hairs.extend(beard::beard(plan, scalp));
    hairs
}
