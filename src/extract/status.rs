//! Reported, hypothetical or denied: the operators over a trigger.
//!
//! Facts despite an infinitive come first (`managed to take`), then failure (`failed to take`),
//! purpose (`to take`, `in a bid to`), modality, negation, and what a whole clause hangs on (`if`,
//! `fears that`, `denied that`).

use super::chunks::{Kind, Row, Verb};
use super::frames::Raw;
use super::lexicon::{Shape, class};
use super::list::{self, List};
use super::words::Words;
use crate::claim::{Event, Status};

/// What the operators make of a claim.
#[derive(Clone, Copy, Debug)]
pub struct Verdict {
    /// The status.
    pub status: Status,
    /// The token of the word that makes it so.
    pub cue: Option<usize>,
    /// An attempt that failed.
    pub failed: bool,
    /// The attempt or attack that the aim belongs to: a token.
    pub attempt: Option<usize>,
}

impl Verdict {
    fn of(status: Status, cue: Option<usize>) -> Verdict {
        Verdict { status, cue, failed: false, attempt: None }
    }

    /// Whether the attempt was made: it failed, was foiled, or is only called an attempt.
    pub fn is_attempt(&self, words: &Words<'_>) -> bool {
        let made = |token: usize| {
            words.forms(token).iter().any(|&(lemma, _)| {
                words.lexicon.is_verb_in(lemma, list::PREVENTING)
                    || matches!(words.lexicon.lemma(lemma), "attempt" | "try" | "fail" | "repel" | "repulse")
            })
        };
        self.failed || self.cue.is_some_and(made) || self.attempt.is_some_and(made)
    }

    /// Whether it was so and is no more: `no longer hold P`.
    pub fn is_over(&self, words: &Words<'_>) -> bool {
        self.status == Status::Denied
            && self.cue.is_some_and(|cue| words.word(cue) == "no" && words.word(cue + 1) == "longer")
    }

    fn reported() -> Verdict {
        Verdict::of(Status::Reported, None)
    }
}

/// The verdict on a claim of this row.
pub fn verdict(words: &Words<'_>, row: &Row, raw: &Raw) -> Verdict {
    if raw.description {
        return Verdict::reported();
    }
    let judge = Judge { words, row };
    let rule = &words.lexicon.rules[raw.rule as usize];
    if rule.shape == Shape::Aim || rule.unreal || raw.aimed {
        return Verdict::of(Status::Hypothetical, Some(raw.trigger.0));
    }
    if raw.event == Event::Fights && judge.is_ending(raw.chunk) {
        return Verdict::reported();
    }
    if matches!(raw.event, Event::Strikes | Event::Fights) && judge.is_author_unclear(raw.chunk) {
        return Verdict::reported();
    }
    let mut verdict = match row.kind(raw.chunk) {
        Kind::Verb(v) => judge.verb(raw.chunk, &row.verbs[v], 0),
        _ if raw.event == Event::Advances && judge.is_repelled(raw.chunk) => {
            Verdict { failed: true, ..Verdict::of(Status::Denied, Some(raw.trigger.0)) }
        }
        _ => judge.noun(raw.chunk, raw.trigger.0),
    };
    if verdict.status == Status::Reported
        && let Some(over) =
            judge.doubted(raw.chunk).or_else(|| judge.supposed(raw.chunk)).or_else(|| judge.clause(raw.chunk))
    {
        verdict = over;
    }
    if verdict.status == Status::Hypothetical { judge.after_all(verdict, raw.trigger) } else { verdict }
}

/// `the third town`, `the latest`: one of a row.
fn is_rank(word: &str) -> bool {
    matches!(word, "first" | "second" | "third" | "fourth" | "fifth" | "sixth" | "last" | "latest")
}

struct Judge<'a> {
    words: &'a Words<'a>,
    row: &'a Row,
}

