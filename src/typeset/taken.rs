//! The faces that a style is set in: of each of its families the one that comes nearest to its weight, width and slant.
//!
//! A family may have small capitals in its regular weight and none in its black one, so what a style asks for is looked
//! up in these faces and not in the whole family. The shaper's own matcher is asked, so that the answer is the face
//! that is printed.

use std::collections::{BTreeMap, BTreeSet};

use parley::fontique::{Attributes, FontWeight, FontWidth, QueryFamily, QueryStatus, SourceCache};

use super::book::FontBook;
use super::face::Face;

/// What decides which face of a family a style is set in.
#[derive(Clone, Copy, Debug)]
pub struct Cut<'c> {
    /// The families, in order of preference.
    pub families: &'c [String],
    /// Weight, 100 to 900.
    pub weight: u32,
    /// Width of the letters as a factor of the normal width.
    pub stretch: f32,
    /// Italic.
    pub italic: bool,
}

impl Cut<'_> {
    /// The fonts in words, for a message: "Noto Sans, Noto Sans Armenian at weight 700, italic".
    pub fn in_words(&self) -> String {
        let mut words = self.families.join(", ");
        if self.weight != 400 {
            words.push_str(&format!(" at weight {}", self.weight));
        }
        if self.italic {
            words.push_str(", italic");
        }
        words
    }
}

impl FontBook {
    /// The faces that a style is set in, one for each family that there is.
    fn faces_taken(&self, cut: Cut<'_>) -> Vec<&Face> {
        let mut collection = self.context().collection;
        let mut sources = SourceCache::default();
        let mut faces = Vec::new();
        for family in cut.families {
            let mut query = collection.query(&mut sources);
            query.set_families([QueryFamily::Named(family)]);
            query.set_attributes(Attributes::new(
                FontWidth::from_ratio(cut.stretch),
                Self::slant(cut.italic),
                FontWeight::new(cut.weight as f32),
            ));
            query.matches_with(|font| {
                let id = font.blob.id();
                faces.extend(self.faces().iter().find(|face| face.data.id() == id));
                QueryStatus::Stop
            });
        }
        faces
    }

    /// The tags of all features that the faces of a style have (OpenType, tables `GSUB` and `GPOS`).
    pub fn features(&self, cut: Cut<'_>) -> BTreeSet<String> {
        let faces = self.faces_taken(cut).into_iter();
        faces.flat_map(Face::features).collect()
    }

    /// Whether all figures of a style are equally wide without any feature.
    pub fn has_tabular_figures(&self, cut: Cut<'_>) -> bool {
        let with_figures = |face: &&Face| face.glyph('0').is_some_and(|glyph| glyph != 0);
        let mut faces = self.faces_taken(cut).into_iter().filter(with_figures);
        faces.all(|face| {
            let mut widths = ('0'..='9').map(|figure| {
                let glyph = face.glyph(figure).unwrap_or(0);
                face.advance(glyph)
            });
            let first = widths.next().unwrap_or(0.0);
            widths.all(|width| width == first)
        })
    }

    /// The axes that the faces of a style have: the lowest and the highest value of each, by its tag.
    pub fn axes(&self, cut: Cut<'_>) -> BTreeMap<String, (f32, f32)> {
        let mut found: BTreeMap<String, (f32, f32)> = BTreeMap::new();
        let faces = self.faces_taken(cut).into_iter();
        for (tag, low, high) in faces.flat_map(Face::axes) {
            let range = found.entry(tag).or_insert((low, high));
            *range = (range.0.min(low), range.1.max(high));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_set_in_the_nearest_face_of_each_family() {
        let book = FontBook::embedded();
        let families = ["Noto Sans".to_owned(), "Noto Sans Armenian".to_owned()];
        let taken = |weight, italic| -> Vec<(String, f32, bool)> {
            let cut = Cut {
                families: &families,
                weight,
                stretch: 1.0,
                italic,
            };
            let faces = book.faces_taken(cut).into_iter();
            faces
                .map(|face| (face.family.clone(), face.weight, face.italic))
                .collect()
        };
        let text = taken(400, false);
        assert_eq!(text.len(), 2, "{text:?}");
        assert_eq!(text[0], ("Noto Sans".to_owned(), 400.0, false));
        assert_eq!(text[1].0, "Noto Sans Armenian");
        assert!(taken(700, false)[0].1 > 600.0);
        // A family without an italic is set upright.
        let italic = taken(400, true);
        assert!(italic[0].2 && !italic[1].2, "{italic:?}");
    }

    #[test]
    fn a_family_that_is_not_there_has_no_face() {
        let book = FontBook::embedded();
        let cut = Cut {
            families: &["Nowhere".to_owned()],
            weight: 400,
            stretch: 1.0,
            italic: false,
        };
        assert!(book.features(cut).is_empty() && book.axes(cut).is_empty());
    }
}
