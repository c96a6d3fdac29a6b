//! The findings of a file, and the marks that show them on its pages.

use super::entries::Entry;
use super::escape::Html;
use super::pictures;
use crate::diag::{Diagnostic, OnPage, Severity};
use crate::findings::sentence;
use crate::geom::{Length, Rect};
use crate::proof::{Judged, PageProof};

/// The findings of a file in the order of their numbers: errors, then warnings, then allowed ones.
pub(super) fn ordered(entry: &Entry) -> Vec<&Judged> {
    let mut findings: Vec<&Judged> = entry.judged.iter().collect();
    // A stable sort: within each group they keep the order of the checks.
    findings.sort_by_key(|judged| {
        let is_warning = judged.diagnostic.severity == Severity::Warning;
        (judged.allowed.is_some(), is_warning)
    });
    findings
}

/// Writes the pages with the marks of the findings on them.
pub(super) fn pages(page: &mut Html, number: usize, entry: &Entry, findings: &[&Judged]) {
    let Some(proof) = &entry.proof else { return };
    page.raw("<div class=\"pages\">");
    for (at, seen) in proof.pages.iter().enumerate() {
        page.raw("<figure><div class=\"page\"><img");
        page.attr("src", pictures::address(&seen.picture));
        page.attr("width", seen.picture.width)
            .attr("height", seen.picture.height);
        page.attr(
            "alt",
            format_args!("Page {} of {}, as it prints", at + 1, entry.title),
        )
        .raw(">");
        for (finding, judged) in findings.iter().enumerate() {
            let on = judged.diagnostic.on_page.filter(|on| on.page == at);
            if let Some(on) = on {
                mark(page, (number, finding + 1), judged, seen, on);
            }
        }
        page.raw("</div><figcaption>");
        page.text(format_args!(
            "Page {}, {} × {} mm",
            at + 1,
            whole(seen.size.width),
            whole(seen.size.height)
        ));
        page.raw("</figcaption></figure>");
    }
    page.raw("</div>");
}

/// A length in whole millimetres.
fn whole(length: Length) -> f64 {
    length.to_mm().round()
}

/// Writes the frame around a finding on a page, with its number and a link to its text. Places are in per cent
/// of the picture, so that they hold at any size.
fn mark(
    page: &mut Html,
    (file, number): (usize, usize),
    judged: &Judged,
    seen: &PageProof,
    on: OnPage,
) {
    let whole = Rect::of_size(seen.size);
    // Places count from the trim, pictures from the corner of the page.
    let rect = on.rect.moved(seen.corner).intersection(whole);
    let share = |length: Length, of: Length| length.ratio(of).clamp(0.0, 1.0) * 100.0;
    let (width, height) = (seen.size.width, seen.size.height);
    let style = format!(
        "left:{:.2}%;top:{:.2}%;width:{:.2}%;height:{:.2}%",
        share(rect.origin.x, width),
        share(rect.origin.y, height),
        share(rect.size.width, width),
        share(rect.size.height, height)
    );
    page.raw("<a")
        .attr("class", format_args!("mark {}", class(judged)));
    page.attr("href", format_args!("#finding-{file}-{number}"))
        .attr("style", style);
    page.attr(
        "aria-label",
        format_args!("Finding {number}: {}", message(&judged.diagnostic)),
    );
    page.element("><span>", number, "</span></a>");
}

/// The class of a finding in the style sheet.
fn class(judged: &Judged) -> &'static str {
    match (&judged.allowed, judged.diagnostic.severity) {
        (Some(_), _) => "allowed",
        (None, Severity::Error) => "bad",
        (None, Severity::Warning) => "weigh",
    }
}

/// Writes the list of findings.
pub(super) fn list(page: &mut Html, number: usize, entry: &Entry, findings: &[&Judged]) {
    page.raw("<h3>Findings</h3>");
    if findings.is_empty() {
        let looked = if entry.proof.is_some() {
            "Nothing was found."
        } else {
            "The file was not checked."
        };
        page.element("<p>", looked, "</p>");
        return;
    }
    page.raw("<ol class=\"findings\">");
    for (at, judged) in findings.iter().enumerate() {
        page.raw("<li")
            .attr("id", format_args!("finding-{number}-{}", at + 1));
        page.attr("class", class(judged))
            // Not reached by the tab key, but a link from a mark can move the focus here.
            .attr("tabindex", "-1")
            .raw(">");
        finding(page, judged);
        page.raw("</li>");
    }
    page.raw("</ol>");
}

/// The message of a finding, without the name of the piece: the section has it in its heading.
fn message(problem: &Diagnostic) -> String {
    Diagnostic {
        piece: None,
        ..problem.clone()
    }
    .sentence()
}

/// Writes a finding with its hint, its place and its explanation.
fn finding(page: &mut Html, judged: &Judged) {
    let problem = &judged.diagnostic;
    let (sign, word) = match class(judged) {
        "bad" => ("✕", "Error"),
        "weigh" => ("▲", "Warning"),
        _ => ("○", "Allowed"),
    };
    page.raw("<p class=\"what\"><strong class=\"word\">");
    page.element("<span aria-hidden=\"true\">", sign, "</span> ")
        .text(word)
        .raw("</strong> ");
    page.element("<code>", problem.rule, "</code></p>");
    page.raw("<p class=\"message\">")
        .prose(&sentence(&message(problem)))
        .raw("</p>");
    if let Some(reason) = &judged.allowed {
        page.element("<p class=\"hint\">The content allows it: ", reason, "</p>");
    }
    if let Some(hint) = &problem.hint {
        page.raw("<p class=\"hint\">")
            .prose(&sentence(&hint.to_string()))
            .raw("</p>");
    }
    let mut where_from = Vec::new();
    if let Some(place) = &problem.place {
        let (line, _) = place.source.line_and_column(place.span.start);
        where_from.push(format!("{}, line {line}", place.source.name));
        if !place.key.is_empty() {
            where_from.push(place.key.clone());
        }
    }
    if let Some(on) = problem.on_page {
        where_from.push(format!("page {}", on.page + 1));
    }
    if !where_from.is_empty() {
        page.element("<p class=\"from\">", where_from.join(" · "), "</p>");
    }
    page.raw("<details><summary>Why it matters</summary>");
    page.element("<p>", problem.rule.why(), "</p>").element(
        "<p>",
        problem.rule.fix(),
        "</p></details>",
    );
}
