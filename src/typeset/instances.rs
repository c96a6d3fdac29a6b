//! Faces of variable fonts at places on their axes.
//!
//! They are made when text first asks for them. The list only grows and its elements never move, so that a face can be
//! lent for as long as the book lives, as those from files are. A campaign uses a few, so a list is searched fast enough.

use std::sync::OnceLock;

use crate::frame::FontId;

/// The faces made so far.
pub(super) struct Instances<F>(OnceLock<Box<Instance<F>>>);

struct Instance<F> {
    id: FontId,
    face: F,
    next: Instances<F>,
}

impl<F> Default for Instances<F> {
    fn default() -> Self {
        Self(OnceLock::new())
    }
}

impl<F> Instances<F> {
    /// The face of that id, which is made if it is not there yet. Of two threads that ask at once, one makes it.
    pub(super) fn find(&self, id: FontId, make: impl Fn() -> F) -> &F {
        let mut place = self;
        loop {
            let there = place.0.get_or_init(|| {
                Box::new(Instance {
                    id,
                    face: make(),
                    next: Self::default(),
                })
            });
            if there.id == id {
                return &there.face;
            }
            place = &there.next;
        }
    }
}
