//! Where lines end in scripts that set no spaces between words: Thai, Lao, Khmer and Burmese.
//!
//! Words are found by the dictionaries of `icu_segmenter`. It takes the longest word that it knows, one
//! after the other, which may end within a word (หาส|มา|ชิก for หา|สมาชิก), and of a word that it does not
//! know, such as a name, single letters. So a line ends only where another reading has an end too, the
//! one in the fewest words, and letters that are no word stay with what stands beside them.

use std::collections::BTreeSet;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{GraphemeClusterSegmenter, LineSegmenter, LineSegmenterBorrowed};

use super::script;

/// The letters of a text, each with its marks; its words, if letters in it join when they are written: one alone would
/// have another shape. White space is none of either.
pub(crate) fn letters(text: &str) -> Vec<String> {
    if text.chars().any(script::joins_in_print) {
        return text.split_whitespace().map(str::to_owned).collect();
    }
    let ends: Vec<usize> = GraphemeClusterSegmenter::new().segment_str(text).collect();
    let clusters = ends
        .windows(2)
        .filter_map(|pair| text.get(pair[0]..pair[1]));
    let letters = clusters.filter(|cluster| !cluster.trim().is_empty());
    letters.map(str::to_owned).collect()
}

/// A script whose words are found by a dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Thai,
    Lao,
    Khmer,
    Burmese,
}

/// The script of a letter, vowel or mark that is written on without spaces. Figures and full stops are not
/// meant: the general rules of Unicode Annex 14 hold for them.
fn script(character: char) -> Option<Script> {
    match character {
        '\u{e01}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}' => Some(Script::Thai),
        '\u{e81}'..='\u{ece}' | '\u{edc}'..='\u{edf}' => Some(Script::Lao),
        '\u{1780}'..='\u{17d3}' | '\u{17d7}' | '\u{17dc}'..='\u{17dd}' => Some(Script::Khmer),
        '\u{1000}'..='\u{103f}'
        | '\u{104c}'..='\u{108f}'
        | '\u{109a}'..='\u{109f}'
        | '\u{a9e0}'..='\u{a9ef}'
        | '\u{a9fa}'..='\u{a9fe}'
        | '\u{aa60}'..='\u{aa7f}' => Some(Script::Burmese),
        _ => None,
    }
}

/// Byte offsets in a text after which a line may end, between two words of a script that sets no spaces.
pub(super) fn ends(text: &str) -> Vec<usize> {
    if !text.chars().any(|c| script(c).is_some()) {
        return Vec::new();
    }
    let segmenter = LineSegmenter::new_dictionary(LineBreakOptions::default());
    let fewest = fewest_words(segmenter, text);
    let mut ends: Vec<usize> = Vec::new();
    // `start` is the end of the word before; `kept` says whether a line may end there.
    let mut start = 0;
    let mut kept = false;
    for end in segmenter.segment_str(text) {
        let (before, after) = text.split_at(end);
        let word = before.get(start..).unwrap_or_default();
        let remnant = is_remnant(word);
        // A single letter belongs to an unknown word, which may have begun before it.
        if remnant && kept && ends.last() == Some(&start) {
            ends.pop();
        }
        kept = !remnant && fewest.contains(&end) && may_end(before, after);
        if kept {
            ends.push(end);
        }
        start = end;
    }
    ends
}

/// The ends of words in the reading with the fewest unknown letters and, among such readings, the fewest words. Each
/// stretch of one script is read by itself.
fn fewest_words(segmenter: LineSegmenterBorrowed<'_>, text: &str) -> BTreeSet<usize> {
    let mut ends = BTreeSet::new();
    let letters: Vec<(usize, Option<Script>)> =
        text.char_indices().map(|(at, c)| (at, script(c))).collect();
    for stretch in letters.chunk_by(|a, b| a.1 == b.1) {
        let (Some((start, Some(script))), Some((last, _))) = (stretch.first(), stretch.last())
        else {
            continue;
        };
        let length = text[*last..].chars().next().map_or(0, char::len_utf8);
        let words = &text[*start..last + length];
        ends.extend(
            shortest_reading(segmenter, words, *script)
                .into_iter()
                .map(|end| start + end),
        );
    }
    ends
}

/// Most letters, with their marks, of a word that the dictionary is asked for (practice: longer ones are compounds,
/// which are divided anyway).
const LONGEST_WORD: usize = 24;

