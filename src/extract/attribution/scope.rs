//! What each attribution reaches over.

use super::forms::{Form, Told, stem};
use super::list as lists;
use super::speakers::{Spoken, Verb};
use crate::extract::sentence::{Shape, Text};
use crate::read::calendar;
use std::cell::OnceCell;
use std::ops::Range;

/// How many sentences between two of one speaker are put down to it.
const BETWEEN: usize = 2;

/// Sets the scope of every attribution.
pub(super) fn set(spoken: &Spoken<'_>, told: &mut Vec<Told>) {
    let text = spoken.text;
    keep_innermost_named(spoken, told);
    let sentences: Vec<usize> = told.iter().map(|told| told.sentence).collect();
    for index in 0..told.len() {
        let sentence = text.sentences()[sentences[index]].tokens();
        let own_clause = |i: usize| {
            relative_clause(spoken, &told[i], &sentence).or_else(|| opening_phrase(spoken, &told[i], &sentence))
        };
        if let Some(clause) = own_clause(index) {
            told[index].attribution.scope = clause;
            continue;
        }
        let shares = |&i: &usize| own_clause(i).is_none();
        // "P fell, hours after rebels warned of it, X said": what the rebels warned of is part of what X said.
        let closes = told[index].form != Form::Before && told[index].form != Form::Quoted;
        let inside = |&i: &usize| closes && is_subordinate(spoken, &told[i], &sentence);
        let here = |&i: &usize| sentences[i] == sentences[index];
        let before = (0..index).rev().take_while(here).find(|i| shares(i) && !inside(i));
        let after = (index + 1..told.len()).take_while(here).next().filter(shares);
        let speaker = told[index].attribution.speaker.start;
        let ahead = is_subordinate(spoken, &told[index], &sentence);
        // "P fell, but rebels denied this": what stands before is not theirs.
        let answers = told[index].attribution.denies && told[index].form == Form::After;
        let from = if ahead || answers { speaker } else { sentence.start };
        let from = before.map_or(from, |i| share_end(spoken, &told[i], &told[index]));
        let end = opening_end(spoken, &told[index], &sentence)
            .unwrap_or_else(|| described_end(spoken, &told[index], &sentence));
        let to = after.map_or(end, |i| share_end(spoken, &told[index], &told[i]));
        told[index].attribution.scope = from..to;
    }
    let opens = open_quotes(text);
    reach_back_over_quotes(text, &opens, told);
    reach_back_over_told(spoken, told);
    reach_on(spoken, &opens, told);
}

/// Of speech that is passed on one is kept: that of whoever first said it, unless only who passes it on has a name.
fn keep_innermost_named(spoken: &Spoken<'_>, told: &mut Vec<Told>) {
    let mut index = 1;
    while index < told.len() {
        if let Some(first) = first_speaks(spoken, &told[index - 1], &told[index]) {
            let words = &told[index - 1].attribution.words;
            let (from, to) = (words.start.min(told[index].attribution.words.start), told[index].attribution.words.end);
            let form = told[index].form;
            told.remove(if first { index } else { index - 1 });
            (told[index - 1].attribution.words, told[index - 1].form) = (from..to, form);
            continue;
        }
        let (outer, inner) = (&told[index - 1], &told[index]);
        let nested = inner.form == Form::Quoted
            && inner.sentence == outer.sentence
            && inner.attribution.words.start <= outer.attribution.words.end + 12;
        if !nested {
            index += 1;
            continue;
        }
        let form = outer.form;
        let words = outer.attribution.words.start..inner.attribution.words.end;
        if inner.unnamed && !outer.unnamed {
            told[index - 1].attribution.words = words;
            told.remove(index);
        } else {
            told[index].attribution.words = words;
            told[index].form = form;
            told.remove(index - 1);
        }
    }
    told.iter_mut().filter(|told| told.form == Form::QuotedBy).for_each(|told| told.form = Form::After);
}

/// Of speech that is passed on before the other speaks, whether the first is the one to keep: of `Citing the Observatory,
/// Reuters said` the Observatory, of `A source, quoted by SANA, said` SANA.
fn first_speaks(spoken: &Spoken<'_>, first: &Told, second: &Told) -> Option<bool> {
    let (words, other) = (&first.attribution.words, &second.attribution.words);
    let sentence = spoken.text.sentences()[first.sentence];
    let inside = words.start == sentence.tokens().start && other.start <= words.end + 3 || other.start < words.start;
    if !inside || first.sentence != second.sentence || second.form != Form::Before {
        return None;
    }
    match first.form {
        Form::Quoted => Some(!first.unnamed || second.unnamed),
        Form::QuotedBy => Some(second.unnamed),
        _ => None,
    }
}

