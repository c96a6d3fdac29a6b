//! Pictures cut to shapes, inks that multiply, halftones, a colour that is kept, and tritones. Measured on what is
//! drawn, on every route and in both directions of reading.

use std::collections::BTreeSet;
use std::fs;
use std::io::Cursor;
use std::path::Path;

use handbill::internals::content;
use handbill::internals::diag::{Diagnostics, Warned};
use handbill::internals::geom::Length;
use handbill::internals::pipeline::{Built, Job, Pipeline, SheetKind};
use handbill::internals::project::Project;
use handbill::internals::route::RouteKind;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, GrayImage, Luma, Rgb, RgbImage, Rgba, RgbaImage};
use jpeg_encoder::{ColorType, Encoder};
use lopdf::{Document, Object};

use crate::common::{pdf, render, said, small_campaign, structure};

const ROUTES: [RouteKind; 5] = [
    RouteKind::Screen,
    RouteKind::Home,
    RouteKind::Copier,
    RouteKind::Riso,
    RouteKind::Press,
];

/// A page of 105 × 148 mm with an area of 60 × 40 mm whose corner lies 20 mm from the sides.
const PAGE: &str = r##"
[template]
extends = "base"
papers = ["A6"]
design = "A6"

[[page]]
margin = "20mm"
columns = ["60mm"]
rows = ["40mm", "1fr"]
areas = ["it", "words"]
area.words = { text = "{campaign.title}", style = "text" }
"##;

/// Orange as on a sign, which is the accent of the palette.
const SIGN: [u8; 3] = [0xF2, 0xA8, 0x00];

/// Writes the pictures that layouts name by their places: 1 `gray`, 2 `crowd`, 3 `mark` (a drawing).
fn write_pictures(folder: &Path) {
    let gray = GrayImage::from_pixel(900, 600, Luma([80]));
    gray.save(folder.join("gray.png")).expect("written");
    // Blue people, and a sign in the middle of the right half.
    let crowd = RgbImage::from_fn(900, 600, |x, y| {
        let is_sign = (600..750).contains(&x) && (200..400).contains(&y);
        Rgb(if is_sign { SIGN } else { [60, 90, 150] })
    });
    crowd.save(folder.join("crowd.png")).expect("written");
    let drawing = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60"><rect width="90" height="60" fill="#000"/></svg>"##;
    fs::write(folder.join("mark.svg"), drawing).expect("written");
}

fn tables() -> String {
    [
        ("gray", "gray.png"),
        ("crowd", "crowd.png"),
        ("mark", "mark.svg"),
    ]
    .map(|(id, file)| image_table(id, file))
    .concat()
}

fn image_table(id: &str, file: &str) -> String {
    format!(
        "\n[[image]]\nid = \"{id}\"\nfile = \"{file}\"\nalt = \"What {id} shows\"\ncredit = \"Us\"\nlicense = \"CC0\"\n"
    )
}

/// A case: what the layout says of the area `it`, and what follows.
#[derive(Clone, Copy)]
struct Case<'a> {
    area: &'a str,
    more: &'a str,
    language: &'a str,
    route: RouteKind,
    sheet: SheetKind,
}

fn case(area: &str, route: RouteKind) -> Case<'_> {
    Case {
        area,
        more: "",
        language: "en",
        route,
        sheet: SheetKind::Page,
    }
}

fn build_in(folder: &Path, more: &str, case: Case<'_>) -> Result<Warned<Built>, Diagnostics> {
    let language = format!("language = \"{}\"", case.language);
    let campaign = small_campaign("A lead.").replace("language = \"en\"", &language);
    fs::write(folder.join("campaign.toml"), campaign + more).expect("written");
    fs::create_dir_all(folder.join("templates")).expect("made");
    let layout = format!("{PAGE}area.it = {{ {} }}\n{}", case.area, case.more);
    fs::write(folder.join("templates/case.toml"), layout).expect("written");
    let project = Project::at(folder.join("campaign.toml"));
    let campaign = content::load(&project)?.value;
    let pipeline = Pipeline::of(&project)?;
    let template = pipeline.library.load("case")?;
    let mut job = Job::screen(&template, &"A6".parse().expect("a paper"));
    job.printing.route = case.route;
    job.printing.sheet = Some(case.sheet);
    let has_edge = matches!(
        case.route,
        RouteKind::Home | RouteKind::Copier | RouteKind::Riso
    );
    if has_edge && case.sheet == SheetKind::Page {
        // Without the edge that the printer does not reach, all routes have the page at the same size.
        job.printing.margin = Some(Length::ZERO);
    }
    if case.sheet == SheetKind::Nup {
        job.printing.onto = Some("A4".parse().expect("a paper"));
    }
    pipeline.build(&campaign, &job)
}

fn build(case: Case<'_>) -> Result<Warned<Built>, Diagnostics> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_pictures(folder.path());
    build_in(folder.path(), &tables(), case)
}

fn built(case: Case<'_>) -> Warned<Built> {
    build(case).unwrap_or_else(|problems| panic!("{}: {}", case.area, said(&problems)))
}

fn rules(built: &Warned<Built>) -> BTreeSet<&'static str> {
    built
        .warnings
        .iter()
        .map(|problem| problem.rule.name())
        .collect()
}

