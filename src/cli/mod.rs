//! The command line: it parses arguments, calls the library, and prints.
//!
//! In come the words of a command line; out go files, a report on standard output, diagnostics on standard error, and
//! an exit code. `args` has the options with their help, and each command has a file that turns them into an order,
//! runs one task of the library and prints the result. Nothing about pieces is decided here, so that a program that
//! uses the library gets the same results.
//!
//! Data goes to standard output and messages to standard error, so that a pipe or a redirect gets the data alone.

mod args;
mod ask;
mod build;
mod calibrate;
mod check;
mod completions;
mod explain;
mod files;
mod gallery;
mod kit;
mod list;
mod new;
mod options;
mod order;
mod output;
mod preview;
mod printed_as;
mod proof;
mod proof_records;
mod qr;
mod report;
mod tips;
mod translate;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Cli, Command};
use handbill::internals::content;
use handbill::internals::diag::Diagnostic;
use handbill::internals::rules::Rule;
use handbill::internals::template;
use report::Outcome;

/// Runs a command line. Exit codes: 0, done; 1, the content has problems; 2, the command could not run.
pub(crate) fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // `clap` treats help and version as errors that go to standard output. If that is closed, nobody wants
            // them.
            let _ = error.print();
            // A tip is only read, so bytes that are not UTF-8 may be replaced in it.
            let words: Vec<String> = arguments
                .iter()
                .map(|word| word.to_string_lossy().into_owned())
                .collect();
            if let Some(tip) = tips::tip(&error, &words) {
                let _ = writeln!(std::io::stderr().lock(), "\n  tip: {tip}");
            }
            // Only help and version do not go to standard error.
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let outcome = match cli.command {
        Command::Build(options) => build::build(&options),
        Command::Check(options) => check::check(&options),
        Command::Proof(options) => proof::proof(&options),
        Command::Explain(options) => explain::explain(&options),
        Command::Preview(options) => preview::preview(&options),
        Command::Kit(options) => kit::kit(&options),
        Command::New(options) => new::new(&options),
        Command::Gallery(options) => gallery::show(&options),
        Command::List(options) => list::list(&options),
        Command::Translate(options) => translate::translate(&options),
        Command::Schema { kind } => {
            let schema = match kind {
                args::Schema::Content => content::json_schema(),
                args::Schema::Translation => content::translation_json_schema(),
                args::Schema::Template => template::json_schema(),
                args::Schema::Report => output::json_schema(),
            };
            print_bytes(schema.as_bytes())
        }
        Command::Qr(options) => qr::qr(&options),
        Command::Calibrate(options) => calibrate::calibrate(&options),
        Command::Completions { shell } => completions::completions(shell),
        Command::Man { about } => manual(about.as_deref()),
    };
    ExitCode::from(outcome.code())
}

/// Prints the manual page of the program, or of one of its commands, in roff.
fn manual(about: Option<&str>) -> Outcome {
    let mut program = Cli::command();
    // Propagates the version and the names to the commands, which their pages show.
    program.build();
    let command = match about {
        Some(name) => program.find_subcommand(name).cloned(),
        None => Some(program.clone()),
    };
    let Some(command) = command else {
        let names: Vec<&str> = program
            .get_subcommands()
            .map(clap::Command::get_name)
            .collect();
        let name = about.unwrap_or_default();
        // `clap` cannot check the name, because the names of commands are known only once they are built.
        let problem = Diagnostic::error(
            Rule::UnknownCommand,
            format!("there is no command `{name}`"),
        );
        report::print(&problem.suggest(name, names).into());
        return Outcome::CouldNotRun;
    };
    let mut page = Vec::new();
    match clap_mangen::Man::new(command).render(&mut page) {
        Ok(()) => print_bytes(&page),
        Err(_) => Outcome::CouldNotRun,
    }
}

/// Writes to standard output. If the reader has closed the pipe, nobody wants the rest, so that is no error.
fn print_bytes(bytes: &[u8]) -> Outcome {
    let _ = std::io::stdout().lock().write_all(bytes);
    Outcome::Done
}
