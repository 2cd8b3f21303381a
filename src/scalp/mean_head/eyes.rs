//! Opens the eyes of the mean head: the text of `assets/head/eyes.txt`, what `scalp::eyes` changes of the closed head.
//!
//! ```text
//! skin near the eyes   moved as the table's grid says, by a local fit to its points
//! skin at the slit     taken out; a finer ring from the lids' margins outward is sewn into the hole
//! lid edges            from the margins back to the globe, rounded
//! corners              a sheet between the back edges: hidden behind the globe, caruncle and conjunctiva beside it
//! globe                sclera and cornea, a cap about the gaze
//! ```

mod table;

use std::fmt::Write;

use glam::{DVec2, DVec3, Vec3};

use self::table::{Table, along, height_at, smooth, to_segment};
use super::error::BuildError;
use super::grid::Shell;
use super::seam;
use super::short;
use crate::scalp::Mesh;
use crate::scalp::eyes::{GLOBE, gaze_axes};
use crate::scalp::head::Head;
use crate::scalp::mesh::smooth_normals;
use crate::scalp::occlusion::{self, Rays};

/// Skin within this of the slit is made anew, mm; the new ring reaches so far.
const HOLE_MM: f64 = 3.6;
const RING_MM: f64 = 2.5;
/// Over this length of the slit the ring's rays turn from the corner's direction to straight up and down, mm.
const TURN_MM: f64 = 5.0;
/// Skin is smoothed wholly within this of a corner and not at all beyond, mm; so many times.
const CORNER_MM: [f32; 2] = [1.8, 4.0];
const CORNER_PASSES: usize = 40;
/// Steps along each lid, and places across the ring as fractions of it.
const STEPS: usize = 56;
const RINGS: [f64; 6] = [0.09, 0.22, 0.39, 0.58, 0.78, 1.0];
/// Steps across a lid's edge, and how far that bulges, mm.
const EDGE_STEPS: usize = 4;
const EDGE_BULGE_MM: f64 = 0.12;
/// Steps across the sheet in the corners, how far it is behind the chord in the middle, and the caruncle: middle,
/// width, height, mm.
const SHEET_STEPS: usize = 8;
const SHEET_BACK_MM: f64 = 3.0;
const CARUNCLE_MM: [f64; 3] = [19.9, 1.2, 1.3];
/// Rings and spokes of the globe, and the angle from the gaze to its last ring.
const GLOBE_RINGS: usize = 24;
const GLOBE_SPOKES: usize = 48;
const GLOBE_END_RAD: f64 = 1.35;

/// What a point of the file is made of: its number there, as [`crate::scalp::eyes::Tissue`] reads it.
#[derive(Clone, Copy, PartialEq)]
enum PointKind {
    Skin = 0,
    Moist = 1,
    Eyeball = 2,
}

/// A point to be written.
#[derive(Clone, Copy)]
struct RimPoint {
    at: DVec3,
    kind: PointKind,
}

/// What becomes of one side of the head.
#[derive(Default)]
struct OpenedSkin {
    moved: Vec<(u32, DVec3)>,
    removed: Vec<u32>,
    points: Vec<RimPoint>,
    triangles: Vec<[u32; 3]>,
}

/// Place `k` of the loop round the slit: lid (0 upper, 1 lower) and fraction of the way from the inner corner.
fn loop_place(k: usize) -> (usize, f64) {
    let k = k % (2 * STEPS);
    if k <= STEPS { (0, k as f64 / STEPS as f64) } else { (1, (2 * STEPS - k) as f64 / STEPS as f64) }
}

