//! The order that arguments make.

use handbill::internals::diag::Diagnostics;
use handbill::internals::impose::Marks;
use handbill::internals::language::Date;
use handbill::internals::order::{Copies, CopiesOf, Order};
use handbill::internals::pipeline::Printing;
use handbill::internals::template::paper_of;

use super::args;

/// The order for the pieces that arguments choose; none where an argument cannot be read, which is reported.
/// Ages are counted at `--date`, else today.
pub(super) fn order(
    choice: &args::Choice,
    terms: Option<&args::Terms>,
    problems: &mut Diagnostics,
) -> Option<Order> {
    let mut order = Order::new();
    order.templates.clone_from(&choice.template);
    order.papers.clone_from(&choice.paper);
    order.theme.clone_from(&choice.theme);
    order.events.clone_from(&choice.event);
    order.languages.clone_from(&choice.languages.lang);
    order.require_reviewed = choice.languages.require_reviewed;
    order.printing = printing(&choice.printing, problems)?;
    order.today = Some(choice.printing.date.unwrap_or_else(today));
    order.threads = choice.jobs;
    if let Some(terms) = terms {
        order.printing.country.clone_from(&terms.country);
        order.deny.clone_from(&terms.deny);
    }
    Some(order)
}

/// The same with the copies that are wanted.
pub(super) fn order_of_copies(
    choice: &args::Choice,
    terms: &args::Terms,
    copies: &[CopiesOf],
    problems: &mut Diagnostics,
) -> Option<Order> {
    let mut order = order(choice, Some(terms), problems)?;
    order.copies = Copies::of(copies);
    Some(order)
}

/// The order for everything that a check lays out.
pub(super) fn order_to_check(options: &args::Check) -> Order {
    let mut order = Order::new();
    order.theme.clone_from(&options.theme);
    order.languages.clone_from(&options.languages.lang);
    order.require_reviewed = options.languages.require_reviewed;
    order.today = Some(options.date.unwrap_or_else(today));
    order.printing.country.clone_from(&options.terms.country);
    order.deny.clone_from(&options.terms.deny);
    order
}

/// How pieces are printed; none where an argument cannot be read.
fn printing(options: &args::Printing, problems: &mut Diagnostics) -> Option<Printing> {
    let onto = options.onto.as_deref().map(paper_of).transpose();
    let onto = onto.map_err(|problem| problems.push(problem));
    let marks = options.marks.as_deref().map(Marks::named).transpose();
    let marks = marks.map_err(|problem| problems.push(problem));
    Some(Printing {
        route: options.route,
        sheet: options.sheet,
        onto: onto.ok()?,
        fit: options.fit,
        bleed: options.bleed,
        margin: options.margin,
        up: options.up.map(std::num::NonZeroUsize::get),
        gutter: options.gutter,
        overlap: options.overlap,
        fold: options.fold,
        flip: options.flip,
        back_offset: options.back_offset.unwrap_or_default(),
        thickness: options.thickness,
        marks: marks.ok()?,
        date: options.date,
        batch: options.batch.clone(),
        country: None,
    })
}

/// The day, in Greenwich. The only place where a clock is read; nothing of it reaches a file that is printed.
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
