//! The words that a time can begin with: one look-up passes over all others.

use super::reader::Reader;
use super::{Table, TimeWords, list};
use crate::extract::lexicon::Lexicon;
use crate::extract::list::OPENS_TIME;
use crate::extract::sentence::Shape;

/// What has to follow the first word of a time.
pub(super) enum Next {
    /// Nothing in particular.
    Any,
    /// One of these words, by their numbers in the lexicon.
    One(Vec<u32>),
}

impl TimeWords {
    /// Gathers them from the table and the words of the grammar.
    pub(super) fn add_openings(&mut self, table: &Table, lexicon: &mut Lexicon) {
        let all = |list| -> Vec<u32> {
            (0..self.by_number.len() as u32).filter(|&number| self.word(number).lists.has(list)).collect()
        };
        let (counted, long) = (all(list::COUNTED), all(list::LONG));
        let (parts, openers) = (all(list::PARTS_OF), all(list::OPENERS));
        for word in table.weekdays.iter().chain(&table.months).flat_map(|line| line.split(' ')) {
            // `Sundays` is `Sunday's` without its apostrophe.
            self.open(lexicon.intern(&format!("{word}s")), None);
            self.open(lexicon.intern(word), None);
        }
        let neighbours = table.neighbours.iter().map(|row| &row.say);
        for phrase in table.phrases.iter().map(|row| &row.say).chain(table.leading()).chain(neighbours) {
            let mut words = phrase.split(' ').map(|word| lexicon.intern(word));
            if let Some(first) = words.next() {
                self.open(first, words.next());
            }
        }
        for (number, _) in table.numbers.iter().filter_map(|line| line.split_once('=')) {
            let number = lexicon.intern(number);
            counted.iter().for_each(|&next| self.open(number, Some(next)));
        }
        let led = ["after", "before", "into", "of"].map(|word| lexicon.intern(word));
        for &unit in &counted {
            long.iter().chain(&led).for_each(|&next| self.open(unit, Some(next)));
        }
        let of = lexicon.intern("of");
        parts.iter().for_each(|&word| self.open(word, Some(of)));
        openers.iter().for_each(|&word| self.open(word, None));
    }

    fn open(&mut self, word: u32, next: Option<u32>) {
        let opens = self.entry(word).opens.get_or_insert_with(|| Next::One(Vec::new()));
        match (opens, next) {
            (Next::Any, _) => {}
            (opens, None) => *opens = Next::Any,
            (Next::One(list), Some(next)) => list.push(next),
        }
    }
}

impl Reader<'_> {
    /// Whether a time can begin at this token; most cannot.
    #[inline]
    pub(super) fn may_begin(&self, at: usize) -> bool {
        if !self.seen.is_in(at, OPENS_TIME) {
            return self.seen.shape(at) == Shape::Number;
        }
        match &self.token(at).opens {
            Some(Next::One(list)) => self.seen.numbers().get(at + 1).is_some_and(|next| list.contains(next)),
            _ => true,
        }
    }
}
