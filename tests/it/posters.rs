//! Posters over several sheets: put together again they are the poster.

use std::fs;
use std::process::Command;

use handbill::internals::frame::Frame;
use handbill::internals::geom::{Length, Point, Rect};
use handbill::internals::ink::Inks;
use handbill::internals::pdf::{self, Print, Reused};
use handbill::internals::pipeline::SheetKind;
use handbill::internals::pipeline::{Built, Job};
use handbill::internals::route::RouteKind;
use handbill::internals::sheet::Sheet;
use serde_json::Value;

use crate::common::render;
use crate::common::{self, pipeline, said, sample};

/// A pixel is half a millimetre.
const DPI: f64 = 50.8;

fn poster(paper: &str, route: RouteKind, set: impl FnOnce(&mut Job)) -> Built {
    let template = pipeline().library.load("poster").expect("the poster");
    let mut job = Job::screen(&template, &paper.parse().expect("a paper"));
    job.printing.route = route;
    set(&mut job);
    match pipeline().build(sample(), &job) {
        Ok(built) => built.value,
        Err(problems) => panic!("{}", said(&problems)),
    }
}

/// The pages of a built piece as a file, on sheets or by themselves.
fn exported(built: &Built, sheets: Option<&[Sheet]>) -> Vec<u8> {
    let inks = Inks::of(&built.examined.route, &built.examined.piece.inks).expect("inks");
    let print = Print {
        sheets,
        ..Print::pages(&built.examined.piece, &inks)
    };
    pdf::export(&print, &pipeline().book, &Reused::default()).expect("a file")
}

type Rgb = [u8; 3];

/// A picture in colour.
struct Picture {
    width: usize,
    pixels: Vec<Rgb>,
}

impl Picture {
    fn of(pdf: &[u8], page: usize) -> Self {
        let (width, _, pixels) = render::color_page(pdf, page, DPI);
        Self { width, pixels }
    }

    fn at(&self, x: usize, y: usize) -> Rgb {
        self.pixels[y * self.width + x]
    }
}

/// The pixel that a length comes to, which has to be the edge of one.
fn pixel(length: Length) -> usize {
    let pixels = length.to_inch() * DPI;
    assert!(
        (pixels - pixels.round()).abs() < 0.01,
        "{length} is between pixels"
    );
    pixels.round() as usize
}

/// Whether two pixels are the same, up to what moving a drawing by whole pixels changes at its edges.
fn alike(a: Rgb, b: Rgb) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= 16)
}

/// Pastes the tiles as someone does on a table, by their places alone, and compares every pixel with the
/// poster. Gives how many pixels were compared, those in overlaps as often as they are there.
fn pasted(built: &Built, tiles: &[u8], poster: &Picture, seen_alone: bool) -> usize {
    let imposed = built.examined.imposed.as_ref().expect("sheets");
    let tiling = imposed.tiles.as_ref().expect("tiles");
    let mut covered = vec![0_u32; poster.pixels.len()];
    let mut compared = 0;
    for (number, sheet) in imposed.sheets.iter().take(tiling.sheets).enumerate() {
        let side = &sheet.front;
        let [placement] = side.placements[..] else {
            panic!("a tile shows one page");
        };
        assert_eq!((placement.scale, sheet.back.is_none()), (1.0, true));
        let picture = Picture::of(tiles, number);
        let (left, top) = (
            pixel(placement.clip.origin.x),
            pixel(placement.clip.origin.y),
        );
        let (right, below) = (
            pixel(placement.clip.right()),
            pixel(placement.clip.bottom()),
        );
        let from = placement.clip.origin + Point::new(-placement.at.x, -placement.at.y);
        let (x0, y0) = (pixel(from.x), pixel(from.y));
        let (column, row) = (number % tiling.columns, number / tiling.columns);
        let seen = tiling.visible_part(column, row);
        let (seen_right, seen_below) = (pixel(seen.right()), pixel(seen.bottom()));
        let mut wrong = Vec::new();
        for y in top..below {
            for x in left..right {
                let (px, py) = (x0 + x - left, y0 + y - top);
                covered[py * poster.width + px] += 1;
                // Lines to cut along lie on the very edge.
                let inside =
                    px > x0 + 1 && py > y0 + 1 && px + 2 < seen_right && py + 2 < seen_below;
                if seen_alone && !inside {
                    continue;
                }
                compared += 1;
                let (here, there) = (picture.at(x, y), poster.at(px, py));
                if !alike(here, there) {
                    wrong.push((px, py, here, there));
                }
            }
        }
        let label = tiling.label(column, row);
        // Small letters are drawn a part of a pixel beside each other.
        let few = picture.pixels.len() / 5000;
        assert!(
            wrong.len() <= few,
            "pixels of tile {label} that the poster does not have: {wrong:?}"
        );
    }
    let (wide, high) = (
        poster.width.min(poster_side(built, true)),
        poster_side(built, false),
    );
    for y in 0..high {
        for x in 0..wide {
            assert!(covered[y * poster.width + x] > 0, "{x},{y} is on no tile");
        }
    }
    compared
}

