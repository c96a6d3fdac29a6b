//! Markup in texts: what it is, and which fields take it.
//!
//! A text comes in as a person typed it into a content file, and goes out as spans of one kind: plain,
//! strong, emphasised, or leading somewhere. Which of the four ways to read it applies depends on the
//! field, and is said by the types of the content file ([`fields`]):
//!
//! - *letters*: every sign is printed as it stands;
//! - a *headline*: letters, in which stars may mark the hero line ([`headline`]);
//! - a *short text*: emphasis, strong words and links in one paragraph;
//! - *running text*: paragraphs and lists of these.
//!
//! In each of them a line break that was typed in a short text is one in print. Words within a paragraph
//! are read by `pulldown-cmark` (CommonMark). Paragraphs and lists are found here ([`lists`]), because
//! CommonMark numbers lists anew and takes `12. June` for the beginning of one: on paper that would be
//! another date. For the same reason stars within words and beside figures are letters ([`literal`]).
//! Whatever CommonMark and its usual extensions can say beyond that, a table or a footnote, would come
//! out as signs; [`refused`] finds it, so that it is an error.

pub(in crate::content) mod fields;
mod headline;
mod lists;
mod literal;
mod refused;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use literal::{LINE, guard_signs};

/// A stretch of text of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Whether it is strong (`**…**`).
    pub strong: bool,
    /// Whether it is emphasised (`*…*`).
    pub emphasis: bool,
    /// Whether it is the hero line of a headline (`*…*`).
    pub hero: bool,
    /// Where it leads.
    pub link: Option<Link>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// An address: of a page, a mailbox (`mailto:`) or a telephone (`tel:`).
    Url(String),
    /// A source of the campaign, by its id: written `[text](source:ID)`, printed with its number.
    Source(String),
}

/// A paragraph or an element of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// An element of a list, with its number as it was typed (`3.` or `3)`) where the list is numbered.
    Item(Option<String>, Vec<Span>),
}

/// The things in a text that cannot be printed, each once, in words that follow "the text has".
pub type Refused = Vec<String>;

/// Reads running text: paragraphs with empty lines between them, and lists. The error names everything in it
/// that is not supported.
pub fn blocks(text: &str) -> Result<Vec<Block>, Refused> {
    let text = normalise_lines(text);
    let mut refused = refused::in_blocks(&text);
    let mut out = Vec::new();
    for part in lists::divide(&text) {
        let read = match spans(&part.text) {
            Ok(read) => read,
            Err(more) => {
                refused.extend(more);
                continue;
            }
        };
        out.push(match part.marker {
            None => Block::Paragraph(read),
            Some(lists::Marker::Bullet) => Block::Item(None, read),
            Some(lists::Marker::Number(number)) => Block::Item(Some(number), read),
        });
    }
    if refused.is_empty() {
        Ok(out)
    } else {
        Err(refused::once(refused))
    }
}

/// Reads a short text: one paragraph, in which a line break is a line break. Nothing at its start makes it
/// a list or a heading, so `1. May` and `#FreeThem` stay as they are.
pub fn inline(text: &str) -> Result<Vec<Span>, Refused> {
    let lines = trimmed_lines(&normalise_lines(text));
    // The layout has room for one paragraph there; joining several would change what the author sees.
    if lines.contains("\n\n") {
        return Err(vec!["more than one paragraph".to_owned()]);
    }
    spans(&lines)
}

/// Reads a headline: letters, in which one part may be marked as the hero line (`*…*`). The error says that two are.
pub fn headline(text: &str) -> Result<Vec<Span>, Refused> {
    let text = trimmed_lines(&normalise_lines(text));
    let parts = headline::parts(&text).map_err(|what| vec![what])?;
    let span = |(text, hero)| Span {
        text,
        hero,
        ..Span::default()
    };
    Ok(parts.into_iter().map(span).collect())
}

