//! Words that only say that the same came to pass elsewhere: `as did P`, and sentences that do: `So did P`, `The same
//! fate befell P`, `P was next`.

use super::{Raw, Scene};
use crate::claim::Extent;
use crate::extract::chunks::{Chunk, Kind};
use crate::extract::lexicon::class;
use crate::extract::list;

/// How many words such a sentence has at most.
const LONGEST: usize = 24;

impl Scene<'_> {
    /// The chunk that says so, and the places of which it is said: in a short sentence that tells of nothing else.
    pub fn told_likewise(&self) -> Option<(usize, Vec<(usize, Extent)>)> {
        let (first, last) = (self.row.chunks.first()?, self.row.chunks.last()?);
        let mut words = first.from..last.to;
        let undone = |t: usize| {
            self.words.is(t, class::MODAL)
                || self.words.is_in(t, list::NEARLY)
                || matches!(self.words.word(t), "not" | "no")
        };
        if words.len() > LONGEST || words.clone().any(undone) {
            return None;
        }
        let cue = words.find(|&t| self.is_likeness(t))?;
        let of_more = |chunk: &Chunk| match chunk.kind {
            Kind::Side(_) => true,
            Kind::Place(p) => !self.has_name(p),
            Kind::Noun => (chunk.from..chunk.to).any(|t| self.words.noun_at(t).is_some()),
            _ => false,
        };
        if self.row.chunks.iter().any(of_more) {
            return None;
        }
        let place = (0..self.row.chunks.len()).find(|&c| matches!(self.kind(c), Kind::Place(_)))?;
        let (places, at, _) = self.listed_after(place, Extent::Whole, None);
        let others = (at..self.row.chunks.len()).any(|c| matches!(self.kind(c), Kind::Place(_)));
        // `So did P's elders`, `So is P safe?`
        let chunk = self.row.chunk_of(cue)?;
        let goes_on = |c: &Chunk| matches!(c.kind, Kind::Noun | Kind::Verb(_) | Kind::Possessive);
        let asked = self.row.chunks.iter().any(|c| self.words.word(c.from) == "?");
        let closed = place < chunk || !self.row.chunks.get(at).is_some_and(goes_on);
        (closed && !others && !asked).then_some((chunk, places))
    }

    /// `P is in rebel hands, as is Q`, `P fell and so did Q`: what was told last of P is so of Q.
    pub(super) fn echo(&self, found: &mut Vec<Raw>) {
        for place in 3..self.row.chunks.len() {
            let Kind::Place(p) = self.kind(place) else { continue };
            let auxiliary = self.row.verb(place - 1).is_some_and(|verb| {
                self.words.is(verb.main, class::BE | class::HAVE | class::DO) && !verb.negated && verb.modal.is_none()
            });
            let echoes = auxiliary && self.has_name(p) && matches!(self.word(place - 2), "as" | "so");
            let Some(last) = found.iter().map(|raw| raw.chunk).filter(|&c| c < place).max().filter(|_| echoes) else {
                continue;
            };
            let (places, end, _) = self.listed_after(place, Extent::Whole, None);
            // `as is Q by the rebels`: they do it, nobody else.
            let closed = !matches!(self.kind(end), Kind::Verb(_) | Kind::Noun | Kind::Possessive | Kind::Prep);
            let told = found.iter().find(|raw| raw.chunk == last && raw.part.is_none()).filter(|_| closed).cloned();
            found.extend(told.into_iter().flat_map(|raw| {
                places.iter().map(move |&(place, extent)| Raw { place, extent, ..raw.clone() }).collect::<Vec<_>>()
            }));
        }
    }

    /// `so did`, `the same fate`, `was next`, `next came`.
    fn is_likeness(&self, t: usize) -> bool {
        let word = |t: usize| self.words.word(t);
        let was = |t: usize| matches!(word(t), "was" | "were" | "came");
        match word(t) {
            "so" => self.words.is(t + 1, class::DO | class::BE | class::HAVE) && self.row.chunks[0].from + 1 >= t,
            "same" | "similar" => self.words.is_in(t + 1, list::FATES),
            "next" => was(t + 1) || t > self.row.chunks[0].from && was(t - 1),
            _ => false,
        }
    }
}
