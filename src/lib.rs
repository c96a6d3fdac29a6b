//! handbill
pub mod color;
pub mod content;
pub mod diag;
pub mod document;
pub mod geom;
pub mod paper;
pub mod project;
pub mod qr;
pub mod frame;
pub mod page;
pub mod template;
pub mod typeset;
pub mod layout;
pub mod pdf;
