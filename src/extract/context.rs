//! Claims in the light of the article's other claims.
//!
//! A sentence often leaves open what the article says elsewhere. A siege without a besieger is laid by
//! the enemy of the place's holder; an air raid without a name is flown by the one side whose aircraft
//! the article names; clashes at a place that one side takes or enters by them are its attack. And a lead
//! that tells of strikes "in the city" speaks of the quarters that the next sentences name.

use super::Knowledge;
use super::frames::enemy;
use super::lexicon::{Lexicon, Shape, Subject};
use super::list;
use super::means::{self, Means};
use super::sides::SidePhrase;
use super::words::Words;
use crate::claim::{Claim, Event, Status, Weakness};
use crate::gazetteer::Gazetteer;
use crate::place::{Kind, PlaceId};
use crate::side::Side;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Names the sides that the article tells elsewhere and drops leads that later sentences tell in detail.
/// `text` is the text that the claims' byte ranges point into.
pub fn settle(claims: &mut Vec<Claim>, said: &Said, text: &str, knowledge: &Knowledge) {
    let gazetteer = &knowledge.gazetteer;
    for claim in claims.iter_mut().filter(|claim| claim.event == Event::Strikes) {
        ground_the_wingless(claim, text);
    }
    let (mut told, spots) = told(claims, text, &knowledge.lexicon);
    // Twice: a side found once may name another.
    if name_sides(claims, &mut told, &spots, said, gazetteer) {
        name_sides(claims, &mut told, &spots, said, gazetteer);
    }
    let facts = facts(&told);
    let context = Context { told: &told, spots: &spots, facts: &facts, said, gazetteer };
    let details: Vec<Option<usize>> = (0..claims.len()).map(|i| context.detail_of_lead(i)).collect();
    name_details(claims, &told, &details);
    let mut lead = details.iter().map(Option::is_some);
    claims.retain(|_| !lead.next().unwrap_or(false));
}

/// `Regime raids on P killed ten. The bombs hit Q`: who struck stands in the lead. `details` has for each claim
/// the one that tells it again.
fn name_details(claims: &mut [Claim], told: &[Told], details: &[Option<usize>]) {
    let mut sides_of: FxHashMap<usize, Vec<Side>> = FxHashMap::default();
    for (lead, detail) in details.iter().enumerate().filter_map(|(lead, detail)| Some((lead, (*detail)?))) {
        let nobody = claims[detail].side.is_none() && claims[detail].group.is_none();
        if nobody && told[lead].means == told[detail].means && claims[lead].event == Event::Strikes {
            sides_of.entry(detail).or_default().extend(claims[lead].side);
        }
    }
    for (detail, sides) in sides_of {
        if let Some(side) = one(sides.into_iter()) {
            take_side(&mut claims[detail], side);
        }
    }
}

fn take_side(claim: &mut Claim, side: Side) {
    claim.side = Some(side);
    claim.trace.weaknesses.push(Weakness::SideElsewhere);
    claim.why.push(format!("side from what the article says of {} elsewhere", claim.place.name));
}

/// Of all opposition groups only Turkey's own forces fly, and the Islamic State has no aircraft: an air
/// raid put down to the others is nobody's.
fn ground_the_wingless(claim: &mut Claim, text: &str) {
    let words = claim.trace.trigger.clone().and_then(|trigger| text.get(trigger)).unwrap_or("");
    if means::is_aerial(words) && claim.side.is_some_and(|side| !flies(side, claim.group.as_deref().unwrap_or(""))) {
        (claim.side, claim.group, claim.trace.side) = (None, None, None);
    }
}

/// Whether a side, named with these words, has aircraft.
fn flies(side: Side, words: &str) -> bool {
    let says = |word: &str| words.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()));
    let turkish = || says("turk") || says("ankara");
    matches!(side, Side::Government | Side::Kurdish) || side == Side::Opposition && turkish()
}

/// The sides that a text speaks of.
pub struct Said {
    /// Where each is named, in bytes.
    parties: Vec<(usize, Side)>,
    /// Those whose aircraft or air raids it speaks of: `regime warplanes`, `Russian air strikes`.
    flyers: Vec<Side>,
    /// Those among them whose raids are what the text is about: it opens with them, or leaves open only which of
    /// them it was (`unclear whether Syrian or Russian jets`).
    raiders: Vec<Side>,
}

