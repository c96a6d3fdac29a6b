//! Blocks: what an area may hold, taken apart into texts, codes, tallies and pictures.

use std::sync::Arc;

use super::plan::{Code, Fit, Kind, Mark, Node, Picture, Run, Tally, Text, TextStyle, Vertical};
use super::resolve::{Resolver, in_line};
use super::schema::{Area, Beside, Flow};
use crate::content::{Action, Fact, Payload};
use crate::diag::Diagnostic;
use crate::frame::{Origin, Role};
use crate::geom::{Edges, Length};
use crate::qr::{self, QrSymbol};

/// Takes the one block of an area apart.
pub(super) fn expand(resolver: &mut Resolver<'_>, key: &str, block: &str, area: &Area) -> Kind {
    let mut blocks = Blocks {
        resolver,
        key,
        area,
    };
    match block {
        "text" => blocks.text(),
        "story" => blocks.story(),
        "facts" => blocks.facts(),
        "tally" => blocks.tally(),
        "quotes" => blocks.quotes(),
        "codes" => blocks.codes(),
        "script" => blocks.script(),
        "events" => blocks.events(),
        "image" => blocks.image(),
        "rule" => blocks.rule(),
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
            bleed: Vec::new(),
            padding: Edges::default(),
            align: Vertical::Top,
            width: None,
            height: None,
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
        Run {
            text: text.into(),
            strong: false,
            emphasis: false,
            link: None,
            origin: origin.clone(),
        }
    }

    /// A label of the template.
    fn word(&mut self, name: &str) -> Run {
        let own = self.resolver.origin(&format!("labels.{name}"));
        match self.resolver.words.labels.get(name) {
            Some(text) => self.plain(&own, text.clone()),
            None => {
                let known: Vec<String> = self.resolver.words.labels.keys().cloned().collect();
                let problem =
                    Diagnostic::error("unknown-placeholder", format!("`[labels]` has no `{name}`"));
                self.resolver.report(
                    self.key,
                    problem.suggest(name, known.iter().map(String::as_str)),
                );
                self.plain(&own, "")
            }
        }
    }

    /// The elements that a list of ids names; `*` names all.
    fn chosen<T: Clone>(
        &mut self,
        part: &str,
        table: &str,
        ids: &[String],
        all: &[T],
        id: impl Fn(&T) -> &str,
    ) -> Vec<T> {
        if ids.len() == 1 && ids[0] == "*" {
            return all.to_vec();
        }
        let mut chosen = Vec::new();
        for wanted in ids {
            match all.iter().find(|item| id(item) == wanted) {
                Some(item) => chosen.push(item.clone()),
                None => {
                    let problem = Diagnostic::error(
                        "unknown-reference",
                        format!("no `[[{table}]]` has the id `{wanted}`"),
                    );
                    let problem = problem.suggest(wanted, all.iter().map(&id));
                    self.resolver.report(&self.at(part), problem);
                }
            }
        }
        chosen
    }

    fn flow(&self) -> Flow {
        self.area.flow.unwrap_or(Flow::Column)
    }

    /// Gap within an element: half of that between elements.
    fn inner_gap(&self) -> (Length, Length) {
        let (rows, columns) = self.resolver.gap(self.area);
        (rows * 0.5, columns * 0.5)
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

    /// Figures with what they count, and the date that they hold for: once where it is the same for all.
    fn facts(&mut self) -> Kind {
        let (figure, label, note) = (self.style(), self.label_style(), self.note_style());
        let ids = self.area.facts.clone().unwrap_or_default();
        let all = self.resolver.campaign.facts.clone();
        let facts = self.chosen("facts", "fact", &ids, &all, |fact| &fact.id);
        let same_date = facts.windows(2).all(|pair| pair[0].as_of == pair[1].as_of);
        let mut children = Vec::new();
        for fact in &facts {
            let key = |part: &str| format!("fact.{}.{part}", fact.id);
            let mut words = self.content(&key("text"), &fact.text);
            if let Some(source) = fact.source {
                let origin = self.resolver.words.origin(&key("source"));
                words.push(self.plain(&origin, self.resolver.words.reference(source + 1)));
            }
            let mut parts = vec![
                self.paragraph(
                    self.content(&key("figure"), &fact.figure),
                    &figure,
                    Role::Paragraph,
                ),
                self.paragraph(words, &label, Role::Paragraph),
            ];
            if let (Some(style), false) = (&note, same_date) {
                let date = self.date(fact);
                parts.push(self.paragraph(date, style, Role::Note));
            }
            children.push(self.boxed(in_line(parts, Flow::Column, self.inner_gap())));
        }
        let gap = self.resolver.gap(self.area);
        let figures = in_line(children, self.flow(), gap);
        match (note, same_date, facts.first()) {
            (Some(style), true, Some(first)) => {
                let date = self.date(first);
                let date = self.paragraph(date, &style, Role::Note);
                in_line(vec![self.boxed(figures), date], Flow::Column, gap)
            }
            _ => figures,
        }
    }

    fn date(&mut self, fact: &Fact) -> Vec<Run> {
        let origin = self
            .resolver
            .words
            .origin(&format!("fact.{}.as_of", fact.id));
        vec![
            self.word("as_of"),
            self.plain(&origin, format!("\u{a0}{}", fact.as_of)),
        ]
    }

    fn tally(&mut self) -> Kind {
        let ids = self.area.tally.clone().unwrap_or_default();
        let all = self.resolver.campaign.facts.clone();
        let facts = self.chosen("tally", "fact", &ids, &all, |fact| &fact.id);
        let weights = self.area.weights.clone().unwrap_or_default();
        if weights.iter().any(|weight| !(0.1..=100.0).contains(weight)) {
            self.resolver.report(
                &self.at("weights"),
                Diagnostic::error("bad-value", "a weight is 0.1 to 100"),
            );
        }
        let mut groups = Vec::new();
        for (index, fact) in facts.iter().enumerate() {
            match fact.count {
                Some(count) => groups.push((
                    count.clamp(1, 10_000),
                    weights.get(index).copied().unwrap_or(1.0).clamp(0.1, 100.0),
                )),
                None => {
                    let problem = Diagnostic::error(
                        "missing-key",
                        format!("the fact `{}` has no `count` to draw", fact.id),
                    );
                    self.resolver
                        .report_content(&format!("fact.{}", fact.id), problem);
                }
            }
        }
        if groups.is_empty() {
            return Kind::Empty;
        }
        let open = facts.iter().any(|fact| fact.open);
        let total: u32 = groups.iter().map(|(count, _)| count).sum();
        let parts: Vec<String> = facts
            .iter()
            .filter_map(|fact| fact.count.map(|count| format!("{count} {}", fact.text)))
            .collect();
        let mark = self.area.mark.unwrap_or(Mark::Bar);
        let what = if mark == Mark::Bar { "bars" } else { "dots" };
        let more = if open { " and more" } else { "" };
        let color = self.area.color.clone().unwrap_or_else(|| "black".into());
        Kind::Tally(Tally {
            groups,
            spacing: self.area.spacing.unwrap_or(0.5).clamp(0.05, 10.0),
            open,
            mark,
            color: self.resolver.color(&self.at("color"), &color),
            alt: format!("{total} {what}: {}{more}", parts.join(", ")),
            origin: self
                .resolver
                .words
                .origin(&format!("fact.{}.count", facts[0].id)),
        })
    }

    fn quotes(&mut self) -> Kind {
        let (style, label, note) = (self.style(), self.label_style(), self.note_style());
        let ids = self.area.quotes.clone().unwrap_or_default();
        let all = self.resolver.campaign.quotes.clone();
        let quotes = self.chosen("quotes", "quote", &ids, &all, |quote| &quote.id);
        let mut children = Vec::new();
        for quote in quotes {
            let key = |part: &str| format!("quote.{}.{part}", quote.id);
            let mut words = vec![self.word("quote_open")];
            words.extend(self.content(&key("text"), &quote.text));
            words.push(self.word("quote_close"));
            let mut speaker = self.content(&key("speaker"), &quote.speaker);
            let origin = self.resolver.words.origin(&key("source"));
            speaker.push(self.plain(&origin, self.resolver.words.reference(quote.source + 1)));
            let mut parts = vec![
                self.paragraph(words, &style, Role::Quote),
                self.paragraph(speaker, &label, Role::Quote),
            ];
            if let (Some(note), Some(context)) = (&note, &quote.context) {
                parts.push(self.paragraph(
                    self.content(&key("context"), context),
                    note,
                    Role::Note,
                ));
            }
            children.push(self.boxed(in_line(parts, Flow::Column, self.inner_gap())));
        }
        let gap = self.resolver.gap(self.area);
        in_line(children, self.flow(), gap)
    }

    fn codes(&mut self) -> Kind {
        let ids = self.area.codes.clone().unwrap_or_default();
        let all = self.resolver.campaign.actions.clone();
        let actions = self.chosen("codes", "action", &ids, &all, |action| &action.id);
        let numbered = self.area.numbered.unwrap_or(false);
        let mut children = Vec::new();
        for (index, action) in actions.iter().enumerate() {
            let Some(code) = self.code(action) else {
                continue;
            };
            let code = self.boxed(Kind::Code(code));
            let number = numbered.then_some(index + 1);
            let kind = match self.area.beside.unwrap_or(Beside::Right) {
                Beside::None => code.kind,
                Beside::Below => {
                    let words = self.code_words(action, number);
                    in_line(vec![code, words], Flow::Column, self.inner_gap())
                }
                Beside::Right => {
                    let words = self.code_words(action, number);
                    let (_, gap) = self.inner_gap();
                    let mut kind = in_line(vec![code, words], Flow::Row, (Length::ZERO, gap));
                    if let Kind::Grid(grid) = &mut kind {
                        grid.columns[0] = super::plan::Track::Auto;
                    }
                    kind
                }
            };
            children.push(self.boxed(kind));
        }
        if children.len() == 1 {
            return children.remove(0).kind;
        }
        let gap = self.resolver.gap(self.area);
        in_line(children, self.flow(), gap)
    }

    /// The verb, the typed form and, where the layout asks for it, a sentence more.
    fn code_words(&mut self, action: &Action, number: Option<usize>) -> Node {
        let (style, label, note) = (self.style(), self.label_style(), self.note_style());
        let key = |part: &str| format!("action.{}.{part}", action.id);
        let mut verb = self.content(&key("label"), &action.label);
        if let Some(number) = number {
            let own = self.resolver.origin(&self.at("numbered"));
            verb.insert(0, self.plain(&own, format!("{number}\u{2002}")));
        }
        let mut short = self.content(&key("short"), &action.short);
        for run in &mut short {
            run.link = Some(action.payload.uri());
        }
        let mut parts = vec![
            self.paragraph(verb, &style, Role::Paragraph),
            self.paragraph(short, &label, Role::Link),
        ];
        if let (Some(note), Some(detail)) = (note, &action.detail) {
            parts.push(self.paragraph(
                self.content(&key("detail"), detail),
                &note,
                Role::Paragraph,
            ));
        }
        let (rows, _) = self.inner_gap();
        let mut node = self.boxed(in_line(parts, Flow::Column, (rows, rows)));
        node.align = self.area.align.unwrap_or(Vertical::Top);
        node
    }

    fn code(&mut self, action: &Action) -> Option<Code> {
        let key = format!("action.{}", action.id);
        let payload = action.payload.encoded();
        let symbol = match QrSymbol::encode(&payload) {
            Ok(symbol) => symbol,
            Err(too_long) => {
                let problem = Diagnostic::error(
                    "payload-too-long",
                    format!("{} bytes are more than a code holds", too_long.bytes),
                );
                let part = match action.payload {
                    Payload::Url(_) => "url",
                    Payload::Tel(_) => "phone",
                    Payload::Mailto { .. } | Payload::Sms { .. } => "message",
                    Payload::Geo { .. } => "location",
                };
                self.resolver.report_content(
                    &format!("{key}.{part}"),
                    problem
                        .hint("use a shorter address; a printed code should hold under 100 bytes"),
                );
                return None;
            }
        };
        let distance = self.area.distance.unwrap_or(self.resolver.distance);
        let modules = symbol.side_with_quiet_zone() as f64;
        let least = (distance / qr::LONGEST_RATIO).max(qr::smallest_module()) * modules;
        if let Some(size) = self.area.size.filter(|size| *size < least) {
            let problem = format!(
                "a code of {size} is too small to be read from {} m: `{payload}` takes {} modules with the quiet zone, so it needs {least}",
                distance.to_mm() / 1000.0,
                symbol.side_with_quiet_zone(),
            );
            let hint = "make `size` larger, `distance` shorter, or the address shorter";
            self.resolver.report(
                &self.at("size"),
                Diagnostic::error("code-too-small", problem).hint(hint),
            );
        }
        Some(Code {
            symbol: Arc::new(symbol),
            payload: action.payload.clone(),
            label: action.label.clone(),
            short: action.short.clone(),
            distance,
            size: self
                .area
                .size
                .map(|size| (size * self.resolver.scale).max(least)),
            hang: self.area.hang.unwrap_or(false),
            origin: self.resolver.words.origin(&key),
        })
    }

    fn script(&mut self) -> Kind {
        let (style, label) = (self.style(), self.label_style());
        let id = self.area.script.clone().unwrap_or_default();
        let all = self.resolver.campaign.actions.clone();
        let Some(action) = self
            .chosen(
                "script",
                "action",
                std::slice::from_ref(&id),
                &all,
                |action| &action.id,
            )
            .pop()
        else {
            return Kind::Empty;
        };
        let Some(script) = action.script else {
            let problem =
                Diagnostic::error("missing-key", format!("the action `{id}` has no `script`"));
            self.resolver
                .report_content(&format!("action.{id}"), problem);
            return Kind::Empty;
        };
        let key = |part: &str| format!("action.{id}.script.{part}");
        let mut parts = Vec::new();
        if let Some(opening) = &script.opening {
            parts.push(self.paragraph(
                self.content(&key("opening"), opening),
                &style,
                Role::Paragraph,
            ));
        }
        for (index, ask) in script.asks.iter().enumerate() {
            let runs = self.content(&key(&format!("asks.{index}")), ask);
            let marker = Some(format!("{}", index + 1));
            let text = Text {
                runs,
                style: label.clone(),
                role: Role::ListItem,
                marker,
                lines: None,
            };
            parts.push(self.boxed(Kind::Text(text)));
        }
        if let Some(closing) = &script.closing {
            parts.push(self.paragraph(
                self.content(&key("closing"), closing),
                &style,
                Role::Paragraph,
            ));
        }
        let gap = self.resolver.gap(self.area);
        in_line(parts, Flow::Column, gap)
    }

    fn events(&mut self) -> Kind {
        let (style, label) = (self.style(), self.label_style());
        let ids = self.area.events.clone().unwrap_or_default();
        let all = self.resolver.campaign.events.clone();
        let events = self.chosen("events", "event", &ids, &all, |event| &event.id);
        let mut children = Vec::new();
        for event in events {
            let key = |part: &str| format!("event.{}.{part}", event.id);
            if event.sample {
                let problem = Diagnostic::warning(
                    "sample-event",
                    "the event is a sample, made up to show the layout",
                );
                let problem = problem.hint("replace it before you print");
                self.resolver
                    .report_content(&format!("event.{}", event.id), problem);
            }
            let start = self.resolver.words.origin(&key("start"));
            let date = crate::content::Date {
                year: event.start.year(),
                month: Some(event.start.month()),
                day: Some(event.start.day()),
            };
            let time = format!(
                "{date}, {:02}:{:02}",
                event.start.hour(),
                event.start.minute()
            );
            let parts = vec![
                self.paragraph(
                    self.content(&key("city"), &event.city),
                    &style,
                    Role::Paragraph,
                ),
                self.paragraph(vec![self.plain(&start, time)], &label, Role::Paragraph),
                self.paragraph(
                    self.content(&key("place"), &event.place),
                    &label,
                    Role::Paragraph,
                ),
            ];
            children.push(self.boxed(in_line(parts, Flow::Column, self.inner_gap())));
        }
        let gap = self.resolver.gap(self.area);
        in_line(children, self.flow(), gap)
    }

    /// A picture with its credit under it.
    fn image(&mut self) -> Kind {
        let id = self.area.image.clone().unwrap_or_default();
        let all = self.resolver.campaign.images.clone();
        let Some(image) = self
            .chosen("image", "image", std::slice::from_ref(&id), &all, |image| {
                &image.id
            })
            .pop()
        else {
            return Kind::Empty;
        };
        let credit: Vec<&str> = [&image.credit, &image.license]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        let credit = credit.join(", ");
        let picture = Kind::Picture(Picture {
            image: Arc::new(image),
            fit: self.area.fit.unwrap_or(Fit::Cover),
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
            vec![self.boxed(picture), line],
            Flow::Column,
            (Length::mm(1.2) * self.resolver.scale, Length::ZERO),
        )
    }

    fn rule(&mut self) -> Kind {
        let color = self.area.color.clone().unwrap_or_else(|| "black".into());
        let color = self.resolver.color(&self.at("color"), &color);
        // A quarter point is the thinnest line that a press prints surely (practice).
        let weight =
            (self.area.rule.unwrap_or(Length::pt(1.0)) * self.resolver.scale).max(Length::pt(0.25));
        Kind::Rule(weight, color)
    }

    /// All sources with their numbers, as one paragraph or one under the other.
    fn sources(&mut self) -> Kind {
        let style = self.style();
        let sources = self.resolver.campaign.sources.clone();
        let mut paragraphs: Vec<Vec<Run>> = Vec::new();
        for (index, source) in sources.iter().enumerate() {
            let origin = self.resolver.words.origin(&format!("source.{}", source.id));
            let mut number = self.plain(&origin, format!("{}\u{a0}", index + 1));
            number.strong = true;
            let mut rest = vec![
                source.author.clone(),
                format!("“{}”", source.title.replace('“', "‘").replace('”', "’")),
            ];
            rest.extend(source.publisher.clone());
            rest.extend(source.date.map(|date| date.to_string()));
            let mut words = self.plain(&origin, rest.join(", "));
            words.link = source.url.clone();
            paragraphs.push(vec![number, words]);
        }
        if self.flow() == Flow::Column {
            let children = paragraphs
                .into_iter()
                .map(|runs| self.paragraph(runs, &style, Role::Note))
                .collect();
            let gap = self.resolver.gap(self.area);
            return in_line(children, Flow::Column, gap);
        }
        let own = self.resolver.origin(self.key);
        let mut runs = Vec::new();
        for paragraph in paragraphs {
            if !runs.is_empty() {
                runs.push(self.plain(&own, " · "));
            }
            runs.extend(paragraph);
        }
        Kind::Text(Text {
            runs,
            style,
            role: Role::Note,
            marker: None,
            lines: None,
        })
    }

    fn imprint(&mut self) -> Kind {
        let style = self.style();
        let country = self.area.imprint.clone().unwrap_or_default();
        let Some(imprint) = self
            .resolver
            .campaign
            .organizer
            .imprint
            .get(&country)
            .cloned()
        else {
            let known: Vec<String> = self
                .resolver
                .campaign
                .organizer
                .imprint
                .keys()
                .cloned()
                .collect();
            let problem = Diagnostic::error(
                "unknown-reference",
                format!("there is no `[organizer.imprint.{country}]`"),
            );
            let problem = problem.suggest(&country, known.iter().map(String::as_str));
            self.resolver.report(&self.at("imprint"), problem);
            return Kind::Empty;
        };
        let key = format!("organizer.imprint.{country}");
        let lines = [
            Some(imprint.responsible),
            imprint.address,
            imprint.printer,
            imprint.place,
        ];
        let line = lines.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let runs = self.content(&key, &line);
        Kind::Text(Text {
            runs,
            style,
            role: Role::Note,
            marker: None,
            lines: None,
        })
    }
}
