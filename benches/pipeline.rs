//! How long each stage takes, and a whole run of flyers that differ in one code.
//!
//! `cargo bench` runs all; `cargo bench -- compose` one. `benches/README.md` has figures.

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use divan::{Bencher, black_box};
use handbill::internals::content::{self, Campaign, Content};
use handbill::internals::frame::{Frame, Toning};
use handbill::internals::geom::{Edges, Length, Size};
use handbill::internals::impose;
use handbill::internals::impose::{Imposition, Marks, Spec};
use handbill::internals::ink::{self, Inks, Profile, Source};
use handbill::internals::layout;
use handbill::internals::page::{Page, Piece};
use handbill::internals::paper;
use handbill::internals::payload::Payload;
use handbill::internals::pdf::{self, Print, Reused};
use handbill::internals::pipeline::{Job, Pipeline, Printing};
use handbill::internals::project::Project;
use handbill::internals::proof::{self, Known, Terms};
use handbill::internals::qr::Symbols;
use handbill::internals::route::{Condition, Route, RouteKind};
use handbill::internals::template::plan::PiecePlan;
use handbill::internals::template::{self, Choice, Library, Target, Template};
use handbill::internals::typeset::FontBook;

const PIECES: &[(&str, &str)] = &[("flyer", "A5"), ("poster", "A3"), ("handout", "A4")];

fn main() {
    divan::main();
}

fn project() -> Project {
    Project::at(Path::new(env!("CARGO_MANIFEST_DIR")).join("content/free-armenian-pows.toml"))
}

fn campaign() -> Campaign {
    content::load(&project())
        .expect("the sample is sound")
        .value
}

fn template(id: &str) -> Template {
    Library::embedded()
        .load(id)
        .expect("the template is embedded")
}

fn plan(id: &str, paper: &str, campaign: &Campaign, book: &FontBook) -> PiecePlan {
    let target = Target {
        paper: paper::by_name(paper).expect("the paper has a name"),
        border: Edges::default(),
        reach: 1.0,
        bleed: None,
        route: &Route::of(RouteKind::Screen),
        country: None,
        repeats: 1,
        choice: &Choice::default(),
        homes: &[],
        book,
        codes: &Symbols::default(),
    };
    template::resolve(&template(id), campaign, target)
        .expect("the template suits the sample")
        .value
}

fn piece(id: &str, paper: &str, campaign: &Campaign, book: &FontBook) -> Piece {
    layout::compose(&plan(id, paper, campaign, book), book)
        .expect("the sample fits")
        .value
}

fn job(id: &str, paper: &str) -> Job {
    let paper = paper::by_name(paper).expect("the paper has a name");
    Job::screen(&template(id), paper)
}

/// Reads the content file and its pictures, and checks them.
#[divan::bench]
fn load(bencher: Bencher) {
    let project = project();
    bencher.bench(|| content::load(black_box(&project)).map(|loaded| loaded.value));
}

/// Reads the embedded fonts.
#[divan::bench]
fn fonts() -> FontBook {
    FontBook::embedded()
}

/// Reads a template and what it extends.
#[divan::bench]
fn read_template() -> Template {
    template(black_box("flyer"))
}

/// Fills a template.
#[divan::bench(args = PIECES)]
fn resolve(bencher: Bencher, (id, paper): &(&str, &str)) {
    let (campaign, book) = (campaign(), FontBook::embedded());
    let template = template(id);
    let target = Target {
        paper: paper::by_name(paper).expect("the paper has a name"),
        border: Edges::default(),
        reach: 1.0,
        bleed: None,
        route: &Route::of(RouteKind::Screen),
        country: None,
        repeats: 1,
        choice: &Choice::default(),
        homes: &[],
        book: &book,
        codes: &Symbols::default(),
    };
    bencher
        .bench(|| template::resolve(&template, &campaign, target).map(|resolved| resolved.value));
}

/// Places text, codes and pictures.
#[divan::bench(args = PIECES)]
fn compose(bencher: Bencher, (id, paper): &(&str, &str)) {
    let (campaign, book) = (campaign(), FontBook::embedded());
    let plan = plan(id, paper, &campaign, &book);
    bencher.bench(|| layout::compose(&plan, &book).map(|composed| composed.value));
}

