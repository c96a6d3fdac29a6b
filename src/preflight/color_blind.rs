//! Contrast of two colours as people with colour blindness see it.

use crate::color::Color;

/// The three kinds of colour blindness, each with a matrix for linear RGB (Machado, Oliveira and Fernandes, "A
/// Physiologically-based Model for Simulation of Color Vision Deficiency", 2009, at full severity).
pub(super) const KINDS: [(&str, [[f64; 3]; 3]); 3] = [
    (
        "red-blind (protanopia)",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "green-blind (deuteranopia)",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "blue-blind (tritanopia)",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

/// The contrast ratio of two colours (WCAG 2.2) for one kind of colour blindness.
pub(super) fn contrast(kind: &[[f64; 3]; 3], one: Color, other: Color) -> f64 {
    let (a, b) = (luminance(kind, one), luminance(kind, other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The relative luminance (WCAG 2.2) of a colour as someone with that kind of colour blindness sees it.
fn luminance(kind: &[[f64; 3]; 3], color: Color) -> f64 {
    let (r, g, b) = color.to_rgb();
    // The matrices are for linear light, so the gamma of sRGB is undone first.
    let linear = [r, g, b].map(|tone| {
        let tone = f64::from(tone) / 255.0;
        if tone <= 0.040_45 {
            tone / 12.92
        } else {
            ((tone + 0.055) / 1.055).powf(2.4)
        }
    });
    let seen = kind.map(|row| {
        let parts = row.iter().zip(linear).map(|(weight, tone)| weight * tone);
        parts.sum::<f64>().clamp(0.0, 1.0)
    });
    let weights = [0.2126, 0.7152, 0.0722];
    seen.iter()
        .zip(weights)
        .map(|(tone, weight)| tone * weight)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn red_on_black_is_dark_to_the_red_blind_alone() {
        let red = Color::rgb(255, 0, 0);
        let seen = KINDS.map(|(_, kind)| contrast(&kind, red, Color::BLACK));
        assert!(seen[0] < 4.5 && seen[1] > 4.5, "{seen:?}");
        assert!(
            KINDS
                .iter()
                .all(|(_, kind)| contrast(kind, Color::WHITE, Color::BLACK) > 20.0)
        );
    }
}
