//! From a TOML text to a [`Plan`], or to a list of all that is wrong with it.
//!
//! Required: `format`; in `[client]` the skin (`skin_tone`, `fitzpatrick`, `monk`, `ita_deg`, `lab` or `melanin`) and
//! `hair_colour`; `hair_loss.pattern`; in each `[[sessions]]` `day`, `dilution` and `density_per_cm2`, the three
//! decisions of a treatment day; `head.unit` where there is a `head.file`, because a guess is wrong tenfold; in each
//! `[[strokes]]` `paint` and `path_mm`. All else has the defaults of [`Plan::default`], [`Session::default`] and
//! [`Skin::BLOOD`]; the axes of a head file are up `+y`, forward `+z`.

use std::path::PathBuf;

use toml::de::DeTable;

use super::findings::Findings;
use super::numbers::{Need, Number, Numbers};
use super::ranges;
use super::section::Section;
use super::values::Or::{Default as Otherwise, Required};
use super::words::words;
use super::{
    Axis, Client, ClientHair, Fading, Fitzpatrick, HairLoss, Hairline, HeadShape, HeadSource, Healing,
    LengthUnit, LossPattern, Paint, Patch, Person, Plan, PlanError, Problem, ScanFrame, ScanSkin, Scar,
    ScarKind, Session, Sex, Skin, SkinTone, Stroke, Target, Tone, Zone, Zones,
};

/// What a place on the scalp is.
pub(super) const PLACE: &str = "mm to the left and to the front of the top of the head";

/// The `format` this version writes.
///
/// 1: dots settled at 0.6 of the needle's width. 2: at 1.2 of it, as photographs show them.
pub(super) const FORMAT: i128 = 2;
/// The oldest it reads.
const OLDEST_FORMAT: i128 = 1;

/// What to know of a plan whose text is of a format before this version's.
pub(super) fn note(text: &str) -> Option<&'static str> {
    let format = text.parse::<toml::Table>().ok()?.get("format")?.as_integer()?;
    (i128::from(format) < FORMAT).then(|| crate::words::text("plan-older"))
}

/// Reads a plan; `file` is the name used in messages.
pub(super) fn read(text: &str, file: &str) -> Result<Plan, PlanError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let invalid = |problems: Vec<Problem>| PlanError::Invalid { file: file.to_owned(), problems };
    let (document, errors) = DeTable::parse_recoverable(text);
    let mut findings = Findings::new(text, &errors);
    let plan = Section::read_root(&mut findings, document.get_ref(), root);
    findings.extend(plan.as_ref().map(Plan::validate).unwrap_or_default());
    match (plan, findings.into_problems()) {
        (Some(plan), problems) if problems.is_empty() => Ok(plan),
        (_, problems) => Err(invalid(problems)),
    }
}

/// The whole plan; `None` when it is of a format that this version does not know.
fn root(root: &mut Section) -> Option<Plan> {
    let format = root.integer("format", &FORMAT.to_string(), Required(FORMAT));
    if !(OLDEST_FORMAT..=FORMAT).contains(&format) {
        root.complain(
            "format",
            &format!(
                "= {format} is not understood; this version of Papilla reads {OLDEST_FORMAT} and {FORMAT}"
            ),
        );
        root.ignore_rest();
        return None;
    }
    let otherwise = Plan::default();
    Some(Plan {
        name: root.text("name", Otherwise(otherwise.name)),
        seed: root.whole("seed", ranges::SEED_MAX, Otherwise(otherwise.seed)),
        client: root.table("client", client),
        hair_loss: root.table("hair_loss", hair_loss),
        scars: root.tables("scars", |section, _| scar(section)),
        strokes: root.tables("strokes", |section, _| stroke(section)),
        hairline: root.table("hairline", hairline),
        healing: root.table("healing", |section| numbers(section, Healing::default())),
        fading: root.table("fading", fading),
        head: root.table("head", head),
        sessions: root.tables("sessions", session),
    })
}

