//! Pictures in print: upright, cropped about their focus, sharp enough, with a credit and without
//! metadata. Judged by what a renderer shows and what is in the file.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use crate::common::{build_beside, pdf, render, small_campaign};
use handbill::internals::diag::{Diagnostics, Warned};
use handbill::internals::pipeline::Built;
use handbill::internals::rules::Rule;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

/// A page of 105 × 148 mm with a picture of 60 × 40 mm whose corner lies 20 mm from the sides.
const LAYOUT: &str = r#"
[template]
extends = "base"
papers = ["A6"]

[[page]]
margin = "20mm"
columns = ["60mm"]
rows = ["40mm", "1fr"]
areas = ["picture", "words"]

[page.area.picture]
image = "photo"
credit = false

[page.area.words]
text = "{image.photo.credit}"
"#;

fn build(
    folder: &Path,
    file: &str,
    focus: &str,
    layout: &str,
) -> Result<Warned<Built>, Diagnostics> {
    let table = format!(
        "\n[[image]]\nid = \"photo\"\nfile = \"{file}\"\nalt = \"A test card\"\ncredit = \"By us\"\nlicense = \"CC0\"\nfocus = {focus}\n"
    );
    build_beside(folder, &(small_campaign("A lead.") + &table), layout, "A6")
}

/// Four quarters: red, green over blue, yellow.
fn card(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        match (x < width / 2, y < height / 2) {
            (true, true) => Rgb([255, 0, 0]),
            (false, true) => Rgb([0, 255, 0]),
            (true, false) => Rgb([0, 0, 255]),
            (false, false) => Rgb([255, 255, 0]),
        }
    })
}

fn jpeg(pixels: &RgbImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
    DynamicImage::from(pixels.clone())
        .write_with_encoder(encoder)
        .expect("in memory");
    bytes.into_inner()
}

/// A JPEG with an EXIF block: an orientation and the name of a camera.
fn with_orientation(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut tiff = b"Exif\0\0MM\0*\0\0\0\x08\0\x02".to_vec();
    tiff.extend([0x01, 0x0F, 0, 2, 0, 0, 0, 8, 0, 0, 0, 38]);
    tiff.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    tiff.extend([0, 0, 0, 0]);
    tiff.extend(b"SpyCam7\0");
    let mut out = jpeg[..2].to_vec();
    out.extend([0xFF, 0xE1]);
    out.extend((tiff.len() as u16 + 2).to_be_bytes());
    out.extend(tiff);
    out.extend(&jpeg[2..]);
    out
}

/// The colours a quarter of the way in from each corner of the picture: upper left, upper right, lower
/// left, lower right. Each channel is told as on or off.
fn quarters(built: &Built) -> [[bool; 3]; 4] {
    let ppi = 72.0;
    let (width, _, pixels) = render::color_page(built.pdf(), 0, ppi);
    let at = |x: f64, y: f64| {
        let pixel = |mm: f64| (mm / 25.4 * ppi) as usize;
        pixels[pixel(y) * width + pixel(x)].map(|channel| channel > 127)
    };
    [
        at(35.0, 30.0),
        at(65.0, 30.0),
        at(35.0, 50.0),
        at(65.0, 50.0),
    ]
}

const RED: [bool; 3] = [true, false, false];
const GREEN: [bool; 3] = [false, true, false];
const BLUE: [bool; 3] = [false, false, true];
const YELLOW: [bool; 3] = [true, true, false];

#[test]
fn all_eight_orientations_stand_upright_and_the_bytes_pass_through() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let expected = [
        [RED, GREEN, BLUE, YELLOW],
        [GREEN, RED, YELLOW, BLUE],
        [YELLOW, BLUE, GREEN, RED],
        [BLUE, YELLOW, RED, GREEN],
        [RED, BLUE, GREEN, YELLOW],
        [BLUE, RED, YELLOW, GREEN],
        [YELLOW, GREEN, BLUE, RED],
        [GREEN, YELLOW, RED, BLUE],
    ];
    for (index, expected) in expected.into_iter().enumerate() {
        let orientation = index as u8 + 1;
        let (width, height) = if orientation > 4 {
            (480, 720)
        } else {
            (720, 480)
        };
        let plain = jpeg(&card(width, height));
        fs::write(
            folder.path().join("card.jpg"),
            with_orientation(&plain, orientation),
        )
        .expect("written");
        let built = build(folder.path(), "card.jpg", "[0.5, 0.5]", LAYOUT)
            .expect("it fits")
            .value;
        assert_eq!(quarters(&built), expected, "orientation {orientation}");
        let scan = plain
            .windows(2)
            .position(|pair| pair == [0xFF, 0xDA])
            .expect("a scan");
        let kept = built
            .pdf()
            .windows(plain.len() - scan)
            .any(|window| window == &plain[scan..]);
        assert!(
            kept,
            "orientation {orientation}: the picture data was touched"
        );
        let leaked = built.pdf().windows(7).any(|window| window == b"SpyCam7");
        assert!(
            !leaked,
            "orientation {orientation}: the camera's name is in the file"
        );
    }
}

