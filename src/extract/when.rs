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
use crate::extract::lexicon::{Lexicon, class};
use crate::extract::list::{Lists, OPENS_TIME};
use crate::extract::words::Words;
use jiff::civil::Weekday;
use openings::Next;
use reader::Reader;
#[cfg(test)]
use reckon::days;
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
    /// From which day it was reckoned.
    pub reckoned: Reckoned,
}

/// The day that a time was reckoned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reckoned {
    /// One that it names itself, or that was named before it.
    Named,
    /// That of publication, as its words tell: `yesterday`; in a quotation it is that of the speech.
    Publication,
    /// That of publication, as no other was named before: `a day earlier`.
    NoOther,
}

/// The words times are made of.
#[derive(Default)]
pub struct TimeWords {
    /// The first is that of all words that say nothing here.
    words: Vec<Word>,
    /// By a word's number in the lexicon: its position in `words`, or 0.
    by_number: Vec<u32>,
    future: Vec<Phrase>,
}

/// Some words, by their numbers in the lexicon.
type Phrase = Vec<u32>;

/// What a word is in a time.
#[derive(Default)]
struct Word {
    lists: Lists,
    /// Whether a time can begin with it.
    opens: Option<Next>,
    /// The weekday it names, and whether in full. `Sundays` is `Sunday's` without its apostrophe.
    weekday: Option<(Weekday, bool)>,
    month: Option<i8>,
    number: Option<i32>,
    /// The phrases that begin with it, longest first.
    phrases: Vec<Fixed>,
    /// The ways to say `since`, `until` and `before` that begin with it, longest first of each.
    leads: Vec<(Phrase, TimeRole)>,
    /// The times beside another that begin with it, longest first.
    neighbours: Vec<(Phrase, Shift)>,
}

/// A phrase that needs no grammar.
struct Fixed {
    words: Phrase,
    offset: Option<(Unit, i32, i32)>,
    future: bool,
    /// It is of the day that its sentence tells of.
    told_of: bool,
    /// It is the last Friday to Sunday.
    weekend: bool,
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

/// How far a time is off the one spoken of before: so many days, weeks, months or years; or the season in or after it.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Shift {
    Days(i32),
    /// The seven days that end so many weeks off.
    Weeks(i32),
    Months(i32),
    Years(i32),
    /// The first month of the season.
    Season(i8),
}

#[derive(Deserialize)]
struct Neighbour {
    say: String,
    #[serde(flatten)]
    shift: Shift,
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
    #[serde(default)]
    weekend: bool,
}

