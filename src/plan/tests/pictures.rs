//! Pictures that carry plans.

use std::fs;
use std::path::Path;

use image::{Rgb, RgbImage};
use tempfile::tempdir;

use super::*;
use crate::plan::picture::{KEYWORD, encode, is_picture};

fn image() -> RgbImage {
    RgbImage::from_fn(7, 5, |x, y| Rgb([x as u8 * 30, y as u8 * 40, 99]))
}

fn named(head: HeadSource) -> Plan {
    let mut plan = Plan { name: "Zoë Berg".into(), seed: 41, head, ..Plan::demo() };
    plan.sessions[1].name = "Zweite: müde Ränder \u{1f642}".into();
    plan
}

fn scan(path: &str) -> HeadSource {
    let frame = ScanFrame::told(LengthUnit::Metre, Axis::PosY, Axis::PosZ);
    HeadSource::File { path: path.into(), frame, skin: ScanSkin::Face }
}

fn written(bytes: &[u8], test: impl FnOnce(&Path)) {
    let folder = tempdir().unwrap();
    let path = folder.path().join("picture.png");
    fs::write(&path, bytes).unwrap();
    test(&path);
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

#[test]
fn a_picture_gives_its_plan_back_but_for_the_client() {
    for head in [HeadSource::default(), scan("/clients/zoe-berg/scan.obj")] {
        let plan = named(head);
        let bytes = encode(&image(), Some(&plan)).unwrap();
        for word in ["Berg", "zoe-berg", "clients"] {
            assert!(plan.to_toml().contains(word) || word != "Berg");
            assert!(!holds(&bytes, word), "{word} left the house");
        }
        written(&bytes, |path| {
            assert!(is_picture(path));
            let read = Plan::load(path).unwrap();
            assert_eq!(read, plan.without_client());
            assert_eq!(Plan { name: plan.name.clone(), head: plan.head.clone(), ..read.clone() }, plan);
            // What would be noticed: any number that changed on the way.
            let mut other = read.clone();
            other.sessions[1].depth_mm += 0.01;
            assert_ne!(other, read);
            assert_eq!(image::open(path).unwrap().into_rgb8(), image());
        });
    }
    // The search for a name finds one that is there.
    assert!(holds(&encode(&image(), Some(&named(HeadSource::default()))).unwrap(), "Zweite"));
}

#[test]
fn a_picture_is_known_by_its_bytes_not_by_its_name() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("plan.toml");
    fs::write(&path, encode(&image(), Some(&Plan::demo())).unwrap()).unwrap();
    assert!(is_picture(&path) && Plan::load(&path).is_ok());
    fs::write(&path, Plan::DEMO).unwrap();
    assert!(!is_picture(&path) && Plan::load(&path).is_ok());
    assert!(!is_picture(folder.path()) && !is_picture(&folder.path().join("missing.png")));
}

#[test]
fn other_pictures_are_refused_in_one_sentence() {
    let said = |bytes: &[u8]| {
        let mut said = String::new();
        written(bytes, |path| {
            said =
                Plan::load(path).unwrap_err().to_string().replace(&path.display().to_string(), "picture.png");
        });
        said
    };
    let bare = encode(&image(), None).unwrap();
    assert_eq!(
        said(&bare),
        "picture.png is a picture that carries no plan; those that Papilla saved do, unless another program changed them"
    );
    let full = encode(&image(), Some(&Plan::demo())).unwrap();
    assert!(said(&full[..60]).starts_with("picture.png is a damaged picture"), "{}", said(&full[..60]));
    // A plan that does not hold is reported as in a plan file: line, key, range.
    let wrong = String::from_utf8_lossy(&full).contains(KEYWORD);
    assert!(wrong);
    let mut damaged = full.clone();
    let at = damaged.windows(6).position(|w| w == b"format").unwrap();
    damaged[at] = b'F';
    assert!(said(&damaged).contains("picture.png"), "a damaged text passed: {}", said(&damaged));
}

#[test]
fn a_plan_behind_the_picture_is_found_and_a_flood_is_not_read() {
    let with = |text: &str, compressed: bool| {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
        encoder.set_color(png::ColorType::Grayscale);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&[7]).unwrap();
        let mut chunk = png::text_metadata::ITXtChunk::new(KEYWORD, text);
        if compressed {
            chunk.compress_text().unwrap();
        }
        writer.write_text_chunk(&chunk).unwrap();
        writer.finish().unwrap();
        bytes
    };
    for compressed in [false, true] {
        written(&with(Plan::DEMO, compressed), |path| assert_eq!(Plan::load(path).unwrap(), Plan::demo()));
    }
    for compressed in [false, true] {
        let flood = with(&"#".repeat(2 << 20), compressed);
        written(&flood, |path| {
            let said = Plan::load(path).unwrap_err().to_string();
            assert!(said.contains("larger than 1 MB") || said.contains("damaged"), "{said}");
        });
    }
}
