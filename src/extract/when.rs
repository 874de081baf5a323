//! The times a text speaks of, each as a span of days with its role: *at* (it happened then), *since*,
//! *until*, or *future*. Words and phrases are data (`assets/lexicon/time.toml`, with the examples that
//! are its tests); the grammar of dates is here.
//!
//! Everything is reckoned from the article's publication. Where that is itself a span, a time is worked
//! out from both of its ends and becomes a span too. A report cannot speak of days after its
//! publication: what would reach past it is cut there, and what lies wholly after it is *future*.
//!
//! | file | reads |
//! | --- | --- |
//! | [`reader`] | which words make a time, and its role |
//! | [`dates`] | `July 17`, `late May`, `Sunday night` |
//! | [`lasting`] | `for two years`, `two days ago`, `a day later` |
//! | [`reckon`] | days, months and years back and forth |

mod dates;
mod lasting;
mod list;
mod openings;
mod reader;
mod reckon;

use crate::article::Role;
use crate::date::Span;
use crate::extract::list::Lists;
use crate::extract::sentence::Text;
use jiff::civil::Weekday;
use openings::Openings;
use reader::Reader;
#[cfg(test)]
use reckon::days;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;
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
    /// It was so before then; or it happened before then, and the text does not tell when.
    Before,
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
    before: Vec<Vec<String>>,
    future: Vec<String>,
    /// For a day beside the one spoken of before, and how many days off it is; longest first.
    neighbours: Vec<(Vec<String>, i32)>,
    openings: Openings,
    lists: FxHashMap<String, Lists>,
}

/// A phrase that needs no grammar.
struct Fixed {
    words: Vec<String>,
    offset: Option<(Unit, i32, i32)>,
    future: bool,
    /// It is of the day that its sentence tells of.
    told_of: bool,
}

#[derive(Deserialize)]
struct Table {
    weekdays: Vec<String>,
    months: Vec<String>,
    numbers: Vec<String>,
    since: Vec<String>,
    until: Vec<String>,
    before: Vec<String>,
    future: Vec<String>,
    neighbours: Vec<Neighbour>,
    phrases: Vec<Row>,
    lists: BTreeMap<String, String>,
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
    #[serde(default)]
    told_of: bool,
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

impl Table {
    /// The words that lead to a time: `since`, `until`, `before`.
    fn leading(&self) -> impl Iterator<Item = &String> {
        self.since.iter().chain(&self.until).chain(&self.before)
    }
}

impl TimeWords {
    /// The words in the program. `Err` says what is wrong with the table.
    pub fn built_in() -> Result<TimeWords, String> {
        let mut table: Table = toml::from_str(TABLE).map_err(|fault| format!("assets/lexicon/time.toml: {fault}"))?;
        let mut lists: FxHashMap<String, Lists> = FxHashMap::default();
        for (list, words) in list::read(std::mem::take(&mut table.lists))? {
            words.into_iter().for_each(|word| lists.entry(word).or_default().add(list));
        }
        Ok(TimeWords::new(&table, lists))
    }

    fn new(table: &Table, lists: FxHashMap<String, Lists>) -> TimeWords {
        let openings = Openings::new(table, &lists);
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
            phrases.entry(words[0].clone()).or_default().push(Fixed {
                words,
                offset,
                future: row.future,
                told_of: row.told_of,
            });
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
            before: by_length(&table.before),
            future: table.future.clone(),
            neighbours,
            openings,
            lists,
        }
    }

    /// Every time of the text, in order, none inside another. `published` is the article's date.
    pub fn phrases(&self, text: &Text<'_>, published: Option<Span>) -> Vec<TimePhrase> {
        let mut found: Vec<TimePhrase> = Vec::new();
        let (mut last_day, mut last_time) = (None, None);
        let mut near_day: Option<(usize, Span)> = None;
        for (index, sentence) in text.sentences().iter().enumerate() {
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
                    spoken_of: last_time,
                    day_here: near_day.filter(|&(sentence, _)| sentence + 1 >= index).map(|(_, day)| day),
                    after_year: last_year,
                };
                match reader.phrase(at) {
                    Some(phrase) => {
                        at = phrase.tokens.end.max(at + 1);
                        if phrase.unit == Unit::Day && matches!(phrase.role, TimeRole::At | TimeRole::Until) {
                            last_day = phrase.span;
                            let told = !matches!(sentence.role, Role::Dateline | Role::Caption) && !phrase.leads;
                            near_day = phrase.span.filter(|_| told).map(|day| (index, day)).or(near_day);
                        }
                        if phrase.role == TimeRole::At {
                            last_time = phrase.span;
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
            TimeRole::Before => "before",
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
                spoken_of: None,
                day_here: None,
                after_year: false,
            };
            for at in 0..end {
                let missed = reader.phrase(at).is_some() && !words.may_begin(&text, at);
                assert!(!missed, "{sentence}: {}", text.word(at));
            }
        }
    }
}
