//! Rotates what is drawn by any angle.
//!
//! The items get new coordinates, instead of a matrix that every reader of the display list would have to apply.
//! Words keep their glyphs and get an angle; outlines get new points; a picture, a code and the visible part of
//! a drawing stay upright rectangles with an angle about their own middle.

use super::{Code, Frame, ItemKind, Path, Placed, Segment};
use crate::geom::{Edges, Rect, Rotation};
use crate::qr::QUIET_ZONE;

impl Placed {
    /// How `rect` and `clip` are rotated.
    pub fn rotation(&self) -> Rotation {
        Rotation::about_middle(self.rect, self.angle)
    }

    /// The smallest upright rectangle around its visible part.
    pub fn bounds(&self) -> Rect {
        self.rotation().bounds(self.clip)
    }

    /// Its visible part as an area of the page: the rectangle or the shape that it is cut to.
    pub fn visible_path(&self) -> Path {
        self.cutout.path(self.clip).rotated(self.rotation())
    }

    /// Whether what lies below shows through. Between the dots of a halftone it does too, but nothing can be read
    /// there, so that it counts as hidden.
    pub fn shows_ground(&self) -> bool {
        self.blend.shows_ground() || self.image.asset.picture.shows_ground()
    }
}

impl Code {
    /// How the symbol is rotated.
    pub fn rotation(&self) -> Rotation {
        Rotation::about_middle(self.rect(), self.angle)
    }

    /// The smallest upright rectangle around the symbol with its quiet zone.
    pub fn bounds(&self) -> Rect {
        self.rotation().bounds(self.rect())
    }

    /// The smallest upright rectangle around its modules, without the quiet zone.
    pub fn ink_bounds(&self) -> Rect {
        let quiet = self.module * QUIET_ZONE as f64;
        self.rotation()
            .bounds(self.rect().grown(Edges::all(-quiet)))
    }
}

impl Path {
    /// The same shape, rotated.
    #[must_use]
    pub fn rotated(mut self, by: Rotation) -> Self {
        self.rotate(by);
        self
    }

    fn rotate(&mut self, by: Rotation) {
        for segment in &mut self.segments {
            *segment = match *segment {
                Segment::Move(p) => Segment::Move(by.point(p)),
                Segment::Line(p) => Segment::Line(by.point(p)),
                Segment::Curve(a, b, p) => Segment::Curve(by.point(a), by.point(b), by.point(p)),
                Segment::Close => Segment::Close,
            };
        }
        self.fade = self.fade.map(|fade| fade.mapped(|p| by.point(p)));
    }
}

impl Frame {
    /// The smallest upright rectangle around the visible part; none if all of it is visible.
    pub fn clip_bounds(&self) -> Option<Rect> {
        self.clip_rotation()
            .map(|(clip, rotation)| rotation.bounds(clip))
    }

    /// The visible part with its rotation.
    pub fn clip_rotation(&self) -> Option<(Rect, Rotation)> {
        let clip = self.clip?;
        Some((clip, Rotation::about_middle(clip, self.clip_angle)))
    }

    /// The visible part as an area of the page, if it is more than an upright rectangle.
    pub fn slanted_or_cut(&self) -> Option<Path> {
        let (clip, rotation) = self.clip_rotation()?;
        let is_plain = self.clip_angle.is_none() && self.cutout.is_whole();
        (!is_plain).then(|| self.cutout.path(clip).rotated(rotation))
    }

    /// The same drawing, rotated.
    #[must_use]
    pub fn rotated(mut self, by: Rotation) -> Self {
        if by.angle.is_none() {
            return self;
        }
        if let Some(clip) = self.clip {
            self.clip = Some(clip.moved(by.offset(clip.middle())));
            self.clip_angle = self.clip_angle.plus(by.angle);
        }
        for item in &mut self.items {
            match &mut item.kind {
                ItemKind::Group(frame) => *frame = std::mem::take(frame).rotated(by),
                ItemKind::Text(run) => {
                    run.at = by.point(run.at);
                    run.angle = run.angle.plus(by.angle);
                }
                ItemKind::Path(path) => path.rotate(by),
                ItemKind::Image(placed) => {
                    let offset = by.offset(placed.rect.middle());
                    placed.rect = placed.rect.moved(offset);
                    placed.clip = placed.clip.moved(offset);
                    placed.angle = placed.angle.plus(by.angle);
                }
                // A place to click is always upright (ISO 32000-1, 12.5.2).
                ItemKind::Link(link) => link.rect = by.bounds(link.rect),
                ItemKind::Code(code) => {
                    code.at = code.at + by.offset(code.rect().middle());
                    code.angle = code.angle.plus(by.angle);
                }
            }
        }
        self
    }
}
