//! What is jointly reported for one day: the picture that maps, tables and exports are made of.

use super::{Likelihood, Weighing};
use crate::date::Day;
use crate::place::PlaceId;
use crate::project::ClaimRef;
use crate::side::Side;
use serde::{Deserialize, Serialize};

/// What is reported of each place on one day. Nothing in it is verified by this program.
#[derive(Clone, Debug, PartialEq)]
pub struct Situation {
    /// The day it speaks of.
    pub on: Day,
    /// Only articles published by this day were used; `None`: all, later ones inform earlier days.
    pub known_by: Option<Day>,
    /// How sources were weighed.
    pub weighing: Weighing,
    /// Only these voices were heard; empty: all.
    pub according_to: Vec<String>,
    /// The line of the filter whose claims alone were used; `None`: all were.
    pub filter: Option<String>,
    /// One row a place that any usable claim reaches, sorted by id.
    pub places: Vec<PlaceState>,
    /// How much it rests on.
    pub counts: Counts,
}

impl Situation {
    /// Whether any claim says who has or had a place.
    pub fn tells_of_control(&self) -> bool {
        self.places.iter().any(|row| row.side.is_some())
    }

    /// The row of a place, by binary search; `None` if no report reaches it.
    pub fn get(&self, place: &PlaceId) -> Option<&PlaceState> {
        self.places.binary_search_by(|row| row.place.cmp(place)).ok().map(|at| &self.places[at])
    }
}

/// How many articles, claims and independent voices were used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Articles with at least one usable claim.
    pub articles: u32,
    /// Usable claims: placed, dated, from the voices asked for.
    pub claims: u32,
    /// Independent origins behind them.
    pub origins: u32,
    /// Claims that would be usable but do not pass the filter.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub left_out: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// How a place stands, as far as reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// One side has it, [`Likelihood::Likely`] or better.
    Held,
    /// More than one origin places an enemy of the holder inside.
    Contested,
    /// A side is said to have it, by one origin only or not likely enough.
    Unconfirmed,
    /// It was held once; the last word is too old to draw.
    Stale,
    /// Nothing usable says who has it.
    Unknown,
}

impl State {
    /// Every state, in the order of legends.
    pub const ALL: [State; 5] = [State::Held, State::Contested, State::Unconfirmed, State::Stale, State::Unknown];

    /// The key in files and output.
    pub fn key(self) -> &'static str {
        match self {
            State::Held => "held",
            State::Contested => "contested",
            State::Unconfirmed => "unconfirmed",
            State::Stale => "stale",
            State::Unknown => "unknown",
        }
    }

    /// Whether ground is filled for it: somebody is reported there, and lately.
    pub fn is_known(self) -> bool {
        matches!(self, State::Held | State::Contested | State::Unconfirmed)
    }
}

/// What a place's state rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Claims about this very place.
    Own,
    /// Only claims about a larger place that contains it.
    Within(PlaceId),
}

/// One place on one day.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceState {
    /// The place.
    pub place: PlaceId,
    /// How it stands.
    pub state: State,
    /// The side most likely to have it; also for `Stale` (who had it last); `None` if `Unknown`.
    pub side: Option<Side>,
    /// For `Contested`: the other side inside.
    pub other: Option<Side>,
    /// How likely each side has it, in the order of [`Side::ALL`], 0 to 1, together 1.
    /// Equal shares mean that nothing is known.
    pub probability: [f32; 4],
    /// The last day at or before this one of which any claim speaks that counts here.
    pub last_heard: Option<Day>,
    /// Independent origins of `for_`.
    pub origins: u32,
    /// Whether the claims speak of the place itself or of what contains it.
    pub basis: Basis,
    /// The sides reported to besiege it or to cut its road.
    pub besieged_by: Vec<Side>,
    /// The sides reported to press on it without holding it: advances, fights, strikes.
    pub pressed_by: Vec<Side>,
    /// Claims that say that `side` has it, newest first.
    pub for_: Vec<ClaimRef>,
    /// Claims that say that another side has it, newest first.
    pub against: Vec<ClaimRef>,
    /// Pressure, intentions, denials and captures undone within a day: shown, never moving control, newest first.
    /// Where nobody leads, every recent claim.
    pub aside: Vec<ClaimRef>,
}

impl PlaceState {
    /// How likely it is that `side` (the leading one) has the place, 0 to 1; 0 if there is none.
    pub fn share(&self) -> f32 {
        self.side.map_or(0.0, |side| self.probability[side.index()])
    }

    /// The same in the words of ICD 203.
    pub fn likelihood(&self) -> Likelihood {
        Likelihood::of(self.share())
    }
}
