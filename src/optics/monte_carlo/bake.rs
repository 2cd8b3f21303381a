//! `assets/optics/depth_law.csv`: the depth law of a grid of tissues, all bands, from the Monte Carlo.

use super::fit::{CORE_BANDS, CoreWidths, column_gain, fit_law, fit_widths};
use super::survey::{COLUMN_TOPS, DEPTHS_MM, Observed, Survey, survey};
use super::tissues::Tissues;
use crate::optics::chromophores::{CONSTANTS, Stratum};
use crate::optics::cie::{BANDS, Spectrum};
use crate::optics::dot::DotLaw;
use crate::plan::Skin;

use rayon::prelude::*;

/// Levels of melanin.
pub const MELANIN: [f32; 8] = [0.005, 0.014, 0.03, 0.06, 0.1, 0.18, 0.3, 0.45];
/// Levels of blood.
pub const BLOOD: [f32; 4] = [0.001, 0.0035, 0.012, 0.03];
/// Packets per band of the table in the repository.
pub const PACKETS: u64 = 200_000;
/// Its seed.
pub const SEED: u64 = 1;
/// The tissue whose core widths and column gains stand for all: light skin of the reference.
pub const STANDARD: Skin = Skin { melanin: MELANIN[1], blood: BLOOD[1] };

/// Quantities of each tissue and depth, in the order of the file.
pub const QUANTITIES: [&str; 4] = ["contrast", "core_mix", "halo_sigma_mm", "nu"];
/// Digits of each.
const DIGITS: [usize; 4] = [6, 3, 3, 3];
/// Quantities given once: widths of the core at each depth (all bands alike), gains of columns at some.
pub const COMMON: [&str; 4] = ["sigma_a_mm", "sigma_b_mm", "column_gain", "root_gain"];

/// All tissues of the table.
pub fn tissues() -> Tissues {
    Tissues::new(&MELANIN, &BLOOD)
}

/// The text of the table; `progress` is called after each of the [`BANDS`] bands.
pub fn bake(packets: u64, seed: u64, progress: impl Fn()) -> String {
    table(&tissues(), BANDS, packets, seed, progress)
}

/// The same of some tissues, [`STANDARD`] among them, and the first `bands` bands.
fn table(tissues: &Tissues, bands: usize, packets: u64, seed: u64, progress: impl Fn()) -> String {
    let surveys: Vec<Survey> = (0..bands)
        .map(|band| {
            let survey = survey(tissues, band, packets, seed);
            progress();
            survey
        })
        .collect();
    let standard = tissues.skins().position(|skin| skin == STANDARD).unwrap_or(0);
    let core: Vec<Observed> = CORE_BANDS
        .iter()
        .filter_map(|&band| surveys.get(band))
        .flat_map(|survey| (0..DEPTHS_MM.len()).map(move |depth| survey.observed(depth, standard)))
        .collect();
    let widths = fit_widths(&core);
    header(packets, seed, &widths) + &common(&surveys, standard, &widths) + &own(&surveys, tissues, &widths)
}

fn header(packets: u64, seed: u64, widths: &CoreWidths) -> String {
    format!(
        "# The law of a buried dot (src/optics/dot.rs) by tissue and depth: what `papilla optics bake` writes.\n\
         # Monte Carlo (src/optics/monte_carlo), {packets} packets a band, seed {seed}; layers and\n\
         # constants of assets/optics/skin.toml, spectra of assets/optics/skin.csv. Fits: docs/optics.md#baking-and-checking.\n\
         {}\n\
         # Rows: melanin, blood, depth_mm, quantity, then 380-730 nm by 10.\n\
         # A single value stands for all bands: all channels are drawn with the same two Gaussians. melanin 0, blood 0: the\n\
         # same for all tissues. sigma_a_mm {:.4} z, sigma_b_mm {:.4} + {:.4} z. column_gain, root_gain (columns 0.4 and 2 mm tall, of\n\
         # radius 0.15 mm): of melanin 0.014, blood 0.0035.\n",
        constants(),
        widths.a,
        widths.b0,
        widths.b1
    )
}

/// What the table hangs on, as lines of its header, with the year of each source: tells a table that is out of date.
pub fn constants() -> String {
    let c = &*CONSTANTS;
    let layer = |l: &Stratum| format!("{} {} mm, blood x {}", l.name, l.thickness_mm, l.relative_blood);
    format!(
        "# Constants: index {}, g {} (2013), dermis scattering {} (2018) of the ex vivo fit (2006), baseline {} of 1998,\n\
         # oxygenation {}, haemoglobin {} g/L of {} g/mol (1998), melanosomes of 2013; layers (2002):\n\
         # {}",
        c.refractive_index,
        c.anisotropy,
        c.dermis_scattering_in_vivo,
        c.baseline_scale,
        c.oxygenation,
        c.haemoglobin_g_per_l,
        c.haemoglobin_g_per_mol,
        c.layers.each_ref().map(layer).join("; ")
    )
}

