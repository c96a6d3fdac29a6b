//! Divides a text into segments so that it takes the fewest bits.
//!
//! A QR code stores digits in 3⅓ bits each, capitals and a few signs in 5½, and anything else in 8. Every change
//! between these modes costs a header of 12 to 20 bits, so a short number within a text is cheaper as
//! plain bytes. The crate `qrcode` has a heuristic for this; dynamic programming finds the true optimum
//! in a few lines.

use qrcode::optimize::Segment;
use qrcode::types::Mode;

/// Bits of the mode indicator (ISO/IEC 18004, 7.4.1).
const MODE_BITS: usize = 4;

/// Bits of the character count indicator (ISO/IEC 18004, table 3).
fn count_bits(mode: Mode, version: i16) -> usize {
    let group = match version {
        ..=9 => 0,
        10..=26 => 1,
        _ => 2,
    };
    match mode {
        Mode::Numeric => [10, 12, 14][group],
        Mode::Alphanumeric => [9, 11, 13][group],
        Mode::Byte | Mode::Kanji => [8, 16, 16][group],
    }
}

/// Cost of one more character in sixths of a bit: 10 bits for 3 digits, 11 for 2 alphanumeric ones.
fn character_cost(mode: Mode) -> usize {
    match mode {
        Mode::Numeric => 20,
        Mode::Alphanumeric => 33,
        Mode::Byte | Mode::Kanji => 48,
    }
}

fn allows(mode: Mode, byte: u8) -> bool {
    match mode {
        Mode::Numeric => byte.is_ascii_digit(),
        Mode::Alphanumeric => {
            byte.is_ascii_digit() || byte.is_ascii_uppercase() || b" $%*+-./:".contains(&byte)
        }
        Mode::Byte | Mode::Kanji => true,
    }
}

const MODES: [Mode; 3] = [Mode::Numeric, Mode::Alphanumeric, Mode::Byte];

/// The segments of the fewest bits for a version, whose number decides the length of headers. Dynamic programming
/// over the mode of each byte: a change of mode costs a header and rounds the bits before it up.
pub(super) fn optimum(data: &[u8], version: i16) -> Vec<Segment> {
    let header = |mode| (MODE_BITS + count_bits(mode, version)) * 6;
    // cost[m]: sixths of a bit for the bytes so far when the last one is in mode m.
    let mut cost: [usize; 3] = MODES.map(header);
    let mut choice: Vec<[usize; 3]> = Vec::with_capacity(data.len());
    for (index, &byte) in data.iter().enumerate() {
        let mut next = [usize::MAX; 3];
        let mut from = [0; 3];
        for (to, &mode) in MODES.iter().enumerate() {
            if !allows(mode, byte) {
                continue;
            }
            for (last, &paid) in cost.iter().enumerate() {
                // Before the first byte there is no mode to change from: its header is paid already.
                if paid == usize::MAX || (index == 0 && last != to) {
                    continue;
                }
                let change = if last == to {
                    paid
                } else {
                    paid.div_ceil(6) * 6 + header(mode)
                };
                if change + character_cost(mode) < next[to] {
                    next[to] = change + character_cost(mode);
                    from[to] = last;
                }
            }
        }
        cost = next;
        choice.push(from);
    }
    let mut mode = (0..3).min_by_key(|&m| cost[m].div_ceil(6)).unwrap_or(2);
    // The choices are followed backward from the cheapest end.
    let mut modes = vec![mode; data.len()];
    for index in (0..data.len()).rev() {
        modes[index] = mode;
        mode = choice[index][mode];
    }
    let mut segments: Vec<Segment> = Vec::new();
    for (index, &mode) in modes.iter().enumerate() {
        match segments.last_mut() {
            Some(segment) if segment.mode == MODES[mode] => segment.end = index + 1,
            _ => segments.push(Segment {
                mode: MODES[mode],
                begin: index,
                end: index + 1,
            }),
        }
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_in_a_text_get_a_mode_of_their_own_only_where_it_pays() {
        let modes = |text: &str| {
            optimum(text.as_bytes(), 1)
                .iter()
                .map(|s| (s.mode, s.begin, s.end))
                .collect::<Vec<_>>()
        };
        assert_eq!(modes("tel:12"), [(Mode::Byte, 0, 6)]);
        assert_eq!(
            modes("tel:+12022243121"),
            [(Mode::Byte, 0, 5), (Mode::Numeric, 5, 16)]
        );
        assert_eq!(modes("HTTPS://A.ORG"), [(Mode::Alphanumeric, 0, 13)]);
        assert_eq!(modes(""), []);
    }
}