/// The file of an ink, or the only file.
fn file<'b>(built: &'b Built, ink: &str) -> &'b [u8] {
    let mut files = built.files.iter();
    let own = files.find(|file| {
        let name = file.ink.as_deref().unwrap_or_default();
        name.eq_ignore_ascii_case(ink)
    });
    own.map_or(built.pdf(), |file| &file.bytes)
}

/// A page as a renderer shows it.
struct Drawn {
    width: usize,
    bleed: f64,
    pixels: Vec<[u8; 3]>,
}

const PPI: f64 = 100.0;

impl Drawn {
    fn of(built: &Built, ink: &str) -> Self {
        let (width, _, pixels) = render::color_page(file(built, ink), 0, PPI);
        Self {
            width,
            bleed: built.examined.piece.pages[0].bleed.to_mm(),
            pixels,
        }
    }

    /// The colour at a place of the page, in millimetres.
    fn at(&self, x: f64, y: f64) -> [u8; 3] {
        let pixel = |mm: f64| ((mm + self.bleed) / 25.4 * PPI) as usize;
        self.pixels[pixel(y) * self.width + pixel(x)]
    }

    /// The mean of the tones of a part of the page.
    fn mean(&self, (left, top): (f64, f64), (right, bottom): (f64, f64)) -> f64 {
        let pixel = |mm: f64| ((mm + self.bleed) / 25.4 * PPI) as usize;
        let rows = pixel(top)..pixel(bottom);
        let tones: Vec<f64> = rows
            .flat_map(|y| (pixel(left)..pixel(right)).map(move |x| (x, y)))
            .map(|(x, y)| f64::from(self.pixels[y * self.width + x][0]))
            .collect();
        tones.iter().sum::<f64>() / tones.len() as f64
    }

    /// The number of pixels that are clearly darker than paper.
    fn dark(&self) -> usize {
        let is_dark = |[r, g, b]: &&[u8; 3]| r.min(g).min(b) < &170;
        self.pixels.iter().filter(is_dark).count()
    }
}

fn near(a: [u8; 3], b: [u8; 3], by: u8) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= by)
}

const WHITE: [u8; 3] = [255; 3];

// ---- Shapes --------------------------------------------------------------------------------------------

/// A flag whose notch is at its end.
const FLAG: &str = r#"image = "1", credit = false, shape = ["0% 0%", "100% 0%", "60% 50%", "100% 100%", "0% 100%"]"#;

#[test]
fn a_picture_is_cut_to_its_shape_on_every_route() {
    for route in ROUTES {
        let ink = "black";
        // A circle as high as the area, in its middle.
        let circle = built(case(
            "image = \"1\", credit = false, shape = \"circle\"",
            route,
        ));
        let page = Drawn::of(&circle.value, ink);
        assert!(page.at(50.0, 40.0)[0] < 130, "{route:?}: the middle");
        assert!(page.at(33.0, 40.0)[0] < 130, "{route:?}: near the edge");
        for (x, y) in [(29.0, 40.0), (32.0, 22.0), (68.0, 58.0), (22.0, 40.0)] {
            assert!(near(page.at(x, y), WHITE, 2), "{route:?}: {x} {y}");
        }
        let ellipse = built(case(
            "image = \"1\", credit = false, shape = \"ellipse\"",
            route,
        ));
        let page = Drawn::of(&ellipse.value, ink);
        assert!(page.at(22.0, 40.0)[0] < 130, "{route:?}: the start");
        assert!(near(page.at(22.0, 23.0), WHITE, 2), "{route:?}: a corner");
        // A ring: the even-odd rule makes a hole.
        let ring = "image = \"1\", credit = false, shape = \"M0 0H1V1H0Z M.25.25H.75V.75H.25Z\"";
        let page = Drawn::of(&built(case(ring, route)).value, ink);
        assert!(page.at(25.0, 25.0)[0] < 130, "{route:?}: the rim");
        assert!(near(page.at(50.0, 40.0), WHITE, 2), "{route:?}: the hole");
    }
}

#[test]
fn a_shape_with_sides_is_mirrored_and_turns_with_its_box() {
    let left = Drawn::of(&built(case(FLAG, RouteKind::Screen)).value, "");
    assert!(near(left.at(75.0, 40.0), WHITE, 2) && left.at(25.0, 40.0)[0] < 130);
    let right = Case {
        language: "en-Arab",
        ..case(FLAG, RouteKind::Screen)
    };
    // The area begins 20 mm from the right edge of 105 mm: it goes from 25 to 85 mm.
    let right = Drawn::of(&built(right).value, "");
    assert!(near(right.at(30.0, 40.0), WHITE, 2) && right.at(80.0, 40.0)[0] < 130);
    // Rotated by a quarter about its middle, the notch points down.
    for route in [RouteKind::Screen, RouteKind::Copier, RouteKind::Press] {
        let rotated = format!("rotate = \"90deg\", {FLAG}");
        let page = Drawn::of(&built(case(&rotated, route)).value, "");
        assert!(near(page.at(50.0, 66.0), WHITE, 2), "{route:?}: the notch");
        assert!(page.at(50.0, 15.0)[0] < 130, "{route:?}: the other end");
    }
}

