use super::*;
use crate::language::Language;

fn signs(tag: &str, text: &str) -> String {
    let language = Language::of(tag).expect("a tag");
    let set = language.signs(&[text], &mut Quoting::default()).concat();
    let again = language.signs(&[&set], &mut Quoting::default()).concat();
    assert_eq!(set, again, "{tag}: what has its signs keeps them");
    set
}

/// English texts as they are typed, and as they are set.
const ENGLISH: &[(&str, &str)] = &[
    ("a \"b\" isn't (\"c\")", "a “b” isn’t (“c”)"),
    ("\"'Nested' first\" he said", "“‘Nested’ first” he said"),
    (
        "\"He said 'no.'\" She: \"'No'?\"",
        "“He said ‘no.’” She: “‘No’?”",
    ),
    ("'\"Nested\" first' he said", "‘“Nested” first’ he said"),
    ("\"a 'b \"c\" d' e\"", "“a ‘b “c” d’ e”"),
    ("\"a \"b\" c\"", "“a ‘b’ c”"),
    (
        "the workers' \"union\", the 1980's",
        "the workers’ “union”, the 1980’s",
    ),
    ("\"the workers'\" day", "“the workers’” day"),
    ("the 'one' of the '90s", "the ‘one’ of the ’90s"),
    (
        "rock 'n' roll, 'tis, get 'em",
        "rock ’n’ roll, ’tis, get ’em",
    ),
    (
        "anti-\"war\", pro-'x' and/or \"y\"",
        "anti-“war”, pro-‘x’ and/or “y”",
    ),
    (
        "\"Wait—\" and \"...so\" and—\"now\"",
        "“Wait—” and “...so” and—“now”",
    ),
    ("\"I use \".NET\" daily\"", "“I use ‘.NET’ daily”"),
    ("6'2\" tall, a 27\" screen", "6'2\" tall, a 27\" screen"),
    (
        "\"a 6'2\" man\" and \"Route 66\" x",
        "“a 6'2\" man” and “Route 66” x",
    ),
    ("40°26'46\"N", "40°26'46\"N"),
    ("\"\" and ''", "“” and ’’"),
    ("it's \"O'Brien's\"", "it’s “O’Brien’s”"),
    ("\"5' 11\" tall\" in 5' 11\"", "“5' 11\" tall” in 5' 11\""),
    (
        "https://x.org/?q=\"a\"&o='b'",
        "https://x.org/?q=\"a\"&o='b'",
    ),
    ("(\"https://x.org/o'n\")", "(“https://x.org/o'n”)"),
    ("\"open and never closed", "“open and never closed"),
    ("“Typed” and \"‘typed’ 'x'\"", "“Typed” and “‘typed’ ‘x’”"),
    ("“He said \"no\"”", "“He said ‘no’”"),
];

