//! What stands around a verb and changes what it says: `no longer`, `where`, `by fire`, its end.

use crate::claim::{Event, Extent};
use crate::extract::chunks::Kind;
use crate::extract::frames::Scene;
use crate::extract::lexicon::{Object, Rule, TypeClass};
use crate::extract::list;
use crate::extract::places::{What, wider};

impl Scene<'_> {
    /// `no longer` right before a verb or a preposition: what was so is lost.
    pub(in crate::extract::frames) fn is_no_longer(&self, token: usize) -> bool {
        (token.saturating_sub(3)..token).any(|t| self.words.word(t) == "no" && self.words.word(t + 1) == "longer")
    }

    /// The places told before that the subject right before a verb group means, adverbs passed over: `All three were`.
    pub(in crate::extract::frames) fn all_told(&self, chunk: usize) -> Vec<(usize, Extent)> {
        let before = (0..chunk).rev().find(|&c| self.kind(c) != Kind::Adverb || self.word(c) == "both");
        let Some(before) = before else { return Vec::new() };
        let of_them = self.word(before) == "them" && before >= 2;
        if let Some((places, _)) = self.all_of_those(if of_them { before - 2 } else { before }) {
            return places;
        }
        let range = self.row.chunks[before];
        let all = self.word(before) == "all" && range.to == range.from + 1;
        if all { self.last_few(self.row.chunks[chunk].from, 2) } else { Vec::new() }
    }

    /// No place of these has a name or stands for one.
    pub(in crate::extract::frames) fn are_unnamed(&self, places: &[(usize, Extent)]) -> bool {
        let unnamed = |p: usize| self.places[p].what == What::Unnamed && self.places[p].apposed.is_none();
        !places.is_empty() && places.iter().all(|&(p, _)| unnamed(p) && self.places[p].held.is_empty())
    }

    /// Whether a word such as `after`, `that` or `who` opens the clause of a verb, or a time sets it apart.
    pub(super) fn is_in_clause(&self, verb: usize) -> bool {
        (0..verb).rev().take(6).any(|c| matches!(self.kind(c), Kind::Clause | Kind::Relative | Kind::Verb(_)))
    }

    /// `after S withdrew`, `since S left`, with no place of its own: where the clause begins.
    pub(super) fn clause_of_leaving(&self, verb: usize, after: usize) -> Option<usize> {
        let open = match self.kind(after) {
            Kind::Prep => matches!(self.word(after), "in" | "on" | "at" | "before" | "without" | "under"),
            Kind::Noun | Kind::Place(_) | Kind::Side(_) | Kind::Pronoun | Kind::Verb(_) => false,
            _ => true,
        };
        let subject =
            |c: usize| matches!(self.kind(c), Kind::Side(_) | Kind::Adverb | Kind::Noun) || self.word(c) == "of";
        let clause = (0..verb).rev().find(|&c| !subject(c)).filter(|&c| open && c + 1 < verb && c > 0)?;
        matches!(self.word(clause), "after" | "since" | "when" | "once").then_some(clause)
    }

    /// `the districts`, `the areas`: more than one and none by name.
    pub(super) fn are_some_districts(&self, places: &[(usize, Extent)]) -> bool {
        let some = |p: usize| {
            let land = matches!(self.class_of(p), Some(TypeClass::Quarter | TypeClass::Area | TypeClass::Land));
            self.places[p].what == What::Anaphor && self.places[p].plural && land
        };
        !places.is_empty() && places.iter().all(|&(p, _)| some(p))
    }

    /// No place of these has a name, stands for one, or was told before.
    pub(in crate::extract::frames) fn are_nameless(&self, places: &[(usize, Extent)]) -> bool {
        let nameless = |p: usize| match self.places[p].what {
            What::Unnamed => self.places[p].apposed.is_none() && self.places[p].held.is_empty(),
            What::Anaphor => self.meanings[p].is_none(),
            _ => false,
        };
        !places.is_empty() && places.iter().all(|&(p, _)| nameless(p))
    }

    /// Where a clause is set that tells of places without a name: a part of it, or near it; a village `in P` is no
    /// part of P.
    pub(in crate::extract::frames) fn set_before(
        &self,
        chunk: usize,
        nameless: &[(usize, Extent)],
    ) -> Vec<(usize, Extent)> {
        let settled = nameless.iter().any(|&(p, _)| self.class_of(p) == Some(TypeClass::Settlement));
        let head = self.row.clause_head(chunk);
        let opening = match self.kind(head) {
            Kind::Place(p) if self.is_bearing(p) && chunk < head + 6 && self.only_party(head + 1, chunk) => {
                vec![(p, Extent::Near)]
            }
            _ => self.setting(chunk),
        };
        let going_on = self.verb_of(chunk).ing && opening.is_empty();
        let opening = if going_on { self.place_of_verb_before(chunk) } else { opening };
        // `in the Azaz area`
        let extent = |p: usize, extent| match self.class_of(p) {
            Some(TypeClass::Area) if settled && !self.places[p].plural => Extent::Near,
            _ => wider(extent, self.places[p].extent),
        };
        let set = opening.into_iter().filter(|&(p, _)| self.has_name(p) && !self.is_region(p));
        let set = set.map(|(p, told)| (p, extent(p, told))).filter(|&(_, extent)| !settled || extent == Extent::Near);
        set.map(|(p, extent)| (p, wider(extent, Extent::Part))).collect()
    }

    /// `stormed P, seizing two checkpoints`: the place of the deed before.
    fn place_of_verb_before(&self, chunk: usize) -> Vec<(usize, Extent)> {
        let joint = |c: usize| {
            matches!(self.kind(c), Kind::Comma | Kind::And | Kind::Time | Kind::Adverb)
                || self.kind(c) == Kind::Prep && self.kind(c + 1) == Kind::Time
        };
        let Some(last) = (0..chunk).rev().find(|&c| !joint(c)).filter(|&c| c + 1 < chunk) else { return Vec::new() };
        let before =
            (0..last).rev().find(|&c| !matches!(self.kind(c), Kind::Prep | Kind::Place(_) | Kind::And | Kind::Comma));
        match (self.kind(last), before.and_then(|c| self.row.verb(c))) {
            (Kind::Place(p), Some(verb)) if verb.is_finite() && !verb.passive => vec![(p, Extent::Part)],
            _ => Vec::new(),
        }
    }

    /// Nothing but who acts stands between.
    fn only_party(&self, from: usize, to: usize) -> bool {
        (from..to).all(|c| matches!(self.kind(c), Kind::Side(_) | Kind::Comma | Kind::Adverb | Kind::Time | Kind::Noun))
    }

    /// `the area held by S in P`: an area that only its clause tells.
    pub(super) fn is_some_area(&self, places: &[(usize, Extent)]) -> bool {
        let area = |p: usize| {
            let land = matches!(self.class_of(p), Some(TypeClass::Area | TypeClass::Land));
            self.places[p].what == What::Anaphor && land
        };
        places.len() == 1 && area(places[0].0)
    }

    /// `the towns`, `five villages`: more than one and none by name.
    pub(super) fn are_some_places(&self, places: &[(usize, Extent)]) -> bool {
        let some = |p: usize| matches!(self.places[p].what, What::Anaphor | What::Unnamed) && self.places[p].plural;
        !places.is_empty() && places.iter().all(|&(p, _)| some(p))
    }

    /// Whether the clause of a verb begins with `where`.
    pub(in crate::extract::frames) fn is_in_where(&self, chunk: usize) -> bool {
        (0..chunk).rev().take(4).any(|c| self.word(c) == "where")
    }

    /// One of these words follows in the clause.
    pub(super) fn is_with(&self, from: usize, words: &[String]) -> bool {
        let Some(first) = self.row.chunks.iter().position(|c| c.from >= from) else { return false };
        let clause = (first..self.row.chunks.len())
            .take_while(|&c| !matches!(self.kind(c), Kind::Verb(v) if self.row.verbs[v].is_finite()));
        clause
            .flat_map(|c| self.row.chunks[c].from..self.row.chunks[c].to)
            .any(|t| words.iter().any(|word| word == self.words.word(t)))
    }

    /// Whether the next place is told by its distance: `five kilometres south of P`.
    pub(super) fn is_measured(&self, end: usize) -> bool {
        let next = self.row.chunks.iter().position(|c| c.from >= end);
        let place = next.and_then(|c| (c..c + 3).find(|&k| !matches!(self.kind(k), Kind::Adverb | Kind::Time)));
        match place.map(|c| self.kind(c)) {
            Some(Kind::Place(p)) => {
                let phrase = &self.places[p];
                self.is_bearing(p) && self.words.any_in(phrase.from..phrase.core.0, list::UNITS)
            }
            // `is on the outskirts of P`, `is at the entrance to P`
            Some(Kind::Prep)
                if place.is_some_and(|c| {
                    self.word(c) == "at"
                        && self.kind(c + 1) == Kind::Noun
                        && self
                            .words
                            .part_at(self.row.chunks[c + 1].to - 1)
                            .is_some_and(|part| part.1 == Extent::Outskirts)
                }) =>
            {
                true
            }
            Some(Kind::Prep) => place.is_some_and(|c| {
                matches!(self.word(c), "on" | "at")
                    && matches!(self.kind(c + 1), Kind::Place(p) if self.places[p].extent == Extent::Outskirts)
            }),
            _ => false,
        }
    }

    /// Whether the object is nothing but named places, and the clause ends with them.
    pub(super) fn are_only_places(&self, rule: &Rule, object: usize, places: &[(usize, Extent)], after: usize) -> bool {
        let ends = match self.kind(after) {
            Kind::Comma | Kind::Clause | Kind::Time | Kind::Adverb => true,
            Kind::And => matches!(self.kind(after + 1), Kind::Verb(_) | Kind::Side(_)),
            // `gained P from S`
            Kind::Prep if self.prep_side(after, &rule.from).is_some() => true,
            _ => after >= self.row.chunks.len(),
        };
        // `has a base in P` is not P.
        let inside = |p: usize| (self.places[p].from..self.places[p].core.0).any(|t| self.words.word(t) == "in");
        let whole = |p: usize| self.has_name(p) && self.places[p].extent <= Extent::Part && !inside(p);
        ends && matches!(self.kind(object), Kind::Place(p) if whole(p)) && places.iter().all(|&(p, _)| self.has_name(p))
    }

    /// `are in P`: one of these prepositions and a place follow, with nothing between.
    pub(super) fn is_at_once(&self, end: usize, preps: &[String]) -> bool {
        let adverb = |c: &usize| matches!(self.kind(*c), Kind::Adverb | Kind::Time);
        let first = self.row.chunks.partition_point(|c| c.from < end);
        let Some(prep) = (first..first + 3).find(|c| !adverb(c)) else { return false };
        // `were in P, where fighting went on`: not yet theirs.
        let fought = (prep + 2..prep + 5).any(|c| self.word(c) == "where");
        let inside =
            |p: usize| self.places[p].extent <= Extent::Part && self.places[p].what != What::Unnamed && !fought;
        self.kind(prep) == Kind::Prep
            && preps.iter().any(|p| p == self.word(prep))
            && matches!(self.kind(prep + 1), Kind::Place(p) if inside(p))
    }

    /// `P under siege`, `P under fire` after a verb.
    pub(super) fn is_kept_under(&self, end: usize) -> bool {
        let Some(place) = self.row.chunks.iter().position(|c| c.from >= end) else { return false };
        let suffers = |c: usize| {
            let rules = self.words.noun_at(self.row.chunks[c].to - 1).map_or(&[][..], |(_, rules)| rules);
            rules.iter().any(|&rule| matches!(self.rule(rule).event, Event::Besieges | Event::Strikes))
        };
        matches!(self.kind(place), Kind::Place(_))
            && self.word(place + 1) == "under"
            && self.kind(place + 2) == Kind::Noun
            && suffers(place + 2)
    }

    /// `by fire`, `with fire` within the next chunks.
    pub(super) fn is_by_fire(&self, from: usize) -> bool {
        (from..from + 3).any(|c| {
            self.kind(c) == Kind::Prep
                && matches!(self.word(c), "by" | "with" | "through")
                && self.word(c + 1) == "fire"
        })
    }

    /// Whether a verb ends its clause here, but for a time: `P fell on Friday`.
    pub(in crate::extract::frames) fn is_ended(&self, token: usize) -> bool {
        let Some(next) = self.row.chunks.iter().position(|c| c.from >= token) else { return true };
        match self.kind(next) {
            Kind::Comma | Kind::Time | Kind::Clause | Kind::And | Kind::Quote => true,
            Kind::Adverb => self.is_ended(self.row.chunks[next].to),
            // `Whoever says that P has fallen is lying`
            Kind::Verb(_) => self.word(0) == "whoever" || self.word(0) == "anyone" || self.word(1) == "whoever",
            Kind::Prep => matches!(self.kind(next + 1), Kind::Time) || self.word(next) == "without",
            Kind::Noun => {
                self.row.chunks[next].to - self.row.chunks[next].from == 1
                    && matches!(self.word(next), "too" | "next" | "overnight" | "quickly" | "first")
            }
            _ => false,
        }
    }

    /// `where rebels rule, shops were open`: the clause ends here, also where its comma is lost.
    pub(super) fn is_said_out(&self, end: usize, after: usize) -> bool {
        let next_clause =
            matches!(self.kind(after), Kind::Noun | Kind::Side(_) | Kind::Place(_)) && self.row.is_finite(after + 1);
        self.is_ended(end) || next_clause
    }

    /// `followed`, `followed on Friday`, `followed within hours`: nothing that is followed.
    pub(super) fn is_followed_in_time(&self, token: usize) -> bool {
        let next = self.row.chunks.iter().position(|c| c.from >= token);
        self.is_ended(token)
            || next
                .is_some_and(|c| self.kind(c) == Kind::Prep && matches!(self.word(c), "within" | "in" | "after" | "by"))
    }

    /// `P, where S advanced`, `In P, S advanced` and `P, where S seized ground`: the verb has no place of its own.
    pub(super) fn is_gain_where(&self, chunk: usize, after: usize, rule: &Rule) -> bool {
        let verb = self.verb_of(chunk);
        let free = match rule.event {
            Event::Advances => rule.object == Object::None,
            Event::Captures => rule.object == Object::Place && self.kind(after) == Kind::Noun && self.is_ground(after),
            _ => false,
        };
        let alone = rule.event == Event::Advances && verb.is_finite() && self.is_ended(self.row.chunks[chunk].to);
        free && !verb.passive && (self.is_in_where(chunk) || alone)
    }
}
