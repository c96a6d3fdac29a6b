//! The QR symbols of codes: what they hold, how large they may be, and what screen readers say of them.

use std::sync::Arc;

use super::expander::Expander;
use super::offers::Offer;
use crate::diag::Diagnostic;
use crate::geom::Length;
use crate::payload::Payload;
use crate::qr::{QUIET_ZONE, QrSymbol};
use crate::rules::Rule;
use crate::template::code_size::CodeSize;
use crate::template::plan::CodePlan;

/// The keys of a block that are about the symbols of its codes.
#[derive(Clone, Copy)]
pub(super) struct SymbolLook {
    pub(super) size: Option<Length>,
    pub(super) distance: Option<Length>,
    pub(super) hang: Option<bool>,
}

impl Expander<'_, '_> {
    /// Encodes the code of an offer; `None` if its payload is too long, which is reported.
    pub(super) fn code(&mut self, offer: &Offer, look: SymbolLook) -> Option<CodePlan> {
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
        let size = self.code_size(offer, look, &symbol);
        Some(CodePlan {
            symbol,
            payload: offer.payload.clone(),
            label: offer.label().to_owned(),
            ask: offer.ask.clone(),
            alt: self.code_alt(offer),
            short: offer.short().to_owned(),
            size,
            hang: look.hang.unwrap_or(false),
            origin: self.context.words.origin(&offer.key),
        })
    }

    /// How large the code of an offer may be. One that is too long for the side that the layout has for it is noted,
    /// if the home page has a shorter address: the piece is then filled again.
    fn code_size(&self, offer: &Offer, look: SymbolLook, symbol: &QrSymbol) -> CodeSize {
        let context = &self.context;
        let asked = (look.distance.unwrap_or(context.distance), context.module);
        let designed = look.size.map(|size| size * context.scale);
        let size = |symbol: &QrSymbol, gives_way: bool| {
            CodeSize::new(symbol.side_with_quiet_zone(), asked, designed, gives_way)
        };
        let kept = size(symbol, false);
        let Some(action) = &offer.action else {
            return kept;
        };
        let mut usage = context.words.usage.borrow_mut();
        usage.actions.insert(action.clone());
        let Some(home) = self.home_symbol(&offer.payload, symbol) else {
            return kept;
        };
        if !size(&home, true).suits_its_layout() {
            return kept;
        }
        let wanted = size(symbol, true);
        if !wanted.suits_its_layout() {
            usage.too_long.insert(action.clone());
        }
        wanted
    }

    /// The symbol of the home page, if that is a shorter address than the one of a code and has fewer modules.
    fn home_symbol(&self, payload: &Payload, symbol: &QrSymbol) -> Option<Arc<QrSymbol>> {
        let Payload::Url(address) = payload else {
            return None;
        };
        let home = &self.context.campaign.home;
        if home.uri().as_str().len() >= address.uri().as_str().len() {
            return None;
        }
        let home = Payload::Url(home.clone());
        let encoded = self
            .context
            .symbols
            .encode(&home.encoded(), home.constraint());
        encoded.ok().filter(|home| home.side() < symbol.side())
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
        let verbs: Vec<String> = offer.verbs.iter().map(|verb| verb.label.clone()).collect();
        let verbs = self.context.campaign.language.list(&verbs);
        match offer.short() {
            // Too long for anyone to type (`home_instead`).
            "" => format!("{label}{colon}{verbs}"),
            short => format!("{label}{colon}{short} ({verbs})"),
        }
    }
}

/// The width of the quiet zone of a code at its largest.
pub(super) fn quiet_zone(code: &CodePlan) -> Length {
    code.size.largest / code.symbol.side_with_quiet_zone() as f64 * QUIET_ZONE as f64
}
