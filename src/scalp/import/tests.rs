use proptest::prelude::*;

use super::*;

const SQUARE: &str = "v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\n";

fn read(text: &str) -> Result<RawMesh, ImportError> {
    read_scan(text.as_bytes(), "scan.obj")
}

#[test]
fn what_tobj_stumbles_over_reads_like_the_plain_file() {
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
    ];
    for text in odd {
        let mesh = read(&text).unwrap_or_else(|e| panic!("{e}: {text:?}"));
        assert_eq!((&mesh.positions, &mesh.faces), (&plain.positions, &plain.faces), "{text:?}");
    }
    let latin = [b"# m\xE4rz\n", SQUARE.as_bytes(), b"g t\xEAte\nf 1 2 3 4\n"].concat();
    assert_eq!(read_scan(&latin, "scan.obj").unwrap().faces, plain.faces);
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
fn concave_polygons_are_cut_inside_themselves() {
    let area = |ring: &[(f32, f32)]| {
        let p: Vec<Vec3> = ring.iter().map(|(x, y)| Vec3::new(*x, *y, 0.0)).collect();
        let mut out = Vec::new();
        triangulate(&p, &(0..p.len() as u32).collect::<Vec<_>>(), &mut out);
        assert_eq!(out.len(), p.len() - 2);
        let z = |t: &[u32; 3]| {
            let [a, b, c] = t.map(|v| p[v as usize]);
            (b - a).cross(c - a).z / 2.0
        };
        // planted: a plain fan of the dart has a triangle that faces down
        out.iter().map(|t| z(t).min(0.0)).sum::<f32>()
    };
    let dart = [(0.0, 0.0), (2.0, 1.0), (0.0, 2.0), (0.5, 1.0)];
    let arrow = [(0.5, 1.0), (0.0, 0.0), (2.0, 1.0), (0.0, 2.0)];
    let comb = [(0.0, 0.0), (4.0, 0.0), (4.0, 2.0), (3.0, 0.5), (2.0, 2.0), (1.0, 0.5), (0.0, 2.0)];
    for ring in [&dart[..], &arrow, &comb] {
        assert_eq!(area(ring), 0.0);
    }
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_scan(&bytes, "x");
    }

    #[test]
    fn no_words_panic(lines in proptest::collection::vec("(v|f|o|l|f )?( -?[0-9a.e/]{1,4}){0,6}[\\\\#\r]?", 0..30)) {
        let _ = read(&lines.join("\n"));
    }
}
