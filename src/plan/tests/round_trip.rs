//! Every valid plan reads back from its own text exactly.

use std::path::PathBuf;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::*;

fn within(limit: Limit) -> impl Strategy<Value = f32> {
    prop_oneof![4 => limit.range(), 1 => Just(limit.min), 1 => Just(limit.max)]
}

fn name() -> impl Strategy<Value = String> {
    "\\PC{1,40}"
        .prop_filter("a name shows", |name| !name.trim().is_empty() && !name.contains(char::is_control))
}

fn tone() -> impl Strategy<Value = Tone> {
    let fractions = (within(ranges::MELANIN), within(ranges::BLOOD));
    let [l, a, b] = ranges::LAB.map(within);
    prop_oneof![
        fractions.prop_map(|(melanin, blood)| Tone::Fractions(Skin { melanin, blood })),
        select(&SkinTone::ALL[..]).prop_map(Tone::Named),
        select(&Fitzpatrick::ALL[..]).prop_map(Tone::Fitzpatrick),
        (ranges::MONK[0]..=ranges::MONK[1]).prop_map(Tone::Monk),
        within(ranges::ITA_DEG).prop_map(Tone::Ita),
        (l, a, b).prop_map(|(l, a, b)| Tone::Lab([l, a, b])),
    ]
}

fn client() -> impl Strategy<Value = Client> {
    let hair = (
        select(&HairColour::ALL[..]),
        within(ranges::SHAFT_MM),
        within(ranges::HAIR_DENSITY_PER_CM2),
        within(ranges::STUBBLE_MM),
    );
    (tone(), hair).prop_map(|(tone, (colour, shaft_mm, density_per_cm2, stubble_mm))| Client {
        tone,
        hair: Hair { colour, shaft_mm, density_per_cm2, stubble_mm },
    })
}

fn hairline() -> impl Strategy<Value = Hairline> {
    (select(&HairlineStyle::ALL[..]), within(ranges::HEIGHT_MM), within(ranges::SOFTNESS_MM))
        .prop_map(|(style, height_mm, softness_mm)| Hairline { style, height_mm, softness_mm })
}

fn head() -> impl Strategy<Value = HeadSource> {
    let axes =
        (select(&Axis::ALL[..]), select(&Axis::ALL[..])).prop_filter("across", |(a, b)| !a.is_parallel(*b));
    let file = (name(), select(&LengthUnit::ALL[..]), axes).prop_map(|(path, unit, (up, forward))| {
        HeadSource::File { path: PathBuf::from(path), unit, up, forward }
    });
    prop_oneof![Just(HeadSource::BuiltIn), file]
}

fn session() -> impl Strategy<Value = Session> {
    let words =
        (name(), select(&Pigment::ALL[..]), subsequence(&Zone::ALL[..], 1..=Zone::ALL.len()), any::<bool>());
    let cup = (
        within(ranges::DAY),
        within(ranges::DILUTION),
        within(ranges::DENSITY_PER_CM2),
        within(ranges::CLUMPING),
    );
    let needle = (within(ranges::NEEDLE_MM), within(ranges::DEPTH_MM), within(ranges::DEPTH_SPREAD_MM));
    (words, cup, needle).prop_map(|((name, pigment, zones, enabled), cup, needle)| {
        let (day, dilution, density_per_cm2, clumping) = cup;
        let (needle_mm, depth_mm, depth_spread_mm) = needle;
        let zones = zones.into_iter().collect();
        let cup = Session { name, day, pigment, dilution, density_per_cm2, clumping, ..Session::default() };
        Session { needle_mm, depth_mm, depth_spread_mm, zones, enabled, ..cup }
    })
}

pub(super) fn plan() -> impl Strategy<Value = Plan> {
    let sessions = prop::collection::vec(session(), 0..=ranges::SESSIONS_MAX).prop_map(|mut sessions| {
        sessions.sort_by(|a, b| a.day.total_cmp(&b.day));
        sessions
    });
    let pattern = select(&Norwood::ALL[..]);
    (name(), 0..=ranges::SEED_MAX, client(), pattern, hairline(), head(), sessions).prop_map(
        |(name, seed, client, pattern, hairline, head, sessions)| {
            let hair_loss = HairLoss { pattern };
            Plan { name, seed, client, hair_loss, hairline, head, sessions }
        },
    )
}

proptest! {
    #[test]
    fn a_valid_plan_reads_back_exactly(plan in plan()) {
        prop_assert_eq!(plan.validate(), []);
        let text = plan.to_toml();
        let back = Plan::from_toml(&text, "plan.toml").map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        prop_assert_eq!(back, plan);
    }

    /// Whatever a window does to a plan: either it validates and reads back, or it is not written.
    #[test]
    fn validation_and_reading_agree(plan in plan(), value in prop::num::f32::ANY, day in -10f32..8000.0) {
        let mut plan = plan;
        plan.hairline.height_mm = value;
        if let Some(session) = plan.sessions.first_mut() {
            session.day = day;
        }
        let problems = plan.validate();
        match Plan::from_toml(&plan.to_toml(), "plan.toml") {
            Ok(back) => prop_assert_eq!((back, problems), (plan, vec![])),
            Err(PlanError::Invalid { problems: read, .. }) => {
                let mut said: Vec<_> = problems.iter().map(ToString::to_string).collect();
                let mut read: Vec<_> = read.iter().map(ToString::to_string).collect();
                said.sort();
                read.sort();
                prop_assert_eq!(said, read);
            }
            Err(error) => prop_assert!(false, "{}", error),
        }
    }
}

#[test]
fn the_written_plan_looks_like_a_plan() {
    let plan = Plan::from_toml(SHORT, "").unwrap();
    let expected = "\
# A Papilla treatment plan. The unit of a number is in its name.

format = 1
name = \"Short\"
seed = 1                            # same plan, same seed: same picture

[client]
skin_tone = \"tan\"                   # very-light, light, intermediate, tan, brown, dark
hair_colour = \"black\"               # black, dark-brown, brown, light-brown, blond, red, grey, white
shaft_mm = 0.075                    # 0.03 to 0.15 mm
";
    let text = plan.to_toml();
    assert!(text.starts_with(expected), "{text}");
    let mut few = plan;
    few.sessions[0].zones = Zones::default().with(Zone::Vertex).with(Zone::Frontal);
    assert!(few.to_toml().contains("\nzones = [\"frontal\", \"vertex\"] "));
}
