// Sums of a normal distribution; functions only.

// The normal integral of x is nearly logistic in so many x (Bowling et al. 2009).
const LOGISTIC: f32 = 1.702;
// A pixel's own footprint: the deviation of the Gaussian that dots and hairs are filtered with.
const PIXEL_SIGMA_PX: f32 = 0.5;

// Fraction of a Gaussian about x that lies within |x| < half.
fn fraction_within(x: f32, half: f32, sigma: f32) -> f32 {
    let k = LOGISTIC / sigma;
    return 1.0 / (1.0 + exp(-k * (half - x))) - 1.0 / (1.0 + exp(k * (half + x)));
}
