//! What makes a plan valid beyond its types: ranges, and keys that must fit together. One place, for plans read from
//! a file and for plans edited in the window.

use super::numbers::Numbers;
use super::ranges::{self, Limit};
use super::{Client, HairLoss, HeadSource, Plan, Problem, Scar, Session, Stroke, Tone, Zone};

impl Plan {
    /// All that is wrong with the plan; nothing when it may be drawn and saved.
    pub fn validate(&self) -> Vec<Problem> {
        let mut check = Check::default();
        check.name("name", &self.name);
        if self.seed > ranges::SEED_MAX {
            check.problem("seed", format!("= {} is outside 0 to {}", self.seed, ranges::SEED_MAX));
        }
        check.client(&self.client);
        check.hair_loss(&self.hair_loss);
        check.scars(&self.scars);
        check.strokes(&self.strokes);
        check.numbers("hairline", &self.hairline);
        check.numbers("healing", &self.healing);
        check.numbers("fading", &self.fading);
        check.head(&self.head);
        check.sessions(&self.sessions);
        check.problems
    }
}

/// Problems found so far.
#[derive(Default)]
struct Check {
    problems: Vec<Problem>,
}

impl Check {
    fn problem(&mut self, key: impl Into<String>, message: impl Into<String>) {
        self.problems.push(Problem { place: None, key: key.into(), message: message.into() });
    }

    fn limit(&mut self, key: &str, value: f32, limit: Limit) {
        if !value.is_finite() {
            self.problem(key, format!("= {value} is not a finite number; it must be {limit}"));
        } else if !limit.contains(value) {
            self.problem(key, format!("= {value} is outside {limit}"));
        }
    }

    /// The listed numbers of a part.
    fn numbers<T: Numbers + Clone>(&mut self, at: &str, part: &T) {
        for number in part.clone().numbers() {
            self.limit(&format!("{at}.{}", number.key), *number.value, number.limit);
        }
    }

    /// A place on the scalp.
    fn place(&mut self, at: &str, at_mm: [f32; 2]) {
        for (value, name) in at_mm.into_iter().zip(["left", "front"]) {
            self.limit(&format!("{at}: {name}"), value, ranges::PLACE_MM);
        }
    }

    fn count(&mut self, key: &str, count: usize, most: usize) {
        if count > most {
            let things = key.rsplit('.').next().unwrap_or(key);
            self.problem(key, format!("lists {count} {things}; at most {most} are allowed"));
        }
    }

    fn hair_loss(&mut self, loss: &HairLoss) {
        self.numbers("hair_loss", loss);
        self.count("hair_loss.patches", loss.patches.len(), ranges::SPOTS_MAX);
        for (index, patch) in loss.patches.iter().enumerate() {
            let at = format!("hair_loss.patches[{}]", index + 1);
            self.place(&format!("{at}.at_mm"), patch.at_mm);
            self.numbers(&at, patch);
        }
    }

    fn scars(&mut self, scars: &[Scar]) {
        self.count("scars", scars.len(), ranges::SPOTS_MAX);
        for (index, scar) in scars.iter().enumerate() {
            let at = format!("scars[{}]", index + 1);
            self.place(&format!("{at}.at_mm"), scar.at_mm);
            self.numbers(&at, scar);
        }
    }

    fn strokes(&mut self, strokes: &[Stroke]) {
        self.count("strokes", strokes.len(), ranges::STROKES_MAX);
        for (index, stroke) in strokes.iter().enumerate() {
            let at = format!("strokes[{}]", index + 1);
            self.numbers(&at, stroke);
            let key = format!("{at}.path_mm");
            let count = stroke.path_mm.len();
            if count == 0 {
                self.problem(key, "is empty; write one place at least, or leave the stroke out");
            } else if count > ranges::STROKE_PLACES_MAX {
                let most = ranges::STROKE_PLACES_MAX;
                self.problem(key, format!("lists {count} places; at most {most} are allowed in a stroke"));
            } else {
                let places = stroke.path_mm.iter().enumerate();
                places.for_each(|(place, at_mm)| self.place(&format!("{key}[{}]", place + 1), *at_mm));
            }
        }
    }

    fn name(&mut self, key: &str, name: &str) {
        let length = name.chars().count();
        if name.trim().is_empty() {
            self.problem(key, "is empty");
        } else if length > ranges::NAME_MAX {
            self.problem(key, format!("has {length} characters; at most {} fit", ranges::NAME_MAX));
        } else if name.chars().any(char::is_control) {
            self.problem(key, "holds a line break or another control character");
        }
    }

    fn tone(&mut self, tone: &Tone) {
        match *tone {
            Tone::Named(_) | Tone::Fitzpatrick(_) => {}
            Tone::Fractions(_) | Tone::Ita(_) => self.numbers("client", tone),
            Tone::Monk(monk) => {
                let [first, last] = ranges::MONK;
                if !(first..=last).contains(&monk) {
                    self.problem("client.monk", format!("= {monk} is outside {first} to {last}"));
                }
            }
            Tone::Lab(lab) => {
                for ((value, limit), name) in lab.into_iter().zip(ranges::LAB).zip(["L*", "a*", "b*"]) {
                    self.limit(&format!("client.lab: {name}"), value, limit);
                }
            }
        }
    }

    fn client(&mut self, client: &Client) {
        self.tone(&client.tone);
        self.numbers("client", client);
    }

    fn head(&mut self, head: &HeadSource) {
        let (path, frame) = match head {
            HeadSource::BuiltIn(shape) => return self.numbers("head", shape),
            HeadSource::File { path, frame, .. } => (path, frame),
        };
        match path.to_str() {
            None => self.problem("head.file", "is not written in UTF-8, and a plan is; rename the file"),
            Some("") => self.problem(
                "head.file",
                "is empty; write the path of a scan: OBJ, PLY, STL, GLB or a zip with one",
            ),
            Some(path) if path.chars().any(char::is_control) => {
                self.problem("head.file", "holds a line break or another control character");
            }
            Some(_) => {}
        }
        if let (Some(up), Some(forward)) = (frame.up, frame.forward)
            && up.is_parallel(forward)
        {
            let (up, forward) = (up.key(), forward.key());
            self.problem("head.forward", format!("= \"{forward}\" lies along head.up = \"{up}\""));
        }
        if let Some(breadth_mm) = frame.breadth_mm {
            self.limit("head.breadth_mm", breadth_mm, ranges::HEAD_BREADTH_MM);
        }
    }

    fn sessions(&mut self, sessions: &[Session]) {
        self.count("sessions", sessions.len(), ranges::SESSIONS_MAX);
        let mut latest = ranges::DAY.min;
        for (index, session) in sessions.iter().enumerate() {
            self.session(&format!("sessions[{}]", index + 1), session);
            if !ranges::DAY.contains(session.day) {
                continue;
            }
            if session.day < latest {
                let key = format!("sessions[{}].day", index + 1);
                self.problem(key, format!("= {} is before the session above, on day {latest}", session.day));
            }
            latest = latest.max(session.day);
        }
    }

    fn session(&mut self, at: &str, session: &Session) {
        self.name(&format!("{at}.name"), &session.name);
        self.numbers(at, session);
        for (zone, factor) in Zone::ALL.into_iter().zip(session.zone_density) {
            self.limit(&format!("{at}.zone_density.{}", zone.key()), factor, ranges::ZONE_DENSITY);
        }
        if session.zones.is_empty() {
            self.problem(
                format!("{at}.zones"),
                "is empty; name a zone, write \"all\", or set enabled = false",
            );
        }
    }
}
