//! Adds composed glyphs to a TrueType font program, and reads and writes its tables (ISO/IEC 14496-22, 5.3:
//! `glyf`). Offsets in tables are those of that standard.

use std::collections::BTreeMap;

/// The scale of a part that is drawn as it is, in 1/16384 (the type `F2DOT14` of the standard).
pub(super) const FULL_SIZE: i16 = 0x4000;

/// A glyph to add: its parts with their distance to the right and up, and its advance, in units of the font.
pub(super) struct Added {
    pub(super) parts: Vec<(u16, i16, i16)>,
    /// The scale of all parts, in 1/16384. Their distances are not scaled.
    pub(super) scale: i16,
    pub(super) advance: u16,
}

/// Whether a font file has TrueType outlines; of a collection the first font counts.
pub(super) fn is_truetype(file: &[u8]) -> bool {
    let start = match file.get(..4) {
        Some(b"ttcf") => u32_at(file, 12).unwrap_or(0) as usize,
        _ => 0,
    };
    file.get(start..)
        .is_some_and(|font| !font.starts_with(b"OTTO"))
}

/// Advances of all glyphs, in units of the font.
pub(super) fn advances(program: &[u8]) -> Option<Vec<u16>> {
    let tables = tables(program)?;
    let count = u16_at(tables.get(b"maxp")?, 4)?;
    let long = u16_at(tables.get(b"hhea")?, 34)?.max(1);
    let metrics = tables.get(b"hmtx")?;
    // Glyphs after the last full entry of `hmtx` repeat its advance.
    (0..count)
        .map(|glyph| u16_at(metrics, usize::from(glyph.min(long - 1)) * 4))
        .collect()
}

/// The program with glyphs added at its end; none if its tables cannot be read.
pub(super) fn with_added_glyphs(program: &[u8], added: &[Added]) -> Option<Vec<u8>> {
    let mut tables: BTreeMap<[u8; 4], Vec<u8>> = tables(program)?
        .into_iter()
        .map(|(tag, table)| (tag, table.to_vec()))
        .collect();
    let count = usize::from(u16_at(tables.get(b"maxp")?, 4)?);
    let total = u16::try_from(count + added.len()).ok()?;
    let mut outlines = Outlines {
        starts: starts(&tables, count)?,
        data: tables.remove(b"glyf")?,
        // `maxp`: points 10 and contours 12 of a composed glyph, parts 28 and depth 30 of its composition.
        depth: u16_at(tables.get(b"maxp")?, 30)?,
        points: u16_at(tables.get(b"maxp")?, 10)?,
        contours: u16_at(tables.get(b"maxp")?, 12)?,
        parts: u16_at(tables.get(b"maxp")?, 28)?,
    };
    let end = *outlines.starts.last()?;
    // Padding after the last glyph would shift what is added.
    outlines.data.truncate(end as usize);
    let mut metrics = Vec::with_capacity(usize::from(total) * 4);
    // Written anew with an advance for each glyph, so that new ones can follow.
    for (glyph, advance) in advances(program)?.into_iter().enumerate() {
        metrics.extend(advance.to_be_bytes());
        metrics.extend(outlines.left(glyph).unwrap_or(0).to_be_bytes());
    }
    for glyph in added {
        outlines.add(glyph)?;
        let left = outlines.left(outlines.starts.len() - 2).unwrap_or(0);
        metrics.extend(glyph.advance.to_be_bytes());
        metrics.extend(left.to_be_bytes());
    }
    let maxp = tables.get_mut(b"maxp")?;
    for (at, value) in [
        (4, total),
        (10, outlines.points),
        (12, outlines.contours),
        (28, outlines.parts),
        (30, outlines.depth),
    ] {
        put_u16(maxp, at, value)?;
    }
    put_u16(tables.get_mut(b"hhea")?, 34, total)?;
    // `indexToLocFormat` 1, long offsets: the table may outgrow what short ones reach.
    put_u16(tables.get_mut(b"head")?, 50, 1)?;
    let loca = outlines.starts.iter().flat_map(|start| start.to_be_bytes());
    tables.insert(*b"loca", loca.collect());
    tables.insert(*b"glyf", outlines.data);
    tables.insert(*b"hmtx", metrics);
    assemble(program.get(..4)?, tables)
}

/// The outlines of a program, and the largest values of composed glyphs in it.
struct Outlines {
    /// Offset of each glyph in `data`, and the end of the last.
    starts: Vec<u32>,
    data: Vec<u8>,
    depth: u16,
    points: u16,
    contours: u16,
    parts: u16,
}

impl Outlines {
    /// The outline of a glyph; empty if it draws nothing.
    fn glyph(&self, glyph: usize) -> Option<&[u8]> {
        let (start, end) = (*self.starts.get(glyph)?, *self.starts.get(glyph + 1)?);
        self.data.get(start as usize..end as usize)
    }

