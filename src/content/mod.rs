//! The content of a campaign: reads the content file and its translations, checks them, and makes a
//! [`Campaign`].
//!
//! In go a [`Project`] and a language; out comes a campaign in which every required text is there and every
//! reference leads somewhere, so later stages need no checks. `schema` mirrors the file, with every key
//! optional, so that all missing keys are reported at once; `validate` turns that into `campaign`. `markup`
//! reads the texts, `translation` and `texts` know which of them another language replaces, `stale` whether a
//! translation is older than its source.
//!
//! A translation holds texts only. It is laid over the parsed content file before that is checked, so a
//! campaign in another language goes through the same checks as the original, and dates, figures, addresses and
//! codes cannot differ from it. A text that is not translated stays in the language of the original, and every
//! stage can ask [`Files::language_of`] for which texts that is so.

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
    Source, Table,
};
pub use files::Files;
pub use fill_in::FilledIn;
pub use markup::fields::{Writing, fields, writing};
pub use markup::{Block, Link, Refused, Span, blocks, headline, inline, letters};
pub use translation::{Status, Translation};

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Diagnostics, Warned};
use crate::document::Document;
use crate::document::json_schema;
use crate::language::Language;
use crate::project::Project;
use crate::rules::Rule;

use pictures::Pictures;

/// The JSON Schema of content files, for editors.
pub fn json_schema() -> String {
    json_schema::schema::<schema::File>("handbill content")
}

/// The JSON Schema of translations, for editors.
pub fn translation_json_schema() -> String {
    json_schema::partial_schema::<schema::Translated>("handbill translation")
}

/// A content file, read once for all its languages.
pub struct Content<'p> {
    project: &'p Project,
    document: Document,
    /// The language that the content is written in; `None` if its tag is wrong or missing.
    first: Option<Language>,
    file: schema::File,
    pictures: Pictures<'p>,
    /// Problems of the file itself, which are reported with every campaign that is made of it.
    problems: Diagnostics,
}

impl<'p> Content<'p> {
    /// Reads a content file. Most errors in it are reported when a campaign is made of it; this fails only if
    /// the file cannot be read at all.
    pub fn open(project: &'p Project) -> Result<Self, Diagnostics> {
        let document = Document::parse(project.content()?)?;
        if document.has("translation") && !document.has("campaign.id") {
            // Without this check, a translation would get dozens of errors about missing keys.
            let problem = Diagnostic::error(
                Rule::IsATranslation,
                "this file is a translation of a content file",
            );
            let problem =
                problem.hint("name the content file, and choose the language with --lang");
            return Err(problem.at(document.place("translation")).into());
        }
        let mut problems = Diagnostics::default();
        match document.read::<schema::File>(&mut problems) {
            Some(file) => Ok(Self {
                project,
                document,
                // A wrong tag is reported when a campaign is made.
                first: Language::of(file.campaign.language.as_deref().unwrap_or_default()).ok(),
                file,
                pictures: Pictures::of(project),
                problems,
            }),
            None => Err(problems),
        }
    }

    /// The tag of the language that the content is written in; empty if it names none.
    pub fn first_language(&self) -> &str {
        self.file.campaign.language.as_deref().unwrap_or_default()
    }

    /// The tags of the languages that it is translated into, sorted.
    pub fn translations(&self) -> Vec<String> {
        let mut tags = self.project.translation_tags();
        // A file with the tag of the content itself is never read.
        tags.retain(|tag| tag != self.first_language() && !self.is_campaign(tag));
        tags
    }

    /// Whether the file with that tag is not a translation but another content file: `my.march.toml` beside
    /// `my.toml`.
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
            // The content itself needs no translation, even if a file with its tag lies beside it.
            return self.original();
        }
        let mut problems = self.problems.clone();
        let Warned {
            value: translation,
            warnings,
        } = self.translation(tag)?;
        problems.extend(warnings);
        let files = Files::original(&self.document, self.first.as_ref());
        // A text that is the same in both languages, such as a name, does not count as translated: it keeps the
        // place and the language of the original.
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
        // From here on the content file is read as if it had been written in the other language.
        let file: Option<schema::File> = self.document.read_over(&texts);
        let campaign = file.and_then(|mut file| {
            // Fixed words have to be added by hand: `read_over` replaces texts that exist, and the content may
            // have none because the table of its language is enough for it.
            let label = |(key, text): (String, String)| {
                let name = key.strip_prefix("labels.")?.to_owned();
                Some((name, text))
            };
            file.labels.extend(texts.into_iter().filter_map(label));
            validate::validate(file, &files, &self.pictures, &mut problems)
        });
        problems.into_result(campaign)
    }

    /// The translation into a language, compared with the content.
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

    /// The error that there is no translation into a language.
    fn no_translation(&self, tag: &str) -> Diagnostic {
        if let Err(bad) = Language::of(tag) {
            return validate::bad_tag(&bad);
        }
        let path = self.project.translation_path(tag);
        let problem = Diagnostic::error(
            Rule::UnknownLanguage,
            format!(
                "there is no translation into `{tag}`: the file `{}` does not exist",
                path.display()
            ),
        );
        let mut known = self.translations();
        known.push(self.first_language().to_owned());
        // A misspelt tag gets a suggestion. For a new language, the command that begins its translation.
        let make = format!(
            "`handbill translate {} {tag}` makes the file for you to fill in",
            self.document.source().name
        );
        problem.suggest_or(tag, known.iter().map(String::as_str), make)
    }

    /// The translation file for a language with every text in it. Existing texts stay; missing ones are added,
    /// empty, with their source above them.
    pub fn fill_in(&self, tag: &str) -> Result<FilledIn, Diagnostics> {
        let language = Language::of(tag).map_err(|bad| validate::bad_tag(&bad))?;
        if tag == self.first_language() {
            let problem = Diagnostic::error(
                Rule::UnknownLanguage,
                format!("`{tag}` is the language of the content itself"),
            );
            return Err(problem.hint("name the language to translate into").into());
        }
        // A file that exists and cannot be read is an error: a new one would overwrite it.
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
