//! The claims behind a selection, in the groups in which the evidence shows them, within each by origin. Copies of one
//! article that say the same are one voice: one entry, with the number of copies.

use super::{Shown, widgets};
use crate::claim::Reviewed;
use crate::control::{Basis, History, PlaceState};
use crate::date::Span;
use crate::place::PlaceId;
use crate::project::{ClaimRef, Reading};
use crate::view::Selection;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One group: a heading, what is said beside it, and its claims.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Group {
    /// `For: held by the opposition`.
    pub(crate) head: String,
    /// `2 origins`, or why there is nothing.
    pub(crate) right: String,
    /// Its claims by origin, the newest origin up to the day shown first; within each the newest first.
    pub(crate) entries: Vec<Entry>,
}

impl Group {
    fn new(head: String, right: String, mut entries: Vec<Entry>, shown: &Shown<'_>) -> Group {
        let history = shown.told.map(|told| &told.history);
        // What was said of later days comes after all that was said by then.
        let is_later = |span: Span| span.from > shown.view.day;
        entries.sort_by_key(|entry| entry.claim.of(shown.readings).date.span.is_some_and(is_later));
        // What has no origin yet stands by itself, after the others.
        let origin = |entry: &Entry| history.and_then(|history| history.origin(entry.claim)).ok_or(entry.claim);
        let mut places: BTreeMap<Result<u32, ClaimRef>, usize> = BTreeMap::new();
        for entry in &entries {
            let next = places.len();
            places.entry(origin(entry)).or_insert(next);
        }
        entries.sort_by_key(|entry| places[&origin(entry)]);
        for run in entries.chunk_by_mut(|a, b| origin(a) == origin(b)) {
            let count = run.len();
            run.iter_mut().for_each(|entry| entry.begins = None);
            run[0].begins = Some(count);
        }
        Group { head, right, entries }
    }

    /// How many origins its claims have.
    fn origins(&self) -> usize {
        self.entries.iter().filter(|entry| entry.begins.is_some()).count()
    }
}

/// One claim with how many copies of its article say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The claim shown.
    pub(crate) claim: ClaimRef,
    /// How many more say so in copied words.
    pub(crate) copies: usize,
    /// For the first claim of an origin: how many it has in this group.
    pub(crate) begins: Option<usize>,
}

impl Entry {
    /// A claim by itself.
    pub(crate) fn new(claim: ClaimRef) -> Entry {
        Entry { claim, copies: 0, begins: Some(1) }
    }
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
            let group = |side| {
                let head = format!("Held by {}", shown.naming().the(side));
                Group::new(head, widgets::counted(of(side).len(), "claim"), fold(&of(side)), shown)
            };
            sides.iter().copied().map(group).collect()
        }
        Selection::Place(_) | Selection::Claim(_) => {
            let place = place_of(shown, selection);
            let row = place.as_ref().zip(shown.picture).and_then(|(id, picture)| picture.situation.get(id));
            let mut groups = row.map_or_else(Vec::new, |row| of_row(shown, row, &fold));
            // A claim of another day, or of no place, is shown all the same.
            if let Some(claim) = shown.selected_claim()
                && !groups.iter().flat_map(|group| &group.entries).any(|entry| entry.claim == claim)
            {
                let head = match claim.of(shown.readings).reviewed {
                    Reviewed::Rejected => "Selected: rejected, not drawn",
                    Reviewed::Merged => "Selected: merged into another, not drawn",
                    _ if place.is_some() && does_not_match(shown, claim) => "Selected: does not match the filter",
                    _ if place.is_some() => "Selected: not counted on this day",
                    _ => "Selected: has no place",
                };
                let entries = vec![Entry::new(claim)];
                groups.insert(0, Group::new(head.into(), String::new(), entries, shown));
            }
            groups
        }
    }
}

/// Whether the situation rests on the claims alone that match the filter.
pub(crate) fn is_filtered(shown: &Shown<'_>) -> bool {
    shown.picture.is_some_and(|picture| picture.situation.filter.is_some())
}

fn does_not_match(shown: &Shown<'_>, claim: ClaimRef) -> bool {
    let passing = shown.told.and_then(|told| told.history.options().passing.as_ref());
    passing.is_some_and(|passing| !passing.has(claim))
}

fn of_row(shown: &Shown<'_>, row: &PlaceState, fold: &dyn Fn(&[ClaimRef]) -> Vec<Entry>) -> Vec<Group> {
    let mut groups = Vec::new();
    if !row.for_.is_empty() {
        let head = match (row.side, &row.basis) {
            (Some(side), _) => format!("For: held by {}", shown.naming().the(side)),
            (None, Basis::Within(id)) => format!("Said of {}", shown.place_name(id)),
            (None, Basis::Own) => "Said of it".to_owned(),
        };
        let mut group = Group::new(head, String::new(), fold(&row.for_), shown);
        // Who speaks of a part alone is no second voice for the whole.
        group.right = match (row.origins as usize, group.origins()) {
            (count, all) if count < all => format!("{count} of {all} origins count"),
            (count, _) => widgets::counted(count, "origin"),
        };
        groups.push(group);
    }
    if row.side.is_some() || !row.against.is_empty() {
        let right = match row.against.len() {
            0 if is_filtered(shown) => "no report that matches says another side holds it".to_owned(),
            0 => "no report says another side holds it".to_owned(),
            n => widgets::counted(n, "claim"),
        };
        groups.push(Group::new("Against".into(), right, fold(&row.against), shown));
    }
    if !row.aside.is_empty() {
        let head = match row.side {
            Some(_) => "Pressure and intentions: do not move control".into(),
            None => "Reports that do not say who has it now".into(),
        };
        groups.push(Group::new(head, row.aside.len().to_string(), fold(&row.aside), shown));
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
            None => entries.push(Entry::new(*claim)),
        }
    }
    entries
}
