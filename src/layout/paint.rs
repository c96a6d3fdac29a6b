//! Paints the placed boxes of a page: turns them into items of the display list.
//!
//! Boxes are painted in the order of reading, each with its ground, its line and then its content. Every item
//! remembers which box drew it (`Owner`), so that preflight can tell a collision from a text on its own ground.

use super::code::GiveWay;
use super::divided::report_divided_address;
use super::entry::Entry;
use super::layers::{Placed, PlacedLayer, covered_areas, note_covered};
use super::paragraph::{grow_to_fit, paragraph};
use super::reporter::Reporter;
use super::rotation::{Flowing, PaintedStory, Rotated, Rotating};
use super::ruled::{edges, strokes};
use super::score::{AreaPlace, CodeRoom, Gathered, SetType};
use super::set_text::SetText;
use super::sign::Sign;
use super::tree::Tree;
use super::units::tolerance;
use super::{code, marks, picture, shade, tally, tally_labels};
use crate::color::Color;
use crate::diag::Diagnostic;
use crate::frame::{Blend, Frame, ItemKind, Link, Origin, Owner, Part, Path, Role};
use crate::geom::{Edges, Length, Point, Rect, Size};
use crate::rules::Rule;
use crate::template::plan::{
    CodePlan, Fill, Kind, Node, PagePlan, PicturePlan, PiecePlan, Side, TablePlan, Tally, Vertical,
};
use crate::text::Text;

/// Draws the boxes of one page.
pub(super) struct Painter<'r, 'p> {
    page: Rect,
    bleed: Length,
    right_to_left: bool,
    frame: Frame,
    stories: Vec<PaintedStory>,
    /// Number of the next box to be painted.
    first: u32,
    /// Number of the layer that is painted; 0 for the grid.
    layer: u16,
    /// The keys of areas whose words a layer hides on purpose, each with the bit of that layer.
    covered: Vec<(Origin, u64)>,
    /// The layers that cover all that is painted (`Owner::covered_by`).
    covered_by: u64,
    /// How the box that is painted mixes with what lies below.
    blend: Blend,
    /// How far the codes of the tree that is painted give way.
    give_way: GiveWay,
    reporter: &'r mut Reporter<'p>,
    gathered: Gathered,
}

impl<'r, 'p> Painter<'r, 'p> {
    /// A painter for a page, which has the ground of the page painted.
    pub(super) fn new(plan: &PagePlan, piece: &PiecePlan, reporter: &'r mut Reporter<'p>) -> Self {
        let bleed = piece.bleed;
        let page = Rect::of_size(plan.size);
        let mut painter = Self {
            page,
            bleed,
            right_to_left: piece.is_right_to_left(),
            frame: Frame::default(),
            stories: Vec::new(),
            first: 1,
            layer: 0,
            covered: Vec::new(),
            covered_by: 0,
            blend: Blend::Normal,
            give_way: GiveWay::default(),
            reporter,
            gathered: Gathered::default(),
        };
        if let Some(color) = plan.fill {
            painter.ground(page.grown(Edges::all(bleed)), color, &plan.root.origin);
        }
        painter
    }

    /// The areas of stories on the page, in reading order.
    pub(super) fn story_areas(&self) -> Vec<PaintedStory> {
        self.stories.clone()
    }

    /// What the score of the page is made of. Turned boxes are left out: they are small, as on tabs.
    pub(super) fn gathered(&mut self) -> Gathered {
        std::mem::take(&mut self.gathered)
    }

    /// The display list.
    pub(super) fn finish(self) -> Frame {
        self.frame
    }

    /// Paints the layers under the grid, the grid, and the layers over it. This is the order of reading too.
    pub(super) fn paint_page(&mut self, placed: Placed<'_, '_>) {
        let (under, over): (Vec<PlacedLayer<'_, '_>>, Vec<_>) = placed
            .layers
            .into_iter()
            .partition(|layer| layer.plan.under);
        self.covered = covered_areas(under.iter().chain(&over));
        let under = under.into_iter().map(|layer| (true, layer.tree));
        let grid = std::iter::once((false, placed.grid));
        let over = over.into_iter().map(|layer| (true, layer.tree));
        let mut layers = 0;
        for (is_layer, tree) in under.chain(grid).chain(over) {
            layers += u16::from(is_layer);
            self.layer = if is_layer { layers } else { 0 };
            self.paint(tree);
        }
    }

