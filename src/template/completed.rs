//! A layout, merged with those that it extends: what it is for, its papers and its pages.
//!
//! A [`Template`] answers what can be known without a campaign or a paper: whether it is a piece or a theme,
//! which papers it suits, how many pages it has. `resolve` fills it.

use std::collections::BTreeMap;

use super::chain::Chain;
use super::schema;
use super::second_language::{SecondLanguage, is_on_a_wall};
use super::signs::Signs;
use super::situation::Situation;
use super::theme_file::is_theme_file;
use super::values::{Counted, Form, Sources};
use crate::content::Campaign;
use crate::diag::{Diagnostic, Diagnostics};
use crate::geom::Size;
use crate::paper::{NotAPaper, PAPERS, Paper};
use crate::rules::Rule;

/// A template, merged with those that it extends.
#[derive(Clone, Debug)]
pub struct Template {
    /// Id.
    pub id: String,
    /// What it is for.
    pub description: String,
    /// Papers that it suits, at least one; the first is the default.
    pub papers: Vec<Paper>,
    /// The paper that its lengths are given for; on other papers they are scaled.
    pub(super) design: Paper,
    /// The theme that it was loaded in; `None` for the default look.
    pub theme: Option<String>,
    /// Whether the order names the theme.
    pub(super) names_theme: bool,
    /// Whether it is a picture to share on the web.
    shares: bool,
    /// The drawings that its tallies count with.
    pub(super) signs: Signs,
    pub(super) file: schema::File,
    pub(super) chain: Chain,
}

impl Template {
    /// Makes a template of a merged file, and reports unknown papers. `None` only after such a report.
    pub(super) fn new(
        id: &str,
        file: schema::File,
        chain: Chain,
        problems: &mut Diagnostics,
    ) -> Option<Self> {
        let head = file.template.clone().unwrap_or_default();
        let mut papers = Vec::new();
        for name in head.papers.iter().flatten() {
            match paper_of(name) {
                Ok(paper) => papers.push(paper),
                Err(problem) => problems.push(problem.at(chain.place("template.papers"))),
            }
        }
        let design = match &head.design {
            Some(name) => {
                let design = paper_of(name);
                design
                    .map_err(|problem| problems.push(problem.at(chain.place("template.design"))))
                    .ok()
            }
            None => papers.first().cloned().or(paper_of("A4").ok()),
        };
        // A layout that names no papers suits its design paper alone.
        Some(Self {
            id: id.to_owned(),
            description: head.description.unwrap_or_default(),
            papers: if papers.is_empty() {
                design.clone().into_iter().collect()
            } else {
                papers
            },
            design: design?,
            theme: None,
            names_theme: false,
            shares: head.share.unwrap_or_default(),
            signs: Signs::new(),
            file,
            chain,
        })
    }

    /// Whether it is a piece to print, and not only a base for others or a picture to share.
    pub fn is_piece(&self) -> bool {
        self.page_count() > 0 && !self.shares
    }

    /// Whether it is a picture to share on the web. Such a picture has ten pixels to the millimetre of its
    /// paper.
    pub fn is_shared(&self) -> bool {
        self.page_count() > 0 && self.shares
    }

    /// Whether it comes with the program: its user cannot change it.
    pub fn is_shipped(&self) -> bool {
        let own = self.chain.documents().next();
        own.is_some_and(|document| document.source().shipped)
    }

    /// How many pages it has.
    pub fn page_count(&self) -> usize {
        self.file.page.as_ref().map_or(0, Vec::len)
    }

    /// The problem that a campaign is not what the layout is for, such as one without an event for an event poster;
    /// `None` if it is.
    pub fn lacking(&self, campaign: &Campaign) -> Option<Diagnostic> {
        let when = self.file.template.as_ref()?.when.as_ref()?;
        let situation = self.situation(campaign, &self.design);
        if situation.holds(when, self.first_page_size(&self.design)) {
            return None;
        }
        let why = match when.unmet(campaign) {
            Some((need, 0, _)) => {
                format!(
                    "the campaign has no {}, which `{}` needs",
                    need.table(),
                    self.id
                )
            }
            Some((need, count, range)) => format!(
                "the campaign has {count} of {}, and `{}` is for {range}",
                need.table(),
                self.id
            ),
            None => format!(
                "`{}` is not for this campaign: its `when` is false",
                self.id
            ),
        };
        let problem = Diagnostic::error(Rule::NothingToShow, why);
        Some(problem.hint("change the content file, or build another template"))
    }

