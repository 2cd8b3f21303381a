//! A scan's picture as the reflectance of the client's own skin: the light it was taken in divided out, and its mean
//! set to the skin of the plan, so that dots, redness and light act on it as on any skin.
//!
//! The light is that of a far surrounding: irradiance over normals as spherical harmonics of order 2 (Ramamoorthi and
//! Hanrahan 2001), fitted to the skin so that hair, brows and eyes count little. Known limits: cast shadows and gloss
//! stay in the picture; its exposure and white balance are unknown, so the plan's tone has the word on the mean.

use glam::{Vec2, Vec3, vec2};
use image::{Rgba, RgbaImage, imageops};

use crate::math::{self, smoothstep};
use crate::optics::colour::{srgb_decode, srgb_encode};
use crate::plan::ScanSkin;
use crate::scalp::head::Head;
use crate::scalp::mesh::smooth_normals;
use crate::scalp::regions::boundary_distance_mm;

/// Most pixels on a side: 0.15 mm each on a head.
const MOST_PX: u32 = 4096;
/// Reflectance over the mean is told up to this.
pub const MOST: f32 = 2.0;
/// Least irradiance, as a fraction of its mean: deep shadow stays dark.
const LEAST_LIGHT: f32 = 0.3;
/// The passage from the picture to the model's skin, from and to so far inside the scalp's edge, mm.
const EDGE_MM: [f32; 2] = [14.0, -4.0];
/// Rounds of the robust fit, and the relative miss that halves what a place counts.
const ROUNDS: usize = 6;
const HALVES: f32 = 0.15;
/// Triangles reach so far over their edge, px, so that no seam shows.
const OVER_PX: f32 = 1.5;

/// The client's skin as one picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Albedo {
    /// Reflectance of each channel over that of the plan's skin and over [`MOST`], sRGB coded; alpha: how much of it is
    /// to be seen.
    pub picture: RgbaImage,
    /// Places of the corners of each triangle of the head in it, 0 to 1 from its top left.
    pub corners: Vec<[Vec2; 3]>,
}

impl Albedo {
    /// Of a scan with pictures; none where it has none, or where the plan wants the model's skin.
    pub fn of(head: &Head, skin: ScanSkin) -> Option<Albedo> {
        if skin == ScanSkin::Model {
            return None;
        }
        let (picture, corners) = packed(head)?;
        let scene = Scene::of(head, skin, &picture, &corners);
        let light = Light::fitted(&scene)?;
        let mean = scene.mean_skin(&light)?;
        let mut albedo = RgbaImage::from_pixel(picture.width(), picture.height(), Rgba([188, 188, 188, 0]));
        for triangle in &scene.triangles {
            triangle.paint(&picture, &mut albedo, &light, mean);
        }
        Some(Albedo { picture: albedo, corners })
    }
}

/// All pictures under each other, small enough for one texture, and the triangles' corners in them.
fn packed(head: &Head) -> Option<(RgbaImage, Vec<[Vec2; 3]>)> {
    let texture = head.texture.as_ref()?;
    let (mut wide, mut high) = (1.0f32, 0.0f32);
    for picture in &texture.pictures {
        (wide, high) = (wide.max(picture.width() as f32), high + picture.height() as f32);
    }
    // Made smaller one by one, before they are laid together: a scan may bring hundreds of large ones.
    let smaller = (MOST_PX as f32 / wide.max(high)).min(1.0);
    let side = |px: u32| ((px as f32 * smaller) as u32).max(1);
    let sizes: Vec<[u32; 2]> = texture.pictures.iter().map(|p| [side(p.width()), side(p.height())]).collect();
    let width = sizes.iter().map(|size| size[0]).max()?;
    let height: u32 = sizes.iter().map(|size| size[1]).sum();
    let mut all = RgbaImage::new(width, height);
    let mut tops = Vec::new();
    let mut top = 0;
    for (picture, [w, h]) in texture.pictures.iter().zip(&sizes) {
        if picture.dimensions() == (*w, *h) {
            imageops::replace(&mut all, picture, 0, top);
        } else {
            imageops::replace(
                &mut all,
                &imageops::resize(picture, *w, *h, imageops::FilterType::Triangle),
                0,
                top,
            );
        }
        tops.push(top as f32);
        top += i64::from(*h);
    }
    let size = vec2(width as f32, height as f32);
    let place = |(uv, picture): (&[Vec2; 3], &u8)| {
        // The picture repeats: every triangle is brought to where its least corner is in the first.
        let base = uv[0].min(uv[1]).min(uv[2]).floor();
        let of = usize::from(*picture);
        let own = sizes.get(of).map_or(Vec2::ONE, |[w, h]| vec2(*w as f32, *h as f32));
        let top = vec2(0.0, tops.get(of).copied().unwrap_or_default());
        uv.map(|uv| (top + (uv - base).clamp(Vec2::ZERO, Vec2::ONE) * own) / size)
    };
    let corners = texture.corners.iter().zip(&texture.picture_of).map(place).collect();
    Some((all, corners))
}

