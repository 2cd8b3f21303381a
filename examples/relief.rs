//! The relief of skin, measured beside what photographs of scalps show, and drawn to be looked at:
//! `cargo run --example relief -- [FOLDER [VIEW...]]`
//!
//! The shaders are read from `shaders` as they stand. Lightness is that of the picture as it is saved.

use std::path::{Path, PathBuf};

use anyhow::Context;
use glam::Vec3;
use image::RgbaImage;
use papilla::optics::colour::{lab_from_srgb, srgb_decode};
use papilla::pictures::carry_on;
use papilla::plan::Plan;
use papilla::render::camera::{Camera, Projection, View};
use papilla::render::lighting::{Adjustment, LightingPreset};
use papilla::render::shader::{FOLDER, Sources};
use papilla::render::splats::Splats;
use papilla::render::{Renderer, Scene};
use papilla::studio::{Moment, Studio};

/// Patches: name, scale, turn and rise of the clinic's lights in degrees, and how far below the loupe's spot it lies, mm.
const PATCHES: [(&str, f32, [f32; 2], f32); 4] = [
    ("edge of highlight", 40.0, [0.0, 0.0], 0.0),
    ("highlight", 40.0, [-14.0, 20.0], 0.0),
    ("matt", 40.0, [75.0, 0.0], 0.0),
    ("forehead", 2.35, [0.0, 0.0], 52.0),
];
const SIZE_PX: [u32; 2] = [320, 240];

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().map(PathBuf::from);
    let views: Vec<String> = arguments.collect();
    let mut renderer = Renderer::headless(None)?;
    renderer.reload(Sources::of_folder(Path::new(FOLDER))?)?;
    let mut studio = Studio::default();
    let keep = |image: &RgbaImage, name: &str| -> anyhow::Result<()> {
        if let Some(folder) = &folder {
            std::fs::create_dir_all(folder)?;
            let file = folder.join(format!("{}.png", name.replace(' ', "-")));
            image::DynamicImage::ImageRgba8(image.clone()).into_rgb8().save(&file).context("no picture")?;
        }
        Ok(())
    };
    println!("                    L*    a*    b*    <0.4  skew  bands 0.03-0.08-0.2-0.5  coherent");
    println!("photographs         -     -     -     3.00  0.37  0.89  0.94  1.26         0.49");
    for (name, px_per_mm, turn_deg, below_mm) in PATCHES {
        let by = Adjustment { turn_deg, ..Adjustment::default() };
        let lighting = LightingPreset::preset("clinic")?.adjusted(&by);
        let prepared = studio.prepare(&Plan::demo(), Path::new(""), Moment::Before, &lighting)?;
        let loupe = prepared.framing(View::Loupe);
        let height_mm = SIZE_PX[1] as f32 / px_per_mm;
        let Projection::Perspective { fov_y_rad } = loupe.projection else { anyhow::bail!("no lens") };
        let camera = Camera {
            distance_mm: 0.5 * height_mm / (0.5 * fov_y_rad).tan(),
            target: loupe.target + Vec3::new(0.0, -below_mm, 0.25 * below_mm),
            elevation_rad: if below_mm > 0.0 { 0.2 } else { loupe.elevation_rad },
            ..loupe
        };
        let scene = Scene { splats: &Splats::default(), ..prepared.scene(&camera) };
        let image = renderer.picture(&scene, SIZE_PX, 4, &mut carry_on)?;
        keep(&image, name)?;
        // Of the forehead, what is neither brow nor backdrop.
        let image = if px_per_mm < 10.0 {
            image::imageops::crop_imm(&image, 60, 20, 200, 110).to_image()
        } else {
            image
        };
        println!("{name:<18} {}", Lab::of(&image, px_per_mm).told());
    }
    for view in &views {
        let (word, light) = view.split_once('@').unwrap_or((view, "clinic"));
        let lighting = LightingPreset::preset(light)?;
        let view_of = View::ALL.into_iter().find(|known| known.key() == word).context("no such view")?;
        let prepared = studio.prepare(&Plan::demo(), Path::new(""), Moment::Day(60.0), &lighting)?;
        let camera = prepared.framing(view_of);
        let image = renderer.picture(&prepared.scene(&camera), [800, 600], 4, &mut carry_on)?;
        let (mean, px) = (Lab::of(&image, 10.0), image.dimensions());
        keep(&image, view)?;
        println!("{view:<18} mean {:.2?} {px:?}", mean.mean());
    }
    Ok(())
}

/// L*, a*, b* of a picture.
struct Lab {
    px_per_mm: f32,
    channels: [Plane; 3],
}

impl Lab {
    fn of(image: &RgbaImage, px_per_mm: f32) -> Lab {
        let lab: Vec<[f64; 3]> = image
            .pixels()
            .map(|p| lab_from_srgb([0, 1, 2].map(|c| f64::from(srgb_decode(f32::from(p[c]) / 255.0)))))
            .collect();
        let size = [image.width() as usize, image.height() as usize];
        let channels = [0, 1, 2].map(|c| Plane { size, values: lab.iter().map(|p| p[c] as f32).collect() });
        Lab { px_per_mm, channels }
    }