/// `P, which X says was bombed, is quiet`, `X, who say they took P, are`: what X says is told in that clause alone.
fn relative_clause(spoken: &Spoken<'_>, told: &Told, sentence: &Range<usize>) -> Option<Range<usize>> {
    let word = |token: usize| spoken.text.word(token);
    let words = &told.attribution.words;
    let opens = |token: usize| spoken.is_in(token, lists::RELATIVE) && token > sentence.start && word(token - 1) == ",";
    let speaker = told.attribution.speaker.start;
    let own = (words.end.saturating_sub(4).max(words.start)..words.end).find(|&token| opens(token));
    // "in a victory that analysts said would cheer them": the speaker stands inside the clause, without its comma.
    let that = |token: usize| matches!(word(token), "that" | "which") && spoken.is_in(words.end, lists::CLAUSE_VERBS);
    let led = |&token: &usize| opens(token) || token > sentence.start && that(token);
    let from = own.or_else(|| speaker.checked_sub(1).filter(led))?;
    let comma = (words.end..sentence.end).find(|&token| word(token) == ",").unwrap_or(sentence.end);
    (told.form == Form::Before).then_some(from..comma)
}

/// `Despite claims by the army that P fell, rebels hold Q`: what stands after the comma is not the army's.
fn opening_phrase(spoken: &Spoken<'_>, told: &Told, sentence: &Range<usize>) -> Option<Range<usize>> {
    let words = &told.attribution.words;
    let against = |token: usize| spoken.is_in(token, lists::DESPITE);
    let claims =
        words.clone().any(|token| spoken.is_in(token, lists::CLAIMS) || spoken.is_in(token, lists::ALLEGATIONS));
    let opens = claims && words.start <= sentence.start + 4 && (sentence.start..words.start).any(against);
    let comma = (words.end..sentence.end).find(|&token| spoken.text.word(token) == ",").filter(|_| opens)?;
    Some(sentence.start..comma)
}

/// `Although the army says it holds P, rebels are in Q`: what follows the clause that opens the sentence is not the army's.
fn opening_end(spoken: &Spoken<'_>, told: &Told, sentence: &Range<usize>) -> Option<usize> {
    let opens = told.attribution.speaker.start == sentence.start + 1 && is_subordinate(spoken, told, sentence);
    let mut commas = (told.attribution.words.end..sentence.end).filter(|&token| spoken.text.word(token) == ",");
    let comma = commas.next().filter(|_| opens);
    // Of several, one may stand in a list.
    comma.filter(|_| commas.next().is_none())
}

/// `... said X, a medic in P, which rebels took in May.`: who X is the outlet tells itself, to the sentence's end.
fn described_end(spoken: &Spoken<'_>, told: &Told, sentence: &Range<usize>) -> usize {
    let end = told.attribution.words.end;
    let from = end + usize::from(end < sentence.end && spoken.text.word(end) == ",");
    let opens =
        matches!(spoken.text.word(from.min(sentence.end - 1)), "a" | "an") || spoken.is_in(from, lists::RELATIVE);
    let rest = || end..sentence.end;
    // "said X, a medic in P, adding that", "said X, which has documented raids on P", "said X, a medic. "We hold P""
    let speaks = |token: usize| {
        let says = spoken.at(token).verb == Some(Verb::Say) || spoken.is_in(token, lists::ADDING);
        says || spoken.text.word(token) == "\""
    };
    let closes = matches!(told.form, Form::After | Form::According) && from < sentence.end && opens;
    let closes = closes && rest().any(|token| spoken.is_in(token, lists::RELATIVE));
    // A quotation may go on after it.
    let goes_on = sentence.end < spoken.count() && spoken.text.word(sentence.end) == "\"";
    let closes = closes && !goes_on;
    if closes && !rest().any(speaks) { end } else { sentence.end }
}

/// `after the army said`: only what follows is the army's.
fn is_subordinate(spoken: &Spoken<'_>, told: &Told, sentence: &Range<usize>) -> bool {
    let speaker = told.attribution.speaker.start;
    told.form == Form::Before && speaker > sentence.start && spoken.is_in(speaker - 1, lists::SUBORDINATE)
}

