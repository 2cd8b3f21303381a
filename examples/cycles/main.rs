//! Papilla's light beside that of a path tracer: the same bare head, camera and lights in Blender's Cycles.
//!
//! ```sh
//! cargo run --release --example cycles -- export FOLDER [LIGHT@VIEW...]
//! blender --background --python examples/cycles/scene.py -- FOLDER
//! cargo run --release --example cycles -- compare FOLDER
//! ```
//! `export` writes the demo plan's head and shirt as they are drawn (`head.ply`, `garment.ply`) and a scene for each
//! light. All skin has one colour, without dots, hair, relief, gloss: what is compared is how light travels. `compare`
//! draws the same scenes with the shaders of `shaders` as they stand, reads what Blender left, prints errors of
//! luminance by region, as fractions of the region's mean luminance in Cycles, and saves `NAME.compared.png`: Papilla,
//! Cycles, and their difference (red: Papilla is brighter, blue: darker). A debug tool, and no part of the tests:
//! Blender is large (Debian's `blender`, 3.4).

mod compare;
mod export;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use papilla::plan::Plan;
use papilla::render::camera::{Camera, View};
use papilla::render::lighting::LightingPreset;
use papilla::render::surface::Surface;
use papilla::scalp::eyes::{GLOBE, Tissue};
use papilla::studio::{Prepared, Studio};

/// Scenes where none are named.
const USUAL: [&str; 4] =
    ["clinic@three-quarter", "noon-sun@three-quarter", "window@front", "overcast@three-quarter"];
/// Width and height of all pictures, px.
const SIZE_PX: [u32; 2] = [320, 360];

/// The demo plan's head in one colour under a light.
struct BareScene {
    prepared: Prepared,
    camera: Camera,
}

impl BareScene {
    /// By its name, `LIGHT@VIEW`.
    fn named(name: &str) -> anyhow::Result<BareScene> {
        let (light, view) = name.split_once('@').context("name scenes as LIGHT@VIEW")?;
        let view = View::ALL.into_iter().find(|known| known.key() == view).context("no such view")?;
        let lighting = LightingPreset { is_bare: true, ..LightingPreset::preset(light)? };
        let prepared = Studio::default().bare_head(&Plan::demo(), Path::new(""), &lighting)?;
        let mut prepared = Arc::into_inner(prepared).context("a scene of its own")?;
        prepared.surface = Arc::new(one_skin(&prepared));
        let camera = prepared.framing(view);
        Ok(BareScene { prepared, camera })
    }
}

/// The surface with all of the head, eyes too, made of the same skin, and without the shade of cavities that the mesh
/// has no room for: nostrils and ear canals.
fn one_skin(prepared: &Prepared) -> Surface {
    /// The garment shades no skin above this height, mm.
    const NECK_MM: f32 = -40.0;
    let mut surface = (*prepared.surface).clone();
    for (i, vertex) in surface.vertices[..prepared.surface.head_vertices].iter_mut().enumerate() {
        (vertex.tissue, vertex.erythema, vertex.brown) = (0.0, 0.0, 0.0);
        if vertex.position[1] > NECK_MM {
            vertex.ambient = prepared.head.mesh.ambient[i];
        }
        if matches!(prepared.head.tissue.get(i), Some(Tissue::Eyeball(_))) {
            vertex.curvature_per_mm = GLOBE.sclera_mm.recip();
        }
    }
    surface
}

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mode = arguments.next().context("export or compare?")?;
    let folder = PathBuf::from(arguments.next().context("name a folder")?);
    let named: Vec<String> = arguments.collect();
    match mode.as_str() {
        "export" if named.is_empty() => export::all(&folder, &USUAL.map(String::from)),
        "export" => export::all(&folder, &named),
        "compare" => compare::all(&folder),
        _ => bail!("export or compare?"),
    }
}
