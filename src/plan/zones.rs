//! Zones of the hair-bearing scalp.

use super::words::words;

/// Zones of the hair-bearing scalp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Zone {
    Frontal,
    MidScalp,
    Vertex,
    Temporal,
    Parietal,
    Occipital,
    Nape,
}

words!(Zone in "zone" {
    Frontal = "frontal";
    MidScalp = "mid-scalp";
    Vertex = "vertex";
    Temporal = "temporal";
    Parietal = "parietal";
    Occipital = "occipital";
    Nape = "nape";
});

/// A set of zones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Zones(u8);

impl Zones {
    /// Every zone.
    pub const ALL: Zones = Zones(0x7f);

    /// Whether `zone` is in the set.
    pub fn contains(self, zone: Zone) -> bool {
        self.0 & (1 << zone as u8) != 0
    }

    /// Whether no zone is in the set.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The set with `zone` added.
    pub fn with(self, zone: Zone) -> Zones {
        Zones(self.0 | (1 << zone as u8))
    }

    /// The set with `zone` taken out.
    pub fn without(self, zone: Zone) -> Zones {
        Zones(self.0 & !(1 << zone as u8))
    }

    /// The zones in the set, front to back.
    pub fn iter(self) -> impl Iterator<Item = Zone> {
        Zone::ALL.into_iter().filter(move |&zone| self.contains(zone))
    }
}

impl FromIterator<Zone> for Zones {
    fn from_iter<I: IntoIterator<Item = Zone>>(zones: I) -> Self {
        zones.into_iter().fold(Zones::default(), Zones::with)
    }
}
