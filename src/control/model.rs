//! The control model on one page: every number it uses.
//!
//! Each place is a hidden Markov chain with the four sides as states. What moves it:
//!
//! | claim (reported, placed, dated) | what it does to the chain |
//! | --- | --- |
//! | `holds`, whole | an observation: multiplies the odds of its side by e^[`HOLD`] |
//! | `captures`, whole, by a new side | a change: with probability 1 - e^-[`CAPTURE`] the place passes to its side |
//! | `holds`, whole, by a new side | also a change, the likelier the longer nothing was heard ([`SILENCE`]) |
//! | `holds since`, by a new side | a change like `captures` on the first day, then observations |
//! | `captures`, whole, of what the side has | an observation, like `holds` |
//! | `loses`, whole | a change: with the same probability the place passes to one of the others |
//! | `holds`, `captures`, part | an observation of e^[`PART`], up to [`PART_CEILING`], where nobody is known; half that beside a claim on the whole |
//! | anything else | nothing: pressure, siege, intention, denial |
//!
//! Between claims the chain forgets towards "anybody" with the half-life of the event it rests on;
//! into the past it forgets [`BACKWARD`] times as fast, and under attack [`UNDER_PRESSURE`] times. A claim's weight multiplies HOLD, CAPTURE and
//! PART: how well such readings proved right, how exact the date is, and, if asked for, whose
//! interest it serves or how the analyst rated its source: A 1.5, B 1.25, C and F 1, D 0.5, E 0.25. A voice that repeats itself only restores what age has taken.

use super::Weighing;
use crate::claim::Event;
use crate::place::Kind;
use crate::project::edit::Reliability;
use crate::side::Side;

/// Natural logarithm of the odds one `holds` of full weight gives: from nothing known, 67 %.
pub(super) const HOLD: f64 = 1.8;
/// One `captures` of full weight is believed with 1 - e^-1.05 = 65 %.
pub(super) const CAPTURE: f64 = 1.05;
/// How likely it is that a place changed hands unreported in a long silence...
pub(super) const SILENCE: f64 = 0.5;
/// ... which halves for each such number of days by which the silence is shorter.
pub(super) const SILENCE_DAYS: f64 = 30.0;
/// Natural logarithm of the odds one `part` gives.
pub(super) const PART: f64 = 0.9;
/// No number of `part` claims makes a side more likely than this.
pub(super) const PART_CEILING: f64 = 0.54;
/// How much faster the chain forgets into the past than into the future.
pub(super) const BACKWARD: f64 = 4.0;

/// How much faster the chain forgets once an enemy of the holder attacks on the ground or besieges.
pub(super) const UNDER_PRESSURE: f64 = 2.0;
/// Days after an attack in which the place counts as under pressure still.
pub(super) const EMBATTLED_DAYS: i32 = 30;
/// What no amount of evidence goes beyond: with it the largest share is 99 %.
pub(super) const SUREST: f64 = 0.9867;

/// From this share on a place is *held*: ICD 203's "likely".
pub(super) const HELD: f64 = 0.55;
/// Below this share nobody is drawn: less than "roughly even".
pub(super) const DRAWN: f64 = 0.45;
/// Down to this share a place that was held is *stale*; below, it is unknown again.
pub(super) const STALE: f64 = 0.32;
/// Days for which the word on who has a place, or a part, tells from whom the whole was taken.
pub(super) const REMEMBERED_DAYS: i32 = 730;

/// Days for which fights, strikes and advances press, and evidence of an enemy inside contests.
pub(super) const PRESSURE_DAYS: i32 = 10;
/// Days for which a siege is taken to last unless it is heard of again. A siege that lasts is news every few
/// weeks; one that was broken elsewhere is often not told of at its own place.
pub(super) const SIEGE_DAYS: i32 = 45;
/// Days of fighting inside within [`PRESSURE_DAYS`] that are *sustained* (with two origins).
pub(super) const SUSTAINED_DAYS: usize = 3;
/// Claims for two sides this close in time speak of the same situation, in days.
pub(super) const TOGETHER_DAYS: i32 = 3;
/// What changed within so many days is what an article is written about; the rest of it is background.
pub(super) const NEWS_DAYS: i32 = 14;
/// Claims older than this are not listed as for or against, in days.
pub(super) const LISTED_DAYS: i32 = 180;
/// `holds since`: the claim stands for the days between at this interval, in days.
pub(super) const SINCE_STEP: i32 = 30;

