//! Where: the places of a direct object, and how much of them.
//!
//! Beside it: `lists` of places, those that `preps` lead to, `unnamed` ones, the `antecedents` of `it` and `which`,
//! and the `kinds` of place.

mod antecedents;
mod kinds;
mod lists;
mod preps;
mod unnamed;

use super::{Scene, is_near};
use crate::claim::{Event, Extent};
use crate::extract::chunks::Kind;
use crate::extract::lexicon::{Object, Rule, class};
use crate::extract::list;
use crate::extract::places::What;

impl Scene<'_> {
    /// The pronoun of `half of it`, `at least 80 percent of them`.
    fn share_of_it(&self, chunk: usize) -> Option<usize> {
        let of = (chunk + 1..chunk + 5).find(|&c| self.word(c) == "of")?;
        let light = |c: usize| match self.kind(c) {
            Kind::Adverb => true,
            Kind::Prep => matches!(self.word(c), "than" | "at" | "about" | "around" | "over"),
            Kind::Noun => c + 1 < of || self.is_ground(c) || self.is_number(c) || self.word(c) == "most",
            _ => false,
        };
        let it = self.kind(of + 1) == Kind::Pronoun && matches!(self.word(of + 1), "it" | "them");
        (it && (chunk..of).all(light)).then_some(of + 1)
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
    pub(super) fn object_places(
        &self,
        from: usize,
        loose: bool,
        rule: &Rule,
    ) -> (Vec<(usize, Extent)>, usize, Option<usize>) {
        let mut c = from;
        let mut enemy = None;
        let mut passed_noun = false;
        while c < self.row.chunks.len() {
            match self.kind(c) {
                // `most of it`, `more than half of it`
                _ if self.share_of_it(c).is_some() => {
                    let place = self.place_of_pronoun(self.row.chunks[c].from);
                    let after = self.share_of_it(c).unwrap_or(c) + 1;
                    return (place.map(|(p, _)| (p, Extent::Part)).into_iter().collect(), after, enemy);
                }
                Kind::Adverb | Kind::Time | Kind::Quote | Kind::Possessive => c += 1,
                Kind::Pronoun if c == from && self.is_place_pronoun(c, rule) => {
                    let from = self.row.chunks[c].from;
                    let all = if self.word(c) == "them" { self.list_of_pronoun(from, false) } else { Vec::new() };
                    if !all.is_empty() && (rule.event.is_control() || self.are_objects(&all)) {
                        return (all, c + 1, enemy);
                    }
                    let place = self.place_of_pronoun(from);
                    return (place.into_iter().collect(), c + 1, enemy);
                }
                Kind::Place(p) => {
                    let phrase = &self.places[p];
                    if phrase.what == What::Unnamed || self.is_told_where(c, p) {
                        let (places, at) = self.unnamed(c, rule);
                        if !places.is_empty() {
                            return (places, at, enemy);
                        }
                        // `shelled government-held neighbourhoods`: of the city that the article is about.
                        if self.is_held_part(p, rule.event) {
                            return (vec![(p, phrase.extent)], at, enemy);
                        }
                        if loose {
                            c += 1;
                            passed_noun = true;
                            continue;
                        }
                        // `captured nine villages`, `captured a town`: the next sentence may name them.
                        let kept = (self.may_be_named(p) || self.is_described(p)) && rule.event.is_control();
                        return (kept.then_some((p, phrase.extent)).into_iter().collect(), at, enemy);
                    }
                    // `the last districts they held in P`
                    if phrase.what == What::Anaphor
                        && phrase.plural
                        && rule.event.is_control()
                        && let Some(inside) = self.inside_relative(c + 1)
                    {
                        return self.listed_after(inside, Extent::Part, enemy);
                    }
                    // `the last supply route into P, the Castello Road`
                    if phrase.what == What::Anaphor
                        && let Some(name) = self.name_after(c, p)
                    {
                        return (vec![(name, self.places[name].extent)], c + 1, enemy);
                    }
                    if rule.event == Event::Captures || rule.event == Event::Holds {
                        // `captured Aleppo residents`, `seized Tadef weapons`
                        if let Kind::Noun = self.kind(c + 1) {
                            let noun = &self.row.chunks[c + 1];
                            let head =
                                self.words.noun_at(noun.from).is_none() && !self.words.is(noun.from, class::ADJECTIVE);
                            let time = matches!(
                                self.words.word(noun.from),
                                "minutes" | "hours" | "days" | "weeks" | "months" | "years"
                            );
                            if head
                                && !time
                                && self.words.word(noun.from).ends_with('s')
                                && phrase.to == noun.from
                                && !self.words.is_capital(noun.from)
                            {
                                return (Vec::new(), c + 1, enemy);
                            }
                        }
                    }
                    if passed_noun
                        && !loose
                        && !matches!(
                            rule.event,
                            Event::Captures | Event::Holds | Event::Loses | Event::Advances | Event::Besieges
                        )
                    {
                        return (Vec::new(), c, enemy);
                    }
                    return self.listed_after(c, Extent::Whole, enemy);
                }
                // `captured ten soldiers near P`: people, not land.
                Kind::Side(_)
                    if !loose
                        && matches!(rule.event, Event::Captures | Event::Holds)
                        && !matches!(
                            self.kind(c + 1),
                            Kind::Noun | Kind::Place(_) | Kind::Possessive | Kind::Quote
                        ) =>
                {
                    return (Vec::new(), c, enemy);
                }
                Kind::Side(s) => {
                    enemy = enemy.or(Some(s));
                    passed_noun = true;
                    c += 1;
                }
                // `the army retook the latter`
                Kind::Noun
                    if c == from && matches!(self.words.word(self.row.chunks[c].to - 1), "latter" | "former") =>
                {
                    return (self.named_last(c).into_iter().map(|p| (p, Extent::Whole)).collect(), c + 1, enemy);
                }
                // `points they lost in P`
                Kind::Pronoun
                    if passed_noun
                        && matches!(self.word(c), "they" | "it")
                        && matches!(self.kind(c + 1), Kind::Verb(_)) =>
                {
                    c += 2;
                }
                // `a string of villages`: the next words may name them.
                Kind::Noun
                    if !loose
                        && self.is_ground(c)
                        && self.word(c + 1) == "of"
                        && matches!(self.kind(c + 2), Kind::Place(p) if self.places[p].what == What::Unnamed && self.places[p].plural) =>
                {
                    c += 2;
                }
                // `secured ten km of the P road`
                Kind::Noun
                    if self.words.is_in(self.row.chunks[c].to - 1, list::UNITS)
                        && self.word(c + 1) == "of"
                        && matches!(self.kind(c + 2), Kind::Place(p) if self.places[p].what != What::Unnamed) =>
                {
                    return self.listed_after(c + 2, Extent::Part, enemy);
                }
                // `three of the villages lost last week, namely A and B`
                Kind::Noun if !loose && self.word(c + 1) == "of" && self.is_number(c) => {
                    let named = self.named_later(c + 2);
                    return (named.unwrap_or_default(), self.row.chunks.len(), enemy);
                }
                // `controls seven, among them P and Q`
                Kind::Noun
                    if !loose && rule.event.is_control() && self.is_number(c) && self.kind(c + 1) == Kind::Comma =>
                {
                    return (self.named_later(c).unwrap_or_default(), self.row.chunks.len(), enemy);
                }
                // `hold 5 % of what was an enclave`
                Kind::Noun
                    if !loose && self.word(c + 1) == "of" && self.word(c + 2) == "what" && rule.event.is_control() =>
                {
                    let was = (c + 3..c + 12).find_map(|k| match self.kind(k) {
                        Kind::Place(p) if self.may_be_named(p) => Some(p),
                        _ => None,
                    });
                    return (was.map(|p| (p, Extent::Part)).into_iter().collect(), self.row.chunks.len(), enemy);
                }
                // `western and southern districts of P`
                Kind::Noun
                    if self.words.is(self.row.chunks[c].to - 1, class::DIRECTION)
                        && self.kind(c + 1) == Kind::And
                        && matches!(self.kind(c + 2), Kind::Place(p) if self.places[p].direction.is_some()) =>
                {
                    c += 2;
                }
                // `the air defence Base 38`
                Kind::Noun if self.is_modifier(c) => c += 1,
                Kind::Noun => {
                    passed_noun = true;
                    if !loose && !self.is_ground(c) {
                        // `captured the rebel stronghold of P`
                        let seat = self.is_seat(c);
                        let supply = rule.object == Object::Line;
                        if !seat && !supply {
                            return (Vec::new(), c, enemy);
                        }
                    }
                    if self.words.bits(self.row.chunks[c].from) & class::PEOPLE != 0 && !loose {
                        return (Vec::new(), c, enemy);
                    }
                    c += 1;
                }
                // `to capture from Daesh a swathe of`
                Kind::Prep
                    if self.word(c) == "from" && c == from && matches!(self.kind(c + 1), Kind::Side(_)) && !loose =>
                {
                    c += 2;
                }
                // `shelled on Sunday the town of P`
                Kind::Prep if c == from && self.kind(c + 1) == Kind::Time => c += 2,
                Kind::Prep => {
                    let word = self.word(c);
                    // `captured ten soldiers near P`: the soldiers, not the place.
                    let persons = c > from && matches!(self.kind(c - 1), Kind::Side(s) if !self.sides[s].adjective);
                    if !loose && (!passed_noun || persons) {
                        return (Vec::new(), c, enemy);
                    }
                    let inside = matches!(
                        word,
                        "in" | "inside"
                            | "at"
                            | "of"
                            | "within"
                            | "across"
                            | "on"
                            | "into"
                            | "to"
                            | "through"
                            | "throughout"
                            | "over"
                    );
                    let near = is_near(word);
                    let own = rule.place.iter().any(|p| p == word);
                    if word == "including" || own || inside || near {
                        // `destroyed a car belonging to terrorists near P`: the owner, not the goal.
                        let owner = c > 0 && self.belongs(c - 1);
                        // `shelled a post to the west of P`
                        if word == "to"
                            && loose
                            && let Kind::Place(p) = self.kind(c + 1)
                            && self.is_bearing(p)
                        {
                            return self.listed_after(c + 1, Extent::Near, enemy);
                        }
                        if word == "to" && !owner && rule.object != Object::Line && rule.event != Event::Besieges {
                            return (Vec::new(), c, enemy);
                        }
                        match self.kind(c + 1) {
                            // `took one of the strongholds in the province`
                            Kind::Place(p)
                                if word == "in" && passed_noun && self.is_seat(c - 1) && self.is_province(p) =>
                            {
                                return (Vec::new(), c, enemy);
                            }
                            Kind::Place(p) if self.places[p].what != What::Unnamed => {
                                let extent = if near {
                                    Extent::Near
                                } else if passed_noun
                                    && (!self.is_seat(c - 1) || self.is_post(c - 1))
                                    && matches!(rule.event, Event::Captures | Event::Holds)
                                    && self.kind(c - 1) == Kind::Noun
                                {
                                    Extent::Part
                                } else {
                                    Extent::Whole
                                };
                                return self.listed_after(c + 1, extent, enemy);
                            }
                            Kind::Place(_) | Kind::Side(_) | Kind::Noun => {
                                if loose || own || rule.object == Object::Line || inside {
                                    if let Kind::Side(s) = self.kind(c + 1) {
                                        enemy = enemy.or(Some(s));
                                    }
                                    c += 2;
                                    passed_noun = true;
                                    continue;
                                }
                                return (Vec::new(), c, enemy);
                            }
                            _ => return (Vec::new(), c, enemy),
                        }
                    } else if loose
                        && matches!(
                            word,
                            "with"
                                | "by"
                                | "from"
                                | "for"
                                | "against"
                                | "between"
                                | "during"
                                | "among"
                                | "belonging"
                                | "since"
                                | "about"
                                | "as"
                        )
                    {
                        if matches!(self.kind(c + 1), Kind::Side(_) | Kind::Noun | Kind::Place(_) | Kind::Time) {
                            if let Kind::Side(s) = self.kind(c + 1) {
                                enemy = enemy.or(Some(s));
                            }
                            // `a bus from A and B`
                            let list = matches!(self.kind(c + 1), Kind::Place(_));
                            c = if list { self.listed_after(c + 1, Extent::Whole, None).1 } else { c + 2 };
                            continue;
                        }
                        return (Vec::new(), c, enemy);
                    } else {
                        return (Vec::new(), c, enemy);
                    }
                }
                // `lost their last stronghold, P, to S`
                Kind::Comma
                    if passed_noun
                        && self.is_seat(c - 1)
                        && matches!(self.kind(c + 1), Kind::Place(p) if matches!(self.places[p].what, What::Name(_) | What::Open)) =>
                {
                    c += 1;
                }
                Kind::And | Kind::Comma
                    if loose || passed_noun && matches!(self.kind(c + 1), Kind::Noun | Kind::Side(_) | Kind::Prep) =>
                {
                    // `killed ten rebels and wounded others in P`
                    let wounds = rule.needs_enemy
                        && self.row.verb(c + 1).is_some_and(|v| self.is_verb(v, list::CLAUSE_OF_STRIKE));
                    if wounds {
                        c += 2;
                        continue;
                    }
                    if matches!(self.kind(c + 1), Kind::Verb(_)) && !self.belongs(c + 1) {
                        return (Vec::new(), c, enemy);
                    }
                    c += 1;
                }
                // `retook positions seized by rebels in P`
                Kind::Verb(v)
                    if !loose && passed_noun && self.row.verbs[v].bare && self.inside_after(c + 1).is_some() =>
                {
                    return self.listed_after(self.inside_after(c + 1).unwrap_or(c), Extent::Part, enemy);
                }
                Kind::Verb(_) if loose && self.belongs(c) => c += 1,
                Kind::Skip => c += 1,
                _ => return (Vec::new(), c, enemy),
            }
        }
        (Vec::new(), c, enemy)
    }

    /// `killing ten`, `belonging to rebels`: stays within the clause of a strike.
    pub(super) fn belongs(&self, chunk: usize) -> bool {
        self.row.verb(chunk).is_some_and(|v| v.ing && self.is_verb(v, list::CLAUSE_OF_STRIKE))
    }
}
