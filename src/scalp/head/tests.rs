use std::fmt::Write;
use std::time::Instant;

use glam::{Affine3A, Vec2};

use super::*;
use crate::plan::{Axis, LengthUnit};

const UPRIGHT: ScanFrame = ScanFrame {
    unit: Some(LengthUnit::Millimetre),
    up: Some(Axis::PosY),
    forward: Some(Axis::PosZ),
    breadth_mm: None,
};

/// The built-in head's faces and points as the text of a file, each point through `f`.
fn text(head: &Head, every: usize, f: impl Fn(usize, Vec3) -> Vec3) -> String {
    let mut out = String::new();
    for (k, p) in head.mesh.positions.iter().enumerate() {
        let p = f(k, *p);
        writeln!(out, "v {} {} {}", p.x, p.y, p.z).unwrap();
    }
    for t in head.mesh.triangles.iter().step_by(every) {
        writeln!(out, "f {} {} {}", t[0] + 1, t[1] + 1, t[2] + 1).unwrap();
    }
    out
}

/// Largest distance between a head's landmarks and the mean head's, both on the mean head.
fn landmark_error(head: &Head) -> f32 {
    let off = |(name, p): (&str, Vec3)| head.mean_from_head.point(p).distance(landmarks().get(name).unwrap());
    // landmarks on and under the ears lie a little off the surface by themselves
    head.landmarks.iter().filter(|(_, p)| p.x < 65.0).map(off).fold(0.0, f32::max)
}

#[test]
fn the_built_in_head_is_closed_sound_and_quick_to_load() {
    let start = Instant::now();
    let head = Head::built_in().unwrap();
    println!("built-in head: {:?}, {} triangles", start.elapsed(), head.mesh.triangles.len());
    let mut edges = BTreeMap::new();
    for t in &head.mesh.triangles {
        (0..3).for_each(|k| *edges.entry((t[k], t[(k + 1) % 3])).or_insert(0) += 1);
    }
    let open = edges.iter().filter(|((a, b), n)| **n != 1 || edges.get(&(*b, *a)) != Some(&1)).count();
    assert_eq!(open, 0, "edges without exactly one partner");
    let cone = |t: &[u32; 3]| {
        let [a, b, c] = t.map(|v| head.mesh.positions[v as usize]);
        a.dot(b.cross(c)) / 6000.0
    };
    let litres = head.mesh.triangles.iter().map(cone).sum::<f32>() / 1000.0;
    assert!((4.0..6.5).contains(&litres), "{litres} l");
    assert!(head.mesh.ambient.iter().all(|a| (0.0..=1.0).contains(a)));
    let (low, high) =
        head.mesh.positions.iter().fold((Vec3::MAX, Vec3::MIN), |(l, h), p| (l.min(*p), h.max(*p)));
    assert!((high.y - 131.4).abs() < 0.5 && (low.y + 164.0).abs() < 0.5, "{low} {high}");
    assert!((high.x + low.x).abs() < 0.02, "left and right differ: {low} {high}");
}

#[test]
fn ears_are_outer_and_the_skin_beside_them_is_not() {
    let head = Head::built_in().unwrap();
    let nearest = |p: Vec3| {
        let far = |k: &usize| head.mesh.positions[*k].distance_squared(p);
        (0..head.outer.len()).min_by(|a, b| far(a).total_cmp(&far(b))).unwrap()
    };
    for side in [1.0, -1.0] {
        for name in ["ear_superaurale", "ear_postaurale", "concha_back", "inner_helix_top"] {
            let p = head.landmarks.get(name).unwrap() * Vec3::new(side, 1.0, 1.0);
            assert!(head.outer[nearest(p)], "{name}");
        }
        for p in [Vec3::new(77.0, 40.0, -20.0), Vec3::new(70.0, -5.0, -45.0), Vec3::new(72.0, 5.0, 25.0)] {
            assert!(!head.outer[nearest(p * Vec3::new(side, 1.0, 1.0))], "{p}");
        }
    }
    // the way from a mesh without groups: nearly the same ears
    let region = EarRegion::new().unwrap();
    let found = region.ears(&head.mesh, Affine3A::IDENTITY);
    let ears = head.outer.iter().filter(|o| **o).count();
    let stray: Vec<usize> = (0..found.len()).filter(|k| found[*k] && !head.outer[*k]).collect();
    let missed = (0..found.len()).filter(|k| !found[*k] && head.outer[*k]).count();
    let furthest = stray.iter().map(|k| region.ear_mm(head.mesh.positions[*k])).fold(0.0, f64::max);
    println!(
        "ear points: {ears}, found besides {} (up to {furthest:.1} mm off), missed {missed}",
        stray.len()
    );
    assert!(ears > 4000 && furthest < 5.0 && missed * 6 < ears);
}

