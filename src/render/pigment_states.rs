//! What the day and the light make of pigment, as a small table: one state for each session, depth and day of shedding
//! that dots have.
//! Instances name their state, so that a step of the timeline or another light writes some kB and touches no dot.

use std::collections::{BTreeMap, BTreeSet};

use crate::appearance::{Age, PigmentState};
use crate::deposit::Dot;
use crate::deposit::time::{Aging, Course, SHED_GROUPS};
use crate::optics::dot::SELF_OVERLAP_PER_MM;
use crate::optics::tables::{Column, Tables};
use crate::render::Revision;
use crate::rng;

/// States side by side in the table's texture.
pub const STATES_PER_ROW: u32 = 128;
/// Texels of one state, one above the other.
pub const TEXELS_PER_STATE: u32 = 7;
/// Most states of one picture. Depths come in steps of 5 µm up to 2 mm (`deposit::placement`), in 16 sessions.
pub const MOST_STATES: u32 = 8192;

/// How one session looks on the day shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SessionAppearance {
    /// How long its pigment has been in the skin.
    pub age: Age,
    /// Optical thickness per channel relative to 550 nm, from its pigment.
    pub tau_rgb: [f32; 3],
}

/// What instances share.
#[derive(Clone, Copy, Debug, PartialEq)]
enum StateOf {
    /// Dots of one session at one depth that shed their scabs together.
    Pigment { session: u32, depth_mm: f32, column_mm: f32, shed_group: u32 },
    /// Hair roots.
    Root,
}

/// The states of a set of dots; roots have the first.
#[derive(Clone, Debug)]
pub struct PigmentStates {
    all: Vec<StateOf>,
    index: BTreeMap<[u32; 4], u32>,
}

impl Default for PigmentStates {
    fn default() -> PigmentStates {
        PigmentStates { all: vec![StateOf::Root], index: BTreeMap::new() }
    }
}

impl PigmentStates {
    /// The state of hair roots.
    pub const ROOT: u32 = 0;

    /// The states of these dots. Beyond [`MOST_STATES`] dots share the nearest that came before.
    pub fn of(dots: &[Dot]) -> PigmentStates {
        let mut states = PigmentStates::default();
        for dot in dots {
            let key = key(dot);
            if !states.index.contains_key(&key) && states.all.len() < MOST_STATES as usize {
                states.index.insert(key, states.all.len() as u32);
                let Dot { session, depth_mm, column_mm, .. } = *dot;
                states.all.push(StateOf::Pigment {
                    session,
                    depth_mm,
                    column_mm,
                    shed_group: shed_group(dot),
                });
            }
        }
        states
    }

    /// The state of a dot.
    pub fn of_dot(&self, dot: &Dot) -> u32 {
        let near = || self.index.range(..key(dot)).next_back().map_or(Self::ROOT, |(_, state)| *state);
        self.index.get(&key(dot)).copied().unwrap_or_else(near)
    }

    /// The session that a state is of; none for hair roots.
    pub fn session(&self, state: u32) -> Option<u32> {
        match self.all.get(state as usize)? {
            StateOf::Pigment { session, .. } => Some(*session),
            StateOf::Root => None,
        }
    }

    /// What they are on the day of `layers` under the light of `tables`.
    pub fn table(&self, layers: &[SessionAppearance], tables: &Tables, course: &Course) -> PigmentTable {
        let rows = (self.all.len() as u32).div_ceil(STATES_PER_ROW);
        let mut texels = vec![[0.0; 4]; (rows * TEXELS_PER_STATE * STATES_PER_ROW) as usize];
        let mut sessions = BTreeSet::new();
        for (of, index) in self.all.iter().zip(0u32..) {
            let (column, row) = (index % STATES_PER_ROW, index / STATES_PER_ROW);
            let state = state_of(of, layers, tables, course);
            if state.aging.mass > 0.0 {
                sessions.extend(self.session(index));
            }
            for (texel, k) in packed(&state, tables).into_iter().zip(0u32..) {
                texels[((row * TEXELS_PER_STATE + k) * STATES_PER_ROW + column) as usize] = texel;
            }
        }
        PigmentTable { texels, sessions, revision: Revision::next() }
    }
}

