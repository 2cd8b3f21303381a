//! Sites over the scalp of the built-in head and a dome of its area: time, and the spacing of every prefix.
//! Run with `cargo bench --no-default-features --bench sites`.

use criterion::{Criterion, criterion_group, criterion_main};
use papilla::scalp::head::Head;
use papilla::scalp::sites::{Domain, measure, place};
use papilla::scalp::{Mesh, regions};

#[path = "../src/scalp/sites/surfaces.rs"]
mod surfaces;

const SCALP_MM2: f64 = 64_500.0;

fn sites(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("sites");
    let mut time = |name: &str, mesh: &Mesh, triangles: &[u32], count| {
        let domain = Domain { mesh, triangles };
        report(name, &domain, count);
        group
            .sample_size(10)
            .bench_function(format!("{name}/{count}"), |b| b.iter(|| place(&domain, 1, count)));
    };
    let head = Head::built_in().unwrap_or_else(|error| panic!("{error}"));
    time("head", &head.mesh, &scalp(&head), 100_000);
    let dome = surfaces::dome(SCALP_MM2, 2.0);
    for count in [100_000, 192_000] {
        time("dome", &dome, &surfaces::all(&dome), count);
    }
    let square = surfaces::square(254.0, 2.0);
    report("square", &Domain { mesh: &square, triangles: &surfaces::all(&square) }, 100_000);
}

/// Triangles of the built-in head that bear sites.
fn scalp(head: &Head) -> Vec<u32> {
    let bears = |v: &u32| {
        let v = *v as usize;
        !head.outer[v] && regions::is_scalp(head.mean_from_head.point(head.mesh.positions[v]))
    };
    (0..head.mesh.triangles.len() as u32)
        .filter(|t| head.mesh.triangles[*t as usize].iter().all(bears))
        .collect()
}

/// One line: spacing over the hexagonal, of the full set and of the worst prefix.
fn report(name: &str, domain: &Domain<'_>, count: usize) {
    let placed = place(domain, 1, count);
    let area_mm2 = domain.triangles.iter().map(|t| surfaces::triangle_area(domain.mesh, *t)).sum();
    let points: Vec<_> = placed.iter().map(|p| p.position).collect();
    let ratios = measure::spacing_ratios(&points, area_mm2);
    if let (Some(full), Some((worst, at))) = (ratios.last(), measure::worst_prefix(&ratios, 50)) {
        println!(
            "{count} sites on a {name}: spacing {full:.3} of the hexagonal, worst prefix {worst:.3} at {at}"
        );
    }
}

criterion_group!(benches, sites);
criterion_main!(benches);
