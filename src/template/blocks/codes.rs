//! QR codes, each with what it does and an address or number to type; and the same words without a code, as
//! steps.
//!
//! A code is never printed alone: whoever has no camera at hand must be able to type what it opens. The size of
//! a code is decided in two places. Here it is found how large it may be and from where it is then read
//! (`code_size`); layout gives it the room that the page has. Actions of one block that open the same are one code.

use std::sync::Arc;

use super::expander::{Expander, Repeat};
use super::offers::{Offer, Typed, Verb, join_alike};
use super::symbols::{SymbolLook, quiet_zone};
use crate::frame::Role;
use crate::payload::Payload;
use crate::template::code_size::CodeSize;
use crate::template::nodes::in_line;
use crate::template::plan::{CodePlan, Kind, Node, Track, Vertical};
use crate::template::schema::{CodesBlock, MapBlock, StepsBlock};
use crate::template::values::{Beside, Flow, Padding};
use crate::text::{Run, TextStyle};

/// The keys for the words of a code or of a step.
struct WordsLook {
    style: Option<String>,
    label: Option<String>,
    note: Option<String>,
    gap: Option<Padding>,
    align: Option<Vertical>,
}

/// The keys that `codes` and `map` have in common.
struct CodeLook {
    words: WordsLook,
    beside: Option<Beside>,
    symbol: SymbolLook,
    numbered: Option<bool>,
}

impl Expander<'_, '_> {
    /// QR codes of actions.
    pub(super) fn codes(&mut self, own: &CodesBlock) -> Kind {
        let ids = own.codes.clone().unwrap_or_default();
        let campaign = self.context.campaign;
        let actions = self.chosen("codes", &ids, &campaign.actions);
        let offers: Vec<Offer> = actions.iter().map(|action| self.offer(action)).collect();
        let offers = join_alike(offers);
        let look = CodeLook {
            words: WordsLook {
                style: own.style.clone(),
                label: own.label.clone(),
                note: own.note.clone(),
                gap: own.gap,
                align: own.align,
            },
            beside: own.beside,
            symbol: SymbolLook {
                size: own.size,
                distance: own.distance,
                hang: own.hang,
            },
            numbered: own.numbered,
        };
        let repeat = Repeat {
            flow: own.flow,
            row: own.row,
            gap: own.gap,
        };
        self.offered(offers, &look, repeat)
    }

    /// A QR code that opens the place of an event on a map; nothing if the event has no coordinates.
    pub(super) fn map(&mut self, own: &MapBlock) -> Kind {
        let wanted = own.map.clone().unwrap_or_default();
        let campaign = self.context.campaign;
        let events = self.chosen("map", std::slice::from_ref(&wanted), &campaign.events);
        let Some(event) = events.first() else {
            return Kind::Empty;
        };
        let Some((latitude, longitude)) = event.location else {
            return Kind::Empty;
        };
        self.context
            .words
            .usage
            .borrow_mut()
            .events
            .insert(event.id.clone());
        let verb = self.word("map");
        let label = verb.text.clone();
        let look = CodeLook {
            words: WordsLook {
                style: own.style.clone(),
                label: own.label.clone(),
                note: None,
                gap: own.gap,
                align: own.align,
            },
            beside: own.beside,
            symbol: SymbolLook {
                size: own.size,
                distance: own.distance,
                hang: own.hang,
            },
            numbered: None,
        };
        let offer = Offer {
            key: format!("event.{}", event.id),
            action: None,
            payload: Payload::Geo {
                latitude,
                longitude,
            },
            verbs: vec![Verb {
                words: vec![verb],
                label,
                detail: Vec::new(),
            }],
            ask: None,
            typed: vec![Typed {
                key: format!("event.{}.place", event.id),
                short: event.place.clone(),
            }],
        };
        let repeat = Repeat {
            flow: None,
            row: None,
            gap: own.gap,
        };
        self.offered(vec![offer], &look, repeat)
    }

    /// Numbered steps: the words of actions, without their codes.
    pub(super) fn steps(&mut self, own: &StepsBlock) -> Kind {
        let ids = own.steps.clone().unwrap_or_default();
        let campaign = self.context.campaign;
        let actions = self.chosen("steps", &ids, &campaign.actions);
        let style = self.style("style", &own.style);
        let between = self.inner_gap(own.gap);
        let look = WordsLook {
            style: own.style.clone(),
            label: own.label.clone(),
            note: own.note.clone(),
            gap: own.gap,
            align: own.align,
        };
        let steps: Vec<Node> = actions
            .iter()
            .enumerate()
            .map(|(index, action)| {
                let offer = self.offer(action);
                let origin = self.context.origin(&self.at("steps"));
                let mut number = self.plain(&origin, campaign.language.number(index + 1));
                number.strong = true;
                let number = self.paragraph(vec![number], &style, Role::Paragraph);
                let words = self.code_words(&offer, &look, None);
                let mut step = in_line(vec![number, words], Flow::Row, between);
                if let Kind::Grid(grid) = &mut step {
                    // The number is as wide as it is; the words get the rest.
                    grid.columns[0] = Track::Auto;
                }
                self.boxed(step)
            })
            .collect();
        let repeat = Repeat {
            flow: own.flow,
            row: own.row,
            gap: own.gap,
        };
        self.repeated(steps, &repeat)
    }

