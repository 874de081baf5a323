//! One place on one day: from beliefs and marks to a state in words.

use super::evidence::{self, Mark};
use super::fuse::{ANYBODY, Chain, Shares, Turn, leader};
use super::model;
use super::origin::Origins;
use super::situation::{Basis, PlaceState, State};
use crate::claim::{Event, Extent, Status};
use crate::date::Day;
use crate::place::{Kind, PlaceId};
use crate::project::ClaimRef;
use crate::side::Side;
use std::collections::BTreeSet;

/// One place with all that is said of it.
#[derive(Clone, Debug)]
pub(super) struct Track {
    pub place: PlaceId,
    pub kind: Kind,
    /// Sorted as they act, by day.
    pub marks: Vec<Mark>,
    /// Their days, to find one by.
    days: Vec<Day>,
    pub chain: Chain,
    /// The positions of the marks that tell of a state since a day before.
    lasting: Vec<u32>,
    /// The claims about it that the filter leaves out, with their days, sorted.
    pub left_out: Vec<(Day, ClaimRef)>,
    /// Whether other places lie within: parts then tell nothing of the whole.
    pub is_container: bool,
}

/// What is known of a place on a day, with all that containers add.
#[derive(Clone, Debug)]
pub(super) struct Belief {
    pub shares: Shares,
    /// The last day of a claim that it rests on.
    pub heard: Option<Day>,
    /// When the side took the whole, and from whom, if it has since it was first heard of.
    pub turn: Option<Turn>,
    /// The container it rests on, as a position; `None`: own claims.
    pub within: Option<u32>,
}

impl Belief {
    /// The side that leads, if anybody is drawn.
    pub(super) fn side(&self) -> Option<Side> {
        leader(&self.shares).filter(|(_, share)| *share >= model::DRAWN).map(|(side, _)| side)
    }
}

/// What is said of the places around a place.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    /// The row of the one on whose claims the belief rests, if it rests on none of its own.
    pub whole: Option<&'a PlaceState>,
    /// All of them, smallest first.
    pub rows: &'a dyn Fn() -> Vec<(&'a Belief, &'a PlaceState)>,
    /// When a siege by a side was last said to be broken around it, or in a sector of it.
    pub relieved: &'a dyn Fn(Side) -> Option<Day>,
    pub origins: &'a Origins,
}

impl Around<'_> {
    /// Adds the voices that say the same of a place around it, since the side has had it: when all
    /// of a city is taken, its quarters are, too.
    fn bear_out(&self, row: &mut PlaceState, side: Side, from: Day) {
        let rows = (self.rows)();
        let agree = rows.iter().filter(|(belief, around)| {
            around.side == Some(side) && around.state.is_known() && belief.heard >= Some(from)
        });
        let mut voices: BTreeSet<u32> = row.for_.iter().map(|claim| self.origins.of(*claim)).collect();
        for claim in agree.flat_map(|(_, around)| &around.for_) {
            voices.insert(self.origins.of(*claim));
            if !row.for_.contains(claim) {
                row.for_.push(*claim);
            }
        }
        row.origins = row.origins.max(voices.len() as u32);
    }
}

impl Track {
    /// A place of which nothing was said yet.
    pub(super) fn new(place: PlaceId, kind: Kind, is_container: bool) -> Track {
        let (marks, days, lasting) = (Vec::new(), Vec::new(), Vec::new());
        Track { place, kind, marks, days, chain: Chain::default(), lasting, left_out: Vec::new(), is_container }
    }

    /// Adds marks, and works out anew what follows from all of them.
    pub(super) fn add(&mut self, more: Vec<Mark>) {
        self.marks.extend(more);
        self.marks.sort_by_key(evidence::in_order);
        self.renew();
    }

    /// Remembers marks that the filter leaves out.
    pub(super) fn leave_out(&mut self, marks: &[Mark]) {
        self.left_out.extend(marks.iter().map(|mark| (mark.day, mark.claim)));
        self.left_out.sort_unstable();
    }

