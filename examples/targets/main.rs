//! Patches of rendered heads beside what photographs of shaved and treated scalps show (`docs/practice.md#photographs-against-words`):
//! `cargo run --release --example targets`
//!
//! Each patch is drawn twice, as it is and as it would be without dots or hair, at 2.35 pixels per mm, and read as a
//! photograph is: mean of linear sRGB, then CIE Lab. The demo's dots and its hairline are read at 20 and 5 pixels per
//! mm, from the quotient of both pictures; and its treated scalp is held against its donor area in every light.

mod dots;
mod patch;

use std::path::Path;

use glam::{Vec3, vec2};
use papilla::optics::colour::{delta_e2000, lab_from_srgb};
use papilla::pictures::carry_on;
use papilla::plan::{HairColour, LossPattern, Plan, SkinTone, Template, Tone};
use papilla::render::Renderer;
use papilla::render::camera::{Camera, Projection};
use papilla::render::lighting::{LightingPreset, PRESETS};
use papilla::scalp::coordinates::mean_surface;
use papilla::scalp::hairline::midline_atlas_mm;
use papilla::studio::{Moment, Studio};

use dots::{Dots, edge_width_mm};
use patch::Patch;

/// Pixels per mm at which phones show whole heads, hairlines and dots.
const PX_PER_MM: f32 = 2.35;
const HAIRLINE_PX_PER_MM: f32 = 5.0;
const DOTS_PX_PER_MM: f32 = 20.0;
/// Sides of those patches, px: about 40, 60 and 20 mm.
const SIDE_PX: u32 = 96;
const HAIRLINE_SIDE_PX: u32 = 300;
const DOTS_SIDE_PX: u32 = 400;
const SAMPLES: u32 = 16;
const LIGHT: &str = "overcast";
/// Places of the scalp, mm from the top to the left and to the front.
const TOP: [f32; 2] = [12.0, 15.0];
const BACK: [f32; 2] = [20.0, -150.0];

/// Middle of the forehead on the mean head, mm.
const FOREHEAD: Vec3 = Vec3::new(0.0, 60.0, 100.0);
/// Hue of foreheads and necks in photographs, degrees, and how much redder than bald scalps they are.
const FOREHEAD_HUE_DEG: Range = [48.0, 56.0];
const FOREHEAD_REDDER: Range = [0.8, 3.5];

/// A range to meet.
type Range = [f64; 2];

/// What photographs show of a client.
struct Ranges {
    treated: [Range; 3],
    donor: [Range; 3],
    red_over_green: Range,
}

const PLAIN: Ranges = Ranges {
    treated: [[-12.0, -8.0], [-6.0, -4.5], [-8.0, -5.0]],
    donor: [[-7.0, -5.0], [-5.5, -4.5], [-6.0, -5.0]],
    red_over_green: [0.82, 0.85],
};
/// Tan and brown skin: people of L* 41 to 66. Read were treated -6..-18, -5..-12, -8..-13 and donor -6.4..-8.9, -7.8..-11.2, -7.2..-13.5; taken
/// out are the phones' saturation, 1.2, and that the bare skin beside the donor was a temple, 1.5 a* redder than scalp.
const TAN: Ranges = Ranges {
    treated: [[-18.0, -6.0], [-10.0, -4.2], [-10.8, -6.7]],
    donor: [[-8.9, -6.4], [-7.8, -5.0], [-11.2, -6.0]],
    red_over_green: [0.75, 0.87],
};

/// Very dark skin. Nobody as dark was photographed: these are the same parts of its light, a* and b* (L* 43, 14, 17)
/// as those people lose (`docs/optics.md#gloss`).
const VERY_DARK: Ranges = Ranges {
    treated: [[-15.0, -5.7], [-8.1, -3.9], [-8.1, -5.2]],
    donor: [[-7.4, -4.8], [-6.0, -4.5], [-6.5, -4.9]],
    red_over_green: [0.75, 0.87],
};
/// Stubble of the tan client who was photographed, mm, by eye.
const TAN_STUBBLE_MM: f32 = 0.5;

