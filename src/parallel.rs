//! Work on several threads whose results come in the order of what was worked on.

use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Does the work for each of the items on that many threads. A result is none only where its thread died.
pub(crate) fn each<T: Sync, R: Send>(
    items: &[T],
    threads: NonZeroUsize,
    work: &(dyn Fn(&T) -> R + Sync),
) -> Vec<Option<R>> {
    let next = AtomicUsize::new(0);
    let slots: Vec<Mutex<Option<R>>> = items.iter().map(|_| Mutex::new(None)).collect();
    std::thread::scope(|scope| {
        for _ in 0..threads.get().min(items.len()) {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let (Some(item), Some(slot)) = (items.get(index), slots.get(index)) else {
                        break;
                    };
                    let result = work(item);
                    if let Ok(mut slot) = slot.lock() {
                        *slot = Some(result);
                    }
                }
            });
        }
    });
    let results = slots
        .into_iter()
        .map(|slot| slot.into_inner().ok().flatten());
    results.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..50).collect();
        let threads = NonZeroUsize::new(4).expect("not zero");
        let doubled = each(&items, threads, &|item| {
            std::thread::sleep(std::time::Duration::from_micros(50 - item));
            item * 2
        });
        let expected: Vec<Option<u64>> = items.iter().map(|item| Some(item * 2)).collect();
        assert_eq!(doubled, expected);
    }
}
