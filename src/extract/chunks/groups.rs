//! Verb groups: auxiliaries, the main verb, its tense and voice: `had not been able to recapture`.

use super::main_verbs::{is_main_verb, is_staying};
use super::phrases::in_passing;
use super::{Chunk, Kind, Row, Verb};
use crate::claim::Event;
use crate::extract::lexicon::{Entry, Form, Lemma, Object, class};
use crate::extract::list;
use crate::extract::sentence::Shape;
use crate::extract::words::Words;
use std::ops::Range;

/// The auxiliaries of a verb group.
struct Helps {
    /// The last `be`, `was` or what stands for it.
    be: Option<usize>,
    /// The last `have`.
    have: Option<usize>,
    /// How many there are.
    count: usize,
    /// The token after them, their negations and adverbs.
    end: usize,
}

impl Helps {
    /// Reads them from a token on, and what they tell of the verb: `had not been`.
    fn read(words: &Words<'_>, verb: &mut Verb, from: usize, start: usize, range: Range<usize>) -> Helps {
        let mut helps = Helps { be: None, have: None, count: 0, end: from };
        while helps.end < range.end {
            let i = helps.end;
            let may_month = words.word(i) == "may" && words.is_capital(i) && i > range.start;
            let auxiliary = words.is(i, class::BE | class::HAVE | class::DO | class::MODAL) || is_staying(words, i);
            if auxiliary && !may_month {
                helps.take(words, verb, start);
                continue;
            }
            let Some((tokens, negated)) = helps.between(words, verb.infinitive) else { break };
            verb.negated |= negated;
            helps.end = (helps.end + tokens).min(range.end);
        }
        helps
    }

    /// Takes the auxiliary that stands next.
    fn take(&mut self, words: &Words<'_>, verb: &mut Verb, start: usize) {
        let i = self.end;
        if words.is(i, class::BE) || is_staying(words, i) {
            self.be = Some(i);
        }
        if words.is(i, class::HAVE) {
            self.have = Some(i);
            verb.past_perfect |= matches!(words.word(i), "had" | "hadnt");
        }
        // `It was critical that P be taken`: wanted, not done.
        if words.is(i, class::MODAL) || i == start && words.word(i) == "be" {
            verb.modal = Some(i);
        }
        verb.negated |= words.is(i, class::NEGATION);
        verb.present |= matches!(words.word(i), "is" | "are" | "has" | "have" | "does" | "do");
        self.count += 1;
        self.end += 1;
    }

    /// How many tokens stand between auxiliary and verb here, and whether they negate it.
    fn between(&self, words: &Words<'_>, infinitive: bool) -> Option<(usize, bool)> {
        let i = self.end;
        let word = words.word(i);
        if self.any() {
            match (word, words.word(i + 1)) {
                // `is "effectively cut"`
                ("\"", _) if words.is(i + 1, class::ADVERB | class::VERB) => return Some((1, false)),
                ("no", "longer") => return Some((2, true)),
                // `has all but fallen`
                ("all", "but") if words.is(i + 2, class::VERB) => return Some((2, false)),
                // `have all fallen`, `have since fallen`
                ("all" | "both" | "each" | "also", _) if is_verb_next(words, i + 1) => return Some((1, false)),
                ("since", _) if self.have.is_some() && is_verb_next(words, i + 1) => return Some((1, false)),
                _ => {}
            }
        }
        if !self.any() && !infinitive {
            return None;
        }
        if words.is(i, class::NEGATION) {
            return Some((1, true));
        }
        // `was in effect captured`
        if let Some(to) = in_passing(words, i).filter(|&to| is_verb_next(words, to)) {
            return Some((to - i, false));
        }
        let adverb = words.is(i, class::ADVERB)
            && (!words.is(i, class::VERB) || word == "long")
            && !words.is(i, class::PREPOSITION);
        adverb.then_some((1, false))
    }

    /// Whether there are any.
    fn any(&self) -> bool {
        self.count > 0
    }

    /// The group of an auxiliary without a verb: `is`, `has`.
    fn alone(&self, words: &Words<'_>, mut verb: Verb, start: usize) -> Option<(Verb, usize)> {
        let alone = self.be.or(self.have)?;
        let base = match words.word(alone) {
            "get" | "gets" | "got" | "getting" => "get",
            _ if Some(alone) == self.be => "be",
            _ => "have",
        };
        verb.main = alone;
        verb.ing = alone == start && matches!(words.word(start), "being" | "having");
        verb.lemma = words.lexicon.lemma_id(base);
        Some((verb, alone + 1))
    }
}

