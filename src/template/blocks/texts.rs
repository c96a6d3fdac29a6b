//! Texts that the layout itself gives, and the areas that its running texts flow through.

use super::expander::Expander;
use crate::diag::Diagnostic;
use crate::frame::Role;
use crate::rules::Rule;
use crate::template::placeholders::names_the_page;
use crate::template::plan::Kind;
use crate::template::schema::{StoryBlock, TextBlock};
use crate::text::Text;

impl Expander<'_, '_> {
    /// A paragraph or heading of the layout, with placeholders filled; nothing if that leaves no words.
    pub(super) fn text(&mut self, own: &TextBlock) -> Kind {
        let style = self.style("style", &own.style);
        let template_text = own.text.clone().unwrap_or_default();
        let runs = self.context.fill(&self.at("text"), &template_text);
        if runs.iter().all(|run| run.text.trim().is_empty()) {
            return Kind::Empty;
        }
        let role = match own.level {
            Some(level) => Role::Heading(level.clamp(1, 6) as u8),
            // A page number belongs to the paper and not to the text, so screen readers skip it (ISO 14289-1,
            // 7.8).
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

    /// An area of a running text. Which part of the text it gets is decided by layout.
    pub(super) fn story(&mut self, own: &StoryBlock) -> Kind {
        let name = own.story.clone().unwrap_or_default();
        let stories = self.context.story_names();
        if !stories.contains(&name) {
            let problem = Diagnostic::error(
                Rule::UnknownReference,
                format!("there is no `[story.{name}]`"),
            );
            let problem = problem.suggest(&name, stories.iter().map(String::as_str));
            self.context
                .report
                .add_at_layout(&self.at("story"), problem);
            return Kind::Empty;
        }
        // Without its sections, the areas of a running text are as empty as those of a quotation that is not there.
        let has_words = self.context.told.contains(&name);
        if has_words {
            Kind::Story(name)
        } else {
            Kind::Empty
        }
    }
}
