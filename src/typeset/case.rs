//! Turns text into capitals as its language does, and remembers what the author wrote.
//!
//! Capitals belong to the look of a headline, not to its text. Screen readers spell out words in capitals, and a
//! name that is copied from a headline should be a name, so the file keeps the author's letters beside the
//! glyphs. That is why each changed letter is recorded by its place ([`Written`]).
//!
//! The rules of languages are those of Unicode (`icu_casemap`): İ in Turkish, no accents in Greek, SS for ß.
//! Georgian headlines become Mtavruli, the capitals that Georgian uses for whole words only.

use std::collections::BTreeMap;
use std::ops::Range;

use icu_casemap::CaseMapper;
use icu_locale_core::LanguageIdentifier;

use super::kept::kept;
use super::prepare::Prepared;

/// What the author wrote, for each letter that was changed, by byte offset in the changed text. Where several
/// letters replace one, as SS does ß, the first carries the original and the others carry nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Written(BTreeMap<usize, String>);

impl Written {
    /// What the author wrote for a stretch of the changed text.
    pub(super) fn of(&self, text: &str, range: Range<usize>) -> String {
        let mut written = String::with_capacity(range.len());
        for (offset, character) in text.get(range.clone()).unwrap_or_default().char_indices() {
            match self.0.get(&(range.start + offset)) {
                Some(own) => written.push_str(own),
                None => written.push(character),
            }
        }
        written
    }
}

/// Turns prepared text into capitals. Scripts without capitals stay as they are, and so do words whose small letters
/// say something (`kept.rs`).
pub(super) fn upper(prepared: Prepared, language: &str) -> (Prepared, Written) {
    let kept = kept(&prepared.text, language);
    // A tag that is none has the root's rules.
    let language = language.parse().unwrap_or(LanguageIdentifier::UNKNOWN);
    let mut text = String::with_capacity(prepared.text.len());
    let mut written = Written::default();
    // For each byte offset of the old text the one in the new text: runs and hyphens move along.
    let mut moved = BTreeMap::new();
    for (range, keeps) in stretches(&prepared.text, &kept) {
        let word = &prepared.text[range.clone()];
        let mut at = range.start;
        let pairs = if keeps {
            as_written(word)
        } else {
            letters(word, &language)
        };
        for (old, new) in pairs {
            moved.insert(at, text.len());
            at += old.len();
            // The first capital takes the original letter, and the others take none.
            let mut own = Some(old);
            for letter in new.chars() {
                let own = own.take().unwrap_or_default();
                if !(own.len() == letter.len_utf8() && own.starts_with(letter)) {
                    written.0.insert(text.len(), own);
                }
                text.push(letter);
            }
        }
    }
    moved.insert(prepared.text.len(), text.len());
    // Within letters that were changed together there is no place of its own: the next one is taken.
    let place = |offset: usize| {
        moved
            .range(offset..)
            .next()
            .map_or(text.len(), |(_, new)| *new)
    };
    let runs = prepared
        .runs
        .into_iter()
        .map(|(range, run)| (place(range.start)..place(range.end), run))
        // A run within letters that were changed together is empty then.
        .filter(|(range, _)| !range.is_empty())
        .collect();
    let soft_hyphens = prepared.soft_hyphens.into_iter().map(place).collect();
    let ends = prepared.ends.into_iter();
    let ends = ends.map(|(at, end)| (place(at), end)).collect();
    let prepared = Prepared {
        runs,
        soft_hyphens,
        ends,
        text,
    };
    (prepared, written)
}

/// The words of a text, divided where a stretch begins or ends that stays as it is; and whether each is such a stretch.
fn stretches(text: &str, kept: &[Range<usize>]) -> Vec<(Range<usize>, bool)> {
    let mut stretches = Vec::new();
    let mut at = 0;
    let end = text.len()..text.len();
    for range in kept.iter().cloned().chain([end]) {
        for word in text[at..range.start].split_inclusive(char::is_whitespace) {
            stretches.push((at..at + word.len(), false));
            at += word.len();
        }
        at = range.end;
        if !range.is_empty() {
            stretches.push((range, true));
        }
    }
    stretches
}