/// Linear light of a pixel, and how much of it is known.
fn linear(pixel: &Rgba<u8>) -> (Vec3, f32) {
    let [r, g, b, a] = pixel.0.map(|v| f32::from(v) / 255.0);
    (Vec3::new(srgb_decode(r), srgb_decode(g), srgb_decode(b)), a)
}

fn luminance(light: Vec3) -> f32 {
    light.dot(Vec3::new(0.2126, 0.7152, 0.0722))
}

/// A triangle of the head in the picture.
struct Textured {
    /// Pixels.
    corners_px: [Vec2; 3],
    normals: [Vec3; 3],
    shares: [f32; 3],
    area: f32,
    colour: Vec3,
    is_skin: bool,
}

struct Scene {
    triangles: Vec<Textured>,
}

impl Scene {
    fn of(head: &Head, skin: ScanSkin, picture: &RgbaImage, corners: &[[Vec2; 3]]) -> Scene {
        let size = vec2(picture.width() as f32, picture.height() as f32);
        let normals = smooth_normals(&head.mesh.positions, &head.mesh.triangles);
        let inside: Vec<f32> = head.mean_positions.iter().map(|p| boundary_distance_mm(*p)).collect();
        let share = |v: u32| match skin {
            ScanSkin::Whole => 1.0,
            _ => smoothstep(EDGE_MM[0], EDGE_MM[1], inside[v as usize]),
        };
        let textured = |(t, uv): (&[u32; 3], &[Vec2; 3])| {
            let at = |v: u32| head.mesh.positions[v as usize];
            let corners_px = uv.map(|uv| uv * size);
            let middle = (corners_px[0] + corners_px[1] + corners_px[2]) / 3.0;
            let (colour, known) = linear(picture.get_pixel_checked(middle.x as u32, middle.y as u32)?);
            Some(Textured {
                corners_px,
                normals: t.map(|v| normals[v as usize]),
                shares: t.map(share),
                area: 0.5 * (at(t[1]) - at(t[0])).cross(at(t[2]) - at(t[0])).length(),
                colour,
                is_skin: known > 0.5 && t.iter().all(|v| inside[*v as usize] < -4.0),
            })
        };
        Scene { triangles: head.mesh.triangles.iter().zip(corners).filter_map(textured).collect() }
    }

    fn skin(&self) -> impl Iterator<Item = &Textured> {
        self.triangles.iter().filter(|t| t.is_skin)
    }

    /// The median of the skin without its light, each channel.
    fn mean_skin(&self, light: &Light) -> Option<Vec3> {
        let colours: Vec<Vec3> = self.skin().map(|t| t.colour / light.at(t.normals[0])).collect();
        let median = |channel: usize| {
            let mut all: Vec<f32> = colours.iter().map(|c| c[channel]).collect();
            all.sort_unstable_by(f32::total_cmp);
            all.get(all.len() / 2).copied().filter(|median| *median > 1e-4)
        };
        Some(Vec3::new(median(0)?, median(1)?, median(2)?))
    }
}

/// Irradiance over normals, over its mean.
struct Light {
    coefficients: [f32; 9],
}

