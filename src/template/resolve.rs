//! Fills a layout with a campaign: names become words, colours and pictures, and lengths those of the paper.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use super::citations;
use super::completed::Template;
use super::context::Context;
use super::home_instead::HomeInstead;
use super::labels::Labels;
use super::letters::{LETTERS, letters_of};
use super::never_true::report_never_true;
use super::options::{Choice, report_options};
use super::pages::{PageToFill, plan_pages};
use super::palette::Palette;
use super::plan::{Ask, PagePlan, PiecePlan, StoryPlan};
use super::report::Report;
use super::schema::{Page, When};
use super::second_language::is_on_a_wall;
use super::stories::plan_stories;
use super::style_names::report_unknown_styles;
use super::styles::Styles;
use super::words::{Usage, Words};
use crate::content::{self, Campaign};
use crate::diag::{Diagnostic, Diagnostics, Warned};
use crate::geom::{Edges, Length, Rect, Size};
use crate::paper::Paper;
use crate::qr::Symbols;
use crate::route::Route;
use crate::rules::Rule;
use crate::typeset::FontBook;

/// The paper, the printing route and the resources that a template is filled for.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The paper.
    pub paper: &'a Paper,
    /// Width of the edges that stay empty, for a printer that does not reach them. The piece is laid out within
    /// them.
    pub border: Edges,
    /// Bleed on every side, from the command line; `None` takes that of the template or of the route.
    pub bleed: Option<Length>,
    /// Share of the distance from which a piece on a wall is read: below 1 on half of a page, where everything is
    /// smaller than on a page of its own.
    pub reach: f64,
    /// The way of printing, with its limits.
    pub route: &'a Route,
    /// The fonts that were loaded.
    pub book: &'a FontBook,
    /// The QR symbols encoded so far, shared by all pieces of a set.
    pub codes: &'a Symbols,
    /// The country in which the piece is handed out (ISO 3166-1 alpha-2), if the user names one. Otherwise
    /// [`Campaign::country_of_piece`] finds it from the content.
    pub country: Option<&'a str>,
    /// Number of pages that a page with `repeat` becomes. Only layout finds out how many its story needs, so
    /// the caller tries again with one more until the story fits.
    pub repeats: usize,
    /// The options that pages are laid out as.
    pub choice: &'a Choice,
    /// The ids of actions whose codes open the home page, since their own addresses are too long for the layout.
    pub homes: &'a [String],
}

/// Fills a template with a campaign for a paper. The error holds all problems of the layout and of the content
/// that it prints, each with its place.
pub fn resolve(
    template: &Template,
    campaign: &Campaign,
    target: Target<'_>,
) -> Result<Warned<PiecePlan>, Diagnostics> {
    let mut homes = HomeInstead::new(campaign, target.homes, template);
    // Each round more makes the code of at least one more action open the home page, so this ends.
    loop {
        let printed = homes.campaign();
        let (plan, too_long) = fill(template, &printed, target, &homes);
        if !homes.add(too_long) {
            return plan;
        }
    }
}

/// Fills a template with a campaign in which the addresses of some actions are replaced. Also gives the ids of the
/// actions whose codes are too long for the sizes that the layout has for them.
fn fill(
    template: &Template,
    campaign: &Campaign,
    target: Target<'_>,
    homes: &HomeInstead<'_>,
) -> (Result<Warned<PiecePlan>, Diagnostics>, BTreeSet<String>) {
    let mut too_long = BTreeSet::new();
    let plan = fill_noting(template, campaign, target, homes, &mut too_long);
    (plan, too_long)
}

