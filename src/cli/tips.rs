//! Suggests a command after a mistake in the arguments.
//!
//! The parser of arguments compares words with commands and options only. It does not know that `flyer` is a
//! template and `A4` a paper, or that a file name in the place of a command means to build or check that file.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use handbill::internals::paper;
use handbill::internals::project::Project;
use handbill::internals::template::Library;

/// The command that was probably meant. None if the arguments do not tell.
pub(super) fn tip(error: &clap::Error, arguments: &[String]) -> Option<String> {
    let text = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        _ => None,
    };
    match error.kind() {
        // `handbill campaign.toml`, without a command.
        ErrorKind::InvalidSubcommand => {
            let file = text(ContextKind::InvalidSubcommand)?;
            match file.rsplit_once('.')?.1.to_lowercase().as_str() {
                "toml" => Some(format!("handbill build {file}")),
                "pdf" => Some(format!("handbill proof {file}")),
                _ => None,
            }
        }
        // `handbill build campaign.toml flyer`, without `--template`. What comes before the word is kept, so that the
        // tip can be copied as it is.
        ErrorKind::UnknownArgument => {
            let word = text(ContextKind::InvalidArg)?;
            let before: Vec<&str> = arguments
                .iter()
                .skip(1)
                .map(String::as_str)
                .take_while(|argument| **argument != word)
                .collect();
            let content = before.iter().find(|argument| argument.ends_with(".toml"));
            // Templates of the campaign count too, if a content file comes before the word.
            let library = content.map_or_else(Library::embedded, |content| {
                Library::of(&Project::at(content))
            });
            let before = before.join(" ");
            if library.ids().contains(&word) {
                return Some(format!("handbill {before} --template {word}"));
            }
            let paper = paper::by_name(&word)?;
            Some(format!("handbill {before} --paper {}", paper.name))
        }
        // `handbill build`, without a content file: somebody who has none yet.
        ErrorKind::MissingRequiredArgument => {
            let ContextValue::Strings(missing) = error.get(ContextKind::InvalidArg)? else {
                return None;
            };
            let is_content = missing.iter().any(|name| name.contains("CONTENT"));
            is_content.then(|| {
                "`handbill new keep-our-library` writes a content file to begin with".to_owned()
            })
        }
        _ => None,
    }
}
