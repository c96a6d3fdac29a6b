//! What is printed, held to its dates, its sources, its addresses and the law of a country. Each check
//! has a case where it tells something and one where it has nothing to tell.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use handbill::internals::content;
use handbill::internals::diag::{Diagnostic, Severity};
use handbill::internals::pipeline::{Job, Pipeline};
use handbill::internals::project::Project;
use handbill::internals::proof::{self, Terms, law};
use handbill::internals::rules::Rule;

use crate::common;

/// A layout with what the shipped ones leave out.
const LAYOUT: &str = r#"[template]
id = "case"
extends = "base"
design = "A5"
papers = ["A5", "A3"]

[[page]]
gap = "3mm"
areas = ["facts", "quotes", "events", "codes", "foot"]
rows = ["auto", "auto", "auto", "auto", "1fr"]

[page.area.facts]
facts = ["*"]
style = "heading"
label = "text"

[page.area.quotes]
quotes = ["*"]
style = "quote"
label = "small"

[page.area.events]
events = ["*"]
style = "heading"
label = "text"

[page.area.codes]
codes = ["1"]
style = "verb"
label = "address"

[page.area.foot]
imprint = "auto"
style = "small"
"#;

/// A campaign about which there is nothing to tell on 1 December 2023.
const GOOD: &str = r#"[campaign]
id = "good"
language = "en"
title = "Good"
headline = "Let them go home"
lead = "A lead."
home = "https://example.org/"
as_of = "2023-11"

[[fact]]
id = "leaders"
figure = "8"
count = 8
text = "leaders"
source = "report"

[[source]]
id = "report"
author = "A reporter"
title = "A report"
publisher = "A paper"

[[quote]]
id = "release"
text = "release them all"
speaker = "A watcher"
source = "report"

[[action]]
id = "learn"
kind = "url"
label = "Read on"
url = "https://example.org/"

[[event]]
id = "vigil"
city = "Yerevan"
place = "Republic Square"
start = "2023-12-08T18:00"
end = "2023-12-08T20:00"
zone = "Asia/Yerevan"
weekday = "Friday"

[organizer]
name = "Neighbours"

[organizer.imprint.DE]
responsible = "Neighbours, A. Person"
address = "Beispielweg 12, 10115 Berlin"
printer = "Own press, Beispielweg 12, 10115 Berlin"
"#;

fn terms(today: &str, country: Option<&str>) -> Terms {
    Terms {
        today: Some(today.parse().expect("a date")),
        country: country.map(str::to_owned),
        copies: None,
    }
}

/// What is told of a campaign in a folder of its own, in that layout on that paper.
fn told_of(text: &str, layout: &str, paper: &str, terms: &Terms) -> Vec<Diagnostic> {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("c.toml"), text).expect("written");
    fs::create_dir(folder.path().join("templates")).expect("made");
    fs::write(folder.path().join("templates/case.toml"), layout).expect("written");
    let project = Project::at(folder.path().join("c.toml"));
    let campaign = match content::load(&project) {
        Ok(loaded) => loaded.value,
        Err(problems) => panic!("{}", common::said(&problems)),
    };
    let pipeline = Pipeline::of(&project).unwrap_or_else(|problem| panic!("{problem}"));
    let template = match pipeline.library.load("case") {
        Ok(template) => template,
        Err(problems) => panic!("{}", common::said(&problems)),
    };
    let mut job = Job::screen(&template, &paper.parse().expect("a paper"));
    job.printing.country.clone_from(&terms.country);
    let built = match pipeline.build(&campaign, &job) {
        Ok(built) => built.value,
        Err(problems) => panic!("{}", common::said(&problems)),
    };
    let findings = proof::of_frames(&[&campaign], &built.examined, terms);
    built.examined.placed(findings).into_iter().collect()
}

/// What is told of the good campaign with some of its text changed.
fn told(from: &str, to: &str, terms: &Terms) -> Vec<Diagnostic> {
    assert!(GOOD.contains(from), "{from}");
    told_of(&GOOD.replace(from, to), LAYOUT, "A5", terms)
}

fn rules(told: &[Diagnostic]) -> Vec<&str> {
    told.iter().map(|problem| problem.rule.name()).collect()
}

/// The text that a diagnostic points at.
fn line(problem: &Diagnostic) -> &str {
    let place = problem.place.as_ref().expect("a place");
    let (line, _) = place.source.line_and_column(place.span.start);
    place.source.text.lines().nth(line - 1).expect("a line")
}

