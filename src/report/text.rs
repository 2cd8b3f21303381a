//! The report as people read it.

use std::fmt;

use super::Report;
use super::matching::{Date, Match};
use crate::optics::light::Illuminant;

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minutes: f32 = self.sessions.iter().map(|session| session.minutes).sum();
        writeln!(
            f,
            "{} dots on {:.0} cm² of scalp, {} hairs left, about {} of work",
            self.dots,
            self.scalp_area_cm2,
            self.hairs,
            hours(minutes)
        )?;
        self.work(f)?;
        self.depths(f)?;
        self.matches(f)?;
        for warning in &self.warnings {
            writeln!(f, "  ! {}", warning.sentence)?;
        }
        Ok(())
    }
}

impl Report {
    fn work(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Sessions")?;
        for session in &self.sessions {
            writeln!(
                f,
                "  day {:>4.0}  {:>6} dots  {:>7}  {:.1} ml of mix ({:.2} ml pigment)  {}",
                session.day,
                session.dots,
                hours(session.minutes),
                session.mixed_ml,
                session.concentrate_ml,
                session.name
            )?;
        }
        writeln!(f, "Zones")?;
        for zone in self.zones.iter().filter(|zone| zone.dots > 0) {
            writeln!(
                f,
                "  {:<10} {:>6} dots  {:>4.0} per cm² of its {:.0} cm²  {:.1} % covered",
                zone.zone,
                zone.dots,
                zone.dots_per_cm2,
                zone.area_cm2,
                100.0 * zone.coverage
            )?;
        }
        let spacing = &self.spacing;
        writeln!(
            f,
            "Spacing {:.2} mm on average, 5 % nearer than {:.2}, least {:.2}; regularity {:.2} (random 1, blue noise 1.4 and up)",
            spacing.mean_mm, spacing.p05_mm, spacing.min_mm, spacing.regularity
        )
    }

    fn depths(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let depth = &self.depth;
        writeln!(f, "Depth {:.2} mm on average ({:.2} to {:.2})", depth.mean_mm, depth.min_mm, depth.max_mm)?;
        for layer in depth.layers.iter().filter(|layer| layer.fraction > 0.0005) {
            let bar = "#".repeat((40.0 * layer.fraction).round() as usize);
            writeln!(f, "  {:<22} {:>5.1} %  {bar}", layer.layer, 100.0 * layer.fraction)?;
        }
        writeln!(
            f,
            "Dots {:.2} mm wide once settled, {:.2} mm five years later",
            self.blur.settled_mm, self.blur.five_years_mm
        )
    }

    fn matches(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Treated scalp beside the shaved donor area (CIEDE2000, + lighter, - darker)")?;
        for date in Date::ALL {
            let of_date = || self.matching.iter().filter(|each| each.date == date);
            let worst = of_date().max_by(|a, b| a.delta_e.total_cmp(&b.delta_e));
            let said = |each: &Match| {
                let sign = if each.lighter < 0.0 { '-' } else { '+' };
                format!("{:.1}{sign} under {}", each.delta_e, each.light.key())
            };
            let daylight = of_date().find(|each| each.light == Illuminant::D65);
            let both: Vec<String> = daylight.into_iter().chain(worst).map(said).collect();
            writeln!(f, "  {:<9} {}", date.key(), both.join(", at most "))?;
        }
        writeln!(
            f,
            "Hairline {:.1} L* darker than the forehead, over {:.1} mm ({:.1} L* per mm at its steepest)",
            self.edge.contrast, self.edge.width_mm, self.edge.steepest_per_mm
        )
    }
}

/// Minutes as people say them.
pub(super) fn hours(minutes: f32) -> String {
    let whole = minutes.round() as u32;
    if whole < 60 { format!("{whole} min") } else { format!("{} h {:02}", whole / 60, whole % 60) }
}
