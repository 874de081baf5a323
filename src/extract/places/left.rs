//! What stands before the core of a place phrase: articles, kinds, parts, measures, `S-held`, `besieged`.
//!
//! The words are taken in from right to left. Each way of taking them says whether it knows the word
//! before what is taken in already, and whether the phrase goes on before it.

use super::{Finder, Phrase, What, wider};
use crate::claim::Extent;
use crate::extract::lexicon::{Entry, Form, TypeClass, class};
use crate::extract::list;
use crate::extract::sentence::Shape;
use crate::extract::words::Words;
use crate::place::Kind;

/// How far the words before the core have been taken in.
struct Left {
    /// The first token taken in.
    from: usize,
    /// The token where the phrase before it ends, or the sentence begins.
    limit: usize,
    /// The core is a name.
    named: bool,
    /// Nothing that parts a direction from its noun has been taken in.
    adjacent: bool,
    /// The words speak of a part: `the north of P`.
    part: bool,
    /// An article has been taken in.
    determined: bool,
    /// The words still belong to the core, not to a part of it.
    own: bool,
    /// The article belongs to the core.
    own_determined: bool,
}

impl Left {
    /// The token before what is taken in.
    fn next(&self) -> usize {
        self.from - 1
    }

    /// Takes in the tokens from here on.
    fn take(&mut self, from: usize) -> Option<Then> {
        self.from = from;
        Some(Then::GoOn)
    }

    /// Takes in words that part a direction from its noun.
    fn take_apart(&mut self, from: usize) -> Option<Then> {
        self.adjacent = false;
        self.take(from)
    }

    /// Takes in a word for a part of the core, or one for its kind; what stands before it says more of that word.
    fn take_part(&mut self, from: usize, part: bool) -> Option<Then> {
        (self.part, self.adjacent, self.determined, self.own) = (part, part, false, false);
        self.take(from)
    }
}

/// Whether the phrase goes on before a word.
enum Then {
    GoOn,
    Ends,
    /// It ends after a possessor, and nothing more is to be settled.
    Possessed,
}

