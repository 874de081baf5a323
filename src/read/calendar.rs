//! Dates written out with their year: `16 July 2015`, `Thursday 25 Aug 2016`, `July 26, 2016`,
//! `18-07-2016`, `2016-07-18`, also glued (`Apr 152017`). Dates without a year are not found here:
//! they need the article's date, which this helps to find.

use crate::date::Day;
use jiff::civil::Weekday;
use std::ops::Range;

/// A full date in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenDate {
    /// Its bytes, with the weekday before it if there is one.
    pub range: Range<usize>,
    /// The day. Where a weekday stands beside it and disagrees, the date is trusted.
    pub day: Day,
    /// Whether a weekday stands beside it.
    pub weekday: bool,
}

/// All full dates of `text`, in order, none inside another.
pub fn written_dates(text: &str) -> Vec<WrittenDate> {
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match date_at(text, &words[at..]) {
            Some((day, used)) => {
                let before = at.checked_sub(1).filter(|&i| close(text, &words[i], &words[at]));
                let weekday = before.filter(|&i| weekday(words[i].text).is_some());
                let start = weekday.map_or(words[at].range.start, |i| words[i].range.start);
                let end = words[at + used - 1].range.end;
                found.push(WrittenDate { range: start..end, day, weekday: weekday.is_some() });
                at += used;
            }
            None => at += 1,
        }
    }
    found
}

/// The month a word names: full, or its usual abbreviation; any case.
pub fn month(word: &str) -> Option<i8> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    if word.len() < 3 || word.len() > 9 {
        return None;
    }
    let is = |name: &str| word.eq_ignore_ascii_case(name);
    let same_letter = begins_as(word);
    let named = |name: &str| is(name) || is(&name[..3]) || (name.starts_with("sept") && is("sept"));
    let index = NAMES.iter().position(|name| same_letter(name) && named(name));
    index.map(|i| i as i8 + 1)
}

/// The weekday a word names: full, or its usual abbreviation; any case.
pub fn weekday(word: &str) -> Option<Weekday> {
    const NAMES: [(&str, Weekday); 7] = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    if word.len() < 3 || word.len() > 9 {
        return None;
    }
    let is = |name: &str| word.eq_ignore_ascii_case(name);
    let short = |name: &str| {
        is(&name[..3]) || ["tues", "weds", "thur", "thurs"].iter().any(|short| short[..3] == name[..3] && is(short))
    };
    let same_letter = begins_as(word);
    NAMES.iter().find(|(name, _)| same_letter(name) && (is(name) || short(name))).map(|&(_, day)| day)
}

/// Whether a name has the first letter of this word: most words are told apart by it.
fn begins_as(word: &str) -> impl Fn(&str) -> bool {
    let first = word.bytes().next().map(|byte| byte.to_ascii_lowercase());
    move |name| name.bytes().next() == first
}

/// A run of letters or of digits; letters and digits that touch are two words.
struct Word<'t> {
    range: Range<usize>,
    text: &'t str,
}

fn words(text: &str) -> Vec<Word<'_>> {
    let class = |c: char| u8::from(c.is_alphabetic()) + 2 * u8::from(c.is_ascii_digit());
    let mut words: Vec<Word<'_>> = Vec::with_capacity(text.len() / 6);
    let (mut start, mut last) = (0, 0);
    for (at, kind) in text.char_indices().map(|(at, c)| (at, class(c))).chain([(text.len(), 0)]) {
        if kind == last {
            continue;
        }
        if last != 0 {
            words.push(Word { range: start..at, text: &text[start..at] });
        }
        (start, last) = (at, kind);
    }
    words
}

/// Whether only a little punctuation lies between two words.
fn close(text: &str, a: &Word<'_>, b: &Word<'_>) -> bool {
    let gap = &text[a.range.end..b.range.start];
    gap.len() <= 3 && gap.chars().all(|c| matches!(c, ' ' | ',' | '،' | '.' | '-' | '/' | '\t'))
}

