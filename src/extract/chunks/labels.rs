//! `P: shelled by S`, `In P: clashes`: a place that heads a line is the place of what the line tells.

use super::{Kind, Row};
use crate::extract::words::Words;

impl Row {
    /// Takes out the colon after the places that open the sentence, where a deed without a place of its own follows.
    pub(super) fn join_label(&mut self, words: &Words<'_>) {
        let is_label = |c: &usize| match self.kind(*c) {
            Kind::Place(_) | Kind::Comma | Kind::And => true,
            Kind::Prep => *c == 0 && matches!(words.word(self.chunks[0].from), "in" | "at" | "near"),
            _ => false,
        };
        let colon = (0..self.chunks.len()).find(|c| !is_label(c)).unwrap_or(0);
        let marked = colon > 0 && words.word(self.chunks[colon].from) == ":";
        let named = colon > 0 && matches!(self.kind(colon - 1), Kind::Place(_));
        if !marked || !named || (colon + 1..self.chunks.len()).any(|c| matches!(self.kind(c), Kind::Place(_))) {
            return;
        }
        let first = (colon + 1..self.chunks.len()).find(|&c| self.kind(c) != Kind::Adverb).unwrap_or(colon);
        let told = match self.kind(first) {
            Kind::Verb(_) => self.verb(first).is_some_and(|verb| verb.bare || verb.passive),
            Kind::Noun => (self.chunks[first].from..self.chunks[first].to).any(|t| words.noun_at(t).is_some()),
            _ => false,
        };
        if told {
            self.chunks.remove(colon);
        }
    }
}