/// Reads letters: every sign is printed as it stands, and a line break is a line break.
pub fn letters(text: &str) -> Vec<Span> {
    let text = trimmed_lines(&normalise_lines(text));
    let span = Span {
        text,
        ..Span::default()
    };
    if span.text.is_empty() {
        Vec::new()
    } else {
        vec![span]
    }
}

/// A text with `\n` for every line break, whatever system or program it came from.
fn normalise_lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace(
        ['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'],
        "\n",
    )
}

/// A text without the spaces at the ends of its lines, and without empty lines at its own ends. A no-break
/// space was typed on purpose and stays.
fn trimmed_lines(text: &str) -> String {
    let plain = |c: char| matches!(c, ' ' | '\t');
    let lines: Vec<&str> = text.lines().map(|line| line.trim_matches(plain)).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// Reads the words of one paragraph. Every line break in it is printed.
fn spans(text: &str) -> Result<Vec<Span>, Refused> {
    // A backslash at the end of a line asks for a line break in CommonMark; here the line break itself does.
    let text = text.replace("\\\n", "\n");
    // CommonMark reads `#`, `-` or `1.` at the beginning of a line as markup. A word in front of the text,
    // which is removed afterwards, prevents that for the first line; with a line separator for each line break
    // there is no other line.
    let guarded = format!("{GUARD}{}", guard_signs(&text.replace('\n', LINE)));
    let mut refused = refused::in_words(&guarded);
    let mut spans: Vec<Span> = Vec::new();
    // Counted, because strong words may be inside strong words.
    let (mut strong, mut emphasis, mut link) = (0usize, 0usize, None::<Link>);
    for event in Parser::new_ext(&guarded, Options::empty()) {
        match event {
            Event::Text(text) => add(
                &mut spans,
                Span {
                    text: text.replace(LINE, "\n"),
                    strong: strong > 0,
                    emphasis: emphasis > 0,
                    link: link.clone(),
                    ..Span::default()
                },
            ),
            Event::Start(Tag::Strong) => strong += 1,
            Event::End(TagEnd::Strong) => strong -= 1,
            Event::Start(Tag::Emphasis) => emphasis += 1,
            Event::End(TagEnd::Emphasis) => emphasis -= 1,
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                link = Some(match dest_url.strip_prefix("source:") {
                    Some(id) => Link::Source(id.to_owned()),
                    // `<name@example.org>`: CommonMark gives the bare address.
                    None if link_type == LinkType::Email => Link::Url(format!("mailto:{dest_url}")),
                    None => Link::Url(dest_url.to_string()),
                });
            }
            Event::End(TagEnd::Link) => link = None,
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            // Named by `refused` already.
            _ if !refused.is_empty() => {}
            _ => refused.push("markup that cannot be printed".to_owned()),
        }
    }
    // A link that CommonMark does not recognise, because its address has a space, would be printed as
    // `[words](…)`.
    if spans.iter().any(|span| span.text.contains("](")) && !guarded.contains("\\[") {
        refused
            .push("a link with no address; an address has no space: [words](https://…)".to_owned());
    }
    if !refused.is_empty() {
        return Err(refused);
    }
    if let Some(first) = spans.first_mut() {
        let own = first.text.strip_prefix(GUARD).unwrap_or_default();
        first.text = own.to_owned();
    }
    // The guard may have been a span of its own.
    spans.retain(|span| !span.text.is_empty());
    Ok(spans)
}

/// The word in front of a text while CommonMark reads it.
const GUARD: &str = "x ";

/// Adds a span, or appends it to the last one if that is of the same kind.
fn add(spans: &mut Vec<Span>, span: Span) {
    let alike = |last: &&mut Span| {
        last.strong == span.strong && last.emphasis == span.emphasis && last.link == span.link
    };
    match spans.last_mut().filter(alike) {
        Some(last) => last.text.push_str(&span.text),
        None => spans.push(span),
    }
}

#[cfg(test)]
mod tests;
