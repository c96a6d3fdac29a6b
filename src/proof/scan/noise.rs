//! Pseudo-random numbers that are the same on every run: a proof must give the same result twice.

/// A sequence of such numbers (xorshift64, Marsaglia 2003).
pub(super) struct Noise(u64);

impl Noise {
    /// The sequence of a seed.
    pub(super) fn new(seed: u64) -> Self {
        let mut noise = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        // The first numbers of small seeds are similar, so they are skipped.
        for _ in 0..8 {
            noise.step();
        }
        noise
    }

    /// The next number, from 0 to 1.
    fn step(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number between −1 and 1, uniformly distributed.
    pub(super) fn even(&mut self) -> f64 {
        self.step() * 2.0 - 1.0
    }

    /// A number around 0 with a standard deviation of 1, nearly normally distributed.
    pub(super) fn bell(&mut self) -> f64 {
        // The sum of three uniform numbers from 0 to 1 has a mean of 1.5 and a variance of 1/4.
        (self.step() + self.step() + self.step() - 1.5) * 2.0
    }
}
