//! From a skin tone as it was told to the melanin and blood that look like it.
//!
//! A measured colour is CIE L*a*b* under D65 for the 2° observer, with the light that the surface mirrors: so measure
//! colorimeters with a sphere and the NIST set, and so the bands of the typology angle are defined. Melanin and blood
//! span a surface in that space, so most but not all colours of skin can be met; what is left over is given as a
//! CIEDE2000 difference and never hidden.
//!
//! Known limits: as `skin`: one scattering and one epidermis for all, so that undertones which come from carotene,
//! bilirubin or a thicker horn layer are met by the nearest melanin and blood.

use std::sync::LazyLock;

use super::cie::Triple;
use super::colour::{delta_e2000, ita_degrees};
use super::light::{Illuminant, Light};
use super::skin;
use crate::plan::{Skin, Tone, ita_deg_of_monk, ranges};
use crate::words::say;

/// What was found for a tone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ToneMatch {
    /// Melanin and blood.
    pub skin: Skin,
    /// Their CIE L*a*b* (D65), surface reflection included.
    pub lab: [f64; 3],
    /// What could not be met: CIEDE2000 for a measured colour, degrees for an angle, 0 for the rest.
    pub miss: f64,
}

/// Largest miss that still counts as met: one CIEDE2000, or half a degree.
const MET: [f64; 2] = [1.0, 0.5];

impl ToneMatch {
    /// One sentence where `tone` could not be met.
    pub fn shortfall(&self, tone: &Tone) -> Option<String> {
        let [l, a, b] = self.lab;
        let (key, miss) = match tone {
            Tone::Lab(_) if self.miss > MET[0] => ("tone-not-met.colour", format!("{:.1}", self.miss)),
            Tone::Ita(_) | Tone::Monk(_) if self.miss > MET[1] => {
                ("tone-not-met.angle", format!("{:.0}", self.miss))
            }
            _ => return None,
        };
        let [l, a, b] = [l, a, b].map(|value| format!("{value:.1}"));
        Some(say!(key, l = l, a = a, b = b, miss = miss))
    }
}

/// The skin of a tone. At most 3 ms (a measured colour), else some microseconds.
pub fn find(tone: &Tone) -> ToneMatch {
    match *tone {
        Tone::Fractions(skin) => found(skin),
        Tone::Named(named) => found(Skin::from_tone(named)),
        Tone::Fitzpatrick(phototype) => found(Skin::from_tone(phototype.tone())),
        Tone::Monk(monk) => with_angle(f64::from(ita_deg_of_monk(monk))),
        Tone::Ita(degrees) => with_angle(f64::from(degrees)),
        Tone::Lab(lab) => with_lab(lab.map(f64::from)),
    }
}

/// Mirrored by the surface at normal incidence: index 1.4 (`docs/optics.md#gloss`).
const SURFACE: f64 = 0.028;

static DAYLIGHT: LazyLock<Light> = LazyLock::new(|| Light::new(Illuminant::D65, 1.0));

/// CIE L*a*b* of a skin, D65, surface reflection included.
pub fn lab(skin: &Skin) -> Triple {
    DAYLIGHT.lab(&skin::reflectance(skin).map(|r| r + SURFACE))
}

fn found(skin: Skin) -> ToneMatch {
    ToneMatch { skin, lab: lab(&skin), miss: 0.0 }
}

/// Melanin of a typology angle at calm blood: the angle only falls with melanin, so the interval is halved.
fn with_angle(degrees: f64) -> ToneMatch {
    let at = |ln_melanin: f64| {
        let melanin = ln_melanin.exp() as f32;
        Skin { melanin, blood: Skin::calm_blood(melanin) }
    };
    let [mut light, mut dark] =
        [ranges::MELANIN.min, ranges::MELANIN.max].map(|melanin| f64::from(melanin).ln());
    for _ in 0..40 {
        let middle = 0.5 * (light + dark);
        if ita_degrees(lab(&at(middle))) > degrees { light = middle } else { dark = middle }
    }
    let nearest = found(at(0.5 * (light + dark)));
    ToneMatch { miss: (ita_degrees(nearest.lab) - degrees).abs(), ..nearest }
}