#[test]
fn the_sample_is_told_of_by_its_age_alone() {
    let keys = |today: &str| {
        let terms = terms(today, None);
        let mut told = Vec::new();
        for built in common::every_piece() {
            let findings = proof::of_frames(&[common::sample()], &built.value.examined, &terms);
            for problem in built.value.examined.placed(findings) {
                let key = problem.place.expect("a place").key;
                // The gathering of the sample is in Berlin, where a law asks for an imprint.
                if problem.rule == Rule::MissingImprint {
                    continue;
                }
                let page = problem.on_page.expect("a place in print").page;
                told.push(format!(
                    "{} {} {key} {page}",
                    common::name(&built.value),
                    problem.rule.name()
                ));
            }
        }
        told
    };
    assert_eq!(keys("2023-12-01"), [""; 0]);
    let late = keys("2026-11-24");
    let of = |piece: &str| -> Vec<&str> {
        let lines = late.iter().map(String::as_str);
        lines.filter_map(|line| line.strip_prefix(piece)).collect()
    };
    assert_eq!(
        of("flyer on A5 "),
        [
            "stale-fact fact.leaders.as_of 0",
            "stale-fact fact.prisoners.as_of 0"
        ]
    );
    assert_eq!(of("handout on A4 ").len(), 3);
    assert!(
        late.iter().all(|line| line.contains(" stale-fact ")),
        "{late:?}"
    );
}

#[test]
fn what_is_good_is_not_told() {
    for country in [None, Some("DE"), Some("US"), Some("GB")] {
        let told = told_of(GOOD, LAYOUT, "A5", &terms("2023-12-01", country));
        assert_eq!(rules(&told), [""; 0], "{country:?}: {told:?}");
    }
}

#[test]
fn figures_have_a_source_and_a_date_that_is_not_too_old() {
    let day = |today: &str| terms(today, None);
    let first = day("2023-12-01");
    let unsourced = told(
        "text = \"leaders\"\nsource = \"report\"",
        "text = \"leaders\"",
        &first,
    );
    assert_eq!(rules(&unsourced), ["unsourced-fact"]);
    assert_eq!(line(&unsourced[0]), "figure = \"8\"");

    let as_of = |text: &str, today: &str| {
        let dated = format!("source = \"report\"\nas_of = \"{text}\"\n\n[[source]]");
        told("source = \"report\"\n\n[[source]]", &dated, &day(today))
    };
    let stale = as_of("2023-01", "2023-12-01");
    assert_eq!(rules(&stale), ["stale-fact"]);
    assert_eq!(line(&stale[0]), "as_of = \"2023-01\"");
    // From the last of January.
    assert!(
        stale[0].message.contains("`8`") && stale[0].message.contains("304 days"),
        "{}",
        stale[0]
    );
    assert!(stale[0].on_page.is_some());
    assert_eq!(rules(&as_of("2024-01", "2023-12-01")), ["future-fact"]);
    // A month that has begun is not in the future, and counts from its end.
    assert_eq!(rules(&as_of("2023-12", "2023-12-01")), [""; 0]);
    let events_aside = GOOD.replace("2023-12-08", "2030-12-06");
    let at = |today: &str, age: &str| {
        let text = events_aside.replace("as_of", &format!("max_age = \"{age}\"\nas_of"));
        told_of(&text, LAYOUT, "A5", &day(today)).len()
    };
    assert_eq!(
        (at("2024-05-28", "180 days"), at("2024-05-29", "180 days")),
        (0, 1)
    );
    assert_eq!(
        (at("2023-12-10", "10 days"), at("2023-12-11", "10 days")),
        (0, 1)
    );
    assert_eq!(
        (at("2024-11-01", "1 year"), at("2024-12-01", "1 year")),
        (0, 1)
    );
    // No day, no age.
    let undated = told_of(&events_aside, LAYOUT, "A5", &Terms::default());
    assert_eq!(rules(&undated), [""; 0]);
}

#[test]
fn what_is_not_printed_is_not_told() {
    let bare = LAYOUT.replace("facts = [\"*\"]", "text = \"{campaign.lead}\"");
    let bare = bare
        .replace("events = [\"*\"]\nstyle = \"heading\"", "rule = \"1pt\"")
        .replace("label = \"text\"", "");
    let told = told_of(GOOD, &bare, "A5", &terms("2026-11-24", None));
    assert_eq!(rules(&told), [""; 0], "{told:?}");
}

