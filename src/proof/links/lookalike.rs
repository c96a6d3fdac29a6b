//! Finds hosts that look like another one, with letters of one script in the place of those of another
//! (homographs): `аpple.com` with a Cyrillic `а`. The letters are in `lookalike.toml`. A host is suspicious if
//! one label mixes scripts, or consists wholly of letters that look Latin below a domain that is not of their
//! script.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The Latin letter for each foreign letter that looks like it.
fn table() -> &'static BTreeMap<char, char> {
    static TABLE: OnceLock<BTreeMap<char, char>> = OnceLock::new();
    TABLE.get_or_init(|| {
        // A test parses the table, so a broken file cannot go unnoticed.
        let rows: BTreeMap<char, String> =
            toml::from_str(include_str!("lookalike.toml")).unwrap_or_default();
        let pairs = rows.iter().flat_map(|(latin, like)| {
            let like = like.chars().filter(|c| !c.is_whitespace());
            like.map(move |c| (c, *latin))
        });
        pairs.collect()
    })
}

/// Scripts that have letters which look like those of another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Other,
}

/// The script of a letter, by its Unicode block; `None` for digits and hyphens, which all scripts share.
fn script(c: char) -> Option<Script> {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => Some(Script::Latin),
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Some(Script::Greek),
        '\u{400}'..='\u{52f}' => Some(Script::Cyrillic),
        '\u{530}'..='\u{58f}' => Some(Script::Armenian),
        c if c.is_alphabetic() => Some(Script::Other),
        _ => None,
    }
}

/// The deception of a host that looks like another; `None` for an honest one. Names in one script below a
/// domain of that script (`пример.рф`) are honest.
pub(super) fn looks_like(host: &str) -> Option<Lookalike> {
    let labels: Vec<String> = host.split('.').map(shown).collect();
    let top = labels.last().and_then(|top| top.chars().find_map(script));
    let deceives = labels.iter().any(|label| deceives(label, top));
    let shown = labels.join(".");
    let taken = |c: char| table().get(&c).copied().unwrap_or(c);
    deceives.then(|| Lookalike {
        like: shown.chars().map(taken).collect(),
        foreign: shown.chars().filter(|c| table().contains_key(c)).collect(),
        shown,
    })
}

/// A host that looks like another one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Lookalike {
    /// The host as it is displayed.
    pub(super) shown: String,
    /// The host that readers take it for.
    pub(super) like: String,
    /// The letters that look like Latin ones.
    pub(super) foreign: String,
}

/// Whether a label of a host deceives. `top` is the script of the last label.
fn deceives(label: &str, top: Option<Script>) -> bool {
    let foreign = |c: char| table().contains_key(&c);
    if !label.chars().any(foreign) {
        return false;
    }
    // Digits and hyphens have no script, so they do not count as mixed.
    let mut scripts = label.chars().filter_map(script);
    let first = scripts.next();
    let mixed = scripts.any(|script| Some(script) != first);
    // A label in one script that looks wholly Latin, below a domain in another script.
    let whole = label.chars().all(|c| c.is_ascii() || foreign(c)) && first != top;
    mixed || whole
}

/// A label as browsers display it: `xn--…` is Punycode (RFC 3492).
fn shown(label: &str) -> String {
    // A label that cannot be decoded is shown as it is.
    let plain = label.strip_prefix("xn--").and_then(decoded);
    plain.unwrap_or_else(|| label.to_lowercase())
}

/// Decodes Punycode (RFC 3492, 6.2, with the numbers of its section 5).
fn decoded(text: &str) -> Option<String> {
    const BASE: u32 = 36;
    let (basic, rest) = text.rsplit_once('-').unwrap_or(("", text));
    let mut out: Vec<char> = basic.chars().collect();
    let (mut code, mut index, mut bias) = (128_u32, 0_u32, 72_u32);
    let mut digits = rest.bytes().peekable();
    while digits.peek().is_some() {
        // A number with digits of growing weight, which says where the next letter goes and which one it is.
        let (before, mut weight, mut k) = (index, 1_u32, BASE);
        loop {
            let digit = match digits.next()? {
                byte @ b'a'..=b'z' => u32::from(byte - b'a'),
                byte @ b'A'..=b'Z' => u32::from(byte - b'A'),
                byte @ b'0'..=b'9' => u32::from(byte - b'0') + 26,
                _ => return None,
            };
            index = index.checked_add(digit.checked_mul(weight)?)?;
            let threshold = k.saturating_sub(bias).clamp(1, 26);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE - threshold)?;
            k += BASE;
        }
        let count = u32::try_from(out.len()).ok()? + 1;
        // The bias adapts to the size of the last step (RFC 3492, 6.1).
        let mut delta = (index - before) / if before == 0 { 700 } else { 2 };
        delta += delta / count;
        let mut steps = 0;
        while delta > 455 {
            delta /= BASE - 1;
            steps += BASE;
        }
        bias = steps + BASE * delta / (delta + 38);
        code = code.checked_add(index / count)?;
        index %= count;
        out.insert(usize::try_from(index).ok()?, char::from_u32(code)?);
        index += 1;
    }
    Some(out.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read() {
        let rows: BTreeMap<char, String> =
            toml::from_str(include_str!("lookalike.toml")).expect("the table is TOML");
        assert!(rows.len() > 20);
        assert!(table().keys().all(|c| !c.is_ascii()));
    }

    #[test]
    fn punycode_is_read() {
        // RFC 3492, 7.1, and names in use.
        assert_eq!(decoded("bcher-kva").as_deref(), Some("bücher"));
        assert_eq!(decoded("80ak6aa92e").as_deref(), Some("аррӏе"));
        assert_eq!(decoded("e1afmkfd").as_deref(), Some("пример"));
        assert_eq!(
            decoded("ihqwcrb4cv8a8dqg056pqjye").as_deref(),
            Some("他们为什么不说中文")
        );
        for bad in ["9999999999", "a-!", "\u{e9}"] {
            assert_eq!(decoded(bad), None, "{bad}");
        }
    }

    #[test]
    fn letters_of_another_script_are_found() {
        let like = |host: &str| looks_like(host).map(|like| like.like);
        assert_eq!(like("xn--80ak6aa92e.com").as_deref(), Some("apple.com"));
        assert_eq!(like("frеepows.org").as_deref(), Some("freepows.org"));
        for honest in [
            "freepows.carrd.co",
            "xn--e1afmkfd.xn--p1ai",
            "сор.рф",
            "bücher.de",
            "օրինակ.հայ",
            "пример.com",
        ] {
            assert_eq!(like(honest), None, "{honest}");
        }
    }
}
