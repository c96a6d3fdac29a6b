//! The command line.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use handbill::internals::geom::{Length, Point};
use handbill::internals::language::Date;
use handbill::internals::sheet::Flip;

mod printing;
mod proof;

pub(super) use printing::Printing;
pub(super) use proof::{Explain, Kit, Preview, Proof, Terms};

use printing::{count, date, keyword, length, offset};

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
    /// Writes a campaign to fill in, or a layout to change.
    #[command(after_help = "Examples:\n  \
        handbill new keep-our-library && handbill build keep-our-library.toml\n  \
        handbill new notice --template\n\n\
        A file that is there already stays as it is.\n\n\
        Markup in a campaign: most texts are printed as they stand. The fields lead, thanks, context, detail, about, \
        the text of facts, people and moments, and the body of sections take *emphasis*, **strong**, \
        [words](https://…) (also mailto: and tel:) and [words](source:ID); a body also has paragraphs, \"- \" lists \
        and \"1. \" lists, which keep their numbers. A line break is one in print, but in a body. A star within a \
        word or beside a figure is a letter; a backslash before a sign prints the sign. docs/markup.md has all of it.")]
    New(New),
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
        handbill check content/free-armenian-pows.toml --format json\n  \
        handbill check content/free-armenian-pows.toml --format sarif > findings.sarif\n\n\
        The content is also laid out with every template on every paper, so that text which does not fit is found.")]
    Check(Check),
    /// Opens finished PDFs, looks at them as the street will, and says whether they work.
    #[command(after_help = "Examples:\n  \
        Everything that `build` would write, and a report to read in a browser:\n    \
        handbill proof content/free-armenian-pows.toml --report out/proof.html\n  \
        For a print run in Germany that must not have outdated figures:\n    \
        handbill proof content/free-armenian-pows.toml --country DE --deny stale --deny imprint\n  \
        A file from anyone, and one of ours held against its content:\n    \
        handbill proof flyer.pdf\n    \
        handbill proof out/free-armenian-pows/en/flyer-a5.pdf --content content/free-armenian-pows.toml")]
    Proof(Box<Proof>),
    /// Tells why a finding matters and how to mend it.
    #[command(after_help = "Examples:\n  handbill explain stale-fact\n  handbill explain")]
    Explain(Explain),
    /// Writes PNG pictures of pages and sheets, and pictures to share on the web.
    #[command(after_help = "Examples:\n  \
        handbill preview content/free-armenian-pows.toml --out out/preview\n  \
        handbill preview out/free-armenian-pows/en/flyer-a5.pdf --dpi 200")]
    Preview(Box<Preview>),
    /// Writes one picture of all pieces, small, with their names.
    #[command(after_help = "Examples:\n  \
        handbill gallery content/free-armenian-pows.toml -o gallery.png\n  \
        handbill gallery content/free-armenian-pows.toml --lang hy --theme mono -o gallery.pdf")]
    Gallery(Box<Gallery>),
    /// Writes one zip with all that a helper needs to have it printed.
    #[command(after_help = "Examples:\n  \
        500 flyers:\n    handbill kit content/free-armenian-pows.toml --template flyer --copies 500 -o kit.zip\n  \
        All pieces to choose from, with the sheets for 500 flyers and 40 posters:\n    \
        handbill kit content/free-armenian-pows.toml --copies flyer=500,poster=40 -o kit.zip")]
    Kit(Box<Kit>),
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
    /// Prints the JSON Schema of a kind of file, for an editor that completes and checks its keys, or of reports.
    #[command(
        after_help = "Example:\n  handbill schema template > template.schema.json\n\n\
        An editor with a TOML server takes it from the first line of a file:\n  #:schema ./template.schema.json\n\n\
        `report` describes what `build`, `check` and `proof` print with --format json."
    )]
    Schema {
        /// The kind of file.
        #[arg(value_enum)]
        kind: Schema,
    },
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
    #[command(after_help = "Examples:\n  \
        handbill completions bash > ~/.local/share/bash-completion/completions/handbill\n  \
        handbill completions zsh > ~/.zfunc/_handbill        (with ~/.zfunc in fpath)\n  \
        handbill completions fish > ~/.config/fish/completions/handbill.fish\n\n\
        The script knows commands, options, and the names of what comes with the program: templates, themes, papers, \
        languages, countries with rules for an imprint, and rules of findings. Names of your own can be typed as before.")]
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
pub(super) struct New {
    /// The name: small letters, digits and hyphens. It becomes the name of the file.
    pub(super) name: String,
    /// Writes a layout, to templates/NAME.toml, instead of a campaign.
    #[arg(long)]
    pub(super) template: bool,
    /// The folder to write into.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) dir: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Gallery {
    /// The content file.
    pub(super) content: PathBuf,
    #[command(flatten)]
    pub(super) choice: Choice,
    /// The PDF or PNG to write.
    #[arg(short, long, value_name = "FILE", default_value = "out/gallery.png")]
    pub(super) output: PathBuf,
    /// How many pixels a PNG is wide.
    #[arg(long, value_name = "PIXELS", default_value_t = 1600, value_parser = clap::value_parser!(u16).range(200..=8000))]
    pub(super) width: u16,
}

