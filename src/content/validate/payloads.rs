//! The payload of an action: what its QR code holds, by its kind.
//!
//! Each kind reads its own keys of the action and reports what is missing or wrong. The formats of payloads and their
//! limits are in `payload`.

use std::collections::BTreeMap;

use super::value_checks::Check;
use crate::content::campaign::Event;
use crate::content::schema::{self, Kind};
use crate::diag::Diagnostic;
use crate::language::Language;
use crate::payload::{
    self, Appointment, Contact, Iban, Mail, Mailbox, Message, Network, Payload, Security, Transfer,
};
use crate::rules::Rule;

/// Most characters of the name and of the text of a payment (EPC069-12, 2.1).
const LONGEST_NAME: usize = 70;
const LONGEST_TEXT: usize = 140;

/// The problem of a value, and a hint.
type Wrong = payload::Wrong;

/// The parts of the content that actions depend on.
pub(super) struct Around<'a> {
    /// The language of the campaign; `None` if its tag is wrong.
    pub(super) language: Option<&'a Language>,
    /// The fixed words of the campaign's own.
    pub(super) labels: &'a BTreeMap<String, String>,
    /// The ids of the events that an action may be about.
    pub(super) event_ids: &'a [String],
    /// The events without errors.
    pub(super) events: &'a [Event],
    /// The title of the campaign, as the name of an event that has none.
    pub(super) title: Option<&'a str>,
}

