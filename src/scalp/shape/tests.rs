use std::sync::Arc;

use glam::{Affine3A, Vec3};

use super::*;
use crate::plan::{HeadSource, Person, Plan, Sex};
use crate::scalp::head::Head;
use crate::scalp::{MeanFromHead, Scalp, SiteBudget};

fn shaped(shape: &HeadShape) -> Head {
    Head::built_in().unwrap().shaped(shape)
}

/// Shapes at the ends of what people have, a woman, and two of the invented adults.
fn shapes() -> [HeadShape; 6] {
    let man = HeadShape::default();
    [
        HeadShape::usual(Sex::Female),
        HeadShape { length_mm: 184.0, breadth_mm: 168.0, flat_back: 1.0, jaw_mm: 6.0, brow_mm: 4.0, ..man },
        HeadShape {
            length_mm: 215.0,
            breadth_mm: 143.0,
            height_mm: 145.0,
            age_years: 90.0,
            neck_mm: 440.0,
            ..man
        },
        HeadShape { face_mm: 105.0, age_years: 18.0, jaw_mm: -6.0, ..HeadShape::usual(Sex::Female) },
        Person::Martin.shape(),
        HeadShape { age_years: 70.0, length_mm: 190.0, ..Person::Ama.shape() },
    ]
}

#[test]
fn the_usual_shape_is_todays_head_bit_for_bit() {
    let (mean, usual) = (Head::awake().unwrap(), Head::awake().unwrap().shaped(&HeadShape::default()));
    assert!(mean.mesh.positions == usual.mesh.positions && mean.mesh.normals == usual.mesh.normals);
    assert_eq!(mean.landmarks, usual.landmarks);
    assert_eq!(usual.mean_from_head, MeanFromHead::IDENTITY);
    let loaded = Head::load(&HeadSource::default(), std::path::Path::new("")).unwrap();
    assert!(loaded.mesh.positions == mean.mesh.positions);
    // planted: one year is seen
    let older = Head::awake().unwrap().shaped(&HeadShape { age_years: 31.0, ..HeadShape::default() });
    assert!(older.mesh.positions != mean.mesh.positions);
}

/// Length, breadth, height and face of a head as a caliper finds them, mm.
fn measures(head: &Head) -> [f32; 4] {
    let landmark = |name| head.landmarks.get(name).unwrap();
    let skin = || head.mesh.positions.iter().zip(&head.outer).filter(|(_, outer)| !**outer).map(|(p, _)| *p);
    let back = skin().filter(|p| p.y > -20.0).map(|p| p.z).fold(0.0, f32::min);
    [
        landmark("glabella").z - back,
        [1.0, -1.0]
            .map(|side| skin().filter(|p| p.y > 38.0).map(|p| p.x * side).fold(0.0, f32::max))
            .iter()
            .sum(),
        skin().map(|p| p.y).fold(0.0, f32::max),
        landmark("sellion").y - landmark("menton").y,
    ]
}

fn asked(shape: &HeadShape) -> [f32; 4] {
    [shape.length_mm, shape.breadth_mm, shape.height_mm, shape.face_mm]
}

/// Largest difference of two lists of measures, mm.
fn apart(a: [f32; 4], b: [f32; 4]) -> f32 {
    a.into_iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
}

#[test]
fn a_caliper_finds_the_measures_that_were_asked_for() {
    for shape in shapes() {
        let found = measures(&shaped(&shape));
        println!("asked {:?}, found {found:?}", asked(&shape));
        assert!(apart(found, asked(&shape)) < 1.0, "{found:?} {shape:?}");
        // planted: measures taken before the features would be off
        assert!(apart(measures(&Head::built_in().unwrap()), asked(&shape)) > 3.0);
    }
}

