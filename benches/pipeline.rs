//! From a plan to a frame: one line a figure. `cargo bench --bench pipeline`; one part of it alone with
//! `-- timeline`, `-- story`, `-- edits`, `-- start` or `-- frames`.
//!
//! Medians of repeated runs on whatever adapter the machine has; compare figures of one run only.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use papilla::appearance::Age;
use papilla::deposit::Dot;
use papilla::deposit::placement;
use papilla::deposit::site_fields::SiteFields;
use papilla::deposit::time::Course;
use papilla::optics::pigment::tau_550;
use papilla::plan::{Fading, Healing, Paint, Plan, Stroke};
use papilla::render::adapters;
use papilla::render::camera::View;
use papilla::render::lighting::LightingPreset;
use papilla::render::pigment_states::SessionAppearance;
use papilla::render::quality::{FrameSettings, QualityTier};
use papilla::render::splats::Splats;
use papilla::render::{Renderer, Scene};
use papilla::scalp::{Place, Scalp, Site, SiteBudget};
use papilla::stages::Stages;
use papilla::studio::{Moment, Prepared, Studio};

const SIZE_PX: [u32; 2] = [1280, 720];

fn median(runs: usize, mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[runs / 2]
}

fn line(name: &str, time: Duration, note: &str) {
    println!("{name:<28} {:>9.1} ms  {note}", time.as_secs_f64() * 1e3);
}

/// The demo made denser, or its head repeated, until about `wanted` dots are placed.
struct Field {
    plan: Plan,
    sites: Vec<Site>,
    places: Vec<Place>,
    area_cm2: f32,
}

impl Field {
    fn new(scalp: &Scalp, dots: usize, wanted: usize) -> Field {
        let copies = (wanted / (2 * dots.max(1))).max(1);
        let mut plan = Plan::demo();
        let denser = wanted as f32 / (copies * dots.max(1)) as f32;
        plan.sessions.iter_mut().for_each(|session| session.density_per_cm2 *= denser);
        let dense = Scalp::new(scalp.head.clone(), plan.seed, SiteBudget::of(&plan));
        Field {
            plan,
            sites: dense.sites.repeat(copies),
            places: dense.places.repeat(copies),
            area_cm2: dense.site_area_cm2 * copies as f32,
        }
    }

    fn dots(&self, plan: &Plan, fields: &SiteFields) -> Vec<Dot> {
        placement::dots(plan, &self.sites, fields, &self.places, self.area_cm2, tau_550)
    }

    fn dots_of_plan(&self) -> Vec<Dot> {
        self.dots(&self.plan, &SiteFields::new(&self.plan, &self.places))
    }
}

/// A plan painted on with this many strokes of 40 places each, all over the head.
fn paint(plan: &mut Plan, count: u8) {
    let stroke = |k: u8| {
        let [left, front] = [f32::from(k % 5) * 40.0 - 80.0, f32::from(k / 5) * 35.0 - 120.0];
        let place = |i: u8| [left + f32::from(i), front + (0.3 * f32::from(i)).sin() * 5.0];
        let paint = [Paint::Leave, Paint::Density, Paint::Erase][usize::from(k % 3)];
        Stroke { path_mm: (0..40).map(place).collect(), ..Stroke::usual(paint) }
    };
    plan.strokes = (0..count).map(stroke).collect();
}

/// How long dots take after an edit of a session, of the hairline, of the hair loss, of what is painted.
fn edits(field: &Field, wanted: usize) {
    let mut plan = field.plan.clone();
    let mut fields = SiteFields::default();
    let mut edit = |name: &str, change: &mut dyn FnMut(&mut Plan)| {
        let mut dots = Vec::new();
        let time = median(11, || {
            change(&mut plan);
            fields.update(&plan, &field.places);
            dots = field.dots(&plan, &fields);
        });
        let note = format!("{} dots from {} sites", dots.len(), field.sites.len());
        line(&format!("edit of {name}/{wanted}"), time, &note);
    };
    edit("a session", &mut |plan| plan.sessions[1].density_per_cm2 -= 0.1);
    edit("the hairline", &mut |plan| plan.hairline.height_mm += 0.05);
    edit("the hair loss", &mut |plan| plan.hair_loss.diffuse += 0.001);
    for count in [1, 20] {
        edit(&format!("stroke {count}"), &mut |plan| {
            let radius_mm = plan.strokes.last().map_or(10.0, |stroke| stroke.radius_mm);
            paint(plan, count);
            plan.strokes.iter_mut().for_each(|stroke| stroke.radius_mm = radius_mm + 0.01);
        });
    }
}