impl Judge<'_> {
    fn lemma(&self, verb: &Verb) -> &str {
        verb.lemma.map_or("", |l| self.words.lexicon.lemma(l))
    }

    fn is_verb(&self, verb: &Verb, list: List) -> bool {
        verb.lemma.is_some_and(|lemma| self.words.lexicon.is_verb_in(lemma, list))
    }

    fn word(&self, chunk: usize) -> &str {
        self.row.chunks.get(chunk).map_or("", |c| self.words.word(c.from))
    }

    fn verb(&self, chunk: usize, verb: &Verb, depth: usize) -> Verdict {
        if depth > 5 {
            return Verdict::reported();
        }
        if let Some(no) = self.no_longer(chunk, verb) {
            return Verdict::of(Status::Denied, Some(no));
        }
        if verb.negated && self.is_until(chunk) {
            return Verdict::reported();
        }
        if verb.negated || self.negated_before(chunk) || self.has_no_subject(chunk) || self.is_among_none(chunk, verb) {
            return Verdict::of(Status::Denied, Some(verb.main));
        }
        if let Some(modal) = verb.modal.filter(|&modal| verb.infinitive || !self.is_narrative(verb, modal)) {
            return Verdict::of(Status::Hypothetical, Some(modal));
        }
        if let Some(nearly) = self.nearly(chunk, verb) {
            return Verdict::of(Status::Hypothetical, Some(nearly));
        }
        if verb.infinitive {
            return self.infinitive(chunk, verb, depth);
        }
        if verb.ing {
            return self.participle(chunk);
        }
        // `to recapture A and seize B`
        if let Some(first) = self.coordinated_with(chunk) {
            let Kind::Verb(v) = self.row.kind(first) else { return Verdict::reported() };
            let other = &self.row.verbs[v];
            if (other.infinitive || other.modal.is_some()) && is_base(self.words, verb.main) {
                return self.verb(first, other, depth + 1);
            }
        }
        Verdict::reported()
    }

    /// A time in the past after `would` tells what came to pass: `a town that would fall two weeks later`.
    fn is_narrative(&self, verb: &Verb, modal: usize) -> bool {
        let end = self.row.chunks.last().map_or(verb.main, |c| c.to);
        self.words.word(modal) == "would"
            && (verb.main..(verb.main + 8).min(end)).any(|t| self.words.word(t) == "later")
    }

    /// `no longer hold`, `is no longer held`: the token of `no`.
    fn no_longer(&self, chunk: usize, verb: &Verb) -> Option<usize> {
        let from = chunk.checked_sub(1).map_or(0, |before| self.row.chunks[before].from);
        (from..verb.main).find(|&t| self.words.word(t) == "no" && self.words.word(t + 1) == "longer")
    }

    /// `was not captured until May`: it was, then.
    fn is_until(&self, chunk: usize) -> bool {
        let time = |c: usize| self.row.kind(c) == Kind::Time && matches!(self.word(c), "until" | "till");
        time(chunk + 1) || self.row.kind(chunk + 1) == Kind::Adverb && time(chunk + 2)
    }

    /// `Neither the army nor rebels took P`, `none of our planes bombed P`, `no rebels entered P`.
    fn has_no_subject(&self, chunk: usize) -> bool {
        let border = |c: usize| {
            matches!(self.row.kind(c), Kind::Clause | Kind::Relative | Kind::Comma | Kind::Quote | Kind::Verb(_))
        };
        let first = (0..chunk).rev().find(|&c| border(c)).map_or(0, |c| c + 1);
        first < chunk && self.words.is_in(self.row.chunks[first].from, list::NOBODY)
    }

    /// `P was not among the towns hit by rebels`.
    fn is_among_none(&self, chunk: usize, verb: &Verb) -> bool {
        let is_among = |&c: &usize| self.row.kind(c) == Kind::Prep && matches!(self.word(c), "among" | "amongst");
        let among = (0..chunk).rev().take(4).find(is_among).filter(|_| verb.bare);
        let Some(before) = among.and_then(|c| c.checked_sub(1)) else { return false };
        self.row.verb(before).is_some_and(|verb| verb.negated)
            || self.words.is(self.row.chunks[before].from, class::NEGATION)
    }

    /// `has almost captured P`.
    fn nearly(&self, chunk: usize, verb: &Verb) -> Option<usize> {
        let from = self.row.chunks[chunk].from.saturating_sub(1).max(self.row.chunks[0].from);
        let ends = |t: &usize| self.words.is_in(*t, list::NEARLY) && *t + 1 == verb.main;
        (from..verb.main).find(ends)
    }

    /// `no rebels captured`, `nobody`, `neither`: rarely, and `without seizing`.
    fn negated_before(&self, chunk: usize) -> bool {
        let Some(before) = chunk.checked_sub(1) else { return false };
        // `Neither P nor Q has fallen`
        let neither = self.words.word(self.row.chunks[0].from) == "neither"
            && (0..chunk).all(|c| !matches!(self.row.kind(c), Kind::Verb(_) | Kind::Clause));
        neither
            || matches!(self.word(before), "without" | "never")
                && !self.words.is(self.row.chunks[before].to, class::DET)
    }

    fn coordinated_with(&self, chunk: usize) -> Option<usize> {
        let mut c = chunk.checked_sub(1)?;
        while matches!(self.row.kind(c), Kind::Adverb | Kind::Comma) {
            c = c.checked_sub(1)?;
        }
        if self.row.kind(c) != Kind::And {
            return None;
        }
        (0..c).rev().find(|&k| matches!(self.row.kind(k), Kind::Verb(_)))
    }

    fn infinitive(&self, chunk: usize, verb: &Verb, depth: usize) -> Verdict {
        let to = self.row.chunks[chunk].from;
        // `said to have captured`
        if (to..verb.main).any(|t| self.words.is(t, class::HAVE)) {
            return Verdict::reported();
        }
        // `the third town to fall`, `the last to be taken`: one of those that did.
        if let Some(before) = chunk.checked_sub(1)
            && matches!(self.row.kind(before), Kind::Place(_) | Kind::Side(_) | Kind::Noun)
            && (self.row.chunks[before].from..self.row.chunks[before].to).any(|t| is_rank(self.words.word(t)))
        {
            return match self.row.chunks[..before].iter().rposition(|c| matches!(c.kind, Kind::Verb(_))) {
                Some(c) => self.row.verb(c).map_or(Verdict::reported(), |v| self.verb(c, v, depth + 1)),
                None => Verdict::reported(),
            };
        }
        let mut c = chunk;
        while c > 0 {
            c -= 1;
            let range = self.row.chunks[c];
            match self.row.kind(c) {
                Kind::Verb(v) => {
                    let governor = &self.row.verbs[v];
                    let lemma = self.lemma(governor);
                    // `is going to take P`
                    if lemma == "go" && self.words.word(governor.main) == "going" && c + 1 == chunk {
                        return Verdict::of(Status::Hypothetical, Some(governor.main));
                    }
                    // `managed on Sunday to make`
                    let direct = (c + 1..chunk).all(|k| {
                        matches!(self.row.kind(k), Kind::Adverb | Kind::Time | Kind::Comma)
                            || self.row.kind(k) == Kind::Prep && self.row.kind(k + 1) == Kind::Time
                            || lemma == "go" && self.word(k) == "on"
                    });
                    if matches!(lemma, "fail" | "refuse") {
                        return Verdict {
                            failed: true,
                            attempt: Some(governor.main),
                            ..Verdict::of(Status::Denied, Some(governor.main))
                        };
                    }
                    let object_between = (c + 1..chunk).all(|k| {
                        matches!(
                            self.row.kind(k),
                            Kind::Side(_) | Kind::Adverb | Kind::Time | Kind::Noun | Kind::Pronoun | Kind::Skip
                        )
                    });
                    let helps = matches!(lemma, "help" | "allow" | "force" | "enable" | "lead") && object_between;
                    if self.is_verb(governor, list::IMPLICATIVE)
                        && (direct || helps)
                        && (direct || !matches!(lemma, "go" | "come" | "return" | "serve"))
                    {
                        let over = self.verb(c, governor, depth + 1);
                        // `was forced to leave` and `began to advance` happened.
                        return over;
                    }
                    if lemma == "have" || lemma == "be" {
                        // `were able to`, `was unable to`, `is about to`
                        let between = self.row.chunks[c].to..to;
                        return self.able(between, c, governor, depth);
                    }
                    let attempt = self.is_verb(governor, list::TRYING)
                        || self.words.is_in(governor.main, list::ATTACKS)
                        || matches!(lemma, "launch" | "open" | "mount" | "attack" | "clash");
                    if attempt && self.is_beaten(c, chunk) {
                        return Verdict {
                            failed: true,
                            attempt: Some(governor.main),
                            ..Verdict::of(Status::Denied, Some(governor.main))
                        };
                    }
                    return Verdict {
                        attempt: attempt.then_some(governor.main),
                        failed: false,
                        ..Verdict::of(Status::Hypothetical, Some(governor.main))
                    };
                }
                Kind::Noun | Kind::Adverb => {
                    let last = range.to - 1;
                    let word = self.words.word(last);
                    if c + 1 == chunk
                        && matches!(
                            word,
                            "able"
                                | "unable"
                                | "free"
                                | "first"
                                | "last"
                                | "poised"
                                | "set"
                                | "ready"
                                | "likely"
                                | "about"
                        )
                    {
                        if word == "able" || word == "first" || word == "last" {
                            if let Some(Kind::Verb(v)) = c.checked_sub(1).map(|k| self.row.kind(k)) {
                                return self.verb(c - 1, &self.row.verbs[v], depth + 1);
                            }
                            return Verdict::reported();
                        }
                        if word == "unable" {
                            return Verdict {
                                failed: true,
                                attempt: Some(last),
                                ..Verdict::of(Status::Denied, Some(last))
                            };
                        }
                        return Verdict::of(Status::Hypothetical, Some(last));
                    }
                    // `an abortive rebel bid to`
                    let adjective = c >= 2 && matches!(self.row.kind(c - 1), Kind::Side(_));
                    let before = if adjective { self.row.chunks[c - 2].from } else { range.from };
                    let failed = self.words.any_in(before..range.to, list::FAILED);
                    let attack = self.words.any_in(range.from..range.to, list::ATTACKS);
                    let failed = failed || attack && self.is_thwarted(c, chunk);
                    if failed {
                        return Verdict {
                            failed: true,
                            attempt: Some(last),
                            ..Verdict::of(Status::Denied, Some(last))
                        };
                    }
                    if attack && self.row.kind(c) == Kind::Noun {
                        return Verdict { attempt: Some(last), ..Verdict::of(Status::Hypothetical, Some(last)) };
                    }
                }
                Kind::Clause | Kind::Relative => break,
                _ => {}
            }
        }
        Verdict::of(Status::Hypothetical, Some(to))
    }

    /// `thwarted an attempt to`, `the attempt to take P failed`, `was repelled`.
    fn is_thwarted(&self, noun: usize, chunk: usize) -> bool {
        let off = |verb: &Verb| {
            matches!(self.lemma(verb), "beat" | "throw" | "fight")
                && matches!(self.words.word(verb.main + 1), "off" | "back")
        };
        let thwarting =
            |c: usize| self.row.verb(c).is_some_and(|verb| self.is_verb(verb, list::THWARTING) || off(verb));
        if noun.checked_sub(1).is_some_and(thwarting)
            || noun >= 2
                && thwarting(noun - 2)
                && matches!(self.row.kind(noun - 1), Kind::Side(_) | Kind::Noun | Kind::Prep | Kind::Adverb)
        {
            return true;
        }
        (chunk + 1..self.row.chunks.len())
            .find(|&c| matches!(self.row.kind(c), Kind::Verb(v) if self.row.verbs[v].is_finite()))
            .is_some_and(|c| {
                let Kind::Verb(v) = self.row.kind(c) else { return false };
                let verb = &self.row.verbs[v];
                let lemma = self.lemma(verb);
                let bordered = (chunk..c).any(|k| matches!(self.row.kind(k), Kind::Clause | Kind::Relative));
                let in_failure = lemma == "end" && (1..3).any(|n| self.words.word(verb.main + n) == "failure");
                !bordered && (lemma == "fail" || in_failure || verb.passive && self.is_verb(verb, list::THWARTED))
            })
    }

    fn able(&self, between: std::ops::Range<usize>, chunk: usize, governor: &Verb, depth: usize) -> Verdict {
        let mut able = false;
        for t in between {
            match self.words.word(t) {
                "able" => able = true,
                "unable" => return Verdict { failed: true, attempt: Some(t), ..Verdict::of(Status::Denied, Some(t)) },
                _ => {}
            }
        }
        if able {
            self.verb(chunk, governor, depth + 1)
        } else {
            Verdict::of(Status::Hypothetical, Some(governor.main))
        }
    }

    fn participle(&self, chunk: usize) -> Verdict {
        let before = chunk.checked_sub(1);
        if let Some(p) = before.filter(|&p| self.row.kind(p) == Kind::Prep) {
            // `aimed at capturing`, `hopes of taking`, `prevented from entering`
            let head = p.checked_sub(1).map(|k| self.row.chunks[k]);
            if let Some(head) = head {
                let governor = self.row.verb(p - 1);
                let lemma = governor.map_or("", |verb| self.lemma(verb));
                if self.word(p) == "from"
                    && (governor.is_some_and(|verb| self.is_verb(verb, list::PREVENTING))
                        || self.preventing(p).is_some())
                {
                    let cue = governor.map_or(head.to - 1, |verb| verb.main);
                    let cue = self.preventing(p).unwrap_or(cue);
                    return Verdict { failed: true, attempt: Some(cue), ..Verdict::of(Status::Denied, Some(cue)) };
                }
                // `came close to capturing`, `stopped short of entering`
                let near = [self.row.chunks[p].from, head.to - 1];
                if let Some(&near) = near.iter().find(|&&t| self.words.is_in(t, list::CLOSE)) {
                    return Verdict::of(Status::Hypothetical, Some(near));
                }
                if self.word(p) == "of" && self.words.word(head.to - 1) == "short" {
                    return Verdict::of(Status::Denied, Some(head.to - 1));
                }
                if matches!(lemma, "aim" | "design" | "plan" | "threaten" | "dream" | "think")
                    || self.words.is_in(head.to - 1, list::UNREAL_NOUNS) && !matches!(self.word(p), "by" | "after")
                {
                    let attempt = self.words.is_in(head.to - 1, list::ATTACKS) || lemma == "aim";
                    return Verdict {
                        attempt: attempt.then_some(head.to - 1),
                        ..Verdict::of(Status::Hypothetical, Some(head.to - 1))
                    };
                }
            }
            return Verdict::reported();
        }
        if let Some(Kind::Verb(v)) = before.map(|p| self.row.kind(p)) {
            let governor = &self.row.verbs[v];
            let lemma = self.lemma(governor);
            if matches!(lemma, "stop" | "halt" | "suspend" | "cease" | "deny" | "avoid") {
                return Verdict::of(Status::Denied, Some(governor.main));
            }
            if self.is_verb(governor, list::UNREAL) {
                return Verdict::of(Status::Hypothetical, Some(governor.main));
            }
        }
        // `Gaining control of P is vital`: a subject, and no deed.
        let next = (chunk + 1..self.row.chunks.len()).find(|&c| self.row.verb(c).is_some_and(Verb::is_finite));
        if let Some(next) = next.filter(|_| chunk == 0)
            && let Some(verb) = self.row.verb(next)
            && matches!(self.row.kind(next - 1), Kind::Place(_) | Kind::Time)
            && (verb.modal.is_some() || verb.present && self.lemma(verb) == "be")
        {
            return Verdict::of(Status::Hypothetical, Some(verb.main));
        }
        // A free participle follows its main verb.
        if let Some(main) = (0..chunk).rev().find(|&k| matches!(self.row.kind(k), Kind::Verb(_)))
            && let Kind::Verb(v) = self.row.kind(main)
        {
            let governor = &self.row.verbs[v];
            let bordered = (main..chunk).any(|k| matches!(self.row.kind(k), Kind::Clause | Kind::Relative));
            if !bordered && (governor.modal.is_some() && governor.is_finite()) {
                return Verdict::of(Status::Hypothetical, governor.modal);
            }
        }
        // `Taking P would be a victory`: the participle is the subject of what may be.
        let opens = before.is_none_or(|p| matches!(self.row.kind(p), Kind::Quote | Kind::Clause));
        let next = (chunk + 1..self.row.chunks.len())
            .find(|&k| matches!(self.row.kind(k), Kind::Verb(_) | Kind::Comma | Kind::Clause));
        if let Some(governor) = next.filter(|_| opens).and_then(|k| self.row.verb(k))
            && governor.is_finite()
            && let Some(modal) = governor.modal
        {
            return Verdict::of(Status::Hypothetical, Some(modal));
        }
        Verdict::reported()
    }

    /// `prevented rebels from`: the token of the verb before this chunk.
    fn preventing(&self, chunk: usize) -> Option<usize> {
        let verbs = (chunk.saturating_sub(3)..chunk).filter_map(|c| self.row.verb(c));
        verbs.filter(|verb| self.is_verb(verb, list::PREVENTING)).map(|verb| verb.main).next()
    }

    fn noun(&self, chunk: usize, trigger: usize) -> Verdict {
        let range = self.row.chunks[chunk];
        for t in range.from..trigger {
            if self.words.is_in(t, list::UNREAL_ADJECTIVES) {
                return Verdict::of(Status::Hypothetical, Some(t));
            }
        }
        if (range.from..trigger).any(|t| self.words.word(t) == "no") {
            return Verdict::of(Status::Denied, Some(range.from));
        }
        let mut c = chunk;
        let mut prep = None;
        while c > 0 {
            c -= 1;
            match self.row.kind(c) {
                Kind::Verb(v) => {
                    let governor = &self.row.verbs[v];
                    let lemma = self.lemma(governor);
                    let governs = prep.is_none_or(|p: usize| {
                        c + 1 == p || matches!(self.word(p), "for" | "of" | "at" | "on" | "against" | "out" | "under")
                    });
                    if !governs {
                        break;
                    }
                    if self.is_verb(governor, list::DENYING) && !governor.passive && prep.is_none_or(|p| c + 1 == p) {
                        return Verdict::of(Status::Denied, Some(governor.main));
                    }
                    if matches!(lemma, "stop" | "halt" | "suspend" | "cease")
                        && !governor.passive
                        && prep.is_none()
                        && governor.is_finite()
                        && !governor.negated
                        && governor.modal.is_none()
                    {
                        return Verdict::of(Status::Denied, Some(governor.main));
                    }
                    if self.is_verb(governor, list::UNREAL)
                        && (prep.is_none() || matches!(self.word(prep.unwrap_or(0)), "for" | "at" | "on" | "up" | "of"))
                    {
                        return Verdict::of(Status::Hypothetical, Some(governor.main));
                    }
                    let own = prep.is_none()
                        || prep.is_some_and(|p| c + 1 == p && matches!(self.word(p), "out" | "under" | "on" | "up"));
                    if own && !self.is_verb(governor, list::TELLING) {
                        return self.verb(c, governor, 1);
                    }
                    break;
                }
                Kind::Prep => prep = Some(c),
                Kind::Noun if prep == Some(c + 1) => {
                    let last = self.row.chunks[c].to - 1;
                    if self.words.is_in(last, list::UNREAL_NOUNS)
                        && matches!(self.word(c + 1), "of" | "for" | "to" | "about" | "over" | "at")
                    {
                        return Verdict::of(Status::Hypothetical, Some(last));
                    }
                    break;
                }
                Kind::Noun | Kind::Side(_) | Kind::Adverb | Kind::Time | Kind::Possessive | Kind::Quote => {}
                Kind::And | Kind::Comma => {}
                _ => break,
            }
        }
        // As the subject of what will be: `an attack on P is expected`.
        for k in chunk + 1..self.row.chunks.len() {
            match self.row.kind(k) {
                Kind::Verb(v) => {
                    let verb = &self.row.verbs[v];
                    if verb.is_finite() {
                        let heard = matches!(self.lemma(verb), "hear" | "see");
                        if let Some(modal) = verb.modal.filter(|_| !heard) {
                            return Verdict::of(Status::Hypothetical, Some(modal));
                        }
                        if verb.passive && matches!(self.lemma(verb), "expect" | "plan" | "fear" | "anticipate") {
                            return Verdict::of(Status::Hypothetical, Some(verb.main));
                        }
                    }
                    break;
                }
                Kind::Clause | Kind::Relative => break,
                _ => {}
            }
        }
        Verdict::reported()
    }

    /// What the clause hangs on: `if`, `fears that`, `denied that`, `called for`.
    fn clause(&self, chunk: usize) -> Option<Verdict> {
        // `Should the army reach P`
        let first = self.row.chunks[0].from;
        if self.words.word(first) == "should" && self.row.chunks.last().is_some_and(|c| self.words.word(c.to) != "?") {
            return Some(Verdict::of(Status::Hypothetical, Some(first)));
        }
        let mut c = chunk;
        let mut finite_passed = self.row.verb(chunk).is_some_and(Verb::is_finite);
        let mut that = false;
        while c > 0 {
            c -= 1;
            match self.row.kind(c) {
                Kind::Clause => {
                    let word = self.word(c);
                    match word {
                        "if" | "whether" if self.is_about_the_agent(c, chunk) => return None,
                        "if" | "unless" | "whether" => {
                            return Some(Verdict::of(Status::Hypothetical, Some(self.row.chunks[c].from)));
                        }
                        "that" => that = true,
                        // `only a matter of time before`, `a question of days until`
                        "before" | "until" if self.is_matter_of_time(c) => {
                            return Some(Verdict::of(Status::Hypothetical, Some(self.row.chunks[c].from)));
                        }
                        // `Once P is taken, the army will`, `until P is liberated`: it is not yet.
                        "until" | "once" if self.row.verb(chunk).is_some_and(|verb| verb.present) => {
                            return Some(Verdict::of(Status::Hypothetical, Some(self.row.chunks[c].from)));
                        }
                        "when" | "before" if self.is_to_come(chunk) => {
                            return Some(Verdict::of(Status::Hypothetical, Some(self.row.chunks[c].from)));
                        }
                        _ => return None,
                    }
                }
                // `rumours that rebels took P`
                Kind::Relative if self.word(c) == "that" && !matches!(self.row.kind(c + 1), Kind::Verb(_)) => {
                    that = true;
                }
                Kind::Relative => return None,
                Kind::Verb(v) => {
                    let verb = &self.row.verbs[v];
                    if (that || self.bare_clause(c, chunk)) && self.is_verb(verb, list::DENYING) && !verb.passive {
                        let status = if verb.negated { Status::Reported } else { Status::Denied };
                        return Some(Verdict::of(status, Some(verb.main)));
                    }
                    if that && verb.negated && matches!(self.lemma(verb), "confirm" | "verify") {
                        return Some(Verdict::of(Status::Hypothetical, Some(verb.main)));
                    }
                    if (that || self.bare_clause(c, chunk)) && self.is_verb(verb, list::UNREAL_CLAUSE) {
                        return Some(Verdict::of(Status::Hypothetical, Some(verb.main)));
                    }
                    if verb.is_finite() && finite_passed && !that {
                        return None;
                    }
                    finite_passed |= verb.is_finite();
                    that = false;
                }
                Kind::Noun if that => {
                    let last = self.row.chunks[c].to - 1;
                    if self.words.is_in(last, list::UNREAL_NOUNS) {
                        return Some(Verdict::of(Status::Hypothetical, Some(last)));
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// `it was not clear whether the raids on P were carried out by S or S2`, `unclear who shelled P`: the doubt is
    /// about who did it.
    fn is_author_unclear(&self, chunk: usize) -> bool {
        let at = |c: usize| self.row.chunks[c].from;
        let Some(doubt) = (0..chunk).rev().find(|&c| matches!(self.word(c), "whether" | "if" | "who" | "which")) else {
            return false;
        };
        let first = at(doubt).saturating_sub(6).max(self.row.chunks[0].from);
        let open = (first..at(doubt)).any(|t| self.words.is_in(t, list::NOT_KNOWN));
        let of_two = || {
            (chunk..self.row.chunks.len()).any(|c| {
                self.word(c) == "or" && matches!(self.row.kind(c + 1), Kind::Side(_) | Kind::Noun | Kind::Prep)
            })
        };
        open && (matches!(self.word(doubt), "who" | "which") || of_two())
    }

    /// `about to win the battle for P`: the battle is there, however it ends.
    fn is_ending(&self, noun: usize) -> bool {
        let range = self.row.chunks[noun];
        let told = matches!(self.words.word(range.from), "the" | "this" | "its" | "their");
        let verb = noun.checked_sub(1).and_then(|c| self.row.verb(c));
        told && verb.is_some_and(|verb| matches!(self.lemma(verb), "win" | "lose" | "end" | "finish" | "decide"))
    }

    /// `repelled the advance on P`, `the advance on P was halted`: an attack that came to nothing.
    fn is_repelled(&self, noun: usize) -> bool {
        let thwarts = |c: usize, list: List| self.row.verb(c).filter(|verb| self.is_verb(verb, list));
        let before =
            (0..noun).rev().find(|&c| !matches!(self.row.kind(c), Kind::Side(_) | Kind::Noun | Kind::Possessive));
        before.and_then(|c| thwarts(c, list::THWARTING)).is_some_and(|verb| !verb.passive)
            || (noun + 1..self.row.chunks.len())
                .find(|&c| self.row.verb(c).is_some_and(Verb::is_finite))
                .and_then(|c| thwarts(c, list::THWARTED))
                .is_some_and(|verb| verb.passive)
    }

    /// `tried to storm P but were repelled`, `fighters trying to infiltrate P were killed`, `killed trying to take P`.
    fn is_beaten(&self, attempt: usize, trigger: usize) -> bool {
        let beaten = |c: usize| {
            self.row.verb(c).is_some_and(|verb| {
                verb.passive
                    && (self.is_verb(verb, list::THWARTED) || matches!(self.lemma(verb), "kill" | "ambush" | "stop"))
            })
        };
        let later = (trigger + 1..self.row.chunks.len()).find(|&c| self.row.verb(c).is_some_and(Verb::is_finite));
        let same_subject = |c: usize| {
            let own = self.row.verb(attempt).is_some_and(|verb| verb.ing);
            own || (trigger + 1..c).any(|k| self.word(k) == "but")
                && !(trigger + 1..c).any(|k| self.word(k) == "but" && matches!(self.row.kind(k + 1), Kind::Side(_)))
        };
        later.is_some_and(|c| beaten(c) && same_subject(c))
            || attempt.checked_sub(1).is_some_and(|c| beaten(c) && self.row.verb(attempt).is_some_and(|verb| verb.ing))
    }

    /// `unclear if Russian or Syrian jets bombed P`: it was bombed, by whom is not clear.
    fn is_about_the_agent(&self, clause: usize, chunk: usize) -> bool {
        let at = self.row.chunks[clause].from;
        let first = self.row.chunks[0].from;
        let unclear = self.words.any_in(at.saturating_sub(3).max(first)..at, list::NOT_KNOWN);
        unclear && (at..self.row.chunks[chunk].from).any(|t| self.words.word(t) == "or")
    }

    /// `in case the army takes P`, `should the army take P`, `it is possible that`, a question.
    fn supposed(&self, chunk: usize) -> Option<Verdict> {
        let (first, at) = (self.row.chunks[0].from, self.row.chunks[chunk].from);
        let last = self.row.chunks.last().map_or(at, |c| c.to);
        let unreal = |t: usize| Some(Verdict::of(Status::Hypothetical, Some(t)));
        if last > at && self.words.word(last - 1) == "?" {
            return unreal(last - 1);
        }
        let border = |t: &usize| matches!(self.words.word(*t), "," | ";" | "\"");
        let from = (first..at).rev().find(border).map_or(first, |t| t + 1);
        if let Some(case) = (from + 1..at).find(|&t| self.words.word(t) == "case" && self.words.word(t - 1) == "in") {
            return unreal(case);
        }
        // `Should the army take P`, `Were the army to take P`.
        let verb = self.row.verb(chunk)?;
        let base = is_base(self.words, verb.main);
        let inverted = base && matches!(self.words.word(from), "should" | "were" | "had" | "will" | "would" | "could");
        let same = self.row.chunks[chunk].from == from;
        if inverted && !same {
            return unreal(from);
        }
        None
    }

    /// A present tense after `when`, `before`, where the main clause is in the future.
    fn is_to_come(&self, chunk: usize) -> bool {
        let present = self.row.verb(chunk).is_some_and(|v| v.present && !v.past_perfect && v.modal.is_none());
        let future =
            self.row.verbs.iter().any(|v| {
                v.modal.is_some_and(|t| matches!(self.words.word(t), "will" | "would" | "shall" | "ll" | "wont"))
            });
        present && future
    }

    /// `a matter of time`, `a question of days` right before this chunk.
    fn is_matter_of_time(&self, chunk: usize) -> bool {
        let to = self.row.chunks[chunk].from;
        let word = |back: usize| to.checked_sub(back).map_or("", |t| self.words.word(t));
        matches!(word(3), "matter" | "question") && word(2) == "of"
    }

    /// What is told of and not believed: `denied reports that`, `it is not true that`, `no confirmation that`,
    /// `rumours that ... are false`.
    fn doubted(&self, chunk: usize) -> Option<Verdict> {
        let that = (0..chunk)
            .rev()
            .find(|&c| self.word(c) == "that" && matches!(self.row.kind(c), Kind::Clause | Kind::Relative))?;
        let at = self.row.chunks[that].from;
        let first = self.row.chunks[0].from;
        let before = at.saturating_sub(5).max(first)..at;
        let says = |word: &str| before.clone().find(|&t| self.words.word(t) == word);
        let head = at.checked_sub(1).filter(|&t| t >= first)?;
        if let Some(not) = says("not").filter(|_| matches!(self.words.word(head), "true" | "correct")) {
            return Some(Verdict::of(Status::Denied, Some(not)));
        }
        // `it is possible that`
        if self.words.is_in(head, list::POSSIBLE) {
            return Some(Verdict::of(Status::Hypothetical, Some(head)));
        }
        // `no truth to reports that`
        if let Some(truth) = says("truth").filter(|_| says("no").is_some()) {
            return Some(Verdict::of(Status::Denied, Some(truth)));
        }
        if self.words.is_in(head, list::SIGNS_OF) {
            return says("no").map(|no| Verdict::of(Status::Hypothetical, Some(no)));
        }
        // `Whoever says that P has fallen is lying`
        let said =
            self.words.forms(head).iter().any(|f| matches!(self.words.lexicon.lemma(f.0), "say" | "claim" | "report"));
        if said && ["whoever", "anyone", "those"].iter().any(|word| says(word).is_some()) {
            let last = self.row.chunks.last().map_or(at, |c| c.to);
            let untrue = (at..last).find(|&t| self.words.is_in(t, list::UNTRUE) || self.words.word(t) == "wrong");
            return untrue.map(|t| Verdict::of(Status::Denied, Some(t)));
        }
        if self.words.is_in(head, list::UNTRUE) {
            return Some(Verdict::of(Status::Denied, Some(head)));
        }
        // `claims by S that`
        let by = before.clone().rev().find(|&t| self.words.word(t) == "by").and_then(|t| t.checked_sub(1));
        if ![Some(head), by].iter().flatten().any(|&t| self.words.is_in(t, list::REPORTS_OF)) {
            return None;
        }
        // `Reports that P fell were denied`
        let after = (chunk + 1..self.row.chunks.len())
            .find_map(|c| self.row.verb(c).filter(|verb| verb.passive && self.is_verb(verb, list::DENYING)));
        if let Some(verb) = after {
            return Some(Verdict::of(Status::Denied, Some(verb.main)));
        }
        let denied = (0..that).rev().take(4).find_map(|c| match self.row.kind(c) {
            Kind::Verb(v) => Some(&self.row.verbs[v]).filter(|verb| self.is_verb(verb, list::DENYING)),
            _ => None,
        });
        if let Some(verb) = denied.filter(|verb| !verb.negated && !verb.passive) {
            return Some(Verdict::of(Status::Denied, Some(verb.main)));
        }
        if let Some(contrary) = says("contrary") {
            return Some(Verdict::of(Status::Denied, Some(contrary)));
        }
        let last = self.row.chunks.last().map_or(at, |c| c.to);
        let untrue = (at..last).find(|&t| self.words.is_in(t, list::UNTRUE));
        untrue.map(|t| Verdict::of(Status::Denied, Some(t)))
    }

    /// What is aimed at may be told as not so after all: `no plans to`, `has yet to`, `tried ... in vain`.
    fn after_all(&self, verdict: Verdict, trigger: (usize, usize)) -> Verdict {
        let (first, last) = (self.row.chunks[0].from, self.row.chunks.last().map_or(trigger.1, |c| c.to));
        let words = |from: usize, to: usize| (from.max(first)..to.min(last)).map(|t| self.words.word(t));
        let no_plan = verdict.cue.filter(|&cue| {
            self.words.is_in(cue, list::UNREAL_NOUNS) && words(cue.saturating_sub(3), cue).any(|word| word == "no")
        });
        let yet = self.words.word(trigger.0.wrapping_sub(1)) == "to"
            && matches!(self.words.word(trigger.0.wrapping_sub(2)), "yet");
        if no_plan.is_some() || yet {
            return Verdict::of(Status::Denied, verdict.cue);
        }
        let vain = (verdict.cue.unwrap_or(trigger.1).max(first + 1)..last).find(|&t| {
            self.words.is_in(t, list::IN_VAIN)
                && matches!(self.words.word(t - 1), "in" | "no" | "without" | "any" | "little")
        });
        match vain {
            Some(t) => Verdict { failed: true, attempt: verdict.cue, ..Verdict::of(Status::Denied, Some(t)) },
            None => verdict,
        }
    }

    /// Only a subject stands between a verb of saying and the trigger: `fear rebels will ...`.
    fn bare_clause(&self, verb: usize, trigger: usize) -> bool {
        (verb + 1..trigger).all(|k| {
            matches!(
                self.row.kind(k),
                Kind::Side(_) | Kind::Noun | Kind::Place(_) | Kind::Adverb | Kind::Pronoun | Kind::Prep
            )
        })
    }
}

fn is_base(words: &Words<'_>, token: usize) -> bool {
    words
        .forms(token)
        .iter()
        .any(|&(l, f)| f == super::lexicon::Form::Base && words.lexicon.lemma(l) == words.word(token))
}
