//! A word after a party: what it does, or what it has (`rebels hold P`, `army attempts to`, `an army patrol`).

use super::{Here, headline_like, is_state};
use crate::extract::chunks::objects::{opens_share, takes_noun};
use crate::extract::chunks::{Chunk, Kind, Verb};
use crate::extract::clauses::open_clause;
use crate::extract::lexicon::{Entry, Form, class};
use crate::extract::list;
use crate::extract::words::Words;

impl Here<'_> {
    /// What the party before it settles.
    pub(super) fn by_party(&self) -> Option<bool> {
        let (words, i) = (self.words, self.i);
        if !self.inside_noun && is_deed_of_party(words, i, self.range.end, self.chunks, self.verbs) {
            return Some(true);
        }
        // `in response to YPG attempts`: after a governed side a noun.
        let bare_form = words.forms(i).iter().all(|f| matches!(f.1, Form::Base | Form::Third));
        let governed = matches!(self.chunks, [.., p, s] if p.kind == Kind::Prep && matches!(s.kind, Kind::Side(_)));
        if bare_form && governed && !self.inside_noun {
            return Some(self.is_done_by_members());
        }
        if self.is_effort_of_party() {
            return Some(false);
        }
        let inside_sentence = self.previous.is_some_and(|p| !words.is_mark(p));
        if words.is_capital(i) && inside_sentence && !headline_like(words, &self.range) {
            return Some(false);
        }
        // `P, which the Southern Front holds`
        if self.follows_relative_party() && !self.inside_noun && self.has_form(Form::Third) && is_state(words, i) {
            return Some(true);
        }
        // `rebels who fight`, `rebels no longer control`: what they do.
        matches!(self.before_word, "who" | "longer").then_some(true)
    }

    /// `three army attempts to`, `several rebel bids to`, `Rebel attempts to`: a party in the singular and without an
    /// article acts for none.
    fn is_effort_of_party(&self) -> bool {
        let (words, i) = (self.words, self.i);
        if words.word(i + 1) != "to" || !self.has_form(Form::Third) || !words.is_in(i, list::EFFORTS) {
            return false;
        }
        let counted = |n: &Chunk| n.kind == Kind::Noun && words.is(n.to - 1, class::NUMBER | class::ADJECTIVE);
        match self.chunks {
            [.., n, s] if counted(n) && matches!(s.kind, Kind::Side(_)) => true,
            [.., s] if matches!(s.kind, Kind::Side(_)) => s.to == s.from + 1 && words.is_in(s.from, list::REBEL_NOUNS),
            _ => false,
        }
    }

    /// `Fighters of IS remain in P`, `hundreds of rebels hold P`: what they do.
    fn is_done_by_members(&self) -> bool {
        let (words, next) = (self.words, self.i + 1);
        let stays = words.is_in(self.i, list::STAYING) && words.is(next, class::PREPOSITION);
        let place_next = words.name_at(next).is_some_and(|n| matches!(n.entry, Entry::Place(_)));
        matches!(self.chunks, [.., p, _] if words.word(p.from) == "of")
            && (stays || is_state(words, self.i) && place_next)
    }

    /// `which the Southern Front`, `that IS still`.
    pub(super) fn follows_relative_party(&self) -> bool {
        let adverbs = self.chunks.iter().rev().take_while(|c| c.kind == Kind::Adverb).count();
        let before = &self.chunks[..self.chunks.len() - adverbs];
        matches!(before, [.., r, s] if r.kind == Kind::Relative && matches!(s.kind, Kind::Side(_)))
    }

    /// `out of army control since`, `repelled the regimes attack on P`, `an army patrol`: what a party has, or what was
    /// done against it.
    pub(super) fn is_noun_of_party(&self) -> bool {
        let words = self.words;
        let governed = self.chunks.len() >= 2
            && matches!(self.last, Some(Kind::Side(_)))
            && self.chunks[self.chunks.len() - 2].kind == Kind::Prep;
        let against = |v: usize| {
            let lemma = self.verbs.get(v).and_then(|verb| verb.lemma);
            lemma.is_some_and(|l| words.lexicon.is_verb_in(l, list::THWARTING))
        };
        // `an army patrol`: one patrols, and does not patrol.
        let one = matches!(self.chunks, [.., s] if matches!(s.kind, Kind::Side(_)) && matches!(words.word(s.from), "a" | "an"));
        if one && !self.inside_noun && !self.has_form(Form::Third) {
            return true;
        }
        let thwarted = matches!(self.chunks, [.., v, s] if matches!(s.kind, Kind::Side(_)) && matches!(v.kind, Kind::Verb(v) if against(v)));
        self.noun && governed || thwarted && (self.noun || words.is_in(self.i, list::EFFORTS))
    }
}

