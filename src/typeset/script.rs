//! Scripts, as far as typesetting tells them apart.

/// Whether a letter is written from right to left (the blocks that Unicode Annex 9 sets apart for such
/// letters).
fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// The direction of a paragraph: that of its letters where all have the same, else that of the page.
/// So the full stop of an English sentence on an Arabic page stands at its end.
pub(super) fn paragraph_is_right_to_left<'t>(
    texts: impl Iterator<Item = &'t str>,
    page_is: bool,
) -> bool {
    let (mut leftward, mut rightward) = (false, false);
    for letter in texts.flat_map(str::chars).filter(|c| c.is_alphabetic()) {
        if is_right_to_left(letter) {
            leftward = true;
        } else {
            rightward = true;
        }
    }
    if leftward == rightward {
        page_is
    } else {
        leftward
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_in_one_direction_keeps_it_on_any_page() {
        let direction = |text, page| paragraph_is_right_to_left([text].into_iter(), page);
        assert!(!direction("Human Rights Watch.", true));
        assert!(direction("שלום.", false));
        for page in [true, false] {
            assert_eq!(direction("JAM News يفيد", page), page);
            assert_eq!(direction("(202) 224-3121", page), page);
            assert_eq!(direction("٢١", page), page);
        }
    }
}
