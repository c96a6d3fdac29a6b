//! Embeds fonts, each cut to the signs in use, with the text that each code stands for.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use lopdf::{Dictionary, Document, Object, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use super::deflate::deflate;
use super::images::Converted;
use super::signs::{self, PlacedSign, Sign};
use super::surface::Surfaces;
use super::{contours, truetype};
use crate::diag::Diagnostic;
use crate::frame::{FontId, Item, ItemKind};
use crate::rules::Rule;
use crate::typeset::{Face, FontBook};

/// Work that the files of a run have in common and that is done once: fonts cut to the same signs, converted
/// pictures, deflated colour profiles.
#[derive(Default)]
pub struct Reused {
    /// Fonts cut so far.
    subsets: Mutex<HashMap<SubsetKey, Arc<Subset>>>,
    /// Glyphs of each font that are known to be embeddable.
    sound: Mutex<BTreeMap<FontId, BTreeSet<u16>>>,
    /// Colour profiles deflated so far; a run has one or two.
    profiles: Mutex<Vec<Deflated>>,
    pub(super) converted: Arc<Converted>,
}

/// Bytes, and the same bytes deflated.
type Deflated = (Arc<[u8]>, Arc<[u8]>);

/// A font and the signs shown of it, in order.
type SubsetKey = (FontId, Vec<Sign>);

/// A font cut to the signs that are shown.
pub(super) struct Subset {
    /// Font program, deflated.
    program: Vec<u8>,
    /// Length of the program before deflating, in bytes.
    length: usize,
    /// Six letters that distinguish this cut from others (ISO 32000-1, 9.6.4).
    tag: String,
    /// The code of each sign.
    codes: BTreeMap<Sign, u16>,
    /// Widths from the first code on, in thousandths of the em.
    widths: Vec<f32>,
    /// The text of each code as a `ToUnicode` map, deflated.
    to_unicode: Vec<u8>,
    /// Highest point of the glyphs above the baseline, in ems.
    ascent: f32,
    /// Lowest point of the glyphs, in ems; negative below the baseline.
    descent: f32,
}

/// A font used in a document.
pub(super) struct UsedFont {
    pub(super) face: Face,
    subset: Arc<Subset>,
}

/// The fonts of a document, and the signs shown of them.
pub(super) struct FontUse {
    fonts: BTreeMap<FontId, UsedFont>,
    /// Signs of each run of each stream, in drawing order.
    shown: Vec<Vec<Vec<PlacedSign>>>,
}

impl FontUse {
    /// Name in the page resources. `F1` to `F14` would be taken for the standard fonts. A variable font has one for each
    /// place on its axes.
    pub(super) fn name(id: FontId) -> String {
        let mut name = format!("T{}", id.face);
        let used = id.axes.0.iter().rposition(|place| *place != 0);
        for place in &id.axes.0[..used.map_or(0, |last| last + 1)] {
            name.push_str(&format!("v{:04X}", *place as u16));
        }
        name
    }

    /// The face of a font.
    pub(super) fn face(&self, id: FontId) -> Option<&Face> {
        self.fonts.get(&id).map(|used| &used.face)
    }

    /// Signs of a run, by its index among the runs of its stream.
    pub(super) fn shown(&self, page: usize, run: usize) -> &[PlacedSign] {
        let runs = self.shown.get(page).and_then(|runs| runs.get(run));
        runs.map_or(&[], Vec::as_slice)
    }

    /// Code and width (thousandths of the em) of a sign.
    pub(super) fn code(&self, font: FontId, sign: &Sign) -> (u16, f32) {
        let known = self.fonts.get(&font).and_then(|used| {
            let code = *used.subset.codes.get(sign)?;
            let width = *used.subset.widths.get(usize::from(code).checked_sub(1)?)?;
            Some((code, width))
        });
        // Glyph 0 is the box for a missing glyph.
        known.unwrap_or((0, 0.0))
    }
}

/// Collects the signs on all surfaces, and cuts each font to its signs. Errors: a font cannot be read.
pub(super) fn collect(
    surfaces: &Surfaces<'_>,
    book: &FontBook,
    reused: &Reused,
) -> Result<FontUse, Diagnostic> {
    let mut signs: BTreeMap<FontId, BTreeSet<Sign>> = BTreeMap::new();
    let mut shown = Vec::new();
    for surface in surfaces.all() {
        let mut runs = Vec::new();
        let mut collect = |item: &Item| {
            if let ItemKind::Text(run) = &item.kind {
                let sets = signs::signs_of(book.face(run.font), run);
                let known = signs.entry(run.font).or_default();
                for set in &sets {
                    if !known.contains(&set.sign) {
                        known.insert(set.sign.clone());
                    }
                }
                runs.push(sets);
            }
        };
        for (frame, _) in &surface.frames {
            frame.walk(&mut collect);
        }
        shown.push(runs);
    }
    let mut used = BTreeMap::new();
    for (id, mut signs) in signs {
        let face = book.face(id);
        // Every font has a space, which is added at the end of lines that are read on.
        signs.extend(space(face));
        let subset = reused.subset(id, face, signs.into_iter().collect())?;
        used.insert(
            id,
            UsedFont {
                face: face.clone(),
                subset,
            },
        );
    }
    Ok(FontUse { fonts: used, shown })
}

