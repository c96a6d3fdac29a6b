//! `handbill translate`: what it writes, what it keeps, and when a text is stale.

use std::fs;
use std::path::Path;

use handbill::internals::content::{Content, FilledIn};
use handbill::internals::project::Project;

use crate::common::{said, small_campaign};

fn fill_in(folder: &Path) -> FilledIn {
    let project = Project::at(folder.join("campaign.toml"));
    let content = Content::open(&project).unwrap_or_else(|problems| panic!("{}", said(&problems)));
    let filled = content
        .fill_in("de")
        .unwrap_or_else(|problems| panic!("{}", said(&problems)));
    fs::write(folder.join("campaign.de.toml"), &filled.text).expect("a folder of our own");
    filled
}

fn change(folder: &Path, file: &str, from: &str, to: &str) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).expect("the file");
    assert!(text.contains(from), "{from:?} is not in\n{text}");
    fs::write(path, text.replacen(from, to, 1)).expect("written");
}

/// The rules and messages of the warnings for German.
fn warnings(folder: &Path) -> String {
    let project = Project::at(folder.join("campaign.toml"));
    let content = Content::open(&project).expect("it opens");
    match content.campaign("de") {
        Ok(loaded) => said(&loaded.warnings),
        Err(problems) => panic!("{}", said(&problems)),
    }
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(
        folder.path().join("campaign.toml"),
        small_campaign("A lead."),
    )
    .expect("written");
    folder
}

#[test]
fn a_new_file_has_every_text_with_its_source_above_it() {
    let folder = folder();
    let filled = fill_in(folder.path());
    assert_eq!((filled.needed, filled.missing.len()), (10, 10));
    for expected in [
        "status = \"draft\"",
        "# en: Let them go home\nheadline = \"\"\n",
        "[[fact]]\nid = \"leaders\"\n# en: leaders\ntext = \"\"\n",
        "[[quote]]\nid = \"release\"\n# en: release them all\ntext = \"\"\n# en: A watcher\nspeaker = \"\"\n",
    ] {
        assert!(
            filled.text.contains(expected),
            "{expected:?} in\n{}",
            filled.text
        );
    }
    assert!(!filled.text.contains("url"), "only texts");
    assert_eq!(
        fill_in(folder.path()).text,
        filled.text,
        "a second time changes nothing"
    );
}

#[test]
fn what_is_there_stays_with_its_comments_and_order() {
    let folder = folder();
    let own = "# My notes.\n\n[[fact]]\nid = \"prisoners\" # first, as I like it\n# Not „Häftlinge“.\n\
        text   = 'Gefangene'\n\n[campaign]\nheadline = \"Lasst sie heim\"\n";
    fs::write(folder.path().join("campaign.de.toml"), own).expect("written");
    let filled = fill_in(folder.path());
    assert_eq!(filled.missing.len(), 8);
    assert!(
        filled
            .text
            .starts_with(own.split("\n\n[campaign]").next().unwrap_or(own)),
        "{}",
        filled.text
    );
    for expected in [
        "[campaign]\nheadline = \"Lasst sie heim\"\n# en: Small\ntitle = \"\"",
        "id = \"leaders\"",
    ] {
        assert!(
            filled.text.contains(expected),
            "{expected:?} in\n{}",
            filled.text
        );
    }
    let at = |words: &str| filled.text.find(words).expect("it is there");
    assert!(at("\"prisoners\"") < at("\"leaders\"") && at("[translation.from]") > at("[[action]]"));
}

#[test]
fn a_text_is_stale_until_it_is_answered() {
    let folder = folder();
    let path = folder.path();
    fill_in(path);
    change(
        path,
        "campaign.de.toml",
        "headline = \"\"",
        "headline = \"Lasst sie heim\"",
    );
    assert!(fill_in(path).stale.is_empty());
    assert!(!warnings(path).contains("stale"));

    change(path, "campaign.toml", "Let them go home", "Free them all");
    assert!(warnings(path).contains("warning[stale]: the source of `campaign.headline` changed"));
    let filled = fill_in(path);
    assert_eq!(filled.stale, ["campaign.headline"]);
    let marked = "# stale: the source has changed. Change the translation, or delete this line if it still \
        holds, and run `handbill translate` again.\n# en: Free them all\nheadline = \"Lasst sie heim\"";
    assert!(filled.text.contains(marked), "{}", filled.text);
    assert!(
        !filled.text.contains("Let them go home"),
        "the old source is gone"
    );
    assert_eq!(
        fill_in(path).text,
        filled.text,
        "a second time changes nothing"
    );
    assert!(warnings(path).contains("stale"));

    // A new text answers it at once; the next run takes the mark away.
    change(path, "campaign.de.toml", "Lasst sie heim", "Alle frei");
    assert!(!warnings(path).contains("stale"));
    let filled = fill_in(path);
    assert!(
        filled.stale.is_empty() && !filled.text.contains("# stale"),
        "{}",
        filled.text
    );
    assert!(!warnings(path).contains("stale"));

    // So does taking the mark away, where the text still holds.
    change(path, "campaign.toml", "Free them all", "Free all of them");
    fill_in(path);
    let mark = "# stale: the source has changed. Change the translation, or delete this line if it still holds, and run `handbill translate` again.\n";
    change(path, "campaign.de.toml", mark, "");
    assert!(fill_in(path).stale.is_empty());
    assert!(!warnings(path).contains("stale"));
}

