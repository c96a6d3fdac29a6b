//! A proof as told to programs.

use schemars::JsonSchema;
use serde::Serialize;

use handbill::internals::diag::Diagnostics;
use handbill::internals::findings::{self, Finding, in_mm, record, to_thousandth};
use handbill::internals::preflight::Reading;
use handbill::internals::proof::report::{Entry, Verdict};
use handbill::internals::proof::{CodeProof, PageProof, cost};

/// The report of a proof.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ProofReport")]
pub(super) struct ProofRecords<'r> {
    /// The PDFs that were looked at.
    files: Vec<File<'r>>,
    /// The findings that are not about a PDF: what kept files from being looked at.
    diagnostics: Vec<Finding>,
}

/// A PDF that was looked at.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ProvedFile")]
struct File<'r> {
    /// Its path: for a piece of a content file, the path that `build` would write it to. A piece that could not be
    /// made has its title here.
    path: &'r str,
    /// What it is, such as `flyer, A5, for the press`.
    title: &'r str,
    /// The tag of the language of its text (BCP 47).
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'r str>,
    /// Whether it is to be printed.
    verdict: VerdictName,
    /// Its pages.
    pages: Vec<Page<'r>>,
    /// Its QR codes.
    codes: Vec<Code<'r>>,
    /// How far its words are read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    words: Vec<Words<'r>>,
    /// What was found, with what the content allows.
    findings: Vec<Finding>,
    /// Where its links lead, if they were followed (`--online`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link<'r>>,
    /// What a print run costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    cost: Option<Cost<'r>>,
}

/// Whether a file is to be printed.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum VerdictName {
    /// Nothing speaks against it.
    Prints,
    /// There are warnings to weigh.
    Weigh,
    /// There are errors.
    DoesNot,
}

/// A page of a PDF.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ProvedPage")]
struct Page<'r> {
    /// Width and height in millimetres.
    size_mm: [f64; 2],
    /// The mean coverage of each ink in per cent.
    inks: Vec<(&'r str, f64)>,
}

/// A QR code that was scanned.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ProvedCode")]
struct Code<'r> {
    /// From 1.
    page: usize,
    /// Left, top, width and height in millimetres, with the quiet zone.
    rect: [f64; 4],
    /// The words of its action.
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'r str>,
    /// The text that the content asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<&'r str>,
    /// The text that was read; null if the code was not read.
    read: Option<&'r str>,
    /// The width of a module.
    module_mm: f64,
    /// The distance that the layout promises.
    #[serde(skip_serializing_if = "Option::is_none")]
    stated_m: Option<f64>,
    /// The longest distance from which it was read; null if it was not read.
    longest_m: Option<f64>,
    /// The longest distance as a multiple of the promised one.
    #[serde(skip_serializing_if = "Option::is_none")]
    margin: Option<f64>,
    /// Whether a photocopy of it is still read.
    #[serde(skip_serializing_if = "Option::is_none")]
    outlives_copy: Option<bool>,
}

/// The smallest words of a kind, and from how far they are read with ease.
#[derive(Serialize, JsonSchema)]
struct Words<'r> {
    /// What the words are, such as `headline`.
    what: &'r str,
    /// The page of the piece, from 1.
    page: usize,
    /// The size of the type.
    size_pt: f64,
    /// The distance from which they are read with ease.
    distance_m: f64,
}

/// A link that was followed.
#[derive(Serialize, JsonSchema)]
struct Link<'r> {
    /// The address in the code.
    url: &'r str,
    /// The address that it leads to in the end.
    last: &'r str,
    /// The HTTP status of each answer on the way.
    status: Vec<u16>,
}

/// The cost of a print run.
#[derive(Serialize, JsonSchema)]
struct Cost<'r> {
    /// Number of copies.
    copies: u32,
    /// Number of sheets through the printer.
    sheets: u32,
    /// The paper of the sheets.
    onto: &'r str,
    /// Number of cuts through a pile of sheets, at the marks.
    cuts: u32,
    /// The inks that one copy takes.
    inks: Vec<Ink<'r>>,
    /// The ways to print it, the cheapest first.
    ways: Vec<Way<'r>>,
}

/// The ink of one copy.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "InkCost")]
struct Ink<'r> {
    /// The name of the ink.
    name: &'r str,
    /// Number of rated pages: A4 pages that are covered by 5 %.
    rated_pages: f64,
    /// Millilitres, if the printer uses ink.
    ml: f64,
    /// Grams, if it uses toner.
    grams: f64,
}

/// A way to print all copies.
#[derive(Serialize, JsonSchema)]
struct Way<'r> {
    /// What it is called, such as a printer or a shop.
    name: &'r str,
    /// The route to build for.
    route: &'r str,
    /// The kind of sheet to build.
    sheet: &'r str,
    /// Number of pages on one side of a sheet.
    up: u32,
    /// Number of sheets.
    sheets: u32,
    /// Number of cuts.
    cuts: u32,
    /// What it costs, in euros.
    euros: f64,
}

impl<'r> ProofRecords<'r> {
    pub(super) fn of(entries: &'r [Entry], said: &'r Diagnostics) -> Self {
        Self {
            files: entries.iter().map(file).collect(),
            diagnostics: findings::records(said),
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
            Verdict::Prints => VerdictName::Prints,
            Verdict::Weigh(_) => VerdictName::Weigh,
            Verdict::DoesNot(_) => VerdictName::DoesNot,
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
        size_mm: [page.size.width, page.size.height].map(|length| to_thousandth(length.to_mm())),
        inks: inks
            .map(|ink| (ink.name.as_str(), to_thousandth(ink.mean * 100.0)))
            .collect(),
    }
}

fn code(code: &CodeProof) -> Code<'_> {
    let metres = |length: handbill::internals::geom::Length| to_thousandth(length.to_mm() / 1000.0);
    Code {
        page: code.page + 1,
        rect: in_mm(code.rect),
        label: code.label.as_deref(),
        expected: code.expected.as_deref(),
        read: code.read.as_deref(),
        module_mm: to_thousandth(code.module.to_mm()),
        stated_m: code.stated.map(metres),
        longest_m: code.longest.map(metres),
        margin: code.margin().map(to_thousandth),
        outlives_copy: code.outlives_copy,
    }
}

fn words(reading: &Reading) -> Words<'_> {
    Words {
        what: &reading.role,
        page: reading.page + 1,
        size_pt: to_thousandth(reading.size.to_pt()),
        distance_m: to_thousandth(reading.distance.to_mm() / 1000.0),
    }
}

fn cost(cost: &cost::Cost) -> Cost<'_> {
    let ink = |ink: &'_ cost::InkOfCopy| {
        (
            to_thousandth(ink.pages),
            to_thousandth(ink.ml),
            to_thousandth(ink.grams),
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
                euros: to_thousandth(way.price),
            })
            .collect(),
    }
}
