//! Explains text that is not TOML: names each slip, and shows the line as it should be.
//!
//! The parser says where it stopped. The cause is often earlier on the line, or at a bracket that was opened
//! lines before. So the text around that place is read again here and searched for the slips that people make:
//! quotation marks of a word processor, a colon for `=`, a missing comma, a date in another order. The checks
//! go from the most specific to the most general; if none applies, the parser's own words are shown. One slip
//! is reported for a line, because the parser's later errors on it usually follow from the first.

mod bare_value;
mod format;
mod header;
mod line;
mod list;
mod quoted;
mod text_value;
mod twice;
mod value;

use std::ops::Range;

pub(super) use line::{Slip, short};

use line::{Line, floor};

/// An error of the parser.
pub(super) struct Stop {
    /// Byte range of the text at fault.
    pub(super) span: Range<usize>,
    /// The parser's words.
    pub(super) message: String,
}

/// Finds the slips in a text that the parser could not read, in the order of the text: one for each line, and
/// none for an error that follows from another. At most `most` are given.
pub(super) fn slips(text: &str, stops: &[Stop], most: usize) -> Vec<Slip> {
    // A file of another format, or a text that swallows the rest of the file, makes all other errors
    // meaningless.
    if let Some(slip) = format::other_format(text).or_else(|| format::open_text(text)) {
        return vec![slip];
    }
    let mut slips: Vec<Slip> = Vec::new();
    // The byte up to which errors are explained by slips found so far.
    let mut done = 0;
    let mut torn_header = false;
    let mut told: Vec<String> = Vec::new();
    for stop in stops {
        if slips.len() == most {
            break;
        }
        let at = floor(text, stop.span.start);
        if at < done {
            continue;
        }
        let line = Line::at(text, at);
        let repeated = stop.message.starts_with("duplicate key");
        // If the header of a table could not be read, its keys went to the table above, where they seem to come
        // twice.
        if repeated && torn_header {
            continue;
        }
        let slip = if repeated {
            // A table that is written as `[fact]` again and again is one slip, not one for each.
            let name = text.get(stop.span.clone()).unwrap_or_default().to_owned();
            if line.is_header() && told.contains(&name) {
                continue;
            }
            told.push(name);
            twice::twice(text, &line, stop.span.clone())
        } else {
            list::slip(text, &line, at)
                .or_else(|| header::header(&line))
                .or_else(|| line.is_header().then(|| header::misplaced(&line)))
                .or_else(|| value::slip(text, &line))
                .unwrap_or_else(|| unknown(&line, stop))
        };
        torn_header |= line.is_header() && !repeated;
        done = slip.until.max(line.range.end);
        slips.push(slip);
    }
    slips
}

/// Passes on the words of the parser for a slip that is not recognised.
fn unknown(line: &Line<'_>, stop: &Stop) -> Slip {
    Slip {
        span: stop.span.clone(),
        what: format!("`{}` cannot be read: {}", short(line.text.trim()), stop.message.trim()),
        hint: "a line is a key with its value, such as `title = \"Strike\"`, the name of a table in [ ], or a comment after #".to_owned(),
        until: line.range.end,
    }
}
