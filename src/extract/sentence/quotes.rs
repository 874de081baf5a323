//! Quotation marks: single ones read as double ones, and those around a few words left out.

use super::{Shape, Text, Token, is_apostrophe};

/// How many words single marks hold at most.
const QUOTED: usize = 40;

/// How many words a writer sets apart without quoting a sentence: `the "terrorists"`, `"in full control" of P`.
const FEW: usize = 4;

/// `'seize'`: the single marks around words are marks of quotation like any other. The last token closes.
pub(super) fn pair(text: &mut Text<'_>) {
    let last = text.tokens.len() - 1;
    let opening = (last.saturating_sub(QUOTED)..last).rev().find(|&i| is_single(text, i));
    let opening = opening.filter(|&i| text.tokens[i].spaced && !text.tokens[i + 1].spaced);
    for i in opening.into_iter().chain(opening.map(|_| last)) {
        let at = text.tokens[i].word_start as usize;
        text.words.replace_range(at..=at, "\"");
    }
}

/// Whether a single mark stands open before the last few words: after them it closes, and makes no possessive.
pub(super) fn is_open(text: &Text<'_>) -> bool {
    let words = text.tokens.iter().rev().take_while(|token| token.shape != Shape::Mark).count();
    let mark = text.tokens.len().checked_sub(words + 1);
    words <= FEW && mark.is_some_and(|i| is_single(text, i) && text.tokens[i].spaced && !text.tokens[i + 1].spaced)
}

/// A mark of quotation, single or double.
pub(super) fn is_mark(c: char) -> bool {
    is_apostrophe(c) || matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

fn is_single(text: &Text<'_>, token: usize) -> bool {
    let Token { shape, word_start, word_len, .. } = text.tokens[token];
    shape == Shape::Mark && word_len == 1 && text.words.as_bytes().get(word_start as usize) == Some(&b'\'')
}

/// Drops the marks around a few words inside a sentence: what `the "terrorists" took` and `Army 'retakes' P` tell is
/// told without them. What somebody says in so few words ends in a mark: `"We hold P," he said`.
pub(super) fn drop_around_few_words(text: &mut Text<'_>) {
    let is_quote = |text: &Text<'_>, i: usize| text.tokens[i].shape == Shape::Mark && text.word(i) == "\"";
    let mut dropped: Vec<usize> = Vec::new();
    for opening in 0..text.tokens.len() {
        if !is_quote(text, opening) || dropped.last() == Some(&opening) {
            continue;
        }
        let inside = |token: &&Token| (token.shape != Shape::Mark || text.word_of(token) == "'s") && token.lines == 0;
        let words = text.tokens[opening + 1..].iter().take(FEW + 1).take_while(inside).count();
        let closing = opening + words + 1;
        let opens = text.tokens[opening].spaced && text.tokens.get(opening + 1).is_some_and(|token| !token.spaced);
        let closes = || closing < text.tokens.len() && is_quote(text, closing) && !text.tokens[closing].spaced;
        // `"We hold it all" he said`: where the comma is lost.
        let begins = opening == 0 || text.tokens[opening].lines > 0 || text.tokens[opening - 1].shape == Shape::Mark;
        // `the "Central Military Media" of the army`: a name.
        let capital = |token: &Token| matches!(token.shape, Shape::Capital | Shape::Upper);
        let named = || words > 1 && text.tokens[opening + 1..closing].iter().all(capital);
        if opens && (1..=if begins { FEW / 2 } else { FEW }).contains(&words) && closes() && !named() {
            dropped.extend([opening, closing]);
            text.set_apart.push(text.tokens[opening].start..text.tokens[closing].end);
        }
    }
    if dropped.is_empty() {
        return;
    }
    for &mark in dropped.iter().step_by(2) {
        let Token { spaced, lines, .. } = text.tokens[mark];
        (text.tokens[mark + 1].spaced, text.tokens[mark + 1].lines) = (spaced, lines);
    }
    let mut at = 0;
    text.tokens.retain(|_| {
        at += 1;
        dropped.binary_search(&(at - 1)).is_err()
    });
}
