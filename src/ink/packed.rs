//! The colour profiles of the program, packed: an ICC profile is a table of many thousand steps, each nearly what
//! its neighbours lead to expect. What is kept is the difference, which deflates to a quarter of the table.
//!
//! A packed profile is a zlib stream of the profile itself, in which each table of colours of a tag of type
//! `mft2` (ICC.1, 10.10) is replaced by as many bytes: the differences of its 16-bit steps from their
//! neighbours along each axis of the grid, with the sign in the lowest bit, channel after channel, first all
//! high bytes and then all low ones.

use std::collections::BTreeSet;
use std::ops::Range;

use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

/// Above this a profile of a press is damaged: those of the program have under 3 MB.
const LARGEST: usize = 8 << 20;

/// The profile as its maker wrote it; none where the packed one is damaged.
pub(super) fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let mut profile = decompress_to_vec_zlib_with_limit(packed, LARGEST).ok()?;
    for table in tables(&profile) {
        let bytes = profile.get_mut(table.bytes.clone())?;
        let steps = table.sums(&differences(bytes));
        for (place, step) in bytes.chunks_exact_mut(2).zip(table.by_point(&steps)) {
            place.copy_from_slice(&step.to_be_bytes());
        }
    }
    Some(profile)
}

/// A table of colours in a profile.
struct Table {
    bytes: Range<usize>,
    /// Points along each axis.
    grid: usize,
    axes: usize,
    channels: usize,
}

/// The tables of a profile, each once: tags may share one. What leads to them is not packed.
fn tables(profile: &[u8]) -> Vec<Table> {
    let number = |at: usize| {
        let bytes: [u8; 4] = profile.get(at..at + 4)?.try_into().ok()?;
        Some(u32::from_be_bytes(bytes) as usize)
    };
    let tags = number(128).unwrap_or_default().min(100);
    let starts: BTreeSet<usize> = (0..tags).filter_map(|tag| number(136 + 12 * tag)).collect();
    starts
        .into_iter()
        .filter_map(|start| table(profile, start))
        .collect()
}

/// The table of a tag that begins there; none where it is of another type.
fn table(profile: &[u8], start: usize) -> Option<Table> {
    let tag = profile.get(start..)?;
    if !tag.starts_with(b"mft2") {
        return None;
    }
    let [axes, channels, grid] =
        [8, 9, 10].map(|at| usize::from(tag.get(at).copied().unwrap_or_default()));
    let entries = usize::from(u16::from_be_bytes([*tag.get(48)?, *tag.get(49)?]));
    let first = start + 52 + 2 * axes * entries;
    let points = grid.checked_pow(u32::try_from(axes).ok()?)?;
    let last = first.checked_add(points.checked_mul(2 * channels)?)?;
    let is_one = grid > 0 && channels > 0 && last <= profile.len();
    is_one.then_some(Table {
        bytes: first..last,
        grid,
        axes,
        channels,
    })
}

/// The differences in a packed table.
fn differences(bytes: &[u8]) -> Vec<u16> {
    let (high, low) = bytes.split_at(bytes.len() / 2);
    let pairs = high.iter().zip(low);
    let folded = pairs.map(|(high, low)| u16::from_be_bytes([*high, *low]));
    folded
        .map(|value| (value >> 1) ^ (value & 1).wrapping_neg())
        .collect()
}

impl Table {
    fn points(&self) -> usize {
        self.bytes.len() / (2 * self.channels)
    }

    /// The steps of which these are the differences: sums along each axis in turn.
    fn sums(&self, differences: &[u16]) -> Vec<u16> {
        let mut steps = differences.to_vec();
        for axis in 0..self.axes {
            let stride = self.grid.pow(axis as u32);
            for line in steps.chunks_exact_mut(stride * self.grid) {
                // The first point along the axis stands for itself.
                for at in stride..line.len() {
                    line[at] = line[at].wrapping_add(line[at - stride]);
                }
            }
        }
        steps
    }

    /// Steps that lie channel after channel in the order of the profile: all channels of a point together.
    fn by_point(&self, steps: &[u16]) -> impl Iterator<Item = u16> {
        let points = self.points();
        (0..points).flat_map(move |point| {
            (0..self.channels).map(move |channel| steps[channel * points + point])
        })
    }
}

#[cfg(test)]
mod tests;
