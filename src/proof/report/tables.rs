//! Tables about a file: its codes, inks, words, cost, links and fonts. A table without rows is left out.

use std::collections::BTreeMap;

use super::charts;
use super::entries::Entry;
use super::escape::Html;
use crate::geom::Length;
use crate::ink::InkShare;
use crate::inspect::FontUse;
use crate::proof::{CodeProof, Proof};

/// Writes all tables of a file.
pub(super) fn tables(page: &mut Html, entry: &Entry) {
    if let Some(proof) = &entry.proof {
        codes(page, &proof.codes);
        inks(page, proof);
    }
    words(page, entry);
    cost(page, entry);
    links(page, entry);
    if let Some(proof) = &entry.proof {
        fonts(page, proof);
    }
}

/// Begins a table, in a box that scrolls sideways in a narrow window and can be reached with the keyboard.
fn begin(page: &mut Html, caption: &'static str, heads: &[&'static str]) {
    page.raw("<div class=\"table\" role=\"group\" tabindex=\"0\"")
        .attr("aria-label", caption);
    page.raw("><table>")
        .element("<caption>", caption, "</caption><thead><tr>");
    for head in heads {
        page.element("<th scope=\"col\">", head, "</th>");
    }
    page.raw("</tr></thead><tbody>");
}

/// Ends a table.
fn end(page: &mut Html) {
    page.raw("</tbody></table></div>");
}

/// A length in metres.
fn metres(length: Length) -> String {
    format!("{:.2} m", length.to_mm() / 1000.0)
}

/// Writes the table of QR codes. The same code in several places is one row.
fn codes(page: &mut Html, codes: &[CodeProof]) {
    // All bars have the same scale, so that codes can be compared.
    let Some(most) = codes
        .iter()
        .flat_map(|code| [code.longest, code.stated])
        .flatten()
        .max()
    else {
        return;
    };
    begin(
        page,
        "Codes",
        &["Code", "Says", "Is for", "Reads from", "Reach", "Copied"],
    );
    let mut seen: Vec<(&CodeProof, usize)> = Vec::new();
    // A sheet of stickers has the same code many times.
    for code in codes {
        let same = |known: &CodeProof| {
            // A code of another size reads from another distance, so it is a row of its own.
            known.read == code.read && known.longest == code.longest && known.module == code.module
        };
        match seen.iter_mut().find(|(known, _)| same(known)) {
            Some((_, count)) => *count += 1,
            None => seen.push((code, 1)),
        }
    }
    for (code, count) in seen {
        let label = code.label.as_deref().unwrap_or("Code");
        page.element("<tr><th scope=\"row\">", label, "");
        page.element(
            "<small>",
            format_args!(
                "page {}, modules of {:.2} mm",
                code.page + 1,
                code.module.to_mm()
            ),
            "",
        );
        if count > 1 {
            page.text(format_args!(", in {count} places"));
        }
        page.raw("</small></th>");
        match &code.read {
            Some(read) => page.element("<td><code class=\"long\">", read, "</code></td>"),
            None => page.raw("<td><strong>cannot be read</strong></td>"),
        };
        page.element(
            "<td class=\"number\">",
            code.stated.map_or("–".to_owned(), metres),
            "</td>",
        );
        let longest = code.longest.map_or("close up only".to_owned(), metres);
        page.element("<td class=\"number\">", longest, "");
        if let Some(margin) = code.margin() {
            page.element(" <small>", format_args!("{margin:.1} ×"), "</small>");
        }
        page.raw("</td><td>");
        charts::reach(page, code.longest, code.stated, most);
        let copied = match code.outlives_copy {
            Some(true) => "can be read",
            Some(false) => "cannot be read",
            None => "–",
        };
        page.element("</td><td>", copied, "</td></tr>");
    }
    end(page);
    page.raw("<p class=\"note\">The bar shows the distance from which a code can be read reliably, the upright line the distance that it is meant for.</p>");
}

