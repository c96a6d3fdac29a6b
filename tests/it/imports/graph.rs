//! Which file uses which, and the circles among them.

use std::collections::{BTreeMap, BTreeSet};

use super::sources::{self, Names, Source, Written};

/// How many re-exports are followed one after the other.
const STEPS: usize = 12;

/// The files, and for each those that define something that it names. A face (`pub use` in a `mod.rs`) is
/// no use, and who names something through a face uses the file behind it. Calls of methods count too, where
/// only one `impl` has a method of that name: an `impl` block may lie in another file than its type.
pub(super) struct Graph<'s> {
    names: BTreeMap<&'s str, Names>,
    modules: BTreeMap<Vec<String>, &'s str>,
    pub(super) edges: BTreeMap<&'s str, BTreeSet<&'s str>>,
}

impl<'s> Graph<'s> {
    pub(super) fn of(sources: &'s [Source]) -> Self {
        let sources: Vec<&Source> = sources.iter().filter(|source| !source.is_test()).collect();
        let name = |source: &&'s Source| source.name.as_str();
        let mut graph = Self {
            names: sources
                .iter()
                .map(|source| (name(source), Names::of(source)))
                .collect(),
            modules: sources
                .iter()
                .map(|source| (sources::module(&source.name), name(source)))
                .collect(),
            edges: sources
                .iter()
                .map(|source| (name(source), BTreeSet::new()))
                .collect(),
        };
        for source in &sources {
            let names = &graph.names[name(source)];
            let imports = names.imports.iter();
            let used = imports.filter(|(import, _)| !names.faces.contains(*import));
            let written = used.map(|(_, path)| path).chain(&names.paths);
            let found: BTreeSet<&str> = written
                .filter_map(|path| graph.definer(name(source), path, STEPS))
                .filter(|definer| *definer != name(source))
                .collect();
            graph.edges.insert(name(source), found);
        }
        for (user, definer) in graph.calls(&sources) {
            graph.edges.entry(user).or_default().insert(definer);
        }
        graph
    }

    /// The file that defines what a path names, as it is written in a file.
    fn definer(&self, file: &'s str, path: &[String], steps: usize) -> Option<&'s str> {
        let steps = steps.checked_sub(1)?;
        let names = &self.names[file];
        let mut module = sources::module(file);
        let mut rest = path;
        let (first, after) = path.split_first()?;
        let within = |name: &String| [module.as_slice(), std::slice::from_ref(name)].concat();
        if first == "crate" {
            (module, rest) = (Vec::new(), after);
        } else if first == "self" || first == "super" {
            while let Some((word, after)) = rest
                .split_first()
                .filter(|(word, _)| *word == "super" || *word == "self")
            {
                if word == "super" {
                    module.pop();
                }
                rest = after;
            }
        } else if !self.modules.contains_key(&within(first)) {
            let import = names.imports.get(first)?;
            let full: Written = import.iter().chain(after).cloned().collect();
            return if full == path {
                None
            } else {
                self.definer(file, &full, steps)
            };
        }
        while let Some((word, after)) = rest.split_first() {
            let inner = [module.as_slice(), std::slice::from_ref(word)].concat();
            if !self.modules.contains_key(&inner) {
                break;
            }
            (module, rest) = (inner, after);
        }
        let home = *self.modules.get(&module)?;
        let (item, after) = rest.split_first()?;
        if self.names[home].items.contains(item) {
            return Some(home);
        }
        let import = self.names[home].imports.get(item)?;
        let full: Written = import.iter().chain(after).cloned().collect();
        self.definer(home, &full, steps)
    }

    /// Calls of methods that are not in the file of their type: who calls, and where the method is.
    fn calls(&self, sources: &[&'s Source]) -> Vec<(&'s str, &'s str)> {
        let mut homes: BTreeMap<&str, Vec<(&'s str, bool)>> = BTreeMap::new();
        for source in sources {
            for (of, method) in methods(&source.bare) {
                let is_apart = !self.names[source.name.as_str()].items.contains(of)
                    && self
                        .definer(&source.name, &[of.to_owned()], STEPS)
                        .is_some();
                homes
                    .entry(method)
                    .or_default()
                    .push((&source.name, is_apart));
            }
        }
        let mut calls = Vec::new();
        let room = |name: &str| name.split('/').next().map(str::to_owned);
        for source in sources {
            let name = source.name.as_str();
            for method in called(&source.bare) {
                let Some([(home, true)]) = homes.get(method).map(Vec::as_slice) else {
                    continue;
                };
                if *home != name && room(home) == room(name) {
                    calls.push((name, *home));
                }
            }
        }
        calls
    }

    /// The circles: sets of files each of which uses all others, by itself or through them.
    pub(super) fn circles(&self) -> Vec<BTreeSet<&'s str>> {
        let reached: BTreeMap<&str, BTreeSet<&str>> = self
            .edges
            .keys()
            .map(|file| (*file, self.reached(file)))
            .collect();
        let mut circles: Vec<BTreeSet<&str>> = Vec::new();
        for (file, beyond) in &reached {
            if !beyond.contains(file) || circles.iter().any(|circle| circle.contains(file)) {
                continue;
            }
            let circle = beyond
                .iter()
                .filter(|other| reached[**other].contains(file));
            circles.push(circle.copied().collect());
        }
        circles
    }

    /// The files that a file uses, by itself or through others.
    fn reached(&self, file: &str) -> BTreeSet<&'s str> {
        let mut reached = BTreeSet::new();
        let mut next: Vec<&str> = self.edges[file].iter().copied().collect();
        while let Some(file) = next.pop() {
            if reached.insert(file) {
                next.extend(&self.edges[file]);
            }
        }
        reached
    }
}

/// The methods of `impl` blocks, each with the name of its type.
fn methods(code: &str) -> Vec<(&str, &str)> {
    let mut methods = Vec::new();
    let mut of = None;
    for line in code.lines() {
        if let Some(block) = line.strip_prefix("impl") {
            // The blocks of traits are no methods of their own.
            let block = block
                .strip_prefix('<')
                .and_then(|block| block.split_once("> "))
                .map_or(block, |(_, block)| block);
            of = (!line.contains(" for ")).then(|| word(block.trim_start()));
        } else if line == "}" {
            of = None;
        } else if let (Some(of), Some(line)) = (of, line.strip_prefix("    "))
            && let Some(at) = line.find("fn ").filter(|at| {
                !line.starts_with(' ')
                    && (*at == 0 || line.starts_with("pub") || line.starts_with("const"))
            })
        {
            methods.push((of, word(&line[at + 3..])));
        }
    }
    methods
}

/// The names of the methods that code calls.
fn called(code: &str) -> BTreeSet<&str> {
    let names = code.split('.').skip(1).map(|after| (word(after), after));
    let calls = names.filter(|(name, after)| after[name.len()..].starts_with('('));
    calls.map(|(name, _)| name).collect()
}

/// The word that a text begins with.
fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
    &text[..end.unwrap_or(text.len())]
}