    /// Lays out codes with their words beside or under them.
    fn offered(&mut self, offers: Vec<Offer>, look: &CodeLook, repeat: Repeat) -> Kind {
        let mut codes: Vec<(Offer, CodePlan)> = offers
            .into_iter()
            .filter_map(|offer| self.code(&offer, look.symbol).map(|code| (offer, code)))
            .collect();
        let mut sizes: Vec<&mut CodeSize> =
            codes.iter_mut().map(|(_, code)| &mut code.size).collect();
        CodeSize::join(&mut sizes);
        let numbered = look.numbered.unwrap_or(false);
        // The quiet zone of a code that hangs is outside of its box, where nothing may be printed.
        let quiet = codes.iter().filter(|(_, code)| code.hang);
        let quiet = quiet
            .map(|(_, code)| quiet_zone(code))
            .max()
            .unwrap_or_default();
        let gap = self.inner_gap(look.words.gap);
        let mut children = Vec::new();
        for (index, (offer, code)) in codes.iter().enumerate() {
            let code = self.boxed(Kind::Code(code.clone()));
            let number = numbered.then_some(index + 1);
            let kind = match look.beside.unwrap_or(Beside::Right) {
                Beside::None => code.kind,
                Beside::Below => {
                    let words = self.code_words(offer, &look.words, number);
                    in_line(vec![code, words], Flow::Column, gap.at_least(quiet, quiet))
                }
                Beside::Right => {
                    let words = self.code_words(offer, &look.words, number);
                    let mut kind = in_line(vec![code, words], Flow::Row, gap.beside(quiet));
                    if let Kind::Grid(grid) = &mut kind {
                        // The code takes its own width; the words get the rest.
                        grid.columns[0] = Track::Auto;
                    }
                    kind
                }
            };
            children.push(self.boxed(kind));
        }
        // Two quiet zones keep apart; beside words there is only one.
        let across = match look.beside.unwrap_or(Beside::Right) {
            Beside::Right => quiet,
            Beside::Below | Beside::None => quiet * 2.0,
        };
        let between = self.context.gap(repeat.gap);
        let between = between.at_least(quiet * 2.0, across);
        self.repeated_at(children, &repeat, between)
    }

    /// The words of a code: the verb, the form to type and, if the layout has a style for it, one more
    /// sentence.
    fn code_words(&mut self, offer: &Offer, look: &WordsLook, number: Option<usize>) -> Node {
        let style = self.style("style", &look.style);
        let label = self.style("label", &look.label);
        let note = self.style_if_named("note", &look.note);
        let mut verbs = Vec::new();
        for verb in &offer.verbs {
            let mut words = verb.words.clone();
            if let (Some(number), true) = (number, verbs.is_empty()) {
                let own = self.context.origin(&self.at("numbered"));
                let number = self.context.campaign.language.number(number);
                words.insert(0, self.plain(&own, format!("{number}\u{2002}")));
            }
            let words = self.paragraph(words, &style, Role::Paragraph);
            let detail = note.as_ref().filter(|_| !verb.detail.is_empty());
            let detail =
                detail.map(|note| self.paragraph(verb.detail.clone(), note, Role::Paragraph));
            verbs.push((words, detail));
        }
        let typed = offer.typed.iter();
        let typed: Vec<Node> = typed
            .map(|typed| self.typed(typed, &offer.payload, &label))
            .collect();
        let inner = self.inner_gap(look.gap).clear_of_ink();
        let words = if verbs.len() > 1 {
            // Each verb with its sentence; the address that they have in common comes last.
            let pairs = verbs.into_iter().map(|(verb, detail)| {
                let pair = std::iter::once(verb).chain(detail).collect();
                self.boxed(in_line(pair, Flow::Column, inner))
            });
            let parts = pairs.chain(typed).collect();
            in_line(parts, Flow::Column, self.context.gap(look.gap))
        } else {
            let (verbs, details): (Vec<Node>, Vec<_>) = verbs.into_iter().unzip();
            let details = details.into_iter().flatten();
            let parts = verbs.into_iter().chain(typed).chain(details).collect();
            in_line(parts, Flow::Column, inner)
        };
        let mut node = self.boxed(words);
        node.align = look.align.unwrap_or(Vertical::Top);
        node
    }

    /// The form to type, which is also a link for those who read the piece on a screen.
    fn typed(&self, typed: &Typed, payload: &Payload, style: &Arc<TextStyle>) -> Node {
        // No markup is read in an address: its stars and underscores have to be typed.
        let origin = self.context.words.origin(&typed.key);
        let link = payload.link();
        let role = link.as_ref().map_or(Role::Paragraph, |_| Role::Link);
        let short = Run {
            link,
            ..self.plain(&origin, typed.short.clone())
        };
        self.paragraph(vec![short], style, role)
    }
}