/// Whether a verb or its adverb stands here.
fn is_verb_next(words: &Words<'_>, at: usize) -> bool {
    words.is(at, class::VERB | class::BE | class::ADVERB)
}

/// The token of the base form after `to`, over its adverbs: `to fully recapture`. `None` where a noun or a name
/// follows: `subjected to barrel bombing`.
fn base_after_to(words: &Words<'_>, to: usize, end: usize) -> Option<usize> {
    let mut k = to + 1;
    while k < end && (words.is(k, class::ADVERB) && !words.is(k, class::VERB) || words.word(k) == "\"") {
        k += 1;
    }
    let base =
        |&(_, form): &(Lemma, Form)| form == Form::Base || form == Form::PastOrParticiple && is_same_as_base(words, k);
    let ing = |t: usize| words.forms(t).iter().any(|f| f.1 == Form::Ing);
    let noun = words.noun_at(k).is_some_and(|noun| noun.0 > k + 1 && ing(noun.0 - 1));
    let name = words.name_over(k).is_some_and(|n| n.entry != Entry::Decoy);
    let month = words.is(k, class::CALENDAR) && words.word(k) != "march";
    (words.forms(k).iter().any(base) && !noun && !name && !month).then_some(k)
}

/// Arms, and then what they hit: `by mortar shells the positions of S2`.
fn is_by_means(words: &Words<'_>, from: usize, end: usize) -> bool {
    let arms = (from..(from + 3).min(end)).rev().find(|&t| words.is(t, class::ARMS));
    arms.is_some_and(|t| {
        t + 1 < end && (words.is(t + 1, class::DET) || words.name_at(t + 1).is_some_and(|n| n.entry != Entry::Decoy))
    })
}

impl Row {
    /// The verb group that starts here and the token after it.
    pub(super) fn verb_group(&self, words: &Words<'_>, start: usize, range: Range<usize>) -> Option<(Verb, usize)> {
        let may_start = class::VERB | class::BE | class::HAVE | class::DO | class::MODAL;
        if !words.is(start, may_start) && words.word(start) != "to" && !is_staying(words, start) {
            return None;
        }
        let mut verb = Verb::at(start);
        let mut from = start;
        if words.word(start) == "to" {
            from = base_after_to(words, start, range.end)?;
            verb.infinitive = true;
        }
        let helps = Helps::read(words, &mut verb, from, start, range.clone());
        self.main_verb(words, verb, &helps, start, range).or_else(|| helps.alone(words, verb, start))
    }

    /// The group with the main verb that follows its auxiliaries, if one does.
    fn main_verb(
        &self,
        words: &Words<'_>,
        mut verb: Verb,
        helps: &Helps,
        start: usize,
        range: Range<usize>,
    ) -> Option<(Verb, usize)> {
        // Adverbs at the end of a bare auxiliary do not belong to it.
        let main = helps.end;
        let may_be = main < range.end
            && words.is(main, class::VERB)
            && !words.is(main, class::BE | class::HAVE | class::DO)
            && words.name_over(main).is_none_or(|n| n.entry == Entry::Decoy);
        let led = helps.any() || verb.infinitive;
        if !may_be || !led && !is_main_verb(words, main, range.clone(), &self.chunks, &self.verbs, false) {
            return None;
        }
        let apart = (!led).then(|| self.open_auxiliary(words)).flatten().map(|at| self.chunks[at].to - 1);
        let apart = apart.filter(|&t| words.is(t, class::BE) || !self.is_by_somebody(words, main, range.end));
        let be = helps.be.or(apart.filter(|&t| words.is(t, class::BE))).is_some();
        let have = helps.have.or(apart.filter(|&t| words.is(t, class::HAVE))).is_some();
        let wants_base = verb.infinitive
            || verb.modal.is_some()
            || !helps.any() && self.is_let(words, &["help", "let", "see", "watch"]);
        let form = best_form(words, main, be, have, wants_base);
        // `was taken on the same day`: no `taken on`.
        let timed =
            |to: usize| be && words.word(to - 1) == "on" && words.is(to, class::DET | class::CALENDAR | class::NUMBER);
        let decoy = words.name_at(main).filter(|n| n.entry == Entry::Decoy && helps.any() && !timed(n.to));
        verb.main = main;
        // `is taking part in`: a phrase that only looks like the verb.
        if let Some(decoy) = decoy {
            return Some((verb, decoy.to));
        }
        // `is home`, `had control of P`, `had complete control`: a noun or an adjective.
        let participle = matches!(form.1, Form::Participle | Form::PastOrParticiple);
        let ing = form.1 == Form::Ing;
        if (be || have) && !participle && !(ing && (be || verb.past_perfect)) && !wants_base {
            return None;
        }
        verb.lemma = Some(form.0);
        verb.passive = be && participle;
        let having = helps.have.is_some_and(|t| words.word(t) == "having");
        verb.ing = (ing || having) && !be || words.word(start) == "being" && participle;
        if participle && !be && !have && !wants_base {
            verb.bare = self.is_bare_participle(words, form, main, range.end);
            verb.passive = verb.bare;
        }
        // `were killed or injured`
        verb.passive |= participle && !helps.any() && self.joins_passive();
        verb.passive |= participle && !led && self.is_headline_passive(words, form.0, main, range.end);
        verb.infinitive |= form.1 == Form::Base && !helps.any() && self.is_let(words, &["help", "let"]);
        verb.present |= matches!(form.1, Form::Base | Form::Third) && verb.modal.is_none();
        Some((verb, main + 1))
    }

