//! Shaping: from words and a style to glyphs, with the shaper of `parley`.
//!
//! The style becomes properties of the shaper; each run of words adds its own (bold, italic, language). The text is
//! then broken wherever a line may end at all, only to measure the pieces in between ([`divide`]). Which of
//! these breaks are taken is decided later, in `lines.rs`.

use std::borrow::Cow;
use std::ops::Range;

use parley::{
    BaseDirection, FontFamily, FontFamilyName, FontWeight, FontWidth, Layout, LayoutContext,
    StyleProperty,
};

use super::SHAPED_AT;
use super::book::FontBook;
use super::breaking::Shaped;
use super::case::{self, Written};
use super::hang;
use super::hero;
use super::hyphen::{self, Division};
use super::kept;
use super::lines::{self, End, LinePiece};
use super::paragraph::{Paragraph, RunFacts};
use super::prepare;
use super::scratch::{RunIndex, Scratch};
use super::script::{self, Script};
use super::words::{self, is_invisible};
use crate::diag::Diagnostic;
use crate::frame::Origin;
use crate::language;
use crate::rules::Rule;
use crate::text::{Feature, Sizing, Text};

/// A character that no font at hand has.
#[derive(Clone, Debug, PartialEq)]
pub struct Missing {
    /// Where its words came from.
    pub origin: Origin,
    /// The character.
    pub character: char,
    /// The error to report.
    pub problem: Diagnostic,
}

/// The features that turn letters into small capitals (OpenType Layout tag registry): small letters and capitals, and
/// the same as petite capitals.
const SMALL_CAPITALS: [[u8; 4]; 4] = [*b"smcp", *b"c2sc", *b"pcap", *b"c2pc"];

/// Weight added for `**strong**` text, at most to bold (practice: two steps are told apart in print).
const STRONG_WEIGHT: u32 = 700;

/// Shapes text in the fonts of a book. It holds the shaper's scratch space, so each thread needs one of its own.
pub struct Typesetter<'b> {
    book: &'b FontBook,
    scratch: Scratch,
    language: String,
    division: Option<Division>,
    pub(super) right_to_left: bool,
}

impl<'b> Typesetter<'b> {
    /// A typesetter for text in a language (BCP 47).
    pub fn new(book: &'b FontBook, language: &str) -> Self {
        let fresh = || Scratch {
            fonts: book.context(),
            layouts: LayoutContext::new(),
        };
        Self {
            book,
            scratch: book.lend_scratch().unwrap_or_else(fresh),
            language: language.to_owned(),
            division: hyphen::division(language),
            right_to_left: language::is_right_to_left(language),
        }
    }

    /// Gives the scratch space back to the book, for the next piece.
    pub fn finish(self) {
        self.book.return_scratch(self.scratch);
    }