    /// Paints all boxes.
    fn paint(&mut self, mut tree: Tree<'_, '_>) {
        let (mut owners, next) = tree.owners(self.first);
        for owner in &mut owners {
            owner.layer = self.layer;
            owner.covered_by = self.covered_by;
        }
        note_covered(&self.covered, &tree, &mut owners);
        // Of each box, the number of the first item that it drew.
        let mut starts = Vec::with_capacity(owners.len());
        let mut rotated = Vec::new();
        for (index, owner) in owners.into_iter().enumerate() {
            let (rect, content, share) = (tree.rect(index), tree.content(index), tree.share());
            self.give_way = tree.give_way;
            let before = self.frame.items.len();
            starts.push((owner, before));
            if !tree.entries[index].node.rotate.is_none() {
                rotated.push((tree.entries[index].node, rect, owner, before));
            }
            let unsaid = tree.is_unsaid(index);
            let turned = tree.turned.remove(&index);
            self.blend = tree.blend(index);
            let entry = &mut tree.entries[index];
            if let Some(name) = area_name(&entry.node.origin.key) {
                let name = name.to_owned();
                self.gathered.areas.push(AreaPlace { name, rect });
            }
            if let (Some(color), false) =
                // A code brings a ground of its own, always white.
                (entry.node.fill, matches!(entry.node.kind, Kind::Code(_)))
            {
                let ground = self.with_bleed(rect, entry.node);
                self.ground(ground, color, &entry.node.origin);
                self.set_owner(before, owner.part(Part::Ground));
            }
            if let Some(border) = &entry.node.line {
                let rect = self.with_bleed(rect, entry.node);
                let lines = edges(border, rect, self.right_to_left);
                let path = Path::rectangles(&lines, border.color);
                self.drawn(path, &entry.node.origin);
                self.set_owner(before, owner.part(Part::Border));
            }
            let node = entry.node;
            if let Kind::Tally(plan) = &node.kind {
                tally_labels::check(&tree, index, plan, self.right_to_left, self.reporter);
            }
            let entry = &mut tree.entries[index];
            self.first = owner.number + 1;
            let covered_by = std::mem::replace(&mut self.covered_by, owner.covered_by);
            // Boxes within a turned box are painted by a painter of its own, which goes on with this number.
            self.content((entry, turned), rect, content, share);
            self.covered_by = covered_by;
            self.set_owner(before, owner);
            if unsaid {
                if let Kind::Table(area) = &tree.entries[index].node.kind
                    && area.divided
                {
                    self.report_not_divided(&area.plan);
                }
                let items = self.frame.items.split_off(before);
                let quiet = Frame {
                    items,
                    ..Frame::default()
                }
                .as_decoration();
                self.frame.items.extend(quiet.items);
            }
        }
        let end = self.frame.items.len();
        let rotated = rotated.into_iter().map(|(node, rect, owner, from)| {
            let mut behind = starts.iter().filter(|(other, _)| other.number > owner.last);
            let to = behind.next().map_or(end, |(_, start)| *start);
            Rotated {
                node,
                rect,
                from,
                to,
            }
        });
        let rotating = Rotating {
            frame: &mut self.frame,
            stories: &mut self.stories,
            page: self.page,
            right_to_left: self.right_to_left,
            reporter: &mut *self.reporter,
        };
        rotating.rotate(rotated.collect());
        // What is painted next goes on with the numbers.
        self.first = next;
    }

    /// Notes the box that drew the items from that index on, unless an inner box is noted already.
    fn set_owner(&mut self, from: usize, owner: Owner) {
        let drawn = self.frame.items.iter_mut().skip(from);
        for item in drawn.filter(|item| item.owner.is_none()) {
            item.owner = owner;
        }
    }

    /// Paints the boxes of a turned tree into a frame of its own, of that size.
    fn paint_apart(&mut self, size: Size, mut tree: Tree<'_, '_>) -> Frame {
        let page = Rect::of_size(size);
        let mut painter = Painter {
            page,
            bleed: Length::ZERO,
            right_to_left: self.right_to_left,
            frame: Frame::default(),
            stories: Vec::new(),
            first: self.first,
            layer: self.layer,
            covered: Vec::new(),
            covered_by: self.covered_by,
            blend: Blend::Normal,
            give_way: GiveWay::default(),
            reporter: &mut *self.reporter,
            gathered: Gathered::default(),
        };
        tree.blend = self.blend;
        painter.paint(tree);
        painter.report_stranded();
        painter.finish()
    }

    /// Reports tables that would go on in a turned box, which is laid out by itself.
    fn report_stranded(&mut self) {
        for stranded in std::mem::take(&mut self.stories) {
            if let Flowing::Table(plan) = stranded.what {
                self.report_not_divided(&plan);
            }
        }
    }

    /// Reports a table that cannot go on where an area shows it.
    fn report_not_divided(&mut self, plan: &TablePlan) {
        let problem = format!(
            "the table `{}` goes on in other areas, which it cannot where a box is turned or repeated",
            plan.name
        );
        let hint = "show the table in one area only, or remove `turn` and `copies`";
        let problem = Diagnostic::error(Rule::BadValue, problem).hint(hint);
        self.reporter.report(&plan.origin, problem);
    }

