//! What a texel sends back under flat white light, as `shaders/skin.wgsl` and `shaders/common/eye.wgsl` have it, without
//! relief, mottle and gloss: the colour that glTF and USD call base colour.

use glam::{Vec2, Vec3, vec2};

use super::marks::Sum;
use crate::math::{bilinear, smoothstep};
use crate::optics::tables::{Loss, Tables};
use crate::render::frame;
use crate::render::skin_map::{SIDE_TEXELS, SkinMap};
use crate::scalp::coordinates::ATLAS_RADIUS_MM;
use crate::scalp::eyes::IRIS_MM;

// Numbers of `shaders/skin.wgsl`; a test holds them to it.
const ERYTHEMA_RANGE: [f32; 2] = [-0.25, 1.2];
const SHADED: f32 = 0.08;
const DEEP_BROWN: f32 = 0.45;
const DEEP_BROWN_RANGE: [f32; 2] = [0.25, 0.9];
const MUCOSA: [f32; 3] = [0.46, 0.2, 0.165];
const MUCOSA_SHARE: f32 = 0.75;
const MUCOSA_DARKEST: f32 = 0.55;
// Numbers of `shaders/common/eye.wgsl`: irises in their outer colour, corners of the sclera left out.
const BROWN_OUTER: [f32; 3] = [0.04, 0.0185, 0.0095];
const LIGHT_OUTER: [f32; 3] = [0.15, 0.2, 0.22];
const LIGHT_HAIR: [f32; 2] = [0.09, 0.22];
const SCLERA: [f32; 3] = [0.53, 0.43, 0.36];
const PUPIL_MM: f32 = 1.75;
/// An eye from this on, of what `crate::render::layout::SurfaceVertex` calls tissue.
const EYE: f32 = 0.75;

/// What a texel knows of its place.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place {
    /// On the skin, mm, head frame.
    pub skin: Vec3,
    /// In the scalp's atlas, or on the globe of an eye, mm.
    pub atlas_mm: Vec2,
    /// How far halos of dots show, 0..=1.
    pub scalp: f32,
    /// Blood over that of calm scalp.
    pub erythema: f32,
    /// Melanin over that of calm scalp.
    pub brown: f32,
    /// 0 skin, 0.5 moist, 1 eye.
    pub tissue: f32,
}

/// Colours of one client.
pub struct Palette<'a> {
    tables: &'a Tables,
    brown_log: [f32; 3],
    vein: [f32; 3],
    iris: [f32; 3],
    marks: &'a SkinMap,
}

impl<'a> Palette<'a> {
    /// The colours of a client's skin under the light of `tables`.
    pub fn new(tables: &'a Tables, marks: &'a SkinMap) -> Palette<'a> {
        let [r, g, b] = tables.hair;
        let light = smoothstep(LIGHT_HAIR[0], LIGHT_HAIR[1], 0.3 * r + 0.6 * g + 0.1 * b);
        Palette {
            brown_log: frame::brown_log(tables),
            vein: frame::vein(tables),
            iris: mix(BROWN_OUTER, LIGHT_OUTER, light),
            tables,
            marks,
        }
    }

    /// Linear sRGB that a place sends back, under halos and marks.
    pub fn colour(&self, place: &Place, halos: &Loss, marks: &Sum) -> [f32; 3] {
        let loss = halos.plus(&Loss { s: marks.s, q: marks.q });
        let below = if place.tissue > EYE { self.eye(place.atlas_mm) } else { self.bare(place) };
        let treated = loss.relative_reflectance();
        let skin: [f32; 3] = std::array::from_fn(|c| below[c] * treated[c]);
        let [hair, white] = marks.hair;
        if hair <= 0.0 {
            return skin;
        }
        // Each of them takes part by its cover.
        let shaft = mix(self.tables.hair, self.tables.grey, white / hair);
        mix(skin, shaft, -(-hair).exp_m1())
    }

    /// Skin without anything in or on it.
    pub fn bare(&self, place: &Place) -> [f32; 3] {
        let Tables { bare, reddened, scarred, .. } = self.tables;
        let [scar, brown, vein, shaded] = self.marks_at(place.atlas_mm);
        let blood = place.erythema.clamp(ERYTHEMA_RANGE[0], ERYTHEMA_RANGE[1]);
        let brown = brown + place.brown - SHADED * shaded;
        let deep = 1.0 - DEEP_BROWN * smoothstep(DEEP_BROWN_RANGE[0], DEEP_BROWN_RANGE[1], brown);
        let sound = mix(*bare, *reddened, blood);
        let coloured: [f32; 3] = std::array::from_fn(|c| {
            sound[c].max(0.0) * (brown * self.brown_log[c]).exp() * deep * (1.0 - vein * self.vein[c])
        });
        let moist = (2.0 * place.tissue).clamp(0.0, 1.0);
        let mucosa = MUCOSA.map(|m| m * (MUCOSA_DARKEST + bare[0]).clamp(MUCOSA_DARKEST, 1.0));
        mix(mix(coloured, *scarred, scar * place.scalp), mucosa, MUCOSA_SHARE * moist)
    }

    /// Paleness of scars, brown of spots, cover of veins, shade of hair, 0..=1.
    fn marks_at(&self, atlas_mm: Vec2) -> [f32; 4] {
        let side = SIDE_TEXELS as usize;
        if self.marks.texels.len() != side * side {
            return [0.0; 4];
        }
        let place = (0.5 + 0.5 * atlas_mm / ATLAS_RADIUS_MM) * side as f32 - 0.5;
        let place = place.clamp(Vec2::ZERO, Vec2::splat(side as f32 - 1.001));
        let (column, row) = (place.x as usize, place.y as usize);
        let corner = |k: usize| {
            self.marks.texels[(row + k / 2) * side + column + k % 2].map(|byte| f32::from(byte) / 255.0)
        };
        bilinear(&[corner(0), corner(1), corner(2), corner(3)], 2, place.x.fract(), place.y.fract())
    }

    /// The globe of an eye so far from the middle of its iris, mm.
    fn eye(&self, across_mm: Vec2) -> [f32; 3] {
        /// Borders of pupil and iris are so soft, mm: a texel.
        const SOFT_MM: f32 = 0.3;
        let r = across_mm.length();
        let step = |at: f32| smoothstep(at - SOFT_MM, at + SOFT_MM, r);
        mix(mix([0.002; 3], self.iris, step(PUPIL_MM)), SCLERA, step(IRIS_MM))
    }
}

