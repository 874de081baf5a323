//! When an article was published, as a span with its basis: never a guess shown as fact.
//!
//! The order: a date printed with the article, unless a date beside the text lies within a day of it;
//! the date beside the text; a full date the text speaks of; dated events and a weekday; the date of
//! the file itself, with a remark; unknown.

use super::Draft;
use super::calendar::{WrittenDate, month, weekday, written_dates};
use super::events;
use super::frame::Frame;
use super::wrapped::unwrapped;
use crate::article::{DateBasis, Published, Role};
use crate::claim::{Note, NoteKind};
use crate::date::{Day, Span};
use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use std::ops::RangeInclusive;

/// The years of the war that the built-in places are of.
const WAR: RangeInclusive<i16> = 2012..=2018;

/// How far beyond a date that the text speaks of its article may lie, in days.
const TEXT_REACH: i32 = 2;

/// Reads a date beside a text: a day, a month or a year as ISO 8601 has them, a timestamp (its day in
/// Asia/Damascus), an e-mail's or feed's date, seconds since 1970, or a date in words.
pub fn parse(text: &str) -> Option<Span> {
    let text = text.trim();
    if let Some(day) = timestamp(text) {
        return Some(Span::day(day));
    }
    if let Ok(day) = text.get(..10).unwrap_or(text).parse::<Day>() {
        return Some(Span::day(day));
    }
    if let [found, ..] = written_dates(text).as_slice() {
        return Some(Span::day(found.day));
    }
    let (year, month) = text.split_once('-').map_or((text, None), |(year, month)| (year, Some(month)));
    let first = Day::new(year.parse().ok().filter(|year| (1990..2100).contains(year))?, 1, 1)?;
    match month {
        None => Some(first.year()),
        Some(month) if text.len() == 7 => Some(Day::new(first.civil().year(), month.parse().ok()?, 1)?.month()),
        Some(_) => None,
    }
}

/// Reads a date that the user gives, and nothing more: a day, a month or a year as ISO 8601 has them, or
/// a full timestamp (its day in Asia/Damascus where it says its offset).
pub fn parse_given(text: &str) -> Option<Span> {
    let text = text.trim();
    let digits = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    match text.len() {
        4 | 7 | 10 if digits => parse(text),
        _ => timestamp(text).filter(|_| text.len() > 13).map(Span::day).or_else(|| {
            let local = text.parse::<jiff::civil::DateTime>().ok().filter(|_| text.contains(['T', ' ']))?;
            Some(Span::day(local.date().into()))
        }),
    }
}

/// The day in Asia/Damascus of a time that says its offset.
fn timestamp(text: &str) -> Option<Day> {
    let moment = text.parse::<jiff::Timestamp>().ok().or_else(|| {
        // Feeds and e-mails; `+03:00` and `+0300` are both met.
        jiff::fmt::rfc2822::parse(text).ok().map(|zoned| zoned.timestamp())
    });
    let moment = moment.or_else(|| {
        let seconds = text.parse::<i64>().ok().filter(|_| (9..=13).contains(&text.len()))?;
        jiff::Timestamp::from_second(if text.len() > 11 { seconds / 1000 } else { seconds }).ok()
    })?;
    let zone = TimeZone::get("Asia/Damascus").ok()?;
    Some(moment.to_zoned(zone).date().into())
}

/// The date of the article with this frame; notes what differs.
pub(super) fn find(draft: &Draft, frame: &Frame, notes: &mut Vec<Note>) -> Published {
    let (text, beside) = (&*unwrapped(&draft.text), draft.published);
    let of = |span, basis| Published { span: Some(span), basis };
    let dateline = frame.date.clone().or_else(|| partial_dateline(text, frame, beside));
    match (dateline, beside) {
        (Some(date), Some(span)) => {
            let apart = if date.day < span.from { span.from - date.day } else { date.day - span.to };
            if apart > 1 {
                let says =
                    format!("the text is dated {}, the data beside it says {span}; the text is followed", date.day);
                notes.push(Note { kind: NoteKind::DateDiffers, span: date.range, says });
            }
            if apart == 1 { of(span, DateBasis::Metadata) } else { of(Span::day(date.day), DateBasis::Dateline) }
        }
        (Some(date), None) => of(Span::day(date.day), DateBasis::Dateline),
        (None, Some(span)) => of(span, DateBasis::Metadata),
        (None, None) => month_dateline(text, frame)
            .map(|span| of(span, DateBasis::Dateline))
            .or_else(|| from_what_it_tells(text, frame))
            .or_else(|| from_file(draft.made, notes).map(|span| of(span, DateBasis::Metadata)))
            .unwrap_or(Published::UNKNOWN),
    }
}