#[test]
fn sources_can_be_found() {
    let day = terms("2023-12-01", None);
    for (from, to) in [
        ("author = \"A reporter\"", "author = \"unknown\""),
        (
            "title = \"A report\"",
            "title = \"https://example.org/report\"",
        ),
        ("title = \"A report\"", "title = \"a reporter\""),
        ("publisher = \"A paper\"", "publisher = \" \""),
    ] {
        let told = told(from, to, &day);
        assert_eq!(rules(&told), ["thin-source"], "{to}");
        assert_eq!(line(&told[0]), to);
    }
    // A body that publishes itself.
    assert_eq!(rules(&told("publisher = \"A paper\"\n", "", &day)), [""; 0]);
}

#[test]
fn events_are_to_come_on_their_weekday_in_their_zone() {
    let day = terms("2023-12-01", None);
    let past = told_of(GOOD, LAYOUT, "A5", &terms("2023-12-09", None));
    assert_eq!(rules(&past), ["past-event"]);
    assert_eq!(line(&past[0]), "start = \"2023-12-08T18:00\"");
    assert_eq!(
        rules(&told_of(GOOD, LAYOUT, "A5", &terms("2023-12-08", None))),
        [""; 0]
    );

    let wrong = told("weekday = \"Friday\"", "weekday = \"Sat\"", &day);
    assert_eq!(rules(&wrong), ["weekday-mismatch"]);
    assert_eq!(wrong[0].severity, Severity::Error);
    assert!(
        wrong[0]
            .message
            .contains("2023-12-08 is a Friday, not a Saturday")
    );
    assert_eq!(
        rules(&told("weekday = \"Friday\"", "weekday = \"fri.\"", &day)),
        [""; 0]
    );

    let zone = |to: &str| told("zone = \"Asia/Yerevan\"\n", to, &day);
    assert_eq!(rules(&zone("")), ["no-time-zone"]);
    // Days alone are the same everywhere.
    let days = GOOD.replace("start = \"2023-12-08T18:00\"", "start = \"2023-12-08\"");
    let days = days.replace("end = \"2023-12-08T20:00\"\n", "");
    let days = days.replace("zone = \"Asia/Yerevan\"\n", "");
    assert_eq!(rules(&told_of(&days, LAYOUT, "A5", &day)), [""; 0]);
}

#[test]
fn codes_and_printed_addresses_are_looked_at() {
    let day = terms("2023-12-01", None);
    let from = "label = \"Read on\"\nurl = \"https://example.org/\"";
    let url = |url: &str| told(from, &format!("label = \"Read on\"\nurl = \"{url}\""), &day);
    for (address, rule) in [
        ("http://example.org/", "plain-http"),
        ("https://bit.ly/3abc", "link-shortener"),
        ("https://qrco.de/bd3abc", "dynamic-redirector"),
        ("https://example.org/?fbclid=1", "tracking-parameter"),
        ("https://ex\u{430}mple.org/", "confusable-host"),
        ("https://example.org/Sign", "upper-case-path"),
        (
            "https://example.org/sign-the-letter-to-those-who-represent-you-today",
            "long-address",
        ),
        ("http://localhost/", "local-address"),
    ] {
        let told = url(address);
        assert_eq!(rules(&told), [rule], "{address}");
        assert!(told[0].on_page.is_some() && told[0].hint.is_some());
        assert_eq!(told[0].place.as_ref().expect("a place").key, "action.learn");
    }
    let beside = "label = \"Read on\"\nshort = \"example.com\"\nurl = \"https://example.org/\"";
    assert_eq!(
        rules(&told(from, beside, &day)),
        ["printed-address-differs"]
    );
    // A link in the text, too.
    let linked = LAYOUT.replace("quotes = [\"*\"]", "text = \"[here](http://example.net/)\"");
    let linked = linked.replace("style = \"quote\"\nlabel = \"small\"", "style = \"text\"");
    assert_eq!(rules(&told_of(GOOD, &linked, "A5", &day)), ["plain-http"]);
}

