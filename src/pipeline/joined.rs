//! Joins a piece that was laid out in several languages to one.
//!
//! In go the pages in each language, and out comes one piece, which all later steps treat like any other. Frames tell
//! the language of a page or of a half of one, so that the structure of the PDF and the plain text keep the languages
//! apart: each is read as a whole, from its first page to its last.

use std::sync::Arc;

use super::halves::{Halves, Place};
use super::laid_out::LaidOut;
use crate::color::{Color, Ink, InkId, Tint};
use crate::diag::{Diagnostic, Diagnostics, OnPage, Warned};
use crate::frame::{Frame, Item, ItemKind, Origin, Owner, Role};
use crate::geom::Length;
use crate::page::{Page, Piece};
use crate::rules::Rule;

/// One piece with the pages in each language after those of the language before; none of no language.
pub(super) fn one_after_the_other(languages: Vec<LaidOut>) -> Option<LaidOut> {
    languages.into_iter().reduce(|mut first, mut next| {
        let before = first.piece.pages.len();
        let language: Arc<str> = next.piece.language.as_str().into();
        share_inks(&mut first.piece, &mut next.piece);
        for page in &mut next.piece.pages {
            page.frame.language = Some(Arc::clone(&language));
        }
        for measured in &mut next.measures {
            measured.page += before;
        }
        first.piece.pages.append(&mut next.piece.pages);
        with_records(first, next)
    })
}

/// One piece with two languages on each page, each on its half. Where one of them has fewer pages, its half of the
/// last ones stays empty, which is reported.
pub(super) fn beside(
    languages: Vec<LaidOut>,
    halves: &Halves,
    places: [Place; 2],
) -> Warned<Option<LaidOut>> {
    let mut warnings = Diagnostics::default();
    let mut languages = languages.into_iter();
    let (Some(mut first), Some(mut second)) = (languages.next(), languages.next()) else {
        let value = None;
        return Warned { value, warnings };
    };
    share_inks(&mut first.piece, &mut second.piece);
    let tags = [&first.piece.language, &second.piece.language].map(|tag| Arc::from(tag.as_str()));
    let mut pages = Vec::new();
    let firsts = std::mem::take(&mut first.piece.pages).into_iter();
    let mut both = [firsts, std::mem::take(&mut second.piece.pages).into_iter()];
    loop {
        let two = both.each_mut().map(Iterator::next);
        let empty = tags.iter().zip(&two).find(|(_, half)| half.is_none());
        let empty = empty.map(|(tag, _)| Arc::clone(tag));
        let Some(page) = page_of_two(two, halves, places, &tags) else {
            break;
        };
        if let Some(tag) = empty {
            warnings.push(empty_half(pages.len(), &page, &tag));
        }
        pages.push(page);
    }
    for (laid, place) in [&mut first, &mut second].into_iter().zip(places) {
        for measured in &mut laid.measures {
            let size = (measured.room.size, Length::ZERO);
            let way = halves.way(place, size, &measured.language);
            measured.room = way.room;
            measured.corner = measured.corner + way.by;
        }
    }
    first.piece.pages = pages;
    let value = Some(with_records(first, second));
    Warned { value, warnings }
}

/// A page of two halves; none without any.
fn page_of_two(
    two: [Option<Page>; 2],
    halves: &Halves,
    places: [Place; 2],
    tags: &[Arc<str>; 2],
) -> Option<Page> {
    let some = two.iter().flatten().next()?;
    let (laid, bleed) = (some.trim, some.bleed);
    let mut frame = Frame::default();
    let mut boxes = 0;
    for ((page, place), tag) in two.into_iter().zip(places).zip(tags) {
        let Some(page) = page else { continue };
        let mut drawing = halves.way(place, (laid, bleed), tag).of(page.frame);
        drawing.language = Some(Arc::clone(tag));
        // Boxes are numbered on each page, and those of the halves must not be taken for one another.
        boxes = renumber(&mut drawing, boxes);
        frame.items.push(Item {
            kind: ItemKind::Group(drawing),
            origin: Origin::new("", ""),
            role: Role::Artifact,
            owner: Owner::default(),
        });
    }
    Some(Page {
        trim: halves.page_size(laid),
        bleed,
        frame,
    })
}

/// Raises the numbers of the boxes of a frame by that much. Returns the highest.
fn renumber(frame: &mut Frame, by: u32) -> u32 {
    let mut highest = by;
    for item in &mut frame.items {
        let owner = &mut item.owner;
        if !owner.is_none() {
            owner.number = owner.number.saturating_add(by);
            owner.last = owner.last.saturating_add(by);
            highest = highest.max(owner.last);
        }
        if let ItemKind::Group(inner) = &mut item.kind {
            highest = highest.max(renumber(inner, by));
        }
    }
    highest
}

