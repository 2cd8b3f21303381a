//! How well spaced a list of points is, prefix by prefix.

use glam::Vec3;

use super::grid::CellGrid;

/// Spacing of the densest packing of `count` points over an area, the hexagonal lattice, mm.
pub fn hexagonal_mm(area_mm2: f64, count: usize) -> f64 {
    (2.0 * area_mm2 / (3f64.sqrt() * count as f64)).sqrt()
}

/// For every prefix, its smallest distance between two points over the hexagonal spacing of as many points.
/// Values above 1 (a few points, which the packing does not bound) are not exact.
pub fn spacing_ratios(points: &[Vec3], area_mm2: f64) -> Vec<f64> {
    let bounds = points.iter().fold([Vec3::MAX, Vec3::MIN], |[low, high], &p| [low.min(p), high.max(p)]);
    let mut ratios = Vec::with_capacity(points.len());
    let mut smallest = f64::INFINITY;
    while ratios.len() < points.len() {
        let (start, end) = (ratios.len(), (2 * ratios.len()).max(16).min(points.len()));
        let reach = 1.1 * hexagonal_mm(area_mm2, start.max(1)) as f32;
        let mut grid = CellGrid::new(bounds, reach, points[..start].iter().copied());
        for (i, &point) in points[start..end].iter().enumerate() {
            smallest = smallest.min(f64::from(grid.nearest(point, reach)));
            grid.insert(point);
            ratios.push(smallest / hexagonal_mm(area_mm2, start + i + 1));
        }
    }
    ratios
}

/// The smallest ratio among prefixes of at least `from` points, and the length of that prefix.
pub fn worst_prefix(ratios: &[f64], from: usize) -> Option<(f64, usize)> {
    let long = ratios.iter().copied().zip(1..).filter(|&(_, length)| length >= from);
    long.min_by(|a, b| a.0.total_cmp(&b.0))
}