#[test]
fn lists_and_long_texts_come_whole() {
    let folder = folder();
    let path = folder.path();
    let more = "\n[[section]]\nid = \"who\"\ntitle = \"Who\"\nbody = \"\"\"\nOne.\n\nTwo.\n\"\"\"\n\n\
        [[action]]\nid = \"talk\"\nkind = \"tel\"\nlabel = \"Talk\"\nphone = \"+1 202 224 3121\"\n\n\
        [action.script]\nasks = [\"First.\", \"Second.\"]\n";
    change(
        path,
        "campaign.toml",
        "[organizer]",
        &format!("{more}\n[organizer]"),
    );
    let filled = fill_in(path);
    assert!(
        filled
            .text
            .contains("# en: One.\n# en:\n# en: Two.\nbody = \"\""),
        "{}",
        filled.text
    );
    assert!(
        filled
            .text
            .contains("# en: First.\n# en: Second.\nasks = [\n  \"\",\n  \"\",\n]"),
        "{}",
        filled.text
    );
    change(
        path,
        "campaign.de.toml",
        "  \"\",\n  \"\",\n",
        "  \"Erstens.\",\n  \"\",\n",
    );
    let filled = fill_in(path);
    assert!(
        filled
            .missing
            .contains(&"action.talk.script.asks.1".to_owned())
    );
    assert!(
        !filled
            .missing
            .contains(&"action.talk.script.asks.0".to_owned())
    );
}

#[test]
fn a_language_without_fixed_words_gets_them_to_translate() {
    let folder = folder();
    let project = Project::at(folder.path().join("campaign.toml"));
    let content = Content::open(&project).expect("it opens");
    let filled = content
        .fill_in("sw")
        .unwrap_or_else(|problems| panic!("{}", said(&problems)));
    assert!(
        filled
            .text
            .contains("[labels]\n# en: As of {date}\nas_of = \"\""),
        "{}",
        filled.text
    );
    for (tag, rule) in [
        ("german", "bad-language"),
        ("en", "unknown-language"),
        ("gr", "bad-language"),
    ] {
        let problems = content
            .fill_in(tag)
            .expect_err("no language to translate into");
        assert_eq!(
            problems.iter().next().map(|problem| problem.rule.name()),
            Some(rule),
            "{tag}"
        );
    }
}

#[test]
fn an_empty_text_is_of_the_source_that_it_came_with() {
    let folder = folder();
    let path = folder.path();
    fill_in(path);
    change(
        path,
        "campaign.de.toml",
        "headline = \"\"",
        "headline = \"Lasst sie heim\"",
    );
    change(path, "campaign.toml", "Let them go home", "Free them all");
    assert!(warnings(path).contains("warning[stale]: the source of `campaign.headline`"));
    assert_eq!(fill_in(path).stale, ["campaign.headline"]);
    // An empty text has the source as it is now, and not the one before.
    change(path, "campaign.toml", "A lead.", "Another lead.");
    let text = fill_in(path).text;
    assert!(
        text.contains("# en: Another lead.\nlead") && !text.contains("A lead."),
        "{text}"
    );
    // A source that is again what it was makes the text fresh.
    change(path, "campaign.toml", "Free them all", "Let them go home");
    assert!(fill_in(path).stale.is_empty());
}

#[test]
fn each_element_of_a_list_is_stale_by_itself() {
    let folder = folder();
    let path = folder.path();
    let more = "[[action]]\nid = \"talk\"\nkind = \"tel\"\nlabel = \"Talk\"\nphone = \"+1 202 224 3121\"\n\n\
        [action.script]\nasks = [\"First.\", \"Second.\"]\n";
    change(
        path,
        "campaign.toml",
        "[organizer]",
        &format!("{more}\n[organizer]"),
    );
    fill_in(path);
    change(
        path,
        "campaign.de.toml",
        "  \"\",\n  \"\",\n",
        "  \"Eins.\",\n  \"Zwei.\",\n",
    );
    assert!(fill_in(path).stale.is_empty());
    change(path, "campaign.toml", "Second.", "The second.");
    for _ in 0..2 {
        let filled = fill_in(path);
        assert_eq!(filled.stale, ["action.talk.script.asks.1"]);
        let shown = "# en: First.\n# stale, no. 2: the source has changed";
        assert!(filled.text.contains(shown), "{}", filled.text);
        assert!(
            filled.text.contains("again.\n# en: The second.\nasks = ["),
            "{}",
            filled.text
        );
    }
    change(path, "campaign.de.toml", "Zwei.", "Das Zweite.");
    assert!(fill_in(path).stale.is_empty());
}

#[test]
fn what_stands_at_the_end_or_between_braces_is_not_lost() {
    let folder = folder();
    let path = folder.path();
    let own = "translation = { status = \"draft\", translator = \"A neighbour\" }\n\
        campaign = { title = \"Klein\" }\nfact = [ { id = \"leaders\", text = \"Leiter\" } ]\n# Ask Anna.\n";
    fs::write(path.join("campaign.de.toml"), own).expect("written");
    let first = fill_in(path);
    assert_eq!(first.missing.len(), 8);
    for expected in [
        "translator = \"A neighbour\"",
        "title = \"Klein\"",
        "text = \"Leiter\"",
        "# Ask Anna.",
        "headline = \"\"",
    ] {
        assert!(
            first.text.contains(expected),
            "{expected:?} in\n{}",
            first.text
        );
    }
    assert_eq!(
        fill_in(path).text,
        first.text,
        "a second time changes nothing"
    );
    let project = Project::at(path.join("campaign.toml"));
    fs::write(path.join("campaign.de.toml"), "[fact]\nid = \"leaders\"\n").expect("written");
    let problems = Content::open(&project).and_then(|content| content.fill_in("de"));
    assert!(said(&problems.expect_err("no list")).contains("wrong-type"));
}
