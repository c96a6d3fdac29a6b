//! Quotations, the script of a call, sources and the imprint.

use std::sync::Arc;

use super::expander::Expander;
use crate::content::{Action, Source};
use crate::diag::Diagnostic;
use crate::frame::Role;
use crate::rules::Rule;
use crate::template::nodes::in_line;
use crate::template::plan::Kind;
use crate::template::schema::{ImprintBlock, QuotesBlock, ScriptBlock, SourcesBlock};
use crate::template::values::{Flow, Part, Sources};
use crate::text::{Citation, Run, Text, TextStyle};

/// A style in which words are not divided at the ends of lines.
fn undivided(style: Arc<TextStyle>) -> Arc<TextStyle> {
    if !style.hyphenate {
        return style;
    }
    Arc::new(TextStyle {
        hyphenate: false,
        ..TextStyle::clone(&style)
    })
}

impl Expander<'_, '_> {
    /// Quotations in the quotation marks of the language, each with its speaker and the number of its source.
    pub(super) fn quotes(&mut self, own: &QuotesBlock) -> Kind {
        let style = self.style("style", &own.style);
        let label = self.style("label", &own.label);
        let note = self.style_if_named("note", &own.note);
        let ids = own.quotes.clone().unwrap_or_default();
        let campaign = self.context.campaign;
        let quotes = self.chosen("quotes", &ids, &campaign.quotes);
        if quotes.is_empty() {
            return Kind::Empty;
        }
        let mut children = Vec::new();
        for quote in quotes {
            let place = campaign.quotes.iter().position(|one| one.id == quote.id);
            let role = Role::Quote(place.unwrap_or_default() as u16);
            let key = |part: &str| format!("quote.{}.{part}", quote.id);
            // The marks around the quotation have its origin too, so that they count as part of it.
            let text = self.context.words.origin(&key("text"));
            let marks = campaign.language.quotes();
            let mut words = vec![self.plain(&text, marks.open.as_str())];
            let quoted = self.context.words.quoted(&marks.open, &quote.text, &text);
            words.extend(quoted);
            words.push(self.plain(&text, marks.close.as_str()));
            let mut speaker = self.content(&key("speaker"), &quote.speaker);
            // What somebody said has its own number, whatever the quotation beside it has.
            let citation = Citation {
                source: quote.source,
                of_list: false,
            };
            speaker.extend(self.cited(&key("source"), Some(citation)));
            if campaign.files.is_translated(&key("text")) {
                // A translated quotation is not what the speaker said, word for word. The piece has to say so.
                let label = self.word("translated");
                if !label.text.is_empty() {
                    let text = format!(" ({})", label.text);
                    speaker.push(Run { text, ..label });
                }
            }
            let mut parts = vec![
                self.paragraph(words, &style, role),
                self.paragraph(speaker, &label, role),
            ];
            if let (Some(note), Some(context)) = (&note, &quote.context) {
                parts.push(self.paragraph(self.content(&key("context"), context), note, role));
            }
            children.push(self.boxed(in_line(
                parts,
                Flow::Column,
                self.inner_gap(own.gap).clear_of_ink(),
            )));
        }
        let gap = self.context.gap(own.gap);
        in_line(children, own.flow.unwrap_or(Flow::Column), gap)
    }

    /// What to say on the phone: whom to call, how to begin, numbered demands, how to end.
    pub(super) fn script(&mut self, own: &ScriptBlock) -> Kind {
        // What is read aloud on the phone is never divided: eyes that jump to the next line lose the word.
        let style = undivided(self.style("style", &own.style));
        let label = undivided(self.style("label", &own.label));
        let wanted = own.script.clone().unwrap_or_default();
        let campaign = self.context.campaign;
        let action = if wanted == "*" {
            // The usual case: a campaign has one call with a script, whatever its id.
            campaign
                .actions
                .iter()
                .find(|action| action.script.is_some())
                .cloned()
        } else if wanted.bytes().all(|digit| digit.is_ascii_digit()) {
            // A place counts the calls that have a script, wherever they stand among the actions.
            let all = campaign.actions.iter();
            let calls: Vec<Action> = all.filter(|it| it.script.is_some()).cloned().collect();
            self.chosen("script", std::slice::from_ref(&wanted), &calls)
                .pop()
        } else {
            self.chosen("script", std::slice::from_ref(&wanted), &campaign.actions)
                .pop()
        };
        let Some(action) = action else {
            return Kind::Empty;
        };
        let id = action.id.clone();
        let Some(script) = action.script else {
            let problem = Diagnostic::error(
                Rule::MissingKey,
                format!("the action `{id}` has no `script`"),
            );
            self.context
                .report
                .add_at_content(&format!("action.{id}"), problem);
            return Kind::Empty;
        };
        let key = |part: &str| format!("action.{id}.script.{part}");
        let wanted = own.parts.clone();
        let has = |part: Part| wanted.as_ref().is_none_or(|parts| parts.contains(&part));
        let mut parts = Vec::new();
        if let Some(heading) = self.style_if_named("heading", &own.heading) {
            let words = self.word("say");
            parts.push(self.paragraph(vec![words], &heading, Role::Heading(2)));
            // Label and number of the call in bold: the reader dials before reading on.
            let whom = format!("**{{action.{id}.label}}{{label.colon}}{{action.{id}.short}}**");
            let whom = self.context.fill(&self.at("script"), &whom);
            parts.push(self.paragraph(whom, &style, Role::Paragraph));
        }
        if let Some(opening) = script.opening.as_ref().filter(|_| has(Part::Opening)) {
            parts.push(self.paragraph(
                self.content(&key("opening"), opening),
                &style,
                Role::Paragraph,
            ));
        }
        let asks = script.asks.iter().filter(|_| has(Part::Asks));
        // Numbered, so that a caller can see how far the call got.
        for (index, ask) in asks.enumerate() {
            let runs = self.content(&key(&format!("asks.{index}")), ask);
            let marker = Some(campaign.language.number(index + 1));
            let text = Text {
                runs,
                style: label.clone(),
                role: Role::ListItem,
                marker,
                lines: None,
            };
            parts.push(self.boxed(Kind::Text(text)));
        }
        if let Some(closing) = script.closing.as_ref().filter(|_| has(Part::Closing)) {
            parts.push(self.paragraph(
                self.content(&key("closing"), closing),
                &style,
                Role::Paragraph,
            ));
        }
        let gap = self.context.gap(own.gap);
        in_line(parts, Flow::Column, gap)
    }

