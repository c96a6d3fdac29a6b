//! Fonts: cut to the glyphs in use, with the text that each glyph stands for.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use lopdf::{Dictionary, Document, Object, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use crate::diag::Diagnostic;
use crate::frame::{FontId, Glyph, ItemKind};
use crate::page::Piece;
use crate::typeset::{Face, FontBook};

/// Cuts made before, so that the same glyphs of a font are cut once in a run.
#[derive(Default)]
pub struct Subsets(Mutex<HashMap<Glyphs, Arc<Subset>>>);

/// Glyphs of a font, in order.
type Glyphs = (FontId, Vec<u16>);

/// A font cut to some glyphs.
pub(super) struct Subset {
    /// The font program, deflated.
    program: Vec<u8>,
    /// Its length before.
    length: usize,
    /// Whether it holds TrueType outlines; otherwise CFF.
    truetype: bool,
    /// Six letters that tell this cut from others (ISO 32000-1, 9.6.4).
    tag: String,
    /// New glyph id and width in thousandths of the em, by old glyph id.
    glyphs: BTreeMap<u16, (u16, f32)>,
}

/// A font as a document uses it.
pub(super) struct Used {
    pub(super) face: Face,
    subset: Arc<Subset>,
    /// What each old glyph id stands for.
    text: BTreeMap<u16, String>,
    /// What is told of glyphs that stand for something only with others; the content stream tells the
    /// text of the whole.
    parts: BTreeMap<u16, String>,
}

/// The fonts of a document.
pub(super) struct FontUse(pub(super) BTreeMap<FontId, Used>);

impl FontUse {
    /// Name in the page resources. `F1` to `F14` would be taken for the standard fonts.
    pub(super) fn name(id: FontId) -> String {
        format!("T{}", id.0)
    }

    /// New id and width (thousandths of the em) of a glyph.
    pub(super) fn glyph(&self, font: FontId, glyph: u16) -> (u16, f32) {
        self.0
            .get(&font)
            .and_then(|used| used.subset.glyphs.get(&glyph))
            .copied()
            .unwrap_or((0, 0.0))
    }

    /// The glyph for a space.
    pub(super) fn space(&self, font: FontId) -> Option<u16> {
        self.0
            .get(&font)?
            .face
            .glyph(' ')
            .filter(|glyph| *glyph != 0)
    }

    /// The text that a reader gets for a glyph.
    pub(super) fn text(&self, font: FontId, glyph: u16) -> Option<&str> {
        self.0
            .get(&font)
            .and_then(|used| used.text.get(&glyph))
            .map(String::as_str)
    }
}

/// What copied text should hold for a cluster: spaces that must not break are spaces to a reader.
pub(super) fn readable(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}', '\u{2002}'], " ")
}

/// Glyphs by cluster: one with text and those without that follow it.
pub(super) fn clusters(glyphs: &[Glyph]) -> Vec<&[Glyph]> {
    glyphs.chunk_by(|_, next| next.text.is_empty()).collect()
}

/// What is told of one glyph of a cluster. Every code must have a text (ISO 14289-1, 7.21.7): its own
/// letter or mark, where each has a glyph; else the first has the text, and the others have none that
/// is seen.
fn part(text: &str, index: usize, count: usize) -> String {
    let nothing = || "\u{200b}".to_owned();
    if count > 1 && text.chars().count() == count {
        return text.chars().nth(index).map_or_else(nothing, String::from);
    }
    match index {
        0 if !text.is_empty() => text.to_owned(),
        _ => nothing(),
    }
}