/// Writes the shares of inks on each page.
fn inks(page: &mut Html, proof: &Proof) {
    // Under a twentieth of a per cent an ink is a rounding error of the estimate.
    let printed = |ink: &&InkShare| ink.mean >= 0.0005;
    let all = proof
        .pages
        .iter()
        .flat_map(|page| &page.inks)
        .filter(printed);
    let most = all.map(|ink| ink.mean).fold(0.0, f64::max);
    if most <= 0.0 {
        return;
    }
    begin(
        page,
        "Ink",
        &["Page", "Ink", "Mean of the page", "Compared"],
    );
    for (at, seen) in proof.pages.iter().enumerate() {
        for ink in seen.inks.iter().filter(printed) {
            page.element("<tr><th scope=\"row\">", at + 1, "</th>")
                .element("<td>", &ink.name, "</td>");
            page.element(
                "<td class=\"number\">",
                format_args!("{:.1} %", ink.mean * 100.0),
                "</td><td>",
            );
            charts::share(page, &ink.name, ink.mean, most);
            page.raw("</td></tr>");
        }
    }
    end(page);
}

/// Writes the distances from which words can be read.
fn words(page: &mut Html, entry: &Entry) {
    if entry.readings.is_empty() {
        return;
    }
    begin(
        page,
        "Words",
        &["Page", "What", "Smallest", "Comfortable to read from"],
    );
    for reading in &entry.readings {
        page.element("<tr><td>", reading.page + 1, "</td>").element(
            "<th scope=\"row\">",
            &reading.role,
            "</th>",
        );
        page.element(
            "<td class=\"number\">",
            format_args!("{:.1} pt", reading.size.to_pt()),
            "</td>",
        );
        page.element(
            "<td class=\"number\">",
            metres(reading.distance),
            "</td></tr>",
        );
    }
    end(page);
}

/// Writes the costs.
fn cost(page: &mut Html, entry: &Entry) {
    let Some(cost) = &entry.cost else { return };
    begin(page, "Cost", &["What", "How much", "How it was found"]);
    for [what, value, how] in cost.lines() {
        page.element("<tr><th scope=\"row\">", what, "</th>")
            .element("<td>", value, "</td>");
        page.element("<td>", how, "</td></tr>");
    }
    end(page);
}

/// Writes where the links led.
fn links(page: &mut Html, entry: &Entry) {
    if entry.links.is_empty() {
        return;
    }
    begin(page, "Links, followed", &["Link", "Answers", "Leads to"]);
    for (link, outcome) in &entry.links {
        let answers: Vec<String> = outcome
            .hops
            .iter()
            .map(|hop| hop.status.to_string())
            .collect();
        let answers = if answers.is_empty() {
            "none".to_owned()
        } else {
            answers.join(", ")
        };
        page.element(
            "<tr><th scope=\"row\"><code class=\"long\">",
            link,
            "</code></th>",
        );
        page.element("<td>", answers, "</td>");
        page.element(
            "<td><code class=\"long\">",
            &outcome.last,
            "</code></td></tr>",
        );
    }
    end(page);
}

/// Writes the fonts, folded away: printers ask for them, others rarely.
fn fonts(page: &mut Html, proof: &Proof) {
    let mut fonts: BTreeMap<(&str, &str), &FontUse> = BTreeMap::new();
    // A font is in the list once, whichever pages use it.
    for font in proof.inspected.pages.iter().flat_map(|page| &page.fonts) {
        fonts.entry((&font.name, &font.kind)).or_insert(font);
    }
    if fonts.is_empty() {
        return;
    }
    page.raw("<details class=\"more\"><summary>Fonts</summary>");
    begin(
        page,
        "Fonts",
        &["Font", "Kind", "In the file", "Can be searched"],
    );
    for ((name, kind), font) in fonts {
        let embedded = match (font.embedded, font.subset) {
            (true, true) => "the letters used",
            (true, false) => "whole",
            (false, _) => "no",
        };
        page.element("<tr><th scope=\"row\">", name, "</th>")
            .element("<td>", kind, "</td>");
        page.element("<td>", embedded, "</td>");
        page.element(
            "<td>",
            if font.unicode { "yes" } else { "no" },
            "</td></tr>",
        );
    }
    end(page);
    page.raw("</details>");
}
