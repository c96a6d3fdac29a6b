//! The sample in every language that it is translated into: laid out, and read back from the PDF. The first language has
//! every piece on its first paper, the others some pieces in turn, and each some of the other papers. `.ci/run` makes all
//! of them.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::sync::OnceLock;

use handbill::internals::content::{Campaign, Content, Status};
use handbill::internals::diag::Diagnostics;
use handbill::internals::frame::{Code, GlyphRun, ItemKind};
use handbill::internals::page::Piece;
use handbill::internals::payload::Payload;
use handbill::internals::pipeline::Built;
use handbill::internals::project::Project;
use handbill::internals::rules::Rule;

use crate::common::{self, pdf, said, structure};

/// What a reader of each language expects: the name of November, and the marks around a quotation.
const WRITTEN: [(&str, &str, &str, &str); 16] = [
    ("ar", "نوفمبر ٢٠٢٣", "«", "»"),
    ("de", "November 2023", "„", "“"),
    ("el", "Νοέμβριος 2023", "«", "»"),
    ("en", "November 2023", "“", "”"),
    ("es", "noviembre de 2023", "«", "»"),
    ("fa", "نوامبر ۲۰۲۳", "«", "»"),
    ("fr", "novembre 2023", "« ", " »"),
    ("he", "נובמבר 2023", "“", "”"),
    ("hy", "2023 թ․ նոյեմբեր", "«", "»"),
    ("hyw", "2023 թ․ նոյեմբեր", "«", "»"),
    ("it", "novembre 2023", "«", "»"),
    ("ka", "ნოემბერი, 2023", "„", "“"),
    ("nl", "november 2023", "“", "”"),
    ("pl", "listopad 2023", "„", "”"),
    ("pt", "novembro de 2023", "“", "”"),
    ("ru", "ноябрь 2023 г.", "«", "»"),
];

/// The pieces that are made in every language.
const IN_EVERY_LANGUAGE: [&str; 2] = ["flyer", "handout"];

/// Each language has one in so many of the other pieces.
const PIECES_IN_TURN: usize = 4;

/// Each language has one in so many of the papers that are not the first of their piece.
const PAPERS_IN_TURN: usize = 16;

/// The campaign in a language, with what was made of it.
pub(crate) struct Edition {
    pub(crate) tag: String,
    campaign: Campaign,
    status: Option<Status>,
    pub(crate) problems: Diagnostics,
    /// Each on its first paper, written as PDF.
    pub(crate) written: Vec<Built>,
    /// On some of the other papers.
    laid_out: Vec<Piece>,
}

impl Edition {
    fn pieces(&self) -> impl Iterator<Item = &Piece> {
        let written = self.written.iter().map(|built| &built.examined.piece);
        written.chain(&self.laid_out)
    }

    fn piece(&self, template: &str) -> &Built {
        let mut written = self.written.iter();
        let found = written.find(|built| built.examined.piece.template == template);
        found.expect("a piece that is made in this language")
    }
}

/// The sample in every language, the first one first, built once for the test program.
pub(crate) fn editions() -> &'static [Edition] {
    static EDITIONS: OnceLock<Vec<Edition>> = OnceLock::new();
    EDITIONS.get_or_init(|| {
        let project = Project::at(common::SAMPLE);
        let content =
            Content::open(&project).unwrap_or_else(|problems| panic!("{}", said(&problems)));
        let mut tags = vec![content.first_language().to_owned()];
        tags.extend(content.translations());
        assert!(tags.len() > 1, "no translations: this shows nothing");
        let loaded: Vec<_> = tags
            .into_iter()
            .enumerate()
            .map(|(number, tag)| {
                let campaign = content.campaign(&tag);
                let campaign =
                    campaign.unwrap_or_else(|problems| panic!("{tag}: {}", said(&problems)));
                let translation = content.translation(&tag).ok();
                (
                    number,
                    tag,
                    campaign,
                    translation.map(|read| read.value.status),
                )
            })
            .collect();
        let threads = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let share = loaded.len().div_ceil(threads);
        let mut editions = Vec::new();
        std::thread::scope(|scope| {
            let workers: Vec<_> = loaded
                .chunks(share)
                .map(|part| {
                    scope.spawn(move || {
                        let one = |(number, tag, campaign, status): &(usize, String, _, _)| {
                            edition(tag, campaign, *status, *number)
                        };
                        part.iter().map(one).collect::<Vec<_>>()
                    })
                })
                .collect();
            for worker in workers {
                editions.extend(worker.join().expect("it says why it failed"));
            }
        });
        editions
    })
}

