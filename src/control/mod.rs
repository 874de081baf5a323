//! Claims over time: who is reported to hold which place on any day, how sure that is, and why.
//!
//! [`History::new`] takes all readings once; [`History::on`] answers for a day. A *situation* has
//! one row a place: its state, the side, a probability for each side, the independent origins, and
//! the claims for and against. Hypothetical and denied claims never move control; claims that
//! disagree both stay visible. Nothing here reads a clock, a file or a screen.
//!
//! ```no_run
//! # use frontlines::{control::{History, Options}, date::Day, place::PlaceId};
//! # fn show(readings: &[frontlines::project::Reading], places: &[frontlines::place::Place]) {
//! let history = History::new(readings, places, &Options::default());
//! let situation = history.on(Day::new(2016, 10, 2).unwrap());
//! if let Some(row) = situation.get(&PlaceId::new("aleppo/leramun")) {
//!     println!("{:?}, {}", row.side, row.likelihood().word());
//! }
//! # }
//! ```

mod likelihood;
mod situation;

pub use likelihood::{Likelihood, percent};
pub use situation::{Basis, Counts, PlaceState, Situation, State};

use crate::claim::{Claim, Event, Extent, Status};
use crate::date::{Day, Span};
use crate::place::{Place, PlaceId};
use crate::project::{ClaimRef, Reading};
use crate::side::Side;
use std::collections::{BTreeMap, BTreeSet};

/// The name of the model that makes situations and areas, for legends and exports.
pub const METHOD: &str = "frontlines control model 1";

/// How partisan sources are weighed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Weighing {
    /// All sources equal.
    #[default]
    Equal,
    /// A partisan source counts most for what hurts its own side, least for what flatters it.
    AgainstInterest,
}

/// Which claims a history uses, and how.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Use only articles published by this day.
    pub known_by: Option<Day>,
    /// Use only these voices: an outlet or a quoted source by its name, whatever its case, or a
    /// leaning by the key of its side. Empty: all.
    pub according_to: Vec<String>,
    /// How partisan sources are weighed.
    pub weighing: Weighing,
    /// The side each outlet or source leans to, by lower-case name.
    pub leanings: BTreeMap<String, Side>,
}

/// A day on which the reported holder of a place changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The first day of the new holder.
    pub day: Day,
    /// The place.
    pub place: PlaceId,
    /// Who had it; `None` if not known.
    pub from: Option<Side>,
    /// Who has it now; `None` if not known.
    pub to: Option<Side>,
}

/// All usable claims, place by place, ready to answer for any day.
#[derive(Clone, Debug)]
pub struct History {
    options: Options,
    /// Sorted by id.
    tracks: Vec<Track>,
    counts: Counts,
}

/// One place's claims, oldest first.
#[derive(Clone, Debug)]
struct Track {
    place: PlaceId,
    marks: Vec<Mark>,
}

/// What a history keeps of a claim.
#[derive(Clone, Debug)]
struct Mark {
    claim: ClaimRef,
    day: Day,
    side: Option<Side>,
    event: Event,
    extent: Extent,
    status: Status,
    origin: u32,
}

impl History {
    /// Sorts the usable claims of all readings by place and day. `places` are those of the gazetteer.
    pub fn new(readings: &[Reading], places: &[Place], options: &Options) -> History {
        let known: BTreeSet<&PlaceId> = places.iter().map(|place| &place.id).collect();
        let mut tracks: BTreeMap<PlaceId, Vec<Mark>> = BTreeMap::new();
        let mut origins: BTreeMap<String, u32> = BTreeMap::new();
        let mut articles = BTreeSet::new();
        for (r, reading) in readings.iter().enumerate() {
            let Some(published) = reading.article.published.day() else { continue };
            if options.known_by.is_some_and(|last| published > last) {
                continue;
            }
            for (c, claim) in reading.claims.iter().enumerate() {
                let Some(place) = claim.place.id.as_ref().filter(|id| known.contains(id)) else { continue };
                let Some(day) = day_of(claim, published) else { continue };
                let next = origins.len() as u32;
                let origin = *origins.entry(voice(reading, claim)).or_insert(next);
                articles.insert(r);
                tracks.entry(place.clone()).or_default().push(Mark {
                    claim: ClaimRef { reading: r as u32, claim: c as u32 },
                    day,
                    side: claim.side,
                    event: claim.event,
                    extent: claim.extent,
                    status: claim.status,
                    origin,
                });
            }
        }
        let mut claims = 0;
        let tracks = tracks
            .into_iter()
            .map(|(place, mut marks)| {
                marks.sort_by_key(|mark| (mark.day, mark.claim));
                claims += marks.len() as u32;
                Track { place, marks }
            })
            .collect();
        let counts = Counts { articles: articles.len() as u32, claims, origins: origins.len() as u32 };
        History { options: options.clone(), tracks, counts }
    }

