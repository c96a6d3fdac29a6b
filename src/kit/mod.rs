//! The print kit: one zip file with everything that a helper needs who knows nothing about printing.
//!
//! It takes an order, makes its pieces for four kinds of printers, proves them, and puts each into the folder of
//! its printer. A piece with errors is left out. With them go a printed note with instructions for every file
//! (`note.rs`; the words are from `instructions.rs`, in the order of `listing.rs`), the proof as a page for
//! browsers, a text to read first, and the checksums (`zip.rs`). The same content gives the same bytes on every day
//! and every machine, so that two people can compare their kits by the checksums: in the files, ages are counted
//! only if the order names a day. Whether a piece may go out is judged by today.

mod instructions;
mod listing;
mod note;
mod zip;

pub use zip::KitFile;

use std::path::Path;

use crate::diag::{Diagnostic, Diagnostics};
use crate::order::{Order, PieceSet, Progress};
use crate::project::Project;
use crate::proof::Terms;
use crate::proof::report::{About, Entry, html, summary};
use crate::route::RouteKind;
use crate::rules::Rule;
use crate::tasks::left_out::Omissions;
use crate::tasks::{Bar, Proved, campaign_title, prove_pieces};
use instructions::{Wanted, instructions};
use listing::Listing;

/// The routes of a kit with their folders, which are numbered so that the simplest route comes first.
const ROUTES: [(RouteKind, &str); 4] = [
    (RouteKind::Home, "1-home-or-office-printer"),
    (RouteKind::Copier, "2-photocopier"),
    (RouteKind::Riso, "3-risograph"),
    (RouteKind::Press, "4-press"),
];

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

/// Packs the kit of an order; none where nothing of it may be printed.
pub fn kit(
    project: &Project,
    order: &Order,
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
    // Each route needs its own pieces: paper, bleed, inks and the smallest module differ.
    for (route, folder) in ROUTES {
        let mut order = order.clone();
        order.printing.route = route;
        let set = PieceSet::of(project, &order, problems)?;
        if !order
            .copies
            .check_names(&set.templates().collect(), problems)
        {
            return None;
        }
        let pieces = set.make(progress);
        Omissions::of(&pieces, &set, &order, &today.deny).report(problems);
        for proved in prove_pieces(&fixed, &set, &pieces, Path::new("")) {
            let piece = pieces
                .iter()
                .find(|piece| std::ptr::eq(&piece.job, proved.job));
            // A fact that is stale today keeps a piece out, even if the proof in the kit does not count ages.
            let aged = piece.map(|piece| today.findings_of_made(piece));
            packing.add(proved, folder, aged.unwrap_or_default(), &order, problems);
        }
    }
    packing.finish(project, &fixed, order, problems)
}

/// The kit while it is packed.
#[derive(Default)]
struct Packing {
    files: Vec<KitFile>,
    entries: Vec<Entry>,
    listing: Listing,
    campaign: String,
    /// Whether a piece is on paper in inches, as the note is then.
    in_inches: bool,
}

impl Packing {
    /// Adds a file that was proved, unless it or its piece, as of today, has errors.
    fn add(
        &mut self,
        proved: Proved<'_>,
        folder: &'static str,
        aged: Diagnostics,
        order: &Order,
        problems: &mut Diagnostics,
    ) {
        let job = proved.job;
        self.in_inches |= job.paper.is_in_inches();
        // The zip is of one campaign: its folder is left out.
        let mut parts = proved.name.components();
        if let Some(first) = parts.next() {
            self.campaign = first.as_os_str().to_string_lossy().into_owned();
        }
        let inside = parts.as_path().to_string_lossy().replace('\\', "/");
        let path = format!("{folder}/{inside}");
        let mut entry = proved.entry;
        let keeps = !aged.has_errors() && !entry.has_errors();
        problems.extend(job.name_in(aged));
        problems.extend(job.name_in(entry.standing()));
        if keeps && let Some(built) = proved.built {
            if let Some(cost) = &entry.cost {
                let is_named = !order.templates.is_empty();
                let wanted = Wanted::of(&order.copies, &job.template.id, is_named);
                let how = instructions(&built.examined, cost, wanted);
                self.listing.add(folder, &inside, job, how);
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
        if self.files.is_empty() {
            problems.push(
                Diagnostic::error(
                    Rule::EmptyKit,
                    "none of its pieces can be printed, so no kit is written",
                )
                .hint("fix the errors above, or choose other pieces with `--template`"),
            );
            return None;
        }
        let title = campaign_title(project).unwrap_or_default();
        let about = About {
            title: title.clone(),
            ..bar.about(order)
        };
        let packed = self.listing.note(&title, self.in_inches).and_then(|note| {
            let mut add = |path: &str, bytes: Vec<u8>| {
                let path = path.to_owned();
                self.files.push(KitFile { path, bytes });
            };
            add("NOTE-FOR-THE-PRINTER.pdf", note);
            add(
                "READ-ME-FIRST.txt",
                first_read(&title, &self.entries).into_bytes(),
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

/// What to read first: what to do with the kit, in order, and what the proof found of each file.
fn first_read(title: &str, entries: &[Entry]) -> String {
    format!(
        "{title}\n\n\
        1. Choose the folder for your printer. If several would do, take the lowest number: it is the simplest way.\n\
        2. Print NOTE-FOR-THE-PRINTER.pdf, and give it to the person who prints. For each file it gives the paper, one side\n   \
        or both, the number of sheets, and where to fold and cut. Check its ruler: it must be 100 mm long.\n\
        3. Print one copy first. Fold it, cut it, and scan each code with a phone, from where people will stand.\n\
        4. proof.html shows each page and its findings. It opens in any browser, without a network.\n\
        5. To check that no file was changed on the way, run: sha256sum -c SHA256SUMS\n\n{}",
        summary(entries)
    )
}
