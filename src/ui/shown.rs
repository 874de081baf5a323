//! What the window shows: references to all that is kept elsewhere.

use super::TileRow;
use super::report::{Progress, Report};
use super::review::Queue;
use super::theme::Look;
use crate::command::Command;
use crate::date::Day;
use crate::gazetteer::Gazetteer;
use crate::place::PlaceId;
use crate::project::log::Log;
use crate::project::review::Review;
use crate::project::{ClaimRef, Reading};
use crate::scene::style::Sides;
use crate::scene::{Overlay, Pick};
use crate::side::Naming;
use crate::tiles::Server;
use crate::view::{Facet, Listing, Selection, View};
use crate::work::{Closely, Compared, Flipped, Ground, Picture, Question, Told};
use std::path::PathBuf;
use std::sync::Arc;

/// What the window shows: all of it kept elsewhere, none of it changed here.
pub struct Shown<'a> {
    /// The articles at hand with their claims.
    pub readings: &'a [Arc<Reading>],
    /// Places and word lists, once they are there.
    pub ground: Option<&'a Ground>,
    /// Who held what, once that is worked out.
    pub told: Option<&'a Told>,
    /// The day as drawn; it may be a moment behind the view.
    pub picture: Option<&'a Picture>,
    /// What would change the holder of the place last asked for.
    pub flip: Option<&'a Flipped>,
    /// The picture beside this one, while two are compared and once it is worked out.
    pub compared: Option<&'a Compared>,
    /// The place or the voice looked at closely, once that is worked out.
    pub closely: Option<&'a Closely>,
    /// The lists.
    pub listing: &'a Listing,
    /// The number of this listing: another one has another.
    pub listed: u64,
    /// What the filter can be asked for, counted; it may be a moment behind the lists.
    pub facets: Option<&'a [Facet]>,
    /// The marks of the map, while its table is open.
    pub marks: &'a [Pick],
    /// Which voices count, and how.
    pub question: &'a Question,
    /// The filter, as typed.
    pub filter: &'a str,
    /// Why the filter makes no sense.
    pub filter_fault: Option<&'a str>,
    /// What the user looks at.
    pub view: &'a View,
    /// The days running.
    pub playing: Playing,
    /// What became of what was loaded.
    pub report: &'a Report,
    /// Inputs being read.
    pub progress: Option<&'a Progress>,
    /// The user's own layers, and whether each is shown.
    pub overlays: &'a [(Arc<Overlay>, bool)],
    /// Pictures of the ground.
    pub tiles: &'a [TileRow],
    /// Whether they keep their colours.
    pub tiles_in_colour: bool,
    /// The tile server of the last time.
    pub server: Option<&'a Server>,
    /// Dropped files that may be places or layers, with the number of their names.
    pub asking: &'a [(PathBuf, usize)],
    /// Days of an export that are drawn, of how many.
    pub exporting: Option<(usize, usize)>,
    /// The edits that hold: ratings and notes.
    pub review: &'a Review,
    /// Who changed what, when.
    pub log: &'a Log,
    /// What needs a person.
    pub queue: Queue<'a>,
    /// What there is to say, newest last.
    pub notices: &'a [Notice],
    /// Whether only the built-in sample is loaded.
    pub sample: bool,
    /// What the articles at hand are called.
    pub name: &'a str,
    /// Whether all of it is safe on the disk.
    pub save_state: &'a SaveState,
    /// Other projects that were open last.
    pub recent: &'a [PathBuf],
    /// Files held over the window.
    pub hovering: &'a [PathBuf],
}

/// What the bar at the top says of the project file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// There is nothing to save, or nothing is kept.
    Nothing,
    /// All is safe; since then, if it was saved by this window.
    Saved(Option<String>),
    /// Something is not yet on the disk.
    Saving,
    /// Something could not be written.
    NotSaved,
    /// The file is only looked at.
    ReadOnly,
}

/// How the days run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Playing {
    /// Whether they run.
    pub on: bool,
    /// Days a second.
    pub speed: u8,
    /// Whether to begin again at the end.
    pub looping: bool,
}

/// One thing to say, with at most one thing to do about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// What happened, what is safe, what to do.
    pub text: String,
    /// A button: its words, and what it does.
    pub offer: Option<(&'static str, Command)>,
    /// Whether something went wrong.
    pub bad: bool,
}

impl Shown<'_> {
    pub(super) fn look(&self) -> Look {
        Look { theme: self.view.theme, sides: Sides::in_view(self.view) }
    }

    /// What the sides are called.
    pub(super) fn naming(&self) -> &Naming {
        &self.view.naming
    }

    pub(super) fn gazetteer(&self) -> Option<&Gazetteer> {
        self.ground.map(|ground| &ground.knowledge.gazetteer)
    }

    /// The name of a place, else its id.
    pub(super) fn place_name(&self, id: &PlaceId) -> String {
        let known = self.gazetteer().and_then(|gazetteer| gazetteer.get(id));
        known.map_or_else(|| id.as_str().to_owned(), |place| place.name.clone())
    }

    /// The last day before, and the first after the day shown on which control changed.
    pub(super) fn changes_around(&self) -> (Option<Day>, Option<Day>) {
        let Some(told) = self.told else { return (None, None) };
        let day = self.view.day;
        let before = told.changes.iter().rev().map(|change| change.day).find(|other| *other < day);
        let after = told.changes.iter().map(|change| change.day).find(|other| *other > day);
        (before, after)
    }

    /// The claim that is selected.
    pub(super) fn selected_claim(&self) -> Option<ClaimRef> {
        match self.view.selection {
            Some(Selection::Claim(claim)) if (claim.reading as usize) < self.readings.len() => Some(claim),
            _ => None,
        }
    }
}
