//! Draws the pieces of the sample campaign as the README shows them, and the blocks of layouts as
//! `templates/README.md` explains them, the layouts of `examples/layouts`, and the options of one of them:
//! `cargo run --example pictures` writes `docs/*.png`, `docs/layout/*.png`, `docs/layouts/*.png` and `docs/options.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;

use handbill::Order;
use handbill::internals::content::{Content, load};
use handbill::internals::diag::Diagnostics;
use handbill::internals::kit::kit;
use handbill::internals::language::Date;
use handbill::internals::order::CopiesOf;
use handbill::internals::pipeline::{Job, Outcome, Pipeline};
use handbill::internals::project::Project;
use handbill::internals::project::starter::{self, StarterKind};
use handbill::internals::route::RouteKind;
use handbill::internals::tasks::gallery::{
    Exhibit, GalleryFormat, GalleryScale, draw as draw_gallery, gallery,
};
use handbill::internals::template::Library;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

/// Width of a picture in pixels.
const WIDTH: f32 = 800.0;
/// The line around a picture, so that white pages show on a white ground.
const FRAME: [u8; 3] = [0xc8; 3];
/// Readers on slow lines get pages below this size.
const LARGEST_FILE: u64 = 150_000;
/// Templates with the languages that they are shown in.
const SHOWN: [(&str, &str); 6] = [
    ("flyer", "en"),
    ("flyer", "ar"),
    ("poster", "en"),
    ("handout", "en"),
    ("share-portrait", "en"),
    ("share-landscape", "en"),
];

/// Files for printers: template, paper, route, the page that is shown, and the name of the picture.
const PRINTED: [(&str, &str, RouteKind, usize, &str); 3] = [
    ("flyer", "A5", RouteKind::Home, 0, "print-home"),
    ("flyer", "A5", RouteKind::Press, 0, "print-press"),
    ("poster", "A3", RouteKind::Home, 4, "print-tiles"),
];

/// The layout around an area of `templates/README.md`, which comes after it.
const AROUND: &str = r#"
[template]
extends = "base"
description = "A block"
design = "110x84mm"
papers = ["110x84mm"]
distance = "0.3m"

[[page]]
margin = "5mm"
columns = ["1fr"]
rows = ["auto"]
areas = ["it"]

[page.area.it]
"#;

/// Width of the picture of all pieces, in pixels, and its largest size in bytes.
const GALLERY_WIDTH: f32 = 1600.0;
const LARGEST_GALLERY: u64 = 600_000;

/// Layouts of `examples/layouts`, with the folder of the campaign that they are shown with and its content file.
const LAYOUTS: [(&[&str], &str, &str); 2] = [
    (
        &["hero", "names", "swiss", "collage", "riso", "broadside"],
        "content",
        "free-armenian-pows.toml",
    ),
    (&["programme"], "tests/tables", "caravan.toml"),
];

/// Width of the picture of a layout, in pixels, and its largest size in bytes.
const LAYOUT_WIDTH: f32 = 560.0;
const LARGEST_LAYOUT: u64 = 200_000;

/// Width of the picture of a block, in pixels.
const BLOCK_WIDTH: f32 = 440.0;

/// Kinds of campaigns that the README begins with: four that are chosen to be in different themes.
const FOUR: [StarterKind; 4] = [
    StarterKind::Strike,
    StarterKind::Missing,
    StarterKind::Rights,
    StarterKind::Festival,
];

/// Kinds of campaigns that are shown in one theme.
const EIGHT: [StarterKind; 8] = [
    StarterKind::Petition,
    StarterKind::Strike,
    StarterKind::Event,
    StarterKind::Missing,
    StarterKind::March,
    StarterKind::CallIn,
    StarterKind::Fundraiser,
    StarterKind::Festival,
];

type Failure = Box<dyn Error>;

