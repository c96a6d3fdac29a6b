//! Checks account numbers (IBAN).

use super::wrong::{Wrong, wrong};

/// An international bank account number (ISO 13616), without spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Iban(String);

/// How a transfer reaches the accounts of a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// By a SEPA transfer that needs no BIC: the country is in the European Economic Area.
    Eea,
    /// By a SEPA transfer with a BIC.
    Sepa,
    /// Not by a SEPA transfer.
    Other,
}

use Reach::{Eea, Other, Sepa};

/// Countries with the length of their account numbers (SWIFT, IBAN Registry, release 99), and how a transfer
/// reaches them (EPC409-09, list of SEPA countries).
const COUNTRIES: [(&str, usize, Reach); 89] = [
    ("AD", 24, Sepa),
    ("AE", 23, Other),
    ("AL", 28, Sepa),
    ("AT", 20, Eea),
    ("AZ", 28, Other),
    ("BA", 20, Other),
    ("BE", 16, Eea),
    ("BG", 22, Eea),
    ("BH", 22, Other),
    ("BI", 27, Other),
    ("BR", 29, Other),
    ("BY", 28, Other),
    ("CH", 21, Sepa),
    ("CR", 22, Other),
    ("CY", 28, Eea),
    ("CZ", 24, Eea),
    ("DE", 22, Eea),
    ("DJ", 27, Other),
    ("DK", 18, Eea),
    ("DO", 28, Other),
    ("EE", 20, Eea),
    ("EG", 29, Other),
    ("ES", 24, Eea),
    ("FI", 18, Eea),
    ("FK", 18, Other),
    ("FO", 18, Other),
    ("FR", 27, Eea),
    ("GB", 22, Sepa),
    ("GE", 22, Other),
    ("GI", 23, Sepa),
    ("GL", 18, Other),
    ("GR", 27, Eea),
    ("GT", 28, Other),
    ("HN", 28, Other),
    ("HR", 21, Eea),
    ("HU", 28, Eea),
    ("IE", 22, Eea),
    ("IL", 23, Other),
    ("IQ", 23, Other),
    ("IS", 26, Eea),
    ("IT", 27, Eea),
    ("JO", 30, Other),
    ("KW", 30, Other),
    ("KZ", 20, Other),
    ("LB", 28, Other),
    ("LC", 32, Other),
    ("LI", 21, Eea),
    ("LT", 20, Eea),
    ("LU", 20, Eea),
    ("LV", 21, Eea),
    ("LY", 25, Other),
    ("MC", 27, Sepa),
    ("MD", 24, Sepa),
    ("ME", 22, Sepa),
    ("MK", 19, Sepa),
    ("MN", 20, Other),
    ("MR", 27, Other),
    ("MT", 31, Eea),
    ("MU", 30, Other),
    ("NI", 28, Other),
    ("NL", 18, Eea),
    ("NO", 15, Eea),
    ("OM", 23, Other),
    ("PK", 24, Other),
    ("PL", 28, Eea),
    ("PS", 29, Other),
    ("PT", 25, Eea),
    ("QA", 29, Other),
    ("RO", 24, Eea),
    ("RS", 22, Sepa),
    ("RU", 33, Other),
    ("SA", 24, Other),
    ("SC", 31, Other),
    ("SD", 18, Other),
    ("SE", 24, Eea),
    ("SI", 19, Eea),
    ("SK", 24, Eea),
    ("SM", 27, Sepa),
    ("SO", 23, Other),
    ("ST", 25, Other),
    ("SV", 28, Other),
    ("TL", 23, Other),
    ("TN", 24, Other),
    ("TR", 26, Other),
    ("UA", 29, Other),
    ("VA", 22, Sepa),
    ("VG", 24, Other),
    ("XK", 20, Other),
    ("YE", 30, Other),
];

