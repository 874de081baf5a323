//! Whether a word that can be a noun or a verb (`attack`, `advance`, `control`) is a verb here.

use super::groups::is_same_as_base;
use super::{Chunk, Kind, Verb};
use crate::extract::lexicon::{Entry, Form, Lemma, class};
use crate::extract::list;
use crate::extract::sentence::Shape;
use crate::extract::words::Words;
use std::ops::Range;

/// Whether a word that can be a verb is one here.
pub(super) fn is_main_verb(
    words: &Words<'_>,
    i: usize,
    range: Range<usize>,
    chunks: &[Chunk],
    verbs: &[Verb],
    inside_noun: bool,
) -> bool {
    // `re-captured` is one word, as is `barrel-bombed`.
    let compound = words.is_joined(i)
        && !words.is_joined(i - 1)
        && matches!(words.word(i - 1), "re" | "barrel" | "carpet" | "cluster" | "counter");
    if words.is_joined(i) && !compound || words.is_joined(i + 1) || words.is_mark(i) {
        return false;
    }
    let forms = words.forms(i);
    // `positions near P`; `Daesh targets in P`
    let noun_here = words.word(i) == "near"
        || words.word(i) == "close" && words.word(i + 1) == "to"
        || matches!(words.word(i), "targets" | "positions" | "posts" | "post" | "position")
            && words.is(i + 1, class::PREPOSITION)
            && !words.is(i + 1, class::DET);
    // `regime land forces`, `IS gathering points`
    let modifier = words.word(i) == "land" && words.is(i + 1, class::FORCE)
        || words.word(i) == "gathering"
            && matches!(words.word(i + 1), "points" | "positions" | "centers" | "centres" | "sites" | "areas");
    if forms.is_empty() || noun_here || modifier {
        return false;
    }
    // `P, home to thousands, remains under`
    if matches!(words.word(i), "remains" | "remain" | "lies" | "stays" | "stay")
        && matches!(words.word(i + 1), "under" | "theirs" | "ours")
    {
        return true;
    }
    // `The towns the army took include P and Q`
    let includes = matches!(words.word(i), "include" | "includes") && !words.after_possessive(i);
    if includes || words.word(i) == "says" {
        return true;
    }
    // `Rebels say they control P`
    if words.word(i) == "say" && !inside_noun && matches!(chunks.last().map(|c| c.kind), Some(Kind::Side(_))) {
        return true;
    }
    // `pushed the rebels back from P`
    if words.word(i) == "back" && matches!(words.word(i + 1), "from" | "to" | "into" | "towards" | "toward") {
        return false;
    }
    // `took it back`
    if words.word(i) == "back" && i > range.start && matches!(words.word(i - 1), "it" | "them") {
        return false;
    }
    if !inside_noun && is_state_of_party(words, i, range.end, chunks, verbs) {
        return true;
    }
    // `in response to YPG attempts`: after a governed side a noun.
    let bare_form = !forms.iter().any(|f| !matches!(f.1, Form::Base | Form::Third));
    let governed = matches!(chunks, [.., p, s] if p.kind == Kind::Prep && matches!(s.kind, Kind::Side(_)));
    if bare_form && governed && !inside_noun {
        return false;
    }
    let previous = i.checked_sub(1).filter(|&p| p >= range.start);
    let before = previous.map_or(0, |p| words.bits(p));
    let before_word = previous.map_or("", |p| words.word(p));
    // `hold "Tadef"`, `control only Tadef`
    let passed =
        words.word(i + 1) == "\"" || matches!(words.word(i + 1), "only" | "just" | "virtually" | "practically");
    let after = if passed && i + 2 < range.end { i + 2 } else { i + 1 };
    let next = words.bits(after);
    // `Rebels "seize" P`
    let last_chunk = chunks.iter().rev().map(|c| c.kind).find(|&kind| kind != Kind::Quote);
    let noun = words.noun_at(i).is_some() || words.type_at(i).is_some();
    let capital_inside =
        words.is_capital(i) && previous.is_some_and(|p| !words.is_mark(p)) && !headline_like(words, &range);
    if capital_inside {
        return false;
    }
    // `P, which the Southern Front holds`
    let relative = matches!(chunks, [.., r, s] if r.kind == Kind::Relative && matches!(s.kind, Kind::Side(_)));
    if relative && !inside_noun && forms.iter().any(|f| f.1 == Form::Third) && is_state(words, i) {
        return true;
    }
    // `rebels who fight`, `rebels no longer control`: what they do.
    if matches!(before_word, "who" | "longer") {
        return true;
    }
    let is_past = forms.iter().any(|f| matches!(f.1, Form::Past | Form::Participle | Form::PastOrParticiple));
    let is_ing = forms.iter().any(|f| f.1 == Form::Ing);
    // `Thousands fled`, `dozens died`
    let crowd = matches!(before_word, "thousands" | "hundreds" | "dozens" | "scores" | "tens");
    let determined = before & (class::DET | class::NUMBER) != 0
        && !crowd
        && before & class::PRONOUN == 0
        && (last_chunk != Some(Kind::Relative) || inside_noun)
        && !(matches!(before_word, "both" | "all") && words.word(i + 1) == "by")
        || words.after_possessive(i);
    let adjective_before = before & class::ADJECTIVE != 0 && before & (class::VERB | class::ADVERB) == 0;
    if is_past && !(noun && is_same_as_base(words, i)) {
        if determined || adjective_before && inside_noun {
            return false;
        }
        // `the captured town`, `a failed attempt`.
        return !(before & class::PREPOSITION != 0
            && before_word != "than"
            && before_word != "as"
            && next & (class::PREPOSITION | class::DET) == 0);
    }
    if is_ing {
        if determined || adjective_before {
            return false;
        }
        // `fighting is under way`: IS is written in capitals.
        let being = words.word(i + 1) == "is" && words.text.raw(i + 1..i + 2) == "is";
        let object_next = next & (class::DET | class::NUMBER) != 0
            || !being && words.name_at(i + 1).is_some()
            || words.is(i + 1, class::ARTICLE)
            || matches!(words.word(i + 1), "it" | "them")
            || words.is_capital(i + 1)
            || takes_noun(words, i);
        // `aimed at retaking P`, `since capturing P`: a verb with its object.
        if object_next && takes_place(words, i) {
            return true;
        }
        if matches!(words.word(i), "fighting" | "battling") && !inside_noun && opens_with_party(words, chunks) {
            return true;
        }
        if words.noun_at(i).is_some() || words.word(i) == "fighting" {
            let side_before = matches!(last_chunk, Some(Kind::Side(_))) && !inside_noun;
            // `went on bombing P`
            let goes_on = before_word == "on"
                && i > range.start + 1
                && words.forms(i - 2).iter().any(|f| matches!(words.lexicon.lemma(f.0), "go" | "keep" | "carry"));
            let governed = before & class::PREPOSITION != 0 && !goes_on;
            let after_prep = governed
                && !matches!(before_word, "by" | "after" | "before")
                && !(matches!(before_word, "for" | "of")
                    && words.name_at(i + 1).is_some_and(|n| matches!(n.entry, Entry::Place(_))));
            return object_next
                && !after_prep
                && !(side_before && words.is(i + 1, class::PREPOSITION))
                && previous.is_some()
                && !(before & class::CONJUNCTION != 0 && words.noun_at(i - 2).is_some());
        }
        return true;
    }
    // `to clear A and recapture B`
    let infinitive = chunks
        .iter()
        .rev()
        .take(8)
        .any(|c| (words.word(c.from) == "to" || words.is(c.from, class::MODAL)) && matches!(c.kind, Kind::Verb(_)));
    let opens_object = words.name_at(i + 1).is_some()
        || next & (class::DET | class::ADJECTIVE | class::NUMBER) != 0
        || matches!(words.word(i + 1), "it" | "them")
        || takes_noun(words, i)
        || words.is_capital(i + 1);
    if last_chunk == Some(Kind::And)
        && infinitive
        && opens_object
        && !inside_noun
        && forms.iter().any(|f| f.1 == Form::Base)
    {
        return true;
    }
    // `The defeat leaves the rebels with P`
    let brings = |f: &(Lemma, Form)| {
        f.1 == Form::Third && matches!(words.lexicon.lemma(f.0), "leave" | "bring" | "put" | "give" | "make")
    };
    if forms.iter().any(brings) && !determined && !adjective_before && next & class::DET != 0 && !noun {
        return true;
    }
    // `If P goes, Q is next`
    let ends = matches!(words.word(i), "goes" | "falls" | "collapses")
        && matches!(words.word(i + 1), "," | "then" | "next" | "the" | "." | "");
    if ends && matches!(last_chunk, Some(Kind::Place(_))) && !inside_noun {
        return true;
    }
    // Base and third person: a noun unless its neighbours say otherwise.
    let after_subject = matches!(last_chunk, Some(Kind::Side(_) | Kind::Pronoun | Kind::Relative | Kind::Adverb))
        && !inside_noun
        || matches!(last_chunk, Some(Kind::Place(_))) && !inside_noun && !noun
        || before & (class::PRONOUN | class::RELATIVE | class::PEOPLE | class::FORCE) != 0
        || (!noun || words.word(i) == "break") && is_after_event(words, i, range.start);
    let small = class::DET | class::PREPOSITION | class::ADVERB | class::NUMBER | class::VERB | class::PRONOUN;
    let object_next = next & small != 0
        // `takes key town`, not `positions north of P`
        || next & class::ADJECTIVE != 0 && next & class::DIRECTION == 0
        || words.name_at(after).is_some()
        || words.is_capital(after)
        || words.type_at(after).is_some()
        || words.part_at(after).is_some()
        || takes_noun(words, i)
        || after >= range.end;
    if determined || before & class::PREPOSITION != 0 || adjective_before {
        return false;
    }
    // `out of army control since`
    let governed =
        chunks.len() >= 2 && matches!(last_chunk, Some(Kind::Side(_))) && chunks[chunks.len() - 2].kind == Kind::Prep;
    if noun && governed {
        return false;
    }
    // `repelled the regimes attack on P`: the object of what was done against it.
    let against = |v: usize, verbs: &[Verb]| {
        verbs.get(v).and_then(|verb| verb.lemma).is_some_and(|l| words.lexicon.is_verb_in(l, list::THWARTING))
    };
    if (noun || words.is_in(i, list::EFFORTS))
        && matches!(chunks, [.., v, s] if matches!(s.kind, Kind::Side(_)) && matches!(v.kind, Kind::Verb(v) if against(v, verbs)))
    {
        return false;
    }
    if noun {
        // `P, which opposition forces hold`
        let relative = matches!(chunks, [.., r, s] if r.kind == Kind::Relative && matches!(s.kind, Kind::Side(_)));
        // `pockets that rebels still control in P`
        let still = matches!(chunks, [.., r, s, a] if r.kind == Kind::Relative && matches!(s.kind, Kind::Side(_)) && a.kind == Kind::Adverb);
        // `territory rebels hold in P`
        let contact = matches!(chunks, [.., p, s] if matches!(p.kind, Kind::Place(_)) && matches!(s.kind, Kind::Side(_)))
            && matches!(words.word(i), "hold" | "control")
            && words.word(i + 1) == "in";
        if (relative || still || contact) && !inside_noun && forms.iter().any(|f| f.1 == Form::Base) {
            return true;
        }
        // `fighters now control P`: the subject stands before the adverb.
        let adverb = |p: usize| words.is(p, class::ADVERB) || matches!(words.word(p), "no" | "longer");
        let subject = (range.start..i).rev().find(|&p| !adverb(p));
        // `broke into P and now hold half of it`
        let goes_on = subject.is_some_and(|p| words.is(p, class::CONJUNCTION) && p + 1 < i) && !inside_noun;
        let share = words.part_at(i + 1).is_some() || words.word(i + 1) == "most" || opens_share(words, i + 1);
        if last_chunk == Some(Kind::And) && !inside_noun && share && forms.iter().any(|f| f.1 == Form::Base) {
            return true;
        }
        if goes_on && forms.iter().any(|f| f.1 == Form::Base) && next & (class::DET | class::NUMBER) != 0 {
            return true;
        }
        let (subject_bits, subject_word) = subject.map_or((0, ""), |p| (words.bits(p), words.word(p)));
        let plural_subject = subject_word.ends_with('s')
            || subject.is_some_and(|p| words.text.tokens()[p].shape == Shape::Upper)
            || subject_bits & (class::PRONOUN | class::RELATIVE) != 0
            || subject.is_some_and(|p| words.is_in(p, list::PLURAL_SUBJECTS));
        let third = forms.iter().any(|f| f.1 == Form::Third);
        let agrees =
            if third { !subject_word.ends_with('s') || matches!(subject_word, "strikes") } else { plural_subject };
        // `thrust deep into P`
        let deep = matches!(words.word(i + 1), "deep" | "deeper" | "further" | "farther" | "closer" | "out");
        return after_subject
            && agrees
            && (deep
                || next & (class::DET | class::NUMBER) != 0
                || words.part_at(after).is_some()
                || opens_share(words, after)
                || matches!(words.word(i + 1), "sway" | "it" | "them")
                || next & class::ADJECTIVE != 0 && words.part_at(after + 1).is_some()
                // `Rebels shell government-held P`, `Rebels attack army near P`
                || words.name_at(after).is_some_and(|n| matches!(n.entry, Entry::Place(_) | Entry::Side(..)))
                || words.is_capital(after)
                || before & (class::PRONOUN | class::RELATIVE) != 0
                || next & class::PREPOSITION != 0
                    && !matches!(
                        words.word(i + 1),
                        "on" | "in" | "of" | "by" | "at" | "against" | "near" | "for" | "from"
                    ));
    }
    after_subject && object_next
        // `P, which lie west of Q`
        || !noun && !inside_noun && last_chunk == Some(Kind::Relative)
        || !inside_noun && last_chunk == Some(Kind::Comma) && after_aside(words, i, chunks)
        || last_chunk == Some(Kind::And) && !inside_noun && next & class::DET != 0
        || words.is(i, class::NEGATION)
}

