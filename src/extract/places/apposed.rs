//! Apposition: words that say of the place beside them what it is, or which: `Tadef, a town that`, `The last town in P,
//! Nawa, fell`.

use super::link::{Joint, Linker, is_bare};
use super::{Phrase, What};
use crate::claim::Extent;
use crate::extract::lexicon::{TypeClass, class};
use crate::extract::list;
use crate::extract::words::Words;

impl Linker<'_> {
    /// `Sheikh Maqsoud, a district in the north which`, `P, a rebel-held district of the divided city`.
    pub(super) fn kind_told(&self, joint: &Joint<'_>, phrases: &mut [Phrase]) -> bool {
        let said_of = joint.said_of(phrases);
        let (a, b) = joint.pair(phrases);
        let opening = self.words.word(b.from);
        let told = matches!(b.what, What::Direction | What::Anaphor)
            && joint.is_close()
            && (matches!(opening, "a" | "an") || opening == "the" && joint.is_comma() && !b.held.is_empty())
            && (b.from..b.core.0).any(|t| self.words.type_at(t).is_some_and(|kind| !kind.2));
        let ranked = joint.is_comma() && b.what == What::Anaphor && opening == "the" && is_ranked(self.words, b);
        if !(told || ranked) || !a.is_named() {
            return false;
        }
        b.apposed = Some(said_of);
        b.contains = true;
        true
    }

    /// `P and Q, two villages north of X`: as many as the list before it names, so that it says what they are.
    pub(super) fn described_all(&self, joint: &Joint<'_>, phrases: &mut [Phrase]) -> bool {
        let i = joint.at;
        let listed = || std::iter::successors(Some(i - 1), |&p| phrases[p].list).count();
        let phrase = &phrases[i];
        let all = phrase.plural
            && phrase.what == What::Unnamed
            && joint.is_close()
            && phrases[i - 1].is_named()
            && number_of(self.words, phrase).is_some_and(|number| number == listed());
        if all {
            phrases[i].apposed = Some(i - 1);
        }
        all
    }

    /// `P, a town on the road`, `P and Q, two towns that`: no other place.
    pub(super) fn described(&self, joint: &Joint<'_>, phrases: &mut [Phrase]) -> bool {
        let words = self.words;
        let said_of = joint.said_of(phrases);
        let (a, b) = joint.pair(phrases);
        let plain = |t: usize| words.is(t, class::ADJECTIVE | class::ADVERB) || self.finder.side_over[t];
        let described = (joint.is_comma() || joint.between.is_empty() && !b.plural) && b.indefinite
            || matches!(joint.between.as_slice(), [",", "a" | "an", ..])
                && joint.between.len() < 6
                && (a.to + 2..b.from).all(plain);
        let of_several = a.list.is_some() && words.is(b.to, class::RELATIVE);
        if !described || b.is_named() || b.what == What::Anaphor || b.plural && !of_several {
            return false;
        }
        if a.is_named() && !words.is(b.to, class::CONJUNCTION) {
            b.apposed = Some(said_of);
        }
        true
    }

    /// `Sheikh Maqsoud, a district of Aleppo held by`: said of Sheikh Maqsoud.
    pub(super) fn of_larger(&self, joint: &Joint<'_>, phrases: &mut [Phrase]) -> bool {
        let words = self.words;
        let said_of = joint.said_of(phrases);
        let (a, b) = joint.pair(phrases);
        let superlative = |t: usize| words.is_in(t, list::RANKS) || matches!(words.word(t), "main" | "oldest");
        let opening = words.word(b.from);
        let one = matches!(opening, "a" | "an") || opening == "the" && (b.from..b.core.0).any(superlative);
        let Some(told) = (b.from..b.core.0).find_map(|t| words.type_at(t)) else { return false };
        let of_larger = one
            && matches!(b.what, What::Name(_))
            && a.is_named()
            && joint.is_close()
            && (self.level_of_name(a) < self.level_of_name(b)
                || opening == "the" && joint.is_comma() && a.kind.is_none());
        if of_larger {
            b.apposed = Some(said_of);
            b.contains = true;
            a.container = Some(joint.at);
            // `Nawa, the second largest city of Daraa`: a city from here on.
            if words.lexicon.types[told.1 as usize].class == TypeClass::Settlement {
                a.kind = a.kind.or(Some(told.1));
            }
        }
        of_larger
    }

    /// `the Old Town, known as Daraa al-Balad`: the name says which.
    pub(super) fn known_as(&self, joint: &Joint<'_>, phrases: &mut [Phrase]) -> bool {
        let (a, b) = joint.pair(phrases);
        let words = joint.between.strip_prefix(&[","]).unwrap_or(&joint.between);
        let called = matches!(words, ["known", "as"] | ["known", _, "as"] | ["called"]);
        let settled = called && !a.is_named() && !a.plural && b.is_named();
        if settled {
            a.apposed = Some(joint.at);
            a.contains = false;
            b.list = None;
        }
        settled
    }

    /// `The hill, Tell Qarat, was taken`: the name says which.
    pub(super) fn name_in_apposition(&self, joint: &Joint<'_>, phrases: &mut [Phrase]) -> bool {
        let words = self.words;
        let (a, b) = joint.pair(phrases);
        let told = a.what == What::Anaphor && !a.plural && !a.of_pronoun && a.possessor.is_none();
        let name = b.is_named() && b.from == b.core.0 && b.extent == Extent::Whole;
        let alone = joint.is_comma() && words.word(b.to) == "," && !joint.listed_on;
        let opens = a.from == words.text.sentences()[words.text.sentence_of(a.from)].tokens().start;
        let settled = told && name && alone && opens;
        if settled {
            a.apposed = Some(joint.at);
            a.contains = false;
            b.list = None;
        }
        settled
    }

    /// `The last quarter of Aleppo, Marjeh, fell`: the name says which it is.
    pub(super) fn quarter_of_rank(&self, joint: &Joint<'_>, phrases: &mut [Phrase]) -> bool {
        let words = self.words;
        let (a, b) = joint.pair(phrases);
        let quarter = |t: usize| {
            words.type_at(t).is_some_and(|(_, kind, plural)| {
                !plural && words.lexicon.types[kind as usize].class == TypeClass::Quarter
            })
        };
        let mut before = a.from..a.core.0;
        let one = words.any_in(before.clone(), list::RANKS) && before.any(quarter);
        let closed = words.is_mark(b.to) || words.is(b.to, class::VERB | class::BE | class::HAVE);
        let named = a.is_named() && b.is_named() && joint.is_comma() && closed && !joint.listed_on;
        if !one || !named || self.level_of_name(b) >= self.level_of_name(a) {
            return false;
        }
        a.contains = true;
        b.container = Some(joint.at - 1);
        true
    }

    /// `another district of Aleppo, Salaheddine`: the name says which.
    pub(super) fn one_of_several(&self, joint: &Joint<'_>, phrases: &mut [Phrase]) -> bool {
        let (a, b) = joint.pair(phrases);
        let one = a.from < a.core.0 && matches!(self.words.word(a.from), "a" | "an" | "another" | "one");
        let named = joint.is_comma() && one && a.is_named() && b.is_named() && b.from == b.core.0;
        if !named || self.level_of_name(b) >= self.level_of_name(a) {
            return false;
        }
        a.contains = true;
        b.container = Some(joint.at - 1);
        b.held.append(&mut a.held);
        true
    }

    /// `Two towns in Daraa, A and B, are held`: the names, as many as the number says, tell which.
    pub(super) fn names_at_the_end(&self, joint: &Joint<'_>, phrases: &mut [Phrase]) -> bool {
        let (words, i) = (self.words, joint.at);
        let Some(counted) = i.checked_sub(2).filter(|&k| k >= self.first && joint.is_close()) else { return false };
        let towns = &phrases[counted];
        let inside = towns.to + 1 == phrases[i - 1].from && matches!(words.word(towns.to), "in" | "of" | "near")
            // `two villages east of X, A and B`
            || towns.to == phrases[i - 1].from && phrases[i - 1].extent == Extent::Near;
        let joint_mark = |t: usize| matches!(words.word(t), "," | "and");
        let listed = |w: &[Phrase]| {
            let (from, to) = (w[0].to, w[1].from);
            w[1].is_named() && from < to && to <= from + 2 && (from..to).all(joint_mark)
        };
        let counts = towns.plural && towns.what == What::Unnamed && inside;
        if !counts || !phrases[i].is_named() || !phrases[i - 1].is_named() {
            return false;
        }
        let last = i + phrases[i..].windows(2).take_while(|w| listed(w)).count();
        let end = phrases[last].to;
        let closed = words.is_mark(end) || words.is(end, class::BE | class::HAVE);
        let settled = closed && number_of(words, towns) == Some(last - i + 1);
        if settled {
            phrases[i - 1].contains = true;
            phrases[i].container = Some(i - 1);
            phrases[counted].apposed = Some(last);
        }
        settled
    }

    /// `The last rebel town in Daraa, Nawa, fell`: the name after the commas says which.
    pub(super) fn name_at_the_end(&self, joint: &Joint<'_>, phrases: &mut [Phrase]) -> bool {
        let words = self.words;
        let (a, b) = joint.pair(phrases);
        let region =
            a.what == What::Anaphor && a.kind.is_some_and(|k| is_region(words.lexicon.types[k as usize].class));
        let lies = a.from > 0 && matches!(words.word(a.from - 1), "in" | "of");
        let larger = a.is_named() || region || a.what == What::Direction;
        let ranked = is_ranked_in(words, a.from);
        let (la, lb) = (self.level(a), self.level(b));
        let within = lb < la || region || lb == la && ranked;
        if !lies || !larger || !within || !self.is_named_last(joint, b) {
            return false;
        }
        let bare = is_bare(b) && (joint.is_comma() || ranked);
        let from = a.from;
        let town = phrases[self.first..joint.at - 1].iter().rposition(|p| is_one_town(words, p, from));
        let town = town.filter(|_| bare).map(|k| k + self.first);
        if town.is_none() && !ranked {
            return false;
        }
        phrases[joint.at - 1].contains = true;
        phrases[joint.at].container = Some(joint.at - 1);
        if let Some(town) = town {
            phrases[town].apposed = Some(joint.at);
        }
        true
    }

    /// `The last rebel-held town in P, Q, fell`: the name after the commas says which.
    pub(super) fn town_at_the_end(&self, joint: &Joint<'_>, phrases: &mut [Phrase]) -> bool {
        let (a, b) = joint.pair(phrases);
        let named = self.is_named_last(joint, b) && is_bare(b) && is_town_in(self.words, a);
        if !named || self.level_of_name(b) > self.level_of_name(a) {
            return false;
        }
        (a.contains, a.apposed) = (true, Some(joint.at));
        b.container = Some(joint.at - 1);
        b.held = std::mem::take(&mut a.held);
        true
    }

    /// `Another town nearby, Tasil, fell`: the name says which.
    pub(super) fn one_nearby(&self, joint: &Joint<'_>, phrases: &mut [Phrase]) -> bool {
        let (words, (a, b)) = (self.words, joint.pair(phrases));
        let beside = matches!(joint.between.as_slice(), [","] | ["nearby" | "there", ","]);
        let settled = |k: u16| {
            let class = words.lexicon.types[k as usize].class;
            matches!(class, TypeClass::Settlement | TypeClass::Quarter | TypeClass::Base)
        };
        let one = matches!(words.word(a.from), "another" | "a" | "an" | "one") && a.kind.is_some_and(settled);
        let closed = words.word(b.to) == "," || words.is_mark(b.to);
        let named = beside && one && a.what == What::Unnamed && !a.plural;
        let named = named && closed && !joint.listed_on && matches!(b.what, What::Name(_)) && b.from == b.core.0;
        if named {
            a.apposed = Some(joint.at);
        }
        named
    }

    /// A name between commas, or before a verb: half of the press has lost its commas.
    fn is_named_last(&self, joint: &Joint<'_>, b: &Phrase) -> bool {
        let words = self.words;
        let closed = words.word(b.to) == "," || words.is_mark(b.to);
        let verb = words.is(b.to, class::VERB | class::BE | class::HAVE | class::MODAL);
        let last = joint.is_comma() && closed || joint.between.is_empty() && verb;
        last && !joint.listed_on && b.is_named()
    }
}

