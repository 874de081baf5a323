//! The times a text speaks of, each as a span of days with its role: *at* (it happened then), *since*,
//! *until*, or *future*. Words and phrases are data (`assets/lexicon/time.toml`, with the examples that
//! are its tests); the grammar of dates is here.
//!
//! Everything is reckoned from the article's publication. Where that is itself a span, a time is worked
//! out from both of its ends and becomes a span too. A report cannot speak of days after its
//! publication: what would reach past it is cut there, and what lies wholly after it is *future*.

mod openings;
mod reckon;

use crate::date::{Day, Span};
use crate::extract::sentence::{Shape, Text};
use jiff::civil::Weekday;
use openings::Openings;
use reckon::{back, day_range, days, latest, next_such, numeric_date, shift_months, shifted, span_in, unit_of};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::ops::Range;

/// What a time says of the event beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimeRole {
    /// It happened then.
    At,
    /// It goes on since then.
    Since,
    /// It went on until then.
    Until,
    /// It is to happen then.
    Future,
}

/// How large the unit is that the text names: the smaller, the more it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A day, or a few hours.
    Day,
    /// Some days or weeks.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// One time in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimePhrase {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it says of the event beside it.
    pub role: TimeRole,
    /// The days; `None` where the text speaks of another time that it does not tell, or where it can
    /// only be reckoned from a publication date that is not known.
    pub span: Option<Span>,
    /// The unit the text names.
    pub unit: Unit,
    /// The days meant if it lies ahead: of a weekday, a month or a day without its year.
    pub ahead: Option<Span>,
    /// It is the time of the clause that follows: `a day after P fell`.
    pub leads: bool,
}

/// The words times are made of.
pub struct TimeWords {
    weekdays: FxHashMap<String, (Weekday, bool)>,
    months: FxHashMap<String, i8>,
    numbers: FxHashMap<String, i32>,
    /// By first word, longest first.
    phrases: FxHashMap<String, Vec<Fixed>>,
    since: Vec<Vec<String>>,
    until: Vec<Vec<String>>,
    future: Vec<String>,
    /// For a day beside the one spoken of before, and how many days off it is; longest first.
    neighbours: Vec<(Vec<String>, i32)>,
    openings: Openings,
}

/// A phrase that needs no grammar.
struct Fixed {
    words: Vec<String>,
    offset: Option<(Unit, i32, i32)>,
    future: bool,
}

#[derive(Deserialize)]
struct Table {
    weekdays: Vec<String>,
    months: Vec<String>,
    numbers: Vec<String>,
    since: Vec<String>,
    until: Vec<String>,
    future: Vec<String>,
    neighbours: Vec<Neighbour>,
    phrases: Vec<Row>,
}

#[derive(Deserialize)]
struct Neighbour {
    say: String,
    days: i32,
}

#[derive(Deserialize)]
struct Row {
    say: String,
    days: Option<(i32, i32)>,
    months: Option<(i32, i32)>,
    years: Option<(i32, i32)>,
    #[serde(default)]
    future: bool,
}

const TABLE: &str = include_str!("../../assets/lexicon/time.toml");
const WEEKDAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

impl TimeWords {
    /// The words in the program. `Err` says what is wrong with the table.
    pub fn built_in() -> Result<TimeWords, String> {
        let table: Table = toml::from_str(TABLE).map_err(|fault| format!("assets/lexicon/time.toml: {fault}"))?;
        Ok(TimeWords::new(table))
    }

