//! Words are printed as they were written: what takes markup, and what does not.

use std::fmt::Write;
use std::fs;

use crate::common::said;
use handbill::internals::content::{self, Writing};
use handbill::internals::diag::{Diagnostics, Warned};
use handbill::internals::frame::{GlyphRun, ItemKind};
use handbill::internals::page::Piece;
use handbill::internals::pipeline::{Built, Job, Pipeline};
use handbill::internals::project::Project;
use handbill::internals::rules::Rule;

const GUIDE: &str = "docs/markup.md";

/// Every piece that the content makes, on its first paper.
fn build(text: &str) -> Result<Warned<Vec<(String, Built)>>, Diagnostics> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("campaign.toml"), text).expect("written");
    let project = Project::at(folder.path().join("campaign.toml"));
    let campaign = content::load(&project)?;
    let pipeline = Pipeline::of(&project)?;
    let mut built = Vec::new();
    for id in pipeline.library.ids() {
        let template = pipeline.library.load(&id)?;
        if template.is_piece() && template.lacking(&campaign.value).is_none() {
            let job = Job::screen(&template, &template.papers[0].clone());
            match pipeline.build(&campaign.value, &job) {
                Ok(made) => built.push((id, made.value)),
                // A leaflet or a zine asks for more text than a campaign of one section has.
                Err(problems) if problems.iter().any(|it| it.rule == Rule::EmptyPage) => {}
                Err(problems) => return Err(problems),
            }
        }
    }
    Ok(Warned {
        value: built,
        warnings: campaign.warnings,
    })
}

/// The words of a key on a piece, a line of print each.
fn lines(piece: &Piece, key: &str) -> Vec<String> {
    let mut runs: Vec<&GlyphRun> = Vec::new();
    let mut out = Vec::new();
    for page in &piece.pages {
        page.frame.walk(&mut |item| {
            if let ItemKind::Text(run) = &item.kind
                && &*item.origin.key == key
            {
                runs.push(run);
            }
        });
        let lines = runs.chunk_by(|a, b| a.at.y == b.at.y);
        out.extend(lines.map(|line| line.iter().map(|run| run.text.as_str()).collect::<String>()));
        runs.clear();
    }
    out.iter()
        .map(|line: &String| line.trim().to_owned())
        .collect()
}

/// All words of a piece in one line.
fn words(piece: &Piece, key: &str) -> String {
    lines(piece, key).join(" ").replace('\u{a0}', " ")
}

/// A campaign with a text in each field that prints one.
fn campaign(body: &str) -> String {
    format!(
        r#"
[campaign]
id = "small"
language = "en"
title = "Small"
headline = "Let them go home"
lead = "They are held."
home = "https://library.example/"
as_of = "2026-11"
{body}
[organizer]
name = "Friends of the library"
"#
    )
}

