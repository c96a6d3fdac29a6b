//! The words of the calendar of a month: its name, those of the days of the week, and the day with which a week begins.

use jiff::civil::{Date as Day, Weekday};

use super::{Dates, Language};

/// Countries whose weeks begin on Sunday (Unicode CLDR 46, `weekData`, `firstDay`).
const SUNDAY: &str = "AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW";

/// Countries whose weeks begin on Saturday (the same table).
const SATURDAY: &str = "AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY";

/// Languages whose week is that of the country that CLDR takes for them where none is named: Israel, Egypt, Iran.
const BY_LANGUAGE: [(&str, Weekday); 3] = [
    ("he", Weekday::Sunday),
    ("ar", Weekday::Saturday),
    ("fa", Weekday::Saturday),
];

impl Dates {
    /// Writes the month of a day with its year: `May 2027`.
    pub fn name_of_month(&self, language: &Language, day: Day) -> String {
        let month = format!("{:04}-{:02}", day.year(), day.month());
        // Four and two digits are a date, whatever the year.
        month
            .parse()
            .map_or(month, |date| self.date(language, date))
    }

    /// Writes the short name of the weekday of a day: `Mon`; its number from Monday if the language has none.
    pub fn name_of_weekday(&self, language: &Language, day: Day) -> String {
        let number = || day.weekday().to_monday_one_offset().to_string();
        self.written("ccc", language, day).unwrap_or_else(number)
    }

    /// Writes the number of a day in its month.
    pub fn day_of_month(&self, language: &Language, day: Day) -> String {
        let number = || day.day().to_string();
        self.written("d", language, day).unwrap_or_else(number)
    }

    /// The day with which weeks begin: that of the country, or of the language if none is known.
    pub fn first_weekday(&self, language: &Language) -> Weekday {
        let among = |list: &str, region: &str| list.split(' ').any(|known| known == region);
        match self.region_of(language) {
            Some(region) if among(SUNDAY, &region) => Weekday::Sunday,
            Some(region) if among(SATURDAY, &region) => Weekday::Saturday,
            Some(_) => Weekday::Monday,
            None => {
                let short = super::primary(language.tag());
                let known = BY_LANGUAGE.iter().find(|(tag, _)| *tag == short);
                known.map_or(Weekday::Monday, |(_, weekday)| *weekday)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_written_as_in_its_country() {
        let day = jiff::civil::date(2027, 5, 1);
        let told = |tag: &str, country: Option<&str>| {
            let language = Language::of(tag).expect("a language");
            let dates = Dates::in_country(country);
            let first = dates.first_weekday(&language);
            (
                dates.name_of_month(&language, day).replace('\u{a0}', " "),
                dates.name_of_weekday(&language, day),
                dates.day_of_month(&language, day),
                first,
            )
        };
        let of =
            |a: &str, b: &str, c: &str, first| (a.to_owned(), b.to_owned(), c.to_owned(), first);
        assert_eq!(
            told("en", Some("US")),
            of("May 2027", "Sat", "1", Weekday::Sunday)
        );
        assert_eq!(
            told("de", Some("DE")),
            of("Mai 2027", "Sa", "1", Weekday::Monday)
        );
        assert_eq!(told("fa", Some("IR")).3, Weekday::Saturday);
        assert_eq!(told("he", None).3, Weekday::Sunday);
        assert_eq!(told("ar", Some("EG")).2, "١");
    }
}
