//! Files that are no TOML at all: another format, or a text that swallows the rest of the file.

use super::line::{Line, Slip, is_key, is_toml, short};

/// Recognises a file of another format: RTF, JSON, HTML, YAML, plain text, or one with the line ends of old
/// computers.
pub(super) fn other_format(text: &str) -> Option<Slip> {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines().find(|line| !line.starts_with('#'))?;
    let all_colons = || {
        // YAML: no line is TOML, and the first one has a key and a colon.
        let mut lines = lines().filter(|line| !line.starts_with(['#', '-']));
        lines.all(|line| !is_toml(line))
            && first.split_once(':').is_some_and(|(key, _)| is_key(key))
    };
    let (name, hint) = if text.contains('\r') && !text.contains('\n') {
        let what = "the lines of the file end with CR alone, as on old computers, so the whole file counts as one line";
        return Some(Slip {
            span: 0..0,
            what: what.to_owned(),
            hint: "save it with Unix or Windows line ends (LF or CRLF)".to_owned(),
            until: text.len(),
        });
    } else if first.starts_with("{\\rtf") {
        // Text editors of some systems save RTF unless told otherwise.
        (
            "RTF, a format of word processors",
            "save it as plain text (UTF-8)",
        )
    } else if first.starts_with('{') && first.trim_end_matches('{').len() < 2
        || first.starts_with("{\"")
        || first.starts_with("{ \"")
    {
        (
            "JSON",
            "write it as TOML: `[campaign]` on a line of its own, and below it lines such as `title = \"Strike\"`",
        )
    } else if first.starts_with('<') {
        (
            "HTML or XML",
            "write it as TOML: `handbill new NAME` makes a file to start from",
        )
    } else if first == "---" || all_colons() {
        (
            "YAML",
            "write it as TOML: `[campaign]` on a line of its own, and below it lines such as `title = \"Strike\"`",
        )
    } else if !text.lines().any(is_toml) {
        (
            "plain text",
            "`handbill new NAME` writes a content file to start from: put your words between its quotation marks",
        )
    } else {
        return None;
    };
    let start = text.find(first).unwrap_or_default();
    Some(Slip {
        span: start..start + first.len(),
        what: format!(
            "the file is {name}, not TOML: it begins with `{}`",
            short(first)
        ),
        hint: hint.to_owned(),
        until: text.len(),
    })
}

/// Finds a text between three quotation marks that is not closed and swallows the tables after it. The parser
/// only notices at the end of the file, or at the next three marks, where it takes the text outside for the
/// inside.
pub(super) fn open_text(text: &str) -> Option<Slip> {
    let mut at = 0;
    let mut open: Option<(usize, &str)> = None;
    for line in text.split_inclusive('\n') {
        let mut rest = line;
        if let Some((start, mark)) = open {
            let trimmed = line.trim();
            let is_header = trimmed.starts_with('[') && trimmed.ends_with(']') && is_toml(trimmed);
            // A running text hardly ever has a line that is a header, or one that opens another text.
            let opens_again = trimmed
                .split_once('=')
                .is_some_and(|(key, value)| is_key(key.trim()) && value.trim().starts_with(mark));
            if is_header || opens_again {
                let first = Line::at(text, start);
                let key = first.text.split('=').next().unwrap_or_default().trim();
                return Some(Slip {
                    span: start..start + mark.len(),
                    what: format!(
                        "the text of `{}` begins with {mark} and does not end",
                        short(key)
                    ),
                    hint: format!("write {mark} after its last word"),
                    until: text.len(),
                });
            }
            let Some(end) = rest.find(mark) else {
                // Still inside the text.
                at += line.len();
                continue;
            };
            open = None;
            rest = &rest[end + mark.len()..];
        }
        let begins = ["\"\"\"", "'''"]
            .into_iter()
            .filter_map(|mark| Some((rest.find(mark)?, mark)))
            .min();
        if let Some((start, mark)) = begins
            && !rest[..start].contains(['#', '"', '\''])
            && !rest[start + 3..].contains(mark)
        {
            open = Some((at + (line.len() - rest.len()) + start, mark));
        }
        at += line.len();
    }
    None
}