    /// Works out anew what follows from the marks.
    pub(super) fn renew(&mut self) {
        self.chain = Chain::new(&self.marks, self.kind, self.is_container, &[]);
        self.days = self.marks.iter().map(|mark| mark.day).collect();
        let lasting = self.marks.iter().enumerate().filter(|(_, mark)| mark.since.is_some());
        self.lasting = lasting.map(|(at, _)| at as u32).collect();
    }

    /// What its own claims say.
    pub(super) fn own_belief(&self, chain: &Chain, day: Day) -> Belief {
        let next = chain.next(day);
        let heard = next.checked_sub(1).and_then(|last| chain.steps[last].told);
        Belief { shares: chain.on(day, next), heard, turn: chain.turn(next), within: None }
    }

    /// Adds what is said of the places around it: weakly, and never over a later claim of its own, nor
    /// over a third party's hold on it.
    pub(super) fn informed<'b>(
        &self,
        own: Belief,
        around: impl Iterator<Item = (u32, &'b Belief)>,
        kinds: &[Kind],
        day: Day,
    ) -> Belief {
        let newest = around.filter(|(_, belief)| belief.side().is_some() && belief.heard.is_some());
        // Containers come smallest first; only a later word of a larger one goes before.
        let Some((at, whole)) = newest.max_by(|a, b| a.1.heard.cmp(&b.1.heard).then(std::cmp::Ordering::Greater))
        else {
            return own;
        };
        let source = whole.within.unwrap_or(at);
        if own.heard >= whole.heard || !takes_along(&own, whole, kinds[source as usize]) {
            return own;
        }
        let ceiling = model::within_ceiling(kinds[source as usize], whole.turn.is_some());
        let (lead, now) = (known_lead(&own), whole.side());
        let shares = if let Some(to) = now.filter(|now| lead.is_some_and(|lead| lead != *now)) {
            passed(&own.shares, to, ceiling * whole.shares[to.index()])
        } else {
            let full = model::within_odds(kinds[at as usize], whole.turn.is_some()) - 1.0;
            // What an article calls a whole sector in passing adds little to a fresh claim of the place's own.
            let age =
                own.heard.map_or(1.0, |heard| 1.0 - (-f64::from(day - heard) / model::half_life(Event::Holds)).exp2());
            let force = if whole.turn.is_some() { full } else { full * age };
            let odds = whole.shares.map(|share| 1.0 + force * ((share - 0.25) / 0.75).max(0.0));
            let shares = super::fuse::normal(std::array::from_fn(|side| own.shares[side] * odds[side]));
            under_ceiling(shares, &own.shares, ceiling)
        };
        let belief = Belief { shares, heard: whole.heard, turn: whole.turn, within: Some(source) };
        // The same side by its own, stronger claims, if they are not too old to be listed: these are what it rests on.
        let is_listed = own.heard.is_some_and(|heard| day - heard <= model::LISTED_DAYS);
        if is_listed && own.side().is_some() && own.side() == belief.side() {
            Belief { shares: belief.shares, ..own }
        } else {
            belief
        }
    }

    /// The row of a situation.
    pub(super) fn row(&self, belief: &Belief, around: Around<'_>, day: Day) -> Option<PlaceState> {
        let whole = around.whole;
        let seen = &self.marks[..self.days.partition_point(|other| *other <= day)];
        let heard = seen.iter().rev().find(|mark| mark.is_control()).map(|mark| mark.day);
        let goes_on = self.going_on(day).next().is_some();
        let last_heard = if goes_on { Some(day) } else { heard }.or_else(|| seen.last().map(|mark| mark.day));
        // Nothing older is listed or weighs on what else is told of the place.
        let seen = &seen[self.days.partition_point(|other| day - *other > model::LISTED_DAYS)..];
        let top = leader(&belief.shares);
        let mut row = PlaceState {
            place: self.place.clone(),
            state: State::Unknown,
            side: None,
            other: None,
            probability: belief.shares.map(|share| share as f32),
            last_heard: last_heard.max(whole.and_then(|row| row.last_heard)),
            origins: 0,
            basis: whole.map_or(Basis::Own, |whole| Basis::Within(whole.place.clone())),
            besieged_by: Vec::new(),
            pressed_by: Vec::new(),
            for_: Vec::new(),
            against: Vec::new(),
            aside: Vec::new(),
        };
        if let Some((side, share)) = top.filter(|(_, share)| *share >= model::STALE) {
            self.settle(&mut row, seen, (side, share), around, day);
        }
        row.aside = self.aside(&row, seen, day);
        (row.side.is_some() || !row.aside.is_empty() || row.last_heard.is_some()).then_some(row)
    }

