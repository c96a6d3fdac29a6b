//! The templates at hand: those of the program, and those beside the content, which come first.

use crate::content::Campaign;
use crate::diag::{Diagnostic, Diagnostics, Place, Source};
use crate::document::Document;
use crate::frame::Origin;
use crate::geom::Size;
use crate::paper::{NotAPaper, PAPERS, Paper};
use crate::project::Project;

use super::embedded::TEMPLATES;
use super::schema::{self, Merge};
use super::values::{Form, Need};

/// The template that themes take the place of.
const BASE: &str = "base";

/// More than this many templates extending each other is a circle.
const DEEPEST: usize = 8;

/// Where templates are looked for.
#[derive(Clone, Debug, Default)]
pub struct Library {
    project: Option<Project>,
    theme: Option<String>,
}

/// A template, completed by those that it extends.
#[derive(Clone, Debug)]
pub struct Template {
    /// Id.
    pub id: String,
    /// What it is for.
    pub description: String,
    /// Papers that it suits; the first is the default.
    pub papers: Vec<Paper>,
    /// The paper that its lengths are given for.
    pub(super) design: Paper,
    /// The theme that it is in, where it is not the usual one.
    pub theme: Option<String>,
    shares: bool,
    themes: bool,
    pub(super) file: schema::File,
    pub(super) chain: Chain,
}

impl Template {
    /// Whether it is a piece to print, and not only a base for others or a picture to share.
    pub fn is_piece(&self) -> bool {
        self.page_count() > 0 && !self.shares
    }

    /// Whether it is a picture to share on the web: ten pixels to the millimetre of its first paper.
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

    /// What a campaign lacks without which the piece would be about nothing; none where it has all.
    pub fn lacking(&self, campaign: &Campaign) -> Option<Diagnostic> {
        let head = self.file.template.as_ref();
        let needs = head.and_then(|head| head.needs.as_ref());
        let lacks = |need: &&Need| !need.is_met(campaign);
        let need = needs.into_iter().flatten().find(lacks)?;
        let problem = format!(
            "the campaign has no {} to make `{}` of",
            need.told(),
            self.id
        );
        let problem = Diagnostic::error("nothing-to-show", problem);
        Some(problem.hint("add one to the content file, or build other templates"))
    }

    /// Whether its words are also written as plain text.
    pub fn writes_text(&self) -> bool {
        let head = self.file.template.as_ref();
        head.and_then(|head| head.text).unwrap_or_default()
    }

    /// Whether it is a theme for other layouts.
    pub fn is_theme(&self) -> bool {
        self.themes
    }

    /// Whether it has a page that is repeated until its story is told.
    pub fn repeats(&self) -> bool {
        let mut pages = self.file.page.iter().flatten();
        pages.any(|page| page.repeat.is_some())
    }

    /// Whether something on its pages is of an event.
    pub fn tells_of_events(&self) -> bool {
        let areas = self.file.page.iter().flatten().flat_map(|page| &page.area);
        areas
            .flat_map(|areas| areas.values())
            .any(schema::Area::tells_of_events)
    }

    /// Whether something on its pages counts facts by marks.
    pub fn counts(&self) -> bool {
        let areas = self.file.page.iter().flatten().flat_map(|page| &page.area);
        let mut areas = areas.flat_map(|areas| areas.values());
        areas.any(schema::Area::counts)
    }

    /// How a sheet of its paper becomes its pages, where they are parts of it.
    pub fn form(&self) -> Option<Form> {
        self.file.template.as_ref().and_then(|head| head.sheet)
    }

    /// The sizes of its pages on a paper, in the order of reading.
    pub fn page_sizes(&self, paper: &Paper) -> Result<Vec<Size>, Diagnostic> {
        let count = self.page_count();
        let Some(form) = self.form() else {
            return Ok(vec![paper.size(); count]);
        };
        let sizes = form.pages(paper.size())?;
        if count > sizes.len() {
            let problem = format!(
                "the sheet has {} pages, and the layout {count}",
                sizes.len()
            );
            let problem = Diagnostic::error("too-many-pages", problem);
            return Err(problem.at(self.chain.place("template.sheet")));
        }
        Ok(sizes)
    }

