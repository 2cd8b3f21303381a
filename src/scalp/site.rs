//! A follicle site, and what is drawn by lot from its hash.

use glam::Vec3;

use crate::rng;

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

/// Numbers every draw, and lists them.
macro_rules! draws {
    ($($(#[$doc:meta])* $name:ident = $number:literal,)+) => {
        /// What is drawn from a site's hash, numbered: one draw per question, so that no answer moves another. Numbers
        /// stay: another one would move every dot that asks.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Draw { $($(#[$doc])* $name = $number,)+ }

        impl Draw {
            /// All of them.
            #[cfg(test)]
            const ALL: &'static [Draw] = &[$(Draw::$name),+];
        }
    };
}

draws! {
    /// Size of a dot.
    DotSize = 1,
    /// Its depth.
    DotDepth = 2,
    /// Its shade.
    DotShade = 3,
    /// How far the edges of the scalp seem moved.
    RaggedEdge = 4,
    /// The hand's error across the hair.
    DotAcross = 5,
    /// The same along it.
    DotAlong = 6,
    /// How many hairs stand in a unit.
    UnitHairs = 0x48,
    /// To which side the second of them stands.
    UnitTurn = 0x49,
    /// How far all hairs of a unit turn out of the stream.
    UnitLean = 0x4A,
    /// Their angle to the skin.
    UnitTilt = 0x4B,
    /// How much hair lies over them.
    UnitUnder = 0x4C,
    /// How firmly they lean on their tuft.
    UnitDrawn = 0x4D,
    /// Which tuft a unit belongs to, across.
    TuftAcross = 0x4E,
    /// The same along.
    TuftAlong = 0x4F,
    /// How far the tuft that a site leads turns out of the stream.
    TuftTurn = 0x50,
    /// How much hair lies over that tuft.
    TuftUnder = 0x51,
    /// How far the edge of the hair seems moved for a unit.
    UnitEdge = 0x52,
    /// Which way vellus lies.
    VellusTurn = 0x60,
    /// Its angle to the skin.
    VellusTilt = 0x61,
    /// Its diameter.
    VellusWidth = 0x62,
    /// Its length.
    VellusLength = 0x63,
    /// How far a hair of the scalp stands from the first of its unit.
    HairAway = 0x100,
    /// Its angle to the skin.
    HairTilt = 0x101,
    /// How far it turns out of the stream.
    HairTurn = 0x102,
    /// Its diameter.
    HairWidth = 0x103,
    /// Its length.
    HairLength = 0x104,
    /// Whether it is white.
    HairGrey = 0x105,
    /// How far it bends to the side.
    HairBend = 0x106,
    /// How its curl lies.
    HairCurl = 0x107,
    /// How tightly it curls.
    HairCurlWidth = 0x108,
    /// Whether it strays.
    HairStray = 0x109,
    /// Whether it grows anew.
    HairNew = 0x10A,
    /// How far a hair of a brow strays from the others.
    BrowStray = 0x200,
    /// Its angle to the skin.
    BrowTilt = 0x201,
    /// Its diameter.
    BrowWidth = 0x202,
    /// Its length.
    BrowLength = 0x203,
    /// Whether it is white.
    BrowGrey = 0x204,
    /// Whether a site at the rim of a brow bears a hair.
    BrowRim = 0x205,
    /// How far a lash strays to the side.
    LashFan = 0x300,
    /// How far it leads down.
    LashDown = 0x301,
    /// Its diameter.
    LashWidth = 0x302,
    /// Its length.
    LashLength = 0x303,
    /// Whether it is white.
    LashGrey = 0x304,
    /// How far a hair of the beard strays, to the left.
    BeardStrayX = 0x400,
    /// The same, up.
    BeardStrayY = 0x401,
    /// The same, forward.
    BeardStrayZ = 0x402,
    /// Its diameter.
    BeardWidth = 0x403,
    /// Its length.
    BeardLength = 0x404,
    /// Whether it is white.
    BeardGrey = 0x405,
    /// How far a hairline seems moved.
    HairlineEdge = 0xED6E,
}

impl Draw {
    /// From the numbers of one hair of a unit to those of the next.
    const HAIR_STEP: u64 = 16;

    /// The same question about hair `k` of a unit, 0 to 3: an item of the hash.
    fn item(self, k: u64) -> u64 {
        self as u64 + Self::HAIR_STEP * k
    }

    /// Uniform in [0, 1), from a site's hash.
    #[inline]
    pub fn unit(self, hash: u64) -> f32 {
        rng::unit(hash, self.item(0))
    }

    /// The same for hair `k` of a unit, 0 to 3; for the draws about a hair of the scalp.
    #[inline]
    pub fn unit_of(self, hash: u64, k: u64) -> f32 {
        rng::unit(hash, self.item(k))
    }

    /// Standard normal, clipped to ±3, from a site's hash.
    #[inline]
    pub fn normal(self, hash: u64) -> f32 {
        rng::normal(hash, self.item(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that two questions share, where the hairs of a unit are `step` apart.
    fn shared(step: u64) -> usize {
        use Draw::*;
        let of_hair = [
            HairAway,
            HairTilt,
            HairTurn,
            HairWidth,
            HairLength,
            HairGrey,
            HairBend,
            HairCurl,
            HairCurlWidth,
            HairStray,
            HairNew,
        ];
        let hairs = |draw: &Draw| if of_hair.contains(draw) { 4 } else { 1 };
        let items = |draw: &Draw| (0..hairs(draw)).map(|k| *draw as u64 + step * k).collect::<Vec<_>>();
        let mut all: Vec<u64> = Draw::ALL.iter().flat_map(items).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        count - all.len()
    }

    #[test]
    fn no_two_questions_share_a_draw() {
        assert_eq!(shared(Draw::HAIR_STEP), 0);
        assert!(shared(4) > 0, "planted: hairs too near each other");
        assert!(shared(0x100) > 0, "planted: a hair that draws as a brow");
        assert_eq!(Draw::HairGrey.item(3), 0x135);
    }

    #[test]
    fn draws_of_a_site_are_unrelated() {
        let n = 20_000;
        let related = |a: Draw, b: Draw| {
            (0..n).map(|i| rng::hash(7, i)).map(|h| (a.unit(h) - 0.5) * (b.unit(h) - 0.5)).sum::<f32>() * 12.0
                / n as f32
        };
        assert!(related(Draw::DotSize, Draw::DotDepth).abs() < 0.03);
        assert!(related(Draw::DotSize, Draw::DotSize) > 0.9, "planted: the same draw twice");
    }
}
