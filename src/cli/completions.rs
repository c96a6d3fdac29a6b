//! `handbill completions`: writes a script with which a shell completes commands, options and names.
//!
//! The names are suggestions: an argument also accepts layouts, papers and languages of the user's own. So they are
//! added only to the copy of the command from which the script is written, and not to the one that parses arguments.

use std::io::Write;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, Command, CommandFactory};
use clap_complete::Shell;

use super::args::Cli;
use super::report::Outcome;
use handbill::internals::language;
use handbill::internals::paper;
use handbill::internals::proof::{Deny, law};
use handbill::internals::rules::Rule;
use handbill::internals::template::Library;

/// Runs `handbill completions`.
pub(super) fn completions(shell: Shell) -> Outcome {
    // `clap_complete` panics if it cannot write, so it writes to memory.
    let mut script = Vec::new();
    let mut command = with_names(Cli::command());
    clap_complete::generate(shell, &mut command, "handbill", &mut script);
    // If the reader has closed the pipe, nobody wants the script.
    let _ = std::io::stdout().lock().write_all(&script);
    Outcome::Done
}

/// Adds the names that the program knows to the arguments of all commands.
fn with_names(command: Command) -> Command {
    let commands = names_of(&command);
    command.mut_subcommands(|subcommand| {
        let is_translation = subcommand.get_name() == "translate";
        subcommand.mut_args(|argument| {
            let names = match argument.get_id().as_str() {
                // The argument of `man` is the name of a command.
                "about" => commands.clone(),
                // `translate` writes one language at a time, so it does not accept `all`.
                "lang" if is_translation => languages(),
                id => names(id),
            };
            with_values(argument, names)
        })
    })
}

/// Adds names to an argument. A flag such as `new --template` takes no value and stays as it is.
fn with_values(argument: Arg, names: Vec<PossibleValue>) -> Arg {
    if names.is_empty() || !argument.get_action().takes_values() {
        return argument;
    }
    argument.value_parser(PossibleValuesParser::new(names))
}

fn names_of(command: &Command) -> Vec<PossibleValue> {
    let names = command.get_subcommands();
    names
        .map(|command| PossibleValue::new(command.get_name().to_owned()))
        .collect()
}

/// The names for an argument, by its id. Empty if the program knows none.
fn names(id: &str) -> Vec<PossibleValue> {
    match id {
        // Ids are names of fields in `args`, so an option is completed in the same way in every command.
        "template" => templates(),
        "theme" => themes(),
        "paper" => all().into_iter().chain(papers()).collect(),
        "onto" => papers(),
        "lang" => all().into_iter().chain(languages()).collect(),
        "country" => law::countries().map(PossibleValue::new).collect(),
        "rule" => rules(),
        "deny" => {
            // Some groups have the name of a rule, such as `stale`; a shell would offer it twice.
            let is_group =
                |value: &PossibleValue| Deny::groups().any(|(name, _)| value.matches(name, false));
            let groups = Deny::groups().map(|(name, what)| PossibleValue::new(name).help(what));
            groups
                .chain(rules().into_iter().filter(|value| !is_group(value)))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn all() -> Option<PossibleValue> {
    Some(PossibleValue::new("all"))
}

fn templates() -> Vec<PossibleValue> {
    let library = Library::embedded();
    // A layout without pages is only a base for others.
    let loaded = library
        .ids()
        .into_iter()
        .filter_map(|id| library.load(&id).ok());
    loaded
        .filter(|template| template.page_count() > 0)
        .map(|template| PossibleValue::new(template.id).help(template.description))
        .collect()
}

fn themes() -> Vec<PossibleValue> {
    let library = Library::embedded();
    let themes = library.themes().into_iter();
    themes.map(PossibleValue::new).collect()
}

fn papers() -> Vec<PossibleValue> {
    let papers = paper::PAPERS.iter();
    papers
        .map(|paper| PossibleValue::new(paper.name.to_string()))
        .collect()
}

fn languages() -> Vec<PossibleValue> {
    language::tags().map(PossibleValue::new).collect()
}

fn rules() -> Vec<PossibleValue> {
    Rule::ALL
        .iter()
        .map(|rule| PossibleValue::new(rule.name()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script(shell: Shell) -> String {
        let mut script = Vec::new();
        clap_complete::generate(
            shell,
            &mut with_names(Cli::command()),
            "handbill",
            &mut script,
        );
        String::from_utf8(script).expect("UTF-8")
    }

    #[test]
    fn each_script_knows_the_names_of_the_program() {
        let names = [
            "palm-card",
            "broadside",
            "half-letter",
            "hyw",
            "GB",
            Rule::StaleFact.name(),
            "warnings",
            "stack",
            "riso",
        ];
        for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
            let script = script(shell);
            for name in names {
                assert!(
                    script.contains(name),
                    "{name} is not in the script for {shell}"
                );
            }
        }
    }

    /// In bash, the words that are offered after an option of a command.
    fn offered(command: &str, option: &str) -> Vec<String> {
        let script = script(Shell::Bash);
        let of_command = format!("\n        handbill__subcmd__{command})\n");
        let rest = script.split(&of_command).nth(1).expect("the command");
        let rest = rest.split("\n            ;;").next().unwrap_or_default();
        // Each option is a case of its own, and its words are in the lines after it.
        let after = script
            .split(&of_command)
            .nth(1)
            .and_then(|rest| rest.split(&format!("\n                {option})\n")).nth(1))
            .unwrap_or(rest);
        let words = after.split("compgen -W \"").nth(1).expect("words");
        let words = words.split('"').next().expect("an end");
        words.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn each_argument_is_offered_names_of_its_kind() {
        let papers = offered("build", "--paper");
        assert!(papers.contains(&"all".to_owned()) && papers.contains(&"A4".to_owned()));
        assert!(!papers.contains(&"flyer".to_owned()));
        let templates = offered("build", "--template");
        assert!(templates.contains(&"flyer".to_owned()) && !templates.contains(&"base".to_owned()));
        assert!(offered("check", "--theme").contains(&"xerox".to_owned()));
        let denied = offered("check", "--deny");
        assert!(denied.contains(&"imprint".to_owned()));
        assert_eq!(
            denied
                .iter()
                .filter(|name| *name == Rule::Stale.name())
                .count(),
            1
        );
        assert!(offered("calibrate", "--onto").contains(&"letter".to_owned()));
    }

    #[test]
    fn names_of_ones_own_are_still_taken() {
        use clap::Parser;
        let arguments = [
            "handbill",
            "build",
            "c.toml",
            "--template",
            "mine",
            "--paper",
            "105x148mm",
            "--lang",
            "tlh",
        ];
        assert!(Cli::try_parse_from(arguments).is_ok());
    }
}
