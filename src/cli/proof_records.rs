//! A proof as told to programs.

use serde::Serialize;

use super::report::{self, Record, millimetres, record, thousandth};
use handbill::internals::diag::Diagnostics;
use handbill::internals::preflight::Reading;
use handbill::internals::proof::report::{Entry, Verdict};
use handbill::internals::proof::{CodeProof, PageProof, cost};

/// What a proof tells programs.
#[derive(Serialize)]
pub(super) struct Report<'r> {
    files: Vec<File<'r>>,
    /// What kept files from being proved.
    diagnostics: Vec<Record<'r>>,
}

#[derive(Serialize)]
struct File<'r> {
    path: &'r str,
    title: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'r str>,
    /// `prints`, `weigh` or `does-not`.
    verdict: &'static str,
    pages: Vec<Page<'r>>,
    codes: Vec<Code<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    words: Vec<Words<'r>>,
    findings: Vec<Record<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cost: Option<Cost<'r>>,
}

#[derive(Serialize)]
struct Page<'r> {
    /// Width and height.
    size_mm: [f64; 2],
    /// The mean of each ink in per cent.
    inks: Vec<(&'r str, f64)>,
}

#[derive(Serialize)]
struct Code<'r> {
    /// From 1.
    page: usize,
    /// Left, top, width and height in millimetres, with the quiet zone.
    rect: [f64; 4],
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<&'r str>,
    read: Option<&'r str>,
    module_mm: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    stated_m: Option<f64>,
    longest_m: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    margin: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outlives_copy: Option<bool>,
}

/// The smallest words of a kind, and from how far they are read with ease.
#[derive(Serialize)]
struct Words<'r> {
    what: &'r str,
    /// From 1, of the piece.
    page: usize,
    size_pt: f64,
    distance_m: f64,
}

#[derive(Serialize)]
struct Link<'r> {
    url: &'r str,
    last: &'r str,
    status: Vec<u16>,
}

#[derive(Serialize)]
struct Cost<'r> {
    copies: u32,
    sheets: u32,
    onto: &'r str,
    cuts: u32,
    inks: Vec<Ink<'r>>,
    ways: Vec<Way<'r>>,
}

#[derive(Serialize)]
struct Ink<'r> {
    name: &'r str,
    rated_pages: f64,
    ml: f64,
    grams: f64,
}

#[derive(Serialize)]
struct Way<'r> {
    name: &'r str,
    route: &'r str,
    sheet: &'r str,
    up: u32,
    sheets: u32,
    cuts: u32,
    euros: f64,
}

impl<'r> Report<'r> {
    pub(super) fn of(entries: &'r [Entry], said: &'r Diagnostics) -> Self {
        Self {
            files: entries.iter().map(file).collect(),
            diagnostics: report::records(said),
        }
    }
}

fn file(entry: &Entry) -> File<'_> {
    let proof = entry.proof.as_ref();
    let findings = entry.judged.iter();
    File {
        path: &entry.name,
        title: &entry.title,
        language: entry.language.as_ref().map(|(tag, _)| tag.as_str()),
        verdict: match entry.verdict() {
            Verdict::Prints => "prints",
            Verdict::Weigh(_) => "weigh",
            Verdict::DoesNot(_) => "does-not",
        },
        pages: proof
            .iter()
            .flat_map(|proof| &proof.pages)
            .map(page)
            .collect(),
        codes: proof
            .iter()
            .flat_map(|proof| &proof.codes)
            .map(code)
            .collect(),
        words: entry.readings.iter().map(words).collect(),
        findings: findings
            .map(|judged| record(&judged.diagnostic, judged.allowed.as_deref()))
            .collect(),
        links: entry
            .links
            .iter()
            .map(|(url, outcome)| Link {
                url,
                last: &outcome.last,
                status: outcome.hops.iter().map(|hop| hop.status).collect(),
            })
            .collect(),
        cost: entry.cost.as_ref().map(cost),
    }
}

fn page(page: &PageProof) -> Page<'_> {
    let inks = page.inks.iter();
    Page {
        size_mm: [page.size.width, page.size.height].map(|length| thousandth(length.to_mm())),
        inks: inks
            .map(|ink| (ink.name.as_str(), thousandth(ink.mean * 100.0)))
            .collect(),
    }
}

fn code(code: &CodeProof) -> Code<'_> {
    let metres = |length: handbill::internals::geom::Length| thousandth(length.to_mm() / 1000.0);
    Code {
        page: code.page + 1,
        rect: millimetres(code.rect),
        label: code.label.as_deref(),
        expected: code.expected.as_deref(),
        read: code.read.as_deref(),
        module_mm: thousandth(code.module.to_mm()),
        stated_m: code.stated.map(metres),
        longest_m: code.longest.map(metres),
        margin: code.margin().map(thousandth),
        outlives_copy: code.outlives_copy,
    }
}

fn words(reading: &Reading) -> Words<'_> {
    Words {
        what: &reading.role,
        page: reading.page + 1,
        size_pt: thousandth(reading.size.to_pt()),
        distance_m: thousandth(reading.distance.to_mm() / 1000.0),
    }
}

fn cost(cost: &cost::Cost) -> Cost<'_> {
    let ink = |ink: &'_ cost::InkOfCopy| {
        (
            thousandth(ink.pages),
            thousandth(ink.ml),
            thousandth(ink.grams),
        )
    };
    Cost {
        copies: cost.copies.get(),
        sheets: cost.sheets,
        onto: &cost.onto,
        cuts: cost.cuts,
        inks: cost
            .inks
            .iter()
            .map(|of| {
                let (rated_pages, ml, grams) = ink(of);
                Ink {
                    name: &of.name,
                    rated_pages,
                    ml,
                    grams,
                }
            })
            .collect(),
        ways: cost
            .ways
            .iter()
            .map(|way| Way {
                name: &way.name,
                route: &way.route,
                sheet: &way.sheet,
                up: way.up,
                sheets: way.sheets,
                cuts: way.cuts,
                euros: thousandth(way.price),
            })
            .collect(),
    }
}
