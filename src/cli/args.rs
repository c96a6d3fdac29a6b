//! The command line.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::geom::Length;

/// Turns a campaign's content file into flyers, posters and handouts that print well.
#[derive(Debug, Parser)]
#[command(
    name = "handbill",
    version,
    propagate_version = true,
    max_term_width = 100
)]
#[command(after_help = "Examples:\n  \
    handbill build content/free-armenian-pows.toml\n  \
    handbill build content/free-armenian-pows.toml --template flyer --paper A4\n  \
    handbill check content/free-armenian-pows.toml\n  \
    handbill qr https://freepows.carrd.co/ -o code.svg")]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Writes PDF files ready to print.
    #[command(after_help = "Examples:\n  \
        Every template on its first paper:\n    handbill build content/free-armenian-pows.toml\n  \
        A flyer for an office printer, and one for a North American one:\n    \
        handbill build content/free-armenian-pows.toml --template flyer --paper A4 --paper letter\n  \
        A poster for a print shop that trims:\n    \
        handbill build content/free-armenian-pows.toml --template poster --paper A2 --bleed 3mm\n  \
        What was written, for another program:\n    \
        handbill build content/free-armenian-pows.toml --format json\n\n\
        In Armenian and French, and in every language that there is:\n    \
        handbill build content/free-armenian-pows.toml --lang hy --lang fr\n    \
        handbill build content/free-armenian-pows.toml --lang all\n\n\
        The files are written to DIR/CAMPAIGN/LANGUAGE/TEMPLATE-PAPER.pdf. A file is replaced only when\n\
        its new version is complete.")]
    Build(Build),
    /// Checks a content file and prints every problem with its place.
    #[command(after_help = "Examples:\n  \
        handbill check content/free-armenian-pows.toml\n  \
        handbill check content/free-armenian-pows.toml --format json\n\n\
        The content is also laid out with every template on every paper, so that text which does not fit is found.")]
    Check(Check),
    /// Lists templates, papers, fonts or languages.
    #[command(
        after_help = "Examples:\n  handbill list papers\n  handbill list templates content/free-armenian-pows.toml\n  \
        handbill list languages content/free-armenian-pows.toml"
    )]
    List(List),
    /// Writes the file for a translation to fill in, or brings it up to date.
    #[command(
        after_help = "Example:\n  handbill translate content/free-armenian-pows.toml fr\n\n\
        The file is CONTENT with the language in its name: content/free-armenian-pows.fr.toml. Each text comes with\n\
        its source in a comment above it. What is already there stays, comments and order included. A text whose\n\
        source changed after it was translated is marked as stale."
    )]
    Translate(Translate),
    /// Writes one QR code as SVG, PNG or PDF.
    #[command(after_help = "Examples:\n  \
        handbill qr https://freepows.carrd.co/ -o code.svg\n  \
        handbill qr tel:+12022243121 -o call.pdf --module 1.2mm")]
    Qr(Qr),
    /// Prints a completion script for a shell.
    #[command(
        after_help = "Example:\n  handbill completions bash > ~/.local/share/bash-completion/completions/handbill"
    )]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Prints a manual page.
    #[command(
        after_help = "Examples:\n  handbill man > handbill.1 && man ./handbill.1\n  handbill man build > handbill-build.1"
    )]
    Man {
        /// The command that the page is about; the whole program where none is named.
        about: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(super) struct Build {
    /// The content file.
    pub(super) content: PathBuf,
    /// A template to build; all of them where none is named. May be repeated.
    #[arg(long, value_name = "ID")]
    pub(super) template: Vec<String>,
    /// A paper to build for; the template's first where none is named. `all` takes every paper that
    /// the template suits. May be repeated.
    #[arg(long, value_name = "NAME")]
    pub(super) paper: Vec<String>,
    #[command(flatten)]
    pub(super) languages: Languages,
    /// The folder to write into.
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub(super) out: PathBuf,
    /// Drawing beyond the trim on every side, for a print shop that trims: 3mm, or 0.125in.
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    pub(super) bleed: Option<Length>,
    /// How many threads work at once; as many as the machine has where none is given.
    #[arg(long, value_name = "COUNT")]
    pub(super) jobs: Option<NonZeroUsize>,
    /// How to print the result.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
}

/// Which languages, and how far they have to be.
#[derive(Debug, Args)]
pub(super) struct Languages {
    /// A language (hy, pt-BR …) that the content is translated into, or `all`. May be repeated. `build`
    /// takes the content's own where none is named, `check` all.
    #[arg(long, value_name = "TAG")]
    pub(super) lang: Vec<String>,
    /// Makes it an error that a translation is a draft.
    #[arg(long)]
    pub(super) require_reviewed: bool,
}

#[derive(Debug, Args)]
pub(super) struct Translate {
    /// The content file.
    pub(super) content: PathBuf,
    /// The language to translate into, as a tag such as fr, hy or pt-BR.
    pub(super) lang: String,
    /// How to print the result.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// The content file.
    pub(super) content: PathBuf,
    #[command(flatten)]
    pub(super) languages: Languages,
    /// How to print the result.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
}

#[derive(Debug, Args)]
pub(super) struct List {
    /// What to list.
    #[arg(value_enum)]
    pub(super) what: Listed,
    /// A content file: templates and fonts beside it are listed too, and its languages.
    pub(super) content: Option<PathBuf>,
    /// How to print the list.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
}

#[derive(Debug, Args)]
pub(super) struct Qr {
    /// The text that the code holds.
    pub(super) text: String,
    /// The file to write; its ending, .svg, .png or .pdf, says how.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: PathBuf,
    /// Width of a module in a PDF; the floor for inkjets and copiers where none is given.
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    pub(super) module: Option<Length>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Listed {
    /// Layouts that can be built.
    Templates,
    /// Papers with their sizes.
    Papers,
    /// Fonts that text is set in.
    Fonts,
    /// Languages of a content file, and how far its translations are.
    Languages,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Human,
    /// For programs.
    Json,
}

fn length(text: &str) -> Result<Length, String> {
    match text.parse::<Length>() {
        Ok(length) if length >= Length::ZERO && length <= Length::mm(100.0) => Ok(length),
        Ok(_) => Err("a length from 0 to 100 mm is expected".to_owned()),
        Err(_) => Err("a length is a number with mm, cm, in or pt".to_owned()),
    }
}
