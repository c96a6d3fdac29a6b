//! QR codes, each with what it does and an address or number to type; and the same words without a code, as
//! steps.
//!
//! A code is never printed alone: whoever has no camera at hand must be able to type what it opens. The size of
//! a code is decided in two places. Here a size from the layout is raised to what its reading distance needs;
//! layout then gives a code without a size the room that the page has.

use super::expander::{Expander, Repeat};
use crate::content::Action;
use crate::diag::Diagnostic;
use crate::frame::Role;
use crate::geom::Length;
use crate::payload::Payload;
use crate::qr;
use crate::rules::Rule;
use crate::template::nodes::in_line;
use crate::template::plan::{CodePlan, Kind, Node, Track, Vertical};
use crate::template::schema::{CodesBlock, MapBlock, StepsBlock};
use crate::template::values::{Beside, Flow, Padding};
use crate::text::Run;

/// A payload to offer, with the words for it.
struct Offer {
    /// Key in the content file.
    key: String,
    payload: Payload,
    verb: Vec<Run>,
    /// The verb as plain text.
    label: String,
    /// A call that may take the place of the verb; see `Words::ask_of`.
    ask: Option<String>,
    /// Key of the form to type.
    typed: String,
    /// The form to type: a short address or a number.
    short: String,
    /// One more sentence; empty if the content has none.
    detail: Vec<Run>,
}

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
    size: Option<Length>,
    distance: Option<Length>,
    hang: Option<bool>,
    numbered: Option<bool>,
}

