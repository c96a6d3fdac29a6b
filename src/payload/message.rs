//! Text messages (RFC 5724, `sms`).

use super::mail::lines;
use super::phone::{Phone, phone};
use super::uri::{Uri, percent};
use super::words::PayloadWords;
use super::wrong::{Wrong, wrong};

/// A text message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Recipients.
    pub to: Vec<Phone>,
    /// Text.
    pub text: String,
}

impl Message {
    /// The message as an `sms` URI (RFC 5724).
    pub fn uri(&self) -> Uri {
        let text = percent(&lines(&self.text, "\n"));
        Uri::made("sms", &format!("{}?body={text}", list(&self.to)))
    }

    /// Text that the code holds. All readers in phones take `SMSTO:` for a message (practice), but it defines
    /// neither letters beyond ASCII nor lines nor several numbers: these need the URI, whose text is ASCII.
    pub fn encoded(&self) -> String {
        let plain = |c: char| c == ' ' || c.is_ascii_graphic();
        match self.to.as_slice() {
            // The short form: one number, and a text that every reader decodes alike.
            [one] if self.text.chars().all(plain) => {
                format!("SMSTO:{}:{}", one.number(), self.text)
            }
            _ => self.uri().to_string(),
        }
    }

    pub(super) fn short(&self, words: &dyn PayloadWords) -> String {
        let numbers: Vec<String> = self.to.iter().map(|to| words.phone(to)).collect();
        numbers.join(", ")
    }
}

/// Numbers as part of a URI, with commas between them.
pub(super) fn list(numbers: &[Phone]) -> String {
    let numbers: Vec<&str> = numbers.iter().map(Phone::number).collect();
    numbers.join(",")
}

/// Checks one or several numbers with commas between them.
pub(crate) fn numbers(text: &str) -> Result<Vec<Phone>, Wrong> {
    let each = text.split([',', ';']).map(|part| match phone(part) {
        Ok(number) if number.has_extension() => wrong(
            "has an extension",
            "a text message needs a number in international form, without an extension",
        ),
        other => other,
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_arrives_whatever_its_letters() {
        let held = |to: &str, text: &str| {
            let to = numbers(to).expect("numbers");
            let text = text.to_owned();
            Message { to, text }.encoded()
        };
        assert_eq!(
            held("50409", "FREE them: now"),
            "SMSTO:50409:FREE them: now"
        );
        assert_eq!(
            held("+49 170 1234567", "100% + 1"),
            "SMSTO:+491701234567:100% + 1"
        );
        assert_eq!(
            held("50409", "Ազատ"),
            "sms:50409?body=%D4%B1%D5%A6%D5%A1%D5%BF"
        );
        assert_eq!(held("50409", "a\r\nb\n"), "sms:50409?body=a%0Ab");
        assert_eq!(
            held("50409, +1 202 555 0199", "FREE"),
            "sms:50409,+12025550199?body=FREE"
        );
        assert!(numbers("+1 202 555 0199 x2").is_err() && numbers("50409,").is_err());
    }
}