#[test]
fn a_cut_picture_lies_on_imposed_sheets_and_drawings_are_cut_too() {
    let circle = "image = \"1\", credit = false, shape = \"circle\"";
    let alone = Drawn::of(&built(case(circle, RouteKind::Home)).value, "").dark();
    let sheet = Case {
        sheet: SheetKind::Nup,
        ..case(circle, RouteKind::Home)
    };
    let sheet = Drawn::of(&built(sheet).value, "");
    let copies = sheet.dark() as f64 / alone as f64;
    assert!(copies > 1.9, "{copies}");
    // The marks to cut along are dark too.
    assert!((copies - copies.round()).abs() < 0.15, "{copies}");
    for route in [RouteKind::Screen, RouteKind::Copier, RouteKind::Press] {
        let mark = "image = \"3\", credit = false, shape = \"ellipse\"";
        let page = Drawn::of(&built(case(mark, route)).value, "");
        assert!(page.at(50.0, 40.0)[0] < 60, "{route:?}");
        assert!(near(page.at(22.0, 22.0), WHITE, 2), "{route:?}");
    }
}

#[test]
fn a_cut_picture_keeps_its_description() {
    let built = built(case(FLAG, RouteKind::Screen));
    let document = pdf::open(built.value.pdf());
    let tree = structure::tree(&document);
    let described: Vec<String> = tree
        .elements()
        .filter_map(|element| element.text("Alt"))
        .collect();
    assert!(
        described.iter().any(|alt| alt == "What gray shows"),
        "{described:?}"
    );
}

#[test]
fn words_beside_a_shape_lie_on_paper_and_words_on_it_are_told() {
    let layer = |y: &str| {
        format!(
            "[[page.layer]]\non = \"it\"\nat = \"top start\"\ninset = \"{y} 0mm 0mm 2mm\"\nwidth = \"12mm\"\ntext = \"Now\"\nstyle = \"text\"\n"
        )
    };
    // Black words: unreadable on the dark picture, and fine on the paper beside the circle.
    let circle = "image = \"1\", credit = false, shape = \"circle\"";
    let beside = layer("2mm");
    let beside = built(Case {
        more: &beside,
        ..case(circle, RouteKind::Screen)
    });
    assert!(
        !rules(&beside).contains("low-contrast"),
        "{:?}",
        rules(&beside)
    );
    let whole = layer("2mm");
    let on = built(Case {
        more: &whole,
        ..case("image = \"1\", credit = false", RouteKind::Screen)
    });
    assert!(rules(&on).contains("low-contrast"), "{:?}", rules(&on));
}

#[test]
fn the_light_of_a_duotone_fills_the_shape_alone() {
    let area = "image = \"1\", credit = false, shape = \"circle\", duotone = [\"ink\", \"accent\"]";
    let page = Drawn::of(&built(case(area, RouteKind::Riso)).value, "Sunflower");
    assert!(page.at(50.0, 40.0)[0] < 60, "the paper of the picture");
    assert!(near(page.at(22.0, 22.0), WHITE, 2), "beside the circle");
}

// ---- Multiply ------------------------------------------------------------------------------------------

/// The accent over a grey photograph.
const OVER: &str = r#"
[[page.layer]]
on = "it"
blend = "multiply"
fill = "accent"
"#;

#[test]
fn two_inks_add_up_on_every_route() {
    let area = "image = \"1\", credit = false";
    for route in ROUTES {
        let built = built(Case {
            more: OVER,
            ..case(area, route)
        });
        let got = Drawn::of(&built.value, "black").at(50.0, 40.0);
        match route {
            // Light passes through both: 80 of 255, of each part of the accent.
            RouteKind::Screen | RouteKind::Home => {
                let wanted = SIGN.map(|part| (u32::from(part) * 80 / 255) as u8);
                assert!(near(got, wanted, 3), "{route:?}: {got:?}, not {wanted:?}");
            }
            RouteKind::Press => assert!(got[2] < 30 && got[0] < 110, "{got:?}"),
            // The grey of the photograph with more contrast, and of the accent: darker than either.
            RouteKind::Copier => {
                let alone = Drawn::of(&self::built(case(area, route)).value, "").at(50.0, 40.0);
                assert!(got[0] < alone[0], "{got:?} {alone:?}");
                assert!(got[0] >= 36, "85 % is the darkest tint: {got:?}");
            }
            RouteKind::Riso => {
                // Each ink on its own plate, and none removes the other.
                let alone = Drawn::of(&self::built(case(area, route)).value, "black");
                assert!(near(got, alone.at(50.0, 40.0), 2), "{got:?}");
                let own = Drawn::of(&built.value, "Sunflower").at(50.0, 40.0);
                assert!(own[0] < 60, "{own:?}");
            }
        }
    }
}

