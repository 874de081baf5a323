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
    let text = text.to_lowercase();
    // Sentences are enough apart by their stops here; a wrong cut only misses an event.
    let sentences = || text.split(['.', '!', '?', '\n']);
    let told = |event: &&DatedEvent| sentences().any(|sentence| event.told_in(sentence));
    built_in().iter().filter(told).map(|event| event.day).max()
}

impl DatedEvent {
    fn told_in(&self, sentence: &str) -> bool {
        let group = |words: &Vec<String>| words.iter().any(|word| has_word(sentence, word));
        self.told_by.iter().all(group) && !self.unless.iter().any(|word| has_word(sentence, word))
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
    }
}
