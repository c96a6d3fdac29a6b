//! What becomes of colours, pictures and pages on each route. Judged by numbers from elsewhere: those of
//! `LittleCMS`, those that Fogra publishes, and areas that are known.

use std::io::Cursor;
use std::sync::Arc;

use handbill::internals::color::{Cmyk, Color, Ink, InkId, Tint, Tone};
use handbill::internals::diag::{Hint, Meant};
use handbill::internals::frame::{
    Blend, Cutout, FontId, Frame, Glyph, GlyphRun, ItemKind, Link, Origin, Path, Placed, Role,
    Stroke, Toning,
};
use handbill::internals::geom::{Angle, Length, Point, Rect, Size};
use handbill::internals::ink::{
    Coverage, Inks, Mass, Paint, Pixels, Profile, Source, Space, coverage, jpeg, known_inks,
    prepare,
};
use handbill::internals::page::{Page, Piece};
use handbill::internals::payload::Uri;
use handbill::internals::picture::{Asset, Image, Picture};
use handbill::internals::route::{Condition, Route, RouteKind};
use handbill::internals::rules::Rule;
use image::{DynamicImage, ImageEncoder, Rgb, RgbImage, Rgba, RgbaImage};

use crate::common;

const APRICOT: Color = Color::rgb(0xF2, 0xA8, 0);

fn mm(x: f64, y: f64, width: f64, height: f64) -> Rect {
    Rect::new(
        Length::mm(x),
        Length::mm(y),
        Length::mm(width),
        Length::mm(height),
    )
}

fn ink(name: &str) -> Ink {
    Ink {
        name: name.to_owned(),
        color: APRICOT,
    }
}

fn spot(share: u16) -> Color {
    Color {
        spot: Some(Tint {
            ink: InkId(0),
            share,
        }),
        ..APRICOT
    }
}

fn with(kind: RouteKind, names: &[&str], set: impl FnOnce(&mut Route)) -> Inks {
    let mut route = Route::of(kind);
    set(&mut route);
    let inks: Vec<Ink> = names.iter().map(|name| ink(name)).collect();
    Inks::of(&route, &inks).unwrap_or_else(|problem| panic!("{problem}"))
}

fn on(kind: RouteKind) -> Inks {
    with(kind, &[], |_| {})
}

fn cmyk(inks: &Inks, color: Color) -> [u16; 4] {
    match inks.paint(color, Mass::Fine) {
        Paint::Cmyk(cmyk) => cmyk.0,
        other => panic!("{other:?}"),
    }
}

// ---- Press -------------------------------------------------------------------------------------------

#[test]
fn a_press_prints_black_with_black_alone_and_leaves_white_to_the_paper() {
    let press = on(RouteKind::Press);
    for black in [Color::BLACK, Color::rgb(0, 0, 0)] {
        assert_eq!(cmyk(&press, black), [0, 0, 0, 1000]);
        assert!(press.overprints(black, Mass::Fine) && !press.overprints(black, Mass::Solid));
    }
    assert_eq!(cmyk(&press, Color::key(51)), [0, 0, 0, 200]);
    for white in [Color::WHITE, Color::rgb(255, 255, 255)] {
        assert_eq!(cmyk(&press, white), [0; 4]);
    }
    let given = Color {
        cmyk: Some(Cmyk([0, 340, 1000, 0])),
        ..APRICOT
    };
    assert_eq!(cmyk(&press, given), [0, 340, 1000, 0]);
    assert_eq!(
        press.paint(Color::REGISTRATION, Mass::Fine),
        Paint::Registration
    );
    assert!(!press.overprints(given, Mass::Fine));
}

/// sRGB colours with their inks in per mille: `transicc -i *sRGB -o coated.icc -t1 -b -c0` of `LittleCMS`
/// 2.14 (relative colorimetric, with black point compensation).
const COATED: [([u8; 3], [u16; 4]); 20] = [
    ([242, 168, 0], [29, 377, 954, 9]),
    ([255, 0, 0], [0, 958, 997, 0]),
    ([0, 255, 0], [630, 0, 961, 0]),
    ([0, 0, 255], [985, 750, 0, 0]),
    ([0, 0, 1], [774, 673, 542, 967]),
    ([1, 1, 1], [770, 673, 558, 967]),
    ([128, 128, 128], [496, 398, 394, 185]),
    ([10, 20, 30], [850, 646, 427, 875]),
    ([200, 30, 90], [124, 955, 394, 76]),
    ([60, 120, 40], [739, 190, 1000, 295]),
    ([17, 99, 203], [862, 578, 0, 0]),
    ([255, 255, 0], [38, 0, 959, 0]),
    ([0, 255, 255], [391, 0, 165, 0]),
    ([255, 0, 255], [333, 688, 0, 0]),
    ([64, 64, 64], [673, 571, 540, 548]),
    ([192, 192, 192], [284, 210, 220, 16]),
    ([250, 240, 230], [34, 62, 106, 0]),
    ([90, 30, 10], [381, 910, 970, 583]),
    ([20, 60, 60], [885, 514, 584, 570]),
    ([220, 200, 40], [190, 144, 904, 5]),
];

