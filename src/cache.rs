//! A cache of results that take long to make, shared by the threads of a run.
//!
//! Each key is made once: a second thread that asks for it waits for the first. When the results together
//! take more bytes than the limit, those that were used longest ago are forgotten, so that a long run needs no
//! more memory than a short one.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// Results by their keys, up to a number of bytes. A key is found by comparing it with all others, so the
/// results should be few and large.
pub(crate) struct Cache<K, V> {
    limit: usize,
    weigh: fn(&V) -> usize,
    /// The entry that was used last comes last.
    entries: Mutex<Vec<Entry<K, V>>>,
}

struct Entry<K, V> {
    key: K,
    /// Empty while a thread is making the result.
    result: Arc<OnceLock<V>>,
}

impl<K: PartialEq, V: Clone> Cache<K, V> {
    /// An empty cache for results of `limit` bytes in all; `weigh` tells the bytes of one.
    pub(crate) fn new(limit: usize, weigh: fn(&V) -> usize) -> Self {
        Self {
            limit,
            weigh,
            entries: Mutex::default(),
        }
    }

    /// The result for a key, made by `make` where the cache does not hold it.
    pub(crate) fn get_or_make(&self, key: K, make: impl FnOnce() -> V) -> V {
        // Only the slot is taken under the lock of the list. The result is made outside of it, so that threads
        // with other keys go on.
        let result = self.slot(key);
        let value = result.get_or_init(make).clone();
        self.forget_oldest();
        value
    }

    fn entries(&self) -> MutexGuard<'_, Vec<Entry<K, V>>> {
        // The list is whole between two statements, so a thread that panicked leaves it usable.
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn slot(&self, key: K) -> Arc<OnceLock<V>> {
        let mut entries = self.entries();
        let known = entries.iter().position(|entry| entry.key == key);
        let entry = match known {
            // Taken out and pushed again at the end: the list is in the order of use.
            Some(at) => entries.remove(at),
            None => Entry {
                key,
                result: Arc::default(),
            },
        };
        let result = Arc::clone(&entry.result);
        entries.push(entry);
        result
    }

    /// Forgets results until the rest is within the limit. One that is too large by itself is forgotten too.
    fn forget_oldest(&self) {
        let mut entries = self.entries();
        let weight = |entry: &Entry<K, V>| entry.result.get().map_or(0, self.weigh);
        let mut total: usize = entries.iter().map(weight).sum();
        entries.retain(|entry| {
            let fits = total <= self.limit;
            if !fits {
                total -= weight(entry);
            }
            // A result that is not made yet weighs nothing, and someone waits for it.
            fits || weight(entry) == 0
        });
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    use super::*;

    #[test]
    fn a_result_is_made_once_for_all_threads() {
        let cache: Cache<u8, Vec<u8>> = Cache::new(100, Vec::len);
        let made = AtomicUsize::new(0);
        let ask = || {
            cache.get_or_make(7, || {
                made.fetch_add(1, Ordering::Relaxed);
                vec![7; 10]
            })
        };
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| assert_eq!(ask(), [7; 10]));
            }
        });
        assert_eq!(made.into_inner(), 1);
    }

    #[test]
    fn the_result_that_was_used_longest_ago_is_forgotten_first() {
        let cache: Cache<u8, Vec<u8>> = Cache::new(25, Vec::len);
        let made = AtomicUsize::new(0);
        let ask = |key: u8| {
            let before = made.load(Ordering::Relaxed);
            cache.get_or_make(key, || {
                made.fetch_add(1, Ordering::Relaxed);
                vec![key; 10]
            });
            made.load(Ordering::Relaxed) > before
        };
        assert!(ask(1) && ask(2), "both are new");
        assert!(!ask(1), "still known, and now the newest");
        assert!(ask(3), "three are more than the limit");
        assert!(!ask(1) && ask(2), "2 was used longest ago");
    }

    #[test]
    fn a_result_above_the_limit_is_given_and_not_kept() {
        let cache: Cache<u8, Vec<u8>> = Cache::new(5, Vec::len);
        assert_eq!(cache.get_or_make(1, || vec![1; 10]).len(), 10);
        assert!(cache.entries().is_empty());
    }
}
