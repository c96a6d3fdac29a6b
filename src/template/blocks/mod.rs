//! Blocks: what an area may hold, taken apart into texts, codes, tallies and pictures.

mod codes;
mod figures;
mod people;
mod words;

use std::sync::Arc;

use crate::color::Color;
use crate::diag::Diagnostic;
use crate::document;
use crate::frame::{Origin, Role};
use crate::geom::{Edges, Length};
use crate::template::bind;
use crate::template::boxes::in_line;
use crate::template::named::{self, Found, Named};
use crate::template::palette::INK;
use crate::template::plan::{Fit, Gap, Kind, Node, Picture, Rule, Shape, Vertical};
use crate::template::resolve::Resolver;
use crate::template::schema::Area;
use crate::template::values::Flow;
use crate::text::{Run, Text, TextStyle};

/// Takes the one block of an area apart.
pub(super) fn expand(resolver: &mut Resolver<'_>, key: &str, block: &str, area: &Area) -> Kind {
    let mut blocks = Blocks {
        resolver,
        key,
        area,
    };
    blocks.check_color(block);
    match block {
        "text" => blocks.text(),
        "story" => blocks.story(),
        "facts" => blocks.facts(),
        "tally" => blocks.tally(),
        "quotes" => blocks.quotes(),
        "codes" => blocks.codes(),
        "script" => blocks.script(),
        "steps" => blocks.steps(),
        "events" => blocks.events(),
        "map" => blocks.map(),
        "timeline" => blocks.timeline(),
        "names" => blocks.names(),
        "image" => blocks.image(),
        "rule" => blocks.rule(),
        "shape" => blocks.shape(),
        "sources" => blocks.sources(),
        _ => blocks.imprint(),
    }
}

struct Blocks<'r, 'a> {
    resolver: &'r mut Resolver<'a>,
    key: &'r str,
    area: &'r Area,
}

impl Blocks<'_, '_> {
    fn at(&self, part: &str) -> String {
        format!("{}.{part}", self.key)
    }

    /// Words have the colour of their style: a colour of their area would be lost in silence.
    fn check_color(&mut self, block: &str) {
        if self.area.color.is_some() && !matches!(block, "tally" | "rule" | "shape") {
            let problem = format!("`color` does nothing where there is `{block}`");
            let problem = Diagnostic::warning("idle-color", problem)
                .hint("give the colour to the style, or the ground as `fill`");
            let key = self.at("color");
            self.resolver.report(&key, problem);
        }
    }

    fn style(&mut self) -> Arc<TextStyle> {
        self.resolver
            .style(&self.at("style"), self.area.style.as_deref())
    }

    fn label_style(&mut self) -> Arc<TextStyle> {
        self.resolver
            .style(&self.at("label"), self.area.label.as_deref())
    }

    /// The style of the small print; none where the layout asks for none.
    fn note_style(&mut self) -> Option<Arc<TextStyle>> {
        let name = self.area.note.clone()?;
        Some(self.resolver.style(&self.at("note"), Some(&name)))
    }

    fn boxed(&self, kind: Kind) -> Node {
        Node {
            origin: self.resolver.origin(self.key),
            fill: None,
            line: None,
            bleed: Vec::new(),
            padding: Edges::default(),
            align: Vertical::Top,
            width: None,
            height: None,
            unsaid: false,
            kind,
        }
    }

    fn paragraph(&self, runs: Vec<Run>, style: &Arc<TextStyle>, role: Role) -> Node {
        self.boxed(Kind::Text(Text {
            runs,
            style: style.clone(),
            role,
            marker: None,
            lines: None,
        }))
    }

    /// Words of the content, with the key that they came from.
    fn content(&self, key: &str, text: &str) -> Vec<Run> {
        let origin = self.resolver.words.origin(key);
        self.resolver.words.runs(text, &origin)
    }

    fn plain(&self, origin: &Origin, text: impl Into<String>) -> Run {
        Run::new(text, origin)
    }

    /// A fixed word.
    fn word(&mut self, name: &str) -> Run {
        match self.resolver.words.label(name) {
            Some(label) => Run {
                language: label.language,
                ..Run::new(label.text, &label.origin)
            },
            // Told with all others that the language lacks.
            None if self.resolver.words.labels.has(name) => {
                self.plain(&self.resolver.origin(self.key), "")
            }
            None => {
                let known = self.resolver.words.labels.names();
                let problem =
                    Diagnostic::error("unknown-placeholder", format!("`[labels]` has no `{name}`"));
                self.resolver.report(
                    self.key,
                    problem.suggest(name, known.iter().map(String::as_str)),
                );
                self.plain(&self.resolver.origin(self.key), "")
            }
        }
    }

    /// The elements that a list names by their ids or by their places in the file; `*` names all.
    fn chosen<T: Clone + Named>(&mut self, part: &str, ids: &[String], all: &[T]) -> Vec<T> {
        if ids.len() == 1 && ids[0] == "*" {
            return all.to_vec();
        }
        let mut chosen = Vec::new();
        for wanted in ids {
            match named::find(all, wanted) {
                Found::One(item) => chosen.push(item.clone()),
                Found::Fewer => {}
                Found::Unknown => {
                    let problem = format!("the content has no `{wanted}` for `{part}`");
                    let problem = Diagnostic::error("unknown-reference", problem);
                    let problem = match self.picture_by_file(part, wanted) {
                        Some(hint) => problem.hint(hint),
                        None => problem.suggest(wanted, all.iter().map(Named::id)),
                    };
                    self.resolver.report(&self.at(part), problem);
                }
            }
        }
        chosen
    }