    /// The paper of that name or size; an error where the template does not suit it.
    pub fn paper(&self, name: &str) -> Result<Paper, Diagnostic> {
        let paper = paper_of(name)?;
        // The same size under another name is the same paper.
        let own = self.papers.iter().find(|own| own.size() == paper.size());
        if let Some(own) = own {
            return Ok(own.clone());
        }
        let problem = format!("the template `{}` is not made for {}", self.id, paper.name);
        let problem = Diagnostic::error("unsuited-paper", problem);
        Err(problem.suggest(name, self.papers.iter().map(|paper| &*paper.name)))
    }
}

/// The documents of a template and of what it extends, the template first.
#[derive(Clone, Debug)]
pub(super) struct Chain(Vec<Document>);

impl Chain {
    /// The place of a key: in the first document that has it, otherwise in the template itself.
    pub(super) fn place(&self, key: &str) -> Place {
        let holder = self
            .0
            .iter()
            .find(|document| document.has(key))
            .unwrap_or(&self.0[0]);
        holder.place(key)
    }

    /// The documents, the template's own first.
    pub(super) fn documents(&self) -> std::slice::Iter<'_, Document> {
        self.0.iter()
    }

    /// The origin of a key.
    pub(super) fn origin(&self, key: &str) -> Origin {
        Origin::new(&self.place(key).source.name, key)
    }
}

impl Library {
    /// The templates of the program alone.
    pub fn embedded() -> Self {
        Self::default()
    }

    /// The templates beside a content file, and those of the program.
    pub fn of(project: &Project) -> Self {
        Self {
            project: Some(project.clone()),
            theme: None,
        }
    }

    /// The files beside which templates are looked for.
    pub fn project(&self) -> Option<&Project> {
        self.project.as_ref()
    }

