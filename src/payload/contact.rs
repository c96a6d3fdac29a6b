//! Contacts for the address book of a phone (vCard, RFC 2426).

use super::mail::Mailbox;
use super::mail::lines;
use super::phone::Phone;
use super::web::WebAddress;
use super::words::{PayloadWords, join_parts};

/// A person or organization to be saved among the contacts of a phone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contact {
    /// Name of the person, else of the organization.
    pub name: String,
    /// Organization.
    pub organization: Option<String>,
    /// Phone number.
    pub phone: Option<Phone>,
    /// E-mail address.
    pub email: Option<Mailbox>,
    /// Web page.
    pub url: Option<WebAddress>,
    /// Postal address.
    pub address: Option<String>,
    /// Any other text.
    pub note: Option<String>,
}

impl Contact {
    /// The contact as vCard 3.0 (RFC 2426), which phones of both makers read. `N` is required beside `FN`
    /// (3.1.2). Which word is the family name is not guessed: all go to its place.
    pub(super) fn encoded(&self) -> String {
        // Lines end with CR LF in this format (RFC 2426, 2.1), even where they cost modules.
        let mut card = "BEGIN:VCARD\r\nVERSION:3.0\r\n".to_owned();
        let mut line = |name: &str, value: &str| card.push_str(&format!("{name}:{value}\r\n"));
        line("N", &format!("{};;;;", escaped(&self.name)));
        line("FN", &escaped(&self.name));
        if let Some(organization) = &self.organization {
            line("ORG", &escaped(organization));
        }
        if let Some(phone) = &self.phone {
            line("TEL", &escaped(&phone.dialled()));
        }
        if let Some(email) = &self.email {
            line("EMAIL", &escaped(&email.plain()));
        }
        if let Some(url) = &self.url {
            line("URL", url.uri().as_str());
        }
        if let Some(address) = &self.address {
            // The whole address goes to the street (the third part), where phones show it with its line
            // breaks.
            line("ADR", &format!(";;{};;;;", escaped(address)));
        }
        if let Some(note) = &self.note {
            line("NOTE", &escaped(note));
        }
        card.push_str("END:VCARD\r\n");
        card
    }

    pub(super) fn short(&self, words: &dyn PayloadWords) -> String {
        join_parts([
            Some(self.name.clone()),
            // A contact without a person has the name of the organization, which is not written twice.
            self.organization.clone().filter(|own| *own != self.name),
            self.phone
                .as_ref()
                .map(|phone| words.token(&words.phone(phone))),
            self.email.as_ref().map(|email| email.written().to_owned()),
            self.url.as_ref().map(WebAddress::short),
            self.address.as_ref().map(|address| lines(address, ", ")),
        ])
    }
}

/// Escapes a value with backslashes (RFC 2426, 4; RFC 5545, 3.3.11).
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in lines(text, "\n").chars() {
        match c {
            '\\' | ',' | ';' => out.extend(['\\', c]),
            // A bare line break would end the property.
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_escaped() {
        let contact = Contact {
            name: "Անի; Petrosyan, Dr.".to_owned(),
            note: Some("line one\nline \\ two\n".to_owned()),
            ..Contact::default()
        };
        assert_eq!(
            contact.encoded(),
            "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Անի\\; Petrosyan\\, Dr.;;;;\r\nFN:Անի\\; Petrosyan\\, Dr.\r\n\
             NOTE:line one\\nline \\\\ two\r\nEND:VCARD\r\n"
        );
    }
}
