//! Reads the times of one sentence: which words make one, its role, its days.

use super::list as lists;
use super::reckon::{days, last_weekend, latest, next_such, shift_months};
use super::{CHRONICLE, Fixed, Reckoned, TimePhrase, TimeRole, TimeWords, Unit, Word};
use crate::date::{Day, Span};
use crate::extract::list::List;
use crate::extract::sentence::{Shape, Text};
use crate::extract::words::Words;

/// A time without its role: the days it means, reckoned.
#[derive(Clone, Copy)]
pub(super) struct Time {
    /// The first token, which may stand before the one asked for (`early` in `early May`).
    pub from: usize,
    /// The token after its last.
    pub to: usize,
    pub span: Option<Span>,
    pub unit: Unit,
    pub role: Option<TimeRole>,
    /// Whether it could as well lie ahead: a weekday, a month or a day without its year.
    pub ahead: Option<Span>,
    /// Whether it is the time of the clause after it.
    pub leads: bool,
}

impl Time {
    /// A time at these tokens, with no role of its own.
    pub(super) fn of(from: usize, to: usize, span: Option<Span>, unit: Unit) -> Time {
        Time { from, to, span, unit, role: None, ahead: None, leads: false }
    }

    /// The same from when on.
    pub(super) fn since(self) -> Time {
        Time { role: Some(TimeRole::Since), ..self }
    }
}

/// Reads times in one sentence.
pub(super) struct Reader<'a> {
    pub words: &'a TimeWords,
    pub text: &'a Text<'a>,
    /// The text seen through the lexicon that `words` is numbered by.
    pub seen: &'a Words<'a>,
    pub published: Option<Span>,
    /// The text goes from date to date: a day without its year is the first after the time before it.
    pub chronicle: bool,
    pub start: usize,
    pub end: usize,
    /// The day spoken of before, for "the next day".
    pub anchor: Option<Span>,
    /// The last day that was named ("Sunday", "5 May"), for "earlier in the day" further on.
    pub named_day: Option<Span>,
    /// The time spoken of before, for "since then".
    pub spoken_of: Option<Span>,
    /// The day that this sentence or the one before tells of, for "by nightfall".
    pub day_here: Option<Span>,
    /// A year stands before it: `2012 and 2014`.
    pub after_year: bool,
}

