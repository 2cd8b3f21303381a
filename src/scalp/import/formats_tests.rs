//! One cube in every format reads as one cube; damage is told in a sentence.

use glam::Vec3;
use proptest::prelude::*;

use super::*;

const CORNERS: [[f32; 3]; 8] = [
    [0.0, 0.0, 0.0],
    [2.0, 0.0, 0.0],
    [2.0, 3.0, 0.0],
    [0.0, 3.0, 0.0],
    [0.0, 0.0, 4.0],
    [2.0, 0.0, 4.0],
    [2.0, 3.0, 4.0],
    [0.0, 3.0, 4.0],
];
const TRIANGLES: [[u32; 3]; 12] = [
    [0, 2, 1],
    [0, 3, 2],
    [4, 5, 6],
    [4, 6, 7],
    [0, 1, 5],
    [0, 5, 4],
    [2, 3, 7],
    [2, 7, 6],
    [1, 2, 6],
    [1, 6, 5],
    [0, 4, 7],
    [0, 7, 3],
];

fn obj() -> Vec<u8> {
    let points = CORNERS.iter().map(|[x, y, z]| format!("v {x} {y} {z}\n"));
    let faces = TRIANGLES.iter().map(|t| format!("f {} {} {}\n", t[0] + 1, t[1] + 1, t[2] + 1));
    points.chain(faces).collect::<String>().into_bytes()
}

#[derive(Clone, Copy, PartialEq)]
enum Coding {
    Text,
    Little,
    Big,
}

fn ply(coding: Coding) -> Vec<u8> {
    let word = match coding {
        Coding::Text => "ascii",
        Coding::Little => "binary_little_endian",
        Coding::Big => "binary_big_endian",
    };
    let mut file = format!(
        "ply\nformat {word} 1.0\ncomment a scan\nelement vertex 8\nproperty float x\nproperty float y\nproperty float z\n\
         property uchar red\nelement face 12\nproperty list uchar int vertex_indices\nend_header\n"
    )
    .into_bytes();
    let float = |v: f32| if coding == Coding::Big { v.to_be_bytes() } else { v.to_le_bytes() };
    let int = |v: u32| if coding == Coding::Big { v.to_be_bytes() } else { v.to_le_bytes() };
    for [x, y, z] in CORNERS {
        match coding {
            Coding::Text => file.extend(format!("{x} {y} {z} 200\n").bytes()),
            _ => file.extend([x, y, z].into_iter().flat_map(float).chain([200])),
        }
    }
    for t in TRIANGLES {
        match coding {
            Coding::Text => file.extend(format!("3 {} {} {}\n", t[0], t[1], t[2]).bytes()),
            _ => file.extend([3].into_iter().chain(t.into_iter().flat_map(int))),
        }
    }
    file
}

fn stl_binary() -> Vec<u8> {
    // Some programs begin binary files with the word of those in text.
    let mut file = b"solid by a program".to_vec();
    file.resize(80, b' ');
    file.extend(12u32.to_le_bytes());
    for t in TRIANGLES {
        file.extend([0; 12]);
        file.extend(t.iter().flat_map(|v| CORNERS[*v as usize]).flat_map(f32::to_le_bytes));
        file.extend([0; 2]);
    }
    file
}

fn stl_text() -> Vec<u8> {
    let corner = |v: u32| {
        format!(
            "   vertex {:e} {} {}\n",
            CORNERS[v as usize][0], CORNERS[v as usize][1], CORNERS[v as usize][2]
        )
    };
    let facet = |t: &[u32; 3]| {
        format!("  facet normal 0 0 0\n  outer loop\n{}  endloop\n  endfacet\n", t.map(corner).concat())
    };
    format!("solid cube\n{}endsolid cube\n", TRIANGLES.iter().map(facet).collect::<String>()).into_bytes()
}

/// A GLB whose node stands half a cube aside in a parent that is mirrored and turns that back; `json` may change its text.
fn glb(json: impl Fn(String) -> String) -> Vec<u8> {
    let points = CORNERS.iter().flat_map(|[x, y, z]| [-x - 1.0, *y, *z]).flat_map(f32::to_le_bytes);
    let indices =
        TRIANGLES.iter().flat_map(|[a, b, c]| [*a as u16, *c as u16, *b as u16]).flat_map(u16::to_le_bytes);
    let bin: Vec<u8> = points.chain(indices).collect();
    let mut text = json(format!(
        r#"{{"asset":{{"version":"2.0"}},"scene":0,"scenes":[{{"nodes":[0]}}],
        "nodes":[{{"scale":[-1,1,1],"children":[1]}},{{"translation":[1,0,0],"mesh":0}}],
        "meshes":[{{"primitives":[{{"attributes":{{"POSITION":0}},"indices":1}}]}}],
        "accessors":[{{"bufferView":0,"componentType":5126,"count":8,"type":"VEC3","min":[-3,0,0],"max":[-1,3,4]}},
        {{"bufferView":1,"componentType":5123,"count":36,"type":"SCALAR"}}],
        "bufferViews":[{{"buffer":0,"byteOffset":0,"byteLength":96}},{{"buffer":0,"byteOffset":96,"byteLength":72}}],
        "buffers":[{{"byteLength":{}}}]}}"#,
        bin.len()
    ));
    while !text.len().is_multiple_of(4) {
        text.push(' ');
    }
    let length = |n: usize| (n as u32).to_le_bytes();
    let whole = 12 + 8 + text.len() + 8 + bin.len();
    [
        &b"glTF"[..],
        &length(2),
        &length(whole),
        &length(text.len()),
        b"JSON",
        text.as_bytes(),
        &length(bin.len()),
        b"BIN\0",
        &bin,
    ]
    .concat()
}

