//! The fonts at hand: those of the program and those beside the content file, and no others.
//!
//! The fonts of the system are never used: the same content has to give the same bytes on every machine. All
//! fonts are read once and shared by all threads.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use parley::FontContext;
use parley::fontique::{Blob, Collection, CollectionOptions, FontStyle, SourceCache};

use super::embedded::FONTS;
use super::face::Face;
use super::instances::Instances;
use super::scratch::{RunIndex, Scratch};
use crate::diag::Diagnostic;
use crate::frame::{AxisPlace, FontId};
use crate::rules::Rule;

/// The fonts, loaded once and shared.
pub struct FontBook {
    faces: Vec<Face>,
    /// The face by the number that the shaper gives to its bytes.
    by_blob: BTreeMap<u64, u16>,
    families: Vec<String>,
    /// Faces of variable fonts at places on their axes.
    instances: Instances<Face>,
    context: FontContext,
    scratch: Mutex<Vec<Scratch>>,
}

impl std::fmt::Debug for FontBook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FontBook")
            .field("faces", &self.faces)
            .finish_non_exhaustive()
    }
}

impl FontBook {
    /// The fonts of the program alone.
    pub fn embedded() -> Self {
        Self::assemble(Vec::new())
    }

    /// The fonts of the program and others by file name and bytes, which come first: one of the same
    /// family, weight, width and slant takes the place of the program's.
    pub fn with(own: Vec<(String, Vec<u8>)>) -> Result<Self, Diagnostic> {
        let mut faces = Vec::new();
        for (file, bytes) in own {
            let blob = Blob::new(Arc::new(bytes));
            match Face::read(&file, blob) {
                Some(face) => faces.push(face),
                None => {
                    return Err(Diagnostic::error(
                        Rule::BadFont,
                        format!("`fonts/{file}` is not a readable font"),
                    )
                    .hint("use a TrueType or OpenType file (.ttf, .otf)"));
                }
            }
        }
        Ok(Self::assemble(faces))
    }

    fn assemble(mut faces: Vec<Face>) -> Self {
        let own = faces.len();
        for (file, bytes) in FONTS {
            // A font of the campaign replaces the one of the program that it looks like.
            if let Some(face) = Face::read(file, Blob::new(Arc::new(*bytes)))
                && !faces[..own].iter().any(|theirs| theirs.same_as(&face))
            {
                faces.push(face);
            }
        }
        let mut collection = Collection::new(CollectionOptions {
            shared: false,
            system_fonts: false,
        });
        // In the order of the faces, so that families of the campaign are tried first.
        let mut families: Vec<String> = Vec::new();
        let mut by_blob = BTreeMap::new();
        for (index, face) in faces.iter().enumerate() {
            collection.register_fonts(face.data.clone(), None);
            by_blob.insert(face.data.id(), index as u16);
            if !families.contains(&face.family) {
                families.push(face.family.clone());
            }
        }
        let context = FontContext {
            collection,
            source_cache: SourceCache::default(),
        };
        Self {
            faces,
            by_blob,
            families,
            instances: Instances::default(),
            context,
            scratch: Mutex::default(),
        }
    }

    /// The families, in the order in which they are tried for a character that a style's own lack.
    pub fn families(&self) -> &[String] {
        &self.families
    }

    /// All faces.
    pub fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// A face. Ids come from this book, so an unknown one cannot occur; it would give the last face.
    pub fn face(&self, id: FontId) -> &Face {
        let face = &self.faces[usize::from(id.face).min(self.faces.len() - 1)];
        if id.axes.is_default() {
            return face;
        }
        self.instances.find(id, || face.at(id.axes))
    }

    /// The face that the shaper chose for a run, at the place on its axes.
    pub(super) fn id(&self, run: &parley::Run<'_, RunIndex>) -> FontId {
        let face = self.by_blob.get(&run.font().data.id()).copied();
        let mut axes = AxisPlace::default();
        for (place, own) in axes.0.iter_mut().zip(run.normalized_coords()) {
            *place = own.to_bits();
        }
        FontId {
            face: face.unwrap_or(0),
            axes,
        }
    }

    pub(super) fn context(&self) -> FontContext {
        self.context.clone()
    }

    /// Scratch space that an earlier piece gave back.
    pub(super) fn lend_scratch(&self) -> Option<Scratch> {
        self.scratch
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop()
    }

    /// Keeps scratch space for a later piece.
    pub(super) fn return_scratch(&self, scratch: Scratch) {
        self.scratch
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(scratch);
    }

    /// The slant to ask the matcher for.
    pub(super) fn slant(italic: bool) -> FontStyle {
        if italic {
            FontStyle::Italic
        } else {
            FontStyle::Normal
        }
    }
}
