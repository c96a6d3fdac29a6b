//! Pictures are printed as they look: JPEG however their colours are coded, what is transparent on every
//! ground and route, the logo once, and too few pixels as what they are. Judged by what a renderer shows.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use crate::common::{self, pdf, render, said, small_campaign};
use handbill::internals::content;
use handbill::internals::diag::{Diagnostic, Diagnostics, Severity, Warned};
use handbill::internals::frame::{Frame, Item, ItemKind};
use handbill::internals::geom::{Length, Size};
use handbill::internals::ink::Inks;
use handbill::internals::page::Piece;
use handbill::internals::paper::needed_ppi;
use handbill::internals::pdf::{Intent, Print, Reused, Separation, export};
use handbill::internals::picture::Picture;
use handbill::internals::pipeline::SheetKind;
use handbill::internals::pipeline::{Built, Job, Pipeline};
use handbill::internals::project::Project;
use handbill::internals::route::{Route, RouteKind};
use handbill::internals::rules::{Harm, Rule};
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

const ROUTES: [RouteKind; 5] = [
    RouteKind::Screen,
    RouteKind::Home,
    RouteKind::Copier,
    RouteKind::Riso,
    RouteKind::Press,
];

/// A page of 105 × 148 mm with a picture of 60 × 40 mm whose corner lies 20 mm from the sides.
const LAYOUT: &str = r#"
[template]
extends = "base"
papers = ["A6"]

[[page]]
margin = "20mm"
columns = ["60mm"]
rows = ["40mm", "1fr"]
areas = ["picture", "words"]

[page.area.picture]
image = "photo"
credit = false

[page.area.words]
text = "{campaign.title}"
"#;

fn image(id: &str, file: &str) -> String {
    format!(
        "\n[[image]]\nid = \"{id}\"\nfile = \"{file}\"\nalt = \"A card\"\ncredit = \"By us\"\nlicense = \"CC0\"\n"
    )
}

/// A piece of the small campaign with more tables, on a route, each page as it is.
fn build(
    folder: &Path,
    more: &str,
    layout: &str,
    route: RouteKind,
) -> Result<Warned<Built>, Diagnostics> {
    fs::write(
        folder.join("campaign.toml"),
        small_campaign("A lead.") + more,
    )
    .expect("a folder of our own");
    fs::create_dir_all(folder.join("templates")).expect("a folder of our own");
    fs::write(folder.join("templates/case.toml"), layout).expect("a folder of our own");
    let project = Project::at(folder.join("campaign.toml"));
    let campaign = content::load(&project)?.value;
    let pipeline = Pipeline::of(&project)?;
    let template = pipeline.library.load("case")?;
    let mut job = Job::screen(&template, &"A6".parse().expect("a paper"));
    job.printing.route = route;
    job.printing.sheet = Some(SheetKind::Page);
    pipeline.build(&campaign, &job)
}

fn must(built: Result<Warned<Built>, Diagnostics>) -> Built {
    match built {
        Ok(built) => built.value,
        Err(problems) => panic!("{}", said(&problems)),
    }
}

/// The file that shows pictures: the only one, or on a risograph that for black.
fn file(built: &Built) -> &[u8] {
    let mut files = built.files.iter();
    let black = files.find(|file| file.ink.as_deref() == Some("black"));
    black.map_or(built.pdf(), |file| &file.bytes)
}

/// A page drawn at 72 pixels to the inch.
struct Drawn {
    width: usize,
    pixels: Vec<[u8; 3]>,
}

impl Drawn {
    fn of(pdf: &[u8]) -> Self {
        let (width, _, pixels) = render::color_page(pdf, 0, 72.0);
        Self { width, pixels }
    }

    /// The colour at a place of the page, in millimetres from the upper left corner of the trim. The press
    /// has a bleed of 3 mm.
    fn at(&self, built: &Built, x: f64, y: f64) -> [u8; 3] {
        let bleed = built.examined.piece.pages[0].bleed.to_mm();
        let pixel = |mm: f64| ((mm + bleed) / 25.4 * 72.0) as usize;
        self.pixels[pixel(y) * self.width + pixel(x)]
    }
}

/// The colours a quarter of the way in from each corner of the picture: upper left, upper right, lower
/// left, lower right.
fn quarters(built: &Built) -> [[u8; 3]; 4] {
    let drawn = Drawn::of(file(built));
    [(35.0, 30.0), (65.0, 30.0), (35.0, 50.0), (65.0, 50.0)].map(|(x, y)| drawn.at(built, x, y))
}

fn near(a: [u8; 3], b: [u8; 3], by: u8) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= by)
}

// ---- JPEG --------------------------------------------------------------------------------------------

