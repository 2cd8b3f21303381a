//! The open eyes of the mean head: lids, globe and what is wet between them, laid over the closed head that
//! `assets/head/head.obj` holds. Skin away from the eyes keeps its points and triangles in their order.
//!
//! Known limits: one gaze, and one pair of lids, which other heads bend.

use glam::{Vec2, Vec3, vec2, vec3};

use super::Mesh;
use super::mesh::smooth_normals;

const OPEN: &str = include_str!("../../assets/head/eyes.txt");

/// What a point of a head is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Tissue {
    /// Skin.
    #[default]
    Skin,
    /// Moist skin without melanin: lid edges, caruncle, conjunctiva in the corners.
    Moist,
    /// The globe of an eye.
    Eyeball(EyePlace),
}

/// A place on a globe.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EyePlace {
    /// Across (towards the temple) and up, square to the gaze, mm from its axis.
    pub across_mm: Vec2,
    /// Below the edge of the upper lid, mm; negative under it.
    pub below_upper_mm: f32,
    /// Above the edge of the lower lid, mm.
    pub above_lower_mm: f32,
}

/// A globe: sclera and cornea as two spheres (`assets/head/eyes_open.csv`).
#[derive(Clone, Copy, Debug)]
pub struct Globe {
    /// Centre of the left one, mm, mean frame.
    pub centre: Vec3,
    /// Radius of the sclera, mm.
    pub sclera_mm: f32,
    /// Radius of the cornea, mm, and how far its centre lies before the globe's.
    pub cornea_mm: f32,
    /// See `cornea_mm`.
    pub cornea_ahead_mm: f32,
}

/// The globe of the table.
pub const GLOBE: Globe =
    Globe { centre: vec3(32.0, 19.47, 66.9), sclera_mm: 12.0, cornea_mm: 7.8, cornea_ahead_mm: 5.35 };

/// Radius of the iris, mm; where cornea and sclera meet.
pub const IRIS_MM: f32 = 5.9;
/// Cornea and sclera run into each other over about so much, mm.
const SULCUS_MM: f64 = 0.12;

/// How far the gaze is turned inwards and down, radians: at a camera half a metre to two away, a little below.
pub const CONVERGED_RAD: f32 = 0.02;
/// See [`CONVERGED_RAD`].
pub const LOWERED_RAD: f32 = 0.035;

impl Globe {
    /// Distance of the surface from the centre at an angle from the gaze, mm.
    pub fn radius_at(self, angle_rad: f64) -> f64 {
        let (ahead, cornea) = (f64::from(self.cornea_ahead_mm), f64::from(self.cornea_mm));
        let off = ahead * angle_rad.sin();
        let on_cornea = ahead * angle_rad.cos() + (cornea * cornea - off * off).max(0.0).sqrt();
        let (a, b) = (f64::from(self.sclera_mm), on_cornea);
        // a soft maximum
        0.5 * (a + b + ((a - b).powi(2) + SULCUS_MM * SULCUS_MM).sqrt())
    }
}

/// Towards the temple, up and along the gaze of the left eye; unit.
pub fn gaze_axes() -> [Vec3; 3] {
    let (down, inward) = (LOWERED_RAD.sin_cos(), CONVERGED_RAD.sin_cos());
    let gaze = vec3(-inward.0 * down.1, -down.0, inward.1 * down.1);
    let across = vec3(inward.1, 0.0, inward.0);
    [across, gaze.cross(across), gaze]
}

impl EyePlace {
    /// Of a point of the mean head's globes, mm, mean frame.
    fn of(position: Vec3, lids_mm: [f32; 2]) -> EyePlace {
        let from = position.with_x(position.x.abs()) - GLOBE.centre;
        let [across, up, _] = gaze_axes();
        EyePlace {
            across_mm: vec2(from.dot(across), from.dot(up)),
            below_upper_mm: lids_mm[0],
            above_lower_mm: lids_mm[1],
        }
    }
}

