//! Writes phone numbers as they are dialled within their own country. A leaflet is handed out there, and most
//! readers know numbers in that form.

/// A country with its country code (ITU-T E.164) and the national prefix that is dialled before a number at
/// home (Operational Bulletin of the ITU). Numbers of a country that is not listed stay international, which
/// is dialled everywhere.
struct Numbering {
    country: &'static str,
    code: &'static str,
    prefix: &'static str,
}

const fn numbering(country: &'static str, code: &'static str, prefix: &'static str) -> Numbering {
    Numbering {
        country,
        code,
        prefix,
    }
}

/// Sorted by country, ISO 3166-1 alpha-2.
const NUMBERINGS: &[Numbering] = &[
    numbering("AL", "355", "0"),
    numbering("AM", "374", "0"),
    numbering("AT", "43", "0"),
    numbering("AU", "61", "0"),
    numbering("BA", "387", "0"),
    numbering("BE", "32", "0"),
    numbering("BG", "359", "0"),
    numbering("CH", "41", "0"),
    numbering("CY", "357", ""),
    numbering("CZ", "420", ""),
    numbering("DE", "49", "0"),
    numbering("DK", "45", ""),
    numbering("EE", "372", ""),
    numbering("ES", "34", ""),
    numbering("FI", "358", "0"),
    numbering("FR", "33", "0"),
    numbering("GB", "44", "0"),
    numbering("GE", "995", "0"),
    numbering("GR", "30", ""),
    numbering("HR", "385", "0"),
    numbering("HU", "36", "06 "),
    numbering("IE", "353", "0"),
    numbering("IL", "972", "0"),
    numbering("IR", "98", "0"),
    numbering("IS", "354", ""),
    numbering("IT", "39", ""),
    numbering("JP", "81", "0"),
    numbering("KE", "254", "0"),
    numbering("KR", "82", "0"),
    numbering("LB", "961", "0"),
    numbering("LI", "423", ""),
    numbering("LU", "352", ""),
    numbering("LV", "371", ""),
    numbering("MD", "373", "0"),
    numbering("ME", "382", "0"),
    numbering("MK", "389", "0"),
    numbering("MT", "356", ""),
    numbering("NG", "234", "0"),
    numbering("NL", "31", "0"),
    numbering("NO", "47", ""),
    numbering("NZ", "64", "0"),
    numbering("PL", "48", ""),
    numbering("PT", "351", ""),
    numbering("RO", "40", "0"),
    numbering("RS", "381", "0"),
    numbering("RU", "7", "8 "),
    numbering("SE", "46", "0"),
    numbering("SI", "386", "0"),
    numbering("SK", "421", "0"),
    numbering("TH", "66", "0"),
    numbering("TR", "90", "0"),
    numbering("TW", "886", "0"),
    numbering("UA", "380", "0"),
    numbering("ZA", "27", "0"),
];

/// Countries of the North American Numbering Plan in which all ten digits are dialled from everywhere.
const NORTH_AMERICA: [&str; 3] = ["US", "CA", "PR"];

/// A number in international form (`+49 30 1234567`) as it is dialled in its own country (`030 1234567`),
/// with its groups kept. None if it is no number of that country, or the country is not listed.
pub(super) fn national_form(written: &str, country: &str) -> Option<String> {
    let rest = written.strip_prefix('+')?;
    if NORTH_AMERICA.contains(&country) {
        return north_american(rest);
    }
    let known = NUMBERINGS.iter().find(|known| known.country == country)?;
    // Numbers of other countries stay international: their national form reaches nobody from here.
    let rest = rest.strip_prefix(known.code)?;
    // The separator after the country code goes with it.
    let rest = rest.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '(');
    // A bracket around the area code would have to include the prefix: such numbers stay as they are.
    let opens = rest.starts_with('(') && !known.prefix.is_empty();
    (!rest.is_empty() && !opens).then(|| format!("{}{rest}", known.prefix))
}

/// Ten digits in the form of North America: `(202) 555-0143`. Anything after them, such as an extension,
/// stays.
fn north_american(rest: &str) -> Option<String> {
    let rest = rest.strip_prefix('1')?;
    let mut figures = String::new();
    let mut end = 0;
    for (at, c) in rest.char_indices() {
        if figures.len() == 10 {
            break;
        }
        if c.is_ascii_digit() {
            figures.push(c);
            end = at + 1;
        // An extension before ten digits: too short a number.
        } else if c.is_alphabetic() {
            return None;
        }
    }
    let after = rest.get(end..)?;
    // An eleventh digit: not a number of the plan.
    let goes_on = after.starts_with(|c: char| c.is_ascii_digit());
    if figures.len() != 10 || goes_on {
        return None;
    }
    let (area, own) = figures.split_at(3);
    let (exchange, line) = own.split_at(3);
    Some(format!("({area}) {exchange}-{line}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_at_home() {
        for (written, country, right) in [
            ("+49 30 1234567", "DE", "030 1234567"),
            ("+33 1 23 45 67 89", "FR", "01 23 45 67 89"),
            ("+44 20 7946 0018", "GB", "020 7946 0018"),
            ("+39 06 1234567", "IT", "06 1234567"),
            ("+34 912 34 56 78", "ES", "912 34 56 78"),
            ("+36 1 234 5678", "HU", "06 1 234 5678"),
            ("+7 495 123-45-67", "RU", "8 495 123-45-67"),
            ("+374 10 123456", "AM", "010 123456"),
            ("+1 202 555 0143", "US", "(202) 555-0143"),
            ("+1 (202) 555-0143", "US", "(202) 555-0143"),
            ("+12025550143", "CA", "(202) 555-0143"),
            ("+1 202 555 0143 ext. 12", "US", "(202) 555-0143 ext. 12"),
            ("+4930123456", "DE", "030123456"),
        ] {
            assert_eq!(
                national_form(written, country).as_deref(),
                Some(right),
                "{written}"
            );
        }
        for (written, country) in [
            ("+49 30 1234567", "US"),
            ("+49 30 1234567", "AT"),
            ("50409", "US"),
            ("116 117", "DE"),
            ("+1 202 555", "US"),
            ("+1 202 555 01433", "US"),
            ("+91 22 2345 6789", "IN"),
        ] {
            assert_eq!(
                national_form(written, country),
                None,
                "{written} in {country}"
            );
        }
    }

    #[test]
    fn countries_stand_in_order_and_once() {
        let countries: Vec<&str> = NUMBERINGS.iter().map(|known| known.country).collect();
        let mut sorted = countries.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(countries, sorted);
    }
}
