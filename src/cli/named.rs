//! What the name of a file tells of how it was made: `build` writes it there.

use std::num::NonZeroUsize;
use std::path::Path;

use clap::ValueEnum;

use super::args::{Choice, Fold, Route, Sheet};
use crate::paper;
use crate::project::Project;
use crate::template::Library;

/// The arguments that made a file, as far as its name and folder tell; the others stay.
pub(super) fn like(file: &Path, content: &Path, choice: &Choice) -> Option<Choice> {
    let stem = file.file_stem()?.to_str()?;
    let project = Project::at(content);
    let mut ids = Library::of(&project).ids();
    // `poster-large` before `poster`.
    ids.sort_by_key(|id| std::cmp::Reverse(id.len()));
    let (id, rest) = ids.iter().find_map(|id| {
        let rest = stem.strip_prefix(id.as_str())?.strip_prefix('-')?;
        Some((id.clone(), rest))
    })?;
    let mut choice = choice.clone();
    choice.template = vec![id];
    let mut tokens = rest.split('-').peekable();
    let mut name = tokens.next()?.to_owned();
    // Names of papers may have a hyphen.
    if !is_paper(&name)
        && let Some(more) = tokens.peek()
    {
        let longer = format!("{name}-{more}");
        if is_paper(&longer) {
            name = longer;
            tokens.next();
        }
    }
    choice.paper = vec![name];
    let themes = Library::of(&project).themes();
    let mut event: Vec<&str> = Vec::new();
    for token in tokens {
        if let Ok(route) = Route::from_str(token, true) {
            choice.printing.route = route;
        } else if let Ok(sheet) = Sheet::from_str(token, true) {
            choice.printing.sheet = Some(sheet);
        } else if let Ok(fold) = Fold::from_str(token, true) {
            choice.printing.fold = Some(fold);
        } else if let Ok(up) = token.parse::<NonZeroUsize>() {
            choice.printing.up = Some(up);
        } else if is_paper(token) {
            choice.printing.onto = Some(token.to_owned());
        } else if themes.iter().any(|theme| theme == token) {
            choice.theme = Some(token.to_owned());
        } else {
            event.push(token);
        }
    }
    // Inks have files of their own, and names of events may have a hyphen.
    if !event.is_empty() && choice.printing.route != Route::Riso {
        choice.event = vec![event.join("-")];
    }
    let folder = file
        .parent()
        .and_then(Path::file_name)
        .and_then(|name| name.to_str());
    if choice.languages.lang.is_empty()
        && let Some(folder) = folder
    {
        choice.languages.lang = folder.split('+').map(str::to_owned).collect();
    }
    Some(choice)
}

fn is_paper(name: &str) -> bool {
    paper::by_name(name).is_some() || name.parse::<paper::Paper>().is_ok()
}
