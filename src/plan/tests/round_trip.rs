//! Every valid plan reads back from its own text exactly.

use std::path::PathBuf;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::super::numbers::Numbers;
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
    let kept = (select(&Ethnicity::ALL[..]), within(ranges::TRIM_DAYS), within(ranges::SHARE));
    (tone(), hair, kept, varied(Hair::default())).prop_map(
        |(
            tone,
            (colour, shaft_mm, density_per_cm2, stubble_mm),
            (ethnicity, trim_every_days, freckles),
            rest,
        )| {
            Client {
                tone,
                ethnicity,
                hair: Hair { colour, shaft_mm, density_per_cm2, stubble_mm, trim_every_days, ..rest },
                freckles,
            }
        },
    )
}

/// A part with each of its listed numbers anywhere in its range, or as it is.
fn varied<T: Numbers + Clone + std::fmt::Debug>(part: T) -> impl Strategy<Value = T> {
    let count = part.clone().numbers().len();
    let shares = prop::collection::vec(prop::option::of(0.0..=1.0_f32), count);
    shares.prop_map(move |shares| {
        let mut part = part.clone();
        for (number, share) in part.numbers().into_iter().zip(shares) {
            let Limit { min, max, .. } = number.limit;
            *number.value = share.map_or(*number.value, |share| (min + share * (max - min)).clamp(min, max));
        }
        part
    })
}

fn hairline() -> impl Strategy<Value = Hairline> {
    let shape = (select(&HairlineStyle::ALL[..]), within(ranges::HEIGHT_MM), within(ranges::SOFTNESS_MM));
    (shape, varied(Hairline::default())).prop_map(|((style, height_mm, softness_mm), rest)| Hairline {
        style,
        height_mm,
        softness_mm,
        ..rest
    })
}

fn place() -> impl Strategy<Value = [f32; 2]> {
    [within(ranges::PLACE_MM), within(ranges::PLACE_MM)]
}

fn hair_loss() -> impl Strategy<Value = HairLoss> {
    let patch = (place(), varied(Patch::default())).prop_map(|(at_mm, rest)| Patch { at_mm, ..rest });
    let patches = prop::collection::vec(patch, 0..4);
    (select(&LossPattern::ALL[..]), patches, varied(HairLoss::default()))
        .prop_map(|(pattern, patches, rest)| HairLoss { pattern, patches, ..rest })
}

fn scar() -> impl Strategy<Value = Scar> {
    let scar = select(&ScarKind::ALL[..]).prop_flat_map(|kind| varied(Scar::usual(kind)));
    (place(), scar).prop_map(|(at_mm, scar)| Scar { at_mm, ..scar })
}

fn stroke() -> impl Strategy<Value = Stroke> {
    let stroke = select(&Paint::ALL[..]).prop_flat_map(|paint| varied(Stroke::usual(paint)));
    (prop::collection::vec(place(), 1..20), stroke).prop_map(|(path_mm, stroke)| Stroke { path_mm, ..stroke })
}

fn fading() -> impl Strategy<Value = Fading> {
    (select(&Longevity::ALL[..]), varied(Fading::default()))
        .prop_map(|(longevity, rest)| Fading { longevity, ..rest })
}

fn head() -> impl Strategy<Value = HeadSource> {
    let axes =
        (select(&Axis::ALL[..]), select(&Axis::ALL[..])).prop_filter("across", |(a, b)| !a.is_parallel(*b));
    let file = (name(), select(&LengthUnit::ALL[..]), axes).prop_map(|(path, unit, (up, forward))| {
        HeadSource::File { path: PathBuf::from(path), unit, up, forward }
    });
    let shape = select(&Sex::ALL[..]).prop_flat_map(|sex| varied(HeadShape::usual(sex)));
    prop_oneof![shape.prop_map(HeadSource::BuiltIn), file]
}

fn session() -> impl Strategy<Value = Session> {
    let words =
        (name(), select(&Pigment::ALL[..]), subsequence(&Zone::ALL[..], 1..=Zone::ALL.len()), any::<bool>());
    let cup = (
        within(ranges::DAY),
        within(ranges::DILUTION),
        within(ranges::DENSITY_PER_CM2),
        select(&Target::ALL[..]),
    );
    let zone_density = prop::collection::vec(within(ranges::ZONE_DENSITY), Zone::ALL.len());
    let rest = (zone_density, varied(Session::default()));
    let needle = (within(ranges::NEEDLE_MM), within(ranges::DEPTH_MM), within(ranges::DEPTH_SPREAD_MM));
    (words, cup, needle, rest).prop_map(|((name, pigment, zones, enabled), cup, needle, rest)| {
        let (day, dilution, density_per_cm2, target) = cup;
        let zone_density = std::array::from_fn(|zone| rest.0[zone]);
        let (needle_mm, depth_mm, depth_spread_mm) = needle;
        let zones = zones.into_iter().collect();
        let cup = Session { name, day, pigment, dilution, density_per_cm2, target, zone_density, ..rest.1 };
        Session { needle_mm, depth_mm, depth_spread_mm, zones, enabled, ..cup }
    })
}

pub(super) fn plan() -> impl Strategy<Value = Plan> {
    let sessions = prop::collection::vec(session(), 0..=ranges::SESSIONS_MAX).prop_map(|mut sessions| {
        sessions.sort_by(|a, b| a.day.total_cmp(&b.day));
        sessions
    });
    let scars = prop::collection::vec(scar(), 0..3);
    let strokes = prop::collection::vec(stroke(), 0..3);
    let body = (client(), hair_loss(), (scars, strokes), head());
    let course = (hairline(), varied(Healing::default()), fading());
    (name(), 0..=ranges::SEED_MAX, body, course, sessions).prop_map(
        |(name, seed, (client, hair_loss, (scars, strokes), head), (hairline, healing, fading), sessions)| {
            Plan { name, seed, client, hair_loss, scars, strokes, hairline, healing, fading, head, sessions }
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
fn a_full_plan_of_strokes_is_a_file_that_can_be_opened() {
    let at_mm = [-123.456_79, -123.456_79];
    let long = Stroke { path_mm: vec![at_mm; ranges::STROKE_PLACES_MAX], ..Stroke::usual(Paint::Density) };
    let plan = Plan { strokes: vec![long; ranges::STROKES_MAX], ..Plan::demo() };
    let path = tempfile::tempdir().unwrap();
    let path = path.path().join("full.toml");
    plan.save(&path).unwrap();
    assert_eq!(Plan::load(&path).unwrap(), plan);
}

#[test]
fn a_plan_without_strokes_does_not_speak_of_them() {
    assert!(!Plan::demo().to_toml().contains("strokes"));
    let painted = Stroke { path_mm: vec![[1.5, -20.0], [2.0, -24.0]], ..Stroke::usual(Paint::Leave) };
    let text = Plan { strokes: vec![painted], ..Plan::demo() }.to_toml();
    let expected = "
[[strokes]]
paint = \"leave\"                     # treat, leave, density, scar, erase
radius_mm = 10                      # 3 to 40 mm
path_mm = [                         # mm to the left and to the front of the top of the head
    [1.5, -20], [2, -24],
]
";
    assert!(text.contains(expected), "{text}");
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
