//! `handbill proof`.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::args::{self, Format};
use super::copies::Copies;
use super::left_out::Omissions;
use super::pieces::Chosen;
use super::proof_records::Report;
use super::proving::{Ground, fails, standing};
use super::report::{self, Outcome, counted};
use super::terms;
use crate::content::Content;
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::project::{self, Project};
use crate::proof::online::{self, Limits};
use crate::proof::report::{About, Entry, html};
use crate::proof::{CodeProof, Terms};

/// `handbill proof`.
pub(super) fn proof(options: &args::Proof) -> Outcome {
    let mut said = Diagnostics::default();
    let entries = proved(options, &mut said).unwrap_or_default();
    match options.format {
        Format::Json => report::print_json(&Report::of(&entries, &said)),
        Format::Human => print(&entries, &said),
    }
    // A finding of a file is one of the content, even where it names no line.
    let of_files = if entries.iter().any(fails) {
        Outcome::Problems
    } else {
        Outcome::Done
    };
    Outcome::of(&said).max(of_files)
}

fn proved(options: &args::Proof, said: &mut Diagnostics) -> Option<Vec<Entry>> {
    let deny = terms::deny(&options.terms, said)?;
    let copies = Copies::of(&options.copies);
    let terms = terms::terms(
        &options.terms,
        &options.choice.printing,
        copies.every(),
        said,
    )?;
    let ground = Ground {
        terms: &terms,
        copies: &copies,
        deny: &deny,
    };
    let mut entries = Vec::new();
    let mut country = None;
    let mut counted_of = BTreeSet::new();
    let quiet = options.format == Format::Json;
    for file in &options.files {
        if is_content(file) {
            let Some(chosen) = Chosen::of(file, &options.choice, terms.country.as_deref(), said)
            else {
                continue;
            };
            counted_of.extend(chosen.templates());
            let pieces = chosen.made(quiet);
            let left_out = Omissions::of(&pieces, &chosen, &options.choice, &deny);
            if left_out.weigh {
                said.extend(left_out.told);
            }
            country = country.or_else(|| chosen.country());
            let proved = ground.of_pieces(&chosen, &pieces, Path::new("out"));
            entries.extend(proved.into_iter().map(|proved| proved.entry));
        } else {
            match ground.of_pdf(file, options.content.as_deref(), &options.choice) {
                Ok((entry, more)) => {
                    entries.push(entry);
                    said.extend(more);
                }
                Err(problems) => said.extend(problems),
            }
        }
    }
    if !counted_of.is_empty() {
        copies.are_of(&counted_of, said);
    }
    if options.online {
        follow(&mut entries, &deny);
    }
    if let Some(path) = &options.report {
        let about = About {
            country: terms.country.clone().or(country),
            ..about(options, &terms)
        };
        if let Err(problem) = project::write(path, html(&entries, &about).as_bytes()) {
            said.push(problem);
        }
    }
    Some(entries)
}

