//! What does not print as it should.

use handbill::internals::diag::Severity::{Error, Warning};
use handbill::internals::geom::{Length, Size};
use handbill::internals::inspect::{Space, inspect};
use handbill::internals::proof::file::{Expectation, findings};

use super::make::{FONT, File, drawing, font, one, rules, stream};

fn text(contents: &str) -> File {
    File {
        resources: FONT.to_owned(),
        more: font(),
        ..drawing(contents)
    }
}

#[test]
fn a_plain_page_has_no_findings() {
    let file = text("BT /F 9 Tf 20 100 Td (All is well) Tj ET 0.5 w 20 50 m 100 50 l S");
    assert_eq!(rules(&file.findings()), []);
    let page = &file.inspected().pages[0];
    assert_eq!(
        page.smallest
            .as_ref()
            .and_then(|smallest| smallest.text.as_deref()),
        Some("All is well")
    );
    assert_eq!(page.fonts[0].name, "Fine");
    assert!(page.fonts[0].embedded && page.fonts[0].subset);
}

#[test]
fn a_font_that_is_not_in_the_file_is_found_where_its_text_is_seen() {
    let mut file = text("BT /F 9 Tf 20 100 Td (Words) Tj ET");
    file.more[1] = b"<</Type/FontDescriptor/FontName/Fine/Flags 32>>".to_vec();
    let found = one(&file.findings(), "font-not-embedded").expect("told");
    assert_eq!(found.severity, Error);
    let rect = found.on_page.expect("a place").rect;
    // 100 points from the bottom of 200, less the height of a capital.
    assert!((rect.origin.x.to_pt() - 20.0).abs() < 0.1, "{rect:?}");
    assert!(
        (rect.origin.y.to_pt() - (100.0 - 0.75 * 9.0)).abs() < 0.1,
        "{rect:?}"
    );
    // Text that is not drawn, as below scanned pages, needs no font.
    file.contents = "BT /F 9 Tf 3 Tr 20 100 Td (Words) Tj ET".to_owned();
    assert_eq!(rules(&file.findings()), []);
}

#[test]
fn text_whose_letters_are_not_known_is_found() {
    let mut file = text("BT /F 9 Tf 20 100 Td <0001> Tj ET");
    file.more[0] =
        b"<</Type/Font/Subtype/Type0/BaseFont/Fine/Encoding/Identity-H/DescendantFonts[13 0 R]>>"
            .to_vec();
    file.more.push(
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Fine/DW 500/FontDescriptor 11 0 R>>".to_vec(),
    );
    assert_eq!(rules(&file.findings()), [(Warning, "font-no-unicode")]);
    file.more[0] = b"<</Type/Font/Subtype/Type0/BaseFont/Fine/Encoding/Identity-H/DescendantFonts[13 0 R]/ToUnicode 14 0 R>>".to_vec();
    file.more.push(stream(
        "",
        b"1 beginbfrange <0000> <0004> <0041> endbfrange",
    ));
    assert_eq!(rules(&file.findings()), []);
    let page = &file.inspected().pages[0];
    assert_eq!(
        page.smallest
            .as_ref()
            .and_then(|smallest| smallest.text.as_deref()),
        Some("B")
    );
}

#[test]
fn letters_that_are_drawn_like_pictures_are_found() {
    let mut file = text("BT /F 9 Tf 20 100 Td (a) Tj ET");
    file.more[0] = b"<</Type/Font/Subtype/Type3/FontMatrix[.001 0 0 .001 0 0]/FontBBox[0 0 0 0]/CharProcs<</a 12 0 R>>/Encoding<</Differences[97/a]>>/FirstChar 97/Widths[500]/ToUnicode 13 0 R>>".to_vec();
    file.more
        .push(stream("", b"1 beginbfchar <61> <0061> endbfchar"));
    assert_eq!(rules(&file.findings()), [(Warning, "type3-font")]);
}

