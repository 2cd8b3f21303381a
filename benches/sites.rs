//! Sites over a dome of the scalp's area: time, and the spacing of every prefix.
//! Run with `cargo bench --no-default-features --bench sites`.

use criterion::{Criterion, criterion_group, criterion_main};
use papilla::scalp::Mesh;
use papilla::scalp::sites::{Domain, measure, place};

#[path = "../src/scalp/sites/surfaces.rs"]
mod surfaces;

const SCALP_MM2: f64 = 64_500.0;

fn sites(criterion: &mut Criterion) {
    let mesh = surfaces::dome(SCALP_MM2, 2.0);
    let domain = Domain { mesh: &mesh, triangles: &surfaces::all(&mesh) };
    let mut group = criterion.benchmark_group("sites");
    for count in [100_000, 192_000] {
        report("dome", &mesh, count);
        group.sample_size(10).bench_function(count.to_string(), |b| b.iter(|| place(&domain, 1, count)));
    }
    report("square", &surfaces::square(254.0, 2.0), 100_000);
}

/// One line: spacing over the hexagonal, of the full set and of the worst prefix.
fn report(name: &str, mesh: &Mesh, count: usize) {
    let placed = place(&Domain { mesh, triangles: &surfaces::all(mesh) }, 1, count);
    let points: Vec<_> = placed.iter().map(|p| p.position).collect();
    let ratios = measure::spacing_ratios(&points, surfaces::area_of(mesh));
    if let (Some(full), Some((worst, at))) = (ratios.last(), measure::worst_prefix(&ratios, 50)) {
        println!(
            "{count} sites on a {name}: spacing {full:.3} of the hexagonal, worst prefix {worst:.3} at {at}"
        );
    }
}

criterion_group!(benches, sites);
criterion_main!(benches);