/// The space of a face; none if the font has no glyph for it.
pub(super) fn space(face: &Face) -> Option<Sign> {
    let glyph = face.glyph(' ').filter(|glyph| *glyph != 0)?;
    Some(Sign {
        glyphs: vec![(glyph, 0, 0)],
        advance: None,
        enlarged: None,
        text: " ".to_owned(),
    })
}

impl Reused {
    /// A colour profile, deflated once.
    pub(super) fn deflated(&self, bytes: &Arc<[u8]>) -> Arc<[u8]> {
        let mut known = self.profiles.lock().unwrap_or_else(PoisonError::into_inner);
        // Compared by content: a profile may be read twice under different names.
        if let Some((_, deflated)) = known.iter().find(|(own, _)| own == bytes) {
            return Arc::clone(deflated);
        }
        let deflated: Arc<[u8]> = deflate(bytes).into();
        known.push((Arc::clone(bytes), Arc::clone(&deflated)));
        deflated
    }

    /// A font cut to these signs, taken from the store if any file of the run has the same.
    fn subset(&self, id: FontId, face: &Face, signs: Vec<Sign>) -> Result<Arc<Subset>, Diagnostic> {
        let key = (id, signs);
        let known = || self.subsets.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(subset) = known().get(&key) {
            return Ok(Arc::clone(subset));
        }
        // The lock is not held while cutting: two threads may cut the same font, which gives equal results.
        let subset = make_subset(face, &key.1).map_err(|what| unembeddable(face, &what))?;
        let subset = Arc::new(subset);
        known().insert(key, Arc::clone(&subset));
        Ok(subset)
    }
}

fn unembeddable(face: &Face, what: &str) -> Diagnostic {
    let problem = format!("the font `{}` cannot be embedded: {what}", face.file);
    Diagnostic::error(Rule::BadFont, problem)
}

/// Checks whether the glyphs on the surfaces can be embedded. Each glyph of a font is tried once in a run:
/// most pieces after the first need no try at all, and the store does not grow with their number.
pub(super) fn verify(
    surfaces: &Surfaces<'_>,
    book: &FontBook,
    reused: &Reused,
) -> Result<(), Diagnostic> {
    let mut glyphs: BTreeMap<FontId, BTreeSet<u16>> = BTreeMap::new();
    let mut collect = |item: &Item| {
        if let ItemKind::Text(run) = &item.kind {
            let known = glyphs.entry(run.font).or_default();
            known.extend(run.glyphs.iter().map(|glyph| glyph.id));
        }
    };
    for surface in surfaces.all() {
        for (frame, _) in &surface.frames {
            frame.walk(&mut collect);
        }
    }
    let sound = || reused.sound.lock().unwrap_or_else(PoisonError::into_inner);
    for (id, glyphs) in glyphs {
        let new: Vec<u16> = match sound().get(&id) {
            Some(known) => glyphs.difference(known).copied().collect(),
            None => glyphs.into_iter().collect(),
        };
        if new.is_empty() {
            continue;
        }
        let face = book.face(id);
        // Each glyph is tried as it is, and as part of a composed glyph, as accents are.
        let sign = |glyph: &u16, up: i16| Sign {
            glyphs: vec![(*glyph, 0, up)],
            advance: None,
            enlarged: None,
            text: String::new(),
        };
        // A font program has room for 65,535 glyphs, and each try may add as many as it tests.
        // A font of a campaign may have more glyphs than one try can hold.
        for new in new.chunks(10_000) {
            let signs = new
                .iter()
                .flat_map(|glyph| [sign(glyph, 0), sign(glyph, 1)]);
            make_subset(face, &signs.collect::<Vec<_>>())
                .map_err(|what| unembeddable(face, &what))?;
        }
        sound().entry(id).or_default().extend(new);
    }
    Ok(())
}

