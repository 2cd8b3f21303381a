//! Exported heads and stencils, read back by themselves.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use glam::{Vec2, Vec3};
use image::RgbImage;
use papilla::appearance::{PigmentState, hair_field};
use papilla::deposit::time::Course;
use papilla::deposit::{Dot, Hair};
use papilla::export::stencil::{self, Paper};
use papilla::export::{COARSEST_TEXEL_MM, Models, When, glb};
use papilla::math::octahedral_decode;
use papilla::optics::colour::{lab_from_srgb, srgb_decode};
use papilla::optics::tables::{Column, Field};
use papilla::optics::tone;
use papilla::plan::{Plan, Zone};
use papilla::render::splats::Splats;
use papilla::rng;
use papilla::scalp::{handles, regions};
use papilla::stages::Stages;
use papilla::studio::Prepared;
use serde_json::Value;

/// A moment of the demo with the textures of its scalp: as it is, without dots, without dots and hair.
struct Baked {
    models: Models,
    prepared: std::sync::Arc<Prepared>,
    treated: RgbImage,
    without_dots: RgbImage,
    bare: RgbImage,
}

static BAKED: LazyLock<Baked> = LazyLock::new(|| {
    let mut models = Models::of(&Plan::demo(), Path::new("")).unwrap();
    let prepared = models.prepare(When::Settled).unwrap();
    let dots = prepared.splats.dot_halos.len();
    let without = Splats {
        cores: prepared.splats.cores[dots..].to_vec(),
        dot_halos: Vec::new(),
        ..(*prepared.splats).clone()
    };
    let nothing = Splats { states: prepared.splats.states.clone(), ..Splats::default() };
    Baked {
        treated: models.scalp_texture(&prepared),
        without_dots: models.scalp_texture(&with(&prepared, without)),
        bare: models.scalp_texture(&with(&prepared, nothing)),
        models,
        prepared,
    }
});

fn with(prepared: &Prepared, splats: Splats) -> Prepared {
    Prepared {
        surface: prepared.surface.clone(),
        splats: splats.into(),
        states: prepared.states.clone(),
        skin_map: prepared.skin_map.clone(),
        oiliness: prepared.oiliness,
        grown_mm: prepared.grown_mm,
        hair_per_mm2: prepared.hair_per_mm2,
        tables: prepared.tables.clone(),
        lighting: prepared.lighting.clone(),
        head: prepared.head.clone(),
        summary: prepared.summary.clone(),
    }
}

/// A GLB file read by what its own text says.
struct Glb<'a> {
    scene: Value,
    binary: &'a [u8],
}

impl<'a> Glb<'a> {
    fn read(bytes: &'a [u8]) -> Glb<'a> {
        let word = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        assert_eq!((&bytes[..4], word(4), word(8)), (&b"glTF"[..], 2, bytes.len()));
        let text = word(12);
        Glb { scene: serde_json::from_slice(&bytes[20..20 + text]).unwrap(), binary: &bytes[28 + text..] }
    }

    fn accessor(&self, index: &Value) -> &'a [u8] {
        let accessor = &self.scene["accessors"][index.as_u64().unwrap() as usize];
        let view = &self.scene["bufferViews"][accessor["bufferView"].as_u64().unwrap() as usize];
        let [from, length] = ["byteOffset", "byteLength"].map(|key| view[key].as_u64().unwrap() as usize);
        &self.binary[from..from + length]
    }

    fn floats(&self, index: &Value) -> Vec<f32> {
        self.accessor(index).chunks_exact(4).map(|b| f32::from_le_bytes(b.try_into().unwrap())).collect()
    }

    fn primitives(&self) -> &Vec<Value> {
        self.scene["meshes"][0]["primitives"].as_array().unwrap()
    }

    fn positions(&self, primitive: &Value) -> Vec<Vec3> {
        let floats = self.floats(&primitive["attributes"]["POSITION"]);
        floats.chunks_exact(3).map(|p| Vec3::new(p[0], p[1], p[2])).collect()
    }

    fn uv(&self, primitive: &Value) -> Vec<Vec2> {
        let floats = self.floats(&primitive["attributes"]["TEXCOORD_0"]);
        floats.chunks_exact(2).map(|p| Vec2::new(p[0], p[1])).collect()
    }

