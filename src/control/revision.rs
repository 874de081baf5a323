//! How the picture of one day was revised as more was published about it: of one place, or of all.

use super::evidence::Mark;
use super::track::Track;
use super::{History, Likelihood, PlaceState, State};
use crate::date::Day;
use crate::place::PlaceId;
use crate::project::ClaimRef;
use crate::side::Side;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What was known of a place on a day, from one day of publication to the next revision.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// The day of publication that changed it.
    pub known_by: Day,
    /// What the articles published by then say of the day; `None` if nothing.
    pub row: Option<PlaceState>,
    /// The claims on the place and on what contains it that were published since the revision before, sorted.
    pub claims: Vec<ClaimRef>,
}

/// What one day of publication changed in the picture of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    /// The day of publication.
    pub known_by: Day,
    /// The usable claims published on it, sorted.
    pub claims: Vec<ClaimRef>,
    /// The places of which more or other was known from then on, sorted.
    pub rows: Vec<PlaceState>,
}

impl History {
    /// How what is said of a place on a day changed with what was published: a revision for each day of
    /// publication on which the state, the side or the word for its likelihood became another.
    /// Each row is that of a history of the same readings known by that day.
    pub fn revisions(&self, place: &PlaceId, day: Day) -> Vec<Revision> {
        let Some(at) = self.position(place) else { return Vec::new() };
        let mut concerned = self.layout.all_around(at);
        concerned.push(at);
        concerned.extend(self.sectors_in(at));
        concerned.sort_unstable();
        concerned.dedup();
        let mut growing = Growing::new(self, &concerned);
        let mut revisions: Vec<Revision> = Vec::new();
        let mut claims: Vec<ClaimRef> = Vec::new();
        while let Some((known_by, issued)) = growing.publish() {
            claims.extend(issued);
            let row = growing.history.row(at, day, 0);
            if told(row.as_ref()) != revisions.last().and_then(|last| told(last.row.as_ref())) {
                claims.sort_unstable();
                revisions.push(Revision { known_by, row, claims: std::mem::take(&mut claims) });
            }
        }
        revisions
    }

    /// The picture of a day, told again as it was known: what each day of publication changed in it, the first
    /// one first. Days that changed nothing are left out, and so are places of which nothing is known any more.
    pub fn replay(&self, day: Day) -> Vec<Issue> {
        let mut growing = Growing::new(self, &(0..self.tracks.len() as u32).collect::<Vec<_>>());
        let mut issues = Vec::new();
        let mut before: BTreeMap<PlaceId, Told> = BTreeMap::new();
        while let Some((known_by, mut claims)) = growing.publish() {
            let now = growing.history.on(day);
            let known: BTreeMap<PlaceId, Told> =
                now.places.iter().filter_map(|row| Some((row.place.clone(), told(Some(row))?))).collect();
            let is_other = |row: &PlaceState| known.get(&row.place) != before.get(&row.place);
            let rows: Vec<PlaceState> = now.places.iter().filter(|row| is_other(row)).cloned().collect();
            if !rows.is_empty() {
                claims.sort_unstable();
                issues.push(Issue { known_by, claims, rows });
            }
            before = known;
        }
        issues
    }
}

/// What a reader is told of a place, if somebody is said to have it.
type Told = (State, Option<Side>, Option<Side>, Likelihood);

fn told(row: Option<&PlaceState>) -> Option<Told> {
    row.filter(|row| row.side.is_some()).map(|row| (row.state, row.side, row.other, row.likelihood()))
}

/// A history into which claims come in the order in which they were published.
struct Growing {
    history: History,
    /// By day of publication: what is to come, with the position of its place.
    waiting: BTreeMap<Day, BTreeMap<u32, Vec<Mark>>>,
}

impl Growing {
    /// A history of which nothing is published yet, as far as these places go.
    fn new(whole: &History, places: &[u32]) -> Growing {
        let mut history = whole.clone();
        let mut waiting: BTreeMap<Day, BTreeMap<u32, Vec<Mark>>> = BTreeMap::new();
        for &place in places {
            let track = &whole.tracks[place as usize];
            for mark in &track.marks {
                waiting.entry(mark.published).or_default().entry(place).or_default().push(mark.clone());
            }
            history.tracks[place as usize] = Arc::new(Track::new(track.place.clone(), track.kind, track.is_container));
        }
        Growing { history, waiting }
    }

    /// Publishes the next day; its claims.
    fn publish(&mut self) -> Option<(Day, Vec<ClaimRef>)> {
        let (known_by, more) = self.waiting.pop_first()?;
        let claims = more.values().flatten().map(|mark| mark.claim).collect();
        for (place, marks) in more {
            Arc::make_mut(&mut self.history.tracks[place as usize]).add(marks);
        }
        Some((known_by, claims))
    }
}
