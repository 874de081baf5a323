//! Claims over time: who is reported to hold which place on any day, how sure that is, and why.
//!
//! [`History::new`] takes all readings once; [`History::on`] answers for a day. A *situation* has
//! one row a place: its state, the side, a probability for each side, the independent origins, and
//! the claims for and against. Hypothetical and denied claims never move control; claims that
//! disagree both stay visible. Nothing here reads a clock, a file or a screen.
//!
//! ```no_run
//! # use frontlines::{control::{History, Options}, date::Day, place::PlaceId};
//! # fn show(readings: &[std::sync::Arc<frontlines::project::Reading>], places: &[frontlines::place::Place]) {
//! let history = History::new(readings, places, &Options::default());
//! let situation = history.on(Day::new(2016, 10, 2).unwrap());
//! if let Some(row) = situation.get(&PlaceId::new("aleppo/leramun")) {
//!     println!("{:?}, {}", row.side, row.likelihood().word());
//! }
//! # }
//! ```

mod compare;
mod copies;
mod evidence;
mod flip;
mod fuse;
mod layout;
mod ledger;
mod likelihood;
mod model;
mod origin;
mod revision;
mod situation;
mod track;

pub use compare::{Difference, Shift, compare};
pub use copies::originals;
pub use flip::Flip;
pub use ledger::Ledger;
pub use likelihood::{Likelihood, percent};
pub use origin::{Voices, leaning_key, voice_key, voice_words};
pub use revision::{Issue, Revision};
pub use situation::{Basis, Counts, PlaceState, Situation, State};

use crate::claim::{Event, Source};
use crate::date::{Day, Span};
use crate::extract::attribution::SpeakerWords;
use crate::place::{Kind, Place, PlaceId};
use crate::project::edit::Reliability;
use crate::project::{ClaimRef, Reading};
use crate::read::outlets;
use crate::side::Side;
use fuse::Chain;
use layout::Layout;
use origin::Origins;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};
use track::{Around, Belief, Track};

/// The name of the model that makes situations and areas, for legends and exports.
pub const METHOD: &str = "frontlines control model 1";

/// How partisan sources are weighed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Weighing {
    /// All sources equal.
    #[default]
    Equal,
    /// A partisan source counts most for what hurts its own side, least for what flatters it.
    AgainstInterest,
    /// By the reliability that the analyst gave each source; sources without a rating as they are.
    ByRating,
}

impl Weighing {
    /// Its name in files and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Weighing::Equal => "equal",
            Weighing::AgainstInterest => "against-interest",
            Weighing::ByRating => "by-rating",
        }
    }

    /// What a map says of it; nothing where all sources are equal.
    pub fn words(self) -> Option<&'static str> {
        match self {
            Weighing::Equal => None,
            Weighing::AgainstInterest => Some("Sources weighed by what hurts their own side"),
            Weighing::ByRating => Some("Sources weighed by the analyst’s ratings"),
        }
    }
}

/// The claims that a filter lets through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passing {
    /// The line of the filter, for those who read the result.
    pub filter: String,
    /// Of each reading, in their order, the positions of its claims that pass, sorted.
    pub claims: Arc<Vec<Vec<u32>>>,
}

impl Passing {
    /// Whether a claim passes.
    pub fn has(&self, claim: ClaimRef) -> bool {
        let claims = self.claims.get(claim.reading as usize);
        claims.is_some_and(|claims| claims.binary_search(&claim.claim).is_ok())
    }
}

/// Which claims a history uses, and how. Names of voices are compared by [`voice_key`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Use only articles published by this day.
    pub known_by: Option<Day>,
    /// Use only these voices: an outlet or a quoted source by its name, whatever its case, or a
    /// leaning by the key of its side. Empty: all.
    pub according_to: Vec<String>,
    /// Use only the claims that a filter lets through; `None`: all.
    pub passing: Option<Passing>,
    /// How partisan sources are weighed.
    pub weighing: Weighing,
    /// How far the analyst trusts each outlet or source, by its name: used by [`Weighing::ByRating`] alone.
    pub ratings: BTreeMap<String, Reliability>,
    /// The side each outlet or source leans to, by [`Options::voice`].
    pub leanings: BTreeMap<String, Side>,
    /// Other names of a voice, by [`voice_key`], to the key of its usual one.
    pub same_voice: BTreeMap<String, String>,
}

impl Options {
    /// All claims, all sources equal, with the names and leanings of the built-in tables of outlets and
    /// of quoted sources. A person speaks with the voice of the body it speaks for.
    pub fn built_in() -> Options {
        let mut options = Options::default();
        for outlet in outlets::built_in().all() {
            let others = outlet.spellings.iter().chain(&outlet.domains).map(|name| voice_key(name));
            options.add_voice(&outlet.name, others.collect(), outlet.leaning);
        }
        for source in SpeakerWords::built_in().iter().flat_map(SpeakerWords::sources) {
            let usual = source.body.as_ref().unwrap_or(&source.name);
            let spoken_for = source.body.as_ref().map(|body| format!("{}, {body}", source.name));
            let others = source.spellings.iter().chain(&source.kept).chain([&source.name]).chain(&spoken_for);
            options.add_voice(usual, others.map(|name| voice_key(name)).collect(), source.leaning);
        }
        options
    }

