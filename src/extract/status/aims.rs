//! What is aimed at: `managed to take`, `failed to take`, `aimed at taking`, `tried in vain`.

use super::{Judge, Verdict};
use crate::claim::{Event, Status};
use crate::extract::chunks::{Kind, Verb};
use crate::extract::lexicon::class;
use crate::extract::list;

impl Judge<'_> {
    /// `took advantage of the truce to seize P`, `exploited the chaos to take P`: who made use of something did it.
    fn means_used(&self, chunk: usize) -> Option<(usize, &Verb)> {
        let object = |c: &usize| {
            matches!(
                self.row.kind(*c),
                Kind::Noun | Kind::Place(_) | Kind::Side(_) | Kind::Adverb | Kind::Possessive | Kind::And
            ) || matches!(self.word(*c), "of" | "in" | "on" | "upon")
        };
        let used = (0..chunk).rev().find(|c| !object(c))?;
        let verb = self.row.verb(used)?;
        let advantage = (verb.main..self.row.chunks[used].to).any(|t| self.words.word(t) == "advantage");
        (advantage || self.is_verb(verb, list::EXPLOITING)).then_some((used, verb))
    }

    /// `managed to take`, `failed to take`, `tried to take`: by the word that the infinitive hangs on.
    pub(super) fn infinitive(&self, chunk: usize, verb: &Verb, depth: usize) -> Verdict {
        // `chose not to enter P`, `decided not to storm it`
        let to = self.row.chunks[chunk].from;
        if to > self.row.chunks[0].from && self.words.word(to - 1) == "not" {
            return Verdict::of(Status::Denied, Some(to - 1));
        }
        let settled = self
            .to_have(chunk, verb)
            .or_else(|| self.only_to(chunk))
            .or_else(|| self.one_of_those(chunk, depth))
            .or_else(|| self.means_used(chunk).map(|(means, verb)| self.verb(means, verb, depth + 1)));
        if let Some(verdict) = settled {
            return verdict;
        }
        // `managed after hours of fighting to take`: no attempt, but how long it took.
        let governor = (0..chunk).rev().find_map(|c| self.row.verb(c).map(|verb| (c, verb)));
        if let Some((c, verb)) = governor.filter(|&(c, verb)| self.manages_after(chunk, c, verb)) {
            return self.verb(c, verb, depth + 1);
        }
        for c in (0..chunk).rev() {
            let hangs_on = match self.row.kind(c) {
                Kind::Verb(v) => Some(self.hangs_on_verb(chunk, verb, c, &self.row.verbs[v], depth)),
                Kind::Noun | Kind::Adverb if c + 1 == chunk => self.hangs_on_word(chunk, depth),
                Kind::Noun | Kind::Adverb => self.hangs_on_attempt(chunk, c),
                Kind::Clause | Kind::Relative => break,
                _ => None,
            };
            if let Some(verdict) = hangs_on {
                return verdict;
            }
        }
        Verdict::of(Status::Hypothetical, Some(self.row.chunks[chunk].from))
    }

    /// `rejected the army's claim to have taken P`, `said to have captured`.
    fn to_have(&self, chunk: usize, verb: &Verb) -> Option<Verdict> {
        let claim = chunk.checked_sub(1).filter(|&c| self.row.kind(c) == Kind::Noun);
        if let Some(untrue) = claim.and_then(|c| self.is_untrue_report(c, self.row.chunks[c].to - 1, chunk)) {
            return Some(Verdict::of(Status::Denied, Some(untrue)));
        }
        if !(self.row.chunks[chunk].from..verb.main).any(|t| self.words.is(t, class::HAVE)) {
            return None;
        }
        // `were to have left P by Friday`
        let due = chunk.checked_sub(1).and_then(|c| self.row.verb(c)).filter(|verb| self.lemma(verb) == "be");
        if let Some(verb) = due {
            return Some(Verdict::of(Status::Hypothetical, Some(verb.main)));
        }
        // `disputed the claim to have captured P`
        let told = claim.filter(|&c| self.words.is_in(self.row.chunks[c].to - 1, list::REPORTS_OF));
        let teller = told.and_then(|c| (0..c).rev().find_map(|k| self.row.verb(k)));
        Some(match teller.filter(|v| self.is_verb(v, list::DENYING)) {
            Some(denied) => Verdict::of(Status::Denied, Some(denied.main)),
            None => Verdict::reported(),
        })
    }

    /// `captured in April, only to be retaken`: and it was.
    fn only_to(&self, chunk: usize) -> Option<Verdict> {
        let to = self.row.chunks[chunk].from;
        let only = to > 0 && self.words.word(to - 1) == "only" && chunk > 1 && self.word(chunk - 2) == ",";
        // `took P only for the army to shell it`
        let party = || matches!(self.row.kind(chunk - 1), Kind::Side(_)) && self.word(chunk - 2) == "for";
        let only_for = chunk > 3 && party() && self.words.word(self.row.chunks[chunk - 2].from - 1) == "only";
        (only || only_for).then(Verdict::reported)
    }

    /// `the third town to fall`, `the first in the province to be taken`: one of those that did.
    fn one_of_those(&self, chunk: usize, depth: usize) -> Option<Verdict> {
        let last = chunk.checked_sub(1)?;
        let inside =
            matches!(self.row.kind(last), Kind::Place(_)) && matches!(self.word(last.wrapping_sub(1)), "in" | "of");
        let before = if inside { last.checked_sub(2)? } else { last };
        let range = self.row.chunks[before];
        let last = range.to - 1;
        let ranked = matches!(range.kind, Kind::Place(_) | Kind::Side(_) | Kind::Noun)
            && self.words.any_in(range.from..range.to, list::RANKS)
            && self.words.word(last) != "time"
            && !self.words.is_in(last, list::ATTACKS)
            && !self.words.is_in(last, list::UNREAL_NOUNS);
        let teller = (0..before).rev().find_map(|c| self.row.verb(c).map(|verb| (c, verb)));
        ranked.then(|| teller.map_or_else(Verdict::reported, |(c, verb)| self.verb(c, verb, depth + 1)))
    }

    /// By the verb before it, at the chunk `c`: `managed to`, `tried to`, `is expected to`.
    fn hangs_on_verb(&self, chunk: usize, verb: &Verb, c: usize, governor: &Verb, depth: usize) -> Verdict {
        let lemma = self.lemma(governor);
        let main = governor.main;
        // `is going to take P`
        if lemma == "go" && self.words.word(main) == "going" && c + 1 == chunk {
            return Verdict::of(Status::Hypothetical, Some(main));
        }
        if matches!(lemma, "fail" | "refuse") {
            return Verdict::failed(main);
        }
        // `said the rebels had to leave P`: a demand.
        if lemma == "have" && self.is_demanded(c) {
            return Verdict::of(Status::Hypothetical, Some(main));
        }
        // `had to give up P`: and did.
        if lemma == "have" && self.words.word(main) == "had" && c + 1 == chunk
            || self.tells_duration(c, chunk)
            || matches!(lemma, "use" | "choose") && self.is_used(chunk, verb, c)
            || self.is_implied(chunk, c, governor)
        {
            return self.verb(c, governor, depth + 1);
        }
        if lemma == "have" || lemma == "be" {
            // `were able to`, `was unable to`, `is about to`
            return self.able(self.row.chunks[c].to..self.row.chunks[chunk].from, c, governor, depth);
        }
        // `is not expected to move on P`, `did not try to take it`
        if governor.negated && governor.is_finite() && self.is_direct(chunk, c, lemma) {
            return Verdict::of(Status::Denied, Some(main));
        }
        // `an offensive designed to take P`
        let meant = governor.passive && matches!(lemma, "design" | "mean" | "intend");
        let meant = meant && (0..c).rev().take(3).any(|k| self.words.is_in(self.row.chunks[k].to - 1, list::ATTACKS));
        let attempt = meant
            || self.is_verb(governor, list::TRYING)
            || self.words.is_in(main, list::ATTACKS)
            || matches!(lemma, "launch" | "open" | "mount" | "attack" | "clash");
        // `gave up trying to take P`
        let before = |n: usize| c.checked_sub(n).and_then(|c| self.row.verb(c));
        if governor.ing && [1, 2].iter().any(|&n| before(n).is_some_and(|verb| self.gives_up(verb))) {
            return Verdict::failed(main);
        }
        if attempt && self.is_beaten(c, chunk) {
            return Verdict::failed(main);
        }
        Verdict { attempt: attempt.then_some(main), ..Verdict::of(Status::Hypothetical, Some(main)) }
    }

    /// Whether what somebody has to do, at this chunk, is only asked of him: `insisted the rebels had to leave`.
    fn is_demanded(&self, have: usize) -> bool {
        let asks =
            |c: usize| self.row.verb(c).is_some_and(|v| matches!(self.lemma(v), "say" | "insist" | "tell" | "demand"));
        have >= 2 && matches!(self.row.kind(have - 1), Kind::Side(_)) && asks(have - 2)
    }

    /// `managed during the past few days to make`: whether what stands between tells when.
    fn manages_after(&self, chunk: usize, c: usize, governor: &Verb) -> bool {
        let when = |k: usize| matches!(self.word(k), "after" | "during" | "within" | "over" | "in" | "by" | "amid");
        let aside = |k: usize| !matches!(self.row.kind(k), Kind::Side(_) | Kind::Relative);
        self.lemma(governor) == "manage" && when(c + 1) && (c + 1..chunk).all(aside)
    }

    /// Whether an infinitive stands right after its verb: `managed on Sunday to make`.
    fn is_direct(&self, chunk: usize, c: usize, lemma: &str) -> bool {
        (c + 1..chunk).all(|k| {
            matches!(self.row.kind(k), Kind::Adverb | Kind::Time | Kind::Comma)
                || self.row.kind(k) == Kind::Prep && self.row.kind(k + 1) == Kind::Time
                || lemma == "go" && self.word(k) == "on"
        })
    }

    /// `used artillery to shell P`, `used the chaos to seize P`: and did.
    fn is_used(&self, chunk: usize, verb: &Verb, c: usize) -> bool {
        let strikes = self.words.lexicon.has_rule(verb.lemma, |rule| rule.event == Event::Strikes);
        let arms = |k: usize| {
            matches!(self.row.kind(k), Kind::Noun | Kind::And | Kind::Comma | Kind::Side(_) | Kind::Place(_))
        };
        let last = self.row.chunks[c + 1].to - 1;
        // `used a car bomb to seize P`
        let bomb = || self.words.is(last, class::ARMS) || self.words.noun_at(last).is_some();
        let takes = self.words.lexicon.has_rule(verb.lemma, |rule| rule.event == Event::Captures);
        let chance = c + 2 == chunk && (self.words.is_in(last, list::CHANCES) || takes && bomb());
        // `has chosen this moment to attack P`
        let chosen = self.row.verb(c).is_some_and(|verb| self.lemma(verb) == "choose");
        if chosen {
            let object = |k: usize| matches!(self.row.kind(k), Kind::Noun | Kind::Time | Kind::Adverb);
            return (c + 1..chunk).all(object);
        }
        chance || strikes && (c + 1..chunk).all(arms)
    }

    /// `was forced to leave`, `began to advance`, `helped rebels to take`: what happened if its verb did.
    fn is_implied(&self, chunk: usize, c: usize, governor: &Verb) -> bool {
        let lemma = self.lemma(governor);
        let object = |k: usize| {
            matches!(
                self.row.kind(k),
                Kind::Side(_) | Kind::Adverb | Kind::Time | Kind::Noun | Kind::Pronoun | Kind::Skip
            )
        };
        let makes = || !governor.negated && self.is_verb(governor, list::MAKING) && (c + 1..chunk).all(object);
        // `moved on to take P`, `went on to take P`
        let on = self.words.word(governor.main + 1) == "on";
        let under_way = governor.is_finite() && self.words.word(governor.main).ends_with("ing");
        let goes_on = matches!(lemma, "go" | "move") && !under_way && on && self.word(c + 1) == "on" && c + 2 == chunk;
        // `crossed the river to enter P`: who has come through is there.
        let told = governor.is_finite() && !governor.present && !governor.passive;
        let within = |k: usize| {
            matches!(
                self.row.kind(k),
                Kind::Noun | Kind::Place(_) | Kind::Side(_) | Kind::Possessive | Kind::Prep | Kind::Time | Kind::Adverb
            )
        };
        let passes = told && self.is_verb(governor, list::PASSING) && self.reaches(chunk) && (c + 1..chunk).all(within);
        self.is_verb(governor, list::IMPLICATIVE) && self.is_direct(chunk, c, lemma) || makes() || goes_on || passes
    }

    /// By the word right before it: `was not able to`, `the first to`, `poised to`, `a bid to`.
    fn hangs_on_word(&self, chunk: usize, depth: usize) -> Option<Verdict> {
        let c = chunk - 1;
        let last = self.row.chunks[c].to - 1;
        match self.words.word(last) {
            word @ ("able" | "first" | "last") => {
                let be = (0..c).rev().find(|&k| self.row.kind(k) != Kind::Adverb && self.word(k) != "yet");
                let negation = |be: usize| {
                    let mut tokens = self.row.chunks[be].from..self.row.chunks[c].from;
                    tokens.any(|t| self.words.is(t, class::NEGATION))
                };
                if word == "able" && be.is_some_and(negation) {
                    return Some(Verdict::of(Status::Denied, Some(last)));
                }
                let be = be.and_then(|be| self.row.verb(be).map(|verb| (be, verb)));
                Some(be.map_or_else(Verdict::reported, |(be, verb)| self.verb(be, verb, depth + 1)))
            }
            "unable" => Some(Verdict::failed(last)),
            "free" | "poised" | "set" | "ready" | "likely" | "about" => {
                Some(Verdict::of(Status::Hypothetical, Some(last)))
            }
            _ => self.hangs_on_attempt(chunk, c),
        }
    }

    /// `an abortive rebel bid to`, `an offensive to`: by an attempt, at the chunk `c`.
    fn hangs_on_attempt(&self, chunk: usize, c: usize) -> Option<Verdict> {
        let range = self.row.chunks[c];
        let last = range.to - 1;
        let adjective = c >= 2 && matches!(self.row.kind(c - 1), Kind::Side(_));
        let before = if adjective { self.row.chunks[c - 2].from } else { range.from };
        let attack = self.words.any_in(range.from..range.to, list::ATTACKS);
        if self.is_given_up(c) {
            return Some(Verdict::of(Status::Denied, Some(last)));
        }
        if self.words.any_in(before..range.to, list::FAILED) || attack && self.is_thwarted(c, chunk) {
            return Some(Verdict::failed(last));
        }
        // `The rebels' plan to take P came to nothing`
        if self.words.is_in(last, list::UNREAL_NOUNS) && self.is_thwarted(c, chunk) {
            return Some(Verdict::of(Status::Denied, Some(last)));
        }
        let attempt = attack && range.kind == Kind::Noun;
        attempt.then(|| Verdict { attempt: Some(last), ..Verdict::of(Status::Hypothetical, Some(last)) })
    }

    /// `abandoned its attempt to`, `gave up hope of`: by the verb whose object the noun at this chunk is.
    fn is_given_up(&self, noun: usize) -> bool {
        let owner =
            |c: &usize| matches!(self.row.kind(*c), Kind::Side(_) | Kind::Possessive | Kind::Adverb | Kind::Prep);
        let verb = (0..noun).rev().find(|c| !owner(c)).and_then(|c| self.row.verb(c));
        let planned = self.words.is_in(self.row.chunks[noun].to - 1, list::UNREAL_NOUNS);
        planned
            && verb.is_some_and(|verb| {
                let lost = self.gives_up(verb) || self.is_verb(verb, list::MISSING);
                !verb.passive && verb.modal.is_none() && !verb.negated && lost
            })
    }

    /// Whether a verb is one of giving up: `abandoned`, `gave up`, `called off`.
    pub(super) fn gives_up(&self, verb: &Verb) -> bool {
        match (self.lemma(verb), self.words.word(verb.main + 1)) {
            ("give", "up") | ("call", "off") => true,
            _ => self.is_verb(verb, list::GIVING_UP),
        }
    }

    /// `It took the army two months to`, `It took a day for P to`, `needed three days to`: and then it was done.
    fn tells_duration(&self, governor: usize, infinitive: usize) -> bool {
        let Some(verb) = self.row.verb(governor) else { return false };
        let past = verb.is_finite() && !verb.present && verb.modal.is_none() && !verb.negated;
        let taken = self.lemma(verb) == "take" && governor > 0 && self.word(governor - 1) == "it";
        let measure = |c: usize| self.words.is_in(self.row.chunks[c].to - 1, list::DURATIONS);
        let lasted = (governor + 1..infinitive).any(measure);
        let object = |c: usize| {
            let party = self.word(c - 1) == "for" && self.row.kind(c - 1) == Kind::Prep;
            match self.row.kind(c) {
                Kind::Prep => self.word(c) == "for",
                Kind::Place(_) => party,
                kind => {
                    matches!(kind, Kind::Side(_) | Kind::Adverb | Kind::Time | Kind::Noun | Kind::Pronoun | Kind::Skip)
                }
            }
        };
        let whole = (governor + 1..infinitive).all(object);
        whole && (taken || lasted && past && self.lemma(verb) == "need")
    }

    /// `thwarted an attempt to`, `the attempt to take P failed`, `was repelled`.
    fn is_thwarted(&self, noun: usize, chunk: usize) -> bool {
        let off = |verb: &Verb| {
            matches!(self.lemma(verb), "beat" | "throw" | "fight")
                && matches!(self.words.word(verb.main + 1), "off" | "back")
        };
        let thwarting =
            |c: usize| self.row.verb(c).is_some_and(|verb| self.is_verb(verb, list::THWARTING) || off(verb));
        // `foiled the rebels' third attempt to take P`
        let owner = |&c: &usize| {
            matches!(self.row.kind(c), Kind::Side(_) | Kind::Noun | Kind::Possessive | Kind::Adverb | Kind::Prep)
        };
        let verb = (noun.saturating_sub(4)..noun).rev().find(|c| !owner(c));
        if verb.is_some_and(thwarting) {
            return true;
        }
        // `foiled an army attempt to take P`
        let between =
            |c: usize| matches!(self.row.kind(c), Kind::Side(_) | Kind::Noun | Kind::Adverb | Kind::Possessive);
        if (noun.saturating_sub(4)..noun).rev().find(|&c| !between(c)).is_some_and(thwarting) {
            return true;
        }
        // `failed in an attempt to take P`
        let failed = |c: usize| self.row.verb(c).is_some_and(|verb| self.lemma(verb) == "fail" && !verb.negated);
        if noun > 1 && matches!(self.word(noun - 1), "in" | "at" | "with") && failed(noun - 2) {
            return true;
        }
        // `despite three attempts by S to take P`
        let opens = (0..noun).rev().find(|&c| !matches!(self.row.kind(c), Kind::Side(_) | Kind::Adverb));
        if opens.is_some_and(|c| self.word(c) == "despite") {
            return true;
        }
        (chunk + 1..self.row.chunks.len())
            .find(|&c| matches!(self.row.kind(c), Kind::Verb(v) if self.row.verbs[v].is_finite()))
            .is_some_and(|c| {
                let Kind::Verb(v) = self.row.kind(c) else { return false };
                let verb = &self.row.verbs[v];
                // `but it was repelled`
                let of_it = |k: usize| self.word(k) == "but" && matches!(self.word(k + 1), "it" | "they" | "these");
                let bordered = (chunk..c)
                    .any(|k| matches!(self.row.kind(k), Kind::Clause | Kind::Relative | Kind::And) && !of_it(k));
                !bordered && self.tells_failure(verb)
            })
    }

    /// `failed`, `ended in failure`, `were repelled`, `have not succeeded`, `did not achieve its goal`, `was
    /// unsuccessful`, `came to nothing`.
    fn tells_failure(&self, verb: &Verb) -> bool {
        let next = |wanted: &[&str]| (1..4).any(|n| wanted.contains(&self.words.word(verb.main + n)));
        match self.lemma(verb) {
            _ if self.is_verb(verb, list::FAILING) => true,
            "succeed" | "work" | "pay" => verb.negated,
            "achieve" | "reach" | "bring" | "bear" => {
                verb.negated && next(&["goal", "goals", "aim", "aims", "fruit", "result", "results"])
            }
            "end" | "result" => next(&["failure"]),
            "come" | "lead" => next(&["nothing", "naught", "nowhere"]),
            "be" | "prove" | "remain" => !verb.negated && (1..4).any(|n| self.words.is_in(verb.main + n, list::FAILED)),
            _ => verb.passive && self.is_verb(verb, list::THWARTED),
        }
    }

    /// The chunk before this one, but for a time: `moved closer on Thursday to taking`.
    fn before_time(&self, chunk: usize) -> Option<usize> {
        let mut before = chunk.checked_sub(1)?;
        if self.row.kind(before) == Kind::Time {
            before = before.checked_sub(1)?;
            before -= usize::from(self.row.kind(before) == Kind::Prep && before > 0);
        }
        Some(before)
    }

    /// `is able to take`, `was unable to take`.
    fn able(&self, between: std::ops::Range<usize>, chunk: usize, governor: &Verb, depth: usize) -> Verdict {
        let mut able = false;
        for t in between {
            match self.words.word(t) {
                "able" => able = true,
                "unable" => return Verdict::failed(t),
                _ => {}
            }
        }
        if able {
            self.verb(chunk, governor, depth + 1)
        } else {
            Verdict::of(Status::Hypothetical, Some(governor.main))
        }
    }

    /// `aimed at taking`, `prevented from entering`, `after taking`: by the word before.
    pub(super) fn participle(&self, chunk: usize) -> Verdict {
        // `Capturing P will help the army`
        if chunk == 0
            && let Some(modal) = self.row.verbs.iter().find(|verb| verb.is_finite()).and_then(|verb| verb.modal)
        {
            return Verdict::of(Status::Hypothetical, Some(modal));
        }
        // `had to turn back before reaching P`
        let before = chunk.checked_sub(1).filter(|&c| self.word(c) == "before");
        let turned = before.and_then(|c| (0..c).rev().find_map(|c| self.row.verb(c)));
        let back = |verb: &Verb| self.is_verb(verb, list::TURNING_BACK);
        if let Some(verb) = turned.filter(|verb| back(verb) && self.reaches(chunk)) {
            return Verdict::of(Status::Denied, Some(verb.main));
        }
        if let Some(modal) = self.comes_after(chunk) {
            return Verdict::of(Status::Hypothetical, Some(modal));
        }
        if let Some(prep) = chunk.checked_sub(1).filter(|&p| self.row.kind(p) == Kind::Prep) {
            return self.participle_after(prep, chunk).unwrap_or_else(Verdict::reported);
        }
        self.participle_of_party(chunk)
            .or_else(|| self.participle_of_verb(chunk))
            .or_else(|| self.party_kept(chunk))
            .or_else(|| self.participle_as_subject(chunk))
            .unwrap_or_else(Verdict::reported)
    }

    /// `The army will rest after taking P`: the token of `will`.
    fn comes_after(&self, chunk: usize) -> Option<usize> {
        let after = chunk.checked_sub(1).filter(|&c| matches!(self.word(c), "after" | "upon" | "once"))?;
        let main = (0..after).rev().find_map(|c| self.row.verb(c).filter(|verb| verb.is_finite()))?;
        let modal = main.modal.filter(|&modal| !main.negated && !self.is_narrative(main, modal))?;
        matches!(self.words.word(modal), "will" | "would" | "shall").then_some(modal)
    }

    /// Whether a verb is one of getting into or as far as a place.
    fn reaches(&self, chunk: usize) -> bool {
        let verb = self.row.verb(chunk).and_then(|verb| verb.lemma);
        self.words.lexicon.has_rule(verb, |rule| rule.event == Event::Advances)
    }

    /// After a preposition: `prevented from entering`, `hopes of taking`, `close to capturing`.
    fn participle_after(&self, prep: usize, chunk: usize) -> Option<Verdict> {
        let head = self.before_time(prep).map(|k| self.row.chunks[k])?;
        // `closing in on taking P`
        let particle = self.row.kind(prep - 1) == Kind::Prep && prep > 1;
        let governor = self.row.verb(prep - 1 - usize::from(particle));
        let from = self.row.chunks[prep].from;
        if let Some(verdict) = self.participle_of_mind(prep, governor) {
            return Some(verdict);
        }
        // `have not succeeded in taking P`, `may yet succeed in taking it`
        if let Some(verb) = governor.filter(|verb| self.word(prep) == "in" && self.lemma(verb) == "succeed") {
            return Some(self.verb(prep - 1 - usize::from(particle), verb, 1));
        }
        // `advance toward capturing P`
        if matches!(self.word(prep), "towards" | "toward") {
            return Some(Verdict::of(Status::Hypothetical, Some(from)));
        }
        if self.words.word(self.row.chunks[prep].to - 1) == "from" {
            let prevents = governor.filter(|verb| self.is_verb(verb, list::PREVENTING));
            if let Some(verb) = self.preventing(prep).or(prevents) {
                // `will prevent S from attacking P`
                return Some(match verb.modal {
                    Some(modal) => Verdict::of(Status::Hypothetical, Some(modal)),
                    None => Verdict::failed(verb.main),
                });
            }
            // `three kilometres from encircling`, `steps away from taking`
            if let Some(far) = (from.saturating_sub(2)..from).find(|&t| self.words.is_in(t, list::STEPS)) {
                return Some(Verdict::of(Status::Hypothetical, Some(far)));
            }
        }
        // `edged closer on Thursday to surrounding P`
        let timed = |k: usize| {
            self.row.kind(k) == Kind::Time || self.row.kind(k) == Kind::Prep && self.row.kind(k + 1) == Kind::Time
        };
        let head = (0..prep).rev().find(|&k| !timed(k)).map_or(head, |k| self.row.chunks[k]);
        let last = head.to - 1;
        // `came close to capturing`
        if let Some(&near) = [from, last].iter().find(|&&t| self.words.is_in(t, list::CLOSE)) {
            return Some(Verdict::of(Status::Hypothetical, Some(near)));
        }
        if self.word(prep) == "of" {
            // `stopped short of entering`
            if self.words.word(last) == "short" {
                return Some(Verdict::of(Status::Denied, Some(last)));
            }
            // `denied claims of having taken P`
            if let Some(untrue) = self.is_untrue_report(prep - 1, last, chunk) {
                return Some(Verdict::of(Status::Denied, Some(untrue)));
            }
        }
        let attack = self.words.is_in(last, list::ATTACKS);
        // `gave up hope of retaking P`
        if self.words.is_in(last, list::UNREAL_NOUNS)
            && self.row.kind(prep - 1) == Kind::Noun
            && self.is_given_up(prep - 1)
        {
            return Some(Verdict::of(Status::Denied, Some(last)));
        }
        let aims = |verb: &Verb| self.is_verb(verb, list::AIMING) && !matches!(self.word(prep), "by" | "after");
        let unreal = governor.is_some_and(aims)
            || self.words.is_in(last, list::UNREAL_NOUNS) && !matches!(self.word(prep), "by" | "after")
            // `the battle of liberating P`
            || attack && matches!(self.word(prep), "of" | "for");
        let attempt = (attack || governor.is_some_and(|verb| self.lemma(verb) == "aim")).then_some(last);
        unreal.then(|| Verdict { attempt, ..Verdict::of(Status::Hypothetical, Some(last)) })
    }

    /// `are bent on taking P`, `are incapable of taking it`, `refrained from entering`: by what they will or will not do.
    fn participle_of_mind(&self, prep: usize, governor: Option<&Verb>) -> Option<Verdict> {
        let before = self.row.chunks[prep].from.checked_sub(1)?;
        let word = self.words.word(before);
        let qualified = || before.checked_sub(1).map_or("", |t| self.words.word(t));
        let status = match self.word(prep) {
            "on" if governor.is_some_and(|verb| self.gives_up(verb)) => Status::Denied,
            "on" if self.words.is_in(before, list::MINDED) => Status::Hypothetical,
            "of" if word == "incapable" => Status::Denied,
            // `were talked out of attacking P`
            "out" if word == "talked" => Status::Denied,
            // `within an ace of taking P`, `within sight of encircling it`
            "of" if self.is_within(before) => Status::Hypothetical,
            "from" if word == "far" => Status::Hypothetical,
            "from" | "away" | "at" if governor.is_some_and(|verb| self.is_verb(verb, list::REFRAINING)) => {
                Status::Denied
            }
            "from" if word == "back" && self.is_holding_back(prep) => Status::Denied,
            "in" if word == "success" && matches!(qualified(), "little" | "scant") => Status::Denied,
            _ => return None,
        };
        Some(Verdict::of(status, Some(before)))
    }

    /// `held back from attacking P`
    fn is_holding_back(&self, prep: usize) -> bool {
        let verb = prep.checked_sub(2).and_then(|c| self.row.verb(c));
        verb.is_some_and(|verb| self.lemma(verb) == "hold" && !verb.negated)
    }

    /// `within an ace`, `within days`: how near, at this token.
    fn is_within(&self, measure: usize) -> bool {
        let near = [list::STEPS, list::DISTANCES].iter().any(|&list| self.words.is_in(measure, list));
        near && (measure.saturating_sub(5)..measure).any(|t| self.words.word(t) == "within")
    }

    /// `a risk of S taking P`, `reports of S taking P were denied`
    fn participle_of_party(&self, chunk: usize) -> Option<Verdict> {
        let of = chunk.checked_sub(3).filter(|_| matches!(self.row.kind(chunk - 1), Kind::Side(_)))?;
        if self.word(of + 1) != "of" {
            return None;
        }
        let told = self.row.chunks[of].to - 1;
        if let Some(untrue) = self.is_untrue_report(of, told, chunk) {
            return Some(Verdict::of(Status::Denied, Some(untrue)));
        }
        self.words.is_in(told, list::UNREAL_NOUNS).then(|| Verdict::of(Status::Hypothetical, Some(told)))
    }

    /// Right after its verb: `stopped bombing P`, `considered leaving P`, `vowed to keep bombing P`.
    fn participle_of_verb(&self, chunk: usize) -> Option<Verdict> {
        let before = chunk.checked_sub(1)?;
        // `Rebels risk losing P`
        let risk = self.row.chunks[before].to - 1;
        if self.row.kind(before) == Kind::Noun && self.words.word(risk) == "risk" {
            return Some(Verdict::of(Status::Hypothetical, Some(risk)));
        }
        // `ruled out handing over P`
        let out = before.checked_sub(1).filter(|_| self.word(before) == "out").and_then(|c| self.row.verb(c));
        if let Some(verb) = out.filter(|verb| self.lemma(verb) == "rule" && !verb.negated) {
            return Some(Verdict::of(Status::Denied, Some(verb.main)));
        }
        let governor = self.row.verb(before)?;
        let lemma = self.lemma(governor);
        let ends = matches!(lemma, "stop" | "halt" | "suspend" | "cease");
        // `agreed to stop bombing P`: so far it goes on.
        if ends && (governor.infinitive || governor.modal.is_some()) && !governor.negated {
            return Some(Verdict::reported());
        }
        if ends || matches!(lemma, "deny" | "avoid") {
            return Some(Verdict::of(Status::Denied, Some(governor.main)));
        }
        if self.is_verb(governor, list::UNREAL) {
            return Some(Verdict::of(Status::Hypothetical, Some(governor.main)));
        }
        let goes_on = matches!(lemma, "keep" | "continue" | "start" | "begin" | "resume");
        (governor.infinitive && goes_on).then(|| self.infinitive(chunk - 1, governor, 0))
    }

    /// After its own party: `stopped the army taking P`, `The army taking P would cut the road`.
    fn party_kept(&self, chunk: usize) -> Option<Verdict> {
        let side = chunk.checked_sub(1).filter(|&p| matches!(self.row.kind(p), Kind::Side(_) | Kind::Pronoun))?;
        let stops = side.checked_sub(1).and_then(|c| self.row.verb(c));
        if let Some(verb) = stops.filter(|verb| self.is_verb(verb, list::PREVENTING)) {
            return Some(Verdict::failed(verb.main));
        }
        let main = (chunk + 1..self.row.chunks.len()).find_map(|c| self.row.verb(c).filter(|verb| verb.is_finite()));
        let modal = main.and_then(|verb| verb.modal).filter(|_| side < 2)?;
        Some(Verdict::of(Status::Hypothetical, Some(modal)))
    }

    /// As the subject of what may be, or beside a main verb that only may be.
    fn participle_as_subject(&self, chunk: usize) -> Option<Verdict> {
        // `Gaining control of P is vital`: a subject, and no deed.
        let next = self.row.finite_from(chunk + 1);
        if let Some(next) = next.filter(|_| chunk == 0)
            && let Some(verb) = self.row.verb(next)
            && matches!(self.row.kind(next - 1), Kind::Place(_) | Kind::Time)
            && (verb.modal.is_some() || verb.present && self.lemma(verb) == "be")
        {
            return Some(Verdict::of(Status::Hypothetical, Some(verb.main)));
        }
        // A free participle follows its main verb.
        let main = (0..chunk).rev().find_map(|c| self.row.verb(c).map(|verb| (c, verb)));
        if let Some((main, governor)) = main {
            let bordered = (main..chunk).any(|k| matches!(self.row.kind(k), Kind::Clause | Kind::Relative));
            if !bordered && governor.modal.is_some() && governor.is_finite() {
                return Some(Verdict::of(Status::Hypothetical, governor.modal));
            }
        }
        // `Taking P would be a victory`: the participle is the subject of what may be.
        let opens = chunk.checked_sub(1).is_none_or(|p| matches!(self.row.kind(p), Kind::Quote | Kind::Clause));
        let next = (chunk + 1..self.row.chunks.len())
            .find(|&k| matches!(self.row.kind(k), Kind::Verb(_) | Kind::Comma | Kind::Clause));
        let governor = next.filter(|_| opens).and_then(|k| self.row.verb(k)).filter(|verb| verb.is_finite())?;
        Some(Verdict::of(Status::Hypothetical, Some(governor.modal?)))
    }

    /// `prevented rebels from`, `kept them from`: the verb before this chunk.
    fn preventing(&self, chunk: usize) -> Option<&Verb> {
        let mut verbs = (chunk.saturating_sub(3)..chunk).filter_map(|c| self.row.verb(c));
        let from = |verb: &&Verb| {
            self.is_verb(verb, list::PREVENTING) || self.word(chunk) == "from" && self.is_verb(verb, list::KEEPING_FROM)
        };
        verbs.find(from)
    }

    /// `tried to storm P but were repelled`, `fighters trying to enter P were killed`; that some were killed trying to
    /// take P says nothing of how it went on.
    fn is_beaten(&self, attempt: usize, trigger: usize) -> bool {
        // `fighters trying to infiltrate P were killed`: they did not get in.
        let enters = self.reaches(trigger);
        let beaten = |c: usize| {
            self.row.verb(c).is_some_and(|verb| {
                self.lemma(verb) == "fail"
                    || verb.passive
                        && (self.is_verb(verb, list::THWARTED)
                            || self.words.word(verb.main + 1) == "back"
                            || enters && matches!(self.lemma(verb), "kill" | "ambush"))
            })
        };
        // `tried to storm P but were ambushed`
        let but = (trigger + 1..self.row.chunks.len()).find(|&k| self.word(k) == "but");
        let ambushed = but.and_then(|but| (but..self.row.chunks.len()).find_map(|c| self.row.verb(c)));
        if ambushed.is_some_and(|verb| verb.passive && matches!(self.lemma(verb), "kill" | "ambush")) {
            return true;
        }
        let later = self.row.finite_from(trigger + 1);
        let same_subject = |c: usize| {
            let own = self.row.verb(attempt).is_some_and(|verb| verb.ing);
            own || (trigger + 1..c).any(|k| self.word(k) == "but")
                && !(trigger + 1..c).any(|k| self.word(k) == "but" && matches!(self.row.kind(k + 1), Kind::Side(_)))
        };
        later.is_some_and(|c| beaten(c) && same_subject(c))
            || attempt.checked_sub(1).is_some_and(|c| beaten(c) && self.row.verb(attempt).is_some_and(|verb| verb.ing))
    }

    /// What is aimed at may be told as not so after all: `no plans to`, `has yet to`, `tried ... in vain`.
    pub(super) fn after_all(&self, verdict: Verdict, trigger: (usize, usize)) -> Verdict {
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
        if let Some(denied) = self.plan_denied(verdict, trigger) {
            return denied;
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
}
