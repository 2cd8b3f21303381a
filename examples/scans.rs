//! x
use papilla::scalp::find::find;
use papilla::scalp::head::Head;
use papilla::scalp::import::{read_scan, triangulate};
fn main() -> anyhow::Result<()> {
    let mean = Head::built_in()?.samples();
    for file in std::env::args().skip(1) {
        let bytes = std::fs::read(&file)?;
        let start = std::time::Instant::now();
        let raw = match read_scan(&bytes, &file) {
            Ok(raw) => raw,
            Err(e) => {
                println!("{e}");
                continue;
            }
        };
        let read = start.elapsed();
        let mut triangles = Vec::new();
        raw.faces.iter().for_each(|f| triangulate(&raw.positions, f, &mut triangles));
        let start = std::time::Instant::now();
        let found = find(&raw.positions, &triangles, &mean);
        let t = start.elapsed();
        println!("{file}: {} triangles read {read:.2?} found in {t:.2?}", triangles.len());
        for f in found.iter().take(3) {
            let up = f.pose.turn * glam::Vec3::Y;
            let fw = f.pose.turn * glam::Vec3::Z;
            println!(
                "   misfit {:.2} scale {:.5} up {:.2?} fw {:.2?} at {:.1?}",
                f.misfit_mm,
                f.pose.scale.x,
                up.to_array(),
                fw.to_array(),
                f.pose.origin.to_array()
            );
        }
    }
    Ok(())
}
