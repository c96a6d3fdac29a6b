//! The files that we make tell nothing of those who made them: no user, no path, no host, no time, and
//! of pictures nothing but the picture.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use handbill::internals::inspect::inspect;
use handbill::internals::proof::file::{Expectation, findings};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, Rgb, RgbImage};

use crate::common::small_campaign;

const LAYOUT: &str = r#"
[template]
extends = "base"
papers = ["A6"]

[[page]]
margin = "14mm"
columns = ["1fr"]
rows = ["50mm", "20mm", "1fr"]
areas = ["photo", "chart", "mark"]

[page.area.photo]
image = "photo"
credit = false

[page.area.chart]
image = "chart"
credit = false

[page.area.mark]
image = "mark"
credit = false
"#;

fn jpeg() -> Vec<u8> {
    let noise = |x: u32, y: u32| Rgb([(x * 7 % 256) as u8, (y * 5 % 256) as u8, 90]);
    let pixels = RgbImage::from_fn(900, 600, noise);
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(pixels)
        .write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 90))
        .expect("in memory");
    bytes.into_inner()
}

/// A photograph as phones and editors leave it: place, camera and thumbnail, XMP, captions, a comment,
/// and a film behind its end.
fn telling_photo() -> Vec<u8> {
    let plain = jpeg();
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x02".to_vec();
    exif.extend([0x01, 0x0F, 0, 2, 0, 0, 0, 8, 0, 0, 0, 38]);
    exif.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 46]);
    exif.extend([0, 0, 0, 0]);
    exif.extend(b"SpyCam7\0GPS-of-mara 40.1772 N");
    exif.extend([0xFF, 0xD8]);
    exif.extend(b"thumbnail-of-mara");
    exif.extend([0xFF, 0xD9]);
    let xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><dc:creator>xmp-of-mara</dc:creator></x:xmpmeta>";
    let mut out = plain[..2].to_vec();
    for (marker, segment) in [
        (0xE1, exif.as_slice()),
        (0xE1, xmp.as_slice()),
        (0xED, b"Photoshop 3.0\08BIM iptc-of-mara".as_slice()),
        (0xFE, b"comment-of-mara".as_slice()),
    ] {
        out.extend([0xFF, marker]);
        out.extend((segment.len() as u16 + 2).to_be_bytes());
        out.extend(segment);
    }
    out.extend(&plain[2..]);
    out.extend(b"ftypmp42 film-of-mara");
    out
}

/// A PNG with texts in it.
fn telling_chart() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 1200, 300);
    encoder.set_color(png::ColorType::Rgb);
    for (key, text) in [("Author", "png-of-mara"), ("Creation Time", "noon-of-mara")] {
        encoder
            .add_text_chunk(key.to_owned(), text.to_owned())
            .expect("ASCII");
    }
    let mut writer = encoder.write_header().expect("in memory");
    let pixels: Vec<u8> = (0..1200 * 300 * 3).map(|at| (at % 251) as u8).collect();
    writer.write_image_data(&pixels).expect("in memory");
    writer.finish().expect("in memory");
    bytes
}

const TELLING_MARK: &str = r#"<?xml version="1.0"?>
<!-- drawn by comment-of-mara in /home/mara/art -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://www.inkscape.org/namespaces/inkscape" width="100" height="100"
  i:export-filename="/home/mara/export-of-mara.png">
<title>title-of-mara</title><metadata>metadata-of-mara</metadata>
<rect id="rect-of-mara" width="80" height="80" fill="navy"/></svg>"#;

/// A campaign in a folder whose name tells a lot.
fn telling_project(folder: &Path) -> PathBuf {
    let folder = folder.join("home-of-mara").join("secret-plans-of-mara");
    fs::create_dir_all(folder.join("templates")).expect("a folder of our own");
    let write = |name: &str, bytes: &[u8]| {
        fs::write(folder.join(name), bytes).expect("a folder of our own");
    };
    write("photo-of-mara.jpg", &telling_photo());
    write("chart-of-mara.png", &telling_chart());
    write("mark-of-mara.svg", TELLING_MARK.as_bytes());
    write("templates/case.toml", LAYOUT.as_bytes());
    let image = |id: &str, file: &str| {
        format!(
            "\n[[image]]\nid = \"{id}\"\nfile = \"{file}\"\nalt = \"A test card\"\ncredit = \"By us\"\nlicense = \"CC0\"\n"
        )
    };
    let text = small_campaign("A lead.")
        + &image("photo", "photo-of-mara.jpg")
        + &image("chart", "chart-of-mara.png")
        + &image("mark", "mark-of-mara.svg");
    write("campaign-of-mara.toml", text.as_bytes());
    folder.join("campaign-of-mara.toml")
}