/// Puts 32 pages into a booklet with all its marks.
#[divan::bench]
fn impose_booklet(bencher: Bencher) {
    let book = FontBook::embedded();
    let page = Page {
        trim: Size::new(Length::mm(148.0), Length::mm(210.0)),
        bleed: Length::mm(3.0),
        frame: Frame::default(),
    };
    let pages = vec![page; 32];
    let paper = paper::by_name("SRA3").expect("the paper has a name");
    let spec = Spec {
        marks: Marks {
            crop: true,
            fold: true,
            registration: true,
            bar: true,
            slug: true,
            cut: false,
        },
        ..Spec::new(Imposition::Booklet, paper.size())
    };
    bencher.bench(|| impose::impose(black_box(&pages), &spec, &book).map(|done| done.value));
}

/// Writes the PDF, with fonts cut anew.
#[divan::bench(args = PIECES)]
fn export(bencher: Bencher, (id, paper): &(&str, &str)) {
    let (campaign, book) = (campaign(), FontBook::embedded());
    let piece = piece(id, paper, &campaign, &book);
    bencher.bench(|| {
        pdf::export(
            &Print::pages(&piece, &Inks::on_screen()),
            &book,
            &Reused::default(),
        )
    });
}

/// Writes the PDF, with fonts cut before.
#[divan::bench(args = PIECES)]
fn export_again(bencher: Bencher, (id, paper): &(&str, &str)) {
    let (campaign, book) = (campaign(), FontBook::embedded());
    let piece = piece(id, paper, &campaign, &book);
    let subsets = Reused::default();
    bencher.bench(|| pdf::export(&Print::pages(&piece, &Inks::on_screen()), &book, &subsets));
}

/// Measures the ink on all pages for a press, with 100 dots to the inch.
#[divan::bench(args = [("flyer", "A5"), ("poster", "A1"), ("handout", "A4")])]
fn coverage(bencher: Bencher, (id, paper): &(&str, &str)) {
    let (campaign, book) = (campaign(), FontBook::embedded());
    let piece = piece(id, paper, &campaign, &book);
    let inks = Inks::of(&Route::of(RouteKind::Press), &piece.inks).expect("the program's own");
    let pages = || piece.pages.iter();
    bencher.bench(|| {
        let covered = pages().map(|page| ink::coverage(page, &inks, &book, 100.0));
        covered.map(|coverage| coverage.most).sum::<f64>()
    });
}

/// Reads the profile of a press, and makes ready what converts colours.
#[divan::bench]
fn read_profile() -> bool {
    let bytes: &[u8] = include_bytes!("../profiles/coated.icc");
    let own = Condition::Own("own.icc".to_owned(), bytes.into());
    Profile::of(black_box(&own)).is_ok()
}

/// Turns a picture of 12 million pixels into the inks of a route.
#[divan::bench(args = [RouteKind::Press, RouteKind::Copier])]
fn picture(bencher: Bencher, kind: RouteKind) {
    let inks = Inks::of(&Route::of(kind), &[]).expect("the program's own");
    let pixels = image::RgbImage::from_fn(4000, 3000, |x, y| {
        image::Rgb([(x >> 4) as u8, (y >> 4) as u8, (x ^ y) as u8])
    });
    let source = Source::plain(pixels.into());
    bencher.bench(|| {
        inks.picture(source.clone(), Size::default(), &Toning::default(), None)
            .bytes
            .len()
    });
}

/// Everything that a run for one flyer does, but for arguments and the file written.
#[divan::bench]
fn one_flyer(bencher: Bencher) {
    let project = project();
    bencher.bench(|| {
        let campaign = content::load(&project).expect("the sample is sound").value;
        let pipeline = Pipeline::of(&project).expect("fonts are embedded");
        pipeline
            .build(&campaign, &job("flyer", "A5"))
            .map(|built| built.value.pdf().len())
    });
}