#[test]
fn stars_within_words_are_printed_in_every_field() {
    let text = r#"
[campaign]
id = "g"
language = "de"
title = "Streik"
headline = "Schüler*innen und Lehrer*innen"
lead = "Schüler*innen und Lehrer*innen streiken gemeinsam."
home = "https://library.example/"
as_of = "2026-11"
thanks = "Danke, Kolleg*innen und Freund*innen"
[[fact]]
id = "f"
figure = "3*4"
text = "Schüler*innen und Lehrer*innen kamen"
source = "s"
[[source]]
id = "s"
author = "Bürger*innen und Anwohner*innen"
title = "Bericht *mit* Stern"
[[quote]]
id = "q"
text = "Wir Arbeiter*innen und *Azubis* streiken"
speaker = "Eine Schüler*in, ein*e Lehrer*in"
context = "zu Schüler*innen und Lehrer*innen"
source = "s"
[[action]]
id = "read"
kind = "url"
label = "Mehr dazu"
url = "https://library.example/"
[[action]]
id = "call"
kind = "tel"
label = "Rät*in anrufen"
detail = "Die Rät*innen und Mitarbeiter*innen hören zu."
phone = "+49 30 1234567"
[action.script]
opening = "Ich rufe für die Schüler*innen und Lehrer*innen an."
asks = ["Hören Sie Schüler*innen und Lehrer*innen.", "*Zahlen* Sie."]
[[section]]
id = "t"
title = "Warum Schüler*innen und Lehrer*innen streiken"
body = "Schüler*innen und Lehrer*innen streiken gemeinsam. Kolleg*innen kommen."
[organizer]
name = "Freund*innen und Helfer*innen"
"#;
    let built = build(text).unwrap_or_else(|problems| panic!("{}", said(&problems)));
    assert!(built.warnings.is_empty(), "{}", said(&built.warnings));
    let piece = |id: &str| {
        let found = built.value.iter().find(|(own, _)| own == id);
        &found.unwrap_or_else(|| panic!("no {id}")).1.examined.piece
    };
    let mut seen = std::collections::BTreeSet::new();
    for (key, written) in [
        ("campaign.headline", "Schüler*innen und Lehrer*innen"),
        (
            "campaign.lead",
            "Schüler*innen und Lehrer*innen streiken gemeinsam.",
        ),
        ("campaign.thanks", "Danke, Kolleg*innen und Freund*innen"),
        ("fact.f.figure", "3*4"),
        ("fact.f.text", "Schüler*innen und Lehrer*innen kamen"),
        ("quote.q.text", "Wir Arbeiter*innen und *Azubis* streiken"),
        ("quote.q.speaker", "Eine Schüler*in, ein*e Lehrer*in"),
        ("quote.q.context", "zu Schüler*innen und Lehrer*innen"),
        ("action.call.label", "Rät*in anrufen"),
        (
            "action.call.detail",
            "Die Rät*innen und Mitarbeiter*innen hören zu.",
        ),
        (
            "action.call.script.opening",
            "Ich rufe für die Schüler*innen und Lehrer*innen an.",
        ),
        ("action.call.script.asks.1", "*Zahlen* Sie."),
        (
            "section.t.title",
            "Warum Schüler*innen und Lehrer*innen streiken",
        ),
        ("organizer.name", "Freund*innen und Helfer*innen"),
    ] {
        for (id, built) in &built.value {
            let printed = words(&built.examined.piece, key).replace('\u{ad}', "");
            if printed.is_empty() {
                continue;
            }
            seen.insert(key);
            let stars = |text: &str| text.matches('*').count();
            assert!(
                stars(&printed) % stars(written) == 0 && stars(&printed) > 0,
                "{id}, {key}: {printed}"
            );
        }
    }
    assert!(seen.len() >= 12, "{seen:?}");
    assert!(words(piece("handout"), "quote.q.text").contains("Arbeiter*innen und *Azubis*"));
    let sources = words(piece("handout"), "source.s.title");
    assert!(sources.is_empty() || sources.contains("*mit*"), "{sources}");
}

#[test]
fn a_typed_line_break_is_one_in_print() {
    let text = campaign("").replace("Let them go home", "Line one\\nline two");
    let text = text.replace("They are held.", "They *are*\\nheld.");
    let built = build(&text).unwrap_or_else(|problems| panic!("{}", said(&problems)));
    for (id, built) in &built.value {
        let headline = lines(&built.examined.piece, "campaign.headline");
        if headline.is_empty() {
            continue;
        }
        let joined = headline.join("|");
        assert!(
            headline
                .iter()
                .any(|line| line.to_lowercase().ends_with("one")),
            "{id}: {joined}"
        );
        assert!(
            !joined.to_lowercase().contains("one line"),
            "{id}: {joined}"
        );
        let lead = lines(&built.examined.piece, "campaign.lead");
        // It may be there twice, on both sides.
        let words = lead.join(" ").replace("They are held.", "");
        assert!(words.trim().is_empty(), "{id}: {lead:?}");
        assert!(
            !lead.iter().any(|line| line.contains("are held")),
            "{id}: {lead:?}"
        );
    }
}

#[test]
fn dates_at_the_start_of_paragraphs_keep_their_numbers() {
    let section = |body: &str| {
        campaign(&format!(
            "[[section]]\nid = \"t\"\ntitle = \"Termine\"\nbody = '''\n{body}\n'''\n"
        ))
    };
    for (body, printed) in [
        (
            "1. Mai: Demo\n\n12. Juni: Kundgebung\n\n30. Juli: Fest",
            "1. Mai: Demo 12. Juni: Kundgebung 30. Juli: Fest",
        ),
        ("2027. It ends.", "2027. It ends."),
    ] {
        let built = build(&section(body)).unwrap_or_else(|problems| panic!("{}", said(&problems)));
        let handout = built
            .value
            .iter()
            .find(|(id, _)| id == "handout")
            .expect("a handout");
        // Words at the end of a line have no space behind them.
        let bare = |text: &str| text.replace(' ', "");
        let words = words(&handout.1.examined.piece, "section.t.body");
        assert_eq!(bare(&words), bare(printed));
    }
    // A list of years prints them without a sign between thousands.
    let built = build(&section("2026. a\n2027. b"))
        .unwrap_or_else(|problems| panic!("{}", said(&problems)));
    let handout = built
        .value
        .iter()
        .find(|(id, _)| id == "handout")
        .expect("a handout");
    let all = words(&handout.1.examined.piece, "section.t.body");
    assert!(all.contains("2026.") && all.contains("2027."), "{all}");
}