/// `the first area`, `the last town`: one of several, told by its rank.
fn is_ranked(words: &Words<'_>, phrase: &Phrase) -> bool {
    let kind = phrase.kind.map(|k| words.lexicon.types[k as usize].class);
    let settled = matches!(kind, Some(TypeClass::Settlement | TypeClass::Quarter | TypeClass::Area));
    settled && !phrase.plural && words.any_in(phrase.from..phrase.core.0, list::RANKS)
}

/// `the province`, `the area`: what towns lie in.
fn is_region(class: TypeClass) -> bool {
    matches!(class, TypeClass::Region | TypeClass::Area | TypeClass::Land)
}

/// `the rebels' last stronghold in` right before this token.
fn is_ranked_in(words: &Words<'_>, to: usize) -> bool {
    let start = words.text.sentences()[words.text.sentence_of(to)].tokens().start;
    let own = |t: &usize| !words.is_mark(*t) || words.word(*t) == "'s";
    (start..to).rev().take(6).take_while(own).any(|t| words.is_in(t, list::RANKS))
}

/// `the last rebel-held town in P`: one of its settlements, told by its rank.
fn is_town_in(words: &Words<'_>, phrase: &Phrase) -> bool {
    let town = |t: usize| {
        words.type_at(t).is_some_and(|(to, kind, plural)| {
            let class = words.lexicon.types[kind as usize].class;
            !plural && matches!(class, TypeClass::Settlement | TypeClass::Base) && words.word(to) == "in"
        })
    };
    let mut own = phrase.from..phrase.core.0;
    words.any_in(own.clone(), list::RANKS) && own.any(town)
}

/// How many `two villages` are.
fn number_of(words: &Words<'_>, phrase: &Phrase) -> Option<usize> {
    (phrase.from..phrase.core.0).find_map(|t| words.count_of(t))
}

/// `the last town`, `a village`: one settlement without its name, with no clause of its own before this token.
fn is_one_town(words: &Words<'_>, phrase: &Phrase, to: usize) -> bool {
    let kind = phrase.kind.map(|k| words.lexicon.types[k as usize].class);
    let settled = matches!(kind, Some(TypeClass::Settlement | TypeClass::Base));
    let nameless = matches!(phrase.what, What::Anaphor | What::Unnamed) && !phrase.plural && phrase.apposed.is_none();
    let clause = |t: usize| words.is_mark(t) || words.is(t, class::RELATIVE | class::SUBORDINATOR);
    settled && nameless && to <= phrase.to + 10 && !(phrase.to..to).any(clause)
}
