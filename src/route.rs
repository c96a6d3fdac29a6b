//! Where a piece is printed, and what that printer asks of it.

use std::sync::Arc;

use crate::geom::Length;
use crate::keyword::keywords;

keywords! {
    /// A way of printing.
    #[derive(Default, PartialOrd, Ord, Hash)]
    pub enum RouteKind {
        /// Pages for viewing and sharing on screens.
        Screen = "screen",
        /// A home or office printer: A4 or letter, inside the edge that it cannot reach.
        Home = "home" #[default],
        /// A photocopier: black only.
        Copier = "copier",
        /// A risograph: one file for each ink.
        Riso = "riso",
        /// An offset or digital press: PDF/X-4 with bleed and marks.
        Press = "press",
    }
}

/// A route with its numbers, those of the layout file in the place of the usual ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// Which it is.
    pub kind: RouteKind,
    /// The edge of the paper that the printer does not reach.
    pub margin: Length,
    /// How far the drawing goes on beyond the trim.
    pub bleed: Length,
    /// The narrowest module of a code.
    pub module: Length,
    /// The thinnest line; thinner ones are made as thick.
    pub hairline: Length,
    /// Lightest and darkest tint between paper and full ink, 0 to 1. Outside, a tint becomes what is
    /// closest of the lightest, the darkest, paper and full ink.
    pub tints: (f64, f64),
    /// Most ink on one spot, all inks together: 3 is three inks in full.
    pub coverage: f64,
    /// Most of one ink in a solid area; above it the solid becomes a tint.
    pub solid: f64,
    /// Inks that are loaded as such, by name. Other colours are mixed.
    pub inks: Vec<String>,
    /// The contrast of pictures, 1 as they are.
    pub contrast: f64,
    /// Lines to the inch of the line screen that pictures are printed with; none keeps them as tones.
    pub screen: Option<f64>,
    /// What the press is known to print.
    pub condition: Condition,
}

/// What a press is known to print: the ICC profile of its inks on its paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Condition {
    /// Coated paper, of which most posters and flyers of print shops are: FOGRA39.
    #[default]
    Coated,
    /// Uncoated paper, as in copiers: FOGRA47.
    Uncoated,
    /// A profile beside the content: its file name and bytes.
    Own(String, Arc<[u8]>),
}

impl Route {
    /// A route with its usual numbers.
    pub fn of(kind: RouteKind) -> Self {
        let usual = Self {
            kind,
            margin: Length::ZERO,
            bleed: Length::ZERO,
            // An inkjet or a photocopier still renders it (practice).
            module: Length::mm(0.5),
            // Practice, for what is printed positive.
            hairline: Length::pt(0.25),
            tints: (0.0, 1.0),
            coverage: 4.0,
            solid: 1.0,
            inks: Vec::new(),
            contrast: 1.0,
            screen: None,
            condition: Condition::Coated,
        };
        match kind {
            RouteKind::Screen => usual,
            RouteKind::Home => Self {
                // A quarter of an inch is safe on every printer (practice).
                margin: Length::inch(0.25),
                ..usual
            },
            RouteKind::Copier => Self {
                // Typical of laser printers and copiers (practice).
                margin: Length::mm(4.0),
                hairline: Length::pt(0.5),
                tints: (0.15, 0.85),
                contrast: 1.35,
                ..usual
            },
            RouteKind::Riso => Self {
                // A drum of A3 prints 289 × 409 mm of 297 × 420 (practice).
                margin: Length::mm(5.0),
                hairline: Length::pt(0.5),
                // Full solids set off onto the next sheet and tear at the rollers (practice).
                solid: 0.85,
                coverage: 2.0,
                ..usual
            },
            RouteKind::Press => Self {
                bleed: Length::mm(3.0),
                module: Length::mm(0.4),
                // Coated paper (practice).
                coverage: 3.0,
                ..usual
            },
        }
    }
}
