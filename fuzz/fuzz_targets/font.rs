#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| handbill_fuzz::font(input));