/// A thousand flyers, each with its own address in the large code, on all cores.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn thousand_flyers(bencher: Bencher) {
    let sample = campaign();
    let campaigns: Vec<Campaign> = (0..1000).map(|number| numbered(&sample, number)).collect();
    let threads = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let job = job("flyer", "A5");
    bencher.bench(|| {
        let pipeline = Pipeline::embedded();
        let (next, bytes) = (AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    while let Some(campaign) = campaigns.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let built = pipeline.build(campaign, &job).expect("every flyer fits");
                        bytes.fetch_add(built.value.pdf().len(), Ordering::Relaxed);
                    }
                });
            }
        });
        bytes.into_inner()
    });
}

/// All pieces of the sample in all languages on all papers, 848 files, on all cores. The content is read once,
/// and the fonts and pictures of each run are made anew.
#[divan::bench(args = [RouteKind::Home, RouteKind::Screen], sample_count = 3, sample_size = 1)]
fn whole_set(bencher: Bencher, route: RouteKind) {
    let project = project();
    let content = Content::open(&project).expect("the sample is sound");
    let languages = [content.first_language().to_owned()]
        .into_iter()
        .chain(content.translations());
    let campaigns: Vec<Campaign> = languages
        .map(|tag| content.campaign(&tag).expect("a translation").value)
        .collect();
    let threads = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let printing = Printing {
        route,
        ..Printing::default()
    };
    let library = Library::embedded();
    let templates: Vec<Template> = library
        .ids()
        .iter()
        .map(|id| library.load(id).expect("the template is embedded"))
        .filter(|template| template.is_piece() && template.lacking(&campaigns[0]).is_none())
        .collect();
    let jobs = templates.iter().flat_map(|template| {
        template.papers.iter().map(|paper| Job {
            printing: printing.clone(),
            ..Job::screen(template, paper)
        })
    });
    let jobs: Vec<Job> = jobs.collect();
    let set: Vec<(Vec<&Campaign>, Job)> = campaigns
        .iter()
        .flat_map(|campaign| jobs.iter().map(move |job| (vec![campaign], job.clone())))
        .collect();
    bencher.bench(|| {
        let built = Pipeline::embedded().build_each(&set, threads, &|_, _, made| {
            made.map_or(0, |built| built.value.pdf().len())
        });
        built.iter().sum::<usize>()
    });
}

/// The sample with a number in the address of its first action.
fn numbered(sample: &Campaign, number: usize) -> Campaign {
    let mut campaign = sample.clone();
    let learn = campaign
        .actions
        .iter_mut()
        .find(|action| action.id == "learn")
        .expect("the sample has the action `learn`");
    let address = format!("https://freepows.carrd.co/?p={number:04}");
    learn.payload = Payload::of_text(&address).expect("an address");
    learn.short = format!("freepows.carrd.co/?p={number:04}");
    campaign
}

/// What is told of a piece from its content and frames, as `build` does for each.
#[divan::bench(args = PIECES)]
fn of_frames(bencher: Bencher, (id, paper): &(&str, &str)) {
    let sample = campaign();
    let built = Pipeline::embedded()
        .build(&sample, &job(id, paper))
        .expect("it fits")
        .value;
    let terms = Terms {
        country: Some("DE".to_owned()),
        ..Terms::default()
    };
    bencher.bench(|| proof::of_frames(&[&sample], &built.examined, &terms).len());
}

/// What is found in the pages of a piece before they are written.
#[divan::bench(args = PIECES)]
fn preflight(bencher: Bencher, (id, paper): &(&str, &str)) {
    let pipeline = Pipeline::embedded();
    let built = pipeline
        .build(&campaign(), &job(id, paper))
        .expect("it fits")
        .value;
    bencher.bench(|| {
        handbill::internals::preflight::of_pages(&built.examined.piece, &pipeline.book).len()
    });
}

/// Opening a file, drawing its pages and reading its codes, on one core.
#[divan::bench(args = PIECES, sample_count = 10)]
fn prove(bencher: Bencher, (id, paper): &(&str, &str)) {
    let sample = campaign();
    let built = Pipeline::embedded()
        .build(&sample, &job(id, paper))
        .expect("it fits")
        .value;
    let known = Known {
        campaigns: &[&sample],
        examined: &built.examined,
        ink: None,
    };
    bencher.bench(|| {
        let proof = proof::prove(built.pdf(), Some(known), &Terms::default());
        proof.map(|proof| proof.codes.len())
    });
}
