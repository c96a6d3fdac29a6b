//! Actions: the keys of each kind, and the form to type for those who cannot scan.
//!
//! One table of the file serves nine kinds of action, so each kind checks which keys it uses: a key that the
//! kind does not use would be in no code, and is reported. `payloads` makes the payload of the QR code.

use super::payloads::Around;
use super::value_checks::Check;
use crate::content::campaign::{Action, Script};
use crate::content::schema::{self, Kind};
use crate::content::spoken::Spoken;
use crate::diag::Diagnostic;
use crate::payload;
use crate::rules::Rule;

impl Check<'_> {
    /// Checks an action.
    pub(super) fn action(
        &mut self,
        at: &str,
        item: schema::Action,
        around: &Around<'_>,
    ) -> Option<Action> {
        let key = |name: &str| format!("{at}.{name}");
        let label = self.need(&key("label"), item.label.clone());
        // Reported here, because `payload` below needs the kind and would return without a word.
        if item.kind.is_none() {
            self.need(&key("kind"), None::<String>);
        }
        let short = self.short(at, &item);
        let has_own_short = short.is_some() && !self.is_for_elsewhere(at, &item);
        let detail = item.detail.clone().map(String::from);
        let id = item.id.clone();
        let script = item.script.as_ref().map(|script| Script {
            opening: script.opening.clone(),
            asks: script.asks.clone(),
            closing: script.closing.clone(),
        });
        let asks = key("script.asks");
        if script.as_ref().is_some_and(|script| script.asks.is_empty()) && !self.is_reported(&asks)
        {
            let problem = Diagnostic::error(Rule::MissingKey, "the script has no `asks`");
            self.report(
                &key("script"),
                problem.hint("list what the caller asks for: asks = [\"…\", \"…\"]"),
            );
        }
        self.unused(at, &item);
        // Last, as it takes the item apart.
        let payload = self.payload(at, item, around)?;
        let short = short.or_else(|| {
            Some(payload.short(&Spoken {
                language: around.language?,
                labels: around.labels,
                files: self.files,
                dates: None,
                country: None,
            }))
        });
        Some(Action {
            id: id?,
            label: label?,
            detail,
            payload,
            short: short?,
            has_own_short,
            script,
        })
    }

    /// The form to type that the content gives. A national phone number is replaced by the international one in
    /// a translation: its readers may be in another country, where the national form cannot be dialled.
    fn short(&self, at: &str, item: &schema::Action) -> Option<String> {
        let phone = item
            .phone
            .as_deref()
            .filter(|_| self.is_for_elsewhere(at, item));
        match phone.and_then(|phone| payload::phone(phone).ok()) {
            Some(phone) => Some(phone.written().to_owned()),
            None => item.short.clone(),
        }
    }

    /// Whether the form to type is a national phone number and the readers are probably abroad.
    fn is_for_elsewhere(&self, at: &str, item: &schema::Action) -> bool {
        let calls = matches!(item.kind, Some(Kind::Tel | Kind::Sms));
        let phone = item.phone.as_deref().filter(|_| calls);
        let international = phone
            .and_then(|phone| payload::phone(phone).ok())
            .is_some_and(|phone| phone.number().starts_with('+'));
        item.short.is_some() && international && self.files.is_abroad(&format!("{at}.short"))
    }

    /// Warns of keys that the kind of action does not use: the code would not contain them.
    fn unused(&mut self, at: &str, item: &schema::Action) {
        let Some(kind) = item.kind else { return };
        let used: &[&str] = match kind {
            Kind::Url => &["url"],
            Kind::Tel => &["phone"],
            Kind::Mailto => &["email", "cc", "bcc", "subject", "message"],
            Kind::Sms => &["phone", "message"],
            Kind::Geo => &["location"],
            Kind::Wifi => &["ssid", "password", "security", "hidden"],
            Kind::Contact => &[
                "name",
                "organization",
                "phone",
                "email",
                "url",
                "address",
                "note",
            ],
            Kind::Event => &[
                "event", "summary", "start", "end", "zone", "place", "location", "url",
            ],
            Kind::Payment => &[
                "name",
                "iban",
                "bic",
                "amount",
                "purpose",
                "reference",
                "text",
            ],
        };
        // A key that is not in this list or the next would never be reported as unused.
        let texts = [
            ("url", &item.url),
            ("phone", &item.phone),
            ("email", &item.email),
            ("cc", &item.cc),
            ("bcc", &item.bcc),
            ("subject", &item.subject),
            ("message", &item.message),
            ("location", &item.location),
            ("ssid", &item.ssid),
            ("password", &item.password),
            ("security", &item.security),
            ("name", &item.name),
            ("organization", &item.organization),
            ("address", &item.address),
            ("note", &item.note),
            ("event", &item.event),
            ("summary", &item.summary),
            ("zone", &item.zone),
            ("place", &item.place),
            ("iban", &item.iban),
            ("bic", &item.bic),
            ("purpose", &item.purpose),
            ("reference", &item.reference),
            ("text", &item.text),
        ];
        let texts = texts
            .into_iter()
            .map(|(name, value)| (name, value.is_some()));
        let others = [
            ("start", item.start.is_some()),
            ("end", item.end.is_some()),
            ("hidden", item.hidden.is_some()),
            ("amount", item.amount.is_some()),
        ];
        for (name, there) in texts.chain(others) {
            if there && !used.contains(&name) {
                let kind = kind.name();
                let problem = format!("an action of `kind = \"{kind}\"` does not use `{name}`");
                let problem = Diagnostic::warning(Rule::UnusedKey, problem);
                let hint = format!(
                    "remove it, or choose another kind; this kind uses {}",
                    used.join(", ")
                );
                self.report(&format!("{at}.{name}"), problem.hint(hint));
            }
        }
    }
}
