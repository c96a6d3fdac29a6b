//! The answer of a proof: what finished files show.

use std::path::Path;

use crate::diag::Diagnostics;
use crate::findings::{Findings, in_mm, record};
use crate::geom::Length;
use crate::order::Order;
use crate::project::Project;
use crate::proof::CodeProof;
use crate::proof::report::{About, Entry, html};
use crate::tasks::{self, Bar};

/// What the proof of some files found.
#[derive(Debug)]
pub struct ProofReport {
    /// The files, each with its findings.
    pub files: Vec<ProvedFile>,
    /// What kept files from being made or opened, and what no file prints of the content.
    pub findings: Findings,
    entries: Vec<Entry>,
    about: About,
}

/// A finished file as it was seen.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ProvedFile {
    /// Its name.
    pub name: String,
    /// What it is, in words: `flyer A5, home printer`.
    pub title: String,
    /// Language of its text (BCP 47), where that is known; of a piece in several languages all of them, such as
    /// `en+es`.
    pub language: Option<String>,
    /// Width and height of each page in millimetres; of sheets, where pages lie on sheets.
    pub pages: Vec<[f64; 2]>,
    /// The QR codes on its pages.
    pub codes: Vec<ProvedCode>,
    /// What was found, with what the content allows.
    pub findings: Findings,
}

impl ProvedFile {
    /// Whether nothing speaks against printing it. Warnings may be left to weigh.
    pub fn is_printable(&self) -> bool {
        !self.findings.has_errors()
    }
}

/// A QR code on a page of a finished file.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ProvedCode {
    /// The page of the file, from 1.
    pub page: usize,
    /// The place on that page, with the quiet zone: left, top, width and height in millimetres.
    pub rect: [f64; 4],
    /// What the code should hold, where the project says so.
    pub expected: Option<String>,
    /// What a phone reads from it; none if it cannot be read.
    pub read: Option<String>,
    /// Width of a module, as printed.
    pub module: Length,
    /// The distance from which the layout wants it to be read, where that is known.
    pub stated_distance: Option<Length>,
    /// The longest distance from which it can be read; none if it cannot be read.
    pub longest_distance: Option<Length>,
}

impl ProofReport {
    /// Proves a finished PDF without its content: everything that the file itself shows is checked.
    /// `name` is what findings call it.
    pub fn of_pdf(name: &str, pdf: &[u8], order: &Order) -> Self {
        Self::of_file(name, pdf, None, order)
    }

    /// The report as one page for browsers, with a picture of each page. Nothing in it is loaded from
    /// elsewhere, and it holds no script.
    pub fn html(&self) -> String {
        html(&self.entries, &self.about)
    }

    pub(super) fn of_project(project: &Project, order: &Order) -> Self {
        let mut problems = Diagnostics::default();
        let Some(bar) = Bar::of(order, &mut problems) else {
            return Self::of(Vec::new(), &problems, About::default());
        };
        let proved = tasks::prove(
            (project, order),
            &bar,
            Path::new(""),
            &|_, _, _| {},
            &mut problems,
        );
        let proved = proved.unwrap_or_default();
        tasks::check_copies(order, &proved.templates, &mut problems);
        let about = About {
            title: tasks::campaign_title(project).unwrap_or_default(),
            country: bar.terms.country.clone().or(proved.country),
            ..bar.about(order)
        };
        Self::of(proved.entries, &problems, about)
    }

    pub(super) fn of_file(
        name: &str,
        pdf: &[u8],
        project: Option<&Project>,
        order: &Order,
    ) -> Self {
        let mut problems = Diagnostics::default();
        let Some(bar) = Bar::of(order, &mut problems) else {
            return Self::of(Vec::new(), &problems, About::default());
        };
        let about = About {
            title: name.to_owned(),
            ..bar.about(order)
        };
        match tasks::prove_file(&bar, Path::new(name), pdf, project, order) {
            Ok((entry, found)) => Self::of(vec![entry], &found, about),
            Err(found) => Self::of(Vec::new(), &found, about),
        }
    }

    fn of(entries: Vec<Entry>, problems: &Diagnostics, about: About) -> Self {
        Self {
            files: entries.iter().map(proved_file).collect(),
            findings: Findings::of(problems),
            entries,
            about,
        }
    }
}

fn proved_file(entry: &Entry) -> ProvedFile {
    let judged = entry.judged.iter();
    let pages = entry.proof.iter().flat_map(|proof| &proof.pages);
    let codes = entry.proof.iter().flat_map(|proof| &proof.codes);
    ProvedFile {
        name: entry.name.clone(),
        title: entry.title.clone(),
        language: entry.language.as_ref().map(|(tag, _)| tag.clone()),
        pages: pages
            .map(|page| [page.size.width.to_mm(), page.size.height.to_mm()])
            .collect(),
        codes: codes.map(proved_code).collect(),
        findings: judged
            .map(|judged| record(&judged.diagnostic, judged.allowed.as_deref()))
            .collect(),
    }
}

fn proved_code(code: &CodeProof) -> ProvedCode {
    ProvedCode {
        page: code.page + 1,
        rect: in_mm(code.rect),
        expected: code.expected.clone(),
        read: code.read.clone(),
        module: code.module,
        stated_distance: code.stated,
        longest_distance: code.longest,
    }
}