fn frame(renderer: &mut Renderer, prepared: &Prepared, dots: &[Dot]) {
    let atlas = &prepared.surface.atlas;
    let mut splats = Splats::default();
    let time = median(5, || splats = Splats::new(dots, &[], &[], &[], atlas));
    line(&format!("splats/{}", dots.len()), time, "instances from dots");
    let layer = SessionAppearance { age: Age::Days(100.0), tau_rgb: [1.0; 3] };
    let course = Course { healing: Healing::default(), fading: Fading::default(), melanin: 0.04 };
    let states = splats.states.table(&[layer; 3], &prepared.tables, &course);
    let camera = prepared.framing(View::ThreeQuarter);
    let scene = Scene { splats: &splats, states: &states, ..prepared.scene(&camera) };
    if renderer.resize(SIZE_PX).is_err() {
        return;
    }
    renderer.set_frame_settings(FrameSettings::FULL);
    let mut draw = || {
        renderer.add_sample(&scene);
        if let Err(error) = renderer.gpu().wait() {
            println!("{error}");
        }
    };
    let start = Instant::now();
    draw();
    line(&format!("first frame/{}", dots.len()), start.elapsed(), "with upload and halo atlas");
    let time = median(5, draw);
    line(&format!("frame/{}", dots.len()), time, "1280x720, dots only, no stubble");
}

/// What each pass of a whole frame costs, by effort and size: the demo's head with 50 000 dots and its own hair.
fn frame_costs(renderer: &mut Renderer, prepared: &Prepared) {
    let camera = prepared.framing(View::ThreeQuarter);
    let scene = prepared.scene(&camera);
    let counts = [&prepared.splats.cores.len(), &prepared.splats.shafts.len()];
    println!("frame of {} dots and roots, {} shafts; ms by pass", counts[0], counts[1]);
    let all_settings = QualityTier::ALL.map(|quality| (quality.key(), quality.moving()));
    for size_px in [[1280, 720], [1920, 1080], [3840, 2160]] {
        for (name, frame_settings) in all_settings.into_iter().chain([("resting", FrameSettings::FULL)]) {
            let drawn_px = size_px.map(|side| (side as f32 * frame_settings.scale) as u32);
            renderer.set_frame_settings(frame_settings);
            if let Err(error) = renderer.resize(drawn_px) {
                println!("{}x{} {name}: {error}", size_px[0], size_px[1]);
                continue;
            }
            // A moving view starts anew with every frame: its lights stay where they are.
            let next = |renderer: &mut Renderer| {
                if frame_settings != FrameSettings::FULL {
                    renderer.restart();
                }
            };
            let passes: Vec<String> = (0..3)
                .filter_map(|_| {
                    next(renderer);
                    renderer.profile(&scene).ok()
                })
                .last()
                .into_iter()
                .flatten()
                .filter(|(_, time)| time.as_secs_f64() > 2e-4)
                .map(|(pass, time)| format!("{pass} {:.1}", time.as_secs_f64() * 1e3))
                .collect();
            let whole = median(5, || {
                next(renderer);
                renderer.add_sample(&scene);
                if let Err(error) = renderer.gpu().wait() {
                    println!("{error}");
                }
            });
            line(&format!("{}x{} {name}", size_px[0], size_px[1]), whole, &passes.join(", "));
        }
    }
}

