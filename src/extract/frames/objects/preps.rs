//! The places that prepositions lead to: `advanced towards P`, `clashes in P`.

use crate::claim::{Event, Extent};
use crate::extract::chunks::{Kind, Verb};
use crate::extract::frames::{Scene, is_near};
use crate::extract::lexicon::{Rule, Shape, class};
use crate::extract::list;
use crate::extract::places::{What, wider};
use std::borrow::Cow;

/// Where the reading of what a rule's prepositions lead to stands.
struct Route<'r> {
    /// The first chunk after the verb or noun.
    from: usize,
    /// The chunk to be read.
    at: usize,
    rule: &'r Rule,
    /// The rule tells a strike or a fight: its places may stand far from it.
    strike_like: bool,
    /// How many finite verbs may stand before the place.
    verbs_left: usize,
    /// A preposition has led to something in a place: `entered a post in P`.
    something: bool,
    /// A preposition of the rule was passed over: `at army positions west of P`.
    passed: bool,
    /// It leads through where a strike came from: `shelling from the positions of S in P`.
    origin: bool,
}

type Places = (Vec<(usize, Extent)>, usize);

enum Next {
    Chunk(usize),
    Found(Places),
    /// The clause ends here, or goes on with something else.
    Ends,
}

/// What a preposition says of the place after it.
struct Lead<'s> {
    word: Cow<'s, str>,
    /// It leads into the place by the rule.
    own: bool,
    /// It leads beside the place.
    near: bool,
}