fn all() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("obj", obj()),
        ("ply", ply(Coding::Text)),
        ("little ply", ply(Coding::Little)),
        ("big ply", ply(Coding::Big)),
        ("binary stl", stl_binary()),
        ("stl", stl_text()),
        ("glb", glb(|text| text)),
    ]
}

/// Six times the volume that the faces of a mesh enclose, positive where they face outwards.
fn volume(mesh: &RawMesh) -> f32 {
    let at = |c: Corner| mesh.positions[c.point as usize];
    mesh.faces.rings().map(|f| at(f[0]).dot(at(f[1]).cross(at(f[2])))).sum()
}

#[test]
fn one_cube_reads_alike_from_every_format() {
    for (format, bytes) in all() {
        let mesh = read_scan(&bytes, "cube", &nothing).unwrap_or_else(|e| panic!("{format}: {e}"));
        assert_eq!((mesh.positions.len(), mesh.faces.len()), (8, 12), "{format}");
        assert_eq!(volume(&mesh), 6.0 * 24.0, "{format}: inside out");
        let (low, high) =
            mesh.positions.iter().fold((Vec3::MAX, Vec3::MIN), |(low, high), p| (low.min(*p), high.max(*p)));
        assert_eq!((low, high), (Vec3::ZERO, Vec3::new(2.0, 3.0, 4.0)), "{format}");
    }
    let moved = read_scan(&glb(|text| text.replace("[1,0,0]", "[2,0,0]")), "cube", &nothing).unwrap();
    assert!(moved.positions.iter().any(|p| p.x < -0.5), "planted: a node's place is heeded");
}

#[test]
fn what_is_not_read_is_refused_in_one_sentence() {
    let huge = String::from_utf8(ply(Coding::Text)).unwrap().replace("vertex 8", "vertex 4000000000");
    let cloud = String::from_utf8(ply(Coding::Text)).unwrap().replace("face 12", "face 0");
    let refused: [(Vec<u8>, &str); 12] = [
        (b"PK\x03\x04...".to_vec(), "zip"),
        (br#"{"asset":{"version":"2.0"}}"#.to_vec(), "no faces"),
        (glb(|t| t.replacen('{', r#"{"extensionsRequired":["KHR_draco_mesh_compression"],"#, 1)), "draco"),
        (glb(|t| t.replace(r#""count":8"#, r#""count":9000"#)), "does not have"),
        (glb(|t| t.replace(r#""byteLength":96"#, r#""byteLength":4294967295"#)), "GLB"),
        (glb(|t| t.replace("\"children\":[1]", "\"children\":[0]")), "GLB"),
        (glb(|t| t.replace(r#""indices":1"#, r#""indices":1,"mode":1"#)), "no faces"),
        (ply(Coding::Little)[..260].to_vec(), "PLY"),
        (huge.into_bytes(), "promises"),
        (cloud.into_bytes(), "no faces"),
        (b"solid x\nfacet normal 0 0 0\nvertex 1 2 three\n".to_vec(), "no faces"),
        (b"solid x\nfacet\n".to_vec(), "; "),
    ];
    for (bytes, word) in refused {
        let start = String::from_utf8_lossy(&bytes[..bytes.len().min(40)]).into_owned();
        let error = read_scan(&bytes, "scan.x", &nothing).map(|_| ()).expect_err(&start).to_string();
        assert!(
            error.starts_with("scan.x: ") && error.contains(';') && error.contains(word),
            "{start}: {error}"
        );
        assert!(!error.contains('\n'), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(super::texture_tests::cases() * 4))]

    #[test]
    fn damaged_files_are_refused_or_read(which in 0usize..7, hits in proptest::collection::vec((any::<u16>(), any::<u8>()), 1..6), cut in any::<u16>()) {
        let (_, mut bytes) = all().swap_remove(which);
        for (at, byte) in hits {
            let at = usize::from(at) % bytes.len();
            bytes[at] = byte;
        }
        if cut % 3 == 0 {
            bytes.truncate(usize::from(cut) % (bytes.len() + 1));
        }
        if let Err(error) = read_scan(&bytes, "scan", &nothing) {
            prop_assert!(error.to_string().starts_with("scan: ") && !error.to_string().contains('\n'), "{}", error);
        }
    }
}