/// How long before its publication a chronicle's dates lie, in days.
const CHRONICLE: i32 = 60;

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
    /// The words in the program, numbered as this lexicon does. `Err` says what is wrong with the table.
    pub fn built_in(lexicon: &mut Lexicon) -> Result<TimeWords, String> {
        let mut table: Table = toml::from_str(TABLE).map_err(|fault| format!("assets/lexicon/time.toml: {fault}"))?;
        let mut times = TimeWords { words: vec![Word::default()], ..TimeWords::default() };
        for (list, words) in list::read(std::mem::take(&mut table.lists))? {
            words.iter().for_each(|word| times.entry(lexicon.intern(word)).lists.add(list));
        }
        times.add(&table, lexicon);
        times.add_openings(&table, lexicon);
        for number in (0..times.by_number.len()).filter(|&number| times.word(number as u32).opens.is_some()) {
            lexicon.put_in(OPENS_TIME, number);
        }
        Ok(times)
    }

    /// What the word of this number in the lexicon is.
    fn entry(&mut self, number: u32) -> &mut Word {
        let at = number as usize;
        self.by_number.resize(self.by_number.len().max(at + 1), 0);
        if self.by_number[at] == 0 {
            self.by_number[at] = self.words.len() as u32;
            self.words.push(Word::default());
        }
        &mut self.words[self.by_number[at] as usize]
    }

    fn add(&mut self, table: &Table, lexicon: &mut Lexicon) {
        for (line, day) in table.weekdays.iter().zip(WEEKDAYS) {
            for (nth, word) in line.split(' ').enumerate() {
                if nth == 0 {
                    self.entry(lexicon.intern(&format!("{word}s"))).weekday = Some((day, true));
                }
                self.entry(lexicon.intern(word)).weekday = Some((day, nth == 0));
            }
        }
        let mut split = |line: &String| -> Phrase { line.split(' ').map(|word| lexicon.intern(word)).collect() };
        for (line, nth) in table.months.iter().zip(1i8..) {
            split(line).iter().for_each(|&word| self.entry(word).month = Some(nth));
        }
        for (word, number) in table.numbers.iter().filter_map(|line| line.split_once('=')) {
            self.entry(split(&word.to_owned())[0]).number = number.parse().ok();
        }
        for row in &table.phrases {
            let words = split(&row.say);
            let offset = row
                .days
                .map(|(a, b)| (Unit::Day, a, b))
                .or(row.months.map(|(a, b)| (Unit::Month, a, b)))
                .or(row.years.map(|(a, b)| (Unit::Year, a, b)));
            let (future, told_of, weekend) = (row.future, row.told_of, row.weekend);
            self.entry(words[0]).phrases.push(Fixed { words, offset, future, told_of, weekend });
        }
        for word in &mut self.words {
            word.phrases.sort_by_key(|fixed| std::cmp::Reverse(fixed.words.len()));
        }
        let by_length = |words: &Phrase| std::cmp::Reverse(words.len());
        let roles =
            [(&table.since, TimeRole::Since), (&table.until, TimeRole::Until), (&table.before, TimeRole::Before)];
        for (lines, role) in roles {
            let mut list: Vec<_> = lines.iter().map(&mut split).collect();
            list.sort_by_key(by_length);
            list.into_iter().for_each(|words| self.entry(words[0]).leads.push((words, role)));
        }
        self.future = table.future.iter().map(&mut split).collect();
        let mut neighbours: Vec<_> = table.neighbours.iter().map(|row| (split(&row.say), row.shift)).collect();
        neighbours.sort_by_key(|(words, _)| by_length(words));
        neighbours.into_iter().for_each(|(words, shift)| self.entry(words[0]).neighbours.push((words, shift)));
    }

    /// What the word of this number in the lexicon is in a time.
    fn word(&self, number: u32) -> &Word {
        &self.words[self.by_number.get(number as usize).copied().unwrap_or(0) as usize]
    }

    /// Every time of the text, in order, none inside another. `published` is the article's date. The table is numbered
    /// as the lexicon of `words` is.
    pub fn phrases(&self, words: &Words<'_>, published: Option<Span>) -> Vec<TimePhrase> {
        let found = self.read(words, published, false);
        if self.is_chronicle(words, published, &found) { self.read(words, published, true) } else { found }
    }

    /// Whether a text goes from date to date through the past, and speaks of no day of its own.
    fn is_chronicle(&self, words: &Words<'_>, published: Option<Span>, found: &[TimePhrase]) -> bool {
        let own = |phrase: &TimePhrase| {
            let numbers = &words.numbers()[phrase.tokens.start..];
            let first = self.word(numbers[0]);
            let fixed = |fixed: &Fixed| fixed.offset.is_some() && numbers.starts_with(&fixed.words);
            phrase.unit == Unit::Day && (first.weekday.is_some() || first.phrases.iter().any(fixed))
        };
        let long_past = |phrase: &&TimePhrase| match (phrase.span, published) {
            (Some(span), Some(published)) => published.from - span.to > CHRONICLE,
            (Some(_), None) => true,
            (None, _) => false,
        };
        let told = || found.iter().filter(|phrase| phrase.role == TimeRole::At);
        let past = told().filter(long_past).count();
        past >= 2 && 2 * past >= told().filter(|phrase| phrase.span.is_some()).count() && !found.iter().any(own)
    }

    fn read(&self, words: &Words<'_>, published: Option<Span>, chronicle: bool) -> Vec<TimePhrase> {
        let mut found: Vec<TimePhrase> = Vec::new();
        let (mut last_day, mut last_time) = (None, None);
        let mut near_day: Option<(usize, Span)> = None;
        let mut named_day = None;
        let opens_clause = |token: usize| words.is(token, class::SUBORDINATOR | class::RELATIVE);
        for (index, sentence) in words.text.sentences().iter().enumerate() {
            let tokens = sentence.tokens();
            let mut reader = Reader {
                words: self,
                text: words.text,
                seen: words,
                published,
                chronicle,
                start: tokens.start,
                end: tokens.end,
                anchor: None,
                named_day: None,
                spoken_of: None,
                day_here: None,
                after_year: false,
            };
            let mut free = tokens.start;
            let (mut main_day, mut clause) = (None, tokens.start);
            for at in tokens {
                if at < free || !reader.may_begin(at) {
                    continue;
                }
                (reader.anchor, reader.spoken_of, reader.named_day) = (last_day, last_time, named_day);
                reader.day_here = near_day.filter(|&(sentence, _)| sentence + 1 >= index).map(|(_, day)| day);
                reader.after_year = found.last().is_some_and(|p| p.tokens.end + 1 == at && p.unit == Unit::Year);
                let Some(phrase) = reader.phrase(at) else { continue };
                free = phrase.tokens.end;
                if reader.compares(at, &phrase) {
                    continue;
                }
                let day = phrase.unit == Unit::Day && !phrase.leads;
                if day && matches!(phrase.role, TimeRole::At | TimeRole::Until) {
                    last_day = phrase.span;
                    // "took it on Sunday, since when": the next sentence goes on from Sunday.
                    let since_last = clause;
                    let inside = main_day.is_some() && (clause..phrase.tokens.start).any(opens_clause);
                    main_day = if inside { main_day } else { phrase.span };
                    clause = phrase.tokens.end;
                    named_day = phrase.span.filter(|_| phrase.ahead.is_some()).or(named_day);
                    // "near P, which they took on Monday": nobody goes on from there.
                    let aside = (since_last..phrase.tokens.start).any(|token| words.is(token, class::RELATIVE));
                    let told = !aside && !matches!(sentence.role, Role::Dateline | Role::Caption);
                    near_day = phrase.span.filter(|_| told).map(|day| (index, day)).or(near_day);
                }
                if phrase.role == TimeRole::At {
                    last_time = phrase.span;
                }
                found.push(phrase);
            }
            last_day = main_day.or(last_day);
        }
        found
    }
}

