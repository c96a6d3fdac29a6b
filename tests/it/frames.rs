//! The display lists of three pieces as text. A change of layout shows as a difference to review:
//! run with `INSTA_UPDATE=always`, look at the difference, and commit it.

use crate::common;

fn dumped(template: &str, paper: &str) -> String {
    let pieces = common::every_piece()
        .iter()
        .map(|built| &built.value.examined.piece);
    let mut wanted = pieces.filter(|piece| piece.template == template && piece.paper == paper);
    let piece = wanted.next().expect("a piece that is built");
    common::dump::piece(piece, &common::pipeline().book)
}

#[test]
fn flyer_a5() {
    insta::assert_snapshot!("flyer-a5", dumped("flyer", "A5"));
}

#[test]
fn poster_a3() {
    insta::assert_snapshot!("poster-a3", dumped("poster", "A3"));
}

#[test]
fn handout_a4() {
    insta::assert_snapshot!("handout-a4", dumped("handout", "A4"));
}
