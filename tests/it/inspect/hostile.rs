//! Files that are broken, and files that are made to do harm: each is told or read as far as it goes, at
//! once and in little memory.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use handbill::internals::diag::Severity;
use handbill::internals::inspect::{Inspected, inspect};
use handbill::internals::pipeline::Job;
use handbill::internals::proof::file::{Expectation, findings};
use handbill::internals::route::RouteKind;
use miniz_oxide::MZFlush;
use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::deflate::core::{CompressorOxide, create_comp_flags_from_zip_params};
use miniz_oxide::deflate::stream::deflate;

use super::make::{File, drawing, one, rules, stream};
use crate::common::numbers::Numbers;
use crate::common::{pipeline, sample};

/// How long any of them may take, on a slow machine and without optimisation.
const AT_ONCE: Duration = Duration::from_secs(20);

/// Looks at a file; whether it can be read does not matter.
fn survives(bytes: &[u8]) -> Option<Inspected> {
    let start = Instant::now();
    let found = inspect(bytes).ok();
    if let Some(found) = &found {
        let expected = Expectation {
            route: Some(RouteKind::Press),
            ..Expectation::default()
        };
        let _ = findings(found, &expected);
    }
    assert!(start.elapsed() < AT_ONCE, "it takes too long");
    found
}

/// What breaks assumptions.
const PIECES: [&[u8]; 16] = [
    b"<<",
    b">>",
    b"[",
    b"(",
    b")",
    b"/",
    b" 1 0 R ",
    b" -1 ",
    b" 99999999999999999999 ",
    b"endobj",
    b"endstream",
    b"stream\n",
    b"obj",
    b" 3 0 R ",
    b" 0.0000000001 ",
    b" q ",
];

fn damaged(bytes: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..1 + numbers.below(8) {
        let at = numbers.below(bytes.len());
        match numbers.below(6) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..(at + numbers.below(200)).min(bytes.len()))),
            2 => {
                let from = numbers.below(bytes.len());
                let part = bytes[from..(from + numbers.below(500)).min(bytes.len())].to_vec();
                bytes.splice(at..at, part);
            }
            3 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = (numbers.below(256)) as u8;
                }
            }
            // A digit becomes another: sizes, offsets, references.
            4 => {
                let digit = bytes.iter().skip(at).position(u8::is_ascii_digit);
                if let Some(byte) = digit.and_then(|further| bytes.get_mut(at + further)) {
                    *byte = b'0' + numbers.below(10) as u8;
                }
            }
            _ => {
                let piece = PIECES[numbers.below(PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
        }
    }
    bytes
}

/// The flyer of the sample, packed and unpacked.
fn flyers() -> &'static [Vec<u8>; 2] {
    static FLYERS: OnceLock<[Vec<u8>; 2]> = OnceLock::new();
    FLYERS.get_or_init(|| {
        let template = pipeline().library.load("flyer").expect("a template");
        let job = Job::screen(&template, &"A5".parse().expect("a paper"));
        let built = pipeline().build(sample(), &job).expect("a flyer").value;
        let packed = built.pdf().to_vec();
        let mut document = lopdf::Document::load_mem(&packed).expect("a PDF");
        document.decompress();
        let mut unpacked = Vec::new();
        document.save_to(&mut unpacked).expect("in memory");
        [packed, unpacked]
    })
}

#[test]
fn damaged_files_are_read_as_far_as_they_go() {
    let mut numbers = Numbers(7);
    let mut read = 0;
    for case in 0..1000 {
        let bytes = damaged(&flyers()[case % 2], &mut numbers);
        read += usize::from(survives(&bytes).is_some());
    }
    // Without the table of objects most can still be read.
    assert!(read > 500, "{read} of 1000");
}

#[test]
fn what_is_no_pdf_is_told() {
    for bytes in [
        &b""[..],
        b"%PDF-1.7",
        b"hello",
        b"%PDF-1.7\n1 0 obj",
        b"\x89PNG",
    ] {
        assert_eq!(inspect(bytes).expect_err("no PDF").rule.name(), "not-a-pdf");
    }
}

