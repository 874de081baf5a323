//! A sentence as a row of chunks: places, sides, verb groups, nouns and the small words between.
//!
//! No tagger: the few words that can be verb or noun (`attack`, `advance`, `control`) are settled by
//! what stands beside them (`main_verbs`), and nothing here needs commas or apostrophes. A verb with its
//! auxiliaries is a group (`groups`); a backer does not act (`backing`).

mod backing;
mod groups;
mod interjections;
mod labels;
mod main_verbs;
mod objects;
mod phrases;
mod small_words;

use super::clauses;
use super::lexicon::{Entry, Form, Lemma, NounEvents, class};
use super::list;
use super::places::Phrase;
use super::sentence::Sentence;
use super::sides::SidePhrase;
use super::words::Words;
pub use interjections::Plain;
use main_verbs::{ends_in_particle, is_main_verb, modifies_party};
use phrases::{foreseen, supposed, way_of_saying};
pub use small_words::and_also;
use std::ops::Range;

/// What a chunk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A place phrase, by position.
    Place(usize),
    /// A side phrase, by position.
    Side(usize),
    /// A verb group, by position in [`Row::verbs`].
    Verb(usize),
    /// Nouns with their adjectives.
    Noun,
    /// A time expression.
    Time,
    /// A preposition.
    Prep,
    /// and, or.
    And,
    /// A comma, a dash, a bracket.
    Comma,
    /// which, who, where, that after a noun.
    Relative,
    /// after, while, if; `that` after a verb of saying.
    Clause,
    /// they, it.
    Pronoun,
    /// Adverbs.
    Adverb,
    /// The possessive mark.
    Possessive,
    /// A quotation mark.
    Quote,
    /// `backed by Russia`: belongs to the side before it.
    Skip,
}

/// A run of tokens of one kind.
#[derive(Clone, Copy, Debug)]
pub struct Chunk {
    /// What it is.
    pub kind: Kind,
    /// The first token.
    pub from: usize,
    /// The token after the last.
    pub to: usize,
}

/// A verb group: `had not been able` `to` `recapture`.
#[derive(Clone, Copy, Debug)]
pub struct Verb {
    /// The token of the main verb.
    pub main: usize,
    /// Its base form; `None` for a phrase that only looks like a verb.
    pub lemma: Option<Lemma>,
    /// Passive voice, also `P captured by S`.
    pub passive: bool,
    /// `to` stands before it.
    pub infinitive: bool,
    /// An -ing form without a form of be.
    pub ing: bool,
    /// A past participle without a form of be or have: `P, held by S`.
    pub bare: bool,
    /// not, never.
    pub negated: bool,
    /// will, could, should: the token.
    pub modal: Option<usize>,
    /// had: before the time of the story.
    pub past_perfect: bool,
    /// Present tense.
    pub present: bool,
}

impl Verb {
    /// A verb at this token of which nothing more is known.
    fn at(main: usize) -> Verb {
        Verb {
            main,
            lemma: None,
            passive: false,
            infinitive: false,
            ing: false,
            bare: false,
            negated: false,
            modal: None,
            past_perfect: false,
            present: false,
        }
    }

    /// Whether it has a subject of its own.
    pub fn is_finite(&self) -> bool {
        !self.infinitive && !self.ing && !self.bare
    }
}

/// The chunks of one sentence.
pub struct Row {
    /// The chunks in order.
    pub chunks: Vec<Chunk>,
    /// The verb groups.
    pub verbs: Vec<Verb>,
    /// What its nouns tell of.
    pub events: NounEvents,
}

/// The time that a word such as `late` is part of: `late on Friday`, `early Friday`.
fn day_after_edge(words: &Words<'_>, i: usize, starts: &[Start]) -> Option<usize> {
    if !words.is_in(i, list::DAY_EDGES) {
        return None;
    }
    let day = i + 1 + usize::from(words.word(i + 1) == "on");
    matches!(starts.get(day), Some(Start::Time(_))).then_some(day)
}

/// What starts at a token, for a chunker to go by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// No phrase.
    Nothing,
    /// A place phrase, by position.
    Place(u32),
    /// A side phrase, by position, and no place phrase.
    Side(u32),
    /// A time that ends before this token, and no other phrase.
    Time(u32),
}

impl Row {
    /// Cuts a sentence.
    pub fn new(
        words: &Words<'_>,
        sentence: &Sentence,
        places: &[Phrase],
        sides: &[SidePhrase],
        starts: &[Start],
    ) -> Row {
        let range = sentence.tokens();
        let mut row = Row {
            // Of three words two are a chunk, as a rule.
            chunks: Vec::with_capacity(range.len() * 2 / 3 + 2),
            verbs: Vec::with_capacity(range.len() / 8 + 1),
            events: NounEvents::default(),
        };
        let mut i = range.start;
        while i < range.end {
            i = row.next(words, i, range.clone(), places, sides, starts);
        }
        row.mark_backing(words);
        row.join_label(words);
        for noun in row.chunks.iter().filter(|chunk| chunk.kind == Kind::Noun) {
            (noun.from..noun.to).for_each(|token| row.events.add(words.noun_events(token)));
        }
        row
    }

