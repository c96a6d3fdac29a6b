//! The proof: opens a finished PDF, checks it as a printer, a phone and a reader would, and reports what would
//! fail.
//!
//! In go the bytes of a file and, if this program made it, what it was made from ([`Known`]). Out comes a
//! [`Proof`]: pictures of its pages, its QR codes with the distance from which they can be read, and findings.
//!
//! There are two kinds of checks. [`of_frames`] needs no file: it looks through the display list of a piece and
//! checks claims against their dates and sources (`claims`), addresses (`links`) and the law of the country
//! (`law`). [`prove`] trusts nothing that wrote the file: a renderer and a code reader that share no code with
//! the writer draw its pages (`look`) and scan its codes through the model of a phone's camera (`scan`), and
//! `file` checks the structure of the PDF. A PDF from elsewhere goes through the same checks, as far as they
//! need no knowledge of its source. `verdict` then decides which findings count, `cost` estimates prices, and
//! `report` writes everything down for a browser.

mod claims;
pub mod cost;
pub mod file;
mod inks;
mod known_piece;
pub mod law;
pub mod links;
mod look;
pub mod online;
mod printed;
mod reader;
pub mod report;
mod result;
pub mod scan;
pub mod share;
mod verdict;

pub use known_piece::Known;
pub use look::{Opened, Raster};
pub use reader::{Found, read};
pub use result::{CodeProof, PageProof, Proof};
pub use verdict::{Deny, Judged, judge, standing};

use std::num::NonZeroU32;

use crate::content::Campaign;
use crate::diag::{Diagnostic, Diagnostics, OnPage};
use crate::geom::Point;
use crate::ink::InkShare;
use crate::inspect::inspect;
use crate::language::Date;
use crate::page::PageFinding;
use crate::pipeline::Examined;
use crate::route::RouteKind;
use printed::PrintIndex;
use scan::PagePicture;

/// The circumstances that pieces are checked for.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// Today, with year, month and day. Without it, the ages of figures and events are not checked.
    pub today: Option<Date>,
    /// The country in which the pieces are handed out (ISO 3166-1 alpha-2, capitals).
    pub country: Option<String>,
    /// The print run: number of copies.
    pub copies: Option<NonZeroU32>,
}

/// Pixels per inch of the pictures of pages.
pub const PICTURE_PPI: f64 = 96.0;

/// Checks a piece by its content and its display list, without opening a file.
pub fn of_frames(campaigns: &[&Campaign], examined: &Examined, terms: &Terms) -> Vec<PageFinding> {
    let printed = PrintIndex::of(&examined.piece);
    let Some(campaign) = campaigns.first() else {
        return Vec::new();
    };
    // Dates, sources and imprints are the same in all languages, so the first one serves.
    let mut findings = claims::check(campaign, &printed, terms.today);
    findings.extend(links::check(&printed));
    findings.extend(law::check(
        campaign,
        &printed,
        examined,
        terms.country.as_deref(),
    ));
    findings.extend(law::homes(campaign, &printed));
    findings
}

/// Opens a file and checks it. For a file that this program made, `known` is its source. The error says why the
/// file cannot be opened or rendered.
pub fn prove(bytes: &[u8], known: Option<Known<'_>>, _terms: &Terms) -> Result<Proof, Diagnostic> {
    let inspected = inspect(bytes)?;
    let expected = known.map(|known| file::Expectation::of(known.examined));
    let mut findings = Diagnostics::default();
    findings.extend(file::findings(&inspected, &expected.unwrap_or_default()));
    // The renderer has no limits of its own. So a file whose size in memory is too large is refused here, and
    // so is an encrypted one, whose streams cannot be measured.
    let locked = findings.iter().find(|_| inspected.encrypted).cloned();
    if let Some(problem) = locked.or_else(|| inspected.too_heavy.clone()) {
        return Err(problem);
    }
    let opened = Opened::new(bytes)?;
    let mut pages = Vec::new();
    let mut drawn = Vec::new();
    for page in 0..opened.pages() {
        let ppi = scan::ppi_of_page(known, page, PICTURE_PPI);
        // Drawn once, in the resolution that the scan needs; the picture for the report is made from that.
        let raster = opened.draw(page, ppi);
        drawn.push(PagePicture::new(&raster, ppi));
        let picture = raster.made_smaller(PICTURE_PPI / ppi);
        pages.push(PageProof {
            size: opened.size(page),
            corner: match (known, inspected.pages.get(page)) {
                // On an imposed sheet there is no trim to measure from.
                (Some(known), _) if known.examined.imposed.is_some() => Point::default(),
                (_, Some(facts)) => facts.trim.origin,
                _ => Point::default(),
            },
            inks: inks_of(known, page, &picture),
            picture,
        });
    }
    let codes = match known {
        // Codes are black, so the plates of other inks have none.
        Some(known) if known.plate().is_some_and(|plate| !plate.key) => Vec::new(),
        Some(known) => {
            let scanned = scan::scan_known(known, &drawn);
            findings.extend(known.examined.placed(scanned.findings));
            scanned.codes
        }
        None => {
            let (codes, findings_of_codes) = scan::scan_foreign(&drawn, &opened);
            let found = findings_of_codes
                .into_iter()
                .chain(codes.iter().flat_map(check_target));
            findings.extend(found.map(|problem| measured_from_trim(&pages, problem)));
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

/// A finding with its place measured from the corner of the trim, like all others.
fn measured_from_trim(pages: &[PageProof], mut problem: Diagnostic) -> Diagnostic {
    if let Some(on) = &mut problem.on_page
        && let Some(page) = pages.get(on.page)
    {
        on.rect = on.rect.moved(Point::new(-page.corner.x, -page.corner.y));
    }
    problem
}

/// Checks the address in a code of a foreign file.
fn check_target(code: &CodeProof) -> Vec<Diagnostic> {
    let on_page = OnPage {
        page: code.page,
        rect: code.rect,
    };
    let problems = code.read.iter().flat_map(|read| links::lint(read));
    problems.map(|problem| problem.on(on_page)).collect()
}

/// The share of each ink on a page: measured if the route separates inks, else estimated from the picture.
fn inks_of(known: Option<Known<'_>>, page: usize, picture: &Raster) -> Vec<InkShare> {
    // Coverage is measured for each page of the piece. A side of a sheet may hold several, so its picture
    // decides.
    let of_route = known.filter(|known| known.examined.imposed.is_none());
    let measured = of_route.and_then(|known| known.examined.coverage.get(page));
    match (measured, known.map(|known| known.examined.route.kind)) {
        // A file for one ink has that ink alone, of all that were measured on the page.
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
