//! One voice: what it claims, how often others say the same, how often it says what hurts the side it
//! leans to, and how soon after the event it is published.

use crate::claim::{Claim, Event, Status};
use crate::control::History;
use crate::date::Day;
use crate::place::PlaceId;
use crate::project::{ClaimRef, Reading};
use crate::side::Side;
use crate::view::{claim_days, dossier::voice_of};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Two claims about a place are compared if they speak of days no farther apart than this.
const NEAR: i32 = 7;

/// What there is to say of a voice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    /// Its usual name.
    pub voice: String,
    /// The side it leans to, if known.
    pub leaning: Option<Side>,
    /// Its claims, newest first.
    pub claims: Vec<ClaimRef>,
    /// In how many articles.
    pub articles: usize,
    /// How many by event, in the order of [`Event::ALL`], then by side: [`Side::ALL`] and unknown.
    pub counts: [[u32; 5]; 7],
    /// Claims on who has a place that others speak of, too: how many agree with most of them.
    pub agree: u32,
    /// The same: how many do not.
    pub differ: u32,
    /// Claims on who has a place that nobody else speaks of near that day.
    pub alone: u32,
    /// Others with whom it can be compared: their name, claims that agree, claims that differ.
    pub others: Vec<(String, u32, u32)>,
    /// Claims that say that the side it leans to lost or lacks ground, of those on who has ground.
    pub against_interest: Option<(u32, u32)>,
    /// Days between what happened and its publication, sorted.
    pub delays: Vec<i32>,
}

impl Profile {
    /// The profile of a voice among all readings.
    pub fn new(voice: &str, history: &History, readings: &[Arc<Reading>]) -> Profile {
        let options = history.options();
        let key = options.voice(voice);
        let all = Statement::all(history, readings);
        let mut profile =
            Profile { voice: voice.to_owned(), leaning: options.leanings.get(&key).copied(), ..Profile::default() };
        let mut articles: Vec<u32> = Vec::new();
        let mut mine = Vec::new();
        for (r, reading) in readings.iter().enumerate() {
            for (c, claim) in reading.claims.iter().enumerate() {
                let at = ClaimRef { reading: r as u32, claim: c as u32 };
                if options.voice(&voice_of(reading, at)) != key {
                    continue;
                }
                articles.push(at.reading);
                profile.count(claim);
                let days = claim_days(reading, claim);
                if let Some((days, published)) = days.zip(reading.article.published.day())
                    && claim.date.span.is_some()
                {
                    profile.delays.push((published - days.to).max(0));
                }
                mine.push((days.map(|days| days.to), at));
            }
        }
        articles.dedup();
        profile.articles = articles.len();
        profile.delays.sort_unstable();
        mine.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        profile.claims = mine.into_iter().map(|(_, at)| at).collect();
        profile.compare(&key, &all);
        profile.weigh(&key, &all);
        profile
    }

    /// The day in the middle of its delays.
    pub fn median_delay(&self) -> Option<i32> {
        self.delays.get(self.delays.len() / 2).copied()
    }

    fn count(&mut self, claim: &Claim) {
        let event = Event::ALL.iter().position(|event| *event == claim.event).unwrap_or(0);
        self.counts[event][claim.side.map_or(4, Side::index)] += 1;
    }

    fn compare(&mut self, key: &str, all: &BTreeMap<PlaceId, Vec<Statement>>) {
        let mut others: BTreeMap<&str, (String, u32, u32)> = BTreeMap::new();
        for statements in all.values() {
            for mine in statements.iter().filter(|one| one.key == key) {
                let near = |other: &&Statement| {
                    other.key != key && other.original != mine.original && (other.day - mine.day).abs() <= NEAR
                };
                let (mut same, mut unlike) = (0, 0);
                for other in statements.iter().filter(near) {
                    let entry = others.entry(&other.key).or_insert((other.voice.clone(), 0, 0));
                    if other.holder == mine.holder {
                        (same, entry.1) = (same + 1, entry.1 + 1);
                    } else {
                        (unlike, entry.2) = (unlike + 1, entry.2 + 1);
                    }
                }
                match (same, unlike) {
                    (0, 0) => self.alone += 1,
                    (same, unlike) if same >= unlike => self.agree += 1,
                    _ => self.differ += 1,
                }
            }
        }
        self.others = others.into_values().collect();
        self.others.sort_by(|a, b| (b.1 + b.2).cmp(&(a.1 + a.2)).then_with(|| a.0.cmp(&b.0)));
    }

    fn weigh(&mut self, key: &str, all: &BTreeMap<PlaceId, Vec<Statement>>) {
        let Some(own) = self.leaning else { return };
        let mine = || all.values().flatten().filter(|one| one.key == key);
        let hurts = mine().filter(|one| one.holder != Some(own)).count() as u32;
        self.against_interest = Some((hurts, mine().count() as u32));
    }
}

/// A claim on who has a place.
struct Statement {
    key: String,
    voice: String,
    /// The first article with these words: copies are no second opinion.
    original: u32,
    day: Day,
    /// Who has the place by it; `None`: somebody who is not named, after another lost it.
    holder: Option<Side>,
}

impl Statement {
    fn all(history: &History, readings: &[Arc<Reading>]) -> BTreeMap<PlaceId, Vec<Statement>> {
        let mut all: BTreeMap<PlaceId, Vec<Statement>> = BTreeMap::new();
        for (r, reading) in readings.iter().enumerate() {
            for (c, claim) in reading.claims.iter().enumerate() {
                let control = claim.status == Status::Reported && claim.event.is_control() && claim.side.is_some();
                let (Some(place), Some(days), true) = (&claim.place.id, claim_days(reading, claim), control) else {
                    continue;
                };
                let voice = voice_of(reading, ClaimRef { reading: r as u32, claim: c as u32 });
                all.entry(place.clone()).or_default().push(Statement {
                    key: history.options().voice(&voice),
                    voice,
                    original: history.original(r as u32),
                    day: days.to,
                    holder: claim.side.filter(|_| claim.event != Event::Loses),
                });
            }
        }
        all
    }
}
