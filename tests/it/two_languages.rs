//! Two languages on one piece: on front and back, or side by side.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use handbill::internals::content::{Campaign, Content};
use handbill::internals::diag::{Diagnostics, Warned};
use handbill::internals::frame::{Frame, ItemKind};
use handbill::internals::geom::{Length, Rect, Size};
use handbill::internals::page::Page;
use handbill::internals::pipeline::{Built, Job, Pipeline, SheetKind};
use handbill::internals::project::Project;
use handbill::internals::route::RouteKind;
use handbill::internals::rules::Rule;
use handbill::internals::sheet::Side;
use handbill::internals::template::SecondLanguage;
use lopdf::Document;
use serde_json::Value;

use crate::common::{self, pdf, pipeline, said, structure};

/// The sample in Spanish, Persian and English.
fn languages() -> &'static [Campaign; 3] {
    static LANGUAGES: OnceLock<[Campaign; 3]> = OnceLock::new();
    LANGUAGES.get_or_init(|| {
        let project = Project::at(common::SAMPLE);
        let content = Content::open(&project).unwrap_or_else(|found| panic!("{}", said(&found)));
        ["es", "fa", "en"].map(|tag| match content.campaign(tag) {
            Ok(campaign) => campaign.value,
            Err(found) => panic!("{tag}: {}", said(&found)),
        })
    })
}

/// English and Spanish.
fn en_es() -> [&'static Campaign; 2] {
    let [es, _, en] = languages();
    [en, es]
}

/// Persian and English.
fn fa_en() -> [&'static Campaign; 2] {
    let [_, fa, en] = languages();
    [fa, en]
}

fn made(
    campaigns: &[&Campaign],
    template: &str,
    set: impl FnOnce(&mut Job),
) -> Result<Warned<Built>, Diagnostics> {
    let template = pipeline().library.load(template)?;
    let paper = template.papers.first().expect("a paper").clone();
    let mut job = Job::screen(&template, &paper);
    set(&mut job);
    pipeline().build_set(campaigns, &job.in_languages(campaigns.len()))
}

fn built(campaigns: &[&Campaign], template: &str, set: impl FnOnce(&mut Job)) -> Built {
    match made(campaigns, template, set) {
        Ok(built) => built.value,
        Err(problems) => panic!("{template}: {}", said(&problems)),
    }
}

fn beside(job: &mut Job) {
    job.printing.second_language = Some(SecondLanguage::Beside);
}

fn back(job: &mut Job) {
    job.printing.second_language = Some(SecondLanguage::Back);
}

/// The halves of a page: the language of each, and the place that shows it.
fn halves(page: &Page) -> Vec<(&str, Rect, &Frame)> {
    let halves = page.frame.items.iter().map(|item| match &item.kind {
        ItemKind::Group(half) => {
            let language = half.language.as_deref().expect("a language");
            (language, half.clip.expect("a half shows its part"), half)
        }
        _ => panic!("something lies outside both halves"),
    });
    halves.collect()
}

/// The words that a frame draws, in drawing order.
fn words(frame: &Frame) -> String {
    let mut words = String::new();
    frame.walk(&mut |item| {
        if let ItemKind::Text(run) = &item.kind {
            words.push_str(&run.text);
            words.push(' ');
        }
    });
    words
}

/// The languages of the parts of a file, in the order in which they are read, and the language of the document.
fn languages_of(document: &Document) -> (Vec<String>, String) {
    let tree = structure::tree(document);
    let parts = tree.elements().filter(|element| element.kind == "Part");
    let catalog = document.catalog().expect("a catalog");
    let of_all = pdf::get(document, catalog, "Lang").as_str().expect("a tag");
    (
        parts
            .map(|part| part.language().expect("a language"))
            .collect(),
        String::from_utf8_lossy(of_all).into_owned(),
    )
}

fn mm(width: f64, height: f64) -> Size {
    Size::new(Length::mm(width), Length::mm(height))
}

#[test]
fn a_flyer_has_one_language_in_front_and_one_on_its_back() {
    let flyer = built(&en_es(), "flyer", |_| {});
    let pages = &flyer.examined.piece.pages;
    assert_eq!(pages.len(), 2);
    assert!(words(&pages[0].frame).contains("Armenian prisoners"));
    assert!(words(&pages[1].frame).contains("prisioneros de guerra"));
    assert_eq!(flyer.examined.piece.language_tags(), "en+es");
    let document = pdf::open(flyer.pdf());
    let (parts, of_all) = languages_of(&document);
    assert_eq!(parts, ["en", "es"]);
    assert_eq!(of_all, "en");
    let metadata = String::from_utf8_lossy(flyer.pdf());
    assert!(metadata.contains("<rdf:li>en</rdf:li><rdf:li>es</rdf:li></rdf:Bag></dc:language>"));
    // The title is that of the first language.
    assert_eq!(flyer.examined.piece.title, en_es()[0].title);
}

