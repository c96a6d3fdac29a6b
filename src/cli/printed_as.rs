//! What the route and the sheets made of the pages, in words.
//!
//! Whoever opens the file of a flyer for a home printer sees two flyers side by side, and may take that for its layout.
//! So a build ends by saying what became of the pages, and how to see a page itself.

use std::path::Path;

use handbill::internals::geom::Length;
use handbill::internals::impose::Imposed;
use handbill::internals::pipeline::{Examined, SheetKind};
use handbill::internals::route::RouteKind;

/// Most templates that a line names of one kind (practice: a longer list is not read).
const MOST_NAMED: usize = 3;

/// What became of the pages of a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PrintedAs {
    /// Template of the piece.
    template: String,
    /// Such as `two pages on a sheet of A4 to cut apart`.
    words: String,
    /// The same without numbers, for a set of many pieces: `several pages on a sheet to cut apart`.
    in_short: String,
}

impl PrintedAs {
    /// What became of the pages of a piece; `None` if each is a page of the file as it was laid out.
    pub(super) fn of(examined: &Examined) -> Option<Self> {
        let imposed = examined.imposed.as_ref();
        let (mut words, mut in_short): (Vec<String>, Vec<&str>) = (Vec::new(), Vec::new());
        if let Some((sheets, short)) = imposed.and_then(|imposed| on_sheets(examined, imposed)) {
            words.push(sheets);
            in_short.push(short);
        }
        let scale = imposed.map_or(1.0, |imposed| imposed.scale);
        // 99.95 % and more would be said to be 100 %. The map of a tiled poster is small, but not its tiles.
        if scale < 0.9995 && imposed.is_some_and(|imposed| imposed.tiles.is_none()) {
            words.push(format!("printed at {:.0} % of their size", scale * 100.0));
            in_short.push("printed smaller than they are");
        }
        if examined.border > Length::ZERO {
            let border = examined.border.rounded();
            words.push(format!("laid out within margins of {border}"));
        }
        if let Some(bleed) = bleed(examined) {
            let (marks, short) = match has_marks(imposed) {
                true => (" and marks", "with bleed and marks"),
                false => ("", "with bleed"),
            };
            words.push(format!("with {} of bleed{marks}", bleed.rounded()));
            in_short.push(short);
        }
        (!words.is_empty()).then(|| Self {
            template: examined.piece.template.clone(),
            words: words.join(", "),
            in_short: in_short.join(", "),
        })
    }

    /// Whether the file looks unlike the pages, so that people have to be told. A margin alone is no surprise.
    fn differs(&self) -> bool {
        !self.in_short.is_empty()
    }

    /// What became of the pages, in words.
    pub(super) fn words(&self) -> &str {
        &self.words
    }
}

/// How pages lie on sheets, with numbers and without; `None` if each fills its own.
fn on_sheets(examined: &Examined, imposed: &Imposed) -> Option<(String, &'static str)> {
    let onto = &examined.onto;
    if let Some(tiles) = &imposed.tiles {
        let (columns, rows) = (tiles.columns, tiles.rows);
        return Some((
            format!("a page on {columns} × {rows} sheets of {onto} to paste together"),
            "a page on several sheets to paste together",
        ));
    }
    let up = in_words(imposed.up);
    match examined.kind {
        SheetKind::Nup if imposed.up > 1 => Some((
            format!("{up} pages on a sheet of {onto} to cut apart"),
            "several pages on a sheet to cut apart",
        )),
        SheetKind::Stack if imposed.up > 1 => Some((
            format!("{up} pages on a sheet of {onto} to cut and stack"),
            "several pages on a sheet to cut and stack",
        )),
        SheetKind::Booklet => Some((
            format!("{up} pages on each side of {onto} to fold and staple"),
            "pages side by side to fold and staple",
        )),
        SheetKind::Zine => Some((
            format!("{up} pages on a sheet of {onto} to fold"),
            "pages side by side to fold",
        )),
        SheetKind::Fold => Some((
            format!("pages side by side on {onto} to fold"),
            "pages side by side to fold",
        )),
        SheetKind::Page | SheetKind::Nup | SheetKind::Stack | SheetKind::Tile => {
            let side = imposed.sides().next()?;
            let page = examined.piece.pages.first()?.trim.portrait();
            let paper = side.size.portrait();
            // A sheet that is larger by its bleed and marks alone is told by those.
            let larger = |sheet: Length, page: Length| sheet - page > Length::mm(1.0);
            let is_larger = larger(paper.width, page.width) || larger(paper.height, page.height);
            (is_larger && bleed(examined).is_none()).then(|| {
                (
                    format!("a page in the middle of a sheet of {onto}"),
                    "a page in the middle of a sheet",
                )
            })
        }
    }
}

