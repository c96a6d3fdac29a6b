//! What the arguments hold pieces to.

use std::num::NonZeroU32;

use super::args;
use crate::diag::{Diagnostic, Diagnostics};
use crate::language::Date;
use crate::proof::{Deny, Terms};
use crate::rules::Rule;

/// What pieces are held to. Ages are counted at `--date`, else today: the only place where a clock is
/// read, and nothing of it reaches a file that is printed.
pub(super) fn terms(
    options: &args::Terms,
    printing: &args::Printing,
    copies: Option<NonZeroU32>,
    said: &mut Diagnostics,
) -> Option<Terms> {
    terms_at(options, printing.date, copies, said)
}

/// The same at a day, else today.
pub(super) fn terms_at(
    options: &args::Terms,
    date: Option<Date>,
    copies: Option<NonZeroU32>,
    said: &mut Diagnostics,
) -> Option<Terms> {
    let country = options.country.as_deref().map(str::to_uppercase);
    if let Some(country) = &country
        && !(country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase()))
    {
        let problem = format!("`{country}` is not the code of a country");
        said.push(
            Diagnostic::error(Rule::BadCountry, problem)
                .hint("write two letters (ISO 3166-1), such as DE or GB"),
        );
        return None;
    }
    if country.as_deref() == Some("UK") {
        let problem = Diagnostic::error(Rule::BadCountry, "`UK` is not the code of a country");
        said.push(problem.hint("the code of the United Kingdom is GB (ISO 3166-1)"));
        return None;
    }
    Some(Terms {
        today: Some(date.unwrap_or_else(today)),
        country,
        copies,
    })
}

/// The findings that are made errors.
pub(super) fn deny(options: &args::Terms, said: &mut Diagnostics) -> Option<Deny> {
    match Deny::of(&options.deny) {
        Ok(deny) => Some(deny),
        Err(problems) => {
            said.extend(problems);
            None
        }
    }
}

fn today() -> Date {
    let date = jiff::tz::Offset::UTC
        .to_datetime(jiff::Timestamp::now())
        .date();
    Date {
        year: date.year(),
        month: Some(date.month()),
        day: Some(date.day()),
    }
}
