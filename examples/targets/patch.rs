//! A patch of skin as a photograph would be read.

use image::RgbaImage;
use papilla::optics::colour::{lab_from_srgb, srgb_decode};

/// Grain is what is finer than this, mm: two standard deviations of the blur that is taken off.
const GRAIN_MM: f32 = 3.0;

/// A patch.
pub struct Patch {
    /// Linear sRGB of each pixel, row by row.
    pub pixels: Vec<[f64; 3]>,
    /// Pixels of a row.
    pub side: usize,
    /// Their mean.
    pub linear: [f64; 3],
    /// CIE Lab of the mean.
    pub lab: [f64; 3],
}

impl Patch {
    /// Reads a picture.
    pub fn of(image: &RgbaImage) -> Patch {
        let linear_of = |pixel: &image::Rgba<u8>| -> [f64; 3] {
            std::array::from_fn(|c| f64::from(srgb_decode(f32::from(pixel[c]) / 255.0)))
        };
        let pixels: Vec<[f64; 3]> = image.pixels().map(linear_of).collect();
        let linear =
            std::array::from_fn(|c| pixels.iter().map(|rgb| rgb[c]).sum::<f64>() / pixels.len() as f64);
        Patch { pixels, side: image.width() as usize, linear, lab: lab_from_srgb(linear) }
    }

    /// Standard deviation of L* that is finer than [`GRAIN_MM`], without a border.
    pub fn grain(&self, px_per_mm: f32) -> f64 {
        let lightness: Vec<f64> = self.pixels.iter().map(|rgb| lab_from_srgb(*rgb)[0]).collect();
        let sigma = f64::from(GRAIN_MM * px_per_mm) / 4.0;
        let reach = (3.0 * sigma).ceil() as usize;
        let smooth = blurred(&lightness, self.side, sigma);
        let inside = reach..self.side - reach;
        let rest: Vec<f64> = (0..lightness.len())
            .filter(|at| inside.contains(&(at % self.side)) && inside.contains(&(at / self.side)))
            .map(|at| lightness[at] - smooth[at])
            .collect();
        let mean = rest.iter().sum::<f64>() / rest.len() as f64;
        (rest.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / rest.len() as f64).sqrt()
    }
}

/// A square of values blurred by a Gaussian of `sigma` pixels.
pub fn blurred(values: &[f64], side: usize, sigma: f64) -> Vec<f64> {
    let reach = (3.0 * sigma).ceil() as isize;
    let weight = |d: isize| (-0.5 * (d as f64 / sigma).powi(2)).exp();
    let along = |values: &[f64], step: isize| -> Vec<f64> {
        (0..values.len() as isize)
            .map(|at| {
                let place = if step == 1 { at % side as isize } else { at / side as isize };
                let near = (-reach..=reach).filter(|d| (0..side as isize).contains(&(place + d)));
                let (sum, total) = near.fold((0.0, 0.0), |(sum, total), d| {
                    (sum + weight(d) * values[(at + d * step) as usize], total + weight(d))
                });
                sum / total
            })
            .collect()
    };
    along(&along(values, 1), side as isize)
}
