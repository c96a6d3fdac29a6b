//! Decides what each code of a font draws and which text it stands for.
//!
//! A shaper may draw one letter with several glyphs (a base and its dots), several letters with one
//! (a ligature), and different letters with the same (the hyphen that is there, and the one that only
//! the end of a line asks for). Readers take text from codes, one by one, in the order in which they
//! are shown, so each code here stands for exactly its text: what belongs to one letter is drawn by
//! one code, and a glyph with two meanings has two codes. A first letter that is three lines high is a letter of its
//! line all the same: its code draws it larger and lower.

use icu_properties::CodePointMapData;
use icu_properties::props::GeneralCategory;

use crate::frame::{Glyph, GlyphRun, Initial};
use crate::geom::Length;
use crate::reading::readable;
use crate::typeset::Face;

/// The glyphs that a code draws, and its text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Sign {
    /// Glyphs with their distance from the beginning of the sign, right and up, in units of the font. Empty
    /// if the sign before it draws everything.
    pub(super) glyphs: Vec<(u16, i16, i16)>,
    /// Advance in units of the font, unless it is that of the first glyph.
    pub(super) advance: Option<u16>,
    /// How much larger and lower it is drawn, for the first letter of a paragraph.
    pub(super) enlarged: Option<Enlarged>,
    pub(super) text: String,
}

/// How a sign is drawn that is larger than the type of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Enlarged {
    /// Factor in 1/16384.
    pub(super) factor: u32,
    /// How far it is drawn below the baseline, in units of the font.
    pub(super) down: i16,
}

/// A sign with its distance to the right from the start of its run. All signs are on the baseline: viewers
/// take one off the baseline for the end of a word.
#[derive(Clone)]
pub(super) struct PlacedSign {
    pub(super) sign: Sign,
    pub(super) x: Length,
}

/// Width by which a sign may fall short of its room, as a share of the em. From a tenth on, viewers take the
/// rest for a space (mupdf, pdf.js), and poppler from 0.03 on after a mark of no width. Kerning and spacing
/// vary the room, and each width of a glyph needs one more code, so widths are rounded to steps of this size.
const STEP: f64 = 1.0 / 64.0;

/// Width by which a sign may exceed its room, as a share of the em: as much as letters are kerned. If one
/// reaches farther over the next (three tenths), poppler ends the word.
const KERNED: f64 = 0.1;

/// Distance between a mark of no width and the next letter, as a share of the em: poppler orders letters by
/// their positions.
const BEFORE_NEXT: f64 = 1.0 / 256.0;

/// The signs of a run in reading order: text written from right to left is shown backwards.
pub(super) fn signs_of(face: &Face, run: &GlyphRun) -> Vec<PlacedSign> {
    let advances = face.advances();
    let em = f64::from(face.units_per_em);
    let measured = MeasuredRun {
        run,
        em,
        own: &|glyph| advances(glyph) * em,
    };
    let mut clusters: Vec<(&[Glyph], Option<Length>)> = clusters(&run.glyphs)
        .into_iter()
        .map(|cluster| (cluster, None))
        .collect();
    // The room of a cluster ends where the next one is drawn, since kerning also moves the glyphs before it.
    for at in 1..clusters.len() {
        // The room is measured from base to base: marks may lie anywhere.
        let next = base(clusters[at].0).map(|next| next.x);
        clusters[at - 1].1 = next.zip(base(clusters[at - 1].0)).map(|(x, own)| x - own.x);
    }
    // In a run from right to left the first letter comes last among the glyphs.
    if !clusters.is_sorted_by_key(|(cluster, _)| start(cluster)) {
        clusters.sort_by_key(|(cluster, _)| start(cluster));
    }
    let mut signs = Vec::with_capacity(clusters.len());
    for (cluster, room) in clusters {
        measured.add(cluster, room, &mut signs);
    }
    if let Some(initial) = run.initial {
        measured.enlarge(initial, &mut signs);
    }
    signs
}

/// Groups glyphs by letter. A line may begin with a glyph that belongs to the letter at the end of the line
/// before (SS for ß); it joins the letter that follows.
fn clusters(glyphs: &[Glyph]) -> Vec<&[Glyph]> {
    let leading = glyphs.iter().take_while(|glyph| glyph.text.is_empty());
    let mut from = leading.count() + 1;
    let mut clusters = Vec::with_capacity(glyphs.len());
    let mut begun = 0;
    while begun < glyphs.len() {
        let rest = glyphs.get(from..).unwrap_or_default();
        let others = rest.iter().take_while(|glyph| glyph.text.is_empty());
        let end = (from + others.count()).min(glyphs.len());
        clusters.push(&glyphs[begun..end]);
        (begun, from) = (end, end + 1);
    }
    clusters
}

