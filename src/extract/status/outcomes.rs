//! What became of an event that a noun tells of: the siege was lifted, the attack was called off, has not begun.

use super::{Judge, Verdict};
use crate::claim::Status;
use crate::extract::chunks::{Kind, Verb};
use crate::extract::lexicon::NounEvents;
use crate::extract::list;

impl Judge<'_> {
    /// Whether the noun at this chunk is an attack.
    pub(super) fn is_attack(&self, chunk: usize) -> bool {
        let range = self.row.chunks[chunk];
        (range.from..range.to).any(|t| self.words.noun_events(t).has(NounEvents::ATTACK))
    }

    /// `The siege of P was lifted`, `has ended`, `is over`, `the lifting of the siege of P`: of the siege at this chunk.
    pub(super) fn lifted(&self, siege: usize) -> Option<Verdict> {
        let denied = |token: usize| Some(Verdict::of(Status::Denied, Some(token)));
        let lifting = siege.checked_sub(2).filter(|_| self.word(siege - 1) == "of");
        let lifting = lifting.filter(|&c| self.words.is_in(self.row.chunks[c].to - 1, list::LIFTINGS));
        if let Some(lifting) = lifting.filter(|&c| self.is_fact(c)) {
            return denied(self.row.chunks[lifting].to - 1);
        }
        let clause = |c: usize| matches!(self.row.kind(c), Kind::Verb(_) | Kind::Clause | Kind::Relative);
        let verb = self.row.verb((siege + 1..self.row.chunks.len()).find(|&c| clause(c))?)?;
        let over = match self.lemma(verb) {
            "be" => self.words.word(verb.main + 1) == "over",
            "end" | "cease" | "collapse" => verb.is_finite(),
            _ => verb.passive && !verb.bare && self.is_verb(verb, list::BREAKING),
        };
        denied(verb.main).filter(|_| over && !verb.negated && verb.modal.is_none())
    }

    /// `The assault on P was called off`, `has been postponed`, `was put on hold`.
    pub(super) fn is_put_off(&self, chunk: usize, verb: &Verb) -> Option<Verdict> {
        if !verb.passive || verb.negated || verb.modal.is_some() || !self.is_attack(chunk) {
            return None;
        }
        let word = |k: usize| self.words.word(verb.main + k);
        let put = self.lemma(verb) == "put" && (word(1) == "off" || word(1) == "on" && word(2) == "hold");
        let status = match () {
            () if self.gives_up(verb) => Status::Denied,
            () if put || self.is_verb(verb, list::PUTTING_OFF) => Status::Hypothetical,
            () => return None,
        };
        Some(Verdict::of(status, Some(verb.main)))
    }

    /// `a deal that returns P to S`, `an agreement under which S leaves P`: a term that is still to be kept.
    pub(super) fn is_term(&self, chunk: usize, verb: &Verb) -> bool {
        let party = |c: &usize| matches!(self.row.kind(*c), Kind::Side(_) | Kind::Noun | Kind::Adverb | Kind::Place(_));
        let relative = (0..chunk).rev().find(|c| !party(c)).filter(|&c| self.row.kind(c) == Kind::Relative);
        let Some(before) = relative.filter(|_| verb.present && verb.is_finite()).and_then(|c| c.checked_sub(1)) else {
            return false;
        };
        let under = usize::from(matches!(self.word(before), "under" | "by") && before > 0);
        let deal = self.row.chunks[before - under];
        deal.kind == Kind::Noun && self.words.is_in(deal.to - 1, list::TALKS)
    }

    /// `The siege of P could last for months`, `The fighting in P is expected to continue`: what goes on is there.
    pub(super) fn is_lasting(&self, chunk: usize, verb: &Verb) -> bool {
        let trigger = self.row.chunks[chunk];
        let happens = (trigger.from..trigger.to).any(|t| {
            self.words.noun_events(t).has(NounEvents::FIGHT)
                || self.words.noun_events(t).has(NounEvents::STRIKE)
                || self.words.word(t) == "siege"
        });
        let expected = || {
            let at = self.row.chunk_of(verb.main)?;
            self.row.verb(at + 1).filter(|verb| verb.infinitive)
        };
        let lasts = |verb: &Verb| self.is_verb(verb, list::LASTING) && !verb.negated;
        happens && (lasts(verb) || verb.passive && expected().is_some_and(lasts))
    }

    /// `The battle for P is about to begin`, `is set to start`, `has yet to begin`, `has not begun`.
    pub(super) fn is_to_begin(&self, chunk: usize, verb: &Verb) -> Option<Verdict> {
        let begins = |verb: &Verb| self.is_verb(verb, list::COMING_ABOUT);
        if begins(verb) {
            let never = verb.main.checked_sub(1).is_some_and(|t| self.words.word(t) == "never");
            return (verb.negated || never).then(|| Verdict::of(Status::Denied, Some(verb.main)));
        }
        if !matches!(self.lemma(verb), "be" | "have" | "expect" | "set" | "schedule") {
            return None;
        }
        let at = self.row.chunk_of(verb.main)?;
        let light = |c: &usize| !matches!(self.row.kind(*c), Kind::Adverb | Kind::Prep | Kind::Clause | Kind::Noun);
        let begin = (at + 1..self.row.chunks.len().min(chunk + 9)).find(light)?;
        self.row.verb(begin).filter(|verb| verb.infinitive && begins(verb))?;
        let yet = (verb.main..self.row.chunks[begin].from).find(|&t| self.words.word(t) == "yet");
        Some(match yet {
            Some(yet) => Verdict::of(Status::Denied, Some(yet)),
            None => Verdict::of(Status::Hypothetical, Some(verb.main)),
        })
    }
}
