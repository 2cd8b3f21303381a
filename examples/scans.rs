//! Heads in all postures, units and formats, told nothing of: `cargo run --release --example scans -- [OBJ UNIT...]`
//!
//! Each head is written in the 24 ways to hold a box and five units, in four formats in turn, and found again: how far
//! from upright, whether in its unit, and for one of each format how large its scalp is beside the head as it was.
//! Further heads are named with their unit ("ict-neutral.obj cm"); they stand upright and look along +Z.

use std::sync::Arc;

use anyhow::Context;
use glam::{Mat3, Vec3};
use papilla::plan::{Axis, LengthUnit, Person, Plan, ScanFrame};
use papilla::scalp::find::find;
use papilla::scalp::head::Head;
use papilla::scalp::import::{nothing, read_scan, triangulated};
use papilla::scalp::register::FileFrame;
use papilla::scalp::{Scalp, SiteBudget};

/// A head of triangles, mm, +Y up, +Z forward.
struct Given {
    name: String,
    points: Vec<Vec3>,
    triangles: Vec<[u32; 3]>,
}

/// Writes points and triangles as a file.
type Write = fn(&[Vec3], &[[u32; 3]]) -> Vec<u8>;

/// Formats by their endings.
const FORMATS: [(&str, Write); 4] = [("obj", obj), ("ply", ply), ("stl", stl), ("glb", glb)];

fn main() -> anyhow::Result<()> {
    let mean = Head::built_in()?;
    let samples = mean.samples();
    let mut heads = vec![given("built-in", &mean)];
    for person in [Person::ALL[1], Person::ALL[4], Person::ALL[8]] {
        heads.push(given(person.key(), &Head::built_in()?.shaped(&person.shape())));
    }
    let named: Vec<String> = std::env::args().skip(1).collect();
    for pair in named.chunks(2) {
        let [file, unit] = pair else { anyhow::bail!("name each file with its unit") };
        let unit = LengthUnit::from_key(unit).context("no such unit")?;
        let raw = read_scan(&std::fs::read(file)?, file, &nothing)?;
        let points = raw.positions.iter().map(|p| *p * unit.mm()).collect();
        heads.push(Given {
            name: file.clone(),
            points,
            triangles: triangulated(&raw.positions, &raw.faces).triangles(),
        });
    }
    println!(
        "head                      found  in its unit  worst tilt  | scalp, parts of its own: obj, ply, stl, glb"
    );
    for head in &heads {
        let (mut found, mut sized, mut tilt_deg, mut all) = (0, 0, 0.0f32, 0);
        for (k, turn) in turns().into_iter().enumerate() {
            for (u, unit) in LengthUnit::ALL.into_iter().enumerate() {
                let points: Vec<Vec3> = head.points.iter().map(|p| turn * *p / unit.mm()).collect();
                let (ending, write) = FORMATS[(k + u) % FORMATS.len()];
                let name = format!("head.{ending}");
                let raw = read_scan(&write(&points, &head.triangles), &name, &nothing)?;
                let triangles = triangulated(&raw.positions, &raw.faces).triangles();
                all += 1;
                let lies = find(&raw.positions, &triangles, &samples);
                let Ok(frame) = FileFrame::of(&name, &lies, ScanFrame::default()) else { continue };
                found += 1;
                sized += usize::from(frame.mm_per_unit == unit.mm());
                for axis in [Vec3::Y, Vec3::Z] {
                    let off = (lies[0].pose.turn * axis).angle_between(turn * axis).to_degrees();
                    tilt_deg = tilt_deg.max(off);
                }
            }
        }
        let own = scalp_cm2(&obj(&head.points, &head.triangles), "own.obj")?;
        let areas: Vec<String> = FORMATS
            .iter()
            .zip(turns().into_iter().skip(5).step_by(5))
            .zip(LengthUnit::ALL)
            .map(|(((ending, write), turn), unit)| {
                let points: Vec<Vec3> = head.points.iter().map(|p| turn * *p / unit.mm()).collect();
                Ok(format!(
                    "{:.3}",
                    scalp_cm2(&write(&points, &head.triangles), &format!("head.{ending}"))? / own
                ))
            })
            .collect::<anyhow::Result<_>>()?;
        println!(
            "{:<24}  {found:>3}/{all}   {sized:>3}/{all}     {tilt_deg:5.1} deg  | {own:.0} cm2: {}",
            head.name,
            areas.join(" ")
        );
    }
    Ok(())
}

