//! What the user keeps: the articles, and what was read in each.

use crate::article::{Article, Ids};
use crate::claim::{Claim, Note};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;

/// One article with everything that was read in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The article, unchanged.
    pub article: Article,
    /// Its claims, in the order of the text.
    pub claims: Vec<Claim>,
    /// What was noticed and gave no claim.
    pub notes: Vec<Note>,
}

/// One claim of a list of readings: cheap to copy, valid as long as the list does not change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimRef {
    /// The position of the reading in its list.
    pub reading: u32,
    /// The position of the claim in its reading.
    pub claim: u32,
}

impl ClaimRef {
    /// The claim itself.
    pub fn of(self, readings: &[Arc<Reading>]) -> &Claim {
        &readings[self.reading as usize].claims[self.claim as usize]
    }

    /// The article that makes the claim.
    pub fn article(self, readings: &[Arc<Reading>]) -> &Article {
        &readings[self.reading as usize].article
    }
}

/// The articles at hand. It changes only through its methods; [`Project::revision`] tells when.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// Each behind its own pointer: a copy of the list copies no article, and equal pointers mean equal readings.
    readings: Arc<Vec<Arc<Reading>>>,
    /// SHA-256 of an article's text -> the position of its reading. Looked up, never listed.
    by_words: HashMap<String, usize>,
    ids: Ids,
    revision: u64,
}

impl Project {
    /// What was read, in the order in which it was added.
    pub fn readings(&self) -> &[Arc<Reading>] {
        &self.readings
    }

    /// The same list for another thread: a cheap copy that later changes leave alone.
    pub fn snapshot(&self) -> Arc<Vec<Arc<Reading>>> {
        Arc::clone(&self.readings)
    }

    /// Grows with each change; equal revisions of one project mean equal content.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The reading whose article has these very words, if there is one.
    pub fn same_words(&self, sha256: &str) -> Option<&Reading> {
        self.by_words.get(sha256).map(|&at| &*self.readings[at])
    }

    /// Adds a reading; where its article's id is taken it gets another. The caller has checked
    /// [`Project::same_words`].
    pub fn add(&mut self, reading: impl Into<Arc<Reading>>) {
        let mut reading = reading.into();
        let id = self.ids.take(reading.article.id.clone());
        if id != reading.article.id {
            Arc::make_mut(&mut reading).article.id = id;
        }
        self.by_words.insert(reading.article.sha256.clone(), self.readings.len());
        Arc::make_mut(&mut self.readings).push(reading);
        self.revision += 1;
    }

    /// Takes all articles out.
    pub fn clear(&mut self) {
        self.readings = Arc::default();
        self.by_words.clear();
        self.ids = Ids::default();
        self.revision += 1;
    }
}
