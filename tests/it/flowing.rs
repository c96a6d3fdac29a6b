//! Lists as parts of a running text, which goes on over pages however long they are; and pieces that do not fit half a
//! page.

use handbill::internals::diag::Warned;
use handbill::internals::frame::ItemKind;
use handbill::internals::page::Page;
use handbill::internals::pipeline::Built;
use handbill::{Order, Project, RouteKind, Rule, SecondLanguage};

use crate::common::{SAMPLE, build_beside, said, small_campaign};

/// A page that is repeated for a running text with these keys.
fn layout(story: &str) -> String {
    format!(
        r#"[template]
extends = "base"
description = "A case"
papers = ["A5"]
distance = "0.4m"

[story.main]
style = "text"
{story}

[[page]]
margin = "10mm"
columns = ["1fr"]
rows = ["60mm"]
areas = ["it"]
repeat = "main"
area.it = {{ story = "main" }}
"#
    )
}

/// The small campaign with that many quotations.
fn with_quotes(count: usize) -> String {
    let mut text = small_campaign("They are held.");
    for number in 0..count {
        text.push_str(&format!(
            "\n[[quote]]\nid = \"more{number}\"\ntext = \"Voice {number} says it\"\nspeaker = \"Speaker {number}\"\nsource = \"page\"\ncontext = \"in the room {number}\"\n"
        ));
    }
    text
}

fn built(campaign: &str, layout: &str) -> Warned<Built> {
    let folder = tempfile::tempdir().expect("a folder");
    build_beside(folder.path(), campaign, layout, "A5")
        .unwrap_or_else(|problems| panic!("{}", said(&problems)))
}

/// The words of a page, in the order of reading.
fn words(page: &Page) -> String {
    let mut words = String::new();
    page.frame.walk(&mut |item| {
        if let ItemKind::Text(run) = &item.kind {
            words.push_str(&run.text);
            words.push(' ');
        }
    });
    words
}

#[test]
fn a_list_goes_on_over_pages_and_its_elements_stay_whole() {
    let story = "before = [{ text = \"{campaign.lead}\", style = \"lead\" }]\nafter = [{ quotes = [\"*\"], style = \"quote\", label = \"text\", note = \"text\", gap = \"4mm\" }]";
    let built = built(&with_quotes(20), &layout(story)).value;
    let pages: Vec<String> = built.examined.piece.pages.iter().map(words).collect();
    assert!(pages.len() > 2, "{} pages", pages.len());
    assert!(pages[0].starts_with("They are held."), "{}", pages[0]);
    for number in 0..20 {
        let quoted = format!("Voice {number} says it");
        let holds = pages.iter().position(|page| page.contains(&quoted));
        let holds = holds.unwrap_or_else(|| panic!("{quoted} is lost"));
        let page = &pages[holds];
        // Who says it, and where, are on the same page.
        assert!(page.contains(&format!("Speaker {number}")), "{page}");
        assert!(page.contains(&format!("in the room {number}")), "{page}");
    }
}

#[test]
fn numbers_begin_the_line_of_what_they_count() {
    let story =
        "before = [{ steps = [\"*\"], style = \"verb\", label = \"address\", gap = \"2mm\" }]";
    let built = built(&small_campaign("They are held."), &layout(story)).value;
    let mut first = Vec::new();
    built.examined.piece.pages[0].frame.walk(&mut |item| {
        if let ItemKind::Text(run) = &item.kind {
            first.push((run.at.y, run.text.trim().to_owned()));
        }
    });
    let number = first.iter().find(|(_, text)| text.starts_with('1'));
    let label = first.iter().find(|(_, text)| text.contains("Read on"));
    let (number, label) = (number.expect("a number"), label.expect("a label"));
    assert_eq!(number.0, label.0, "{first:?}");
}