#[cfg(test)]
mod table;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Knowledge;
    use crate::extract::sentence::Text;

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
        let Knowledge { lexicon, times, .. } = Knowledge::built_in();
        let table: Examples = toml::from_str(TABLE).unwrap();
        let mut wrong = Vec::new();
        for (day, sentence, expected) in &table.examples {
            let text = Text::new(sentence, &[]);
            let found = times.phrases(&Words::new(&text, &lexicon), published(day));
            let found: Vec<_> = found.iter().map(|p| say(&text, p)).collect();
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
        let Knowledge { lexicon, times, .. } = Knowledge::built_in();
        let table: Examples = toml::from_str(TABLE).unwrap();
        for (day, sentence, _) in &table.examples {
            let text = Text::new(sentence, &[]);
            let words = Words::new(&text, &lexicon);
            let end = text.tokens().len();
            let mut reader = Reader {
                words: &times,
                text: &text,
                seen: &words,
                published: published(day),
                chronicle: false,
                start: 0,
                end,
                anchor: None,
                named_day: None,
                spoken_of: None,
                day_here: None,
                after_year: false,
            };
            for at in 0..end {
                let missed = reader.phrase(at).is_some() && !reader.may_begin(at);
                assert!(!missed, "{sentence}: {}", text.word(at));
            }
        }
    }
}