#[test]
fn any_unit_and_axes_give_the_same_head() {
    let mean = Head::built_in().unwrap();
    let cases = [
        (LengthUnit::Centimetre, 0.1, Axis::PosZ, Axis::NegY),
        (LengthUnit::Metre, 0.001, Axis::NegX, Axis::PosY),
        (LengthUnit::Inch, 1.0 / 25.4, Axis::PosY, Axis::PosX),
    ];
    for (unit, scale, up, forward) in cases {
        let dir = |a: Axis| match a {
            Axis::PosX => Vec3::X,
            Axis::NegX => Vec3::NEG_X,
            Axis::PosY => Vec3::Y,
            Axis::NegY => Vec3::NEG_Y,
            Axis::PosZ => Vec3::Z,
            Axis::NegZ => Vec3::NEG_Z,
        };
        let (u, f) = (dir(up), dir(forward));
        let file = text(&mean, 1, |_, p| {
            (u.cross(f) * p.x + u * p.y + f * p.z) * scale + Vec3::new(3.0, -700.0, 20.0) * scale
        });
        let head = Head::from_scan(
            file.as_bytes(),
            "turned.obj",
            &import::nothing,
            ScanFrame::told(unit, up, forward),
        )
        .unwrap();
        assert!(landmark_error(&head) < 0.5, "{up:?} {forward:?}: {}", landmark_error(&head));
        let wrong = Head::from_scan(
            file.as_bytes(),
            "turned.obj",
            &import::nothing,
            ScanFrame::told(unit, forward, up),
        )
        .map(|_| ())
        .unwrap_err();
        let HeadError::Register(RegisterError::WrongAxes { better_up, .. }) = &wrong else {
            panic!("{wrong}")
        };
        println!("{wrong}");
        assert_eq!(*better_up, format!("{up:?}").replace("Pos", "+").replace("Neg", "-").to_lowercase());
        let wrong = Head::from_scan(
            file.as_bytes(),
            "turned.obj",
            &import::nothing,
            ScanFrame::told(LengthUnit::Decimetre, up, forward),
        )
        .map(|_| ())
        .unwrap_err();
        assert!(wrong.to_string().contains("would fit") && wrong.to_string().contains("unit"), "{wrong}");
        println!("{wrong}");
    }
}

#[test]
fn a_damaged_pitched_copy_finds_its_place() {
    let mean = Head::built_in().unwrap();
    let tilt = glam::Quat::from_euler(glam::EulerRot::YXZ, 0.15, 0.25, -0.08);
    let stretch = Vec3::new(1.06, 0.96, 1.02);
    let noisy = text(&mean, 1, |k, p| {
        let n = |i: u64| crate::rng::normal(k as u64, i) * 0.25;
        tilt * (p * stretch + Vec3::new(n(1), n(2), n(3))) + Vec3::new(40.0, 1500.0, -9.0)
    });
    let mut lines: Vec<String> = noisy.lines().map(String::from).collect();
    let first = mean.mesh.positions.len();
    for (k, line) in lines.iter_mut().enumerate().skip(first) {
        let mut c: Vec<&str> = line.split(' ').collect();
        if k % 3 == 0 {
            c.swap(2, 3);
        }
        *line = c.join(" ");
    }
    lines.retain(|l| !l.starts_with('f') || l.len() % 13 != 0);
    lines[5] = "v nan 0 0".into();
    let head = Head::from_scan(lines.join("\n").as_bytes(), "scan.obj", &import::nothing, UPRIGHT).unwrap();
    let fit = head.fit.unwrap();
    println!("damaged copy: {fit:?}, landmarks {:.2} mm", landmark_error(&head));
    assert!(fit.mean_mm < 1.0 && landmark_error(&head) < 2.0);
    assert!((fit.mean_from_head.inverse().matrix3.diagonal_check() - stretch).abs().max_element() < 0.01);
}

