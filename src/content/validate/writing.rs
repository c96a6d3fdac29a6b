//! Texts: their markup can be printed, and their links lead somewhere.

use super::value_checks::Check;
use crate::content::markup::fields::Writing;
use crate::content::markup::{self, Block, Link, Span};
use crate::content::texts;
use crate::diag::Diagnostic;
use crate::payload;
use crate::rules::Rule;

/// The hint with every error about markup.
const MARKUP: &str = "a text can have *emphasis*, **strong** and [words](https://…), and the body of a section also paragraphs and lists; write \\ before a sign to print the sign itself";

impl Check<'_> {
    /// Checks that the markup of a text can be printed, and that its links lead somewhere.
    pub(super) fn writing(&mut self, key: &str, writing: Writing, text: &str, sources: &[String]) {
        match writing {
            Writing::Value => {}
            Writing::Letters => self.letters(key, text),
            Writing::Headline => self.headline(key, text),
            Writing::Short => {
                let read = markup::inline(text).map(|spans| vec![Block::Paragraph(spans)]);
                self.markup(key, read, sources);
            }
            Writing::Running => self.markup(key, markup::blocks(text), sources),
        }
    }

    /// Reports markup that cannot be printed, and checks the links in a text.
    fn markup(&mut self, key: &str, read: Result<Vec<Block>, markup::Refused>, sources: &[String]) {
        let blocks = match read {
            Ok(blocks) => blocks,
            Err(refused) => {
                let name = self.files.place(key).key;
                for what in refused {
                    let problem = Diagnostic::error(Rule::Markup, format!("`{name}` has {what}"));
                    self.report(key, problem.hint(MARKUP));
                }
                return;
            }
        };
        let spans = blocks.iter().flat_map(|block| match block {
            Block::Paragraph(spans) | Block::Item(_, spans) => spans.iter(),
        });
        for link in spans.filter_map(|span: &Span| span.link.as_ref()) {
            match link {
                Link::Source(id) => drop(self.reference(key, "source", id, sources)),
                Link::Url(url) => self.link(key, url),
            }
        }
    }

    /// Checks the address of a link in a text.
    fn link(&mut self, key: &str, target: &str) {
        if let Err((what, hint)) = payload::link_target(target) {
            let problem = Diagnostic::error(Rule::BadUrl, format!("the address `{target}` {what}"));
            self.report(key, problem.hint(hint));
        }
    }

    /// Reports a headline with two hero lines, and markup that a headline does not take.
    fn headline(&mut self, key: &str, text: &str) {
        self.letters(key, text);
        for what in markup::headline(text).err().into_iter().flatten() {
            let name = self.files.place(key).key;
            let problem = Diagnostic::error(Rule::Markup, format!("`{name}` has {what}"));
            let hint = "mark the most important words and no others; write \\* to print a star";
            self.report(key, problem.hint(hint));
        }
    }

    /// Warns of markup in a field that takes none, where its signs would be printed.
    fn letters(&mut self, key: &str, text: &str) {
        if texts::need(key).is_none() {
            return;
        }
        let spans = markup::inline(text).unwrap_or_default();
        let strong = spans.iter().any(|span| span.strong);
        let link = spans.iter().any(|span| span.link.is_some());
        let signs = match (strong, link) {
            // A single star is not enough: it is more likely the mark of a note.
            (true, _) => "`**`",
            (_, true) => "`[words](address)`",
            _ => return,
        };
        let name = self.files.place(key).key;
        let problem = format!("`{name}` takes no markup: {signs} is printed as it stands");
        let problem = Diagnostic::warning(Rule::NoMarkupHere, problem);
        self.report(
            key,
            problem.hint("remove the signs; docs/markup.md lists the fields that take markup"),
        );
    }
}
