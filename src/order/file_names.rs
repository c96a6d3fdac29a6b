//! Names of files: `CAMPAIGN/LANGUAGE/TEMPLATE-PAPER.pdf`, with whatever is not the default after it. Of a piece in
//! two languages the folder has both, `en+es`.
//!
//! The name says how a file was made, so that two ways to print a piece do not overwrite one another. The
//! proof reads it back: a file found in a folder is held against the content by the same order.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use super::Order;
use crate::content::Campaign;
use crate::keyword::Keyword;
use crate::paper::{self, FoldKind};
use crate::pipeline::{Built, Job, PdfFile, SheetKind};
use crate::project::Project;
use crate::route::RouteKind;
use crate::template::{Library, SecondLanguage, paper_of};

/// The name of a file of a piece, with its folders: campaign and language.
pub fn file_name(set: &[&Campaign], job: &Job, built: &Built, file: &PdfFile) -> PathBuf {
    let tags = set.iter().map(|campaign| &**campaign.language.tag());
    let languages = tags.collect::<Vec<&str>>().join("+");
    let printing = &job.printing;
    let piece = &built.examined.piece;
    let mut name = vec![piece.template.clone(), piece.paper.to_lowercase()];
    name.extend(job.event.clone());
    name.extend(job.template.named_theme().map(str::to_owned));
    // The layout has its own way, which needs no name.
    let second = job.second_language;
    let second = second.filter(|place| *place != job.template.second_language());
    name.extend(second.map(|place| place.name().to_owned()));
    if printing.route != RouteKind::default() {
        name.push(printing.route.name().to_owned());
    }
    if printing.sheet.is_some() {
        name.push(built.examined.kind.name().to_owned());
    }
    name.extend(printing.fold.map(|fold| fold.name().to_owned()));
    name.extend(printing.up.map(|up| up.to_string()));
    name.extend(printing.onto.as_ref().map(|onto| onto.name.to_lowercase()));
    if let Some(ink) = &file.ink {
        let safe = |c: char| if c.is_alphanumeric() { c } else { '-' };
        name.push(ink.to_lowercase().chars().map(safe).collect());
    }
    let id = set.first().map_or("", |campaign| campaign.id.as_str());
    let folder = Path::new(id).join(languages);
    folder.join(format!("{}.pdf", name.join("-")))
}

/// The order that made a file, as far as its name and folder tell; what they do not tell stays as it is in
/// `order`.
pub fn order_like(file: &Path, project: &Project, order: &Order) -> Option<Order> {
    let stem = file.file_stem()?.to_str()?;
    let library = Library::of(project);
    let mut ids = library.ids();
    // `poster-large` before `poster`.
    ids.sort_by_key(|id| std::cmp::Reverse(id.len()));
    let (id, rest) = ids.iter().find_map(|id| {
        let rest = stem.strip_prefix(id.as_str())?.strip_prefix('-')?;
        Some((id.clone(), rest))
    })?;
    let mut order = order.clone();
    order.templates = vec![id];
    let mut tokens = rest.split('-').peekable();
    let mut name = tokens.next()?.to_owned();
    // Names of papers may have a hyphen, and `a7` is one as well as `a7-landscape`.
    if let Some(more) = tokens.peek() {
        let longer = format!("{name}-{more}");
        if is_paper(&longer) {
            name = longer;
            tokens.next();
        }
    }
    order.papers = vec![name];
    let themes = library.themes();
    let mut event: Vec<&str> = Vec::new();
    while let Some(token) = tokens.next() {
        let longer = tokens.peek().map(|more| format!("{token}-{more}"));
        if let Some(theme) = longer.filter(|name| themes.contains(name)) {
            tokens.next();
            order.theme = Some(theme);
        } else if let Some(route) = RouteKind::by_name(token) {
            order.printing.route = route;
        } else if let Some(sheet) = SheetKind::by_name(token) {
            order.printing.sheet = Some(sheet);
        } else if let Some(place) = SecondLanguage::by_name(token) {
            order.printing.second_language = Some(place);
        } else if let Some(fold) = FoldKind::by_name(token) {
            order.printing.fold = Some(fold);
        } else if let Ok(up) = token.parse::<NonZeroUsize>() {
            order.printing.up = Some(up.get());
        } else if paper_of(token).is_ok() {
            order.onto = Some(token.to_owned());
        } else if themes.iter().any(|theme| theme == token) {
            order.theme = Some(token.to_owned());
        } else {
            event.push(token);
        }
    }
    // Inks have files of their own, and names of events may have a hyphen.
    if !event.is_empty() && order.printing.route != RouteKind::Riso {
        order.events = vec![event.join("-")];
    }
    let folder = file
        .parent()
        .and_then(Path::file_name)
        .and_then(|name| name.to_str());
    if order.languages.is_empty()
        && let Some(folder) = folder
    {
        // A booklet may hold more than the two languages that a piece can have.
        let holds_all = match order.printing.sheet {
            Some(SheetKind::Fold) => order.onto.is_some(),
            _ => order.printing.is_set(),
        };
        order.languages = if holds_all {
            folder.split('+').map(str::to_owned).collect()
        } else {
            vec![folder.to_owned()]
        };
    }
    Some(order)
}

fn is_paper(name: &str) -> bool {
    paper::by_name(name).is_some() || name.parse::<paper::Paper>().is_ok()
}