/// Reads the listed numbers of a part over its defaults; those that must be there have stand-ins.
fn numbers<T: Numbers>(section: &mut Section, mut part: T) -> T {
    for Number { key, value, limit, need } in part.numbers() {
        let or = if need == Need::Required { Required(*value) } else { Otherwise(*value) };
        *value = section.number(key, limit, or);
    }
    part
}

fn client(section: &mut Section) -> Client {
    let usual = Client::default();
    let ethnicity = section.word("ethnicity", Otherwise(usual.ethnicity));
    let shine = section.word("shine", Otherwise(usual.shine));
    let tone = tone(section);
    let hair = ClientHair { colour: section.word("hair_colour", Required(usual.hair.colour)), ..usual.hair };
    numbers(section, Client { tone, ethnicity, hair, shine, ..usual })
}

fn place(section: &mut Section, or: [f32; 2]) -> [f32; 2] {
    section.pair("at_mm", PLACE, Required(or))
}

fn patch(section: &mut Section) -> Patch {
    let usual = Patch::default();
    let patch = Patch { at_mm: place(section, usual.at_mm), ..usual };
    numbers(section, patch)
}

fn scar(section: &mut Section) -> Scar {
    let usual = Scar::usual(section.word("kind", Required(ScarKind::Strip)));
    let scar = Scar { at_mm: place(section, usual.at_mm), ..usual };
    numbers(section, scar)
}

fn stroke(section: &mut Section) -> Stroke {
    let usual = Stroke::usual(section.word("paint", Required(Paint::Leave)));
    // Stands in for a path that is missing, so that nothing more is said about it.
    let somewhere = vec![[0.0; 2]];
    let path_mm = section.pairs("path_mm", PLACE, Required(somewhere));
    numbers(section, Stroke { path_mm, ..usual })
}

fn fading(section: &mut Section) -> Fading {
    let usual = Fading::default();
    let fading = Fading { longevity: section.word("longevity", Otherwise(usual.longevity)), ..usual };
    numbers(section, fading)
}

/// The one way in which the plan tells the skin tone.
fn tone(section: &mut Section) -> Tone {
    const WAYS: [(&str, &[&str]); 6] = [
        ("skin_tone", &["skin_tone"]),
        ("melanin and blood", &["melanin", "blood"]),
        ("fitzpatrick", &["fitzpatrick"]),
        ("monk", &["monk"]),
        ("ita_deg", &["ita_deg"]),
        ("lab", &["lab"]),
    ];
    let told: Vec<usize> =
        (0..WAYS.len()).filter(|way| WAYS[*way].1.iter().any(|key| section.has(key))).collect();
    if let [first, second, ..] = told[..] {
        let key = WAYS[first].1.iter().find(|key| section.has(key)).copied().unwrap_or(WAYS[first].0);
        section.complain(key, &format!("cannot stand beside {}; keep one or the other", WAYS[second].0));
    }
    if told.is_empty() {
        let tones = SkinTone::ALL.map(SkinTone::key).join(", ");
        let ways = format!(
            "it must be one of {tones}; or write fitzpatrick, monk, ita_deg, lab, or melanin and blood"
        );
        section.complain_missing("skin_tone", &ways);
    }
    let named = section.word("skin_tone", Otherwise(SkinTone::Intermediate));
    let phototype = section.word("fitzpatrick", Otherwise(Fitzpatrick::III));
    let monk = section.whole("monk", u64::from(ranges::MONK[1]), Otherwise(5));
    let typology = numbers(section, Tone::Ita(35.0));
    let lab = section.triple("lab", "[L*, a*, b*]", Otherwise([64.0, 10.0, 17.0]));
    let otherwise = Skin { blood: Skin::BLOOD, ..Skin::from_tone(SkinTone::Intermediate) };
    if section.has("blood") && !section.has("melanin") && told.len() == 1 {
        section.complain_missing("melanin", &format!("it must be a number, {}", ranges::MELANIN));
    }
    let fractions = numbers(section, Tone::Fractions(otherwise));
    match told.first() {
        Some(1) => fractions,
        Some(2) => Tone::Fitzpatrick(phototype),
        Some(3) => Tone::Monk(u8::try_from(monk).unwrap_or(0)),
        Some(4) => typology,
        Some(5) => Tone::Lab(lab),
        _ => Tone::Named(named),
    }
}

