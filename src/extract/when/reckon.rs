//! Calendar arithmetic on spans: days, weeks, months and years back and forth.

use super::Unit;
use crate::date::{Day, Span};
use jiff::civil::{Date, Weekday};

pub(super) fn unit_of(word: &str) -> Option<Unit> {
    Some(match word {
        "day" | "days" => Unit::Day,
        "week" | "weeks" => Unit::Week,
        "month" | "months" => Unit::Month,
        "year" | "years" => Unit::Year,
        _ => return None,
    })
}

/// One day is precise, more are "some day of these".
pub(super) fn days(from: Day, to: Day) -> Span {
    if from == to { Span::day(from) } else { Span::imprecise(from, to) }
}

/// `number` units before `day`: exact for days, give or take a day for weeks, else the month or year.
pub(super) fn back(day: Day, number: i32, unit: Unit) -> Span {
    match unit {
        Unit::Day => days(day - number, day - number),
        Unit::Week => days(day - 7 * number - 1, day - 7 * number + 1),
        Unit::Month => shift_months(day, -number).month(),
        Unit::Year => shift_months(day, -12 * number).year(),
    }
}

pub(super) fn shifted(span: Span, number: i32, unit: Unit) -> Span {
    // "a month later" than a day is some day of that month.
    match unit {
        Unit::Month if span.days() <= 2 => return shift_months(span.from, number).month(),
        Unit::Year if span.days() <= 2 => return shift_months(span.from, 12 * number).year(),
        _ => {}
    }
    let shift = |day| match unit {
        Unit::Day => day + number,
        Unit::Week => day + 7 * number,
        Unit::Month => shift_months(day, number),
        Unit::Year => shift_months(day, 12 * number),
    };
    days(shift(span.from), shift(span.to))
}

/// The same day of another month, or that month's last.
pub(super) fn shift_months(day: Day, months: i32) -> Day {
    let date: Date = day.civil();
    date.saturating_add(jiff::Span::new().months(i64::from(months))).into()
}

/// The three months that begin with this one.
pub(super) fn season_of(year: i16, first: i8) -> Option<Span> {
    let from = Day::new(year, first, 1)?;
    Some(days(from, shift_months(from, 2).month().to))
}

pub(super) fn span_in(year: i16, month: i8, first: i8, last: i8) -> Option<Span> {
    Some(days(Day::new(year, month, first)?, Day::new(year, month, last)?))
}

/// The last Friday to Sunday that began before `day`: weekends begin on Friday there, on Saturday elsewhere.
pub(super) fn last_weekend(day: Day) -> Span {
    let friday = day - 1 - i32::from(Weekday::Friday.until((day - 1).civil().weekday()));
    days(friday, friday + 2)
}

/// The latest span of this sort that does not begin after `day`.
pub(super) fn latest(day: Day, in_year: impl Fn(i16) -> Option<Span>) -> Span {
    let year = day.civil().year();
    let found = [year, year - 1, year - 2, year - 3, year - 4].into_iter().filter_map(&in_year).find(|s| s.from <= day);
    found.unwrap_or(Span::day(day))
}

/// The first span of this sort that does not end before `day`.
pub(super) fn next_such(day: Day, in_year: impl Fn(i16) -> Option<Span>) -> Span {
    let year = day.civil().year();
    (year..year + 5).filter_map(&in_year).find(|s| s.to >= day).unwrap_or(Span::day(day))
}

/// "3-5" of "July 3-5".
pub(super) fn day_range(word: &str) -> Option<(i8, i8)> {
    let (first, last) = word.split_once('-')?;
    let (first, last): (i8, i8) = (first.parse().ok()?, last.parse().ok()?);
    (1 <= first && first < last && last <= 31).then_some((first, last))
}

/// "2015-07-17", "17-07-2015", "17.07.2015", "17/07/2015": the day before the month, as the press here writes, but
/// for "7/17/2015", where it cannot be.
pub(super) fn numeric_date(word: &str) -> Option<Day> {
    let mark = word.chars().find(|c| matches!(c, '-' | '.' | '/'))?;
    let parts: Vec<i16> = word.split(mark).map(str::parse).collect::<Result<_, _>>().ok()?;
    let [a, b, c] = parts[..] else { return None };
    let small = |n: i16| i8::try_from(n).ok();
    let found = if a > 31 {
        Day::new(a, small(b)?, small(c)?)
    } else {
        Day::new(c, small(b)?, small(a)?).or(Day::new(c, small(a)?, small(b)?))
    };
    found.filter(|day| (1990..=2035).contains(&day.civil().year()))
}
