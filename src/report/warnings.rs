//! What to beware of, in the technician's words. Rules from `docs/practice.md`.

use serde::Serialize;

use super::matching::{Date, Match};
use crate::deposit::Dot;
use crate::deposit::site_fields;
use crate::optics::light::Illuminant;
use crate::plan::{HairLoss, Hairline, LossPattern, Plan, Session, SkinLayer, Zone};
use crate::scalp::guides::Guides;
use crate::scalp::hair_loss::Retention;
use crate::scalp::hairline::Curve;
use crate::scalp::scars::Scars;
use crate::scalp::{Scalp, regions};
use crate::words::{self, say, text};

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Concern {
    TooDeep,
    TooShallow,
    HairlineTooLow,
    CornerFilled,
    HardEdge,
    Saturated,
    TooDense,
    DotsTooBig,
    TooDark,
    WrongHue,
    HealingGap,
    FutureLoss,
    ActiveLossInWomen,
}

/// A warning.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Warning {
    /// What is wrong.
    pub concern: Concern,
    /// One sentence.
    pub sentence: String,
}

fn warning(concern: Concern, sentence: impl Into<String>) -> Option<Warning> {
    Some(Warning { concern, sentence: sentence.into() })
}

/// All warnings for a plan with its dots on a scalp.
pub fn of(plan: &Plan, scalp: &Scalp, shown: &[Dot], matching: &[Match]) -> Vec<Warning> {
    let on: Vec<&Session> = plan.sessions.iter().filter(|session| session.enabled).collect();
    let found = [
        too_deep(scalp, shown),
        too_shallow(shown),
        saturated(&on),
        too_dense(&on),
        dots_too_big(&on),
        healing_gap(&on),
        too_dark(matching),
        wrong_hue(matching),
        hard_edge(&plan.hairline),
    ];
    let line = if draws_the_line(plan, scalp, shown) { hairline(plan, scalp) } else { Vec::new() };
    found.into_iter().flatten().chain(line).collect()
}

/// Deepest good placement by zone, mm: the papillary limit of 0.3 mm scaled by how thick skin is there
/// (`docs/practice.md#layers-of-skin`: 1.18 mm in front, 1.38 at the temples, 1.48 behind).
fn deepest_mm(zone: Zone) -> f32 {
    match zone {
        Zone::Frontal => 0.24,
        Zone::Temporal => 0.28,
        _ => SkinLayer::PapillaryDermis.floor_mm(),
    }
}

fn too_deep(scalp: &Scalp, shown: &[Dot]) -> Option<Warning> {
    let mut deep = [0usize; Zone::ALL.len()];
    let mut all = [0usize; Zone::ALL.len()];
    for dot in shown {
        let Some(place) = scalp.places.get(dot.site as usize) else { continue };
        let zone = regions::largest(&place.zones);
        all[zone as usize] += 1;
        deep[zone as usize] += usize::from(dot.depth_mm > deepest_mm(zone));
    }
    let fraction = |zone: Zone| deep[zone as usize] as f32 / all[zone as usize].max(1) as f32;
    let worst = Zone::ALL.into_iter().max_by(|a, b| fraction(*a).total_cmp(&fraction(*b)))?;
    if fraction(worst) < 0.1 {
        return None;
    }
    let is_thin = matches!(worst, Zone::Frontal | Zone::Temporal);
    let sentence = say!(
        if is_thin { "warning-too-deep.thin-skin" } else { "warning-too-deep" },
        percent = format!("{:.0}", 100.0 * fraction(worst)),
        place = words::of("warning-place", worst.key()),
        depth = format!("{:.2}", deepest_mm(worst))
    );
    warning(Concern::TooDeep, sentence)
}

fn too_shallow(shown: &[Dot]) -> Option<Warning> {
    const SHED_ABOVE_MM: f32 = 0.09;
    let fraction =
        shown.iter().filter(|dot| dot.depth_mm < SHED_ABOVE_MM).count() as f32 / shown.len().max(1) as f32;
    if fraction < 0.2 {
        return None;
    }
    let sentence = say!("warning-too-shallow", percent = format!("{:.0}", 100.0 * fraction));
    warning(Concern::TooShallow, sentence)
}