fn edition(
    tag: &str,
    loaded: &handbill::internals::diag::Warned<Campaign>,
    status: Option<Status>,
    number: usize,
) -> Edition {
    let mut edition = Edition {
        tag: tag.to_owned(),
        campaign: loaded.value.clone(),
        status,
        problems: loaded.warnings.clone(),
        written: Vec::new(),
        laid_out: Vec::new(),
    };
    let mut pieces = 0;
    for (turn, job) in common::jobs(None).into_iter().enumerate() {
        // A PDF has the same words on every paper.
        if job.template.papers.first() == Some(&job.paper) {
            pieces += 1;
            let in_turn = number == 0 || pieces % PIECES_IN_TURN == number % PIECES_IN_TURN;
            if !in_turn && !IN_EVERY_LANGUAGE.contains(&&*job.template.id) {
                continue;
            }
            match common::pipeline().build(&edition.campaign, &job) {
                Ok(made) => {
                    edition.problems.extend(made.warnings);
                    edition.written.push(made.value);
                }
                Err(problems) => edition.problems.extend(problems),
            }
        } else if turn % PAPERS_IN_TURN == number % PAPERS_IN_TURN {
            let ways = std::slice::from_ref(&job.printing);
            for made in common::pipeline().examine(&[&edition.campaign], &job, ways) {
                match made {
                    Ok(made) => {
                        edition.problems.extend(made.warnings);
                        edition.laid_out.push(made.value.piece);
                    }
                    Err(problems) => edition.problems.extend(problems),
                }
            }
        }
    }
    edition
}

fn runs(piece: &Piece) -> Vec<&GlyphRun> {
    keyed(piece).into_iter().map(|(_, run)| run).collect()
}

/// The runs of a piece in reading order, with the keys that their words come from.
fn keyed(piece: &Piece) -> Vec<(&str, &GlyphRun)> {
    let mut runs = Vec::new();
    for page in &piece.pages {
        page.frame.walk(&mut |item| {
            if let ItemKind::Text(run) = &item.kind {
                runs.push((&*item.origin.key, run));
            }
        });
    }
    runs
}

/// The words of a key as they stand on the page, lines joined.
fn printed(piece: &Piece, key: &str) -> String {
    let mut words = String::new();
    for (_, run) in keyed(piece).into_iter().filter(|(own, _)| *own == key) {
        words.push_str(&run.text);
        if run.space_after {
            words.push(' ');
        }
    }
    plain(&words)
}

/// Words without what only tells how they are set: the hyphens of divided words, directions, and
/// spaces that do not break.
fn plain(text: &str) -> String {
    let marks = |c: &char| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}');
    let text: String = text.chars().filter(marks).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn codes(piece: &Piece) -> Vec<&Code> {
    piece
        .pages
        .iter()
        .flat_map(handbill::internals::page::Page::codes)
        .collect()
}

#[test]
fn templates_fit_on_their_papers_in_every_language() {
    let mut languages: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for edition in editions() {
        let tag = &edition.tag;
        let odd: Vec<String> = edition
            .problems
            .iter()
            // The photographs are as large as they were to be had, and too small for the largest papers.
            .filter(|problem| {
                !["draft", "sample-event", "picture-resolution"].contains(&problem.rule.name())
            })
            .map(ToString::to_string)
            .collect();
        assert!(odd.is_empty(), "{tag}: {}", odd.join("\n"));
        let drafts = edition
            .problems
            .iter()
            .filter(|problem| problem.rule == Rule::Draft);
        let is_draft = edition.status == Some(Status::Draft);
        assert_eq!(
            drafts.count(),
            usize::from(is_draft),
            "{tag}: a draft is named once"
        );
        for piece in edition.pieces() {
            languages.entry(&piece.template).or_default().insert(tag);
        }
        assert!(!edition.laid_out.is_empty(), "{tag}");
    }
    let jobs = common::jobs(None);
    let wanted: BTreeSet<&str> = jobs.iter().map(|job| &*job.template.id).collect();
    let made: BTreeSet<&str> = languages.keys().copied().collect();
    assert_eq!(made, wanted);
    for (template, tags) in languages {
        let share = editions().len() / PIECES_IN_TURN;
        assert!(tags.len() >= share, "{template}: {tags:?}");
    }
}

