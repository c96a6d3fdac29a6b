//! The themes: each is a voice of its own, in all scripts, on the pieces that people see first, and none prints words over
//! others or words that cannot be read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use handbill::internals::content::{self, Campaign, Content};
use handbill::internals::frame::{ItemKind, lightness};
use handbill::internals::ink::Inks;
use handbill::internals::page::Page;
use handbill::internals::pipeline::{Built, Job, Pipeline, SheetKind};
use handbill::internals::project::Project;
use handbill::internals::route::RouteKind;
use handbill::internals::template::Library;
use handbill::{Order, Rule};

use crate::common::render::{self, Grey};
use crate::common::{self, SAMPLE, copying, said};

/// What would be wrong in print, whoever made the layout.
const WRONG: [Rule; 4] = [
    Rule::InkOverInk,
    Rule::LowContrast,
    Rule::CoveredText,
    Rule::QuietZone,
];

/// The pieces that are seen first, and the languages that try a layout most: the longest, the widest, from right to
/// left, and in Cyrillic.
const PIECES: [&str; 4] = ["flyer", "poster", "leaflet", "palm-card"];
const LANGUAGES: [&str; 4] = ["de", "hy", "ar", "ru"];

fn themes() -> Vec<String> {
    let themes = Library::embedded().themes();
    assert_eq!(themes.len(), 8, "{themes:?}");
    themes
}

/// A file of a theme that the program does not know would never be used.
#[test]
fn every_file_of_a_theme_is_part_of_the_program() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let embedded = std::fs::read_to_string(root.join("src/template/embedded.rs"));
    let embedded = embedded.expect("the list");
    for theme in themes() {
        let folder = std::fs::read_dir(root.join("templates").join(&theme)).expect("a folder");
        for file in folder.flatten() {
            let name = file.file_name().into_string().expect("a name");
            let id = format!("\"{theme}/{}\"", name.trim_end_matches(".toml"));
            assert!(embedded.contains(&id), "{id}");
        }
    }
}

fn in_theme(theme: &str) -> Pipeline {
    let pipeline = Pipeline::embedded().themed(theme);
    pipeline.unwrap_or_else(|problems| panic!("{theme}: {}", said(&problems)))
}

fn built(pipeline: &Pipeline, campaign: &Campaign, id: &str, route: RouteKind) -> Built {
    let template = pipeline.library.load(id);
    let template = template.unwrap_or_else(|problems| panic!("{id}: {}", said(&problems)));
    let theme = template.theme.clone().unwrap_or_default();
    let mut job = Job::screen(&template, &template.papers[0].clone());
    job.printing.route = route;
    // Each page as it is, whatever the sheet of the route.
    job.printing.sheet = Some(SheetKind::Page);
    let tag = campaign.language.tag();
    let made = pipeline.build(campaign, &job);
    let made = made.unwrap_or_else(|problems| panic!("{theme}, {id}, {tag}: {}", said(&problems)));
    let mut wrong = made.warnings.iter();
    let wrong = wrong.find(|problem| WRONG.contains(&problem.rule));
    assert!(wrong.is_none(), "{theme}, {id}, {tag}: {wrong:?}");
    made.value
}

#[test]
fn every_theme_is_sound_in_every_script() {
    let project = Project::at(SAMPLE);
    let content = Content::open(&project);
    let content = content.unwrap_or_else(|problems| panic!("{}", said(&problems)));
    let campaigns: Vec<Campaign> = LANGUAGES
        .iter()
        .map(|tag| match content.campaign(tag) {
            Ok(campaign) => campaign.value,
            Err(problems) => panic!("{tag}: {}", said(&problems)),
        })
        .collect();
    for (turn, theme) in themes().iter().enumerate() {
        let pipeline = in_theme(theme);
        for (place, id) in PIECES.into_iter().enumerate() {
            // Flyers in all languages, the others in turn.
            for (at, campaign) in campaigns.iter().enumerate() {
                if place == 0 || (turn + place) % LANGUAGES.len() == at {
                    built(&pipeline, campaign, id, RouteKind::Screen);
                }
            }
        }
    }
}

/// The test campaigns on two pieces in turn, in each theme.
#[test]
fn every_theme_takes_campaigns_of_other_kinds() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/campaigns");
    let mut kinds: Vec<_> = std::fs::read_dir(root)
        .expect("a folder")
        .flatten()
        .map(|entry| entry.path().join("campaign.toml"))
        .filter(|file| file.is_file())
        .collect();
    kinds.sort();
    assert_eq!(kinds.len(), 12);
    let campaigns: Vec<Campaign> = kinds
        .iter()
        .map(|file| match content::load(&Project::at(file)) {
            Ok(campaign) => campaign.value,
            Err(problems) => panic!("{}: {}", file.display(), said(&problems)),
        })
        .collect();
    for (turn, theme) in themes().iter().enumerate() {
        let pipeline = in_theme(theme);
        for (at, campaign) in campaigns.iter().enumerate() {
            let id = ["flyer", "poster"][(turn + at) % 2];
            built(&pipeline, campaign, id, RouteKind::Screen);
        }
    }
}

