//! Options of pages: which of them a piece may take, and what is wrong with them.
//!
//! Which one is taken is not decided here: the pipeline lays out each and compares their scores.

use std::collections::{BTreeMap, BTreeSet};

use super::completed::Template;
use super::report::Report;
use super::schema::{File, Page, PageOption};
use crate::content::Campaign;
use crate::diag::Diagnostic;
use crate::paper::Paper;
use crate::rules::Rule;

/// The options that the pages of a piece are laid out as. A page that is not in it is laid out as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice(BTreeMap<usize, usize>);

impl Choice {
    /// Lays out a page as an option; both by their places in the layout file, from 0.
    pub fn take(&mut self, page: usize, option: usize) {
        self.0.insert(page, option);
    }

    /// The option that a page is laid out as.
    pub fn option_of(&self, page: usize) -> Option<usize> {
        self.0.get(&page).copied()
    }
}

/// The options of one page.
#[derive(Clone, Debug)]
pub struct PageOptions {
    /// The place of the page in the layout file, from 0.
    pub page: usize,
    /// The options, in the order of the file.
    pub options: Vec<OptionName>,
}

/// An option of a page.
#[derive(Clone, Debug)]
pub struct OptionName {
    /// Its place among the options of its page, from 0.
    pub index: usize,
    /// Its name.
    pub name: String,
    /// Whether its condition holds.
    pub suits: bool,
    /// Whether it is tried only if no other option fits.
    pub last_resort: bool,
}

impl Template {
    /// The options of the pages of a piece. Pages without options are left out.
    pub fn page_options(&self, campaign: &Campaign, paper: &Paper) -> Vec<PageOptions> {
        let situation = self.situation(campaign, paper);
        let size = self.first_page_size(paper);
        let kept = self.pages_for(campaign, paper);
        let pages: Vec<&Page> = self.file.page.iter().flatten().collect();
        let of_page = |page: usize| {
            let options = pages.get(page)?.option.as_ref()?;
            let option = |(index, option): (usize, &PageOption)| OptionName {
                index,
                name: name_of(option, index),
                suits: option
                    .when
                    .as_ref()
                    .is_none_or(|when| situation.holds(when, size)),
                last_resort: option.last_resort.unwrap_or_default(),
            };
            let options = options.iter().enumerate().map(option).collect();
            Some(PageOptions { page, options })
        };
        kept.into_iter().filter_map(of_page).collect()
    }

    /// The names of all options of its pages.
    pub fn option_names(&self) -> Vec<String> {
        let pages = self.file.page.iter().flatten();
        let options = pages.flat_map(|page| page.option.iter().flatten().enumerate());
        options
            .map(|(index, option)| name_of(option, index))
            .collect()
    }
}

/// The name of an option; its number if the layout gives none, which is reported.
fn name_of(option: &PageOption, index: usize) -> String {
    let name = option.name.clone();
    name.unwrap_or_else(|| (index + 1).to_string())
}

/// Reports areas that no grid of the page has: they would be lost in silence, as each option may leave out some.
/// Those of a layout that this one extends may be for other pages.
fn report_undrawn(
    (number, page): (usize, &Page),
    options: &[&PageOption],
    own: &dyn Fn(&str) -> bool,
    report: &mut Report<'_>,
) {
    if options.is_empty() {
        return;
    }
    let grids = options.iter().map(|option| option.areas.as_ref());
    let grids = grids.chain([page.areas.as_ref()]);
    let rows = grids.flatten().flatten();
    let drawn: BTreeSet<&str> = rows.flat_map(|row| row.split_whitespace()).collect();
    for name in page.area.iter().flat_map(BTreeMap::keys) {
        let key = format!("page.{number}.area.{name}");
        if drawn.contains(name.as_str()) || !own(&key) {
            continue;
        }
        let problem = format!("no option of the page has `{name}` in its `areas`");
        let problem = Diagnostic::error(Rule::UnknownArea, problem);
        let known = drawn.iter().copied().filter(|known| *known != ".");
        report.add_at_layout(&key, problem.suggest(name, known));
    }
}

/// Reports options without a name, two of the same name, and options that can never be taken because an earlier
/// one is the same.
pub(super) fn report_options(file: &File, own: &dyn Fn(&str) -> bool, report: &mut Report<'_>) {
    for (number, page) in file.page.iter().flatten().enumerate() {
        let options: Vec<&PageOption> = page.option.iter().flatten().collect();
        report_undrawn((number, page), &options, own, report);
        for (index, option) in options.iter().enumerate() {
            let key = format!("page.{number}.option.{index}");
            let earlier = options.get(..index).unwrap_or_default();
            match &option.name {
                None => {
                    let problem = Diagnostic::error(Rule::MissingKey, "the option has no `name`");
                    report
                        .add_at_layout(&key, problem.hint("give it one, such as name = \"wide\""));
                }
                Some(name)
                    if earlier
                        .iter()
                        .any(|other| other.name.as_ref() == Some(name)) =>
                {
                    let problem = format!("two options of the page have the name `{name}`");
                    let problem = Diagnostic::error(Rule::DuplicateId, problem);
                    report
                        .add_at_layout(&format!("{key}.name"), problem.hint("rename one of them"));
                }
                Some(_) => {}
            }
            // Of two that are the same, the first is taken. The structs have no equality, because a page holds
            // measures; their debug forms have all of both.
            let drawing = format!("{:?}", option.of_page(page));
            let shadows = |other: &&&PageOption| {
                (other.when.is_none() || other.when == option.when)
                    && format!("{:?}", other.of_page(page)) == drawing
            };
            if let Some((place, other)) =
                earlier.iter().enumerate().find(|(_, other)| shadows(other))
            {
                let name = name_of(other, place);
                let problem = format!(
                    "the option is never taken: it is the same page as the option `{name}`, which comes first"
                );
                let problem = Diagnostic::warning(Rule::NeverTrue, problem);
                report.add_at_layout(&key, problem.hint("change it, or remove it"));
            }
        }
    }
}
