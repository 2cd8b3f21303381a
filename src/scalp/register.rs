//! Brings a foreign head into the head frame by fitting the mean head to it.
//!
//! The fit: where the crown is and how broad the skull says place and size; trimmed point-to-plane ICP (Chen and
//! Medioni 1991; Chetverikov 2002) from several pitches finds the pose, then a scale per axis. The same search over
//! all 24 ways to hold the head tells whether the plan's axes are right, and which would be.

use glam::{Affine3A, Mat3, Quat, Vec3};
use rayon::prelude::*;

use super::icp::{Cloud, Pose, Sample};
use crate::plan::{Axis, LengthUnit};

/// Breadth of the mean skull, mm, and its height of the crown and middle of its depth: the first guess.
const BREADTH: f32 = 155.9;
const CROWN: Vec3 = Vec3::new(0.0, 131.3, -7.5);
/// The band below the crown that holds the whole breadth of a skull, as a fraction of the breadth.
const BAND: f32 = 0.6;
/// Adult and children's skulls, mm: outside, the unit is wrong.
const BREADTHS: std::ops::Range<f32> = 105.0..230.0;
/// A mean distance of all samples beyond this, mm, is no head, or one held otherwise.
const WORST_FIT_MM: f32 = 7.0;
/// Another way to hold the head must fit this much better before the plan's is doubted.
const CLEARLY: f32 = 0.7;

/// Up first, then forward: so the first pair at right angles is no turn.
const AXES: [Axis; 6] = [Axis::PosY, Axis::PosZ, Axis::PosX, Axis::NegY, Axis::NegZ, Axis::NegX];

/// A head in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// From the points as oriented ([`oriented`]) to the head frame, mm: a motion.
    pub head_from_oriented: Affine3A,
    /// From the head frame to the mean head: a scale per axis.
    pub mean_from_head: Affine3A,
    /// Mean distance of the mean head to the scan over the best four fifths of its points, mm.
    pub mean_mm: f32,
    /// Distance below which nine tenths of all points lie, mm.
    pub p90_mm: f32,
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
        "{name}: with up = \"{up}\" and forward = \"{forward}\" the head does not look like one ({mean_mm:.0} mm off on \
         average); up = \"{better_up}\" and forward = \"{better_forward}\" would fit"
    )]
    WrongAxes {
        name: String,
        up: &'static str,
        forward: &'static str,
        mean_mm: f32,
        better_up: &'static str,
        better_forward: &'static str,
    },
    #[error(
        "{name}: no head can be found in it (the best fit is {mean_mm:.0} mm off on average); check up, forward and \
         unit, and crop what is not the head"
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

/// What the plan says of a mesh file: its unit of length, and which of its axes point up and forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileFrame {
    /// Length of one unit.
    pub unit: LengthUnit,
    /// Up.
    pub up: Axis,
    /// Where the face looks.
    pub forward: Axis,
}

/// The points of a file turned as the plan says: mm, +Y up, +Z forward.
///
/// # Errors
/// [`RegisterError::AxesParallel`].
pub fn oriented(
    name: &str,
    points: &[Vec3],
    FileFrame { unit, up, forward }: FileFrame,
) -> Result<Vec<Vec3>, RegisterError> {
    let turn = file_axes(name, up, forward)?;
    let on_grid = |p: &Vec3| (turn * *p * (unit.mm() / GRID_MM)).round() * GRID_MM;
    Ok(points.iter().map(on_grid).collect())
}

fn file_axes(name: &str, up: Axis, forward: Axis) -> Result<Mat3, RegisterError> {
    axes(up, forward).ok_or_else(|| RegisterError::AxesParallel {
        name: name.into(),
        up: up.key(),
        forward: forward.key(),
    })
}