fn mix(a: [f32; 3], b: [f32; 3], t: f32) -> [f32; 3] {
    std::array::from_fn(|c| a[c] + t * (b[c] - a[c]))
}

impl Place {
    /// Between the corners of a triangle.
    pub fn between(corners: &[Place; 3], weights: Vec3) -> Place {
        let sum = |of: fn(&Place) -> f32| (0..3).map(|i| of(&corners[i]) * weights[i]).sum();
        Place {
            skin: (0..3).map(|i| corners[i].skin * weights[i]).sum(),
            atlas_mm: vec2(sum(|p| p.atlas_mm.x), sum(|p| p.atlas_mm.y)),
            scalp: sum(|p| p.scalp),
            erythema: sum(|p| p.erythema),
            brown: sum(|p| p.brown),
            tissue: sum(|p| p.tissue),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::render::shader::Sources;

    /// Whether a shader has the number under that name.
    fn says(shader: &str, name: &str, value: &str) -> bool {
        Sources::default().text(shader).contains(&format!("const {name}: {value};"))
    }

    #[test]
    fn numbers_are_those_of_the_shaders() {
        let vec = |values: &[f32]| {
            let inner: Vec<String> = values.iter().map(|v| format!("{v:?}")).collect();
            format!("vec{}f = vec{}f({})", values.len(), values.len(), inner.join(", "))
        };
        for (name, value) in [
            ("ERYTHEMA_RANGE", vec(&super::ERYTHEMA_RANGE)),
            ("SHADED", format!("f32 = {:?}", super::SHADED)),
            ("DEEP_BROWN", format!("f32 = {:?}", super::DEEP_BROWN)),
            ("DEEP_BROWN_RANGE", vec(&super::DEEP_BROWN_RANGE)),
            ("MUCOSA", vec(&super::MUCOSA)),
            ("MUCOSA_SHARE", format!("f32 = {:?}", super::MUCOSA_SHARE)),
        ] {
            assert!(says("skin.wgsl", name, &value), "{name}: {value}");
        }
        for (name, value) in [
            ("BROWN_OUTER", vec(&super::BROWN_OUTER)),
            ("LIGHT_OUTER", vec(&super::LIGHT_OUTER)),
            ("LIGHT_HAIR", vec(&super::LIGHT_HAIR)),
            ("SCLERA", vec(&super::SCLERA)),
            ("PUPIL_MM", format!("f32 = {:?}", super::PUPIL_MM)),
        ] {
            assert!(says("common/eye.wgsl", name, &value), "{name}: {value}");
        }
        assert!(!says("skin.wgsl", "SHADED", "f32 = 0.09"), "planted: another number must be seen");
    }
}