/// Red, green, blue and ochre: as they look, and as inks that make them.
const COLORS: [[u8; 3]; 4] = [[200, 30, 29], [30, 160, 60], [30, 60, 200], [200, 150, 40]];

/// Full ink is 255.
fn inks([r, g, b]: [u8; 3]) -> [u8; 4] {
    let light = r.max(g).max(b);
    let ink = |part: u8| 255 - (u32::from(part) * 255 / u32::from(light)) as u8;
    [ink(r), ink(g), ink(b), 255 - light]
}

/// Red, green and blue as lightness and two differences (ITU-T T.871, 7).
fn ycc([r, g, b]: [u8; 3]) -> [u8; 3] {
    let [r, g, b] = [r, g, b].map(f64::from);
    [
        0.299 * r + 0.587 * g + 0.114 * b,
        -0.168_736 * r - 0.331_264 * g + 0.5 * b + 128.0,
        0.5 * r - 0.418_688 * g - 0.081_312 * b + 128.0,
    ]
    .map(|part| part.round() as u8)
}

/// What a JPEG stores of a colour, and the markers and names that tell how it is to be read.
#[derive(Clone, Copy, Debug)]
struct Case {
    name: &'static str,
    stored: Stored,
    jfif: bool,
    /// What Adobe's marker says was done to the colours.
    adobe: Option<u8>,
    names: &'static [u8],
    sampling: SamplingFactor,
    progressive: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Stored {
    Gray,
    Rgb,
    Ycc,
    /// Full ink is 255.
    Inks,
    /// Full ink is 0.
    Inverted,
    /// Inverted inks, the first three of them coded like colours after they were inverted.
    Ycck,
}

impl Stored {
    fn of(self, color: [u8; 3]) -> Vec<u8> {
        let [c, m, y, k] = inks(color);
        match self {
            Self::Gray => vec![ycc(color)[0]],
            Self::Rgb => color.to_vec(),
            Self::Ycc => ycc(color).to_vec(),
            Self::Inks => vec![c, m, y, k],
            Self::Inverted => [c, m, y, k].map(|ink| 255 - ink).to_vec(),
            Self::Ycck => ycc([c, m, y]).into_iter().chain([255 - k]).collect(),
        }
    }
}

const fn case(name: &'static str, stored: Stored, jfif: bool, adobe: Option<u8>) -> Case {
    Case {
        name,
        stored,
        jfif,
        adobe,
        names: &[1, 2, 3, 4],
        sampling: SamplingFactor::F_1_1,
        progressive: false,
    }
}

/// Every way to say how colours are coded, and the disagreements that are met.
fn cases() -> Vec<Case> {
    use Stored::{Gray, Inks, Inverted, Rgb, Ycc, Ycck};
    let named = |names, case| Case { names, ..case };
    let halved = |case| Case {
        sampling: SamplingFactor::F_2_2,
        ..case
    };
    let progressive = |case| Case {
        progressive: true,
        ..case
    };
    vec![
        case("JFIF", Ycc, true, None),
        case("no marker", Ycc, false, None),
        case("Adobe 1", Ycc, false, Some(1)),
        case("Adobe 2, three channels", Ycc, false, Some(2)),
        case("Adobe 0", Rgb, false, Some(0)),
        case("JFIF and Adobe 0", Ycc, true, Some(0)),
        named(b"RGB", case("named RGB", Rgb, false, None)),
        named(b"RGB", case("named RGB, Adobe 1", Ycc, false, Some(1))),
        named(b"RGB", case("named RGB, JFIF", Ycc, true, None)),
        named(
            b"RGB",
            progressive(case("named RGB, progressive", Ycc, true, None)),
        ),
        named(&[0, 1, 2], case("numbered from 0", Ycc, true, None)),
        halved(case("half as fine", Ycc, true, None)),
        case("grey", Gray, true, None),
        case("grey, Adobe 0", Gray, false, Some(0)),
        case("four, Adobe 0", Inverted, false, Some(0)),
        case("four, Adobe 2", Ycck, false, Some(2)),
        case("four, Adobe 1", Ycck, false, Some(1)),
        case("four, no marker", Inks, false, None),
        case("four, JFIF and Adobe 2", Ycck, true, Some(2)),
        named(b"CMYK", case("four, named CMYK", Inverted, false, Some(0))),
        halved(case("four, Adobe 2, half as fine", Ycck, false, Some(2))),
        progressive(case("four, Adobe 2, progressive", Ycck, false, Some(2))),
        progressive(case("four, no marker, progressive", Inks, false, None)),
    ]
}

/// Four quarters in the four colours, as a JPEG of that case.
fn jpeg(case: Case, width: u16, height: u16) -> Vec<u8> {
    let mut data = Vec::new();
    for (y, x) in (0..height).flat_map(|y| (0..width).map(move |x| (y, x))) {
        let quarter = usize::from(y >= height / 2) * 2 + usize::from(x >= width / 2);
        data.extend(case.stored.of(COLORS[quarter]));
    }
    // These are stored as they are given.
    let raw = match data.len() / (usize::from(width) * usize::from(height)) {
        1 => ColorType::Luma,
        3 => ColorType::Ycbcr,
        _ => ColorType::Ycck,
    };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 95);
    encoder.set_sampling_factor(case.sampling);
    encoder.set_progressive(case.progressive);
    encoder
        .encode(&data, width, height, raw)
        .expect("in memory");
    marked(&bytes, case)
}

