//! Whole treatments to start from, and mistakes to learn from, as changes to a plan. The client, the head and the
//! hair loss always stay.
//!
//! Treatments follow `docs/practice.md#what-changes-by-session` and `docs/practice.md#scars-and-hair-between`; their
//! shades are those of the demo, thinned for lighter hair by eye. Mistakes follow `docs/practice.md#failures`.

use super::words::words;
use super::{HairColour, HairlineStyle, Pigment, Plan, Session, Target};

/// A named change of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Template {
    Classic,
    Conservative,
    BetweenHair,
    ScarCamouflage,
    TouchUp,
    TooDeep,
    TooDark,
    TooDense,
    DotsTooBig,
    HairlineTooLow,
    FlatShade,
    WrongHue,
}

words!(Template in "template" {
    Classic = "classic";
    Conservative = "conservative";
    BetweenHair = "between-hair";
    ScarCamouflage = "scar-camouflage";
    TouchUp = "touch-up";
    TooDeep = "too-deep";
    TooDark = "too-dark";
    TooDense = "too-dense";
    DotsTooBig = "dots-too-big";
    HairlineTooLow = "hairline-too-low";
    FlatShade = "flat-shade";
    WrongHue = "wrong-hue";
});

impl Template {
    /// In two words.
    pub fn title(self) -> &'static str {
        crate::words::of("template-title", self.key())
    }

    /// Whether it shows a mistake.
    pub fn is_mistake(self) -> bool {
        self as usize >= Self::TooDeep as usize
    }

    /// Changes `plan`. A mistake in a plan without sessions is made in the classic treatment.
    pub fn apply(self, plan: &mut Plan) {
        if self.is_mistake() && plan.sessions.is_empty() {
            Self::Classic.apply(plan);
        }
        match self {
            Self::Classic => plan.sessions = classic(plan),
            Self::Conservative => conservative(plan),
            Self::BetweenHair => between_hair(plan),
            Self::ScarCamouflage => scar_camouflage(plan),
            Self::TouchUp => touch_up(plan),
            Self::TooDeep => each(plan, |session| {
                // Pressed in for darkness: deep, and more of it (`docs/practice.md#depth-and-what-heals-how`).
                session.depth_mm = 0.6;
                session.depth_spread_mm = 0.12;
                session.needle_mm *= 1.4;
                session.dilution *= 0.4;
            }),
            Self::TooDark => each(plan, |session| {
                session.pigment = Pigment::CarbonBlack;
                session.dilution *= 0.12;
                // Black is pressed in: it leaves larger dots (`docs/practice.md#needles-and-dots`).
                session.needle_mm *= 1.3;
            }),
            Self::TooDense => too_dense(plan),
            Self::DotsTooBig => each(plan, |session| session.needle_mm = 0.8),
            Self::HairlineTooLow => too_low(plan),
            Self::FlatShade => flat_shade(plan),
            Self::WrongHue => each(plan, |session| {
                session.pigment = Pigment::CoolBlack;
                session.depth_mm = 0.4;
                session.dilution *= 0.6;
            }),
        }
    }
}

fn each(plan: &mut Plan, change: impl Fn(&mut Session)) {
    plan.sessions.iter_mut().for_each(change);
}

/// A session of the usual needle and depth: name, day, dilution for dark hair, dots per cm².
fn session(plan: &Plan, name: &str, day: f32, dilution: f32, density_per_cm2: f32) -> Session {
    let (pigment, thinner) = shade(plan.client.hair.colour);
    Session {
        name: name.to_owned(),
        day,
        pigment,
        dilution: (dilution * thinner).min(40.0),
        needle_mm: 0.25,
        depth_mm: 0.125,
        depth_spread_mm: 0.02,
        density_per_cm2,
        ..Session::default()
    }
}

/// Pigment for a hair colour, and how much thinner it is mixed than for dark brown hair.
fn shade(hair: HairColour) -> (Pigment, f32) {
    match hair {
        HairColour::Black => (Pigment::WarmBlack, 0.8),
        HairColour::DarkBrown => (Pigment::WarmBlack, 1.0),
        HairColour::Brown => (Pigment::WarmBlack, 1.8),
        HairColour::LightBrown | HairColour::Red => (Pigment::Brown, 1.8),
        HairColour::Blond => (Pigment::Brown, 2.6),
        HairColour::Grey => (Pigment::CarbonBlack, 1.8),
        HairColour::White => (Pigment::CarbonBlack, 3.0),
    }
}

