//! The number of each word that a table of reading knows.

use rustc_hash::FxHashMap;

/// Words and their numbers. Most words are short and are kept as one integer: quick to hash and to compare, for every
/// token of an article is looked up here.
#[derive(Default)]
pub(super) struct Numbers {
    short: FxHashMap<u128, u32>,
    long: FxHashMap<Box<str>, u32>,
}

impl Numbers {
    /// The number of a word.
    pub(super) fn get(&self, word: &str) -> Option<u32> {
        match packed(word) {
            Some(short) => self.short.get(&short).copied(),
            None => self.long.get(word).copied(),
        }
    }

    /// Gives a word a number.
    pub(super) fn insert(&mut self, word: &str, number: u32) {
        match packed(word) {
            Some(short) => self.short.insert(short, number),
            None => self.long.insert(word.into(), number),
        };
    }
}

/// The bytes of a short word and how many there are; `None` for a long one.
fn packed(word: &str) -> Option<u128> {
    let mut bytes = [0; 16];
    bytes.get_mut(..word.len()).filter(|_| word.len() < 16)?.copy_from_slice(word.as_bytes());
    bytes[15] = word.len() as u8;
    Some(u128::from_le_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_any_length_keep_their_numbers() {
        let words = ["", "a", "aa", "ab", "fifteen letters", "sixteen letters.", "kafr\u{0}", "kafr", "قلعة المضيق"];
        let mut numbers = Numbers::default();
        for (number, word) in (1..).zip(words) {
            assert_eq!(numbers.get(word), None, "{word}");
            numbers.insert(word, number);
        }
        for (number, word) in (1..).zip(words) {
            assert_eq!(numbers.get(word), Some(number), "{word}");
        }
    }
}
