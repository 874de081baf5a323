//! Lists and containers: `A, B and C in X`, `P, a town that`, `P north of Q`.

use super::{Finder, Phrase, What, wider};
use crate::claim::Extent;
use crate::extract::lexicon::{TypeClass, class};
use crate::extract::words::Words;
use crate::place::Kind;

/// Joins the phrases of one sentence: lists and containers.
pub(super) fn link(
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
                // `a post in the Daraa town of Tafas`
                b.extent = wider(b.extent, a.extent);
            }
            continue;
        }
        // As many as matter.
        let between: Vec<&str> = (a.to..b.from).map(|t| words.word(t)).filter(|w| *w != "\"").take(6).collect();
        // `P, a town on the road`, `P and Q, two towns that`: no other place.
        let described = (between == [","] || between.is_empty() && !b.plural) && b.indefinite
            || matches!(between.as_slice(), [",", "a" | "an", ..])
                && between.len() < 6
                && (a.to + 2..b.from).all(|t| words.is(t, class::ADJECTIVE | class::ADVERB) || finder.side_over[t]);
        // `Sheikh Maqsoud, a district in the north which`, `P, a rebel-held district of the divided city`
        let kind_told = matches!(b.what, What::Direction | What::Anaphor)
            && matches!(between.as_slice(), [","] | [])
            && (matches!(words.word(b.from), "a" | "an")
                || words.word(b.from) == "the" && between == [","] && !b.held.is_empty())
            && (b.from..b.core.0).any(|t| words.type_at(t).is_some_and(|kind| !kind.2));
        let ranked = between == [","] && b.what == What::Anaphor && words.word(b.from) == "the" && is_ranked(words, b);
        if (kind_told || ranked) && matches!(a.what, What::Name(_) | What::Open) {
            b.apposed = Some(i - 1);
            b.contains = true;
            continue;
        }
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
        let superlative = |t: usize| {
            matches!(words.word(t), "largest" | "biggest" | "second" | "third" | "main" | "last" | "oldest" | "first")
        };
        let one = matches!(words.word(b.from), "a" | "an")
            || words.word(b.from) == "the" && (b.from..b.core.0).any(superlative);
        let of_larger = one
            && matches!(b.what, What::Name(_))
            && matches!(a.what, What::Name(_) | What::Open)
            && (b.from..b.core.0).any(|t| words.type_at(t).is_some())
            && matches!(between.as_slice(), [] | [","])
            && (size(a) < size(b) || words.word(b.from) == "the" && between == [","] && a.kind.is_none());
        if of_larger {
            b.apposed = Some(i - 1);
            b.contains = true;
            a.container = Some(i);
            // `Nawa, the second largest city of Daraa`: a city from here on.
            let told = (b.from..b.core.0).find_map(|t| words.type_at(t));
            let settled = told.filter(|t| words.lexicon.types[t.1 as usize].class == TypeClass::Settlement);
            a.kind = a.kind.or(settled.map(|t| t.1));
            continue;
        }
        // `Aleppo city and province`: the name is said once for both.
        let bare_region = matches!(b.what, What::Anaphor | What::Unnamed)
            && b.from == b.core.0
            && b.kind
                .is_some_and(|k| matches!(words.lexicon.types[k as usize].noun.as_str(), "province" | "governorate"));
        if between == ["and"] && bare_region && a.kind.is_some() && matches!(a.what, What::Name(_)) && !a.plural {
            (b.what, b.core, b.indefinite, b.list, b.extent) = (a.what, a.core, false, Some(i - 1), a.extent);
            b.held.clone_from(&a.held);
            continue;
        }
        // `The hill, Tell Qarat, was taken`: the name says which.
        let told = a.what == What::Anaphor && !a.plural && !a.of_pronoun && a.possessor.is_none();
        let name = matches!(b.what, What::Name(_) | What::Open) && b.from == b.core.0 && b.extent == Extent::Whole;
        let alone = words.word(b.to) == "," && !listed_on;
        let opens = a.from == words.text.sentences()[words.text.sentence_of(a.from)].tokens().start;
        if between == [","] && told && name && alone && opens {
            let (left, right) = phrases.split_at_mut(i);
            left[i - 1].apposed = Some(i);
            left[i - 1].contains = false;
            right[0].list = None;
            continue;
        }
        let (left, right) = phrases.split_at_mut(i);
        let (a, b) = (&mut left[i - 1], &mut right[0]);
        let (ra, rb) = (rank_of(a), rank_of(b));
        // `The last rebel town in Daraa, Nawa, fell`: the name after the commas says which.
        let closed = words.word(b.to) == "," || words.is_mark(b.to);
        let lies = a.from > 0 && matches!(words.word(a.from - 1), "in" | "of");
        let bare = b.from == b.core.0 && b.kind.is_none();
        let region =
            a.what == What::Anaphor && a.kind.is_some_and(|k| is_region(words.lexicon.types[k as usize].class));
        // Half of the press has lost its commas.
        let verb = words.is(b.to, class::VERB | class::BE | class::HAVE | class::MODAL);
        let unmarked = between.is_empty() && verb;
        let named_last = (between == [","] && closed || unmarked) && !listed_on && is_named(b);
        let within = rb < ra || region || rb == ra && is_ranked_in(words, a.from);
        if named_last && lies && within && (is_named(a) || region || a.what == What::Direction) {
            let town = phrases[first..i - 1].iter().rposition(|p| is_one_town(words, p, phrases[i - 1].from));
            let town = town.filter(|_| bare && (!unmarked || is_ranked_in(words, phrases[i - 1].from)));
            if town.is_some() || is_ranked_in(words, phrases[i - 1].from) {
                phrases[i - 1].contains = true;
                phrases[i].container = Some(i - 1);
                if let Some(town) = town {
                    phrases[town + first].apposed = Some(i);
                }
                continue;
            }
        }
        // `The last rebel-held town in P, Q, fell`: the name after the commas says which.
        let (left, right) = phrases.split_at_mut(i);
        let (a, b) = (&mut left[i - 1], &mut right[0]);
        if named_last && bare && size(b) <= size(a) && is_town_in(words, a) {
            (a.contains, a.apposed) = (true, Some(i));
            b.container = Some(i - 1);
            b.held = std::mem::take(&mut a.held);
            continue;
        }
        let (left, right) = phrases.split_at_mut(i);
        let (a, b) = (&mut left[i - 1], &mut right[0]);
        // `In Aleppo, the Salaheddine district was shelled`: where the sentence plays.
        let opens = a.from > 0 && matches!(words.word(a.from - 1), "in" | "inside") && words.is_capital(a.from - 1);
        if between == [","] && opens && !matches!(b.what, What::Name(_) | What::Open) {
            continue;
        }
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
        // `the Ramouseh area of Aleppo`: the place before the noun is meant.
        let modifies = between.is_empty() && kind_of_name && a.kind.is_none() && named(a) && named(b) && ra <= rb;
        if modifies && (b.from..b.core.0).any(|t| words.type_at(t).is_some()) && a.to == b.from {
            b.contains = true;
            b.from = b.core.0;
            b.extent = Extent::Whole;
            a.container = Some(i);
            continue;
        }
        let glued = words.lost_possessive(a.to - 1);
        // `Aleppos Marjeh district`: an apostrophe is lost.
        if glued && between.is_empty() && named(a) && named(b) && ra > rb {
            a.contains = true;
            b.container = Some(i - 1);
            b.possessor = Some(a.from);
            continue;
        }
        let list = match between.as_slice() {
            // `A first and then B`
            ["first", "and", "then"] | ["first", "and" | "then"] | ["first", ",", "then"] => true,
            // `not only A but also B`
            ["but"] => words.word(b.from) == "also",
            [] => {
                !glued
                    && !words.is_joined(b.core.0)
                    && matches!(b.what, What::Name(_) | What::Open)
                    && ra.abs_diff(rb) <= 1
            }
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
            // `in A and on the outskirts of B`, `in A, as well as near B`; but not `took A and in B they found`
            ["and", word] | [",", "and", word] if goes_on_at(word) => {
                !finder.side_over[b.to.min(finder.side_over.len() - 1)] && !words.is(b.to, class::PRONOUN)
            }
            ["as", "well", "as", word] | [",", "as", "well", "as", word] => goes_on_at(word),
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
        // `A and B in the provinces of X and Y`: Y contains as X does.
        if list && a.contains && ra.min(rb) >= 3 && (a.plural || b.plural || ra == rb) {
            b.contains = true;
            continue;
        }
        // `Apart from A, B is quiet`: one is told of, the other is not.
        if list && is_excepted(words, a.from) {
            continue;
        }
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
                let kind_first = matches!(a.what, What::Name(_) | What::Open);
                if b.kind.is_none() && a.plural && kind_first {
                    b.kind = a.kind;
                }
                if b.extent == Extent::Whole && b.from == b.core.0 && b.held.is_empty() && between.len() <= 1 {
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
        }
    }
    link_over_asides(words, phrases, first);
    // A list ends in its container: `in A B and C provinces` gives all of them the plural noun.
    for i in (first + 1..phrases.len()).rev() {
        if let Some(before) = phrases[i].list {
            let named = matches!(phrases[i].what, What::Name(_) | What::Open);
            if phrases[i].plural && phrases[before].kind.is_none() && named {
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

/// `the first area`, `the last town`: one of several, told by its rank.
fn is_ranked(words: &Words<'_>, phrase: &Phrase) -> bool {
    let kind = phrase.kind.map(|k| words.lexicon.types[k as usize].class);
    let settled = matches!(kind, Some(TypeClass::Settlement | TypeClass::Quarter | TypeClass::Area));
    settled && !phrase.plural && (phrase.from..phrase.core.0).any(|t| is_rank(words.word(t)))
}

/// `except`, `apart from`, `with the exception of` right before a place.
fn is_excepted(words: &Words<'_>, place: usize) -> bool {
    let before = |n: usize| place.checked_sub(n).map_or("", |t| words.word(t));
    matches!(before(1), "except" | "excluding" | "barring")
        || matches!((before(2), before(1)), ("apart" | "aside", "from") | ("except", "for") | ("exception", "of"))
}

fn is_rank(word: &str) -> bool {
    matches!(word, "first" | "last" | "second" | "third" | "largest" | "biggest" | "only" | "final")
}

fn is_named(phrase: &Phrase) -> bool {
    matches!(phrase.what, What::Name(_) | What::Open)
}

/// `the province`, `the area`: what towns lie in.
fn is_region(class: TypeClass) -> bool {
    matches!(class, TypeClass::Region | TypeClass::Area | TypeClass::Land)
}

/// `the rebels' last stronghold in` right before this token.
fn is_ranked_in(words: &Words<'_>, to: usize) -> bool {
    let start = words.text.sentences()[words.text.sentence_of(to)].tokens().start;
    let own = |t: &usize| !words.is_mark(*t) || words.word(*t) == "'s";
    (start..to).rev().take(6).take_while(own).any(|t| is_rank(words.word(t)))
}

/// `the last rebel-held town in P`: one of its settlements, told by its rank.
fn is_town_in(words: &Words<'_>, phrase: &Phrase) -> bool {
    let mut own = phrase.from..phrase.core.0;
    let town = |t: usize| {
        words.type_at(t).is_some_and(|(to, kind, plural)| {
            let class = words.lexicon.types[kind as usize].class;
            !plural && matches!(class, TypeClass::Settlement | TypeClass::Base) && words.word(to) == "in"
        })
    };
    own.clone().any(|t| is_rank(words.word(t))) && own.any(town)
}

/// `the last town`, `a village`: one settlement without its name, with no clause of its own before this token.
fn is_one_town(words: &Words<'_>, phrase: &Phrase, to: usize) -> bool {
    let kind = phrase.kind.map(|k| words.lexicon.types[k as usize].class);
    let settled = matches!(kind, Some(TypeClass::Settlement | TypeClass::Base));
    let nameless = matches!(phrase.what, What::Anaphor | What::Unnamed) && !phrase.plural && phrase.apposed.is_none();
    let clause = |t: usize| words.is_mark(t) || words.is(t, class::RELATIVE | class::SUBORDINATOR);
    settled && nameless && to <= phrase.to + 10 && !(phrase.to..to).any(clause)
}

/// Prepositions with which a list of places goes on: `in A and around B`.
fn goes_on_at(word: &str) -> bool {
    matches!(
        word,
        "in" | "on" | "at" | "near" | "around" | "outside" | "inside" | "along" | "of" | "over" | "from" | "against"
    )
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
            // `A, B and, hours later, C`
            "," if words.word(t.wrapping_sub(1)) == "and" => {
                close(t, &[","]).filter(|&end| end < t + 9).map(|end| end + 1)
            }
            "," if OPENS.contains(&words.word(t + 1)) || words.is(t + 1, class::NUMBER) => close(t, &[","]),
            // `A, the last town before B, and C`
            "," if words.word(t + 1) == "the" && is_rank(words.word(t + 2)) => close(t, &[","]),
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
pub(super) fn level(words: &Words<'_>, phrase: &Phrase, kind_of: &dyn Fn(u32) -> Option<Kind>) -> u8 {
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
