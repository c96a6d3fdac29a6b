//! Fills a layout with a campaign: names become words, colours and pictures, and lengths those of the paper.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::completed::Template;
use super::context::Context;
use super::labels::Labels;
use super::pages::{PageToFill, plan_pages};
use super::palette::Palette;
use super::plan::{PagePlan, PiecePlan, StoryPlan};
use super::report::Report;
use super::stories::plan_stories;
use super::styles::Styles;
use super::values::Sources;
use super::words::{Seen, Words};
use crate::content::{self, Campaign};
use crate::diag::{Diagnostic, Diagnostics, Warned};
use crate::geom::{Length, Size};
use crate::paper::Paper;
use crate::qr::Symbols;
use crate::route::Route;

/// What a template is filled for.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The paper.
    pub paper: &'a Paper,
    /// Edge of the paper on every side that stays empty: the piece is laid out within it.
    pub border: Length,
    /// Bleed on every side, where it is not the template's.
    pub bleed: Option<Length>,
    /// What it is printed on.
    pub route: &'a Route,
    /// The font families at hand.
    pub families: &'a [String],
    /// The codes made so far.
    pub codes: &'a Symbols,
    /// The country that it is handed out in, where the arguments name one (ISO 3166-1 alpha-2); else it
    /// follows from the content ([`Campaign::country_of_piece`]).
    pub country: Option<&'a str>,
    /// How many pages a page makes that is repeated for its story.
    pub repeats: usize,
}

/// Fills a template with a campaign for a paper.
pub fn resolve(
    template: &Template,
    campaign: &Campaign,
    target: Target<'_>,
) -> Result<Warned<PiecePlan>, Diagnostics> {
    let filling = Filling::new(template, campaign, target)?;
    // What is cited, which figures are printed, and in which countries events are, is known once all of it was
    // filled: a piece that asks for it is filled twice.
    let looks_ahead = template.sources() == Some(Sources::Cited)
        || template.shows_events()
        || template.counts_facts();
    let seen = if looks_ahead {
        let mut context = filling.context(None, Seen::default());
        filling.fill(&mut context);
        context.words.seen.into_inner()
    } else {
        Seen::default()
    };
    let country = target
        .country
        .map(str::to_owned)
        .or_else(|| campaign.country_of_piece(|event| seen.events.contains(event)));
    let mut context = filling.context(country.clone(), seen);
    for (key, problem) in context.words.labels.untranslated() {
        context.report.add_at_layout(&key, problem);
    }
    let (stories, pages) = filling.fill(&mut context);
    report_samples(&mut context);
    report_missing_labels(&mut context);
    let Context {
        palette, report, ..
    } = context;
    let mut problems = report.into_problems();
    if pages.is_empty() && !problems.has_errors() {
        let problem = format!("the template `{}` has no `[[page]]`", template.id);
        let problem = Diagnostic::error("no-pages", problem);
        problems.push(problem.hint("it is a base for other templates"));
    }
    let title: Vec<&str> = campaign.title.split_whitespace().collect();
    let documents = template.chain.documents();
    let plan = PiecePlan {
        template: template.id.clone(),
        paper: target.paper.name.to_string(),
        // The title of a file has one line.
        title: title.join(" "),
        language: campaign.language.tag().to_string(),
        country,
        inks: palette.inks,
        palette: palette.used,
        author: campaign.organizer.name.clone(),
        bleed: filling.bleed(),
        spoken: template.writes_text(),
        together: template.form().is_some() || template.repeats(),
        pages,
        stories,
        documents: documents
            .chain(campaign.files.documents())
            .chain(campaign.language.document())
            .cloned()
            .collect(),
        allows: campaign.allows.clone(),
    };
    content::soften(problems, &campaign.allows).into_result(Some(plan))
}

/// A layout, a campaign and a paper that are brought together.
struct Filling<'a> {
    template: &'a Template,
    campaign: &'a Campaign,
    target: Target<'a>,
    pages: Vec<PageToFill<'a>>,
    /// The labels of the layout.
    labels: BTreeMap<String, String>,
    scale: f64,
}