/// Opens the left eye of a head that is given as its left half, or as the mirror image of its right half.
fn open(table: &Table, mesh: &Mesh, mirror: f64) -> Result<OpenedSkin, BuildError> {
    let at = |v: u32| mesh.positions[v as usize].as_dvec3() * DVec3::new(mirror, 1.0, 1.0);
    let near = |p: DVec3| (4.0..68.0).contains(&p.x) && (-8.0..50.0).contains(&p.y) && p.z > 20.0;
    let mut opened = OpenedSkin::default();
    let mut is_removed = std::collections::BTreeSet::new();
    for v in (0..mesh.positions.len() as u32).filter(|v| near(at(*v))) {
        let p = at(v);
        if table.slit_mm(p) < HOLE_MM {
            is_removed.insert(v);
            continue;
        }
        let d = table.moved(p, table.side(p));
        if d.length() > 0.004 {
            opened.moved.push((v, p + d));
        }
    }
    opened.removed = is_removed.iter().copied().collect();
    let kept: Vec<[u32; 3]> = mesh
        .triangles
        .iter()
        .filter(|t| t.iter().all(|v| near(at(*v)) && !is_removed.contains(v)))
        .map(|t| if mirror > 0.0 { *t } else { [t[0], t[2], t[1]] })
        .collect();
    let hole = seam::outlines(&kept).into_iter().min_by(|a, b| {
        let far = |ring: &Vec<u32>| ring.iter().map(|v| table.slit_mm(at(*v))).fold(0.0, f64::max);
        far(a).total_cmp(&far(b))
    });
    let Some(hole) = hole else { return Err(BuildError::Seam { holes: 0 }) };
    let first = mesh.positions.len() as u32;
    // for the seam: where all points lie while the eye is closed
    let mut closed: Vec<DVec3> = (0..first).map(at).collect();
    ring(table, first, &mut opened, &mut closed);
    let outer: Vec<u32> = seam::outlines(&opened.triangles)
        .into_iter()
        .max_by(|a, b| {
            let size = |r: &Vec<u32>| r.iter().map(|v| table.slit_mm(closed[*v as usize])).sum::<f64>();
            size(a).total_cmp(&size(b))
        })
        .unwrap_or_default();
    opened.triangles.extend(seam::zip(&closed, &hole, &outer));
    lids(table, first, &mut opened);
    globe(first, &mut opened);
    Ok(opened)
}

/// The fine ring of skin round the slit.
fn ring(table: &Table, first: u32, opened: &mut OpenedSkin, closed: &mut Vec<DVec3>) {
    let length: f64 = table.slit.windows(2).map(|s| s[0].distance(s[1])).sum();
    let way = |t: f64| {
        let (x, k) = (t * 32.0, (t * 32.0) as usize);
        let whole: f64 = table.slit[..=k].windows(2).map(|s| s[0].distance(s[1])).sum();
        whole + if k < 32 { table.slit[k].distance(table.slit[k + 1]) * (x - k as f64) } else { 0.0 }
    };
    let count = 2 * STEPS;
    let mut push = |at: DVec3, before: DVec3| {
        opened.points.push(RimPoint { at, kind: PointKind::Skin });
        closed.push(before);
    };
    let rays: Vec<(DVec2, DVec2, DVec3, i8)> = (0..count)
        .map(|k| {
            let (lid, t) = loop_place(k);
            let (s, up) = (way(t), if lid == 0 { 1.0 } else { -1.0 });
            let turn = (1.0 - (s / TURN_MM).min(1.0)) - (1.0 - ((length - s) / TURN_MM).min(1.0));
            let angle = std::f64::consts::FRAC_PI_2 * turn;
            let side = if lid == 0 { 1 } else { -1 };
            let slit = along(&table.slit, t);
            let from = slit + table.moved(slit, side);
            let rest = along(&table.margins[lid], t) - from;
            (slit.truncate(), DVec2::new(-angle.sin(), up * angle.cos()), rest, side)
        })
        .collect();
    for k in 0..count {
        let (lid, t) = loop_place(k);
        push(along(&table.margins[lid], t), along(&table.slit, t));
    }
    for fraction in RINGS {
        for (slit, direction, rest, side) in &rays {
            let p = table.closed_at(*slit + *direction * (RING_MM * fraction));
            let moved = p + table.moved(p, *side) + *rest * (1.0 - fraction).powi(2);
            push(moved, p);
        }
    }
    let n = count as u32;
    for row in 0..RINGS.len() as u32 {
        for k in 0..n {
            let (a, b) = (first + row * n + k, first + row * n + (k + 1) % n);
            opened.triangles.extend([[a, b, b + n], [a, b + n, a + n]]);
        }
    }
}

