//! Both pictures of a scene, pixel by pixel.

use std::fs::DirEntry;
use std::path::Path;

use anyhow::Context;
use glam::Vec3;
use image::{Rgb, RgbImage};
use papilla::render::Renderer;
use papilla::render::camera::{Camera, Projection};
use papilla::render::lighting::LightingPreset;
use papilla::render::shader::{FOLDER, Sources};
use papilla::render::tone;
use papilla::scalp::eyes::Tissue;
use papilla::scalp::mesh::{narrow, tree};
use papilla::scalp::regions;
use papilla::studio::Prepared;
use parry3d::query::{PointQueryWithLocation, Ray, RayCast};

use crate::{BareScene, SIZE_PX};

const SAMPLES: u32 = 64;
/// Radiance of the whitest code value that `scene.py` writes.
const WHITEST: f32 = 2.0;
/// Pixels are averaged over so many by so many: the path tracer's grain is no error of the renderer.
const MEAN_OVER_PX: i32 = 3;
/// Difference shown in full red or blue, as a fraction of the mean luminance.
const FULL_COLOUR: f32 = 0.3;

/// A part of the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Region {
    Scalp,
    Face,
    Ears,
    Neck,
}

const REGIONS: [Region; 4] = [Region::Scalp, Region::Face, Region::Ears, Region::Neck];

/// Compares every scene of a folder that Blender has drawn.
pub fn all(folder: &Path) -> anyhow::Result<()> {
    let mut renderer = Renderer::headless(None)?;
    renderer.reload(Sources::of_folder(Path::new(FOLDER))?)?;
    println!("{:<26}{:<8}{:>7} {:>7} {:>7} {:>7}", "scene", "region", "bias", "mean", "99 %", "worst");
    for name in drawn(folder)? {
        let scene = BareScene::named(&name)?;
        let papilla = renderer.linear_picture(&scene.prepared.scene(&scene.camera), SIZE_PX, SAMPLES)?;
        let cycles = cycles_picture(folder, &name)?;
        let pair = Pair { regions: regions(&scene)?, papilla: papilla.pixels, cycles };
        pair.print(&name);
        let file = folder.join(format!("{name}.compared.png"));
        pair.side_by_side(&scene.prepared.lighting).save(&file)?;
    }
    Ok(())
}

/// Names of the scenes that Blender has drawn.
fn drawn(folder: &Path) -> anyhow::Result<Vec<String>> {
    let files = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let name = |file: &DirEntry| Some(file.file_name().to_str()?.strip_suffix(".cycles.0.png")?.to_owned());
    let mut names: Vec<String> = files.iter().filter_map(name).collect();
    names.sort();
    Ok(names)
}

/// Scene-linear light of what `scene.py` wrote: surroundings and each light in a picture of their own.
fn cycles_picture(folder: &Path, name: &str) -> anyhow::Result<Vec<[f32; 3]>> {
    let mut sum = vec![[0.0; 3]; (SIZE_PX[0] * SIZE_PX[1]) as usize];
    let file = |part: usize| folder.join(format!("{name}.cycles.{part}.png"));
    for file in (0..).map(file).take_while(|file| file.exists()) {
        let image = image::open(&file).with_context(|| file.display().to_string())?.into_rgb32f();
        anyhow::ensure!(image.dimensions() == SIZE_PX.into(), "{} is not of the usual size", file.display());
        for (sum, pixel) in sum.iter_mut().zip(image.pixels()) {
            (0..3).for_each(|c| sum[c] += WHITEST * pixel[c]);
        }
    }
    Ok(sum)
}

