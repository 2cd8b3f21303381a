//! A steady hand evens its work: beside strong dots it strikes lightly, beside pale ones firmly.
//!
//! Dots differ widely from one to the next, yet photographs of treated fields are even beyond a few mm: a technician
//! works where skin still looks pale. So session by session, in each in order of rank, each strike takes back part of
//! what the dots around it have too much or too little (error diffusion, Floyd and Steinberg 1976). Dots drawn each by
//! itself stood in clouds of 4 to 8 mm.
//!
//! What stays is the light that a field takes, not its pigment: that grows by some per cent, since strong dots waste it.
//!
//! Known limits: a dot of a session that is switched off is evened against all the same, so that no other dot changes.

use glam::Vec3;
use kiddo::{ImmutableKdTree, SquaredEuclidean};
use rayon::prelude::*;

use crate::plan::Session;

/// As far as this dots are seen as one shade at working distance, mm.
const REACH_MM: f32 = 2.5;
/// What is taken back, in mean surpluses of the dots within reach. More brings beats from dot to dot.
const TAKEN_BACK: f32 = 4.0;
/// The least and most that evening makes of a strike.
const LIMITS: [f32; 2] = [0.35, 2.0];
/// Area of a dot as a power of the pigment pressed in: a light strike leaves less of it in a smaller mark.
const AREA_POWER: f32 = 0.5;
/// Strikes in a part of the work, at least.
const LEAST: usize = 1024;

/// One strike as the hand meant it, and how it came out.
#[derive(Clone, Copy, Debug)]
pub struct Strike {
    /// Its site, mm.
    pub position: Vec3,
    /// Index of its session.
    pub session: u32,
    /// Area over that of the session's mean size.
    pub size: f32,
    /// Pigment over the session's mean.
    pub shade: f32,
    /// Light that a dot of that size takes on average over the session, [`mean_taken`].
    pub mean_taken: f32,
    /// Napierian thickness of the session's mean dot.
    pub tau: f32,
}

impl Strike {
    /// How far a dot struck with this factor takes more light than the session's mean, relative.
    fn surplus(&self, factor: f32) -> f32 {
        area_factor(factor) * self.size * taken(self.tau * self.shade * factor) / self.mean_taken - 1.0
    }
}

/// By how much the area of a dot changes with a change of its pigment.
pub fn area_factor(pigment_factor: f32) -> f32 {
    pigment_factor.powf(AREA_POWER)
}

/// Light that a column of this Napierian thickness takes from what crosses it (Beer and Lambert).
fn taken(tau: f32) -> f32 {
    -(-tau).exp_m1()
}

/// Mean of the light that dots of a session take, over all shades, where the mean dot is `tau` thick.
pub fn mean_taken(session: &Session, tau: f32) -> f32 {
    let of_shade = |deviations| taken(tau * session.shade_of(deviations));
    let sum: f32 = Session::SHADES.map(of_shade).iter().sum();
    (sum / Session::SHADES.len() as f32).max(1e-6)
}

