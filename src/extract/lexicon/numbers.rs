//! The number of each word that a table of reading knows.

use rustc_hash::FxHashMap;

/// Words and their numbers. Most words are short and are kept as integers: quick to hash and to compare, for every token
/// of an article is looked up here.
#[derive(Default)]
pub(super) struct Numbers {
    short: FxHashMap<Packed, u32>,
    long: FxHashMap<Box<str>, u32>,
}

/// How long a short word is, its first and its last bytes, which may overlap.
type Packed = (usize, u64, u64);

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

/// A short word as integers; `None` for a long one.
fn packed(word: &str) -> Option<Packed> {
    let bytes = word.as_bytes();
    let (first, last) = match bytes {
        [] => (0, 0),
        [only] => (u64::from(*only), 0),
        [first, .., last] if bytes.len() < 4 => (u64::from(*first), u64::from(bytes[1]) << 8 | u64::from(*last)),
        _ if bytes.len() < 8 => {
            let (first, last) = (bytes.first_chunk::<4>()?, bytes.last_chunk::<4>()?);
            (u64::from(u32::from_le_bytes(*first)), u64::from(u32::from_le_bytes(*last)))
        }
        _ if bytes.len() <= 16 => (u64::from_le_bytes(*bytes.first_chunk()?), u64::from_le_bytes(*bytes.last_chunk()?)),
        _ => return None,
    };
    Some((bytes.len(), first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_any_length_keep_their_numbers() {
        let words = [
            "",
            "a",
            "aa",
            "ab",
            "fifteen letters",
            "sixteen letters.",
            "seventeen letters",
            "aaaaaaaa",
            "aaaaaaaaa",
            "aba",
            "abba",
            "kafr\u{0}",
            "kafr",
            "قلعة المضيق",
        ];
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
