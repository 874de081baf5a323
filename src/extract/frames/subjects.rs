//! Who acts: the subject of a verb.
//!
//! Beside it: `asides` between subject and verb, `agents` that no subject tells (`by S`), and the `governors`
//! that a chunk hangs on.

mod agents;
mod asides;
mod governors;
mod search;

use super::{Scene, Subject};
use crate::extract::chunks::{Kind, Verb};
use crate::extract::lexicon::{TypeClass, class};
use crate::extract::list;
use crate::extract::places::What;

impl Scene<'_> {
    /// The subject of a verb, by the search order of the press's grammar.
    pub(super) fn subject(&self, chunk: usize, verb: &Verb) -> Subject {
        self.subject_from(chunk, verb, 0)
    }

    /// `some of which`, `parts of which`: a share of what stands before.
    pub(in crate::extract::frames) fn is_share_of_which(&self, noun: usize) -> bool {
        self.word(noun + 1) == "of"
            && self.kind(noun + 2) == Kind::Relative
            && (matches!(self.word(noun), "some" | "much" | "half" | "both" | "all" | "many")
                || self.words.part_at(self.row.chunks[noun].from).is_some())
    }

    /// The place meant by `X in Y which`: X, unless X has no name.
    pub(super) fn outer(&self, place: usize) -> usize {
        if self.places[place].contains
            && let Some(inner) = place.checked_sub(1).filter(|&i| self.places[i].container == Some(place))
            && self.places[inner].what != What::Unnamed
        {
            return inner;
        }
        place
    }

    /// The place that is told of where one is reached by the words of another: `a raid on P in Aleppo province` is no
    /// raid on the province.
    pub(in crate::extract::frames) fn told_of(&self, place: usize) -> usize {
        let inner = self.outer(place);
        let built = matches!(self.class_of(inner), Some(TypeClass::Building | TypeClass::Base | TypeClass::Line));
        let named = matches!(self.places[inner].what, What::Name(_) | What::Open) && !built && !self.is_region(inner);
        if named { inner } else { place }
    }

    /// Whether something without a name stands in the place at this chunk: `a town in P`, `the canton in P`.
    fn is_unnamed_in(&self, chunk: usize) -> bool {
        let Some(inner) = chunk.checked_sub(2).filter(|_| matches!(self.word(chunk - 1), "in" | "of")) else {
            return false;
        };
        match self.kind(inner) {
            Kind::Place(p) => self.places[p].what == What::Unnamed,
            Kind::Noun => {
                let range = self.row.chunks[inner];
                (range.from..range.to).all(|t| self.words.noun_at(t).is_none())
            }
            _ => false,
        }
    }

    /// A noun as subject; `rebel commanders` act for the rebels.
    pub(super) fn noun_subject(&self, noun: usize) -> Subject {
        if let Some(Kind::Side(s)) = noun.checked_sub(1).map(|k| self.kind(k))
            && self.is_force_like(noun)
            && self.words.noun_at(self.row.chunks[noun].from).is_none()
        {
            return Subject::Side(s);
        }
        // `the army's 5th Division`
        if noun >= 2
            && self.kind(noun - 1) == Kind::Possessive
            && let Kind::Side(s) = self.kind(noun - 2)
            && (self.words.is(self.row.chunks[noun].to - 1, class::FORCE)
                || self.words.is_in(self.row.chunks[noun].to - 1, list::SHARES_OF))
            && self.words.noun_at(self.row.chunks[noun].from).is_none()
        {
            return Subject::Side(s);
        }
        // `army units and popular groups`
        if noun >= 2
            && self.kind(noun - 1) == Kind::And
            && let Kind::Side(s) = self.kind(noun - 2)
            && !self.sides[s].adjective
        {
            return Subject::Side(s);
        }
        // `the group`, `our forces`: those who acted last.
        let range = self.row.chunks[noun];
        let force = (range.from..range.to).any(|t| self.words.is(t, class::FORCE) && !self.words.is(t, class::ARMS))
            && (range.from..range.to).all(|t| self.words.noun_at(t).is_none() || self.words.is(t, class::FORCE));
        let pointed = matches!(
            self.words.word(range.from),
            "the" | "its" | "their" | "our" | "these" | "those" | "his" | "other" | "another"
        );
        // `his men`
        let men = self.words.word(range.to - 1) == "men"
            && matches!(self.words.word(range.from), "his" | "its" | "their" | "our");
        // `the attackers`: those of the fight told of before.
        let fighting =
            self.words.is_in(range.to - 1, list::ATTACKERS) || self.words.is_in(range.to - 1, list::DEFENDERS);
        if (force || fighting) && pointed || men { Subject::Pronoun } else { Subject::Noun(noun) }
    }

    /// `forces affiliated to S`, `a group linked to S`, `a faction close to S`: the preposition leads to whose they are.
    fn is_membership(&self, prep: usize) -> bool {
        let last = |c: usize| self.row.chunks[c].to - 1;
        let is_noun = |c: usize| self.kind(c) == Kind::Noun;
        let Some(before) = prep.checked_sub(1) else { return false };
        if self.prep_word(prep) == "close to" {
            return is_noun(before) && self.words.is_in(last(before), list::BODIES);
        }
        let linked = self.row.verb(before).is_some() && before > 0 && is_noun(before - 1);
        matches!(self.word(prep), "to" | "with")
            && (is_noun(before) || linked)
            && self.words.is_in(last(before), list::BELONGING)
    }

    /// `the rest of the fighters`, `a battalion of soldiers`: a number of them acts.
    fn is_share(&self, prep: usize) -> bool {
        let Some(noun) = prep.checked_sub(1) else { return false };
        self.counts(prep) && self.object_of(noun).is_none() && self.governing_prep(noun).is_none()
    }

    /// Whether what stands before `of` counts or gathers fighters: `dozens of rebels`, `forces of the regime`.
    fn counts(&self, prep: usize) -> bool {
        let Some(noun) = prep.checked_sub(1).filter(|&n| self.kind(n) == Kind::Noun) else { return false };
        let head = self.row.chunks[noun].to - 1;
        let share = self.words.is_in(head, list::SHARES_OF) || self.words.is(head, class::FORCE | class::NUMBER);
        self.word(prep) == "of" && share
    }

    /// `beat off`, `threw back`, `fought off`.
    pub(super) fn is_beaten_off(&self, verb: usize) -> bool {
        let verb = self.verb_of(verb);
        matches!(self.lemma(verb), "beat" | "throw" | "fight" | "push" | "drive" | "force")
            && matches!(self.words.word(verb.main + 1), "off" | "back")
    }

    /// Whether those who moved are said after that to have been beaten back: `tried to reach P but was driven back`.
    pub fn are_driven_back(&self, from: usize) -> bool {
        let beaten = |c: usize| self.is_verb(self.verb_of(c), list::THWARTED) || self.is_beaten_off(c);
        let own = |c: usize| matches!(self.kind(c - 1), Kind::Clause | Kind::And | Kind::Comma);
        (from + 1..self.row.chunks.len()).any(|c| self.row.verb(c).is_some_and(|v| v.passive) && own(c) && beaten(c))
    }

    /// Who is beaten while he tries: `repelled rebels who tried to enter P`, `killed rebels trying to enter P`.
    pub fn beaten_in_attempt(&self, chunk: usize) -> Option<usize> {
        let tries = |c: &usize| self.row.verb(*c).is_some_and(|v| self.is_verb(v, list::TRYING));
        let trying = (0..chunk).rev().take(2).find(tries)?;
        let who = self.kind(trying.checked_sub(1)?) == Kind::Relative;
        let party = trying.checked_sub(if who { 2 } else { 1 })?;
        let Kind::Side(side) = self.kind(party) else { return None };
        let verb = self.object_of(party)?;
        let beats = self.is_verb(self.verb_of(verb), list::THWARTING)
            || self.is_beaten_off(verb)
            || self.words.lexicon.has_rule(self.verb_of(verb).lemma, |rule| rule.needs_enemy);
        ((who || self.verb_of(trying).ing) && beats).then_some(side)
    }

    /// `killed ten rebels, destroyed two cars`: a verb right after a comma, in the tense of the one before.
    fn is_next_deed(&self, verb: usize, before: usize) -> bool {
        let (this, that) = (self.verb_of(verb), self.verb_of(before));
        // `activists said rebels, who came from P, seized Q`
        if self.is_saying(that) {
            return false;
        }
        self.word(verb - 1) == "," && that.is_finite() && !that.passive && !this.passive && this.present == that.present
    }

    /// The same right after a place, in a text that has lost its commas: `took P shelled Q and stormed R`.
    fn is_next_in_series(&self, verb: usize, before: usize) -> bool {
        let (this, that) = (self.verb_of(verb), self.verb_of(before));
        let bare = !self.words.text.has_commas() && matches!(self.kind(verb - 1), Kind::Place(_));
        let past = |verb: &Verb| verb.is_finite() && !verb.passive && !verb.present && verb.modal.is_none();
        self.is_next_deed(verb, before) || bare && past(this) && past(that) && !self.is_saying(that)
    }

    /// A verb whose object is what is told, not what is done.
    pub(super) fn is_saying(&self, verb: &Verb) -> bool {
        self.is_verb(verb, list::SAYING)
    }

    /// The side that does what this chunk is the object of, where that only goes before its own verb: `rebels
    /// besieging P took Q`.
    fn subject_of_aside(&self, object: usize, depth: usize) -> Option<usize> {
        let aside = self.object_of(object)?;
        let verb = self.verb_of(aside);
        let opens =
            matches!(aside.checked_sub(1).map(|c| self.kind(c)), Some(Kind::Side(_) | Kind::Comma | Kind::Adverb));
        if !verb.ing || !opens {
            return None;
        }
        match self.subject_from(aside, verb, depth + 1) {
            Subject::Side(side) => Some(side),
            _ => None,
        }
    }

    /// The named place of which `a town north of P` or `just a mile from P` says where it lies.
    fn told_where(&self, bearing: usize) -> Option<usize> {
        let before = (0..bearing).rev().find(|&c| !matches!(self.kind(c), Kind::Adverb | Kind::Comma))?;
        let before = self.place_of_seat(before).unwrap_or(before);
        match self.kind(before) {
            Kind::Place(p) if self.places[p].apposed.is_some() => self.places[p].apposed,
            Kind::Place(p) if self.places[p].is_named() => Some(p),
            // `A hill north of P was taken`: the hill.
            Kind::Place(p) if before + 1 == bearing && self.places[p].what == What::Unnamed => Some(p),
            _ => None,
        }
    }

    /// The place without a name over which `overlooking P` tells where it is.
    pub(super) fn overlooking(&self, place: usize) -> Option<usize> {
        let verb = self
            .object_of(place)
            .filter(|&v| v > 0 && self.verb_of(v).ing && self.lemma(self.verb_of(v)) == "overlook")?;
        match self.kind(verb - 1) {
            Kind::Place(p) if self.places[p].what == What::Unnamed => Some(p),
            _ => None,
        }
    }

    /// `dozens`, `a barrage`: a noun that counts what follows `of`.
    pub(super) fn is_count(&self, noun: usize) -> bool {
        let head = self.row.chunks[noun].to - 1;
        self.words.is_in(head, list::SHARES_OF) || self.words.is_in(head, list::NUMBERS_OF)
    }

    /// Where `them` stands in `them`, `a number of them`.
    pub(super) fn of_them(&self, from: usize) -> Option<usize> {
        let counted = self.kind(from) == Kind::Noun && self.word(from + 1) == "of";
        let them = if counted { from + 2 } else { from };
        (self.word(them) == "them").then_some(them)
    }

    /// The party named last before a verb that is not its subject.
    pub(super) fn party_before(&self, verb: usize) -> Option<usize> {
        let subject = self.subject(verb, self.verb_of(verb));
        (0..verb).rev().find_map(|c| match self.kind(c) {
            Kind::Side(s) if !self.sides[s].adjective && subject != Subject::Side(s) => Some(s),
            _ => None,
        })
    }

    /// The side that opens the sentence, where the grammar in between was not understood.
    pub(super) fn opening_side(&self, chunk: usize) -> Subject {
        let first = (0..chunk.min(4)).find_map(|c| match self.kind(c) {
            Kind::Side(s) if !self.sides[s].adjective && self.governing_prep(c).is_none() => Some(s),
            _ => None,
        });
        first.map_or(Subject::None, Subject::Side)
    }

    /// Nouns that can stand for a side: no civilians, no officials, no positions.
    pub(super) fn is_force_like(&self, noun: usize) -> bool {
        let chunk = &self.row.chunks[noun];
        let party = (chunk.from..chunk.to).all(|t| !self.words.is(t, class::NOT_SIDE));
        party && !self.is_people(noun) && !self.is_post(noun)
    }

    /// A noun for civilians.
    pub(super) fn is_people(&self, noun: usize) -> bool {
        let chunk = &self.row.chunks[noun];
        (chunk.from..chunk.to).any(|t| self.words.is(t, class::PEOPLE))
    }
}
