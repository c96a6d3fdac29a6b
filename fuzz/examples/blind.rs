//! Changes the first inputs at random and tries them, without watching which code they reach: for a machine without
//! a compiler of C++, and for targets where the time goes to other crates.
//!
//! `cargo run --release --manifest-path fuzz/Cargo.toml --example blind -- TARGET SECONDS [NUMBER]`; another NUMBER
//! tries other inputs. The input at work is kept in the file `blind-TARGET` of the temporary folder, for what ends
//! the process: a hang of more than 20 seconds, or memory under `ulimit -v`.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, panic, process, thread};

/// A fixed sequence of numbers, so that a run can be repeated.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }
}

fn target(name: &str) -> fn(&[u8]) {
    match name {
        "content" => handbill_fuzz::content,
        "layout" => handbill_fuzz::layout,
        "font" => handbill_fuzz::font,
        "picture" => handbill_fuzz::picture,
        "svg" => handbill_fuzz::svg,
        "pdf" => handbill_fuzz::pdf,
        _ => panic!("there is no target {name}"),
    }
}

/// The words of a dictionary of libFuzzer.
fn dictionary(path: &Path) -> Vec<Vec<u8>> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let quoted = text
        .lines()
        .filter_map(|line| line.strip_prefix('"')?.strip_suffix('"'));
    let word = |quoted: &str| {
        let mut bytes = Vec::new();
        let mut rest = quoted.bytes();
        while let Some(byte) = rest.next() {
            bytes.push(match (byte, rest.clone().next()) {
                (b'\\', Some(b'x')) => {
                    let digits: Vec<u8> = rest.by_ref().skip(1).take(2).collect();
                    let digits = String::from_utf8_lossy(&digits).into_owned();
                    u8::from_str_radix(&digits, 16).unwrap_or_default()
                }
                (b'\\', Some(other)) => {
                    rest.next();
                    other
                }
                _ => byte,
            });
        }
        bytes
    };
    quoted.map(word).collect()
}

fn changed(input: &[u8], others: &[Vec<u8>], words: &[Vec<u8>], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for _ in 0..1 << numbers.below(5) {
        let at = numbers.below(bytes.len());
        let longest = 1 << numbers.below(9);
        let end = (at + 1 + numbers.below(longest)).min(bytes.len());
        match numbers.below(9) {
            0 => drop(bytes.drain(at..end)),
            1 => {
                let part = bytes[at..end].to_vec();
                let to = numbers.below(bytes.len());
                bytes.splice(to..to, part);
            }
            2 => {
                let other = &others[numbers.below(others.len())];
                let from = numbers.below(other.len());
                let part = other.iter().skip(from).take(numbers.below(400)).copied();
                bytes.splice(at..at, part.collect::<Vec<_>>());
            }
            3 | 4 if !words.is_empty() => {
                let word = words[numbers.below(words.len())].clone();
                let end = if numbers.below(2) == 0 { at } else { end };
                bytes.splice(at..end, word);
            }
            5 => {
                // A digit becomes another: sizes, offsets, references.
                let digit = bytes.iter().skip(at).position(u8::is_ascii_digit);
                if let Some(byte) = digit.and_then(|further| bytes.get_mut(at + further)) {
                    *byte = b'0' + numbers.below(10) as u8;
                }
            }
            6 => {
                let value = [0, 1, 0x7f, 0x80, 0xff][numbers.below(5)];
                bytes[at.min(end)..end].fill(value);
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << numbers.below(8);
                }
            }
        }
        if bytes.is_empty() {
            bytes.push(b'\n');
        }
    }
    bytes.truncate(65_536);
    bytes
}

/// Seconds that this process had of a processor, where Linux tells: on a busy machine the clock goes on.
fn processor_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks = stat
        .split(' ')
        .skip(13)
        .take(2)
        .filter_map(|field| field.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

thread_local! {
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

fn main() {
    let mut arguments = env::args().skip(1);
    let name = arguments.next().expect("a target");
    let seconds: u64 = arguments
        .next()
        .and_then(|text| text.parse().ok())
        .unwrap_or(60);
    let number: u64 = arguments
        .next()
        .and_then(|text| text.parse().ok())
        .unwrap_or(1);
    let run = target(&name);
    let root = Path::new("fuzz");
    let inputs =
        fs::read_dir(root.join("corpus").join(&name)).expect("fuzz/seeds lays the first inputs");
    let mut paths: Vec<_> = inputs
        .map(|entry| entry.expect("an input").path())
        .collect();
    paths.sort();
    let inputs: Vec<Vec<u8>> = paths
        .iter()
        .map(|path| fs::read(path).expect("an input"))
        .collect();
    let words = dictionary(&match name.as_str() {
        "content" | "layout" => root.join("corpus/toml.dict"),
        _ => root.join("dict").join(format!("{name}.dict")),
    });
    let found = root.join("artifacts").join(&name);
    fs::create_dir_all(&found).expect("a folder for what is found");
    panic::set_hook(Box::new(|problem| {
        PANIC.with(|last| *last.borrow_mut() = problem.to_string())
    }));
    let current = env::temp_dir().join(format!("blind-{name}"));
    static COUNT: AtomicU64 = AtomicU64::new(0);
    thread::spawn(|| {
        let mut seen = (0, processor_seconds());
        loop {
            thread::sleep(Duration::from_secs(1));
            let count = COUNT.load(Ordering::Relaxed);
            if count != seen.0 {
                seen = (count, processor_seconds());
            } else if processor_seconds() > seen.1 + 20.0 {
                eprintln!("one input takes more than 20 s");
                process::exit(3);
            }
        }
    });
    let start = Instant::now();
    let mut numbers = Numbers(number);
    let mut known = BTreeSet::new();
    let mut slowest = Duration::ZERO;
    let mut count = 0_u64;
    while start.elapsed().as_secs() < seconds {
        let input = match inputs.get(count as usize) {
            // The inputs themselves come first.
            Some(input) => input.clone(),
            None => changed(
                &inputs[numbers.below(inputs.len())],
                &inputs,
                &words,
                &mut numbers,
            ),
        };
        fs::write(&current, &input).expect("the input at work");
        let begun = Instant::now();
        let outcome = panic::catch_unwind(|| run(&input));
        slowest = slowest.max(begun.elapsed());
        if outcome.is_err() {
            let what = PANIC.with(|last| last.borrow().clone());
            let place = what.lines().next().unwrap_or_default().to_owned();
            if known.insert(place) {
                println!("{what}");
                fs::write(found.join(format!("panic-{number}-{count}")), &input).expect("written");
            }
        }
        count += 1;
        COUNT.store(count, Ordering::Relaxed);
    }
    println!(
        "{name}: {count} inputs in {} s, the slowest in {} ms, {} kinds of panic",
        start.elapsed().as_secs(),
        slowest.as_millis(),
        known.len()
    );
}
