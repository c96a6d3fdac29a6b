//! Faults seeded into a good campaign, a good layout and good files: each is found under its rule, and what
//! is untouched gives no alarm.

mod content;
mod file;
mod scan;
