//! Codes: each with its verb and the form that a person can type.

use super::Blocks;
use crate::content::Action;
use crate::diag::Diagnostic;
use crate::frame::Role;
use crate::payload::Payload;
use crate::qr;
use crate::template::boxes::in_line;
use crate::template::plan::{Code, Kind, Node, Track, Vertical};
use crate::template::values::{Beside, Flow};
use crate::text::Run;

/// What a code opens, with the words that stand beside it.
struct Offer {
    /// Key in the content file.
    key: String,
    payload: Payload,
    verb: Vec<Run>,
    /// The verb as plain text.
    label: String,
    /// Other words that may stand in place of the verb.
    ask: Option<String>,
    /// Key of the typed form.
    typed: String,
    short: String,
    detail: Vec<Run>,
}

impl Blocks<'_, '_> {
    pub(super) fn codes(&mut self) -> Kind {
        let ids = self.area.codes.clone().unwrap_or_default();
        let campaign = self.resolver.campaign;
        let actions = self.chosen("codes", &ids, &campaign.actions);
        let offers = actions.iter().map(|action| self.offer(action)).collect();
        self.offered(offers)
    }

    /// A code that opens the place of an event on the map.
    pub(super) fn map(&mut self) -> Kind {
        let wanted = self.area.map.clone().unwrap_or_default();
        let campaign = self.resolver.campaign;
        let events = self.chosen("map", std::slice::from_ref(&wanted), &campaign.events);
        let Some(event) = events.first() else {
            return Kind::Empty;
        };
        let Some((latitude, longitude)) = event.location else {
            return Kind::Empty;
        };
        self.resolver
            .words
            .met
            .borrow_mut()
            .insert(event.id.clone());
        let verb = self.word("map");
        let label = verb.text.clone();
        self.offered(vec![Offer {
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
        }])
    }

    pub(super) fn steps(&mut self) -> Kind {
        let ids = self.area.steps.clone().unwrap_or_default();
        let campaign = self.resolver.campaign;
        let actions = self.chosen("steps", &ids, &campaign.actions);
        let style = self.style();
        let between = self.inner_gap();
        let steps: Vec<Node> = actions
            .iter()
            .enumerate()
            .map(|(index, action)| {
                let offer = self.offer(action);
                let own = self.resolver.origin(&self.at("steps"));
                let mut number = self.plain(&own, campaign.language.number(index + 1));
                number.strong = true;
                let number = self.paragraph(vec![number], &style, Role::Paragraph);
                let words = self.code_words(&offer, None);
                let mut step = in_line(vec![number, words], Flow::Row, between);
                if let Kind::Grid(grid) = &mut step {
                    grid.columns[0] = Track::Auto;
                }
                self.boxed(step)
            })
            .collect();
        self.repeated(steps)
    }

    fn offer(&self, action: &Action) -> Offer {
        let key = |part: &str| format!("action.{}.{part}", action.id);
        let detail = action.detail.as_deref();
        Offer {
            key: format!("action.{}", action.id),
            payload: action.payload.clone(),
            verb: self.content(&key("label"), &action.label),
            label: action.label.clone(),
            ask: self.resolver.words.ask_of(action).map(|label| label.text),
            typed: key("short"),
            short: self.resolver.words.short(action),
            detail: detail.map_or(Vec::new(), |detail| self.content(&key("detail"), detail)),
        }
    }

    fn offered(&mut self, offers: Vec<Offer>) -> Kind {
        let codes: Vec<(Offer, Code)> = offers
            .into_iter()
            .filter_map(|offer| self.code(&offer).map(|code| (offer, code)))
            .collect();
        // Codes side by side are of one size, that of the one that needs most.
        let size = codes.iter().filter_map(|(_, code)| code.size).max();
        let numbered = self.area.numbered.unwrap_or(false);
        let mut children = Vec::new();
        for (index, (offer, code)) in codes.iter().enumerate() {
            let code = self.boxed(Kind::Code(Code {
                size,
                ..code.clone()
            }));
            let number = numbered.then_some(index + 1);
            let kind = match self.area.beside.unwrap_or(Beside::Right) {
                Beside::None => code.kind,
                Beside::Below => {
                    let words = self.code_words(offer, number);
                    in_line(vec![code, words], Flow::Column, self.inner_gap())
                }
                Beside::Right => {
                    let words = self.code_words(offer, number);
                    let mut kind = in_line(vec![code, words], Flow::Row, self.inner_gap());
                    if let Kind::Grid(grid) = &mut kind {
                        grid.columns[0] = Track::Auto;
                    }
                    kind
                }
            };
            children.push(self.boxed(kind));
        }
        self.repeated(children)
    }

    /// The verb, the typed form and, where the layout asks for it, a sentence more.
    fn code_words(&mut self, offer: &Offer, number: Option<usize>) -> Node {
        let (style, label, note) = (self.style(), self.label_style(), self.note_style());
        let mut verb = offer.verb.clone();
        let language = &self.resolver.campaign.language;
        if let Some(number) = number {
            let own = self.resolver.origin(&self.at("numbered"));
            verb.insert(
                0,
                self.plain(&own, format!("{}\u{2002}", language.number(number))),
            );
        }
        // An address is no mark-up: its stars and underscores are to be typed.
        let origin = self.resolver.words.origin(&offer.typed);
        let mut short = vec![self.plain(&origin, offer.short.clone())];
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
        let mut node = self.boxed(in_line(parts, Flow::Column, self.inner_gap()));
        node.align = self.area.align.unwrap_or(Vertical::Top);
        node
    }

    fn code(&mut self, offer: &Offer) -> Option<Code> {
        let payload = offer.payload.encoded();
        let symbol = match self.resolver.codes.encode(&payload, offer.payload.rule()) {
            Ok(symbol) => symbol,
            Err(too_long) => {
                let problem = Diagnostic::error(
                    "payload-too-long",
                    format!("{} bytes are more than a code holds", too_long.bytes),
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
                self.resolver.report_content(
                    &format!("{}.{part}", offer.key),
                    problem
                        .hint("use a shorter address; a printed code should hold under 100 bytes"),
                );
                return None;
            }
        };
        let distance = self.area.distance.unwrap_or(self.resolver.distance);
        let modules = symbol.side_with_quiet_zone() as f64;
        let least = (distance / qr::LONGEST_RATIO).max(self.resolver.module) * modules;
        Some(Code {
            symbol,
            payload: offer.payload.clone(),
            label: offer.label.clone(),
            ask: offer.ask.clone(),
            alt: self.code_alt(offer),
            short: offer.short.clone(),
            distance,
            floor: self.resolver.module,
            size: self
                .area
                .size
                .map(|size| (size * self.resolver.scale).max(least)),
            hang: self.area.hang.unwrap_or(false),
            origin: self.resolver.words.origin(&offer.key),
        })
    }

    /// What a code does, its verb, and the typed form.
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
            let found = self.resolver.words.label(name);
            found.map_or_else(String::new, |label| label.text)
        };
        let (label, colon) = (text(label), text("colon"));
        format!("{label}{colon}{} ({})", offer.short, offer.label)
    }
}