/// Days in which a claim loses half its force.
pub(super) fn half_life(event: Event) -> f64 {
    match event {
        Event::Captures => 120.0,
        _ => 90.0,
    }
}

/// No claim about a larger place makes a side more likely than this in the places within: a region taken
/// is never taken to the last village. What a city or a region is called that was not `taken` draws nobody in
/// them, whatever else hints at it: it may be divided.
pub(super) fn within_ceiling(kind: Kind, taken: bool) -> f64 {
    match kind {
        _ if stands_divided(kind) && !taken => DRAWN - 0.001,
        kind if takes_parts_along(kind) => 0.75,
        _ => 0.5,
    }
}

/// Whether "S-held P" is said of a place of which S has but a part, so that it tells of no change: cities
/// and regions; a sector is named for who has it.
pub(super) fn stands_divided(kind: Kind) -> bool {
    kind != Kind::Sector
}

/// Whether places within that another side was known to have go with the whole when it is taken from
/// that side: with a city or a sector; in a region they have news of their own.
pub(super) fn takes_parts_along(kind: Kind) -> bool {
    matches!(kind, Kind::Sector | Kind::City | Kind::Town | Kind::Quarter | Kind::Camp)
}

/// Whom a side fights for ground where nothing else is said: the government and the opposition each other,
/// Kurdish forces and the Islamic State each other. Half a claim's worth: any word on the place decides.
pub(super) fn foe(side: Side) -> Side {
    match side {
        Side::Government => Side::Opposition,
        Side::Opposition => Side::Government,
        Side::IslamicState => Side::Kurdish,
        Side::Kurdish => Side::IslamicState,
    }
}

/// The odds a claim about a larger place gives to its side in each place within, if it is certain:
/// a sector is named for its quarters; "rebel-held Aleppo" was said of a divided city, and a province
/// says little of a town: alone, they draw nobody. A capture of all of it says four times as much.
pub(super) fn within_odds(kind: Kind, capture: bool) -> f64 {
    let odds = match kind {
        Kind::Sector => 6.0,
        Kind::City | Kind::Town | Kind::Quarter | Kind::Camp => 2.3,
        Kind::District | Kind::Subdistrict | Kind::Other => 2.2,
        _ => 2.0,
    };
    if capture { odds * 4.0 } else { odds }
}

/// The weight of a reading that proves right with the given share: 1 at 85 %.
pub(super) fn reading_weight(confidence: f32) -> f64 {
    (f64::from(confidence) / 0.85).clamp(0.25, 1.15)
}

/// The weight of a date that may be any one of `days` days: 1 for one, 1/2 for a month.
pub(super) fn date_weight(days: i32) -> f64 {
    1.0 / (1.0 + f64::from(days.max(1) - 1) / 30.0)
}

/// The weight of what a voice leaning to `leaning` says of `side`: flattery counts a third, what
/// hurts its own side half as much again.
pub(super) fn interest_weight(weighing: Weighing, leaning: Option<Side>, side: Option<Side>, event: Event) -> f64 {
    let (Weighing::AgainstInterest, Some(leaning), Some(side)) = (weighing, leaning, side) else { return 1.0 };
    let good_for_own = (leaning == side) != (event == Event::Loses);
    if good_for_own { 1.0 / 3.0 } else { 1.5 }
}

/// The weight of what a source says that the analyst rated (Admiralty code), where sources are weighed by it. A
/// source that cannot be judged (F), or that nobody rated, counts as it is.
pub(super) fn rating_weight(rating: Option<Reliability>) -> f64 {
    match rating {
        Some(Reliability::A) => 1.5,
        Some(Reliability::B) => 1.25,
        Some(Reliability::C | Reliability::F) | None => 1.0,
        Some(Reliability::D) => 0.5,
        Some(Reliability::E) => 0.25,
    }
}
