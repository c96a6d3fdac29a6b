//! Words of a piece as plain text in reading order, for e-mail, braille displays and screen readers. Lines are not
//! wrapped, because each of these has its own line length.

use super::{Block, Leaf, parts, readable, words_of};
use crate::frame::{CellKind, GlyphRun, ItemKind, Role, TableCell, Thread};
use crate::page::Piece;

/// Words of a piece as plain text. An empty line separates blocks. Each element of a list and each part of a
/// quotation has its own line, and so has each row of a table. Alternative texts of pictures are in square brackets. If the words of a link do not
/// show its address, the address follows in parentheses. Codes are left out: their addresses are beside them. Of
/// several languages each is written as a whole, with three empty lines before the next.
pub fn plain_text(piece: &Piece) -> String {
    let parts = parts(piece).into_iter().map(|part| text_of(&part.blocks));
    let parts: Vec<String> = parts.filter(|text| !text.is_empty()).collect();
    let mut text = parts.join("\n\n\n\n");
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// Blocks as plain text.
fn text_of(blocks: &[Block<'_>]) -> String {
    let mut text = String::new();
    let mut last: Option<Last<'_>> = None;
    for block in blocks {
        let words = words(block);
        if words.is_empty() {
            continue;
        }
        if let Some(last) = last {
            text.push_str(&between(last, block));
        }
        text.push_str(&words);
        last = Some(Last::of(block));
    }
    text
}

/// What of the block before decides the separator.
struct Last<'a> {
    role: Role,
    thread: Option<&'a Thread>,
    cell: Option<&'a TableCell>,
}

impl<'a> Last<'a> {
    fn of(block: &Block<'a>) -> Self {
        Self {
            role: block.role,
            thread: block.thread,
            cell: block.cell,
        }
    }
}

/// Separator between two cells: of one row, of two rows, or before a group of rows. A dash stands for an empty cell, so that
/// the others keep their columns.
fn between_cells(last: &TableCell, next: &TableCell) -> String {
    let empty = |count: usize| "–; ".repeat(count);
    if last.row == next.row && last.kind == next.kind {
        // Not a comma: cells may contain commas.
        format!("; {}", empty(next.column.saturating_sub(last.column + 1)))
    } else if next.kind == CellKind::Group {
        "\n\n".to_owned()
    } else {
        format!("\n{}", empty(next.column))
    }
}

/// Separator between a block and the next one.
fn between(last: Last<'_>, next: &Block<'_>) -> String {
    let Last { role, thread, cell } = last;
    if let (Some(cell), Some(next)) = (cell, next.cell)
        && cell.table == next.table
    {
        return between_cells(cell, next);
    }
    // The paragraph continues in the next area.
    if thread.is_some() && thread == next.thread {
        return " ".to_owned();
    }
    // Parts of one fact or quotation have the same number and belong together.
    let separator = match (role, next.role) {
        (Role::Fact(a), Role::Fact(b)) if a == b => " ",
        (Role::Quote(a), Role::Quote(b)) if a == b => "\n",
        (Role::ListItem, Role::ListItem) => "\n",
        _ => "\n\n",
    };
    separator.to_owned()
}

/// Words of a block with the addresses of its links; empty for a code.
fn words(block: &Block<'_>) -> String {
    let is_code = |leaf: &Leaf<'_>| matches!(leaf.item.kind, ItemKind::Code(_));
    // Nobody can scan a code in plain text, and the page has its address in words beside it.
    if block.leaves.iter().any(is_code) {
        return String::new();
    }
    if block.role == Role::Figure {
        let alt = block.alt.map(readable).unwrap_or_default();
        return format!("[{alt}]");
    }
    let mut words = String::new();
    // Words are grouped by link, so that an address follows the words of its link.
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

/// Whether a run ends a word: a space follows it, or is its last character.
fn ends_a_word(run: &GlyphRun) -> bool {
    run.space_after || run.text.ends_with(' ')
}

/// Whether the words contain the address of a link.
fn shows_address(words: &str, uri: &str) -> bool {
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    match uri.split_once(':') {
        // Phone numbers are printed in the format of a country, so only their digits are compared.
        Some(("tel" | "sms", number)) => {
            let (number, printed) = (digits(number), digits(words));
            !printed.is_empty() && number.ends_with(&printed)
                // Countries print different prefixes. The last nine digits identify a number.
                || number.len() > 9 && printed.contains(&number[number.len() - 9..])
        }
        Some((_, rest)) => {
            let rest = rest.trim_start_matches('/').trim_end_matches('/');
            let rest = rest.strip_prefix("www.").unwrap_or(rest);
            // Nobody types the query of an address: it has only tracking or search terms.
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
