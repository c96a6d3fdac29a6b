//! `handbill kit`.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::args::{self, Route};
use super::copies::Copies;
use super::left_out::Omissions;
use super::pieces::{Chosen, Piece, named};
use super::proof::{campaign_title, summary};
use super::proving::{Ground, fails, standing};
use super::report::{self, Outcome, counted};
use super::terms;
use crate::Job;
use crate::diag::{Diagnostic, Diagnostics};
use crate::kit::{self, KitFile, Line};
use crate::proof::report::{About, Entry, html};
use crate::proof::{self, Deny, Terms};
use crate::rules::Rule;
use crate::{paper, project};

/// The routes of a kit.
const ROUTES: [Route; 4] = [Route::Home, Route::Copier, Route::Riso, Route::Press];

/// What the note says before it lists the folders.
const CHOOSE: &str = "Each folder holds the same pieces for another printer: choose one folder, and print \
    from it the pieces that are wanted.";

/// `handbill kit`.
pub(super) fn kit(options: &args::Kit) -> Outcome {
    let mut said = Diagnostics::default();
    let written = made(options, &mut said);
    report::print(&said);
    let mut out = io::stdout().lock();
    if let Some((path, files, left_out)) = &written {
        let left_out = match left_out {
            0 => String::new(),
            count => format!(", {} left out", counted(*count, "file")),
        };
        // A closed pipe is the reader's choice.
        let _ = writeln!(
            out,
            "{}: {}{left_out}",
            path.display(),
            counted(*files, "file")
        );
    }
    // What was left out is to be known, even where it names no line.
    let left_out = written.is_none_or(|(_, _, left_out)| left_out > 0);
    Outcome::of(&said).max(if left_out {
        Outcome::Problems
    } else {
        Outcome::Done
    })
}

/// Makes and writes the kit: its path, how many files are in it, and how many were left out.
fn made(options: &args::Kit, said: &mut Diagnostics) -> Option<(PathBuf, usize, usize)> {
    let deny = terms::deny(&options.terms, said)?;
    let copies = Copies::of(&options.copies);
    let today = terms::terms(
        &options.terms,
        &options.choice.printing,
        copies.every(),
        said,
    )?;
    // What is in the kit is the same on every day; ages are counted there where a day is given.
    let fixed = Terms {
        today: options.choice.printing.date,
        ..today.clone()
    };
    let ground = Ground {
        terms: &fixed,
        copies: &copies,
        deny: &deny,
    };
    let mut files = Vec::new();
    let mut entries = Vec::new();
    let mut listed: Vec<Listed> = Vec::new();
    let mut campaign = String::new();
    let mut in_inches = false;
    for route in ROUTES {
        let mut choice = options.choice.clone();
        choice.printing.route = route;
        let chosen = Chosen::of(&options.content, &choice, today.country.as_deref(), said)?;
        if !copies.are_of(&chosen.templates().collect(), said) {
            return None;
        }
        let pieces = chosen.made(false);
        let left_out = Omissions::of(&pieces, &chosen, &choice, &deny);
        if left_out.weigh {
            said.extend(left_out.told);
        }
        for proved in ground.of_pieces(&chosen, &pieces, Path::new("")) {
            let piece = pieces
                .iter()
                .find(|piece| std::ptr::eq(&piece.job, proved.job));
            let refused = piece.map(|piece| of_today(piece, &today, &deny));
            in_inches |= proved.job.paper.is_in_inches();
            let mut parts = proved.path.components();
            if let Some(first) = parts.next() {
                campaign = first.as_os_str().to_string_lossy().into_owned();
            }
            let inside = parts.as_path().to_string_lossy().replace('\\', "/");
            let inside = format!("{}/{inside}", kit::folder(chosen_route(proved.job)));
            let mut entry = proved.entry;
            let of_file = refused.unwrap_or_default();
            let keeps = !of_file.has_errors() && !fails(&entry);
            said.extend(named(of_file, proved.job));
            said.extend(named(standing(&entry), proved.job));
            if keeps && let Some(built) = proved.built {
                if let Some(cost) = &entry.cost {
                    let is_chosen = !options.choice.template.is_empty();
                    let wanted = copies.wanted(&proved.job.template.id, is_chosen);
                    listed.push(Listed::of(
                        &inside,
                        proved.job,
                        kit::instructions(built, cost, wanted),
                    ));
                }
                files.push(KitFile {
                    path: inside.clone(),
                    bytes: proved.bytes.to_vec(),
                });
            }
            if proved.built.is_some() {
                entry.name = inside;
            }
            entries.push(entry);
        }
    }
    let left_out = entries
        .iter()
        .filter(|entry| fails(entry))
        .count()
        .max(entries.len() - files.len());
    if files.is_empty() {
        said.push(
            Diagnostic::error(
                Rule::EmptyKit,
                "nothing of it is to be printed, so there is no kit",
            )
            .hint("mend what is told above, or choose pieces with --template"),
        );
        return None;
    }
    let title = campaign_title(&options.content).unwrap_or_default();
    let about = About {
        title: title.clone(),
        today: fixed.today,
        country: fixed.country.clone(),
        copies: fixed.copies,
        denied: options.terms.deny.clone(),
    };
    files.extend(papers(
        &title,
        &listed,
        &entries,
        (&about, in_inches),
        said,
    )?);
    let path = options
        .output
        .clone()
        .unwrap_or_else(|| Path::new("out").join(&campaign).join("kit.zip"));
    let count = files.len() + 1;
    let packed = kit::zip(files).map_err(|problem| said.push(problem)).ok()?;
    project::write(&path, &packed)
        .map_err(|problem| said.push(problem))
        .ok()?;
    Some((path, count, left_out))
}

