use proptest::prelude::*;

use super::measure::{hexagonal_mm, spacing_ratios, worst_prefix};
use super::surfaces::{all, area_of, dome, square, triangle_area};
use super::*;

const SCALP_MM2: f64 = 64_500.0;

fn sampled(mesh: &Mesh, seed: u64, count: usize) -> Vec<Placement> {
    place(&Domain { mesh, triangles: &all(mesh) }, seed, count)
}

fn points(placements: &[Placement]) -> Vec<Vec3> {
    placements.iter().map(|p| p.position).collect()
}

/// White noise on the same surface.
fn white(mesh: &Mesh, seed: u64, count: usize) -> Vec<Placement> {
    let patch = SurfacePatch::new(&Domain { mesh, triangles: &all(mesh) });
    let mut spots = patch.scatter(seed, count);
    let mut i = 0;
    spots.sort_by_cached_key(|_| {
        i += 1;
        rng::hash(seed, i)
    });
    let placement = |s: FacePoint| {
        let (triangle, barycentric) = patch.locate(s);
        Placement { triangle, barycentric, position: s.position }
    };
    // One in four of a stratified list is as good as white.
    let thinned = (0..4 * count).step_by(4).map(|i| rng::hash(seed ^ 9, i as u64) as usize % count);
    thinned.map(|i| placement(spots[i])).collect()
}

fn well_spaced(points: &[Vec3], area: f64) -> Result<(), String> {
    let ratios = spacing_ratios(points, area);
    let (worst, at) = worst_prefix(&ratios, 50).ok_or("too few")?;
    let full = *ratios.last().ok_or("none")?;
    let good = full >= 0.70 && worst >= 0.68;
    if good { Ok(()) } else { Err(format!("full {full:.3}, worst {worst:.3} at {at}")) }
}

#[test]
fn every_prefix_is_well_spaced() -> Result<(), String> {
    let (flat, round) = (square(254.0, 1.8), dome(SCALP_MM2, 1.9));
    for (mesh, seed) in [(&flat, 1), (&round, 2), (&round, 3)] {
        let placed = sampled(mesh, seed, 20_000);
        assert_eq!(placed.len(), 20_000);
        well_spaced(&points(&placed), area_of(mesh))?;
    }
    Ok(())
}

#[test]
fn one_pair_too_close_is_noticed_at_its_prefix() {
    let mesh = square(254.0, 1.8);
    let mut p = points(&sampled(&mesh, 1, 5_000));
    p[999] = p[17] + Vec3::X * 0.6 * hexagonal_mm(area_of(&mesh), 1_000) as f32;
    let ratios = spacing_ratios(&p, area_of(&mesh));
    assert!(ratios[998] > 0.7 && ratios[999] < 0.61, "{} {}", ratios[998], ratios[999]);
    assert!(well_spaced(&p, area_of(&mesh)).is_err());
    assert!(well_spaced(&points(&white(&mesh, 1, 5_000)), area_of(&mesh)).is_err());
}

#[test]
fn spacing_agrees_with_brute_force() {
    let mesh = dome(SCALP_MM2, 4.0);
    let p = points(&white(&mesh, 4, 300));
    let ratios = spacing_ratios(&p, area_of(&mesh));
    let nearest = |i: usize| p[..i].iter().map(|q| q.distance(p[i])).fold(f32::MAX, f32::min);
    for n in [50, 113, 300] {
        let smallest = (1..n).map(nearest).fold(f32::MAX, f32::min);
        assert!((ratios[n - 1] - f64::from(smallest) / hexagonal_mm(area_of(&mesh), n)).abs() < 1e-4);
    }
}

#[test]
fn threads_do_not_matter() -> Result<(), rayon::ThreadPoolBuildError> {
    let mesh = dome(SCALP_MM2, 3.0);
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
        Ok(pool.install(|| sampled(&mesh, 7, 20_000)))
    };
    let one = on(1)?;
    assert!(one == on(2)? && one == on(3)? && one == sampled(&mesh, 7, 20_000));
    assert!(one != sampled(&mesh, 8, 20_000));
    Ok(())
}

