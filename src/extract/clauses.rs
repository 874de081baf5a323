//! Where a clause begins. Each step knows more than the one before it, and asks another question:
//!
//! | asked | by the time there are | of |
//! | --- | --- | --- |
//! | [`second_begins`] | places | `and`: `The army took Bzaa and Tadef was shelled` lists nothing |
//! | [`ends_time_and_opens`] | places, sides and times | the last word of a time: `months after rebels took P` |
//! | [`Row::and_opens_clause`], [`Row::told_clause_opens`], [`Row::after_saying`] | the chunks before | the next word: is it the border of a clause? |
//! | [`open_clause`] | the chunks before | the clause that is still open: where began it? |
//! | [`Row::clause_of`], [`Row::clause_head`] | all chunks | a chunk: where began its clause, with and without words that only lead to it? |
//! | [`Row::leads_clause`] | all chunks | a time: is it of the clause that it leads, and of none before? |

use super::chunks::{Chunk, Kind, Row, Start};
use super::lexicon::{Form, class};
use super::list;
use super::places::Phrase;
use super::words::Words;

/// Whether the second of two places joined by `and` is the subject of a clause of its own: a verb in the past or in the
/// singular follows, and the clause of the first has a verb already.
pub fn second_begins(words: &Words<'_>, first: &Phrase, second: &Phrase) -> bool {
    is_subject(words, second.to) && has_verb(words, first.from)
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

/// `after`, `before` that end words of time and open a clause: `months after rebels took P`.
pub fn ends_time_and_opens(words: &Words<'_>, last: usize, starts: &[Start]) -> bool {
    let party = match starts.get(last + 1) {
        Some(Start::Side(_)) => true,
        _ => words.is(last + 1, class::PRONOUN) && !words.is(last + 1, class::DET),
    };
    party && matches!(words.word(last), "after" | "before") && starts[last] == Start::Nothing
}

/// The first chunk of the clause that is open at the end of these: after a mark, a time, or the `and` after another
/// clause: `Ten people were killed and rebels`.
pub fn open_clause(chunks: &[Chunk]) -> usize {
    let opens = |c: usize| match chunks[c].kind {
        Kind::And => c > 0 && matches!(chunks[c - 1].kind, Kind::Verb(_) | Kind::Place(_) | Kind::Adverb),
        kind => matches!(kind, Kind::Clause | Kind::Comma | Kind::Quote | Kind::Time),
    };
    (0..chunks.len()).rev().find(|&c| opens(c)).map_or(0, |c| c + 1)
}

impl Row {
    /// `Ten people died in P and Q was shelled`: `and` before a place with a verb of its own.
    pub(super) fn and_opens_clause(&self, words: &Words<'_>, and: usize, places: &[Phrase], starts: &[Start]) -> bool {
        let before = self.chunks.iter().rev().map(|c| c.kind).find(|&kind| kind != Kind::Comma);
        match (before, starts.get(and + 1)) {
            (Some(Kind::Place(a)), Some(&Start::Place(b))) => {
                let (a, b) = (&places[a], &places[b as usize]);
                b.list.is_none() && second_begins(words, a, b)
            }
            _ => false,
        }
    }

    /// `Activists said the army took P`: a clause without `that`; but not in `P, which they said they wanted`.
    pub(super) fn told_clause_opens(&self, words: &Words<'_>, next: usize, end: usize) -> bool {
        let Some(Kind::Verb(verb)) = self.chunks.last().map(|c| c.kind) else { return false };
        let verb = &self.verbs[verb];
        let says = verb.lemma.is_some_and(|l| words.lexicon.lemma(l) == "say") && verb.is_finite() && !verb.passive;
        let small = class::PREPOSITION | class::SUBORDINATOR | class::CONJUNCTION | class::CALENDAR;
        let subject =
            words.bits(next) & small == 0 && !words.is_mark(next) || words.is(next, class::DET | class::PRONOUN);
        let opens = subject && words.word(next) != "that";
        let relative = matches!(self.chunks[..], [.., which, _, _] if which.kind == Kind::Relative);
        says && next < end && opens && !relative
    }

    /// Whether the last chunk is a verb, after which `that` opens a clause.
    pub(super) fn after_saying(&self) -> bool {
        // `denied on Sunday that`
        let mut end = self.chunks.len();
        let time = |at: usize| self.chunks.get(at).is_some_and(|c| c.kind == Kind::Time);
        while end > 0 && (time(end - 1) || self.chunks[end - 1].kind == Kind::Prep && time(end)) {
            end -= 1;
        }
        let Some(Kind::Verb(v)) = self.chunks[..end].last().map(|c| c.kind) else { return false };
        self.verbs[v].lemma.is_some()
    }

    /// The first chunk of the clause that this one is in: after the last border.
    pub fn clause_of(&self, chunk: usize) -> usize {
        (0..chunk).rev().find(|&c| self.kind(c) == Kind::Clause).map_or(0, |c| c + 1)
    }

    /// Where the clause of this chunk begins, after `Meanwhile,`, `In another development,`, `they said that`.
    pub fn clause_head(&self, chunk: usize) -> usize {
        let clause = self.clause_of(chunk);
        let light = |c: &usize| matches!(self.kind(*c), Kind::Adverb | Kind::Time | Kind::Noun | Kind::Prep);
        let opener = (clause..chunk).find(|c| !light(c)).filter(|&c| c > clause && self.kind(c) == Kind::Comma);
        let head = opener.map_or(clause, |comma| comma + 1);
        (head..chunk).find(|&c| self.kind(c) != Kind::Adverb).unwrap_or(head)
    }

    /// `took P, and on Monday they took Q`: the time of the clause that it opens.
    pub fn leads_clause(&self, time: usize) -> bool {
        let small = |c: usize| matches!(self.kind(c), Kind::Prep | Kind::Adverb);
        let Some(mut c) = self.chunk_of(time) else { return false };
        let next = c + 1 + usize::from(self.kind(c + 1) == Kind::Comma);
        while c > 0 && small(c - 1) {
            c -= 1;
        }
        let joined = c.checked_sub(1).is_some_and(|and| self.kind(and) == Kind::And);
        let subject = |c: &usize| {
            matches!(self.kind(*c), Kind::Side(_) | Kind::Noun | Kind::Pronoun | Kind::Place(_) | Kind::Adverb)
        };
        // `took P in March and in April Q`, `took P in May, in June Q`
        let led = self.chunk_of(time).is_some_and(|at| at > c);
        let comma = c.checked_sub(1).is_some_and(|comma| self.kind(comma) == Kind::Comma);
        if (joined || comma) && led && matches!(self.kind(next), Kind::Place(_)) {
            return true;
        }
        let verb = (next..self.chunks.len()).find(|c| !subject(c)).filter(|&verb| verb > next);
        joined && verb.and_then(|c| self.verb(c)).is_some_and(|verb| verb.is_finite() && !verb.bare)
    }
}