impl Said {
    /// Gathers them from the side phrases of a text.
    pub fn of(words: &Words<'_>, sides: &[SidePhrase]) -> Said {
        let flown = |phrase: &&SidePhrase| {
            let end = (phrase.to + 3).min(words.count());
            let named = words.text.raw(phrase.from..phrase.to);
            // `regime air raids`, `the army's barrel bombs`
            let owns = (phrase.to..phrase.to + 2).any(|t| words.noun_at(t).is_some());
            // `whether the jets were Syrian or Russian`
            let before = words.text.sentences()[words.text.sentence_of(phrase.from)].tokens().start..phrase.from;
            let air = |tokens: Range<usize>| means::of(words.text.raw(tokens)) == Means::Air;
            (phrase.adjective || phrase.arms || owns)
                && phrase.side.is_some_and(|side| flies(side, named))
                && (air(phrase.from..end) || is_open_which(words, phrase.from) && air(before))
        };
        let party = |phrase: &SidePhrase| Some((words.text.bytes(phrase.from..phrase.to).start, phrase.side?));
        let flying: Vec<&SidePhrase> = sides.iter().filter(flown).collect();
        let of_note = |phrase: &&&SidePhrase| {
            words.text.bytes(phrase.from..phrase.to).start < LEAD || is_open_which(words, phrase.from)
        };
        Said {
            parties: sides.iter().filter_map(party).collect(),
            flyers: flying.iter().filter_map(|phrase| phrase.side).collect(),
            raiders: flying.iter().filter(of_note).filter_map(|phrase| phrase.side).collect(),
        }
    }

    fn parties_of(&self, sentence: &Range<usize>) -> Vec<Side> {
        let from = self.parties.partition_point(|&(at, _)| at < sentence.start);
        self.parties[from..].iter().take_while(|(at, _)| *at < sentence.end).map(|(_, side)| *side).collect()
    }
}

/// Whether a side is named as one of those who may have done it: `it was unclear whether Syrian or Russian jets`.
fn is_open_which(words: &Words<'_>, side: usize) -> bool {
    let sentence = words.text.sentences()[words.text.sentence_of(side)].tokens();
    let doubt = (sentence.start..side).find(|&t| matches!(words.word(t), "whether" | "if"));
    // `with Russian and regime warplanes both suspected`
    let suspected = (side..sentence.end.min(side + 8)).any(|t| words.word(t) == "suspected");
    suspected
        || doubt.is_some_and(|doubt| {
            words.any_in(doubt.saturating_sub(4).max(sentence.start)..doubt, list::NOT_KNOWN)
                && (doubt..sentence.end).any(|t| words.word(t) == "or")
        })
}

/// Names the sides of claims without one. Whether any was found.
fn name_sides(claims: &mut [Claim], told: &mut [Told], spots: &[Spot], said: &Said, gazetteer: &Gazetteer) -> bool {
    if claims.iter().all(|claim| claim.side.is_some() || claim.event.is_control()) {
        return false;
    }
    let mut found = false;
    let facts = facts(told);
    let context = Context { told, spots, facts: &facts, said, gazetteer };
    // What the article says of a place answers for all claims that ask the same.
    let mut answers: FxHashMap<_, Option<Side>> = FxHashMap::default();
    for (i, claim) in claims.iter_mut().enumerate() {
        if claim.side.is_none() && claim.group.is_some() && claim.event == Event::Strikes && context.beside_kurds(i) {
            (claim.side, found) = (Some(Side::Kurdish), true);
            claim.why.push(format!("the coalition fights beside Kurdish forces at {}", claim.place.name));
        }
        // A group that is no side's (the coalition) is named all the same.
        if claim.side.is_some() || claim.group.is_some() || claim.event.is_control() {
            continue;
        }
        let own = &told[i];
        let fights = own.event == Event::Fights;
        // "S clashed with S2" does not say who attacked.
        let parties = if fights && !own.mutual { said.parties_of(&own.sentence) } else { Vec::new() };
        let mover = if fights { context.mover(i) } else { None };
        let asked = (own.saying(), parties, mover, own.attack);
        let known = *answers.entry(asked).or_insert_with_key(|(_, parties, mover, attack)| match claim.event {
            Event::Besieges => context.besieger(i),
            Event::Strikes => context.striker(i),
            Event::Fights => context.attacker(i, parties, *mover, *attack),
            _ => None,
        });
        if let Some(side) = known {
            take_side(claim, side);
            found = true;
        }
    }
    for (told, claim) in told.iter_mut().zip(claims) {
        told.side = claim.side;
    }
    found
}

