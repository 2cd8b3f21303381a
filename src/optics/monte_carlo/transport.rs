//! Packets of light through plane layers.
//!
//! A packet goes in along the normal with what the surface lets through, loses weight by Beer-Lambert on every
//! straight leg, scatters after exponential lengths of scattering alone, and is reflected or refracted whole at a
//! mismatch of index. After L. Wang, S. L. Jacques, L. Zheng, "MCML", Comput. Meth. Prog. Biomed. 47 (1995) 131, but
//! with absorption kept apart from the random walk, so that a path can be weighed anew for other absorptions.
//!
//! By reciprocity the packets that leave the surface anywhere, at any angle, are what an eye on the normal sees of
//! the point where they went in, in uniform diffuse light.

use super::medium::{Stack, fresnel};
use super::random::Random;

/// Packets below this weight play Russian roulette. Any weight and chance are right in the mean; these trade a little
/// more noise a packet for many more packets a second than the 1e-4 and 0.1 of MCML ...
const ROULETTE_BELOW: f64 = 0.05;
/// ... and go on with this chance, their weight divided by it.
const ROULETTE_CHANCE: f64 = 0.2;

/// A straight leg of a path inside one layer.
#[derive(Clone, Copy, Debug)]
pub struct Leg {
    /// Layer it lies in.
    pub layer: usize,
    /// Where it starts, mm; z downwards.
    pub from: [f64; 3],
    /// Unit vector.
    pub direction: [f64; 3],
    /// Length, mm.
    pub length_mm: f64,
    /// Weight the packet loses on it.
    pub absorbed: f64,
}

/// Who is told of every leg of a path.
pub trait PathScorer {
    /// The packet went along a leg.
    fn leg(&mut self, leg: &Leg);
}

/// Where a packet left the stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitSide {
    /// Through the surface.
    Top,
    /// Through the bottom.
    Bottom,
    /// It lost at roulette, or flew on for ever in a layer without scattering.
    Nowhere,
}

/// End of a packet.
#[derive(Clone, Copy, Debug)]
pub struct PacketExit {
    /// Where it left.
    pub side: ExitSide,
    /// Weight it left with.
    pub weight: f64,
    /// Weight that roulette gave it, less what roulette took: nothing in the mean.
    pub created: f64,
    /// Distance from where it went in, measured along the surface, mm.
    pub radius_mm: f64,
    /// Cosine to the normal, outside.
    pub cos: f64,
}

struct Packet<'a> {
    stack: &'a Stack,
    layer: usize,
    position: [f64; 3],
    direction: [f64; 3],
    weight: f64,
    created: f64,
}

/// Follows one packet that met the surface along the normal to its end.
pub fn walk(stack: &Stack, random: &mut Random, witness: &mut impl PathScorer) -> PacketExit {
    walk_from(stack, 1.0, random, witness)
}

/// The same for a packet that met the surface at cosine `cos` to the normal, outside.
pub fn walk_from(stack: &Stack, cos: f64, random: &mut Random, witness: &mut impl PathScorer) -> PacketExit {
    let (reflected, cos_inside) = stack.surface(cos);
    let mut packet = Packet {
        stack,
        layer: 0,
        position: [0.0; 3],
        direction: [(1.0 - cos_inside * cos_inside).sqrt(), 0.0, cos_inside],
        weight: 1.0 - reflected,
        created: 0.0,
    };
    loop {
        if let Some(side) = packet.fly(random, witness) {
            return packet.end(side);
        }
        packet.scatter(random);
        if packet.weight < ROULETTE_BELOW && !packet.survives(random) {
            return packet.end(ExitSide::Nowhere);
        }
    }
}