fn main() -> Result<(), Failure> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let project = Project::at(root.join("content/free-armenian-pows.toml"));
    let content = Content::open(&project).map_err(|problems| format!("{problems:?}"))?;
    let pipeline = Pipeline::of(&project).map_err(|problem| problem.to_string())?;
    let library = Library::of(&project);
    fs::create_dir_all(root.join("docs"))?;
    for (id, language) in SHOWN {
        let campaign = content
            .campaign(language)
            .map_err(|problems| format!("{problems:?}"))?
            .value;
        let template = library
            .load(id)
            .map_err(|problems| format!("{problems:?}"))?;
        let paper = template.papers.first().ok_or("the template has no paper")?;
        let job = Job::screen(&template, paper);
        let built = pipeline
            .build(&campaign, &job)
            .map_err(|problems| format!("{problems:?}"))?;
        let pdf = Pdf::new(built.value.pdf().to_vec()).map_err(|problem| format!("{problem:?}"))?;
        let count = pdf.pages().len();
        let stem = match language {
            "en" => id.to_owned(),
            other => format!("{id}-{other}"),
        };
        for (index, page) in pdf.pages().iter().enumerate() {
            let name = match count {
                1 => format!("{stem}.png"),
                _ => format!("{stem}-{}.png", index + 1),
            };
            let path = root.join("docs").join(name);
            shown(page, &path, WIDTH, LARGEST_FILE)?;
        }
    }
    let campaign = content
        .campaign("en")
        .map_err(|problems| format!("{problems:?}"))?
        .value;
    for (id, paper, route, index, name) in PRINTED {
        let template = library
            .load(id)
            .map_err(|problems| format!("{problems:?}"))?;
        let paper = template
            .paper(paper)
            .map_err(|problem| problem.to_string())?;
        let mut job = Job::screen(&template, &paper);
        job.printing.route = route;
        let built = pipeline
            .build(&campaign, &job)
            .map_err(|problems| format!("{problems:?}"))?;
        let pdf = Pdf::new(built.value.pdf().to_vec()).map_err(|problem| format!("{problem:?}"))?;
        let page = pdf.pages().get(index).ok_or("the file has no such page")?;
        shown(
            page,
            &root.join("docs").join(format!("{name}.png")),
            WIDTH,
            LARGEST_FILE,
        )?;
    }
    themes(root, &project)?;
    starters(root)?;
    kit_note(root, &project)?;
    sheet(root, &pipeline, &campaign)?;
    blocks(root, &campaign)?;
    layouts(root)?;
    options(root)
}

/// Draws the layouts of `examples/layouts` in four languages.
fn layouts(root: &Path) -> Result<(), Failure> {
    fs::create_dir_all(root.join("docs/layouts"))?;
    for (ids, content, file) in LAYOUTS {
        let folder = beside(&root.join(content), &root.join("examples/layouts"))?;
        let project = Project::at(folder.path().join(file));
        let content = Content::open(&project).map_err(|problems| format!("{problems:?}"))?;
        let pipeline = Pipeline::of(&project).map_err(|problem| problem.to_string())?;
        for (id, language) in ids
            .iter()
            .flat_map(|id| ["en", "de", "hy", "ar"].map(|language| (id, language)))
        {
            let campaign = content.campaign(language);
            let campaign = campaign.map_err(|problems| format!("{problems:?}"))?.value;
            let template = pipeline.library.load(id);
            let template = template.map_err(|problems| format!("{problems:?}"))?;
            let job = Job::screen(&template, &template.papers[0]);
            let built = pipeline.build(&campaign, &job);
            let built = built.map_err(|problems| format!("{id} {language}: {problems:?}"))?;
            let pdf =
                Pdf::new(built.value.pdf().to_vec()).map_err(|problem| format!("{problem:?}"))?;
            let page = pdf.pages().first().ok_or("no page")?;
            let path = root.join(format!("docs/layouts/{id}-{language}.png"));
            shown(page, &path, LAYOUT_WIDTH, LARGEST_LAYOUT)?;
        }
    }
    Ok(())
}