/// The year in UTC, which no file may name: 365.2425 days each.
fn this_year() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    1970 + since.expect("after 1970").as_secs() / 31_556_952
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files_below(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The bytes of a file, and after them all of its streams unpacked.
fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut all = bytes.to_vec();
    let document = lopdf::Document::load_mem(bytes).expect("a PDF");
    for object in document.objects.values() {
        if let lopdf::Object::Stream(stream) = object {
            all.extend(stream.get_plain_content().unwrap_or_default());
        }
    }
    all
}

#[test]
fn no_file_of_ours_tells_who_made_it_where_or_when() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let content = telling_project(folder.path());
    let mut words: Vec<String> = [
        "of-mara",
        "mara-user",
        "Exif",
        "SpyCam",
        "GPSLatitude",
        "Photoshop",
        "8BIM",
        "inkscape",
        "/home/",
        "/tmp/",
        "adobe.com/xap/1.0/\0",
    ]
    .map(str::to_owned)
    .to_vec();
    words.extend(folder.path().to_str().map(str::to_owned));
    let host = fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    // A short name may stand in compressed data by chance.
    words.extend(Some(host.trim().to_owned()).filter(|host| host.len() > 5));
    words.extend([format!("D:{}", this_year()), format!("{}-", this_year())]);
    for (route, more) in [
        ("screen", &[][..]),
        ("home", &[]),
        ("home", &["--sheet", "nup"]),
        ("copier", &[]),
        ("riso", &[]),
        ("press", &[]),
    ] {
        let out = folder.path().join("out");
        let run = Command::new(env!("CARGO_BIN_EXE_handbill"))
            .args(["build", "--template", "case", "--route", route, "--out"])
            .arg(&out)
            .args(more)
            .arg(&content)
            .env("USER", "mara-user")
            .env("LOGNAME", "mara-user")
            .env("HOME", "/home/mara-user")
            .env("HOSTNAME", "host-of-mara")
            .output()
            .expect("the program runs");
        assert!(
            run.status.success(),
            "{route}: {}",
            String::from_utf8_lossy(&run.stderr)
        );
        let mut files = Vec::new();
        files_below(&out, &mut files);
        assert!(!files.is_empty(), "{route}");
        for file in files {
            let bytes = fs::read(&file).expect("a file");
            let all = unpacked(&bytes);
            for word in &words {
                let told = all
                    .windows(word.len())
                    .any(|window| window == word.as_bytes());
                assert!(!told, "{route}: {} tells `{word}`", file.display());
            }
            let found = inspect(&bytes).expect("a PDF");
            assert!(found.jpegs.is_empty(), "{route}");
            assert!(
                found.pages[0].inked.is_some(),
                "{route}: something is drawn"
            );
            let telling = [
                "exif-left-in",
                "author-trace",
                "path-trace",
                "time-trace",
                "editor-trace",
                "hidden-content",
            ];
            let expected = Expectation {
                author: Some("Neighbours".to_owned()),
                ..Expectation::default()
            };
            for finding in findings(&found, &expected) {
                assert!(
                    !telling.contains(&finding.rule.name()),
                    "{route}: {finding}"
                );
            }
        }
        fs::remove_dir_all(&out).expect("a folder of our own");
    }
}

#[test]
fn the_same_photo_put_into_a_file_as_it_is_would_be_found() {
    let mut file = super::make::drawing("q 150 0 0 100 0 0 cm /I Do Q");
    file.resources = "/XObject<</I 10 0 R>>".to_owned();
    let entries = "/Subtype/Image/Width 900/Height 600/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode";
    file.more = vec![super::make::stream(entries, &telling_photo())];
    let found = super::make::one(&file.findings(), "exif-left-in").expect("told");
    assert!(found.message.contains("GPS"), "{}", found.message);
}
