//! The largest size that fits, found by halving.

/// Number of halvings that find the size of fitted type: the last step is under a thousandth of the range.
pub(super) const FIT_STEPS: usize = 9;

/// The largest number that fits, between one that does and one that does not, by so many halvings.
///
/// What fits at a size is taken to fit at every smaller one.
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
