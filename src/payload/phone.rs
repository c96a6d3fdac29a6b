//! Phone numbers.

use super::national;
use super::uri::Uri;
use super::wrong::{Wrong, wrong};

/// A phone number, as it is written and as it is dialled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    written: String,
    /// `+` and digits, or the digits of a short number of a country.
    number: String,
    extension: Option<String>,
}

impl Phone {
    /// As the content has it, with single spaces.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// As it is dialled in a country (ISO 3166-1 alpha-2), where it is a number of that country; else as
    /// the content has it.
    pub fn written_in(&self, country: Option<&str>) -> String {
        let national = country.and_then(|country| national::of(&self.written, country));
        national.unwrap_or_else(|| self.written.clone())
    }

    /// The number without its extension.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// Whether it is called behind another number.
    pub fn has_extension(&self) -> bool {
        self.extension.is_some()
    }

    /// As it is dialled. An extension follows a pause, which is a comma: `;ext=12` (RFC 3966, 5.3) is dialled
    /// by Android as 39812, its letters being those on the keys, and offered by iPhones as the text `ext=12`;
    /// both wait and dial 12 after a comma (practice).
    pub fn dialled(&self) -> String {
        match &self.extension {
            Some(extension) => format!("{},{extension}", self.number),
            None => self.number.clone(),
        }
    }

    /// The address of a call. Phones do not know the context that RFC 3966 asks for with a short number.
    pub fn uri(&self) -> Uri {
        Uri::made("tel", &self.dialled())
    }
}

/// Digits of a short number of a country, such as 112, 50409 or 116 117. Longer ones without a country are
/// those of subscribers, and reach someone else or nobody from elsewhere.
const SHORT: std::ops::RangeInclusive<usize> = 3..=6;

/// What stands before an extension.
const EXTENSION: [&str; 8] = [";ext=", "extension", "ext.", "ext", "x", ",", "p", "#"];

/// Signs that only group digits. Those that turn the order of signs come along from address books.
fn groups(c: char) -> bool {
    c.is_whitespace()
        || "()-./".contains(c)
        || ('\u{2010}'..='\u{2015}').contains(&c)
        || c == '\u{2212}'
}

fn turns(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Checks a phone number: in international form (E.164: at most 15 digits), or a short number of a country;
/// with an extension where it has one.
pub(crate) fn phone(text: &str) -> Result<Phone, Wrong> {
    let text: String = text.chars().filter(|c| !turns(*c)).collect();
    let written = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (sign, rest) = match written.strip_prefix('+') {
        Some(rest) => ("+", rest),
        None => ("", written.as_str()),
    };
    let no_number = |hint: &str| wrong("is not a phone number", hint);
    let end = rest.find(|c: char| !c.is_ascii_digit() && !groups(c));
    let (number, tail) = rest.split_at(end.unwrap_or(rest.len()));
    let extension = match extension(tail) {
        Ok(extension) => extension,
        Err(()) if written.contains(['*', '#']) => {
            return no_number(
                "write it in international form; phones do not dial * and # from a code: print such a number as words",
            );
        }
        Err(()) if rest.chars().any(char::is_alphabetic) => {
            return no_number(
                "write it in international form, and its letters as digits, such as +1 202 224 3121; an extension is written `ext. 12`",
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
        // The zero of `+44 (0)20 …` is dialled at home only: in a code it would make a wrong number.
        "+" if bare.contains("(0)") => {
            return no_number(
                "write it in international form, without the (0) that is only dialled at home",
            );
        }
        "+" => (7..=15).contains(&digits.len()) && !digits.starts_with('0'),
        _ => {
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
    if sign.is_empty() && digits.starts_with("00") {
        return no_number(
            "write it in international form, with + in place of 00, such as +1 202 224 3121",
        );
    }
    no_number(
        "write it in international form, with the country, such as +1 202 224 3121; a short number of a country has 3 to 6 digits",
    )
}

/// The digits of an extension in what follows a number; none where nothing does.
fn extension(tail: &str) -> Result<Option<String>, ()> {
    let small = tail.to_lowercase().replace(char::is_whitespace, "");
    if small.is_empty() {
        return Ok(None);
    }
    let rest = EXTENSION
        .iter()
        .find_map(|sign| small.strip_prefix(sign))
        .ok_or(())?;
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