/// What is seen at the middle of each pixel.
fn regions(scene: &BareScene) -> anyhow::Result<Vec<Option<Region>>> {
    let surface = &scene.prepared.surface;
    let positions: Vec<Vec3> = surface.vertices.iter().map(|v| v.position.into()).collect();
    let triangles: Vec<[u32; 3]> = surface.indices.chunks_exact(3).map(|t| [t[0], t[1], t[2]]).collect();
    let of_vertex: Vec<Option<Region>> =
        (0..positions.len()).map(|vertex| region(&scene.prepared, vertex)).collect();
    let tree = tree(&positions, &triangles).context("a head without triangles")?;
    let eye = scene.camera.eye();
    let seen = |pixel: u32| {
        let toward = toward_pixel(&scene.camera, pixel);
        let far = tree.cast_local_ray(&Ray::new(narrow(eye), narrow(toward)), f32::MAX, false)?;
        let place = eye + far * toward;
        let (_, (triangle, _)) = tree.project_local_point_and_get_location(narrow(place), false);
        let corners = triangles[triangle as usize];
        let nearest = corners.into_iter().min_by(|a, b| {
            let away = |v: &u32| positions[*v as usize].distance(place);
            away(a).total_cmp(&away(b))
        })?;
        of_vertex[nearest as usize]
    };
    Ok((0..SIZE_PX[0] * SIZE_PX[1]).map(seen).collect())
}

/// Unit vector from the eye through the middle of a pixel.
fn toward_pixel(camera: &Camera, pixel: u32) -> Vec3 {
    let [width, height] = SIZE_PX.map(|side| side as f32);
    let at = [(pixel % SIZE_PX[0]) as f32 + 0.5, (pixel / SIZE_PX[0]) as f32 + 0.5];
    let (right, up) = camera.right_up();
    let half = match camera.projection {
        Projection::Perspective { fov_y_rad } => (0.5 * fov_y_rad).tan(),
        Projection::Parallel { .. } => 0.0,
    };
    let (x, y) = ((2.0 * at[0] - width) / height, 1.0 - 2.0 * at[1] / height);
    (half * (x * right + y * up) - camera.outward()).normalize()
}

/// The part of the head that a vertex belongs to; none for eyes and shirt.
fn region(prepared: &Prepared, vertex: usize) -> Option<Region> {
    let head = &prepared.head;
    let mean = *head.mean_positions.get(vertex).filter(|_| vertex < prepared.surface.head_vertices)?;
    let tissue = head.tissue.get(vertex).copied().unwrap_or_default();
    if tissue != Tissue::Skin {
        return None;
    }
    // From under the chin to below the ear, and the nape.
    let jaw_mm = -97.0 + 0.55 * (80.0 - mean.z);
    Some(if regions::boundary_distance_mm(mean) > 0.0 {
        Region::Scalp
    } else if head.outer[vertex] {
        Region::Ears
    } else if mean.y < jaw_mm {
        Region::Neck
    } else {
        Region::Face
    })
}

