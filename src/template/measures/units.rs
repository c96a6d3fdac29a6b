//! Units, and the numbers that people write without them.

/// The units of lengths.
pub(super) const UNITS: [&str; 5] = ["mm", "cm", "m", "in", "pt"];

/// The unit of a number that has none.
pub(super) type Unit = fn(f64) -> &'static str;

/// A text with a unit after each number that has none, a point for a decimal comma, and units in small letters.
pub(super) fn with_units(text: &str, unit: Unit) -> String {
    let mut right = String::new();
    let text = text.trim().to_lowercase().replace("mm.", "mm");
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if matches!(c, ',' | ';') {
            right.push(' ');
            continue;
        }
        if !c.is_ascii_digit() {
            right.push(c);
            continue;
        }
        let mut number = String::from(c);
        while let Some(&next) = chars.peek() {
            // Two points are those of a range.
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

/// A unit that is none of paper, such as `px`.
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