/// The bleed that the file shows around its pages.
fn bleed(examined: &Examined) -> Option<Length> {
    let bleed = match &examined.imposed {
        Some(imposed) => imposed.sides().map(|side| side.bleed).max(),
        None => examined.piece.pages.iter().map(|page| page.bleed).max(),
    };
    bleed.filter(|bleed| *bleed > Length::ZERO)
}

fn has_marks(imposed: Option<&Imposed>) -> bool {
    imposed.is_some_and(|imposed| imposed.sides().any(|side| !side.marks.items.is_empty()))
}

/// The line in which a build says what became of its pages; `None` if all files show them as they were laid out.
pub(super) fn line<'p>(
    all: impl IntoIterator<Item = &'p PrintedAs>,
    route: RouteKind,
    content: &Path,
) -> Option<String> {
    let all: Vec<&PrintedAs> = all
        .into_iter()
        .filter(|printed| printed.differs())
        .collect();
    let first = all.first()?;
    let groups = if all.iter().all(|other| other.words == first.words) {
        group(&all, |printed| &printed.words)
    } else {
        // Each size of paper would make a group of its own, and the line as long as the table above it.
        group(&all, |printed| &printed.in_short)
    };
    let is_one = all.iter().all(|other| other.template == first.template);
    let groups: Vec<String> = groups
        .iter()
        .map(|(words, templates)| match is_one {
            true => (*words).to_owned(),
            false => format!("{words} ({})", listed(templates)),
        })
        .collect();
    // The page is laid out for the route, so a preview has to be for the same one.
    let route_option = match route == RouteKind::default() {
        true => String::new(),
        false => format!(" --route {}", route.name()),
    };
    Some(format!(
        "{}: {}; `handbill preview {} --template {}{route_option}` shows the page itself",
        route.name(),
        groups.join("; "),
        content.display(),
        first.template,
    ))
}

/// The templates of pieces with the same words, in the order in which they come.
fn group<'p>(
    all: &[&'p PrintedAs],
    words: impl Fn(&'p PrintedAs) -> &'p str,
) -> Vec<(&'p str, Vec<&'p str>)> {
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for printed in all {
        let template = printed.template.as_str();
        match groups
            .iter_mut()
            .find(|(known, _)| *known == words(printed))
        {
            Some((_, templates)) if templates.contains(&template) => {}
            Some((_, templates)) => templates.push(template),
            None => groups.push((words(printed), vec![template])),
        }
    }
    groups
}

/// Names of templates, of many the first ones and how many more.
fn listed(templates: &[&str]) -> String {
    match templates.get(MOST_NAMED + 1..) {
        // "and 1 more" would take the place of that one.
        None | Some([]) => templates.join(", "),
        Some(_) => format!(
            "{} and {} more",
            templates[..MOST_NAMED].join(", "),
            templates.len() - MOST_NAMED
        ),
    }
}

/// A small number as a word.
fn in_words(count: usize) -> String {
    const WORDS: [&str; 9] = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    let word = count.checked_sub(2).and_then(|at| WORDS.get(at));
    word.map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(template: &str, words: &str, in_short: &str) -> PrintedAs {
        PrintedAs {
            template: template.to_owned(),
            words: words.to_owned(),
            in_short: in_short.to_owned(),
        }
    }

    #[test]
    fn the_line_gathers_pieces_and_names_few() {
        let (two, several) = (
            "two pages on a sheet of A4 to cut apart",
            "several pages on a sheet to cut apart",
        );
        let all = [
            printed("flyer", two, several),
            printed("flyer", two, several),
            printed("handout", "laid out within margins of 6 mm", ""),
        ];
        assert_eq!(
            line(&all, RouteKind::Home, Path::new("c.toml")).expect("a line"),
            "home: two pages on a sheet of A4 to cut apart; `handbill preview c.toml --template flyer` shows the page itself"
        );
        assert_eq!(line(&all[2..], RouteKind::Home, Path::new("c.toml")), None);
        let mut all = all.to_vec();
        for (template, count) in [("a", "four"), ("b", "eight"), ("c", "four"), ("d", "four")] {
            let words = format!("{count} pages on a sheet of A4 to cut apart");
            all.push(printed(template, &words, several));
        }
        all.push(printed("poster", "2 × 2 tiles", "tiles"));
        assert_eq!(
            line(&all, RouteKind::Copier, Path::new("c.toml")).expect("a line"),
            "copier: several pages on a sheet to cut apart (flyer, a, b and 2 more); tiles (poster); `handbill preview c.toml --template flyer --route copier` shows the page itself"
        );
    }
}