/// Girth of a neck over the mean one's, by the mean neck's points at one height.
fn neck_girth(warp: &Warp) -> f32 {
    let mean = Head::built_in().unwrap();
    let axis = Vec3::new(0.0, -120.0, -32.0);
    let ring: Vec<Vec3> = (0..72)
        .map(|k| (k as f32 * 5.0_f32.to_radians()).sin_cos())
        .filter_map(|(s, c)| mean.ray_hit(axis + 150.0 * Vec3::new(s, 0.0, c), Vec3::new(-s, 0.0, -c)))
        .collect();
    assert_eq!(ring.len(), 72);
    let girth = |at: &dyn Fn(Vec3) -> Vec3| -> f32 {
        let flat = |p: Vec3| at(p).with_y(0.0);
        (0..72).map(|k| flat(ring[k]).distance(flat(ring[(k + 1) % 72]))).sum()
    };
    girth(&|p| warp.apply(p)) / girth(&|p| p)
}

#[test]
fn every_adult_has_the_measures_that_the_plan_says() {
    for person in Person::ALL.into_iter().filter(|person| *person != Person::Average) {
        let shape = person.shape();
        let warp = Warp::new(&shape).unwrap();
        let neck_mm = HeadShape::default().neck_mm * neck_girth(&warp);
        // before any stretch: what the table itself gives
        let scales = [warp.stretch.apply(Vec3::ONE * 50.0), warp.stretch.apply(Vec3::ONE * -50.0)];
        let head = shaped(&shape);
        println!("{person:?}: {:?}, neck {neck_mm}, stretch {scales:?}", measures(&head));
        assert!(apart(measures(&head), asked(&shape)) < 1.0, "{:?} {shape:?}", measures(&head));
        assert!((neck_mm - shape.neck_mm).abs() < 3.0, "{person:?}: neck {neck_mm}");
        for p in scales {
            assert!((p.abs() - 50.0).abs().max_element() < 0.1, "{person:?} is stretched: {p}");
        }
        // planted: somebody else's measures
        let other = if person == Person::Paul { Person::Mei } else { Person::Paul };
        assert!(apart(measures(&head), asked(&other.shape())) > 2.0);
    }
}

#[test]
fn globes_stay_balls_between_the_lids_of_every_adult() {
    use crate::scalp::eyes::{GLOBE, Tissue};
    for person in Person::ALL {
        let head = Head::load(&HeadSource::BuiltIn(person.shape()), std::path::Path::new("")).unwrap();
        let left = |v: &usize| head.mesh.positions[*v].x > 0.0;
        let globe: Vec<Vec3> = (0..head.tissue.len())
            .filter(|v| matches!(head.tissue[*v], Tissue::Eyeball(_)) && left(v))
            .map(|v| head.mesh.positions[v])
            .collect();
        let mean = Head::awake().unwrap();
        let first = (0..mean.tissue.len()).find(|v| matches!(mean.tissue[*v], Tissue::Eyeball(_))).unwrap();
        let moved = globe[0] - mean.mesh.positions[first];
        let centre = GLOBE.centre + moved;
        let round = globe.iter().map(|p| (p.distance(centre) - 12.0).abs()).fold(0.0, f32::max);
        assert!(round < 1.4, "{person:?}: {round}");
        let lids = (0..head.tissue.len()).filter(|v| head.tissue[*v] == Tissue::Skin).filter(left);
        let nearest = lids.map(|v| head.mesh.positions[v].distance(centre)).fold(f32::MAX, f32::min);
        assert!((11.9..13.6).contains(&nearest), "{person:?}: {nearest}");
        // planted: the mean head's globe in this head
        let planted = (0..head.tissue.len())
            .filter(|v| head.tissue[*v] == Tissue::Skin)
            .filter(left)
            .map(|v| head.mesh.positions[v].distance(GLOBE.centre))
            .fold(f32::MAX, f32::min);
        println!("{person:?}: globe moved by {moved}, nearest lid {nearest}, unmoved {planted}");
        assert!(person == Person::Average || (planted - nearest).abs() > 0.05);
    }
}

#[test]
fn the_way_back_finds_every_vertex_and_nothing_folds() {
    let mean = Head::built_in().unwrap();
    for shape in shapes() {
        let warp = Warp::new(&shape).unwrap();
        let mut worst = 0.0_f32;
        for p in mean.mesh.positions.iter().step_by(7) {
            worst = worst.max(warp.undo(warp.apply(*p)).distance(*p));
            let folded = warp.slope(*p).determinant();
            assert!(folded > 0.15, "{folded} at {p}, {shape:?}");
        }
        println!("way back within {worst} mm");
        assert!(worst < 1e-3, "{worst} {shape:?}");
        let one_turn = |p: Vec3| warp.stretch.undo(p);
        let planted = mean.mesh.positions.iter().map(|p| one_turn(warp.apply(*p)).distance(*p));
        assert!(planted.fold(0.0, f32::max) > 0.5, "planted: a way back without the features is seen");
    }
}

