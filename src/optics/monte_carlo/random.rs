//! Random numbers of one packet of light: its own generator, seeded by (seed, packet), so that a result does not
//! depend on which thread traced which packet.

use crate::rng;

/// xoshiro256++ (Blackman and Vigna 2021, doi 10.1145/3460772), state filled from [`rng::hash`].
#[derive(Clone, Debug)]
pub struct Random([u64; 4]);

impl Random {
    /// Generator of packet `item` under `seed`.
    pub fn new(seed: u64, item: u64) -> Random {
        let start = rng::hash(seed, item);
        Random(std::array::from_fn(|i| rng::hash(start, i as u64)))
    }

    fn next(&mut self) -> u64 {
        let s = &mut self.0;
        let out = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        out
    }

    /// Uniform in [0, 1).
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// Optical length to the next event: exponential, mean 1.
    pub fn optical_length(&mut self) -> f64 {
        -(1.0 - self.unit()).ln()
    }

    /// A point on the unit circle.
    pub fn circle(&mut self) -> (f64, f64) {
        loop {
            let (x, y) = (2.0 * self.unit() - 1.0, 2.0 * self.unit() - 1.0);
            let square = x * x + y * y;
            if square < 1.0 && square > 1e-12 {
                // The angle doubled is uniform too, and needs no root.
                return ((x * x - y * y) / square, 2.0 * x * y / square);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments() {
        let (mut random, n) = (Random::new(3, 9), 100_000);
        let (mut unit, mut length, mut circle) = (0.0, 0.0, (0.0, 0.0));
        for _ in 0..n {
            unit += random.unit();
            length += random.optical_length();
            let (x, y) = random.circle();
            assert!((x * x + y * y - 1.0).abs() < 1e-9);
            circle = (circle.0 + x * x, circle.1 + x * y);
        }
        let n = f64::from(n);
        assert!((unit / n - 0.5).abs() < 0.005 && (length / n - 1.0).abs() < 0.02);
        assert!((circle.0 / n - 0.5).abs() < 0.01 && (circle.1 / n).abs() < 0.01);
    }

    #[test]
    fn packets_and_seeds_differ() {
        let first = |seed, item| Random::new(seed, item).unit();
        assert_eq!(first(1, 2), first(1, 2));
        assert!(first(1, 2) != first(1, 3) && first(1, 2) != first(2, 2));
    }
}