#[test]
fn small_type_is_measured_as_it_is_printed() {
    let size = |contents: &str| {
        let found = one(&text(contents).findings(), "small-type");
        found.map(|found| (found.severity, found.message))
    };
    assert_eq!(size("BT /F 6.5 Tf 20 100 Td (Words) Tj ET"), None);
    let (severity, message) = size("BT /F 12 Tf .5 0 0 .5 20 100 Tm (Words) Tj ET").expect("told");
    assert_eq!(severity, Warning);
    assert!(message.contains("6.0 pt (“Words”)"), "{message}");
    let (severity, _) =
        size("q .4 0 0 .4 0 0 cm BT /F 12 Tf 20 100 Td (Words) Tj ET Q").expect("told");
    assert_eq!(severity, Error);
    // Turned text is as large as it stands.
    assert_eq!(size("BT /F 9 Tf 0 1 -1 0 50 50 Tm (Words) Tj ET"), None);
    // A page of another unit (ISO 32000-1, 14.11.2).
    let mut file = text("BT /F 3 Tf 20 100 Td (Words) Tj ET");
    file.page = "/UserUnit 3".to_owned();
    assert_eq!(rules(&file.findings()), []);
}

#[test]
fn type_beside_the_page_is_for_the_printer() {
    let mut file = text("BT /F 4 Tf 5 5 Td (job 12, plate C) Tj ET");
    assert_eq!(rules(&file.findings()), [(Error, "small-type")]);
    file.page = "/TrimBox[20 20 180 180]".to_owned();
    assert_eq!(rules(&file.findings()), []);
}

#[test]
fn thin_lines_are_found_also_as_bars_and_after_scaling() {
    let line = |contents: &str| one(&drawing(contents).findings(), "thin-line").is_some();
    assert!(!line("0.25 w 20 50 m 100 50 l S"));
    assert!(line("0.2 w 20 50 m 100 50 l S"));
    assert!(line("0 w 20 50 m 100 50 l S"));
    assert!(line("q .1 0 0 .1 0 0 cm 1 w 200 500 m 1000 500 l S Q"));
    assert!(line("20 50 100 .1 re f"));
    assert!(!line("20 50 100 .5 re f"));
    assert!(!line("20 50 100 .1 re B"), "a line of 1 pt is around it");
    // White on white, beside the page, or cut off: nobody sees it.
    assert!(!line("1 G 0.1 w 20 50 m 100 50 l S"));
    assert!(!line("0.1 w 20 500 m 100 500 l S"));
    assert!(!line("20 100 50 50 re W n 0.1 w 20 50 m 100 50 l S"));
}

/// A grey picture of that many pixels in a row.
fn picture(pixels: usize, placed: &str) -> File {
    let entries = format!(
        "/Type/XObject/Subtype/Image/Width {pixels}/Height {pixels}/ColorSpace/DeviceGray/BitsPerComponent 8"
    );
    File {
        resources: "/XObject<</I 10 0 R>>".to_owned(),
        more: vec![stream(&entries, b"")],
        ..drawing(placed)
    }
}

#[test]
fn coarse_pictures_are_found_by_their_printed_size() {
    // Two inches wide.
    let placed = "q 144 0 0 144 20 20 cm /I Do Q";
    let severity = |pixels| {
        let found = one(&picture(pixels, placed).findings(), "picture-resolution");
        found.map(|found| found.severity)
    };
    assert_eq!(severity(400), None);
    assert_eq!(severity(390), Some(Warning));
    assert_eq!(severity(150), Some(Warning));
    // Under 72 to the inch.
    assert_eq!(severity(140), Some(Error));
    // As coarse across as along: of both the worse.
    let found = picture(400, "q 72 0 0 144 20 20 cm /I Do Q").inspected();
    let (across, along) = found.pages[0].images[0].ppi;
    assert!((across - 400.0).abs() < 0.01 && (along - 200.0).abs() < 0.01);
    // A poster is looked at from farther away.
    let poster = Expectation {
        whole: Some(Size::new(Length::mm(841.0), Length::mm(1189.0))),
        ..Expectation::default()
    };
    assert_eq!(findings(&picture(290, placed).inspected(), &poster), []);
}

