//! Proves a PDF from any program: `cargo run --example prove -- flyer.pdf`.

use std::error::Error;
use std::{env, fs};

use handbill::{Order, ProofReport};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("name a PDF")?;
    let report = ProofReport::of_pdf(&path, &fs::read(&path)?, &Order::new());
    for finding in &report.findings {
        println!("{finding}");
    }
    for file in &report.files {
        for code in &file.codes {
            match &code.read {
                Some(text) => println!("page {}: the code says {text}", code.page),
                None => println!("page {}: the code cannot be read", code.page),
            }
        }
        for finding in &file.findings {
            println!("{finding}");
        }
        println!("ready to print: {}", file.is_printable());
    }
    Ok(())
}
