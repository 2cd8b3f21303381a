//! What the window asks its worker for: a scene, the scene beside it, a cut through the skin.

use crate::pictures::{Subject, Variant};
use crate::report::cut::CutPlane;

/// Everything that is to be prepared. Only the newest request counts.
#[derive(Clone, Debug, PartialEq)]
pub struct SceneRequest {
    /// What is shown.
    pub subject: Subject,
    /// Where the skin is to be cut open, if anywhere.
    pub cut: Option<CutPlane>,
    /// What is compared with it, and the scene of that.
    pub beside: Option<(Variant, Subject)>,
}