/// Draws the compositions of `examples/layouts/four.toml` for each campaign of the tests beside each other, and writes
/// their scores down.
fn options(root: &Path) -> Result<(), Failure> {
    let mut table = String::from(
        "# Four compositions, twelve campaigns\n\n`cargo run --example pictures` writes this page: the scores of the \
         options of [four.toml](../examples/layouts/four.toml) for the campaigns of `tests/campaigns`, \
         on A5. The one in bold was taken; a dash stands where the condition of an option does not hold.\n\n\
         | campaign | portrait | wide | figures | words |\n| --- | --- | --- | --- | --- |\n",
    );
    let mut pieces = Vec::new();
    let mut campaigns: Vec<_> = fs::read_dir(root.join("tests/campaigns"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    campaigns.retain(|path| path.is_dir());
    campaigns.sort();
    for path in campaigns {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let folder = beside(&path, &root.join("examples/layouts"))?;
        let project = Project::at(folder.path().join("campaign.toml"));
        let campaign = content_of(&project)?;
        let pipeline = Pipeline::of(&project).map_err(|problem| problem.to_string())?;
        let template = pipeline.library.load("four");
        let template = template.map_err(|problems| format!("{problems:?}"))?;
        let mut job = Job::screen(&template, &"A5".parse().map_err(|_| "no paper")?);
        let built = pipeline.build(&campaign, &job);
        let built = built.map_err(|problems| format!("{name}: {problems:?}"))?;
        let taken = &built.value.examined.taken[0];
        table += &format!("| {name} |");
        for tried in &taken.tried {
            let Outcome::Scored(score) = tried.outcome else {
                table += " – |";
                continue;
            };
            let is_taken = tried.name == taken.name;
            let total = f64::from(score.total) / 1000.0;
            let stars = if is_taken { "**" } else { "" };
            table += &format!(" {stars}{total:.3}{stars} |");
            job.printing.options = vec![tried.name.clone()];
            let piece = pipeline.build(&campaign, &job);
            let piece = piece.map_err(|problems| format!("{name}: {problems:?}"))?;
            let told = if is_taken { ", taken" } else { "" };
            let note = format!("{} {total:.3}{told}", tried.name);
            pieces.push((piece.value.examined.piece, name.to_string(), note));
        }
        table += "\n";
    }
    table += "\n![All compositions that suit, each with its score](layouts/options.png)\n";
    fs::write(root.join("docs/options.md"), table)?;
    let exhibits: Vec<Exhibit<'_>> = pieces
        .iter()
        .map(|(piece, name, note)| Exhibit {
            piece,
            scale: GalleryScale::Seen,
            joined: false,
            name: name.clone(),
            note: note.clone(),
        })
        .collect();
    let book = handbill::internals::typeset::FontBook::embedded();
    let bytes = draw_gallery(&exhibits, &book).map_err(|problem| problem.to_string())?;
    let pdf = Pdf::new(bytes).map_err(|problem| format!("{problem:?}"))?;
    let page = pdf.pages().first().ok_or("no page")?;
    let path = root.join("docs/layouts/options.png");
    shown(page, &path, GALLERY_WIDTH, LARGEST_GALLERY)
}

/// The campaign of a project, in its own language.
fn content_of(project: &Project) -> Result<handbill::internals::content::Campaign, Failure> {
    let loaded = handbill::internals::content::load(project);
    Ok(loaded.map_err(|problems| format!("{problems:?}"))?.value)
}

/// A folder with the files of a campaign, and layouts beside them.
fn beside(campaign: &Path, layouts: &Path) -> Result<tempfile::TempDir, Failure> {
    let folder = tempfile::tempdir()?;
    copy_all(campaign, folder.path())?;
    copy_all(layouts, &folder.path().join("templates"))?;
    Ok(folder)
}

fn copy_all(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let to = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy_all(&path, &to)?;
        } else {
            fs::copy(&path, &to)?;
        }
    }
    Ok(())
}

