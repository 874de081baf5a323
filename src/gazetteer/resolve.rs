//! Which of the places that bear a name is meant: a pure function of what the mention says and what else the article
//! names. It answers with one place and its reasons, or keeps the question open with ranked candidates.
//!
//! The evidence, strongest first: the *container* the words state ("Midan in Damascus"), the *kind* they state ("the
//! town of Zahraa"), the places *beside* it in the sentence ("Nubl and Zahraa"), the same place named elsewhere in
//! full, and where the article's other places lie. A name that only a folded spelling knows needs such evidence
//! even where it is alone, and so do words that describe rather than name ("the old city").

use super::{Candidate, Gazetteer, Guard, How, same_family};
use crate::place::{Kind, Place};
use std::fmt;

/// One name in an article, as far as the words around it were understood.
#[derive(Clone, Copy, Debug)]
pub struct Mention<'m, 'g> {
    /// The places the name could mean: [`Gazetteer::find`], or those of a [`super::Spelling`].
    pub candidates: &'m [Candidate<'g>],
    /// The kinds its type noun allows; empty without one ("the town of X": town, village, city).
    pub kinds: &'m [Kind],
    /// The place it is said to lie in ("X in Y", "Y's X", "X, Y province").
    pub container: Option<&'m Place>,
    /// The sure places of its sentence or list: positions in [`Gazetteer::places`].
    pub beside: &'m [u32],
    /// The sure places of the article, each once, likewise.
    pub around: &'m [u32],
}

/// What a mention means.
#[derive(Clone, Debug)]
pub enum Resolution<'a> {
    /// One place, and why it and not another.
    Place(Ranked<'a>),
    /// Several places, none of which the article settles on; best first.
    Ambiguous(Vec<Ranked<'a>>),
    /// No place that it could well be; those of like name, best first.
    Unknown(Vec<Ranked<'a>>),
}

/// A candidate with what speaks for and against it.
#[derive(Clone, Debug)]
pub struct Ranked<'a> {
    /// The candidate.
    pub candidate: Candidate<'a>,
    /// The reasons, strongest first; empty if nothing speaks either way.
    pub reasons: Vec<Reason>,
}

/// Why a place is meant, or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It lies in the place that the words name.
    Inside(String),
    /// It does not lie there, though it may lie near.
    Outside(String),
    /// It lies far from there: the text speaks of another place.
    FarFrom(String),
    /// It is what the type noun says.
    Kind(Kind),
    /// It is not what the type noun says.
    NotKind(Kind),
    /// The article names it elsewhere, beyond doubt.
    NamedElsewhere,
    /// It is the nearest to a place in the same sentence.
    Beside(String),
    /// It lies among the article's other places, of which so many speak for it.
    Among(usize),
    /// No other place bears the name.
    OnlyOne,
    /// The town and its district or province bear the name, and no word says that the latter is meant.
    NotRegion,
    /// A village, where a city bears the name and no word says that the village is meant.
    Lesser,
    /// The text has the name of another place letter for letter, this one's only but for its article or capitals.
    WrittenApart,
    /// The name is spelled unlike any that is known for it, by so many letters.
    SpelledApart(usize),
    /// A place of which other provinces have their own, and no other place of the article lies in its province.
    NothingNear,
    /// The largest of the places that bear the name, which lie next to each other.
    Largest,
    /// The words describe many places, and nothing in the article points to this one.
    OnlyDescribed,
}

impl Reason {
    /// What it weighs. Two candidates whose sums differ by less than [`MARGIN`] are not told apart.
    fn weight(&self) -> i32 {
        match self {
            Reason::Inside(_) => 1000,
            Reason::Outside(_) => -1000,
            Reason::FarFrom(_) => -2000,
            Reason::Kind(_) => 400,
            Reason::NotKind(_) => -400,
            Reason::Beside(_) => 350,
            Reason::Among(_) => 210,
            Reason::NamedElsewhere => 120,
            Reason::OnlyOne | Reason::Largest => 0,
            Reason::NotRegion => -120,
            Reason::Lesser => -310,
            Reason::WrittenApart => -320,
            Reason::NothingNear => -500,
            Reason::SpelledApart(letters) => -50 - 10 * i32::try_from(*letters).unwrap_or(100),
            Reason::OnlyDescribed => -500,
        }
    }
}

