//! Dates and events are printed as they were written: no time where none is given, the end where one is,
//! one form on a piece, and nothing in the words of another language.

use std::path::Path;

use handbill::internals::content::{self, Campaign};
use handbill::internals::diag::{Diagnostics, Severity, Warned};
use handbill::internals::language::{Dates, Language, Point, When};
use handbill::internals::pipeline::Built;
use handbill::internals::project::Project;
use handbill::internals::rules::Rule;

use crate::common::{self, said};

/// An event in Berlin at which nothing is wrong.
const EVENT: &str = r#"
[[event]]
id = "meeting"
city = "Berlin"
place = "Town hall"
start = "2027-05-12T18:00"
zone = "Europe/Berlin"
"#;

/// Every field of an event, each with words beside it.
const LAYOUT: &str = r#"[template]
extends = "base"
papers = ["A4"]
[[page]]
areas = ["all"]
[page.area.all]
stack = [
  { text = "when: {event.1.when}", style = "text" },
  { text = "day: {event.1.day}", style = "text" },
  { text = "time: {event.1.time}", style = "text" },
  { text = "{event.1.day} at {event.1.time}", style = "text" },
  { text = "{event.1.time} on {event.1.day}", style = "text" },
  { text = "{event.1.day} {event.1.time}", style = "text" },
]
"#;

/// What stands for spaces of any width.
fn spaced(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ")
}

fn campaign_in(language: &str, rest: &str) -> String {
    let campaign = common::small_campaign("A lead.") + rest;
    campaign.replace("language = \"en\"", &format!("language = \"{language}\""))
}

fn load(folder: &Path, text: &str) -> Result<Warned<Campaign>, Diagnostics> {
    std::fs::write(folder.join("c.toml"), text).expect("written");
    content::load(&Project::at(folder.join("c.toml")))
}

/// What the content says of its events: rule, key and the whole finding.
fn told(event: &str) -> Vec<(String, String, String)> {
    let folder = tempfile::tempdir().expect("a folder");
    let problems = match load(folder.path(), &campaign_in("en", event)) {
        Ok(loaded) => loaded.warnings,
        Err(problems) => problems,
    };
    let own = problems.iter().filter(|problem| {
        let place = problem.place.as_ref();
        place.is_some_and(|place| place.key.starts_with("event"))
    });
    own.map(|problem| {
        let key = problem.place.as_ref().map(|place| place.key.clone());
        let hint = problem.hint.clone().unwrap_or_default();
        let level = match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let whole = format!("{level}: {}; {hint}", problem.message);
        (
            problem.rule.name().to_owned(),
            key.unwrap_or_default(),
            whole,
        )
    })
    .collect()
}

/// The one thing that is told.
fn one(event: &str) -> (String, String) {
    let told = told(event);
    assert_eq!(told.len(), 1, "{event}: {told:?}");
    (told[0].0.clone(), told[0].2.clone())
}

fn built(language: &str, rest: &str, layout: &str) -> Built {
    let folder = tempfile::tempdir().expect("a folder");
    let campaign = campaign_in(language, rest);
    match common::build_beside(folder.path(), &campaign, layout, "A4") {
        Ok(built) => built.value,
        Err(problems) => panic!("{}", said(&problems)),
    }
}

fn words(language: &str, rest: &str, layout: &str) -> String {
    spaced(&handbill::internals::reading::plain_text(
        &built(language, rest, layout).examined.piece,
    ))
}

fn event(start: &str, end: Option<&str>) -> String {
    let end = end.map(|end| format!("end = {end}\n"));
    EVENT.replace("\"2027-05-12T18:00\"", start) + &end.unwrap_or_default()
}

fn when(start: &str, end: Option<&str>) -> When {
    let folder = tempfile::tempdir().expect("a folder");
    let text = campaign_in("en", &event(start, end));
    match load(folder.path(), &text) {
        Ok(loaded) => loaded.value.events[0].when,
        Err(problems) => panic!("{}", said(&problems)),
    }
}

#[test]
fn a_day_without_a_time_has_none() {
    let text = words("en", &event("\"2027-05-12\"", None), LAYOUT);
    assert_eq!(
        text,
        "when: Wednesday, 12 May 2027\n\nday: Wednesday, 12 May 2027\n\n\
         Wednesday, 12 May 2027\n\nWednesday, 12 May 2027\n\nWednesday, 12 May 2027\n"
    );
    // Midnight that is written is one.
    let text = words("en", &event("\"2027-05-12T00:00\"", None), LAYOUT);
    assert!(text.contains("time: 12:00 am"), "{text}");
    assert!(text.contains("12 May 2027 at 12:00 am"), "{text}");
    // A list of events, and several days.
    let list = LAYOUT.replace(
        "{ text = \"when: {event.1.when}\", style = \"text\" }",
        "{ events = [\"*\"], style = \"heading\", label = \"text\" }",
    );
    let text = words(
        "en",
        &event("\"2027-05-12\"", Some("\"2027-05-15\"")),
        &list,
    );
    assert!(
        text.contains("Berlin\n\n12–15 May 2027\n\nTown hall"),
        "{text}"
    );
    assert!(!text.contains("time:") && !text.contains(" at"), "{text}");
}

