//! Parts and measures of a place: `most of P`, `the east of P`, `areas in P`, `80 percent of P`.

use super::{Finder, Phrase, What, is_direction_noun, wider};
use crate::claim::Extent;
use crate::extract::lexicon::{Entry, TypeClass, class};
use crate::extract::list;
use crate::extract::sentence::Shape;
use crate::place::Kind;

impl Finder<'_> {
    /// `more than half of P`, `about 80 percent of P`: where the measure of a part begins.
    pub(super) fn measure(&self, from: usize, limit: usize, phrase: &Phrase) -> usize {
        let words = self.words;
        if phrase.extent != Extent::Part || from <= limit || from >= phrase.core.0 {
            return from;
        }
        let before = words.word(from - 1);
        if self.is_particle(from - 1) {
            return from;
        }
        if from > limit + 1 && matches!((words.word(from - 2), before), ("more" | "less", "than") | ("at", "least")) {
            return from - 2;
        }
        let measured = words.is(from, class::NUMBER)
            || words.word(from) == "half"
            || words.text.tokens()[from].shape == Shape::Number;
        if measured
            && matches!(
                before,
                "about" | "around" | "roughly" | "nearly" | "almost" | "some" | "over" | "approximately"
            )
        {
            return from - 1;
        }
        from
    }

    /// `took over two villages`: the word belongs to the verb.
    pub(super) fn is_particle(&self, at: usize) -> bool {
        let words = self.words;
        let Some(verb) = at.checked_sub(1) else { return false };
        // `control over 80 percent of P`
        if words.word(at) == "over" && words.noun_at(verb).is_some() {
            return true;
        }
        words
            .forms(verb)
            .iter()
            .any(|f| words.lexicon.rules_of(f.0).iter().any(|(_, particles)| particles.as_slice() == [words.id(at)]))
    }

    /// `80 percent`, `a third`: a number, or a part counted once.
    pub(super) fn is_share(&self, at: usize) -> bool {
        let words = self.words;
        words.is(at, class::NUMBER)
            || matches!(words.word(at), "a" | "an" | "one")
                && matches!(words.word(at + 1), "third" | "quarter" | "half" | "fifth" | "tenth")
    }

    pub(super) fn can_be_part(&self, kind: u16, plural: bool) -> bool {
        let class = self.words.lexicon.types[kind as usize].class;
        let noun = self.words.lexicon.types[kind as usize].noun.as_str();
        matches!(class, TypeClass::Quarter | TypeClass::Area) && plural
            || matches!(noun, "sector" | "section" | "side" | "half" | "part")
            || class == TypeClass::Land && self.words.lexicon.types[kind as usize].noun == "countryside"
    }

    /// Reads what stands before `of`: a kind (`the town of`), a part (`most of`), a direction
    /// (`the east of`, `5 km north of`). Gives where it begins, and whether it is a part.
    pub(super) fn part_of(&self, phrase: &mut Phrase, of: usize, limit: usize, named: bool) -> Option<(usize, bool)> {
        let words = self.words;
        let before = of - 1;
        if words.is(before, class::DIRECTION) && is_direction_noun(words.word(before)) {
            // `to the north of P` is outside it.
            let paired = before > 3 && words.word(before - 1) == "and" && words.is(before - 2, class::DIRECTION);
            let the = before.wrapping_sub(if paired { 3 } else { 1 });
            let outside = before > 1 && words.word(the) == "the" && words.word(the.wrapping_sub(1)) == "to";
            // `P and Q, both north of R`
            let each = before > limit && matches!(words.word(before - 1), "both" | "all");
            let pointed = before > limit
                && !outside
                && !each
                && (words.is(before - 1, class::DET)
                    // `the north and west of P`, but `advanced north and west of P`
                    || before > 2
                        && words.word(before - 1) == "and"
                        && words.is(before - 2, class::DIRECTION)
                        && words.is(before - 3, class::DET)
                    || words.is(before - 1, class::HELD) && words.is_joined(before - 1)
                    || words.is(before - 1, class::ADJECTIVE)
                        && !words.is(before - 1, class::DIRECTION | class::ADVERB));
            if pointed {
                phrase.direction = Some(before);
                return Some((before, true));
            }
            phrase.extent = wider(phrase.extent, Extent::Near);
            let mut from = before - usize::from(each);
            if before > limit + 1 && words.word(before - 1) == "and" && words.is(before - 2, class::DIRECTION) {
                from = before - 2;
            }
            while from > limit
                && (words.is(from - 1, class::NUMBER)
                    || matches!(words.word(from - 1), "(" | ")")
                    || words.is_in(from - 1, list::BEFORE_DIRECTIONS))
            {
                from -= 1;
            }
            return Some((from, false));
        }
        if words.is_in(before, list::UNITS) {
            phrase.extent = wider(phrase.extent, Extent::Near);
            return Some((before, false));
        }
        let gates = words.part_at(before).is_some_and(|part| part == (of, Extent::Outskirts));
        // In `the military airport of P` the army is no side.
        let free = |t: usize| words.name_over(t).is_none_or(|n| n.to < of && matches!(n.entry, Entry::Side(..)));
        if let Some((from, kind, plural)) = words.type_before(of).filter(|t| !gates && t.0 >= limit && free(t.0)) {
            let noun = &words.lexicon.types[kind as usize];
            let of_city = match phrase.what {
                What::Name(spelling) => {
                    matches!((self.kind_of)(spelling), Some(Kind::City | Kind::Governorate | Kind::Town | Kind::Sector))
                }
                What::Open => false,
                _ => true,
            };
            let part = matches!(noun.class, TypeClass::Area)
                || noun.class == TypeClass::Quarter && of_city && (plural || self.is_one_of(from, limit))
                || !named;
            if part && (noun.class != TypeClass::Settlement || !named) {
                let extent = if noun.noun == "suburb" { Extent::Outskirts } else { Extent::Part };
                phrase.extent = wider(phrase.extent, extent);
                if from > limit && words.is(from - 1, class::DIRECTION) {
                    phrase.direction = Some(from - 1);
                    phrase.extent = if extent == Extent::Part { Extent::Whole } else { extent };
                }
                return Some((from, true));
            }
            if noun.class == TypeClass::Line && noun.noun != "crossing" && named {
                return None;
            }
            if noun.noun == "countryside" && from > limit && words.is(from - 1, class::DIRECTION) {
                phrase.direction = Some(from - 1);
            }
            phrase.kind = phrase.kind.filter(|&k| k != kind && noun.class == TypeClass::Settlement).or(Some(kind));
            phrase.plural |= plural;
            return Some((from, false));
        }
        for from in [of.saturating_sub(2), before] {
            if let Some((_, extent)) = words.part_at(from).filter(|p| p.0 == of && from >= limit) {
                // `suburbs of Damascus`, `heart of the city`
                phrase.extent = wider(phrase.extent, extent);
                if from > limit && words.is(from - 1, class::DIRECTION) {
                    phrase.direction = Some(from - 1);
                    if extent == Extent::Part {
                        phrase.extent = Extent::Whole;
                    }
                }
                return Some((from, true));
            }
        }
        None
    }

    /// `a northern district of`, `another neighbourhood of`: one of several.
    fn is_one_of(&self, noun: usize, limit: usize) -> bool {
        let words = self.words;
        let first = (limit..noun).rev().find(|&t| {
            // `a rebel-held quarter of P`
            !words.is(t, class::DIRECTION | class::ADJECTIVE | class::HELD | class::BESIEGED)
                && !words.is_joined(t)
                && !(self.side_over[t]
                    && (words.is_in(t, list::OWNERS)
                        || words.is_joined(t + 1)
                        || words.is(t + 1, class::HELD)
                        || self.side_over[t + 1]))
        });
        // `the last district of P`
        let ranked = (limit..noun).any(|t| words.is_in(t, list::RANKS));
        ranked || first.is_some_and(|t| matches!(words.word(t), "a" | "an" | "another" | "one"))
    }

    /// Reads an unnamed object before `in`: `areas in Leramun`, `a rebel-held district in Aleppo`.
    pub(super) fn part_in(&self, phrase: &mut Phrase, preposition: usize, limit: usize) -> Option<usize> {
        let words = self.words;
        let region = match phrase.what {
            What::Name(spelling) => {
                phrase.kind.is_some_and(|k| words.lexicon.types[k as usize].class == TypeClass::Region)
                    || (self.kind_of)(spelling) == Some(Kind::Governorate)
            }
            What::Open => phrase
                .kind
                .is_some_and(|k| matches!(words.lexicon.types[k as usize].class, TypeClass::Region | TypeClass::Line)),
            What::Unnamed => return None,
            _ if phrase.kind.is_some_and(|k| words.lexicon.types[k as usize].noun == "countryside") => true,
            _ => phrase.kind.is_some_and(|k| words.lexicon.types[k as usize].class == TypeClass::Region),
        };
        let part = (preposition.saturating_sub(2)..preposition).find_map(|from| {
            let (to, extent) = words.part_at(from)?;
            // `ground-to-ground on P`: no ground of P.
            let whole = from >= limit && !words.is_joined(from) && words.name_over(from).is_none();
            (to == preposition && whole).then_some((from, extent, true))
        });
        // `battalions in P` after `Islamist`: a party, no base.
        let plain = |t: &usize| *t >= limit && words.name_over(*t).is_none() && !self.side_over[preposition - 1];
        let kind = words.type_before(preposition).filter(|t| plain(&t.0));
        if let Some((from, extent, _)) = part {
            // `clashes between the two sides in P`: who fights there.
            let parties = words.word(from) == "sides" && from > limit && words.is_in(from - 1, list::TWO_PARTIES);
            // `P and its surroundings in Q`: they are P's.
            if matches!(words.word(from), "position" | "number") || extent == Extent::Near || parties {
                return None;
            }
            let extent = if extent == Extent::Whole { Extent::Part } else { extent };
            phrase.extent = wider(phrase.extent, extent);
            if from > limit
                && words.is(from - 1, class::DIRECTION)
                && extent == Extent::Part
                && words.word(preposition) == "in"
            {
                phrase.direction = Some(from - 1);
                phrase.extent = Extent::Whole;
            }
            return Some(from);
        }
        let (from, t, plural) = kind?;
        let class = words.lexicon.types[t as usize].class;
        let mut k = from;
        let mut definite = false;
        let mut held = false;
        while k > limit {
            let q = k - 1;
            if words.is(q, class::DET) {
                definite = matches!(words.word(q), "the" | "this" | "that" | "its");
                break;
            }
            if words.is(q, class::HELD) {
                held = true;
            }
            if words.is(q, class::ADJECTIVE | class::NUMBER | class::HELD) || self.side_over[q] || words.is_joined(q) {
                k = q;
            } else {
                break;
            }
        }
        let directed = from > limit && words.is(from - 1, class::DIRECTION) && class == TypeClass::Quarter;
        // `towns in Daraa`, `villages in northern Aleppo`: a province's, and none that is named.
        let of_province = class == TypeClass::Settlement
            && plural
            && match phrase.what {
                What::Name(spelling) => {
                    matches!((self.kind_of)(spelling), Some(Kind::City | Kind::Governorate | Kind::Sector))
                }
                _ => false,
            };
        let same = definite && !plural && !held && !directed && class != TypeClass::Building;
        if region || class == TypeClass::Line || same || of_province {
            return None;
        }
        phrase.extent = wider(phrase.extent, Extent::Part);
        if directed && (plural || definite) || from > limit && words.is(from - 1, class::DIRECTION) && plural {
            phrase.direction = Some(from - 1);
            phrase.extent = Extent::Whole;
        }
        Some(from)
    }
}
