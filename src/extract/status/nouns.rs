//! Nouns of events: `denied the fall of P`, `plans for an attack on P`, `the fall of P would be`.

use super::{Judge, Verdict};
use crate::claim::Status;
use crate::extract::chunks::{Kind, Verb};
use crate::extract::lexicon::{NounEvents, class};
use crate::extract::list::{self, List};

impl Judge<'_> {
    /// The verdict on a noun as trigger.
    pub(super) fn noun(&self, chunk: usize, trigger: usize) -> Verdict {
        let range = self.row.chunks[chunk];
        for t in range.from..trigger {
            if self.words.is_in(t, list::UNREAL_ADJECTIVES) {
                return Verdict::of(Status::Hypothetical, Some(t));
            }
        }
        // `no clashes in P`, `a lack of clashes in P`
        let of = chunk.checked_sub(2).filter(|_| self.word(chunk - 1) == "of").map(|c| self.row.chunks[c].to - 1);
        let lack = of.is_some_and(|t| self.words.is_in(t, list::LACKS));
        // `not a single shell`
        let not_one = range.from > self.row.chunks[0].from && self.words.word(range.from - 1) == "not";
        let one = matches!(self.words.word(range.from), "a" | "one" | "any");
        // `No army shell fell on P`
        let none =
            || chunk.checked_sub(1).is_some_and(|c| matches!(self.row.kind(c), Kind::Side(_)) && self.word(c) == "no");
        if lack || not_one && one || none() || (range.from..trigger).any(|t| self.words.word(t) == "no") {
            return Verdict::of(Status::Denied, Some(range.from));
        }
        // `massing tanks ahead of an assault on P`
        let ahead = chunk.checked_sub(1).filter(|&c| self.word(c) == "ahead");
        if let Some(c) = ahead.filter(|_| self.words.noun_events(trigger).has(NounEvents::ATTACK)) {
            return Verdict::of(Status::Hypothetical, Some(self.row.chunks[c].from));
        }
        // `will not let P fall`
        if let Some(lets) = self.lets(chunk, 1) {
            return lets;
        }
        if let Some(until) = self.is_awaited(chunk) {
            return Verdict::of(Status::Hypothetical, Some(until));
        }
        // `The fighting has not reached P`
        let own = self.row.verb(chunk + 1).filter(|verb| verb.negated && self.is_verb(verb, list::REACHING));
        if let Some(verb) = own {
            return Verdict::of(Status::Denied, Some(verb.main));
        }
        self.noun_by_governor(chunk).or_else(|| self.noun_as_subject(chunk)).unwrap_or_else(Verdict::reported)
    }

    /// `The battle goes on until the liberation of P`, `will fight until the fall of P`: the token of `until`.
    fn is_awaited(&self, chunk: usize) -> Option<usize> {
        let owner = |c: &usize| matches!(self.row.kind(*c), Kind::Side(_) | Kind::Possessive | Kind::Adverb);
        let until = (0..chunk).rev().find(|c| !owner(c)).filter(|&c| matches!(self.word(c), "until" | "till"))?;
        let main = (0..until).rev().find_map(|c| self.row.verb(c).filter(|verb| verb.is_finite()))?;
        let to_come = main.present || main.modal.is_some_and(|modal| !self.is_narrative(main, modal));
        to_come.then_some(self.row.chunks[until].from)
    }

    /// By the verb or the noun before it that a noun hangs on: `denied the fall of P`, `plans for an attack`.
    fn noun_by_governor(&self, chunk: usize) -> Option<Verdict> {
        let mut prep = None;
        for c in (0..chunk).rev() {
            match self.row.kind(c) {
                Kind::Verb(v) => return self.noun_by_verb(chunk, c, &self.row.verbs[v], prep),
                Kind::Prep => prep = Some(c),
                // `is positioning itself for an assault on P`
                Kind::Noun | Kind::Pronoun if prep == Some(c + 1) => return self.noun_by_noun(c, chunk),
                Kind::Noun | Kind::Side(_) | Kind::Adverb | Kind::Time | Kind::Possessive | Kind::Quote => {}
                // `As the talks went on, an assault on P`: the clause that opens the sentence is over.
                Kind::Comma if self.row.kind(0) == Kind::Clause && !(1..c).any(|k| self.row.kind(k) == Kind::Comma) => {
                    return None;
                }
                Kind::And | Kind::Comma => {}
                _ => return None,
            }
        }
        None
    }

    /// By the verb at the chunk `c` before the noun at `chunk`, directly or through the preposition nearest to it.
    fn noun_by_verb(&self, chunk: usize, c: usize, governor: &Verb, prep: Option<usize>) -> Option<Verdict> {
        let lemma = self.lemma(governor);
        let led_by = |words: &[&str]| prep.is_none_or(|p| words.contains(&self.word(p)));
        // `may be preparing for an attack on P`
        let may = governor.modal.filter(|_| prep.is_some() && led_by(&["for"]) && c + 1 == prep.unwrap_or(c));
        if let Some(modal) = may.filter(|&t| matches!(self.words.word(t), "may" | "might" | "could" | "will" | "would"))
        {
            return Some(Verdict::of(Status::Hypothetical, Some(modal)));
        }
        let direct = prep.is_none_or(|p| (c + 1..p).all(|k| self.row.kind(k) == Kind::Adverb));
        // `is not under siege`, `is no longer under fire`
        let mut between = self.row.chunks[c].to..prep.map_or(governor.main + 1, |p| self.row.chunks[p].from);
        let not = between.find(|&t| matches!(self.words.word(t), "not" | "no"));
        if let Some(not) = not.filter(|_| lemma == "be" && direct && led_by(&["under"])) {
            return Some(Verdict::of(Status::Denied, Some(not)));
        }
        // `Fears are growing of an assault on P`
        let feared = c.checked_sub(1).map(|noun| self.row.chunks[noun]).filter(|noun| noun.kind == Kind::Noun);
        let feared = feared.map(|noun| noun.to - 1).filter(|_| direct && self.is_verb(governor, list::GROWING));
        if let Some(fear) = feared.filter(|&t| self.words.is_in(t, list::UNREAL_NOUNS) && self.word(c + 1) == "of") {
            return Some(Verdict::of(Status::Hypothetical, Some(fear)));
        }
        if !direct && !led_by(&["for", "of", "at", "on", "against", "out", "under"]) {
            return None;
        }
        // `prematurely announced the capture of P`
        let mut around = governor.main.saturating_sub(1)..governor.main + 2;
        if let Some(wrongly) = around.find(|&t| direct && self.words.is_in(t, list::WRONGLY)) {
            return Some(Verdict::of(Status::Denied, Some(wrongly)));
        }
        if self.is_verb(governor, list::DENYING) && !governor.passive && direct {
            return Some(Verdict::of(Status::Denied, Some(governor.main)));
        }
        let calls_off =
            self.gives_up(governor) && self.is_attack(chunk) && (prep.is_none() || self.word(prep?) == "off");
        let halts = calls_off || matches!(lemma, "stop" | "halt" | "suspend" | "cease") && prep.is_none();
        if halts && governor.is_finite() && !governor.passive && !governor.negated && governor.modal.is_none() {
            return Some(Verdict::of(Status::Denied, Some(governor.main)));
        }
        // `are drilling for an attack on P`
        let readies =
            self.is_verb(governor, list::READYING) && prep.is_some_and(|p| p == c + 1 && self.word(p) == "for");
        // `ruled out an attack on P`
        let ruled_out = lemma == "rule" && self.words.word(governor.main + 1) == "out" && !governor.passive;
        // `threatened an attack on P`, `agreed to a handover of P`
        let unreal = self.is_verb(governor, list::UNREAL)
            && (led_by(&["for", "at", "on", "up", "of"]) || lemma == "agree" && led_by(&["to"]));
        if ruled_out || unreal || readies {
            return Some(Verdict::of(Status::Hypothetical, Some(governor.main)));
        }
        if let Some(verdict) = self.is_averted(chunk, governor).filter(|_| prep.is_none()) {
            return Some(verdict);
        }
        // `prevent the rebels from launching attacks on P`
        let from = c.checked_sub(1).filter(|&k| governor.ing && self.word(k) == "from");
        let kept = from.and_then(|k| (0..k).rev().find_map(|k| self.row.verb(k)));
        if let Some(verb) = kept.filter(|v| self.is_verb(v, list::PREVENTING) && direct) {
            return Some(Verdict::of(Status::Hypothetical, Some(verb.main)));
        }
        // `will press on with its offensive on P`
        if governor.modal.is_some() && lemma == "press" && prep.is_some_and(|p| self.word(p) == "with") {
            return None;
        }
        let own = direct && led_by(&["out", "under", "on", "up"]);
        (own && !self.is_verb(governor, list::TELLING)).then(|| self.verb(c, governor, 1))
    }

    /// By the noun at the chunk `c` that a preposition joins to it: `reports of the fall of P`, `a halt to the
    /// shelling`, `fears of an attack`.
    fn noun_by_noun(&self, c: usize, chunk: usize) -> Option<Verdict> {
        let last = self.row.chunks[c].to - 1;
        if let Some(untrue) = self.is_untrue_report(c, last, chunk) {
            return Some(Verdict::of(Status::Denied, Some(untrue)));
        }
        if let Some(none) = self.is_unheard_of(c, last) {
            return Some(Verdict::of(Status::Denied, Some(none)));
        }
        // `would put an end to the presence of S in P`
        let ends = c.checked_sub(1).filter(|_| self.words.word(last) == "end" && self.word(c + 1) == "to");
        if let Some((v, verb)) = ends.and_then(|v| Some((v, self.row.verb(v)?))) {
            return Some(self.verb(v, verb, 1));
        }
        if self.words.is_in(last, list::HALTS) && self.is_fact(c) {
            return Some(Verdict::of(Status::Denied, Some(last)));
        }
        // `massed tanks for an assault on P`
        let masses = (self.word(c + 1) == "for")
            .then(|| {
                (0..c)
                    .rev()
                    .find(|&k| !matches!(self.row.kind(k), Kind::Noun | Kind::Side(_) | Kind::And | Kind::Pronoun))
            })
            .flatten()
            .and_then(|k| self.row.verb(k))
            .filter(|verb| self.is_verb(verb, list::MASSING) && !verb.passive);
        if let Some(verb) = masses {
            return Some(Verdict::of(Status::Hypothetical, Some(verb.main)));
        }
        let unreal = self.words.is_in(last, list::UNREAL_NOUNS)
            && matches!(self.word(c + 1), "of" | "for" | "to" | "about" | "over" | "at");
        unreal.then(|| Verdict::of(Status::Hypothetical, Some(last)))
    }

    /// As the subject of what will be: `an attack on P is expected`.
    fn noun_as_subject(&self, chunk: usize) -> Option<Verdict> {
        // `With P in its hands, the army could`: of another subject.
        let other = |k: usize| self.row.kind(k) == Kind::Comma && matches!(self.row.kind(k + 1), Kind::Side(_));
        let next = |k: &usize| matches!(self.row.kind(*k), Kind::Verb(_) | Kind::Clause | Kind::Relative) || other(*k);
        if let Some(outcome) = self.outcome(chunk) {
            return Some(outcome);
        }
        let from = self.past_description(chunk + 1);
        let verb = self.row.verb((from..self.row.chunks.len()).find(next)?)?;
        let lemma = self.lemma(verb);
        // `Clashes expected in P`
        if verb.main == self.row.chunks[chunk].to && matches!(lemma, "expect" | "fear" | "anticipate") {
            return Some(Verdict::of(Status::Hypothetical, Some(verb.main)));
        }
        if !verb.is_finite() {
            return None;
        }
        let heard = matches!(lemma, "hear" | "see");
        // `The bombing of P could be a war crime`: it happened all the same; `would be a disaster`: it has not.
        let called = matches!(lemma, "amount" | "constitute")
            || lemma == "be"
                && matches!(self.words.word(verb.main + 1), "a" | "an")
                && verb.modal.is_some_and(|modal| self.words.word(modal) != "would");
        let lasts = self.is_lasting(chunk, verb);
        let guessed = self.is_guessed(chunk, verb);
        if let Some(modal) = verb.modal.filter(|_| !heard && !called && !lasts && !guessed) {
            return Some(Verdict::of(Status::Hypothetical, Some(modal)));
        }
        let unreal = |&t: &usize| self.words.is_in(t, list::UNREAL_ADJECTIVES);
        // `The fall of P seems imminent`, `An attack on P is looming`
        let seems = |t: usize| match t == verb.main {
            true => self.words.word(t).ends_with("ing"),
            false => matches!(lemma, "be" | "seem" | "appear" | "look" | "become" | "remain"),
        };
        // `is still far off`, `is a long way off`, `remains a distant prospect`
        let far_off = |&t: &usize| match self.words.word(t) {
            "off" | "away" => self.words.is_in(t - 1, list::FAR),
            word => word == "distant",
        };
        let adjective = (verb.main..verb.main + 3).find(unreal).or((verb.main + 1..verb.main + 6).find(far_off));
        if let Some(adjective) = adjective.filter(|&t| seems(t) && !verb.passive) {
            return Some(Verdict::of(Status::Hypothetical, Some(adjective)));
        }
        // `The capture of P was denied by S`
        if verb.passive && self.is_verb(verb, list::DENYING) && !verb.negated {
            return Some(Verdict::of(Status::Denied, Some(verb.main)));
        }
        if verb.passive
            && matches!(lemma, "expect" | "plan" | "fear" | "anticipate" | "prepare" | "mull" | "discuss" | "suppose")
            && !lasts
        {
            return Some(Verdict::of(Status::Hypothetical, Some(verb.main)));
        }
        // `the fall of P is unlikely before May`
        let unlikely = |t: &usize| unreal(t) || self.words.word(*t) == "unlikely";
        let said = (verb.main + 1..verb.main + 3).find(unlikely).filter(|_| lemma == "be" && !verb.passive)?;
        Some(Verdict::of(Status::Hypothetical, Some(said)))
    }

    /// The chunk after a description between commas, where that leads to a verb: `The fall of P, a rebel stronghold,
    /// would`.
    fn past_description(&self, from: usize) -> usize {
        let comma = |from: usize| {
            let mark =
                |&c: &usize| matches!(self.row.kind(c), Kind::Comma | Kind::Verb(_) | Kind::Clause | Kind::Relative);
            (from..self.row.chunks.len()).find(mark).filter(|&c| self.word(c) == ",")
        };
        let end = comma(from).and_then(|open| comma(open + 1)).map(|close| close + 1);
        end.filter(|&c| self.row.verb(c).is_some()).unwrap_or(from)
    }

    /// `denied reports of the fall of P`, `rejected S's claim to have taken P`, `reports of the fall of P are false`: the
    /// token that says so.
    pub(super) fn is_untrue_report(&self, report: usize, head: usize, chunk: usize) -> Option<usize> {
        if !self.words.is_in(head, list::REPORTS_OF) || !matches!(self.word(report + 1), "of" | "to") {
            return None;
        }
        let denies = |c: usize| self.row.verb(c).filter(|verb| self.denies(verb));
        let owner = |c: &usize| matches!(self.row.kind(*c), Kind::Side(_) | Kind::Possessive);
        if let Some(verb) =
            (0..report).rev().find(|c| !owner(c)).and_then(denies).filter(|verb| !verb.passive && !verb.negated)
        {
            return Some(verb.main);
        }
        let last = self.row.chunks.last().map_or(head, |c| c.to);
        // `called reports of a raid on P a fabrication`
        let calls = (0..report).rev().find(|c| !owner(c)).and_then(|c| self.row.verb(c));
        if calls.is_some_and(|verb| !verb.negated && self.is_verb(verb, list::CALLING)) {
            return (self.row.chunks[chunk].to..last).find(|&t| self.is_untrue(t));
        }
        let after = self.row.finite_from(chunk + 1)?;
        let denied = denies(after).filter(|verb| verb.passive).map(|verb| verb.main);
        let main = self.row.verb(after)?.main;
        denied.or_else(|| (main..(main + 5).min(last)).find(|&t| self.is_untrue(t)))
    }

    /// `no reports of clashes in P`, `not aware of any strike in P`, `unaware of any clashes`: the token that says so.
    fn is_unheard_of(&self, noun: usize, head: usize) -> Option<usize> {
        if !matches!(self.word(noun + 1), "of" | "about") {
            return None;
        }
        if self.words.word(head) == "unaware" {
            return Some(head);
        }
        let from = head.saturating_sub(4).max(self.row.chunks[0].from);
        let none = |t: &usize| self.words.word(*t) == "no" || self.words.is(*t, class::NEGATION);
        (from..head).find(none).filter(|_| self.words.is_in(head, list::KNOWN_OF))
    }

    /// Whether a noun is told as a fact: nobody calls for it or seeks it.
    pub(super) fn is_fact(&self, noun: usize) -> bool {
        let free = |c: usize| {
            matches!(
                self.row.kind(c),
                Kind::Adverb | Kind::Comma | Kind::Clause | Kind::Quote | Kind::And | Kind::Side(_)
            )
        };
        let before = (0..noun).rev().find(|&c| !free(c)).and_then(|c| self.row.verb(c).map(|verb| (c, verb)));
        let opens = (0..noun).rev().all(|c| !matches!(self.row.kind(c), Kind::Prep | Kind::Noun));
        match before {
            Some((_, verb)) => {
                matches!(self.lemma(verb), "announce" | "declare" | "order" | "begin" | "say" | "confirm" | "report")
                    && verb.modal.is_none()
            }
            None => opens,
        }
    }

    /// `about to win the battle for P`: the battle is there, however it ends.
    pub(super) fn is_ending(&self, noun: usize) -> bool {
        let range = self.row.chunks[noun];
        // `winning the four-year battle for P`
        let long = noun.checked_sub(1).filter(|&c| self.row.kind(c) == Kind::Time);
        let noun = long.unwrap_or(noun);
        let told = matches!(self.words.word(range.from), "the" | "this" | "its" | "their")
            || long.is_some_and(|c| self.words.word(self.row.chunks[c].from.saturating_sub(1)) == "the");
        let noun = noun - usize::from(long.is_some() && noun > 0 && self.word(noun - 1) == "the");
        let verb = noun.checked_sub(1).and_then(|c| self.row.verb(c));
        told && verb.is_some_and(|verb| matches!(self.lemma(verb), "win" | "lose" | "end" | "finish" | "decide"))
    }

    /// `repelled the advance on P`, `the advance on P was halted`: an attack that came to nothing.
    pub(super) fn is_repelled(&self, noun: usize) -> bool {
        let thwarts = |c: usize, list: List| self.row.verb(c).filter(|verb| self.is_verb(verb, list));
        let before =
            (0..noun).rev().find(|&c| !matches!(self.row.kind(c), Kind::Side(_) | Kind::Noun | Kind::Possessive));
        before.and_then(|c| thwarts(c, list::THWARTING)).is_some_and(|verb| !verb.passive)
            || (noun + 1..self.row.chunks.len())
                .find(|&c| self.row.is_finite(c))
                .and_then(|c| thwarts(c, list::THWARTED))
                .is_some_and(|verb| verb.passive)
    }
}
