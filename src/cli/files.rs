//! The files written, as told to people and to programs.

use std::path::Path;

use serde::Serialize;

use super::report::{self, Record, millimetres, thousandth};
use handbill::internals::diag::Warned;
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

/// What a build tells programs.
#[derive(Serialize)]
pub(super) struct Report<'r> {
    pub(super) files: &'r [File],
    /// What no piece prints of the content.
    pub(super) left_out: Vec<OmissionRecord<'r>>,
    pub(super) diagnostics: Vec<Record<'r>>,
}

/// An element that no piece prints, as told to programs.
#[derive(Serialize)]
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

/// A file written, as told to programs. Lengths are in millimetres; those of boxes and codes count from
/// the upper left corner of the trim of their page, those of sheets from that of the sheet.
#[derive(Serialize)]
pub(super) struct File {
    path: String,
    template: String,
    paper: String,
    language: String,
    route: &'static str,
    /// The ink that the file is for, where each has one of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    ink: Option<String>,
    sheet: SheetRecord,
    bytes: usize,
    pages: Vec<Boxes>,
    codes: Vec<CodeRecord>,
    /// Of each page, the ink on it; none where the printer mixes its own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    coverage: Vec<CoverageRecord>,
    warnings: Vec<String>,
    /// The same words as plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<TextRecord>,
}

#[derive(Serialize)]
struct TextRecord {
    path: String,
    bytes: usize,
}

/// The ink on a page, in per cent.
#[derive(Serialize)]
struct CoverageRecord {
    page: usize,
    /// The most on one spot, all inks together.
    most: f64,
    inks: Vec<InkRecord>,
}

#[derive(Serialize)]
struct InkRecord {
    name: String,
    /// Of the ink in full over the whole trimmed page.
    mean: f64,
    /// Of the trimmed page that has any of it.
    area: f64,
}

impl CoverageRecord {
    fn of((page, coverage): (usize, &Coverage)) -> Self {
        let percent = |share: f64| thousandth(share * 100.0);
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

#[derive(Serialize)]
struct Boxes {
    media: [f64; 4],
    trim: [f64; 4],
    bleed: [f64; 4],
}

#[derive(Serialize)]
struct CodeRecord {
    payload: String,
    label: String,
    short: String,
    page: usize,
    /// Left, top, width and height, with the quiet zone.
    place: [f64; 4],
    version: u8,
    level: char,
    module_mm: f64,
    /// The distance from which it is read with ease, and the longest from which it is read at all.
    distance_m: f64,
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
    let (trim, bleed) = (millimetres(page.trim_box()), millimetres(page.bleed_box()));
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
        media: millimetres(paper),
        trim: millimetres(side.trim),
        bleed: millimetres(side.trim.grown(Edges::all(side.bleed))),
    }
}

/// How the pages lie on sheets.
#[derive(Serialize)]
struct SheetRecord {
    kind: &'static str,
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
            scale: thousandth(imposed.scale),
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
            place: millimetres(code.rect()),
            version: code.symbol.version(),
            level: code.symbol.level(),
            module_mm: thousandth(module),
            distance_m: thousandth(module * qr::COMFORTABLE_RATIO / 1000.0),
            longest_distance_m: thousandth(module * qr::LONGEST_RATIO / 1000.0),
        }
    };
    page.codes().into_iter().map(record).collect()
}
