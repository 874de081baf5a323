//! Where a new clause begins at `and`: `The army took Bzaa and Tadef was shelled` lists nothing.

use super::Phrase;
use crate::extract::lexicon::{Form, class};
use crate::extract::list;
use crate::extract::words::Words;

/// Whether the second of two places joined by `and` is the subject of a clause of its own: a verb in the past or in the
/// singular follows, and the clause of the first has a verb already.
pub(in crate::extract) fn begins_clause(words: &Words<'_>, a: &Phrase, b: &Phrase) -> bool {
    is_subject(words, b.to) && has_verb(words, a.from)
}

/// `was`, `remains`, `fell`, after adverbs: what a place does, or what is done to it. `were` would be of both.
fn is_subject(words: &Words<'_>, after: usize) -> bool {
    let mut verb = after;
    while words.is(verb, class::ADVERB) && words.forms(verb).is_empty() {
        verb += 1;
    }
    if words.is(verb, class::BE | class::HAVE) {
        return matches!(words.word(verb), "was" | "is" | "has" | "had");
    }
    let noun = words.noun_at(verb).is_some() || words.type_at(verb).is_some();
    !noun
        && words.word(verb + 1) != "by"
        && words.forms(verb).iter().any(|f| matches!(f.1, Form::Past | Form::PastOrParticiple | Form::Third))
}

/// Whether the clause that goes on at `to` has a verb, other than one of saying, after which a clause begins.
fn has_verb(words: &Words<'_>, to: usize) -> bool {
    let open = class::RELATIVE | class::SUBORDINATOR;
    for token in (to.saturating_sub(20)..to).rev() {
        let word = words.word(token);
        if words.is_mark(token) || words.is(token, open) && !words.is(token, class::PREPOSITION) || word == "that" {
            return false;
        }
        let noun = words.noun_at(token).is_some() || words.type_at(token).is_some();
        let past = |f: Form| matches!(f, Form::Past | Form::PastOrParticiple | Form::Third);
        let finite = words.forms(token).iter().find(|f| past(f.1)).filter(|_| !noun);
        if let Some((lemma, _)) = finite {
            return !words.lexicon.is_verb_in(*lemma, list::SAYING) && words.word(token + 1) != "by";
        }
        if words.is(token, class::BE | class::HAVE | class::MODAL) {
            return true;
        }
    }
    false
}