/// The nearest skin in CIEDE2000: the best of a coarse grid, then ever smaller steps round it.
fn with_lab(wanted: Triple) -> ToneMatch {
    const GRID: [u32; 2] = [24, 12];
    let [melanin, blood] = [ranges::MELANIN, ranges::BLOOD].map(|limit| [limit.min, limit.max]);
    let between = |[from, to]: [f32; 2], t: f32| from * (to / from).powf(t.clamp(0.0, 1.0));
    let at = |[m, b]: [f32; 2]| Skin { melanin: between(melanin, m), blood: between(blood, b) };
    let miss = |place: [f32; 2]| delta_e2000(lab(&at(place)), wanted);
    let grid = (0..=GRID[0])
        .flat_map(|i| (0..=GRID[1]).map(move |j| [i as f32 / GRID[0] as f32, j as f32 / GRID[1] as f32]));
    let nearer = |a: ([f32; 2], f64), b: ([f32; 2], f64)| if b.1 < a.1 { b } else { a };
    let mut best = grid.map(|place| (place, miss(place))).fold(([0.5, 0.5], f64::MAX), nearer);
    let mut step = [1.0 / GRID[0] as f32, 1.0 / GRID[1] as f32];
    while step[0] > 1e-4 {
        let [m, b] = best.0;
        let around = (-1..=1).flat_map(|i| (-1..=1).map(move |j| [i as f32, j as f32]));
        let places =
            around.map(|[i, j]| [(m + i * step[0]).clamp(0.0, 1.0), (b + j * step[1]).clamp(0.0, 1.0)]);
        let next = places.map(|place| (place, miss(place))).fold(best, nearer);
        if next == best {
            step = step.map(|s| 0.5 * s);
        }
        best = next;
    }
    ToneMatch { miss: best.1, ..found(at(best.0)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Fitzpatrick, SkinTone};

    fn lab_of(melanin: f32, blood: f32) -> [f32; 3] {
        lab(&Skin { melanin, blood }).map(|v| v as f32)
    }

    #[test]
    fn a_reachable_colour_is_met_and_its_skin_found() {
        for (melanin, blood) in [(0.006, 0.002), (0.014, 0.0035), (0.05, 0.008), (0.12, 0.004), (0.4, 0.006)]
        {
            let found = find(&Tone::Lab(lab_of(melanin, blood)));
            assert!(found.miss < 0.1, "{melanin} {blood}: {found:?}");
            assert!((found.skin.melanin / melanin).ln().abs() < 0.06, "{melanin} {blood}: {found:?}");
            assert!((found.skin.blood / blood).ln().abs() < 0.25, "{melanin} {blood}: {found:?}");
            assert_eq!(found.shortfall(&Tone::Lab(lab_of(melanin, blood))), None);
        }
    }

    #[test]
    fn a_colour_of_no_skin_is_said_to_be_none() {
        for lab in [[70.0, -10.0, -10.0], [90.0, 0.0, 0.0], [60.0, 35.0, 0.0]] {
            let tone = Tone::Lab(lab);
            let found = find(&tone);
            assert!(found.miss > 1.0, "{lab:?} {found:?}");
            assert!(found.shortfall(&tone).is_some_and(|text| text.contains("nearest")));
        }
    }

    #[test]
    fn every_measured_forearm_is_met_within_a_few() {
        let text = include_str!("../../tests/data/nist_skin_reflectance.csv");
        let mut misses: Vec<f64> = crate::optics::numbers::numbers(text)
            .map(|row| {
                let measured = std::array::from_fn(|band| row[band]);
                find(&Tone::Lab(DAYLIGHT.lab(&measured).map(|v| v as f32))).miss
            })
            .collect();
        misses.sort_by(f64::total_cmp);
        println!(
            "NIST: miss median {:.2}, 90 % {:.2}, worst {:.2} dE2000",
            misses[50], misses[90], misses[99]
        );
        assert!(misses[50] < 1.0 && misses[90] < 3.0, "{misses:?}");
    }

    #[test]
    fn angles_are_met_and_ranked() {
        for degrees in [55.0, 41.0, 28.0, 10.0, -30.0] {
            let found = find(&Tone::Ita(degrees));
            assert!(found.miss < 0.1, "{degrees}: {found:?}");
        }
        assert!(find(&Tone::Ita(89.0)).shortfall(&Tone::Ita(89.0)).is_some(), "nobody is so pale");
        let monk: Vec<f32> = (1..=10).map(|n| find(&Tone::Monk(n)).skin.melanin).collect();
        assert!(monk.windows(2).all(|pair| pair[0] < pair[1]), "{monk:?}");
    }

    #[test]
    fn names_are_in_their_bands() {
        let bands = [(55.0, 90.0), (41.0, 55.0), (28.0, 41.0), (10.0, 28.0), (-30.0, 10.0), (-90.0, -30.0)];
        for ((tone, phototype), (low, high)) in SkinTone::ALL.into_iter().zip(Fitzpatrick::ALL).zip(bands) {
            let found = find(&Tone::Named(tone));
            assert_eq!(found, find(&Tone::Fitzpatrick(phototype)));
            let angle = ita_degrees(found.lab);
            println!("{tone:?}: {angle:.1}");
            assert!((low - 6.0..high + 6.0).contains(&angle), "{tone:?} {angle}");
        }
    }
}