#[test]
fn a_picture_multiplies_with_its_ground() {
    let area = "fill = \"accent\", blend = \"multiply\", image = \"2\", credit = false";
    let page = Drawn::of(&built(case(area, RouteKind::Screen)).value, "");
    let wanted = [60_u8, 90, 150].iter().zip(SIGN);
    let wanted: Vec<u8> = wanted
        .map(|(a, b)| (u32::from(*a) * u32::from(b) / 255) as u8)
        .collect();
    let got = page.at(30.0, 40.0);
    assert!(near(got, [wanted[0], wanted[1], wanted[2]], 4), "{got:?}");
    // On a copier it is mixed beforehand, and every tone can be printed.
    let page = Drawn::of(&built(case(area, RouteKind::Copier)).value, "");
    let got = page.at(30.0, 40.0);
    assert!((36..=217).contains(&got[0]) || got[0] == 0, "{got:?}");
    let alone = "image = \"2\", credit = false";
    let alone = Drawn::of(&built(case(alone, RouteKind::Copier)).value, "");
    assert!(got[0] <= alone.at(30.0, 40.0)[0]);
}

#[test]
fn multiply_is_blended_in_the_inks_of_the_press() {
    // The build fails if the file does not meet PDF/X-4.
    for sheet in [SheetKind::Page, SheetKind::Nup] {
        let area = "fill = \"accent\", blend = \"multiply\", image = \"2\", credit = false, shape = \"circle\"";
        let built = built(Case {
            more: OVER,
            sheet,
            ..case(area, RouteKind::Press)
        });
        let document = pdf::open(built.value.pdf());
        assert!(has_multiply(&document));
        assert_eq!(groups(&document), BTreeSet::from(["DeviceCMYK".to_owned()]));
    }
    let screen = built(Case {
        more: OVER,
        ..case("image = \"1\", credit = false", RouteKind::Screen)
    });
    let document = pdf::open(screen.value.pdf());
    assert_eq!(groups(&document), BTreeSet::from(["DeviceRGB".to_owned()]));
    // Without it, nothing about a file changes.
    let plain = built(case("image = \"1\", credit = false", RouteKind::Screen));
    let document = pdf::open(plain.value.pdf());
    assert!(!has_multiply(&document) && groups(&document).is_empty());
}

fn dictionaries(document: &Document) -> impl Iterator<Item = &lopdf::Dictionary> {
    document.objects.values().flat_map(|object| {
        let own = match object {
            Object::Dictionary(dictionary) => dictionary,
            Object::Stream(stream) => &stream.dict,
            _ => return Vec::new(),
        };
        let inner = own.iter().filter_map(|(_, value)| value.as_dict().ok());
        std::iter::once(own).chain(inner).collect()
    })
}

fn has_multiply(document: &Document) -> bool {
    let mode = |dictionary: &lopdf::Dictionary| {
        let mode = dictionary.get(b"BM").and_then(Object::as_name).ok();
        mode == Some(b"Multiply")
    };
    dictionaries(document).any(mode)
}

/// The colour spaces of transparency groups.
fn groups(document: &Document) -> BTreeSet<String> {
    let space = |dictionary: &lopdf::Dictionary| {
        let kind = dictionary.get(b"S").and_then(Object::as_name).ok()?;
        let space = dictionary.get(b"CS").and_then(Object::as_name).ok()?;
        (kind == b"Transparency").then(|| String::from_utf8_lossy(space).into_owned())
    };
    dictionaries(document).filter_map(space).collect()
}

#[test]
fn contrast_is_that_with_the_sum() {
    let words = "[[page.layer]]\non = \"it\"\nat = \"center\"\ntext = \"Now\"\nstyle = \"text\"\n";
    let over = format!("{OVER}{words}");
    // Black words on the accent are fine; on the accent over a dark photograph they are not.
    let on_dark = build(Case {
        more: &over,
        ..case("image = \"1\", credit = false", RouteKind::Screen)
    });
    let told = said(&on_dark.expect_err("nearly black on black"));
    assert!(told.contains("“Now” has a contrast of"), "{told}");
    let on_paper = built(Case {
        more: &over,
        ..case("fill = \"white\"", RouteKind::Screen)
    });
    assert!(
        !rules(&on_paper).contains("low-contrast"),
        "{:?}",
        rules(&on_paper)
    );
}

// ---- Halftone ------------------------------------------------------------------------------------------

#[test]
fn a_halftone_is_a_sharp_stencil_of_the_tone_of_the_picture() {
    let area = "image = \"1\", credit = false, halftone = { ruling = 30, color = \"accent\" }";
    for route in ROUTES {
        let built = built(case(area, route));
        let ink = "Sunflower";
        let document = pdf::open(file(&built.value, ink));
        let stencils: Vec<(i64, i64)> = dictionaries(&document)
            .filter(|dictionary| dictionary.has(b"ImageMask"))
            .map(|dictionary| {
                let number = |key: &[u8]| dictionary.get(key).and_then(Object::as_i64);
                assert_eq!(number(b"BitsPerComponent").ok(), Some(1));
                (
                    number(b"Width").expect("a width"),
                    number(b"Height").expect("a height"),
                )
            })
            .collect();
        // 60 × 40 mm at 600 to the inch.
        assert_eq!(stencils, [(1417, 945)], "{route:?}");
        // A grey of 80 has 69 % of ink; on a copier with its contrast 75 %.
        let page = Drawn::of(&built.value, ink);
        let (full, gray) = match route {
            RouteKind::Screen | RouteKind::Home => (f64::from(SIGN[0]), 80.0),
            RouteKind::Press => continue,
            RouteKind::Copier => (0.0, (80.0 - 127.5) * 1.35 + 127.5),
            RouteKind::Riso => (0.0, 80.0),
        };
        let share = 1.0 - gray / 255.0;
        let wanted = 255.0 - (255.0 - full) * share;
        let got = page.mean((25.0, 25.0), (75.0, 55.0));
        assert!((got - wanted).abs() < 6.0, "{route:?}: {got}, not {wanted}");
    }
}

