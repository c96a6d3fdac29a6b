//! Which fields take markup. The types of the content file say it, and nothing else: `String` is printed letter
//! by letter, [`Headline`], [`Short`] and [`Running`] take markup. The reader, the checks and the documentation ask here.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::Deserialize;

/// The way in which the text of a field is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// Every sign is printed as it stands; a line break is a line break.
    Letters,
    /// Letters, of which one part may be marked as the hero line.
    Headline,
    /// One paragraph with emphasis, strong words and links; a line break is a line break.
    Short,
    /// Paragraphs and lists of short texts.
    Running,
    /// No text: a date, a number, a choice.
    Value,
}

/// A headline: printed letter by letter, but for two stars around its hero line (`Keep *our library* open`),
/// which gets a line of its own where each line fills its column. A line break is one in print. A backslash
/// before a star prints the star: `\*`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(transparent)]
pub(in crate::content) struct Headline(pub(in crate::content) String);

/// One paragraph that takes markup: `*emphasis*`, `**strong**`, `[words](https://…)` (also `mailto:` and
/// `tel:`), `[words](source:ID)`. A line break is one in print. A backslash before a sign prints the sign:
/// `\*`. A star within a word or beside a figure is printed as it stands.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(transparent)]
pub(in crate::content) struct Short(pub(in crate::content) String);

/// Text that takes markup: paragraphs parted by empty lines, lists (`- ` or `1. ` before each line),
/// `*emphasis*`, `**strong**`, `[words](https://…)` (also `mailto:` and `tel:`), `[words](source:ID)`. A
/// backslash before a sign prints the sign: `\*`, `1\.`. A star within a word or beside a figure is printed
/// as it stands, and so is a number.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(transparent)]
pub(in crate::content) struct Running(pub(in crate::content) String);

impl AsRef<str> for Headline {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<Headline> for String {
    fn from(headline: Headline) -> Self {
        headline.0
    }
}

impl AsRef<str> for Short {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Running {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<Short> for String {
    fn from(short: Short) -> Self {
        short.0
    }
}

impl From<Running> for String {
    fn from(running: Running) -> Self {
        running.0
    }
}

/// The type of a field, a table or a list of the content file.
pub(in crate::content) trait Fields {
    /// Adds every field below a key path, with how it is read. `*` stands for an id, a number or a name.
    fn describe(path: &str, out: &mut Vec<(String, Writing)>);

    /// Visits the texts that are there, with their key paths; elements go by number.
    fn visit(&self, path: &str, see: &mut dyn FnMut(&str, Writing, &str));
}

macro_rules! texts {
    ($($type:ty => $writing:ident),*) => { $(
        impl Fields for $type {
            fn describe(path: &str, out: &mut Vec<(String, Writing)>) {
                out.push((path.to_owned(), Writing::$writing));
            }

            fn visit(&self, path: &str, see: &mut dyn FnMut(&str, Writing, &str)) {
                see(path, Writing::$writing, self.as_ref());
            }
        }
    )* };
}
// A text is letters unless its type says otherwise.
texts!(String => Letters, Headline => Headline, Short => Short, Running => Running);

impl<T: Fields> Fields for Option<T> {
    fn describe(path: &str, out: &mut Vec<(String, Writing)>) {
        T::describe(path, out);
    }

    fn visit(&self, path: &str, see: &mut dyn FnMut(&str, Writing, &str)) {
        if let Some(own) = self {
            own.visit(path, see);
        }
    }
}

impl<T: Fields> Fields for Vec<T> {
    fn describe(path: &str, out: &mut Vec<(String, Writing)>) {
        T::describe(&format!("{path}.*"), out);
    }

    fn visit(&self, path: &str, see: &mut dyn FnMut(&str, Writing, &str)) {
        for (index, own) in self.iter().enumerate() {
            own.visit(&format!("{path}.{index}"), see);
        }
    }
}

impl<T: Fields> Fields for BTreeMap<String, T> {
    fn describe(path: &str, out: &mut Vec<(String, Writing)>) {
        T::describe(&format!("{path}.*"), out);
    }

    fn visit(&self, path: &str, see: &mut dyn FnMut(&str, Writing, &str)) {
        for (name, own) in self {
            own.visit(&format!("{path}.{name}"), see);
        }
    }
}

/// Implements [`Fields`] for values that are no texts.
macro_rules! no_text {
    ($($type:ty),*) => { $(
        impl Fields for $type {
            fn describe(path: &str, out: &mut Vec<(String, Writing)>) {
                out.push((path.to_owned(), Writing::Value));
            }

            fn visit(&self, _: &str, _: &mut dyn FnMut(&str, Writing, &str)) {}
        }
    )* };
}
pub(in crate::content) use no_text;
no_text!(u32, bool, [f64; 2]);

/// Every field of a content file by its key path, and the way it is read, in the order of the file's tables.
pub fn fields() -> &'static [(String, Writing)] {
    static FIELDS: OnceLock<Vec<(String, Writing)>> = OnceLock::new();
    FIELDS.get_or_init(|| {
        let mut out = Vec::new();
        crate::content::schema::File::describe("", &mut out);
        out
    })
}

/// The way in which the text of a key is read; elements go by id or by number. Words that the program makes
/// itself, such as a date, are letters.
pub fn writing(key: &str) -> Writing {
    let suits = |pattern: &str| {
        let (mut own, mut wanted) = (key.split('.'), pattern.split('.'));
        loop {
            match (own.next(), wanted.next()) {
                (None, None) => return true,
                // A star takes exactly one part of the path.
                (Some(_), Some("*")) => {}
                (Some(a), Some(b)) if a == b => {}
                _ => return false,
            }
        }
    };
    let mut marked = fields()
        .iter()
        .filter(|(_, own)| !matches!(own, Writing::Letters | Writing::Value));
    marked
        .find(|(pattern, _)| suits(pattern))
        .map_or(Writing::Letters, |(_, own)| *own)
}

/// The path of a key in a table. At the top of the file it is the key alone.
pub(in crate::content) fn below(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}