    /// Notes an area of what goes on in others. An empty group keeps its place in the order of reading until it
    /// is set.
    fn flowing(&mut self, name: &str, what: Flowing, rect: Rect, node: &Node) {
        self.need_room(name, rect, &node.origin);
        let role = match what {
            Flowing::Story(_) => Role::Story,
            Flowing::Table(_) => Role::Table,
        };
        self.stories.push(PaintedStory {
            what,
            rect,
            ink: node.ink,
            slot: self.frame.items.len(),
            rotations: Vec::new(),
        });
        self.frame
            .push(ItemKind::Group(Frame::default()), &node.origin, role);
    }

    /// Adds a filled path that is decoration.
    fn drawn(&mut self, path: Path, origin: &Origin) {
        let path = shade::blended(path, self.blend);
        self.frame
            .push(ItemKind::Path(path), origin, Role::Artifact);
    }

    /// Adds a filled rectangle.
    fn ground(&mut self, rect: Rect, fill: Fill, origin: &Origin) {
        let path = shade::filled(rect, fill, self.blend, self.right_to_left);
        self.frame
            .push(ItemKind::Path(path), origin, Role::Artifact);
    }

    /// A box, extended through the margin into the bleed on the sides that the layout names. In a mirrored
    /// page, `left` of the layout is the right side.
    fn with_bleed(&self, rect: Rect, node: &Node) -> Rect {
        let mut grown = Edges::default();
        for side in &node.bleed {
            match (side, self.right_to_left) {
                (Side::Top, _) => grown.top = rect.origin.y + self.bleed,
                (Side::Left, false) | (Side::Right, true) => {
                    grown.left = rect.origin.x + self.bleed;
                }
                (Side::Right, false) | (Side::Left, true) => {
                    grown.right = self.page.size.width - rect.right() + self.bleed;
                }
                (Side::Bottom, _) => {
                    grown.bottom = self.page.size.height - rect.bottom() + self.bleed;
                }
            }
        }
        rect.grown(grown)
    }

    /// Paints the content of a box.
    fn content(
        &mut self,
        (entry, turned): (&mut Entry<'_, '_>, Option<Tree<'_, '_>>),
        rect: Rect,
        content: Rect,
        share: f64,
    ) {
        let node = entry.node;
        // What has no words runs into the bleed together with the ground of its box.
        let bled = if node.bleed.is_empty() {
            content
        } else {
            self.with_bleed(rect, node)
        };
        match &node.kind {
            Kind::Text(plan) => {
                if let Some(text) = &mut entry.text {
                    self.text((node, plan), text, content, share);
                }
            }
            Kind::Code(plan) => self.code(node, plan, content),
            Kind::Tally(plan) => self.tally(plan, bled),
            Kind::Picture(plan) => {
                self.gathered.pictures.push(picture::shown(plan, bled.size));
                self.picture(plan, bled);
            }
            Kind::Rule(rule) => {
                let path = Path::rectangles(&strokes(rule, content), rule.color);
                self.drawn(path, &node.origin);
            }
            Kind::Shape(shape, color) => {
                self.need_room("the shape", bled, &node.origin);
                let path = Path {
                    segments: marks::shape(*shape, bled, self.right_to_left),
                    ..Path::rectangle(bled, *color)
                };
                self.drawn(path, &node.origin);
            }
            Kind::Turned(plan) => {
                let Some(inner) = turned else {
                    return;
                };
                self.need_room("the turned content", content, &node.origin);
                let size = plan.turn.size(content.size);
                let frame = self.paint_apart(size, inner);
                let turned = frame.turned(plan.turn, size).moved(content.origin);
                self.frame.items.extend(turned.items);
            }
            Kind::Story(name) => {
                let what = Flowing::Story(name.clone());
                self.flowing("the story", what, content, node);
            }
            Kind::Table(area) if area.divided => {
                let what = Flowing::Table(area.plan.clone());
                self.flowing("the table", what, content, node);
            }
            Kind::Table(_) => {
                let Some(table) = &mut entry.table else {
                    return;
                };
                let types = table.set_types(content.size.width, share);
                self.gathered.texts.extend(types);
                table.report_divided_addresses(content.size.width, share, self.reporter);
                let table = table.draw_whole(content, share, self.right_to_left);
                self.frame
                    .push(ItemKind::Group(table), &node.origin, Role::Table);
            }
            Kind::Grid(_) | Kind::Empty => {}
        }
    }