/// The lids' edges and the sheet in the corners.
fn lids(table: &Table, first: u32, opened: &mut OpenedSkin) {
    let n = 2 * STEPS as u32;
    let mut last = first;
    for step in 1..=EDGE_STEPS {
        let row = first + opened.points.len() as u32;
        let w = step as f64 / EDGE_STEPS as f64;
        for k in 0..2 * STEPS {
            let (lid, t) = loop_place(k);
            let into = DVec3::new(0.0, if lid == 0 { -1.0 } else { 1.0 }, 0.0);
            let width = (20.0 * t * (1.0 - t)).min(1.0);
            let bulge = into * (EDGE_BULGE_MM * 4.0 * w * (1.0 - w) * width);
            let at = along(&table.margins[lid], t).lerp(along(&table.backs[lid], t), w) + bulge;
            opened.points.push(RimPoint { at, kind: PointKind::Moist });
        }
        for k in 0..n {
            let (a, b) = (last + k, last + (k + 1) % n);
            let (c, d) = (row + (k + 1) % n, row + k);
            opened.triangles.extend([[a, c, b], [a, d, c]]);
        }
        last = row;
    }
    // columns from the inner to the outer corner; the first and last are the corners themselves
    let upper = |k: usize| last + k as u32;
    let lower = |k: usize| if k == 0 || k == STEPS { last + k as u32 } else { last + n - k as u32 };
    let inner = first + opened.points.len() as u32;
    for k in 1..STEPS {
        let t = k as f64 / STEPS as f64;
        let (above, below) = (along(&table.backs[0], t), along(&table.backs[1], t));
        for row in 1..SHEET_STEPS {
            let u = row as f64 / SHEET_STEPS as f64;
            let at = above.lerp(below, u);
            let [middle, width, height] = CARUNCLE_MM;
            let caruncle = height * (-((at.x - middle) / width).powi(2)).exp();
            let back = SHEET_BACK_MM * smooth(20.6, 26.0, at.x) + 1.0 * smooth(42.0, 44.0, at.x);
            let bow = 4.0 * u * (1.0 - u);
            opened
                .points
                .push(RimPoint { at: at + DVec3::Z * (bow * (caruncle - back)), kind: PointKind::Moist });
        }
    }
    let place = |k: usize, row: usize| match row {
        _ if k == 0 || k == STEPS => upper(k),
        0 => upper(k),
        SHEET_STEPS => lower(k),
        _ => inner + ((k - 1) * (SHEET_STEPS - 1) + row - 1) as u32,
    };
    for k in 0..STEPS {
        for row in 0..SHEET_STEPS {
            let [a, b, c, d] = [place(k, row), place(k, row + 1), place(k + 1, row + 1), place(k + 1, row)];
            opened.triangles.extend(
                [[a, b, c], [a, c, d]].into_iter().filter(|t| t[0] != t[1] && t[1] != t[2] && t[2] != t[0]),
            );
        }
    }
}

/// Sclera and cornea about the gaze.
fn globe(first: u32, opened: &mut OpenedSkin) {
    let [across, up, gaze] = gaze_axes().map(|axis| axis.as_dvec3());
    let base = first + opened.points.len() as u32;
    let spot = |angle: f64, turn: f64| {
        let way = gaze * angle.cos() + (across * turn.cos() + up * turn.sin()) * angle.sin();
        GLOBE.centre.as_dvec3() + way * GLOBE.radius_at(angle)
    };
    opened.points.push(RimPoint { at: spot(0.0, 0.0), kind: PointKind::Eyeball });
    for ring in 1..=GLOBE_RINGS {
        for spoke in 0..GLOBE_SPOKES {
            let turn = std::f64::consts::TAU * spoke as f64 / GLOBE_SPOKES as f64;
            let angle = GLOBE_END_RAD * ring as f64 / GLOBE_RINGS as f64;
            opened.points.push(RimPoint { at: spot(angle, turn), kind: PointKind::Eyeball });
        }
    }
    let n = GLOBE_SPOKES as u32;
    let at = |ring: u32, k: u32| if ring == 0 { base } else { base + 1 + (ring - 1) * n + k % n };
    for (ring, k) in (0..GLOBE_RINGS as u32).flat_map(|ring| (0..n).map(move |k| (ring, k))) {
        let [a, b, c, d] = [at(ring, k), at(ring + 1, k), at(ring + 1, k + 1), at(ring, k + 1)];
        opened.triangles.push([a, b, c]);
        if ring > 0 {
            opened.triangles.push([a, c, d]);
        }
    }
}

