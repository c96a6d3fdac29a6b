//! Writes what a phone's camera sees of the codes of the sample campaign, from shares of the distances that
//! they are for and from straight ahead and askew, with an index: so that other readers can say whether
//! they read them too.
//!
//! `cargo run --release --example scans -- FOLDER`

use std::error::Error;
use std::path::Path;

use handbill::internals::content::Content;
use handbill::internals::geom::Length;
use handbill::internals::pipeline::{Built, Job, Pipeline};
use handbill::internals::project::Project;
use handbill::internals::proof::scan::{self, FRAMES, Grey, Print, camera};
use handbill::internals::proof::{self, Known, Opened, Terms};
use handbill::internals::qr::{QrSymbol, to_png};
use handbill::internals::route::RouteKind;

/// Distances, as shares of the one that a code is for.
const SHARES: [f64; 5] = [0.5, 1.0, 1.5, 2.0, 2.5];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("name a folder")?;
    let folder = Path::new(&folder);
    let project = Project::at("content/free-armenian-pows.toml");
    let content = Content::open(&project).map_err(|_| "the sample cannot be opened")?;
    let pipeline = Pipeline::embedded();
    let mut index = String::from("file\tpayload\tshare\tyaw\tframe\tpromised\tread\n");
    let mut number = 0;
    for (language, template, route) in [
        ("en", "flyer", RouteKind::Screen),
        ("hy", "flyer", RouteKind::Press),
        ("de", "flyer", RouteKind::Copier),
        ("en", "poster", RouteKind::Screen),
        ("fr", "handout", RouteKind::Press),
    ] {
        let campaign = content
            .campaign(language)
            .map_err(|_| "no such language")?
            .value;
        let template = pipeline
            .library
            .load(template)
            .map_err(|_| "no such template")?;
        let paper = template.papers.first().ok_or("no paper")?.clone();
        let mut job = Job::screen(&template, &paper);
        job.printing.route = route;
        job.printing.sheet = Some(handbill::internals::pipeline::SheetKind::Page);
        let built: Built = pipeline
            .build(&campaign, &job)
            .map_err(|_| "it cannot be built")?
            .value;
        let known = Known {
            campaigns: &[&campaign],
            examined: &built.examined,
            ink: None,
        };
        let proof =
            proof::prove(built.pdf(), Some(known), &Terms::default()).map_err(|_| "no proof")?;
        let opened = Opened::new(built.pdf()).map_err(|_| "it cannot be opened")?;
        for code in &proof.codes {
            let ppi = 8.0 / code.module.to_inch();
            let around = code
                .rect
                .grown(handbill::internals::geom::Edges::all(code.module * 3.0));
            let raster = opened.draw_part(code.page, around, ppi);
            let print = Print {
                picture: Grey::new(raster.greys(), raster.width),
                per_mm: ppi / 25.4,
            };
            let (Some(stated), Some(text)) = (code.stated, &code.read) else {
                return Err("a code is not read".into());
            };
            let longest = code.longest.unwrap_or(Length::ZERO);
            // And the longest distance that is told of it.
            let reach = longest.ratio(stated);
            for share in SHARES.into_iter().chain([reach]) {
                let promised = share <= 1.0 || share == reach;
                for yaw in scan::ANGLES {
                    for frame in 0..FRAMES {
                        let view = camera::View {
                            distance: stated * share,
                            yaw,
                            frame,
                        };
                        let read = print.reads_once(text, view);
                        let seen = camera::photograph(&print.picture, print.per_mm, view);
                        number += 1;
                        let file = format!("{number:04}.png");
                        let (width, height) = (seen.width as u32, seen.height as u32);
                        image::GrayImage::from_raw(width, height, seen.pixels)
                            .ok_or("a picture of another size")?
                            .save(folder.join(&file))?;
                        index.push_str(&format!(
                            "{file}\t{text}\t{share}\t{yaw}\t{frame}\t{}\t{}\n",
                            u8::from(promised),
                            u8::from(read)
                        ));
                    }
                }
            }
        }
    }
    std::fs::write(folder.join("index.tsv"), index)?;
    println!("{number} pictures");
    every_kind(folder)
}

/// A picture of a code of every kind, with what it holds.
fn every_kind(folder: &Path) -> Result<(), Box<dyn Error>> {
    let project = Project::at("tests/codes/kinds.toml");
    let loaded =
        handbill::internals::content::load(&project).map_err(|_| "the kinds cannot be read")?;
    let mut index = Vec::new();
    for action in &loaded.value.actions {
        let payload = action.payload.encoded();
        let symbol = QrSymbol::encode_by(&payload, action.payload.constraint())
            .map_err(|_| "a code is too long")?;
        let file = format!("kind-{}.png", action.id);
        std::fs::write(folder.join(&file), to_png(&symbol, 8))?;
        index.push(serde_json::json!({ "file": file, "payload": payload }));
    }
    let index = serde_json::Value::from(index).to_string();
    std::fs::write(folder.join("kinds.json"), index)?;
    Ok(())
}
