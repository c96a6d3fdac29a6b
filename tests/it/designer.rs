//! A designer follows `templates/README.md` alone: each step there is taken here, and looked at.

use std::fs;
use std::path::Path;

use crate::common::{self, examples, said};
use handbill::internals::content::{self, Campaign};
use handbill::internals::diag::Warned;
use handbill::internals::frame::ItemKind;
use handbill::internals::geom::{Length, Rect};
use handbill::internals::pipeline::{Built, Job, Pipeline};
use handbill::internals::project::Project;
use handbill::internals::rules::Rule;
use handbill::internals::template;
use serde_json::Value;

fn guide() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/README.md");
    fs::read_to_string(path).expect("the guide")
}

fn blocks(kind: &str) -> Vec<(String, String)> {
    examples::of_kind("templates/README.md", kind)
}

/// A campaign that someone has just begun, with layouts beside it.
struct Desk {
    folder: tempfile::TempDir,
    campaign: Campaign,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("library.toml");
        fs::write(&file, common::library()).expect("written");
        fs::create_dir(folder.path().join("templates")).expect("a folder");
        let campaign = content::load(&Project::at(file)).expect("a campaign").value;
        Self { folder, campaign }
    }

    fn lay(&self, name: &str, text: &str) {
        let path = self.folder.path().join(format!("templates/{name}.toml"));
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }

    fn pipeline(&self) -> Pipeline {
        Pipeline::of(&Project::at(self.folder.path().join("library.toml"))).expect("a press")
    }

    fn built(&self, name: &str, paper: &str) -> Warned<Built> {
        let pipeline = self.pipeline();
        let template = pipeline.library.load(name);
        let template = template.unwrap_or_else(|problems| panic!("{}", said(&problems)));
        let paper = template
            .paper(paper)
            .unwrap_or_else(|problem| panic!("{problem}"));
        let made = pipeline.build(&self.campaign, &Job::screen(&template, &paper));
        made.unwrap_or_else(|problems| panic!("{}", said(&problems)))
    }

    /// The layout after so many steps.
    fn after(&self, steps: usize) -> Warned<Built> {
        self.lay("street", &examples::after(steps));
        self.built("street", if steps > 5 { "A3" } else { "A5" })
    }
}

/// Where the words of a key stand.
fn words(built: &Built, key: &str) -> Option<Rect> {
    let mut found = None;
    for page in &built.examined.piece.pages {
        page.frame.walk(&mut |item| {
            if matches!(item.kind, ItemKind::Text(_)) && &*item.origin.key == key {
                found = found.or(item.bounds());
            }
        });
    }
    found
}

/// Whether something is filled with a colour on screen.
fn has_color(built: &Built, rgb: [u8; 3]) -> bool {
    let [red, green, blue] = rgb;
    let mut found = false;
    for page in &built.examined.piece.pages {
        page.frame.walk(&mut |item| {
            if let ItemKind::Path(path) = &item.kind {
                let wanted = handbill::internals::color::Color::rgb(red, green, blue);
                found |= path.fill.is_some_and(|fill| fill.tone == wanted.tone);
            }
        });
    }
    found
}

fn family(desk: &Desk, built: &Built, key: &str) -> String {
    let pipeline = desk.pipeline();
    let mut found = String::new();
    for page in &built.examined.piece.pages {
        page.frame.walk(&mut |item| {
            if let ItemKind::Text(run) = &item.kind
                && &*item.origin.key == key
            {
                found = pipeline.book.face(run.font).family.clone();
            }
        });
    }
    found
}

/// Where the first words about an event stand.
fn date(built: &Built) -> Rect {
    let mut found = None;
    for page in &built.examined.piece.pages {
        page.frame.walk(&mut |item| {
            if matches!(item.kind, ItemKind::Text(_)) && item.origin.key.starts_with("event.") {
                found = found.or(item.bounds());
            }
        });
    }
    found.expect("an event")
}

