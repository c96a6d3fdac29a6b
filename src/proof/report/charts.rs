//! Small bar charts as inline SVG: the distance from which a code can be read, and the share of an ink on a
//! page. Screen readers skip them, because the table beside them has the numbers.

use super::escape::Html;
use crate::geom::Length;

/// Width of a chart, in its own units.
const WIDTH: f64 = 240.0;

/// The distance from which a code can be read (a bar) and should be (a tick). `most` is the end of the scale.
pub(super) fn reach(
    page: &mut Html,
    longest: Option<Length>,
    stated: Option<Length>,
    most: Length,
) {
    let at = |length: Length| (length.ratio(most).clamp(0.0, 1.0) * WIDTH * 10.0).round() / 10.0;
    page.raw("<svg class=\"chart\" viewBox=\"0 0 240 20\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">");
    page.raw("<rect class=\"rail\" x=\"0\" y=\"5\" width=\"240\" height=\"10\"/>");
    if let Some(longest) = longest {
        page.raw("<rect class=\"bar\" x=\"0\" y=\"5\" height=\"10\"")
            .attr("width", at(longest))
            .raw("/>");
    }
    if let Some(stated) = stated {
        let at = at(stated).min(WIDTH - 2.0);
        // The tick is two units wide and stays within the chart.
        page.raw("<rect class=\"tick\" y=\"0\" width=\"2\" height=\"20\"")
            .attr("x", at)
            .raw("/>");
    }
    page.raw("</svg>");
}

/// The share of an ink on a page, in the colour of that ink. `most` is the end of the scale.
pub(super) fn share(page: &mut Html, ink: &str, share: f64, most: f64) {
    let width = (share / most.max(1e-6)).clamp(0.0, 1.0) * WIDTH;
    page.raw("<svg class=\"chart\" viewBox=\"0 0 240 20\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">");
    page.raw("<rect class=\"rail\" x=\"0\" y=\"5\" width=\"240\" height=\"10\"/><rect");
    page.attr("class", format_args!("bar {}", class(ink)));
    page.raw(" x=\"0\" y=\"5\" height=\"10\"")
        .attr("width", format_args!("{width:.1}"));
    page.raw("/></svg>");
}

/// The class of an ink in the style sheet.
fn class(ink: &str) -> &'static str {
    match ink {
        "Cyan" => "cyan",
        "Magenta" => "magenta",
        "Yellow" => "yellow",
        "Black" => "black",
        _ => "spot",
    }
}
