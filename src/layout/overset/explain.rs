//! Explains why something does not fit: which text or code takes the room, by how much it is too large, and
//! which key of the layout would give it more.

use super::find::{Beyond, Leaf};
use crate::frame::Origin;
use crate::geom::{Length, Rect};
use crate::layout::code;
use crate::layout::fault::{Fault, area_in_words, counted, key_in_words, shortened};
use crate::layout::named;
use crate::layout::tree::Tree;
use crate::layout::units::tolerance;
use crate::rules::Rule;
use crate::template::plan::Kind;
use crate::text::{Sizing, Text};
use crate::typeset::LongestWord;

impl Tree<'_, '_> {
    /// Explains a place that is too narrow: by a code or a word, or by a fixed width.
    pub(super) fn too_wide(&mut self, beyond: Beyond) -> Fault {
        let room = self.content(beyond.holder).size.width;
        let columns = match &self.entries[beyond.holder].node.kind {
            Kind::Grid(grid) => grid.columns.len().max(1),
            _ => 1,
        };
        let leaves = self.leaves(beyond.holder);
        // The columns of a grid share its width, so the widest content takes room from the others: it is named
        // even if another box sticks out. A picture gets as narrow as its place.
        let with_width = leaves.iter().filter(|leaf| leaf.width > Length::ZERO);
        let widest = with_width.max_by_key(|leaf| leaf.width);
        // A code that has no room even alone is the cause, however wide the address beside it is.
        let is_code = |leaf: &&Leaf| matches!(self.entries[leaf.index].node.kind, Kind::Code(_));
        let codes = leaves.iter().filter(is_code);
        let codes = codes.filter(|leaf| leaf.width > room + tolerance());
        let widest = codes.max_by_key(|leaf| leaf.width).or(widest);
        let Some(widest) = widest else {
            return self.box_beyond(beyond);
        };
        let width = widest.width;
        // The width that is left for it beside the others.
        let beside_others = (width - beyond.over).max(Length::ZERO);
        let left = if columns > 1 {
            beside_others
        } else {
            room.min(beside_others)
        };
        let index = widest.index;
        if let Some(fixed) = self.fixed(beyond, width) {
            return fixed;
        }
        let area = self.area_of(index, beyond.holder);
        match &self.entries[index].node.kind {
            Kind::Code(code) => {
                // The address to type beside a code does not count as a neighbour here: shortening the address
                // makes both it and the code narrower.
                let typed = |leaf: &&Leaf| {
                    let words = self.words_of(leaf.index);
                    !words.is_some_and(|words| words.key.ends_with(".short"))
                };
                let beside = |leaf: &&Leaf| {
                    leaf.rect.origin.y < widest.rect.bottom()
                        && widest.rect.origin.y < leaf.rect.bottom()
                        && leaf.index != index
                };
                let others = leaves.iter().filter(beside).filter(typed);
                let others = others.map(|leaf| leaf.width).max().unwrap_or_default();
                let without = room - others;
                let address = leaves.iter().filter(beside).filter(|leaf| !typed(leaf));
                match address.max_by_key(|leaf| leaf.width) {
                    // Without that address the code would fit: the address is the cause.
                    Some(address) if without >= width => {
                        let (at, needs) = (address.index, address.width);
                        self.word(at, needs, (needs - beyond.over).max(Length::ZERO), area)
                    }
                    // Several codes in a row share the width that is missing.
                    _ if left.max(without) >= width => {
                        let codes = leaves.iter().filter(|leaf| {
                            let is_code =
                                matches!(self.entries[leaf.index].node.kind, Kind::Code(_));
                            is_code && (leaf.index == index || beside(leaf))
                        });
                        let each = beyond.over / codes.count().max(1) as f64;
                        code::too_large(code, (width - each).max(Length::ZERO), area)
                    }
                    _ => code::too_large(code, left.max(without), area),
                }
            }
            _ => self.word(index, width, left, area),
        }
    }

    /// Explains a text that does not fit its own box: by a word that is too wide, or by its length.
    pub(super) fn text_beyond(&mut self, index: usize, over: Length) -> Fault {
        let room = self.content(index).size;
        let share = self.share();
        let area = self.entries[index].node.origin.clone();
        let Some(text) = &mut self.entries[index].text else {
            return self.box_beyond(Beyond {
                holder: index,
                child: index,
                over,
                across: false,
            });
        };
        let broken = text.broken(room.width, share);
        if broken.overfull > tolerance() {
            return self.word(index, room.width + broken.overfull, room.width, area);
        }
        self.long(index, broken.height, (over, room.height), area)
    }