/// What is told of a piece today: ages go on though the kit stays.
fn of_today(piece: &Piece<'_>, today: &Terms, deny: &Deny) -> Diagnostics {
    let Ok(built) = &piece.made else {
        return Diagnostics::default();
    };
    let findings = proof::of_frames(&piece.campaigns, &built.value, today);
    let allows = piece.campaigns.iter().flat_map(|campaign| &campaign.allows);
    proof::standing(proof::judge(built.value.placed(findings), allows, deny))
}

fn chosen_route(job: &Job) -> crate::route::RouteKind {
    job.printing.route
}

/// A file as the note lists it: the same for all languages.
struct Listed {
    folder: &'static str,
    name: String,
    piece: String,
    how: String,
    languages: Vec<String>,
}

impl Listed {
    fn of(path: &str, job: &Job, how: Vec<String>) -> Self {
        let mut parts = path.split('/');
        let _ = parts.next();
        let language = parts.next().unwrap_or_default().to_owned();
        Self {
            folder: kit::folder(job.printing.route),
            name: parts.next().unwrap_or_default().to_owned(),
            piece: format!("{} {}", job.template.id, job.paper.name),
            how: how.join(" · "),
            languages: vec![language],
        }
    }
}

/// The note, the proof and what to read first.
fn papers(
    title: &str,
    listed: &[Listed],
    entries: &[Entry],
    (about, in_inches): (&About, bool),
    said: &mut Diagnostics,
) -> Option<Vec<KitFile>> {
    let mut folders: BTreeMap<&str, Vec<Listed>> = BTreeMap::new();
    for file in listed {
        let known = folders.entry(file.folder).or_default();
        match known
            .iter_mut()
            .find(|known| known.name == file.name && known.how == file.how)
        {
            Some(known) => known.languages.extend(file.languages.iter().cloned()),
            None => known.push(Listed {
                folder: file.folder,
                name: file.name.clone(),
                piece: file.piece.clone(),
                how: file.how.clone(),
                languages: file.languages.clone(),
            }),
        }
    }
    let mut lines = vec![Line::Words(CHOOSE.to_owned())];
    for (folder, files) in &folders {
        lines.push(Line::Folder((*folder).to_owned()));
        for file in files {
            let languages = file.languages.join(", ");
            let mut letters = file.piece.chars();
            let first: String = letters
                .next()
                .into_iter()
                .flat_map(char::to_uppercase)
                .collect();
            let name = format!("{first}{} — {} ({languages})", letters.as_str(), file.name);
            lines.push(Line::File(name, file.how.clone()));
        }
    }
    let size = paper::by_name(if in_inches { "letter" } else { "A4" }).map(paper::Paper::size)?;
    let note = kit::note(title, &lines, size)
        .map_err(|problem| said.push(problem))
        .ok()?;
    let first = format!(
        "{title}\n\n\
        1. Choose the folder of your printer; the lowest number that suits is the simplest.\n\
        2. Print NOTE-FOR-THE-PRINTER.pdf and give it to whoever prints: it says of each file which paper, which\n   \
        sides, how many sheets, where to fold and to cut. Check its ruler: 100 mm have to be 100 mm.\n\
        3. Print one copy first. Fold it, cut it, and scan each code with a phone, from where people will stand.\n\
        4. proof.html shows each page and what was found on it. It opens in any browser, without a network.\n\
        5. SHA256SUMS tells whether a file was changed on the way: sha256sum -c SHA256SUMS\n\n{}",
        summary(entries)
    );
    let file = |path: &str, bytes: Vec<u8>| KitFile {
        path: path.to_owned(),
        bytes,
    };
    Some(vec![
        file("NOTE-FOR-THE-PRINTER.pdf", note),
        file("READ-ME-FIRST.txt", first.into_bytes()),
        file("proof.html", html(entries, about).into_bytes()),
    ])
}