#[test]
fn the_dots_of_a_copier_are_black_or_nothing() {
    let area = "image = \"1\", credit = false, halftone = { ruling = 20, color = \"accent\" }";
    let built = built(case(area, RouteKind::Copier));
    let (width, _, pixels) = render::color_page(built.value.pdf(), 0, 600.0);
    let pixel = |mm: f64| (mm / 25.4 * 600.0) as usize;
    let part =
        (pixel(30.0)..pixel(50.0)).flat_map(|y| (pixel(30.0)..pixel(60.0)).map(move |x| (x, y)));
    let tones: Vec<u8> = part.map(|(x, y)| pixels[y * width + x][0]).collect();
    let solid = tones
        .iter()
        .filter(|tone| matches!(tone, 0..=8 | 247..=255))
        .count();
    // A renderer smooths the edges of dots.
    assert!(
        solid as f64 > tones.len() as f64 * 0.85,
        "{solid} of {}",
        tones.len()
    );
    assert!(tones.contains(&0) && tones.contains(&255));
}

#[test]
fn a_halftone_lies_on_its_ground() {
    let area = "image = \"1\", credit = false, shape = \"circle\", halftone = { ruling = 20, shape = \"line\", ground = \"accent\" }";
    for route in [RouteKind::Screen, RouteKind::Press, RouteKind::Riso] {
        let built = built(case(area, route));
        let page = Drawn::of(&built.value, "Sunflower");
        let colors: BTreeSet<u8> = (300..500)
            .map(|step| page.at(f64::from(step) / 10.0 + 10.0, 40.0)[2])
            .collect();
        assert!(
            !colors.contains(&255),
            "{route:?}: there is no paper between the lines"
        );
        assert!(
            near(page.at(22.0, 22.0), WHITE, 2),
            "{route:?}: beside the circle"
        );
    }
}

#[test]
fn looks_of_one_picture_are_converted_apart() {
    let areas = r#"areas = ["a b"], columns = ["1fr", "1fr"], area.a = { image = "2", credit = false, duotone = ["ink", "white"], keep = "accent" }, area.b = { image = "2", credit = false, duotone = ["ink", "white"] }"#;
    let page = Drawn::of(&built(case(areas, RouteKind::Screen)).value, "");
    // The sign is lower; above it, both are the same.
    assert!(near(page.at(30.0, 30.0), page.at(60.0, 30.0), 3));
    let again = built(case(areas, RouteKind::Screen));
    let once = built(case(areas, RouteKind::Screen));
    assert_eq!(again.value.pdf(), once.value.pdf());
    let images = |built: &Warned<Built>| {
        let document = pdf::open(built.value.pdf());
        let is_image = |dictionary: &&lopdf::Dictionary| {
            dictionary.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Image")
        };
        dictionaries(&document).filter(is_image).count()
    };
    assert_eq!(images(&again), 2);
}

// ---- Kept colours and tritones -------------------------------------------------------------------------

/// The crowd in black and white, with its sign as it is. The sign is 40 to 50 mm from the start of the area.
const KEPT: &str =
    "image = \"2\", credit = false, duotone = [\"ink\", \"white\"], keep = \"accent\"";

#[test]
fn the_one_apricot_sign_stays_apricot() {
    for route in ROUTES {
        let built = built(case(KEPT, route));
        let page = Drawn::of(&built.value, "black");
        let (sign, crowd) = (page.at(65.0, 40.0), page.at(30.0, 40.0));
        let is_gray = |[r, g, b]: [u8; 3]| r.abs_diff(g).max(g.abs_diff(b)) < 12;
        assert!(is_gray(crowd) && crowd[0] < 140, "{route:?}: {crowd:?}");
        match route {
            RouteKind::Screen | RouteKind::Home => {
                assert!(near(sign, SIGN, 4), "{route:?}: {sign:?}");
            }
            RouteKind::Press => assert!(sign[0] > 200 && sign[2] < 90, "{sign:?}"),
            RouteKind::Copier => assert!(is_gray(sign) && sign[0] > crowd[0], "{sign:?}"),
            RouteKind::Riso => {
                // The ink of the sign prints it, and black leaves it out.
                assert!(sign[0] > 200, "black: {sign:?}");
                let own = Drawn::of(&built.value, "Sunflower");
                assert!(own.at(65.0, 40.0)[0] < 60, "{:?}", own.at(65.0, 40.0));
                assert!(near(own.at(30.0, 40.0), WHITE, 2), "the crowd");
            }
        }
    }
    // Without `keep`, it is what was complained about.
    let plain = "image = \"2\", credit = false, duotone = [\"ink\", \"white\"]";
    let page = Drawn::of(&built(case(plain, RouteKind::Screen)).value, "");
    assert!(!near(page.at(65.0, 40.0), SIGN, 60));
}

