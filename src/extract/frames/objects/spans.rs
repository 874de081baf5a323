//! Land without a name that the places in it tell: `a swathe of land that includes P`, `a pocket made up of P and Q`,
//! `a stretch of territory running from P to Q`. And what two verbs share: `seized, then abandoned, P`.

use crate::claim::Extent;
use crate::extract::chunks::{Kind, Verb};
use crate::extract::frames::Scene;
use crate::extract::lexicon::{Object, Rule, Shape};
use crate::extract::list;
use crate::extract::places::What;

/// Places with how much of them, and the chunk after them.
type Places = (Vec<(usize, Extent)>, usize);

impl Scene<'_> {
    /// The places told of the land whose words end before this chunk.
    pub(in crate::extract::frames) fn told_land(&self, from: usize) -> Option<Places> {
        let mut verb = from;
        // `a swathe of land`, `a strip of rebel territory`
        while self.word(verb) == "of" {
            let head = verb + 1 + usize::from(matches!(self.kind(verb + 1), Kind::Side(_)));
            let land = match self.kind(head) {
                Kind::Noun => {
                    self.is_ground(head)
                        || self.words.is_in(self.row.chunks[head].to - 1, list::BORDERS)
                        || self.words.is_in(self.row.chunks[head].to - 1, list::UNITS)
                }
                Kind::Place(p) => self.places[p].what == What::Unnamed,
                _ => false,
            };
            verb = land.then_some(head + 1)?;
        }
        // `a strip of the border, from P to Q`
        let comma = usize::from(self.word(verb) == ",");
        if self.word(verb + comma) == "from" {
            return self.between_ends(verb + comma);
        }
        verb += usize::from(self.kind(verb) == Kind::Relative);
        let told = self.row.verb(verb)?;
        // `that includes P`, `including P`, `made up of P`; not `territory lost: P`.
        let reduced = told.ing || told.bare || self.is_verb(told, list::COMPOSING);
        if !reduced && verb == from {
            return None;
        }
        self.included_in(told, verb + 1).or_else(|| self.stretched_over(told, verb + 1))
    }

    /// What the verb at this chunk includes: `Towns under rebel control include P and Q`.
    pub(in crate::extract::frames) fn included_by(&self, chunk: usize) -> Option<Vec<(usize, Extent)>> {
        self.included_in(self.row.verb(chunk)?, chunk + 1).map(|(places, _)| places)
    }

    /// `includes P and Q`, `consisting of P`, `made up of P`.
    fn included_in(&self, verb: &Verb, from: usize) -> Option<Places> {
        let includes = self.is_verb(verb, list::INCLUDING) && !verb.passive;
        let made = self.word(from) == "up" || self.lemma(verb) != "make";
        let composed = self.is_verb(verb, list::COMPOSING) && !verb.present && made;
        let first = (from..from + 3).find(|&c| !matches!(self.word(c), "of" | "up"))?;
        let named = matches!(self.kind(first), Kind::Place(p) if self.has_name(p));
        (named && (includes || composed)).then(|| self.places_from(first))
    }

    /// `running from P to Q`.
    fn stretched_over(&self, verb: &Verb, from: usize) -> Option<Places> {
        let prep = from + usize::from(matches!(self.kind(from), Kind::Adverb | Kind::Noun));
        let stretches = self.is_verb(verb, list::STRETCHING) && !verb.passive;
        self.between_ends(prep).filter(|_| stretches)
    }

    /// `from P to Q`: where land begins and ends.
    fn between_ends(&self, prep: usize) -> Option<Places> {
        let named = |c: usize| match self.kind(c) {
            Kind::Place(p) if self.has_name(p) && !self.is_region(p) => Some((p, self.places[p].extent)),
            _ => None,
        };
        if self.word(prep) != "from" {
            return None;
        }
        let start = named(prep + 1)?;
        let to = (prep + 2..prep + 5).find(|&c| self.word(c) == "to" && named(c + 1).is_some())?;
        Some((vec![start, named(to + 1)?], to + 2))
    }

    fn places_from(&self, chunk: usize) -> Places {
        let (places, at, _) = self.listed_after(chunk, Extent::Whole, None);
        (places, at)
    }

    /// The object of the next verb, which a verb before it shares: `seized, then abandoned, P`.
    pub(super) fn shared_object(&self, from: usize) -> Option<usize> {
        let joint = |c: &usize| matches!(self.kind(*c), Kind::Comma | Kind::And | Kind::Adverb);
        let next = (from..from + 4).find(|c| !joint(c)).filter(|&c| c > from)?;
        let verb = self.row.verb(next).filter(|verb| verb.is_finite() && !verb.passive && !verb.negated)?;
        let takes = |rule: &Rule| rule.shape == Shape::Verb && matches!(rule.object, Object::Place | Object::Target);
        let transitive = self.words.lexicon.has_rule(verb.lemma, takes);
        let object = next + 1 + usize::from(self.word(next + 1) == ",");
        let told = matches!(self.kind(object), Kind::Place(p) if self.places[p].what != What::Unnamed);
        (transitive && told).then_some(object)
    }
}
