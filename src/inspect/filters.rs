//! Removes the filters of streams (ISO 32000-1, 7.4). Every filter takes a limit in bytes, as some kilobytes
//! can unpack to gigabytes. Filters of pictures (JPEG, JPEG 2000, CCITT, JBIG2) are left to the renderer.

use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::inflate::{decompress_to_vec_with_limit, decompress_to_vec_zlib_with_limit};
use miniz_oxide::{DataFormat, MZFlush, MZStatus};

use super::value::{Map, Value};

/// A filter of a stream with its parameters.
pub(super) struct Filter<'a> {
    pub(super) name: &'a [u8],
    pub(super) parameters: Option<&'a Map>,
}

/// How unpacking ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unpacked {
    /// The whole data, or what could be read of broken data.
    Whole(Vec<u8>),
    /// More than the limit; this is the beginning, or nothing.
    Cut(Vec<u8>),
    /// A filter for pictures, or an unknown one: the data are left as they are.
    Other,
}

/// Removes one filter, and undoes its predictor.
pub(super) fn unpack(filter: &Filter<'_>, bytes: &[u8], limit: usize) -> Unpacked {
    let unpacked = match filter.name {
        b"FlateDecode" | b"Fl" => inflated(bytes, limit),
        b"LZWDecode" | b"LZW" => lzw(bytes, early(filter.parameters), limit),
        b"ASCIIHexDecode" | b"AHx" => Unpacked::Whole(hexadecimal(bytes)),
        b"ASCII85Decode" | b"A85" => ascii85(bytes, limit),
        b"RunLengthDecode" | b"RL" => run_length(bytes, limit),
        // `Crypt` with the identity filter changes nothing; encrypted files are refused before they come
        // here.
        b"Crypt" => Unpacked::Whole(bytes.to_vec()),
        _ => Unpacked::Other,
    };
    match (unpacked, filter.parameters) {
        (Unpacked::Whole(bytes), Some(parameters)) => Unpacked::Whole(predicted(bytes, parameters)),
        (other, _) => other,
    }
}

/// Inflates data; of broken data, returns what could be read.
fn inflated(bytes: &[u8], limit: usize) -> Unpacked {
    use miniz_oxide::inflate::TINFLStatus::HasMoreOutput;
    let failed = match decompress_to_vec_zlib_with_limit(bytes, limit) {
        Ok(whole) => return Unpacked::Whole(whole),
        Err(failed) => failed,
    };
    // The data are fine but longer than the limit, unlike data that are broken.
    if failed.status == HasMoreOutput {
        return Unpacked::Cut(failed.output);
    }
    if !failed.output.is_empty() {
        return Unpacked::Whole(failed.output);
    }
    // Raw deflate after a header with a wrong checksum: some writers produce it, and viewers accept it.
    match decompress_to_vec_with_limit(bytes.get(2..).unwrap_or_default(), limit) {
        Ok(whole) => Unpacked::Whole(whole),
        Err(failed) if failed.status == HasMoreOutput => Unpacked::Cut(failed.output),
        Err(failed) => Unpacked::Whole(failed.output),
    }
}

/// Number of bytes that deflated data unpacks to, counted without keeping them; stops once there are more
/// than the limit.
pub(super) fn inflated_size(bytes: &[u8], limit: usize) -> usize {
    // A zlib header is a multiple of 31 as a number of 16 bits (RFC 1950, 2.2); anything else is raw deflate.
    let has_header = match bytes {
        [first, second, ..] => {
            first & 15 == 8 && (u16::from(*first) << 8 | u16::from(*second)).is_multiple_of(31)
        }
        _ => false,
    };
    let format = if has_header {
        DataFormat::ZLibIgnoreChecksum
    } else {
        DataFormat::Raw
    };
    let mut state = InflateState::new_boxed(format);
    let mut window = vec![0; 64 << 10];
    let (mut size, mut rest) = (0, bytes);
    loop {
        let step = inflate(&mut state, rest, &mut window, MZFlush::None);
        size += step.bytes_written;
        rest = rest.get(step.bytes_consumed..).unwrap_or_default();
        let goes_on = matches!(step.status, Ok(MZStatus::Ok));
        // Data that end too early neither read nor write any more; without this check the loop would not end.
        let is_stuck = step.bytes_written == 0 && step.bytes_consumed == 0;
        if !goes_on || is_stuck || size > limit {
            return size;
        }
    }
}

