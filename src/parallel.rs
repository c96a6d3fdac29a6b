//! Work on several threads whose results come in the order of what was worked on.

use std::num::NonZeroUsize;
#[cfg(feature = "threads")]
use std::sync::Mutex;
#[cfg(feature = "threads")]
use std::sync::atomic::{AtomicUsize, Ordering};

/// Does the work for each of the items, one after the other, where there are no threads.
#[cfg(not(feature = "threads"))]
pub(crate) fn each<T, R>(items: &[T], _: NonZeroUsize, work: &dyn Fn(&T) -> R) -> Vec<Option<R>> {
    items.iter().map(|item| Some(work(item))).collect()
}

/// Number of threads that the machine runs at once; one where it does not say, or has none.
pub(crate) fn available() -> NonZeroUsize {
    #[cfg(feature = "threads")]
    let available = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    #[cfg(not(feature = "threads"))]
    let available = NonZeroUsize::MIN;
    available
}

/// Does the work for each of the items on that many threads. A result is none only where its thread died.
#[cfg(feature = "threads")]
pub(crate) fn each<T: Sync, R: Send>(
    items: &[T],
    threads: NonZeroUsize,
    work: &(dyn Fn(&T) -> R + Sync),
) -> Vec<Option<R>> {
    // Threads take the next free item instead of a fixed share, because items differ much in the time that they
    // take.
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
                    // Each slot has one writer, so the lock is never contended and only satisfies the compiler.
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

#[cfg(all(test, feature = "threads"))]
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
