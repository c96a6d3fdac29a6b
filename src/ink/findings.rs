//! Findings about the colours and pictures of a piece on a route.

use std::collections::BTreeSet;

use super::inks::Inks;
use super::known::{known_ink, known_inks};
use crate::color::{Color, Tone};
use crate::diag::{Diagnostic, closest};
use crate::frame::{Item, ItemKind};
use crate::page::{PageFinding, Piece};
use crate::picture::Profiled;
use crate::route::RouteKind;
use crate::rules::Rule;

impl Inks {
    /// Findings about the colours and pictures of a piece, each reported once, in drawing order.
    pub fn findings(&self, piece: &Piece) -> Vec<PageFinding> {
        let mut findings: Vec<PageFinding> = self.report_unknown_inks().collect();
        // A colour or picture may occur on every page; the first place is enough to find it in the layout.
        let mut reported = BTreeSet::new();
        for page in &piece.pages {
            page.frame.walk(&mut |item| {
                for (about, diagnostic) in self.check_item(item) {
                    if reported.insert(about) {
                        findings.push(PageFinding::at(&item.origin, diagnostic));
                    }
                }
            });
        }
        findings
    }

    /// Reports inks that are not in the list of risograph inks: either the user's own names, or typing errors.
    fn report_unknown_inks(&self) -> impl Iterator<Item = PageFinding> {
        let strange = self
            .plates
            .iter()
            .filter(|plate| known_ink(&plate.name).is_none());
        strange.map(|plate| {
            let message = format!("`{}` is not in the list of risograph inks", plate.name);
            let known = known_inks().iter().map(|ink| ink.name);
            let diagnostic = Diagnostic::warning(Rule::UnknownInk, message);
            // The user's own name is fine. Only a name that is close to a known one is likely to be an error.
            PageFinding::of_piece(match closest(&plate.name, known) {
                Some(known) => diagnostic.meant(known),
                None => diagnostic,
            })
        })
    }

    /// Findings about one item, each with a key that tells what it is about.
    fn check_item(&self, item: &Item) -> Vec<(String, Diagnostic)> {
        match &item.kind {
            ItemKind::Text(run) => self.report_missing_ink(run.color).into_iter().collect(),
            ItemKind::Path(path) => {
                let colors = [
                    path.fill,
                    path.stroke.map(|stroke| stroke.color),
                    path.fade.map(|fade| fade.to.color),
                ];
                let colors = colors.into_iter().flatten();
                colors
                    .filter_map(|color| self.report_missing_ink(color))
                    .collect()
            }
            ItemKind::Image(placed) => {
                let asset = &placed.image.asset;
                // Grey and CMYK pictures are printed as they are, so only RGB needs a profile.
                let has_no_profile = self.kind == RouteKind::Press
                    && asset.picture.profiled() == Profiled::No
                    && asset.picture.channels() == Some(3);
                let report = || {
                    let message = format!(
                        "the picture `{}` has no colour profile; its colours are read as sRGB",
                        asset.file
                    );
                    let hint =
                        "if its colours are not sRGB, save it with its colour profile embedded";
                    let diagnostic = Diagnostic::warning(Rule::PictureProfile, message).hint(hint);
                    (asset.file.clone(), diagnostic)
                };
                let profile = has_no_profile.then(report);
                let dots = placed.toning.halftone;
                let dots = dots.and_then(|dots| self.report_missing_ink(dots.color));
                profile.into_iter().chain(dots).collect()
            }
            ItemKind::Group(_) | ItemKind::Link(_) | ItemKind::Code(_) => Vec::new(),
        }
    }

    /// Reports a colour that a risograph prints as grey because its ink is not loaded.
    fn report_missing_ink(&self, color: Color) -> Option<(String, Diagnostic)> {
        let Tone::Rgb(r, g, b) = color.tone else {
            return None;
        };
        // A grey is printed by the plate that prints black.
        let grey = r == g && g == b;
        if self.kind != RouteKind::Riso || grey || self.loaded(color).is_some() {
            return None;
        }
        let name = format!("#{r:02X}{g:02X}{b:02X}");
        let asked = color.spot.and_then(|tint| self.ink(tint.ink));
        let message = match asked {
            Some(ink) => format!(
                "the colour {name} prints in grey, because its ink `{}` is not loaded",
                ink.name
            ),
            None => format!("the colour {name} prints in grey, because it names no ink"),
        };
        let hint = "name one of the route's inks for this colour in the palette: `spot = \"…\"`";
        Some((
            format!("{name} {:?}", color.spot),
            Diagnostic::warning(Rule::NoInk, message).hint(hint),
        ))
    }
}