impl Expander<'_, '_> {
    /// QR codes of actions.
    pub(super) fn codes(&mut self, own: &CodesBlock) -> Kind {
        let ids = own.codes.clone().unwrap_or_default();
        let campaign = self.context.campaign;
        let actions = self.chosen("codes", &ids, &campaign.actions);
        let offers = actions.iter().map(|action| self.offer(action)).collect();
        let look = CodeLook {
            words: WordsLook {
                style: own.style.clone(),
                label: own.label.clone(),
                note: own.note.clone(),
                gap: own.gap,
                align: own.align,
            },
            beside: own.beside,
            size: own.size,
            distance: own.distance,
            hang: own.hang,
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
            size: own.size,
            distance: own.distance,
            hang: own.hang,
            numbered: None,
        };
        let offer = Offer {
            key: format!("event.{}", event.id),
            payload: Payload::Geo {
                latitude,
                longitude,
            },
            verb: vec![verb],
            label,
            ask: None,
            typed: format!("event.{}.place", event.id),
            short: event.place.clone(),
            detail: Vec::new(),
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

    /// The payload and the words of an action.
    fn offer(&self, action: &Action) -> Offer {
        let key = |part: &str| format!("action.{}.{part}", action.id);
        let detail = action.detail.as_deref();
        Offer {
            key: format!("action.{}", action.id),
            payload: action.payload.clone(),
            verb: self.content(&key("label"), &action.label),
            label: action.label.clone(),
            ask: self.context.words.ask_of(action).map(|label| label.text),
            typed: key("short"),
            short: self.context.words.short(action),
            detail: detail.map_or(Vec::new(), |detail| self.content(&key("detail"), detail)),
        }
    }

    /// Lays out codes with their words beside or under them.
    fn offered(&mut self, offers: Vec<Offer>, look: &CodeLook, repeat: Repeat) -> Kind {
        let codes: Vec<(Offer, CodePlan)> = offers
            .into_iter()
            .filter_map(|offer| self.code(&offer, look).map(|code| (offer, code)))
            .collect();
        // Codes of one block have the same size, that of the one that needs most: a smaller one among them
        // would look less important.
        let size = codes.iter().filter_map(|(_, code)| code.size).max();
        let numbered = look.numbered.unwrap_or(false);
        let gap = self.inner_gap(look.words.gap);
        let mut children = Vec::new();
        for (index, (offer, code)) in codes.iter().enumerate() {
            let code = self.boxed(Kind::Code(CodePlan {
                size,
                ..code.clone()
            }));
            let number = numbered.then_some(index + 1);
            let kind = match look.beside.unwrap_or(Beside::Right) {
                Beside::None => code.kind,
                Beside::Below => {
                    let words = self.code_words(offer, &look.words, number);
                    in_line(vec![code, words], Flow::Column, gap)
                }
                Beside::Right => {
                    let words = self.code_words(offer, &look.words, number);
                    let mut kind = in_line(vec![code, words], Flow::Row, gap);
                    if let Kind::Grid(grid) = &mut kind {
                        // The code takes its own width; the words get the rest.
                        grid.columns[0] = Track::Auto;
                    }
                    kind
                }
            };
            children.push(self.boxed(kind));
        }
        self.repeated(children, &repeat)
    }

    /// The words of a code: the verb, the form to type and, if the layout has a style for it, one more
    /// sentence.
    fn code_words(&mut self, offer: &Offer, look: &WordsLook, number: Option<usize>) -> Node {
        let style = self.style("style", &look.style);
        let label = self.style("label", &look.label);
        let note = self.style_if_named("note", &look.note);
        let mut verb = offer.verb.clone();
        let language = &self.context.campaign.language;
        if let Some(number) = number {
            let own = self.context.origin(&self.at("numbered"));
            verb.insert(
                0,
                self.plain(&own, format!("{}\u{2002}", language.number(number))),
            );
        }
        // No markup is read in an address: its stars and underscores have to be typed.
        let origin = self.context.words.origin(&offer.typed);
        let mut short = vec![self.plain(&origin, offer.short.clone())];
        // The typed form is also a link, for those who read the piece on a screen.
        let link = offer.payload.link();
        let role = link.as_ref().map_or(Role::Paragraph, |_| Role::Link);
        for run in &mut short {
            run.link = link.clone();
        }
        let mut parts = vec![
            self.paragraph(verb, &style, Role::Paragraph),
            self.paragraph(short, &label, role),
        ];
        if let Some(note) = note.filter(|_| !offer.detail.is_empty()) {
            parts.push(self.paragraph(offer.detail.clone(), &note, Role::Paragraph));
        }
        let mut node = self.boxed(in_line(parts, Flow::Column, self.inner_gap(look.gap)));
        node.align = look.align.unwrap_or(Vertical::Top);
        node
    }

    /// Encodes the code of an offer; `None` if its payload is too long, which is reported.
    fn code(&mut self, offer: &Offer, look: &CodeLook) -> Option<CodePlan> {
        let payload = offer.payload.encoded();
        let symbol = match self
            .context
            .symbols
            .encode(&payload, offer.payload.constraint())
        {
            Ok(symbol) => symbol,
            Err(too_long) => {
                // The key of the content that made the payload long, as far as one key can be blamed.
                let problem = Diagnostic::error(
                    Rule::PayloadTooLong,
                    format!("a QR code cannot hold {} bytes", too_long.bytes),
                );
                let part = match offer.payload {
                    Payload::Url(_) => "url",
                    Payload::Tel(_) => "phone",
                    Payload::Mailto(_) | Payload::Sms(_) => "message",
                    Payload::Geo { .. } => "location",
                    Payload::Wifi(_) => "ssid",
                    Payload::Contact(_) => "note",
                    Payload::Event(_) => "summary",
                    Payload::Payment(_) | Payload::Text(_) => "text",
                };
                self.context.report.add_at_content(
                    &format!("{}.{part}", offer.key),
                    problem.hint("shorten the content; a printed code should have under 100 bytes"),
                );
                return None;
            }
        };
        let distance = look.distance.unwrap_or(self.context.distance);
        let modules = symbol.side_with_quiet_zone() as f64;
        // A module has to be wide enough for the reading distance and for the printer, whichever asks for more.
        let least = (distance / qr::LONGEST_RATIO).max(self.context.module) * modules;
        Some(CodePlan {
            symbol,
            payload: offer.payload.clone(),
            label: offer.label.clone(),
            ask: offer.ask.clone(),
            alt: self.code_alt(offer),
            short: offer.short.clone(),
            distance,
            floor: self.context.module,
            size: look.size.map(|size| (size * self.context.scale).max(least)),
            hang: look.hang.unwrap_or(false),
            origin: self.context.words.origin(&offer.key),
        })
    }

    /// The alternative text of a code for screen readers: what scanning does, the form to type, and the verb.
    fn code_alt(&self, offer: &Offer) -> String {
        let label = match offer.payload {
            Payload::Url(_) | Payload::Text(_) => "scan_to_open",
            Payload::Tel(_) => "scan_to_call",
            Payload::Mailto(_) | Payload::Sms(_) => "scan_to_write",
            Payload::Geo { .. } => "scan_to_find",
            Payload::Wifi(_) => "scan_to_join",
            Payload::Contact(_) | Payload::Event(_) => "scan_to_save",
            Payload::Payment(_) => "scan_to_pay",
        };
        let text = |name: &str| {
            let found = self.context.words.label(name);
            found.map_or_else(String::new, |label| label.text)
        };
        let (label, colon) = (text(label), text("colon"));
        format!("{label}{colon}{} ({})", offer.short, offer.label)
    }
}
