//! Lists and containers: `A, B and C in X`, `P, a town that`, `P north of Q`.
//!
//! Each phrase is joined to the one before it by the first way that knows what stands between the two.

use super::asides::link_over_asides;
use super::level::level;
use super::{Finder, Phrase, What, wider};
use crate::claim::Extent;
use crate::extract::clauses;
use crate::extract::frames::is_near;
use crate::extract::lexicon::{Shape, class};
use crate::extract::list;
use crate::extract::words::Words;

/// Joins the phrases of one sentence, those from `first` on: lists and containers.
pub(super) fn link(finder: &Finder<'_>, phrases: &mut [Phrase], first: usize) {
    let linker = Linker { words: finder.words, finder, first };
    for i in first + 1..phrases.len() {
        let joint = linker.joint(phrases, i);
        linker.join(&joint, phrases);
    }
    link_over_asides(finder.words, phrases, first);
    end_lists(phrases, first);
    linker.included(phrases);
}

pub(super) struct Linker<'w> {
    pub(super) words: &'w Words<'w>,
    pub(super) finder: &'w Finder<'w>,
    /// The first phrase of the sentence.
    pub(super) first: usize,
}

/// Where two neighbours meet: the phrase at `at` (`b` below) and the one before it (`a`).
pub(super) struct Joint<'w> {
    pub(super) at: usize,
    /// The phrase from which a list goes on: after `A in X as well as B` it is A.
    outer: usize,
    /// The words between the two without quotation marks, as many as matter.
    pub(super) between: Vec<&'w str>,
    /// The list goes on after `b`.
    pub(super) listed_on: bool,
}

impl Joint<'_> {
    /// The two phrases.
    pub(super) fn pair<'p>(&self, phrases: &'p mut [Phrase]) -> (&'p mut Phrase, &'p mut Phrase) {
        let (left, right) = phrases.split_at_mut(self.at);
        (&mut left[self.at - 1], &mut right[0])
    }

    /// What words in apposition are said of: in `A in X, the last town they hold` of A.
    pub(super) fn said_of(&self, phrases: &[Phrase]) -> usize {
        let inside = phrases[self.outer].container == Some(self.at - 1) && phrases[self.outer].is_named();
        if phrases[self.at - 1].contains && inside { self.outer } else { self.at - 1 }
    }

    pub(super) fn is_comma(&self) -> bool {
        self.between == [","]
    }

    pub(super) fn is_close(&self) -> bool {
        matches!(self.between.as_slice(), [] | [","])
    }
}

