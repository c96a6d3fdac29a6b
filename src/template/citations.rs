//! The numbers of sources: which elements of a list carry one, and in what order a piece counts them.
//!
//! Sources are numbered from 1 in the order in which the piece cites them, as footnotes are: a reader who finds 2, 3 and
//! 6 looks for 1. So the numbers are known only when all pages are filled, and a piece that lists sources is filled
//! twice. A list whose elements all come from one source has its number once, as a table has one note on its source
//! (The Chicago Manual of Style, 17th edition, 3.77): at the heading over it, or else behind its last element.

use std::collections::{BTreeMap, BTreeSet};

use super::plan::{Kind, LayerPlan, Node, PagePlan, StoryPlan};
use crate::frame::Role;
use crate::text::{Citation, Run, Sizing, Text};

/// The numbers behind the elements of a list, by their sources. One number stands for all elements before it that have
/// none, back to the number before. If an element has no source at all, that would be wrong, and each of the others
/// has its own.
pub(super) fn marks(sources: &[Option<usize>]) -> Vec<Option<Citation>> {
    let each = sources.iter().any(Option::is_none);
    let one = sources.len() > 1 && !each && sources.windows(2).all(|pair| pair[0] == pair[1]);
    let mark = |(index, source): (usize, &Option<usize>)| {
        let goes_on = sources.get(index + 1) == Some(source);
        let source = source.filter(|_| each || !goes_on)?;
        Some(Citation {
            source,
            of_list: one,
        })
    };
    sources.iter().enumerate().map(mark).collect()
}

/// Moves the number of a whole list to the heading right before it. Filled headlines keep their lines: there the number
/// stays behind the last element.
pub(super) fn raise_marks(children: &mut [Node]) {
    for at in 1..children.len() {
        let (before, rest) = children.split_at_mut(at);
        let (Some(heading), Some(list)) = (before.last_mut(), rest.first_mut()) else {
            continue;
        };
        let Kind::Text(heading) = &mut heading.kind else {
            continue;
        };
        let is_heading = matches!(heading.role, Role::Heading(_));
        let is_filled = matches!(heading.style.size, Sizing::Fill(..));
        if is_heading
            && !is_filled
            && let Some(mark) = take_mark(list)
        {
            heading.runs.push(mark);
        }
    }
}

/// Takes the number of a whole list out of it.
fn take_mark(node: &mut Node) -> Option<Run> {
    match &mut node.kind {
        Kind::Grid(grid) => grid
            .cells
            .iter_mut()
            .find_map(|cell| take_mark(&mut cell.node)),
        Kind::Text(text) => {
            let is_mark = |run: &Run| run.cites.is_some_and(|citation| citation.of_list);
            let at = text.runs.iter().position(is_mark)?;
            Some(text.runs.remove(at))
        }
        _ => None,
    }
}

/// The sources that a filled piece cites, in the order of reading, each once. A running text is read as a whole where
/// it begins, as it is for screen readers; how far it gets on a page is not known yet.
pub(super) fn cited(pages: &[PagePlan], stories: &BTreeMap<String, StoryPlan>) -> Vec<usize> {
    let mut walk = Walk {
        stories,
        told: BTreeSet::new(),
        tables: BTreeSet::new(),
        cited: Vec::new(),
    };
    for page in pages {
        walk.page(page);
    }
    walk.cited
}

/// Collects the sources of a piece.
struct Walk<'p> {
    stories: &'p BTreeMap<String, StoryPlan>,
    /// The running texts that have begun.
    told: BTreeSet<&'p str>,
    /// The tables that have begun, by the keys of their first areas.
    tables: BTreeSet<&'p str>,
    cited: Vec<usize>,
}

impl<'p> Walk<'p> {
    fn page(&mut self, page: &'p PagePlan) {
        let (under, over): (Vec<&LayerPlan>, Vec<&LayerPlan>) =
            page.layers.iter().partition(|layer| layer.under);
        for layer in under {
            self.page(&layer.page);
        }
        self.node(&page.root);
        for layer in over {
            self.page(&layer.page);
        }
    }

    fn node(&mut self, node: &'p Node) {
        match &node.kind {
            Kind::Grid(grid) => {
                for cell in &grid.cells {
                    self.node(&cell.node);
                }
            }
            Kind::Turned(turned) => self.page(&turned.page),
            Kind::Text(text) => self.text(text),
            Kind::Story(name) => {
                let story = self.stories.get_key_value(name);
                if let Some((_, story)) = story.filter(|(name, _)| self.told.insert(name.as_str()))
                {
                    for text in &story.paragraphs {
                        self.text(text);
                    }
                }
            }
            Kind::Table(area) => {
                let plan = &area.plan;
                if !self.tables.insert(&plan.origin.key) {
                    return;
                }
                let heads = plan
                    .columns
                    .iter()
                    .filter_map(|column| column.head.as_ref());
                for text in plan.caption.iter().chain(heads) {
                    self.text(text);
                }
                let mut group = None;
                for row in &plan.rows {
                    if row.group != group
                        && let Some(text) = row.group.and_then(|number| plan.groups.get(number))
                    {
                        self.text(text);
                    }
                    group = row.group;
                    for text in row.cells.iter().flatten() {
                        self.text(text);
                    }
                }
            }
            Kind::Code(_)
            | Kind::Picture(_)
            | Kind::Tally(_)
            | Kind::Rule(_)
            | Kind::Shape(..)
            | Kind::Empty => {}
        }
    }

    fn text(&mut self, text: &Text) {
        for citation in text.runs.iter().filter_map(|run| run.cites) {
            if !self.cited.contains(&citation.source) {
                self.cited.push(citation.source);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(sources: &[Option<usize>]) -> Vec<Option<(usize, bool)>> {
        let marks = marks(sources).into_iter();
        marks
            .map(|mark| mark.map(|mark| (mark.source, mark.of_list)))
            .collect()
    }

    #[test]
    fn a_list_from_one_source_has_one_number() {
        assert_eq!(
            marked(&[Some(4), Some(4), Some(4)]),
            [None, None, Some((4, true))]
        );
        // Alone, an element is no list.
        assert_eq!(marked(&[Some(4)]), [Some((4, false))]);
        assert_eq!(marked(&[]), []);
    }

    #[test]
    fn a_run_of_one_source_has_one_number_at_its_end() {
        assert_eq!(
            marked(&[Some(0), Some(0), Some(1), Some(0)]),
            [None, Some((0, false)), Some((1, false)), Some((0, false))]
        );
    }

    #[test]
    fn beside_an_element_without_a_source_each_has_its_number() {
        assert_eq!(
            marked(&[Some(0), None, Some(0), Some(0)]),
            [Some((0, false)), None, Some((0, false)), Some((0, false))]
        );
    }
}
