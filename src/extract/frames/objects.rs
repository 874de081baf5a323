//! Where: the places of a direct object, and how much of them.
//!
//! Beside it: `lists` of places, those that `preps` lead to, `unnamed` ones, land told by its `spans`, the `antecedents` of `it` and `which`,
//! and the `kinds` of place.

mod antecedents;
mod kinds;
mod lists;
mod preps;
mod spans;
mod unnamed;

use super::{Scene, is_near};
use crate::claim::{Event, Extent};
use crate::extract::chunks::{Kind, Verb};
use crate::extract::lexicon::{Form, Object, Rule, TypeClass, class};
use crate::extract::list;
use crate::extract::places::What;

/// Places with how much of them, the chunk after them, and the enemy named on the way.
pub(super) type Found = (Vec<(usize, Extent)>, usize, Option<usize>);

/// Where the reading of an object stands.
struct Walk<'r> {
    /// The first chunk of the object.
    from: usize,
    /// The chunk to be read.
    at: usize,
    loose: bool,
    rule: &'r Rule,
    enemy: Option<usize>,
    passed_noun: bool,
}

enum Next {
    /// The object goes on with this chunk.
    Chunk(usize),
    Found(Found),
}

impl Walk<'_> {
    fn found(&self, places: impl IntoIterator<Item = (usize, Extent)>, after: usize) -> Next {
        Next::Found((places.into_iter().collect(), after, self.enemy))
    }

    /// The object ends before this chunk and has named no place.
    fn nowhere(&self) -> Next {
        Next::Found(self.nothing(self.at))
    }

    fn nothing(&self, after: usize) -> Found {
        (Vec::new(), after, self.enemy)
    }
}

