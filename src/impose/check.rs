//! Errors of imposition: what cannot be put onto sheets, by how much, and what to do instead.

use super::spec::{Imposition, Room, Spec};
use crate::diag::{Diagnostic, Diagnostics};
use crate::geom::{Length, Size};
use crate::page::Page;
use crate::paper::PAPERS;
use crate::rules::Rule;

/// More pages than this on one side, or tiles of one poster, are taken for a slip.
pub(super) const MOST: usize = 1000;

/// Largest part of a page's width that creep may move it by: more would push words into the spine.
const CREEP_SHARE: f64 = 0.1;

/// Name of a single page in errors. Only for that are tiles a way out.
pub(super) const PAGE: &str = "a page";

/// `148 mm × 210 mm`.
pub(super) fn format_size(size: Size) -> String {
    format!("{} × {}", size.width, size.height)
}

/// Refuses what no kind of imposition can handle: no pages, sizes and lengths that are none.
pub(super) fn verify_spec(pages: &[Page], spec: &Spec) -> Result<(), Diagnostics> {
    let mut problems = Diagnostics::default();
    if pages.is_empty() {
        problems.push(Diagnostic::error(
            Rule::NoPages,
            "there are no pages to print",
        ));
    }
    // Sizes are checked first, since everything else is computed from them.
    let sizes = pages.iter().map(|page| page.trim).chain([spec.paper]);
    for size in sizes.filter(|size| size.width <= Length::ZERO || size.height <= Length::ZERO) {
        let problem = format!("a paper or page of {} has no area", format_size(size));
        problems.push(Diagnostic::error(Rule::NoSize, problem));
    }
    let overlap = match spec.imposition {
        Imposition::Tiled { overlap } => overlap,
        _ => Length::ZERO,
    };
    let lengths = [
        ("margin", spec.margin),
        ("gutter", spec.gutter),
        ("overlap", overlap),
        ("thickness of the paper", spec.thickness),
    ];
    for (name, length) in lengths.into_iter().filter(|(_, it)| *it < Length::ZERO) {
        let problem = format!("the {name} is negative: {length}");
        problems.push(Diagnostic::error(Rule::NegativeLength, problem));
    }
    let keeps_inside = !spec.whole_sheet || matches!(spec.imposition, Imposition::Tiled { .. });
    let short = spec.paper.short_side();
    if keeps_inside && spec.room == Room::Paper && spec.margin * 2.0 >= short {
        let problem = format!(
            "a margin of {} on both sides leaves no room on a paper of {}",
            spec.margin,
            format_size(spec.paper)
        );
        let hint = format!("make it less than {}", short * 0.5);
        problems.push(Diagnostic::error(Rule::MarginTooLarge, problem).hint(hint));
    }
    let around = matches!(spec.imposition, Imposition::OneUp | Imposition::Fold { .. });
    if spec.room == Room::Around && !around {
        let problem = "only sheets with a single page can have room for marks around the page";
        let hint = "name the paper of the sheets: `--onto A3`";
        problems.push(Diagnostic::error(Rule::RoomAround, problem).hint(hint));
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems)
    }
}

/// The size of all pages; an error if they differ, since pages that lie side by side or back to back must match.
pub(super) fn common_size(pages: &[Page]) -> Result<Size, Diagnostic> {
    let first = pages.first().map(|page| page.trim).unwrap_or_default();
    for (index, page) in pages.iter().enumerate() {
        if page.trim != first {
            let problem = format!(
                "page {} is {}, but page 1 is {}",
                index + 1,
                format_size(page.trim),
                format_size(first)
            );
            let hint = "pages that are cut, folded or printed back to back must have the same size";
            return Err(Diagnostic::error(Rule::MixedSizes, problem).hint(hint));
        }
    }
    Ok(first)
}

/// The error for something that does not fit its place. `places` is the number of places of the sheet, side by side and
/// one above the other; from it follows which larger paper would do.
pub(super) fn too_large(
    what: &str,
    needed: Size,
    room: Size,
    spec: &Spec,
    places: (u32, u32),
) -> Diagnostic {
    let over = |needed: Length, room: Length, side: &str| {
        (needed > room).then(|| format!("{} too {side}", (needed - room).rounded()))
    };
    // It is compared the way it fits better.
    // A person turns the paper before giving up.
    let lying = Size::new(room.height, room.width);
    let excess = |room: Size| {
        let wide = (needed.width - room.width).max(Length::ZERO);
        wide + (needed.height - room.height).max(Length::ZERO)
    };
    let room = if excess(lying) < excess(room) {
        lying
    } else {
        room
    };
    let wide = over(needed.width, room.width, "wide");
    let high = over(needed.height, room.height, "high");
    let by: Vec<String> = [wide, high].into_iter().flatten().collect();
    let problem = format!(
        "{what} of {} does not fit {}: it is {}",
        format_size(needed),
        format_size(room),
        by.join(" and ")
    );
    let margin = spec.kept_margin() * 2.0;
    let wide = (needed.width + margin) * f64::from(places.0);
    let high = (needed.height + margin) * f64::from(places.1);
    let takes = |size: Size| {
        let long = size.long_side();
        size.short_side() >= wide.min(high) && long >= wide.max(high)
    };
    let mut papers: Vec<_> = PAPERS.iter().filter(|paper| takes(paper.size())).collect();
    // The smallest paper that would do.
    papers.sort_by(|a, b| {
        let area = |size: Size| size.width.to_mm() * size.height.to_mm();
        area(a.size()).total_cmp(&area(b.size()))
    });
    let larger = papers
        .first()
        .map(|paper| format!("on {} paper", paper.name));
    let tiles =
        (what == PAGE && places == (1, 1)).then(|| "on several sheets (`--sheet tile`)".to_owned());
    let smaller = Some("smaller (`--fit shrink`)".to_owned());
    let ways: Vec<String> = [larger, tiles, smaller].into_iter().flatten().collect();
    Diagnostic::error(Rule::PageTooLarge, problem).hint(format!("print {}", ways.join(" or ")))
}

/// The error for more pages than a kind of sheet has places.
pub(super) fn too_many_pages(kind: &'static str, most: usize, given: usize) -> Diagnostic {
    let problem = format!("{kind} has at most {most} pages, and there are {given}");
    Diagnostic::error(Rule::TooManyPages, problem)
        .hint("leave pages out, or make a booklet (`--sheet booklet`)")
}

/// Refuses a booklet of so many sheets that creep would push words into the spine.
pub(super) fn verify_creep(sheets: usize, spec: &Spec, page: Size) -> Result<(), Diagnostic> {
    let creep = spec.thickness * sheets.saturating_sub(1) as f64;
    let most = page.width * CREEP_SHARE;
    if creep <= most {
        return Ok(());
    }
    let problem = format!(
        "in a booklet of {sheets} sheets, each {} thick, the innermost pages move by {creep}; more than {most} pushes words into the spine",
        spec.thickness
    );
    Err(Diagnostic::error(Rule::CreepTooLarge, problem)
        .hint("make several booklets, or use thinner paper and give its `--thickness`"))
}