#[test]
fn a_decimated_copy_finds_its_place() {
    let mean = Head::built_in().unwrap();
    // corners snapped to a grid: welded, that leaves a tenth of the points, and steps in place of slopes
    let coarse = text(&mean, 1, |_, p| (p / 6.0).round() * 0.6);
    let head = Head::from_scan(
        coarse.as_bytes(),
        "coarse.obj",
        &import::nothing,
        ScanFrame::told(LengthUnit::Centimetre, Axis::PosY, Axis::PosZ),
    )
    .unwrap();
    println!("decimated copy: {:?}, landmarks {:.2} mm", head.fit.map(|f| f.mean_mm), landmark_error(&head));
    assert!(landmark_error(&head) < 3.0);
}

/// Diagonal of a scale.
trait Diagonal {
    fn diagonal_check(&self) -> Vec3;
}
impl Diagonal for glam::Mat3A {
    fn diagonal_check(&self) -> Vec3 {
        Vec3::new(self.x_axis.x, self.y_axis.y, self.z_axis.z)
    }
}

#[test]
fn things_that_are_no_head_are_refused() {
    let mean = Head::built_in().unwrap();
    let slab = text(&mean, 1, |_, p| Vec3::new(p.x, p.y * 0.15, p.z * 3.0));
    let refused =
        Head::from_scan(slab.as_bytes(), "slab.obj", &import::nothing, UPRIGHT).map(|_| ()).unwrap_err();
    println!("{refused}");
    assert!(matches!(refused, HeadError::Register(_)), "{refused}");
    let parallel = Head::from_scan(
        slab.as_bytes(),
        "slab.obj",
        &import::nothing,
        ScanFrame::told(LengthUnit::Millimetre, Axis::PosY, Axis::NegY),
    );
    assert!(matches!(parallel, Err(HeadError::Register(RegisterError::AxesParallel { .. }))));
    let missing = HeadSource::File {
        path: "no such.obj".into(),
        frame: ScanFrame::default(),
        skin: crate::plan::ScanSkin::Face,
    };
    let error = Head::load(&missing, Path::new("plans")).map(|_| ()).unwrap_err().to_string();
    assert!(error.contains("no such.obj") && error.contains("plans"), "{error}");
}

#[test]
fn a_ray_meets_the_crown_and_misses_the_sky() {
    let head = Head::built_in().unwrap();
    let hit = head.ray_hit(Vec3::new(0.0, 500.0, -12.0), Vec3::NEG_Y * 3.0).unwrap();
    assert!((hit.y - 131.3).abs() < 0.5, "{hit}");
    assert!(head.ray_hit(Vec3::new(0.0, 500.0, -12.0), Vec3::Y).is_none());
    assert!(head.ray_hit(Vec3::ZERO, Vec3::ZERO).is_none());
}