    /// Whether what may be a past tense is a participle that tells more of what stands before it: `P, captured by S`.
    fn is_bare_participle(&self, words: &Words<'_>, form: (Lemma, Form), main: usize, end: usize) -> bool {
        let last = self.chunks.last().map(|c| c.kind);
        let of_place = matches!(last, Some(Kind::Place(_)));
        let by = self.is_by_somebody(words, main, end);
        // `had broken into P and taken half of it`
        let joined = matches!(last, Some(Kind::And)) && self.ends_in_perfect(words);
        let perfect = !by && joined;
        // `P, lost to rebels in May`
        let object = matches!(self.chunks.as_slice(), [.., v, p] if matches!(p.kind, Kind::Place(_)) && matches!(v.kind, Kind::Verb(v) if self.verbs[v].is_finite()));
        let set_off = matches!(last, Some(Kind::Comma)) || object;
        let lost = set_off && words.word(main) == "lost" && words.word(main + 1) == "to";
        // `P, captured from rebels in May, is`
        let from = words.word(main + 1) == "from" && names_side(words, main + 2);
        let aside = matches!(self.chunks.as_slice(), [.., p, comma] if comma.kind == Kind::Comma && matches!(p.kind, Kind::Place(_)));
        by || from && aside
            || lost
            || of_place && names_them(words, main + 1)
            || form.1 == Form::Participle && !perfect
            || !perfect && is_driven(words, form.0, main, end)
            || self.is_ranked(words, main + 1)
    }

    /// `P shelled again`, `P, Q bombed`: a headline leaves out `was`. All that stands before is what it was done to, and
    /// nothing after can be its object.
    fn is_headline_passive(&self, words: &Words<'_>, lemma: Lemma, main: usize, end: usize) -> bool {
        let done_to_place = |&(rule, _): &(u16, Vec<u32>)| {
            let rule = &words.lexicon.rules[rule as usize];
            matches!(rule.object, Object::Place | Object::Target)
                && matches!(rule.event, Event::Captures | Event::Strikes | Event::Besieges)
        };
        let named = |c: &Chunk| matches!(c.kind, Kind::Place(_) | Kind::And | Kind::Comma);
        let place = matches!(self.chunks.last().map(|c| c.kind), Some(Kind::Place(_)));
        let next = main + 1;
        let closes = || {
            next >= end
                || words.is_mark(next)
                || words.is(next, class::CALENDAR)
                || words.is(next, class::ADVERB) && !words.is(next, class::PREPOSITION)
                || words.is_in(next, list::AFTER_HEADLINE_PASSIVE)
        };
        place && self.chunks.iter().all(named) && closes() && words.lexicon.rules_of(lemma).iter().any(done_to_place)
    }

    /// Whether `by` follows a participle and says by whom: `raids carried out by S`, `P, held since 2012 by rebels`.
    fn is_by_somebody(&self, words: &Words<'_>, main: usize, end: usize) -> bool {
        let last = self.chunks.last().map(|c| c.kind);
        let mut next = main + 1;
        while words.is(next, class::ADVERB) && words.word(next) != "by" {
            next += 1;
        }
        let particle = matches!(words.word(next), "out" | "off" | "back" | "over" | "up" | "down");
        next += usize::from(particle && words.word(next + 1) == "by");
        // `troops surrounded for years by S`
        if matches!(last, Some(Kind::Comma | Kind::Place(_) | Kind::Side(_))) {
            next = after_time(words, next);
        }
        // `accompanied by shelling`, but not `led by taking P`
        let object = |t: usize| {
            words.is(t, class::DET | class::NUMBER) || words.name_at(t).is_some_and(|n| n.entry != Entry::Decoy)
        };
        let ing = words.forms(next + 1).iter().any(|f| f.1 == Form::Ing);
        let by = words.word(next) == "by"
            && !words.is(next + 1, class::CALENDAR)
            && (!ing || words.noun_at(next + 1).is_some() && !object(next + 2));
        // `S targeted by mortar shells the positions of S2`: active.
        by && !(matches!(last, Some(Kind::Side(_))) && is_by_means(words, next + 1, end))
    }

