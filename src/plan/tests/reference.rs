//! `docs/plan.md`: its tables hold every key that the reader knows, with the ranges and defaults of the code.
//! `PAPILLA_DOCS=write cargo test --lib plan::tests::reference` writes them anew; the text around them is written by hand.

use std::collections::BTreeSet;
use std::path::Path;

use super::*;
use crate::plan::numbers::{Need, Number, Numbers};
use crate::plan::words::Word;

/// What each key means, by section.
const MEANINGS: &[(&str, &[(&str, &str)])] = &[
    (
        "Top of the file",
        &[
            ("format", "of the file; always 1 today"),
            ("name", "title, free text in one line"),
            ("seed", "same plan and seed, same dots; another seed, another steady hand"),
        ],
    ),
    (
        "`[client]`",
        &[
            ("skin_tone", "band of the typology angle; or tell the skin otherwise, below"),
            ("fitzpatrick", "phototype, I to VI"),
            ("monk", "number on the Monk scale, 1 light to 10 dark"),
            ("ita_deg", "individual typology angle from a colorimeter"),
            ("lab", "L*, a*, b* under D65, surface reflection included"),
            ("melanin", "volume fraction of melanosomes in the epidermis"),
            ("blood", "volume fraction of whole blood in the dermis"),
            ("ethnicity", "how fast hair grows; averages where hair was not measured"),
            ("hair_colour", "of shafts and roots"),
            ("shaft_mm", "diameter of a hair"),
            ("hair_density_per_cm2", "hairs where none are lost"),
            ("stubble_mm", "shaft above the skin after a trim"),
            ("trim_every_days", "days from trim to trim; 0: hair of constant length"),
            ("grey", "share of hairs that have turned white"),
            ("beard", "share of a full beard; 0: shaved with a blade"),
            ("beard_mm", "length of the beard"),
            ("freckles", "0 none, 1 covered"),
            ("shine", "of the skin by its own sebum; a scalp shaved with a blade shines more"),
        ],
    ),
    (
        "`[hair_loss]`",
        &[
            ("pattern", "which hair is gone"),
            ("diffuse", "share lost evenly on front, top and crown besides"),
            ("future_stages", "steps of the scale lost later, while the pigment stays"),
            ("stages_per_decade", "steps of the scale that ten years add"),
        ],
    ),
    (
        "`[[hair_loss.patches]]`",
        &[
            ("at_mm", "centre: left and front of the top of the head"),
            ("radius_mm", "radius of the bald patch"),
        ],
    ),
    (
        "`[[scars]]`",
        &[
            ("kind", "what left it"),
            ("at_mm", "middle: left and front of the top of the head"),
            ("length_mm", "extent around the head"),
            ("width_mm", "extent up and down"),
            ("per_cm2", "round scars of a harvested field (fue)"),
            ("dot_mm", "their diameter (fue)"),
            ("paleness", "how far the skin has lost its colour"),
            ("uptake", "pigment it takes over that of sound skin; 0 rejects it"),
        ],
    ),
    (
        "`[[strokes]]`",
        &[
            ("paint", "what the brush leaves; a later stroke wins"),
            ("path_mm", "way of the brush: pairs of left and front"),
            ("radius_mm", "radius of the brush along the skin"),
            ("density", "dots over what the sessions want (density only)"),
        ],
    ),
    (
        "`[hairline]`",
        &[
            ("style", "shape between the temples"),
            ("height_mm", "middle of the line above the glabella, along the skin"),
            ("softness_mm", "width over which the edge fades in"),
            ("corner_back_mm", "corners behind those of the style"),
            ("corner_out_mm", "corners outside the line of the outer canthus"),
            ("temple_forward_mm", "temple peak forward of the measured one"),
            ("sideburn_down_mm", "sideburn below its natural end"),
            ("nape_up_mm", "nape above its natural edge"),
            ("waves", "waves of the line, 1 as the style has them"),
            ("jitter", "unevenness of dots at the edge, 1 as the style has it"),
            ("sentinels", "single dots ahead of the line, 1 as the style has them"),
            ("asymmetry_mm", "difference of left and right"),
            ("blend_mm", "width over which dots fade into the hair that is left"),
        ],
    ),
    (
        "`[healing]`",
        &[
            ("redness", "strength on the first day, 1 usual"),
            ("redness_days", "days until redness is gone"),
            ("scabs", "strength from day 2 to 7, 1 usual"),
            ("phantom_fade", "share that new skin veils about day 10"),
            ("fresh", "pigment of the first day over the settled amount"),
        ],
    ),
    (
        "`[fading]`",
        &[
            ("longevity", "how long pigment lasts in this client"),
            ("sun", "0 always covered, 1 outdoors without protection"),
            ("papillary_mm2_per_year", "growth of a dot's variance in the papillary dermis"),
            ("reticular_mm2_per_year", "the same in the reticular dermis"),
            ("fat_mm2_per_year", "the same in fat"),
        ],
    ),
    (
        "`[head]`",
        &[
            ("model", "the average head; or name a file"),
            ("eyes", "whether they are open; a scan keeps its own"),
            (
                "person",
                "whose head: the average one, or one of ten invented adults with measures of their own",
            ),
            ("sex", "features and usual measures of the average head"),
            ("length_mm", "glabella to the back of the head"),
            ("breadth_mm", "widest above the ears"),
            ("height_mm", "top of the head above the tragions"),
            ("face_mm", "root of the nose to under the chin"),
            ("neck_mm", "smallest girth of the neck"),
            ("flat_back", "0 round, 1 flat"),
            ("brow_mm", "brow ridge forward of the mean one"),
            ("jaw_mm", "angles of the jaw outside the mean ones, each side"),
            ("age_years", "what sags, hollows and grows"),
            ("file", "a scan: OBJ, PLY, STL, GLB or a zip with one, from where the plan lies"),
            ("unit", "length of one unit of the file"),
            ("up", "axis of the file that points to the crown"),
            ("forward", "axis of the file that points to the nose"),
            (
                "skin",
                "whose skin is shown where the scan has a picture: the client's on the face, on all, or the model's",
            ),
        ],
    ),
    (
        "`[[sessions]]`",
        &[
            ("name", "title, free text in one line"),
            ("day", "counted from the first session; never before the one above"),
            ("pigment", "pigment in the cup"),
            ("dilution", "water over pigment, by volume"),
            ("needle_mm", "diameter; heals to a dot of 1.2 of it"),
            ("depth_mm", "top of the pigment below the surface"),
            ("depth_spread_mm", "standard deviation of it from dot to dot"),
            ("density_per_cm2", "dots in fully treated skin"),
            ("zones", "zones treated"),
            ("zone_density", "density of a zone over the session's"),
            ("target", "what is treated within the zones"),
            ("enabled", "drawn, or switched off"),
            ("clumping", "optical thickness across a clump at 550 nm; 0: fine"),
            ("size_jitter", "relative standard deviation of a dot's size"),
            ("shade_jitter", "standard deviation of the logarithm of its pigment"),
            ("position_jitter_mm", "standard deviation of a dot's place"),
            ("keep_off_mm", "distance kept from follicles that hold hair"),
            ("edge_back_mm", "how far the session stays behind the hairline"),
            ("softness", "its fade at the hairline over the plan's"),
        ],
    ),
];

