//! The summary of a proof on the terminal.

use super::entries::Entry;
use crate::diag::{Diagnostic, Severity, counted};
use crate::geom::Length;
use crate::proof::CodeProof;

/// A few lines for each file (verdict, size, ink, codes, cost, allowed findings), and one for all of them.
pub fn summary(entries: &[Entry]) -> String {
    let mut text = String::new();
    for entry in entries {
        let language = entry.language.as_ref().map(|(tag, _)| format!(" ({tag})"));
        text.push_str(&format!(
            "{}{}: {}\n",
            entry.title,
            language.unwrap_or_default(),
            entry.verdict().in_words()
        ));
        let Some(proof) = &entry.proof else { continue };
        let pages = proof.pages.len();
        if let Some(first) = proof.pages.first() {
            let size = format!(
                "{:.0} × {:.0} mm",
                first.size.width.to_mm(),
                first.size.height.to_mm()
            );
            text.push_str(&format!("  {}, {size}", counted(pages, "page")));
            // Less than a thousandth is an estimate's rounding.
            let inks = first.inks.iter().filter(|ink| ink.mean >= 0.001);
            let inks: Vec<String> = inks
                .map(|ink| format!("{} {:.1} %", ink.name, ink.mean * 100.0))
                .collect();
            if !inks.is_empty() {
                text.push_str(&format!("; ink coverage of the first: {}", inks.join(", ")));
            }
            text.push('\n');
        }
        for line in code_lines(&proof.codes) {
            text.push_str(&format!("  {line}\n"));
        }
        let way = entry
            .cost
            .as_ref()
            .and_then(|cost| Some((cost, cost.ways.first()?)));
        if let Some((cost, way)) = way {
            text.push_str(&format!(
                "  {} copies: {} of {}; cheapest: {}, about {:.2} €\n",
                cost.copies,
                counted(cost.sheets as usize, "sheet"),
                cost.onto,
                way.name,
                way.price
            ));
        }
        let allowed = entry
            .judged
            .iter()
            .filter_map(|judged| Some((judged, judged.allowed.as_ref()?)));
        for (judged, reason) in allowed {
            text.push_str(&format!(
                "  allowed: {} ({reason})\n",
                judged.diagnostic.rule
            ));
        }
    }
    let failed = entries.iter().filter(|entry| entry.has_errors()).count();
    let of_all = entries
        .iter()
        .flat_map(|entry| entry.standing().into_iter());
    let (notes, others): (Vec<Diagnostic>, Vec<Diagnostic>) =
        // Notes are counted apart: their user cannot mend the layout.
        of_all.partition(Diagnostic::is_about_shipped_layout);
    let is_warning = |problem: &&Diagnostic| problem.severity == Severity::Warning;
    let warnings = others.iter().filter(is_warning).count();
    let of_layouts = match notes.len() {
        0 => String::new(),
        notes => format!(" and {} on layouts", counted(notes, "note")),
    };
    let files = counted(entries.len(), "file");
    if entries.is_empty() {
        return "0 files: nothing was checked\n".to_owned();
    }
    text.push_str(&match (entries.len() - failed, failed) {
        (_, 0) => format!(
            "{files}: ready to print, with {}{of_layouts}\n",
            counted(warnings, "warning")
        ),
        (0, _) => format!("{files}: not ready to print\n"),
        (prints, failed) => format!("{files}: {prints} ready to print, {failed} not\n"),
    });
    text
}

/// One line for each code. Equal lines, as of the codes on copies of one page, become one with their number.
fn code_lines(codes: &[CodeProof]) -> Vec<String> {
    let mut lines: Vec<(String, usize)> = Vec::new();
    for code in codes {
        let metres = |length: Length| format!("{:.2} m", length.to_mm() / 1000.0);
        let line = match (&code.read, code.longest) {
            (None, _) => format!(
                "code {}: cannot be read",
                code.expected.as_deref().unwrap_or("?")
            ),
            (Some(read), Some(longest)) => {
                let stated = code
                    .stated
                    .map(|stated| format!(", designed for {}", metres(stated)));
                let margin = code.margin().map(|margin| format!(" ({margin:.1} ×)"));
                format!(
                    "code {read}: can be read reliably from {}{}{}",
                    metres(longest),
                    stated.unwrap_or_default(),
                    margin.unwrap_or_default()
                )
            }
            (Some(read), None) => format!("code {read}: can be read only close up"),
        };
        match lines.iter_mut().find(|(known, _)| *known == line) {
            Some((_, count)) => *count += 1,
            None => lines.push((line, 1)),
        }
    }
    let lines = lines.into_iter().map(|(line, count)| match count {
        1 => line,
        count => format!("{line}, in {count} places"),
    });
    lines.collect()
}
