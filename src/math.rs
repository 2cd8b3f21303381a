//! Small mathematics that knows nothing of heads or skin: a soft step, directions as two numbers, a frame about a
//! normal, reading between the nodes of a grid, linear equations.

use glam::{Vec2, Vec3};

/// 0 below `from`, 1 above `to`, a smooth cubic between; falling where `to` is less than `from`.
#[inline]
pub fn smoothstep(from: f32, to: f32, x: f32) -> f32 {
    let t = ((x - from) / (to - from)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// Nodes in rows of `columns` read between, at a place in cells from 0 that has a next node on either axis.
#[inline]
pub fn bilinear<const N: usize>(nodes: &[[f32; N]], columns: usize, x: f32, y: f32) -> [f32; N] {
    let (column, row) = (x as usize, y as usize);
    let (s, t) = (x - column as f32, y - row as f32);
    let i = row * columns + column;
    let ([a, b], [c, d]) = (pair(nodes, i), pair(nodes, i + columns));
    std::array::from_fn(|k| {
        let (low, high) = (a[k] + s * (b[k] - a[k]), c[k] + s * (d[k] - c[k]));
        low + t * (high - low)
    })
}

#[inline]
fn pair<const N: usize>(nodes: &[[f32; N]], i: usize) -> [[f32; N]; 2] {
    let two = &nodes[i..i + 2];
    [two[0], two[1]]
}

/// Any right-handed frame about a unit normal (Duff et al. 2017): two unit vectors across it. The twin of
/// `tangent_frame` in `shaders/common/geometry.wgsl`.
pub fn tangent_frame(n: Vec3) -> [Vec3; 2] {
    let s = if n.z >= 0.0 { 1.0 } else { -1.0 };
    let a = -1.0 / (s + n.z);
    let b = n.x * n.y * a;
    [Vec3::new(1.0 + s * n.x * n.x * a, s * b, -s * n.x), Vec3::new(b, s + n.y * n.y * a, -n.y)]
}

/// A direction, of any length but none, on the octahedral map (Cigolle et al. 2014): a place in the square -1..=1.
pub fn octahedral(n: Vec3) -> Vec2 {
    let p = Vec2::new(n.x, n.y) / (n.x.abs() + n.y.abs() + n.z.abs()).max(1e-6);
    let sign = |v: f32| if v >= 0.0 { 1.0 } else { -1.0 };
    if n.z >= 0.0 { p } else { Vec2::new((1.0 - p.y.abs()) * sign(p.x), (1.0 - p.x.abs()) * sign(p.y)) }
}

/// [`octahedral`] in two signed 16-bit numbers.
pub fn octahedral_encode(n: Vec3) -> [i16; 2] {
    (octahedral(n) * 32767.0).round().to_array().map(|e| e as i16)
}

/// The unit direction of an [`octahedral_encode`], right to 0.001.
pub fn octahedral_decode([x, y]: [i16; 2]) -> Vec3 {
    let e = Vec2::new(f32::from(x), f32::from(y)) / 32767.0;
    let z = 1.0 - e.x.abs() - e.y.abs();
    let fold = |v: f32| if v >= 0.0 { -(-z).max(0.0) } else { (-z).max(0.0) };
    Vec3::new(e.x + fold(e.x), e.y + fold(e.y), z).normalize_or(Vec3::Y)
}

/// Solves `N` linear equations for `M` right sides at once by Gauss-Jordan elimination with partial pivoting; rows
/// first. None where the equations hang together, or hold NaN.
pub fn solve<const N: usize, const M: usize>(
    mut left: [[f64; N]; N],
    mut right: [[f64; M]; N],
) -> Option<[[f64; M]; N]> {
    for k in 0..N {
        let pivot = (k..N).max_by(|&i, &j| left[i][k].abs().total_cmp(&left[j][k].abs()))?;
        left.swap(k, pivot);
        right.swap(k, pivot);
        let (left_k, right_k) = (left[k], right[k]);
        if left_k[k].is_nan() || left_k[k].abs() < 1e-300 {
            return None;
        }
        let scale = 1.0 / left_k[k];
        for i in (0..N).filter(|&i| i != k) {
            let factor = left[i][k] * scale;
            (k..N).for_each(|j| left[i][j] -= factor * left_k[j]);
            (0..M).for_each(|j| right[i][j] -= factor * right_k[j]);
        }
    }
    Some(std::array::from_fn(|i| right[i].map(|x| x / left[i][i])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_soft_step_is_flat_at_both_ends_and_half_between() {
        let worst = |step: &dyn Fn(f32, f32, f32) -> f32| {
            let known = [(-1.0, 0.0), (2.0, 0.0), (2.01, 0.0), (3.0, 0.5), (3.99, 1.0), (9.0, 1.0)];
            known.map(|(x, y)| (step(2.0, 4.0, x) - y).abs()).into_iter().fold(0.0, f32::max)
        };
        assert!(worst(&smoothstep) < 1e-3, "{}", worst(&smoothstep));
        assert_eq!(smoothstep(4.0, 2.0, 2.5), smoothstep(2.0, 4.0, 3.5));
        let ramp = |from: f32, to: f32, x: f32| ((x - from) / (to - from)).clamp(0.0, 1.0);
        assert!(worst(&ramp) > 4e-3, "planted: a straight ramp must be seen, {}", worst(&ramp));
    }

    #[test]
    fn a_plane_is_read_between_its_nodes() {
        let law = |x: f32, y: f32| [2.0 + 0.5 * x - 0.25 * y, x];
        let nodes: Vec<[f32; 2]> = (0..12).map(|i| law((i % 4) as f32, (i / 4) as f32)).collect();
        let worst = |columns: usize| {
            let places = [(0.0, 0.0), (0.3, 0.9), (1.75, 1.5), (0.5, 1.25)];
            places
                .map(|(x, y)| (bilinear(&nodes, columns, x, y)[0] - law(x, y)[0]).abs())
                .into_iter()
                .fold(0.0, f32::max)
        };
        assert!(worst(4) < 1e-6, "{}", worst(4));
        assert!(worst(3) > 0.1, "planted: rows of another length must be seen");
    }

    fn directions() -> impl Iterator<Item = Vec3> {
        let around = (0..200).map(|i| {
            let (y, turn) = (1.0 - (i as f32 + 0.5) / 100.0, i as f32 * 2.4);
            Vec3::new(turn.cos(), 0.0, turn.sin()) * (1.0 - y * y).sqrt() + Vec3::Y * y
        });
        [Vec3::Y, Vec3::NEG_Z, Vec3::X].into_iter().chain(around)
    }

    #[test]
    fn tangent_frames_are_right_handed_and_square() {
        for n in directions() {
            let [t, b] = tangent_frame(n);
            assert!(t.cross(b).distance(n) < 1e-4, "{n}");
            assert!((t.length() - 1.0).abs() < 1e-4 && t.dot(b).abs() < 1e-4);
        }
    }

    #[test]
    fn directions_come_back_from_two_numbers() {
        let worst = |encode: &dyn Fn(Vec3) -> [i16; 2]| {
            directions().map(|n| octahedral_decode(encode(n)).distance(n)).fold(0.0, f32::max)
        };
        assert!(worst(&octahedral_encode) < 1e-3, "{}", worst(&octahedral_encode));
        let unfolded = |n: Vec3| octahedral_encode(Vec3::new(n.x, n.y, n.z.abs()));
        assert!(worst(&unfolded) > 0.5, "planted: a lower half that is not folded must be seen");
    }

    #[test]
    fn equations_are_solved_and_hanging_ones_refused() {
        let left: [[f64; 5]; 5] = std::array::from_fn(|i| {
            std::array::from_fn(|j| {
                if i == (j + 1) % 5 { 3.0 } else { (1.0 + 7.0 * i as f64 + 3.0 * j as f64).sin() }
            })
        });
        let known: [[f64; 2]; 5] = std::array::from_fn(|i| [i as f64, (i as f64).sin()]);
        let right: [[f64; 2]; 5] =
            std::array::from_fn(|i| std::array::from_fn(|m| (0..5).map(|j| left[i][j] * known[j][m]).sum()));
        let off = |left| {
            let found = solve(left, right).unwrap();
            found.iter().flatten().zip(known.iter().flatten()).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
        };
        assert!(off(left) < 1e-12, "{}", off(left));
        let mut other = left;
        other[1][2] += 0.01;
        assert!(off(other) > 1e-4, "planted: another coefficient must be seen");
        // Without pivots this one would be divided by 0.
        assert_eq!(solve([[0.0, 2.0], [3.0, 0.0]], [[4.0], [6.0]]), Some([[2.0], [2.0]]));
        assert_eq!(solve([[1.0, 2.0], [2.0, 4.0]], [[1.0], [1.0]]), None);
        assert_eq!(solve([[f64::NAN, 2.0], [2.0, 4.0]], [[1.0], [1.0]]), None);
    }
}
