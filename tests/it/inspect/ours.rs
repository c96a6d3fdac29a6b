//! The pieces of the sample as every route makes them: nothing is found.

use handbill::internals::geom::Length;
use handbill::internals::inspect::inspect;
use handbill::internals::pipeline::SheetKind;
use handbill::internals::pipeline::{Built, Job};
use handbill::internals::proof::file::{Expectation, findings};
use handbill::internals::route::RouteKind;

use lopdf::dictionary;

use crate::common::{name, pipeline, said, sample};

fn made(template: &str, paper: &str, change: impl Fn(&mut Job)) -> Built {
    let template = pipeline().library.load(template).expect("a template");
    let mut job = Job::screen(&template, &paper.parse().expect("a paper"));
    change(&mut job);
    match pipeline().build(sample(), &job) {
        Ok(built) => built.value,
        Err(problems) => panic!("{}", said(&problems)),
    }
}

fn is_quiet(built: &Built, what: &str) {
    for file in &built.files {
        let found = inspect(&file.bytes).expect("a PDF");
        assert!(!found.pages.is_empty() && !found.cut);
        // With what is known of it, and of itself alone.
        for expected in [Expectation::of(&built.examined), Expectation::default()] {
            let told = findings(&found, &expected);
            assert_eq!(told, [], "{} {what}", name(built));
        }
        for page in &found.pages {
            assert!(
                page.fonts
                    .iter()
                    .all(|font| font.embedded && font.subset && font.unicode)
            );
        }
    }
}

#[test]
fn nothing_is_found_in_the_files_that_we_make() {
    for route in RouteKind::ALL {
        for (template, paper) in [("flyer", "A5"), ("poster", "A3")] {
            let built = made(template, paper, |job| job.printing.route = route);
            is_quiet(&built, route.name());
        }
    }
    // With a photograph, which takes longer.
    is_quiet(&made("handout", "A4", |_| {}), "screen");
    let copied = made("handout", "A4", |job| {
        job.printing.route = RouteKind::Copier;
    });
    is_quiet(&copied, "copier");
    let tiles = made("poster", "A2", |job| {
        job.printing.route = RouteKind::Home;
        job.printing.sheet = Some(SheetKind::Tile);
    });
    is_quiet(&tiles, "in tiles");
    let bled = made("flyer", "A5", |job| {
        job.printing.bleed = Some(Length::mm(3.0));
    });
    is_quiet(&bled, "with bleed");
}

#[test]
fn type_that_is_smaller_than_it_should_be_is_found_on_a_sheet() {
    let built = made("flyer", "A5", |job| job.printing.route = RouteKind::Press);
    assert!(built.examined.imposed.is_some());
    let mut document = lopdf::Document::load_mem(built.pdf()).expect("a PDF");
    document.decompress();
    let page = *document.get_pages().values().next().expect("a page");
    let text = b"BT /F0 4 Tf 100 300 Td <00010002000300040005> Tj ET".to_vec();
    let font = document.objects.iter().find_map(|(id, object)| {
        let font = object.as_dict().ok()?;
        font.has_type(b"Font")
            .then_some(*id)
            .filter(|_| font.has(b"ToUnicode"))
    });
    let dictionary = document.get_dictionary_mut(page).expect("a page");
    dictionary.set(
        "Resources",
        dictionary! {
            "Font" => dictionary! { "F0" => font.expect("a font") },
        },
    );
    dictionary.set("Contents", lopdf::Object::Null);
    document.add_page_contents(page, text).expect("added");
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("in memory");
    let found = inspect(&bytes).expect("a PDF");
    let told = findings(&found, &Expectation::of(&built.examined));
    assert!(super::make::one(&told, "small-type").is_some(), "{told:?}");
}

#[test]
fn what_is_told_of_a_flyer_is_so() {
    let built = made("flyer", "A5", |_| {});
    let found = inspect(built.pdf()).expect("a PDF");
    let page = &found.pages[0];
    assert_eq!(
        found.about.info.get("Author"),
        Some(&built.examined.piece.author)
    );
    assert!(found.about.tagged && found.about.true_size);
    assert_eq!(found.about.standards, ["PDF/UA-1"]);
    assert!((page.trim.size.width - Length::mm(148.0)).abs() < Length::mm(0.01));
    assert!((page.trim.size.height - Length::mm(210.0)).abs() < Length::mm(0.01));
    for code in built.examined.piece.pages[0].codes() {
        let address = code.payload.encoded();
        assert!(
            page.links.iter().any(|link| link.address == address),
            "{address}"
        );
    }
    let press = made("flyer", "A5", |job| job.printing.route = RouteKind::Press);
    let found = inspect(press.pdf()).expect("a PDF");
    assert_eq!(found.about.standards, ["PDF/X-4"]);
    assert_eq!(found.about.intents, ["FOGRA39"]);
}