/// Number of bytes in a row of pixels that a predictor works on; zero without a predictor.
pub(super) fn row_length(filter: &Filter<'_>) -> usize {
    let number = |key: &[u8], default: f64| {
        let value = filter.parameters.and_then(|map| map.get(key));
        value.and_then(Value::number).unwrap_or(default)
    };
    if number(b"Predictor", 1.0) <= 1.0 {
        return 0;
    }
    let bits = number(b"Colors", 1.0) * number(b"BitsPerComponent", 8.0) * number(b"Columns", 1.0);
    // Casting saturates: a negative or infinite number becomes the smallest or the largest length.
    (bits / 8.0) as usize
}

/// Whether the codes of LZW grow one code early, which is the default (ISO 32000-1, table 8).
fn early(parameters: Option<&Map>) -> bool {
    let value = parameters.and_then(|parameters| parameters.get(b"EarlyChange"));
    value.and_then(Value::number) != Some(0.0)
}

/// Unpacks LZW with codes of 9 to 12 bits (ISO 32000-1, 7.4.4).
fn lzw(bytes: &[u8], early: bool, limit: usize) -> Unpacked {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let mut out: Vec<u8> = Vec::new();
    // An entry is a range of the output, not a copy: a sequence of the table has always been written before.
    let mut table: Vec<(usize, usize)> = Vec::new();
    let mut width = 9;
    let mut last: Option<(usize, usize)> = None;
    let (mut bits, mut held) = (0_u32, 0_u32);
    for byte in bytes {
        bits = bits << 8 | u32::from(*byte);
        held += 8;
        if held < width {
            continue;
        }
        held -= width;
        let code = (bits >> held) as usize & ((1 << width) - 1);
        if code == END {
            break;
        }
        if code == CLEAR {
            table.clear();
            width = 9;
            last = None;
            continue;
        }
        let start = out.len();
        if code < CLEAR {
            out.push((code & 0xFF) as u8);
        } else if let Some((from, length)) = table.get(code - 258).copied() {
            for at in from..from + length {
                out.push(out.get(at).copied().unwrap_or(0));
            }
        // A code that is defined by this very step: the last sequence with its first byte again.
        } else if let Some((from, length)) = last {
            for at in from..from + length {
                out.push(out.get(at).copied().unwrap_or(0));
            }
            out.push(out.get(from).copied().unwrap_or(0));
        } else {
            break;
        }
        if out.len() > limit {
            out.truncate(limit);
            return Unpacked::Cut(out);
        }
        if let Some((from, length)) = last
            && table.len() + 258 < 4096
        {
            // The last sequence and one byte more: both lie next to each other in the output.
            table.push((from, length + 1));
        }
        last = Some((start, out.len() - start));
        // The width grows when the next code would not fit; 258 codes are fixed (256 bytes, clear, end).
        let next = table.len() + 258 + usize::from(early) + 1;
        width = match next {
            ..=512 => 9,
            513..=1024 => 10,
            1025..=2048 => 11,
            _ => 12,
        };
    }
    Unpacked::Whole(out)
}

/// Unpacks `ASCIIHexDecode`, to `>` or to the end (7.4.2).
fn hexadecimal(bytes: &[u8]) -> Vec<u8> {
    let digits = bytes.iter().take_while(|byte| **byte != b'>');
    let digits = digits.filter_map(|byte| char::from(*byte).to_digit(16));
    let digits: Vec<u32> = digits.collect();
    let pair = |pair: &[u32]| {
        let digit = |at: usize| pair.get(at).copied().unwrap_or(0);
        ((digit(0) << 4 | digit(1)) & 0xFF) as u8
    };
    digits.chunks(2).map(pair).collect()
}

