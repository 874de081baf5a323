//! Independent voices: near-copies of one text are one origin, and so are all who quote one source.
//!
//! Copies are found by shingles (Broder 1997): runs of four words, hashed; a fixed half of the
//! hashes is compared. Two articles are copies if they share half of those of the shorter one, which
//! stands edited headlines, trimmed ends and swapped paragraphs.

use super::Options;
use crate::article::{Article, Role};
use crate::project::{ClaimRef, Reading};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Words a shingle.
const WORDS: usize = 4;
/// One hash in this many is compared.
const SAMPLE: u64 = 2;
/// A shingle in more articles than this is a phrase of the trade, not a copy.
const COMMON: usize = 64;
/// Fewer compared hashes than this tell nothing: such a text is a copy only word for word.
const FEW: usize = 6;

/// Who is behind each claim.
#[derive(Clone, Debug, Default)]
pub(super) struct Origins {
    /// By reading, the first published article of which it is a copy, or itself.
    first: Vec<u32>,
    /// By reading and claim.
    of: Vec<Vec<u32>>,
}

impl Origins {
    /// Finds copies and names the voice of every claim.
    pub(super) fn new(readings: &[Arc<Reading>], options: &Options) -> Origins {
        let first = copies(readings);
        let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
        let mut of = Vec::with_capacity(readings.len());
        for (r, reading) in readings.iter().enumerate() {
            let original = &readings[first[r] as usize].article;
            let claims = reading.claims.iter().map(|claim| {
                // "A military source" is known only to the article that quotes it.
                let named = claim.source.as_ref().filter(|source| source.name.contains(char::is_uppercase));
                let voice = named.map_or_else(|| own_voice(original, options), |source| options.voice(&source.name));
                let next = numbers.len() as u32;
                *numbers.entry(voice).or_insert(next)
            });
            of.push(claims.collect());
        }
        Origins { first, of }
    }

    /// The origin of a claim; claims with the same number are one voice.
    pub(super) fn of(&self, claim: ClaimRef) -> u32 {
        self.of[claim.reading as usize][claim.claim as usize]
    }

    /// The first published article of which a reading is a near-copy; itself if it is none.
    pub(super) fn first(&self, reading: u32) -> u32 {
        self.first.get(reading as usize).copied().unwrap_or(reading)
    }
}

/// One spelling for a voice: lower case, letters and digits only, without "the".
pub fn voice_key(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && *word != "the");
    words.collect::<Vec<_>>().join(" ")
}

/// The outlet's voice; an article without an outlet has one of its own.
fn own_voice(article: &Article, options: &Options) -> String {
    let outlet = article.outlet.as_ref().map(|outlet| options.voice(outlet)).filter(|outlet| !outlet.is_empty());
    outlet.unwrap_or_else(|| format!("article {}", article.sha256))
}

/// For each reading, the first published one of those with nearly the same words.
fn copies(readings: &[Arc<Reading>]) -> Vec<u32> {
    let prints: Vec<Vec<u64>> = readings.iter().map(|reading| print(&reading.article)).collect();
    let mut groups = Groups::new(readings.len());
    let mut by_words: HashMap<&str, u32> = HashMap::new();
    let mut by_id: HashMap<&str, u32> = HashMap::new();
    let mut bearers: HashMap<u64, Vec<u32>> = HashMap::new();
    let mut shared: Vec<u32> = vec![0; readings.len()];
    for (r, reading) in readings.iter().enumerate() {
        let at = r as u32;
        let same = *by_words.entry(&reading.article.sha256).or_insert(at);
        groups.join(at, same);
        by_id.entry(&reading.article.id).or_insert(at);
        let mut met: Vec<u32> = Vec::new();
        for hash in &prints[r] {
            let bearers = bearers.entry(*hash).or_default();
            for &other in bearers.iter().filter(|_| prints[r].len() >= FEW) {
                if shared[other as usize] == 0 {
                    met.push(other);
                }
                shared[other as usize] += 1;
            }
            if bearers.len() < COMMON {
                bearers.push(at);
            }
        }
        for other in met {
            let shorter = prints[r].len().min(prints[other as usize].len());
            let common = std::mem::take(&mut shared[other as usize]) as usize;
            if shorter >= FEW && common * 2 >= shorter {
                groups.join(at, other);
            }
        }
    }
    for (r, reading) in readings.iter().enumerate() {
        if let Some(original) = reading.article.copy_of.as_deref().and_then(|id| by_id.get(id)) {
            groups.join(r as u32, *original);
        }
    }
    groups.firsts(|at| (readings[at as usize].article.published.day(), at))
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

/// Disjoint sets.
struct Groups(Vec<u32>);

impl Groups {
    fn new(count: usize) -> Groups {
        Groups((0..count as u32).collect())
    }

    fn root(&mut self, mut at: u32) -> u32 {
        while self.0[at as usize] != at {
            self.0[at as usize] = self.0[self.0[at as usize] as usize];
            at = self.0[at as usize];
        }
        at
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b) as usize] = a.min(b);
    }

    /// By member, the member of its set with the smallest key.
    fn firsts<K: Ord>(mut self, key: impl Fn(u32) -> K) -> Vec<u32> {
        let roots: Vec<u32> = (0..self.0.len() as u32).map(|at| self.root(at)).collect();
        let mut best: BTreeMap<u32, u32> = BTreeMap::new();
        for (at, root) in roots.iter().enumerate() {
            let at = at as u32;
            let first = best.entry(*root).or_insert(at);
            if key(at) < key(*first) {
                *first = at;
            }
        }
        roots.iter().map(|root| best[root]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Published, Role};

    #[test]
    fn voices_have_one_spelling() {
        assert_eq!(voice_key("the Syrian Observatory for Human Rights"), "syrian observatory for human rights");
        assert_eq!(voice_key("Al-Manar TV"), voice_key("al Manar tv"));
    }

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

    fn reading(id: usize, text: String) -> Arc<Reading> {
        let parts = vec![crate::article::Part { role: Role::Body, start: 0, end: text.len() }];
        let article = Article {
            id: id.to_string(),
            path: String::new(),
            title: None,
            outlet: None,
            url: None,
            language: None,
            sha256: id.to_string(),
            published: Published::UNKNOWN,
            copy_of: None,
            text,
            parts,
        };
        Arc::new(Reading { article, claims: Vec::new(), notes: Vec::new() })
    }

    #[test]
    fn planted_reprints_are_found_and_nothing_else() {
        let mut readings = Vec::new();
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
                readings.push(reading(readings.len(), text.join(" ")));
            }
        }
        let first = copies(&readings);
        let (mut right, mut found, mut planted) = (0.0, 0.0, 0.0);
        for a in 0..readings.len() {
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
