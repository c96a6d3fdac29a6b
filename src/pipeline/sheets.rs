//! Puts the pages of a piece onto sheets of paper, with marks and the line in the waste.

use super::Job;
use super::arrange::Arranged;
use super::resources::Pipeline;
use crate::color::{Color, InkId, Tint};
use crate::content::Campaign;
use crate::diag::{Diagnostics, Warned};
use crate::impose::{self, Imposed, Words};
use crate::page::Piece;
use crate::route::{Route, RouteKind};
use crate::sheet::{Flip, Side};

impl Pipeline {
    /// Puts the pages onto sheets.
    pub(super) fn impose(
        &self,
        (piece, route): (&Piece, &Route),
        arranged: &Arranged,
        campaign: &Campaign,
        job: &Job,
    ) -> Result<Option<(Warned<Imposed>, Flip)>, Diagnostics> {
        let Some(spec) = &arranged.spec else {
            return Ok(None);
        };
        let mut spec = spec.clone();
        spec.language.clone_from(&piece.language);
        spec.words = Words::of(|name| campaign.word(name));
        spec.slug.file = format!(
            "{}-{} {}",
            piece.template,
            piece.paper,
            piece.language_tags()
        );
        // A language file without this word still numbers its sheets.
        spec.slug.page = campaign.word("page").unwrap_or("{number}").to_owned();
        if spec.slug.date.is_none() {
            spec.slug.date = job.printing.date.map(|date| date.to_string());
        }
        let spots = route.inks.iter();
        let spot = |name: &String| {
            // The marks are printed in each ink that the piece has. An ink of the route that it does not have
            // is left out.
            let at = piece.inks.iter().position(|ink| ink.name == *name)?;
            let ink = InkId(u8::try_from(at).ok()?);
            // In full strength.
            let share = 1000;
            Some(Color {
                spot: Some(Tint { ink, share }),
                ..piece.inks.get(at)?.color
            })
        };
        spec.inks = spots.filter_map(spot).collect();
        let imposed = impose::impose(&piece.pages, &spec, &self.book)?;
        // A press wants backs that stand like their fronts; a sheet that lies is turned about its short
        // edge for that.
        let lies = |side: &Side| side.size.width > side.size.height;
        let press = route.kind == RouteKind::Press && job.printing.flip.is_none();
        if press && imposed.value.sides().any(lies) && spec.flip == Flip::LongEdge {
            spec.flip = Flip::ShortEdge;
            return impose::impose(&piece.pages, &spec, &self.book)
                .map(|imposed| Some((imposed, spec.flip)));
        }
        Ok(Some((imposed, spec.flip)))
    }
}