/// How far a point of the left globe lies below the upper lid's back edge and above the lower one's, mm.
fn from_lids(table: &Table, p: DVec3) -> [f64; 2] {
    [0, 1].map(|lid| {
        let curve = &table.backs[lid];
        let near = curve.windows(2).map(|s| to_segment(p, s[0], s[1])).fold(f64::MAX, f64::min);
        let above = p.y - height_at(curve, p.x);
        if (lid == 0) == (above < 0.0) { near } else { -near }
    })
}

/// Whether an added point lies on a lid's margin: the first of each side's points.
fn margin(added: usize, starts: &[usize]) -> bool {
    starts.iter().any(|start| (*start..start + 2 * STEPS).contains(&added))
}

/// Smooths skin beside the corners, where upper and lower lid meet in a fold that the table cannot tell.
fn soften_corners(mesh: &mut Mesh, table: &Table, free: impl Fn(usize) -> bool) {
    let corners = [table.slit[0], table.slit[32]].map(|p| p.as_vec3());
    let weight = |p: Vec3| {
        let far = corners.map(|c| c.distance(p.with_x(p.x.abs()))).into_iter().fold(f32::MAX, f32::min);
        0.5 * crate::math::smoothstep(CORNER_MM[1], CORNER_MM[0], far)
    };
    let weights: Vec<f32> =
        (0..mesh.positions.len()).map(|v| if free(v) { weight(mesh.positions[v]) } else { 0.0 }).collect();
    for _ in 0..CORNER_PASSES {
        let mut sums = vec![(Vec3::ZERO, 0.0); mesh.positions.len()];
        for t in mesh.triangles.iter().filter(|t| t.iter().any(|v| weights[*v as usize] > 0.0)) {
            for k in 0..3 {
                let sum = &mut sums[t[k] as usize];
                *sum = (sum.0 + mesh.positions[t[(k + 1) % 3] as usize], sum.1 + 1.0);
            }
        }
        for (v, (sum, n)) in sums.into_iter().enumerate().filter(|(v, sum)| weights[*v] > 0.0 && sum.1 > 0.0)
        {
            mesh.positions[v] = mesh.positions[v].lerp(sum / n, weights[v]);
        }
    }
    mesh.positions.iter_mut().for_each(|p| *p = (*p * 1000.0).round() / 1000.0);
}

/// Both eyes of the head, opened.
struct OpenedHead {
    /// The head with what was moved and added; what was added comes last.
    mesh: Mesh,
    /// Points of the closed head.
    count: usize,
    moved: Vec<u32>,
    removed: Vec<u32>,
    triangles: Vec<[u32; 3]>,
    kinds: Vec<PointKind>,
    /// Of each added point, mm from the lids ([`from_lids`]).
    lids: Vec<[f64; 2]>,
}

/// The text of `assets/head/eyes.txt`.
///
/// # Errors
/// [`BuildError`] where a table or the head's own file was damaged.
pub fn text() -> Result<String, BuildError> {
    Ok(written(&open_both()?))
}

