//! What the arguments say of printing.

use std::cmp::Ordering;

use super::args;
use super::unused::unused;
use crate::diag::{Diagnostic, Diagnostics};
use crate::fold::FoldKind;
use crate::geom::Size;
use crate::impose::Marks;
use crate::job::{Fit, Job, Printing, SheetKind};
use crate::paper::Paper;
use crate::route::RouteKind;
use crate::rules::Rule;
use crate::sheet::Flip;
use crate::template::{Template, paper_of};

/// How pieces are printed; none where an argument cannot be read, which is said.
pub(super) fn printing(options: &args::Printing, said: &mut Diagnostics) -> Option<Printing> {
    let unused = unused(options);
    if unused.has_errors() {
        said.extend(unused);
        return None;
    }
    let onto = options.onto.as_deref().map(paper_of).transpose();
    let onto = onto.map_err(|problem| said.push(problem)).ok()?;
    let marks = options.marks.as_deref().map(marks).transpose();
    let marks = marks.map_err(|problem| said.push(problem)).ok()?;
    Some(Printing {
        route: match options.route {
            args::Route::Screen => RouteKind::Screen,
            args::Route::Home => RouteKind::Home,
            args::Route::Copier => RouteKind::Copier,
            args::Route::Riso => RouteKind::Riso,
            args::Route::Press => RouteKind::Press,
        },
        sheet: options.sheet.map(|sheet| match sheet {
            args::Sheet::None => SheetKind::None,
            args::Sheet::Nup => SheetKind::Nup,
            args::Sheet::Stack => SheetKind::Stack,
            args::Sheet::Booklet => SheetKind::Booklet,
            args::Sheet::Zine => SheetKind::Zine,
            args::Sheet::Fold => SheetKind::Fold,
            args::Sheet::Tile => SheetKind::Tile,
        }),
        onto,
        fit: options.fit.map(|fit| match fit {
            args::Fit::Layout => Fit::Layout,
            args::Fit::True => Fit::True,
            args::Fit::Shrink => Fit::Shrink,
        }),
        bleed: options.bleed,
        margin: options.margin,
        up: options.up.map(std::num::NonZeroUsize::get),
        gutter: options.gutter,
        overlap: options.overlap,
        fold: options.fold.map(|fold| match fold {
            args::Fold::Half => FoldKind::Half,
            args::Fold::Letter => FoldKind::Letter,
            args::Fold::Z => FoldKind::Z,
            args::Fold::Gate => FoldKind::Gate,
        }),
        flip: options.flip.map(flip),
        back_offset: options.back_offset.unwrap_or_default(),
        thickness: options.thickness,
        marks,
        date: options.date,
        batch: options.batch.clone(),
        // It stands among the terms that pieces are held to.
        country: None,
    })
}

/// The edge about which a sheet is turned.
pub(super) fn flip(flip: args::Flip) -> Flip {
    match flip {
        args::Flip::Long => Flip::LongEdge,
        args::Flip::Short => Flip::ShortEdge,
    }
}

fn marks(named: &[args::Mark]) -> Result<Marks, Diagnostic> {
    let has = |mark| named.contains(&mark);
    if has(args::Mark::None) && named.iter().any(|mark| *mark != args::Mark::None) {
        let problem = "`--marks none` stands alone: it leaves out the other marks that are named";
        return Err(Diagnostic::error(Rule::Contradiction, problem)
            .hint("leave out `none`, or name nothing else"));
    }
    Ok(Marks {
        crop: has(args::Mark::Crop),
        fold: has(args::Mark::Fold),
        registration: has(args::Mark::Registration),
        bar: has(args::Mark::Bar),
        slug: has(args::Mark::Slug),
        cut: has(args::Mark::Cut),
    })
}

/// The job for a template and a paper by name. A paper that the template is not made for needs a rule.
pub(super) fn job(
    template: &Template,
    paper: &str,
    printing: &Printing,
) -> Result<Job, Diagnostic> {
    let job = |paper: Paper, onto: Option<Paper>| Job {
        template: template.clone(),
        paper,
        event: None,
        printing: Printing {
            onto: onto.or_else(|| printing.onto.clone()),
            ..printing.clone()
        },
    };
    // By a rule of true size or of making smaller, another paper is the sheet.
    let sheet = |paper: Paper| match &printing.onto {
        Some(onto) if *onto != paper => {
            let problem = format!(
                "with `--fit`, `--paper {}` is the sheet that the page comes onto, and `--onto {}` is another",
                paper.name, onto.name
            );
            Err(Diagnostic::error(Rule::Contradiction, problem)
                .hint("leave out `--onto`, or name a paper that the template is made for"))
        }
        _ => Ok(Some(paper)),
    };
    let unsuited = match template.paper(paper) {
        Ok(paper) => return Ok(job(paper, None)),
        Err(problem) => problem,
    };
    let paper = paper_of(paper)?;
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
                    .hint("`--fit shrink` makes the finished page smaller, `--fit layout` lays it out anew")
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
            let rules = "a rule brings it onto another paper: `--fit layout`, `--fit true` or `--fit shrink`";
            let hint = unsuited.hint.clone().unwrap_or_default();
            Err(unsuited.hint(hint.and(rules)))
        }
    }
}

fn lies_on(page: Size, sheet: Size) -> bool {
    let within = |page: Size| page.width <= sheet.width && page.height <= sheet.height;
    within(page) || within(Size::new(page.height, page.width))
}