    /// The fonts.
    pub fn book(&self) -> &'b FontBook {
        self.book
    }

    /// Shapes a paragraph that is read in a direction.
    pub(super) fn paragraph_in(
        &mut self,
        text: &Text,
        right_to_left: bool,
        missing: &mut Vec<Missing>,
    ) -> Paragraph<'b> {
        let style = &text.style;
        let prepared = prepare::prepare(&text.runs, &self.language, right_to_left);
        let (prepared, written) = if style.upper {
            case::upper(prepared, &self.language)
        } else {
            (prepared, Written::default())
        };
        let layout = self.shape(text, &prepared, right_to_left);
        let mut points = prepared.soft_hyphens.clone();
        let hyphen = hyphen::width(&layout, &prepared.text, self.book);
        if style.hyphenate {
            points.extend(self.division_points(text, &prepared));
        }
        let mut words = words::ends(&prepared.text);
        for (range, _) in prepared
            .runs
            .iter()
            .filter(|(_, index)| text.runs[*index].whole)
        {
            let outside = |at: &usize| *at <= range.start || range.end <= *at;
            points.retain(outside);
            words.retain(outside);
        }
        // A word is not divided where its font has no hyphen to show it.
        points.retain(|_| hyphen.is_some());
        points.sort_unstable();
        let places = Places {
            hyphens: &points,
            words: &words,
            signs: &prepared.ends,
        };
        let mut pieces = divide(&layout, &prepared.text, &places);
        let typed = lines::typed(&pieces) > 1;
        let hero = if let Sizing::Fill(..) = style.size {
            hero::end_lines_around(&mut pieces, &prepared, &text.runs)
        } else {
            0..0
        };
        if style.hang {
            let lengths: Vec<u32> = pieces.iter().map(|piece| piece.characters).collect();
            let ends = hang::of_pieces(&lengths, &layout, &prepared.text);
            for (piece, (start, end)) in pieces.iter_mut().zip(ends) {
                (piece.hang_start, piece.hang_end) = (start, end);
            }
        }
        report_missing(text, &prepared, &layout, self.book, missing);
        let runs = text
            .runs
            .iter()
            .map(|run| RunFacts {
                origin: run.origin.clone(),
                link: run.link.clone(),
                language: run.language.clone(),
            })
            .collect();
        // What hangs out of the column takes no room in it.
        let hyphen_within = if style.hang {
            1.0 - hang::HYPHEN_SHARE
        } else {
            1.0
        };
        let shaped = Shaped {
            words: prepared.text,
            written,
            hyphen: hyphen.unwrap_or(0.0) * SHAPED_AT * hyphen_within,
            layout,
            pieces,
            runs,
            typed,
            hero,
        };
        Paragraph::new(self.book, text, shaped, self.right_to_left)
    }

    /// Where words may be divided. Words in another language are divided by the rules of that language.
    fn division_points(&self, text: &Text, prepared: &prepare::Prepared) -> Vec<usize> {
        let words = &prepared.text;
        // The rules of the paragraph's language for all of it; runs in another language replace theirs below.
        let own = self
            .division
            .map(|division| hyphen::points(words, division));
        let mut points = own.unwrap_or_default();
        for (range, index) in &prepared.runs {
            let Some(language) = &text.runs[*index].language else {
                continue;
            };
            points.retain(|at| !(range.start < *at && *at < range.end));
            if let Some(division) = hyphen::division(language) {
                let within = hyphen::points(&words[range.clone()], division);
                points.extend(within.into_iter().map(|at| range.start + at));
            }
        }
        points
    }

    fn shape(
        &mut self,
        text: &Text,
        prepared: &prepare::Prepared,
        right_to_left: bool,
    ) -> Layout<RunIndex> {
        let style = &text.style;
        let families = family_list(&style.families, self.book);
        let of_hero = family_list(&style.hero_families, self.book);
        let Scratch { fonts, layouts } = &mut self.scratch;
        let mut builder = layouts.ranged_builder(fonts, &prepared.text, 1.0, false);
        builder.set_base_direction(if right_to_left {
            BaseDirection::Rtl
        } else {
            BaseDirection::Ltr
        });
        // Letters have forms by language: Serbian italics, Polish accents, Chinese and Japanese characters.
        builder.push_default(StyleProperty::Locale(self.language.parse().ok()));
        builder.push_default(FontFamily::List(Cow::Borrowed(&families)));
        builder.push_default(StyleProperty::FontSize(SHAPED_AT as f32));
        builder.push_default(StyleProperty::FontWeight(FontWeight::new(
            style.weight as f32,
        )));
        builder.push_default(StyleProperty::FontWidth(FontWidth::from_ratio(
            style.stretch,
        )));
        builder.push_default(StyleProperty::FontStyle(FontBook::slant(style.italic)));
        if !style.features.is_empty() {
            let features = features_in_css(&style.features);
            builder.push_default(StyleProperty::FontFeatures(features.as_str().into()));
        }
        if !style.axes.is_empty() {
            let axes = axes_in_css(&style.axes);
            builder.push_default(StyleProperty::FontVariations(axes.as_str().into()));
        }
        if style.tracking != 0.0 {
            builder.push_default(StyleProperty::LetterSpacing(
                (style.tracking * SHAPED_AT) as f32,
            ));
        }
        // Display letters are matched by their capitals' height, text by how large it reads.
        let larger = script::manner(Script::Arabic).size * SHAPED_AT;
        for range in script::stretches(&prepared.text, Script::Arabic) {
            if !style.upper {
                builder.push(StyleProperty::FontSize(larger as f32), range);
            }
        }
        if !style.upper
            && let Some(features) = features_without_capitals(&style.features)
        {
            // Nobody knows how to type an address in small capitals, or what `POWS` are.
            for range in kept::kept(&prepared.text, &self.language) {
                builder.push(StyleProperty::FontFeatures(features.as_str().into()), range);
            }
        }
        for (range, index) in &prepared.runs {
            let run = &text.runs[*index];
            if let Some(language) = &run.language {
                let locale = StyleProperty::Locale(language.parse().ok());
                builder.push(locale, range.clone());
            }
            // The shaper carries one free value along, in which the run of each glyph can be found again.
            builder.push(StyleProperty::Brush(RunIndex(*index as u16)), range.clone());
            if run.hero && !style.hero_families.is_empty() {
                builder.push(FontFamily::List(Cow::Borrowed(&of_hero)), range.clone());
            }
            // Type that is bolder already stays as it is.
            if run.strong && style.weight < STRONG_WEIGHT {
                builder.push(
                    StyleProperty::FontWeight(FontWeight::new(STRONG_WEIGHT as f32)),
                    range.clone(),
                );
            }
            if run.emphasis {
                builder.push(
                    StyleProperty::FontStyle(FontBook::slant(!style.italic)),
                    range.clone(),
                );
                // Where no font has an italic, as in Armenian or Hebrew, emphasis is bold.
                for word in upright_words(&prepared.text[range.clone()], self.book) {
                    builder.push(
                        StyleProperty::FontWeight(FontWeight::new(
                            style.weight.max(STRONG_WEIGHT) as f32
                        )),
                        range.start + word.start..range.start + word.end,
                    );
                }
            }
        }
        let mut layout = builder.build(&prepared.text);
        // Every legal break is taken, to see what stands between.
        layout.break_all_lines(Some(0.0));
        layout
    }
}