    fn triangles(&self, primitive: &Value) -> Vec<[usize; 3]> {
        let words: Vec<usize> = self
            .accessor(&primitive["indices"])
            .chunks_exact(4)
            .map(|b| u32::from_le_bytes(b.try_into().unwrap()) as usize)
            .collect();
        words.chunks_exact(3).map(|t| [t[0], t[1], t[2]]).collect()
    }
}

/// Width, height and depth of points.
fn size(points: impl Iterator<Item = Vec3>) -> Vec3 {
    let ends = (Vec3::splat(f32::MAX), Vec3::splat(f32::MIN));
    let (low, high) = points.fold(ends, |(low, high), p| (low.min(p), high.max(p)));
    high - low
}

/// Longest way of a texel over a triangle, mm.
fn texel_mm(p: [Vec3; 3], uv: [Vec2; 3], side: f32) -> f32 {
    let [a, b] = [(uv[1] - uv[0]) * side, (uv[2] - uv[0]) * side];
    let [u, v] = [p[1] - p[0], p[2] - p[0]];
    let area = a.perp_dot(b);
    let [x, y] = [(u * b.y - v * a.y) / area, (v * a.x - u * b.x) / area];
    let (xx, xy, yy) = (x.length_squared(), x.dot(y), y.length_squared());
    (0.5 * (xx + yy) + (0.25 * (xx - yy).powi(2) + xy * xy).sqrt()).sqrt()
}

#[test]
fn a_model_read_back_has_the_size_of_the_head_and_texels_fine_enough_for_dots() {
    let Baked { models, prepared, .. } = &*BAKED;
    let model = models.model(When::Settled, prepared).unwrap();
    let bytes = glb::bytes(&model).unwrap();
    let read = Glb::read(&bytes);
    let head_mm = size(prepared.head.mesh.positions.iter().copied());
    let all = read.primitives().iter().flat_map(|primitive| read.positions(primitive));
    let read_mm = 1000.0 * size(all);
    println!("{read_mm} mm");
    assert!((read_mm - head_mm).abs().max_element() < 0.1 && (150.0..220.0).contains(&read_mm.x));
    assert!((read_mm * 1.001 - head_mm).abs().max_element() > 0.1, "planted: a thousandth must be seen");

    let cell = |p: Vec3| (p / 4.0).floor().as_ivec3().to_array();
    let dots = &prepared.splats.cores[..prepared.splats.dot_halos.len()];
    let cells: BTreeSet<_> = dots.iter().map(|dot| cell(dot.position.into())).collect();
    let side = BAKED.treated.width() as f32;
    for primitive in read.primitives() {
        let uv = read.uv(primitive);
        assert!(uv.iter().all(|uv| uv.min_element() >= 0.0 && uv.max_element() <= 1.0));
    }
    let scalp = &read.primitives()[0];
    let (points, uv) = (read.positions(scalp), read.uv(scalp));
    let near_dots =
        read.triangles(scalp).into_iter().filter(|t| cells.contains(&cell(points[t[0]] * 1000.0)));
    let coarsest = near_dots
        .map(|t| texel_mm(t.map(|i| points[i] * 1000.0), t.map(|i| uv[i]), side))
        .fold(0.0, f32::max);
    let told = models.coarsest_texel_mm(prepared);
    println!("coarsest texel near dots: {coarsest:.3} mm, at a dot {told:.3} mm, {side} on a side");
    assert!(told <= COARSEST_TEXEL_MM && coarsest < 1.15 * COARSEST_TEXEL_MM, "{told} {coarsest}");
}

/// Fraction of the dots whose texel is darker in the first texture.
fn darker(texture: &RgbImage, than: &RgbImage) -> f32 {
    let Baked { models, prepared, .. } = &*BAKED;
    let dots = &prepared.splats.cores[..prepared.splats.dot_halos.len()];
    let is_darker = |dot: &&papilla::render::layout::CoreInstance| {
        let at = models.on_scalp_texture(dot.position.into(), octahedral_decode(dot.normal));
        let sum = |of: &RgbImage| -> u32 {
            of.get_pixel(at.x as u32, at.y as u32).0.iter().map(|channel| u32::from(*channel)).sum()
        };
        sum(texture) < sum(than)
    };
    dots.iter().filter(is_darker).count() as f32 / dots.len() as f32
}

