//! Finds what lies in the edge of a sheet that the printer cannot reach, and what became too small on its sheet.

use std::collections::BTreeSet;

use super::inked::ink_beyond;
use super::printed::Printed;
use super::safe::beyond;
use super::small::SMALLEST_TYPE_PT;
use crate::diag::Diagnostic;
use crate::frame::{Code, Frame, Item, ItemKind};
use crate::geom::{Edges, Length, Rect, Size, narrow_clip};
use crate::page::{PageFinding, Spot};
use crate::rules::Rule;
use crate::sheet::Placement;

/// Ink that reaches so far into the edge, in millimetres, is not noticed: printers feed paper less exactly than that
/// (practice), and the cutting lines between copies end on the edge.
const UNNOTICED_MM: f64 = 0.1;

/// Checks every page where it lies on its sheets.
pub(super) fn check(printed: &Printed<'_>) -> Vec<PageFinding> {
    let mut found = Found {
        printed,
        seen: BTreeSet::new(),
        findings: Vec::new(),
    };
    for (placement, size) in printed.placements() {
        found.placement(&placement, size);
    }
    found.findings
}

/// The findings so far.
struct Found<'a> {
    printed: &'a Printed<'a>,
    /// Page, rule and key of what was reported: a page that lies on a sheet many times is reported once.
    seen: BTreeSet<(usize, Rule, String)>,
    findings: Vec<PageFinding>,
}

