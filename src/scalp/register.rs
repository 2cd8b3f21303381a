//! Brings a foreign head into the head frame by fitting the mean head to it.
//!
//! Where a head lies in the scan, how it is held and how large it is, `find` tells; what the plan says of unit and axes
//! is held against that. Trimmed point-to-plane ICP (Chen and Medioni 1991; Chetverikov 2002) then finds the pose, and
//! a scale per axis.

use std::fmt;

use glam::{Affine3A, Mat3, Quat, Vec3};

use super::find::FoundHead;
use super::icp::{Cloud, Pose, Sample};
use crate::plan::{Axis, LengthUnit, ScanFrame};

/// Breadth of the mean skull, mm.
const BREADTH_MM: f32 = 155.9;
/// Adult and children's skulls, mm: outside, the unit is wrong.
const BREADTHS_MM: std::ops::Range<f32> = 105.0..230.0;
/// Breadths by which a unit is told that nobody told: narrower, so that no two units fit.
const USUAL_BREADTHS_MM: std::ops::Range<f32> = 115.0..210.0;
/// A mean distance of all samples beyond this, mm, is no head, or one held otherwise.
const WORST_FIT_MM: f32 = 7.0;
/// Another way to hold the head must fit this much better before the plan's is doubted.
const CLEARLY: f32 = 0.7;
/// A head so far from how the plan says it is held, as a cosine, is held otherwise.
const AS_TOLD: f32 = 0.5;

/// A head in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// From the points as oriented ([`FileFrame::oriented`]) to the head frame, mm: a motion.
    pub head_from_oriented: Affine3A,
    /// From the head frame to the mean head: a scale per axis.
    pub mean_from_head: Affine3A,
    /// Mean distance of the mean head to the scan over the best four fifths of its points, mm.
    pub mean_mm: f32,
    /// Distance below which nine tenths of all points lie, mm.
    pub p90_mm: f32,
    /// Unit and axes of the file, told or found.
    pub frame: FileFrame,
}

impl fmt::Display for Fit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let FileFrame { up, forward, size_by, .. } = self.frame;
        let breadth_mm = BREADTH_MM / self.mean_from_head.matrix3.x_axis.x;
        write!(f, "a head {breadth_mm:.0} mm broad, up {}, forward {}, ", up.key(), forward.key())?;
        match size_by {
            SizeBy::Told => write!(f, "of the size that is told")?,
            SizeBy::Unit(unit) => write!(f, "in {}", unit.key())?,
            SizeBy::Average => write!(f, "in no unit: taken as an average head; breadth_mm tells its size")?,
        }
        write!(f, "; {:.1} mm from the mean head", self.mean_mm)
    }
}

/// Why a file's head found no place.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum RegisterError {
    #[error(
        "{name}: up = \"{up}\" and forward = \"{forward}\" are one axis; the two must be at right angles"
    )]
    AxesParallel { name: String, up: &'static str, forward: &'static str },
    #[error("{name}: the head would be {} wide; is unit = \"{unit}\" right?{hint}", metric(*.breadth_mm))]
    WrongUnit { name: String, breadth_mm: f32, unit: &'static str, hint: String },
    #[error(
        "{name}: the head in it is not held with up = \"{up}\" and forward = \"{forward}\"; up = \"{better_up}\" and \
         forward = \"{better_forward}\" would fit, or leave both out: they are found"
    )]
    WrongAxes {
        name: String,
        up: &'static str,
        forward: &'static str,
        better_up: &'static str,
        better_forward: &'static str,
    },
    #[error(
        "{name}: no head can be found in it (the best fit is {mean_mm:.0} mm off on average); it must hold skull and \
         face, from the nose to the back: crop what is not the head, or scan it again"
    )]
    NoHead { name: String, mean_mm: f32 },
}

/// A length for people.
fn metric(mm: f32) -> String {
    match mm {
        m if m >= 1000.0 => format!("{:.1} m", m / 1000.0),
        m if m >= 10.0 => format!("{m:.0} mm"),
        m => format!("{m:.2} mm"),
    }
}