/// Luminance of linear sRGB (ITU-R BT.709).
fn luminance([r, g, b]: [f32; 3]) -> f32 {
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Both pictures of a scene.
struct Pair {
    regions: Vec<Option<Region>>,
    papilla: Vec<[f32; 3]>,
    cycles: Vec<[f32; 3]>,
}

impl Pair {
    /// Luminance in both about a pixel, where all of that belongs to one region.
    fn about(&self, pixel: usize) -> Option<[f32; 2]> {
        let [width, height] = SIZE_PX.map(|side| side as i32);
        let (x, y) = (pixel as i32 % width, pixel as i32 / width);
        let reach = MEAN_OVER_PX / 2;
        let mut sums = [0.0; 2];
        for (dx, dy) in (-reach..=reach).flat_map(|dy| (-reach..=reach).map(move |dx| (dx, dy))) {
            let (x, y) = (x + dx, y + dy);
            if x < 0 || y < 0 || x >= width || y >= height {
                return None;
            }
            let at = (y * width + x) as usize;
            if self.regions[at] != self.regions[pixel] {
                return None;
            }
            sums[0] += luminance(self.papilla[at]);
            sums[1] += luminance(self.cycles[at]);
        }
        Some(sums.map(|sum| sum / (MEAN_OVER_PX * MEAN_OVER_PX) as f32))
    }

    fn print(&self, name: &str) {
        for region in REGIONS {
            let inside = (0..self.regions.len()).filter(|pixel| self.regions[*pixel] == Some(region));
            let seen: Vec<[f32; 2]> = inside.filter_map(|pixel| self.about(pixel)).collect();
            if !seen.is_empty() {
                let name = format!("{name:<26}{:<8}", format!("{region:?}").to_lowercase());
                println!("{name}{}", Errors::of(&seen).told());
            }
        }
    }

    /// Papilla, Cycles, and the first minus the second.
    fn side_by_side(&self, lighting: &LightingPreset) -> RgbImage {
        let [width, height] = SIZE_PX;
        let exposure = lighting.exposure_stops.exp2();
        let skin: Vec<f32> = (0..self.cycles.len())
            .filter(|i| self.regions[*i].is_some())
            .map(|i| luminance(self.cycles[i]))
            .collect();
        let mean = skin.iter().sum::<f32>() / skin.len().max(1) as f32;
        RgbImage::from_fn(3 * width, height, |x, y| {
            let pixel = (y * width + x % width) as usize;
            let shown =
                |light: [f32; 3]| tone::code_values(light.map(|c| exposure * c)).map(|c| c.round() as u8);
            Rgb(match (x / width, self.regions[pixel]) {
                (0, _) => shown(self.papilla[pixel]),
                (1, _) => shown(self.cycles[pixel]),
                (_, None) => [0; 3],
                _ => false_colour((luminance(self.papilla[pixel]) - luminance(self.cycles[pixel])) / mean),
            })
        })
    }
}

/// White for none, red for more, blue for less.
fn false_colour(difference: f32) -> [u8; 3] {
    let pale = (255.0 * (1.0 - (difference.abs() / FULL_COLOUR).min(1.0))) as u8;
    if difference > 0.0 { [255, pale, pale] } else { [pale, pale, 255] }
}

/// Errors of luminance over a region, as fractions of its mean luminance in Cycles.
#[derive(Debug)]
struct Errors {
    /// Mean of the signed ones.
    bias: f32,
    mean: f32,
    percentile_99: f32,
    worst: f32,
}

impl Errors {
    /// Of pairs of luminance, Papilla's first.
    fn of(seen: &[[f32; 2]]) -> Errors {
        let count = seen.len() as f32;
        let truth = seen.iter().map(|pair| pair[1]).sum::<f32>() / count;
        let mut errors: Vec<f32> = seen.iter().map(|[papilla, cycles]| (papilla - cycles) / truth).collect();
        let bias = errors.iter().sum::<f32>() / count;
        errors.iter_mut().for_each(|error| *error = error.abs());
        errors.sort_by(f32::total_cmp);
        Errors {
            bias,
            mean: errors.iter().sum::<f32>() / count,
            percentile_99: errors[(errors.len() - 1) * 99 / 100],
            worst: errors[errors.len() - 1],
        }
    }

    fn told(&self) -> String {
        let Errors { bias, mean, percentile_99, worst } = self;
        format!("{bias:>+7.3} {mean:>7.3} {percentile_99:>7.3} {worst:>7.3}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_fractions_of_the_mean() {
        let seen = [[1.0, 1.0], [3.0, 3.0], [2.5, 2.0], [1.8, 2.0]];
        let is_right = |errors: &Errors| {
            [(errors.bias, 0.0375), (errors.mean, 0.0875), (errors.worst, 0.25)]
                .iter()
                .all(|(found, truth)| (found - truth).abs() < 1e-5)
        };
        assert!(is_right(&Errors::of(&seen)), "{:?}", Errors::of(&seen));
        let swapped = seen.map(|[papilla, cycles]| [cycles, papilla]);
        assert!(!is_right(&Errors::of(&swapped)), "planted: the pictures are swapped");
    }
}