/// The JPEG with the markers and the names of its case in place of its own.
fn marked(bytes: &[u8], case: Case) -> Vec<u8> {
    let mut out = vec![0xFF, 0xD8];
    if case.jfif {
        out.extend(b"\xFF\xE0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
    }
    if let Some(transform) = case.adobe {
        out.extend(b"\xFF\xEE\0\x0EAdobe\0\x64\0\0\0\0");
        out.push(transform);
    }
    let mut at = 2;
    let mut own: Vec<u8> = Vec::new();
    while bytes[at + 1] != 0xD9 {
        let marker = bytes[at + 1];
        let length = usize::from(u16::from_be_bytes([bytes[at + 2], bytes[at + 3]]));
        let mut segment = bytes[at..at + 2 + length].to_vec();
        at += 2 + length;
        let rename = |name: &mut u8, own: &[u8]| {
            let number = own.iter().position(|known| known == name);
            *name = case.names[number.expect("a channel")];
        };
        match marker {
            0xE0..=0xEF => continue,
            0xC0..=0xC2 => {
                own = segment[10..].iter().step_by(3).copied().collect();
                let names = segment[10..].iter_mut().step_by(3);
                names.for_each(|name| rename(name, &own));
            }
            0xDA => {
                let count = usize::from(segment[4]);
                let names = segment[5..5 + 2 * count].iter_mut().step_by(2);
                names.for_each(|name| rename(name, &own));
            }
            _ => {}
        }
        out.extend(segment);
        if marker == 0xDA {
            let data = at;
            while bytes[at] != 0xFF || matches!(bytes[at + 1], 0 | 0xD0..=0xD7) {
                at += 1;
            }
            out.extend(&bytes[data..at]);
        }
    }
    out.extend([0xFF, 0xD9]);
    out
}

/// What a route shows of the four colours as sRGB.
fn reference(folder: &Path, route: RouteKind) -> [[u8; 3]; 4] {
    let card = RgbaImage::from_fn(720, 480, |x, y| {
        let [r, g, b] = COLORS[usize::from(y >= 240) * 2 + usize::from(x >= 360)];
        Rgba([r, g, b, 255])
    });
    DynamicImage::from(card)
        .to_rgb8()
        .save(folder.join("card.png"))
        .expect("written");
    quarters(&must(build(
        folder,
        &image("photo", "card.png"),
        LAYOUT,
        route,
    )))
}

/// What the routes show of a JPEG of every case, as it is and so fine that it is scaled down.
fn shown(folder: &Path, wanted: impl Fn(Stored) -> bool) -> Vec<(Case, RouteKind, [[u8; 3]; 4])> {
    let mut shown = Vec::new();
    for case in cases().into_iter().filter(|case| wanted(case.stored)) {
        for (width, height) in [(720, 480), (1440, 960)] {
            fs::write(folder.join("card.jpg"), jpeg(case, width, height)).expect("written");
            // Pictures are scaled as sRGB on a screen, and as inks on a press; the other routes scale as these do.
            let fine = [RouteKind::Screen, RouteKind::Press];
            let routes = ROUTES.into_iter();
            for route in routes.filter(|route| width < 1000 || fine.contains(route)) {
                let built = build(folder, &image("photo", "card.jpg"), LAYOUT, route);
                shown.push((case, route, quarters(&must(built))));
            }
        }
    }
    shown
}

impl Stored {
    fn is_inks(self) -> bool {
        matches!(self, Self::Inks | Self::Inverted | Self::Ycck)
    }
}

#[test]
fn a_jpeg_looks_the_same_however_its_colours_are_coded() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    let wanted = ROUTES.map(|route| (route, reference(folder, route)));
    for (case, route, got) in shown(folder, |_| true) {
        let wanted = wanted.iter().find(|(known, _)| *known == route);
        let (_, wanted) = wanted.expect("every route");
        for (got, wanted) in got.into_iter().zip(*wanted) {
            if case.stored == Stored::Gray {
                let [r, g, b] = got;
                assert!(r.abs_diff(g) < 3 && g.abs_diff(b) < 3, "{case:?} {got:?}");
                continue;
            }
            // What four inks look like is another matter than what makes the colour on a screen.
            let by = if case.stored.is_inks() { 75 } else { 8 };
            assert!(
                near(got, wanted, by),
                "{} on {route:?}: {got:?}, not {wanted:?}",
                case.name
            );
        }
    }
}

