//! The plates of a risograph: one for each ink.

use super::known::{known_ink, known_inks, plain};
use crate::color::{Color, Ink, InkId};
use crate::diag::Diagnostic;
use crate::route::Route;
use crate::rules::Rule;

/// A plate, which prints one ink.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plate {
    /// Name of the ink.
    pub name: String,
    /// Colour of the ink: red, green and blue (sRGB).
    pub look: (u8, u8, u8),
    /// Name of the plate in file names, such as `black` or `medium-blue`.
    pub suffix: String,
    /// The ink in the palette of the piece, if the palette names it.
    pub ink: Option<InkId>,
    /// Whether this plate prints black and pictures: it is the black plate, or the darkest if none is black.
    pub key: bool,
}

/// Finds the ink with this name in the palette.
pub(super) fn find(inks: &[Ink], name: &str) -> Option<InkId> {
    // Ids are the positions of inks in the palette.
    let at = inks
        .iter()
        .position(|ink| plain(&ink.name) == plain(name))?;
    u8::try_from(at).ok().map(InkId)
}

/// The error for an ink that neither the palette nor the list of risograph inks has.
pub(super) fn unknown<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let problem = Diagnostic::error(Rule::UnknownInk, format!("no ink is named `{name}`"));
    let mut known = known.into_iter().peekable();
    if known.peek().is_some() {
        return problem.suggest(name, known);
    }
    problem.hint(format!(
        "name it in a colour of the palette: {{ rgb = \"#F2A800\", spot = \"{name}\" }}"
    ))
}

/// The plates of a route: the inks that it names, or else black and every ink of the palette.
pub(super) fn of(route: &Route, inks: &[Ink]) -> Result<Vec<Plate>, Diagnostic> {
    let own = || inks.iter().map(|ink| ink.name.as_str());
    let mut names: Vec<&str> = route.inks.iter().map(String::as_str).collect();
    // Greys and pictures need a black plate, whether or not the palette names it.
    if names.is_empty() {
        names = own().collect();
        if find(inks, "black").is_none() {
            names.insert(0, "Black");
        }
    }
    let mut plates: Vec<Plate> = Vec::new();
    for name in names {
        let ink = find(inks, name);
        let look = match (
            known_ink(name),
            ink.and_then(|id| inks.get(usize::from(id.0))),
        ) {
            // The list has the colour of the ink; the palette may name one for screens.
            (Some(known), _) => known.look,
            (None, Some(ink)) => ink.color.to_rgb(),
            (None, None) => {
                let known = own().chain(known_inks().iter().map(|ink| ink.name));
                return Err(unknown(name, known));
            }
        };
        // "Medium Blue" and "medium-blue" are one drum.
        if plates.iter().any(|plate| plain(&plate.name) == plain(name)) {
            continue;
        }
        plates.push(Plate {
            name: name.to_owned(),
            look,
            suffix: suffix(name, &plates),
            ink,
            key: false,
        });
    }
    let darkness = |plate: &Plate| {
        let (r, g, b) = plate.look;
        (
            plain(&plate.name) == "black",
            1.0 - Color::rgb(r, g, b).luminance(),
        )
    };
    // `max_by` returns the last of equal plates, so the order is reversed to get the first.
    let key = plates.iter_mut().rev().max_by(|a, b| {
        let (a, b) = (darkness(a), darkness(b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    if let Some(key) = key {
        key.key = true;
    }
    Ok(plates)
}

/// A name for files that differs from those of the plates before it.
fn suffix(name: &str, before: &[Plate]) -> String {
    let letters: String = name
        .to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    let words: Vec<&str> = letters.split_whitespace().collect();
    let words = if words.is_empty() {
        "ink".to_owned()
    } else {
        words.join("-")
    };
    let taken = |suffix: &str| before.iter().any(|plate| plate.suffix == suffix);
    if !taken(&words) {
        return words;
    }
    let mut numbered = (2..).map(|number| format!("{words}-{number}"));
    numbered.find(|name| !taken(name)).unwrap_or(words)
}
