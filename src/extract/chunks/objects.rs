//! What a word that can be a noun or a verb would take as its object.

use crate::extract::lexicon::{Lemma, Object, class};
use crate::extract::words::Words;

/// `hold less than half of P`: words of how much come next.
pub(super) fn opens_share(words: &Words<'_>, i: usize) -> bool {
    let words_of_share = ["less", "more", "about", "around", "nearly", "almost", "only", "just", "barely", "some"];
    (words_of_share.contains(&words.word(i)) || matches!(words.word(i), "approximately" | "roughly" | "over" | "at"))
        && (i + 1..i + 5).any(|t| words.part_at(t).is_some_and(|part| words.word(part.0) == "of"))
}

/// `retaking`, `seizing`: the noun of a capture.
pub(super) fn is_noun_of_capture(words: &Words<'_>, i: usize) -> bool {
    let captures = |&rule: &u16| words.lexicon.rules[rule as usize].event == crate::claim::Event::Captures;
    words.noun_at(i).is_some_and(|(_, rules)| rules.iter().any(captures))
}

/// `taking over P`: the verb with its particle takes a place.
pub(super) fn takes_place_over(words: &Words<'_>, i: usize) -> bool {
    let with_particle = |lemma: Lemma| {
        words.lexicon.rules_of(lemma).iter().any(|(rule, particles)| {
            words.lexicon.rules[*rule as usize].object == Object::Place
                && matches!(particles.as_slice(), &[particle] if particle == words.id(i + 1))
        })
    };
    let object = words.is(i + 2, class::DET) || words.name_at(i + 2).is_some() || words.is_capital(i + 2);
    object && words.forms(i).iter().any(|f| with_particle(f.0))
}

/// `taking control`, `gaining full control`: a light verb before its noun.
pub(super) fn takes_noun(words: &Words<'_>, i: usize) -> bool {
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
