//! The number of each word that a table of reading knows.

use rustc_hash::FxHashMap;

/// Words and their numbers. Most words are short and are kept as integers: quick to hash and to compare, for every token
/// of an article is looked up here.
#[derive(Default)]
pub(super) struct Numbers {
    /// Of fewer than 8 bytes.
    short: FxHashMap<u64, u32>,
    /// Of 8 to 16 bytes.
    middling: FxHashMap<Middling, u32>,
    long: FxHashMap<Box<str>, u32>,
}

/// How long a word is, its first and its last 8 bytes, which may overlap.
type Middling = (usize, u64, u64);

impl Numbers {
    /// The number of a word.
    pub(super) fn get(&self, word: &str) -> Option<u32> {
        let number = match short(word) {
            Some(short) => self.short.get(&short),
            None => match middling(word) {
                Some(middling) => self.middling.get(&middling),
                None => self.long.get(word),
            },
        };
        number.copied()
    }

    /// Gives a word a number.
    pub(super) fn insert(&mut self, word: &str, number: u32) {
        if let Some(short) = short(word) {
            self.short.insert(short, number);
        } else if let Some(middling) = middling(word) {
            self.middling.insert(middling, number);
        } else {
            self.long.insert(word.into(), number);
        }
    }
}

/// The bytes of a word of fewer than 8, and in the top byte how many they are.
fn short(word: &str) -> Option<u64> {
    let bytes = word.as_bytes();
    let letters = match bytes {
        [] => 0,
        [only] => u64::from(*only),
        [first, second] => u64::from(*first) | u64::from(*second) << 8,
        [first, second, third] => u64::from(*first) | u64::from(*second) << 8 | u64::from(*third) << 16,
        _ if bytes.len() < 8 => {
            let (first, last) = (bytes.first_chunk::<4>()?, bytes.last_chunk::<4>()?);
            let end = 8 * (bytes.len() - 4);
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << end
        }
        _ => return None,
    };
    Some(letters | (bytes.len() as u64) << 56)
}

fn middling(word: &str) -> Option<Middling> {
    let bytes = word.as_bytes();
    let (first, last) = (bytes.first_chunk()?, bytes.last_chunk()?);
    (bytes.len() <= 16).then(|| (bytes.len(), u64::from_le_bytes(*first), u64::from_le_bytes(*last)))
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
            "aaaaa",
            "aaaaaa",
            "sevenly",
            "eightful",
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
