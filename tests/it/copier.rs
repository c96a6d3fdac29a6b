//! The photocopier's files: black alone, in tones that it holds, and codes that outlive two generations of
//! copies.

use std::collections::BTreeSet;
use std::fs;
use std::sync::OnceLock;

use handbill::internals::color::Tone;
use handbill::internals::content;
use handbill::internals::frame::{ItemKind, Path};
use handbill::internals::geom::Length;
use handbill::internals::pipeline::SheetKind;
use handbill::internals::pipeline::{Built, Job, Pipeline};
use handbill::internals::project::Project;
use handbill::internals::route::RouteKind;
use handbill::internals::template::Template;

use lopdf::Object;

use crate::common::render::{self, Grey};
use crate::common::{self, copying, pipeline, said, sample};

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
            let dpi = copying::most(page, dpi);
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

#[test]
fn codes_are_read_from_a_copy_of_a_copy() {
    let count: usize = copied().iter().map(copying::read_copies).sum();
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
    assert_eq!(copying::read_copies(&built), 1);
}
