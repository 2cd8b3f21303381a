//! How treated scalp looks beside the shaved donor area: mean colours, by light and date.
//!
//! Fields are seen from above in even light, as the swatch shows them, with the plan's densities where skin is fully
//! treated and the client's own hair where none is lost. Known limits: no gloss; hair as it is after a trim; shafts of
//! one tilt.

use serde::{Serialize, Serializer};

use crate::appearance::{Age, PigmentState, hair_field};
use crate::deposit::growth::{mean_lying, root_rise};
use crate::deposit::placement::{COLUMN_MM, RADIUS_PER_NEEDLE};
use crate::deposit::time::{Course, DAYS_PER_YEAR, SETTLED_DAY};
use crate::optics::colour::{delta_e2000, lab_from_srgb};
use crate::optics::light::Illuminant;
use crate::optics::pigment::tau_550;
use crate::optics::tables::{Column, Field, Tables};
use crate::optics::tone;
use crate::plan::{ClientHair, Plan, Session};
use crate::scalp::hairline::Curve;

/// Hair worn longer is compared as if it were trimmed to this, mm.
const SHAVED_MM: f32 = 1.0;
const MM2_PER_CM2: f32 = 100.0;

/// A date of interest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Date {
    Fresh,
    Day10,
    Settled,
    OneYear,
    ThreeYears,
    FiveYears,
    TenYears,
}

/// Colour of treated scalp beside the donor area on one date under one light.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Match {
    /// What the date is.
    #[serde(serialize_with = "date_key")]
    pub date: Date,
    /// Days after the first session.
    pub day: f32,
    /// Illuminant.
    #[serde(serialize_with = "light_key")]
    pub light: Illuminant,
    /// CIEDE2000 between the two.
    pub delta_e: f32,
    /// Lightness of treated scalp minus that of the donor area, CIE L*.
    pub lighter: f32,
}

fn date_key<S: Serializer>(date: &Date, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(date.key())
}

fn light_key<S: Serializer>(light: &Illuminant, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(light.key())
}

impl Date {
    /// All, in order.
    pub const ALL: [Date; 7] = [
        Date::Fresh,
        Date::Day10,
        Date::Settled,
        Date::OneYear,
        Date::ThreeYears,
        Date::FiveYears,
        Date::TenYears,
    ];

    /// What figures call it.
    pub fn key(self) -> &'static str {
        match self {
            Date::Fresh => "fresh",
            Date::Day10 => "day 10",
            Date::Settled => "settled",
            Date::OneYear => "1 year",
            Date::ThreeYears => "3 years",
            Date::FiveYears => "5 years",
            Date::TenYears => "10 years",
        }
    }

    /// Days after the last session.
    pub fn days(self) -> f32 {
        match self {
            Date::Fresh => 0.0,
            Date::Day10 => 10.0,
            Date::Settled => SETTLED_DAY,
            Date::OneYear => DAYS_PER_YEAR,
            Date::ThreeYears => 3.0 * DAYS_PER_YEAR,
            Date::FiveYears => 5.0 * DAYS_PER_YEAR,
            Date::TenYears => 10.0 * DAYS_PER_YEAR,
        }
    }

    /// Its day in a plan, counted from the last session that is switched on.
    pub fn day(self, plan: &Plan) -> f32 {
        plan.last_session_day() + self.days()
    }
}

/// Every date under every light.
pub fn matches(plan: &Plan) -> Vec<Match> {
    let fields = Illuminant::ALL.map(|light| (light, Fields::new(plan, light)));
    let each = |date: Date| {
        let day = date.day(plan);
        fields.iter().map(move |(light, fields)| {
            let [treated, donor] = [fields.treated(plan, day), fields.donor(plan)].map(lab);
            Match {
                date,
                day,
                light: *light,
                delta_e: delta_e2000(treated, donor) as f32,
                lighter: (treated[0] - donor[0]) as f32,
            }
        })
    };
    Date::ALL.into_iter().flat_map(each).collect()
}

/// CIEDE2000 between treated scalp and the donor area on one day, under one light; on no day: of the skin that nobody
/// has treated.
pub fn delta_e_on(plan: &Plan, day: Option<f32>, light: Illuminant) -> f32 {
    let fields = Fields::new(plan, light);
    let treated = day.map_or_else(|| fields.bare(), |day| fields.treated(plan, day));
    delta_e2000(lab(treated), lab(fields.donor(plan))) as f32
}

fn lab(rgb: [f32; 3]) -> [f64; 3] {
    lab_from_srgb(rgb.map(f64::from))
}

