//! One place over time: its marks to a chain of beliefs, by the forward-backward algorithm in
//! closed form (Rabiner 1989), with forgetting between claims instead of a fixed step.

use super::evidence::Mark;
use super::model;
use crate::claim::{Event, Extent};
use crate::date::Day;
use crate::place::Kind;
use crate::project::ClaimRef;
use crate::side::Side;
use std::collections::BTreeSet;

/// How likely each side has the place, in the order of [`Side::ALL`]; together 1.
pub(super) type Shares = [f64; 4];

/// Nothing known.
pub(super) const ANYBODY: Shares = [0.25; 4];

/// The claims of a place that move it, in the order in which they act.
#[derive(Clone, Debug, Default)]
pub(super) struct Chain {
    pub steps: Vec<Step>,
    /// The days of the steps, to find one by.
    days: Vec<Day>,
    /// Captures undone within a day: clashes.
    undone: Vec<ClaimRef>,
    /// Of a place that contains others: the steps at which the whole was taken.
    turns: Vec<(usize, Turn)>,
}

/// The whole of a place was taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Turn {
    /// The day.
    pub day: Day,
    /// From whom: what these have within goes with it.
    pub ousted: [bool; 4],
}

/// One claim at work.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub day: Day,
    /// The position of its mark.
    pub mark: usize,
    act: Act,
    /// Days in which what is known after it loses half its force.
    half_life: f64,
    /// The first day after it on which an enemy of its leader presses on the place: from then on
    /// what is known is forgotten faster.
    pressed: Option<Day>,
    /// What is known after it, from it and all before.
    after: Shares,
    /// How well each side before it explains it and all that follows.
    before: Shares,
    /// Who has the place after it, if somebody does.
    pub lead: Option<Side>,
    /// By side, where the steps begin after which no other side has had the place up to here.
    alone: [u32; 4],
    /// The last day up to here on which somebody was said to have or to take the place: who left is no news
    /// of who is there.
    pub told: Option<Day>,
}

/// What a claim does to the shares.
#[derive(Clone, Copy, Debug)]
enum Act {
    /// Multiplies the odds of a side.
    Observe { side: Side, odds: f64 },
    /// With the given probability the place passes to `side`, from `from` or from anybody else; then
    /// the odds of `side` are multiplied.
    Pass { side: Side, from: Option<Side>, chance: f64, odds: f64 },
    /// With the given probability the place passes from `side` to one of the others.
    Leave { side: Side, chance: f64 },
    /// Nothing.
    Idle,
}

impl Chain {
    /// Builds the chain. Parts tell nothing of a place that contains others. Marks of claims in
    /// `without` are left out.
    pub(super) fn new(marks: &[Mark], kind: Kind, is_container: bool, without: &[ClaimRef]) -> Chain {
        let usable = |mark: &Mark| {
            mark.is_control() && (!is_container || mark.extent == Extent::Whole) && !without.contains(&mark.claim)
        };
        let undone = undone(marks, &usable);
        let steps = moments(marks, |mark| usable(mark) && !undone.contains(&mark.claim));
        let days = steps.iter().map(|step| step.day).collect();
        let mut chain = Chain { steps, days, undone, turns: Vec::new() };
        chain.forward(marks, without);
        chain.backward(marks);
        if is_container {
            chain.find_turns(marks, kind, without);
        }
        chain
    }

    /// What is known on a day, from all claims before and after it; `next` is the first step after the day.
    pub(super) fn on(&self, day: Day, next: usize) -> Shares {
        let past = next.checked_sub(1).map_or(ANYBODY, |at| {
            let step = &self.steps[at];
            step.forgotten(day)
        });
        let future = self
            .steps
            .get(next)
            .map_or(ANYBODY, |step| forget(step.before, f64::from(step.day - day), step.half_life / model::BACKWARD));
        let shares = normal(std::array::from_fn(|side| past[side] * future[side]));
        shares.map(|share| 0.25 + (share - 0.25) * model::SUREST)
    }

    /// The position of the first step after a day.
    pub(super) fn next(&self, day: Day) -> usize {
        self.days.partition_point(|other| *other <= day)
    }

    /// The position of the step with which the spell of the side that leads at `at` began.
    pub(super) fn spell_start(&self, at: usize, side: Side) -> usize {
        (self.steps[at].alone[side.index()] as usize).min(at)
    }

    /// When the side that leads before the step `next` took the whole, if it did in this spell.
    pub(super) fn turn(&self, next: usize) -> Option<Turn> {
        let at = next.checked_sub(1).filter(|_| !self.turns.is_empty())?;
        let start = self.spell_start(at, self.steps[at].lead?);
        let last = self.turns.partition_point(|(step, _)| *step <= at).checked_sub(1)?;
        let (step, turn) = self.turns[last];
        (step >= start).then_some(turn)
    }

