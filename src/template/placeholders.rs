//! The placeholders in a text of a layout: `{campaign.lead}`.

/// What stands in the way of a text.
pub(super) enum Unbound {
    /// No such name; with the names that there are.
    Unknown(String, Vec<String>),
    /// A brace without its partner.
    Brace,
    /// Mark-up that is not supported.
    Markup(String),
}

/// A part of a text.
pub(super) enum Part<'a> {
    /// Words of the layout's own.
    Literal(&'a str),
    /// What stands between braces.
    Name(&'a str),
}

/// Takes a text apart.
pub(super) fn split_text(text: &str) -> Result<Vec<Part<'_>>, Unbound> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find(['{', '}']) {
        let close = rest[open..].find('}').ok_or(Unbound::Brace)? + open;
        if close == open {
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

/// Whether a text says on which page it stands.
pub(super) fn names_the_page(text: &str) -> bool {
    text.contains("page.number") || text.contains("page.count")
}

/// Whether a text has a placeholder that stands for words of the content.
pub(super) fn names_content(text: &str) -> bool {
    let names = text.split('{').skip(1);
    let mut names = names.filter_map(|part| part.split('}').next());
    names.any(|name| {
        let name = name.trim();
        !name.starts_with("label.") || name.contains(' ')
    })
}
