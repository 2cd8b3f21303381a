//! What Blender is given: meshes as PLY, a scene as JSON.

use std::fmt::Write;
use std::path::Path;

use papilla::render::camera::{Camera, Projection};
use papilla::render::layout::SurfaceVertex;
use papilla::render::lighting::LightSource;
use papilla::render::surface::Surface;
use serde::Serialize;

use crate::{BareScene, SIZE_PX};

/// Each light is cut into so many suns by so many, as evenly as the renderer's own samples of it.
const SUNS_ACROSS: usize = 8;
/// Reflectance of the shirt: that of its yarn in `shaders/common/cloth.wgsl`.
const GARMENT: f32 = 0.09;

/// A scene for `scene.py`. Radiances are such that a white surface under radiance 1 from everywhere has radiance 1.
#[derive(Serialize)]
struct CyclesScene {
    size_px: [u32; 2],
    /// Places are mm in the head frame: x to the subject's left, y up, z forward.
    eye: [f32; 3],
    right: [f32; 3],
    up: [f32; 3],
    outward: [f32; 3],
    fov_y_rad: f32,
    /// Linear sRGB reflectance.
    skin: [f32; 3],
    garment: [f32; 3],
    /// Deviation of the way that light travels sideways in skin, mm, per channel.
    transport_mm: [f32; 3],
    /// Radiances above and below the horizon. A preset has irradiances from above and from below, which are those of
    /// even halves; the renderer's mirror images are softer.
    sky: f32,
    ground: f32,
    /// Each light as suns.
    lights: Vec<Vec<Sun>>,
}

/// A small disc at infinity.
#[derive(Serialize)]
struct Sun {
    /// Unit vector towards it.
    direction: [f32; 3],
    /// On a facing surface, over pi.
    irradiance: f32,
    angular_radius_rad: f32,
}

/// Writes the meshes and a scene by each name.
pub fn all(folder: &Path, names: &[String]) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder)?;
    for name in names {
        let scene = BareScene::named(name)?;
        let [head, garment] = meshes(&scene.prepared.surface);
        std::fs::write(folder.join("head.ply"), head)?;
        std::fs::write(folder.join("garment.ply"), garment)?;
        let text = serde_json::to_string_pretty(&cycles_scene(&scene)?)?;
        std::fs::write(folder.join(format!("{name}.json")), text)?;
        println!("{name}");
    }
    Ok(())
}

fn cycles_scene(scene: &BareScene) -> anyhow::Result<CyclesScene> {
    let BareScene { prepared, camera, .. } = scene;
    let Projection::Perspective { fov_y_rad } = camera.projection else { anyhow::bail!("no lens") };
    let (right, up) = camera.right_up();
    Ok(CyclesScene {
        size_px: SIZE_PX,
        eye: camera.eye().to_array(),
        right: right.to_array(),
        up: up.to_array(),
        outward: camera.outward().to_array(),
        fov_y_rad,
        skin: prepared.tables.bare,
        garment: [GARMENT; 3],
        transport_mm: prepared.tables.row(0.0).halo_sigma_mm,
        sky: prepared.lighting.sky,
        ground: prepared.lighting.ground,
        lights: prepared.lighting.lights.iter().map(|light| suns(light, camera)).collect(),
    })
}

/// A light as suns at the middles of equal parts of it.
fn suns(light: &LightSource, camera: &Camera) -> Vec<Sun> {
    let part = |i: usize| (i as f32 + 0.5) / SUNS_ACROSS as f32;
    let sun = |k: usize| Sun {
        direction: light.toward_place(camera, [part(k % SUNS_ACROSS), part(k / SUNS_ACROSS)]).to_array(),
        irradiance: light.irradiance / (SUNS_ACROSS * SUNS_ACROSS) as f32,
        angular_radius_rad: light.radius_rad() / SUNS_ACROSS as f32,
    };
    (0..SUNS_ACROSS * SUNS_ACROSS).map(sun).collect()
}

