//! The head with its textures at one moment, whatever the kind of file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use glam::{Vec2, Vec3};
use image::RgbImage;
use rayon::prelude::*;

use super::ExportError;
use super::bake::{Face, Painting};
use super::chart::{COARSEST_TEXEL_MM, Chart, Pole};
use super::halos::Halos;
use super::marks::Mark;
use super::patches::Patch;
use super::skin::{Palette, Place};
use super::state::State;
use crate::math::octahedral_decode;
use crate::optics::light::Illuminant;
use crate::plan::Plan;
use crate::plan::picture;
use crate::render::layout::{CoreInstance, SurfaceVertex};
use crate::render::lighting::LightingPreset;
use crate::studio::{Moment, Prepared, Studio};

pub use super::patches::Part;

/// Texels on a side of the scalp's texture: the first that is fine enough, else the last.
const SCALP_TEXELS: [u32; 2] = [4096, 8192];
/// Texels on a side of the textures of face and eyes.
const FACE_TEXELS: u32 = 2048;
const EYES_TEXELS: u32 = 512;
/// Days after the last session that a settled head is shown.
const SETTLED_DAYS: f32 = 60.0;

/// Which state of the head a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Untreated.
    Before,
    /// 60 days after the last session.
    Settled,
    /// Five years after it.
    FiveYears,
}

impl When {
    /// Every state, in order.
    pub const ALL: [When; 3] = [When::Before, When::Settled, When::FiveYears];

    /// Its file's name without the kind.
    pub fn name(self) -> &'static str {
        ["before", "settled", "five-years"][self as usize]
    }

    /// The moment of a plan.
    pub fn moment(self, plan: &Plan) -> Moment {
        match self {
            When::Before => Moment::Before,
            When::Settled => Moment::Day(plan.last_session_day() + SETTLED_DAYS),
            When::FiveYears => Moment::years_after(plan, 5.0),
        }
    }
}

/// A head at one moment.
pub struct Model {
    /// What it is called in files.
    pub name: &'static str,
    /// Points, mm, head frame: +X the subject's left, +Y up, +Z forward.
    pub positions: Vec<Vec3>,
    /// Unit normals.
    pub normals: Vec<Vec3>,
    /// Its parts; none of them is empty.
    pub patches: Arc<Vec<Patch>>,
    /// PNG file of the texture of each.
    pub textures: Vec<Vec<u8>>,
    /// Roughness of the skin, as glTF and USD mean it.
    pub skin_roughness: f32,
}

impl Model {
    /// Roughness of a part, as glTF and USD mean it.
    pub fn roughness(&self, part: Part) -> f32 {
        if part == Part::Eyes { EYE_ROUGHNESS } else { self.skin_roughness }
    }
}

/// Of the tear film on the sclera: the root of TEAR_ALPHA of `shaders/common/eye.wgsl`.
const EYE_ROUGHNESS: f32 = 0.33;

/// The same of skin: the root of DRY_ALPHA of `shaders/skin.wgsl` for this oiliness.
fn skin_roughness(oiliness: f32) -> f32 {
    (0.34 + (0.15 - 0.34) * (oiliness / 0.45).clamp(0.0, 1.0)).sqrt()
}

/// Makes models of one plan.
pub struct Models {
    plan: Plan,
    studio: Studio,
    base_dir: PathBuf,
    lighting: LightingPreset,
    patches: Arc<Vec<Patch>>,
    /// Of each patch.
    charts: Vec<Chart>,
}

impl Models {
    /// Cuts and lays out the head of a plan, whose relative paths start at `base_dir`.
    ///
    /// # Errors
    /// [`ExportError::Stage`] when its head cannot be used.
    pub fn of(plan: &Plan, base_dir: &Path) -> Result<Models, ExportError> {
        let mut studio = Studio::default();
        let lighting = LightingPreset::flat(Illuminant::D65);
        let prepared = studio.prepare(plan, base_dir, When::Settled.moment(plan), &lighting)?;
        let head = &prepared.head;
        let laid = |part: Part| {
            let patch = Patch::of(part, head);
            let chart = chart_of(&patch, &prepared);
            (patch.laid_on(&chart, head), chart)
        };
        let (patches, charts) =
            Part::ALL.map(laid).into_iter().filter(|(patch, _)| !patch.triangles.is_empty()).unzip();
        Ok(Models {
            plan: plan.clone(),
            studio,
            base_dir: base_dir.to_owned(),
            lighting,
            patches: Arc::new(patches),
            charts,
        })
    }

    /// The longest texel of the scalp's texture on the skin of any dot of a scene, mm.
    pub fn coarsest_texel_mm(&self, prepared: &Prepared) -> f32 {
        self.charts.first().map_or(0.0, |chart| coarsest_texel_mm(chart, prepared))
    }

