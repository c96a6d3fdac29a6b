//! From plan to pages: boxes on the grid, text in the boxes, stories through them.

mod code;
mod drawing;
mod marks;
mod overset;
mod paint;
mod picture;
mod spacing;
mod story;
mod tally;
mod tree;

use std::collections::BTreeMap;

use crate::content::soften;
use crate::diag::{Diagnostic, Diagnostics, OnPiece, Warned};
use crate::frame::{Frame, Item, ItemKind, Origin};
use crate::geom::Rect;
use crate::page::{Page, Piece};
use crate::template::plan::{PagePlan, PiecePlan};
use crate::typeset::{FontBook, Missing, Typesetter};

use overset::Fault;
use paint::Painter;
use story::{Area, Flowed};
use tree::Tree;

/// How often the size of fitted type is halved in on: the last step is under a thousandth.
const FIT_STEPS: usize = 9;

/// Lays a piece out. Text that cannot be made to fit is an error that says by how much.
pub fn compose(plan: &PiecePlan, book: &FontBook) -> Result<Warned<Piece>, Diagnostics> {
    let mut reporter = Reporter {
        plan,
        problems: Diagnostics::default(),
    };
    let mut setter = Typesetter::new(book, &plan.language);
    let mut pages: Vec<Page> = Vec::new();
    let mut areas: BTreeMap<String, Vec<Area>> = BTreeMap::new();
    let mut overfull = false;
    let right_to_left = plan.is_right_to_left();
    for page_plan in &plan.pages {
        // What lies on a page that is too full lies anywhere; complaints about that would mislead.
        let Some(tree) = lay_out(page_plan, right_to_left, &mut setter, &mut reporter) else {
            overfull = true;
            continue;
        };
        let mut painter = Painter::new(page_plan, plan, &mut reporter);
        painter.paint(tree);
        for (name, rect, slot) in painter.story_areas() {
            areas.entry(name).or_default().push(Area {
                page: pages.len(),
                rect,
                slot,
            });
        }
        let frame = painter.finish();
        pages.push(Page {
            trim: page_plan.size,
            bleed: plan.bleed,
            frame,
        });
    }
    // With a page missing, every story would be too long.
    for (name, story) in plan.stories.iter().filter(|_| !overfull) {
        let Some(areas) = areas.get(name) else {
            let problem = Diagnostic::warning(
                "story-not-shown",
                format!("no area shows the story `{name}`"),
            );
            reporter.report_plain(
                &story.origin,
                problem.hint(format!("give an area `story = \"{name}\"`")),
            );
            continue;
        };
        let Flowed { frames, overset } =
            story::flow((name, story), areas, &mut setter, &mut reporter);
        for (area, frame) in areas.iter().zip(frames) {
            let slot: Option<&mut Item> = pages[area.page].frame.items.get_mut(area.slot);
            if let Some(slot) = slot {
                slot.kind = ItemKind::Group(frame);
            }
        }
        if let Some(overset) = overset {
            reporter.report_fault(overset);
        }
    }
    setter.finish();
    code::check_words(&pages, &mut reporter);
    code::check_asks(&pages, &mut reporter);
    code::check_quiet_zones(&pages, &mut reporter);
    let Reporter { problems, .. } = reporter;
    let piece = Piece {
        template: plan.template.clone(),
        paper: plan.paper.to_owned(),
        title: plan.title.clone(),
        language: plan.language.clone(),
        country: plan.country.clone(),
        author: plan.author.clone(),
        inks: plan.inks.clone(),
        together: plan.together,
        spoken: plan.spoken,
        pages,
    };
    soften(problems, &plan.allows).into_result(Some(piece))
}

/// Collects problems with their places.
pub(crate) struct Reporter<'p> {
    plan: &'p PiecePlan,
    problems: Diagnostics,
}

impl Reporter<'_> {
    /// Reports a problem where an origin stands, with the piece.
    fn report(&mut self, origin: &Origin, problem: Diagnostic) {
        let problem = problem.on_piece(OnPiece {
            template: self.plan.template.clone(),
            paper: self.plan.paper.clone(),
            language: Some(self.plan.language.clone()),
            shipped: self.is_shipped(),
        });
        self.problems.push(match self.plan.place(origin) {
            Some(place) => problem.at(place),
            None => problem,
        });
    }

    /// Reports what does not fit: at the layout where that can be changed, otherwise at the content.
    fn report_fault(&mut self, fault: Fault) {
        let shipped = self.is_shipped();
        let hint = if shipped {
            let change = "or choose a larger paper or another piece (`handbill list templates`)";
            format!("{}, {change}", fault.shorten)
        } else {
            format!("{}, or {}", fault.shorten, fault.make_room)
        };
        let problem = Diagnostic::error(fault.code, fault.what).detail(fault.detail);
        let origin = match fault.content {
            Some(content) if shipped || fault.code != "overset" => content,
            _ => fault.area,
        };
        self.report(&origin, problem.hint(hint));
    }

    /// Whether the layout comes with the program.
    fn is_shipped(&self) -> bool {
        let layout = self.plan.documents.first();
        layout.is_some_and(|layout| layout.source().shipped)
    }

    /// Reports a character that no font has, at its own place in the text.
    fn report_character(&mut self, missing: Missing) {
        let Missing {
            origin,
            character,
            problem,
        } = missing;
        let place = self.plan.place(&origin).map(|mut place| {
            let text = place
                .source
                .text
                .get(place.span.clone())
                .unwrap_or_default();
            if let Some(at) = text.find(character) {
                let start = place.span.start + at;
                place.span = start..start + character.len_utf8();
            }
            place
        });
        self.problems.push(match place {
            Some(place) => problem.at(place),
            None => problem,
        });
    }

    /// Reports a problem that does not depend on the paper.
    fn report_plain(&mut self, origin: &Origin, problem: Diagnostic) {
        self.problems.push(match self.plan.place(origin) {
            Some(place) => problem.at(place),
            None => problem,
        });
    }
}

/// Places the boxes of a page. Fitted type is as large as the page allows: all of it shares one place
/// between its bounds, so that the steps between sizes keep their proportion. None where it does not
/// fit at its smallest.
fn lay_out<'p, 'b>(
    plan: &'p PagePlan,
    right_to_left: bool,
    setter: &mut Typesetter<'b>,
    reporter: &mut Reporter<'_>,
) -> Option<Tree<'p, 'b>> {
    let mut missing = Vec::new();
    let mut tree = Tree::build(plan, right_to_left, setter, &mut missing);
    for lacking in missing {
        reporter.report_character(lacking);
    }
    tree.compute(1.0);
    if !tree.is_overset() {
        return Some(tree);
    }
    tree.compute(0.0);
    if let Some(fault) = tree.fault() {
        reporter.report_fault(fault);
        return None;
    }
    let (mut fits, mut spills) = (0.0, 1.0);
    for _ in 0..FIT_STEPS {
        let middle = (fits + spills) / 2.0;
        tree.compute(middle);
        if !tree.is_overset() {
            fits = middle;
        } else {
            spills = middle;
        }
    }
    tree.compute(fits);
    Some(tree)
}

/// A rectangle of the page for content, in lengths.
fn inner(plan: &PagePlan) -> Rect {
    Rect::of_size(plan.size).grown(plan.margin.inward())
}

/// An empty frame, for groups.
fn group() -> Frame {
    Frame::default()
}
