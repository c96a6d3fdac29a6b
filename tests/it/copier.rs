//! The photocopier's files: black alone, in tones that it holds, and codes that outlive two generations of
//! copies.

use std::collections::BTreeSet;
use std::fs;
use std::sync::OnceLock;

use handbill::internals::color::Tone;
use handbill::internals::content;
use handbill::internals::frame::{ItemKind, Path};
use handbill::internals::geom::{Length, Rect};
use handbill::internals::page::{Page, Spot};
use handbill::internals::pipeline::SheetKind;
use handbill::internals::pipeline::{Built, Job, Pipeline};
use handbill::internals::project::Project;
use handbill::internals::route::RouteKind;
use handbill::internals::template::Template;

use lopdf::Object;

use crate::common::render::{self, Grey};
use crate::common::{self, pipeline, said, sample};

/// The sample on a copier, each page as it is: every template on its first paper.
fn copied() -> &'static [Built] {
    static BUILT: OnceLock<Vec<Built>> = OnceLock::new();
    BUILT.get_or_init(build_copies)
}

fn build_copies() -> Vec<Built> {
    let library = &pipeline().library;
    let ids = library.ids().into_iter();
    let templates = ids.filter_map(|id| library.load(&id).ok());
    let built = templates
        .filter(|template| template.is_piece() && template.lacking(sample()).is_none())
        .map(|template| {
            let paper = template.papers.first().expect("a paper").clone();
            let job = on_copier(&template, &paper.name);
            match pipeline().build(sample(), &job) {
                Ok(built) => built.value,
                Err(problems) => panic!("{}", said(&problems)),
            }
        });
    let built: Vec<Built> = built.collect();
    assert!(built.len() >= 3, "every template");
    built
}

/// A template on a copier, each page as it is.
fn on_copier(template: &Template, paper: &str) -> Job {
    let mut job = Job::screen(template, &paper.parse().expect("a paper that there is"));
    job.printing.route = RouteKind::Copier;
    job.printing.sheet = Some(SheetKind::Page);
    job
}

/// Pixels to the inch that a page can be drawn at without being larger than an A4 page at 300.
fn most(page: &Page, wanted: f64) -> f64 {
    wanted.min(2600.0 / page.trim.short_side().to_inch())
}

/// The greys of a page away from edges, neither paper nor full ink: of pixels whose eight neighbours are the
/// same, which are inside of something plain.
fn plain_greys(picture: &Grey) -> Vec<u8> {
    let width = picture.width;
    let mut seen = [0_usize; 256];
    for (at, tone) in picture.pixels.iter().enumerate() {
        let (x, y) = (at % width, at / width);
        let inside = x > 0 && y > 0 && x + 1 < width && y + 1 < picture.height;
        if matches!(tone, 1..=254) && inside {
            let rows = [at - width, at, at + width];
            let same = |at: usize| {
                picture.pixels[at - 1..=at + 1]
                    .iter()
                    .all(|near| near == tone)
            };
            if rows.into_iter().all(same) {
                seen[usize::from(*tone)] += 1;
            }
        }
    }
    // A few such pixels lie by chance in the middle of edges that rise slowly.
    let tones = seen.iter().enumerate().filter(|(_, count)| **count > 8);
    tones.map(|(tone, _)| tone as u8).collect()
}

/// Whether a copier holds a grey: paper, full ink, or 15 to 85 per cent of it. A hundredth is where what fades begins,
/// and is paper.
fn holds(tone: u8) -> bool {
    let ink = f64::from(255 - tone) / 2.55;
    !(1.0..=99.0).contains(&ink) || (14.6..=85.4).contains(&ink)
}

/// Draws every page at two resolutions and gives the greys of its plain areas, all of which a copier holds.
fn greys(built: &Built) -> BTreeSet<u8> {
    let mut greys = BTreeSet::new();
    for (number, page) in built.examined.piece.pages.iter().enumerate() {
        for dpi in [150.0, 300.0] {
            let dpi = most(page, dpi);
            let (width, height, colors) = render::color_page(built.pdf(), number, dpi);
            let colored = colors.iter().find(|[r, g, b]| r != g || g != b);
            assert_eq!(colored, None, "{} has a colour", common::name(built));
            let picture = Grey {
                width,
                height,
                pixels: colors.into_iter().map(|[grey, ..]| grey).collect(),
            };
            let found = plain_greys(&picture);
            let wrong: Vec<&u8> = found.iter().filter(|tone| !holds(**tone)).collect();
            assert!(
                wrong.is_empty(),
                "{} page {number} at {dpi:.0} dpi has the tones {wrong:?}",
                common::name(built)
            );
            let has = |tone| picture.pixels.contains(&tone);
            assert!(has(0) && has(255), "ink and paper");
            greys.extend(found);
        }
    }
    greys
}

