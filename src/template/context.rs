//! What every step of filling a layout needs. `resolve` makes it, and passes it down to the areas and blocks,
//! which look up words, colours and styles in it and add to its report.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::chain::Chain;
use super::fill::fill_text;
use super::palette::Palette;
use super::placeholders::Unbound;
use super::plan::Gap;
use super::report::Report;
use super::schema;
use super::styles::Styles;
use super::values::Padding;
use super::words::Words;
use crate::color::Color;
use crate::content::Campaign;
use crate::diag::Diagnostic;
use crate::frame::Origin;
use crate::geom::Length;
use crate::qr::Symbols;
use crate::text::{Run, TextStyle};

/// Distance between boxes whose gap is not named, as a share of the space between lines above and below:
/// clearly more than between two lines of one paragraph, which are seen as one (practice).
const BETWEEN: f64 = 0.7;

/// The least distance where no gap is named and there is little type: a line and a picture are seen as two
/// (practice). On the paper of the design, and in proportion elsewhere.
fn least_gap() -> Length {
    Length::mm(2.0)
}

/// A layout and a campaign, and what is known of the piece so far.
pub(super) struct Context<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) layout: &'a schema::File,
    pub(super) chain: &'a Chain,
    pub(super) words: Words<'a>,
    pub(super) palette: Palette<'a>,
    pub(super) styles: Styles,
    pub(super) report: Report<'a>,
    /// The codes made so far, for all pieces.
    pub(super) symbols: &'a Symbols,
    /// Lengths of the layout are multiplied by this, since the paper is another than that of its design.
    pub(super) scale: f64,
    /// From how far the piece is read.
    pub(super) distance: Length,
    /// The narrowest module of a code that is printed surely.
    pub(super) module: Length,
}

impl Context<'_> {
    /// The origin of a key of the layout.
    pub(super) fn origin(&self, key: &str) -> Origin {
        self.chain.origin(key)
    }

    /// The colour of a name. `key` is the one that names it.
    pub(super) fn color(&mut self, key: &str, name: &str) -> Color {
        self.palette.color(key, name, &mut self.report)
    }

    /// The style of a name, or that of running text. `key` is the one that names it.
    pub(super) fn style(&mut self, key: &str, name: Option<&str>) -> Arc<TextStyle> {
        let ink = self.palette.ink_of_ground;
        let name = name.unwrap_or("text");
        self.styles.get(key, name, ink, &mut self.report)
    }

    /// Runs something on a ground that has an ink of its own, if it has one.
    pub(super) fn on_ground<T>(
        &mut self,
        ink: Option<Color>,
        run: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let outer = self.palette.ink_of_ground;
        self.palette.ink_of_ground = ink.or(outer);
        let value = run(self);
        self.palette.ink_of_ground = outer;
        value
    }

    /// The words of a text of the layout, with the names in braces replaced. Nothing of a text with a problem,
    /// which is reported.
    pub(super) fn fill(&mut self, key: &str, text: &str) -> Vec<Run> {
        let own = self.origin(key);
        let problem = match fill_text(&self.words, text, &own) {
            Ok(runs) => return runs,
            Err(Unbound::Unknown(name, known)) => Diagnostic::error(
                "unknown-placeholder",
                format!("nothing is called `{{{name}}}`"),
            )
            .suggest(&name, closest(&name, &known)),
            Err(Unbound::Brace) => {
                Diagnostic::error("unknown-placeholder", "a brace has no partner")
                    .hint("a placeholder stands between { and }")
            }
            Err(Unbound::Markup(what)) => {
                Diagnostic::error("markup", format!("the text has {what}"))
            }
        };
        self.report.add_at_layout(key, problem);
        Vec::new()
    }

    /// Gaps between rows and between columns of a stack or of repeated content. Where none is named they
    /// follow the type, so that words do not run into each other; `gap = "0mm"` is none.
    pub(super) fn gap(&self, given: Option<Padding>) -> Gap {
        self.given_gap(given).unwrap_or(Gap::ByType {
            share: BETWEEN,
            least: least_gap() * self.scale,
        })
    }

    /// Gaps that the layout names.
    pub(super) fn given_gap(&self, given: Option<Padding>) -> Option<Gap> {
        let gap = given?;
        Some(Gap::Given(gap.0.top * self.scale, gap.0.right * self.scale))
    }

    /// The names of the stories.
    pub(super) fn story_names(&self) -> Vec<String> {
        let stories = self.layout.story.iter().flat_map(BTreeMap::keys);
        stories.cloned().collect()
    }
}

/// The names that share the beginning with the given one; all of them where none does.
fn closest<'k>(name: &str, known: &'k [String]) -> Vec<&'k str> {
    let table = name.split('.').next().unwrap_or(name);
    let same: Vec<&str> = known
        .iter()
        .map(String::as_str)
        .filter(|known| known.split('.').next() == Some(table))
        .collect();
    if same.is_empty() {
        known.iter().map(String::as_str).take(12).collect()
    } else {
        same
    }
}