/// Unpacks `ASCII85Decode`: five digits to the base 85 make four bytes (7.4.3).
fn ascii85(bytes: &[u8], limit: usize) -> Unpacked {
    let mut out = Vec::new();
    let mut group = 0_u32;
    let mut count = 0_usize;
    for byte in bytes {
        match byte {
            // `z` stands for four zero bytes, so few characters make many bytes: the limit counts here too.
            b'z' if count == 0 => out.extend([0; 4]),
            b'!'..=b'u' => {
                group = group.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                count += 1;
                if count == 5 {
                    out.extend(group.to_be_bytes());
                    (group, count) = (0, 0);
                }
            }
            b'~' => break,
            _ => {}
        }
        if out.len() > limit {
            return Unpacked::Cut(out);
        }
    }
    if count > 1 {
        // A last group of n digits is filled up with `u` and gives n - 1 bytes.
        for _ in count..5 {
            group = group.wrapping_mul(85).wrapping_add(84);
        }
        out.extend(group.to_be_bytes().iter().take(count - 1));
    }
    Unpacked::Whole(out)
}

/// Unpacks `RunLengthDecode` (7.4.5): 0 to 127 copies that many bytes and one, 129 to 255 repeats one byte
/// 257 minus that often, 128 ends.
fn run_length(bytes: &[u8], limit: usize) -> Unpacked {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(length) = bytes.get(at) {
        let length = usize::from(*length);
        at += 1;
        match length {
            128 => break,
            0..128 => {
                let run = bytes.get(at..).unwrap_or_default();
                out.extend(run.iter().take(length + 1));
                at += length + 1;
            }
            _ => {
                let byte = bytes.get(at).copied().unwrap_or(0);
                out.extend(std::iter::repeat_n(byte, 257 - length));
                at += 1;
            }
        }
        if out.len() > limit {
            return Unpacked::Cut(out);
        }
    }
    Unpacked::Whole(out)
}

/// Undoes a PNG predictor, which stores rows as differences from their neighbours (ISO 32000-1, 7.4.4.4). The
/// TIFF predictor (2) is left: only pictures use it, and the renderer unpacks those.
fn predicted(bytes: Vec<u8>, parameters: &Map) -> Vec<u8> {
    let number = |key: &[u8], default: u32| {
        let value = parameters.get(key).and_then(Value::whole);
        value.unwrap_or(default).clamp(1, 1 << 20) as usize
    };
    if number(b"Predictor", 1) < 10 {
        return bytes;
    }
    let bits = number(b"Colors", 1).min(32) * number(b"BitsPerComponent", 8).min(32);
    let row = (bits * number(b"Columns", 1)).div_ceil(8);
    // PNG compares whole pixels, or bytes if a pixel is smaller than a byte.
    let step = bits.div_ceil(8);
    let mut out: Vec<u8> = Vec::with_capacity(bytes.len());
    for coded in bytes.chunks(row + 1) {
        // Each row begins with the kind of its predictor, whatever the dictionary says.
        let Some((kind, coded)) = coded.split_first() else {
            break;
        };
        let above = out.len().checked_sub(row);
        let start = out.len();
        for (at, byte) in coded.iter().enumerate() {
            let before = |offset: usize| out.get(offset).copied().unwrap_or(0);
            let left = if at >= step {
                before(start + at - step)
            } else {
                0
            };
            let up = above.map_or(0, |above| before(above + at));
            let corner = match above {
                Some(above) if at >= step => before(above + at - step),
                _ => 0,
            };
            let guess = match kind {
                1 => left,
                2 => up,
                3 => ((u16::from(left) + u16::from(up)) / 2) as u8,
                4 => paeth(left, up, corner),
                _ => 0,
            };
            out.push(byte.wrapping_add(guess));
        }
    }
    out
}

/// The neighbour that is closest to left + up - corner (PNG specification, 9.4).
fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let (a, b, c) = (i16::from(left), i16::from(up), i16::from(corner));
    let plane = a + b - c;
    let far = |value: i16| (plane - value).abs();
    if far(a) <= far(b) && far(a) <= far(c) {
        left
    } else if far(b) <= far(c) {
        up
    } else {
        corner
    }
}
