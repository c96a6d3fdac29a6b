//! The head of the report: what was checked, the verdict on all files together, and a list of the files.

use super::entries::{About, Entry, Verdict};
use super::escape::Html;
use crate::diag::counted;

/// Writes the head.
pub(super) fn head(page: &mut Html, entries: &[Entry], about: &About) {
    page.raw("<header class=\"head\"><p class=\"kicker\">Proof</p>");
    page.element("<h1>", &about.title, "</h1>");
    let whole = whole(entries);
    verdict(page, whole, &sentence(entries, whole));
    page.raw("<dl class=\"facts\">");
    let mut fact = |name: &'static str, value: String| {
        page.element("<div><dt>", name, "</dt>")
            .element("<dd>", value, "</dd></div>");
    };
    match &about.today {
        Some(day) => fact("Ages as of", day.to_string()),
        None => fact("Ages", "not checked: no day was given".to_owned()),
    }
    if let Some(country) = &about.country {
        fact("Handed out in", country.clone());
    }
    if let Some(copies) = about.copies {
        fact("Copies", copies.to_string());
    }
    if !about.denied.is_empty() {
        fact("Denied", about.denied.join(", "));
    }
    page.raw("</dl>");
    // A list of one file would only repeat the heading.
    if entries.len() > 1 {
        page.raw("<nav aria-label=\"Files\"><ul class=\"files\">");
        for (number, entry) in entries.iter().enumerate() {
            page.raw("<li><a")
                .attr("href", format_args!("#file-{}", number + 1))
                .raw(">");
            page.text(&entry.title);
            if let Some((tag, _)) = &entry.language {
                page.element(" <span class=\"tag\">", tag, "</span>");
            }
            page.raw("</a>");
            badge(page, entry.verdict());
            page.raw("</li>");
        }
        page.raw("</ul></nav>");
    }
    page.raw("</header>");
}

/// The verdict on all files: the worst one, with its counts added up.
fn whole(entries: &[Entry]) -> Verdict {
    let verdicts = entries.iter().map(Entry::verdict);
    verdicts.fold(Verdict::Prints, |whole, verdict| match (whole, verdict) {
        (Verdict::DoesNot(a), Verdict::DoesNot(b)) => Verdict::DoesNot(a + b),
        (Verdict::DoesNot(a), _) | (_, Verdict::DoesNot(a)) => Verdict::DoesNot(a),
        (Verdict::Weigh(a), Verdict::Weigh(b)) => Verdict::Weigh(a + b),
        (Verdict::Weigh(a), _) | (_, Verdict::Weigh(a)) => Verdict::Weigh(a),
        _ => Verdict::Prints,
    })
}

/// The verdict on all files as a sentence.
fn sentence(entries: &[Entry], whole: Verdict) -> String {
    let failed = entries
        .iter()
        .filter(|entry| matches!(entry.verdict(), Verdict::DoesNot(_)))
        .count();
    let files = match entries.len() {
        1 => "The file".to_owned(),
        count => format!("All {count} files"),
    };
    let verb = if entries.len() == 1 { "is" } else { "are" };
    match whole {
        Verdict::Prints => format!("{files} {verb} ready to print."),
        Verdict::Weigh(count) => format!(
            "{files} {verb} ready to print, with {}.",
            counted(count, "warning")
        ),
        Verdict::DoesNot(_) if entries.len() == 1 => "Do not print this file.".to_owned(),
        Verdict::DoesNot(_) => {
            format!("Do not print {failed} of the {} files.", entries.len())
        }
    }
}

/// Writes a verdict by word, sign and colour: colour alone would exclude those who do not see it.
pub(super) fn verdict(page: &mut Html, verdict: Verdict, words: &str) {
    let (class, sign) = sign(verdict);
    page.raw("<p")
        .attr("class", format_args!("verdict {class}"))
        .raw(">");
    page.element("<span aria-hidden=\"true\">", sign, "</span> ")
        .text(words)
        .raw("</p>");
}

/// Writes a small verdict beside the name of a file.
fn badge(page: &mut Html, verdict: Verdict) {
    let (class, sign) = sign(verdict);
    page.raw(" <span")
        .attr("class", format_args!("badge {class}"))
        .raw(">");
    page.element("<span aria-hidden=\"true\">", sign, "</span> ");
    page.text(verdict.in_words()).raw("</span>");
}

/// The class and the sign of a verdict.
fn sign(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Prints => ("good", "✓"),
        Verdict::Weigh(_) => ("weigh", "▲"),
        Verdict::DoesNot(_) => ("bad", "✕"),
    }
}
