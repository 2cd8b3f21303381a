//! Many packets at once: blocks of fixed size over the threads, their sums added in order, so that the result is the
//! same to the last bit whatever the number of threads.

use rayon::prelude::*;

use super::medium::Stack;
use super::path::Path;
use super::random::Random;
use super::tissues::Weigher;
use super::transport::{ExitSide, Leg, PacketExit, PathScorer, walk};

/// Packets in a block.
const BLOCK: u64 = 4096;

/// Sums over paths.
pub trait Score: Send {
    /// Counts a path that came back through the surface, with its weight in every tissue.
    fn add(&mut self, path: &Path, weights: &[f64]);
    /// Adds the sums of another block.
    fn merge(&mut self, other: &Self);
}

/// Two questions to the same paths.
impl<A: Score, B: Score> Score for (A, B) {
    fn add(&mut self, path: &Path, weights: &[f64]) {
        self.0.add(path, weights);
        self.1.add(path, weights);
    }

    fn merge(&mut self, other: &Self) {
        self.0.merge(&other.0);
        self.1.merge(&other.1);
    }
}

/// A sum of weights for every cell and tissue.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    tissues: usize,
    sums: Vec<f64>,
}

impl Tally {
    /// Nothing counted.
    pub fn new(cells: usize, tissues: usize) -> Tally {
        Tally { tissues, sums: vec![0.0; cells * tissues] }
    }

    /// Counts a fraction of a path in a cell.
    pub fn add(&mut self, cell: usize, fraction: f64, weights: &[f64]) {
        let sums = &mut self.sums[cell * self.tissues..][..self.tissues];
        sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += fraction * weight);
    }

    /// Adds another.
    pub fn merge(&mut self, other: &Tally) {
        self.sums.iter_mut().zip(&other.sums).for_each(|(sum, more)| *sum += more);
    }

    /// Sum of a cell in a tissue.
    pub fn get(&self, cell: usize, tissue: usize) -> f64 {
        self.sums[cell * self.tissues + tissue]
    }
}

/// Paths to be traced.
#[derive(Clone, Debug)]
pub struct Bundle<'a> {
    /// What they go through.
    pub stack: &'a Stack,
    /// Depths at which crossings are kept, ascending, mm.
    pub planes_mm: &'a [f64],
    /// Number of packets.
    pub packets: u64,
    /// Seed of all.
    pub seed: u64,
    /// Legs are kept of every n-th packet; 0: of none.
    pub segments_every: u64,
}

/// What a bundle answers.
#[derive(Clone, Debug)]
pub struct BundleResult<S> {
    /// Diffuse reflectance of every tissue.
    pub r0: Vec<f64>,
    /// Number of packets.
    pub packets: u64,
    /// The rest: sums over packets.
    pub score: S,
}

impl Bundle<'_> {
    /// Traces the packets and shows those that come back to a score, weighed for every tissue.
    pub fn ask<S: Score>(&self, weigher: &Weigher, score: impl Fn() -> S + Sync) -> BundleResult<S> {
        let blocks = blocks(self.packets, |items| {
            let (mut path, mut weights) = (Path::new(self.planes_mm), Vec::new());
            let (mut bare, mut score) = (Tally::new(1, weigher.tissues()), score());
            for item in items {
                path.start(item, self.segments_every > 0 && item % self.segments_every == 0);
                let end = walk(self.stack, &mut Random::new(self.seed, item), &mut path);
                if end.side == ExitSide::Top {
                    weigher.weigh(&path, end.weight, &mut weights);
                    bare.add(0, 1.0, &weights);
                    score.add(&path, &weights);
                }
            }
            (bare, score)
        });
        let mut r0 = vec![0.0; weigher.tissues()];
        let mut total = score();
        for (bare, score) in &blocks {
            r0.iter_mut().zip(&bare.sums).for_each(|(sum, more)| *sum += more / self.packets as f64);
            total.merge(score);
        }
        BundleResult { r0, packets: self.packets, score: total }
    }
}

