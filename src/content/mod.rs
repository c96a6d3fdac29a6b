//! The campaign's content: read, checked, and turned into a [`Campaign`] that is valid by construction.

mod age;
mod allow;
mod campaign;
mod files;
mod fill_in;
mod markup;
mod pictures;
mod schema;
mod spoken;
mod stale;
mod texts;
mod translation;
mod validate;

pub use age::{DEFAULT_MAX_AGE, MaxAge, NotAnAge};
pub use allow::{Allow, allowed, not_allowed, soften};
pub use campaign::{
    Action, Campaign, Event, Fact, Imprint, Moment, Organizer, Person, Quote, Script, Section,
    Source,
};
pub use files::Files;
pub use fill_in::FilledIn;
pub use markup::fields::{Writing, fields, writing};
pub use markup::{Block, Link, Refused, Span, blocks, inline, letters};
pub use translation::{Status, Translation};

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Diagnostics, Warned};
use crate::document::Document;
use crate::editor;
use crate::language::Language;
use crate::project::Project;

use pictures::Pictures;

/// The JSON Schema of content files, for editors.
pub fn json_schema() -> String {
    editor::schema::<schema::File>("handbill content")
}

/// The JSON Schema of translations, for editors.
pub fn translation_json_schema() -> String {
    editor::partial_schema::<schema::Translated>("handbill translation")
}

/// A content file, opened once for all its languages.
pub struct Content<'p> {
    project: &'p Project,
    document: Document,
    first: Option<Language>,
    file: schema::File,
    pictures: Pictures<'p>,
    problems: Diagnostics,
}

impl<'p> Content<'p> {
    /// Reads a content file. Errors in it are reported when a campaign is made of it, except for those
    /// that leave nothing to go on with.
    pub fn open(project: &'p Project) -> Result<Self, Diagnostics> {
        let document = Document::parse(project.content()?)?;
        if document.has("translation") && !document.has("campaign.id") {
            let problem =
                Diagnostic::error("is-a-translation", "this file translates a content file");
            let problem = problem.hint("name the content file, and the language with --lang");
            return Err(problem.at(document.place("translation")).into());
        }
        let mut problems = Diagnostics::default();
        match document.read::<schema::File>(&mut problems) {
            Some(file) => Ok(Self {
                project,
                document,
                // A tag that is none is reported when a campaign is made.
                first: Language::of(file.campaign.language.as_deref().unwrap_or_default()).ok(),
                file,
                pictures: Pictures::of(project),
                problems,
            }),
            None => Err(problems),
        }
    }

    /// The tag of the language that the content is written in; empty where it says none.
    pub fn first_language(&self) -> &str {
        self.file.campaign.language.as_deref().unwrap_or_default()
    }

    /// The tags of the languages that it is translated into, in order.
    pub fn translations(&self) -> Vec<String> {
        let mut tags = self.project.translation_tags();
        tags.retain(|tag| tag != self.first_language() && !self.is_campaign(tag));
        tags
    }

    /// Whether the file of that tag is a content file of its own, such as `my.march.toml` beside `my.toml`.
    fn is_campaign(&self, tag: &str) -> bool {
        let source = self.project.translation(tag).and_then(Result::ok);
        let document = source.and_then(|source| Document::parse(source).ok());
        document.is_some_and(|document| document.has("campaign.id"))
    }

    /// The campaign in the language that it is written in.
    pub fn original(&self) -> Result<Warned<Campaign>, Diagnostics> {
        let mut problems = self.problems.clone();
        let files = Files::original(&self.document, self.first.as_ref());
        let file = self.file.clone();
        let campaign = validate::validate(file, &files, &self.pictures, &mut problems);
        problems.into_result(campaign)
    }

    /// The campaign in a language: that of the content, or one that it is translated into.
    pub fn campaign(&self, tag: &str) -> Result<Warned<Campaign>, Diagnostics> {
        if tag == self.first_language() {
            return self.original();
        }
        let mut problems = self.problems.clone();
        let Warned {
            value: translation,
            warnings,
        } = self.translation(tag)?;
        problems.extend(warnings);
        let files = Files::original(&self.document, self.first.as_ref());
        // A text that is the same in both languages is nobody's translation.
        let original: BTreeMap<String, String> = self
            .document
            .leaves()
            .into_iter()
            .filter_map(|leaf| Some((leaf.path, leaf.text?)))
            .collect();
        let texts = translation.texts.iter();
        let translated = texts.filter(|(path, text)| original.get(*path) != Some(*text));
        let keys = translated.map(|(path, _)| path.clone()).collect();
        let files = files.translated(&translation.document, tag, keys);
        let mut texts = translation.texts;
        texts.insert("campaign.language".to_owned(), tag.to_owned());
        let file: Option<schema::File> = self.document.read_over(&texts);
        let campaign = file.and_then(|mut file| {
            // A translation may have words that the content leaves to the table of its language.
            let label = |(key, text): (String, String)| {
                let name = key.strip_prefix("labels.")?.to_owned();
                Some((name, text))
            };
            file.labels.extend(texts.into_iter().filter_map(label));
            validate::validate(file, &files, &self.pictures, &mut problems)
        });
        problems.into_result(campaign)
    }

    /// The translation into a language, held against the content.
    pub fn translation(&self, tag: &str) -> Result<Warned<Translation>, Diagnostics> {
        let Some(source) = self.project.translation(tag) else {
            return Err(self.no_translation(tag).into());
        };
        let source = source?;
        let document = Document::parse(source)?;
        let mut problems = Diagnostics::default();
        let translation = match Language::of(tag) {
            Ok(language) => Some(translation::read(
                &document,
                language,
                &self.document,
                &mut problems,
            )),
            Err(bad) => {
                let problem = validate::bad_tag(&bad).at(document.place(""));
                problems.push(problem);
                None
            }
        };
        problems.into_result(translation)
    }

    fn no_translation(&self, tag: &str) -> Diagnostic {
        if let Err(bad) = Language::of(tag) {
            return validate::bad_tag(&bad);
        }
        let path = self.project.translation_path(tag);
        let problem = Diagnostic::error(
            "unknown-language",
            format!(
                "there is no translation into `{tag}`: no file `{}`",
                path.display()
            ),
        );
        let mut known = self.translations();
        known.push(self.first_language().to_owned());
        let close = problem
            .clone()
            .suggest(tag, known.iter().map(String::as_str));
        match close.hint {
            Some(hint) if hint.starts_with("did you") => problem.hint(hint),
            _ => problem.hint(format!(
                "`handbill translate {} {tag}` makes the file to fill in",
                self.document.source().name
            )),
        }
    }

    /// The translation file for a language with every text in it: what is there stays, what is missing
    /// comes with its source beside it.
    pub fn fill_in(&self, tag: &str) -> Result<FilledIn, Diagnostics> {
        let language = Language::of(tag).map_err(|bad| validate::bad_tag(&bad))?;
        if tag == self.first_language() {
            let problem = Diagnostic::error(
                "unknown-language",
                format!("`{tag}` is the language of the content itself"),
            );
            return Err(problem.hint("name the language to translate into").into());
        }
        let existing = self.project.translation(tag).transpose()?;
        fill_in::fill_in(
            &self.document,
            self.first_language(),
            existing.as_ref(),
            &language,
        )
    }
}

/// Reads and checks a campaign in the language that it is written in. All problems are reported at once.
pub fn load(project: &Project) -> Result<Warned<Campaign>, Diagnostics> {
    Content::open(project)?.original()
}
