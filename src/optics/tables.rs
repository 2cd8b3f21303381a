//! Everything a renderer needs to know about one client under one light, in three channels of linear sRGB.
//!
//! The laws of [`super::dot`] hold by wavelength. Here they are reduced to channels as weighted means over the bands:
//! contrast by R0, the core's mix and halo strength by R0 c_inf, halo width by R0 c_inf (ν - 1), optical thickness by
//! R0, each times the weight of the band in the channel. So a dense sheet and a faint dot come out as from the full spectrum; a dot in
//! between is within 0.3 ΔE of it at its centre (tests), fields of dots within 0.13
//! (`docs/optics.md#law-9-client-and-light`).
//!
//! [`Tables::relative_reflectance`] and [`Tables::field`] are the same laws on the CPU: what a picture is held against.
//!
//! The dot law is that of the client's own skin ([`super::depth_law`]): melanin does not cancel, since dark epidermis
//! sends back much of what is seen before it can meet a dot.
//!
//! Known limits: the same two Gaussians for the cores of all channels; a channel that is almost or less than nothing
//! under a strange light (a saturated colour outside sRGB) takes the plain mean of the bands.

use super::cie::{BANDS, Spectrum, Triple};
use super::depth_law::DepthLaw;
use super::disc::disc_blur;
use super::dot::{self, DotLaw};
use super::hair;
use super::light::{Illuminant, Light};
use super::pigment;
use super::skin;
use super::through;
use crate::plan::{HairColour, Pigment, Skin};

/// Number of depths.
pub const ROWS: usize = 64;
/// First depth, mm: shallower dots take its row.
pub const FIRST_DEPTH_MM: f32 = 0.02;
/// Last depth, mm: deeper dots take its row.
pub const LAST_DEPTH_MM: f32 = 1.6;
/// Blood of reddened skin over that at rest, right after treatment (`docs/optics.md#redness`: 2 to 4).
pub const ERYTHEMA_BLOOD: f64 = 3.0;
/// Melanin of a mole over that of the skin around it, up to the most that skin has. A guess by eye.
pub const BROWN: f32 = 6.0;
/// Melanin and blood of a pale scar over those of the skin around it. Guesses by eye; no measured fractions found.
const SCAR_MELANIN: f32 = 0.45;
const SCAR_BLOOD: f32 = 0.6;
/// Least linear reflectance of skin and hair in a channel: keeps quotients finite for colours outside sRGB.
const LEAST: f64 = 1e-3;
/// The channel whose halo tells how far a dot crowds others.
const GREEN: usize = 1;

/// The dot law at one depth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DepthRow {
    /// Depth of the top of the pigment, mm.
    pub depth_mm: f32,
    /// c_inf: fraction of bare skin's light that a dense sheet here takes away, per channel.
    pub contrast: [f32; 3],
    /// Share p of the narrow Gaussian in the core, per channel.
    pub core_mix: [f32; 3],
    /// Width of the narrow Gaussian, mm.
    pub sigma_a_mm: f32,
    /// Width of the wide Gaussian, mm.
    pub sigma_b_mm: f32,
    /// Width of the halo, mm, per channel.
    pub halo_sigma_mm: [f32; 3],
    /// Strength ν - 1 of the halo of the smallest disc, per channel; [`DepthRow::halo_strength`] is that of a dot.
    pub halo_gain: [f32; 3],
    /// Halo that each mm of a column's wall adds at its top, relative to the disc's, mm⁻¹, per channel.
    pub wall_per_mm: [f32; 3],
    /// Its decay further down, mm⁻¹, per channel.
    pub decay_per_mm: [f32; 3],
}

/// A column of pigment in the skin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// Depth of its top, mm.
    pub depth_mm: f32,
    /// Its height, mm; 0 is a flat disc.
    pub height_mm: f32,
}

/// One dot as optics sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DotOptics {
    /// Depth of the top of the pigment column, mm.
    pub depth_mm: f32,
    /// Radius, mm.
    pub radius_mm: f32,
    /// Height of the column, mm; 0 is a disc.
    pub column_mm: f32,
    /// Napierian optical thickness at 550 nm.
    pub tau_550: f32,
    /// What it is made of.
    pub pigment: Pigment,
}

