//! Clauses and other words set between commas into a clause: `P, which rebels had held for years, fell to the army`, `The
//! army, with help from abroad, took P`. What is told around them is read as if they were not there, and they apart from
//! it.

use super::{Chunk, Kind, Row, Verb};
use crate::extract::lexicon::class;
use crate::extract::list;
use crate::extract::words::Words;
use std::ops::Range;

/// How many chunks what is set in has at most.
const MOST: usize = 14;

/// A row without the clauses set into it.
pub struct Plain {
    /// What is left; its verbs are those of the whole row.
    pub row: Row,
    /// For each of its chunks: where it stands in the whole row.
    pub at: Vec<usize>,
}

impl Row {
    /// The row without the clauses and asides set into it, where there are any.
    pub fn without_interjections(&self, words: &Words<'_>) -> Option<Plain> {
        let mut cut: Vec<Range<usize>> = Vec::new();
        for open in 1..self.chunks.len() {
            if cut.last().is_none_or(|last| open >= last.end)
                && let Some(close) = self.interjection(words, open).or_else(|| self.aside(words, open))
            {
                cut.push(open..close + 1);
            }
        }
        self.without(&cut)
    }

    /// The row without what only says who tells it, where there is any.
    pub fn without_tellers(&self, words: &Words<'_>) -> Option<Plain> {
        let cut: Vec<Range<usize>> = (2..self.chunks.len()).filter_map(|says| self.teller(words, says)).collect();
        self.without(&cut)
    }

    fn without(&self, cut: &[Range<usize>]) -> Option<Plain> {
        if cut.is_empty() {
            return None;
        }
        let at: Vec<usize> = (0..self.chunks.len()).filter(|c| !cut.iter().any(|cut| cut.contains(c))).collect();
        let chunks: Vec<Chunk> = at.iter().map(|&c| self.chunks[c]).collect();
        Some(Plain { row: Row { chunks, verbs: self.verbs.clone(), events: self.events }, at })
    }

    /// The mark that closes words set behind a party or a place which this one opens: `S, with help from abroad, took P`,
    /// `S, said activists, took P`, `P (a small town) and Q`.
    fn aside(&self, words: &Words<'_>, open: usize) -> Option<usize> {
        let closes = match self.mark(words, open)? {
            "(" => ")",
            "[" => "]",
            mark @ ("," | "-") => mark,
            _ => return None,
        };
        let first = self.kind(open + 1);
        if matches!(first, Kind::Side(_) | Kind::Place(_) | Kind::And) {
            return None;
        }
        let ends = open + 2..(open + MOST).min(self.chunks.len());
        let close = ends.into_iter().find(|&c| self.mark(words, c) == Some(closes))?;
        let light = |c: &usize| matches!(self.kind(*c), Kind::Adverb | Kind::Time);
        let next = (close + 1..close + 4).find(|c| !light(c))?;
        let of_subject = self.is_finite(next) && self.is_open_subject(open - 1);
        let fits = match self.kind(open - 1) {
            Kind::Side(_) | Kind::Skip => first != Kind::Relative && of_subject && !self.names_place(open, close),
            Kind::Place(_) => {
                let goes_on = matches!(self.kind(next), Kind::And | Kind::Prep)
                    || self.verb(next).is_some_and(|verb| !verb.is_finite());
                (of_subject || goes_on) && self.says_more(words, open, close)
            }
            _ => false,
        };
        fits.then_some(close)
    }