    fn mean(&self) -> [f32; 3] {
        [0, 1, 2].map(|c| self.channels[c].moment(1))
    }

    /// What of a channel lies between two scales, mm.
    fn band(&self, channel: usize, [fine_mm, coarse_mm]: [f32; 2]) -> Plane {
        let plane = &self.channels[channel];
        let smooth = |mm: f32| plane.blurred(0.5 * mm * self.px_per_mm);
        smooth(fine_mm).minus(&smooth(coarse_mm))
    }

    fn told(&self) -> String {
        let [l, a, b] = self.mean();
        let mean = format!("{l:5.1} {a:5.1} {b:5.1}");
        if self.px_per_mm < 10.0 {
            let grain = self.band(0, [0.0, 3.0]).deviation();
            let red = self.band(1, [0.5, 3.0]).deviation();
            let clouds = self.band(0, [3.0, 8.0]).deviation();
            let brown = self.band(2, [0.5, 3.0]).deviation();
            return format!(
                "{mean}  grain L* {grain:.2} (0.7-1.2), a* {red:.2} (0.36-0.9), b* {brown:.2}, clouds L* {clouds:.2} (0.75)"
            );
        }
        let fine = self.band(0, [0.0, 0.4]);
        let bands = [[0.03, 0.08], [0.08, 0.2], [0.2, 0.5]].map(|scales| self.band(0, scales).deviation());
        let skew = fine.moment(3) / fine.deviation().powi(3);
        let red = self.band(1, [0.0, 0.4]).deviation();
        let [x, y, z] = bands;
        format!(
            "{mean}  {:.2} {skew:5.2}  {x:.2}  {y:.2}  {z:.2}         {:.2}   a* {red:.2}",
            fine.deviation(),
            self.coherence()
        )
    }

    /// How well the direction of lightness holds over a mm: 0 none, 1 all one way.
    fn coherence(&self) -> f32 {
        let plane = self.channels[0].blurred(0.04 * self.px_per_mm);
        let slope = |step: [usize; 2]| plane.minus(&plane.moved(step));
        let (dx, dy) = (slope([1, 0]), slope([0, 1]));
        let product = |a: &Plane, b: &Plane| {
            let values = a.values.iter().zip(&b.values).map(|(a, b)| a * b).collect();
            Plane { size: a.size, values }.blurred(0.25 * self.px_per_mm)
        };
        let [xx, yy, xy] = [product(&dx, &dx), product(&dy, &dy), product(&dx, &dy)].map(|p| p.values);
        let one =
            |i: usize| ((xx[i] - yy[i]).powi(2) + 4.0 * xy[i] * xy[i]).sqrt() / (xx[i] + yy[i]).max(1e-9);
        (0..xx.len()).map(one).sum::<f32>() / xx.len() as f32
    }
}

/// One number a pixel.
struct Plane {
    size: [usize; 2],
    values: Vec<f32>,
}

impl Plane {
    /// Mean of the values to a power.
    fn moment(&self, power: i32) -> f32 {
        let sum: f64 = self.values.iter().map(|v| f64::from(*v).powi(power)).sum();
        (sum / self.values.len() as f64) as f32
    }

    fn deviation(&self) -> f32 {
        (self.moment(2) - self.moment(1).powi(2)).max(0.0).sqrt()
    }

    fn minus(&self, other: &Plane) -> Plane {
        let values = self.values.iter().zip(&other.values).map(|(a, b)| a - b).collect();
        Plane { size: self.size, values }
    }

    /// Each pixel that of so many to the right and below; the edge goes on.
    fn moved(&self, step: [usize; 2]) -> Plane {
        let [width, height] = self.size;
        let at = |i: usize| {
            let (x, y) = ((i % width + step[0]).min(width - 1), (i / width + step[1]).min(height - 1));
            self.values[y * width + x]
        };
        Plane { size: self.size, values: (0..self.values.len()).map(at).collect() }
    }

    /// Under a Gaussian of this deviation in pixels; the edge goes on.
    fn blurred(&self, sigma_px: f32) -> Plane {
        let reach = (3.0 * sigma_px).ceil() as isize;
        let weights: Vec<f32> = (-reach..=reach)
            .map(|k| if sigma_px > 0.0 { (-0.5 * (k as f32 / sigma_px).powi(2)).exp() } else { 1.0 })
            .collect();
        let sum: f32 = weights.iter().sum();
        let [width, height] = self.size.map(|side| side as isize);
        let pass = |from: &[f32], [right, down]: [isize; 2]| -> Vec<f32> {
            (0..from.len() as isize)
                .map(|i| {
                    let tap = |k: isize| {
                        let x = (i % width + k * right).clamp(0, width - 1);
                        let y = (i / width + k * down).clamp(0, height - 1);
                        from[(y * width + x) as usize]
                    };
                    (-reach..=reach).zip(&weights).map(|(k, weight)| weight * tap(k)).sum::<f32>() / sum
                })
                .collect()
        };
        Plane { size: self.size, values: pass(&pass(&self.values, [1, 0]), [0, 1]) }
    }
}
