//! Where: the places of an object, of a list and of a preposition, and how much of them.

use super::{Scene, Subject, is_near};
use crate::claim::{Event, Extent};
use crate::extract::chunks::{Kind, Verb};
use crate::extract::lexicon::{Object, Rule, Shape, TypeClass, class};
use crate::extract::list;
use crate::extract::places::{Phrase, What, wider};

impl Scene<'_> {
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
                // `most of it`
                Kind::Adverb
                    if self.word(c) == "most"
                        && self.word(c + 1) == "of"
                        && matches!(self.word(c + 2), "it" | "them") =>
                {
                    let place = self.place_of_pronoun(self.row.chunks[c].from);
                    return (place.map(|(p, _)| (p, Extent::Part)).into_iter().collect(), c + 3, enemy);
                }
                Kind::Adverb | Kind::Time | Kind::Quote | Kind::Possessive => c += 1,
                Kind::Pronoun if matches!(self.word(c), "it" | "them") && c == from && rule.event != Event::Strikes => {
                    let place = self.place_of_pronoun(self.row.chunks[c].from);
                    return (place.into_iter().collect(), c + 1, enemy);
                }
                Kind::Place(p) => {
                    let phrase = &self.places[p];
                    if phrase.what == What::Unnamed {
                        let (places, at) = self.unnamed(c, rule);
                        if !places.is_empty() {
                            return (places, at, enemy);
                        }
                        if loose {
                            c += 1;
                            passed_noun = true;
                            continue;
                        }
                        // `captured nine villages`: the next sentence may name them.
                        let kept = self.may_be_named(p) && rule.event.is_control();
                        return (kept.then_some((p, phrase.extent)).into_iter().collect(), at, enemy);
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
                            if head
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
                // `half of it`
                Kind::Noun
                    if self.is_ground(c)
                        && self.word(c + 1) == "of"
                        && self.kind(c + 2) == Kind::Pronoun
                        && matches!(self.word(c + 2), "it" | "them") =>
                {
                    let place = self.place_of_pronoun(self.row.chunks[c].from);
                    return (place.map(|(p, _)| (p, Extent::Part)).into_iter().collect(), c + 3, enemy);
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
                // `three of the villages lost last week, namely A and B`
                Kind::Noun if !loose && self.word(c + 1) == "of" && self.is_number(c) => {
                    let named = self.named_later(c + 2);
                    return (named.unwrap_or_default(), self.row.chunks.len(), enemy);
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
                                    && !self.is_seat(c - 1)
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
                            c += 2;
                            continue;
                        }
                        return (Vec::new(), c, enemy);
                    } else {
                        return (Vec::new(), c, enemy);
                    }
                }
                Kind::And | Kind::Comma
                    if loose || passed_noun && matches!(self.kind(c + 1), Kind::Noun | Kind::Side(_) | Kind::Prep) =>
                {
                    if matches!(self.kind(c + 1), Kind::Verb(_)) && !self.belongs(c + 1) {
                        return (Vec::new(), c, enemy);
                    }
                    c += 1;
                }
                Kind::Verb(_) if loose && self.belongs(c) => c += 1,
                Kind::Skip => c += 1,
                _ => return (Vec::new(), c, enemy),
            }
        }
        (Vec::new(), c, enemy)
    }

    /// The place that `it` means: the last one before that is no container and does not only tell where another
    /// is.
    pub(super) fn place_of_pronoun(&self, token: usize) -> Option<(usize, Extent)> {
        let end = self.places.partition_point(|p| p.from < token);
        let sentence = self.words.text.sentence_of(token);
        let fits = |phrase: &Phrase| {
            let near = self.words.text.sentence_of(phrase.from) + 1 >= sentence;
            near && !phrase.contains && phrase.what != What::Unnamed && phrase.apposed.is_none()
        };
        let last = self.places[..end].iter().enumerate().rev().take(6).filter(|(_, phrase)| fits(phrase));
        // What the sentence is about, before where that is.
        let aside = |phrase: &Phrase| {
            let before = phrase.from.checked_sub(1);
            matches!(phrase.extent, Extent::Near | Extent::Outskirts)
                || before.is_some_and(|t| self.words.is(t, class::PREPOSITION))
        };
        let mut last: Vec<usize> = last.map(|(i, _)| i).collect();
        // Of the sentence before it is the subject, of its own the nearest.
        last.sort_by_key(|&i| {
            let (phrase, own) = (&self.places[i], self.words.text.sentence_of(self.places[i].from) == sentence);
            (!own, aside(phrase), if own || aside(phrase) { end - i } else { i })
        });
        let first = last.first().copied()?;
        // `an army post on the city's edge`: the post.
        let edge = self.places[first].what == What::Direction && self.places[first].extent == Extent::Outskirts;
        (!edge).then_some((first, Extent::Whole))
    }

    /// The place that `the latter` or `the former` means.
    fn named_last(&self, chunk: usize) -> Option<usize> {
        let range = self.row.chunks[chunk];
        let end = self.places.partition_point(|p| p.from < range.from);
        let sentence = self.words.text.sentence_of(range.from);
        let mut last = self.places[..end].iter().rposition(|p| {
            matches!(p.what, What::Name(_) | What::Open | What::Anaphor)
                && !p.contains
                && self.words.text.sentence_of(p.from) + 1 >= sentence
        })?;
        while self.words.word(range.to - 1) == "former" {
            match self.places[last].list {
                Some(before) => last = before,
                None => break,
            }
        }
        Some(last)
    }

    /// `killing ten`, `belonging to rebels`: stays within the clause of a strike.
    pub(super) fn belongs(&self, chunk: usize) -> bool {
        self.row.verb(chunk).is_some_and(|v| v.ing && self.is_verb(v, list::CLAUSE_OF_STRIKE))
    }

    /// A word for land: `ground`, `positions`, `territory`.
    pub(super) fn is_ground(&self, noun: usize) -> bool {
        let chunk = &self.row.chunks[noun];
        let head = chunk.to - 1;
        self.words.part_at(head).is_some() || self.words.is_in(head, list::GROUND)
    }

    /// Words right before a base or a building that only tell its kind: `air defence`, `military`.
    fn is_modifier(&self, noun: usize) -> bool {
        let Kind::Place(p) = self.kind(noun + 1) else { return false };
        let class = self.places[p].kind.map(|k| self.words.lexicon.types[k as usize].class);
        let chunk = &self.row.chunks[noun];
        self.places[p].what == What::Open
            && matches!(class, Some(TypeClass::Base | TypeClass::Building | TypeClass::Height))
            && self.words.noun_at(chunk.to - 1).is_none()
            && !self.words.is(chunk.to - 1, class::PEOPLE)
    }

    /// Nothing but a number: `three` in `three of the villages`.
    fn is_number(&self, noun: usize) -> bool {
        let chunk = &self.row.chunks[noun];
        (chunk.from..chunk.to).all(|t| self.words.is(t, class::NUMBER | class::ADJECTIVE | class::DET))
    }

    pub(super) fn is_seat(&self, noun: usize) -> bool {
        if self.kind(noun) != Kind::Noun {
            return false;
        }
        let chunk = &self.row.chunks[noun];
        (chunk.from..chunk.to).any(|t| {
            self.words.noun_at(t).is_some_and(|(_, rules)| rules.iter().any(|&r| self.rule(r).shape == Shape::Seat))
        })
    }

    /// `a hilltop near P`, `three villages including A and B`, `a hospital in P`.
    pub(super) fn unnamed(&self, chunk: usize, rule: &Rule) -> (Vec<(usize, Extent)>, usize) {
        let mut c = chunk + 1;
        let Kind::Place(unnamed) = self.kind(chunk) else { return (Vec::new(), c) };
        if let Some(name) = self.name_after(chunk, unnamed) {
            return (vec![(name, self.places[name].extent)], c);
        }
        if let Some(list) = self.named_list(chunk) {
            let (places, at, _) = self.listed_after(list, Extent::Whole, None);
            return (places, at);
        }
        while c < self.row.chunks.len() {
            match self.kind(c) {
                Kind::Adverb | Kind::Comma | Kind::Time | Kind::Quote => c += 1,
                Kind::Clause if self.word(c) == ":" => c += 1,
                Kind::And if matches!(self.kind(c + 1), Kind::Place(_)) => c += 1,
                Kind::Noun if matches!(self.word(c), "namely") => c += 1,
                Kind::Noun
                    if matches!(self.kind(c + 1), Kind::Prep)
                        && self.words.word(self.row.chunks[c].to - 1) != "people" =>
                {
                    c += 1;
                }
                Kind::Side(_) if matches!(self.kind(c + 1), Kind::Prep) => c += 1,
                Kind::Verb(v)
                    if self.row.verbs[v].ing
                        && matches!(self.lemma(&self.row.verbs[v]), "overlook" | "include" | "surround") =>
                {
                    c += 1;
                }
                Kind::Place(p) if self.places[p].what == What::Unnamed => c += 1,
                Kind::Place(_) => {
                    // A list after a colon, `including`, or nothing at all.
                    let overlook = self.row.verb(c.wrapping_sub(1)).is_some_and(|v| self.lemma(v) == "overlook");
                    // A hill over a road is not the road.
                    if overlook && matches!(self.kind(c), Kind::Place(p) if self.is_line_place(p)) {
                        return (Vec::new(), c);
                    }
                    let extent = if overlook { Extent::Near } else { Extent::Whole };
                    let (places, at, _) = self.listed_after(c, extent, None);
                    return (places, at);
                }
                Kind::Prep => {
                    let word = self.word(c);
                    // `such villages as P and Q`
                    let such = word == "as" && self.words.word(self.row.chunks[chunk].from) == "such";
                    if such || word == "including" || word == "among" || word == "like" || word == "such" {
                        c += 1;
                        continue;
                    }
                    // `two villages from the grip of S in P`
                    if let Some(after) = self.after_former_holder(c) {
                        c = after;
                        continue;
                    }
                    let near =
                        is_near(word) || matches!(word, "overlooking" | "along" | "on" | "towards" | "to" | "within");
                    let inside = matches!(word, "in" | "of" | "inside" | "at");
                    if let Kind::Place(p) = self.kind(c + 1) {
                        // `four villages on the road to P`: not the road.
                        if matches!(word, "on" | "along") && self.is_line_place(p) {
                            return (Vec::new(), c);
                        }
                        // `towns in Daraa`: the province's.
                        let class = self.places[unnamed].kind.map(|k| self.words.lexicon.types[k as usize].class);
                        let of_province = inside && class == Some(TypeClass::Settlement) && self.is_large(p);
                        if (near || inside)
                            && self.places[p].what != What::Unnamed
                            && !self.is_region(p)
                            && !of_province
                        {
                            let extent = if near { Extent::Near } else { Extent::Part };
                            if rule.event == Event::Loses {
                                return (Vec::new(), c);
                            }
                            let (places, at, _) = self.listed_after(c + 1, extent, None);
                            return (places, at);
                        }
                        c += 2;
                        continue;
                    }
                    if word == "within"
                        && self.kind(c + 1) == Kind::Noun
                        && self.is_range(c + 2)
                        && matches!(self.kind(c + 3), Kind::Place(_))
                    {
                        let (places, at, _) = self.listed_after(c + 3, Extent::Near, None);
                        return (places, at);
                    }
                    return (Vec::new(), c);
                }
                _ => break,
            }
        }
        (Vec::new(), c)
    }

    /// The chunk after `from S`, `from the grip of S`.
    fn after_former_holder(&self, prep: usize) -> Option<usize> {
        let side = |c: usize| matches!(self.kind(c), Kind::Side(_));
        let held = self.kind(prep + 1) == Kind::Noun && self.word(prep + 2) == "of";
        match self.word(prep) {
            "from" if side(prep + 1) => Some(prep + 2),
            "from" if held && side(prep + 3) => Some(prep + 4),
            _ => None,
        }
    }

    /// `the last supply route into P, the Castello Road`: the name after the comma says which.
    fn name_after(&self, chunk: usize, unnamed: usize) -> Option<usize> {
        let class = |p: usize| self.class_of(p);
        let comma = (chunk + 1..chunk + 5).find(|&c| !matches!(self.kind(c), Kind::Prep | Kind::Place(_)))?;
        let Kind::Place(name) = self.kind(comma + 1) else { return None };
        let phrase = &self.places[name];
        let same = class(unnamed).is_some() && class(unnamed) == class(name) && !self.places[unnamed].plural;
        let named = matches!(phrase.what, What::Name(_) | What::Open) && phrase.list.is_none();
        let ended = matches!(self.kind(comma + 2), Kind::Comma | Kind::Clause | Kind::Time | Kind::Relative);
        (self.word(comma) == "," && same && named && ended).then_some(name)
    }

    /// `nine villages`, `a pocket`: places that the next sentence may name.
    pub(super) fn may_be_named(&self, place: usize) -> bool {
        let phrase = &self.places[place];
        phrase.plural || matches!(self.words.word(phrase.to - 1), "pocket" | "enclave" | "strip" | "triangle" | "belt")
    }

    /// The places that `including`, a dash or a colon after an unnamed plural names: where they begin.
    pub(super) fn named_list(&self, chunk: usize) -> Option<usize> {
        let Kind::Place(p) = self.kind(chunk) else { return None };
        if !self.may_be_named(p) {
            return None;
        }
        for c in chunk + 1..self.row.chunks.len() {
            match self.kind(c) {
                Kind::Verb(v) if self.row.verbs[v].is_finite() => return None,
                Kind::Relative => return None,
                _ => {}
            }
            // `a pocket consisting of P and Q`
            let holds = self
                .row
                .verb(c)
                .is_some_and(|v| v.ing && matches!(self.lemma(v), "consist" | "comprise" | "contain" | "encompass"));
            let opens = holds || matches!(self.word(c), "-" | ":" | "including" | "namely" | "among");
            let mut next = c + 1 + usize::from(holds && self.word(c + 1) == "of");
            while matches!(self.kind(next), Kind::Pronoun | Kind::Adverb) {
                next += 1;
            }
            if opens && matches!(self.kind(next), Kind::Place(q) if self.places[q].what != What::Unnamed) {
                return Some(next);
            }
        }
        None
    }

    /// A province or a countryside: too large to be meant by something in it.
    pub(super) fn is_region(&self, place: usize) -> bool {
        let phrase = &self.places[place];
        if let What::Name(spelling) = phrase.what
            && self.words.lexicon.spellings[spelling as usize].region
        {
            return true;
        }
        phrase.kind.is_some_and(|k| {
            let noun = &self.words.lexicon.types[k as usize];
            noun.class == TypeClass::Region || noun.noun == "countryside"
        })
    }

    /// A name that a city or a province bears.
    fn is_large(&self, place: usize) -> bool {
        match self.places[place].what {
            What::Name(spelling) => self.words.lexicon.spellings[spelling as usize].large,
            _ => false,
        }
    }

    pub(super) fn is_line_place(&self, place: usize) -> bool {
        self.class_of(place) == Some(TypeClass::Line)
    }

    /// The class of a place by its words, also where the kind is part of its name: `Castello Road`.
    pub(super) fn class_of(&self, place: usize) -> Option<TypeClass> {
        let phrase = &self.places[place];
        let kind = phrase.kind.or_else(|| self.words.type_before(phrase.core.1).map(|t| t.1));
        kind.map(|k| self.words.lexicon.types[k as usize].class)
    }

    /// A whole province: something in it is not it.
    pub(super) fn is_province(&self, place: usize) -> bool {
        let phrase = &self.places[place];
        let part = phrase.direction.is_some() || self.words.is(phrase.core.0, class::DIRECTION);
        self.is_region(place) && !part
    }

    /// The list that begins with the place at this chunk: all its places and the chunk after.
    pub(super) fn listed_after(
        &self,
        chunk: usize,
        extent: Extent,
        enemy: Option<usize>,
    ) -> (Vec<(usize, Extent)>, usize, Option<usize>) {
        if let Some((owned, extent)) = self.owned_place(chunk, extent) {
            return match self.kind(owned) {
                Kind::Place(p) if !self.is_merely_owned(p) => self.listed_after(owned, extent, enemy),
                // `Tadef's main hospital`, `Tadef's northern entrance`: a part of Tadef.
                _ => match self.kind(chunk) {
                    Kind::Place(p) => (vec![(p, wider(extent, Extent::Part))], owned + 1, enemy),
                    _ => (Vec::new(), chunk, enemy),
                },
            };
        }
        let mut places = Vec::new();
        let mut c = chunk;
        let mut last = None;
        while c < self.row.chunks.len() {
            match self.kind(c) {
                Kind::Place(p) => {
                    // `A, B and Afrin canton's village of C`
                    if last.is_some()
                        && self.kind(c + 1) == Kind::Possessive
                        && let Kind::Place(owned) = self.kind(c + 2)
                        && matches!(self.places[owned].what, What::Name(_) | What::Open)
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
                    {
                        places.push((q, Extent::Near));
                        return (places, c + 2, enemy);
                    }
                    // `a checkpoint in the Daraa town of P`, `Aleppo's P district`
                    let owned = usize::from(self.kind(c + 1) == Kind::Possessive);
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
                Kind::Prep if self.continues(c + 1, last) && self.is_and(c.wrapping_sub(1)) => c += 1,
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
            Kind::Place(p) if beside && matches!(self.places[p].what, What::Name(_) | What::Open) => {
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
    pub(super) fn next_of_list(&self, place: usize) -> Option<usize> {
        let next = (place + 1..self.places.len().min(place + 6)).find(|&p| self.places[p].list == Some(place))?;
        self.row.chunk_of(self.places[next].from).filter(|&c| self.kind(c) == Kind::Place(next))
    }

    pub(super) fn is_and(&self, chunk: usize) -> bool {
        matches!(self.kind(chunk), Kind::And | Kind::Comma)
    }

    pub(super) fn continues(&self, chunk: usize, last: Option<usize>) -> bool {
        match self.kind(chunk) {
            Kind::Place(p) => last.is_some() && self.places[p].list == last || self.places[p].contains,
            Kind::And | Kind::Comma | Kind::Prep => self.continues_once(chunk + 1, last),
            _ => false,
        }
    }

    pub(super) fn continues_once(&self, chunk: usize, last: Option<usize>) -> bool {
        matches!(self.kind(chunk), Kind::Place(p) if last.is_some() && self.places[p].list == last)
    }

    /// The places that a verb with this subject is said of: of `A and B, which was captured`, only B.
    pub(super) fn said_of(&self, place: usize, verb: usize) -> Vec<(usize, Extent)> {
        let relative = verb.checked_sub(1).is_some_and(|c| self.kind(c) == Kind::Relative && self.word(c) == "which");
        match self.word(verb) {
            "was" | "is" | "has" if relative => vec![(place, self.places[place].extent)],
            _ => self.listed_before(place),
        }
    }

    /// A place and the items of its list before it.
    pub(super) fn listed_before(&self, place: usize) -> Vec<(usize, Extent)> {
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

    /// `P, which S besieges in ...`: the clause has `which`, a subject, and no object right after the verb.
    pub(super) fn relative_object(&self, chunk: usize, after: usize) -> bool {
        if matches!(self.kind(after), Kind::Place(_) | Kind::Noun | Kind::Side(_) | Kind::Pronoun) {
            return false;
        }
        let mut c = chunk;
        let mut side = false;
        while c > 0 {
            c -= 1;
            match self.kind(c) {
                Kind::Side(_) | Kind::Pronoun => side = true,
                Kind::Adverb | Kind::Noun | Kind::Time | Kind::Skip => {}
                Kind::Relative => return side && self.word(c) != "where",
                _ => return false,
            }
        }
        false
    }

    /// The antecedent of a relative clause without its own object: `P which S captured`, `P S held`.
    pub(super) fn object_before(&self, chunk: usize) -> Option<(usize, Option<usize>)> {
        let mut c = chunk;
        let mut side = None;
        let (mut relative, mut pronoun) = (false, false);
        let infinitive = self.row.verb(chunk).is_some_and(|v| v.infinitive);
        while c > 0 {
            c -= 1;
            match self.kind(c) {
                Kind::Adverb | Kind::Time | Kind::Comma | Kind::Quote | Kind::Skip => {}
                // `which its forces stormed`
                Kind::Noun if side.is_none() && !relative && self.noun_subject(c) == Subject::Pronoun => pronoun = true,
                // `which its forces stormed and took`
                Kind::And
                    if !relative
                        && matches!(self.kind(c.wrapping_sub(1)), Kind::Verb(v) if self.row.verbs[v].is_finite())
                        && c + 1 == chunk =>
                {
                    c -= 1;
                }
                // `which troops opened a drive to retake`
                Kind::Noun if infinitive && side.is_none() && !relative => {}
                Kind::Place(p) if pronoun && !relative && c + 2 == chunk => return Some((p, None)),
                Kind::Side(s) if side.is_none() && !relative => side = Some(s),
                Kind::Noun
                    if side.is_some() && !relative
                        || side.is_none() && matches!(self.kind(c.wrapping_sub(1)), Kind::Side(_)) => {}
                Kind::Pronoun if !relative => pronoun = matches!(self.word(c), "it" | "they" | "he"),
                Kind::Relative if self.word(c) == "where" => return None,
                // `the road, which links A with B and which rebels cut`
                Kind::And if relative && self.kind(c + 1) == Kind::Relative => {
                    c = (0..c).rev().find(|&k| self.kind(k) == Kind::Relative)?;
                }
                Kind::Relative => relative = true,
                // `P and Q, both of which S captured`
                Kind::Prep if relative && self.word(c) == "of" && self.word(c + 1) == "which" => {}
                Kind::Noun if relative && self.word(c + 1) == "of" && matches!(self.word(c), "both" | "all") => {}
                Kind::Verb(v)
                    if !relative
                        && (self.row.verb(chunk).is_some_and(|w| w.infinitive || w.ing)
                            || self.row.verbs[v].is_finite())
                        && side.is_none()
                        && !self.row.verb(chunk).is_some_and(Verb::is_finite) => {}
                Kind::Place(p) if relative || side.is_some() && c + 1 < chunk => {
                    let direct = relative || matches!(self.kind(c + 1), Kind::Side(_));
                    return direct.then_some((p, side));
                }
                _ => return None,
            }
        }
        None
    }

    /// The places that the rule's prepositions lead to, from here on within the clause.
    pub(super) fn prep_places(&self, from: usize, rule: &Rule) -> (Vec<(usize, Extent)>, usize) {
        let mut c = from;
        let mut verbs_left = usize::from(rule.shape == Shape::Noun);
        let mut something = false;
        let strike_like = matches!(rule.event, Event::Strikes | Event::Fights);
        while c < self.row.chunks.len() {
            match self.kind(c) {
                Kind::Prep => {
                    let word = self.prep_word(c);
                    if rule.event == Event::Advances
                        && matches!(word.as_str(), "for" | "about")
                        && rule.shape == Shape::Verb
                    {
                        break;
                    }
                    // `the raid between A and B`
                    let between = rule.event == Event::Strikes
                        && c == from
                        && word == "between"
                        && matches!(self.kind(c + 1), Kind::Place(_));
                    let near = self.is_range(c)
                        || between
                        || rule.near.contains(&word)
                        || is_near(&word) && (rule.place.contains(&word) || strike_like || !rule.near.is_empty());
                    // `infiltrated into a military post in P`
                    let inside = something && rule.event == Event::Advances && matches!(word.as_str(), "in" | "at");
                    // `an operation to the north of P`
                    let aside = word == "to"
                        && (strike_like || !rule.near.is_empty())
                        && matches!(self.kind(c + 1), Kind::Place(p) if self.is_bearing(p));
                    let near = near || aside;
                    let own = rule.place.contains(&word) || inside;
                    // `months into a siege of P`: the place of the siege.
                    let of_other = word == "of" && c > from && strike_like && self.is_siege(c - 1);
                    let strict = word == "of" && rule.strict_of && c != from || of_other;
                    if (own || near) && !strict {
                        match self.kind(c + 1) {
                            // `control over a stronghold in the province`
                            Kind::Place(p) if something && word == "in" && self.is_province(p) => break,
                            Kind::Place(p) if self.places[p].what != What::Unnamed => {
                                let extent = self.prep_extent(&word, near, p, rule);
                                if word == "between" || !self.is_start(&word, rule) {
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
                            // `cling to a handful of streets in P`
                            Kind::Noun
                                if rule.event.is_control()
                                    && self.is_ground(c + 1)
                                    && matches!(self.word(c + 2), "of" | "in")
                                    && matches!(self.kind(c + 3), Kind::Place(p) if self.places[p].what != What::Unnamed) =>
                            {
                                let (places, at, _) = self.listed_after(c + 3, Extent::Part, None);
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
                    if (!rule.near.is_empty() && !strike_like || strike_like && c == from) && self.is_bearing(p) =>
                {
                    let (places, at, _) = self.listed_after(c, Extent::Near, None);
                    return (places, at);
                }
                Kind::Place(_) => c += 1,
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
                // `gunmen loyal to them`
                Kind::Pronoun if strike_like && self.word(c) == "them" => c += 1,
                Kind::Verb(v) => {
                    let verb = &self.row.verbs[v];
                    let own = verbs_left > 0 && verb.is_finite()
                        || verb.bare && (strike_like || rule.shape == Shape::Noun)
                        || self.belongs(c)
                        || verb.ing && strike_like && matches!(self.lemma(verb), "target" | "hit" | "rage");
                    // `the raid was said to have occurred in P`
                    let happened = verb.infinitive
                        && strike_like
                        && matches!(self.lemma(verb), "occur" | "happen" | "take" | "begin");
                    if !own && !happened {
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
    pub(super) fn is_bearing(&self, place: usize) -> bool {
        let phrase = &self.places[place];
        phrase.extent == Extent::Near
            && matches!(phrase.what, What::Name(_) | What::Open)
            && (phrase.from..phrase.core.0).any(|t| self.words.is(t, class::DIRECTION))
            && self.words.word(phrase.core.0.saturating_sub(1)) != "("
    }

    /// One word with no event of its own right before a named place: `rebel` in `rebel territory in P`.
    pub(super) fn is_plain_before_place(&self, noun: usize) -> bool {
        let chunk = &self.row.chunks[noun];
        let from = chunk.from + usize::from(self.words.is(chunk.from, class::DET));
        chunk.to == from + 1
            && self.words.noun_at(from).is_none()
            && !self.words.is(from, class::PEOPLE)
            && matches!(self.kind(noun + 1), Kind::Place(p)
                if self.places[p].from == chunk.to && self.places[p].what != What::Unnamed)
    }

    pub(super) fn prep_word(&self, chunk: usize) -> String {
        let chunk = &self.row.chunks[chunk];
        let mut word = self.words.word(chunk.from).to_owned();
        for t in chunk.from + 1..chunk.to {
            word.push(' ');
            word.push_str(self.words.word(t));
        }
        word
    }

    /// `of` after `within firing range`, `a few kilometres`.
    pub(super) fn is_range(&self, prep: usize) -> bool {
        self.word(prep) == "of"
            && prep.checked_sub(1).is_some_and(|n| {
                self.kind(n) == Kind::Noun && self.words.is_in(self.row.chunks[n].to - 1, list::DISTANCES)
            })
    }

    pub(super) fn is_start(&self, word: &str, rule: &Rule) -> bool {
        word == "from" && rule.from_start
    }

    pub(super) fn prep_extent(&self, word: &str, near: bool, place: usize, rule: &Rule) -> Extent {
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
