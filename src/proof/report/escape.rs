//! Builds HTML. Markup can only be a literal of this program (`&'static str`); all other text is escaped. So a
//! file name or the text of a foreign PDF cannot put markup into the report.

use std::fmt::{Display, Write};

/// A page of HTML while it is written.
#[derive(Default)]
pub(super) struct Html(String);

impl Html {
    /// Adds markup of this program.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Adds text from anywhere, escaped.
    pub(super) fn text(&mut self, text: impl Display) -> &mut Self {
        // Writing to a string does not fail.
        let _ = write!(Escaped(&mut self.0), "{text}");
        self
    }

    /// Adds an attribute, with a space before it.
    pub(super) fn attr(&mut self, name: &'static str, value: impl Display) -> &mut Self {
        self.raw(" ").raw(name).raw("=\"").text(value).raw("\"")
    }

    /// Adds an element with text in it.
    pub(super) fn element(
        &mut self,
        open: &'static str,
        text: impl Display,
        close: &'static str,
    ) -> &mut Self {
        self.raw(open).text(text).raw(close)
    }

    /// Adds text; the parts between backquotes become code.
    pub(super) fn prose(&mut self, text: &str) -> &mut Self {
        for (at, part) in text.split('`').enumerate() {
            if at % 2 == 0 {
                self.text(part);
            } else {
                self.element("<code>", part, "</code>");
            }
        }
        self
    }

    /// The finished page.
    pub(super) fn finish(self) -> String {
        self.0
    }
}

/// Writes text to a page with the characters escaped that HTML gives a meaning.
struct Escaped<'a>(&'a mut String);

impl Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                // Control characters have no place in a page (HTML, 3.2.5.1).
                c if c.is_control() && !matches!(c, '\n' | '\t') => self.0.push('\u{FFFD}'),
                c => self.0.push(c),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_elsewhere_is_never_markup() {
        let mut page = Html::default();
        page.raw("<a")
            .attr("href", "\" onclick='x'")
            .raw(">")
            .text("<script>&\u{0}");
        let expected = "<a href=\"&quot; onclick=&#39;x&#39;\">&lt;script&gt;&amp;\u{FFFD}";
        assert_eq!(page.finish(), expected);
    }
}