impl Found<'_> {
    /// Checks a page at a place on a sheet.
    fn placement(&mut self, placement: &Placement, sheet: Size) {
        let Some(page) = self.printed.piece.pages.get(placement.page) else {
            return;
        };
        if placement.scale < 1.0 && !self.printed.tiled {
            // The tiles of a poster are its own size; only their map is smaller, and nobody has to read it.
            self.check_shrunk(placement, &page.frame);
        }
        if self.printed.margin > Length::ZERO {
            let reached = Rect::of_size(sheet).grown(Edges::all(-self.printed.margin));
            let seen = OnSheet {
                placement,
                page: page.trim,
                reached,
            };
            self.edges(&page.frame, None, &seen);
        }
    }

    /// Reports items in the edge that the printer cannot reach.
    fn edges(&mut self, frame: &Frame, clip: Option<Rect>, seen: &OnSheet<'_>) {
        let clip = narrow_clip(clip, frame.clip_bounds());
        for item in &frame.items {
            if let ItemKind::Group(inner) = &item.kind {
                self.edges(inner, clip, seen);
                continue;
            }
            let Some(bounds) = self.inked_rect(item, clip, seen) else {
                continue;
            };
            let bounds = bounds.clipped_by(clip);
            let on_sheet = seen.placement.rect(seen.page, bounds);
            // A tile shows only its part of the page, and that part alone can be out of reach.
            let on_sheet = on_sheet.intersection(seen.placement.clip);
            if on_sheet.size.width <= Length::ZERO || on_sheet.size.height <= Length::ZERO {
                continue;
            }
            let over = beyond(on_sheet, seen.reached);
            if over > Length::mm(UNNOTICED_MM) {
                self.report_unreached(item, over, seen.placement.page);
            }
        }
    }

    /// The rectangle that an item covers with ink. None if it is white; for words, only what may reach into the
    /// edge.
    fn inked_rect(&self, item: &Item, clip: Option<Rect>, seen: &OnSheet<'_>) -> Option<Rect> {
        match &item.kind {
            ItemKind::Path(path) => {
                let white = |color: crate::color::Color| color.to_rgb() == (255, 255, 255);
                let filled = path.fill.is_some_and(|color| !white(color));
                let stroked = path.stroke.is_some_and(|stroke| !white(stroke.color));
                (filled || stroked || path.fade.is_some())
                    .then(|| item.bounds())
                    .flatten()
            }
            ItemKind::Code(code) => {
                // The quiet zone has no ink.
                Some(code.ink_bounds())
            }
            ItemKind::Text(run) => {
                ink_beyond(run, (clip, seen.reached_of_page()), self.printed.book)
            }
            _ => item.bounds(),
        }
    }

    /// Reports an item in the edge. A background may lose its edge; words and codes must not.
    fn report_unreached(&mut self, item: &Item, over: Length, page: usize) {
        let margin = self.printed.margin;
        let (what, is_ground) = match &item.kind {
            ItemKind::Text(run) => (format!("“{}”", run.text.trim()), false),
            ItemKind::Code(code) => (format!("the code `{}`", code.payload.encoded()), false),
            ItemKind::Image(placed) => (format!("the picture `{}`", placed.image.asset.file), true),
            _ => ("the background".to_owned(), true),
        };
        let problem = format!(
            "{what} reaches {over} into the edge of {margin} where the printer cannot print (page {})",
            page + 1
        );
        let problem = if is_ground {
            Diagnostic::warning(Rule::UnprintableEdge, problem)
        } else {
            Diagnostic::error(Rule::UnprintableEdge, problem)
        };
        let hint = if self.printed.true_size {
            "use `--fit shrink` instead of `--fit true`, or a larger sheet (`--onto`), or set `--margin` to that of the printer"
        } else {
            "use a larger sheet (`--onto`), or set `--margin` to that of the printer"
        };
        self.report(page, item, problem.hint(hint));
    }

    /// Reports codes and type that become too small when the page is scaled down.
    fn check_shrunk(&mut self, placement: &Placement, frame: &Frame) {
        let percent = (placement.scale * 100.0).round();
        let mut smallest: Option<(Length, &Item)> = None;
        let mut codes: Vec<(&Code, &Item)> = Vec::new();
        frame.walk(&mut |item| match &item.kind {
            ItemKind::Text(run) if smallest.is_none_or(|(size, _)| run.size < size) => {
                smallest = Some((run.size, item));
            }
            ItemKind::Code(code) => codes.push((code, item)),
            _ => {}
        });
        for (code, item) in codes {
            // Sizes on the page are those of the layout; on the sheet they are scaled.
            let module = code.module * placement.scale;
            if module * 1.001 < self.printed.module {
                // A thousandth allows for rounding of the scale.
                let problem = format!(
                    "at {percent} %, the modules of the code `{}` are {module} wide; the printer needs {}",
                    code.payload.encoded(),
                    self.printed.module
                );
                let problem = Diagnostic::error(Rule::CodeTooSmall, problem)
                    .hint("print it larger, or shorten its address");
                self.report(placement.page, item, problem);
            }
        }
        if let Some((size, item)) = smallest
            && (size * placement.scale).to_pt() < SMALLEST_TYPE_PT - 0.01
        {
            let problem = format!(
                "at {percent} %, the smallest type is {:.1} pt; few people can read type below {SMALLEST_TYPE_PT} pt",
                (size * placement.scale).to_pt()
            );
            let problem = Diagnostic::warning(Rule::SmallType, problem)
                .hint("print it larger, or compose it for this paper: `--fit layout`");
            self.report(placement.page, item, problem);
        }
    }

    /// Adds a finding about an item, once for each page, rule and key.
    fn report(&mut self, page: usize, item: &Item, problem: Diagnostic) {
        let key = item.origin.key.to_string();
        if !self.seen.insert((page, problem.rule, key)) {
            return;
        }
        let finding = PageFinding::at(&item.origin, problem);
        self.findings.push(match item.bounds() {
            Some(rect) => finding.on(Spot::Page(page, rect)),
            None => finding,
        });
    }
}

/// A page on a side of a sheet.
struct OnSheet<'a> {
    placement: &'a Placement,
    page: Size,
    /// The part of the sheet that the printer can reach.
    reached: Rect,
}

impl OnSheet<'_> {
    /// A part of the page that the printer can reach for certain: the page without the widest edge that it loses,
    /// on all sides.
    fn reached_of_page(&self) -> Rect {
        let whole = Rect::of_size(self.page);
        let over = beyond(self.placement.rect(self.page, whole), self.reached);
        let edge = over.max(Length::ZERO) / self.placement.scale.max(1e-6);
        whole.grown(Edges::all(-edge))
    }
}
