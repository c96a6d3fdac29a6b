//! Warns of conditions that no piece can meet, because they contradict themselves or those around them.
//!
//! All conditions on the way from the page to an area must hold together, so what they ask for is intersected
//! key by key. An empty intersection, or a picture of a shape where there may be none, can never be met.

use super::conditions::{Condition, conditions};
use super::report::Report;
use super::schema::{File, Several, When};
use super::situation::{covers, orientation};
use super::values::{Need, Orientation, Proportion, Script};
use crate::diag::Diagnostic;
use crate::geom::Size;
use crate::paper::Paper;
use crate::rules::Rule;

/// Warns of each condition that can never be true. `folded` tells whether pages are parts of the paper, so that
/// they may stand another way than it does.
pub(super) fn report_never_true(file: &File, folded: bool, report: &mut Report<'_>) {
    for condition in conditions(file) {
        let Some(why) = contradiction(&condition, folded) else {
            continue;
        };
        let problem = format!("this condition can never be true: {why}");
        let problem = Diagnostic::warning(Rule::NeverTrue, problem)
            .hint("change the condition, or remove what it is for");
        report.add_at_layout(&condition.key, problem);
    }
}

/// Why a condition can never hold; `None` if it can, or if one around it cannot, which is reported there.
fn contradiction(condition: &Condition<'_>, folded: bool) -> Option<String> {
    let mut wanted = Wanted::default();
    for when in &condition.around {
        if wanted.add(when).is_some() {
            return None;
        }
    }
    wanted
        .add(condition.when)
        .or_else(|| wanted.clash_of_paper(folded))
}

/// What conditions ask for together. `None` is anything.
#[derive(Default)]
struct Wanted {
    counts: Vec<(Need, usize, usize)>,
    orientation: Option<Orientation>,
    image: Option<Vec<Proportion>>,
    language: Option<Vec<String>>,
    script: Option<Vec<Script>>,
    paper: Option<Vec<Size>>,
    theme: Option<Vec<String>>,
}

impl Wanted {
    /// Adds a condition, and tells why it cannot hold together with the others.
    fn add(&mut self, when: &When) -> Option<String> {
        for need in when.has.iter().flat_map(|has| &has.0) {
            self.bound(*need, 1, usize::MAX);
        }
        for (need, range) in when.count.iter().flat_map(|count| count.given()) {
            self.bound(need, range.least, range.most);
        }
        if when.image.is_some() {
            self.bound(Need::Image, 1, usize::MAX);
        }
        if let Some((need, ..)) = self.counts.iter().find(|(_, least, most)| least > most) {
            return Some(format!(
                "no number of {} is within all bounds",
                need.table()
            ));
        }
        if let (Some(own), Some(other)) = (when.orientation, self.orientation)
            && own != other
        {
            return Some("no page is upright and wide".to_owned());
        }
        self.orientation = when.orientation.or(self.orientation);
        let papers = when.paper.as_ref().map(|several| {
            let sizes = several
                .0
                .iter()
                .filter_map(|name| name.parse::<Paper>().ok());
            Several(sizes.map(|paper| paper.size()).collect())
        });
        let same_tag = |a: &String, b: &String| {
            if covers(a, b) {
                Some(b.clone())
            } else {
                covers(b, a).then(|| a.clone())
            }
        };
        let clashes = [
            (
                narrow(&mut self.image, &when.image, same),
                "shape of the picture",
            ),
            (
                narrow(&mut self.language, &when.language, same_tag),
                "language",
            ),
            (narrow(&mut self.script, &when.script, same), "script"),
            (narrow(&mut self.paper, &papers, same), "paper"),
            (narrow(&mut self.theme, &when.theme, same), "theme"),
        ];
        let clash = clashes.iter().find(|(possible, _)| !possible);
        clash.map(|(_, what)| format!("no {what} is left"))
    }

    fn bound(&mut self, need: Need, least: usize, most: usize) {
        match self.counts.iter_mut().find(|(known, ..)| *known == need) {
            Some((_, low, high)) => {
                *low = (*low).max(least);
                *high = (*high).min(most);
            }
            None => self.counts.push((need, least, most)),
        }
    }

    /// Whether none of the papers stands as the page should.
    fn clash_of_paper(&self, folded: bool) -> Option<String> {
        let (Some(wanted), Some(papers)) = (self.orientation, &self.paper) else {
            return None;
        };
        let none = !papers.iter().any(|size| orientation(*size) == wanted);
        (none && !folded).then(|| "none of the papers has this orientation".to_owned())
    }
}

/// Keeps of the values so far those that a condition also names. False if none is left.
fn narrow<T: Clone>(
    so_far: &mut Option<Vec<T>>,
    given: &Option<Several<T>>,
    common: impl Fn(&T, &T) -> Option<T>,
) -> bool {
    let Some(Several(given)) = given else {
        return true;
    };
    let both = match so_far.take() {
        None => given.clone(),
        Some(known) => {
            let pairs = known.iter().flat_map(|a| given.iter().map(move |b| (a, b)));
            pairs.filter_map(|(a, b)| common(a, b)).collect()
        }
    };
    let possible = !both.is_empty();
    *so_far = Some(both);
    possible
}

fn same<T: PartialEq + Clone>(a: &T, b: &T) -> Option<T> {
    (a == b).then(|| a.clone())
}
