//! Numbers for tests that damage or invent their input.

/// A fixed sequence of numbers, so that a failure can be repeated.
pub struct Numbers(pub u64);

impl Numbers {
    /// A number below a limit; 0 below 0.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }
}