    /// `is the third village liberated in a week`: a place that `is` makes one of several, and no object.
    fn is_ranked(&self, words: &Words<'_>, next: usize) -> bool {
        let [.., be, place] = self.chunks.as_slice() else { return false };
        let Kind::Verb(v) = be.kind else { return false };
        self.verbs[v].lemma.is_some_and(|l| words.lexicon.lemma(l) == "be")
            && matches!(place.kind, Kind::Place(_))
            && (place.from..place.to).any(|t| words.is_in(t, list::RANKS))
            && (words.is(next, class::PREPOSITION | class::CALENDAR) || words.is_mark(next))
    }

    /// `will help them take`, `saw rebels leave`: a base form after one of these verbs and its object.
    fn is_let(&self, words: &Words<'_>, verbs: &[&str]) -> bool {
        let [.., verb, object] = self.chunks.as_slice() else { return false };
        let Kind::Verb(v) = verb.kind else { return false };
        let lemma = self.verbs[v].lemma.map_or("", |l| words.lexicon.lemma(l));
        verbs.contains(&lemma) && matches!(object.kind, Kind::Pronoun | Kind::Side(_))
    }

    /// The auxiliary that only a time, or words between two commas, part from its participle: `has in two weeks retaken`,
    /// `was, activists said, retaken`.
    fn open_auxiliary(&self, words: &Words<'_>) -> Option<usize> {
        let light = |kind: Kind| matches!(kind, Kind::Time | Kind::Prep | Kind::Adverb | Kind::Comma);
        let counted = |c: &Chunk| c.kind == Kind::Noun && words.is(c.from, class::NUMBER) && c.to <= c.from + 2;
        let before_aside = self.before_aside(words);
        let at = match before_aside {
            Some(at) => at,
            None => self.chunks.iter().rposition(|c| !light(c.kind) && !counted(c))?,
        };
        let timed = || self.chunks[at + 1..].iter().any(|c| c.kind == Kind::Time || counted(c));
        let chunk = &self.chunks[at];
        let Kind::Verb(v) = chunk.kind else { return None };
        let verb = &self.verbs[v];
        let alone = verb.main + 1 == chunk.to && words.is(verb.main, class::HAVE | class::BE);
        let open = alone && verb.is_finite() && !matches!(verb.modal, Some(modal) if modal == verb.main);
        (open && (before_aside.is_some() || timed())).then_some(at)
    }

    /// The chunk before words between two commas that end the chunks, where they tell of nothing: `, activists said,`.
    fn before_aside(&self, words: &Words<'_>) -> Option<usize> {
        const LONGEST: usize = 6;
        let comma = |c: &Chunk| c.kind == Kind::Comma && words.word(c.from) == ",";
        let (last, before) = self.chunks.split_last().filter(|(last, _)| comma(last))?;
        let open = before.iter().rposition(comma).filter(|&open| open > 0 && before.len() - open <= LONGEST)?;
        let tells = |c: &Chunk| {
            matches!(c.kind, Kind::Place(_) | Kind::Side(_) | Kind::And)
                || c.kind == Kind::Noun && (c.from..c.to).any(|t| words.noun_at(t).is_some())
        };
        (open + 1 < before.len() && last.from > 0 && !before[open + 1..].iter().any(tells)).then_some(open - 1)
    }

    /// Joins a verb to the auxiliary that other words part from it: the token where the group begins.
    pub(super) fn join_auxiliary(&mut self, words: &Words<'_>, verb: &mut Verb, start: usize) -> Option<usize> {
        if verb.infinitive || verb.ing || verb.bare {
            return None;
        }
        let at = self.open_auxiliary(words)?;
        let Kind::Verb(v) = self.chunks[at].kind else { return None };
        let auxiliary = self.verbs[v];
        let be = words.is(auxiliary.main, class::BE);
        let been = words.word(start) == "been";
        let fits = if be { verb.passive || verb.main == start } else { been || !verb.passive && !verb.present };
        if !fits || !been && start != verb.main {
            return None;
        }
        verb.negated |= auxiliary.negated;
        verb.modal = verb.modal.or(auxiliary.modal);
        verb.past_perfect |= auxiliary.past_perfect;
        verb.present |= be && auxiliary.present;
        let from = self.chunks[at].from;
        self.chunks.truncate(at);
        Some(from)
    }