/// Where the first of two speakers of one sentence stops and the second begins.
fn share_end(spoken: &Spoken<'_>, first: &Told, second: &Told) -> usize {
    let between = first.attribution.words.end..second.attribution.words.start;
    let turns = |&i: &usize| spoken.word(i) == "," && spoken.is_in(i + 1, lists::TURNS);
    match (first.form, second.form) {
        // "X said A, but B, Y said": at "but".
        (Form::Before, Form::After | Form::According) if between.clone().any(|i| turns(&i)) => {
            between.clone().rev().find(turns).unwrap_or(between.end)
        }
        // "X said A while Y said B": at the second speaker. "A, X said, B, Y said": after the first.
        (Form::After, _) => first.attribution.words.end,
        (_, Form::After | Form::According) if second.attribution.words.start > first.attribution.words.end + 12 => {
            second.attribution.words.start
        }
        _ => second.attribution.words.start,
    }
}

/// A quotation of several sentences belongs to the speaker who closes it.
fn reach_back_over_quotes(text: &Text<'_>, opens: &[bool], told: &mut [Told]) {
    for index in 0..told.len() {
        let sentence = told[index].sentence;
        // Told in the order of their sentences: nobody speaks between, if nobody did right before.
        let earlier = told[..index].partition_point(|other| other.sentence < sentence);
        let least = earlier.checked_sub(1).map_or(0, |before| told[before].sentence + 1);
        let mut first = sentence;
        while first > least && opens[first] {
            first -= 1;
        }
        let taken = opens[first];
        if first < sentence && !taken {
            told[index].attribution.scope.start = text.sentences()[first].tokens().start;
        }
    }
}

/// `Rebels took P. This was reported by X.`: a sentence that only tells who said the one before it.
fn reach_back_over_told(spoken: &Spoken<'_>, told: &mut [Told]) {
    let sentences = spoken.text.sentences();
    for index in 0..told.len() {
        let this = &told[index];
        let Some(before) = this.sentence.checked_sub(1) else { continue };
        let words = &this.attribution.words;
        let small = |token: usize| {
            spoken.text.tokens()[token].shape == Shape::Mark
                || [lists::TOLD_BEFORE, lists::TOLD_WORDS, lists::REPORTS, lists::PASSIVE, lists::BETWEEN]
                    .iter()
                    .any(|&list| spoken.is_in(token, list))
        };
        let alone = sentences[this.sentence].tokens().all(|token| words.contains(&token) || small(token));
        let same = sentences[before].paragraph == sentences[this.sentence].paragraph;
        let free = !told[..index].iter().any(|other| other.sentence == before);
        if alone && same && free && !this.attribution.denies {
            told[index].attribution.scope.start = sentences[before].tokens().start;
        }
    }
}

/// What of a text stands in quotation marks, worked out when first asked.
pub struct Quotations<'a> {
    text: &'a Text<'a>,
    /// Of each sentence: whether it begins inside a quotation.
    opens: OnceCell<Vec<bool>>,
}

impl<'a> Quotations<'a> {
    /// Of this text.
    pub fn of(text: &'a Text<'a>) -> Quotations<'a> {
        Quotations { text, opens: OnceCell::new() }
    }

    /// Whether a token stands in quotation marks, its own sentence's or those of one before in its paragraph.
    pub fn hold(&self, token: usize) -> bool {
        let sentence = self.text.sentence_of(token);
        let start = self.text.sentences()[sentence].tokens().start;
        let marks = (start..token).filter(|&i| self.text.word(i) == "\"").count();
        self.opens.get_or_init(|| open_quotes(self.text))[sentence] ^ (marks % 2 == 1)
    }
}

/// For each sentence: whether it begins inside a quotation. A quotation that is never closed ends
/// with its paragraph.
fn open_quotes(text: &Text<'_>) -> Vec<bool> {
    let mut open = false;
    let mut paragraph = 0;
    let mut opens = Vec::with_capacity(text.sentences().len());
    for sentence in text.sentences() {
        if sentence.paragraph != paragraph {
            (open, paragraph) = (false, sentence.paragraph);
        }
        opens.push(open);
        let is_mark = |&token: &usize| text.tokens()[token].shape == Shape::Mark && text.word(token) == "\"";
        let marks = sentence.tokens().filter(is_mark).count();
        open ^= marks % 2 == 1;
    }
    opens
}

/// Whether a sentence holds a quotation.
fn ends_quoted(text: &Text<'_>, sentence: usize) -> bool {
    text.sentences()[sentence].tokens().any(|token| text.word(token) == "\"")
}

/// `The statement reads:`, and a quotation follows.
fn ends_in_colon(text: &Text<'_>, sentence: usize) -> bool {
    text.sentences()[sentence].tokens().last().is_some_and(|last| text.word(last) == ":")
}

