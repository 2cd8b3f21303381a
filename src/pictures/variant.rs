//! What a plan is compared with: the same at another moment or in another light, or another plan.

use std::path::PathBuf;
use std::sync::Arc;

use super::Subject;
use crate::plan::{Plan, Template};
use crate::render::lighting::{Adjustment, LightingError, LightingPreset};
use crate::studio::Moment;
use crate::timeline::{Timeline, short_name};
use crate::words::text;

/// The one thing in which a second picture differs from the first.
#[derive(Clone, Debug, PartialEq)]
pub enum Variant {
    /// The same under the same light, at another moment.
    Moment(Moment),
    /// The same then, under the light of this key.
    Light(String),
    /// The plan changed by a template, then.
    Template(Template),
    /// Another plan, then.
    Plan(Arc<OtherPlan>),
}

/// A plan that was opened to be compared.
#[derive(Debug, PartialEq)]
pub struct OtherPlan {
    /// What it is called in captions.
    pub name: String,
    /// The plan.
    pub plan: Plan,
    /// Folder of its relative paths.
    pub base_dir: PathBuf,
}

impl Variant {
    /// The second picture of `this`; another light is adjusted by hand as the first one is.
    ///
    /// # Errors
    /// [`LightingError::Unknown`] for a light that is not there.
    pub fn of(&self, this: &Subject, adjustment: &Adjustment) -> Result<Subject, LightingError> {
        let mut other = this.clone();
        match self {
            Variant::Moment(moment) => other.moment = *moment,
            Variant::Light(key) => other.lighting = LightingPreset::preset(key)?.adjusted(adjustment),
            Variant::Template(template) => template.apply(&mut other.plan),
            Variant::Plan(opened) => {
                other.plan.clone_from(&opened.plan);
                other.base_dir.clone_from(&opened.base_dir);
            }
        }
        Ok(other)
    }

    /// What tells the two apart: captions of `this` and of the other.
    pub fn captions(&self, this: &Subject) -> [String; 2] {
        let light =
            |key: &str| LightingPreset::preset(key).map_or_else(|_| key.to_owned(), |lighting| lighting.name);
        let this_plan = || text("compare-this-plan").to_owned();
        match self {
            Variant::Moment(moment) => [this.moment, *moment].map(|moment| short_name(&this.plan, moment)),
            Variant::Light(key) => [this.lighting.name.clone(), light(key)],
            Variant::Template(template) => [this_plan(), template.title().to_owned()],
            Variant::Plan(opened) => [this_plan(), opened.name.clone()],
        }
    }

    /// Whether the other comes earlier, and so stands at the left. Of two plans or lights, this one comes first.
    pub fn comes_first(&self, plan: &Plan, shown: Moment) -> bool {
        let place = |moment| Timeline::of(plan).place(moment);
        matches!(self, Variant::Moment(moment) if place(*moment) < place(shown))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn demo() -> Subject {
        let (plan, lighting) = (Plan::demo(), LightingPreset::preset("clinic").unwrap());
        Subject { moment: Moment::settled(&plan), plan, base_dir: PathBuf::new(), lighting }
    }

    /// In how many things two subjects differ.
    fn differences(a: &Subject, b: &Subject) -> usize {
        [a.plan != b.plan, a.base_dir != b.base_dir, a.moment != b.moment, a.lighting != b.lighting]
            .into_iter()
            .filter(|differs| *differs)
            .count()
    }

    #[test]
    fn the_other_differs_in_one_thing_and_its_captions_say_in_which() {
        let this = demo();
        for (variant, captions) in [
            (Variant::Moment(Moment::Before), ["Settled", "Before"]),
            (Variant::Light("noon-sun".into()), ["Clinic LED panels", "Noon sun"]),
            (Variant::Template(Template::TooDeep), ["This plan", "Too deep"]),
        ] {
            let other = variant.of(&this, &Adjustment::default()).unwrap();
            assert_eq!(differences(&this, &other), 1, "{variant:?}");
            assert_eq!(variant.captions(&this), captions);
            let planted = Subject { base_dir: "elsewhere".into(), ..other };
            assert_eq!(differences(&this, &planted), 2, "planted: a second difference is seen");
        }
        assert!(Variant::Light("no such light".into()).of(&this, &Adjustment::default()).is_err());
    }

    #[test]
    fn what_comes_earlier_stands_at_the_left() {
        let this = demo();
        let first = |variant: Variant| variant.comes_first(&this.plan, this.moment);
        assert!(first(Variant::Moment(Moment::Before)) && first(Variant::Moment(Moment::Day(3.0))));
        assert!(!first(Variant::Moment(Moment::Day(3000.0))) && !first(Variant::Template(Template::TooDeep)));
    }
}