impl<'w> Linker<'w> {
    fn joint(&self, phrases: &[Phrase], at: usize) -> Joint<'w> {
        let outer = (self.first..at).rev().find(|&p| !phrases[p].contains).unwrap_or(self.first);
        let words = self.words;
        let between = (phrases[at - 1].to..phrases[at].from).map(|t| words.word(t)).filter(|w| *w != "\"").take(6);
        Joint { at, outer, between: between.collect(), listed_on: self.is_listed_on(phrases, at) }
    }

    /// Whether nothing but `,`, `and` or `or` stands between a phrase and the name after it.
    fn is_listed_on(&self, phrases: &[Phrase], at: usize) -> bool {
        let Some(next) = phrases.get(at + 1) else { return false };
        let mark = |t: usize| matches!(self.words.word(t), "," | "and" | "or");
        let (from, to) = (phrases[at].to, next.from);
        from < to && to <= from + 2 && (from..to).all(mark) && self.level(next) < 4 && next.is_named()
    }

    pub(super) fn level(&self, phrase: &Phrase) -> u8 {
        level(self.words, phrase, self.finder.kind_of)
    }

    /// The level of the bare name, whatever kind the words give it.
    pub(super) fn level_of_name(&self, phrase: &Phrase) -> u8 {
        self.level(&Phrase::new(phrase.core, phrase.what))
    }

    /// Tries the ways in which two phrases may belong together, one after the other.
    fn join(&self, joint: &Joint<'_>, phrases: &mut [Phrase]) {
        let settled = self.compared(joint, phrases)
            || self.possessed(joint, phrases)
            || self.kind_between(joint, phrases)
            || self.kind_told(joint, phrases)
            || self.described_all(joint, phrases)
            || self.described(joint, phrases)
            || self.of_larger(joint, phrases)
            || self.name_said_once(joint, phrases)
            || self.known_as(joint, phrases)
            || self.name_in_apposition(joint, phrases)
            || self.quarter_of_seat(joint, phrases)
            || self.quarter_of_rank(joint, phrases)
            || self.name_at_the_end(joint, phrases)
            || self.town_at_the_end(joint, phrases)
            || self.one_nearby(joint, phrases)
            || self.names_at_the_end(joint, phrases)
            || self.scene(joint, phrases)
            || self.bearing(joint, phrases)
            || self.in_part(joint, phrases)
            || self.one_of_several(joint, phrases)
            || self.place_before_noun(joint, phrases)
            || self.place_before_area(joint, phrases)
            || self.countryside_of(joint, phrases);
        if !settled {
            self.list_or_container(joint, phrases);
        }
    }

    /// `Unlike P, Q is held by S`: two places, neither of which lies in the other.
    fn compared(&self, joint: &Joint<'_>, phrases: &[Phrase]) -> bool {
        let Some(before) = phrases[joint.at - 1].from.checked_sub(1).filter(|_| joint.is_close()) else { return false };
        let opens = || before == 0 || matches!(self.words.word(before - 1), "." | "," | "\"");
        self.words.word(before) == "unlike" || self.words.word(before) == "like" && opens()
    }

    /// `three neighbourhoods in Homs, including A, B and C`: all of them lie there.
    fn included(&self, phrases: &mut [Phrase]) {
        for i in self.first + 1..phrases.len() {
            let (a, b) = (&phrases[i - 1], &phrases[i]);
            let opens = a.to + usize::from(self.words.word(a.to) == ",");
            let such = self.words.word(opens) == "such" && self.words.word(opens + 1) == "as";
            let named = b.is_named() && !b.contains && opens + 1 + usize::from(such) == b.from;
            if !named || !(such || self.words.is_in(opens, list::NAMELY)) || self.level(b) >= self.level_of_name(a) {
                continue;
            }
            let several = |t: usize| self.words.type_at(t).is_some_and(|(.., plural)| plural);
            if a.is_named() && (a.from.saturating_sub(3)..a.core.0).any(several) {
                let mut last = i;
                phrases[i].container.get_or_insert(i - 1);
                while let Some(next) = (last + 1..phrases.len()).find(|&k| phrases[k].list == Some(last)) {
                    phrases[next].container.get_or_insert(i - 1);
                    last = next;
                }
            }
        }
    }

    /// `Aleppo's Marjeh district`.
    fn possessed(&self, joint: &Joint<'_>, phrases: &mut [Phrase]) -> bool {
        let (a, b) = joint.pair(phrases);
        if b.possessor.is_none() {
            return false;
        }
        a.contains = true;
        b.container = Some(joint.at - 1);
        // `rebel-held Aleppo's Tadef`: one place, and what is said of it.
        if b.is_named() && matches!(a.what, What::Name(_)) && a.to < b.from && a.kind.is_none() {
            b.from = a.from;
            b.held.append(&mut a.held);
            b.besieged = b.besieged.or(a.besieged.take());
        }
        true
    }

    /// `the Daraa town of Tafas`, `the Daraa town Tafas`.
    fn kind_between(&self, joint: &Joint<'_>, phrases: &mut [Phrase]) -> bool {
        let (a, b) = joint.pair(phrases);
        let of_its_kind =
            |t: (usize, u16, bool)| self.words.word(t.0) == "of" || t.0 == b.core.0 && self.level(a) > self.level(b);
        if a.to != b.from || !self.words.type_at(b.from).is_some_and(of_its_kind) {
            return false;
        }
        a.contains = true;
        b.container = Some(joint.at - 1);
        if a.kind.is_none() && matches!(a.what, What::Name(_)) {
            b.possessor = Some(a.from);
            b.from = a.from;
            // `a post in the Daraa town of Tafas`
            b.extent = wider(b.extent, a.extent);
        }
        true
    }

    /// `Aleppo city and province`: the name is said once for both.
    fn name_said_once(&self, joint: &Joint<'_>, phrases: &mut [Phrase]) -> bool {
        let (a, b) = joint.pair(phrases);
        let region = |k: u16| matches!(self.words.lexicon.types[k as usize].noun.as_str(), "province" | "governorate");
        let bare = matches!(b.what, What::Anaphor | What::Unnamed) && b.from == b.core.0 && b.kind.is_some_and(region);
        if !bare || joint.between != ["and"] || a.kind.is_none() || a.plural || !matches!(a.what, What::Name(_)) {
            return false;
        }
        (b.what, b.core, b.indefinite, b.list, b.extent) = (a.what, a.core, false, Some(joint.at - 1), a.extent);
        b.held.clone_from(&a.held);
        true
    }

    /// `the last rebel redoubt in Daraa, the Salhin quarter, fell`.
    fn quarter_of_seat(&self, joint: &Joint<'_>, phrases: &mut [Phrase]) -> bool {
        let words = self.words;
        let (a, b) = joint.pair(phrases);
        let closed = words.word(b.to) == "," || words.is_mark(b.to);
        let seat = a.from > 1 && matches!(words.word(a.from - 1), "in" | "of") && is_seat(words, a.from - 2);
        let ended = closed || words.is(b.to, class::VERB | class::BE | class::HAVE);
        let aside = joint.is_comma() || joint.between.is_empty() && words.word(b.from) == "the";
        let named = aside && seat && ended && !joint.listed_on && a.is_named() && b.is_named();
        if !named || self.level(b) >= self.level(a) {
            return false;
        }
        a.contains = true;
        b.container = Some(joint.at - 1);
        true
    }

    /// `In Aleppo, the Salaheddine district was shelled`: where the sentence plays.
    fn scene(&self, joint: &Joint<'_>, phrases: &mut [Phrase]) -> bool {
        let words = self.words;
        let (a, b) = joint.pair(phrases);
        let opens = a.from > 0 && matches!(words.word(a.from - 1), "in" | "inside") && words.is_capital(a.from - 1);
        if !opens || !joint.is_comma() {
            return false;
        }
        if !b.is_named() || a.what == What::Direction {
            return true;
        }
        let inside = self.level(b) < self.level(a) && !joint.listed_on;
        if inside {
            a.contains = true;
            b.container = Some(joint.at - 1);
        }
        inside
    }

    /// `the gateway to Aleppo`, `the gate of Aleppo`: after a place, what it is to another.
    fn is_way_in(&self, phrase: &Phrase) -> bool {
        (phrase.from..phrase.core.0).any(|t| matches!(self.words.word(t), "gateway" | "gate"))
    }

    /// `Azaz, north of Aleppo`, `Azaz north of Aleppo`, `Azaz, the gateway to Aleppo`: where it lies.
    fn bearing(&self, joint: &Joint<'_>, phrases: &mut [Phrase]) -> bool {
        let (a, b) = joint.pair(phrases);
        let bearing = b.extent == Extent::Near && (b.from..b.core.0).any(|t| self.words.is(t, class::DIRECTION));
        let told = a.is_named() || a.what == What::Anaphor || a.apposed.is_some() && joint.between.is_empty();
        // `Azaz, located in Aleppo province and just south of the border town`
        let lies = a.contains && bearing && joint.between == ["and"];
        if lies {
            b.contains = true;
            return true;
        }
        // `Azaz, on the edge of Aleppo`
        let on = matches!(joint.between.as_slice(), ["on"] | [",", "on"]);
        let edge = b.extent == Extent::Outskirts && on && a.is_named();
        if !edge && (!(bearing && told || self.is_way_in(b) && a.is_named()) || !joint.is_close()) {
            return false;
        }
        b.contains = true;
        a.container = Some(joint.at);
        true
    }

    /// `Nawa in the west and Izraa in the east`: in which part of the country it lies.
    fn in_part(&self, joint: &Joint<'_>, phrases: &mut [Phrase]) -> bool {
        let (a, b) = joint.pair(phrases);
        let part = b.what == What::Direction && b.held.is_empty() && b.extent == Extent::Whole;
        let small = a.is_named() && self.level(a) < 4 && a.direction.is_none();
        let part = part && joint.between == ["in"] && small;
        if part {
            b.contains = true;
            a.container = Some(joint.at);
        }
        part
    }

    /// `the rebel-held Aleppo quarter of Salaheddine`: the place before the noun is where it lies.
    fn place_before_noun(&self, joint: &Joint<'_>, phrases: &mut [Phrase]) -> bool {
        let (a, b) = joint.pair(phrases);
        let before = joint.between.is_empty() && self.is_noun_of(b) && a.kind.is_none();
        if !before || !matches!(a.what, What::Name(_)) || self.level(a) <= self.level(b) {
            return false;
        }
        a.contains = true;
        b.container = Some(joint.at - 1);
        b.possessor = Some(a.from);
        b.from = a.from;
        b.held.append(&mut a.held);
        b.besieged = b.besieged.or(a.besieged.take());
        true
    }

    /// `the Ramouseh area of Aleppo`: the place before the noun is meant.
    fn place_before_area(&self, joint: &Joint<'_>, phrases: &mut [Phrase]) -> bool {
        let (a, b) = joint.pair(phrases);
        let modifies = a.to == b.from && self.is_noun_of(b) && a.kind.is_none() && a.is_named() && b.is_named();
        let kind_said = (b.from..b.core.0).any(|t| self.words.type_at(t).is_some());
        if !modifies || !kind_said || self.level(a) > self.level(b) {
            return false;
        }
        b.contains = true;
        b.from = b.core.0;
        b.extent = Extent::Whole;
        a.container = Some(joint.at);
        true
    }

    /// `Manbij northern countryside`: that of the place before it.
    fn countryside_of(&self, joint: &Joint<'_>, phrases: &mut [Phrase]) -> bool {
        let (a, b) = joint.pair(phrases);
        let land = |k: u16| self.words.lexicon.types[k as usize].noun == "countryside";
        let own = a.to == b.from && b.what == What::Direction && b.kind.is_some_and(land) && a.is_named();
        if own {
            a.contains = true;
            b.container = Some(joint.at - 1);
            b.possessor = Some(a.from);
        }
        own
    }

    /// `quarter of P`.
    fn is_noun_of(&self, phrase: &Phrase) -> bool {
        phrase.from < phrase.core.0 && self.words.word(phrase.core.0 - 1) == "of"
    }

    /// What the words between the two say: a list, a container, or nothing.
    fn list_or_container(&self, joint: &Joint<'_>, phrases: &mut [Phrase]) {
        let outer = joint.outer;
        let excepted = is_excepted(self.words, phrases, joint.at - 1);
        let (a, b) = joint.pair(phrases);
        let (la, lb) = (self.level(a), self.level(b));
        let list = self.is_list(joint, a, b);
        // `Apart from A and B, the whole area is quiet`: a list ends where one that is told of begins.
        let excepted = excepted && (a.list.is_none() || !is_bare(b)) && joint.is_comma();
        let named_in_list = a.contains && la.min(lb) >= 3 && (a.plural || b.plural || la == lb);
        if list && named_in_list {
            // `A and B in the provinces of X and Y`: Y contains as X does.
            b.contains = true;
        } else if excepted {
            // `Apart from A, B is quiet`: one is told of, the other is not.
        } else if self.is_inside(joint, a, b) && !(list && la == lb) {
            // `Tadef, a town near al-Bab,`: told of is Tadef; `a town near al-Bab`: what is near al-Bab.
            b.contains = !matches!(a.what, What::Unnamed) || lb >= 4 || a.apposed.is_some();
            a.container = Some(joint.at);
        } else if list && joint.between.is_empty() && b.indefinite {
            // `Sheikh Maqsoud a neighbourhood of Aleppo`: says what it is.
            b.contains = true;
            a.container = Some(joint.at);
        } else if list && (la.abs_diff(lb) <= 2 || b.is_named()) {
            let unlike = la.max(lb) >= 4 && la.min(lb) < 3 && joint.between.is_empty();
            if !unlike {
                b.list = Some(outer);
                // `Tadef, 25 km north of Aleppo, Bzaa and Qabasin`: near Aleppo is Tadef alone.
                if !a.contains {
                    share(a, b, joint.between.len());
                }
            }
        }
    }

    /// Whether the words between the two make them items of one list.
    fn is_list(&self, joint: &Joint<'_>, a: &Phrase, b: &Phrase) -> bool {
        let words = self.words;
        match joint.between.as_slice() {
            // `A first and then B`
            ["first", "and", "then"] | ["first", "and" | "then"] | ["first", ",", "then"] => true,
            // `not only A but also B`
            ["but"] => words.word(b.from) == "also",
            [] => {
                let goes_on = joint.listed_on && !words.text.has_commas() && self.level(a) < 4;
                let alike = self.level(a).abs_diff(self.level(b)) <= 1;
                !words.is_joined(b.core.0) && b.is_named() && (alike || goes_on)
            }
            ["and"] | [",", "and"] if clauses::second_begins(words, a, b) => false,
            ["and" | "," | "or" | "nor" | "-" | "/" | "&"]
            | [",", "and" | "or"]
            | ["as", "well", "as"]
            | [",", "as", "well", "as"]
            | ["along" | "together", "with"]
            | [",", "along" | "together", "with"]
            | ["in", "addition", "to"]
            | [",", "in", "addition", "to"]
            | ["plus"]
            | [",", "plus"] => true,
            // `A, the farms around it, B and C`
            [near, "it" | "them", "," | "and" | "or"] | [near, "it" | "them", ",", "and" | "or"]
                if a.list.is_some() && words.word(a.from - 1) == "," && !a.is_named() && b.is_named() =>
            {
                is_near(near)
            }
            // `in A and on the outskirts of B`, `in A, as well as near B`; but not `took A and in B they found`
            ["and", word] | [",", "and", word] if goes_on_at(word) => {
                let over = &self.finder.side_over;
                // `withdrew from A and towards B`: to another place.
                let leaves =
                    words.word(a.from.wrapping_sub(1)) == "from" && matches!(*word, "towards" | "toward" | "into");
                !leaves && !over[b.to.min(over.len() - 1)] && !words.is(b.to, class::PRONOUN)
            }
            ["as", "well", "as", word] | [",", "as", "well", "as", word] => goes_on_at(word),
            // `moved to A and as far as B`, `pushed into A and on to B`
            ["and", "as", "far", "as"] | ["and", "on", "to" | "into" | "towards" | "toward"] => true,
            ["and", "then" | "later", word] => goes_on_at(word),
            // `captured A, then B and finally C`, `not only A but also B`, `A and, with it, B`
            ["and" | ",", "then" | "later" | "finally" | "also" | "subsequently"]
            | [",", "and", "then" | "later" | "finally" | "also" | "subsequently"]
            | ["then"]
            | ["but", "also" | "even"]
            | [",", "but", "also"]
            | ["and", "with", "it" | "them"]
            | ["and", ",", "with", "it" | "them", ","]
            | ["followed", "by"]
            | [",", "followed", "by"] => true,
            _ => false,
        }
    }

    /// Whether the words between the two say that the first lies in the second.
    fn is_inside(&self, joint: &Joint<'_>, a: &Phrase, b: &Phrase) -> bool {
        let (words, between) = (self.words, joint.between.as_slice());
        if matches!((a.what, between), (What::Unnamed, ["in" | "near" | "of" | "outside" | "on"])) {
            return true;
        }
        let larger = self.level(b) > self.level(a);
        let inside = match between {
            // `Inkhil, Jasim and Nawa` is a list, `Inkhil, Daraa province` is none.
            [","] => larger && (self.level(b) >= 4 || !joint.listed_on),
            // `Sheikh Miskin in Daraa`: of its province, whatever the size.
            ["in"] if a.is_named() && b.is_named() && self.level(a) == self.level(b) => true,
            ["in" | "of" | "inside" | "within"]
            | [",", "in"]
            | ["located", "in"]
            | [",", "located", "in"]
            | ["on", "the"]
            | ["at"] => larger,
            // `in Marea Tell Rifaat and Tadef`, in a text that has lost its commas
            [] => larger && (self.level(b) >= 4 || !joint.listed_on || words.text.has_commas()),
            // Only where the place lies: `Kindi hospital near Aleppo`.
            ["near" | "outside"] | ["close", "to"] => a.is_named(),
            _ => false,
        };
        inside && a.what != What::Direction
    }
}

