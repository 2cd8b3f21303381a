//! Pictures and colours of scans: found by any name, however they come, and never elsewhere.

use std::io::{Cursor, Write};

use base64::Engine;
use glam::{Vec2, Vec3};
use image::{ImageFormat, Rgba, RgbaImage};
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::archive::Named;
use super::*;

const RED: Rgba<u8> = Rgba([255, 0, 0, 255]);
const BLUE: Rgba<u8> = Rgba([0, 0, 255, 255]);

/// Red above, blue below.
fn picture(format: ImageFormat) -> Vec<u8> {
    let image = RgbaImage::from_fn(16, 16, |_, y| if y < 8 { RED } else { BLUE });
    let mut file = Cursor::new(Vec::new());
    let image = image::DynamicImage::ImageRgba8(image);
    match format {
        ImageFormat::Jpeg => image.to_rgb8().write_to(&mut file, format).unwrap(),
        _ => image.write_to(&mut file, format).unwrap(),
    }
    file.into_inner()
}

/// A triangle whose first corner is at the upper left of its picture.
const OBJ: &str =
    "mtllib a scan.mtl\nv 0 0 0\nv 1 0 0\nv 1 1 0\nvt 0 1\nvt 1 1\nvt 1 0\nusemtl skin\nf 1/1 2/2 3/3\n";
const MTL: &str = "newmtl skin\nKd 0.5 0.5 0.5\nmap_Kd -s 1 1 1 -bm 0.2 C:\\somebody\\scans\\My Skin.png\n";

fn named(files: &[(&str, &[u8])]) -> Vec<Named> {
    files.iter().map(|(name, bytes)| (String::from(*name), bytes.to_vec())).collect()
}

fn read(name: &str, files: &[Named]) -> Result<RawMesh, ImportError> {
    let beside = of_files(files);
    read_scan(&beside(name).unwrap(), name, &beside)
}

/// Whether the first corner lies in the red and the last in the blue.
fn is_shown(mesh: &RawMesh) -> bool {
    let ring = mesh.faces.ring(0);
    let Some(picture) = mesh.pictures.get(usize::from(mesh.faces.tag(0).picture)) else { return false };
    let at = |c: &Corner| {
        let [x, y] =
            [c.uv.x * picture.width() as f32, c.uv.y * picture.height() as f32].map(|v| v.max(0.0) as u32);
        let Rgba([r, _, b, _]) = *picture.get_pixel(x.min(picture.width() - 1), y.min(picture.height() - 1));
        (r > 200, b > 200)
    };
    at(&ring[0]) == (true, false) && at(&ring[ring.len() - 1]) == (false, true)
}

fn zipped(files: &[Named]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A glTF of the same triangle; its buffer and its picture are where the addresses say.
fn gltf(buffer: &str, image: &str) -> String {
    format!(
        r#"{{"asset":{{"version":"2.0"}},"scenes":[{{"nodes":[0]}}],"nodes":[{{"mesh":0}}],
        "meshes":[{{"primitives":[{{"attributes":{{"POSITION":0,"TEXCOORD_0":1,"COLOR_0":2}},"material":0}}]}}],
        "materials":[{{"pbrMetallicRoughness":{{"baseColorTexture":{{"index":0,"extensions":{{
            "KHR_texture_transform":{{"offset":[0,0.25],"scale":[1,0.5]}}}}}}}}}}],
        "textures":[{{"source":0}}],"images":[{image}],
        "accessors":[{{"bufferView":0,"componentType":5126,"count":3,"type":"VEC3"}},
        {{"bufferView":1,"componentType":5123,"normalized":true,"count":3,"type":"VEC2"}},
        {{"bufferView":2,"componentType":5121,"normalized":true,"count":3,"type":"VEC4"}}],
        "bufferViews":[{{"buffer":0,"byteLength":36}},{{"buffer":0,"byteOffset":36,"byteLength":12}},
        {{"buffer":0,"byteOffset":48,"byteLength":12}}],
        "buffers":[{{{buffer}"byteLength":60}}]}}"#
    )
}

fn numbers() -> Vec<u8> {
    let points = [0.0_f32, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0].into_iter().flat_map(f32::to_le_bytes);
    let uvs = [0_u16, 0, 65_535, 0, 65_535, 65_535].into_iter().flat_map(u16::to_le_bytes);
    points.chain(uvs).chain([255, 0, 0, 255, 0, 255, 0, 255, 55, 55, 55, 255]).collect()
}

fn address(bytes: &[u8]) -> String {
    format!(
        "data:application/octet-stream;base64,{}",
        base64::engine::general_purpose::STANDARD.encode(bytes)
    )
}

fn ply() -> String {
    "ply\nformat ascii 1.0\ncomment TextureFile my skin.png\nelement vertex 3\nproperty float x\nproperty float y\n\
     property float z\nproperty float s\nproperty float t\nelement face 1\nproperty list uchar int vertex_indices\n\
     end_header\n0 0 0 0 1\n1 0 0 1 1\n1 1 0 1 0\n3 0 1 2\n"
        .into()
}

