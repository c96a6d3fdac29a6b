#![no_main]

use libfuzzer_sys::fuzz_target;

/// Lets a panic be caught as in the program: the proof does so around the renderer and the reader of codes,
/// where libFuzzer would end the process first. A panic that nobody catches still ends it.
fn let_panics_be_caught() {
    drop(std::panic::take_hook());
    // What is caught would fill the log.
    std::panic::set_hook(Box::new(|panic| {
        if std::env::var_os("FUZZ_PANICS").is_some() {
            eprintln!("{panic}");
        }
    }));
}

fuzz_target!(init: let_panics_be_caught(), |input: &[u8]| handbill_fuzz::pdf(input));