#[test]
fn inks_are_the_same_however_they_are_coded() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let shown = shown(folder.path(), Stored::is_inks);
    for route in ROUTES {
        let mut of_route = shown.iter().filter(|(_, known, _)| *known == route);
        let (_, _, wanted) = of_route.next().expect("every route");
        for (case, _, got) in of_route {
            for (got, wanted) in got.iter().zip(wanted) {
                assert!(
                    near(*got, *wanted, 6),
                    "{} on {route:?}: {got:?}, not {wanted:?}",
                    case.name
                );
            }
        }
    }
}

#[test]
fn a_jpeg_of_inks_keeps_its_inks_on_a_press() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let case = case("four, Adobe 2", Stored::Ycck, false, Some(2));
    let bytes = jpeg(case, 720, 480);
    fs::write(folder.path().join("card.jpg"), &bytes).expect("written");
    let built = must(build(
        folder.path(),
        &image("photo", "card.jpg"),
        LAYOUT,
        RouteKind::Press,
    ));
    // The data go into the file as they are, and full ink is told to be 0.
    let scan = bytes
        .windows(2)
        .position(|pair| pair == [0xFF, 0xDA])
        .expect("a scan");
    let data = &bytes[scan..];
    let kept = built.pdf().windows(data.len()).any(|part| part == data);
    assert!(kept, "the picture data were touched");
    let document = pdf::open(built.pdf());
    let mut streams = document.objects.values().filter_map(|o| o.as_stream().ok());
    let picture = streams
        .find(|stream| stream.dict.has(b"Width"))
        .expect("a picture");
    let decode = picture.dict.get(b"Decode").and_then(|d| d.as_array());
    let decode: Vec<i64> = decode
        .expect("it is inverted")
        .iter()
        .map(|n| n.as_i64().expect("whole"))
        .collect();
    assert_eq!(decode, [1, 0, 1, 0, 1, 0, 1, 0]);
}

#[test]
fn a_jpeg_of_an_unusual_kind_says_so() {
    let plain = jpeg(case("JFIF", Stored::Ycc, true, None), 16, 16);
    let frame = plain
        .windows(2)
        .position(|pair| pair == [0xFF, 0xC0])
        .expect("a frame");
    for (at, value, what) in [
        (frame + 1, 0xC3, "lossless"),
        (frame + 1, 0xC9, "arithmetic"),
        (frame + 4, 12, "of 12 bits"),
    ] {
        let mut bytes = plain.clone();
        bytes[at] = value;
        let (problem, _) = Picture::read(bytes).expect_err(what);
        assert!(problem.contains("cannot be read"), "{what}: {problem}");
    }
    let mut none = plain.clone();
    none.truncate(plain.len() - 40);
    let picture = Picture::read(none).expect("whole headers");
    assert!(
        picture
            .check()
            .is_err_and(|(what, _)| what.contains("incomplete"))
    );
    assert!(Picture::read(vec![0xFF, 0xD8, 0xFF]).is_err());
}

// ---- Transparency ------------------------------------------------------------------------------------

/// The layout with a ground below the picture.
fn over(ground: &str) -> String {
    format!(
        r##"
[template]
extends = "base"
papers = ["A6"]

[[page]]
margin = "20mm"
gap = "5mm"
columns = ["60mm"]
rows = ["40mm", "1fr"]
areas = ["picture", "words"]

[page.area.picture]
image = "photo"
credit = false
fill = "{ground}"

[page.area.words]
text = "{{campaign.title}}"
"##
    )
}

/// From left to right: opaque dark, half opaque dark, not seen at all, opaque white. The colour of what is
/// not seen is none that may be seen.
const STRIPS: [[u8; 4]; 4] = [
    [40, 40, 40, 255],
    [40, 40, 40, 128],
    [255, 0, 255, 0],
    [255, 255, 255, 255],
];

fn strips(width: u32, height: u32) -> RgbaImage {
    RgbaImage::from_fn(width, height, |x, _| Rgba(STRIPS[(x * 4 / width) as usize]))
}

fn png(pixels: impl Into<DynamicImage>) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    pixels
        .into()
        .write_to(&mut bytes, ImageFormat::Png)
        .expect("in memory");
    bytes.into_inner()
}

