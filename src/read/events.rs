//! Well-known dated events of the war (`assets/lexicon/events.toml`): an article that tells of one as
//! past was published on its day or later.

use super::calendar::{month, weekday};
use crate::date::{Day, Span};
use aho_corasick::AhoCorasick;
use jiff::civil::Weekday;
use serde::Deserialize;
use serde::de::Error;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// One event: an article tells of it where one sentence holds a word of each group.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DatedEvent {
    /// What happened, for readers of the table.
    #[allow(dead_code, reason = "says to readers of the table what the row is")]
    name: String,
    /// The day, or the first day on which it can be told as past.
    day: Day,
    /// Groups of words in lower case, each group with its alternatives.
    told_by: Vec<Vec<String>>,
    /// Words in lower case with which a sentence speaks of something else.
    #[serde(default)]
    unless: Vec<String>,
    /// Whether it is told of for years: a new name, a war that began.
    #[serde(default)]
    lasting: bool,
    /// Whether it is the first day of what went on: `entered its tenth day` counts from it.
    #[serde(default)]
    begins: bool,
}

/// Numbers as sentences count days and weeks with them.
const NUMBERS: [&[&str]; 14] = [
    &["a", "one", "first", "1"],
    &["two", "second", "2"],
    &["three", "third", "3"],
    &["four", "fourth", "4"],
    &["five", "fifth", "5"],
    &["six", "sixth", "6"],
    &["seven", "seventh", "7"],
    &["eight", "eighth", "8"],
    &["nine", "ninth", "9"],
    &["ten", "tenth", "10"],
    &["eleven", "eleventh", "11"],
    &["twelve", "twelfth", "12"],
    &["thirteen", "thirteenth", "13"],
    &["fourteen", "fourteenth", "14"],
];

/// The file as it is written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    /// Words with which a sentence looks back.
    looks_back: Vec<String>,
    /// Lists of words that rows name as `=list`.
    words: BTreeMap<String, Vec<String>>,
    /// The events in order of days.
    event: Vec<DatedEvent>,
}

fn built_in() -> &'static Table {
    static EVENTS: LazyLock<Table> =
        LazyLock::new(|| parse(include_str!("../../assets/lexicon/events.toml")).unwrap_or_default());
    &EVENTS
}

/// The table, with the lists that its rows name written out.
fn parse(text: &str) -> Result<Table, toml::de::Error> {
    let mut table: Table = toml::from_str(text)?;
    let Table { words, event, .. } = &mut table;
    for list in event.iter_mut().flat_map(|event| event.told_by.iter_mut().chain([&mut event.unless])) {
        let written_out = list.iter().map(|word| match word.strip_prefix('=') {
            Some(name) => words.get(name).cloned().ok_or_else(|| toml::de::Error::custom(format!("no list {word}"))),
            None => Ok(vec![word.clone()]),
        });
        *list = written_out.collect::<Result<Vec<_>, _>>()?.concat();
    }
    Ok(table)
}

/// The last of the well-known events that the text tells of.
pub(super) fn last_told(text: &str) -> Option<Day> {
    told(text).into_iter().map(|(day, _)| day).max()
}

/// The last of the well-known events that the text tells of, unless it is told of as what lies far back: a
/// report that does so says nothing of its own day.
pub(super) fn last_fresh(text: &str) -> Option<Day> {
    let (day, looks_back) = told(text).into_iter().max()?;
    (!looks_back).then_some(day)
}

/// The days on which a text was written that tells how long ago the last of its events was: `took P two weeks ago`,
/// `took P last week`, `the battle of P entered its tenth day`.
pub(super) fn told_ago(text: &str) -> Option<Span> {
    let last = last_told(text)?;
    let text = text.to_lowercase().replace('\u{2019}', "'");
    let sentences = || text.split(['.', '!', '?', '\n']);
    let events = built_in().event.iter().filter(|event| event.day == last);
    let of = |event: &DatedEvent| {
        sentences().filter(|sentence| event.told_in(sentence).is_some()).find_map(|sentence| event.written(sentence))
    };
    events.into_iter().find_map(of)
}

