//! What to tell of colours and pictures on a route.

use std::collections::BTreeSet;

use super::inks::Inks;
use super::known::{known_ink, known_inks};
use crate::color::{Color, Tone};
use crate::diag::Diagnostic;
use crate::frame::{Item, ItemKind};
use crate::page::{Finding, Piece};
use crate::picture::Profiled;
use crate::route::RouteKind;

impl Inks {
    /// What to tell of the colours and pictures of a piece, each once and in drawing order.
    pub fn findings(&self, piece: &Piece) -> Vec<Finding> {
        let mut findings: Vec<Finding> = self.strange_inks().collect();
        let mut told = BTreeSet::new();
        for page in &piece.pages {
            page.frame.walk(&mut |item| {
                for (about, diagnostic) in self.about(item) {
                    if told.insert(about) {
                        findings.push(Finding::at(&item.origin, diagnostic));
                    }
                }
            });
        }
        findings
    }

    /// Inks of the piece that no list of risograph inks has: names of one's own, or typed wrong.
    fn strange_inks(&self) -> impl Iterator<Item = Finding> {
        let strange = self
            .plates
            .iter()
            .filter(|plate| known_ink(&plate.name).is_none());
        strange.map(|plate| {
            let message = format!("no ink of risographs is known as `{}`", plate.name);
            let known = known_inks().iter().map(|ink| ink.name);
            let mut diagnostic =
                Diagnostic::warning("unknown-ink", message).suggest(&plate.name, known);
            // A name of one's own is no mistake: only one that is close to another is likely to be.
            diagnostic.hint = diagnostic
                .hint
                .filter(|hint| hint.starts_with("did you mean"));
            Finding::of_all(diagnostic)
        })
    }

    /// What there is to tell of an item, each with what it is about.
    fn about(&self, item: &Item) -> Vec<(String, Diagnostic)> {
        match &item.kind {
            ItemKind::Text(run) => self.without_ink(run.color).into_iter().collect(),
            ItemKind::Path(path) => {
                let colors = [path.fill, path.stroke.map(|stroke| stroke.color)];
                let colors = colors.into_iter().flatten();
                colors.filter_map(|color| self.without_ink(color)).collect()
            }
            ItemKind::Image(placed) => {
                let asset = &placed.image.asset;
                let plain = self.kind == RouteKind::Press
                    && asset.picture.profiled() == Profiled::No
                    && asset.picture.channels() == Some(3);
                let tell = || {
                    let message = format!(
                        "the picture `{}` does not say what its colours are; they are taken for sRGB",
                        asset.file
                    );
                    let hint = "save it with its colour profile embedded, if it is of another kind";
                    let diagnostic = Diagnostic::warning("picture-profile", message).hint(hint);
                    (asset.file.clone(), diagnostic)
                };
                plain.then(tell).into_iter().collect()
            }
            ItemKind::Group(_) | ItemKind::Link(_) | ItemKind::Code(_) => Vec::new(),
        }
    }

    /// A colour that a risograph prints as grey, since none of its inks is loaded.
    fn without_ink(&self, color: Color) -> Option<(String, Diagnostic)> {
        let Tone::Rgb(r, g, b) = color.tone else {
            return None;
        };
        let grey = r == g && g == b;
        if self.kind != RouteKind::Riso || grey || self.loaded(color).is_some() {
            return None;
        }
        let name = format!("#{r:02X}{g:02X}{b:02X}");
        let asked = color.spot.and_then(|tint| self.ink(tint.ink));
        let message = match asked {
            Some(ink) => format!(
                "the colour {name} is printed as a grey: its ink `{}` is not loaded",
                ink.name
            ),
            None => format!("the colour {name} is printed as a grey: it names no ink"),
        };
        let hint = "give the colour an ink of the route in the palette";
        Some((
            format!("{name} {:?}", color.spot),
            Diagnostic::warning("no-ink", message).hint(hint),
        ))
    }
}