#[test]
fn a_copier_gets_no_colour_and_no_tone_that_it_does_not_hold() {
    for built in copied() {
        // Some have neither a tint nor a picture.
        let plain = ["vigil", "handout-large", "handout-plain"];
        let tones = greys(built);
        let is_plain = plain.contains(&&*built.examined.piece.template);
        assert!(is_plain || !tones.is_empty(), "{}", common::name(built));
    }
}

/// Tints that a copier does not hold, and a picture that has all of them.
const TINTED: &str = r##"
[template]
extends = "base"
papers = ["A6"]

[styles.light]
like = "text"
color = "white"

[palette]
peach = { rgb = "#FFF0E0", cmyk = "0 6 12 0", spot = "Peach" }

[[page]]
margin = "10mm"
gap = "5mm"
columns = ["60mm"]
rows = ["40mm", "12mm", "12mm", "12mm", "12mm"]
areas = ["picture", "light", "lighter", "dark", "peach"]

[page.area.picture]
image = "photo"
credit = false

[page.area.light]
fill = "black 10%"
text = "{campaign.title}"

[page.area.lighter]
fill = "black 5%"
text = "{campaign.title}"

[page.area.dark]
fill = "black 90%"
text = "{campaign.title}"
style = "light"

[page.area.peach]
fill = "peach"
text = "{campaign.title}"
"##;

#[test]
fn tints_that_a_copier_does_not_hold_become_those_that_it_does() {
    // Steps of 5 per cent.
    let steps = image::GrayImage::from_fn(840, 560, |x, _| {
        image::Luma([255 - ((x / 40) * 255 / 20) as u8])
    });
    let greys = greys(&beside(TINTED, &steps));
    // The steps that are held, and those beside them at the ends of the band.
    assert!(greys.len() > 5, "{greys:?}");
    let ink = |share: f64| (255.0 - share * 255.0).round() as u8;
    let near = |share: f64| greys.iter().any(|tone| tone.abs_diff(ink(share)) <= 2);
    assert!(near(0.15) && near(0.85), "{greys:?}");
}

/// A template on a copier with a picture, beside the small campaign.
fn beside(layout: &str, picture: &image::GrayImage) -> Built {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| folder.path().join(name);
    let table = "\n[[image]]\nid = \"photo\"\nfile = \"photo.png\"\nalt = \"Greys\"\ncredit = \"By us\"\nlicense = \"CC0\"\n";
    let text = common::small_campaign("A lead.") + table;
    fs::write(at("campaign.toml"), text).expect("written");
    fs::create_dir(at("templates")).expect("made");
    fs::write(at("templates/case.toml"), layout).expect("written");
    picture.save(at("photo.png")).expect("written");
    let project = Project::at(at("campaign.toml"));
    let campaign = content::load(&project).expect("sound").value;
    let pipeline = Pipeline::of(&project).expect("sound");
    let template = pipeline.library.load("case").expect("sound");
    match pipeline.build(&campaign, &on_copier(&template, "A6")) {
        Ok(built) => built.value,
        Err(problems) => panic!("{}", said(&problems)),
    }
}

#[test]
fn a_copier_gets_no_line_thinner_than_half_a_point() {
    let least = Length::pt(0.5);
    let mut lines = 0;
    for built in copied() {
        for page in &built.examined.piece.pages {
            page.frame.walk(&mut |item| {
                if let ItemKind::Path(path) = &item.kind {
                    if let Some(stroke) = path.stroke {
                        lines += 1;
                        assert!(
                            stroke.width >= least,
                            "{} is {}",
                            item.origin.key,
                            stroke.width
                        );
                    }
                    for side in short_sides(path) {
                        lines += 1;
                        assert!(
                            side + Length::mm(0.001) >= least,
                            "{} is {side}",
                            item.origin.key
                        );
                    }
                }
            });
        }
        // And the file says the same.
        let document = common::pdf::open(built.pdf());
        for page in common::pdf::pages(&document) {
            for operation in common::pdf::operations(&document, page) {
                if operation.operator == "w" {
                    let width = operation.operands[0].as_float().expect("a width");
                    assert!(width >= 0.499, "{}: {width} pt", common::name(built));
                }
            }
        }
    }
    assert!(lines > 10, "lines were looked at: {lines}");
}