/// Texts in other languages as they are typed, and as they are set.
const OTHERS: &[(&str, &str, &str)] = &[
    ("fr", "l'\"été\" fini", "l’« été » fini"),
    ("fr", "\"l'\"été\" fini\"", "« l’“été” fini »"),
    (
        "fr",
        "d'\"ici\", qu'\"on\" : \" été \"",
        "d’« ici », qu’« on » : « été »",
    ),
    (
        "it",
        "dell'\"ora\", l'80% degli anni '80",
        "dell’«ora», l’80% degli anni ’80",
    ),
    ("ca", "l'\"hora\"", "l’«hora»"),
    (
        "de",
        "\"Er sagte: 'Nein'\", 's ist",
        "„Er sagte: ‚Nein‘“, ’s ist",
    ),
    ("de-CH", "\"Er 'so'\" 1'000", "«Er ‹so›» 1’000"),
    (
        "nl",
        "'s morgens \"in 't\" foto's",
        "’s morgens “in ’t” foto’s",
    ),
    ("pl", "\"a \"b\" c\"", "„a «b» c”"),
    ("ru", "\"а \"б \"в\" г\" д\"", "«а „б «в» г“ д»"),
    ("es", "¿\"Qué\"? \"a 'b' c\"", "¿«Qué»? «a “b” c»"),
    ("el", "\"α \"β\" γ\"", "«α “β” γ»"),
    ("sv", "\"a 'b' c\"", "”a ’b’ c”"),
    ("cs", "\"a 'b' c\"", "„a ‚b‘ c“"),
    ("uk", "п'ять \"а \"б\"\"", "п’ять «а „б“»"),
    ("tr", "\"TBMM\"'nin, \"X\"in", "“TBMM”’nin, “X”in"),
    ("he", "צה\"ל, מ\"ם, דו\"חות, ג'", "צה״ל, מ״ם, דו״חות, ג׳"),
    ("he", "ה\"ארץ\" וב\"הארץ\"", "ה“ארץ” וב“הארץ”"),
    ("he", "\"צה\"ל\" ה\"צה\"ל\"", "“צה״ל” ה“צה״ל”"),
    ("he", "ב'הארץ' ג'ורג'", "ב‘הארץ’ ג׳ורג׳"),
    ("he", "'שלום' צ'ק \"מש\"קית\"", "‘שלום’ צ׳ק “מש״קית”"),
    ("ar", "قال \"نعم\" و\"لا\".", "قال «نعم» و«لا»."),
    ("hy", "\"Ազատ\"ը են: Ժամը 18:00", "«Ազատ»ը են։ Ժամը 18:00"),
    ("zh", "他说\"你好\"吗", "他说“你好”吗"),
    ("th", "เขา\"ไป\"แล้ว", "เขา“ไป”แล้ว"),
    ("fr", "« a \"b\" c »", "« a “b” c »"),
];

#[test]
fn a_mark_is_told_by_both_its_sides() {
    let english = ENGLISH
        .iter()
        .map(|(text, expected)| ("en", *text, *expected));
    let mut wrong = Vec::new();
    for (tag, text, expected) in english.chain(OTHERS.iter().copied()) {
        let expected = expected.replace("« ", "«\u{a0}").replace(" »", "\u{a0}»");
        let set = signs(tag, text)
            .replace("« ", "«\u{a0}")
            .replace(" »", "\u{a0}»");
        if set != expected {
            wrong.push(format!("{tag}: {set} for {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn quotations_go_on_from_text_to_text() {
    let english = Language::of("en").expect("a tag");
    let mut quoting = Quoting::default();
    // As `"*so* it 'is'"` is cut into spans.
    let set = english.signs(&["\"", "so", " it '", "is", "'\""], &mut quoting);
    assert_eq!(set, ["“", "so", " it ‘", "is", "’”"]);
    let french = Language::of("fr").expect("a tag");
    let set = french.signs(&["l'\"", "été", "\" fini"], &mut Quoting::default());
    assert_eq!(set[0].trim_end(), "l’«");
    // Words of a label around: “{text}”.
    let mut quoting = Quoting::default();
    english.note_signs("They say: “", &mut quoting);
    assert_eq!(english.signs(&["say \"no\""], &mut quoting), ["say ‘no’"]);
    english.note_signs("”", &mut quoting);
    assert_eq!(english.signs(&[" \"no\""], &mut quoting), [" “no”"]);
}

#[test]
fn quotation_marks_within_quotation_marks_differ() {
    let english = Language::of("en").expect("a tag");
    assert_eq!(english.within_quotes("“They” spoke"), "“‘They’ spoke”");
    assert_eq!(english.within_quotes("\"They\" spoke"), "“‘They’ spoke”");
    let russian = Language::of("ru").expect("a tag");
    assert_eq!(russian.within_quotes("«Они» тут"), "«„Они“ тут»");
    let armenian = Language::of("hy").expect("a tag");
    assert!(!armenian.within_quotes("«Մայիսի» 1").contains("««"));
}