/// The date that begins with the first of `words`, and how many words it takes.
fn date_at(text: &str, words: &[Word<'_>]) -> Option<(Day, usize)> {
    let near = |i: usize| i + 1 < words.len() && close(text, &words[i], &words[i + 1]);
    let first = words.first()?;
    // A date begins with digits, or has them next.
    let has_digits = |word: &Word<'_>| word.text.starts_with(|c: char| c.is_ascii_digit());
    if !words.iter().take(2).any(has_digits) {
        return None;
    }
    if let Some(month) = month(first.text) {
        let day = near(0).then(|| words[1].text)?;
        if let Some((day, year)) = glued(day) {
            return Some((Day::new(year, month, day)?, 2));
        }
        let (day, mut at) = (day_of_month(day)?, 1);
        at += ordinal(text, words, at);
        let year = near(at).then(|| year(words[at + 1].text))??;
        return Some((Day::new(year, month, day)?, at + 2));
    }
    let gap = |i: usize| &text[words[i].range.end..words[i + 1].range.start];
    let digits = |i: usize| words[i].text.bytes().all(|byte| byte.is_ascii_digit());
    if near(0) && near(1) && digits(1) && matches!(gap(0), "-" | "." | "/" | ". ") && gap(0) == gap(1) {
        return Some((numeric(first.text, words[1].text, words[2].text)?, 3));
    }
    let day = day_of_month(first.text)?;
    let mut at = ordinal(text, words, 0);
    if near(at) && words[at + 1].text == "of" {
        at += 1;
    }
    let month = near(at).then(|| month(words[at + 1].text))??;
    let year = near(at + 1).then(|| year(words[at + 2].text))??;
    Some((Day::new(year, month, day)?, at + 3))
}

/// 1 where the word after `at` is an ordinal ending glued to it (`2nd`), else 0.
fn ordinal(text: &str, words: &[Word<'_>], at: usize) -> usize {
    let glued = words.get(at + 1).is_some_and(|next| {
        text[words[at].range.end..next.range.start].is_empty() && matches!(next.text, "st" | "nd" | "rd" | "th")
    });
    usize::from(glued)
}

/// `152017`: the fifteenth, 2017.
fn glued(digits: &str) -> Option<(i8, i16)> {
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    let split = digits.len().checked_sub(4).filter(|&n| all_digits && (n == 1 || n == 2))?;
    Some((day_of_month(&digits[..split])?, year(&digits[split..])?))
}

/// `18-07-2016` and `2016-07-18`; where the middle cannot be a month, `07/18/2016`.
fn numeric(a: &str, b: &str, c: &str) -> Option<Day> {
    let small = |s: &str| s.parse::<i8>().ok();
    if let Some(year) = year(a) {
        return Day::new(year, small(b)?, small(c)?);
    }
    // `25.01.16`: two digits each.
    let short = || (a.len() == 2 && b.len() == 2 && c.len() == 2).then(|| Some(2000 + i16::from(small(c)?)))?;
    let year = year(c).or_else(|| short().filter(|year| (2011..=2035).contains(year)))?;
    Day::new(year, small(b)?, small(a)?).or_else(|| Day::new(year, small(a)?, small(b)?))
}

fn day_of_month(digits: &str) -> Option<i8> {
    digits.parse().ok().filter(|day| digits.len() <= 2 && (1..=31).contains(day))
}

/// A year in which a report of this kind can have been written.
fn year(digits: &str) -> Option<i16> {
    digits.parse().ok().filter(|year| digits.len() == 4 && (1990..=2099).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_found() {
        let rows = [
            ("16 July 2015 Shells fell", "16 July 2015", "2015-07-16"),
            ("Date of publication 12 May 2016 Video", "12 May 2016", "2016-05-12"),
            ("Posted on June 9 2017 by", "June 9 2017", "2017-06-09"),
            ("Thursday 25 Aug 2016 Shells", "Thursday 25 Aug 2016", "2016-08-25"),
            ("Mon Jul 18 2016 Army", "Mon Jul 18 2016", "2016-07-18"),
            ("18-07-2016 Army", "18-07-2016", "2016-07-18"),
            ("12 June، 2017", "12 June، 2017", "2017-06-12"),
            ("on 20.04.2017(updated 1012)", "20.04.2017", "2017-04-20"),
            ("2016-07-18T10:00", "2016-07-18", "2016-07-18"),
            ("07/18/2016", "07/18/2016", "2016-07-18"),
            ("on July 26, 2016.", "July 26, 2016", "2016-07-26"),
            ("Last updated at Apr 152017", "Apr 152017", "2017-04-15"),
            ("Sunday, 2nd of October, 2016", "Sunday, 2nd of October, 2016", "2016-10-02"),
            ("Sept. 3, 2014", "Sept. 3, 2014", "2014-09-03"),
            ("25-Jan-2016 Army", "25-Jan-2016", "2016-01-25"),
            ("25.01.16 Army", "25.01.16", "2016-01-25"),
            ("13. 07. 2018 Army", "13. 07. 2018", "2018-07-13"),
        ];
        for (text, words, day) in rows {
            let found = written_dates(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!((&text[found[0].range.clone()], found[0].day.to_string().as_str()), (words, day), "{text}");
        }
    }

    #[test]
    fn what_is_no_full_date_is_left() {
        for text in [
            "on July 26 troops",
            "since 2012",
            "May 300 people",
            "31 June 2016",
            "in 24 hours 2016",
            "1.2.3",
            "7 July 16",
            "Sarha fell in May Élie said",
            "May Éliée",
        ] {
            assert_eq!(written_dates(text), [], "{text}");
        }
    }
}
