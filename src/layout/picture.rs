//! Pictures: placed in their boxes, cropped around their focus point, cut to a shape, and checked for sharpness.
//!
//! A drawing (SVG) becomes paths of the display list, so that it prints in the inks of the palette. A
//! photograph becomes one image item; `ink` converts it later.

use std::sync::Arc;

use super::drawing;
use super::reporter::Reporter;
use crate::color::Color;
use crate::diag::Diagnostic;
use crate::frame::{Blend, Cutout, Frame, ItemKind, Origin, Path, Placed, Role};
use crate::geom::{Angle, Length, Point, Rect, Size};
use crate::paper::{AMPLE, coarsest_ppi, needed_ppi};
use crate::picture::PictureKind;
use crate::rules::Rule;
use crate::template::plan::{Cut, Fit, PicturePlan};

/// A picture with the box that it gets.
pub(super) struct Drawing<'p> {
    pub(super) plan: &'p PicturePlan,
    pub(super) rect: Rect,
    pub(super) page: Size,
    pub(super) right_to_left: bool,
    pub(super) blend: Blend,
}

/// The items of a picture. One that cannot be printed is reported and gives none.
pub(super) fn place(drawing: &Drawing<'_>, reporter: &mut Reporter<'_>) -> Vec<(ItemKind, Role)> {
    let Drawing { plan, rect, .. } = *drawing;
    let picture = &plan.image.asset.picture;
    let seen = visible_part(plan, rect, drawing.right_to_left);
    if picture.kind == PictureKind::Svg {
        return place_drawing(drawing, seen, reporter);
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
    report_resolution(drawing, seen.whole, reporter);
    report_few_dots(drawing, seen.clip, reporter);
    let placed = Placed {
        image: Arc::clone(&plan.image),
        clip: seen.clip,
        rect: seen.whole,
        cutout: seen.cutout,
        toning: plan.toning,
        blend: drawing.blend,
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

/// Places a drawing (SVG) as paths.
fn place_drawing(
    drawing: &Drawing<'_>,
    seen: Visible,
    reporter: &mut Reporter<'_>,
) -> Vec<(ItemKind, Role)> {
    let plan = drawing.plan;
    let asked = plan.asks.or(match drawing.blend {
        Blend::Multiply => Some("blend"),
        Blend::Normal => None,
    });
    if let Some(key) = asked {
        let problem = format!(
            "the drawing `{}` is printed as it is: `{key}` needs a picture made of pixels",
            plan.image.asset.file
        );
        let problem = Diagnostic::warning(Rule::DrawingLook, problem);
        let hint = format!("save the drawing as a PNG, or remove `{key}`");
        reporter.report(&plan.area, problem.hint(hint));
    }
    let picture = &plan.image.asset.picture;
    match drawing::items(picture, seen.whole, seen.clip, &plan.origin) {
        Ok(mut frame) => {
            drawing::match_palette(&mut frame, &reporter.plan.palette);
            let frame = Frame {
                alt: Some(plan.image.alt.clone()),
                cutout: seen.cutout,
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
    }
}

/// Reports a picture with too few pixels for its size.
fn report_resolution(drawing: &Drawing<'_>, whole: Rect, reporter: &mut Reporter<'_>) {
    let plan = drawing.plan;
    let picture = &plan.image.asset.picture;
    let ppi = picture.size.0 / whole.size.width.to_inch().max(1e-9);
    // Dots that are seen hide details that are smaller: two pixels for each row of dots are enough.
    let rows = plan.toning.halftone.map(|halftone| halftone.ruling);
    let least = rows.map_or(needed_ppi(drawing.page), |rows| {
        needed_ppi(drawing.page).min(rows * 2.0)
    });
    let coarsest = coarsest_ppi(drawing.page);
    let coarsest = rows.map_or(coarsest, |rows| coarsest.min(rows));
    // Half a pixel per inch is a rounding difference, not worth a finding.
    if ppi >= least - 0.5 {
        return;
    }
    let problem = format!(
        "the picture `{}` has {ppi:.0} pixels per inch at its printed size; it needs {least:.0} to look sharp on this page",
        plan.image.asset.file
    );
    // Below the coarsest resolution anyone can see the pixels: an error. Between the two it is a matter of
    // taste.
    let problem = if ppi < coarsest {
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

/// Rows of dots across the shorter side of a picture below which nobody can tell what it shows (practice).
const FEWEST_ROWS: f64 = 20.0;

/// Reports a halftone that is too coarse for the size of its picture.
fn report_few_dots(drawing: &Drawing<'_>, clip: Rect, reporter: &mut Reporter<'_>) {
    let plan = drawing.plan;
    let Some(halftone) = plan.toning.halftone else {
        return;
    };
    let short = clip.size.short_side();
    let rows = short.to_inch() * halftone.ruling;
    if rows >= FEWEST_ROWS || short <= Length::ZERO {
        return;
    }
    let problem = format!(
        "the halftone has {rows:.0} rows of dots across the picture, too few to see what the picture shows"
    );
    let finer = (FEWEST_ROWS / short.to_inch()).ceil();
    // What every route prints apart.
    let hint = if finer <= 50.0 {
        format!("write a `ruling` of {finer} or more, or print the picture larger")
    } else {
        "print the picture larger, or without `halftone`".to_owned()
    };
    let problem = Diagnostic::warning(Rule::HalftoneRuling, problem).hint(hint);
    reporter.report(&plan.area, problem);
}

/// Where a picture is, and what is seen of it.
struct Visible {
    /// The whole picture.
    whole: Rect,
    /// What is not cropped.
    clip: Rect,
    /// The shape that this is cut to.
    cutout: Cutout,
}

fn visible_part(plan: &PicturePlan, rect: Rect, right_to_left: bool) -> Visible {
    let picture = &plan.image.asset.picture;
    // A picture that covers its box is cropped about its focus once, to the square around the circle.
    let rect = match (&plan.cut, plan.fit) {
        (Cut::Circle, Fit::Cover) => square_in(rect),
        _ => rect,
    };
    let whole = whole_rect(picture.size, plan.image.focus, rect, plan.fit);
    let clip = whole.intersection(rect);
    let (clip, cutout) = match &plan.cut {
        Cut::Whole => (clip, Cutout::Whole),
        Cut::Circle => (square_in(clip), Cutout::Ellipse),
        Cut::Ellipse => (clip, Cutout::Ellipse),
        Cut::Outline(outline) if right_to_left => (clip, outline.mirrored()),
        Cut::Outline(outline) => (clip, outline.clone()),
    };
    Visible {
        whole,
        clip,
        cutout,
    }
}

/// The largest square in the middle of a rectangle.
fn square_in(rect: Rect) -> Rect {
    let side = rect.size.short_side();
    let middle = rect.middle();
    Rect::new(middle.x - side * 0.5, middle.y - side * 0.5, side, side)
}

/// What a colour fills under a picture: its box, or the shape that it is cut to.
pub(super) fn ground(plan: &PicturePlan, rect: Rect, color: Color, right_to_left: bool) -> Path {
    let seen = visible_part(plan, rect, right_to_left);
    let place = if seen.cutout.is_whole() {
        rect
    } else {
        seen.clip
    };
    Path {
        fill: Some(color),
        ..seen.cutout.path(place)
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
