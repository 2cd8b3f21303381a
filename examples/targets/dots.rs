//! Dots and hairlines as they are read from a picture with them and the same one without: what their quotient in green
//! takes away. Dots are its minima, as they were found in the photographs.

use super::patch::{Patch, blurred};

/// Two dots are no nearer, mm; their surround is read so far from them, mm.
const APART_MM: f32 = 0.45;
const SURROUND_MM: [f32; 2] = [0.4, 0.55];
/// What takes less than this from its surround is no dot.
const LEAST_CONTRAST: f64 = 0.12;

/// Dots of a patch.
pub struct Dots {
    /// Found for each cm².
    pub per_cm2: f64,
    /// Full width at half of the mean dot's contrast, mm.
    pub width_mm: f64,
    /// Mean contrast at the centre, against what is around each.
    pub contrast: f64,
    /// 90th over 10th percentile of the contrasts.
    pub spread: f64,
}

impl Dots {
    /// Finds them.
    pub fn find(with: &Patch, without: &Patch, px_per_mm: f32) -> Dots {
        let (left, side) = (left(with, without), with.side);
        let border = (SURROUND_MM[1] * px_per_mm).ceil() as usize + 1;
        let rings = (SURROUND_MM[1] * px_per_mm) as usize;
        let apart = APART_MM * px_per_mm;
        let offsets: Vec<([isize; 2], f32)> = {
            let reach = border as isize - 1;
            let place = |dy| (-reach..=reach).map(move |dx: isize| [dx, dy]);
            (-reach..=reach).flat_map(place).map(|d| (d, (d[0] as f32).hypot(d[1] as f32))).collect()
        };
        let mut profile = vec![[0.0, 0.0]; rings + 1];
        let mut contrasts = Vec::new();
        for at in 0..left.len() {
            let [x, y] = [at % side, at / side];
            let inside = border..side - border;
            if !inside.contains(&x) || !inside.contains(&y) {
                continue;
            }
            let near = |[dx, dy]: [isize; 2]| left[(at as isize + dx + dy * side as isize) as usize];
            if offsets.iter().any(|(d, far)| *far > 0.0 && *far < apart && near(*d) < left[at]) {
                continue;
            }
            let mut around: Vec<f64> = offsets
                .iter()
                .filter(|(_, far)| *far >= SURROUND_MM[0] * px_per_mm)
                .map(|(d, _)| near(*d))
                .collect();
            around.sort_by(f64::total_cmp);
            let surround = around[around.len() / 2];
            let contrast = 1.0 - left[at] / surround;
            if contrast < LEAST_CONTRAST {
                continue;
            }
            contrasts.push(contrast);
            for (d, far) in &offsets {
                if let Some([sum, count]) = profile.get_mut(far.round() as usize) {
                    *sum += 1.0 - near(*d) / surround;
                    *count += 1.0;
                }
            }
        }
        contrasts.sort_by(f64::total_cmp);
        let percentile =
            |part: f64| contrasts.get((part * contrasts.len() as f64) as usize).copied().unwrap_or(0.0);
        let profile: Vec<f64> = profile.iter().map(|[sum, count]| sum / count.max(1.0)).collect();
        let side_cm = (side - 2 * border) as f64 / f64::from(10.0 * px_per_mm);
        Dots {
            per_cm2: contrasts.len() as f64 / (side_cm * side_cm),
            width_mm: 2.0 * half_width(&profile) / f64::from(px_per_mm),
            contrast: contrasts.iter().sum::<f64>() / contrasts.len().max(1) as f64,
            spread: percentile(0.9) / percentile(0.1).max(1e-6),
        }
    }
}

/// Where a profile first falls to half of its start, in its steps.
fn half_width(profile: &[f64]) -> f64 {
    let half = 0.5 * profile.first().copied().unwrap_or(0.0);
    let beyond = profile.iter().position(|value| *value < half).unwrap_or(profile.len() - 1).max(1);
    let [above, below] = [profile[beyond - 1], profile[beyond]];
    beyond as f64 - (half - below) / (above - below).max(1e-9)
}

/// Width over which what a treatment takes away rises from a tenth to nine tenths of that behind the hairline, mm. The
/// patch's rows run along the line; what is finer than a dot's distance is left out.
pub fn edge_width_mm(with: &Patch, without: &Patch, px_per_mm: f32) -> f64 {
    let side = with.side;
    let left = blurred(&left(with, without), side, f64::from(px_per_mm));
    let mean = |row: &[f64]| 1.0 - row.iter().sum::<f64>() / row.len() as f64;
    let taken: Vec<f64> = left.chunks(side).map(mean).collect();
    let behind = taken[side / 8..side / 4].iter().sum::<f64>() / (side / 4 - side / 8) as f64;
    let [most, least] =
        [0.9, 0.1].map(|part| taken.iter().rposition(|value| *value > part * behind).unwrap_or(0));
    (least - most) as f64 / f64::from(px_per_mm)
}

/// What of the light a treatment leaves, in green.
fn left(with: &Patch, without: &Patch) -> Vec<f64> {
    with.pixels.iter().zip(&without.pixels).map(|(a, b)| a[1] / b[1].max(1e-4)).collect()
}