/// Fits the mean head (`mean`: its skin without ears and neck) to the points of a file, turned as the plan says.
///
/// # Errors
/// [`RegisterError`] where unit or axes are wrong or there is no head.
pub fn register(
    name: &str,
    points: &[Vec3],
    normals: &[Vec3],
    mean: &[Sample],
    FileFrame { unit, up, forward }: FileFrame,
) -> Result<Fit, RegisterError> {
    let file_axes = file_axes(name, up, forward)?;
    check_unit(name, breadth(points), unit)?;
    let cloud = Cloud::new(points, normals);
    let coarse: Vec<Sample> = mean.iter().step_by(mean.len() / 350 + 1).copied().collect();
    let tries: Vec<FittedStart> = all_turns()
        .into_par_iter()
        .map(|orientation| best_start(&cloud, points, &coarse, orientation))
        .collect();
    let found = choose(&tries).map_err(|refusal| match refusal {
        Refusal::NoHead(mean_mm) => RegisterError::NoHead { name: name.into(), mean_mm },
        Refusal::WrongAxes(mean_mm, [better_up, better_forward]) => RegisterError::WrongAxes {
            name: name.into(),
            up: up.key(),
            forward: forward.key(),
            mean_mm,
            better_up: in_file(file_axes, better_up).key(),
            better_forward: in_file(file_axes, better_forward).key(),
        },
    })?;
    let pose = cloud.fit(found.pose, mean, 20, false);
    let pose = cloud.fit(pose, mean, 15, true);
    let (mean_mm, p90_mm) = cloud.residual(&pose, mean);
    let head_from_oriented = Affine3A::from_rotation_translation(pose.turn, pose.origin).inverse();
    Ok(Fit { head_from_oriented, mean_from_head: Affine3A::from_scale(pose.scale.recip()), mean_mm, p90_mm })
}

/// A start that has been followed to its fit.
#[derive(Clone, Copy, Debug)]
struct FittedStart {
    pose: Pose,
    mean_mm: f32,
}

impl FittedStart {
    /// The axes nearest to the found head's up and forward.
    fn up_and_forward(&self) -> [Axis; 2] {
        [Vec3::Y, Vec3::Z].map(|v| nearest_axis(self.pose.turn * v))
    }
}

/// Why none of the fits will do.
enum Refusal {
    /// None is near; the best one's distance, mm.
    NoHead(f32),
    /// The head is held otherwise than the plan says: distance as the plan says, mm; up and forward of the better fit.
    WrongAxes(f32, [Axis; 2]),
}

/// The fit that holds the head as the plan says (the first try starts there), unless another is clearly better.
fn choose(tries: &[FittedStart]) -> Result<FittedStart, Refusal> {
    let matches_plan = |f: &&FittedStart| f.up_and_forward() == [Axis::PosY, Axis::PosZ];
    let least = |a: &&FittedStart, b: &&FittedStart| a.mean_mm.total_cmp(&b.mean_mm);
    let best = tries.iter().min_by(least).filter(|f| f.mean_mm < WORST_FIT_MM);
    let first = tries.first().map_or(f32::INFINITY, |f| f.mean_mm);
    let Some(best) = best else {
        return Err(Refusal::NoHead(first));
    };
    match tries.iter().filter(matches_plan).min_by(least) {
        Some(own) if own.mean_mm * CLEARLY < best.mean_mm.max(1.0) && own.mean_mm < WORST_FIT_MM => Ok(*own),
        own => Err(Refusal::WrongAxes(own.map_or(first, |f| f.mean_mm), best.up_and_forward())),
    }
}

/// The best fit from three pitches, the head turned by `orientation` from the plan's word.
fn best_start(cloud: &Cloud, points: &[Vec3], mean: &[Sample], orientation: Quat) -> FittedStart {
    let seen: Vec<Vec3> = points.iter().map(|p| orientation.inverse() * *p).collect();
    let scale = breadth(&seen) / BREADTH;
    let crown = crown(&seen);
    let mut best: Option<FittedStart> = None;
    for pitch in [0.0_f32, -0.3, 0.3] {
        let turn = orientation * Quat::from_rotation_x(pitch);
        // the pitch is about the middle of the skull, not about the crown
        let middle = orientation * (crown + scale * (Vec3::new(0.0, 40.0, -7.5) - CROWN));
        let origin = middle - turn * (scale * Vec3::new(0.0, 40.0, -7.5));
        let pose = cloud.fit(Pose { turn, origin, scale: Vec3::splat(scale) }, mean, 25, false);
        let mean_mm = cloud.misfit(&pose, mean) / pose.scale.x.clamp(0.5, 2.0);
        if best.is_none_or(|b| mean_mm < b.mean_mm) {
            best = Some(FittedStart { pose, mean_mm });
        }
    }
    best.unwrap_or(FittedStart { pose: Pose::default(), mean_mm: f32::INFINITY })
}