impl Iban {
    /// Checks an account number: country, length and check digits (ISO 7064, MOD 97-10), and that a SEPA
    /// transfer reaches it.
    pub(crate) fn of(text: &str) -> Result<Self, Wrong> {
        let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let bare = bare.to_ascii_uppercase();
        // Copied from a letterhead, a number often begins with its name.
        let bare = bare.strip_prefix("IBAN").unwrap_or(&bare).to_owned();
        let no_iban =
            |why: String, hint: &str| wrong(format!("`{text}` is not an IBAN: {why}"), hint);
        let copy =
            "copy it from a bank statement, with its country code: DE02 1203 0000 0000 2020 51";
        if !bare.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return no_iban(
                "it contains other characters than letters and digits".to_owned(),
                copy,
            );
        }
        let country = bare.get(..2).unwrap_or_default();
        let Some((_, length, reach)) = COUNTRIES.iter().find(|(code, ..)| *code == country) else {
            return no_iban("it does not begin with a country code".to_owned(), copy);
        };
        // The length comes before the check digits, as it says more clearly what is wrong.
        if bare.len() != *length {
            let why = format!(
                "it has {} characters, but an IBAN of {country} has {length}",
                bare.len()
            );
            return no_iban(why, copy);
        }
        if !has_valid_check_digits(&bare) {
            return no_iban(
                "its check digits do not match the rest, so a digit is mistyped".to_owned(),
                copy,
            );
        }
        // A valid number all the same, so the message speaks of the transfer and not of a typing error.
        if *reach == Other {
            return wrong(
                format!(
                    "a SEPA transfer cannot reach `{text}`: its country ({country}) is not part of SEPA"
                ),
                "print the account as text: a payment code works for euros within SEPA only",
            );
        }
        Ok(Self(bare))
    }

    /// The number without spaces.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number in groups of four, as it is printed (ISO 13616-1, 5.2).
    pub fn grouped(&self) -> String {
        let letters: Vec<char> = self.0.chars().collect();
        let groups: Vec<String> = letters
            .chunks(4)
            .map(|group| group.iter().collect())
            .collect();
        groups.join(" ")
    }

    /// Whether a transfer has to name the bank too: outside the European Economic Area.
    pub(crate) fn needs_bic(&self) -> bool {
        let country = COUNTRIES.iter().find(|(code, ..)| self.0.starts_with(code));
        country.is_none_or(|(_, _, reach)| *reach != Eea)
    }
}

/// Whether the check digits (the third and fourth character) match the rest (ISO 7064, MOD 97-10): with the
/// first four characters moved to the end and letters read as 10 to 35, the number leaves 1 when divided by
/// 97.
pub(super) fn has_valid_check_digits(bare: &str) -> bool {
    let (Some(head), Some(rest)) = (bare.get(..4), bare.get(4..)) else {
        return false;
    };
    // Check digits are 98 minus a remainder of a division by 97, so 00, 01 and 99 do not occur.
    let digits: Option<u32> = head.get(2..).and_then(|digits| digits.parse().ok());
    let rest = rest
        .bytes()
        .chain(head.bytes())
        .try_fold(0_u32, |sum, byte| {
            let value = char::from(byte).to_digit(36)?;
            // A letter is a number of two digits. The remainder is taken at each step, as the whole number
            // has up to 70 digits.
            Some((sum * if value > 9 { 100 } else { 10 } + value) % 97)
        });
    digits.is_some_and(|digits| (2..=98).contains(&digits)) && rest == Some(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Examples of the registry.
    #[test]
    fn account_numbers_are_checked_by_their_digits() {
        for good in [
            "DE89 3704 0044 0532 0130 00",
            "DE02120300000000202051",
            "at611904300234573201",
            "IBAN BE68 5390 0754 7034",
            "FR1420041010050500013M02606",
            "GB29NWBK60161331926819",
            "CH9300762011623852957",
            "NO9386011117947",
            "MT84MALT011000012345MTLCAST001S",
            "NL91ABNA0417164300",
            "LI21088100002324013AA",
            "BG80BNBG96611020345678",
        ] {
            assert!(Iban::of(good).is_ok(), "{good}: {:?}", Iban::of(good));
        }
        for bad in [
            "DE88 3704 0044 0532 0130 00",
            "DE89 3704 0044 0532 0130 0",
            "DE89 3704 0044 0532 0103 00",
            "DE89-3704-0044-0532-0130-00",
            "ZZ89370400440532013000",
            "GE29NB0000000101904917",
            "TR330006100519786457841326",
            "",
            "DE",
        ] {
            assert!(Iban::of(bad).is_err(), "{bad}");
        }
        let iban = Iban::of("DE02120300000000202051").expect("an IBAN");
        assert_eq!(iban.grouped(), "DE02 1203 0000 0000 2020 51");
        assert!(
            !iban.needs_bic() && Iban::of("CH9300762011623852957").is_ok_and(|own| own.needs_bic())
        );
    }
}
