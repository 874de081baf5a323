//! The word lists and rules of `assets/lexicon/`, made ready for looking up.
//!
//! Every word has an id and a set of [`class`]es; phrases (names of places, sides and groups, nouns
//! of events, kinds of place, decoys) stand in one trie of word ids, so that a text is read in one
//! pass: one look-up a token, then a few steps in the trie.
//!
//! | file | holds |
//! | --- | --- |
//! | [`class`] | what a single word can be |
//! | [`entry`] | what a phrase can be |
//! | [`rule`] | the rules of events |
//! | [`build`] | from the files to the lexicon |
//! | [`numbers`] | from a word to its number |
//! | [`phrases`] | from words to the phrases they are |
//! | [`row`] | how lists are kept close together |

mod build;
pub mod class;
mod entry;
mod numbers;
mod phrases;
mod row;
mod rule;

pub use entry::{Entry, Named, SideWord, Spelled, TypeClass, TypeNoun};
pub use rule::{NounEvents, Object, Rule, Shape, Subject};

use crate::extract::list::{List, Lists};
use numbers::Numbers;
use phrases::Phrases;
pub(super) use phrases::word_bit;
use row::{Row, Share};
use rustc_hash::FxHashMap;

/// A form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// take
    Base,
    /// takes
    Third,
    /// took
    Past,
    /// taken
    Participle,
    /// seized: past or participle
    PastOrParticiple,
    /// taking
    Ing,
}

/// The id of a verb's base form.
pub type Lemma = u16;

/// What a word is; together, for all of it is asked of every token.
#[derive(Default)]
pub(super) struct Word {
    pub lists: Lists,
    pub bits: u64,
    /// The verbs it is a form of.
    forms: Share,
    /// The node of the phrases that it leads to from the root, or 0.
    root: u32,
    /// Whether it is a phrase by itself.
    alone: bool,
}

/// The word lists and rules, with the names of a gazetteer.
pub struct Lexicon {
    ids: Numbers,
    /// By number: what the word is.
    words: Vec<Word>,
    /// Words from this number on stand in lists or in other tables only.
    known: u32,
    lemmas: Vec<String>,
    /// By verb: its forms as written.
    written: Vec<Vec<(String, Form)>>,
    /// By verb: the lists that hold its base form.
    verb_lists: Vec<Lists>,
    lemma_ids: FxHashMap<String, Lemma>,
    forms: Row<(Lemma, Form)>,
    phrases: Phrases,
    /// The rules, in the order of the files.
    pub rules: Vec<Rule>,
    /// By name: the rule.
    rule_ids: FxHashMap<String, u16>,
    /// By verb: its rules, each with the particles it needs.
    verb_rules: Vec<Vec<(u16, Vec<u32>)>>,
    light: Vec<Vec<(Lemma, Vec<u32>)>>,
    /// Kinds of place.
    pub types: Vec<TypeNoun>,
    /// Spellings of places.
    pub spellings: Vec<Spelled>,
}

impl Word {
    /// Whether any phrase begins with it.
    pub(super) fn begins_phrases(&self) -> bool {
        self.root != 0
    }
}

/// By a word's number in the lexicon: its position in another table, or 0. The lexicon numbers the words of all
/// tables, so that a token is looked up once; those of this one it puts in a list.
pub(super) fn numbered(table: &FxHashMap<String, u32>, list: List, lexicon: &mut Lexicon) -> Vec<u32> {
    let mut words: Vec<(&String, u32)> = table.iter().map(|(word, &at)| (word, at)).collect();
    words.sort_by_key(|&(_, at)| at);
    let mut by_number = Vec::new();
    for (word, at) in words {
        let number = lexicon.intern(word) as usize;
        lexicon.put_in(list, number);
        by_number.resize(by_number.len().max(number + 1), 0);
        by_number[number] = at;
    }
    by_number
}

impl Lexicon {
    /// The id of a folded word; 0 if it is not known.
    pub fn id(&self, word: &str) -> u32 {
        self.known(self.listed(word))
    }