#[test]
fn the_imprint_of_a_country_is_there_whole_and_printed() {
    let de = terms("2023-12-01", Some("DE"));
    let all = "[organizer.imprint.DE]\nresponsible = \"Neighbours, A. Person\"\naddress = \"Beispielweg 12, 10115 Berlin\"\nprinter = \"Own press, Beispielweg 12, 10115 Berlin\"\n";
    let missing = told(all, "", &de);
    assert_eq!(rules(&missing), ["missing-imprint"]);
    let hint = missing[0].hint.clone().expect("a hint").to_string();
    assert!(
        hint.contains("practice, not legal advice") && hint.contains("[organizer.imprint.DE]"),
        "{hint}"
    );
    let place = missing[0].place.as_ref().expect("a place");
    assert_eq!(
        (place.key.as_str(), line(&missing[0])),
        ("organizer.imprint.DE", "[organizer]")
    );

    let printer = told(
        "printer = \"Own press, Beispielweg 12, 10115 Berlin\"\n",
        "",
        &de,
    );
    assert_eq!(rules(&printer), ["missing-imprint"]);
    assert!(printer[0].message.contains("`printer`"));
    let boxed = told(
        "address = \"Beispielweg 12",
        "address = \"Postfach 12 34",
        &de,
    );
    assert_eq!(rules(&boxed), ["missing-imprint"]);
    assert!(boxed[0].message.contains("no street"));

    let bare = LAYOUT.replace("imprint = \"auto\"", "text = \"{organizer.name}\"");
    let unprinted = told_of(GOOD, &bare, "A5", &de);
    assert_eq!(rules(&unprinted), ["missing-imprint"]);
    assert!(unprinted[0].message.contains("does not print"));

    // Another country's does not serve, and where no rule is known that is said.
    assert_eq!(
        rules(&told_of(
            GOOD,
            LAYOUT,
            "A5",
            &terms("2023-12-01", Some("BE"))
        )),
        ["missing-imprint"]
    );
    assert_eq!(
        rules(&told_of(
            GOOD,
            LAYOUT,
            "A5",
            &terms("2023-12-01", Some("AQ"))
        )),
        ["no-imprint-rule"]
    );
}

#[test]
fn rules_can_be_shown() {
    assert_eq!(law::PRACTICE, "practice, not legal advice");
    let uk = law::notes("GB");
    assert_eq!(uk.len(), 1);
    assert_eq!(uk[0].material, law::Material::Election);
    assert!(uk[0].source.contains("section 143"));
    assert_eq!(law::notes("FR").len(), 3);
    assert!(law::notes("AQ").is_empty());
}

#[test]
fn french_leaflets_and_posters() {
    let fr = terms("2023-12-01", Some("FR"));
    let imprint = |note: &str| {
        GOOD.to_owned()
            + &format!(
                "\n[organizer.imprint.FR]\nresponsible = \"Neighbours\"\nprinter = \"Imprimerie, 1 rue Exemple, Paris\"\n{note}"
            )
    };
    let bare = imprint("");
    let litter = imprint("note = \"Ne pas jeter sur la voie publique\"\n");
    assert_eq!(
        rules(&told_of(&bare, LAYOUT, "A5", &fr)),
        ["missing-litter-line"]
    );
    assert_eq!(rules(&told_of(&litter, LAYOUT, "A5", &fr)), [""; 0]);
    // A poster is not thrown away, but black on white it looks like one of the state.
    let black = told_of(&bare, LAYOUT, "A3", &fr);
    assert_eq!(rules(&black), ["official-looking-poster"]);
    assert!(
        black[0]
            .hint
            .as_ref()
            .is_some_and(|hint| hint.words.contains("coloured paper"))
    );
    let colored = LAYOUT.replace("[page.area.foot]", "[page.area.foot]\nfill = \"accent\"");
    assert_eq!(rules(&told_of(&bare, &colored, "A3", &fr)), [""; 0]);
}

#[test]
fn a_home_in_an_imprint_is_told_of() {
    let de = terms("2023-12-01", Some("DE"));
    let home = told(
        "responsible = \"Neighbours, A. Person\"",
        "responsible = \"A. Person\"",
        &de,
    );
    assert_eq!(rules(&home), ["home-address"]);
    assert_eq!(home[0].severity, Severity::Warning);
    assert!(line(&home[0]).starts_with("address"));
    let office = "responsible = \"A. Person, c/o Kanzlei Muster\"";
    assert_eq!(
        rules(&told(
            "responsible = \"Neighbours, A. Person\"",
            office,
            &de
        )),
        [""; 0]
    );
}