/// Session 1 takes most of the dots, or more than a session should (`docs/practice.md#what-changes-by-session`: wide
/// gaps first).
fn saturated(on: &[&Session]) -> Option<Warning> {
    const MOST_PER_CM2: f32 = 80.0;
    let first = on.first()?;
    if first.density_per_cm2 <= MOST_PER_CM2 {
        return None;
    }
    let sentence = say!("warning-saturated", density = format!("{:.0}", first.density_per_cm2));
    warning(Concern::Saturated, sentence)
}

/// More than anyone claims to place (`docs/practice.md#spacing-and-density`).
fn too_dense(on: &[&Session]) -> Option<Warning> {
    const MOST_PER_CM2: f32 = 200.0;
    // Touch-ups years later replace what has faded.
    let within = on.iter().filter(|session| session.day < on.first().map_or(0.0, |first| first.day) + 365.0);
    let total: f32 = within.map(|session| session.density_per_cm2).sum();
    if total <= MOST_PER_CM2 {
        return None;
    }
    let sentence = say!("warning-too-dense", density = format!("{total:.0}"));
    warning(Concern::TooDense, sentence)
}

fn dots_too_big(on: &[&Session]) -> Option<Warning> {
    const LARGEST_MM: f32 = 0.4;
    let needle_mm = on.iter().map(|session| session.needle_mm).fold(0.0, f32::max);
    if needle_mm <= LARGEST_MM {
        return None;
    }
    let sentence = say!("warning-dots-too-big", needle = format!("{needle_mm:.2}"));
    warning(Concern::DotsTooBig, sentence)
}

fn healing_gap(on: &[&Session]) -> Option<Warning> {
    const SHORTEST_DAYS: f32 = 10.0;
    let short = on.windows(2).find(|pair| pair[1].day - pair[0].day < SHORTEST_DAYS)?;
    let gap = short[1].day - short[0].day;
    let sentence = say!(
        "warning-too-soon",
        days = format!("{gap:.0}"),
        first = short[0].name.as_str(),
        second = short[1].name.as_str()
    );
    warning(Concern::HealingGap, sentence)
}

fn settled(matching: &[Match]) -> Option<&Match> {
    matching.iter().find(|each| each.date == Date::Settled && each.light == Illuminant::D65)
}

/// Darker than the client's own stubble by what anyone sees.
fn too_dark(matching: &[Match]) -> Option<Warning> {
    const DARKER: f32 = -4.0;
    let settled = settled(matching).filter(|settled| settled.lighter < DARKER)?;
    let sentence = say!("warning-too-dark", darker = format!("{:.0}", -settled.lighter));
    warning(Concern::TooDark, sentence)
}

/// Same lightness as the stubble and still another colour.
fn wrong_hue(matching: &[Match]) -> Option<Warning> {
    const OTHER_HUE: f32 = 4.0;
    let settled = settled(matching)?;
    let hue = (settled.delta_e.powi(2) - settled.lighter.powi(2)).max(0.0).sqrt();
    if hue < OTHER_HUE {
        return None;
    }
    let sentence = say!("warning-wrong-hue", difference = format!("{hue:.1}"));
    warning(Concern::WrongHue, sentence)
}

fn hard_edge(line: &Hairline) -> Option<Warning> {
    const NARROWEST_MM: f32 = 3.0;
    if line.softness_mm >= NARROWEST_MM {
        return None;
    }
    let sentence = say!("warning-hard-edge", width = format!("{:.1}", line.softness_mm));
    warning(Concern::HardEdge, sentence)
}

