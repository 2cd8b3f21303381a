//! Takes a scanner's noise off a surface without shrinking it (Taubin 1995).

use glam::Vec3;

/// Steps inward and outward; together they keep what is coarser than the noise.
const STEPS: [f32; 2] = [0.5, -0.53];

/// Smooths noise of up to so many mm: waves of some times that length along the surface go, and no point moves farther
/// than that. Borders stay.
pub fn smooth(positions: &mut [Vec3], triangles: &[[u32; 3]], noise_mm: f32) {
    let neighbours = neighbours(triangles, positions.len());
    let edges: f32 =
        triangles.iter().map(|t| positions[t[0] as usize].distance(positions[t[1] as usize])).sum();
    let edge_mm = edges / triangles.len().max(1) as f32;
    if !(noise_mm > 0.0 && edge_mm > 0.0) {
        return;
    }
    // Smoothing spreads like heat: the rounds grow with the square of the length.
    let rounds = ((6.0 * noise_mm / edge_mm).powi(2).ceil() as usize).clamp(1, 100);
    let before = positions.to_vec();
    for step in STEPS.repeat(rounds) {
        let moved: Vec<Vec3> = (0..positions.len())
            .map(|v| match &neighbours[v] {
                Some((near, count)) => {
                    let mean = near.iter().map(|n| positions[*n as usize]).sum::<Vec3>() / *count;
                    positions[v].lerp(mean, step)
                }
                None => positions[v],
            })
            .collect();
        positions.copy_from_slice(&moved);
    }
    for (now, before) in positions.iter_mut().zip(before) {
        *now = before + (*now - before).clamp_length_max(noise_mm);
    }
}

/// The points around each, twice each, and how many that is; none at a border.
fn neighbours(triangles: &[[u32; 3]], points: usize) -> Vec<Option<(Vec<u32>, f32)>> {
    let mut around = vec![Vec::new(); points];
    for t in triangles {
        (0..3).for_each(|k| around[t[k] as usize].extend([t[(k + 1) % 3], t[(k + 2) % 3]]));
    }
    let inside = |mut near: Vec<u32>| {
        near.sort_unstable();
        let is_closed = !near.is_empty() && near.chunk_by(|a, b| a == b).all(|run| run.len() == 2);
        let count = near.len() as f32;
        is_closed.then_some((near, count))
    };
    around.into_iter().map(inside).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng;

    #[test]
    fn noise_goes_and_the_ball_keeps_its_size() {
        let (rows, columns) = (60_usize, 120_usize);
        let at = |r: usize, c: usize| (r * columns + c % columns) as u32;
        let mut triangles = Vec::new();
        for (r, c) in (0..rows - 1).flat_map(|r| (0..columns).map(move |c| (r, c))) {
            triangles.extend([
                [at(r, c), at(r, c + 1), at(r + 1, c + 1)],
                [at(r, c), at(r + 1, c + 1), at(r + 1, c)],
            ]);
        }
        let point = |k: usize, noise_mm: f32| {
            let (a, b) = (
                0.3 + 2.5 * (k / columns) as f32 / rows as f32,
                (k % columns) as f32 * std::f32::consts::TAU / columns as f32,
            );
            let out = Vec3::new(a.sin() * b.cos(), a.cos(), a.sin() * b.sin());
            out * (80.0 + noise_mm * rng::normal(k as u64, 7))
        };
        let mut noisy: Vec<Vec3> = (0..rows * columns).map(|k| point(k, 0.5)).collect();
        let inner = columns..(rows - 1) * columns;
        let off = |points: &[Vec3]| {
            let radii = || points[inner.clone()].iter().map(|p| p.length());
            let mean = radii().sum::<f32>() / radii().count() as f32;
            (mean, (radii().map(|r| (r - mean).powi(2)).sum::<f32>() / radii().count() as f32).sqrt())
        };
        let (_, before) = off(&noisy);
        let rim: Vec<Vec3> = noisy[..columns].to_vec();
        smooth(&mut noisy, &triangles, 1.5);
        let (mean, after) = off(&noisy);
        assert!(before > 0.4, "planted: the noise must show ({before})");
        assert!(after < 0.25 && (mean - 80.0).abs() < 0.15, "{mean} {after}");
        assert_eq!(noisy[..columns], rim[..]);
    }
}