    /// What to write where a layout names a picture by its file.
    fn picture_by_file(&self, part: &str, wanted: &str) -> Option<String> {
        if part != "image" {
            return None;
        }
        let mut images = self.resolver.campaign.images.iter();
        match images.find(|image| image.asset.file == wanted) {
            Some(image) => Some(format!("write its id: `image = \"{}\"`", image.id)),
            None => document::declared_picture(wanted),
        }
    }

    fn flow(&self) -> Flow {
        self.area.flow.unwrap_or(Flow::Column)
    }

    /// Gap within an element: half of that between elements.
    fn inner_gap(&self) -> Gap {
        self.resolver.gap(self.area).within()
    }

    fn text(&mut self) -> Kind {
        let style = self.style();
        let template_text = self.area.text.clone().unwrap_or_default();
        let runs = self.resolver.fill(&self.at("text"), &template_text);
        if runs.iter().all(|run| run.text.trim().is_empty()) {
            return Kind::Empty;
        }
        let role = match self.area.level {
            Some(level) => Role::Heading(level.clamp(1, 6) as u8),
            // The number of a page belongs to the paper, not to what is read (ISO 14289-1, 7.8).
            None if bind::tells_of_the_page(&template_text) => Role::Artifact,
            None => Role::Paragraph,
        };
        Kind::Text(Text {
            runs,
            style,
            role,
            marker: None,
            lines: self.area.lines,
        })
    }

    fn story(&mut self) -> Kind {
        let name = self.area.story.clone().unwrap_or_default();
        let stories = self.resolver.story_names();
        if !stories.contains(&name) {
            let problem =
                Diagnostic::error("unknown-reference", format!("there is no `[story.{name}]`"));
            let problem = problem.suggest(&name, stories.iter().map(String::as_str));
            self.resolver.report(&self.at("story"), problem);
            return Kind::Empty;
        }
        Kind::Story(name)
    }

    /// A picture with its credit under it.
    fn image(&mut self) -> Kind {
        let wanted = self.area.image.clone().unwrap_or_default();
        let campaign = self.resolver.campaign;
        let image = if wanted == "logo" {
            campaign.logo().cloned()
        } else {
            let all = named::pictures(campaign, &wanted);
            self.chosen("image", std::slice::from_ref(&wanted), &all)
                .pop()
        };
        let Some(image) = image else {
            return Kind::Empty;
        };
        let id = image.id.clone();
        let credit: Vec<&str> = [&image.credit, &image.license]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        let credit = credit.join(", ");
        let picture = Kind::Picture(Picture {
            image: Arc::new(image),
            fit: self.area.fit.unwrap_or(Fit::Cover),
            duotone: self.duotone(),
            origin: self.resolver.words.origin(&format!("image.{id}")),
        });
        if !self.area.credit.unwrap_or(true) || credit.is_empty() {
            return picture;
        }
        let name = self.area.note.clone().unwrap_or_else(|| "small".into());
        let style = self.resolver.style(&self.at("note"), Some(&name));
        let line = self.paragraph(
            self.content(&format!("image.{id}.credit"), &credit),
            &style,
            Role::Note,
        );
        in_line(
            vec![
                Node {
                    bleed: self.area.bleed.clone().unwrap_or_default(),
                    ..self.boxed(picture)
                },
                line,
            ],
            Flow::Column,
            Gap::Given(Length::mm(1.2) * self.resolver.scale, Length::ZERO),
        )
    }

    /// The colour of a mark, a line or a shape.
    fn drawn_color(&mut self) -> Color {
        let color = self.area.color.clone();
        let color = color.unwrap_or_else(|| INK.to_owned());
        self.resolver.color(&self.at("color"), &color)
    }

    /// The two colours of a picture: the area's own, or those of all pictures.
    fn duotone(&mut self) -> Option<[Color; 2]> {
        let all = self.resolver.template.file.picture.as_ref();
        let all = all.and_then(|look| look.duotone.clone());
        let own = self
            .area
            .duotone
            .clone()
            .map(|own| (own, self.at("duotone")));
        let (names, key) = own.or(all.map(|all| (all, "picture.duotone".to_owned())))?;
        match &names[..] {
            [one, other] => {
                let mut colors = [one, other].map(|name| self.resolver.color(&key, name));
                // On a dark ground the ink is the lighter one; the picture is no negative for that.
                colors.sort_by(|a, b| a.luminance().total_cmp(&b.luminance()));
                Some(colors)
            }
            _ => {
                let problem = "two colours are expected";
                let problem = Diagnostic::error("bad-value", problem)
                    .hint("write such as duotone = [\"ink\", \"accent\"]");
                self.resolver.report(&key, problem);
                None
            }
        }
    }

    fn shape(&mut self) -> Kind {
        let color = self.drawn_color();
        let shape = self.area.shape.unwrap_or(Shape::Rectangle);
        Kind::Shape(shape, color)
    }

    fn rule(&mut self) -> Kind {
        let color = self.drawn_color();
        // A quarter point is the thinnest line that a press prints surely (practice).
        let weight =
            (self.area.rule.unwrap_or(Length::pt(1.0)) * self.resolver.scale).max(Length::pt(0.25));
        Kind::Rule(Rule {
            weight,
            color,
            dashed: self.area.dashed.unwrap_or(false),
            upright: self.area.upright.unwrap_or(false),
        })
    }
}
