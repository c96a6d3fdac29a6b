//! Options for the way of printing, and the parsers of lengths, dates, counts and offsets.

use std::num::NonZeroUsize;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use handbill::internals::geom::{Length, Point};
use handbill::internals::impose::Mark;
use handbill::internals::keyword::Keyword;
use handbill::internals::language::Date;
use handbill::internals::paper::FoldKind;
use handbill::internals::pipeline::{Fit, SheetKind};
use handbill::internals::route::RouteKind;
use handbill::internals::sheet::Flip;

/// Options for the way of printing. The route and the paper decide about those that are not given.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Printing")]
pub(in crate::cli) struct Printing {
    /// Way of printing.
    #[arg(long, value_parser = keyword::<RouteKind>(), default_value = RouteKind::default().name())]
    pub(in crate::cli) route: RouteKind,
    /// Arrangement of pages on sheets; by default, that of the route.
    #[arg(long, value_parser = keyword::<SheetKind>(), value_name = "KIND")]
    pub(in crate::cli) sheet: Option<SheetKind>,
    /// Paper of the sheets, by name or as a size such as 320x450mm.
    #[arg(long, value_name = "PAPER")]
    pub(in crate::cli) onto: Option<String>,
    /// Way to adapt a piece to a paper that its template is not made for.
    #[arg(long, value_parser = keyword::<Fit>(), value_name = "RULE")]
    pub(in crate::cli) fit: Option<Fit>,
    /// Content beyond the trim on every side, for pieces that are cut, such as 3mm or 0.125in.
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    pub(in crate::cli) bleed: Option<Length>,
    /// Edge of the sheet that the printer cannot reach, such as 4mm or 0.25in.
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    pub(in crate::cli) margin: Option<Length>,
    /// Number of pages on one side of a sheet, for nup and stack; by default, as many as fit.
    #[arg(long, value_name = "COUNT", value_parser = count)]
    pub(in crate::cli) up: Option<NonZeroUsize>,
    /// Distance between the pages on a sheet.
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    pub(in crate::cli) gutter: Option<Length>,
    /// Overlap of neighbouring sheets of a tiled poster, such as 10mm, or 15mm for pasting.
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    pub(in crate::cli) overlap: Option<Length>,
    /// Kind of fold; by default, letter.
    #[arg(long, value_parser = keyword::<FoldKind>(), value_name = "KIND")]
    pub(in crate::cli) fold: Option<FoldKind>,
    /// Edge around which the printer turns a sheet to print its back.
    #[arg(long, value_parser = keyword::<Flip>(), value_name = "EDGE")]
    pub(in crate::cli) flip: Option<Flip>,
    /// Distance by which the back is moved right and down, as a calibration sheet shows it: 1mm,-0.5mm.
    // An offset to the left begins with a hyphen, which is not an option.
    #[arg(long, value_name = "X,Y", value_parser = offset, allow_hyphen_values = true)]
    pub(in crate::cli) back_offset: Option<Point>,
    /// Thickness of the paper of a booklet, which decides its creep; by default, 0.1mm.
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    pub(in crate::cli) thickness: Option<Length>,
    /// Marks on the sheets, separated by commas; by default, those of the route.
    #[arg(long, value_parser = keyword::<Mark>(), value_name = "MARKS", value_delimiter = ',')]
    pub(in crate::cli) marks: Option<Vec<Mark>>,
    /// Day on which ages of figures are counted, such as 2026-11-24; by default, today. The slug line and a
    /// press file show it too; by default, a press file has the date of its facts.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(in crate::cli) date: Option<Date>,
    /// Batch id for the slug line.
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) batch: Option<String>,
}

/// Parser of an enum value by its name. Help lists the names and what they mean.
pub(super) fn keyword<T: Keyword>() -> impl TypedValueParser<Value = T> {
    let value = |value: &T| {
        let about = value.about();
        // Help texts of clap end without a full stop.
        PossibleValue::new(value.word()).help(about.trim_end_matches('.').to_owned())
    };
    PossibleValuesParser::new(T::VALUES.iter().map(value))
        .try_map(|name| T::by_name(&name).ok_or("there is no such value"))
}

/// Parses two lengths, right and down, each of at most 20 mm.
pub(super) fn offset(text: &str) -> Result<Point, String> {
    let wrong = || "two lengths are expected, right and down: 1mm,-0.5mm".to_owned();
    let (x, y) = text.split_once(',').ok_or_else(wrong)?;
    let side = |text: &str| text.trim().parse::<Length>().map_err(|_| wrong());
    let (x, y) = (side(x)?, side(y)?);
    // A printer that shifts the back by more is set up wrongly, which a moved page only hides.
    if x.abs() > Length::mm(20.0) || y.abs() > Length::mm(20.0) {
        return Err("an offset is at most 20 mm".to_owned());
    }
    Ok(Point::new(x, y))
}

/// Parses a whole number from 1.
pub(super) fn count(text: &str) -> Result<NonZeroUsize, String> {
    text.parse()
        .map_err(|_| "a whole number from 1 is expected".to_owned())
}

/// Parses a whole date. A year or a month alone, which facts can have, does not say on which day ages are counted.
pub(super) fn date(text: &str) -> Result<Date, String> {
    match text.parse::<Date>() {
        Ok(date) if date.day.is_some() => Ok(date),
        _ => Err("a date is year, month and day: 2026-11-24".to_owned()),
    }
}

/// Parses a length from 0 to 100 mm: more is a mistyped unit, as no bleed, margin, gutter or overlap is larger.
pub(super) fn length(text: &str) -> Result<Length, String> {
    match text.parse::<Length>() {
        // Zero is a length too: `--gutter 0mm` puts pages side by side.
        Ok(length) if length >= Length::ZERO && length <= Length::mm(100.0) => Ok(length),
        Ok(_) => Err("a length from 0 to 100 mm is expected".to_owned()),
        Err(_) => Err("a length is a number with mm, cm, in or pt".to_owned()),
    }
}
