//! Calendar times: days of months, months, years and weekdays, with or without the words around them.

use super::list as lists;
use super::reader::{Reader, Time};
use super::reckon::{day_range, days, latest, next_such, numeric_date, season_of, span_in};
use super::{TimeRole, Unit};
use crate::date::{Day, Span};
use crate::extract::sentence::Shape;
use jiff::civil::Weekday;

impl Reader<'_> {
    /// A date, a month, a year or a weekday.
    pub(super) fn time(&self, at: usize) -> Option<Time> {
        let word = self.token(at);
        let opens =
            [lists::PART_WORDS, lists::PARTS_OF, lists::WHICH, lists::SEASONS].iter().any(|&list| word.lists.has(list));
        let digit = self.text.word(at).starts_with(|c: char| c.is_ascii_digit());
        if !(opens || digit || word.weekday.is_some() || word.month.is_some()) {
            return None;
        }
        self.date(at)
            .or_else(|| self.month(at))
            .or_else(|| self.season(at))
            .or_else(|| self.year(at))
            .or_else(|| self.some_weekday(at))
            .or_else(|| self.day_alone(at))
    }

    /// `lost it on 5 May and retook it on the 23rd`: of the month spoken of before.
    fn day_alone(&self, at: usize) -> Option<Time> {
        let ordinal = ["st", "nd", "rd", "th"].iter().any(|end| self.word(at).ends_with(end));
        let led = at > self.start + 1 && self.word(at - 1) == "the" && self.is(at - 2, lists::BEFORE_DAYS);
        let next = self.word(at + 1);
        let ends = at + 1 >= self.end
            || self.text.tokens()[at + 1].shape == Shape::Mark
            || self.is(at + 1, lists::AFTER_DAYS)
            || next == "of" && matches!(self.word(at + 2), "the" | "this" | "that");
        let day = self.day_number(at).filter(|_| ordinal && led && ends)?;
        let this = next == "of" && self.word(at + 2) == "this" && self.word(at + 3) == "month";
        let anchor = self.anchor.filter(|_| !this).or(self.published)?;
        let at_end = if this { at + 4 } else { at + 1 };
        let (year, month) = (anchor.from.civil().year(), anchor.from.civil().month());
        Some(Time::of(at, at_end, Some(Span::day(Day::new(year, month, day)?)), Unit::Day))
    }

    /// `last summer`, `the spring of 2015`, `in the winter`: three months.
    fn season(&self, at: usize) -> Option<Time> {
        let (i, part) = self.part_of(at);
        let which = self.is(i, lists::WHICH).then(|| self.word(i));
        let i = i + usize::from(which.is_some());
        let first = match self.word(i) {
            "spring" => 3,
            "summer" => 6,
            "autumn" => 9,
            "winter" => 12,
            _ => return None,
        };
        let in_year = |year| season_of(year, first);
        let year = i + 1 + usize::from(self.word(i + 1) == "of");
        if let Some(known) = self.year_number(year) {
            return Some(Time::of(at, year + 1, Some(in_year(known)?), Unit::Year));
        }
        let led = at > self.start && self.word(at - 1) == "the" && self.is(at.saturating_sub(2), lists::BEFORE_MONTHS);
        let shown = part || which.is_some_and(|word| word != "next") || led;
        let span = self.over(|day| {
            let latest = latest(day, in_year);
            let inside = which == Some("last") && latest.to >= day;
            if inside { in_year(latest.from.civil().year() - 1).unwrap_or(latest) } else { latest }
        });
        shown.then(|| Time::of(at, i + 1, span, Unit::Year))
    }

    /// A day of a month, with or without weekday and year.
    fn date(&self, at: usize) -> Option<Time> {
        let after_weekday = match self.weekday(at) {
            Some(_) => self.skip_comma(at + 1),
            None => at,
        };
        if let Some(day) = numeric_date(self.text.word(after_weekday)) {
            let span = Some(Span::day(day));
            return Some(Time::of(at, after_weekday + 1, span, Unit::Day));
        }
        if let Some((day, month)) = self.short_date(after_weekday) {
            let span = self.over(|of| latest(of, |year| span_in(year, month, day, day)));
            return Some(Time::of(at, after_weekday + 1, span, Unit::Day));
        }
        let (month, first, last, next) = self.day_and_month(after_weekday)?;
        let comma = self.skip_comma(next);
        if let Some(year) = self.year_number(comma) {
            let span = span_in(year, month, first, last)?;
            return Some(Time::of(at, comma + 1, Some(span), Unit::Day));
        }
        let span = self
            .next_told(|year| span_in(year, month, first, last))
            .or_else(|| self.within_publication(month, first, last))
            .or_else(|| self.over(|day| latest(day, |year| span_in(year, month, first, last))));
        let ahead = self.over(|day| next_such(day, |year| span_in(year, month, first, last)));
        Some(Time { from: at, to: next, span, unit: Unit::Day, role: None, ahead, leads: false })
    }

    /// `26/07`, `on 26/7`: a day and its month; `24/7` and `3/4 of the city` are none.
    fn short_date(&self, at: usize) -> Option<(i8, i8)> {
        let (day, month) = self.text.word(at).split_once('/')?;
        let led = at > self.start && self.is(at - 1, lists::BEFORE_DAYS) || self.weekday(at.wrapping_sub(1)).is_some();
        let (day, month): (i8, i8) = (day.parse().ok()?, month.parse().ok().filter(|_| led || month.len() == 2)?);
        ((1..=31).contains(&day) && (1..=12).contains(&month)).then_some((day, month))
    }

    /// A day of the month in which an article was published of which only the month is known.
    fn within_publication(&self, month: i8, first: i8, last: i8) -> Option<Span> {
        let published = self.published.filter(|published| published.days() > 2)?;
        let found = latest(published.to, |year| span_in(year, month, first, last));
        (published.from <= found.from && found.to <= published.to).then_some(found)
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
        self.is(at, lists::UP_TO).then(|| Some((self.day_number(at + 1)?, at + 2)))?
    }

    /// "late May", "July 2012", "last September": a month that a small word or a year shows to be one.
    fn month(&self, at: usize) -> Option<Time> {
        let (i, part) = self.part_of(at);
        let last = self.is(i, lists::WHICH).then(|| self.word(i));
        let i = i + usize::from(last.is_some());
        let month = self.month_name(i)?;
        let in_year = |year| Day::new(year, month, 1).map(Day::month);
        let dot = usize::from(self.word(i + 1) == "." && self.year_number(i + 2).is_some());
        // "July, 2012", "July of 2012"
        let comma = match self.word(i + 1) {
            "of" => i + 2,
            _ => self.skip_comma(i + 1 + dot),
        };
        let unit = Unit::Month;
        if let Some(year) = self.year_number(comma) {
            let span = Day::new(year, month, 1)?.month();
            return Some(Time::of(at, comma + 1, Some(span), unit));
        }
        // "January last year", "August of this year"
        let of = i + 1 + usize::from(self.word(i + 1) == "of");
        let back = match (self.word(of), self.word(of + 1)) {
            ("last", "year") => Some(1),
            ("this", "year") => Some(0),
            _ => None,
        };
        // "In 2013 they took it; in May that year they lost it"
        if self.word(of + 1) == "year" && matches!(self.word(of), "that" | "same") {
            let year = self.spoken_of.map(|told| told.to.civil().year());
            return Some(Time::of(at, of + 2, year.and_then(in_year), unit));
        }
        if let Some((back, published)) = back.zip(self.published) {
            let span = Day::new(published.from.civil().year() - back, month, 1)?.month();
            return Some(Time::of(at, of + 2, Some(span), unit));
        }
        // "In 2013 they took it; that July they lost it, and retook it the following May"
        let beside = self.spoken_of.and_then(|told| match self.word(at.wrapping_sub(1)) {
            "that" if told.days() >= 28 => in_year(told.to.civil().year()),
            "following" => Some(next_such(told.to + 1, in_year)),
            _ => None,
        });
        if beside.is_some() {
            return Some(Time::of(at, i + 1, beside, unit));
        }
        let shown = part || last.is_some() || at > self.start && self.is(at - 1, lists::BEFORE_MONTHS);
        if !shown {
            return None;
        }
        let told = self.next_told(in_year).filter(|_| last.is_none());
        let span = told.or_else(|| {
            self.over(|day| latest(if last == Some("last") { day.month().from - 1 } else { day }, in_year))
        });
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
        let shown = part || self.after_year || at > self.start && self.is(at - 1, lists::BEFORE_YEARS);
        if !shown || self.text.tokens().get(i + 1).is_some_and(|t| t.joined) {
            return None;
        }
        let span = Day::new(year, 1, 1)?.year();
        if matches!(self.word(i + 1), "to" | "and")
            && matches!(before, "from" | "between")
            && let Some(last) = self.year_number(i + 2)
        {
            let span = Span::imprecise(span.from, Day::new(last, 1, 1)?.year().to);
            return Some(Time::of(at, i + 3, Some(span), Unit::Year));
        }
        Some(Time::of(at, i + 1, Some(span), Unit::Year))
    }

    /// "early", "mid-", "the end of": the token after them, and whether there was one.
    fn part_of(&self, at: usize) -> (usize, bool) {
        if self.is(at, lists::PART_WORDS) {
            (at + 1, true)
        } else if self.is(at, lists::PARTS_OF) && self.word(at + 1) == "of" {
            (at + 2, true)
        } else {
            (at, false)
        }
    }

    fn some_weekday(&self, at: usize) -> Option<Time> {
        let which = usize::from(self.is(at, lists::WHICH));
        // "this past Saturday"
        let past = usize::from(which == 1 && self.word(at) == "this" && self.word(at + 1) == "past");
        self.weekday_time(at, at + which + past).map(|(time, _)| time)
    }

    /// The weekday at `i`, with "last" or "next" at `at` if they differ, and the token after it.
    pub(super) fn weekday_time(&self, at: usize, i: usize) -> Option<(Time, usize)> {
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
        // Of an article of which only some days are known: the one of them.
        let own = self.published.map(|published| (published, past(published.to)));
        let own = own.filter(|(published, own)| which.is_empty() && published.days() <= 7 && own.from > published.from);
        let span = own.map(|(_, own)| own).or(span);
        let ahead = self.over(ahead);
        let to = i + 1 + usize::from(self.is(i + 1, lists::DAY_PARTS));
        // "the Saturday before last"
        if self.word(to) == "before" && self.word(to + 1) == "last" {
            let span = self.over(|day| past(past(day - 1).from - 7));
            return Some((Time::of(at, to + 2, span, Unit::Day), to + 2));
        }
        let of = to + usize::from(self.word(to) == "of");
        if matches!(self.word(of), "last" | "this") && self.word(of + 1) == "week" {
            let weeks = if self.word(of) == "last" { 7 } else { 0 };
            let span = self.over(|day| {
                let monday = day - i32::from(Weekday::Monday.until(day.civil().weekday()));
                let day = monday - weeks + i32::from(Weekday::Monday.until(weekday));
                days(day, day)
            });
            return Some((Time::of(at, of + 2, span, Unit::Day), of + 2));
        }
        let role = (which == "next").then_some(TimeRole::Future);
        if let (None, Some(first), Some((last, end))) = (role, span, self.second_weekday(to))
            && let Some(last) = last.filter(|last| first.to < last.from && last.to - first.from < 7)
        {
            let time = Time {
                from: at,
                to: end,
                span: Some(days(first.from, last.to)),
                unit: Unit::Day,
                role,
                ahead,
                leads: false,
            };
            return Some((time, end));
        }
        let span = if role.is_some() { ahead } else { span };
        Some((Time { from: at, to, span, unit: Unit::Day, role, ahead, leads: false }, to))
    }

    /// The second day of "Tuesday and Wednesday", "Monday to Wednesday", and the token after it.
    fn second_weekday(&self, at: usize) -> Option<(Option<Span>, usize)> {
        // "late on Tuesday and early on Wednesday"
        let part = at + 1 + usize::from(self.is(at + 1, lists::PART_WORDS));
        let day = part + usize::from(part > at + 1 && self.word(part) == "on");
        let (weekday, _) = self.weekday(day).filter(|&(_, full)| full && self.is(at, lists::UP_TO))?;
        let end = day + 1 + usize::from(self.is(day + 1, lists::DAY_PARTS));
        let alone = self.is(end, lists::AFTER_DAYS)
            || self.word(end).is_empty()
            || self.text.tokens()[end].shape == Shape::Mark;
        let span = self.over(|day| {
            let back = weekday.until(day.civil().weekday()) as i32;
            days(day - back, day - back)
        });
        (alone && self.word(end) != "'s").then_some((span, end))
    }

    /// The weekday a token names, and whether in full.
    fn weekday(&self, at: usize) -> Option<(Weekday, bool)> {
        let capital = self.text.tokens().get(at).is_some_and(|t| matches!(t.shape, Shape::Capital | Shape::Upper));
        self.token(at).weekday.filter(|_| capital)
    }

    fn month_name(&self, at: usize) -> Option<i8> {
        let capital = self.text.tokens().get(at).is_some_and(|t| matches!(t.shape, Shape::Capital | Shape::Upper));
        self.token(at).month.filter(|_| capital)
    }

    fn year_number(&self, at: usize) -> Option<i16> {
        let word = self.word(at);
        let year: i16 =
            (word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())).then(|| word.parse().ok()).flatten()?;
        (1990..=2035).contains(&year).then_some(year)
    }

    fn day_number(&self, at: usize) -> Option<i8> {
        let word = self.word(at);
        if !word.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let end = word.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(word.len());
        let (digits, end) = word.split_at(end);
        let day: i8 =
            (digits.len() <= 2 && matches!(end, "" | "st" | "nd" | "rd" | "th")).then(|| digits.parse().ok())??;
        (1..=31).contains(&day).then_some(day)
    }
}
