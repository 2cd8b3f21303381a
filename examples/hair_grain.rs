//! How coarse and how ordered the hair at the back of the head looks, beside what photographs of short hair show:
//! `cargo run --example hair_grain [FOLDER for the pictures]`
//!
//! At 2.35 pixels per mm, as phone pictures of a whole head have it. Grain is the deviation of L* from its mean over
//! about 3 mm; coherence goes from 0, gradients in all directions alike, to 1, all in one.

use std::path::{Path, PathBuf};

use image::RgbaImage;
use papilla::pictures::carry_on;
use papilla::plan::{LossPattern, Plan};
use papilla::render::Renderer;
use papilla::render::camera::View;
use papilla::render::lighting::LightingPreset;
use papilla::studio::{Moment, Studio};

/// Side of the picture of the whole head, of what is measured of it, px, and the scale there.
const WHOLE_PX: u32 = 640;
const SIDE_PX: u32 = 192;
const PX_PER_MM: f32 = 2.35;
/// What phones' sharpening adds to grain, at the middle; the photographs' numbers are divided by it.
const SHARPENED: f32 = 1.35;
/// Length in mm and the photographs' grain of L*.
const LENGTHS: [(f32, [f32; 2]); 4] =
    [(0.3, [2.1, 2.7]), (1.0, [3.8, 11.0]), (3.0, [5.0, 8.0]), (12.0, [5.0, 8.0])];
const COHERENCE: [f32; 2] = [0.22, 0.51];

fn main() -> anyhow::Result<()> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from);
    let (mut studio, mut renderer) = (Studio::default(), Renderer::headless(None)?);
    let lighting = LightingPreset::preset("clinic")?;
    println!("mm    L*    grain  photographs, sharpening out  coherence  photographs");
    for (stubble_mm, grain) in LENGTHS {
        let mut plan = Plan::demo();
        plan.hair_loss.pattern = LossPattern::None;
        plan.client.hair.stubble_mm = stubble_mm;
        let prepared = studio.prepare(&plan, Path::new(""), Moment::Before, &lighting)?;
        let camera = prepared.framing(View::Back);
        let picture = renderer.picture(&prepared.scene(&camera), [WHOLE_PX; 2], 12, &mut carry_on)?;
        let corner = (WHOLE_PX - SIDE_PX) / 2;
        let image = image::imageops::crop_imm(&picture, corner, corner, SIDE_PX, SIDE_PX).to_image();
        let seen = Measures::of(&image);
        let photographs = grain.map(|g| g / SHARPENED);
        println!(
            "{stubble_mm:<5} {:<5.1} {:<6.2} {:.1} to {:<21.1} {:<10.2} {} to {}",
            seen.lightness,
            seen.grain,
            photographs[0],
            photographs[1],
            seen.coherence,
            COHERENCE[0],
            COHERENCE[1]
        );
        if let Some(folder) = &folder {
            image.save(folder.join(format!("back-{stubble_mm}.png")))?;
        }
    }
    Ok(())
}

struct Measures {
    lightness: f32,
    grain: f32,
    coherence: f32,
}

impl Measures {
    fn of(image: &RgbaImage) -> Measures {
        let side = SIDE_PX as usize;
        let lightness: Vec<f32> = image.pixels().map(|p| lightness(p.0)).collect();
        let smooth = blurred(&lightness, side, 1.25 * PX_PER_MM);
        let fine: Vec<f32> = lightness.iter().zip(&smooth).map(|(l, s)| l - s).collect();
        // The rim, where the blur lacks neighbours, is left out.
        let inner = || (16..side - 16).flat_map(|y| (16..side - 16).map(move |x| y * side + x));
        let count = inner().count() as f32;
        let grain = (inner().map(|i| fine[i] * fine[i]).sum::<f32>() / count).sqrt();
        let [mut xx, mut yy, mut xy] = [0.0f32; 3];
        for i in inner() {
            let (gx, gy) = (fine[i + 1] - fine[i - 1], fine[i + side] - fine[i - side]);
            xx += gx * gx;
            yy += gy * gy;
            xy += gx * gy;
        }
        Measures {
            lightness: inner().map(|i| lightness[i]).sum::<f32>() / count,
            grain,
            coherence: (xx - yy).hypot(2.0 * xy) / (xx + yy),
        }
    }
}

/// CIE L* of sRGB code values.
fn lightness([r, g, b, _]: [u8; 4]) -> f32 {
    let linear = |code: u8| {
        let v = f32::from(code) / 255.0;
        if v > 0.04045 { ((v + 0.055) / 1.055).powf(2.4) } else { v / 12.92 }
    };
    let y = 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    if y > 0.008856 { 116.0 * y.cbrt() - 16.0 } else { 903.3 * y }
}

/// Blurred by a Gaussian of this deviation, along rows, then along columns.
fn blurred(values: &[f32], side: usize, sigma: f32) -> Vec<f32> {
    let reach = (3.0 * sigma).ceil() as i64;
    let along = |values: &[f32], step: usize| -> Vec<f32> {
        let at = |i: usize| {
            let place = ((i / step) % side) as i64;
            let weighted = |offset: i64| {
                let weight = (-0.5 * (offset as f32 / sigma).powi(2)).exp();
                let there = (place + offset).clamp(0, side as i64 - 1) - place;
                [weight, weight * values[(i as i64 + there * step as i64) as usize]]
            };
            let [weights, sum] =
                (-reach..=reach).map(weighted).fold([0.0; 2], |a, b| [a[0] + b[0], a[1] + b[1]]);
            sum / weights
        };
        (0..values.len()).map(at).collect()
    };
    along(&along(values, 1), side)
}
