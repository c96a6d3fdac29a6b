//! `handbill completions`: a script that knows the names of the program.
//!
//! The names are hints and no more: an argument takes layouts, papers and languages of one's own too, so
//! they are put into the command that the script is written from, and not into the one that reads arguments.

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

/// `handbill completions`.
pub(super) fn completions(shell: Shell) -> Outcome {
    let mut script = Vec::new();
    let mut command = with_names(Cli::command());
    clap_complete::generate(shell, &mut command, "handbill", &mut script);
    // A closed pipe is the reader's choice.
    let _ = std::io::stdout().lock().write_all(&script);
    Outcome::Done
}

/// The command with the names that its arguments may have.
fn with_names(command: Command) -> Command {
    let commands = names_of(&command);
    command.mut_subcommands(|subcommand| {
        let is_translation = subcommand.get_name() == "translate";
        subcommand.mut_args(|argument| {
            let names = match argument.get_id().as_str() {
                "about" => commands.clone(),
                // One language is translated into, not all.
                "lang" if is_translation => languages(),
                id => names(id),
            };
            with_values(argument, names)
        })
    })
}

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

/// The names for an argument by its id; none where the program knows none.
fn names(id: &str) -> Vec<PossibleValue> {
    match id {
        "template" => templates(),
        "theme" => themes(),
        "paper" => all().into_iter().chain(papers()).collect(),
        "onto" => papers(),
        "lang" => all().into_iter().chain(languages()).collect(),
        "country" => law::countries().map(PossibleValue::new).collect(),
        "rule" => rules(),
        "deny" => {
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
            "pomegranate",
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
        // The option ends a case of its own, and the words stand in its next lines.
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
        assert!(offered("check", "--theme").contains(&"mono".to_owned()));
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
