//! The catalogue as the checks see it.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{self, Entry, Expression, InlineExpression, PatternElement};
use papilla::plan::{
    Ethnicity, Fitzpatrick, HairColour, HairlineStyle, LengthUnit, Longevity, LossPattern, Paint, Person,
    Pigment, ScanSkin, ScarKind, Sex, Shine, SkinLayer, SkinTone, Target, Template, Zone,
};
use papilla::render::camera::View;
use papilla::render::lighting::PRESETS;
use papilla::render::quality::QualityTier;

/// Choices whose options are attributes of a message.
pub fn choices() -> Vec<(&'static str, Vec<&'static str>)> {
    let paint = Paint::ALL.map(Paint::key).to_vec();
    let zone = Zone::ALL.map(Zone::key).to_vec();
    let template = Template::ALL.map(Template::key).to_vec();
    let layers = SkinLayer::ALL.map(SkinLayer::key).to_vec();
    vec![
        ("hairline-style", HairlineStyle::ALL.map(HairlineStyle::key).to_vec()),
        ("hair-loss", LossPattern::ALL.map(LossPattern::key).to_vec()),
        ("skin-tone", SkinTone::ALL.map(SkinTone::key).to_vec()),
        ("fitzpatrick", Fitzpatrick::ALL.map(Fitzpatrick::key).to_vec()),
        ("hair-colour", HairColour::ALL.map(HairColour::key).to_vec()),
        ("hair-type", Ethnicity::ALL.map(Ethnicity::key).to_vec()),
        ("shine", Shine::ALL.map(Shine::key).to_vec()),
        ("scar-kind", ScarKind::ALL.map(ScarKind::key).to_vec()),
        ("sex", Sex::ALL.map(Sex::key).to_vec()),
        ("target", Target::ALL.map(Target::key).to_vec()),
        ("pigment", Pigment::ALL.map(Pigment::key).to_vec()),
        ("zone", zone.clone()),
        ("warning-place", zone),
        ("person", Person::ALL.map(Person::key).to_vec()),
        ("scan-skin", ScanSkin::ALL.map(ScanSkin::key).to_vec()),
        ("scan-unit", LengthUnit::ALL.map(LengthUnit::key).to_vec()),
        ("quality", QualityTier::ALL.map(QualityTier::key).to_vec()),
        ("longevity", Longevity::ALL.map(Longevity::key).to_vec()),
        ("paint", paint.clone()),
        ("paint-tip", paint),
        ("view-name", View::ALL.map(View::key).to_vec()),
        ("light-name", PRESETS.iter().map(|(key, _)| *key).collect()),
        ("layer", layers.clone()),
        ("layer-fate", layers),
        ("template", template.clone()),
        ("template-title", template),
    ]
}

/// A catalogue: its keys, and the arguments that each needs.
pub type Catalogue = BTreeMap<String, BTreeSet<String>>;

/// Reads a catalogue. No message and no key stands twice: a second message would put the first one away.
pub fn read(text: &str) -> Catalogue {
    let resource = fluent_syntax::parser::parse(text).expect("the catalogue cannot be read");
    let mut keys = Catalogue::new();
    let mut names = BTreeSet::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        assert!(names.insert(message.id.name), "{} stands twice", message.id.name);
        let own = message.value.iter().map(|pattern| (message.id.name.to_owned(), pattern));
        let attributes = message.attributes.iter();
        let attributes =
            attributes.map(|each| (format!("{}.{}", message.id.name, each.id.name), &each.value));
        for (key, pattern) in own.chain(attributes) {
            let mut needs = BTreeSet::new();
            arguments(pattern, &mut needs);
            assert!(keys.insert(key.clone(), needs).is_none(), "{key} stands twice");
        }
    }
    keys
}

fn arguments(pattern: &ast::Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        let (Expression::Inline(inline) | Expression::Select { selector: inline, .. }) = expression;
        if let InlineExpression::VariableReference { id } = inline {
            found.insert(id.name.to_owned());
        }
        if let Expression::Select { variants, .. } = expression {
            variants.iter().for_each(|variant| arguments(&variant.value, found));
        }
    }
}