/// Every mark is closed in its half, and all that is drawn is read once, or is decoration.
#[test]
fn the_parts_of_each_language_are_read_as_a_whole() {
    for (campaigns, tags, place) in [
        (fa_en(), ["fa", "en"], SecondLanguage::Beside),
        (en_es(), ["en", "es"], SecondLanguage::Back),
    ] {
        for template in ["poster", "handout", "stickers"] {
            let piece = built(&campaigns, template, |job| {
                job.printing.second_language = Some(place);
                // The handout is made for the halves of A3.
                if template == "handout" && place == SecondLanguage::Beside {
                    job.paper = "A3".parse().expect("a paper");
                }
            });
            let document = pdf::open(piece.pdf());
            assert_eq!(languages_of(&document).0, tags, "{template}");
            for page in pdf::pages(&document) {
                let contents = structure::contents(&document, page);
                assert!(
                    contents.faults.is_empty(),
                    "{template}: {:?}",
                    contents.faults
                );
            }
            // A heading of the second language begins anew: its first is the headline.
            let tree = structure::tree(&document);
            for part in tree.elements().filter(|element| element.kind == "Part") {
                let all = part.all();
                let first = all.iter().find(|element| element.kind.starts_with('H'));
                assert_eq!(first.map(|it| it.kind.as_str()), Some("H1"), "{template}");
            }
        }
    }
}

#[test]
fn a_poster_has_both_side_by_side_on_lying_paper() {
    let poster = built(&fa_en(), "poster", |_| {});
    let pages = &poster.examined.piece.pages;
    assert_eq!(pages.len(), 1);
    assert_eq!(pages[0].trim, mm(420.0, 297.0));
    assert_eq!(poster.examined.piece.paper, "A3");
    let halves = halves(&pages[0]);
    let [(first, right, fa), (second, left, en)] = halves[..] else {
        panic!("{} halves", halves.len());
    };
    // Persian is the first, and is read first; it begins at the right.
    assert_eq!((first, second), ("fa", "en"));
    assert_eq!(left.right(), Length::mm(210.0));
    assert_eq!(right.origin.x, Length::mm(210.0));
    assert!(words(en).contains("leaders") && !words(fa).contains("leaders"));
    assert!(!words(en).contains("ارمنی") && words(fa).contains("ارمنی"));
    // All is smaller than on a page of its own, so it is read from nearer, and its code is as much smaller.
    let alone = built(&fa_en()[..1], "poster", |_| {});
    let distance = alone.examined.piece.pages[0].codes()[0].distance;
    for (_, half, frame) in &halves {
        let half_page = Page {
            frame: (*frame).clone(),
            ..pages[0].clone()
        };
        let codes = half_page.codes();
        assert_eq!(codes.len(), 1);
        assert!(half.contains(codes[0].ink_bounds()));
        assert_eq!(codes[0].distance, distance * (210.0 / 297.0));
    }
    // Two languages that are written the same way begin with the first.
    let poster = built(&en_es(), "poster", |_| {});
    let halves = self::halves(&poster.examined.piece.pages[0]);
    assert_eq!((halves[0].0, halves[0].1.origin.x), ("en", Length::ZERO));
}

#[test]
fn what_is_drawn_of_a_half_is_clipped_where_the_other_begins() {
    let poster = built(&en_es(), "poster", |job| {
        job.printing.route = RouteKind::Press;
    });
    let page = &poster.examined.piece.pages[0];
    assert_eq!(page.bleed, Length::mm(3.0));
    let [(_, left, _), (_, right, _)] = halves(page)[..] else {
        panic!("two halves");
    };
    let bleed = Length::mm(3.0);
    assert_eq!(
        left,
        Rect::new(-bleed, -bleed, Length::mm(213.0), Length::mm(303.0))
    );
    assert_eq!(right.origin.x, Length::mm(210.0));
    assert_eq!(right.right(), Length::mm(423.0));
}

#[test]
fn a_lying_card_becomes_an_upright_one_with_one_over_the_other() {
    let card = built(&en_es(), "call-card", beside);
    let pages = &card.examined.piece.pages;
    assert_eq!(pages.len(), 2);
    for page in pages {
        assert_eq!(page.trim, mm(74.0, 105.0));
        let [(first, upper, _), (second, lower, _)] = halves(page)[..] else {
            panic!("two halves");
        };
        assert_eq!((first, second), ("en", "es"));
        assert_eq!(upper.bottom(), lower.origin.y);
        assert_eq!(lower.origin.y, Length::mm(52.5));
    }
}

