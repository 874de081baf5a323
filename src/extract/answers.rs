//! What one says to what was told before: *denials* (`Moscow denied this`, `the army rejected the report`),
//! *blame* (`activists blamed the regime for the attack`) and *responsibility* that a side claims for a strike of
//! nobody (`IS claimed responsibility`).
//!
//! A denial gives the claims before it once more, as denied by whoever denies them: the claims of its own
//! sentence that stand before it, else those of the nearest sentence just before. Blame gives the strikes
//! before it once more, by the side that is blamed. What was told before stays as it was told: rival
//! sayings are claims of their own.

use super::attribution::{Attribution, Spoken};
use super::lexicon::{Shape, class};
use super::sides::SidePhrase;
use super::words::Words;
use crate::claim::{Claim, Event, Source, Status};
use crate::side::Side;
use sha2::{Digest, Sha256};
use std::ops::Range;

/// How many sentences before it an answer speaks of.
const REACH: usize = 3;
/// How far behind its verb the words of an answer stand, in tokens.
const NEAR: usize = 9;

/// Adds the claims of denials and blame.
pub fn add(
    claims: &mut Vec<Claim>,
    words: &Words<'_>,
    sides: &[SidePhrase],
    attributions: &[Attribution],
    spoken: &Spoken<'_>,
) {
    let reader = Reader { claims, words, sides, attributions, spoken };
    let answers: Vec<Claim> =
        spoken.answers().flat_map(|verb| [reader.denials(verb), reader.blames(verb)].concat()).collect();
    for (claim, side) in reader.owned_up() {
        let claim = &mut claims[claim];
        claim.side = sides[side].side;
        claim.group = Some(words.text.line(sides[side].group.0..sides[side].group.1.max(sides[side].group.0 + 1)));
        claim.trace.side = Some(words.text.bytes(sides[side].from..sides[side].to));
        claim.why.push("responsibility claimed afterwards".to_owned());
    }
    claims.extend(answers);
    claims.sort_by_key(|claim| claim.sentence.start);
}

struct Reader<'a> {
    claims: &'a [Claim],
    words: &'a Words<'a>,
    sides: &'a [SidePhrase],
    attributions: &'a [Attribution],
    spoken: &'a Spoken<'a>,
}

/// One answer: its verb, its words and whose it is.
struct Answer<'a> {
    verb: usize,
    words: Range<usize>,
    by: Option<&'a Attribution>,
}