    /// Left, bottom, right and top of a glyph; none if it draws nothing.
    fn bounds(&self, glyph: usize) -> Option<[i16; 4]> {
        let outline = self.glyph(glyph)?;
        let at = |index| u16_at(outline, index).map(|value| value as i16);
        Some([at(2)?, at(4)?, at(6)?, at(8)?])
    }

    /// Left edge of a glyph.
    fn left(&self, glyph: usize) -> Option<i16> {
        self.bounds(glyph).map(|bounds| bounds[0])
    }

    /// Number of contours and of points in a glyph.
    fn size(&self, glyph: usize) -> (u16, u16) {
        let outline = self.glyph(glyph).unwrap_or_default();
        match u16_at(outline, 0).map(|count| count as i16) {
            Some(count @ 1..) => {
                let last = u16_at(outline, 8 + count as usize * 2).unwrap_or(0);
                (count as u16, last.saturating_add(1))
            }
            Some(0) | None => (0, 0),
            // A composed glyph within another one: the largest values of the font are safe to claim.
            Some(_) => (self.contours, self.points),
        }
    }

    /// Adds a composed glyph; none if a part cannot be read.
    fn add(&mut self, added: &Added) -> Option<()> {
        // Parts without an outline, such as spaces, have no bounds and are left out.
        let parts: Vec<&(u16, i16, i16)> = added
            .parts
            .iter()
            .filter(|(glyph, ..)| {
                self.glyph(usize::from(*glyph))
                    .is_some_and(|o| !o.is_empty())
            })
            .collect();
        let mut around: Option<[i16; 4]> = None;
        let (mut contours, mut points) = (0u16, 0u16);
        for (glyph, x, y) in parts.iter().copied() {
            let [left, bottom, right, top] = self.bounds(usize::from(*glyph))?;
            let scaled = |side: i16, by: i16| {
                let side = i32::from(side) * i32::from(added.scale) / i32::from(FULL_SIZE);
                // A letter of nine lines may be larger than the format can say; programs do not rely on it then.
                (side + i32::from(by)).clamp(i16::MIN.into(), i16::MAX.into()) as i16
            };
            let moved = [
                scaled(left, *x),
                scaled(bottom, *y),
                scaled(right, *x),
                scaled(top, *y),
            ];
            around = Some(around.map_or(moved, |a| {
                [
                    a[0].min(moved[0]),
                    a[1].min(moved[1]),
                    a[2].max(moved[2]),
                    a[3].max(moved[3]),
                ]
            }));
            let (more_contours, more_points) = self.size(usize::from(*glyph));
            contours = contours.saturating_add(more_contours);
            points = points.saturating_add(more_points);
        }
        if let Some(around) = around {
            // A negative number of contours marks a composed glyph.
            self.data.extend((-1i16).to_be_bytes());
            self.data
                .extend(around.iter().flat_map(|value| value.to_be_bytes()));
            for (index, (glyph, x, y)) in parts.iter().enumerate() {
                // Flags: arguments are words (1) and distances (2); 0x20 if more parts follow.
                let more = if index + 1 < parts.len() { 0x20 } else { 0 };
                // 8 if a scale follows, with 0x1000 for distances that it leaves alone.
                let scaled = if added.scale == FULL_SIZE { 0 } else { 0x1008 };
                self.data.extend((0x3u16 | more | scaled).to_be_bytes());
                self.data.extend(glyph.to_be_bytes());
                self.data.extend(x.to_be_bytes());
                self.data.extend(y.to_be_bytes());
                if scaled != 0 {
                    self.data.extend(added.scale.to_be_bytes());
                }
            }
            self.contours = self.contours.max(contours);
            self.points = self.points.max(points);
            self.parts = self.parts.max(parts.len() as u16);
            // One level for the new glyph, and one for each level its parts may already have.
            self.depth = self.depth.max(1).saturating_add(u16::from(self.depth > 0));
        }
        self.starts.push(u32::try_from(self.data.len()).ok()?);
        Some(())
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// Overwrites a number of 16 bits, high byte first; none if it is out of range.
pub(super) fn put_u16(bytes: &mut [u8], at: usize, value: u16) -> Option<()> {
    bytes
        .get_mut(at..at + 2)?
        .copy_from_slice(&value.to_be_bytes());
    Some(())
}

/// The tables of a program by tag; none if one lies outside the file.
fn tables(program: &[u8]) -> Option<BTreeMap<[u8; 4], &[u8]>> {
    let count = usize::from(u16_at(program, 4)?);
    (0..count)
        .map(|index| {
            let record = program.get(12 + index * 16..28 + index * 16)?;
            let (start, length) = (u32_at(record, 8)? as usize, u32_at(record, 12)? as usize);
            let table = program.get(start..start.checked_add(length)?)?;
            Some((record[..4].try_into().ok()?, table))
        })
        .collect()
}

/// Offset of each glyph, and the end of the last one (`loca`).
fn starts(tables: &BTreeMap<[u8; 4], Vec<u8>>, count: usize) -> Option<Vec<u32>> {
    let loca = tables.get(b"loca")?;
    let long = u16_at(tables.get(b"head")?, 50)? == 1;
    (0..=count)
        .map(|glyph| {
            if long {
                u32_at(loca, glyph * 4)
            } else {
                u16_at(loca, glyph * 2).map(|half| u32::from(half) * 2)
            }
        })
        .collect()
}

/// Joins tables to a font program, with directory and checksums; none if `head` is missing.
pub(super) fn assemble(version: &[u8], mut tables: BTreeMap<[u8; 4], Vec<u8>>) -> Option<Vec<u8>> {
    let count = u16::try_from(tables.len()).ok()?;
    // The directory begins with values for a binary search: the largest power of two within the count.
    let power = 15 - count.max(1).leading_zeros() as u16;
    // The checksum of the file is computed with this field at zero.
    tables.get_mut(b"head")?.get_mut(8..12)?.fill(0);
    let mut program = version.to_vec();
    for value in [count, 16 << power, power, (count - (1 << power)) * 16] {
        program.extend(value.to_be_bytes());
    }
    let mut start = 12 + usize::from(count) * 16;
    let mut head = 0;
    for (tag, table) in &tables {
        if tag == b"head" {
            head = start;
        }
        program.extend(tag);
        program.extend(checksum(table).to_be_bytes());
        program.extend(u32::try_from(start).ok()?.to_be_bytes());
        program.extend(u32::try_from(table.len()).ok()?.to_be_bytes());
        start += table.len().next_multiple_of(4);
    }
    for table in tables.values() {
        program.extend(table);
        program.resize(program.len().next_multiple_of(4), 0);
    }
    // ISO/IEC 14496-22, 5.2.2: `checkSumAdjustment`.
    let adjustment = 0xB1B0_AFBA_u32.wrapping_sub(checksum(&program));
    program
        .get_mut(head + 8..head + 12)?
        .copy_from_slice(&adjustment.to_be_bytes());
    Some(program)
}

/// Sum of words of 32 bits, the last one filled with zeros.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.chunks(4).fold(0, |sum, chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        u32::wrapping_add(sum, u32::from_be_bytes(word))
    })
}