/// Grid of oriented points, mm: finer than any scan. A head written in another unit or posture comes back to the same
/// points, and so to the same dots.
const GRID_MM: f32 = 1e-3;

/// How the size of a scan is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SizeBy {
    /// The head's breadth in the plan, or its unit.
    Told,
    /// This unit makes it a head.
    Unit(LengthUnit),
    /// No unit does: it is taken as an average head.
    Average,
}

/// Unit and axes of a scan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FileFrame {
    /// Length of one unit, mm.
    pub mm_per_unit: f32,
    /// How that is known.
    pub size_by: SizeBy,
    /// Axis nearest to up.
    pub up: Axis,
    /// Axis nearest to where the face looks.
    pub forward: Axis,
}

impl FileFrame {
    /// Of a head that was found in a scan, by what the plan tells of it.
    ///
    /// # Errors
    /// [`RegisterError`] where there is no head, or where unit or axes cannot be what the plan says.
    pub fn of(name: &str, found: &[FoundHead], told: ScanFrame) -> Result<FileFrame, RegisterError> {
        if let (Some(up), Some(forward)) = (told.up, told.forward)
            && up.is_parallel(forward)
        {
            return Err(RegisterError::AxesParallel {
                name: name.into(),
                up: up.key(),
                forward: forward.key(),
            });
        }
        let head = chosen(name, found, told)?;
        let (up, forward) = axes_of(head.pose.turn, told);
        let breadth = BREADTH_MM * head.pose.scale.x;
        let (mm_per_unit, size_by) = size(name, breadth, told)?;
        Ok(FileFrame { mm_per_unit, size_by, up, forward })
    }

    /// The points of a file: mm, +Y up, +Z forward.
    pub fn oriented(&self, points: &[Vec3]) -> Vec<Vec3> {
        let turn = self.turn();
        let on_grid = |p: &Vec3| (turn * *p * (self.mm_per_unit / GRID_MM)).round() * GRID_MM;
        points.iter().map(on_grid).collect()
    }

    /// Brings up to +Y and forward to +Z.
    fn turn(&self) -> Mat3 {
        let (up, forward) = (direction(self.up), direction(self.forward));
        Mat3::from_cols(up.cross(forward), up, forward).transpose()
    }
}

/// Where the head lies among oriented points.
///
/// # Errors
/// [`RegisterError`] where there is none.
pub fn upright(name: &str, found: &[FoundHead]) -> Result<Pose, RegisterError> {
    let told = ScanFrame { up: Some(Axis::PosY), forward: Some(Axis::PosZ), ..ScanFrame::default() };
    Ok(chosen(name, found, told)?.pose)
}

/// The head that is held as the plan says, unless another fits clearly better.
fn chosen(name: &str, found: &[FoundHead], told: ScanFrame) -> Result<FoundHead, RegisterError> {
    let no_head = |mean_mm| RegisterError::NoHead { name: name.into(), mean_mm };
    let best = found.first().ok_or(no_head(f32::INFINITY))?;
    if best.misfit_mm > WORST_FIT_MM {
        return Err(no_head(best.misfit_mm));
    }
    let lies = |axis: Option<Axis>, way: Vec3| axis.is_none_or(|axis| direction(axis).dot(way) > AS_TOLD);
    let as_told = |head: &&FoundHead| {
        let turn = head.pose.turn;
        lies(told.up, turn * Vec3::Y) && lies(told.forward, turn * Vec3::Z)
    };
    match found.iter().find(as_told) {
        Some(own) if own.misfit_mm * CLEARLY < best.misfit_mm.max(1.0) => Ok(*own),
        _ => {
            let (better_up, better_forward) = axes_of(best.pose.turn, ScanFrame::default());
            let word = |axis: Option<Axis>, found: Axis| axis.unwrap_or(found).key();
            Err(RegisterError::WrongAxes {
                name: name.into(),
                up: word(told.up, better_up),
                forward: word(told.forward, better_forward),
                better_up: better_up.key(),
                better_forward: better_forward.key(),
            })
        }
    }
}