/// `Rebels in the south hold P`, `troops loyal to S control P`, `The rebels, who lost P, hold Q`: a verb of who has
/// a place, in the plural, after the clause's first party and what more is said of it.
fn is_state_of_party(words: &Words<'_>, i: usize, end: usize, chunks: &[Chunk], verbs: &[Verb]) -> bool {
    if words.noun_at(i).is_none() || !words.forms(i).iter().any(|f| f.1 == Form::Base) || !is_state(words, i) {
        return false;
    }
    let next = i + 1;
    let takes_object = words.is(next, class::DET)
        || words.is(next, class::NUMBER)
        || words.name_at(next).is_some_and(|n| matches!(n.entry, Entry::Place(_)))
        || words.part_at(next).is_some()
        || opens_share(words, next);
    if next >= end || !takes_object {
        return false;
    }
    let more = |c: &Chunk| match c.kind {
        Kind::Prep => words.word(c.from) != "under",
        // `backed by S2`, `belonging to S2`
        Kind::Verb(v) => verbs[v].bare || verbs[v].ing,
        kind => matches!(kind, Kind::Place(_) | Kind::Side(_) | Kind::Noun | Kind::Adverb | Kind::Skip),
    };
    let plural = |side: &Chunk| is_plural(words, side);
    let clause = chunks.iter().rposition(opens_clause).map_or(0, |c| c + 1);
    match &chunks[clause..] {
        [side, rest @ ..] if matches!(side.kind, Kind::Side(_)) => {
            let led = |t: usize| words.is(t, class::PREPOSITION);
            let told = rest.iter().any(|c| matches!(c.kind, Kind::Prep | Kind::Skip)) || (side.from..side.to).any(led);
            // `The rebels who fled P hold Q`
            let relative = matches!(rest, [who, verb, .., last] if who.kind == Kind::Relative
                && matches!(verb.kind, Kind::Verb(v) if verbs[v].is_finite())
                && matches!(last.kind, Kind::Place(_) | Kind::Side(_) | Kind::Noun | Kind::Time));
            let one_verb = rest.iter().filter(|c| matches!(c.kind, Kind::Verb(v) if verbs[v].is_finite())).count() == 1;
            (told && rest.len() <= 4 && rest.iter().all(more) || relative && one_verb && rest.len() <= 8)
                && plural(side)
        }
        rest if rest.iter().all(|c| c.kind == Kind::Adverb) => {
            let opens = chunks[..clause.saturating_sub(1)].iter().rposition(|c| c.kind == Kind::Comma);
            let side = opens.and_then(|c| c.checked_sub(1)).map(|c| &chunks[c]);
            clause > 0
                && chunks[clause - 1].kind == Kind::Comma
                && side.is_some_and(|side| matches!(side.kind, Kind::Side(_)) && plural(side))
        }
        _ => false,
    }
}