/// The same for `uncoated.icc`.
const UNCOATED: [([u8; 3], [u16; 4]); 5] = [
    ([242, 168, 0], [7, 314, 981, 27]),
    ([255, 0, 0], [0, 943, 984, 0]),
    ([128, 128, 128], [439, 348, 328, 217]),
    ([17, 99, 203], [905, 638, 0, 0]),
    ([20, 60, 60], [886, 349, 529, 672]),
];

#[test]
fn colours_become_the_inks_that_littlecms_makes_of_them() {
    let uncoated = with(RouteKind::Press, &[], |route| {
        route.condition = Condition::Uncoated;
    });
    let mut worst = 0;
    for (press, references) in [
        (on(RouteKind::Press), &COATED[..]),
        (uncoated, &UNCOATED[..]),
    ] {
        for ([r, g, b], wanted) in references {
            let got = cmyk(&press, Color::rgb(*r, *g, *b));
            let off = got.iter().zip(wanted).map(|(a, b)| a.abs_diff(*b)).max();
            worst = worst.max(off.unwrap_or(0));
            assert!(off <= Some(12), "{r} {g} {b}: {got:?}, not {wanted:?}");
        }
    }
    // Measured: 9 per mille, in the darkest colours, where the tables bend most.
    assert!(worst > 0, "the references are not our own");
}

#[test]
fn the_coated_profile_holds_the_solids_that_fogra_publishes() {
    let profile = Profile::of(&Condition::Coated).expect("the program's own");
    assert_eq!(profile.name(), "ISO Coated v2 300% (Amethyst)");
    assert_eq!(profile.condition(), Some("FOGRA39"));
    // ISO 12647-2:2004/Amd 1, paper types 1 and 2, as FOGRA39 holds them.
    let solids = [
        ([0, 0, 0, 0], [95.0, 0.0, -2.0]),
        ([1000, 0, 0, 0], [55.0, -37.0, -50.0]),
        ([0, 1000, 0, 0], [48.0, 74.0, -3.0]),
        ([0, 0, 1000, 0], [89.0, -5.0, 93.0]),
        ([0, 0, 0, 1000], [16.0, 0.0, 0.0]),
    ];
    for (inks, wanted) in solids {
        let lab = profile.lab(Cmyk(inks), true).expect("a mixture");
        let apart: f64 = lab.iter().zip(wanted).map(|(a, b)| (a - b).powi(2)).sum();
        assert!(apart.sqrt() < 1.5, "{inks:?}: {lab:?}, not {wanted:?}");
    }
}

#[test]
fn a_press_prints_a_spot_colour_with_the_ink_it_loads() {
    let loads = |route: &mut Route| route.inks = vec!["pantone 130C".to_owned()];
    let press = with(RouteKind::Press, &["PANTONE 130 C"], loads);
    assert_eq!(
        press.paint(spot(400), Mass::Fine),
        Paint::Spot(Tint {
            ink: InkId(0),
            share: 400
        })
    );
    let without = with(RouteKind::Press, &["PANTONE 130 C"], |_| {});
    assert!(matches!(
        without.paint(spot(400), Mass::Fine),
        Paint::Cmyk(_)
    ));

    let mut route = Route::of(RouteKind::Press);
    route.inks = vec!["PANTONE 13O C".to_owned()];
    let problem = Inks::of(&route, &[ink("PANTONE 130 C")]).expect_err("an unknown ink");
    assert_eq!(problem.rule, Rule::UnknownInk);
    let meant = |name: &str| Some(Box::new(Hint::meant(Meant::Name(name.to_owned()))));
    assert_eq!(problem.hint, meant("PANTONE 130 C"));
}

#[test]
fn a_profile_that_a_press_cannot_use_is_refused_with_its_reason() {
    let coated = include_bytes!("../../profiles/coated.icc");
    let refused = |bytes: &[u8]| {
        let condition = Condition::Own("shop.icc".to_owned(), bytes.into());
        let problem = Profile::of(&condition).expect_err("unfit");
        assert_eq!(problem.rule, Rule::BadProfile);
        assert!(
            problem.message.contains("`shop.icc`"),
            "{}",
            problem.message
        );
        problem.message
    };
    let changed = |at: usize, to: &[u8]| {
        let mut bytes = coated.to_vec();
        bytes[at..at + to.len()].copy_from_slice(to);
        bytes
    };
    assert!(refused(b"%PDF-1.7").contains("not an ICC profile"));
    assert!(refused(&[]).contains("not an ICC profile"));
    assert!(refused(&p3()).contains("`RGB`"));
    assert!(refused(&changed(12, b"link")).contains("`link`"));
    assert!(refused(&changed(8, &[5])).contains("version 5"));
    refused(&coated[..5000]);
    let own = Profile::of(&Condition::Own("shop.icc".to_owned(), coated[..].into()));
    assert_eq!(own.expect("a whole one").condition(), None);
}

