//! The words that a time can begin with: one look-up passes over all others.

use super::reader::Reader;
use super::{Table, TimeWords, list};
use crate::extract::sentence::Shape;

/// What has to follow the first word of a time.
pub(super) enum Next {
    /// Nothing in particular.
    Any,
    /// One of these words.
    One(Vec<String>),
}

impl TimeWords {
    /// Gathers them from the table and the words of the grammar.
    pub(super) fn add_openings(&mut self, table: &Table) {
        let mut words: Vec<&String> = self.positions.keys().collect();
        words.sort();
        let all = |list| {
            let of = words.iter().filter(|word| self.words[self.positions[**word] as usize].lists.has(list));
            of.map(|word| word.to_string()).collect::<Vec<_>>()
        };
        let (counted, long) = (all(list::COUNTED), all(list::LONG));
        let (parts, openers) = (all(list::PARTS_OF), all(list::OPENERS));
        let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
        for line in table.weekdays.iter().chain(&table.months).flat_map(|line| words(line)) {
            // `Sundays` is `Sunday's` without its apostrophe.
            self.open(&format!("{line}s"), None);
            self.open(&line, None);
        }
        let neighbours = table.neighbours.iter().map(|row| &row.say);
        let phrases = table.phrases.iter().map(|row| &row.say).chain(table.leading()).chain(neighbours);
        for phrase in phrases.map(|line| words(line)) {
            self.open(&phrase[0], phrase.get(1).map(String::as_str));
        }
        for number in table.numbers.iter().filter_map(|line| line.split_once('=')) {
            counted.iter().for_each(|next| self.open(number.0, Some(next)));
        }
        for unit in &counted {
            let led = ["after", "before", "into", "of"].map(str::to_owned);
            long.iter().chain(&led).for_each(|next| self.open(unit, Some(next)));
        }
        parts.iter().for_each(|word| self.open(word, Some("of")));
        openers.iter().for_each(|word| self.open(word, None));
    }

    fn open(&mut self, word: &str, next: Option<&str>) {
        let opens = self.entry(word).opens.get_or_insert_with(|| Next::One(Vec::new()));
        match (opens, next) {
            (Next::Any, _) => {}
            (opens, None) => *opens = Next::Any,
            (Next::One(list), Some(next)) => list.push(next.to_owned()),
        }
    }
}

impl Reader<'_> {
    /// Whether a time can begin at this token; most cannot.
    pub(super) fn may_begin(&self, at: usize) -> bool {
        if self.ids[at] == 0 {
            return self.text.tokens()[at].shape == Shape::Number;
        }
        match &self.token(at).opens {
            Some(Next::Any) => true,
            Some(Next::One(list)) => {
                let next = self.text.word(at + 1);
                list.iter().any(|word| word == next)
            }
            None => self.text.tokens()[at].shape == Shape::Number,
        }
    }
}
