//! Tests of plans: sentences, round trips, files, and texts that are no plans at all.

mod files;
mod garbled;
mod pictures;
mod reference;
mod round_trip;
mod sentences;
mod words;

use super::*;

/// A short valid plan. Line 2 is the name, 4 the skin, 7 the pattern, 8 `[[sessions]]`, 9 to 11 its required keys.
const SHORT: &str = "\
format = 2
name = 'Short'
[client]
skin_tone = 'tan'
hair_colour = 'black'
[hair_loss]
pattern = 'norwood-3'
[[sessions]]
day = 0
dilution = 10
density_per_cm2 = 80
";

/// What is said of a text that is not a plan.
fn said(text: &str) -> String {
    Plan::from_toml(text, "plan.toml").unwrap_err().to_string()
}

#[test]
fn the_demo_is_a_plan_of_three_sessions_inside_the_ranges_of_practice() {
    let demo = Plan::from_toml(Plan::DEMO, "demo.toml").unwrap();
    assert_eq!(demo, Plan::demo());
    assert_eq!((demo.hair_loss.pattern, demo.client.hair.colour), (LossPattern::V, HairColour::DarkBrown));
    assert_eq!(demo.client.tone, Tone::Named(SkinTone::Intermediate));
    let [first, second, third] = &demo.sessions[..] else { panic!("three sessions") };
    assert!(
        first.dilution > second.dilution && second.dilution > third.dilution,
        "each darker than the last"
    );
    assert!(second.density_per_cm2 > first.density_per_cm2 && second.density_per_cm2 > third.density_per_cm2);
    let total: f32 = demo.sessions.iter().map(|session| session.density_per_cm2).sum();
    assert!((100.0..=310.0).contains(&total), "{total} dots per cm2 (docs/practice.md#spacing-and-density)");
    for session in &demo.sessions {
        assert!((0.15..=0.35).contains(&session.needle_mm), "needle (docs/practice.md#needles-and-dots)");
        assert!((0.0..=30.0).contains(&session.dilution), "dilution (docs/practice.md#pigment-and-shade)");
        let (top, spread) = (session.depth_mm, session.depth_spread_mm);
        assert!(top - spread >= 0.1 && top + spread <= 0.3, "papillary (docs/practice.md#layers-of-skin)");
    }
    for pair in demo.sessions.windows(2) {
        assert!((4.0..=30.0).contains(&(pair[1].day - pair[0].day)), "gap (docs/practice.md#conflicts)");
    }
    assert!((70.0..=100.0).contains(&demo.hairline.height_mm), "hairline (docs/practice.md#hairlines)");
    assert!((6.0..=10.0).contains(&demo.hairline.softness_mm), "fade (docs/practice.md#hairlines)");
}

#[test]
fn defaults_are_valid_and_are_what_absent_keys_mean() {
    assert_eq!(Plan::default().validate(), []);
    let text = "format = 2\nclient = {skin_tone = 'intermediate', hair_colour = 'dark-brown'}\n\
                hair_loss.pattern = 'norwood-5'\n";
    assert_eq!(Plan::from_toml(text, "").unwrap(), Plan::default());
    let short = Plan::from_toml(SHORT, "").unwrap();
    let session = Session { dilution: 10.0, density_per_cm2: 80.0, ..Session::default() };
    assert_eq!(short.sessions, [session]);
}

#[test]
fn a_following_session_keeps_the_settings_and_comes_a_gap_later() {
    let first = Session::following(&[]);
    assert_eq!(first, Session::default());
    let settings = Session { needle_mm: 0.3, enabled: false, day: 5.0, ..first };
    let next = Session::following(std::slice::from_ref(&settings));
    assert_eq!(next, Session { name: "Session 2".into(), day: 17.0, enabled: true, ..settings.clone() });
    let late = Session { day: ranges::DAY.max, ..settings };
    assert!(ranges::DAY.contains(Session::following(&[late]).day));
}

#[test]
fn melanin_without_blood_means_calm_skin() {
    let text = SHORT.replace("skin_tone = 'tan'", "melanin = 0.05");
    assert_eq!(
        Plan::from_toml(&text, "").unwrap().client.tone,
        Tone::Fractions(Skin { melanin: 0.05, blood: Skin::BLOOD })
    );
}

#[test]
fn a_head_file_is_found_from_the_plan_and_has_axes() {
    let text = format!("{SHORT}[head]\nfile = 'scans/ann.obj'\nunit = 'cm'\nup = '+z'\nforward = '-y'\n");
    let head = Plan::from_toml(&text, "").unwrap().head;
    let path = head.file_from_plan(Path::new("/clients/ann.toml")).unwrap();
    assert_eq!(path, Path::new("/clients/scans/ann.obj"));
    let frame = ScanFrame::told(LengthUnit::Centimetre, Axis::PosZ, Axis::NegY);
    assert_eq!(head, HeadSource::File { path: "scans/ann.obj".into(), frame, skin: ScanSkin::Face });
    let bare =
        Plan::from_toml(&format!("{SHORT}[head]\nfile = 'ann.glb'\nbreadth_mm = 161\n"), "").unwrap().head;
    let frame = ScanFrame { breadth_mm: Some(161.0), ..ScanFrame::default() };
    assert_eq!(bare, HeadSource::File { path: "ann.glb".into(), frame, skin: ScanSkin::Face });
    assert_eq!(HeadSource::default().file_from_plan(Path::new("/clients/ann.toml")), None);
}

#[test]
fn the_listed_numbers_of_a_part_say_which_is_out_of_range_and_where() {
    let scars = "[[scars]]\nkind = 'fue'\nat_mm = [0, -140]\nuptake = 3\n";
    let text = SHORT.replace("[[sessions]]", &format!("{scars}[[sessions]]"));
    assert!(said(&text).contains("plan.toml:11: scars[1].uptake = 3 is outside 0 to 2"), "{}", said(&text));
    let text = format!("{SHORT}zone_density = {{ vertex = 2.5, crown = 1 }}\n");
    assert!(said(&text).contains("zone_density.vertex = 2.5 is outside 0 to 2"), "{}", said(&text));
    assert!(said(&text).contains("crown is not a known key"), "{}", said(&text));
}

#[test]
fn sessions_are_copied_and_change_places_with_their_days_in_order() {
    let mut sessions = Plan::demo().sessions;
    let names: Vec<String> = sessions.iter().map(|session| session.name.clone()).collect();
    Session::copied(&mut sessions, 0);
    assert_eq!(sessions.iter().map(|session| session.day).collect::<Vec<_>>(), [0.0, 12.0, 24.0, 36.0]);
    assert_eq!(sessions[1].density_per_cm2, sessions[0].density_per_cm2);
    Session::swapped(&mut sessions, 0, 2);
    assert_eq!((&sessions[0].name, &sessions[2].name), (&names[1], &names[0]));
    Session::swapped(&mut sessions, 0, 9);
    let plan = Plan { sessions, ..Plan::demo() };
    assert_eq!(plan.validate(), []);
}
