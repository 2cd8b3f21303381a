//! What the needle leaves: dots per session from plan and sites; hairs that are left; what time does to both.

mod beard;
mod brows;
mod dot;
mod face;
pub mod growth;
mod hair;
mod lashes;
pub mod placement;
pub mod site_fields;
mod spread;
pub mod time;

pub use dot::Dot;
pub use face::face;
pub use hair::Hair;
