//! The scan: reads every QR code of a file back, as a phone on the street would see it.
//!
//! In go pictures of the pages and, for a file of this program, the places of its codes. Out come the payloads
//! that were read, and for each code the longest distance from which it reads. That is found by simulation:
//! `camera` models what a phone sees from a distance and an angle, `reach` searches for the distance at which
//! reading ends, and `copy` models a photocopy. The models are pessimistic and their numbers are in the report.
//! Codes that should not be there, such as one in a photograph, are reported as well.

pub mod camera;
mod copy;
mod grey;
mod noise;
mod page_picture;
mod places;
mod reach;
mod unknown;

pub use grey::Grey;
pub use reach::{ANGLES, FRAMES, Print, TOLD};

pub(super) use page_picture::PagePicture;

use std::collections::{BTreeMap, BTreeSet};

use super::look::Opened;
use super::{CodeProof, Known};
use crate::diag::Diagnostic;
use crate::frame::ItemKind;
use crate::geom::Length;
use crate::page::{Page, PageFinding, Spot};
use crate::rules::Rule;
use places::CodePlace;

/// Pixels to a module at which codes are drawn: more than a camera sees of them from any distance that matters.
const PIXELS: f64 = 5.0;

/// The result of scanning a file.
pub(super) struct Scanned {
    pub(super) codes: Vec<CodeProof>,
    pub(super) findings: Vec<PageFinding>,
}

/// The resolution, in pixels per inch, at which a page is drawn so that its codes can be read; at least
/// `ppi`.
pub(super) fn ppi_of_page(known: Option<Known<'_>>, page: usize, ppi: f64) -> f64 {
    let Some(known) = known else {
        // The size of modules in a foreign file is unknown: 200 suits most printed codes.
        return ppi.max(200.0);
    };
    let places = places::places(known.examined).into_iter();
    // The smallest module of the page decides, as it needs the finest picture.
    let modules = places
        .filter(|place| place.page == page)
        .map(|place| place.module);
    let wanted = modules.map(|module| PIXELS / module.to_inch().max(1e-3));
    // The limit keeps the picture of a poster with a tiny code within memory.
    wanted.fold(ppi, f64::max).min(400.0)
}

/// Reads the codes of a file that this program made, at the places where they should be. `pages` are pictures
/// of its pages.
pub(super) fn scan_known(known: Known<'_>, pages: &[PagePicture]) -> Scanned {
    let places = places::places(known.examined);
    let mut scanned = Scanned {
        codes: Vec::new(),
        findings: Vec::new(),
    };
    // The search for the longest distance takes most of the time, so it is done once for each code and size: a
    // sheet of forty stickers has the same code forty times.
    let mut searched: BTreeMap<(usize, Length), usize> = BTreeMap::new();
    let whole: BTreeSet<usize> = places
        .iter()
        .filter(|place| place.whole)
        .map(|place| place.number)
        .collect();
    let mut cut = BTreeSet::new();
    for place in &places {
        if !place.whole {
            // A code that a seam of tiles cuts is reported once, unless another tile shows it whole.
            if !whole.contains(&place.number) && cut.insert(place.number) {
                scanned.findings.push(on_seam(place));
            }
            continue;
        }
        let Some(page) = pages.get(place.page) else {
            continue;
        };
        let print = page.print(place.rect, place.module);
        let expected = place.code.payload.encoded();
        // Read flat first: a code that cannot be read close up needs no search for a distance.
        let read = print.flat();
        let key = (place.number, place.module);
        let same = searched
            .get(&key)
            .and_then(|at| scanned.codes.get(*at))
            .cloned();
        let mut proof = CodeProof {
            page: place.page,
            rect: place.rect,
            label: Some(place.code.label.clone()),
            expected: Some(expected.clone()),
            read: read.clone(),
            module: place.module,
            stated: Some(place.code.distance),
            longest: None,
            outlives_copy: None,
        };
        match (read, same) {
            // The same code was searched in another place.
            (Some(read), Some(same)) if same.read.as_ref() == Some(&read) => {
                proof.longest = same.longest;
                proof.outlives_copy = same.outlives_copy;
            }
            (Some(read), _) => {
                proof.longest = print.longest(&read, place.module);
                // The search takes few pictures. A code that it finds too short is tried again with more.
                let stated = place.code.distance;
                let short = proof.longest.is_none_or(|longest| longest < stated);
                if short && print.surely_reads_from(&read, stated) {
                    proof.longest = Some(stated);
                }
                // A copy is read from where codes are read comfortably, or from the stated distance if that is
                // nearer.
                let near = place
                    .code
                    .distance
                    .min(place.module * crate::qr::COMFORTABLE_RATIO);
                proof.outlives_copy = Some(print.outlives_copy(&read, near));
            }
            (None, _) => {}
        }
        let first = !searched.contains_key(&key);
        let findings = describe_code(&proof).into_iter().map(|problem| {
            PageFinding::at(place.origin, problem).on(Spot::Side(place.page, place.rect))
        });
        // A finding that holds for a code in all its places is reported once.
        // A wrong or missing payload matters in each place: one copy of many may be damaged.
        if first || proof.read.as_ref() != Some(&expected) {
            scanned.findings.extend(findings);
        }
        searched.entry(key).or_insert(scanned.codes.len());
        scanned.codes.push(proof);
    }
    scanned
        .findings
        .extend(unexpected(known, pages, &scanned.codes));
    scanned
}

