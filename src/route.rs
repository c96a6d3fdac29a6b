//! Routes: the ways to print a piece, with the limits of each printer.

use std::sync::Arc;

use crate::geom::Length;
use crate::keyword::keywords;

keywords! {
    /// A way of printing.
    #[derive(Default, PartialOrd, Ord, Hash)]
    pub enum RouteKind {
        /// Pages for viewing and sharing on screens.
        Screen = "screen",
        /// A home or office printer: A4 or letter, with a margin that it cannot print on.
        Home = "home" #[default],
        /// A photocopier: black only.
        Copier = "copier",
        /// A risograph: one file for each ink.
        Riso = "riso",
        /// An offset or digital press: PDF/X-4 with bleed and marks.
        Press = "press",
    }
}

/// A route with its numbers. A template can replace the defaults ([`Route::of`]) in its `[route]` tables.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// Kind of printer.
    pub kind: RouteKind,
    /// Width of the edge of the paper that the printer cannot print on.
    pub margin: Length,
    /// Distance that backgrounds and pictures continue beyond the trim, so that cutting leaves no white line.
    pub bleed: Length,
    /// Smallest width of a module of a code that the printer renders clearly.
    pub module: Length,
    /// Smallest line width. Thinner lines are drawn this wide.
    pub hairline: Length,
    /// Lightest and darkest tint that the printer renders, as shares from 0 (paper) to 1 (full ink). A tint outside
    /// this range becomes the closest of the four: paper, the lightest tint, the darkest tint, or full ink.
    pub tints: (f64, f64),
    /// Largest ink coverage of a point of the page, summed over all inks: 3 means three inks in full.
    pub coverage: f64,
    /// Largest share of an ink in a solid area, from 0 to 1. A solid area above it is printed as a tint.
    pub solid: f64,
    /// Names of the inks that are loaded into the printer. Other colours are mixed.
    pub inks: Vec<String>,
    /// Factor for the contrast of pictures; 1 leaves them unchanged.
    pub contrast: f64,
    /// Lines per inch of the line screen for pictures; `None` prints them as continuous tones.
    pub screen: Option<f64>,
    /// Printing condition of the press.
    pub condition: Condition,
}

/// Printing condition of a press: the ICC profile of its inks on its paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Condition {
    /// Coated paper (FOGRA39), which print shops use for most posters and flyers.
    #[default]
    Coated,
    /// Uncoated paper, as in copiers (FOGRA47).
    Uncoated,
    /// An ICC profile beside the content: its file name and bytes.
    Own(String, Arc<[u8]>),
}

impl Route {
    /// The route of a kind with its default numbers.
    pub fn of(kind: RouteKind) -> Self {
        let default = Self {
            kind,
            margin: Length::ZERO,
            bleed: Length::ZERO,
            // Inkjet printers and photocopiers still render modules of this width (practice).
            module: Length::mm(0.5),
            // Enough for dark lines on light paper; light lines on a dark background need more (practice).
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
            RouteKind::Screen => default,
            RouteKind::Home => Self {
                // Every home printer can print everything but a quarter of an inch at each edge (practice).
                margin: Length::inch(0.25),
                ..default
            },
            RouteKind::Copier => Self {
                // Typical margin of laser printers and copiers (practice).
                margin: Length::mm(4.0),
                hairline: Length::pt(0.5),
                tints: (0.15, 0.85),
                contrast: 1.35,
                ..default
            },
            RouteKind::Riso => Self {
                // An A3 drum prints 289 × 409 mm of the 297 × 420 mm of the sheet (practice).
                margin: Length::mm(5.0),
                hairline: Length::pt(0.5),
                // Ink of full solids rubs off onto the next sheet, and the sheet sticks to the rollers (practice).
                solid: 0.85,
                coverage: 2.0,
                ..default
            },
            RouteKind::Press => Self {
                bleed: Length::mm(3.0),
                module: Length::mm(0.4),
                // Limit for coated paper (practice).
                coverage: 3.0,
                ..default
            },
        }
    }
}