    /// Finds the steps at which the whole was taken: captures by the side that leads then, and, of what
    /// does not stand divided, the first word that another side has it now.
    fn find_turns(&mut self, marks: &[Mark], kind: Kind, without: &[ClaimRef]) {
        let votes = Votes::new(marks, without);
        let mut last = None;
        for (at, step) in self.steps.iter().enumerate() {
            let mark = &marks[step.mark];
            let Some(side) = step.lead.filter(|lead| mark.side == Some(*lead)) else { continue };
            let is_new = last.is_some_and(|last| last != side);
            last = Some(side);
            if mark.event == Event::Captures || is_new && !model::stands_divided(kind) {
                self.turns.push((at, Turn { day: step.day, ousted: votes.ousted(side, step.day, mark.from) }));
            }
        }
    }

    /// Whether a claim tells of a capture that was undone within a day.
    pub(super) fn is_undone(&self, claim: ClaimRef) -> bool {
        self.undone.contains(&claim)
    }

    fn forward(&mut self, marks: &[Mark], without: &[ClaimRef]) {
        let mut known = ANYBODY;
        let mut run = Run::default();
        let mut half_life = 60.0;
        for at in 0..self.steps.len() {
            let (past, rest) = self.steps.split_at_mut(at);
            let step = &mut rest[0];
            known = past.last().map_or(known, |last| last.forgotten(step.day));
            let mark = &marks[step.mark];
            let own = model::half_life(mark.event);
            step.act = run.act(mark, step.day, &known, past.last().map(|last| last.day));
            known = step.act.forward(&known);
            step.lead = leader(&known).filter(|(_, share)| *share >= model::DRAWN).map(|(side, _)| side);
            if !matches!(step.act, Act::Idle) {
                half_life = if run.is_new { own } else { own.max(half_life) };
            }
            let next = rest.get(1).map(|next| next.day);
            let step = &mut rest[0];
            (step.half_life, step.after) = (half_life, known);
            step.alone = past.last().map_or([0; 4], |last| last.alone);
            let told = Some(step.day).filter(|_| mark.event != Event::Loses);
            step.told = told.or(past.last().and_then(|last| last.told));
            for other in Side::ALL.into_iter().filter(|side| step.lead.is_some_and(|lead| lead != *side)) {
                step.alone[other.index()] = at as u32 + 1;
            }
            step.pressed = pressed(marks, step, next, without);
        }
    }

    fn backward(&mut self, marks: &[Mark]) {
        let mut explains = ANYBODY;
        let mut next: Option<Day> = None;
        for step in self.steps.iter_mut().rev() {
            let half_life = model::half_life(marks[step.mark].event) / model::BACKWARD;
            explains = next.map_or(explains, |day| forget(explains, f64::from(day - step.day), half_life));
            explains = step.act.backward(&explains);
            (step.before, next) = (explains, Some(step.day));
        }
    }
}

impl Step {
    /// What is left on a day of what is known after it.
    fn forgotten(&self, day: Day) -> Shares {
        let under_pressure = self.pressed.map_or(0, |pressed| (day - pressed).max(0));
        let aged = f64::from((day - self.day).max(0)) + (model::UNDER_PRESSURE - 1.0) * f64::from(under_pressure);
        forget(self.after, aged, self.half_life)
    }
}

impl Act {
    fn forward(self, known: &Shares) -> Shares {
        let mut next = *known;
        match self {
            Act::Observe { side, odds } => next[side.index()] *= odds,
            // Whom it was taken from tells of the time before, not whether to believe it.
            Act::Pass { side, chance, odds, .. } => {
                let came = 1.0 - known[side.index()];
                next = next.map(|share| share * (1.0 - chance));
                next[side.index()] = (next[side.index()] + chance * came) * odds;
            }
            Act::Leave { side, chance } => {
                let left = known[side.index()] * chance;
                next = next.map(|share| share * (1.0 - chance) + left / 3.0);
                next[side.index()] -= left / 3.0;
            }
            Act::Idle => {}
        }
        normal(next)
    }

