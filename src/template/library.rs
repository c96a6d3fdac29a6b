//! Templates by their ids: those in `templates/` beside the content file first, then those of the program.
//!
//! In goes an id; out comes a [`Template`]: its layout file, merged with the file that it extends, and so on
//! down to `base`. A theme works by one substitution in this chain: a layout that extends `base` gets the theme
//! in its place, and the theme itself extends `base`. So a theme needs no knowledge of the layouts, and a
//! layout none of the themes. A theme is a folder: `templates/THEME/theme.toml`.
//!
//! Several files may have one id, and each may extend the next: the one that a theme has for a layout
//! (`templates/THEME/ID.toml`, beside the content or else of the program), the one beside the content, and the one of
//! the program. The first occurrence of the id means the first of them that there is, the next occurrence the next.

use super::chain::Chain;
use super::completed::Template;
use super::embedded::{OF_THEMES, TEMPLATES};
use super::known_names::report_unknown_names;
use super::schema::{self, Merge};
use super::signs::read_signs;
use super::theme_file::{THEME_FILE, is_theme_file, layout_of, theme_file};
use crate::content::Campaign;
use crate::diag::{Diagnostic, Diagnostics, Place, Source};
use crate::document::Document;
use crate::project::Project;
use crate::rules::Rule;

/// The template that all layouts extend and that a theme replaces.
const BASE: &str = "base";

/// Longest chain of templates that extend each other; a longer one is reported as a circle. (Practice: a
/// layout with a file of a theme and one beside the content, the theme and the base are six.)
const DEEPEST: usize = 8;

