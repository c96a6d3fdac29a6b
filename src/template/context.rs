//! The state of one pass over a layout: the campaign, the layout, and what is collected on the way.
//!
//! `resolve` makes a context and passes it down to pages, areas and blocks. These look up words, colours and
//! styles in it, and add problems to its report. Everything is looked up by the key that asks for it, so that a
//! problem can point to the line of the layout file that caused it, even if that line is in a layout that this
//! one extends.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::chain::Chain;
use super::fill::fill_text;
use super::palette::Palette;
use super::placeholders::Unbound;
use super::plan::Gap;
use super::report::Report;
use super::schema;
use super::signs::Signs;
use super::situation::Situation;
use super::styles::Styles;
use super::tables::BegunTable;
use super::values::Padding;
use super::words::Words;
use crate::color::Color;
use crate::content::Campaign;
use crate::diag::Diagnostic;
use crate::frame::Origin;
use crate::geom::{Length, Size};
use crate::qr::Symbols;
use crate::route::RouteKind;
use crate::rules::Rule;
use crate::text::{Run, TextStyle};

/// Default distance between two boxes, as a share of the line spacing of the type above and below. It has to be
/// clearly more than the space between two lines of a paragraph, or the boxes look like one text (practice).
const BETWEEN: f64 = 0.7;

/// Least default distance between two boxes, on the design paper: small type, or a picture, still stands apart
/// from what follows (practice). It scales with the paper.
fn least_gap() -> Length {
    Length::mm(2.0)
}

/// A layout and a campaign, and what one pass has collected from them so far.
pub(super) struct Context<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) layout: &'a schema::File,
    pub(super) chain: &'a Chain,
    pub(super) words: Words<'a>,
    pub(super) palette: Palette<'a>,
    pub(super) styles: Styles,
    pub(super) report: Report<'a>,
    /// QR symbols encoded so far, shared by all pieces of a set: the same payload is encoded once.
    pub(super) symbols: &'a Symbols,
    /// The drawings that tallies count with.
    pub(super) signs: &'a Signs,
    /// Factor for all lengths of the layout: 1 on the paper of its design.
    pub(super) scale: f64,
    /// Reading distance of the piece, which decides how large its QR codes have to be.
    pub(super) distance: Length,
    /// What conditions are held against.
    pub(super) situation: Situation<'a>,
    /// Size of the page that is being filled.
    pub(super) page: Size,
    /// Narrowest module of a QR code that the route prints reliably.
    pub(super) module: Length,
    /// Whether something was left out of the page that is being filled, since the campaign lacks it.
    pub(super) left_out: bool,
    /// Whether the page that is being filled lists the sources that the piece cites.
    pub(super) lists_cited: bool,
    /// The names of the running texts that have something to say.
    pub(super) told: BTreeSet<String>,
    /// The tables that areas have begun to show, in the order of filling.
    pub(super) tables: Vec<BegunTable>,
    /// The way of printing.
    pub(super) route: RouteKind,
}

impl Context<'_> {
    /// The origin of a key of the layout.
    pub(super) fn origin(&self, key: &str) -> Origin {
        self.chain.origin(key)
    }

    /// Whether a condition holds on the page that is being filled. Without a condition, everything is there.
    pub(super) fn holds(&self, when: Option<&schema::When>) -> bool {
        when.is_none_or(|when| self.situation.holds(when, self.page))
    }

    /// The colour of that name. `key` is the key of the layout that asks for it.
    pub(super) fn color(&mut self, key: &str, name: &str) -> Color {
        self.palette.color(key, name, &mut self.report)
    }

    /// The style of that name; without a name, the style `text`. `key` is the key of the layout that asks for
    /// it.
    pub(super) fn style(&mut self, key: &str, name: Option<&str>) -> Arc<TextStyle> {
        let ink = self.palette.ink_of_ground;
        let name = name.unwrap_or("text");
        self.styles.get(key, name, ink, &mut self.report)
    }

    /// Runs `run` with the colour `ink` replaced by that of a ground; without one, the outer ground's stays.
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

    /// The words of a text of the layout, with the names in braces replaced. A text with a problem is reported
    /// and gives no words.
    pub(super) fn fill(&mut self, key: &str, text: &str) -> Vec<Run> {
        let own = self.origin(key);
        let problem = match fill_text(&self.words, text, &own) {
            Ok(runs) => return runs,
            Err(Unbound::Unknown(name, known)) => Diagnostic::error(
                Rule::UnknownPlaceholder,
                format!("there is no placeholder `{{{name}}}`"),
            )
            .suggest(&name, closest(&name, &known)),
            Err(Unbound::Brace) => Diagnostic::error(
                Rule::UnknownPlaceholder,
                "the text has a { without a }, or a } without a {",
            )
            .hint("write a placeholder between { and }"),
            Err(Unbound::Markup(what)) => {
                Diagnostic::error(Rule::Markup, format!("the text has {what}"))
            }
        };
        self.report.add_at_layout(key, problem);
        Vec::new()
    }

    /// Gaps between rows and between columns of a stack or of repeated content. If the layout gives none, they
    /// follow the type, so that words do not run into each other. `gap = "0mm"` asks for no gap.
    pub(super) fn gap(&self, given: Option<Padding>) -> Gap {
        self.given_gap(given).unwrap_or(Gap::ByType {
            share: BETWEEN,
            least: least_gap() * self.scale,
            across: least_gap() * (2.0 * self.scale),
        })
    }

    /// Gaps that the layout gives, on this paper. Written like a padding: between rows first, then columns.
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

/// The known names of the same table as a wrong one, for a suggestion: `{fact.deaths}` is compared with the
/// names of facts only. If the table itself is wrong, the first names of all.
fn closest<'k>(name: &str, known: &'k [String]) -> Vec<&'k str> {
    let table = name.split('.').next().unwrap_or(name);
    let same: Vec<&str> = known
        .iter()
        .map(String::as_str)
        .filter(|known| known.split('.').next() == Some(table))
        .collect();
    if same.is_empty() {
        // A content file may have hundreds of names; a hint that lists them all helps nobody.
        known.iter().map(String::as_str).take(12).collect()
    } else {
        same
    }
}