impl Scene<'_> {
    /// The places that the rule's prepositions lead to, from here on within the clause.
    pub(in crate::extract::frames) fn prep_places(&self, from: usize, rule: &Rule) -> Places {
        let mut route = Route {
            from,
            at: from,
            rule,
            strike_like: matches!(rule.event, Event::Strikes | Event::Fights),
            verbs_left: usize::from(rule.shape == Shape::Noun),
            something: false,
            passed: false,
            origin: false,
        };
        while route.at < self.row.chunks.len() {
            match self.route_on(&mut route) {
                Next::Chunk(at) => route.at = at,
                Next::Found(places) => return places,
                Next::Ends => break,
            }
        }
        (Vec::new(), route.at)
    }

    /// `as it unloaded aid in P`: what the struck were doing, and where.
    pub(super) fn tells_what_they_did(&self, clause: usize) -> bool {
        matches!(self.word(clause), "as" | "while" | "when")
            && matches!(self.word(clause + 1), "it" | "they" | "he" | "she")
            && self.row.verb(clause + 2).is_some_and(|verb| !verb.passive)
    }

    /// `As part of the campaign, rebels in P`: the noun belongs to the words that open the sentence, and where others
    /// are is told by themselves.
    fn ends_opening(&self, route: &Route<'_>) -> bool {
        let Some(noun) = route.from.checked_sub(1).filter(|_| route.rule.shape == Shape::Noun) else { return false };
        let subject = route.from + usize::from(self.kind(route.from) == Kind::Comma);
        let within = |c: usize| matches!(self.kind(c), Kind::Prep | Kind::Noun | Kind::Adverb | Kind::Time);
        let opener = |c: usize| self.kind(c) == Kind::Prep || matches!(self.word(c), "as" | "amid");
        let Some(first) = (0..noun).rev().take_while(|&c| within(c) || opener(c)).last() else { return false };
        opener(first)
            && (first == 0 || matches!(self.kind(first - 1), Kind::Comma | Kind::Clause))
            && !matches!(self.kind(subject), Kind::Prep | Kind::Clause | Kind::Relative | Kind::Verb(_))
            && (subject..self.row.chunks.len()).any(|c| self.row.verb(c).is_some_and(|verb| verb.is_finite()))
    }

    fn route_on(&self, route: &mut Route<'_>) -> Next {
        let (c, rule, strike_like) = (route.at, route.rule, route.strike_like);
        let next_verb = |at: usize| self.row.verb(at);
        match self.kind(c) {
            // `P's capture came a week after that of Q`
            Kind::Prep if c > route.from && self.word(c) == "of" && matches!(self.word(c - 1), "that" | "those") => {
                Next::Ends
            }
            Kind::Prep => self.route_prep(route),
            // `made gains north of P`
            Kind::Place(p) if self.is_bearing(p) && self.tells_bearing(route) => self.listed(c, Extent::Near),
            // `advancing from the south, IS in P is surrounded`: another's place.
            Kind::Comma
                if rule.event == Event::Advances && c > route.from && matches!(self.kind(c + 1), Kind::Side(_)) =>
            {
                Next::Ends
            }
            Kind::Comma | Kind::Side(_) if c == route.from && strike_like && self.ends_opening(route) => Next::Ends,
            Kind::Place(_)
            | Kind::Side(_)
            | Kind::Noun
            | Kind::Time
            | Kind::Adverb
            | Kind::Comma
            | Kind::Quote
            | Kind::Possessive
            | Kind::Skip => Next::Chunk(c + 1),
            Kind::And => {
                let deed = next_verb(c + 1).is_some_and(|v| v.is_finite())
                    || next_verb(c + 2).is_some() && route.verbs_left == 0;
                if deed || self.opens_elsewhere(c + 1) { Next::Ends } else { Next::Chunk(c + 1) }
            }
            // `shelling that was carried out on P`
            Kind::Relative
                if c == route.from
                    && strike_like
                    && next_verb(c + 1).is_some_and(|v| v.passive)
                    && route.verbs_left > 0 =>
            {
                Next::Chunk(c + 1)
            }
            Kind::Clause if strike_like && self.tells_what_they_did(c) => Next::Chunk(c + 3),
            // `gunmen loyal to them`, `terrorists and groups linked to it`
            Kind::Pronoun if strike_like && self.word(c) == "them" => Next::Chunk(c + 1),
            Kind::Pronoun if strike_like && self.word(c) == "it" && self.word(c - 1) == "to" => Next::Chunk(c + 1),
            Kind::Verb(v) => self.route_verb(route, v),
            _ => Next::Ends,
        }
    }

    /// `in Q two men died`, after `and`: another event at another place.
    fn opens_elsewhere(&self, chunk: usize) -> bool {
        let set = self.kind(chunk) == Kind::Prep && matches!(self.kind(chunk + 1), Kind::Place(_));
        let subject = chunk + 2 + usize::from(self.kind(chunk + 2) == Kind::Comma);
        set && matches!(self.kind(subject), Kind::Noun | Kind::Side(_))
            && self.row.verb(subject + 1).is_some_and(|verb| verb.is_finite())
    }

    fn listed(&self, chunk: usize, extent: Extent) -> Next {
        let (places, at, _) = self.listed_after(chunk, extent, None);
        Next::Found((places, at))
    }

    /// Whether `north of P` without another preposition tells the rule's place here.
    fn tells_bearing(&self, route: &Route<'_>) -> bool {
        let c = route.at;
        if !route.strike_like {
            return !route.rule.near.is_empty();
        }
        // `an attack by S south of P`
        let by = c == route.from + 2 && self.word(route.from) == "by";
        c == route.from || (route.passed || by) && matches!(self.kind(c - 1), Kind::Noun | Kind::Side(_))
    }

    /// `the raid was said to have occurred in P`, `clashes continue to rage in P`, `raids targeting P`.
    fn route_verb(&self, route: &mut Route<'_>, v: usize) -> Next {
        let (c, rule, strike_like) = (route.at, route.rule, route.strike_like);
        let verb = &self.row.verbs[v];
        let own = route.verbs_left > 0 && verb.is_finite()
            || verb.bare && (strike_like || rule.shape == Shape::Noun)
            || self.belongs(c)
            || verb.ing && strike_like && matches!(self.lemma(verb), "target" | "hit" | "rage" | "pit" | "involve");
        let goes_on = |v: &Verb| matches!(self.lemma(v), "continue" | "begin" | "start");
        let happened = verb.infinitive
            && strike_like
            && (matches!(self.lemma(verb), "occur" | "happen" | "take" | "begin")
                || self.row.verb(c - 1).is_some_and(goes_on));
        // `shelling by troops stationed in P`: where they are, not what they hit.
        let stands = matches!(self.kind(c - 1), Kind::Side(_))
            && matches!(self.lemma(verb), "station" | "deploy" | "position" | "base");
        if rule.event == Event::Strikes && stands && self.kind(c + 1) == Kind::Prep && self.is_told(c + 2) {
            return Next::Chunk(self.listed_after(c + 2, Extent::Whole, None).1);
        }
        // `the advance left IS in P surrounded`
        // `by jets believed to be Russian`
        let supposed = verb.infinitive && strike_like && self.is_supposed(c - 1);
        let of_other = rule.event == Event::Advances && matches!(self.kind(c + 1), Kind::Side(_));
        // `an attack on militants operating in P`
        let met = verb.ing && strike_like && matches!(self.word(c.saturating_sub(2)), "on" | "against");
        let met = met && matches!(self.kind(c - 1), Kind::Side(_)) && self.kind(c + 1) == Kind::Prep;
        if !own && !happened && !supposed && !met || of_other {
            return Next::Ends;
        }
        if verb.is_finite() {
            route.verbs_left = route.verbs_left.saturating_sub(1);
        }
        let aimed = verb.ing && strike_like && matches!(self.lemma(verb), "target" | "hit");
        if aimed && self.is_told(c + 1) {
            return self.listed(c + 1, Extent::Whole);
        }
        Next::Chunk(c + 1)
    }

    /// Whether a place that the text tells stands here.
    pub(in crate::extract::frames) fn is_told(&self, chunk: usize) -> bool {
        matches!(self.kind(chunk), Kind::Place(p) if self.places[p].what != What::Unnamed)
    }

    /// `clashes at the checkpoint outside P`: only P tells which it is.
    fn is_met_elsewhere(&self, route: &Route<'_>) -> bool {
        let next = route.at + 1;
        route.strike_like
            && matches!(self.kind(next), Kind::Place(p) if self.is_told_where(next, p) || self.is_road_to(next, p))
    }

    fn route_prep(&self, route: &mut Route<'_>) -> Next {
        let (c, rule) = (route.at, route.rule);
        let heads = self.is_heading(route);
        let aimless = rule.event == Event::Advances && rule.shape == Shape::Verb && !heads;
        if aimless && matches!(self.word(c), "for" | "about") && self.row.chunks[c].to == self.row.chunks[c].from + 1 {
            return Next::Ends;
        }
        // `massing tanks ahead of an assault on P`: another's place.
        if rule.event == Event::Advances && self.prep_word(c) == "ahead of" {
            return Next::Ends;
        }
        // `is now within range of P`: not there.
        if rule.event == Event::Holds && self.is_range(c) {
            return Next::Found((Vec::new(), c));
        }
        let lead = self.lead(route, heads);
        route.passed |= lead.own;
        route.origin |= rule.event == Event::Strikes
            && self.word(c) == "from"
            && self.kind(c + 1) == Kind::Noun
            && self.is_post(c + 1);
        let at_origin = route.origin && !matches!(lead.word.as_ref(), "on" | "at" | "against" | "onto" | "into");
        if (lead.own || lead.near)
            && !at_origin
            && !self.is_of_other(route)
            && !self.is_of_gunners(route)
            && let Some(next) = self.led_to(route, &lead).or_else(|| self.led_to_unnamed(route, &lead))
        {
            return next;
        }
        // `from P to Q`: where it starts is passed over.
        let start = matches!(self.kind(c + 1), Kind::Place(_));
        Next::Chunk(c + 1 + usize::from(start))
    }

    /// `heading for P`, but `pushed for talks in P`.
    fn is_heading(&self, route: &Route<'_>) -> bool {
        let verb = route.at.checked_sub(1).and_then(|v| self.row.verb(v));
        self.word(route.at) == "for" && route.at == route.from && verb.is_some_and(|v| self.lemma(v) == "head")
    }

    /// `of` that tells the place of something else: `months into a siege of P`.
    fn is_of_other(&self, route: &Route<'_>) -> bool {
        let c = route.at;
        let siege = c > route.from && route.strike_like && self.is_siege(c - 1);
        // `bombardment by S of P`, `the fall last week of P`, `the fall on Sunday of P`
        let own = |k: usize| {
            let timed = self.kind(k) == Kind::Prep && self.kind(k + 1) == Kind::Time;
            self.word(k) == "by" || timed || matches!(self.kind(k), Kind::Side(_) | Kind::And | Kind::Time)
        };
        let strict = route.rule.strict_of && !(route.from..c).all(own);
        // `an attack from the direction of P`
        let from = |noun: usize| {
            noun > route.from
                && self.word(noun - 1) == "from"
                && self.words.word(self.row.chunks[noun].to - 1) == "direction"
        };
        self.word(c) == "of" && (strict || siege || c > route.from + 1 && from(c - 1))
    }

    /// `rockets fired by rebels in P`: where they stand who fire.
    fn is_of_gunners(&self, route: &Route<'_>) -> bool {
        let before = |back: usize| route.at.checked_sub(back);
        let by = before(2).is_some_and(|c| self.word(c) == "by" && matches!(self.kind(c + 1), Kind::Side(_)));
        let fired =
            before(3).and_then(|c| self.row.verb(c)).is_some_and(|v| v.passive && self.is_verb(v, list::FIRING));
        route.strike_like && by && fired && matches!(self.word(route.at), "in" | "inside")
    }

    /// Whether the preposition leads into a place, or beside it.
    fn lead(&self, route: &Route<'_>, heads: bool) -> Lead<'_> {
        let (c, rule, strike_like) = (route.at, route.rule, route.strike_like);
        let prep = self.prep_word(c);
        let word = prep.as_ref();
        let is_in = |preps: &[String]| preps.iter().any(|prep| prep == word);
        let (first, place_next) = (c == route.from, matches!(self.kind(c + 1), Kind::Place(_)));
        // `the raid between A and B`
        let between = rule.event == Event::Strikes && first && word == "between" && place_next;
        // `just four kilometres from P`
        let far =
            strike_like && word == "from" && !first && self.words.is_in(self.row.chunks[c - 1].to - 1, list::DISTANCES);
        // `an operation to the north of P`
        let aside = word == "to"
            && (strike_like || !rule.near.is_empty())
            && matches!(self.kind(c + 1), Kind::Place(p) if self.is_bearing(p));
        let beside = is_near(word) && (is_in(&rule.place) || strike_like || !rule.near.is_empty());
        let near = self.is_range(c) || far || between || heads || is_in(&rule.near) || beside || aside;
        // `infiltrated into a military post in P`
        let seat = word == "of" && !first && self.kind(c - 1) == Kind::Noun && self.is_seat(c - 1);
        let inside = route.something && rule.event == Event::Advances && (matches!(word, "in" | "at") || seat);
        // `shelling was reported from P`
        let reported = word == "from"
            && strike_like
            && c.checked_sub(1)
                .and_then(|v| self.row.verb(v))
                .is_some_and(|v| v.passive && self.is_verb(v, list::RECORDING));
        let own = is_in(&rule.place) || inside || reported;
        Lead { word: prep, own, near }
    }

    /// The told place that the preposition leads to.
    fn led_to(&self, route: &Route<'_>, lead: &Lead<'_>) -> Option<Next> {
        let (c, rule) = (route.at, route.rule);
        // `in the area between A and B`
        let land = route.strike_like
            && self.word(c + 2) == "between"
            && matches!((self.kind(c + 1), self.kind(c + 3)), (Kind::Place(p), Kind::Place(q))
                if !self.has_name(p) && self.has_name(q));
        if land {
            return Some(self.listed(c + 3, Extent::Near));
        }
        // `in the villages surrounding P`
        let around = matches!(self.kind(c + 1), Kind::Place(p) if !self.has_name(p))
            && self.word(c + 2) == "surrounding"
            && matches!(self.kind(c + 3), Kind::Place(q) if self.has_name(q));
        if around && route.strike_like {
            return Some(self.listed(c + 3, Extent::Near));
        }
        // `in the farmland east of the town`
        let beside = matches!((self.kind(c + 1), self.kind(c + 2)), (Kind::Place(u), Kind::Place(q))
            if self.are_nameless(&[(u, Extent::Whole)]) && self.is_bearing(q));
        if beside && route.strike_like {
            return Some(self.listed(c + 2, Extent::Near));
        }
        // `control of the rebel bastion P`
        let seated = matches!(self.kind(c + 1), Kind::Side(_))
            && self.is_seat(c + 2)
            && matches!(self.kind(c + 3), Kind::Place(p) if self.has_name(p));
        if seated && lead.own {
            return Some(self.listed(c + 3, Extent::Whole));
        }
        let at = self.past_modifiers(c + 1, route.strike_like);
        if at > c + 1
            && let Kind::Place(p) = self.kind(at)
            && self.is_told(at)
        {
            return Some(self.listed(at, self.prep_extent(lead, p, rule)));
        }
        // `ousted IS from the last district it held in P`, `from its last district in P`
        if let Kind::Place(p) = self.kind(c + 1)
            && !(route.something && lead.word == "in" && self.is_region(p))
            && let Some(inside) = self.last_inside(c + 1, p).filter(|_| lead.own && rule.event.is_control())
        {
            return Some(self.listed(inside, Extent::Part));
        }
        // `hoisted its flag above the town hall in P`
        let thing = rule.on_things && !matches!(self.kind(c + 1), Kind::Place(p) if self.has_name(p));
        if thing && self.word(c + 2) == "in" && self.is_told(c + 3) {
            return Some(self.listed(c + 3, Extent::Whole));
        }
        match self.kind(c + 1) {
            // `withdrew from the checkpoints in P`
            Kind::Place(p) if lead.own && rule.event == Event::Loses && self.is_told_where(c + 1, p) => {
                let (places, at) = self.unnamed(c + 1, rule);
                Some(Next::Found((places, at)))
            }
            // `control over a stronghold in the province`
            Kind::Place(p) if route.something && lead.word == "in" && self.is_region(p) => Some(Next::Ends),
            Kind::Place(p)
                if self.is_told(c + 1)
                    && !(route.strike_like && self.is_building_of_it(p))
                    && !self.is_met_elsewhere(route)
                    && (lead.word == "between" || !is_start(&lead.word, rule)) =>
            {
                Some(self.listed(c + 1, self.prep_extent(lead, p, rule)))
            }
            Kind::Noun => self.led_to_noun(route, lead),
            _ => None,
        }
    }

    /// The place behind a noun that a preposition leads to: `on rebel territory in P`, `on several fronts, including P`.
    fn led_to_noun(&self, route: &Route<'_>, lead: &Lead<'_>) -> Option<Next> {
        let (c, rule) = (route.at, route.rule);
        let near = if lead.near { Extent::Near } else { Extent::Whole };
        let last = self.row.chunks[c + 1].to - 1;
        // `towards two prizes - P and Q`
        let dashed = matches!(self.word(c + 2), "-" | ":") && matches!(self.kind(c + 3), Kind::Place(_));
        if !route.strike_like && dashed {
            return Some(self.listed(c + 3, near));
        }
        // `confined to a strip of land that includes P`
        if rule.event.is_control()
            && self.is_ground(c + 1)
            && let Some(land) = self.told_land(c + 2)
        {
            return Some(Next::Found(land));
        }
        // `cling to a handful of streets in P`, `control of several points near P`
        let beside = is_near(&self.prep_word(c + 2));
        if rule.event.is_control()
            && (self.is_ground(c + 1) || self.words.is_in(last, list::UNITS))
            && (matches!(self.word(c + 2), "of" | "in") || beside)
            && self.is_told(c + 3)
        {
            return Some(self.listed(c + 3, if beside { Extent::Near } else { Extent::Part }));
        }
        // `advanced on the axis of P`
        let axis = self.words.is_in(last, list::SPOTS) && self.word(c + 2) == "of";
        if rule.event == Event::Advances && axis && self.is_told(c + 3) {
            return Some(self.listed(c + 3, Extent::Near));
        }
        // `on several fronts, including P and Q`
        if let Some(first) = self.included_after(c + 1) {
            return Some(self.listed(first, near));
        }
        // `confined to the provincial capital and P`
        if rule.confines
            && self.kind(c + 2) == Kind::And
            && let Kind::Place(p) = self.kind(c + 3)
        {
            return Some(self.listed(c + 3 + usize::from(self.places[p].contains), Extent::Whole));
        }
        // `on rebel territory in P`
        let told = self.is_plain_before_place(c + 1);
        told.then(|| self.listed(c + 2, if lead.near { Extent::Near } else { Extent::Part }))
    }

    /// The chunk after what may stand before a told place: `both A and B`, `the IS enclave of P`, `the eastern and
    /// southern outskirts of P`.
    fn past_modifiers(&self, first: usize, strike_like: bool) -> usize {
        let both = self.word(first) == "both" && self.kind(first) == Kind::Noun;
        let whose = usize::from(self.kind(first + 1) == Kind::Possessive);
        let held = matches!((self.kind(first), self.kind(first + 1 + whose)), (Kind::Side(s), Kind::Place(p))
            if self.sides[s].to + whose == self.places[p].from && self.has_name(p) && (whose == 0 || strike_like));
        let directions = self.kind(first) == Kind::Noun
            && self.words.is(self.row.chunks[first].to - 1, class::DIRECTION)
            && self.kind(first + 1) == Kind::And;
        match (held, directions) {
            (true, _) => first + 1 + whose,
            (_, true) => first + 2,
            _ => first + usize::from(both),
        }
    }

    /// What the preposition leads to where that has no name: a place of the next sentence, something in a place, `it`.
    fn led_to_unnamed(&self, route: &mut Route<'_>, lead: &Lead<'_>) -> Option<Next> {
        let (c, rule) = (route.at, route.rule);
        match self.kind(c + 1) {
            // `attacks on its hospital`: of the place told before.
            Kind::Place(u) if route.strike_like && lead.own && self.is_building_of_it(u) => {
                let place = self.place_of_pronoun(self.places[u].from);
                let (place, _) = place.filter(|&(p, _)| self.has_name(p) && !self.is_region(p))?;
                Some(Next::Found((vec![(place, Extent::Part)], c + 2)))
            }
            Kind::Place(u) if !self.is_told(c + 1) || self.is_met_elsewhere(route) => {
                let (places, at) = self.unnamed(c + 1, rule);
                // `took control of nine villages`: the next sentence may name them.
                let named_next = (self.may_be_named(u) || self.is_described(u)) && rule.event.is_control();
                if places.is_empty() && lead.own && (named_next || self.is_held_part(u, rule.event)) {
                    return Some(Next::Found((vec![(u, self.places[u].extent)], at)));
                }
                // `took control of a village in Aleppo province`: not of the province.
                if places.is_empty() && lead.own && rule.event.is_control() && self.places[u].container.is_some() {
                    return Some(Next::Found((Vec::new(), at)));
                }
                let raised = |(p, extent)| (p, if lead.near { wider(extent, Extent::Near) } else { extent });
                (!places.is_empty()).then(|| Next::Found((places.into_iter().map(raised).collect(), at)))
            }
            // `took P and Q but withdrew from the latter`
            Kind::Noun if matches!(self.words.word(self.row.chunks[c + 1].to - 1), "latter" | "former") => {
                let place = self.named_last(c + 1)?;
                Some(Next::Found((vec![(place, Extent::Whole)], c + 2)))
            }
            // `moved into both soon afterwards`
            Kind::Noun if lead.own && self.count_told(c + 1).is_some() => {
                let count = self.count_told(c + 1)?;
                let all = self.last_few(self.row.chunks[c].from, count);
                (all.len() == count).then_some(Next::Found((all, c + 2)))
            }
            Kind::Noun | Kind::Side(_) => {
                route.something |= lead.own && matches!(rule.event, Event::Captures | Event::Advances);
                None
            }
            // `had held P and withdrew from it`
            Kind::Pronoun if self.word(c + 1) == "it" && rule.event.is_control() && !lead.near => {
                let place = self.place_of_pronoun(self.row.chunks[c].from)?;
                Some(Next::Found((vec![place], c + 2)))
            }
            // `Rebels advanced towards it`, `jets dropped bombs on it`
            Kind::Pronoun
                if self.word(c + 1) == "it"
                    && (rule.event == Event::Advances
                        || matches!(rule.event, Event::Strikes | Event::Fights) && lead.own)
                    && !matches!(lead.word.as_ref(), "in" | "from") =>
            {
                let from = self.row.chunks[c].from;
                let (place, _) = self.place_of_pronoun(from).filter(|&(p, _)| self.is_only_thing(p, from))?;
                Some(Next::Found((vec![(place, self.prep_extent(lead, place, rule))], c + 2)))
            }
            // `took P, and fighting around it goes on`, `bombed around them`
            Kind::Pronoun if is_near(&lead.word) && matches!(self.word(c + 1), "it" | "them") && lead.own => {
                let from = self.row.chunks[c].from;
                let meant = match self.word(c + 1) {
                    "it" => self.place_of_pronoun(from).into_iter().collect(),
                    _ => self.list_of_pronoun(from, false),
                };
                let near = |(place, _)| (place, Extent::Near);
                (!meant.is_empty()).then(|| Next::Found((meant.into_iter().map(near).collect(), c + 2)))
            }
            _ => None,
        }
    }

    /// `the last district it held in P`, `its last district in P`: P, where nothing else says which district it is.
    fn last_inside(&self, chunk: usize, place: usize) -> Option<usize> {
        let phrase = &self.places[place];
        let nameless = matches!(phrase.what, What::Anaphor | What::Unnamed) && !phrase.plural;
        let last = (phrase.from..phrase.core.0).any(|t| matches!(self.words.word(t), "last" | "final" | "remaining"));
        let named = matches!(self.kind(chunk + 2), Kind::Place(p) if self.has_name(p) && !self.is_region(p));
        let inside = (matches!(self.word(chunk + 1), "in" | "inside") && named).then_some(chunk + 2);
        inside.or_else(|| self.inside_relative(chunk + 1)).filter(|_| nameless && last)
    }

    /// Whether a chunk ends in a noun of a siege.
    fn is_siege(&self, chunk: usize) -> bool {
        let range = self.row.chunks[chunk];
        let besieges = |&rule: &u16| self.rule(rule).event == Event::Besieges;
        self.kind(chunk) == Kind::Noun
            && self.words.noun_at(range.to - 1).is_some_and(|(_, rules)| rules.iter().any(besieges))
    }

    /// `north of P`, `two kilometres south of the town`, said of a known place.
    pub(in crate::extract::frames) fn is_bearing(&self, place: usize) -> bool {
        let phrase = &self.places[place];
        phrase.extent == Extent::Near
            && (phrase.is_named() || phrase.what == What::Anaphor && self.meanings[place].is_some())
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
        let Some(chunk) = self.row.chunks.get(chunk) else { return Cow::Borrowed("") };
        // `in and around P`: in it too.
        if chunk.to == chunk.from + 1 || self.words.word(chunk.from + 1) == "and" {
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

    /// How much of a place the preposition before it means.
    fn prep_extent(&self, lead: &Lead<'_>, place: usize, rule: &Rule) -> Extent {
        let phrase = &self.places[place];
        let word = lead.word.as_ref();
        if lead.near && !(rule.near.iter().any(|n| n == word) && phrase.extent != Extent::Whole) {
            return Extent::Near;
        }
        if rule.event == Event::Advances && matches!(word, "in" | "into" | "inside") {
            return Extent::Part;
        }
        Extent::Whole
    }
}

/// `from P`, where the rule says that it starts there.
fn is_start(word: &str, rule: &Rule) -> bool {
    word == "from" && rule.from_start
}
