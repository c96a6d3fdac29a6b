//! The size and place of a QR code in its box.
//!
//! Three sizes matter. The least one is what a phone can still read from the code's distance and what the
//! printer can still print; the wanted one is the layout's, or what is comfortable from that distance; the room
//! is the width of the box. A code gets as much of the wanted size as there is room for, and if that is under
//! the least size, the fault says how long an address would fit.

use std::sync::Arc;

use super::fault::{self, Fault};
use super::reporter::Reporter;
use super::units::tolerance;
use crate::diag::Diagnostic;
use crate::frame::{self, Origin};
use crate::geom::{Angle, Length, Point, Rect, Size};
use crate::payload::Payload;
use crate::qr;
use crate::rules::Rule;
use crate::template::plan::CodePlan;

/// The narrowest module that can be read from the code's distance and that the printer renders.
fn least_module(code: &CodePlan) -> Length {
    (code.distance / qr::LONGEST_RATIO).max(code.floor)
}

/// Number of modules on a side of the code's box: with the quiet zone, unless the layout lets it hang outside.
fn box_modules(code: &CodePlan) -> f64 {
    let modules = if code.hang {
        code.symbol.side()
    } else {
        code.symbol.side_with_quiet_zone()
    };
    modules as f64
}

/// The smallest side of its box at which the code can be read from its distance.
pub(super) fn least(code: &CodePlan) -> Length {
    least_module(code) * box_modules(code)
}

/// Number of bytes that symbols of versions 1 to 12 hold at error correction level M (ISO/IEC 18004, table 7).
const HELD: [usize; 12] = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287];

/// Number of characters that an address may have for its code to be readable in a box of that side. `None` if
/// not even the smallest symbol is.
fn longest(code: &CodePlan, room: Length) -> Option<usize> {
    let quiet = if code.hang { 0 } else { 2 * qr::QUIET_ZONE };
    // A hair is added, or rounding of lengths would lose a whole module.
    let modules = (room.ratio(least_module(code)) + 1e-6).floor() as usize;
    // A symbol of version 1 has 21 modules on a side, and each further version 4 more (ISO/IEC 18004, 6.3.1).
    let version = modules.checked_sub(quiet + 17)? / 4;
    let held = HELD.get(version.checked_sub(1)?.min(HELD.len() - 1))?;
    Some(*held)
}

/// Length of the shortest address that people can get: a scheme and a host of a dozen characters (practice).
const SHORTEST: usize = 20;

/// Whether a shorter address, of a length that people can get, would make the code small enough for a box of
/// that side.
pub(super) fn can_be_shortened(code: &CodePlan, room: Length) -> bool {
    let most = longest(code, room).unwrap_or_default();
    most >= SHORTEST && most < code.payload.encoded().chars().count()
}

/// Explains a code that has less room than it needs to be readable. `room` is the side that its box could have.
pub(super) fn too_large(code: &CodePlan, room: Length, area: Origin) -> Fault {
    let payload = code.payload.encoded();
    let length = payload.chars().count();
    let (needs, has) = Length::apart(least(code), room);
    let distance = code.distance.rounded();
    let from = if code.distance.to_mm() < 1000.0 {
        format!("{} cm", (code.distance.to_mm() / 10.0).round())
    } else {
        distance
    };
    let most = longest(code, room).filter(|most| *most < length);
    let detail = format!(
        "{} has {has} for it, but the code needs {needs} to be readable from {from}",
        fault::area_in_words(&area)
    );
    let detail = match most {
        Some(most) => format!("{detail}; a code of up to {most} characters fits"),
        None => format!("{detail}; no code is small enough for that"),
    };
    let shorten = match code.payload {
        Payload::Url(_) => "use a shorter address: give the page a short one on the same host",
        Payload::Mailto(_) | Payload::Sms(_) => "shorten `subject` and `message`",
        Payload::Contact(_) | Payload::Event(_) => {
            "remove optional keys, such as `note` or `summary`"
        }
        _ => "shorten its content",
    };
    Fault {
        rule: Rule::CodeTooSmall,
        what: format!(
            "the code of `{}` is too large for its place: its content `{}` has {length} characters",
            code.origin.key,
            fault::shortened(&payload)
        ),
        detail,
        shorten: shorten.to_owned(),
        make_room: format!(
            "make the `columns` around {} wider, or lower `distance`",
            fault::area_in_words(&area)
        ),
        content: Some(code.origin.clone()),
        area,
    }
}

