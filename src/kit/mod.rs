//! The print kit: one zip file with everything that a helper needs who knows nothing about printing.
//!
//! It takes an order, makes its pieces for the kind of printer that the order names, and for others if they are asked for,
//! proves them, and puts each into the folder of its printer. A piece with errors is left out. With them go a printed note
//! with a picture and instructions for every file (`note.rs`, its `table.rs`, the hand that writes it in `pen.rs`; the
//! words are from `instructions.rs`, in the order of `listing.rs`), the proof as a page for browsers, a text to read
//! first, and the checksums (`zip.rs`). The same content gives the same bytes on every day and every machine, so that two
//! people can compare their kits by the checksums: in the files, ages are counted only if the order names a day. Whether a
//! piece may go out is judged by today.

mod instructions;
mod listing;
mod note;
mod pen;
mod table;
mod zip;

pub use zip::KitFile;

use std::path::Path;

use crate::diag::{Diagnostic, Diagnostics};
use crate::language::{Language, NoteWords};
use crate::order::{Order, PieceSet, Progress};
use crate::paper;
use crate::pipeline::SheetKind;
use crate::project::Project;
use crate::proof::report::{About, Entry, html, summary};
use crate::proof::{Proof, Raster, Terms};
use crate::route::RouteKind;
use crate::rules::Rule;
use crate::tasks::left_out::Omissions;
use crate::tasks::{Bar, Proved, campaign_title, prove_pieces};
use instructions::instructions;
use listing::Folder;

/// The routes with the names of their folders, the simplest first.
const ROUTES: [(RouteKind, &str); 5] = [
    (RouteKind::Home, "home-or-office-printer"),
    (RouteKind::Copier, "photocopier"),
    (RouteKind::Riso, "risograph"),
    (RouteKind::Press, "press"),
    (RouteKind::Screen, "screen"),
];

/// The folders of a kit for some routes, each once. Several are numbered, so that the simplest comes first.
fn folders(routes: &[RouteKind]) -> Vec<(RouteKind, String)> {
    let wanted = ROUTES.iter().filter(|(route, _)| routes.contains(route));
    let wanted: Vec<_> = wanted.collect();
    let several = wanted.len() > 1;
    let named = wanted.iter().enumerate().map(|(at, (route, name))| {
        let name = match several {
            true => format!("{}-{name}", at + 1),
            false => (*name).to_owned(),
        };
        (*route, name)
    });
    named.collect()
}

/// A kit.
pub struct Kit {
    /// The zip file.
    pub zip: Vec<u8>,
    /// The id of the campaign.
    pub campaign: String,
    /// Number of files in it.
    pub files: usize,
    /// Number of files that were left out.
    pub left_out: usize,
}

/// Packs the kit of an order, for the route that it names and for other ones; none where nothing of it may be printed.
pub fn kit(
    project: &Project,
    order: &Order,
    others: &[RouteKind],
    progress: Progress<'_>,
    problems: &mut Diagnostics,
) -> Option<Kit> {
    let today = Bar::of(order, problems)?;
    // The files of the kit are judged by the day of the order, so that their bytes do not change from day to
    // day.
    let fixed = Bar {
        terms: Terms {
            today: order.printing.date,
            ..today.terms.clone()
        },
        ..today.clone()
    };
    let mut packing = Packing::default();
    let routes: Vec<RouteKind> = std::iter::once(order.printing.route)
        .chain(others.iter().copied())
        .collect();
    // Each route needs its own pieces: paper, bleed, inks and the smallest module differ.
    for (route, folder) in folders(&routes) {
        let mut order = order.clone();
        order.printing.route = route;
        let set = PieceSet::of(project, &order, problems)?;
        if !order
            .copies
            .check_names(&set.templates().collect(), problems)
        {
            return None;
        }
        let language = set.language()?.clone();
        let words = language.note();
        packing.open(folder, instructions::printer(route, words));
        let pieces = set.make(progress);
        Omissions::of(&pieces, &set, &order, &today.deny).report(problems);
        for proved in prove_pieces(&fixed, &set, &pieces, Path::new(""), progress) {
            let piece = pieces
                .iter()
                .find(|piece| std::ptr::eq(&piece.job, proved.job));
            // A fact that is stale today keeps a piece out, even if the proof in the kit does not count ages.
            let aged = piece.map(|piece| today.findings_of_made(piece));
            packing.add(proved, aged.unwrap_or_default(), (&order, words), problems);
        }
        packing.title = set.title().map(str::to_owned);
        packing.language = Some(language);
    }
    packing.finish(project, &fixed, order, problems)
}

/// The kit while it is packed.
#[derive(Default)]
struct Packing {
    files: Vec<KitFile>,
    entries: Vec<Entry>,
    folders: Vec<Folder>,
    /// The title in the language of the first piece, in which the note is.
    title: Option<String>,
    /// That language.
    language: Option<Language>,
    campaign: String,
    /// Whether a piece is on paper in inches, as the note is then.
    in_inches: bool,
}

impl Packing {
    /// Begins the folder of a printer.
    fn open(&mut self, path: String, name: &str) {
        self.folders.push(Folder {
            path,
            name: name.to_owned(),
            rows: Vec::new(),
        });
    }