#[test]
fn pictures_in_forms_and_within_contents_are_found_too() {
    let mut file = picture(100, "q 2 0 0 2 0 0 cm /X Do Q");
    file.resources = "/XObject<</X 11 0 R>>".to_owned();
    file.more.push(stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 200 200]/Matrix[1 0 0 1 5 5]/Resources<</XObject<</I 10 0 R>>>>",
        b"q 36 0 0 36 0 0 cm /I Do Q",
    ));
    let image = file.inspected().pages[0].images[0].clone();
    assert!((image.ppi.0 - 100.0).abs() < 0.01, "{image:?}");
    // 10 points from the left, and 82 from the bottom of 200.
    assert!(
        (image.rect.origin.x.to_pt() - 10.0).abs() < 0.01,
        "{image:?}"
    );
    assert!(
        (image.rect.origin.y.to_pt() - 118.0).abs() < 0.01,
        "{image:?}"
    );
    let inline = drawing(
        "q 72 0 0 72 0 0 cm BI /W 10 /H 10 /CS /G /BPC 8 ID \u{1}\u{2} EI Q 0.1 w 0 0 m 99 99 l S",
    );
    let found = inline.findings();
    assert!(one(&found, "picture-resolution").is_some(), "{found:?}");
    assert!(
        one(&found, "thin-line").is_some(),
        "what follows is read: {found:?}"
    );
}

#[test]
fn white_that_overprints_is_found() {
    let white = |contents: &str| {
        let mut file = text(contents);
        file.resources += "/ExtGState<</O<</OP true/op true/OPM 1>>/N<</OP false/op false>>>>";
        one(&file.findings(), "white-overprint").map(|found| found.severity)
    };
    assert_eq!(
        white("/O gs 0 0 0 0 k BT /F 9 Tf 20 100 Td (Words) Tj ET"),
        Some(Error)
    );
    assert_eq!(white("/O gs 1 g 20 20 50 50 re f"), Some(Error));
    assert_eq!(white("/O gs 0 0 0 1 k 20 20 50 50 re f"), None);
    assert_eq!(white("/O gs /N gs 0 0 0 0 k 20 20 50 50 re f"), None);
    assert_eq!(white("q /O gs Q 0 0 0 0 k 20 20 50 50 re f"), None);
}

#[test]
fn rgb_is_found_in_a_file_for_a_press() {
    let red = drawing("1 0 0 rg 20 20 50 50 re f");
    assert_eq!(rules(&red.findings()), [], "a printer at home wants RGB");
    let found = one(&red.on_press(), "rgb-in-press").expect("told");
    assert_eq!(found.severity, Error);
    assert!(
        one(
            &drawing("0 1 1 0 k 20 20 50 50 re f").on_press(),
            "rgb-in-press"
        )
        .is_none()
    );
    // A file that says that it keeps PDF/X is for a press, whatever was asked for.
    let mut claims = drawing("1 0 0 rg 20 20 50 50 re f");
    claims.page = "/TrimBox[10 10 190 190]".to_owned();
    claims.info = "/GTS_PDFXVersion(PDF/X-4)".to_owned();
    assert!(one(&claims.findings(), "rgb-in-press").is_some());
    // With a profile it may be there.
    claims.resources = "/ColorSpace<</P[/ICCBased 10 0 R]>>".to_owned();
    claims.more = vec![stream("/N 3", b"")];
    claims.contents = "/P cs 1 0 0 scn 20 20 50 50 re f".to_owned();
    assert!(one(&claims.findings(), "rgb-in-press").is_none());
    assert_eq!(
        claims.inspected().pages[0].colors[0].space,
        Space::Measured(3)
    );
}

#[test]
fn a_layer_that_is_not_shown_is_not_printed() {
    let mut file = drawing("/OC /L BDC 1 0 0 rg 20 20 50 50 re f EMC");
    file.resources = "/Properties<</L 10 0 R>>".to_owned();
    file.more = vec![b"<</Type/OCG/Name(Notes)>>".to_vec()];
    assert!(one(&file.on_press(), "rgb-in-press").is_some());
    file.catalog = "/OCProperties<</OCGs[10 0 R]/D<</OFF[10 0 R]>>>>".to_owned();
    assert!(one(&file.on_press(), "rgb-in-press").is_none());
    assert!(
        one(&file.on_press(), "hidden-content")
            .is_some_and(|found| found.message.contains("Notes"))
    );
}

#[test]
fn small_text_in_four_inks_is_found_on_a_press() {
    let black = |ink: &str, size: &str| {
        let file = text(&format!("{ink} k BT /F {size} Tf 20 100 Td (Words) Tj ET"));
        one(&file.on_press(), "rich-black-text").is_some()
    };
    assert!(black("0.6 0.4 0.4 1", "9"));
    assert!(!black("0.6 0.4 0.4 1", "30"));
    assert!(!black("0 0 0 1", "9"));
    assert!(!black("1 0.5 0 0.2", "9"), "a blue");
}