/// The wanted side of its box: that of the layout, else one that is comfortable to read from the code's
/// distance.
pub(super) fn wanted(code: &CodePlan) -> Length {
    let module = match code.size {
        Some(size) => size / code.symbol.side_with_quiet_zone() as f64,
        None => comfortable_module(code),
    };
    module * box_modules(code)
}

/// The width of a module that is comfortable to read from the code's distance.
fn comfortable_module(code: &CodePlan) -> Length {
    (code.distance / qr::COMFORTABLE_RATIO).max(code.floor)
}

/// The side of its box at which the code is comfortable to read, whatever size the layout asks for.
pub(super) fn comfortable(code: &CodePlan) -> Length {
    comfortable_module(code) * box_modules(code)
}

/// The side of a placed code, without a quiet zone that hangs out of its box.
pub(super) fn printed_side(code: &CodePlan, placed: &frame::Code) -> Length {
    placed.module * box_modules(code)
}

/// Places a code at the top of its box, on the side where reading begins. Reports a box that is too narrow for
/// it, and a quiet zone that reaches beyond the paper.
pub(super) fn place(
    (code, area): (&CodePlan, &Origin),
    room: Rect,
    right_to_left: bool,
    page: Size,
    reporter: &mut Reporter<'_>,
) -> frame::Code {
    let start = |side: Length| {
        if right_to_left {
            room.right() - side
        } else {
            room.origin.x
        }
    };
    let widest = wanted(code).min(room.size.width);
    let mut module = widest / box_modules(code);
    if code.hang {
        // The quiet zone of a hanging code lies in the margin. A short address makes wide modules, and so a
        // wide zone that may reach beyond the paper; then the code is made smaller, but not unreadable.
        let (left, top) = (start(widest), room.origin.y);
        let (right, bottom) = (left + widest, top + widest);
        let margins = [left, top, page.width - right, page.height - bottom];
        let margin = margins
            .into_iter()
            .fold(module * qr::QUIET_ZONE as f64, Length::min);
        module = (margin / qr::QUIET_ZONE as f64).max(least_module(code).min(module));
    }
    let side = module * box_modules(code);
    let left = start(side);
    let quiet = if code.hang {
        module * qr::QUIET_ZONE as f64
    } else {
        Length::ZERO
    };
    let placed = frame::Code {
        at: Point::new(left - quiet, room.origin.y - quiet),
        module,
        symbol: Arc::clone(&code.symbol),
        distance: code.distance,
        payload: code.payload.clone(),
        label: code.label.clone(),
        ask: code.ask.clone(),
        alt: code.alt.clone(),
        short: code.short.clone(),
        angle: Angle::NONE,
    };
    let payload = code.payload.encoded();
    // A thousandth allows for rounding in the placement of boxes.
    if module * 1.001 < least_module(code) {
        reporter.report_fault(too_large(code, side, area.clone()));
    }
    let rect = placed.rect();
    let slack = tolerance();
    let cut = rect.origin.x < -slack
        || rect.origin.y < -slack
        || rect.right() > page.width + slack
        || rect.bottom() > page.height + slack;
    if cut {
        let problem = format!(
            "the quiet zone of the code `{payload}` is {quiet} on each side and reaches beyond the paper, so phones may not read the code"
        );
        let hint = "widen the margin, or remove `hang`";
        reporter.report(
            &code.origin,
            Diagnostic::error(Rule::QuietZone, problem).hint(hint),
        );
    }
    placed
}
