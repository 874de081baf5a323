//! What strikes, by the words of a report: aircraft, guns or a bomb.
//!
//! The words are data (`assets/lexicon/means.toml`).

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::borrow::Cow;
use std::sync::LazyLock;

/// What strikes: only like means say who strikes elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Means {
    /// Aircraft.
    Air,
    /// Guns, mortars, rockets.
    Guns,
    /// A bomb that somebody laid or carried.
    Bomb,
    /// The words do not tell.
    Unknown,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    bomb: Vec<String>,
    air: Vec<String>,
    guns: Vec<String>,
    aircraft_only: Vec<String>,
    strikes: String,
    again: String,
}

struct MeansWords {
    /// All of `bomb`, `air` and `guns`, in this order.
    search: AhoCorasick,
    /// How many of its patterns are of bombs, and how many of bombs or aircraft.
    bombs: usize,
    aerial: usize,
    aircraft_only: AhoCorasick,
    strikes: FxHashSet<String>,
    again: FxHashSet<String>,
}

static WORDS: LazyLock<MeansWords> = LazyLock::new(|| {
    let table: Table = toml::from_str(include_str!("../../assets/lexicon/means.toml"))
        .unwrap_or_else(|fault| panic!("assets/lexicon/means.toml: {fault}"));
    let search = |words: &[&str]| {
        let automaton = Some(AhoCorasickKind::DFA);
        let built = AhoCorasick::builder().ascii_case_insensitive(true).kind(automaton).build(words);
        built.unwrap_or_else(|fault| panic!("assets/lexicon/means.toml: {fault}"))
    };
    let words: Vec<&str> = table.bomb.iter().chain(&table.air).chain(&table.guns).map(String::as_str).collect();
    let set = |line: &str| line.split_whitespace().map(str::to_owned).collect();
    MeansWords {
        search: search(&words),
        bombs: table.bomb.len(),
        aerial: table.bomb.len() + table.air.len(),
        aircraft_only: search(&table.aircraft_only.iter().map(String::as_str).collect::<Vec<_>>()),
        strikes: set(&table.strikes),
        again: set(&table.again),
    }
});

/// What these words say strikes; a bomb before aircraft before guns, where they name several.
pub(super) fn of(words: &str) -> Means {
    let first = WORDS.search.find_overlapping_iter(words).map(|found| found.pattern().as_usize()).min();
    match first {
        Some(pattern) if pattern < WORDS.bombs => Means::Bomb,
        Some(pattern) if pattern < WORDS.aerial => Means::Air,
        Some(_) => Means::Guns,
        None => Means::Unknown,
    }
}

/// Whether only aircraft carry out what these words tell of.
pub(super) fn is_aerial(words: &str) -> bool {
    WORDS.aircraft_only.is_match(words)
}

/// Whether the last strike that these words name is one spoken of before: `the raids`, `another strike`.
pub(super) fn goes_on(words: &str) -> bool {
    let strike = |word: Cow<'_, str>| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        WORDS.strikes.contains(word) || word.strip_suffix('s').is_some_and(|word| WORDS.strikes.contains(word))
    };
    let mut from_last = words.split_whitespace().rev().map(lowercase);
    from_last.any(strike) && from_last.take(3).any(|word| WORDS.again.contains(word.as_ref()))
}

/// Whether these words end in one that points back, with no more than an adjective after it: `the fierce`.
pub(super) fn is_pointed(words: &str) -> bool {
    words
        .split_whitespace()
        .rev()
        .take(2)
        .any(|word| matches!(word, "the" | "The" | "this" | "This" | "these" | "These"))
}

fn lowercase(word: &str) -> Cow<'_, str> {
    let lower = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_the_means() {
        for (words, means) in [
            ("Warplanes hit a market", Means::Air),
            ("a suicide bomber struck the post after air strikes", Means::Bomb),
            ("mortar rounds fell", Means::Guns),
            ("clashes went on", Means::Unknown),
        ] {
            assert_eq!(of(words), means, "{words}");
        }
        assert!(is_aerial("Barrel bombs") && !is_aerial("shelling"));
        assert!(goes_on("Another strike hit") && goes_on("after the Raids") && !goes_on("a strike hit"));
    }
}
