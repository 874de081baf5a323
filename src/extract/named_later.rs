//! A place told of before it is named: `air strikes on a rebel-held district of P`, and in the next
//! sentence `the strikes hit Q`.
//!
//! Leads describe; the body names. What the description says of the place (who holds it) is then said of
//! the place named, if the text tells the same incident of it, it is of the described kind, lies where
//! the description puts it, and was not named before.

use super::context::NEXT;
use super::lexicon::{Entry, TypeClass, class};
use super::list;
use super::meaning::Meaning;
use super::places::{Phrase, What};
use super::words::Words;
use crate::article::Role;
use crate::claim::{Claim, ClaimedPlace, Event, Extent, Status, Weakness};
use crate::gazetteer::Gazetteer;
use crate::place::{Kind, PlaceId};

/// Where in the text a claim's place stands.
#[derive(Clone, Copy, Debug)]
pub struct Stood {
    /// The place phrase.
    pub phrase: usize,
    /// Nothing but a later name can say which place it is: `a rebel-held town`.
    pub nameless: bool,
}

/// A text, with what its place phrases mean.
pub struct Named<'a> {
    /// Its words.
    pub words: &'a Words<'a>,
    /// Its place phrases.
    pub phrases: &'a [Phrase],
    /// What they mean, one by one.
    pub meanings: &'a [Option<Meaning>],
    /// The places.
    pub gazetteer: &'a Gazetteer,
}

/// `a rebel-held district of P`, `a town`: one place that is spoken of for the first time and not named. Its kind.
pub fn described(words: &Words<'_>, phrase: &Phrase) -> Option<TypeClass> {
    let class_of = |kind: u16| words.lexicon.types[kind as usize].class;
    match phrase.what {
        _ if phrase.plural || phrase.apposed.is_some() => None,
        What::Unnamed if phrase.indefinite || is_owned_one(words, phrase) => phrase.kind.map(class_of),
        What::Name(_) | What::Direction if phrase.extent == Extent::Part => {
            let told = (phrase.from..phrase.core.0).find_map(|t| words.type_at(t)).filter(|told| !told.2)?;
            // `Rebels seize army base in P`: a headline has no articles.
            let role = words.text.sentences()[words.text.sentence_of(phrase.core.0)].role;
            let headline = matches!(role, Role::Title) && !words.is(phrase.from, class::DET);
            let new = headline || matches!(words.word(phrase.from), "a" | "an") || !phrase.held.is_empty();
            new.then(|| class_of(told.1))
        }
        _ => None,
    }
}

/// `a large army base`: the article stands before whose it is.
fn is_owned_one(words: &Words<'_>, phrase: &Phrase) -> bool {
    let side = |t: usize| words.name_over(t).is_some_and(|name| matches!(name.entry, Entry::Side(..)));
    let open = |t: &usize| !side(*t) && !words.is(*t, class::ADJECTIVE);
    let first = (phrase.from.saturating_sub(4)..phrase.from).rev().find(open);
    first.is_some_and(|t| t + 1 < phrase.from && matches!(words.word(t), "a" | "an" | "another"))
}

/// `a village in southern P`: only a later name can say which (claims.md 7).
pub fn is_some_village(words: &Words<'_>, phrase: &Phrase) -> bool {
    described(words, phrase) == Some(TypeClass::Settlement)
        && matches!(phrase.what, What::Name(_))
        && matches!(words.word(phrase.from), "a" | "an")
}