#[test]
fn stickers_keep_their_size_and_half_of_them_are_in_each_language() {
    let alone = built(&fa_en()[..1], "stickers", |_| {});
    let both = built(&fa_en(), "stickers", |_| {});
    assert_eq!(both.examined.cut_apart, alone.examined.cut_apart);
    let page = &both.examined.piece.pages[0];
    assert_eq!(page.trim, alone.examined.piece.pages[0].trim);
    assert_eq!(page.codes().len(), 8);
    for (tag, half, frame) in halves(page) {
        let own = words(frame);
        let is_persian = tag == "fa";
        assert_eq!(own.contains("ارمنی"), is_persian, "{own}");
        assert_eq!(own.contains("Armenian"), !is_persian, "{own}");
        let mut codes = 0;
        frame.walk(&mut |item| codes += usize::from(matches!(item.kind, ItemKind::Code(_))));
        assert_eq!(codes, 4, "{tag}");
        frame.walk(&mut |item| {
            if let Some(bounds) = item.bounds() {
                assert!(bounds.overlaps(half, Length::ZERO), "{tag}: hidden words");
            }
        });
    }
}

#[test]
fn copies_on_a_sheet_have_the_first_in_front_and_the_second_behind() {
    let flyer = built(&en_es(), "flyer", |job| {
        job.printing.route = RouteKind::Home;
    });
    let imposed = flyer.examined.imposed.expect("two on a sheet");
    let pages = |side: &Side| -> Vec<usize> {
        side.placements
            .iter()
            .map(|placement| placement.page)
            .collect()
    };
    assert_eq!(imposed.sheets.len(), 1);
    assert_eq!(pages(&imposed.sheets[0].front), [0, 0]);
    let behind = imposed.sheets[0].back.as_ref().expect("a back");
    assert_eq!(pages(behind), [1, 1]);
}

#[test]
fn a_piece_of_two_pages_has_four_in_order() {
    let handout = built(&en_es(), "handout", |_| {});
    let pages = &handout.examined.piece.pages;
    let tags: Vec<Option<&str>> = pages
        .iter()
        .map(|page| page.frame.language.as_deref())
        .collect();
    assert_eq!(tags, [None, None, Some("es"), Some("es")]);
    // A sheet that is folded in the middle holds all four.
    let booklet = built(&en_es(), "handout", |job| {
        job.printing.route = RouteKind::Home;
        job.printing.sheet = Some(SheetKind::Booklet);
    });
    let imposed = booklet.examined.imposed.expect("sheets");
    assert_eq!(imposed.sheets.len(), 1);
}

/// The texts of both have stories and tables of the same names, which must not run into each other.
#[test]
fn plain_text_has_one_language_after_the_other() {
    let text = |campaigns: &[&Campaign], set: fn(&mut Job)| {
        let handout = built(campaigns, "handout-plain", set);
        handout.text.expect("this layout has a text")
    };
    let [en, es] = en_es();
    let (alone, other) = (text(&[en], |_| {}), text(&[es], |_| {}));
    let both = text(&[en, es], back);
    assert_eq!(both, format!("{}\n\n\n\n{other}", alone.trim_end()));
    let in_booklet = text(&[en, es], |job| {
        job.printing.sheet = Some(SheetKind::Booklet);
    });
    assert_eq!(in_booklet, both);
}

#[test]
fn a_sheet_that_is_folded_has_one_language() {
    for template in ["leaflet", "zine"] {
        let problems = made(&en_es(), template, |_| {}).expect_err("no place");
        let told: Vec<Rule> = problems.iter().map(|problem| problem.rule).collect();
        assert_eq!(told, [Rule::OneLanguage], "{}", said(&problems));
    }
}

/// A campaign in English and French, and a layout with two pages in English and one in French.
fn small() -> Project {
    let translation = "[translation]\nstatus = \"reviewed\"\ntranslator = \"A friend\"\n\n\
        [campaign]\nheadline = \"Libérez-les\"\nlead = \"Un chapeau.\"\n";
    let layout = "[template]\nextends = \"base\"\npapers = [\"A4\"]\nsecond_language = \"beside\"\n\n\
        [[page]]\nmargin = \"10mm\"\ncolumns = [\"1fr\"]\nrows = [\"1fr\"]\nareas = [\"one\"]\n\
        area.one = { text = \"{campaign.headline}\", style = \"headline\", lines = 3 }\n\n\
        [[page]]\nwhen = { language = \"en\" }\nmargin = \"10mm\"\ncolumns = [\"1fr\"]\nrows = [\"1fr\"]\nareas = [\"two\"]\n\
        area.two = { text = \"{campaign.lead}\", style = \"text\" }\n";
    let content = common::small_campaign("A lead.");
    Project::in_memory(
        "c.toml",
        [
            ("c.toml", content.as_str()),
            ("c.fr.toml", translation),
            ("templates/case.toml", layout),
        ],
    )
}