/// Sums over the dots that bear on a point, per channel (law 7): they add, in any order.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Loss {
    /// Σ S_i, log losses.
    pub s: [f32; 3],
    /// Σ c_inf,i S_i.
    pub q: [f32; 3],
}

/// The same of many dots, as far as they crowd each other: at a point, or in the mean over a field.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Field {
    /// Of their cores.
    pub cores: Loss,
    /// Of their halos, each less what it would crowd itself.
    pub halos: Loss,
    /// Fraction of the skin around that they cover.
    pub coverage: f32,
}

/// Optics of one client under one light.
#[derive(Clone, Debug, PartialEq)]
pub struct Tables {
    /// Bare skin, linear sRGB, specular left out.
    pub bare: [f32; 3],
    /// The same with [`ERYTHEMA_BLOOD`] times the blood in wider vessels: fresh redness.
    pub reddened: [f32; 3],
    /// The same with [`BROWN`] times the melanin: freckles and moles.
    pub browned: [f32; 3],
    /// Scar tissue, linear sRGB: hardly any melanin, fewer vessels.
    pub scarred: [f32; 3],
    /// The client's hair, linear sRGB.
    pub hair: [f32; 3],
    /// Hair that has turned white, linear sRGB.
    pub grey: [f32; 3],
    /// The light itself: a perfect white, linear sRGB; tints backdrop and specular. (1, 1, 1) to an adapted eye.
    pub light: [f32; 3],
    /// Decay of light that goes through thin parts, mm⁻¹, per channel ([`through`]).
    pub through_per_mm: [f32; 3],
    /// Optical thickness of finely dispersed pigment in each channel over that at 550 nm, by `Pigment as usize`.
    pub fine_tau: [[f32; 3]; Pigment::ALL.len()],
    /// The dot law at [`ROWS`] depths, evenly from [`FIRST_DEPTH_MM`] to [`LAST_DEPTH_MM`].
    pub rows: Vec<DepthRow>,
}

impl Tables {
    /// Tables of a client under a light; `adaptation`: 1 an adapted eye, 0 a daylight camera. About 1 ms.
    pub fn new(skin: &Skin, hair: HairColour, light: Illuminant, adaptation: f32) -> Tables {
        let light = Light::new(light, adaptation);
        let r0 = skin::reflectance(skin);
        let reddened = skin::flushed(skin, ERYTHEMA_BLOOD);
        let brown = (skin.melanin * BROWN).min(skin::MELANIN.to as f32);
        let browned = skin::reflectance(&Skin { melanin: brown, ..*skin });
        let scarred = Skin { melanin: skin.melanin * SCAR_MELANIN, blood: skin.blood * SCAR_BLOOD };
        let (channels, law) = (Channels::new(&light, &r0), DepthLaw::new(skin));
        let tau = |p| channels.mean(&pigment::relative_tau(p), &[1.0; BANDS]);
        Tables {
            bare: colour(light.seen(&r0)),
            reddened: colour(light.seen(&reddened)),
            browned: colour(light.seen(&browned)),
            scarred: colour(light.seen(&skin::reflectance(&scarred))),
            hair: colour(light.seen(&hair::reflectance(hair))),
            grey: colour(light.seen(&hair::reflectance(HairColour::White))),
            light: light.rgb().map(|c| c as f32),
            through_per_mm: channels.decay_per_mm(&through::attenuation_per_mm(skin)),
            fine_tau: Pigment::ALL.map(tau),
            rows: (0..ROWS).map(|i| channels.row(&law, row_depth_mm(i))).collect(),
        }
    }

