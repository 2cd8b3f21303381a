//! What one picture is made of.

use crate::optics::tables::Tables;
use crate::render::camera::Camera;
use crate::render::lighting::LightingPreset;
use crate::render::pigment_states::PigmentTable;
use crate::render::skin_map::SkinMap;
use crate::render::splats::Splats;
use crate::render::surface::Surface;

/// All that one picture is made of.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The head, or a flat square.
    pub surface: &'a Surface,
    /// Dots and hairs.
    pub splats: &'a Splats,
    /// What day and light make of them.
    pub states: &'a PigmentTable,
    /// Skin, pigment and hair under this light.
    pub tables: &'a Tables,
    /// Lights.
    pub lighting: &'a LightingPreset,
    /// Marks of the scalp.
    pub skin_map: &'a SkinMap,
    /// How oily the scalp is, 0 matt to 1.
    pub oiliness: f32,
    /// Hair grown since the last trim, mm.
    pub grown_mm: f32,
    /// Hairs per mm² where none are lost.
    pub hair_per_mm2: f32,
    /// How far open eyes are shut for a blink, 0 open to 1.
    pub blink: f32,
    /// Viewer.
    pub camera: &'a Camera,
}