    /// The number of the chunk that covers this token.
    pub fn chunk_of(&self, token: usize) -> Option<usize> {
        let i = self.chunks.partition_point(|c| c.to <= token);
        (i < self.chunks.len() && self.chunks[i].from <= token).then_some(i)
    }

    /// The verb of a chunk.
    pub fn verb(&self, chunk: usize) -> Option<&Verb> {
        match self.chunks.get(chunk)?.kind {
            Kind::Verb(v) => self.verbs.get(v),
            _ => None,
        }
    }

    /// Whether a chunk is a finite verb.
    pub fn is_finite(&self, chunk: usize) -> bool {
        self.verb(chunk).is_some_and(Verb::is_finite)
    }

    /// The first finite verb at this chunk or after it.
    pub fn finite_from(&self, chunk: usize) -> Option<usize> {
        (chunk..self.chunks.len()).find(|&c| self.is_finite(c))
    }

    /// The kind of a chunk; a clause border past the ends.
    pub fn kind(&self, chunk: usize) -> Kind {
        self.chunks.get(chunk).map_or(Kind::Clause, |c| c.kind)
    }

    fn push(&mut self, kind: Kind, from: usize, to: usize) -> usize {
        self.chunks.push(Chunk { kind, from, to });
        to
    }

    /// Cuts the chunk that starts at this token; the token after it.
    fn next(
        &mut self,
        words: &Words<'_>,
        i: usize,
        range: Range<usize>,
        places: &[Phrase],
        sides: &[SidePhrase],
        starts: &[Start],
    ) -> usize {
        let (kind, to) = match starts[i] {
            Start::Place(p) => (Kind::Place(p as usize), places[p as usize].to),
            Start::Side(s) => (Kind::Side(s as usize), sides[s as usize].to),
            // `months after rebels took P`: the clause is told by itself.
            Start::Time(end) if clauses::ends_time_and_opens(words, end as usize - 1, starts) => {
                (Kind::Time, end as usize - 1)
            }
            Start::Time(end) => (Kind::Time, end as usize),
            Start::Nothing => (Kind::Noun, i),
        };
        if to > i {
            let from = match starts[i] {
                Start::Side(s) => self.take_count(words, i, &sides[s as usize], sides),
                _ => i,
            };
            let to = if matches!(kind, Kind::Side(_)) { over_emphasis(words, to) } else { to };
            return self.push(kind, from, to.min(range.end));
        }
        // `either P or Q`
        if words.word(i) == "either"
            && let Some(&Start::Place(p)) = starts.get(i + 1).filter(|_| i + 1 < range.end)
        {
            return self.push(Kind::Place(p as usize), i, places[p as usize].to.min(range.end));
        }
        // `heavily armed rebels`
        if words.is(i, class::ADVERB) && i + 1 < range.end && modifies_party(words, i + 1) {
            return self.noun(words, i, range, sides, starts);
        }
        if words.is_mark(i) {
            let quoted = quoted(words, i, places, sides, starts).filter(|&(_, to)| to <= range.end);
            let (kind, to) = quoted.unwrap_or_else(|| (mark(words.word(i)), i + 1));
            return self.push(kind, i, to);
        }
        if let Some(after) = homeland(words, i).filter(|&after| after < range.end) {
            let chunk = self.chunks.len();
            let to = self.next(words, after, range, places, sides, starts);
            match self.chunks[chunk].kind {
                Kind::Noun | Kind::Side(_) => self.chunks[chunk].from = i,
                _ => self.chunks.insert(chunk, Chunk { kind: Kind::Noun, from: i, to: after }),
            }
            return to;
        }
        // `late on Friday`: one time.
        if let Some(day) = day_after_edge(words, i, starts).filter(|&day| day < range.end) {
            let chunk = self.chunks.len();
            let to = self.next(words, day, range, places, sides, starts);
            self.chunks[chunk].from = i;
            return to;
        }
        if matches!(self.chunks.last().map(|c| c.kind), Some(Kind::Verb(_)))
            && let Some(to) = way_of_saying(words, i).filter(|&to| to <= range.end)
        {
            return self.push(Kind::Adverb, i, to);
        }
        let word = words.word(i);
        // `took on Sunday`, `taken on the same day`: no `took on`.
        let time = |to: usize| matches!(starts.get(to), Some(Start::Time(_)));
        let timed =
            |to: usize| words.word(to - 1) == "on" && (time(to) || words.is(to, class::CALENDAR | class::NUMBER));
        if let Some(name) = words.name_at(i).filter(|n| n.entry == Entry::Decoy && !timed(n.to)) {
            let ing = words.forms(i).iter().any(|f| f.1 == Form::Ing);
            if words.is(i, class::VERB)
                && !words.is(i, class::DET)
                && !(ing && words.forms(i).len() == 1 && words.is(name.to, class::PREPOSITION))
            {
                return self.push_verb(Verb::at(i), i, name.to);
            }
            return self.push(Kind::Noun, i, name.to);
        }
        // `carried out by what are believed to be Russian jets`, `missiles believed to be ground-to-ground`
        if let Some(to) = supposed(words, i, range.end).or_else(|| foreseen(words, i, range.end)) {
            return self.push(Kind::Skip, i, to);
        }
        // `the areas surrounding P`: no siege.
        let lands = || {
            matches!(self.chunks.last().map(|c| c.kind), Some(Kind::Place(_) | Kind::Noun))
                && !words.is(i.wrapping_sub(1), class::FORCE)
        };
        let named = || matches!(starts.get(i + 1), Some(Start::Place(_))) || matches!(words.word(i + 1), "it" | "them");
        if word == "surrounding" && lands() && named() && i + 1 < range.end {
            return self.push(Kind::Prep, i, i + 1);
        }
        if let Some(to) = self.verb_at(words, i, range.clone()) {
            return to;
        }
        if words.is(i, class::CONJUNCTION) && self.and_opens_clause(words, i, places, starts) {
            return self.push(Kind::Clause, i, i + 1);
        }
        self.small_word(words, i, range, sides, starts)
    }

