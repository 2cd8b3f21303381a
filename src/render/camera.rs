//! The viewer: an orbit about a target point, perspective or parallel, and the named views.

use glam::camera::rh;
use glam::{Mat4, Vec2, Vec3};

use crate::words;

/// Vertical field of view of the default lens, radians: an 85 mm lens on a 24 mm high frame, the portrait lens.
pub const PORTRAIT_FOV_Y_RAD: f32 = 0.2808;

/// How depth becomes size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Projection {
    /// Vertical field of view, radians.
    Perspective {
        /// Full vertical angle.
        fov_y_rad: f32,
    },
    /// Parallel rays; height of the picture in mm of the scene.
    Parallel {
        /// Picture height, mm.
        height_mm: f32,
    },
}

/// An orbiting camera. Azimuth 0 looks at the face, positive azimuth sees the subject's left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// Point looked at, mm, head frame.
    pub target: Vec3,
    /// Turn about the vertical, radians.
    pub azimuth_rad: f32,
    /// Height above the horizon, radians, within ±π/2.
    pub elevation_rad: f32,
    /// Distance from the target, mm.
    pub distance_mm: f32,
    /// Lens.
    pub projection: Projection,
}

/// Views with a name: what keys 1 to 6 and `--view` show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum View {
    Front,
    ThreeQuarter,
    ThreeQuarterRight,
    Left,
    Right,
    Back,
    Top,
    Hairline,
    Crown,
    Loupe,
}

impl View {
    /// All views.
    pub const ALL: [View; 10] = [
        View::Front,
        View::ThreeQuarter,
        View::ThreeQuarterRight,
        View::Left,
        View::Right,
        View::Back,
        View::Top,
        View::Hairline,
        View::Crown,
        View::Loupe,
    ];

    /// The word used on the command line.
    pub fn key(self) -> &'static str {
        match self {
            View::Front => "front",
            View::ThreeQuarter => "three-quarter",
            View::ThreeQuarterRight => "three-quarter-right",
            View::Left => "left",
            View::Right => "right",
            View::Back => "back",
            View::Top => "top",
            View::Hairline => "hairline",
            View::Crown => "crown",
            View::Loupe => "loupe",
        }
    }

    /// Words for people.
    pub fn title(self) -> &'static str {
        words::of("view-name", self.key())
    }

    /// A close view: direction from the middle of the head to the spot looked at, azimuth and elevation in degrees.
    pub fn spot_deg(self) -> Option<[f32; 2]> {
        match self {
            View::Hairline => Some([12.0, 47.0]),
            View::Crown => Some([188.0, 50.0]),
            View::Loupe => Some([10.0, 56.0]),
            _ => None,
        }
    }

    /// (azimuth, elevation), degrees.
    fn angles_deg(self) -> (f32, f32) {
        match self {
            View::Front => (0.0, 8.0),
            View::ThreeQuarter => (38.0, 14.0),
            View::ThreeQuarterRight => (-38.0, 14.0),
            View::Left => (90.0, 6.0),
            View::Right => (-90.0, 6.0),
            View::Back => (180.0, 12.0),
            View::Top => (0.0, 72.0),
            View::Hairline => (18.0, 34.0),
            View::Crown => (180.0, 48.0),
            View::Loupe => (14.0, 42.0),
        }
    }
}

impl Camera {
    /// A named view that frames a head whose middle is `center` and whose bounding sphere has `radius_mm`.
    pub fn framing(view: View, center: Vec3, radius_mm: f32) -> Camera {
        let (azimuth_deg, elevation_deg) = view.angles_deg();
        let fov_y_rad = PORTRAIT_FOV_Y_RAD;
        Camera {
            target: center,
            azimuth_rad: azimuth_deg.to_radians(),
            elevation_rad: elevation_deg.to_radians(),
            distance_mm: radius_mm / (0.5 * fov_y_rad).tan(),
            projection: Projection::Perspective { fov_y_rad },
        }
    }

    /// A named close view of a spot, some mm of skin high.
    pub fn close(view: View, spot: Vec3) -> Camera {
        // 40 px per mm at 720 lines, as a trichoscope shows it.
        let height_mm = if view == View::Loupe { 18.0 } else { 70.0 };
        Camera::framing(view, spot, 0.5 * height_mm)
    }

    /// A parallel camera straight above a flat square in the plane y = 0, its side `side_mm`.
    pub fn above_square(side_mm: f32) -> Camera {
        Camera {
            target: Vec3::ZERO,
            azimuth_rad: 0.0,
            elevation_rad: std::f32::consts::FRAC_PI_2,
            distance_mm: 100.0,
            projection: Projection::Parallel { height_mm: side_mm },
        }
    }

