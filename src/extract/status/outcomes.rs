//! What became of an event that a noun tells of: the siege was lifted, the attack was called off, has not begun.

use super::{Judge, Raw, Verdict};
use crate::claim::{Event, Status};
use crate::extract::chunks::{Kind, Verb};
use crate::extract::lexicon::{NounEvents, class};
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
        let verb = self.verb_of_subject(siege)?;
        let next = |k: usize| self.words.word(verb.main + k);
        let over = match self.lemma(verb) {
            // `The encirclement of P is not complete`
            "be" if verb.negated && next(2) == "complete" => return denied(verb.main),
            "be" => next(1) == "over",
            "come" => next(1) == "to" && next(3) == "end",
            "end" | "cease" | "collapse" => true,
            "ease" => false,
            _ => verb.passive && self.is_verb(verb, list::BREAKING),
        };
        // `Once the siege of P is lifted, the army will`: it is not yet.
        let clause = (0..siege).rev().find(|&c| self.row.kind(c) == Kind::Clause);
        let hoped = verb.present && clause.is_some_and(|c| matches!(self.word(c), "once" | "until" | "if" | "when"));
        denied(verb.main).filter(|_| over && !hoped && !verb.negated && verb.modal.is_none())
    }

    /// `The shelling of P has stopped`: nobody strikes it any more.
    pub(super) fn stopped(&self, raw: &Raw) -> Option<Verdict> {
        let verb = self.verb_of_subject(raw.chunk).filter(|_| raw.event == Event::Strikes)?;
        let has = (verb.main.saturating_sub(2)..verb.main).any(|t| self.words.is(t, class::HAVE));
        let over = has && matches!(self.lemma(verb), "stop" | "cease" | "end") && !verb.negated && verb.modal.is_none();
        over.then(|| Verdict::of(Status::Denied, Some(verb.main)))
    }

    /// `The army's flag no longer flies over P`, `control has not been restored over P`: by the verb that carries the
    /// noun as its subject, where it makes it less than a fact.
    pub(super) fn carried(&self, raw: &Raw) -> Option<Verdict> {
        let light = self.words.lexicon.light_of(raw.rule);
        let verb = self.verb_of_subject(raw.chunk).filter(|_| !light.is_empty())?;
        let carries = light.iter().any(|&(lemma, _)| Some(lemma) == verb.lemma);
        let own = |c: &usize| matches!(self.row.kind(*c), Kind::Side(_) | Kind::Possessive | Kind::Noun | Kind::Adverb);
        let object = (0..raw.chunk).rev().find(|c| !own(c)).is_some_and(|c| matches!(self.row.kind(c), Kind::Verb(_)));
        if !carries || object {
            return None;
        }
        let verdict = self.verb(self.row.chunk_of(verb.main)?, verb, 1);
        (verdict.status != Status::Reported).then_some(verdict)
    }

    /// What became of the event that the noun at this chunk tells of, as its main verb says: put off, or yet to begin.
    pub(super) fn outcome(&self, chunk: usize) -> Option<Verdict> {
        let border = |c: &usize| matches!(self.row.kind(*c), Kind::Verb(_) | Kind::Clause | Kind::Relative);
        let next = (self.past_relative(chunk + 1)..self.row.chunks.len()).find(border)?;
        let verb = self.row.verb(next).filter(|verb| verb.is_finite())?;
        self.put_off(chunk, verb).or_else(|| self.is_to_begin(chunk, verb))
    }

    /// `denied that it planned to take P`, `denied planning an assault`: by the verb that makes it a plan.
    pub(super) fn plan_denied(&self, verdict: Verdict, trigger: (usize, usize)) -> Option<Verdict> {
        let chunk = self.row.chunk_of(verdict.cue?)?;
        let range = self.row.chunks[chunk];
        let plan = self.row.verb(chunk).filter(|verb| self.is_verb(verb, list::UNREAL))?;
        if (range.from..range.to).contains(&trigger.0) {
            return None;
        }
        let own = self.verb(chunk, plan, 1);
        let own = match own.status {
            Status::Reported => self.doubted(chunk).or_else(|| self.clause(chunk))?,
            _ => own,
        };
        (own.status == Status::Denied).then_some(Verdict { failed: false, attempt: None, ..own })
    }

    /// `The attack on P may have been the work of S`: it happened.
    pub(super) fn is_guessed(&self, chunk: usize, verb: &Verb) -> bool {
        let may = verb.modal.filter(|&t| matches!(self.words.word(t), "may" | "might" | "could" | "must"));
        let range = self.row.chunks[chunk];
        let happens = |t: usize| {
            self.words.noun_events(t).has(NounEvents::FIGHT) || self.words.noun_events(t).has(NounEvents::STRIKE)
        };
        let perfect = may.is_some_and(|may| (may + 1..verb.main).any(|t| self.words.is(t, class::HAVE)));
        perfect && (range.from..range.to).any(happens)
    }

    /// Past a relative clause: `The assault on P, which was due at dawn, was`, `An attack that was planned did not`.
    fn past_relative(&self, from: usize) -> usize {
        let last = self.row.chunks.len();
        let border =
            |c: &usize| matches!(self.row.kind(*c), Kind::Verb(_) | Kind::Clause | Kind::Relative | Kind::Comma);
        let Some(opens) = (from..last).find(border) else { return from };
        let relative = opens + usize::from(self.row.kind(opens) == Kind::Comma);
        if self.row.kind(relative) != Kind::Relative {
            return from;
        }
        let main = match relative > opens {
            true => (relative + 1..last).find(|&c| self.row.kind(c) == Kind::Comma).map(|c| c + 1),
            false => (relative + 1..last).find(border).and_then(|own| (own + 1..last).find(border)),
        };
        main.filter(|&c| self.row.is_finite(c)).unwrap_or(from)
    }

    /// The finite verb of which the noun at this chunk is the subject.
    fn verb_of_subject(&self, noun: usize) -> Option<&Verb> {
        let clause = |c: usize| matches!(self.row.kind(c), Kind::Verb(_) | Kind::Clause | Kind::Relative);
        let next = (noun + 1..self.row.chunks.len()).find(|&c| clause(c))?;
        self.row.verb(next).filter(|verb| verb.is_finite())
    }

    /// `prevented the fall of P`, `to avert the loss of P`: it did not come, or shall not; but who stops an attack fights,
    /// where who averts one has none to fight.
    pub(super) fn is_averted(&self, chunk: usize, governor: &Verb) -> Option<Verdict> {
        let range = self.row.chunks[chunk];
        let fight = |t: usize| {
            self.words.noun_events(t).has(NounEvents::FIGHT) || self.words.noun_events(t).has(NounEvents::STRIKE)
        };
        if governor.passive || governor.negated || !self.is_verb(governor, list::PREVENTING) {
            return None;
        }
        let open = governor.modal.is_some() || governor.infinitive;
        let status = if open { Status::Hypothetical } else { Status::Denied };
        let none = self.is_verb(governor, list::AVERTING) || !(range.from..range.to).any(fight);
        none.then(|| Verdict::of(status, Some(governor.main)))
    }

    /// `The assault on P was called off`, `has been postponed`, `is on hold`; `the handover of P fell through`.
    fn put_off(&self, chunk: usize, verb: &Verb) -> Option<Verdict> {
        let change = self.is_change(chunk);
        if verb.negated || verb.modal.is_some() || !change && !self.is_attack(chunk) {
            return None;
        }
        let word = |k: usize| self.words.word(verb.main + k);
        // `An attack on P is in the works`, `was only days away`, `is out of the question`
        if self.lemma(verb) == "be" && !change {
            let near = |k: usize| self.words.is_in(verb.main + k, list::STEPS) && word(k + 1) == "away";
            let offing =
                matches!(word(1), "in" | "on") && word(2) == "the" && self.words.is_in(verb.main + 3, list::OFFING);
            if offing || (1..5).any(near) {
                return Some(Verdict::of(Status::Hypothetical, Some(verb.main)));
            }
            if word(1) == "out" && word(2) == "of" && word(4) == "question" {
                return Some(Verdict::of(Status::Denied, Some(verb.main)));
            }
        }
        let on_hold = word(1) == "on" && word(2) == "hold";
        let put = self.lemma(verb) == "put" && (matches!(word(1), "off" | "back") || on_hold);
        let through = self.lemma(verb) == "fall" && matches!(word(1), "through" | "apart");
        let status = match () {
            () if verb.passive && self.gives_up(verb) || change && through => Status::Denied,
            () if verb.passive && (put || self.is_verb(verb, list::PUTTING_OFF)) => Status::Hypothetical,
            () if self.lemma(verb) == "be" && on_hold => Status::Hypothetical,
            () => return None,
        };
        Some(Verdict::of(status, Some(verb.main)))
    }

    /// Whether the noun at this chunk is a change of hands: `handover`, `withdrawal`.
    fn is_change(&self, chunk: usize) -> bool {
        let range = self.row.chunks[chunk];
        let change = |&rule: &u16| {
            let rule = &self.words.lexicon.rules[rule as usize];
            rule.light.is_empty() && matches!(rule.event, Event::Captures | Event::Loses)
        };
        (range.from..range.to).any(|t| self.words.noun_at(t).is_some_and(|(_, rules)| rules.iter().any(change)))
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
    fn is_to_begin(&self, chunk: usize, verb: &Verb) -> Option<Verdict> {
        let takes_place = |verb: &Verb| {
            [verb.main, verb.main + 1].iter().any(|&t| self.words.word(t) == "place") && verb.lemma.is_none()
        };
        let begins = |verb: &Verb| self.is_verb(verb, list::COMING_ABOUT) || takes_place(verb);
        if begins(verb) {
            let never = verb.main.checked_sub(1).is_some_and(|t| self.words.word(t) == "never");
            return (verb.negated || never).then(|| Verdict::of(Status::Denied, Some(verb.main)));
        }
        let fails = self.lemma(verb) == "fail";
        if !fails && !matches!(self.lemma(verb), "be" | "have" | "expect" | "set" | "schedule") {
            return None;
        }
        let at = self.row.chunk_of(verb.main)?;
        let light = |c: &usize| !matches!(self.row.kind(*c), Kind::Adverb | Kind::Prep | Kind::Clause | Kind::Noun);
        let begin = (at + 1..self.row.chunks.len().min(chunk + 9)).find(light)?;
        self.row.verb(begin).filter(|verb| verb.infinitive && begins(verb))?;
        let yet = (verb.main..self.row.chunks[begin].from).find(|&t| self.words.word(t) == "yet");
        Some(match yet {
            Some(yet) => Verdict::of(Status::Denied, Some(yet)),
            None if fails && !verb.negated => Verdict::of(Status::Denied, Some(self.row.chunks[begin].from)),
            None => Verdict::of(Status::Hypothetical, Some(verb.main)),
        })
    }
}
