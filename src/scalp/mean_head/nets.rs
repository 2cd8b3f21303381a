//! Surface nets: the zero level of a sampled field as quads (Gibson 1998).

use glam::DVec3;

use super::grid::Shell;

/// A field sampled on a lattice of cubes; negative inside.
pub struct DistanceField {
    /// Samples along each axis.
    pub size: [usize; 3],
    /// Values, the first axis fastest.
    pub values: Vec<f64>,
}

impl DistanceField {
    /// Fills a field by evaluating `f` at each lattice point, on all cores.
    pub fn sample(size: [usize; 3], f: impl Fn([usize; 3]) -> f64 + Sync) -> DistanceField {
        use rayon::prelude::*;
        let values = (0..size[0] * size[1] * size[2]).into_par_iter().map(|k| f(place(size, k))).collect();
        DistanceField { size, values }
    }

    fn at(&self, p: [usize; 3]) -> f64 {
        self.values[p[0] + self.size[0] * (p[1] + self.size[1] * p[2])]
    }

    /// One binomial pass (1 2 1) along each axis: rounds edges and takes off the grain of the samples.
    pub fn blur(&mut self) {
        for axis in 0..3 {
            let before = self.values.clone();
            let stride = [1, self.size[0], self.size[0] * self.size[1]][axis];
            for (k, value) in self.values.iter_mut().enumerate() {
                let at = place(self.size, k)[axis];
                let low = if at > 0 { before[k - stride] } else { before[k] };
                let high = if at + 1 < self.size[axis] { before[k + stride] } else { before[k] };
                *value = 0.25 * low + 0.5 * before[k] + 0.25 * high;
            }
        }
    }

    /// The zero level, in lattice units, wound so that positive values are outside.
    pub fn surface(&self) -> Shell {
        let mut shell = Shell::default();
        let mut vertex = vec![u32::MAX; self.values.len()];
        for (k, slot) in vertex.iter_mut().enumerate() {
            if let Some(p) = self.cell_point(place(self.size, k)) {
                *slot = shell.points.len() as u32;
                shell.points.push(p);
            }
        }
        for k in 0..self.values.len() {
            self.emit(k, &vertex, &mut shell);
        }
        shell
    }

    /// Mean of the crossings on the twelve edges of a cell; none where it has no crossing.
    fn cell_point(&self, cell: [usize; 3]) -> Option<DVec3> {
        if (0..3).any(|a| cell[a] + 1 >= self.size[a]) {
            return None;
        }
        let (mut sum, mut n) = (DVec3::ZERO, 0);
        for corner in 0..8 {
            for axis in (0..3).filter(|a| corner >> a & 1 == 0) {
                let from = [0, 1, 2].map(|a| cell[a] + (corner >> a & 1));
                let to = [0, 1, 2].map(|a| from[a] + usize::from(a == axis));
                let (f, g) = (self.at(from), self.at(to));
                if (f < 0.0) != (g < 0.0) {
                    sum += point(from).lerp(point(to), f / (f - g));
                    n += 1;
                }
            }
        }
        (n > 0).then(|| sum / n as f64)
    }

    /// The quads across the crossing edges that start at sample `k`.
    fn emit(&self, k: usize, vertex: &[u32], shell: &mut Shell) {
        let p = place(self.size, k);
        for axis in 0..3 {
            let (b, c) = ((axis + 1) % 3, (axis + 2) % 3);
            if p[axis] + 1 >= self.size[axis] || p[b] == 0 || p[c] == 0 {
                continue;
            }
            let step = |a: usize| [1, self.size[0], self.size[0] * self.size[1]][a];
            let (here, next) = (self.values[k] < 0.0, self.values[k + step(axis)] < 0.0);
            let cells = [k - step(b) - step(c), k - step(c), k, k - step(b)].map(|cell| vertex[cell]);
            if here == next || cells.contains(&u32::MAX) {
                continue;
            }
            let [v0, v1, v2, v3] = cells;
            let quad = if here { [v0, v1, v2, v3] } else { [v3, v2, v1, v0] };
            let at = |i: usize| shell.points[quad[i] as usize];
            let [q0, q1, q2, q3] = quad;
            let cut02 = at(0).distance_squared(at(2)) <= at(1).distance_squared(at(3));
            shell.triangles.extend(if cut02 {
                [[q0, q1, q2], [q0, q2, q3]]
            } else {
                [[q0, q1, q3], [q1, q2, q3]]
            });
        }
    }
}

fn place(size: [usize; 3], k: usize) -> [usize; 3] {
    [k % size[0], k / size[0] % size[1], k / (size[0] * size[1])]
}

fn point(p: [usize; 3]) -> DVec3 {
    DVec3::new(p[0] as f64, p[1] as f64, p[2] as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ball_comes_out_round_and_turned_outward() {
        let ball = DistanceField::sample([24; 3], |p| (point(p) - DVec3::splat(11.5)).length() - 8.0);
        let shell = ball.surface();
        let mut volume = 0.0;
        for t in &shell.triangles {
            let [a, b, c] = t.map(|v| shell.points[v as usize] - DVec3::splat(11.5));
            volume += a.dot(b.cross(c)) / 6.0;
        }
        let true_volume = 4.0 / 3.0 * std::f64::consts::PI * 512.0;
        assert!((volume / true_volume - 1.0).abs() < 0.02, "{volume} {true_volume}");
    }
}
