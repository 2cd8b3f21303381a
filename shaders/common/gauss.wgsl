// Sums of a normal distribution; functions only.

// Share of a Gaussian about x that lies within |x| < half: logistic form of the normal integral (Bowling et al. 2009).
fn share_within(x: f32, half: f32, sigma: f32) -> f32 {
    let k = 1.702 / sigma;
    return 1.0 / (1.0 + exp(-k * (half - x))) - 1.0 / (1.0 + exp(k * (half + x)));
}
