//! Checks phone numbers, and writes them for codes and links.

use super::national;
use super::uri::Uri;
use super::wrong::{Wrong, wrong};

/// A phone number in its written and its dialled form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    written: String,
    /// `+` and digits, or the digits of a short number.
    number: String,
    extension: Option<String>,
}

impl Phone {
    /// The number as the content has it, with single spaces.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The number as it is dialled in a country (ISO 3166-1 alpha-2), if it is a number of that country; else
    /// as the content has it.
    pub fn written_in(&self, country: Option<&str>) -> String {
        let national = country.and_then(|country| national::national_form(&self.written, country));
        national.unwrap_or_else(|| self.written.clone())
    }

    /// The number without its extension.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// Whether it has an extension.
    pub fn has_extension(&self) -> bool {
        self.extension.is_some()
    }

    /// The number as it is dialled. An extension follows a comma, which is a pause: both kinds of phones wait
    /// and dial 12 after it. Of `;ext=12` (RFC 3966, 5.3) Android dials 39812, the letters being those on the
    /// keys, and iPhones offer the text `ext=12` (practice).
    pub fn dialled(&self) -> String {
        match &self.extension {
            Some(extension) => format!("{},{extension}", self.number),
            None => self.number.clone(),
        }
    }

    /// The number as a `tel` URI. The context that RFC 3966 requires with a short number is left out, because
    /// phones do not know it.
    pub fn uri(&self) -> Uri {
        Uri::made("tel", &self.dialled())
    }
}

/// Number of digits of a short number, such as 112, 50409 or 116 117. A longer one without a country is that
/// of a subscriber, and reaches someone else or nobody from elsewhere.
const SHORT: std::ops::RangeInclusive<usize> = 3..=6;

/// Signs and words before an extension.
const EXTENSION: [&str; 8] = [";ext=", "extension", "ext.", "ext", "x", ",", "p", "#"];

/// Whether a character only groups digits: spaces, brackets, dots, slashes, hyphens and dashes.
fn is_grouping_sign(c: char) -> bool {
    c.is_whitespace()
        || "()-./".contains(c)
        || ('\u{2010}'..='\u{2015}').contains(&c)
        || c == '\u{2212}'
}

/// Whether a character marks the direction of text. Such marks are copied along from address books.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Checks a phone number: in international form (E.164: at most 15 digits), or a short number of a country;
/// with an extension if it has one.
pub(crate) fn phone(text: &str) -> Result<Phone, Wrong> {
    let text: String = text.chars().filter(|c| !is_direction_mark(*c)).collect();
    let written = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (sign, rest) = match written.strip_prefix('+') {
        Some(rest) => ("+", rest),
        None => ("", written.as_str()),
    };
    let no_number = |hint: &str| wrong("is not a phone number", hint);
    let end = rest.find(|c: char| !c.is_ascii_digit() && !is_grouping_sign(c));
    // Everything from the first sign that cannot group digits has to be an extension.
    let (number, tail) = rest.split_at(end.unwrap_or(rest.len()));
    let extension = match extension(tail) {
        Ok(extension) => extension,
        Err(()) if written.contains(['*', '#']) => {
            return no_number("print it as text: phones do not dial * and # from a code");
        }
        Err(()) if rest.chars().any(char::is_alphabetic) => {
            return no_number(
                "write it in international form with digits instead of letters, such as +1 202 224 3121; write an extension as `ext. 12`",
            );
        }
        Err(()) => {
            return no_number(
                "write it in international form with the digits 0 to 9, such as +1 202 224 3121",
            );
        }
    };
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let bare: String = number.chars().filter(|c| !c.is_whitespace()).collect();
    let suits = match sign {
        // The zero of `+44 (0)20 …` is dialled at home only; in a code it would make a wrong number.
        "+" if bare.contains("(0)") => {
            return no_number(
                "write it in international form, without the (0), which is dialled only within the country",
            );
        }
        "+" => (7..=15).contains(&digits.len()) && !digits.starts_with('0'),
        _ => {
            // A short number has neither an area code in brackets nor an extension.
            SHORT.contains(&digits.len())
                && !number.contains(['(', ')', '/'])
                && extension.is_none()
        }
    };
    if suits {
        return Ok(Phone {
            number: format!("{sign}{digits}"),
            extension,
            written,
        });
    }
    // `00` is dialled for a foreign country in Europe only.
    if sign.is_empty() && digits.starts_with("00") {
        return no_number(
            "write it in international form, with + instead of 00, such as +1 202 224 3121",
        );
    }
    no_number(
        "write it in international form, with the country code, such as +1 202 224 3121; a short number such as 112 has 3 to 6 digits",
    )
}

/// The digits of an extension in the text after a number; none if there is no text. Errors: the text is
/// something else.
fn extension(tail: &str) -> Result<Option<String>, ()> {
    let small = tail.to_lowercase().replace(char::is_whitespace, "");
    if small.is_empty() {
        return Ok(None);
    }
    let rest = EXTENSION
        .iter()
        .find_map(|sign| small.strip_prefix(sign))
        .ok_or(())?;
    // Pauses and dots between the sign and the digits are not dialled.
    let digits: String = rest
        .trim_start_matches([',', ':', '.'])
        .replace(['-', '.'], "");
    let suits = (1..=8).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if suits { Ok(Some(digits)) } else { Err(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_dialled_from_everywhere() {
        for (text, right) in [
            ("+1 (202) 224-3121", "tel:+12022243121"),
            ("+44 20 7946 0018", "tel:+442079460018"),
            ("+49\u{a0}30\u{2011}123\u{2013}456", "tel:+4930123456"),
            ("\u{202a}+374 10 123456\u{202c}", "tel:+37410123456"),
            ("112", "tel:112"),
            ("116 117", "tel:116117"),
            ("13 11 14", "tel:131114"),
            ("02800", "tel:02800"),
            ("741741", "tel:741741"),
            ("+1 202 555 0199 ext. 12", "tel:+12025550199,12"),
            ("+1 202 555 0199;ext=12", "tel:+12025550199,12"),
            ("+1 202 555 0199 x12", "tel:+12025550199,12"),
            ("+1 202 555 0199,,12", "tel:+12025550199,12"),
            ("+1 202 555 0199p12", "tel:+12025550199,12"),
            ("+1 202 555 0199 #12", "tel:+12025550199,12"),
            // RFC 3966, 6.
            ("+1-201-555-0123", "tel:+12015550123"),
        ] {
            let found = phone(text).map(|number| number.uri().to_string());
            assert_eq!(found.as_deref(), Ok(right), "{text}");
        }
        for bad in [
            "(202) 224-3121",
            "224-3121",
            "1234567",
            "+1 202 CALL",
            "+12",
            "+1234567890123456",
            "+0123456789",
            "+44 (0)20 7946 0018",
            "+44 ( 0 ) 20 7946 0018",
            "0049 30 123456",
            "*123#",
            "+٣٧٤ ١٠ ١٢٣٤٥٦",
            "1-800-FLOWERS",
            "12",
            "",
            "+",
            "++1 202 555 0199",
            "+1 202 555 0199 ext. twelve",
            "112 x1",
        ] {
            assert!(phone(bad).is_err(), "{bad}");
        }
    }
}
