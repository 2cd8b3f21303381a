//! Twelve fixed pictures by which the look of the program is judged from one version to the next: skins, hair, lights
//! and distances, and two macros.

use std::path::Path;

use image::RgbImage;

use super::still::converged;
use super::{PictureError, carry_on};
use crate::plan::{HairColour, Plan, Template};
use crate::render::Renderer;
use crate::render::camera::View;
use crate::render::lighting::LightingPreset;
use crate::studio::{Moment, Studio};

/// One picture of the gallery.
#[derive(Clone, Copy, Debug)]
pub struct Shot {
    /// Name of the file, without `.png`.
    pub name: &'static str,
    client: GalleryClient,
    light: &'static str,
    view: View,
    day: f32,
}

/// Whose head it is.
#[derive(Clone, Copy, Debug)]
enum GalleryClient {
    /// The demo: intermediate skin, dark hair.
    Demo,
    /// The demo with every session too deep.
    TooDeep,
    /// Light skin, soft hairline; the hair as it is told here, and how much of it is grey.
    Light(HairColour, f32),
    /// Dark skin, defined hairline.
    Dark,
    /// A woman's thinning parting between longer hair.
    Parting,
}

const SETTLED: f32 = 60.0;
const FIVE_YEARS: f32 = 1850.0;

const fn shot(name: &'static str, client: GalleryClient, light: &'static str, view: View, day: f32) -> Shot {
    Shot { name, client, light, view, day }
}

/// The gallery, in order.
pub const SHOTS: [Shot; 12] = [
    shot("01-clinic-three-quarter", GalleryClient::Demo, "clinic", View::ThreeQuarter, SETTLED),
    shot("02-window-front", GalleryClient::Demo, "window", View::Front, SETTLED),
    shot("03-fresh-office-side", GalleryClient::Demo, "office", View::Right, 0.2),
    shot("04-hairline-close", GalleryClient::Demo, "clinic", View::Hairline, SETTLED),
    shot("05-macro", GalleryClient::Demo, "clinic", View::Loupe, SETTLED),
    shot("06-macro-reticular-failure", GalleryClient::TooDeep, "clinic", View::Loupe, FIVE_YEARS),
    shot(
        "07-light-skin-noon",
        GalleryClient::Light(HairColour::LightBrown, 0.0),
        "noon-sun",
        View::ThreeQuarterRight,
        SETTLED,
    ),
    shot(
        "08-light-skin-grey-window",
        GalleryClient::Light(HairColour::Brown, 0.6),
        "window",
        View::Left,
        SETTLED,
    ),
    shot("09-dark-skin-stage", GalleryClient::Dark, "stage", View::ThreeQuarter, SETTLED),
    shot("10-dark-skin-golden-hour", GalleryClient::Dark, "golden-hour", View::Front, SETTLED),
    shot("11-dark-skin-crown-close", GalleryClient::Dark, "clinic", View::Crown, SETTLED),
    shot("12-parting-dusk", GalleryClient::Parting, "dusk", View::Top, SETTLED),
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
        Ok(match self.client {
            GalleryClient::Demo => Plan::demo(),
            GalleryClient::TooDeep => {
                let mut plan = Plan::demo();
                Template::TooDeep.apply(&mut plan);
                plan
            }
            GalleryClient::Light(colour, grey) => {
                let mut plan = example!("norwood-3-soft.toml")?;
                plan.client.hair.colour = colour;
                plan.client.hair.grey = grey;
                plan
            }
            GalleryClient::Dark => example!("norwood-7-defined.toml")?,
            GalleryClient::Parting => example!("ludwig-2.toml")?,
        })
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
        let prepared = studio.prepare(&plan, Path::new(""), Moment::Day(self.day), &lighting)?;
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
