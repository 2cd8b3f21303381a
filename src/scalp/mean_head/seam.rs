//! Joins two open meshes: the outline of a patch to the hole it fills.

use std::collections::{BTreeMap, BTreeSet};

use glam::DVec3;

use super::grid::Shell;

/// Keeps the largest connected piece and takes off triangles that make the outline touch itself.
pub fn tidy(shell: &mut Shell) {
    keep_largest(shell);
    loop {
        let mut leaving = BTreeMap::new();
        for (a, _) in open_edges(&shell.triangles) {
            *leaving.entry(a).or_insert(0) += 1;
        }
        let knots: BTreeSet<u32> = leaving.into_iter().filter(|(_, n)| *n > 1).map(|(v, _)| v).collect();
        if knots.is_empty() {
            break;
        }
        shell.triangles.retain(|t| !t.iter().any(|v| knots.contains(v)));
        keep_largest(shell);
    }
}

/// Drops all but the connected piece with most triangles.
fn keep_largest(shell: &mut Shell) {
    let mut root: Vec<u32> = (0..shell.points.len() as u32).collect();
    for t in &shell.triangles {
        for v in &t[1..] {
            let (a, b) = (find(&mut root, t[0]), find(&mut root, *v));
            root[a.max(b) as usize] = a.min(b);
        }
    }
    let mut count = BTreeMap::new();
    for t in &shell.triangles {
        *count.entry(find(&mut root, t[0])).or_insert(0usize) += 1;
    }
    let best = count.into_iter().max_by_key(|(_, n)| *n).map(|(r, _)| r);
    shell.triangles.retain(|t| Some(find(&mut root, t[0])) == best);
}

fn find(root: &mut [u32], mut v: u32) -> u32 {
    while root[v as usize] != v {
        root[v as usize] = root[root[v as usize] as usize];
        v = root[v as usize];
    }
    v
}

/// Edges that only one triangle has, as it has them.
fn open_edges(triangles: &[[u32; 3]]) -> Vec<(u32, u32)> {
    let edges = || triangles.iter().flat_map(|t| (0..3).map(move |k| (t[k], t[(k + 1) % 3])));
    let all: BTreeSet<(u32, u32)> = edges().collect();
    edges().filter(|(a, b)| !all.contains(&(*b, *a))).collect()
}

/// Closed outlines, each in the order of its triangles' edges.
pub fn outlines(triangles: &[[u32; 3]]) -> Vec<Vec<u32>> {
    let mut next: BTreeMap<u32, u32> = open_edges(triangles).into_iter().collect();
    let mut all = Vec::new();
    while let Some((start, mut at)) = next.pop_first() {
        let mut ring = vec![start];
        while at != start {
            ring.push(at);
            match next.remove(&at) {
                Some(n) => at = n,
                None => break,
            }
        }
        all.push(ring);
    }
    all
}

/// Triangles between the outline of a hole and the outline of the patch in it: of all ways to join the two rings, the
/// one whose links are shortest in sum of squares (Fuchs, Kedem and Uselton 1977).
pub fn zip(points: &[DVec3], hole: &[u32], patch: &[u32]) -> Vec<[u32; 3]> {
    let at = |v: u32| points[v as usize];
    let far = |k: usize| at(hole[0]).distance_squared(at(patch[k]));
    let Some(start) = (0..patch.len()).min_by(|a, b| far(*a).total_cmp(&far(*b))) else {
        return Vec::new();
    };
    let (n, m) = (hole.len(), patch.len());
    let h = |i: usize| hole[i % n];
    let q = |j: usize| patch[(start + m - j % m) % m];
    let mut cost = vec![f64::INFINITY; (n + 1) * (m + 1)];
    cost[0] = 0.0;
    for k in 1..cost.len() {
        let (i, j) = (k / (m + 1), k % (m + 1));
        let before = |step: bool, back: usize| if step { cost[k - back] } else { f64::INFINITY };
        cost[k] = before(i > 0, m + 1).min(before(j > 0, 1)) + at(h(i)).distance_squared(at(q(j)));
    }
    let (mut i, mut j) = (n, m);
    let mut strip = Vec::new();
    while i > 0 || j > 0 {
        let k = i * (m + 1) + j;
        if j == 0 || (i > 0 && cost[k - m - 1] <= cost[k - 1]) {
            strip.push([h(i), h(i - 1), q(j)]);
            i -= 1;
        } else {
            strip.push([q(j - 1), q(j), h(i)]);
            j -= 1;
        }
    }
    strip
}

/// Moves the points that `onto` takes by `share` of the way to the mean of their neighbours, back onto the surface each
/// time.
pub fn relax(shell: &mut Shell, passes: usize, fraction: f64, onto: impl Fn(DVec3) -> Option<DVec3>) {
    let moving: Vec<bool> = shell.points.iter().map(|p| onto(*p).is_some()).collect();
    for _ in 0..passes {
        let mut sum = vec![(DVec3::ZERO, 0.0); shell.points.len()];
        for t in &shell.triangles {
            for k in 0..3 {
                let slot = &mut sum[t[k] as usize];
                *slot = (slot.0 + shell.points[t[(k + 1) % 3] as usize], slot.1 + 1.0);
            }
        }
        for (v, (total, n)) in sum.into_iter().enumerate().filter(|(v, s)| moving[*v] && s.1 > 0.0) {
            let p = shell.points[v].lerp(total / n, fraction);
            shell.points[v] = onto(p).unwrap_or(shell.points[v]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A flat ring of `n` points, counter-clockwise seen from +Z.
    fn ring(n: usize, radius: f64) -> Vec<DVec3> {
        let angle = |k: usize| k as f64 / n as f64 * std::f64::consts::TAU;
        (0..n).map(|k| DVec3::new(angle(k).cos(), angle(k).sin(), 0.0) * radius).collect()
    }

    #[test]
    fn a_zip_fills_the_gap_once_and_faces_up() {
        let points: Vec<DVec3> = ring(17, 3.0).into_iter().chain(ring(11, 2.0)).collect();
        let hole: Vec<u32> = (0..17).rev().collect();
        let patch: Vec<u32> = (17..28).collect();
        let strip = zip(&points, &hole, &patch);
        assert_eq!(strip.len(), 28);
        let area: f64 = strip
            .iter()
            .map(|t| {
                let [a, b, c] = t.map(|v| points[v as usize]);
                let z = (b - a).cross(c - a).z / 2.0;
                assert!(z > 0.0, "{t:?} faces down");
                z
            })
            .sum();
        let polygon = |n: f64, r: f64| n * r * r * (std::f64::consts::TAU / n).sin() / 2.0;
        assert!((area - polygon(17.0, 3.0) + polygon(11.0, 2.0)).abs() < 1e-9, "{area}");
        assert_eq!(outlines(&strip).len(), 2);
    }
}
