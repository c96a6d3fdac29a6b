//! Every shipped template on every one of its papers: built without complaint, and read back from the
//! PDF as a print shop would find it.

use std::collections::BTreeSet;

use handbill::internals::geom::Length;
use handbill::internals::page::Piece;
use handbill::internals::paper::Paper;
use handbill::internals::rules::Rule;
use lopdf::Object;

use crate::common::{self, every_piece, name, pdf, said};

/// Millimetres by which a box may miss its nominal size.
const CLOSE: f64 = 0.01;

fn assert_rect(found: [f64; 4], expected: [f64; 4], what: &str) {
    let close = found
        .iter()
        .zip(expected)
        .all(|(found, expected)| (found - expected).abs() < CLOSE);
    assert!(close, "{what}: {found:?} mm, not {expected:?}");
}

/// The size that each page has to have, in millimetres: that of the paper, or of the part of the sheet that
/// the page is.
fn nominal(piece: &Piece) -> Vec<(f64, f64)> {
    let paper: Paper = piece.paper.parse().expect("a paper");
    let (width, height) = (paper.size().width.to_mm(), paper.size().height.to_mm());
    let (long, short) = (width.max(height), width.min(height));
    match (piece.template.as_str(), &*paper.name) {
        // Panels of a leaflet: the second is tucked in, and so is its back, the third inside.
        ("leaflet", "A4") => [100.0, 97.0, 100.0, 100.0, 97.0, 100.0]
            .map(|panel| (panel, short))
            .to_vec(),
        ("leaflet", "letter") => [3.6875, 3.625, 3.6875, 3.6875, 3.625, 3.6875]
            .map(|panel| (panel * 25.4, short))
            .to_vec(),
        ("zine", _) => vec![(long / 4.0, short / 2.0); 8],
        _ => vec![(width, height); piece.pages.len()],
    }
}

#[test]
fn all_are_built_without_warnings() {
    assert_eq!(every_piece().len(), common::jobs(None).len());
    for built in every_piece() {
        // The gatherings of the sample are samples, and its photographs as large as they were to be had.
        let told = built
            .warnings
            .iter()
            .filter(|it| ![Rule::SampleEvent, Rule::PictureResolution].contains(&it.rule));
        assert_eq!(
            told.count(),
            0,
            "{}: {}",
            name(&built.value),
            said(&built.warnings)
        );
        let pages = match built.value.examined.piece.template.as_str() {
            "handout" | "flyer-two" | "palm-card" | "call-card" | "postcard" | "door-hanger" => {
                2..=2
            }
            // A letter of the hero line on each, and a last sheet.
            "banner" => 5..=5,
            "leaflet" => 6..=6,
            "zine" => 8..=8,
            // As many as the text takes.
            "handout-large" | "handout-plain" => 3..=14,
            _ => 1..=1,
        };
        let document = pdf::open(built.value.pdf());
        let count = pdf::pages(&document).len();
        assert!(pages.contains(&count), "{}: {count}", name(&built.value));
    }
}

#[test]
fn boxes_are_the_papers_sizes() {
    for built in every_piece() {
        let document = pdf::open(built.value.pdf());
        let sizes = nominal(&built.value.examined.piece);
        for (id, (width, height)) in pdf::pages(&document).into_iter().zip(sizes) {
            let page = pdf::page(&document, id);
            for key in ["MediaBox", "TrimBox", "BleedBox"] {
                let what = format!("{} of {}", key, name(&built.value));
                assert_rect(pdf::rect(page, key), [0.0, 0.0, width, height], &what);
            }
            assert!(!page.has(b"CropBox"), "a crop box hides the bleed");
        }
    }
}

#[test]
fn a_bleed_grows_the_boxes_around_the_trim() {
    let jobs = common::jobs(Some(Length::mm(3.0)));
    // The first paper of each template: the geometry does not depend on the paper.
    let firsts = jobs
        .into_iter()
        .filter(|job| job.template.papers.first() == Some(&job.paper));
    for job in firsts {
        let built = common::pipeline()
            .build(common::sample(), &job)
            .expect("fits as without a bleed")
            .value;
        let document = pdf::open(built.pdf());
        let sizes = nominal(&built.examined.piece);
        for (id, (width, height)) in pdf::pages(&document).into_iter().zip(sizes) {
            let page = pdf::page(&document, id);
            let (what, outer) = (name(&built), [0.0, 0.0, width + 6.0, height + 6.0]);
            assert_rect(pdf::rect(page, "MediaBox"), outer, &what);
            assert_rect(pdf::rect(page, "BleedBox"), outer, &what);
            assert_rect(
                pdf::rect(page, "TrimBox"),
                [3.0, 3.0, width + 3.0, height + 3.0],
                &what,
            );
        }
    }
}