/// How long before its article a picture may be taken for its date to count more than an event, in days.
const PICTURE_AGE: i32 = 7;

/// The date that the sentences of an article without one point to. A picture may be far older than the
/// article: the date in a caption counts where no sentence has one and no event of a later week is told of.
fn from_what_it_tells(text: &str, frame: &Frame) -> Option<Published> {
    let of = |basis| move |span| Published { span: Some(span), basis };
    let captioned = || {
        let event = from_events(text, frame);
        let span = from_text(text, frame, true);
        span.filter(|span| event.is_none_or(|event| event.from - span.to <= PICTURE_AGE))
    };
    let written = from_text(text, frame, false).or_else(|| from_weekday_and_day(text, frame));
    let written = written.or_else(captioned).map(of(DateBasis::Text));
    let events = || from_events(text, frame).or_else(|| from_how_long_ago(text, frame));
    written.or_else(|| events().map(of(DateBasis::Events)))
}

/// The day on which the file was made: an article saved later than it was published would be dated too
/// late, so this is said.
fn from_file(made: Option<Span>, notes: &mut Vec<Note>) -> Option<Span> {
    let made = made?;
    let says = format!("no date in the article: the file was made on {made}, the article may be older");
    notes.push(Note { kind: NoteKind::DateOfFile, span: 0..0, says });
    Some(made)
}

/// A dateline without a year (`July 26 (Agency) -`): the year is that of the date beside the text, or
/// of the last full date in it.
fn partial_dateline(text: &str, frame: &Frame, beside: Option<Span>) -> Option<WrittenDate> {
    let range = frame.parts.iter().filter(|part| part.role == Role::Dateline).find_map(|part| {
        let words = &text[part.start..part.end];
        let (at, month, day) = month_and_day(words)?;
        Some((part.start + at.start..part.start + at.end, month, day))
    });
    let (range, month, day) = range?;
    let near = beside.map(|span| span.to).or_else(|| written_dates(text).iter().map(|date| date.day).max());
    let Some(near) = near else {
        let day = year_by_weekday(text, frame, month, day)?;
        return Some(WrittenDate { range, day, weekday: false });
    };
    let years = [-1, 0, 1].map(|shift| near.civil().year() + shift);
    let days = years.into_iter().filter_map(|year| Day::new(year, month, day));
    let day = days.min_by_key(|&candidate| (candidate - near).abs())?;
    Some(WrittenDate { range, day, weekday: false })
}

/// A dateline that names a month only: `DARAA, Syria, November 2014 —`.
fn month_dateline(text: &str, frame: &Frame) -> Option<Span> {
    frame.parts.iter().filter(|part| part.role == Role::Dateline).find_map(|part| {
        let list: Vec<&str> = words(&text[part.start..part.end]).map(|(_, word)| word).collect();
        list.windows(2).find_map(|pair| {
            let year = pair[1].parse().ok().filter(|year| (2011..2030).contains(year))?;
            Some(Day::new(year, month(pair[0])?, 1)?.month())
        })
    })
}

/// The year of a dateline without one, where neither the text nor the data beside it has a full date: the
/// one in which the first weekday that the article speaks of is that day or the day before, not before the
/// last year and the last well-known event that the text tells of. `None` unless one year within four fits;
/// of an article that names no year and no event, one year of the war.
fn year_by_weekday(text: &str, frame: &Frame, month: i8, day: i8) -> Option<Day> {
    let weekday = *days_spoken_of(text, frame).weekdays.first()?;
    let days = days_of(text, month, day);
    let same_day = days.iter().any(|day| day.civil().weekday() == weekday);
    only(&days, weekday, i32::from(!same_day))
}

