//! Twenty fixed pictures by which the look of the program is judged from one version to the next: people, skins, hair,
//! lights and distances, and two macros.

use std::path::Path;

use image::RgbImage;

use super::still::converged;
use super::{PictureError, carry_on};
use crate::plan::{ClientHair, HairColour, HeadSource, Person, Plan, SkinTone, Template, Tone};
use crate::render::Renderer;
use crate::render::camera::View;
use crate::render::lighting::LightingPreset;
use crate::studio::{Moment, Studio};

/// One picture of the gallery.
#[derive(Clone, Copy, Debug)]
pub struct Shot {
    /// Name of the file, without `.png`.
    pub name: &'static str,
    sitter: Sitter,
    light: &'static str,
    view: View,
    moment: Moment,
}

/// Who sits for it: an example plan, and what is changed of it.
#[derive(Clone, Copy, Debug)]
struct Sitter {
    plan: Example,
    person: Person,
    tone: SkinTone,
    hair: HairColour,
    /// Fraction of the hair that is grey.
    grey: f32,
    stubble_mm: f32,
    /// Beard as a fraction of a full one, and its length, mm.
    beard: [f32; 2],
}

/// The plan that it starts from.
#[derive(Clone, Copy, Debug)]
enum Example {
    /// The demo.
    Demo,
    /// The demo with every session too deep.
    TooDeep,
    /// A soft hairline.
    Soft,
    /// A defined hairline for strong hair.
    Defined,
    /// A woman's thinning parting.
    Parting,
    /// Bald patches.
    Patches,
    /// The scar of a strip.
    StripScar,
}

const SETTLED: Moment = Moment::Day(60.0);
const FIVE_YEARS: Moment = Moment::Day(1850.0);

const MARTIN: Sitter = Sitter {
    plan: Example::Demo,
    person: Person::Martin,
    tone: SkinTone::Intermediate,
    hair: HairColour::DarkBrown,
    grey: 0.0,
    stubble_mm: 0.3,
    beard: [0.8, 0.4],
};
const MARTIN_TOO_DEEP: Sitter = Sitter { plan: Example::TooDeep, ..MARTIN };
const DAVID: Sitter = Sitter {
    plan: Example::Soft,
    person: Person::David,
    tone: SkinTone::Light,
    hair: HairColour::LightBrown,
    beard: [0.7, 0.3],
    ..MARTIN
};
const WALTER: Sitter =
    Sitter { person: Person::Walter, hair: HairColour::Brown, grey: 0.6, beard: [0.8, 0.5], ..DAVID };
const SAMUEL: Sitter = Sitter {
    plan: Example::Defined,
    person: Person::Samuel,
    tone: SkinTone::Dark,
    hair: HairColour::Black,
    stubble_mm: 0.4,
    beard: [0.9, 0.4],
    ..MARTIN
};
const CLARA: Sitter = Sitter {
    plan: Example::Parting,
    person: Person::Clara,
    tone: SkinTone::Light,
    stubble_mm: 22.0,
    beard: [0.0, 0.8],
    ..MARTIN
};
const KENJI: Sitter = Sitter {
    person: Person::Kenji,
    tone: SkinTone::Light,
    hair: HairColour::Black,
    stubble_mm: 0.0,
    beard: [0.5, 0.2],
    ..MARTIN
};
const PAUL: Sitter = Sitter {
    plan: Example::StripScar,
    person: Person::Paul,
    tone: SkinTone::Tan,
    hair: HairColour::Black,
    stubble_mm: 0.8,
    beard: [0.9, 0.6],
    ..MARTIN
};
const AMA: Sitter =
    Sitter { person: Person::Ama, tone: SkinTone::Brown, hair: HairColour::Black, stubble_mm: 15.0, ..CLARA };
const MEI: Sitter =
    Sitter { plan: Example::Patches, person: Person::Mei, hair: HairColour::Black, stubble_mm: 0.6, ..CLARA };

const fn shot(name: &'static str, sitter: Sitter, light: &'static str, view: View, moment: Moment) -> Shot {
    Shot { name, sitter, light, view, moment }
}