/// A key with its range and default. Those of a list of [`Numbers`] are told from those that the reader asks for.
struct KeyRow {
    key: &'static str,
    range: String,
    default: String,
    is_listed: bool,
}

fn given(key: &'static str, range: impl Into<String>, default: impl Into<String>) -> KeyRow {
    KeyRow { key, range: range.into(), default: default.into(), is_listed: false }
}

fn word<W: Word>(key: &'static str, default: W) -> KeyRow {
    given(key, "a word", default.key())
}

/// The listed numbers of a part; where the usual parts differ, their defaults in order.
fn listed<T: Numbers>(usual: impl IntoIterator<Item = T>) -> Vec<KeyRow> {
    let mut parts: Vec<T> = usual.into_iter().collect();
    let mut parts: Vec<Vec<_>> = parts.iter_mut().map(Numbers::numbers).collect();
    let first = parts.remove(0);
    let row = |(k, number): (usize, Number<'_>)| {
        let mut defaults = vec![number.value.to_string()];
        defaults.extend(parts.iter().map(|part| part[k].value.to_string()));
        if defaults.iter().all(|default| *default == defaults[0]) {
            defaults.truncate(1);
        }
        if number.need == Need::Required {
            defaults = vec![String::from("required")];
        }
        KeyRow { is_listed: true, ..given(number.key, number.limit.to_string(), defaults.join(" / ")) }
    };
    first.into_iter().enumerate().map(row).collect()
}