#[test]
fn each_step_of_the_walk_does_what_it_says() {
    let desk = Desk::new();
    assert_eq!(blocks("step").len(), 6);
    let flyer = desk.built("flyer", "A5").value;
    // 1: the flyer, under another name.
    let copy = desk.after(1).value;
    assert_eq!(copy.examined.piece.template, "street");
    assert_eq!(
        format!("{:?}", flyer.examined.piece.pages[0].codes()),
        format!("{:?}", copy.examined.piece.pages[0].codes())
    );
    // 2: another colour.
    assert!(!has_color(&copy, [0x8B, 0xC3, 0x4A]));
    let green = desk.after(2);
    // The event of a campaign just begun is a sample.
    let mut told = green.warnings.iter();
    assert!(
        told.all(|problem| problem.rule == Rule::SampleEvent),
        "{}",
        said(&green.warnings)
    );
    assert!(has_color(&green.value, [0x8B, 0xC3, 0x4A]));
    // 3: another face, of the headline and not of the text.
    let headline = "campaign.headline";
    assert_eq!(
        family(&desk, &green.value, headline),
        "Fira Sans Extra Condensed"
    );
    let serif = desk.after(3).value;
    assert_eq!(family(&desk, &serif, headline), "Noto Serif");
    assert_eq!(family(&desk, &serif, "campaign.lead"), "Noto Sans");
    // 4: the date above the title.
    let title = |built: &Built| words(built, headline).expect("a headline").origin.y;
    assert!(date(&serif).origin.y > title(&serif));
    let moved = desk.after(4).value;
    assert!(date(&moved).bottom() < title(&moved));
    // 5: a block more, above the ask.
    assert!(words(&moved, "page.0.area.thanks.text").is_none());
    let more = desk.after(5);
    let own = words(&more.value, "page.0.area.thanks.text").expect("the new words");
    let ask = words(&more.value, "labels.ask").expect("the ask");
    assert!(own.bottom() < ask.origin.y);
    // 6: a paper more, with all of it.
    let large = desk.after(6).value;
    assert_eq!(large.examined.piece.paper, "A3");
    let wide = large.examined.piece.pages[0].trim.width;
    assert_eq!(wide, Length::mm(297.0));
    assert!(has_color(&large, [0x8B, 0xC3, 0x4A]));
    assert!(words(&large, "page.0.area.thanks.text").is_some());
}

#[test]
fn the_theme_of_the_guide_goes_over_every_piece() {
    let desk = Desk::new();
    let [(name, text)] = &blocks("theme")[..] else {
        panic!("one theme");
    };
    desk.lay(&format!("{name}/theme"), text);
    let pipeline = desk.pipeline().themed(name);
    let pipeline = pipeline.unwrap_or_else(|problems| panic!("{}", said(&problems)));
    let mut built = 0;
    for id in common::PIECES {
        let template = pipeline.library.load(id).expect("a template");
        if template.lacking(&desk.campaign).is_some() {
            continue;
        }
        let job = Job::screen(&template, &template.papers[0].clone());
        let made = pipeline.build(&desk.campaign, &job);
        let made = made.unwrap_or_else(|problems| panic!("{id}: {}", said(&problems)));
        let pale = made.warnings.iter().find(|it| it.rule == Rule::LowContrast);
        assert!(pale.is_none(), "{id}: {}", said(&made.warnings));
        built += 1;
    }
    assert!(built > 10, "{built}");
}

#[test]
fn every_block_of_the_guide_is_built_and_has_its_picture() {
    let sample = common::sample();
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("templates")).expect("a folder");
    let project = Project::at(folder.path().join("campaign.toml"));
    let guide = guide();
    let blocks = blocks("area");
    assert!(blocks.len() >= 14, "{}", blocks.len());
    let areas = blocks
        .into_iter()
        .map(|(name, area)| (name, examples::alone(&area)));
    let pages = self::blocks("page").into_iter();
    let pages = pages.map(|(name, page)| (name, examples::page_alone(&page)));
    for (name, layout) in areas.chain(pages) {
        fs::write(folder.path().join("templates/block.toml"), layout).expect("written");
        let pipeline = Pipeline::of(&project).expect("a press");
        let template = pipeline.library.load("block");
        let template = template.unwrap_or_else(|problems| panic!("{name}: {}", said(&problems)));
        let made = pipeline.build(sample, &Job::screen(&template, &template.papers[0].clone()));
        made.unwrap_or_else(|problems| panic!("{name}: {}", said(&problems)));
        let picture = format!("docs/layout/{name}.png");
        assert!(
            guide.contains(&format!("(../{picture})")),
            "{name} is shown"
        );
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(picture);
        assert!(path.exists(), "cargo run --example pictures draws {name}");
    }
}

/// The keys of all tables of a schema.
fn keys(schema: &Value, found: &mut Vec<String>) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::Object(properties)) = object.get("properties") {
                found.extend(properties.keys().cloned());
            }
            object.values().for_each(|value| keys(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| keys(value, found)),
        _ => {}
    }
}

#[test]
fn every_key_of_a_layout_is_explained() {
    let schema: Value = serde_json::from_str(&template::json_schema()).expect("JSON");
    let mut found = Vec::new();
    keys(&schema, &mut found);
    assert!(found.len() > 100);
    let guide = guide();
    let missing: Vec<&String> = found
        .iter()
        .filter(|key| {
            let forms = [
                format!("`{key}`"),
                format!("`[{key}]"),
                format!("[[{key}]]"),
                format!("`[{key}."),
                format!(".{key}."),
                format!("{key} = "),
            ];
            !forms.iter().any(|form| guide.contains(form.as_str()))
        })
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
