//! Where: the phrases that name a place, with all that belongs to them.
//!
//! `large parts of the rebel-held town of Tadef in Aleppo province` is one phrase: its *core* is the
//! name, `town` its kind, `parts of` its extent, `rebel-held` a claim of its own, Aleppo province
//! its *container*, which is no place of a claim. A phrase without a name is an anaphor (`the
//! town`), a direction (`the east`, of the article's own city) or unnamed (`a hilltop`).

use super::lexicon::{Entry, TypeClass, class};
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
    /// A possessor that is a place: `Aleppo's Marjeh district`.
    pub possessor: Option<usize>,
    /// `its outskirts`, `their town`.
    pub of_pronoun: bool,
    /// The place of which it says what it is: `P, a town that`.
    pub apposed: Option<usize>,
}

impl Phrase {
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
pub fn find(words: &Words<'_>, sides: &[SidePhrase], kind_of: &dyn Fn(u32) -> Option<Kind>) -> Vec<Phrase> {
    let mut finder = Finder {
        words,
        sides,
        side_ending: vec![0; words.count() + 1],
        side_over: vec![false; words.count()],
        kind_of,
        open_before: std::cell::Cell::new(0),
    };
    for (i, side) in sides.iter().enumerate() {
        finder.side_ending[side.to] = i as u32 + 1;
        let guarded = side.from..side.to;
        finder.side_over[guarded].fill(true);
    }
    let mut phrases = Vec::new();
    for sentence in words.text.sentences() {
        let first = phrases.len();
        finder.sentence(sentence.tokens(), &mut phrases);
        link(words, &mut phrases, first, kind_of, &finder);
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
    /// Where the last name without an entry ended.
    open_before: std::cell::Cell<usize>,
}

impl Finder<'_> {
    fn sentence(&self, range: std::ops::Range<usize>, phrases: &mut Vec<Phrase>) {
        let mut cores = Vec::new();
        let mut i = range.start;
        while i < range.end {
            match self.core_at(i, range.end, range.start) {
                Some(phrase) => {
                    i = phrase.to.max(i + 1);
                    cores.push(phrase);
                }
                None => i += 1,
            }
        }
        // Names first: they take the nouns before them (`the town of Tadef`).
        let mut kept: Vec<Phrase> = Vec::new();
        for core in cores {
            let mut phrase: Phrase = core;
            let limit =
                kept.last().filter(|p| matches!(p.what, What::Name(_) | What::Open)).map_or(range.start, |p| p.to);
            self.extend_left(&mut phrase, limit);
            self.settle_quarter(&mut phrase);
            phrase.held_extent = phrase.held_extent.filter(|&extent| extent != phrase.extent);
            while kept.last().is_some_and(|p| p.from >= phrase.from && !matches!(p.what, What::Name(_) | What::Open)) {
                let eaten = kept.pop();
                if let Some(eaten) = eaten {
                    for held in eaten.held {
                        if !phrase.held.contains(&held) {
                            phrase.held.push(held);
                        }
                    }
                    phrase.besieged = phrase.besieged.or(eaten.besieged);
                }
            }
            // What overlaps an earlier phrase begins after it.
            if let Some(last) = kept.last() {
                phrase.from = phrase.from.max(last.to.min(phrase.core.0));
            }
            kept.push(phrase);
        }
        phrases.extend(kept);
    }

    /// `a big eastern Aleppo neighbourhood`, `two Aleppo districts`: some of the city, not the city. `The
    /// southern Aleppo districts` stand for southern Aleppo, and `Azaz district` for the district.
    fn settle_quarter(&self, phrase: &mut Phrase) {
        let What::Name(spelling) = phrase.what else { return };
        let Some((to, kind, plural)) = self.words.type_at(phrase.core.1).filter(|t| t.0 == phrase.to) else { return };
        let noun = &self.words.lexicon.types[kind as usize];
        let of_larger =
            matches!((self.kind_of)(spelling), Some(Kind::City | Kind::Sector | Kind::Governorate | Kind::Town));
        // `the strategic Daraa town`: a town in Daraa, named before.
        let in_province = matches!((self.kind_of)(spelling), Some(Kind::City | Kind::Governorate))
            && matches!(noun.noun.as_str(), "town" | "village")
            && (phrase.from..phrase.core.0)
                .any(|t| self.words.is(t, class::ADJECTIVE) && !self.words.is(t, class::DIRECTION | class::DET));
        if in_province {
            phrase.core = (phrase.core.1, phrase.to);
            phrase.what = if phrase.indefinite { What::Unnamed } else { What::Anaphor };
            phrase.plural = plural;
            return;
        }
        if noun.class != TypeClass::Quarter || !of_larger || to == phrase.core.1 {
            return;
        }
        let some = phrase.indefinite || phrase.direction.is_none() && noun.noun != "district";
        if some {
            phrase.extent = wider(phrase.extent, Extent::Part);
        }
        if some || plural {
            // Quarters are a city's, not a province's.
            phrase.kind = self.words.lexicon.types.iter().position(|t| t.noun == "city").map(|at| at as u16);
            phrase.plural = false;
        }
    }

    /// The core that starts at this token, with the nouns and possessives after it.
    fn core_at(&self, i: usize, end: usize, start: usize) -> Option<Phrase> {
        let words = self.words;
        if let Some(name) = words.name_at(i) {
            let Entry::Place(spelling) = name.entry else { return None };
            if self.side_over[i] || self.is_actor(i, name.to) {
                return None;
            }
            if self.is_first_part(i, name.to) && name.to < end {
                return Some(Phrase::new((i, name.to + 1), What::Open));
            }
            // `Tal- Mori`: cut in two by the outlet.
            if words.word(name.to) == "-"
                && name.to + 1 < end
                && words.is_joined(name.to)
                && self.is_first_part(i, i + 1)
            {
                return Some(Phrase::new((i, name.to + 2), What::Open));
            }
            if self.has_epithet(name.to) && name.to + 1 < end {
                let article = i > start && words.is(i - 1, class::ARTICLE) && words.is_joined(i);
                return Some(Phrase::new((i - usize::from(article), name.to + 2), What::Open));
            }
            let mut phrase = Phrase::new((i, name.to), What::Name(spelling));
            if i > start && words.is(i - 1, class::ARTICLE) && words.is_joined(i) {
                phrase.from = i - 1;
                phrase.core.0 = i - 1;
            }
            if self.is_quoted(phrase.from, name.to, start, end) {
                phrase.from -= 1;
                phrase.to += 1;
            }
            if let Some(road) = self.road_between(phrase.from, name.to, end) {
                return Some(road);
            }
            self.types_after(&mut phrase, end);
            return Some(phrase);
        }
        if words.name_over(i).is_some() {
            return None;
        }
        if let Some(phrase) = self.open_name(i, end, start) {
            return Some(phrase);
        }
        if let Some((to, kind, plural)) = words.type_at(i) {
            if to > end || words.name_over(to - 1).is_some() || self.side_over[i] {
                return None;
            }
            // `port`, `square`, `base` as parts of other nouns: the noun after it decides.
            if words.is_joined(to) || words.is_joined(i) && words.after_possessive(i) {
                return None;
            }
            if let Some(to) = self.road_from(i, to, kind).filter(|&to| to <= end) {
                let mut phrase = Phrase::new((i, to), What::Open);
                phrase.kind = Some(kind);
                return Some(phrase);
            }
            let numbered = words.lexicon.types[kind as usize].class == TypeClass::Base
                && words.text.tokens().get(to).is_some_and(|t| t.shape == super::sentence::Shape::Number)
                && to < end;
            if numbered {
                let mut phrase = Phrase::new((i, to + 1), What::Open);
                phrase.kind = Some(kind);
                return Some(phrase);
            }
            let mut phrase = Phrase::new((i, to), What::Anaphor);
            phrase.kind = Some(kind);
            phrase.plural = plural;
            return Some(phrase);
        }
        if words.is(i, class::DIRECTION)
            && !self.side_over[i]
            && is_direction_noun(words.word(i))
            && words.word(i + 1) != "of"
        {
            let before = i.checked_sub(1)?;
            let pointed = i > start
                && (matches!(words.word(before), "the" | "its" | "of")
                    || words.after_possessive(i)
                    || words.is(before, class::HELD)
                    || self.possessive_type(before, i));
            if pointed
                && !words.is(i + 1, class::DIRECTION)
                && words.type_at(i + 1).is_none()
                && !self.is_place_name(i + 1)
                && !words.is_joined(i + 1)
            {
                let mut phrase = Phrase::new((i, i + 1), What::Direction);
                phrase.direction = Some(i);
                return Some(phrase);
            }
        }
        if let Some((to, _)) = words.part_at(i) {
            // `the eastern half`, `its northern parts`: a part with a direction and no name after it.
            let before = i.checked_sub(1)?;
            if i > start
                && words.is(before, class::DIRECTION)
                && words.word(to) != "of"
                && words.word(to) != "in"
                && !self.side_over[i]
            {
                let mut phrase = Phrase::new((i, to), What::Direction);
                phrase.direction = Some(before);
                phrase.from = before;
                return Some(phrase);
            }
            if i > start && words.is(before, class::HELD) && words.is_joined(before) && !self.side_over[i] {
                let mut phrase = Phrase::new((i, to), What::Unnamed);
                phrase.extent = Extent::Part;
                return Some(phrase);
            }
        }
        None
    }

    /// `the road linking Tafas to Nawa`, `the road between Tafas and Nawa`: where it ends.
    fn road_from(&self, at: usize, to: usize, kind: u16) -> Option<usize> {
        let words = self.words;
        let link = matches!(words.word(to), "linking" | "connecting" | "joining" | "between");
        if words.lexicon.types[kind as usize].class != TypeClass::Line || !link || words.is(at, class::NOPLACE) {
            return None;
        }
        let place_end = |from: usize| {
            let from = if words.is(from, class::DET) { from + 1 } else { from };
            let from = if words.is(from, class::ARTICLE) && !self.is_place_name(from) { from + 1 } else { from };
            words.name_at(from).filter(|n| matches!(n.entry, Entry::Place(_))).map(|n| n.to)
        };
        let first = place_end(to + 1)?;
        matches!(words.word(first), "to" | "with" | "and").then(|| place_end(first + 1)).flatten()
    }

    /// `the Tafas-Nawa road`: a road named for its two ends.
    fn road_between(&self, from: usize, to: usize, end: usize) -> Option<Phrase> {
        let words = self.words;
        let second = if words.is(to, class::ARTICLE) { to + 1 } else { to };
        let far = words.name_at(second).filter(|n| matches!(n.entry, Entry::Place(_)))?;
        let (road_end, kind, plural) = words.type_at(far.to)?;
        let line = words.lexicon.types[kind as usize].class == TypeClass::Line;
        if !words.is_joined(to) || !line || plural || road_end > end {
            return None;
        }
        let mut phrase = Phrase::new((from, road_end), What::Open);
        phrase.kind = Some(kind);
        Some(phrase)
    }

    /// `Mleiha al-Gharbiya`: an Arabic adjective after the name makes it another place.
    fn has_epithet(&self, at: usize) -> bool {
        let words = self.words;
        words.is(at, class::ARTICLE)
            && words.is_joined(at + 1)
            && words.is_capital(at + 1)
            && [at, at + 1].iter().all(|&t| words.name_at(t).is_none() && words.text.tokens()[t].lines == 0)
            && words.type_at(at + 1).is_none()
    }

    /// `Tal` in `Tal Hawran`: a word of many names, and no place by itself before another capital.
    fn is_first_part(&self, i: usize, to: usize) -> bool {
        let words = self.words;
        to == i + 1
            && words.is(i, class::NAMEPART)
            && words.is_capital(to)
            && !words.is_joined(to)
            && !words.is(to, class::NOPLACE | class::CALENDAR | class::DIRECTION)
            && !words.name_at(to).is_some_and(|n| !matches!(n.entry, Entry::Place(_)))
            && words.type_at(to).is_none()
            && words.text.tokens()[to].lines == 0
    }

    fn is_place_name(&self, i: usize) -> bool {
        self.words.name_at(i).is_some_and(|n| matches!(n.entry, Entry::Place(_)))
    }

    /// `citys north`, `towns recapture`: a possessive without its apostrophe.
    fn possessive_type(&self, before: usize, _at: usize) -> bool {
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
        // `Damascus refused`, `in Damascus' hands`.
        if words.word(from) == "damascus" {
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
        while phrase.to < end && !words.lost_possessive(phrase.to - 1) {
            match words.type_at(phrase.to) {
                Some((to, kind, plural))
                    if to <= end
                        && !words.is_joined(phrase.to)
                        && words.name_over(phrase.to).is_none()
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
        if let Some((to, extent)) = words.part_at(phrase.to).filter(|_| phrase.to < end) {
            let word = words.word(phrase.to);
            if matches!(word, "outskirts" | "suburbs" | "center" | "centre" | "downtown" | "fringes" | "outskirt")
                && !words.lost_possessive(phrase.to - 1)
            {
                phrase.extent = wider(phrase.extent, extent);
                phrase.to = to;
            }
        }
    }

    /// `the Aleppo quarter of Salaheddine`: the noun says what the name after it is, not the one before.
    fn is_kind_of_next(&self, to: usize, phrase: &Phrase) -> bool {
        let article = usize::from(self.words.is(to + 1, class::ARTICLE));
        let name = to + 1 + article;
        let open = self.words.is_capital(name) && !self.words.is(name, class::NOPLACE | class::CALENDAR);
        // `the Zahraa quarter of Aleppo`: the larger place is where it lies.
        let named = [to + 1, name].into_iter().find_map(|t| self.words.name_at(t));
        let size = |what: What| level(self.words, &Phrase::new((to, to), what), self.kind_of);
        let lies_in =
            matches!(named.map(|n| n.entry), Some(Entry::Place(s)) if size(What::Name(s)) > size(phrase.what));
        if self.is_place_name(to) && self.words.text.tokens()[to].lines == 0 {
            return true;
        }
        self.words.word(to) == "of" && !lies_in && (named.is_some_and(|n| matches!(n.entry, Entry::Place(_))) || open)
    }

    /// A name that the gazetteer does not have: `the village of Qarat`, `Qarat village`.
    fn open_name(&self, i: usize, end: usize, start: usize) -> Option<Phrase> {
        let words = self.words;
        if self.side_over[i] || !self.opens_name(i) {
            return None;
        }
        let mut to = i + 1;
        while to < end && to < i + 5 && !self.side_over[to] && words.text.tokens()[to].lines == 0 {
            let part = words.is_capital(to)
                && !words.is(to, class::NOPLACE)
                && (words.name_at(to).is_none() || to == i + 1 && self.is_first_part(i, to))
                && words.type_at(to).is_none()
                || words.is_joined(to) && words.is(to - 1, class::ARTICLE)
                || words.is(to, class::ARTICLE)
                    && (words.is_joined(to + 1) || words.is_capital(to + 1))
                    && words.is_joined(to + 1) != words.is_joined(to);
            if !part
                || words.is_joined(to)
                    && !words.is(to - 1, class::ARTICLE | class::NAMEPART)
                    && !words.is(to, class::ARTICLE)
            {
                break;
            }
            to += 1;
        }
        if words.is(to - 1, class::ARTICLE) && to - i == 1 {
            return None;
        }
        let type_of = i > start + 1
            && words.word(i - 1) == "of"
            && words.type_before(i - 1).is_some_and(|(_, t, _)| {
                let class = words.lexicon.types[t as usize].class;
                class != TypeClass::Line && class != TypeClass::Building
            });
        let type_after = words.type_at(to).filter(|&(type_end, t, _)| {
            type_end <= end && !words.is_joined(to) && {
                let class = words.lexicon.types[t as usize].class;
                !matches!(class, TypeClass::Area) || matches!(words.word(to), "area" | "region")
            }
        });
        let arabic = (i..to).any(|k| words.is(k, class::ARTICLE | class::NAMEPART)) && words.is_capital(to - 1);
        let before = i.checked_sub(1).map_or("", |k| words.word(k));
        let after_prep = i > 0 && words.is_in(i - 1, list::BEFORE_PLACES);
        let listed = i > start && (matches!(before, "and" | ",") || self.is_end_of_place(i));
        let first_of_sentence = i == start && to - i == 1;
        // `took Qarat`, `in Qarat`, `Tadef, Qarat and Bunan`: a lone capitalised word where a place must stand.
        let verb_before = i > start
            && words.forms(i - 1).iter().any(|f| {
                f.1 != super::lexicon::Form::Base
                    && words.lexicon.rules_of(f.0).iter().any(|r| {
                        let rule = &words.lexicon.rules[r.0 as usize];
                        r.1.is_empty() && rule.object == super::lexicon::Object::Place
                    })
            });
        let lone = (verb_before
            || after_prep && before != "including"
            || before == "of" && i > start + 1 && (words.part_at(i - 2).is_some() || self.is_land_noun(i - 2))
            || matches!(before, "including" | "namely" | "them") && self.after_plural(i, start)
            || self.is_apposed(to, end)
            || listed && self.ends_place(i))
            && (!words.is_capital(to) || words.is_mark(to))
            && words.text.tokens()[i].shape != super::sentence::Shape::Upper;
        let good = lone
            || type_of
            || type_after.is_some() && !first_of_sentence
            || arabic && (after_prep || listed && self.near_place(i, start) || self.is_before_place(to, end));
        if !good || self.is_person(i, to) {
            return None;
        }
        let mut phrase = Phrase::new((i, to), What::Open);
        self.types_after(&mut phrase, end);
        self.open_before.set(phrase.to);
        Some(phrase)
    }

    fn opens_name(&self, i: usize) -> bool {
        let words = self.words;
        let capital = words.is_capital(i)
            && !words.is(i, class::NOPLACE | class::CALENDAR)
            && words.type_at(i).is_none()
            && !words.is(i, class::PREPOSITION | class::DIRECTION);
        let article = words.is(i, class::ARTICLE)
            && words.is_joined(i + 1)
            && words.is_capital(i + 1)
            && words.name_at(i + 1).is_none();
        // `Central districts`, `Northern villages`
        let plain = words.is(i, class::ADJECTIVE) && words.type_at(i + 1).is_some();
        // `as`, `at`, `an` are English words first.
        let english = matches!(words.word(i), "as" | "at" | "an") && !words.is_joined(i + 1);
        (capital || article)
            && !english
            && !plain
            && words.name_over(i).is_none()
            && !words.is_mark(i)
            && !words.is_joined(i)
    }

    fn is_end_of_place(&self, i: usize) -> bool {
        self.words.name_over(i - 1).is_some_and(|n| n.to == i && matches!(n.entry, Entry::Place(_)))
    }

    /// `Jadya, a village near`: the words after the comma say that it is a place.
    fn is_apposed(&self, to: usize, end: usize) -> bool {
        let words = self.words;
        words.word(to) == ","
            && words.is(to + 1, class::DET)
            && (to + 2..(to + 5).min(end)).any(|k| {
                words.type_at(k).is_some()
                    && (to + 2..k).all(|m| words.is(m, class::ADJECTIVE | class::ADVERB | class::DIRECTION))
            })
    }

    /// The name before the `and` or comma is a place's.
    fn ends_place(&self, i: usize) -> bool {
        let words = self.words;
        let mut k = i - 1;
        while k > 0 && (words.is_mark(k) || words.word(k) == "and") {
            k -= 1;
        }
        words.name_over(k).is_some_and(|n| matches!(n.entry, Entry::Place(_))) || self.open_before.get() == k + 1
    }

    /// `control of`, `the fall of`: a noun that speaks of a place only.
    fn is_land_noun(&self, at: usize) -> bool {
        use crate::claim::Event;
        let lexicon = &self.words.lexicon;
        let of_place = |&rule: &u16| {
            let rule = &lexicon.rules[rule as usize];
            rule.event.is_control() && rule.place.iter().any(|p| p == "of")
        };
        self.words.noun_at(at).is_some_and(|(to, rules)| {
            to == at + 1 && rules.iter().any(|r| of_place(r) || lexicon.rules[*r as usize].event == Event::Besieges)
        })
    }

    /// `ten villages, including Qarat`: the kind was told just before.
    fn after_plural(&self, i: usize, start: usize) -> bool {
        (i.saturating_sub(10).max(start)..i).any(|k| self.words.type_at(k).is_some_and(|t| t.2))
    }

    /// A place follows in the same list: `Kafr Nura, Tadef and Bzaa`.
    fn is_before_place(&self, to: usize, end: usize) -> bool {
        let words = self.words;
        let next = if words.word(to) == "," && words.word(to + 1) == "and" { to + 2 } else { to + 1 };
        let mut next = next;
        while words.is(next, class::ARTICLE) {
            next += 1;
        }
        matches!(words.word(to), "," | "and") && next < end && self.is_place_name(next)
    }

    fn near_place(&self, i: usize, start: usize) -> bool {
        (i.saturating_sub(5).max(start)..i)
            .any(|k| self.words.name_over(k).is_some_and(|n| matches!(n.entry, Entry::Place(_))))
    }

    /// A person's name: before a verb of saying, or after a title.
    fn is_person(&self, from: usize, to: usize) -> bool {
        let words = self.words;
        from.checked_sub(1).is_some_and(|before| words.is_in(before, list::TITLES))
            || matches!(words.word(to), "said" | "told" | "says" | "added")
            || words.word(from) == "abu"
    }

    /// Takes in the words before the core: articles, kinds, parts, `S-held`, `besieged`.
    fn extend_left(&self, phrase: &mut Phrase, limit: usize) {
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
                && (words.is(
                    q - 1,
                    class::HAVE | class::BE | class::MODAL | class::PRONOUN | class::RELATIVE | class::ADVERB,
                ) || self.side_over[q - 1]);
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
                if matches!(word, "about" | "around" | "over") {
                    p = q;
                    continue;
                }
            }
            if determined {
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
                if words.is(from, class::NOPLACE) {
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
            if words.is(q, class::DET) && word != "no" {
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
                && !matches!(word, "there" | "here" | "back" | "not" | "so" | "then" | "away" | "out" | "up" | "down");
            // `the bombed city` describes it; `jets bombed the city` does not.
            let verbal = words.is(q, class::VERB)
                && !(q == limit
                    || words.is(q - 1, class::DET | class::PREPOSITION | class::ADJECTIVE)
                    || words.is_mark(q - 1));
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
            if !words.is_mark(q) && words.id(q) == 0 && !words.is_capital(q) && q > limit {
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
    fn measure(&self, from: usize, limit: usize, phrase: &Phrase) -> usize {
        let words = self.words;
        if phrase.extent != Extent::Part || from <= limit || from >= phrase.core.0 {
            return from;
        }
        let before = words.word(from - 1);
        if from > limit + 1 && matches!((words.word(from - 2), before), ("more" | "less", "than") | ("at", "least")) {
            return from - 2;
        }
        let measured = words.is(from, class::NUMBER)
            || words.word(from) == "half"
            || words.text.tokens()[from].shape == super::sentence::Shape::Number;
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

    /// `80 percent`, `a third`: a number, or a part counted once.
    fn is_share(&self, at: usize) -> bool {
        let words = self.words;
        words.is(at, class::NUMBER)
            || matches!(words.word(at), "a" | "an" | "one")
                && matches!(words.word(at + 1), "third" | "quarter" | "half" | "fifth" | "tenth")
    }

    fn can_be_part(&self, kind: u16, plural: bool) -> bool {
        let class = self.words.lexicon.types[kind as usize].class;
        matches!(class, TypeClass::Quarter | TypeClass::Area) && plural
            || class == TypeClass::Land && self.words.lexicon.types[kind as usize].noun == "countryside"
    }

    /// `S-held`, `S- and S2-held`, `S-besieged` before the place: where it begins.
    fn held(&self, phrase: &mut Phrase, q: usize, limit: usize) -> Option<usize> {
        let words = self.words;
        let side = self.side_before(q)?;
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
            if words.word(end - 1) == "-" {
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
    fn is_owner(&self, side: usize, at: usize, phrase: &Phrase, named: bool) -> bool {
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
        (place || part) && (at < phrase.core.0 || !named && at == phrase.core.0)
    }

    /// `formerly rebel-held`, `the former rebel districts`: no longer so.
    fn is_former(&self, side: usize) -> bool {
        self.sides[side].from.checked_sub(1).is_some_and(|before| self.words.is(before, class::FORMER))
    }

    fn side_before(&self, end: usize) -> Option<usize> {
        (self.side_ending[end] as usize).checked_sub(1)
    }

    /// Reads what stands before `of`: a kind (`the town of`), a part (`most of`), a direction
    /// (`the east of`, `5 km north of`). Gives where it begins, and whether it is a part.
    fn part_of(&self, phrase: &mut Phrase, of: usize, limit: usize, named: bool) -> Option<(usize, bool)> {
        let words = self.words;
        let before = of - 1;
        if words.is(before, class::DIRECTION) && is_direction_noun(words.word(before)) {
            let pointed = before > limit
                && (words.is(before - 1, class::DET)
                    || words.is(before - 1, class::HELD) && words.is_joined(before - 1)
                    || words.is(before - 1, class::ADJECTIVE)
                        && !words.is(before - 1, class::DIRECTION | class::ADVERB));
            if pointed {
                phrase.direction = Some(before);
                return Some((before, true));
            }
            phrase.extent = wider(phrase.extent, Extent::Near);
            let mut from = before;
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
        if let Some((from, kind, plural)) =
            words.type_before(of).filter(|t| !gates && t.0 >= limit && words.name_over(t.0).is_none())
        {
            let noun = &words.lexicon.types[kind as usize];
            let of_city = match phrase.what {
                What::Name(spelling) => {
                    matches!((self.kind_of)(spelling), Some(Kind::City | Kind::Governorate | Kind::Town | Kind::Sector))
                }
                What::Open => false,
                _ => true,
            };
            let part = matches!(noun.class, TypeClass::Area)
                || noun.class == TypeClass::Quarter && plural && of_city
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

    /// Reads an unnamed object before `in`: `areas in Leramun`, `a rebel-held district in Aleppo`.
    fn part_in(&self, phrase: &mut Phrase, preposition: usize, limit: usize) -> Option<usize> {
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
            _ => phrase.kind.is_some_and(|k| words.lexicon.types[k as usize].class == TypeClass::Region),
        };
        let part = (preposition.saturating_sub(2)..preposition).find_map(|from| {
            let (to, extent) = words.part_at(from)?;
            (to == preposition && from >= limit && words.name_over(from).is_none()).then_some((from, extent, true))
        });
        let kind = words.type_before(preposition).filter(|t| t.0 >= limit && words.name_over(t.0).is_none());
        if let Some((from, extent, _)) = part {
            if words.word(from) == "position" || words.word(from) == "number" {
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
        let same = definite && !plural && !held && !directed && class != TypeClass::Building;
        if region || class == TypeClass::Line || same {
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

fn is_direction_noun(word: &str) -> bool {
    matches!(word, "north" | "south" | "east" | "west" | "northeast" | "northwest" | "southeast" | "southwest")
}

/// Joins the phrases of one sentence: lists and containers.
fn link(
    words: &Words<'_>,
    phrases: &mut [Phrase],
    first: usize,
    kind_of: &dyn Fn(u32) -> Option<Kind>,
    finder: &Finder<'_>,
) {
    let rank_of = |phrase: &Phrase| level(words, phrase, kind_of);
    let joins_next = |phrases: &[Phrase], i: usize| {
        let Some(next) = phrases.get(i + 1) else { return false };
        let mark = |t: usize| matches!(words.word(t), "," | "and" | "or");
        let (from, to) = (phrases[i].to, next.from);
        from < to
            && to <= from + 2
            && (from..to).all(mark)
            && rank_of(next) < 4
            && matches!(next.what, What::Name(_) | What::Open)
    };
    for i in first + 1..phrases.len() {
        // After `A in X as well as B` the list goes on from A.
        let mut outer = i - 1;
        while outer > first && phrases[outer].contains {
            outer -= 1;
        }
        let listed_on = joins_next(phrases, i);
        let (left, right) = phrases.split_at_mut(i);
        let (a, b) = (&mut left[i - 1], &mut right[0]);
        if b.possessor.is_some() {
            a.contains = true;
            b.container = Some(i - 1);

            continue;
        }
        // `the Daraa town of Tafas`, `the Daraa town Tafas`
        let kind_between = b.from < b.core.0
            && words
                .type_at(b.from)
                .is_some_and(|t| words.word(t.0) == "of" || t.0 == b.core.0 && rank_of(a) > rank_of(b));
        if a.to == b.from && kind_between {
            a.contains = true;
            b.container = Some(i - 1);
            if a.kind.is_none() && matches!(a.what, What::Name(_)) {
                b.possessor = Some(a.from);
                b.from = a.from;
            }
            continue;
        }
        let between: Vec<&str> = (a.to..b.from).map(|t| words.word(t)).filter(|w| *w != "\"").collect();
        // `P, a town on the road`, `P and Q, two towns that`: no other place.
        let described = (between == [","] || between.is_empty() && !b.plural) && b.indefinite
            || matches!(between.as_slice(), [",", "a" | "an", ..])
                && between.len() < 6
                && (a.to + 2..b.from).all(|t| words.is(t, class::ADJECTIVE | class::ADVERB) || finder.side_over[t]);
        if described && !matches!(b.what, What::Name(_) | What::Open | What::Anaphor) {
            let goes_on = words.is(b.to, class::CONJUNCTION);
            let named = matches!(a.what, What::Name(_) | What::Open);
            let of_several = a.list.is_some() && words.is(b.to, class::RELATIVE);
            if named && !goes_on && (!b.plural || of_several) {
                b.apposed = Some(i - 1);
            }
            if !b.plural || of_several {
                continue;
            }
        }
        // `Sheikh Maqsoud, a district of Aleppo held by`: said of Sheikh Maqsoud.
        let size = |p: &Phrase| level(words, &Phrase::new(p.core, p.what), kind_of);
        let of_larger = matches!(words.word(b.from), "a" | "an")
            && matches!(b.what, What::Name(_))
            && matches!(a.what, What::Name(_) | What::Open)
            && (b.from..b.core.0).any(|t| words.type_at(t).is_some())
            && matches!(between.as_slice(), [] | [","])
            && size(a) < size(b);
        if of_larger {
            b.apposed = Some(i - 1);
            b.contains = true;
            a.container = Some(i);
            continue;
        }
        let (ra, rb) = (rank_of(a), rank_of(b));
        // `In Aleppo, the Salaheddine district was shelled`: where the sentence plays.
        let opens = a.from > 0 && matches!(words.word(a.from - 1), "in" | "inside") && words.is_capital(a.from - 1);
        if between == [","] && opens && rb < ra && !listed_on && matches!(b.what, What::Name(_) | What::Open) {
            a.contains = true;
            b.container = Some(i - 1);
            continue;
        }
        // `Azaz, north of Aleppo`, `Azaz north of Aleppo`: where it lies.
        let bearing = b.extent == Extent::Near && (b.from..b.core.0).any(|t| words.is(t, class::DIRECTION));
        if bearing && matches!(between.as_slice(), [] | [","]) && matches!(a.what, What::Name(_) | What::Open) {
            b.contains = true;
            a.container = Some(i);
            continue;
        }
        // `another district of Aleppo, Salaheddine`: the name says which.
        let named = |p: &Phrase| matches!(p.what, What::Name(_) | What::Open);
        let one = a.from < a.core.0 && matches!(words.word(a.from), "a" | "an" | "another" | "one");
        if between == [","] && one && named(a) && named(b) && size(b) < size(a) && b.from == b.core.0 {
            a.contains = true;
            b.container = Some(i - 1);
            b.held.append(&mut a.held);
            continue;
        }
        // `the rebel-held Aleppo quarter of Salaheddine`: the place before the noun is where it lies.
        let kind_of_name = b.from < b.core.0 && words.word(b.core.0 - 1) == "of";
        if between.is_empty() && kind_of_name && a.kind.is_none() && matches!(a.what, What::Name(_)) && ra > rb {
            a.contains = true;
            b.container = Some(i - 1);
            b.possessor = Some(a.from);
            b.from = a.from;
            b.held.append(&mut a.held);
            b.besieged = b.besieged.or(a.besieged.take());
            continue;
        }
        let glued = words.lost_possessive(a.to - 1);
        let list = match between.as_slice() {
            [] => {
                !glued
                    && !words.is_joined(b.core.0)
                    && matches!(b.what, What::Name(_) | What::Open)
                    && ra.abs_diff(rb) <= 1
            }
            ["and" | "," | "or" | "-" | "/" | "&"]
            | [",", "and" | "or"]
            | ["as", "well", "as"]
            | [",", "as", "well", "as"]
            | ["along" | "together", "with"]
            | [",", "along" | "together", "with"]
            | ["in", "addition", "to"]
            | [",", "in", "addition", "to"]
            | ["plus"]
            | [",", "plus"] => true,
            ["and", "in" | "on" | "at" | "near"] => true,
            ["as", "well", "as", "in"] | [",", "and", "in"] => true,
            _ => false,
        };
        let inside = match between.as_slice() {
            // `Inkhil, Jasim and Nawa` is a list, `Inkhil, Daraa province` is none.
            [","] => rb > ra && (rb >= 4 || !listed_on),
            ["in" | "of" | "inside" | "within"]
            | [",", "in"]
            | ["located", "in"]
            | [",", "located", "in"]
            | ["on", "the"]
            | ["at"] => rb > ra,
            [] => rb > ra,
            ["near" | "outside" | "around" | "from"] | ["close", "to"] | ["on"] | ["to"] => {
                // Only where the place lies: `Kindi hospital near Aleppo`.
                matches!(between.as_slice(), ["near" | "outside"] | ["close", "to"])
                    && matches!(a.what, What::Name(_) | What::Open)
            }
            _ => false,
        } && !matches!(a.what, What::Direction)
            || matches!((a.what, between.as_slice()), (What::Unnamed, ["in" | "near" | "of" | "outside" | "on"]));
        if inside && !(list && ra == rb) {
            b.contains = !matches!(a.what, What::Unnamed) || rb >= 4;
            a.container = Some(i - 1 + 1);
        } else if list && between.is_empty() && b.indefinite {
            // `Sheikh Maqsoud a neighbourhood of Aleppo`: says what it is.
            b.contains = true;
            a.container = Some(i);
        } else if list && (ra.abs_diff(rb) <= 2 || matches!(b.what, What::Name(_) | What::Open)) {
            let unlike = ra.max(rb) >= 4 && ra.min(rb) < 3 && between.is_empty();
            if !unlike {
                b.list = Some(outer);
                // The kind and the part are said once for all: `parts of A and B`.
                if b.kind.is_none() && a.plural {
                    b.kind = a.kind;
                }
                if b.extent == Extent::Whole && b.from == b.core.0 && b.held.is_empty() && between.len() <= 1 {
                    b.extent = a.extent;
                    if b.direction.is_none() && a.direction.is_none() {
                        b.held = a.held.clone();
                    }
                }
            }
        }
    }
    link_over_asides(words, phrases, first);
    // A list ends in its container: `in A B and C provinces` gives all of them the plural noun.
    for i in (first + 1..phrases.len()).rev() {
        if let Some(before) = phrases[i].list {
            if phrases[i].plural && phrases[before].kind.is_none() {
                phrases[before].kind = phrases[i].kind;
                phrases[before].plural = true;
            }
            if phrases[i].contains {
                // `A and B in C`: handled by the container of the last; `A, B` keep their own.
                phrases[i].contains = phrases[i].contains && phrases[before].container.is_some();
            }
        }
    }
}

/// Joins the items of a list that an aside parts: `A (east of B), C`, `A, a town near B, and C`.
fn link_over_asides(words: &Words<'_>, phrases: &mut [Phrase], first: usize) {
    let named = |phrase: &Phrase| matches!(phrase.what, What::Name(_) | What::Open);
    for i in first + 1..phrases.len() {
        let found = (first..i).rev().take(5).find(|&j| {
            let (a, b) = (&phrases[j], &phrases[i]);
            named(a) && named(b) && b.extent == Extent::Whole && parted_by_aside(words, a.to, b.from)
        });
        // `A, which lies between the towns of B and C`: the list is the aside's own.
        let own_list = phrases[i].list.is_some_and(|before| {
            let opens = phrases[before].from.checked_sub(1).map_or("", |t| words.word(t));
            phrases[before].plural || opens == "between"
        });
        let found = found.filter(|&j| !own_list || phrases[i].list == Some(j));
        // A new clause: `A, a town near B, and C was shelled`.
        let clause = words.is(phrases[i].to, class::BE | class::HAVE | class::MODAL);
        if let Some(j) = found.filter(|_| !clause) {
            phrases[i].list = Some(j);
            phrases[i].contains = false;
        }
    }
}

/// Whether nothing but an aside and a comma or `and` stands between two places.
fn parted_by_aside(words: &Words<'_>, from: usize, to: usize) -> bool {
    const OPENS: &[&str] = &["a", "an", "which", "where", "home", "some", "located", "situated", "about"];
    if to > from + 24 {
        return false;
    }
    let close = |open: usize, mark: &[&str]| (open + 1..to).find(|&t| mark.contains(&words.word(t)));
    let mut rest = Vec::new();
    let mut asides = 0;
    let mut t = from;
    while t < to {
        let end = match words.word(t) {
            "(" | "[" => close(t, &[")", "]"]).map(|end| end + 1),
            "-" => close(t, &["-"]).map(|end| end + 1),
            "," if OPENS.contains(&words.word(t + 1)) || words.is(t + 1, class::NUMBER) => close(t, &[","]),
            _ => None,
        };
        match end {
            Some(end) => {
                asides += 1;
                t = end;
            }
            None => {
                rest.push(words.word(t));
                t += 1;
            }
        }
    }
    asides == 1 && matches!(rest.as_slice(), [","] | ["and"] | [",", "and"] | ["as", "well", "as"])
}

/// How large a place is, to tell a container from an item of a list: 0 building, 1 quarter or line,
/// 2 village or town, 3 city, 4 province.
fn level(words: &Words<'_>, phrase: &Phrase, kind_of: &dyn Fn(u32) -> Option<Kind>) -> u8 {
    let by_type = phrase.kind.map(|k| &words.lexicon.types[k as usize]);
    if let Some(noun) = by_type {
        match noun.class {
            TypeClass::Region => return 4,
            TypeClass::Land if noun.noun == "countryside" => return 4,
            TypeClass::Building | TypeClass::Height | TypeClass::Base => return 0,
            TypeClass::Quarter | TypeClass::Line => return 1,
            TypeClass::Settlement if noun.kind == Some(Kind::City) => return 3,
            TypeClass::Settlement => return 2,
            _ => {}
        }
    }
    let What::Name(spelling) = phrase.what else { return 1 };
    match kind_of(spelling) {
        Some(Kind::Governorate) => 4,
        Some(Kind::City) => 3,
        Some(Kind::Sector) => 3,
        Some(Kind::District | Kind::Subdistrict) => 4,
        Some(Kind::Town | Kind::Village | Kind::Camp) => 2,
        Some(Kind::Quarter | Kind::Road | Kind::Industrial | Kind::River) => 1,
        Some(_) => 0,
        None => 1,
    }
}