    fn new(table: Table) -> TimeWords {
        let openings = Openings::new(&table);
        let split = |line: &String| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let mut weekdays = FxHashMap::default();
        for (line, day) in table.weekdays.iter().zip(WEEKDAYS) {
            for (nth, word) in split(line).into_iter().enumerate() {
                weekdays.insert(word, (day, nth == 0));
            }
        }
        let months =
            table.months.iter().zip(1i8..).flat_map(|(line, nth)| split(line).into_iter().map(move |w| (w, nth)));
        let numbers = table.numbers.iter().filter_map(|line| {
            let (word, number) = line.split_once('=')?;
            Some((word.to_owned(), number.parse().ok()?))
        });
        let mut phrases: FxHashMap<String, Vec<Fixed>> = FxHashMap::default();
        for row in &table.phrases {
            let words = split(&row.say);
            let offset = row
                .days
                .map(|(a, b)| (Unit::Day, a, b))
                .or(row.months.map(|(a, b)| (Unit::Month, a, b)))
                .or(row.years.map(|(a, b)| (Unit::Year, a, b)));
            phrases.entry(words[0].clone()).or_default().push(Fixed { words, offset, future: row.future });
        }
        phrases.values_mut().for_each(|list| list.sort_by_key(|fixed| std::cmp::Reverse(fixed.words.len())));
        let by_length = |lines: &[String]| {
            let mut list: Vec<_> = lines.iter().map(split).collect();
            list.sort_by_key(|words| std::cmp::Reverse(words.len()));
            list
        };
        let mut neighbours: Vec<_> = table.neighbours.iter().map(|row| (split(&row.say), row.days)).collect();
        neighbours.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        TimeWords {
            weekdays,
            months: months.collect(),
            numbers: numbers.collect(),
            phrases,
            since: by_length(&table.since),
            until: by_length(&table.until),
            future: table.future,
            neighbours,
            openings,
        }
    }

    /// Every time of the text, in order, none inside another. `published` is the article's date.
    pub fn phrases(&self, text: &Text<'_>, published: Option<Span>) -> Vec<TimePhrase> {
        let mut found: Vec<TimePhrase> = Vec::new();
        let mut last_day: Option<Span> = None;
        for sentence in text.sentences() {
            let tokens = sentence.tokens();
            let mut at = tokens.start;
            while at < tokens.end {
                if !self.may_begin(text, at) {
                    at += 1;
                    continue;
                }
                let last_year = found.last().is_some_and(|p| p.tokens.end + 1 == at && p.unit == Unit::Year);
                let mut reader = Reader {
                    words: self,
                    text,
                    published,
                    start: tokens.start,
                    end: tokens.end,
                    anchor: last_day,
                    after_year: last_year,
                };
                match reader.phrase(at) {
                    Some(phrase) => {
                        at = phrase.tokens.end.max(at + 1);
                        if phrase.unit == Unit::Day && phrase.role != TimeRole::Future {
                            last_day = phrase.span;
                        }
                        found.push(phrase);
                    }
                    None => at += 1,
                }
            }
        }
        found
    }
}

/// A time without its role: the days it means, reckoned.
#[derive(Clone, Copy)]
struct Time {
    /// The first token, which may stand before the one asked for (`early` in `early May`).
    from: usize,
    to: usize,
    span: Option<Span>,
    unit: Unit,
    role: Option<TimeRole>,
    /// Whether it could as well lie ahead: a weekday, a month or a day without its year.
    ahead: Option<Span>,
    /// Whether it is the time of the clause after it.
    leads: bool,
}

/// Reads times in one sentence.
struct Reader<'a> {
    words: &'a TimeWords,
    text: &'a Text<'a>,
    published: Option<Span>,
    start: usize,
    end: usize,
    /// The day spoken of before, for "the next day".
    anchor: Option<Span>,
    after_year: bool,
}

