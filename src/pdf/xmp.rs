//! Title, maker and language as XMP (ISO 16684-1), without dates, and the mark of PDF/UA.

use std::fmt::Write;

use lopdf::{Stream, dictionary};

use super::finish::PRODUCER;
use crate::page::Piece;

/// The metadata of a document, not compressed, so that it is found without a PDF reader.
pub(super) fn stream(piece: &Piece) -> Stream {
    let dictionary = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    Stream::new(dictionary, packet(piece).into_bytes()).with_compression(false)
}

/// Whether the file may say that it conforms to ISO 14289-1. All clauses that a machine can check hold
/// by the way files are written; these are the ones that the content can break: a title, and a
/// language that is known.
fn conforms(piece: &Piece) -> bool {
    !piece.title.trim().is_empty() && language(piece).is_some()
}

fn language(piece: &Piece) -> Option<&str> {
    let primary = piece.language.split('-').next().unwrap_or_default();
    (!primary.is_empty() && primary != "und").then_some(piece.language.as_str())
}

fn packet(piece: &Piece) -> String {
    let mut packet = String::from(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
         xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n",
    );
    let mut line = |text: std::fmt::Arguments<'_>| {
        // Writing to a string does not fail.
        let _ = writeln!(packet, "{text}");
    };
    let title = escaped(&piece.title);
    line(format_args!(
        "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li>"
    ));
    if let Some(tag) = language(piece).map(escaped) {
        line(format_args!("<rdf:li xml:lang=\"{tag}\">{title}</rdf:li>"));
    }
    line(format_args!("</rdf:Alt></dc:title>"));
    if !piece.author.is_empty() {
        let author = escaped(&piece.author);
        line(format_args!(
            "<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"
        ));
    }
    if let Some(tag) = language(piece).map(escaped) {
        line(format_args!(
            "<dc:language><rdf:Bag><rdf:li>{tag}</rdf:li></rdf:Bag></dc:language>"
        ));
    }
    line(format_args!("<pdf:Producer>{PRODUCER}</pdf:Producer>"));
    if conforms(piece) {
        line(format_args!("<pdfuaid:part>1</pdfuaid:part>"));
    }
    packet.push_str("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>");
    packet
}

/// Text as XML. Control characters, which XML cannot hold, become spaces.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push(' '),
            control if control.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(title: &str, language: &str) -> Piece {
        Piece {
            template: String::new(),
            paper: String::new(),
            title: title.to_owned(),
            language: language.to_owned(),
            author: "A & B".to_owned(),
            inks: Vec::new(),
            pages: Vec::new(),
        }
    }

    #[test]
    fn texts_are_escaped() {
        let packet = packet(&piece("“1 < 2” & \"3\"\u{1}", "en"));
        assert!(
            packet.contains("“1 &lt; 2” &amp; &quot;3&quot; </rdf:li>"),
            "{packet}"
        );
        assert!(packet.contains("<rdf:li>A &amp; B</rdf:li>"), "{packet}");
    }

    #[test]
    fn the_mark_of_pdf_ua_needs_a_title_and_a_language() {
        let marked = |title, language| packet(&piece(title, language)).contains("pdfuaid:part");
        assert!(marked("A title", "en-GB"));
        assert!(!marked(" ", "en"));
        assert!(!marked("A title", "und"));
        assert!(!marked("A title", ""));
    }
}