/// Cuts a font to signs, and gives each sign a code. The error says in words what about the font is wrong.
fn make_subset(face: &Face, signs: &[Sign]) -> Result<Subset, String> {
    let glyphs: BTreeSet<u16> = signs
        .iter()
        .flat_map(|sign| sign.glyphs.iter().map(|(glyph, ..)| *glyph))
        .collect();
    let (mut program, places) = subset_program(face, &glyphs)?;
    let new = |glyph: u16| places.get(&glyph).copied().unwrap_or(0);
    // Reasons are completed to "the font … cannot be embedded: ".
    let unread = || "its tables cannot be read".to_owned();
    let mut advances = truetype::advances(&program).ok_or_else(unread)?;
    let mut codes = BTreeMap::new();
    // A glyph with two meanings needs two codes: `texts` holds the meaning that its own code has got.
    let mut texts: BTreeMap<u16, String> = BTreeMap::new();
    let mut added = Vec::new();
    for sign in signs {
        let first = sign.glyphs.first().map_or(0, |(glyph, ..)| new(*glyph));
        // A glyph that stands alone for its letter keeps its own code; everything else is composed.
        let alone = matches!(sign.glyphs[..], [(_, 0, 0)]);
        let plain = alone && sign.advance.is_none() && sign.enlarged.is_none();
        let code = if plain && !texts.contains_key(&first) {
            first
        } else {
            let parts = sign
                .glyphs
                .iter()
                .map(|(glyph, x, y)| (new(*glyph), *x, *y));
            // A new glyph at the end of the program: its code is its index.
            let own = advances.get(usize::from(first)).copied();
            let advance = sign.advance.or(own).unwrap_or(0);
            let mut add = |glyph: truetype::Added| {
                advances.push(glyph.advance);
                added.push(glyph);
                u16::try_from(advances.len() - 1).map_err(|_| "it has too many glyphs".to_owned())
            };
            let mut code = add(truetype::Added {
                parts: parts.collect(),
                scale: truetype::FULL_SIZE,
                advance,
            })?;
            for (scale, down) in sign.enlarged.map(steps).unwrap_or_default() {
                code = add(truetype::Added {
                    parts: vec![(code, 0, 0i16.saturating_sub(down))],
                    scale,
                    advance,
                })?;
            }
            code
        };
        // The first text of a code stays: another text has got a code of its own above.
        texts.entry(code).or_insert_with(|| sign.text.clone());
        codes.insert(sign.clone(), code);
    }
    if !added.is_empty() {
        program = truetype::with_added_glyphs(&program, &added).ok_or_else(unread)?;
    }
    // From the program itself, so that the same cut has the same name in every run.
    let tag = Sha256::digest(&program)
        .iter()
        .take(6)
        .map(|byte| char::from(b'A' + byte % 26))
        .collect();
    // Heights of the glyphs that are shown, not of the whole font: viewers tell lines apart by these heights
    // when text is selected.
    let ink = glyphs.iter().filter_map(|glyph| face.ink(*glyph));
    let (descent, ascent) = ink.fold((0.0f64, 0.0f64), |(low, high), [_, bottom, _, top]| {
        (low.min(bottom), high.max(top))
    });
    let em = f64::from(face.units_per_em);
    // Thousandths of the em, to a thousandth: integers for fonts of 1000 units, short numbers for 2048.
    let width = |advance: &u16| ((f64::from(*advance) / em * 1e6).round() / 1e3) as f32;
    let length = program.len();
    Ok(Subset {
        program: deflate(&program),
        length,
        tag,
        codes,
        widths: advances.iter().skip(1).map(width).collect(),
        to_unicode: deflate(to_unicode(&texts).as_bytes()),
        ascent: ascent as f32,
        descent: descent as f32,
    })
}

/// The scales, in 1/16384, by which a sign is enlarged step by step, since one step is less than twofold; and how far
/// each step moves it down.
fn steps(by: signs::Enlarged) -> Vec<(i16, i16)> {
    let full = f64::from(truetype::FULL_SIZE);
    let mut left = f64::from(by.factor) / full;
    let mut steps = Vec::new();
    while left > f64::from(LARGEST_STEP) / full {
        steps.push((LARGEST_STEP, 0));
        left /= f64::from(LARGEST_STEP) / full;
    }
    steps.push(((left * full).round() as i16, by.down));
    steps
}

/// Largest scale of one step, in 1/16384: 1.9. The format ends below 2.
const LARGEST_STEP: i16 = 31_130;