#[test]
fn the_shipped_picture_keeps_its_sign_and_nothing_else() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(
        root.join("content/art/vigil.jpg"),
        folder.path().join("vigil.jpg"),
    )
    .expect("copied");
    let layout = "image = \"1\", fit = \"contain\", credit = false, duotone = [\"ink\", \"white\"], keep = \"accent\"";
    let table = image_table("vigil", "vigil.jpg");
    let built = build_in(folder.path(), &table, case(layout, RouteKind::Screen))
        .unwrap_or_else(|problems| panic!("{}", said(&problems)));
    let page = Drawn::of(&built.value, "");
    let colored = page
        .pixels
        .iter()
        .filter(|[r, g, b]| r.abs_diff(*b).max(g.abs_diff(*b)) > 60);
    let share = colored.count() as f64 / page.pixels.len() as f64;
    assert!(share > 0.001 && share < 0.2, "{share}");
}

#[test]
fn a_transparent_picture_keeps_its_light_colour_on_a_risograph() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    // Grey on the left half, and nothing on the right one.
    let half = image::RgbaImage::from_fn(900, 600, |x, _| {
        image::Rgba([200, 200, 200, if x < 450 { 255 } else { 0 }])
    });
    half.save(folder.path().join("half.png")).expect("written");
    let area = "image = \"1\", credit = false, duotone = [\"ink\", \"accent\"]";
    let riso = build_in(
        folder.path(),
        &image_table("half", "half.png"),
        case(area, RouteKind::Riso),
    )
    .unwrap_or_else(|problems| panic!("{}", said(&problems)));
    let light = Drawn::of(&riso.value, "Sunflower");
    assert!(light.at(30.0, 40.0)[0] < 60, "{:?}", light.at(30.0, 40.0));
    assert_eq!(light.at(70.0, 40.0), [255; 3]);
    let black = Drawn::of(&riso.value, "black").at(30.0, 40.0);
    assert!((150..250).contains(&black[0]), "{black:?}");
}

#[test]
fn a_tritone_has_three_colours() {
    let area = "image = \"1\", credit = false, tritone = [\"white\", \"#406080\", \"ink\"]";
    // The grey 80 lies between black and the middle colour: 160 of 255 of the way.
    let page = Drawn::of(&built(case(area, RouteKind::Screen)).value, "");
    let wanted = [0x40_u32, 0x60, 0x80].map(|part| (part * 160 / 255) as u8);
    assert!(
        near(page.at(50.0, 40.0), wanted, 3),
        "{:?}",
        page.at(50.0, 40.0)
    );
    // On a risograph the ink of the middle colour prints under black, which prints the shadows alone.
    let area = "image = \"1\", credit = false, tritone = [\"white\", \"accent\", \"ink\"]";
    let riso = built(case(area, RouteKind::Riso));
    let middle = Drawn::of(&riso.value, "Sunflower").at(50.0, 40.0);
    let black = Drawn::of(&riso.value, "black").at(50.0, 40.0);
    assert!(middle[0] < 60, "{middle:?}");
    assert!((130..=190).contains(&black[0]), "{black:?}");
    for route in [RouteKind::Home, RouteKind::Copier, RouteKind::Press] {
        let _ = built(case(area, route));
    }
}

#[test]
fn a_layout_takes_the_place_of_the_look_of_its_theme() {
    let more = "\n[picture]\nduotone = [\"ink\", \"accent\"]\n";
    // Three colours take the place of two, and a kept colour adds to them.
    for area in [
        "image = \"2\", credit = false, tritone = [\"ink\", \"accent\", \"white\"]",
        "image = \"2\", credit = false, keep = \"accent\"",
    ] {
        let built = built(Case {
            more,
            ..case(area, RouteKind::Screen)
        });
        let page = Drawn::of(&built.value, "");
        assert!(
            !near(page.at(65.0, 40.0), page.at(30.0, 40.0), 30),
            "{area}"
        );
    }
}

#[test]
fn a_face_keeps_its_colours_unless_its_area_says_otherwise() {
    let folder = tempfile::tempdir().expect("a folder");
    write_pictures(folder.path());
    let person =
        "\n[[person]]\nid = \"ana\"\nname = \"Ana\"\nimage = \"crowd\"\nsource = \"page\"\n";
    let more = "\n[picture]\nduotone = [\"ink\", \"accent\"]\n";
    let has_own = |area: &str| {
        let case = Case {
            more,
            ..case(area, RouteKind::Screen)
        };
        let built = build_in(folder.path(), &(tables() + person), case);
        let built = built.unwrap_or_else(|problems| panic!("{}", said(&problems)));
        near(
            Drawn::of(&built.value, "").at(30.0, 40.0),
            [60, 90, 150],
            12,
        )
    };
    assert!(has_own("image = \"portrait\", credit = false"));
    assert!(!has_own("image = \"crowd\", credit = false"));
    let own = "image = \"portrait\", credit = false, duotone = [\"ink\", \"white\"]";
    assert!(!has_own(own));
}

