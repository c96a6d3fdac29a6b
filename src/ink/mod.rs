//! What becomes of each colour and picture on a route.

mod icc;

pub use icc::Profile;
