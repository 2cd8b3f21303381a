//! Where a picture goes in a display texture.

/// A rectangle of a texture, px.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rectangle {
    /// Left upper corner.
    pub origin_px: [u32; 2],
    /// Width and height.
    pub size_px: [u32; 2],
}

/// Where a picture goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PicturePlace {
    /// The whole picture.
    pub whole: Rectangle,
    /// The part of it that is seen.
    pub seen: Rectangle,
}

impl PicturePlace {
    /// The whole of a texture of this size.
    pub fn all_of(size_px: [u32; 2]) -> PicturePlace {
        let whole = Rectangle { origin_px: [0, 0], size_px };
        PicturePlace { whole, seen: whole }
    }
}