/// The letters of a word that stays as it is.
fn as_written(word: &str) -> Vec<(String, String)> {
    let pair = |letter: char| (letter.to_string(), letter.to_string());
    word.chars().map(pair).collect()
}

/// The letters of a word, each with its capitals. If capitals depend on the letters around (Greek,
/// Lithuanian), letters come together with the marks on them; and if even these cannot be separated, the word
/// comes as one.
fn letters(word: &str, language: &LanguageIdentifier) -> Vec<(String, String)> {
    let mapper = CaseMapper::new();
    let whole = mapper.uppercase_to_string(word, language).into_owned();
    let alone: Vec<(String, String)> = word
        .chars()
        .map(|letter| {
            let letter = letter.to_string();
            let upper = mapper.uppercase_to_string(&letter, language).into_owned();
            (letter, upper)
        })
        .collect();
    if alone
        .iter()
        .map(|(_, upper)| upper.as_str())
        .collect::<String>()
        == whole
    {
        return alone;
    }
    // First way: letter by letter gave the same as the whole word. Second way, here: as many letters as before,
    // so they correspond one to one.
    if word.chars().count() == whole.chars().count() {
        let pairs = word.chars().zip(whole.chars());
        return pairs.map(|(a, b)| (a.to_string(), b.to_string())).collect();
    }
    // Third way: a letter with the marks on it becomes capitals together.
    let mut marked: Vec<(String, String)> = Vec::new();
    for (letter, upper) in alone {
        match marked.last_mut() {
            Some((last, both)) if letter.chars().all(is_mark) => {
                last.push_str(&letter);
                *both = mapper.uppercase_to_string(last, language).into_owned();
            }
            _ => marked.push((letter, upper)),
        }
    }
    let lengths = || marked.iter().map(|(_, upper)| upper.chars().count());
    if lengths().sum::<usize>() == whole.chars().count() {
        let mut rest = whole.chars();
        let lengths: Vec<usize> = lengths().collect();
        return marked
            .into_iter()
            .zip(lengths)
            .map(|((letter, _), length)| (letter, rest.by_ref().take(length).collect()))
            .collect();
    }
    // The last resort: the word as a whole. It can be copied, but not letter by letter.
    vec![(word.to_owned(), whole)]
}