fn is_content(file: &Path) -> bool {
    let ending = file.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

/// Follows the links of all codes, each once, and tells of them where their codes are.
fn follow(entries: &mut [Entry], deny: &crate::proof::Deny) {
    let mut links: Vec<String> = Vec::new();
    for entry in entries.iter() {
        let codes = entry.proof.iter().flat_map(|proof| &proof.codes);
        links.extend(codes.filter_map(|code| code.read.clone()));
    }
    let outcomes = online::follow_all(&links, &Limits::default());
    for entry in entries {
        let codes: Vec<CodeProof> = entry
            .proof
            .iter()
            .flat_map(|proof| proof.codes.clone())
            .collect();
        for (link, outcome) in &outcomes {
            let Some(code) = codes.iter().find(|code| code.read.as_ref() == Some(link)) else {
                continue;
            };
            entry.links.push((link.clone(), outcome.clone()));
            let mut found = Diagnostics::default();
            found.extend(online::findings(link, outcome).into_iter().map(|problem| {
                problem.on(crate::diag::OnPage {
                    page: code.page,
                    rect: code.rect,
                })
            }));
            entry.judged.extend(crate::proof::judge(found, &[], deny));
        }
    }
}

fn about(options: &args::Proof, terms: &Terms) -> About {
    let title = |file: &PathBuf| {
        let name = file
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let of_content = is_content(file).then(|| campaign_title(file)).flatten();
        of_content.or(name).unwrap_or_default()
    };
    let titles: Vec<String> = options.files.iter().take(3).map(title).collect();
    About {
        title: titles.join(", "),
        today: terms.today,
        country: terms.country.clone(),
        copies: terms.copies,
        denied: options.terms.deny.clone(),
    }
}

/// The title of a campaign.
pub(super) fn campaign_title(content: &Path) -> Option<String> {
    let project = Project::at(content);
    let content = Content::open(&project).ok()?;
    let campaign = content.campaign(content.first_language()).ok()?;
    Some(campaign.value.title)
}

/// Prints what was found: files one after the other, and then each finding with its line.
fn print(entries: &[Entry], said: &Diagnostics) {
    let mut findings = said.clone();
    for entry in entries {
        let of_file = standing(entry);
        findings.extend(of_file.into_iter().map(|problem| elsewhere(problem, entry)));
    }
    report::print(&findings);
    let mut out = io::stdout().lock();
    // A closed pipe is the reader's choice.
    let _ = write!(out, "{}", summary(entries));
}

/// A finding that names no line names its file, unless it is gathered with those on other layouts.
fn elsewhere(mut problem: Diagnostic, entry: &Entry) -> Diagnostic {
    if report::is_note(&problem) {
        return problem;
    }
    if problem.place.is_none() && !problem.message.contains(&entry.name) {
        let page = problem.on_page.map(|on| format!(", page {}", on.page + 1));
        problem
            .message
            .push_str(&format!(" ({}{})", entry.name, page.unwrap_or_default()));
        problem.piece = None;
    }
    problem
}

/// What was seen of each file, for people.
pub(super) fn summary(entries: &[Entry]) -> String {
    let mut text = String::new();
    for entry in entries {
        let language = entry.language.as_ref().map(|(tag, _)| format!(" ({tag})"));
        text.push_str(&format!(
            "{}{}: {}\n",
            entry.title,
            language.unwrap_or_default(),
            entry.verdict().told()
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
            let inks = first.inks.iter().filter(|ink| ink.mean >= 0.001);
            let inks: Vec<String> = inks
                .map(|ink| format!("{} {:.1} %", ink.name, ink.mean * 100.0))
                .collect();
            if !inks.is_empty() {
                text.push_str(&format!("; ink on the first: {}", inks.join(", ")));
            }
            text.push('\n');
        }
        for line in codes(&proof.codes) {
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
    let failed = entries.iter().filter(|entry| fails(entry)).count();
    let of_all = entries.iter().flat_map(|entry| standing(entry).into_iter());
    let (notes, others): (Vec<Diagnostic>, Vec<Diagnostic>) = of_all.partition(report::is_note);
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
            "{files}: all print, with {}{of_layouts}\n",
            counted(warnings, "warning")
        ),
        (0, _) => format!("{files}: none to be printed\n"),
        (prints, failed) => format!("{files}: {prints} to print, {failed} not\n"),
    });
    text
}

/// Codes in words; what is the same in several places is told once.
fn codes(codes: &[CodeProof]) -> Vec<String> {
    let mut lines: Vec<(String, usize)> = Vec::new();
    for code in codes {
        let metres = |length: crate::geom::Length| format!("{:.2} m", length.to_mm() / 1000.0);
        let line = match (&code.read, code.longest) {
            (None, _) => format!("code {}: not read", code.expected.as_deref().unwrap_or("?")),
            (Some(read), Some(longest)) => {
                let stated = code
                    .stated
                    .map(|stated| format!(", is for {}", metres(stated)));
                let margin = code.margin().map(|margin| format!(" ({margin:.1} ×)"));
                format!(
                    "code {read}: reads from {} for sure{}{}",
                    metres(longest),
                    stated.unwrap_or_default(),
                    margin.unwrap_or_default()
                )
            }
            (Some(read), None) => format!("code {read}: reads close up only"),
        };
        match lines.iter_mut().find(|(known, _)| *known == line) {
            Some((_, count)) => *count += 1,
            None => lines.push((line, 1)),
        }
    }
    let told = lines.into_iter().map(|(line, count)| match count {
        1 => line,
        count => format!("{line}, in {count} places"),
    });
    told.collect()
}