/// One point in so many may stray above the crown: a speck, a lamp's cord.
const ONE_STRAYS_IN: usize = 500;
/// The band under the crown holds at least one point in so many: of fewer no breadth can be told.
const BAND_HOLDS_ONE_IN: usize = 60;

/// Points from the highest down, without what may stray above the crown.
fn from_the_top(points: &[Vec3]) -> Vec<Vec3> {
    let mut order = points.to_vec();
    order.sort_unstable_by(|a, b| b.y.total_cmp(&a.y));
    order.split_off(order.len() / ONE_STRAYS_IN)
}

/// Breadth of the skull: of the band under the crown that is just deep enough to hold it. Needs no scale, and stops
/// short of shoulders.
fn breadth(points: &[Vec3]) -> f32 {
    let order = from_the_top(points);
    let least = order.len() / BAND_HOLDS_ONE_IN;
    let (mut low, mut high) = (f32::MAX, f32::MIN);
    let mut width = 0.0;
    for (k, p) in order.iter().enumerate() {
        (low, high) = (low.min(p.x), high.max(p.x));
        width = high - low;
        if k >= least && width > 0.0 && order[0].y - p.y > BAND * width {
            break;
        }
    }
    width
}

/// Top of the skull, over the middle of the band under it.
fn crown(points: &[Vec3]) -> Vec3 {
    let order = from_the_top(points);
    let top = order.first().map_or(0.0, |p| p.y);
    let floor = top - BAND * breadth(points);
    let band = order.iter().filter(|p| p.y >= floor);
    let (low, high) = band.fold((Vec3::MAX, Vec3::MIN), |(l, h), p| (l.min(*p), h.max(*p)));
    let middle = (low + high) / 2.0;
    Vec3::new(middle.x, top, middle.z)
}

fn check_unit(name: &str, breadth_mm: f32, unit: LengthUnit) -> Result<(), RegisterError> {
    if BREADTHS.contains(&breadth_mm) {
        return Ok(());
    }
    let fits = |u: &LengthUnit| (125.0..195.0).contains(&(breadth_mm / unit.mm() * u.mm()));
    let better = LengthUnit::ALL.into_iter().find(fits);
    let hint = better.map_or(String::new(), |u| format!(" \"{}\" would fit", u.key()));
    Err(RegisterError::WrongUnit { name: name.into(), breadth_mm, unit: unit.key(), hint })
}

/// The 24 ways to hold a head, as turns of the plan's; the first is none.
fn all_turns() -> Vec<Quat> {
    let pairs = AXES.iter().flat_map(|up| AXES.iter().map(move |forward| (*up, *forward)));
    pairs.filter_map(|(up, forward)| axes(up, forward)).map(|m| Quat::from_mat3(&m).inverse()).collect()
}

/// The file's name of an axis of the held head.
fn in_file(file_axes: Mat3, axis: Axis) -> Axis {
    nearest_axis(file_axes.transpose() * direction(axis))
}

fn nearest_axis(v: Vec3) -> Axis {
    AXES.into_iter()
        .max_by(|a, b| direction(*a).dot(v).total_cmp(&direction(*b).dot(v)))
        .unwrap_or(Axis::PosY)
}

/// The turn that brings `up` to +Y and `forward` to +Z; none where they are parallel.
fn axes(up: Axis, forward: Axis) -> Option<Mat3> {
    let (u, f) = (direction(up), direction(forward));
    (u.dot(f) == 0.0).then(|| Mat3::from_cols(u.cross(f), u, f).transpose())
}