/// Mean colours of one client under one light.
pub struct Fields {
    tables: Tables,
    course: Course,
}

impl Fields {
    /// Fields of the plan's client.
    pub fn new(plan: &Plan, light: Illuminant) -> Fields {
        let skin = tone::find(&plan.client.tone).skin;
        Fields {
            tables: Tables::new(&skin, plan.client.hair.colour, light, 1.0),
            course: Course { healing: plan.healing, fading: plan.fading, melanin: skin.melanin },
        }
    }

    /// Bare skin, linear sRGB.
    pub fn bare(&self) -> [f32; 3] {
        self.tables.bare
    }

    /// Fully treated skin without any hair on a day of the plan, linear sRGB.
    pub fn treated(&self, plan: &Plan, day: f32) -> [f32; 3] {
        let on = plan.sessions.iter().filter(|session| session.enabled);
        let field = on.map(|session| self.field(session, day)).fold(Field::default(), |sum, f| sum.plus(&f));
        let relative = field.loss().relative_reflectance();
        std::array::from_fn(|c| self.tables.bare[c] * relative[c])
    }

    fn field(&self, session: &Session, day: f32) -> Field {
        let column = Column { depth_mm: session.depth_mm, height_mm: COLUMN_MM };
        // Clumps are in the pigment's colour; the settled thickness is that of the same mass finely dispersed.
        let tau_rgb = self.tables.pigment_tau(session.pigment, session.clumping);
        let state = PigmentState::of(column, tau_rgb, &self.course, Age::Days(day - session.day));
        let settled_tau = tau_550(session.pigment, session.dilution);
        let per_mm2 = session.density_per_cm2 / MM2_PER_CM2 / Session::SHADES.len() as f32;
        let radius_mm = RADIUS_PER_NEEDLE * session.needle_mm;
        let of_shade = |deviations: f32| {
            let tau = settled_tau * session.shade_of(deviations);
            state.field(&self.tables, radius_mm, tau, per_mm2)
        };
        Session::SHADES.map(of_shade).iter().fold(Field::default(), |sum, field| sum.plus(field))
    }

    /// Skin under the client's own trimmed hair where none is lost, linear sRGB.
    pub fn donor(&self, plan: &Plan) -> [f32; 3] {
        let ClientHair { shaft_mm, stubble_mm, density_per_cm2, .. } = plan.client.hair;
        let stubble_mm = stubble_mm.min(SHAVED_MM);
        let per_mm2 = density_per_cm2 / MM2_PER_CM2;
        let lying = mean_lying(plan.client.ethnicity);
        let rise = root_rise(plan.client.ethnicity);
        let field = hair_field(&self.tables, 0.5 * shaft_mm, stubble_mm, rise, per_mm2);
        let covered = 1.0 - (-per_mm2 * shaft_mm * stubble_mm * lying).exp();
        let relative = field.loss().relative_reflectance();
        std::array::from_fn(|c| {
            let skin = self.tables.bare[c] * relative[c];
            skin + covered * (self.tables.hair[c] - skin)
        })
    }
}

/// How the hairline stands out once settled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct EdgeContrast {
    /// Lightness of the forehead minus that of treated scalp behind the line, CIE L* under daylight.
    pub contrast: f32,
    /// Width over which density rises from 10 to 90 %, mm.
    pub width_mm: f32,
    /// The steepest rise, L* per mm.
    pub steepest_per_mm: f32,
}

impl EdgeContrast {
    /// The edge of a plan.
    pub fn of(plan: &Plan) -> EdgeContrast {
        const STEP_MM: f32 = 0.25;
        let settled = Date::Settled.day(plan);
        let fields = Fields::new(plan, Illuminant::D65);
        let contrast = (lab(fields.bare())[0] - lab(fields.treated(plan, settled))[0]) as f32;
        let edge = Curve::new(&plan.hairline, plan.seed).edge();
        let fraction =
            |mm: f32| (0..200).map(|i| edge.fraction(mm, 1.0, crate::rng::hash(1, i))).sum::<f32>() / 200.0;
        let fractions: Vec<f32> = (-100..160).map(|i| fraction(i as f32 * STEP_MM)).collect();
        let reaches = |level: f32| fractions.partition_point(|s| *s < level) as f32 * STEP_MM;
        let steepest = fractions.windows(2).map(|w| w[1] - w[0]).fold(0.0, f32::max) / STEP_MM;
        EdgeContrast { contrast, width_mm: reaches(0.9) - reaches(0.1), steepest_per_mm: steepest * contrast }
    }
}

#[cfg(test)]
mod tests;