    /// The theme that the names of its files have: one that the order names.
    pub fn named_theme(&self) -> Option<&str> {
        self.theme.as_deref().filter(|_| self.names_theme)
    }

    /// Whether it has a condition, and a campaign meets it.
    pub fn is_made_for(&self, campaign: &Campaign) -> bool {
        let head = self.file.template.as_ref();
        head.is_some_and(|head| head.when.is_some()) && self.lacking(campaign).is_none()
    }

    /// How it shows counted people.
    pub(super) fn counted(&self) -> Counted {
        let tally = self.file.tally.as_ref();
        tally
            .and_then(|tally| tally.people)
            .unwrap_or(Counted::Marks)
    }

    /// What its conditions are held against.
    pub(super) fn situation<'a>(&'a self, campaign: &'a Campaign, paper: &Paper) -> Situation<'a> {
        Situation::new(campaign, paper, self.theme.as_deref(), self.counted())
    }

    /// The size of its first page on a paper; that of the paper, if it cannot be folded.
    pub(super) fn first_page_size(&self, paper: &Paper) -> Size {
        let folded = self.form().and_then(|form| form.pages(paper.size()).ok());
        let first = folded.and_then(|sizes| sizes.first().copied());
        first.unwrap_or(paper.size())
    }

    /// The pages that conditions leave in a piece of a campaign on a paper, by their places in the file.
    pub(super) fn pages_for(&self, campaign: &Campaign, paper: &Paper) -> Vec<usize> {
        let situation = self.situation(campaign, paper);
        // Which panel of a folded sheet a page becomes follows from the pages before it, so the first one says
        // how the pages stand.
        let size = self.first_page_size(paper);
        let holds = |page: &schema::Page| {
            let when = page.when.as_ref();
            when.is_none_or(|when| situation.holds(when, size))
        };
        let pages = self.file.page.iter().flatten().enumerate();
        let kept = pages.filter(|(_, page)| holds(page));
        kept.map(|(index, _)| index).collect()
    }

    /// The number of pages of a piece of a campaign on a paper, before any is repeated.
    pub fn page_count_for(&self, campaign: &Campaign, paper: &Paper) -> usize {
        self.pages_for(campaign, paper).len()
    }

    /// Whether its words are also written as plain text.
    pub fn writes_text(&self) -> bool {
        let head = self.file.template.as_ref();
        head.and_then(|head| head.text).unwrap_or_default()
    }

    /// Where it has a second language, unless the user says so: where the layout says, else beside the first on
    /// what has no back for a reader, which are pictures to share and what is read from a wall.
    pub fn second_language(&self) -> SecondLanguage {
        let head = self.file.template.as_ref();
        let distance = head.and_then(|head| head.distance);
        let on_a_wall = distance.is_some_and(is_on_a_wall);
        let said = head.and_then(|head| head.second_language);
        said.unwrap_or(if on_a_wall || self.is_shared() {
            SecondLanguage::Beside
        } else {
            SecondLanguage::Back
        })
    }

    /// Whether it is a theme for other layouts.
    pub fn is_theme(&self) -> bool {
        is_theme_file(&self.id)
    }

    /// Whether it has a page that is repeated until all of its running text is set.
    pub fn repeats(&self) -> bool {
        let mut pages = self.file.page.iter().flatten();
        pages.any(|page| page.repeat.is_some())
    }

    /// The areas of its pages, and the blocks of its running texts.
    pub(super) fn areas(&self) -> impl Iterator<Item = &schema::Area> {
        let of_pages = (0..self.page_count()).flat_map(|number| self.areas_of(number));
        let stories = self.file.story.iter().flat_map(BTreeMap::values);
        let of_stories = stories.flat_map(|story| story.blocks().map(|(_, area)| area));
        of_pages.chain(of_stories)
    }