#[test]
fn no_character_lacks_a_glyph() {
    for edition in editions() {
        for piece in edition.pieces() {
            for run in runs(piece) {
                let lacking = run.glyphs.iter().find(|glyph| glyph.id == 0);
                assert!(
                    lacking.is_none(),
                    "{}, {} on {}: in “{}”",
                    edition.tag,
                    piece.template,
                    piece.paper,
                    run.text
                );
            }
        }
    }
}

/// The pieces with room for the lead.
const WITH_LEAD: [&str; 7] = [
    "flyer",
    "handout",
    "flyer-two",
    "palm-card",
    "tear-off",
    "handout-large",
    "handout-plain",
];

/// A headline without the stars around its hero line.
fn unmarked(headline: &str) -> String {
    headline.replace('*', "")
}

/// What is printed beside some words, which may be there several times, as on tabs.
fn without(printed: &str, words: &str) -> String {
    printed.replace(&plain(words), "").trim().to_owned()
}

#[test]
fn headline_and_lead_are_printed_as_they_are_written() {
    for edition in editions() {
        let campaign = &edition.campaign;
        for piece in edition.pieces() {
            let what = format!("{}, {} on {}", edition.tag, piece.template, piece.paper);
            let headline = printed(piece, "campaign.headline");
            assert_eq!(
                without(&headline, &unmarked(&campaign.headline)),
                "",
                "{what}"
            );
            assert!(!headline.is_empty() || piece.template == "vigil", "{what}");
            let lead = printed(piece, "campaign.lead");
            assert_eq!(
                without(&lead, campaign.lead.as_deref().unwrap_or_default()),
                "",
                "{what}"
            );
            assert!(
                !lead.is_empty() || !WITH_LEAD.contains(&&*piece.template),
                "{what}"
            );
        }
    }
}

#[test]
fn headline_and_lead_are_copied_from_the_pdf_as_they_are_written() {
    for edition in editions() {
        let campaign = &edition.campaign;
        for built in &edition.written {
            let document = pdf::open(built.pdf());
            let pages = pdf::pages(&document).into_iter();
            let texts: Vec<String> = pages.flat_map(|page| pdf::texts(&document, page)).collect();
            let text = plain(&texts.concat());
            let mut wanted = Vec::new();
            if built.examined.piece.template != "vigil" {
                wanted.push(unmarked(&campaign.headline));
            }
            if WITH_LEAD.contains(&&*built.examined.piece.template) {
                wanted.extend(campaign.lead.clone());
            }
            for words in wanted {
                let what = format!("{}, {}", edition.tag, built.examined.piece.template);
                assert!(
                    text.contains(&plain(&words)),
                    "{what}: “{words}” is not in {text}"
                );
            }
        }
    }
}

#[test]
fn codes_open_the_same_in_every_language() {
    let payloads = |piece: &Piece| -> Vec<Payload> {
        codes(piece)
            .into_iter()
            .map(|code| code.payload.clone())
            .collect()
    };
    let (first, others) = editions().split_first().expect("languages");
    for edition in others {
        for own in edition.pieces() {
            // Codes are the same on every paper.
            let english = &first.piece(&own.template).examined.piece;
            // The plain twin is heard: it has addresses.
            assert_eq!(codes(own).is_empty(), own.template == "handout-plain");
            assert_eq!(
                payloads(own),
                payloads(english),
                "{}, {}",
                edition.tag,
                own.template
            );
        }
    }
}

