//! Bare skin.
use super::adding_doubling::Solver;
use super::chromophores;
use crate::plan::Skin;
#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn probe() {
        let solver = Solver::new(1.4);
        for (m,b,s) in [(0.012,0.004,1.0),(0.012,0.008,1.0),(0.10,0.005,1.0),(0.014,0.0035,0.65)] {
            let r: Vec<f64> = (0..36).map(|i| solver.normal_incidence(&chromophores::layers(&Skin{melanin:m,blood:b}, i, s)).diffuse).collect();
            println!("{m} {b} {s} {:?}", [2,7,12,17,20,24,27,32].map(|i: usize| (1000.0*(r[i]+0.028)).round()));
            let l = super::super::light::Light::new(super::super::light::Illuminant::D65, 1.0);
            let r: [f64;36] = r.try_into().unwrap();
            println!("{:?} {:?}", l.seen(&r), l.lab(&r));
        }
    }
}