#[test]
fn every_dot_lies_on_a_darker_texel() {
    let Baked { treated, without_dots, .. } = &*BAKED;
    let [found, planted] = [treated, without_dots].map(|texture| darker(texture, without_dots));
    println!("darker at {:.3} % of the dots", 100.0 * found);
    assert_eq!(found, 1.0);
    assert_eq!(planted, 0.0, "planted: dots left out");
}

/// Places spread evenly over the skin of the scalp, with their zone.
fn samples(prepared: &Prepared) -> Vec<(Zone, Vec2)> {
    const PER_MM2: f32 = 6.0;
    let head = &prepared.head;
    let mut samples = Vec::new();
    for (k, t) in (0u64..).zip(&head.mesh.triangles) {
        let v = t.map(|v| v as usize);
        let mean: Vec3 = v.iter().map(|v| head.mean_positions[*v]).sum::<Vec3>() / 3.0;
        if v.iter().any(|v| head.outer[*v]) || regions::boundary_distance_mm(mean) < 3.0 {
            continue;
        }
        let p = v.map(|v| head.mesh.positions[v]);
        let area_mm2 = 0.5 * (p[1] - p[0]).cross(p[2] - p[0]).length();
        let count = (area_mm2 * PER_MM2 + rng::unit(k, 0)) as u64;
        for i in 0..count {
            let [a, b] = [1, 2].map(|salt| rng::unit(rng::hash(k, salt), i));
            let (a, b) = if a + b > 1.0 { (1.0 - a, 1.0 - b) } else { (a, b) };
            let place = p[0] + a * (p[1] - p[0]) + b * (p[2] - p[0]);
            let normal = head.mesh.normals[v[0]];
            samples.push((regions::zone(mean), BAKED.models.on_scalp_texture(place, normal)));
        }
    }
    samples
}

/// Mean linear colour of a texture over a zone.
fn mean(texture: &RgbImage, samples: &[(Zone, Vec2)], zone: Zone) -> [f64; 3] {
    let mut sum = [0.0; 3];
    let of: Vec<_> = samples.iter().filter(|(z, _)| *z == zone).collect();
    for (_, at) in &of {
        let texel = texture.get_pixel(at.x as u32, at.y as u32).0;
        (0..3).for_each(|c| sum[c] += f64::from(srgb_decode(f32::from(texel[c]) / 255.0)));
    }
    sum.map(|total| total / of.len() as f64)
}

/// What the laws of fields say of a zone: dots and hair of so much skin.
fn foretold(
    bare: [f64; 3],
    dots: &[&Dot],
    hairs: &[&Hair],
    area_mm2: f32,
    plan: &Plan,
    prepared: &Prepared,
) -> [f64; 3] {
    let tables = &prepared.tables;
    let melanin = tone::find(&plan.client.tone).skin.melanin;
    let course = Course { healing: plan.healing, fading: plan.fading, melanin };
    let moment = When::Settled.moment(plan);
    let mut field = Field::default();
    for dot in dots {
        let session = &plan.sessions[dot.session as usize];
        let column = Column { depth_mm: dot.depth_mm, height_mm: dot.column_mm };
        let tau_rgb = tables.pigment_tau(session.pigment, session.clumping);
        let state = PigmentState::of(column, tau_rgb, &course, moment.age_of(session));
        field = field.plus(&state.field(tables, dot.radius_mm, dot.tau, 1.0 / area_mm2));
    }
    let mut cover = 0.0;
    for hair in hairs {
        let length_mm = hair.length_mm + prepared.grown_mm;
        let rise = hair.direction.dot(hair.normal);
        field = field.plus(&hair_field(tables, hair.radius_mm, hair.length_mm, rise, 1.0 / area_mm2));
        cover += 2.0 * hair.radius_mm * length_mm * (1.0 - rise * rise).max(0.0).sqrt() / area_mm2;
    }
    let left = field.loss().relative_reflectance();
    let shafts = 1.0 - (-cover).exp();
    std::array::from_fn(|c| {
        let skin = bare[c] * f64::from(left[c]);
        skin + f64::from(shafts) * (f64::from(tables.hair[c]) - skin)
    })
}