    /// This camera seen through another part of its lens, `u` and `v` within the unit disc: the target stays sharp,
    /// what lies before and behind it blurs as samples add up. Only near views have a lens so wide.
    pub fn through_lens(&self, u: f32, v: f32) -> Camera {
        /// Angle of the open lens as the target sees it, radians: f/16 of an 85 mm lens at its nearest.
        const OPEN_RAD: f32 = 0.005;
        /// Views of less height have it whole, of more than the second none, mm.
        const NEAR_MM: [f32; 2] = [80.0, 180.0];
        let Projection::Perspective { .. } = self.projection else { return *self };
        let near = ((NEAR_MM[1] - self.height_mm()) / (NEAR_MM[1] - NEAR_MM[0])).clamp(0.0, 1.0);
        Camera {
            azimuth_rad: self.azimuth_rad + u * near * OPEN_RAD,
            elevation_rad: self.elevation_rad + v * near * OPEN_RAD,
            ..*self
        }
    }

    /// Unit vector from the target to the eye.
    pub fn outward(&self) -> Vec3 {
        let (sin_az, cos_az) = self.azimuth_rad.sin_cos();
        let (sin_el, cos_el) = self.elevation_rad.sin_cos();
        Vec3::new(cos_el * sin_az, sin_el, cos_el * cos_az)
    }

    /// Eye position, mm.
    pub fn eye(&self) -> Vec3 {
        self.target + self.outward() * self.distance_mm
    }

    /// Where sight lines meet, mm: the eye, or for a parallel camera a point so far out that they are parallel.
    pub fn sight_origin(&self) -> Vec3 {
        match self.projection {
            Projection::Perspective { .. } => self.eye(),
            Projection::Parallel { .. } => self.target + self.outward() * 1e6,
        }
    }

    /// Screen-right and screen-up, unit vectors in the scene.
    pub fn right_up(&self) -> (Vec3, Vec3) {
        let (sin_az, cos_az) = self.azimuth_rad.sin_cos();
        let right = Vec3::new(cos_az, 0.0, -sin_az);
        (right, self.outward().cross(right))
    }

    /// Clip space (z 0..1) from the head frame, for a picture of the given width over height, with a sub-pixel
    /// shift in clip units.
    pub fn clip_from_world(&self, aspect: f32, jitter_clip: Vec2) -> Mat4 {
        let (_, up) = self.right_up();
        let view = rh::view::look_at_mat4(self.eye(), self.target, up);
        let (near, far) = self.depth_range_mm();
        let projection = match self.projection {
            Projection::Perspective { fov_y_rad } => {
                rh::proj::directx::perspective(fov_y_rad, aspect, near, far)
            }
            Projection::Parallel { height_mm } => {
                let (half_w, half_h) = (0.5 * height_mm * aspect, 0.5 * height_mm);
                rh::proj::directx::orthographic(-half_w, half_w, -half_h, half_h, near, far)
            }
        };
        Mat4::from_translation(jitter_clip.extend(0.0)) * projection * view
    }

    /// Picture height at the target's distance, mm.
    pub fn height_mm(&self) -> f32 {
        match self.projection {
            Projection::Perspective { fov_y_rad } => 2.0 * self.distance_mm * (0.5 * fov_y_rad).tan(),
            Projection::Parallel { height_mm } => height_mm,
        }
    }

    /// Near and far plane, mm: tight about a head and the shirt below it, so that depth resolves hundredths of a mm.
    fn depth_range_mm(&self) -> (f32, f32) {
        let near = (self.distance_mm - 400.0).max(0.02 * self.distance_mm).max(2.0);
        (near, self.distance_mm + 800.0)
    }

    /// This camera moved `t` (0..1) of the way to `other`, turning the short way round.
    pub fn eased_to(&self, other: &Camera, t: f32) -> Camera {
        let s = t * t * (3.0 - 2.0 * t);
        let turn = (other.azimuth_rad - self.azimuth_rad + std::f32::consts::PI)
            .rem_euclid(std::f32::consts::TAU)
            - std::f32::consts::PI;
        Camera {
            target: self.target.lerp(other.target, s),
            azimuth_rad: self.azimuth_rad + turn * s,
            elevation_rad: self.elevation_rad + (other.elevation_rad - self.elevation_rad) * s,
            distance_mm: self.distance_mm * (other.distance_mm / self.distance_mm).powf(s),
            projection: other.projection,
        }
    }
}
