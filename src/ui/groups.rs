//! The claims behind a selection, in the groups in which the evidence shows them. Copies of one article
//! that say the same are one voice: one entry, with the number of copies.

use super::{Shown, widgets};
use crate::control::{History, PlaceState};
use crate::place::PlaceId;
use crate::project::{ClaimRef, Reading};
use crate::side::Naming;
use crate::view::Selection;
use std::sync::Arc;

/// One group: a heading, what is said beside it, and its claims.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Group {
    /// `For: held by the opposition`.
    pub(crate) head: String,
    /// `2 origins`, or why there is nothing.
    pub(crate) right: String,
    /// Its claims, newest first.
    pub(crate) entries: Vec<Entry>,
}

/// One claim with how many copies of its article say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The claim shown.
    pub(crate) claim: ClaimRef,
    /// How many more say so in copied words.
    pub(crate) copies: usize,
}

/// The place a selection is about.
pub(crate) fn place_of(shown: &Shown<'_>, selection: &Selection) -> Option<PlaceId> {
    match selection {
        Selection::Place(place) => Some(place.clone()),
        Selection::Claim(_) => shown.selected_claim().and_then(|claim| claim.of(shown.readings).place.id.clone()),
        Selection::Article(_) | Selection::Front(..) | Selection::Voice(_) => None,
    }
}

/// The claims of a selection: for, against, pressure and intentions; of a front, by side.
pub(crate) fn groups(shown: &Shown<'_>, selection: &Selection) -> Vec<Group> {
    let fold = |claims: &[ClaimRef]| {
        fold_copies(claims, shown.readings, shown.told.map(|told| &told.history), shown.selected_claim())
    };
    match selection {
        Selection::Article(_) | Selection::Voice(_) => Vec::new(),
        Selection::Front(sides, claims) => {
            let of =
                |side| claims.iter().copied().filter(|at| at.of(shown.readings).side == Some(side)).collect::<Vec<_>>();
            let group = |side| Group {
                head: format!("Held by {}", shown.naming().the(side)),
                right: widgets::counted(of(side).len(), "claim"),
                entries: fold(&of(side)),
            };
            sides.iter().copied().map(group).collect()
        }
        Selection::Place(_) | Selection::Claim(_) => {
            let place = place_of(shown, selection);
            let row = place.as_ref().zip(shown.picture).and_then(|(id, picture)| picture.situation.get(id));
            let mut groups = row.map_or_else(Vec::new, |row| of_row(shown.naming(), row, &fold));
            // A claim of another day, or of no place, is shown all the same.
            if let Some(claim) = shown.selected_claim()
                && !groups.iter().flat_map(|group| &group.entries).any(|entry| entry.claim == claim)
            {
                let head = match claim.of(shown.readings).reviewed.counts() {
                    false => "Selected: rejected, not drawn",
                    true if place.is_some() => "Selected: not counted on this day",
                    true => "Selected: has no place",
                };
                let entries = vec![Entry { claim, copies: 0 }];
                groups.insert(0, Group { head: head.into(), right: String::new(), entries });
            }
            groups
        }
    }
}

fn of_row(naming: &Naming, row: &PlaceState, fold: &dyn Fn(&[ClaimRef]) -> Vec<Entry>) -> Vec<Group> {
    let mut groups = Vec::new();
    if !row.for_.is_empty() {
        let head = row.side.map_or("For".to_owned(), |side| format!("For: held by {}", naming.the(side)));
        let right = widgets::counted(row.origins as usize, "origin");
        groups.push(Group { head, right, entries: fold(&row.for_) });
    }
    if row.side.is_some() || !row.against.is_empty() {
        let right = match row.against.len() {
            0 => "no report says another side holds it".to_owned(),
            n => widgets::counted(n, "claim"),
        };
        groups.push(Group { head: "Against".into(), right, entries: fold(&row.against) });
    }
    if !row.aside.is_empty() {
        let head = match row.side {
            Some(_) => "Pressure and intentions: do not move control".into(),
            None => "Reports that do not say who has it now".into(),
        };
        groups.push(Group { head, right: row.aside.len().to_string(), entries: fold(&row.aside) });
    }
    groups
}

/// One entry for all copies that say the same. The selected claim stands for its copies, else the
/// first article does.
fn fold_copies(
    claims: &[ClaimRef],
    readings: &[Arc<Reading>],
    history: Option<&History>,
    selected: Option<ClaimRef>,
) -> Vec<Entry> {
    let original = |at: &ClaimRef| history.map_or(at.reading, |history| history.original(at.reading));
    let same = |a: &ClaimRef, b: &ClaimRef| {
        let (x, y) = (a.of(readings), b.of(readings));
        original(a) == original(b)
            && (x.event, x.side, x.status, x.extent) == (y.event, y.side, y.status, y.extent)
            && a.reading != b.reading
    };
    let mut entries: Vec<Entry> = Vec::new();
    for claim in claims {
        match entries.iter_mut().find(|entry| same(&entry.claim, claim)) {
            Some(entry) => {
                entry.copies += 1;
                let better = original(claim) == claim.reading && Some(entry.claim) != selected;
                if better || Some(*claim) == selected {
                    entry.claim = *claim;
                }
            }
            None => entries.push(Entry { claim: *claim, copies: 0 }),
        }
    }
    entries
}