/// The well-known events that the text tells of: each one's day, and whether the text only looks back at it.
fn told(text: &str) -> Vec<(Day, bool)> {
    let text = text.to_lowercase().replace('\u{2019}', "'");
    let possible = possible(&text);
    // Sentences are enough apart by their stops here; a wrong cut only misses an event.
    let sentences: Vec<&str> = text.split(['.', '!', '?', '\n']).collect();
    let of = |event: &DatedEvent| {
        let tellings = sentences.iter().filter_map(|sentence| event.told_in(sentence));
        tellings.min().map(|looks_back| (event.day, looks_back))
    };
    possible.into_iter().filter_map(of).collect()
}

/// The events whose words all stand somewhere in the text: one pass over it, as few events are told in it.
fn possible(text: &str) -> Vec<&'static DatedEvent> {
    static SEARCH: LazyLock<Option<(AhoCorasick, Vec<&str>)>> = LazyLock::new(|| {
        let words: BTreeSet<&str> =
            built_in().event.iter().flat_map(|event| event.told_by.iter().flatten()).map(String::as_str).collect();
        let words = Vec::from_iter(words);
        AhoCorasick::new(&words).ok().map(|search| (search, words))
    });
    let events = built_in().event.iter();
    let Some((search, words)) = SEARCH.as_ref() else { return events.collect() };
    let found: BTreeSet<&str> =
        search.find_overlapping_iter(text).map(|found| words[found.pattern().as_usize()]).collect();
    let stands = |group: &Vec<String>| group.iter().any(|word| found.contains(word.as_str()));
    events.filter(|event| event.told_by.iter().all(stands)).collect()
}

impl DatedEvent {
    /// Whether a sentence only looks back at it: with a year or the like, or with a weekday that is not its
    /// own or one beside it. `None` if it does not tell of it.
    fn told_in(&self, sentence: &str) -> Option<bool> {
        let any = |words: &[String]| words.iter().any(|word| has_word(sentence, word));
        if any(&self.unless) || !self.told_by.iter().all(|group| any(group)) {
            return None;
        }
        let words = || sentence.split(|c: char| !c.is_alphanumeric());
        let has_year = words().any(|word| word.len() == 4 && word.starts_with("20"));
        let own = |day: Weekday| [-1, 0, 1].iter().any(|&beside| (self.day + beside).civil().weekday() == day);
        let mut weekdays = words().filter(|word| word.len() >= 6).filter_map(weekday).peekable();
        let other_day = weekdays.peek().is_some() && !weekdays.any(own);
        let back = || names_month(sentence) || any(&built_in().looks_back) || self.written(sentence).is_some();
        Some(self.lasting || has_year || other_day || back())
    }

    /// When a sentence was written that tells how long ago it was, or on which day of it this is.
    fn written(&self, sentence: &str) -> Option<Span> {
        let words: Vec<&str> = sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let about = |days: i32, slack: i32| Span::imprecise(self.day + days - slack, self.day + days + slack);
        let count = |word: &str| NUMBERS.iter().position(|numbers| numbers.contains(&word)).map(|at| at as i32 + 1);
        // "took P last week": written in the week after, which begins on Monday.
        let next_week = self.day + 7 - i32::from(Weekday::Monday.until(self.day.civil().weekday()));
        (1..words.len()).find_map(|at| {
            match (count(words[at - 1]), words[at], words.get(at + 1).copied().unwrap_or_default()) {
                (Some(n), "day" | "days", "ago") => Some(about(n, 1)),
                (Some(n), "week" | "weeks", "ago") => Some(about(7 * n, 3)),
                (Some(n), "day", _) if self.begins && words.contains(&"entered") => Some(Span::day(self.day + n - 1)),
                _ if words[at - 1..].starts_with(&["last", "week"]) => Some(Span::imprecise(next_week, next_week + 6)),
                _ => None,
            }
        })
    }
}

/// Whether a sentence names a month: `on july 9`, `in may`; not `troops may` nor `march on`.
fn names_month(sentence: &str) -> bool {
    let words: Vec<&str> = sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let day = |at: usize| words.get(at).is_some_and(|word| word.len() <= 2 && word.parse::<u8>().is_ok());
    let leads =
        |at: usize| words.get(at).is_some_and(|word| matches!(*word, "in" | "since" | "late" | "early" | "mid"));
    let named = |at: usize| month(words[at]).is_some() && (day(at + 1) || at > 0 && (day(at - 1) || leads(at - 1)));
    (0..words.len()).any(named)
}