    /// The dot law at a depth, between rows.
    pub fn row(&self, depth_mm: f32) -> DepthRow {
        let depth_mm = depth_mm.clamp(FIRST_DEPTH_MM, LAST_DEPTH_MM);
        let x = (depth_mm - FIRST_DEPTH_MM) / (LAST_DEPTH_MM - FIRST_DEPTH_MM) * (ROWS - 1) as f32;
        let i = (x as usize).min(ROWS - 2);
        let (a, b, t) = (&self.rows[i], &self.rows[i + 1], x - i as f32);
        let mix = |a: f32, b: f32| a + (b - a) * t;
        let mix3 = |a: [f32; 3], b: [f32; 3]| std::array::from_fn(|c| mix(a[c], b[c]));
        DepthRow {
            depth_mm,
            contrast: mix3(a.contrast, b.contrast),
            core_mix: mix3(a.core_mix, b.core_mix),
            sigma_a_mm: mix(a.sigma_a_mm, b.sigma_a_mm),
            sigma_b_mm: mix(a.sigma_b_mm, b.sigma_b_mm),
            halo_sigma_mm: mix3(a.halo_sigma_mm, b.halo_sigma_mm),
            halo_gain: mix3(a.halo_gain, b.halo_gain),
            wall_per_mm: mix3(a.wall_per_mm, b.wall_per_mm),
            decay_per_mm: mix3(a.decay_per_mm, b.decay_per_mm),
        }
    }

    /// Optical thickness of a pigment in each channel over that of the same mass finely dispersed at 550 nm.
    /// `clumping`: optical thickness across one clump at 550 nm ([`pigment::flattening`]).
    pub fn pigment_tau(&self, pigment: Pigment, clumping: f32) -> [f32; 3] {
        self.fine_tau[pigment as usize].map(|fine| fine * pigment::flattening(clumping * fine))
    }

    /// Opacity of a spot's core and of its halo, per channel (law 2).
    pub fn saturation(&self, spot: &DotOptics) -> [(f32, f32); 3] {
        self.fine_tau[spot.pigment as usize].map(|relative| {
            let tau = f64::from(relative * spot.tau_550);
            (dot::core_saturation(tau) as f32, dot::halo_saturation(tau) as f32)
        })
    }

    /// Loss at `rho_mm` from the centre of a spot (laws 4-6); `footprint_mm`: deviation of a pixel's footprint.
    pub fn loss(&self, spot: &DotOptics, rho_mm: f32, footprint_mm: f32) -> Loss {
        self.seen(spot, rho_mm, footprint_mm).loss()
    }

    fn seen(&self, spot: &DotOptics, rho_mm: f32, footprint_mm: f32) -> Field {
        let row = self.row(spot.depth_mm);
        let footprint = f64::from(footprint_mm);
        let blur =
            |sigma: f32| disc_blur(rho_mm.into(), spot.radius_mm.into(), f64::from(sigma).hypot(footprint));
        let (narrow, wide) = (blur(row.sigma_a_mm), blur(row.sigma_b_mm));
        let halos = row.halo_sigma_mm.map(blur);
        let strength = row.halo_strength(spot.radius_mm, spot.column_mm);
        let saturation = self.saturation(spot);
        let core = |c: usize| {
            let p = f64::from(row.core_mix[c]);
            dot::log_loss(f64::from(saturation[c].0) * (p * narrow + (1.0 - p) * wide), 0.0)
        };
        let coverage = f64::from(saturation[GREEN].1) * halos[GREEN];
        let alone = 1.0 - dot::CROWDING * coverage;
        let halo = |c: usize| f64::from(strength[c] * saturation[c].1) * halos[c] * alone;
        let [cores, halos] =
            [[0, 1, 2].map(core), [0, 1, 2].map(halo)].map(|s| row.loss(s.map(|s| s as f32)));
        Field { cores, halos, coverage: coverage as f32 }
    }

    /// The mean over a field of equal spots: density times area times a_o, and times halo strength a_i.
    pub fn field(&self, spot: &DotOptics, per_mm2: f32) -> Field {
        let tau_rgb = self.fine_tau[spot.pigment as usize].map(|relative| relative * spot.tau_550);
        self.field_of(
            Column { depth_mm: spot.depth_mm, height_mm: spot.column_mm },
            spot.radius_mm,
            tau_rgb,
            per_mm2,
        )
    }

