//! A page on paper that its template is not made for: the rule that `--fit` names decides.

use std::cmp::Ordering;

use super::Order;
use crate::diag::Diagnostic;
use crate::geom::Size;
use crate::paper::Paper;
use crate::pipeline::{Fit, Job, Printing};
use crate::rules::Rule;
use crate::template::{SecondLanguage, Template, paper_of};

/// The job for a template and a paper by name. A paper that the template is not made for needs a rule.
pub(super) fn job(template: &Template, paper: &str, order: &Order) -> Result<Job, Diagnostic> {
    let printing = &order.printing;
    let job = |paper: Paper, onto: Option<Paper>| Job {
        template: template.clone(),
        paper,
        event: None,
        second_language: None,
        printing: Printing {
            onto: onto.or_else(|| printing.onto.clone()),
            ..printing.clone()
        },
    };
    // By a rule of true size or of making smaller, another paper is the sheet.
    let sheet = |paper: Paper| match &printing.onto {
        Some(onto) if *onto != paper => {
            let problem = format!(
                "`--fit` prints the page on the paper of `--paper {}`, but `--onto {}` names another sheet",
                paper.name, onto.name
            );
            Err(Diagnostic::error(Rule::Contradiction, problem)
                .hint("omit `--onto`, or give `--paper` a paper that the template is made for"))
        }
        _ => Ok(Some(paper)),
    };
    let unsuited = match template.paper(paper) {
        Ok(paper) => return Ok(job(paper, None)),
        Err(problem) => problem,
    };
    let paper = paper_of(paper)?;
    if printing.fit.is_none() && holds_two(&paper, template, order) {
        return Ok(job(paper, None));
    }
    match printing.fit {
        Some(Fit::Layout) => Ok(job(paper, None)),
        Some(Fit::True) => {
            let fitting = template
                .papers
                .iter()
                .filter(|own| lies_on(own.size(), paper.size()));
            let area = |own: &&Paper| own.size().width.to_mm() * own.size().height.to_mm();
            let largest = fitting.max_by(|a, b| area(a).total_cmp(&area(b)));
            let own = largest.cloned().ok_or_else(|| {
                let names: Vec<&str> = template.papers.iter().map(|own| &*own.name).collect();
                let problem = format!(
                    "the template `{}` is made for {}, none of which fits {}",
                    template.id,
                    names.join(", "),
                    paper.name
                );
                Diagnostic::error(Rule::UnsuitedPaper, problem)
                    .hint("choose `--fit shrink` to make the finished page smaller, or `--fit layout` to lay it out again")
            })?;
            Ok(job(own, sheet(paper)?))
        }
        Some(Fit::Shrink) => {
            let area = |paper: &Paper| paper.size().width.to_mm() * paper.size().height.to_mm();
            // The one that fills the sheet best; of equals the one that is made smaller least.
            let rank = |own: &&Paper| {
                let (page, sheet) = (own.size(), paper.size());
                let share = sheet
                    .width
                    .ratio(page.width)
                    .min(sheet.height.ratio(page.height));
                let filled = share * share * area(own) / area(&paper);
                ((filled * 50.0).round(), share.min(1.0))
            };
            let papers = template.papers.iter();
            let own =
                papers.max_by(|a, b| rank(a).partial_cmp(&rank(b)).unwrap_or(Ordering::Equal));
            match own.cloned() {
                Some(own) => Ok(job(own, sheet(paper)?)),
                None => Err(unsuited),
            }
        }
        None => {
            let rules = "or adapt the piece to this paper with `--fit layout`, `--fit true` or `--fit shrink`";
            let hint = unsuited.hint.clone().unwrap_or_default();
            Err(unsuited.hint(hint.and(rules)))
        }
    }
}

/// Whether every piece of the order has two languages side by side, and the template is made for the halves of this
/// paper, as a handout for A4 is for those of A3.
fn holds_two(paper: &Paper, template: &Template, order: &Order) -> bool {
    let printing = &order.printing;
    let mut languages = order.languages.iter();
    let all_pairs = !order.languages.is_empty() && languages.all(|name| name.contains('+'));
    let of_layout = || template.second_language();
    let place = printing.second_language.unwrap_or_else(of_layout);
    let half = paper.turned().half();
    let mut papers = template.papers.iter();
    all_pairs
        && !printing.is_set()
        && place == SecondLanguage::Beside
        && papers.any(|own| half.is_about(own.size()))
}

fn lies_on(page: Size, sheet: Size) -> bool {
    let within = |page: Size| page.width <= sheet.width && page.height <= sheet.height;
    within(page) || within(Size::new(page.height, page.width))
}
