//! Text of contents (ISO 32000-1, 9.4).

use super::model::{Drawn, Lettering};
use super::space::{Area, Matrix};
use super::value::Value;
use super::walk_state::{Run, at};
use crate::geom::Length;

/// How many characters of a text are told.
const TOLD: usize = 40;
/// Most glyphs of a string that are measured.
const MOST_GLYPHS: usize = 100_000;
/// Most fonts of a page.
const MOST_FONTS: usize = 1000;

impl Run<'_, '_, '_, '_> {
    pub(super) fn text_operator(&mut self, word: &[u8], operands: &[Value]) {
        let number = at(operands, 0);
        let text = &mut self.state.text;
        match word {
            b"BT" => self.move_to(Matrix::UNIT),
            b"Tc" => text.between_letters = number,
            b"Tw" => text.between_words = number,
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

    fn move_to(&mut self, matrix: Matrix) {
        self.line_matrix = matrix;
        self.text_matrix = matrix;
    }

    fn move_by(&mut self, x: f64, y: f64) {
        self.move_to(Matrix::moved(x, y).then(self.line_matrix));
    }

    fn next_line(&mut self) {
        self.move_by(0.0, -self.state.text.leading);
    }

    /// Sets the font, and notes it among those of the page.
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
        let same = || {
            fonts
                .iter()
                .position(|known| known.name == font.facts.name && known.kind == font.facts.kind)
        };
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

    /// Shows strings, moved apart by the numbers between them.
    fn show(&mut self, parts: &[Value]) {
        let state = &self.state.text;
        let Some((place, font)) = state.font.clone() else {
            return;
        };
        let (mut pen, mut glyphs, mut words) = (0.0, 0_usize, String::new());
        let mut known = true;
        for part in parts {
            match part {
                Value::Number(back) => pen -= back / 1000.0 * state.size * state.stretch,
                Value::Text(bytes) => {
                    for code in font.codes(bytes) {
                        glyphs += 1;
                        if glyphs > MOST_GLYPHS {
                            break;
                        }
                        let space = font.bytes == 1 && code == 32;
                        let between =
                            state.between_letters + if space { state.between_words } else { 0.0 };
                        pen += (font.advance(code) * state.size + between) * state.stretch;
                        if words.len() < TOLD * 4 {
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
        // From a little below the line to the height of capitals, for Latin letters (practice).
        let (below, above) = (-0.2 * state.size, 0.75 * state.size);
        let letters = Area::of([0.0, below + state.rise, pen, above + state.rise]);
        let area = matrix.area(letters);
        let size = state.size.abs() * font.em * matrix.scales().1;
        self.text_matrix = Matrix::moved(pen, 0.0).then(self.text_matrix);
        let blank = glyphs == 0 || (known && words.trim().is_empty());
        let mode = self.state.text.mode;
        if blank || mode % 4 == 3 {
            return;
        }
        let Some(area) = self.seen(area).filter(|area| area.is_there()) else {
            return;
        };
        let text: String = words.trim().chars().take(TOLD).collect();
        let told = Lettering {
            size: Length::pt(size.min(1e5)),
            rect: area.rect(),
            text: (known && !text.is_empty()).then_some(text),
        };
        self.lettering(place, &told, area);
    }

    fn lettering(&mut self, place: usize, told: &Lettering, area: Area) {
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
            font.seen = font.seen.or(Some(told.rect));
        }
        // What stands beside the page is for the printer.
        if told.rect.overlaps(facts.trim, Length::ZERO) {
            let smallest = facts.smallest.as_ref();
            if smallest.is_none_or(|smallest| told.size < smallest.size) {
                facts.smallest = Some(told.clone());
            }
            let rich = facts.rich_black.as_ref();
            // Of all that is rich the smallest is the worst.
            if paint.is_rich_black() && rich.is_none_or(|rich| told.size < rich.size) {
                facts.rich_black = Some(told.clone());
            }
        }
        self.mark(Drawn::Text, &paint, area, overprints);
    }
}
