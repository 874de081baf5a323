//! What is visible, for the legend: nothing is explained that is not drawn.

use crate::claim::{Event, Status};
use crate::control::State;
use crate::front::Support;
use crate::group::Group;
use crate::side::Side;
use std::collections::{BTreeMap, BTreeSet};

/// The signs that a scene uses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Legend {
    /// Sides with ground or marks.
    pub sides: BTreeSet<Side>,
    /// Whether a mark's side is not known.
    pub unknown_side: bool,
    /// States of ground other than held.
    pub states: BTreeSet<State>,
    /// Fronts.
    pub fronts: BTreeSet<Support>,
    /// Sieges.
    pub siege: bool,
    /// Ground that changed hands between two pictures.
    pub changed: bool,
    /// Groups within the sides and their shades, while they are told apart.
    pub groups: BTreeMap<&'static Group, u8>,
    /// Whether a fight inside a side is marked.
    pub within: bool,
    /// Shapes of marks.
    pub events: BTreeSet<Event>,
    /// Whether something is only intended or feared.
    pub hypothetical: bool,
    /// Whether something is denied.
    pub denied: bool,
    /// Pictures of the ground: each with its name and to whom it is owed.
    pub tiles: Vec<(String, String)>,
    /// The user's own layers: number and file name.
    pub overlays: Vec<(usize, String)>,
}

impl Legend {
    /// Whether nothing is drawn that needs explaining.
    pub fn is_empty(&self) -> bool {
        *self == Legend::default()
    }

    /// Adds what another picture beside this one shows.
    pub fn add(&mut self, other: &Legend) {
        self.sides.extend(&other.sides);
        self.states.extend(&other.states);
        self.fronts.extend(&other.fronts);
        self.events.extend(&other.events);
        self.groups.extend(&other.groups);
        self.within |= other.within;
        self.unknown_side |= other.unknown_side;
        self.siege |= other.siege;
        self.changed |= other.changed;
        self.hypothetical |= other.hypothetical;
        self.denied |= other.denied;
        self.tiles.extend(other.tiles.iter().filter(|layer| !self.tiles.contains(layer)).cloned().collect::<Vec<_>>());
        self.overlays
            .extend(other.overlays.iter().filter(|layer| !self.overlays.contains(layer)).cloned().collect::<Vec<_>>());
    }

    pub(super) fn add_claim(&mut self, event: Event, side: Option<Side>, status: Status) {
        match side {
            Some(side) => drop(self.sides.insert(side)),
            None => self.unknown_side = true,
        }
        match status {
            Status::Reported => drop(self.events.insert(event)),
            Status::Hypothetical => self.hypothetical = true,
            Status::Denied => self.denied = true,
        }
    }
}
