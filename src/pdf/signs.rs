//! What each code of a font draws and which text it stands for.
//!
//! A shaper may draw one letter with several glyphs (a base and its dots), several letters with one
//! (a ligature), and different letters with the same (the hyphen that is there, and the one that only
//! the end of a line asks for). Readers take text from codes, one by one, in the order in which they
//! are shown, so each code here stands for exactly its text: what belongs to one letter is drawn by
//! one code, and a glyph with two meanings has two codes.

use super::truetype;
use crate::frame::{Glyph, GlyphRun};
use crate::geom::Length;
use crate::reading::readable;
use crate::typeset::Face;

/// What one code draws, and its text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Sign {
    /// Glyphs with their distance from the first, right and up, in units of the font. None where all
    /// is drawn by the sign before it.
    pub(super) glyphs: Vec<(u16, i16, i16)>,
    /// Its advance in units of the font, where it is not that of its first glyph.
    pub(super) advance: Option<u16>,
    pub(super) text: String,
}

/// A sign with its distance from the start of its run, right and down.
pub(super) struct Set {
    pub(super) sign: Sign,
    pub(super) x: Length,
    pub(super) y: Length,
}

/// The signs of a cluster.
pub(super) struct Cluster {
    pub(super) text: String,
    pub(super) signs: Vec<Set>,
    /// Whether the signs can stand for the text: fonts with other outlines than TrueType have one code
    /// for each glyph, and the page must tell what several of them stand for.
    pub(super) exact: bool,
}

/// The signs of a run, in the order of reading: words written from right to left are shown backwards.
pub(super) fn of(face: &Face, run: &GlyphRun) -> Vec<Cluster> {
    let mut clusters: Vec<&[Glyph]> = run
        .glyphs
        .chunk_by(|_, next| next.text.is_empty())
        .collect();
    clusters.sort_by_key(|cluster| cluster[0].text.start);
    clusters
        .into_iter()
        .map(|glyphs| cluster(face, run, glyphs))
        .collect()
}

fn cluster(face: &Face, run: &GlyphRun, glyphs: &[Glyph]) -> Cluster {
    let text = readable(&run.text[glyphs[0].text.clone()]);
    if truetype::is(face.bytes()) {
        let signs = joined(face, run.size, glyphs, &text);
        return Cluster {
            text,
            signs,
            exact: true,
        };
    }
    // The first glyph has the text; every code must have one (ISO 14289-1, 7.21.7).
    let texts = [text.as_str()]
        .into_iter()
        .chain(std::iter::repeat("\u{200b}"));
    Cluster {
        signs: glyphs
            .iter()
            .zip(texts)
            .map(|(glyph, text)| alone(glyph, text))
            .collect(),
        exact: glyphs.len() == 1,
        text,
    }
}

fn alone(glyph: &Glyph, text: &str) -> Set {
    Set {
        sign: Sign {
            glyphs: vec![(glyph.id, 0, 0)],
            advance: None,
            text: text.to_owned(),
        },
        x: glyph.x,
        y: glyph.y,
    }
}

/// One sign for all glyphs of a cluster. Of several letters written from right to left, each has a part
/// of the width, and the first draws all: a reader who turns the order of letters around by their
/// places cannot do so within one code.
fn joined(face: &Face, size: Length, glyphs: &[Glyph], text: &str) -> Vec<Set> {
    let letters: Vec<char> = text.chars().collect();
    let divided = letters.len() > 1 && letters.iter().all(|letter| is_leftward(*letter));
    if let ([glyph], false) = (glyphs, divided) {
        let mut set = alone(glyph, text);
        // A sign that joins or parts letters has no width, though a shaper draws it as a space.
        if !letters.is_empty() && letters.iter().all(|letter| is_zero_width(*letter)) {
            set.sign.glyphs.clear();
            set.sign.advance = Some(0);
        }
        return vec![set];
    }
    let em = f64::from(face.units_per_em);
    let base = glyphs
        .iter()
        .position(|glyph| face.advance(glyph.id) > 0.0 && Some(glyph.id) != face.glyph(' '))
        .unwrap_or(0);
    let advance = (face.advance(glyphs[base].id) * em).round() as u16;
    let count = if divided { letters.len() as u16 } else { 1 };
    let part = advance / count;
    let (x, y) = (glyphs[base].x, glyphs[base].y);
    let units = |length: Length| (length.ratio(size) * em).round() as i16;
    let before = (advance - part) as i16;
    let mut order: Vec<&Glyph> = glyphs.iter().collect();
    order[..=base].rotate_right(1);
    let drawn = order
        .iter()
        .map(|glyph| (glyph.id, units(glyph.x - x) - before, units(y - glyph.y)));
    let right = |units: u16| size * (f64::from(units) / em);
    let first = Set {
        sign: Sign {
            glyphs: drawn.collect(),
            advance: divided.then_some(part),
            text: match letters.first() {
                Some(first) if divided => first.to_string(),
                _ => text.to_owned(),
            },
        },
        x: x + right(advance - part),
        y,
    };
    let others = letters.iter().zip(1..count + 1).skip(1);
    let others = others.map(|(letter, place)| Set {
        sign: Sign {
            glyphs: Vec::new(),
            advance: Some(part),
            text: letter.to_string(),
        },
        x: x + right(advance - part * place),
        y,
    });
    [first].into_iter().chain(others).collect()
}

fn is_zero_width(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2060}')
}

/// Whether a letter is of a script that is written from right to left: Hebrew to Arabic Extended-A,
/// their presentation forms, and the right-to-left blocks of the supplementary plane (Unicode,
/// `DerivedBidiClass`); or joins such letters.
fn is_leftward(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{200c}'..='\u{200d}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}
