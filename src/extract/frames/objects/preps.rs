//! The places that prepositions lead to: `advanced towards P`, `clashes in P`.

use crate::claim::{Event, Extent};
use crate::extract::chunks::Kind;
use crate::extract::frames::{Scene, is_near};
use crate::extract::lexicon::{Rule, Shape, class};
use crate::extract::list;
use crate::extract::places::{What, wider};
use std::borrow::Cow;

impl Scene<'_> {
    /// The places that the rule's prepositions lead to, from here on within the clause.
    pub(in crate::extract::frames) fn prep_places(&self, from: usize, rule: &Rule) -> (Vec<(usize, Extent)>, usize) {
        let mut c = from;
        let mut verbs_left = usize::from(rule.shape == Shape::Noun);
        let mut something = false;
        // Whether a preposition of the rule was passed over: `at army positions west of P`.
        let mut passed = false;
        let strike_like = matches!(rule.event, Event::Strikes | Event::Fights);
        while c < self.row.chunks.len() {
            match self.kind(c) {
                // `P's capture came a week after that of Q`
                Kind::Prep if c > from && self.word(c) == "of" && matches!(self.word(c - 1), "that" | "those") => break,
                Kind::Prep => {
                    let word = self.prep_word(c);
                    let word = word.as_ref();
                    let is_in = |preps: &[String]| preps.iter().any(|prep| prep == word);
                    // `heading for P`, but `pushed for talks in P`
                    let heads = word == "for"
                        && c == from
                        && c.checked_sub(1).and_then(|v| self.row.verb(v)).is_some_and(|v| self.lemma(v) == "head");
                    if rule.event == Event::Advances
                        && matches!(word, "for" | "about")
                        && rule.shape == Shape::Verb
                        && !heads
                    {
                        break;
                    }
                    // `the raid between A and B`
                    let between = rule.event == Event::Strikes
                        && c == from
                        && word == "between"
                        && matches!(self.kind(c + 1), Kind::Place(_));
                    // `just four kilometres from P`
                    let far = strike_like
                        && word == "from"
                        && c > from
                        && self.words.is_in(self.row.chunks[c - 1].to - 1, list::DISTANCES);
                    let near = self.is_range(c)
                        || far
                        || between
                        || heads
                        || is_in(&rule.near)
                        || is_near(word) && (is_in(&rule.place) || strike_like || !rule.near.is_empty());
                    // `infiltrated into a military post in P`
                    let seat = word == "of" && c > from && self.kind(c - 1) == Kind::Noun && self.is_seat(c - 1);
                    let inside = something && rule.event == Event::Advances && (matches!(word, "in" | "at") || seat);
                    // `an operation to the north of P`
                    let aside = word == "to"
                        && (strike_like || !rule.near.is_empty())
                        && matches!(self.kind(c + 1), Kind::Place(p) if self.is_bearing(p));
                    let near = near || aside;
                    // `is now within range of P`: not there.
                    if rule.event == Event::Holds && self.is_range(c) {
                        return (Vec::new(), c);
                    }
                    let own = is_in(&rule.place) || inside;
                    // `months into a siege of P`: the place of the siege.
                    let of_other = word == "of" && c > from && strike_like && self.is_siege(c - 1);
                    let strict = word == "of" && rule.strict_of && c != from || of_other;
                    passed |= own;
                    if (own || near) && !strict {
                        // `in the vicinity of both A and B`, `around the IS enclave of P`
                        let both = self.word(c + 1) == "both" && self.kind(c + 1) == Kind::Noun;
                        let whose = usize::from(self.kind(c + 2) == Kind::Possessive);
                        let held = matches!((self.kind(c + 1), self.kind(c + 2 + whose)), (Kind::Side(s), Kind::Place(p))
                            if self.sides[s].to + whose == self.places[p].from
                                && self.has_name(p)
                                && (whose == 0 || strike_like));
                        // `on the eastern and southern outskirts of P`
                        let directions = self.kind(c + 1) == Kind::Noun
                            && self.words.is(self.row.chunks[c + 1].to - 1, class::DIRECTION)
                            && self.kind(c + 2) == Kind::And;
                        let at = c
                            + 1
                            + usize::from(both || held || directions)
                            + usize::from(directions)
                            + if held { whose } else { 0 };
                        // `in the area between A and B`
                        let land = strike_like
                            && self.word(c + 2) == "between"
                            && matches!((self.kind(c + 1), self.kind(c + 3)), (Kind::Place(p), Kind::Place(q))
                                if !self.has_name(p) && self.has_name(q));
                        if land {
                            let (places, at, _) = self.listed_after(c + 3, Extent::Near, None);
                            return (places, at);
                        }
                        if at > c + 1
                            && let Kind::Place(p) = self.kind(at)
                            && self.places[p].what != What::Unnamed
                        {
                            let (places, at, _) = self.listed_after(at, self.prep_extent(word, near, p, rule), None);
                            return (places, at);
                        }
                        match self.kind(c + 1) {
                            // `control over a stronghold in the province`
                            Kind::Place(p) if something && word == "in" && self.is_region(p) => break,
                            Kind::Place(p) if self.places[p].what != What::Unnamed => {
                                let extent = self.prep_extent(word, near, p, rule);
                                if word == "between" || !self.is_start(word, rule) {
                                    let (places, at, _) = self.listed_after(c + 1, extent, None);
                                    return (places, at);
                                }
                            }
                            // `towards two prizes - P and Q`
                            Kind::Noun
                                if !strike_like
                                    && matches!(self.word(c + 2), "-" | ":")
                                    && matches!(self.kind(c + 3), Kind::Place(_)) =>
                            {
                                let extent = if near { Extent::Near } else { Extent::Whole };
                                let (places, at, _) = self.listed_after(c + 3, extent, None);
                                return (places, at);
                            }
                            // `cling to a handful of streets in P`, `control of several points near P`
                            Kind::Noun
                                if rule.event.is_control()
                                    && self.is_ground(c + 1)
                                    && (matches!(self.word(c + 2), "of" | "in") || is_near(&self.prep_word(c + 2)))
                                    && matches!(self.kind(c + 3), Kind::Place(p) if self.places[p].what != What::Unnamed) =>
                            {
                                let beside = is_near(&self.prep_word(c + 2));
                                let extent = if beside { Extent::Near } else { Extent::Part };
                                let (places, at, _) = self.listed_after(c + 3, extent, None);
                                return (places, at);
                            }
                            // `on several fronts, including P and Q`
                            Kind::Noun if self.included_after(c + 1).is_some() => {
                                let first = self.included_after(c + 1).unwrap_or(c + 1);
                                let extent = if near { Extent::Near } else { Extent::Whole };
                                let (places, at, _) = self.listed_after(first, extent, None);
                                return (places, at);
                            }
                            // `on rebel territory in P`
                            Kind::Noun if self.is_plain_before_place(c + 1) => {
                                let extent = if near { Extent::Near } else { Extent::Part };
                                let (places, at, _) = self.listed_after(c + 2, extent, None);
                                return (places, at);
                            }
                            Kind::Place(u) => {
                                let (places, at) = self.unnamed(c + 1, rule);
                                // `took control of nine villages`: the next sentence may name them.
                                if places.is_empty() && own && self.may_be_named(u) && rule.event.is_control() {
                                    return (vec![(u, self.places[u].extent)], at);
                                }
                                if places.is_empty() && own && self.is_held_part(u, rule.event) {
                                    return (vec![(u, self.places[u].extent)], at);
                                }
                                if !places.is_empty() {
                                    let raised = places
                                        .into_iter()
                                        .map(|(p, e)| (p, wider(e, if near { Extent::Near } else { e })));
                                    return (raised.collect(), at);
                                }
                            }
                            Kind::Noun | Kind::Side(_)
                                if own && matches!(rule.event, Event::Captures | Event::Advances) =>
                            {
                                something = true;
                            }
                            // `had held P and withdrew from it`
                            Kind::Pronoun if self.word(c + 1) == "it" && rule.event.is_control() && !near => {
                                if let Some(place) = self.place_of_pronoun(self.row.chunks[c].from) {
                                    return (vec![place], c + 2);
                                }
                            }
                            _ => {}
                        }
                    }
                    c += 1;
                    // `from P to Q`: where it starts is passed over.
                    if matches!(self.kind(c), Kind::Place(_)) {
                        c += 1;
                    }
                }
                // `made gains north of P`
                Kind::Place(p)
                    if (!rule.near.is_empty() && !strike_like
                        || strike_like
                            && (c == from || passed && matches!(self.kind(c - 1), Kind::Noun | Kind::Side(_))))
                        && self.is_bearing(p) =>
                {
                    let (places, at, _) = self.listed_after(c, Extent::Near, None);
                    return (places, at);
                }
                Kind::Place(_) => c += 1,
                // `advancing from the south, IS in P is surrounded`: another's place.
                Kind::Comma
                    if rule.event == Event::Advances && c > from && matches!(self.kind(c + 1), Kind::Side(_)) =>
                {
                    break;
                }
                Kind::Side(_)
                | Kind::Noun
                | Kind::Time
                | Kind::Adverb
                | Kind::Comma
                | Kind::Quote
                | Kind::Possessive
                | Kind::Skip => c += 1,
                Kind::And => {
                    if matches!(self.kind(c + 1), Kind::Verb(v) if self.row.verbs[v].is_finite())
                        || matches!(self.kind(c + 2), Kind::Verb(_)) && verbs_left == 0
                    {
                        break;
                    }
                    c += 1;
                }
                // `shelling that was carried out on P`
                Kind::Relative
                    if c == from
                        && strike_like
                        && self.row.verb(c + 1).is_some_and(|v| v.passive)
                        && verbs_left > 0 =>
                {
                    c += 1;
                }
                // `gunmen loyal to them`
                Kind::Pronoun if strike_like && self.word(c) == "them" => c += 1,
                Kind::Verb(v) => {
                    let verb = &self.row.verbs[v];
                    let own = verbs_left > 0 && verb.is_finite()
                        || verb.bare && (strike_like || rule.shape == Shape::Noun)
                        || self.belongs(c)
                        || verb.ing && strike_like && matches!(self.lemma(verb), "target" | "hit" | "rage");
                    // `the raid was said to have occurred in P`, `clashes continue to rage in P`
                    let happened = verb.infinitive
                        && strike_like
                        && (matches!(self.lemma(verb), "occur" | "happen" | "take" | "begin")
                            || self
                                .row
                                .verb(c - 1)
                                .is_some_and(|v| matches!(self.lemma(v), "continue" | "begin" | "start")));
                    // `the advance left IS in P surrounded`
                    let of_other = rule.event == Event::Advances && matches!(self.kind(c + 1), Kind::Side(_));
                    if !own && !happened || of_other {
                        break;
                    }
                    if verb.is_finite() {
                        verbs_left = verbs_left.saturating_sub(1);
                    }
                    // `raids targeting P`
                    let aimed = verb.ing && strike_like && matches!(self.lemma(verb), "target" | "hit");
                    if aimed && matches!(self.kind(c + 1), Kind::Place(p) if self.places[p].what != What::Unnamed) {
                        let (places, at, _) = self.listed_after(c + 1, Extent::Whole, None);
                        return (places, at);
                    }
                    c += 1;
                }
                _ => break,
            }
        }
        (Vec::new(), c)
    }

    /// Whether a chunk ends in a noun of a siege.
    fn is_siege(&self, chunk: usize) -> bool {
        let range = self.row.chunks[chunk];
        let besieges = |&rule: &u16| self.rule(rule).event == Event::Besieges;
        self.kind(chunk) == Kind::Noun
            && self.words.noun_at(range.to - 1).is_some_and(|(_, rules)| rules.iter().any(besieges))
    }

    /// `north of P`, `two kilometres south of P`, said of a named place.
    pub(in crate::extract::frames) fn is_bearing(&self, place: usize) -> bool {
        let phrase = &self.places[place];
        phrase.extent == Extent::Near
            && matches!(phrase.what, What::Name(_) | What::Open)
            && (phrase.from..phrase.core.0).any(|t| self.words.is(t, class::DIRECTION))
            && self.words.word(phrase.core.0.saturating_sub(1)) != "("
    }

    /// One word with no event of its own right before a named place: `rebel` in `rebel territory in P`.
    fn is_plain_before_place(&self, noun: usize) -> bool {
        let chunk = &self.row.chunks[noun];
        let from = chunk.from + usize::from(self.words.is(chunk.from, class::DET));
        chunk.to == from + 1
            && self.words.noun_at(from).is_none()
            && !self.words.is(from, class::PEOPLE)
            && matches!(self.kind(noun + 1), Kind::Place(p)
                if self.places[p].from == chunk.to && self.places[p].what != What::Unnamed)
    }

    /// Whether one of these prepositions stands here.
    pub(in crate::extract::frames) fn is_prep<P: AsRef<str>>(&self, chunk: usize, preps: &[P]) -> bool {
        let word = self.prep_word(chunk);
        preps.iter().any(|prep| prep.as_ref() == word)
    }

    /// A preposition of one or several words: `close to`.
    pub(in crate::extract::frames) fn prep_word(&self, chunk: usize) -> Cow<'_, str> {
        let chunk = &self.row.chunks[chunk];
        if chunk.to == chunk.from + 1 {
            return Cow::Borrowed(self.words.word(chunk.from));
        }
        Cow::Owned((chunk.from..chunk.to).map(|t| self.words.word(t)).collect::<Vec<_>>().join(" "))
    }

    /// `of` after `within firing range`, `a few kilometres`.
    pub(super) fn is_range(&self, prep: usize) -> bool {
        self.word(prep) == "of"
            && prep.checked_sub(1).is_some_and(|n| {
                self.kind(n) == Kind::Noun && self.words.is_in(self.row.chunks[n].to - 1, list::DISTANCES)
            })
    }

    /// `from P`, where the rule says that it starts there.
    fn is_start(&self, word: &str, rule: &Rule) -> bool {
        word == "from" && rule.from_start
    }

    /// How much of a place the preposition before it means.
    fn prep_extent(&self, word: &str, near: bool, place: usize, rule: &Rule) -> Extent {
        let phrase = &self.places[place];
        if near && !(rule.near.iter().any(|n| n == word) && phrase.extent != Extent::Whole) {
            return Extent::Near;
        }
        if rule.event == Event::Advances && matches!(word, "in" | "into" | "inside") {
            return Extent::Part;
        }
        Extent::Whole
    }
}
