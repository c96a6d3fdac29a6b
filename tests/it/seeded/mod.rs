//! Faults seeded into a good campaign, a good layout and good files: each is found by its code, and what
//! is untouched gives no alarm.

mod content;
mod file;
mod scan;