    /// The ids of all templates: those of the program in their order, then others by name.
    pub fn ids(&self) -> Vec<String> {
        let mut ids: Vec<String> = TEMPLATES.iter().map(|(id, _)| (*id).to_owned()).collect();
        for id in self.project.iter().flat_map(Project::template_ids) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// The same templates in the look of a theme: what stands on `base` stands on the theme then. An error
    /// where there is no such theme.
    pub fn themed(mut self, theme: &str) -> Result<Self, Diagnostics> {
        let known = self.ids().iter().any(|id| id == theme);
        let found = known.then(|| self.load(theme)).transpose()?;
        if !found.as_ref().is_some_and(Template::is_theme) && theme != BASE {
            let problem = match found {
                Some(_) => format!("the template `{theme}` is no theme"),
                None => format!("there is no theme `{theme}`"),
            };
            let problem = Diagnostic::error("unknown-theme", problem);
            let themes = self.themes();
            return Err(problem
                .suggest(theme, themes.iter().map(String::as_str))
                .into());
        }
        self.theme = Some(theme.to_owned()).filter(|theme| theme != BASE);
        Ok(self)
    }

    /// The theme that templates are in, where it is not the usual one.
    pub fn theme(&self) -> Option<&str> {
        self.theme.as_deref()
    }

    /// The ids of the themes.
    pub fn themes(&self) -> Vec<String> {
        let is_theme = |id: &String| self.load(id).is_ok_and(|template| template.is_theme());
        self.ids().into_iter().filter(is_theme).collect()
    }

    /// Reads a template and what it extends.
    pub fn load(&self, id: &str) -> Result<Template, Diagnostics> {
        let mut problems = Diagnostics::default();
        let mut chain: Vec<Document> = Vec::new();
        let mut file: Option<schema::File> = None;
        // What stands on a theme is none itself.
        let mut themes = None;
        let mut next = Some((id.to_owned(), None::<Place>));
        // A template of the content's folder may extend the one of the program that it takes the place of.
        let mut loaded: Vec<String> = Vec::new();
        while let Some((id, asked_at)) = next.take() {
            let own_again = loaded.last().is_some_and(|last| *last == id);
            if chain.len() == DEEPEST || (loaded.contains(&id) && !own_again) {
                let problem = Diagnostic::error(
                    "extends-circle",
                    format!("the templates extend each other in a circle at `{id}`"),
                );
                return Err(place(problem, asked_at).into());
            }
            let source = self.source(&id, own_again).ok_or_else(|| {
                if own_again {
                    let problem = Diagnostic::error(
                        "extends-circle",
                        format!("the template `{id}` extends itself"),
                    );
                    return place(problem, asked_at.clone());
                }
                let ids = self.ids();
                let problem =
                    Diagnostic::error("unknown-template", format!("there is no template `{id}`"));
                place(
                    problem.suggest(&id, ids.iter().map(String::as_str)),
                    asked_at,
                )
            })??;
            let document = Document::parse(source)?;
            let Some(this) = document.read::<schema::File>(&mut problems) else {
                return Err(problems);
            };
            let extends = this
                .template
                .as_ref()
                .and_then(|template| template.extends.clone());
            let extends = extends.map(|base| match &self.theme {
                Some(theme) if base == BASE && id != *theme && !loaded.contains(theme) => {
                    theme.clone()
                }
                _ => base,
            });
            next = extends.map(|base| (base, Some(document.place("template.extends"))));
            if chain.is_empty() {
                themes = this.template.as_ref().and_then(|head| head.theme);
            }
            loaded.push(id);
            chain.push(document);
            file = Some(match file {
                Some(above) => above.over(this),
                None => this,
            });
        }
        let template = self.complete(id, file.unwrap_or_default(), Chain(chain), &mut problems);
        problems.into_result(template).map(|template| Template {
            themes: themes.unwrap_or_default(),
            ..template.value
        })
    }

    fn source(&self, id: &str, embedded_only: bool) -> Option<Result<Source, Diagnostic>> {
        let beside = self
            .project
            .as_ref()
            .filter(|_| !embedded_only)
            .and_then(|project| project.template(id));
        beside.or_else(|| {
            let (id, text) = TEMPLATES.iter().find(|(known, _)| *known == id)?;
            Some(Ok(Source {
                name: format!("templates/{id}.toml"),
                text: (*text).to_owned(),
                shipped: true,
            }))
        })
    }

    fn complete(
        &self,
        id: &str,
        file: schema::File,
        chain: Chain,
        problems: &mut Diagnostics,
    ) -> Option<Template> {
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
        Some(Template {
            id: id.to_owned(),
            description: head.description.unwrap_or_default(),
            papers: if papers.is_empty() {
                design.clone().into_iter().collect()
            } else {
                papers
            },
            design: design?,
            theme: self.theme.clone(),
            shares: head.share.unwrap_or_default(),
            themes: false,
            file,
            chain,
        })
    }
}

/// The paper of a name or size.
pub fn paper_of(name: &str) -> Result<Paper, Diagnostic> {
    name.parse().map_err(|wrong| match wrong {
        NotAPaper::Unknown => {
            Diagnostic::error("unknown-paper", format!("there is no paper `{name}`"))
                .suggest(name, PAPERS.iter().map(|paper| &*paper.name))
        }
        NotAPaper::Size => {
            let problem = format!("`{name}` is smaller or larger than paper is");
            Diagnostic::error("unknown-paper", problem).hint("a side is 20 mm to 5 m long")
        }
    })
}

fn place(problem: Diagnostic, at: Option<Place>) -> Diagnostic {
    match at {
        Some(at) => problem.at(at),
        None => problem,
    }
}