#[test]
fn a_longer_list_starts_with_the_shorter() {
    let mesh = dome(SCALP_MM2, 3.0);
    let long = sampled(&mesh, 7, 12_000);
    for count in [0, 1, 127, 128, 129, 1_000, 7_777] {
        assert!(sampled(&mesh, 7, count) == long[..count], "{count}");
    }
}

#[test]
fn placements_lie_on_their_triangles() {
    let mesh = dome(SCALP_MM2, 2.0);
    let chosen: Vec<u32> = all(&mesh).into_iter().filter(|t| t % 7 != 0).collect();
    for p in place(&Domain { mesh: &mesh, triangles: &chosen }, 5, 5_000) {
        assert!(p.triangle % 7 != 0);
        assert!(
            p.barycentric.iter().all(|&b| b >= 0.0) && (p.barycentric.iter().sum::<f32>() - 1.0).abs() < 1e-5
        );
        let corners = mesh.triangles[p.triangle as usize].map(|v| mesh.positions[v as usize]);
        let point: Vec3 = corners.iter().zip(p.barycentric).map(|(&c, b)| b * c).sum();
        assert!(point.distance(p.position) < 1e-3, "{point} {}", p.position);
    }
}

/// Chi-square of counts over `bins` groups of triangles, over its degrees of freedom: 1 for white noise.
fn unevenness(mesh: &Mesh, placed: &[Placement], bins: usize, bin: impl Fn(Vec3) -> usize) -> f64 {
    let of = |t: u32| {
        let corners = mesh.triangles[t as usize].map(|v| mesh.positions[v as usize]);
        bin(corners.iter().sum::<Vec3>() / 3.0)
    };
    let (mut expected, mut found) = (vec![0.0; bins], vec![0.0; bins]);
    let density = placed.len() as f64 / area_of(mesh);
    all(mesh).into_iter().for_each(|t| expected[of(t)] += density * triangle_area(mesh, t));
    placed.iter().for_each(|p| found[of(p.triangle)] += 1.0);
    let full = expected.iter().zip(&found).filter(|(e, _)| **e > 5.0);
    let terms: Vec<f64> = full.map(|(e, f)| (f - e) * (f - e) / e).collect();
    terms.iter().sum::<f64>() / (terms.len() - 1) as f64
}

#[test]
fn density_is_uniform() {
    let mesh = dome(SCALP_MM2, 1.9);
    let cell = |p: Vec3| {
        (p.x.atan2(p.z) * 3.18 + 10.0) as usize * 20 + ((p.y + 40.0) * 0.13).clamp(0.0, 19.0) as usize
    };
    let uneven = |placed: &[Placement]| unevenness(&mesh, placed, 420, cell);
    let placed = sampled(&mesh, 5, 20_000);
    assert!(uneven(&placed) < 0.5, "{}", uneven(&placed));
    assert!(uneven(&placed[..8_000]) < 0.5, "{}", uneven(&placed[..8_000]));
    let white = uneven(&white(&mesh, 5, 20_000));
    assert!(white > 0.8, "{white}");
    // Two in ten missing from the left half.
    let lopsided = |(i, p): (usize, &Placement)| (p.position.x < 0.0 || i % 10 > 1).then_some(*p);
    let lopsided: Vec<_> = placed.iter().enumerate().filter_map(lopsided).collect();
    assert!(uneven(&lopsided) > 0.5, "{}", uneven(&lopsided));
}