    /// Explains a word that is wider than its column. `needs` is the width that it needs, `has` that of the
    /// column.
    fn word(&mut self, index: usize, needs: Length, has: Length, area: Origin) -> Fault {
        if let Some(lines) = self.filled_lines(index) {
            return self.filled_line(index, (needs, has), area, lines);
        }
        let empty = LongestWord {
            word: String::new(),
            part: 0,
        };
        let (LongestWord { word, part }, size) = match &self.entries[index].text {
            Some(text) => (text.paragraph.longest_word(), text.paragraph.style().size),
            None => (empty, Sizing::Fixed(Length::ZERO)),
        };
        let origin = self.words_of(index);
        let (wide, narrow) = Length::apart(needs, has);
        let fitted = match size {
            Sizing::Fixed(_) => "",
            _ => " at its smallest size",
        };
        // A style in capitals changes the word; the message shows it as the content has it, so that it can be
        // searched.
        let word = match &self.entries[index].node.kind {
            Kind::Text(text) => {
                let same = |written: &&str| written.to_uppercase() == word;
                let written = text.runs.iter().flat_map(|run| run.text.split_whitespace());
                written
                    .filter(|_| text.style.upper)
                    .find(same)
                    .map_or(word.clone(), str::to_owned)
            }
            _ => word,
        };
        let named = named::name(&word, origin.as_ref());
        let of_key = named.key.as_ref().map(|key| format!(" of `{key}`"));
        // Letters are counted in proportion to the width: an estimate, hence "about" in the message.
        let most = ((part as f64) * has.ratio(needs)).floor() as usize;
        let area_words = area_in_words(&area);
        let detail = match most {
            0 => format!("{area_words} has no width left for it, but it needs {wide}{fitted}"),
            _ => format!(
                "{area_words} is {narrow} wide, but it needs {wide}{fitted}; up to about {most} {} fit",
                named.unit
            ),
        };
        Fault {
            rule: Rule::Overset,
            what: format!(
                "{}{} is wider than its column",
                named.what,
                of_key.unwrap_or_default()
            ),
            detail,
            shorten: named.shorten.to_owned(),
            make_room: format!(
                "{}, or lower the smallest `size` of the style `{}`",
                widen(&area),
                self.style_of(index)
            ),
            content: origin,
            area,
        }
    }

    /// The number of lines that the layout asks for, where lines fill their measure and have several words each: then
    /// not a word is too wide, but a line.
    fn filled_lines(&self, index: usize) -> Option<u32> {
        let Kind::Text(text) = &self.entries[index].node.kind else {
            return None;
        };
        let most = text.lines?.most;
        let words = text.runs.iter().flat_map(|run| run.text.split_whitespace());
        let several = words.count() > most as usize;
        (matches!(text.style.size, Sizing::Fill(..)) && several).then_some(most)
    }

    /// Explains a filled line that is wider than its column at the smallest size of its style. It `needs` more
    /// width than it `has`; `lines` is the number that the layout asks for.
    fn filled_line(
        &mut self,
        index: usize,
        (needs, has): (Length, Length),
        area: Origin,
        lines: u32,
    ) -> Fault {
        let origin = self.words_of(index);
        let (wide, narrow) = Length::apart(needs, has);
        let lines = counted(lines as usize, "line");
        Fault {
            rule: Rule::Overset,
            what: format!(
                "the words{} do not fit in {lines}",
                key_in_words(origin.as_ref())
            ),
            detail: format!(
                "{} is {narrow} wide, but the longest line needs {wide} at its smallest size",
                area_in_words(&area)
            ),
            shorten: "use fewer words".to_owned(),
            make_room: format!(
                "give `lines` of that text a larger number or a range such as \"2..6\", or {}, or lower the smallest `size` of the style `{}`",
                widen(&area),
                self.style_of(index)
            ),
            content: origin,
            area,
        }
    }

