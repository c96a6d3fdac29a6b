//! Codes: each with its verb and the form that a person can type.

use super::Blocks;
use crate::content::{Action, Payload};
use crate::diag::Diagnostic;
use crate::frame::Role;
use crate::geom::Length;
use crate::qr;
use crate::template::boxes::in_line;
use crate::template::plan::{Code, Kind, Node, Track, Vertical};
use crate::template::values::{Beside, Flow};

impl Blocks<'_, '_> {
    pub(super) fn codes(&mut self) -> Kind {
        let ids = self.area.codes.clone().unwrap_or_default();
        let campaign = self.resolver.campaign;
        let actions = self.chosen("codes", &ids, &campaign.actions);
        let codes: Vec<(Action, Code)> = actions
            .into_iter()
            .filter_map(|action| self.code(&action).map(|code| (action, code)))
            .collect();
        // Codes side by side are of one size, that of the one that needs most.
        let size = codes.iter().filter_map(|(_, code)| code.size).max();
        let numbered = self.area.numbered.unwrap_or(false);
        let mut children = Vec::new();
        for (index, (action, code)) in codes.iter().enumerate() {
            let code = self.boxed(Kind::Code(Code {
                size,
                ..code.clone()
            }));
            let number = numbered.then_some(index + 1);
            let kind = match self.area.beside.unwrap_or(Beside::Right) {
                Beside::None => code.kind,
                Beside::Below => {
                    let words = self.code_words(action, number);
                    in_line(vec![code, words], Flow::Column, self.inner_gap())
                }
                Beside::Right => {
                    let words = self.code_words(action, number);
                    let (_, gap) = self.inner_gap();
                    let mut kind = in_line(vec![code, words], Flow::Row, (Length::ZERO, gap));
                    if let Kind::Grid(grid) = &mut kind {
                        grid.columns[0] = Track::Auto;
                    }
                    kind
                }
            };
            children.push(self.boxed(kind));
        }
        if children.is_empty() {
            return Kind::Empty;
        }
        if children.len() == 1 {
            return children.remove(0).kind;
        }
        let gap = self.resolver.gap(self.area);
        in_line(children, self.flow(), gap)
    }

    /// The verb, the typed form and, where the layout asks for it, a sentence more.
    fn code_words(&mut self, action: &Action, number: Option<usize>) -> Node {
        let (style, label, note) = (self.style(), self.label_style(), self.note_style());
        let key = |part: &str| format!("action.{}.{part}", action.id);
        let mut verb = self.content(&key("label"), &action.label);
        let language = &self.resolver.campaign.language;
        if let Some(number) = number {
            let own = self.resolver.origin(&self.at("numbered"));
            verb.insert(
                0,
                self.plain(&own, format!("{}\u{2002}", language.number(number))),
            );
        }
        // An address is no mark-up: its stars and underscores are to be typed.
        let origin = self.resolver.words.origin(&key("short"));
        let mut short = vec![self.plain(&origin, action.short.clone())];
        for run in &mut short {
            run.link = Some(action.payload.link());
        }
        let mut parts = vec![
            self.paragraph(verb, &style, Role::Paragraph),
            self.paragraph(short, &label, Role::Link),
        ];
        if let (Some(note), Some(detail)) = (note, &action.detail) {
            parts.push(self.paragraph(
                self.content(&key("detail"), detail),
                &note,
                Role::Paragraph,
            ));
        }
        let (rows, _) = self.inner_gap();
        let mut node = self.boxed(in_line(parts, Flow::Column, (rows, rows)));
        node.align = self.area.align.unwrap_or(Vertical::Top);
        node
    }

    fn code(&mut self, action: &Action) -> Option<Code> {
        let key = format!("action.{}", action.id);
        let payload = action.payload.encoded();
        let symbol = match self.resolver.codes.encode(&payload) {
            Ok(symbol) => symbol,
            Err(too_long) => {
                let problem = Diagnostic::error(
                    "payload-too-long",
                    format!("{} bytes are more than a code holds", too_long.bytes),
                );
                let part = match action.payload {
                    Payload::Url(_) => "url",
                    Payload::Tel(_) => "phone",
                    Payload::Mailto { .. } | Payload::Sms { .. } => "message",
                    Payload::Geo { .. } => "location",
                };
                self.resolver.report_content(
                    &format!("{key}.{part}"),
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
            payload: action.payload.clone(),
            label: action.label.clone(),
            alt: self.code_alt(action),
            short: action.short.clone(),
            distance,
            floor: self.resolver.module,
            size: self
                .area
                .size
                .map(|size| (size * self.resolver.scale).max(least)),
            hang: self.area.hang.unwrap_or(false),
            origin: self.resolver.words.origin(&key),
        })
    }

    /// What a code does, its verb, and the typed form.
    fn code_alt(&self, action: &Action) -> String {
        let label = match action.payload {
            Payload::Url(_) => "scan_to_open",
            Payload::Tel(_) => "scan_to_call",
            Payload::Mailto { .. } | Payload::Sms { .. } => "scan_to_write",
            Payload::Geo { .. } => "scan_to_find",
        };
        let text = |name: &str| {
            let found = self.resolver.words.labels.get(name);
            found.map_or_else(String::new, |label| label.text)
        };
        let (label, colon) = (text(label), text("colon"));
        format!("{label}{colon}{} ({})", action.short, action.label)
    }
}