#[test]
fn grounds_run_into_the_bleed() {
    let mut job = common::jobs(Some(Length::mm(3.0))).swap_remove(0);
    job.printing.bleed = Some(Length::mm(3.0));
    assert_eq!(
        (job.template.id.as_str(), &*job.paper.name),
        ("flyer", "A5")
    );
    let built = common::pipeline()
        .build(common::sample(), &job)
        .expect("fits")
        .value;
    let (width, height, pixels) = common::render::color_page(built.pdf(), 0, 72.0);
    // The flyer's foot is apricot to the left, right and lower edge of the bleed.
    for (x, y) in [(1, height - 2), (width - 2, height - 2)] {
        let [r, g, b] = pixels[y * width + x];
        assert!(
            r > 230 && (150..190).contains(&g) && b < 20,
            "{x},{y}: {r} {g} {b}"
        );
    }
    assert_eq!(pixels[width + 1], [255; 3], "its head is white");
}

#[test]
fn the_document_says_what_it_is() {
    for built in every_piece() {
        let what = name(&built.value);
        let bytes = built.value.pdf();
        assert!(bytes.starts_with(b"%PDF-1.7\n"), "{what}");
        let document = pdf::open(bytes);
        let catalog = document.catalog().expect("a catalog");
        assert_eq!(
            pdf::get(&document, catalog, "Lang").as_str().ok(),
            Some(&b"en"[..]),
            "{what}"
        );
        let viewer = pdf::get(&document, catalog, "ViewerPreferences")
            .as_dict()
            .expect("preferences");
        assert_eq!(
            pdf::get(&document, viewer, "PrintScaling").as_name().ok(),
            Some(&b"None"[..])
        );
        assert_eq!(
            pdf::get(&document, viewer, "DisplayDocTitle")
                .as_bool()
                .ok(),
            Some(true)
        );
        let information = pdf::get(&document, &document.trailer, "Info")
            .as_dict()
            .expect("information");
        let title = pdf::get(&document, information, "Title")
            .as_str()
            .expect("a title");
        assert_eq!(pdf::utf16(title), common::sample().title, "{what}");
        for key in ["CreationDate", "ModDate", "Creator"] {
            assert!(!information.has(key.as_bytes()), "{what}: {key}");
        }
        let dated = |object: &Object| match object {
            Object::Stream(stream) if stream.dict.has_type(b"Metadata") => {
                String::from_utf8_lossy(&stream.content).contains("Date")
            }
            _ => false,
        };
        assert!(
            !document.objects.values().any(dated),
            "{what}: dates hide in XMP"
        );
    }
}

#[test]
fn headings_make_an_outline() {
    for built in every_piece() {
        let titles = pdf::outline(&pdf::open(built.value.pdf()));
        let expected: &[&str] = match built.value.examined.piece.template.as_str() {
            "handout" => &[
                "Free Armenian leaders and POWs",
                "Who is held",
                "What is known",
                "What to say",
                "Their names",
                "What you can do",
                "Who hands you this",
            ],
            "flyer" | "poster" | "placard" => &["Free Armenian leaders and POWs"],
            // The first heading says what the piece is; what follows is said once.
            _ => {
                let once: BTreeSet<&String> = titles.iter().collect();
                // In large print what there is to do goes on on a page of its own.
                let again = built.value.examined.piece.template == "handout-large";
                assert!(again || once.len() == titles.len(), "{titles:?}");
                assert!(!titles.is_empty(), "{}", name(&built.value));
                continue;
            }
        };
        let mut sorted = titles.clone();
        sorted.sort();
        let mut wanted = expected.to_vec();
        wanted.sort_unstable();
        assert_eq!(sorted, wanted, "{}", name(&built.value));
        assert_eq!(
            titles.first().map(String::as_str),
            expected.first().copied()
        );
    }
}