/// The base glyph of a cluster: the first with an advance.
fn base(cluster: &[Glyph]) -> Option<&Glyph> {
    let mut moving = cluster.iter().filter(|glyph| glyph.advance > Length::ZERO);
    moving.next().or(cluster.first())
}

/// Offset of the text of a cluster.
fn start(cluster: &[Glyph]) -> usize {
    let mut with_text = cluster.iter().filter(|glyph| !glyph.text.is_empty());
    with_text.next().map_or(0, |glyph| glyph.text.start)
}

/// A run with the measures of its font, in units of the font.
struct MeasuredRun<'a> {
    run: &'a GlyphRun,
    em: f64,
    /// The advance of a glyph.
    own: &'a dyn Fn(u16) -> f64,
}

impl MeasuredRun<'_> {
    /// A length in units of the font.
    fn units(&self, length: Length) -> f64 {
        length.ratio(self.run.size) * self.em
    }

    /// Advance of a sign that has this room; none if the advance of its first glyph will do. In text from
    /// right to left (`leftward`), poppler takes each letter for a word unless no gap is left between any
    /// two.
    fn advance(&self, own: f64, room: f64, leftward: bool) -> Option<u16> {
        let left = (room - own) / self.em;
        let most = if leftward { 0.001 } else { STEP };
        if (-KERNED..most).contains(&left) {
            return None;
        }
        let steps = left / STEP;
        // Rounded up from right to left, so that no gap remains; rounded towards the own width otherwise.
        let steps = if leftward {
            steps.ceil()
        } else {
            steps.trunc()
        };
        Some((own + steps * STEP * self.em).round() as u16)
    }

    /// Adds the signs of a cluster: one as wide as the cluster that draws all its glyphs, and one for its
    /// combining marks. If it has several letters from right to left, each gets a part of the width, and the
    /// first draws everything: viewers that reverse letters by their positions cannot do so within one code.
    fn add(&self, glyphs: &[Glyph], room: Option<Length>, signs: &mut Vec<PlacedSign>) {
        let mut with_text = glyphs.iter().filter(|glyph| !glyph.text.is_empty());
        let text = with_text
            .next()
            .map(|glyph| &self.run.text[glyph.text.clone()]);
        // A shaper draws joiners and non-joiners as spaces; they have no width.
        let nothing = text.is_some_and(|text| text.chars().all(is_zero_width));
        // Every code must have a text (ISO 14289-1, 7.21.7).
        let text = readable(text.unwrap_or("\u{200b}"));
        let Some(base) = base(glyphs) else {
            return;
        };
        if nothing {
            return signs.push(PlacedSign {
                sign: Sign {
                    glyphs: Vec::new(),
                    advance: Some(0),
                    enlarged: None,
                    text,
                },
                x: base.x,
            });
        }
        let own = (self.own)(base.id);
        let shaped = || glyphs.iter().map(|glyph| glyph.advance).sum();
        let room = self.units(room.unwrap_or_else(shaped));
        let leftward = text.chars().all(is_leftward);
        let advance = self.advance(own, room, leftward);
        let letters = if leftward { text.chars().count() } else { 1 };
        let whole = advance.unwrap_or(own.round() as u16);
        if letters == 1 {
            let marks = text
                .char_indices()
                .skip(1)
                .find(|(_, letter)| is_mark(*letter));
            let (letter, marks) = text.split_at(marks.map_or(text.len(), |(at, _)| at));
            signs.push(PlacedSign {
                sign: Sign {
                    glyphs: self.glyphs_from(glyphs, base, 0.0),
                    advance,
                    enlarged: None,
                    text: letter.to_owned(),
                },
                x: base.x,
            });
            // pdf.js gives no width to a code with a mark in its text, whatever letters are in it, so marks
            // have a code of their own, which has none. It stands before the next letter, where poppler
            // looks for it, as kerning may bring that nearer.
            if !marks.is_empty() {
                let end = room.min(f64::from(whole)) / self.em - BEFORE_NEXT;
                signs.push(PlacedSign {
                    sign: Sign {
                        glyphs: Vec::new(),
                        advance: Some(0),
                        enlarged: None,
                        text: marks.to_owned(),
                    },
                    x: base.x + self.run.size * end.max(0.0),
                });
            }
            return;
        }
        let part = whole / u16::try_from(letters).unwrap_or(u16::MAX);
        let mut left = whole;
        for (index, letter) in text.chars().enumerate() {
            left = left.saturating_sub(part);
            let glyphs = match index {
                0 => self.glyphs_from(glyphs, base, f64::from(left)),
                _ => Vec::new(),
            };
            signs.push(PlacedSign {
                sign: Sign {
                    glyphs,
                    advance: Some(part),
                    enlarged: None,
                    text: letter.to_string(),
                },
                x: base.x + self.run.size * (f64::from(left) / self.em),
            });
        }
    }

    /// Makes the signs of a large first letter: they are shown at the size and on the baseline of its line, where
    /// readers look for them, and draw the letter larger and lower. The last reaches to the rest of its word, because
    /// viewers take a gap for a space.
    fn enlarge(&self, initial: Initial, signs: &mut [PlacedSign]) {
        let factor = self.run.size.ratio(initial.size);
        let enlarged = Enlarged {
            factor: (factor * 16384.0).round().clamp(1.0, 1e9) as u32,
            down: (initial.down.ratio(initial.size) * self.em).round() as i16,
        };
        let leftward = signs.windows(2).any(|pair| pair[1].x < pair[0].x)
            || signs
                .iter()
                .any(|placed| placed.sign.text.chars().any(is_leftward));
        let last = signs.len().saturating_sub(1);
        for (index, PlacedSign { sign, x }) in signs.iter_mut().enumerate() {
            let first = sign.glyphs.first().map(|(glyph, ..)| (self.own)(*glyph));
            let own = sign.advance.map(f64::from).or(first).unwrap_or(0.0);
            let mut advance = own * factor;
            if index == last && !self.run.space_after {
                let units = |length: Length| length.ratio(initial.size) * self.em;
                if leftward {
                    let before = (self.units(*x)).round() as i16;
                    for part in &mut sign.glyphs {
                        part.1 = part.1.saturating_add(before);
                    }
                    advance += units(*x);
                    *x = Length::ZERO;
                } else {
                    // Not more either: the white of the font beside a large letter would reach over the next.
                    advance = units(self.run.width - *x).max(0.0);
                }
            }
            sign.advance = Some(advance.round() as u16);
            sign.enlarged = Some(enlarged);
        }
    }

    /// The glyphs of a cluster, with distances from a point `before` units left of the base. The base comes
    /// first: a sign without an advance of its own has that of its first glyph.
    fn glyphs_from(&self, glyphs: &[Glyph], base: &Glyph, before: f64) -> Vec<(u16, i16, i16)> {
        let mut drawn = Vec::with_capacity(glyphs.len());
        for glyph in glyphs {
            let right = (self.units(glyph.x - base.x) - before).round() as i16;
            let part = (glyph.id, right, -self.units(glyph.y).round() as i16);
            let at = if std::ptr::eq(glyph, base) {
                0
            } else {
                drawn.len()
            };
            drawn.insert(at, part);
        }
        drawn
    }
}