fn given(name: &str, head: &Head) -> Given {
    Given { name: name.into(), points: head.mesh.positions.clone(), triangles: head.mesh.triangles.clone() }
}

/// The 24 ways to hold a box.
fn turns() -> Vec<Mat3> {
    let way = |axis: Axis| Vec3::from(axis.vector());
    let pairs = Axis::ALL.into_iter().flat_map(|up| Axis::ALL.map(|forward| (up, forward)));
    pairs
        .filter(|(up, forward)| !up.is_parallel(*forward))
        .map(|(up, forward)| Mat3::from_cols(way(up).cross(way(forward)), way(up), way(forward)))
        .collect()
}

/// Area of the scalp of a scan that is told nothing of.
fn scalp_cm2(bytes: &[u8], name: &str) -> anyhow::Result<f32> {
    let plan = Plan::demo();
    let head = Head::from_scan(bytes, name, &nothing, ScanFrame::default())?;
    Ok(Scalp::new(Arc::new(head), plan.seed, SiteBudget::of(&plan)).site_area_cm2)
}

fn obj(points: &[Vec3], triangles: &[[u32; 3]]) -> Vec<u8> {
    let point = |p: &Vec3| format!("v {} {} {}\n", p.x, p.y, p.z);
    let face = |t: &[u32; 3]| format!("f {} {} {}\n", t[0] + 1, t[1] + 1, t[2] + 1);
    points.iter().map(point).chain(triangles.iter().map(face)).collect::<String>().into_bytes()
}

fn ply(points: &[Vec3], triangles: &[[u32; 3]]) -> Vec<u8> {
    let mut bytes = format!(
        "ply\nformat binary_little_endian 1.0\nelement vertex {}\nproperty float x\nproperty float y\nproperty float z\n\
         element face {}\nproperty list uchar int vertex_indices\nend_header\n",
        points.len(),
        triangles.len()
    )
    .into_bytes();
    points.iter().flat_map(|p| p.to_array()).for_each(|x| bytes.extend(x.to_le_bytes()));
    for t in triangles {
        bytes.push(3);
        t.iter().for_each(|v| bytes.extend(v.to_le_bytes()));
    }
    bytes
}

fn stl(points: &[Vec3], triangles: &[[u32; 3]]) -> Vec<u8> {
    let mut bytes = vec![b' '; 80];
    bytes.extend((triangles.len() as u32).to_le_bytes());
    for t in triangles {
        bytes.extend([0; 12]);
        t.iter().flat_map(|v| points[*v as usize].to_array()).for_each(|x| bytes.extend(x.to_le_bytes()));
        bytes.extend([0; 2]);
    }
    bytes
}

fn glb(points: &[Vec3], triangles: &[[u32; 3]]) -> Vec<u8> {
    let mut body: Vec<u8> = points.iter().flat_map(|p| p.to_array()).flat_map(f32::to_le_bytes).collect();
    let indices = body.len();
    body.extend(triangles.iter().flatten().flat_map(|v| v.to_le_bytes()));
    let mut json = format!(
        "{{\"asset\":{{\"version\":\"2.0\"}},\"scene\":0,\"scenes\":[{{\"nodes\":[0]}}],\"nodes\":[{{\"mesh\":0}}],\
         \"meshes\":[{{\"primitives\":[{{\"attributes\":{{\"POSITION\":0}},\"indices\":1}}]}}],\
         \"buffers\":[{{\"byteLength\":{}}}],\"bufferViews\":[{{\"buffer\":0,\"byteLength\":{indices}}},\
         {{\"buffer\":0,\"byteOffset\":{indices},\"byteLength\":{}}}],\
         \"accessors\":[{{\"bufferView\":0,\"componentType\":5126,\"count\":{},\"type\":\"VEC3\"}},\
         {{\"bufferView\":1,\"componentType\":5125,\"count\":{},\"type\":\"SCALAR\"}}]}}",
        body.len(),
        body.len() - indices,
        points.len(),
        3 * triangles.len()
    )
    .into_bytes();
    json.resize(json.len().next_multiple_of(4), b' ');
    let chunk =
        |kind: &[u8; 4], bytes: &[u8]| [&(bytes.len() as u32).to_le_bytes()[..], kind, bytes].concat();
    let chunks = [chunk(b"JSON", &json), chunk(b"BIN\0", &body)].concat();
    [b"glTF", &2u32.to_le_bytes()[..], &(12 + chunks.len() as u32).to_le_bytes(), &chunks].concat()
}