#[test]
fn the_end_is_printed() {
    let text = words(
        "en",
        &event("\"2027-05-12T18:00\"", Some("\"2027-05-12T20:00\"")),
        LAYOUT,
    );
    assert!(
        text.starts_with(
            "when: Wednesday, 12 May 2027, 6:00 – 8:00 pm\n\nday: Wednesday, 12 May 2027\n\n\
             time: 6:00 – 8:00 pm\n\nWednesday, 12 May 2027 at 6:00 – 8:00 pm"
        ),
        "{text}"
    );
    let text = words(
        "de",
        &event("\"2027-05-12T18:00\"", Some("\"2027-05-15T20:00\"")),
        LAYOUT,
    );
    assert!(
        text.starts_with(
            "when: Mittwoch, 12. Mai 2027 um 18:00 Uhr – Samstag, 15. Mai 2027 um 20:00 Uhr\n\n\
             day: 12.–15. Mai 2027\n\ntime: Mittwoch, 18:00 Uhr – Samstag, 20:00 Uhr"
        ),
        "{text}"
    );
}

/// What is printed of a day with a time, of times of one day, of three days, of days of two months, and of
/// times of two days.
const FORMS: [(&str, [&str; 5]); 20] = [
    (
        "en",
        [
            "Wednesday, 12 May 2027 at 6:00 pm",
            "Wednesday, 12 May 2027, 6:00 – 8:00 pm",
            "12–15 May 2027",
            "12 May – 2 June 2027",
            "Wednesday, 12 May 2027 at 6:00 pm – Saturday, 15 May 2027 at 8:00 pm",
        ],
    ),
    (
        "en-US",
        [
            "Wednesday, May 12, 2027 at 6:00 PM",
            "Wednesday, May 12, 2027, 6:00 – 8:00 PM",
            "May 12 – 15, 2027",
            "May 12 – June 2, 2027",
            "Wednesday, May 12, 2027 at 6:00 PM – Saturday, May 15, 2027 at 8:00 PM",
        ],
    ),
    (
        "en-GB",
        [
            "Wednesday, 12 May 2027 at 18:00",
            "Wednesday, 12 May 2027, 18:00–20:00",
            "12 – 15 May 2027",
            "12 May – 2 June 2027",
            "Wednesday, 12 May 2027 at 18:00 – Saturday, 15 May 2027 at 20:00",
        ],
    ),
    (
        "de",
        [
            "Mittwoch, 12. Mai 2027 um 18:00 Uhr",
            "Mittwoch, 12. Mai 2027, 18:00–20:00 Uhr",
            "12.–15. Mai 2027",
            "12. Mai – 2. Juni 2027",
            "Mittwoch, 12. Mai 2027 um 18:00 Uhr – Samstag, 15. Mai 2027 um 20:00 Uhr",
        ],
    ),
    (
        "de-CH",
        [
            "Mittwoch, 12. Mai 2027 um 18:00 Uhr",
            "Mittwoch, 12. Mai 2027, 18:00–20:00 Uhr",
            "12.–15. Mai 2027",
            "12. Mai – 2. Juni 2027",
            "Mittwoch, 12. Mai 2027 um 18:00 Uhr – Samstag, 15. Mai 2027 um 20:00 Uhr",
        ],
    ),
    (
        "fr",
        [
            "mercredi 12 mai 2027 à 18:00",
            "mercredi 12 mai 2027, 18:00 – 20:00",
            "12–15 mai 2027",
            "12 mai – 2 juin 2027",
            "mercredi 12 mai 2027 à 18:00 – samedi 15 mai 2027 à 20:00",
        ],
    ),
    (
        "es",
        [
            "miércoles, 12 de mayo de 2027 a las 18:00",
            "miércoles, 12 de mayo de 2027, 18:00–20:00",
            "12–15 de mayo de 2027",
            "12 de mayo – 2 de junio de 2027",
            "miércoles, 12 de mayo de 2027 a las 18:00 – sábado, 15 de mayo de 2027 a las 20:00",
        ],
    ),
    (
        "it",
        [
            "mercoledì 12 maggio 2027 alle ore 18:00",
            "mercoledì 12 maggio 2027, 18:00–20:00",
            "12–15 maggio 2027",
            "12 maggio – 2 giugno 2027",
            "mercoledì 12 maggio 2027 alle ore 18:00 – sabato 15 maggio 2027 alle ore 20:00",
        ],
    ),
    (
        "pt",
        [
            "quarta-feira, 12 de maio de 2027 às 18:00",
            "quarta-feira, 12 de maio de 2027, 18:00 – 20:00",
            "12 – 15 de maio de 2027",
            "12 de maio – 2 de junho de 2027",
            "quarta-feira, 12 de maio de 2027 às 18:00 – sábado, 15 de maio de 2027 às 20:00",
        ],
    ),
    (
        "nl",
        [
            "woensdag 12 mei 2027 om 18:00",
            "woensdag 12 mei 2027, 18:00–20:00",
            "12–15 mei 2027",
            "12 mei – 2 juni 2027",
            "woensdag 12 mei 2027 om 18:00 – zaterdag 15 mei 2027 om 20:00",
        ],
    ),
    (
        "pl",
        [
            "środa, 12 maja 2027, 18:00",
            "środa, 12 maja 2027, 18:00–20:00",
            "12–15 maja 2027",
            "12 maja – 2 czerwca 2027",
            "środa, 12 maja 2027, 18:00 – sobota, 15 maja 2027, 20:00",
        ],
    ),
    (
        "ru",
        [
            "среда, 12 мая 2027 г. в 18:00",
            "среда, 12 мая 2027 г., 18:00–20:00",
            "12–15 мая 2027 г.",
            "12 мая – 2 июня 2027 г.",
            "среда, 12 мая 2027 г. в 18:00 – суббота, 15 мая 2027 г. в 20:00",
        ],
    ),
    (
        "el",
        [
            "Τετάρτη 12 Μαΐου 2027 στις 6:00 μ.μ.",
            "Τετάρτη 12 Μαΐου 2027, 6:00–8:00 μ.μ.",
            "12–15 Μαΐου 2027",
            "12 Μαΐου – 2 Ιουνίου 2027",
            "Τετάρτη 12 Μαΐου 2027 στις 6:00 μ.μ. – Σάββατο 15 Μαΐου 2027 στις 8:00 μ.μ.",
        ],
    ),
    (
        "ka",
        [
            "ოთხშაბათი, 12 მაისი, 2027, 18:00",
            "ოთხშაბათი, 12 მაისი, 2027, 18:00–20:00",
            "12–15 მაისი, 2027",
            "12 მაისი – 2 ივნისი 2027",
            "ოთხშაბათი, 12 მაისი, 2027, 18:00 – შაბათი, 15 მაისი, 2027, 20:00",
        ],
    ),
    (
        "hy",
        [
            "2027 թ․ մայիսի 12, չորեքշաբթի, 18:00",
            "2027 թ․ մայիսի 12, չորեքշաբթի, 18:00–20:00",
            "2027 թ․ մայիսի 12–15",
            "2027 թ․ մայիսի 12 – հունիսի 2",
            "2027 թ․ մայիսի 12, չորեքշաբթի, 18:00 – 2027 թ․ մայիսի 15, շաբաթ, 20:00",
        ],
    ),
    (
        "hyw",
        [
            "2027 թ․ մայիսի 12, չորեքշաբթի, 18:00",
            "2027 թ․ մայիսի 12, չորեքշաբթի, 18:00–20:00",
            "2027 թ․ մայիսի 12–15",
            "2027 թ․ մայիսի 12 – հունիսի 2",
            "2027 թ․ մայիսի 12, չորեքշաբթի, 18:00 – 2027 թ․ մայիսի 15, շաբաթ, 20:00",
        ],
    ),
    (
        "he",
        [
            "יום רביעי, 12 במאי 2027 בשעה 18:00",
            "יום רביעי, 12 במאי 2027, 18:00–20:00",
            "12–15 במאי 2027",
            "12 מאי – 2 יוני 2027",
            "יום רביעי, 12 במאי 2027 בשעה 18:00 – יום שבת, 15 במאי 2027 בשעה 20:00",
        ],
    ),
    (
        "ar",
        [
            "الأربعاء، ١٢ مايو ٢٠٢٧ في ٦:٠٠ م",
            "الأربعاء، ١٢ مايو ٢٠٢٧، ٦:٠٠–٨:٠٠ م",
            "١٢–١٥ مايو ٢٠٢٧",
            "١٢ مايو – ٢ يونيو ٢٠٢٧",
            "الأربعاء، ١٢ مايو ٢٠٢٧ في ٦:٠٠ م – السبت، ١٥ مايو ٢٠٢٧ في ٨:٠٠ م",
        ],
    ),
    (
        "fa",
        [
            "چهارشنبه ۲۲ اردیبهشت ۱۴۰۶ (۱۲ مه ۲۰۲۷) ساعت ۱۸:۰۰",
            "چهارشنبه ۲۲ اردیبهشت ۱۴۰۶ (۱۲ مه ۲۰۲۷)،\u{200f} ۱۸:۰۰ تا ۲۰:۰۰",
            "۲۲ تا ۲۵ اردیبهشت ۱۴۰۶ (۱۲ تا ۱۵ مه ۲۰۲۷)",
            "۲۲ اردیبهشت تا ۱۲ خرداد ۱۴۰۶ (۱۲ مه تا ۲ ژوئن ۲۰۲۷)",
            "چهارشنبه ۲۲ اردیبهشت ۱۴۰۶ (۱۲ مه ۲۰۲۷) ساعت ۱۸:۰۰ تا شنبه ۲۵ اردیبهشت ۱۴۰۶ (۱۵ مه ۲۰۲۷) ساعت ۲۰:۰۰",
        ],
    ),
    // A language that the program has no words for, and CLDR no month in its range of two.
    (
        "sw",
        [
            "Jumatano, 12 Mei 2027, 18:00",
            "Jumatano, 12 Mei 2027, 18:00 – 20:00",
            "12 – 15 Mei 2027",
            "12 Mei – 2 Juni 2027",
            "Jumatano, 12 Mei 2027, 18:00 – Jumamosi, 15 Mei 2027, 20:00",
        ],
    ),
];

