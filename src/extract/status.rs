//! Reported, hypothetical or denied: the operators over a trigger.
//!
//! Facts despite an infinitive come first (`managed to take`), then failure (`failed to take`),
//! purpose (`to take`, `in a bid to`), modality, negation, and what a whole clause hangs on (`if`,
//! `fears that`, `denied that`). The first three are in `aims`, the last in `clauses`; what a noun hangs on
//! (`denied the fall of P`, `plans for an attack`) is in `nouns`, and what became of a siege or an
//! attack (`was lifted`, `was called off`) is in `outcomes`.

mod aims;
mod clauses;
mod nouns;
mod outcomes;

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
                // `averted an assault`: nobody made it.
                let is_in = |list| words.lexicon.is_verb_in(lemma, list);
                is_in(list::PREVENTING) && !is_in(list::AVERTING)
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

    /// The attempt that this word tells of failed.
    fn failed(cue: usize) -> Verdict {
        Verdict { failed: true, attempt: Some(cue), ..Verdict::of(Status::Denied, Some(cue)) }
    }

    /// It is so.
    pub(super) fn reported() -> Verdict {
        Verdict::of(Status::Reported, None)
    }
}

/// The verdict on a claim of this row.
pub fn verdict(words: &Words<'_>, row: &Row, raw: &Raw) -> Verdict {
    let judge = Judge { words, row };
    // `would see P returned to army control`
    let seen = judge.before_phrase(raw.chunk + 1);
    if let Some(modal) = seen.and_then(|c| judge.would_see(c, row.verb(c)?)) {
        return Verdict::of(Status::Hypothetical, Some(modal));
    }
    if raw.description {
        return Verdict::reported();
    }
    let rule = &words.lexicon.rules[raw.rule as usize];
    if rule.shape == Shape::Aim || rule.unreal || raw.aimed {
        return Verdict::of(Status::Hypothetical, Some(raw.trigger.0));
    }
    if raw.event == Event::Fights && (judge.is_ending(raw.chunk) || judge.is_of_helped(raw)) {
        return Verdict::reported();
    }
    if matches!(raw.event, Event::Strikes | Event::Fights) && judge.is_author_unclear(raw.chunk) {
        return Verdict::reported();
    }
    if let Some(cue) = judge.made_able(raw) {
        return Verdict::of(Status::Hypothetical, Some(cue));
    }
    if let Some(cue) = judge.out_of_control(rule.shape, raw) {
        return Verdict::of(Status::Denied, Some(cue));
    }
    let mut verdict = match row.kind(raw.chunk) {
        Kind::Verb(v) => judge.verb(raw.chunk, &row.verbs[v], 0),
        _ if raw.event == Event::Advances && judge.is_repelled(raw.chunk) => {
            Verdict { failed: true, ..Verdict::of(Status::Denied, Some(raw.trigger.0)) }
        }
        _ => {
            let lifted = Some(raw.chunk).filter(|_| raw.event == Event::Besieges).and_then(|c| judge.lifted(c));
            let outcome = lifted.or_else(|| judge.stopped(raw)).or_else(|| judge.carried(raw));
            outcome.unwrap_or_else(|| judge.noun(raw.chunk, raw.trigger.0))
        }
    };
    if verdict.status == Status::Reported
        && let Some(over) =
            judge.doubted(raw.chunk).or_else(|| judge.supposed(raw.chunk)).or_else(|| judge.clause(raw.chunk))
    {
        verdict = over;
    }
    if verdict.status == Status::Reported
        && let Some(doubt) = judge.place_in_doubt(raw)
    {
        return Verdict::of(Status::Hypothetical, Some(doubt));
    }
    // `P was the target of air raids`
    let scene = |token: usize| words.is_in(token, list::SCENES) && words.word(token + 1) == "of";
    if matches!(raw.event, Event::Strikes | Event::Fights) && verdict.cue.is_some_and(scene) {
        return Verdict::reported();
    }
    if verdict.status == Status::Hypothetical { judge.after_all(verdict, raw.trigger) } else { verdict }
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

    /// `to help rebels fighting in P`: they fight already.
    fn is_of_helped(&self, raw: &Raw) -> bool {
        let helped = |c: usize| matches!(self.row.kind(c), Kind::Side(_) | Kind::And | Kind::Noun);
        let mut c = raw.chunk;
        while c > 0 && helped(c - 1) {
            c -= 1;
        }
        let sides = (c..raw.chunk).any(|c| matches!(self.row.kind(c), Kind::Side(_)));
        sides
            && matches!(self.words.word(raw.trigger.0), "fighting" | "battling")
            && c.checked_sub(1).and_then(|v| self.row.verb(v)).is_some_and(|v| self.is_verb(v, list::HELPING))
    }

    /// `took either P or Q`, `took P and perhaps Q`: the places may be others. The token that says so.
    fn place_in_doubt(&self, raw: &Raw) -> Option<usize> {
        let chunks = &self.row.chunks;
        let place = (0..chunks.len()).find(|&c| self.row.kind(c) == Kind::Place(raw.place))?;
        let or = |c: usize| self.word(c) == "or";
        let doubt = |c: usize| self.words.is_in(chunks[c].from, list::DOUBTING);
        let listed = |c: &usize| {
            matches!(self.row.kind(*c), Kind::Place(_) | Kind::Comma | Kind::Prep | Kind::And) || or(*c) || doubt(*c)
        };
        let first = (0..=place).rev().take_while(listed).last()?;
        let last = (place..chunks.len()).take_while(listed).last()?;
        if let Some(doubt) = (first..=place).find(|&c| doubt(c)) {
            return Some(chunks[doubt].from);
        }
        let opens = first.saturating_sub(1);
        (chunks[opens].from..chunks[place].to)
            .find(|&t| self.words.word(t) == "either")
            .filter(|_| (first..last).any(or))
    }

    /// The verdict on a verb as trigger.
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
        // `are barely holding on to P`: they hold it.
        let barely = verb.negated && (self.row.chunks[chunk].from..verb.main).any(|t| self.words.word(t) == "barely");
        let holds = || self.words.lexicon.has_rule(verb.lemma, |rule| rule.event == Event::Holds);
        if barely && holds() {
            return Verdict::reported();
        }
        if verb.negated || self.negated_before(chunk) || self.has_no_subject(chunk) || self.is_among_none(chunk, verb) {
            return Verdict::of(Status::Denied, Some(verb.main));
        }
        if let Some(modal) = verb.modal.filter(|&modal| verb.infinitive || !self.is_narrative(verb, modal)) {
            return Verdict::of(Status::Hypothetical, Some(modal));
        }
        if self.is_term(chunk, verb) {
            return Verdict::of(Status::Hypothetical, Some(verb.main));
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
        if is_base(self.words, verb.main)
            && let Some(lets) = self.lets(chunk, depth)
        {
            return lets;
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

    /// `would let the army cut the road to P`, `will not let P fall`: the verdict on what lets it.
    fn lets(&self, chunk: usize, depth: usize) -> Option<Verdict> {
        let lets = chunk.checked_sub(2).filter(|&c| matches!(self.row.kind(c + 1), Kind::Side(_) | Kind::Place(_)))?;
        let other = self.row.verb(lets).filter(|v| matches!(self.lemma(v), "let" | "help" | "make" | "see"))?;
        Some(self.verb(lets, other, depth + 1))
    }

    /// `a deal that would see rebels leave P`, `would see P handed over`: the token of `would`.
    fn would_see(&self, chunk: usize, verb: &Verb) -> Option<usize> {
        let open = !verb.infinitive && !verb.ing && verb.modal.is_none();
        let see = self.before_phrase(chunk).filter(|&c| open && c + 1 < chunk)?;
        self.row.verb(see).filter(|see| self.lemma(see) == "see").and_then(|see| see.modal)
    }

    /// The chunk before the nouns and places that end with this one.
    fn before_phrase(&self, chunk: usize) -> Option<usize> {
        let of_phrase = |c: &usize| {
            matches!(
                self.row.kind(*c),
                Kind::Side(_) | Kind::Noun | Kind::Place(_) | Kind::Pronoun | Kind::Adverb | Kind::Prep | Kind::And
            )
        };
        (0..chunk).rev().find(|c| !of_phrase(c))
    }

    /// A time in the past after `would` tells what came to pass: `a town that would fall two weeks later`.
    fn is_narrative(&self, verb: &Verb, modal: usize) -> bool {
        let end = self.row.chunks.last().map_or(verb.main, |c| c.to);
        self.words.word(modal) == "would"
            && (verb.main..(verb.main + 8).min(end)).any(|t| self.words.word(t) == "later")
    }

    /// `seized a hill, allowing it to shell P`: it could, which is not that it did. The token of `allowing`.
    fn made_able(&self, raw: &Raw) -> Option<usize> {
        let verb = self.row.verb(raw.chunk).filter(|verb| verb.infinitive && raw.event == Event::Strikes)?;
        let before = |c: usize| matches!(self.row.kind(c), Kind::Pronoun | Kind::Side(_) | Kind::Noun);
        let lets = (0..raw.chunk).rev().find(|&c| !before(c)).filter(|_| verb.infinitive)?;
        let lets = self.row.verb(lets).filter(|lets| matches!(self.lemma(lets), "allow" | "enable"))?;
        Some(lets.main)
    }

    /// `no longer hold`, `is no longer held`: the token of `no`.
    fn no_longer(&self, chunk: usize, verb: &Verb) -> Option<usize> {
        let from = chunk.checked_sub(1).map_or(0, |before| self.row.chunks[before].from);
        (from..verb.main).find(|&t| self.words.word(t) == "no" && self.words.word(t + 1) == "longer")
    }

    /// `was not captured until May`: it was, then.
    fn is_until(&self, chunk: usize) -> bool {
        let time = |c: usize| self.row.kind(c) == Kind::Time && matches!(self.word(c), "until" | "till");
        // `did not give up P until the last bullet was fired`
        let own = |c: &usize| matches!(self.row.kind(*c), Kind::Place(_) | Kind::And | Kind::Prep);
        let range = self.row.chunks[chunk];
        let past = || (range.from..range.to).any(|t| matches!(self.words.word(t), "did" | "didnt" | "was" | "were"));
        let clause = |c: usize| self.row.kind(c) == Kind::Clause && self.word(c) == "until" && past();
        time(chunk + 1)
            || self.row.kind(chunk + 1) == Kind::Adverb && time(chunk + 2)
            || (chunk + 1..self.row.chunks.len()).find(|c| !own(c)).is_some_and(clause)
    }

    /// `Neither the army nor rebels took P`, `none of our planes bombed P`, `no rebels entered P`.
    fn has_no_subject(&self, chunk: usize) -> bool {
        let border = |c: usize| {
            matches!(self.row.kind(c), Kind::Clause | Kind::Relative | Kind::Comma | Kind::Quote | Kind::Verb(_))
        };
        let first = (0..chunk).rev().find(|&c| border(c)).map_or(0, |c| c + 1);
        // `The army met no resistance and controls P`: what the verb before did not have is no subject of this one.
        if first >= chunk || self.coordinated_with(chunk).is_some_and(|verb| verb + 1 == first) {
            return false;
        }
        // `P was quiet and no shells fell`
        if self.row.kind(chunk - 1) == Kind::Noun && self.word(chunk - 1) == "no" {
            return true;
        }
        let opens = self.row.chunks[first].from;
        // `Not a single shell fell on P`
        let not_one = self.words.word(opens) == "not" && matches!(self.words.word(opens + 1), "a" | "one" | "any");
        // `At no point did rebels enter P`
        let end = self.row.chunks[chunk].from;
        let at_no = self.words.word(opens + 1) == "no"
            && (opens + 3..(opens + 5).min(end)).any(|t| self.words.is(t, class::DO | class::HAVE | class::BE));
        self.words.is_in(opens, list::NOBODY) || not_one || at_no
    }

    /// `P was not among the towns hit by rebels`.
    fn is_among_none(&self, chunk: usize, verb: &Verb) -> bool {
        let is_among = |&c: &usize| self.row.kind(c) == Kind::Prep && matches!(self.word(c), "among" | "amongst");
        let among = (0..chunk).rev().take(4).find(is_among).filter(|_| verb.bare);
        let Some(before) = among.and_then(|c| c.checked_sub(1)) else { return false };
        self.row.verb(before).is_some_and(|verb| verb.negated)
            || self.words.is(self.row.chunks[before].from, class::NEGATION)
    }

    /// `P is still outside S control`, `remains out of S hands`: the token that says so.
    fn out_of_control(&self, shape: Shape, raw: &Raw) -> Option<usize> {
        let from = raw.trigger.0.saturating_sub(6).max(self.row.chunks[0].from);
        let out = |&t: &usize| {
            matches!(self.words.word(t), "outside" | "beyond")
                || self.words.word(t) == "out" && self.words.word(t + 1) == "of"
        };
        (shape == Shape::Under && raw.event == Event::Holds).then(|| (from..raw.trigger.0).find(out)).flatten()
    }

    /// `has almost captured P`, `have all but captured P`.
    fn nearly(&self, chunk: usize, verb: &Verb) -> Option<usize> {
        let from = self.row.chunks[chunk].from.saturating_sub(2).max(self.row.chunks[0].from);
        let all_but = |t: usize| self.words.word(t) == "but" && self.words.word(t - 1) == "all";
        // `almost completely surrounded`; but `almost entirely held` is held
        let surrounds = || self.words.lexicon.has_rule_alone(verb.lemma, |rule| rule.event == Event::Besieges);
        let adverbs =
            |t: usize| t + 1 == verb.main || surrounds() && (t + 1..verb.main).all(|t| self.words.is(t, class::ADVERB));
        let ends = |t: &usize| {
            self.words.is_in(*t, list::DOUBTING) && *t + 1 == verb.main
                || (self.words.is_in(*t, list::NEARLY) || *t > from && all_but(*t)) && adverbs(*t)
        };
        (from..verb.main).find(ends)
    }

    /// `no rebels captured`, `nobody`, `neither`: rarely, and `without seizing`.
    fn negated_before(&self, chunk: usize) -> bool {
        let Some(before) = chunk.checked_sub(1) else { return false };
        // `Neither P nor Q has fallen`
        let neither = self.words.word(self.row.chunks[0].from) == "neither"
            && (0..chunk).all(|c| !matches!(self.row.kind(c), Kind::Verb(_) | Kind::Clause));
        // `Not since May have rebels held P`
        let own = |c: &usize| !matches!(self.row.kind(*c), Kind::Clause | Kind::Comma);
        let since = (0..chunk)
            .rev()
            .take_while(own)
            .any(|c| self.word(c) == "not" && self.word(c + 1) == "since" && self.row.kind(c + 1) == Kind::Time);
        // `without the army taking P`
        let side = matches!(self.row.kind(before), Kind::Side(_)) && self.row.verb(chunk).is_some_and(|verb| verb.ing);
        let without = before.checked_sub(1).filter(|_| side).is_some_and(|c| self.word(c) == "without");
        neither
            || since
            || without
            || matches!(self.word(before), "without" | "never")
                && !self.words.is(self.row.chunks[before].to, class::DET)
    }

    /// The verb before `and` that this one goes on from.
    fn coordinated_with(&self, chunk: usize) -> Option<usize> {
        let mut c = chunk.checked_sub(1)?;
        while matches!(self.row.kind(c), Kind::Adverb | Kind::Comma | Kind::Time) {
            c = c.checked_sub(1)?;
        }
        if self.row.kind(c) != Kind::And {
            return None;
        }
        (0..c).rev().find(|&k| matches!(self.row.kind(k), Kind::Verb(_)))
    }
}

/// Whether a form is written as the base is.
fn is_base(words: &Words<'_>, token: usize) -> bool {
    words
        .forms(token)
        .iter()
        .any(|&(l, f)| f == super::lexicon::Form::Base && words.lexicon.lemma(l) == words.word(token))
}
