//! A situation on the ground: control areas by side, and the front lines between them.
//!
//! [`Cells`] gives every place its ground, once; [`draw`] colours it for a day. Nothing is filled
//! where nothing is known. A *front line* is the border of two cells that unlike sides are reported
//! to have: solid where own claims stand on both sides, interpolated elsewhere. Areas and lines
//! share their course, so an area never reaches over its front.

mod areas;
mod cells;
mod change;
mod join;
mod land;
mod lines;
mod mesh;
mod plane;
mod smooth;

pub use cells::{Cell, Cells, reach_m};
pub use change::{Balance, GroundChange, Km2, balances, ground_changes, ground_of};
pub use land::Land;

use crate::control::{Basis, PlaceState, Situation, State};
use crate::place::PlaceId;
use crate::project::ClaimRef;
use crate::side::Side;
use geo::{LineString, MultiPolygon};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Everything drawn of one situation. Longitude and latitude in degrees, WGS 84.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fronts {
    /// One area for each side, state and basis that occurs, in that order.
    pub areas: Vec<Area>,
    /// Lines between areas of unlike sides, in a stable order. Their course is already smoothed.
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
    /// Between distant places, or where a side is unconfirmed or known only from a larger place.
    Interpolated,
}

impl Support {
    /// The key in files and output.
    pub fn key(self) -> &'static str {
        match self {
            Support::Reported => "reported",
            Support::Interpolated => "interpolated",
        }
    }
}

/// A line on which two sides meet.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontLine {
    /// The side on the left of the line in its direction, then the one on the right.
    pub sides: [Side; 2],
    /// What it rests on.
    pub support: Support,
    /// Its course, smoothed.
    pub line: LineString<f64>,
    /// Its stretches in order, one a pair of neighbouring places.
    pub stretches: Vec<Stretch>,
    /// The places on the left, then those on the right, each sorted.
    pub places: [Vec<PlaceId>; 2],
    /// The claims behind all of it, sorted.
    pub claims: Vec<ClaimRef>,
}

/// A piece of a front line between two places.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// The index of its last point in the line; it begins where the one before ends.
    pub to: usize,
    /// The place on the left, then the one on the right.
    pub places: [PlaceId; 2],
    /// The claims that say who has the two, those on the left first, each newest first.
    pub claims: Vec<ClaimRef>,
}

/// Draws a situation: colours every cell that something is known of, and joins what is alike.
pub fn draw(situation: &Situation, cells: &Cells) -> Fronts {
    let coloured = Coloured::all(&cells.cells, situation);
    let tints = Tints::new(coloured.iter().map(|cell| cell.map(|cell| cell.tint)));
    let chains = lines::chains(cells, &tints);
    Fronts { areas: areas::areas(&coloured, &tints, &chains), lines: lines::fronts(cells, &coloured, &tints, &chains) }
}

/// The ground of some places, joined where it touches: for the outline of what changed hands.
pub fn joined(places: &BTreeSet<PlaceId>, cells: &Cells) -> MultiPolygon<f64> {
    let tint = Tint { side: Side::Government, state: State::Held, other: None, within: false };
    let tints = Tints::new(cells.cells.iter().map(|cell| places.contains(&cell.place).then_some(tint)));
    let ground = areas::grounds(&tints, &lines::chains(cells, &tints)).next();
    ground.unwrap_or_else(|| MultiPolygon::new(Vec::new()))
}

/// What a cell is filled with; cells of one tint flow together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Tint {
    side: Side,
    state: State,
    other: Option<Side>,
    within: bool,
}

/// The tints of a day by number: numbers are quick to compare and to sort by. 0 stands for none.
struct Tints {
    /// Those that occur, in their order; their numbers begin with 1.
    kinds: Vec<Tint>,
    /// By cell.
    numbers: Vec<u16>,
}

impl Tints {
    fn new(cells: impl Iterator<Item = Option<Tint>> + Clone) -> Tints {
        let kinds: Vec<Tint> = cells.clone().flatten().collect::<BTreeSet<_>>().into_iter().collect();
        let number = |tint: Tint| kinds.binary_search(&tint).map_or(0, |at| at as u16 + 1);
        let numbers = cells.map(|tint| tint.map_or(0, number)).collect();
        Tints { kinds, numbers }
    }

    /// The number of a cell's tint.
    fn number(&self, cell: u32) -> u16 {
        self.numbers.get(cell as usize).copied().unwrap_or(0)
    }

    /// The tint of a number.
    fn tint(&self, number: u16) -> Option<Tint> {
        self.kinds.get(usize::from(number).checked_sub(1)?).copied()
    }
}

/// A cell of which something is known.
#[derive(Clone, Copy, Debug)]
struct Coloured<'s> {
    tint: Tint,
    row: &'s PlaceState,
}

impl<'s> Coloured<'s> {
    /// The colour of each cell: that of its place, or of the first place on the same spot that is known.
    fn all(cells: &[Cell], situation: &'s Situation) -> Vec<Option<Coloured<'s>>> {
        let mut rows = situation.places.as_slice();
        // Both lists are sorted by place.
        let own = cells.iter().map(|cell| {
            while rows.first().is_some_and(|row| row.place < cell.place) {
                rows = &rows[1..];
            }
            rows.first().filter(|row| row.place == cell.place)
        });
        let shared = |cell: &Cell| cell.shared.iter().filter_map(|place| situation.get(place)).find_map(Coloured::of);
        own.zip(cells).map(|(own, cell)| own.and_then(Coloured::of).or_else(|| shared(cell))).collect()
    }

    /// The colour that a place gives.
    fn of(row: &'s PlaceState) -> Option<Coloured<'s>> {
        let side = row.side.filter(|_| row.state != State::Unknown)?;
        let within = row.basis != Basis::Own;
        Some(Coloured { tint: Tint { side, state: row.state, other: row.other, within }, row })
    }
}
