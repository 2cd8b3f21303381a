//! The baked file: whole, ordered, and what must hold of skin.

use super::*;
use crate::optics::monte_carlo::bake::tissues;

const LIGHT_SKIN: Skin = Skin { melanin: 0.014, blood: 0.0035 };

#[test]
fn the_file_is_whole() {
    let n = tissues().len() * DEPTHS_MM.len();
    for (table, quantity) in BAKED.own.iter().zip(QUANTITIES) {
        assert_eq!(table.len(), n, "{quantity}");
        assert!(table.iter().flatten().all(|x| x.is_finite()), "{quantity}");
    }
    let lengths = BAKED.common.each_ref().map(Vec::len);
    assert_eq!(lengths, [DEPTHS_MM.len(), DEPTHS_MM.len(), COLUMN_TOPS.len(), COLUMN_TOPS.len()]);
    let text = include_str!("../../../assets/optics/depth_law.csv");
    assert!(text.len() < 700_000, "{}", text.len());
    // Baked from the constants of this program; planted: other constants.
    assert!(text.contains(&bake::constants()), "{}", bake::constants());
    assert!(!text.contains(&bake::constants().replace("g 0.8", "g 0.9")));
    // Tissues and depths stand in the order the code reads them in.
    let names: Vec<String> = tissues()
        .skins()
        .flat_map(|skin| DEPTHS_MM.map(|z| format!("{},{},{z},contrast", skin.melanin, skin.blood)))
        .collect();
    let found: Vec<&str> = text.lines().filter(|line| line.contains(",contrast,")).collect();
    assert!(found.iter().zip(&names).all(|(line, name)| line.starts_with(name)));
}

#[test]
fn contrast_falls_with_depth_in_every_tissue_and_band() {
    for skin in tissues().skins() {
        let law = DepthLaw::new(&skin);
        let falls = |above: f64, below: f64| {
            let (above, below) = (law.at(above), law.at(below));
            above.iter().zip(&below).all(|(a, b)| b.contrast < a.contrast || b.contrast < 2e-5)
        };
        assert!(DEPTHS_MM.windows(2).all(|pair| falls(pair[0], pair[1])), "{skin:?}");
        assert!(!falls(0.3, 0.2), "planted: a swap of depths must be seen, {skin:?}");
    }
}

#[test]
fn values_outside_the_grid_are_clamped() {
    let law = |melanin, blood, z| DepthLaw::new(&Skin { melanin, blood }).at(z)[10];
    assert_eq!(law(0.001, 0.0, 0.001), law(0.005, 0.001, 0.02));
    assert_eq!(law(0.9, 0.5, 9.0), law(0.45, 0.03, 1.6));
}

#[test]
fn dark_skin_hides_dots_and_blood_makes_them_shallower() {
    // Not so in the reference's closed form, which has light skin's contrast for all.
    let contrast =
        |melanin, blood, band: usize| DepthLaw::new(&Skin { melanin, blood }).at(0.2)[band].contrast;
    for band in [10, 17, 24] {
        println!(
            "c_inf at 0.2 mm, band {band}: {:.3?}",
            [0.014, 0.1, 0.3].map(|m| contrast(m, 0.0035, band))
        );
        assert!(contrast(0.3, 0.0035, band) < contrast(0.014, 0.0035, band));
        assert!(contrast(0.014, 0.02, band) < contrast(0.014, 0.0035, band));
    }
}

#[test]
fn the_law_is_smooth_in_melanin_and_wavelength() {
    // Noise would show as jumps between neighbours: ln c_inf and nu of light skin, 0.1 to 0.6 mm deep.
    let law = DepthLaw::new(&LIGHT_SKIN);
    let mut worst = 0.0f64;
    for z in [0.1, 0.2, 0.3, 0.4] {
        let row = law.at(z);
        for i in 24..BANDS - 1 {
            // Red: no features of blood.
            worst = worst.max((row[i + 1].nu - 2.0 * row[i].nu + row[i - 1].nu).abs());
        }
    }
    println!("roughness of nu in red: {worst:.3}");
    assert!(worst < 0.3, "{worst}");
}