/// The shapes of [`FORMS`].
fn shapes() -> [When; 5] {
    [
        when("\"2027-05-12T18:00\"", None),
        when("\"2027-05-12T18:00\"", Some("\"2027-05-12T20:00\"")),
        when("\"2027-05-12\"", Some("\"2027-05-15\"")),
        when("\"2027-05-12\"", Some("\"2027-06-02\"")),
        when("\"2027-05-12T18:00\"", Some("\"2027-05-15T20:00\"")),
    ]
}

#[test]
fn each_language_has_its_form() {
    let known: Vec<&str> = handbill::internals::language::tags().collect();
    for tag in known {
        assert!(FORMS.iter().any(|(own, _)| *own == tag), "{tag}");
    }
    let shapes = shapes();
    for (tag, forms) in FORMS {
        let language = Language::of(tag).expect("a tag");
        for (shape, form) in shapes.iter().zip(forms) {
            let written = Dates::default().when(&language, shape);
            assert_eq!(spaced(&written), form, "{tag}");
        }
    }
}

/// Days of which both dates are published: the first days of years by the calendar centre of the University of Tehran,
/// with a leap year (1403), and a day in the second half of the year, whose months have 30 days.
#[test]
fn persian_days_have_two_dates() {
    let language = Language::of("fa").expect("a tag");
    let date = |country: Option<&str>, day: &str| {
        let day = day.parse().expect("a date");
        spaced(&Dates::in_country(country).date(&language, day))
    };
    for (day, solar, gregorian) in [
        ("2024-03-20", "۱ فروردین ۱۴۰۳", "۲۰ مارس ۲۰۲۴"),
        ("2025-03-20", "۳۰ اسفند ۱۴۰۳", "۲۰ مارس ۲۰۲۵"),
        ("2025-03-21", "۱ فروردین ۱۴۰۴", "۲۱ مارس ۲۰۲۵"),
        ("2026-03-21", "۱ فروردین ۱۴۰۵", "۲۱ مارس ۲۰۲۶"),
        ("2026-12-10", "۱۹ آذر ۱۴۰۵", "۱۰ دسامبر ۲۰۲۶"),
    ] {
        assert_eq!(date(Some("IR"), day), format!("{solar} ({gregorian})"));
        assert_eq!(date(None, day), format!("{solar} ({gregorian})"));
        assert_eq!(date(Some("DE"), day), format!("{gregorian} ({solar})"));
    }
    // A month of one calendar is parts of two of the other.
    assert_eq!(date(Some("IR"), "2023-11"), "نوامبر ۲۰۲۳");
    // In Afghanistan the months have other names.
    assert!(date(Some("AF"), "2026-12-10").starts_with("۱۹ قوس ۱۴۰۵ ("));
    // The weekday is said once, and a range that is one of two years in one calendar is not in the other.
    let year = when("\"2026-03-20\"", Some("\"2026-03-22\""));
    let written = spaced(&Dates::in_country(Some("DE")).when(&language, &year));
    assert_eq!(
        written,
        "۲۰ تا ۲۲ مارس ۲۰۲۶ (۲۹ اسفند ۱۴۰۴ تا ۲ فروردین ۱۴۰۵)"
    );
    // A source keeps the date that is printed on it.
    let published = Dates::default().published(&language, "2026-12-10".parse().expect("a date"));
    assert_eq!(spaced(&published), "۱۰ دسامبر ۲۰۲۶");
}

