//! The size and place of a QR code in its box.
//!
//! Three sizes matter: the largest one that the code wants, the one that the layout asks for, and the smallest at
//! which a phone still reads it, if from nearer (`template::CodeSize`). A code takes as much of the largest as its
//! column has. A page that has no room for that lets its codes give way ([`GiveWay`]), first down to the size of the
//! layout. Only if something is too wide even then, they get as small as can be read. A code that is smaller than its
//! distance asks for is read from nearer, and a warning says so. One that no phone could read is a fault.

use std::sync::Arc;

use super::fault::{self, Fault};
use super::reporter::{NearerCode, Reporter};
use super::units::tolerance;
use crate::diag::Diagnostic;
use crate::frame::{self, Origin};
use crate::geom::{Angle, Length, Point, Rect, Size};
use crate::payload::Payload;
use crate::qr;
use crate::rules::Rule;
use crate::template::plan::CodePlan;

/// How far the codes of a page give way to what stands beside them: 0 if they are as large as they want, 1 if they
/// are as large as the layout asks for, and 2 if they are as small as a phone can read them.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub(super) struct GiveWay(pub(super) f64);

impl GiveWay {
    /// Codes as large as the layout asks for.
    pub(super) const TO_LAYOUT: Self = Self(1.0);
    /// Codes as small as a phone can read them.
    pub(super) const AS_FAR_AS_CAN_BE: Self = Self(2.0);
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

/// The side of the code's box for a side of the symbol with its quiet zone.
fn box_side(code: &CodePlan, side: Length) -> Length {
    side / code.symbol.side_with_quiet_zone() as f64 * box_modules(code)
}

/// The smallest side of its box at which a phone can read the code.
pub(super) fn smallest(code: &CodePlan) -> Length {
    box_side(code, code.size.smallest)
}

/// The smallest side of its box at which the code can be read from its distance.
pub(super) fn least(code: &CodePlan) -> Length {
    code.size.least_module() * box_modules(code)
}

/// The side of its box that the code wants if it gives way so far.
pub(super) fn wanted(code: &CodePlan, give_way: GiveWay) -> Length {
    let size = &code.size;
    let modules = code.symbol.side_with_quiet_zone() as f64;
    // Without a size of the layout, the least that its distance asks for takes the place of one.
    let designed = size.designed.unwrap_or(size.least_module() * modules);
    let designed = designed.min(size.largest).max(size.smallest);
    let between = |from: Length, to: Length, share: f64| from + (to - from) * share.clamp(0.0, 1.0);
    let side = if give_way <= GiveWay::TO_LAYOUT {
        between(size.largest, designed, give_way.0)
    } else {
        between(designed, size.smallest, give_way.0 - 1.0)
    };
    box_side(code, side)
}

/// The least side of its box for which the code lets a column get narrow: a size of the layout does not shrink for
/// what stands beside it, unless the code gives way.
pub(super) fn least_in_column(code: &CodePlan, give_way: GiveWay) -> Length {
    if code.size.designed.is_some() || give_way > GiveWay::TO_LAYOUT {
        wanted(code, give_way)
    } else {
        wanted(code, GiveWay::TO_LAYOUT)
    }
}

/// Whether the code gets smaller if it gives way further.
pub(super) fn can_give_way(code: &CodePlan, from: GiveWay, to: GiveWay) -> bool {
    wanted(code, to) + tolerance() < wanted(code, from)
}

/// Number of bytes that symbols of versions 1 to 12 hold at error correction level M (ISO/IEC 18004, table 7).
const HELD: [usize; 12] = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287];

/// Number of characters that an address may have for its code to have such modules in a box of that side. `None` if
/// not even the smallest symbol has.
fn longest(code: &CodePlan, room: Length, module: Length) -> Option<usize> {
    let quiet = if code.hang { 0 } else { 2 * qr::QUIET_ZONE };
    // A hair is added, or rounding of lengths would lose a whole module.
    let modules = (room.ratio(module) + 1e-6).floor() as usize;
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
    let most = longest(code, room, code.size.lowest_module()).unwrap_or_default();
    most >= SHORTEST && most < code.payload.encoded().chars().count()
}

