//! `papilla presets`: the words a plan and the command line may use.

use crate::optics::light::Illuminant;
use crate::plan::{
    Ethnicity, Fitzpatrick, HairColour, HairlineStyle, Longevity, LossPattern, Pigment, ScarKind, Shine,
    SkinTone, Target, Template, Zone,
};

fn line(title: &str, words: impl IntoIterator<Item = &'static str>) {
    tell!("{title:<12} {}", words.into_iter().collect::<Vec<_>>().join("  "));
}

pub fn run() -> anyhow::Result<()> {
    #[cfg(feature = "render")]
    {
        use crate::render::{camera::View, lighting::PRESETS};
        line("lights", PRESETS.iter().map(|(key, _)| *key));
        line("views", View::ALL.map(View::key));
    }
    line("illuminants", Illuminant::ALL.map(Illuminant::key));
    line("skin tones", SkinTone::ALL.map(SkinTone::key));
    line("fitzpatrick", Fitzpatrick::ALL.map(Fitzpatrick::key));
    line("hair", HairColour::ALL.map(HairColour::key));
    line("ethnicity", Ethnicity::ALL.map(Ethnicity::key));
    line("shine", Shine::ALL.map(Shine::key));
    line("hair loss", LossPattern::ALL.map(LossPattern::key));
    line("hairlines", HairlineStyle::ALL.map(HairlineStyle::key));
    line("pigments", Pigment::ALL.map(Pigment::key));
    line("longevity", Longevity::ALL.map(Longevity::key));
    line("scars", ScarKind::ALL.map(ScarKind::key));
    line("targets", Target::ALL.map(Target::key));
    line("templates", Template::ALL.map(Template::key));
    line("zones", Zone::ALL.map(Zone::key));
    Ok(())
}
