//! Where: the phrases that name a place, with all that belongs to them.
//!
//! `large parts of the rebel-held town of Tadef in Aleppo province` is one phrase: its *core* is the
//! name, `town` its kind, `parts of` its extent, `rebel-held` a claim of its own, Aleppo province
//! its *container*, which is no place of a claim. A phrase without a name is an anaphor (`the
//! town`), a direction (`the east`, of the article's own city) or unnamed (`a hilltop`).

mod apposed;
mod asides;
mod left;
mod level;
mod link;
mod names;
mod parts;

pub(in crate::extract) use link::is_excepted;

use super::lexicon::{Entry, NounEvents, TypeClass, class};
use super::list;
use super::sides::SidePhrase;
use super::words::Words;
use crate::claim::Extent;
use crate::place::Kind;

/// What stands at the core of a place phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A spelling of the gazetteer.
    Name(u32),
    /// A name that only the text shows to be a place.
    Open,
    /// `the town`, `the two villages`: a place named before.
    Anaphor,
    /// `the east`: a part of a city named before.
    Direction,
    /// `a hilltop`: no place that could be told.
    Unnamed,
}

/// A phrase that names a place: tokens `from..to`.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// The first token, modifiers included.
    pub from: usize,
    /// The token after the last.
    pub to: usize,
    /// The tokens of the name, or of the noun where there is no name.
    pub core: (usize, usize),
    /// What the core is.
    pub what: What,
    /// The kind the words give it: position in the lexicon's types.
    pub kind: Option<u16>,
    /// The noun is a plural.
    pub plural: bool,
    /// `a`, `three`: not a place spoken of before.
    pub indefinite: bool,
    /// The token of the direction that makes it a part: `eastern Aleppo`.
    pub direction: Option<usize>,
    /// How much of it.
    pub extent: Extent,
    /// The phrase of the place it lies in.
    pub container: Option<usize>,
    /// It only says where another place lies.
    pub contains: bool,
    /// The item before it in a list.
    pub list: Option<usize>,
    /// The sides of `S-held`: positions of side phrases.
    pub held: Vec<usize>,
    /// How much of it `S-held` speaks of, where that is not the phrase's extent: all of P in `the outskirts
    /// of S-held P`.
    pub held_extent: Option<Extent>,
    /// `besieged`: its token, and the besieger of `S-besieged`.
    pub besieged: Option<(usize, Option<usize>)>,
    /// `liberated`: its token.
    pub liberated: Option<usize>,
    /// A possessor that is a place: `Aleppo's Marjeh district`.
    pub possessor: Option<usize>,
    /// `its outskirts`, `their town`.
    pub of_pronoun: bool,
    /// The place of which it says what it is: `P, a town that`.
    pub apposed: Option<usize>,
}

impl Phrase {
    /// Told by a name, known or not.
    pub fn is_named(&self) -> bool {
        matches!(self.what, What::Name(_) | What::Open)
    }

    /// `the city`, of which `the city's north` tells.
    fn is_part_of(&self, other: &Phrase) -> bool {
        self.of_pronoun && other.what == What::Anaphor && other.to > self.from
    }

    fn new(core: (usize, usize), what: What) -> Phrase {
        Phrase {
            from: core.0,
            to: core.1,
            core,
            what,
            kind: None,
            plural: false,
            indefinite: false,
            direction: None,
            extent: Extent::Whole,
            container: None,
            contains: false,
            list: None,
            held: Vec::new(),
            held_extent: None,
            besieged: None,
            liberated: None,
            possessor: None,
            of_pronoun: false,
            apposed: None,
        }
    }
}

/// The wider of two extents in the order whole, part, outskirts, near.
pub fn wider(a: Extent, b: Extent) -> Extent {
    a.max(b)
}