/// Whether a party in the plural is all there is of the clause so far: `Rebels fighting in the south`.
fn opens_with_party(words: &Words<'_>, chunks: &[Chunk]) -> bool {
    match chunks {
        [rest @ .., side] if matches!(side.kind, Kind::Side(_)) => {
            rest.last().is_none_or(opens_clause) && is_plural(words, side)
        }
        _ => false,
    }
}

fn opens_clause(chunk: &Chunk) -> bool {
    matches!(chunk.kind, Kind::Clause | Kind::Comma | Kind::Quote | Kind::Time)
}

fn is_plural(words: &Words<'_>, side: &Chunk) -> bool {
    (side.from..side.to).any(|t| words.word(t).ends_with('s') || words.is_in(t, list::PLURAL_SUBJECTS))
}

/// `remains cut`, `stayed largely surrounded`: a verb of state before a participle is as good as `is`.
pub(super) fn is_staying(words: &Words<'_>, i: usize) -> bool {
    if !words.is_in(i, list::STAYING) {
        return false;
    }
    let mut next = i + 1;
    while words.is(next, class::ADVERB) && !words.is(next, class::VERB) {
        next += 1;
    }
    words.bits(next) & (class::DET | class::PREPOSITION) == 0
        && words.forms(next).iter().any(|f| matches!(f.1, Form::Participle | Form::PastOrParticiple | Form::Past))
}

