//! What to type instead, where the arguments say more than the parser of arguments knows.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use handbill::internals::paper;
use handbill::internals::project::Project;
use handbill::internals::template::Library;

/// The command that was meant; none where nothing is known of it.
pub(super) fn tip(error: &clap::Error, arguments: &[String]) -> Option<String> {
    let text = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        _ => None,
    };
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let file = text(ContextKind::InvalidSubcommand)?;
            match file.rsplit_once('.')?.1.to_lowercase().as_str() {
                "toml" => Some(format!("handbill build {file}")),
                "pdf" => Some(format!("handbill proof {file}")),
                _ => None,
            }
        }
        ErrorKind::UnknownArgument => {
            let word = text(ContextKind::InvalidArg)?;
            let before: Vec<&str> = arguments
                .iter()
                .skip(1)
                .map(String::as_str)
                .take_while(|argument| **argument != word)
                .collect();
            let content = before.iter().find(|argument| argument.ends_with(".toml"));
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
        ErrorKind::MissingRequiredArgument => {
            let ContextValue::Strings(missing) = error.get(ContextKind::InvalidArg)? else {
                return None;
            };
            let is_content = missing.iter().any(|name| name.contains("CONTENT"));
            is_content.then(|| {
                "handbill new keep-our-library writes a content file to begin with".to_owned()
            })
        }
        _ => None,
    }
}
