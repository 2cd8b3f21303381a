//! Scenes that arrive and the camera that looks at them: what the state does with the view.

use std::sync::Arc;

use glam::Vec2;

use super::orbit::{self, Flight};
use super::state::State;
use crate::render::camera::{Camera, View};
use crate::studio::Prepared;

impl State {
    /// Takes a new scene; the first sets the camera.
    pub fn receive(&mut self, outcome: Result<Arc<Prepared>, String>) {
        match outcome {
            Ok(prepared) => {
                let moved = self.prepared.as_ref().is_none_or(|p| !Arc::ptr_eq(&p.head, &prepared.head));
                if moved {
                    self.camera = Some(prepared.framing(View::ThreeQuarter));
                    self.flight = None;
                    self.loupe = None;
                }
                self.prepared = Some(prepared);
                self.tint();
            }
            Err(reason) => self.fail(reason),
        }
    }

    /// Advances the story and a flight. True while something moves.
    pub fn tick(&mut self, now_s: f64) -> bool {
        let passed_s = now_s - std::mem::replace(&mut self.now_s, now_s);
        let playing = self.play() | self.attend(passed_s);
        let Some(flight) = self.flight else { return playing };
        let (camera, arrived) = flight.at(now_s);
        self.camera = Some(camera);
        if arrived {
            self.flight = None;
        }
        true
    }

    pub(super) fn move_camera(&mut self, to: impl FnOnce(&Camera, glam::Vec3) -> Camera) {
        if let (Some(camera), Some(prepared)) = (&self.camera, &self.prepared) {
            self.camera = Some(to(camera, prepared.surface.center));
            self.flight = None;
        }
    }

    pub(super) fn fly_to(&mut self, to: impl FnOnce(&Prepared) -> Camera) {
        if let (Some(from), Some(prepared)) = (self.camera, &self.prepared) {
            self.flight = Some(Flight { from, to: to(prepared), start_s: self.now_s });
        }
    }

    pub(super) fn centre(&mut self, place: Vec2) {
        let (Some(from), Some(prepared)) = (self.camera, self.prepared.clone()) else { return };
        let size = self.picture_points();
        let (eye, direction) = orbit::ray(&from, place, size.x / size.y.max(1.0));
        if let Some(target) = prepared.head.ray_hit(eye, direction) {
            self.flight = Some(Flight { from, to: Camera { target, ..from }, start_s: self.now_s });
        }
    }
}
