//! Refuses keys that an area does not take. Each is an error that names the block, its keys, and where the key
//! belongs.
//!
//! A key without effect would be worse than an error: the designer changes it and nothing happens. So a key of
//! another block is refused as well as a misspelt one, and the message says which of the two it is.

use super::area::{Block, BoxKeys};
use crate::diag::{Diagnostic, Diagnostics};
use crate::document::{self, Table, keys_of};
use crate::rules::Rule;

/// The block that an area was found to hold.
pub(super) enum Held {
    /// No block, only the box.
    Nothing,
    /// One block.
    One(Box<Block>),
    /// More than one block, which was reported. Which of them the other keys belong to is unknown.
    Several,
}

/// Reports that an area holds more than one block.
pub(super) fn report_several(table: &Table<'_>, keys: &[&str], problems: &mut Diagnostics) {
    let problem = Diagnostic::error(
        Rule::TooMuch,
        format!("the area holds {}", keys.join(" and ")),
    );
    let problem =
        problem.hint("an area can hold one block; to hold several, put them into a `stack`");
    problems.push(problem.at(table.place()));
}

/// Removes from the table each key that neither the block nor the box takes, and reports it.
///
/// `further` are keys that the table takes beside those of an area.
pub(super) fn refuse_keys(
    table: &mut Table<'_>,
    held: &Held,
    further: &[&'static str],
    problems: &mut Diagnostics,
) {
    let own = match held {
        Held::Several => return,
        Held::One(block) => block.keys(),
        Held::Nothing => &[],
    };
    let of_box = [further, keys_of::<BoxKeys>()].concat();
    let of_box = of_box.as_slice();
    let taken: Vec<&str> = own.iter().chain(of_box).copied().collect();
    let mut refused = table.keys();
    refused.retain(|key| !taken.contains(&key.as_str()));
    if let Held::Nothing = held
        && let Some(key) = refused.iter().find(|key| is_misspelt_block(key, of_box))
    {
        // The naming key of the block has a slip in it (`txet = "…"`): that is the one mistake to report.
        let problem = table.explain_unknown(key, Block::KEYS);
        table.refuse(key, problem, problems);
        // The other keys may be right for the block that is meant. They are dropped without a report.
        for key in &refused {
            let _ = table.split_off(&[key]);
        }
        return;
    }
    for key in refused {
        // A slip in a key of this block gets "did you mean". A correct key of another block is explained
        // instead.
        let problem = match document::meant_key(&key, &taken) {
            Some(_) if owners(&key).is_empty() => table.explain_unknown(&key, &taken),
            _ => explain_idle(&key, held),
        };
        let keys = tell_keys(held, own, of_box);
        let hint = problem.hint.clone().unwrap_or_default();
        let problem = problem.hint(hint.then(&keys));
        table.refuse(&key, problem, problems);
    }
}

/// Whether a key is the naming key of a block with a slip in it. A key that another block takes is none.
fn is_misspelt_block(key: &str, of_box: &[&str]) -> bool {
    let known: Vec<&str> = Block::KEYS.iter().chain(of_box).copied().collect();
    let meant = document::meant_key(key, &known);
    owners(key).is_empty() && meant.is_some_and(|meant| Block::KEYS.contains(&meant))
}

/// The blocks that take a key, by their naming keys.
fn owners(key: &str) -> Vec<&'static str> {
    let takes = |name: &&str| Block::named(name).is_some_and(|block| block.keys().contains(&key));
    Block::KEYS.iter().copied().filter(takes).collect()
}

/// Explains a key that this block does not take: other blocks take it, another table does, or none.
fn explain_idle(key: &str, held: &Held) -> Diagnostic {
    let place = match held {
        Held::One(block) => format!("an area with `{}`", block.key()),
        Held::Nothing | Held::Several => "an area that holds no block".to_owned(),
    };
    // It may also be a misspelt key of another block.
    let everything: Vec<&str> = Block::KEYS
        .iter()
        .filter_map(|name| Block::named(name))
        .flat_map(|block| block.keys().iter().copied())
        .collect();
    let meant = if owners(key).is_empty() {
        document::meant_key(key, &everything)
    } else {
        Some(key)
    };
    let problem = match meant {
        Some(meant) if meant == key => {
            Diagnostic::error(Rule::IdleKey, format!("`{key}` does nothing in {place}"))
        }
        _ => Diagnostic::error(Rule::UnknownKey, format!("unknown key `{key}` in {place}")),
    };
    let styled = matches!(held, Held::One(block) if block.has_style());
    match (meant, document::home_of_key(key)) {
        // Designers look for colour and size on the area; for words they are in the style.
        (Some(meant @ ("color" | "size")), _) if styled => problem.hint(format!(
            "the style of the words decides this: write `{meant}` in `[styles.NAME]`"
        )),
        (Some(meant), _) => {
            problem.hint(format!("`{meant}` is a key of {}", listed(&owners(meant))))
        }
        (None, Some(table)) => problem.hint(format!("`{key}` belongs below {table}")),
        (None, None) => problem,
    }
}

/// Lists the keys that may be written instead.
fn tell_keys(held: &Held, own: &[&str], of_box: &[&str]) -> String {
    let what = if of_box.contains(&"under") {
        "layer"
    } else {
        "area"
    };
    let of_box = format!("every {what} takes {}", listed(of_box));
    match held {
        Held::One(block) => {
            let own: Vec<&str> = own
                .iter()
                .copied()
                .filter(|key| *key != block.key())
                .collect();
            match own[..] {
                [] => format!("`{}` takes no other keys; {of_box}", block.key()),
                _ => format!("`{}` takes {}; {of_box}", block.key(), listed(&own)),
            }
        }
        Held::Nothing | Held::Several => {
            format!(
                "say what the area holds with one of {}; {of_box}",
                listed(Block::KEYS)
            )
        }
    }
}

/// Keys in words: "`a`, `b` and `c`".
fn listed(keys: &[&str]) -> String {
    let quoted: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    match &quoted[..] {
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}
