//! Running text: a Markdown subset of paragraphs, emphasis, strong, lists and links.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// A stretch of text of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Whether it stands out strongly (`**…**`).
    pub strong: bool,
    /// Whether it is emphasised (`*…*`).
    pub emphasis: bool,
    /// Where it leads.
    pub link: Option<Link>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// An address.
    Url(String),
    /// A source of the campaign, by its id: written `[text](source:ID)`, printed with its number.
    Source(String),
}

/// A paragraph or an element of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// An element of a list, with its number where the list is numbered.
    Item(Option<u64>, Vec<Span>),
}

/// Reads running text. On error, says what is not supported.
pub fn blocks(text: &str) -> Result<Vec<Block>, String> {
    let mut out = Vec::new();
    let mut spans: Vec<Span> = Vec::new();
    let (mut strong, mut emphasis, mut link) = (0usize, 0usize, None::<Link>);
    let mut lists: Vec<Option<u64>> = Vec::new();
    let mut in_item = false;
    for event in Parser::new_ext(text, Options::empty()) {
        let add = |text: &str, spans: &mut Vec<Span>| {
            let span = Span {
                text: text.to_owned(),
                strong: strong > 0,
                emphasis: emphasis > 0,
                link: link.clone(),
            };
            match spans.last_mut() {
                Some(last)
                    if last.strong == span.strong
                        && last.emphasis == span.emphasis
                        && last.link == span.link =>
                {
                    last.text.push_str(text);
                }
                _ => spans.push(span),
            }
        };
        match event {
            Event::Text(text) => add(&text, &mut spans),
            Event::SoftBreak => add(" ", &mut spans),
            Event::HardBreak => add("\n", &mut spans),
            Event::Start(Tag::Paragraph) => {}
            Event::Start(Tag::Strong) => strong += 1,
            Event::End(TagEnd::Strong) => strong -= 1,
            Event::Start(Tag::Emphasis) => emphasis += 1,
            Event::End(TagEnd::Emphasis) => emphasis -= 1,
            Event::Start(Tag::Link { dest_url, .. }) => {
                link = Some(match dest_url.strip_prefix("source:") {
                    Some(id) => Link::Source(id.to_owned()),
                    None => Link::Url(dest_url.to_string()),
                });
            }
            Event::End(TagEnd::Link) => link = None,
            Event::Start(Tag::List(start)) => {
                if !lists.is_empty() {
                    return Err("a list inside a list".into());
                }
                lists.push(start);
            }
            Event::End(TagEnd::List(_)) => {
                lists.pop();
            }
            Event::Start(Tag::Item) => in_item = true,
            Event::End(TagEnd::Paragraph) if in_item => add("\n", &mut spans),
            Event::End(TagEnd::Paragraph) => out.push(Block::Paragraph(std::mem::take(&mut spans))),
            Event::End(TagEnd::Item) => {
                in_item = false;
                while spans.last().is_some_and(|span| span.text == "\n") {
                    spans.pop();
                }
                if let Some(last) = spans.last_mut() {
                    last.text.truncate(last.text.trim_end().len());
                }
                let number = lists.last_mut().and_then(|number| {
                    let this = *number;
                    *number = number.map(|n| n + 1);
                    this
                });
                out.push(Block::Item(number, std::mem::take(&mut spans)));
            }
            Event::Start(tag) => return Err(name(&tag).into()),
            Event::Code(_) => return Err("code between back-ticks".into()),
            Event::Html(_) | Event::InlineHtml(_) => return Err("HTML".into()),
            Event::Rule => return Err("a rule".into()),
            _ => return Err("this mark-up".into()),
        }
    }
    Ok(out)
}

/// Reads text of one paragraph, as labels, leads and details are. Text that would begin a list or a
/// heading in a paragraph of its own, such as `1. May` or `#FreeThem`, is taken as it stands.
pub fn inline(text: &str) -> Result<Vec<Span>, String> {
    // A word at the head keeps a leading `#`, `-` or `1.` from being read as mark-up.
    let guarded = format!("{GUARD}{}", text.trim());
    let mut spans = match blocks(&guarded)?.as_slice() {
        [Block::Paragraph(spans)] => spans.clone(),
        _ => return Err("more than one paragraph".into()),
    };
    if let Some(first) = spans.first_mut() {
        first.text = first
            .text
            .strip_prefix(GUARD)
            .unwrap_or_default()
            .to_owned();
    }
    spans.retain(|span| !span.text.is_empty());
    Ok(spans)
}

const GUARD: &str = "x ";

fn name(tag: &Tag<'_>) -> &'static str {
    match tag {
        Tag::Heading { .. } => "a heading; a section has its title for that",
        Tag::BlockQuote(_) => "a block quotation; quotes have their own table",
        Tag::CodeBlock(_) => "a code block; begin the line without spaces",
        Tag::Image { .. } => "a picture; pictures have their own table",
        Tag::HtmlBlock => "HTML",
        _ => "this mark-up",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Span {
        Span {
            text: text.into(),
            ..Span::default()
        }
    }

    #[test]
    fn the_subset_is_read() {
        let read =
            blocks("One **two** [HRW](source:hrw).\nThree.\n\n1. a\n2. *b*\n").expect("supported");
        assert_eq!(read.len(), 3);
        let Block::Paragraph(spans) = &read[0] else {
            panic!("a paragraph")
        };
        assert_eq!(spans[0], plain("One "));
        assert!(spans[1].strong && spans[1].text == "two");
        assert_eq!(spans[3].link, Some(Link::Source("hrw".into())));
        assert_eq!(spans[4], plain(". Three."));
        assert_eq!(read[1], Block::Item(Some(1), vec![plain("a")]));
        assert!(matches!(&read[2], Block::Item(Some(2), spans) if spans[0].emphasis));
    }

    #[test]
    fn one_line_is_taken_as_it_stands() {
        assert_eq!(inline("#FreeThem"), Ok(vec![plain("#FreeThem")]));
        assert_eq!(inline("1. May"), Ok(vec![plain("1. May")]));
        assert_eq!(inline(""), Ok(vec![]));
        let strong = Span {
            strong: true,
            ..plain("8")
        };
        assert_eq!(inline("**8** men"), Ok(vec![strong, plain(" men")]));
    }

    #[test]
    fn the_rest_is_refused() {
        for text in [
            "# Title",
            "> quote",
            "<b>x</b>",
            "![x](y.png)",
            "`x`",
            "- a\n  - b",
        ] {
            assert!(blocks(text).is_err(), "{text}");
        }
    }
}
