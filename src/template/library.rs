//! Templates by their ids: those in `templates/` beside the content file first, then those of the program.
//!
//! In goes an id; out comes a [`Template`]: its layout file, merged with the file that it extends, and so on
//! down to `base`. A theme works by one substitution in this chain: a layout that extends `base` gets the theme
//! in its place, and the theme itself extends `base`. So a theme needs no knowledge of the layouts, and a
//! layout none of the themes. A file beside the content may have the id of a template of the program, and may
//! extend it: then the second occurrence of the id means the one of the program.

use super::chain::Chain;
use super::completed::Template;
use super::embedded::TEMPLATES;
use super::known_names::report_unknown_names;
use super::schema::{self, Merge};
use super::signs::read_signs;
use crate::diag::{Diagnostic, Diagnostics, Place, Source};
use crate::document::Document;
use crate::project::Project;
use crate::rules::Rule;

/// The template that all layouts extend and that a theme replaces.
const BASE: &str = "base";

/// Longest chain of templates that extend each other; a longer one is reported as a circle. (Practice: a
/// layout, a theme and the base are three.)
const DEEPEST: usize = 8;

/// The places where templates are looked for, and the theme that they are loaded in.
#[derive(Clone, Debug, Default)]
pub struct Library {
    project: Option<Project>,
    theme: Option<String>,
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

    /// The same templates in the look of a theme: those that extend `base` extend the theme instead. The error
    /// says that there is no such theme, or what is wrong with its file.
    pub fn themed(mut self, theme: &str) -> Result<Self, Diagnostics> {
        let known = self.ids().iter().any(|id| id == theme);
        let found = known.then(|| self.load(theme)).transpose()?;
        if !found.as_ref().is_some_and(Template::is_theme) && theme != BASE {
            let problem = match found {
                Some(_) => format!("the template `{theme}` is not a theme"),
                None => format!("there is no theme `{theme}`"),
            };
            let problem = Diagnostic::error(Rule::UnknownTheme, problem);
            let themes = self.themes();
            return Err(problem
                .suggest(theme, themes.iter().map(String::as_str))
                .into());
        }
        self.theme = Some(theme.to_owned()).filter(|theme| theme != BASE);
        Ok(self)
    }

    /// The theme that templates are loaded in; `None` for the default look, which is that of `base`.
    pub fn theme(&self) -> Option<&str> {
        self.theme.as_deref()
    }

    /// The ids of the themes. A template that cannot be read is left out: `load` reports it when it is used.
    pub fn themes(&self) -> Vec<String> {
        let is_theme = |id: &String| self.load(id).is_ok_and(|template| template.is_theme());
        self.ids().into_iter().filter(is_theme).collect()
    }

    /// Reads a template and what it extends. The error holds all problems of these files.
    pub fn load(&self, id: &str) -> Result<Template, Diagnostics> {
        let documents = self.documents_of(id)?;
        let mut problems = Diagnostics::default();
        let mut file: Option<schema::File> = None;
        let mut is_theme = false;
        // From the base upward: an area that names no block changes the block that the layout below it has
        // there, and takes the keys of that block. So the lower file has to be known before the upper one can
        // be read.
        for document in documents.iter().rev() {
            let Some(own) = schema::File::read(document, file.as_ref(), &mut problems) else {
                return Err(problems);
            };
            // The key `theme` is taken from the top file alone: a template that extends a theme is not itself a
            // theme.
            let head = own.template.as_ref();
            is_theme = head.and_then(|head| head.theme).unwrap_or_default();
            file = Some(match file {
                Some(base) => own.over(base),
                None => own,
            });
        }
        let file = file.unwrap_or_default();
        let chain = Chain(documents);
        let is_theme_name = |name: &str| self.is_theme_file(name);
        let themes = || {
            let themes = self.ids().into_iter();
            themes.filter(|id| self.is_theme_file(id)).collect()
        };
        report_unknown_names(&file, &chain, is_theme_name, themes, &mut problems);
        let template = Template::new(id, file, chain, &mut problems);
        let mut template = problems.into_result(template)?.value;
        template.theme = self.theme.clone();
        template.is_theme = is_theme;
        template.signs = read_signs(template.areas(), self.project.as_ref());
        Ok(template)
    }

    /// Whether the file of a template says that it is a theme. It is not loaded: a theme may have conditions on
    /// themes, on itself among them.
    fn is_theme_file(&self, id: &str) -> bool {
        let source = self.source(id, false).and_then(Result::ok);
        let document = source.and_then(|source| Document::parse(source).ok());
        document.is_some_and(|document| {
            let head: Option<ThemeHead> = document.read(&mut Diagnostics::default());
            head.and_then(|head| head.template.theme)
                .unwrap_or_default()
        })
    }

    /// The file of a template and those of what it extends, in this order.
    fn documents_of(&self, id: &str) -> Result<Vec<Document>, Diagnostics> {
        let mut documents: Vec<Document> = Vec::new();
        let mut next = Some((id.to_owned(), None::<Place>));
        // A template beside the content may extend the one of the program that has the same id.
        let mut loaded: Vec<String> = Vec::new();
        while let Some((id, asked_at)) = next.take() {
            // The same id twice in a row is that case; any other repetition is a circle.
            let own_again = loaded.last().is_some_and(|last| *last == id);
            if documents.len() == DEEPEST || (loaded.contains(&id) && !own_again) {
                let problem = Diagnostic::error(
                    Rule::ExtendsCircle,
                    format!("the templates extend each other in a circle at `{id}`"),
                )
                .hint("name another template in `extends`, or remove the key");
                return Err(place_at(problem, asked_at).into());
            }
            let source = self.source(&id, own_again).ok_or_else(|| {
                if own_again {
                    let problem = Diagnostic::error(
                        Rule::ExtendsCircle,
                        format!("the template `{id}` extends itself"),
                    )
                    .hint("name another template in `extends`, or remove the key");
                    return place_at(problem, asked_at.clone());
                }
                let ids = self.ids();
                let problem = Diagnostic::error(
                    Rule::UnknownTemplate,
                    format!("there is no template `{id}`"),
                );
                place_at(
                    problem.suggest(&id, ids.iter().map(String::as_str)),
                    asked_at,
                )
            })??;
            let document = Document::parse(source)?;
            let extends = document.text("template.extends");
            let extends = extends.map(|base| match &self.theme {
                // The theme itself extends `base`, and must not be replaced by itself.
                Some(theme) if base == BASE && id != *theme && !loaded.contains(theme) => {
                    theme.clone()
                }
                _ => base,
            });
            next = extends.map(|base| (base, Some(document.place("template.extends"))));
            loaded.push(id);
            documents.push(document);
        }
        Ok(documents)
    }

    fn source(&self, id: &str, embedded_only: bool) -> Option<Result<Source, Diagnostic>> {
        // The outer `None`: there is no such template. The inner error: its file cannot be read.
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
}

/// The part of a layout file that says whether it is a theme.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct ThemeHead {
    template: ThemeKey,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct ThemeKey {
    theme: Option<bool>,
}

fn place_at(problem: Diagnostic, at: Option<Place>) -> Diagnostic {
    match at {
        Some(at) => problem.at(at),
        None => problem,
    }
}
