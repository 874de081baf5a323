//! Sentences that only name the places counted before: `Rebels took two towns. They are P and Q.`

use super::Scene;
use crate::claim::Extent;
use crate::extract::chunks::Kind;
use crate::extract::list;
use crate::extract::places::What;

/// The chunk that tells it, and the places named.
type Named = (usize, Vec<(usize, Extent)>);

impl Scene<'_> {
    /// The places of such a sentence.
    pub fn named_after(&self) -> Option<Named> {
        let verb = (0..8).find(|&c| matches!(self.kind(c), Kind::Verb(_)))?;
        self.named_as(verb)
            .or_else(|| self.named_in_commas(verb))
            .or_else(|| self.equated_to_them(verb))
            .or_else(|| self.counted_among_them(verb))
    }

    /// Whether the sentence names one of several: `One of them is P`. The next may name another.
    pub fn names_one_of_them(&self) -> bool {
        (0..3).any(|c| self.is_one_of_them(c))
    }

    /// `The Observatory named the villages as P and Q`, `named three of them as P, Q and R`, `They were named as P`.
    fn named_as(&self, verb: usize) -> Option<Named> {
        let naming = matches!(self.lemma(self.verb_of(verb)), "name" | "identify" | "list");
        let at = match self.kind(verb + 1) {
            _ if self.verb_of(verb).passive && self.are_meant(verb) => verb + 1,
            Kind::Place(p) if self.places[p].plural && self.places[p].what == What::Anaphor => verb + 2,
            Kind::Pronoun if self.word(verb + 1) == "them" => verb + 2,
            Kind::Noun if self.word(verb + 2) == "of" && self.word(verb + 3) == "them" => verb + 4,
            _ => return None,
        };
        let told = naming && self.word(at) == "as";
        self.named_from(at + 1).filter(|_| told).map(|(places, _)| (verb, places))
    }

    /// `The two towns, P and Q, lie near the border`.
    fn named_in_commas(&self, verb: usize) -> Option<Named> {
        let several =
            matches!(self.kind(0), Kind::Place(p) if self.places[p].plural && self.places[p].what == What::Anaphor);
        let comma = |c: usize| matches!(self.word(c), "," | "-" | "(");
        let (places, at) = self.named_from(2).filter(|_| several && comma(1))?;
        (at < verb && self.kind(at) == Kind::Comma).then_some((verb, places))
    }

    /// `Among them were P and Q`, `They include P`, `One of them is P, the other Q`.
    fn equated_to_them(&self, verb: usize) -> Option<Named> {
        let is = matches!(self.lemma(self.verb_of(verb)), "be" | "include") && !self.verb_of(verb).passive;
        if !is || !self.are_meant(verb) {
            return None;
        }
        let (mut places, at) = self.named_from(verb + 1)?;
        let other = (at..self.row.chunks.len()).find(|&c| self.is_other(c));
        if let Some(other) = other.filter(|_| self.names_one_of_them()) {
            let next = other + 1 + usize::from(self.row.verb(other + 1).is_some_and(|v| self.lemma(v) == "be"));
            places.extend(self.named_from(next).map_or_else(Vec::new, |(more, _)| more));
        }
        Some((verb, places))
    }

    /// `P and Q were among them`, `P was one of them`, `P is the most important`.
    fn counted_among_them(&self, verb: usize) -> Option<Named> {
        let (places, at) = self.named_from(0)?;
        let is = at == verb && self.lemma(self.verb_of(verb)) == "be" && !self.verb_of(verb).negated;
        let next = verb + 1;
        let them = |c: usize| matches!(self.word(c), "them" | "these" | "those");
        let among =
            self.word(next) == "among" && (self.words.word(self.row.chunks[next].to - 1) == "them" || them(next + 1));
        let one = matches!(self.word(next), "one" | "two") && self.word(next + 1) == "of" && them(next + 2);
        let ranked = self.past_rank(next).is_some_and(|c| {
            let ended = self.row.chunks.get(c).is_none_or(|chunk| self.is_ended(chunk.from));
            ended || self.word(c) == "of" && them(c + 1)
        });
        (is && (among || one || ranked)).then_some((verb, places))
    }

    /// Past `the largest`, `the second`, `the most important`.
    fn past_rank(&self, chunk: usize) -> Option<usize> {
        let range = self.row.chunks.get(chunk).filter(|c| c.kind == Kind::Noun)?;
        let the = self.words.word(range.from) == "the";
        let rank = self.words.is_in(range.to - 1, list::RANKS) && range.to == range.from + 2;
        let most = self.words.word(range.from + 1) == "most";
        let past = if most { range.from + 3 } else { range.to };
        (the && (most || rank)).then(|| self.row.chunks.partition_point(|c| c.from < past))
    }

    /// Whether the places counted before are what stands before the verb: `They`, `Among them`, `The villages`.
    fn are_meant(&self, verb: usize) -> bool {
        let pointed = verb <= 4
            && (0..verb).any(|c| match self.kind(c) {
                Kind::Prep => matches!(self.word(c), "among them" | "among"),
                Kind::Pronoun | Kind::Noun => matches!(self.word(c), "they" | "these" | "those" | "it"),
                Kind::Place(p) => self.places[p].what == What::Anaphor && self.places[p].plural,
                _ => false,
            });
        let it = self.word(0) == "it" && self.lemma(self.verb_of(verb)) != "include";
        pointed && !it || self.names_one_of_them()
    }

    /// `one`, `the first`, `the other`, at the head of the sentence.
    fn is_one_of_them(&self, chunk: usize) -> bool {
        let Some(range) = self.row.chunks.get(chunk).filter(|_| chunk == 0) else { return false };
        let last = self.words.word(range.to - 1);
        let of_them = self.word(chunk + 1) == "of" && self.word(chunk + 2) == "them";
        let ranked = self.words.word(range.from) == "the" && range.to == range.from + 2;
        let alone = self.row.verb(chunk + 1).is_some() || of_them && self.row.verb(chunk + 3).is_some();
        range.kind == Kind::Noun
            && (matches!(last, "one" | "two") && (of_them || alone && last == "one")
                || ranked
                    && alone
                    && (matches!(last, "other" | "others") || self.words.is_in(range.to - 1, list::RANKS))
                || self.past_rank(chunk).is_some_and(|c| self.row.verb(c).is_some()))
    }

    /// `the other`, `another`.
    fn is_other(&self, chunk: usize) -> bool {
        self.kind(chunk) == Kind::Noun
            && matches!(self.words.word(self.row.chunks[chunk].to - 1), "other" | "others" | "another")
    }

    /// The names listed from this chunk on, and the chunk after them.
    fn named_from(&self, chunk: usize) -> Option<(Vec<(usize, Extent)>, usize)> {
        let named = matches!(self.kind(chunk), Kind::Place(p) if self.has_name(p));
        let (places, at, _) = self.listed_after(chunk, Extent::Whole, None);
        (named && places.iter().all(|&(p, _)| self.has_name(p))).then_some((places, at))
    }
}