/// What each claim tells, and the places of which they tell it, each once.
fn told(claims: &[Claim], text: &str, lexicon: &Lexicon) -> (Vec<Told>, Vec<Spot>) {
    let (mut numbers, mut names) = (FxHashMap::default(), FxHashMap::default());
    let mut spots = Vec::new();
    let mut told = Vec::with_capacity(claims.len());
    let mut before: Option<(&Claim, Manner)> = None;
    for claim in claims {
        let place = &claim.place;
        let next = spots.len();
        let number = *numbers.entry((&place.name, &place.id, place.kind)).or_insert(next);
        if number == next {
            let named = *names.entry(&place.name).or_insert(next);
            spots.push(Spot { named, name: place.name.clone(), id: place.id.clone(), kind: place.kind });
        }
        // The places of a list share their words.
        let manner = match before {
            Some((other, manner)) if has_same_words(other, claim) => manner,
            _ => Manner::of(claim, text, lexicon),
        };
        before = Some((claim, manner));
        told.push(Told::of(claim, number, spots[number].named, manner));
    }
    (told, spots)
}

/// One of each saying: of many thousand claims few say something new.
fn facts(told: &[Told]) -> Vec<usize> {
    let mut seen = FxHashSet::default();
    (0..told.len()).filter(|&i| seen.insert((told[i].saying(), told[i].side))).collect()
}

/// A place that is told of: one for each name, id and kind.
struct Spot {
    /// The first of this name.
    named: usize,
    name: String,
    id: Option<PlaceId>,
    kind: Option<Kind>,
}

struct Told {
    /// The number of its place.
    place: usize,
    /// The number of the first place of that name.
    name: usize,
    event: Event,
    side: Option<Side>,
    status: Status,
    means: Means,
    /// Told as one spoken of before: `the raids`, `another strike`, `the fierce fighting`.
    goes_on: bool,
    /// A fight of two, of whom neither is said to attack.
    mutual: bool,
    /// An attack, told by its noun.
    attack: bool,
    sentence: Range<usize>,
    trigger: usize,
    date: Option<crate::date::Span>,
}

impl Told {
    /// What it says of which place, but for who does it.
    fn saying(&self) -> (usize, Event, Status, Means, bool) {
        (self.place, self.event, self.status, self.means, self.goes_on)
    }

    fn of(claim: &Claim, place: usize, name: usize, manner: Manner) -> Told {
        let Manner { means, goes_on, mutual, attack } = manner;
        Told {
            place,
            name,
            event: claim.event,
            side: claim.side,
            status: claim.status,
            means,
            goes_on,
            mutual,
            attack,
            sentence: claim.sentence.clone(),
            trigger: trigger(claim).start,
            date: claim.date.span,
        }
    }
}

/// How an event comes about, as its words say.
#[derive(Clone, Copy)]
struct Manner {
    /// Of a strike.
    means: Means,
    /// Told as one spoken of before.
    goes_on: bool,
    /// A fight of two, of whom neither is said to attack.
    mutual: bool,
    /// An attack, told by its noun.
    attack: bool,
}

impl Manner {
    fn of(claim: &Claim, text: &str, lexicon: &Lexicon) -> Manner {
        let none = Manner { means: Means::Unknown, goes_on: false, mutual: false, attack: false };
        let trigger = trigger(claim);
        let words = |bytes: Range<usize>| text.get(bytes).unwrap_or("");
        match claim.event {
            Event::Strikes => {
                let own = means::of(words(trigger.clone()));
                let means = if own == Means::Unknown { means::of(words(claim.sentence.clone())) } else { own };
                Manner { means, goes_on: means::goes_on(words(claim.sentence.start..trigger.end)), ..none }
            }
            // `the fierce fighting`, not `the army clashed`
            Event::Fights => {
                let rule = lexicon.rule(&claim.rule);
                let mutual = rule.is_some_and(|rule| rule.subject == Subject::Fighter);
                let attack = rule.is_some_and(|rule| rule.attack && rule.shape == Shape::Noun);
                let goes_on = !mutual && means::is_pointed(words(claim.sentence.start..trigger.start));
                Manner { goes_on, mutual, attack, ..none }
            }
            _ => none,
        }
    }
}

