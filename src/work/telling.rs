//! What is asked of the articles at hand and what they tell: the history of a revision, the picture of a day, and what
//! would change a holder.

use super::Ground;
use crate::control::{Change, Flip, History, Options, Situation, Weighing};
use crate::date::Day;
use crate::front::{self, Fronts};
use crate::place::PlaceId;
use crate::project::Reading;
use crate::project::edit::Reliability;
use crate::scene::{self, Claims};
use crate::view::{self, Filter, voices};
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

/// What is asked of the articles at hand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Question {
    /// The revision of the project.
    pub revision: u64,
    /// Leave out what was published after this day.
    pub known_by: Option<Day>,
    /// Only these voices; empty: all.
    pub according_to: Vec<String>,
    /// How partisan sources are weighed.
    pub weighing: Weighing,
    /// How the analyst rated sources, where they are weighed by that; else empty.
    pub ratings: Arc<BTreeMap<String, Reliability>>,
    /// Only claims that pass it, of whatever day; an empty one: all.
    pub filter: Arc<Filter>,
}

impl Question {
    /// The question as the history takes it, but for the filter.
    pub fn options(&self) -> Options {
        Options {
            known_by: self.known_by,
            according_to: self.according_to.clone(),
            weighing: self.weighing,
            ratings: BTreeMap::clone(&self.ratings),
            ..Options::built_in()
        }
    }
}

/// The history of one state of the project.
#[derive(Debug)]
pub struct Told {
    /// What it answers.
    pub question: Question,
    /// Every voice, with the number of its claims, the most first.
    pub voices: Vec<(String, usize)>,
    /// Who held what.
    pub history: History,
    /// The days on which that changed.
    pub changes: Vec<Change>,
    /// The claims, ready to be drawn.
    pub claims: Claims,
}

impl Told {
    /// Works out who held what; unfinished where it is told to stop.
    pub(super) fn new(
        question: Question,
        readings: &[Arc<Reading>],
        ground: &Ground,
        stopped: &dyn Fn() -> bool,
    ) -> Told {
        let passing = view::passing(readings, &question.filter);
        let options = Options { passing, ..question.options() };
        let history = ground.ledger.lock().unwrap_or_else(PoisonError::into_inner).tell(readings, &options);
        let changes = if stopped() { Vec::new() } else { history.changes() };
        let claims = Claims::new(readings, &ground.places);
        Told { voices: voices(readings, &options), question, history, changes, claims }
    }
}

/// One day, ready to be drawn.
#[derive(Debug)]
pub struct Picture {
    /// What it answers.
    pub question: Question,
    /// The day.
    pub day: Day,
    /// Whether the ground tells the groups within the sides apart.
    pub by_group: bool,
    /// Who is reported to hold each place.
    pub situation: Situation,
    /// Areas and front lines.
    pub fronts: Fronts,
    /// The same, ready to be drawn.
    pub drawn: scene::Ground,
}

impl Picture {
    /// Works out one day, with the groups within the sides told apart or not; unfinished where it is told to stop.
    pub(super) fn new(told: &Told, day: Day, by_group: bool, ground: &Ground, stopped: &dyn Fn() -> bool) -> Picture {
        let situation = told.history.on(day);
        let fronts = if stopped() { Fronts::default() } else { front::draw(&situation, &ground.cells) };
        let mut drawn = scene::Ground::new(&fronts).with_cells(&ground.cells);
        if by_group && !stopped() {
            drawn = drawn.with_groups(&ground.cells, &told.claims.groups(&ground.places, &situation));
        }
        Picture { question: told.question.clone(), day, by_group, situation, fronts, drawn }
    }
}

/// What would change the holder of a place on a day.
#[derive(Clone, Debug)]
pub struct Flipped {
    /// What it answers.
    pub question: Question,
    /// The day.
    pub day: Day,
    /// The place.
    pub place: PlaceId,
    /// The answer.
    pub flip: Flip,
}
