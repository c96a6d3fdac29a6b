//! What files tell of people and machines.

use handbill::internals::diag::Severity::{Error, Warning};
use handbill::internals::inspect::inspect;
use handbill::internals::proof::file::{Expectation, findings};

use super::make::{File, drawing, one, rules, stream};

fn with_info(info: &str) -> File {
    File {
        info: info.to_owned(),
        ..File::default()
    }
}

#[test]
fn traces_are_errors_in_ours_and_warnings_in_others() {
    let severity = |producer: &str, rule: &str| {
        let file = with_info(&format!(
            "/Producer({producer})/ModDate(D:20200102030405Z)/Creator(Editor 5)/Title(/home/mara/a.svg)"
        ));
        one(&file.findings(), rule).map(|found| found.severity)
    };
    for rule in ["time-trace", "editor-trace", "path-trace"] {
        assert_eq!(severity("Another program", rule), Some(Warning), "{rule}");
        assert_eq!(severity("handbill 0.1.0", rule), Some(Error), "{rule}");
    }
}

#[test]
fn an_author_that_is_not_the_organizer_is_found() {
    let told = |author: &str| {
        let expected = Expectation {
            author: Some("Neighbours".to_owned()),
            ..Expectation::default()
        };
        let file = with_info(&format!("/Author({author})"));
        one(&findings(&file.inspected(), &expected), "author-trace")
    };
    assert_eq!(told("Neighbours"), None);
    assert!(told("mara").is_some_and(|found| found.message.contains("mara")));
    let foreign = with_info("/Author(\\376\\377\\000M\\000a\\000r\\000a)/Company(A shop)");
    assert_eq!(
        rules(&foreign.findings()),
        [(Warning, "author-trace"), (Warning, "author-trace")]
    );
}

#[test]
fn a_press_file_may_say_its_day_and_not_its_hour() {
    let told = |date: &str| {
        let file = with_info(&format!(
            "/Producer(handbill 0.1.0)/GTS_PDFXVersion(PDF/X-4)/CreationDate({date})"
        ));
        one(&file.findings(), "time-trace").is_some()
    };
    assert!(!told("D:20231101000000Z"));
    assert!(told("D:20231101174210Z"));
}

#[test]
fn paths_are_found_wherever_they_stand() {
    let told = |file: &File| one(&file.findings(), "path-trace").map(|found| found.message);
    assert_eq!(
        told(&with_info("/Title(To https://example.org/home/mara)")),
        None
    );
    assert!(told(&with_info("/Title(C:\\\\Users\\\\mara\\\\flyer.docx)")).is_some());
    let mut link = drawing("");
    link.page =
        "/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(file:///Users/mara/a.html)>>>>]"
            .to_owned();
    assert!(told(&link).is_some_and(|message| message.contains("file:///Users/mara")));
    assert!(told(&drawing("% from /Users/mara/flyer.ai\nq Q")).is_some());
    let mut metadata = drawing("");
    metadata.more = vec![stream(
        "/Type/Metadata/Subtype/XML",
        b"<stRef:filePath>\\\\nas-7\\jobs\\flyer.ai</stRef:filePath>",
    )];
    assert!(told(&metadata).is_some_and(|message| message.contains("nas-7")));
    // As some converters write how they were called.
    let mut bytes = drawing("").bytes();
    bytes.splice(9..9, *b"%%Invocation: convert /home/mara/flyer.ps\n");
    let found = findings(&inspect(&bytes).expect("a PDF"), &Expectation::default());
    assert!(
        one(&found, "path-trace")
            .is_some_and(|found| found.message.contains("/home/mara/flyer.ps"))
    );
}

#[test]
fn editors_leave_their_history() {
    let packet = b"<rdf:Description><xmpMM:History><rdf:Seq/></xmpMM:History><xmp:CreatorTool>Editor 5</xmp:CreatorTool></rdf:Description>";
    let mut file = drawing("");
    file.more = vec![stream("/Type/Metadata/Subtype/XML", packet)];
    file.page = "/PieceInfo<</Illuminator<<>>>>".to_owned();
    let found = one(&file.findings(), "editor-trace").expect("told");
    for sign in ["Editor 5", "xmpMM:History", "Illuminator"] {
        assert!(found.message.contains(sign), "{}", found.message);
    }
    assert!(one(&drawing("").findings(), "editor-trace").is_none());
}

#[test]
fn what_is_not_printed_is_told() {
    let hidden = |catalog: &str, page: &str| {
        let mut file = drawing("");
        file.catalog = catalog.to_owned();
        file.page = page.to_owned();
        one(&file.findings(), "hidden-content").map(|found| found.message)
    };
    assert_eq!(hidden("", "/Annots[<</Subtype/Link/Rect[0 0 9 9]>>]"), None);
    let named = |told: Option<String>, what: &str| told.is_some_and(|told| told.contains(what));
    assert!(named(
        hidden(
            "/Names<</EmbeddedFiles<</Names[(a)<</UF(list.xlsx)>>]>>>>",
            ""
        ),
        "list.xlsx"
    ));
    assert!(named(
        hidden("/OpenAction<</S/JavaScript/JS(x)>>", ""),
        "script"
    ));
    assert!(named(hidden("/AcroForm<</Fields[9 0 R]>>", ""), "form"));
    assert!(named(
        hidden(
            "",
            "/Annots[<</Subtype/Text/T(Mara)/Contents(hm)/Rect[0 0 9 9]>>]"
        ),
        "Mara"
    ));
}

/// A JPEG with a segment before its picture.
fn jpeg(marker: u8, segment: &[u8], after: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xD8, 0xFF, marker];
    bytes.extend((segment.len() as u16 + 2).to_be_bytes());
    bytes.extend(segment);
    bytes.extend([0xFF, 0xDA, 0, 2, 1, 2, 0xFF, 0xD9]);
    bytes.extend(after);
    bytes
}

#[test]
fn what_pictures_carry_is_told() {
    let told = |jpeg: &[u8]| {
        let mut file = drawing("q 10 0 0 10 0 0 cm /I Do Q");
        file.resources = "/XObject<</I 10 0 R>>".to_owned();
        let entries = "/Subtype/Image/Width 400/Height 400/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode";
        file.more = vec![stream(entries, jpeg)];
        one(&file.findings(), "exif-left-in").map(|found| (found.severity, found.message))
    };
    let gps = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x20";
    let camera = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x0F\x01\x02\0\x04\0\0\0Cam\0";
    assert_eq!(told(&jpeg(0xE0, b"JFIF\0", b"")), None);
    assert_eq!(told(&jpeg(0xEE, b"Adobe\0", b"\r\n")), None);
    assert!(
        told(&jpeg(0xE1, gps, b""))
            .is_some_and(|(severity, told)| severity == Error && told.contains("GPS"))
    );
    assert!(
        told(&jpeg(0xE1, camera, b""))
            .is_some_and(|(severity, told)| severity == Warning && told.contains("Exif"))
    );
    assert!(told(&jpeg(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x/>", b"")).is_some());
    assert!(told(&jpeg(0xED, b"Photoshop 3.0\0", b"")).is_some());
    assert!(told(&jpeg(0xFE, b"made by mara", b"")).is_some());
    assert!(told(&jpeg(0xE0, b"JFIF\0", b"ftypmp42 a film")).is_some());
}
