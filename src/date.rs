//! Days and spans of days. No clock: "today" is always handed in.

use jiff::civil;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::ops::{Add, Sub};
use std::str::FromStr;

/// One calendar day, proleptic Gregorian, in the time zone of the events (Asia/Damascus).
/// Stored as days since 1970-01-01, so that a hundred thousand of them compare and subtract fast.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// The day `year`-`month`-`day`, or `None` if there is no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Day> {
        civil::Date::new(year, month, day).ok().map(Day::from)
    }

    /// The calendar day, for weekday and month arithmetic.
    pub fn civil(self) -> civil::Date {
        // Every `Day` is made from a civil date or by adding days to one; far ends saturate.
        let epoch = civil::date(1970, 1, 1);
        epoch.saturating_add(jiff::Span::new().days(i64::from(self.0)))
    }

    /// Days since 1970-01-01.
    pub fn number(self) -> i32 {
        self.0
    }

    /// The day that is `number` days after 1970-01-01.
    pub fn from_number(number: i32) -> Day {
        Day(number)
    }

    /// As the map's heading has it: `Sunday 2 October 2016`.
    pub fn in_words(self) -> String {
        self.civil().strftime("%A %-d %B %Y").to_string()
    }

    /// As lists have it: `2 Oct 2016`.
    pub fn short(self) -> String {
        self.civil().strftime("%-d %b %Y").to_string()
    }

    /// As narrow places have it, where the year stands elsewhere: `2 Oct`.
    pub fn day_month(self) -> String {
        self.civil().strftime("%-d %b").to_string()
    }

    /// The same day `months` later, or the last day of that month if it is shorter.
    pub fn plus_months(self, months: i32) -> Day {
        self.civil().saturating_add(jiff::Span::new().months(months)).into()
    }

    /// The first and last day of this day's month.
    pub fn month(self) -> Span {
        let date = self.civil();
        Span::imprecise(date.first_of_month().into(), date.last_of_month().into())
    }

    /// The first and last day of this day's year.
    pub fn year(self) -> Span {
        let date = self.civil();
        Span::imprecise(date.first_of_year().into(), date.last_of_year().into())
    }
}

impl From<civil::Date> for Day {
    fn from(date: civil::Date) -> Day {
        let epoch = civil::date(1970, 1, 1);
        Day(date.duration_since(epoch).as_hours().div_euclid(24) as i32)
    }
}

impl Add<i32> for Day {
    type Output = Day;

    fn add(self, days: i32) -> Day {
        Day(self.0.saturating_add(days))
    }
}

impl Sub<i32> for Day {
    type Output = Day;

    fn sub(self, days: i32) -> Day {
        Day(self.0.saturating_sub(days))
    }
}

/// The number of days from the second day to the first.
impl Sub for Day {
    type Output = i32;

    fn sub(self, other: Day) -> i32 {
        self.0.saturating_sub(other.0)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.civil().fmt(f)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Day {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let found = s.trim();
        if found.len() == 10
            && found.as_bytes()[4] == b'-'
            && let Ok(date) = found.parse::<civil::Date>()
        {
            return Ok(date.into());
        }
        Err(format!("expected a day such as 2016-10-02, found \"{s}\""))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Whether a span speaks of all its days or of some day in it (Security Force Monitor's two ranges).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpanKind {
    /// True on every day of the span.
    Precise,
    /// True on at least one day of the span.
    Imprecise,
}

/// A run of days, both ends included; `from <= to` always.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// Every day of it, or some day in it.
    pub kind: SpanKind,
}

impl Span {
    /// One day.
    pub fn day(day: Day) -> Span {
        Span { from: day, to: day, kind: SpanKind::Precise }
    }

    /// True on every day from `from` to `to`; swapped ends are put right.
    pub fn precise(from: Day, to: Day) -> Span {
        Span { from: from.min(to), to: from.max(to), kind: SpanKind::Precise }
    }

    /// True on at least one day from `from` to `to`; swapped ends are put right.
    pub fn imprecise(from: Day, to: Day) -> Span {
        Span { from: from.min(to), to: from.max(to), kind: SpanKind::Imprecise }
    }

    /// The number of days, at least 1.
    pub fn days(self) -> i32 {
        self.to - self.from + 1
    }

    /// Whether `day` lies in the span.
    pub fn contains(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    /// The span without the days after `last`: a report cannot speak of days after its publication.
    /// `None` if nothing is left.
    pub fn capped(self, last: Day) -> Option<Span> {
        (self.from <= last).then(|| Span { to: self.to.min(last), ..self })
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.from == self.to { write!(f, "{}", self.from) } else { write!(f, "{} to {}", self.from, self.to) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_and_print() {
        let day = Day::new(2016, 2, 28).unwrap();
        assert_eq!((day + 2).to_string(), "2016-03-01");
        assert_eq!("2016-03-01".parse::<Day>().unwrap() - day, 2);
        assert_eq!(Day::new(1969, 12, 31).unwrap().number(), -1);
        assert_eq!(Day::from_number(-1).to_string(), "1969-12-31");
        assert_eq!(Day::new(2016, 2, 30), None);
        assert!("2016-2-3".parse::<Day>().is_err());
    }

    #[test]
    fn days_are_said_in_words() {
        let day = Day::new(2016, 10, 2).unwrap();
        assert_eq!(
            [day.in_words(), day.short(), day.day_month()],
            ["Sunday 2 October 2016", "2 Oct 2016", "2 Oct"].map(String::from)
        );
        assert_eq!(Day::new(2016, 1, 31).unwrap().plus_months(1).to_string(), "2016-02-29");
        assert_eq!(day.plus_months(-10).to_string(), "2015-12-02");
    }

    #[test]
    fn spans_keep_their_order() {
        let (a, b) = (Day::new(2016, 7, 1).unwrap(), Day::new(2016, 7, 31).unwrap());
        assert_eq!(Span::imprecise(b, a), a.month());
        assert_eq!(a.month().days(), 31);
        assert_eq!(a.month().capped(a).unwrap().to, a);
        assert_eq!(a.month().capped(a - 1), None);
    }
}
