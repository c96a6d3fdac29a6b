//! Which words must stay on one line, by language: `5 km`, `Section 907`, a preposition of one letter.
//!
//! The lists come from house styles and orthographies of the languages. For a language that is not listed, only
//! signs and measures are kept together.

use crate::language;

/// Words of a language that keep their neighbours on the line, in small letters.
struct Ties {
    languages: &'static [&'static str],
    /// Words after which a number stays.
    before_a_number: &'static [&'static str],
    /// Words that stay with the number before them.
    after_a_number: &'static [&'static str],
    /// Words that stay with whatever comes next: prepositions and conjunctions of one letter.
    short: &'static [&'static str],
}

/// Signs and measures, which hold in every language.
const EVERYWHERE: Ties = Ties {
    languages: &[],
    before_a_number: &[
        "§", "§§", "№", "nr.", "nr", "no.", "art.", "p.", "$", "€", "£", "֏", "₪", "₾", "₽",
    ],
    after_a_number: &[
        "mm", "cm", "m", "km", "g", "kg", "t", "l", "h", "min", "s", "%", "‰", "°", "°c", "€", "$",
        "£", "֏", "₪", "₾", "₽", "pt", "in",
    ],
    short: &[],
};

const TIES: [Ties; 17] = [
    Ties {
        languages: &["en"],
        before_a_number: &[
            "section",
            "article",
            "page",
            "chapter",
            "resolution",
            "rule",
            "part",
        ],
        after_a_number: &["a.m.", "p.m."],
        short: &[],
    },
    Ties {
        languages: &["de"],
        before_a_number: &[
            "artikel",
            "abs.",
            "absatz",
            "abschnitt",
            "s.",
            "seite",
            "kapitel",
            "resolution",
        ],
        after_a_number: &["uhr", "prozent", "euro", "dollar", "mio.", "mrd."],
        short: &[],
    },
    Ties {
        languages: &["fr"],
        before_a_number: &[
            "n°",
            "nº",
            "article",
            "section",
            "page",
            "chapitre",
            "résolution",
        ],
        after_a_number: &["heures", "ans", "euros"],
        short: &[],
    },
    Ties {
        languages: &["es", "pt", "gl", "ca"],
        before_a_number: &[
            "n.º",
            "n.o",
            "artículo",
            "artigo",
            "sección",
            "seção",
            "secção",
            "pág.",
            "página",
            "capítulo",
            "resolución",
            "resolução",
        ],
        after_a_number: &["años", "anos", "euros"],
        short: &[],
    },
    Ties {
        languages: &["it"],
        before_a_number: &[
            "n.",
            "articolo",
            "sezione",
            "pag.",
            "pagina",
            "capitolo",
            "risoluzione",
        ],
        after_a_number: &["anni", "euro"],
        short: &[],
    },
    Ties {
        languages: &["nl"],
        before_a_number: &["artikel", "sectie", "pagina", "hoofdstuk", "resolutie"],
        after_a_number: &["uur", "jaar", "euro"],
        short: &[],
    },
    Ties {
        languages: &["pl"],
        before_a_number: &["artykuł", "ust.", "s.", "str.", "rozdział", "rezolucja"],
        after_a_number: &["r.", "tys.", "mln", "mld", "zł", "lat"],
        short: &["a", "i", "o", "u", "w", "z"],
    },
    Ties {
        languages: &["cs", "sk"],
        before_a_number: &["č.", "článek", "článok", "čl.", "s.", "str."],
        after_a_number: &["kč", "let", "rokov", "hod."],
        short: &["a", "i", "k", "o", "s", "u", "v", "z"],
    },
    Ties {
        languages: &["ru", "be", "bg"],
        before_a_number: &[
            "ст.",
            "статья",
            "статьи",
            "статье",
            "с.",
            "стр.",
            "п.",
            "глава",
            "раздел",
            "резолюция",
        ],
        after_a_number: &[
            "г.", "гг.", "год", "года", "году", "лет", "в.", "вв.", "тыс.", "млн", "млрд", "руб.",
            "км", "м",
        ],
        short: &["а", "б", "в", "ж", "и", "к", "о", "с", "у", "я"],
    },
    Ties {
        languages: &["uk"],
        before_a_number: &["ст.", "стаття", "с.", "п.", "розділ", "резолюція"],
        after_a_number: &[
            "р.",
            "рр.",
            "рік",
            "року",
            "років",
            "ст.",
            "тис.",
            "млн",
            "млрд",
            "грн",
            "км",
        ],
        short: &["а", "б", "в", "є", "ж", "з", "і", "й", "о", "у", "я"],
    },
    Ties {
        languages: &["el"],
        before_a_number: &[
            "άρθρο",
            "άρθρου",
            "αρ.",
            "αριθ.",
            "σελ.",
            "κεφάλαιο",
            "ψήφισμα",
        ],
        after_a_number: &["ετών", "ευρώ"],
        short: &[],
    },
    Ties {
        languages: &["hy", "hyw"],
        before_a_number: &["հոդված", "յօդուած", "էջ"],
        // The full stop of an abbreviation may be typed as the Armenian one, U+2024.
        after_a_number: &[
            "թ.",
            "թ․",
            "թթ.",
            "թթ․",
            "դ.",
            "դ․",
            "դր.",
            "կմ",
            "տարեկան",
            "րդ",
        ],
        short: &[],
    },
    Ties {
        languages: &["ka"],
        before_a_number: &["მუხლი", "გვ.", "თავი"],
        after_a_number: &["წ.", "წელი", "წლის", "წელს", "კმ"],
        short: &[],
    },
    Ties {
        languages: &["he"],
        before_a_number: &["סעיף", "עמ׳", "עמוד", "מס׳"],
        after_a_number: &["ק״מ", "ש״ח"],
        short: &[],
    },
    Ties {
        languages: &["ar"],
        before_a_number: &["المادة", "رقم", "صفحة", "القرار"],
        after_a_number: &["م", "هـ", "كم"],
        short: &[],
    },
    Ties {
        languages: &["fa"],
        before_a_number: &["ماده", "مادهٔ", "شماره", "صفحه", "قطعنامه"],
        after_a_number: &["سال", "کیلومتر"],
        short: &[],
    },
    Ties {
        languages: &["tr", "az"],
        before_a_number: &["madde", "maddə", "sayfa", "səhifə"],
        after_a_number: &["yıl", "il", "km"],
        short: &[],
    },
];