/// The findings about a code of this program.
fn describe_code(proof: &CodeProof) -> Vec<Diagnostic> {
    let metres = |length: Length| format!("{:.2} m", length.to_mm() / 1000.0);
    let expected = proof.expected.as_deref().unwrap_or_default();
    let Some(read) = &proof.read else {
        let problem = format!("the code `{expected}` cannot be read, even close up");
        return vec![
            Diagnostic::error(Rule::UnreadCode, problem)
                .hint("keep the code and its quiet zone free, and print it black on white"),
        ];
    };
    if read != expected {
        let problem = format!("a code contains `{read}` instead of `{expected}`");
        return vec![
            Diagnostic::error(Rule::WrongPayload, problem)
                .hint("build the file again from the content"),
        ];
    }
    let mut told = Vec::new();
    let stated = proof.stated.unwrap_or_default();
    let hint = "give the code more room, shorten its address, or lower its `distance`";
    match proof.longest {
        Some(longest) if longest >= stated => {}
        // This reader still reads it from the stated distance, but others may not: a warning.
        Some(longest) if longest >= stated * TOLD => {
            let problem = format!(
                "the code `{expected}` can be read reliably from {}, but its layout asks for {}",
                metres(longest),
                metres(stated)
            );
            told.push(Diagnostic::warning(Rule::ShortReach, problem).hint(hint));
        }
        longest => {
            let far = longest.map_or("only from close up".to_owned(), |longest| {
                format!("from at most {}", metres(longest))
            });
            let problem = format!(
                "the code `{expected}` can be read {far}, but its layout asks for {}",
                metres(stated)
            );
            told.push(Diagnostic::error(Rule::ShortReach, problem).hint(hint));
        }
    }
    if proof.outlives_copy == Some(false) {
        let problem = format!("a photocopy of the code `{expected}` cannot be read");
        told.push(
            Diagnostic::warning(Rule::CopyUnread, problem)
                .hint("print it larger, and black on white, because people copy leaflets"),
        );
    }
    told
}

/// The finding that a seam cuts a code in all its places.
fn on_seam(place: &CodePlace<'_>) -> PageFinding {
    let problem = format!(
        "a seam cuts the code `{}`: no sheet shows all of it, so it can only be read if the sheets are pasted without a gap",
        place.code.payload.encoded()
    );
    let hint = "choose another `--overlap` or `--onto`, or a paper that is printed in one piece";
    PageFinding::at(
        place.origin,
        Diagnostic::warning(Rule::CodeOnSeam, problem).hint(hint),
    )
    .on(Spot::Side(place.page, place.rect))
}

/// Finds codes that are not from the content. Only pictures can contain them, so pieces without pictures save
/// the time.
fn unexpected(known: Known<'_>, pages: &[PagePicture], codes: &[CodeProof]) -> Vec<PageFinding> {
    let mut pictured = false;
    for page in &known.examined.piece.pages {
        page.frame
            .walk(&mut |item| pictured |= matches!(item.kind, ItemKind::Image(_)));
    }
    if !pictured {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        for (rect, text) in page.codes() {
            let expected = codes.iter().filter(|code| code.page == number);
            let lies = |code: &CodeProof| code.rect.intersection(rect).area() > 0.0;
            // The map of a poster in tiles shows its codes once more.
            let mut own = known.examined.piece.pages.iter().flat_map(Page::codes);
            let is_ours = own.any(|code| code.payload.encoded() == text);
            if !is_ours && !expected.into_iter().any(lies) {
                let problem = format!("the page has a code that is not in the content: `{text}`");
                let problem = Diagnostic::warning(Rule::UnexpectedCode, problem)
                    .hint("check whether it is part of a picture: people will scan it as well");
                findings.push(PageFinding::of_piece(problem).on(Spot::Side(number, rect)));
            }
        }
    }
    findings
}

/// Finds and reads the codes of a file from elsewhere.
pub(super) fn scan_foreign(
    pages: &[PagePicture],
    opened: &Opened,
) -> (Vec<CodeProof>, Vec<Diagnostic>) {
    unknown::codes(pages, opened)
}