/// The built-in head as a scan with two charts, left and right of its middle, each with a picture of its own.
fn textured(head: &Head) -> String {
    let mut out = String::from("mtllib head.mtl\n");
    for p in &head.mesh.positions {
        writeln!(out, "v {} {} {}\nvt {} {}", p.x, p.y, p.z, (p.z + 200.0) / 400.0, (p.y + 200.0) / 400.0)
            .unwrap();
    }
    let mut side = None;
    for t in &head.mesh.triangles {
        let is_left = t.iter().any(|v| head.mesh.positions[*v as usize].x > 0.0);
        if side != Some(is_left) {
            side = Some(is_left);
            writeln!(out, "usemtl {}", if is_left { "left" } else { "right" }).unwrap();
        }
        writeln!(out, "f {0}/{0} {1}/{1} {2}/{2}", t[0] + 1, t[1] + 1, t[2] + 1).unwrap();
    }
    out
}

/// How far the places in the pictures are from where the points of a head say, mm, at most; whether each is on its side.
fn slid(head: &Head, texture: &ScanTexture) -> (f32, bool) {
    let (mut most, mut sides) = (0.0_f32, true);
    for ((triangle, corners), picture) in
        head.mesh.triangles.iter().zip(&texture.corners).zip(&texture.picture_of)
    {
        let colour = texture.pictures[usize::from(*picture)].get_pixel(0, 0).0;
        for (v, uv) in triangle.iter().zip(corners) {
            let p = head.mesh.positions[*v as usize];
            let wanted = Vec2::new(p.z + 200.0, 200.0 - p.y) / 400.0;
            most = most.max(uv.distance(wanted) * 400.0);
            sides &=
                if p.x > 3.0 { colour == [255, 0, 0, 255] } else { p.x > -3.0 || colour == [0, 0, 255, 255] };
        }
    }
    (most, sides)
}

#[test]
fn pictures_sit_on_the_head_as_on_the_scan() {
    let mean = Head::built_in().unwrap();
    let library = |name: &str| {
        (name == "head.mtl").then(|| b"newmtl left\nKd 1 0 0\nnewmtl right\nKd 0 0 1\n".to_vec())
    };
    let head = Head::from_scan(textured(&mean).as_bytes(), "scan.obj", &library, UPRIGHT).unwrap();
    let mut texture = head.texture.clone().unwrap();
    assert_eq!(texture.corners.len(), head.mesh.triangles.len());
    assert_eq!(texture.picture_of.len(), head.mesh.triangles.len());
    // the head moved a little while it was fitted
    let (most, sides) = slid(&head, &texture);
    println!("pictures slid by {most} mm");
    assert!(most < 2.0 && sides, "{most} {sides}");
    let half = texture.corners.len() / 2;
    texture.corners.rotate_left(half);
    assert!(slid(&head, &texture).0 > 20.0, "planted: the corners of other triangles");
    assert!(mean.texture.is_none() && mean.mended.is_empty());
}

#[test]
fn colours_of_a_scan_are_those_of_its_points_on_a_finer_mesh() {
    let mean = Head::built_in().unwrap();
    let shade = |p: Vec3| ((p.y + 200.0) / 400.0).clamp(0.0, 1.0);
    let coarse = text(&mean, 1, |_, p| (p / 8.0).round() * 8.0);
    let coloured: String = coarse
        .lines()
        .map(|line| match line.strip_prefix("v ") {
            Some(place) => {
                let y: f32 = place.split(' ').nth(1).unwrap().parse().unwrap();
                format!("{line} {0} {0} {0}\n", shade(Vec3::Y * y))
            }
            None => format!("{line}\n"),
        })
        .collect();
    let head = Head::from_scan(coloured.as_bytes(), "scan.obj", &import::nothing, UPRIGHT).unwrap();
    let colours = head.colours.as_ref().unwrap();
    assert!(colours.len() == head.mesh.positions.len() && head.texture.is_none());
    let off = |(c, p): (&[u8; 3], &Vec3)| (f32::from(c[0]) / 255.0 - shade(*p)).abs();
    let worst = colours.iter().zip(&head.mesh.positions).map(off).fold(0.0, f32::max);
    assert!(worst < 0.03, "{worst}");
    let first = colours[0];
    assert!(colours.iter().any(|c| c[0].abs_diff(first[0]) > 40), "planted: they are not all one");
}
