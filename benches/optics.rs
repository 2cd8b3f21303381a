//! Optics: packets of light per second on one core, one band of the bake, the tables of one client.
//! Run with `cargo bench --no-default-features --bench optics`.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use papilla::optics::monte_carlo::bake::tissues;
use papilla::optics::monte_carlo::medium::{RefractingLayer, Stack};
use papilla::optics::monte_carlo::{bundle::totals, survey::survey};
use papilla::optics::{Illuminant, Tables, chromophores};
use papilla::plan::{HairColour, Skin};

const LIGHT_SKIN: Skin = Skin { melanin: 0.014, blood: 0.0035 };
/// 520 nm.
const BAND: usize = 14;
const PACKETS: u64 = 20_000;

fn packets(criterion: &mut Criterion) {
    let layers = chromophores::layers(&LIGHT_SKIN, BAND, &chromophores::Structure::scalp());
    let stack = Stack::in_air(
        &layers.map(|layer| RefractingLayer::with_index(&layer, chromophores::CONSTANTS.refractive_index)),
    );
    let mut group = criterion.benchmark_group("optics");
    group.sample_size(10).throughput(Throughput::Elements(PACKETS));
    if let Ok(one) = rayon::ThreadPoolBuilder::new().num_threads(1).build() {
        group.bench_function("packets on one core", |b| {
            b.iter(|| one.install(|| totals(&stack, PACKETS, 1)));
        });
    }
    group.bench_function("survey of one band, 32 tissues", |b| {
        b.iter(|| survey(&tissues(), BAND, PACKETS, 1))
    });
    group.finish();
}

fn client(criterion: &mut Criterion) {
    let tables = || Tables::new(&LIGHT_SKIN, HairColour::DarkBrown, Illuminant::D65, 1.0);
    drop(tables());
    criterion.bench_function("Tables::new", |b| b.iter(tables));
}

criterion_group!(benches, packets, client);
criterion_main!(benches);