    /// Where on the scalp's texture a point of the head lies, texels; `normal`: of the skin there.
    pub fn on_scalp_texture(&self, position: Vec3, normal: Vec3) -> Vec2 {
        self.charts.first().map_or(Vec2::ZERO, |chart| chart.place_and_steps(position, normal).0)
    }

    /// The head at a moment, ready to be painted.
    ///
    /// # Errors
    /// [`ExportError::Stage`] when its head cannot be used.
    pub fn prepare(&mut self, when: When) -> Result<Arc<Prepared>, ExportError> {
        let moment = when.moment(&self.plan);
        Ok(self.studio.prepare(&self.plan, &self.base_dir, moment, &self.lighting)?)
    }

    /// The model of a head that was prepared.
    ///
    /// # Errors
    /// [`ExportError::Encode`] when a texture cannot be encoded.
    pub fn model(&self, when: When, prepared: &Prepared) -> Result<Model, ExportError> {
        let head = &prepared.head;
        let encoded = |texture: &RgbImage| picture::encode(texture, None);
        let textures = self.textures(prepared).iter().map(encoded).collect::<Result<_, _>>()?;
        Ok(Model {
            name: when.name(),
            positions: head.mesh.positions.clone(),
            normals: head.mesh.normals.clone(),
            patches: self.patches.clone(),
            textures,
            skin_roughness: skin_roughness(prepared.oiliness),
        })
    }

    /// The texture of each part.
    pub fn textures(&self, prepared: &Prepared) -> Vec<RgbImage> {
        self.painted(prepared, self.patches.len())
    }

    /// The texture of the scalp alone.
    pub fn scalp_texture(&self, prepared: &Prepared) -> RgbImage {
        self.painted(prepared, 1).pop().unwrap_or_default()
    }

    /// The first textures.
    fn painted(&self, prepared: &Prepared, count: usize) -> Vec<RgbImage> {
        let splats = &prepared.splats;
        let states = State::all(&prepared.states);
        let both = splats.dot_halos.par_iter().chain(&splats.hair_halos);
        let halos = Halos::sum(both, &states, prepared.surface.atlas.half_mm());
        let palette = Palette::new(&prepared.tables, &prepared.skin_map);
        let texture = |(patch, chart): (&Patch, &Chart)| {
            let cores = splats.cores.par_iter().filter_map(|core| Mark::core(core, &states, chart));
            let shafts =
                splats.shafts.par_iter().filter_map(|shaft| Mark::shaft(shaft, prepared.grown_mm, chart));
            let is_eye = patch.part == Part::Eyes;
            let painting = Painting {
                side: chart.side,
                faces: faces(patch, chart, prepared),
                marks: if is_eye { Vec::new() } else { cores.chain(shafts).collect() },
                halos: &halos,
                palette: &palette,
            };
            painting.texture()
        };
        self.patches.iter().zip(&self.charts).take(count).map(texture).collect()
    }
}

/// The chart of a patch, fine enough for the dots of a scene.
fn chart_of(patch: &Patch, prepared: &Prepared) -> Chart {
    let points = patch.mean_positions(&prepared.head);
    let over = |pole, side| Chart::over(pole, prepared.head.mean_from_head, &points, side);
    match patch.part {
        Part::Scalp => {
            let [usual, finer] = SCALP_TEXELS.map(|side| over(Pole::Crown, side));
            if coarsest_texel_mm(&usual, prepared) <= COARSEST_TEXEL_MM { usual } else { finer }
        }
        Part::Face => over(Pole::Face, FACE_TEXELS),
        Part::Eyes => over(Pole::Face, EYES_TEXELS),
    }
}

fn coarsest_texel_mm(chart: &Chart, prepared: &Prepared) -> f32 {
    let dots = &prepared.splats.cores[..prepared.splats.dot_halos.len()];
    let texel = |dot: &CoreInstance| chart.texel_mm(dot.position.into(), octahedral_decode(dot.normal));
    dots.par_iter().map(texel).reduce(|| 0.0, f32::max)
}

/// The triangles of a texture.
fn faces(patch: &Patch, chart: &Chart, prepared: &Prepared) -> Vec<Face> {
    let vertices = &prepared.surface.vertices;
    let face = |triangle: &[u32; 3]| Face {
        at: triangle.map(|i| patch.uv[i as usize] * chart.side as f32),
        places: triangle.map(|i| place_of(&vertices[patch.vertices[i as usize] as usize])),
    };
    patch.triangles.iter().map(face).collect()
}

fn place_of(vertex: &SurfaceVertex) -> Place {
    Place {
        skin: vertex.position.into(),
        atlas_mm: vertex.atlas_mm.into(),
        scalp: vertex.scalp,
        erythema: vertex.erythema,
        brown: vertex.brown,
        tissue: vertex.tissue,
    }
}
