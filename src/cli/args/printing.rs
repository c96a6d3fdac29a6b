//! Arguments that say how pieces are printed.

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

/// How pieces are printed. What is not given follows from the route and the paper.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Printing")]
pub(in crate::cli) struct Printing {
    /// What it is printed on.
    #[arg(long, value_parser = keyword::<RouteKind>(), default_value = RouteKind::default().name())]
    pub(in crate::cli) route: RouteKind,
    /// How pages lie on sheets; as the route has it where none is named.
    #[arg(long, value_parser = keyword::<SheetKind>(), value_name = "KIND")]
    pub(in crate::cli) sheet: Option<SheetKind>,
    /// The sheet: a paper by name, or a size such as 320x450mm.
    #[arg(long, value_name = "PAPER")]
    pub(in crate::cli) onto: Option<String>,
    /// How a piece comes onto paper that it is not made for.
    #[arg(long, value_parser = keyword::<Fit>(), value_name = "RULE")]
    pub(in crate::cli) fit: Option<Fit>,
    /// Drawing beyond the trim on every side, for what is trimmed: 3mm, or 0.125in.
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    pub(in crate::cli) bleed: Option<Length>,
    /// The edge of the sheet that the printer does not reach: 4mm, or 0.25in.
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    pub(in crate::cli) margin: Option<Length>,
    /// How many pages a sheet holds, for nup and stack; as many as fit where it is not given.
    #[arg(long, value_name = "COUNT", value_parser = count)]
    pub(in crate::cli) up: Option<NonZeroUsize>,
    /// Distance between pages on a sheet.
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    pub(in crate::cli) gutter: Option<Length>,
    /// How far neighbouring sheets of a tiled poster overlap: 10mm, 15mm for pasting.
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    pub(in crate::cli) overlap: Option<Length>,
    /// How a sheet is folded; as a letter where it is not said.
    #[arg(long, value_parser = keyword::<FoldKind>(), value_name = "KIND")]
    pub(in crate::cli) fold: Option<FoldKind>,
    /// The edge about which the printer turns a sheet to print its back.
    #[arg(long, value_parser = keyword::<Flip>(), value_name = "EDGE")]
    pub(in crate::cli) flip: Option<Flip>,
    /// How far the back is moved right and down, as a calibration page shows it: 1mm,-0.5mm.
    #[arg(long, value_name = "X,Y", value_parser = offset, allow_hyphen_values = true)]
    pub(in crate::cli) back_offset: Option<Point>,
    /// Thickness of the paper of a booklet, which decides its creep; 0.1mm where it is not given.
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    pub(in crate::cli) thickness: Option<Length>,
    /// The marks, separated by commas; those of the route where none are named.
    #[arg(long, value_parser = keyword::<Mark>(), value_name = "MARKS", value_delimiter = ',')]
    pub(in crate::cli) marks: Option<Vec<Mark>>,
    /// A date for the slug line and the press file, and the day that ages are counted at: 2026-11-24. A
    /// press file has the date of its facts otherwise, and ages are counted at today.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(in crate::cli) date: Option<Date>,
    /// A batch id for the slug line.
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) batch: Option<String>,
}

/// Reads a value of an enum by its name; help lists the names with what they mean.
pub(super) fn keyword<T: Keyword>() -> impl TypedValueParser<Value = T> {
    let value = |value: &T| {
        let about = value.about();
        PossibleValue::new(value.word()).help(about.trim_end_matches('.').to_owned())
    };
    PossibleValuesParser::new(T::VALUES.iter().map(value))
        .try_map(|name| T::by_name(&name).ok_or("there is no such value"))
}

pub(super) fn offset(text: &str) -> Result<Point, String> {
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

pub(super) fn count(text: &str) -> Result<NonZeroUsize, String> {
    text.parse()
        .map_err(|_| "a whole number from 1 is expected".to_owned())
}

pub(super) fn date(text: &str) -> Result<Date, String> {
    match text.parse::<Date>() {
        Ok(date) if date.day.is_some() => Ok(date),
        _ => Err("a date is year, month and day: 2026-11-24".to_owned()),
    }
}

pub(super) fn length(text: &str) -> Result<Length, String> {
    match text.parse::<Length>() {
        Ok(length) if length >= Length::ZERO && length <= Length::mm(100.0) => Ok(length),
        Ok(_) => Err("a length from 0 to 100 mm is expected".to_owned()),
        Err(_) => Err("a length is a number with mm, cm, in or pt".to_owned()),
    }
}
