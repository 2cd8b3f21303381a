//! stub
/// stub
#[derive(Clone, Copy, Debug)]
pub struct Aging { /// m
 pub mass: f32, /// s
 pub spread_mm: f32, /// s
 pub swelling: f32, /// r
 pub redness: f32 }
/// stub
pub fn aging(_d: f32, age: f32) -> Aging { Aging { mass: if age < 0.0 {0.0} else {1.0}, spread_mm: 0.0, swelling: 1.0, redness: 0.0 } }