#[test]
fn new_keys_are_checked() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("c.toml");
    let problem = |from: &str, to: &str| {
        fs::write(&file, GOOD.replace(from, to)).expect("written");
        let problems = content::load(&Project::at(&file)).expect_err("a problem");
        let first = problems.iter().next().expect("a problem").clone();
        (first.rule.name(), line(&first).to_owned())
    };
    let age = problem("as_of", "max_age = \"a while\"\nas_of");
    assert_eq!(age, ("bad-age", "max_age = \"a while\"".to_owned()));
    let day = problem("\"Friday\"", "\"Freitag\"");
    assert_eq!(day, ("bad-weekday", "weekday = \"Freitag\"".to_owned()));
    assert_eq!(problem("\"Friday\"", "\"Fr\"").0, "bad-weekday");
    assert_eq!(problem("\"Friday\"", "\"\"").0, "bad-weekday");
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handbill"));
    let output = command.current_dir(folder).args(arguments).output();
    let output = output.expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code().expect("an exit code"), said)
}

#[test]
fn the_program_refuses_on_request_what_is_stale_or_lacks_its_imprint() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("c.toml"), GOOD).expect("written");
    let build = [
        "build",
        "c.toml",
        "--template",
        "flyer",
        "--theme",
        "bars",
        "--route",
        "screen",
    ];
    let with = |more: &[&str]| run(folder.path(), &[&build[..], more].concat());
    let (code, said) = with(&["--date", "2023-12-01", "--deny", "warnings"]);
    assert_eq!((code, said.as_str()), (0, ""));
    let (code, said) = with(&["--date", "2026-11-24", "--deny", "stale"]);
    assert!(code == 1 && said.contains("error[stale-fact]"), "{said}");
    let lacking = ["--date", "2023-12-01", "--country", "be"];
    let (code, said) = with(&lacking);
    assert!(
        code == 0 && said.contains("warning[missing-imprint]"),
        "{said}"
    );
    let (code, said) = with(&[&lacking[..], &["--deny", "imprint"]].concat());
    assert!(
        code == 1 && said.contains("error[missing-imprint]"),
        "{said}"
    );
    let (code, said) = with(&["--deny", "stale-facts"]);
    assert!(
        code == 2 && said.contains("error[unknown-rule]") && said.contains("`stale-fact`?"),
        "{said}"
    );
    let (code, said) = with(&["--country", "uk"]);
    assert!(code == 2 && said.contains("GB"), "{said}");

    // `check` tells the same of the whole content, each thing once.
    let check = |more: &[&str]| run(folder.path(), &[&["check", "c.toml"], more].concat());
    let (code, said) = check(&["--date", "2026-11-24", "--country", "DE"]);
    assert_eq!(code, 0);
    assert_eq!(said.matches("[stale-fact]").count(), 1, "{said}");
    assert!(
        !said.contains("missing-imprint"),
        "the shipped layouts print it: {said}"
    );
    let (code, _) = check(&["--date", "2026-11-24", "--deny", "stale"]);
    assert_eq!(code, 1);
    // What the content allows is not told.
    let allow = "\n[[allow]]\nrule = \"stale-fact\"\nat = \"fact.leaders\"\nreason = \"Confirmed by phone\"\n";
    fs::write(folder.path().join("c.toml"), GOOD.to_owned() + allow).expect("written");
    let (code, said) = check(&["--date", "2026-11-24"]);
    assert!(code == 0 && !said.contains("stale-fact"), "{said}");
}

#[test]
fn it_takes_less_than_a_millisecond_a_page() {
    let terms = terms("2026-11-24", Some("DE"));
    let pieces = common::every_piece();
    let pages: usize = pieces
        .iter()
        .map(|built| built.value.examined.piece.pages.len())
        .sum();
    let all = || {
        let begun = Instant::now();
        for built in pieces {
            proof::of_frames(&[common::sample()], &built.value.examined, &terms);
        }
        begun.elapsed().as_secs_f64() * 1000.0 / pages as f64
    };
    let best = (0..5).map(|_| all()).fold(f64::MAX, f64::min);
    // Unoptimised; a tenth of it in a release.
    assert!(best < 5.0, "{best:.3} ms a page");
    println!("{best:.3} ms a page");
}
