//! Keys that an area does not take: each is an error that names the block, its keys, and where the key belongs.

use super::area::{Block, BoxKeys};
use crate::diag::{Diagnostic, Diagnostics};
use crate::document::{self, Table, keys_of};

/// What an area holds.
pub(super) enum Held {
    /// No block: the box alone.
    Nothing,
    /// One block.
    One(Block),
    /// More blocks than one, which was reported: whose keys the others are is not known.
    Several,
}

/// Reports that an area holds more blocks than one.
pub(super) fn report_several(table: &Table<'_>, keys: &[&str], problems: &mut Diagnostics) {
    let problem = Diagnostic::error("too-much", format!("the area holds {}", keys.join(" and ")));
    let problem = problem.hint("an area holds one kind of block; put several into a `stack`");
    problems.push(problem.at(table.place()));
}

/// Removes each key that what is held does not take, and reports it.
pub(super) fn refuse_keys(table: &mut Table<'_>, held: &Held, problems: &mut Diagnostics) {
    let own = match held {
        Held::Several => return,
        Held::One(block) => block.keys(),
        Held::Nothing => &[],
    };
    let of_box = keys_of::<BoxKeys>();
    let taken: Vec<&str> = own.iter().chain(of_box).copied().collect();
    let mut refused = table.keys();
    refused.retain(|key| !taken.contains(&key.as_str()));
    if let Held::Nothing = held
        && let Some(key) = refused.iter().find(|key| is_misspelt_block(key, of_box))
    {
        let problem = table.explain_unknown(key, Block::KEYS);
        table.refuse(key, problem, problems);
        // Nobody knows yet what the other keys are for.
        for key in &refused {
            let _ = table.split_off(&[key]);
        }
        return;
    }
    for key in refused {
        let problem = match document::meant_key(&key, &taken) {
            Some(_) if owners(&key).is_empty() => table.explain_unknown(&key, &taken),
            _ => explain_idle(&key, held),
        };
        let keys = tell_keys(held, own, of_box);
        let hint = match &problem.hint {
            Some(hint) if hint.ends_with('?') => format!("{hint} {keys}"),
            Some(hint) => format!("{hint}. {keys}"),
            None => keys,
        };
        let problem = problem.hint(hint);
        table.refuse(&key, problem, problems);
    }
}

/// Whether a key is that of a block with a slip in it.
fn is_misspelt_block(key: &str, of_box: &[&str]) -> bool {
    let known: Vec<&str> = Block::KEYS.iter().chain(of_box).copied().collect();
    let meant = document::meant_key(key, &known);
    owners(key).is_empty() && meant.is_some_and(|meant| Block::KEYS.contains(&meant))
}

/// The keys of the blocks that take a key.
fn owners(key: &str) -> Vec<&'static str> {
    let takes = |name: &&str| Block::named(name).is_some_and(|block| block.keys().contains(&key));
    Block::KEYS.iter().copied().filter(takes).collect()
}

/// What to say of a key that only other blocks take, or none.
fn explain_idle(key: &str, held: &Held) -> Diagnostic {
    let place = match held {
        Held::One(block) => format!("an area with `{}`", block.key()),
        Held::Nothing | Held::Several => "an area that holds no block".to_owned(),
    };
    // A key of another block that is misspelt besides.
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
            Diagnostic::error("idle-key", format!("`{key}` does nothing in {place}"))
        }
        _ => Diagnostic::error("unknown-key", format!("unknown key `{key}` in {place}")),
    };
    let styled = matches!(held, Held::One(block) if block.has_style());
    match (meant, document::home_of_key(key)) {
        (Some(meant @ ("color" | "size")), _) if styled => problem.hint(format!(
            "words take it from their style: write `{meant}` in `[styles.NAME]`"
        )),
        (Some(meant), _) => {
            problem.hint(format!("`{meant}` is a key of {}", listed(&owners(meant))))
        }
        (None, Some(table)) => problem.hint(format!("`{key}` belongs below {table}")),
        (None, None) => problem,
    }
}

/// The keys that may be written instead.
fn tell_keys(held: &Held, own: &[&str], of_box: &[&str]) -> String {
    let of_box = format!("every area takes {}", listed(of_box));
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

/// Keys as a list of words.
fn listed(keys: &[&str]) -> String {
    let quoted: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    match &quoted[..] {
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}