/// The kind and the part are said once for all: `parts of A and B`.
fn share(a: &Phrase, b: &mut Phrase, words_between: usize) {
    if b.kind.is_none() && a.plural && a.is_named() {
        b.kind = a.kind;
    }
    if b.extent == Extent::Whole && b.from == b.core.0 && b.held.is_empty() && words_between <= 1 {
        b.extent = a.extent;
        if b.direction.is_none() && a.direction.is_none() {
            b.held = a.held.clone();
        }
        // `the besieged towns of A and B`
        if a.plural && a.besieged.is_some() {
            b.besieged = b.besieged.or(a.besieged);
        }
    }
}

/// A list ends in its container: `in A B and C provinces` gives all of them the plural noun.
fn end_lists(phrases: &mut [Phrase], first: usize) {
    for i in (first + 1..phrases.len()).rev() {
        let Some(before) = phrases[i].list else { continue };
        if phrases[i].plural && phrases[before].kind.is_none() && phrases[i].is_named() {
            phrases[before].kind = phrases[i].kind;
            phrases[before].plural = true;
        }
        // `A and B in C`: handled by the container of the last; `A, B` keep their own.
        phrases[i].contains &= phrases[before].container.is_some();
    }
}

/// `except`, `apart from`, `with the exception of` right before a place or the list it is in.
pub(in crate::extract) fn is_excepted(words: &Words<'_>, phrases: &[Phrase], place: usize) -> bool {
    let first = std::iter::successors(Some(place), |&p| phrases[p].list).last().map_or(0, |p| phrases[p].from);
    let before = |n: usize| first.checked_sub(n).map_or("", |t| words.word(t));
    matches!(before(1), "except" | "excluding" | "barring")
        || matches!((before(2), before(1)), ("apart" | "aside", "from") | ("except", "for") | ("exception", "of"))
}

/// `redoubt`, `bastion`: a noun for where a side is strong, in the singular.
fn is_seat(words: &Words<'_>, token: usize) -> bool {
    let seat = |&rule: &u16| words.lexicon.rules[rule as usize].shape == Shape::Seat;
    !words.word(token).ends_with('s') && words.noun_at(token).is_some_and(|(_, rules)| rules.iter().any(seat))
}

/// A name without a kind or a part before it.
pub(super) fn is_bare(phrase: &Phrase) -> bool {
    phrase.from == phrase.core.0 && phrase.kind.is_none()
}

/// Prepositions with which a list of places goes on: `in A and around B`.
fn goes_on_at(word: &str) -> bool {
    matches!(
        word,
        "in" | "on"
            | "at"
            | "near"
            | "around"
            | "outside"
            | "inside"
            | "along"
            | "of"
            | "over"
            | "from"
            | "against"
            | "into"
            | "towards"
            | "toward"
    )
}