/// The shorter sides of the rectangles that a path fills.
fn short_sides(path: &Path) -> Vec<Length> {
    use handbill::internals::frame::Segment::{Close, Line, Move};
    if path.fill.is_none_or(|fill| fill.tone == Tone::Key(0)) {
        return Vec::new();
    }
    let parts = path.segments.windows(5).filter_map(|part| match *part {
        [Move(a), Line(_), Line(c), Line(_), Close] => {
            Some((a.x - c.x).abs().min((a.y - c.y).abs()))
        }
        _ => None,
    });
    parts.filter(|side| *side > Length::ZERO).collect()
}

/// Numbers that look random and are the same on every run (xorshift).
struct Noise(u64);

impl Noise {
    /// Between −1 and 1, small ones more often.
    fn next(&mut self) -> f64 {
        let mut one = || {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            (self.0 >> 11) as f64 / (1_u64 << 53) as f64
        };
        one() + one() - 1.0
    }
}

/// What a copier makes of a page: blurred, a little crooked, with noise, and in black and white alone.
fn copy(page: &Grey, degrees: f64, noise: &mut Noise) -> Grey {
    let mut copied = turned(&blur(page), degrees);
    for tone in &mut copied.pixels {
        let noisy = f64::from(*tone) + noise.next() * 40.0;
        *tone = if noisy < 128.0 { 0 } else { 255 };
    }
    copied
}

/// A picture turned about its middle.
fn turned(page: &Grey, degrees: f64) -> Grey {
    let (width, height) = (page.width, page.height);
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (middle_x, middle_y) = (width as f64 / 2.0, height as f64 / 2.0);
    let mut pixels = Vec::with_capacity(width * height);
    for y in 0..height {
        for x in 0..width {
            let (dx, dy) = (x as f64 - middle_x, y as f64 - middle_y);
            let at = (
                dx * cos - dy * sin + middle_x,
                dx * sin + dy * cos + middle_y,
            );
            pixels.push(between(page, at.0, at.1).round() as u8);
        }
    }
    Grey {
        width,
        height,
        pixels,
    }
}

/// Weights of a bell of 1.2 pixels.
const BELL: [f32; 7] = [0.0144, 0.0809, 0.2345, 0.3404, 0.2345, 0.0809, 0.0144];

fn blur(page: &Grey) -> Grey {
    let across = blurred_rows(page);
    // Turned about the diagonal, rows are columns.
    diagonal(&blurred_rows(&diagonal(&across)))
}

fn blurred_rows(page: &Grey) -> Grey {
    let width = page.width;
    let mut pixels = Vec::with_capacity(page.pixels.len());
    let mut wide = vec![0_u8; width + 6];
    for row in page.pixels.chunks_exact(width) {
        wide[..3].fill(row[0]);
        wide[3..width + 3].copy_from_slice(row);
        wide[width + 3..].fill(row[width - 1]);
        pixels.extend(wide.windows(7).map(|near| {
            let sum: f32 = near
                .iter()
                .zip(BELL)
                .map(|(tone, share)| f32::from(*tone) * share)
                .sum();
            sum.round() as u8
        }));
    }
    Grey { pixels, ..*page }
}

fn diagonal(page: &Grey) -> Grey {
    let columns = (0..page.width).flat_map(|x| (0..page.height).map(move |y| (x, y)));
    Grey {
        width: page.height,
        height: page.width,
        pixels: columns.map(|(x, y)| page.at(x, y)).collect(),
    }
}

/// The tone at a place between pixels; paper outside.
fn between(page: &Grey, x: f64, y: f64) -> f64 {
    if x < 0.0 || y < 0.0 || x + 1.0 >= page.width as f64 || y + 1.0 >= page.height as f64 {
        return 255.0;
    }
    let (left, top) = (x as usize, y as usize);
    let (right, below) = (x.fract(), y.fract());
    let tone = |x, y| f64::from(page.at(x, y));
    let upper = tone(left, top) * (1.0 - right) + tone(left + 1, top) * right;
    let lower = tone(left, top + 1) * (1.0 - right) + tone(left + 1, top + 1) * right;
    upper * (1.0 - below) + lower * below
}

/// The part of a page with a code, its quiet zone and a little more.
fn cut_out(page: &Grey, rect: Rect, dpi: f64) -> Grey {
    let pixel = |at: Length| (at.to_inch() * dpi).round().max(0.0) as usize;
    let (left, top) = (pixel(rect.origin.x), pixel(rect.origin.y));
    let right = pixel(rect.right()).min(page.width);
    let below = pixel(rect.bottom()).min(page.height);
    let inside = (top..below).flat_map(|y| (left..right).map(move |x| (x, y)));
    Grey {
        width: right - left,
        height: below - top,
        pixels: inside.map(|(x, y)| page.at(x, y)).collect(),
    }
}

