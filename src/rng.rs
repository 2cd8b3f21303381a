//! Randomness as a function of (seed, item), never a stream: the same plan gives the same picture, whatever the
//! order or the number of threads in which items are visited.

/// A well-mixed 64-bit hash of `item` under `seed` (SplitMix64 finaliser; Steele, Lea, Flood 2014).
#[inline]
pub fn hash(seed: u64, item: u64) -> u64 {
    let mut z = seed ^ item.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Uniform in [0, 1) for (seed, item).
#[inline]
pub fn unit(seed: u64, item: u64) -> f32 {
    (hash(seed, item) >> 40) as f32 * (1.0 / (1u64 << 24) as f32)
}

/// Standard normal deviate for (seed, item), clipped to ±3 so that no dot is an outlier: the sum of four uniform
/// deviates (Irwin 1927, Hall 1927), one from each 16 bits of one hash. Lighter tails than a true normal's (kurtosis
/// 2.7), which no hand's error can tell, and several times faster than logarithm and cosine.
#[inline]
pub fn normal(seed: u64, item: u64) -> f32 {
    let bits = hash(seed, item);
    let sum: u64 = (0..4).map(|lane| (bits >> (16 * lane)) & 0xFFFF).sum();
    // Four lanes of mean 32767.5 and variance (2^32 - 1) / 12 each.
    let deviation = (((1u64 << 32) - 1) as f32 / 3.0).sqrt();
    ((sum as f32 - 2.0 * 65535.0) / deviation).clamp(-3.0, 3.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_of_unit_and_normal() {
        let n = 20_000;
        let mean = (0..n).map(|i| unit(7, i)).sum::<f32>() / n as f32;
        assert!((mean - 0.5).abs() < 0.01, "{mean}");
        let moment = |power: i32| (0..n).map(|i| normal(7, i).powi(power)).sum::<f32>() / n as f32;
        assert!(moment(1).abs() < 0.02 && moment(3).abs() < 0.05, "{} {}", moment(1), moment(3));
        assert!((moment(2) - 1.0).abs() < 0.03, "{}", moment(2));
        assert!((moment(4) - 2.7).abs() < 0.15, "{}", moment(4));
    }

    #[test]
    fn neighbours_and_seeds_are_unrelated() {
        let n = 10_000u64;
        let r = (0..n).map(|i| (unit(7, i) - 0.5) * (unit(7, i + 1) - 0.5)).sum::<f32>() / n as f32 * 12.0;
        assert!(r.abs() < 0.04, "{r}");
        assert_ne!(hash(1, 5), hash(2, 5));
    }
}
