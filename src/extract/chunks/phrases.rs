//! Phrases of small words that are told as one: `believed to be`, `as expected`, `in a statement`, `in effect`.

use crate::extract::lexicon::{Form, class};
use crate::extract::list;
use crate::extract::words::Words;

/// Past words that only say that something is supposed: `what are believed to be`, `believed to be ground-to-ground`.
pub(super) fn supposed(words: &Words<'_>, i: usize, end: usize) -> Option<usize> {
    let what = words.word(i) == "what" && words.is(i + 1, class::BE);
    let verb = if what { i + 2 } else { i };
    let to_be = words.is_in(verb, list::SUPPOSED) && words.word(verb + 1) == "to" && words.word(verb + 2) == "be";
    if !to_be || verb + 3 >= end {
        return None;
    }
    let next = verb + 3;
    let kind = words.is_in(next, list::FLIGHT) && words.word(next + 1) == "to" && words.is_in(next + 2, list::FLIGHT);
    (what || kind).then_some(if kind { next + 3 } else { next })
}

/// Past words on how something was said: `in a statement`, `by telephone`, `in a short televised statement`.
pub(super) fn way_of_saying(words: &Words<'_>, i: usize) -> Option<usize> {
    if !words.is_in(i, list::SAYING_BY) {
        return None;
    }
    let small = |t: &usize| words.is_mark(*t) || words.is(*t, class::PREPOSITION | class::CONJUNCTION);
    let way = (i + 1..i + 5).take_while(|t| !small(t)).find(|&t| words.is_in(t, list::SAYING_WAYS))?;
    Some(way + 1)
}

/// `As expected, clashes`, `as planned, the army`: told of how it comes, not of what is done.
pub(super) fn foreseen(words: &Words<'_>, i: usize, end: usize) -> Option<usize> {
    if words.word(i) != "as" {
        return None;
    }
    let past = |t: usize| words.forms(t).iter().any(|f| f.1 == Form::Past) || words.is_in(t, list::UNREAL_ADJECTIVES);
    let opens = i == 0 || words.text.sentence_of(i) != words.text.sentence_of(i - 1);
    let ended = words.word(i + 2) == "," || !words.text.has_commas() && words.is_in(i + 1, list::UNREAL_ADJECTIVES);
    (opens && i + 2 < end && past(i + 1) && ended).then_some(i + 2)
}

/// The token after an adverb of two words: `in effect`, `for now`; but `in response to shelling`, `in fact-finding`.
pub(super) fn in_passing(words: &Words<'_>, i: usize) -> Option<usize> {
    let two = match words.word(i) {
        "in" => words.is_in(i + 1, list::IN_PASSING),
        "for" | "by" => words.word(i + 1) == "now",
        "at" => matches!(words.word(i + 1), "last" | "once" | "present"),
        _ => false,
    };
    let goes_on = || words.is(i + 2, class::PREPOSITION) && !words.is(i + 2, class::ADVERB) || words.is_joined(i + 2);
    (two && !goes_on()).then_some(i + 2)
}

/// Whether a word is one of the two of such an adverb.
pub(super) fn is_in_passing(words: &Words<'_>, i: usize) -> bool {
    in_passing(words, i).is_some() || i > 0 && in_passing(words, i - 1).is_some()
}