#[test]
fn too_much_ink_is_found() {
    let ink = |color: &str| {
        one(
            &drawing(&format!("{color} k 20 20 50 50 re f")).on_press(),
            "coverage",
        )
    };
    assert!(ink("1 1 1 0.5").is_some_and(|found| found.message.contains("350 %")));
    assert!(ink("0.4 0 0 1").is_none());
    assert!(ink("1 1 1 0").is_none());
}

#[test]
fn boxes_are_looked_at() {
    let boxes = |page: &str, contents: &str| {
        let mut file = drawing(contents);
        file.page = page.to_owned();
        one(&file.on_press(), "page-boxes")
    };
    let ground = "0 1 0 0 k 0 0 200 200 re f";
    assert!(boxes("", ground).is_some_and(|found| found.message.contains("no trim box")));
    assert!(
        boxes("/TrimBox[-20 0 200 200]", ground)
            .is_some_and(|found| found.message.contains("beyond its media box"))
    );
    // Ten points are 3.5 mm.
    let full = "/TrimBox[10 10 190 190]/BleedBox[0 0 200 200]";
    assert_eq!(boxes(full, ground), None);
    let short = boxes("/TrimBox[5 10 190 190]", ground).expect("told");
    assert!(short.message.contains("(left)"), "{}", short.message);
    // It ends at the trim, though there would be room.
    let ends = boxes(full, "0 1 0 0 k 10 10 180 100 re f").expect("told");
    assert!(
        ends.message.contains("(left, right, bottom)"),
        "{}",
        ends.message
    );
    assert_eq!(
        boxes(full, "0 1 0 0 k 30 30 50 50 re f"),
        None,
        "it does not reach the edge"
    );
}

#[test]
fn pages_of_different_sizes_are_found() {
    let pages = |second: &str| {
        let bytes = format!(
            "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[3 0 R 4 0 R]/MediaBox[0 0 420 595]>>endobj 3 0 obj<</Type/Page>>endobj 4 0 obj<</Type/Page{second}>>endobj trailer<</Root 1 0 R>>"
        );
        let found = inspect(bytes.as_bytes()).expect("a PDF");
        assert_eq!(found.pages.len(), 2);
        one(
            &findings(&found, &Expectation::default()),
            "mixed-page-sizes",
        )
        .map(|found| found.message)
    };
    assert_eq!(pages(""), None);
    assert_eq!(pages("/MediaBox[0 0 421 594]"), None);
    assert!(pages("/Rotate 90").is_some_and(|told| told.contains("another orientation")));
    assert!(
        pages("/MediaBox[0 0 500 595]").is_some_and(|told| told.contains("page 2 is 176.39 mm"))
    );
}

#[test]
fn an_encrypted_file_is_told_and_not_looked_at() {
    let mut bytes = drawing("").bytes();
    let trailer = String::from_utf8_lossy(&bytes)
        .rfind("trailer<<")
        .expect("a trailer")
        + 9;
    bytes.splice(trailer..trailer, *b"/Encrypt 9 0 R");
    let found = inspect(&bytes).expect("it is told as a finding");
    assert_eq!(
        rules(&findings(&found, &Expectation::default())),
        [(Error, "encrypted")]
    );
}

#[test]
fn ours_ask_for_their_true_size() {
    let scaled = |catalog: &str, producer: &str| {
        let mut file = drawing("");
        file.catalog = catalog.to_owned();
        file.info = format!("/Producer({producer})");
        one(&file.findings(), "print-scaling").is_some()
    };
    assert!(scaled("", "handbill 0.1.0"));
    assert!(!scaled(
        "/ViewerPreferences<</PrintScaling/None>>",
        "handbill 0.1.0"
    ));
    assert!(!scaled("", "Another program"));
}