/// Draws all pieces beside each other.
fn sheet(
    root: &Path,
    pipeline: &Pipeline,
    campaign: &handbill::internals::content::Campaign,
) -> Result<(), Failure> {
    let mut pieces = Vec::new();
    for id in pipeline.library.ids() {
        let template = pipeline.library.load(&id);
        let template = template.map_err(|problems| format!("{problems:?}"))?;
        if template.is_piece() && template.lacking(campaign).is_none() {
            let job = Job::screen(&template, &template.papers[0]);
            let built = pipeline.build(campaign, &job);
            let built = built.map_err(|problems| format!("{problems:?}"))?;
            pieces.push((template, built.value.examined.piece));
        }
    }
    let exhibits: Vec<Exhibit<'_>> = pieces
        .iter()
        .map(|(template, piece)| Exhibit {
            piece,
            scale: GalleryScale::Seen,
            joined: template.form().is_some(),
            name: template.id.clone(),
            note: piece.paper.clone(),
        })
        .collect();
    let bytes = draw_gallery(&exhibits, &pipeline.book).map_err(|problem| problem.to_string())?;
    let pdf = Pdf::new(bytes).map_err(|problem| format!("{problem:?}"))?;
    let page = pdf.pages().first().ok_or("no page")?;
    shown(
        page,
        &root.join("docs/gallery.png"),
        GALLERY_WIDTH,
        LARGEST_GALLERY,
    )
}

/// Draws the flyer in all themes beside each other.
fn themes(root: &Path, project: &Project) -> Result<(), Failure> {
    let order = Order::new().templates(["flyer"]).theme("all");
    let mut problems = Diagnostics::default();
    let width = GalleryFormat::Png {
        width: GALLERY_WIDTH as u16,
    };
    let drawn = gallery(
        project,
        &order,
        (width, GalleryScale::True),
        &|_, _, _| {},
        &mut problems,
    );
    let bytes = drawn.ok_or_else(|| format!("{problems:?}"))?;
    fs::write(root.join("docs/themes.png"), bytes)?;
    Ok(())
}

/// Draws the flyer of each starter in the theme that the program chooses for it, flyers of four campaigns for the README,
/// and those of eight campaigns in one theme.
fn starters(root: &Path) -> Result<(), Failure> {
    let all = StarterKind::ALL.map(|kind| (kind, None, "flyer"));
    begun(&all, &root.join("docs/starters.png"))?;
    let four = FOUR.map(|kind| ["flyer", "poster", "placard"].map(|id| (kind, None, id)));
    begun(four.as_flattened(), &root.join("docs/campaigns.png"))?;
    let eight = EIGHT.map(|kind| (kind, Some("grid"), "flyer"));
    begun(&eight, &root.join("docs/one-theme.png"))
}