fn shortest_reading(
    segmenter: LineSegmenterBorrowed<'_>,
    text: &str,
    script: Script,
) -> Vec<usize> {
    let clusters: Vec<usize> = GraphemeClusterSegmenter::new().segment_str(text).collect();
    let count = clusters.len().saturating_sub(1);
    // From the end backward: for each place, the best reading of all that follows, as unknown letters, words, and
    // the end of its first word.
    let mut best: Vec<(u32, u32, usize)> = vec![(0, 0, count); count + 1];
    for start in (0..count).rev() {
        let mut chosen = (u32::MAX, u32::MAX, count);
        for end in words_at(segmenter, text, &clusters, start, script) {
            let alone = is_remnant(&text[clusters[start]..clusters[end]]);
            let (unknown, words, _) = best[end];
            let reading = (unknown + u32::from(alone), words + 1, end);
            // Longer words come first, and are taken where nothing else is better.
            if (reading.0, reading.1) < (chosen.0, chosen.1) {
                chosen = reading;
            }
        }
        best[start] = chosen;
    }
    let mut ends = Vec::new();
    let mut at = 0;
    while at < count {
        at = best[at].2;
        ends.push(clusters[at]);
    }
    ends
}

/// The ends of all words of the dictionary that begin at a place, the longest first, and of the letter
/// there; counted in letters with their marks.
fn words_at(
    segmenter: LineSegmenterBorrowed<'_>,
    text: &str,
    clusters: &[usize],
    start: usize,
    script: Script,
) -> Vec<usize> {
    // A letter that no word has, so that a word is not taken for the start of a longer one.
    let stop = match script {
        Script::Thai => '\u{e45}',
        Script::Lao => '\u{eaf}',
        Script::Khmer => '\u{17dc}',
        Script::Burmese => '\u{1050}',
    };
    let mut ends = Vec::new();
    let mut limit = (start + LONGEST_WORD).min(clusters.len() - 1);
    while limit > start + 1 {
        let mut words = text[clusters[start]..clusters[limit]].to_owned();
        words.push(stop);
        // The segmenter gives 0 first, then the end of the first word.
        let end = segmenter.segment_str(&words).nth(1).unwrap_or_default();
        let place = clusters[start..=limit].binary_search(&(clusters[start] + end));
        match place {
            Ok(length) if length > 1 => {
                ends.push(start + length);
                limit = start + length - 1;
            }
            _ => break,
        }
    }
    // The letter alone, so that a reading exists for any text.
    ends.push(start + 1);
    ends
}

/// Whether a line may end between two letters of the same script.
fn may_end(before: &str, after: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    let second = after.chars().nth(1);
    match (script(last), script(first)) {
        (Some(Script::Thai), Some(Script::Thai)) => {
            // Vowels that stand before their letter, and those after it; signs that repeat or shorten.
            !matches!(last, '\u{e40}'..='\u{e44}')
                && !matches!(first, '\u{e2f}'..='\u{e3a}' | '\u{e45}'..='\u{e4e}')
        }
        (Some(Script::Lao), Some(Script::Lao)) => {
            !matches!(last, '\u{ec0}'..='\u{ec4}')
                && !matches!(first, '\u{eaf}'..='\u{ebd}' | '\u{ec6}'..='\u{ece}')
        }
        (Some(Script::Khmer), Some(Script::Khmer)) => {
            last != '\u{17d2}'
                && !matches!(first, '\u{17b4}'..='\u{17d3}' | '\u{17d7}' | '\u{17dd}')
        }
        (Some(Script::Burmese), Some(Script::Burmese)) => {
            // Marks, particles of the word before, and a letter that closes the syllable before it.
            let closes = second.is_some_and(|c| matches!(c, '\u{1039}' | '\u{103a}'));
            last != '\u{1039}' && !is_burmese_mark(first) && !closes
        }
        _ => false,
    }
}

fn is_burmese_mark(character: char) -> bool {
    matches!(character, '\u{102b}'..='\u{103e}' | '\u{104c}'..='\u{104f}' | '\u{1056}'..='\u{1059}'
        | '\u{105e}'..='\u{1060}' | '\u{1062}'..='\u{1064}' | '\u{1067}'..='\u{106d}'
        | '\u{1071}'..='\u{1074}' | '\u{1082}'..='\u{108d}' | '\u{108f}' | '\u{109a}'..='\u{109d}')
}

/// Whether a stretch between two ends is a part of a word that the dictionary does not have: one letter
/// without a vowel, which is no syllable. Burmese letters have a vowel of their own.
fn is_remnant(word: &str) -> bool {
    let is_consonant = |c: char| {
        matches!(c, '\u{e01}'..='\u{e2e}' | '\u{e81}'..='\u{eae}' | '\u{edc}'..='\u{edf}'
            | '\u{1780}'..='\u{17a2}')
    };
    // Marks that make no vowel, and the Khmer sign that sets one letter under another.
    let is_mark = |c: char| matches!(c, '\u{e47}'..='\u{e4e}' | '\u{ec8}'..='\u{ece}' | '\u{17c9}'..='\u{17d2}');
    let mut consonants = 0;
    let mut joined = false;
    for letter in word.chars() {
        if is_consonant(letter) {
            consonants += usize::from(!joined);
        } else if !is_mark(letter) {
            return false;
        }
        joined = letter == '\u{17d2}';
    }
    consonants == 1
}

