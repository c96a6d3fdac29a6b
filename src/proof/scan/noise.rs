//! Numbers that look random and are the same on every run.

/// A row of such numbers (xorshift).
pub(super) struct Noise(u64);

impl Noise {
    /// A row of its own for each seed.
    pub(super) fn new(seed: u64) -> Self {
        let mut noise = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        // Small seeds begin alike.
        for _ in 0..8 {
            noise.step();
        }
        noise
    }

    fn step(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Between −1 and 1.
    pub(super) fn even(&mut self) -> f64 {
        self.step() * 2.0 - 1.0
    }

    /// About 0, small ones more often; the standard deviation is 1.
    pub(super) fn bell(&mut self) -> f64 {
        // Three even numbers together have a variance of 1/4.
        (self.step() + self.step() + self.step() - 1.5) * 2.0
    }
}