/// The listed numbers of one way to tell the skin tone; only blood has a default beside it.
fn told(tone: Tone) -> Vec<KeyRow> {
    let default = |row: &KeyRow| if row.key == "blood" { row.default.clone() } else { String::from("-") };
    listed([tone]).into_iter().map(|row| KeyRow { default: default(&row), ..row }).collect()
}

fn joined(first: impl IntoIterator<Item = KeyRow>, rest: Vec<KeyRow>) -> Vec<KeyRow> {
    first.into_iter().chain(rest).collect()
}

/// The rows of a section.
fn rows(section: &str) -> Vec<KeyRow> {
    let plan = Plan::default();
    let (line, session) = (plan.hairline, Session::default());
    let place = format!("two numbers, {}", ranges::PLACE_MM);
    let name = format!("text, up to {} characters", ranges::NAME_MAX);
    match section {
        "Top of the file" => vec![
            given("format", "1", "required"),
            given("name", name, plan.name),
            given("seed", "a whole number from 0 on", plan.seed.to_string()),
        ],
        "`[client]`" => {
            let [l, a, b] = ranges::LAB;
            let rows = [
                given("skin_tone", "a word", "required, or:"),
                given("fitzpatrick", "a word", "-"),
                given("monk", format!("{} to {}", ranges::MONK[0], ranges::MONK[1]), "-"),
                given("lab", format!("{l}; {a}; {b}"), "-"),
                word("ethnicity", plan.client.ethnicity),
                word("shine", plan.client.shine),
                given("hair_colour", "a word", "required"),
            ];
            let fractions = Skin { melanin: 0.0, blood: Skin::BLOOD };
            let tone = joined(told(Tone::Ita(0.0)), told(Tone::Fractions(fractions)));
            joined(rows, joined(tone, listed([plan.client])))
        }
        "`[hair_loss]`" => joined([given("pattern", "a word", "required")], listed([plan.hair_loss])),
        "`[[hair_loss.patches]]`" => joined([given("at_mm", place, "required")], listed([Patch::default()])),
        "`[[scars]]`" => {
            let rows = [given("kind", "a word", "required"), given("at_mm", place, "required")];
            joined(rows, listed(ScarKind::ALL.map(Scar::usual)))
        }
        "`[[strokes]]`" => {
            let path = format!("1 to {} pairs, {}", ranges::STROKE_PLACES_MAX, ranges::PLACE_MM);
            let rows = [given("paint", "a word", "required"), given("path_mm", path, "required")];
            joined(rows, listed(Paint::ALL.map(Stroke::usual)))
        }
        "`[hairline]`" => joined([word("style", line.style)], listed([line])),
        "`[healing]`" => listed([plan.healing]),
        "`[fading]`" => joined([word("longevity", plan.fading.longevity)], listed([plan.fading])),
        "`[head]`" => {
            let scan = [
                given("file", "text, a path", "-"),
                given("unit", "a word", "found"),
                given("up", "a word", "found"),
                given("forward", "a word", "found"),
                word("skin", ScanSkin::default()),
            ];
            let shape = joined(
                [
                    word("person", Person::default()),
                    word("sex", Sex::default()),
                    word("eyes", Eyes::default()),
                ],
                listed(Sex::ALL.map(HeadShape::usual)),
            );
            joined(joined([given("model", "built-in", "built-in")], shape), scan.into())
        }
        "`[[sessions]]`" => {
            let rows = [
                given("name", name, "Session 1, 2, .."),
                word("pigment", session.pigment),
                given("zones", "all, or a list of words", "all"),
                given("zone_density", format!("{} by zone", ranges::ZONE_DENSITY), "1"),
                word("target", session.target),
                given("enabled", "true or false", session.enabled.to_string()),
            ];
            joined(rows, listed([session]))
        }
        _ => panic!("{section} is not known"),
    }
}

fn table(section: &str, meanings: &[(&str, &str)]) -> String {
    let rows = rows(section);
    assert_eq!(rows.len(), meanings.len(), "{section}: a key without a meaning, or a meaning without a key");
    let mut text = String::from("| key | range | default | meaning |\n|---|---|---|---|\n");
    for (key, meaning) in meanings {
        let row = rows.iter().find(|row| row.key == *key).unwrap_or_else(|| panic!("{section}: {key}"));
        text += &format!("| `{key}` | {} | {} | {meaning} |\n", row.range, row.default);
    }
    text
}

/// Words of a key, some on a line.
fn words<W: Word>(key: &str) -> String {
    const A_LINE: usize = 7;
    let line = |words: &[W]| {
        let words: Vec<String> = words.iter().map(|word| format!("`{}`", word.key())).collect();
        format!("| `{key}` | {} |\n", words.join(", "))
    };
    W::CHOICES.chunks(A_LINE).map(line).collect()
}

