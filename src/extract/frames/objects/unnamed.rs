//! Places without a name: `three villages including A and B`, `a hilltop near P`.

use crate::claim::{Event, Extent};
use crate::extract::chunks::{Kind, Verb};
use crate::extract::frames::{Scene, is_near};
use crate::extract::lexicon::{Rule, TypeClass};
use crate::extract::list;
use crate::extract::named_later::described;
use crate::extract::places::What;

/// How the search for a name goes on.
enum Step {
    /// At this chunk.
    On(usize),
    /// Not at all: with these places, and the chunk after them.
    Found((Vec<(usize, Extent)>, usize)),
}

impl Scene<'_> {
    /// Where a subject without a name is, by what stands beside it: `A hill overlooking P was taken`.
    pub(in crate::extract::frames) fn beside_nameless(&self, place: usize, rule: &Rule) -> Vec<(usize, Extent)> {
        let phrase = &self.places[place];
        let nameless = phrase.what == What::Unnamed || phrase.what == What::Anaphor && self.meanings[place].is_none();
        if !nameless || phrase.apposed.is_some() || !phrase.held.is_empty() {
            return Vec::new();
        }
        let beside = |chunk: usize| match self.kind(chunk + 1) {
            Kind::Place(p) => self.is_bearing(p),
            // `The villages near P were taken`
            Kind::Prep => {
                let word = self.word(chunk + 1);
                (word == "above" || is_near(word) && phrase.plural) && self.is_told(chunk + 2)
            }
            Kind::Verb(v) => self.lemma(&self.row.verbs[v]) == "overlook",
            _ => false,
        };
        let chunk = self.row.chunk_of(phrase.to - 1).filter(|&chunk| beside(chunk));
        chunk.map_or_else(Vec::new, |chunk| self.unnamed(chunk, rule).0)
    }

    /// `a hilltop near P`, `three villages including A and B`, `a hospital in P`.
    pub(super) fn unnamed(&self, chunk: usize, rule: &Rule) -> (Vec<(usize, Extent)>, usize) {
        let next = self.past_joined(chunk) + 1;
        let Kind::Place(unnamed) = self.kind(chunk) else { return (Vec::new(), next) };
        if let Some(named) = self.named_beside(chunk, unnamed, next) {
            return named;
        }
        let mut c = next;
        while c < self.row.chunks.len() {
            match self.kind(c) {
                Kind::Place(p) if self.places[p].what == What::Unnamed => c += 1,
                Kind::Place(p) => return self.names_from(c, p),
                Kind::Prep => match self.after_preposition(chunk, unnamed, c, rule) {
                    Step::On(next) => c = next,
                    Step::Found(found) => return found,
                },
                // `a checkpoint that lies on the edge of P`
                Kind::Relative if self.is_relative_of_lying(c) => {
                    let inside = matches!(self.word(c + 2), "in" | "inside" | "at" | "on" | "within");
                    return self.those_at(c + 3, if inside { Extent::Part } else { Extent::Near });
                }
                Kind::Side(_) if matches!(self.kind(c + 1), Kind::Prep) => c += 1,
                Kind::Relative | Kind::Pronoun | Kind::Side(_) => {
                    let Some(inside) = self.inside_relative(c) else { break };
                    return self.those_at(inside, Extent::Part);
                }
                _ if self.is_between_name(c) => c += 1,
                _ => break,
            }
        }
        (Vec::new(), c)
    }

    /// The name that stands beside a place that is only described: in apposition, `known as P`, in a list after it.
    fn named_beside(&self, chunk: usize, unnamed: usize, next: usize) -> Option<(Vec<(usize, Extent)>, usize)> {
        // `two villages east of X, P and Q`
        if let Some(name) = self.places[unnamed].apposed.filter(|&name| name > unnamed) {
            return Some((self.listed_before(name), next));
        }
        if let Some(name) = self.name_after(chunk, unnamed) {
            return Some((vec![(name, self.places[name].extent)], next));
        }
        self.known_as(chunk)
            .or_else(|| self.told_land(chunk + 1))
            .or_else(|| self.named_list(chunk).map(|list| self.those_at(list, Extent::Whole)))
    }

    /// `a hilltop area known as P`
    fn known_as(&self, chunk: usize) -> Option<(Vec<(usize, Extent)>, usize)> {
        let known = (chunk + 1..chunk + 3).find(|&k| !matches!(self.kind(k), Kind::Place(_)))?;
        self.row.verb(known).filter(|v| matches!(self.lemma(v), "know" | "call" | "name"))?;
        let name = (known + 1..known + 3).find(|&n| matches!(self.kind(n), Kind::Place(p) if self.has_name(p)))?;
        match self.kind(name) {
            Kind::Place(p) if (known + 1..name).all(|n| self.word(n) == "as") => {
                Some((vec![(p, self.places[p].extent)], name + 1))
            }
            _ => None,
        }
    }

    /// The list of places that begins here, and the chunk after it.
    fn those_at(&self, chunk: usize, extent: Extent) -> (Vec<(usize, Extent)>, usize) {
        let (places, at, _) = self.listed_after(chunk, extent, None);
        (places, at)
    }

    /// What may stand between a place that is only described and its name: `two villages, namely P and Q`.
    fn is_between_name(&self, c: usize) -> bool {
        match self.kind(c) {
            Kind::Adverb | Kind::Comma | Kind::Time | Kind::Quote => true,
            Kind::Clause => self.word(c) == ":",
            Kind::And => matches!(self.kind(c + 1), Kind::Place(_)),
            Kind::Noun => {
                let people = self.words.word(self.row.chunks[c].to - 1) == "people";
                self.word(c) == "namely" || matches!(self.kind(c + 1), Kind::Prep) && !people
            }
            Kind::Verb(v) => {
                let verb = &self.row.verbs[v];
                verb.ing && matches!(self.lemma(verb), "overlook" | "include" | "surround")
            }
            _ => false,
        }
    }

    /// The list of names after a colon, `including`, `overlooking` or nothing at all.
    fn names_from(&self, c: usize, place: usize) -> (Vec<(usize, Extent)>, usize) {
        let overlook = self.row.verb(c.wrapping_sub(1)).is_some_and(|v| self.lemma(v) == "overlook");
        // A hill over a road is not the road.
        if overlook && self.is_line_place(place) {
            return (Vec::new(), c);
        }
        self.those_at(c, if overlook { Extent::Near } else { Extent::Whole })
    }

    /// What a preposition after a place that is only described leads to: `two villages near P`, `such villages as P`.
    fn after_preposition(&self, chunk: usize, unnamed: usize, c: usize, rule: &Rule) -> Step {
        let word = self.word(c);
        // `such villages as P and Q`
        let such = word == "as" && self.words.word(self.row.chunks[chunk].from) == "such";
        if such || matches!(word, "including" | "among" | "like" | "such") {
            return Step::On(c + 1);
        }
        // `two villages from the grip of S in P`, `areas under the control of S in P`
        if let Some(after) = self.after_holder(c) {
            return Step::On(after);
        }
        // `an area of ten square kilometres in P`
        if word == "of" && c + 1 < self.row.chunks.len() && self.is_acreage(c + 1) {
            return Step::On(c + 2);
        }
        // `15 villages between P and Q, including R`
        let ends = |k: usize| matches!(self.kind(k), Kind::Place(_));
        if word == "between" && ends(c + 1) && self.kind(c + 2) == Kind::And && ends(c + 3) {
            return Step::On(c + 4);
        }
        if let Kind::Place(p) = self.kind(c + 1) {
            // `four villages on the road to P`: not the road.
            if matches!(word, "on" | "along") && self.is_line_place(p) {
                return Step::Found((Vec::new(), c));
            }
            let Some(extent) = self.where_of(unnamed, c, p) else { return Step::On(c + 2) };
            // `left a village near P`: not P; `left the posts in P`: a part of it.
            let stands = matches!(self.own_class(unnamed), Some(TypeClass::Base | TypeClass::Building));
            let share = self.places[unnamed].extent == Extent::Part && extent == Extent::Part;
            if rule.event == Event::Loses && !stands && !share {
                return Step::Found((Vec::new(), c));
            }
            return Step::Found(self.those_at(c + 1, extent));
        }
        let measured = word == "within" && self.kind(c + 1) == Kind::Noun && self.is_range(c + 2) && ends(c + 3);
        Step::Found(if measured { self.those_at(c + 3, Extent::Near) } else { (Vec::new(), c) })
    }

    /// How much of the place after a preposition a described place is: `a village near P`, `a post in P`. `None` where
    /// that only tells of a region: `towns in Daraa`, `a base in the south`.
    fn where_of(&self, unnamed: usize, prep: usize, place: usize) -> Option<Extent> {
        let word = self.word(prep);
        let near =
            is_near(word) || matches!(word, "overlooking" | "above" | "along" | "on" | "towards" | "to" | "within");
        let inside = matches!(word, "in" | "of" | "inside" | "at");
        let what = self.places[place].what;
        // `towns in Daraa`, `a town in the north`: the province's, the country's.
        let settlement = self.own_class(unnamed) == Some(TypeClass::Settlement);
        let of_province = settlement && (self.is_large(place) || what == What::Direction);
        // `a base in the south`: of the country.
        let of_country = what == What::Direction && self.meanings[place].is_none();
        let told = (near || inside)
            && what != What::Unnamed
            && !self.is_told_where(prep + 1, place)
            // `most of the villages in P province`: a part of it.
            && (inside && self.places[unnamed].extent == Extent::Part && what != What::Direction
                || !self.is_region(place) && !(inside && (of_province || of_country)));
        told.then_some(if near { Extent::Near } else { Extent::Part })
    }

    /// The class of the noun that a place is named by.
    fn own_class(&self, place: usize) -> Option<TypeClass> {
        self.places[place].kind.map(|k| self.words.lexicon.types[k as usize].class)
    }

    /// `that lies on the edge of P`
    fn is_relative_of_lying(&self, c: usize) -> bool {
        let lies = |v: &Verb| matches!(self.lemma(v), "lie" | "sit" | "stand" | "locate" | "be");
        self.row.verb(c + 1).is_some_and(lies)
            && self.kind(c + 2) == Kind::Prep
            && matches!(self.kind(c + 3), Kind::Place(p) if self.has_name(p) && !self.is_region(p))
    }

    /// The place that `in P` names right after a verb, over `by S` and words of time: `areas held by rebels in P`.
    pub(in crate::extract::frames) fn inside_after(&self, after: usize) -> Option<usize> {
        let light =
            |c: usize| matches!(self.kind(c), Kind::Adverb | Kind::Time | Kind::Side(_)) || self.word(c) == "by";
        let prep = (after..after + 5).find(|&c| !light(c))?;
        let inside = matches!(self.word(prep), "in" | "inside" | "within");
        let named = matches!(self.kind(prep + 1), Kind::Place(p) if self.places[p].is_named());
        (inside && named).then_some(prep + 1)
    }

    /// The place that a relative clause after a place without a name leads to: `the districts they held in P`.
    pub(super) fn inside_relative(&self, from: usize) -> Option<usize> {
        let subject = |c: usize| {
            matches!(self.kind(c), Kind::Relative | Kind::Pronoun | Kind::Side(_) | Kind::Adverb | Kind::Time)
        };
        let verb = (from..from + 5).find(|&c| !subject(c)).filter(|&c| c > from)?;
        let controls = self.words.lexicon.has_rule(self.row.verb(verb)?.lemma, |rule| rule.event.is_control());
        self.inside_after(verb + 1).filter(|_| controls)
    }

    /// The chunk after `from S`, `from the grip of S`, `under the control of S`, `under S control`.
    fn after_holder(&self, prep: usize) -> Option<usize> {
        let side = |c: usize| matches!(self.kind(c), Kind::Side(_));
        let held = self.kind(prep + 1) == Kind::Noun && self.word(prep + 2) == "of";
        match self.word(prep) {
            "from" if side(prep + 1) => Some(prep + 2),
            "from" | "under" if held && side(prep + 3) => Some(prep + 4),
            "under" if side(prep + 1) && self.kind(prep + 2) == Kind::Noun => Some(prep + 3),
            _ => None,
        }
    }

    /// `the last supply route into P, the Castello Road`: the name after the comma says which.
    pub(super) fn name_after(&self, chunk: usize, unnamed: usize) -> Option<usize> {
        let class = |p: usize| self.class_of(p);
        let comma = (chunk + 1..chunk + 5).find(|&c| !matches!(self.kind(c), Kind::Prep | Kind::Place(_)))?;
        let Kind::Place(name) = self.kind(comma + 1) else { return None };
        let phrase = &self.places[name];
        let same = class(unnamed).is_some() && class(unnamed) == class(name) && !self.places[unnamed].plural;
        let named = phrase.is_named() && phrase.list.is_none();
        let ended = matches!(self.kind(comma + 2), Kind::Comma | Kind::Clause | Kind::Time | Kind::Relative);
        (self.word(comma) == "," && same && named && ended).then_some(name)
    }

    /// `nine villages`, `a pocket`: places that the next sentence may name.
    pub(in crate::extract::frames) fn may_be_named(&self, place: usize) -> bool {
        let phrase = &self.places[place];
        phrase.plural
            || matches!(self.words.word(phrase.to - 1), "pocket" | "enclave" | "strip" | "triangle" | "belt")
            || self.land_of(place).is_some()
    }

    /// The places that the words after land without a name tell: `an area stretching from P to Q`.
    pub(in crate::extract::frames) fn land_of(&self, place: usize) -> Option<Vec<(usize, Extent)>> {
        let land = matches!(self.class_of(place), Some(TypeClass::Area | TypeClass::Land));
        let chunk = self.row.chunk_of(self.places[place].to - 1).filter(|_| land && !self.has_name(place))?;
        self.told_land(chunk + 1).map(|(places, _)| places)
    }

    /// `a town`: one place that is spoken of for the first time.
    pub(in crate::extract::frames) fn is_described(&self, place: usize) -> bool {
        described(self.words, &self.places[place]).is_some()
    }

    /// `such as P`, `above all P`.
    pub(in crate::extract::frames) fn is_such_as(&self, chunk: usize) -> bool {
        let second = || self.words.word(self.row.chunks[chunk].from + 1);
        matches!(self.word(chunk), "such" | "above") && matches!(second(), "as" | "all")
    }

    /// `government-held neighbourhoods`, struck: nothing but who holds them says which.
    pub(in crate::extract::frames) fn is_held_part(&self, place: usize, event: Event) -> bool {
        let phrase = &self.places[place];
        event == Event::Strikes && phrase.what == What::Unnamed && !phrase.held.is_empty() && phrase.apposed.is_none()
    }

    /// `many places, including P and Q`, `several fronts including P`: the noun is no place, those it includes are.
    pub(super) fn included_after(&self, noun: usize) -> Option<usize> {
        let head = self.row.chunks.get(noun)?.to - 1;
        let plural = self.kind(noun) == Kind::Noun && self.words.is_in(head, list::SPOTS);
        let including = noun + 1 + usize::from(self.word(noun + 1) == ",");
        let opens = matches!(self.word(including), "including" | "among" | "notably" | "mainly" | "like")
            || self.is_such_as(including);
        let first = including + 1 + usize::from(matches!(self.word(including + 1), "them" | "in" | "at" | "around"));
        (plural && opens && matches!(self.kind(first), Kind::Place(p) if self.has_name(p))).then_some(first)
    }

    /// [`Scene::named_list`], also of `a string of villages including P`.
    pub(in crate::extract::frames) fn named_list_of(&self, chunk: usize) -> Option<usize> {
        let counted = self.kind(chunk) == Kind::Noun && self.is_ground(chunk) && self.word(chunk + 1) == "of";
        self.named_list(if counted { chunk + 2 } else { chunk })
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
            let opens =
                matches!(self.word(c), "-" | ":" | "including" | "namely" | "among" | "like") || self.is_such_as(c);
            let mut next = c + 1;
            while matches!(self.kind(next), Kind::Pronoun | Kind::Adverb)
                || self.is_such_as(c) && matches!(self.word(next), "as" | "all") && self.kind(next) == Kind::Prep
            {
                next += 1;
            }
            if opens && matches!(self.kind(next), Kind::Place(q) if self.places[q].what != What::Unnamed) {
                return Some(next);
            }
        }
        None
    }
}
