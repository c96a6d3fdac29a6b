//! The running texts of a layout (`[story.NAME]`), filled with sections of the content.
//!
//! A story is one list of paragraphs: the words of its first blocks, the title of each section with its body, the words
//! of its last blocks. Where it flows, area by area
//! and page by page, is decided by layout.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::context::Context;
use super::named::{self, Found};
use super::plan::StoryPlan;
use super::schema::{Area, Story};
use super::told::Told;
use crate::content::{self, Block, Section};
use crate::diag::Diagnostic;
use crate::frame::Role;
use crate::geom::Length;
use crate::rules::Rule;
use crate::text::{Text, TextStyle};

/// Least step of a grid, in points (practice: the smallest type in print is 6.5 pt, set solid or nearly so).
const LEAST_STEP_PT: f64 = 6.0;
/// Largest step of a grid, in points (practice: running text is never so large).
const MOST_STEP_PT: f64 = 100.0;

/// The styles of the paragraphs, headings and list elements of a running text.
struct StoryStyles {
    body: Arc<TextStyle>,
    heading: Arc<TextStyle>,
    item: Arc<TextStyle>,
}

/// Fills all running texts.
pub(super) fn plan_stories(context: &mut Context<'_>) -> BTreeMap<String, StoryPlan> {
    let layout = context.layout;
    let mut plans = BTreeMap::new();
    for (name, story) in layout.story.iter().flatten() {
        let plan = plan_story(context, name, story);
        if !plan.paragraphs.is_empty() {
            context.told.insert(name.clone());
        }
        plans.insert(name.clone(), plan);
    }
    plans
}

/// Fills a running text.
fn plan_story(context: &mut Context<'_>, name: &str, story: &Story) -> StoryPlan {
    let key = format!("story.{name}");
    let item = story.item.as_ref().or(story.style.as_ref());
    let heading = story.heading.as_deref().unwrap_or("heading");
    let styles = StoryStyles {
        body: context.style(&format!("{key}.style"), story.style.as_deref()),
        heading: context.style(&format!("{key}.heading"), Some(heading)),
        item: context.style(&format!("{key}.item"), item.map(String::as_str)),
    };
    report_groups(context, &key, &styles);
    let mut told = Told::default();
    let blocks =
        |context: &mut Context<'_>, part: &str, areas: &Option<Vec<Area>>, told: &mut Told| {
            for (index, area) in areas.iter().flatten().enumerate() {
                told.add_block(context, &format!("{key}.{part}.{index}"), area);
            }
        };
    blocks(context, "before", &story.before, &mut told);
    for section in find_sections(context, &key, story) {
        plan_section(context, section, &styles, &mut told.paragraphs);
    }
    blocks(context, "after", &story.after, &mut told);
    let Told {
        mut paragraphs,
        with_next,
    } = told;
    keep_first_drop_cap(&mut paragraphs);
    let origin = context.origin(&key);
    let grid = grid_of(context, &key, story);
    StoryPlan {
        paragraphs,
        with_next,
        grid,
        balance: story.balance.unwrap_or(true),
        is_shown: false,
        origin,
    }
}

/// Leaves a large first letter only to the first paragraph: of a text of several sections it is the beginning.
fn keep_first_drop_cap(paragraphs: &mut [Text]) {
    let first = paragraphs
        .iter()
        .position(|text| text.role == Role::Paragraph);
    for (index, text) in paragraphs.iter_mut().enumerate() {
        if Some(index) != first && text.style.drop_cap > 0 {
            text.style = Arc::new(TextStyle {
                drop_cap: 0,
                ..TextStyle::clone(&text.style)
            });
        }
    }
}

/// The step of the grid that a running text stands on, on this paper.
fn grid_of(context: &mut Context<'_>, key: &str, story: &Story) -> Option<Length> {
    let step = story.baseline?;
    if (LEAST_STEP_PT..=MOST_STEP_PT).contains(&step.to_pt()) {
        return Some(step * context.scale);
    }
    let problem = format!(
        "`baseline` is the distance of two lines of text, from {LEAST_STEP_PT:.0} to {MOST_STEP_PT:.0} pt"
    );
    let problem = Diagnostic::error(Rule::BadValue, problem);
    let hint = "write for example baseline = \"14pt\": the size of the text times its `leading`";
    let key = format!("{key}.baseline");
    context.report.add_at_layout(&key, problem.hint(hint));
    None
}

/// Reports styles of a running text with a fit group. Its type is fitted as a whole, over all its areas, so no block could
/// give it a size.
fn report_groups(context: &mut Context<'_>, key: &str, styles: &StoryStyles) {
    let named = [
        ("style", &styles.body),
        ("heading", &styles.heading),
        ("item", &styles.item),
    ];
    for (part, style) in named {
        let Some(group) = &style.fit_group else {
            continue;
        };
        let problem = format!(
            "the fit group `{group}` of the style `{}` does not reach the running text",
            style.name
        );
        let problem = Diagnostic::error(Rule::IdleKey, problem);
        let hint = "give the running text a style of its own, without `fit_group`";
        let key = format!("{key}.{part}");
        context.report.add_at_layout(&key, problem.hint(hint));
    }
}

/// The sections that a running text asks for. An unknown id is reported; a place beyond the last section is
/// not.
fn find_sections<'a>(context: &mut Context<'a>, key: &str, story: &Story) -> Vec<&'a Section> {
    let all = &context.campaign.sections;
    let wanted = story.sections.as_deref().unwrap_or_default();
    if wanted == ["*"] {
        // Everything that the campaign has to say, in the order of the content.
        return all.iter().collect();
    }
    let mut sections = Vec::new();
    for id in wanted {
        match named::find(all, id) {
            Found::One(section) => sections.push(section),
            Found::Fewer => {}
            Found::Unknown => {
                let problem = format!("no `[[section]]` has the id `{id}`");
                let problem = Diagnostic::error(Rule::UnknownReference, problem)
                    .suggest(id, all.iter().map(|section| section.id.as_str()));
                let key = format!("{key}.sections");
                context.report.add_at_layout(&key, problem);
            }
        }
    }
    sections
}

/// Adds the title and the paragraphs of a section.
fn plan_section(
    context: &Context<'_>,
    section: &Section,
    styles: &StoryStyles,
    paragraphs: &mut Vec<Text>,
) {
    let (id, words) = (&section.id, &context.words);
    let title = words.origin(&format!("section.{id}.title"));
    // The headline of the piece is the heading of level 1, so sections are of level 2.
    paragraphs.push(Text {
        runs: words.runs(&section.title, &title),
        style: styles.heading.clone(),
        role: Role::Heading(2),
        marker: None,
        lines: None,
    });
    let origin = words.origin(&format!("section.{id}.body"));
    // The markup was checked when the content was read, so there is no error to lose here.
    for block in content::blocks(&section.body).unwrap_or_default() {
        let (spans, style, role, marker) = match &block {
            Block::Paragraph(spans) => (spans, &styles.body, Role::Paragraph, None),
            Block::Item(Some(number), spans) => {
                // The number that the writer gave, in the digits of the language.
                let number = context.campaign.language.figures(number);
                (spans, &styles.item, Role::ListItem, Some(number))
            }
            Block::Item(None, spans) => (spans, &styles.item, Role::ListItem, Some("–".to_owned())),
        };
        paragraphs.push(Text {
            runs: words.spans(spans, &origin),
            style: style.clone(),
            role,
            marker,
            lines: None,
        });
    }
}