/// Opens the eyes of the mean head; tissue of each point. None where the file was damaged before the program was
/// built: the mesh is as it was.
pub fn open(mesh: &mut Mesh, outer: &mut Vec<bool>) -> Option<Vec<Tissue>> {
    let mut opened = mesh.clone();
    let mut tissue = vec![Tissue::Skin; mesh.positions.len()];
    let mut gone = vec![false; mesh.positions.len()];
    let mut added = Vec::new();
    for line in OPEN.lines().filter(|line| !line.starts_with('#')) {
        let (what, rest) = line.split_once(' ')?;
        let mut cells = rest.split(' ').map(|cell| cell.parse::<f32>().ok());
        let mut next = || cells.next().flatten();
        match what {
            "m" => {
                let v = next()? as usize;
                *opened.positions.get_mut(v)? = vec3(next()?, next()?, next()?);
                opened.ambient[v] = next()?;
            }
            "r" => *gone.get_mut(next()? as usize)? = true,
            "v" => {
                let p = vec3(next()?, next()?, next()?);
                opened.positions.push(p);
                opened.ambient.push(next()?);
                tissue.push(match next()? as u8 {
                    0 => Tissue::Skin,
                    1 => Tissue::Moist,
                    _ => Tissue::Eyeball(EyePlace::of(p, [next()?, next()?])),
                });
            }
            _ => added.push([next()? as u32, next()? as u32, next()? as u32]),
        }
    }
    gone.resize(opened.positions.len(), false);
    opened.triangles.retain(|t| !t.iter().any(|v| gone[*v as usize]));
    opened.triangles.extend(added);
    outer.extend(tissue[outer.len()..].iter().map(|t| *t != Tissue::Skin));
    // what is left keeps its order
    let mut slot = 0;
    let slots: Vec<u32> = gone.iter().map(|gone| (slot, slot += u32::from(!gone)).0).collect();
    keep(&mut opened.positions, &gone);
    keep(&mut opened.ambient, &gone);
    keep(outer, &gone);
    keep(&mut tissue, &gone);
    for v in opened.triangles.iter_mut().flatten() {
        *v = *slots.get(*v as usize)?;
    }
    opened.normals = smooth_normals(&opened.positions, &opened.triangles);
    *mesh = opened;
    Some(tissue)
}

/// Margins of the left lids in their middle, mm, mean frame: upper, lower (`assets/head/eyes_open.csv`).
const MID_MARGINS: [Vec3; 2] = [vec3(32.3, 23.6, 80.4), vec3(32.3, 13.9, 78.2)];
/// The lids' skin clears the globe by this at its nearest, mm.
const CLEARANCE_MM: f32 = 0.3;
/// Moist skin this near the globe lies on it, mm: the lids' back edges.
const TOUCHING_MM: f32 = 0.35;

/// Seats the globes of a head in another shape: whole, at their height between the lids, just clear of them; the
/// lids' back edges follow. `mean` holds the points before, `positions` after each went through `warp`.
pub fn seat(tissue: &[Tissue], mean: &[Vec3], positions: &mut [Vec3], warp: impl Fn(Vec3) -> Vec3) {
    for side in [1.0, -1.0] {
        let on_side = |p: Vec3| p.x * side > 0.0;
        let flip = |p: Vec3| vec3(p.x * side, p.y, p.z);
        let [upper, lower] = MID_MARGINS.map(|p| flip(warp(flip(p))));
        let height = (GLOBE.centre.y - MID_MARGINS[1].y) / (MID_MARGINS[0].y - MID_MARGINS[1].y);
        let moved = 0.5 * (upper + lower - MID_MARGINS[0] - MID_MARGINS[1]);
        let mut centre = (GLOBE.centre + moved).with_y(lower.y + height * (upper.y - lower.y));
        let lids: Vec<usize> = (0..tissue.len())
            .filter(|v| tissue[*v] == Tissue::Skin && on_side(mean[*v]))
            .filter(|v| flip(mean[*v]).distance(GLOBE.centre) < GLOBE.sclera_mm + 5.0)
            .collect();
        for _ in 0..8 {
            let gap = lids.iter().map(|v| gap_mm(flip(positions[*v]), centre)).fold(f32::MAX, f32::min);
            if gap == f32::MAX {
                break;
            }
            centre.z += gap - CLEARANCE_MM;
        }
        for v in (0..tissue.len()).filter(|v| on_side(mean[*v])) {
            match tissue[v] {
                Tissue::Skin => {}
                Tissue::Eyeball(_) => positions[v] = mean[v] + flip(centre - GLOBE.centre),
                Tissue::Moist => {
                    let (before, here) = (gap_mm(flip(mean[v]), GLOBE.centre), flip(positions[v]));
                    let gap = gap_mm(here, centre);
                    let wanted = if before < TOUCHING_MM { before } else { gap.max(0.1) };
                    positions[v] = flip(here + (here - centre).normalize_or_zero() * (wanted - gap));
                }
            }
        }
    }
}

