//! The files written, as told to people and to programs.

use std::path::Path;

use schemars::JsonSchema;
use serde::Serialize;

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

/// Prints the files as a table.
pub(super) fn print(files: &[File]) {
    let mut rows = vec![
        ["file", "size", "pages", "on", "codes", "warnings"]
            .map(str::to_owned)
            .to_vec(),
    ];
    for file in files {
        rows.push(vec![
            file.path.clone(),
            format!("{} kB", file.bytes.div_ceil(1000)),
            file.pages.len().to_string(),
            file.sheet.told.clone(),
            file.codes.len().to_string(),
            file.warnings.len().to_string(),
        ]);
        if let Some(text) = &file.text {
            let size = format!("{} kB", text.bytes.div_ceil(1000));
            let mut row = vec![text.path.clone(), size];
            row.resize(6, "-".to_owned());
            rows.push(row);
        }
    }
    report::print_table(&rows);
}

/// The report of a build.
#[derive(Serialize, JsonSchema)]
pub(super) struct BuildReport<'r> {
    /// The files that were written.
    pub(super) files: &'r [File],
    /// The elements of the content that no piece prints.
    pub(super) left_out: Vec<OmissionRecord<'r>>,
    /// The findings, by file and place. A piece with an error is not written.
    pub(super) diagnostics: Vec<Finding>,
}

/// An element that no piece prints, as told to programs.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "LeftOut")]
pub(super) struct OmissionRecord<'r> {
    key: &'r str,
    words: &'r str,
    /// The templates that would print it.
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
    /// Where it was written.
    path: String,
    /// The id of its layout.
    template: String,
    /// The paper of its pages.
    paper: String,
    /// The tag of its language (BCP 47).
    language: String,
    /// The way it is printed: `screen`, `home`, `copier`, `riso` or `press`.
    route: &'static str,
    /// The ink that the file is for, where each has one of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    ink: Option<String>,
    /// How its pages lie on sheets.
    sheet: SheetRecord,
    /// Its size.
    bytes: usize,
    /// Its pages, or the sides of its sheets.
    pages: Vec<Boxes>,
    /// Its QR codes.
    codes: Vec<CodeRecord>,
    /// Of each page, the ink on it; none where the printer mixes its own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    coverage: Vec<CoverageRecord>,
    /// The warnings about its piece, each in a line; `diagnostics` has the same as records.
    warnings: Vec<String>,
    /// The same words as plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<TextRecord>,
}

/// A file of plain text.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "TextFile")]
struct TextRecord {
    /// Where it was written.
    path: String,
    /// Its size.
    bytes: usize,
}

/// The ink on a page, in per cent.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Coverage")]
struct CoverageRecord {
    /// The page, from 1.
    page: usize,
    /// The most on one spot, all inks together.
    most: f64,
    /// Each ink by itself.
    inks: Vec<InkRecord>,
}

/// How much of a page an ink covers, in per cent.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "InkCoverage")]
struct InkRecord {
    /// The name of the ink.
    name: String,
    /// Of the ink in full over the whole trimmed page.
    mean: f64,
    /// Of the trimmed page that has any of it.
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

/// The boxes of a page: left, top, width and height in millimetres.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PageBoxes")]
struct Boxes {
    /// The whole page of the PDF.
    media: [f64; 4],
    /// What is left after cutting.
    trim: [f64; 4],
    /// The trim with the bleed around it.
    bleed: [f64; 4],
}

/// A QR code on a page.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "BuiltCode")]
struct CodeRecord {
    /// The text that it holds.
    payload: String,
    /// The words of its action.
    label: String,
    /// The address as it is printed for people to type.
    short: String,
    /// The page, from 1.
    page: usize,
    /// Left, top, width and height, with the quiet zone.
    place: [f64; 4],
    /// The version of the symbol (ISO/IEC 18004), from 1 to 40.
    version: u8,
    /// The level of error correction: L, M, Q or H.
    level: char,
    /// The width of a module.
    module_mm: f64,
    /// The distance from which it is read with ease.
    distance_m: f64,
    /// The longest distance from which it is read at all.
    longest_distance_m: f64,
}

impl File {
    pub(super) fn new(path: &Path, file: &PdfFile, built: &Warned<Built>) -> Self {
        let examined = &built.value.examined;
        let piece = &examined.piece;
        let imposed = examined.imposed.as_ref();
        // Of tiles it is only the map that is small.
        let whole = imposed.filter(|imposed| imposed.tiles.is_none());
        let scale = whole.map_or(1.0, |imposed| imposed.scale);
        Self {
            path: path.display().to_string(),
            template: piece.template.clone(),
            paper: piece.paper.clone(),
            language: piece.language.clone(),
            route: examined.route.kind.name(),
            ink: file.ink.clone(),
            sheet: SheetRecord::of(examined),
            bytes: file.bytes.len(),
            pages: match &examined.imposed {
                Some(imposed) => imposed.sides().map(side_boxes).collect(),
                None => piece.pages.iter().map(boxes).collect(),
            },
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
            warnings: built.warnings.iter().map(ToString::to_string).collect(),
            text: None,
        }
    }

