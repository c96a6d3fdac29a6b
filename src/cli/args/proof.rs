//! Arguments of the proof and of what goes with it.

use std::path::PathBuf;

use clap::Args;

use super::{Choice, Format, ReportFormat};
use handbill::internals::order::CopiesOf;

/// What pieces are held to.
#[derive(Debug, Args)]
#[command(next_help_heading = "Proof")]
pub(in crate::cli) struct Terms {
    /// The country that pieces are handed out in, as two letters (DE), where it is not that of the content or
    /// of the event: its imprint is printed and checked, and papers, dates and phone numbers follow from it.
    #[arg(long, value_name = "COUNTRY")]
    pub(in crate::cli) country: Option<String>,
    /// Makes findings errors, by rule; `warnings` is all of them, `stale` what is out of date, `imprint`
    /// a missing imprint. May be repeated.
    #[arg(long, value_name = "RULE")]
    pub(in crate::cli) deny: Vec<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Proof {
    /// A content file, whose pieces are made and looked at; or finished PDFs.
    #[arg(required = true, value_name = "FILE")]
    pub(in crate::cli) files: Vec<PathBuf>,
    /// The content file that finished PDFs were made from.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) content: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) choice: Choice,
    /// Where to write the report, a page for browsers.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) report: Option<PathBuf>,
    /// Follows each link of the codes, and says where it leads.
    #[cfg(feature = "online")]
    #[arg(long)]
    pub(in crate::cli) online: bool,
    /// How many copies are printed, for the cost: a number for each piece, or numbers by piece, as in
    /// flyer=500,poster=40.
    #[arg(long, value_name = "COUNT", value_delimiter = ',')]
    pub(in crate::cli) copies: Vec<CopiesOf>,
    /// How to print the result.
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    pub(in crate::cli) format: ReportFormat,
    #[command(flatten)]
    pub(in crate::cli) terms: Terms,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Explain {
    /// The rule; all of them are listed where none is named.
    pub(in crate::cli) rule: Option<String>,
    /// How to print the result.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(in crate::cli) format: Format,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Preview {
    /// A content file, or finished PDFs.
    #[arg(required = true, value_name = "FILE")]
    pub(in crate::cli) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) choice: Choice,
    /// Dots to the inch.
    #[arg(long, value_name = "DPI", default_value_t = 150, value_parser = clap::value_parser!(u16).range(10..=1200))]
    pub(in crate::cli) dpi: u16,
    /// The folder to write into.
    #[arg(long, value_name = "DIR", default_value = "out/preview")]
    pub(in crate::cli) out: PathBuf,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Kit {
    /// The content file.
    pub(in crate::cli) content: PathBuf,
    #[command(flatten)]
    pub(in crate::cli) choice: Choice,
    /// How many copies are wanted: a number for each piece that `--template` names, or numbers by piece, as
    /// in flyer=500,poster=40. The note says how many sheets that takes.
    #[arg(long, value_name = "COUNT", value_delimiter = ',')]
    pub(in crate::cli) copies: Vec<CopiesOf>,
    /// The zip to write.
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) terms: Terms,
}
