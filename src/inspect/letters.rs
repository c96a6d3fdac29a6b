//! Follows the text operators of contents (ISO 32000-1, 9.4), and notes the sizes, fonts and colours of text.

use super::font::Font;
use super::model::{Drawn, Lettering};
use super::over_text::Shown;
use super::space::{Bounds, Matrix};
use super::value::Value;
use super::walk_state::{ContentWalk, at};
use crate::geom::Length;

/// Longest text that is quoted, in characters.
const LONGEST_TEXT: usize = 40;
/// Largest number of glyphs measured for one operator.
const MOST_GLYPHS: usize = 100_000;
/// Largest number of fonts listed for one page.
const MOST_FONTS: usize = 1000;

impl ContentWalk<'_, '_, '_, '_> {
    /// Applies a text operator; any other operator is ignored.
    pub(super) fn text_operator(&mut self, word: &[u8], operands: &[Value]) {
        let number = at(operands, 0);
        let text = &mut self.state.text;
        match word {
            b"BT" => self.move_to(Matrix::UNIT),
            b"Tc" => text.between_letters = number,
            b"Tw" => text.between_words = number,
            // Operand in per cent.
            b"Tz" => text.stretch = number / 100.0,
            b"TL" => text.leading = number,
            b"Ts" => text.rise = number,
            b"Tr" => text.mode = operands.first().and_then(Value::whole).unwrap_or(0),
            b"Tf" => {
                let name = operands.first().and_then(Value::name);
                if let Some(font) = name.and_then(|name| self.resource(b"Font", name)) {
                    self.set_font(font, at(operands, 1));
                }
            }
            b"Td" => self.move_by(number, at(operands, 1)),
            b"TD" => {
                text.leading = -at(operands, 1);
                self.move_by(number, at(operands, 1));
            }
            b"Tm" => self.move_to(Matrix([0, 1, 2, 3, 4, 5].map(|place| at(operands, place)))),
            b"T*" => self.next_line(),
            b"Tj" => self.show(operands),
            b"'" => {
                self.next_line();
                self.show(operands);
            }
            // Sets both spacings, then does what `'` does (table 109).
            b"\"" => {
                text.between_words = number;
                text.between_letters = at(operands, 1);
                self.next_line();
                self.show(operands.get(2..).unwrap_or_default());
            }
            b"TJ" => {
                if let Some(Value::List(parts)) = operands.first() {
                    self.show(parts);
                }
            }
            _ => {}
        }
    }

    /// Begins a line at a place.
    fn move_to(&mut self, matrix: Matrix) {
        self.line_matrix = matrix;
        self.text_matrix = matrix;
    }

    /// Begins a line at an offset from the beginning of the last line.
    fn move_by(&mut self, x: f64, y: f64) {
        self.move_to(Matrix::moved(x, y).then(self.line_matrix));
    }

    fn next_line(&mut self) {
        self.move_by(0.0, -self.state.text.leading);
    }

    /// Sets the font, and lists it among the fonts of the page.
    pub(super) fn set_font(&mut self, value: &Value, size: f64) {
        let store = self.page_walk.file_walk.store;
        let number = match value {
            Value::Ref(number) => Some(*number),
            _ => None,
        };
        let Some(map) = store.followed(value).map() else {
            return;
        };
        let font = self.page_walk.file_walk.font(number, map);
        let fonts = &mut self.page_walk.facts.fonts;
        let known = number.and_then(|number| self.page_walk.known.get(&number).copied());
        // A font without a number is written out in each `gs`; its name tells whether it is listed already.
        let same = || {
            fonts
                .iter()
                .position(|known| known.name == font.facts.name && known.kind == font.facts.kind)
        };
        // A font is listed by its object: two subsets of one family are two fonts.
        let place = match known.or_else(|| number.is_none().then(same).flatten()) {
            Some(place) => place,
            None => {
                if fonts.len() < MOST_FONTS {
                    fonts.push(font.facts.clone());
                }
                let place = fonts.len().saturating_sub(1);
                if let Some(number) = number {
                    self.page_walk.known.insert(number, place);
                }
                place
            }
        };
        self.state.text.size = size;
        self.state.text.font = Some((place, font));
    }