/// The headline faces and the colours of the first page.
fn voice(pipeline: &Pipeline, built: &Built) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut faces, mut colors) = (BTreeSet::new(), BTreeSet::new());
    built.examined.piece.pages[0]
        .frame
        .walk(&mut |item| match &item.kind {
            ItemKind::Text(run) if item.origin.key.contains("headline") => {
                faces.insert(pipeline.book.face(run.font).file.clone());
            }
            ItemKind::Path(path) => {
                colors.extend(path.fill.map(|color| format!("{color:?}")));
            }
            _ => {}
        });
    (faces, colors)
}

#[test]
fn no_two_themes_have_one_voice() {
    let mut seen = BTreeMap::new();
    for theme in themes() {
        let pipeline = in_theme(&theme);
        let flyer = built(&pipeline, common::sample(), "flyer", RouteKind::Screen);
        let voice = voice(&pipeline, &flyer);
        assert!(!voice.0.is_empty(), "{theme} prints the headline");
        let same = seen.insert(voice, theme.clone());
        assert_eq!(same, None, "{theme} looks like another");
        // Whatever it looks like, it asks for the same first.
        let first = common::sample().actions[0].payload.encoded();
        let codes = flyer.examined.piece.pages.iter().flat_map(Page::codes);
        let largest = codes.max_by_key(|code| code.rect().size.width);
        let largest = largest.expect("a code").payload.encoded();
        assert_eq!(largest, first, "{theme}");
    }
}

/// The codes of every theme are read from a copy of a copy: of the form for copiers, and of what the drums of a
/// risograph print over each other.
#[test]
fn codes_of_every_theme_are_read_from_a_copy_of_a_copy() {
    for (number, theme) in themes().into_iter().enumerate() {
        let pipeline = in_theme(&theme);
        // Every third theme with the poster, whose code is read from farther.
        let id = if number % 3 == 2 { "poster" } else { "flyer" };
        let copied = built(&pipeline, common::sample(), id, RouteKind::Copier);
        assert!(copying::read_copies(&copied) > 0, "{theme}: {id}");
        let riso = built(&pipeline, common::sample(), "flyer", RouteKind::Riso);
        let inks = Inks::of(&riso.examined.route, &riso.examined.piece.inks);
        let inks = inks.expect("inks that were printed with");
        assert_eq!(riso.files.len(), inks.plates().len(), "{theme}");
        let printed = |number: usize, dpi: f64| {
            let plates = riso.files.iter().zip(inks.plates());
            let plates = plates.map(|(file, plate)| {
                let (r, g, b) = plate.look;
                (
                    render::page(&file.bytes, number, dpi),
                    f64::from(lightness([r, g, b])) / 255.0,
                )
            });
            over_each_other(&plates.collect::<Vec<_>>())
        };
        assert!(copying::read_copies_of(&riso, &printed) > 0, "{theme}");
    }
}

/// Inks over each other, each with its lightness where it is printed in full, as they are seen in grey.
fn over_each_other(plates: &[(Grey, f64)]) -> Grey {
    let (first, _) = &plates[0];
    let pixel = |at: usize| {
        let light = plates.iter().map(|(plate, ink)| {
            let share = 1.0 - f64::from(plate.pixels[at]) / 255.0;
            1.0 - share * (1.0 - ink)
        });
        (light.product::<f64>() * 255.0).round() as u8
    };
    Grey {
        width: first.width,
        height: first.height,
        pixels: (0..first.pixels.len()).map(pixel).collect(),
    }
}

#[test]
fn the_program_chooses_by_what_a_campaign_has_and_says_so() {
    let chosen = |kind: &str| {
        let file = format!("tests/campaigns/{kind}/campaign.toml");
        let campaign = content::load(&Project::at(
            Path::new(env!("CARGO_MANIFEST_DIR")).join(file),
        ));
        let campaign = campaign.unwrap_or_else(|problems| panic!("{}", said(&problems)));
        Library::embedded()
            .theme_for(&campaign.value)
            .expect("a theme")
    };
    let kinds = [
        ("vigil", "bars"),
        ("missing-person", "vigil"),
        ("rights-card", "signal"),
        ("call-in-day", "signal"),
        ("event-tomorrow", "broadside"),
        ("tenants", "broadside"),
        ("festival", "overprint"),
        ("fund-raiser", "cut-paper"),
        ("petition", "grid"),
        ("boycott", "grid"),
    ];
    for (kind, theme) in kinds {
        assert_eq!(chosen(kind), theme, "{kind}");
    }
    assert_eq!(
        Library::embedded().theme_for(common::sample()).as_deref(),
        Some("bars")
    );
}

