//! The planned hairline on paper, one to one: to be printed, cut out, laid on the forehead and drawn along.
//!
//! Takes a plan's hairline and a head; gives the bytes of a PDF. The line is drawn as planned, before its waves and the
//! difference of its sides.

mod draw;
mod pages;
mod unroll;

pub use pages::Paper;
pub use unroll::{Landmark, Unrolled};

use crate::plan::Plan;
use crate::scalp::head::Head;

/// The stencil of a plan on its head.
pub fn pdf(plan: &Plan, head: &Head, paper: Paper) -> Vec<u8> {
    let unrolled = Unrolled::of(&plan.hairline, head);
    pages::pdf(&draw::drawing(&unrolled), &draw::heading(plan, &unrolled), paper)
}