    fn add_voice(&mut self, usual: &str, others: Vec<String>, leaning: Option<Side>) {
        let usual = voice_key(usual);
        for other in others.into_iter().filter(|other| *other != usual) {
            self.same_voice.entry(other).or_insert_with(|| usual.clone());
        }
        if let Some(side) = leaning {
            self.leanings.entry(usual).or_insert(side);
        }
    }

    /// Whether a voice of this name is known by a name that all articles share.
    pub(crate) fn knows(&self, name: &str) -> bool {
        self.same_voice.contains_key(&voice_key(name))
    }

    /// The key of a voice, whatever name of it is given. An outlet's correspondent speaks with its voice, and
    /// `a monitor (NAME)` with that of the name.
    pub fn voice(&self, name: &str) -> String {
        let key = voice_key(Source::named_in(name));
        if let Some(usual) = self.same_voice.get(&key) {
            return usual.clone();
        }
        let outlet = origin::outlet_of_reporter(&key).and_then(|outlet| {
            let usual = || self.same_voice.values().find(|usual| **usual == outlet);
            self.same_voice.get(&outlet).or_else(usual).cloned()
        });
        outlet.unwrap_or(key)
    }
}

/// A day on which the reported holder of a place changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The first day of the new holder.
    pub day: Day,
    /// The place.
    pub place: PlaceId,
    /// Who had it; `None` if not known.
    pub from: Option<Side>,
    /// Who has it now; `None` if not known.
    pub to: Option<Side>,
}

/// When a place changed hands.
#[derive(Debug)]
struct Turned {
    changes: Vec<Change>,
    /// On which days the word on it may change what is within.
    days: Vec<Day>,
}

/// All usable claims, place by place, ready to answer for any day. Cheap to clone.
#[derive(Clone, Debug)]
pub struct History {
    options: Arc<Options>,
    layout: Arc<Layout>,
    /// One a place, at its position.
    tracks: Vec<Arc<Track>>,
    /// The same places' changes, once they were asked for.
    turned: Vec<Arc<OnceLock<Turned>>>,
    origins: Arc<Origins>,
    counts: Counts,
}

impl History {
    /// Weighs the usable claims of all readings. `places` are those of the gazetteer; a claim about
    /// a place that is not among them is left out. A [`Ledger`] does the same, faster, for readings to
    /// which others are added.
    pub fn new(readings: &[Arc<Reading>], places: &[Place], options: &Options) -> History {
        Ledger::new(places).tell(readings, options)
    }

    /// What is reported for a day.
    pub fn on(&self, day: Day) -> Situation {
        let mut beliefs: Vec<Option<Belief>> = vec![None; self.tracks.len()];
        let mut rows: Vec<Option<PlaceState>> = vec![None; self.tracks.len()];
        for &at in &self.layout.order {
            let track = &self.tracks[at as usize];
            let containers = self.layout.containers[at as usize].iter();
            let around = containers.filter_map(|&at| Some((at, beliefs[at as usize].as_ref()?)));
            if track.marks.is_empty() && around.clone().next().is_none() {
                continue;
            }
            let own = track.own_belief(&track.chain, day);
            let belief = track.informed(own, around.clone(), &self.layout.kinds, day);
            let whole = belief.within.and_then(|at| rows[at as usize].as_ref());
            let told =
                || around.clone().filter_map(|(at, belief)| Some((belief, rows[at as usize].as_ref()?))).collect();
            let relieved = |besieger| self.relieved_around(at, besieger, day);
            let around = Around { whole, rows: &told, relieved: &relieved, origins: &self.origins };
            let row = track.row(&belief, around, day);
            rows[at as usize] = row;
            beliefs[at as usize] = Some(belief);
        }
        Situation {
            on: day,
            known_by: self.options.known_by,
            weighing: self.options.weighing,
            according_to: self.options.according_to.clone(),
            filter: self.options.passing.as_ref().map(|passing| passing.filter.clone()),
            places: rows.into_iter().flatten().collect(),
            counts: self.counts,
        }
    }

    /// What is reported of one place on a day, without looking at the others.
    pub fn place_on(&self, place: &PlaceId, day: Day) -> Option<PlaceState> {
        self.row(self.position(place)?, day, 0)
    }

    /// The claims about a place itself, oldest first, whatever their status.
    pub fn claims(&self, place: &PlaceId) -> Vec<ClaimRef> {
        let marks = self.position(place).map(|at| &self.tracks[at as usize].marks);
        marks.into_iter().flatten().map(|mark| mark.claim).collect()
    }

    /// The claims about a place itself, of this day or before, that the filter leaves out; oldest first.
    pub fn left_out(&self, place: &PlaceId, day: Day) -> Vec<ClaimRef> {
        let left_out = self.position(place).map(|at| &self.tracks[at as usize].left_out);
        left_out.into_iter().flatten().filter(|(of, _)| *of <= day).map(|(_, claim)| *claim).collect()
    }

