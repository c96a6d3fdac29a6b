//! What a condition of a layout is held against: the campaign, the paper, the language and the theme of a piece.

use super::schema::{CountRange, Several, When};
use super::scripts::script_of_most;
use super::values::{Counted, Need, Orientation, Proportion, Script};
use crate::content::Campaign;
use crate::geom::Size;
use crate::paper::Paper;

/// The name of the default look in conditions on the theme.
pub(super) const DEFAULT_THEME: &str = "base";

/// How much longer than the other a side of a picture may be for it to count as square (practice: less is not
/// seen as upright or wide).
const SQUARE: f64 = 1.1;

/// A piece, as far as conditions ask about it.
pub(super) struct Situation<'a> {
    campaign: &'a Campaign,
    paper: Size,
    theme: &'a str,
    /// Whether counted people are figures like others: there are none that a layout could draw.
    pub(super) without_marks: bool,
    script: Option<Script>,
    image: Option<Proportion>,
}

impl<'a> Situation<'a> {
    /// The situation of a piece. `theme` is `None` for the default look.
    pub(super) fn new(
        campaign: &'a Campaign,
        paper: &Paper,
        theme: Option<&'a str>,
        counted: Counted,
    ) -> Self {
        let lead = campaign.lead.as_deref().unwrap_or_default();
        let words = [campaign.headline.as_str(), lead];
        Self {
            campaign,
            paper: paper.size(),
            theme: theme.unwrap_or(DEFAULT_THEME),
            without_marks: counted == Counted::Figures,
            script: script_of_most(words),
            image: campaign
                .pictures()
                .next()
                .map(|image| proportion(image.asset.picture.size)),
        }
    }

    /// Whether a condition holds on a page of that size.
    pub(super) fn holds(&self, when: &When, page: Size) -> bool {
        let count = |need: Need| match need {
            Need::Tally if self.without_marks => 0,
            need => need.count(self.campaign),
        };
        let has = when.has.iter().flat_map(|has| &has.0);
        let mut has = has.copied();
        let counted =
            |(need, range): (Need, CountRange)| (range.least..=range.most).contains(&count(need));
        has.all(|need| count(need) > 0)
            && when.count.iter().flat_map(|all| all.given()).all(counted)
            && when
                .orientation
                .is_none_or(|wanted| wanted == orientation(page))
            && among(&when.image, |shape| Some(*shape) == self.image)
            && among(&when.language, |tag| {
                covers(tag, self.campaign.language.tag())
            })
            && among(&when.script, |script| Some(*script) == self.script)
            && among(&when.paper, |name| is_paper(name, self.paper))
            && among(&when.theme, |name| name == self.theme)
    }
}

/// Whether one of the values of a condition fits. A condition that is not given always holds.
fn among<T>(given: &Option<Several<T>>, fits: impl FnMut(&T) -> bool) -> bool {
    given
        .as_ref()
        .is_none_or(|several| several.0.iter().any(fits))
}

/// Whether a tag holds for another: it is the same, or the other one adds a script or a region to it.
pub(super) fn covers(tag: &str, other: &str) -> bool {
    let rest = other.strip_prefix(tag);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// How a page stands. A square page counts as upright.
pub(super) fn orientation(page: Size) -> Orientation {
    if page.width > page.height {
        Orientation::Landscape
    } else {
        Orientation::Portrait
    }
}

/// Whether a name is that of a paper of that size. A name that is none was reported when the layout was read.
fn is_paper(name: &str, size: Size) -> bool {
    let paper = name.parse::<Paper>();
    paper.is_ok_and(|paper| paper.is_about(size))
}

/// The shape of a picture, from its width and height.
fn proportion((across, down): (f64, f64)) -> Proportion {
    if across.max(down) < across.min(down) * SQUARE {
        Proportion::Square
    } else if across > down {
        Proportion::Landscape
    } else {
        Proportion::Portrait
    }
}
