//! How much is drawn while a view moves, by what the machine can do. A resting view always gets everything.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// What of a sample is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FrameSettings {
    /// Lights that cast shadows, in the order of the preset; the others are dimmed by ambient visibility.
    pub shadows: usize,
    /// Relief and uneven colour of the skin.
    pub relief: bool,
    /// Fewer triangles of the head.
    pub coarse: bool,
    /// Fraction of the picture's sides, 0..=1.
    pub scale: f32,
    /// Dots and short hair finer than pixels are read from the atlas.
    pub far_field: bool,
    /// Least fraction of dots and hairs drawn, where they are finer than pixels, 0..=1.
    pub least_fraction: f32,
}

impl FrameSettings {
    /// Everything.
    pub const FULL: FrameSettings = FrameSettings {
        shadows: usize::MAX,
        relief: true,
        coarse: false,
        scale: 1.0,
        far_field: false,
        least_fraction: 1.0,
    };
}

/// What a machine can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QualityTier {
    /// A processor that draws in software.
    Software,
    /// Graphics beside the processor.
    Integrated,
    /// A graphics card.
    Discrete,
}

impl QualityTier {
    /// From least to most.
    pub const ALL: [QualityTier; 3] = [QualityTier::Software, QualityTier::Integrated, QualityTier::Discrete];

    /// Word in files.
    pub fn key(self) -> &'static str {
        match self {
            QualityTier::Software => "software",
            QualityTier::Integrated => "integrated",
            QualityTier::Discrete => "discrete",
        }
    }

    /// Words for people.
    pub fn label(self) -> &'static str {
        crate::words::of("quality", self.key())
    }

    /// What a machine can do that took so long for one whole sample of so many pixels.
    pub fn of_frame(time: Duration, pixels: u32) -> QualityTier {
        let ms_per_megapixel = time.as_secs_f64() * 1e9 / f64::from(pixels.max(1));
        match ms_per_megapixel {
            ..8.0 => QualityTier::Discrete,
            ..40.0 => QualityTier::Integrated,
            _ => QualityTier::Software,
        }
    }

    /// What is drawn while the view moves.
    pub fn moving(self) -> FrameSettings {
        match self {
            QualityTier::Software => FrameSettings {
                shadows: 1,
                relief: false,
                coarse: true,
                scale: 0.5,
                far_field: true,
                least_fraction: 0.1,
            },
            QualityTier::Integrated => {
                FrameSettings { shadows: 2, least_fraction: 0.5, ..FrameSettings::FULL }
            }
            QualityTier::Discrete => FrameSettings::FULL,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slower_machines_draw_less_while_moving() {
        let of = |ms: u64| QualityTier::of_frame(Duration::from_millis(ms), 921_600);
        assert_eq!(
            [of(3), of(20), of(300)],
            [QualityTier::Discrete, QualityTier::Integrated, QualityTier::Software]
        );
        let shadows = QualityTier::ALL.map(|quality| quality.moving().shadows);
        assert!(shadows.is_sorted(), "{shadows:?}");
    }
}
