//! The report of a proof for programs.
//!
//! Doc comments of the records are the descriptions in `schemas/report.schema.json`.

use schemars::JsonSchema;
use serde::Serialize;

use handbill::internals::diag::Diagnostics;
use handbill::internals::findings::{self, Finding, in_mm, record, to_thousandth};
use handbill::internals::preflight::Reading;
use handbill::internals::proof::report::{Entry, Verdict};
use handbill::internals::proof::{CodeProof, PageProof, cost};

/// Report of a proof.
#[derive(Serialize, JsonSchema)]
pub(super) struct ProofRecords<'r> {
    /// PDFs that were checked.
    files: Vec<File<'r>>,
    /// Findings that are not about one PDF, such as files that could not be read.
    diagnostics: Vec<Finding>,
}

/// A PDF that was checked.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ProvedFile")]
struct File<'r> {
    /// Path of the file. For a piece of a content file, this is the path that `build` would write; for a piece that
    /// could not be made, its title.
    path: &'r str,
    /// Description, such as `flyer, A5, for the press`.
    title: &'r str,
    /// Language tag of its text (BCP 47); of a piece in several languages all of them, such as `en+es`.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'r str>,
    /// Verdict on printing it.
    verdict: VerdictName,
    /// Pages of the PDF.
    pages: Vec<Page<'r>>,
    /// QR codes on its pages.
    codes: Vec<Code<'r>>,
    /// Distances from which its words can be read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    words: Vec<Words<'r>>,
    /// Findings about it, including those that the content allows.
    findings: Vec<Finding>,
    /// Targets of the links in its codes, if they were opened (`--online`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link<'r>>,
    /// Cost of the print run.
    #[serde(skip_serializing_if = "Option::is_none")]
    cost: Option<Cost<'r>>,
}

/// Verdict on printing a file.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum VerdictName {
    /// Ready to print: no errors or warnings.
    Prints,
    /// Warnings to consider before printing.
    Weigh,
    /// Not ready to print: errors.
    DoesNot,
}

/// A page of a PDF.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ProvedPage")]
struct Page<'r> {
    /// Width and height in millimetres.
    size_mm: [f64; 2],
    /// Name and mean coverage in per cent of each ink.
    inks: Vec<(&'r str, f64)>,
}

/// A QR code that was scanned.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ProvedCode")]
struct Code<'r> {
    /// Number of the page, from 1.
    page: usize,
    /// Left, top, width and height in millimetres, with the quiet zone.
    rect: [f64; 4],
    /// Words of its action.
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'r str>,
    /// Text that the code should contain, according to the content.
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<&'r str>,
    /// Text that was read; null if the code could not be read.
    read: Option<&'r str>,
    /// Width of a module in millimetres.
    module_mm: f64,
    /// Distance in metres for which the layout is made.
    #[serde(skip_serializing_if = "Option::is_none")]
    stated_m: Option<f64>,
    /// Longest distance in metres from which it could be read; null if it could not be read.
    longest_m: Option<f64>,
    /// Longest distance as a multiple of the distance for which the layout is made.
    #[serde(skip_serializing_if = "Option::is_none")]
    margin: Option<f64>,
    /// Whether a photocopy of it can still be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    outlives_copy: Option<bool>,
}

/// Smallest type of one kind of text, such as headlines, and the distance from which it is easy to read.
#[derive(Serialize, JsonSchema)]
struct Words<'r> {
    /// Kind of words, such as `headline`.
    what: &'r str,
    /// Number of the page, from 1.
    page: usize,
    /// Size of the type in points.
    size_pt: f64,
    /// Distance in metres from which they are easy to read.
    distance_m: f64,
}

/// A link that was opened.
#[derive(Serialize, JsonSchema)]
struct Link<'r> {
    /// Address in the code.
    url: &'r str,
    /// Last address, after all redirects.
    last: &'r str,
    /// HTTP status of each answer, in order.
    status: Vec<u16>,
}

/// Cost of a print run.
#[derive(Serialize, JsonSchema)]
struct Cost<'r> {
    /// Number of copies.
    copies: u32,
    /// Number of sheets through the printer.
    sheets: u32,
    /// Paper of the sheets.
    onto: &'r str,
    /// Number of cuts through a pile of sheets, at the marks.
    cuts: u32,
    /// Inks that one copy uses.
    inks: Vec<Ink<'r>>,
    /// Ways to print it, the cheapest first.
    ways: Vec<Way<'r>>,
}

/// Ink of one copy.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "InkCost")]
struct Ink<'r> {
    /// Name of the ink.
    name: &'r str,
    /// Number of rated pages: A4 pages with a coverage of 5 %, by which makers state the yield of a cartridge.
    rated_pages: f64,
    /// Millilitres, if the printer uses ink.
    ml: f64,
    /// Grams, if it uses toner.
    grams: f64,
}

/// A way to print all copies.
#[derive(Serialize, JsonSchema)]
struct Way<'r> {
    /// Name of the way, such as a kind of printer or shop.
    name: &'r str,
    /// Route for `build --route`.
    route: &'r str,
    /// Kind of sheet for `build --sheet`.
    sheet: &'r str,
    /// Number of pages on one side of a sheet.
    up: u32,
    /// Number of sheets.
    sheets: u32,
    /// Number of cuts.
    cuts: u32,
    /// Cost in euros.
    euros: f64,
}

impl<'r> ProofRecords<'r> {
    pub(super) fn of(entries: &'r [Entry], problems: &'r Diagnostics) -> Self {
        Self {
            files: entries.iter().map(file).collect(),
            diagnostics: findings::records(problems),
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
        // A piece that could not be made has no proof, and so neither pages nor codes.
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
            // Coverage is a share in the library, and per cent in reports.
            .map(|ink| (ink.name.as_str(), to_thousandth(ink.mean * 100.0)))
            .collect(),
    }
}

fn code(code: &CodeProof) -> Code<'_> {
    let metres = |length: handbill::internals::geom::Length| to_thousandth(length.to_mm() / 1000.0);
    Code {
        // Pages are counted from 0 in the library, and from 1 in reports.
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
