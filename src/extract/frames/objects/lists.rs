//! Lists of places: all items before or after a place, and what only tells whose a place is.

use super::Found;
use crate::claim::Extent;
use crate::extract::chunks::Kind;
use crate::extract::frames::{Scene, is_near};
use crate::extract::lexicon::{TypeClass, class};
use crate::extract::list;
use crate::extract::places::{Phrase, What, wider};

/// A list of places as far as it is read.
struct Listing {
    /// Its items.
    places: Vec<(usize, Extent)>,
    /// The chunk to read next.
    at: usize,
    /// The last item.
    last: Option<usize>,
    /// How much of the next item is meant.
    extent: Extent,
}

impl Listing {
    /// Takes an item of so many chunks.
    fn add(&mut self, place: usize, extent: Extent, chunks: usize) {
        self.places.push((place, extent));
        self.last = Some(place);
        self.at += chunks;
    }
}

/// What a chunk of a list is.
enum Item {
    /// An item or what joins items: the list goes on.
    Next,
    /// No part of the list.
    End,
    /// All the rest of the list.
    Rest(Found),
}

/// `particularly P`, `notably P`
fn is_such_as(word: &str) -> bool {
    matches!(word, "particularly" | "especially" | "notably" | "namely" | "mainly")
}

impl Scene<'_> {
    /// The list that begins with the place at this chunk: all its places and the chunk after.
    pub(in crate::extract::frames) fn listed_after(&self, chunk: usize, extent: Extent, enemy: Option<usize>) -> Found {
        if let Some((owned, extent)) = self.owned_place(chunk, extent) {
            return match self.kind(owned) {
                Kind::Place(p) if !self.is_merely_owned(p) || extent == Extent::Near => {
                    self.listed_after(owned, extent, enemy)
                }
                // `Tadef's main hospital`, `Tadef's northern entrance`: a part of Tadef.
                _ => match self.kind(chunk) {
                    Kind::Place(p) => (vec![(p, wider(extent, Extent::Part))], owned + 1, enemy),
                    _ => (Vec::new(), chunk, enemy),
                },
            };
        }
        let mut list = Listing { places: Vec::new(), at: chunk, last: None, extent };
        while list.at < self.row.chunks.len() {
            let read = match self.kind(list.at) {
                Kind::Place(p) => self.list_place(&mut list, p, enemy),
                _ => self.list_joint(&mut list),
            };
            match read {
                Item::Next => {}
                Item::End => break,
                Item::Rest((more, at, _)) => {
                    list.places.extend(more);
                    return (list.places, at, enemy);
                }
            }
        }
        (list.places, list.at, enemy)
    }

    /// A place of a list: an item, or what only tells where an item is.
    fn list_place(&self, list: &mut Listing, p: usize, enemy: Option<usize>) -> Item {
        let c = list.at;
        let phrase = &self.places[p];
        if list.last.is_none() {
            // `a checkpoint in the Daraa town of P`, `Aleppo's P district`, `a district of Aleppo, P`
            let set_off = self.word(c + 1) == "," && matches!(self.word(c), "a" | "an" | "another" | "one");
            let owned = usize::from(self.kind(c + 1) == Kind::Possessive || set_off);
            let inside = |next: &Phrase| next.container == Some(p) && next.from == phrase.to + owned;
            if phrase.contains && self.places.get(p + 1).is_some_and(inside) {
                let inner = wider(phrase.extent, list.extent);
                return Item::Rest(self.listed_after(c + 1 + owned, inner, enemy));
            }
            list.add(p, wider(phrase.extent, list.extent), 1);
            return Item::Next;
        }
        // `A, B and Afrin canton's village of C`, `A and B's western countryside`
        if self.kind(c + 1) == Kind::Possessive
            && let Kind::Place(owned) = self.kind(c + 2)
            && (self.places[owned].is_named() || self.places[owned].possessor.is_some() && !self.is_merely_owned(owned))
        {
            list.add(owned, wider(self.places[owned].extent, list.extent), 3);
            return Item::Next;
        }
        if phrase.list != list.last && !phrase.contains {
            return self.skip_to_next(list);
        }
        // `A, B and two hills east of C`
        if phrase.what == What::Unnamed
            && let Kind::Place(q) = self.kind(c + 1)
            && self.is_bearing(q)
            && self.is_and(c - 1)
        {
            return Item::Rest((vec![(q, Extent::Near)], c + 2, enemy));
        }
        if self.kind(c + 1) == Kind::Prep
            && is_near(self.word(c + 1))
            && let Kind::Place(q) = self.kind(c + 2)
            && self.places[q].is_named()
        {
            // `A, the area around B and C`
            if matches!(phrase.what, What::Unnamed | What::Anaphor)
                && matches!(self.class_of(p), Some(TypeClass::Area | TypeClass::Land))
            {
                list.add(q, Extent::Near, 3);
                return Item::Next;
            }
            // `A, B, and a hill near C`
            if phrase.what == What::Unnamed {
                return Item::Rest((vec![(q, Extent::Near)], c + 3, enemy));
            }
        }
        if phrase.contains {
            list.at += 1;
        } else {
            list.add(p, wider(phrase.extent, list.extent), 1);
        }
        Item::Next
    }

    /// What stands between the items of a list.
    fn list_joint(&self, list: &mut Listing) -> Item {
        let (c, last) = (list.at, list.last);
        match self.kind(c) {
            Kind::And | Kind::Comma if self.continues(c + 1, last) => list.at += 1,
            Kind::And
                if last.is_some()
                    && self.word(c + 1) == "to"
                    && matches!(self.kind(c + 2), Kind::Place(q) if self.is_bearing(q)) =>
            {
                list.at += 1;
            }
            // `the area around P and of Q`
            Kind::Prep if self.continues(c + 1, last) && self.is_and(c.wrapping_sub(1)) => {
                list.extent = if self.word(c) == "of" { Extent::Whole } else { self.extent_led_to(c + 1, list.extent) };
                list.at += 1;
            }
            // `A, B and to the south of C`
            Kind::Prep
                if self.word(c) == "to"
                    && last.is_some()
                    && self.is_and(c.wrapping_sub(1))
                    && matches!(self.kind(c + 1), Kind::Place(q) if self.is_bearing(q)) =>
            {
                return Item::Rest(self.listed_after(c + 1, Extent::Near, None));
            }
            Kind::Prep
                if self.word(c) == "in" && matches!(self.kind(c + 1), Kind::Place(p) if self.places[p].contains) =>
            {
                list.at += 1;
            }
            // `A, B and C's farms`
            Kind::Possessive
                if let Kind::Place(q) = self.kind(c + 1)
                    && self.places[q].possessor.is_some()
                    && last.is_some_and(|l| self.places[q - 1].list == Some(l)) =>
            {
                list.add(q, wider(self.places[q].extent, list.extent), 2);
            }
            Kind::Noun | Kind::Adverb
                if last.is_some() && is_such_as(self.word(c)) && matches!(self.kind(c + 1), Kind::Place(_)) =>
            {
                return Item::Rest(self.listed_after(c + 1, Extent::Whole, None));
            }
            Kind::Comma
                if (is_such_as(self.word(c + 1)) || self.word(c + 1) == "including")
                    && matches!(self.kind(c + 2), Kind::Place(_)) =>
            {
                return Item::Rest(self.listed_after(c + 2, Extent::Whole, None));
            }
            Kind::And if let Some(q) = self.pocket_around(list) => {
                return Item::Rest((vec![(q, Extent::Near)], c + 4, None));
            }
            // `P as well as towns such as Q and R`
            Kind::And | Kind::Comma if let Some(named) = last.and_then(|_| self.named_list_of(c + 1)) => {
                return Item::Rest(self.listed_after(named, list.extent, None));
            }
            // `P, Q, and a hill near R`
            Kind::Comma
                if last.is_some()
                    && self.kind(c + 1) == Kind::And
                    && matches!(self.kind(c + 2), Kind::Place(u) if self.places[u].what == What::Unnamed)
                    && is_near(self.word(c + 3)) =>
            {
                list.at += 1;
            }
            // `two raids on P and another one on Q`
            Kind::And | Kind::Comma if let Some(another) = last.and_then(|_| self.another_at(c + 1)) => {
                return Item::Rest(self.listed_after(another, Extent::Whole, None));
            }
            Kind::Prep if self.word(c) == "including" && matches!(self.kind(c + 1), Kind::Place(_)) => {
                return Item::Rest(self.listed_after(c + 1, list.extent, None));
            }
            // `lost much of the east to S, including P and Q`
            Kind::Prep if let Some(named) = self.included_after_party(c) => {
                // `the east` is the country's.
                list.places.retain(|&(p, _)| self.places[p].what != What::Direction);
                return Item::Rest(self.listed_after(named, Extent::Whole, None));
            }
            // Over quotation marks, brackets, `A, a town near B, and C`.
            _ => return self.skip_to_next(list),
        }
        Item::Next
    }

    /// The place after `including` behind `to S`, `from the fighters of S`.
    fn included_after_party(&self, prep: usize) -> Option<usize> {
        let party =
            |c: usize| matches!(self.word(c), "to" | "from" | "of") && matches!(self.kind(c + 1), Kind::Side(_));
        let mut c = prep;
        while party(c) {
            c += 2;
        }
        let including = c + usize::from(self.word(c) == ",");
        let named = matches!(self.kind(including + 1), Kind::Place(p) if self.has_name(p));
        (c > prep && self.word(including) == "including" && named).then_some(including + 1)
    }

    /// `P and a small pocket around Q`: Q.
    fn pocket_around(&self, list: &Listing) -> Option<usize> {
        let c = list.at;
        let pocket = match self.kind(c + 1) {
            Kind::Place(u) => self.places[u].what == What::Unnamed,
            Kind::Noun => self.is_ground(c + 1),
            _ => false,
        };
        match self.kind(c + 3) {
            Kind::Place(q)
                if pocket
                    && list.last.is_some()
                    && list.extent == Extent::Whole
                    && is_near(self.word(c + 2))
                    && self.places[q].what != What::Unnamed =>
            {
                Some(q)
            }
            _ => None,
        }
    }

    /// On to the next item further on, if there is one.
    fn skip_to_next(&self, list: &mut Listing) -> Item {
        match list.last.and_then(|last| self.next_of_list(last)).filter(|&next| next > list.at) {
            Some(next) => {
                list.extent = self.extent_led_to(next, list.extent);
                list.at = next;
                Item::Next
            }
            None => Item::End,
        }
    }

    /// How much of an item is meant whose own preposition says so: `advanced in A and towards B`, `towards A and into B`.
    fn extent_led_to(&self, item: usize, extent: Extent) -> Extent {
        match item.checked_sub(1).map(|prep| self.word(prep)) {
            Some("towards" | "toward") => Extent::Near,
            Some("into" | "as far as") if extent == Extent::Near => Extent::Whole,
            _ => extent,
        }
    }

    /// The place that more of the same fell on: `another one on P`, `and two others on P`.
    pub(in crate::extract::frames) fn another_at(&self, from: usize) -> Option<usize> {
        let noun = from + usize::from(self.kind(from) == Kind::And);
        let chunk = self.row.chunks.get(noun).filter(|chunk| chunk.kind == Kind::Noun)?;
        let counts =
            (chunk.from..chunk.to).all(|t| self.words.is(t, class::NUMBER) || self.words.is_in(t, list::OTHERS));
        let named = matches!(self.kind(noun + 2), Kind::Place(p) if self.has_name(p));
        (counts && matches!(self.word(noun + 1), "on" | "at" | "over") && named).then_some(noun + 2)
    }

    /// What stands after a place and is its own or is told by it: `Aleppo's Marjeh district`, `Tadef's main
    /// hospital`, `the countryside around Tadef`.
    fn owned_place(&self, chunk: usize, extent: Extent) -> Option<(usize, Extent)> {
        let Kind::Place(owner) = self.kind(chunk) else { return None };
        let next = if self.kind(chunk + 1) == Kind::Possessive { chunk + 2 } else { chunk + 1 };
        if let Kind::Place(p) = self.kind(next)
            && self.places[p].possessor.is_some_and(|t| t == self.places[owner].core.0 || t == self.places[owner].from)
        {
            return Some((next, extent));
        }
        let phrase = &self.places[owner];
        let land = phrase.what == What::Anaphor
            && phrase.kind.is_some_and(|k| {
                matches!(self.words.lexicon.types[k as usize].class, TypeClass::Land | TypeClass::Area)
            });
        let beside = land && self.kind(chunk + 1) == Kind::Prep && is_near(self.word(chunk + 1));
        match self.kind(chunk + 2) {
            Kind::Place(p) if beside && self.places[p].what != What::Unnamed && !self.places[p].plural => {
                Some((chunk + 2, Extent::Near))
            }
            _ => None,
        }
    }

    /// A part or a building that has no name but its owner's.
    fn is_merely_owned(&self, place: usize) -> bool {
        let phrase = &self.places[place];
        match phrase.what {
            What::Name(_) | What::Open => false,
            What::Direction => {
                let edge = self.words.part_at(phrase.core.0).or(self.words.part_at(phrase.to - 1));
                phrase.extent > Extent::Part || edge.is_some_and(|(_, extent)| extent > Extent::Part)
            }
            What::Anaphor | What::Unnamed => true,
        }
    }

    /// The chunk of the item of a list after this place.
    fn next_of_list(&self, place: usize) -> Option<usize> {
        let next = (place + 1..self.places.len().min(place + 6)).find(|&p| self.places[p].list == Some(place))?;
        self.row.chunk_of(self.places[next].from).filter(|&c| self.kind(c) == Kind::Place(next))
    }

    /// What joins the items of a list.
    fn is_and(&self, chunk: usize) -> bool {
        matches!(self.kind(chunk), Kind::And | Kind::Comma)
    }

    /// Whether a list goes on at this chunk, over a joint or a preposition.
    fn continues(&self, chunk: usize, last: Option<usize>) -> bool {
        match self.kind(chunk) {
            Kind::Place(p) => last.is_some() && self.places[p].list == last || self.places[p].contains,
            Kind::And | Kind::Comma | Kind::Prep => {
                let joint = self.is_and(chunk) && matches!(self.kind(chunk + 1), Kind::And | Kind::Prep);
                self.continues_once(chunk + 1, last) || joint && self.continues(chunk + 1, last)
            }
            _ => false,
        }
    }

    /// Whether the item after the last one stands here.
    fn continues_once(&self, chunk: usize, last: Option<usize>) -> bool {
        matches!(self.kind(chunk), Kind::Place(p) if last.is_some() && self.places[p].list == last)
    }

    /// The places that a verb with this subject is said of: of `A and B, which was captured`, only B.
    pub(in crate::extract::frames) fn said_of(&self, place: usize, verb: usize) -> Vec<(usize, Extent)> {
        let relative = verb.checked_sub(1).is_some_and(|c| self.kind(c) == Kind::Relative && self.word(c) == "which");
        // `P, some of which is held by S`
        if relative && verb > 1 && self.word(verb - 2) == "of" {
            return vec![(place, wider(Extent::Part, self.places[place].extent))];
        }
        match self.word(verb) {
            "was" | "is" | "has" if relative => vec![(place, self.places[place].extent)],
            _ => self.listed_before(place),
        }
    }

    /// `P is one of two towns besieged by S`: P.
    pub(in crate::extract::frames) fn one_of(&self, several: usize) -> Option<(usize, Extent)> {
        let of = self.row.chunk_of(self.places[several].from)?.checked_sub(3)?;
        let one = self.word(of + 2) == "of" && self.word(of + 1) == "one";
        let is = self.row.verb(of).is_some_and(|v| v.is_finite() && !v.negated && self.lemma(v) == "be");
        match self.kind(of.checked_sub(1)?) {
            Kind::Place(named) if one && is && self.has_name(named) => Some((named, self.places[named].extent)),
            _ => None,
        }
    }

    /// A place and the items of its list before it.
    pub(in crate::extract::frames) fn listed_before(&self, place: usize) -> Vec<(usize, Extent)> {
        // `Tadef's main hospital was hit`: a part of Tadef.
        let place = match self.places[place].possessor {
            Some(owner) if self.is_merely_owned(place) => {
                let of =
                    (0..place).rev().take(2).find(|&p| [self.places[p].core.0, self.places[p].from].contains(&owner));
                let Some(of) = of else { return Vec::new() };
                let mut all = self.listed_before(of);
                if let Some((_, extent)) = all.last_mut() {
                    *extent = wider(Extent::Part, *extent);
                }
                return all;
            }
            _ => place,
        };
        let mut places = vec![(place, self.places[place].extent)];
        let mut p = place;
        while let Some(before) = self.places[p].list {
            if self.row.chunk_of(self.places[before].from).is_none() || self.places[before].contains {
                break;
            }
            places.push((before, self.places[before].extent));
            p = before;
        }
        // `A, B and C's farms fell`: the farms are an item of the list.
        if self.places[place].possessor.is_some()
            && let Some(owner) = place.checked_sub(1).filter(|&o| self.places[place].container == Some(o))
            && let Some(before) = self.places[owner].list
        {
            let mut all = self.listed_before(before);
            all.extend(places);
            return all;
        }
        if self.places[place].contains {
            // `Tadef in Aleppo province fell`: the contained place is meant.
            if let Some(inner) = place.checked_sub(1).filter(|&i| self.places[i].container == Some(place)) {
                return self.listed_before(inner);
            }
        }
        places.reverse();
        places
    }
}
