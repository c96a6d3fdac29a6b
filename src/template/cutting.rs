//! Finds copies on a page that are cut apart: stickers, and tabs at the foot of a notice. The print shop's
//! instructions and the cost of cutting depend on them.

use std::collections::BTreeMap;

use super::completed::Template;
use super::options::Choice;
use super::schema::{Area, When};
use super::values::Copies;
use crate::content::Campaign;
use crate::paper::Paper;

/// Copies on one page, with dashed lines between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CutApart {
    /// Copies beside each other.
    pub columns: u32,
    /// Copies under each other.
    pub rows: u32,
    /// Whether they fill the whole page, so that each copy is handed out by itself, like a sticker. Otherwise
    /// they are parts of the page, like tabs.
    pub whole: bool,
}

impl CutApart {
    /// How many lines there are to cut along.
    pub fn lines(&self) -> u32 {
        self.columns.saturating_sub(1) + self.rows.saturating_sub(1)
    }

    /// Number of things to hand out on one page.
    pub fn copies_of_page(&self) -> u32 {
        if self.whole {
            self.columns.saturating_mul(self.rows).max(1)
        } else {
            1
        }
    }
}

impl Template {
    /// The copies that are cut apart, on the first page that has any. `None` also if the campaign lacks what
    /// they would show.
    pub fn cut_apart(
        &self,
        campaign: &Campaign,
        paper: &Paper,
        choice: &Choice,
    ) -> Option<CutApart> {
        let situation = self.situation(campaign, paper);
        let size = self.first_page_size(paper);
        let is_there = |when: Option<&When>| when.is_none_or(|when| situation.holds(when, size));
        let mut pages = self.file.page.iter().flatten().enumerate();
        pages.find_map(|(index, page)| {
            let option = choice.option_of(index);
            let option = option.and_then(|at| page.option.as_ref()?.get(at));
            let composed = option.map(|option| option.of_page(page));
            let page = composed.as_ref().unwrap_or(page);
            if !is_there(page.when.as_ref()) {
                return None;
            }
            // Any area may have copies, at any depth; the first one decides.
            let on_grid = page.area.iter().flat_map(BTreeMap::values);
            let on_layers = page.layer.iter().flatten().map(|layer| &layer.area);
            let areas: Vec<&Area> = on_grid.chain(on_layers).collect();
            let copies = areas.iter().find_map(|area| copies_in(area, &is_there))?;
            // One area that is nothing but copies fills the page with them.
            let is_outermost = |area: &&Area| own_copies(area).is_some();
            Some(CutApart {
                columns: u32::try_from(copies.columns).unwrap_or(u32::MAX),
                rows: u32::try_from(copies.rows).unwrap_or(u32::MAX),
                whole: areas.len() == 1 && areas.iter().all(is_outermost),
            })
        })
    }
}

/// The copies of an area, if lines to cut along separate them.
fn own_copies(area: &Area) -> Option<Copies> {
    let around = &area.around;
    around.copies.filter(|_| around.cut == Some(true))
}

/// The copies of an area or of one within it; `None` if the condition of the area does not hold.
fn copies_in(area: &Area, is_there: &impl Fn(Option<&When>) -> bool) -> Option<Copies> {
    if !is_there(area.around.when.as_ref()) {
        return None;
    }
    let mut inner = area.inner().into_iter();
    own_copies(area).or_else(|| inner.find_map(|area| copies_in(area, is_there)))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::project::Project;
    use crate::template::{Choice, Library};

    #[test]
    fn stickers_are_pieces_and_tabs_are_parts_of_one() {
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/free-armenian-pows.toml");
        let campaign = crate::content::load(&Project::at(sample))
            .expect("the sample")
            .value;
        let cut_apart = |id: &str| {
            let template = Library::embedded().load(id).expect("a template");
            template.cut_apart(&campaign, &template.papers[0], &Choice::default())
        };
        let stickers = cut_apart("stickers").expect("copies");
        assert_eq!((stickers.copies_of_page(), stickers.lines()), (8, 4));
        let tabs = cut_apart("tear-off").expect("tabs");
        assert_eq!((tabs.copies_of_page(), tabs.lines()), (1, 5));
        assert_eq!(cut_apart("flyer"), None);
    }
}