impl<S> BundleResult<S> {
    /// Weight of all packets that came back in a tissue.
    pub fn returned(&self, tissue: usize) -> f64 {
        self.r0[tissue] * self.packets as f64
    }
}

/// Results of all blocks of packets, in order.
fn blocks<T: Send>(packets: u64, work: impl Fn(std::ops::Range<u64>) -> T + Sync) -> Vec<T> {
    (0..packets.div_ceil(BLOCK))
        .into_par_iter()
        .map(|block| work(block * BLOCK..((block + 1) * BLOCK).min(packets)))
        .collect()
}

/// Where the energy of a beam along the normal goes, as fractions of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    /// Reflected by the surface at once.
    pub specular: f64,
    /// Coming back from inside.
    pub diffuse: f64,
    /// Leaving through the bottom, ballistic light included.
    pub transmitted: f64,
    /// Absorbed in each layer.
    pub absorbed: Vec<f64>,
    /// Weight that roulette made of nothing; nothing in the mean.
    pub created: f64,
    /// Part of `diffuse` that leaves within each step of `RADIAL_STEP_MM` from where it went in.
    pub radial: Vec<f64>,
    /// Largest miss of 1 in any packet's account.
    pub worst_account: f64,
}

/// Width of a ring of [`Totals::radial`], mm.
pub const RADIAL_STEP_MM: f64 = 0.05;
/// Number of rings; the last takes all beyond.
const RINGS: usize = 100;

/// Traces packets through a stack and accounts for all of their energy.
pub fn totals(stack: &Stack, packets: u64, seed: u64) -> Totals {
    let blocks = blocks(packets, |items| {
        let mut sum = Totals::empty(stack);
        for item in items {
            let mut ledger = Ledger(vec![0.0; stack.layers.len()]);
            let end = walk(stack, &mut Random::new(seed, item), &mut ledger);
            sum.count(&end, &ledger.0);
        }
        sum
    });
    let mut total = Totals::empty(stack);
    blocks.iter().for_each(|block| total.merge(block));
    total.scaled(1.0 / packets as f64)
}

/// Weight lost in each layer.
struct Ledger(Vec<f64>);

impl PathScorer for Ledger {
    fn leg(&mut self, leg: &Leg) {
        self.0[leg.layer] += leg.absorbed;
    }
}

impl Totals {
    fn empty(stack: &Stack) -> Totals {
        Totals {
            specular: stack.specular(),
            absorbed: vec![0.0; stack.layers.len()],
            radial: vec![0.0; RINGS],
            ..Totals::default()
        }
    }

    fn count(&mut self, end: &PacketExit, absorbed: &[f64]) {
        match end.side {
            ExitSide::Top => {
                self.diffuse += end.weight;
                self.radial[((end.radius_mm / RADIAL_STEP_MM) as usize).min(RINGS - 1)] += end.weight;
            }
            ExitSide::Bottom => self.transmitted += end.weight,
            ExitSide::Nowhere => {}
        }
        self.absorbed.iter_mut().zip(absorbed).for_each(|(sum, a)| *sum += a);
        self.created += end.created;
        let account = self.specular + absorbed.iter().sum::<f64>() + end.weight - end.created;
        self.worst_account = self.worst_account.max((account - 1.0).abs());
    }

    fn merge(&mut self, other: &Totals) {
        self.diffuse += other.diffuse;
        self.transmitted += other.transmitted;
        self.created += other.created;
        self.worst_account = self.worst_account.max(other.worst_account);
        self.absorbed.iter_mut().zip(&other.absorbed).for_each(|(a, b)| *a += b);
        self.radial.iter_mut().zip(&other.radial).for_each(|(a, b)| *a += b);
    }

    fn scaled(mut self, factor: f64) -> Totals {
        let sums = [&mut self.diffuse, &mut self.transmitted, &mut self.created];
        sums.into_iter().chain(&mut self.absorbed).chain(&mut self.radial).for_each(|sum| *sum *= factor);
        self
    }
}