impl Reader<'_> {
    pub(super) fn phrase(&mut self, at: usize) -> Option<TimePhrase> {
        if let Some(time) = self.fixed(at) {
            return Some(self.finish(at, time, TimeRole::At));
        }
        if let Some(time) = self.units_of_what_goes_on(at) {
            return Some(self.finish(at, time, TimeRole::At));
        }
        // The longest way to say each.
        let mut said = None;
        for &(ref words, role) in &self.token(at).leads {
            if said == Some(role) || !self.says(at, words) {
                continue;
            }
            said = Some(role);
            let after = at + words.len();
            // "since then": since the time spoken of before.
            let ever = words.len() > 1 && (after >= self.end || self.text.tokens()[after].shape == Shape::Mark);
            if role == TimeRole::Since && (ever || self.word(after) == "then") {
                let unit = if self.spoken_of.is_some_and(|span| span.days() > 2) { Unit::Month } else { Unit::Day };
                let to = if ever { after } else { after + 1 };
                return Some(self.finish(at, Time::of(at, to, self.spoken_of, unit), role));
            }
            if let Some(time) = (after..(after + 3).min(self.end)).find_map(|i| self.led_by(after, i)) {
                return Some(self.finish(at, time, role));
            }
        }
        if self.word(at) == "from" {
            let time = self.time(at + 1)?;
            if let Some(time) = self.up_to_another(time) {
                return Some(self.finish(time.from, time, TimeRole::At));
            }
            let open = self.is(time.to, lists::ONWARDS);
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

    /// `from July 3 to July 10`, `from Monday until Wednesday`: all of those days.
    fn up_to_another(&self, first: Time) -> Option<Time> {
        let to = self.is(first.to, lists::UP_TO) || matches!(self.word(first.to), "until" | "till");
        let last = if to { self.time(first.to + 1) } else { None }?;
        let (from, until) = first.span.zip(last.span)?;
        let both = first.unit == last.unit && first.unit <= Unit::Month && from.from < until.to;
        both.then(|| Time { to: last.to, span: Some(days(from.from, until.to)), ..first })
    }

    /// Whether a `since` only says what a thing is measured against: `for the first time since 2012`. It
    /// held then no longer, so nothing goes on since.
    pub(super) fn compares(&self, at: usize, phrase: &TimePhrase) -> bool {
        let near = at.saturating_sub(6).max(self.start)..at;
        phrase.role == TimeRole::Since
            && near.rev().take_while(|i| self.word(*i) != ",").any(|i| self.is(i, lists::COMPARED))
    }

    /// A time at `i` after a word such as "since", with only small words between.
    fn led_by(&self, after: usize, i: usize) -> Option<Time> {
        let small = |j: usize| self.is(j, lists::SMALL);
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
        let reckoned = self.reckoned(from, time.to);
        TimePhrase { tokens, role, span, unit: time.unit, ahead: time.ahead, leads: time.leads, reckoned }
    }

    /// From which day the time that begins here is reckoned.
    fn reckoned(&self, at: usize, to: usize) -> Reckoned {
        let fixed = |fixed: &&Fixed| self.says(at, &fixed.words);
        // "overnight Wednesday"
        if (at..to).any(|i| self.token(i).weekday.is_some()) {
            return Reckoned::Named;
        }
        match self.token(at).phrases.iter().find(fixed) {
            // "said on Wednesday that it had taken P overnight": the night to Wednesday.
            Some(Fixed { offset: Some((Unit::Day, -1, 0)), .. }) => Reckoned::NoOther,
            Some(fixed) if fixed.offset.is_some() => Reckoned::Publication,
            None if self.anchor.is_none() && self.ahead_of_another(at, to) => Reckoned::NoOther,
            _ => Reckoned::Named,
        }
    }

    /// `a day earlier`, `the previous night`: before another day; `a day before rebels came` tells before which.
    fn ahead_of_another(&self, at: usize, to: usize) -> bool {
        let ends = to >= self.end || self.text.tokens()[to].shape == Shape::Mark;
        (at..to).any(|i| matches!(self.word(i), "earlier" | "previous") || self.word(i) == "before" && ends)
    }

    /// Whether the words before put a weekday or month in the future.
    fn is_ahead(&self, at: usize) -> bool {
        let says = |i: usize, cue: &[u32]| i + cue.len() <= at && self.says(i, cue);
        (at.saturating_sub(5).max(self.start)..at).any(|i| self.words.future.iter().any(|cue| says(i, cue)))
    }

    pub(super) fn fixed(&self, at: usize) -> Option<Time> {
        let fixed = self.token(at).phrases.iter().find(|fixed| self.says(at, &fixed.words))?;
        let to = at + fixed.words.len();
        // "the last week of June"
        if self.word(to) == "of" && self.token(to + 1).month.is_some() {
            return None;
        }
        // "Overnight Wednesday", "at dawn on Friday", "in the early hours of Sunday" are that day's.
        let own_day = fixed.offset.is_some_and(|(unit, _, last)| unit == Unit::Day && last == 0) && !fixed.future;
        let next = to + usize::from(matches!(self.word(to), "on" | "of" | "into" | "to" | "from"));
        if own_day && let Some((day, end)) = self.weekday_time(next, next) {
            // "overnight into Wednesday", "in the night to Wednesday": the night before it.
            let night =
                day.span.filter(|_| matches!(self.word(to), "into" | "to")).map(|span| days(span.from - 1, span.to));
            return Some(Time { from: at, to: end, span: night.or(day.span), ..day });
        }
        // "At dawn today", "after midnight yesterday"
        let beside = |i: usize| -> Option<Time> {
            let fixed = self.token(i).phrases.iter().find(|fixed| self.says(i, &fixed.words))?;
            let (unit, first, last) = fixed.offset.filter(|_| !fixed.future && !fixed.told_of)?;
            let span = self.over(|day| days(day + first, day + last));
            (unit == Unit::Day && last - first < 2).then(|| Time::of(at, i + fixed.words.len(), span, Unit::Day))
        };
        if let Some(time) = beside(to).filter(|_| fixed.told_of) {
            return Some(time);
        }
        // "Earlier in the day", further on in a story: of the day named last, if it is one of these days.
        let story = || {
            let near = |day: &Span| self.published.is_some_and(|published| published.from - day.to <= 3);
            self.named_day.filter(|day| near(day) && self.word(to - 1) == "day")
        };
        if let Some(day) = self.day_here.or_else(story).filter(|_| fixed.told_of) {
            return Some(Time::of(at, to, Some(day), Unit::Day));
        }
        // "Aleppo Today" is a name.
        let is_name = |i: usize| matches!(self.text.tokens()[i].shape, Shape::Capital | Shape::Upper);
        if fixed.words.len() == 1 && at > self.start && is_name(at) && is_name(at - 1) {
            return None;
        }
        let role = fixed.future.then_some(TimeRole::Future);
        if fixed.weekend {
            let span = self.over(last_weekend);
            return Some(Time { from: at, to, span, unit: Unit::Day, role, ahead: None, leads: false });
        }
        // "at the time": that spoken of before.
        let then = self.spoken_of.filter(|_| fixed.told_of && fixed.offset.is_none());
        let Some((unit, first, last)) = fixed.offset else {
            if then.is_some_and(|span| span.days() <= 2) {
                return Some(Time::of(at, to, then, Unit::Day));
            }
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

    pub(super) fn number(&self, at: usize) -> Option<i32> {
        let word = self.word(at);
        let digits = || word.starts_with(|c: char| c.is_ascii_digit()).then(|| word.parse().ok())?;
        self.token(at).number.or_else(|| digits().filter(|n| (1..1000).contains(n)))
    }

    /// Reckons from both ends of the day of publication.
    pub(super) fn over(&self, reckon: impl Fn(Day) -> Span) -> Option<Span> {
        let published = self.published?;
        let (first, last) = (reckon(published.from), reckon(published.to));
        Some(if first == last { first } else { days(first.from.min(last.from), first.to.max(last.to)) })
    }

    /// In a chronicle: the first span of this sort from the time spoken of before, unless the last one is news.
    pub(super) fn next_told(&self, in_year: impl Fn(i16) -> Option<Span>) -> Option<Span> {
        let from = self.spoken_of.filter(|_| self.chronicle)?.from;
        let news =
            self.published.is_some_and(|published| published.to - latest(published.to, &in_year).to <= CHRONICLE);
        let next = next_such(from, in_year);
        let known = self.published.is_none_or(|published| next.to <= published.to);
        (!news && known).then_some(next)
    }

    /// Whether a list holds the word of a token.
    pub(super) fn is(&self, at: usize, list: List) -> bool {
        self.token(at).lists.has(list)
    }

    /// What the word of a token is in a time; nothing past the sentence.
    pub(super) fn token(&self, at: usize) -> &Word {
        let number = self.seen.numbers().get(at).filter(|_| at < self.end);
        self.words.word(number.copied().unwrap_or(0))
    }

    pub(super) fn word(&self, at: usize) -> &str {
        if at < self.end { self.seen.word(at) } else { "" }
    }

    /// Whether the sentence goes on with these words, given by their numbers.
    pub(super) fn says(&self, at: usize, words: &[u32]) -> bool {
        let mut here = self.seen.numbers()[at.min(self.end)..self.end].iter();
        words.iter().all(|word| here.next() == Some(word))
    }

    pub(super) fn skip_comma(&self, at: usize) -> usize {
        at + usize::from(self.word(at) == ",")
    }
}
