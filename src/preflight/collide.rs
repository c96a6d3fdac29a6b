//! Finds ink of one block that is printed over ink of another: words over words, a line through words, a
//! picture over marks.
//!
//! The boxes of a layout do not overlap, but their content can reach out of them: descenders, accents, pictures
//! with bleed, and the quiet zone of a code that hangs out of the margin. Pairs of blocks whose rectangles overlap
//! are found by a sweep from the top of the page to its foot, so that a page with a thousand blocks takes no
//! million comparisons; only these pairs are compared by the outlines of what they print (`inked.rs`).

use std::collections::BTreeSet;

use super::inked::Inked;
use crate::diag::Diagnostic;
use crate::frame::{Frame, Item, ItemKind, Owner, Part, Role};
use crate::geom::{Length, Rect, narrow_clip};
use crate::page::{Page, PageFinding, Spot};
use crate::rules::Rule;
use crate::typeset::FontBook;

/// Width in points of the widest cutting line between two copies, with some slack for rounding.
const CUT_PT: f64 = 0.6;
/// Overlap in millimetres from which a collision is an error; one that is smaller looks like blocks that touch, and
/// is a warning. Twice what an eye of normal acuity, one minute of arc (ISO 8596), tells apart at 40 cm.
const SEEN_MM: f64 = 0.25;
/// Largest number of characters of a text that a message quotes.
const SHOWN: usize = 40;

/// Pairs of keys, of an upper and a lower item, that another finding has already reported.
pub(super) type Named = BTreeSet<(String, String)>;

/// A part of a box, or a paragraph of running text. Its own lines may touch each other, so they are not compared.
struct Block<'a> {
    owner: Owner,
    /// The number of the paragraph in a running text, from 1; 0 outside running text.
    paragraph: usize,
    items: Vec<Inked<'a>>,
    rect: Rect,
}

/// Reports the blocks of a page whose ink overlaps. `named` are pairs that were reported already.
pub(super) fn check(
    number: usize,
    page: &Page,
    template: &str,
    named: &Named,
    book: &FontBook,
) -> Vec<PageFinding> {
    let mut collector = Collector {
        blocks: Vec::new(),
        book,
    };
    collector.collect(&page.frame, None, Owner::default(), 0);
    let blocks = collector.blocks;
    let mut reported = named.clone();
    let mut findings = Vec::new();
    for (index, below) in overlapping_pairs(&blocks) {
        let (Some(upper), Some(lower)) = (blocks.get(index), blocks.get(below)) else {
            continue;
        };
        if !may_collide(lower, upper) {
            continue;
        }
        let Some((below, above, rect)) = find_overlap(lower, upper, book) else {
            continue;
        };
        if is_hidden(&blocks[..index], lower, upper, rect) {
            continue;
        }
        let keys = (above.origin.key.to_string(), below.origin.key.to_string());
        // The same two boxes may meet several times on a page; one finding is enough.
        if !reported.insert(keys) {
            continue;
        }
        let meeting = Meeting {
            page: number,
            rect,
            items: (above, below),
            blocks: (upper, lower),
        };
        let problem = meeting.problem(template);
        findings.push(PageFinding::at(&above.origin, problem).on(Spot::Page(number, rect)));
    }
    findings
}