/// The gallery, in order.
pub const SHOTS: [Shot; 20] = [
    shot("01-clinic-three-quarter", MARTIN, "clinic", View::ThreeQuarter, SETTLED),
    shot("02-window-front", MARTIN, "window", View::Front, SETTLED),
    shot("03-fresh-office-side", MARTIN, "office", View::Right, Moment::Day(0.2)),
    shot("04-hairline-close", MARTIN, "clinic", View::Hairline, SETTLED),
    shot("05-macro", MARTIN, "clinic", View::Loupe, SETTLED),
    shot("06-macro-reticular-failure", MARTIN_TOO_DEEP, "clinic", View::Loupe, FIVE_YEARS),
    shot("07-light-skin-noon", DAVID, "noon-sun", View::ThreeQuarterRight, SETTLED),
    shot("08-light-skin-grey-window", WALTER, "window", View::Left, SETTLED),
    shot("09-dark-skin-stage", SAMUEL, "stage", View::ThreeQuarter, SETTLED),
    shot("10-dark-skin-golden-hour", SAMUEL, "golden-hour", View::Front, SETTLED),
    shot("11-dark-skin-crown-close", SAMUEL, "clinic", View::Crown, SETTLED),
    shot("12-parting-dusk", CLARA, "dusk", View::Top, SETTLED),
    shot("13-before-clinic-three-quarter", MARTIN, "clinic", View::ThreeQuarter, Moment::Before),
    shot("14-after-a-blade-top", KENJI, "clinic", View::Top, SETTLED),
    shot("15-tan-skin-scar-back", PAUL, "office", View::Back, SETTLED),
    shot("16-brown-skin-long-hair", AMA, "clinic", View::ThreeQuarter, SETTLED),
    shot("17-phone-flash", DAVID, "flash", View::Front, SETTLED),
    shot("18-dark-skin-noon-sun", SAMUEL, "noon-sun", View::Right, SETTLED),
    shot("19-hairline-bathroom", KENJI, "bathroom", View::Hairline, SETTLED),
    shot("20-patches-overcast", MEI, "overcast", View::ThreeQuarterRight, SETTLED),
];

impl Shot {
    /// The plan that it shows.
    ///
    /// # Errors
    /// [`PictureError::Plan`] when an example does not read; a test holds that all do.
    pub fn plan(&self) -> Result<Plan, PictureError> {
        macro_rules! example {
            ($name:literal) => {
                Plan::from_toml(include_str!(concat!("../../assets/plans/", $name)), $name)
            };
        }
        let Sitter { plan, person, tone, hair, grey, stubble_mm, beard } = self.sitter;
        let mut plan = match plan {
            Example::Demo => Plan::demo(),
            Example::TooDeep => {
                let mut plan = Plan::demo();
                Template::TooDeep.apply(&mut plan);
                plan
            }
            Example::Soft => example!("norwood-3-soft.toml")?,
            Example::Defined => example!("norwood-7-defined.toml")?,
            Example::Parting => example!("ludwig-2.toml")?,
            Example::Patches => example!("areata.toml")?,
            Example::StripScar => example!("strip-scar.toml")?,
        };
        plan.head = HeadSource::BuiltIn(person.shape());
        plan.client.tone = Tone::Named(tone);
        let [beard, beard_mm] = beard;
        plan.client.hair = ClientHair { colour: hair, grey, stubble_mm, beard, beard_mm, ..plan.client.hair };
        Ok(plan)
    }

    /// Draws it.
    ///
    /// # Errors
    /// [`PictureError`]: a size that the adapter cannot hold, a device that went away.
    pub fn draw(
        &self,
        renderer: &mut Renderer,
        studio: &mut Studio,
        size_px: [u32; 2],
        samples: u32,
    ) -> Result<RgbImage, PictureError> {
        let (plan, lighting) = (self.plan()?, LightingPreset::preset(self.light)?);
        let prepared = studio.prepare(&plan, Path::new(""), self.moment, &lighting)?;
        let camera = prepared.framing(self.view);
        converged(renderer, &prepared, &camera, size_px, samples, &mut carry_on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_picture_has_its_plan_its_light_and_its_own_name() {
        let mut names: Vec<_> = SHOTS.iter().map(|shot| shot.name).collect();
        names.dedup();
        assert_eq!(names.len(), SHOTS.len());
        for shot in SHOTS {
            assert!(shot.plan().is_ok() && LightingPreset::preset(shot.light).is_ok(), "{}", shot.name);
        }
    }
}