#[test]
fn whatever_the_language_the_days_and_times_are_there() {
    let shapes = shapes();
    // Over noon, in one form with the others; and over the turn of the year.
    let noon = when("\"2027-05-12T10:00\"", Some("\"2027-05-12T20:30\""));
    let year = when("\"2027-12-30\"", Some("\"2028-01-02\""));
    for tag in [
        "en-001",
        "en-CA",
        "de",
        "fr-CA",
        "es-AR",
        "pt-PT",
        "hy",
        "ru-UA",
        "tr",
        "th",
        "ku",
        "ckb",
        "ti",
        "zh",
        "zh-TW",
        "zh-Hant-HK",
        "sr-Latn",
        "az-Cyrl",
        "ja",
        "ko",
        "cs",
        "bg",
        "uk",
        "am",
        "ur",
        "hi",
        "ig",
        "sw",
        "cy",
        "bua",
        "vi",
        "mn",
    ] {
        let language = Language::of(tag).expect("a tag");
        let dates = Dates::default();
        for shape in shapes.iter().chain([&noon, &year]) {
            let day = dates.day(&language, shape);
            let whole = dates.when(&language, shape);
            let time = dates.time(&language, shape);
            assert_eq!(time.is_some(), shape.start().is_some(), "{tag}");
            for text in [&day, &whole, time.as_ref().unwrap_or(&whole)] {
                let numbers = text.chars().filter(|c| c.is_numeric()).count();
                assert!(numbers > 1, "{tag}: {text}");
                for wrong in ["M0", "Wed", "wed", "{", "}", "'"] {
                    // English itself, and a language that borrows from it.
                    let own =
                        wrong.eq_ignore_ascii_case("wed") && (tag.starts_with("en") || tag == "ig");
                    let odd = text.contains(wrong) && !own;
                    assert!(!odd, "{tag}: {text}");
                }
            }
        }
        // A month of two is never left out.
        let two = spaced(&dates.day(&language, &shapes[3]));
        let june = when("\"2027-06-02\"", None);
        let may = spaced(&dates.day(&language, &shapes[2]));
        assert_ne!(two, may, "{tag}");
        assert_ne!(spaced(&dates.day(&language, &june)), two, "{tag}");
    }
    let form = |tag: &str, shape: &When| {
        spaced(&Dates::default().when(&Language::of(tag).expect("a tag"), shape))
    };
    assert_eq!(form("de", &noon), "Mittwoch, 12. Mai 2027, 10:00–20:30 Uhr");
    assert_eq!(
        form("en-US", &noon),
        "Wednesday, May 12, 2027, 10:00 AM – 8:30 PM"
    );
    assert_eq!(form("en-US", &year), "December 30, 2027 – January 2, 2028");
    assert_eq!(form("de-AT", &year), "30. Dezember 2027 – 2. Jänner 2028");
    assert_eq!(form("cs", &shapes[2]), "12.–15. května 2027");
    assert_eq!(form("th", &shapes[2]), "12–15 พฤษภาคม ค.ศ. 2027");
    assert_eq!(form("az-Cyrl", &shapes[2]), "2027-05-12 – 2027-05-15");
}