    /// The same for anything in the skin: its column, its radius, mm, and its optical thickness.
    pub fn field_of(
        &self,
        Column { depth_mm, height_mm }: Column,
        radius_mm: f32,
        tau_rgb: [f32; 3],
        per_mm2: f32,
    ) -> Field {
        let row = self.row(depth_mm);
        let area = per_mm2 * std::f32::consts::PI * radius_mm * radius_mm;
        let strength = row.halo_strength(radius_mm, height_mm);
        let core = tau_rgb.map(|tau| dot::core_saturation(tau.into()) as f32);
        let halo = tau_rgb.map(|tau| area * dot::halo_saturation(tau.into()) as f32);
        // What of a halo lies on its own core has been taken already.
        let beside = |c: usize| 1.0 - core[c] * row.halo_on_core(radius_mm, c);
        Field {
            cores: row.loss(core.map(|core| area * core)),
            halos: row.loss(std::array::from_fn(|c| strength[c] * halo[c] * beside(c))),
            coverage: halo[GREEN],
        }
    }

    /// How much more a field of such dots takes where cores and halos are one sum, per unit of it, per channel.
    pub fn crowding_of_sums(&self, column: Column, radius_mm: f32) -> [f32; 3] {
        let strength = self.row(column.depth_mm).halo_strength(radius_mm, column.height_mm);
        strength.map(|strength| dot::crowding_of_sums(strength.into()) as f32)
    }

    /// R / R0 at a point among spots, given with their distances from it in mm.
    pub fn relative_reflectance(&self, spots: &[(DotOptics, f32)], footprint_mm: f32) -> [f32; 3] {
        let seen = spots.iter().map(|(spot, rho)| self.seen(spot, *rho, footprint_mm));
        seen.fold(Field::default(), |sum, field| sum.plus(&field)).loss().relative_reflectance()
    }
}

impl DepthRow {
    /// Losses at this depth.
    fn loss(&self, s: [f32; 3]) -> Loss {
        Loss { s, q: std::array::from_fn(|c| self.contrast[c] * s[c]) }
    }

    /// Fraction of the halo of a disc that lies on an opaque core of its own: both as Gaussians of their variances.
    fn halo_on_core(&self, radius_mm: f32, channel: usize) -> f32 {
        let square = |mm: f32| mm * mm;
        let p = self.core_mix[channel];
        let core = p * square(self.sigma_a_mm) + (1.0 - p) * square(self.sigma_b_mm);
        0.5 * square(radius_mm) / (core + square(self.halo_sigma_mm[channel]) + 0.5 * square(radius_mm))
    }

    /// Strength of the halo of an opaque column of this radius and height, per channel ([`dot::halo_fraction`],
    /// [`dot::column_halo_gain`]).
    pub fn halo_strength(&self, radius_mm: f32, column_mm: f32) -> [f32; 3] {
        let fraction = dot::halo_fraction(radius_mm.into());
        std::array::from_fn(|c| {
            let (wall, decay) = (self.wall_per_mm[c].into(), self.decay_per_mm[c].into());
            self.halo_gain[c] * (fraction * dot::column_halo_gain(column_mm.into(), wall, decay)) as f32
        })
    }
}

impl Loss {
    /// Sum of two losses.
    pub fn plus(&self, other: &Loss) -> Loss {
        let sum = |a: [f32; 3], b: [f32; 3]| std::array::from_fn(|c| a[c] + b[c]);
        Loss { s: sum(self.s, other.s), q: sum(self.q, other.q) }
    }

    /// Law 8: R / R0 = 1 - (Q/S)(1 - e^-S).
    pub fn relative_reflectance(&self) -> [f32; 3] {
        std::array::from_fn(|c| {
            let (s, q) = (self.s[c], self.q[c]);
            let fraction = if s > 1e-6 { -(-s).exp_m1() / s } else { 1.0 };
            1.0 - q * fraction
        })
    }
}

impl Field {
    /// Sum of two.
    pub fn plus(&self, other: &Field) -> Field {
        Field {
            cores: self.cores.plus(&other.cores),
            halos: self.halos.plus(&other.halos),
            coverage: self.coverage + other.coverage,
        }
    }

