//! Possessives that have lost their apostrophe, as half of the press we read has: `Aleppos eastern districts`.
//!
//! Only where an s can be nothing else, so that no plural is taken for one.

use super::lexicon::{Lexicon, class};
use super::list;
use super::sentence::{Shape, Text};

/// Whether the s at the end of a token is what is left of a possessive.
pub(super) fn has_lost_one(lexicon: &Lexicon, text: &Text<'_>, token: usize) -> bool {
    let word = text.word(token);
    let Some(stem) = word.strip_suffix('s').filter(|stem| stem.len() > 2) else { return false };
    let (shape, number) = (text.tokens()[token].shape, lexicon.listed(word));
    let stem_id = || lexicon.id(stem);
    if matches!(shape, Shape::Capital | Shape::Upper) && is_no_word(lexicon, number) {
        let id = stem_id();
        return id != 0 && (lexicon.known(number) == 0 || lexicon.is_phrase(id));
    }
    if is_ungrammatical(stem) {
        return stem_id() != 0;
    }
    if shape == Shape::Capital && lexicon.is_in(number, list::OF_COUNTRIES) {
        return true;
    }
    shape == Shape::Lower && lexicon.is_in(number, list::POSSESSIVES) && is_before_noun(lexicon, text, token)
}

/// Unknown, or known only inside longer names.
fn is_no_word(lexicon: &Lexicon, number: u32) -> bool {
    let id = lexicon.known(number);
    lexicon.bits(id) == 0 && !lexicon.is_phrase(id)
}

/// `citys`, `armys`: no plural ends so.
fn is_ungrammatical(stem: &str) -> bool {
    stem.strip_suffix('y').is_some_and(|stem| !stem.ends_with(['a', 'e', 'o', 'u']))
}

/// `the regimes forces`, `the oppositions last stronghold`; not `both regimes have`.
fn is_before_noun(lexicon: &Lexicon, text: &Text<'_>, token: usize) -> bool {
    const GRAMMAR: u64 = class::PREPOSITION
        | class::CONJUNCTION
        | class::DET
        | class::ADVERB
        | class::BE
        | class::HAVE
        | class::MODAL
        | class::PRONOUN
        | class::RELATIVE
        | class::SUBORDINATOR;
    let next = text.tokens().get(token + 1).filter(|next| next.shape == Shape::Lower && next.lines == 0);
    next.is_some_and(|next| lexicon.bits(lexicon.listed(text.word_of(next))) & GRAMMAR == 0)
}