impl Reader<'_> {
    /// `Moscow denied this`, `the army denied any involvement`.
    fn denials(&self, verb: usize) -> Vec<Claim> {
        let accused = self.spoken.is_accusing(verb);
        let by = self.attributions.iter().find(|a| !accused && a.words.contains(&verb));
        let Some(by) = by else { return Vec::new() };
        let end = match self.is_denied_by(verb) {
            true => Some(by.speaker.end),
            false => self.spoken_of(verb).or_else(|| self.closes(verb, by)).filter(|_| by.denies),
        };
        let Some(end) = end else { return Vec::new() };
        let answer = Answer { verb, words: by.speaker.start.min(verb)..end, by: Some(by) };
        let speaker = self.side_in(&by.speaker);
        // "A reported it but B dismissed the reports": what A reported, not what was told before.
        let sentence = self.sentence(verb);
        let here = |a: &Attribution| a.words.start >= sentence.start && a.words.end <= by.words.start;
        let own_sentence =
            self.attributions.iter().any(here).then(|| self.words.text.bytes_with_marks(sentence.clone()).start);
        let denied = self.told_before(verb, |claim| {
            claim.status == Status::Reported
                && (claim.event != Event::Holds || self.is_claimed(claim))
                && own_sentence.is_none_or(|start| claim.sentence.start >= start)
                && claim.source.as_ref() != Some(&by.source)
                // Who denies a strike denies his own part in it.
                && (claim.event != Event::Strikes || claim.side.is_none() || speaker.is_none() || claim.side == speaker)
        });
        let deny = |claim: &Claim| Claim {
            side: claim.side.or(speaker),
            status: Status::Denied,
            ..self.answer(claim, &answer, "denied afterwards")
        };
        denied.into_iter().map(deny).filter(|claim| claim.side.is_some()).collect()
    }

    /// Whether somebody is said to have claimed a state; `S-held P` nobody claims.
    fn is_claimed(&self, claim: &Claim) -> bool {
        let held = self.words.lexicon.rule(&claim.rule).is_some_and(|rule| rule.shape == Shape::Held);
        claim.source.is_some() && !held
    }

    /// `The claim has been denied by state media`: of a claim that the words before it do not tell.
    fn is_denied_by(&self, verb: usize) -> bool {
        let sentence = self.sentence(verb);
        let next = sentence.contains(&(verb + 1)) && self.words.word(verb + 1) == "by";
        let told = (sentence.start..verb).rfind(|&t| self.spoken.is_report(t) || self.words.word(t) == "this");
        let small =
            |t: usize| matches!(self.words.word(t), "has" | "have" | "had" | "been" | "was" | "were" | "is" | "are");
        next && told.is_some_and(|told| told <= sentence.start + 2 && verb > told + 1 && (told + 1..verb).all(small))
    }

    /// Past the words that mean what was told before: `this`, `the reports`, `responsibility`.
    fn spoken_of(&self, verb: usize) -> Option<usize> {
        let sentence = self.sentence(verb);
        let mut at = verb + 1;
        while at < sentence.end && matches!(self.words.word(at), "the" | "any" | "all" | "such" | "these" | "those") {
            at += 1;
        }
        let word = self.words.word(at);
        let determined = at > verb + 1;
        let means = at < sentence.end && (self.spoken.is_denied(at) || determined && self.spoken.is_report(at));
        let next = if at + 1 < sentence.end { self.words.word(at + 1) } else { "" };
        // "denied it had left P", "denied reports that P had fallen" say themselves what is denied.
        let pronoun = matches!(word, "this" | "it" | "that" | "them");
        let ends =
            matches!(next, "" | "." | "," | ";" | "\"" | "and" | "but" | "saying" | "on" | "in" | "as" | "while");
        (means && if pronoun { ends } else { !matches!(next, "that" | "of") }).then_some(at + 1)
    }

    /// Past `denied` in `P had fallen, a claim the army denied`, `..., which rebels deny`.
    fn closes(&self, verb: usize, by: &Attribution) -> Option<usize> {
        let sentence = self.sentence(verb);
        let ends = verb + 1 >= sentence.end || matches!(self.words.word(verb + 1), "." | "," | ";");
        let before = by.speaker.start.checked_sub(1).filter(|&t| t > sentence.start && by.speaker.start < verb)?;
        let points = self.words.word(before) == "which" || self.spoken.is_report(before);
        (ends && points).then_some(verb + 1)
    }

    /// `activists blamed Russian jets for the attack`, `the army blamed the strike on rebels`.
    fn blames(&self, verb: usize) -> Vec<Claim> {
        let sentence = self.sentence(verb);
        if !self.spoken.is_accusing(verb) || self.strikes_in(&self.words.text.bytes_with_marks(sentence.clone())) {
            return Vec::new();
        }
        let reach = verb + 1..(verb + 1 + NEAR).min(sentence.end);
        let attack = reach.clone().find(|&t| self.spoken.is_attack(t));
        let blamed = self.sides.iter().find(|side| reach.contains(&side.from) && side.side.is_some());
        let Some(blamed) = blamed else { return Vec::new() };
        // "State media blamed rebel rocket fire."
        let weapon = self.weapon_of(blamed.to, sentence.end).filter(|_| blamed.from == verb + 1);
        // "It did not say whose planes they were; activists blamed the regime."
        let alone = (blamed.from <= verb + 2 && self.ends_clause(blamed.to, sentence.end)).then_some(blamed.to - 1);
        // "Damascus blamed it on rebels."
        let it = matches!(self.words.word(verb + 1), "it" | "this") && self.words.word(verb + 2) == "on";
        let weapon = weapon.or(alone).or(it.then_some(verb + 1));
        let Some(attack) = weapon.or(attack) else { return Vec::new() };
        // "for the attack", "over it", "blamed the attack on": not an attack of which more is told here.
        let led =
            (verb + 1..attack).any(|t| matches!(self.words.word(t), "the" | "this" | "that" | "for" | "of" | "over"));
        if !led && weapon.is_none() {
            return Vec::new();
        }
        // "Damascus denied it and blamed rebels"
        let same = || {
            let before = self.attributions.partition_point(|a| a.words.start < verb);
            let last = self.attributions.get(before.checked_sub(1)?)?;
            (self.words.word(verb - 1) == "and" && sentence.contains(&last.words.start)).then_some(last)
        };
        let by = self.attributions.iter().find(|a| a.words.contains(&verb) && !a.denies).or_else(same);
        let from = by.map_or(verb, |by| by.speaker.start.min(verb));
        let answer = Answer { verb, words: from..(attack + 1).max(blamed.to), by };
        let struck = self.told_before(verb, |claim| {
            claim.event == Event::Strikes && claim.status == Status::Reported && claim.side != blamed.side
        });
        let blame = |claim: &Claim| {
            let mut claim = Claim {
                side: blamed.side,
                group: Some(self.words.text.line(blamed.group.0..blamed.group.1.max(blamed.group.0 + 1))),
                ..self.answer(claim, &answer, "blamed afterwards")
            };
            claim.trace.side = Some(self.words.text.bytes(blamed.from..blamed.to));
            claim
        };
        struck.into_iter().map(blame).collect()
    }

    fn ends_clause(&self, at: usize, end: usize) -> bool {
        at >= end || matches!(self.words.word(at), "." | "," | ";" | "and" | "but" | "while")
    }

    /// The last word of `rocket fire`, `shelling`, with which the sentence or its clause ends.
    fn weapon_of(&self, from: usize, end: usize) -> Option<usize> {
        let at = (from..end.min(from + 3)).find(|&t| self.spoken.is_attack(t) || self.spoken.is_fire(t))?;
        let last = (at..end.min(at + 2)).rfind(|&t| self.spoken.is_attack(t) || self.spoken.is_fire(t)).unwrap_or(at);
        (self.ends_clause(last + 1, end) || self.words.word(last + 1) == "for").then_some(last)
    }

    /// The strikes of nobody for which a side answers later, with the side phrase: `A bomb hit P. IS claimed
    /// responsibility`, `IS said one of its men was behind the attack`.
    fn owned_up(&self) -> Vec<(usize, usize)> {
        let word = |t: usize| self.words.word(t);
        let claimed = |t: usize| matches!(word(t), "claim" | "claimed" | "claims" | "claiming");
        let owns = |&t: &usize| match word(t) {
            "responsibility" => (t.saturating_sub(3)..t).any(|t| claimed(t) || matches!(word(t), "took" | "accepted")),
            "carried" => {
                let own = (t.saturating_sub(2)..t).any(|t| matches!(word(t), "it" | "they"));
                own && word(t + 1) == "out" && word(t + 2) == "the" && self.spoken.is_attack(t + 3)
            }
            "behind" => word(t + 1) == "the" && self.spoken.is_attack(t + 2),
            _ => false,
        };
        let strike = |claim: &Claim| claim.event == Event::Strikes && claim.side.is_none() && claim.group.is_none();
        if !self.claims.iter().any(strike) {
            return Vec::new();
        }
        let mut owned = Vec::new();
        for at in (0..self.words.count()).filter(owns) {
            let sentence = self.sentence(at);
            let party = |side: &usize| {
                let phrase = &self.sides[*side];
                (sentence.start..at).contains(&phrase.from) && phrase.side.is_some() && !phrase.adjective
            };
            let unsaid =
                (sentence.start..at).any(|t| self.words.is(t, class::NEGATION) || self.words.is(t, class::MODAL));
            let Some(side) = (0..self.sides.len()).find(party).filter(|_| !unsaid) else { continue };
            if self.strikes_in(&self.words.text.bytes(sentence)) {
                continue;
            }
            let told = self.told_before(at, strike);
            let place = |claim: &&Claim| self.claims.iter().position(|other| std::ptr::eq(other, *claim));
            owned.extend(told.iter().filter_map(place).map(|claim| (claim, side)));
        }
        owned
    }

    /// The claims that an answer at `verb` speaks of: those of its sentence that stand before it, else
    /// those of the nearest sentence that has some.
    fn told_before(&self, verb: usize, fits: impl Fn(&Claim) -> bool) -> Vec<&Claim> {
        let sentences = self.words.text.sentences();
        let here = self.words.text.sentence_of(verb);
        let at = self.words.text.bytes(verb..verb + 1).start;
        for index in (here.saturating_sub(REACH)..=here).rev() {
            let bytes = self.words.text.bytes_with_marks(sentences[index].tokens());
            let first = self.claims.partition_point(|claim| claim.sentence.start < bytes.start);
            let told = self.claims[first..].iter().take_while(|claim| claim.sentence.start < bytes.end);
            let told: Vec<&Claim> = told.filter(|claim| claim.quote.end <= at && fits(claim)).collect();
            if !told.is_empty() {
                return told;
            }
        }
        Vec::new()
    }

    /// A claim as an answer gives it again.
    fn answer(&self, claim: &Claim, answer: &Answer<'_>, why: &str) -> Claim {
        let quote = self.words.text.bytes(answer.words.clone());
        let mut hash = Sha256::new();
        hash.update(format!("{}|{why}|{}", claim.id, quote.start));
        let id = hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        let mut trace = claim.trace.clone();
        trace.cue = Some(self.words.text.bytes(answer.verb..answer.verb + 1));
        trace.source = answer.by.map(|by| self.words.text.bytes(by.speaker.clone()));
        let source: Option<Source> = answer.by.map(|by| by.source.clone());
        let mut reasons = claim.why.clone();
        reasons.push(why.to_owned());
        Claim {
            id,
            sentence: self.words.text.bytes(self.sentence(answer.verb)),
            quote,
            source,
            trace,
            why: reasons,
            ..claim.clone()
        }
    }

    fn strikes_in(&self, sentence: &Range<usize>) -> bool {
        let first = self.claims.partition_point(|claim| claim.sentence.start < sentence.start);
        let here = self.claims[first..].iter().take_while(|claim| claim.sentence.start < sentence.end);
        here.into_iter().any(|claim| claim.event == Event::Strikes)
    }

    /// The side whose words a speaker's are.
    fn side_in(&self, speaker: &Range<usize>) -> Option<Side> {
        let overlaps = |side: &&SidePhrase| side.from < speaker.end && speaker.start < side.to;
        self.sides.iter().find(overlaps).and_then(|side| side.side)
    }

    fn sentence(&self, token: usize) -> Range<usize> {
        self.words.text.sentences()[self.words.text.sentence_of(token)].tokens()
    }
}