/// How far a point of the left half is outside a globe about `centre`, mm.
fn gap_mm(p: Vec3, centre: Vec3) -> f32 {
    let from = p - centre;
    let [_, _, gaze] = gaze_axes();
    from.length() - GLOBE.radius_at(f64::from(from.angle_between(gaze))) as f32
}

/// Forgets what is gone.
fn keep<T>(list: &mut Vec<T>, gone: &[bool]) {
    let mut gone = gone.iter();
    list.retain(|_| !gone.next().copied().unwrap_or(false));
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::scalp::head::Head;

    #[test]
    fn open_eyes_leave_no_gap_and_no_other_skin_moves() {
        let (closed, awake) = (Head::built_in().unwrap(), Head::awake().unwrap());
        let mesh = &awake.mesh;
        assert_eq!(awake.tissue.len(), mesh.positions.len());
        assert_eq!(awake.outer.len(), mesh.positions.len());
        let mut edges = BTreeMap::new();
        for t in &mesh.triangles {
            (0..3).for_each(|k| *edges.entry((t[k], t[(k + 1) % 3])).or_insert(0) += 1);
        }
        // the globes are caps whose rim is out of sight; all else is closed
        let is_globe = |v: u32| matches!(awake.tissue[v as usize], Tissue::Eyeball(_));
        let open = edges.iter().filter(|((a, b), n)| **n != 1 || edges.get(&(*b, *a)) != Some(&1));
        assert!(open.into_iter().all(|((a, b), _)| is_globe(*a) && is_globe(*b)));
        let globes: Vec<usize> = (0..mesh.positions.len()).filter(|v| is_globe(*v as u32)).collect();
        for v in globes {
            let from = mesh.positions[v].with_x(mesh.positions[v].x.abs()) - GLOBE.centre;
            assert!((11.9..13.3).contains(&from.length()), "{from}");
            assert!(awake.outer[v]);
        }
        // the scalp: the same points and triangles in the same order
        let scalp = |mesh: &Mesh| -> Vec<Vec3> {
            let high = |p: &&Vec3| p.y > 62.0 || p.z < 10.0;
            mesh.triangles
                .iter()
                .flatten()
                .map(|v| &mesh.positions[*v as usize])
                .filter(high)
                .copied()
                .collect()
        };
        assert_eq!(scalp(&closed.mesh), scalp(mesh));
        // planted: the lids did move
        assert_ne!(closed.mesh.positions.len(), mesh.positions.len());
    }

    #[test]
    fn the_globe_is_two_spheres_that_meet_at_the_iris() {
        let apex = f64::from(GLOBE.cornea_ahead_mm + GLOBE.cornea_mm);
        assert!((GLOBE.radius_at(0.0) - apex).abs() < 0.02);
        assert!((GLOBE.radius_at(1.2) - 12.0).abs() < 0.02);
        let limbus = (f64::from(IRIS_MM) / 12.0).asin();
        assert!((GLOBE.radius_at(limbus) - 12.0).abs() < 0.1);
        assert!(GLOBE.radius_at(limbus * 0.5) > 12.4, "planted: a ball without a cornea");
        let [across, up, gaze] = gaze_axes();
        assert!(across.cross(up).distance(gaze) < 1e-6 && across.x > 0.9 && up.y > 0.9);
    }
}