#[test]
fn a_broken_table_of_objects_is_no_hindrance() {
    let bytes = &flyers()[0];
    let whole = inspect(bytes).expect("a PDF");
    let text = bytes
        .windows(9)
        .rposition(|window| window == b"startxref")
        .expect("it is there");
    let cut = inspect(&bytes[..text]).expect("a PDF");
    assert!(whole.has_table && !cut.has_table);
    assert_eq!(
        rules(&findings(&cut, &Expectation::default())),
        [(Severity::Warning, "damaged-file")]
    );
    assert_eq!(format!("{:?}", cut.pages), format!("{:?}", whole.pages));
}

#[test]
fn forms_pages_and_patterns_that_hold_themselves_end() {
    let form = "/Subtype/Form/BBox[0 0 200 200]/Resources<</XObject<</X 10 0 R/Y 11 0 R>>/Pattern<</P 12 0 R>>>>";
    let again = b"/X Do /Y Do /X Do /Y Do /Pattern cs /P scn 0 0 9 9 re f";
    let mut file = drawing("/X Do");
    file.resources = "/XObject<</X 10 0 R>>".to_owned();
    file.more = vec![
        stream(form, again),
        stream(form, again),
        stream(
            "/PatternType 1/BBox[0 0 9 9]/Resources<</Pattern<</P 12 0 R>>/XObject<</X 10 0 R>>>>",
            b"/Pattern cs /P scn 0 0 9 9 re f /X Do",
        ),
    ];
    assert!(
        survives(&file.bytes()).is_some_and(|found| found.cut),
        "it is told that not all was seen"
    );
    let circle = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[2 0 R 3 0 R 2 0 R]>>endobj 3 0 obj<</Kids[2 0 R 3 0 R]>>endobj trailer<</Root 1 0 R>>";
    assert!(survives(circle).is_some_and(|found| found.pages.is_empty()));
    // Streams that each name the next one as their length, and the last one the first.
    let chain = (1..=20_000).map(|number| {
        let next = number % 20_000 + 1;
        format!("{number} 0 obj<</Type/Catalog/Length {next} 0 R>>stream\nx\nendstream endobj\n")
    });
    let chain = format!(
        "%PDF-1.4\n{}trailer<</Root 1 0 R>>",
        chain.collect::<String>()
    );
    assert!(survives(chain.as_bytes()).is_some());
    // Lengths, colour spaces and references that lead to themselves.
    let lengths = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/Length 1 0 R>>stream\nx\nendstream endobj 2 0 obj 3 0 R endobj 3 0 obj 2 0 R endobj trailer<</Root 1 0 R/Info 2 0 R>>";
    assert!(survives(lengths).is_some());
    let mut spaces = drawing("/C cs 1 scn 0 0 9 9 re f");
    spaces.resources = "/ColorSpace<</C[/Indexed 10 0 R 1 ()]/DefaultRGB/DefaultRGB>>".to_owned();
    spaces.more = vec![b"[/Indexed 10 0 R 1 ()]".to_vec()];
    assert!(survives(&spaces.bytes()).is_some());
}

#[test]
fn deep_nesting_does_no_harm() {
    for (open, close) in [("[", "]"), ("<</A ", ">>"), ("(", ")")] {
        let deep = format!("{}{}", open.repeat(100_000), close.repeat(100_000));
        let mut file = drawing(&format!("{deep} Tj q"));
        file.catalog = format!("/Deep {deep}");
        assert!(survives(&file.bytes()).is_some(), "{open}");
    }
    assert!(survives(&drawing(&"q ".repeat(300_000)).bytes()).is_some());
    assert!(survives(&drawing(&"/A BMC ".repeat(100_000)).bytes()).is_some());
}

