//! The templates at hand: those of the program, and those beside the content, which come first.

use crate::diag::{Diagnostic, Diagnostics, Place, Source};
use crate::document::Document;
use crate::frame::Origin;
use crate::paper::{NotAPaper, PAPERS, Paper};
use crate::project::Project;

use super::embedded::TEMPLATES;
use super::schema::{self, Merge};

/// More than this many templates extending each other is a circle.
const DEEPEST: usize = 8;

/// Where templates are looked for.
#[derive(Clone, Debug, Default)]
pub struct Library {
    project: Option<Project>,
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
    shares: bool,
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

    /// How many pages it has.
    pub fn page_count(&self) -> usize {
        self.file.page.as_ref().map_or(0, Vec::len)
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

    /// Reads a template and what it extends.
    pub fn load(&self, id: &str) -> Result<Template, Diagnostics> {
        let mut problems = Diagnostics::default();
        let mut chain: Vec<Document> = Vec::new();
        let mut file: Option<schema::File> = None;
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
            next = extends.map(|base| (base, Some(document.place("template.extends"))));
            loaded.push(id);
            chain.push(document);
            file = Some(match file {
                Some(above) => above.over(this),
                None => this,
            });
        }
        let template = self.complete(id, file.unwrap_or_default(), Chain(chain), &mut problems);
        problems
            .into_result(template)
            .map(|template| template.value)
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
            shares: head.share.unwrap_or_default(),
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
