//! Reads metadata in XMP (ISO 16684-1) by the names of properties. The packet is searched as text and not
//! parsed as XML, so that a broken one still gives what it holds.

use std::collections::BTreeMap;

use super::model::Xmp;

/// Properties that editors write: history of the work, sources of the file, private data.
const EDITORS: [&str; 12] = [
    "xmpMM:History",
    "xmpMM:DerivedFrom",
    "xmpMM:InstanceID",
    "xmpMM:OriginalDocumentID",
    "xmpMM:Manifest",
    "xmpMM:Ingredients",
    "stEvt:softwareAgent",
    "photoshop:",
    "illustrator:",
    "xmpTPg:",
    "tiff:Make",
    "tiff:Model",
];
/// Properties that hold dates.
const DATES: [&str; 3] = ["xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"];
/// Longest value that is kept, in bytes.
const LONGEST: usize = 200;
/// Largest number of authors listed.
const MOST_CREATORS: usize = 20;

/// The packet as text: UTF-16 if it begins with a byte order mark, else UTF-8.
pub(super) fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] => super::value::words(bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Adds the properties of a packet. A file may have several: the first value of each property counts.
pub(super) fn read(packet: &str, xmp: &mut Xmp) {
    // Namespaces are matched by their usual prefixes, which programs write.
    if let Some(creators) = element(packet, "dc:creator") {
        // A list: each `<rdf:li>` is one author, and may have attributes.
        for item in creators.split("<rdf:li").skip(1).take(MOST_CREATORS) {
            let item = item.split_once('>').map_or("", |(_, rest)| rest);
            let name = plain(item.split('<').next().unwrap_or_default());
            if !name.is_empty() && !xmp.creators.contains(&name) {
                xmp.creators.push(name);
            }
        }
    }
    xmp.tool = xmp.tool.take().or_else(|| value(packet, "xmp:CreatorTool"));
    xmp.document_id = xmp
        .document_id
        .take()
        .or_else(|| value(packet, "xmpMM:DocumentID"));
    let dates = DATES
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), value(packet, name)?)));
    xmp.dates.extend(dates.collect::<BTreeMap<_, _>>());
    for name in EDITORS {
        if has(packet, name) && !xmp.editor.iter().any(|known| known == name) {
            xmp.editor.push(name.to_owned());
        }
    }
}

/// Standards that a packet claims to meet.
pub(super) fn standards(packet: &str) -> Vec<String> {
    let mut standards = Vec::new();
    standards.extend(
        value(packet, "pdfxid:GTS_PDFXVersion").or_else(|| value(packet, "pdfx:GTS_PDFXVersion")),
    );
    standards.extend(value(packet, "pdfuaid:part").map(|part| format!("PDF/UA-{part}")));
    let level = value(packet, "pdfaid:conformance")
        .unwrap_or_default()
        .to_lowercase();
    standards.extend(value(packet, "pdfaid:part").map(|part| format!("PDF/A-{part}{level}")));
    standards
}

/// Whether a property occurs, as an element or an attribute. A name that ends in a colon matches any property
/// of that namespace.
fn has(packet: &str, name: &str) -> bool {
    let mut rest = packet;
    while let Some((before, after)) = rest.split_once(name) {
        // The name has to begin and end where a name can in XML, not within a longer one.
        let opens = before.ends_with(['<', ' ', '\n', '\t']);
        let ends = name.ends_with(':') || after.starts_with(['>', ' ', '=', '/', '\n']);
        if opens && ends {
            return true;
        }
        rest = after;
    }
    false
}

/// The content of an element.
fn element<'p>(packet: &'p str, name: &str) -> Option<&'p str> {
    let (_, after) = packet.split_once(&format!("<{name}"))?;
    let (_, inside) = after.split_once('>')?;
    inside
        .split_once(&format!("</{name}"))
        .map(|(inside, _)| inside)
}

/// The value of a property, written as an element or as an attribute; none if it is empty.
fn value(packet: &str, name: &str) -> Option<String> {
    let attribute = || {
        let (_, after) = packet.split_once(&format!("{name}="))?;
        let quote = after.chars().next().filter(|c| "\"'".contains(*c))?;
        after.split(quote).nth(1)
    };
    let value = element(packet, name).or_else(attribute).map(plain)?;
    (!value.is_empty()).then_some(value)
}

/// Text without markup, with entities resolved.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside && out.len() < LONGEST => out.push(c),
            _ => {}
        }
    }
    // `&amp;` comes last: earlier, `&amp;lt;` would be decoded twice.
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ];
    let out = entities
        .iter()
        .fold(out, |out, (entity, c)| out.replace(entity, c));
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_are_found_as_elements_and_as_attributes() {
        let packet = r#"<rdf:Description xmp:CreatorTool="A &amp; B" xmpMM:DocumentID='xmp.did:1'>
            <xmp:CreateDate>2020-01-02T03:04:05Z</xmp:CreateDate>
            <dc:creator><rdf:Seq><rdf:li>Mara</rdf:li><rdf:li xml:lang="x">Ole</rdf:li></rdf:Seq></dc:creator>
            <xmpMM:History><rdf:Seq/></xmpMM:History></rdf:Description>"#;
        let mut xmp = Xmp::default();
        read(packet, &mut xmp);
        assert_eq!(xmp.tool.as_deref(), Some("A & B"));
        assert_eq!(xmp.document_id.as_deref(), Some("xmp.did:1"));
        assert_eq!(xmp.creators, ["Mara", "Ole"]);
        assert_eq!(xmp.editor, ["xmpMM:History"]);
        assert_eq!(
            xmp.dates.get("xmp:CreateDate").map(String::as_str),
            Some("2020-01-02T03:04:05Z")
        );
    }
}
