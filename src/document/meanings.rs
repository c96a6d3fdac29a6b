//! Synonyms: words that people write for a key or value that the file formats call something else (`link` for
//! `url`).
//!
//! One table serves content and layouts; a synonym only counts if the key that it stands for exists in the
//! place where it was written. Misspelt keys need no table: `diag::close_to` finds them.

/// Tables that are lists: each element begins with two brackets.
const LISTS: &[&str] = &[
    "fact", "quote", "source", "action", "event", "image", "section", "person", "moment", "table",
    "allow", "page",
];

/// Words that people write, each with the keys that may be meant. The first of these that the table takes is
/// proposed.
const MEANINGS: &[(&str, &[&str])] = &[
    ("link", &["url", "home"]),
    ("href", &["url", "home"]),
    ("uri", &["url", "home"]),
    ("website", &["url", "home"]),
    ("web", &["url", "home"]),
    ("homepage", &["home", "url"]),
    ("site", &["url", "home"]),
    ("telephone", &["phone"]),
    ("tel", &["phone"]),
    ("mobile", &["phone"]),
    ("number", &["phone", "figure", "iban"]),
    ("value", &["figure"]),
    ("mail", &["email"]),
    ("e-mail", &["email"]),
    ("to", &["email", "phone"]),
    ("body", &["message", "text", "lead"]),
    ("name", &["id", "title", "speaker", "author"]),
    ("key", &["id"]),
    ("caption", &["alt", "label"]),
    ("description", &["alt", "detail", "text", "about"]),
    ("photographer", &["credit"]),
    ("copyright", &["license", "credit"]),
    ("licence", &["license"]),
    ("path", &["file"]),
    ("src", &["file"]),
    ("picture", &["image", "file"]),
    ("photo", &["image", "file"]),
    ("img", &["image", "file"]),
    ("date", &["start", "as_of"]),
    ("day", &["start", "date"]),
    ("time", &["start"]),
    ("when", &["start", "date"]),
    ("begin", &["start"]),
    ("until", &["end"]),
    ("location", &["place", "city"]),
    ("where", &["place", "city"]),
    ("venue", &["place"]),
    ("address", &["place", "url"]),
    ("town", &["city"]),
    ("timezone", &["zone"]),
    ("tz", &["zone"]),
    ("code", &["rule"]),
    ("type", &["kind"]),
    ("verb", &["label"]),
    ("headline", &["title", "label", "text"]),
    ("heading", &["title", "headline"]),
    ("subtitle", &["lead", "detail"]),
    ("subline", &["lead"]),
    ("intro", &["lead"]),
    ("summary", &["lead", "text", "about"]),
    ("text", &["body", "lead", "detail", "title"]),
    ("content", &["text", "body"]),
    ("lang", &["language"]),
    ("author", &["speaker", "credit", "name"]),
    ("by", &["speaker", "author", "credit"]),
    ("org", &["organizer"]),
    ("organisation", &["organization", "organizer"]),
    ("organiser", &["organizer"]),
    ("contact", &["organizer"]),
    ("colour", &["color"]),
    ("background", &["fill"]),
    ("font-size", &["size"]),
    ("fontsize", &["size"]),
    ("font", &["family", "fonts"]),
    ("font-family", &["family"]),
    ("font-weight", &["weight"]),
    ("bold", &["weight"]),
    ("line-height", &["leading"]),
    ("letter-spacing", &["tracking"]),
    ("text-align", &["align"]),
    ("uppercase", &["case"]),
    ("text-transform", &["case"]),
    ("border", &["line"]),
    ("space", &["gap"]),
    ("spacing", &["gap"]),
    ("margins", &["margin"]),
    ("margin", &["padding"]),
    ("cols", &["columns"]),
    ("grid", &["areas"]),
    ("base", &["extends"]),
    ("paper", &["papers"]),
    ("qr", &["codes"]),
    ("qrcode", &["codes"]),
    ("code", &["codes"]),
    ("qrcodes", &["codes"]),
    ("people", &["person", "names"]),
    ("logo", &["image"]),
    ("quote", &["text"]),
    // Words for values: kinds of actions, and the words that layouts take.
    ("phone", &["tel"]),
    ("call", &["tel"]),
    ("telephone", &["tel"]),
    ("email", &["mailto"]),
    ("mail", &["mailto"]),
    ("map", &["geo"]),
    ("location", &["geo"]),
    ("wlan", &["wifi"]),
    ("bank", &["payment"]),
    ("donation", &["payment"]),
    ("donate", &["payment"]),
    ("girocode", &["payment"]),
    ("calendar", &["event"]),
    ("left", &["start"]),
    ("right", &["end"]),
    ("centre", &["center", "middle"]),
    ("centered", &["center", "middle"]),
    ("center", &["middle"]),
    ("middle", &["center"]),
    ("uppercase", &["upper"]),
    ("capitals", &["upper"]),
    ("under", &["below"]),
    ("fill", &["cover"]),
    ("crop", &["cover"]),
    ("whole", &["contain"]),
    ("horizontal", &["row"]),
    ("vertical", &["column"]),
];

