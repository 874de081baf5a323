//! Who acts, where no subject tells: `by S`, `from S`, the side after a verb.

use crate::extract::chunks::Kind;
use crate::extract::frames::{Scene, Subject, enemy};
use crate::extract::lexicon::{Entry, Named, class};
use crate::extract::list;
use crate::side::Side;

impl Scene<'_> {
    /// For a participle at the start: the first side after it that is no object.
    pub(in crate::extract::frames) fn subject_after(&self, chunk: usize) -> Subject {
        for c in chunk + 1..self.row.chunks.len() {
            match self.kind(c) {
                Kind::Side(s) if self.governing_prep(c).is_none() && self.object_of(c).is_none() => {
                    return Subject::Side(s);
                }
                Kind::Side(s) if matches!(self.kind(c - 1), Kind::Comma) => return Subject::Side(s),
                // `Taking P would be a victory for S`
                Kind::Verb(v) if self.row.verbs[v].is_finite() => {
                    return self.prep_side(c + 1, &["for"]).map_or(Subject::None, Subject::Side);
                }
                _ => {}
            }
        }
        Subject::None
    }

    /// Who gains by what the sentence tells after this chunk: `would allow S to`, `a victory for S`, `a blow to S`
    /// of S's enemy, `S would be cut off` likewise.
    pub(in crate::extract::frames) fn gainer(&self, chunk: usize) -> Option<Side> {
        let sided = |s: usize| self.sides[s].side;
        let to_for = ["to", "for"];
        (chunk + 1..self.row.chunks.len()).find_map(|c| match self.kind(c) {
            Kind::Verb(v) if self.is_verb(&self.row.verbs[v], list::LETTING) => {
                self.object_side(c + 1).0.and_then(sided)
            }
            Kind::Verb(v) if self.is_verb(&self.row.verbs[v], list::LOSING) => match self.kind(c - 1) {
                Kind::Side(s) => sided(s).and_then(enemy),
                _ => None,
            },
            Kind::Noun => {
                let head = self.row.chunks[c].to - 1;
                let side = || self.prep_side(c + 1, &to_for).and_then(sided);
                if self.words.is_in(head, list::GAINS_FOR) {
                    side().or_else(|| self.owner(c).and_then(sided))
                } else if self.words.is_in(head, list::BLOWS_TO) {
                    side().and_then(enemy)
                } else {
                    None
                }
            }
            _ => None,
        })
    }

    /// Who suffers by what the sentence tells after this chunk: `is a blow to S`, `a setback for S`.
    pub(in crate::extract::frames) fn sufferer(&self, chunk: usize) -> Option<usize> {
        let to_for = ["to".to_owned(), "for".to_owned()];
        let blow =
            |&c: &usize| self.kind(c) == Kind::Noun && self.words.is_in(self.row.chunks[c].to - 1, list::BLOWS_TO);
        let blow = (chunk + 1..self.row.chunks.len()).find(blow)?;
        self.prep_side(blow + 1, &to_for).or_else(|| self.owner(blow))
    }

    /// The side for which somebody speaks: `a rebel spokesman`, `opposition officials`.
    pub(in crate::extract::frames) fn spokesman(&self, noun: usize) -> Option<Side> {
        let range = self.row.chunks[noun];
        let speaks = self.words.is(range.to - 1, class::NOT_SIDE);
        (range.from..range.to).filter(|_| speaks).find_map(|t| match self.words.name_at(t)?.entry {
            Entry::Side(Named::Side(side), ..) => Some(side),
            _ => None,
        })
    }

    /// `by S` after a verb, before the next finite verb.
    pub(in crate::extract::frames) fn by_agent(&self, from: usize) -> Subject {
        let by = ["by"];
        let first = self.prep_agent(from, &by);
        // `seized by force by the army`
        if let Subject::Noun(noun) = first
            && let second @ Subject::Side(_) = self.prep_agent(noun + 1, &by)
        {
            return second;
        }
        first
    }

    /// Who acts after one of these prepositions.
    pub(in crate::extract::frames) fn prep_agent<P: AsRef<str>>(&self, from: usize, preps: &[P]) -> Subject {
        match self.prep_np(from, preps) {
            Some(c) => match self.kind(c) {
                Kind::Side(s) => {
                    // `by regime air strikes`
                    if let Kind::Noun = self.kind(c + 1)
                        && self.sides[s].adjective
                        && preps.iter().any(|p| matches!(p.as_ref(), "by" | "from"))
                    {
                        return Subject::Noun(c + 1);
                    }
                    Subject::Side(s)
                }
                // `by hardline rebels`
                Kind::Noun if !self.is_people(c) && self.words.noun_at(self.row.chunks[c].to - 1).is_none() => {
                    match self.kind(c + 1) {
                        Kind::Side(s) if !self.sides[s].adjective => Subject::Side(s),
                        _ => Subject::Noun(c),
                    }
                }
                Kind::Noun => Subject::Noun(c),
                _ => Subject::None,
            },
            None => Subject::None,
        }
    }

    /// The chunk after one of these prepositions, before the next finite verb or clause.
    fn prep_np<P: AsRef<str>>(&self, from: usize, preps: &[P]) -> Option<usize> {
        let mut c = from;
        while c < self.row.chunks.len() {
            match self.kind(c) {
                Kind::Prep if self.is_prep(c, preps) => {
                    let mut n = c + 1;
                    // `by either Syrian or Russian jets`
                    while matches!(self.kind(n), Kind::Quote | Kind::Adverb)
                        || matches!(self.word(n), "either" | "both") && matches!(self.kind(n + 1), Kind::Side(_))
                    {
                        n += 1;
                    }
                    if self.kind(n) == Kind::Noun
                        && matches!(self.kind(n + 1), Kind::Prep)
                        && self.word(n + 1) == "of"
                        && matches!(self.kind(n + 2), Kind::Side(_))
                    {
                        // `into the hands of rebels`, `by fighters of the Nusra Front`
                        return Some(n + 2);
                    }
                    if let Some(owner) = self.belongs_to(n) {
                        return Some(owner);
                    }
                    // `by dozens of rockets`
                    if self.kind(n) == Kind::Noun && self.word(n + 1) == "of" && self.is_count(n) {
                        n += 2;
                    }
                    if matches!(self.kind(n), Kind::Side(_) | Kind::Noun) {
                        return Some(n);
                    }
                }
                Kind::Verb(v) if self.row.verbs[v].is_finite() => return None,
                Kind::Clause | Kind::Relative => return None,
                _ => {}
            }
            c += 1;
        }
        None
    }

    /// `a council allied to S`, `a group linked to S`: the side it belongs to.
    fn belongs_to(&self, noun: usize) -> Option<usize> {
        let last = |c: usize| self.row.chunks.get(c).map_or(0, |chunk| chunk.to - 1);
        let prep = match self.kind(noun + 1) {
            Kind::Prep if self.words.is_in(last(noun), list::BELONGING) => noun + 1,
            Kind::Verb(_) if self.words.is_in(last(noun + 1), list::BELONGING) => noun + 2,
            _ => return None,
        };
        let whose = matches!(self.word(prep), "to" | "with") && self.kind(noun) == Kind::Noun;
        (whose && matches!(self.kind(prep + 1), Kind::Side(_))).then_some(prep + 1)
    }

    /// The side after one of these prepositions.
    pub(in crate::extract::frames) fn prep_side<P: AsRef<str>>(&self, from: usize, preps: &[P]) -> Option<usize> {
        if preps.is_empty() {
            return None;
        }
        let c = self.prep_np(from, preps)?;
        match self.kind(c) {
            Kind::Side(s) => Some(s),
            Kind::Noun => match (self.kind(c + 1), self.kind(c + 2)) {
                (Kind::Side(s), _) => Some(s),
                // `from the control of S`
                (Kind::Prep, Kind::Side(s)) if self.word(c + 1) == "of" => Some(s),
                _ => None,
            },
            _ => None,
        }
    }

    /// A direct object that is a side, and the chunk after it.
    pub(in crate::extract::frames) fn object_side(&self, from: usize) -> (Option<usize>, usize) {
        let mut c = from;
        while c < self.row.chunks.len() {
            match self.kind(c) {
                // `brought the army and its allies to P`
                Kind::Side(s) => {
                    let joined = self.kind(c + 1) == Kind::And
                        && matches!(self.kind(c + 2), Kind::Side(o)
                        if self.sides[o].side == self.sides[s].side && !self.sides[o].adjective);
                    return (Some(s), c + if joined { 3 } else { 1 });
                }
                Kind::Adverb | Kind::Time | Kind::Quote | Kind::Noun => c += 1,
                _ => return (None, from),
            }
        }
        (None, from)
    }
}