    /// The entry of a source: author, title, publisher and date. Quotation marks and date are those of the
    /// language of the title, so that the entry is in one language.
    fn entry(&self, source: &Source) -> Vec<Run> {
        let words = &self.context.words;
        let campaign = self.context.campaign;
        let key = |part: &str| words.origin(&format!("source.{}.{part}", source.id));
        let foreign = campaign.files.language_of(&key("title").key);
        let language = foreign.unwrap_or(&campaign.language);
        let mut title = format!(", {}", language.within_quotes(&source.title));
        if let Some(publisher) = &source.publisher {
            title.push_str(&format!(", {publisher}"));
        }
        if let Some(date) = source.date {
            title.push_str(&format!(", {}", words.published(language, date)));
        }
        let (author, whole) = (key("author"), key("title"));
        // The author may be translated (transliterated) while the title is not: then each has its own language.
        let same =
            campaign.files.is_translated(&author.key) == campaign.files.is_translated(&whole.key);
        let mut entry = if same {
            vec![words.run(format!("{}{title}", source.author), &whole)]
        } else {
            vec![
                words.run(source.author.clone(), &author),
                words.run(title, &whole),
            ]
        };
        // The whole entry leads to the address of the source; the address itself is too long to print.
        for run in &mut entry {
            run.link = source.url.as_ref().map(|url| url.uri().clone());
        }
        entry
    }

    /// The sources with their numbers, one under the other or as one paragraph.
    pub(super) fn sources(&mut self, own: &SourcesBlock) -> Kind {
        let style = self.style("style", &own.style);
        self.context.lists_cited |= own.sources == Some(Sources::Cited);
        let words = &self.context.words;
        let cited = words.usage.borrow().cited.clone();
        let sources = self.context.campaign.sources.iter().enumerate();
        let mut listed: Vec<(usize, &Source)> = sources
            .filter(|(index, _)| own.sources != Some(Sources::Cited) || cited.contains(index))
            .map(|(index, source)| (words.number_of(index), source))
            .collect();
        listed.sort_by_key(|(number, _)| *number);
        let mut paragraphs: Vec<Vec<Run>> = Vec::new();
        for (number, source) in listed {
            let origin = self.context.words.origin(&format!("source.{}", source.id));
            // A space that does not break keeps a number with its source.
            let mut number = self.plain(&origin, format!("{number}\u{a0}"));
            number.strong = true;
            let mut paragraph = vec![number];
            paragraph.extend(self.entry(source));
            paragraphs.push(paragraph);
        }
        if paragraphs.is_empty() {
            return Kind::Empty;
        }
        if own.flow.unwrap_or(Flow::Column) == Flow::Column {
            let children = paragraphs
                .into_iter()
                .map(|runs| self.paragraph(runs, &style, Role::Note))
                .collect();
            let gap = self.context.gap(own.gap);
            return in_line(children, Flow::Column, gap);
        }
        let origin = self.context.origin(self.key);
        let mut runs = Vec::new();
        // As one paragraph the sources need a separator. It comes from the layout, so it is not words of a
        // source.
        for paragraph in paragraphs {
            if !runs.is_empty() {
                runs.push(self.plain(&origin, " · "));
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

    /// The imprint that the law of a country requires. `auto` takes the country in which the piece is handed
    /// out, and prints nothing if the content has no imprint for it.
    pub(super) fn imprint(&mut self, own: &ImprintBlock) -> Kind {
        let style = self.style("style", &own.style);
        let wanted = own.imprint.clone().unwrap_or_default();
        let campaign = self.context.campaign;
        let country = if wanted == "auto" {
            let country = self.context.words.country.clone();
            match campaign.imprint_of(country.as_deref()) {
                Some(country) => country.to_owned(),
                None => return Kind::Empty,
            }
        } else {
            wanted
        };
        let imprints = &campaign.organizer.imprint;
        let Some(imprint) = imprints.get(&country).cloned() else {
            let known: Vec<String> = imprints.keys().cloned().collect();
            let problem = Diagnostic::error(
                Rule::UnknownReference,
                format!("there is no `[organizer.imprint.{country}]`"),
            );
            let problem = problem.suggest(&country, known.iter().map(String::as_str));
            self.context
                .report
                .add_at_layout(&self.at("imprint"), problem);
            return Kind::Empty;
        };
        let key = format!("organizer.imprint.{country}");
        let lines = [
            Some(imprint.responsible),
            // On one line: an imprint is small print, and laws ask for its content, not for its lines.
            imprint.address,
            imprint.printer,
            imprint.place,
            imprint.note,
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