/// Whether a character is a mark on another one (Unicode, general category Mn).
fn is_mark(character: char) -> bool {
    // The lookup is skipped below U+0300, the first combining mark.
    character >= '\u{300}'
        && CodePointMapData::<GeneralCategory>::new().get(character)
            == GeneralCategory::NonspacingMark
}

/// Whether a character has no width: joiners, direction marks and the zero-width space.
fn is_zero_width(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2060}')
}

/// Whether a letter belongs to a script written from right to left, or joins such letters: Hebrew to Arabic
/// Extended-A, their presentation forms, and the right-to-left blocks of the supplementary plane (Unicode,
/// `DerivedBidiClass`).
fn is_leftward(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{200c}'..='\u{200d}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Glyphs with so many bytes of text each.
    fn glyphs(texts: &[usize]) -> Vec<Glyph> {
        let mut at = 0;
        texts
            .iter()
            .map(|length| {
                at += length;
                Glyph {
                    id: 1,
                    x: Length::ZERO,
                    y: Length::ZERO,
                    advance: Length::ZERO,
                    text: at - length..at,
                }
            })
            .collect()
    }

    #[test]
    fn glyphs_without_text_belong_to_the_letter_before_or_begin_with_the_next() {
        for (texts, expected) in [
            (&[1, 1, 1][..], &[1, 1, 1][..]),
            (&[1, 0, 1, 0, 0], &[2, 3]),
            (&[0, 0, 1, 1], &[3, 1]),
            (&[0, 1, 0], &[3]),
            (&[0, 0], &[2]),
            (&[], &[]),
        ] {
            let glyphs = glyphs(texts);
            let counts: Vec<usize> = clusters(&glyphs).into_iter().map(<[Glyph]>::len).collect();
            assert_eq!(counts, expected, "{texts:?}");
        }
    }

    #[test]
    fn marks_are_told_from_letters() {
        for mark in [
            '\u{301}', '\u{94d}', '\u{9cd}', '\u{bcd}', '\u{c4d}', '\u{acd}', '\u{dca}', '\u{e31}',
        ] {
            assert!(is_mark(mark), "{mark:?}");
        }
        for letter in [
            'a', 'é', 'ß', 'Ж', '\u{915}', '\u{93f}', '\u{bcb}', ' ', '\u{200d}',
        ] {
            assert!(!is_mark(letter), "{letter:?}");
        }
    }
}