/// Draws pieces of starters beside each other, in a theme or in that which the program chooses.
fn begun(wanted: &[(StarterKind, Option<&str>, &str)], path: &Path) -> Result<(), Failure> {
    let day = Date {
        year: 2027,
        month: Some(3),
        day: Some(1),
    };
    let mut pieces = Vec::new();
    for (kind, theme, id) in wanted {
        let files = starter::campaign(kind.name(), *kind, "en", day).ok_or("no starter")?;
        let project = Project::in_memory(
            &files[0].name,
            files
                .iter()
                .map(|file| (file.name.as_str(), file.bytes.as_slice())),
        );
        let campaign = load(&project).map_err(|problems| format!("{problems:?}"))?;
        let pipeline = Pipeline::of(&project).map_err(|problem| problem.to_string())?;
        let own = theme.map(str::to_owned);
        let own = own.or_else(|| campaign.value.theme.clone());
        let theme = own.or_else(|| pipeline.library.theme_for(&campaign.value));
        let theme = theme.ok_or("no theme")?;
        let pipeline = pipeline.themed(&theme);
        let pipeline = pipeline.map_err(|problems| format!("{problems:?}"))?;
        let template = pipeline.library.load(id);
        let template = template.map_err(|problems| format!("{problems:?}"))?;
        let job = Job::screen(&template, &template.papers[0]);
        let built = pipeline.build(&campaign.value, &job);
        let built = built.map_err(|problems| format!("{problems:?}"))?;
        pieces.push((*kind, theme, built.value.examined.piece));
    }
    let exhibits: Vec<Exhibit<'_>> = pieces
        .iter()
        .map(|(kind, theme, piece)| Exhibit {
            piece,
            scale: GalleryScale::Seen,
            joined: false,
            name: kind.name().to_owned(),
            note: format!("in `{theme}`"),
        })
        .collect();
    let book = handbill::internals::typeset::FontBook::embedded();
    let bytes = draw_gallery(&exhibits, &book).map_err(|problem| problem.to_string())?;
    let pdf = Pdf::new(bytes).map_err(|problem| format!("{problem:?}"))?;
    let page = pdf.pages().first().ok_or("no page")?;
    shown(page, path, GALLERY_WIDTH, LARGEST_GALLERY)
}

/// Draws the note of a kit of three pieces.
fn kit_note(root: &Path, project: &Project) -> Result<(), Failure> {
    let copies = ["flyer=500", "poster=40", "stickers=200"];
    let copies: Result<Vec<CopiesOf>, _> = copies.iter().map(|it| it.parse()).collect();
    let mut order = Order::new().templates(["flyer", "poster", "stickers"]);
    for copies in copies? {
        let (template, count) = copies.parts();
        order = match template {
            Some(template) => order.copies_of(template, count),
            None => order.copies(count),
        };
    }
    let mut problems = Diagnostics::default();
    let kit = kit(project, &order, &[], &|_, _, _| {}, &mut problems);
    let kit = kit.ok_or_else(|| format!("{problems:?}"))?;
    let mut files = zip::ZipArchive::new(std::io::Cursor::new(kit.zip))?;
    let mut note = Vec::new();
    std::io::copy(&mut files.by_name("NOTE-FOR-THE-PRINTER.pdf")?, &mut note)?;
    let pdf = Pdf::new(note).map_err(|problem| format!("{problem:?}"))?;
    let page = pdf.pages().first().ok_or("no page")?;
    let path = root.join("docs/kit-note.png");
    shown(page, &path, WIDTH, LARGEST_FILE)
}

/// Draws the areas that the guide for designers shows, as high as what they hold.
fn blocks(root: &Path, campaign: &handbill::internals::content::Campaign) -> Result<(), Failure> {
    let guide = fs::read_to_string(root.join("templates/README.md"))?;
    let folder = tempfile::tempdir()?;
    fs::create_dir_all(folder.path().join("templates"))?;
    fs::create_dir_all(root.join("docs/layout"))?;
    let project = Project::at(folder.path().join("campaign.toml"));
    let areas = guide.split("```toml area=").skip(1);
    let areas = areas.map(|block| (AROUND, block));
    // A page brings its own grid, and takes only what comes before that.
    let (head, _) = AROUND.split_once("margin").ok_or("no page")?;
    let pages = guide.split("```toml page=").skip(1);
    for (around, block) in areas.chain(pages.map(|block| (head, block))) {
        let (name, rest) = block.split_once('\n').ok_or("a block without lines")?;
        let block = rest.split("```").next().ok_or("a block without an end")?;
        let layout = format!("{around}{block}");
        fs::write(folder.path().join("templates/block.toml"), layout)?;
        let pipeline = Pipeline::of(&project).map_err(|problem| problem.to_string())?;
        let template = pipeline.library.load("block");
        let template = template.map_err(|problems| format!("{name}: {problems:?}"))?;
        let built = pipeline.build(campaign, &Job::screen(&template, &template.papers[0]));
        let built = built.map_err(|problems| format!("{name}: {problems:?}"))?;
        let pdf = Pdf::new(built.value.pdf().to_vec()).map_err(|problem| format!("{problem:?}"))?;
        let page = pdf.pages().first().ok_or("no page")?;
        shown(
            page,
            &root.join(format!("docs/layout/{name}.png")),
            BLOCK_WIDTH,
            LARGEST_FILE,
        )?;
    }
    Ok(())
}