fn fill_noting(
    template: &Template,
    campaign: &Campaign,
    target: Target<'_>,
    homes: &HomeInstead<'_>,
    too_long: &mut BTreeSet<String>,
) -> Result<Warned<PiecePlan>, Diagnostics> {
    let filling = Filling::new(template, campaign, target)?;
    // The first page may print something that only the last page decides: the numbers of sources, which facts
    // are printed in words, which events (and so which country) the piece is about, which pages say nothing of this
    // campaign. Such a piece is filled twice, and the second pass gets what the first one collected. Other pieces
    // save the time.
    let looks_ahead = template.sources().is_some()
        || template.shows_events()
        || template.counts_facts()
        || template.dates_figures()
        || filling.pages.len() > 1;
    let usage = if looks_ahead {
        let mut context = filling.context(None, Usage::default());
        let (stories, pages) = filling.fill(&mut context);
        // The problems of this pass are dropped: the second pass finds them all again.
        let mut usage = context.words.usage.into_inner();
        usage.cited = citations::cited(&pages, &stories);
        if usage.cited.is_empty() {
            usage.idle_pages.append(&mut usage.idle_without_sources);
        }
        usage
    } else {
        Usage::default()
    };
    let country = target
        .country
        .map(str::to_owned)
        .or_else(|| campaign.country_of_piece(|event| usage.events.contains(event)));
    let mut context = filling.context(country.clone(), usage);
    for (key, problem) in context.words.labels.untranslated() {
        context.report.add_at_layout(&key, problem);
    }
    let (stories, pages) = filling.fill(&mut context);
    report_unknown_styles(&mut context);
    let folded = template.form().is_some();
    report_never_true(&template.file, folded, &mut context.report);
    let own = |key: &str| {
        template
            .chain
            .documents()
            .next()
            .is_some_and(|own| own.has(key))
    };
    report_options(&template.file, &own, &mut context.report);
    report_samples(&mut context);
    report_missing_labels(&mut context);
    homes.report(&mut context, (template, target.paper));
    too_long.clone_from(&context.words.usage.borrow().too_long);
    let ask = find_ask(&context);
    let Context {
        palette, report, ..
    } = context;
    let mut problems = report.into_problems();
    // Without pages there is nothing to print. Other errors come first: they may be why no page was made.
    if pages.is_empty() && !problems.has_errors() {
        let (problem, hint) = if template.page_count() > 0 {
            let problem =
                "the conditions (`when`) of the template `{}` leave no page for this piece";
            let hint = "add a page without `when`, or build another template";
            (problem.replace("{}", &template.id), hint)
        } else {
            let problem = format!("the template `{}` has no `[[page]]`", template.id);
            (
                problem,
                "it is only a base for other templates; name another one",
            )
        };
        problems.push(Diagnostic::error(Rule::NoPages, problem).hint(hint));
    }
    let title: Vec<&str> = campaign.title.split_whitespace().collect();
    let documents = template.chain.documents();
    let plan = PiecePlan {
        template: template.id.clone(),
        paper: target.paper.name.to_string(),
        // PDF readers show the title of a document on one line, in the window's title bar.
        title: title.join(" "),
        language: campaign.language.tag().to_string(),
        country,
        inks: palette.inks,
        palette: palette.used,
        author: campaign.organizer.name.clone(),
        bleed: filling.bleed(),
        unscanned: template.writes_text() || template.is_shared(),
        ask,
        // The pages of a folded sheet and of a booklet reach the reader together; those of two flyers do not.
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
    // An error that the content allows becomes a warning here, so that the piece can be made at all.
    content::soften(problems, &campaign.allows).into_result(Some(plan))
}

/// What the piece asks for: the first action, in its own words or in those for the page of the campaign.
fn find_ask(context: &Context<'_>) -> Option<Ask> {
    let first = context.campaign.actions.first()?;
    let word = context.words.ask_of(first);
    Some(Ask {
        action: format!("action.{}", first.id),
        word: word.map(|label| label.origin.key.to_string()),
    })
}

/// A layout, a campaign and a paper, from which each of the two passes makes its own context.
struct Filling<'a> {
    template: &'a Template,
    campaign: &'a Campaign,
    target: Target<'a>,
    pages: Vec<PageToFill<'a>>,
    /// The labels of the layout.
    labels: BTreeMap<String, String>,
    /// Factor from lengths of the layout's design paper to those of the paper in hand.
    scale: f64,
}