    /// The id of a folded word that is known or stands in a list; 0 else.
    pub(super) fn listed(&self, word: &str) -> u32 {
        self.ids.get(word).unwrap_or(0)
    }

    /// The same id if the word is known, not only in a list; 0 else.
    pub(super) fn known(&self, listed: u32) -> u32 {
        if listed < self.known { listed } else { 0 }
    }

    /// Puts the word of this number into a list that stands in no file.
    pub(super) fn put_in(&mut self, list: List, number: usize) {
        self.words[number].lists.add(list);
    }

    /// Whether a list holds the word of this id.
    pub(super) fn is_in(&self, listed: u32, list: List) -> bool {
        self.words[listed as usize].lists.has(list)
    }

    /// Whether a list of verbs holds this one.
    pub(super) fn is_verb_in(&self, lemma: Lemma, list: List) -> bool {
        self.verb_lists[lemma as usize].has(list)
    }

    /// The classes of a word.
    pub fn bits(&self, id: u32) -> u64 {
        self.words[id as usize].bits
    }

    /// The verbs a word is a form of.
    pub fn forms(&self, id: u32) -> &[(Lemma, Form)] {
        self.forms.get(self.words[id as usize].forms)
    }

    /// The base form of a verb.
    pub fn lemma(&self, lemma: Lemma) -> &str {
        &self.lemmas[lemma as usize]
    }

    /// The verb with this base form.
    pub fn lemma_id(&self, base: &str) -> Option<Lemma> {
        self.lemma_ids.get(base).copied()
    }

    /// The rules of a verb, each with the particles it needs.
    pub fn rules_of(&self, lemma: Lemma) -> &[(u16, Vec<u32>)] {
        self.verb_rules.get(lemma as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether a rule like this can be read from a verb, with or without particles.
    pub fn has_rule(&self, verb: impl Into<Option<Lemma>>, like: impl Fn(&Rule) -> bool) -> bool {
        let rules = verb.into().map_or(&[][..], |lemma| self.rules_of(lemma));
        rules.iter().any(|(rule, _)| like(&self.rules[*rule as usize]))
    }

    /// Whether a rule like this can be read from a verb that stands alone, without particles.
    pub fn has_rule_alone(&self, verb: impl Into<Option<Lemma>>, like: impl Fn(&Rule) -> bool) -> bool {
        let rules = verb.into().map_or(&[][..], |lemma| self.rules_of(lemma));
        rules.iter().any(|(rule, particles)| particles.is_empty() && like(&self.rules[*rule as usize]))
    }

    /// The rule of this name.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rule_ids.get(id).map(|&rule| &self.rules[rule as usize])
    }

    /// The light verbs of a rule, each with the particles it needs.
    pub fn light_of(&self, rule: u16) -> &[(Lemma, Vec<u32>)] {
        &self.light[rule as usize]
    }

    /// Calls `found` with the length and entries of each phrase that starts with the first of these words.
    pub fn phrases(&self, mut words: impl Iterator<Item = u32>, found: impl FnMut(usize, &[Entry])) {
        let root = words.next().map_or(0, |id| self.words[id as usize].root);
        if root != 0 {
            self.phrases.each(root, words, found);
        }
    }

    /// What the word of this id is.
    pub(super) fn word(&self, listed: u32) -> &Word {
        &self.words[listed as usize]
    }

    /// Whether a phrase may begin with these two words, or be the first by itself; most are none.
    pub fn may_begin_phrase(&self, first: u32, second: u32) -> bool {
        self.words[first as usize].alone || self.phrases.may_begin(first, second)
    }

    /// Whether a word is a noun for a kind of place or for a part of one, by itself.
    pub fn is_type_or_part(&self, id: u32) -> bool {
        self.phrases
            .at(self.words[id as usize].root)
            .iter()
            .any(|entry| matches!(entry, Entry::Type(..) | Entry::Part(_)))
    }

    /// Whether a word is a phrase by itself.
    pub fn is_phrase(&self, id: u32) -> bool {
        self.words[id as usize].alone
    }
}