    /// Fills in state, side, claims and pressure for the leading side.
    fn settle(&self, row: &mut PlaceState, seen: &[Mark], top: (Side, f64), around: Around<'_>, day: Day) {
        let ((side, share), whole) = (top, around.whole);
        let spell = self.spell(side, day);
        let from = spell.as_ref().map_or(Day::from_number(i32::MIN / 2), |spell| spell.start);
        let listed = |mark: &&Mark| mark.is_control() && mark.day >= from;
        row.against = newest(seen.iter().filter(listed).filter(|mark| speaks_against(mark, side)).collect());
        let past = seen
            .iter()
            .chain(self.going_on(day))
            .filter(listed)
            .filter(|mark| spell.is_some() && speaks_for(mark, side));
        let for_: Vec<&Mark> = past.chain(self.ahead(side, day)).collect();
        let recent = for_.iter().any(|mark| day - mark.day <= model::TOGETHER_DAYS * 10);
        if let Some(whole) = whole {
            row.for_ = whole.for_.clone();
            row.origins = whole.origins;
        } else {
            // Who has a part of a city is no second voice for who has taken all of it.
            let says_so = |mark: &&Mark| if self.is_container { mark.gives_whole() } else { mark.gives(side) };
            row.origins = voices(for_.iter().copied().filter(says_so));
            row.for_ = newest(for_);
            if row.origins < 2 && spell.as_ref().is_some_and(|spell| spell.is_change) {
                around.bear_out(row, side, from);
            }
        }
        let one_word = match whole {
            Some(whole) => whole.state == State::Unconfirmed,
            None => spell.is_none_or(|spell| spell.is_change && row.origins < 2),
        };
        row.state = match share {
            share if share >= model::HELD && !one_word => State::Held,
            share if share >= model::DRAWN => State::Unconfirmed,
            _ if recent && !row.against.is_empty() => State::Unconfirmed,
            _ if row.last_heard.is_some() && whole.is_none() => State::Stale,
            _ => State::Unknown,
        };
        if row.for_.is_empty() && row.state.is_known() {
            // It follows from what others lost later, and nobody says so: nothing is shown without a sentence.
            row.state = State::Unknown;
        }
        row.side = (row.state != State::Unknown).then_some(side);
        if row.state.is_known() {
            self.contest(row, seen, side, day);
            self.press(row, seen, side, around, day);
        }
    }

    /// The spell in which `side` has led up to a day: when it began, and whether it took the place from another.
    fn spell(&self, side: Side, day: Day) -> Option<Spell> {
        let at = self.chain.next(day).checked_sub(1)?;
        let start = self.chain.spell_start(at, side);
        if self.chain.steps[start..=at].iter().all(|step| self.marks[step.mark].side != Some(side)) {
            return None;
        }
        let first = &self.chain.steps[start];
        let mark = &self.marks[first.mark];
        let is_change = start > 0 || (mark.event == Event::Captures && mark.side == Some(side));
        Some(Spell { start: first.day, is_change })
    }

    /// Claims said of a later day that go on since before this one.
    fn going_on(&self, day: Day) -> impl Iterator<Item = &Mark> {
        let lasting = self.lasting.iter().map(|at| &self.marks[*at as usize]);
        lasting.filter(move |mark| mark.day > day && mark.since.is_some_and(|since| since <= day))
    }

    /// Later claims from which it follows that `side` has the place on a day.
    fn ahead(&self, side: Side, day: Day) -> impl Iterator<Item = &Mark> {
        let steps = self.chain.steps[self.chain.next(day)..].iter().take_while(move |step| step.day - day <= 60);
        let marks = steps.map(|step| &self.marks[step.mark]);
        // Who left it in between had not led; who takes it did not have it.
        let not_left_by_others = marks.filter(move |mark| mark.event != Event::Loses || mark.side == Some(side));
        not_left_by_others.take_while(move |mark| match mark.event {
            Event::Captures => mark.from == Some(side),
            _ => mark.side == Some(side),
        })
    }