/// A style has one indent, and type that may be three times as large: the number of an element never touches its words.
#[test]
fn numbers_of_a_list_keep_clear_of_large_words() {
    let section = "[[section]]\nid = \"how\"\ntitle = \"How\"\nbody = \"\"\"\n1. The council names it.\n2. The city pays.\n\"\"\"\n\n[organizer]";
    let campaign = small_campaign("They are held.").replace("[organizer]", section);
    let large = layout("sections = [\"*\"]\nitem = \"large\"")
        + "\n[styles.large]\nlike = \"text\"\nsize = \"24pt\"\nindent = \"4mm\"\n";
    let built = built(&campaign, &large).value;
    let mut runs = Vec::new();
    for page in &built.examined.piece.pages {
        page.frame.walk(&mut |item| {
            if let ItemKind::Text(run) = &item.kind {
                runs.push(run.clone());
            }
        });
    }
    for (number, word) in [("1.", "The"), ("2.", "The")] {
        let number = runs.iter().find(|run| run.text.trim() == number);
        let number = number.expect("a number");
        let beside = runs.iter().filter(|run| run.at.y == number.at.y);
        let word = beside.into_iter().find(|run| run.text.starts_with(word));
        let word = word.expect("words beside it");
        let gap = word.at.x - (number.at.x + number.width);
        assert!(gap.to_pt() > 0.15 * 24.0, "{gap} between them");
    }
}

#[test]
fn what_is_not_words_has_no_place_in_a_running_text() {
    for block in [
        "{ codes = [\"1\"], style = \"verb\", label = \"address\" }",
        "{ fill = \"accent\", text = \"{campaign.lead}\", style = \"text\" }",
        "{ rule = \"2pt\" }",
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let layout = layout(&format!("after = [{block}]\nsections = [\"*\"]"));
        let campaign = small_campaign("They are held.");
        let refused = build_beside(folder.path(), &campaign, &layout, "A5");
        let told = said(&refused.expect_err(block));
        assert!(told.contains("a running text holds words alone"), "{told}");
        assert!(told.contains("templates/case.toml:9:"), "{told}");
    }
}

#[test]
fn slips_in_the_blocks_of_a_running_text_are_told() {
    for (block, part) in [
        (
            "{ text = \"{campaign.lead}\", style = \"leed\" }",
            "did you mean `lead`",
        ),
        ("{ txet = \"{campaign.lead}\" }", "did you mean `text`"),
        (
            "{ when = { language = \"xx-bad-tag-\" }, text = \"{campaign.lead}\", style = \"text\" }",
            "xx-bad",
        ),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let layout = layout(&format!("before = [{block}]\nsections = [\"*\"]"));
        let campaign = small_campaign("They are held.");
        let told = match build_beside(folder.path(), &campaign, &layout, "A5") {
            Ok(built) => said(&built.warnings),
            Err(problems) => said(&problems),
        };
        assert!(told.contains(part), "{block}: {told}");
    }
}

/// The handout of the sample is too long for half a page.
#[test]
fn what_does_not_fit_half_a_page_has_its_second_language_on_the_back() {
    let project = Project::at(SAMPLE);
    let order = || {
        Order::new()
            .languages(["en+es"])
            .route(RouteKind::Screen)
            .second_language(SecondLanguage::Beside)
    };
    let made = project.build(&order());
    let told = |rule: Rule, about: &str| {
        let mut found = made.findings.iter();
        found.any(|one| one.rule == rule && one.message.contains(about))
    };
    assert!(!told(Rule::Overset, ""), "{:?}", made.findings);
    let back = "`handout` in en+es has its second language on the back";
    assert!(told(Rule::OneLanguage, back), "{:?}", made.findings);
    let is_there = |name: &str| made.files.iter().any(|file| file.name.ends_with(name));
    assert!(is_there("handout-a4-screen.pdf"));
    assert!(is_there("flyer-a5-beside-screen.pdf"));
    // Whoever names the piece is told what is too long.
    let named = project.build(&order().templates(["handout"]));
    let mut found = named.findings.iter();
    assert!(found.any(|one| one.rule == Rule::Overset));
}
