//! The proof: opens what was written, looks at it as the street will, and says whether it works.
//!
//! What can be known without opening a file is found while a piece is made (the findings of its
//! [`Examined`]) and by [`of_frames`]. [`prove`] opens the file, draws its pages and reads their codes.

mod claims;
pub mod cost;
pub mod file;
mod inks;
pub mod law;
pub mod links;
mod look;
pub mod online;
mod printed;
mod reader;
pub mod report;
pub mod scan;
pub mod share;
mod verdict;

pub use look::{Opened, Raster};
pub use reader::{Found, read};
pub use verdict::{Deny, Judged, judge, standing};

use std::num::NonZeroU32;

use crate::content::Campaign;
use crate::diag::{Diagnostic, Diagnostics, OnPage};
use crate::geom::{Length, Point, Rect, Size};
use crate::ink::{InkShare, Inks, Plate};
use crate::inspect::{Inspected, inspect};
use crate::language::Date;
use crate::page::Finding;
use crate::press::{Built, Examined};
use crate::route::RouteKind;
use printed::Printed;
use scan::Drawn;

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

impl Known<'_> {
    /// The plate that the file is for, where each ink has a file of its own.
    fn plate(&self) -> Option<Plate> {
        let inks = Inks::of(&self.built.route, &self.built.piece.inks).ok()?;
        let suffix = self.ink?;
        inks.plates()
            .iter()
            .find(|plate| plate.suffix == suffix)
            .cloned()
    }
}

/// A file proved.
#[derive(Debug)]
pub struct Proof {
    /// Its pages as they are seen; sides of sheets, where pages lie on sheets.
    pub pages: Vec<PageProof>,
    /// The codes on them.
    pub codes: Vec<CodeProof>,
    /// What the file says of itself.
    pub inspected: Inspected,
    /// What was found. Places are in the pages above.
    pub findings: Diagnostics,
}

/// A page as it is seen.
#[derive(Debug)]
pub struct PageProof {
    /// Its size.
    pub size: Size,
    /// Where places of findings count from: the corner of the trim, of a sheet that of the sheet.
    pub corner: Point,
    /// How it looks, at [`PICTURE_PPI`].
    pub picture: Raster,
    /// How much of each ink lies on it: measured on routes with inks of their own, else estimated from how
    /// it looks.
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
    /// The longest distance from which it is read as the camera sees it; none where there is none.
    pub longest: Option<Length>,
    /// Whether a photocopy of it is read, where that was tried.
    pub outlives_copy: Option<bool>,
}

impl CodeProof {
    /// How many times the distance that it is meant for it is read from.
    pub fn margin(&self) -> Option<f64> {
        Some(self.longest?.ratio(self.stated?))
    }
}

/// Pixels to the inch of the pictures of pages.
pub const PICTURE_PPI: f64 = 96.0;

/// What can be told of a piece from its content and frames, without opening a file.
pub fn of_frames(campaigns: &[&Campaign], built: &Examined, terms: &Terms) -> Vec<Finding> {
    let printed = Printed::of(&built.piece);
    let Some(campaign) = campaigns.first() else {
        return Vec::new();
    };
    // Dates, sources and imprints are the same in all languages.
    let mut findings = claims::check(campaign, &printed, terms.today);
    findings.extend(links::check(&printed));
    findings.extend(law::check(
        campaign,
        &printed,
        built,
        terms.country.as_deref(),
    ));
    findings.extend(law::homes(campaign, &printed));
    findings
}

/// Opens a file and looks at it. Of one that we made, `known` says what it should be.
pub fn prove(bytes: &[u8], known: Option<Known<'_>>, _terms: &Terms) -> Result<Proof, Diagnostic> {
    let inspected = inspect(bytes)?;
    let expected = known.map(|known| file::Expectation::of(known.built));
    let mut findings = Diagnostics::default();
    findings.extend(file::findings(&inspected, &expected.unwrap_or_default()));
    // The streams of an encrypted file cannot be weighed, and the renderer has no limits of its own.
    let locked = findings.iter().find(|_| inspected.encrypted).cloned();
    if let Some(problem) = locked.or_else(|| inspected.too_heavy.clone()) {
        return Err(problem);
    }
    let opened = Opened::new(bytes)?;
    let mut pages = Vec::new();
    let mut drawn = Vec::new();
    for page in 0..opened.pages() {
        let ppi = scan::ppi_of_page(known, page, PICTURE_PPI);
        let raster = opened.draw(page, ppi);
        drawn.push(Drawn::new(&raster, ppi));
        let picture = raster.made_smaller(PICTURE_PPI / ppi);
        pages.push(PageProof {
            size: opened.size(page),
            corner: match (known, inspected.pages.get(page)) {
                (Some(known), _) if known.built.imposed.is_some() => Point::default(),
                (_, Some(facts)) => facts.trim.origin,
                _ => Point::default(),
            },
            inks: inks_of(known, page, &picture),
            picture,
        });
    }
    let codes = match known {
        // Codes are black: on the plates of other inks there are none.
        Some(known) if known.plate().is_some_and(|plate| !plate.key) => Vec::new(),
        Some(known) => {
            let scanned = scan::ours(known, &drawn);
            findings.extend(known.built.placed(scanned.findings));
            scanned.codes
        }
        None => {
            let (codes, told) = scan::anyones(&drawn, &opened);
            let told = told.into_iter().chain(codes.iter().flat_map(leads));
            findings.extend(told.map(|problem| counted_from(&pages, problem)));
            codes
        }
    };
    Ok(Proof {
        pages,
        codes,
        inspected,
        findings,
    })
}

/// A finding whose place counts from the corner of its page's picture.
fn counted_from(pages: &[PageProof], mut problem: Diagnostic) -> Diagnostic {
    if let Some(on) = &mut problem.on_page
        && let Some(page) = pages.get(on.page)
    {
        on.rect = on.rect.moved(Point::new(-page.corner.x, -page.corner.y));
    }
    problem
}

/// What is wrong with where a code leads that nothing else is known of.
fn leads(code: &CodeProof) -> Vec<Diagnostic> {
    let on_page = OnPage {
        page: code.page,
        rect: code.rect,
    };
    let problems = code.read.iter().flat_map(|read| links::lint(read));
    problems.map(|problem| problem.on(on_page)).collect()
}

/// The ink on a page: as the route measures it, else as the page looks.
fn inks_of(known: Option<Known<'_>>, page: usize, picture: &Raster) -> Vec<InkShare> {
    let of_route = known.filter(|known| known.built.imposed.is_none());
    let measured = of_route.and_then(|known| known.built.coverage.get(page));
    match (measured, known.map(|known| known.built.route.kind)) {
        (Some(coverage), _) => {
            let own = known.and_then(|known| known.plate());
            let inks = coverage.inks.iter();
            let here = inks.filter(|ink| own.as_ref().is_none_or(|own| own.name == ink.name));
            here.cloned().collect()
        }
        (None, Some(RouteKind::Copier | RouteKind::Riso)) => inks::in_black(picture),
        (None, _) => inks::in_color(picture),
    }
}