/// Rows that hold for every tissue.
fn common(surveys: &[Survey], standard: usize, widths: &CoreWidths) -> String {
    let mut text = String::new();
    for z in DEPTHS_MM {
        text += &format!("0,0,{z},{},{:.4}\n", COMMON[0], widths.sigma_a_mm(z));
        text += &format!("0,0,{z},{},{:.4}\n", COMMON[1], widths.sigma_b_mm(z));
    }
    for (top, &depth) in COLUMN_TOPS.iter().enumerate() {
        for (height, name) in COMMON[2..].iter().enumerate() {
            let gains = surveys.iter().map(|survey| gain(survey, standard, widths, top, height));
            text += &line("0,0", DEPTHS_MM[depth], name, gains, 2);
        }
    }
    text
}

/// Gain of a column in a tissue.
fn gain(survey: &Survey, tissue: usize, widths: &CoreWidths, top: usize, height: usize) -> f64 {
    let seen = survey.observed(COLUMN_TOPS[top], tissue);
    column_gain(&fit_law(&seen, widths), &seen, &survey.column(top, height, tissue))
}

/// Rows of each tissue.
fn own(surveys: &[Survey], tissues: &Tissues, widths: &CoreWidths) -> String {
    let skins: Vec<Skin> = tissues.skins().collect();
    let of_tissue = |(tissue, skin): (usize, &Skin)| {
        let name = format!("{},{}", skin.melanin, skin.blood);
        let mut text = String::new();
        for (depth, z) in DEPTHS_MM.into_iter().enumerate() {
            let seen: Vec<Observed> = surveys.iter().map(|survey| survey.observed(depth, tissue)).collect();
            let laws: Vec<DotLaw> = seen.iter().map(|one| fit_law(one, widths)).collect();
            let values: [fn(&DotLaw) -> f64; 4] =
                [|l| l.contrast, |l| l.core_mix, |l| l.halo_sigma_mm, |l| l.nu];
            for ((quantity, value), digits) in QUANTITIES.iter().zip(values).zip(DIGITS) {
                text += &line(&name, z, quantity, laws.iter().map(value), digits);
            }
        }
        text
    };
    let texts: Vec<String> = skins.par_iter().enumerate().map(of_tissue).collect();
    texts.concat()
}

fn line(tissue: &str, z: f64, quantity: &str, values: impl Iterator<Item = f64>, digits: usize) -> String {
    let values: Vec<String> = values.map(|x| format!("{x:.digits$}")).collect();
    format!("{tissue},{z},{quantity},{}\n", values.join(","))
}

/// Rows of one quantity in the order of a text, as spectra; a single value stands for all bands.
pub fn rows(text: &str, quantity: &str) -> Vec<Spectrum> {
    let of_quantity = |line: &str| {
        let mut words = line.split(',').skip(3);
        (words.next()? == quantity).then(|| {
            let values: Vec<f64> = words.map(|word| word.trim().parse().unwrap_or(f64::NAN)).collect();
            let at = |band: usize| if values.len() == 1 { values.first() } else { values.get(band) };
            std::array::from_fn(|band| at(band).copied().unwrap_or(f64::NAN))
        })
    };
    text.lines().filter(|line| !line.starts_with('#')).filter_map(of_quantity).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_bakes_the_same_bytes() {
        let tissues = Tissues::new(&[0.005, STANDARD.melanin], &[STANDARD.blood]);
        // More packets than two blocks, bands up to the first that the core is fitted to.
        let bake = |threads: usize, seed: u64| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| table(&tissues, CORE_BANDS[0] + 1, 9_000, seed, || ()))
        };
        let once = bake(2, 5);
        assert_eq!(
            once.lines().count(),
            10 + 2 * DEPTHS_MM.len() + 2 * COLUMN_TOPS.len() + 2 * 4 * DEPTHS_MM.len()
        );
        assert!(!once.contains("NaN"), "{once}");
        assert!(bake(1, 5) == once, "one thread, or the second time");
        // Planted: another seed, told only by the numbers.
        let numbers = |text: &str| text.lines().filter(|l| !l.starts_with('#')).collect::<String>();
        assert!(numbers(&bake(2, 6)) != numbers(&once));
    }
}
