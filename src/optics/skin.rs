//! Bare skin: spectral diffuse reflectance R0(melanin, blood, wavelength).
//!
//! Worked out by [`super::adding_doubling`] on the layers of [`super::chromophores`] and baked into
//! `assets/optics/skin_r0.csv` (`papilla optics bake`); read by Catmull-Rom interpolation of ln R over ln melanin and
//! ln blood, within 0.5 % (and 0.0001) of the direct solution. The specular reflection of the surface (2.8 %) is not in
//! it.
//!
//! Within 0.030 of the class means of NIST forearm spectra at eight wavelengths, and within ΔE2000 2 (tests). Light
//! skin (melanin 0.014, blood 0.0035) under D65 is Lab 68.4 7.3 14.4. Known limits: one scattering factor for all;
//! forearm, not scalp (raise blood to 0.006-0.01 for a scalp); below 430 nm unpacked blood is a little too dark.

use std::sync::LazyLock;

use super::adding_doubling::Solver;
use super::chromophores::{self, CONSTANTS, Structure};
use super::cie::{BANDS, Spectrum};
use super::numbers::numbers;
use crate::plan::Skin;

/// Levels of melanin in the table and their range (volume fraction of melanosomes in the epidermis).
pub const MELANIN: LogAxis = LogAxis { from: 0.005, to: 0.45, levels: 12 };
/// Levels of blood in the table and their range: three times the plan's most, for fresh redness.
pub const BLOOD: LogAxis = LogAxis { from: 0.001, to: 0.09, levels: 10 };

/// A logarithmic axis of the table.
#[derive(Clone, Copy, Debug)]
pub struct LogAxis {
    /// First level.
    pub from: f64,
    /// Last level.
    pub to: f64,
    /// Number of levels.
    pub levels: usize,
}

impl LogAxis {
    /// Value of a level.
    pub fn value(&self, level: usize) -> f64 {
        self.from * (self.to / self.from).powf(level as f64 / (self.levels - 1) as f64)
    }

    /// The four levels round `value` with their Catmull-Rom weights; values outside the range are clamped.
    fn taps(&self, value: f64) -> [(usize, f64); 4] {
        let last = self.levels - 1;
        let position =
            (value.clamp(self.from, self.to) / self.from).ln() / (self.to / self.from).ln() * last as f64;
        let level = (position as usize).min(last - 1);
        let t = position - level as f64;
        let [mut before, mut here, mut next, mut after] = catmull_rom(t);
        // Beyond the ends the table goes on as a parabola: 3 a - 3 b + c.
        if level == 0 {
            (here, next, after) = (here + 3.0 * before, next - 3.0 * before, after + before);
            before = 0.0;
        }
        if level + 1 == last {
            (next, here, before) = (next + 3.0 * after, here - 3.0 * after, before + after);
            after = 0.0;
        }
        [(level.saturating_sub(1), before), (level, here), (level + 1, next), ((level + 2).min(last), after)]
    }
}

/// Weights of four neighbours at `t` between the second and the third (Catmull and Rom 1974).
fn catmull_rom(t: f64) -> [f64; 4] {
    let (t2, t3) = (t * t, t * t * t);
    [
        (2.0 * t2 - t - t3) / 2.0,
        (2.0 - 5.0 * t2 + 3.0 * t3) / 2.0,
        (t + 4.0 * t2 - 3.0 * t3) / 2.0,
        (t3 - t2) / 2.0,
    ]
}

/// ln R0, blood running fastest.
static LN_R0: LazyLock<Vec<Spectrum>> = LazyLock::new(|| {
    numbers(include_str!("../../assets/optics/skin_r0.csv"))
        .map(|row| std::array::from_fn(|band| row.get(2 + band).map_or(f64::NAN, |r| r.ln())))
        .collect()
});

/// Diffuse reflectance of bare skin by band, seen from above in diffuse light, specular left out.
pub fn reflectance(skin: &Skin) -> Spectrum {
    let blood = BLOOD.taps(f64::from(skin.blood));
    let mut ln = [0.0; BANDS];
    for (m, weight_m) in MELANIN.taps(f64::from(skin.melanin)) {
        for (b, weight_b) in blood {
            let Some(entry) = LN_R0.get(m * BLOOD.levels + b) else { continue };
            ln.iter_mut().zip(entry).for_each(|(sum, r)| *sum += weight_m * weight_b * r);
        }
    }
    ln.map(f64::exp)
}

/// The same with so many times the blood, in vessels that widened to hold it ([`chromophores::widened_blood`]).
pub fn flushed(skin: &Skin, times: f64) -> Spectrum {
    let more = chromophores::widened_blood(times);
    std::array::from_fn(|band| reflectance(&Skin { blood: skin.blood * more[band] as f32, ..*skin })[band])
}

/// The same by solving the layers of a structure anew; about 10 ms.
pub fn solve(skin: &Skin, structure: &Structure) -> Spectrum {
    let solver = Solver::new(CONSTANTS.refractive_index);
    std::array::from_fn(|band| solver.normal_incidence(&chromophores::layers(skin, band, structure)).diffuse)
}

/// The text of `assets/optics/skin_r0.csv`.
pub fn bake() -> String {
    let mut text = String::from(
        "# Diffuse reflectance of bare skin, specular excluded: melanin, blood, then 380-730 nm by 10 nm.\n\
         # Baked by `papilla optics bake` (src/optics/skin.rs): adding-doubling on the layers of skin.toml.\n",
    );
    let structure = Structure::scalp();
    for m in 0..MELANIN.levels {
        for b in 0..BLOOD.levels {
            text += &line(MELANIN.value(m), BLOOD.value(b), &structure);
        }
    }
    text
}

fn line(melanin: f64, blood: f64, structure: &Structure) -> String {
    let skin = Skin { melanin: melanin as f32, blood: blood as f32 };
    let mut line = format!("{melanin:.6},{blood:.6}");
    solve(&skin, structure).iter().for_each(|r| line += &format!(",{r:.6}"));
    line + "\n"
}

#[cfg(test)]
mod tests;