// ---- Bad input -----------------------------------------------------------------------------------------

#[test]
fn every_slip_is_told_with_its_place_and_a_way_out() {
    let photo = "image = \"2\", credit = false";
    for (more, says) in [
        (
            "shape = \"circel\"",
            &["unknown value `circel`", "circle"][..],
        ),
        (
            "shape = \"star\"",
            &["unknown value `star`", "circle, ellipse"],
        ),
        (
            "shape = \"M0 0L1.3 0 1 1Z\"",
            &["reaches beyond the box", "sides are at 0 and 1"],
        ),
        ("shape = \"M0 0L1 0 1 1\"", &["not closed", "add a Z"]),
        (
            "shape = \"M0 0L1 0Z\"",
            &["encloses nothing", "three points"],
        ),
        ("shape = \"\"", &["has nothing in it", "\"circle\""]),
        (
            "shape = [\"0% 0%\", \"1% 1%\"]",
            &["needs three points", "50% 0%"],
        ),
        (
            "blend = \"multiplied\"",
            &["unknown value `multiplied`", "multiply"],
        ),
        (
            "halftone = { ruling = 200 }",
            &["too fine", "at most 75", "from 5 to 75"],
        ),
        ("halftone = { ruling = 2 }", &["too coarse", "from 5 to 75"]),
        (
            "halftone = { rulling = 20 }",
            &["unknown key `rulling`", "ruling"],
        ),
        (
            "halftone = { shape = \"dots\" }",
            &["unknown value `dots`", "dot"],
        ),
        (
            "halftone = { color = \"acent\" }",
            &["no colour `acent`", "accent"],
        ),
        (
            "keep = \"acent\", duotone = [\"ink\", \"white\"]",
            &["no colour `acent`", "accent"],
        ),
        (
            "keep = \"accent\"",
            &["does nothing without `duotone`", "duotone = ["],
        ),
        (
            "keep = \"ink\", duotone = [\"ink\", \"white\"]",
            &["`ink` is a grey", "keep = \"accent\""],
        ),
        (
            "keep = \"accent\", halftone = { ruling = 20 }",
            &["nothing in a halftone", "remove `keep`"],
        ),
        (
            "keep = \"accent\", tolerance = \"120deg\", duotone = [\"ink\", \"white\"]",
            &["from 5deg to 90deg"],
        ),
        ("tolerance = \"20deg\"", &["without `keep`", "keep = "]),
        (
            "tritone = [\"ink\", \"white\"]",
            &["takes three colours", "write `duotone`"],
        ),
        ("duotone = [\"ink\"]", &["takes two colours", "duotone = ["]),
        (
            "duotone = [\"ink\", \"white\"], tritone = [\"ink\", \"accent\", \"white\"]",
            &["in two colours or in three", "remove"],
        ),
    ] {
        let area = format!("{photo}, {more}");
        let problems = match build(case(&area, RouteKind::Screen)) {
            Err(problems) => problems,
            Ok(_) => panic!("{more}: no problem"),
        };
        let told = said(&problems);
        for part in says {
            assert!(told.contains(part), "{more}: {told}");
        }
        assert!(told.contains("case.toml"), "{more}: {told}");
    }
    let text = build(case(
        "text = \"Now\", blend = \"multiply\"",
        RouteKind::Screen,
    ));
    let told = said(&text.expect_err("words do not mix"));
    assert!(
        told.contains("`blend` does nothing") && told.contains("a `fill`"),
        "{told}"
    );
    // Two blocks are still two blocks.
    let two = build(case(
        "text = \"Now\", shape = \"circle\"",
        RouteKind::Screen,
    ));
    let told = said(&two.expect_err("two blocks"));
    assert!(told.contains("the area holds text and shape"), "{told}");
}

#[test]
fn a_ruling_is_held_against_the_route() {
    let area = "image = \"1\", credit = false, halftone = { ruling = 60 }";
    for (route, fits) in [
        (RouteKind::Screen, true),
        (RouteKind::Home, true),
        (RouteKind::Riso, true),
        (RouteKind::Press, true),
        (RouteKind::Copier, false),
    ] {
        match build(case(area, route)) {
            Ok(_) => assert!(fits, "{route:?}"),
            Err(problems) => {
                assert!(!fits, "{route:?}: {}", said(&problems));
                assert!(said(&problems).contains("a copier prints at most 50"));
            }
        }
    }
    // 40 mm at 5 rows to the inch are 8 rows.
    let coarse = "image = \"1\", credit = false, halftone = { ruling = 5 }";
    let coarse = built(case(coarse, RouteKind::Screen));
    assert!(
        rules(&coarse).contains("halftone-ruling"),
        "{:?}",
        rules(&coarse)
    );
}

#[test]
fn a_drawing_is_printed_as_it_is_and_that_is_told() {
    for more in ["halftone = { ruling = 20 }", "blend = \"multiply\""] {
        let area = format!("image = \"3\", credit = false, {more}");
        let told = built(case(&area, RouteKind::Screen));
        assert!(
            rules(&told).contains("drawing-look"),
            "{more}: {:?}",
            rules(&told)
        );
    }
    let cut = built(case(
        "image = \"3\", credit = false, shape = \"circle\"",
        RouteKind::Screen,
    ));
    assert!(!rules(&cut).contains("drawing-look"));
}