#[test]
fn a_phone_number_is_dialled_from_abroad_in_other_languages() {
    for edition in editions() {
        let expected = match edition.tag.as_str() {
            "en" => "(202) 224-3121",
            _ => "+1 202 224 3121",
        };
        let piece = &edition.piece("flyer").examined.piece;
        let calls = |code: &&Code| matches!(code.payload, Payload::Tel { .. });
        let call = codes(piece).into_iter().find(calls);
        assert_eq!(
            call.expect("a code to call").short,
            expected,
            "{}",
            edition.tag
        );
        assert_eq!(
            printed(piece, "action.call.short"),
            expected,
            "{}",
            edition.tag
        );
    }
}

#[test]
fn dates_and_quotation_marks_are_those_of_the_language() {
    let known: BTreeSet<&str> = WRITTEN.iter().map(|row| row.0).collect();
    for edition in editions() {
        let tag = edition.tag.as_str();
        assert!(known.contains(tag), "say here what {tag} writes");
        let (_, date, open, close) = WRITTEN.iter().find(|row| row.0 == tag).expect("known");
        for template in ["flyer", "handout"] {
            let piece = &edition.piece(template).examined.piece;
            assert_eq!(printed(piece, "campaign.as_of"), *date, "{tag}, {template}");
        }
        let mut told = 0;
        for piece in edition.pieces() {
            for quote in &edition.campaign.quotes {
                let words = printed(piece, &format!("quote.{}.text", quote.id));
                let marked = plain(&format!("{open}{}{close}", quote.text));
                // It may be there several times.
                assert_eq!(without(&words, &marked), "", "{tag}");
                told += usize::from(!words.is_empty());
            }
        }
        assert!(told > 2, "{tag}: {told} quotations");
    }
}

#[test]
fn the_file_says_which_language_it_is_in_and_which_words_are_in_another() {
    for edition in editions() {
        let tag = edition.tag.as_str();
        let campaign = &edition.campaign;
        for built in &edition.written {
            let document = pdf::open(built.pdf());
            let catalog = document.catalog().expect("a catalog");
            let language = pdf::get(&document, catalog, "Lang")
                .as_str()
                .expect("a tag");
            assert_eq!(language, tag.as_bytes());
        }
        // Names and titles that no translation gives stay as they are.
        let piece = &edition.piece("handout").examined.piece;
        let stays = |key: &str| {
            matches!(key, "campaign.hashtag" | "organizer.name")
                || key.starts_with("source.") && key.ends_with(".title")
        };
        let expected = (tag != "en").then_some("en");
        let mut kept = 0;
        for (key, run) in keyed(piece) {
            if !run.text.chars().any(char::is_alphabetic) {
                continue;
            }
            if stays(key) {
                assert_eq!(run.language.as_deref(), expected, "{tag}: “{}”", run.text);
                kept += 1;
            } else if ["campaign.headline", "campaign.lead"].contains(&key) {
                assert_eq!(run.language, None, "{tag}: “{}”", run.text);
            }
        }
        assert!(kept > campaign.sources.len(), "{tag}: {kept} runs");
        if tag != "en" {
            let tree = structure::dump(&pdf::open(edition.piece("handout").pdf()));
            let foreign: Vec<&str> = tree.lines().filter(|line| line.contains(" [en]")).collect();
            let mut names = vec![campaign.hashtag.as_deref().expect("a hashtag")];
            names.push(&campaign.organizer.name);
            // The sources that something on the sheet is from.
            let cited = |id: &str| {
                let key = format!("source.{id}.title");
                keyed(piece).iter().any(|(own, _)| *own == key)
            };
            let sources = campaign.sources.iter().filter(|source| cited(&source.id));
            names.extend(sources.map(|source| source.author.as_str()));
            assert!(names.len() > 4, "{tag}: {names:?}");
            for name in names {
                let marked = foreign.iter().any(|line| line.contains(name));
                assert!(marked, "{tag}: “{name}” is not marked as English in {tree}");
            }
        }
    }
}
