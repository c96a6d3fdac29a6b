//! Options of `proof`, `explain`, `preview` and `kit`, and the terms that findings are judged by.

use std::path::PathBuf;

use clap::Args;

use super::printing::keyword;
use super::{Choice, Format, ReportFormat};
use handbill::internals::order::CopiesOf;
use handbill::internals::pipeline::Overlay;
use handbill::internals::route::RouteKind;

/// Terms by which findings are judged.
#[derive(Debug, Args)]
#[command(next_help_heading = "Proof")]
pub(in crate::cli) struct Terms {
    /// Country in which pieces are handed out, as two letters such as DE; by default, that of the event or the
    /// content file. It decides about the imprint, and about papers, dates and phone numbers.
    #[arg(long, value_name = "COUNTRY")]
    pub(in crate::cli) country: Option<String>,
    /// Turns the warnings of a rule into errors. `warnings` means those of all rules, `stale` everything that is
    /// out of date, and `imprint` a missing imprint. Can be repeated.
    #[arg(long, value_name = "RULE")]
    pub(in crate::cli) deny: Vec<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Proof {
    /// Content file, whose pieces are built in memory and checked, finished PDFs, or folders of PDFs.
    #[arg(required = true, value_name = "FILE")]
    pub(in crate::cli) files: Vec<PathBuf>,
    /// Content file from which the finished PDFs were built, to compare them with.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) content: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) choice: Choice,
    /// HTML file to write the report to.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) report: Option<PathBuf>,
    /// Opens the link in each code, and reports where it leads.
    // Without this feature the program contains no HTTP client, and so cannot open links.
    #[cfg(feature = "online")]
    #[arg(long)]
    pub(in crate::cli) online: bool,
    /// Number of copies: one number for every piece, or one by template, such as flyer=500,poster=40. The
    /// proof estimates what they cost.
    #[arg(long, value_name = "COUNT", value_delimiter = ',')]
    pub(in crate::cli) copies: Vec<CopiesOf>,
    /// Output format.
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    pub(in crate::cli) format: ReportFormat,
    #[command(flatten)]
    pub(in crate::cli) terms: Terms,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Explain {
    /// Rule to explain; by default, all rules are listed.
    pub(in crate::cli) rule: Option<String>,
    /// Output format.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(in crate::cli) format: Format,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Preview {
    /// Content file, finished PDFs, or folders of PDFs.
    #[arg(required = true, value_name = "FILE")]
    pub(in crate::cli) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) choice: Choice,
    /// Shows the sheets that pages are printed on, such as two flyers on A4 or the tiles of a poster, instead of the
    /// pages. `--sheet` and `--onto` do so too.
    #[arg(long)]
    pub(in crate::cli) sheets: bool,
    /// Resolution in dots per inch.
    #[arg(long, value_name = "DPI", default_value_t = 150, value_parser = clap::value_parser!(u16).range(10..=1200))]
    pub(in crate::cli) dpi: u16,
    /// Parts of the layout to draw onto the pages, separated by commas.
    #[arg(long, value_parser = keyword::<Overlay>(), value_name = "PARTS", value_delimiter = ',')]
    pub(in crate::cli) overlay: Vec<Overlay>,
    /// Folder to write into.
    #[arg(long, value_name = "DIR", default_value = "out/preview")]
    pub(in crate::cli) out: PathBuf,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Kit {
    /// Content file of the campaign.
    pub(in crate::cli) content: PathBuf,
    #[command(flatten)]
    pub(in crate::cli) choice: Choice,
    /// Other kinds of printers to pack the pieces for, beside that of `--route`, separated by commas. Each gets a folder.
    #[arg(long, value_parser = keyword::<RouteKind>(), value_name = "ROUTE", value_delimiter = ',')]
    pub(in crate::cli) also: Vec<RouteKind>,
    /// Number of copies: one number for every piece, or one by template, such as flyer=500,poster=40. The
    /// note says how many sheets they need.
    #[arg(long, value_name = "COUNT", value_delimiter = ',')]
    pub(in crate::cli) copies: Vec<CopiesOf>,
    /// Zip file to write; by default, out/CAMPAIGN/kit.zip.
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) terms: Terms,
}
