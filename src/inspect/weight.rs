//! Decides whether a file is safe to render: the renderer has no limits of its own.
//!
//! `hayro` unpacks each stream into memory as a whole. A file of 700 bytes whose predictor asks for a row of
//! 68 GB ends the program; one megabyte of deflated blanks becomes a gigabyte. So before the proof hands
//! a file over, every stream is weighed here: what it unpacks to, the length of a row, the pixels of a
//! picture. Small streams are not unpacked for that: by its length alone a stream cannot exceed what its
//! filters can make of it at most.

use std::borrow::Cow;

use super::filters::{Filter, Unpacked, inflated_size, row_length, unpack};
use super::lex::find;
use super::store::{Store, Stream};
use super::value::Value;
use crate::diag::Diagnostic;
use crate::picture::Jpeg;
use crate::rules::Rule;

/// Most bytes that one stream may unpack to: an A0 poster in four inks has 558 MB at 300 ppi.
const LARGEST_STREAM: usize = 640 << 20;
/// Most bytes that all streams together may unpack to, those under [`COUNTED_FROM`] left out.
const LARGEST_FILE: usize = 4 << 30;
/// Streams that cannot unpack to more than this are not counted.
const COUNTED_FROM: usize = 64 << 20;
/// Most bytes of a row of pixels: five metres at 600 ppi and four inks are half a million.
const LONGEST_ROW: usize = 16 << 20;
/// Most pixels of a picture: an A0 poster has 248 million at 400 ppi.
const MOST_PIXELS: u64 = 300_000_000;

/// Returns the reason why a file must not be rendered; none if it is safe.
pub(super) fn weigh(store: &Store<'_>) -> Option<Diagnostic> {
    if store.is_deep.get() {
        return Some(refuse("objects nested hundreds of levels deep"));
    }
    let mut left = LARGEST_FILE;
    for number in store.objects.keys() {
        let Some(stream) = store.stream_of(*number) else {
            continue;
        };
        if stream.map.has_name(b"Subtype", b"Image") && pixels(store, stream) > MOST_PIXELS {
            return Some(refuse("a picture of more than 300 million pixels"));
        }
        let size = match size(store, stream) {
            Ok(size) => size,
            Err(what) => return Some(refuse(what)),
        };
        match left.checked_sub(size) {
            Some(rest) => left = rest,
            None => return Some(refuse("data that unpack to more than 4 GB")),
        }
    }
    None
}

/// The error for a file that holds what `what` describes.
fn refuse(what: &str) -> Diagnostic {
    Diagnostic::error(
        Rule::FileTooLarge,
        format!("the file holds {what}, so it cannot be rendered and checked"),
    )
    .hint("export it again for print, with pictures at 300 pixels per inch")
}

/// Number of pixels of a picture: the larger of what its dictionary and its own headers say, as renderers use
/// either.
fn pixels(store: &Store<'_>, stream: Stream<'_>) -> u64 {
    let side = |key: &[u8]| {
        let side = store.get(stream.map, key).and_then(Value::whole);
        u64::from(side.unwrap_or(0))
    };
    let declared = side(b"Width").saturating_mul(side(b"Height"));
    let filters = store.filters(stream.map);
    let bytes = || store.without_packing(stream).0;
    let own = match filters.last().map(|filter| filter.name) {
        Some(b"DCTDecode" | b"DCT") => Jpeg::read(&bytes())
            .ok()
            .map(|jpeg| u64::from(jpeg.width) * u64::from(jpeg.height)),
        Some(b"JPXDecode") => jpeg_2000_pixels(&bytes()),
        _ => None,
    };
    declared.max(own.unwrap_or(0))
}

/// Number of pixels of a JPEG 2000, from its size marker (ITU-T T.800, A.5.1).
fn jpeg_2000_pixels(bytes: &[u8]) -> Option<u64> {
    let at = find(bytes, &[0xFF, 0x4F, 0xFF, 0x51], 0)?;
    // The marker is followed by its length and the capabilities, two bytes each.
    let side = |from: usize| {
        let side = bytes.get(at + from..at + from + 4)?;
        Some(u64::from(u32::from_be_bytes(side.try_into().ok()?)))
    };
    Some(side(8)?.saturating_mul(side(12)?))
}

/// Number of bytes that a stream unpacks to, or what about it is too much. Filters of pictures are left on.
fn size(store: &Store<'_>, stream: Stream<'_>) -> Result<usize, &'static str> {
    let filters = store.filters(stream.map);
    if filters
        .iter()
        .any(|filter| row_length(filter) > LONGEST_ROW)
    {
        return Err("a picture with a row of more than 16 MB");
    }
    // Most streams are small by this estimate, and need not be unpacked.
    let most = filters
        .iter()
        .map(largest_ratio)
        .fold(stream.data.len(), usize::saturating_mul);
    if most <= COUNTED_FROM {
        return Ok(0);
    }
    let too_much = "a stream that unpacks to more than 640 MB";
    let mut bytes = Cow::Borrowed(stream.data);
    for (at, filter) in filters.iter().enumerate() {
        let is_last = at + 1 == filters.len();
        if is_last && matches!(filter.name, b"FlateDecode" | b"Fl") {
            let size = inflated_size(&bytes, LARGEST_STREAM);
            return if size > LARGEST_STREAM {
                Err(too_much)
            } else {
                Ok(size)
            };
        }
        match unpack(filter, &bytes, LARGEST_STREAM) {
            Unpacked::Whole(whole) => bytes = Cow::Owned(whole),
            Unpacked::Cut(_) => return Err(too_much),
            Unpacked::Other => break,
        }
    }
    Ok(bytes.len())
}

/// Largest number of bytes that a filter makes of one byte.
fn largest_ratio(filter: &Filter<'_>) -> usize {
    match filter.name {
        // A match of 258 bytes takes two bits at least (RFC 1951).
        b"FlateDecode" | b"Fl" => 1032,
        // A code of twelve bits gives 3838 bytes at most: 1.5 bytes for as many, or 2559 to 1.
        b"LZWDecode" | b"LZW" => 2560,
        b"RunLengthDecode" | b"RL" => 64,
        b"ASCII85Decode" | b"A85" => 4,
        _ => 1,
    }
}
