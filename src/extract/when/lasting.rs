//! Times told by how long: `for two years`, `three-week`, `two days ago`, `a day later`, `a week after P fell`.

use super::list as lists;
use super::reader::{Reader, Time};
use super::reckon::{back, days, next_such, season_of, shift_months, shifted, unit_of};
use super::{Shift, Unit};
use crate::date::{Day, Span};
use crate::extract::sentence::Shape;

/// How many units, 0 where it is vague, and the token after them.
type Units = (i32, Unit, usize);

impl Reader<'_> {
    /// "for two years", "three-week", "year-long", "past three days", "two days ago", "the next day".
    pub(super) fn lasting(&self, at: usize) -> Option<Time> {
        self.neighbour(at)
            .or_else(|| self.for_units(at))
            .or_else(|| self.past_units(at))
            .or_else(|| self.within_units(at))
            .or_else(|| self.joined_units(at))
            .or_else(|| self.counted_units(at))
            .or_else(|| self.units_after(at))
    }

    /// "after ten months of siege", "two years into the siege": what had gone on so long, or still does.
    pub(super) fn units_of_what_goes_on(&self, at: usize) -> Option<Time> {
        let (number, unit, to) = match unit_of(self.word(at)).filter(|_| self.word(at).ends_with('s')) {
            Some(unit) => (0, unit, at + 1),
            None => self.number_of_units(at)?,
        };
        let before = || (self.start..at).rev().find(|&i| !self.is(i, lists::HEDGES));
        let after = || before().is_some_and(|i| self.word(i) == "after");
        let goes_on = self.word(to) == "into" || self.word(to) == "of" && after();
        if !goes_on {
            return None;
        }
        // "two years into the war", "after two days of talks" tell of nothing else.
        let what = (to + 1..(to + 5).min(self.end)).find(|&i| {
            self.is(i, lists::ONGOING) || self.is(i, lists::WARS) || self.text.tokens()[i].shape == Shape::Mark
        });
        what.is_some_and(|i| self.is(i, lists::ONGOING)).then(|| Time::of(at, to, self.ago(number, unit), unit).since())
    }

    /// "hours after P fell", "two weeks ago".
    fn counted_units(&self, at: usize) -> Option<Time> {
        let units = self.number_of_units(at);
        self.hours_after(at, units).or_else(|| self.units_ago(at, units?))
    }

    /// "hours after P fell", "a few hours before the truce": the same day.
    fn hours_after(&self, at: usize, units: Option<Units>) -> Option<Time> {
        let to = match self.is(at, lists::HOURS) && self.word(at).ends_with('s') {
            true => at + 1,
            false => units.filter(|&(_, _, to)| self.is(to - 1, lists::HOURS))?.2,
        };
        let leads = matches!(self.word(to), "after" | "before");
        let under_a_day = self.number(at).is_none_or(|number| number < 24);
        if !leads || !under_a_day {
            return None;
        }
        Some(match self.time(to + 1).or_else(|| self.fixed(to + 1)) {
            Some(own) => Time::of(at, own.to, own.span, own.unit),
            None => {
                let today = (at.saturating_sub(4).max(self.start)..at).any(|i| self.is(i, lists::PRESENT));
                let span = if today { self.published } else { self.anchor.or(self.published) };
                Time { from: at, to: to + 1, span, unit: Unit::Day, role: None, ahead: None, leads: true }
            }
        })
    }

    /// "days after P fell", "weeks before the truce": how many is not told.
    fn units_after(&self, at: usize) -> Option<Time> {
        let unit = unit_of(self.word(at)).filter(|_| self.word(at).ends_with('s'))?;
        let leads = matches!(self.word(at + 1), "after" | "before");
        leads.then(|| Time { from: at, to: at + 2, span: None, unit, role: None, ahead: None, leads: true })
    }

    /// "the previous day", "a day later", "that year": reckoned from the time spoken of before.
    fn neighbour(&self, at: usize) -> Option<Time> {
        let (words, shift) = self.token(at).neighbours.iter().find(|(words, _)| self.says(at, words))?;
        let to = at + words.len();
        let told = self.spoken_of.map(|time| time.from);
        let shift = match *shift {
            Shift::Days(days) => days,
            Shift::Weeks(weeks) => {
                let span = self.anchor.or(self.published).map(|day| {
                    let last = day.from + 7 * weeks;
                    // "the same week" may begin or end with that day.
                    days(last - 6, if weeks == 0 { last + 6 } else { last })
                });
                return Some(Time::of(at, to, span, Unit::Week));
            }
            Shift::Months(months) => {
                return Some(Time::of(at, to, told.map(|day| back(day, -months, Unit::Month)), Unit::Month));
            }
            Shift::Years(years) => {
                return Some(Time::of(at, to, told.map(|day| back(day, -years, Unit::Year)), Unit::Year));
            }
            Shift::Season(first) => {
                let span = told.map(|day| next_such(day, |year| season_of(year, first)));
                return Some(Time::of(at, to, span, Unit::Year));
            }
        };
        let clause = matches!(self.word(to - 1), "before" | "after") && !matches!(self.word(to), "" | "." | "," | "\"");
        if clause && self.time(to).is_none() {
            return self.led_clause(at, to - 1, -shift, Unit::Day);
        }
        let anchor = self.anchor.or(self.published.filter(|_| shift <= 0));
        let span = anchor.map(|day| Span { from: day.from + shift, to: day.to + shift, ..day });
        Some(Time::of(at, to, span, Unit::Day))
    }

    fn for_units(&self, at: usize) -> Option<Time> {
        if self.word(at) != "for" {
            return None;
        }
        let mut i = at + 1;
        while i < self.end && self.is(i, lists::HEDGES) {
            i += 1;
        }
        let since = |span, unit, to| Time::of(at, to, span, unit).since();
        if let Some(unit) = unit_of(self.word(i)) {
            return self.word(i).ends_with('s').then(|| since(None, unit, i + 1));
        }
        let (number, unit, to) = self.number_of_units(i)?;
        // "for the second day", "for a day of prayer": only a stretch counts.
        Some(since(self.ago(number, unit), unit, to))
    }

    fn past_units(&self, at: usize) -> Option<Time> {
        if !self.is(at, lists::PAST) {
            return None;
        }
        let (number, unit, to) = self.number_of_units(at + 1)?;
        // "the past few weeks"
        let few = match unit {
            _ if self.is(to - 1, lists::HOURS) => 1,
            Unit::Day => 7,
            _ => 4,
        };
        let number = if number > 0 { number } else { few };
        let span = self.over(|day| days(back(day, number, unit).from, day));
        let span = span.map(|span| Span { from: self.exact_back(number, unit).unwrap_or(span.from), ..span });
        Some(Time::of(at, to, span, unit.max(Unit::Week)))
    }

    /// "within two weeks": from the time spoken of before on, or up to the day of publication.
    fn within_units(&self, at: usize) -> Option<Time> {
        let (number, unit, to) = (self.word(at) == "within").then(|| self.number_of_units(at + 1))??;
        let told = self.spoken_of.map(|told| days(told.from, shifted(told, number, unit).to));
        let span = told.or_else(|| self.over(|day| days(back(day, number, unit).from, day)));
        Some(Time::of(at, to, span.filter(|_| number > 0), unit.max(Unit::Week)))
    }

    fn joined_units(&self, at: usize) -> Option<Time> {
        let joined = |i: usize| i < self.end && self.text.tokens()[i].joined;
        let since = |span, unit, to| Time::of(at, to, span, unit).since();
        if let Some(unit) = unit_of(self.word(at))
            && joined(at + 1)
            && self.is(at + 1, lists::LONG)
        {
            let one = (!self.word(at).ends_with('s')).then(|| self.ago(1, unit)).flatten();
            return Some(since(one, unit, at + 2));
        }
        let number = self.number(at)?;
        let unit = joined(at + 1).then(|| unit_of(self.word(at + 1))).flatten()?;
        let more = joined(at + 2) && self.is(at + 2, lists::LONG);
        Some(since(self.ago(number, unit), unit, at + 2 + usize::from(more)))
    }

    /// "two weeks ago"; "two days earlier", "three days later" from the day spoken of before.
    fn units_ago(&self, at: usize, (number, unit, to): Units) -> Option<Time> {
        // "four years to the day after"
        let to = to + if self.word(to) == "to" && self.word(to + 2) == "day" { 3 } else { 0 };
        let time = |span, unit| Some(Time::of(at, to + 1, span, unit));
        // "an hour later", "three hours earlier": the same day; "24 hours later" is the next.
        let under_a_day = self.number(at).is_none_or(|hours| hours < 24);
        if self.is(to - 1, lists::HOURS) && matches!(self.word(to), "earlier" | "later") && under_a_day {
            return time(self.anchor.or(self.published), unit);
        }
        match self.word(to) {
            "back" if matches!(self.word(to + 1), "to" | "from" | "into" | "in") => None,
            // "a year ago this week", "two years ago this month"
            "ago" if number > 0 && unit >= Unit::Month && self.fixed(to + 1).is_some() => {
                let part = self.fixed(to + 1)?;
                let months = if unit == Unit::Year { -12 * number } else { -number };
                let then = |day| shift_months(day, months);
                let span = part.span.map(|span| Span { from: then(span.from), to: then(span.to), ..span });
                Some(Time::of(at, part.to, span, part.unit))
            }
            // "a few hours ago", "an hour ago"
            "ago" | "back" if self.is(to - 1, lists::HOURS) && number < 2 => {
                let today = number > 0 && self.number(at).is_some_and(|hours| hours < 6);
                time(self.over(|day| days(day - i32::from(!today), day)), unit)
            }
            "ago" | "back" if number > 0 => time(self.ago(number, unit), unit),
            // "A few weeks back"
            "ago" | "back" => time(self.some_time_ago(unit), unit),
            // "It has been two years since rebels took P": the time of the clause.
            "since" if at > self.start && matches!(self.word(at - 1), "been" | "is") => {
                let span = self.ago(number, unit);
                Some(Time { from: at, to: to + 1, span, unit, role: None, ahead: None, leads: true })
            }
            word @ ("earlier" | "later" | "before" | "after") => {
                let sign = if matches!(word, "earlier" | "before") { -1 } else { 1 };
                // "where rebels had seized a base two days before."
                let ends = to + 1 >= self.end || self.text.tokens()[to + 1].shape == Shape::Mark;
                if matches!(word, "before" | "after") && !ends {
                    let Some(other) = self.time(to + 1).or_else(|| self.fixed(to + 1)) else {
                        return self.led_clause(at, to, -sign * number, unit);
                    };
                    let span = other.span.filter(|_| number > 0).map(|span| shifted(span, sign * number, unit));
                    return Some(Time::of(at, other.to, span, unit.max(other.unit)));
                }
                // "took it in 2012 and lost it a year later"
                let coarse = self.spoken_of.filter(|told| unit >= Unit::Month || (3..=31).contains(&told.days()));
                let anchor = coarse.or(self.anchor).or(self.published.filter(|_| sign < 0));
                time(anchor.filter(|_| number > 0).map(|span| shifted(span, sign * number, unit)), unit)
            }
            _ => None,
        }
    }

    /// `a week after rebels took P`: the time of the clause that follows, reckoned from what it is told
    /// with; of `the attack comes a week after`, that is the day of publication.
    fn led_clause(&self, at: usize, to: usize, number: i32, unit: Unit) -> Option<Time> {
        // "a week after the truce of July 12": that tells when it happened.
        let reach = |from: usize| (from..(from + 8).min(self.end)).take_while(|&i| self.word(i) != ",");
        let told = |from: usize| {
            reach(from).find_map(|i| matches!(self.word(i), "of" | "on" | "in").then(|| self.time(i + 1)?.span)?)
        };
        if let Some(other) = told(to + 1) {
            let span = Some(shifted(other, -number, unit)).filter(|_| number != 0);
            return Some(Time::of(at, to + 1, span, unit));
        }
        // "A week after taking P, rebels attacked Q on Sunday"
        let comma = (to + 1..(to + 14).min(self.end)).find(|&i| self.word(i) == ",");
        let main = comma.filter(|_| at == self.start).and_then(|comma| told(comma + 1));
        let today = (at.saturating_sub(4).max(self.start)..at).any(|i| self.is(i, lists::PRESENT));
        let anchor = if today { self.published } else { main.or(self.anchor).or(self.published) };
        let span = anchor.filter(|_| number != 0).map(|span| shifted(span, number, unit));
        Some(Time { from: at, to: to + 1, span, unit, role: None, ahead: None, leads: true })
    }

    /// "two years", "a couple of weeks", "12 hours".
    fn number_of_units(&self, at: usize) -> Option<Units> {
        let number = self.number(at)?;
        let mut i = at + 1;
        if self.word(i) == "few" || self.word(i) == "couple" {
            i += 1;
        }
        let number = if i > at + 1 && self.word(i - 1) == "few" { 0 } else { number };
        i += usize::from(self.word(i) == "of");
        let hours = self.is(i, lists::HOURS);
        let unit = if hours { Unit::Day } else { unit_of(self.word(i))? };
        Some((if hours { (number + 23) / 24 } else { number }, unit, i + 1))
    }

    /// The span that is `number` units before publication; `None` for a vague number.
    fn ago(&self, number: i32, unit: Unit) -> Option<Span> {
        (number > 0).then(|| self.over(|day| back(day, number, unit))).flatten()
    }

    /// Some days or weeks before publication; more is not told.
    fn some_time_ago(&self, unit: Unit) -> Option<Span> {
        match unit {
            Unit::Day => self.over(|day| days(day - 7, day - 1)),
            Unit::Week => self.over(|day| days(day - 42, day - 7)),
            Unit::Month | Unit::Year => None,
        }
    }

    fn exact_back(&self, number: i32, unit: Unit) -> Option<Day> {
        let day = self.published?.from;
        Some(match unit {
            Unit::Day => day - number,
            Unit::Week => day - 7 * number,
            Unit::Month => shift_months(day, -number),
            Unit::Year => shift_months(day, -12 * number),
        })
    }
}