#[test]
fn a_crop_keeps_the_focus_point() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    // Twice as wide as its box: only half of it is seen.
    fs::write(folder.path().join("wide.jpg"), jpeg(&card(1440, 480))).expect("written");
    let left = build(folder.path(), "wide.jpg", "[0.0, 0.5]", LAYOUT)
        .expect("it fits")
        .value;
    assert_eq!(quarters(&left), [RED, RED, BLUE, BLUE]);
    let right = build(folder.path(), "wide.jpg", "[1.0, 0.5]", LAYOUT)
        .expect("it fits")
        .value;
    assert_eq!(quarters(&right), [GREEN, GREEN, YELLOW, YELLOW]);
    // What is cropped is not drawn beside the box.
    let (width, _, pixels) = render::color_page(right.pdf(), 0, 72.0);
    let beside = pixels[(30.0 / 25.4 * 72.0) as usize * width + (10.0 / 25.4 * 72.0) as usize];
    assert_eq!(beside, [255, 255, 255]);
}

#[test]
fn a_png_shows_the_paper_where_it_is_transparent() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let pixels = RgbaImage::from_fn(720, 480, |x, _| {
        Rgba([0, 0, 255, if x < 360 { 255 } else { 0 }])
    });
    let mut bytes = Cursor::new(Vec::new());
    pixels
        .write_to(&mut bytes, ImageFormat::Png)
        .expect("in memory");
    fs::write(folder.path().join("half.png"), bytes.into_inner()).expect("written");
    let built = build(folder.path(), "half.png", "[0.5, 0.5]", LAYOUT)
        .expect("it fits")
        .value;
    let white = [true; 3];
    assert_eq!(quarters(&built), [BLUE, white, BLUE, white]);
}

#[test]
fn a_picture_that_is_far_too_fine_is_scaled_down() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("fine.jpg"), jpeg(&card(3000, 2000))).expect("written");
    let built = build(folder.path(), "fine.jpg", "[0.5, 0.5]", LAYOUT)
        .expect("it fits")
        .value;
    assert_eq!(quarters(&built), [RED, GREEN, BLUE, YELLOW]);
    let document = pdf::open(built.pdf());
    let widths: Vec<i64> = document
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok())
        .filter_map(|stream| {
            stream
                .dict
                .get(b"Width")
                .and_then(|width| width.as_i64())
                .ok()
        })
        .collect();
    // 60 mm at 300 pixels to the inch.
    assert_eq!(widths, [709]);
}

#[test]
fn a_coarse_picture_is_a_warning_and_then_an_error() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("soft.jpg"), jpeg(&card(420, 280))).expect("written");
    let soft = build(folder.path(), "soft.jpg", "[0.5, 0.5]", LAYOUT).expect("soft, but printable");
    let of_picture = soft
        .warnings
        .iter()
        .filter(|told| told.rule == Rule::PictureResolution);
    let said: Vec<String> = of_picture.map(ToString::to_string).collect();
    assert!(
        said.len() == 1 && said[0].contains("picture-resolution") && said[0].contains("178 pixels"),
        "{said:?}"
    );
    fs::write(folder.path().join("coarse.jpg"), jpeg(&card(150, 100))).expect("written");
    let coarse = build(folder.path(), "coarse.jpg", "[0.5, 0.5]", LAYOUT).expect_err("too coarse");
    let said: Vec<String> = coarse.iter().map(ToString::to_string).collect();
    assert!(
        said.len() == 1 && said[0].contains("64 pixels") && said[0].contains("709 pixels wide"),
        "{said:?}"
    );
}

#[test]
fn a_drawing_stays_vector_and_its_credit_is_printed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let drawing = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40"><rect width="30" height="20" fill="#f00"/><path d="M30 0h30v20h-30z" fill="#0f0"/><g transform="translate(0 20)"><rect width="30" height="20" fill="#00f"/></g><rect x="30" y="20" width="30" height="20" fill="#ff0" opacity="0.999"/></svg>"##;
    fs::write(folder.path().join("card.svg"), drawing).expect("written");
    let layout = LAYOUT.replace("credit = false", "note = \"small\"");
    let layout = layout.replace("text = \"{image.photo.credit}\"", "");
    let built = build(folder.path(), "card.svg", "[0.5, 0.5]", &layout)
        .expect("it fits")
        .value;
    assert_eq!(quarters(&built), [RED, GREEN, BLUE, YELLOW]);
    let document = pdf::open(built.pdf());
    let pictures = document
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok());
    assert_eq!(
        pictures.filter(|stream| stream.dict.has(b"Width")).count(),
        0
    );
    let texts = pdf::texts(&document, pdf::pages(&document)[0]);
    assert!(texts.concat().contains("By us, CC0"), "{texts:?}");
}
