//! The table of pieces and campaigns as a page of Markdown.

use std::collections::BTreeMap;

use handbill::internals::geom::Length;
use handbill::internals::tasks::left_out::Carried;

use super::measure::{Counts, Desk, Fit, Measures, Outcome};

/// A campaign, or a theme, with what each layout makes of it.
pub(crate) struct Part {
    /// Name of the theme; `None` for that of the layouts.
    pub(crate) theme: Option<String>,
    /// The campaign.
    pub(crate) desk: Desk,
    /// The layouts, in the order in which they are built.
    pub(crate) fits: Vec<Fit>,
}

/// What a part comes to.
pub(crate) struct Sum {
    built: usize,
    refused: Vec<String>,
    skipped: usize,
    /// Pieces with a hole that is larger than their layouts declare.
    over: Vec<String>,
    largest_hole: f64,
    smallest_type: Option<Length>,
    carried: Counts,
}

impl Part {
    /// What all its layouts come to.
    pub(crate) fn sum(&self) -> Sum {
        let mut sum = Sum {
            built: 0,
            refused: Vec::new(),
            skipped: 0,
            over: Vec::new(),
            largest_hole: 0.0,
            smallest_type: None,
            carried: Vec::new(),
        };
        let mut carried = Carried::default();
        for fit in &self.fits {
            match &fit.outcome {
                Outcome::Built(measures) => {
                    sum.built += 1;
                    carried.join(measures.carried.clone());
                    let (hole, air) = measures.largest_hole();
                    if hole > air {
                        sum.over.push(fit.template.clone());
                    }
                    sum.largest_hole = sum.largest_hole.max(hole);
                    let sizes = sum.smallest_type.into_iter().chain(measures.smallest_type);
                    sum.smallest_type = sizes.min();
                }
                Outcome::Refused(_) => sum.refused.push(fit.template.clone()),
                Outcome::Skipped(_) => sum.skipped += 1,
            }
        }
        sum.carried = carried.counts(&self.desk.campaign);
        sum
    }

    /// What is wrong: errors, and holes that no layout declares. One line for each.
    pub(crate) fn faults(&self) -> Vec<String> {
        let about = match &self.theme {
            Some(theme) => format!("{} in {theme}", self.desk.name),
            None => self.desk.name.clone(),
        };
        let faults = self.fits.iter().filter_map(|fit| {
            let id = &fit.template;
            match &fit.outcome {
                Outcome::Refused(errors) => Some(format!("{about}: {id}: {}", in_words(errors))),
                Outcome::Built(measures) => {
                    let (hole, air) = measures.largest_hole();
                    let (hole_said, air_said) = (percent(hole), percent(air));
                    (hole > air).then(|| {
                        format!("{about}: {id}: a hole of {hole_said}, and {air_said} are declared")
                    })
                }
                Outcome::Skipped(_) => None,
            }
        });
        faults.collect()
    }
}

/// The page of all parts.
pub(crate) fn page(parts: &[Part]) -> String {
    let mut page = String::from(
        "# How the pieces fit\n\n\
         Each layout that comes with handbill is made of the twelve campaigns in `tests/campaigns`, on its first paper, as on \
         the day before the first event, and every theme is tried on one of them. \
         `cargo run --release --example fit` writes this page.\n\n\
         A *hole* is the largest rectangle within the margins that no ink touches, as a share of the page there. Where the layout \
         declares more than the usual fifth (`air`), that share comes after it; **bold** holes are larger than declared. \
         *Code* is the shortest distance that a code of the piece is made for. What a piece *carries* is how much of the content it \
         prints, such as 3 of 5 facts. Errors say why a piece is not built.\n\n## All campaigns\n\n",
    );
    let (campaigns, themes): (Vec<&Part>, Vec<&Part>) =
        parts.iter().partition(|part| part.theme.is_none());
    page.push_str(&sums("campaign", &campaigns, |part| {
        let name = &part.desk.name;
        format!("[{name}](#{name})")
    }));
    if !themes.is_empty() {
        page.push_str("\n## All themes\n\n");
        page.push_str(&sums("theme", &themes, |part| {
            let theme = part.theme.as_deref().unwrap_or_default();
            format!("`{theme}` on {}", part.desk.name)
        }));
    }
    for part in campaigns {
        page.push_str(&format!("\n## {}\n\n", part.desk.name));
        page.push_str(&of_campaign(part));
    }
    page
}