impl Light {
    /// The light that the skin tells.
    fn fitted(scene: &Scene) -> Option<Light> {
        let mut light = Light { coefficients: [0.0; 9] };
        for round in 0..ROUNDS {
            let (mut left, mut right) = ([[0.0f64; 9]; 9], [[0.0f64]; 9]);
            for t in scene.skin() {
                let (basis, seen) = (harmonics(t.normals[0]), luminance(t.colour));
                let expected = light.raw(t.normals[0]);
                let miss = if round == 0 { 0.0 } else { (seen - expected) / (HALVES * expected.max(1e-3)) };
                let weight = f64::from(t.area / (1.0 + miss * miss));
                for i in 0..9 {
                    for j in 0..9 {
                        left[i][j] += weight * f64::from(basis[i] * basis[j]);
                    }
                    right[i][0] += weight * f64::from(basis[i] * seen);
                }
            }
            // Skin does not face every way: what it does not tell stays small.
            let size = left[0][0];
            (0..9).for_each(|i| left[i][i] += 1e-3 * size + 1e-9);
            light.coefficients = math::solve(left, right)?.map(|[c]| c as f32);
        }
        let mean = light.coefficients[0];
        (mean > 1e-4).then(|| Light { coefficients: light.coefficients.map(|c| c / mean) })
    }

    fn raw(&self, n: Vec3) -> f32 {
        harmonics(n).iter().zip(&self.coefficients).map(|(basis, c)| basis * c).sum()
    }

    fn at(&self, n: Vec3) -> f32 {
        self.raw(n).max(LEAST_LIGHT)
    }
}

/// Real spherical harmonics to order 2, each without its factor.
fn harmonics(n: Vec3) -> [f32; 9] {
    let Vec3 { x, y, z } = n;
    [1.0, x, y, z, x * y, y * z, x * z, x * x - y * y, 3.0 * z * z - 1.0]
}