/// From the start of the process to the head in the window, on the display at hand.
fn first_picture() {
    if std::env::var_os("DISPLAY").is_none() && std::env::var_os("WAYLAND_DISPLAY").is_none() {
        println!("first picture                no display: run under `xvfb-run cargo bench`");
        return;
    }
    let time = median(3, || {
        let done = Command::new(env!("CARGO_BIN_EXE_papilla")).arg("--until-first-picture").output();
        if !done.is_ok_and(|output| output.status.success()) {
            println!("the window did not open");
        }
    });
    line("first picture", time, "start of process to head in the window, and out again");
}

fn timeline(plan: &Plan, lighting: &LightingPreset) {
    let mut studio = Studio::default();
    let mut day = 0.0;
    let mut step = || {
        day += 13.7;
        if let Err(error) = studio.prepare(plan, Path::new(""), Moment::Day(day), lighting) {
            println!("{error}");
        }
    };
    step();
    let time = median(21, step);
    line("step of the timeline", time, "another day of the same plan, all but the frame");
}

/// A frame of the running story: another day of the demo in a moving view.
fn story(renderer: &mut Renderer, plan: &Plan, lighting: &LightingPreset) -> anyhow::Result<()> {
    let mut studio = Studio::default();
    for quality in [QualityTier::Software, QualityTier::Integrated] {
        renderer.set_frame_settings(quality.moving());
        renderer.resize(SIZE_PX.map(|side| (side as f32 * quality.moving().scale) as u32))?;
        for (name, first_day) in [("before", -20.0), ("first session heals", 1.0), ("all of them", 100.0)] {
            let mut times: BTreeMap<&str, Duration> = BTreeMap::new();
            let mut day = first_day;
            for _ in 0..6 {
                day += 0.7;
                let start = Instant::now();
                let prepared = studio.prepare(plan, Path::new(""), Moment::Day(day), lighting)?;
                let states = start.elapsed();
                let camera = prepared.framing(View::ThreeQuarter);
                renderer.restart();
                times = renderer.profile(&prepared.scene(&camera))?.into_iter().collect();
                times.insert("states", states);
            }
            let passes: Vec<String> = times
                .iter()
                .filter(|(_, time)| time.as_secs_f64() > 2e-4)
                .map(|(pass, time)| format!("{pass} {:.1}", time.as_secs_f64() * 1e3))
                .collect();
            line(&format!("{}: {name}", quality.key()), times.values().sum(), &passes.join(", "));
        }
    }
    Ok(())
}

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let wants = |part: &str| asked.is_empty() || asked.iter().any(|word| word == part);
    let plan = Plan::demo();
    let lighting = LightingPreset::preset("clinic").unwrap_or_else(|error| panic!("{error}"));
    let start = Instant::now();
    let mut studio = Studio::default();
    let prepared = studio
        .prepare(&plan, Path::new(""), Moment::Day(400.0), &lighting)
        .unwrap_or_else(|error| panic!("{error}"));
    line("plan to scene", start.elapsed(), "head, sites, dots, hairs, instances; cold");
    if wants("timeline") {
        timeline(&plan, &lighting);
    }
    let mut stages = Stages::default();
    if let Err(error) = stages.update(&plan, Path::new(""), 0.0) {
        panic!("{error}");
    }
    let (scalp, placed) = stages.ready().unwrap_or_else(|error| panic!("{error}"));
    let fields = [50_000, 1_000_000].map(|wanted| (wanted, Field::new(scalp, placed.dots.len(), wanted)));
    if wants("edits") {
        fields.iter().for_each(|(wanted, field)| edits(field, *wanted));
    }
    if wants("start") {
        first_picture();
    }
    if !wants("frames") && !wants("story") {
        return;
    }
    match Renderer::headless(None) {
        Ok(mut renderer) => {
            println!("adapter: {}", adapters::label(&renderer.gpu().adapter.get_info()));
            if wants("story")
                && let Err(error) = story(&mut renderer, &plan, &lighting)
            {
                println!("{error}");
            }
            if !wants("frames") {
                return;
            }
            frame_costs(&mut renderer, &prepared);
            for (wanted, field) in &fields {
                let mut dots = field.dots_of_plan();
                dots.truncate(*wanted);
                frame(&mut renderer, &prepared, &dots);
            }
        }
        Err(error) => println!("{error}"),
    }
}