    /// Paints a paragraph.
    fn text(
        &mut self,
        (node, plan): (&Node, &Text),
        text: &mut SetText<'_>,
        content: Rect,
        share: f64,
    ) {
        // A box may be higher than the text in it needs: fitted type then grows beyond the common share.
        let broken = grow_to_fit(text, content, share);
        let at = Point::new(
            content.origin.x,
            content.origin.y + aligned(node.align, content.size.height - broken.height),
        );
        let origin = plan.origin(&node.origin);
        report_divided_address((text, &broken), &origin, self.reporter);
        self.gathered
            .texts
            .push(SetType::of(plan, &origin, &broken));
        let paragraph = paragraph(text, &broken, at, content.size.width, plan.style.color);
        self.frame
            .push(ItemKind::Group(paragraph), &origin, plan.role);
    }

    /// Paints a QR code on its light ground, with a link for readers on a screen.
    fn code(&mut self, node: &Node, plan: &CodePlan, content: Rect) {
        let code = code::place(
            (plan, &node.origin, self.give_way),
            content,
            self.right_to_left,
            self.page.size,
            self.reporter,
        );
        self.gathered.codes.push(CodeRoom {
            origin: plan.origin.clone(),
            side: code::printed_side(plan, &code),
            least: code::least(plan),
            comfortable: code::comfortable(plan),
        });
        let link = code.payload.link().map(|uri| Link {
            rect: code.rect(),
            uri,
            description: code.label.clone(),
        });
        // The quiet zone is part of the symbol, so it brings its own light ground.
        let ground = self.with_bleed(code.rect(), node);
        self.blend = Blend::Normal;
        self.ground(ground, Fill::Plain(Color::WHITE), &plan.origin);
        self.frame
            .push(ItemKind::Code(code), &plan.origin, Role::Figure);
        if let Some(link) = link {
            self.frame
                .push(ItemKind::Link(link), &plan.origin, Role::Link);
        }
    }

    /// Paints the marks of a tally, as one figure with a text for screen readers.
    fn tally(&mut self, plan: &Tally, rect: Rect) {
        self.need_room("the tally", rect, &plan.origin);
        if tally::too_thin(plan, rect.size) {
            let problem = Diagnostic::warning(
                Rule::ThinMarks,
                "the marks of the tally are thinner than 0.25 pt, so they may not print",
            );
            let hint =
                "draw fewer marks, make the tally wider or higher, or print the figure instead";
            self.reporter.report(&plan.origin, problem.hint(hint));
        }
        let paths = match &plan.sign {
            None => vec![tally::path(plan, rect, self.right_to_left)],
            Some(asset) => match Sign::of_tally(plan, asset) {
                Ok(sign) => tally::sign_paths(plan, &sign, rect, self.right_to_left),
                Err(problem) => {
                    self.reporter.report_plain(&plan.layout, problem);
                    return;
                }
            },
        };
        let mut marks = Frame {
            alt: Some(plan.alt.clone()),
            ..Frame::default()
        };
        for path in paths {
            let path = shade::blended(path, self.blend);
            marks.push(ItemKind::Path(path), &plan.origin, Role::Artifact);
        }
        self.frame
            .push(ItemKind::Group(marks), &plan.origin, Role::Figure);
    }

    /// Paints a picture.
    fn picture(&mut self, plan: &PicturePlan, rect: Rect) {
        self.need_room("the picture", rect, &plan.origin);
        if let Some(color) = plan.ground {
            let path = picture::ground(plan, rect, color, self.right_to_left);
            self.drawn(path, &plan.origin);
        }
        let drawing = picture::Drawing {
            plan,
            rect,
            page: self.page.size,
            right_to_left: self.right_to_left,
            blend: self.blend,
        };
        for (kind, role) in picture::place(&drawing, self.reporter) {
            self.frame.push(kind, &plan.origin, role);
        }
    }

    /// Reports a box that got no width or height for something that has no size of its own.
    fn need_room(&mut self, what: &str, rect: Rect, origin: &Origin) {
        if rect.size.width <= tolerance() || rect.size.height <= tolerance() {
            let problem = Diagnostic::error(
                Rule::NoRoom,
                format!(
                    "{what} has no room: {} × {}",
                    rect.size.width, rect.size.height
                ),
            );
            self.reporter.report(
                origin,
                problem
                    .hint("give the area a `height`, or its row of the grid a share such as 1fr"),
            );
        }
    }
}

/// The name of the area that a key is that of; `None` for keys of what an area holds.
fn area_name(key: &str) -> Option<&str> {
    let (_, name) = key.rsplit_once(".area.")?;
    (!name.contains('.')).then_some(name)
}

/// The distance of content from the top of a box with that much spare height.
fn aligned(align: Vertical, spare: Length) -> Length {
    match align {
        Vertical::Top | Vertical::Spread => Length::ZERO,
        Vertical::Middle => spare * 0.5,
        Vertical::Bottom => spare,
    }
}
