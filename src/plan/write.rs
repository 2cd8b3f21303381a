//! From a [`Plan`] to a TOML text that a technician can read and edit. Notes at the end of a line give the range or
//! the words allowed, from the same tables that the reader uses. Comments of a hand-written plan are not kept.

use std::fmt::Display;

use super::numbers::{Need, Number, Numbers};
use super::read::{FORMAT, PLACE};
use super::words::Word;
use super::{
    Client, Ethnicity, Eyes, HairLoss, Hairline, HeadSource, Patch, Person, Plan, ScanFrame, ScanSkin, Scar,
    Session, Shine, Stroke, Target, Tone, Zone, Zones,
};

/// Where notes begin on a line.
const NOTE_COLUMN: usize = 36;

/// Places of a stroke on a line.
const PLACES_A_LINE: usize = 8;

/// Writes a plan; [`read`](super::read) gives it back exactly.
pub(super) fn write(plan: &Plan) -> String {
    let mut text = Text::default();
    text.0.push_str("# A Papilla treatment plan. The unit of a number is in its name.\n\n");
    text.line("format", FORMAT, "");
    text.line("name", quoted(&plan.name), "");
    text.line("seed", plan.seed, "same plan, same seed: same picture");
    text.client(&plan.client);
    text.hair_loss(&plan.hair_loss);
    plan.scars.iter().for_each(|scar| text.scar(scar));
    plan.strokes.iter().for_each(|stroke| text.stroke(stroke));
    text.head("[hairline]");
    text.word("style", plan.hairline.style);
    text.numbers(&plan.hairline, &Hairline::default());
    text.course(plan);
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

    fn word<W: Word>(&mut self, key: &str, word: W) {
        self.line(key, quoted(word.key()), &W::choices());
    }

    /// The listed numbers of a part; optional ones where they are not the usual ones.
    fn numbers<T: Numbers + Clone>(&mut self, part: &T, usual: &T) {
        self.numbers_and(part, usual, |_, _| ());
    }

    /// The same, where something may be written after the place of a number, told by its key.
    fn numbers_and<T: Numbers + Clone>(&mut self, part: &T, usual: &T, after: impl Fn(&mut Text, &str)) {
        let (mut part, mut usual) = (part.clone(), usual.clone());
        for (number, usual) in part.numbers().into_iter().zip(usual.numbers()) {
            let Number { key, value, limit, need } = number;
            if need != Need::Optional || value != usual.value {
                self.line(key, value.to_string().to_lowercase(), &limit.to_string());
            }
            after(self, key);
        }
    }

    fn place(&mut self, at_mm: [f32; 2]) {
        let [left, front] = at_mm;
        self.line("at_mm", format!("[{left}, {front}]"), PLACE);
    }

    fn hair_loss(&mut self, loss: &HairLoss) {
        self.head("[hair_loss]");
        self.word("pattern", loss.pattern);
        self.numbers(loss, &HairLoss::default());
        for patch in &loss.patches {
            self.head("[[hair_loss.patches]]");
            self.place(patch.at_mm);
            self.numbers(patch, &Patch::default());
        }
    }

    fn scar(&mut self, scar: &Scar) {
        self.head("[[scars]]");
        self.word("kind", scar.kind);
        self.place(scar.at_mm);
        self.numbers(scar, &Scar::usual(scar.kind));
    }

    fn stroke(&mut self, stroke: &Stroke) {
        self.head("[[strokes]]");
        self.word("paint", stroke.paint);
        self.numbers(stroke, &Stroke::usual(stroke.paint));
        self.line("path_mm", "[", PLACE);
        for places in stroke.path_mm.chunks(PLACES_A_LINE) {
            let places = places.iter().map(|[left, front]| format!(" [{left}, {front}],"));
            self.0.push_str(&format!("   {}\n", places.collect::<String>()));
        }
        self.0.push_str("]\n");
    }

    /// Healing and fading, where they are not the usual ones.
    fn course(&mut self, plan: &Plan) {
        let usual = Plan::default();
        if plan.healing != usual.healing {
            self.head("[healing]");
            self.numbers(&plan.healing, &usual.healing);
        }
        if plan.fading != usual.fading {
            self.head("[fading]");
            self.word("longevity", plan.fading.longevity);
            self.numbers(&plan.fading, &usual.fading);
        }
    }

    fn client(&mut self, client: &Client) {
        let Client { tone, ethnicity, hair, shine, .. } = client;
        self.head("[client]");
        match *tone {
            Tone::Named(tone) => self.word("skin_tone", tone),
            Tone::Fitzpatrick(phototype) => self.word("fitzpatrick", phototype),
            Tone::Monk(monk) => self.line("monk", monk, "1 to 10, light to dark"),
            Tone::Lab([l, a, b]) => self.line(
                "lab",
                format!("[{l}, {a}, {b}]"),
                "L*, a*, b* under D65, as a colorimeter gives them",
            ),
            Tone::Ita(_) | Tone::Fractions(_) => self.numbers(tone, tone),
        }
        if *ethnicity != Ethnicity::default() {
            self.word("ethnicity", *ethnicity);
        }
        if *shine != Shine::default() {
            self.word("shine", *shine);
        }
        self.word("hair_colour", hair.colour);
        self.numbers(client, &Client::default());
    }

    fn head_source(&mut self, head: &HeadSource) {
        self.head("[head]");
        match head {
            HeadSource::BuiltIn(shape) => {
                self.line("model", quoted("built-in"), "or file, a scan");
                match shape.person {
                    Person::Average => self.word("sex", shape.sex),
                    person => self.word("person", person),
                }
                if shape.eyes != Eyes::default() {
                    self.word("eyes", shape.eyes);
                }
                self.numbers(shape, &shape.untouched());
            }
            HeadSource::File { path, frame: ScanFrame { unit, up, forward, breadth_mm }, skin } => {
                self.line(
                    "file",
                    quoted(&path.to_string_lossy()),
                    "a scan: OBJ, PLY, STL, GLB or a zip with one, from where this plan lies",
                );
                unit.iter().for_each(|unit| self.word("unit", *unit));
                up.iter().for_each(|up| self.word("up", *up));
                forward.iter().for_each(|forward| self.word("forward", *forward));
                if *skin != ScanSkin::default() {
                    self.word("skin", *skin);
                }
                if let Some(breadth_mm) = breadth_mm {
                    self.line("breadth_mm", breadth_mm.to_string(), "as measured above the ears");
                }
            }
        }
    }

    fn session(&mut self, session: &Session) {
        self.head("[[sessions]]");
        self.line("name", quoted(&session.name), "");
        self.numbers_and(session, &Session::default(), |text, key| match key {
            "day" => text.word("pigment", session.pigment),
            "density_per_cm2" => text.treated(session),
            _ => {}
        });
        self.line("enabled", session.enabled, "");
    }

    /// Where a session is at work.
    fn treated(&mut self, session: &Session) {
        self.line("zones", zones(session.zones), "\"all\" or a list of zones");
        if session.target != Target::Loss {
            self.word("target", session.target);
        }
        let factors = Zone::ALL.into_iter().zip(session.zone_density).filter(|(_, factor)| *factor != 1.0);
        let factors: Vec<String> =
            factors.map(|(zone, factor)| format!("{} = {factor}", zone.key())).collect();
        if !factors.is_empty() {
            self.line("zone_density", format!("{{ {} }}", factors.join(", ")), "relative to the session's");
        }
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