fn direction(axis: Axis) -> Vec3 {
    Vec3::from(axis.vector())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;

    #[test]
    fn the_24_turns_differ_and_start_with_none() {
        let turns = all_turns();
        assert_eq!(turns.len(), 24);
        assert!(turns[0].angle_between(Quat::IDENTITY) < 1e-3);
        for (k, a) in turns.iter().enumerate() {
            assert!(turns[..k].iter().all(|b| a.angle_between(*b) > 1.0));
        }
    }

    /// Points of an egg as broad as a skull, and what else stands there.
    fn egg(also: &[Vec3]) -> Vec<Vec3> {
        let point = |k: u32| {
            let (y, turn) = (1.0 - 2.0 * (k as f32 + 0.5) / 3000.0, 2.399_963 * k as f32);
            let out = (1.0 - y * y).sqrt();
            Vec3::new(76.0 * out * turn.cos(), 110.0 * y, 96.0 * out * turn.sin())
        };
        (0..3000).map(point).chain(also.iter().copied()).collect()
    }

    #[test]
    fn specks_and_a_flat_crown_do_not_hide_the_breadth_of_a_skull() {
        let clean = breadth(&egg(&[]));
        assert!((140.0..153.0).contains(&clean), "{clean}");
        let speck = [Vec3::new(3.0, 160.0, 0.0), Vec3::new(3.1, 160.0, 0.0), Vec3::new(3.0, 160.1, 0.0)];
        let twins = [Vec3::new(0.0, 111.0, 0.0), Vec3::new(1e-4, 110.9, 0.0)];
        for also in [&speck[..], &twins] {
            let found = breadth(&egg(also));
            assert!((found / clean - 1.0).abs() < 0.03, "{found} {clean}");
            assert!((crown(&egg(also)).y - 110.0).abs() < 1.5);
        }
        let many: Vec<Vec3> = (0..40).map(|k| Vec3::new(0.1 * k as f32, 160.0, 0.0)).collect();
        assert!((crown(&egg(&many)).y - 110.0).abs() > 40.0, "planted: a cap of its own is no speck");
    }

    #[test]
    fn the_plan_is_kept_unless_another_way_is_clearly_better() {
        let found =
            |turn: Quat, mean_mm: f32| FittedStart { pose: Pose { turn, ..Pose::default() }, mean_mm };
        let back = Quat::from_rotation_y(std::f32::consts::PI);
        let matches_plan = Quat::from_rotation_x(0.4);
        assert!(choose(&[found(matches_plan, 3.0), found(back, 2.5)]).is_ok_and(|f| f.mean_mm == 3.0));
        let Err(Refusal::WrongAxes(_, axes)) = choose(&[found(matches_plan, 5.0), found(back, 2.5)]) else {
            panic!()
        };
        assert_eq!(axes, [Axis::PosY, Axis::NegZ]);
        // the start that was to be matches_plan slid over to the back of the head: the plan is wrong all the same
        assert!(matches!(choose(&[found(back, 2.5)]), Err(Refusal::WrongAxes(..))));
        assert!(matches!(choose(&[found(matches_plan, 9.0), found(back, 8.0)]), Err(Refusal::NoHead(_))));
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
                let refusal = check_unit("scan.obj", BREADTH / file.mm() * unit.mm(), unit).err();
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
                RegisterError::WrongAxes {
                    name,
                    up: key,
                    forward: key,
                    mean_mm: 9.0,
                    better_up: key,
                    better_forward: key,
                },
            ];
            for error in errors.map(|error| error.to_string()) {
                assert_eq!(refused(&error, &["up", "forward"]), Vec::<String>::new(), "{error}");
            }
        }
        let planted = sentences[0].replace("would fit", "would fit \"in\"");
        assert_eq!(refused(&planted, &["unit"]), ["in"], "planted: a word that no plan may use");
    }
}