#[test]
fn a_campaign_names_its_theme_and_files_do_not() {
    let text = common::small_campaign("They are held.");
    let named = text.replacen("[campaign]\n", "[campaign]\ntheme = \"signal\"\n", 1);
    let project = |content: &str| Project::in_memory("c.toml", [("c.toml", content)]);
    let order = Order::new().templates(["flyer"]).route(RouteKind::Screen);
    let names = |project: &Project, order: &Order| {
        let built = project.build(order).complete();
        let built = built.unwrap_or_else(|findings| panic!("{findings:?}"));
        (built[0].name.display().to_string(), built[0].bytes.clone())
    };
    let (name, own) = names(&project(&named), &order);
    assert!(name.ends_with("flyer-a5-screen.pdf"), "{name}");
    // An order comes before the campaign, and its files say so.
    let signal = order.clone().theme("signal");
    let (other, asked) = names(&project(&text), &signal);
    assert!(other.ends_with("flyer-a5-signal-screen.pdf"), "{other}");
    assert_eq!(own.len(), asked.len());
    let (plain, _) = names(&project(&text), &order);
    assert!(plain.ends_with("flyer-a5-screen.pdf"), "{plain}");
    let wrong = text.replacen("[campaign]\n", "[campaign]\ntheme = \"signl\"\n", 1);
    let refused = project(&wrong).build(&order);
    let found = refused
        .findings
        .iter()
        .find(|one| one.rule == Rule::UnknownTheme);
    let found = found.expect("the theme is unknown");
    assert_eq!(found.key.as_deref(), Some("campaign.theme"));
    assert!(
        found
            .hint
            .as_ref()
            .is_some_and(|hint| hint.contains("`signal`"))
    );
}

/// `templates/grid/flyer.toml` beside the content takes the place of the one of the program, or changes it.
#[test]
fn a_layout_of_a_theme_can_be_replaced_and_changed() {
    let content = common::small_campaign("They are held.");
    let built = |layout: Option<&str>, template: &str| {
        let layout = layout.map(|text| ("templates/grid/flyer.toml", text));
        let files = [("c.toml", content.as_str())].into_iter().chain(layout);
        let order = Order::new()
            .templates([template])
            .theme("grid")
            .route(RouteKind::Screen);
        Project::in_memory("c.toml", files).build(&order).complete()
    };
    let bytes = |layout: Option<&str>| match built(layout, "flyer") {
        Ok(files) => files[0].bytes.clone(),
        Err(findings) => panic!("{layout:?}: {findings:?}"),
    };
    let shipped = bytes(None);
    let head = |base: &str| format!("[template]\nextends = \"{base}\"\n");
    // What extends that of the program changes nothing by itself; what extends the plain flyer is without it.
    assert_eq!(bytes(Some(&head("grid/flyer"))), shipped);
    assert_ne!(bytes(Some(&head("flyer"))), shipped);
    // A copy is not read twice.
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let copy = std::fs::read_to_string(root.join("templates/grid/flyer.toml"));
    assert_eq!(bytes(Some(&copy.expect("the flyer"))), shipped);
    // It is asked for by the name of the layout.
    let refused = built(None, "grid/flyer").expect_err("no piece has that name");
    assert!(refused.iter().any(|one| one.rule == Rule::UnknownTemplate));
}

/// Marks for people are the idea of one theme. In the others a picture leads, and the figures are printed as words.
#[test]
fn people_are_counted_by_marks_in_one_theme_alone() {
    let marks = |theme: &str, id: &str| {
        let pipeline = in_theme(theme);
        let built = built(&pipeline, common::sample(), id, RouteKind::Screen);
        let mut words = String::new();
        let mut marks = 0;
        for page in &built.examined.piece.pages {
            page.frame.walk(&mut |item| match &item.kind {
                ItemKind::Text(run) => words.push_str(&run.text),
                ItemKind::Group(group) => {
                    let alt = group.alt.as_deref().unwrap_or_default();
                    marks += usize::from(alt.contains("bars"));
                }
                _ => {}
            });
        }
        (marks, words)
    };
    for id in ["leaflet", "event-poster", "placard", "handout", "zine"] {
        assert!(marks("bars", id).0 > 0, "{id}");
        for theme in ["grid", "xerox", "signal"] {
            let (marks, words) = marks(theme, id);
            assert_eq!(marks, 0, "{id} in {theme}");
            let figures = ["leaflet", "handout", "zine"].contains(&id);
            assert!(
                !figures || words.contains("50+"),
                "{id} in {theme}: {words}"
            );
        }
    }
}