/// A PNG of one of the kinds that the image library does not write.
fn rare_png(
    color: png::ColorType,
    depth: png::BitDepth,
    set: &[(u8, &[u8])],
    row: &[u8],
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 720, 480);
    encoder.set_color(color);
    encoder.set_depth(depth);
    for (what, data) in set {
        match what {
            0 => encoder.set_palette(data.to_vec()),
            _ => encoder.set_trns(data.to_vec()),
        }
    }
    let mut writer = encoder.write_header().expect("in memory");
    writer
        .write_image_data(&row.repeat(480))
        .expect("in memory");
    drop(writer);
    bytes
}

/// The strips in every kind of PNG that has them. Where a kind has no half opaque pixels, the second strip
/// is as opaque as the first.
fn pngs() -> Vec<(&'static str, bool, Vec<u8>)> {
    let strips = DynamicImage::from(strips(720, 480));
    let row =
        |of: [&[u8]; 4]| -> Vec<u8> { of.iter().flat_map(|pixel| pixel.repeat(180)).collect() };
    let (dark, clear, white): (&[u8], &[u8], &[u8]) = (&[40; 3], &[255, 0, 255], &[255; 3]);
    let palette: Vec<u8> = [dark, dark, clear, white].concat();
    use png::{BitDepth, ColorType};
    let key = [0, 255, 0, 0, 0, 255];
    vec![
        ("RGBA of 8 bits", true, png(strips.clone())),
        ("RGBA of 16 bits", true, png(strips.to_rgba16())),
        ("grey and alpha", true, png(strips.to_luma_alpha8())),
        (
            "grey and alpha of 16 bits",
            true,
            png(strips.to_luma_alpha16()),
        ),
        (
            "palette",
            true,
            rare_png(
                ColorType::Indexed,
                BitDepth::Eight,
                &[(0, &palette), (1, &[255, 128, 0])],
                &row([&[0], &[1], &[2], &[3]]),
            ),
        ),
        (
            "palette of 2 bits",
            true,
            rare_png(
                ColorType::Indexed,
                BitDepth::Two,
                &[(0, &palette), (1, &[255, 128, 0])],
                &[0x00, 0x55, 0xAA, 0xFF].map(|four| [four; 45]).concat(),
            ),
        ),
        (
            "RGB with a key",
            false,
            rare_png(
                ColorType::Rgb,
                BitDepth::Eight,
                &[(1, &key)],
                &row([dark, dark, clear, white]),
            ),
        ),
        (
            "grey with a key",
            false,
            rare_png(
                ColorType::Grayscale,
                BitDepth::Eight,
                &[(1, &[0, 99])],
                &row([&[40], &[40], &[99], &[255]]),
            ),
        ),
    ]
}

/// The colours in the middle of the strips, and of the ground beside the words.
fn four_strips(built: &Built, pdf: &[u8]) -> [[u8; 3]; 4] {
    let drawn = Drawn::of(pdf);
    [27.5, 42.5, 57.5, 72.5].map(|x| drawn.at(built, x, 40.0))
}

/// What a ground looks like by itself on a route.
fn bare(folder: &Path, ground: &str, route: RouteKind) -> [u8; 3] {
    let layout = over(ground).replace("image = \"photo\"\ncredit = false", "height = \"40mm\"");
    let built = must(build(folder, "", &layout, route));
    Drawn::of(file(&built)).at(&built, 50.0, 40.0)
}

fn middle(a: [u8; 3], b: [u8; 3]) -> [u8; 3] {
    [0, 1, 2].map(|at| ((u16::from(a[at]) + u16::from(b[at])) / 2) as u8)
}

#[test]
fn the_ground_shows_through_what_is_transparent_on_every_route() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    for route in ROUTES {
        // A dark ground of the key, and one in colours.
        for ground in ["black 40%", "accent"] {
            let ground_alone = bare(folder, ground, route);
            for (name, has_half, bytes) in pngs() {
                fs::write(folder.join("strips.png"), bytes).expect("written");
                let built = build(folder, &image("photo", "strips.png"), &over(ground), route);
                let built = must(built);
                let [dark, half, clear, white] = four_strips(&built, file(&built));
                let told = format!(
                    "{name} on {ground}, {route:?}: {dark:?} {half:?} {clear:?} {white:?} over {ground_alone:?}"
                );
                assert!(near(clear, ground_alone, 3), "{told}");
                assert!(near(white, [255; 3], 3), "{told}");
                assert!(dark.iter().all(|part| *part < 90), "{told}");
                if has_half {
                    // Contrast and bounds of tones move it a little.
                    assert!(near(half, middle(dark, ground_alone), 24), "{told}");
                }
            }
        }
    }
}