impl Packet<'_> {
    /// Flies to the next scattering, through as many faces as lie between; the side where it leaves instead.
    fn fly(&mut self, random: &mut Random, witness: &mut impl PathScorer) -> Option<ExitSide> {
        let mut optical = random.optical_length();
        loop {
            let mu_s = self.stack.layers[self.layer].mu_s;
            let (to_event, to_face) = (optical / mu_s, self.to_face());
            if to_event <= to_face {
                if !to_event.is_finite() {
                    return Some(ExitSide::Nowhere);
                }
                self.advance(to_event, witness);
                return None;
            }
            self.advance(to_face, witness);
            optical -= to_face * mu_s;
            if let Some(side) = self.meet_face(random) {
                return Some(side);
            }
        }
    }

    fn to_face(&self) -> f64 {
        let down = self.direction[2] > 0.0;
        if self.direction[2] == 0.0 {
            return f64::INFINITY;
        }
        let face = self.stack.faces_mm[self.layer + usize::from(down)];
        ((face - self.position[2]) / self.direction[2]).max(0.0)
    }

    fn advance(&mut self, length_mm: f64, witness: &mut impl PathScorer) {
        let mu_a = self.stack.layers[self.layer].mu_a;
        let absorbed = -self.weight * (-mu_a * length_mm).exp_m1();
        witness.leg(&Leg {
            layer: self.layer,
            from: self.position,
            direction: self.direction,
            length_mm,
            absorbed,
        });
        self.weight -= absorbed;
        for (x, d) in self.position.iter_mut().zip(self.direction) {
            *x += d * length_mm;
        }
    }

    /// Reflects or refracts at the face it has come to.
    fn meet_face(&mut self, random: &mut Random) -> Option<ExitSide> {
        let down = self.direction[2] > 0.0;
        let (index, beyond) =
            (self.stack.layers[self.layer].index, self.stack.index_beyond(self.layer, down));
        // Exactly on the face: rounding must not carry it over unnoticed.
        self.position[2] = self.stack.faces_mm[self.layer + usize::from(down)];
        if index != beyond {
            let (reflected, cos) = fresnel(index, beyond, self.direction[2].abs());
            if random.unit() < reflected {
                self.direction[2] = -self.direction[2];
                return None;
            }
            let [x, y, z] = self.direction;
            self.direction = [x * index / beyond, y * index / beyond, cos.copysign(z)];
        }
        match (down, self.layer) {
            (false, 0) => return Some(ExitSide::Top),
            (false, _) => self.layer -= 1,
            (true, last) if last + 1 == self.stack.layers.len() => return Some(ExitSide::Bottom),
            (true, _) => self.layer += 1,
        }
        None
    }

    fn scatter(&mut self, random: &mut Random) {
        let cos = henyey_greenstein(self.stack.layers[self.layer].g, random.unit());
        let sin = (1.0 - cos * cos).max(0.0).sqrt();
        self.direction = turned(self.direction, cos, sin, random.circle());
    }

    fn survives(&mut self, random: &mut Random) -> bool {
        let survives = random.unit() < ROULETTE_CHANCE;
        let weight = if survives { self.weight / ROULETTE_CHANCE } else { 0.0 };
        self.created += weight - self.weight;
        self.weight = weight;
        survives
    }

    fn end(&self, side: ExitSide) -> PacketExit {
        PacketExit {
            side,
            weight: self.weight,
            created: self.created,
            radius_mm: self.position[0].hypot(self.position[1]),
            cos: self.direction[2].abs(),
        }
    }
}

/// Cosine of scattering for a uniform deviate `u` (Henyey and Greenstein 1941).
fn henyey_greenstein(g: f64, u: f64) -> f64 {
    if g.abs() < 1e-6 {
        return 2.0 * u - 1.0;
    }
    let part = (1.0 - g * g) / (1.0 - g + 2.0 * g * u);
    ((1.0 + g * g - part * part) / (2.0 * g)).clamp(-1.0, 1.0)
}

/// A direction turned by an angle about an azimuth (cosine, sine).
fn turned([x, y, z]: [f64; 3], cos: f64, sin: f64, (cos_round, sin_round): (f64, f64)) -> [f64; 3] {
    let across2 = x * x + y * y;
    if across2 < 1e-10 {
        return [sin * cos_round, sin * sin_round, cos * z.signum()];
    }
    let across = across2.sqrt();
    let k = sin / across;
    [
        k * (x * z * cos_round - y * sin_round) + x * cos,
        k * (y * z * cos_round + x * sin_round) + y * cos,
        -sin * cos_round * across + z * cos,
    ]
}
