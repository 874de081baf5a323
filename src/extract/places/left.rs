//! What stands before the core of a place phrase: articles, kinds, parts, measures, `S-held`, `besieged`.

use super::{Finder, Phrase, What, is_direction_noun, wider};
use crate::claim::Extent;
use crate::extract::lexicon::{Entry, Form, TypeClass, class};
use crate::extract::list;
use crate::extract::sentence::Shape;
use crate::extract::words::Words;
use crate::place::Kind;

impl Finder<'_> {
    /// Takes in the words before the core: articles, kinds, parts, `S-held`, `besieged`.
    pub(super) fn extend_left(&self, phrase: &mut Phrase, limit: usize) {
        let words = self.words;
        let named = matches!(phrase.what, What::Name(_) | What::Open);
        let mut p = phrase.from;
        let mut adjacent = true;
        let mut part_mode = !named;
        let mut determined = false;
        // Whether the words still belong to the core, not to a part of it.
        let (mut own, mut own_determined) = (true, false);
        while p > limit {
            let q = p - 1;
            let word = words.word(q);
            // `rebels besieged P` is a verb.
            let verb = self.side_before(q).is_some_and(|s| !self.sides[s].adjective)
                || q > limit
                    && words.is(q - 1, class::HAVE | class::RELATIVE | class::PRONOUN)
                    && !words.is(q - 1, class::DET);
            if words.is(q, class::BESIEGED) && !words.is_joined(q) && verb {
                break;
            }
            if words.is(q, class::HELD | class::BESIEGED)
                && let Some(from) = self.held(phrase, q, limit)
            {
                p = from;
                adjacent = false;
                continue;
            }
            // `the rebel town`, `rebel areas of`, `the city's rebel districts`
            if let Some(side) = self.side_before(p).filter(|&s| self.is_owner(s, p, phrase, named)) {
                if !self.is_former(side) {
                    phrase.held_extent.get_or_insert(phrase.extent);
                    phrase.held.push(side);
                }
                p = self.sides[side].from;
                adjacent = false;
                continue;
            }
            let after_subject = q > limit
                && (words.is(q - 1, class::HAVE | class::BE | class::MODAL | class::PRONOUN | class::RELATIVE)
                    || words.is(q - 1, class::ADVERB) && !words.is(q - 1, class::PREPOSITION)
                    || self.side_over[q - 1]);
            if words.is(q, class::BESIEGED)
                && !words.is_joined(q)
                && !after_subject
                && (p == phrase.from || !determined)
            {
                phrase.besieged = phrase.besieged.or(Some((q, None)));
                p = q;
                adjacent = false;
                continue;
            }
            if word == "of" && q > limit {
                match self.part_of(phrase, q, limit, named) {
                    Some((from, part)) => {
                        p = from;
                        part_mode = part;
                        adjacent = part;
                        determined = false;
                        own = false;
                        continue;
                    }
                    None => break,
                }
            }
            // `a hill called P`, `a village known as P`
            let called = matches!(word, "called" | "named" | "dubbed") && p == phrase.from;
            let known = word == "as" && words.word(q.saturating_sub(1)) == "known" && p == phrase.from;
            let told = if known { q - 1 } else { q };
            if named
                && (called || known)
                && let Some((from, kind, false)) = words.type_before(told).filter(|t| t.0 >= limit)
            {
                phrase.kind = phrase.kind.or(Some(kind));
                p = from;
                adjacent = false;
                continue;
            }
            // `the entrance to P`, `the approaches to P`
            if word == "to"
                && q > limit
                && named
                && words.part_at(q - 1).is_some_and(|part| part == (q, Extent::Outskirts))
                && words.is_in(q - 1, list::WAYS_IN)
            {
                phrase.extent = wider(phrase.extent, Extent::Outskirts);
                p = q - 1;
                (part_mode, adjacent, determined, own) = (true, true, false, false);
                continue;
            }
            if matches!(word, "in" | "inside" | "within" | "on" | "across" | "throughout") && q > limit {
                match self.part_in(phrase, q, limit) {
                    Some(from) => {
                        p = from;
                        part_mode = true;
                        adjacent = true;
                        determined = false;
                        own = false;
                        continue;
                    }
                    None => break,
                }
            }
            // `more than 80 percent of`, `about a third of`
            if part_mode && self.is_share(p) {
                if q > limit && is_bound(words.word(q - 1), word) {
                    p = q - 1;
                    continue;
                }
                if matches!(word, "about" | "around" | "over") && !self.is_particle(q) {
                    p = q;
                    continue;
                }
            }
            if determined {
                // `half the city`, `all the city`, `almost all the city`
                let nearly = q > limit && matches!(words.word(q - 1), "almost" | "nearly" | "virtually");
                if word == "half" || word == "all" && nearly {
                    phrase.extent = wider(phrase.extent, Extent::Part);
                }
                if matches!(word, "half" | "all") {
                    p = if word == "all" && nearly { q - 1 } else { q };
                }
                break;
            }
            if words.is_joined(q) && !self.side_over[q] && !words.is_capital(q) {
                let mut from = q;
                while from > limit && words.is_joined(from) {
                    from -= 1;
                }
                if words.name_over(from).is_some_and(|n| matches!(n.entry, Entry::Place(_))) {
                    break;
                }
                p = from;
                adjacent = false;
                continue;
            }
            if words.after_possessive(p)
                || self.possessive_type(q, p) && (phrase.what == What::Direction || phrase.direction.is_some())
            {
                let from = if word == "'s" { q.saturating_sub(1) } else { q };
                if words.is(from, class::NOPLACE) && words.type_before(from + 1).is_none() {
                    // `Syria's northwest`: no part of a city.
                    if phrase.what == What::Direction {
                        phrase.what = What::Unnamed;
                    }
                    // `Syria's southern Daraa province`: the south of Syria.
                    let region =
                        phrase.kind.is_some_and(|k| words.lexicon.types[k as usize].class == TypeClass::Region);
                    if named && region {
                        phrase.direction = None;
                    }
                    p = from;
                    continue;
                }
                if let Some(name) = words.name_over(from).filter(|n| matches!(n.entry, Entry::Place(_))) {
                    phrase.possessor = Some(name.from);
                    phrase.from = p;
                    // `Aleppo's rebel-held eastern districts`
                    let part = phrase.kind.is_some_and(|k| self.can_be_part(k, phrase.plural));
                    if phrase.what == What::Anaphor && phrase.direction.is_some() && part {
                        phrase.what = What::Direction;
                    }
                    return;
                }
                if words.type_before(from + 1).is_some() || word == "citys" || self.possessive_type(q, p) {
                    phrase.of_pronoun = true;
                    let mut start = words.type_before(from + 1).map_or(from, |(f, ..)| f);
                    if start > limit && words.is(start - 1, class::DET) {
                        start -= 1;
                    }
                    p = start;
                }
                break;
            }
            // `said that Tadef fell`
            if words.is(q, class::DET) && word != "no" && !(word == "that" && named && own) {
                if own {
                    phrase.indefinite |=
                        matches!(word, "a" | "an" | "another" | "some" | "any" | "other" | "all" | "every" | "each");
                    phrase.of_pronoun |= matches!(word, "its" | "their");
                    own_determined = true;
                }
                determined = !matches!(word, "other" | "same" | "such");
                p = q;
                continue;
            }
            let simple = words.bits(q) & (class::ADJECTIVE | class::NUMBER | class::ADVERB | class::DIRECTION) != 0
                && words.bits(q) & (class::PREPOSITION | class::CONJUNCTION | class::MODAL) == 0
                && !words.is_mark(q)
                && !(self.side_over[q])
                // `Once Tadef is taken`
                && !(word == "once" && (q == 0 || words.is_capital(q) || words.is_mark(q - 1)))
                && !matches!(word, "there" | "here" | "back" | "not" | "so" | "then" | "away" | "out" | "up" | "down");
            // `the liberated parts of P`
            if word == "liberated" && (named || phrase.plural) && words.word(q - 1) == "the" {
                phrase.liberated = Some(q);
                p = q;
                continue;
            }
            // `the captured villages`
            let done = words.is(q, class::VERB)
                && !named
                && q > limit
                && words.word(q - 1) == "the"
                && words.forms(q).iter().any(|f| matches!(f.1, Form::PastOrParticiple | Form::Participle));
            if done {
                p = q;
                continue;
            }
            // `the bombed city` describes it; `jets bombed the city` does not.
            let verbal = words.is(q, class::VERB)
                && !(q == limit
                    || words.is(q - 1, class::DET | class::PREPOSITION | class::ADJECTIVE)
                    || words.is_mark(q - 1));
            // `Since 2014 Tadef has been quiet`, `On May 12 Tadef fell`: a date.
            let dated = words.is(q, class::NUMBER)
                && words.text.tokens()[q].shape == Shape::Number
                && (words.text.raw(q..p).trim().len() == 4 && matches!(&words.word(q)[..2], "19" | "20")
                    || q > 0 && words.is(q - 1, class::CALENDAR));
            if dated {
                break;
            }
            if simple && !verbal {
                if words.is(q, class::DIRECTION) && adjacent && part_mode_allows(words, phrase, q, part_mode) {
                    phrase.direction = phrase.direction.or(Some(q));
                }
                if words.is(q, class::NUMBER) {
                    phrase.indefinite |= own;
                } else if !words.is(q, class::DIRECTION) {
                    adjacent = adjacent && !words.is(q, class::ADJECTIVE);
                }
                p = q;
                continue;
            }
            if named
                && p == phrase.from
                && let Some((from, kind, _)) =
                    words.type_before(p).filter(|t| t.0 >= limit && words.name_over(t.0).is_none())
            {
                phrase.kind = phrase.kind.or(Some(kind));
                p = from;
                adjacent = false;
                continue;
            }
            // An unknown word between an article and the core: `the sprawling district of`.
            // `the national hospital in P`: a word that says more of a place told by name.
            let more = words.bits(q) & !class::NOT_SIDE == 0 && words.noun_at(q).is_none() && !self.side_over[q];
            let names = phrase.kind.is_some_and(|k| words.lexicon.types[k as usize].names);
            let plain = words.id(q) == 0 || (named || names) && more;
            if !words.is_mark(q) && plain && !words.is_capital(q) && q > limit {
                let ahead = (q.saturating_sub(2).max(limit)..q).rev().find(|&k| {
                    words.is(k, class::DET) || words.is(k, class::PREPOSITION | class::VERB) || words.is_mark(k)
                });
                if ahead.is_some_and(|k| words.is(k, class::DET)) {
                    p = q;
                    adjacent = false;
                    continue;
                }
            }
            break;
        }
        // `Tadefs main hospital`: the name before it is a phrase of its own.
        if p == limit
            && p > 0
            && words.lost_possessive(p - 1)
            && let Some(name) = words.name_over(p - 1).filter(|n| matches!(n.entry, Entry::Place(_)))
        {
            phrase.possessor = Some(name.from);
            phrase.from = p;
            return;
        }
        phrase.from = self.measure(p, limit, phrase);
        // `a major Aleppo neighbourhood`: somewhere in the city.
        if let What::Name(spelling) = phrase.what
            && phrase.indefinite
            && phrase.kind.is_some()
            && matches!((self.kind_of)(spelling), Some(Kind::City | Kind::Sector))
        {
            phrase.extent = wider(phrase.extent, Extent::Part);
        }
        if phrase.what == What::Anaphor {
            if phrase.indefinite || !own_determined && !phrase.of_pronoun {
                // `the two towns` were named before; `two towns` and `a town` were not.
                let counted = own_determined
                    && words.word(p) == "the"
                    && !(p..phrase.core.0).any(|t| matches!(words.word(t), "a" | "an" | "other"));
                if !counted {
                    phrase.what = What::Unnamed;
                }
            }
            if let Some(direction) = phrase.direction
                && (own || direction + 1 == phrase.core.0)
            {
                if phrase.kind.is_some_and(|k| self.can_be_part(k, phrase.plural)) {
                    phrase.what = What::Direction;
                } else {
                    phrase.direction = None;
                }
            }
        }
    }

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
    fn is_particle(&self, at: usize) -> bool {
        let words = self.words;
        let Some(verb) = at.checked_sub(1) else { return false };
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

    /// `S-held`, `S- and S2-held`, `S-besieged` before the place: where it begins.
    pub(super) fn held(&self, phrase: &mut Phrase, q: usize, limit: usize) -> Option<usize> {
        let words = self.words;
        let side = self.side_before(q)?;
        // `the state-run agency`
        if words.word(self.sides[side].from) == "state" && words.word(q) == "run" {
            return None;
        }
        let adjective = words.is_joined(q) || self.sides[side].adjective;
        if !adjective || self.sides[side].from < limit {
            return None;
        }
        if words.is(q, class::BESIEGED) && !words.is(q, class::HELD) {
            phrase.besieged = Some((q, Some(side)));
        } else if !self.is_former(side) {
            phrase.held_extent.get_or_insert(phrase.extent);
            phrase.held.push(side);
        }
        let mut from = self.sides[side].from;
        // `government- and rebel-held`
        if from > limit + 1 && matches!(words.word(from - 1), "and" | "or") {
            let mut end = from - 1;
            // `government-held and rebel-held`
            if words.word(end - 1) == "-" || words.is(end - 1, class::HELD) && words.is_joined(end - 1) {
                end -= 1;
            }
            if let Some(other) = self
                .side_before(end)
                .filter(|&s| self.sides[s].to - self.sides[s].from <= 2 && self.sides[s].from >= limit)
            {
                phrase.held.push(other);
                from = self.sides[other].from;
            }
        }
        Some(from)
    }

    /// Whether a side's adjective before a kind of place or a part says who holds it.
    pub(super) fn is_owner(&self, side: usize, at: usize, phrase: &Phrase, named: bool) -> bool {
        let words = self.words;
        let side = &self.sides[side];
        let adjective = side.to - side.from <= 2 && words.is_in(side.to - 1, list::OWNERS);
        if !adjective || words.is_joined(at) {
            return false;
        }
        let place = words.type_at(at).is_some_and(|(_, t, plural)| {
            let noun = &words.lexicon.types[t as usize];
            match noun.class {
                TypeClass::Settlement => noun.kind != Some(Kind::Camp),
                TypeClass::Quarter | TypeClass::Area => plural || noun.class == TypeClass::Quarter,
                _ => false,
            }
        });
        let part = words.part_at(at).is_some() && words.is_in(at, list::OWNED);
        // `the rebel east`
        let direction = phrase.what == What::Direction && at == phrase.from;
        direction || (place || part) && (at < phrase.core.0 || !named && at == phrase.core.0)
    }

    /// `formerly rebel-held`, `the former rebel districts`: no longer so.
    pub(super) fn is_former(&self, side: usize) -> bool {
        let words = self.words;
        let Some(before) = self.sides[side].from.checked_sub(1) else { return false };
        // `what had been the rebel-held part of P`, `what was once rebel territory`
        let was = (before.saturating_sub(2)..before + 1).find(|&t| matches!(words.word(t), "was" | "were" | "been"));
        let what = was.is_some_and(|was| (was.saturating_sub(2)..was).any(|t| words.word(t) == "what"));
        what || words.is(before, class::FORMER)
    }

    pub(super) fn side_before(&self, end: usize) -> Option<usize> {
        (self.side_ending[end] as usize).checked_sub(1)
    }

    /// Reads what stands before `of`: a kind (`the town of`), a part (`most of`), a direction
    /// (`the east of`, `5 km north of`). Gives where it begins, and whether it is a part.
    pub(super) fn part_of(&self, phrase: &mut Phrase, of: usize, limit: usize, named: bool) -> Option<(usize, bool)> {
        let words = self.words;
        let before = of - 1;
        if words.is(before, class::DIRECTION) && is_direction_noun(words.word(before)) {
            // `to the north of P` is outside it.
            let outside = before > 1 && words.word(before - 1) == "the" && words.word(before - 2) == "to";
            let pointed = before > limit
                && !outside
                && (words.is(before - 1, class::DET)
                    // `the north and west of P`, but `advanced north and west of P`
                    || words.word(before - 1) == "and"
                        && words.is(before - 2, class::DIRECTION)
                        && before > 2
                        && words.is(before - 3, class::DET)
                    || words.is(before - 1, class::HELD) && words.is_joined(before - 1)
                    || words.is(before - 1, class::ADJECTIVE)
                        && !words.is(before - 1, class::DIRECTION | class::ADVERB));
            if pointed {
                phrase.direction = Some(before);
                return Some((before, true));
            }
            phrase.extent = wider(phrase.extent, Extent::Near);
            let mut from = before;
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
        first.is_some_and(|t| matches!(words.word(t), "a" | "an" | "another" | "one"))
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
            (to == preposition && from >= limit && words.name_over(from).is_none()).then_some((from, extent, true))
        });
        let kind = words.type_before(preposition).filter(|t| t.0 >= limit && words.name_over(t.0).is_none());
        if let Some((from, extent, _)) = part {
            // `P and its surroundings in Q`: they are P's.
            if matches!(words.word(from), "position" | "number") || extent == Extent::Near {
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

/// A direction counts as a part of the place only right before it, or before a word for a part.
fn part_mode_allows(words: &Words<'_>, phrase: &Phrase, q: usize, part_mode: bool) -> bool {
    let named = matches!(phrase.what, What::Name(_) | What::Open);
    if named && !part_mode {
        // `eastern Aleppo`, not `the northern city of Aleppo` and not `western Zahra neighbourhood`.
        let whole = phrase.kind.is_none_or(|k| {
            let noun = &words.lexicon.types[k as usize];
            noun.class == TypeClass::Region
                || noun.noun == "countryside"
                || noun.kind == Some(Kind::City)
                || noun.class == TypeClass::Area
        });
        return q + 1 == phrase.core.0 && whole;
    }
    q + 1 == phrase.core.0 || words.is(q + 1, class::DIRECTION)
}

/// `more than`, `at least`: before a number they change nothing here.
fn is_bound(first: &str, second: &str) -> bool {
    matches!((first, second), ("more" | "less" | "fewer" | "greater", "than") | ("at", "least" | "most") | ("up", "to"))
}