    /// The first and the last day of which a usable claim speaks.
    pub fn days(&self) -> Option<Span> {
        let marks = || self.tracks.iter().flat_map(|track| &track.marks);
        let first = marks().map(|mark| mark.day).min()?;
        let last = marks().map(|mark| mark.day).max()?;
        Some(Span::precise(first, last))
    }

    /// Every change of holder, by day, then place.
    pub fn changes(&self) -> Vec<Change> {
        for &at in &self.layout.order {
            self.turned[at as usize].get_or_init(|| self.turned(at));
        }
        let all = self.turned.iter().filter_map(|turned| turned.get());
        let mut changes: Vec<Change> = all.flat_map(|turned| &turned.changes).cloned().collect();
        changes.sort_by(|a, b| (a.day, &a.place).cmp(&(b.day, &b.place)));
        changes
    }

    /// The changes of one place; those of what is around it are known.
    fn turned(&self, at: u32) -> Turned {
        let track = &self.tracks[at as usize];
        let around = self.layout.containers[at as usize].iter();
        let around = around.filter_map(|&around| self.turned[around as usize].get()).flat_map(|around| &around.days);
        let mut days: Vec<Day> = track.chain.steps.iter().map(|step| step.day).chain(around.copied()).collect();
        days.sort_unstable();
        days.dedup();
        let mut changes: Vec<Change> = Vec::new();
        let mut holder = None;
        for day in days {
            let now = self.belief(at, day, &[], 0).side();
            if now.is_some() && now != holder {
                changes.push(Change { day, place: track.place.clone(), from: holder, to: now });
                holder = now;
            }
        }
        let captures = track.marks.iter().filter(|mark| mark.gives_whole() && mark.event == Event::Captures);
        let days = captures.map(|mark| mark.day).chain(changes.iter().map(|change| change.day)).collect();
        Turned { changes, days }
    }

    /// The first published article of which a reading is a near-copy; itself if it is none.
    pub fn original(&self, reading: u32) -> u32 {
        self.origins.first(reading)
    }

    /// A number for the origin of a claim: claims with the same one are one voice. `None` for a claim that is not in
    /// this history.
    pub fn origin(&self, claim: ClaimRef) -> Option<u32> {
        self.origins.get(claim)
    }

    /// The number of independent origins behind some claims.
    pub fn origins<'c>(&self, claims: impl IntoIterator<Item = &'c ClaimRef>) -> u32 {
        claims.into_iter().map(|claim| self.origins.of(*claim)).collect::<BTreeSet<u32>>().len() as u32
    }

    /// The options it was built with.
    pub fn options(&self) -> &Options {
        &self.options
    }

    fn position(&self, place: &PlaceId) -> Option<u32> {
        self.layout.position(place)
    }

    /// When a siege by a side was last said to be broken at what is around a place, or in a sector of it: who
    /// breaks the siege of a city relieves the half of it that was besieged.
    fn relieved_around(&self, at: u32, besieger: Side, day: Day) -> Option<Day> {
        let around = self.layout.containers[at as usize].iter().copied().chain(self.sectors_in(at));
        around.filter_map(|at| self.tracks[at as usize].relieved(besieger, day)).max()
    }

    /// The sectors within a place, directly.
    fn sectors_in(&self, at: u32) -> impl Iterator<Item = u32> {
        let parts = self.layout.parts[at as usize].iter().copied();
        parts.filter(|part| self.layout.kinds[*part as usize] == Kind::Sector)
    }

    /// The belief of one place, without the claims given, and with those of the places around it.
    fn belief(&self, at: u32, day: Day, without: &[ClaimRef], depth: usize) -> Belief {
        let track = &self.tracks[at as usize];
        let own = if without.is_empty() {
            track.own_belief(&track.chain, day)
        } else {
            track.own_belief(&Chain::new(&track.marks, track.kind, track.is_container, without), day)
        };
        // A table in which places contain each other must not hang us.
        let inner: Vec<(u32, Belief)> = if depth > 8 {
            Vec::new()
        } else {
            let containers = &self.layout.containers[at as usize];
            containers.iter().map(|&at| (at, self.belief(at, day, without, depth + 1))).collect()
        };
        track.informed(own, inner.iter().map(|(at, belief)| (*at, belief)), &self.layout.kinds, day)
    }

    fn row(&self, at: u32, day: Day, depth: usize) -> Option<PlaceState> {
        let belief = self.belief(at, day, &[], 0);
        let row = |at: u32| self.row(at, day, depth + 1).filter(|_| depth < 8);
        let whole = belief.within.and_then(row);
        let around = self.layout.containers[at as usize].iter();
        let told: Vec<(Belief, PlaceState)> =
            around.filter_map(|&at| Some((self.belief(at, day, &[], 0), row(at)?))).collect();
        let told = || told.iter().map(|(belief, row)| (belief, row)).collect();
        let relieved = |besieger| self.relieved_around(at, besieger, day);
        let around = Around { whole: whole.as_ref(), rows: &told, relieved: &relieved, origins: &self.origins };
        self.tracks[at as usize].row(&belief, around, day)
    }
}