    /// Contested: more than one origin places an enemy inside.
    fn contest(&self, row: &mut PlaceState, seen: &[Mark], side: Side, day: Day) {
        let is_quiet = seen.last().is_none_or(|mark| day - mark.day > model::PRESSURE_DAYS);
        if is_quiet || row.basis != Basis::Own {
            return;
        }
        let taken = seen.iter().filter(|mark| mark.gives_whole() && mark.side == Some(side));
        let captured = taken.clone().filter(|mark| mark.event == Event::Captures).map(|mark| mark.day).max();
        let newest = taken.map(|mark| mark.day).max();
        let oldest = (day - model::PRESSURE_DAYS + 1).max(captured.unwrap_or(day - model::PRESSURE_DAYS));
        let window = seen[seen.partition_point(|mark| mark.day < oldest)..].iter();
        let window = window.filter(|mark| mark.status == Status::Reported);
        let fights: Vec<&Mark> = window
            .clone()
            .filter(|mark| {
                mark.event == Event::Fights && mark.side != Some(side) && Some(mark.day) > captured && is_inside(mark)
            })
            .collect();
        let days: BTreeSet<Day> = fights.iter().map(|mark| mark.day).collect();
        let sustained = days.len() >= model::SUSTAINED_DAYS && voices(fights.iter().copied()) >= 2;
        let enemies = Side::ALL.into_iter().filter(|enemy| *enemy != side).map(|enemy| {
            let inside = window.clone().filter(|mark| {
                let speaks = mark.is_control() && mark.event != Event::Loses
                    || mark.event == Event::Advances && mark.extent == Extent::Part;
                let whole_is_old =
                    mark.gives_whole() && newest.is_some_and(|newest| newest - mark.day > model::TOGETHER_DAYS);
                mark.side == Some(enemy) && speaks && !whole_is_old && !self.chain.is_undone(mark.claim)
            });
            let fought = sustained && fights.iter().any(|mark| mark.side == Some(enemy));
            (voices(inside), fought, enemy)
        });
        let strongest = enemies
            .filter(|(voices, fought, _)| *voices >= 2 || *fought)
            .max_by_key(|(voices, fought, _)| (*voices, *fought));
        if let Some((_, _, enemy)) = strongest {
            row.state = State::Contested;
            row.other = Some(enemy);
        }
    }

    /// Who besieges it and who presses on it.
    fn press(&self, row: &mut PlaceState, seen: &[Mark], side: Side, around: Around<'_>, day: Day) {
        let captured =
            seen.iter().filter(|mark| mark.gives_whole() && mark.event == Event::Captures && mark.side == Some(side));
        let since = captured.map(|mark| mark.day).max();
        for enemy in Side::ALL.into_iter().filter(|enemy| *enemy != side) {
            let mut lately = seen.iter().rev().take_while(|mark| day - mark.day <= model::SIEGE_DAYS);
            let siege = lately.find(|mark| {
                mark.event == Event::Besieges && mark.side == Some(enemy) && mark.status == Status::Reported
            });
            let is_on = |mark: &Mark| {
                let relieved = self.relieved(enemy, day).max((around.relieved)(enemy));
                Some(mark.day) >= since && Some(mark.day) > relieved
            };
            if siege.is_some_and(is_on) {
                row.besieged_by.push(enemy);
            }
            let presses = |mark: &Mark| {
                let near = mark.is_control() && mark.extent == Extent::Part && mark.event != Event::Loses
                    || mark.event.is_control()
                        && mark.event != Event::Loses
                        && matches!(mark.extent, Extent::Outskirts | Extent::Near);
                near || matches!(mark.event, Event::Advances | Event::Fights | Event::Strikes)
            };
            let pressed = seen.iter().rev().take_while(|mark| day - mark.day < model::PRESSURE_DAYS).any(|mark| {
                mark.status == Status::Reported && mark.side == Some(enemy) && presses(mark) && Some(mark.day) > since
            });
            if pressed && row.other != Some(enemy) {
                row.pressed_by.push(enemy);
            }
        }
    }

