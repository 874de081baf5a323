//! Where sentences end: at a mark before what can open one, at a line's end, where a part of the article ends.

use super::{Sentence, Shape, Text, Token};
use crate::article::Part;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Cuts the tokens into sentences, and numbers them.
pub(super) fn split(text: &mut Text<'_>, parts: &[Part]) {
    let count = text.tokens.len();
    let (mut from, mut paragraph, mut part) = (0, 0, 0);
    let mut sentences = Vec::with_capacity(count / 20 + 1);
    for (i, token) in text.tokens.iter().enumerate() {
        // Inside a line only a mark ends a sentence.
        let inside = |next: &Token| next.lines == 0 && (next.start as usize) < parts[part].end;
        if token.shape != Shape::Mark && text.tokens.get(i + 1).is_some_and(inside) {
            continue;
        }
        let start = token.start as usize;
        while part + 1 < parts.len() && start >= parts[part].end {
            part += 1;
        }
        let next = i + 1;
        let last = next == count;
        let new_part = !last && part + 1 < parts.len() && text.tokens[next].start as usize >= parts[part].end;
        let new_paragraph = !last && (text.tokens[next].lines > 0);
        if last || new_part || new_paragraph || ends_sentence(text, i) {
            sentences.push(Sentence { from: from as u32, to: next as u32, paragraph, role: parts[part].role });
            from = next;
            paragraph += u32::from(new_part || new_paragraph);
        }
    }
    for (number, sentence) in (0..).zip(&sentences) {
        text.tokens[sentence.tokens()].iter_mut().for_each(|token| token.sentence = number);
    }
    text.sentences = sentences;
}

/// Words that begin a sentence even after an abbreviation.
const STARTERS: &[&str] =
    &["the", "a", "an", "in", "on", "at", "it", "he", "she", "they", "but", "this", "that", "meanwhile"];

/// Whether the sentence ends after token `i`, by its mark and what follows.
fn ends_sentence(text: &Text<'_>, i: usize) -> bool {
    let tokens = &text.tokens;
    let mark = |j: usize| text.word(j);
    if tokens[i].shape != Shape::Mark {
        return false;
    }
    // The mark may be followed by closing quotes and brackets, which belong to this sentence.
    let mut stop = i;
    while matches!(mark(stop), "\"" | "'" | ")" | "]") && stop > 0 && !tokens[stop].spaced && i - stop < 8 {
        stop -= 1;
    }
    if tokens[stop].shape != Shape::Mark || !matches!(mark(stop), "." | "!" | "?" | "…") {
        return false;
    }
    let next = i + 1;
    if !tokens[next].spaced && matches!(mark(next), "\"" | "'" | ")" | "]" | "." | "!" | "?") {
        return false;
    }
    let opens = match tokens[next].shape {
        Shape::Capital | Shape::Upper => true,
        Shape::Number => tokens[next].spaced,
        Shape::Mark => matches!(mark(next), "\"" | "'" | "(" | "[" | "-" | "*" | "•" | "/"),
        Shape::Lower => text.source[tokens[next].start as usize..].chars().next().is_some_and(|c| !c.is_lowercase()),
    };
    if !opens {
        return false;
    }
    if mark(stop) != "." || stop == 0 {
        return true;
    }
    let before = &tokens[stop - 1];
    let word = text.word(stop - 1);
    let raw = &text.source[before.start as usize..before.end as usize];
    if tokens[stop].spaced || before.shape == Shape::Mark {
        return true;
    }
    let short = raw.chars().count() == 1 && before.shape == Shape::Capital;
    if short || ABBREVIATIONS.contains(word) {
        return STARTERS.contains(&text.word(next)) && tokens[next].spaced && word.contains('.');
    }
    // `violations.In a letter`: a stop glued to the next word ends a sentence after a real word only.
    tokens[next].spaced
        || before.shape == Shape::Lower && raw.len() > 2
        || before.shape == Shape::Number
        || raw.len() > 3
}

static ABBREVIATIONS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| include_str!("../../../assets/lexicon/abbreviations.txt").lines().collect());