impl Check<'_> {
    /// The payload of an action, by its kind.
    pub(super) fn payload(
        &mut self,
        at: &str,
        item: schema::Action,
        around: &Around<'_>,
    ) -> Option<Payload> {
        let key = |name: &str| format!("{at}.{name}");
        match item.kind? {
            Kind::Url => {
                let url = self.need(&key("url"), item.url)?;
                self.web(&key("url"), url).map(Payload::Url)
            }
            Kind::Tel => {
                let number = self.need(&key("phone"), item.phone)?;
                self.number(&key("phone"), &number, payload::phone)
                    .map(Payload::Tel)
            }
            Kind::Mailto => self.mail(at, item).map(Box::new).map(Payload::Mailto),
            Kind::Sms => {
                let number = self.need(&key("phone"), item.phone)?;
                let text = self.need(&key("message"), item.message)?;
                let to = self.number(&key("phone"), &number, payload::numbers)?;
                Some(Payload::Sms(Message { to, text }))
            }
            Kind::Geo => {
                let text = self.need(&key("location"), item.location)?;
                let place = self.location(&key("location"), &text);
                place.map(|(latitude, longitude)| Payload::Geo {
                    latitude,
                    longitude,
                })
            }
            Kind::Wifi => self.network(at, item).map(Payload::Wifi),
            Kind::Contact => self.contact(at, item).map(Box::new).map(Payload::Contact),
            Kind::Event => self
                .appointment(at, item, around)
                .map(Box::new)
                .map(Payload::Event),
            Kind::Payment => self.transfer(at, item).map(Box::new).map(Payload::Payment),
        }
    }

    /// The value of a check. An error of the check is reported as `explain` makes a finding of it.
    fn sure<T>(
        &mut self,
        key: &str,
        found: Result<T, Wrong>,
        explain: impl FnOnce(String) -> Diagnostic,
    ) -> Option<T> {
        match found {
            Ok(value) => Some(value),
            Err((what, hint)) => {
                self.report(key, explain(what).hint(hint));
                None
            }
        }
    }

    /// A phone number; a wrong one is reported.
    fn number<T>(
        &mut self,
        key: &str,
        text: &str,
        check: impl FnOnce(&str) -> Result<T, Wrong>,
    ) -> Option<T> {
        self.sure(key, check(text), |what| {
            Diagnostic::error(Rule::BadPhone, format!("`{text}` {what}"))
        })
    }

    /// One or several mailboxes; an empty list if the key is missing. Wrong ones are reported.
    fn mailboxes(&mut self, key: &str, text: Option<&str>) -> Option<Vec<Mailbox>> {
        match text {
            Some(text) => self.sure(key, payload::mailboxes(text), |what| {
                Diagnostic::error(Rule::BadEmail, what)
            }),
            None => Some(Vec::new()),
        }
    }

    /// A text of one line with at most `most` characters. The outer `None`: it is wrong, which was reported.
    /// The inner one: there is no text.
    fn line(&mut self, key: &str, text: Option<String>, most: usize) -> Option<Option<String>> {
        let Some(text) = text else { return Some(None) };
        let name = key.rsplit('.').next().unwrap_or(key).to_owned();
        let length = text.chars().count();
        let problem = if text.chars().any(char::is_control) {
            Diagnostic::error(Rule::BadValue, format!("`{name}` has a line break in it"))
                .hint("write it on one line")
        } else if length > most {
            Diagnostic::error(Rule::BadValue, format!("`{name}` has {length} characters"))
                .hint(format!("shorten it to at most {most}"))
        } else {
            return Some(Some(text));
        };
        self.report(key, problem);
        None
    }

    /// An e-mail to send.
    fn mail(&mut self, at: &str, item: schema::Action) -> Option<Mail> {
        let key = |name: &str| format!("{at}.{name}");
        let address = self.need(&key("email"), item.email);
        let to = address.and_then(|address| self.mailboxes(&key("email"), Some(&address)));
        let cc = self.mailboxes(&key("cc"), item.cc.as_deref());
        let bcc = self.mailboxes(&key("bcc"), item.bcc.as_deref());
        // No limit of its own: the code as a whole has one.
        let subject = self.line(&key("subject"), item.subject, usize::MAX);
        Some(Mail {
            to: to?,
            cc: cc?,
            bcc: bcc?,
            subject: subject?,
            body: item.message,
        })
    }

    /// A wireless network to join. Without `security` it is WPA if there is a password, else open.
    fn network(&mut self, at: &str, item: schema::Action) -> Option<Network> {
        let key = |name: &str| format!("{at}.{name}");
        let ssid = self.need(&key("ssid"), item.ssid);
        let ssid = ssid.and_then(|ssid| {
            let checked = payload::ssid(&ssid);
            let explain = |what| {
                Diagnostic::error(Rule::BadSsid, format!("the network name `{ssid}` {what}"))
            };
            self.sure(&key("ssid"), checked, explain).map(|()| ssid)
        });
        let open = item.password.is_none();
        let security = match item.security.as_deref() {
            // WPA covers nearly all networks with a password; phones find out the version by themselves.
            None if open => Some(Security::Nopass),
            None => Some(Security::Wpa),
            Some(text) => {
                let found = payload::security(text);
                if found.is_none() {
                    let problem = Diagnostic::error(
                        Rule::BadValue,
                        format!("`{text}` is not a kind of network security"),
                    );
                    let hint = "write \"WPA\", \"WPA3\", \"WEP\" or \"nopass\"; there are no codes for networks that ask for a user name";
                    self.report(&key("security"), problem.hint(hint));
                }
                found
            }
        };
        let hidden = item.hidden.unwrap_or(false);
        let (ssid, security) = (ssid?, security?);
        let password = match item.password {
            None if security != Security::Nopass => {
                // Reported as a missing key: phones would ask for the password, which nobody could give.
                self.need(&key("password"), None::<String>)?;
                None
            }
            None => None,
            Some(password) => {
                // The message does not repeat the password: a report may reach more people than the flyer.
                let checked = payload::password(&password, security);
                self.sure(&key("password"), checked, |what| {
                    Diagnostic::error(Rule::BadPassword, format!("the password {what}"))
                })?;
                Some(password)
            }
        };
        Some(Network {
            ssid,
            password,
            security,
            hidden,
        })
    }

    /// A contact to save. It needs a name, or an organization, and at least one way to reach it.
    fn contact(&mut self, at: &str, item: schema::Action) -> Option<Contact> {
        let key = |name: &str| format!("{at}.{name}");
        let name = match (item.name, &item.organization) {
            // A contact may be a body without a person: its name is then that of the organization.
            (None, Some(organization)) => Some(organization.clone()),
            (name, _) => self.need(&key("name"), name),
        };
        let phone = item
            .phone
            .map(|number| self.number(&key("phone"), &number, payload::phone));
        let email = item.email.map(|address| {
            let mut boxes = self.mailboxes(&key("email"), Some(&address))?;
            if boxes.len() > 1 {
                // The vCard in the code would take several, but a person who saves the contact needs one that
                // works.
                let problem =
                    Diagnostic::error(Rule::BadEmail, "a contact can have only one e-mail address");
                self.report(&key("email"), problem.hint("keep the one that people read"));
                return None;
            }
            boxes.pop()
        });
        let url = item.url.map(|url| self.web(&key("url"), url));
        let known = [
            phone.is_some(),
            email.is_some(),
            url.is_some(),
            item.address.is_some(),
        ];
        // A name alone is no contact: nothing could be done with it.
        if !known.contains(&true) {
            let problem = Diagnostic::error(Rule::MissingKey, "the contact has no way to reach it");
            self.report(
                &key("kind"),
                problem.hint("give it `phone`, `email`, `url` or `address`"),
            );
            return None;
        }
        Some(Contact {
            name: name?,
            organization: item.organization,
            phone: flat(phone)?,
            email: flat(email)?,
            url: flat(url)?,
            address: item.address,
            note: item.note,
        })
    }

    /// An event to save: one of the content, or one that the action itself gives. Keys of the action come
    /// first.
    fn appointment(
        &mut self,
        at: &str,
        item: schema::Action,
        around: &Around<'_>,
    ) -> Option<Appointment> {
        let key = |name: &str| format!("{at}.{name}");
        let mut about = None;
        if let Some(id) = &item.event {
            self.reference(&key("event"), "event", id, around.event_ids)?;
            about = around.events.iter().find(|event| event.id == *id);
        }
        let own = item.start.is_some() || item.end.is_some();
        // An action may move the times of its event, for example to the meeting point an hour before.
        let named = item.zone.as_deref();
        let zone = named.or_else(|| about.and_then(|event| event.zone.as_deref()));
        let (when, zone) = match about {
            Some(event) if !own && named.is_none() => (event.when, zone.and_then(payload::zone)),
            // The event exists but has errors, which were reported there.
            None if !own && item.event.is_some() => return None,
            _ => {
                let (when, rules) = self.when(at, item.start, item.end, zone);
                (when?, rules)
            }
        };
        let location = match item.location {
            Some(text) => Some(self.location(&key("location"), &text)?),
            None => about.and_then(|event| event.location),
        };
        let url = match item.url {
            Some(url) => Some(self.web(&key("url"), url)?),
            None => about.and_then(|event| event.url.clone()),
        };
        let place = item.place.or_else(|| {
            let comma = around.language.map_or(", ", Language::comma);
            about.map(|event| format!("{}{comma}{}", event.place, event.city))
        });
        let titled = about.and_then(|event| event.title.clone());
        let summary = item.summary.or(titled);
        let summary = summary.or_else(|| around.title.map(str::to_owned));
        Some(Appointment {
            summary: self.need(&key("summary"), summary)?,
            when,
            zone,
            place,
            country: about.and_then(|event| event.country.clone()),
            location,
            url,
        })
    }

    /// A payment (EPC069-12).
    fn transfer(&mut self, at: &str, item: schema::Action) -> Option<Transfer> {
        let key = |name: &str| format!("{at}.{name}");
        let name = self.need(&key("name"), item.name);
        let name = name.and_then(|name| self.line(&key("name"), Some(name), LONGEST_NAME)?);
        let iban = self.need(&key("iban"), item.iban);
        let iban = iban.and_then(|iban| {
            self.sure(&key("iban"), Iban::of(&iban), |what| {
                Diagnostic::error(Rule::BadIban, what)
            })
        });
        let bic = item.bic.map(|bic| {
            self.sure(&key("bic"), payload::bic(&bic), |what| {
                Diagnostic::error(Rule::BadBic, what)
            })
        });
        // Within the European Economic Area banks find each other by the IBAN (EPC069-12, version 2).
        if bic.is_none() && iban.as_ref().is_some_and(Iban::needs_bic) {
            let problem =
                Diagnostic::error(Rule::MissingKey, format!("`{}` is missing", key("bic")));
            self.report(
                &key("bic"),
                problem.hint("a transfer to a country outside the European Economic Area needs the bank's BIC"),
            );
            return None;
        }
        let amount = item.amount.map(|amount| {
            self.sure(&key("amount"), payload::amount(&amount.text()), |what| {
                Diagnostic::error(Rule::BadAmount, what)
            })
        });
        let purpose = item.purpose.map(|purpose| {
            let found = payload::purpose(&purpose);
            if found.is_none() {
                let problem =
                    Diagnostic::error(Rule::BadValue, format!("`{purpose}` is not a purpose code"));
                self.report(
                    &key("purpose"),
                    problem.hint(
                        "write four letters, such as CHAR for a donation; put words into `text`",
                    ),
                );
            }
            found
        });
        let reference = item.reference.map(|reference| {
            self.sure(&key("reference"), payload::reference(&reference), |what| {
                Diagnostic::error(Rule::BadReference, what)
            })
        });
        let text = self.line(&key("text"), item.text, LONGEST_TEXT)?;
        if reference.is_some() && text.is_some() {
            // The standard has one field for either (EPC069-12, 2.1).
            let problem = Diagnostic::error(
                Rule::BadReference,
                "a payment can have a `reference` or a `text`, not both",
            );
            self.report(&key("reference"), problem.hint("remove one of them"));
            return None;
        }
        Some(Transfer {
            name: name?,
            iban: iban?,
            bic: flat(bic)?,
            amount: flat(amount)?,
            purpose: flat(purpose)?,
            reference: flat(reference)?,
            text,
        })
    }
}

/// Joins two kinds of absence of an optional value. The result is `None` if the value is there and wrong.
fn flat<T>(value: Option<Option<T>>) -> Option<Option<T>> {
    match value {
        None => Some(None),
        Some(None) => None,
        Some(Some(value)) => Some(Some(value)),
    }
}
