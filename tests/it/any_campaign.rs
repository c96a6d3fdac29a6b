//! Campaigns that nobody wrote: random numbers of everything, texts of random lengths, in several scripts. Each is laid
//! out as some of the pieces in turn, and none is refused.

use std::fmt::Write as _;

use handbill::internals::diag::Severity;
use handbill::internals::pipeline::Job;

use crate::common::{self, numbers::Numbers};

/// Campaigns, and the pieces that each is made into.
const CAMPAIGNS: u64 = 16;
const PIECES_OF_EACH: usize = 2;

/// Languages with words of each; the longest of a language are among them.
const LANGUAGES: [(&str, &str); 5] = [
    (
        "en",
        "the bus night council village shift walk home light stop letter neighbourhood assembly rent roof winter",
    ),
    (
        "de",
        "die Genossenschaft Mietvertrag Nachbarschaft kündigen Rathaus Vorkaufsrecht warm kalt Haus wir alle jetzt heute",
    ),
    (
        "ru",
        "мы требуем свободы города улица дом школа врач учитель договор вода зима собрание сегодня ответ",
    ),
    (
        "hy",
        "մենք պահանջում ենք ազատություն քաղաք փողոց դպրոց բժիշկ ուսուցիչ ջուր ձմեռ ժողով այսօր միասին նամակ",
    ),
    (
        "ar",
        "نحن نطالب بالحرية المدينة الشارع المدرسة الطبيب المعلم العمل الماء الشتاء اجتماع اليوم غدا معا رسالة",
    ),
];

/// Chances and texts of a campaign.
struct Chances(Numbers);

impl Chances {
    fn below(&mut self, limit: usize) -> usize {
        self.0.below(limit)
    }

    /// None in two of five cases, else up to so many.
    fn some(&mut self, most: usize) -> usize {
        match self.below(5) {
            0 | 1 => 0,
            _ => 1 + self.below(most),
        }
    }

    fn one_of(&mut self, lengths: &[usize]) -> usize {
        lengths[self.below(lengths.len())]
    }

    /// Words of about so many letters.
    fn text(&mut self, words: &[&str], letters: usize) -> String {
        let mut text = String::new();
        while text.chars().count() < letters {
            let word = words[self.below(words.len())];
            text.push_str(if text.is_empty() { "" } else { " " });
            text.push_str(word);
        }
        text
    }
}

/// A content file of what a seed says.
fn content(seed: u64) -> String {
    let mut numbers = Chances(Numbers(seed));
    let (language, words) = LANGUAGES[numbers.below(LANGUAGES.len())];
    let words: Vec<&str> = words.split(' ').collect();
    let text = |numbers: &mut Chances, lengths: &[usize]| {
        let letters = numbers.one_of(lengths);
        numbers.text(&words, letters)
    };
    let headline = text(&mut numbers, &[2, 6, 12, 30, 60, 100]);
    let mut toml = format!(
        "[campaign]\nid = \"c\"\nlanguage = \"{language}\"\ntitle = \"C\"\nheadline = \"{headline}\"\nhome = \"https://example.org/\"\nas_of = \"2026-11\"\n"
    );
    if numbers.below(4) > 0 {
        let lead = text(&mut numbers, &[30, 120, 350, 550]);
        let _ = writeln!(toml, "lead = \"{lead}.\"");
    }
    toml.push_str("\n[organizer]\nname = \"Sample\"\n\n[[source]]\nid = \"s\"\nauthor = \"Sample\"\ntitle = \"A report\"\ndate = \"2026-05\"\n");
    for at in 0..numbers.some(12) {
        let words = text(&mut numbers, &[15, 40, 80]);
        let _ = write!(
            toml,
            "\n[[fact]]\nid = \"f{at}\"\nfigure = \"18,000\"\ntext = \"{words}\"\nsource = \"s\"\n"
        );
    }
    if numbers.below(4) == 0 {
        toml.push_str("\n[[fact]]\nid = \"held\"\nfigure = \"23\"\ncount = 23\npeople = true\ntext = \"X\"\nsource = \"s\"\n");
    }
    for at in 0..numbers.some(8) {
        let words = text(&mut numbers, &[20, 60, 90]);
        let _ = write!(
            toml,
            "\n[[quote]]\nid = \"q{at}\"\ntext = \"{words}.\"\nspeaker = \"Sample\"\nsource = \"s\"\n"
        );
    }
    for at in 0..numbers.some(8) {
        let words = text(&mut numbers, &[30, 80]);
        let _ = write!(
            toml,
            "\n[[moment]]\nid = \"m{at}\"\ndate = \"2026-0{}\"\ntext = \"{words}.\"\nsource = \"s\"\n",
            at + 1
        );
    }
    for at in 0..=numbers.below(10) {
        let label = text(&mut numbers, &[6, 12, 22]);
        let path = "path/".repeat(numbers.one_of(&[0, 2, 8]));
        let payload = match numbers.below(4) {
            0 => format!("kind = \"tel\"\nphone = \"+49 30 2312501{at}\""),
            _ => format!("kind = \"url\"\nurl = \"https://example.org/{path}{at}\""),
        };
        let _ = write!(
            toml,
            "\n[[action]]\nid = \"a{at}\"\nlabel = \"{label}\"\n{payload}\n"
        );
    }
    for at in 0..numbers.some(12) {
        let (city, place) = (text(&mut numbers, &[7]), text(&mut numbers, &[12, 30]));
        let _ = write!(
            toml,
            "\n[[event]]\nid = \"e{at}\"\ncity = \"{city}\"\nplace = \"{place}\"\nstart = \"2027-01-{}T18:30\"\nzone = \"Europe/Berlin\"\n",
            10 + at
        );
    }
    for at in 0..numbers.some(60) {
        let name = text(&mut numbers, &[8, 16]);
        let _ = write!(
            toml,
            "\n[[person]]\nid = \"p{at}\"\nname = \"{name}\"\nsource = \"s\"\n"
        );
    }
    for at in 0..numbers.some(4) {
        let (title, body) = (
            text(&mut numbers, &[14]),
            text(&mut numbers, &[60, 200, 400]),
        );
        let _ = write!(
            toml,
            "\n[[section]]\nid = \"t{at}\"\ntitle = \"{title}\"\nbody = \"{body}.\"\n"
        );
    }
    toml
}

#[test]
fn no_campaign_is_refused() {
    let library = &common::pipeline().library;
    let pieces = common::PIECES;
    let mut turn = 0;
    let mut wrong = Vec::new();
    for seed in 0..CAMPAIGNS {
        let folder = tempfile::tempdir().expect("a folder");
        let campaign = common::campaign(folder.path(), &content(seed));
        let mut made = 0;
        while made < PIECES_OF_EACH {
            let id = pieces[turn % pieces.len()];
            turn += 1;
            let template = library.load(id);
            let template =
                template.unwrap_or_else(|problems| panic!("{}", common::said(&problems)));
            if template.lacking(&campaign).is_some() {
                continue;
            }
            made += 1;
            let job = Job::screen(&template, &template.papers[0].clone());
            let ways = std::slice::from_ref(&job.printing);
            for examined in common::pipeline().examine(&[&campaign], &job, ways) {
                let Err(problems) = examined else { continue };
                let errors = problems.iter().filter(|it| it.severity == Severity::Error);
                wrong.extend(errors.map(|error| format!("{seed} as {id}: {error}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
