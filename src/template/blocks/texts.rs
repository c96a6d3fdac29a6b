//! Words of the layout itself, and the places of its running texts.

use super::expander::Expander;
use crate::diag::Diagnostic;
use crate::frame::Role;
use crate::template::placeholders::names_the_page;
use crate::template::plan::Kind;
use crate::template::schema::{StoryBlock, TextBlock};
use crate::text::Text;

impl Expander<'_, '_> {
    pub(super) fn text(&mut self, own: &TextBlock) -> Kind {
        let style = self.style("style", &own.style);
        let template_text = own.text.clone().unwrap_or_default();
        let runs = self.context.fill(&self.at("text"), &template_text);
        if runs.iter().all(|run| run.text.trim().is_empty()) {
            return Kind::Empty;
        }
        let role = match own.level {
            Some(level) => Role::Heading(level.clamp(1, 6) as u8),
            // The number of a page belongs to the paper, not to what is read (ISO 14289-1, 7.8).
            None if names_the_page(&template_text) => Role::Artifact,
            None => Role::Paragraph,
        };
        Kind::Text(Text {
            runs,
            style,
            role,
            marker: None,
            lines: own.lines,
        })
    }

    pub(super) fn story(&mut self, own: &StoryBlock) -> Kind {
        let name = own.story.clone().unwrap_or_default();
        let stories = self.context.story_names();
        if !stories.contains(&name) {
            let problem =
                Diagnostic::error("unknown-reference", format!("there is no `[story.{name}]`"));
            let problem = problem.suggest(&name, stories.iter().map(String::as_str));
            self.context
                .report
                .add_at_layout(&self.at("story"), problem);
            return Kind::Empty;
        }
        Kind::Story(name)
    }
}