#[test]
fn dates_are_read_as_toml_has_them_too() {
    let at = |start: &str, end: Option<&str>| when(start, end);
    let evening = at("\"2027-05-12T18:00\"", None);
    for start in [
        "2027-05-12T18:00:00",
        "2027-05-12 18:00:00",
        "\"2027-05-12 18:00\"",
        "\"2027-05-12t18:00:00\"",
        "\"2027-05-12T18:00:00.000\"",
        "\"2027-05-12T18:00+02:00\"",
        "2027-05-12T18:00:00+02:00",
    ] {
        assert_eq!(at(start, None), evening, "{start}");
    }
    assert_eq!(at("2027-05-12", None), at("\"2027-05-12\"", None));
    let both = at("\"2027-05-12T18:00\"", Some("\"2027-05-12T20:00\""));
    assert_eq!(at("\"2027-05-12T18:00\"", Some("\"20:00\"")), both);
    assert_eq!(at("2027-05-12T18:00:00", Some("20:00:00")), both);
    // A single day that says when it ends is a day.
    let day = at("\"2027-05-12\"", Some("\"2027-05-12\""));
    assert_eq!(day, at("\"2027-05-12\"", None));
    assert_eq!(
        at("\"2028-02-29\"", None).first_day().to_string(),
        "2028-02-29"
    );
    assert_eq!(
        at("\"9999-12-31\"", None).last_day().to_string(),
        "9999-12-31"
    );
    // Other dates of a content file.
    let text =
        common::small_campaign("A lead.").replace("as_of = \"2023-11\"", "as_of = 2023-11-01");
    let folder = tempfile::tempdir().expect("a folder");
    let loaded =
        load(folder.path(), &text).unwrap_or_else(|problems| panic!("{}", said(&problems)));
    assert_eq!(loaded.value.as_of.to_string(), "2023-11-01");
    let text = text.replace("as_of = 2023-11-01", "as_of = 2023");
    let loaded =
        load(folder.path(), &text).unwrap_or_else(|problems| panic!("{}", said(&problems)));
    assert_eq!(loaded.value.as_of.to_string(), "2023");
}

#[test]
fn what_is_no_date_is_told_with_what_to_write() {
    for (start, hint) in [
        ("\"12.05.2027\"", "did you mean `2027-05-12`?"),
        ("\"2027-5-12\"", "did you mean `2027-05-12`?"),
        ("\"05/12/2027\"", "2027-12-05 or 2027-05-12"),
        ("\"2027-05-12T18:00:30\"", "leave out the seconds"),
        ("\"2027-05-12T24:00\"", "00:00 of the next"),
        ("\"2027-02-29\"", "the calendar has no 2027-02-29"),
        ("\"0000-01-01\"", "the calendar has no 0000-01-01"),
        ("\"18:00\"", "write the day before it"),
        ("\"2027-05-12T18:00 Uhr\"", "2026-12-10T18:00"),
        ("\"Wednesday\"", "2026-12-10T18:00"),
    ] {
        let (rule, whole) = one(&event(start, None));
        assert_eq!(rule, "bad-date", "{start}");
        assert!(whole.contains(hint), "{start}: {whole}");
    }
    assert!(Point::read("2027-05-12T18:00[Europe/Berlin]").is_err());
}

#[test]
fn an_end_fits_its_start() {
    for (start, end, rule, hint) in [
        ("T18:00", "2027-05-12", "mixed-times", "give both a time"),
        ("", "2027-05-12T20:00", "mixed-times", "give both a time"),
        ("", "20:00", "mixed-times", "give both a time"),
        (
            "T18:00",
            "2027-05-12T02:00",
            "ends-before-start",
            "next day",
        ),
        ("T18:00", "02:00", "ends-before-start", "next day"),
        (
            "T18:00",
            "2027-05-12T18:00",
            "ends-before-start",
            "remove `end`",
        ),
        ("T18:00", "18:00", "ends-before-start", "remove `end`"),
        ("", "2027-05-11", "ends-before-start", "2027-05-12"),
        ("T18:00", "late", "bad-date", "2026-12-10T18:00"),
    ] {
        let start = format!("\"2027-05-12{start}\"");
        let (found, whole) = one(&event(&start, Some(&format!("\"{end}\""))));
        assert_eq!(found, rule, "{start} {end}: {whole}");
        assert!(
            whole.starts_with("error") && whole.contains(hint),
            "{end}: {whole}"
        );
    }
}