#[cfg(test)]
mod tests {
    use skrifa::instance::{LocationRef, Size};
    use skrifa::{FontRef, GlyphId, MetadataProvider};

    use super::*;

    fn bounds(font: &FontRef<'_>, glyph: u32) -> [f32; 4] {
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let bounds = metrics.bounds(GlyphId::new(glyph)).expect("it draws");
        [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max]
    }

    #[test]
    fn glyphs_made_of_glyphs_are_added() {
        let book = crate::typeset::FontBook::embedded();
        let face = book.faces().iter().find(|face| face.family == "Noto Sans");
        let face = face.expect("a text face");
        let mut remapper = subsetter::GlyphRemapper::new();
        for letter in ['n', 'o', ' '] {
            remapper.remap(face.glyph(letter).expect("a letter"));
        }
        let program = subsetter::subset(face.bytes(), 0, &remapper).expect("a subset");
        let before = advances(&program).expect("advances");
        let count = before.len() as u32;
        let pair = Added {
            parts: vec![(1, 0, 0), (2, 700, -50), (3, 10, 10)],
            scale: FULL_SIZE,
            advance: 1300,
        };
        let nothing = Added {
            parts: Vec::new(),
            scale: FULL_SIZE,
            advance: 300,
        };
        // Twice one and a half times as large, and lower.
        let larger = Added {
            parts: vec![(1, 0, 0)],
            scale: 0x6000,
            advance: 900,
        };
        let largest = Added {
            parts: vec![(count as u16 + 2, 0, -800)],
            scale: 0x6000,
            advance: 2000,
        };
        let added = [pair, nothing, larger, largest];
        let longer = with_added_glyphs(&program, &added).expect("a program");
        assert_eq!(
            advances(&longer),
            Some([&before[..], &[1300, 300, 900, 2000]].concat())
        );
        assert_eq!(checksum(&longer), 0xB1B0_AFBA);
        let (old, new) = (FontRef::new(&program), FontRef::new(&longer));
        let (old, new) = (old.expect("a font"), new.expect("a font"));
        assert_eq!(bounds(&old, 1), bounds(&new, 1));
        let (n, o) = (bounds(&old, 1), bounds(&old, 2));
        let around = [
            n[0],
            n[1].min(o[1] - 50.0),
            o[2] + 700.0,
            n[3].max(o[3] - 50.0),
        ];
        assert_eq!(bounds(&new, count), around);
        for (drawn, letter) in bounds(&new, count + 3).iter().zip(n) {
            let y = drawn + 800.0;
            let wanted = letter * 2.25;
            assert!(
                (drawn - wanted).abs() < 2.0 || (y - wanted).abs() < 2.0,
                "{drawn}"
            );
        }
    }

    #[test]
    fn broken_programs_are_refused() {
        assert!(advances(b"").is_none());
        assert!(with_added_glyphs(&[0; 64], &[]).is_none());
        assert!(with_added_glyphs(&[0xFF; 64], &[]).is_none());
    }
}