/// A line for each part.
fn sums(what: &str, parts: &[&Part], name: impl Fn(&Part) -> String) -> String {
    let mut table = format!(
        "| {what} | built | refused | left away | largest hole | larger than declared | smallest type | no piece prints |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n"
    );
    for part in parts {
        let sum = part.sum();
        let missing: Vec<String> = sum
            .carried
            .iter()
            .filter(|(_, printed, all)| printed < all)
            .map(|(kind, printed, all)| format!("{} of {all} {}", all - printed, kind.nouns().1))
            .collect();
        let cells = [
            name(part),
            sum.built.to_string(),
            or_dash(&sum.refused.join(", ")),
            sum.skipped.to_string(),
            percent(sum.largest_hole),
            or_dash(&sum.over.join(", ")),
            points(sum.smallest_type),
            or_dash(&missing.join(", ")),
        ];
        table.push_str(&row(&cells));
    }
    table
}

/// The table of a campaign, with what is left away below it.
fn of_campaign(part: &Part) -> String {
    let mut table = String::from(
        "| piece | paper | pages | hole | type from | code | carries | warnings |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    let mut left_away = Vec::new();
    for fit in &part.fits {
        match &fit.outcome {
            Outcome::Built(measures) => table.push_str(&of_piece(part, &fit.template, measures)),
            Outcome::Refused(errors) => {
                let words = format!("**not built**: {}", in_words(errors));
                let empty = String::new;
                let cells = [
                    fit.template.clone(),
                    empty(),
                    empty(),
                    empty(),
                    empty(),
                    empty(),
                    words,
                    empty(),
                ];
                table.push_str(&row(&cells));
            }
            Outcome::Skipped(why) => left_away.push(format!("`{}` ({why})", fit.template)),
        }
    }
    if !left_away.is_empty() {
        table.push_str(&format!("\nLeft away: {}.\n", left_away.join(", ")));
    }
    table
}

fn of_piece(part: &Part, template: &str, measures: &Measures) -> String {
    let (hole, air) = measures.largest_hole();
    let hole = match (hole > air, (air - 0.2).abs() < 0.001) {
        (true, _) => format!("**{}** of {}", percent(hole), percent(air)),
        (false, true) => percent(hole),
        (false, false) => format!("{} of {}", percent(hole), percent(air)),
    };
    let carried: Vec<String> = measures
        .carried
        .counts(&part.desk.campaign)
        .into_iter()
        .filter(|(_, printed, _)| *printed > 0)
        .map(|(kind, printed, all)| {
            let (one, several) = kind.nouns();
            let noun = if all == 1 { one } else { several };
            format!("{printed}/{all} {noun}")
        })
        .collect();
    let warnings: &BTreeMap<&'static str, usize> = &measures.warnings;
    let warnings: Vec<String> = warnings
        .iter()
        .map(|(rule, count)| match count {
            1 => format!("`{rule}`"),
            count => format!("`{rule}` {count}×"),
        })
        .collect();
    row(&[
        template.to_owned(),
        measures.paper.clone(),
        measures.holes.len().to_string(),
        hole,
        points(measures.smallest_type),
        measures.nearest_code.map_or_else(|| "–".to_owned(), metres),
        or_dash(&carried.join(", ")),
        or_dash(&warnings.join(", ")),
    ])
}

/// Errors in a cell: the first two, and how many more.
fn in_words(errors: &[(String, String)]) -> String {
    let mut words: Vec<String> = errors
        .iter()
        .take(2)
        .map(|(rule, words)| format!("`{rule}`: {}", words.replace('\n', " ")))
        .collect();
    if errors.len() > 2 {
        words.push(format!("and {} more", errors.len() - 2));
    }
    words.join("; ")
}

fn row(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
    format!("| {} |\n", cells.join(" | "))
}

fn or_dash(words: &str) -> String {
    if words.is_empty() {
        "–".to_owned()
    } else {
        words.to_owned()
    }
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

fn points(size: Option<Length>) -> String {
    size.map_or_else(
        || "–".to_owned(),
        |size| format!("{} pt", (size.to_pt() * 10.0).round() / 10.0),
    )
}

fn metres(distance: Length) -> String {
    format!("{} m", (distance.to_mm() / 10.0).round() / 100.0)
}

/// The sums of all campaigns in a few lines.
pub(crate) fn in_short(parts: &[Part]) -> String {
    let mut lines = Vec::new();
    for part in parts {
        let sum = part.sum();
        let theme = part.theme.as_ref().map(|theme| format!(" in {theme}"));
        let mut line = format!(
            "{}{}: {} built, {} left away",
            part.desk.name,
            theme.unwrap_or_default(),
            sum.built,
            sum.skipped
        );
        if !sum.refused.is_empty() {
            line.push_str(&format!("; not built: {}", sum.refused.join(", ")));
        }
        if !sum.over.is_empty() {
            line.push_str(&format!("; holes: {}", sum.over.join(", ")));
        }
        line.push_str(&format!(
            "; largest hole {}, smallest type {}",
            percent(sum.largest_hole),
            points(sum.smallest_type)
        ));
        lines.push(line);
    }
    lines.join("\n")
}