    /// Shows strings, with the kerning numbers between them, and notes the lettering if it is visible.
    fn show(&mut self, parts: &[Value]) {
        let state = &self.state.text;
        let Some((place, font)) = state.font.clone() else {
            return;
        };
        let (mut pen, mut glyphs, mut words) = (0.0, 0_usize, String::new());
        let mut known = true;
        for part in parts {
            match part {
                // Numbers are thousandths of the size, and move back (9.4.3, `TJ`).
                Value::Number(back) => pen -= back / 1000.0 * state.size * state.stretch,
                Value::Text(bytes) => {
                    for code in font.codes(bytes) {
                        glyphs += 1;
                        if glyphs > MOST_GLYPHS {
                            break;
                        }
                        // Word spacing applies to the one-byte code 32 only (9.3.3).
                        let space = font.bytes == 1 && code == 32;
                        let between =
                            state.between_letters + if space { state.between_words } else { 0.0 };
                        pen += (font.advance(code) * state.size + between) * state.stretch;
                        // Four bytes hold any character of UTF-8, so the quotation is full at this length.
                        if words.len() < LONGEST_TEXT * 4 {
                            match font.text(code) {
                                Some(text) => words.push_str(&text),
                                None => known = false,
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        let matrix = self.text_matrix.then(self.state.matrix);
        // From the descenders to the height of capitals, of common Latin fonts (practice).
        let (below, above) = (-0.2 * state.size, 0.75 * state.size);
        let letters = Bounds::of([0.0, below + state.rise, pen, above + state.rise]);
        let area = matrix.bounds_of(letters);
        let size = state.size.abs() * font.em * matrix.scales().1;
        // The pen moves even if the text is invisible.
        self.text_matrix = Matrix::moved(pen, 0.0).then(self.text_matrix);
        // Mode 3 is invisible, as under a scan whose text was recognised; mode 7 only clips (table 106).
        let blank = glyphs == 0 || (known && words.trim().is_empty());
        let mode = self.state.text.mode;
        if blank || mode % 4 == 3 {
            return;
        }
        let Some(area) = self.visible_part(area).filter(|area| area.has_area()) else {
            return;
        };
        if known {
            self.note_run(&font, pen, &words, matrix);
        }
        let text: String = words.trim().chars().take(LONGEST_TEXT).collect();
        let lettering = Lettering {
            size: Length::pt(size.min(1e5)),
            rect: area.rect(),
            text: (known && !text.is_empty()).then_some(text),
        };
        self.note_lettering(place, &lettering, area);
    }

    /// Notes a run of text in full colour, to compare it with others.
    fn note_run(&mut self, font: &Font, pen: f64, text: &str, matrix: Matrix) {
        let state = &self.state;
        // Light and translucent text may lie under other text on purpose. Outlined text (mode 1) has letters of
        // lines.
        let is_plain =
            matches!(state.text.mode, 0 | 2) && state.alpha_fill >= 0.95 && !state.fill.is_white();
        if !is_plain {
            return;
        }
        let shown = Shown {
            pen,
            size: state.text.size * font.em,
            rise: state.text.rise,
            matrix,
            text,
        };
        let mut over_text = std::mem::take(&mut self.page_walk.over_text);
        over_text.note_text(&shown, font, |area| self.visible_part(area));
        self.page_walk.over_text = over_text;
    }

    /// Notes a text: where its font is first seen, whether it is the smallest, and its colour. `place` is the
    /// index of its font.
    fn note_lettering(&mut self, place: usize, lettering: &Lettering, area: Bounds) {
        // Outlined text (modes 1 and 5) has the colour of strokes.
        let fills = self.state.text.mode % 4 != 1;
        let (paint, overprints, alpha) = if fills {
            (
                &self.state.fill,
                self.state.overprint_fill,
                self.state.alpha_fill,
            )
        } else {
            (
                &self.state.stroke,
                self.state.overprint_stroke,
                self.state.alpha_stroke,
            )
        };
        if alpha <= 0.0 {
            return;
        }
        let paint = paint.clone();
        let facts = &mut self.page_walk.facts;
        if let Some(font) = facts.fonts.get_mut(place) {
            font.seen = font.seen.or(Some(lettering.rect));
        }
        // Text outside the trimmed page is for the printer, and is cut off.
        if lettering.rect.overlaps(facts.trim, Length::ZERO) {
            let smallest = facts.smallest.as_ref();
            if smallest.is_none_or(|smallest| lettering.size < smallest.size) {
                facts.smallest = Some(lettering.clone());
            }
            let rich = facts.rich_black.as_ref();
            // The smallest text shows a shift between the plates most.
            if paint.is_rich_black() && rich.is_none_or(|rich| lettering.size < rich.size) {
                facts.rich_black = Some(lettering.clone());
            }
        }
        self.note_drawn(Drawn::Text, &paint, area, overprints);
    }
}
