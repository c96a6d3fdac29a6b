//! Compresses streams.

/// Deflates bytes (zlib, level 6). One implementation is named here: `flate2` uses whichever another crate of the
/// build asks for, and these do not write the same bytes. A higher level takes a tenth more time for a page, and
/// saves less than a thousandth of its size (`benches/README.md`).
pub(super) fn deflate(bytes: &[u8]) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec_zlib(bytes, 6)
}
