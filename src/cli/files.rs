//! The files of a build: the table for people, and the records for programs.
//!
//! Doc comments of the records are the descriptions in `schemas/report.schema.json`.

use std::path::Path;

use schemars::JsonSchema;
use serde::Serialize;

use super::options::OptionRecord;
use super::printed_as::PrintedAs;
use super::report;
use handbill::internals::diag::Warned;
use handbill::internals::findings::{Finding, in_mm, to_thousandth};
use handbill::internals::frame::Code;
use handbill::internals::geom::{Edges, Rect};
use handbill::internals::ink::{Coverage, InkShare};
use handbill::internals::page::Page;
use handbill::internals::pipeline::{Built, Examined, PdfFile, SheetKind};
use handbill::internals::qr;
use handbill::internals::sheet::Side;
use handbill::internals::tasks::left_out::LeftOut;

/// Prints the files as a table. The text of a piece has a row of its own, below its PDF.
pub(super) fn print(files: &[File]) {
    let mut rows = vec![
        ["file", "size", "pages", "sheets", "codes", "warnings"]
            .map(str::to_owned)
            .to_vec(),
    ];
    for file in files {
        rows.push(vec![
            file.path.clone(),
            // Rounded up, so that no file seems to be empty.
            format!("{} kB", file.bytes.div_ceil(1000)),
            file.pages.len().to_string(),
            file.sheet.summary.clone(),
            file.codes.len().to_string(),
            file.warnings.len().to_string(),
        ]);
        if let Some(text) = &file.text {
            let size = format!("{} kB", text.bytes.div_ceil(1000));
            let mut row = vec![text.path.clone(), size];
            // A text has no pages, sheets, codes or warnings of its own.
            row.resize(6, "-".to_owned());
            rows.push(row);
        }
    }
    report::print_table(&rows);
}

/// Report of a build.
#[derive(Serialize, JsonSchema)]
pub(super) struct BuildReport<'r> {
    /// Files that were written.
    pub(super) files: &'r [File],
    /// Elements of the content that no piece prints.
    pub(super) left_out: Vec<OmissionRecord<'r>>,
    /// What the sheets made of the pages of all pieces, as the terminal says it at the end of a build. Missing if the
    /// files show the pages as they were laid out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) printed_as: Option<String>,
    /// Theme of the pieces, if it was chosen by what the campaign has. Missing if the order or the campaign names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) chosen_theme: Option<String>,
    /// Findings, sorted by file and place. A piece with an error is not written.
    pub(super) diagnostics: Vec<Finding>,
}

/// An element of the content that no piece prints.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "LeftOut")]
pub(super) struct OmissionRecord<'r> {
    /// Key in the content file, such as `event.opening`.
    key: &'r str,
    /// First words of the element.
    words: &'r str,
    /// Templates that would print it.
    templates: &'r [String],
}

impl<'r> OmissionRecord<'r> {
    pub(super) fn of(element: &'r LeftOut) -> Self {
        Self {
            key: &element.key,
            words: &element.words,
            templates: &element.templates,
        }
    }
}

/// A PDF that was written. Lengths are in millimetres. Boxes and codes are measured from
/// the upper left corner of the trim of their page, or of the sheet if pages lie on sheets.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "BuiltFile")]
pub(super) struct File {
    /// Path of the file.
    path: String,
    /// Id of its layout.
    template: String,
    /// Paper of its pages.
    paper: String,
    /// Language tag (BCP 47); of a piece in several languages all of them, such as `en+es`.
    language: String,
    /// Way of printing: `screen`, `home`, `copier`, `riso` or `press`.
    route: &'static str,
    /// Ink that the file prints, if every ink has a file of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    ink: Option<String>,
    /// Sheets on which its pages lie.
    sheet: SheetRecord,
    /// Size in bytes.
    bytes: usize,
    /// Pages, or sides of sheets.
    pages: Vec<Boxes>,
    /// QR codes on its pages.
    codes: Vec<CodeRecord>,
    /// Ink on each page. Empty if the printer chooses its own inks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    coverage: Vec<CoverageRecord>,
    /// Options of pages that were taken, and why. Empty if no page of the layout has options.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    options: Vec<OptionRecord>,
    /// Warnings about the piece, each in one line. `diagnostics` has them as records.
    warnings: Vec<String>,
    /// File with the words of the piece as plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<TextRecord>,
    /// What became of the pages, for the end of the build.
    #[serde(skip)]
    pub(super) printed_as: Option<PrintedAs>,
}