/// The warning that one language has no words on its half of a page.
fn empty_half(number: usize, page: &Page, tag: &str) -> Diagnostic {
    let problem = format!(
        "page {} has nothing in the language `{tag}`, so half of it is empty",
        number + 1
    );
    let rect = page.trim_box();
    Diagnostic::warning(Rule::EmptyPage, problem)
        .hint("print the languages on the front and the back with `--second-language back`, or shorten the longer one")
        .on(OnPage { page: number, rect })
}

/// Makes both pieces refer to one list of inks. Inks are numbered in the order in which a piece uses them, and the
/// languages may use them in another order, since conditions of the layout can ask for the language.
fn share_inks(first: &mut Piece, other: &mut Piece) {
    let own = std::mem::take(&mut other.inks);
    if first.inks.starts_with(&own) {
        return;
    }
    let place = |ink: &Ink, inks: &mut Vec<Ink>| {
        let known = inks.iter().position(|known| known.name == ink.name);
        known.unwrap_or_else(|| {
            inks.push(ink.clone());
            inks.len() - 1
        })
    };
    let places: Vec<usize> = own.iter().map(|ink| place(ink, &mut first.inks)).collect();
    let renumbered = |color: Color| {
        let spot = color.spot.and_then(|tint| {
            let place = places.get(usize::from(tint.ink.0))?;
            let ink = InkId(u8::try_from(*place).ok()?);
            Some(Tint { ink, ..tint })
        });
        Color { spot, ..color }
    };
    for page in &mut other.pages {
        page.frame.recolor(&renumbered);
    }
}

/// The first with what is known of the layout of the other.
fn with_records(mut first: LaidOut, other: LaidOut) -> LaidOut {
    first.measures.extend(other.measures);
    first.taken.extend(other.taken);
    for document in other.documents {
        // The languages share their layout file and its parents; each is kept once.
        let name = &document.source().name;
        let mut known = first.documents.iter();
        if !known.any(|known| known.source().name == *name) {
            first.documents.push(document);
        }
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::Path;
    use crate::geom::{Rect, Size};

    /// A piece whose only page has a square in each of its inks, in their order.
    fn piece(language: &str, inks: &[&str]) -> Piece {
        let mut frame = Frame::default();
        for number in 0..inks.len() {
            let ink = InkId(u8::try_from(number).expect("few inks"));
            let spot = Some(Tint { ink, share: 1000 });
            let color = Color {
                spot,
                ..Color::rgb(200, 100, 0)
            };
            let square = Path::rectangle(Rect::of_size(Size::default()), color);
            let origin = Origin::new("a.toml", "palette");
            frame.push(ItemKind::Path(square), &origin, Role::Artifact);
        }
        let ink = |name: &&str| Ink {
            name: (*name).to_owned(),
            color: Color::rgb(200, 100, 0),
        };
        Piece {
            template: "flyer".to_owned(),
            paper: "A5".to_owned(),
            title: String::new(),
            language: language.to_owned(),
            country: None,
            inks: inks.iter().map(ink).collect(),
            author: String::new(),
            together: false,
            unscanned: false,
            pages: vec![Page {
                trim: Size::default(),
                bleed: Length::ZERO,
                frame,
            }],
        }
    }

    /// The names of the inks that the squares of a piece are in.
    fn printed(of: &Piece, inks: &[Ink]) -> Vec<String> {
        let items = of.pages.iter().flat_map(|page| &page.frame.items);
        let name = |item: &Item| match &item.kind {
            ItemKind::Path(path) => {
                let spot = path.fill.and_then(|fill| fill.spot);
                spot.and_then(|tint| inks.get(usize::from(tint.ink.0)))
                    .map_or("none".to_owned(), |ink| ink.name.clone())
            }
            _ => "none".to_owned(),
        };
        items.map(name).collect()
    }

    #[test]
    fn languages_that_use_inks_in_another_order_keep_their_colours() {
        let mut first = piece("en", &["red", "blue"]);
        let mut other = piece("es", &["blue", "gold"]);
        share_inks(&mut first, &mut other);
        assert_eq!(printed(&first, &first.inks), ["red", "blue"]);
        assert_eq!(printed(&other, &first.inks), ["blue", "gold"]);
        assert_eq!(first.inks.len(), 3);
    }
}