fn hair_loss(section: &mut Section) -> HairLoss {
    let usual = HairLoss::default();
    let pattern: LossPattern = section.word("pattern", Required(usual.pattern));
    let patches = section.tables("patches", |section, _| patch(section));
    numbers(section, HairLoss { pattern, patches, ..usual })
}

fn hairline(section: &mut Section) -> Hairline {
    let usual = Hairline::default();
    let style = section.word("style", Otherwise(usual.style));
    numbers(section, Hairline { style, ..usual })
}

/// The one head that has no file.
#[derive(Clone, Copy)]
enum Model {
    BuiltIn,
}

words!(Model { BuiltIn = "built-in"; });

fn head(section: &mut Section) -> HeadSource {
    let (model, filed) = (section.has("model"), section.has("file"));
    if model && filed {
        section.complain("file", "cannot stand beside head.model; keep one or the other");
    }
    for key in ["unit", "up", "forward", "skin"] {
        if section.has(key) && !filed {
            section.complain(key, "goes with head.file only");
        }
    }
    section.word("model", Otherwise(Model::BuiltIn));
    let shape = shape(section, filed);
    let frame = ScanFrame {
        breadth_mm: section.has("breadth_mm").then_some(shape.breadth_mm),
        unit: section.word_if_there("unit", LengthUnit::Millimetre),
        up: section.word_if_there("up", Axis::PosY),
        forward: section.word_if_there("forward", Axis::PosZ),
    };
    let file = HeadSource::File {
        path: PathBuf::from(section.text("file", Otherwise(String::from("head.obj")))),
        frame,
        skin: section.word("skin", Otherwise(ScanSkin::default())),
    };
    if filed { file } else { HeadSource::BuiltIn(shape) }
}

/// The shape of the built-in head; a scan has its own.
fn shape(section: &mut Section, filed: bool) -> HeadShape {
    let mut listed = HeadShape::default();
    let keys =
        ["person", "sex", "eyes"].into_iter().chain(listed.numbers().into_iter().map(|number| number.key));
    // How broad the head is may be told of a scan too: its file may have no unit.
    for key in keys.filter(|key| filed && *key != "breadth_mm") {
        if section.has(key) {
            section.complain(key, "goes with the built-in head only; a scan has its own shape");
        }
    }
    let person = section.word("person", Otherwise(Person::default()));
    let sex = section.word("sex", Otherwise(Sex::default()));
    if person != Person::Average && section.has("sex") {
        section.complain("sex", "goes with the average head only; take it out, or the line of the person");
    }
    let untouched = HeadShape { person, sex, ..HeadShape::default() }.untouched();
    let eyes = section.word("eyes", Otherwise(untouched.eyes));
    numbers(section, HeadShape { eyes, ..untouched })
}

fn session(section: &mut Section, earlier: &[Session]) -> Session {
    let usual = Session::default();
    let day = earlier.last().map_or(usual.day, |last| last.day);
    let session = Session {
        name: section.text("name", Otherwise(Session::default_name(earlier.len()))),
        day,
        pigment: section.word("pigment", Otherwise(usual.pigment)),
        zones: section.words("zones", Zones::ALL),
        zone_density: section.table("zone_density", zone_density),
        target: section.word("target", Otherwise(Target::Loss)),
        enabled: section.flag("enabled", Otherwise(usual.enabled)),
        ..usual
    };
    numbers(section, session)
}

fn zone_density(section: &mut Section) -> [f32; Zone::ALL.len()] {
    Zone::ALL.map(|zone| section.number(zone.key(), ranges::ZONE_DENSITY, Otherwise(1.0)))
}