fn open_both() -> Result<OpenedHead, BuildError> {
    let table = Table::read()?;
    let Ok(head) = Head::built_in() else { return Err(BuildError::Table { file: "head.obj", line: 0 }) };
    let count = head.mesh.positions.len();
    let mut mesh = head.mesh;
    let mut shell = Shell::default();
    let mut kinds = vec![PointKind::Skin; count];
    let mut moved = Vec::new();
    let mut removed = Vec::new();
    let mut lids = Vec::new();
    let mut new_triangles = Vec::new();
    let mut shell_starts = Vec::new();
    for mirror in [1.0, -1.0] {
        let opened = open(&table, &mesh, mirror)?;
        let flip = DVec3::new(mirror, 1.0, 1.0);
        let offset = shell.points.len() as u32;
        shell_starts.push(offset as usize);
        let shifted = |v: u32| if v < count as u32 { v } else { v + offset };
        shell.points.extend(opened.points.iter().map(|p| p.at * flip));
        kinds.extend(opened.points.iter().map(|p| p.kind));
        lids.extend(opened.points.iter().map(|p| from_lids(&table, p.at)));
        moved.extend(opened.moved.iter().map(|(v, p)| (*v, *p * flip)));
        removed.extend(opened.removed);
        new_triangles.extend(opened.triangles.iter().map(|t| {
            let [a, b, c] = t.map(shifted);
            if mirror > 0.0 { [a, b, c] } else { [a, c, b] }
        }));
    }
    let round = |p: DVec3| (p * 1000.0).round().as_vec3() / 1000.0;
    moved.iter().for_each(|(v, p)| mesh.positions[*v as usize] = round(*p));
    mesh.positions.extend(shell.points.iter().map(|p| round(*p)));
    mesh.ambient.resize(mesh.positions.len(), 0.5);
    let gone: std::collections::BTreeSet<u32> = removed.iter().copied().collect();
    mesh.triangles.retain(|t| !t.iter().any(|v| gone.contains(v)));
    mesh.triangles.extend(&new_triangles);
    let free = |v: usize| v >= count && kinds[v] == PointKind::Skin && !margin(v - count, &shell_starts);
    soften_corners(&mut mesh, &table, free);
    mesh.normals = smooth_normals(&mesh.positions, &mesh.triangles);
    let changed: Vec<u32> =
        moved.iter().map(|(v, _)| *v).chain(count as u32..mesh.positions.len() as u32).collect();
    occlusion::renew(&mut mesh, Rays::Fine, &changed);
    let moved = moved.into_iter().map(|(v, _)| v).collect();
    Ok(OpenedHead { mesh, count, moved, removed, triangles: new_triangles, kinds, lids })
}

fn written(head: &OpenedHead) -> String {
    let OpenedHead { mesh, count, moved, removed, triangles, kinds, lids } = head;
    let mut text = String::from(
        "# The open eyes of Papilla's mean head, built from eyes_open.csv and head.obj (`papilla bake eyes`); do not edit.\n\
         # mm, as head.obj. Points are counted from 0, those of head.obj first. Sources and licences: README.md.\n\
         # m point x y z ambient: moved. r point: taken out, with its triangles.\n\
         # v x y z ambient kind: added; kind 0 skin, 1 moist skin, 2 eyeball (then: below the upper, above the lower lid).\n\
         # f a b c: a triangle.\n",
    );
    let spot = |v: usize| {
        let (p, a) = (mesh.positions[v], mesh.ambient[v]);
        format!("{} {} {} {}", short(p.x), short(p.y), short(p.z), short(a))
    };
    for v in moved {
        let _ = writeln!(text, "m {v} {}", spot(*v as usize));
    }
    for v in removed {
        let _ = writeln!(text, "r {v}");
    }
    for v in *count..mesh.positions.len() {
        let (kind, [upper, lower]) = (kinds[v], lids[v - count]);
        let _ = write!(text, "v {} {}", spot(v), kind as u8);
        let _ = match kind {
            PointKind::Eyeball => writeln!(text, " {upper:.2} {lower:.2}"),
            PointKind::Skin | PointKind::Moist => writeln!(text),
        };
    }
    for t in triangles {
        let _ = writeln!(text, "f {} {} {}", t[0], t[1], t[2]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_eyes_are_what_the_tables_give() {
        let kept = include_str!("../../../assets/head/eyes.txt");
        let made = text().unwrap();
        let differ = kept.lines().zip(made.lines()).position(|(a, b)| a != b);
        assert_eq!(differ, None, "first differing line; rebuild with `papilla bake eyes`");
        assert_eq!(kept.len(), made.len());
    }

    #[test]
    fn the_lids_meet_their_measured_margins() {
        let table = Table::read().unwrap();
        // the grid alone brings the slit near the margin, the last step is the margin's own
        let slit = along(&table.slit, 0.5);
        let lifted = slit + table.displacement(slit, 1);
        let margin = along(&table.margins[0], 0.5);
        assert!(lifted.distance(margin) < 0.8, "{lifted} {margin}");
        // planted: the lower lid's side does not
        assert!((slit + table.displacement(slit, -1)).distance(margin) > 5.0);
        let p = table.closed_at(DVec2::new(30.0, 22.0));
        assert!((p.truncate() - DVec2::new(30.0, 22.0)).length() < 1e-6, "{p}");
    }
}
