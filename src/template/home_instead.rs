//! Puts the address of the home page in place of one that a piece cannot carry.
//!
//! A code that no phone could read helps nobody, and nobody types two hundred characters. The home page of the
//! campaign is the next best place to send a reader to: it links to all that the campaign asks for. A payment, a
//! contact or an event has no such stand-in.
//!
//! The campaign itself is changed before the piece is filled, so that the code, the words beside it, the links and
//! the text for screen readers all say the same. Which codes are too long for their places is only known once they
//! are made: the piece is then filled again (`resolve`), or laid out again (`pipeline::compose`).

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::completed::Template;
use super::context::Context;
use crate::content::{Action, Campaign};
use crate::diag::{Diagnostic, OnPiece};
use crate::paper::Paper;
use crate::payload::{Payload, WebAddress};
use crate::rules::Rule;

/// Most characters of an address that someone types (practice: a line of print; longer ones are given up or
/// mistyped).
const LONGEST_TYPED: usize = 60;

/// Most characters of an address that every place for a code carries: a symbol of version 3 at level M (ISO/IEC
/// 18004, table 7: 42 bytes).
const CARRIED_EVERYWHERE: usize = 42;

/// The actions of a piece that lead to the home page instead of their own.
pub(super) struct HomeInstead<'a> {
    content: &'a Campaign,
    /// The ids of the actions whose codes open it.
    codes: BTreeSet<String>,
    /// Whether the piece has addresses in the place of codes, which then are printed however long they are.
    is_plain: bool,
}

impl<'a> HomeInstead<'a> {
    /// The codes of those actions open the home page.
    pub(super) fn new(content: &'a Campaign, codes: &[String], template: &Template) -> Self {
        Self {
            content,
            codes: codes.iter().cloned().collect(),
            is_plain: template.writes_text(),
        }
    }

    /// Adds actions whose codes open the home page. Says whether any is new.
    pub(super) fn add(&mut self, codes: BTreeSet<String>) -> bool {
        let before = self.codes.len();
        self.codes.extend(codes);
        self.codes.len() > before
    }

    /// The campaign as the piece prints it.
    pub(super) fn campaign(&self) -> Cow<'a, Campaign> {
        let mut campaign = Cow::Borrowed(self.content);
        let home = &self.content.home;
        for (at, action) in self.content.actions.iter().enumerate() {
            let code = self.codes.contains(&action.id) && address(action).is_some();
            if !code && !self.is_too_long_to_type(action) {
                continue;
            }
            let Some(own) = campaign.to_mut().actions.get_mut(at) else {
                continue;
            };
            if code {
                own.payload = Payload::Url(home.clone());
            }
            // A layout prints no address that is empty: the code stands alone then.
            let short = home.short();
            let is_short = self.is_plain || !is_longer_than_typed(&short);
            own.short = if is_short { short } else { String::new() };
            // It is what has to be typed, whatever the country of the piece.
            own.has_own_short = true;
        }
        campaign
    }

    /// Whether the address to type is too long for anyone, and is not all that a plain piece has.
    fn is_too_long_to_type(&self, action: &Action) -> bool {
        let is_derived = address(action).is_some() && !action.has_own_short;
        let home = self.content.home.short();
        let is_kept = self.is_plain && home.chars().count() >= action.short.chars().count();
        is_derived && is_longer_than_typed(&action.short) && !is_kept
    }

    /// Warns of each action of the piece that leads to the home page instead of its own.
    pub(super) fn report(&self, context: &mut Context<'_>, (template, paper): (&Template, &Paper)) {
        let piece = OnPiece {
            template: template.id.clone(),
            paper: paper.name.to_string(),
            language: Some(self.content.language.tag().to_string()),
            shipped: template.is_shipped(),
        };
        let usage = context.words.usage.borrow().clone();
        let home = &self.content.home;
        let short = home.short();
        for action in &self.content.actions {
            let Some(address) = address(action).filter(|_| usage.actions.contains(&action.id))
            else {
                continue;
            };
            let length = address.uri().as_str().chars().count();
            let (what, hint) = if self.codes.contains(&action.id) {
                let what = format!(
                    "the code of `action.{}` opens the home page `{short}` and not its own address: with {length} characters, no phone could read it in its place",
                    action.id
                );
                let hint = if action.has_own_short {
                    format!("if `{}` opens the page, give it as `url`", action.short)
                } else {
                    "give the page a short address on the same host, of 40 characters or fewer, and use it as `url`".to_owned()
                };
                (what, hint)
            } else if usage.typed.contains(&action.id)
                && self.is_too_long_to_type(action)
                && is_longer_than_typed(&short)
            {
                let what = format!(
                    "no address is printed for `action.{}`, only its code: nobody types {} characters, and that of the home page is too long as well",
                    action.id,
                    action.short.chars().count()
                );
                (
                    what,
                    "give the action a `short` that people can type and that leads to the same page, for those who cannot scan"
                        .to_owned(),
                )
            } else if usage.typed.contains(&action.id) && self.is_too_long_to_type(action) {
                let what = format!(
                    "the home address `{short}` is printed for `action.{}`: nobody types the {} characters of its own",
                    action.id,
                    action.short.chars().count()
                );
                (
                    what,
                    "give the action a `short` that people can type and that leads to the same page"
                        .to_owned(),
                )
            } else {
                continue;
            };
            let problem = Diagnostic::warning(Rule::HomeInstead, what).hint(hint);
            let key = format!("action.{}.url", action.id);
            context
                .report
                .add_at_content(&key, problem.on_piece(piece.clone()));
        }
    }
}

/// The actions whose codes might open the home page instead, by their ids, those with the longest address first. A
/// layout that has no room for them is tried again with these.
pub fn replaceable(campaign: &Campaign) -> Vec<String> {
    let length = |address: &WebAddress| address.uri().as_str().len();
    let home = length(&campaign.home);
    let mut long: Vec<(usize, &Action)> = campaign
        .actions
        .iter()
        .filter_map(|action| Some((length(address(action)?), action)))
        .filter(|(length, _)| *length > CARRIED_EVERYWHERE && *length > home)
        .collect();
    // The sort is stable: of two that are alike, the first of the file comes first.
    long.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
    long.into_iter()
        .map(|(_, action)| action.id.clone())
        .collect()
}

/// The web address that the code of an action opens; `None` for one that opens something else.
fn address(action: &Action) -> Option<&WebAddress> {
    match &action.payload {
        Payload::Url(address) => Some(address),
        _ => None,
    }
}

/// Whether an address is too long for anyone to type.
fn is_longer_than_typed(short: &str) -> bool {
    short.chars().count() > LONGEST_TYPED
}