/// A quotation goes on, and a report covers its paragraph.
fn reach_on(spoken: &Spoken<'_>, opens: &[bool], told: &mut [Told]) {
    let text = spoken.text;
    let sentences = text.sentences();
    let mut taken = vec![false; sentences.len()];
    told.iter().for_each(|told| taken[told.sentence] = true);
    let speaks_again: Vec<usize> = (0..told.len()).map(|index| speaks_again(text, told, index)).collect();
    for (told, between) in told.iter_mut().zip(speaks_again) {
        let mut last = told.sentence;
        while let Some(next) = sentences.get(last + 1) {
            let first = &sentences[told.sentence];
            let told_by_another = taken[last + 1];
            let opens_quote = text.word(next.tokens().start) == "\"";
            let quoted = opens[last + 1] || opens_quote;
            // A paragraph that is all quotation goes on with the one before it.
            let next_paragraph = opens_quote && next.paragraph == sentences[last].paragraph + 1;
            let speaks_on = next_paragraph && (ends_quoted(text, last) || ends_in_colon(text, last));
            let same = next.role == first.role && (next.paragraph == sentences[last].paragraph || speaks_on);
            let report = told.form == Form::Report && !is_background(spoken, next.tokens());
            let goes_on = last < told.sentence + 2 && goes_on(spoken, next.tokens());
            let between = last < between && tells_more(spoken, next.tokens());
            if !same
                || told_by_another
                || !(quoted || report || goes_on || between)
                || told.attribution.scope.end < sentences[last].tokens().end
            {
                break;
            }
            last += 1;
            told.attribution.scope.end = next.tokens().end;
        }
    }
}

/// The last sentence between two of one speaker: `Rebels took P, X said. Q was also shelled. R is quiet, X said`.
fn speaks_again(text: &Text<'_>, told: &[Told], index: usize) -> usize {
    let (this, paragraph) = (&told[index], |at: usize| text.sentences()[at].paragraph);
    let next = told[index + 1..].iter().find(|next| next.sentence > this.sentence);
    let same = |next: &&Told| {
        next.sentence <= this.sentence + 1 + BETWEEN
            && paragraph(next.sentence) == paragraph(this.sentence)
            && this.attribution.source.is(&next.attribution.source)
    };
    next.filter(same).map_or(this.sentence, |next| next.sentence - 1)
}

/// Whether a sentence between two of one speaker tells more of the same: who died, or where `that battle` was.
fn tells_more(spoken: &Spoken<'_>, tokens: Range<usize>) -> bool {
    let (text, first) = (spoken.text, tokens.start);
    let incident = |token: usize| spoken.is_in(token, lists::ATTACKS) || spoken.is_in(token, lists::BATTLES);
    let pointed = matches!(text.word(first), "the" | "this" | "that" | "these" | "those" | "both")
        || calendar::weekday(stem(text.word(first))).is_some();
    let same = pointed && (first + 1..(first + 3).min(tokens.end)).any(incident);
    let toll = || tokens.clone().any(|token| spoken.is_in(token, lists::CASUALTIES));
    (same || toll()) && !is_background(spoken, tokens.clone())
}

/// Whether a sentence goes on with what was said before: `Another raid hit P`, `The strikes also hit Q`, `The toll
/// includes those killed in P`, `It gave no details of the blast in Q`.
fn goes_on(spoken: &Spoken<'_>, tokens: Range<usize>) -> bool {
    let (text, first) = (spoken.text, tokens.start);
    let next = (first + 1..(first + 3).min(tokens.end)).collect::<Vec<_>>();
    let definite = matches!(text.word(first), "the" | "these" | "those" | "both")
        && next.iter().any(|&t| spoken.is_in(t, lists::ATTACKS));
    let toll = text.word(first) == "the" && next.iter().any(|&t| spoken.is_in(t, lists::TOLLS));
    let silent = text.word(first) == "it"
        && (first + 1..(first + 4).min(tokens.end)).any(|t| spoken.is_in(t, lists::KEEPS_SILENT));
    let also =
        !spoken.is_in(first, lists::PRONOUNS) && (first..(first + 5).min(tokens.end)).any(|t| text.word(t) == "also");
    (spoken.is_in(first, lists::GOES_ON) || definite || toll || silent || also) && !is_background(spoken, tokens)
}

/// Background that the outlet tells itself: "since 2012", "more than N have been killed".
fn is_background(spoken: &Spoken<'_>, tokens: Range<usize>) -> bool {
    let word = |token: usize| spoken.text.word(token);
    let year = |token: usize| word(token).len() == 4 && word(token).starts_with("20");
    let since_year = tokens.clone().any(|t| word(t) == "since" && t + 1 < tokens.end && year(t + 1));
    let any = |list| tokens.clone().any(|t| spoken.is_in(t, list));
    since_year || any(lists::WARS) && any(lists::WAR_BEGAN)
}