/// The places where templates are looked for, and the theme that they are loaded in.
#[derive(Clone, Debug, Default)]
pub struct Library {
    project: Option<Project>,
    theme: Option<String>,
    /// Whether the order names the theme, and so the names of files do.
    names_theme: bool,
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
            ..Self::default()
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
        if theme == BASE {
            self.theme = None;
            return Ok(self);
        }
        let themes = self.themes();
        if !themes.iter().any(|known| known == theme) {
            let problem = if self.ids().iter().any(|id| id == theme) {
                format!("the template `{theme}` is not a theme")
            } else {
                format!("there is no theme `{theme}`")
            };
            let problem = Diagnostic::error(Rule::UnknownTheme, problem);
            return Err(problem
                .suggest(theme, themes.iter().map(String::as_str))
                .into());
        }
        self.load_theme(theme)?;
        self.theme = Some(theme.to_owned());
        self.names_theme = true;
        Ok(self)
    }

    /// The same templates in the same theme, which files are not named after: it is the one that the campaign has anyway.
    #[must_use]
    pub fn with_usual_names(mut self) -> Self {
        self.names_theme = false;
        self
    }

    /// The theme for a campaign that names none: the first that is made for what it has. `None` if none is.
    pub fn theme_for(&self, campaign: &Campaign) -> Option<String> {
        self.themes().into_iter().find(|theme| {
            // A theme that cannot be read is reported when it is used.
            let template = self.load_theme(theme).ok();
            template.is_some_and(|template| template.is_made_for(campaign))
        })
    }

    /// Reads the file of a theme and those that it extends.
    pub fn load_theme(&self, theme: &str) -> Result<Template, Diagnostics> {
        self.load(&theme_file(theme))
    }

    /// The theme that templates are loaded in; `None` for the default look, which is that of `base`.
    pub fn theme(&self) -> Option<&str> {
        self.theme.as_deref()
    }

    /// The names of the themes: those of the program in their order, then others by name. Whether their files can be
    /// read is found out when they are used.
    pub fn themes(&self) -> Vec<String> {
        let name = |id: &str| id.strip_suffix(THEME_FILE).map(str::to_owned);
        let mut themes: Vec<String> = OF_THEMES.iter().filter_map(|(id, _)| name(id)).collect();
        for theme in self.project.iter().flat_map(Project::themes) {
            if !themes.contains(&theme) {
                themes.push(theme);
            }
        }
        themes
    }

    /// Reads a template and what it extends. The error holds all problems of these files.
    pub fn load(&self, id: &str) -> Result<Template, Diagnostics> {
        let (ids, documents): (Vec<String>, Vec<Document>) =
            self.documents_of(id)?.into_iter().unzip();
        let mut problems = Diagnostics::default();
        let mut file: Option<schema::File> = None;
        // From the base upward: an area that names no block changes the block that the layout below it has
        // there, and takes the keys of that block. So the lower file has to be known before the upper one can
        // be read.
        for (place, document) in documents.iter().enumerate().rev() {
            let Some(mut own) = schema::File::read(document, file.as_ref(), &mut problems) else {
                return Err(problems);
            };
            // The condition of a theme says for which campaigns it is chosen, not which pieces there are.
            if place > 0
                && ids.get(place).is_some_and(|id| is_theme_file(id))
                && let Some(head) = &mut own.template
            {
                head.when = None;
            }
            file = Some(match file {
                Some(base) => own.over(base),
                None => own,
            });
        }
        let file = file.unwrap_or_default();
        let chain = Chain(documents);
        report_unknown_names(&file, &chain, &self.themes(), &mut problems);
        let template = Template::new(id, file, chain, &mut problems);
        let mut template = problems.into_result(template)?.value;
        template.theme = self.theme.clone();
        template.names_theme = self.names_theme;
        template.signs = read_signs(template.areas(), self.project.as_ref());
        Ok(template)
    }

    /// The file of a template and those of what it extends, in this order, each with its id.
    fn documents_of(&self, id: &str) -> Result<Vec<(String, Document)>, Diagnostics> {
        let mut documents: Vec<(String, Document)> = Vec::new();
        let mut next = Some((id.to_owned(), None::<Place>));
        let mut loaded: Vec<String> = Vec::new();
        while let Some((id, asked_at)) = next.take() {
            // The same id again asks for the next file that has it; any other repetition is a circle. `grid/flyer` may
            // stand between two files that are called `flyer`.
            let is_kin = |last: &&String| layout_of(last) == layout_of(&id);
            let kin = loaded.iter().rev().take_while(is_kin);
            let again = kin.filter(|last| **last == id).count();
            let own_again = again > 0;
            if documents.len() == DEEPEST || (loaded.contains(&id) && !own_again) {
                let problem = Diagnostic::error(
                    Rule::ExtendsCircle,
                    format!("the templates extend each other in a circle at `{id}`"),
                )
                .hint("name another template in `extends`, or remove the key");
                return Err(place_at(problem, asked_at).into());
            }
            // What a theme has for a layout is asked for by the id of the layout; the file itself can only be extended.
            let is_asked_for = !loaded.is_empty() || !id.contains('/') || is_theme_file(&id);
            let source = self.source(&id, again).filter(|_| is_asked_for);
            let source = source.ok_or_else(|| {
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
            let extends = extends.map(|base| match self.theme.as_deref().map(theme_file) {
                // What a theme extends is another theme, or `base` itself.
                _ if is_theme_file(&id) && base != BASE => theme_file(&base),
                Some(theme) if base == BASE && !is_theme_file(&id) => theme,
                _ => base,
            });
            next = extends.map(|base| (base, Some(document.place("template.extends"))));
            loaded.push(id.clone());
            documents.push((id, document));
        }
        Ok(documents)
    }

    /// The file of a template; of several with its id, the one after `passed` others. The outer `None`: there is none.
    /// The inner error: it cannot be read.
    fn source(&self, id: &str, passed: usize) -> Option<Result<Source, Diagnostic>> {
        let shipped = |of: &[(&str, &str)], id: &str| {
            let (name, text) = of.iter().find(|(known, _)| *known == id)?;
            Some(Ok(Source {
                name: format!("templates/{name}.toml"),
                text: (*text).to_owned(),
                shipped: true,
            }))
        };
        let beside = |id: &str| self.project.as_ref()?.template(id);
        if is_theme_file(id) {
            let files = [beside(id), shipped(OF_THEMES, id)];
            return files.into_iter().flatten().nth(passed);
        }
        if id.contains('/') {
            return shipped(OF_THEMES, id).filter(|_| passed == 0);
        }
        // A file of one's own takes the place of that of the program; it may extend it as `THEME/ID`.
        let of_theme = self.theme.as_ref().filter(|_| id != BASE);
        let of_theme = of_theme.and_then(|theme| {
            let id = format!("{theme}/{id}");
            beside(&id).or_else(|| shipped(OF_THEMES, &id))
        });
        let files = [of_theme, beside(id), shipped(TEMPLATES, id)];
        files.into_iter().flatten().nth(passed)
    }
}

fn place_at(problem: Diagnostic, at: Option<Place>) -> Diagnostic {
    match at {
        Some(at) => problem.at(at),
        None => problem,
    }
}
