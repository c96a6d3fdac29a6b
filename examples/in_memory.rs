//! Makes a flyer from strings in memory, without a folder: `cargo run --example in_memory` writes `flyer.pdf`.

use std::error::Error;
use std::fs;

use handbill::{Order, Project, RouteKind};

const CONTENT: &str = r#"
[campaign]
id = "keep-our-library"
language = "en"
title = "Keep our library open"
headline = "Keep our library open"
lead = "The council votes in May on closing the library in Mill Street."
home = "https://library.example/"
as_of = "2026-03"

[[source]]
id = "agenda"
author = "Town council"
title = "Agenda of the May meeting"

[[fact]]
id = "visits"
figure = "41,000"
text = "visits last year"
source = "agenda"

[[action]]
id = "read"
kind = "url"
label = "Read on"
url = "https://library.example/"

[organizer]
name = "Friends of the library"
"#;

/// The layout of the flyer that comes with the library, beside the content: a layout of
/// your own is found by its path, as on the disk.
const LAYOUT: &str = r#"
[template]
extends = "flyer"
description = "Our flyer"
papers = ["A5"]
"#;

fn main() -> Result<(), Box<dyn Error>> {
    let files = [
        ("library.toml", CONTENT),
        ("templates/our-flyer.toml", LAYOUT),
    ];
    let project = Project::in_memory("library.toml", files);
    let order = Order::new()
        .templates(["our-flyer"])
        .route(RouteKind::Screen);
    for file in project.build(&order).complete()? {
        println!(
            "{}: {} on {}",
            file.name.display(),
            file.template,
            file.paper
        );
        fs::write("flyer.pdf", file.bytes)?;
    }
    Ok(())
}