/// The fonts of a piece, cut to its glyphs.
pub(super) fn collect(
    piece: &Piece,
    book: &FontBook,
    subsets: &Subsets,
) -> Result<FontUse, Diagnostic> {
    let mut glyphs: BTreeMap<FontId, BTreeSet<u16>> = BTreeMap::new();
    let mut texts: BTreeMap<FontId, BTreeMap<u16, String>> = BTreeMap::new();
    let mut parts: BTreeMap<FontId, BTreeMap<u16, String>> = BTreeMap::new();
    for page in &piece.pages {
        page.frame.walk(&mut |item| {
            let ItemKind::Text(run) = &item.kind else {
                return;
            };
            for cluster in clusters(&run.glyphs) {
                let text = readable(&run.text[cluster[0].text.clone()]);
                let alone = cluster.len() == 1 && !text.is_empty();
                let known = if alone { &mut texts } else { &mut parts };
                let known = known.entry(run.font).or_default();
                for (index, glyph) in cluster.iter().enumerate() {
                    glyphs.entry(run.font).or_default().insert(glyph.id);
                    known
                        .entry(glyph.id)
                        .or_insert_with(|| part(&text, index, cluster.len()));
                }
            }
        });
    }
    let mut used = BTreeMap::new();
    for (id, mut glyphs) in glyphs {
        let known = texts.entry(id).or_default();
        // A space ends the lines.
        if let Some(space) = book.face(id).glyph(' ').filter(|glyph| *glyph != 0) {
            glyphs.insert(space);
            known.entry(space).or_insert_with(|| " ".to_owned());
        }
        let subset = subsets.get(id, book.face(id), glyphs.into_iter().collect())?;
        let text = texts.remove(&id).unwrap_or_default();
        used.insert(
            id,
            Used {
                face: book.face(id).clone(),
                subset,
                text,
                parts: parts.remove(&id).unwrap_or_default(),
            },
        );
    }
    Ok(FontUse(used))
}

impl Subsets {
    fn get(&self, id: FontId, face: &Face, glyphs: Vec<u16>) -> Result<Arc<Subset>, Diagnostic> {
        let key = (id, glyphs);
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(subset) = known().get(&key) {
            return Ok(Arc::clone(subset));
        }
        let subset = Arc::new(cut(face, &key.1)?);
        known().insert(key, Arc::clone(&subset));
        Ok(subset)
    }
}

fn cut(face: &Face, glyphs: &[u16]) -> Result<Subset, Diagnostic> {
    let mut remapper = GlyphRemapper::new();
    for glyph in glyphs {
        remapper.remap(*glyph);
    }
    let failed = |what: String| {
        Diagnostic::error(
            "bad-font",
            format!("the font `{}` cannot be embedded: {what}", face.file),
        )
    };
    let program =
        subsetter::subset(face.bytes(), 0, &remapper).map_err(|error| failed(error.to_string()))?;
    let tag = Sha256::digest(&program)
        .iter()
        .take(6)
        .map(|byte| char::from(b'A' + byte % 26))
        .collect();
    let glyphs = glyphs
        .iter()
        .map(|&glyph| {
            let width = (face.advance(glyph) * 1e6).round() / 1e3;
            (glyph, (remapper.get(glyph).unwrap_or(0), width as f32))
        })
        .collect();
    let truetype = !program.starts_with(b"OTTO");
    let length = program.len();
    let program = deflate(&program);
    Ok(Subset {
        program,
        length,
        truetype,
        tag,
        glyphs,
    })
}

/// Deflates with one implementation, named here: `flate2` takes whichever another crate of the build
/// asks for, and they do not write the same bytes.
pub(super) fn deflate(bytes: &[u8]) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec_zlib(bytes, 9)
}

/// Writes the fonts into a document, and gives the resource dictionary that names them.
pub(super) fn write(fonts: &FontUse, document: &mut Document) -> Dictionary {
    let mut resources = Dictionary::new();
    for (id, used) in &fonts.0 {
        let font = write_font(used, document);
        resources.set(
            FontUse::name(*id),
            Object::Reference(document.add_object(font)),
        );
    }
    resources
}