    /// Explains a place that is too low, by a picture in it that is shown whole.
    fn picture(
        &self,
        (index, height): (usize, Length),
        (over, has): (Length, Length),
        area: Origin,
    ) -> Option<Fault> {
        let Kind::Picture(picture) = &self.entries[index].node.kind else {
            return None;
        };
        let (needed, there) = Length::apart(has + over, has);
        let own = area_in_words(&self.entries[index].node.origin);
        Some(Fault {
            rule: Rule::Overset,
            what: format!("the picture of `{}` does not fit", picture.origin.key),
            detail: format!(
                "{} needs a height of {needed} with type at its smallest size, but has {there}. The picture, which is shown whole, takes {} of it",
                area_in_words(&area),
                height.rounded()
            ),
            shorten: "use a wider picture".to_owned(),
            make_room: format!(
                "give {own} a smaller `height` or `width`, give its row a share such as 1fr, or crop the picture (fit = \"cover\")"
            ),
            content: Some(picture.origin.clone()),
            area,
        })
    }

    /// Explains a place that is too low, by the text in it that takes most of the height.
    pub(super) fn too_high(&mut self, beyond: Beyond) -> Fault {
        let room = self.content(beyond.holder);
        let mut area = self.entries[beyond.holder].node.origin.clone();
        // The outermost box is the page.
        if beyond.holder == 0 && self.entries[beyond.child].parent.is_some() {
            area = self.entries[0].node.origin.clone();
        }
        // First choice: the highest text in the column of the box that sticks out at the foot.
        let low = self.rect(beyond.child);
        let leaves = self.leaves(beyond.holder);
        let meets = |rect: Rect| rect.origin.x < low.right() && low.origin.x < rect.right();
        let in_column = leaves.iter().filter(|leaf| meets(leaf.rect));
        let highest = in_column.max_by_key(|leaf| leaf.height);
        // If that is under a third of the height, the rows are high because of a text in another column.
        let highest = highest.filter(|leaf| leaf.height * 3.0 > room.size.height);
        let highest = highest.or_else(|| leaves.iter().max_by_key(|leaf| leaf.height));
        let Some(highest) = highest else {
            return self.box_beyond(beyond);
        };
        let (index, height) = (highest.index, highest.height);
        if let Some(fixed) = self.fixed(beyond, height) {
            return fixed;
        }
        let over = (beyond.over, room.size.height);
        if let Some(picture) = self.picture((index, height), over, area.clone()) {
            return picture;
        }
        if let Kind::Code(code) = &self.entries[index].node.kind {
            let left = (height - beyond.over).max(Length::ZERO);
            let is_text = |leaf: &&Leaf| self.entries[leaf.index].text.is_some();
            let text = leaves.iter().filter(is_text).max_by_key(|leaf| leaf.height);
            return match text {
                // No address that people can get is short enough, so the words beside the code have to be
                // shorter.
                Some(text) if !code::can_be_shortened(code, left) => {
                    let (text, height) = (text.index, text.height);
                    self.long(text, height, over, area)
                }
                _ => code::too_large(code, left, area),
            };
        }
        self.long(index, height, over, area)
    }

    /// Explains a text that is too long for its place. `over` is the height that is missing, `has` that of the
    /// place.
    fn long(
        &mut self,
        index: usize,
        height: Length,
        (over, has): (Length, Length),
        area: Origin,
    ) -> Fault {
        let width = self.content(index).size.width;
        let share = self.share();
        let origin = self.words_of(index);
        let (mut lines, mut letters, mut line) = (1, 0, height);
        if let Some(text) = &mut self.entries[index].text {
            let broken = text.broken(width, share);
            lines = broken.lines.len().max(1);
            line = height / lines as f64;
        }
        let mut words = String::new();
        if let Kind::Text(Text { runs, .. }) = &self.entries[index].node.kind {
            words = runs.iter().map(|run| run.text.as_str()).collect();
            letters = words.chars().count();
        }
        let name = key_in_words(origin.as_ref());
        let (needed, there) = Length::apart(has + over, has);
        // Users shorten by lines and letters: the missing height is converted with the averages of this text.
        let excess = (over.ratio(line).ceil() as usize).max(1);
        let share_of = if height * 2.0 > has {
            "This text takes most of it"
        } else {
            "This is its largest text"
        };
        let cut = (letters * excess / lines).max(1);
        let too_many = if excess < lines {
            format!(
                "it is too long by about {} ({cut} letters)",
                counted(excess, "line")
            )
        } else {
            format!(
                "the texts there are too long by about {}",
                counted(excess, "line")
            )
        };
        let shorten = if excess < lines {
            "shorten this text"
        } else {
            "shorten the texts there, or leave some of them out"
        };
        Fault {
            rule: Rule::Overset,
            what: format!("the text “{}”{name} does not fit", shortened(&words)),
            detail: format!(
                "{} needs a height of {needed} with type at its smallest size, but has {there}. {share_of} ({}, {}); {too_many}",
                area_in_words(&area),
                height.rounded(),
                counted(lines, "line"),
            ),
            shorten: shorten.to_owned(),
            make_room: format!(
                "make the `rows` or the `height` of {} larger, or lower the smallest `size` of the style `{}`",
                area_in_words(&area),
                self.style_of(index)
            ),
            content: origin,
            area,
        }
    }