    /// The last day up to `day` on which a siege of the place by a side was said to be over.
    pub(super) fn relieved(&self, besieger: Side, day: Day) -> Option<Day> {
        let seen = &self.marks[..self.days.partition_point(|other| *other <= day)];
        seen.iter().rev().find(|mark| mark.lifts(besieger)).map(|mark| mark.day)
    }

    /// Recent claims that are neither for nor against: pressure, intentions, denials, captures that were undone; where
    /// nobody leads, every recent claim.
    fn aside(&self, row: &PlaceState, seen: &[Mark], day: Day) -> Vec<ClaimRef> {
        let recent = seen[seen.partition_point(|mark| day - mark.day > model::SIEGE_DAYS)..].iter();
        let moves = |mark: &Mark| mark.is_control() && row.side.is_some() && !self.chain.is_undone(mark.claim);
        let is_aside =
            |mark: &&Mark| !moves(mark) && !row.for_.contains(&mark.claim) && !row.against.contains(&mark.claim);
        newest(recent.filter(is_aside).collect())
    }
}

/// Whether what is said of a whole may stand over the last word on a part of it, which is older: if they
/// agree or nobody is known there; else only if the whole was taken since, from the very side that
/// has the part. A city taken from the rebels does not take the Kurdish quarter in it along, and what a
/// divided city is called tells nothing of a quarter that is known.
fn takes_along(own: &Belief, whole: &Belief, kind: Kind) -> bool {
    let Some(lead) = known_lead(own).filter(|lead| whole.side() != Some(*lead)) else { return true };
    let taken_since = whole.turn.filter(|turn| own.heard.is_none_or(|heard| turn.day > heard));
    model::takes_parts_along(kind) && taken_since.is_some_and(|turn| turn.ousted[lead.index()])
}

/// The side that a place's own claims up to now put there, even if they are old.
fn known_lead(own: &Belief) -> Option<Side> {
    own.heard?;
    leader(&own.shares).filter(|(_, share)| *share >= model::STALE).map(|(side, _)| side)
}

/// The shares after the place passed to a side with the given probability.
fn passed(shares: &Shares, to: Side, chance: f64) -> Shares {
    let mut next = shares.map(|share| share * (1.0 - chance));
    next[to.index()] += chance;
    next
}

/// A time in which one side led.
struct Spell {
    start: Day,
    is_change: bool,
}

pub(super) fn speaks_for(mark: &Mark, side: Side) -> bool {
    (mark.side == Some(side)) != (mark.event == Event::Loses)
}

fn speaks_against(mark: &Mark, side: Side) -> bool {
    mark.extent == Extent::Whole && !speaks_for(mark, side)
}

fn is_inside(mark: &Mark) -> bool {
    matches!(mark.extent, Extent::Whole | Extent::Part)
}

/// The number of independent origins of some marks.
fn voices<'m>(marks: impl Iterator<Item = &'m Mark>) -> u32 {
    let mut met: Vec<u32> = Vec::new();
    for mark in marks {
        if !met.contains(&mark.origin) {
            met.push(mark.origin);
        }
    }
    met.len() as u32
}

/// The claims of marks in reading order of days, newest first.
fn newest(mut marks: Vec<&Mark>) -> Vec<ClaimRef> {
    marks.sort_unstable_by_key(|mark| (std::cmp::Reverse(mark.day), mark.claim));
    marks.dedup_by_key(|mark| mark.claim);
    marks.into_iter().map(|mark| mark.claim).collect()
}

/// What containers say lifts no side over their ceiling.
fn under_ceiling(shares: Shares, own: &Shares, ceiling: f64) -> Shares {
    let Some((side, share)) = leader(&shares) else { return ANYBODY };
    let ceiling = ceiling.max(own[side.index()]);
    if share <= ceiling {
        return shares;
    }
    let rest = (1.0 - ceiling) / (1.0 - share).max(1e-9);
    std::array::from_fn(|at| if at == side.index() { ceiling } else { shares[at] * rest })
}