#[test]
fn times_are_held_against_their_zone() {
    let at = |start: &str, zone: &str| {
        let event = event(&format!("\"{start}\""), None);
        told(&event.replace("Europe/Berlin", zone))
    };
    let first = |start: &str, zone: &str| {
        let told = at(start, zone);
        assert_eq!(told.len(), 1, "{start} {zone}: {told:?}");
        (told[0].0.clone(), told[0].2.clone())
    };
    // Clocks put forward: Berlin, New York, and by half an hour on Lord Howe Island.
    for (start, zone, meant) in [
        ("2027-03-28T02:30", "Europe/Berlin", "2027-03-28T03:30"),
        ("2027-03-14T02:00", "America/New_York", "2027-03-14T03:00"),
        (
            "2027-10-03T02:15",
            "Australia/Lord_Howe",
            "2027-10-03T02:45",
        ),
        // In Beirut and Asunción clocks go forward at midnight.
        ("2027-03-28T00:00", "Asia/Beirut", "2027-03-28T01:00"),
    ] {
        let (rule, whole) = first(start, zone);
        assert_eq!(rule, "skipped-time", "{whole}");
        assert!(
            whole.starts_with("error") && whole.contains(meant),
            "{whole}"
        );
    }
    // Clocks put back.
    let (rule, whole) = first("2027-10-31T02:30", "Europe/Berlin");
    assert_eq!(rule, "doubled-time");
    assert!(
        whole.starts_with("warning") && whole.contains("twice"),
        "{whole}"
    );
    assert_eq!(
        first("2027-11-07T01:30", "America/New_York").0,
        "doubled-time"
    );
    assert!(at("2027-10-31T02:30+02:00", "Europe/Berlin").is_empty());
    assert!(at("2027-10-31T02:30+01:00", "Europe/Berlin").is_empty());
    assert_eq!(
        first("2027-10-31T02:30Z", "Europe/Berlin").0,
        "offset-mismatch"
    );
    // Offsets.
    assert!(at("2027-05-12T18:00+02:00", "Europe/Berlin").is_empty());
    for (start, there) in [
        ("2027-05-12T18:00Z", "2027-05-12T20:00"),
        ("2027-05-12T18:00+01:00", "2027-05-12T19:00"),
        ("2027-05-12 23:00-04:00", "2027-05-13T05:00"),
    ] {
        let (rule, whole) = first(start, "Europe/Berlin");
        assert_eq!(rule, "offset-mismatch", "{whole}");
        assert!(
            whole.starts_with("error") && whole.contains(there),
            "{whole}"
        );
        assert!(whole.contains("does not agree with `zone`"), "{whole}");
    }
    assert!(at("2027-05-12T18:00+04:00", "Asia/Yerevan").is_empty());
    // Zones that are none.
    for (zone, hint) in [
        ("Europe/Yerevan", "did you mean `Asia/Yerevan`?"),
        ("europe/berlin", "did you mean `Europe/Berlin`?"),
        ("+04:00", "write a continent and a city"),
    ] {
        let (rule, whole) = first("2027-05-12T18:00", zone);
        assert_eq!(rule, "unknown-zone");
        assert!(whole.contains(hint), "{zone}: {whole}");
    }
    // Without a zone the local time is the one that is written; one of UTC may be another.
    let bare = |start: &str| {
        let event = event(&format!("\"{start}\""), None);
        told(&event.replace("zone = \"Europe/Berlin\"\n", ""))
    };
    assert!(bare("2027-05-12T18:00+02:00").is_empty());
    assert_eq!(bare("2027-05-12T18:00Z")[0].0, "utc-time");
    // The end is looked at too, also where it is a time alone.
    let end = told(&event("\"2027-03-28T01:00\"", Some("\"02:30\"")));
    assert_eq!(
        (end[0].0.as_str(), end[0].1.as_str()),
        ("skipped-time", "event.meeting.end")
    );
}

#[test]
fn the_code_of_a_country_is_one() {
    for (country, hint) in [
        ("USA", "`US`"),
        ("UK", "`GB`"),
        ("de", "`DE`"),
        ("Germany", "two capital letters"),
    ] {
        let (rule, whole) = one(&format!("{EVENT}country = \"{country}\"\n"));
        assert_eq!(rule, "bad-country");
        assert!(whole.contains(hint), "{whole}");
    }
    assert!(told(&format!("{EVENT}country = \"US\"\n")).is_empty());
}

/// Dates of every kind on one page: of the figures, of a source, of what happened, of events.
const ALL_DATES: &str = r#"[template]
extends = "base"
papers = ["A4"]
[[page]]
areas = ["all"]
[page.area.all]
stack = [
  { text = "{fact.1.figure} {label.as_of campaign.as_of}", style = "text" },
  { timeline = ["*"], style = "heading", label = "text" },
  { events = ["*"], style = "heading", label = "text" },
  { sources = "all", style = "text" },
]
"#;

const MORE_DATES: &str = r#"
[[source]]
id = "other"
author = "Somebody"
title = "Something"
date = "2023-10-02"

[[moment]]
id = "first"
date = "2021-05-03"
text = "They stood there."
"#;

fn events_in(countries: &[Option<&str>]) -> String {
    let one = |(number, country): (usize, &Option<&str>)| {
        let country = country.map(|country| format!("country = \"{country}\"\n"));
        EVENT.replace("meeting", &format!("e{number}")) + &country.unwrap_or_default()
    };
    countries.iter().enumerate().map(one).collect::<String>() + MORE_DATES
}

