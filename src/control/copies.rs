//! Near-copies: articles with nearly the same words are one voice.
//!
//! Copies are found by shingles (Broder 1997): runs of four words, hashed; a fixed quarter of the
//! hashes is compared. Two articles are copies if they share half of those of the shorter one, which
//! stands edited headlines, trimmed ends and swapped paragraphs. What a person says of an article beats that:
//! one that is said to be no copy is joined to no other by likeness.

use crate::article::{Article, Role};
use crate::date::Day;
use rustc_hash::FxHashMap;
use std::collections::HashMap;

/// Words a shingle.
const WORDS: usize = 4;
/// One hash in this many is compared.
const SAMPLE: u64 = 4;
/// A shingle in more articles than this is a phrase of the trade, not a copy.
const COMMON: usize = 64;
/// Fewer compared hashes than this tell nothing: such a text is a copy only word for word.
const FEW: usize = 5;

/// For each article, the position of the first published one of those with nearly the same words;
/// its own if it is no copy.
pub fn originals<'a>(articles: impl IntoIterator<Item = &'a Article>) -> Vec<u32> {
    let mut copies = Copies::default();
    for article in articles {
        copies.add(article);
    }
    (0..copies.len()).map(|at| copies.first(at)).collect()
}

/// Articles in the order in which they came, with what is needed to know the copies of the next one.
#[derive(Clone, Debug, Default)]
pub(super) struct Copies {
    groups: Groups,
    /// How many hashes of each article are compared.
    lengths: Vec<u32>,
    bearers: Bearers,
    /// Hashes in common with the article that is being added; all zero between calls.
    shared: Vec<u32>,
    by_words: HashMap<String, u32>,
    by_id: HashMap<String, u32>,
    /// Articles that are said to be no copies.
    alone: Vec<bool>,
    /// Articles that are said to be copies of one that has not come yet.
    awaited: HashMap<String, Vec<u32>>,
}

impl Copies {
    /// The number of articles.
    pub(super) fn len(&self) -> u32 {
        self.lengths.len() as u32
    }

    /// The first published article of which one is a near-copy; itself if it is none.
    pub(super) fn first(&self, at: u32) -> u32 {
        self.groups.first(at)
    }

    /// Adds the next article. Gives the articles that have another first one from now on.
    pub(super) fn add(&mut self, article: &Article) -> Vec<u32> {
        let at = self.len();
        let print = print(article);
        self.groups.add(article.published.day());
        self.lengths.push(print.len() as u32);
        self.shared.push(0);
        let mut moved = Vec::new();
        let is_alone = article.is_no_copy();
        self.alone.push(is_alone);
        let mut alike = self.alike(at, &print);
        alike.push(*self.by_words.entry(article.sha256.clone()).or_insert(at));
        alike.retain(|other| !is_alone && !self.alone[*other as usize]);
        self.by_id.entry(article.id.clone()).or_insert(at);
        // A file names the original by its id, an analyst by the hash of its words.
        let original = article.said_copy_of().and_then(|id| match self.by_id.get(id).or(self.by_words.get(id)) {
            Some(original) => Some(*original),
            None => {
                self.awaited.entry(id.to_owned()).or_default().push(at);
                None
            }
        });
        let mut awaiting = self.awaited.remove(&article.id).unwrap_or_default();
        awaiting.extend(self.awaited.remove(&article.sha256).unwrap_or_default());
        for other in alike.into_iter().chain(original).chain(awaiting) {
            moved.extend(self.groups.join(at, other));
        }
        moved.retain(|other| *other != at);
        moved
    }

    /// The earlier articles that share half of the hashes; it takes those of this one in.
    fn alike(&mut self, at: u32, print: &[u64]) -> Vec<u32> {
        let mut met: Vec<u32> = Vec::new();
        for hash in print {
            self.bearers.add(*hash, at, |other| {
                let shared = &mut self.shared[other as usize];
                if *shared == 0 {
                    met.push(other);
                }
                *shared += 1;
            });
        }
        met.retain(|&other| {
            let shorter = print.len().min(self.lengths[other as usize] as usize);
            let common = std::mem::take(&mut self.shared[other as usize]) as usize;
            shorter >= FEW && common * 2 >= shorter
        });
        met
    }
}

