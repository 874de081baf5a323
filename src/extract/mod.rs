//! An article becomes control claims.
//!
//! | step | file | makes of the text |
//! | --- | --- | --- |
//! | 1 | [`sentence`], with [`apostrophes`] | tokens and sentences with their bytes |
//! | 2 | [`words`] over [`lexicon`] | what each word is: names, kinds of place, nouns and verbs of events |
//! | 3 | [`sides`], [`places`], [`when`] | the phrases that say who, where and when |
//! | 4 | [`meaning`] | which place a phrase means, also `the town` |
//! | 5 | [`chunks`], with [`clauses`] | a sentence as a row of places, sides, verbs, nouns |
//! | 6 | [`frames`] | triggers with their roles: raw claims |
//! | 7 | [`status`] | reported, hypothetical or denied |
//! | 8 | [`attribution`] | who says so |
//! | 9 | [`claims`], with [`dating`] | date, source, quote, confidence |
//! | 10 | [`named_later`], [`context`] and [`takers`] | places and sides that only the rest of the article names |
//! | 11 | [`answers`] | denials and blame for what was told before |
//! | 12 | [`repeats`] | each claim once |
//! | 13 | [`confidence`] | how sure each is, as measured |
//!
//! Nothing here looks at a clock, a file or the order of a hash table: the same article and lexicon give
//! the same claims.

pub mod answers;
mod apostrophes;
pub mod chunks;
pub mod claims;
pub mod clauses;
pub mod confidence;
pub mod context;
pub mod dating;
pub mod frames;
pub mod lexicon;
mod list;
pub mod meaning;
mod means;
pub mod named_later;
pub mod places;
pub mod repeats;
pub mod attribution;
pub mod sentence;
pub mod sides;
pub mod status;
pub mod takers;
mod version;
pub mod when;
pub mod words;

pub use version::rules;

use crate::article::Article;
use crate::claim::{Claim, Note};
use crate::gazetteer::Gazetteer;
use attribution::SpeakerWords;
use confidence::RuleStats;
use lexicon::Lexicon;
use when::TimeWords;

/// What reading stands on: the places and the word lists. Built once, used for all articles.
pub struct Knowledge {
    /// The places.
    pub gazetteer: Gazetteer,
    /// The words and rules, with the places' names.
    pub lexicon: Lexicon,
    /// The words of time.
    pub times: TimeWords,
    /// The sources and the words of saying.
    pub speakers: SpeakerWords,
    /// How often each rule was right.
    pub rule_stats: RuleStats,
}

impl Knowledge {
    /// The built-in places and word lists.
    pub fn built_in() -> Knowledge {
        Knowledge::new(Gazetteer::built_in())
    }

    /// The built-in word lists with these places.
    ///
    /// # Panics
    ///
    /// If a word list inside the program is broken; the tests read them all.
    pub fn new(gazetteer: Gazetteer) -> Knowledge {
        let mut lexicon = Lexicon::built_in(&gazetteer);
        let times = TimeWords::built_in(&mut lexicon).unwrap_or_else(|fault| panic!("{fault}"));
        let mut speakers = SpeakerWords::built_in().unwrap_or_else(|fault| panic!("{fault}"));
        speakers.number(&mut lexicon);
        let rule_stats = RuleStats::built_in().unwrap_or_else(|fault| panic!("{fault}"));
        Knowledge { gazetteer, lexicon, times, speakers, rule_stats }
    }
}

/// What was read in an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extracted {
    /// Its claims, in the order of the text.
    pub claims: Vec<Claim>,
    /// What was noticed and gave no claim.
    pub notes: Vec<Note>,
}

/// Reads the claims of an article.
pub fn extract(article: &Article, knowledge: &Knowledge) -> Extracted {
    claims::read(&[article], knowledge).pop().unwrap_or_default()
}

/// Reads the claims of each of these articles: the same as one by one, a quarter quicker.
pub fn extract_all(articles: &[&Article], knowledge: &Knowledge) -> Vec<Extracted> {
    batches(articles, |article| article).flat_map(|batch| claims::read(batch, knowledge)).collect()
}

/// How much text is read together, in bytes: some twenty articles. More would fill the processor's caches with texts.
pub const TOGETHER: usize = 50_000;

/// Cuts articles, or what holds one each, into runs that are read together.
pub fn batches<'a, T>(items: &'a [T], article: impl Fn(&'a T) -> &'a Article) -> impl Iterator<Item = &'a [T]> {
    let mut left = items;
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let fits = |item: &&'a T| {
            let before = bytes;
            bytes += article(item).text.len();
            before < TOGETHER
        };
        let (batch, rest) = left.split_at(left.iter().take_while(fits).count());
        left = rest;
        (!batch.is_empty()).then_some(batch)
    })
}