    fn backward(self, explains: &Shares) -> Shares {
        let mut before = *explains;
        match self {
            Act::Observe { side, odds } => before[side.index()] *= odds,
            Act::Pass { side, from, chance, odds } => {
                let explains = Act::Observe { side, odds }.backward(explains);
                for other in Side::ALL {
                    let here = other.index();
                    before[here] = explains[here] * (1.0 - chance);
                    if other != side && from.is_none_or(|from| from == other) {
                        before[here] += chance * explains[side.index()];
                    }
                }
            }
            Act::Leave { side, chance } => {
                let others: f64 =
                    Side::ALL.into_iter().filter(|other| *other != side).map(|other| explains[other.index()]).sum();
                before = before.map(|share| share * (1.0 - chance));
                before[side.index()] += chance * others / 3.0;
            }
            Act::Idle => {}
        }
        normal(before)
    }
}

/// How often each side was said to have a place or a part of it, day by day.
struct Votes {
    days: Vec<Day>,
    /// The sums before each of the days, and one more at the end.
    sums: Vec<[u32; 4]>,
}

impl Votes {
    fn new(marks: &[Mark], without: &[ClaimRef]) -> Votes {
        let mut votes = Votes { days: Vec::new(), sums: vec![[0; 4]] };
        let mut sum = [0; 4];
        for mark in marks.iter().filter(|mark| mark.is_control() && !without.contains(&mark.claim)) {
            if let Some(side) = mark.side.filter(|_| mark.event != Event::Loses) {
                sum[side.index()] += 1;
                votes.days.push(mark.day);
                votes.sums.push(sum);
            }
        }
        votes
    }

    /// From whom a side took the whole on a day: from whom it is said, and whoever had most of it before.
    fn ousted(&self, by: Side, day: Day, from: Option<Side>) -> [bool; 4] {
        let sums = |day: Day| self.sums[self.days.partition_point(|other| *other < day)];
        let (now, before) = (sums(day), sums(day - model::REMEMBERED_DAYS));
        let votes = Side::ALL.map(|side| {
            let said = f64::from(now[side.index()] - before[side.index()]);
            if side == by { 0.0 } else { said + if model::foe(by) == side { 0.5 } else { 0.0 } }
        });
        let most = votes.iter().copied().fold(0.0, f64::max);
        Side::ALL.map(|side| from == Some(side) || votes[side.index()] > 0.0 && votes[side.index()] * 2.0 >= most)
    }
}

/// Claims for one side without one for another between them.
#[derive(Default)]
struct Run {
    side: Option<Side>,
    /// Whether the last claim began it.
    is_new: bool,
    /// The last day of each voice in it.
    voices: Vec<(u32, Day, f64)>,
}

impl Run {
    /// What a mark does, given what is known before it and when it was last heard of.
    fn act(&mut self, mark: &Mark, day: Day, known: &Shares, last: Option<Day>) -> Act {
        let Some(side) = mark.side else { return Act::Idle };
        let known_lead = leader(known).filter(|(_, share)| *share >= model::DRAWN).map(|(side, _)| side);
        if mark.extent == Extent::Part {
            // A part never moves a place that somebody is known to have.
            if mark.event == Event::Loses || known_lead.is_some_and(|lead| lead != side) {
                return Act::Idle;
            }
            let nats = model::PART * mark.weight * self.fresh(mark, day);
            // It adds a little to what is said of the whole; by itself it is a hint.
            let adds = self.side == Some(side);
            let odds = if adds { (nats / 2.0).exp() } else { capped(nats.exp(), known[side.index()]) };
            return Act::Observe { side, odds };
        }
        if mark.event == Event::Loses {
            let fresh = self.fresh(mark, day);
            self.is_new = self.side == Some(side);
            if self.is_new {
                *self = Run { is_new: true, ..Run::default() };
            }
            return Act::Leave { side, chance: 1.0 - (-model::CAPTURE * mark.weight * fresh).exp() };
        }
        self.is_new = self.side != Some(side);
        if self.is_new {
            *self = Run { side: Some(side), is_new: true, voices: Vec::new() };
        }
        let fresh = self.fresh(mark, day);
        let odds = (model::HOLD * mark.weight * fresh).exp();
        let believed = 1.0 - (-model::CAPTURE * mark.weight).exp();
        match (mark.event, self.is_new) {
            (Event::Captures, true) => Act::Pass { side, from: mark.from, chance: believed, odds: 1.0 },
            (_, true) if mark.since == Some(day) => Act::Pass { side, from: None, chance: believed, odds: 1.0 },
            (_, true) if known_lead.is_some_and(|lead| lead != side) => {
                let silence = last.map_or(0, |last| (day - last).max(0));
                let chance = model::SILENCE * (1.0 - (-f64::from(silence) / model::SILENCE_DAYS).exp2());
                Act::Pass { side, from: None, chance, odds }
            }
            _ => Act::Observe { side, odds },
        }
    }