/// Features as the shaper reads them, in the syntax of CSS (`font-feature-settings`).
fn features_in_css(features: &[Feature]) -> String {
    let setting = |feature: &Feature| format!("\"{}\" {}", feature.name(), feature.value);
    features.iter().map(setting).collect::<Vec<_>>().join(", ")
}

/// The features for words that keep their small letters, as the shaper reads them; `None` if the style has no small
/// capitals.
fn features_without_capitals(features: &[Feature]) -> Option<String> {
    let capitals = |feature: &Feature| SMALL_CAPITALS.contains(&feature.tag) && feature.value > 0;
    if !features.iter().any(capitals) {
        return None;
    }
    let others: Vec<Feature> = features
        .iter()
        .map(|feature| Feature {
            value: if capitals(feature) { 0 } else { feature.value },
            ..*feature
        })
        .collect();
    Some(features_in_css(&others))
}

/// Values of axes as the shaper reads them, in the syntax of CSS (`font-variation-settings`).
fn axes_in_css(axes: &[([u8; 4], f32)]) -> String {
    let setting = |(tag, value): &([u8; 4], f32)| {
        let tag: String = tag.iter().map(|byte| char::from(*byte)).collect();
        format!("\"{tag}\" {value}")
    };
    axes.iter().map(setting).collect::<Vec<_>>().join(", ")
}

/// The words of a text that no italic font can set, as byte ranges. One letter decides for its word.
fn upright_words(text: &str, book: &FontBook) -> Vec<Range<usize>> {
    let has_italic = |letter: char| {
        book.faces()
            .iter()
            .any(|face| face.italic && face.glyph(letter).is_some_and(|id| id != 0))
    };
    let mut words = Vec::new();
    let mut start = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let end = start + word.len();
        if word
            .chars()
            .find(|c| c.is_alphabetic())
            .is_some_and(|letter| !has_italic(letter))
        {
            words.push(start..end);
        }
        start = end;
    }
    words
}

/// The families of the style, then all others of the book, so that a character is found in whatever font has it.
fn family_list<'f>(families: &'f [String], book: &'f FontBook) -> Vec<FontFamilyName<'f>> {
    let others = book
        .families()
        .iter()
        .filter(|family| !families.contains(family));
    families
        .iter()
        .chain(others)
        .map(|family| FontFamilyName::named(family))
        .collect()
}