/// The least lead of one candidate over the next: the weakest reason for a place settles it, nothing less does.
const MARGIN: i32 = 100;

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Inside(place) => write!(f, "in {place}, as the text says"),
            Reason::Outside(place) => write!(f, "not in {place}"),
            Reason::FarFrom(place) => write!(f, "far from {place}"),
            Reason::Kind(kind) => write!(f, "a {}, as the text says", kind.name()),
            Reason::NotKind(kind) => write!(f, "a {}, not what the text says", kind.name()),
            Reason::NamedElsewhere => f.write_str("named in full elsewhere in the article"),
            Reason::Beside(place) => write!(f, "close to {place}, named beside it"),
            Reason::Among(1) => f.write_str("close to another place of the article"),
            Reason::Among(places) => write!(f, "close to {places} other places of the article"),
            Reason::OnlyOne => f.write_str("the only place of that name"),
            Reason::NotRegion => f.write_str("the region of that name, which the text does not say"),
            Reason::Lesser => f.write_str("a village, where a city bears the name"),
            Reason::WrittenApart => f.write_str("its name is written otherwise"),
            Reason::NothingNear => f.write_str("nothing else in the article lies in its province"),
            Reason::Largest => f.write_str("the largest of neighbouring places of that name"),
            Reason::SpelledApart(1) => f.write_str("spelled differently by 1 letter"),
            Reason::SpelledApart(letters) => write!(f, "spelled differently by {letters} letters"),
            Reason::OnlyDescribed => f.write_str("nothing in the article points to it"),
        }
    }
}

/// Settles a mention.
pub fn resolve<'a>(gazetteer: &Gazetteer, mention: Mention<'_, 'a>) -> Resolution<'a> {
    let mut ranked: Vec<Ranked<'a>> =
        mention.candidates.iter().map(|&candidate| Ranked { candidate, reasons: Vec::new() }).collect();
    weigh_container(gazetteer, &mention, &mut ranked);
    weigh_kind(&mention, &mut ranked);
    weigh_places(gazetteer, &mention, &mut ranked);
    weigh_rank(&mention, &mut ranked);
    weigh_words(&mut ranked);
    for one in &mut ranked {
        one.reasons.sort_by_key(|reason| -reason.weight().abs());
    }
    ranked.sort_by(|a, b| {
        let key = |one: &Ranked<'a>| (one.candidate.how, one.candidate.distance);
        b.score().cmp(&a.score()).then_with(|| key(a).cmp(&key(b))).then_with(|| a.id().cmp(b.id()))
    });
    settle(ranked)
}

/// The one place a mention can mean, where nothing in the article could settle it otherwise: what [`resolve`] says at
/// length.
pub fn only<'a>(candidates: &[Candidate<'a>]) -> Option<Candidate<'a>> {
    let &[one] = candidates else { return None };
    (one.how != How::Folded && one.guard != Guard::Description && !has_namesakes(&one)).then_some(one)
}

/// Whether other provinces have places of this name too: most cities have a Zahraa quarter, and a river or highway runs
/// on where the gazetteer's mark does not stand for it.
fn has_namesakes(candidate: &Candidate<'_>) -> bool {
    let word = |of: &str, word: &str| of.to_lowercase().contains(word);
    match candidate.place.kind {
        Kind::Quarter | Kind::Roundabout | Kind::Hospital | Kind::School | Kind::Road => true,
        Kind::River => !word(&candidate.place.name, "dam"),
        // `the Yarmouk district`
        Kind::Camp => !word(candidate.spelling, "camp"),
        _ => false,
    }
}

impl Ranked<'_> {
    fn score(&self) -> i32 {
        self.reasons.iter().map(Reason::weight).sum()
    }

    fn id(&self) -> &crate::place::PlaceId {
        &self.candidate.place.id
    }

    /// The reasons in words, for a note or an explanation.
    pub fn why(&self) -> String {
        let words: Vec<String> = self.reasons.iter().map(Reason::to_string).collect();
        if words.is_empty() { "bears the name".to_string() } else { words.join("; ") }
    }
}