/// A square of skin seen straight from above.
struct Square {
    on_mean: Vec3,
    px_per_mm: f32,
    side_px: u32,
}

impl Square {
    /// One in which grain and colour are read.
    fn at(on_mean: Vec3) -> Square {
        Square { on_mean, px_per_mm: PX_PER_MM, side_px: SIDE_PX }
    }
}

fn draw(
    renderer: &mut Renderer,
    plan: &Plan,
    moment: Moment,
    square: &Square,
    light: &str,
) -> anyhow::Result<Patch> {
    let lighting = LightingPreset::preset(light)?;
    let prepared = Studio::default().prepare(plan, Path::new(""), moment, &lighting)?;
    let near = prepared.head.mean_from_head.head_point(square.on_mean);
    let (target, normal) = prepared.head.nearest(near).unwrap_or((near, Vec3::Y));
    let camera = Camera {
        target,
        azimuth_rad: normal.x.atan2(normal.z),
        elevation_rad: normal.y.clamp(-0.999, 0.999).asin(),
        distance_mm: 600.0,
        projection: Projection::Parallel { height_mm: square.side_px as f32 / square.px_per_mm },
    };
    let image = renderer.picture(&prepared.scene(&camera), [square.side_px; 2], SAMPLES, &mut carry_on)?;
    Ok(Patch::of(&image))
}

fn line(name: &str, value: f64, [low, high]: Range) {
    let mark = if (low..=high).contains(&value) { "  " } else { " <" };
    println!("  {name:<34} {value:>7.2}   {low:>6.2} to {high:>6.2}{mark}");
}

fn differences(name: &str, with: &Patch, without: &Patch, ranges: &[Range; 3], red_over_green: Range) {
    for (c, axis) in ["L*", "a*", "b*"].into_iter().enumerate() {
        line(&format!("{name}: d{axis}"), with.lab[c] - without.lab[c], ranges[c]);
    }
    let ratio = |c: usize| with.linear[c] / without.linear[c];
    line(&format!("{name}: red / green"), ratio(0) / ratio(1), red_over_green);
}

fn client(renderer: &mut Renderer, name: &str, plan: &Plan, ranges: &Ranges) -> anyhow::Result<()> {
    println!("{name}");
    // Where all hair is lost, all of the scalp is treated in full.
    let mut hairless = plan.clone();
    hairless.hair_loss.pattern = LossPattern::Total;
    let [top, back] = [TOP, BACK].map(|place| Square::at(mean_surface(place.into())));
    let brow = Square::at(FOREHEAD);
    let treated = draw(renderer, &hairless, Moment::settled(plan), &top, LIGHT)?;
    let bare = draw(renderer, &hairless, Moment::Before, &top, LIGHT)?;
    let donor = draw(renderer, plan, Moment::Before, &back, LIGHT)?;
    let shaved = draw(renderer, &hairless, Moment::Before, &back, LIGHT)?;
    let forehead = draw(renderer, &hairless, Moment::Before, &brow, LIGHT)?;
    let hue_deg = |[_, a, b]: [f64; 3]| b.atan2(a).to_degrees();
    let [l, a, b] = bare.lab;
    println!("  bare scalp {l:.1} {a:.1} {b:.1}, hue {:.0} deg", hue_deg(bare.lab));
    line("hue of the forehead, deg", hue_deg(forehead.lab), FOREHEAD_HUE_DEG);
    // The forehead stands steeper in the light: as bright as the scalp.
    let brighter = ((l + 16.0) / (forehead.lab[0] + 16.0)).powi(3);
    let lit = lab_from_srgb(forehead.linear.map(|c| c * brighter));
    line("forehead - scalp: a*", lit[1] - a, FOREHEAD_REDDER);
    differences("treated", &treated, &bare, &ranges.treated, ranges.red_over_green);
    let name = format!("donor {} mm", plan.client.hair.stubble_mm);
    differences(&name, &donor, &shaved, &ranges.donor, ranges.red_over_green);
    line("grain, bare", bare.grain(PX_PER_MM), [0.7, 1.2]);
    line("grain, treated", treated.grain(PX_PER_MM), [1.5, 2.5]);
    line("grain, donor", donor.grain(PX_PER_MM), [1.8, 2.2]);
    Ok(())
}