#[test]
fn trees_lists_and_fonts_that_are_named_again_and_again_end() {
    let kids = "10 0 R ".repeat(60);
    let mut names = drawing("");
    names.catalog = "/Names<</EmbeddedFiles 10 0 R>>".to_owned();
    names.more = vec![format!("<</Kids[{kids}]>>").into_bytes()];
    assert!(survives(&names.bytes()).is_some());
    let long = drawing(&format!("[{}] TJ", "[0 0 0]".repeat(900_000)));
    assert!(survives(&long.bytes()).is_some());
    let map = "1 beginbfchar <61> <0061> endbfchar ".repeat(10_000);
    let mut fonts = drawing(&"/F 9 Tf ".repeat(20_000));
    fonts.resources = "/Font<</F<</Subtype/TrueType/ToUnicode 10 0 R>>>>".to_owned();
    fonts.more = vec![stream("", map.as_bytes())];
    assert!(survives(&fonts.bytes()).is_some_and(|found| found.cut));
    let trailers: String = (0..20_000)
        .map(|key| format!("trailer<</Root 1 0 R/K{key} 0>>"))
        .collect();
    assert!(
        survives(
            format!(
                "{}{trailers}",
                String::from_utf8_lossy(&drawing("").bytes())
            )
            .as_bytes()
        )
        .is_some()
    );
}

#[test]
fn a_stream_that_unpacks_to_gigabytes_is_cut_off() {
    let zeros = vec![b' '; 80 << 20];
    let once = compress_to_vec_zlib(&zeros, 9);
    let mut file = drawing("");
    file.more = vec![
        stream("/Type/Metadata/Subtype/XML/Filter/FlateDecode", &once),
        stream("/Type/ObjStm/N 9/First 9/Filter/FlateDecode", &once),
    ];
    let found = survives(&file.bytes()).expect("a PDF");
    assert!(found.cut);
    assert!(one(&findings(&found, &Expectation::default()), "not-all-seen").is_some());
    assert_eq!(rules(&drawing("").findings()), []);
}

/// Blanks deflated to a thousandth, that many megabytes.
fn blanks(megabytes: usize) -> Vec<u8> {
    let mut packer = CompressorOxide::new(create_comp_flags_from_zip_params(9, 0, 0));
    let mut part = vec![0; 1 << 20];
    let packed = deflate(&mut packer, &vec![b' '; 1 << 20], &mut part, MZFlush::Full);
    part.truncate(packed.bytes_written);
    // Parts end at a whole byte and know nothing of each other, so one serves for all.
    [vec![0x78, 0x01], part.repeat(megabytes)].concat()
}

#[test]
fn what_would_take_all_memory_of_the_renderer_is_not_drawn() {
    let heavy = |mut file: File, object: Vec<u8>| {
        file.more = vec![object];
        let found = inspect(&file.bytes()).expect("a PDF");
        found.too_heavy.map(|problem| problem.rule.name())
    };
    let refused = Some("file-too-large");
    let flate = "/Filter/FlateDecode";
    let row = "/DecodeParms<</Predictor 15/Columns 2147483647/Colors 255>>";
    let data = compress_to_vec_zlib(b"abc", 6);
    let rows = stream(&format!("{flate}{row}"), &data);
    assert_eq!(heavy(drawing(""), rows), refused);
    assert_eq!(heavy(drawing(""), stream(flate, &blanks(700))), refused);
    assert_eq!(heavy(drawing(""), stream(flate, &blanks(70))), None);
    let picture = "/Subtype/Image/Width 100000/Height 100000";
    assert_eq!(heavy(drawing(""), stream(picture, b"")), refused);
    let mut deep = drawing("");
    deep.catalog = format!("/Deep {}{}", "<</A ".repeat(100), ">>".repeat(100));
    assert_eq!(heavy(deep, b"null".to_vec()), refused);
    for flyer in flyers() {
        assert_eq!(inspect(flyer).expect("a PDF").too_heavy, None);
    }
}

