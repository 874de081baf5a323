//! Backers: words about those who stand behind a side and do not act.

use super::{Kind, Row};
use crate::extract::lexicon::{NounEvents, class};
use crate::extract::list;
use crate::extract::words::Words;

impl Row {
    /// Whether `alongside` at this chunk leads to a noun of an event.
    fn opens_event(&self, words: &Words<'_>, prep: usize) -> bool {
        let whose = usize::from(matches!(self.kind(prep + 1), Kind::Side(_)));
        let Some(noun) = self.chunks.get(prep + 1 + whose).filter(|c| c.kind == Kind::Noun) else { return false };
        let with = self.chunks[prep];
        (words.word(with.from) == "alongside" || words.word(with.from) == "along" && with.to == with.from + 2)
            && (noun.from..noun.to).any(|t| words.noun_at(t).is_some())
    }

    /// `accompanied by shelling`.
    fn leads_to_strike(&self, words: &Words<'_>, verb: usize) -> bool {
        let with = words.is_in(self.chunks[verb].to - 1, list::GOING_WITH) && self.kind(verb + 1) == Kind::Prep;
        let noun = self.chunks.get(verb + 2).filter(|c| with && c.kind == Kind::Noun);
        let strike = |t: usize| words.noun_events(t).has(NounEvents::STRIKE) && !words.is(t, class::ARMS);
        noun.is_some_and(|noun| (noun.from..noun.to).any(strike))
    }

    /// Whether `from` at this chunk leads to the country that fighters come from.
    fn leads_to_homes(&self, words: &Words<'_>, prep: usize) -> bool {
        words.word(self.chunks[prep].from) == "from" && self.is_home(words, prep + 1)
    }

    /// `other battalions`.
    fn is_other(&self, words: &Words<'_>, chunk: usize) -> bool {
        self.chunks.get(chunk).is_some_and(|noun| matches!(words.word(noun.from), "other" | "allied"))
    }

    /// `artillery`, `helicopter gunships`.
    fn are_arms(&self, words: &Words<'_>, chunk: usize) -> bool {
        let noun = self.chunks.get(chunk).filter(|c| c.kind == Kind::Noun);
        noun.is_some_and(|c| words.is(c.to - 1, class::ARMS)) && matches!(self.kind(chunk + 1), Kind::Verb(_))
    }

    /// The bracket that closes other names of a party, opened at this chunk, where the party is followed by more.
    fn closes_name(&self, words: &Words<'_>, open: usize) -> Option<usize> {
        let is = |c: usize, mark: &str| self.kind(c) == Kind::Comma && words.word(self.chunks[c].from) == mark;
        let close = (open + 1..(open + 12).min(self.chunks.len())).find(|&c| is(c, ")")).filter(|_| is(open, "("))?;
        let mut inside = self.chunks[open + 1..close].iter();
        let named = inside.clone().any(|chunk| matches!(chunk.kind, Kind::Side(_)));
        let other = inside.any(|chunk| matches!(chunk.kind, Kind::Place(_) | Kind::Verb(_)));
        let goes_on = self.kind(close + 1) == Kind::And && matches!(self.kind(close + 2), Kind::Side(_));
        (named && !other && (goes_on || is(close + 1, ","))).then_some(close)
    }

    fn is_home(&self, words: &Words<'_>, chunk: usize) -> bool {
        let home = self.chunks.get(chunk).filter(|c| matches!(c.kind, Kind::Side(_) | Kind::Noun));
        home.is_some_and(|c| c.to == c.from + 1 && words.is(c.from, class::NOPLACE) && words.is_capital(c.from))
    }

    /// `rebels backed by Turkey`, `forces loyal to X`, `along with Hezbollah`: the backer does not act.
    pub(super) fn mark_backing(&mut self, words: &Words<'_>) {
        for i in 1..self.chunks.len() {
            let backing = match self.chunks[i].kind {
                // `clashes accompanied by shelling`: another event.
                Kind::Verb(v) => {
                    let verb = self.verbs[v];
                    words.is(verb.main, class::BACKING)
                        && !verb.infinitive
                        && verb.bare
                        && !self.leads_to_strike(words, i)
                }
                // `clashes alongside shelling of P`: another event.
                Kind::Prep => {
                    matches!(words.word(self.chunks[i].from), "alongside" | "including" | "besides" | "like" | "along")
                        && !self.opens_event(words, i)
                }
                // `P remains loyal to S` tells of P.
                Kind::Noun => {
                    matches!(words.word(self.chunks[i].from), "loyal" | "allied" | "affiliated")
                        && !matches!(self.chunks[i - 1].kind, Kind::Verb(_))
                }
                _ => false,
            };
            if !backing {
                continue;
            }
            let mut end = i + 1;
            let mut sides = 0;
            while end < self.chunks.len() {
                match self.chunks[end].kind {
                    // `backed by militiamen from Iraq and Lebanon`
                    Kind::Prep if sides > 0 && self.leads_to_homes(words, end) => {
                        end += 1;
                        while self.kind(end + 1) == Kind::And && self.is_home(words, end + 2) {
                            end += 2;
                        }
                    }
                    // `backed by S in P`: where it happens is the clause's.
                    Kind::Prep if sides > 0 && matches!(self.kind(end + 1), Kind::Place(_) | Kind::Time) => break,
                    // `the army and allied militiamen against rebels`
                    Kind::Prep if words.word(self.chunks[end].from) == "against" => break,
                    // `rebels backed by jets have in ten days retaken P`
                    Kind::Adverb if sides > 0 && words.is(self.chunks[end].from, class::HAVE) => break,
                    Kind::Prep | Kind::Adverb | Kind::Possessive => {}
                    Kind::Side(_) | Kind::Noun
                        if sides == 0
                            || matches!(
                                self.kind(end - 1),
                                Kind::And | Kind::Side(_) | Kind::Noun | Kind::Possessive
                            ) =>
                    {
                        sides += 1;
                    }
                    Kind::And if sides > 0 && matches!(self.kind(end + 1), Kind::Side(_)) => {}
                    // `backed by Islamist and other battalions`
                    Kind::And
                        if sides > 0 && matches!(self.kind(end + 1), Kind::Noun) && self.is_other(words, end + 1) => {}
                    // `backed by armour and artillery`
                    Kind::And if sides > 0 && self.are_arms(words, end + 1) => {}
                    // `backed by Russia and Iran`
                    Kind::And if sides > 0 && self.is_home(words, end + 1) => {}
                    // `supported by the Levant Front (formerly the Nusra Front) and the FSA`
                    Kind::Comma if let Some(close) = self.closes_name(words, end).filter(|_| sides > 0) => end = close,
                    // `backed by tanks, warplanes and special forces`
                    Kind::Comma
                        if sides > 0
                            && matches!(self.kind(end + 1), Kind::Side(_) | Kind::Noun)
                            && self.kind(end + 2) == Kind::And
                            && matches!(self.kind(end + 3), Kind::Side(_) | Kind::Noun) =>
                    {
                        end += 3;
                    }
                    _ => break,
                }
                end += 1;
            }
            // `including` a list of places is no backing.
            if sides == 0 {
                continue;
            }
            for chunk in &mut self.chunks[i..end] {
                chunk.kind = Kind::Skip;
            }
        }
    }
}