/// Finds the place phrases of a text, in order.
pub fn find(words: &Words<'_>, sides: &[SidePhrase]) -> Vec<Phrase> {
    let kind_of = |spelling: u32| words.lexicon.spellings[spelling as usize].kind;
    let is_quarter = |spelling: u32| words.lexicon.spellings[spelling as usize].quarter;
    let mut finder = Finder {
        words,
        sides,
        side_ending: vec![0; words.count() + 1],
        side_over: vec![false; words.count()],
        kind_of: &kind_of,
        is_quarter: &is_quarter,
        open_before: std::cell::Cell::new(0),
    };
    for (i, side) in sides.iter().enumerate() {
        finder.side_ending[side.to] = i as u32 + 1;
        let guarded = side.from..side.to;
        finder.side_over[guarded].fill(true);
    }
    let mut phrases = Vec::with_capacity(words.count() / 16);
    for sentence in words.text.sentences() {
        let first = phrases.len();
        finder.sentence(sentence.tokens(), &mut phrases);
        link::link(&finder, &mut phrases, first);
    }
    phrases
}

struct Finder<'a> {
    words: &'a Words<'a>,
    sides: &'a [SidePhrase],
    /// For each token: the side phrase that ends before it, plus one.
    side_ending: Vec<u32>,
    side_over: Vec<bool>,
    kind_of: &'a dyn Fn(u32) -> Option<Kind>,
    is_quarter: &'a dyn Fn(u32) -> bool,
    /// Where the last name without an entry ended.
    open_before: std::cell::Cell<usize>,
}

