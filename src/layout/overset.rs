//! What does not fit: found before anything is drawn, and told with the words that take the room.

use super::code;
use super::tree::{Tree, tolerance};
use crate::frame::Origin;
use crate::geom::{Length, Rect};
use crate::template::plan::Kind;
use crate::text::{Sizing, Text};

/// Something that does not fit, in words.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    /// The code of the diagnostic.
    pub(super) code: &'static str,
    /// The words or the code at fault, in the content.
    pub(super) content: Option<Origin>,
    /// The area that it is in.
    pub(super) area: Origin,
    /// What is wrong, on any piece.
    pub(super) what: String,
    /// Where, with both measures.
    pub(super) detail: String,
    /// How to make the text or the address shorter.
    pub(super) shorten: String,
    /// Which keys of the layout give it more room.
    pub(super) make_room: String,
}

/// A box beyond the one that holds it.
#[derive(Clone, Copy)]
struct Beyond {
    holder: usize,
    /// The box itself.
    child: usize,
    over: Length,
    /// Whether it is too wide, and not too high.
    across: bool,
}

/// A text or a code in its box.
struct Leaf {
    index: usize,
    rect: Rect,
    /// The least width that it can have.
    width: Length,
    height: Length,
}

impl Tree<'_, '_> {
    /// Whether something does not fit.
    pub(super) fn is_overset(&mut self) -> bool {
        self.beyond().is_some()
            || self.overfull().is_some()
            || self.entries.iter_mut().any(|entry| {
                let turned = entry.turned.as_mut();
                turned.is_some_and(|turned| turned.is_overset())
            })
    }

    /// What fits least, in words.
    pub(super) fn fault(&mut self) -> Option<Fault> {
        // What is too wide for its place moves all that is beside and below it, so it comes first.
        let beyond = self.beyond();
        if let Some(beyond) = beyond.filter(|beyond| beyond.across) {
            return Some(self.too_wide(beyond));
        }
        if let Some((index, over)) = self.overfull() {
            return Some(self.text_beyond(index, over));
        }
        if let Some(beyond) = beyond {
            return Some(self.too_high(beyond));
        }
        let turned = self.entries.iter_mut();
        turned
            .filter_map(|entry| entry.turned.as_mut())
            .find_map(|turned| turned.fault())
    }

    /// The box that reaches furthest beyond what holds it, too wide before too high.
    fn beyond(&self) -> Option<Beyond> {
        let mut worst: Option<Beyond> = None;
        let mut note = |found: Beyond| {
            let more = |worst: &Beyond| (found.across, found.over) > (worst.across, worst.over);
            if found.over > tolerance() && worst.as_ref().is_none_or(more) {
                worst = Some(found);
            }
        };
        for (child, entry) in self.entries.iter().enumerate() {
            let rect = self.rect(child);
            let (holder, room) = match entry.parent {
                Some(parent) => (parent, self.content(parent)),
                None => (child, self.page),
            };
            let rooms = [room, self.page];
            for (at, room) in rooms.into_iter().enumerate() {
                // Beyond the page is beyond the outermost box.
                let holder = if at == 0 { holder } else { 0 };
                let right = rect.right() - room.right();
                let left = room.origin.x - rect.origin.x;
                let down = rect.bottom() - room.bottom();
                let up = room.origin.y - rect.origin.y;
                for (across, over) in [(true, right.max(left)), (false, down.max(up))] {
                    note(Beyond {
                        holder,
                        child,
                        over,
                        across,
                    });
                }
            }
        }
        worst
    }

    /// The text that fits its own box least, and by how much.
    fn overfull(&mut self) -> Option<(usize, Length)> {
        let share = self.share();
        let mut worst: Option<(usize, Length)> = None;
        for index in 0..self.entries.len() {
            let room = self.content(index).size;
            if let Some(text) = &mut self.entries[index].text {
                let broken = text.broken(room.width, share);
                let over = (broken.height - room.height).max(broken.overfull);
                if over > tolerance() && worst.is_none_or(|(_, most)| over > most) {
                    worst = Some((index, over));
                }
            }
        }
        worst
    }

    /// The texts and codes in a box.
    fn leaves(&mut self, holder: usize) -> Vec<Leaf> {
        let share = self.share();
        let within = |tree: &Self, index: usize| {
            let mut at = Some(index);
            while let Some(index) = at {
                if index == holder {
                    return true;
                }
                at = tree.entries[index].parent;
            }
            false
        };
        let mut leaves = Vec::new();
        for index in 0..self.entries.len() {
            if !within(self, index) {
                continue;
            }
            let (rect, room) = (self.rect(index), self.content(index).size);
            let entry = &mut self.entries[index];
            let leaf = match (&entry.node.kind, &mut entry.text) {
                (Kind::Text(_), Some(text)) => Leaf {
                    index,
                    rect,
                    width: text.least_width(),
                    height: text.broken(room.width, share).height,
                },
                (Kind::Code(code), _) => Leaf {
                    index,
                    rect,
                    width: code::least(code),
                    height: code::least(code),
                },
                _ => continue,
            };
            leaves.push(leaf);
        }
        leaves
    }

