//! `handbill new`: writes a content file to fill in, or a layout to change.

use std::path::PathBuf;

use handbill::internals::diag::{Diagnostic, Diagnostics};
use handbill::internals::project::{self, starter};
use handbill::internals::rules::Rule;

use super::ask;
use super::order::today;
use super::report::{self, Outcome};
use super::{args, ask::Question};
use handbill::internals::keyword::Keyword;
use handbill::internals::project::starter::{LANGUAGES, StarterFile, StarterKind};

/// The kind of a campaign for which nobody names one: it has a little of everything.
const USUAL_KIND: StarterKind = StarterKind::Petition;

/// Runs `handbill new`.
pub(super) fn new(options: &args::New) -> Outcome {
    match write(options) {
        Ok(lines) => {
            report::print_line(lines);
            Outcome::Done
        }
        Err(problem) => {
            report::print(&Diagnostics::from(problem));
            Outcome::CouldNotRun
        }
    }
}

/// Writes the files. Returns the path of the first and the command that builds it, in two lines.
fn write(options: &args::New) -> Result<String, Diagnostic> {
    // People type the name as it will be on the disk; the ending is added below.
    let given = options.name.strip_suffix(".toml").unwrap_or(&options.name);
    let Some(name) = starter::name_of(given) else {
        let problem = format!("`{given}` has no letters to make a file name of");
        let problem = Diagnostic::error(Rule::BadName, problem);
        return Err(problem.hint("use words, such as `keep-our-library`"));
    };
    let (folder, files) = if options.template {
        let file = starter::template(given);
        (
            options.dir.join("templates"),
            file.into_iter().collect::<Vec<_>>(),
        )
    } else {
        (options.dir.clone(), campaign(given, options)?)
    };
    let paths: Vec<PathBuf> = files.iter().map(|file| folder.join(&file.name)).collect();
    // Never replaces a file: an hour of typing could be lost if the command is repeated. The content comes last, so that
    // it is there only together with its pictures.
    for (file, path) in files.iter().zip(&paths).rev() {
        project::write_new(path, &file.bytes)?;
    }
    let Some(shown) = paths.first().map(|path| path.display()) else {
        return Err(Diagnostic::error(
            Rule::BadName,
            "there is nothing to write",
        ));
    };
    let pictures = paths.iter().skip(1);
    let pictures: Vec<String> = pictures.map(|path| path.display().to_string()).collect();
    let written = [vec![shown.to_string()], pictures].concat().join("\n");
    Ok(if options.template {
        format!("{written}\nhandbill build CAMPAIGN.toml --template {name}")
    } else {
        format!("{written}\nhandbill build {shown}")
    })
}

/// The files of a campaign of the kind and in the language that the options name, or that the user is asked for.
fn campaign(given: &str, options: &args::New) -> Result<Vec<StarterFile>, Diagnostic> {
    let kind = match options.kind {
        Some(kind) => kind,
        None => ask::choose(&Question {
            asks: "What is it about?",
            answers: StarterKind::ALL
                .iter()
                .map(|kind| (kind.name(), kind.about()))
                .collect(),
            usual: USUAL_KIND.name(),
        })
        .and_then(|name| StarterKind::by_name(&name))
        .unwrap_or(USUAL_KIND),
    };
    let language = match &options.language {
        Some(tag) => tag.clone(),
        None if options.kind.is_some() => LANGUAGES[0].to_owned(),
        None => ask::choose(&Question {
            asks: "In which language do you write?",
            answers: languages(),
            usual: LANGUAGES[0],
        })
        .unwrap_or_else(|| LANGUAGES[0].to_owned()),
    };
    starter::campaign(given, kind, &language, options.date.unwrap_or_else(today)).ok_or_else(|| {
        let problem = format!("there is no starter in `{language}`");
        let problem =
            Diagnostic::error(Rule::UnknownLanguage, problem).suggest(&language, LANGUAGES);
        let begin = format!(
            "begin in one of {}, then `handbill translate FILE {language}` adds your language",
            LANGUAGES.join(", ")
        );
        let hint = problem.hint.clone().unwrap_or_default();
        problem.hint(hint.then(&begin))
    })
}

/// The languages of starters, each with its own name.
fn languages() -> Vec<(&'static str, String)> {
    let names = [
        "English",
        "Deutsch",
        "français",
        "español",
        "հայերեն",
        "العربية",
    ];
    let names = names.map(str::to_owned);
    LANGUAGES.into_iter().zip(names).collect()
}