/// Draws a page into a file that is small enough.
fn shown(
    page: &hayro::hayro_syntax::page::Page<'_>,
    path: &Path,
    width: f32,
    largest: u64,
) -> Result<(), Failure> {
    draw(page, path, width)?;
    let bytes = fs::metadata(path)?.len();
    println!("{} ({} kB)", path.display(), bytes.div_ceil(1000));
    if bytes > largest {
        return Err(format!("{} is too large: lower WIDTH", path.display()).into());
    }
    Ok(())
}

fn draw(
    page: &hayro::hayro_syntax::page::Page<'_>,
    path: &Path,
    wanted: f32,
) -> Result<(), Failure> {
    let scale = wanted / page.render_dimensions().0;
    let settings = RenderSettings {
        hinting: false,
        ..RenderSettings::default()
    };
    let pixels = PixmapSettings {
        x_scale: scale,
        y_scale: scale,
        bg_color: WHITE,
    };
    let image = render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &settings,
        &pixels,
    );
    let (width, height) = (usize::from(image.width()), usize::from(image.height()));
    let mut colors: Vec<[u8; 3]> = image
        .data()
        .iter()
        .map(|pixel| [pixel.r, pixel.g, pixel.b])
        .collect();
    for (index, color) in colors.iter_mut().enumerate() {
        let (x, y) = (index % width, index / width);
        if x == 0 || y == 0 || x == width - 1 || y == height - 1 {
            *color = FRAME;
        }
    }
    // Of a block what lies below it is left out.
    let last = colors.chunks(width).enumerate().rev().skip(1);
    let mut drawn =
        last.filter(|(_, row)| row[1..width - 1].iter().any(|color| *color != [255; 3]));
    let low = drawn.next().map_or(height, |(row, _)| row + 1);
    let cut = (low + width / 22).min(height);
    if wanted == BLOCK_WIDTH && cut < height {
        colors.truncate(cut * width);
        colors[(cut - 1) * width..].fill(FRAME);
        return write(path, &colors, width as u32, cut as u32);
    }
    write(path, &colors, width as u32, height as u32)
}

/// Writes a picture with a palette, a third of the size of one without.
fn write(path: &Path, colors: &[[u8; 3]], width: u32, height: u32) -> Result<(), Failure> {
    let (palette, indices) = reduced(colors);
    let mut encoder = png::Encoder::new(BufWriter::new(File::create(path)?), width, height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.write_header()?.write_image_data(&indices)?;
    Ok(())
}

/// At most 256 colours, and for each pixel the place of its colour among them: channels are rounded
/// to ever fewer steps.
fn reduced(colors: &[[u8; 3]]) -> (Vec<[u8; 3]>, Vec<u8>) {
    let mut steps = 63;
    loop {
        let rounded = |color: &[u8; 3]| {
            color.map(|channel| {
                let step = (u32::from(channel) * steps + 127) / 255;
                (step * 255 / steps) as u8
            })
        };
        let palette: BTreeSet<[u8; 3]> = colors.iter().map(rounded).collect();
        if palette.len() <= 256 {
            let places: BTreeMap<[u8; 3], u8> = palette.iter().copied().zip(0..=255).collect();
            let indices = colors.iter().map(|color| places[&rounded(color)]).collect();
            return (palette.into_iter().collect(), indices);
        }
        steps -= 1;
    }
}
