//! A place over time: who said what of it when, voice by voice; how likely each side was; and how the
//! picture of one day was revised as reports came in.

use crate::claim::Event;
use crate::claim::Status;
use crate::control::{History, PlaceState, State};
use crate::date::{Day, Span};
use crate::place::PlaceId;
use crate::project::{ClaimRef, Reading};
use crate::side::Side;
use crate::view::claim_days;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Days after which a claim has faded from its strip, if its voice says nothing new.
const FADED: i32 = 30;
/// Days shown before the first claim and after the last.
const MARGIN: i32 = 10;
/// Days before it is said that are shown of what is said to last since long ago: all of them would leave no room for
/// the rest.
const LOOKED_BACK: i32 = 120;
/// Into how many steps the band is cut.
const STEPS: i32 = 160;
/// The most revisions shown, the latest.
const REVISIONS: usize = 60;

/// What there is to say of a place over time.
#[derive(Clone, Debug, Default)]
pub struct Dossier {
    /// The days that are shown.
    pub span: Option<Span>,
    /// How the place stood, from `span.from` on in equal steps.
    pub band: Vec<Sample>,
    /// One strip a voice, the one with the first claim first.
    pub strips: Vec<Strip>,
    /// How the picture of the day asked for was revised, oldest first.
    pub revisions: Vec<Revision>,
}

/// How the place stood on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// The day.
    pub day: Day,
    /// How it stood.
    pub state: State,
    /// How likely each side had it, in the order of [`Side::ALL`].
    pub probability: [f32; 4],
}

/// What one voice said, in the order of days.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// The voice: the quoted source, else the outlet.
    pub voice: String,
    /// What it said.
    pub said: Vec<Said>,
}

impl Strip {
    /// Whether any of it goes against what the others say.
    pub fn disagrees(&self) -> bool {
        self.said.iter().any(|said| said.disputed)
    }
}

/// One claim on a strip.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Said {
    /// The claim.
    pub claim: ClaimRef,
    /// Whose side it speaks of.
    pub side: Option<Side>,
    /// Whether it says who has the place; else it is pressure, or only intended or denied.
    pub control: bool,
    /// The days it speaks of.
    pub days: Span,
    /// The day by which it has faded, or its voice said something new.
    pub until: Day,
    /// Whether the joint picture of its day gives the place to another side.
    pub disputed: bool,
}

/// How a day's picture looked once reports were in that were published up to some day.
#[derive(Clone, Debug)]
pub struct Revision {
    /// The day of publication.
    pub known_by: Day,
    /// How the place then stood; `None`: no report reached it.
    pub row: Option<PlaceState>,
    /// Whose reports came in since the revision before.
    pub voices: Vec<String>,
}

impl Dossier {
    /// The dossier of a place as `history` tells it; revisions are those of `day`. `readings` are those of the
    /// history.
    pub fn new(history: &History, readings: &[Arc<Reading>], place: &PlaceId, day: Day) -> Dossier {
        let claims = claims(history, place, day);
        let strips = strips(history, readings, place, &claims);
        let days = strips.iter().flat_map(|strip| &strip.said);
        let first = days.clone().map(|said| said.days.from.max(said.days.to - LOOKED_BACK)).min();
        let last = days.map(|said| said.days.to).max();
        let span = first
            .zip(last)
            .map(|(first, last)| Span::precise(first.min(day) - MARGIN, (last + FADED).max(day + MARGIN)));
        let band = span.map_or_else(Vec::new, |span| band(history, place, span));
        Dossier { span, band, strips, revisions: revisions(history, readings, place, day) }
    }

    /// How many voices say what the others contradict.
    pub fn disagreeing(&self) -> usize {
        self.strips.iter().filter(|strip| strip.disagrees()).count()
    }
}

/// The claims about the place, and those about a larger one that speak for it on the day.
fn claims(history: &History, place: &PlaceId, day: Day) -> Vec<ClaimRef> {
    let mut claims = history.claims(place);
    if let Some(row) = history.place_on(place, day) {
        claims.extend(row.for_.iter().chain(&row.against));
    }
    claims.sort_unstable();
    claims.dedup();
    claims
}

fn strips(history: &History, readings: &[Arc<Reading>], place: &PlaceId, claims: &[ClaimRef]) -> Vec<Strip> {
    let mut by_voice: BTreeMap<String, Strip> = BTreeMap::new();
    for at in claims {
        let claim = at.of(readings);
        let Some(days) = claim_days(&readings[at.reading as usize], claim) else { continue };
        let since = claim.since.as_ref().and_then(|since| since.span).map_or(days.from, |since| since.from);
        let days = Span { from: since.min(days.from), ..days };
        let voice = voice_of(&readings[at.reading as usize], *at);
        let control = claim.status == Status::Reported && claim.event.is_control() && claim.event != Event::Loses;
        let disputed = control
            && history.place_on(place, days.to).is_some_and(|row| row.against.contains(at) && row.side.is_some());
        let said = Said { claim: *at, side: claim.side, control, days, until: days.to + FADED, disputed };
        let strip = by_voice
            .entry(history.options().voice(&voice))
            .or_insert_with(|| Strip { voice: voice.clone(), said: Vec::new() });
        strip.said.push(said);
    }
    let mut strips: Vec<Strip> = by_voice.into_values().collect();
    for strip in &mut strips {
        strip.said.sort_by_key(|said| (said.days.to, said.claim));
        let turns: Vec<Day> = strip.said.iter().filter(|said| said.control).map(|said| said.days.to).collect();
        for said in &mut strip.said {
            let next = turns.iter().find(|day| **day > said.days.to);
            said.until = next.map_or(said.until, |next| said.until.min(*next));
        }
    }
    strips.sort_by(|a, b| {
        (a.said.first().map(|said| said.days.from), &a.voice)
            .cmp(&(b.said.first().map(|said| said.days.from), &b.voice))
    });
    strips
}

/// The voice behind a claim: the source it is put down to, else the outlet, else the article itself.
pub fn voice_of(reading: &Reading, at: ClaimRef) -> String {
    let article = &reading.article;
    let source = reading.claims.get(at.claim as usize).and_then(|claim| claim.source.as_ref());
    source.map(|source| source.name.clone()).or_else(|| article.outlet.clone()).unwrap_or_else(|| {
        article
            .published
            .day()
            .map_or_else(|| "Undated article".into(), |day| format!("Article of {}", day.day_month()))
    })
}

fn band(history: &History, place: &PlaceId, span: Span) -> Vec<Sample> {
    let step = (span.days() / STEPS).max(1);
    let sample = |day: Day| {
        let row = history.place_on(place, day);
        Sample {
            day,
            state: row.as_ref().map_or(State::Unknown, |row| row.state),
            probability: row.map_or([0.25; 4], |row| row.probability),
        }
    };
    (0..span.days()).step_by(step as usize).map(|n| sample(span.from + n)).collect()
}

/// The latest revisions of the picture of a day, with who brought them about.
fn revisions(history: &History, readings: &[Arc<Reading>], place: &PlaceId, day: Day) -> Vec<Revision> {
    let mut all = history.revisions(place, day);
    let latest = all.split_off(all.len().saturating_sub(REVISIONS));
    let with_voices = latest.into_iter().map(|revision| {
        let mut voices: Vec<String> = Vec::new();
        for at in &revision.claims {
            let voice = voice_of(&readings[at.reading as usize], *at);
            if !voices.contains(&voice) {
                voices.push(voice);
            }
        }
        Revision { known_by: revision.known_by, row: revision.row, voices }
    });
    with_voices.collect()
}
