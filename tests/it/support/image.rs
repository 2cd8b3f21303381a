//! Comparing pictures of dots. A mean over the picture is blind to dots smaller than a pixel, so what is compared is
//! the dose: absorbance against the same view without pigment, summed per tile.

use papilla::render::readback::LinearImage;

/// Tiles on each side.
const TILES: u32 = 16;

/// Sum of -ln(treated / bare) of the green channel, per tile.
pub fn dose(treated: &LinearImage, bare: &LinearImage) -> Vec<f64> {
    let [width, height] = treated.size_px;
    let mut tiles = vec![0.0; (TILES * TILES) as usize];
    for y in 0..height {
        for x in 0..width {
            let at = (y * width + x) as usize;
            let ratio = f64::from(treated.pixels[at][1].max(1e-4)) / f64::from(bare.pixels[at][1].max(1e-4));
            tiles[(y * TILES / height * TILES + x * TILES / width) as usize] -= ratio.ln();
        }
    }
    tiles
}

/// How much two pictures' doses differ.
#[derive(Debug)]
pub struct DoseDifference {
    /// Relative difference of the sums.
    pub total: f64,
    /// Worst relative difference of a tile that holds a fair fraction of dots.
    pub worst_tile: f64,
}

impl DoseDifference {
    pub fn of(a: &[f64], b: &[f64]) -> DoseDifference {
        let sum_a: f64 = a.iter().sum();
        let sum_b: f64 = b.iter().sum();
        let fair = 0.2 * a.iter().copied().fold(0.0, f64::max);
        let worst =
            a.iter().zip(b).filter(|(a, _)| **a > fair).map(|(a, b)| (b / a - 1.0).abs()).fold(0.0, f64::max);
        DoseDifference { total: (sum_b / sum_a - 1.0).abs(), worst_tile: worst }
    }

    /// The same dots, as far as anybody can tell.
    pub fn is_same(&self) -> bool {
        self.total < 0.01 && self.worst_tile < 0.08
    }
}

/// Largest difference of any channel of any pixel.
pub fn largest_difference(a: &LinearImage, b: &LinearImage) -> f32 {
    assert_eq!(a.size_px, b.size_px);
    a.pixels.iter().zip(&b.pixels).flat_map(|(a, b)| (0..3).map(|c| (a[c] - b[c]).abs())).fold(0.0, f32::max)
}

/// Mean of one channel over the pixels of a rectangle given in fractions of the picture.
pub fn mean(image: &LinearImage, [x0, y0, x1, y1]: [f32; 4], channel: usize) -> f32 {
    let [width, height] = image.size_px;
    let range = |from: f32, to: f32, side: u32| (from * side as f32) as u32..(to * side as f32) as u32;
    let mut sum = 0.0;
    let mut count = 0;
    for y in range(y0, y1, height) {
        for x in range(x0, x1, width) {
            sum += image.pixels[(y * width + x) as usize][channel];
            count += 1;
        }
    }
    sum / count as f32
}