#[test]
fn a_tap_on_a_code_opens_what_it_holds() {
    for built in every_piece() {
        let document = pdf::open(built.value.pdf());
        for (page, id) in built
            .value
            .examined
            .piece
            .pages
            .iter()
            .zip(pdf::pages(&document))
        {
            if page.codes().is_empty() {
                continue;
            }
            let annotations = pdf::get(&document, pdf::page(&document, id), "Annots");
            let links: Vec<([f64; 4], String)> = annotations
                .as_array()
                .expect("a list")
                .iter()
                .map(|link| {
                    let link = pdf::followed(&document, link).as_dict().expect("a link");
                    let action = pdf::get(&document, link, "A").as_dict().expect("an action");
                    let uri = pdf::get(&document, action, "URI").as_str().expect("a URI");
                    (
                        pdf::rect(link, "Rect"),
                        String::from_utf8_lossy(uri).into_owned(),
                    )
                })
                .collect();
            // Of a code that is there many times, to be cut apart, one is there for a screen.
            let mut seen = BTreeSet::new();
            for code in page.codes() {
                let Some(uri) = code.payload.link() else {
                    continue;
                };
                let uri = uri.to_string();
                if !seen.insert(uri.clone()) {
                    continue;
                }
                let quiet = code.module.to_mm() * handbill::internals::qr::QUIET_ZONE as f64;
                let (rect, height) = (code.rect(), page.trim.height.to_mm());
                let (left, right) = (rect.origin.x.to_mm() + quiet, rect.right().to_mm() - quiet);
                let (top, bottom) = (rect.origin.y.to_mm() + quiet, rect.bottom().to_mm() - quiet);
                let covers = |[x0, y0, x1, y1]: [f64; 4]| {
                    x0 <= left + CLOSE
                        && right <= x1 + CLOSE
                        && y0 <= height - bottom + CLOSE
                        && height - top <= y1 + CLOSE
                };
                assert!(
                    links.iter().any(|(rect, to)| *to == uri && covers(*rect)),
                    "{}: no link over the code {uri}: {links:?}",
                    name(&built.value)
                );
            }
        }
    }
}

#[test]
fn fonts_are_embedded_cuts_with_their_characters() {
    for built in every_piece() {
        let document = pdf::open(built.value.pdf());
        let what = name(&built.value);
        for id in pdf::pages(&document) {
            let fonts = pdf::fonts(&document, id);
            assert!(!fonts.is_empty(), "{what}");
            for (_, font) in fonts {
                let base = String::from_utf8_lossy(
                    pdf::get(&document, &font, "BaseFont")
                        .as_name()
                        .expect("a name"),
                )
                .into_owned();
                let (tag, family) = base
                    .split_once('+')
                    .unwrap_or_else(|| panic!("{base} is no cut"));
                assert!(
                    tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()),
                    "{base}"
                );
                assert!(!family.is_empty());
                assert!(
                    pdf::get(&document, &font, "ToUnicode").as_stream().is_ok(),
                    "{base}"
                );
                let descendants = pdf::get(&document, &font, "DescendantFonts").as_array();
                let inner = pdf::followed(&document, &descendants.expect("a list")[0]);
                let inner = inner.as_dict().expect("a font");
                let descriptor = pdf::get(&document, inner, "FontDescriptor")
                    .as_dict()
                    .expect("a descriptor");
                let program = ["FontFile2", "FontFile3"]
                    .iter()
                    .find(|key| descriptor.has(key.as_bytes()))
                    .unwrap_or_else(|| panic!("{what}: {base} is not embedded"));
                let program = pdf::get(&document, descriptor, program)
                    .as_stream()
                    .expect("a program");
                assert!(
                    program.content.len() < 30_000,
                    "{what}: {base} is not cut down"
                );
            }
        }
    }
}

#[test]
fn a_flyer_is_small_enough_to_send() {
    let flyer = every_piece()
        .iter()
        .find(|built| built.value.examined.piece.paper == "A5");
    let bytes = flyer.expect("a flyer on A5").value.pdf().len();
    assert!(bytes < 30_000, "{bytes} bytes");
}
