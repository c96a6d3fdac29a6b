mod common;
use std::time::Instant;
#[test]
fn cost() {
    let t = Instant::now();
    let pieces = common::every_piece();
    println!("built {} in {:?} (2 threads)", pieces.len(), t.elapsed());
    let t = Instant::now();
    let mut n = 0;
    for built in pieces { n += handbill::preflight::of_pages(&built.value.piece, &common::press().book).len(); }
    println!("preflight {:?} {n}", t.elapsed());
}