impl Scene<'_> {
    /// The pronoun of `half of it`, `at least 80 percent of them`.
    fn share_of_it(&self, chunk: usize) -> Option<usize> {
        let of = (chunk + 1..chunk + 5).find(|&c| self.word(c) == "of")?;
        if self.all_of_those(chunk).is_some() {
            return None;
        }
        let light = |c: usize| match self.kind(c) {
            Kind::Adverb => true,
            Kind::Prep => matches!(self.word(c), "than" | "at" | "about" | "around" | "over"),
            Kind::Noun => c + 1 < of || self.is_ground(c) || self.is_number(c) || self.word(c) == "most",
            _ => self.word(c) == "%",
        };
        // `the last of them`: one of several, no part.
        let ranked = matches!(self.words.word(self.row.chunks[of - 1].to - 1), "last" | "first" | "latest" | "one");
        let it = !ranked && self.kind(of + 1) == Kind::Pronoun && matches!(self.word(of + 1), "it" | "them");
        (it && (chunk..of).all(light)).then_some(of + 1)
    }

    /// `, including P and Q`, `, among them P`: the places named right after, from this chunk on.
    fn included_next(&self, chunk: usize) -> Option<Found> {
        let opens = chunk + usize::from(self.word(chunk) == ",");
        let included = matches!(self.word(opens), "including" | "among" | "notably");
        let named = matches!(self.kind(opens + 1), Kind::Place(p) if self.has_name(p));
        (included && named).then(|| self.listed_after(opens + 1, Extent::Whole, None))
    }

    /// The place after an article and a name in quotation marks: `the "Kindi" checkpoint in P`.
    fn quoted_before_place(&self, noun: usize) -> Option<usize> {
        let range = self.row.chunks[noun];
        let article = range.to == range.from + 1 && self.words.is(range.from, class::DET);
        let closed = self.kind(noun + 1) == Kind::Quote && self.kind(noun + 3) == Kind::Quote;
        (article && closed && matches!(self.kind(noun + 4), Kind::Place(_))).then_some(noun + 4)
    }

    /// `took it`, `besieged them`; of strikes, `them` are places only where nobody else was told of.
    fn is_place_pronoun(&self, chunk: usize, rule: &Rule) -> bool {
        match self.word(chunk) {
            "it" => !rule.needs_arms,
            "them" => {
                rule.event != Event::Strikes || {
                    let all = self.list_of_pronoun(self.row.chunks[chunk].from, false);
                    !all.is_empty() && self.are_objects(&all)
                }
            }
            _ => false,
        }
    }

    /// The places of a direct object, the chunk after them, and the enemy named on the way.
    ///
    /// A `loose` object may name others before its places: `killed ten rebels in P`.
    pub(super) fn object_places(&self, from: usize, loose: bool, rule: &Rule) -> Found {
        let mut walk = Walk { from, at: from, loose, rule, enemy: None, passed_noun: false };
        while walk.at < self.row.chunks.len() {
            match self.walk_on(&mut walk) {
                Next::Chunk(at) => walk.at = at,
                Next::Found(found) => return found,
            }
        }
        walk.nothing(walk.at)
    }

    fn walk_on(&self, walk: &mut Walk<'_>) -> Next {
        let c = walk.at;
        // `most of it`, `more than half of it`
        if let Some(it) = self.share_of_it(c) {
            let place = self.place_of_pronoun(self.row.chunks[c].from);
            let place = place.map(|(p, _)| (p, Extent::Part));
            // `more than half of it, including P and Q`
            return match self.included_next(it + 1).filter(|_| walk.rule.event.is_control()) {
                Some((more, at, _)) => walk.found(place.into_iter().chain(more), at),
                None => walk.found(place, it + 1),
            };
        }
        // `seized, then abandoned, P`
        let shares = walk.rule.event.is_control() || walk.rule.event == Event::Fights;
        if let Some(shared) = (c == walk.from && shares).then(|| self.shared_object(c)).flatten() {
            return Next::Found(self.listed_after(shared, Extent::Whole, walk.enemy));
        }
        // `took not P but Q`
        let place = |c: usize| matches!(self.kind(c), Kind::Place(_)) && self.word(c) != "only";
        if self.word(c) == "not" && place(c + 1) && self.word(c + 2) == "but" && place(c + 3) {
            return Next::Chunk(c + 3);
        }
        match self.kind(c) {
            Kind::Adverb | Kind::Time | Kind::Quote | Kind::Possessive | Kind::Skip => Next::Chunk(c + 1),
            Kind::Pronoun => self.walk_pronoun(walk),
            Kind::Place(p) => self.walk_place(walk, p),
            Kind::Side(s) => self.walk_side(walk, s),
            Kind::Noun => self.walk_noun(walk),
            Kind::Prep => self.walk_prep(walk),
            Kind::And | Kind::Comma => self.walk_mark(walk),
            Kind::Verb(v) => {
                // `retook positions seized by rebels in P`
                let seized = !walk.loose && walk.passed_noun && self.row.verbs[v].bare;
                if let Some(inside) = self.inside_after(c + 1).filter(|_| seized) {
                    return Next::Found(self.listed_after(inside, Extent::Part, walk.enemy));
                }
                // `shelled the barracks using mortars in P`
                if walk.loose && self.is_by_means(c) {
                    return Next::Chunk(c + 2);
                }
                // `bombed gunmen meeting in P`, `destroyed a tunnel dug by S in P`
                let verb = &self.row.verbs[v];
                let met = verb.ing && matches!(self.kind(c - 1), Kind::Side(_));
                let reduced = verb.bare && matches!(self.kind(c - 1), Kind::Noun | Kind::Place(_));
                if walk.loose && (met || reduced || self.belongs(c)) { Next::Chunk(c + 1) } else { walk.nowhere() }
            }
            // `targeted gunmen who were gathering in P`
            Kind::Relative if walk.loose && walk.enemy.is_some() && self.are_doing(c + 1) => {
                Next::Chunk(self.past_infinitive(c + 2))
            }
            // `killed terrorists as they were trying to sneak into P`
            Kind::Clause if walk.loose && walk.enemy.is_some() && self.tells_what_they_did(c) => {
                Next::Chunk(self.past_infinitive(c + 3))
            }
            _ => walk.nowhere(),
        }
    }

    /// Whether places told before are one list of what the sentence tells of.
    fn are_listed_objects(&self, places: &[(usize, Extent)]) -> bool {
        let mut all: Vec<usize> = places.iter().map(|&(p, _)| p).collect();
        all.sort_unstable();
        let listed = all.windows(2).all(|two| self.places[two[1]].list == Some(two[0]));
        listed && self.are_objects(&[(all[0], Extent::Whole)])
    }

    /// Past `to sneak` in `were trying to sneak into P`.
    fn past_infinitive(&self, chunk: usize) -> usize {
        chunk + usize::from(self.row.verb(chunk).is_some_and(|verb| verb.infinitive))
    }

    /// `captured it`, `took all of them`, `points they lost in P`.
    fn walk_pronoun(&self, walk: &Walk<'_>) -> Next {
        let (c, rule) = (walk.at, walk.rule);
        let word = self.word(c);
        if c == walk.from && self.is_place_pronoun(c, rule) {
            let token = self.row.chunks[c].from;
            let all = if word == "them" { self.list_of_pronoun(token, false) } else { Vec::new() };
            if !all.is_empty() && (rule.event.is_control() || self.are_objects(&all)) {
                return walk.found(all, c + 1);
            }
            // `quit positions north of P and handed them over`: not P.
            let near = |p: usize| self.places[p].extent == Extent::Near && !self.places[p].plural;
            let place = self.place_of_pronoun(token).filter(|&(p, _)| word == "it" || !near(p));
            return match self.joined_to_pronoun(c).filter(|_| place.is_some()) {
                Some((more, at, _)) => walk.found(place.into_iter().chain(more), at),
                None => walk.found(place, c + 1),
            };
        }
        let lost = walk.passed_noun && matches!(word, "they" | "it") && matches!(self.kind(c + 1), Kind::Verb(_));
        if lost { Next::Chunk(c + 2) } else { walk.nowhere() }
    }

    /// `took it along with P and Q`: what goes on after the pronoun, and is no clause of its own.
    fn joined_to_pronoun(&self, pronoun: usize) -> Option<Found> {
        let named = matches!(self.kind(pronoun + 2), Kind::Place(p) if self.has_name(p));
        let joined = self.kind(pronoun + 1) == Kind::And && named && self.word(pronoun + 1) != "but";
        let more = joined.then(|| self.listed_after(pronoun + 2, Extent::Whole, None))?;
        let clause = self.row.verb(more.1).is_some_and(|verb| verb.is_finite());
        (!clause).then_some(more)
    }

    fn walk_place(&self, walk: &mut Walk<'_>, p: usize) -> Next {
        let (c, rule) = (walk.at, walk.rule);
        let phrase = &self.places[p];
        let struck = matches!(rule.event, Event::Strikes | Event::Fights);
        if phrase.what == What::Unnamed || self.is_told_where(c, p) || struck && self.is_road_to(c, p) {
            return self.walk_unnamed(walk, p);
        }
        // `bombed its hospital`: of the place told before.
        let its = matches!(self.words.word(phrase.from), "its" | "their")
            && self.class_of(p) == Some(TypeClass::Building)
            && self.kind(c + 1) != Kind::Prep;
        if its && walk.loose && phrase.what == What::Anaphor && self.meanings[p].is_none() {
            let place = self.place_of_pronoun(phrase.from).filter(|&(p, _)| self.has_name(p) && !self.is_region(p));
            return walk.found(place.map(|(p, _)| (p, Extent::Part)), c + 1);
        }
        // `shelled the barracks of the army in P`
        let owned = self.word(c + 1) == "of" && matches!(self.kind(c + 2), Kind::Side(_));
        if walk.loose && owned && phrase.what == What::Anaphor && self.meanings[p].is_none() {
            walk.passed_noun = true;
            return Next::Chunk(c + 1);
        }
        if phrase.what == What::Anaphor {
            // `the last districts they held in P`, `most of the territory they held in P`
            let land = matches!(self.class_of(p), Some(TypeClass::Area | TypeClass::Land));
            let parts = (phrase.plural || land) && rule.event.is_control();
            if let Some(inside) = parts.then(|| self.inside_relative(c + 1)).flatten() {
                return Next::Found(self.listed_after(inside, Extent::Part, walk.enemy));
            }
            // `the last supply route into P, the Castello Road`
            if let Some(name) = self.name_after(c, p) {
                return walk.found([(name, self.places[name].extent)], c + 1);
            }
        }
        if matches!(rule.event, Event::Captures | Event::Holds) && self.modifies_plural(c, phrase.to) {
            return walk.found([], c + 1);
        }
        // `seized the Aleppo bastion of S`: somewhere in it.
        if self.is_seat(c + 1) && phrase.to == self.row.chunks[c + 1].from && self.is_large(p) {
            return walk.found((!self.is_province(p)).then_some((p, Extent::Part)), c + 1);
        }
        let ground = rule.event.is_control() || matches!(rule.event, Event::Advances | Event::Besieges);
        if walk.passed_noun && !walk.loose && !ground {
            return walk.nowhere();
        }
        Next::Found(self.listed_after(c, Extent::Whole, walk.enemy))
    }

    /// `captured a town`, `shelled government-held neighbourhoods`.
    fn walk_unnamed(&self, walk: &mut Walk<'_>, p: usize) -> Next {
        let (c, rule) = (walk.at, walk.rule);
        let phrase = &self.places[p];
        let (places, at) = self.unnamed(c, rule);
        if !places.is_empty() {
            return walk.found(places, at);
        }
        // `shelled government-held neighbourhoods`: of the city that the article is about.
        if self.is_held_part(p, rule.event) {
            return walk.found([(p, phrase.extent)], at);
        }
        if walk.loose {
            walk.passed_noun = true;
            return Next::Chunk(c + 1);
        }
        // `captured nine villages`, `captured a town`: the next sentence may name them.
        let kept = (self.may_be_named(p) || self.is_described(p)) && rule.event.is_control();
        walk.found(kept.then_some((p, phrase.extent)), at)
    }

    /// `captured Aleppo residents`, `seized Tadef weapons`: the place only says whose.
    fn modifies_plural(&self, chunk: usize, place_end: usize) -> bool {
        if self.kind(chunk + 1) != Kind::Noun {
            return false;
        }
        let noun = self.row.chunks[chunk + 1].from;
        let word = self.words.word(noun);
        let head = self.words.noun_at(noun).is_none() && !self.words.is(noun, class::ADJECTIVE);
        let time = matches!(word, "minutes" | "hours" | "days" | "weeks" | "months" | "years");
        head && !time && word.ends_with('s') && place_end == noun && !self.words.is_capital(noun)
    }

    fn walk_side(&self, walk: &mut Walk<'_>, side: usize) -> Next {
        let c = walk.at;
        let modifies = matches!(self.kind(c + 1), Kind::Noun | Kind::Place(_) | Kind::Possessive | Kind::Quote);
        // `captured ten soldiers near P`: people, not land.
        if !walk.loose && matches!(walk.rule.event, Event::Captures | Event::Holds) && !modifies {
            return walk.nowhere();
        }
        walk.enemy = walk.enemy.or(Some(side));
        walk.passed_noun = true;
        Next::Chunk(c + 1)
    }

    fn walk_noun(&self, walk: &mut Walk<'_>) -> Next {
        let (c, loose, control) = (walk.at, walk.loose, walk.rule.event.is_control());
        let last = self.row.chunks[c].to - 1;
        // `the army retook the latter`
        if c == walk.from && matches!(self.words.word(last), "latter" | "former") {
            return walk.found(self.named_last(c).map(|p| (p, Extent::Whole)), c + 1);
        }
        // `lost both`, `bombed all three`
        if let Some((told, after)) = self.all_of_those(c).filter(|_| c == walk.from)
            && (control || self.are_listed_objects(&told))
        {
            return walk.found(told, after);
        }
        let place_after = |c: usize, fits: &dyn Fn(usize) -> bool| matches!(self.kind(c), Kind::Place(p) if fits(p));
        let of = self.word(c + 1) == "of";
        // `half of the territory they held in P`, `what they lost in P`
        let land = if of { c + 2 } else { c };
        if control
            && self.kind(land) == Kind::Noun
            && (self.is_ground(land) || self.word(land) == "what")
            && let Some(inside) = self.inside_relative(land + 1)
        {
            return Next::Found(self.listed_after(inside, Extent::Part, walk.enemy));
        }
        // `a swathe of land that includes P and Q`
        if control
            && self.is_ground(c)
            && let Some((places, at)) = self.told_land(c + 1)
        {
            return walk.found(places, at);
        }
        // `a string of villages`, `dozens of villages`: the next words may name them.
        let several = |p: usize| self.places[p].what == What::Unnamed && self.places[p].plural;
        if !loose && of && (self.is_ground(c) || self.is_count(c)) && place_after(c + 2, &several) {
            return Next::Chunk(c + 2);
        }
        // `secured ten km of the P road`
        let told = |p: usize| self.places[p].what != What::Unnamed;
        if of && self.words.is_in(last, list::UNITS) && place_after(c + 2, &told) {
            return Next::Found(self.listed_after(c + 2, Extent::Part, walk.enemy));
        }
        // `three of the villages lost last week, namely A and B`
        if !loose && of && self.is_number(c) {
            return match self.named_later(c + 2) {
                // `captured one of the checkpoints in P`
                None if self.word(c) == "one" => Next::Chunk(c + 2),
                named => walk.found(named.unwrap_or_default(), self.row.chunks.len()),
            };
        }
        // `controls seven, among them P and Q`
        if !loose && control && self.is_number(c) && self.kind(c + 1) == Kind::Comma {
            return walk.found(self.named_later(c).unwrap_or_default(), self.row.chunks.len());
        }
        // `hold 5 % of what was an enclave`
        if !loose && control && of && self.word(c + 2) == "what" {
            let was = (c + 3..c + 12).find_map(|k| match self.kind(k) {
                Kind::Place(p) if self.may_be_named(p) || self.has_name(p) && self.places[p].extent == Extent::Part => {
                    Some(p)
                }
                _ => None,
            });
            return walk.found(was.map(|p| (p, Extent::Part)), self.row.chunks.len());
        }
        // `western and southern districts of P`
        let directed = |p: usize| self.places[p].direction.is_some();
        if self.words.is(last, class::DIRECTION) && self.kind(c + 1) == Kind::And && place_after(c + 2, &directed) {
            return Next::Chunk(c + 2);
        }
        // `took the "Kindi" checkpoint in P`: a name in quotation marks says which.
        if let Some(place) = self.quoted_before_place(c).filter(|_| !loose) {
            return Next::Chunk(place);
        }
        // `the air defence Base 38`
        if self.is_modifier(c) {
            return Next::Chunk(c + 1);
        }
        // `captured the rebel stronghold of P`
        let no_land = !self.is_ground(c) && !self.is_seat(c) && walk.rule.object != Object::Line;
        let people = self.words.bits(self.row.chunks[c].from) & class::PEOPLE != 0;
        if !loose && (no_land || people) {
            return walk.nowhere();
        }
        walk.passed_noun = true;
        Next::Chunk(c + 1)
    }

    fn walk_prep(&self, walk: &mut Walk<'_>) -> Next {
        const INSIDE: &[&str] = &[
            "in",
            "inside",
            "at",
            "of",
            "within",
            "across",
            "on",
            "upon",
            "into",
            "to",
            "through",
            "throughout",
            "over",
        ];
        const BESIDE: &[&str] = &[
            "with",
            "by",
            "from",
            "for",
            "against",
            "between",
            "during",
            "among",
            "belonging",
            "since",
            "about",
            "as",
        ];
        let (c, rule, loose) = (walk.at, walk.rule, walk.loose);
        let (word, next) = (self.word(c), self.kind(c + 1));
        // `drove them from P, taking with it Q`
        if word == "with" && c == walk.from && matches!(self.word(c + 1), "it" | "them") {
            return Next::Chunk(c + 2);
        }
        // `to capture from Daesh a swathe of`
        if word == "from" && c == walk.from && matches!(next, Kind::Side(_)) && !loose {
            return Next::Chunk(c + 2);
        }
        // `shelled on Sunday the town of P`
        if c == walk.from && next == Kind::Time {
            return Next::Chunk(c + 2);
        }
        // `captured ten soldiers near P`: the soldiers, not the place.
        let persons = c > walk.from && matches!(self.kind(c - 1), Kind::Side(s) if !self.sides[s].adjective);
        if !loose && (!walk.passed_noun || persons) {
            return walk.nowhere();
        }
        let own = rule.place.iter().any(|p| p == word);
        if word == "including" || own || INSIDE.contains(&word) || is_near(word) {
            return self.walk_prep_place(walk, own || INSIDE.contains(&word));
        }
        if !loose || !BESIDE.contains(&word) {
            return walk.nowhere();
        }
        match next {
            // `a bus from A and B`
            Kind::Place(_) => Next::Chunk(self.listed_after(c + 1, Extent::Whole, None).1),
            Kind::Side(s) => {
                walk.enemy = walk.enemy.or(Some(s));
                Next::Chunk(c + 2)
            }
            Kind::Noun | Kind::Time => Next::Chunk(c + 2),
            _ => walk.nowhere(),
        }
    }

    /// What a preposition of place leads to; `inside`: one that may also lead to what is not told.
    fn walk_prep_place(&self, walk: &mut Walk<'_>, inside: bool) -> Next {
        let (c, rule, loose) = (walk.at, walk.rule, walk.loose);
        let (word, next) = (self.word(c), self.kind(c + 1));
        // `shelled a post to the west of P`
        if word == "to" && loose && matches!(next, Kind::Place(p) if self.is_bearing(p)) {
            return Next::Found(self.listed_after(c + 1, Extent::Near, walk.enemy));
        }
        // `destroyed a car belonging to terrorists near P`: the owner, not the goal.
        let owner = c > 0 && self.belongs(c - 1);
        if word == "to" && !owner && rule.object != Object::Line && rule.event != Event::Besieges {
            return walk.nowhere();
        }
        match next {
            // `took one of the strongholds in the province`
            Kind::Place(p) if word == "in" && walk.passed_noun && self.is_seat(c - 1) && self.is_province(p) => {
                walk.nowhere()
            }
            Kind::Place(p) if self.places[p].what != What::Unnamed => {
                let post = walk.passed_noun && (!self.is_seat(c - 1) || self.is_post(c - 1));
                let land = matches!(rule.event, Event::Captures | Event::Holds) && self.kind(c - 1) == Kind::Noun;
                let extent = if is_near(word) {
                    Extent::Near
                } else if post && land {
                    Extent::Part
                } else {
                    Extent::Whole
                };
                Next::Found(self.listed_after(c + 1, extent, walk.enemy))
            }
            // `clashed with S in three villages: P, Q and R`
            Kind::Place(_) if let Some(list) = self.named_list(c + 1).filter(|_| loose) => {
                let extent = if is_near(word) { Extent::Near } else { Extent::Whole };
                Next::Found(self.listed_after(list, extent, walk.enemy))
            }
            Kind::Place(_) | Kind::Side(_) | Kind::Noun if loose || inside || rule.object == Object::Line => {
                if let Kind::Side(s) = next {
                    walk.enemy = walk.enemy.or(Some(s));
                }
                walk.passed_noun = true;
                Next::Chunk(c + 2)
            }
            _ => walk.nowhere(),
        }
    }

    /// A comma or `and` within the object.
    fn walk_mark(&self, walk: &Walk<'_>) -> Next {
        let c = walk.at;
        let next = self.kind(c + 1);
        // `seized, then abandoned, P`
        let second = |verb: usize| {
            let before = (0..verb).rev().find(|&k| !matches!(self.kind(k), Kind::Comma | Kind::And | Kind::Adverb));
            before.filter(|&k| k + 1 < verb).is_some_and(|k| self.row.is_finite(k))
        };
        if c == walk.from && matches!(next, Kind::Place(_)) && c.checked_sub(1).is_some_and(second) {
            return Next::Chunk(c + 1);
        }
        // `lost their last stronghold, P, to S`
        let seat = self.kind(c) == Kind::Comma && walk.passed_noun && self.is_seat(c - 1);
        if seat && matches!(next, Kind::Place(p) if self.places[p].is_named()) {
            return Next::Chunk(c + 1);
        }
        let goes_on = walk.loose || walk.passed_noun && matches!(next, Kind::Noun | Kind::Side(_) | Kind::Prep);
        if !goes_on {
            return walk.nowhere();
        }
        // `killed ten rebels and wounded others in P`
        let wounds = self.row.verb(c + 1).is_some_and(|v| self.is_verb(v, list::CLAUSE_OF_STRIKE));
        if walk.rule.needs_enemy && wounds {
            return Next::Chunk(c + 2);
        }
        // `gunmen who were digging in and hiding in P`
        let joined = walk.loose && walk.enemy.is_some() && self.row.verb(c + 1).is_some_and(|v| v.ing);
        if matches!(next, Kind::Verb(_)) && !self.belongs(c + 1) && !joined {
            return walk.nowhere();
        }
        Next::Chunk(c + if joined { 2 } else { 1 })
    }

    /// `were gathering`: where the struck are met.
    fn are_doing(&self, chunk: usize) -> bool {
        let ing = |v: &Verb| self.words.forms(v.main).iter().any(|form| form.1 == Form::Ing);
        self.row.verb(chunk).is_some_and(|v| v.is_finite() && !v.passive && !v.negated && ing(v))
    }

    /// `killing ten`, `belonging to rebels`: stays within the clause of a strike.
    pub(super) fn belongs(&self, chunk: usize) -> bool {
        self.row.verb(chunk).is_some_and(|v| v.ing && self.is_verb(v, list::CLAUSE_OF_STRIKE))
    }
}