/// Head and garment as PLY.
fn meshes(surface: &Surface) -> [String; 2] {
    let first = surface.head_vertices as u32;
    let triangles: Vec<[u32; 3]> = surface.indices.chunks_exact(3).map(|t| [t[0], t[1], t[2]]).collect();
    let (head, garment): (Vec<[u32; 3]>, Vec<[u32; 3]>) = triangles.iter().partition(|t| t[0] < first);
    let garment: Vec<[u32; 3]> = garment.iter().map(|t| t.map(|v| v - first)).collect();
    let (of_head, of_garment) = surface.vertices.split_at(first as usize);
    [ply(of_head, &head), ply(of_garment, &garment)]
}

/// A mesh as text: places in mm, normals, triangles.
fn ply(vertices: &[SurfaceVertex], triangles: &[[u32; 3]]) -> String {
    let (vertex_count, triangle_count) = (vertices.len(), triangles.len());
    let mut text = format!(
        "ply\nformat ascii 1.0\nelement vertex {vertex_count}\n\
         property float x\nproperty float y\nproperty float z\n\
         property float nx\nproperty float ny\nproperty float nz\n\
         element face {triangle_count}\nproperty list uchar int vertex_indices\nend_header\n"
    );
    for SurfaceVertex { position: [x, y, z], normal: [nx, ny, nz], .. } in vertices {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{x} {y} {z} {nx} {ny} {nz}");
    }
    for [a, b, c] in triangles {
        let _ = writeln!(text, "3 {a} {b} {c}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Irradiance over pi that suns send to a surface that faces a direction.
    fn sent(suns: &[Sun], facing: glam::Vec3) -> f32 {
        suns.iter().map(|sun| sun.irradiance * facing.dot(sun.direction.into()).max(0.0)).sum()
    }

    #[test]
    fn suns_send_what_the_renderers_own_samples_of_a_light_send() {
        let scene = BareScene::named("clinic@three-quarter").unwrap();
        let light = &scene.prepared.lighting.lights[0];
        let made = suns(light, &scene.camera);
        let facing = (light.direction(&scene.camera) + 0.6 * glam::Vec3::X).normalize();
        let many = 64;
        let place = |k: usize| [(k % many) as f32 + 0.5, (k / many) as f32 + 0.5].map(|x| x / many as f32);
        let truth = (0..many * many)
            .map(|k| facing.dot(light.toward_place(&scene.camera, place(k))).max(0.0))
            .sum::<f32>()
            * light.irradiance
            / (many * many) as f32;
        let is_same = |sent: f32| (sent / truth - 1.0).abs() < 0.002;
        assert!(is_same(sent(&made, facing)), "{} {truth}", sent(&made, facing));
        assert!(!is_same(sent(&made[1..], facing)), "planted: one sun is missing");
    }

    /// Triangles of a mesh as text; none where one has a corner that the mesh has not.
    fn faces(text: &str) -> Option<usize> {
        let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(' ').collect()).collect();
        let vertices = rows.iter().filter(|row| row.len() == 6).count();
        let faces: Vec<&Vec<&str>> = rows.iter().filter(|row| row.len() == 4).collect();
        let is_known = |corner: &&str| corner.parse::<usize>().is_ok_and(|vertex| vertex < vertices);
        faces.iter().all(|face| face[1..].iter().all(is_known)).then_some(faces.len())
    }

    #[test]
    fn meshes_are_head_and_garment_and_nothing_is_lost() {
        let scene = BareScene::named("overcast@front").unwrap();
        let [head, garment] = meshes(&scene.prepared.surface);
        let wanted = Some(scene.prepared.surface.indices.len() / 3);
        let found = |garment: &str| Some(faces(&head)? + faces(garment)?);
        assert_eq!(found(&garment), wanted);
        let (rest, _) = garment.trim_end().rsplit_once('\n').unwrap();
        assert_ne!(found(rest), wanted, "planted: a triangle is missing");
        let vertex = scene.prepared.surface.vertices.len();
        assert_ne!(found(&format!("{rest}\n3 0 1 {vertex}")), wanted, "planted: a corner of the head's");
    }
}