    /// Whether only `and` or `or` stands between this and a passive verb: `were killed or injured`.
    fn joins_passive(&self) -> bool {
        let [.., before, and] = self.chunks.as_slice() else { return false };
        and.kind == Kind::And && matches!(before.kind, Kind::Verb(v) if self.verbs[v].passive && !self.verbs[v].bare)
    }

    /// Whether the verb group before is an active perfect, whose `have` a participle after `and` shares.
    fn ends_in_perfect(&self, words: &Words<'_>) -> bool {
        let verb = self.chunks.iter().rev().find_map(|chunk| match chunk.kind {
            Kind::Verb(v) => Some((chunk, &self.verbs[v])),
            _ => None,
        });
        verb.is_some_and(|(chunk, verb)| !verb.passive && (chunk.from..verb.main).any(|t| words.is(t, class::HAVE)))
    }
}

/// `Among the towns hit were P and Q`, `the areas shelled include P`: what follows names them.
fn names_them(words: &Words<'_>, next: usize) -> bool {
    let names = matches!(words.word(next), "is" | "are" | "was" | "were" | "include" | "includes" | "included");
    // IS is written in capitals.
    names && !words.is_capital(next)
}

/// Whether a side is named here, after its article.
fn names_side(words: &Words<'_>, at: usize) -> bool {
    let at = if words.is(at, class::DET) { at + 1 } else { at };
    words.name_at(at).is_some_and(|name| matches!(name.entry, Entry::Side(..)))
}

/// `Rebels ousted from P`, `IS pushed out of P by rebels`: a verb that drives somebody out, without its object, says
/// who was driven.
fn is_driven(words: &Words<'_>, lemma: Lemma, main: usize, end: usize) -> bool {
    let out = main + 1 + usize::from(matches!(words.word(main + 1), "out" | "back"));
    let from = words.word(out) == "from" || out > main + 1 && words.word(out) == "of";
    // `Rebels pushed out of P`: of themselves, unless it is said by whom.
    let goes = words.is_in(main, list::GOING_TOO);
    let by = || (out..end.min(out + 8)).any(|t| words.word(t) == "by" && !words.is(t + 1, class::CALENDAR));
    from && words.lexicon.has_rule(lemma, |rule| rule.object == Object::From) && (!goes || by())
}

/// The token after a short time before `by`: `held since 2012 by rebels`; without one the token itself.
fn after_time(words: &Words<'_>, at: usize) -> usize {
    let time = |t: usize| {
        words.is(t, class::CALENDAR | class::NUMBER)
            || words.text.tokens().get(t).is_some_and(|token| token.shape == Shape::Number)
            || words.is_in(t, list::TIMES_BEFORE_BY)
    };
    let by = (at..at + 6).find(|&t| !time(t)).filter(|&t| words.word(t) == "by");
    by.unwrap_or(at)
}

/// Whether a form is written as the base is: `cut`, `hit`.
pub(super) fn is_same_as_base(words: &Words<'_>, i: usize) -> bool {
    words.forms(i).iter().any(|&(lemma, _)| words.lexicon.lemma(lemma) == words.word(i))
}

/// The form meant, from the auxiliaries before it.
fn best_form(words: &Words<'_>, i: usize, be: bool, have: bool, base: bool) -> (Lemma, Form) {
    let forms = words.forms(i);
    let fits = |form: Form| match form {
        Form::Base => base,
        // `P, run by S`: the past is `ran`.
        Form::Participle if words.word(i + 1) == "by" => !base,
        Form::Participle | Form::PastOrParticiple => be || have || form == Form::PastOrParticiple && !base,
        Form::Ing => true,
        Form::Third | Form::Past => !base && !be && !have,
    };
    let trigger = |f: &&(Lemma, Form)| !words.lexicon.rules_of(f.0).is_empty();
    forms
        .iter()
        .filter(trigger)
        .find(|f| fits(f.1))
        .or_else(|| forms.iter().find(|f| fits(f.1)))
        .copied()
        .unwrap_or(forms[0])
}
