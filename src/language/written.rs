//! Writes numbers and lists as a language does (CLDR, through `icu4x`).

use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;

use super::{Language, primary};

impl Language {
    /// Writes a whole number in the digits of the language.
    pub fn number(&self, number: usize) -> String {
        match DecimalFormatter::try_new((&self.locale).into(), Default::default()) {
            Ok(formatter) => formatter.format(&Decimal::from(number)).to_string(),
            Err(_) => number.to_string(),
        }
    }

    /// Replaces the digits in a typed text, such as `12.` before an item of a list, with those of the language.
    pub fn figures(&self, typed: &str) -> String {
        let figure = |c: char| match c.to_digit(10) {
            Some(figure) => self.number(figure as usize),
            None => c.to_string(),
        };
        typed.chars().map(figure).collect()
    }

    /// Writes an amount of euros, given with a point before the cents, as in `12,50 EUR`.
    pub fn euros(&self, amount: &str) -> String {
        let number: Option<Decimal> = amount.parse().ok();
        let formatter = DecimalFormatter::try_new((&self.locale).into(), Default::default());
        let written = number.zip(formatter.ok());
        let written = written.map(|(number, formatter)| formatter.format(&number).to_string());
        format!("{}\u{a0}EUR", written.unwrap_or_else(|| amount.to_owned()))
    }

    /// The comma of the language with the space after it, if it has one (CLDR, punctuation of exemplar sets).
    pub fn comma(&self) -> &'static str {
        match primary(self.tag()) {
            "ar" | "fa" | "ur" | "ps" | "ckb" | "ug" | "sd" => "، ",
            "zh" | "ja" => "、",
            "am" | "ti" => "፣ ",
            _ => ", ",
        }
    }

    /// Joins things to a list: `a, b and c`.
    pub fn list(&self, things: &[String]) -> String {
        match ListFormatter::try_new_and((&self.locale).into(), ListFormatterOptions::default()) {
            Ok(formatter) => formatter.format(things.iter()).to_string(),
            Err(_) => things.join(", "),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::of(tag).expect("a tag")
    }

    #[test]
    fn numbers_and_lists_are_written_as_the_language_does() {
        let things = ["8".to_owned(), "50".to_owned()];
        assert_eq!(language("de").list(&things), "8 und 50");
        assert_eq!(language("fa").number(21), "۲۱");
        assert_eq!(language("en").comma(), ", ");
        assert_eq!(language("ar").comma(), "، ");
        assert_eq!(language("fa").comma(), "، ");
        for tag in super::super::tags() {
            let listed = language(tag).list(&["a".into(), "b".into(), "c".into()]);
            assert!(listed.contains('b'), "{tag}");
        }
    }
}
