//! The files that a campaign in a language comes from: the content, and a translation over it.
//!
//! After the two are merged, a text alone does not show which file and language it comes from. This answers
//! both for every key, for messages and for typesetting.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::texts;
use crate::diag::Place;
use crate::document::Document;
use crate::language::Language;

/// The content file, and the translation over it.
#[derive(Clone, Debug)]
pub struct Files {
    original: Document,
    /// The language of the content; `None` if its tag is wrong.
    first: Option<Language>,
    translation: Option<Arc<Over>>,
}

/// A translation over the content.
#[derive(Debug)]
struct Over {
    document: Document,
    tag: Arc<str>,
    /// The key paths of the texts that it replaces.
    keys: BTreeSet<String>,
}

impl Files {
    /// The content file alone.
    pub(super) fn original(document: &Document, first: Option<&Language>) -> Self {
        Self {
            original: document.clone(),
            first: first.cloned(),
            translation: None,
        }
    }

    /// A translation over the content, with the key paths of its texts.
    pub(super) fn translated(
        &self,
        document: &Document,
        tag: &str,
        keys: BTreeSet<String>,
    ) -> Self {
        let over = Over {
            document: document.clone(),
            tag: tag.into(),
            keys,
        };
        Self {
            translation: Some(Arc::new(over)),
            ..self.clone()
        }
    }

    /// The file that the value of a key comes from.
    pub fn of(&self, key: &str) -> &Document {
        match &self.translation {
            // Keys of the translation go by ids, while checks use the numbers of elements.
            Some(over) if over.keys.contains(&self.original.by_id(key)) => &over.document,
            _ => &self.original,
        }
    }

    /// A key path with the id of each element in place of its number.
    pub fn by_id(&self, key: &str) -> String {
        self.original.by_id(key)
    }

    /// The place of a key path; elements go by id or by number.
    pub fn place(&self, key: &str) -> Place {
        let named = self.original.by_id(key);
        self.of(&named).place(&named)
    }

    /// All files.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        let over = self.translation.iter().map(|over| &over.document);
        [&self.original].into_iter().chain(over)
    }

    /// The language of a text, if it is not that of the campaign: the text was not translated, or need not be,
    /// such as the title of a publication. `None` for all others, and for values that are no texts.
    pub fn language_of(&self, key: &str) -> Option<&Language> {
        let over = self.translation.as_ref()?;
        let key = self.original.by_id(key);
        let own = texts::need(&key).is_none() || over.keys.contains(&key);
        // A value that is no text, such as a date, is written by the program in the language of the piece.
        self.first.as_ref().filter(|_| !own)
    }

    /// Whether the campaign is a translation.
    pub fn is_translation(&self) -> bool {
        self.translation.is_some()
    }

    /// The place where missing fixed words belong: the table `[labels]` of the file in that language, else the
    /// line that names the language.
    pub fn place_of_words(&self) -> Place {
        let (document, named) = match &self.translation {
            Some(over) => (&over.document, "translation"),
            None => (&self.original, "campaign.language"),
        };
        let key = if document.has("labels") {
            "labels"
        } else {
            named
        };
        document.place(key)
    }

    /// Whether the text of a key comes from the translation.
    pub fn is_translated(&self, key: &str) -> bool {
        let over = self.translation.as_ref();
        over.is_some_and(|over| over.keys.contains(&self.original.by_id(key)))
    }

    /// Whether readers of a value are probably in another country than its author: the campaign is a
    /// translation, and the two language tags do not name the same region (`de-AT` and `en-AT` do).
    pub(super) fn is_abroad(&self, key: &str) -> bool {
        let region = |tag: &str| {
            // The region is the part of two letters after the language (BCP 47); scripts have four.
            tag.split('-')
                .skip(1)
                .find(|part| part.len() == 2)
                .map(str::to_owned)
        };
        self.translation.as_ref().is_some_and(|over| {
            let here = region(&over.tag);
            let there = self.first.as_ref().and_then(|first| region(first.tag()));
            // Tags without a region say nothing about countries, so they count as different.
            let same = here.is_some() && here == there;
            !same && !over.keys.contains(&self.original.by_id(key))
        })
    }
}