/// The factor by which evening changes the pigment of each strike; strikes are in order of rank.
pub fn factors(strikes: &[Strike]) -> Vec<f32> {
    let places: Vec<[f32; 3]> = strikes.iter().map(|strike| strike.position.to_array()).collect();
    let Ok(tree) = ImmutableKdTree::new_from_slice(&places) else { return vec![1.0; strikes.len()] };
    let is_earlier =
        |other: usize, this: usize| (strikes[other].session, other) < (strikes[this].session, this);
    let earlier = |(index, place): (usize, &[f32; 3])| -> Vec<(u32, f32)> {
        let near = tree.query(place).within::<SquaredEuclidean<f32>>(REACH_MM * REACH_MM).execute();
        let weight = |squared_mm: f32| 1.0 - squared_mm / (REACH_MM * REACH_MM);
        near.iter()
            .filter(|found| is_earlier(found.item as usize, index))
            .map(|found| (found.item, weight(found.distance)))
            .collect()
    };
    let earlier: Vec<_> = places.par_iter().enumerate().with_min_len(LEAST).map(earlier).collect();
    let mut work: Vec<usize> = (0..strikes.len()).collect();
    work.sort_by_key(|index| strikes[*index].session);
    let (mut factors, mut surpluses) = (vec![1.0; strikes.len()], vec![0.0; strikes.len()]);
    for index in work {
        let (surplus, weight) =
            earlier[index].iter().fold((0.0, 0.0), |(surplus, total), &(other, weight)| {
                (surplus + weight * surpluses[other as usize], total + weight)
            });
        let mean: f32 = if weight > 0.0 { surplus / weight } else { 0.0 };
        factors[index] = (1.0 - TAKEN_BACK * mean).clamp(LIMITS[0], LIMITS[1]);
        surpluses[index] = strikes[index].surplus(factors[index]);
    }
    factors
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng;

    const SIDE_MM: f32 = 100.0;

    /// Strikes at random over a square, each as strong as chance has it.
    fn strikes(session: &Session, per_mm2: f32, tau: f32) -> Vec<Strike> {
        let mean_taken = mean_taken(session, tau);
        let strike = |i: u64| {
            let u = |k| SIDE_MM * rng::unit(3, 5 * i + k);
            Strike {
                position: Vec3::new(u(0), 0.0, u(1)),
                session: 0,
                size: (1.0 + session.size_jitter * rng::normal(4, 5 * i + 2)).powi(2)
                    / (1.0 + session.size_jitter.powi(2)),
                shade: session.shade_of(rng::normal(5, 5 * i + 3)),
                mean_taken,
                tau,
            }
        };
        (0..(per_mm2 * SIDE_MM * SIDE_MM) as u64).map(strike).collect()
    }

    /// Variance of the mean surplus of dots in squares of 5 mm, over what it would be were dots independent.
    fn clouds(strikes: &[Strike], factors: &[f32]) -> f32 {
        const CELLS: usize = 20;
        let surplus: Vec<f32> = strikes.iter().zip(factors).map(|(s, f)| s.surplus(*f)).collect();
        let mean = surplus.iter().sum::<f32>() / surplus.len() as f32;
        let single = surplus.iter().map(|s| (s - mean).powi(2)).sum::<f32>();
        let mut cells = [0.0; CELLS * CELLS];
        for (strike, surplus) in strikes.iter().zip(&surplus) {
            let cell = |mm: f32| ((mm / SIDE_MM * CELLS as f32) as usize).min(CELLS - 1);
            cells[cell(strike.position.x) * CELLS + cell(strike.position.z)] += surplus - mean;
        }
        cells.iter().map(|sum| sum * sum).sum::<f32>() / single
    }

    #[test]
    fn fields_are_even_and_dots_are_not() {
        let session = Session::default();
        let strikes = strikes(&session, 1.1, 3.0);
        let evened = factors(&strikes);
        let [before, after] = [&vec![1.0; strikes.len()], &evened].map(|factors| clouds(&strikes, factors));
        let pigment: Vec<f32> = strikes.iter().zip(&evened).map(|(s, f)| s.shade * f).collect();
        let surpluses = strikes.iter().zip(&evened).map(|(strike, factor)| strike.surplus(*factor));
        let mean = surpluses.sum::<f32>() / strikes.len() as f32;
        println!("clouds {before:.2} to {after:.2}, light taken {mean:+.3}");
        assert!((0.8..1.2).contains(&before), "planted: without evening dots are independent, {before}");
        assert!(after < 0.35, "{after}");
        assert!(mean.abs() < 0.02, "the field stays as dark: {mean}");
        let mut sorted = pigment;
        sorted.sort_by(f32::total_cmp);
        let spread = sorted[sorted.len() * 9 / 10] / sorted[sorted.len() / 10];
        assert!(spread > 6.0, "{spread}");
    }

    #[test]
    fn later_sessions_and_strikes_change_no_earlier_one() {
        let strikes = strikes(&Session::default(), 1.1, 3.0);
        let few = factors(&strikes[..strikes.len() / 2]);
        let all = factors(&strikes);
        assert_eq!(few, all[..few.len()]);
        assert!(all[few.len()..].iter().any(|factor| *factor != 1.0), "planted: later ones are evened too");
        // Every other strike is of a later session, whatever its rank.
        let by_two = |k: usize| Strike { session: k as u32 % 2, ..strikes[k] };
        let both = factors(&(0..strikes.len()).map(by_two).collect::<Vec<_>>());
        let first = factors(&strikes.iter().step_by(2).copied().collect::<Vec<_>>());
        assert!(first.iter().eq(both.iter().step_by(2)), "a later session changes an earlier one");
    }
}