#[test]
fn a_piece_has_one_form_of_dates() {
    let page = |language: &str, countries: &[Option<&str>]| {
        let rest = events_in(countries);
        let folder = tempfile::tempdir().expect("a folder");
        let text = campaign_in(language, &rest).replace("\"2023-11\"", "\"2023-11-27\"");
        let built = common::build_beside(folder.path(), &text, ALL_DATES, "A4")
            .unwrap_or_else(|problems| panic!("{}", said(&problems)));
        spaced(&handbill::internals::reading::plain_text(
            &built.value.examined.piece,
        ))
    };
    let american = [
        "As of November 27, 2023",
        "May 3, 2021",
        "October 2, 2023",
        "May 12, 2027",
    ];
    let british = [
        "As of 27 November 2023",
        "3 May 2021",
        "2 October 2023",
        "12 May 2027",
    ];
    let agrees = |text: &str, form: [&str; 4], other: [&str; 4]| {
        assert!(form.iter().all(|date| text.contains(date)), "{text}");
        assert!(!other.iter().any(|date| text.contains(date)), "{text}");
    };
    agrees(&page("en", &[Some("US")]), american, british);
    agrees(&page("en", &[Some("US"), Some("US")]), american, british);
    agrees(&page("en", &[Some("GB")]), british, american);
    // Events that do not agree, or do not all say where they are: the language's own form.
    agrees(&page("en", &[Some("US"), Some("DE")]), british, american);
    agrees(&page("en", &[Some("US"), None]), british, american);
    agrees(&page("en", &[None]), british, american);
    // A country for which CLDR has no English is none that writes as Americans do.
    agrees(&page("en", &[Some("AM")]), british, american);
    // The region of the tag comes first.
    agrees(&page("en-US", &[Some("DE")]), american, british);
    agrees(&page("en-GB", &[Some("US")]), british, american);
    // Clocks, too.
    assert!(page("en", &[Some("US")]).contains("6:00 PM"));
    assert!(page("en", &[Some("DE")]).contains("18:00"));
}

#[test]
fn a_piece_about_one_event_is_in_the_form_of_its_country() {
    // What is on the piece decides, not what else is in the content.
    let layout = ALL_DATES.replace("events = [\"*\"]", "events = [\"1\"]");
    let folder = tempfile::tempdir().expect("a folder");
    let rest = events_in(&[Some("DE"), Some("US")]);
    let text = campaign_in("en", &rest).replace("\"2023-11\"", "\"2023-11-27\"");
    let campaign = load(folder.path(), &text).expect("it holds together").value;
    std::fs::create_dir(folder.path().join("templates")).expect("made");
    std::fs::write(folder.path().join("templates/case.toml"), layout).expect("written");
    let pipeline =
        handbill::internals::pipeline::Pipeline::of(&Project::at(folder.path().join("c.toml")))
            .expect("a press");
    let template = pipeline.library.load("case").expect("a template");
    let mut job =
        handbill::internals::pipeline::Job::screen(&template, &"A4".parse().expect("a paper"));
    for (event, as_of) in [("e0", "27 November 2023"), ("e1", "November 27, 2023")] {
        job.event = Some(event.to_owned());
        let built = pipeline.build(&campaign, &job);
        let built = built.unwrap_or_else(|problems| panic!("{}", said(&problems)));
        let text = spaced(&handbill::internals::reading::plain_text(
            &built.value.examined.piece,
        ));
        assert!(text.contains(as_of), "{event}: {text}");
    }
}

/// The fixed words of layouts, each in a language that is none.
fn labels() -> String {
    let english = Language::of("en").expect("a tag");
    let mut labels = "\n[labels]\n".to_owned();
    for name in english.labels() {
        let model = english.label(name).expect("a word");
        let places: String = model
            .split_inclusive('}')
            .filter_map(|part| part.split_once('{').map(|(_, place)| format!(" {{{place}")))
            .collect();
        labels.push_str(&format!("{name} = \"ya {name}{places}\"\n"));
    }
    labels
}

#[test]
fn a_language_without_words_is_told_once_and_prints_none_of_another() {
    for tag in ["sw", "tr", "ku", "ckb", "th", "ti", "sr-Latn", "zh-Hant"] {
        let folder = tempfile::tempdir().expect("a folder");
        let campaign = load(folder.path(), &campaign_in(tag, EVENT)).expect("it holds together");
        let mut texts = Vec::new();
        for template in ["flyer", "handout", "event-poster"] {
            let problems = match common::build(&campaign.value, template, "A4") {
                Ok(built) => {
                    let printed =
                        handbill::internals::reading::plain_text(&built.value.examined.piece)
                            .to_lowercase();
                    for english in ["scan", "sources", "as of", "what to say"] {
                        assert!(!printed.contains(english), "{tag} {template}: {printed}");
                    }
                    // Nor is a date lost with the word before it.
                    let year = ["2023", "٢٠٢٣"].iter().any(|year| printed.contains(year));
                    assert!(template != "flyer" || year, "{tag}: {printed}");
                    built.warnings
                }
                // For some of them the program has no font either: that comes first.
                Err(problems) => {
                    let mut errors = problems.iter().filter(|p| p.severity == Severity::Error);
                    assert!(
                        errors.all(|p| p.rule == Rule::MissingGlyph),
                        "{}",
                        said(&problems)
                    );
                    continue;
                }
            };
            let own: Vec<_> = problems
                .iter()
                .filter(|problem| problem.rule == Rule::MissingWords)
                .collect();
            assert_eq!(own.len(), 1, "{tag} {template}: {}", said(&problems));
            assert_eq!(own[0].severity, Severity::Warning);
            let place = own[0].place.as_ref().expect("a place");
            assert_eq!(place.key, "campaign.language");
            let hint = own[0].hint.clone().unwrap_or_default().to_string();
            assert!(hint.contains("[labels]") && hint.contains("as_of (“As of {date}”)"));
            texts.push(format!("{} {hint}", own[0].message));
        }
        // The same for all pieces, so that it is read once.
        texts.dedup();
        let without_font = ["th", "ti", "zh-Hant"].contains(&tag);
        assert_eq!(texts.len(), usize::from(!without_font), "{tag}: {texts:?}");
    }
    // With words of its own it prints them, and no English ones.
    let folder = tempfile::tempdir().expect("a folder");
    let text = campaign_in("sw", &(EVENT.to_owned() + &labels()));
    let campaign =
        load(folder.path(), &text).unwrap_or_else(|problems| panic!("{}", said(&problems)));
    let english = Language::of("en").expect("a tag");
    for template in ["flyer", "handout"] {
        let built = common::build(&campaign.value, template, "A4");
        let built = built.unwrap_or_else(|problems| panic!("{}", said(&problems)));
        let printed = handbill::internals::reading::plain_text(&built.value.examined.piece);
        assert!(printed.to_lowercase().contains("ya "), "{printed}");
        for name in english.labels().filter(|name| *name != "colon") {
            let word = english.label(name).expect("a word");
            if !word.contains('{') {
                assert!(!printed.contains(word), "{template}: {word} in {printed}");
            }
        }
    }
}