#[test]
fn objects_that_never_end_cost_no_more_than_the_file_is_worth() {
    for part in [
        "1 0 obj(",
        "1 0 obj<</A",
        "1 0 obj[1 0 obj",
        "1 0 obj<<>>stream\n",
        "trailer<<",
        "obj ",
        "1 0 R ",
    ] {
        let bytes = format!("%PDF-1.4\n{}", part.repeat(40_000));
        survives(bytes.as_bytes());
    }
}

#[test]
fn numbers_beyond_all_measure_do_no_harm() {
    for number in [
        "1e999",
        "99999999999999999999999999999999999999999999",
        "-0.00000000000000000000001",
        "0",
    ] {
        let contents = format!(
            "{number} w {number} 0 0 {number} {number} {number} cm {number} {number} m {number} {number} l S /F {number} Tf BT ({number}) Tj ET /I Do"
        );
        let mut file = drawing(&contents);
        file.resources = "/Font<</F 10 0 R>>/XObject<</I 11 0 R>>".to_owned();
        file.page = format!("/UserUnit {number}/Rotate {number}/TrimBox[{number} 0 {number} 9]");
        file.more = vec![
            format!("<</Subtype/TrueType/FirstChar {number}/Widths[{number}]>>").into_bytes(),
            stream(
                &format!(
                    "/Subtype/Image/Width {number}/Height {number}/Filter[/LZWDecode/RunLengthDecode/ASCII85Decode]/DecodeParms<</Predictor 15/Columns {number}/Colors {number}>>"
                ),
                b"abc",
            ),
        ];
        assert!(survives(&file.bytes()).is_some(), "{number}");
    }
}

#[test]
fn packed_contents_are_read_whatever_they_are_packed_with() {
    // A line of 0.1 pt in each of the codings of ISO 32000-1, 7.4.
    let contents = b"0.1 w 9 9 m 99 9 l S";
    let hexadecimal: String = contents.iter().map(|byte| format!("{byte:02X}")).collect();
    let mut run = vec![contents.len() as u8 - 1];
    run.extend(contents);
    run.push(128);
    // Codes of nine bits: clear, each byte by itself, end.
    let lzw_codes = std::iter::once(256_u16)
        .chain(contents.iter().map(|byte| u16::from(*byte)))
        .chain([257]);
    let bits: String = lzw_codes.map(|code| format!("{code:09b}")).collect();
    let bits = format!("{bits:0<width$}", width = bits.len().div_ceil(8) * 8);
    let lzw: Vec<u8> = (0..bits.len())
        .step_by(8)
        .map(|at| u8::from_str_radix(&bits[at..at + 8], 2).expect("bits"))
        .collect();
    let mut rows = vec![2];
    rows.extend(&contents[..10]);
    rows.push(2);
    rows.extend((0..10).map(|at| contents[10 + at].wrapping_sub(contents[at])));
    for (filter, data) in [
        ("/ASCIIHexDecode", format!("{hexadecimal}>").into_bytes()),
        ("/RunLengthDecode", run),
        ("/LZWDecode", lzw),
        ("/FlateDecode", compress_to_vec_zlib(contents, 6)),
        (
            "[/FlateDecode]/DecodeParms[<</Predictor 12/Columns 10>>]",
            compress_to_vec_zlib(&rows, 6),
        ),
        (
            "[/ASCIIHexDecode/FlateDecode]",
            compress_to_vec_zlib(contents, 6)
                .iter()
                .flat_map(|byte| format!("{byte:02x}").into_bytes())
                .collect(),
        ),
    ] {
        let mut file = drawing("/X Do");
        file.resources = "/XObject<</X 10 0 R>>".to_owned();
        file.more = vec![stream(
            &format!("/Subtype/Form/BBox[0 0 200 200]/Filter{filter}"),
            &data,
        )];
        assert!(one(&file.findings(), "thin-line").is_some(), "{filter}");
    }
}
