//! Histories of a list of articles that grows: only the places of which a new article speaks are
//! worked out anew.

use super::copies::Copies;
use super::evidence::{self, Mark};
use super::layout::Layout;
use super::origin::Voices;
use super::situation::Counts;
use super::track::Track;
use super::{History, Options};
use crate::place::Place;
use crate::project::Reading;
use std::collections::BTreeMap;
use std::sync::Arc;

/// So many histories are kept: two that are compared, and one more to go back to.
const KEPT: usize = 3;

/// Tells the history of a list of readings, and remembers what the next one needs.
///
/// ```no_run
/// # use frontlines::{control::{Ledger, Options}, place::Place, project::Reading};
/// # use std::sync::Arc;
/// # fn show(readings: &[Arc<Reading>], more: &[Arc<Reading>], places: &[Place]) {
/// let mut ledger = Ledger::new(places);
/// let history = ledger.tell(readings, &Options::default());
/// let later = ledger.tell(more, &Options::default()); // fast if `more` begins with `readings`
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Ledger {
    layout: Arc<Layout>,
    /// What was told of last.
    readings: Vec<Arc<Reading>>,
    copies: Copies,
    /// What was told of them, under some options each.
    told: Vec<(History, Voices)>,
}

impl Ledger {
    /// A ledger of the places of a gazetteer.
    pub fn new(places: &[Place]) -> Ledger {
        Ledger {
            layout: Arc::new(Layout::new(places)),
            readings: Vec::new(),
            copies: Copies::default(),
            told: Vec::new(),
        }
    }

    /// The history of these readings: the same as [`History::new`] tells. If the list begins with the
    /// readings told of last, under the same options, the cost is that of the rest.
    pub fn tell(&mut self, readings: &[Arc<Reading>], options: &Options) -> History {
        let goes_on = self.readings.len() <= readings.len()
            && self.readings.iter().zip(readings).all(|(old, new)| Arc::ptr_eq(old, new));
        if !goes_on {
            self.readings.clear();
            self.copies = Copies::default();
            self.told.clear();
        }
        let mut moved = Vec::new();
        for reading in &readings[self.readings.len()..] {
            moved.extend(self.copies.add(&reading.article));
            self.readings.push(Arc::clone(reading));
        }
        let known = self.told.iter().position(|(history, _)| *history.options == *options);
        let (mut history, mut voices) = match known {
            Some(known) => self.told.remove(known),
            None => self.nothing(options),
        };
        // What was told under other options has missed the new readings; and another filter seldom comes back.
        self.told.retain(|(history, _)| {
            let passing = &history.options.passing;
            history.origins.len() as usize == readings.len() && (passing.is_none() || *passing == options.passing)
        });
        self.told.truncate(KEPT - 1);
        let known = history.origins.len();
        moved.retain(|reading| *reading < known);
        moved.sort_unstable();
        moved.dedup();
        history.move_origins(&moved, readings, &self.copies, &mut voices);
        history.take_in(readings, &self.copies, &mut voices);
        self.told.insert(0, (history.clone(), voices));
        history
    }

    /// A history in which nothing was said yet.
    fn nothing(&self, options: &Options) -> (History, Voices) {
        let options = Arc::new(options.clone());
        let layout = Arc::clone(&self.layout);
        let track = |at: usize| {
            let is_container = layout.is_container(at as u32);
            Arc::new(Track::new(layout.ids[at].clone(), layout.kinds[at], is_container))
        };
        let tracks = (0..layout.ids.len()).map(track).collect();
        let turned = layout.ids.iter().map(|_| Arc::default()).collect();
        let voices = Voices::new(Arc::clone(&options));
        let (origins, counts) = (Arc::default(), Counts::default());
        (History { options, layout, tracks, turned, origins, counts }, voices)
    }
}

impl History {
    /// Adds the readings that are not in it yet.
    fn take_in(&mut self, readings: &[Arc<Reading>], copies: &Copies, voices: &mut Voices) {
        let mut more: BTreeMap<u32, Vec<Mark>> = BTreeMap::new();
        for at in self.origins.len()..readings.len() as u32 {
            Arc::make_mut(&mut self.origins).add(readings, copies, voices);
            let marks = evidence::marks(at, &readings[at as usize], voices, &self.origins, &self.layout);
            for (place, mark) in marks {
                more.entry(place).or_default().push(mark);
            }
        }
        self.forget_changes(more.keys().copied());
        let options = Arc::clone(&self.options);
        for (place, marks) in more {
            let passes = |mark: &Mark| options.passing.as_ref().is_none_or(|passing| passing.has(mark.claim));
            let (marks, left_out): (Vec<_>, Vec<_>) = marks.into_iter().partition(passes);
            let track = Arc::make_mut(&mut self.tracks[place as usize]);
            track.leave_out(&left_out);
            track.add(marks);
        }
        self.count();
    }

    /// Names the voices of readings that turned out to be copies of others.
    fn move_origins(&mut self, moved: &[u32], readings: &[Arc<Reading>], copies: &Copies, voices: &mut Voices) {
        for &reading in moved {
            Arc::make_mut(&mut self.origins).renew(reading, readings, copies, voices);
            let claims = readings[reading as usize].claims.iter();
            let mut places: Vec<u32> =
                claims.filter_map(|claim| self.layout.position(claim.place.id.as_ref()?)).collect();
            places.sort_unstable();
            places.dedup();
            for &place in &places {
                let track = Arc::make_mut(&mut self.tracks[place as usize]);
                for mark in track.marks.iter_mut().filter(|mark| mark.claim.reading == reading) {
                    mark.origin = self.origins.of(mark.claim);
                }
                track.renew();
            }
            self.forget_changes(places);
        }
    }

    /// The changes of these places and of those within them are to be found anew.
    fn forget_changes(&mut self, places: impl IntoIterator<Item = u32>) {
        let layout = Arc::clone(&self.layout);
        for place in layout.with_parts(places) {
            self.turned[place as usize] = Arc::default();
        }
    }

    fn count(&mut self) {
        let marks = || self.tracks.iter().flat_map(|track| &track.marks);
        let distinct = |numbers: &mut dyn Iterator<Item = u32>| {
            let mut met: Vec<bool> = Vec::new();
            for number in numbers {
                let number = number as usize;
                if met.len() <= number {
                    met.resize(number + 1, false);
                }
                met[number] = true;
            }
            met.into_iter().filter(|met| *met).count() as u32
        };
        self.counts = Counts {
            articles: distinct(&mut marks().map(|mark| mark.claim.reading)),
            claims: marks().count() as u32,
            origins: distinct(&mut marks().map(|mark| mark.origin)),
            left_out: self.tracks.iter().map(|track| track.left_out.len() as u32).sum(),
        };
    }
}