    /// What all of them take: halos more than their sum ([`dot::CROWDING`]).
    pub fn loss(&self) -> Loss {
        let crowd = 1.0 + dot::CROWDING as f32 * self.coverage;
        let crowded = |of: [f32; 3]| of.map(|halo| crowd * halo);
        self.cores.plus(&Loss { s: crowded(self.halos.s), q: crowded(self.halos.q) })
    }
}

/// Depth of a row, mm.
pub fn row_depth_mm(row: usize) -> f32 {
    FIRST_DEPTH_MM + (LAST_DEPTH_MM - FIRST_DEPTH_MM) * row as f32 / (ROWS - 1) as f32
}

fn colour(rgb: Triple) -> [f32; 3] {
    rgb.map(|c| c.max(LEAST) as f32)
}

/// What each band gives to each channel of bare skin's colour.
struct Channels([Spectrum; 3]);

impl Channels {
    fn new(light: &Light, r0: &Spectrum) -> Channels {
        let weights = light.rgb_weights();
        Channels(std::array::from_fn(|c| std::array::from_fn(|band| weights[band][c] * r0[band])))
    }

    /// Mean of a quantity over the bands in each channel, with a further weight.
    ///
    /// Weights may be negative. Where they nearly cancel, the channel is outside sRGB and its quotient means nothing:
    /// the mean is then over their sizes. It never leaves the range of the quantity.
    fn mean(&self, quantity: &Spectrum, further: &Spectrum) -> [f32; 3] {
        let (low, high) = quantity.iter().fold((f64::MAX, f64::MIN), |(l, h), q| (l.min(*q), h.max(*q)));
        std::array::from_fn(|c| {
            let terms = || self.0[c].iter().zip(further).map(|(w, f)| w * f).zip(quantity);
            let (sum, size) = terms().fold((0.0, 0.0), |(sum, size), (w, _)| (sum + w, size + w.abs()));
            let signed = sum > 0.1 * size;
            let weight = |w: f64| if signed { w / sum } else { w.abs() / size.max(f64::MIN_POSITIVE) };
            terms().map(|(w, q)| weight(w) * q).sum::<f64>().clamp(low, high) as f32
        })
    }

    /// The decay over [`through::REFERENCE_MM`] of light that each band loses at that rate.
    fn decay_per_mm(&self, per_mm: &Spectrum) -> [f32; 3] {
        let far = per_mm.map(|rate| (-rate * through::REFERENCE_MM).exp());
        self.mean(&far, &[1.0; BANDS]).map(|left| -left.ln() / through::REFERENCE_MM as f32)
    }

    /// The dot law at a depth.
    fn row(&self, law: &DepthLaw, depth_mm: f32) -> DepthRow {
        let laws = law.at(depth_mm.into());
        let spectrum = |f: fn(&DotLaw) -> f64| -> Spectrum { std::array::from_fn(|band| f(&laws[band])) };
        let (contrast, gain) = (spectrum(|l| l.contrast), spectrum(|l| l.nu - 1.0));
        let halo: Spectrum = std::array::from_fn(|i| contrast[i] * gain[i]);
        let gains = [spectrum(|l| l.column_gains[0]), spectrum(|l| l.column_gains[1])]
            .map(|gains| self.mean(&gains, &halo));
        let walls: [(f64, f64); 3] =
            std::array::from_fn(|c| dot::column_wall([gains[0][c].into(), gains[1][c].into()]));
        DepthRow {
            depth_mm,
            contrast: self.mean(&contrast, &[1.0; BANDS]),
            core_mix: self.mean(&spectrum(|l| l.core_mix), &contrast),
            sigma_a_mm: laws[0].sigma_a_mm as f32,
            sigma_b_mm: laws[0].sigma_b_mm as f32,
            halo_sigma_mm: self.mean(&spectrum(|l| l.halo_sigma_mm), &halo),
            wall_per_mm: walls.map(|(wall, _)| wall as f32),
            decay_per_mm: walls.map(|(_, decay)| decay as f32),
            halo_gain: self.mean(&gain, &contrast),
        }
    }
}

#[cfg(test)]
mod tests;