#[derive(Debug, Args)]
pub(super) struct Build {
    /// The content file.
    pub(super) content: PathBuf,
    #[command(flatten)]
    pub(super) choice: Choice,
    /// The folder to write into.
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub(super) out: PathBuf,
    /// How to print the result.
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    pub(super) format: ReportFormat,
    #[command(flatten)]
    pub(super) terms: Terms,
}

/// Which pieces, and how they are printed.
#[derive(Clone, Debug, Args)]
pub(super) struct Choice {
    /// A template to build; all of them where none is named. May be repeated.
    #[arg(long, value_name = "ID")]
    pub(super) template: Vec<String>,
    /// A paper to build for, by name or as a size such as 105x148mm; the template's first where none is
    /// named. `all` takes every paper that the template suits. May be repeated.
    #[arg(long, value_name = "NAME")]
    pub(super) paper: Vec<String>,
    /// The look that all pieces are in: a theme by its name (`handbill list themes`).
    #[arg(long, value_name = "NAME")]
    pub(super) theme: Option<String>,
    /// The event that pieces about one tell of, by its id; the first where none is named. `all` makes them
    /// for each. May be repeated.
    #[arg(long, value_name = "ID")]
    pub(super) event: Vec<String>,
    #[command(flatten)]
    pub(super) languages: Languages,
    /// How many threads work at once; as many as the machine has where none is given.
    #[arg(long, value_name = "COUNT", value_parser = count)]
    pub(super) jobs: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(super) printing: Printing,
}

/// Which languages, and how far they have to be.
#[derive(Clone, Debug, Args)]
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
    /// The look that all pieces are in.
    #[arg(long, value_name = "NAME")]
    pub(super) theme: Option<String>,
    /// The day that ages are counted at: 2026-11-24; today where none is given.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) date: Option<Date>,
    /// How to print the result.
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    pub(super) format: ReportFormat,
    #[command(flatten)]
    pub(super) terms: Terms,
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
    #[arg(long, value_parser = keyword::<Flip>(), value_name = "EDGE", default_value = Flip::default().name())]
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
    /// Looks that all pieces can be in.
    Themes,
    /// Papers with their sizes.
    Papers,
    /// Fonts that text is set in.
    Fonts,
    /// Languages of a content file, and how far its translations are.
    Languages,
}

/// A kind of file that people write, or that the program writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Schema {
    /// Campaigns.
    Content,
    /// Translations of campaigns.
    Translation,
    /// Layouts and themes.
    Template,
    /// What `build`, `check` and `proof` print with `--format json`.
    Report,
}

/// How `build`, `check` and `proof` print what they found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// For people.
    Human,
    /// For programs; `handbill schema report` describes it.
    Json,
    /// For code hosts and editors: a SARIF 2.1.0 log.
    Sarif,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Human,
    /// For programs.
    Json,
}