    /// A code or a word that is wider than its place.
    fn too_wide(&mut self, beyond: Beyond) -> Fault {
        let room = self.content(beyond.holder).size.width;
        let columns = match &self.entries[beyond.holder].node.kind {
            Kind::Grid(grid) => grid.columns.len().max(1),
            _ => 1,
        };
        let leaves = self.leaves(beyond.holder);
        // Of several columns the one whose content is widest takes the room of the others.
        let widest = leaves.iter().max_by_key(|leaf| leaf.width);
        let Some(widest) = widest else {
            return self.box_beyond(beyond);
        };
        let width = widest.width;
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
                // A shorter address is also narrower where it is printed beside its code.
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
                    // But for the address the code would have its room.
                    Some(address) if without >= width => {
                        let (at, needs) = (address.index, address.width);
                        self.word(at, needs, (needs - beyond.over).max(Length::ZERO), area)
                    }
                    // Codes side by side share what there is.
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

    /// A text that does not fit its own box.
    fn text_beyond(&mut self, index: usize, over: Length) -> Fault {
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

    /// A word that is wider than its column.
    fn word(&mut self, index: usize, needs: Length, has: Length, area: Origin) -> Fault {
        let ((word, part), size) = match &self.entries[index].text {
            Some(text) => (text.paragraph.longest_word(), text.paragraph.style().size),
            None => ((String::new(), 0), Sizing::Fixed(Length::ZERO)),
        };
        let origin = self.words_of(index);
        let (wide, narrow) = Length::apart(needs, has);
        let most = ((part as f64) * has.ratio(needs)).floor() as usize;
        let fitted = match size {
            Sizing::Fixed(_) => "",
            _ => " at its smallest size",
        };
        // As it is written, not as capitals.
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
        let key = origin.as_ref().map(|origin| origin.key.to_string());
        // The typed form of an address is printed beside its code, and need not be written in the content.
        let typed = key.as_deref().and_then(|key| key.strip_suffix(".short"));
        let shown = shortened(&word);
        let (what, shorten, unit) = match (typed, &key) {
            (Some(action), _) => (
                format!("the address “{shown}” of `{action}` is wider than its column"),
                "use a shorter address, or give it a `short` that people can type and that leads to the same page",
                "characters",
            ),
            (None, key) => (
                match key {
                    Some(key) => format!("the word “{shown}” of `{key}` is wider than its column"),
                    None => format!("the word “{shown}” is wider than its column"),
                },
                "use a shorter word, or put a hyphen or a space into it",
                "letters",
            ),
        };
        Fault {
            code: "overset",
            what,
            detail: format!(
                "{} has {narrow} for it, and it needs {wide}{fitted}; up to about {most} {unit} fit",
                area_in_words(&area)
            ),
            shorten: shorten.to_owned(),
            make_room: format!(
                "give `columns` around {} more width, or lower the smallest `size` of the style `{}`",
                area_in_words(&area),
                self.style_of(index)
            ),
            content: origin,
            area,
        }
    }

    /// The text that takes most of a place that is too low for what it holds.
    fn too_high(&mut self, beyond: Beyond) -> Fault {
        let room = self.content(beyond.holder);
        let mut area = self.entries[beyond.holder].node.origin.clone();
        // The page itself is too low where the outermost box is.
        if beyond.holder == 0 && self.entries[beyond.child].parent.is_some() {
            area = self.entries[0].node.origin.clone();
        }
        let low = self.rect(beyond.child);
        let leaves = self.leaves(beyond.holder);
        let meets = |rect: Rect| rect.origin.x < low.right() && low.origin.x < rect.right();
        let in_column = leaves.iter().filter(|leaf| meets(leaf.rect));
        let highest = in_column.max_by_key(|leaf| leaf.height);
        // Where that is not much of it, what makes a row high stands in another column.
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
        if let Kind::Code(code) = &self.entries[index].node.kind {
            let left = (height - beyond.over).max(Length::ZERO);
            let is_text = |leaf: &&Leaf| self.entries[leaf.index].text.is_some();
            let text = leaves.iter().filter(is_text).max_by_key(|leaf| leaf.height);
            return match text {
                // Where no address is that short, the words beside the code have to be.
                Some(text) if !code::can_be_shortened(code, left) => {
                    let (text, height) = (text.index, text.height);
                    self.long(text, height, over, area)
                }
                _ => code::too_large(code, left, area),
            };
        }
        self.long(index, height, over, area)
    }

    /// A text that is too long for its place.
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
        let excess = (over.ratio(line).ceil() as usize).max(1);
        let share_of = if height * 2.0 > has {
            "Most of it is"
        } else {
            "The largest text in it is"
        };
        let cut = (letters * excess / lines).max(1);
        let too_many = if excess < lines {
            format!(
                "it is too long by about {} ({cut} letters)",
                counted(excess, "line")
            )
        } else {
            format!("all of it is too long by about {}", counted(excess, "line"))
        };
        let shorten = if excess < lines {
            "shorten this text"
        } else {
            "shorten the texts there, or leave some of them out"
        };
        Fault {
            code: "overset",
            what: format!("the text “{}”{name} has too little room", shortened(&words)),
            detail: format!(
                "{} needs {needed} of height at the smallest size and has {there}. {share_of} this text ({}, {}); {too_many}",
                area_in_words(&area),
                height.rounded(),
                counted(lines, "line"),
            ),
            shorten: shorten.to_owned(),
            make_room: format!(
                "give `rows` or `height` of {} more room, or lower the smallest `size` of the style `{}`",
                area_in_words(&area),
                self.style_of(index)
            ),
            content: origin,
            area,
        }
    }

    /// The area of a text or a code; the box that it does not fit in, where that is nearer.
    fn area_of(&self, index: usize, holder: usize) -> Origin {
        let (own, holder) = (
            &self.entries[index].node.origin,
            &self.entries[holder].node.origin,
        );
        let within = own.key.starts_with(&*holder.key) && own.key.contains(".area.");
        if within { own.clone() } else { holder.clone() }
    }

    /// A box in the one that is too small that has a fixed measure, larger than what any text takes.
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
            code: "overset",
            content: None,
            what: format!(
                "the `{key}` of {} is too large for its place",
                area_in_words(&area)
            ),
            detail: format!(
                "it is {}; {} needs {needs} with it and has {has}",
                length.rounded(),
                area_in_words(holder)
            ),
            shorten: format!("lower its `{key}` by {}", beyond.over.rounded()),
            make_room: format!("give {} more room", area_in_words(holder)),
            area,
        })
    }

    /// Boxes of a fixed size that do not fit.
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
            code: "overset",
            content: None,
            what: format!("what {} holds is larger than it", area_in_words(&area)),
            detail: format!("it needs {needed} of {kind} and has {there}"),
            shorten: "leave something out of it".to_owned(),
            make_room: format!("lower {keys} within it"),
            area,
        }
    }

    /// Where the first words of a text came from.
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

    fn style_of(&self, index: usize) -> String {
        match &self.entries[index].node.kind {
            Kind::Text(text) => text.style.name.clone(),
            _ => String::new(),
        }
    }
}

