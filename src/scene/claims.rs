//! Claims as the map needs them: one flat row each, sorted by place, so that a hundred thousand are
//! filtered by day in a fraction of a millisecond.

use super::Places;
use super::style::SHADES;
use crate::article::Article;
use crate::claim::{Claim, Event, Extent, Status};
use crate::control::{Situation, State};
use crate::date::{Day, Span};
use crate::group::{self, Group};
use crate::place::PlaceId;
use crate::project::{ClaimRef, Reading};
use crate::side::Side;
use crate::view::View;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

/// All claims that have a place and a day, sorted by place, newest first.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    rows: Vec<Row>,
    /// The shade of each group, by how much is told of it within its side.
    shades: BTreeMap<&'static Group, u8>,
}

/// What the map keeps of a claim.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Row {
    /// The claim itself.
    pub(super) claim: ClaimRef,
    /// Its place, by its position in [`Places`].
    pub(super) place: usize,
    /// The days it speaks of.
    pub(super) span: Span,
    published: Day,
    pub(super) side: Option<Side>,
    /// For `captures`, who held it; for `fights`, who is attacked, where that is known.
    pub(super) other: Option<Side>,
    pub(super) event: Event,
    pub(super) status: Status,
    pub(super) extent: Extent,
    pub(super) confidence: f32,
    /// The group that acts, where one is named.
    pub(super) group: Option<&'static Group>,
    /// Whether it is a fight inside a side: then both sides are that one.
    pub(super) within: bool,
}

impl Claims {
    /// Takes what can be drawn out of all readings: claims with a place of `places` and a date.
    pub fn new(readings: &[Arc<Reading>], places: &Places) -> Claims {
        let numbers: BTreeMap<&PlaceId, usize> =
            places.rows().iter().enumerate().map(|(at, row)| (&row.id, at)).collect();
        let mut rows = Vec::new();
        for (reading_at, reading) in readings.iter().enumerate() {
            if reading.article.published.day().is_none() {
                continue;
            }
            for (claim_at, claim) in reading.claims.iter().enumerate() {
                let at = ClaimRef { reading: reading_at as u32, claim: claim_at as u32 };
                let place = claim.place.id.as_ref().filter(|_| claim.reviewed.counts());
                let place = place.and_then(|id| numbers.get(id));
                if let Some(row) = place.and_then(|place| Row::new(at, *place, claim, &reading.article)) {
                    rows.push(row);
                }
            }
        }
        rows.sort_by(|a, b| (a.place, b.span.to, a.claim).cmp(&(b.place, a.span.to, b.claim)));
        let shades = shades(rows.iter().filter_map(|row| row.group));
        Claims { rows, shades }
    }

    /// The claims that the view shows, place by place, newest first.
    pub(super) fn shown(&self, view: &View, allowed: Option<&dyn Fn(ClaimRef) -> bool>) -> Vec<&Row> {
        let is_known = |row: &Row| view.known_by.is_none_or(|last| row.published <= last);
        let is_allowed = |row: &Row| allowed.is_none_or(|allowed| allowed(row.claim));
        let is_on = |row: &Row| view.layers.intentions || row.status != Status::Hypothetical;
        self.rows
            .iter()
            .filter(|row| view.window.shows(row.span, view.day) && is_on(row) && is_known(row) && is_allowed(row))
            .collect()
    }

    /// The shade of a group, never the side's own colour: the groups of a side most is told of have one each.
    pub(super) fn shade(&self, group: &'static Group) -> u8 {
        self.shades.get(group).copied().unwrap_or(0)
    }

    /// The group said to have each place that a side is reported to hold: that of the newest claim for the side
    /// which names one. Places of which no claim does are left out.
    pub fn groups(&self, places: &Places, situation: &Situation) -> BTreeMap<PlaceId, &'static Group> {
        let mut groups = BTreeMap::new();
        for rows in self.rows.chunk_by(|a, b| a.place == b.place) {
            let id = &places.rows()[rows[0].place].id;
            let Some(state) = situation.get(id).filter(|state| state.state == State::Held) else { continue };
            let named = rows.iter().filter(|row| row.group.is_some_and(|group| Some(group.side) == state.side));
            if let Some(group) = named.filter(|row| state.for_.contains(&row.claim)).find_map(|row| row.group) {
                groups.insert(id.clone(), group);
            }
        }
        groups
    }

    /// The place of a claim, by its position in [`Places`].
    pub(super) fn place_of(&self, claim: ClaimRef) -> Option<usize> {
        self.rows.iter().find(|row| row.claim == claim).map(|row| row.place)
    }

    /// The places an article speaks of, each once.
    pub(super) fn places_of(&self, reading: u32) -> Vec<usize> {
        let mut places: Vec<usize> =
            self.rows.iter().filter(|row| row.claim.reading == reading).map(|row| row.place).collect();
        places.dedup();
        places
    }
}

/// A shade for each group, the most told of first within each side, over and over where they run out.
fn shades(told: impl Iterator<Item = &'static Group>) -> BTreeMap<&'static Group, u8> {
    let mut counts: BTreeMap<&'static Group, usize> = BTreeMap::new();
    told.for_each(|group| *counts.entry(group).or_default() += 1);
    let mut groups: Vec<_> = counts.into_iter().collect();
    groups.sort_by_key(|(group, count)| (group.side, Reverse(*count), *group));
    let of_side = groups.chunk_by(|a, b| a.0.side == b.0.side);
    of_side
        .flat_map(|side| side.iter().enumerate().map(|(n, (group, _))| (*group, (1 + n % (SHADES - 1)) as u8)))
        .collect()
}

impl Row {
    fn new(at: ClaimRef, place: usize, claim: &Claim, article: &Article) -> Option<Row> {
        let published = article.published.day()?;
        let within = group::within(claim, &article.text);
        let span = claim.date.span.unwrap_or(Span::day(published)).capped(published)?;
        // What goes on since a day counts from then.
        let since =
            claim.since.as_ref().and_then(|since| since.span).map_or(span.from, |since| since.from.min(span.from));
        Some(Row {
            claim: at,
            place,
            span: Span { from: since, ..span },
            published,
            side: claim.side.or(within.map(|within| within.side)),
            other: within.map(|within| within.side).filter(|_| claim.event == Event::Fights).or(claim.from),
            event: claim.event,
            status: claim.status,
            extent: claim.extent,
            confidence: claim.confidence,
            group: within.map(|within| within.groups[0]).or_else(|| group::of_claim(claim)),
            within: within.is_some(),
        })
    }
}