/// The picture of a piece, wherever it lies.
fn place(frame: &mut Frame, change: &mut impl FnMut(&mut Vec<Item>, usize)) -> bool {
    let is_picture = |item: &Item| matches!(item.kind, ItemKind::Image(_));
    if let Some(at) = frame.items.iter().position(is_picture) {
        change(&mut frame.items, at);
        return true;
    }
    frame.items.iter_mut().any(|item| match &mut item.kind {
        ItemKind::Group(inner) => place(inner, change),
        _ => false,
    })
}

/// A piece with pictures, one over the other, the first one lowest, as a file of a route. However few pixels
/// they have, it is made.
fn stacked(folder: &Path, files: &[&str], route: RouteKind) -> (Piece, Vec<u8>) {
    let allow = "\n[[allow]]\nrule = \"picture-resolution\"\nreason = \"It is of one colour\"\n";
    let mut pieces = files.iter().map(|file| {
        let more = image("photo", file) + allow;
        must(build(folder, &more, &over("white"), RouteKind::Screen))
            .examined
            .piece
    });
    let mut piece = pieces.next().expect("a picture");
    for mut above in pieces {
        let mut item = None;
        place(&mut above.pages[0].frame, &mut |items, at| {
            item = Some(items[at].clone());
        });
        let item = item.expect("a picture");
        place(&mut piece.pages[0].frame, &mut |items, _| {
            items.push(item.clone());
        });
    }
    let inks = Inks::of(&Route::of(route), &[]).expect("inks");
    let print = Print {
        intent: inks.profile().map(|profile| Intent {
            profile,
            date: "2024-02-29".parse().expect("a date"),
        }),
        separation: Separation {
            inks: &inks,
            plate: inks.plates().iter().find(|plate| plate.key),
        },
        read: false,
        ..Print::pages(&piece, &inks)
    };
    let bytes = export(&print, &common::pipeline().book, &Reused::default());
    let bytes = bytes.unwrap_or_else(|problem| panic!("{route:?}: {problem}"));
    (piece, bytes)
}

#[test]
fn a_picture_shows_through_a_picture_on_every_route() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    let write = |name: &str, bytes: Vec<u8>| fs::write(folder.join(name), bytes).expect("written");
    let blue = RgbaImage::from_pixel(720, 480, Rgba([60, 140, 200, 255]));
    write("below.png", png(DynamicImage::from(blue).to_rgb8()));
    write("strips.png", png(strips(720, 480)));
    let veil = RgbaImage::from_pixel(8, 8, Rgba([255, 255, 255, 0]));
    write("veil.png", png(veil));
    for route in ROUTES {
        let seen = |files: &[&str]| {
            let (piece, bytes) = stacked(folder, files, route);
            let drawn = Drawn::of(&bytes);
            let bleed = piece.pages[0].bleed.to_mm();
            [27.5, 42.5, 57.5, 72.5].map(|x| {
                let pixel = |mm: f64| ((mm + bleed) / 25.4 * 72.0) as usize;
                drawn.pixels[pixel(40.0) * drawn.width + pixel(x)]
            })
        };
        let [alone, ..] = seen(&["below.png"]);
        // The second time there is a picture between the two of which nothing is seen.
        for files in [
            &["below.png", "strips.png"][..],
            &["below.png", "veil.png", "strips.png"],
        ] {
            let [dark, half, clear, white] = seen(files);
            let told = format!("{route:?}: {dark:?} {half:?} {clear:?} {white:?} over {alone:?}");
            assert!(near(clear, alone, 3), "{told}");
            assert!(near(white, [255; 3], 3), "{told}");
            assert!(dark.iter().all(|part| *part < 90), "{told}");
            assert!(near(half, middle(dark, alone), 24), "{told}");
        }
    }
}

#[test]
fn a_picture_in_two_colours_stays_transparent() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    fs::write(folder.join("strips.png"), png(strips(720, 480))).expect("written");
    let layout = over("black 40%").replace(
        "credit = false",
        "credit = false\nduotone = [\"ink\", \"accent\"]",
    );
    for route in ROUTES {
        let ground = bare(folder, "black 40%", route);
        let built = must(build(folder, &image("photo", "strips.png"), &layout, route));
        let [dark, half, clear, _] = four_strips(&built, file(&built));
        assert!(
            near(clear, ground, 3),
            "{route:?}: {clear:?}, not {ground:?}"
        );
        assert!(near(half, middle(dark, ground), 24), "{route:?}: {half:?}");
    }
}