/// Whether dots make the hairline, or only stand behind it.
fn draws_the_line(plan: &Plan, scalp: &Scalp, shown: &[Dot]) -> bool {
    const NEAR_MM: f32 = 6.0;
    const FEWEST: usize = 150;
    let curve = Curve::new(&plan.hairline, plan.seed);
    let near = |dot: &&Dot| {
        let site = scalp.sites.get(dot.site as usize);
        site.is_some_and(|site| curve.signed_distance_mm(site.mean_position) < NEAR_MM)
    };
    shown.iter().filter(near).take(FEWEST).count() == FEWEST
}

/// Landmark rules (`docs/practice.md#hairlines`) and what may recede behind the line.
fn hairline(plan: &Plan, scalp: &Scalp) -> Vec<Warning> {
    let guides = Guides::of(&plan.hairline, &scalp.head);
    let rules = [low(&guides), corner(&guides), future(plan, scalp), female(plan)];
    rules.into_iter().flatten().collect()
}

fn low(guides: &Guides) -> Option<Warning> {
    const SAFE_MM: f32 = 65.0;
    let [upper, middle, _] = guides.thirds_mm;
    if guides.mid_frontal_mm >= SAFE_MM {
        return None;
    }
    let sentence = say!(
        "warning-hairline-low",
        height = format!("{:.0}", guides.mid_frontal_mm),
        percent = format!("{:.0}", 100.0 * upper / middle.max(1.0))
    );
    warning(Concern::HairlineTooLow, sentence)
}

/// Corners stay on the line of the outer canthus; further out the temple is filled.
fn corner(guides: &Guides) -> Option<Warning> {
    const FURTHEST_MM: f32 = 8.0;
    if guides.corner_outside_canthus_mm <= FURTHEST_MM {
        return None;
    }
    let sentence = say!("warning-corners", outside = format!("{:.0}", guides.corner_outside_canthus_mm));
    warning(Concern::CornerFilled, sentence)
}

/// Hair of today behind the drawn line, too much of it to be treated, that one more step of the scale would take.
fn future(plan: &Plan, scalp: &Scalp) -> Option<Warning> {
    const STEPS: f32 = 1.0;
    const MOST_CM2: f32 = 25.0;
    const UNTREATED: f32 = 0.75;
    let male = !matches!(
        plan.hair_loss.pattern,
        LossPattern::None
            | LossPattern::LudwigI
            | LossPattern::LudwigII
            | LossPattern::LudwigIII
            | LossPattern::Total
    );
    if !male {
        return None;
    }
    let today = HairLoss { future_stages: 0.0, ..plan.hair_loss.clone() };
    let scars = Scars::of(plan);
    let (now, then) = (Retention::new(&today, 0.0), Retention::new(&today, STEPS));
    let curve = Curve::new(&plan.hairline, plan.seed);
    const EVERY: usize = 40;
    let each = EVERY as f32 * scalp.site_area_cm2 / scalp.sites.len().max(1) as f32;
    let goes = |i: &usize| {
        let place = &scalp.places[*i];
        let left = |retention| site_fields::left(retention, &scars, place.atlas);
        place.edges.boundary_mm > 0.0
            && left(&now) > UNTREATED
            && left(&then) < 0.5
            && curve.signed_distance_mm(scalp.sites[*i].mean_position) > 0.0
    };
    let cm2 = each * (0..scalp.sites.len()).step_by(EVERY).filter(goes).count() as f32;
    if cm2 < MOST_CM2 {
        return None;
    }
    let sentence = say!("warning-future-loss", area = format!("{cm2:.0}"));
    warning(Concern::FutureLoss, sentence)
}

/// A receding front in a woman is not ordinary female loss (`docs/practice.md#norwood-and-ludwig`).
fn female(plan: &Plan) -> Option<Warning> {
    let ludwig = matches!(
        plan.hair_loss.pattern,
        LossPattern::LudwigI | LossPattern::LudwigII | LossPattern::LudwigIII
    );
    if !ludwig || plan.hairline.height_mm >= 55.0 {
        return None;
    }
    warning(Concern::ActiveLossInWomen, text("warning-loss-in-women"))
}

#[cfg(test)]
mod tests;