/// The bytes that tell of the event.
fn trigger(claim: &Claim) -> Range<usize> {
    claim.trace.trigger.clone().unwrap_or(claim.quote.clone())
}

/// Whether the same words tell of both events.
fn has_same_words(claim: &Claim, other: &Claim) -> bool {
    claim.event == other.event
        && claim.sentence == other.sentence
        && trigger(claim) == trigger(other)
        && claim.rule == other.rule
}

struct Context<'a> {
    told: &'a [Told],
    spots: &'a [Spot],
    /// The positions of the told that say something new.
    facts: &'a [usize],
    said: &'a Said,
    gazetteer: &'a Gazetteer,
}

impl Context<'_> {
    fn spot(&self, told: &Told) -> &Spot {
        &self.spots[told.place]
    }

    fn facts(&self) -> impl Iterator<Item = &Told> {
        self.facts.iter().map(|&i| &self.told[i])
    }

    /// Whether Kurdish forces are said to fight for this place (claims.md 11).
    fn beside_kurds(&self, i: usize) -> bool {
        let fights = |t: &&Told| {
            matches!(t.event, Event::Fights | Event::Captures | Event::Besieges | Event::Advances)
                && t.side == Some(Side::Kurdish)
        };
        self.facts().filter(fights).any(|t| self.overlaps(i, t))
    }

    /// Who besieges the place elsewhere in the article, or the enemy of who holds it.
    fn besieger(&self, i: usize) -> Option<Side> {
        let of = |event: Event| self.facts().filter(move |t| t.event == event && t.status != Status::Denied);
        let holders = |close: fn(&Self, usize, &Told) -> bool| {
            one(of(Event::Holds).filter(|t| close(self, i, t)).filter_map(|t| t.side)).and_then(enemy)
        };
        one(of(Event::Besieges).filter(|t| self.overlaps(i, t)).filter_map(|t| t.side))
            .or_else(|| holders(|context, i, t| context.same(i, t)))
            .or_else(|| holders(|context, i, t| context.overlaps(i, t)))
            .or_else(|| {
                let attacks = || self.facts().filter(|t| matches!(t.event, Event::Strikes | Event::Fights));
                let here = one(attacks().filter(|t| self.same(i, t)).filter_map(|t| t.side));
                here.or_else(|| one(attacks().filter(|t| self.overlaps(i, t)).filter_map(|t| t.side)))
            })
    }

    /// Who strikes this place by like means elsewhere in the article. Of strikes that are told as ones
    /// spoken of before ("the raids", "a second rocket attack"): also who strikes a place around or in it,
    /// and of such air raids the one side whose aircraft the article names at all. Other strikes stay
    /// nobody's (claims.md 10): that one side flies somewhere does not say who flew here.
    fn striker(&self, i: usize) -> Option<Side> {
        let own = &self.told[i];
        let alike = |t: &&Told| t.means == own.means || t.means == Means::Unknown || own.means == Means::Unknown;
        let able = |t: &&Told| own.means != Means::Air || t.side.is_some_and(|side| flies(side, ""));
        // Who denies a strike need not have made it.
        let told = |t: &&Told| t.event == Event::Strikes && t.status != Status::Denied;
        let strikes = || self.facts().filter(told).filter(alike).filter(able);
        one(strikes().filter(|t| t.name == own.name).filter_map(|t| t.side)).or_else(|| {
            let aerial = own.means == Means::Air;
            let flyers = self.said.flyers.iter().copied().filter(move |_| aerial);
            let raids = strikes().filter(|t| aerial && t.means == Means::Air).filter_map(|t| t.side).chain(flyers);
            let around = one(strikes().filter(|t| self.overlaps(i, t)).filter_map(|t| t.side));
            let about = one(self.said.raiders.iter().copied()).filter(|_| aerial);
            let about = about.filter(|&side| self.said.flyers.iter().all(|&flyer| flyer == side));
            // Where it is said to strike elsewhere, that is not too far off.
            let placed: Vec<&Told> = strikes().filter(|t| t.means == Means::Air).collect();
            let about = about.filter(|_| placed.is_empty() || placed.iter().any(|t| self.is_close(i, t)));
            around.or_else(|| one(raids)).filter(|_| own.goes_on).or(about)
        })
    }

    /// The one side that is said to move on this place in the same sentence; of a clash that names its parties, the
    /// one among them that attacks anywhere in the article. Only of `the fighting` told before is the attacker who
    /// attacked here elsewhere in the article: of another clash that says nothing.
    fn attacker(&self, i: usize, parties: &[Side], mover: Option<Side>, attack: bool) -> Option<Side> {
        let own = &self.told[i];
        // An attack is somebody's, be it told once or again.
        let goes_on = own.goes_on || attack;
        let attacks = || {
            let fights = self.facts().filter(|t| t.event == Event::Fights && t.status != Status::Denied);
            fights.filter(|t| t.status == own.status)
        };
        let same = || one(attacks().filter(|t| goes_on && t.name == own.name).filter_map(|t| t.side));
        mover.or_else(same).or_else(|| one(attacks().filter_map(|t| t.side)).filter(|side| parties.contains(side)))
    }

    /// The one side that takes, enters or nears the place in the same sentence.
    fn mover(&self, i: usize) -> Option<Side> {
        let own = &self.told[i];
        let here = |t: &&Told| t.sentence == own.sentence;
        let told = self.told[..i].iter().rev().take_while(here).chain(self.told[i..].iter().take_while(here));
        let moves = |t: &&Told| matches!(t.event, Event::Captures | Event::Advances) && t.status != Status::Denied;
        one(told.filter(moves).filter(|t| t.name == own.name).filter_map(|t| t.side))
    }

    fn same(&self, i: usize, other: &Told) -> bool {
        self.told[i].name == other.name
    }

    /// One place, or one in the other; a province says nothing of the places in it.
    fn overlaps(&self, i: usize, other: &Told) -> bool {
        let (own, other) = (self.spot(&self.told[i]), self.spot(other));
        let region = |spot: &Spot| spot.kind.is_some_and(Kind::is_region);
        own.named == other.named
            || !region(own)
                && !region(other)
                && match (&own.id, &other.id) {
                    (Some(a), Some(b)) => self.gazetteer.is_inside(a, b) || self.gazetteer.is_inside(b, a),
                    _ => own.name.ends_with(other.name.as_str()) || other.name.ends_with(own.name.as_str()),
                }
    }

    /// Within a day's news of each other: one in the other, or not [`CLOSE`] apart.
    fn is_close(&self, i: usize, other: &Told) -> bool {
        let (own, other) = (self.spot(&self.told[i]), self.spot(other));
        let point = |spot: &Spot| {
            let index = self.gazetteer.index_of(spot.id.as_ref()?)?;
            Some(self.gazetteer.places()[index as usize].point)
        };
        let apart = point(own).zip(point(other)).map(|(a, b)| a.distance_m(b));
        let inside =
            |a: &Spot, b: &Spot| a.id.as_ref().zip(b.id.as_ref()).is_some_and(|(a, b)| self.gazetteer.is_inside(a, b));
        own.named == other.named
            || inside(own, other)
            || inside(other, own)
            || apart.is_some_and(|metres| metres < CLOSE)
    }

    /// The claim that tells a strike or clash of the article's first sentences again, of a place inside this
    /// one, in the sentences right after (claims.md 20).
    fn detail_of_lead(&self, i: usize) -> Option<usize> {
        let own = &self.told[i];
        if !matches!(own.event, Event::Strikes | Event::Fights) || own.sentence.start > LEAD {
            return None;
        }
        let again = |t: &Told| t.name == own.name && t.event == own.event && t.sentence.start > LEAD;
        if self.told.iter().any(again) {
            return None;
        }
        self.told.iter().position(|t| {
            t.event == own.event
                && t.status == own.status
                && t.sentence.start < own.sentence.end + NEXT
                && t.trigger != own.trigger
                && (t.side == own.side || t.side.is_none() || own.side.is_none())
                && (t.date.is_none() || own.date.is_none() || t.date == own.date)
                && matches!((&self.spot(t).id, &self.spot(own).id), (Some(inner), Some(outer)) if self.gazetteer.is_inside(inner, outer))
        })
    }
}

/// How far apart the raids of one story are at most, in metres.
const CLOSE: f64 = 15_000.0;
/// How far into the text the lead reaches, in bytes.
const LEAD: usize = 350;
/// How soon after a lead its details follow, in bytes.
pub(super) const NEXT: usize = 900;

/// The side, if all are one.
fn one(mut sides: impl Iterator<Item = Side>) -> Option<Side> {
    let first = sides.next()?;
    sides.all(|side| side == first).then_some(first)
}
