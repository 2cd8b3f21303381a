//! Makes a scan's polygons one sound surface: strays, doubled and hidden faces and loose specks dropped, every face
//! turned outward. All that is dropped is told.

mod doubles;
mod edges;
mod extent;
mod inner;
mod specks;
mod turning;

use super::import::RawMesh;

/// Leaves of a scan its outer skin, turned outward.
pub fn repair(mesh: &mut RawMesh) {
    specks::drop_strays(mesh);
    doubles::join_loose(mesh);
    doubles::drop_doubled(mesh);
    specks::drop_specks(mesh);
    inner::drop_inner(mesh);
    turning::turn_outward(mesh);
}

#[cfg(test)]
mod tests;