/// The days of that name that an article without a date may speak of.
fn days_of(text: &str, month: i8, day: i8) -> Vec<Day> {
    let event = events::last_told(text);
    let told = years(text).chain(event.map(|event| event.civil().year())).max();
    let years = told.map_or(WAR, |first| first..=first + 3);
    years.filter_map(|year| Day::new(year, month, day)).filter(|&day| event.is_none_or(|event| day >= event)).collect()
}

/// The only one of the days that is such a weekday, or so many days after one.
fn only(days: &[Day], weekday: Weekday, back: i32) -> Option<Day> {
    let mut fitting = days.iter().filter(|&&day| (day - back).civil().weekday() == weekday);
    fitting.next().filter(|_| fitting.next().is_none()).copied()
}

/// `on Sunday, July 10`: the last day that is told with its weekday, where that fits one year only. The article was
/// written on it or the day after.
fn from_weekday_and_day(text: &str, frame: &Frame) -> Option<Span> {
    let read = |at: usize| !matches!(frame.role_at(at), Role::Boilerplate | Role::Caption);
    let list: Vec<&str> = words(text).filter(|&(at, _)| read(at)).map(|(_, word)| word).collect();
    let told = |three: &[&str]| {
        let weekday = weekday(three[0]).filter(|_| three[0].len() >= 6)?;
        let (month, day) = month_with_day(three[1], three[2])?;
        only(&days_of(text, month, day), weekday, 0)
    };
    let last = list.windows(3).filter_map(told).max()?;
    Some(Span::imprecise(last, last + 1))
}

/// `July 26` or `26 July` in a few words.
fn month_and_day(words: &str) -> Option<(std::ops::Range<usize>, i8, i8)> {
    let list: Vec<(usize, &str)> = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - words.as_ptr() as usize, word))
        .collect();
    list.windows(2).find_map(|pair| {
        let ((start, a), (last, b)) = (pair[0], pair[1]);
        let (month, day) = month_with_day(a, b)?;
        Some((start..last + b.len(), month, day))
    })
}

/// The month and the day of two words, in either order.
fn month_with_day(a: &str, b: &str) -> Option<(i8, i8)> {
    let day = |word: &str| word.parse::<i8>().ok().filter(|day| (1..=31).contains(day));
    month(a).zip(day(b)).or_else(|| month(b).zip(day(a)))
}

/// The last full date that the text speaks of, if the article seems to be written within days of it; the
/// dates of captions only if they are asked for.
fn from_text(text: &str, frame: &Frame, captions: bool) -> Option<Span> {
    let dates = written_dates(text);
    let read = |date: &&WrittenDate| match frame.role_at(date.range.start) {
        Role::Boilerplate => false,
        Role::Caption => captions,
        _ => true,
    };
    let last = dates.iter().filter(read).map(|date| date.day).max()?;
    // A later year, or a later dated event, shows that the date is history.
    let later_year = years(text).any(|year| year > last.civil().year());
    let later_event = events::last_told(text).is_some_and(|event| event > last + TEXT_REACH);
    if later_year || later_event {
        return None;
    }
    let spoken = days_spoken_of(text, frame);
    if spoken.yesterday {
        return Some(Span::imprecise(last + 1, last + TEXT_REACH));
    }
    // A picture is a day or two older than its article, whose first weekday is that of its news.
    if captions && let Some(day) = spoken.weekdays.first().map(|&weekday| on_or_after(last, weekday)) {
        return Some(if day <= last + TEXT_REACH { Span::day(day) } else { Span::imprecise(last, last + TEXT_REACH) });
    }
    let own_day = spoken.weekdays.contains(&last.civil().weekday()).then_some(last.civil().weekday());
    match own_day.as_ref().or(spoken.weekdays.last()) {
        Some(&weekday) => {
            let day = on_or_after(last, weekday);
            Some(Span::imprecise(day, day + 1))
        }
        None => Some(Span::imprecise(last, last + TEXT_REACH)),
    }
}