#[test]
fn a_picture_with_a_damaged_profile_is_still_printed() {
    let (whole, home, press) = (p3(), on(RouteKind::Home), on(RouteKind::Press));
    // The same damage in every run.
    let mut state = 1_u32;
    let mut next = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    };
    for _ in 0..200 {
        let mut profile = whole.clone();
        for _ in 0..=next(5) {
            let at = next(profile.len());
            profile[at] = [0, 255, next(256) as u8][next(3)];
        }
        profile.truncate(1 + next(whole.len() * 2));
        let pixels = RgbImage::from_pixel(2, 2, Rgb([200, 100, 50]));
        let picture = png(&pixels.into(), Some(profile));
        assert_eq!(shown(&home, &picture).bytes.len(), 12);
        assert_eq!(shown(&press, &picture).bytes.len(), 16);
    }
}

// ---- Copier ------------------------------------------------------------------------------------------

fn gray(inks: &Inks, color: Color, mass: Mass) -> u16 {
    match inks.paint(color, mass) {
        Paint::Gray(share) => share,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_copier_gets_only_tints_that_it_holds() {
    let copier = on(RouteKind::Copier);
    let every = (0..=255).step_by(15).map(|part| part as u8);
    let colors = every.clone().flat_map(|r| {
        let every = every.clone();
        every
            .clone()
            .flat_map(move |g| every.clone().map(move |b| Color::rgb(r, g, b)))
    });
    for color in colors.chain((0..=255).map(Color::key)) {
        for mass in [Mass::Fine, Mass::Solid] {
            let share = gray(&copier, color, mass);
            assert!(matches!(share, 0 | 150..=850 | 1000), "{color:?}: {share}");
        }
    }
    assert_eq!(gray(&copier, Color::WHITE, Mass::Solid), 0);
    assert_eq!(gray(&copier, Color::BLACK, Mass::Solid), 1000);
    assert_eq!(gray(&copier, Color::key(18), Mass::Fine), 0);
    assert_eq!(gray(&copier, Color::key(20), Mass::Fine), 150);
}

#[test]
fn black_on_apricot_stays_readable_on_a_copier() {
    let share = gray(&on(RouteKind::Copier), APRICOT, Mass::Solid);
    let ground = Color::key((f64::from(share) * 0.255).round() as u8);
    assert!(Color::BLACK.contrast(ground) >= 7.0, "{share}");
    assert!((150..400).contains(&share), "{share}");
}

// ---- Risograph ---------------------------------------------------------------------------------------

#[test]
fn a_risograph_gets_a_plate_for_each_ink() {
    let riso = with(RouteKind::Riso, &["Sunflower", "Medium Blue"], |_| {});
    let plates: Vec<(&str, &str, bool)> = (riso.plates().iter())
        .map(|plate| (plate.name.as_str(), plate.suffix.as_str(), plate.key))
        .collect();
    assert_eq!(
        plates,
        [
            ("Black", "black", true),
            ("Sunflower", "sunflower", false),
            ("Medium Blue", "medium-blue", false)
        ]
    );
    assert_eq!(riso.plates()[2].look, (0x32, 0x55, 0xA4));
    let on = |color, mass| -> Vec<Option<u16>> {
        riso.plates()
            .iter()
            .map(|plate| riso.on_plate(plate, color, mass))
            .collect()
    };
    // Black and greys leave the other plates as they are.
    assert_eq!(on(Color::BLACK, Mass::Fine), [Some(1000), None, None]);
    assert_eq!(on(Color::key(51), Mass::Fine), [Some(200), None, None]);
    assert_eq!(on(Color::rgb(0, 0, 255), Mass::Fine)[1..], [None, None]);
    // Colours and white knock the others out.
    assert_eq!(on(spot(1000), Mass::Fine), [Some(0), Some(1000), Some(0)]);
    assert_eq!(on(Color::WHITE, Mass::Fine), [Some(0); 3]);
    assert_eq!(on(Color::REGISTRATION, Mass::Fine), [Some(1000); 3]);
    // Solids are capped, fine things are not.
    assert_eq!(on(spot(1000), Mass::Solid)[1], Some(850));
    assert_eq!(on(spot(600), Mass::Solid)[1], Some(600));
    assert_eq!(on(Color::BLACK, Mass::Solid)[0], Some(850));
}

#[test]
fn bars_side_by_side_are_no_solid() {
    let bar = |x: f64| mm(x, 0.0, 3.0, 60.0);
    let bars = Path::rectangles(&[bar(0.0), bar(5.0), bar(10.0)], Color::BLACK);
    assert_eq!(Mass::of_fill(&bars), Mass::Fine);
    let ground = Path::rectangles(&[bar(0.0), mm(0.0, 0.0, 40.0, 6.0)], Color::BLACK);
    assert_eq!(Mass::of_fill(&ground), Mass::Solid);
    assert_eq!(Mass::of(&ItemKind::Path(ground)), Mass::Solid);
}

#[test]
fn the_darkest_ink_stands_in_for_black() {
    let loads = |route: &mut Route| {
        route.inks = vec!["Fluorescent Pink".to_owned(), "medium blue".to_owned()];
    };
    let riso = with(RouteKind::Riso, &["Sunflower"], loads);
    let keys: Vec<bool> = riso.plates().iter().map(|plate| plate.key).collect();
    assert_eq!(keys, [false, true]);
    // The piece's own ink is not loaded.
    assert!(matches!(riso.paint(spot(1000), Mass::Fine), Paint::Gray(_)));
}

#[test]
fn an_ink_that_nobody_knows_is_refused_or_told() {
    let mut route = Route::of(RouteKind::Riso);
    route.inks = vec!["Black".to_owned(), "Sunfower".to_owned()];
    let problem = Inks::of(&route, &[]).expect_err("an unknown ink");
    let meant = Some(Box::new(Hint::meant(Meant::Name("Sunflower".to_owned()))));
    assert_eq!(problem.hint, meant);

    let riso = with(RouteKind::Riso, &["Sunfower"], |_| {});
    let findings = riso.findings(&piece(vec![]));
    let hints: Vec<_> = findings
        .iter()
        .map(|finding| finding.diagnostic.hint.clone())
        .collect();
    assert_eq!(hints, [meant]);
    assert!(known_inks().len() > 60);
}

#[test]
fn a_colour_without_an_ink_is_told_once() {
    let riso = with(RouteKind::Riso, &["Sunflower"], |_| {});
    let blue = Color::rgb(0, 0, 200);
    let page = page(&[
        (mm(0.0, 0.0, 10.0, 10.0), blue, "first"),
        (mm(0.0, 0.0, 10.0, 10.0), blue, "second"),
        (mm(0.0, 0.0, 10.0, 10.0), spot(500), "third"),
        (mm(0.0, 0.0, 10.0, 10.0), Color::rgb(9, 9, 9), "fourth"),
    ]);
    let findings = riso.findings(&piece(vec![page]));
    let told: Vec<_> = (findings.iter())
        .map(|finding| {
            (
                finding.diagnostic.rule.name(),
                finding.origin.as_ref().map(|o| &*o.key),
            )
        })
        .collect();
    assert_eq!(told, [("no-ink", Some("first"))]);
    assert!(findings[0].diagnostic.message.contains("#0000C8"));
}

// ---- Pictures ----------------------------------------------------------------------------------------

/// Display P3, as phones embed it.
fn p3() -> Vec<u8> {
    moxcms::ColorProfile::new_display_p3()
        .encode()
        .expect("a profile")
}

fn png(pixels: &DynamicImage, profile: Option<Vec<u8>>) -> Picture {
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = image::codecs::png::PngEncoder::new(&mut bytes);
    if let Some(profile) = profile {
        encoder
            .set_icc_profile(profile)
            .expect("PNG holds profiles");
    }
    pixels.write_with_encoder(encoder).expect("in memory");
    Picture::read(bytes.into_inner()).expect("a picture")
}

fn source(picture: &Picture) -> Source {
    Source::of(picture).expect("a whole picture")
}

fn shown(inks: &Inks, picture: &Picture) -> Pixels {
    inks.picture(
        source(picture),
        Size::new(Length::mm(20.0), Length::mm(10.0)),
        &Toning::default(),
        None,
    )
}

fn close(got: &[u8], wanted: &[u8], by: u8) {
    assert_eq!(got.len(), wanted.len());
    assert!(
        got.iter().zip(wanted).all(|(a, b)| a.abs_diff(*b) <= by),
        "{got:?}, not {wanted:?}"
    );
}

#[test]
fn a_picture_from_a_phone_keeps_its_colours() {
    let pixels = RgbImage::from_vec(2, 1, vec![200, 100, 50, 100, 150, 200]).expect("two");
    let picture = png(&pixels.into(), Some(p3()));
    let seen = shown(&on(RouteKind::Home), &picture);
    assert_eq!((seen.space, seen.width, seen.height), (Space::Rgb, 2, 1));
    // By the matrices of both spaces.
    close(&seen.bytes, &[215, 93, 31, 83, 152, 205], 1);
    assert!(seen.bytes[0] > 205, "not as they were");
    // Without a profile, and with one that is sRGB, nothing changes.
    let srgb = moxcms::ColorProfile::new_srgb()
        .encode()
        .expect("a profile");
    for profile in [None, Some(srgb)] {
        let pixels = RgbImage::from_vec(2, 1, vec![200, 100, 50, 100, 150, 200]).expect("two");
        let seen = shown(&on(RouteKind::Screen), &png(&pixels.into(), profile));
        assert_eq!(seen.bytes, [200, 100, 50, 100, 150, 200]);
    }
}

#[test]
fn a_press_gets_pictures_in_its_inks() {
    let colors = COATED.map(|(color, _)| color).concat();
    let pixels = RgbImage::from_vec(20, 1, colors).expect("twenty");
    let press = on(RouteKind::Press);
    let got = shown(&press, &png(&pixels.into(), None));
    assert_eq!(got.space, Space::Cmyk);
    let wanted: Vec<u8> = (COATED.iter().flat_map(|(_, inks)| inks))
        .map(|share| (f64::from(*share) * 0.255).round() as u8)
        .collect();
    close(&got.bytes, &wanted, 4);
    // A P3 colour becomes the inks of the colour that it is.
    let pixels = RgbImage::from_vec(1, 1, vec![200, 100, 50]).expect("one");
    let got = shown(&press, &png(&pixels.into(), Some(p3())));
    let same = cmyk(&press, Color::rgb(215, 93, 31)).map(|share| (f64::from(share) * 0.255) as u8);
    close(&got.bytes, &same, 6);
    // Grey pictures stay with black.
    let gray = image::GrayImage::from_vec(2, 1, vec![10, 200]).expect("two");
    let got = shown(&press, &png(&gray.into(), None));
    assert_eq!((got.space, got.bytes), (Space::Gray, vec![10, 200]));
}

#[test]
fn what_is_transparent_stays_so_but_where_one_ink_prints_it() {
    let pixels = RgbaImage::from_vec(3, 1, vec![255, 0, 0, 255, 0, 0, 0, 0, 0, 0, 0, 128]);
    let picture = png(&pixels.expect("three").into(), None);
    for kind in [RouteKind::Screen, RouteKind::Home, RouteKind::Press] {
        let seen = shown(&on(kind), &picture);
        assert_eq!(seen.alpha, Some(vec![255, 0, 128]), "{kind:?}");
    }
    // On paper, where nothing else is told.
    let copier = shown(&on(RouteKind::Copier), &picture);
    assert_eq!((copier.alpha, copier.bytes[1]), (None, 255));
    assert!((100..160).contains(&copier.bytes[2]), "{:?}", copier.bytes);
}

#[test]
fn a_copier_gets_only_tints_that_it_holds_in_pictures() {
    let photo = RgbImage::from_fn(64, 64, |x, y| {
        Rgb([x as u8 * 4, y as u8 * 4, (x * y / 16) as u8])
    });
    let picture = png(&photo.into(), None);
    let copied = shown(&on(RouteKind::Copier), &picture);
    assert_eq!(copied.space, Space::Gray);
    for gray in &copied.bytes {
        assert!(matches!(255 - gray, 0 | 38..=217 | 255), "{gray}");
    }
    // More contrast: what is darker than the middle gets darker.
    let grays = image::GrayImage::from_vec(3, 1, vec![90, 128, 165]).expect("three");
    let copied = shown(&on(RouteKind::Copier), &png(&grays.into(), None));
    assert!(copied.bytes[0] < 80 && copied.bytes[1].abs_diff(128) < 2 && copied.bytes[2] > 175);
}

#[test]
fn a_line_screen_has_as_much_ink_as_the_tone() {
    let half = image::GrayImage::from_pixel(8, 8, image::Luma([128]));
    let screened = with(RouteKind::Copier, &[], |route| route.screen = Some(45.0));
    let size = Size::new(Length::inch(1.0), Length::inch(0.5));
    let half = source(&png(&half.into(), None));
    let lines = screened.picture(half, size, &Toning::default(), None);
    assert_eq!(
        (lines.space, lines.width, lines.height),
        (Space::Line, 600, 300)
    );
    assert_eq!(lines.bytes.len(), 75 * 300);
    let paper: u32 = lines.bytes.iter().map(|byte| byte.count_ones()).sum();
    let share = f64::from(paper) / (600.0 * 300.0);
    assert!((share - 0.5).abs() < 0.01, "{share}");
    // 45 lines to the inch at 45 degrees: about 32 along a row.
    let bit = |x: usize| lines.bytes[x / 8] >> (7 - x % 8) & 1;
    let changes = (1..600).filter(|x| bit(*x) != bit(x - 1)).count();
    assert!((61..=66).contains(&changes), "{changes}");
}

fn inked(bytes: Vec<u8>, width: u32, height: u32) -> Pixels {
    Pixels {
        space: Space::Cmyk,
        width,
        height,
        bytes,
        alpha: None,
    }
}

#[test]
fn a_jpeg_of_four_inks_comes_back_as_it_was() {
    let inks = [0, 87, 255, 0].repeat(32 * 16);
    let bytes = jpeg(&inked(inks.clone(), 32, 16), 90).expect("a JPEG");
    let picture = Picture::read(bytes).expect("a picture");
    let read = source(&picture);
    assert!(read.is_cmyk());
    let press = on(RouteKind::Press);
    assert!(press.passes(&picture) && !on(RouteKind::Home).passes(&picture));
    let got = shown(&press, &picture);
    assert_eq!((got.space, got.width, got.height), (Space::Cmyk, 32, 16));
    close(&got.bytes, &inks, 2);
    // Half the size, still four inks.
    let scaled = source(&picture).scaled(16, 8);
    let small = press.picture(scaled, Size::default(), &Toning::default(), None);
    close(&small.bytes, &[0, 87, 255, 0].repeat(16 * 8), 2);
    // On screen it looks like what it prints: apricot.
    let seen = shown(&on(RouteKind::Screen), &picture);
    assert_eq!(seen.space, Space::Rgb);
    close(&seen.bytes[..3], &[250, 177, 0], 6);
    assert!(
        jpeg(
            &Pixels {
                width: 70_000,
                ..inked(vec![], 1, 1)
            },
            90
        )
        .is_none()
    );
}

#[test]
fn a_picture_without_a_profile_is_told_on_the_press() {
    let pixels = DynamicImage::from(RgbImage::from_pixel(4, 4, Rgb([9, 99, 200])));
    let place = |picture: Picture| {
        let mut page = page(&[]);
        page.frame.push(
            ItemKind::Image(placed(picture)),
            &Origin::new("c.toml", "image"),
            Role::Figure,
        );
        piece(vec![page.clone(), page])
    };
    let rules = |kind, picture| -> Vec<_> {
        let findings = on(kind).findings(&place(picture));
        findings
            .into_iter()
            .map(|finding| finding.diagnostic.message)
            .collect()
    };
    let told = rules(RouteKind::Press, png(&pixels, None));
    assert!(
        told.len() == 1 && told[0].contains("`photo.png`"),
        "{told:?}"
    );
    assert_eq!(rules(RouteKind::Press, png(&pixels, Some(p3()))), [""; 0]);
    assert_eq!(rules(RouteKind::Home, png(&pixels, None)), [""; 0]);
    let gray = DynamicImage::from(pixels.to_luma8());
    assert_eq!(rules(RouteKind::Press, png(&gray, None)), [""; 0]);
}

// ---- Coverage ----------------------------------------------------------------------------------------

fn placed(picture: Picture) -> Placed {
    let image = Image {
        id: "photo".to_owned(),
        alt: String::new(),
        credit: None,
        license: None,
        focus: (0.5, 0.5),
        asset: Asset {
            file: "photo.png".to_owned(),
            picture,
        },
    };
    Placed {
        cutout: Cutout::Whole,
        toning: Toning::default(),
        blend: Blend::Normal,
        image: Arc::new(image),
        clip: mm(0.0, 0.0, 50.0, 100.0),
        rect: mm(0.0, 0.0, 100.0, 100.0),
        angle: Angle::NONE,
    }
}

/// A page of 100 × 100 mm with rectangles, each with its key.
fn page(rects: &[(Rect, Color, &str)]) -> Page {
    let mut frame = Frame::default();
    for (rect, color, key) in rects {
        let path = Path::rectangle(*rect, *color);
        frame.push(
            ItemKind::Path(path),
            &Origin::new("layout.toml", key),
            Role::Artifact,
        );
    }
    Page {
        trim: mm(0.0, 0.0, 100.0, 100.0).size,
        bleed: Length::mm(3.0),
        frame,
    }
}

fn piece(pages: Vec<Page>) -> Piece {
    Piece {
        template: String::new(),
        paper: String::new(),
        title: String::new(),
        language: String::new(),
        country: None,
        inks: Vec::new(),
        together: false,
        unscanned: false,
        author: String::new(),
        pages,
    }
}

fn mixed(inks: [u16; 4]) -> Color {
    Color {
        cmyk: Some(Cmyk(inks)),
        ..APRICOT
    }
}

fn covered(page: &Page, inks: &Inks) -> Coverage {
    coverage(page, inks, &common::pipeline().book, 100.0)
}

fn means(coverage: &Coverage) -> Vec<i64> {
    (coverage.inks.iter())
        .map(|ink| (ink.mean * 1000.0).round() as i64)
        .collect()
}

#[test]
fn the_shares_of_known_areas_are_exact() {
    let press = on(RouteKind::Press);
    let page = page(&[
        (mm(-3.0, -3.0, 53.0, 106.0), mixed([1000, 0, 0, 0]), "left"),
        (mm(50.0, 50.0, 53.0, 53.0), mixed([0, 0, 400, 0]), "corner"),
    ]);
    let coverage = covered(&page, &press);
    let names: Vec<&str> = coverage.inks.iter().map(|ink| ink.name.as_str()).collect();
    assert_eq!(names, ["cyan", "magenta", "yellow", "black"]);
    assert_eq!(means(&coverage), [500, 0, 100, 0]);
    assert!((coverage.inks[2].area - 0.25).abs() < 0.003);
    assert!((coverage.most - 1.0).abs() < 0.001);
    assert!(coverage.finding(&press, 1).is_none());
}

#[test]
fn knocking_out_and_printing_over_differ() {
    let press = on(RouteKind::Press);
    let ground = (
        mm(-3.0, -3.0, 106.0, 106.0),
        mixed([0, 340, 1000, 0]),
        "ground",
    );
    let solid = (mm(0.0, 0.0, 50.0, 100.0), Color::BLACK, "bar");
    assert_eq!(
        means(&covered(&page(&[ground, solid]), &press)),
        [0, 171, 500, 500]
    );

    let mut lettered = page(&[ground]);
    let glyph = |at: u16| Glyph {
        id: 36 + at,
        x: Length::mm(30.0 * f64::from(at)),
        y: Length::ZERO,
        advance: Length::mm(1.0),
        text: 0..0,
    };
    let run = GlyphRun {
        turn: handbill::internals::geom::Turn::None,
        angle: Angle::NONE,
        at: Point::new(Length::mm(2.0), Length::mm(80.0)),
        font: FontId::of_face(0),
        size: Length::pt(150.0),
        width: Length::mm(80.0),
        outline: None,
        initial: None,
        color: Color::BLACK,
        text: String::new(),
        language: None,
        space_after: false,
        glyphs: (0..3).map(glyph).collect(),
    };
    lettered.frame.push(
        ItemKind::Text(run.clone()),
        &Origin::new("a", "word"),
        Role::Paragraph,
    );
    let over = covered(&lettered, &press);
    assert_eq!(means(&over)[..3], [0, 341, 1000]);
    assert!(
        over.inks[3].mean > 0.02 && over.inks[3].mean < 0.5,
        "{over:?}"
    );
    assert!((over.most - 2.34).abs() < 0.01, "{}", over.most);
    // The same letters in a colour of their own knock the ground out.
    let white = GlyphRun {
        color: Color::WHITE,
        ..run
    };
    let mut knocked = page(&[ground]);
    knocked.frame.push(
        ItemKind::Text(white),
        &Origin::new("a", "word"),
        Role::Paragraph,
    );
    let knocked = covered(&knocked, &press);
    let lost = 1.0 - knocked.inks[2].mean;
    assert!((lost - over.inks[3].mean).abs() < 0.001, "{lost}");
}

#[test]
fn too_much_ink_is_told_with_its_place() {
    let press = on(RouteKind::Press);
    let rich = mixed([900, 800, 800, 900]);
    let page_of = |side: f64| {
        page(&[
            (
                mm(0.0, 0.0, 100.0, 100.0),
                mixed([0, 340, 1000, 0]),
                "ground",
            ),
            (mm(70.0, 20.0, side, side), rich, "block"),
        ])
    };
    let coverage = covered(&page_of(20.0), &press);
    let spot = coverage.worst.as_ref().expect("a spot");
    assert_eq!(&*spot.origin.key, "block");
    assert!(
        (70.0..=90.0).contains(&spot.at.x.to_mm()) && (20.0..=40.0).contains(&spot.at.y.to_mm())
    );
    let finding = coverage.finding(&press, 2).expect("too much");
    assert_eq!(finding.diagnostic.rule, Rule::Coverage);
    for word in ["`block`", "340 %", "page 2", "300 %", "mm from the left"] {
        assert!(
            finding.diagnostic.message.contains(word),
            "{}",
            finding.diagnostic.message
        );
    }
    // Half a millimetre of it dries.
    let small = covered(&page_of(0.5), &press);
    assert!(small.finding(&press, 1).is_none(), "{}", small.most);
}

#[test]
fn plates_and_clips_and_strokes_and_opacity_count() {
    let riso = with(RouteKind::Riso, &["Sunflower"], |_| {});
    let whole = mm(-3.0, -3.0, 106.0, 106.0);
    let mut drawn = page(&[
        (whole, spot(1000), "ground"),
        (mm(0.0, 0.0, 100.0, 50.0), Color::WHITE, "top"),
    ]);
    assert_eq!(means(&covered(&drawn, &riso)), [0, 425]);
    // Black over it, seen in a quarter alone.
    let mut inner = Frame::default();
    let mut black = Path::rectangle(whole, Color::BLACK);
    black.opacity = 0.5;
    inner.push(
        ItemKind::Path(black),
        &Origin::new("a", "b"),
        Role::Artifact,
    );
    inner.clip = Some(mm(0.0, 50.0, 50.0, 50.0));
    drawn.frame.push(
        ItemKind::Group(inner),
        &Origin::new("a", "b"),
        Role::Artifact,
    );
    let coverage = covered(&drawn, &riso);
    assert!(
        (coverage.inks[0].mean - 0.85 / 8.0).abs() < 0.002,
        "{coverage:?}"
    );
    assert_eq!(means(&coverage)[1], 425);

    let mut line = Path::rectangle(mm(10.0, 10.0, 50.0, 50.0), Color::BLACK);
    line.fill = None;
    line.stroke = Some(Stroke {
        color: Color::BLACK,
        width: Length::mm(2.0),
        cap: 0,
        join: 0,
    });
    let mut stroked = page(&[]);
    stroked
        .frame
        .push(ItemKind::Path(line), &Origin::new("a", "b"), Role::Artifact);
    let share = means(&covered(&stroked, &on(RouteKind::Copier)))[0];
    assert!((39..=41).contains(&share), "{share}");
}

#[test]
fn pictures_count_within_their_clip() {
    let black = DynamicImage::from(RgbaImage::from_pixel(40, 40, Rgba([0, 0, 0, 255])));
    let mut drawn = page(&[(mm(0.0, 0.0, 100.0, 100.0), mixed([0, 0, 1000, 0]), "ground")]);
    let picture = png(&DynamicImage::from(black.to_luma8()), None);
    drawn.frame.push(
        ItemKind::Image(placed(picture)),
        &Origin::new("a", "image"),
        Role::Figure,
    );
    let coverage = covered(&drawn, &on(RouteKind::Press));
    assert_eq!(means(&coverage), [0, 0, 500, 500]);
    let riso = covered(&drawn, &on(RouteKind::Riso));
    assert!(riso.inks[0].mean > 0.42);
}

#[test]
fn screens_have_no_inks_to_measure() {
    let coverage = covered(
        &page(&[(mm(0.0, 0.0, 9.0, 9.0), APRICOT, "a")]),
        &on(RouteKind::Screen),
    );
    assert_eq!((coverage.inks.len(), coverage.worst), (0, None));
}

// ---- Drawings ----------------------------------------------------------------------------------------

#[test]
fn hairlines_are_thickened_and_links_dropped() {
    let route = Route::of(RouteKind::Copier);
    let mut drawn = page(&[(mm(10.0, 10.0, 80.0, 0.1), Color::BLACK, "rule")]);
    let mut frame = Frame::default();
    let mut line = Path::rectangle(mm(0.0, 0.0, 9.0, 9.0), Color::BLACK);
    line.stroke = Some(Stroke {
        color: Color::BLACK,
        width: Length::pt(0.1),
        cap: 0,
        join: 0,
    });
    frame.push(ItemKind::Path(line), &Origin::new("a", "b"), Role::Artifact);
    let link = Link {
        rect: mm(0.0, 0.0, 9.0, 9.0),
        uri: Uri::of(""),
        description: String::new(),
    };
    frame.push(ItemKind::Link(link), &Origin::new("a", "b"), Role::Link);
    drawn.frame.push(
        ItemKind::Group(frame),
        &Origin::new("a", "b"),
        Role::Artifact,
    );

    let count = |piece: &Piece| {
        let mut kinds = [0, 0];
        piece.pages[0].frame.walk(&mut |item| match &item.kind {
            ItemKind::Link(_) => kinds[0] += 1,
            ItemKind::Path(path) => {
                kinds[1] += 1;
                if let Some(stroke) = path.stroke {
                    assert!(stroke.width >= Length::pt(0.1));
                }
            }
            _ => {}
        });
        kinds
    };
    let same = prepare(piece(vec![drawn.clone()]), &Route::of(RouteKind::Screen));
    assert_eq!(count(&same), [1, 2]);
    let copied = prepare(piece(vec![drawn]), &route);
    assert_eq!(count(&copied), [0, 2]);
    let ItemKind::Path(rule) = &copied.pages[0].frame.items[0].kind else {
        panic!("the rule comes first");
    };
    let bounds = rule.bounds().expect("a rule");
    assert_eq!(bounds.size.width, Length::mm(80.0));
    assert_eq!(bounds.size.height, Length::pt(0.5));
    let middle = bounds.origin.y + bounds.size.height / 2.0;
    assert!((middle - Length::mm(10.05)).abs() < Length::mm(0.001));
}

#[test]
fn screens_and_home_printers_keep_the_palette() {
    for kind in [RouteKind::Screen, RouteKind::Home] {
        let inks = on(kind);
        assert_eq!(
            inks.paint(spot(500), Mass::Solid),
            Paint::Rgb(0xF2, 0xA8, 0)
        );
        assert_eq!(inks.paint(Color::key(51), Mass::Solid), Paint::Gray(200));
        assert_eq!(Color::BLACK.tone, Tone::Key(255));
        assert!(inks.plates().is_empty() && inks.profile().is_none());
    }
}