/// Mean power below half the principal frequency over white noise's, under a Hann window on a square of `side` mm
/// (Ulichney 1988).
fn low_power(points: &[Vec3], side: f32) -> f32 {
    let tau_per_mm = std::f32::consts::TAU / side;
    let principal = side * 2.0 / 3f32.sqrt() / hexagonal_mm(f64::from(side * side), points.len()) as f32;
    let hann = |x: f32| 1.0 - (tau_per_mm * x).cos();
    let weights: Vec<f32> = points.iter().map(|p| hann(p.x) * hann(p.y)).collect();
    let power = |(i, j): (i32, i32)| {
        let wave = |p: &Vec3| (tau_per_mm * (i as f32 * p.x + j as f32 * p.y)).sin_cos();
        let add = |(a, b), (p, w): (&Vec3, &f32)| (a + w * wave(p).0, b + w * wave(p).1);
        let (a, b): (f32, f32) = points.iter().zip(&weights).fold((0.0, 0.0), add);
        a * a + b * b
    };
    let top = (0.5 * principal) as i32;
    let low = |&(i, j): &(i32, i32)| (9..top * top).contains(&(i * i + j * j));
    let waves: Vec<_> =
        (0..=top).step_by(2).flat_map(|i| (-top..=top).step_by(2).map(move |j| (i, j))).filter(low).collect();
    let white: f32 = weights.iter().map(|w| w * w).sum();
    waves.par_iter().map(|&w| power(w)).sum::<f32>() / white / waves.len() as f32
}

#[test]
fn prefixes_have_a_blue_spectrum() {
    let mesh = square(100.0, 1.8);
    let placed = points(&sampled(&mesh, 5, 4_500));
    for n in [1_000, 1_500, 2_000, 3_000, 4_500] {
        let low = low_power(&placed[..n], 100.0);
        assert!(low < 0.10, "{low} at {n}");
    }
    let white = points(&white(&mesh, 5, 2_000));
    assert!(low_power(&white, 100.0) > 0.5);
    // One point in five replaced by white noise.
    let mut mixed = placed[..2_000].to_vec();
    (0..2_000).step_by(5).for_each(|i| mixed[i] = white[i]);
    assert!(low_power(&mixed, 100.0) > 0.10, "{}", low_power(&mixed, 100.0));
}

#[test]
fn odd_domains_are_served_or_declined() {
    let corners = vec![Vec3::ZERO, Vec3::X, Vec3::Y, 2.0 * Vec3::X, Vec3::NAN];
    let mesh = Mesh {
        positions: corners,
        triangles: vec![[0, 1, 2], [0, 1, 3], [0, 1, 9], [0, 1, 4]],
        ..Mesh::default()
    };
    let count = |triangles: &[u32], n| place(&Domain { mesh: &mesh, triangles }, 1, n).len();
    assert_eq!(count(&[], 10), 0);
    assert_eq!(count(&[0], 0), 0);
    assert_eq!(count(&[1, 2, 3, 99], 10), 0, "no area, no such corner, no number, no such triangle");
    assert_eq!(count(&[0, 1, 2, 3, 99], 3_000), 3_000);
    assert_eq!(count(&[0, 0, 0], 300), 300, "one triangle thrice");
    assert_eq!(place(&Domain { mesh: &Mesh::default(), triangles: &[0] }, 1, 5).len(), 0);
    let speck = Mesh { positions: mesh.positions.iter().map(|p| p * 1e-3).collect(), ..mesh.clone() };
    assert!(place(&Domain { mesh: &speck, triangles: &[0] }, 1, 1_000).len() < 1_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_soup_of_triangles_is_survived(
        corners in prop::collection::vec(prop::array::uniform3(-20f32..20.0), 3..12),
        picks in prop::collection::vec(prop::array::uniform3(0u32..14), 1..12),
        count in 0usize..600,
    ) {
        let positions = corners.into_iter().map(Vec3::from).collect();
        let mesh = Mesh { positions, triangles: picks, ..Mesh::default() };
        let placed = sampled(&mesh, 3, count);
        prop_assert!(placed.len() <= count && placed.iter().all(|p| p.position.is_finite()));
    }
}
