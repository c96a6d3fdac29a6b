//! How ink mixes with what lies below it.

/// How ink mixes with what lies below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Blend {
    /// It hides what lies below, as far as it is opaque.
    #[default]
    Normal,
    /// Both add up, like two inks printed over each other: each part of the light passes through both
    /// (ISO 32000-1, 11.3.5.2, `Multiply`).
    Multiply,
}

impl Blend {
    /// Whether what lies below shows through even where the ink is opaque.
    pub fn shows_ground(self) -> bool {
        self == Self::Multiply
    }

    /// The light that is left of two, 255 being white paper.
    pub fn light(self, above: u8, below: u8) -> u8 {
        match self {
            Self::Normal => above,
            Self::Multiply => ((u32::from(above) * u32::from(below) + 127) / 255) as u8,
        }
    }

    /// The ink that two amounts come to, 255 being full ink.
    pub fn ink(self, above: u8, below: u8) -> u8 {
        255 - self.light(255 - above, 255 - below)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inks_over_each_other_are_darker_than_either() {
        assert_eq!(Blend::Normal.ink(10, 200), 10);
        assert_eq!(Blend::Multiply.ink(0, 200), 200);
        assert_eq!(Blend::Multiply.ink(255, 3), 255);
        // Half of the light, and of that half again.
        assert_eq!(Blend::Multiply.light(128, 128), 64);
    }
}