/// The last dated event that the text tells of, and the weekday that the text speaks of.
fn from_events(text: &str, frame: &Frame) -> Option<Span> {
    // A later year, also that of a copyright, shows that the event is history.
    let event = events::last_fresh(text).filter(|event| years(text).all(|year| year <= event.civil().year()))?;
    let mut last = event;
    // Months and days named without a year lie within the months before the article.
    for (month, day) in days_without_year(text, frame) {
        let named = Day::new(event.civil().year(), month, day);
        last = named.filter(|&day| day > last && day - event < 120).unwrap_or(last);
    }
    let spoken = days_spoken_of(text, frame);
    let weekday = spoken.weekdays.first().copied();
    // The day before the event may be told of with it.
    let first = weekday.map_or(last, |weekday| on_or_after(last - 1, weekday).max(last));
    Some(match (weekday, spoken.yesterday) {
        (Some(_), _) => Span::imprecise(first, first + 1),
        (None, true) => Span::imprecise(first + 1, first + 3),
        (None, false) if spoken.today => Span::imprecise(first, first + 2),
        (None, false) => Span::imprecise(first, first + 6),
    })
}

/// How far into a text the weekday of its news stands, in bytes.
const LEAD: usize = 400;

/// An event told with how long ago it was, and the weekday of the news: its day or the day after.
fn from_how_long_ago(text: &str, frame: &Frame) -> Option<Span> {
    let span = events::told_ago(text).filter(|span| years(text).all(|year| year <= span.from.civil().year()))?;
    let lead = &text[..text.floor_char_boundary(LEAD)];
    let first = words(lead).filter(|&(at, word)| word.len() >= 6 && frame.role_at(at) != Role::Boilerplate);
    let Some(weekday) = first.into_iter().find_map(|(_, word)| weekday(word)) else { return Some(span) };
    let day = on_or_after(span.from, weekday);
    Some(if day <= span.to { Span::imprecise(day, (day + 1).min(span.to.max(day))) } else { span })
}

/// The first such weekday from `day` on.
fn on_or_after(day: Day, weekday: Weekday) -> Day {
    day + i32::from(day.civil().weekday().until(weekday))
}

/// Day names, "yesterday" and "today" in the words that are read, in order.
#[derive(Default)]
struct Spoken {
    weekdays: Vec<Weekday>,
    yesterday: bool,
    /// Also "the last 24 hours".
    today: bool,
}

fn days_spoken_of(text: &str, frame: &Frame) -> Spoken {
    let mut spoken = Spoken::default();
    for (at, word) in words(text) {
        if frame.role_at(at) == Role::Boilerplate {
            continue;
        }
        if word.len() >= 6 && word.starts_with(|c: char| c.is_ascii_uppercase()) {
            spoken.weekdays.extend(weekday(word.trim_end_matches(|c: char| !c.is_alphabetic())));
        }
        spoken.yesterday |= word.eq_ignore_ascii_case("yesterday");
        spoken.today |= word.eq_ignore_ascii_case("today") || word == "24" && text[at..].starts_with("24 hours");
    }
    spoken
}

fn days_without_year(text: &str, frame: &Frame) -> Vec<(i8, i8)> {
    let list: Vec<_> = words(text).filter(|&(at, _)| frame.role_at(at) != Role::Boilerplate).collect();
    let capital = |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase());
    let is_month = |word: &str| month(word).is_none() || capital(word);
    let pairs = list.windows(2).filter_map(|pair| {
        let (a, b) = (pair[0].1, pair[1].1);
        month_with_day(a, b).filter(|_| is_month(a) && is_month(b))
    });
    pairs.collect()
}

/// Years that stand alone.
fn years(text: &str) -> impl Iterator<Item = i16> {
    words(text).filter_map(|(_, word)| word.parse().ok().filter(|year| word.len() == 4 && (2011..2030).contains(year)))
}

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let list = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    list.map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}