/// Whether a character is a mark on the letter before it: combining diacritical marks, where capitals lose or
/// gain one (Unicode, `SpecialCasing`).
fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn capitals(text: &str, language: &str) -> String {
        let prepared = Prepared {
            text: text.to_owned(),
            runs: vec![(0..text.len(), 0)],
            soft_hyphens: Vec::new(),
            ends: Vec::new(),
        };
        let (prepared, written) = upper(prepared, language);
        let all = written.of(&prepared.text, 0..prepared.text.len());
        assert_eq!(all, text, "what the author wrote is kept");
        assert_eq!(prepared.runs, [(0..prepared.text.len(), 0)]);
        prepared.text
    }

    #[test]
    fn each_language_has_its_capitals() {
        for (language, text, expected) in [
            ("en", "Free the prisoners", "FREE THE PRISONERS"),
            ("de", "Die Straße ist groß", "DIE STRASSE IST GROSS"),
            ("fr", "Libérez l’otage", "LIBÉREZ L’OTAGE"),
            ("tr", "istanbul ılık", "İSTANBUL ILIK"),
            ("az", "əsirlər", "ƏSİRLƏR"),
            ("nl", "ijs", "IJS"),
            (
                "el",
                "Ελευθερία στους Αρμένιους",
                "ΕΛΕΥΘΕΡΙΑ ΣΤΟΥΣ ΑΡΜΕΝΙΟΥΣ",
            ),
            // An accent that tells two vowels apart leaves its diaeresis.
            ("el", "μάιος ρολόι", "ΜΑΪΟΣ ΡΟΛΟΪ"),
            ("hy", "ղեկավարներ և գերիներ", "ՂԵԿԱՎԱՐՆԵՐ ԵՎ ԳԵՐԻՆԵՐ"),
            ("hyw", "ղեկավարներ և գերիներ", "ՂԵԿԱՎԱՐՆԵՐ ԵՒ ԳԵՐԻՆԵՐ"),
            // Marks of their own, and a letter that has two for its capital, in one word.
            ("el", "τῷ Μαΐῳ ᾄδω, μά\u{301}ϊος", "ΤΩΙ ΜΑΪΩΙ ΑΙΔΩ, ΜΑΪΟΣ"),
            ("lt", "i\u{307}\u{301}ki lietùs", "I\u{301}KI LIETÙS"),
            ("tr", "dırdır ağaç ﬁdan", "DIRDIR AĞAÇ FIDAN"),
            ("hy", "ﬓ և ﬔ", "ՄՆ ԵՎ ՄԵ"),
            ("ka", "თავისუფლება", "ᲗᲐᲕᲘᲡᲣᲤᲚᲔᲑᲐ"),
            ("ar", "الحرية للقادة", "الحرية للقادة"),
            ("he", "שחררו", "שחררו"),
            ("no tag", "ok", "OK"),
        ] {
            assert_eq!(capitals(text, language), expected, "{language}");
        }
    }

    #[test]
    fn small_letters_that_say_something_stay() {
        for (language, text, expected) in [
            ("en", "Free the POWs, now", "FREE THE POWs, NOW"),
            ("en", "1000 t-shirts", "1000 T-SHIRTS"),
            ("fr", "En 2024 l’été", "EN 2024 L’ÉTÉ"),
            ("sv", "2024 min mamma", "2024 MIN MAMMA"),
            ("en", "MPs’ iPhones and a PhD", "MPs’ iPhones AND A PhD"),
            (
                "en",
                "Jean-Luc O’Neill McCarthy",
                "JEAN-LUC O’NEILL MCCARTHY",
            ),
            (
                "en",
                "30 km/h for 5 km, 8 in 10",
                "30 km/h FOR 5 km, 8 IN 10",
            ),
            ("en", "at 5km in 2 h", "AT 5km IN 2 h"),
            (
                "en",
                "See library.org/Act or mail us@Library.org.",
                "SEE library.org/Act OR MAIL us@Library.org.",
            ),
            (
                "en",
                "#FreeThem with @some_Name",
                "#FreeThem WITH @some_Name",
            ),
            ("en", "YouTube and LGBTQ+", "YouTube AND LGBTQ+"),
            (
                "de",
                "Schüler*innen, SchülerInnen, Straße",
                "SCHÜLER*INNEN, SchülerInnen, STRASSE",
            ),
            ("de", "Verein e.V. und GmbH", "VEREIN e.V. UND GmbH"),
            ("nl", "IJsland en ijs", "IJSLAND EN IJS"),
            (
                "ga",
                "Muintir na hÉireann i mBaile",
                "MUINTIR NA hÉIREANN I mBAILE",
            ),
            ("ru", "30 км/ч и 5 км", "30 км/ч И 5 км"),
            ("el", "στο iPhone μου", "ΣΤΟ iPhone ΜΟΥ"),
            ("tr", "istanbul iPhone", "İSTANBUL iPhone"),
            ("hy", "CNN-ի և NGOs", "CNN-Ի ԵՎ NGOs"),
        ] {
            assert_eq!(capitals(text, language), expected, "{language}");
        }
        // The characters that say where an address may be divided do not hide it.
        let address = "see library.\u{200b}org/\u{200b}Act";
        assert_eq!(capitals(address, "en"), address.replacen("see", "SEE", 1));
    }

    #[test]
    fn runs_and_hyphens_keep_their_places() {
        let text = "großes ß";
        let prepared = Prepared {
            text: text.to_owned(),
            runs: vec![(0..5, 0), (5..text.len(), 1)],
            soft_hyphens: vec![5],
            ends: Vec::new(),
        };
        let (prepared, written) = upper(prepared, "de");
        assert_eq!(prepared.text, "GROSSES SS");
        assert_eq!(prepared.runs, [(0..5, 0), (5..10, 1)]);
        assert_eq!(prepared.soft_hyphens, [5]);
        assert_eq!(written.of(&prepared.text, 3..4), "ß");
        assert_eq!(written.of(&prepared.text, 4..5), "");
    }
}
