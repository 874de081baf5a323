//! From readings to marks: what the model needs to know of each claim, place by place.

use super::layout::Layout;
use super::model;
use super::origin::{Origins, Voices};
use crate::claim::{Claim, Event, Extent, Status};
use crate::date::{Day, SpanKind};
use crate::project::{ClaimRef, Reading};
use crate::side::Side;

/// The rule of `assets/lexicon` that reads that a siege was broken.
const BREAKS_SIEGE: &str = "break-siege";

/// A usable claim: placed, dated, from a voice that was asked for.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub claim: ClaimRef,
    /// The day it speaks of; for a span of days its end, when it is surely true.
    pub day: Day,
    /// The first day of a state that goes on.
    pub since: Option<Day>,
    pub published: Day,
    pub side: Option<Side>,
    pub from: Option<Side>,
    pub event: Event,
    pub extent: Extent,
    pub status: Status,
    pub origin: u32,
    /// Whether it tells that a siege was broken: an advance by who broke it.
    pub relieves: bool,
    /// What it counts: 1 for an exact date and a reading that proves right in 85 of 100 cases.
    pub weight: f64,
}

impl Mark {
    /// Whether it says who has, took or left the ground, of the place itself.
    pub(super) fn is_control(&self) -> bool {
        self.status == Status::Reported
            && self.event.is_control()
            && self.side.is_some()
            && matches!(self.extent, Extent::Whole | Extent::Part)
    }

    /// Whether it says that `side` has the place or a part of it.
    pub(super) fn gives(&self, side: Side) -> bool {
        self.is_control() && self.event != Event::Loses && self.side == Some(side)
    }

    /// Whether it says that its side attacks on the ground or besieges.
    pub(super) fn is_attack(&self) -> bool {
        let inside = self.is_control() && self.extent == Extent::Part && self.event != Event::Loses;
        self.status == Status::Reported
            && (inside || matches!(self.event, Event::Advances | Event::Fights | Event::Besieges))
    }

    /// Whether it says that a siege by `besieger` is over or never was.
    pub(super) fn lifts(&self, besieger: Side) -> bool {
        let denied = self.event == Event::Besieges && self.status == Status::Denied && self.side == Some(besieger);
        denied || self.relieves && self.status == Status::Reported && self.side != Some(besieger)
    }

    /// Whether it says that its side has the whole place.
    pub(super) fn gives_whole(&self) -> bool {
        self.is_control() && self.extent == Extent::Whole && self.event != Event::Loses
    }
}

/// The marks of one reading, with the position of the place of each.
pub(super) fn marks(
    at: u32,
    reading: &Reading,
    voices: &mut Voices,
    origins: &Origins,
    layout: &Layout,
) -> Vec<(u32, Mark)> {
    let article = &reading.article;
    let Some(published) = article.published.day() else { return Vec::new() };
    if voices.options().known_by.is_some_and(|last| published > last) {
        return Vec::new();
    }
    let mut marks: Vec<(u32, Mark)> = Vec::with_capacity(reading.claims.len());
    for (c, claim) in reading.claims.iter().enumerate() {
        let claim_ref = ClaimRef { reading: at, claim: c as u32 };
        let place = claim.place.id.as_ref().and_then(|place| layout.position(place));
        if let Some(place) = place.filter(|_| claim.reviewed.counts() && voices.hears(article, claim)) {
            let leaning = voices.leaning(article, claim);
            let weight = model::interest_weight(voices.options().weighing, leaning, claim.side, claim.event)
                * model::rating_weight(voices.rating(article, claim));
            marks.extend(mark(claim_ref, claim, published, origins.of(claim_ref), weight).map(|mark| (place, mark)));
        }
    }
    set_back_what_was_before(&mut marks, layout);
    marks
}

/// The order in which the marks of a place act: by day, then by publication, states before changes.
pub(super) fn in_order(mark: &Mark) -> (Day, Day, u8, ClaimRef) {
    (mark.day, mark.published, rank(mark.event), mark.claim)
}

fn mark(at: ClaimRef, claim: &Claim, published: Day, origin: u32, interest: f64) -> Option<Mark> {
    let said = claim.date.span;
    // A report cannot speak of days after its publication.
    let span = said.map_or(Some(crate::date::Span::day(published)), |span| span.capped(published))?;
    let loose = if span.kind == SpanKind::Imprecise { span.days() } else { 1 };
    let since = claim.since.as_ref().and_then(|since| since.span).map(|since| since.to);
    let goes_on = if span.kind == SpanKind::Precise && span.days() > 1 { Some(span.from) } else { None };
    Some(Mark {
        claim: at,
        day: span.to,
        since: since.or(goes_on).filter(|since| *since < span.to && claim.event == Event::Holds),
        published,
        side: claim.side,
        from: claim.from,
        event: claim.event,
        extent: claim.extent,
        status: claim.status,
        origin,
        relieves: claim.event == Event::Advances && claim.rule == BREAKS_SIEGE,
        weight: model::reading_weight(claim.confidence) * model::date_weight(loose) * interest,
    })
}

/// In one article that tells of a capture, who held the place otherwise did so before: "took
/// rebel-held Sakhur on Monday", written on Tuesday. So with the quarters of a city that it tells is
/// taken: "the last fighters left rebel-held Sukkari". A capture of long ago is told as background: who holds
/// the place now does so since.
fn set_back_what_was_before(marks: &mut [(u32, Mark)], layout: &Layout) {
    complete_captures(marks);
    let is_capture = |mark: &Mark| mark.event == Event::Captures && mark.gives_whole();
    let taken = marks.iter().filter(|(_, mark)| is_capture(mark));
    let captures: Vec<(u32, Day, Option<Side>)> = taken.map(|(place, mark)| (*place, mark.day, mark.side)).collect();
    if captures.is_empty() {
        return;
    }
    for (place, mark) in marks.iter_mut().filter(|(_, mark)| mark.event == Event::Holds && mark.is_control()) {
        let around = layout.all_around(*place);
        let taken = captures.iter().filter(|(taken, day, side)| {
            let is_news = (0..=model::NEWS_DAYS).contains(&(mark.day - *day));
            is_news && *side != mark.side && (taken == place || around.contains(taken))
        });
        if let Some(day) = taken.map(|(_, day, _)| *day).min() {
            mark.day = day - 1;
        }
    }
}

/// An article that tells that a side took a part of a place and that it has the whole tells of a
/// capture: its "has full control" then acts as one.
fn complete_captures(marks: &mut [(u32, Mark)]) {
    let captures = marks.iter().filter(|(_, mark)| mark.event == Event::Captures && mark.is_control());
    let took: Vec<_> = captures.map(|(place, mark)| (*place, mark.side)).collect();
    for (place, mark) in marks.iter_mut().filter(|(_, mark)| mark.event == Event::Holds && mark.gives_whole()) {
        if took.contains(&(*place, mark.side)) {
            mark.event = Event::Captures;
        }
    }
}

/// On one day, states come before changes: what changed on a day was otherwise before.
fn rank(event: Event) -> u8 {
    match event {
        Event::Holds => 0,
        Event::Loses => 1,
        Event::Captures => 2,
        _ => 3,
    }
}
