//! A situation on the ground: control areas by side, and the front lines between them.
//!
//! Nothing is filled where nothing is known, and no metre is drawn that no claim stands behind.

use crate::place::PlaceId;
use crate::project::ClaimRef;
use crate::side::Side;
use geo::{LineString, MultiPolygon};
use serde::{Deserialize, Serialize};

use crate::control::State;

/// Everything drawn of one situation. Longitude and latitude in degrees, WGS 84.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fronts {
    /// One area for each side and state that occurs, in the order of sides, then states.
    pub areas: Vec<Area>,
    /// Lines between areas of unlike sides, in a stable order.
    pub lines: Vec<FrontLine>,
}

/// The ground of all places with one side in one state.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// Who is reported there.
    pub side: Side,
    /// For contested ground: the other side inside.
    pub other: Option<Side>,
    /// In which state: `Held`, `Contested`, `Unconfirmed` or `Stale`; unknown ground has no area.
    pub state: State,
    /// Whether the ground is covered only by claims about a larger place (drawn weaker).
    pub within: bool,
    /// Outer rings counter-clockwise, holes clockwise; they do not overlap other areas.
    pub ground: MultiPolygon<f64>,
    /// The places it is made of, sorted.
    pub places: Vec<PlaceId>,
}

/// What a piece of front line rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Support {
    /// Own claims on both sides, about neighbouring places.
    Reported,
    /// Between distant places, or a side known only from a claim about a larger place.
    Interpolated,
}

/// A line on which two sides meet.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontLine {
    /// The side on the left of the line in its direction, then the one on the right.
    pub sides: [Side; 2],
    /// What it rests on.
    pub support: Support,
    /// Its course.
    pub line: LineString<f64>,
    /// The places on the left, then those on the right, each sorted.
    pub places: [Vec<PlaceId>; 2],
    /// The claims behind it, newest first on each place.
    pub claims: Vec<ClaimRef>,
}