    /// `dozens of rebels`, `Islamist and moderate rebels`, `by Tadef rebels`: how many, of what kinds and from where they
    /// are belongs to the party whose words begin at `party`. Where it begins.
    fn take_count(&mut self, words: &Words<'_>, party: usize, side: &SidePhrase, sides: &[SidePhrase]) -> usize {
        let kind_of_them = |s: usize| sides[s].adjective && !sides[s].arms && sides[s].side == side.side;
        let from = match self.chunks.as_slice() {
            _ if side.adjective => return party,
            [.., by, home]
                if home.to == party
                    && home.to == home.from + 1
                    && matches!(home.kind, Kind::Place(_))
                    && words.word(by.from) == "by"
                    && by.to == home.from =>
            {
                let from = home.from;
                self.chunks.pop();
                return from;
            }
            [.., count, of]
                if count.kind == Kind::Noun
                    && of.to == party
                    && words.word(of.from) == "of"
                    && words.is_in(count.to - 1, list::CROWDS) =>
            {
                count.from
            }
            [.., kind, and]
                if and.to == party
                    && words.word(and.from) == "and"
                    && matches!(kind.kind, Kind::Side(s) if kind_of_them(s)) =>
            {
                kind.from
            }
            _ => return party,
        };
        self.chunks.truncate(self.chunks.len() - 2);
        from
    }

    /// Cuts the verb group that begins at this token.
    fn verb_at(&mut self, words: &Words<'_>, i: usize, range: Range<usize>) -> Option<usize> {
        let unknown_past = is_unknown_past(words, i)
            && matches!(
                self.chunks.last().map(|c| c.kind),
                Some(Kind::Side(_) | Kind::Noun | Kind::Pronoun | Kind::Place(_) | Kind::Relative | Kind::And)
            )
            && !words.is(i.saturating_sub(1), class::DET | class::ADJECTIVE | class::NUMBER)
            && !(ends_in_particle(words, &self.chunks) && words.noun_at(i + 1).is_some());
        if unknown_past {
            let verb = Verb { bare: words.word(i + 1) == "by", ..Verb::at(i) };
            return Some(self.push_verb(verb, i, i + 1));
        }
        // `helicopters barrel-bombed P`, `re-captured P`: the first word is no verb of its own.
        let compound = words.is_joined(i + 1)
            && !words.is_joined(i)
            && (words.word(i) == "re"
                || words.is_in(i, list::COMPOUNDING) && words.forms(i + 1).iter().any(|f| f.1 != Form::Ing));
        let group = i + usize::from(compound);
        let (mut verb, to) = self.verb_group(words, group, range.clone())?;
        let from = self.join_auxiliary(words, &mut verb, group).unwrap_or(i);
        let to = self.push_verb(verb, from, to);
        if self.told_clause_opens(words, to, range.end) {
            self.push(Kind::Clause, to, to);
        }
        Some(to)
    }

    fn push_verb(&mut self, verb: Verb, from: usize, to: usize) -> usize {
        self.verbs.push(verb);
        self.push(Kind::Verb(self.verbs.len() - 1), from, to)
    }