/// `fighting continues in P`, `clashes rage in P`: the noun of an event right before, in the number of the verb.
fn is_after_event(words: &Words<'_>, i: usize, start: usize) -> bool {
    let noun = (i.saturating_sub(3).max(start)..i).any(|t| words.noun_at(t).is_some_and(|(to, _)| to == i));
    let plural = i > 0 && words.word(i - 1).ends_with('s');
    let third = words.forms(i).iter().any(|f| f.1 == Form::Third);
    let head = words.is_in(i, list::KEEPING_HEADS)
        || matches!(words.word(i), "plans" | "plan" | "support" | "claims" | "reports" | "sites")
        || matches!(words.word(i + 1), "by" | "of");
    noun && plural != third && !head
}

/// `P, home to thousands, remains`: a verb of state after words between two commas.
fn after_aside(words: &Words<'_>, i: usize, chunks: &[Chunk]) -> bool {
    let states = matches!(
        words.word(i),
        "remains"
            | "remain"
            | "lies"
            | "lie"
            | "stays"
            | "stay"
            | "controls"
            | "control"
            | "holds"
            | "hold"
            | "retain"
            | "retains"
            | "keep"
            | "keeps"
            | "run"
            | "runs"
            | "rule"
            | "rules"
            | "dominate"
            | "dominates"
    );
    let opens = chunks.iter().rev().skip(1).take(8).position(|c| c.kind == Kind::Comma);
    states
        && opens.is_some_and(|back| {
            let before = chunks.len().checked_sub(3 + back).map(|k| chunks[k].kind);
            matches!(before, Some(Kind::Place(_) | Kind::Side(_) | Kind::Noun))
        })
}

