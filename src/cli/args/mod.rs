//! The arguments of every command, as `clap` reads them.
//!
//! Doc comments are the help texts: the first paragraph is what `handbill help COMMAND` prints. An option that
//! several commands have is defined once and flattened into each, or has the same words in each.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use handbill::internals::geom::{Length, Point};
use handbill::internals::language::Date;
use handbill::internals::project::starter::StarterKind;
use handbill::internals::sheet::Flip;
use handbill::internals::template::SecondLanguage;

mod printing;
mod proof;

pub(super) use printing::Printing;
pub(super) use proof::{Explain, Kit, Preview, Proof, Terms};

use printing::{count, date, keyword, length, offset};

/// Makes flyers, posters and handouts that print well from the content file of a campaign.
#[derive(Debug, Parser)]
#[command(
    name = "handbill",
    version,
    propagate_version = true,
    // Longer lines are hard to read on a wide terminal.
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

// The commands with many options are boxed, so that the others need not be as large.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Writes a content file to fill in, or a layout to change.
    #[command(after_help = "Examples:\n  \
        handbill new keep-our-library && handbill build keep-our-library.toml\n  \
        handbill new \"Mieten runter\" --kind tenants --language de\n  \
        handbill new notice --template\n\n\
        An existing file is never replaced.\n\n\
        Markup: most texts are printed exactly as you write them. The fields lead, thanks, context, detail and about, \
        the text of facts, people and moments, tables, and the body of sections can have *emphasis*, **strong**, \
        [words](https://…) (also mailto: and tel:) and [words](source:ID). A body can also have paragraphs, \"- \" \
        lists and \"1. \" lists, which keep their numbers. Line breaks are kept, except in a body. A star inside a \
        word or beside a figure prints as a star; a backslash before a sign prints the sign. See docs/markup.md.")]
    New(New),
    /// Writes PDF files that are ready to print.
    #[command(after_help = "Examples:\n  \
        Every template on its default paper:\n    handbill build content/free-armenian-pows.toml\n  \
        A flyer on A4, and one on letter paper:\n    \
        handbill build content/free-armenian-pows.toml --template flyer --paper A4 --paper letter\n  \
        For a photocopier, and for a press (PDF/X-4 with bleed and crop marks):\n    \
        handbill build content/free-armenian-pows.toml --route copier\n    \
        handbill build content/free-armenian-pows.toml --route press\n  \
        A poster of 59 × 84 cm from a home printer, on sheets to paste together:\n    \
        handbill build content/free-armenian-pows.toml --template poster --paper A1 --sheet tile\n  \
        A booklet in four languages, to fold and staple:\n    \
        handbill build content/free-armenian-pows.toml --template flyer --sheet booklet --lang en --lang hy --lang fr --lang ar\n  \
        In two languages, and in every language of the campaign:\n    \
        handbill build content/free-armenian-pows.toml --lang hy --lang fr\n    \
        handbill build content/free-armenian-pows.toml --lang all\n  \
        In two languages on one piece: a flyer with Spanish on its back, a poster with both side by side:\n    \
        handbill build content/free-armenian-pows.toml --template flyer --template poster --lang en+es\n  \
        A list of the files for another program:\n    \
        handbill build content/free-armenian-pows.toml --format json\n\n\
        The files are DIR/CAMPAIGN/LANGUAGE/TEMPLATE-PAPER.pdf. If the route or the kind of sheet is not the\n\
        default, the name contains it too. A file is replaced only when its new version is complete.\n\
        `build` does not write a piece that has an error or a denied finding.")]
    Build(Box<Build>),
    /// Checks a content file, and reports every problem with its place.
    #[command(after_help = "Examples:\n  \
        handbill check content/free-armenian-pows.toml\n  \
        handbill check content/free-armenian-pows.toml --format json\n  \
        handbill check content/free-armenian-pows.toml --format sarif > findings.sarif\n\n\
        `check` also lays out every piece on every paper, to find text that does not fit. It writes no files.")]
    Check(Check),
    /// Checks finished PDFs: renders every page, scans each code as a phone would, and reports what would
    /// fail in print.
    #[command(after_help = "Examples:\n  \
        All pieces of a campaign, with a report to read in a browser:\n    \
        handbill proof content/free-armenian-pows.toml --report out/proof.html\n  \
        For a print run in Germany, without outdated figures or a missing imprint:\n    \
        handbill proof content/free-armenian-pows.toml --country DE --deny stale --deny imprint\n  \
        A PDF from another program, all PDFs in a folder, and one that is compared with its content file:\n    \
        handbill proof flyer.pdf\n    \
        handbill proof out/free-armenian-pows\n    \
        handbill proof out/free-armenian-pows/en/flyer-a5.pdf --content content/free-armenian-pows.toml")]
    Proof(Box<Proof>),
    /// Explains a finding: why it matters and how to fix it.
    #[command(after_help = "Examples:\n  handbill explain stale-fact\n  handbill explain")]
    Explain(Explain),
    /// Writes PNG pictures of pages, or of the sheets that they are printed on, and pictures to share online.
    #[command(after_help = "Examples:\n  \
        handbill preview content/free-armenian-pows.toml --out out/preview\n  \
        handbill preview content/free-armenian-pows.toml --template poster --sheets\n  \
        handbill preview out/free-armenian-pows/en/flyer-a5.pdf --dpi 200")]
    Preview(Box<Preview>),
    /// Writes one picture that shows all pieces, small, with their names.
    #[command(after_help = "Examples:\n  \
        handbill gallery content/free-armenian-pows.toml -o gallery.png\n  \
        handbill gallery content/free-armenian-pows.toml --lang hy --theme grid -o gallery.pdf\n  \
        handbill gallery content/free-armenian-pows.toml --template flyer --theme all -o flyers.png")]
    Gallery(Box<Gallery>),
    /// Writes one zip file for the person who prints: PDFs, a note, and the proof.
    #[command(after_help = "Examples:\n  \
        500 flyers:\n    handbill kit content/free-armenian-pows.toml --template flyer --copies 500 -o kit.zip\n  \
        All pieces, with the number of sheets for 500 flyers and 40 posters:\n    \
        handbill kit content/free-armenian-pows.toml --copies flyer=500,poster=40 -o kit.zip")]
    Kit(Box<Kit>),
    /// Lists templates, themes, papers, fonts or languages.
    #[command(
        after_help = "Examples:\n  handbill list papers\n  handbill list templates content/free-armenian-pows.toml\n  \
        handbill list languages content/free-armenian-pows.toml"
    )]
    List(List),
    /// Writes a translation to fill in, or brings it up to date.
    #[command(
        after_help = "Example:\n  handbill translate content/free-armenian-pows.toml fr\n\n\
        The file has the name of the content file and the language: content/free-armenian-pows.fr.toml. The source of\n\
        each text is in a comment above it. An existing file keeps its texts, comments and order. If a source changed\n\
        after it was translated, the text is marked as stale."
    )]
    Translate(Translate),
    /// Prints the JSON Schema of a kind of file, with which editors check and complete keys, or of reports.
    #[command(
        after_help = "Example:\n  handbill schema template > template.schema.json\n\n\
        An editor with a TOML language server finds the schema through the first line of a file:\n  #:schema ./template.schema.json\n\n\
        `report` describes what `build`, `check` and `proof` print with --format json."
    )]
    Schema {
        /// Kind of file.
        #[arg(value_enum)]
        kind: Schema,
    },
    /// Writes one QR code as SVG, PNG or PDF.
    #[command(after_help = "Examples:\n  \
        handbill qr https://freepows.carrd.co/ -o code.svg\n  \
        handbill qr tel:+12022243121 -o call.pdf --module 1.2mm")]
    Qr(Qr),
    /// Writes a test sheet that shows how far a printer shifts the back of a sheet.
    #[command(after_help = "Example:\n  handbill calibrate -o calibration.pdf\n\n\
        Print it on both sides at 100 %, and hold it against the light. Each cross on the front shows an offset for\n\
        `build`, such as --back-offset 1mm,-0.5mm. Print the sheet again with that offset to check it.")]
    Calibrate(Calibrate),
    /// Prints a completion script for a shell.
    #[command(after_help = "Examples:\n  \
        handbill completions bash > ~/.local/share/bash-completion/completions/handbill\n  \
        handbill completions zsh > ~/.zfunc/_handbill        (with ~/.zfunc in fpath)\n  \
        handbill completions fish > ~/.config/fish/completions/handbill.fish\n\n\
        The script completes commands, options, and the names that come with the program: templates, themes, papers, \
        languages, countries with imprint rules, and rules of findings. You can still type names of your own.")]
    Completions {
        /// Shell to complete in.
        shell: clap_complete::Shell,
    },
    /// Prints a manual page.
    #[command(
        after_help = "Examples:\n  handbill man > handbill.1 && man ./handbill.1\n  handbill man build > handbill-build.1"
    )]
    Man {
        /// Command to describe; by default, the whole program.
        about: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(super) struct New {
    /// What the campaign is called, in any script; the file is named after it.
    pub(super) name: String,
    /// What it is about; asked for on a terminal.
    #[arg(long, value_parser = keyword::<StarterKind>(), value_name = "KIND", conflicts_with = "template")]
    pub(super) kind: Option<StarterKind>,
    /// Language of its text: en, de, fr, es, hy or ar; asked for on a terminal.
    #[arg(long, alias = "lang", value_name = "TAG", conflicts_with = "template")]
    pub(super) language: Option<String>,
    /// Day from which its dates are counted, such as 2027-03-01; by default, today.
    #[arg(long, value_name = "DATE", value_parser = date, conflicts_with = "template")]
    pub(super) date: Option<Date>,
    /// Writes a layout to templates/NAME.toml, instead of a content file.
    #[arg(long)]
    pub(super) template: bool,
    /// Folder to write into.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) dir: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Gallery {
    /// Content file of the campaign.
    pub(super) content: PathBuf,
    #[command(flatten)]
    pub(super) choice: Choice,
    /// Shows all pieces at one scale, as large beside each other as in print; by default, small ones are larger.
    #[arg(long)]
    pub(super) true_scale: bool,
    /// File to write; its ending, .pdf or .png, chooses the format.
    #[arg(short, long, value_name = "FILE", default_value = "out/gallery.png")]
    pub(super) output: PathBuf,
    /// Width of a PNG in pixels.
    #[arg(long, value_name = "PIXELS", default_value_t = 1600, value_parser = clap::value_parser!(u16).range(200..=8000))]
    pub(super) width: u16,
}

#[derive(Debug, Args)]
pub(super) struct Build {
    /// Content file of the campaign.
    pub(super) content: PathBuf,
    #[command(flatten)]
    pub(super) choice: Choice,
    /// Folder to write into.
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub(super) out: PathBuf,
    /// Output format.
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    pub(super) format: ReportFormat,
    /// Prints which options of pages were taken, and why.
    #[arg(short, long)]
    pub(super) verbose: bool,
    #[command(flatten)]
    pub(super) terms: Terms,
}

/// Options that choose pieces and how they are printed.
#[derive(Clone, Debug, Args)]
pub(super) struct Choice {
    /// Template to use, by its id; by default, all templates. Can be repeated.
    #[arg(long, value_name = "ID")]
    pub(super) template: Vec<String>,
    /// Paper of the finished piece, by name or as a size such as 105x148mm; by default, the first paper of
    /// each template. `all` uses every paper that the template is made for. Can be repeated.
    #[arg(long, value_name = "NAME")]
    pub(super) paper: Vec<String>,
    /// Theme of all pieces, by name; `handbill list themes` lists them.
    #[arg(long, value_name = "NAME")]
    pub(super) theme: Option<String>,
    /// Event that pieces for an event announce, by its id; by default, the first. `all` makes such pieces for
    /// every event. Can be repeated.
    #[arg(long, value_name = "ID")]
    pub(super) event: Vec<String>,
    /// Option of a page to take, by its name, whatever its score. Can be repeated.
    #[arg(long, value_name = "NAME")]
    pub(super) option: Vec<String>,
    #[command(flatten)]
    pub(super) languages: Languages,
    /// Number of threads; by default, as many as the machine has processors.
    #[arg(long, value_name = "COUNT", value_parser = count)]
    pub(super) jobs: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(super) printing: Printing,
}

/// Options that choose languages.
#[derive(Clone, Debug, Args)]
pub(super) struct Languages {
    /// Language of the pieces, as a tag such as hy or pt-BR, or `all`; or two on each piece, such as en+es. By
    /// default, `check` uses all languages, and other commands use that of the content file. Can be repeated.
    #[arg(long, value_name = "TAG")]
    pub(super) lang: Vec<String>,
    /// Place of the second of two languages on one piece; by default, that of the layout.
    #[arg(long, value_parser = keyword::<SecondLanguage>(), value_name = "PLACE")]
    pub(super) second_language: Option<SecondLanguage>,
    /// Reports a translation that is still a draft as an error.
    #[arg(long)]
    pub(super) require_reviewed: bool,
}

#[derive(Debug, Args)]
pub(super) struct Translate {
    /// Content file of the campaign.
    pub(super) content: PathBuf,
    /// Language to translate into, as a tag such as fr, hy or pt-BR.
    pub(super) lang: String,
    /// Output format.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// Content file of the campaign.
    pub(super) content: PathBuf,
    #[command(flatten)]
    pub(super) languages: Languages,
    /// Theme of all pieces, by name; `handbill list themes` lists them.
    #[arg(long, value_name = "NAME")]
    pub(super) theme: Option<String>,
    /// Day on which ages of figures are counted, such as 2026-11-24; by default, today.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) date: Option<Date>,
    /// Output format.
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
    /// Content file of the campaign: the list includes the templates and fonts beside it, and its languages.
    pub(super) content: Option<PathBuf>,
    /// Output format.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
}

#[derive(Debug, Args)]
pub(super) struct Calibrate {
    /// Paper of the sheets, by name or as a size such as 320x450mm.
    #[arg(long, value_name = "PAPER", default_value = "A4")]
    pub(super) onto: String,
    /// Edge around which the printer turns a sheet to print its back.
    #[arg(long, value_parser = keyword::<Flip>(), value_name = "EDGE", default_value = Flip::default().name())]
    pub(super) flip: Flip,
    /// Distance by which the back is moved right and down, as a calibration sheet shows it: 1mm,-0.5mm.
    // An offset to the left begins with a hyphen, which is not an option.
    #[arg(long, value_name = "X,Y", value_parser = offset, allow_hyphen_values = true)]
    pub(super) back_offset: Option<Point>,
    /// PDF file to write.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Qr {
    /// Text that the code contains, such as a web address.
    pub(super) text: String,
    /// File to write; its ending, .svg, .png or .pdf, chooses the format.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: PathBuf,
    /// Width of a module in a PDF; by default, the smallest that inkjets and copiers print well.
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    pub(super) module: Option<Length>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Listed {
    /// Layouts of pieces.
    Templates,
    /// Sets of colours and fonts for all pieces.
    Themes,
    /// Papers and their sizes.
    Papers,
    /// Fonts for text.
    Fonts,
    /// Languages of a content file, and the progress of its translations.
    Languages,
}

/// Kind of file whose keys a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Schema {
    /// Content files of campaigns.
    Content,
    /// Translations of campaigns.
    Translation,
    /// Layouts and themes.
    Template,
    /// Reports that `build`, `check` and `proof` print with `--format json`.
    Report,
}

/// Output format of `build`, `check` and `proof`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// Text for people.
    Human,
    /// JSON for programs; `handbill schema report` describes it.
    Json,
    /// SARIF 2.1.0 log for code hosts and editors.
    Sarif,
}

/// Output format of commands that report no findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Text for people.
    Human,
    /// JSON for programs.
    Json,
}
