//! The words that a time can begin with: one look-up passes over all others.

use super::{Table, TimeWords, list};
use crate::extract::list::Lists;
use crate::extract::sentence::{Shape, Text};
use rustc_hash::FxHashMap;

/// By first word: what has to follow it.
#[derive(Default)]
pub(super) struct Openings {
    first: FxHashMap<String, Next>,
}

/// What has to follow the first word of a time.
enum Next {
    /// Nothing in particular.
    Any,
    /// One of these words.
    One(Vec<String>),
}

impl Openings {
    /// Gathers them from the table and the words of the grammar.
    pub(super) fn new(table: &Table, lists: &FxHashMap<String, Lists>) -> Openings {
        let mut of: Vec<(&String, Lists)> = lists.iter().map(|(word, &lists)| (word, lists)).collect();
        of.sort_by_key(|(word, _)| *word);
        let all = |list| of.iter().filter(move |(_, lists)| lists.has(list)).map(|(word, _)| word.as_str());
        let mut openings = Openings::default();
        let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
        for line in table.weekdays.iter().chain(&table.months).flat_map(|line| words(line)) {
            // `Sundays` is `Sunday's` without its apostrophe.
            openings.add(&format!("{line}s"), None);
            openings.add(&line, None);
        }
        let neighbours = table.neighbours.iter().map(|row| &row.say);
        let phrases = table.phrases.iter().map(|row| &row.say).chain(table.leading()).chain(neighbours);
        for phrase in phrases.map(|line| words(line)) {
            openings.add(&phrase[0], phrase.get(1).map(String::as_str));
        }
        for number in table.numbers.iter().filter_map(|line| line.split_once('=')) {
            all(list::COUNTED).for_each(|next| openings.add(number.0, Some(next)));
        }
        for unit in all(list::COUNTED) {
            all(list::LONG).chain(["after", "before", "into", "of"]).for_each(|next| openings.add(unit, Some(next)));
        }
        all(list::PARTS_OF).for_each(|word| openings.add(word, Some("of")));
        all(list::OPENERS).for_each(|word| openings.add(word, None));
        openings
    }

    fn add(&mut self, word: &str, next: Option<&str>) {
        let entry = self.first.entry(word.to_owned()).or_insert_with(|| Next::One(Vec::new()));
        match (entry, next) {
            (Next::Any, _) => {}
            (entry, None) => *entry = Next::Any,
            (Next::One(list), Some(next)) => list.push(next.to_owned()),
        }
    }
}

impl TimeWords {
    /// Whether a time can begin at this token; most cannot.
    pub(super) fn may_begin(&self, text: &Text<'_>, at: usize) -> bool {
        match self.openings.first.get(text.word(at)) {
            Some(Next::Any) => true,
            Some(Next::One(list)) => {
                let next = text.word(at + 1);
                list.iter().any(|word| word == next)
            }
            None => text.tokens()[at].shape == Shape::Number,
        }
    }
}