#[test]
fn what_lies_under_a_veil_stays_sharp_on_a_copier() {
    // A veil of two pixels over a picture of fine lines.
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    let lines = image::GrayImage::from_fn(708, 472, |x, _| {
        image::Luma([u8::from(x / 8 % 2 == 0) * 255])
    });
    fs::write(folder.join("lines.png"), png(lines)).expect("written");
    let veil = RgbaImage::from_pixel(4, 4, Rgba([255, 255, 255, 100]));
    fs::write(folder.join("veil.png"), png(veil)).expect("written");
    let (_, bytes) = stacked(folder, &["lines.png", "veil.png"], RouteKind::Copier);
    let (width, _, pixels) = render::color_page(&bytes, 0, 300.0);
    let at = |mm: f64| (mm / 25.4 * 300.0) as usize;
    let row: Vec<u8> = (at(40.0)..at(60.0))
        .map(|x| pixels[at(40.0) * width + x][0])
        .collect();
    let (dark, light) = (row.iter().min(), row.iter().max());
    let (dark, light) = (*dark.expect("pixels"), *light.expect("pixels"));
    assert!(light - dark > 90, "the lines are gone: {dark} to {light}");
}

// ---- The logo ----------------------------------------------------------------------------------------

/// How often each picture is drawn in a piece.
fn drawn(built: &Built) -> Vec<String> {
    let mut files = Vec::new();
    for page in &built.examined.piece.pages {
        page.frame.walk(&mut |item| {
            if let ItemKind::Image(placed) = &item.kind {
                files.push(placed.image.id.clone());
            }
        });
    }
    files
}

fn with_logo(more: &str) -> String {
    // `[organizer]` is the last table of the small campaign.
    format!("logo = \"mark\"\n{}{more}", image("mark", "mark.png"))
}

#[test]
fn a_logo_is_not_also_the_first_picture() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    let card = RgbaImage::from_pixel(720, 480, Rgba([20, 90, 60, 255]));
    fs::write(
        folder.join("mark.png"),
        png(DynamicImage::from(card.clone()).to_rgb8()),
    )
    .expect("written");
    fs::write(
        folder.join("photo.png"),
        png(DynamicImage::from(card).to_rgb8()),
    )
    .expect("written");
    let layout = |wanted: &str| {
        LAYOUT
            .replace("image = \"photo\"", &format!("image = \"{wanted}\""))
            .replace("{campaign.title}", "{image.1.credit} {campaign.title}")
    };
    let photo = image("photo", "photo.png").replace("By us", "By them");
    let (alone, both) = (with_logo(""), with_logo(&photo));
    for (campaign, wanted, expected) in [
        (&alone, "1", &[][..]),
        (&alone, "*", &[]),
        (&alone, "logo", &["mark"]),
        (&alone, "mark", &["mark"]),
        // The logo stands first in the file.
        (&both, "1", &["photo"]),
        (&both, "2", &[]),
        (&both, "*", &["photo"]),
        (&both, "logo", &["mark"]),
        (&both, "photo", &["photo"]),
        (&both, "mark", &["mark"]),
    ] {
        let built = must(build(folder, campaign, &layout(wanted), RouteKind::Screen));
        assert_eq!(drawn(&built), expected, "{wanted}");
        let document = pdf::open(built.pdf());
        let words = pdf::texts(&document, pdf::pages(&document)[0]).concat();
        let is_both = std::ptr::eq(campaign, &both);
        assert_eq!(words.contains("By them"), is_both, "{wanted}: {words}");
        assert!(!words.contains("By us"), "{wanted}: {words}");
    }
    // A layout that needs a picture is not made of a logo; the handout shows it once.
    for (more, pictures) in [(&alone, 0), (&both, 1)] {
        // The card is far too coarse for a poster.
        let allow =
            "\n[[allow]]\nrule = \"picture-resolution\"\nreason = \"It is of one colour\"\n";
        let campaign = common::campaign(folder, &(small_campaign("A lead.") + more + allow));
        let poster = common::build(&campaign, "poster-picture", "A3");
        match poster {
            Ok(_) => assert!(pictures > 0),
            Err(problems) => {
                let told = said(&problems);
                assert!(pictures == 0 && told.contains("nothing-to-show"), "{told}");
            }
        }
        let handout = must(common::build(&campaign, "handout", "A4"));
        let mut drawn = drawn(&handout);
        drawn.sort();
        assert_eq!(drawn, [&["mark"][..], &["mark", "photo"]][pictures]);
    }
}

// ---- Too few pixels, and what the content allows -----------------------------------------------------

fn found(result: &Result<Warned<Built>, Diagnostics>, rule: &str) -> Vec<Severity> {
    let problems = match result {
        Ok(built) => &built.warnings,
        Err(problems) => problems,
    };
    let under_rule = problems
        .iter()
        .filter(|problem| problem.rule.name() == rule);
    under_rule.map(|problem| problem.severity).collect()
}

