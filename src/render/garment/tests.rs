use super::*;
use crate::plan::{HeadShape, Sex};
use crate::render::surface::Surface;

fn shaped(neck_mm: f32) -> Head {
    Head::built_in().unwrap().shaped(&HeadShape { neck_mm, ..HeadShape::default() })
}

fn place(v: &SurfaceVertex) -> Vec3 {
    Vec3::from(v.position)
}

/// How far a ring lies outside the skin, mm, least and most.
fn outside_mm(head: &Head, ring: &[SurfaceVertex]) -> [f32; 2] {
    let outside = |v: &SurfaceVertex| {
        let (skin, normal) = head.nearest(place(v)).unwrap();
        (place(v) - skin).dot(normal)
    };
    let all: Vec<f32> = ring.iter().map(outside).collect();
    [all.iter().copied().fold(f32::MAX, f32::min), all.into_iter().fold(f32::MIN, f32::max)]
}

#[test]
fn the_collar_follows_the_neck_and_leaves_no_gap() {
    let ring = |garment: &Garment, k: usize| garment.vertices[k * AROUND..(k + 1) * AROUND].to_vec();
    let girths = [300.0, 355.6, 440.0].map(|neck_mm| {
        let head = shaped(neck_mm);
        let garment = Garment::of(&head).unwrap();
        let [_, inner] = outside_mm(&head, &ring(&garment, 0));
        let [edge, widest] = outside_mm(&head, &ring(&garment, 1));
        println!("{neck_mm}: inner ring {inner:.1} mm outside, edge {edge:.1} to {widest:.1}");
        assert!(inner < -1.0, "{neck_mm}: a gap of {inner} mm");
        assert!(edge > 0.0 && widest < 9.0, "{neck_mm}: the edge lies {edge} to {widest} mm off the skin");
        garment.neck.girth_mm()
    });
    assert!((girths[2] / girths[0] / (440.0 / 300.0) - 1.0).abs() < 0.06, "{girths:?}");
    // Planted: a collar made for another neck.
    let (slim, wide) = (shaped(300.0), Garment::of(&shaped(440.0)).unwrap());
    assert!(outside_mm(&slim, &ring(&wide, 0))[1] > 1.0, "a gap must be seen");
}

#[test]
fn no_skin_shows_through_the_shirt() {
    for shape in [HeadShape::default(), HeadShape::usual(Sex::Female)] {
        let head = Head::built_in().unwrap().shaped(&shape);
        let neck = Neck::of(&head).unwrap();
        let shown = |head: &Head| {
            let covered =
                head.mesh.positions.iter().filter(|p| (-30.0..-1.0).contains(&neck.above_edge_mm(**p)));
            let from_axis = covered.map(|p| neck.from_axis(*p));
            from_axis.filter(|p| p.y < 25.0 && p.x.hypot(p.z) > neck.radius_mm(p.x.atan2(p.z))).count()
        };
        assert_eq!(shown(&head), 0, "{shape:?}");
        let mut wider = head.clone();
        wider.mesh.positions.iter_mut().for_each(|p| p.x *= 1.1);
        assert!(shown(&wider) > 20, "planted: a wider neck must be seen");
    }
}

#[test]
fn shoulders_have_the_measures_of_a_body() {
    let garment = Garment::of(&shaped(375.0)).unwrap();
    let breadth_of = |garment: &Garment| {
        let upper_arms = garment.vertices.iter().filter(|v| v.position[1] > garment.neck.middle.y - 260.0);
        2.0 * upper_arms.map(|v| v.position[0]).fold(0.0, f32::max)
    };
    let breadth_mm = breadth_of(&garment);
    assert!((430.0..530.0).contains(&breadth_mm), "{breadth_mm} mm over the upper arms");
    let outline = Body::below(&garment.neck).outline(TAU / 4.0, HEM_MM, 3.0);
    let at = |out_mm: f32| outline.iter().find(|p| p.x > out_mm).unwrap();
    let slope_deg = (at(85.0).y - at(150.0).y).atan2(65.0).to_degrees();
    assert!((17.0..27.0).contains(&slope_deg), "shoulders fall by {slope_deg} degrees");
    let female = Garment::of(&Head::built_in().unwrap().shaped(&HeadShape::usual(Sex::Female))).unwrap();
    let narrower = breadth_of(&female);
    assert!(narrower < 0.97 * breadth_mm, "a slim neck stands on narrower shoulders: {narrower}");
    assert!(garment.vertices.iter().all(|v| (0.0..=1.0).contains(&v.ambient)));
}

#[test]
fn a_head_that_ends_at_its_chin_or_in_shoulders_gets_none() {
    let changed = |change: &dyn Fn(&mut Vec3)| {
        let mut head = Head::built_in().unwrap();
        head.mesh.positions.iter_mut().for_each(change);
        Neck::of(&head).is_some()
    };
    assert!(changed(&|_| ()), "planted: the built-in head has a neck");
    assert!(!changed(&|p| p.y = p.y.max(-118.0)), "no neck to speak of");
    assert!(!changed(&|p| p.x *= 1.0 + 1.4 * smoothstep(-125.0, -160.0, p.y)), "shoulders of its own");
}

#[test]
fn nothing_of_it_is_head_or_scalp_and_the_neck_does_not_fade() {
    let head = Head::built_in().unwrap();
    let surface = Surface::head(&head, &vec![1.0; head.mesh.positions.len()]);
    let (skin, cloth) = surface.vertices.split_at(surface.head_vertices);
    assert_eq!(skin.len(), head.mesh.positions.len());
    assert!(cloth.len() > 1000 && cloth.iter().all(|v| v.tissue == CLOTH && v.scalp == 0.0));
    assert!(skin.iter().all(|v| v.tissue < CLOTH));
    let lowest = |vertices: &[SurfaceVertex]| vertices.iter().map(|v| v.position[1]).fold(f32::MAX, f32::min);
    assert!(surface.end_mm.unwrap()[1] < lowest(skin), "the neck fades");
    let mut bare = head.clone();
    bare.mesh.positions.iter_mut().for_each(|p| p.y = p.y.max(-118.0));
    let without = Surface::head(&bare, &[]);
    assert_eq!(without.vertices.len(), skin.len());
    assert!(without.end_mm.unwrap()[1] > lowest(&without.vertices), "planted: what has no garment fades");
    assert_eq!((without.center, without.radius_mm), (surface.center, surface.radius_mm), "it is not framed");
    // All corners are there, in the coarse list too.
    let last = surface.vertices.len() as u32;
    assert!(surface.indices.iter().chain(&surface.few_indices).all(|i| *i < last));
    assert!(surface.few_indices.iter().any(|i| *i >= surface.head_vertices as u32));
}