/// The dots and the hairline of a plan, and how well its treated scalp goes with its donor area in every light.
fn closer(renderer: &mut Renderer, plan: &Plan) -> anyhow::Result<()> {
    let mut hairless = plan.clone();
    hairless.hair_loss.pattern = LossPattern::Total;
    let settled = Moment::settled(plan);
    let top = mean_surface(TOP.into());
    let near = Square { on_mean: top, px_per_mm: DOTS_PX_PER_MM, side_px: DOTS_SIDE_PX };
    for (when, moment, widths_mm, contrasts) in
        [("settled", settled, [0.25, 0.40], [0.4, 0.6]), ("fresh", Moment::Day(0.1), [0.4, 0.5], [0.6, 0.7])]
    {
        let with = draw(renderer, &hairless, moment, &near, LIGHT)?;
        let without = draw(renderer, &hairless, Moment::Before, &near, LIGHT)?;
        let dots = Dots::find(&with, &without, DOTS_PX_PER_MM);
        println!("dots, {when}");
        if when == "settled" {
            line("found per cm2", dots.per_cm2, [75.0, 180.0]);
        }
        line("width at half contrast, mm", dots.width_mm, widths_mm);
        line("contrast at the centre", dots.contrast, contrasts);
        line("contrast, 90th over 10th percentile", dots.spread, [2.0, 3.0]);
    }
    let line_mm = midline_atlas_mm(plan.hairline.height_mm);
    let across = Square {
        on_mean: mean_surface(vec2(0.0, line_mm)),
        px_per_mm: HAIRLINE_PX_PER_MM,
        side_px: HAIRLINE_SIDE_PX,
    };
    let with = draw(renderer, &hairless, settled, &across, LIGHT)?;
    let without = draw(renderer, &hairless, Moment::Before, &across, LIGHT)?;
    println!("hairline");
    line("10 to 90 % of its loss, mm", edge_width_mm(&with, &without, HAIRLINE_PX_PER_MM), [8.0, 12.0]);
    println!("treated beside shaved scalp, the same place of the back, Delta E 2000");
    let back = Square::at(mean_surface(BACK.into()));
    for (light, _) in PRESETS {
        let treated = draw(renderer, &hairless, settled, &back, light)?;
        let donor = draw(renderer, plan, Moment::Before, &back, light)?;
        line(light, delta_e2000(treated.lab, donor.lab), [0.0, 2.0]);
    }
    Ok(())
}

/// Demo plan with another hair and skin, in the classic treatment for it.
fn demo_with(colour: HairColour, tone: SkinTone) -> Plan {
    let mut plan = Plan::demo();
    (plan.client.hair.colour, plan.client.tone) = (colour, Tone::Named(tone));
    Template::Classic.apply(&mut plan);
    plan
}

fn main() -> anyhow::Result<()> {
    let mut renderer = Renderer::headless(None)?;
    client(&mut renderer, "demo: dark brown hair, intermediate skin", &Plan::demo(), &PLAIN)?;
    closer(&mut renderer, &Plan::demo())?;
    let light = demo_with(HairColour::Black, SkinTone::Light);
    client(&mut renderer, "black hair, light skin", &light, &PLAIN)?;
    let mut tan = demo_with(HairColour::Black, SkinTone::Tan);
    tan.client.hair.stubble_mm = TAN_STUBBLE_MM;
    client(&mut renderer, "black hair, tan skin", &tan, &TAN)?;
    // Hair that coils, and a treatment for it.
    let mut dark = Plan::load(Path::new("assets/plans/norwood-7-defined.toml"))?;
    client(&mut renderer, "Norwood VII: coiled black hair, dark skin", &dark, &VERY_DARK)?;
    dark.client.tone = Tone::Named(SkinTone::Brown);
    client(&mut renderer, "the same, brown skin", &dark, &TAN)?;
    Ok(())
}