/// Whether a character only steers layout and draws nothing: soft hyphens, joiners, marks of direction, line breaks.
pub(super) fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\n' | '\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(text: &str) -> String {
        let mut out = String::new();
        let mut start = 0;
        for end in ends(text) {
            out.push_str(&text[start..end]);
            out.push('|');
            start = end;
        }
        out + &text[start..]
    }

    #[test]
    fn lines_end_between_words() {
        // The first article of the Universal Declaration of Human Rights, and calls of a campaign.
        for expected in [
            "มนุษย์|ทั้ง|หลาย|เกิด|มา|มี|อิสระ|และ|เสมอ|ภาค|กัน|ใน|เกียรติศักดิ์|และ|สิทธิ",
            "ปล่อย|ตัว|พวก|เขา|เดี๋ยว|นี้ ลงชื่อ|ใน|คำร้อง โทร|หา|ผู้|แทน|ของ|คุณ",
            "ທຸກໆ|ຄົນ|ມີ|ເຫດຜົນ|ແລະ|ຄວາມຄິດ|ຄວາມເຫັນ|ສ່ວນຕົວ|ຂອງ|ໃຜ|ຂອງ|ມັນ",
            "ປ່ອຍຕົວ|ພວກເຂົາ|ດຽວນີ້ ໂທ|ຫາ|ຜູ້ແທນ|ຂອງ|ທ່ານ ໃນ|ວັນທີ ໑໒ ພຶດສະພາ",
            "មនុស្ស|ទាំងអស់|កើតមក|មាន|សេរីភាព|និង|សមភាព|ក្នុង|ផ្នែក|សេចក្ដីថ្លៃថ្នូរ|និង|សិទ្ធិ",
            "ខ្ញុំ|ស្រឡាញ់|កម្ពុជា សូម|ស្កេន|កូដ",
            "လူ|တိုင်း|သည်|တူညီ|လွတ်လပ်|သော|ဂုဏ်သိက္ခာ|ဖြင့်|လည်းကောင်း|မွေး|ဖွား|လာ|သူများ|ဖြစ်သည်။",
            "စစ်သုံ့ပန်း|များ|ကို|လွှတ်ပေး|ပါ",
        ] {
            assert_eq!(divided(&expected.replace('|', "")), expected);
        }
    }

    #[test]
    fn no_line_ends_within_a_word_or_before_a_sign() {
        for expected in [
            // Signs that repeat or shorten a word stay with it, and so do figures and full stops.
            "เด็กๆ ต่างๆ|กัน|ไป กรุงเทพฯ|เป็น|เมือง|หลวง",
            "រស់នៅៗ៕",
            "၂၀၂၆ခု|နှစ်|မေလ၁၂ရက်|နေ့|တွင်",
            // The longest word first would end lines within `สมาชิก`.
            "โทร|หาสมาชิกสภา",
            // A name that no dictionary has.
            "ชาว|อาร์มี|เนีย|และ|ผู้นำ",
            // Latin letters and marks without a space.
            "สแกนQRโค้ด|นี้|เพื่อ|โทร",
            "\"เสรีภาพ\"(ไม่ใช่|พรุ่ง|นี้)และ|ความ|ยุติธรรม!",
            // The author's own signs: a line ends there, or does not, by the general rules.
            "กา\u{200b}แฟ กา\u{2060}แฟ",
            "Human rights, 人权, права",
            "",
        ] {
            assert_eq!(divided(&expected.replace('|', "")), expected);
        }
    }

    #[test]
    fn parts_of_a_letter_stay_together() {
        let never_first = "ะัาำิีึืฺุู็่้๊๋์ๅะັາຳິີ່້ໍ្៉ាំិ៏្ာိ့်္ျြွှ";
        let never_last = "เแโใไເແໂໃໄ\u{17d2}\u{1039}";
        // Single letters, without any word that a dictionary has.
        for text in ["กฺกํกึกะเกแกโกฮฺฮ", "ກໍກັກະເກແກໂກ", "ក្រ្កាំក៉ក៏ខ្ឃ", "က္ကက်ကာကိုဃ္ဃဏ်"]
        {
            for end in ends(text) {
                let (before, after) = text.split_at(end);
                assert!(
                    !before.ends_with(|c| never_last.contains(c)),
                    "{before}|{after}"
                );
                assert!(
                    !after.starts_with(|c| never_first.contains(c)),
                    "{before}|{after}"
                );
            }
        }
    }
}