/// The articles in which each hash occurs: for each hash a list through one common store, so that a
/// million of them cost two allocations.
#[derive(Clone, Debug, Default)]
struct Bearers {
    /// The position of the newest entry of each hash. Looked up, never listed.
    newest: FxHashMap<u64, u32>,
    /// An article, and the entry of the same hash before it ([`NONE`]: it is the first).
    entries: Vec<(u32, u32)>,
}

/// No entry.
const NONE: u32 = u32::MAX;

impl Bearers {
    /// Adds an article that has a hash, and tells of the articles that have it already, the newest first.
    fn add(&mut self, hash: u64, article: u32, mut tell: impl FnMut(u32)) {
        let newest = self.newest.entry(hash).or_insert(NONE);
        let (mut at, mut count) = (*newest, 0);
        while let Some(&(bearer, before)) = self.entries.get(at as usize) {
            tell(bearer);
            (at, count) = (before, count + 1);
        }
        if count < COMMON {
            self.entries.push((article, *newest));
            *newest = (self.entries.len() - 1) as u32;
        }
    }
}

/// The compared hashes of an article's body, sorted.
fn print(article: &Article) -> Vec<u64> {
    let body = article.parts.iter().filter(|part| part.role == Role::Body);
    let pieces: Vec<&str> = body.filter_map(|part| article.text.get(part.start..part.end)).collect();
    let pieces = if pieces.is_empty() { vec![article.text.as_str()] } else { pieces };
    let words: Vec<u64> = pieces
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .map(hash_word)
        .collect();
    let mut hashes: Vec<u64> = words
        .windows(WORDS)
        .map(|run| run.iter().fold(0, |hash, word| mix(hash ^ word)))
        .filter(|hash| hash.is_multiple_of(SAMPLE))
        .collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// FNV-1a over the lower-case letters: the same on every machine and version.
fn hash_word(word: &str) -> u64 {
    word.chars()
        .flat_map(char::to_lowercase)
        .fold(0xcbf2_9ce4_8422_2325, |hash, c| (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0000_0100_0000_01b3))
}

/// Spreads the bits of a hash (the finaliser of splitmix64).
fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// Disjoint sets, each with its members and the first published of them.
#[derive(Clone, Debug, Default)]
struct Groups {
    /// By member, a number of its set.
    set: Vec<u32>,
    members: Vec<Vec<u32>>,
    /// By set.
    first: Vec<u32>,
    published: Vec<Option<Day>>,
}

impl Groups {
    /// Adds a member in a set of its own.
    fn add(&mut self, published: Option<Day>) {
        let at = self.set.len() as u32;
        self.set.push(at);
        self.members.push(vec![at]);
        self.first.push(at);
        self.published.push(published);
    }

    fn first(&self, at: u32) -> u32 {
        self.first[self.set[at as usize] as usize]
    }

    /// Joins the sets of two members. Gives the members whose first one is another now.
    fn join(&mut self, a: u32, b: u32) -> Vec<u32> {
        let (a, b) = (self.set[a as usize] as usize, self.set[b as usize] as usize);
        if a == b {
            return Vec::new();
        }
        let (small, large) = if self.members[a].len() < self.members[b].len() { (a, b) } else { (b, a) };
        // What has no date was not known to be first.
        let key = |at: u32| (self.published[at as usize].is_none(), self.published[at as usize], at);
        let late = if key(self.first[small]) < key(self.first[large]) { large } else { small };
        let moved = self.members[late].clone();
        self.first[large] = if late == small { self.first[large] } else { self.first[small] };
        for member in std::mem::take(&mut self.members[small]) {
            self.set[member as usize] = large as u32;
            self.members[large].push(member);
        }
        moved
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Part, Published};

    /// Prose of a small vocabulary, so that unrelated articles share words and phrases as news does.
    fn prose(seed: u64, sentences: usize) -> Vec<String> {
        const WORDS: [&str; 40] = [
            "the",
            "army",
            "said",
            "on",
            "Sunday",
            "rebels",
            "took",
            "a",
            "village",
            "near",
            "town",
            "and",
            "fighting",
            "went",
            "for",
            "days",
            "source",
            "told",
            "agency",
            "that",
            "forces",
            "of",
            "government",
            "had",
            "moved",
            "north",
            "road",
            "was",
            "cut",
            "people",
            "fled",
            "from",
            "shelling",
            "hospital",
            "monitor",
            "reported",
            "two",
            "districts",
            "held",
            "by",
        ];
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut roll = |n: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 20) as usize % n
        };
        let sentence = |roll: &mut dyn FnMut(usize) -> usize| {
            let words: Vec<&str> = (0..12 + roll(10)).map(|_| WORDS[roll(WORDS.len())]).collect();
            format!("{}.", words.join(" "))
        };
        (0..sentences).map(|_| sentence(&mut roll)).collect()
    }

    fn article(id: usize, text: String) -> Article {
        Article {
            id: id.to_string(),
            path: String::new(),
            title: None,
            outlet: None,
            url: None,
            language: None,
            sha256: id.to_string(),
            published: Published::UNKNOWN,
            copy_of: None,
            parts: vec![Part { role: Role::Body, start: 0, end: text.len() }],
            text,
        }
    }

    #[test]
    fn who_is_said_to_be_no_copy_is_none_whatever_its_words() {
        let text = prose(7, 14).join(" ");
        for alone in 0..3 {
            let mut articles = [0, 1, 2].map(|id| article(id, text.clone()));
            assert_eq!(originals(&articles), [0, 0, 0]);
            articles[alone].copy_of = Some(articles[alone].sha256.clone());
            let first = originals(&articles);
            assert_eq!(first[alone], alone as u32);
            assert_eq!(first.iter().filter(|first| **first == alone as u32).count(), 1, "the others are one voice");
        }
        let mut said = [0, 1].map(|id| article(id, text.clone()));
        said[0].copy_of = Some("0".into());
        said[1].copy_of = Some("0".into());
        assert_eq!(originals(&said), [0, 0], "a copy of it is one if somebody says so");
    }

    #[test]
    fn planted_reprints_are_found_and_nothing_else() {
        let mut articles = Vec::new();
        let mut family = Vec::new();
        for seed in 0..120_u64 {
            let whole = prose(seed + 1, 14);
            let lead = format!("Another headline of {seed} by the desk.");
            let edited: Vec<String> = std::iter::once(lead).chain(whole[1..].iter().cloned()).collect();
            let trimmed = whole[..9].to_vec();
            let swapped: Vec<String> = whole[7..].iter().chain(&whole[..7]).cloned().collect();
            let quoting: Vec<String> = prose(seed + 5000, 12).into_iter().chain(whole[..2].iter().cloned()).collect();
            for (variant, text) in [whole, edited, trimmed, swapped, quoting].into_iter().enumerate() {
                // The last only quotes two sentences: a report of its own.
                family.push(if variant < 4 { seed } else { 1000 + seed });
                articles.push(article(articles.len(), text.join(" ")));
            }
        }
        let first = originals(&articles);
        let (mut right, mut found, mut planted) = (0.0, 0.0, 0.0);
        for a in 0..articles.len() {
            for b in 0..a {
                let (said, is) = (first[a] == first[b], family[a] == family[b]);
                found += f64::from(u8::from(said));
                planted += f64::from(u8::from(is));
                right += f64::from(u8::from(said && is));
            }
        }
        assert!(
            right / found >= 0.95 && right / planted >= 0.95,
            "precision {}, recall {}",
            right / found,
            right / planted
        );
    }
}