impl Finder<'_> {
    /// Takes in the words before the core: articles, kinds, parts, `S-held`, `besieged`.
    pub(super) fn extend_left(&self, phrase: &mut Phrase, limit: usize) {
        let named = phrase.is_named();
        let mut left = Left {
            from: phrase.from,
            limit,
            named,
            adjacent: true,
            part: !named,
            determined: false,
            own: true,
            own_determined: false,
        };
        while left.from > limit {
            match self.take_word(phrase, &mut left) {
                Some(Then::GoOn) => {}
                Some(Then::Possessed) => return,
                Some(Then::Ends) | None => break,
            }
        }
        phrase.from = self.measure(left.from, limit, phrase);
        self.settle(phrase, &left);
        // `two villages southeast P`, for the want of an `of`
        let beside = phrase.direction.filter(|&t| !self.words.word(t).ends_with("ern"));
        if let Some(t) = beside.filter(|&t| t > 0 && phrase.is_named() && t + 1 == phrase.core.0)
            && self.words.type_before(t).is_some_and(|(.., plural)| plural)
        {
            phrase.direction = None;
            phrase.extent = Extent::Near;
            phrase.from = t;
        }
    }

    fn take_word(&self, phrase: &mut Phrase, left: &mut Left) -> Option<Then> {
        // `14 villages, notably P`; but `the mainly rural town`
        let next = left.next();
        if self.words.is_in(next, list::NAMELY) && !(next > left.limit && self.words.word(next - 1) == "the") {
            return Some(Then::Ends);
        }
        self.take_holder(phrase, left)
            .or_else(|| self.take_preposition(phrase, left))
            .or_else(|| self.take_bound(left))
            .or_else(|| self.end_at_article(phrase, left))
            .or_else(|| self.take_joined(left))
            .or_else(|| self.take_possessor(phrase, left))
            .or_else(|| self.take_article(phrase, left))
            .or_else(|| self.take_modifier(phrase, left))
            .or_else(|| self.take_kind(phrase, left))
            .or_else(|| self.take_unknown(phrase, left))
    }

    /// `S-held`, `besieged`, `the rebel town`.
    fn take_holder(&self, phrase: &mut Phrase, left: &mut Left) -> Option<Then> {
        let words = self.words;
        let (q, limit) = (left.next(), left.limit);
        let besieged = words.is(q, class::BESIEGED) && !words.is_joined(q);
        // `rebels besieged P` is a verb.
        let verb = self.side_before(q).is_some_and(|s| !self.sides[s].adjective)
            || q > limit
                && words.is(q - 1, class::HAVE | class::RELATIVE | class::PRONOUN)
                && !words.is(q - 1, class::DET);
        let first = left.from == phrase.from;
        // `the troops that besieged P`
        let relative = first && left.named && q > limit && words.word(q - 1) == "that";
        if besieged && (verb || relative || first && self.joins_verb(q, limit)) {
            return Some(Then::Ends);
        }
        if words.is(q, class::HELD | class::BESIEGED)
            && let Some(from) = self.held(phrase, q, limit)
        {
            return left.take_apart(from);
        }
        // `the rebel town`, `rebel areas of`, `the city's rebel districts`
        if let Some(side) = self.side_before(left.from).filter(|&s| self.is_owner(s, left.from, phrase, left.named)) {
            if !self.is_former(side) {
                phrase.held_extent.get_or_insert(phrase.extent);
                phrase.held.push(side);
            }
            return left.take_apart(self.sides[side].from);
        }
        let after_subject = q > limit
            && (words.is(q - 1, class::HAVE | class::BE | class::MODAL | class::PRONOUN | class::RELATIVE)
                || words.is(q - 1, class::ADVERB) && !words.is(q - 1, class::PREPOSITION)
                // `has all but encircled P`
                || words.word(q - 1) == "but" && q > limit + 1 && words.word(q - 2) == "all"
                || self.side_over[q - 1]);
        if besieged && !after_subject && (left.from == phrase.from || !left.determined) {
            phrase.besieged = phrase.besieged.or(Some((q, None)));
            return left.take_apart(q);
        }
        None
    }

    /// `regrouped and besieged P`: a verb after another, not `in A and besieged P`.
    fn joins_verb(&self, q: usize, limit: usize) -> bool {
        let words = self.words;
        let light = |t: usize| words.is(t, class::ADVERB) && !words.is(t, class::PREPOSITION | class::CONJUNCTION);
        let joint = (limit..q).rev().find(|&t| !light(t));
        let Some(before) = joint.and_then(|t| t.checked_sub(1)).filter(|&t| t >= limit) else { return false };
        let joins = joint.is_some_and(|t| matches!(words.word(t), "and" | "but" | "then"));
        joins && words.is(before, class::VERB | class::CALENDAR) && words.name_over(before).is_none()
    }

    /// `most of`, `the town of`, `a hill called`, `the entrance to`, `areas in`.
    fn take_preposition(&self, phrase: &mut Phrase, left: &mut Left) -> Option<Then> {
        let words = self.words;
        let (mut q, limit) = (left.next(), left.limit);
        // `the villages of (P, Q and R)`
        if words.word(q) == "(" && q > limit + 1 && words.word(q - 1) == "of" {
            q -= 1;
        }
        let word = words.word(q);
        if word == "of" && q > limit {
            let Some((from, part)) = self.part_of(phrase, q, limit, left.named) else { return Some(Then::Ends) };
            return left.take_part(self.first_of_kinds(from, limit), part);
        }
        // `a hill called P`, `a village known as P`
        let first = left.from == phrase.from;
        let called = matches!(word, "called" | "named" | "dubbed") && first;
        let known = word == "as" && words.word(q.saturating_sub(1)) == "known" && first;
        let told = if known { q - 1 } else { q };
        if left.named
            && (called || known)
            && let Some((from, kind, false)) = words.type_before(told).filter(|t| t.0 >= limit)
        {
            phrase.kind = phrase.kind.or(Some(kind));
            return left.take_apart(from);
        }
        // `the entrance to P`, `the approaches to P`
        if word == "to"
            && q > limit
            && (left.named || phrase.what == What::Anaphor && words.word(q + 1) == "the")
            && words.part_at(q - 1).is_some_and(|part| part == (q, Extent::Outskirts))
            && words.is_in(q - 1, list::WAYS_IN)
        {
            phrase.extent = wider(phrase.extent, Extent::Outskirts);
            return left.take_part(q - 1, true);
        }
        if matches!(word, "in" | "inside" | "within" | "on" | "across" | "throughout") && q > limit {
            return match self.part_in(phrase, q, limit) {
                Some(from) => left.take_part(from, true),
                None => Some(Then::Ends),
            };
        }
        None
    }

    /// Where several kinds before `of` begin: `cities and towns of`.
    fn first_of_kinds(&self, kind: usize, limit: usize) -> usize {
        let joined =
            kind > limit + 1 && self.words.is(kind - 1, class::CONJUNCTION) && self.words.type_at(kind).is_some();
        let before = joined.then(|| self.words.type_before(kind - 1)).flatten();
        before.filter(|&(from, _, plural)| plural && from >= limit).map_or(kind, |(from, ..)| from)
    }

    /// `more than 80 percent of`, `about a third of`.
    fn take_bound(&self, left: &mut Left) -> Option<Then> {
        if !left.part || !self.is_share(left.from) {
            return None;
        }
        let q = left.next();
        let word = self.words.word(q);
        if q > left.limit && is_bound(self.words.word(q - 1), word) {
            return left.take(q - 1);
        }
        if matches!(word, "about" | "around" | "over") && !self.is_particle(q) {
            return left.take(q);
        }
        None
    }

    /// Nothing but `half` or `all` stands before an article: `half the city`, `almost all the city`.
    fn end_at_article(&self, phrase: &mut Phrase, left: &mut Left) -> Option<Then> {
        if !left.determined {
            return None;
        }
        let (words, q) = (self.words, left.next());
        let nearly = q > left.limit && matches!(words.word(q - 1), "almost" | "nearly" | "virtually");
        match words.word(q) {
            "half" => {
                phrase.extent = wider(phrase.extent, Extent::Part);
                left.from = q;
            }
            "all" if nearly => {
                phrase.extent = wider(phrase.extent, Extent::Part);
                left.from = q - 1;
            }
            "all" => left.from = q,
            _ => {}
        }
        Some(Then::Ends)
    }

    /// `the battle-scarred town`.
    fn take_joined(&self, left: &mut Left) -> Option<Then> {
        let words = self.words;
        let q = left.next();
        if !words.is_joined(q) || self.side_over[q] || words.is_capital(q) {
            return None;
        }
        let mut from = q;
        while from > left.limit && words.is_joined(from) {
            from -= 1;
        }
        // `re-enter P`, `jets barrel-bombed P`: a verb; `the barrel-bombed town`, `in barrel-bombed P` are none.
        let describes = from <= left.limit
            || words.is(from - 1, class::DET | class::PREPOSITION | class::ADJECTIVE)
            || words.is_mark(from - 1);
        let again = words.is(q, class::VERB)
            && (words.word(from) == "re" || words.is_in(from, list::COMPOUNDING) && !describes);
        if again || words.name_over(from).is_some_and(|n| matches!(n.entry, Entry::Place(_))) {
            return Some(Then::Ends);
        }
        left.take_apart(from)
    }

    /// `Aleppo's eastern districts`, `the city's south`, `Syria's northwest`.
    fn take_possessor(&self, phrase: &mut Phrase, left: &mut Left) -> Option<Then> {
        let words = self.words;
        let (p, q) = (left.from, left.next());
        let of_kind = self.possessive_type(q);
        if !words.after_possessive(p) && !(of_kind && (phrase.what == What::Direction || phrase.direction.is_some())) {
            return None;
        }
        let from = if words.word(q) == "'s" { q.saturating_sub(1) } else { q };
        if words.is(from, class::NOPLACE) && words.type_before(from + 1).is_none() {
            // `Syria's northwest`: no part of a city.
            if phrase.what == What::Direction {
                phrase.what = What::Unnamed;
            }
            // `Syria's southern Daraa province`: the south of Syria.
            let region = phrase.kind.is_some_and(|k| words.lexicon.types[k as usize].class == TypeClass::Region);
            if left.named && region {
                phrase.direction = None;
            }
            return left.take(from);
        }
        if let Some(name) = words.name_over(from).filter(|n| matches!(n.entry, Entry::Place(_))) {
            phrase.possessor = Some(name.from);
            phrase.from = p;
            // `Aleppo's rebel-held eastern districts`
            let part = phrase.kind.is_some_and(|k| self.can_be_part(k, phrase.plural));
            if phrase.what == What::Anaphor && phrase.direction.is_some() && part {
                phrase.what = What::Direction;
            }
            return Some(Then::Possessed);
        }
        if words.type_before(from + 1).is_some() || of_kind {
            phrase.of_pronoun = true;
            let mut start = words.type_before(from + 1).map_or(from, |(f, ..)| f);
            if start > left.limit && words.is(start - 1, class::DET) {
                start -= 1;
            }
            left.from = start;
        }
        Some(Then::Ends)
    }

    /// `the`, `another`, `its`.
    fn take_article(&self, phrase: &mut Phrase, left: &mut Left) -> Option<Then> {
        let q = left.next();
        let word = self.words.word(q);
        // `said that Tadef fell`
        let conjunction = word == "that" && left.named && left.own;
        if !self.words.is(q, class::DET) || word == "no" || conjunction {
            return None;
        }
        if left.own {
            phrase.indefinite |=
                matches!(word, "a" | "an" | "another" | "some" | "any" | "other" | "all" | "every" | "each");
            phrase.of_pronoun |= matches!(word, "its" | "their");
            left.own_determined = true;
        }
        left.determined = !matches!(word, "other" | "same" | "such");
        left.take(q)
    }

    /// Adjectives, numbers, directions, participles.
    fn take_modifier(&self, phrase: &mut Phrase, left: &mut Left) -> Option<Then> {
        let words = self.words;
        let (q, limit) = (left.next(), left.limit);
        let word = words.word(q);
        let after_the = words.word(q.wrapping_sub(1)) == "the";
        // `the following villages: A, B and C`: not named before.
        if word == "following" && after_the && phrase.plural {
            phrase.indefinite = true;
            return left.take(q);
        }
        // `the liberated parts of P`
        if word == "liberated" && (left.named || phrase.plural) && after_the {
            phrase.liberated = Some(q);
            return left.take(q);
        }
        // `the captured villages`, `the captured village of P`, `the newly captured town`
        let newly = words.is(q.wrapping_sub(1), class::ADVERB) && words.word(q.wrapping_sub(2)) == "the";
        let done = words.is(q, class::VERB)
            && q > limit + usize::from(newly)
            && (after_the && (!left.named || words.type_at(q + 1).is_some()) || newly)
            && words.forms(q).iter().any(|f| matches!(f.1, Form::PastOrParticiple | Form::Participle));
        if done {
            return left.take(q);
        }
        let simple = words.bits(q) & (class::ADJECTIVE | class::NUMBER | class::ADVERB | class::DIRECTION) != 0
            && words.bits(q) & (class::PREPOSITION | class::CONJUNCTION | class::MODAL) == 0
            && !words.is_mark(q)
            && !self.side_over[q]
            // `Once Tadef is taken`
            && !(word == "once" && (q == 0 || words.is_capital(q) || words.is_mark(q - 1)))
            && !matches!(
                word,
                "there" | "here" | "back" | "not" | "so" | "then" | "away" | "out" | "up" | "down" | "later" | "earlier"
            );
        // `the bombed city` describes it; `jets bombed the city` does not.
        let verbal = words.is(q, class::VERB)
            && !(q == limit
                || words.is(q - 1, class::DET | class::PREPOSITION | class::ADJECTIVE)
                || words.is_mark(q - 1));
        // `Since 2014 Tadef has been quiet`, `On May 12 Tadef fell`: a date.
        let dated = words.is(q, class::NUMBER)
            && words.text.tokens()[q].shape == Shape::Number
            && (words.text.raw(q..left.from).trim().len() == 4 && matches!(&word[..2], "19" | "20")
                || q > 0 && words.is(q - 1, class::CALENDAR));
        if dated {
            return Some(Then::Ends);
        }
        if !simple || verbal {
            return None;
        }
        if words.is(q, class::DIRECTION) && left.adjacent && part_mode_allows(words, phrase, q, left.part) {
            phrase.direction = phrase.direction.or(Some(q));
        }
        if words.is(q, class::NUMBER) {
            phrase.indefinite |= left.own;
        } else if words.is(q, class::ADJECTIVE) && !words.is(q, class::DIRECTION) {
            left.adjacent = false;
        }
        left.take(q)
    }

    /// `town P`.
    fn take_kind(&self, phrase: &mut Phrase, left: &mut Left) -> Option<Then> {
        let words = self.words;
        let free = |t: &(usize, u16, bool)| t.0 >= left.limit && words.name_over(t.0).is_none();
        let first = left.named && left.from == phrase.from;
        let (from, kind, _) = words.type_before(left.from).filter(|t| first && free(t))?;
        phrase.kind = phrase.kind.or(Some(kind));
        left.take_apart(from)
    }

    /// An unknown word between an article and the core: `the sprawling district of`; a word that says more of a
    /// place told by name: `the national hospital in P`.
    fn take_unknown(&self, phrase: &Phrase, left: &mut Left) -> Option<Then> {
        let words = self.words;
        let (q, limit) = (left.next(), left.limit);
        let more = words.bits(q) & !class::NOT_SIDE == 0 && words.noun_at(q).is_none() && !self.side_over[q];
        let names = phrase.kind.is_some_and(|k| words.lexicon.types[k as usize].names);
        let plain = words.id(q) == 0 || (left.named || names) && more;
        if words.is_mark(q) || !plain || words.is_capital(q) || q <= limit {
            return None;
        }
        let ends = |t: usize| words.is(t, class::DET | class::PREPOSITION | class::VERB) || words.is_mark(t);
        let ahead = (q.saturating_sub(2).max(limit)..q).rev().find(|&t| ends(t));
        ahead.filter(|&t| words.is(t, class::DET))?;
        left.take_apart(q)
    }

    /// What the words taken in make of the core.
    fn settle(&self, phrase: &mut Phrase, left: &Left) {
        // `a major Aleppo neighbourhood`: somewhere in the city.
        if let What::Name(spelling) = phrase.what
            && phrase.indefinite
            && phrase.kind.is_some()
            && matches!((self.kind_of)(spelling), Some(Kind::City | Kind::Sector))
        {
            phrase.extent = wider(phrase.extent, Extent::Part);
        }
        if phrase.what != What::Anaphor {
            return;
        }
        if phrase.indefinite || !left.own_determined && !phrase.of_pronoun {
            // `the two towns`, `all three towns` were named before; `two towns` and `a town` were not.
            let other = |t: usize| matches!(self.words.word(t), "a" | "an" | "other");
            let all_of = |t: usize| self.words.word(t) == "all" && self.words.count_of(t + 1).is_some();
            let pointed = matches!(self.words.word(left.from), "the" | "these" | "those") || all_of(left.from);
            let counted = left.own_determined && pointed && !(left.from..phrase.core.0).any(other);
            if !counted {
                phrase.what = What::Unnamed;
            }
        }
        // `the villages near P`: what follows says which, and not what was told before.
        let told_next = |t: usize| {
            let name = t + usize::from(self.words.is(t, class::DET));
            let share = phrase.extent == Extent::Part && self.words.word(phrase.to) == "in";
            (share || matches!(self.words.word(phrase.to), "near" | "around" | "surrounding" | "outside"))
                && self.words.name_at(name).is_some_and(|n| matches!(n.entry, Entry::Place(_)))
        };
        let pointed = self.words.word(left.from) == "the" || phrase.extent == Extent::Part && left.own_determined;
        if phrase.plural && pointed && told_next(phrase.to + 1) {
            phrase.what = What::Unnamed;
        }
        if let Some(direction) = phrase.direction
            && (left.own || direction + 1 == phrase.core.0)
        {
            if phrase.kind.is_some_and(|k| self.can_be_part(k, phrase.plural)) {
                phrase.what = What::Direction;
            } else {
                phrase.direction = None;
            }
        }
    }

    /// `S-held`, `S- and S2-held`, `S-besieged` before the place: where it begins.
    pub(super) fn held(&self, phrase: &mut Phrase, q: usize, limit: usize) -> Option<usize> {
        let words = self.words;
        let side = self.side_before(q)?;
        // `the state-run agency`
        if words.word(self.sides[side].from) == "state" && words.word(q) == "run" {
            return None;
        }
        // `rebel controlled P`, for the want of a hyphen
        let singular = self.sides[side].to == self.sides[side].from + 1 && words.is_in(q - 1, list::HOLDERS);
        let adjective = words.is_joined(q) || self.sides[side].adjective || singular;
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
        // `rebel Aleppo`, `loyalist Nubl`: but for those who bear its name.
        let end = phrase.to;
        let alone = words.is_mark(end)
            || words.is(
                end,
                class::VERB | class::BE | class::HAVE | class::MODAL | class::PREPOSITION | class::CONJUNCTION,
            );
        if phrase.is_named() && at == phrase.core.0 && words.is_in(at.wrapping_sub(1), list::HOLDERS) {
            return alone && !(at > 1 && words.is(at - 2, class::BE));
        }
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
}

/// A direction counts as a part of the place only right before it, or before a word for a part.
fn part_mode_allows(words: &Words<'_>, phrase: &Phrase, q: usize, part_mode: bool) -> bool {
    let named = phrase.is_named();
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
