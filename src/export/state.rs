//! What the day and the light make of pigment, read back from the table of `src/render/pigment_states.rs` as
//! `shaders/common/pigment_state.wgsl` reads it.

use crate::optics::dot;
use crate::render::pigment_states::{PigmentTable, STATES_PER_ROW, TEXELS_PER_STATE};

/// Dots of less pigment than this are not there.
const LEAST_MASS: f32 = 1e-3;

/// One state of the table; meanings as in `shaders/common/pigment_state.wgsl`.
#[derive(Clone, Copy, Debug)]
pub struct State {
    swelling: f32,
    spread2_mm2: f32,
    mass: f32,
    tau_rgb: [f32; 3],
    /// Fraction of its loss that is seen: new skin hides the rest.
    pub seen: f32,
    /// Deviations of the core's two Gaussians, mm.
    pub core_sigma_mm: [f32; 2],
    /// Share of the narrow one, per channel.
    pub core_mix: [f32; 3],
    /// c_inf, per channel.
    pub contrast: [f32; 3],
    /// Deviation of the halo, mm, per channel.
    pub halo_sigma_mm: [f32; 3],
    halo_gain: [f32; 3],
    self_overlap_per_mm: f32,
    scab_tau: [f32; 3],
}

/// Pigment of one dot on that day.
#[derive(Clone, Copy, Debug)]
pub struct Aged {
    /// Square of its radius, mm².
    pub radius2_mm2: f32,
    /// Optical thickness, per channel.
    pub tau: [f32; 3],
}

impl State {
    /// Every state of a table, in order.
    pub fn all(table: &PigmentTable) -> Vec<State> {
        let (across, high) = (STATES_PER_ROW as usize, TEXELS_PER_STATE as usize);
        let rows = table.texels.len() / (across * high);
        let texels = |i: usize| -> [[f32; 4]; 7] {
            let first = i / across * high * across + i % across;
            std::array::from_fn(|k| table.texels[first + k * across])
        };
        (0..rows * across).map(|i| State::of(texels(i))).collect()
    }

    fn of([a, b, c, d, e, f, g]: [[f32; 4]; 7]) -> State {
        let rgb = |[r, g, b, _]: [f32; 4]| [r, g, b];
        State {
            swelling: a[0],
            spread2_mm2: a[1],
            mass: a[2],
            tau_rgb: rgb(b),
            seen: 1.0 - b[3],
            core_sigma_mm: [c[0], c[1]],
            core_mix: rgb(g),
            contrast: rgb(d),
            halo_sigma_mm: rgb(e),
            halo_gain: rgb(f),
            self_overlap_per_mm: c[2],
            scab_tau: [c[3], d[3], e[3]],
        }
    }

    /// Whether there is any pigment.
    pub fn is_there(&self) -> bool {
        self.mass >= LEAST_MASS
    }

    /// A dot that settled at this radius, mm, and optical thickness. Mass is kept: a dot that spreads thins.
    pub fn aged(&self, radius_mm: f32, tau_550: f32) -> Aged {
        let radius2_mm2 = (radius_mm * self.swelling).powi(2) + self.spread2_mm2;
        let fraction = tau_550 * self.mass * radius_mm * radius_mm / radius2_mm2;
        Aged { radius2_mm2, tau: std::array::from_fn(|c| self.tau_rgb[c] * fraction + self.scab_tau[c]) }
    }

    /// Strength of the halo of a dot of this radius, mm, per channel.
    pub fn halo_strength(&self, radius_mm: f32) -> [f32; 3] {
        self.halo_gain.map(|gain| gain / (1.0 + self.self_overlap_per_mm * radius_mm))
    }
}

impl Aged {
    /// Opacity of the core, per channel (law 2).
    pub fn core(&self) -> [f32; 3] {
        self.tau.map(|tau| dot::core_saturation(tau.into()) as f32)
    }

    /// Opacity of the halo, per channel (law 2).
    pub fn halo(&self) -> [f32; 3] {
        self.tau.map(|tau| dot::halo_saturation(tau.into()) as f32)
    }
}
