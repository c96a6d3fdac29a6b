//! Finds the largest size that fits, by bisection.

/// Number of bisection steps for the size of fitted type: the last step is 1/512 of its range, under a tenth of
/// a point for most type.
pub(super) const FIT_STEPS: usize = 9;

/// The largest number found to fit, between one that fits and one that does not, after that many bisection
/// steps.
///
/// Assumes that whatever fits at a size fits at every smaller one. For a page with line breaks this is nearly
/// true; an exception costs a little size and never overfills the page, since only sizes that were tried are
/// returned.
pub(super) fn largest_that_fits(
    steps: usize,
    (mut fits, mut spills): (f64, f64),
    mut does_fit: impl FnMut(f64) -> bool,
) -> f64 {
    for _ in 0..steps {
        let middle = (fits + spills) / 2.0;
        if does_fit(middle) {
            fits = middle;
        } else {
            spills = middle;
        }
    }
    fits
}