/// `holds`, `controls`: a verb of who has a place.
fn is_state(words: &Words<'_>, i: usize) -> bool {
    let state = |rule: u16| words.lexicon.rules[rule as usize].state;
    words.forms(i).iter().any(|f| words.lexicon.rules_of(f.0).iter().any(|r| state(r.0)))
}

/// `hold less than half of P`: words of how much come next.
fn opens_share(words: &Words<'_>, i: usize) -> bool {
    let words_of_share = ["less", "more", "about", "around", "nearly", "almost", "only", "just", "barely", "some"];
    (words_of_share.contains(&words.word(i)) || matches!(words.word(i), "approximately" | "roughly" | "over" | "at"))
        && (i + 1..i + 5).any(|t| words.part_at(t).is_some_and(|part| words.word(part.0) == "of"))
}

/// `retaking`, `seizing`: the noun of a capture.
fn takes_place(words: &Words<'_>, i: usize) -> bool {
    let captures = |&rule: &u16| words.lexicon.rules[rule as usize].event == crate::claim::Event::Captures;
    words.noun_at(i).is_some_and(|(_, rules)| rules.iter().any(captures))
}

/// `taking control`, `gaining full control`: a light verb before its noun.
fn takes_noun(words: &Words<'_>, i: usize) -> bool {
    let mut next = i + 1;
    while words.is(next, class::ADJECTIVE | class::ADVERB) {
        next += 1;
    }
    let light = |rule: &u16| {
        let verbs = words.lexicon.light_of(*rule);
        words.forms(i).iter().any(|f| verbs.iter().any(|(lemma, particles)| *lemma == f.0 && particles.is_empty()))
    };
    words.noun_at(next).is_some_and(|(_, rules)| rules.iter().any(light))
}

/// Headlines write every word with a capital.
fn headline_like(words: &Words<'_>, range: &Range<usize>) -> bool {
    let (mut capital, mut all) = (0, 0);
    for i in range.clone().take(25).filter(|&i| !words.is_mark(i) && words.word(i).len() > 3) {
        all += 1;
        capital += usize::from(words.is_capital(i));
    }
    all > 3 && capital * 10 >= all * 8
}
