//! Codes of a file from elsewhere: their places and payloads are unknown, so the whole pages are searched.

use super::page_picture::PagePicture;
use crate::diag::{Diagnostic, OnPage};
use crate::geom::{Edges, Length, Rect};
use crate::proof::CodeProof;
use crate::proof::look::Opened;
use crate::proof::reader;
use crate::qr::QUIET_ZONE;
use crate::rules::Rule;

/// Resolutions, in pixels per inch, in which a page is searched again if the first picture leaves a doubt.
const PPI: [f64; 2] = [150.0, 300.0];

/// Finds and reads the codes of all pages. Places that look like a code but cannot be read become findings.
pub(super) fn codes(pages: &[PagePicture], opened: &Opened) -> (Vec<CodeProof>, Vec<Diagnostic>) {
    let mut codes = Vec::new();
    let mut told = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        let mut views = vec![];
        let own = search(page);
        let sure = !own.is_empty() && own.iter().all(|seen| seen.text.is_some());
        // The reader finds some codes in one resolution only.
        views.push(own);
        if !sure {
            for ppi in PPI {
                views.push(search(&PagePicture::new(&opened.draw(number, ppi), ppi)));
            }
        }
        let mut found: Vec<Seen> = Vec::new();
        // The views of one page show the same codes: a place counts once, and a view that can be read wins.
        for seen in views.into_iter().flatten() {
            match found
                .iter_mut()
                .find(|known| lies_on(known.rect, seen.rect))
            {
                Some(known) if known.text.is_none() => *known = seen,
                Some(_) => {}
                None => found.push(seen),
            }
        }
        for seen in found {
            let Some(text) = seen.text else {
                let problem = "there may be a code here that cannot be read, even close up";
                let problem = Diagnostic::warning(Rule::DoubtfulCode, problem)
                    .hint("scan it with a phone; keep it and its quiet zone free");
                told.push(at(number, seen.rect, problem));
                continue;
            };
            codes.push(proved(number, seen.rect, seen.modules, text, page));
        }
    }
    (codes, told)
}

/// A code in one picture of a page.
struct Seen {
    rect: Rect,
    modules: usize,
    text: Option<String>,
}

/// The codes in a picture of a page.
fn search(page: &PagePicture) -> Vec<Seen> {
    let found = reader::read(&page.grey.pixels, page.grey.width).into_iter();
    let seen = found.map(|found| Seen {
        rect: page.rect(&found.corners),
        // Most codes with an address have 25 to 33 modules; the guess only serves to estimate the size.
        modules: found.modules.unwrap_or(25),
        text: found.text,
    });
    // Nobody prints a code under 5 mm; such a find is a pattern that looks like one.
    seen.filter(|seen| seen.rect.size.short_side() > Length::mm(5.0))
        .collect()
}

/// Measures a code that was read.
fn proved(
    number: usize,
    rect: Rect,
    modules: usize,
    text: String,
    page: &PagePicture,
) -> CodeProof {
    let side = rect.size.long_side();
    // The smallest symbol has 21 modules on a side (ISO/IEC 18004, version 1).
    let module = side / modules.max(21) as f64;
    // The corners are those of the dark modules; the quiet zone comes on top.
    let rect = rect.grown(Edges::all(module * QUIET_ZONE as f64));
    let print = page.print(rect, module);
    CodeProof {
        page: number,
        rect,
        label: None,
        expected: None,
        module,
        stated: None,
        longest: print.longest(&text, module),
        outlives_copy: None,
        read: Some(text),
    }
}

/// Whether two places are those of the same code: they share a third of the smaller one.
fn lies_on(a: Rect, b: Rect) -> bool {
    a.intersection(b).area() > 0.3 * a.area().min(b.area())
}

/// A finding with its place in a file from elsewhere.
fn at(page: usize, rect: Rect, diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.on(OnPage { page, rect })
}