#[test]
fn both_halves_stay_alike() {
    for shape in shapes().into_iter().filter(|shape| shape.person == Person::Average) {
        let warp = Warp::new(&shape).unwrap();
        for p in Head::built_in().unwrap().mesh.positions.iter().step_by(97) {
            let mirror = Vec3::new(-1.0, 1.0, 1.0);
            assert!(warp.apply(*p * mirror).distance(warp.apply(*p) * mirror) < 1e-4, "{p}");
        }
    }
}

#[test]
fn a_step_on_the_head_is_the_step_on_the_mean_head() {
    let warp = Warp::new(&shapes()[1]).unwrap();
    let way = MeanFromHead::shaped(Some(warp));
    for mean in [Vec3::new(40.0, 90.0, 40.0), Vec3::new(-60.0, 60.0, -60.0), Vec3::new(10.0, 40.0, 90.0)] {
        let p = way.head_point(mean);
        let step = Vec3::new(0.2, -0.1, 0.15);
        let expected = way.point(p + step) - way.point(p);
        assert!(((way.slope(mean) * step) - expected).length() < 0.01, "{mean}");
        assert!((way.head_slope(mean) * (way.slope(mean) * step) - step).length() < 0.01);
        let planted = MeanFromHead::from(Affine3A::IDENTITY).slope(mean) * step;
        assert!((planted - expected).length() > 0.01, "planted: a head taken for the mean head");
    }
}

/// Sites of the upper scalp per cm² of the head's own skin, over what was asked for.
fn density(scalp: &Scalp, per_cm2: f32) -> f32 {
    let count = (per_cm2 * scalp.site_area_cm2) as usize;
    let head = &scalp.head;
    // Well inside the patch that bears sites.
    let inside = |mean: Vec3| mean.y > 75.0 && mean.z < 40.0;
    let area: f32 = head
        .mesh
        .triangles
        .iter()
        .filter(|t| inside(head.mean_from_head.point(head.mesh.positions[t[0] as usize])))
        .map(|t| {
            let [a, b, c] = t.map(|v| head.mesh.positions[v as usize]);
            0.005 * (b - a).cross(c - a).length()
        })
        .sum();
    let sites = scalp.sites[..count].iter().filter(|site| inside(site.mean_position)).count();
    sites as f32 / area / per_cm2
}

#[test]
fn density_counts_on_the_skin_of_the_shaped_head_and_sites_keep_their_place() {
    let budget = SiteBudget::of(&Plan::demo());
    for shape in [shapes()[1], shapes()[0]] {
        let mut scalp = Scalp::new(Arc::new(shaped(&shape)), 1, budget);
        let fraction = density(&scalp, 150.0);
        println!("counted over asked: {fraction}, area {} cm2", scalp.area_cm2);
        assert!((fraction - 1.0).abs() < 0.02, "{fraction}");
        for site in scalp.sites.iter().step_by(501) {
            let back = scalp.head.mean_from_head.head_point(site.mean_position);
            assert!(back.distance(site.position) < 2e-2, "{back} {}", site.position);
        }
        // planted: a woman's sites counted on the skin of the larger mean head
        scalp.head = Arc::new(Head::built_in().unwrap());
        assert!(shape.sex == Sex::Male || (density(&scalp, 150.0) - 1.0).abs() > 0.02);
    }
}

#[test]
fn a_larger_head_has_more_scalp() {
    let budget = SiteBudget::of(&Plan::default());
    let area = |shape: &HeadShape| Scalp::new(Arc::new(shaped(shape)), 1, budget).area_cm2;
    let [woman, man] = [Sex::Female, Sex::Male].map(|sex| area(&HeadShape::usual(sex)));
    let ratio = woman / man;
    assert!((0.86..0.97).contains(&ratio), "{ratio}");
}
