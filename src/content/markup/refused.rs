//! Finds and names markup that other programs can print and this one cannot. Without this it would be printed
//! as signs, or vanish. Texts are read with the usual extensions of CommonMark for that purpose only.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::literal::{LINE, guard_signs};

/// The usual extensions of CommonMark, so that what is written in them is recognised.
fn extensions() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
}

/// The unsupported markup of running text: everything but what is within the words of a paragraph.
pub(super) fn in_blocks(text: &str) -> Vec<String> {
    let text = guard_signs(&without_common_indent(text));
    let mut found = Vec::new();
    let mut lists = 0usize;
    let parser = Parser::new_ext(&text, extensions());
    // CommonMark takes a definition out of the text, so it would vanish without an event.
    for (name, _) in parser.reference_definitions().iter() {
        found.push(format!(
            "the address of `[{name}]` on a line of its own; write it into the text: [words](https://…)"
        ));
    }
    for event in parser {
        match &event {
            Event::Start(Tag::List(_)) => {
                lists += 1;
                if lists > 1 {
                    // Print has one level of lists: the indent of a second one would leave no room in a column.
                    found.push("a list inside a list".to_owned());
                }
            }
            Event::End(pulldown_cmark::TagEnd::List(_)) => lists -= 1,
            Event::Rule => found.push(
                "a horizontal line; separate paragraphs with an empty line instead".to_owned(),
            ),
            Event::TaskListMarker(_) => {
                found.push("a checkbox; write `-` and the words instead".to_owned());
            }
            Event::Start(tag) => found.extend(block(tag).map(str::to_owned)),
            _ => {}
        }
    }
    found
}

/// The name of an unsupported block.
fn block(tag: &Tag<'_>) -> Option<&'static str> {
    Some(match tag {
        Tag::Heading { .. } => "a heading; use the title of a section",
        Tag::BlockQuote(_) => "a block quotation; use a `[[quote]]`",
        Tag::CodeBlock(_) => "a code block; remove the spaces at the beginning of the line",
        Tag::HtmlBlock => "HTML",
        Tag::Table(_) => "a table; write its rows as a list",
        Tag::FootnoteDefinition(_) => FOOTNOTE,
        _ => return None,
    })
}

const FOOTNOTE: &str = "a footnote; [words](source:ID) prints the number of a source";

/// The unsupported markup within the words of a paragraph. `text` has its guard and no line break.
pub(super) fn in_words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (event, range) in Parser::new_ext(text, extensions()).into_offset_iter() {
        let written = text.get(range).unwrap_or_default();
        match event {
            Event::Code(_) => found.push("code between backquotes".to_owned()),
            Event::Html(_) | Event::InlineHtml(_) => found.push("HTML".to_owned()),
            Event::FootnoteReference(_) => found.push(FOOTNOTE.to_owned()),
            Event::Start(Tag::Image { .. }) => {
                found.push("a picture; use an `[[image]]`".to_owned());
            }
            Event::Start(Tag::Strikethrough) => found.push("struck text, `~~…~~`".to_owned()),
            Event::Start(Tag::Link { title, .. }) if !title.is_empty() => {
                found.push("a link with a title, which cannot be printed".to_owned());
            }
            // `&amp;` comes from web pages. The author sees it in the file and means `&`; printing either would
            // surprise someone.
            Event::Text(text) if written.starts_with('&') && *text != *written => {
                found.push(format!("`{written}`; write the sign itself: `{text}`"));
            }
            // `pulldown-cmark` leaves a footnote without a definition as plain text.
            Event::Text(_) if footnote(written) => found.push(FOOTNOTE.to_owned()),
            _ => {}
        }
    }
    // A reference without a definition may come in several pieces, so the whole text is searched too.
    if footnote(text) {
        found.push(FOOTNOTE.to_owned());
    }
    once(found)
}

/// Whether a text has a reference to a footnote, `[^1]`, that is not escaped.
fn footnote(text: &str) -> bool {
    text.match_indices("[^").any(|(at, _)| {
        let label = text[at + 2..]
            .split([']', LINE_CHAR])
            .next()
            .unwrap_or_default();
        let closed = text[at + 2 + label.len()..].starts_with(']');
        closed
            && !label.is_empty()
            && !label.contains(char::is_whitespace)
            // An escaped bracket is printed as it is.
            && !text[..at].ends_with('\\')
    })
}

/// [`LINE`] as a character.
const LINE_CHAR: char = '\u{2028}';

/// Each thing once, in order of appearance.
pub(super) fn once(found: Vec<String>) -> Vec<String> {
    let mut known = BTreeSet::new();
    found
        .into_iter()
        .filter(|thing| known.insert(thing.clone()))
        .collect()
}

/// A text without the indent that all its lines have. In an indented content file all lines begin with spaces,
/// and CommonMark would take them for code.
fn without_common_indent(text: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let filled = || text.lines().filter(|line| !line.trim().is_empty());
    let common = filled().map(indent).min().unwrap_or(0);
    text.lines()
        .map(|line| line.get(common..).unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
        .replace(LINE, "\n")
}