/// Session first, then depth: lengths are never negative, so their bits are in their order.
fn key(dot: &Dot) -> [u32; 4] {
    [dot.session, dot.depth_mm.to_bits(), dot.column_mm.to_bits(), shed_group(dot)]
}

/// With which dots of its session it sheds its scab.
fn shed_group(dot: &Dot) -> u32 {
    (rng::hash(dot.session.into(), dot.site.into()) % u64::from(SHED_GROUPS)) as u32
}

/// The texels of all states, [`STATES_PER_ROW`] side by side and [`TEXELS_PER_STATE`] one above the other.
#[derive(Clone, Debug, Default)]
pub struct PigmentTable {
    /// Row by row.
    pub texels: Vec<[f32; 4]>,
    /// Sessions of which there is anything to see.
    pub sessions: BTreeSet<u32>,
    /// Changes whenever the content may have changed.
    pub revision: Revision,
}

impl PigmentTable {
    /// What hair roots are: the same on every day, under one light.
    pub fn root(&self) -> Vec<[f32; 4]> {
        self.texels.iter().step_by(STATES_PER_ROW as usize).take(TEXELS_PER_STATE as usize).copied().collect()
    }
}

fn state_of(of: &StateOf, layers: &[SessionAppearance], tables: &Tables, course: &Course) -> PigmentState {
    match *of {
        StateOf::Root => PigmentState::root(tables),
        StateOf::Pigment { session, depth_mm, column_mm, shed_group } => {
            let column = Column { depth_mm, height_mm: column_mm };
            let SessionAppearance { age, tau_rgb } = layers
                .get(session as usize)
                .copied()
                .unwrap_or(SessionAppearance { age: Age::NotYet, tau_rgb: [0.0; 3] });
            PigmentState::of_dot(column, tau_rgb, course, age, shed_group)
        }
    }
}

/// A state as the shaders read it.
fn packed(state: &PigmentState, tables: &Tables) -> [[f32; 4]; TEXELS_PER_STATE as usize] {
    let Aging { mass, spread_mm, swelling, veil, .. } = state.aging;
    let [scab_red, scab_green, scab_blue] = state.scab_tau();
    let row = tables.row(state.depth_mm);
    let with = |[r, g, b]: [f32; 3], a: f32| [r, g, b, a];
    [
        [swelling, 4.0 * spread_mm * spread_mm, mass, state.redness()],
        with(state.tau_rgb, veil),
        [row.sigma_a_mm, row.sigma_b_mm, SELF_OVERLAP_PER_MM as f32, scab_red],
        with(row.contrast, scab_green),
        with(row.halo_sigma_mm, scab_blue),
        with(row.halo_strength(0.0, state.column_mm), 0.0),
        with(row.core_mix, 0.0),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::Vec3;

    fn dot(session: u32, depth_mm: f32) -> Dot {
        let (position, normal) = (Vec3::ZERO, Vec3::Y);
        Dot { position, normal, site: 0, session, depth_mm, radius_mm: 0.1, column_mm: 0.4, tau: 1.0 }
    }

    #[test]
    fn every_session_and_depth_has_its_level_and_roots_the_first() {
        let dots = [dot(0, 0.1), dot(0, 0.2), dot(1, 0.1), dot(0, 0.1)];
        let states = PigmentStates::of(&dots);
        let of: Vec<u32> = dots.iter().map(|dot| states.of_dot(dot)).collect();
        assert_eq!(of, [1, 2, 3, 1]);
        assert_eq!(states.all[0], StateOf::Root);
    }

    #[test]
    fn too_many_levels_share_the_nearest_shallower_one() {
        let dots: Vec<Dot> = (0..MOST_STATES + 50).map(|i| dot(0, 0.1 + 1e-4 * i as f32)).collect();
        let states = PigmentStates::of(&dots);
        assert_eq!(states.all.len(), MOST_STATES as usize);
        assert_eq!(states.of_dot(&dots[dots.len() - 1]), MOST_STATES - 1);
    }
}
