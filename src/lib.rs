//! `handbill` turns a campaign's content file into flyers, posters and handouts that print well, with
//! QR codes that open the action pages.

mod cache;
mod color;
mod content;
mod diag;
mod document;
mod findings;
mod frame;
mod geom;
mod impose;
mod ink;
mod inspect;
mod keyword;
mod kit;
mod language;
mod layout;
mod order;
mod page;
mod paper;
mod parallel;
mod payload;
mod pdf;
mod picture;
mod pipeline;
mod preflight;
mod project;
mod proof;
mod qr;
mod reading;
mod route;
mod rules;
mod sheet;
mod standalone;
mod tasks;
mod template;
mod text;
mod typeset;

/// Opens rooms of the library: each with all that it makes public.
macro_rules! open {
    ($($room:ident),+ $(,)?) => {
        $(
            #[allow(missing_docs, reason = "the room itself is documented")]
            pub mod $room {
                pub use crate::$room::*;
            }
        )+
    };
}

/// The rooms behind the face, for the command line and for tests of one stage. They change without notice,
/// and the documentation does not show them.
#[cfg_attr(doc, doc(hidden))]
pub mod internals {
    open! {
        color, content, diag, document, findings, frame, geom, impose, ink, inspect, keyword, kit, language, layout,
        order, page, paper, payload, pdf, picture, pipeline, preflight, project, proof, qr, reading, route, rules, sheet,
        standalone, tasks, template, text, typeset,
    }
}