/// Reports the characters that the shaper found in no font: it gives glyph 0 for them.
fn report_missing(
    text: &Text,
    prepared: &prepare::Prepared,
    layout: &Layout<RunIndex>,
    book: &FontBook,
    missing: &mut Vec<Missing>,
) {
    for cluster in layout
        .lines()
        .flat_map(|line| line.runs().collect::<Vec<_>>())
        .flat_map(|run| run.clusters().collect::<Vec<_>>())
    {
        let words = &prepared.text[cluster.text_range()];
        let Some(character) = words.chars().find(|c| !is_invisible(*c)) else {
            continue;
        };
        if !cluster.glyphs().any(|glyph| glyph.id == 0) {
            continue;
        }
        // Of a letter with a mark the letter may be there and the mark not.
        let lacking = words
            .chars()
            .find(|c| {
                !is_invisible(*c)
                    && !book
                        .faces()
                        .iter()
                        .any(|face| face.glyph(*c).is_some_and(|id| id != 0))
            })
            .unwrap_or(character);
        let index = usize::from(cluster.style().brush.0);
        let Some(run) = text.runs.get(index) else {
            continue;
        };
        let problem = Diagnostic::error(
            Rule::MissingGlyph,
            format!("no font has the character `{lacking}` (U+{:04X})", u32::from(lacking)),
        )
        .hint("use another character, or put a font that has it into `fonts/` next to the content file");
        let lacking = Missing {
            origin: run.origin.clone(),
            character: lacking,
            problem,
        };
        // A character that is missing throughout a paragraph is one problem.
        if !missing.contains(&lacking) {
            missing.push(lacking);
        }
    }
}

/// Where a line may end beside the places that Unicode (Annex 14) gives: byte offsets in order.
struct Places<'p> {
    /// Within words, with a hyphen.
    hyphens: &'p [usize],
    /// At the ends of words in scripts without spaces.
    words: &'p [usize],
    /// Within addresses and numbers.
    signs: &'p [(usize, End)],
}

impl Places<'_> {
    /// How a line may end before the character at a byte offset; `None` if it may not.
    fn at(&self, at: usize) -> Option<End> {
        let word = self.words.binary_search(&at).ok().map(|_| End::Space);
        word.or_else(|| self.sign(at))
            .or_else(|| self.hyphens.binary_search(&at).ok().map(|_| End::Hyphen))
    }

    /// How a line may end within an address or a number.
    fn sign(&self, at: usize) -> Option<End> {
        let found = self.signs.binary_search_by_key(&at, |(place, _)| *place);
        found
            .ok()
            .and_then(|index| self.signs.get(index))
            .map(|(_, end)| *end)
    }
}

/// Measures the pieces between the places where a line may end, in text that is broken at all places of Unicode.
fn divide(layout: &Layout<RunIndex>, text: &str, places: &Places<'_>) -> Vec<LinePiece> {
    let mut pieces: Vec<LinePiece> = Vec::new();
    for line in layout.lines() {
        let mut clusters: Vec<(std::ops::Range<usize>, f64, bool)> = line
            .runs()
            .flat_map(|run| {
                run.clusters()
                    .map(|cluster| {
                        (
                            cluster.text_range(),
                            f64::from(cluster.advance()),
                            cluster.is_ligature_continuation(),
                        )
                    })
                    .collect::<Vec<_>>()
            })
            .collect();
        // Runs from right to left come in visual order; pieces count in the order of reading.
        clusters.sort_by_key(|(range, ..)| range.start);
        let mut piece = LinePiece::EMPTY;
        let last = clusters.len().saturating_sub(1);
        for (index, (range, advance, continues)) in clusters.iter().enumerate() {
            // A ligature is one glyph and cannot be divided.
            if index > 0
                && !continues
                && piece.characters > 0
                && let Some(end) = places.at(range.start)
            {
                pieces.push(LinePiece { end, ..piece });
                piece = LinePiece::EMPTY;
            }
            let words = &text[range.clone()];
            piece.characters += words.chars().count() as u32;
            // A space at the end of a line is not drawn, so it is added only once something follows it.
            if words.chars().all(|c| c.is_whitespace() && c != '\u{a0}') {
                if words.contains('\n') {
                    piece.end = End::Forced;
                } else {
                    piece.space += advance;
                }
            } else {
                piece.width += piece.space + advance;
                piece.space = 0.0;
            }
            if index == last {
                // A hyphen before a space is a dash, not a compound.
                if piece.space == 0.0 && words.ends_with(['-', '\u{2010}']) {
                    piece.end = End::Compound;
                }
                // The spaces between the groups of a number are places of Unicode, too.
                if piece.end != End::Forced
                    && let Some(end) = places.sign(range.end)
                {
                    piece.end = end;
                }
                pieces.push(piece);
            }
        }
    }
    pieces
}