/// Explains a code that has less room than it needs to be readable. `room` is the side that its box could have.
pub(super) fn too_large(code: &CodePlan, room: Length, area: Origin) -> Fault {
    let payload = code.payload.encoded();
    let length = payload.chars().count();
    let (needs, has) = Length::apart(smallest(code), room);
    let from = fault::distance_in_words(code.size.nearest);
    let most = longest(code, room, code.size.lowest_module()).filter(|most| *most < length);
    let detail = format!(
        "{} has {has} for it, but the code needs {needs} to be readable from {from}",
        fault::area_in_words(&area)
    );
    let detail = match most {
        Some(most) => format!("{detail}; a code of up to {most} characters fits"),
        None => format!("{detail}; no code is small enough for that"),
    };
    Fault {
        rule: Rule::CodeTooSmall,
        what: format!(
            "the code of `{}` is too large for its place: its content `{}` has {length} characters",
            code.origin.key,
            fault::shortened(&payload)
        ),
        detail,
        shorten: shorten(&code.payload).to_owned(),
        make_room: format!(
            "make the `columns` around {} wider, or lower `distance`",
            fault::area_in_words(&area)
        ),
        content: Some(code.origin.clone()),
        area,
    }
}

/// The advice for a code whose content is too long.
fn shorten(payload: &Payload) -> &'static str {
    match payload {
        Payload::Url(_) => "use a shorter address: give the page a short one on the same host",
        Payload::Mailto(_) | Payload::Sms(_) => "shorten `subject` and `message`",
        Payload::Contact(_) | Payload::Event(_) => {
            "remove optional keys, such as `note` or `summary`"
        }
        Payload::Payment(_) => "remove optional keys, such as `text` or `purpose`",
        _ => "shorten its content",
    }
}

/// The side of its box at which the code is comfortable to read, whatever size the layout asks for.
pub(super) fn comfortable(code: &CodePlan) -> Length {
    code.size.comfortable_module() * box_modules(code)
}

/// Share of the reading distance that a layout asks for down to which nobody notices that a code is read from nearer
/// (practice: people hold a leaflet at half an arm's length more or less).
const TELLING: f64 = 0.9;

/// Describes a code that is read from nearer than the layout asks for. `side` is that of its box.
fn nearer(code: &CodePlan, side: Length, distance: Length) -> NearerCode {
    let length = code.payload.encoded().chars().count();
    let (from, asked) = (
        fault::distance_in_words(distance),
        fault::distance_in_words(code.size.distance),
    );
    let most = longest(code, side, code.size.least_module()).filter(|most| *most < length);
    let gain = match most {
        Some(most) => format!("; with up to {most} characters it could be read from {asked}"),
        None => "; its place is too narrow for more".to_owned(),
    };
    NearerCode {
        origin: code.origin.clone(),
        share: distance.ratio(code.size.distance),
        problem: Diagnostic::warning(
            Rule::NearerCode,
            format!(
                "the code of `{}` has {length} characters, and is read from nearer than its layout asks for",
                code.origin.key
            ),
        )
        .detail(format!("from {from} instead of {asked}{gain}"))
        .hint(format!("{}, or choose a larger paper", shorten(&code.payload))),
    }
}

/// The side of a placed code, without a quiet zone that hangs out of its box.
pub(super) fn printed_side(code: &CodePlan, placed: &frame::Code) -> Length {
    placed.module * box_modules(code)
}

/// Places a code at the top of its box, on the side where reading begins. Reports a box that is too narrow for
/// it, a code that has to be read from nearer than the layout asks for, and a quiet zone that reaches beyond the paper.
pub(super) fn place(
    (code, area, give_way): (&CodePlan, &Origin, GiveWay),
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
    let widest = wanted(code, give_way).min(room.size.width);
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
        module = (margin / qr::QUIET_ZONE as f64).max(code.size.lowest_module().min(module));
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
        distance: code.size.distance_of(module),
        payload: code.payload.clone(),
        label: code.label.clone(),
        ask: code.ask.clone(),
        alt: code.alt.clone(),
        short: code.short.clone(),
        angle: Angle::NONE,
    };
    let payload = code.payload.encoded();
    if code.size.is_unreadable(module) {
        reporter.report_fault(too_large(code, side, area.clone()));
    } else if placed.distance < code.size.distance * TELLING {
        reporter.note_nearer(nearer(code, side, placed.distance));
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
