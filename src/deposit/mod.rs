//! What the needle leaves: dots per session from plan and sites; hairs that are left; what time does to both.

mod beard;
mod brows;
mod dot;
mod evening;
mod face;
pub mod growth;
mod hair;
mod lashes;
pub mod placement;
mod scalp_edge;
pub mod shine;
pub mod site_fields;
mod spread;
pub mod time;
mod tufts;
mod vellus;

pub use dot::Dot;
pub use face::face;
pub use hair::{Hair, Lie};
pub use vellus::vellus;
