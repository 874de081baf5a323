//! What stands around a verb and changes what it says: `no longer`, `where`, `by fire`, its end.

use crate::claim::{Event, Extent};
use crate::extract::chunks::Kind;
use crate::extract::frames::Scene;
use crate::extract::lexicon::{Object, Rule, TypeClass};
use crate::extract::list;
use crate::extract::places::What;

impl Scene<'_> {
    /// `no longer` right before a verb or a preposition: what was so is lost.
    pub(in crate::extract::frames) fn is_no_longer(&self, token: usize) -> bool {
        (token.saturating_sub(3)..token).any(|t| self.words.word(t) == "no" && self.words.word(t + 1) == "longer")
    }

    /// The word before a verb group, adverbs passed over.
    pub(super) fn before_verb(&self, chunk: usize) -> &str {
        (0..chunk).rev().find(|&c| self.kind(c) != Kind::Adverb || self.word(c) == "both").map_or("", |c| self.word(c))
    }

    /// No place of these has a name or stands for one.
    pub(super) fn are_unnamed(&self, places: &[(usize, Extent)]) -> bool {
        let unnamed = |p: usize| self.places[p].what == What::Unnamed && self.places[p].apposed.is_none();
        !places.is_empty() && places.iter().all(|&(p, _)| unnamed(p) && self.places[p].held.is_empty())
    }

    /// Whether a word such as `after`, `that` or `who` opens the clause of a verb, or a time sets it apart.
    pub(super) fn is_in_clause(&self, verb: usize) -> bool {
        (0..verb).rev().take(6).any(|c| matches!(self.kind(c), Kind::Clause | Kind::Relative | Kind::Verb(_)))
    }

    /// `after S withdrew`, `since S left`, with no place of its own: where the clause begins.
    pub(super) fn clause_of_leaving(&self, verb: usize, after: usize) -> Option<usize> {
        let open = match self.kind(after) {
            Kind::Prep => matches!(self.word(after), "in" | "on" | "at" | "before" | "without" | "under"),
            Kind::Noun | Kind::Place(_) | Kind::Side(_) | Kind::Pronoun | Kind::Verb(_) => false,
            _ => true,
        };
        let subject =
            |c: usize| matches!(self.kind(c), Kind::Side(_) | Kind::Adverb | Kind::Noun) || self.word(c) == "of";
        let clause = (0..verb).rev().find(|&c| !subject(c)).filter(|&c| open && c + 1 < verb && c > 0)?;
        matches!(self.word(clause), "after" | "since" | "when" | "once").then_some(clause)
    }

    /// `the districts`, `the areas`: more than one and none by name.
    pub(super) fn are_some_districts(&self, places: &[(usize, Extent)]) -> bool {
        let some = |p: usize| {
            let land = matches!(self.class_of(p), Some(TypeClass::Quarter | TypeClass::Area | TypeClass::Land));
            self.places[p].what == What::Anaphor && self.places[p].plural && land
        };
        !places.is_empty() && places.iter().all(|&(p, _)| some(p))
    }

    /// Whether the clause of a verb begins with `where`.
    pub(in crate::extract::frames) fn is_in_where(&self, chunk: usize) -> bool {
        (0..chunk).rev().take(4).any(|c| self.word(c) == "where")
    }

    /// One of these words follows in the clause.
    pub(super) fn is_with(&self, from: usize, words: &[String]) -> bool {
        let Some(first) = self.row.chunks.iter().position(|c| c.from >= from) else { return false };
        let clause = (first..self.row.chunks.len())
            .take_while(|&c| !matches!(self.kind(c), Kind::Verb(v) if self.row.verbs[v].is_finite()));
        clause
            .flat_map(|c| self.row.chunks[c].from..self.row.chunks[c].to)
            .any(|t| words.iter().any(|word| word == self.words.word(t)))
    }

    /// Whether the next place is told by its distance: `five kilometres south of P`.
    pub(super) fn is_measured(&self, end: usize) -> bool {
        let next = self.row.chunks.iter().position(|c| c.from >= end);
        let place = next.and_then(|c| (c..c + 3).find(|&k| !matches!(self.kind(k), Kind::Adverb | Kind::Time)));
        match place.map(|c| self.kind(c)) {
            Some(Kind::Place(p)) => {
                let phrase = &self.places[p];
                self.is_bearing(p) && self.words.any_in(phrase.from..phrase.core.0, list::UNITS)
            }
            // `is on the outskirts of P`
            Some(Kind::Prep) => place.is_some_and(|c| {
                matches!(self.word(c), "on" | "at")
                    && matches!(self.kind(c + 1), Kind::Place(p) if self.places[p].extent == Extent::Outskirts)
            }),
            _ => false,
        }
    }

    /// `by fire`, `with fire` within the next chunks.
    pub(super) fn is_by_fire(&self, from: usize) -> bool {
        (from..from + 3).any(|c| {
            self.kind(c) == Kind::Prep
                && matches!(self.word(c), "by" | "with" | "through")
                && self.word(c + 1) == "fire"
        })
    }

    /// Whether a verb ends its clause here, but for a time: `P fell on Friday`.
    pub(super) fn is_ended(&self, token: usize) -> bool {
        let Some(next) = self.row.chunks.iter().position(|c| c.from >= token) else { return true };
        match self.kind(next) {
            Kind::Comma | Kind::Time | Kind::Clause | Kind::And | Kind::Quote => true,
            Kind::Adverb => self.is_ended(self.row.chunks[next].to),
            // `Whoever says that P has fallen is lying`
            Kind::Verb(_) => self.word(0) == "whoever" || self.word(0) == "anyone" || self.word(1) == "whoever",
            Kind::Prep => matches!(self.kind(next + 1), Kind::Time) || self.word(next) == "without",
            Kind::Noun => {
                self.row.chunks[next].to - self.row.chunks[next].from == 1
                    && matches!(self.word(next), "too" | "next" | "overnight" | "quickly" | "first")
            }
            _ => false,
        }
    }

    /// `followed`, `followed on Friday`, `followed within hours`: nothing that is followed.
    pub(super) fn is_followed_in_time(&self, token: usize) -> bool {
        let next = self.row.chunks.iter().position(|c| c.from >= token);
        self.is_ended(token)
            || next
                .is_some_and(|c| self.kind(c) == Kind::Prep && matches!(self.word(c), "within" | "in" | "after" | "by"))
    }

    /// `P, where S advanced` and `P, where S seized ground`: the verb has no place of its own.
    pub(super) fn is_gain_where(&self, chunk: usize, after: usize, rule: &Rule) -> bool {
        let verb = self.verb_of(chunk);
        let free = match rule.event {
            Event::Advances => rule.object == Object::None,
            Event::Captures => rule.object == Object::Place && self.kind(after) == Kind::Noun && self.is_ground(after),
            _ => false,
        };
        free && !verb.passive && self.is_in_where(chunk)
    }
}