/// The pairs of blocks whose rectangles overlap, by their places in the list, the upper one first. They are in the
/// order of drawing, which is that of the findings: whatever was drawn earlier lies below.
fn overlapping_pairs(blocks: &[Block<'_>]) -> Vec<(usize, usize)> {
    let mut by_top: Vec<usize> = (0..blocks.len()).collect();
    by_top.sort_by_key(|at| blocks[*at].rect.origin.y);
    let mut pairs = Vec::new();
    // The blocks that reach below the top of the one at hand.
    let mut open: Vec<usize> = Vec::new();
    for at in by_top {
        let rect = blocks[at].rect;
        open.retain(|other| blocks[*other].rect.bottom() > rect.origin.y);
        let meets = |other: &&usize| blocks[**other].rect.overlaps(rect, Length::ZERO);
        let met = open.iter().filter(meets);
        pairs.extend(met.map(|other| (at.max(*other), at.min(*other))));
        open.push(at);
    }
    pairs.sort_unstable();
    pairs
}

/// Collects the blocks of a page.
struct Collector<'a, 'b> {
    blocks: Vec<Block<'a>>,
    book: &'b FontBook,
}

impl<'a> Collector<'a, '_> {
    /// Adds the items of a frame and of the groups in it. `holder` is the box that drew the frame, `paragraph`
    /// the number of the paragraph of running text.
    fn collect(&mut self, frame: &'a Frame, clip: Option<Rect>, holder: Owner, paragraph: usize) {
        let clip = narrow_clip(clip, frame.clip_bounds());
        for item in &frame.items {
            let owner = if item.owner.is_none() {
                holder
            } else {
                item.owner
            };
            if let ItemKind::Group(inner) = &item.kind {
                let thread = inner.thread.as_ref();
                let paragraph = thread.map_or(paragraph, |thread| thread.paragraph + 1);
                self.collect(inner, clip, owner, paragraph);
            // Items without an owner belong to no box, so no line of a layout could be named.
            } else if !owner.is_none()
                && let Some(inked) = Inked::of(item, clip, self.book)
            {
                self.add(owner, paragraph, inked);
            }
        }
    }

    /// Adds an item to its block. The items of a block follow one another in the frame, so only the last block
    /// can be continued.
    fn add(&mut self, owner: Owner, paragraph: usize, inked: Inked<'a>) {
        match self.blocks.last_mut() {
            Some(block) if block.owner == owner && block.paragraph == paragraph => {
                block.rect = block.rect.union(inked.rect);
                block.items.push(inked);
            }
            _ => self.blocks.push(Block {
                owner,
                paragraph,
                rect: inked.rect,
                items: vec![inked],
            }),
        }
    }
}

/// Whether an overlap of two blocks is a fault. A background or border may lie below the content of its box, and
/// any content may lie on a background; but a background must not cover content that was drawn before it.
fn may_collide(lower: &Block<'_>, upper: &Block<'_>) -> bool {
    if on_other_layers(lower, upper) {
        let on_purpose = lower.owner.is_covered_by(upper.owner.layer);
        return lower.owner.part == Part::Content && !on_purpose;
    }
    match (lower.owner.part, upper.owner.part) {
        (Part::Content, Part::Content) => {
            lower.owner != upper.owner || lower.paragraph != upper.paragraph
        }
        (Part::Content, _) => true,
        (Part::Border, Part::Content) => !lower.owner.holds(upper.owner),
        _ => false,
    }
}

/// Whether two blocks are on different layers, where they lie over each other on purpose. Only what makes words
/// unreadable is a fault there: other words, or something that hides them.
fn on_other_layers(lower: &Block<'_>, upper: &Block<'_>) -> bool {
    lower.owner.layer != upper.owner.layer
}

/// Whether a background covers the lower block at this place before the upper one is drawn. Then the background is
/// reported, and not the content on it.
fn is_hidden(below: &[Block<'_>], lower: &Block<'_>, upper: &Block<'_>, at: Rect) -> bool {
    let after = below
        .iter()
        .skip_while(|block| !std::ptr::eq(*block, lower));
    let mut grounds = after.filter(|block| block.owner.part == Part::Ground);
    grounds.any(|ground| ground.owner.holds(upper.owner) && ground.rect.contains(at))
}

/// The first two items of the blocks that overlap, and the rectangle of all overlaps.
fn find_overlap<'a>(
    lower: &Block<'a>,
    upper: &Block<'a>,
    book: &FontBook,
) -> Option<(&'a Item, &'a Item, Rect)> {
    let apart = |a: Rect, b: Rect| {
        let common = a.intersection(b);
        common.size.width <= Length::ZERO || common.size.height <= Length::ZERO
    };
    let mut found: Option<(&Item, &Item, Rect)> = None;
    for above in &upper.items {
        if apart(above.rect, lower.rect) {
            continue;
        }
        for below in &lower.items {
            if apart(above.rect, below.rect) || are_cuts(above, below) {
                continue;
            }
            if on_other_layers(lower, upper) && !spoils_words(above, below) {
                continue;
            }
            if let Some(rect) = above.overlap(below, book) {
                found = Some(match found {
                    Some((first, other, so_far)) => (first, other, so_far.union(rect)),
                    None => (below.item, above.item, rect),
                });
            }
        }
    }
    found
}

