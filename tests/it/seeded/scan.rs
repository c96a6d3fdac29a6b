//! Codes that are read, and not as they should be.

use handbill::internals::frame::ItemKind;
use handbill::internals::pipeline::{Built, Job};
use handbill::internals::proof::{self, Known, Proof, Terms};
use handbill::internals::route::RouteKind;
use lopdf::{Document, dictionary};

use super::file::{FLYER, built, code, fill, resource};
use crate::common::{build_beside, pipeline, sample, small_campaign};

/// A piece with one code.
const POSTER: (&str, RouteKind) = ("poster", RouteKind::Screen);

fn proved(bytes: &[u8], built: Option<&Built>) -> Proof {
    let campaigns = [sample()];
    let known = built.map(|built| Known {
        campaigns: &campaigns,
        examined: &built.examined,
        ink: None,
    });
    proof::prove(bytes, known, &Terms::default()).expect("a proof")
}

/// The rules of the findings, with whether each is an error.
fn found(proof: &Proof) -> Vec<(&'static str, bool)> {
    let findings = proof.findings.iter();
    let weight = |problem: &handbill::internals::diag::Diagnostic| {
        (
            problem.rule.name(),
            problem.severity == handbill::internals::diag::Severity::Error,
        )
    };
    findings.map(weight).collect()
}

#[test]
fn a_code_that_is_not_read_from_where_people_stand_is_told() {
    let mut built = built(POSTER);
    let reach = {
        let proof = proved(built.pdf(), Some(&built));
        assert_eq!(found(&proof), []);
        proof.codes[0].margin().expect("a margin")
    };
    let mut farther = |times: f64| {
        let mut first = built.examined.piece.pages[0].frame.items.iter_mut();
        let code = first.find_map(|item| match &mut item.kind {
            ItemKind::Code(code) => Some(code),
            _ => None,
        });
        let code = code.expect("a code");
        let own = code.distance;
        code.distance = own * times;
        let found = found(&proved(built.pdf(), Some(&built)));
        let mut again = built.examined.piece.pages[0].frame.items.iter_mut();
        let code = again.find_map(|item| match &mut item.kind {
            ItemKind::Code(code) => Some(code),
            _ => None,
        });
        code.expect("a code").distance = own;
        found
    };
    // Told is what other readers reach too; our own reaches a fourth farther.
    assert_eq!(farther(reach * 1.22), [("short-reach", false)]);
    assert_eq!(farther(reach * 1.5), [("short-reach", true)]);
}

#[test]
fn a_pale_code_is_read_and_its_copy_is_not() {
    let built = built(POSTER);
    let mut file = Document::load_mem(built.pdf()).expect("our own file");
    let veil = dictionary! { "Type" => "ExtGState", "ca" => 0.62_f32 };
    resource(&mut file, "ExtGState", "Veil", veil.into());
    fill(&mut file, "/Veil gs 1 g", code(&built));
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("saved");
    let proof = proved(&bytes, Some(&built));
    assert!(
        found(&proof).contains(&("copy-unread", false)),
        "{:?}",
        found(&proof)
    );
    assert!(proof.codes[0].read.is_some());
}

#[test]
fn a_broken_code_in_anyones_file_is_doubtful() {
    let built = built(FLYER);
    let mut file = Document::load_mem(built.pdf()).expect("our own file");
    // A blot on it: its corners are there, and too much of the rest is lost.
    let mut blot = code(&built);
    let (width, height) = (blot.size.width, blot.size.height);
    blot.origin.x += width * 0.4;
    blot.origin.y += height * 0.4;
    blot.size.width = width * 0.3;
    blot.size.height = height * 0.3;
    fill(&mut file, "0 g", blot);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("saved");
    assert_eq!(found(&proved(&bytes, None)), [("doubtful-code", false)]);
    assert_eq!(found(&proved(built.pdf(), None)), []);
}

#[test]
fn a_code_in_a_picture_is_told() {
    let layout = "[template]\nextends = \"base\"\npapers = [\"A5\"]\n\n[[page]]\nmargin = \"12mm\"\ngap = \"3mm\"\ncolumns = [\"1fr\"]\nrows = [\"1fr\", \"auto\"]\nareas = [\"photo\", \"codes\"]\n\n[page.area.photo]\nimage = \"door\"\n\n[page.area.codes]\ncodes = [\"1\"]\ndistance = \"0.3m\"\n";
    let campaign = small_campaign("A lead.")
        + "\n[[image]]\nid = \"door\"\nfile = \"door.png\"\nalt = \"A door\"\ncredit = \"A friend\"\nlicense = \"CC0\"\n";
    for (drawn, expected) in [(true, vec![("unexpected-code", false)]), (false, vec![])] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let picture = if drawn {
            let symbol = qrcode::QrCode::new("https://elsewhere.example/").expect("a code");
            let (side, dark) = (symbol.width() as u32, symbol.to_colors());
            image::GrayImage::from_fn((side + 8) * 40, (side + 8) * 40, |x, y| {
                let (x, y) = ((x / 40).wrapping_sub(4), (y / 40).wrapping_sub(4));
                let is_dark =
                    x < side && y < side && dark[(y * side + x) as usize] == qrcode::Color::Dark;
                image::Luma([if is_dark { 0 } else { 255 }])
            })
        } else {
            image::GrayImage::from_pixel(1300, 1300, image::Luma([90]))
        };
        picture
            .save(folder.path().join("door.png"))
            .expect("written");
        let built = build_beside(folder.path(), &campaign, layout, "A5")
            .expect("it fits")
            .value;
        assert_eq!(found(&proved(built.pdf(), Some(&built))), expected);
    }
}

#[test]
fn a_code_between_tiles_is_told_and_one_on_a_whole_sheet_is_not() {
    let template = pipeline().library.load("poster").expect("a template");
    let on = |route: RouteKind| {
        let mut job = Job::screen(&template, &template.papers[0]);
        job.printing.route = route;
        job.printing.sheet =
            (route == RouteKind::Screen).then_some(handbill::internals::pipeline::SheetKind::Page);
        let built = pipeline().build(sample(), &job).expect("it fits").value;
        found(&proved(built.pdf(), Some(&built)))
    };
    assert_eq!(on(RouteKind::Home), [("code-on-seam", false)]);
    assert_eq!(on(RouteKind::Screen), []);
}