#[test]
fn markup_that_print_cannot_show_names_itself_and_the_field() {
    let cases = [
        (
            "[[section]]\nid = \"t\"\ntitle = \"T\"\nbody = '''\n| a | b |\n|---|---|\n| 1 | 2 |\n'''",
            "section.t.body",
            "a table",
        ),
        (
            "[[section]]\nid = \"t\"\ntitle = \"T\"\nbody = \"- [ ] x\"",
            "section.t.body",
            "a checkbox",
        ),
        (
            "[[fact]]\nid = \"f\"\nfigure = \"5\"\ntext = \"~~ten~~\"",
            "fact.f.text",
            "struck text",
        ),
        (
            "[[action]]\nid = \"a\"\nkind = \"url\"\nurl = \"https://library.example/\"\nlabel = \"Go\"\ndetail = \"more[^1]\"",
            "action.a.detail",
            "a footnote",
        ),
        (
            "[[moment]]\nid = \"m\"\ndate = \"2026\"\ntext = \"<b>x</b>\"",
            "moment.m.text",
            "HTML",
        ),
    ];
    for (body, key, words) in cases {
        let Err(problems) = build(&campaign(body)) else {
            panic!("{key}: no problem")
        };
        let found = problems.iter().find(|problem| problem.rule == Rule::Markup);
        let found = found.unwrap_or_else(|| panic!("{key}: {}", said(&problems)));
        assert!(
            found.message.contains(key) && found.message.contains(words),
            "{found}"
        );
    }
    // Where every sign is a letter, signs of markup are printed and told.
    let text = campaign("").replace("Let them go home", "Let **them** go");
    let built = build(&text).unwrap_or_else(|problems| panic!("{}", said(&problems)));
    let told: Vec<_> = built
        .warnings
        .iter()
        .map(|problem| problem.rule.name())
        .collect();
    assert_eq!(told, ["no-markup-here"]);
    let flyer = built
        .value
        .iter()
        .find(|(id, _)| id == "flyer")
        .expect("a flyer");
    assert!(words(&flyer.1.examined.piece, "campaign.headline").contains("**"));
}

#[test]
fn links_to_mailboxes_and_telephones_open_them() {
    let lead = "Write to [us](mailto:info@library.example) or [call](tel:+1-202-555-0199).";
    let built = build(&campaign("").replace("They are held.", lead));
    let built = built.unwrap_or_else(|problems| panic!("{}", said(&problems)));
    let flyer = &built
        .value
        .iter()
        .find(|(id, _)| id == "flyer")
        .expect("a flyer")
        .1;
    let mut links = Vec::new();
    flyer.examined.piece.pages[0].frame.walk(&mut |item| {
        if let ItemKind::Link(link) = &item.kind {
            links.push(link.uri.clone());
        }
    });
    for target in ["mailto:info@library.example", "tel:+12025550199"] {
        assert!(
            links.iter().any(|link| link.as_str() == target),
            "{links:?}"
        );
    }
    for bad in ["mailto:info", "tel:call-me", "ftp://a.example"] {
        let text = campaign("").replace("They are held.", &format!("[us]({bad})"));
        assert!(build(&text).is_err(), "{bad}");
    }
}

/// The table of the guide: every text of a content file, made from its types.
fn table() -> String {
    let mut out = String::from("| field | it is |\n| --- | --- |\n");
    for (path, writing) in content::fields() {
        let how = match writing {
            Writing::Letters => "letters",
            Writing::Headline => "**headline**",
            Writing::Short => "**short text**",
            Writing::Running => "**running text**",
            Writing::Value => "no text",
        };
        let _ = writeln!(out, "| `{path}` | {how} |");
    }
    out
}

#[test]
fn the_guide_lists_every_field() {
    let guide = fs::read_to_string(GUIDE).expect("the guide");
    let (before, rest) = guide.split_once("<!-- fields -->\n").expect("a mark");
    let (_, after) = rest.split_once("<!-- /fields -->").expect("a mark");
    let current = format!(
        "{before}<!-- fields -->\n{}<!-- /fields -->{after}",
        table()
    );
    if current != guide {
        if std::env::var_os("UPDATE_DOCS").is_some() {
            fs::write(GUIDE, &current).expect("written");
        }
        panic!("{GUIDE} is out of date: UPDATE_DOCS=1 cargo test --test it true_markup::");
    }
}
