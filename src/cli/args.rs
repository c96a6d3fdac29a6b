//! The command line.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::geom::{Length, Point};
use crate::language::Date;

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
        For a photocopier, and for a press (PDF/X-4 with bleed and crop marks):\n    \
        handbill build content/free-armenian-pows.toml --route copier\n    \
        handbill build content/free-armenian-pows.toml --route press\n  \
        A poster of 59 × 84 cm from a home printer, to be pasted:\n    \
        handbill build content/free-armenian-pows.toml --template poster --paper A1 --sheet tile\n  \
        A booklet of four languages, to be folded and stapled:\n    \
        handbill build content/free-armenian-pows.toml --template flyer --sheet booklet --lang en --lang hy --lang fr --lang ar\n  \
        What was written, for another program:\n    \
        handbill build content/free-armenian-pows.toml --format json\n\n\
        In Armenian and French, and in every language that there is:\n    \
        handbill build content/free-armenian-pows.toml --lang hy --lang fr\n    \
        handbill build content/free-armenian-pows.toml --lang all\n\n\
        The files are written to DIR/CAMPAIGN/LANGUAGE/TEMPLATE-PAPER.pdf, with the route and the kind of\n\
        sheet in their names where they are not the usual ones. A file is replaced only when\n\
        its new version is complete.")]
    Build(Box<Build>),
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
    /// Writes a sheet that shows by how much a printer is off between front and back.
    #[command(after_help = "Example:\n  handbill calibrate -o calibration.pdf\n\n\
        Print it on both sides, at 100 %, and hold it against the light: each cross of the front points at the offset\n\
        to give to `build`, as in --back-offset 1mm,-0.5mm. Print it again with that offset to see that it is right.")]
    Calibrate(Calibrate),
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
    /// A paper to build for, by name or as a size such as 105x148mm; the template's first where none is
    /// named. `all` takes every paper that the template suits. May be repeated.
    #[arg(long, value_name = "NAME")]
    pub(super) paper: Vec<String>,
    #[command(flatten)]
    pub(super) languages: Languages,
    /// The folder to write into.
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub(super) out: PathBuf,
    /// How many threads work at once; as many as the machine has where none is given.
    #[arg(long, value_name = "COUNT", value_parser = count)]
    pub(super) jobs: Option<NonZeroUsize>,
    /// How to print the result.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) printing: Printing,
}

/// How pieces are printed. What is not given follows from the route and the paper.
#[derive(Debug, Args)]
#[command(next_help_heading = "Printing")]
pub(super) struct Printing {
    /// What it is printed on.
    #[arg(long, value_enum, default_value_t = Route::Home)]
    pub(super) route: Route,
    /// How pages lie on sheets; as the route has it where none is named.
    #[arg(long, value_enum, value_name = "KIND")]
    pub(super) sheet: Option<Sheet>,
    /// The sheet: a paper by name, or a size such as 320x450mm.
    #[arg(long, value_name = "PAPER")]
    pub(super) onto: Option<String>,
    /// How a piece comes onto paper that it is not made for.
    #[arg(long, value_enum, value_name = "RULE")]
    pub(super) fit: Option<Fit>,
    /// Drawing beyond the trim on every side, for what is trimmed: 3mm, or 0.125in.
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    pub(super) bleed: Option<Length>,
    /// The edge of the sheet that the printer does not reach: 4mm, or 0.25in.
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    pub(super) margin: Option<Length>,
    /// How many pages a sheet holds, for nup and stack; as many as fit where it is not given.
    #[arg(long, value_name = "COUNT", value_parser = count)]
    pub(super) up: Option<NonZeroUsize>,
    /// Distance between pages on a sheet.
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    pub(super) gutter: Option<Length>,
    /// How far neighbouring sheets of a tiled poster overlap: 10mm, 15mm for pasting.
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    pub(super) overlap: Option<Length>,
    /// How a sheet is folded; as a letter where it is not said.
    #[arg(long, value_enum, value_name = "KIND")]
    pub(super) fold: Option<Fold>,
    /// The edge about which the printer turns a sheet to print its back.
    #[arg(long, value_enum, value_name = "EDGE")]
    pub(super) flip: Option<Flip>,
    /// How far the back is moved right and down, as a calibration page shows it: 1mm,-0.5mm.
    #[arg(long, value_name = "X,Y", value_parser = offset, allow_hyphen_values = true)]
    pub(super) back_offset: Option<Point>,
    /// Thickness of the paper of a booklet, which decides its creep; 0.1mm where it is not given.
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    pub(super) thickness: Option<Length>,
    /// The marks, separated by commas; those of the route where none are named.
    #[arg(long, value_enum, value_name = "MARKS", value_delimiter = ',')]
    pub(super) marks: Option<Vec<Mark>>,
    /// A date for the slug line and the press file: 2026-11-24. No clock is read; a press file has the
    /// date of its facts otherwise.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) date: Option<Date>,
    /// A batch id for the slug line.
    #[arg(long, value_name = "ID")]
    pub(super) batch: Option<String>,
}