fn all_words() -> String {
    String::from("| key | words |\n|---|---|\n")
        + &words::<SkinTone>("skin_tone")
        + &words::<Fitzpatrick>("fitzpatrick")
        + &words::<Ethnicity>("ethnicity")
        + &words::<Shine>("shine")
        + &words::<HairColour>("hair_colour")
        + &words::<LossPattern>("pattern")
        + &words::<ScarKind>("kind")
        + &words::<Paint>("paint")
        + &words::<HairlineStyle>("style")
        + &words::<Longevity>("longevity")
        + &words::<Person>("person")
        + &words::<Sex>("sex")
        + &words::<Eyes>("eyes")
        + &words::<LengthUnit>("unit")
        + &words::<Axis>("up`, `forward")
        + &words::<ScanSkin>("skin")
        + &words::<Pigment>("pigment")
        + &words::<Zone>("zones")
        + &words::<Target>("target")
}

/// Every section's heading and table.
fn tables() -> Vec<(&'static str, String)> {
    let sections = MEANINGS.iter().map(|(section, meanings)| (*section, table(section, meanings)));
    sections.chain([("Words", all_words())]).collect()
}

/// The text with these tables in place of its own.
fn with_tables(text: &str, tables: &[(&str, String)]) -> String {
    let (mut new, mut table, mut placed) = (String::new(), None, 0);
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            table = tables.iter().find(|(section, _)| *section == heading).map(|(_, table)| table.as_str());
        }
        if !line.starts_with('|') {
            new += &format!("{line}\n");
        } else if let Some(table) = table.replace("") {
            placed += usize::from(!table.is_empty());
            new += table;
        }
    }
    assert_eq!(placed, tables.len(), "every section has a table, headed by its name");
    new
}

#[test]
fn the_reference_of_the_plan_is_what_the_code_has() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/plan.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let tables = tables();
    let right = with_tables(&text, &tables);
    if std::env::var_os("PAPILLA_DOCS").is_some_and(|value| value == "write") {
        std::fs::write(&path, &right).unwrap();
    } else {
        let way = "PAPILLA_DOCS=write cargo test --lib plan::tests::reference";
        assert!(text == right, "docs/plan.md is out of date; {way}");
    }
    let deeper = Limit { max: 3.0, ..ranges::DEPTH_MM }.to_string();
    let planted: Vec<(&str, String)> = tables
        .iter()
        .map(|(section, table)| (*section, table.replace(&ranges::DEPTH_MM.to_string(), &deeper)))
        .collect();
    assert!(with_tables(&right, &planted) != right, "planted: a changed range");
}

/// Keys that a reader's text asks for by name.
fn keys_read(text: &str) -> BTreeSet<&str> {
    let asks = [
        "word",
        "word_if_there",
        "words",
        "number",
        "text",
        "flag",
        "triple",
        "pair",
        "pairs",
        "whole",
        "integer",
        "table",
        "tables",
    ];
    let calls = text.match_indices('.').filter_map(|(at, _)| {
        let (call, rest) = text[at + 1..].split_once('(')?;
        let key = asks.contains(&call).then(|| rest.trim_start().strip_prefix('"')?.split('"').next());
        key.flatten()
    });
    calls.collect()
}

#[test]
fn every_key_that_the_reader_asks_for_is_in_the_reference() {
    let own: BTreeSet<&str> = MEANINGS
        .iter()
        .flat_map(|(section, _)| rows(section))
        .filter(|row| !row.is_listed)
        .map(|row| row.key)
        .collect();
    let is_section = |key: &str| MEANINGS.iter().any(|(section, _)| section.contains(key));
    let missing = |text: &str| -> Vec<String> {
        let read = keys_read(text);
        let unread = own.iter().filter(|key| !read.contains(**key));
        read.iter()
            .filter(|key| !own.contains(**key) && !is_section(key))
            .chain(unread)
            .map(|key| key.to_string())
            .collect()
    };
    let reader = include_str!("../read.rs");
    assert!(missing(reader).is_empty(), "{:?}", missing(reader));
    assert_eq!(missing(&format!("{reader} section.number(\"new_mm\", x)")), ["new_mm"], "planted: a new key");
    assert_eq!(
        missing(&reader.replace("\"hair_colour\"", "x")),
        ["hair_colour"],
        "planted: a key no longer read"
    );
}