/// One scan in every way to bring a picture, by name.
fn ways() -> Vec<(&'static str, Vec<Named>)> {
    let png = picture(ImageFormat::Png);
    let obj = named(&[("head.obj", OBJ.as_bytes()), ("A Scan.mtl", MTL.as_bytes()), ("my skin.PNG", &png)]);
    let inside = format!(r#"{{"uri":"{}"}}"#, address(&png));
    let apart = gltf(r#""uri":"the%20numbers.bin","#, r#"{"uri":"textures/my%20skin.png"}"#);
    let whole = gltf(&format!(r#""uri":"{}","#, address(&numbers())), &inside);
    let deep: Vec<Named> =
        obj.iter().map(|(name, bytes)| (format!("scan/of me/{name}"), bytes.clone())).collect();
    vec![
        ("head.obj", obj),
        ("head.ply", named(&[("head.ply", ply().as_bytes()), ("my skin.png", &png)])),
        (
            "a.gltf",
            named(&[("a.gltf", apart.as_bytes()), ("the numbers.bin", &numbers()), ("my skin.png", &png)]),
        ),
        ("b.gltf", named(&[("b.gltf", whole.as_bytes())])),
        ("c.zip", named(&[("c.zip", &zipped(&deep))])),
    ]
}

#[test]
fn one_picture_is_shown_alike_however_it_comes() {
    for (name, files) in ways() {
        let mesh = read(name, &files).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(is_shown(&mesh), "{name}: {:?} {:?}", mesh.faces, mesh.mended);
        assert!(mesh.mended.is_empty(), "{name}: {:?}", mesh.mended);
    }
    for format in [ImageFormat::Jpeg, ImageFormat::WebP] {
        // Without a library a picture of the scan's own name is it.
        let files = [("head.obj", OBJ.as_bytes()), ("HEAD.webp", &picture(format))];
        let mesh = read("head.obj", &named(&files)).unwrap();
        assert!(is_shown(&mesh), "{format:?}");
    }
    let turned = OBJ.replace("vt 0 1", "vt 0 0").replace("vt 1 0\n", "vt 1 1\n");
    let files = [("head.obj", turned.as_bytes()), ("head.png", &picture(ImageFormat::Png))];
    assert!(!is_shown(&read("head.obj", &named(&files)).unwrap()), "planted: upside down");
}

#[test]
fn what_is_missing_is_told_and_the_scan_read() {
    let png = picture(ImageFormat::Png);
    let told = |files: &[(&str, &[u8])]| {
        let mesh = read("head.obj", &named(files)).unwrap();
        (mesh.mended.iter().map(Mended::to_string).collect::<Vec<_>>(), mesh.pictures.len())
    };
    let (obj, mtl) = (("head.obj", OBJ.as_bytes()), ("a scan.mtl", MTL.as_bytes()));
    assert_eq!(told(&[obj, mtl]).0, ["goes without \"My Skin.png\", which is not beside the scan"]);
    assert_eq!(told(&[obj]).0, ["goes without \"a scan.mtl\", which is not beside the scan"]);
    let (cut, pictures) = told(&[obj, mtl, ("my skin.png", &png[..60])]);
    assert!(
        cut[0].starts_with("goes without \"My Skin.png\", which cannot be used (") && pictures == 0,
        "{cut:?}"
    );
    assert_eq!(told(&[obj, mtl, ("my skin.png", &png)]), (vec![], 1), "planted: nothing is missing");
    let plain = ("a scan.mtl", "newmtl skin\nKd 1 0 0\n".as_bytes());
    assert_eq!(
        read("head.obj", &named(&[obj, plain])).unwrap().pictures[0],
        RgbaImage::from_pixel(1, 1, RED)
    );
    let apart = gltf(r#""uri":"x/y.bin","#, r#"{"uri":"z.png"}"#);
    let error = read("a.gltf", &named(&[("a.gltf", apart.as_bytes())])).map(|_| ()).unwrap_err().to_string();
    assert!(error.contains("\"y.bin\"") && error.contains("GLB"), "{error}");
}

#[test]
fn files_are_looked_for_beside_the_scan_only() {
    let asked = std::cell::RefCell::new(Vec::new());
    let beside = |name: &str| {
        asked.borrow_mut().push(name.to_owned());
        (name == "a.mtl").then(|| b"newmtl skin\nmap_Kd /etc/passwd\n".to_vec())
    };
    read_scan(OBJ.replace("a scan.mtl", "../../secret/a.mtl").as_bytes(), "head.obj", &beside).unwrap();
    assert!(asked.borrow().iter().all(|name| !name.contains(['/', '\\'])), "{:?}", asked.borrow());
    assert!(asked.borrow().contains(&String::from("passwd")), "planted: it was asked for by its bare name");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("Skin.JPG"), b"1").unwrap();
    std::fs::create_dir(folder.path().join("inner")).unwrap();
    std::fs::write(folder.path().join("inner/other.jpg"), b"2").unwrap();
    let inner = folder.path().join("inner");
    assert_eq!(of_folder(folder.path())("scans/skin.jpg"), Some(b"1".to_vec()));
    assert_eq!(of_folder(&inner)("../Skin.JPG"), None);
    assert_eq!(of_folder(&inner)(".."), None);
}

#[test]
fn archives_without_a_scan_or_with_too_much_are_refused() {
    let usdz = zipped(&named(&[("scan.usdc", b"PXR-USDC"), ("0/skin.png", b"")]));
    let none = zipped(&named(&[("readme.txt", b"hello"), ("__MACOSX/._head.obj", b"")]));
    for (bytes, word) in [(usdz, "GLB"), (none, "holds no scan")] {
        let error = read_scan(&bytes, "x.zip", &nothing).map(|_| ()).unwrap_err().to_string();
        assert!(error.starts_with("x.zip") && error.contains(word) && error.contains(';'), "{error}");
    }
    let large = zipped(&named(&[("a.obj", &vec![b' '; 3 << 20]), ("b.obj", &vec![b' '; 3 << 20])]));
    let refused = archive::unpack(&large, "x.zip", 5 << 20).map(|_| ()).unwrap_err().to_string();
    assert!(large.len() < 50_000 && refused.contains("more than"), "{refused}");
    assert!(archive::unpack(&large, "x.zip", 7 << 20).is_ok(), "planted: as much as is taken");
    assert_eq!(pick(["a.txt", "b.obj", "long/name.glb", "c.glb"]), Some(3));
}

#[test]
fn colours_of_points_come_from_every_format_that_has_them() {
    let text = "ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\nproperty float y\nproperty float z\n\
                property uchar red\nproperty uchar green\nproperty uchar blue\nelement face 1\n\
                property list uchar int vertex_indices\nend_header\n0 0 0 255 0 0\n1 0 0 0 255 0\n1 1 0 0 0 255\n3 0 1 2\n";
    assert_eq!(read_scan(text.as_bytes(), "x", &nothing).unwrap().colours, [Vec3::X, Vec3::Y, Vec3::Z]);
    let told = gltf(&format!(r#""uri":"{}","#, address(&numbers())), "{}");
    let colours = read_scan(told.as_bytes(), "x", &nothing).unwrap().colours;
    assert!(colours[0].distance(Vec3::X) < 1e-5 && colours[1].distance(Vec3::Y) < 1e-5, "{colours:?}");
    // 55 of 255 in linear light is half way up for the eye
    assert!((colours[2].x - 0.5).abs() < 0.01, "{colours:?}");
}

#[test]
fn transforms_of_textures_are_heeded() {
    let told = gltf(
        &format!(r#""uri":"{}","#, address(&numbers())),
        &format!(r#"{{"uri":"{}"}}"#, address(&picture(ImageFormat::Png))),
    );
    let uvs = |text: &str| {
        let mesh = read_scan(text.as_bytes(), "x", &nothing).unwrap();
        mesh.faces.ring(0).iter().map(|c| c.uv).collect::<Vec<_>>()
    };
    assert_eq!(uvs(&told), [Vec2::new(0.0, 0.25), Vec2::new(1.0, 0.25), Vec2::new(1.0, 0.75)]);
    let plain = told.replace("KHR_texture_transform", "NONE");
    assert_eq!(uvs(&plain), [Vec2::ZERO, Vec2::X, Vec2::ONE], "planted: without it they stay");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    /// `PAPILLA_FUZZ=100000` tries more.
    #[test]
    fn damaged_pictures_libraries_and_archives_are_told(which in 0usize..5, hits in proptest::collection::vec((any::<u32>(), any::<u8>()), 1..6), cut in any::<u16>()) {
        let (name, mut files) = ways().swap_remove(which);
        for (at, byte) in hits {
            let count = files.len();
            let bytes = &mut files[at as usize % count].1;
            let at = at as usize / count % bytes.len().max(1);
            if let Some(hit) = bytes.get_mut(at) {
                *hit = byte;
            }
        }
        if cut % 3 == 0 {
            let bytes = &mut files[0].1;
            bytes.truncate(usize::from(cut) % (bytes.len() + 1));
        }
        if let Err(error) = read(name, &files) {
            prop_assert!(error.to_string().starts_with(name) && !error.to_string().contains('\n'), "{}", error);
        }
    }
}

/// Few where every change is tested, more by hand.
pub fn cases() -> u32 {
    std::env::var("PAPILLA_FUZZ").ok().and_then(|count| count.parse().ok()).unwrap_or(500)
}