    /// The mark that a chunk is.
    fn mark<'w>(&self, words: &Words<'w>, chunk: usize) -> Option<&'w str> {
        (self.kind(chunk) == Kind::Comma).then(|| words.word(self.chunks[chunk].from))
    }

    fn names_place(&self, open: usize, close: usize) -> bool {
        (open + 1..close).any(|c| matches!(self.kind(c), Kind::Place(_)))
    }

    /// Whether these marks hold words about the place before them, and no item of a list nor a clause of its own.
    fn says_more(&self, words: &Words<'_>, open: usize, close: usize) -> bool {
        let own_clause = |c: usize| {
            self.is_finite(c)
                && !(open + 1..c).any(|c| matches!(self.kind(c), Kind::Clause | Kind::Relative))
                && !self.verb(c).and_then(|v| v.lemma).is_some_and(|l| words.lexicon.is_verb_in(l, list::SAYING))
        };
        !(open + 1..close).any(own_clause) && !self.names_place(open, close)
    }

    /// Whether no verb stands before this chunk in its clause.
    fn is_open_subject(&self, chunk: usize) -> bool {
        let border = |c: &usize| matches!(self.kind(*c), Kind::Clause | Kind::Quote | Kind::And);
        !(0..chunk).rev().take_while(|c| !border(c)).any(|c| self.is_finite(c))
    }

    /// What only says who tells it, between a place and what befell it: `say they` of `P, which the rebels say they
    /// took`, `residents say` of `P, which residents say the army shelled`.
    fn teller(&self, words: &Words<'_>, says: usize) -> Option<Range<usize>> {
        let verb = self.verb(says).filter(|verb| verb.is_finite() && !verb.passive)?;
        let saying = verb.lemma.is_some_and(|lemma| words.lexicon.is_verb_in(lemma, list::SAYING));
        let teller = matches!(self.kind(says - 1), Kind::Side(_) | Kind::Noun);
        let relative = self.kind(says - 2) == Kind::Relative && words.word(self.chunks[says - 2].from) != "where";
        if !saying || !teller || !relative && !matches!(self.kind(says - 2), Kind::Place(_)) {
            return None;
        }
        let told = (says + 1..self.chunks.len()).find(|&c| self.kind(c) != Kind::Clause)?;
        let does = (told + 1..told + 4).find(|&c| self.kind(c) != Kind::Adverb).is_some_and(|c| self.is_finite(c));
        match self.kind(told) {
            Kind::Pronoun if does && matches!(self.kind(says - 1), Kind::Side(_)) => Some(says..told + 1),
            Kind::Side(_) if does && relative => Some(says - 1..told),
            _ => None,
        }
    }

    /// The comma that closes the clause which this one opens.
    fn interjection(&self, words: &Words<'_>, open: usize) -> Option<usize> {
        let comma = |c: usize| self.kind(c) == Kind::Comma && words.word(self.chunks[c].from) == ",";
        let noun = |c: usize| matches!(self.kind(c), Kind::Place(_) | Kind::Side(_) | Kind::Noun | Kind::Skip);
        if !comma(open) || !noun(open - 1) || !self.opens_interjection(words, open + 1) {
            return None;
        }
        let opening = self.opens_with_place(open);
        let ends = open + 3..(open + MOST).min(self.chunks.len());
        let mut ends = ends.filter(|&c| comma(c) && self.is_whole(words, open, c) && !self.tells_whose(words, open, c));
        ends.find(|&close| {
            let next = (close + 1..close + 4).find(|&c| !matches!(self.kind(c), Kind::Adverb | Kind::Time));
            match next.map(|c| (c, self.kind(c))) {
                Some((c, _)) if self.is_finite(c) => !opening,
                Some((_, Kind::Side(_) | Kind::Noun | Kind::Pronoun)) => opening,
                _ => false,
            }
        })
    }

    /// `shells, fired by rebels, hit P`: whose they are belongs to them.
    fn tells_whose(&self, words: &Words<'_>, open: usize, close: usize) -> bool {
        let before = self.chunks[open - 1];
        let event = before.kind == Kind::Noun && words.noun_at(before.to - 1).is_some()
            || matches!(before.kind, Kind::Noun | Kind::Side(_)) && words.is(before.to - 1, class::ARMS);
        let by = |c: usize| words.word(self.chunks[c].from) == "by" && matches!(self.kind(c + 1), Kind::Side(_));
        event && (open + 1..close).any(by)
    }

    /// Whether the clause between these commas has its verb, and none in it goes on beyond: `who recalled that, when
    /// P, near Q, was overrun`.
    fn is_whole(&self, words: &Words<'_>, open: usize, close: usize) -> bool {
        let mut inside = open + 2..close;
        let before_noun =
            |c: usize| matches!(words.word(self.chunks[c].from), "as" | "after" | "before" | "since" | "until");
        let goes_on = |c: usize| {
            matches!(self.kind(c), Kind::Clause | Kind::Relative)
                && !before_noun(c)
                && !(c + 1..close).any(|c| self.verb(c).is_some())
        };
        (self.kind(open + 1) != Kind::Relative || inside.clone().any(|c| self.is_finite(c))) && !inside.any(goes_on)
    }

    /// `which`, `held by`, `fleeing`; `including` opens a list.
    fn opens_interjection(&self, words: &Words<'_>, c: usize) -> bool {
        let participle = |verb: &Verb| (verb.bare || verb.ing) && words.word(verb.main) != "including";
        self.kind(c) == Kind::Relative || self.verb(c).is_some_and(participle)
    }

    /// `In P, which ..., the army`: the clause after is a whole one.
    fn opens_with_place(&self, open: usize) -> bool {
        self.kind(0) == Kind::Prep
            && (1..open).all(|c| matches!(self.kind(c), Kind::Place(_) | Kind::Prep | Kind::Noun))
    }
}