fn tables(language: &str) -> impl Iterator<Item = &'static Ties> {
    let primary = language::primary(language);
    TIES.iter()
        .filter(move |ties| ties.languages.contains(&primary))
        .chain(std::iter::once(&EVERYWHERE))
}

/// Whether a line must not end at the space between two words.
pub(super) fn tied(before: &str, after: &str, language: &str) -> bool {
    let figure = |c: char| c.is_ascii_digit() || matches!(c, '٠'..='٩' | '۰'..='۹');
    let ends_in_figure = before.ends_with(figure);
    let begins_with_figure = after.starts_with(figure);
    // Groups of one number, such as a phone number: `202 224`, `(202) 224`.
    let groups =
        begins_with_figure && (ends_in_figure || before.ends_with(')') && before.starts_with('('));
    // A dash does not begin a line.
    if groups || matches!(after, "–" | "—") {
        return true;
    }
    let plain = |word: &str| word.trim_start_matches(['(', '«', '“', '„']).to_lowercase();
    let (before, unit) = (plain(before), plain(after));
    // An abbreviation keeps its full stop, a word that ends the sentence does not.
    let bare = unit.trim_end_matches([',', '.', ';', ':', ')', '։', '،']);
    let comma = unit.trim_end_matches([',', ';', ':', ')', '،']);
    tables(language).any(|ties| {
        ties.short.contains(&before.as_str())
            || begins_with_figure && ties.before_a_number.contains(&before.as_str())
            || ends_in_figure
                && [bare, comma, unit.as_str()]
                    .iter()
                    .any(|unit| ties.after_a_number.contains(unit))
    })
}

/// The space that belongs between a word and the sign after it, where a language sets one and the author
/// typed a plain one: French sets its signs of two parts off, the colon and the quotation marks by a
/// full space (Imprimerie nationale, *Lexique des règles typographiques*). None is put in where the
/// author typed none.
pub(super) fn french_space(before: &str, after: &str, language: &str) -> Option<char> {
    if language::primary(language) != "fr" {
        return None;
    }
    match (before.chars().last(), after.chars().next()) {
        (_, Some(';' | '!' | '?')) => Some('\u{202f}'),
        (_, Some(':' | '»')) | (Some('«'), _) => Some('\u{a0}'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_with_their_numbers_in_each_language() {
        for (language, before, after) in [
            ("en", "Section", "907"),
            ("en", "5", "km"),
            ("en", "9", "a.m."),
            ("de", "Art.", "3"),
            ("de", "18", "Uhr"),
            ("fr", "n°", "5"),
            ("ru", "2023", "г."),
            ("ru", "В", "плену"),
            ("ru", "и", "более"),
            ("pl", "(w", "niewoli"),
            ("pl", "2023", "r."),
            ("cs", "v", "zajetí"),
            ("uk", "з", "Арцаху"),
            ("hy", "2023", "թ․"),
            ("hyw", "1991", "թ.,"),
            ("ka", "2023", "წ."),
            ("ar", "المادة", "٣"),
            ("fa", "۲۰۲۳", "سال"),
            ("he", "סעיף", "907"),
            ("ja", "№", "5"),
            ("xx", "слово", "—"),
        ] {
            assert!(
                tied(before, after, language),
                "{language}: {before} {after}"
            );
        }
        for (language, before, after) in [
            ("en", "a", "word"),
            ("en", "I", "say"),
            ("en", "8", "former"),
            ("de", "s.", "alle"),
            ("ru", "она", "в"),
            ("hy", "և", "այլ"),
            ("es", "y", "más"),
        ] {
            assert!(
                !tied(before, after, language),
                "{language}: {before} {after}"
            );
        }
    }

    #[test]
    fn french_signs_stay_with_their_word() {
        assert_eq!(french_space("Quoi", "?", "fr-CA"), Some('\u{202f}'));
        assert_eq!(french_space("Elle", ":", "fr"), Some('\u{a0}'));
        assert_eq!(french_space("«", "Oui", "fr"), Some('\u{a0}'));
        assert_eq!(french_space("Quoi", "?", "en"), None);
        assert_eq!(french_space("Quoi", "donc", "fr"), None);
    }
}
