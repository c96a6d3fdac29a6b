//! Text of files that people write, with a hint to the right command where a file is not one.

use crate::diag::{Diagnostic, Source};
use crate::rules::Rule;

/// The text of a file by the name that its user knows.
pub(super) fn text_of(name: String, bytes: Vec<u8>) -> Result<Source, Diagnostic> {
    let text = String::from_utf8(bytes).map_err(|error| not_text(&name, &error))?;
    // Editors on Windows put a byte order mark before the text; it is not content.
    let text = text
        .strip_prefix('\u{feff}')
        .map(str::to_owned)
        .unwrap_or(text);
    if text.trim().is_empty() {
        return Err(
            Diagnostic::error(Rule::EmptyFile, format!("`{name}` is empty"))
                .hint("`handbill new NAME` writes a file to begin with"),
        );
    }
    Ok(Source {
        name,
        text,
        shipped: false,
    })
}

/// What a file is that is no UTF-8 text, with a way to the program that reads it.
fn not_text(name: &str, error: &std::string::FromUtf8Error) -> Diagnostic {
    let bytes = error.as_bytes();
    let problem = |what: String| Diagnostic::error(Rule::NotUtf8, what);
    let begins = |signs: &[&[u8]]| signs.iter().any(|sign| bytes.starts_with(sign));
    if begins(&[b"%PDF"]) {
        return problem(format!("`{name}` is a PDF, not a content file"))
            .hint(format!("`handbill proof {name}` checks a PDF"));
    }
    if begins(&[b"PK\x03\x04", b"\xd0\xcf\x11\xe0"]) {
        return problem(format!(
            "`{name}` is a file of a word processor or an archive"
        ))
        .hint("copy its text into a content file: `handbill new NAME` writes one");
    }
    if begins(&[b"\xff\xd8", b"\x89PNG", b"GIF8", b"RIFF"]) {
        return problem(format!("`{name}` is a picture, not a content file"))
            .hint("a content file names its pictures: [[image]] with `id`, `file` and `alt`");
    }
    let zeros = bytes.iter().filter(|byte| **byte == 0).count();
    if begins(&[b"\xff\xfe", b"\xfe\xff"]) || zeros * 3 > bytes.len() {
        return problem(format!("`{name}` is text in UTF-16, not in UTF-8")).hint(
            "save it again as UTF-8: editors ask for the encoding under \u{201c}Save as\u{201d}",
        );
    }
    let at = error.utf8_error().valid_up_to();
    let before = bytes.get(..at).unwrap_or_default();
    let number = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    // What it reads as in the encoding of Western Europe, which most such files are in.
    let line = bytes.get(start..).unwrap_or_default().iter();
    let line: String = line
        .take_while(|byte| !matches!(byte, b'\n' | b'\r'))
        .take(60)
        .map(|byte| match byte {
            0x80..=0x9f => char::REPLACEMENT_CHARACTER,
            byte => char::from(*byte),
        })
        .filter(|c| !c.is_control())
        .collect();
    problem(format!(
        "`{name}` is not UTF-8 text: line {number} (`{}`) has other characters",
        line.trim()
    ))
    .hint("save it again as UTF-8: editors ask for the encoding under \u{201c}Save as\u{201d}")
}
