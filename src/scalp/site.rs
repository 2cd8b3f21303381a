//! A follicle site.

use glam::Vec3;

/// One follicle site: a place where a dot or a hair may be. Its index in the list is its rank: any prefix of the
/// list is blue noise over the scalp, so density is a threshold on rank.
#[derive(Clone, Copy, Debug)]
pub struct Site {
    /// On the surface, mm, head frame.
    pub position: Vec3,
    /// Unit outward normal.
    pub normal: Vec3,
    /// The same place on the mean head, mm, mean frame: the argument of every scalp law.
    pub mean_position: Vec3,
    /// Hash of (seed, rank), for the site's own jitter.
    pub hash: u64,
}
