//! Panels: what of their light comes from where.

use serde::Deserialize;

/// A rectangle that shines: a softbox, a window with its bars, tubes in a row.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Panel {
    /// Width and height as the head sees them, degrees.
    pub size_deg: [f32; 2],
    /// Panes side by side and one over the other.
    #[serde(default = "one_pane")]
    pub panes: [u32; 2],
    /// Fraction of a pane's sides that does not shine, 0..1.
    #[serde(default)]
    pub gap: f32,
    /// How far it leans to the viewer's right, degrees.
    #[serde(default)]
    pub lean_deg: f32,
    /// How much darker the middle of an edge is than its middle, 0..1: a lamp behind cloth.
    #[serde(default)]
    pub falloff: f32,
    /// How much brighter its top is than the middle, and how much darker its foot: a window. At most 1 - `falloff`.
    #[serde(default)]
    pub gradient: f32,
}

fn one_pane() -> [u32; 2] {
    [1, 1]
}

impl Panel {
    /// Half the width and the height, radians.
    pub fn half_rad(&self) -> [f32; 2] {
        self.size_deg.map(|side| (0.5 * side).to_radians())
    }

    /// Fraction of it that shines.
    fn open(&self) -> f32 {
        (1.0 - self.gap) * (1.0 - self.gap)
    }

    /// Mean radiance of its panes, as that of surroundings, where they send this irradiance to a surface that faces them.
    pub fn radiance(&self, irradiance: f32) -> f32 {
        let [width, height] = self.half_rad().map(f32::sin);
        irradiance * std::f32::consts::PI / (4.0 * width * height * self.open()).max(1e-6)
    }

    /// Radiance along its width or its height over the mean, `at` -1..1 from end to end; a place has the product of
    /// both. `shaders/common/panel.wgsl` has the same.
    pub fn profile(&self, along: usize, at: f32) -> f32 {
        let gradient = self.gradients()[along];
        (1.0 + gradient * at - self.falloff * at * at) / (1.0 - self.falloff / 3.0)
    }

    /// The gradient along the width and the height.
    fn gradients(&self) -> [f32; 2] {
        [0.0, self.gradient]
    }

    /// Where along the width or the height, 0..1, so much of all light comes from before it: [`Panel::profile`] summed
    /// up and turned round.
    fn share_from(&self, along: usize, share: f32) -> f32 {
        let (falloff, gradient) = (self.falloff, self.gradients()[along]);
        if falloff == 0.0 && gradient == 0.0 {
            return share;
        }
        let before = |at: f32| {
            let sum = at + 1.0 + 0.5 * gradient * (at * at - 1.0) - falloff * (at * at * at + 1.0) / 3.0;
            sum / (2.0 * (1.0 - falloff / 3.0))
        };
        let [mut low, mut high] = [-1.0, 1.0];
        for _ in 0..24 {
            let middle = 0.5 * (low + high);
            if before(middle) < share { low = middle } else { high = middle }
        }
        0.25 * (low + high) + 0.5
    }

    /// A place on its panes, in tangents of the angles from its middle; `u` and `v` in 0..1 come out as often as there is
    /// light.
    pub(super) fn place(&self, [u, v]: [f32; 2]) -> [f32; 2] {
        let half = self.half_rad();
        std::array::from_fn(|k| {
            let panes = self.panes[k].max(1) as f32;
            let place = self.share_from(k, [u, v][k]) * panes;
            let within = 0.5 + (place.fract() - 0.5) * (1.0 - self.gap);
            (half[k] * (2.0 * (place.floor() + within) / panes - 1.0)).tan()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::camera::Camera;
    use crate::render::lighting::{LightSource, LightingPreset};

    const PLAIN: Panel =
        Panel { size_deg: [30.0, 30.0], panes: [1, 1], gap: 0.0, lean_deg: 0.0, falloff: 0.0, gradient: 0.0 };

    /// How far the places that samples take on a panel are from its light, tenth by tenth of each side.
    fn off_its_light(places_of: Panel, light_of: Panel) -> f32 {
        const TENTHS: usize = 10;
        const SAMPLES: u16 = 4000;
        let mut counts = [[0.0f32; TENTHS]; 2];
        for i in 0..SAMPLES {
            let share = (f32::from(i) + 0.5) / f32::from(SAMPLES);
            let [x, y] = places_of.place([share; 2]).map(f32::atan);
            for (k, angle) in [x, y].into_iter().enumerate() {
                let tenth = (0.5 + 0.5 * angle / light_of.half_rad()[k]) * TENTHS as f32;
                counts[k][(tenth as usize).min(TENTHS - 1)] += TENTHS as f32 / f32::from(SAMPLES);
            }
        }
        let off = |k: usize, tenth: usize| {
            let at = 2.0 * (tenth as f32 + 0.5) / TENTHS as f32 - 1.0;
            (counts[k][tenth] - light_of.profile(k, at)).abs()
        };
        (0..TENTHS).flat_map(|tenth| [off(0, tenth), off(1, tenth)]).fold(0.0, f32::max)
    }

    #[test]
    fn places_on_uneven_panels_are_as_many_as_there_is_light() {
        let uneven = Panel { falloff: 0.6, gradient: 0.3, ..PLAIN };
        for panel in [PLAIN, uneven, Panel { falloff: 0.0, gradient: 0.7, ..PLAIN }] {
            assert!(off_its_light(panel, panel) < 0.02, "{panel:?}: {}", off_its_light(panel, panel));
        }
        assert!(off_its_light(PLAIN, uneven) > 0.3, "planted: places that cover it evenly");
        let upside_down = Panel { gradient: -0.3, ..uneven };
        assert!(off_its_light(upside_down, uneven) > 0.3, "planted: the gradient the other way");
    }

    #[test]
    fn places_on_panels_stay_on_their_panes_and_a_lean_turns_them() {
        let panel = Panel { size_deg: [40.0, 20.0], panes: [2, 1], gap: 0.2, ..PLAIN };
        let light = |lean_deg| LightSource {
            panel: Some(Panel { lean_deg, ..panel }),
            ..LightingPreset::preset("clinic").unwrap().lights[0]
        };
        let camera = Camera::above_square(10.0);
        let angles = |lean_deg: f32| {
            let (light, [across, upward]) = (light(lean_deg), light(0.0).sides(&camera));
            let middle = light.direction(&camera);
            let place =
                |i: usize| light.toward_place(&camera, [(i % 16) as f32 / 16.0, (i / 16) as f32 / 16.0]);
            (0..256)
                .map(place)
                .map(|p| [across, upward].map(|side| p.dot(side).atan2(p.dot(middle)).to_degrees()))
                .collect::<Vec<[f32; 2]>>()
        };
        let straight = angles(0.0);
        assert!(straight.iter().all(|[x, y]| (1.9..18.1).contains(&x.abs()) && y.abs() < 8.1));
        assert!(angles(90.0).iter().any(|[_, y]| y.abs() > 15.0), "a panel on its side is tall");
    }
}