/// The axes of the file nearest to a head's up and forward, at right angles; those that were told stay.
fn axes_of(turn: Quat, told: ScanFrame) -> (Axis, Axis) {
    let near = |way: Vec3, not_along: Option<Axis>| {
        let allowed =
            Axis::ALL.into_iter().filter(|axis| not_along.is_none_or(|other| !axis.is_parallel(other)));
        allowed.max_by(|a, b| direction(*a).dot(way).total_cmp(&direction(*b).dot(way))).unwrap_or(Axis::PosY)
    };
    let up = told.up.unwrap_or_else(|| near(turn * Vec3::Y, told.forward));
    (up, told.forward.unwrap_or_else(|| near(turn * Vec3::Z, Some(up))))
}

/// Length of a unit, mm, of a file in which a head is so many units broad.
fn size(name: &str, breadth: f32, told: ScanFrame) -> Result<(f32, SizeBy), RegisterError> {
    if let Some(breadth_mm) = told.breadth_mm {
        return Ok((breadth_mm / breadth, SizeBy::Told));
    }
    let fits = |unit: &LengthUnit| USUAL_BREADTHS_MM.contains(&(breadth * unit.mm()));
    let found = LengthUnit::ALL.into_iter().find(fits);
    match (told.unit, found) {
        (Some(unit), _) if BREADTHS_MM.contains(&(breadth * unit.mm())) => Ok((unit.mm(), SizeBy::Told)),
        (Some(unit), better) => Err(RegisterError::WrongUnit {
            name: name.into(),
            breadth_mm: breadth * unit.mm(),
            unit: unit.key(),
            hint: better.map_or(String::new(), |unit| format!(" \"{}\" would fit", unit.key())),
        }),
        (None, Some(unit)) => Ok((unit.mm(), SizeBy::Unit(unit))),
        (None, None) => Ok((BREADTH_MM / breadth, SizeBy::Average)),
    }
}

/// Fits the mean head (`mean`: its skin without ears and neck) to oriented points, from where it was found among them.
pub fn register(points: &[Vec3], normals: &[Vec3], mean: &[Sample], start: Pose, frame: FileFrame) -> Fit {
    let cloud = Cloud::new(points, normals);
    let pose = cloud.fit(start, mean, 20, false);
    let pose = cloud.fit(pose, mean, 15, true);
    let (mean_mm, p90_mm) = cloud.residual(&pose, mean);
    let head_from_oriented = Affine3A::from_rotation_translation(pose.turn, pose.origin).inverse();
    Fit {
        head_from_oriented,
        mean_from_head: Affine3A::from_scale(pose.scale.recip()),
        mean_mm,
        p90_mm,
        frame,
    }
}

