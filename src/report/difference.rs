//! Two plans beside each other, in the few figures that tell them apart: all from their reports.

use std::fmt;

use serde::Serialize;

use super::Report;
use super::blur::Blur;
use super::matching::{Date, Match};
use super::text::hours;
use super::warnings::Warning;
use crate::optics::light::Illuminant;
use crate::words::{self, say, text, tip};

/// What a plan comes to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figures {
    /// Dots.
    pub dots: usize,
    /// Work, minutes.
    pub minutes: f32,
    /// Pigment mix to prepare, ml.
    pub mixed_ml: f32,
    /// Treated scalp beside the shaved donor area on the day and under the light that are shown, where any are,
    /// CIEDE2000.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shown_delta_e: Option<f32>,
    /// The same in daylight once settled.
    pub settled_delta_e: f32,
    /// The same after five years.
    pub five_years_delta_e: f32,
    /// Fraction of pigment in the papillary dermis, by mass.
    #[serde(rename = "papillary_share")] // the key that `papilla stats --json` has always had
    pub papillary_fraction: f32,
    /// Widths of the dots.
    pub blur: Blur,
    /// What to beware of.
    pub warnings: Vec<Warning>,
}

impl Figures {
    /// The figures of a report.
    pub fn of(report: &Report) -> Figures {
        let on = |date: Date| {
            let of_date = |each: &&Match| each.date == date && each.light == Illuminant::D65;
            report.matching.iter().find(of_date).map_or(f32::NAN, |each| each.delta_e)
        };
        Figures {
            dots: report.dots,
            minutes: report.sessions.iter().map(|session| session.minutes).sum(),
            mixed_ml: report.sessions.iter().map(|session| session.mixed_ml).sum(),
            shown_delta_e: None,
            settled_delta_e: on(Date::Settled),
            five_years_delta_e: on(Date::FiveYears),
            papillary_fraction: report.depth.papillary_fraction,
            blur: report.blur,
            warnings: report.warnings.clone(),
        }
    }
}

/// A line of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureRow {
    /// A client's words.
    pub plain: &'static str,
    /// The technician's.
    pub term: &'static str,
    /// What it says of the head.
    pub tip: &'static str,
    /// Left and right, with the unit.
    pub values: [String; 2],
}

/// The table of two plans.
pub fn table(both: [&Figures; 2]) -> Vec<FigureRow> {
    let row = |key, value: &dyn Fn(&Figures) -> String| FigureRow {
        plain: text(key),
        term: words::of(key, "term"),
        tip: tip(key),
        values: both.map(value),
    };
    let colour = |delta_e: f32| format!("{delta_e:.1}");
    let width = |mm: f32| say!("millimetres", number = format!("{mm:.2}"));
    let as_shown = row("figure-colour-shown", &|f| f.shown_delta_e.map_or_else(String::new, colour));
    let is_shown = both.iter().all(|f| f.shown_delta_e.is_some());
    let always = [
        row("figure-colour-settled", &|f| colour(f.settled_delta_e)),
        row("figure-colour-5-years", &|f| colour(f.five_years_delta_e)),
        row("figure-dots", &|f| f.dots.to_string()),
        row("figure-work", &|f| hours(f.minutes)),
        row("figure-mix", &|f| say!("millilitres", number = format!("{:.1}", f.mixed_ml))),
        row("figure-papillary", &|f| {
            say!("percent", number = format!("{:.0}", 100.0 * f.papillary_fraction))
        }),
        row("figure-dot-settled", &|f| width(f.blur.settled_mm)),
        row("figure-dot-5-years", &|f| width(f.blur.five_years_mm)),
        row("figure-warnings", &|f| f.warnings.len().to_string()),
    ];
    is_shown.then_some(as_shown).into_iter().chain(always).collect()
}

/// Two plans as the command line tells them.
#[derive(Clone, Debug, Serialize)]
pub struct Difference {
    /// Their names.
    pub names: [String; 2],
    /// Their figures.
    pub figures: [Figures; 2],
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, second] = &self.names;
        let rows = table([&self.figures[0], &self.figures[1]]);
        let wide = rows.iter().flat_map(|row| row.values.iter()).chain(&self.names);
        let wide = wide.map(|text| text.chars().count()).max().unwrap_or_default();
        writeln!(f, "{:<23}  {first:>wide$}  {second:>wide$}", "")?;
        for FigureRow { term, values: [first, second], .. } in rows {
            writeln!(f, "{term:<23}  {first:>wide$}  {second:>wide$}")?;
        }
        for (name, figures) in self.names.iter().zip(&self.figures) {
            for warning in &figures.warnings {
                writeln!(f, "  ! {name}: {}", warning.sentence)?;
            }
        }
        Ok(())
    }
}
