//! Splits a text of a layout into its own words and its placeholders: `{campaign.lead}`. There is no escape for
//! a literal brace.

/// Why a text of a layout cannot be filled.
pub(super) enum Unbound {
    /// A placeholder has an unknown name: that name, and the names that there are.
    Unknown(String, Vec<String>),
    /// A brace has no partner.
    Brace,
    /// The text has markup that is not supported; the words say which.
    Markup(String),
}

/// A part of a text.
pub(super) enum Part<'a> {
    /// Words of the layout's own.
    Literal(&'a str),
    /// The name between two braces.
    Name(&'a str),
}

/// Splits a text at its placeholders.
pub(super) fn split_text(text: &str) -> Result<Vec<Part<'_>>, Unbound> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find(['{', '}']) {
        let close = rest[open..].find('}').ok_or(Unbound::Brace)? + open;
        if close == open {
            // The first brace of the two closes something that was never opened.
            return Err(Unbound::Brace);
        }
        if open > 0 {
            parts.push(Part::Literal(&rest[..open]));
        }
        parts.push(Part::Name(rest[open + 1..close].trim()));
        rest = &rest[close + 1..];
    }
    if !rest.is_empty() {
        parts.push(Part::Literal(rest));
    }
    Ok(parts)
}

/// Whether a text prints a page number or the number of pages.
pub(super) fn names_the_page(text: &str) -> bool {
    text.contains("page.number") || text.contains("page.count")
}

/// Whether a text has a placeholder for words of the content. A fixed word alone (`{label.sources}`) is none,
/// but one with a field in it is (`{label.as_of fact.1.as_of}`).
pub(super) fn names_content(text: &str) -> bool {
    let names = text.split('{').skip(1);
    let mut names = names.filter_map(|part| part.split('}').next());
    names.any(|name| {
        let name = name.trim();
        !name.starts_with("label.") || name.contains(' ')
    })
}