impl Finder<'_> {
    fn sentence(&self, range: std::ops::Range<usize>, phrases: &mut Vec<Phrase>) {
        let first = phrases.len();
        let mut i = range.start;
        while i < range.end {
            let core = if self.may_open(i) { self.core_at(i, range.end, range.start) } else { None };
            let Some(mut phrase) = core else {
                i += 1;
                continue;
            };
            i = phrase.to.max(i + 1);
            let named = |p: &Phrase| p.is_named();
            let limit = phrases[first..].last().filter(|p| named(p)).map_or(range.start, |p| p.to);
            self.extend_left(&mut phrase, limit);
            self.settle_quarter(&mut phrase);
            phrase.held_extent = phrase.held_extent.filter(|&extent| extent != phrase.extent);
            // Names take the nouns before them (`the town of Tadef`).
            while phrases[first..].last().is_some_and(|p| !named(p) && (p.from >= phrase.from || phrase.is_part_of(p)))
            {
                let Some(eaten) = phrases.pop() else { break };
                // `most of the city's north`
                if eaten.from < phrase.from {
                    (phrase.from, phrase.extent) = (eaten.from, wider(phrase.extent, eaten.extent));
                }
                for held in eaten.held {
                    if !phrase.held.contains(&held) {
                        phrase.held.push(held);
                    }
                }
                phrase.besieged = phrase.besieged.or(eaten.besieged);
            }
            // What overlaps an earlier phrase begins after it.
            if let Some(last) = phrases[first..].last() {
                phrase.from = phrase.from.max(last.to.min(phrase.core.0));
            }
            let mut joined = self.joined_directions(&mut phrase, limit);
            let first_part = joined.first_mut().unwrap_or(&mut phrase);
            if let Some(whole) = phrases[first..].last() {
                self.give_owner(first_part, whole);
            }
            self.take_aside(&mut phrase, range.end);
            i = phrase.to.max(i);
            phrases.extend(joined);
            phrases.push(phrase);
        }
    }

    /// `the city's south`, `the city's western and southern districts`: parts of what the phrase before means.
    fn give_owner(&self, part: &mut Phrase, whole: &Phrase) {
        let owned = whole.what == What::Anaphor && !whole.plural && self.words.word(whole.to) == "'s";
        if owned && part.what == What::Direction && part.direction == Some(whole.to + 1) {
            part.possessor = Some(whole.core.0);
            part.from = part.from.max(whole.to + 1);
        }
    }

    /// `the western and southern districts of P`: a phrase for each direction said of P before the last.
    fn joined_directions(&self, phrase: &mut Phrase, limit: usize) -> Vec<Phrase> {
        let words = self.words;
        let mut joined = Vec::new();
        // `southern districts of P` may be a name of its own.
        let own = Some(phrase.core.0).filter(|&t| words.is(t, class::DIRECTION) && phrase.from == t);
        let Some(mut first) = phrase.direction.or(own) else { return joined };
        // `the north and west of P` may have been taken in whole.
        let joint = |t: usize| matches!(words.word(t), "and" | ",");
        while first > limit + 1 && joint(first - 1) && words.is(first - 2, class::DIRECTION) {
            phrase.from = phrase.from.max(first);
            first -= 2;
            let mut other = Phrase { from: first, to: first + 1, direction: Some(first), ..phrase.clone() };
            if phrase.direction.is_none() {
                (other.what, other.core) = (What::Direction, (first, first + 1));
            }
            joined.push(other);
        }
        if let Some(last) = joined.last_mut()
            && first > limit
            && words.is(first - 1, class::DET)
        {
            last.from = first - 1;
        }
        joined.reverse();
        joined
    }

    /// `a big eastern Aleppo neighbourhood`, `two Aleppo districts`: some of the city, not the city. `The
    /// southern Aleppo districts` stand for southern Aleppo, and `Azaz district` for the district.
    fn settle_quarter(&self, phrase: &mut Phrase) {
        let What::Name(spelling) = phrase.what else { return };
        let Some((to, kind, plural)) = self.words.type_at(phrase.core.1).filter(|t| t.0 == phrase.to) else { return };
        let noun = &self.words.lexicon.types[kind as usize];
        let of_larger =
            matches!((self.kind_of)(spelling), Some(Kind::City | Kind::Sector | Kind::Governorate | Kind::Town));
        // `the strategic Daraa town`, `the northern Aleppo town`: a town in the province, named before.
        let settled = matches!(noun.noun.as_str(), "town" | "village");
        let described = (phrase.from..phrase.core.0)
            .any(|t| self.words.is(t, class::ADJECTIVE | class::DIRECTION) && !self.words.is(t, class::DET));
        let in_province = match (self.kind_of)(spelling) {
            Some(Kind::City | Kind::Governorate) => described,
            Some(Kind::Sector) => self.words.is(phrase.core.0, class::DIRECTION),
            _ => false,
        };
        if settled && in_province {
            phrase.direction = None;
            phrase.core = (phrase.core.1, phrase.to);
            phrase.what = if phrase.indefinite { What::Unnamed } else { What::Anaphor };
            phrase.plural = plural;
            return;
        }
        if noun.class != TypeClass::Quarter || !of_larger || to == phrase.core.1 || (self.is_quarter)(spelling) {
            return;
        }
        // `Army retakes Aleppo district`, in the words of headlines, is no administrative one: that has an article.
        let city = matches!((self.kind_of)(spelling), Some(Kind::City)) && !self.words.is(phrase.from, class::ARTICLE);
        let some = phrase.indefinite || phrase.direction.is_none() && (noun.noun != "district" || city);
        if some {
            phrase.extent = wider(phrase.extent, Extent::Part);
        }
        if some || plural {
            // Quarters are a city's, not a province's.
            phrase.kind = self.words.lexicon.types.iter().position(|t| t.noun == "city").map(|at| at as u16);
            phrase.plural = false;
        }
    }

    /// `street battles`, `heavy street fighting`: a kind of fight.
    fn is_fought_in(&self, i: usize, to: usize, kind: u16, start: usize) -> bool {
        let words = self.words;
        let adjective = |t: usize| words.is(t, class::ADJECTIVE | class::ADVERB);
        let before = (start..i).rev().find(|&t| !adjective(t));
        let fight = words.noun_events(to).has(NounEvents::FIGHT);
        let line = words.lexicon.types[kind as usize].class == TypeClass::Line;
        fight && line && before.is_none_or(|t| !words.is(t, class::DET) && !words.after_possessive(t + 1))
    }

    /// Whether a phrase may begin with this token; most words show at once that none does.
    fn may_open(&self, i: usize) -> bool {
        let words = self.words;
        words.is_capital(i)
            || words.is(i, class::ARTICLE | class::DIRECTION)
            || words.opens_phrase(i)
            || words.word(i) == "one"
    }

    /// The core that starts at this token, with the nouns and possessives after it.
    fn core_at(&self, i: usize, end: usize, start: usize) -> Option<Phrase> {
        let words = self.words;
        if let Some(name) = words.name_at(i) {
            let Entry::Place(spelling) = name.entry else { return None };
            return self.known_name(i, name.to, spelling, end, start);
        }
        if words.name_over(i).is_some() {
            return None;
        }
        if let Some(phrase) = self.open_name(i, end, start) {
            return Some(phrase);
        }
        match words.type_at(i) {
            Some((to, kind, plural)) => self.kind_alone(i, (to, kind, plural), end, start),
            None => {
                let alone = self.direction_alone(i, start).or_else(|| self.part_alone(i, start));
                alone.or_else(|| self.own_part(i, start)).or_else(|| self.edge_alone(i, start))
            }
        }
    }

    /// A name that the gazetteer has, up to the token `to`; or a longer one that it is only a part of.
    fn known_name(&self, i: usize, to: usize, spelling: u32, end: usize, start: usize) -> Option<Phrase> {
        let words = self.words;
        let open = |from: usize, to: usize| Some(Phrase::new((from, to), What::Open));
        if self.side_over[i] || self.is_actor(i, to) || self.is_surname(i, start) {
            return None;
        }
        if self.is_first_part(i, to) && to < end {
            return open(i, to + 1);
        }
        // `Tal- Mori`: cut in two by the outlet.
        if words.word(to) == "-" && to + 1 < end && words.is_joined(to) && self.is_first_part(i, i + 1) {
            return open(i, to + 2);
        }
        let after_article = i > start && words.is(i - 1, class::ARTICLE) && words.is_joined(i);
        let from = i - usize::from(after_article);
        if self.has_epithet(to) && to + 1 < end {
            return open(from, to + 2);
        }
        // `Qarat Ghouz`: a word that no list has, before a name, makes it another place.
        if self.is_named_with_word_before(i, start) {
            return open(i - 1, to);
        }
        let mut phrase = Phrase::new((from, to), What::Name(spelling));
        if self.is_quoted(from, to, start, end) {
            phrase.from -= 1;
            phrase.to += 1;
        }
        if let Some(road) = self.road_between(phrase.from, to, end) {
            return Some(road);
        }
        self.types_after(&mut phrase, end);
        Some(phrase)
    }

    /// `the commander, Abu Assad Tadef`: the place that somebody is called after; but `the villages of Abu Assad Tadef`
    /// may have lost a comma.
    fn is_surname(&self, i: usize, start: usize) -> bool {
        let words = self.words;
        let called = i > start + 2 && words.word(i - 2) == "abu" && words.is_capital(i - 1) && !words.is_mark(i - 1);
        called && !words.is(i - 3, class::PREPOSITION) && words.type_before(i - 2).is_none()
    }

    /// A kind of place without a name: `the town`; or one that only its ends or its number name: `the road between
    /// Tafas and Nawa`, `Base 46`.
    fn kind_alone(&self, i: usize, of: (usize, u16, bool), end: usize, start: usize) -> Option<Phrase> {
        let words = self.words;
        let (to, kind, plural) = of;
        if to > end || words.name_over(to - 1).is_some() || self.side_over[i] {
            return None;
        }
        // `three quarters of the land`
        let quarters =
            words.word(i) == "quarters" && words.word(to) == "of" && i > start && words.is(i - 1, class::NUMBER);
        // `The army mounted`, `Rebels mount an offensive`, `fought street battles`
        let done = i > start
            && self.side_over[i - 1]
            && words.is(i, class::VERB)
            && (words.is(to, class::DET) || words.noun_at(to).is_some());
        // `200 square km`
        let area = words.word(i) == "square" && words.is_in(i + 1, list::UNITS);
        // `port`, `square`, `base` as parts of other nouns: the noun after it decides.
        let of_noun = words.is_joined(to) || words.is_joined(i) && words.after_possessive(i);
        if quarters || done || self.is_fought_in(i, to, kind, start) || area || of_noun {
            return None;
        }
        let numbered = words.lexicon.types[kind as usize].class == TypeClass::Base
            && words.text.tokens().get(to).is_some_and(|t| t.shape == super::sentence::Shape::Number)
            && to < end;
        let named = self.road_from(i, to, kind).filter(|&to| to <= end).or(numbered.then_some(to + 1));
        let mut phrase = match named {
            Some(to) => Phrase::new((i, to), What::Open),
            None => Phrase::new((i, to), What::Anaphor),
        };
        (phrase.kind, phrase.plural) = (Some(kind), plural && named.is_none());
        Some(phrase)
    }

    /// `the north`, `its east`, `the rebel-held south`: a direction without a name.
    fn direction_alone(&self, i: usize, start: usize) -> Option<Phrase> {
        let words = self.words;
        if !words.is(i, class::DIRECTION) || self.side_over[i] || !is_direction_noun(words.word(i)) || i <= start {
            return None;
        }
        let before = i - 1;
        let pointed = matches!(words.word(before), "the" | "its" | "of")
            || words.after_possessive(i)
            || words.is(before, class::HELD)
            || self.side_over[before] && words.is_in(before, list::OWNERS)
            || self.possessive_type(before);
        let goes_on = words.word(i + 1) == "of"
            || words.is(i + 1, class::DIRECTION)
            || words.type_at(i + 1).is_some()
            || self.is_place_name(i + 1)
            || words.is_joined(i + 1);
        (pointed && !goes_on).then(|| {
            let mut phrase = Phrase::new((i, i + 1), What::Direction);
            phrase.direction = Some(i);
            phrase
        })
    }

    /// `the eastern half`, `a rebel-held eastern one`, `its northern parts`, `the rebel-held half`: a part without a
    /// name.
    fn part_alone(&self, i: usize, start: usize) -> Option<Phrase> {
        let words = self.words;
        let one = words.word(i) == "one";
        let to = words.part_at(i).map(|(to, _)| to).or(one.then_some(i + 1)).filter(|_| i > start)?;
        if self.side_over[i] {
            return None;
        }
        let before = i - 1;
        let placed =
            words.word(to) == "of" || words.word(to) == "in" && !words.is(to + 1, class::CALENDAR | class::NUMBER);
        if words.is(before, class::DIRECTION)
            && !placed
            && (!one || before > start && words.is(before - 1, class::HELD))
        {
            let mut phrase = Phrase::new((i, to), What::Direction);
            phrase.direction = Some(before);
            phrase.from = before;
            return Some(phrase);
        }
        if !one && words.is(before, class::HELD) && words.is_joined(before) {
            let mut phrase = Phrase::new((i, to), What::Unnamed);
            phrase.extent = Extent::Part;
            return Some(phrase);
        }
        None
    }

    /// `its outskirts`, `its very heart`: a part of the town spoken of.
    fn own_part(&self, i: usize, start: usize) -> Option<Phrase> {
        let words = self.words;
        let (to, extent) = words.part_at(i).filter(|_| i > start && !self.side_over[i])?;
        if !words.is_in(to - 1, list::TOWN_PARTS) || words.word(to) == "of" {
            return None;
        }
        let whose =
            (start..i).rev().find(|&t| !words.is(t, class::ADJECTIVE | class::ADVERB) || words.is(t, class::DET))?;
        (words.word(whose) == "its").then(|| {
            let mut phrase = Phrase::new((i, to), What::Anaphor);
            (phrase.extent, phrase.of_pronoun) = (extent, true);
            phrase
        })
    }

    /// `the outskirts`: of the largest settlement told before.
    fn edge_alone(&self, i: usize, start: usize) -> Option<Phrase> {
        let words = self.words;
        let (to, extent) = words.part_at(i).filter(|_| i > start && !self.side_over[i])?;
        let outskirts = words.is_in(i, list::PARTS_OF_CITIES) && extent == Extent::Outskirts;
        let pointed = outskirts && words.word(i - 1) == "the";
        let goes_on = words.word(to) == "of" || self.is_place_name(to) || words.is_joined(to);
        (pointed && !goes_on).then(|| {
            let mut phrase = Phrase::new((i, to), What::Direction);
            phrase.extent = extent;
            phrase
        })
    }

    fn is_place_name(&self, i: usize) -> bool {
        self.words.name_at(i).is_some_and(|n| matches!(n.entry, Entry::Place(_)))
    }

    /// `citys north`, `towns recapture`: a possessive without its apostrophe.
    fn possessive_type(&self, before: usize) -> bool {
        self.words.is_in(before, list::POSSESSIVE_KINDS)
    }

    /// Capitals that act: `Damascus refused`, and names inside other names.
    fn is_actor(&self, from: usize, to: usize) -> bool {
        let words = self.words;
        // `Aleppo-based group`, `Aleppo Media Centre`, `Idlib Free Army`.
        if words.is_joined(to) && matches!(words.word(to), "based" | "born" | "educated" | "backed" | "brokered") {
            return true;
        }
        let next = words.word(to);
        if words.is_capital(to) && !words.is_joined(to) && words.is_in(to, list::OF_BODIES) {
            return words.word(to + 1) != "of" || matches!(words.word(to), "media");
        }
        // `BEIRUT: ...`, `DAMASCUS (SANA) -`: the place of writing.
        if words.text.tokens()[from].shape == super::sentence::Shape::Upper
            && matches!(next, ":" | "(" | "-" | "/" | ",")
            && self.opens_paragraph(from)
        {
            return true;
        }
        // `Damascus refused`, `in Damascus' hands`; not `the Damascus-Daraa highway near P`.
        if words.word(from) == "damascus" && to == from + 1 {
            let before = from.checked_sub(1).map_or("", |i| words.word(i));
            let verb = !words.forms(to).is_empty() && !words.is(to, class::DIRECTION);
            let modal = words.is(to, class::MODAL | class::HAVE);
            if (verb || modal) && !matches!(before, "in" | "near" | "of" | "around" | "from" | "outside") {
                return true;
            }
            if matches!(before, "against" | "with" | "between" | "by" | "to") && words.type_at(to).is_none() {
                return true;
            }
            if words.is_in(to + 1, list::OF_CAPITALS) || words.is_in(to, list::AFTER_CAPITALS) {
                return true;
            }
        }
        false
    }

    fn opens_paragraph(&self, token: usize) -> bool {
        let sentence = self.words.text.sentence_of(token);
        self.words.text.sentences()[sentence].from as usize == token
    }

    /// `the 'Tadef' district`: marks of quotation around a name alone mean nothing.
    fn is_quoted(&self, from: usize, to: usize, start: usize, end: usize) -> bool {
        let mark = |t: usize| matches!(self.words.word(t), "\"" | "'");
        from > start && to < end && mark(to) && self.words.word(from - 1) == self.words.word(to)
    }

    /// The kinds of place after a name: `Tadef town`, `Aleppo province`, `Kobane's outskirts`.
    fn types_after(&self, phrase: &mut Phrase, end: usize) {
        let words = self.words;
        self.modified_type_after(phrase, end);
        while phrase.to < end {
            match words.type_at(phrase.to) {
                Some((to, kind, plural))
                    if to <= end
                        && !words.is_joined(phrase.to)
                        // `Nawa military airport`: the army is no side here.
                        && words
                            .name_over(phrase.to)
                            .is_none_or(|n| n.to < to && matches!(n.entry, Entry::Side(..)))
                        && !words.is_joined(to)
                        && !self.is_kind_of_next(to, phrase) =>
                {
                    // `Aleppo camp attack` keeps going; `Aleppo areas` is a part.
                    if plural && words.lexicon.types[kind as usize].class == TypeClass::Area {
                        phrase.extent = wider(phrase.extent, Extent::Part);
                    } else {
                        phrase.kind = Some(kind);
                        phrase.plural = plural;
                    }
                    phrase.to = to;
                }
                _ => break,
            }
        }
        // `Nawa's surroundings`: with what stands after the mark.
        if let Some((to, extent)) = (words.word(phrase.to) == "'s").then(|| words.part_at(phrase.to + 1)).flatten()
            && matches!(extent, Extent::Outskirts | Extent::Near)
            && to <= end
        {
            phrase.extent = wider(phrase.extent, extent);
            phrase.to = to;
        }
        // `Daraa (province)`
        if words.word(phrase.to) == "("
            && let Some((to, kind, false)) = words.type_at(phrase.to + 1)
            && to < end
            && words.word(to) == ")"
            && phrase.kind.is_none()
        {
            phrase.kind = Some(kind);
            phrase.to = to + 1;
        }
        // `Aleppo city centre`
        if let Some((to, extent)) = words.part_at(phrase.to).filter(|_| phrase.to < end)
            && words.is_in(phrase.to, list::PARTS_OF_CITIES)
        {
            phrase.extent = wider(phrase.extent, extent);
            phrase.to = to;
        }
    }

    /// `Aleppo central prison`, `the Daraa national hospital`: the words up to the noun belong to the name.
    fn modified_type_after(&self, phrase: &mut Phrase, end: usize) {
        let words = self.words;
        let grammar = class::VERB | class::PREPOSITION | class::CONJUNCTION | class::DET | class::ADVERB;
        let grammar =
            grammar | class::PRONOUN | class::RELATIVE | class::SUBORDINATOR | class::NUMBER | class::DIRECTION;
        let plain = |t: usize| {
            words.text.tokens()[t].shape == super::sentence::Shape::Lower
                && words.bits(t) & grammar == 0
                && words.forms(t).is_empty()
                && words.name_over(t).is_none()
                && words.noun_at(t).is_none()
                && words.type_at(t).is_none()
                && words.part_at(t).is_none()
        };
        if phrase.to >= end || !plain(phrase.to) {
            return;
        }
        let noun = (phrase.to + 1..(phrase.to + 3).min(end)).find(|&t| !plain(t));
        let Some((to, kind, false)) = noun.and_then(|t| words.type_at(t)) else { return };
        let class = words.lexicon.types[kind as usize].class;
        if to <= end && matches!(class, TypeClass::Building | TypeClass::Base) && !words.is_joined(to) {
            phrase.core.1 = noun.unwrap_or(phrase.to);
            (phrase.kind, phrase.to) = (Some(kind), to);
        }
    }

    /// `the Aleppo quarter of Salaheddine`: the noun says what the name after it is, not the one before.
    fn is_kind_of_next(&self, to: usize, phrase: &Phrase) -> bool {
        let article = usize::from(self.words.is(to + 1, class::ARTICLE));
        let name = to + 1 + article;
        let open = self.words.is_capital(name) && !self.words.is(name, class::NOPLACE | class::CALENDAR);
        // `the Zahraa quarter of Aleppo`: the larger place is where it lies.
        let named = [to + 1, name].into_iter().find_map(|t| self.words.name_at(t));
        let size = |what: What| level::level(self.words, &Phrase::new((to, to), what), self.kind_of);
        let lies_in =
            matches!(named.map(|n| n.entry), Some(Entry::Place(s)) if size(What::Name(s)) > size(phrase.what));
        if self.is_place_name(to) && self.words.text.tokens()[to].lines == 0 {
            return true;
        }
        self.words.word(to) == "of" && !lies_in && (named.is_some_and(|n| matches!(n.entry, Entry::Place(_))) || open)
    }
}

fn is_direction_noun(word: &str) -> bool {
    matches!(word, "north" | "south" | "east" | "west" | "northeast" | "northwest" | "southeast" | "southwest")
}