    /// Its words were also written as plain text.
    pub(super) fn with_text(&mut self, path: &Path, text: &str) {
        self.text = Some(TextRecord {
            path: path.display().to_string(),
            bytes: text.len(),
        });
    }
}

fn boxes(page: &Page) -> Boxes {
    let (trim, bleed) = (in_mm(page.trim_box()), in_mm(page.bleed_box()));
    Boxes {
        media: bleed,
        trim,
        bleed,
    }
}

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

/// How the pages lie on sheets.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Sheets")]
struct SheetRecord {
    /// The kind of sheet: `none`, `nup`, `stack`, `booklet`, `zine`, `fold` or `tile`.
    kind: &'static str,
    /// The paper of the sheets.
    paper: String,
    /// Sheets through the printer.
    sheets: usize,
    /// Places for pages on them, both sides together.
    places: usize,
    /// The share of its size that a page is printed at.
    scale: f64,
    /// Columns and rows of a poster in tiles.
    #[serde(skip_serializing_if = "Option::is_none")]
    tiles: Option<[usize; 2]>,
    /// The same in words.
    #[serde(skip)]
    told: String,
}

impl SheetRecord {
    fn of(examined: &Examined) -> Self {
        let Some(imposed) = &examined.imposed else {
            return Self {
                kind: examined.kind.name(),
                paper: examined.onto.clone(),
                sheets: examined.piece.pages.len(),
                places: examined.piece.pages.len(),
                scale: 1.0,
                tiles: None,
                told: examined.onto.clone(),
            };
        };
        let places = imposed.sides().map(|side| side.placements.len()).sum();
        let (sheets, onto) = (imposed.sheets.len(), &examined.onto);
        let told = match (&imposed.tiles, examined.kind) {
            (Some(tiles), _) if tiles.maps > 0 => {
                let (columns, rows) = (tiles.columns, tiles.rows);
                format!("{onto}, {columns} × {rows} tiles and a map")
            }
            (None, SheetKind::Nup | SheetKind::Stack) if imposed.up > 1 => {
                format!("{onto}, {} up", imposed.up)
            }
            (None, SheetKind::Booklet | SheetKind::Zine | SheetKind::Fold) => {
                format!("{onto}, {}", examined.kind.name())
            }
            _ => onto.clone(),
        };
        let told = if imposed.scale < 0.9995 {
            format!("{told}, at {:.0} %", imposed.scale * 100.0)
        } else {
            told
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
            told,
        }
    }
}

fn codes(number: usize, page: &Page, scale: f64) -> Vec<CodeRecord> {
    let record = |code: &Code| {
        let module = code.module.to_mm() * scale;
        CodeRecord {
            payload: code.payload.encoded(),
            label: code.label.clone(),
            short: code.short.clone(),
            page: number,
            place: in_mm(code.rect()),
            version: code.symbol.version(),
            level: code.symbol.level(),
            module_mm: to_thousandth(module),
            distance_m: to_thousandth(module * qr::COMFORTABLE_RATIO / 1000.0),
            longest_distance_m: to_thousandth(module * qr::LONGEST_RATIO / 1000.0),
        }
    };
    page.codes().into_iter().map(record).collect()
}
