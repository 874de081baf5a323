//! What a whole clause hangs on: `if`, `until`, `denied that`, `no truth to reports that`.

use super::{Judge, Verdict, is_base};
use crate::claim::Status;
use crate::extract::chunks::{Kind, Verb};
use crate::extract::lexicon::class;
use crate::extract::list;
use std::ops::ControlFlow::{self, Break, Continue};

impl Judge<'_> {
    /// What the clause hangs on: `if`, `fears that`, `denied that`, `called for`.
    pub(super) fn clause(&self, chunk: usize) -> Option<Verdict> {
        // `Should the army reach P`
        let first = self.row.chunks[0].from;
        if self.words.word(first) == "should" && self.row.chunks.last().is_some_and(|c| self.words.word(c.to) != "?") {
            return Some(Verdict::of(Status::Hypothetical, Some(first)));
        }
        // `The fall of P, if it happens, may`
        let aside = (chunk + 1..self.row.chunks.len().saturating_sub(2)).find(|&c| {
            self.row.kind(c) == Kind::Comma
                && self.word(c + 1) == "if"
                && matches!(self.word(c + 2), "it" | "this" | "that")
        });
        let verb_before = |end: usize| (chunk..end).any(|c| self.row.is_finite(c));
        // `The loss of P, were it to happen, would`
        let inverted = (chunk + 1..self.row.chunks.len().saturating_sub(2)).find(|&c| {
            let opens = self.row.chunks[c + 1].from;
            self.row.kind(c) == Kind::Comma
                && matches!(self.words.word(opens), "were" | "should")
                && matches!(self.words.word(opens + 1), "it" | "this" | "that")
        });
        if let Some(aside) = aside.or(inverted).filter(|&aside| !verb_before(aside)) {
            return Some(Verdict::of(Status::Hypothetical, Some(self.row.chunks[aside + 1].from)));
        }
        let mut c = chunk;
        let mut finite_passed = self.row.is_finite(chunk);
        let mut that = false;
        // `denied the army had used shells`: of a noun the clause begins before its verb.
        let mut own = chunk;
        while c > 0 {
            c -= 1;
            match self.row.kind(c) {
                Kind::Clause => match self.conjunction(c, chunk) {
                    Continue(()) => that = true,
                    Break(verdict) => return verdict,
                },
                // `rumours that rebels took P`
                Kind::Relative if self.word(c) == "that" && !matches!(self.row.kind(c + 1), Kind::Verb(_)) => {
                    that = true;
                }
                Kind::Relative => return None,
                Kind::Verb(v) => {
                    let verb = &self.row.verbs[v];
                    let told = |of: usize| that || self.bare_clause(c, of);
                    if told(own) && self.denies(verb) && !verb.passive {
                        return Some(self.denial(c, verb));
                    }
                    if let Some(doubt) = self.wrongly_said(verb).or_else(|| self.not_sure(verb).filter(|_| told(chunk)))
                    {
                        return Some(doubt);
                    }
                    if verb.is_finite() && finite_passed && !that {
                        return None;
                    }
                    if verb.is_finite() && !finite_passed {
                        own = c;
                    }
                    finite_passed |= verb.is_finite();
                    // `a rumour spread that P had fallen`: of the rumour.
                    that &= self.is_verb(verb, list::GOING_ROUND);
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

    /// What the word makes of the clause that it opens at this chunk: of `that` only what stands before it tells.
    fn conjunction(&self, c: usize, chunk: usize) -> ControlFlow<Option<Verdict>> {
        let unreal = match self.word(c) {
            "if" | "whether" => !self.is_about_the_agent(c, chunk),
            "unless" => true,
            // `denied that, saying the army took P`: what was told before.
            "that" if self.row.kind(c + 1) == Kind::Comma => false,
            "that" => return Continue(()),
            // `only a matter of time before`, `a question of days until`
            "before" | "until" if self.is_matter_of_time(c) => true,
            // `Once P is taken, the army will`, `until P is liberated`: it is not yet.
            "until" | "once" if self.row.verb(chunk).is_some_and(|verb| verb.present) => true,
            // `would not stop until it had taken P`
            "until" | "before" if self.is_hoped_for(c) => true,
            "when" | "before" if self.is_to_come(chunk) => true,
            // `would be the worst blow since May, when S took P`: that was then.
            "when" if self.is_dated(c) => false,
            "when" | "once" | "after" => self.is_promised(c),
            _ => false,
        };
        Break(unreal.then(|| Verdict::of(Status::Hypothetical, Some(self.row.chunks[c].from))))
    }

    /// `denied that P fell`; `does not deny that`, `nobody disputes that`: it is so.
    fn denial(&self, c: usize, verb: &Verb) -> Verdict {
        let before = self.row.chunks[c].from.checked_sub(1);
        let nobody = verb.negated || before.is_some_and(|t| self.words.is_in(t, list::NOBODY_DENIES));
        Verdict::of(if nobody { Status::Reported } else { Status::Denied }, Some(verb.main))
    }

    /// By the words about a verb of saying: `wrongly claimed that P had fallen`, `It would be wrong to say that`,
    /// `Rumour has it that`.
    fn wrongly_said(&self, verb: &Verb) -> Option<Verdict> {
        let before = |k: usize| verb.main.checked_sub(k);
        let comma = usize::from(self.words.word(verb.main + 1) == ",");
        let mut around = verb.main.saturating_sub(1)..verb.main + 2 + comma;
        if let Some(wrongly) = around.find(|&t| self.words.is_in(t, list::WRONGLY)) {
            return Some(Verdict::of(Status::Denied, Some(wrongly)));
        }
        let wrong = |&t: &usize| self.words.is_in(t, list::UNTRUE) || self.words.word(t) == "wrong";
        if let Some(wrong) = before(2).filter(|_| verb.infinitive).filter(wrong) {
            return Some(Verdict::of(Status::Denied, Some(wrong)));
        }
        let has_it = self.lemma(verb) == "have" && self.words.word(verb.main + 1) == "it";
        let rumour = before(1).filter(|&t| has_it && self.words.is_in(t, list::UNREAL_NOUNS))?;
        Some(Verdict::of(Status::Hypothetical, Some(rumour)))
    }

    /// By the verb that tells the clause: `Nothing suggests that`, `could not confirm that`, `did not say P had fallen`,
    /// `feared that`.
    fn not_sure(&self, verb: &Verb) -> Option<Verdict> {
        let before = verb.main.checked_sub(1).map_or("", |t| self.words.word(t));
        let nothing = matches!(before, "nothing" | "little") && !verb.negated;
        let unsure =
            nothing || verb.negated && self.is_verb(verb, list::CONFIRMING) || self.is_verb(verb, list::UNREAL_CLAUSE);
        unsure.then(|| Verdict::of(Status::Hypothetical, Some(verb.main)))
    }

    /// `it was not clear whether the raids on P were carried out by S or S2`, `unclear who shelled P`: the doubt is
    /// about who did it.
    pub(super) fn is_author_unclear(&self, chunk: usize) -> bool {
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

    /// `unclear if Russian or Syrian jets bombed P`: it was bombed, by whom is not clear.
    fn is_about_the_agent(&self, clause: usize, chunk: usize) -> bool {
        let at = self.row.chunks[clause].from;
        let first = self.row.chunks[0].from;
        let unclear = self.words.any_in(at.saturating_sub(3).max(first)..at, list::NOT_KNOWN);
        unclear && (at..self.row.chunks[chunk].from).any(|t| self.words.word(t) == "or")
    }

    /// `in case the army takes P`, `should the army take P`, `it is possible that`, a question.
    pub(super) fn supposed(&self, chunk: usize) -> Option<Verdict> {
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
        // `If rebels lose the road, they lose P`
        let opens = if self.words.word(first) == "\"" { first + 1 } else { first };
        let follows = (0..chunk).any(|c| self.row.verb(c).is_some_and(|verb| verb.present && verb.is_finite()));
        if self.words.word(opens) == "if" && verb.present && !verb.passive && follows {
            return unreal(opens);
        }
        let base = is_base(self.words, verb.main);
        let inverted = match self.words.word(from) {
            "should" | "had" | "will" | "would" | "could" => base,
            // Not `ten people, one of them a child, were killed when shells hit P`.
            "were" => verb.infinitive,
            _ => false,
        };
        // `Had the army attacked P, thousands would have fled`
        let would = |v: &Verb| v.modal.is_some_and(|t| matches!(self.words.word(t), "would" | "could" | "might"));
        let had = self.words.word(from) == "had" && from == first && self.row.verbs.iter().any(would);
        let same = self.row.chunks[chunk].from == from;
        if (inverted || had) && !same && verb.modal.is_none() {
            return unreal(from);
        }
        None
    }

    /// Whether what comes before this clause is still to come: `would not stop until`, `would die before`; but `a town
    /// that would fall two weeks later, before`.
    fn is_hoped_for(&self, clause: usize) -> bool {
        let modal = |k: usize| self.row.verb(k).and_then(|verb| Some((verb, verb.modal?)));
        match self.word(clause) {
            "until" => (0..clause).any(|k| modal(k).is_some()),
            _ => (0..clause).rev().find(|&k| self.row.is_finite(k)).and_then(modal).is_some_and(|(verb, modal)| {
                matches!(self.words.word(modal), "will" | "would" | "shall") && !self.is_narrative(verb, modal)
            }),
        }
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

    /// `promised that when P fell`, `to ensure that once they took P`: it is part of what is promised.
    fn is_promised(&self, clause: usize) -> bool {
        let Some(that) = clause.checked_sub(1).filter(|&c| self.word(c) == "that") else { return false };
        let Some(at) = (0..that).rev().find(|&c| self.row.verb(c).is_some()) else { return false };
        self.row.verb(at).is_some_and(|verb| {
            self.is_verb(verb, list::UNREAL) || verb.infinitive && self.verb(at, verb, 1).status == Status::Hypothetical
        })
    }

    /// `a matter of time`, `a question of days` right before this chunk.
    fn is_matter_of_time(&self, chunk: usize) -> bool {
        let to = self.row.chunks[chunk].from;
        let word = |back: usize| to.checked_sub(back).map_or("", |t| self.words.word(t));
        matches!(word(3), "matter" | "question") && word(2) == "of"
    }

    /// What is told of and not believed: `denied reports that`, `it is not true that`, `no confirmation that`,
    /// `rumours that ... are false`.
    pub(super) fn doubted(&self, chunk: usize) -> Option<Verdict> {
        let that = (0..chunk)
            .rev()
            .find(|&c| self.word(c) == "that" && matches!(self.row.kind(c), Kind::Clause | Kind::Relative))?;
        // `rejected claims that S took P and said Q held out`: that is told anew.
        let told_anew = |c: usize| {
            self.row.kind(c) == Kind::And && self.row.verb(c + 1).is_some_and(|v| self.is_verb(v, list::SAYING))
        };
        if self.is_in_relative(that, chunk) || (that..chunk).any(told_anew) {
            return None;
        }
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
            let untrue = (at..last).find(|&t| self.is_untrue(t) || self.words.word(t) == "wrong");
            return untrue.map(|t| Verdict::of(Status::Denied, Some(t)));
        }
        if self.is_untrue(head) {
            return Some(Verdict::of(Status::Denied, Some(head)));
        }
        // `claims by S that`
        let by = before.clone().rev().find(|&t| self.words.word(t) == "by").and_then(|t| t.checked_sub(1));
        if ![Some(head), by].iter().flatten().any(|&t| self.words.is_in(t, list::REPORTS_OF)) {
            return None;
        }
        // `Reports that P fell were denied`
        let after = (chunk + 1..self.row.chunks.len())
            .find_map(|c| self.row.verb(c).filter(|verb| verb.passive && self.takes_back(verb)));
        if let Some(verb) = after {
            return Some(Verdict::of(Status::Denied, Some(verb.main)));
        }
        let denied = (0..that).rev().take(4).find_map(|c| match self.row.kind(c) {
            Kind::Verb(v) => Some(&self.row.verbs[v]).filter(|verb| self.takes_back(verb)),
            _ => None,
        });
        if let Some(verb) = denied.filter(|verb| !verb.negated && !verb.passive) {
            return Some(Verdict::of(Status::Denied, Some(verb.main)));
        }
        if let Some(contrary) = says("contrary") {
            return Some(Verdict::of(Status::Denied, Some(contrary)));
        }
        let last = self.row.chunks.last().map_or(at, |c| c.to);
        let untrue = (at..last).find(|&t| self.is_untrue(t));
        untrue.map(|t| Verdict::of(Status::Denied, Some(t)))
    }

    /// `denied`, `laughed off`.
    pub(super) fn denies(&self, verb: &Verb) -> bool {
        let off = || matches!(self.words.word(verb.main + 1), "off" | "aside" | "away");
        self.is_verb(verb, list::DENYING) || self.is_verb(verb, list::LAUGHING) && off()
    }

    /// Whether a verb makes a report untrue: `denied`, `retracted its report`.
    fn takes_back(&self, verb: &Verb) -> bool {
        self.denies(verb) || self.is_verb(verb, list::RETRACTING)
    }

    /// `is false`, `is a lie`, `are lies`; but not `which lies near the border`.
    pub(super) fn is_untrue(&self, token: usize) -> bool {
        let noun = matches!(self.words.word(token), "lie" | "lies");
        let said = || token > 0 && self.words.is(token - 1, class::BE | class::DET | class::ADJECTIVE);
        self.words.is_in(token, list::UNTRUE) && (!noun || said())
    }

    /// Whether a time stands right before the clause at this chunk: `in May, when`.
    fn is_dated(&self, clause: usize) -> bool {
        let before = (0..clause).rev().find(|&c| self.row.kind(c) != Kind::Comma);
        before.is_some_and(|c| self.row.kind(c) == Kind::Time)
    }

    /// `denied a report that S entered P, which S2 holds`: what is told of P stands.
    fn is_in_relative(&self, that: usize, chunk: usize) -> bool {
        let opens = |c: &usize| {
            self.row.kind(*c) == Kind::Relative
                && matches!(self.word(*c), "which" | "where")
                && matches!(self.row.kind(c - 1), Kind::Place(_) | Kind::Comma)
        };
        let relative = (that + 1..chunk).rev().find(opens);
        // `which S managed to take`, `which S succeeded in taking`
        let own = chunk - usize::from(self.row.verb(chunk).is_some_and(|v| v.infinitive || v.ing) && chunk > 2);
        let own = own - usize::from(own < chunk && self.word(own) == "in");
        relative.is_some_and(|c| !(c + 1..own).any(|c| self.row.is_finite(c)))
    }

    /// Only a subject stands between a verb of saying and the trigger: `fear rebels will ...`.
    fn bare_clause(&self, verb: usize, trigger: usize) -> bool {
        (verb + 1..trigger).all(|k| {
            matches!(
                self.row.kind(k),
                Kind::Side(_)
                    | Kind::Noun
                    | Kind::Place(_)
                    | Kind::Adverb
                    | Kind::Pronoun
                    | Kind::Prep
                    | Kind::Time
                    | Kind::Possessive
            )
        })
    }
}
