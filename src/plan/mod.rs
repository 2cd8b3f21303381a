//! What the technician decides: words and numbers only, no mesh, no GPU.
//!
//! Takes a TOML text (`format = 1`), gives a validated [`Plan`]; and back. Ranges live here once ([`ranges`]) and
//! serve the reader, the sliders of the window and the documentation.

use std::path::PathBuf;

/// A whole treatment plan. `Clone + PartialEq`: undo is a clone, "changed" is a comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Title shown to people; free text.
    pub name: String,
    /// Seed of every random decision: same plan, same seed, same picture.
    pub seed: u64,
    /// Facts about the client.
    pub client: Client,
    /// Pattern of hair loss today.
    pub hair_loss: HairLoss,
    /// The hairline to be drawn.
    pub hairline: Hairline,
    /// The head to work on.
    pub head: HeadSource,
    /// Treatment days in order.
    pub sessions: Vec<Session>,
}

/// Facts about the client.
#[derive(Clone, Debug, PartialEq)]
pub struct Client {
    /// Skin tone.
    pub skin: Skin,
    /// Hair that is left.
    pub hair: Hair,
}

/// Skin tone by chromophores.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Skin {
    /// Volume fraction of melanosomes in the epidermis, 0.005..=0.45.
    pub melanin: f32,
    /// Volume fraction of whole blood in the dermis, 0.001..=0.03.
    pub blood: f32,
}

/// The client's own hair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hair {
    /// Colour of shaft and root.
    pub colour: HairColour,
    /// Shaft diameter, mm.
    pub shaft_mm: f32,
    /// Hairs per cm² where there is no loss.
    pub density_per_cm2: f32,
    /// Length of the trimmed shaft above the skin, mm.
    pub stubble_mm: f32,
}

/// Named hair colours, dark to light.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum HairColour {
    Black,
    DarkBrown,
    Brown,
    LightBrown,
    Blond,
    Red,
    Grey,
    White,
}

/// Hair loss today.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HairLoss {
    /// Norwood-Hamilton type.
    pub pattern: Norwood,
}

/// Norwood-Hamilton scale, types I to VII.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Norwood {
    I,
    II,
    III,
    IV,
    V,
    VI,
    VII,
}

/// The hairline to be drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hairline {
    /// Shape between the temples.
    pub style: HairlineStyle,
    /// Mid-frontal point above the glabella, mm along the skin.
    pub height_mm: f32,
    /// Width of the sparse transition zone behind the edge, mm.
    pub softness_mm: f32,
}

/// Hairline shapes sold in clinics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum HairlineStyle {
    Natural,
    Rounded,
    WidowsPeak,
    Defined,
    Receded,
}

/// Which head the plan is drawn on.
#[derive(Clone, Debug, PartialEq)]
pub enum HeadSource {
    /// The statistical mean head in the binary.
    BuiltIn,
    /// An OBJ file, relative to the plan file unless absolute.
    File {
        /// Path as written in the plan.
        path: PathBuf,
        /// Length of one unit of the file.
        unit: LengthUnit,
        /// File axis that points up (crown).
        up: Axis,
        /// File axis that points forward (nose).
        forward: Axis,
    },
}

/// Length of one unit of a mesh file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum LengthUnit {
    Millimetre,
    Centimetre,
    Decimetre,
    Metre,
    Inch,
}

/// A signed axis of a mesh file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Axis {
    PosX,
    NegX,
    PosY,
    NegY,
    PosZ,
    NegZ,
}

/// One treatment day: one layer of dots.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// Title shown to people.
    pub name: String,
    /// Day of treatment, counted from the first session's day 0.
    pub day: f32,
    /// Pigment in the cup.
    pub pigment: Pigment,
    /// ml distilled water per ml pigment.
    pub dilution: f32,
    /// Needle diameter, mm.
    pub needle_mm: f32,
    /// Depth of the top of the pigment column below the surface, mm.
    pub depth_mm: f32,
    /// Standard deviation of that depth, mm.
    pub depth_spread_mm: f32,
    /// Dots per cm² in fully treated skin.
    pub density_per_cm2: f32,
    /// Zones treated.
    pub zones: Zones,
    /// Drawn or switched off.
    pub enabled: bool,
}

/// Pigments on the shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Pigment {
    CarbonBlack,
    WarmBlack,
    Brown,
}

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
    /// The set with `zone` added.
    pub fn with(self, zone: Zone) -> Zones {
        Zones(self.0 | (1 << zone as u8))
    }
}
