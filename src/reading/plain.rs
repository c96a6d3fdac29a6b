//! The words of a piece as plain text, in the order of reading: for e-mail, braille displays and screen
//! readers. Nothing is wrapped: whoever reads it has a width of their own.

use super::{Block, Leaf, blocks, readable, words_of};
use crate::frame::{GlyphRun, ItemKind, Role, Thread};
use crate::page::Piece;

/// The words of a piece. Blocks are apart by an empty line; elements of a list and parts of a quotation
/// have a line each; what a picture says stands in brackets; an address that a link only hides follows it.
/// Codes are for paper, and their addresses stand beside them.
pub fn plain_text(piece: &Piece) -> String {
    let mut text = String::new();
    let mut last: Option<(Role, Option<&Thread>)> = None;
    for block in &blocks(piece) {
        let words = words(block);
        if words.is_empty() {
            continue;
        }
        text.push_str(match last {
            None => "",
            Some(last) => between(last, block),
        });
        text.push_str(&words);
        last = Some((block.role, block.thread));
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// What stands between a block and the next.
fn between((role, thread): (Role, Option<&Thread>), next: &Block<'_>) -> &'static str {
    // A paragraph that goes on in the next area.
    if thread.is_some() && thread == next.thread {
        return " ";
    }
    // Facts and quotations have a number: the parts of one belong together.
    match (role, next.role) {
        (Role::Fact(a), Role::Fact(b)) if a == b => " ",
        (Role::Quote(a), Role::Quote(b)) if a == b => "\n",
        (Role::ListItem, Role::ListItem) => "\n",
        _ => "\n\n",
    }
}

fn words(block: &Block<'_>) -> String {
    let is_code = |leaf: &Leaf<'_>| matches!(leaf.item.kind, ItemKind::Code(_));
    // A code cannot be scanned in a text, and its address stands beside it in words.
    if block.leaves.iter().any(is_code) {
        return String::new();
    }
    if block.role == Role::Figure {
        let alt = block.alt.map(readable).unwrap_or_default();
        return format!("[{alt}]");
    }
    let mut words = String::new();
    // By link, so that an address follows the words that it belongs to.
    for part in block.leaves.chunk_by(|a, b| a.uri() == b.uri()) {
        let link = part.first().and_then(Leaf::uri);
        for of_label in part.chunk_by(|a, b| a.item.role == b.item.role) {
            let runs = || of_label.iter().filter_map(Leaf::run);
            words.push_str(&words_of(runs()));
            let label = of_label[0].item.role == Role::Label;
            if label || runs().next_back().is_some_and(ends_a_word) {
                words.push(' ');
            }
        }
        if let Some(uri) = link
            && !shows_address(&words, uri)
        {
            let space = words.ends_with(' ');
            words.truncate(words.trim_end().len());
            words.push_str(&format!(" ({uri})"));
            words.push_str(if space { " " } else { "" });
        }
    }
    words.trim().to_owned()
}

/// Whether a space follows a run, drawn or not.
fn ends_a_word(run: &GlyphRun) -> bool {
    run.space_after || run.text.ends_with(' ')
}

/// Whether the address of a link can be read in the words.
fn shows_address(words: &str, uri: &str) -> bool {
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    match uri.split_once(':') {
        // A number is printed as a country writes it.
        Some(("tel" | "sms", number)) => {
            let (number, printed) = (digits(number), digits(words));
            !printed.is_empty() && number.ends_with(&printed)
                // The last nine digits tell a number apart, whatever prefix its country prints before them.
                || number.len() > 9 && printed.contains(&number[number.len() - 9..])
        }
        Some((_, rest)) => {
            let rest = rest.trim_start_matches('/').trim_end_matches('/');
            let rest = rest.strip_prefix("www.").unwrap_or(rest);
            // A query holds only tracking or search terms, which nobody types.
            let rest = rest.split('?').next().unwrap_or(rest);
            words.to_lowercase().contains(&rest.to_lowercase())
        }
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::shows_address;

    #[test]
    fn an_address_that_is_printed_is_not_said_again() {
        assert!(shows_address(
            "see freepows.carrd.co",
            "https://freepows.carrd.co/"
        ));
        assert!(shows_address(
            "marchtojustice.org",
            "https://www.marchtojustice.org"
        ));
        assert!(shows_address("(202) 224-3121", "tel:+12022243121"));
        assert!(!shows_address("read on", "https://freepows.carrd.co/"));
        assert!(!shows_address("call us", "tel:+12022243121"));
    }
}
