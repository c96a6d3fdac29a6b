//! Bank transfers in euros (EPC069-12, known as `GiroCode`).

use super::iban;
use super::iban::Iban;
use super::words::{PayloadWords, join_parts};
use super::wrong::{Wrong, wrong};
use crate::qr::Constraint;

/// Symbol of a transfer: level M, at most version 13 (EPC069-12 v3.0, 2.2).
pub(super) const RULE: Constraint = Constraint::Medium { largest: 13 };

/// A credit transfer in euros (EPC069-12, "GiroCode").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Recipient.
    pub name: String,
    /// Account.
    pub iban: Iban,
    /// Bank (BIC).
    pub bic: Option<String>,
    /// Amount in euros with two decimals; without it, the payer decides.
    pub amount: Option<String>,
    /// Code of the purpose (ISO 20022, `ExternalPurpose1Code`).
    pub purpose: Option<String>,
    /// Reference of the recipient (ISO 11649).
    pub reference: Option<String>,
    /// Purpose in words.
    pub text: Option<String>,
}

impl Transfer {
    /// The transfer in the form of the standard (EPC069-12, 2.1): version 002, UTF-8, one element a line;
    /// empty elements at the end are left out.
    pub(super) fn encoded(&self) -> String {
        let amount = self.amount.as_ref().map(|amount| format!("EUR{amount}"));
        let or_none = |part: &Option<String>| part.clone().unwrap_or_default();
        let lines = [
            "BCD".to_owned(),
            "002".to_owned(),
            // Character set 1 is UTF-8.
            "1".to_owned(),
            "SCT".to_owned(),
            or_none(&self.bic),
            self.name.clone(),
            self.iban.as_str().to_owned(),
            amount.unwrap_or_default(),
            or_none(&self.purpose),
            or_none(&self.reference),
            or_none(&self.text),
        ];
        // Empty lines in the middle stay, since readers tell the elements by the numbers of their lines.
        lines.join("\n").trim_end_matches('\n').to_owned()
    }

    pub(super) fn short(&self, words: &dyn PayloadWords) -> String {
        join_parts([
            Some(self.name.clone()),
            Some(words.token(&format!("IBAN {}", self.iban.grouped()))),
            self.bic
                .as_ref()
                .map(|bic| words.token(&format!("BIC {bic}"))),
            self.amount.as_ref().map(|amount| words.euros(amount)),
            self.reference
                .as_ref()
                .map(|reference| words.token(reference)),
            self.text.clone(),
        ])
    }
}

/// Checks an amount in euros, and returns it with two decimals (EPC069-12: 0.01 to 999999999.99).
pub(crate) fn amount(text: &str) -> Result<String, Wrong> {
    let hint = "write euros with a point before the cents: 12.50; from 0.01 to 999999999.99";
    let bare = text.trim();
    let bare = bare
        .strip_prefix("EUR")
        .or_else(|| bare.strip_prefix('€'))
        .unwrap_or(bare);
    let bare = bare
        .strip_suffix("EUR")
        .or_else(|| bare.strip_suffix('€'))
        .unwrap_or(bare)
        .trim();
    let (whole, cents) = bare.split_once('.').unwrap_or((bare, "00"));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    // `12.5` is filled up to `12.50`; a third decimal makes three characters and is refused below.
    let cents = format!("{cents:0<2}");
    let whole = match whole.trim_start_matches('0') {
        "" if !whole.is_empty() => "0",
        rest => rest,
    };
    let suits =
        (1..=9).contains(&whole.len()) && cents.len() == 2 && digits(whole) && digits(&cents);
    // A transfer of nothing is no transfer.
    match suits && !(whole == "0" && cents == "00") {
        true => Ok(format!("{whole}.{cents}")),
        false => wrong(format!("`{text}` is not an amount in euros"), hint),
    }
}

/// Checks the code of a bank (ISO 9362): the fifth and sixth letter are its country.
pub(crate) fn bic(text: &str) -> Result<String, Wrong> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    // Bank apps expect capitals, people type both.
    let bare = bare.to_ascii_uppercase();
    let letters = bare.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let country = bare
        .get(4..6)
        .is_some_and(|part| part.bytes().all(|b| b.is_ascii_uppercase()));
    match [8, 11].contains(&bare.len()) && letters && country {
        true => Ok(bare),
        false => wrong(
            format!("`{text}` is not a BIC"),
            "it has 8 or 11 letters and digits, such as COBADEFFXXX",
        ),
    }
}

/// Checks the reference of a creditor (ISO 11649): `RF`, two check digits, and up to 21 letters and digits.
/// The check digits are those of an IBAN.
pub(crate) fn reference(text: &str) -> Result<String, Wrong> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = bare.to_ascii_uppercase();
    match bare.starts_with("RF")
        && (5..=25).contains(&bare.len())
        && iban::has_valid_check_digits(&bare)
    {
        true => Ok(bare),
        false => wrong(
            format!("`{text}` is not a creditor reference (ISO 11649)"),
            "a creditor reference begins with RF and two check digits, such as RF18 5390 0754 7034; write anything else into `text`",
        ),
    }
}

/// Checks the code of a purpose (ISO 20022): up to four letters.
pub(crate) fn purpose(text: &str) -> Option<String> {
    let suits =
        (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    suits.then(|| text.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_two_decimals() {
        for (text, right) in [
            ("12.5", "12.50"),
            ("12", "12.00"),
            ("0.01", "0.01"),
            ("EUR 1", "1.00"),
            ("20 €", "20.00"),
            ("999999999.99", "999999999.99"),
            ("007.10", "7.10"),
        ] {
            assert_eq!(amount(text).as_deref(), Ok(right), "{text}");
        }
        for bad in [
            "0",
            "0.00",
            "0.001",
            "1000000000",
            "12,50",
            "-5",
            "1e3",
            "",
            "USD 5",
            ".5",
            "1 000",
            "12.345",
        ] {
            assert!(amount(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn codes_of_banks_and_references() {
        assert_eq!(bic("cobadeffxxx").as_deref(), Ok("COBADEFFXXX"));
        assert!(bic("BFSWDE33").is_ok() && bic("BFSWDE3").is_err() && bic("BFSW1233").is_err());
        assert_eq!(
            reference("RF18 5390 0754 7034").as_deref(),
            Ok("RF18539007547034")
        );
        assert!(reference("RF19539007547034").is_err() && reference("539007547034").is_err());
        assert!(purpose("char").is_some() && purpose("CHARI").is_none());
    }
}