/// Whether one item makes the words of another unreadable: it is words itself, or hides what lies below.
fn spoils_words(above: &Inked<'_>, below: &Inked<'_>) -> bool {
    let hides = match &above.item.kind {
        ItemKind::Text(_) | ItemKind::Code(_) => true,
        ItemKind::Path(path) => !path.shows_ground(),
        ItemKind::Image(placed) => !placed.shows_ground(),
        ItemKind::Group(_) | ItemKind::Link(_) => false,
    };
    hides && matches!(below.item.kind, ItemKind::Text(_))
}

/// Whether both items are cutting lines, which may cross.
fn are_cuts(one: &Inked<'_>, other: &Inked<'_>) -> bool {
    let thin = |inked: &Inked<'_>| {
        matches!(inked.item.kind, ItemKind::Path(_))
            && inked.item.role == Role::Artifact
            && inked.rect.size.short_side() <= Length::pt(CUT_PT)
    };
    one.item.origin == other.item.origin && thin(one) && thin(other)
}

/// Two blocks whose ink overlaps.
struct Meeting<'m, 'a> {
    page: usize,
    /// The place where the ink of both is.
    rect: Rect,
    /// The first items that overlap, the upper one first.
    items: (&'m Item, &'m Item),
    /// Their blocks, the upper one first.
    blocks: (&'m Block<'a>, &'m Block<'a>),
}

impl Meeting<'_, '_> {
    /// The finding that one is printed over the other: by how much, where that is, and where both blocks are.
    fn problem(&self, template: &str) -> Diagnostic {
        let ((above, below), (upper, lower)) = (self.items, self.blocks);
        let what = describe_part(above, upper.owner.part);
        let Rect { origin, size } = self.rect;
        // To part two blocks, one has to be moved by the shorter side of what they share.
        let by = format!("{:.1} mm", size.short_side().to_mm().max(0.1));
        let problem = format!(
            "{what} is printed over {} by {by}, {:.0} mm from the left and {:.0} mm from the top of page {}; they are at {} and {}",
            describe(below),
            origin.x.to_mm(),
            origin.y.to_mm(),
            self.page + 1,
            place_of(upper),
            place_of(lower),
        );
        let apart = format!(
            "in the template `{template}`, widen the `gap` between the two by {by}, or move one of them"
        );
        let hint = if let ItemKind::Text(_) = above.kind
            && on_other_layers(lower, upper)
        {
            apart
        } else if on_other_layers(lower, upper) {
            format!("{apart}; to hide words on purpose, name their area in `covers` of the layer")
        } else {
            format!("{apart}; what shall lie over something belongs in a `[[page.layer]]`")
        };
        let problem = if size.short_side() > Length::mm(SEEN_MM) {
            Diagnostic::error(Rule::InkOverInk, problem)
        } else {
            Diagnostic::warning(Rule::InkOverInk, problem)
        };
        problem.hint(hint)
    }
}

/// The place of a block in whole millimetres: from the left, from the top, width and height.
fn place_of(block: &Block<'_>) -> String {
    // The rectangle of the block is that of the room of its lines; people see the letters.
    let bounds = block.items.iter().filter_map(|inked| inked.item.bounds());
    let Rect { origin, size } = bounds.reduce(Rect::union).unwrap_or(block.rect);
    let [x, y, width, height] =
        [origin.x, origin.y, size.width, size.height].map(|length| length.to_mm().round());
    format!("{x}, {y} mm ({width} × {height} mm)")
}

/// Describes an item for a message, as background, border or content of its box.
pub(super) fn describe_part(item: &Item, part: Part) -> String {
    match part {
        Part::Ground => format!("the background of {}", describe(item)),
        Part::Border => format!("the line around {}", describe(item)),
        Part::Content => describe(item),
    }
}

/// Describes an item for a message, by its first words and its key.
pub(super) fn describe(item: &Item) -> String {
    let key = &item.origin.key;
    let ItemKind::Text(run) = &item.kind else {
        return format!("`{key}`");
    };
    let words = run.text.trim();
    let mut short: String = words.chars().take(SHOWN).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    format!("“{short}” (`{key}`)")
}