impl<'a> Filling<'a> {
    fn new(
        template: &'a Template,
        campaign: &'a Campaign,
        target: Target<'a>,
    ) -> Result<Self, Diagnostics> {
        let kept = template.pages_for(campaign, target.paper);
        let design = template.page_sizes(&template.design, kept.len())?;
        let sizes: Vec<Size> = template
            .page_sizes(target.paper, kept.len())?
            .into_iter()
            .map(|size| Rect::of_size(size).grown(target.border.inward()).size)
            .collect();
        // The panels of a folded sheet differ by a millimetre or so, because one is tucked in. Type of two
        // sizes on one sheet would look like a mistake, so the smallest factor of all pages and of both
        // directions holds for all: then nothing gets larger than its page.
        let share = |(size, design): (&Size, &Size)| {
            let wide = size.width.ratio(design.width);
            wide.min(size.height.ratio(design.height))
        };
        let shares = sizes.iter().zip(&design).map(share);
        let scale = shares.fold(f64::MAX, f64::min);
        let mut pages = Vec::new();
        let file: Vec<&Page> = template.file.page.iter().flatten().collect();
        for (place, index) in kept.into_iter().enumerate() {
            let Some(page) = file.get(index).copied() else {
                continue;
            };
            let option = target.choice.option_of(index);
            let page = match option.and_then(|at| page.option.as_ref()?.get(at)) {
                Some(option) => Cow::Owned(option.of_page(page)),
                None => Cow::Borrowed(page),
            };
            let size = sizes.get(place).or(sizes.first()).copied();
            let size = size.unwrap_or_default();
            // A repeated page has one number in the file, and so one key for all messages about its copies.
            let letters = match page.repeat.as_deref() {
                None => vec![None],
                Some(LETTERS) => letters_of(campaign).into_iter().map(Some).collect(),
                Some(_) => vec![None; target.repeats],
            };
            pages.extend(letters.into_iter().map(|letter| PageToFill {
                index,
                option,
                page: page.clone(),
                size,
                letter,
            }));
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

    /// The bleed on every side: the user's, else the layout's, else the route's. A piece with an empty edge is
    /// not trimmed and has no bleed.
    fn bleed(&self) -> Length {
        let target = &self.target;
        if target.border.widest() > Length::ZERO {
            return Length::ZERO;
        }
        let head = self.template.file.template.as_ref();
        let of_layout = head.and_then(|head| head.bleed);
        target.bleed.or(of_layout).unwrap_or(target.route.bleed)
    }

    /// A fresh context for one pass. `usage` is what the other pass collected.
    fn context(&self, country: Option<String>, usage: Usage) -> Context<'_> {
        let Self {
            template,
            campaign,
            target,
            ..
        } = self;
        let layout = &template.file;
        let mut report = Report::new(&template.chain, &campaign.files);
        let mut palette = Palette::of(layout, target.route.kind);
        let situation = template.situation(campaign, target.paper);
        let page = template.first_page_size(target.paper);
        let holds = |when: &When| situation.holds(when, page);
        let scale = self.scale;
        let styles = Styles::read(
            layout,
            target.book,
            (scale, &holds),
            &mut palette,
            &mut report,
        );
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
                usage: RefCell::new(usage),
                page: Cell::new((1, self.pages.len())),
                letter: RefCell::new(None),
            },
            palette,
            styles,
            report,
            situation,
            page,
            symbols: target.codes,
            signs: &template.signs,
            scale: self.scale,
            // What is held in the hand is read from about 40 cm (practice).
            distance: match distance.unwrap_or(Length::mm(400.0)) {
                far if is_on_a_wall(far) => far * target.reach,
                // The hand that holds a card is as near whatever is on it.
                near => near,
            },
            module: target.route.module,
            left_out: false,
            lists_cited: false,
            told: BTreeSet::new(),
            tables: Vec::new(),
            route: target.route.kind,
        }
    }

    /// Fills the running texts, and notes which of them the layout shows in any of its compositions.
    fn stories(&self, context: &mut Context<'_>) -> BTreeMap<String, StoryPlan> {
        let mut stories = plan_stories(context);
        for (name, story) in &mut stories {
            story.is_shown = self.template.areas().any(|area| area.shows_story(name));
        }
        stories
    }

    /// Fills the running texts and the pages.
    fn fill(&self, context: &mut Context<'_>) -> (BTreeMap<String, StoryPlan>, Vec<PagePlan>) {
        // A page of a folded sheet has its panel, whatever it says.
        let may_fall = self.template.form().is_none();
        (
            self.stories(context),
            plan_pages(context, &self.pages, may_fall),
        )
    }
}

/// Warns of events that `handbill` made up to show the layout and that the piece prints. Printed by mistake,
/// they would send people to an event that does not exist.
fn report_samples(context: &mut Context<'_>) {
    let usage = context.words.usage.borrow();
    for event in context.campaign.events.iter().filter(|event| event.sample) {
        if !usage.events.contains(&event.id) {
            continue;
        }
        let problem = Diagnostic::warning(
            Rule::SampleEvent,
            "this event is a sample that shows the layout; it does not take place",
        );
        let problem = problem.hint("replace it with a real event before you print");
        let key = format!("event.{}", event.id);
        context.report.add_at_content(&key, problem);
    }
}

/// Warns once that the program has no fixed words for the language of the piece, and lists all that are
/// missing. The piece is made without these words: English ones in the middle of it would be worse.
fn report_missing_labels(context: &mut Context<'_>) {
    let usage = context.words.usage.borrow();
    let missing = &usage.missing_labels;
    if missing.is_empty() {
        return;
    }
    // The list has the words of all layouts, not only those of this one, so that the translator is asked once.
    // Words that only this layout has come after them.
    let fixed = context.campaign.language.labels();
    let names = fixed.chain(missing.iter().map(String::as_str));
    if let Some((problem, hint)) = context.campaign.lacks_words(names) {
        let problem = Diagnostic::warning(Rule::MissingWords, problem).hint(hint);
        let place = context.campaign.files.place_of_words();
        context.report.add_at(place, problem);
    }
}