fn classic(plan: &Plan) -> Vec<Session> {
    vec![
        session(plan, "First: light and open", 0.0, 6.0, 34.0),
        session(plan, "Second: the density", 12.0, 4.0, 44.0),
        session(plan, "Third: the darkest dots", 24.0, 3.0, 34.0),
    ]
}

fn conservative(plan: &mut Plan) {
    plan.hairline.height_mm = plan.hairline.height_mm.max(82.0);
    plan.hairline.style = HairlineStyle::Soft;
    plan.hairline.softness_mm = 12.0;
    plan.sessions = vec![
        session(plan, "First: very light", 0.0, 9.0, 26.0),
        session(plan, "Second: light", 14.0, 7.0, 34.0),
        session(plan, "Third: a few darker dots", 28.0, 5.0, 20.0),
    ];
}

fn between_hair(plan: &mut Plan) {
    let under = |session: Session| Session { target: Target::BetweenHair, ..session };
    plan.sessions = vec![
        under(session(plan, "First: between the hairs", 0.0, 7.0, 34.0)),
        under(session(plan, "Second: even out", 14.0, 6.0, 34.0)),
    ];
}

fn scar_camouflage(plan: &mut Plan) {
    // Scar skin soaks up or rejects: light, shallow, in three steps (`docs/practice.md#scars-and-hair-between`).
    let on_scar = |session: Session| Session { needle_mm: 0.3, target: Target::Scars, ..session };
    plan.sessions = vec![
        on_scar(session(plan, "First: see what the scar takes", 0.0, 8.0, 40.0)),
        on_scar(session(plan, "Second: the density", 21.0, 5.0, 48.0)),
        on_scar(session(plan, "Third: blend", 42.0, 4.0, 31.0)),
    ];
}

/// Four years after the last session: what has faded, once over.
fn touch_up(plan: &mut Plan) {
    let day = plan.sessions.last().map_or(0.0, |last| last.day) + 4.0 * 365.25;
    let dilution = plan.sessions.last().map_or(4.0, |last| last.dilution);
    let usual = session(plan, "Touch-up", day.min(7300.0), dilution, 31.0);
    let like = plan.sessions.last().cloned().unwrap_or_else(|| usual.clone());
    plan.sessions.push(Session {
        name: usual.name,
        day: usual.day,
        density_per_cm2: usual.density_per_cm2,
        enabled: true,
        ..like
    });
}

fn too_dense(plan: &mut Plan) {
    if let Some(first) = plan.sessions.first_mut() {
        first.density_per_cm2 = 400.0;
        first.dilution *= 0.5;
    }
}

fn too_low(plan: &mut Plan) {
    let line = &mut plan.hairline;
    line.style = HairlineStyle::Boxed;
    line.height_mm = 50.0;
    line.softness_mm = 0.5;
    (line.waves, line.jitter, line.sentinels, line.asymmetry_mm) = (0.0, 0.0, 0.0, 0.0);
}

fn flat_shade(plan: &mut Plan) {
    let darkest = plan.sessions.iter().map(|session| session.dilution).fold(f32::MAX, f32::min);
    each(plan, |session| {
        session.dilution = 0.6 * darkest;
        (session.size_jitter, session.shade_jitter, session.depth_spread_mm) = (0.0, 0.0, 0.0);
    });
    plan.hairline.softness_mm = 2.0;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_leaves_a_sound_plan_of_the_same_client() {
        for template in Template::ALL {
            for base in [Plan::demo(), Plan::default()] {
                let mut plan = base.clone();
                template.apply(&mut plan);
                assert_eq!(plan.validate(), [], "{template:?}");
                assert!(!plan.sessions.is_empty(), "{template:?}");
                let kept = (&plan.client, &plan.head, &plan.hair_loss);
                assert_eq!(kept, (&base.client, &base.head, &base.hair_loss), "{template:?}");
                assert_eq!(Plan::from_toml(&plan.to_toml(), "").unwrap(), plan, "{template:?}");
            }
        }
    }

    #[test]
    fn mistakes_are_marked() {
        let mistakes: Vec<Template> = Template::ALL.into_iter().filter(|t| t.is_mistake()).collect();
        assert_eq!(mistakes.len(), 7);
        assert!(mistakes.iter().all(|t| t.label().starts_with("Mistake: ")));
    }
}