/// `Rebels in the south hold P`, `troops loyal to S shell P`, `The rebels, who lost P, hold Q`: a verb in the plural,
/// with its object, after the clause's first party and what more is said of it.
fn is_deed_of_party(words: &Words<'_>, i: usize, end: usize, chunks: &[Chunk], verbs: &[Verb]) -> bool {
    if !words.forms(i).iter().any(|f| f.1 == Form::Base) {
        return false;
    }
    let next = i + 1;
    let takes_object = words.is(next, class::DET)
        || words.is(next, class::DIRECTION) && words.is_capital(next + 1)
        || matches!(words.word(next), "it" | "them")
        || takes_noun(words, i)
        || words.is(next, class::NUMBER)
        || words.name_at(next).is_some_and(|n| matches!(n.entry, Entry::Place(_)) || words.is_joined(n.to))
        || words.part_at(next).is_some()
        || opens_share(words, next);
    if next >= end || !takes_object {
        return false;
    }
    let more = |c: &Chunk| match c.kind {
        Kind::Prep => words.word(c.from) != "under",
        // `backed by S2`, `belonging to S2`
        Kind::Verb(v) => verbs[v].bare || verbs[v].ing,
        kind => matches!(kind, Kind::Place(_) | Kind::Side(_) | Kind::Noun | Kind::Adverb | Kind::Skip | Kind::And),
    };
    let plural = |side: &Chunk| is_plural(words, side);
    let clause = open_clause(chunks);
    let members = |noun: &Chunk| {
        let last = noun.to - 1;
        let counted = words.is_in(last, list::CROWDS) || words.is_in(last, list::SHARES_OF);
        noun.kind == Kind::Noun && (counted || words.is(last, class::PEOPLE))
    };
    let party = match &chunks[clause..] {
        // `Members of the rebel alliance`, `Hundreds of rebels`
        [noun, of, party @ ..] if members(noun) && words.word(of.from) == "of" => party,
        party => party,
    };
    let of_members = party.len() < chunks.len() - clause;
    match party {
        [side, rest @ ..] if matches!(side.kind, Kind::Side(_)) => {
            let led = |t: usize| words.is(t, class::PREPOSITION);
            let told = rest.iter().any(|c| matches!(c.kind, Kind::Prep | Kind::Skip)) || (side.from..side.to).any(led);
            // `The rebels who fled P hold Q`
            let relative = matches!(rest, [who, verb, .., last] if who.kind == Kind::Relative
                && matches!(verb.kind, Kind::Verb(v) if verbs[v].is_finite())
                && matches!(last.kind, Kind::Place(_) | Kind::Side(_) | Kind::Noun | Kind::Time));
            let one_verb = rest.iter().filter(|c| matches!(c.kind, Kind::Verb(v) if verbs[v].is_finite())).count() == 1;
            let joined = rest.iter().filter(|c| c.kind == Kind::And).count();
            ((told || of_members) && rest.len() <= 4 + 2 * joined && rest.iter().all(more)
                || relative && one_verb && rest.len() <= 8)
                && (plural(side) || of_members)
        }
        rest if rest.iter().all(|c| c.kind == Kind::Adverb) => {
            let opens = chunks[..clause.saturating_sub(1)].iter().rposition(|c| c.kind == Kind::Comma);
            let side = opens.and_then(|c| c.checked_sub(1)).map(|c| &chunks[c]);
            clause > 0
                && chunks[clause - 1].kind == Kind::Comma
                && side.is_some_and(|side| matches!(side.kind, Kind::Side(_)) && plural(side))
        }
        _ => false,
    }
}

/// Whether a party in the plural is all there is of the clause so far: `Rebels fighting in the south`.
pub(super) fn opens_with_party(words: &Words<'_>, chunks: &[Chunk]) -> bool {
    match chunks {
        [rest @ .., side] if matches!(side.kind, Kind::Side(_)) => {
            open_clause(rest) == rest.len() && is_plural(words, side)
        }
        _ => false,
    }
}

fn is_plural(words: &Words<'_>, side: &Chunk) -> bool {
    (side.from..side.to).any(|t| words.word(t).ends_with('s') || words.is_in(t, list::PLURAL_SUBJECTS))
}
