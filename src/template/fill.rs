//! Fills a text of a layout: markup first, then the placeholders.
//!
//! In goes a text such as `**{quote.1.speaker}** ({quote.1.context})`; out come runs of words with their
//! emphasis, link, language and origin. The order matters: markup is read before the content is filled in, so
//! that a star in the words of the content cannot change the emphasis of the layout. Quotation marks are
//! followed across the whole text, because an opening mark of the layout makes quotations in the content inner
//! ones.

use super::joints::{Filled, join_parts};
use super::lookup::{Bound, look_up};
use super::placeholders::{Part, Unbound, names_content, split_text};
use super::words::Words;
use crate::content::{self, Link, Span};
use crate::frame::Origin;
use crate::language::Quoting;
use crate::payload::Uri;
use crate::text::Run;

/// Fills a text. Words from the content get the origin of their key; the layout's own words get `own`.
pub(super) fn fill_text(words: &Words<'_>, text: &str, own: &Origin) -> Result<Vec<Run>, Unbound> {
    let spans = content::inline(text).map_err(|what| Unbound::Markup(what.join(", ")))?;
    let (mut filled, mut quoting) = (Vec::new(), Quoting::default());
    for span in spans {
        let link = match &span.link {
            Some(Link::Url(target)) => Some(fill_plainly(words, target)?),
            _ => None,
        };
        // The target of a link may be a placeholder, and an action that opens no address has an empty one.
        let link = link.filter(|link| !link.is_empty());
        let link = link.map(|link| Uri::of(&link));
        let filler = Filler {
            words,
            span: &span,
            link: link.as_ref(),
            own,
        };
        filler.fill(&mut filled, &mut quoting)?;
    }
    let mut runs = join_parts(filled);
    // "Sources: {…}" without sources must not leave "Sources:" on the page.
    let from_content = |run: &Run| run.origin != *own && !run.text.trim().is_empty();
    if names_content(text) && !runs.iter().any(from_content) {
        runs.clear();
    }
    Ok(runs)
}

/// A text with its placeholders replaced and without markup, for the target of a link.
fn fill_plainly(words: &Words<'_>, text: &str) -> Result<String, Unbound> {
    let parts = split_text(text)?.into_iter().map(|part| match part {
        Part::Literal(text) => Ok(text.to_owned()),
        Part::Name(name) => look_up(words, name).map(|bound| match bound {
            Bound::Lacking | Bound::Label(_, Some((_, None))) => String::new(),
            Bound::Label(label, _) => label.text,
            Bound::Content((_, value)) => value.unwrap_or_default(),
        }),
    });
    parts.collect()
}

/// Fills one span of a text: words with the same emphasis and link.
struct Filler<'f> {
    words: &'f Words<'f>,
    span: &'f Span,
    link: Option<&'f Uri>,
    own: &'f Origin,
}

impl Filler<'_> {
    fn fill(&self, filled: &mut Vec<Filled>, quoting: &mut Quoting) -> Result<(), Unbound> {
        let language = &self.words.campaign.language;
        for part in split_text(&self.span.text)? {
            filled.push(match part {
                Part::Literal(text) => {
                    // A quotation mark of the layout counts: what follows it is inside a quotation.
                    language.note_signs(text, quoting);
                    Filled::Joint(self.run(text, self.own))
                }
                Part::Name(name) => Filled::Name(self.fill_name(name, quoting)?),
            });
        }
        Ok(())
    }

    fn fill_name(&self, name: &str, quoting: &mut Quoting) -> Result<Vec<Run>, Unbound> {
        let words = self.words;
        let language = &words.campaign.language;
        let mut runs = Vec::new();
        match look_up(words, name)? {
            // "As of" what? Without its value, a fixed word says nothing.
            Bound::Lacking | Bound::Label(_, Some((_, None))) => {}
            Bound::Label(label, value) => {
                // A fixed word such as "as of {date}" is set around its value, each part with its own origin.
                let (before, after) = label.around();
                let run = |text: &str| Run {
                    language: label.language.clone(),
                    ..self.run(text, &label.origin)
                };
                language.note_signs(before, quoting);
                runs.push(run(before));
                if let Some((key, value)) = value {
                    let value = value.as_deref().unwrap_or_default();
                    runs.extend(words.quoted_runs(value, &words.origin(&key), quoting));
                }
                language.note_signs(after, quoting);
                runs.push(run(after));
            }
            // People type addresses and numbers letter by letter, so no quotation mark or markup in them
            // changes.
            Bound::Content((key, value)) if key.ends_with(".short") || key.ends_with(".uri") => {
                runs.push(self.run(&value.unwrap_or_default(), &words.origin(&key)));
            }
            Bound::Content((key, value)) => {
                let value = value.as_deref().unwrap_or_default();
                for mut inner in words.quoted_runs(value, &words.origin(&key), quoting) {
                    // Emphasis of the layout adds to that of the content; a link of the content comes first.
                    inner.strong |= self.span.strong;
                    inner.emphasis |= self.span.emphasis;
                    inner.link = inner.link.or_else(|| self.link.cloned());
                    runs.push(inner);
                }
            }
        }
        Ok(runs)
    }

    fn run(&self, text: &str, origin: &Origin) -> Run {
        Run {
            strong: self.span.strong,
            emphasis: self.span.emphasis,
            link: self.link.cloned(),
            ..Run::new(text, origin)
        }
    }
}