impl Reader<'_> {
    fn phrase(&mut self, at: usize) -> Option<TimePhrase> {
        if let Some(time) = self.fixed(at) {
            return Some(self.finish(at, time, TimeRole::At));
        }
        for (list, role) in [(&self.words.since, TimeRole::Since), (&self.words.until, TimeRole::Until)] {
            if let Some(words) = list.iter().find(|words| self.says(at, words)) {
                let after = at + words.len();
                if let Some(time) = (after..(after + 3).min(self.end)).find_map(|i| self.led_by(after, i)) {
                    return Some(self.finish(at, time, role));
                }
            }
        }
        if self.word(at) == "from" {
            let time = self.time(at + 1)?;
            let open = matches!(self.word(time.to), "on" | "onwards" | "onward");
            return Some(if open {
                self.finish(at, time, TimeRole::Since)
            } else {
                let from = time.from;
                self.finish(from, time, TimeRole::At)
            });
        }
        let time = self.lasting(at).or_else(|| self.time(at))?;
        let from = time.from.max(at);
        Some(self.finish(from, time, TimeRole::At))
    }

    /// A time at `i` after a word such as "since", with only small words between.
    fn led_by(&self, after: usize, i: usize) -> Option<Time> {
        let small = |j: usize| matches!(self.word(j), "the" | "at" | "in" | "on" | "about" | "around" | "at least");
        (after..i).all(small).then(|| self.fixed(i).or_else(|| self.time(i)))?
    }

    fn finish(&self, from: usize, time: Time, role: TimeRole) -> TimePhrase {
        let tokens = from..time.to;
        let mut role = time.role.filter(|_| role == TimeRole::At).unwrap_or(role);
        let mut span = time.span;
        if role == TimeRole::At && time.ahead.is_some() && self.is_ahead(from) {
            (role, span) = (TimeRole::Future, time.ahead);
        }
        if let (Some(found), Some(published)) = (span, self.published)
            && role != TimeRole::Future
        {
            match found.capped(published.to) {
                Some(capped) => span = Some(capped),
                None => role = TimeRole::Future,
            }
        }
        TimePhrase { tokens, role, span, unit: time.unit, ahead: time.ahead, leads: time.leads }
    }

    /// Whether the words before put a weekday or month in the future.
    fn is_ahead(&self, at: usize) -> bool {
        let before: Vec<_> = (at.saturating_sub(5).max(self.start)..at).map(|i| self.text.word(i)).collect();
        let before = format!(" {} ", before.join(" "));
        self.words.future.iter().any(|cue| before.contains(&format!(" {cue} ")))
    }

    fn fixed(&self, at: usize) -> Option<Time> {
        let list = self.words.phrases.get(self.word(at))?;
        let fixed = list.iter().find(|fixed| self.says(at, &fixed.words))?;
        let to = at + fixed.words.len();
        // "Overnight Wednesday", "at dawn on Friday", "in the early hours of Sunday" are that day's.
        let own_day = fixed.offset.is_some_and(|(unit, _, last)| unit == Unit::Day && last == 0) && !fixed.future;
        let next = to + usize::from(matches!(self.word(to), "on" | "of"));
        if own_day && let Some((day, end)) = self.weekday_time(next, next) {
            return Some(Time { from: at, to: end, ..day });
        }
        // "Aleppo Today" is a name.
        let is_name = |i: usize| matches!(self.text.tokens()[i].shape, Shape::Capital | Shape::Upper);
        if fixed.words.len() == 1 && at > self.start && is_name(at) && is_name(at - 1) {
            return None;
        }
        let role = fixed.future.then_some(TimeRole::Future);
        let Some((unit, first, last)) = fixed.offset else {
            return Some(Time { from: at, to, span: None, unit: Unit::Year, role, ahead: None, leads: false });
        };
        let span = self.over(|day| match unit {
            Unit::Month => days(shift_months(day, first).month().from, shift_months(day, last).month().to),
            Unit::Year => days(shift_months(day, 12 * first).year().from, shift_months(day, 12 * last).year().to),
            _ => days(day + first, day + last),
        });
        let unit = match unit {
            Unit::Day if last - first > 2 => Unit::Week,
            unit => unit,
        };
        Some(Time { from: at, to, span, unit, role, ahead: None, leads: false })
    }

    /// "for two years", "three-week", "year-long", "past three days", "two days ago", "the next day".
    fn lasting(&self, at: usize) -> Option<Time> {
        self.neighbour_day(at)
            .or_else(|| self.for_units(at))
            .or_else(|| self.past_units(at))
            .or_else(|| self.joined_units(at))
            .or_else(|| self.units_ago(at))
    }

    /// "the previous day", "a day later", "the same day": reckoned from the day spoken of before.
    fn neighbour_day(&self, at: usize) -> Option<Time> {
        let (words, shift) = self.words.neighbours.iter().find(|(words, _)| self.says(at, words))?;
        let to = at + words.len();
        let clause = matches!(self.word(to - 1), "before" | "after") && !matches!(self.word(to), "" | "." | "," | "\"");
        if clause && self.time(to).is_none() {
            return self.led_clause(at, to - 1, -*shift, Unit::Day);
        }
        let anchor = self.anchor.or(self.published.filter(|_| *shift < 0));
        let span = anchor.map(|day| Span { from: day.from + *shift, to: day.to + *shift, ..day });
        Some(Time { from: at, to: at + words.len(), span, unit: Unit::Day, role: None, ahead: None, leads: false })
    }

    fn for_units(&self, at: usize) -> Option<Time> {
        if self.word(at) != "for" {
            return None;
        }
        let hedge = |i: usize| {
            matches!(
                self.word(i),
                "more"
                    | "than"
                    | "over"
                    | "nearly"
                    | "almost"
                    | "about"
                    | "at"
                    | "least"
                    | "the"
                    | "past"
                    | "last"
                    | "around"
                    | "some"
            )
        };
        let mut i = at + 1;
        while i < self.end && hedge(i) {
            i += 1;
        }
        let since =
            |span, unit, to| Time { from: at, to, span, unit, role: Some(TimeRole::Since), ahead: None, leads: false };
        if let Some(unit) = unit_of(self.word(i)) {
            return self.word(i).ends_with('s').then(|| since(None, unit, i + 1));
        }
        let (number, unit, to) = self.number_of_units(i)?;
        // "for the second day", "for a day of prayer": only a stretch counts.
        Some(since(self.ago(number, unit), unit, to))
    }

    fn past_units(&self, at: usize) -> Option<Time> {
        if !matches!(self.word(at), "past" | "last" | "previous") {
            return None;
        }
        let (number, unit, to) = self.number_of_units(at + 1)?;
        // "the past few weeks"
        let few = match unit {
            _ if matches!(self.word(to - 1), "hour" | "hours") => 1,
            Unit::Day => 7,
            _ => 4,
        };
        let number = if number > 0 { number } else { few };
        let span = self.over(|day| days(back(day, number, unit).from, day));
        let span = span.map(|span| Span { from: self.exact_back(number, unit).unwrap_or(span.from), ..span });
        Some(Time { from: at, to, span, unit: unit.max(Unit::Week), role: None, ahead: None, leads: false })
    }

    fn joined_units(&self, at: usize) -> Option<Time> {
        let joined = |i: usize| i < self.end && self.text.tokens()[i].joined;
        let since =
            |span, unit, to| Time { from: at, to, span, unit, role: Some(TimeRole::Since), ahead: None, leads: false };
        if let Some(unit) = unit_of(self.word(at))
            && joined(at + 1)
            && matches!(self.word(at + 1), "long" | "old")
        {
            let one = (!self.word(at).ends_with('s')).then(|| self.ago(1, unit)).flatten();
            return Some(since(one, unit, at + 2));
        }
        let number = self.number(at)?;
        let unit = joined(at + 1).then(|| unit_of(self.word(at + 1))).flatten()?;
        let more = joined(at + 2) && matches!(self.word(at + 2), "long" | "old");
        Some(since(self.ago(number, unit), unit, at + 2 + usize::from(more)))
    }

    /// "two weeks ago"; "two days earlier", "three days later" from the day spoken of before.
    fn units_ago(&self, at: usize) -> Option<Time> {
        let (number, unit, to) = self.number_of_units(at)?;
        let time = |span, unit| Some(Time { from: at, to: to + 1, span, unit, role: None, ahead: None, leads: false });
        match self.word(to) {
            "ago" => time(self.ago(number, unit), unit),
            word @ ("earlier" | "later" | "before" | "after") => {
                let sign = if matches!(word, "earlier" | "before") { -1 } else { 1 };
                if matches!(word, "before" | "after") {
                    let Some(other) = self.time(to + 1).or_else(|| self.fixed(to + 1)) else {
                        return self.led_clause(at, to, -sign * number, unit);
                    };
                    let span = other.span.filter(|_| number > 0).map(|span| shifted(span, sign * number, unit));
                    return Some(Time {
                        from: at,
                        to: other.to,
                        span,
                        unit: unit.max(other.unit),
                        role: None,
                        ahead: None,
                        leads: false,
                    });
                }
                let anchor = self.anchor.or(self.published.filter(|_| sign < 0));
                time(anchor.filter(|_| number > 0).map(|span| shifted(span, sign * number, unit)), unit)
            }
            _ => None,
        }
    }

    /// `a week after rebels took P`: the time of the clause that follows, reckoned from what it is told
    /// with; of `the attack comes a week after`, that is the day of publication.
    fn led_clause(&self, at: usize, to: usize, number: i32, unit: Unit) -> Option<Time> {
        // "a week after the truce of July 12": that tells when it happened.
        let other = (to + 1..(to + 9).min(self.end))
            .find_map(|i| matches!(self.word(i), "of" | "on" | "in").then(|| self.time(i + 1))?)
            .and_then(|other| other.span);
        if let Some(other) = other {
            let span = Some(shifted(other, -number, unit)).filter(|_| number != 0);
            return Some(Time { from: at, to: to + 1, span, unit, role: None, ahead: None, leads: false });
        }
        let present = |word: &str| matches!(word, "comes" | "come" | "is" | "are" | "has" | "have");
        let today = (at.saturating_sub(4).max(self.start)..at).any(|i| present(self.word(i)));
        let anchor = if today { self.published } else { self.anchor.or(self.published) };
        let span = anchor.filter(|_| number != 0).map(|span| shifted(span, number, unit));
        Some(Time { from: at, to: to + 1, span, unit, role: None, ahead: None, leads: true })
    }

    /// A date, a month, a year or a weekday.
    fn time(&self, at: usize) -> Option<Time> {
        self.date(at).or_else(|| self.month(at)).or_else(|| self.year(at)).or_else(|| self.some_weekday(at))
    }

    /// A day of a month, with or without weekday and year.
    fn date(&self, at: usize) -> Option<Time> {
        let after_weekday = match self.weekday(at) {
            Some(_) => self.skip_comma(at + 1),
            None => at,
        };
        if let Some(day) = numeric_date(self.text.word(after_weekday)) {
            let span = Some(Span::day(day));
            return Some(Time {
                from: at,
                to: after_weekday + 1,
                span,
                unit: Unit::Day,
                role: None,
                ahead: None,
                leads: false,
            });
        }
        let (month, first, last, next) = self.day_and_month(after_weekday)?;
        let comma = self.skip_comma(next);
        if let Some(year) = self.year_number(comma) {
            let span = span_in(year, month, first, last)?;
            return Some(Time {
                from: at,
                to: comma + 1,
                span: Some(span),
                unit: Unit::Day,
                role: None,
                ahead: None,
                leads: false,
            });
        }
        let span = self.over(|day| latest(day, |year| span_in(year, month, first, last)));
        let ahead = self.over(|day| next_such(day, |year| span_in(year, month, first, last)));
        Some(Time { from: at, to: next, span, unit: Unit::Day, role: None, ahead, leads: false })
    }

    /// `(month, first day, last day, token after)`: "July 17", "17th of July", "July 3-5", "3 and 5 July".
    fn day_and_month(&self, at: usize) -> Option<(i8, i8, i8, usize)> {
        if let Some(month) = self.month_name(at) {
            let dot = usize::from(self.word(at + 1) == ".");
            let i = at + 1 + dot;
            if let Some((first, last)) = day_range(self.text.word(i)) {
                return Some((month, first, last, i + 1));
            }
            let first = self.day_number(i)?;
            return Some(match self.second_day(i + 1) {
                Some((last, next)) if last > first && self.year_number(next - 1).is_none() => {
                    (month, first, last, next)
                }
                _ => (month, first, first, i + 1),
            });
        }
        if let Some((first, last)) = day_range(self.text.word(at)) {
            return Some((self.month_name(at + 1)?, first, last, at + 2));
        }
        let first = self.day_number(at)?;
        let (last, next) = self.second_day(at + 1).unwrap_or((first, at + 1));
        let next = next + usize::from(self.word(next) == "of");
        let month = self.month_name(next)?;
        let dot = usize::from(self.word(next + 1) == "." && self.year_number(next + 2).is_some());
        Some((month, first, last.max(first), next + 1 + dot))
    }

    /// The second day of "3 and 5 July", "July 3 to 5".
    fn second_day(&self, at: usize) -> Option<(i8, usize)> {
        matches!(self.word(at), "and" | "to" | "-" | "through").then(|| Some((self.day_number(at + 1)?, at + 2)))?
    }

    /// "late May", "July 2012", "last September": a month that a small word or a year shows to be one.
    fn month(&self, at: usize) -> Option<Time> {
        let (i, part) = self.part_of(at);
        let last = matches!(self.word(i), "last" | "next" | "this").then(|| self.word(i));
        let i = i + usize::from(last.is_some());
        let month = self.month_name(i)?;
        let dot = usize::from(self.word(i + 1) == "." && self.year_number(i + 2).is_some());
        let comma = self.skip_comma(i + 1 + dot);
        let unit = Unit::Month;
        if let Some(year) = self.year_number(comma) {
            let span = Day::new(year, month, 1)?.month();
            return Some(Time {
                from: at,
                to: comma + 1,
                span: Some(span),
                unit,
                role: None,
                ahead: None,
                leads: false,
            });
        }
        let before = if at > self.start { self.word(at - 1) } else { "" };
        let shown = part
            || last.is_some()
            || matches!(
                before,
                "in" | "since"
                    | "until"
                    | "till"
                    | "by"
                    | "during"
                    | "of"
                    | "from"
                    | "before"
                    | "after"
                    | "and"
                    | "to"
                    | "through"
                    | "early"
                    | "late"
            );
        if !shown {
            return None;
        }
        let in_year = |year| Day::new(year, month, 1).map(Day::month);
        let span = self.over(|day| latest(if last == Some("last") { day.month().from - 1 } else { day }, in_year));
        let ahead = self.over(|day| next_such(day, in_year));
        let role = (last == Some("next")).then_some(TimeRole::Future);
        let span = if role.is_some() { ahead } else { span };
        Some(Time { from: at, to: i + 1, span, unit, role, ahead, leads: false })
    }

    /// A bare year after a word that shows it to be one; "2012 to 2014".
    fn year(&self, at: usize) -> Option<Time> {
        let (i, part) = self.part_of(at);
        let year = self.year_number(i)?;
        let before = if at > self.start { self.word(at - 1) } else { "" };
        let shown = part
            || self.after_year
            || matches!(
                before,
                "in" | "since"
                    | "until"
                    | "till"
                    | "during"
                    | "before"
                    | "after"
                    | "by"
                    | "of"
                    | "from"
                    | "summer"
                    | "spring"
                    | "autumn"
                    | "fall"
                    | "winter"
                    | "year"
                    | "late"
                    | "early"
                    | "mid"
                    | "between"
            );
        if !shown || self.text.tokens().get(i + 1).is_some_and(|t| t.joined) {
            return None;
        }
        let span = Day::new(year, 1, 1)?.year();
        if matches!(self.word(i + 1), "to" | "and")
            && matches!(before, "from" | "between")
            && let Some(last) = self.year_number(i + 2)
        {
            let span = Span::imprecise(span.from, Day::new(last, 1, 1)?.year().to);
            return Some(Time {
                from: at,
                to: i + 3,
                span: Some(span),
                unit: Unit::Year,
                role: None,
                ahead: None,
                leads: false,
            });
        }
        Some(Time { from: at, to: i + 1, span: Some(span), unit: Unit::Year, role: None, ahead: None, leads: false })
    }

    /// "early", "mid-", "the end of": the token after them, and whether there was one.
    fn part_of(&self, at: usize) -> (usize, bool) {
        match self.word(at) {
            "early" | "late" | "mid" => (at + 1, true),
            "end" | "start" | "beginning" | "middle" if self.word(at + 1) == "of" => (at + 2, true),
            _ => (at, false),
        }
    }

    fn some_weekday(&self, at: usize) -> Option<Time> {
        let which = matches!(self.word(at), "last" | "this" | "next" | "past").then_some(1).unwrap_or_default();
        self.weekday_time(at, at + which).map(|(time, _)| time)
    }

    /// The weekday at `i`, with "last" or "next" at `at` if they differ, and the token after it.
    fn weekday_time(&self, at: usize, i: usize) -> Option<(Time, usize)> {
        let (weekday, full) = self.weekday(i)?;
        if !full {
            return None;
        }
        let which = if i > at { self.word(at) } else { "" };
        let past = |day: Day| {
            let back = weekday.until(day.civil().weekday()) as i32;
            days(day - back, day - back)
        };
        let ahead = |day: Day| {
            let on = day.civil().weekday().until(weekday) as i32;
            let on = if which == "next" && on == 0 { 7 } else { on };
            days(day + on, day + on)
        };
        let span = self.over(|day| if which == "last" { past(day - 1) } else { past(day) });
        let ahead = self.over(ahead);
        let to = i + 1 + usize::from(matches!(self.word(i + 1), "night" | "morning" | "evening" | "afternoon"));
        let of = to + usize::from(self.word(to) == "of");
        if matches!(self.word(of), "last" | "this") && self.word(of + 1) == "week" {
            let weeks = if self.word(of) == "last" { 7 } else { 0 };
            let span = self.over(|day| {
                let monday = day - i32::from(Weekday::Monday.until(day.civil().weekday()));
                let day = monday - weeks + i32::from(Weekday::Monday.until(weekday));
                days(day, day)
            });
            return Some((
                Time { from: at, to: of + 2, span, unit: Unit::Day, role: None, ahead: None, leads: false },
                of + 2,
            ));
        }
        let role = (which == "next").then_some(TimeRole::Future);
        let span = if role.is_some() { ahead } else { span };
        Some((Time { from: at, to, span, unit: Unit::Day, role, ahead, leads: false }, to))
    }

    /// The weekday a token names, and whether in full; "Sundays" is "Sunday's" without its apostrophe.
    fn weekday(&self, at: usize) -> Option<(Weekday, bool)> {
        let capital = self.text.tokens().get(at).is_some_and(|t| matches!(t.shape, Shape::Capital | Shape::Upper));
        let word = self.word(at);
        let found = capital.then(|| self.words.weekdays.get(word)).flatten();
        found.or_else(|| self.words.weekdays.get(word.strip_suffix('s')?).filter(|(_, full)| capital && *full)).copied()
    }

    fn month_name(&self, at: usize) -> Option<i8> {
        let capital = self.text.tokens().get(at).is_some_and(|t| matches!(t.shape, Shape::Capital | Shape::Upper));
        capital.then(|| self.words.months.get(self.word(at)).copied()).flatten()
    }

    fn year_number(&self, at: usize) -> Option<i16> {
        let word = self.word(at);
        let year: i16 =
            (word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())).then(|| word.parse().ok()).flatten()?;
        (1990..=2035).contains(&year).then_some(year)
    }

    fn day_number(&self, at: usize) -> Option<i8> {
        let word = self.word(at);
        let digits = word.trim_end_matches("st").trim_end_matches("nd").trim_end_matches("rd").trim_end_matches("th");
        let day: i8 = (digits.len() <= 2).then(|| digits.parse().ok()).flatten()?;
        (1..=31).contains(&day).then_some(day)
    }

    fn number(&self, at: usize) -> Option<i32> {
        let word = self.word(at);
        self.words.numbers.get(word).copied().or_else(|| word.parse().ok().filter(|n| (1..1000).contains(n)))
    }

    /// `(number, unit, token after)`: "two years", "a couple of weeks", "12 hours". 0 where it is vague.
    fn number_of_units(&self, at: usize) -> Option<(i32, Unit, usize)> {
        let number = self.number(at)?;
        let mut i = at + 1;
        if self.word(i) == "few" || self.word(i) == "couple" {
            i += 1;
        }
        let number = if i > at + 1 && self.word(i - 1) == "few" { 0 } else { number };
        i += usize::from(self.word(i) == "of");
        let hours = matches!(self.word(i), "hour" | "hours");
        let unit = if hours { Unit::Day } else { unit_of(self.word(i))? };
        Some((if hours { (number + 23) / 24 } else { number }, unit, i + 1))
    }

    /// The span that is `number` units before publication; `None` for a vague number.
    fn ago(&self, number: i32, unit: Unit) -> Option<Span> {
        (number > 0).then(|| self.over(|day| back(day, number, unit))).flatten()
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

    /// Reckons from both ends of the day of publication.
    fn over(&self, reckon: impl Fn(Day) -> Span) -> Option<Span> {
        let published = self.published?;
        let (first, last) = (reckon(published.from), reckon(published.to));
        Some(if first == last { first } else { days(first.from.min(last.from), first.to.max(last.to)) })
    }

    fn word(&self, at: usize) -> &str {
        if at < self.end { self.text.word(at) } else { "" }
    }

    fn says<W: AsRef<str>>(&self, at: usize, words: &[W]) -> bool {
        words.iter().enumerate().all(|(i, word)| self.word(at + i) == word.as_ref())
    }

    fn skip_comma(&self, at: usize) -> usize {
        at + usize::from(self.word(at) == ",")
    }
}

