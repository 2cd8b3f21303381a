//! Everything the depth law is fitted to, asked of one bundle of paths in one band.

use super::arrays::Arrays;
use super::bundle::{Bundle, BundleResult};
use super::columns::{Columns, Cylinder};
use super::discs::Discs;
use super::sheets::Sheets;
use super::tissues::Tissues;
use crate::optics::dot::COLUMN_HEIGHTS_MM;

/// Depths of the survey, mm.
pub const DEPTHS_MM: [f64; 15] =
    [0.02, 0.05, 0.08, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.3, 1.6];
/// Radii of discs, mm.
pub const RADII_MM: [f32; 3] = [0.075, 0.15, 0.3];
/// Offsets from the centres of discs, mm; none on an edge.
pub const OFFSETS_MM: [f32; 11] = [0.0, 0.05, 0.1, 0.13, 0.18, 0.25, 0.35, 0.5, 0.8, 1.3, 2.2];
/// Radii of discs in arrays, mm.
pub const ARRAY_RADII_MM: [f32; 2] = [0.075, 0.15];
/// Densities of arrays, mm⁻².
pub const PER_MM2: [f32; 3] = [1.0, 3.0, 8.0];
/// Depths of the tops of columns, as places in [`DEPTHS_MM`].
pub const COLUMN_TOPS: [usize; 6] = [1, 3, 5, 7, 9, 11];
/// Radius of the columns, as a place in [`RADII_MM`].
pub const COLUMN_RADIUS: usize = 1;
/// Offsets from the axes of columns, as places in [`OFFSETS_MM`].
pub const COLUMN_OFFSETS: [usize; 5] = [5, 6, 7, 8, 9];
/// Columns are asked of every n-th path: each costs as much as all the rest.
const COLUMNS_EVERY: u64 = 4;

/// What one tissue in one band shows at one depth, as contrasts 1 - R/R0.
#[derive(Clone, Debug, PartialEq)]
pub struct Observed {
    /// Depth, mm.
    pub depth_mm: f64,
    /// Of an endless opaque sheet: c_inf.
    pub sheet: f64,
    /// Of opaque discs, by radius and offset.
    pub discs: [[f64; OFFSETS_MM.len()]; RADII_MM.len()],
    /// Of random arrays in the mean, by radius and density.
    pub arrays: [[f64; PER_MM2.len()]; ARRAY_RADII_MM.len()],
}

type Scores = (Sheets, (Discs, (Arrays, Columns)));

/// One band of all tissues.
#[derive(Clone, Debug)]
pub struct Survey(BundleResult<Scores>);

/// Traces `packets` packets in a band and asks them everything.
pub fn survey(tissues: &Tissues, band: usize, packets: u64, seed: u64) -> Survey {
    let stack = tissues.stack(&tissues.least(), band);
    let bundle = Bundle {
        stack: &stack,
        planes_mm: &DEPTHS_MM,
        packets,
        // A seed of its own for each band: neighbours do not share their noise.
        seed: crate::rng::hash(seed, band as u64),
        segments_every: COLUMNS_EVERY,
    };
    let (planes, n) = (DEPTHS_MM.len(), tissues.len());
    Survey(bundle.ask(&tissues.weigher(band), || {
        let discs = Discs::opaque(planes, &RADII_MM, &OFFSETS_MM, n);
        let arrays = Arrays::new(planes, &ARRAY_RADII_MM, &PER_MM2, n);
        (
            Sheets::new(planes, &[f64::INFINITY], n),
            (discs, (arrays, Columns::new(&columns(), &COLUMN_OFFSETS.map(|o| OFFSETS_MM[o]), n))),
        )
    }))
}

/// Columns of every top, and of every height there.
fn columns() -> Vec<Cylinder> {
    let column = |top: usize, height_mm| Cylinder {
        top_mm: DEPTHS_MM[top] as f32,
        height_mm,
        radius_mm: RADII_MM[COLUMN_RADIUS],
    };
    COLUMN_TOPS.iter().flat_map(|top| COLUMN_HEIGHTS_MM.map(|height| column(*top, height as f32))).collect()
}

impl Survey {
    /// Diffuse reflectance of a tissue.
    pub fn r0(&self, tissue: usize) -> f64 {
        self.0.r0[tissue]
    }

    /// What a tissue shows at a depth.
    pub fn observed(&self, depth: usize, tissue: usize) -> Observed {
        let (sheets, (discs, (arrays, _))) = &self.0.score;
        let returned = self.0.returned(tissue);
        Observed {
            depth_mm: DEPTHS_MM[depth],
            sheet: sheets.contrast(depth, 0, tissue, returned),
            discs: std::array::from_fn(|r| {
                std::array::from_fn(|offset| discs.contrast(depth, r, offset, tissue, returned))
            }),
            arrays: std::array::from_fn(|r| {
                std::array::from_fn(|n| arrays.contrast(depth, r, n, tissue, returned))
            }),
        }
    }

    /// Contrasts, at [`COLUMN_OFFSETS`], of the column of a place in [`COLUMN_TOPS`] and one in [`COLUMN_HEIGHTS_MM`].
    pub fn column(&self, top: usize, height: usize, tissue: usize) -> [f64; COLUMN_OFFSETS.len()] {
        let (_, (_, (_, columns))) = &self.0.score;
        let column = top * COLUMN_HEIGHTS_MM.len() + height;
        std::array::from_fn(|offset| columns.contrast(column, offset, tissue))
    }
}