/// A font program with these glyphs, and the index of each in it.
fn subset_program(
    face: &Face,
    glyphs: &BTreeSet<u16>,
) -> Result<(Vec<u8>, BTreeMap<u16, u16>), String> {
    // Cubic outlines, and those of a variable font away from its default, are drawn anew.
    if !truetype::is_truetype(face.bytes()) || face.is_varied() {
        // Glyph 0, shown for missing glyphs, has to come first.
        let order: Vec<u16> = [0]
            .into_iter()
            .chain(glyphs.iter().copied().filter(|glyph| *glyph != 0))
            .collect();
        let program = contours::truetype(face.bytes(), face.location(), &order)
            .ok_or_else(|| "its outlines cannot be read".to_owned())?;
        let places = order.into_iter().zip(0..).collect();
        return Ok((program, places));
    }
    let mut remapper = GlyphRemapper::new();
    let places = glyphs.iter().map(|glyph| (*glyph, remapper.remap(*glyph)));
    let places = places.collect();
    let program =
        subsetter::subset(face.bytes(), 0, &remapper).map_err(|error| error.to_string())?;
    Ok((program, places))
}

/// Writes the fonts into a document, and returns the resource dictionary that names them.
pub(super) fn write(fonts: &FontUse, document: &mut Document) -> Dictionary {
    // Ordered by font id, so that the file is the same in every run.
    let mut resources = Dictionary::new();
    for (id, used) in &fonts.fonts {
        let font = write_font(used, document);
        resources.set(
            FontUse::name(*id),
            Object::Reference(document.add_object(font)),
        );
    }
    resources
}

/// A composite font whose codes are the glyphs of the cut (ISO 32000-1, 9.7).
fn write_font(used: &UsedFont, document: &mut Document) -> Dictionary {
    let (face, subset) = (&used.face, &used.subset);
    let name = Object::Name(format!("{}+{}", subset.tag, face.postscript_name).into_bytes());
    let program = dictionary! {
        "Filter" => "FlateDecode",
        "Length1" => subset.length as i64,
    };
    let program =
        document.add_object(Stream::new(program, subset.program.clone()).with_compression(false));
    let thousandths = |value: f32| (value * 1000.0).round() as i64;
    // Bit 3, symbolic, because codes are glyph numbers; bit 7 is italic (ISO 32000-1, table 123).
    let flags = 4 | if face.italic { 64 } else { 0 };
    // OpenType has no table for the width of stems, but the key is required; writers estimate it from the
    // weight in this way (practice).
    let stem = 50.0 + (face.weight / 65.0).powi(2);
    let descriptor = document.add_object(dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => name.clone(),
        "Flags" => i64::from(flags),
        "FontBBox" => face.bounds.iter().map(|value| thousandths(*value).into()).collect::<Vec<Object>>(),
        "ItalicAngle" => Object::Real(face.italic_angle),
        "Ascent" => thousandths(subset.ascent),
        "Descent" => thousandths(subset.descent),
        "CapHeight" => thousandths(face.cap_height),
        "StemV" => stem.round() as i64,
        "FontFile2" => program,
    });
    let descendant = dictionary! {
        "Type" => "Font",
        "Subtype" => "CIDFontType2",
        "BaseFont" => name.clone(),
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"),
            "Ordering" => Object::string_literal("Identity"),
            "Supplement" => 0,
        },
        "FontDescriptor" => descriptor,
        "CIDToGIDMap" => "Identity",
        // Every code has a width of its own below.
        "DW" => 0,
        "W" => widths(subset),
    };
    let descendant = document.add_object(descendant);
    let map = dictionary! { "Filter" => "FlateDecode" };
    let map = Stream::new(map, subset.to_unicode.clone()).with_compression(false);
    let to_unicode = document.add_object(map);
    dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => name,
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![descendant.into()],
        "ToUnicode" => to_unicode,
    }
}

/// Widths of all codes from 1 on, as one run (9.7.4.3).
fn widths(subset: &Subset) -> Vec<Object> {
    let number = |width: &f32| {
        if width.fract() == 0.0 {
            Object::Integer(*width as i64)
        } else {
            Object::Real(*width)
        }
    };
    let widths: Vec<Object> = subset.widths.iter().map(number).collect();
    vec![1.into(), widths.into()]
}

/// The text of each code as a `ToUnicode` map (ISO 32000-1, 9.10.3).
fn to_unicode(texts: &BTreeMap<u16, String>) -> String {
    let lines: Vec<String> = texts
        .iter()
        .map(|(code, text)| {
            let units = text.encode_utf16().map(|unit| format!("{unit:04X}"));
            format!("<{code:04X}> <{}>\n", units.collect::<String>())
        })
        .collect();
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    // A block holds at most a hundred entries (Adobe technical note 5014).
    for block in lines.chunks(100) {
        map.push_str(&format!("{} beginbfchar\n", block.len()));
        block.iter().for_each(|line| map.push_str(line));
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
