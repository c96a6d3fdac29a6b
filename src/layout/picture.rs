//! Pictures: placed in their boxes, cropped around their focus point, and checked for sharpness.
//!
//! A drawing (SVG) becomes paths of the display list, so that it prints in the inks of the palette. A
//! photograph becomes one image item; `ink` converts it later.

use std::sync::Arc;

use super::drawing;
use super::reporter::Reporter;
use crate::diag::Diagnostic;
use crate::frame::{Frame, ItemKind, Origin, Placed, Role};
use crate::geom::{Angle, Length, Point, Rect, Size};
use crate::paper::{AMPLE, COARSEST_PPI, needed_ppi};
use crate::picture::PictureKind;
use crate::rules::Rule;
use crate::template::plan::{Fit, PicturePlan};

/// The items of a picture in a rectangle. A picture that cannot be printed is reported and gives none.
pub(super) fn place(
    plan: &PicturePlan,
    rect: Rect,
    page: Size,
    reporter: &mut Reporter<'_>,
) -> Vec<(ItemKind, Role)> {
    let picture = &plan.image.asset.picture;
    let whole = whole_rect(picture.size, plan.image.focus, rect, plan.fit);
    if picture.kind == PictureKind::Svg {
        return match drawing::items(picture, whole, whole.intersection(rect), &plan.origin) {
            Ok(mut frame) => {
                drawing::match_palette(&mut frame, &reporter.plan.palette);
                let frame = Frame {
                    alt: Some(plan.image.alt.clone()),
                    ..frame
                };
                vec![(ItemKind::Group(frame), Role::Figure)]
            }
            Err(what) => {
                let problem = Diagnostic::error(
                    Rule::SvgUnsupported,
                    format!("the drawing `{}` has {what}", plan.image.asset.file),
                );
                reporter.report_plain(
                    &plan.origin,
                    problem.hint(
                        "simplify the drawing: use plain shapes with flat colours, and convert text to outlines",
                    ),
                );
                Vec::new()
            }
        };
    }
    if let Err((what, hint)) = picture.check() {
        // The message belongs to the key that names the file.
        let problem = Diagnostic::error(
            Rule::BadPicture,
            format!("the picture `{}` {what}", plan.image.asset.file),
        );
        let file = Origin::new(&plan.origin.file, &format!("{}.file", plan.origin.key));
        reporter.report_plain(&file, problem.hint(hint));
        return Vec::new();
    }
    let ppi = picture.size.0 / whole.size.width.to_inch().max(1e-9);
    let least = needed_ppi(page);
    // Half a pixel per inch is a rounding difference, not worth a finding.
    if ppi < least - 0.5 {
        let problem = format!(
            "the picture `{}` has {ppi:.0} pixels per inch at its printed size; it needs {least:.0} to look sharp on this page",
            plan.image.asset.file
        );
        // Below the coarsest resolution anyone can see the pixels: an error. Between the two it is a matter of
        // taste.
        let problem = if ppi < COARSEST_PPI {
            Diagnostic::error(Rule::PictureResolution, problem)
        } else {
            Diagnostic::warning(Rule::PictureResolution, problem)
        };
        let needed = (picture.size.0 * least * AMPLE / ppi).ceil();
        reporter.report(
            &plan.origin,
            problem.hint(format!(
                "use a picture that is {needed} pixels wide, or print it smaller"
            )),
        );
    }
    let placed = Placed {
        image: Arc::clone(&plan.image),
        clip: whole.intersection(rect),
        rect: whole,
        duotone: plan.duotone,
        angle: Angle::NONE,
    };
    vec![(ItemKind::Image(placed), Role::Figure)]
}

/// The share of a picture that an area of that size shows: all of it, unless it is cropped to cover the area.
pub(super) fn shown(plan: &PicturePlan, area: Size) -> f64 {
    let (across, down) = plan.image.asset.picture.size;
    let (wide, high) = (area.width.to_pt(), area.height.to_pt());
    // Both as width to height, without a division by nothing.
    let (own, given) = (across * high, down * wide);
    match plan.fit {
        Fit::Cover if own > 0.0 && given > 0.0 => (own / given).min(given / own),
        Fit::Cover => 0.0,
        Fit::Contain => 1.0,
    }
}

/// The place of the whole picture, so that it covers the rectangle with its focus point as near to the middle
/// as possible (`Cover`), or so that all of it is visible (`Contain`).
fn whole_rect(size: (f64, f64), focus: (f64, f64), rect: Rect, fit: Fit) -> Rect {
    let (across, down) = (size.0.max(1e-9), size.1.max(1e-9));
    let (wide, high) = (
        rect.size.width.to_pt() / across,
        rect.size.height.to_pt() / down,
    );
    let scale = match fit {
        Fit::Cover => wide.max(high),
        Fit::Contain => wide.min(high),
    };
    let whole = Size::new(Length::pt(across * scale), Length::pt(down * scale));
    let offset = |room: Length, extent: Length, focus: f64| match fit {
        // Centred on the focus point, then moved back until no edge of the picture is inside the rectangle.
        Fit::Cover => (room * 0.5 - extent * focus)
            .min(Length::ZERO)
            .max(room - extent),
        Fit::Contain => (room - extent) * 0.5,
    };
    let x = rect.origin.x + offset(rect.size.width, whole.width, focus.0);
    let y = rect.origin.y + offset(rect.size.height, whole.height, focus.1);
    Rect {
        origin: Point::new(x, y),
        size: whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crop_keeps_the_focus_point() {
        let rect = Rect::new(
            Length::ZERO,
            Length::ZERO,
            Length::mm(50.0),
            Length::mm(50.0),
        );
        let right = whole_rect((200.0, 100.0), (0.9, 0.5), rect, Fit::Cover);
        assert!((right.right() - rect.right()).abs() < Length::mm(0.01));
        let middle = whole_rect((200.0, 100.0), (0.5, 0.5), rect, Fit::Cover);
        assert!((middle.origin.x - Length::mm(-25.0)).abs() < Length::mm(0.01));
        let contained = whole_rect((200.0, 100.0), (0.9, 0.5), rect, Fit::Contain);
        assert!((contained.size.height - Length::mm(25.0)).abs() < Length::mm(0.01));
    }
}