/// The key of a text in the content, for a message.
fn key_in_words(origin: Option<&Origin>) -> String {
    origin.map_or_else(String::new, |origin| format!(" of `{}`", origin.key))
}

/// A key of a layout in words: `page.0.area.facts.stack.1` is part 2 of the area `facts`.
pub(super) fn area_in_words(origin: &Origin) -> String {
    let mut words = String::new();
    let mut keys = origin.key.split('.').peekable();
    let mut page = None;
    while let Some(key) = keys.next() {
        let next = keys.peek().copied();
        match (key, next) {
            ("page", Some(number)) => {
                page = number.parse::<usize>().ok();
                keys.next();
            }
            ("area", Some(name)) => {
                words = if words.is_empty() {
                    format!("the area `{name}`")
                } else {
                    format!("the area `{name}` within {words}")
                };
                keys.next();
            }
            ("stack", Some(number)) => {
                if let Ok(number) = number.parse::<usize>() {
                    words = format!("part {} of {words}", number + 1);
                }
                keys.next();
            }
            ("story", Some(name)) => {
                words = format!("the story `{name}`");
                keys.next();
            }
            _ => {}
        }
    }
    match (words.is_empty(), page) {
        (true, Some(page)) => format!("page {}", page + 1),
        (true, None) => format!("`{}`", origin.key),
        (false, Some(page)) if page > 0 => format!("{words} of page {}", page + 1),
        (false, _) => words,
    }
}

/// `1 line`, `2 lines`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// The beginning of a text.
pub(super) fn shortened(words: &str) -> String {
    let words = words.trim();
    let mut short: String = words.chars().take(40).collect();
    if short.len() < words.len() {
        short = short.trim_end().to_owned();
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_named_in_words() {
        let said = |key: &str| area_in_words(&Origin::new("x", key));
        assert_eq!(said("page.0"), "page 1");
        assert_eq!(said("page.0.area.facts"), "the area `facts`");
        assert_eq!(
            said("page.1.area.facts.stack.1"),
            "part 2 of the area `facts` of page 2"
        );
        assert_eq!(said("story.why"), "the story `why`");
    }
}