    /// Cuts a noun with its adjectives, up to the next phrase, verb or small word.
    fn noun(
        &mut self,
        words: &Words<'_>,
        i: usize,
        range: Range<usize>,
        sides: &[SidePhrase],
        starts: &[Start],
    ) -> usize {
        let mut to = i;
        loop {
            // A noun of an event of several words goes in whole.
            to = words.noun_at(to).map_or(to + 1, |(end, _)| end.max(to + 1)).min(range.end);
            let stop = to >= range.end
                || starts[to] != Start::Nothing
                || words.is_mark(to)
                || words.word(to) == "that"
                || words.name_at(to).is_some_and(|n| n.entry == Entry::Decoy)
                || words.is(
                    to,
                    class::CONJUNCTION
                        | class::RELATIVE
                        | class::SUBORDINATOR
                        | class::PRONOUN
                        | class::MODAL
                        | class::BE
                        | class::HAVE
                        | class::DO,
                )
                || words.is(to, class::PREPOSITION) && !words.is_joined(to) && !words.is_joined(to + 1)
                // `a long strip` is one noun
                || words.is(to, class::ADVERB)
                    && !words.is(to, class::ADJECTIVE)
                    && !modifies_party(words, to + 1)
                    && !(words.is(to - 1, class::DET) && (words.is_in(to + 1, list::GROUND) || words.part_at(to + 1).is_some()))
                || words.is(to, class::DET) && words.noun_at(to).is_none()
                || words.word(to) == "out"
                || words.word(to) == "close" && words.word(to + 1) == "to"
                || is_unknown_past(words, to)
                    && is_plural_noun(words, to - 1)
                    && words.is(to + 1, class::PREPOSITION)
                    && !matches!(words.word(to + 1), "by" | "with")
                || self.starts_verb(words, to, range.clone());
            if stop {
                break;
            }
        }
        // `the Islamist rebels`: the words before a side belong to it.
        if let Some(&Start::Side(s)) = starts.get(to).filter(|_| to < range.end) {
            let s = s as usize;
            let plain = (i..to).all(|t| {
                words.is(t, class::DET | class::NUMBER | class::ADJECTIVE | class::ADVERB) && words.noun_at(t).is_none()
                    || modifies_party(words, t)
            });
            if plain {
                let from = self.take_count(words, i, &sides[s], sides);
                return self.push(Kind::Side(s), from, over_emphasis(words, sides[s].to).min(range.end));
            }
        }
        self.push(Kind::Noun, i, to)
    }

    fn starts_verb(&self, words: &Words<'_>, i: usize, range: Range<usize>) -> bool {
        words.is(i, class::VERB) && is_main_verb(words, i, range, &self.chunks, &self.verbs, true)
    }
}

/// `"Terrorists" hold P`: marks of quotation around a party alone mean nothing. Its kind, and the end with the marks.
fn quoted(
    words: &Words<'_>,
    i: usize,
    places: &[Phrase],
    sides: &[SidePhrase],
    starts: &[Start],
) -> Option<(Kind, usize)> {
    let mark = words.word(i);
    let (kind, to) = match *starts.get(i + 1).filter(|_| matches!(mark, "\"" | "'"))? {
        Start::Side(s) => (Kind::Side(s as usize), sides[s as usize].to),
        Start::Place(p) => (Kind::Place(p as usize), places[p as usize].to),
        _ => return None,
    };
    (words.word(to) == mark).then_some((kind, to + 1))
}

/// What a punctuation mark is.
fn mark(word: &str) -> Kind {
    match word {
        "'s" => Kind::Possessive,
        "\"" | "'" => Kind::Quote,
        ";" | ":" => Kind::Clause,
        _ => Kind::Comma,
    }
}

/// `the rebels themselves`: the token after a party that ends at `to` and the word that stresses it.
fn over_emphasis(words: &Words<'_>, to: usize) -> usize {
    to + usize::from(matches!(words.word(to), "themselves" | "itself"))
}

/// `Syria's former rebels`, `the country's rebels`: where the words begin that it owns.
fn homeland(words: &Words<'_>, i: usize) -> Option<usize> {
    let noun = i + usize::from(words.is(i, class::DET));
    (words.is_in(noun, list::HOMELAND) && words.word(noun + 1) == "'s").then_some(noun + 2)
}

/// `concentrated`, `relocated`: a past form that no list has.
fn is_unknown_past(words: &Words<'_>, i: usize) -> bool {
    let word = words.word(i);
    words.id(i) == 0
        && word.len() > 5
        && word.ends_with("ed")
        && !words.is_capital(i)
        && !words.is_joined(i)
        && !words.is_joined(i + 1)
}

/// `strikes`, `warplanes`: a noun that can be the subject of the verb after it.
fn is_plural_noun(words: &Words<'_>, i: usize) -> bool {
    words.word(i).ends_with('s') && !words.is(i, class::DET | class::ADJECTIVE | class::NUMBER | class::ADVERB)
}