    /// What is reported for a day.
    pub fn on(&self, day: Day) -> Situation {
        Situation {
            on: day,
            known_by: self.options.known_by,
            places: self.tracks.iter().filter_map(|track| track.on(day)).collect(),
            counts: self.counts,
        }
    }

    /// What is reported of one place on a day, without looking at the others.
    pub fn place_on(&self, place: &PlaceId, day: Day) -> Option<PlaceState> {
        let at = self.tracks.binary_search_by(|track| track.place.cmp(place)).ok()?;
        self.tracks[at].on(day)
    }

    /// The claims about a place, oldest first, whatever their status.
    pub fn claims(&self, place: &PlaceId) -> Vec<ClaimRef> {
        let at = self.tracks.binary_search_by(|track| track.place.cmp(place));
        at.map_or_else(|_| Vec::new(), |at| self.tracks[at].marks.iter().map(|mark| mark.claim).collect())
    }

    /// The first and the last day of which a usable claim speaks.
    pub fn days(&self) -> Option<Span> {
        let first = self.tracks.iter().filter_map(|track| track.marks.first()).map(|mark| mark.day).min()?;
        let last = self.tracks.iter().filter_map(|track| track.marks.last()).map(|mark| mark.day).max()?;
        Some(Span::precise(first, last))
    }

    /// Every change of holder, by day, then place.
    pub fn changes(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        for track in &self.tracks {
            let mut holder = None;
            for mark in &track.marks {
                let now = track.on(mark.day).and_then(|row| row.side);
                if now != holder {
                    changes.push(Change { day: mark.day, place: track.place.clone(), from: holder, to: now });
                    holder = now;
                }
            }
        }
        changes.sort_by(|a, b| (a.day, &a.place).cmp(&(b.day, &b.place)));
        changes
    }

    /// The options it was built with.
    pub fn options(&self) -> &Options {
        &self.options
    }
}

impl Track {
    fn on(&self, day: Day) -> Option<PlaceState> {
        let seen = &self.marks[..self.marks.partition_point(|mark| mark.day <= day)];
        let last_heard = seen.last()?.day;
        let says = |mark: &&Mark| {
            mark.status == Status::Reported
                && matches!(mark.event, Event::Holds | Event::Captures)
                && mark.extent == Extent::Whole
        };
        let latest = seen.iter().rev().find(says);
        let side = latest.and_then(|mark| mark.side);
        let mut row = PlaceState {
            place: self.place.clone(),
            state: if side.is_some() { State::Unconfirmed } else { State::Unknown },
            side,
            other: None,
            probability: [0.25; 4],
            last_heard: Some(last_heard),
            origins: 0,
            basis: Basis::Own,
            besieged_by: Vec::new(),
            pressed_by: Vec::new(),
            for_: Vec::new(),
            against: Vec::new(),
            aside: Vec::new(),
        };
        let mut origins = BTreeSet::new();
        for mark in seen.iter().rev() {
            if !says(&mark) {
                row.aside.push(mark.claim);
            } else if mark.side == side {
                row.for_.push(mark.claim);
                origins.insert(mark.origin);
            } else {
                row.against.push(mark.claim);
            }
        }
        row.origins = origins.len() as u32;
        if let Some(side) = side {
            let share = if row.origins > 1 { 0.85 } else { 0.7 };
            row.probability = [(1.0 - share) / 3.0; 4];
            row.probability[side.index()] = share;
            if row.origins > 1 {
                row.state = State::Held;
            }
        }
        Some(row)
    }
}

/// The day a claim speaks of: never after its publication; `None` if not known.
fn day_of(claim: &Claim, published: Day) -> Option<Day> {
    let span = claim.date.span.unwrap_or(Span::day(published));
    span.capped(published).map(|span| span.to)
}

/// Who says it: the quoted source, else the outlet, else the article.
fn voice(reading: &Reading, claim: &Claim) -> String {
    let quoted = claim.source.as_ref().map(|source| source.name.to_lowercase());
    quoted
        .or_else(|| reading.article.outlet.as_ref().map(|outlet| outlet.to_lowercase()))
        .unwrap_or_else(|| reading.article.id.clone())
}
