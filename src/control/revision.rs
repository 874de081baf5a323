//! How the picture of one day was revised as more was published about it.

use super::{History, PlaceState};
use crate::date::Day;
use crate::place::PlaceId;
use crate::project::ClaimRef;
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

impl History {
    /// How what is said of a place on a day changed with what was published: a revision for each day of
    /// publication on which the state, the side or the word for its likelihood became another.
    /// Each row is that of a history of the same readings known by that day.
    pub fn revisions(&self, place: &PlaceId, day: Day) -> Vec<Revision> {
        let Some(at) = self.position(place) else { return Vec::new() };
        let mut concerned = self.layout.all_around(at);
        concerned.push(at);
        let marks = || concerned.iter().flat_map(|&at| &self.tracks[at as usize].marks);
        let mut published: Vec<Day> = marks().map(|mark| mark.published).collect();
        published.sort_unstable();
        published.dedup();
        let mut revisions: Vec<Revision> = Vec::new();
        let mut last: Option<Day> = None;
        for known_by in published {
            let row = self.known_by(&concerned, known_by).row(at, day, 0);
            let told = |row: &Option<PlaceState>| {
                row.as_ref()
                    .filter(|row| row.side.is_some())
                    .map(|row| (row.state, row.side, row.other, row.likelihood()))
            };
            if told(&row) == revisions.last().and_then(|last| told(&last.row)) {
                continue;
            }
            let since = marks().filter(|mark| mark.published <= known_by && Some(mark.published) > last);
            let mut claims: Vec<ClaimRef> = since.map(|mark| mark.claim).collect();
            claims.sort_unstable();
            revisions.push(Revision { known_by, row, claims });
            last = Some(known_by);
        }
        revisions
    }

    /// This history as it was known by a day, of a few places only.
    fn known_by(&self, places: &[u32], known_by: Day) -> History {
        let mut history = self.clone();
        for &place in places {
            let track = Arc::make_mut(&mut history.tracks[place as usize]);
            track.marks.retain(|mark| mark.published <= known_by);
            track.renew();
        }
        history
    }
}
