//! The verb or preposition that a chunk hangs on.

use crate::extract::chunks::{Kind, Verb};
use crate::extract::frames::Scene;
use crate::extract::lexicon::class;

impl Scene<'_> {
    /// The verb at this chunk; the first of the sentence where there is none.
    pub(in crate::extract::frames) fn verb_of(&self, chunk: usize) -> &Verb {
        match self.kind(chunk) {
            Kind::Verb(v) => &self.row.verbs[v],
            _ => &self.row.verbs[0],
        }
    }

    /// Only adverbs, times and marks stand between.
    pub(super) fn only_light(&self, from: usize, to: usize) -> bool {
        (from..to).all(|c| match self.kind(c) {
            Kind::Adverb | Kind::Time | Kind::Comma | Kind::Quote | Kind::Relative | Kind::Skip => true,
            // `on Monday`
            Kind::Prep => c + 1 < to && self.kind(c + 1) == Kind::Time,
            _ => false,
        })
    }

    /// The preposition that governs this chunk, over adjectives, possessives and list items.
    pub(in crate::extract::frames) fn governing_prep(&self, chunk: usize) -> Option<usize> {
        let mut c = chunk;
        while c > 0 {
            c -= 1;
            match self.kind(c) {
                Kind::Prep if self.is_particle(c) => return None,
                Kind::Prep => return Some(c),
                Kind::Possessive | Kind::Quote => {}
                Kind::Noun | Kind::Side(_)
                    if !self.words.is(self.row.chunks[c + 1].from, class::DET)
                        && matches!(
                            self.kind(c + 1),
                            Kind::Side(_) | Kind::Noun | Kind::Possessive | Kind::Place(_)
                        ) => {}
                Kind::And => {
                    // `between rebels and the army`, `in A and B`: an item of the same list.
                    let like = matches!(
                        (self.kind(c.wrapping_sub(1)), self.kind(chunk)),
                        (Kind::Side(_), Kind::Side(_))
                            | (Kind::Place(_), Kind::Place(_))
                            | (Kind::Noun, Kind::Noun)
                            | (Kind::Side(_), Kind::Noun)
                    );
                    if !like {
                        return None;
                    }
                    c -= 1;
                    let up = self.governing_prep(c);
                    return up;
                }
                _ => return None,
            }
        }
        None
    }

    /// The verb of which this chunk is the object: right before it.
    pub(in crate::extract::frames) fn object_of(&self, chunk: usize) -> Option<usize> {
        let mut c = chunk;
        while c > 0 {
            c -= 1;
            match self.kind(c) {
                Kind::Verb(_) => return Some(c),
                Kind::Prep if self.is_particle(c) => {}
                Kind::Noun | Kind::Side(_) | Kind::Possessive | Kind::Adverb | Kind::Quote | Kind::Time => {}
                Kind::And if matches!(self.kind(c.wrapping_sub(1)), Kind::Noun | Kind::Side(_) | Kind::Place(_)) => {}
                Kind::Place(_) if matches!(self.kind(c + 1), Kind::And | Kind::Comma | Kind::Place(_)) => {}
                // `took A, B and C`
                Kind::Comma
                    if matches!((self.kind(c.wrapping_sub(1)), self.kind(c + 1)), (Kind::Place(_), Kind::Place(p))
                        if self.places[p].list.is_some()) => {}
                Kind::Comma if self.joins_nouns(c) => {}
                Kind::And if self.joins_nouns(c.wrapping_sub(1)) => {}
                _ => return None,
            }
        }
        None
    }

    /// The comma of `artillery, mortars and rockets`.
    fn joins_nouns(&self, comma: usize) -> bool {
        let is = |c: usize, kind: Kind| self.row.chunks.get(c).is_some_and(|chunk| chunk.kind == kind);
        let mut c = comma;
        while c > 0 && is(c, Kind::Comma) && is(c - 1, Kind::Noun) {
            if is(c + 1, Kind::And) {
                return is(c + 2, Kind::Noun);
            }
            c += 2;
        }
        c > comma && is(c - 1, Kind::Noun) && is(c, Kind::And) && is(c + 1, Kind::Noun)
    }

    /// The last verb before this chunk.
    pub(in crate::extract::frames) fn verb_before(&self, chunk: usize) -> Option<usize> {
        (0..chunk).rev().find(|&c| matches!(self.kind(c), Kind::Verb(_)))
    }

    /// Where the relative clause of a verb begins.
    pub(super) fn relative_of(&self, verb: usize) -> Option<usize> {
        for c in (0..verb).rev() {
            match self.kind(c) {
                Kind::Relative => return Some(c),
                Kind::Clause => return None,
                Kind::Verb(v) if self.row.verbs[v].is_finite() => return None,
                _ => {}
            }
        }
        None
    }

    /// `off` in `beat off`, `up` in `blew up`: part of the verb before it.
    fn is_particle(&self, prep: usize) -> bool {
        matches!(self.word(prep), "off" | "up" | "back" | "down")
            && prep.checked_sub(1).is_some_and(|v| matches!(self.kind(v), Kind::Verb(_)))
    }
}