/// A file of plain text.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "TextFile")]
struct TextRecord {
    /// Path of the file.
    path: String,
    /// Size in bytes.
    bytes: usize,
}

/// Ink coverage of a page, in per cent.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Coverage")]
struct CoverageRecord {
    /// Number of the page, from 1.
    page: usize,
    /// Largest coverage of one spot, all inks together.
    most: f64,
    /// Coverage of each ink.
    inks: Vec<InkRecord>,
}

/// Coverage of a page by one ink, in per cent.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "InkCoverage")]
struct InkRecord {
    /// Name of the ink.
    name: String,
    /// Mean coverage of the trimmed page; 100 is full ink everywhere.
    mean: f64,
    /// Share of the trimmed page that has any of this ink.
    area: f64,
}

impl CoverageRecord {
    fn of((page, coverage): (usize, &Coverage)) -> Self {
        let percent = |share: f64| to_thousandth(share * 100.0);
        let ink = |share: &InkShare| InkRecord {
            name: share.name.clone(),
            mean: percent(share.mean),
            area: percent(share.area),
        };
        Self {
            page: page + 1,
            most: percent(coverage.most),
            inks: coverage.inks.iter().map(ink).collect(),
        }
    }
}

/// Boxes of a page: left, top, width and height in millimetres.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PageBoxes")]
struct Boxes {
    /// Whole page of the PDF.
    media: [f64; 4],
    /// Page that is left after cutting.
    trim: [f64; 4],
    /// Trim with the bleed around it.
    bleed: [f64; 4],
}

/// A QR code on a page.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "BuiltCode")]
struct CodeRecord {
    /// Text in the code.
    payload: String,
    /// Words of its action.
    label: String,
    /// Address or number that is printed for people to type.
    short: String,
    /// Number of the page, from 1.
    page: usize,
    /// Left, top, width and height, with the quiet zone.
    place: [f64; 4],
    /// Version of the symbol (ISO/IEC 18004), from 1 to 40.
    version: u8,
    /// Level of error correction: L, M, Q or H.
    level: char,
    /// Width of a module in millimetres.
    module_mm: f64,
    /// Distance in metres from which phones read it easily.
    distance_m: f64,
    /// Longest distance in metres from which phones can read it.
    longest_distance_m: f64,
}

impl File {
    pub(super) fn new(path: &Path, file: &PdfFile, built: &Warned<Built>) -> Self {
        let examined = &built.value.examined;
        let piece = &examined.piece;
        let imposed = examined.imposed.as_ref();
        // The tiles of a poster are at full size; only its map is smaller, and the map has no codes to scan.
        let whole = imposed.filter(|imposed| imposed.tiles.is_none());
        let scale = whole.map_or(1.0, |imposed| imposed.scale);
        let printed_as = PrintedAs::of(examined);
        let sheet = SheetRecord {
            printed_as: printed_as.as_ref().map(|it| it.words().to_owned()),
            ..SheetRecord::of(examined)
        };
        Self {
            path: path.display().to_string(),
            template: piece.template.clone(),
            paper: piece.paper.clone(),
            language: piece.language_tags(),
            route: examined.route.kind.name(),
            ink: file.ink.clone(),
            sheet,
            bytes: file.bytes.len(),
            // A page of the PDF is a side of a sheet, if pages lie on sheets.
            pages: match &examined.imposed {
                Some(imposed) => imposed.sides().map(side_boxes).collect(),
                None => piece.pages.iter().map(boxes).collect(),
            },
            // Codes are those of the pages, even if a sheet has many copies of a page.
            codes: piece
                .pages
                .iter()
                .enumerate()
                .flat_map(|(index, page)| codes(index + 1, page, scale))
                .collect(),
            coverage: examined
                .coverage
                .iter()
                .enumerate()
                .map(CoverageRecord::of)
                .collect(),
            options: examined.taken.iter().map(OptionRecord::of).collect(),
            warnings: built.warnings.iter().map(ToString::to_string).collect(),
            text: None,
            printed_as,
        }
    }

    /// The options of its pages that were taken, each in a line.
    pub(super) fn options_in_words(&self) -> Vec<String> {
        self.options
            .iter()
            .map(|option| format!("{}: {}", self.path, option.in_words()))
            .collect()
    }

    /// Adds the file with the words of the piece as plain text.
    pub(super) fn with_text(&mut self, path: &Path, text: &str) {
        self.text = Some(TextRecord {
            path: path.display().to_string(),
            bytes: text.len(),
        });
    }
}