/// What a piece is printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Route {
    /// The pages themselves, to look at and to pass on.
    Screen,
    /// A home or office printer: A4 or letter, within the edge that it does not reach.
    Home,
    /// A photocopier: black alone.
    Copier,
    /// A risograph: a file for each ink.
    Riso,
    /// An offset or digital press: PDF/X-4.
    Press,
}

/// How pages lie on sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Sheet {
    /// Each page by itself.
    None,
    /// The same page many times, to be cut.
    Nup,
    /// Cut-and-stack: different pages, in order once the pile is cut and stacked.
    Stack,
    /// A booklet, stapled in the fold.
    Booklet,
    /// Eight pages on one side of one sheet, with one slit.
    Zine,
    /// A sheet that is folded.
    Fold,
    /// A poster over many sheets, to be pasted.
    Tile,
}

/// How a piece comes onto paper that it is not made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Fit {
    /// Its layout is set anew for the room there is.
    Layout,
    /// At its true size.
    True,
    /// The finished page is made smaller, evenly.
    Shrink,
}

/// How a sheet is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Fold {
    /// Once, in two.
    Half,
    /// Twice inward, in three; the panel that is tucked in is narrower.
    Letter,
    /// Twice, to and fro, in three.
    Z,
    /// Two flaps that meet in the middle.
    Gate,
}

/// The edge about which a sheet is turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Flip {
    /// The long edge.
    Long,
    /// The short edge.
    Short,
}

/// Marks outside the trim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Mark {
    /// None at all.
    None,
    /// Corners of the trim.
    Crop,
    /// Folds.
    Fold,
    /// Cuts between pages.
    Cut,
    /// Targets that show whether the inks lie on one another.
    Registration,
    /// Patches of the inks.
    Bar,
    /// A line with file, page, date and batch.
    Slug,
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
pub(super) struct Calibrate {
    /// The sheet: a paper by name or size.
    #[arg(long, value_name = "PAPER", default_value = "A4")]
    pub(super) onto: String,
    /// The edge about which the printer turns a sheet to print its back.
    #[arg(long, value_enum, value_name = "EDGE", default_value_t = Flip::Long)]
    pub(super) flip: Flip,
    /// The offset found so far, right and down.
    #[arg(long, value_name = "X,Y", value_parser = offset, allow_hyphen_values = true)]
    pub(super) back_offset: Option<Point>,
    /// The PDF to write.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: PathBuf,
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

fn offset(text: &str) -> Result<Point, String> {
    let wrong = || "two lengths are expected, right and down: 1mm,-0.5mm".to_owned();
    let (x, y) = text.split_once(',').ok_or_else(wrong)?;
    let side = |text: &str| text.trim().parse::<Length>().map_err(|_| wrong());
    let (x, y) = (side(x)?, side(y)?);
    // A printer that is off by more needs its own setting, not a file's.
    if x.abs() > Length::mm(20.0) || y.abs() > Length::mm(20.0) {
        return Err("an offset is at most 20 mm".to_owned());
    }
    Ok(Point::new(x, y))
}

fn count(text: &str) -> Result<NonZeroUsize, String> {
    text.parse()
        .map_err(|_| "a whole number from 1 is expected".to_owned())
}

fn date(text: &str) -> Result<Date, String> {
    match text.parse::<Date>() {
        Ok(date) if date.day.is_some() => Ok(date),
        _ => Err("a date is year, month and day: 2026-11-24".to_owned()),
    }
}

fn length(text: &str) -> Result<Length, String> {
    match text.parse::<Length>() {
        Ok(length) if length >= Length::ZERO && length <= Length::mm(100.0) => Ok(length),
        Ok(_) => Err("a length from 0 to 100 mm is expected".to_owned()),
        Err(_) => Err("a length is a number with mm, cm, in or pt".to_owned()),
    }
}