#[test]
fn a_half_without_words_is_told() {
    let project = small();
    let content = Content::open(&project).unwrap_or_else(|found| panic!("{}", said(&found)));
    let [en, fr] = ["en", "fr"].map(|tag| match content.campaign(tag) {
        Ok(campaign) => campaign.value,
        Err(found) => panic!("{}", said(&found)),
    });
    let pipeline = Pipeline::of(&project).expect("fonts");
    let template = pipeline.library.load("case");
    let template = template.unwrap_or_else(|found| panic!("{}", said(&found)));
    let job = Job::screen(&template, &template.papers[0]).in_languages(2);
    assert_eq!(job.second_language, Some(SecondLanguage::Beside));
    let made = pipeline.build_set(&[&en, &fr], &job);
    let made = made.unwrap_or_else(|found| panic!("{}", said(&found)));
    assert_eq!(made.value.examined.piece.pages.len(), 2);
    let told = made.warnings.iter().filter(|it| it.rule == Rule::EmptyPage);
    let told: Vec<&str> = told.map(|it| it.message.as_str()).collect();
    let page = "page 2 has nothing in the language `fr`, so half of it is empty";
    assert_eq!(told, [page], "{}", said(&made.warnings));
}

/// Runs the program in a folder. Returns its code, and what it prints to both streams.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handbill"));
    command.current_dir(folder).args(arguments);
    let output = command.env("NO_COLOR", "1").output().expect("it starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let code = output.status.code().expect("no signal");
    (code, text(output.stdout), text(output.stderr))
}

#[test]
fn files_are_named_after_both_and_found_again_by_their_names() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let build = |more: &[&str]| -> Vec<(String, String)> {
        let mut arguments = vec![
            "build",
            common::SAMPLE,
            "--format",
            "json",
            "--date",
            "2026-11-30",
        ];
        arguments.extend(more);
        let (code, report, words) = run(folder.path(), &arguments);
        assert_eq!(code, 0, "{words}");
        let report: Value = serde_json::from_str(&report).expect("JSON");
        let files = report["files"].as_array().expect("a list").iter();
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        files
            .map(|file| (text(&file["path"]), text(&file["language"])))
            .collect()
    };
    let pair = [
        "--lang",
        "en+es",
        "--template",
        "flyer",
        "--route",
        "screen",
    ];
    let files = build(&pair);
    let path = "out/free-armenian-pows/en+es/flyer-a5-screen.pdf";
    assert_eq!(files, [(path.to_owned(), "en+es".to_owned())]);
    // What is not the layout's own way stands in the name; A4 has halves that the flyer is made for.
    let other = [&pair[..], &["--second-language", "beside", "--paper", "A4"]].concat();
    let files = build(&other);
    let beside = "out/free-armenian-pows/en+es/flyer-a4-beside-screen.pdf";
    assert_eq!(files, [(beside.to_owned(), "en+es".to_owned())]);
    for file in [path, beside] {
        let arguments = [
            "proof",
            file,
            "--content",
            common::SAMPLE,
            "--date",
            "2026-11-30",
        ];
        let (_, told, words) = run(folder.path(), &arguments);
        let all = format!("{told}{words}");
        assert!(!all.contains("outdated-file"), "{all}");
        assert!(all.contains("(en+es)"), "{all}");
    }
}

#[test]
fn what_is_no_pair_is_refused_in_plain_words() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(
        folder.path().join("c.toml"),
        common::small_campaign("A lead."),
    )
    .expect("written");
    let refused = |arguments: &[&str]| {
        let all = [&["build", "c.toml", "--template", "flyer"], arguments].concat();
        let (code, _, words) = run(folder.path(), &all);
        assert_ne!(code, 0, "{words}");
        assert!(!folder.path().join("out").exists(), "nothing is written");
        words
    };
    for (lang, told) in [
        ("en+en", "the same language twice"),
        ("en+", "lacks one of its two languages"),
        ("en+es+fr", "a piece has two at most"),
        ("en,es", "write `--lang en --lang es`"),
        ("en+fr", "there is no translation into `fr`"),
    ] {
        let words = refused(&["--lang", lang]);
        assert!(words.contains(told), "{lang}: {words}");
    }
    let words = refused(&["--second-language", "beside"]);
    assert!(words.contains("`--lang en+es`"), "{words}");
}