/// Whether `words` stand in `sentence` at word borders.
fn has_word(sentence: &str, words: &str) -> bool {
    sentence.match_indices(words).any(|(at, _)| {
        let before = sentence[..at].chars().next_back();
        let after = sentence[at + words.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_loads_in_order_of_days() {
        let events = parse(include_str!("../../assets/lexicon/events.toml")).unwrap().event;
        assert!(events.len() >= 190);
        for pair in events.windows(2) {
            assert!(pair[0].day <= pair[1].day, "{} stands after {}", pair[0].name, pair[1].name);
        }
        for event in &events {
            assert!(event.told_by.len() >= 2, "{} is told by too little", event.name);
            assert!(event.told_by.iter().flatten().all(|word| *word == word.to_lowercase()), "{}", event.name);
        }
    }

    #[test]
    fn an_event_is_told_only_where_all_its_words_are() {
        let day = |text| last_told(text).map(|day| day.to_string());
        assert_eq!(day("The truce brokered by Moscow expired on September 19."), Some("2016-09-19".to_owned()));
        assert_eq!(day("The truce held. His visa expired on September 19."), None);
        assert_eq!(day("Troops entered the village."), None);
        let background = "The city has been divided since rebels entered Aleppo in 2012.";
        assert_eq!((day(background), last_fresh(background)), (Some("2012-07-19".to_owned()), None));
    }

    #[test]
    fn how_long_ago_an_event_was_dates_the_text() {
        let day = |text| told_ago(text).map_or("?".to_owned(), |span| span.to_string());
        assert_eq!(day("Shells fell on Deir al-Adas, which the army took two weeks ago."), "2015-02-21 to 2015-02-27");
        assert_eq!(day("The army took Deir al-Adas four days ago."), "2015-02-13 to 2015-02-15");
        assert_eq!(day("The battle in al-Manshiyah, the offensive's heart, entered its tenth day."), "2017-02-21");
        assert_eq!(day("The army took Deir al-Adas."), "?");
        assert_eq!(last_fresh("The army took Deir al-Adas two weeks ago."), None);
    }

    #[test]
    fn a_row_that_names_no_list_is_refused() {
        let row = |word| {
            format!(
                "looks_back = []\n[words]\ntaken = [\"took\"]\n[[event]]\nname = \"A\"\nday = \"2016-01-02\"\n\
                 told_by = [[\"sarha\"], [\"{word}\"]]\n"
            )
        };
        assert_eq!(parse(&row("=taken")).unwrap().event[0].told_by[1], ["took"]);
        assert!(parse(&row("=token")).unwrap_err().to_string().contains("=token"));
    }

    #[test]
    fn what_a_text_tells_as_news_dates_it_and_what_it_looks_back_at_does_not() {
        let rows = [
            ("Rebels overran Taftanaz air base on Friday, activists said.", "2013-01-11"),
            ("Fighters captured the Menagh air base, ending a long siege.", "2013-08-05"),
            ("Kurdish fighters of the SDF captured the Menagh air base.", "2016-02-10"),
            ("Insurgents seized the 52nd Brigade\u{2019}s base near Hrak.", "2015-06-09"),
            ("Nusra fighters seized Khan Touman from Iranian-led troops.", "2016-05-06"),
            ("Troops took the 1070 housing project from rebels.", "2016-11-08"),
            ("The army captured Sheikh Saeed, a rebel quarter of the city.", "2016-12-12"),
            ("The army took Busra al-Harir from the rebels on Tuesday.", "2018-06-26"),
            ("Government forces took control of the last village of the Yarmouk Basin from Daesh.", "2018-07-31"),
            // Another place, another side, another day.
            ("Rebels lost a village near Taftanaz.", "?"),
            ("The army took Busra al-Harir from the rebels on Friday.", "?"),
            ("Nusra fighters shelled Khan Touman.", "?"),
            ("Fighters attacked the Hanano barracks and seized arms.", "?"),
            // Looking back.
            ("The quarter of Sheikh Saeed was captured by the army in 2016.", "?"),
            ("Nusra fighters seized Khan Touman two years ago.", "?"),
            ("Insurgents, who seized the 52nd Brigade's base in June, shelled the road.", "?"),
            ("The Fateh al-Sham Front, formerly known as Nusra, shelled the road.", "?"),
            ("Rumours that the army captured Busra al-Harir were denied.", "?"),
        ];
        for (text, day) in rows {
            assert_eq!(last_fresh(text).map_or("?".to_owned(), |day| day.to_string()), day, "{text}");
        }
    }
}