    /// Adds a file that was proved to the folder that was begun last, unless it or its piece, as of today, has errors.
    fn add(
        &mut self,
        proved: Proved<'_>,
        aged: Diagnostics,
        (order, words): (&Order, &NoteWords),
        problems: &mut Diagnostics,
    ) {
        let Some(folder) = self.folders.last_mut() else {
            return;
        };
        let job = proved.job;
        self.in_inches |= job.paper.is_in_inches();
        // The zip is of one campaign: its folder is left out.
        let mut parts = proved.name.components();
        if let Some(first) = parts.next() {
            self.campaign = first.as_os_str().to_string_lossy().into_owned();
        }
        let inside = parts.as_path().to_string_lossy().replace('\\', "/");
        let path = format!("{}/{inside}", folder.path);
        let mut entry = proved.entry;
        let keeps = !aged.has_errors() && !entry.has_errors();
        problems.extend(job.name_in(aged));
        problems.extend(job.name_in(entry.standing()));
        if keeps && let Some(built) = proved.built {
            if let Some(cost) = &entry.cost {
                let is_counted = order.copies.of_piece(&job.template.id).is_some();
                let how = instructions(&built.examined, cost, is_counted, words);
                let shown = seen(built.examined.kind, entry.proof.as_ref());
                if let Err(problem) = folder.add(&inside, how, shown) {
                    problems.push(problem);
                }
            }
            self.files.push(KitFile {
                path: path.clone(),
                bytes: proved.bytes.to_vec(),
            });
        }
        if proved.built.is_some() {
            entry.name = path;
        }
        self.entries.push(entry);
    }

    /// Adds the papers that go with the pieces, and packs all.
    fn finish(
        mut self,
        project: &Project,
        bar: &Bar,
        order: &Order,
        problems: &mut Diagnostics,
    ) -> Option<Kit> {
        let with_errors = self.entries.iter().filter(|entry| entry.has_errors());
        let left_out = with_errors
            .count()
            // A piece may be left out for its age alone, which its entry does not show.
            .max(self.entries.len() - self.files.len());
        let Some(language) = self.language.filter(|_| !self.files.is_empty()) else {
            problems.push(
                Diagnostic::error(
                    Rule::EmptyKit,
                    "none of its pieces can be printed, so no kit is written",
                )
                .hint("fix the errors above, or choose other pieces with `--template`"),
            );
            return None;
        };
        let title = campaign_title(project).unwrap_or_default();
        let about = About {
            title: title.clone(),
            ..bar.about(order)
        };
        self.folders.retain(|folder| !folder.rows.is_empty());
        let paper = if self.in_inches { "letter" } else { "A4" };
        let paper = paper::by_name(paper).map(paper::Paper::size);
        let paper = paper.unwrap_or_default();
        let own = self.title.as_deref().unwrap_or(&title);
        let note = note::note(own, &self.folders, &language, paper);
        let packed = note.and_then(|note| {
            let mut add = |path: &str, bytes: Vec<u8>| {
                let path = path.to_owned();
                self.files.push(KitFile { path, bytes });
            };
            add("NOTE-FOR-THE-PRINTER.pdf", note);
            add(
                "READ-ME-FIRST.txt",
                first_read(&title, self.folders.len(), &self.entries).into_bytes(),
            );
            add("proof.html", html(&self.entries, &about).into_bytes());
            // The list of checksums is one more.
            let count = self.files.len() + 1;
            Ok((zip::zip(self.files)?, count))
        });
        let (zip, files) = packed.map_err(|problem| problems.push(problem)).ok()?;
        Some(Kit {
            zip,
            campaign: self.campaign,
            files,
            left_out,
        })
    }
}

/// The page of a file that shows best what is printed: the first, or the map of a poster in tiles, which is the last.
fn seen(kind: SheetKind, proof: Option<&Proof>) -> Option<&Raster> {
    let pages = &proof?.pages;
    let page = match kind {
        SheetKind::Tile => pages.last(),
        _ => pages.first(),
    };
    page.map(|page| &page.picture)
}

/// What to read first: what to do with the kit, in order, and what the proof found of each file.
fn first_read(title: &str, folders: usize, entries: &[Entry]) -> String {
    let choose = "Choose the folder for your printer. If several would do, take the lowest number: it is the simplest way.";
    let steps = [
        (folders > 1).then_some(choose),
        Some(
            "Print NOTE-FOR-THE-PRINTER.pdf, and give it to the person who prints. For each file it gives the paper, one side\n   \
            or both, the number of sheets, and where to fold and cut. Check its ruler: it must be 100 mm long.",
        ),
        Some(
            "Print one copy first. Fold it, cut it, and scan each code with a phone, from where people will stand.",
        ),
        Some(
            "proof.html shows each page and its findings. It opens in any browser, without a network.",
        ),
        Some("To check that no file was changed on the way, run: sha256sum -c SHA256SUMS"),
    ];
    let steps = steps.into_iter().flatten().enumerate();
    let steps: String = steps
        .map(|(at, step)| format!("{}. {step}\n", at + 1))
        .collect();
    format!("{title}\n\n{steps}\n{}", summary(entries))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_numbered_only_if_there_are_several() {
        let home = folders(&[RouteKind::Home, RouteKind::Home]);
        assert_eq!(
            home,
            [(RouteKind::Home, "home-or-office-printer".to_owned())]
        );
        let two = folders(&[RouteKind::Press, RouteKind::Copier]);
        let names: Vec<&str> = two.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["1-photocopier", "2-press"]);
    }
}
