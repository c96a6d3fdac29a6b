//! Turns arguments into an order, as the library takes it: which pieces, and how they are printed.
//!
//! The only place of the program where a clock is read: the library gets the day as a value, so its results depend
//! on its inputs alone.

use handbill::internals::language::Date;
use handbill::internals::order::{CopiesOf, Order};

use super::args;

/// The order for the pieces that the arguments choose. Ages are counted on `--date`, or today.
pub(super) fn order(choice: &args::Choice, terms: Option<&args::Terms>) -> Order {
    let order = Order::new()
        .templates(&choice.template)
        .papers(&choice.paper)
        .events(&choice.event)
        .options(&choice.option)
        // `--date` makes a run repeatable: the same facts are stale on every machine and on every day.
        .today(choice.printing.date.unwrap_or_else(today));
    let order = with(order, choice.theme.as_deref(), Order::theme);
    let order = with(order, choice.jobs, Order::threads);
    let order = in_languages(order, &choice.languages);
    let order = printed(order, &choice.printing);
    match terms {
        Some(terms) => held_to(order, terms),
        None => order,
    }
}

/// The order for the pieces that the arguments choose, with the number of copies.
pub(super) fn order_of_copies(
    choice: &args::Choice,
    terms: &args::Terms,
    copies: &[CopiesOf],
) -> Order {
    let order = order(choice, Some(terms));
    copies
        .iter()
        .fold(order, |order, copies| match copies.parts() {
            (Some(template), count) => order.copies_of(template, count),
            (None, count) => order.copies(count),
        })
}

/// The order for everything that a check lays out: every piece on every paper that it is made for.
pub(super) fn order_to_check(options: &args::Check) -> Order {
    let order = Order::new().today(options.date.unwrap_or_else(today));
    let order = with(order, options.theme.as_deref(), Order::theme);
    held_to(in_languages(order, &options.languages), &options.terms)
}

fn in_languages(order: Order, options: &args::Languages) -> Order {
    let order = order
        .languages(&options.lang)
        .require_reviewed(options.require_reviewed);
    with(order, options.second_language, Order::second_language)
}

fn held_to(order: Order, terms: &args::Terms) -> Order {
    with(
        order.deny(&terms.deny),
        terms.country.as_deref(),
        Order::country,
    )
}

/// The order with how its pieces are printed.
fn printed(order: Order, options: &args::Printing) -> Order {
    let order = order.route(options.route);
    let order = with(order, options.sheet, Order::sheet);
    let order = with(order, options.onto.as_deref(), Order::onto);
    let order = with(order, options.fit, Order::fit);
    let order = with(order, options.bleed, Order::bleed);
    let order = with(order, options.margin, Order::margin);
    let order = with(order, options.up, Order::up);
    let order = with(order, options.gutter, Order::gutter);
    let order = with(order, options.overlap, Order::overlap);
    let order = with(order, options.fold, Order::fold);
    let order = with(order, options.flip, Order::flip);
    let order = with(order, options.back_offset, |order, offset| {
        order.back_offset(offset.x, offset.y)
    });
    let order = with(order, options.thickness, Order::thickness);
    let order = with(order, options.marks.clone(), Order::marks);
    let order = with(order, options.date, Order::date);
    with(order, options.batch.as_deref(), Order::batch)
}

/// The order with one thing more, where it is given.
fn with<T>(order: Order, given: Option<T>, add: impl FnOnce(Order, T) -> Order) -> Order {
    match given {
        Some(given) => add(order, given),
        None => order,
    }
}

/// Today's date in UTC. It decides which facts are stale, but no printed file contains it.
pub(super) fn today() -> Date {
    let date = jiff::tz::Offset::UTC
        .to_datetime(jiff::Timestamp::now())
        .date();
    Date {
        year: date.year(),
        month: Some(date.month()),
        day: Some(date.day()),
    }
}