// ---- Pictures of strangers -----------------------------------------------------------------------------

/// Writes pictures of many kinds, and gives their file names.
fn write_strangers(folder: &Path) -> Vec<&'static str> {
    let gray = GrayImage::from_fn(640, 480, |x, _| Luma([(x * 255 / 639) as u8]));
    gray.save(folder.join("gray.png")).expect("written");
    let inks: Vec<u8> = (0..640 * 480)
        .flat_map(|at| {
            let x = at % 640;
            [(x * 255 / 639) as u8, 40, 120, 10]
        })
        .collect();
    let encoder = Encoder::new_file(folder.join("inks.jpg"), 90).expect("a file");
    encoder
        .encode(&inks, 640, 480, ColorType::Cmyk)
        .expect("written");
    let deep = image::ImageBuffer::from_fn(640, 480, |x, y| {
        let share = |at: u32, of: u32| (at * 65535 / of) as u16;
        Rgba([share(x, 639), share(y, 479), 20_000, share(639 - x, 639)])
    });
    DynamicImage::ImageRgba16(deep)
        .save(folder.join("deep.png"))
        .expect("written");
    // Lies on its side, and its Exif data say so (orientation 6).
    let side = RgbImage::from_fn(640, 480, |x, _| Rgb(if x < 320 { SIGN } else { [90; 3] }));
    let mut plain = Cursor::new(Vec::new());
    let encoder = JpegEncoder::new_with_quality(&mut plain, 95);
    side.write_with_encoder(encoder).expect("in memory");
    let plain = plain.into_inner();
    let exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    let length = (exif.len() as u16 + 2).to_be_bytes();
    let turned = [&plain[..2], &[0xFF, 0xE1], &length, exif, &plain[2..]].concat();
    fs::write(folder.join("side.jpg"), turned).expect("written");
    let holes = RgbaImage::from_fn(640, 480, |x, y| {
        Rgba([
            200,
            60,
            40,
            if (x / 40 + y / 40) % 2 == 0 { 255 } else { 0 },
        ])
    });
    holes.save(folder.join("holes.png")).expect("written");
    vec!["gray.png", "inks.jpg", "deep.png", "side.jpg", "holes.png"]
}

#[test]
fn pictures_of_every_kind_take_every_look_on_every_route() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = write_strangers(folder.path());
    let looks = [
        "shape = \"ellipse\", blend = \"multiply\", fill = \"accent\"",
        "duotone = [\"ink\", \"white\"], keep = \"accent\"",
        "tritone = [\"ink\", \"accent\", \"white\"], rotate = \"7deg\"",
        "halftone = { ruling = 30, shape = \"cross\", ground = \"white\" }, rotate = \"-7deg\"",
    ];
    for (number, file) in files.into_iter().enumerate() {
        let table = image_table("stranger", file);
        for (at, look) in looks.into_iter().enumerate() {
            // Each file and each look comes to all routes in turn.
            let turn = number + at;
            for route in [ROUTES[turn % 5], ROUTES[(turn + 2) % 5]] {
                let area = format!("image = \"1\", credit = false, {look}");
                let built = build_in(folder.path(), &table, case(&area, route)).unwrap_or_else(
                    |problems| panic!("{file} {look} {route:?}: {}", said(&problems)),
                );
                for file in &built.value.files {
                    // It opens and draws something or, on a plate without a part in it, nothing.
                    let (width, height, pixels) = render::color_page(&file.bytes, 0, 40.0);
                    assert_eq!(pixels.len(), width * height);
                }
            }
        }
    }
    // Of the picture that lies on its side, the sign is the upper half.
    let table = image_table("stranger", "side.jpg");
    let built = build_in(
        folder.path(),
        &table,
        case(&KEPT.replace("\"2\"", "\"1\""), RouteKind::Screen),
    )
    .unwrap_or_else(|problems| panic!("{}", said(&problems)));
    let page = Drawn::of(&built.value, "");
    assert!(
        near(page.at(50.0, 24.0), SIGN, 12),
        "{:?}",
        page.at(50.0, 24.0)
    );
    assert!(
        near(page.at(50.0, 56.0), [90; 3], 12),
        "{:?}",
        page.at(50.0, 56.0)
    );
}

#[test]
fn a_picture_of_one_pixel_is_told_and_breaks_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let dot = RgbImage::from_pixel(1, 1, Rgb(SIGN));
    dot.save(folder.path().join("dot.png")).expect("written");
    let table = image_table("dot", "dot.png");
    for look in [
        "shape = \"circle\"",
        "halftone = { ruling = 20 }",
        "tritone = [\"ink\", \"accent\", \"white\"], keep = \"accent\"",
    ] {
        let area = format!("image = \"1\", credit = false, {look}");
        let problems = build_in(folder.path(), &table, case(&area, RouteKind::Screen));
        let told = said(&problems.expect_err("one pixel"));
        assert!(told.contains("pixels per inch"), "{look}: {told}");
    }
}