#[test]
fn places_count_from_the_trim_of_a_turned_page() {
    let mut file = drawing("0.1 w 20 30 m 20 90 l S");
    file.page = "/Rotate 90/TrimBox[10 10 190 190]".to_owned();
    let place = one(&file.findings(), "thin-line")
        .and_then(|found| found.on_page)
        .expect("a place");
    // Turned clockwise, the left edge is on top: 20 from the left less 10 of the trim.
    assert!(
        (place.rect.origin.y.to_pt() - 10.0).abs() < 0.2,
        "{place:?}"
    );
    assert!(
        (place.rect.origin.x.to_pt() - 20.0).abs() < 0.2,
        "{place:?}"
    );
    assert!(
        (place.rect.size.width.to_pt() - 60.0).abs() < 0.5,
        "{place:?}"
    );
}

#[test]
fn text_over_text_is_found_and_what_may_explain_it_is_not() {
    // Letters are 250 thousandths wide: at 20 pt, ten of them are 50 pt.
    let over = text(
        "BT /F 20 Tf 20 100 Td (All is well) Tj ET BT /F 20 Tf 30 103 Td (Not at all so) Tj ET",
    );
    let found = one(&over.findings(), "text-over-text").expect("found");
    assert_eq!(found.severity, Error);
    let said = found.to_string();
    assert!(
        said.contains("“Not at all so” is printed over “All is well”"),
        "{said}"
    );
    assert!(said.contains("mm"), "{said}");
    assert!(found.on_page.is_some());
    // Turned by a quarter, both.
    let turned = text(
        "BT /F 20 Tf 0 1 -1 0 100 20 Tm (All is well) Tj ET BT /F 20 Tf 0 1 -1 0 102 25 Tm (Not at all so) Tj ET",
    );
    assert!(one(&turned.findings(), "text-over-text").is_some());
    // A pair is one of three.
    let three = text(
        "BT /F 20 Tf 20 100 Td (All is well) Tj ET BT /F 20 Tf 22 101 Td (Not at all so) Tj ET BT /F 20 Tf 25 102 Td (Nor is this here) Tj ET",
    );
    let said = one(&three.findings(), "text-over-text")
        .expect("once a page")
        .to_string();
    assert!(said.contains("2 more texts"), "{said}");
    for (what, contents) in [
        (
            "lines set solid",
            "BT /F 20 Tf 20 100 Td (All is well) Tj 0 -20 Td (Not at all so) Tj ET",
        ),
        (
            "tight lines",
            "BT /F 20 Tf 20 100 Td (All is well) Tj 0 -12 Td (Not at all so) Tj ET",
        ),
        (
            "bold by doubling",
            "BT /F 20 Tf 20 100 Td (All is well) Tj ET BT /F 20 Tf 20.4 100 Td (All is well) Tj ET",
        ),
        (
            "words in a row",
            "BT /F 20 Tf 20 100 Td (All is) Tj ET BT /F 20 Tf 76 100 Td (well now) Tj ET",
        ),
        (
            "an accent by itself",
            "BT /F 20 Tf 20 100 Td (All is well) Tj ET BT /F 20 Tf 30 100 Td (e) Tj ET",
        ),
        (
            "a line to write on",
            "BT /F 20 Tf 20 100 Td (All is well) Tj ET BT /F 20 Tf 20 100 Td (_________) Tj ET",
        ),
        (
            "hidden by a ground",
            "BT /F 20 Tf 20 100 Td (All is well) Tj ET 1 g 0 90 200 40 re f 0 g BT /F 20 Tf 30 103 Td (Not at all so) Tj ET",
        ),
        (
            "a mark in white",
            "1 g BT /F 20 Tf 20 100 Td (All is well) Tj ET 0 g BT /F 20 Tf 30 103 Td (Not at all so) Tj ET",
        ),
        (
            "words in a large letter",
            "BT /F 90 Tf 20 100 Td (OOOO) Tj ET BT /F 9 Tf 30 103 Td (Not at all so) Tj ET",
        ),
        (
            "a slanted stamp",
            "BT /F 20 Tf 20 100 Td (All is well) Tj ET BT /F 20 Tf 0.9 0.4 -0.4 0.9 30 103 Tm (Not at all so) Tj ET",
        ),
        (
            "text for a search",
            "BT /F 20 Tf 20 100 Td (All is well) Tj ET BT 3 Tr /F 20 Tf 30 103 Td (Not at all so) Tj ET",
        ),
    ] {
        let found = one(&text(contents).findings(), "text-over-text");
        assert!(found.is_none(), "{what}: {found:?}");
    }
}