    /// The area to name for a text or a code: its own if that is within the box that is too small, else that
    /// box.
    fn area_of(&self, index: usize, holder: usize) -> Origin {
        let (own, holder) = (
            &self.entries[index].node.origin,
            &self.entries[holder].node.origin,
        );
        let within = own.key.starts_with(&*holder.key) && own.key.contains(".area.");
        if within { own.clone() } else { holder.clone() }
    }

    /// Explains a place that is too small for a fixed `width` or `height` in it. `None` if some text takes more
    /// than any fixed measure.
    fn fixed(&self, beyond: Beyond, largest: Length) -> Option<Fault> {
        let measure = |index: usize| {
            let node = self.entries[index].node;
            if beyond.across {
                node.width
            } else {
                node.height
            }
        };
        let within = |index: usize| {
            let mut at = self.entries[index].parent;
            while let Some(index) = at.filter(|index| *index != beyond.holder) {
                at = self.entries[index].parent;
            }
            at.is_some()
        };
        let boxes = (0..self.entries.len()).filter(|index| within(*index));
        let (index, length) = boxes
            .filter_map(|index| Some((index, measure(index)?)))
            .max_by_key(|(_, length)| *length)
            .filter(|(_, length)| *length > largest)?;
        let key = if beyond.across { "width" } else { "height" };
        let room = self.content(beyond.holder).size;
        let room = if beyond.across {
            room.width
        } else {
            room.height
        };
        let (needs, has) = Length::apart(room + beyond.over, room);
        let area = self.entries[index].node.origin.clone();
        let holder = &self.entries[beyond.holder].node.origin;
        Some(Fault {
            rule: Rule::Overset,
            content: None,
            what: format!(
                "the `{key}` of {} is too large for its place",
                area_in_words(&area)
            ),
            detail: format!(
                "it is {}; with it, {} needs {needs} and has {has}",
                length.rounded(),
                area_in_words(holder)
            ),
            shorten: format!("lower its `{key}` by {}", beyond.over.rounded()),
            make_room: format!("make {} larger", area_in_words(holder)),
            area,
        })
    }

    /// Explains boxes that do not fit and hold no text or code that could be named.
    fn box_beyond(&self, beyond: Beyond) -> Fault {
        let area = self.entries[beyond.holder].node.origin.clone();
        let room = self.content(beyond.holder).size;
        let (has, kind, keys) = if beyond.across {
            (room.width, "width", "`width`, `columns` and `gap`")
        } else {
            (room.height, "height", "`height`, `rows` and `gap`")
        };
        let (needed, there) = Length::apart(has + beyond.over, has);
        Fault {
            rule: Rule::Overset,
            content: None,
            what: format!(
                "the content of {} is larger than its place",
                area_in_words(&area)
            ),
            detail: format!("it needs a {kind} of {needed} and has {there}"),
            shorten: "remove something from it".to_owned(),
            make_room: format!("lower {keys} in it"),
            area,
        }
    }

    /// The origin of the first words of the content in a text; `None` if the layout gives all its words.
    fn words_of(&self, index: usize) -> Option<Origin> {
        let node = self.entries.get(index)?.node;
        match &node.kind {
            Kind::Text(text) => text
                .runs
                .iter()
                .map(|run| run.origin.clone())
                .find(|origin| origin.file != node.origin.file),
            _ => None,
        }
    }

    /// Name of the style of a text, for a message.
    fn style_of(&self, index: usize) -> String {
        match &self.entries[index].node.kind {
            Kind::Text(text) => text.style.name.clone(),
            _ => String::new(),
        }
    }
}

/// The advice to make a box wider: a layer has a width of its own.
fn widen(area: &Origin) -> String {
    let words = area_in_words(area);
    if area.key.contains(".layer.") {
        format!("make the `width` of {words} larger")
    } else {
        format!("make the `columns` around {words} wider")
    }
}
