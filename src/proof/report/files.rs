//! The section of the report about one file, and the sections about the law and the method.

use super::entries::{About, Entry};
use super::escape::Html;
use super::{findings, head, tables};
use crate::proof::law;
use crate::proof::scan::{FRAMES, TOLD, camera};

/// Writes the section about a file: its pages with marks, its findings, its tables.
pub(super) fn file(page: &mut Html, number: usize, entry: &Entry) {
    page.raw("<section class=\"file\"")
        .attr("id", format_args!("file-{number}"));
    page.attr("aria-labelledby", format_args!("title-{number}"))
        .raw("><h2");
    page.attr("id", format_args!("title-{number}"))
        .raw(">")
        .text(&entry.title);
    if let Some((tag, _)) = &entry.language {
        page.element(" <span class=\"tag\">", tag, "</span>");
    }
    page.raw("</h2>").element(
        "<p class=\"path\"><code class=\"long\">",
        &entry.name,
        "</code></p>",
    );
    let verdict = entry.verdict();
    let mut words = verdict.in_words();
    // The words begin with an ASCII letter, which is one byte.
    if let Some(first) = words.get(..1) {
        words.replace_range(..1, &first.to_uppercase());
    }
    head::verdict(page, verdict, &words);
    page.raw("<div class=\"both\">");
    let ordered = findings::ordered(entry);
    findings::pages(page, number, entry, &ordered);
    page.raw("<div class=\"told\">");
    findings::list(page, number, entry, &ordered);
    page.raw("</div></div>");
    tables::tables(page, entry);
    page.raw("</section>");
}

/// Writes what the law of the country requires, and how the files were checked.
pub(super) fn method(page: &mut Html, about: &About) {
    let rules = about.country.as_deref().map(law::notes).unwrap_or_default();
    if !rules.is_empty() {
        page.raw("<section class=\"file\" aria-labelledby=\"law\"><h2 id=\"law\">The law</h2>");
        page.element(
            "<p>Recorded for orientation: ",
            law::PRACTICE,
            ".</p><ul class=\"rules\">",
        );
        for rule in rules {
            page.element("<li><p>", &rule.text, "</p><p class=\"from\">");
            page.text(&rule.source)
                .text(" · recorded ")
                .text(&rule.recorded);
            if let Some(url) = &rule.url {
                page.raw(" · <a")
                    .attr("href", url)
                    .raw(">official text</a>");
            }
            page.raw("</p></li>");
        }
        page.raw("</ul></section>");
    }
    page.raw("<section class=\"file\" aria-labelledby=\"method\"><h2 id=\"method\">How it was checked</h2>");
    page.element(
        "<p>",
        format_args!(
            "Each page was drawn from the file, and each code was read back from pictures like those of a phone: {} pixels across {} degrees, blurred by {} pixels, in light that falls off to {:.0} %, with the grain of paper and the noise of a sensor, from straight ahead and from {} degrees to the side. Of {FRAMES} pictures each, the first and one of the others must be readable. The report gives {:.0} % of the distance at which our reader stops reading, because other readers stop earlier.",
            camera::FRAME,
            camera::FIELD,
            camera::BLUR,
            camera::SHADE * 100.0,
            camera::ASKEW,
            TOLD * 100.0
        ),
        "</p>",
    );
    page.raw("<p>A copy is a photocopy of the print, blurred and in pure black and white. Ink is measured on routes that separate inks, and estimated from the picture of the page on others. Prices are estimates that serve to compare ways of printing. Words can be read comfortably from 300 times the height of their capitals (practice).</p></section>");
}