impl<'a> Filling<'a> {
    fn new(
        template: &'a Template,
        campaign: &'a Campaign,
        target: Target<'a>,
    ) -> Result<Self, Diagnostics> {
        let design = template.page_sizes(&template.design)?;
        let edge = target.border * 2.0;
        let sizes: Vec<Size> = template
            .page_sizes(target.paper)?
            .into_iter()
            .map(|size| Size::new(size.width - edge, size.height - edge))
            .collect();
        // Pages that are parts of a sheet differ a little; their type does not.
        let share = |(size, design): (&Size, &Size)| {
            let wide = size.width.ratio(design.width);
            wide.min(size.height.ratio(design.height))
        };
        let shares = sizes.iter().zip(&design).map(share);
        let scale = shares.fold(f64::MAX, f64::min);
        let mut pages = Vec::new();
        for (index, page) in template.file.page.iter().flatten().enumerate() {
            let times = page.repeat.as_ref().map_or(1, |_| target.repeats);
            let size = sizes.get(index).or(sizes.first()).copied();
            let size = size.unwrap_or_default();
            pages.extend((0..times).map(|_| PageToFill { index, page, size }));
        }
        Ok(Self {
            template,
            campaign,
            target,
            pages,
            labels: template.file.labels.clone().unwrap_or_default(),
            scale,
        })
    }

    /// The bleed on every side. Where the edge of the paper stays empty, nothing is trimmed.
    fn bleed(&self) -> Length {
        let target = &self.target;
        if target.border > Length::ZERO {
            return Length::ZERO;
        }
        let head = self.template.file.template.as_ref();
        let of_layout = head.and_then(|head| head.bleed);
        target.bleed.or(of_layout).unwrap_or(target.route.bleed)
    }

    /// What the areas and blocks are filled from. `seen` is what another pass has seen.
    fn context(&self, country: Option<String>, seen: Seen) -> Context<'_> {
        let Self {
            template,
            campaign,
            target,
            ..
        } = self;
        let layout = &template.file;
        let mut report = Report::new(&template.chain, &campaign.files);
        let mut palette = Palette::of(layout);
        let families = target.families;
        let styles = Styles::read(layout, families, self.scale, &mut palette, &mut report);
        let head = layout.template.as_ref();
        let distance = head.and_then(|head| head.distance);
        Context {
            campaign,
            layout,
            chain: &template.chain,
            words: Words {
                campaign,
                labels: Labels {
                    campaign,
                    own: &self.labels,
                    chain: &template.chain,
                },
                sources: template.sources(),
                country,
                seen: RefCell::new(seen),
                page: Cell::new((1, self.pages.len())),
            },
            palette,
            styles,
            report,
            symbols: target.codes,
            scale: self.scale,
            distance: distance.unwrap_or(Length::mm(400.0)),
            module: target.route.module,
        }
    }

    /// Fills the running texts and the pages.
    fn fill(&self, context: &mut Context<'_>) -> (BTreeMap<String, StoryPlan>, Vec<PagePlan>) {
        (plan_stories(context), plan_pages(context, &self.pages))
    }
}

/// Reports the events that were made up to show the layout.
fn report_samples(context: &mut Context<'_>) {
    let seen = context.words.seen.borrow();
    for event in context.campaign.events.iter().filter(|event| event.sample) {
        if !seen.events.contains(&event.id) {
            continue;
        }
        let problem = Diagnostic::warning(
            "sample-event",
            "the event is a sample, made up to show the layout",
        );
        let problem = problem.hint("replace it before you print");
        let key = format!("event.{}", event.id);
        context.report.add_at_content(&key, problem);
    }
}

/// Reports a language that the program has no words for: once, with all words to give. The piece is made without
/// them: half of it in English would be worse.
fn report_missing_labels(context: &mut Context<'_>) {
    let seen = context.words.seen.borrow();
    let missing = &seen.missing_labels;
    if missing.is_empty() {
        return;
    }
    // All that any layout prints, so that they are given in one go, and those of this layout alone.
    let fixed = context.campaign.language.labels();
    let names = fixed.chain(missing.iter().map(String::as_str));
    if let Some((problem, hint)) = context.campaign.lacks_words(names) {
        let problem = Diagnostic::warning("missing-words", problem).hint(hint);
        let place = context.campaign.files.place_of_words();
        context.report.add_at(place, problem);
    }
}