#[cfg(test)]
mod table;

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Examples {
        examples: Vec<(String, String, String)>,
    }

    fn published(text: &str) -> Option<Span> {
        let (from, to) = text.split_once("..").unwrap_or((text, text));
        Some(days(from.parse().ok()?, to.parse().ok()?))
    }

    fn say(text: &Text<'_>, phrase: &TimePhrase) -> String {
        let role = match phrase.role {
            TimeRole::At => "at",
            TimeRole::Since => "since",
            TimeRole::Until => "until",
            TimeRole::Future => "future",
        };
        let span = phrase.span.map_or("?".to_owned(), |s| s.to_string().replace(" to ", ".."));
        format!("{role} {span} | {}", text.raw(phrase.tokens.clone()))
    }

    #[test]
    fn every_example_of_the_table_reads_as_it_says() {
        let words = TimeWords::built_in().unwrap();
        let table: Examples = toml::from_str(TABLE).unwrap();
        let mut wrong = Vec::new();
        for (day, sentence, expected) in &table.examples {
            let text = Text::new(sentence, &[]);
            let found: Vec<_> = words.phrases(&text, published(day)).iter().map(|p| say(&text, p)).collect();
            let found = if found.is_empty() { "-".to_owned() } else { found.join("; ") };
            if found != *expected {
                wrong.push(format!("{day} {sentence}\n  expected {expected}\n  found    {found}"));
            }
        }
        assert!(table.examples.len() > 90);
        assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    }

    #[test]
    fn no_word_that_begins_a_time_is_passed_over() {
        let words = TimeWords::built_in().unwrap();
        let table: Examples = toml::from_str(TABLE).unwrap();
        for (day, sentence, _) in &table.examples {
            let text = Text::new(sentence, &[]);
            let end = text.tokens().len();
            let mut reader = Reader {
                words: &words,
                text: &text,
                published: published(day),
                start: 0,
                end,
                anchor: None,
                after_year: false,
            };
            for at in 0..end {
                let missed = reader.phrase(at).is_some() && !words.may_begin(&text, at);
                assert!(!missed, "{sentence}: {}", text.word(at));
            }
        }
    }
}