#[test]
fn zones_are_as_light_as_the_laws_of_fields_foretell() {
    let Baked { prepared, treated, without_dots, bare, .. } = &*BAKED;
    let plan = Plan::demo();
    let mut stages = Stages::default();
    stages.update(&plan, Path::new(""), When::Settled.moment(&plan).years()).unwrap();
    let (scalp, placed) = stages.ready().unwrap();
    let samples = samples(prepared);
    let head = &scalp.head;
    let zone_of = |p: Vec3| {
        let mean = head.mean_from_head.point(p);
        (regions::boundary_distance_mm(mean) > 3.0).then(|| regions::zone(mean))
    };
    let dots: Vec<_> = placed.dots.iter().map(|dot| (zone_of(dot.position), dot)).collect();
    let hairs: Vec<_> = placed.hairs.iter().map(|hair| (zone_of(hair.position), hair)).collect();
    let l = |rgb: [f64; 3]| lab_from_srgb(rgb)[0];
    for zone in [Zone::Frontal, Zone::MidScalp, Zone::Vertex, Zone::Parietal, Zone::Occipital] {
        let area_mm2 = samples.iter().filter(|(z, _)| *z == zone).count() as f32 / 6.0;
        let dots: Vec<&Dot> = dots.iter().filter(|(z, _)| *z == Some(zone)).map(|(_, dot)| *dot).collect();
        let hairs: Vec<&Hair> =
            hairs.iter().filter(|(z, _)| *z == Some(zone)).map(|(_, hair)| *hair).collect();
        let [found, planted, bare] = [treated, without_dots, bare].map(|of| mean(of, &samples, zone));
        let wanted = l(foretold(bare, &dots, &hairs, area_mm2, &plan, prepared));
        println!(
            "{zone:?}: {:.0} cm2, bare L* {:.2}, baked {:.2}, foretold {wanted:.2}, without dots {:.2}",
            0.01 * area_mm2,
            l(bare),
            l(found),
            l(planted)
        );
        assert!((l(found) - wanted).abs() < 1.0, "{zone:?}");
        if matches!(zone, Zone::Frontal | Zone::MidScalp | Zone::Vertex) {
            assert!((l(planted) - wanted).abs() > 1.0, "planted: dots left out of {zone:?}");
        }
    }
}

/// The longest path of a page's content, mm on paper.
fn longest_path(pdf: &[u8]) -> Vec<Vec2> {
    let text = String::from_utf8_lossy(pdf);
    let (mut longest, mut path): (Vec<Vec2>, Vec<Vec2>) = Default::default();
    for line in text.lines() {
        let cells: Vec<&str> = line.split_whitespace().collect();
        let point =
            |cells: &[&str]| Some(Vec2::new(cells[0].parse().ok()?, cells[1].parse().ok()?) * 25.4 / 72.0);
        match cells[..] {
            [_, _, "m"] => path = point(&cells).into_iter().collect(),
            [_, _, "l"] => path.extend(point(&cells)),
            ["S"] if path.len() > longest.len() => longest = std::mem::take(&mut path),
            _ => {}
        }
    }
    longest
}

/// Lengths from the middle of a line to its ends, mm.
fn halves(line: &[Vec3]) -> [f32; 2] {
    let middle = line.len() / 2;
    [&line[..=middle], &line[middle..]]
        .map(|half| half.windows(2).map(|step| step[0].distance(step[1])).sum())
}

#[test]
fn the_stencil_is_as_long_on_paper_as_on_the_skin() {
    let plan = Plan::demo();
    let head = &BAKED.prepared.head;
    for paper in Paper::ALL {
        let pdf = stencil::pdf(&plan, head, paper);
        assert_eq!(pdf, stencil::pdf(&plan, head, paper), "the same bytes every time");
        let on_paper: Vec<Vec3> = longest_path(&pdf).iter().map(|p| p.extend(0.0)).collect();
        let on_skin = handles::drawn(&plan.hairline, head);
        let flat: Vec<Vec3> = on_skin.iter().map(|p| p.with_z(0.0)).collect();
        let [paper_mm, skin_mm, planted_mm] = [&on_paper, &on_skin, &flat].map(|line| halves(line));
        println!(
            "{paper:?}: {paper_mm:?} mm on paper, {skin_mm:?} on the skin, {planted_mm:?} seen from before"
        );
        for k in 0..2 {
            assert!((paper_mm[k] - skin_mm[k]).abs() < 1.0);
            assert!((planted_mm[k] - skin_mm[k]).abs() > 1.0, "planted: the line as seen from before");
        }
    }
    let unrolled = stencil::Unrolled::of(&plan.hairline, head);
    println!("straight across off by up to {:.2} mm", unrolled.off_mm);
    assert!(unrolled.off_mm < 5.0);
}
