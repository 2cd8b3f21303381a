use papilla::render::{Renderer, gpu::Gpu, swatch::*};
use papilla::optics::light::Illuminant;
use papilla::plan::Skin;
#[test]
fn swatch() {
    let t=std::time::Instant::now();
    let mut r = Renderer::new(Gpu::headless().unwrap());
    println!("gpu {:?}", t.elapsed());
    for (z, d) in [(0.15,0.3),(0.3,0.3),(0.6,0.3),(1.0,0.3),(0.1,0.3),(0.2,0.3),(0.2,0.15),(0.15,0.15)] {
        let spec = SwatchSpec { skin: Skin { melanin: 0.014, blood: 0.0035 }, depth_mm: z, dot_mm: d, column_mm: 0.0, tau: 50.0, density_per_cm2: 195.0, px_per_mm: 20.0, size_mm: 16.0, age_days: 28.0, illuminant: Illuminant::D65, seed: 1 };
        let (img, m) = draw(&mut r, &spec).unwrap();
        let dark: Vec<f32> = (0..3).map(|c| 1.0 - m.treated.linear_rgb[c]/m.bare.linear_rgb[c]).collect();
        println!("z {z} d {d}: C {:.3?} fwhm {:.3} bare {:.3?} lab {:.1?} dark {:.3?}", m.centre_contrast, m.fwhm_mm, m.bare.linear_rgb, m.bare.lab, dark);
        encode(&img).save(format!("/tmp/sw_{z}_{d}.png")).unwrap();
    }
    println!("{:?}", t.elapsed());
}
