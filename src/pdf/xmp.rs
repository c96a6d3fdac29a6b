//! Writes title, author and language as XMP metadata (ISO 16684-1), with the claims of PDF/UA and PDF/X.

use std::fmt::Write;

use lopdf::{Stream, dictionary};
use sha2::{Digest, Sha256};

use super::intent::Intent;
use crate::page::Piece;

/// Name and version of the program, as files name it.
pub(super) const PRODUCER: &str = concat!("handbill ", env!("CARGO_PKG_VERSION"));

/// Standards that the metadata claim.
#[derive(Default)]
pub(super) struct Claims<'a> {
    /// Whether the structure is written: PDF/UA-1.
    pub(super) tagged: bool,
    /// Press of a file that passed every check of PDF/X-4, with a digest of what is drawn.
    pub(super) press: Option<(&'a Intent<'a>, [u8; 32])>,
}

/// The metadata of a document, not compressed, so that it is found without a PDF reader.
pub(super) fn stream(piece: &Piece, claims: &Claims<'_>) -> Stream {
    let dictionary = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    Stream::new(dictionary, packet(piece, claims).into_bytes()).with_compression(false)
}

/// Whether a tagged file may claim PDF/UA-1 (ISO 14289-1). All clauses that a machine can check hold by the
/// way files are written; content can break two of them: the title, and a known language.
fn may_claim_pdf_ua(piece: &Piece) -> bool {
    !piece.title.trim().is_empty() && language(piece).is_some()
}

/// The language of a piece; none for "und", which means undetermined.
fn language(piece: &Piece) -> Option<&str> {
    let primary = piece.language.split('-').next().unwrap_or_default();
    (!primary.is_empty() && primary != "und").then_some(piece.language.as_str())
}

/// Beginning of the properties that only a press file has (ISO 15930-7).
const PRESS: &str = "<rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
     xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
     xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\">";

fn packet(piece: &Piece, claims: &Claims<'_>) -> String {
    let mut packet = String::from(
        // The identifier is the same in every XMP packet: tools search files for it.
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
    // `x-default` is what programs show that look for no language; the same title follows in its own.
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
    if language(piece).is_some() {
        let tags = piece.languages().into_iter().map(escaped);
        let tags: String = tags.map(|tag| format!("<rdf:li>{tag}</rdf:li>")).collect();
        line(format_args!(
            "<dc:language><rdf:Bag>{tags}</rdf:Bag></dc:language>"
        ));
    }
    line(format_args!("<pdf:Producer>{PRODUCER}</pdf:Producer>"));
    if claims.tagged && may_claim_pdf_ua(piece) {
        line(format_args!("<pdfuaid:part>1</pdfuaid:part>"));
    }
    if let Some((intent, drawn)) = claims.press {
        line(format_args!("</rdf:Description>\n{PRESS}"));
        let date = intent.xmp_date();
        for name in ["CreateDate", "ModifyDate", "MetadataDate"] {
            line(format_args!("<xmp:{name}>{date}</xmp:{name}>"));
        }
        // The identifier is made of the content, so that the same input has the same identifier.
        let id = identifier(piece, &date, &drawn);
        line(format_args!("<xmpMM:DocumentID>{id}</xmpMM:DocumentID>"));
        line(format_args!("<xmpMM:VersionID>1</xmpMM:VersionID>"));
        line(format_args!(
            "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>"
        ));
        line(format_args!("<pdf:Trapped>False</pdf:Trapped>"));
        line(format_args!(
            "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"
        ));
    }
    packet.push_str("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>");
    packet
}

/// An identifier computed from content (RFC 9562, 5.8: version 8).
fn identifier(piece: &Piece, date: &str, drawn: &[u8]) -> String {
    let mut digest = Sha256::new();
    for part in [
        &piece.title,
        &piece.language,
        &piece.template,
        &piece.paper,
        date,
    ] {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    digest.update(drawn);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest.finalize()[..16]);
    // Version 8 in the upper half of byte 6, and the variant in the top bits of byte 8.
    bytes[6] = bytes[6] & 0x0F | 0x80;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let parts = [
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ];
    format!("uuid:{}", parts.join("-"))
}

/// Text escaped for XML. Control characters, which XML cannot hold, become spaces.
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
            country: None,
            author: "A & B".to_owned(),
            inks: Vec::new(),
            together: false,
            unscanned: false,
            pages: Vec::new(),
        }
    }

    #[test]
    fn texts_are_escaped() {
        let packet = packet(&piece("“1 < 2” & \"3\"\u{1}", "en"), &Claims::default());
        assert!(
            packet.contains("“1 &lt; 2” &amp; &quot;3&quot; </rdf:li>"),
            "{packet}"
        );
        assert!(packet.contains("<rdf:li>A &amp; B</rdf:li>"), "{packet}");
    }

    #[test]
    fn the_mark_of_pdf_ua_needs_a_title_and_a_language() {
        let claims = Claims {
            tagged: true,
            press: None,
        };
        let marked =
            |title, language| packet(&piece(title, language), &claims).contains("pdfuaid:part");
        assert!(marked("A title", "en-GB"));
        assert!(!marked(" ", "en"));
        assert!(!marked("A title", "und"));
        assert!(!marked("A title", ""));
    }
}