fn poster_side(built: &Built, wide: bool) -> usize {
    let trim = built.examined.piece.pages[0].trim;
    pixel(if wide { trim.width } else { trim.height })
}

#[test]
fn tiles_pasted_together_are_the_poster() {
    for (paper, route, overlap) in [
        ("A2", RouteKind::Home, 10.0),
        ("A2", RouteKind::Screen, 15.0),
        ("A3", RouteKind::Home, 0.0),
        ("A3", RouteKind::Copier, 10.0),
    ] {
        let built = poster(paper, route, |job| {
            job.printing.sheet = Some(SheetKind::Tile);
            job.printing.onto = Some("A4".parse().expect("a paper"));
            job.printing.margin = Some(Length::mm(6.0));
            job.printing.overlap = Some(Length::mm(overlap));
        });
        let whole = Picture::of(&exported(&built, None), 0);
        let distinct = whole
            .pixels
            .iter()
            .filter(|pixel| **pixel != whole.at(0, 0))
            .count();
        assert!(
            distinct * 10 > whole.pixels.len(),
            "the poster is no empty sheet"
        );
        // As printed: what is seen in the end. Without marks: every pixel, those under the glue too.
        let seen = pasted(&built, built.pdf(), &whole, true);
        let mut sheets = built
            .examined
            .imposed
            .as_ref()
            .expect("sheets")
            .sheets
            .clone();
        for sheet in &mut sheets {
            sheet.front.marks = Frame::default();
        }
        let all = pasted(&built, &exported(&built, Some(&sheets)), &whole, false);
        let area = poster_side(&built, true) * poster_side(&built, false);
        assert!(seen * 100 > area * 96, "{seen} of {area} were seen");
        assert!(
            all >= area && (overlap == 0.0 || all > area),
            "{all} of {area}"
        );
    }
}

/// How many sheets cover a length, found by adding one after the other.
fn sheets_along(length: f64, usable: f64, overlap: f64) -> usize {
    let mut count = 1;
    let mut reached = usable;
    while reached < length - 1e-6 {
        reached += usable - overlap;
        count += 1;
    }
    count
}

#[test]
fn a_poster_takes_as_few_sheets_as_there_is_a_way_for() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(
        folder.path().join("c.toml"),
        common::small_campaign("A lead."),
    )
    .expect("written");
    for (onto, (width, height)) in [("A4", (210.0, 297.0)), ("letter", (215.9, 279.4))] {
        let margin = 6.35 * 2.0;
        let ways = [(width, height), (height, width)].map(|(wide, high)| {
            sheets_along(594.0, wide - margin, 10.0) * sheets_along(841.0, high - margin, 10.0)
        });
        let best = ways.into_iter().min().expect("two ways");
        let run = |format: &str| {
            let output = Command::new(env!("CARGO_BIN_EXE_handbill"))
                .current_dir(folder.path())
                .args(["build", "c.toml", "--template", "poster", "--paper", "A1"])
                .args(["--sheet", "tile", "--onto", onto, "--format", format])
                .output()
                .expect("the program starts");
            assert!(output.status.success(), "{output:?}");
            String::from_utf8(output.stdout).expect("UTF-8")
        };
        let report: Value = serde_json::from_str(&run("json")).expect("JSON");
        let file = &report["files"][0];
        // One more sheet shows how they go together.
        assert_eq!(file["sheet"]["sheets"], best + 1, "A1 onto {onto}");
        assert_eq!(file["pages"].as_array().map(Vec::len), Some(best + 1));
        let table = run("human");
        let line = table
            .lines()
            .find(|line| line.contains(".pdf "))
            .expect("a row");
        let words = line.rsplit_once(onto).expect("the paper").1;
        let numbers: Vec<usize> = words
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|number| number.parse().ok())
            .take(2)
            .collect();
        assert_eq!(numbers[0] * numbers[1], best, "{table}");
        assert!(table.contains("tiles and a map"), "{table}");
    }
}

#[test]
fn a_poster_that_fits_one_sheet_has_no_map_and_says_so() {
    let built = poster("A3", RouteKind::Home, |job| {
        job.printing.sheet = Some(SheetKind::Tile);
        job.printing.onto = Some("A2".parse().expect("a paper"));
    });
    let imposed = built.examined.imposed.as_ref().expect("sheets");
    assert_eq!(imposed.sheets.len(), 1);
    let page = Rect::new(
        Length::ZERO,
        Length::ZERO,
        Length::mm(297.0),
        Length::mm(420.0),
    );
    assert_eq!(imposed.sheets[0].front.placements[0].clip.size, page.size);
}
