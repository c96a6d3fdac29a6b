//! The file of a translation, filled in as far as it is translated.

use std::path::PathBuf;

use crate::content::{Content, FilledIn};
use crate::diag::{Diagnostics, Warned};
use crate::project::Project;
use crate::rules::Rule;

/// The file of a translation into a language, and its path. What is wrong with the translation so far is
/// reported at once, not at the next build.
pub fn translate(
    project: &Project,
    language: &str,
    problems: &mut Diagnostics,
) -> Option<(PathBuf, FilledIn)> {
    let filled = Content::open(project).and_then(|content| {
        // Errors of the content itself come first: a translator should not work on a broken file.
        content.original()?;
        content.fill_in(language)
    });
    let filled = filled.map_err(|found| problems.extend(found)).ok()?;
    Some((project.translation_path(language), filled))
}

/// What is wrong with the translation into a language that a person has to look at.
pub fn review(project: &Project, language: &str) -> Diagnostics {
    let translation = Content::open(project).and_then(|content| content.translation(language));
    match translation {
        Ok(Warned { warnings, .. }) => warnings.filter_map(|warning| {
            let is_of_words = matches!(
                warning.rule,
                Rule::FiguresDiffer | Rule::ReferencesDiffer | Rule::UnusualLanguage
            );
            is_of_words.then_some(warning)
        }),
        Err(found) => found,
    }
}
