use glam::Vec3;
use proptest::prelude::*;

use super::*;

const SQUARE: &str = "v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\n";

fn read(text: &str) -> Result<RawMesh, ImportError> {
    read_scan(text.as_bytes(), "scan.obj", &nothing)
}

#[test]
fn odd_ways_to_write_read_like_the_plain_file() {
    let plain = read(&format!("{SQUARE}f 1 2 3 4\n")).unwrap();
    assert_eq!((plain.positions.len(), plain.faces.len()), (4, 1));
    let odd = [
        format!("\u{feff}{SQUARE}f 1 2 3 4\n"),
        format!("{SQUARE}f 1 2 3 4\n").replace('\n', "\r"),
        format!("{SQUARE}f 1 2 3 4\n").replace('\n', "\r\n"),
        format!("{SQUARE}f 1 2 \\\n3 4\n"),
        format!("{SQUARE}f 1 2 \\\r\n3 4\n"),
        format!("{SQUARE}f 1 2 3 4 # skin\n"),
        format!("mtllib\nusemtl\n{SQUARE}l 1 2 3\np 1\nvt 0 nonsense\nf 1/9 2/9/9 3//7 4\n"),
        format!("{SQUARE}o one\nf -4 -3 -2 -1"),
        format!("{SQUARE}f 1 2 3 4\n").replace('v', "V").replace('f', "F"),
        "v 0,0 0,0 0,0\nv 1,0 0 0\nv 1,0 1,0 0\nv 0 1 0\nf 1 2 3 4\n".into(),
        "v 0 0 0 0.25\nv 1 0 0 0.5\nv 1 1 0 1.0\nv 0 1 0 0\nf 1 2 3 4\n".into(),
        format!(
            "v 1 1 1 0.5 0.5 0.5\n{SQUARE}v 7 7\nv nan -nan(ind) 1.#QNAN\nf 2 3 4 5\nf 2 3 6\nf 2 3 7\nf 2 3 99\nf 2 x 3\n"
        ),
    ];
    for text in odd {
        let mesh = read(&text).unwrap_or_else(|e| panic!("{e}: {text:?}"));
        assert_eq!((&mesh.positions, &mesh.faces), (&plain.positions, &plain.faces), "{text:?}");
    }
    let latin = [b"# m\xE4rz\n", SQUARE.as_bytes(), b"g t\xEAte\nf 1 2 3 4\n"].concat();
    assert_eq!(read_scan(&latin, "scan.obj", &nothing).unwrap().faces, plain.faces);
    let utf16: Vec<u8> = format!("\u{feff}# m\u{e4}rz\r\n{SQUARE}f 1 2 3 4")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(read_scan(&utf16, "scan.obj", &nothing).unwrap().faces, plain.faces);
    let weighted = read(&format!("{SQUARE}f 1 2 3 4\n").replace("1 1 0", "2 2 0")).unwrap();
    assert_ne!(weighted.positions, plain.positions, "planted: half the weight, double the place");
}

#[test]
fn every_refusal_names_file_and_mend() {
    let bad = [
        String::new(),
        "# only words\n".into(),
        SQUARE.into(),
        format!("{SQUARE}f 1 2 9\n"),
        format!("{SQUARE}f 0 1 2\n"),
        format!("{SQUARE}f 1 two 3\n"),
        "v 0 0 nan\nv 1 0 0\nv 1 1 0\nf 1 2 3\n".into(),
        "v 0 0 1e400\nv 1 0 0\nv 1 1 0\nf 1 2 3\n".into(),
        "v 0 0 0\nv 1 0 0\nv 2 0 0\nf 1 2 3\n".into(),
        "v 0 0\n".into(),
        "v 0 0 0 \u{e4}\n".into(),
    ];
    for text in bad {
        let error = read(&text).expect_err(&text).to_string();
        assert!(error.starts_with("scan.obj: ") && (error.contains(';') || error.contains('?')), "{error}");
    }
    let cloud = read(SQUARE).unwrap_err();
    assert_eq!(cloud, ImportError::NoFaces { name: "scan.obj".into(), points: 4 });
}

#[test]
fn doubled_points_are_welded_across_objects_and_broken_faces_left_out() {
    let text = "o a\nv 0 0 0\nv 1 0 0\nv 1 1 0\nf 1 2 3\no b\nv -0 0 0\nv 1 1 0\nv 0 1 0\nv nan 0 0\n\
                f 4 5 6\nf 4 5 7\nf 4 4 5\n";
    let mesh = read(text).unwrap();
    assert_eq!((mesh.positions.len(), mesh.faces.len()), (4, 2));
    assert_eq!(mesh.group_names, ["a", "b"]);
}

#[test]
fn all_that_is_left_out_is_told() {
    let odd =
        "v 7 7\nv nan 0 0\nv 0 0 inf\nf 1 2 3\nf 1 2 6\nf 1 2 99\nf 1 2 -9\nf 0 1 2\nf 1 x 3\nf 1 1 2\n";
    let told: Vec<String> =
        read(&format!("{SQUARE}{odd}")).unwrap().mended.iter().map(Mended::to_string).collect();
    assert_eq!(
        told,
        [
            "left out 2 lines that cannot be read, the first at line 5",
            "left out 3 faces with corners that the file does not have",
            "left out 3 points with coordinates that are no numbers",
            "left out 1 face without area",
        ]
    );
    assert_eq!(
        read(&format!("{SQUARE}f 1 2 3\n")).unwrap().mended,
        [],
        "planted: a sound file needs no mending"
    );
}

#[test]
fn a_scan_in_a_map_keeps_its_skin() {
    let far = |x: f64, y: f64| format!("v {:.4} {:.4} 520.1\n", 691_234.567 + x, 5_334_567.891 + y);
    let mesh =
        read(&[far(0.0, 0.0), far(0.001, 0.0), far(0.001, 0.001), "f 1 2 3\n".into()].concat()).unwrap();
    let [a, b, c] = [0, 1, 2].map(|k| mesh.positions[k]);
    assert!((a.distance(b) - 0.001).abs() < 1e-7 && (b.distance(c) - 0.001).abs() < 1e-7);
    assert!(matches!(mesh.mended[..], [Mended::Moved { farthest: 5_334_568 }]), "{:?}", mesh.mended);
    let at = 691_234.567_f64;
    assert_eq!(at as f32, (at + 0.001) as f32, "planted: without moving there is no triangle");
}

#[test]
fn colours_of_some_points_are_the_mean_of_others() {
    let mesh = read("v 0 0 0 1 0 0\nv 1 0 0 0 0 1 0.5\nv 1 1 0\nf 1 2 3\n").unwrap();
    assert_eq!(mesh.colours, [Vec3::X, Vec3::Z, Vec3::new(0.5, 0.0, 0.5)]);
    assert_eq!(mesh.mended, [Mended::Uncoloured { points: 1 }]);
    let bytes = read("v 0 0 0 255 0 0\nv 1 0 0 0 0 255\nv 1 1 0 0 255 0\nf 1 2 3\n").unwrap();
    assert_eq!(bytes.colours, [Vec3::X, Vec3::Z, Vec3::Y]);
    assert!(read(&format!("{SQUARE}f 1 2 3\n")).unwrap().colours.is_empty(), "planted: none from none");
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_scan(&bytes, "x", &nothing);
    }

    #[test]
    fn no_words_panic(lines in proptest::collection::vec("(v|f|o|l|f )?( -?[0-9a.e/]{1,4}){0,6}[\\\\#\r]?", 0..30)) {
        let _ = read(&lines.join("\n"));
    }
}
