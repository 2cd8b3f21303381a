//! Every valid plan reads back from its own text exactly.

use std::path::PathBuf;

use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::super::numbers::{Need, Numbers};
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
    let words = (select(&HairColour::ALL[..]), select(&Ethnicity::ALL[..]), select(&Shine::ALL[..]));
    (tone(), words, varied(Client::default())).prop_map(|(tone, (colour, ethnicity, shine), rest)| Client {
        tone,
        ethnicity,
        shine,
        hair: ClientHair { colour, ..rest.hair },
        ..rest
    })
}

/// A part with each of its listed numbers anywhere in its range, or as it is.
fn varied<T: Numbers + Clone + std::fmt::Debug>(part: T) -> impl Strategy<Value = T> {
    let count = part.clone().numbers().len();
    let fraction = prop_oneof![4 => 0.0..=1.0_f32, 1 => Just(0.0), 1 => Just(1.0)];
    let fractions = prop::collection::vec(prop::option::of(fraction), count);
    fractions.prop_map(move |fractions| {
        let mut part = part.clone();
        for (number, fraction) in part.numbers().into_iter().zip(fractions) {
            let Limit { min, max, .. } = number.limit;
            *number.value =
                fraction.map_or(*number.value, |fraction| (min + fraction * (max - min)).clamp(min, max));
        }
        part
    })
}

fn hairline() -> impl Strategy<Value = Hairline> {
    let style = select(&HairlineStyle::ALL[..]);
    (style, varied(Hairline::default())).prop_map(|(style, rest)| Hairline { style, ..rest })
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
    let known = (of(select(&LengthUnit::ALL[..])), of(select(&Axis::ALL[..])), of(select(&Axis::ALL[..])));
    let frame = (known, of(135.0f32..170.0))
        .prop_map(|((unit, up, forward), breadth_mm)| ScanFrame { unit, up, forward, breadth_mm })
        .prop_filter("across", |frame| {
            frame.up.zip(frame.forward).is_none_or(|(up, forward)| !up.is_parallel(forward))
        });
    let file = (name(), frame, select(&ScanSkin::ALL[..])).prop_map(|(path, frame, skin)| HeadSource::File {
        path: PathBuf::from(path),
        frame,
        skin,
    });
    let shape = (select(&Person::ALL[..]), select(&Sex::ALL[..]), select(&Eyes::ALL[..])).prop_flat_map(
        |(person, sex, eyes)| {
            let untouched = HeadShape { person, sex, ..HeadShape::default() }.untouched();
            varied(HeadShape { eyes, ..untouched })
        },
    );
    prop_oneof![shape.prop_map(HeadSource::BuiltIn), file]
}

fn session() -> impl Strategy<Value = Session> {
    let words = (name(), select(&Pigment::ALL[..]), select(&Target::ALL[..]), any::<bool>());
    let zone_density = prop::collection::vec(within(ranges::ZONE_DENSITY), Zone::ALL.len());
    let zones = (subsequence(&Zone::ALL[..], 1..=Zone::ALL.len()), zone_density);
    (words, zones, varied(Session::default())).prop_map(
        |((name, pigment, target, enabled), (zones, density), rest)| Session {
            name,
            pigment,
            target,
            enabled,
            zones: zones.into_iter().collect(),
            zone_density: std::array::from_fn(|zone| density[zone]),
            ..rest
        },
    )
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

format = 2
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

/// Keys of listed numbers that are written though they need not be, or are not though they should.
fn wrongly_written<T: Numbers>(
    text: &str,
    part: &mut T,
    is_written: impl Fn(Need) -> bool,
) -> Vec<&'static str> {
    let wrong = part.numbers().into_iter().filter(|number| {
        text.contains(&format!("\n{} = {} ", number.key, number.value)) != is_written(number.need)
    });
    wrong.map(|number| number.key).collect()
}

#[test]
fn a_usual_number_is_written_where_the_list_says_so() {
    let mut plan = Plan { sessions: vec![Session::default()], ..Plan::default() };
    let text = plan.to_toml();
    let is_written = |need| need != Need::Optional;
    assert!(wrongly_written(&text, &mut plan.client, is_written).is_empty());
    assert!(wrongly_written(&text, &mut plan.hairline, is_written).is_empty());
    assert!(wrongly_written(&text, &mut plan.sessions[0], is_written).is_empty());
    let only_required = |need| need == Need::Required;
    let seen = wrongly_written(&text, &mut plan.sessions[0], only_required);
    assert_eq!(seen, ["needle_mm", "depth_mm", "depth_spread_mm"], "planted: another law of what is written");
}
