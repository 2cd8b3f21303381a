//! Makes a scan's polygons one sound surface: strays, doubled and hidden faces and loose specks dropped, every face
//! turned outward. All that is dropped is told.

mod doubles;
mod edges;
mod extent;
mod inner;
mod specks;
mod turning;

use super::import::{Mended, RawMesh};
use super::lighten::coarsen;

/// Leaves of a scan its outer skin, turned outward.
pub fn repair(mesh: &mut RawMesh) {
    specks::drop_strays(mesh);
    let is_coarsened = coarsen(mesh);
    doubles::join_loose(mesh);
    doubles::drop_doubled(mesh);
    specks::drop_specks(mesh);
    inner::drop_inner(mesh);
    turning::turn_outward(mesh);
    if is_coarsened {
        forget_folds(mesh);
    }
}

/// What joining points in a grid folds together is no fault of the scan: a few such faces are not worth a word.
fn forget_folds(mesh: &mut RawMesh) {
    let few = mesh.faces.len() / 20;
    mesh.mended.retain(|mended| match mended {
        Mended::Doubled { faces } | Mended::Turned { faces } => *faces > few,
        _ => true,
    });
}

#[cfg(test)]
mod tests;