/// Boxes of a page that is not on a sheet. Its PDF page ends with the bleed.
fn boxes(page: &Page) -> Boxes {
    let (trim, bleed) = (in_mm(page.trim_box()), in_mm(page.bleed_box()));
    Boxes {
        media: bleed,
        trim,
        bleed,
    }
}

/// Boxes of a side of a sheet, whose PDF page is the paper.
fn side_boxes(side: &Side) -> Boxes {
    let paper = Rect {
        origin: handbill::internals::geom::Point::default(),
        size: side.size,
    };
    Boxes {
        media: in_mm(paper),
        trim: in_mm(side.trim),
        bleed: in_mm(side.trim.grown(Edges::all(side.bleed))),
    }
}

/// Sheets on which pages lie.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Sheets")]
struct SheetRecord {
    /// Kind of sheet: `page`, `nup`, `stack`, `booklet`, `zine`, `fold` or `tile`.
    kind: &'static str,
    /// Paper of the sheets.
    paper: String,
    /// Number of sheets through the printer.
    sheets: usize,
    /// Number of places for pages, on both sides together.
    places: usize,
    /// Scale at which pages are printed; 1 is their true size.
    scale: f64,
    /// Numbers of columns and rows of a tiled poster.
    #[serde(skip_serializing_if = "Option::is_none")]
    tiles: Option<[usize; 2]>,
    /// What the sheets made of the pages, in words, such as `two pages on a sheet of A4 to cut apart`. Missing if each
    /// page is printed as it was laid out, on paper of its size.
    #[serde(skip_serializing_if = "Option::is_none")]
    printed_as: Option<String>,
    /// Description for the table: `A3, 4 up`.
    #[serde(skip)]
    summary: String,
}

impl SheetRecord {
    fn of(examined: &Examined) -> Self {
        // Without an arrangement on sheets, each page is a sheet of its own.
        let Some(imposed) = &examined.imposed else {
            return Self {
                kind: examined.kind.name(),
                paper: examined.onto.clone(),
                sheets: examined.piece.pages.len(),
                places: examined.piece.pages.len(),
                scale: 1.0,
                tiles: None,
                printed_as: None,
                summary: examined.onto.clone(),
            };
        };
        let places = imposed.sides().map(|side| side.placements.len()).sum();
        let (sheets, onto) = (imposed.sheets.len(), &examined.onto);
        let summary = match (&imposed.tiles, examined.kind) {
            // The map shows how to paste the sheets together; it is one more sheet in the file.
            (Some(tiles), _) if tiles.maps > 0 => {
                let (columns, rows) = (tiles.columns, tiles.rows);
                format!("{onto}, {columns} × {rows} tiles and a map")
            }
            // One page on a side is what people expect, and is not mentioned.
            (None, SheetKind::Nup | SheetKind::Stack) if imposed.up > 1 => {
                format!("{onto}, {} up", imposed.up)
            }
            (None, SheetKind::Booklet | SheetKind::Zine | SheetKind::Fold) => {
                format!("{onto}, {}", examined.kind.name())
            }
            _ => onto.clone(),
        };
        // 99.95 % and more would be shown as 100 %.
        let summary = if imposed.scale < 0.9995 {
            format!("{summary}, at {:.0} %", imposed.scale * 100.0)
        } else {
            summary
        };
        Self {
            kind: examined.kind.name(),
            paper: onto.clone(),
            sheets,
            places,
            scale: to_thousandth(imposed.scale),
            tiles: imposed
                .tiles
                .as_ref()
                .map(|tiles| [tiles.columns, tiles.rows]),
            printed_as: None,
            summary,
        }
    }
}

/// Codes of a page. `scale` makes modules and distances those of the printed sheet.
fn codes(number: usize, page: &Page, scale: f64) -> Vec<CodeRecord> {
    let record = |code: &Code| {
        let module = code.module.to_mm() * scale;
        CodeRecord {
            payload: code.payload.encoded(),
            label: code.label.clone(),
            short: code.short.clone(),
            page: number,
            place: in_mm(code.bounds()),
            version: code.symbol.version(),
            level: code.symbol.level(),
            module_mm: to_thousandth(module),
            // Both distances grow with the module: see the ratios for their sources.
            distance_m: to_thousandth(module * qr::COMFORTABLE_RATIO / 1000.0),
            longest_distance_m: to_thousandth(module * qr::LONGEST_RATIO / 1000.0),
        }
    };
    page.codes().into_iter().map(record).collect()
}
