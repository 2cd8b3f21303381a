//! What makes a plan valid beyond its types: ranges, and keys that must fit together. One place, for plans read from
//! a file and for plans edited in the window.

use super::ranges::{self, Limit};
use super::{Client, HeadSource, Plan, Problem, Session, Tone};

impl Plan {
    /// All that is wrong with the plan; nothing when it may be drawn and saved.
    pub fn validate(&self) -> Vec<Problem> {
        let mut check = Check::default();
        check.name("name", &self.name);
        if self.seed > ranges::SEED_MAX {
            check.problem("seed", format!("= {} is outside 0 to {}", self.seed, ranges::SEED_MAX));
        }
        check.client(&self.client);
        check.limit("hairline.height_mm", self.hairline.height_mm, ranges::HEIGHT_MM);
        check.limit("hairline.softness_mm", self.hairline.softness_mm, ranges::SOFTNESS_MM);
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
            Tone::Fractions(skin) => {
                self.limit("client.melanin", skin.melanin, ranges::MELANIN);
                self.limit("client.blood", skin.blood, ranges::BLOOD);
            }
            Tone::Monk(monk) => {
                let [first, last] = ranges::MONK;
                if !(first..=last).contains(&monk) {
                    self.problem("client.monk", format!("= {monk} is outside {first} to {last}"));
                }
            }
            Tone::Ita(degrees) => self.limit("client.ita_deg", degrees, ranges::ITA_DEG),
            Tone::Lab(lab) => {
                for ((value, limit), name) in lab.into_iter().zip(ranges::LAB).zip(["L*", "a*", "b*"]) {
                    self.limit(&format!("client.lab: {name}"), value, limit);
                }
            }
        }
    }

    fn client(&mut self, client: &Client) {
        let Client { tone, hair } = client;
        self.tone(tone);
        self.limit("client.shaft_mm", hair.shaft_mm, ranges::SHAFT_MM);
        self.limit("client.hair_density_per_cm2", hair.density_per_cm2, ranges::HAIR_DENSITY_PER_CM2);
        self.limit("client.stubble_mm", hair.stubble_mm, ranges::STUBBLE_MM);
    }

    fn head(&mut self, head: &HeadSource) {
        let HeadSource::File { path, up, forward, .. } = head else { return };
        match path.to_str() {
            None => self.problem("head.file", "is not written in UTF-8, and a plan is; rename the file"),
            Some("") => self.problem("head.file", "is empty; write the path of an OBJ file"),
            Some(path) if path.chars().any(char::is_control) => {
                self.problem("head.file", "holds a line break or another control character");
            }
            Some(_) => {}
        }
        if up.is_parallel(*forward) {
            let (up, forward) = (up.key(), forward.key());
            self.problem("head.forward", format!("= \"{forward}\" lies along head.up = \"{up}\""));
        }
    }

    fn sessions(&mut self, sessions: &[Session]) {
        if sessions.len() > ranges::SESSIONS_MAX {
            let (count, most) = (sessions.len(), ranges::SESSIONS_MAX);
            self.problem("sessions", format!("lists {count} sessions; at most {most} are allowed"));
        }
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
        for (key, value, limit) in [
            ("day", session.day, ranges::DAY),
            ("dilution", session.dilution, ranges::DILUTION),
            ("clumping", session.clumping, ranges::CLUMPING),
            ("needle_mm", session.needle_mm, ranges::NEEDLE_MM),
            ("depth_mm", session.depth_mm, ranges::DEPTH_MM),
            ("depth_spread_mm", session.depth_spread_mm, ranges::DEPTH_SPREAD_MM),
            ("density_per_cm2", session.density_per_cm2, ranges::DENSITY_PER_CM2),
        ] {
            self.limit(&format!("{at}.{key}"), value, limit);
        }
        if session.zones.is_empty() {
            self.problem(
                format!("{at}.zones"),
                "is empty; name a zone, write \"all\", or set enabled = false",
            );
        }
    }
}
