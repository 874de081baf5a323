//! The phrases of the lexicon: a trie of word ids.
//!
//! A text is read in one pass, one look a token and then a few steps, so what is looked at is kept small and close
//! together.

use super::entry::Entry;
use super::row::{Row, Share};
use rustc_hash::FxHashMap;

/// Phrases of words, by their ids, and what they are.
#[derive(Default)]
pub(super) struct Phrases {
    nodes: Vec<Node>,
    entries: Row<Entry>,
    /// By node, while phrases are added: what its words are.
    added: Vec<Vec<Entry>>,
    /// From a node by a word to the next, but for the first word of each node.
    steps: FxHashMap<(u32, u32), u32>,
    /// The first two words of all phrases that have two.
    pairs: Pairs,
}

/// The words of a phrase so far.
#[derive(Default)]
struct Node {
    /// What they are, if they are a phrase.
    entries: Share,
    /// The first word known to go on with, and the node there: most have no other.
    next: (u32, u32),
    /// The words that phrases go on with, each as one of 64 bits; most others are none of these.
    goes_on: u64,
}

/// One of 64 bits for a word: where it is not among those of some words, the word is none of them.
pub(in crate::extract) fn word_bit(word: u32) -> u64 {
    1 << (word & 63)
}

impl Phrases {
    /// Calls `found` with the length and entries of each phrase that begins with the word of this node and goes on with
    /// these words.
    pub(super) fn each(
        &self,
        mut node: u32,
        mut words: impl Iterator<Item = u32>,
        mut found: impl FnMut(usize, &[Entry]),
    ) {
        let mut length = 1;
        loop {
            let Node { entries, goes_on, .. } = self.nodes[node as usize];
            if !entries.is_empty() {
                found(length, self.entries.get(entries));
            }
            if goes_on == 0 {
                return;
            }
            let next = words.next().filter(|&word| goes_on & word_bit(word) != 0);
            let Some(next) = next.and_then(|word| self.step(node, word)) else { return };
            (node, length) = (next, length + 1);
        }
    }

    /// What the words of a node are.
    pub(super) fn at(&self, node: u32) -> &[Entry] {
        match self.added.get(node as usize) {
            Some(added) => added,
            None => self.nodes.get(node as usize).map_or(&[], |node| self.entries.get(node.entries)),
        }
    }

    /// Whether a phrase may begin with these two words; most cannot.
    pub(super) fn may_begin(&self, first: u32, second: u32) -> bool {
        self.pairs.has(first, second)
    }

    fn step(&self, node: u32, word: u32) -> Option<u32> {
        match self.nodes[node as usize].next {
            (first, next) if first == word && next != 0 => Some(next),
            _ => self.steps.get(&(node, word)).copied(),
        }
    }

    /// Adds a phrase. `root` is the node of its first word, or 0 as long as it has none.
    pub(super) fn add(&mut self, root: &mut u32, words: &[u32], entry: Entry) {
        let Some((&first, rest)) = words.split_first() else { return };
        if self.nodes.is_empty() {
            self.add_node();
        }
        if *root == 0 {
            *root = self.add_node();
        }
        if let Some(&second) = rest.first() {
            self.pairs.add(first, second);
        }
        let mut node = *root;
        for &word in rest {
            self.nodes[node as usize].goes_on |= word_bit(word);
            node = self.step(node, word).unwrap_or_else(|| self.add_step(node, word));
        }
        let end = &mut self.added[node as usize];
        if !end.contains(&entry) {
            end.push(entry);
        }
    }

    /// Once all are added.
    pub(super) fn close(&mut self) {
        for (node, entries) in self.nodes.iter_mut().zip(std::mem::take(&mut self.added)) {
            node.entries = self.entries.add(entries);
        }
    }

    fn add_step(&mut self, node: u32, word: u32) -> u32 {
        let next = self.add_node();
        match &mut self.nodes[node as usize].next {
            free @ (_, 0) => *free = (word, next),
            _ => _ = self.steps.insert((node, word), next),
        }
        next
    }

    fn add_node(&mut self) -> u32 {
        self.nodes.push(Node::default());
        self.added.push(Vec::new());
        self.nodes.len() as u32 - 1
    }
}

/// Pairs of words, each as one bit of many: few others share one.
struct Pairs(Vec<u64>);

impl Default for Pairs {
    fn default() -> Pairs {
        Pairs(vec![0; 1 << (Pairs::BITS - 6)])
    }
}

impl Pairs {
    const BITS: u32 = 17;

    fn bit(first: u32, second: u32) -> (usize, u64) {
        let mixed = (u64::from(first) << 32 | u64::from(second)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let bit = (mixed >> (64 - Pairs::BITS)) as usize;
        (bit / 64, 1 << (bit % 64))
    }

    fn add(&mut self, first: u32, second: u32) {
        let (at, bit) = Pairs::bit(first, second);
        self.0[at] |= bit;
    }

    fn has(&self, first: u32, second: u32) -> bool {
        let (at, bit) = Pairs::bit(first, second);
        self.0[at] & bit != 0
    }
}