/// A composite font whose codes are the glyph ids of the cut (ISO 32000-1, 9.7).
fn write_font(used: &Used, document: &mut Document) -> Dictionary {
    let (face, subset) = (&used.face, &used.subset);
    let name = Object::Name(format!("{}+{}", subset.tag, face.postscript_name).into_bytes());
    let mut program = dictionary! { "Filter" => "FlateDecode" };
    if subset.truetype {
        program.set("Length1", subset.length as i64);
    } else {
        program.set("Subtype", "OpenType");
    }
    let program =
        document.add_object(Stream::new(program, subset.program.clone()).with_compression(false));
    let thousandths = |value: f32| (value * 1000.0).round() as i64;
    // Symbolic (bit 3): the codes are glyph ids; italic is bit 7 (ISO 32000-1, table 123).
    let flags = 4 | if face.italic { 64 } else { 0 };
    // No table of the font tells the stem; weight is squared into it as producers commonly do.
    let stem = 50.0 + (face.weight / 65.0).powi(2);
    let descriptor = document.add_object(dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => name.clone(),
        "Flags" => i64::from(flags),
        "FontBBox" => face.bounds.iter().map(|value| thousandths(*value).into()).collect::<Vec<Object>>(),
        "ItalicAngle" => Object::Real(face.italic_angle),
        "Ascent" => thousandths(face.ascent),
        "Descent" => thousandths(face.descent),
        "CapHeight" => thousandths(face.cap_height),
        "StemV" => stem.round() as i64,
        (if subset.truetype { "FontFile2" } else { "FontFile3" }) => program,
    });
    let mut descendant = dictionary! {
        "Type" => "Font",
        "Subtype" => if subset.truetype { "CIDFontType2" } else { "CIDFontType0" },
        "BaseFont" => name.clone(),
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"),
            "Ordering" => Object::string_literal("Identity"),
            "Supplement" => 0,
        },
        "FontDescriptor" => descriptor,
        "DW" => 0,
        "W" => widths(subset),
    };
    if subset.truetype {
        descendant.set("CIDToGIDMap", "Identity");
    }
    let descendant = document.add_object(descendant);
    let to_unicode = document.add_object(Stream::new(
        Dictionary::new(),
        to_unicode(used).into_bytes(),
    ));
    dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => name,
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![descendant.into()],
        "ToUnicode" => to_unicode,
    }
}

/// The widths of the new glyph ids, which follow one another from 1.
fn widths(subset: &Subset) -> Vec<Object> {
    let mut by_new: Vec<(u16, f32)> = subset.glyphs.values().copied().collect();
    by_new.sort_by_key(|(glyph, _)| *glyph);
    let first = by_new.first().map_or(0, |(glyph, _)| i64::from(*glyph));
    let number = |width: f32| {
        if width.fract() == 0.0 {
            Object::Integer(width as i64)
        } else {
            Object::Real(width)
        }
    };
    vec![
        first.into(),
        by_new
            .into_iter()
            .map(|(_, width)| number(width))
            .collect::<Vec<Object>>()
            .into(),
    ]
}

/// The text of each glyph as a `ToUnicode` map (ISO 32000-1, 9.10.3).
fn to_unicode(used: &Used) -> String {
    let parts = used
        .parts
        .iter()
        .filter(|(glyph, _)| !used.text.contains_key(glyph));
    let mut lines: Vec<(u16, String)> = used
        .text
        .iter()
        .chain(parts)
        .filter_map(|(old, text)| {
            let (new, _) = used.subset.glyphs.get(old)?;
            let units: String = text
                .encode_utf16()
                .map(|unit| format!("{unit:04X}"))
                .collect();
            Some((*new, format!("<{new:04X}> <{units}>\n")))
        })
        .collect();
    lines.sort();
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    // At most a hundred entries to a block (Adobe technical note 5014).
    for block in lines.chunks(100) {
        map.push_str(&format!("{} beginbfchar\n", block.len()));
        block.iter().for_each(|(_, line)| map.push_str(line));
        map.push_str("endbfchar\n");
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map
}

/// Text as a PDF text string: UTF-16BE with a byte order mark (ISO 32000-1, 7.9.2.2).
pub(super) fn text_string(text: &str) -> Object {
    Object::String(utf16(text), StringFormat::Hexadecimal)
}

/// Text as UTF-16BE with a byte order mark.
pub(super) fn utf16(text: &str) -> Vec<u8> {
    [0xFE, 0xFF]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_be_bytes))
        .collect()
}
