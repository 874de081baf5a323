//! Verb groups: auxiliaries, the main verb, its tense and voice: `had not been able to recapture`.

use super::main_verbs::{is_main_verb, is_staying};
use super::{Chunk, Kind, Row, Verb};
use crate::extract::lexicon::{Entry, Form, Lemma, Object, class};
use crate::extract::list;
use crate::extract::sentence::Shape;
use crate::extract::words::Words;
use std::ops::Range;

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
        let helps = class::BE | class::HAVE | class::DO | class::MODAL;
        if !words.is(start, class::VERB | helps) && words.word(start) != "to" && !is_staying(words, start) {
            return None;
        }
        let mut verb = Verb::at(start);
        let last = self.chunks.last().map(|c| c.kind);
        let mut i = start;
        let (mut be, mut have, mut helped) = (None, None, false);
        if words.word(i) == "to" {
            let mut k = i + 1;
            while k < range.end && (words.is(k, class::ADVERB) && !words.is(k, class::VERB) || words.word(k) == "\"") {
                k += 1;
            }
            let base = words
                .forms(k)
                .iter()
                .any(|f| f.1 == Form::Base || f.1 == Form::PastOrParticiple && is_same_as_base(words, k));
            // `subjected to barrel bombing`
            let noun = words
                .noun_at(k)
                .is_some_and(|noun| noun.0 > k + 1 && words.forms(noun.0 - 1).iter().any(|f| f.1 == Form::Ing));
            if !base
                || noun
                || words.name_over(k).is_some_and(|n| n.entry != Entry::Decoy)
                || words.is(k, class::CALENDAR) && words.word(k) != "march"
            {
                return None;
            }
            verb.infinitive = true;
            i = k;
        }
        while i < range.end {
            let bits = words.bits(i);
            let stays = is_staying(words, i);
            let aux = bits & (class::BE | class::HAVE | class::DO | class::MODAL) != 0 || stays;
            let may_month = words.word(i) == "may" && words.is_capital(i) && i > range.start;
            if aux && !may_month {
                if bits & class::BE != 0 || stays {
                    be = Some(i);
                }
                if bits & class::HAVE != 0 {
                    have = Some(i);
                    verb.past_perfect |= matches!(words.word(i), "had" | "hadnt");
                }
                if bits & class::MODAL != 0 {
                    verb.modal = Some(i);
                }
                // `It was critical that P be taken`: wanted, not done.
                if i == start && words.word(i) == "be" {
                    verb.modal = Some(i);
                }
                verb.negated |= bits & class::NEGATION != 0;
                verb.present |= matches!(words.word(i), "is" | "are" | "has" | "have" | "does" | "do");
                helped = true;
                i += 1;
            } else if helped && words.word(i) == "\"" && words.is(i + 1, class::ADVERB | class::VERB) {
                // `is "effectively cut"`
                i += 1;
            } else if helped && words.word(i) == "no" && words.word(i + 1) == "longer" {
                verb.negated = true;
                i += 2;
            } else if helped
                && (matches!(words.word(i), "all" | "both" | "each" | "also")
                    || words.word(i) == "since" && have.is_some())
                && words.is(i + 1, class::VERB | class::BE | class::ADVERB)
            {
                // `have all fallen`, `have since fallen`
                i += 1;
            } else if helped && words.word(i) == "all" && words.word(i + 1) == "but" && words.is(i + 2, class::VERB) {
                // `has all but fallen`
                i += 2;
            } else if bits & class::NEGATION != 0 && (helped || verb.infinitive) {
                verb.negated = true;
                i += 1;
            } else if helped && words.word(i) == "\"" && words.is(i + 1, class::VERB | class::ADVERB)
                || (helped || verb.infinitive)
                    && bits & class::ADVERB != 0
                    && (bits & class::VERB == 0 || words.word(i) == "long")
                    && bits & class::PREPOSITION == 0
            {
                i += 1;
            } else {
                break;
            }
        }
        // Adverbs at the end of a bare auxiliary do not belong to it.
        let main = i;
        let main_ok = main < range.end
            && words.is(main, class::VERB)
            && !words.is(main, class::BE | class::HAVE | class::DO)
            && words.name_over(main).is_none_or(|n| n.entry == Entry::Decoy);
        let end = range.end;
        if main_ok
            && (helped || verb.infinitive || is_main_verb(words, main, range.clone(), &self.chunks, &self.verbs, false))
        {
            let form = best_form(words, main, be.is_some(), have.is_some(), verb.infinitive || verb.modal.is_some());
            // `is taking part in`: a phrase that only looks like the verb.
            if let Some(decoy) = words.name_at(main).filter(|n| n.entry == Entry::Decoy && helped) {
                verb.main = main;
                return Some((verb, decoy.to));
            }
            // `is home`, `had control of P`, `had complete control`: a noun or an adjective.
            let participle = matches!(form.1, Form::Participle | Form::PastOrParticiple);
            let noun_after = (be.is_some() || have.is_some())
                && !participle
                && !(form.1 == Form::Ing && (be.is_some() || verb.past_perfect));
            if !noun_after || verb.infinitive || verb.modal.is_some() {
                verb.main = main;
                verb.lemma = Some(form.0);
                // `are taking part`: no taking.
                if let Some(decoy) =
                    words.name_at(main).filter(|n| n.entry == Entry::Decoy && helped && n.to > main + 1)
                    && words.word(decoy.to - 1) == "part"
                {
                    verb.lemma = None;
                }
                verb.passive = be.is_some() && participle;
                verb.ing = form.1 == Form::Ing && be.is_none()
                    || have.is_some_and(|t| words.word(t) == "having") && be.is_none()
                    || words.word(start) == "being" && participle;
                if participle && be.is_none() && have.is_none() && !verb.infinitive && verb.modal.is_none() {
                    let mut next = main + 1;
                    while words.is(next, class::ADVERB) && words.word(next) != "by" {
                        next += 1;
                    }
                    // `raids carried out by S`
                    next += usize::from(words.word(next) == "out" && words.word(next + 1) == "by");
                    let told = matches!(last, Some(Kind::Comma | Kind::Place(_)));
                    let next = if told { after_time(words, next) } else { next };
                    let by = words.word(next) == "by"
                        && !words.is(next + 1, class::CALENDAR)
                        && !words.forms(next + 1).iter().any(|f| f.1 == Form::Ing);
                    // `S targeted by mortar shells the positions of S2`: active.
                    let by = by && !(matches!(last, Some(Kind::Side(_))) && is_by_means(words, next + 1, range.end));
                    // `had broken into P and taken half of it`
                    let perfect = !by
                        && (matches!(last, Some(Kind::And)) && self.ends_in_perfect(words)
                            || self.open_perfect(words).is_some());
                    // `P, lost to rebels in May`
                    let object = matches!(self.chunks.as_slice(), [.., v, p] if matches!(p.kind, Kind::Place(_)) && matches!(v.kind, Kind::Verb(v) if self.verbs[v].is_finite()));
                    let aside = matches!(last, Some(Kind::Comma)) || object;
                    let lost = aside && words.word(main) == "lost" && words.word(main + 1) == "to";
                    // `P, captured from rebels in May, is`
                    let from = words.word(main + 1) == "from" && names_side(words, main + 2);
                    let aside = matches!(self.chunks.as_slice(), [.., p, comma] if comma.kind == Kind::Comma && matches!(p.kind, Kind::Place(_)));
                    verb.bare = by
                        || from && aside
                        || lost
                        || matches!(last, Some(Kind::Place(_))) && names_them(words, main + 1)
                        || form.1 == Form::Participle && !perfect
                        || !perfect && is_driven(words, form.0, main, end)
                        || self.is_ranked(words, main + 1);
                    verb.passive = verb.bare;
                }
                // `were killed or injured`
                if participle && !helped && self.joins_passive() {
                    verb.passive = true;
                }
                verb.infinitive |= form.1 == Form::Base && !helped && self.is_helped(words);
                verb.present |= matches!(form.1, Form::Base | Form::Third) && verb.modal.is_none();
                return Some((verb, main + 1));
            }
        }
        // `is`, `has` alone.
        let alone = be.or(have).filter(|_| helped)?;
        let base = match words.word(alone) {
            "get" | "gets" | "got" | "getting" => "get",
            _ if Some(alone) == be => "be",
            _ => "have",
        };
        verb.main = alone;
        verb.ing = alone == start && matches!(words.word(start), "being" | "having");
        verb.lemma = words.lexicon.lemma_id(base);
        Some((verb, alone + 1))
    }

    /// `is the third village liberated in a week`: a place that `is` makes one of several, and no object.
    fn is_ranked(&self, words: &Words<'_>, next: usize) -> bool {
        let [.., be, place] = self.chunks.as_slice() else { return false };
        let Kind::Verb(v) = be.kind else { return false };
        let ranks = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "last", "latest"];
        self.verbs[v].lemma.is_some_and(|l| words.lexicon.lemma(l) == "be")
            && matches!(place.kind, Kind::Place(_))
            && (place.from..place.to).any(|t| ranks.contains(&words.word(t)))
            && (words.is(next, class::PREPOSITION | class::CALENDAR) || words.is_mark(next))
    }

    /// `will help them take`, `let rebels leave`: an infinitive without `to`.
    fn is_helped(&self, words: &Words<'_>) -> bool {
        let [.., verb, object] = self.chunks.as_slice() else { return false };
        let Kind::Verb(v) = verb.kind else { return false };
        let lemma = self.verbs[v].lemma.map_or("", |l| words.lexicon.lemma(l));
        matches!(lemma, "help" | "let") && matches!(object.kind, Kind::Pronoun | Kind::Side(_))
    }

    /// The `has` that only a time parts from its participle: `has in two weeks retaken`.
    pub(super) fn open_perfect(&self, words: &Words<'_>) -> Option<usize> {
        let light = |kind: Kind| matches!(kind, Kind::Time | Kind::Prep | Kind::Adverb | Kind::Comma);
        let counted = |c: &Chunk| c.kind == Kind::Noun && words.is(c.from, class::NUMBER) && c.to <= c.from + 2;
        let have = self.chunks.iter().rposition(|c| !light(c.kind) && !counted(c))?;
        let timed = self.chunks[have + 1..].iter().any(|c| c.kind == Kind::Time || counted(c));
        let chunk = &self.chunks[have];
        let alone = chunk.to == chunk.from + 1 && words.is(chunk.from, class::HAVE);
        (timed && alone && matches!(chunk.kind, Kind::Verb(_))).then_some(have)
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
    let drives = |rule: u16| words.lexicon.rules[rule as usize].object == Object::From;
    let out = main + 1 + usize::from(matches!(words.word(main + 1), "out" | "back"));
    let from = words.word(out) == "from" || out > main + 1 && words.word(out) == "of";
    // `Rebels pushed out of P`: of themselves, unless it is said by whom.
    let goes = words.is_in(main, list::GOING_TOO);
    let by = || (out..end.min(out + 8)).any(|t| words.word(t) == "by" && !words.is(t + 1, class::CALENDAR));
    from && words.lexicon.rules_of(lemma).iter().any(|&(rule, _)| drives(rule)) && (!goes || by())
}

/// The token after a short time before `by`: `held since 2012 by rebels`; without one the token itself.
fn after_time(words: &Words<'_>, at: usize) -> usize {
    let time = |t: usize| {
        words.is(t, class::CALENDAR | class::NUMBER)
            || words.text.tokens().get(t).is_some_and(|token| token.shape == Shape::Number)
            || matches!(
                words.word(t),
                "since"
                    | "in"
                    | "on"
                    | "last"
                    | "late"
                    | "early"
                    | "earlier"
                    | "this"
                    | "for"
                    | "week"
                    | "weeks"
                    | "month"
                    | "months"
                    | "year"
                    | "years"
                    | "days"
                    | "ago"
                    | "yesterday"
                    | "overnight"
            )
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
