//! What is left out, in words: which elements, and what to do to have them printed.

use super::{ElementKind, LeftOut};

/// Most elements that a message names one by one; programs get all of them (practice: a longer list is not read).
const MOST_NAMED: usize = 5;

/// Which elements of one kind are left out.
pub(super) fn message(group: &[LeftOut]) -> String {
    let Some(first) = group.first() else {
        return String::new();
    };
    let (one, several) = first.kind.nouns();
    let named = |element: &LeftOut| {
        let name = name(element);
        if element.words.is_empty() {
            format!("`{name}`")
        } else {
            format!("`{name}` ({})", element.words)
        }
    };
    let mut names: Vec<String> = group.iter().map(named).collect();
    let count = names.len();
    // "and 1 more" would take the place of that one.
    if count > MOST_NAMED + 1 {
        names.truncate(MOST_NAMED);
        let more = count - MOST_NAMED;
        names.push(format!("and {more} more (`--format json` lists all)"));
    }
    match count {
        1 => format!("none of the pieces prints the {one} {}", names.join("")),
        count => format!(
            "none of the pieces prints these {count} {several}: {}",
            names.join(", ")
        ),
    }
}

/// What an element goes by: its id, or its key where it has none.
fn name(element: &LeftOut) -> &str {
    let mut parts = element.key.split('.');
    let id = parts.nth(1);
    match element.kind {
        ElementKind::Text => &element.key,
        ElementKind::Imprint => parts.next().unwrap_or(&element.key),
        _ => id.unwrap_or(&element.key),
    }
}

/// What to do to have them printed.
pub(super) fn hint(group: &[LeftOut], all_pieces: bool) -> String {
    let Some(first) = group.first() else {
        return String::new();
    };
    let it = if group.len() == 1 { "it" } else { "them" };
    let templates: Vec<String> = first.templates.iter().map(|id| format!("`{id}`")).collect();
    let prints = if templates.len() == 1 {
        "prints"
    } else {
        "print"
    };
    let which = listed(&templates);
    match first.kind {
        ElementKind::Imprint => format!(
            "to print {it}, add `--country {}`, or build a piece for an event in that country",
            name(first)
        ),
        _ if first.by_event && !templates.is_empty() => format!(
            "{which} {prints} {it} one event at a time: choose it with `--event {}`, or all events with `--event all`",
            name(first)
        ),
        _ if templates.is_empty() => format!(
            "no template prints {it}: put `{}` into an area of your own template (`handbill new NAME --template` writes one to start from)",
            first.kind.block(name(first))
        ),
        _ if all_pieces => {
            format!(
                "{which} {prints} {it}, but could not be made; what is in the way is told beside this"
            )
        }
        _ => format!(
            "{which} {prints} {it}: add `--template {}`",
            first.templates.first().map_or("", String::as_str)
        ),
    }
}

/// `a`, `b` and `c`.
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_names_the_first_and_counts_the_rest() {
        let people = |count: usize| -> Vec<LeftOut> {
            (1..=count)
                .map(|at| LeftOut {
                    key: format!("person.p{at}"),
                    kind: ElementKind::Person,
                    words: format!("Name {at}"),
                    templates: Vec::new(),
                    by_event: false,
                })
                .collect()
        };
        let said = message(&people(60));
        assert!(
            said.contains("these 60 people: `p1` (Name 1)")
                && said.contains("`p5` (Name 5), and 55 more"),
            "{said}"
        );
        assert!(!said.contains("`p6`"), "{said}");
        let said = message(&people(6));
        assert!(said.ends_with("`p6` (Name 6)"), "{said}");
    }
}