    /// The share of a mark's weight that its voice has not yet brought into this run.
    fn fresh(&mut self, mark: &Mark, day: Day) -> f64 {
        let half_life = model::half_life(mark.event);
        let Some(voice) = self.voices.iter_mut().find(|voice| voice.0 == mark.origin) else {
            self.voices.push((mark.origin, day, half_life));
            return 1.0;
        };
        let age = f64::from(day - voice.1);
        let fresh = 1.0 - (-age / voice.2).exp2();
        (voice.1, voice.2) = (day, half_life);
        fresh
    }
}

/// The first day from a step to the next on which an enemy of its leader is reported to attack, or
/// has attacked lately.
fn pressed(marks: &[Mark], step: &Step, next: Option<Day>, without: &[ClaimRef]) -> Option<Day> {
    let lead = step.lead?;
    let since = step.day - model::EMBATTLED_DAYS;
    let later = &marks[marks.partition_point(|mark| mark.day < since)..];
    let until_next = later.iter().take_while(|mark| next.is_none_or(|next| mark.day < next));
    until_next
        .filter(|mark| mark.side.is_some_and(|side| side != lead) && mark.is_attack() && !without.contains(&mark.claim))
        .map(|mark| mark.day.max(step.day))
        .next()
}

/// The odds that lift a share to the ceiling for parts at most.
fn capped(odds: f64, share: f64) -> f64 {
    let ceiling = model::PART_CEILING * (1.0 - share) / (share * (1.0 - model::PART_CEILING)).max(1e-9);
    odds.min(ceiling).max(1.0)
}

/// The marks that act, with a step for each time at which a state that goes on is said to be so.
fn moments(marks: &[Mark], acts: impl Fn(&Mark) -> bool) -> Vec<Step> {
    let mut steps = Vec::new();
    for (at, mark) in marks.iter().enumerate().filter(|(_, mark)| acts(mark)) {
        let step = |day| Step {
            day,
            mark: at,
            act: Act::Idle,
            half_life: 60.0,
            pressed: None,
            after: ANYBODY,
            before: ANYBODY,
            lead: None,
            alone: [0; 4],
            told: None,
        };
        if let Some(since) = mark.since {
            let stride = model::SINCE_STEP.max((mark.day - since) / 60);
            steps.extend((0..).map(|i| since + i * stride).take_while(|day| *day < mark.day).map(step));
        }
        steps.push(step(mark.day));
    }
    // Stable: marks of one day keep their order.
    steps.sort_by_key(|step| step.day);
    steps
}

/// Captures undone within a day by a capture of another side that as many voices report, give or
/// take half: they were clashes (ACLED).
fn undone(marks: &[Mark], usable: &impl Fn(&Mark) -> bool) -> Vec<ClaimRef> {
    let captures: Vec<usize> = (0..marks.len())
        .filter(|at| usable(&marks[*at]) && marks[*at].event == Event::Captures && marks[*at].extent == Extent::Whole)
        .collect();
    let voices = |side: Option<Side>, day: Day| {
        let same = captures.iter().map(|at| &marks[*at]).filter(|mark| mark.side == side && mark.day == day);
        same.map(|mark| mark.origin).collect::<BTreeSet<u32>>().len()
    };
    let mut undone = Vec::new();
    for &at in &captures {
        let mark = &marks[at];
        let back = captures.iter().map(|other| &marks[*other]).find(|other| {
            let within_a_day = other.day == mark.day + 1
                || (other.day == mark.day && other.claim.reading == mark.claim.reading && other.claim > mark.claim);
            within_a_day && other.side != mark.side
        });
        if back.is_some_and(|back| voices(back.side, back.day) * 2 >= voices(mark.side, mark.day)) {
            undone.push(mark.claim);
        }
    }
    undone
}

/// The side with the largest share, and the share; `None` if nothing is known.
pub(super) fn leader(shares: &Shares) -> Option<(Side, f64)> {
    let best = Side::ALL
        .into_iter()
        .fold(Side::ALL[0], |best, side| if shares[side.index()] > shares[best.index()] { side } else { best });
    let share = shares[best.index()];
    (share > 0.2501).then_some((best, share))
}

/// What is left of the shares after some days.
fn forget(shares: Shares, days: f64, half_life: f64) -> Shares {
    let kept = (-days.max(0.0) / half_life).exp2();
    shares.map(|share| 0.25 + (share - 0.25) * kept)
}

pub(super) fn normal(shares: Shares) -> Shares {
    let sum: f64 = shares.iter().sum();
    if sum > 0.0 { shares.map(|share| share / sum) } else { ANYBODY }
}