#[test]
fn a_layout_of_its_own_needs_only_the_words_that_it_prints() {
    let plain = LAYOUT.replace("when: ", "");
    let text = words("tr", EVENT, &plain);
    assert!(text.contains("12 Mayıs 2027 Çarşamba 18:00"), "{text}");
}

#[test]
fn a_language_without_names_of_months_has_dates_in_numbers_and_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    for (tag, told) in [
        ("az-Cyrl", true),
        ("sw", false),
        ("hy-AM", false),
        ("pt-BR", false),
    ] {
        let loaded = load(folder.path(), &campaign_in(tag, EVENT)).expect("it holds together");
        let rules: Vec<&str> = loaded
            .warnings
            .iter()
            .map(|problem| problem.rule.name())
            .collect();
        assert_eq!(rules.contains(&"numeric-dates"), told, "{tag}: {rules:?}");
    }
    let text = words("az-Cyrl", EVENT, LAYOUT);
    assert!(text.contains("2027-05-12 18:00"), "{text}");
}

#[test]
fn a_translation_without_words_says_where_they_go() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(
        folder.path().join("c.toml"),
        common::small_campaign("A lead.") + EVENT,
    )
    .expect("written");
    std::fs::write(
        folder.path().join("c.sw.toml"),
        "[translation]\nstatus = \"reviewed\"\ntranslator = \"A\"\n",
    )
    .expect("written");
    let project = Project::at(folder.path().join("c.toml"));
    let content = content::Content::open(&project);
    let content = content.unwrap_or_else(|problems| panic!("{}", said(&problems)));
    let campaign = content.campaign("sw").expect("it holds together").value;
    let built = common::build(&campaign, "flyer", "A4");
    let problems = built
        .unwrap_or_else(|problems| panic!("{}", said(&problems)))
        .warnings;
    let own: Vec<_> = problems
        .iter()
        .filter(|problem| problem.rule == Rule::MissingWords)
        .collect();
    assert_eq!(own.len(), 1, "{}", said(&problems));
    let place = own[0].place.as_ref().expect("a place");
    assert!(place.source.name.ends_with("c.sw.toml"));
    let hint = own[0].hint.clone().unwrap_or_default().to_string();
    assert!(hint.contains("handbill translate CONTENT sw"), "{hint}");
}

#[test]
fn pieces_about_an_event_hold_every_shape_of_it() {
    let shapes = [
        ("\"2027-05-12\"", None),
        ("\"2027-05-12T18:00\"", Some("\"20:00\"")),
        ("\"2027-05-12T18:00\"", Some("\"2027-05-15T20:00\"")),
        ("\"2027-05-12\"", Some("\"2027-05-15\"")),
    ];
    for tag in ["en", "en-US", "de", "hy", "ar"] {
        for (start, end) in shapes {
            let folder = tempfile::tempdir().expect("a folder");
            let text = campaign_in(tag, &event(start, end));
            let campaign = load(folder.path(), &text).expect("it holds together").value;
            let built = common::build(&campaign, "event-poster", "A4");
            let built =
                built.unwrap_or_else(|problems| panic!("{tag} {start}: {}", said(&problems)));
            let printed = spaced(&handbill::internals::reading::plain_text(
                &built.value.examined.piece,
            ));
            let language = Language::of(tag).expect("a tag");
            let day = Dates::default().day(&language, &campaign.events[0].when);
            let bare = |text: &str| -> String {
                let drawn = |c: &char| {
                    !c.is_whitespace()
                        && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}')
                };
                text.chars().filter(drawn).collect()
            };
            // With hours at both ends, each day has its own.
            let dates = Dates::default();
            let whole = dates.when(&language, &campaign.events[0].when);
            let has = |text: &str| bare(&printed).contains(&bare(&spaced(text)));
            assert!(has(&day) || has(&whole), "{tag}: {day} in {printed}");
        }
    }
}