#[test]
fn too_few_pixels_are_a_warning_and_an_error_only_under_72_to_the_inch() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    let at = |width: u32| {
        let card = image::RgbImage::from_pixel(width, width * 2 / 3, image::Rgb([9, 99, 200]));
        fs::write(folder.join("card.png"), png(card)).expect("written");
        let built = build(
            folder,
            &image("photo", "card.png"),
            LAYOUT,
            RouteKind::Screen,
        );
        (built.is_ok(), found(&built, "picture-resolution"))
    };
    // 60 mm are 2.36 inches.
    assert_eq!(at(480), (true, vec![]));
    assert_eq!(at(465), (true, vec![Severity::Warning]));
    assert_eq!(at(240), (true, vec![Severity::Warning]));
    assert_eq!(at(174), (true, vec![Severity::Warning]));
    assert_eq!(at(165), (false, vec![Severity::Error]));
    // Posters are seen from farther away.
    for (short, long, least) in [
        (297.0, 420.0, 200.0),
        (420.0, 594.0, 141.0),
        (594.0, 841.0, 100.0),
        (841.0, 1189.0, 100.0),
    ] {
        let needed = needed_ppi(Size::new(Length::mm(long), Length::mm(short)));
        assert!((needed - least).abs() < 1.0, "{long}: {needed}");
    }
}

#[test]
fn an_error_that_is_allowed_does_not_keep_a_piece_from_being_made() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    let card = image::RgbImage::from_pixel(90, 60, image::Rgb([9, 99, 200]));
    fs::write(folder.join("card.png"), png(card)).expect("written");
    let allow = |rule: &str, at: &str| {
        format!("\n[[allow]]\nrule = \"{rule}\"\n{at}reason = \"There is no other\"\n")
    };
    let made = |more: &str| {
        let more = image("photo", "card.png") + more;
        build(folder, &more, LAYOUT, RouteKind::Screen)
    };
    assert!(made("").is_err());
    for at in [
        "",
        "at = \"image.photo\"\n",
        "at = \"image\"\n",
        "at = \"image.0\"\n",
    ] {
        let built = made(&allow("picture-resolution", at));
        assert!(built.is_ok(), "{at}: {:?}", built.err().map(|e| said(&e)));
    }
    // Of another picture, and of another rule.
    for more in [
        allow("picture-resolution", "at = \"image.other\"\n"),
        allow("no-credit", ""),
    ] {
        assert!(made(&more).is_err());
    }
}

#[test]
fn what_would_print_something_false_or_unreadable_cannot_be_allowed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    for rule in Rule::ALL {
        let allow = format!("\n[[allow]]\nrule = \"{rule}\"\nreason = \"Known\"\n");
        fs::write(
            folder.join("campaign.toml"),
            small_campaign("A lead.") + &allow,
        )
        .expect("written");
        let loaded = content::load(&Project::at(folder.join("campaign.toml")));
        match (rule.never_allowed(), loaded) {
            (None, Ok(loaded)) => assert_eq!(loaded.value.allows.len(), 1),
            (Some(harm), Err(problems)) => {
                let told = said(&problems);
                assert!(
                    told.contains("cannot-allow") && told.contains(harm.why()),
                    "{rule}: {told}"
                );
            }
            (None, Err(problems)) => panic!("{rule}: {}", said(&problems)),
            (Some(_), Ok(_)) => panic!("{rule} is allowed"),
        }
    }
    for rule in [
        Rule::Overset,
        Rule::QuietZone,
        Rule::MissingGlyph,
        Rule::UnreadCode,
        Rule::LowContrast,
    ] {
        assert_eq!(rule.harm(), Some(Harm::Unreadable), "{rule}");
    }
    for rule in [
        Rule::WrongPayload,
        Rule::WeekdayMismatch,
        Rule::BadPhone,
        Rule::SampleEvent,
    ] {
        assert_eq!(rule.harm(), Some(Harm::False), "{rule}");
    }
    for rule in [
        Rule::PictureResolution,
        Rule::DeadLink,
        Rule::StaleFact,
        Rule::NoCredit,
        Rule::Coverage,
    ] {
        assert_eq!(rule.harm(), None, "{rule}");
    }
}

#[test]
fn an_error_of_a_rule_that_may_be_a_warning_stays_one() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let allow = "\n[[allow]]\nrule = \"low-contrast\"\nreason = \"It is a watermark\"\n";
    let mut problem = Diagnostic::error(Rule::LowContrast, "hardly seen");
    let campaign = common::campaign(folder.path(), &(small_campaign("A lead.") + allow));
    assert!(content::allowed(&problem, &campaign.allows).is_none());
    problem.severity = Severity::Warning;
    assert!(content::allowed(&problem, &campaign.allows).is_some());
}