/// One place if it leads, else the question stays open.
fn settle(mut ranked: Vec<Ranked<'_>>) -> Resolution<'_> {
    let possible = ranked.iter().filter(|one| one.is_possible()).count();
    if possible == 0 {
        return Resolution::Unknown(ranked);
    }
    let lead = ranked[0].score() - ranked.get(1).map_or(i32::MIN / 2, Ranked::score);
    if possible == 1 || lead >= MARGIN {
        let mut first = ranked.swap_remove(0);
        if first.reasons.is_empty() {
            first.reasons.push(Reason::OnlyOne);
        }
        return Resolution::Place(first);
    }
    ranked.retain(Ranked::is_possible);
    match largest_of_neighbours(&ranked) {
        Some(i) => {
            let mut largest = ranked.swap_remove(i);
            largest.reasons.push(Reason::Largest);
            Resolution::Place(largest)
        }
        None => Resolution::Ambiguous(ranked),
    }
}

/// Where all that is left lies within a few kilometres (an air base and its village), the choice hardly moves a mark.
fn largest_of_neighbours(ranked: &[Ranked<'_>]) -> Option<usize> {
    const NEXT_TO_EACH_OTHER_M: f64 = 5000.0;
    let first = &ranked[0].candidate.place;
    let rivals = ranked.iter().filter(|one| ranked[0].score() - one.score() < MARGIN);
    let near = rivals.clone().all(|one| one.candidate.place.point.distance_m(first.point) <= NEXT_TO_EACH_OTHER_M);
    let spots = rivals.clone().all(|one| one.candidate.place.kind != Kind::Sector);
    let largest = rivals
        .enumerate()
        .max_by(|(i, a), (j, b)| a.candidate.place.radius_m.total_cmp(&b.candidate.place.radius_m).then(j.cmp(i)));
    largest.filter(|_| near && spots).map(|(i, _)| i)
}

impl Ranked<'_> {
    /// Whether it can be meant at all: nothing the text states excludes it, and a guess or a mere description has
    /// something that speaks for it.
    fn is_possible(&self) -> bool {
        let excluded = self
            .reasons
            .iter()
            .any(|reason| matches!(reason, Reason::FarFrom(_) | Reason::NothingNear | Reason::OnlyDescribed));
        let supported = self.reasons.iter().any(|reason| reason.weight() > 0);
        // `the National Hospital in Anadan`: each town has one.
        let described = self.candidate.guard == Guard::Description;
        let outside = described && self.reasons.iter().any(|reason| matches!(reason, Reason::Outside(_)));
        !excluded && !outside && (self.candidate.how != How::Folded || supported)
    }
}

fn weigh_container(gazetteer: &Gazetteer, mention: &Mention<'_, '_>, ranked: &mut [Ranked<'_>]) {
    const FAR_M: f64 = 100_000.0;
    let Some(container) = mention.container else { return };
    // "in Aleppo" may mean the province that bears the city's name.
    let namesakes = gazetteer.bearing(&container.name).into_iter().map(|candidate| candidate.place);
    let regions: Vec<&Place> = namesakes.filter(|region| region.kind.is_region()).collect();
    for one in ranked {
        let place = one.candidate.place;
        if place.id == container.id {
            continue;
        }
        let mut outer = std::iter::once(container).chain(regions.iter().copied());
        if outer.any(|outer| gazetteer.is_inside(&place.id, &outer.id)) {
            one.reasons.push(Reason::Inside(container.name.clone()));
            continue;
        }
        match place.point.distance_m(container.point) - reach_m(container) {
            gap if gap > FAR_M => one.reasons.push(Reason::FarFrom(container.name.clone())),
            gap if gap > 0.0 => one.reasons.push(Reason::Outside(container.name.clone())),
            _ => {}
        }
    }
}

/// How far off a place may lie that the tables do not put into a container, before it is called outside.
fn reach_m(container: &Place) -> f64 {
    const NEXT_DOOR_M: f64 = 3000.0;
    container.radius_m * 1.5 + NEXT_DOOR_M
}

fn weigh_kind(mention: &Mention<'_, '_>, ranked: &mut [Ranked<'_>]) {
    if mention.kinds.is_empty() || ranked.len() < 2 {
        return;
    }
    for one in ranked {
        let kind = one.candidate.place.kind;
        if mention.kinds.contains(&kind) {
            one.reasons.push(Reason::Kind(kind));
        } else if !mention.kinds.iter().any(|&stated| same_family(stated, kind)) {
            one.reasons.push(Reason::NotKind(kind));
        }
    }
}

/// The places of the sentence, then those of the article, where they tell candidates apart.
fn weigh_places(gazetteer: &Gazetteer, mention: &Mention<'_, '_>, ranked: &mut [Ranked<'_>]) {
    let alone = ranked.len() == 1;
    for one in ranked.iter_mut() {
        let spot = !one.candidate.place.kind.is_region();
        // Named twice, a quarter is no surer to be this city's.
        let told = !alone || !has_namesakes(&one.candidate);
        if spot && told && mention.around.contains(&one.candidate.index) {
            one.reasons.push(Reason::NamedElsewhere);
        }
    }
    let beside = others(mention.beside, ranked);
    let around = others(mention.around, ranked);
    if let Some((i, place)) = nearest_beside(gazetteer, ranked, &beside, alone) {
        ranked[i].reasons.push(Reason::Beside(place));
    }
    if let Some((i, places)) = most_among(gazetteer, ranked, &around) {
        ranked[i].reasons.push(Reason::Among(places));
    }
    let of_words = |reason: &Reason| matches!(reason, Reason::Kind(_) | Reason::NotKind(_));
    for one in ranked.iter_mut().filter(|one| one.reasons.iter().all(of_words)) {
        if is_elsewhere(gazetteer, one.candidate, &around) {
            one.reasons.push(Reason::NothingNear);
        }
    }
}

/// Whether the article names places and none in the province of this quarter: then another quarter of that name is
/// meant, which the tables may not have.
fn is_elsewhere(gazetteer: &Gazetteer, candidate: Candidate<'_>, around: &[u32]) -> bool {
    if !has_namesakes(&candidate) || around.is_empty() {
        return false;
    }
    // Damascus is a province of its own.
    let outer = &gazetteer.within[candidate.index as usize];
    let there = |&other: &u32| outer.iter().any(|&p| other == p || gazetteer.lies_in(other, p));
    !outer.is_empty() && !around.iter().any(there)
}

/// The places that are no candidates themselves.
fn others(places: &[u32], ranked: &[Ranked<'_>]) -> Vec<u32> {
    let candidate = |place: u32| ranked.iter().any(|one| one.candidate.index == place);
    places.iter().copied().filter(|&place| !candidate(place)).collect()
}

/// The candidate that lies clearly nearer to a place of the sentence than any other does.
fn nearest_beside(
    gazetteer: &Gazetteer,
    ranked: &[Ranked<'_>],
    beside: &[u32],
    alone: bool,
) -> Option<(usize, String)> {
    const CLEARLY: f64 = 3.0;
    const AT_MOST_M: f64 = 25_000.0;
    let points: Vec<u32> = beside.iter().copied().filter(|&at| !gazetteer.place(at).kind.is_region()).collect();
    let nearest = |one: &Ranked<'_>| {
        let name = |place: u32| &gazetteer.place(place).name;
        let distances = points.iter().map(|&place| (gap_m(gazetteer, one.candidate.index, place), name(place)));
        distances.min_by(|a, b| a.0.total_cmp(&b.0))
    };
    let mut by_distance: Vec<(usize, f64, &String)> =
        spots(ranked).filter_map(|(i, one)| nearest(one).map(|(gap, name)| (i, gap, name))).collect();
    by_distance.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    let (first, gap, name) = *by_distance.first()?;
    let clear = alone || by_distance.get(1).is_none_or(|next| next.1 > gap * CLEARLY + 1000.0);
    (gap <= AT_MOST_M && clear).then(|| (first, name.clone()))
}

/// The candidate that clearly more of the article's places speak for, and how many do.
fn most_among(gazetteer: &Gazetteer, ranked: &[Ranked<'_>], around: &[u32]) -> Option<(usize, usize)> {
    const LEAST_LEAD: usize = 2;
    let mut votes: Vec<(usize, usize, usize)> = Vec::new();
    for (i, one) in spots(ranked) {
        let each = around.iter().map(|&place| vote(gazetteer, one.candidate, place)).filter(|&vote| vote > 0);
        let (sum, places) = each.fold((0, 0), |(sum, places), vote| (sum + vote, places + 1));
        votes.push((sum, places, i));
    }
    votes.sort_by_key(|&(sum, _, i)| (std::cmp::Reverse(sum), i));
    let (sum, places, first) = *votes.first()?;
    let next = votes.get(1).map_or(0, |vote| vote.0);
    (sum >= 2 * next && sum >= next + LEAST_LEAD).then_some((first, places))
}

/// The candidates that are no regions: all that lies in a region would speak for it.
fn spots<'r, 'a>(ranked: &'r [Ranked<'a>]) -> impl Iterator<Item = (usize, &'r Ranked<'a>)> {
    ranked.iter().enumerate().filter(|(_, one)| !one.candidate.place.kind.is_region())
}

/// How much one place of the article speaks for a candidate: more, the nearer it is and the smaller what holds both.
fn vote(gazetteer: &Gazetteer, candidate: Candidate<'_>, other: u32) -> usize {
    let place = gazetteer.place(other);
    if gazetteer.lies_in(candidate.index, other) {
        return if place.kind.is_region() { 2 } else { 4 };
    }
    if gazetteer.lies_in(other, candidate.index) {
        return 4;
    }
    if place.kind.is_region() {
        return 0;
    }
    match gap_m(gazetteer, candidate.index, other) {
        gap if gap <= 3_000.0 => 4,
        gap if gap <= 10_000.0 => 3,
        gap if gap <= 30_000.0 => 1,
        _ => 0,
    }
}

/// The distance of two places; a sector is as wide as it is.
fn gap_m(gazetteer: &Gazetteer, candidate: u32, place: u32) -> f64 {
    let width = |place: &Place| if place.kind == Kind::Sector { place.radius_m } else { 0.0 };
    let widths = width(gazetteer.place(candidate)) + width(gazetteer.place(place));
    (gazetteer.apart_m(candidate, place) - widths).max(0.0)
}

/// Without a word for it, a province is not meant where a town bears its name too, nor a village where a city does.
fn weigh_rank(mention: &Mention<'_, '_>, ranked: &mut [Ranked<'_>]) {
    let town = ranked.iter().any(|one| !one.candidate.place.kind.is_region());
    let city = ranked.iter().any(|one| one.candidate.place.kind == Kind::City);
    for one in ranked {
        let kind = one.candidate.place.kind;
        match kind {
            _ if mention.kinds.contains(&kind) => {}
            Kind::Village if city => one.reasons.push(Reason::Lesser),
            _ if kind.is_region() && town => one.reasons.push(Reason::NotRegion),
            _ => {}
        }
    }
}

/// A guessed spelling weighs less; mere descriptions need a pointer.
fn weigh_words(ranked: &mut [Ranked<'_>]) {
    let written = ranked.iter().any(|one| one.candidate.how == How::Written);
    for one in ranked {
        match one.candidate.how {
            How::Folded => one.reasons.push(Reason::SpelledApart(one.candidate.distance)),
            How::Plain if written => one.reasons.push(Reason::WrittenApart),
            How::Plain | How::Written => {}
        }
        let pointed = one.reasons.iter().any(|reason| reason.weight() > 0 && !matches!(reason, Reason::Kind(_)));
        if one.candidate.guard == Guard::Description && !pointed {
            one.reasons.push(Reason::OnlyDescribed);
        }
    }
}