/// What is read from a picture of one code. A phone takes many pictures until one of them is read; the
/// reader here finds the corners of a code less well than a phone does, so it gets a few, a little turned.
fn read(copy: &Grey) -> Option<String> {
    let views = [0.0, 1.0, -1.0, -2.0, -4.0].into_iter();
    let seen = views.map(|degrees| blur(&turned(copy, degrees)));
    let codes = seen.filter_map(|view| render::codes(&view).ok()?.pop());
    codes.into_iter().next()
}

/// Reads every code of a page after it was copied twice.
fn read_copies(built: &Built) -> usize {
    let mut count = 0;
    for (number, page) in built.examined.piece.pages.iter().enumerate() {
        // Codes of a poster are so large that a coarser picture, which a copy harms more, is enough.
        let Some(module) = page.codes().iter().map(|code| code.module).min() else {
            continue;
        };
        let enough = 12.0 / module.to_inch();
        let dpi = most(page, 300.0).min(enough);
        let original = render::page(built.pdf(), number, dpi);
        for code in page.codes() {
            let mut noise = Noise(0x2545_F491_4F6C_DD1D);
            // A panel lies in the middle of a larger sheet.
            let lies = built.examined.on_page(Spot::Page(number, code.rect()));
            let rect = lies.expect("every page is printed").rect;
            let first = copy(&cut_out(&original, rect, dpi), 2.0, &mut noise);
            let second = copy(&first, 2.0, &mut noise);
            let what = format!("{}, page {number}: {}", common::name(built), code.label);
            assert_eq!(read(&second), Some(code.payload.encoded()), "{what}");
            count += 1;
        }
    }
    count
}

#[test]
fn codes_are_read_from_a_copy_of_a_copy() {
    let count: usize = copied().iter().map(read_copies).sum();
    assert!(
        count >= 40,
        "three on the flyer, six on the handout: {count}"
    );
}

/// A page with a ramp of greys and a code, on a copier that gets pictures as lines.
const SCREENED: &str = r#"
[template]
extends = "base"
papers = ["A6"]

[route.copier]
screen = 85

[[page]]
margin = "20mm"
gap = "10mm"
columns = ["60mm"]
rows = ["40mm", "auto"]
areas = ["picture", "code"]

[page.area.picture]
image = "photo"
credit = false

[page.area.code]
codes = ["1"]
"#;

#[test]
fn a_line_screen_has_full_ink_alone_and_as_much_of_it_as_the_tone() {
    let ramp = image::GrayImage::from_fn(720, 480, |x, _| image::Luma([(x * 255 / 719) as u8]));
    let built = beside(SCREENED, &ramp);
    let document = common::pdf::open(built.pdf());
    let streams = document
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok());
    let images = streams.filter(|stream| {
        let kind = stream.dict.get(b"Subtype").and_then(Object::as_name);
        kind.is_ok_and(|kind| kind == b"Image")
    });
    let bits = images.map(|image| image.dict.get(b"BitsPerComponent").and_then(Object::as_i64));
    let bits: Vec<i64> = bits.map(|bits| bits.expect("a depth")).collect();
    assert_eq!(bits, [1], "one picture, of ink or paper");
    let drawn = render::page(built.pdf(), 0, 300.0);
    let mut placed = None;
    built.examined.piece.pages[0].frame.walk(&mut |item| {
        if let ItemKind::Image(image) = &item.kind {
            placed = Some(image.clip);
        }
    });
    let placed = placed.expect("a picture");
    let (left, wide) = (placed.origin.x.to_mm(), placed.size.width.to_mm() / 6.0);
    let pixel = |mm: f64| (mm / 25.4 * 300.0) as usize;
    let ink_within = |from: f64, to: f64| {
        let rows = pixel(placed.origin.y.to_mm() + 2.0)..pixel(placed.bottom().to_mm() - 2.0);
        let inside = rows.flat_map(|y| (pixel(from)..pixel(to)).map(move |x| (x, y)));
        let tones: Vec<u8> = inside.map(|(x, y)| drawn.at(x, y)).collect();
        let ink: f64 = tones.iter().map(|tone| f64::from(255 - tone)).sum();
        ink / 255.0 / tones.len() as f64
    };
    let parts = (0..6).map(|part| left + wide * f64::from(part));
    let shares: Vec<f64> = parts
        .map(|from| ink_within(from + 0.2, from + wide - 0.2))
        .collect();
    assert!(
        shares.windows(2).all(|pair| pair[0] > pair[1] + 0.04),
        "from dark to light: {shares:?}"
    );
    assert!(shares[0] > 0.85 && shares[5] < 0.15, "{shares:?}");
    assert_eq!(read_copies(&built), 1);
}