fn direction(axis: Axis) -> Vec3 {
    Vec3::from(axis.vector())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;

    fn found(turn: Quat, misfit_mm: f32) -> FoundHead {
        FoundHead { pose: Pose { turn, ..Pose::default() }, misfit_mm }
    }

    #[test]
    fn the_plan_is_kept_unless_another_way_is_clearly_better() {
        let back = Quat::from_rotation_y(std::f32::consts::PI);
        let pitched = Quat::from_rotation_x(0.4);
        let told = ScanFrame::told(LengthUnit::Millimetre, Axis::PosY, Axis::PosZ);
        let frame = |found: &[FoundHead], told| FileFrame::of("scan.obj", found, told);
        assert!(frame(&[found(back, 2.5), found(pitched, 3.0)], told).is_ok_and(|f| f.forward == Axis::PosZ));
        for others in [&[found(back, 2.5), found(pitched, 5.0)][..], &[found(back, 2.5)]] {
            let Err(RegisterError::WrongAxes { better_up, better_forward, .. }) = frame(others, told) else {
                panic!()
            };
            assert_eq!([better_up, better_forward], ["+y", "-z"]);
        }
        let nothing = ScanFrame::default();
        let axes = frame(&[found(back, 2.5), found(pitched, 5.0)], nothing).unwrap();
        assert_eq!((axes.up, axes.forward), (Axis::PosY, Axis::NegZ));
        assert!(matches!(frame(&[found(back, 9.0)], nothing), Err(RegisterError::NoHead { .. })));
        assert!(matches!(frame(&[], nothing), Err(RegisterError::NoHead { .. })));
    }

    #[test]
    fn a_head_has_the_size_that_is_told_or_that_a_unit_gives_it() {
        let sized = |units_broad: f32, told| size("scan.obj", units_broad, told);
        let nothing = ScanFrame::default();
        for unit in LengthUnit::ALL {
            assert_eq!(sized(160.0 / unit.mm(), nothing), Ok((unit.mm(), SizeBy::Unit(unit))));
        }
        assert_eq!(sized(0.37, nothing), Ok((BREADTH_MM / 0.37, SizeBy::Average)));
        let told = ScanFrame { breadth_mm: Some(148.0), ..nothing };
        assert_eq!(sized(0.37, told), Ok((400.0, SizeBy::Told)));
    }

    /// Words in quotes that the plan's reader refuses as a value of one of these keys.
    fn refused(sentence: &str, keys: &[&str]) -> Vec<String> {
        let reads = |key: &str, word: &str| {
            let value = |name: &str, usual: &str| {
                format!("{name} = \"{}\"\n", if name == key { word } else { usual })
            };
            // The other axis stays at a right angle.
            let other = |usual: &'static str, turned: &'static str| {
                if word.ends_with(&usual[1..]) { turned } else { usual }
            };
            let head = [
                value("file", "scan.obj"),
                value("unit", "mm"),
                value("up", other("+y", "+x")),
                value("forward", other("+z", "+x")),
            ];
            let scan = Plan::DEMO.replace("model = \"built-in\"", &head.concat());
            let text: String =
                scan.split_inclusive('\n').filter(|line| !line.starts_with("person")).collect();
            Plan::from_toml(&text, "").is_ok()
        };
        let quoted = sentence.split('"').skip(1).step_by(2);
        quoted.filter(|word| !keys.iter().any(|key| reads(key, word))).map(str::to_owned).collect()
    }

    #[test]
    fn every_word_of_a_refusal_is_read_by_the_plan() {
        let mut sentences = Vec::new();
        for unit in LengthUnit::ALL {
            // A head of 155 mm in every other unit: some unit fits.
            for file in LengthUnit::ALL.into_iter().filter(|file| *file != unit) {
                let told = ScanFrame { unit: Some(unit), ..ScanFrame::default() };
                let refusal = size("scan.obj", BREADTH_MM / file.mm(), told).err();
                sentences.extend(refusal.map(|error| error.to_string()));
            }
        }
        assert!(sentences.iter().any(|sentence| sentence.contains("\"inch\" would fit")), "{sentences:#?}");
        for sentence in &sentences {
            assert_eq!(refused(sentence, &["unit"]), Vec::<String>::new(), "{sentence}");
        }
        for axis in Axis::ALL {
            let key = axis.key();
            let name = String::from("scan.obj");
            let errors = [
                RegisterError::AxesParallel { name: name.clone(), up: key, forward: key },
                RegisterError::WrongAxes { name, up: key, forward: key, better_up: key, better_forward: key },
            ];
            for error in errors.map(|error| error.to_string()) {
                assert_eq!(refused(&error, &["up", "forward"]), Vec::<String>::new(), "{error}");
            }
        }
        let planted = sentences[0].replace("would fit", "would fit \"in\"");
        assert_eq!(refused(&planted, &["unit"]), ["in"], "planted: a word that no plan may use");
    }
}