impl Textured {
    /// Paints its part of the skin.
    fn paint(&self, from: &RgbaImage, to: &mut RgbaImage, light: &Light, mean: Vec3) {
        let [a, b, c] = self.corners_px;
        let double = (b - a).perp_dot(c - a);
        if double.abs() < 1e-6 {
            return;
        }
        let least = a.min(b).min(c) - OVER_PX;
        let most = a.max(b).max(c) + OVER_PX;
        let size = vec2(from.width() as f32, from.height() as f32);
        let [x0, y0] = least.max(Vec2::ZERO).to_array().map(|v| v as u32);
        let [x1, y1] = most.min(size - 1.0).max(Vec2::ZERO).to_array().map(|v| v as u32);
        // How far outside an edge a pixel may lie, as a weight of the corner across.
        let over =
            [(c - b).length(), (a - c).length(), (b - a).length()].map(|edge| -OVER_PX * edge / double.abs());
        for y in y0..=y1 {
            for x in x0..=x1 {
                let p = vec2(x as f32 + 0.5, y as f32 + 0.5);
                let (u, v) = ((b - p).perp_dot(c - p) / double, (c - p).perp_dot(a - p) / double);
                let weights = [u, v, 1.0 - u - v];
                if weights.iter().zip(over).any(|(weight, over)| *weight < over) {
                    continue;
                }
                let normal: Vec3 = (0..3).map(|k| self.normals[k] * weights[k]).sum();
                let share: f32 = (0..3).map(|k| self.shares[k] * weights[k]).sum();
                let (colour, known) = linear(from.get_pixel(x, y));
                let reflectance = colour / light.at(normal.normalize_or(Vec3::Y)) / mean / MOST;
                let coded =
                    reflectance.to_array().map(|v| (255.0 * srgb_encode(v.clamp(0.0, 1.0))).round() as u8);
                let alpha = (255.0 * (share * known).clamp(0.0, 1.0)).round() as u8;
                to.put_pixel(x, y, Rgba([coded[0], coded[1], coded[2], alpha]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scalp::texture::ScanTexture;

    const CELL_PX: usize = 4;
    const CELLS: usize = 310;

    /// The built-in head with a picture of one cell for each triangle, lit from one side or not.
    fn pictured(light: impl Fn(Vec3) -> f32) -> Head {
        let mut head = Head::built_in().unwrap();
        let side = (CELLS * CELL_PX) as u32;
        let mut picture = RgbaImage::new(side, side);
        let mut corners = Vec::new();
        for (k, t) in head.mesh.triangles.iter().enumerate() {
            let (x, y) = (k % CELLS * CELL_PX, k / CELLS * CELL_PX);
            let colour = Vec3::new(0.5, 0.3, 0.2) * light(head.mesh.normals[t[0] as usize]);
            let coded = colour.to_array().map(|v| (255.0 * srgb_encode(v.min(1.0))).round() as u8);
            for dot in 0..CELL_PX * CELL_PX {
                let (dx, dy) = (dot % CELL_PX, dot / CELL_PX);
                picture.put_pixel(
                    (x + dx) as u32,
                    (y + dy) as u32,
                    Rgba([coded[0], coded[1], coded[2], 255]),
                );
            }
            let at = |dx: f32, dy: f32| vec2(x as f32 + dx, y as f32 + dy) / side as f32;
            corners.push([at(1.6, 1.6), at(2.4, 1.6), at(2.0, 2.4)]);
        }
        let picture_of = vec![0; corners.len()];
        head.texture = Some(ScanTexture { pictures: vec![picture], corners, picture_of });
        head
    }

    /// Deviation over mean of the green of the skin outside of the scalp.
    fn unevenness(head: &Head, picture: &RgbaImage) -> f32 {
        let skin = |k: &usize| {
            let t = head.mesh.triangles[*k];
            t.iter().all(|v| boundary_distance_mm(head.mean_positions[*v as usize]) < -6.0)
        };
        let green: Vec<f32> = (0..head.mesh.triangles.len())
            .filter(skin)
            .map(|k| {
                let pixel = |step: usize| (step * CELL_PX + CELL_PX / 2) as u32;
                linear(picture.get_pixel(pixel(k % CELLS), pixel(k / CELLS))).0.y
            })
            .collect();
        let mean = green.iter().sum::<f32>() / green.len() as f32;
        (green.iter().map(|g| (g - mean) * (g - mean)).sum::<f32>() / green.len() as f32).sqrt() / mean
    }

    #[test]
    fn light_from_one_side_is_taken_out_of_the_picture() {
        let from = Vec3::new(0.6, 0.5, 0.6).normalize();
        let head = pictured(|n| 0.4 + 0.8 * n.dot(from).max(0.0));
        let lit = unevenness(&head, &head.texture.as_ref().unwrap().pictures[0]);
        let albedo = Albedo::of(&head, ScanSkin::Whole).unwrap();
        let left = unevenness(&head, &albedo.picture);
        println!("unevenness {lit} with its light, {left} without");
        assert!(left < 0.35 * lit, "{left} of {lit}");
        assert!(lit > 0.25, "planted: the light left in must be seen, {lit}");
    }

    #[test]
    fn hundreds_of_large_pictures_are_laid_into_one_small_enough() {
        let mut head = pictured(|_| 0.8);
        let texture = head.texture.as_mut().unwrap();
        texture.pictures.extend((0..200).map(|_| RgbaImage::new(300, 400)));
        let sum: u32 = texture.pictures.iter().map(RgbaImage::height).sum();
        let (all, corners) = packed(&head).unwrap();
        assert!(all.height() <= MOST_PX && all.width() <= MOST_PX, "{:?}", all.dimensions());
        assert!(sum > MOST_PX, "planted: as they came they would not fit");
        assert!(corners.iter().flatten().all(|uv| uv.cmpge(Vec2::ZERO).all() && uv.cmple(Vec2::ONE).all()));
    }

    #[test]
    fn the_mean_is_the_plans_and_the_scalp_keeps_the_models_skin() {
        let head = pictured(|_| 0.8);
        let at = |albedo: &Albedo, wanted: &dyn Fn(Vec3) -> bool| {
            let k = (0..head.mesh.triangles.len())
                .find(|k| wanted(head.mean_positions[head.mesh.triangles[*k][0] as usize]))
                .unwrap();
            let pixel = |step: usize| (step * CELL_PX + CELL_PX / 2) as u32;
            linear(albedo.picture.get_pixel(pixel(k % CELLS), pixel(k / CELLS)))
        };
        let cheek = |p: Vec3| p.distance(Vec3::new(45.0, -20.0, 78.0)) < 8.0;
        let top = |p: Vec3| p.y > 120.0;
        let face = Albedo::of(&head, ScanSkin::Face).unwrap();
        let (colour, share) = at(&face, &cheek);
        assert!((colour * MOST - 1.0).abs().max_element() < 0.06 && share > 0.98, "{colour} {share}");
        assert!(at(&face, &top).1 < 0.02);
        let whole = Albedo::of(&head, ScanSkin::Whole).unwrap();
        assert!(at(&whole, &top).1 > 0.98, "planted: a picture on all of the head");
        assert_eq!(Albedo::of(&head, ScanSkin::Model), None);
    }
}