impl Named<'_> {
    /// Gives what is said of described places to the places named later. `stood` has an entry for each claim,
    /// `incidents` the events told at described places. Returns which claims stay: not those that the named
    /// place has already, nor nameless ones that no name was found for.
    pub fn settle(&self, claims: &mut [Claim], stood: &[Stood], incidents: &[(usize, Event)]) -> Vec<bool> {
        let mut stay: Vec<bool> = stood.iter().map(|at| !at.nameless).collect();
        for i in 0..claims.len() {
            let at = self.beside(stood[i].phrase, &claims[i]).unwrap_or(stood[i].phrase);
            let Some(class) = described(self.words, &self.phrases[at]) else { continue };
            let of_incident =
                || self.named(i, class, claims, stood, incidents).filter(|_| claims[i].event == Event::Holds);
            let topic = || self.named_topic(at, class).filter(|_| claims[i].event.is_control());
            let place = match self.named_next(at, class).or_else(topic) {
                Some(phrase) => self.place_of(phrase),
                None => {
                    let named = of_incident().or_else(|| self.named_by_control(i, class, claims, stood));
                    named.map(|named| claims[named].place.clone())
                }
            };
            let Some(place) = place else {
                // `captured a hospital in P. Rebels took the Q hospital`: told again with its name (claims.md 20).
                stay[i] &= !self.is_named_capture(i, class, claims, stood);
                continue;
            };
            let told = claims.iter().any(|claim| {
                let saying = |claim: &Claim| (claim.event, claim.side, claim.status);
                saying(claim) == saying(&claims[i]) && claim.place.id == place.id
            });
            stay[i] = !told;
            let claim = &mut claims[i];
            claim.why[1] = format!("place named later: {}", place.name);
            claim.place = ClaimedPlace { text: std::mem::take(&mut claim.place.text), ..place };
            claim.extent = Extent::Whole;
            claim.trace.weaknesses.retain(|&weak| weak != Weakness::PlacePart);
            claim.trace.weaknesses.push(Weakness::PlaceBefore);
        }
        stay
    }

    /// What a claim near a place is said of: the base of `seized a base near P`.
    fn beside(&self, place: usize, claim: &Claim) -> Option<usize> {
        let own = place.checked_sub(1).filter(|_| claim.extent == Extent::Near && claim.event.is_control())?;
        let (phrase, near) = (&self.phrases[own], &self.phrases[place]);
        let adjacent = phrase.to <= near.from && near.from <= phrase.to + 2;
        (adjacent && phrase.what == What::Unnamed && described(self.words, phrase).is_some()).then_some(own)
    }

    /// The phrase that names the place in the next sentence: `Rebels seized a base. The base of P is`.
    fn named_next(&self, described: usize, class: TypeClass) -> Option<usize> {
        let own = &self.phrases[described];
        let sentence = self.words.text.sentence_of(own.core.0) + 1;
        let next = (described + 1..self.phrases.len())
            .find(|&k| self.words.text.sentence_of(self.phrases[k].core.0) == sentence)?;
        let phrase = &self.phrases[next];
        let opens = self.words.text.sentences()[sentence].tokens().start == phrase.from;
        let kind = |phrase: &Phrase| {
            let before = (phrase.from..phrase.core.0).find_map(|t| self.words.type_at(t)).map(|told| told.1);
            before.or(phrase.kind).or(self.words.type_before(phrase.core.1).map(|told| told.1))
        };
        let noun = |kind: u16| self.words.lexicon.types[kind as usize].class;
        let same = kind(phrase).map(noun) == Some(class);
        // `The village, P, is ...`
        if let Some(name) = phrase.apposed.filter(|_| opens && same && phrase.what == What::Anaphor) {
            return Some(name).filter(|&name| self.is_new(name, described));
        }
        let pointed = self.words.word(phrase.from) == "the" && matches!(phrase.what, What::Name(_));
        (opens && pointed && same && self.is_new(next, described)).then_some(next)
    }

    /// The place that one of the next two sentences is about, as it tells what a lead only describes: `Troops took a
    /// town in the south. The loss of P`, `... P, on the highway, had been held by rebels`.
    fn named_topic(&self, described: usize, class: TypeClass) -> Option<usize> {
        let own = self.words.text.sentence_of(self.phrases[described].core.0);
        let sentences = self.words.text.sentences();
        (own + 1..sentences.len().min(own + 3)).find_map(|sentence| {
            let start = sentences[sentence].tokens().start;
            let first = (described + 1..self.phrases.len()).find(|&k| self.phrases[k].from >= start)?;
            let phrase = &self.phrases[first];
            let place = self.meanings[first].as_ref().and_then(|meaning| meaning.kind);
            let named = matches!(phrase.what, What::Name(_)) && phrase.extent == Extent::Whole;
            let of_kind = place.is_some_and(|kind| is_of_kind(class, kind));
            let told = phrase.from == start && self.is_introduced(phrase.to) || self.is_of_taking(start, phrase.from);
            (named && of_kind && told && self.is_new(first, described)).then_some(first)
        })
    }

    /// The claim soon after a capture that says the same of the first place of its kind: `Rebels seized a town in the
    /// south. If they hold P`, `... The army admitted that it had lost P`.
    fn named_by_control(&self, i: usize, class: TypeClass, claims: &[Claim], stood: &[Stood]) -> Option<usize> {
        let own = &claims[i];
        if own.event != Event::Captures || own.status != Status::Reported || !stood[i].nameless || own.side.is_none() {
            return None;
        }
        let described = stood[i].phrase;
        let of_kind = |k: &usize| {
            let place = self.meanings[*k].as_ref().and_then(|meaning| meaning.kind);
            let told = !self.phrases[*k].contains && self.phrases[*k].extent != Extent::Near;
            told && matches!(self.phrases[*k].what, What::Name(_)) && place.is_some_and(|kind| is_of_kind(class, kind))
        };
        let sentence = |k: usize| self.words.text.sentence_of(self.phrases[k].core.0);
        let after = (described + 1..self.phrases.len()).filter(|&k| sentence(k) > sentence(described));
        let first = after.take_while(|&k| sentence(k) <= sentence(described) + 3).find(of_kind)?;
        let same = |claim: &Claim| match claim.event {
            Event::Captures | Event::Holds => claim.side == own.side,
            Event::Loses => claim.side != own.side,
            _ => false,
        };
        let named = (i + 1..claims.len()).find(|&j| stood[j].phrase == first)?;
        let told = claims[named].status != Status::Denied && same(&claims[named]);
        (told && self.is_new(first, described)).then_some(named)
    }

    /// `P, on the highway,`, `P, which`, `P lies`, `P is the`: after a name that opens a sentence, what it is.
    fn is_introduced(&self, after: usize) -> bool {
        let word = |t: usize| self.words.word(t);
        let words = self.words;
        match word(after) {
            "," => {
                words.is(after + 1, class::DET | class::RELATIVE | class::NUMBER)
                    || matches!(word(after + 1), "on" | "near" | "in" | "about" | "some" | "just" | "home" | "close")
            }
            "which" | "where" | "lies" | "sits" | "stands" | "overlooks" | "links" | "straddles" => true,
            "is" | "was" => words.is(after + 1, class::DET) || matches!(word(after + 1), "one" | "located" | "home"),
            "has" | "had" => word(after + 1) == "been" && matches!(word(after + 2), "in" | "under" | "held"),
            _ => false,
        }
    }

    /// `The loss of P`, `The capture of P` at the start of a sentence.
    fn is_of_taking(&self, start: usize, place: usize) -> bool {
        place == start + 3
            && self.words.word(start) == "the"
            && self.words.word(start + 2) == "of"
            && self.words.is_in(start + 1, list::TAKINGS)
    }

    fn place_of(&self, phrase: usize) -> Option<ClaimedPlace> {
        let index = self.meanings[phrase].as_ref()?.place?;
        let place = &self.gazetteer.places()[index as usize];
        Some(ClaimedPlace {
            text: String::new(),
            name: place.name.clone(),
            id: Some(place.id.clone()),
            kind: Some(place.kind),
            point: Some(place.point),
            candidates: Vec::new(),
        })
    }

    /// The claim that names the place that claim `i` describes.
    fn named(
        &self,
        i: usize,
        class: TypeClass,
        claims: &[Claim],
        stood: &[Stood],
        incidents: &[(usize, Event)],
    ) -> Option<usize> {
        let (own, at) = (&claims[i], stood[i]);
        let here = |event: Event| incidents.iter().any(|&(phrase, told)| phrase == at.phrase && told == event);
        // A lead tells of shelling, the body of `the attack`.
        let alike = |other: &Claim| here(other.event) || other.rule.starts_with("attack") && here(Event::Strikes);
        let first = |j: &usize| {
            let (other, phrase) = (&claims[*j], &self.phrases[stood[*j].phrase]);
            other.sentence.start > own.sentence.start
                && other.status == Status::Reported
                && !matches!(other.event, Event::Holds)
                && matches!(phrase.what, What::Name(_))
                && described(self.words, phrase).is_none()
                && alike(other)
        };
        let inside = |j: &usize| match (&own.place.id, &claims[*j].place.id) {
            (Some(outer), Some(inner)) => outer != inner && self.gazetteer.is_inside(inner, outer),
            (None, Some(_)) => at.nameless,
            _ => false,
        };
        let of_kind = |j: &usize| claims[*j].place.kind.is_some_and(|kind| is_of_kind(class, kind));
        let near = |j: &usize| claims[*j].sentence.start < own.sentence.end + NEXT;
        let named = (i + 1..claims.len()).take_while(near).filter(first).filter(inside).find(of_kind)?;
        let id = &claims[named].place.id;
        let held = |claim: &Claim| claim.event == Event::Holds && claim.place.id == *id && claim.side != own.side;
        // Nobody strikes or takes what is his; and what another is said to hold is another place.
        let own_goal = claims[named].side.is_some() && claims[named].side == own.side;
        let new = self.is_new(stood[named].phrase, at.phrase);
        (new && !own_goal && !claims.iter().any(held)).then_some(named)
    }

    /// Whether a place lies in another, or in the province whose capital the other is: `a base in Daraa`.
    fn lies_in(&self, inner: &PlaceId, outer: &PlaceId) -> bool {
        let Some(whole) = self.gazetteer.get(outer) else { return false };
        let province = whole.parent.as_ref().filter(|_| whole.kind == Kind::City);
        self.gazetteer.is_inside(inner, outer)
            || province.is_some_and(|province| self.gazetteer.is_inside(inner, province))
    }

    /// Whether the text tells soon after which place of this kind there the side took.
    fn is_named_capture(&self, i: usize, class: TypeClass, claims: &[Claim], stood: &[Stood]) -> bool {
        let own = &claims[i];
        let taken = |claim: &Claim| claim.event == Event::Captures && claim.status == Status::Reported;
        let near = |j: &usize| claims[*j].sentence.start < own.sentence.end + NEXT;
        taken(own)
            && (i + 1..claims.len()).take_while(near).any(|j| {
                let other = &claims[j];
                let inside = matches!((&own.place.id, &other.place.id),
                    (Some(outer), Some(inner)) if outer != inner && self.lies_in(inner, outer));
                let of_kind = other.place.kind.is_some_and(|kind| is_of_kind(class, kind));
                inside
                    && of_kind
                    && taken(other)
                    && own.side == other.side
                    && self.is_new(stood[j].phrase, stood[i].phrase)
            })
    }

    /// Whether the text, but for headlines, has not named the place before the description.
    fn is_new(&self, named: usize, described: usize) -> bool {
        let place = |phrase: usize| self.meanings[phrase].as_ref().and_then(|meaning| meaning.place);
        let headline = |phrase: usize| {
            let sentence = self.words.text.sentence_of(self.phrases[phrase].core.0);
            matches!(self.words.text.sentences()[sentence].role, Role::Title)
        };
        !(0..described).any(|k| place(k) == place(named) && !headline(k))
    }
}

fn is_of_kind(class: TypeClass, place: Kind) -> bool {
    match class {
        TypeClass::Settlement => matches!(place, Kind::City | Kind::Town | Kind::Village | Kind::Camp),
        TypeClass::Quarter => matches!(place, Kind::Quarter | Kind::Camp | Kind::Industrial),
        TypeClass::Base => matches!(place, Kind::Base | Kind::Airport),
        TypeClass::Height => place == Kind::Hill,
        TypeClass::Building => matches!(
            place,
            Kind::Hospital | Kind::School | Kind::University | Kind::Prison | Kind::Industrial | Kind::PowerPlant
        ),
        _ => false,
    }
}
