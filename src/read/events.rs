//! Well-known dated events of the war (`assets/lexicon/events.toml`): an article that tells of one as
//! past was published on its day or later.

use crate::date::Day;
use serde::Deserialize;
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
}

fn built_in() -> &'static [DatedEvent] {
    static EVENTS: LazyLock<Vec<DatedEvent>> =
        LazyLock::new(|| parse(include_str!("../../assets/lexicon/events.toml")).unwrap_or_default());
    &EVENTS
}

fn parse(text: &str) -> Result<Vec<DatedEvent>, toml::de::Error> {
    #[derive(Deserialize)]
    struct File {
        event: Vec<DatedEvent>,
    }
    Ok(toml::from_str::<File>(text)?.event)
}

/// The last of the well-known events that the text tells of.
pub(super) fn last_told(text: &str) -> Option<Day> {
    told(text).into_iter().map(|(day, _)| day).max()
}

/// The last of the well-known events that the text tells of, unless it is told of with its year: that is
/// how a report speaks of what lies far back, and says nothing of its own day.
pub(super) fn last_fresh(text: &str) -> Option<Day> {
    let (day, with_year) = told(text).into_iter().max()?;
    (!with_year).then_some(day)
}

/// The well-known events that the text tells of: each one's day, and whether it is told of with its year.
fn told(text: &str) -> Vec<(Day, bool)> {
    let text = text.to_lowercase();
    // Sentences are enough apart by their stops here; a wrong cut only misses an event.
    let sentences: Vec<&str> = text.split(['.', '!', '?', '\n']).collect();
    let of = |event: &DatedEvent| {
        let years = sentences.iter().filter_map(|sentence| event.told_in(sentence));
        years.min().map(|with_year| (event.day, with_year))
    };
    built_in().iter().filter_map(of).collect()
}

impl DatedEvent {
    /// Whether a sentence tells of it only by words with a year; `None` if it does not tell of it.
    fn told_in(&self, sentence: &str) -> Option<bool> {
        if self.unless.iter().any(|word| has_word(sentence, word)) {
            return None;
        }
        let has_year = |word: &str| word.split([' ', '-']).any(|part| part.len() == 4 && part.starts_with("20"));
        let group =
            |words: &Vec<String>| words.iter().filter(|word| has_word(sentence, word)).map(|word| has_year(word)).min();
        self.told_by.iter().map(group).try_fold(false, |with_year, found| Some(with_year | found?))
    }
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
        let events = parse(include_str!("../../assets/lexicon/events.toml")).unwrap();
        assert!(events.len() >= 50);
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
}