/// Keys that people write into a wrong table, each with the table that it belongs to: first those of content
/// files, then those of layouts.
const HOMES: &[(&str, &str)] = &[
    ("title", "`[campaign]`"),
    ("headline", "`[campaign]`"),
    ("lead", "`[campaign]`"),
    ("home", "`[campaign]`"),
    ("language", "`[campaign]`"),
    ("hashtag", "`[campaign]`"),
    ("as_of", "`[campaign]`"),
    ("max_age", "`[campaign]`"),
    ("thanks", "`[campaign]`"),
    ("logo", "`[organizer]`"),
    (
        "imprint",
        "`[organizer.imprint.DE]`, with the code of the country",
    ),
    (
        "responsible",
        "`[organizer.imprint.DE]`, with the code of the country",
    ),
    ("script", "`[action.script]`, under its `[[action]]`"),
    ("asks", "`[action.script]`, under its `[[action]]`"),
    ("extends", "`[template]`"),
    ("papers", "`[template]`"),
    ("design", "`[template]`"),
    ("margin", "`[[page]]`"),
    ("area", "`[page.area.NAME]`, after its `[[page]]`"),
    ("areas", "`[[page]]` or an area"),
    ("columns", "`[[page]]` or an area"),
    ("rows", "`[[page]]` or an area"),
    ("size", "`[styles.NAME]`"),
    ("weight", "`[styles.NAME]`"),
    ("leading", "`[styles.NAME]`"),
    ("family", "`[styles.NAME]`"),
    ("tracking", "`[styles.NAME]`"),
];

/// The table that a key belongs to; `None` for a key that people do not misplace.
pub(super) fn home(word: &str) -> Option<&'static str> {
    let found = HOMES.iter().find(|(key, _)| *key == word);
    found.map(|(_, table)| *table)
}

/// Whether a table is written with two brackets.
pub(super) fn is_list(table: &str) -> bool {
    LISTS.contains(&table)
}

/// Explains how to declare a picture, if a value is the file name of one.
pub fn declared_picture(file: &str) -> Option<String> {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let (stem, ending) = name.rsplit_once('.')?;
    let endings = [
        "svg", "png", "jpg", "jpeg", "webp", "gif", "tif", "tiff", "pdf", "heic", "avif",
    ];
    if !endings.contains(&ending.to_lowercase().as_str()) {
        return None;
    }
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || c == '-' {
            c
        } else {
            '-'
        }
    };
    let mut id: String = stem.chars().map(plain).collect::<String>().to_lowercase();
    // Ids have small letters, digits and hyphens, and at least one letter.
    if !id.contains(|c: char| c.is_ascii_alphabetic()) {
        id = format!("picture-{id}");
    }
    Some(format!(
        "pictures are named by their ids: declare it in the content with `[[image]]`, `id = \"{id}\"`, `file = \"{file}\"` and `alt = \"…\"` (a description of what it shows), and write `\"{id}\"` here"
    ))
}

/// The key among the known ones that a word stands for, by its sense.
pub(super) fn meant<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let small = word.to_lowercase();
    let find = |name: &str| known.iter().copied().find(|known| *known == name);
    // First the same word with other separators or capitals (`asOf`, `as-of`), then singular and plural, then
    // synonyms.
    let plain = |text: &str| text.replace(['-', '_', ' '], "").to_lowercase();
    let same = known
        .iter()
        .copied()
        .find(|known| plain(known) == plain(word));
    let singular = || small.strip_suffix('s').and_then(find);
    let plural = || find(&format!("{small}s"));
    let by_meaning = || {
        let mut rows = MEANINGS
            .iter()
            .filter(|(written, _)| plain(written) == plain(word));
        rows.find_map(|(_, meant)| meant.iter().find_map(|name| find(name)))
    };
    same.or_else(singular).or_else(plural).or_else(by_meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lead_to_keys_by_their_meaning() {
        let action = ["id", "kind", "label", "url", "phone", "email", "message"];
        for (word, key) in [
            ("link", "url"),
            ("Website", "url"),
            ("telephone", "phone"),
            ("e-mail", "email"),
            ("E_Mail", "email"),
            ("mail", "email"),
            ("labels", "label"),
            ("type", "kind"),
        ] {
            assert_eq!(meant(word, &action), Some(key), "{word}");
        }
        assert_eq!(meant("link", &["campaign", "fact"]), None);
        assert_eq!(meant("actions", &["action", "fact"]), Some("action"));
        assert_eq!(meant("colour", &["fill", "color"]), Some("color"));
    }
}
