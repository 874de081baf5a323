//! Lists of places: all items before or after a place, and what only tells whose a place is.

use super::Found;
use crate::claim::Extent;
use crate::extract::chunks::Kind;
use crate::extract::frames::{Scene, is_near};
use crate::extract::lexicon::{TypeClass, class};
use crate::extract::list;
use crate::extract::places::{What, wider};

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
        let mut extent = extent;
        let mut places = Vec::new();
        let mut c = chunk;
        let mut last = None;
        while c < self.row.chunks.len() {
            match self.kind(c) {
                Kind::Place(p) => {
                    // `A, B and Afrin canton's village of C`, `A and B's western countryside`
                    if last.is_some()
                        && self.kind(c + 1) == Kind::Possessive
                        && let Kind::Place(owned) = self.kind(c + 2)
                        && (self.places[owned].is_named()
                            || self.places[owned].possessor.is_some() && !self.is_merely_owned(owned))
                    {
                        places.push((owned, wider(self.places[owned].extent, extent)));
                        last = Some(owned);
                        c += 3;
                        continue;
                    }
                    if last.is_some() && self.places[p].list != last && !self.places[p].contains {
                        match last.and_then(|last| self.next_of_list(last)) {
                            Some(next) if next > c => {
                                c = next;
                                continue;
                            }
                            _ => break,
                        }
                    }
                    // `A, B and two hills east of C`
                    if self.places[p].what == What::Unnamed
                        && let Kind::Place(q) = self.kind(c + 1)
                        && self.is_bearing(q)
                        && last.is_some()
                        && self.is_and(c - 1)
                    {
                        places.push((q, Extent::Near));
                        return (places, c + 2, enemy);
                    }
                    // `A, the area around B and C`
                    if last.is_some()
                        && matches!(self.places[p].what, What::Unnamed | What::Anaphor)
                        && matches!(self.class_of(p), Some(TypeClass::Area | TypeClass::Land))
                        && self.kind(c + 1) == Kind::Prep
                        && is_near(self.word(c + 1))
                        && let Kind::Place(q) = self.kind(c + 2)
                        && self.places[q].is_named()
                    {
                        places.push((q, Extent::Near));
                        last = Some(q);
                        c += 3;
                        continue;
                    }
                    // `A, B, and a hill near C`
                    if self.places[p].what == What::Unnamed
                        && last.is_some()
                        && self.kind(c + 1) == Kind::Prep
                        && is_near(self.word(c + 1))
                        && let Kind::Place(q) = self.kind(c + 2)
                        && self.places[q].is_named()
                    {
                        places.push((q, Extent::Near));
                        return (places, c + 3, enemy);
                    }
                    // `a checkpoint in the Daraa town of P`, `Aleppo's P district`, `a district of Aleppo, P`
                    let owned = usize::from(
                        self.kind(c + 1) == Kind::Possessive
                            || self.word(c + 1) == "," && matches!(self.word(c), "a" | "an" | "another" | "one"),
                    );
                    let named = self
                        .places
                        .get(p + 1)
                        .filter(|next| next.container == Some(p) && next.from == self.places[p].to + owned);
                    if last.is_none() && self.places[p].contains && named.is_some() {
                        let inner = wider(self.places[p].extent, extent);
                        return self.listed_after(c + 1 + owned, inner, enemy);
                    }
                    if last.is_none() || !self.places[p].contains {
                        places.push((p, wider(self.places[p].extent, extent)));
                        last = Some(p);
                    }
                    c += 1;
                }
                Kind::And | Kind::Comma if self.continues(c + 1, last) => c += 1,
                // `the area around P and of Q`
                Kind::Prep if self.continues(c + 1, last) && self.is_and(c.wrapping_sub(1)) => {
                    extent = if self.word(c) == "of" { Extent::Whole } else { extent };
                    c += 1;
                }
                Kind::Prep
                    if self.word(c) == "in"
                        && matches!(self.kind(c + 1), Kind::Place(p) if self.places[p].contains) =>
                {
                    c += 1;
                }
                // `A, B and C's farms`
                Kind::Possessive
                    if matches!(self.kind(c + 1), Kind::Place(q)
                        if self.places[q].possessor.is_some() && last.is_some_and(|l| self.places[q - 1].list == Some(l))) =>
                {
                    if let Kind::Place(q) = self.kind(c + 1) {
                        places.push((q, wider(self.places[q].extent, extent)));
                        last = Some(q);
                    }
                    c += 2;
                }
                Kind::Noun | Kind::Adverb
                    if matches!(self.word(c), "particularly" | "especially" | "notably" | "namely" | "mainly")
                        && last.is_some()
                        && matches!(self.kind(c + 1), Kind::Place(_)) =>
                {
                    let (more, at, _) = self.listed_after(c + 1, Extent::Whole, None);
                    places.extend(more);
                    return (places, at, enemy);
                }
                Kind::Comma
                    if matches!(
                        self.word(c + 1),
                        "particularly" | "especially" | "notably" | "namely" | "mainly" | "including"
                    ) && matches!(self.kind(c + 2), Kind::Place(_)) =>
                {
                    let (more, at, _) = self.listed_after(c + 2, Extent::Whole, None);
                    places.extend(more);
                    return (places, at, enemy);
                }
                // `P and a small pocket around Q`
                Kind::And
                    if last.is_some()
                        && extent == Extent::Whole
                        && match self.kind(c + 1) {
                            Kind::Place(u) => self.places[u].what == What::Unnamed,
                            Kind::Noun => self.is_ground(c + 1),
                            _ => false,
                        }
                        && is_near(self.word(c + 2))
                        && matches!(self.kind(c + 3), Kind::Place(q) if self.places[q].what != What::Unnamed) =>
                {
                    if let Kind::Place(q) = self.kind(c + 3) {
                        places.push((q, Extent::Near));
                    }
                    return (places, c + 4, enemy);
                }
                // `P as well as towns such as Q and R`
                Kind::And | Kind::Comma if last.is_some() && self.named_list_of(c + 1).is_some() => {
                    let list = self.named_list_of(c + 1).unwrap_or(c + 1);
                    let (more, at, _) = self.listed_after(list, extent, None);
                    places.extend(more);
                    return (places, at, enemy);
                }
                // `P, Q, and a hill near R`
                Kind::Comma
                    if last.is_some()
                        && self.kind(c + 1) == Kind::And
                        && matches!(self.kind(c + 2), Kind::Place(u) if self.places[u].what == What::Unnamed)
                        && is_near(self.word(c + 3)) =>
                {
                    c += 1;
                }
                // `two raids on P and another one on Q`
                Kind::And | Kind::Comma if last.is_some() && self.another_at(c + 1).is_some() => {
                    let list = self.another_at(c + 1).unwrap_or(c + 1);
                    let (more, at, _) = self.listed_after(list, Extent::Whole, None);
                    places.extend(more);
                    return (places, at, enemy);
                }
                Kind::Prep if self.word(c) == "including" && matches!(self.kind(c + 1), Kind::Place(_)) => {
                    let (more, at, _) = self.listed_after(c + 1, extent, None);
                    places.extend(more);
                    return (places, at, enemy);
                }
                _ => match last.and_then(|last| self.next_of_list(last)) {
                    // Over quotation marks, brackets, `A, a town near B, and C`.
                    Some(next) if next > c => c = next,
                    _ => break,
                },
            }
        }
        (places, c, enemy)
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
