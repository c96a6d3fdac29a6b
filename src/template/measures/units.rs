//! Units of lengths, and numbers that people write without them: guesses what was meant, for a suggestion only.

/// The units of lengths.
pub(super) const UNITS: [&str; 5] = ["mm", "cm", "m", "in", "pt"];

/// Chooses the unit that a bare number most likely has, from its value.
pub(super) type Unit = fn(f64) -> &'static str;

/// Corrects a text: adds a unit to each number that has none, turns a decimal comma into a point, and writes
/// units in short and in small letters. The result is only offered to the user, so a wrong guess does no harm.
pub(super) fn with_units(text: &str, unit: Unit) -> String {
    let mut right = String::new();
    let text = text.trim().to_lowercase().replace("mm.", "mm");
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if matches!(c, ',' | ';') {
            // A comma that is not within a number separates two measures.
            right.push(' ');
            continue;
        }
        if !c.is_ascii_digit() {
            right.push(c);
            continue;
        }
        let mut number = String::from(c);
        while let Some(&next) = chars.peek() {
            // A point belongs to the number only before a digit: two points are those of a range (`9..11`).
            let is_part = next.is_ascii_digit()
                || matches!(next, '.' | ',') && {
                    let mut ahead = chars.clone();
                    ahead.next();
                    ahead.peek().is_some_and(char::is_ascii_digit)
                };
            if !is_part {
                break;
            }
            number.push(if next == ',' { '.' } else { next });
            chars.next();
        }
        right.push_str(&number);
        let unit = unit(number.parse().unwrap_or_default());
        // The word after the number may be its unit, with or without a space. It is looked at in a copy of the
        // iterator, and only consumed if it is one.
        let mut word = String::new();
        let mut ahead = chars.clone();
        while ahead.peek() == Some(&' ') {
            ahead.next();
        }
        while let Some(next) = ahead
            .peek()
            .filter(|c| c.is_alphabetic() || **c == '%' || **c == '"')
        {
            word.push(*next);
            ahead.next();
        }
        let own = match word.as_str() {
            // Pixels are only taken for points where type is measured: there people mean the same size.
            "millimeter" | "millimetre" | "millimeters" | "millimetres" => "mm",
            "inch" | "inches" | "\"" => "in",
            "point" | "points" | "pts" | "px" if unit == "pt" => "pt",
            other => other,
        };
        let is_unit = own != word || UNITS.contains(&own) || own == "fr";
        if word.is_empty() || !is_unit && chars.peek() == Some(&' ') {
            right.push_str(unit);
        } else if is_unit {
            right.push_str(own);
            chars = ahead;
        }
    }
    right.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first unit in a text that paper does not have, such as `px`.
pub(super) fn unknown_unit(text: &str) -> Option<String> {
    let words = text.split(|c: char| !c.is_alphabetic() && c != '%');
    let mut words = words.filter(|word| !word.is_empty());
    let word = words.find(|word| {
        matches!(
            *word,
            "px" | "em" | "rem" | "vw" | "vh" | "pc" | "%" | "ft" | "dpi"
        )
    })?;
    Some(word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_get_the_unit_that_they_lack() {
        let mm: Unit = |_| "mm";
        let pt: Unit = |_| "pt";
        for (given, unit, right) in [
            ("20", mm, "20mm"),
            ("20 10", mm, "20mm 10mm"),
            ("9mm, 12mm;", mm, "9mm 12mm"),
            ("1,5mm", mm, "1.5mm"),
            ("20MM", mm, "20mm"),
            ("2 inches", mm, "2in"),
            ("12", pt, "12pt"),
            ("12px", pt, "12pt"),
            ("fit 9..11", pt, "fit 9pt..11pt"),
            ("fit 9..11pt", pt, "fit 9pt..11pt"),
        ] {
            assert_eq!(with_units(given, unit), right, "{given}");
        }
    }
}
