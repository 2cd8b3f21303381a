//! From a [`Plan`] to a TOML text that a technician can read and edit. Notes at the end of a line give the range or
//! the words allowed, from the same tables that the reader uses. Comments of a hand-written plan are not kept.

use std::fmt::Display;

use super::ranges::{self, Limit};
use super::read::FORMAT;
use super::words::Word;
use super::{Client, HeadSource, Plan, Session, Tone, Zones};

/// Where notes begin on a line.
const NOTE_COLUMN: usize = 36;

/// Writes a plan; [`read`](super::read) gives it back exactly.
pub(super) fn write(plan: &Plan) -> String {
    let mut text = Text::default();
    text.0.push_str("# A Papilla treatment plan. The unit of a number is in its name.\n\n");
    text.line("format", FORMAT, "");
    text.line("name", quoted(&plan.name), "");
    text.line("seed", plan.seed, "same plan, same seed: same picture");
    text.client(&plan.client);
    text.head("[hair_loss]");
    text.word("pattern", plan.hair_loss.pattern);
    text.head("[hairline]");
    text.word("style", plan.hairline.style);
    text.number("height_mm", plan.hairline.height_mm, ranges::HEIGHT_MM);
    text.number("softness_mm", plan.hairline.softness_mm, ranges::SOFTNESS_MM);
    text.head_source(&plan.head);
    plan.sessions.iter().for_each(|session| text.session(session));
    text.0
}

#[derive(Default)]
struct Text(String);

impl Text {
    fn head(&mut self, head: &str) {
        self.0.push_str(&format!("\n{head}\n"));
    }

    fn line(&mut self, key: &str, value: impl Display, note: &str) {
        let line = format!("{key} = {value}");
        let line = if note.is_empty() { line } else { format!("{line:<NOTE_COLUMN$}# {note}") };
        self.0.push_str(&line);
        self.0.push('\n');
    }

    fn number(&mut self, key: &str, value: f32, limit: Limit) {
        self.line(key, value.to_string().to_lowercase(), &limit.to_string());
    }

    fn word<W: Word>(&mut self, key: &str, word: W) {
        self.line(key, quoted(word.key()), &W::choices());
    }

    fn client(&mut self, client: &Client) {
        let Client { tone, hair } = client;
        self.head("[client]");
        match *tone {
            Tone::Named(tone) => self.word("skin_tone", tone),
            Tone::Fitzpatrick(phototype) => self.word("fitzpatrick", phototype),
            Tone::Monk(monk) => self.line("monk", monk, "1 to 10, light to dark"),
            Tone::Ita(degrees) => self.number("ita_deg", degrees, ranges::ITA_DEG),
            Tone::Lab([l, a, b]) => self.line(
                "lab",
                format!("[{l}, {a}, {b}]"),
                "L*, a*, b* under D65, as a colorimeter gives them",
            ),
            Tone::Fractions(skin) => {
                self.number("melanin", skin.melanin, ranges::MELANIN);
                self.number("blood", skin.blood, ranges::BLOOD);
            }
        }
        self.word("hair_colour", hair.colour);
        self.number("shaft_mm", hair.shaft_mm, ranges::SHAFT_MM);
        self.number("hair_density_per_cm2", hair.density_per_cm2, ranges::HAIR_DENSITY_PER_CM2);
        self.number("stubble_mm", hair.stubble_mm, ranges::STUBBLE_MM);
    }

    fn head_source(&mut self, head: &HeadSource) {
        self.head("[head]");
        match head {
            HeadSource::BuiltIn => self.line("model", quoted("built-in"), "or file, unit, up, forward"),
            HeadSource::File { path, unit, up, forward } => {
                self.line("file", quoted(&path.to_string_lossy()), "an OBJ file, from where this plan lies");
                self.word("unit", *unit);
                self.word("up", *up);
                self.word("forward", *forward);
            }
        }
    }

    fn session(&mut self, session: &Session) {
        self.head("[[sessions]]");
        self.line("name", quoted(&session.name), "");
        self.number("day", session.day, ranges::DAY);
        self.word("pigment", session.pigment);
        self.number("dilution", session.dilution, ranges::DILUTION);
        if session.clumping > 0.0 {
            self.number("clumping", session.clumping, ranges::CLUMPING);
        }
        self.number("needle_mm", session.needle_mm, ranges::NEEDLE_MM);
        self.number("depth_mm", session.depth_mm, ranges::DEPTH_MM);
        self.number("depth_spread_mm", session.depth_spread_mm, ranges::DEPTH_SPREAD_MM);
        self.number("density_per_cm2", session.density_per_cm2, ranges::DENSITY_PER_CM2);
        self.line("zones", zones(session.zones), "\"all\" or a list of zones");
        self.line("enabled", session.enabled, "");
    }
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn zones(zones: Zones) -> String {
    if zones == Zones::ALL {
        return quoted("all");
    }
    let names: Vec<String> = zones.iter().map(|zone| quoted(zone.key())).collect();
    format!("[{}]", names.join(", "))
}