    /// The areas of a page, by its number from 0, in all of its compositions.
    pub(super) fn areas_of(&self, number: usize) -> impl Iterator<Item = &schema::Area> {
        let mut pages = self.file.page.iter().flatten();
        pages.nth(number).into_iter().flat_map(|page| {
            let options = page.option.iter().flatten();
            let of_options = options.clone().flat_map(|option| &option.area);
            let on_grid = page.area.iter().chain(of_options);
            let layers = page
                .layer
                .iter()
                .chain(options.flat_map(|option| &option.layer));
            let on_layers = layers.flatten().map(|layer| &layer.area);
            on_grid.flat_map(BTreeMap::values).chain(on_layers)
        })
    }

    /// Whether its pages print anything about an event.
    pub fn shows_events(&self) -> bool {
        self.areas().any(schema::Area::shows_events)
    }

    /// Whether its pages have a tally.
    pub(super) fn counts_facts(&self) -> bool {
        self.areas().any(schema::Area::counts)
    }

    /// Whether its pages print the day that figures hold for.
    pub(super) fn dates_figures(&self) -> bool {
        self.areas().any(schema::Area::dates_figures)
    }

    /// Which sources its pages print, if any; all of them if one area prints all.
    pub(super) fn sources(&self) -> Option<Sources> {
        self.areas().filter_map(schema::Area::sources).max()
    }

    /// How a sheet of its paper is folded into its pages; `None` if a page is a whole sheet.
    pub fn form(&self) -> Option<Form> {
        self.file.template.as_ref().and_then(|head| head.sheet)
    }

    /// The sizes of that many pages on a paper, in the order of reading. An error if the folded sheet has fewer pages
    /// than the layout, or is too small to fold.
    pub(super) fn page_sizes(&self, paper: &Paper, count: usize) -> Result<Vec<Size>, Diagnostic> {
        let Some(form) = self.form() else {
            return Ok(vec![paper.size(); count]);
        };
        let sizes = form.pages(paper.size())?;
        if count > sizes.len() {
            let problem = format!(
                "the folded sheet has {} pages, but the layout has {count}",
                sizes.len()
            );
            let problem = Diagnostic::error(Rule::TooManyPages, problem);
            return Err(problem.at(self.chain.place("template.sheet")));
        }
        if count > 0 && count < sizes.len() && count < self.page_count() {
            // The pages after the one that is left out would stand on panels that are not theirs.
            let problem = format!(
                "conditions leave {count} of the {} pages of the folded sheet",
                sizes.len()
            );
            let problem = Diagnostic::error(Rule::MissingPages, problem).hint(
                "put `when` on areas of the pages, or add a page for when the condition is false",
            );
            return Err(problem.at(self.chain.place("template.sheet")));
        }
        Ok(sizes)
    }

    /// The paper of that name or size; an error where the template does not suit it.
    pub fn paper(&self, name: &str) -> Result<Paper, Diagnostic> {
        let paper = paper_of(name)?;
        // Papers are compared by size: a user may write `148x210mm` for A5.
        let own = self.papers.iter().find(|own| own.size() == paper.size());
        if let Some(own) = own {
            return Ok(own.clone());
        }
        let problem = format!("the template `{}` is not made for {}", self.id, paper.name);
        let problem = Diagnostic::error(Rule::UnsuitedPaper, problem);
        Err(problem.suggest(name, self.papers.iter().map(|paper| &*paper.name)))
    }
}

/// The paper of a name or size.
pub fn paper_of(name: &str) -> Result<Paper, Diagnostic> {
    name.parse().map_err(|wrong| match wrong {
        NotAPaper::Unknown => {
            Diagnostic::error(Rule::UnknownPaper, format!("there is no paper `{name}`"))
                .suggest(name, PAPERS.iter().map(|paper| &*paper.name))
        }
        NotAPaper::Size => {
            let problem = format!("the paper size `{name}` is too small or too large");
            Diagnostic::error(Rule::UnknownPaper, problem)
                .hint("each side must be from 20 mm to 5 m long")
        }
    })
}
