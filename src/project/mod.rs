//! What the user keeps: the articles, what was read in each, and the analyst's edits beside it.
//!
//! | part | file |
//! | --- | --- |
//! | one change: accept, reject, correct, add, place, date, rate, note | [`edit`] |
//! | who changed what when, chained by hashes; undo and redo | [`log`] |
//! | documents as they were loaded, and the user's own layers | [`files`] |
//! | the edits that hold, laid over what the machine read | [`review`] |

pub mod edit;
pub mod files;
pub mod log;
pub mod review;

use crate::article::{Article, Ids};
use crate::claim::{Claim, Note};
use crate::place::Place;
use edit::{ClaimKey, Edit};
use files::{Original, OverlayFile};
use log::Log;
use review::{Reader, Review};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;

/// One article with everything that was read in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The article, unchanged.
    pub article: Article,
    /// Its claims, in the order of the text; those added by hand stand at the end.
    pub claims: Vec<Claim>,
    /// What was noticed and gave no claim.
    pub notes: Vec<Note>,
    /// The version of the rules that read the claims, where it is not that of this program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<Arc<str>>,
}

impl Reading {
    /// What this program's rules read in an article.
    pub fn new(article: Article, claims: Vec<Claim>, notes: Vec<Note>) -> Reading {
        Reading { article, claims, notes, rules: None }
    }
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

    /// Whether there is such a claim.
    pub fn is_in(self, readings: &[Arc<Reading>]) -> bool {
        readings.get(self.reading as usize).is_some_and(|reading| (self.claim as usize) < reading.claims.len())
    }

    /// The name of the claim that holds wherever its article stands.
    pub fn key(self, readings: &[Arc<Reading>]) -> ClaimKey {
        ClaimKey { article: self.article(readings).sha256.clone(), claim: self.of(readings).id.clone() }
    }
}

/// What a project keeps. Cheap to copy.
#[derive(Clone, Debug, Default)]
pub struct Content {
    /// The articles with what the rules read in them, untouched by edits, in the order in which they were added.
    pub readings: Arc<Vec<Arc<Reading>>>,
    /// What the analyst did.
    pub log: Arc<Log>,
    /// The places the user added to the gazetteer.
    pub places: Arc<Vec<Place>>,
    /// The user's own layers, in their order.
    pub overlays: Arc<Vec<Arc<OverlayFile>>>,
    /// Documents that articles were read from and that are yet to be written. What is written is not read back:
    /// they may be large.
    pub originals: Arc<Vec<Arc<Original>>>,
}

impl Content {
    /// Whether the other is the very same. While this copy is kept, a change makes another of what it changes.
    pub fn is(&self, other: &Content) -> bool {
        Arc::ptr_eq(&self.readings, &other.readings)
            && Arc::ptr_eq(&self.log, &other.log)
            && Arc::ptr_eq(&self.places, &other.places)
            && same(&self.overlays, &other.overlays)
            && same(&self.originals, &other.originals)
    }
}

/// Whether two lists are the very same; empty ones are.
fn same<T>(one: &Arc<Vec<T>>, other: &Arc<Vec<T>>) -> bool {
    Arc::ptr_eq(one, other) || (one.is_empty() && other.is_empty())
}

/// The articles at hand. It changes only through its methods; [`Project::revision`] tells when.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// What the machine read. Each behind its own pointer: a copy of the list copies no article, and
    /// equal pointers mean equal readings.
    machine: Arc<Vec<Arc<Reading>>>,
    /// The same with the analyst's edits laid over: the same pointers where nothing was edited.
    readings: Arc<Vec<Arc<Reading>>>,
    /// SHA-256 of an article's text -> the position of its reading. Looked up, never listed.
    by_words: HashMap<String, usize>,
    ids: Ids,
    log: Arc<Log>,
    places: Arc<Vec<Place>>,
    review: Review,
    revision: u64,
}

impl Project {
    /// What was read, as the analyst sees it, in the order in which it was added.
    pub fn readings(&self) -> &[Arc<Reading>] {
        &self.readings
    }

    /// What the machine read, untouched by edits, in the same order.
    pub fn machine(&self) -> &[Arc<Reading>] {
        &self.machine
    }

    /// The list as the analyst sees it for another thread: a cheap copy that later changes leave alone.
    pub fn snapshot(&self) -> Arc<Vec<Arc<Reading>>> {
        Arc::clone(&self.readings)
    }

    /// What the machine read, for another thread.
    pub fn machine_snapshot(&self) -> Arc<Vec<Arc<Reading>>> {
        Arc::clone(&self.machine)
    }

    /// Grows with each change; equal revisions of one project mean equal content.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The reading whose article has these very words, if there is one.
    pub fn same_words(&self, sha256: &str) -> Option<&Reading> {
        self.position(sha256).map(|at| &*self.readings[at as usize])
    }

    /// The position of the reading whose article has these very words.
    pub fn position(&self, sha256: &str) -> Option<u32> {
        self.by_words.get(sha256).map(|&at| at as u32)
    }

    /// The claim of that name, if it is there.
    pub fn find(&self, key: &ClaimKey) -> Option<ClaimRef> {
        let reading = self.position(&key.article)?;
        let claims = &self.readings[reading as usize].claims;
        let claim = claims.iter().position(|claim| claim.id == key.claim)? as u32;
        Some(ClaimRef { reading, claim })
    }

    /// Adds a reading; where its article's id is taken it gets another. The caller has checked
    /// [`Project::same_words`].
    pub fn add(&mut self, reading: impl Into<Arc<Reading>>, reader: Reader<'_>) {
        let mut reading = reading.into();
        let id = self.ids.take(reading.article.id.clone());
        if id != reading.article.id {
            Arc::make_mut(&mut reading).article.id = id;
        }
        self.by_words.insert(reading.article.sha256.clone(), self.machine.len());
        Arc::make_mut(&mut self.readings).push(self.review.over(&reading, reader));
        Arc::make_mut(&mut self.machine).push(reading);
        self.revision += 1;
    }

    /// A project with this content. `reader` reads anew what edits ask for.
    pub fn of(content: Content, reader: Reader<'_>) -> Project {
        let Content { readings, log, places, .. } = content;
        let mut project = Project { review: Review::new(log.edits()), log, places, ..Project::default() };
        readings.iter().for_each(|reading| project.add(Arc::clone(reading), reader));
        project
    }

    /// Articles, edits and places, for another thread: a cheap copy that later changes leave alone. Layers and
    /// documents are not the project's own.
    pub fn content(&self) -> Content {
        Content {
            readings: self.machine_snapshot(),
            log: Arc::clone(&self.log),
            places: Arc::clone(&self.places),
            ..Content::default()
        }
    }

    /// The places the user added to the gazetteer, in the order in which they came.
    pub fn places(&self) -> &Arc<Vec<Place>> {
        &self.places
    }

    /// Keeps more places of the user's own.
    pub fn add_places(&mut self, places: Vec<Place>) {
        Arc::make_mut(&mut self.places).extend(places);
        self.revision += 1;
    }

    /// Becomes another project, edits and all; the revision grows.
    pub fn turn_into(&mut self, other: &Project) {
        let revision = self.revision.max(other.revision) + 1;
        *self = Project { revision, ..other.clone() };
    }

    /// Takes all articles out; the edits stay, and take hold of an article that comes back.
    pub fn clear(&mut self) {
        self.machine = Arc::default();
        self.readings = Arc::default();
        self.by_words.clear();
        self.ids = Ids::default();
        self.revision += 1;
    }

    /// Makes the revision grow where something beside the articles changed, such as the places known.
    pub fn touch(&mut self) {
        self.revision += 1;
    }

    /// Who changed what, when.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// The edits that hold: ratings, notes, own places.
    pub fn review(&self) -> &Review {
        &self.review
    }

    /// Takes over a log that was kept.
    pub fn set_log(&mut self, log: Log, reader: Reader<'_>) {
        self.log = Arc::new(log);
        self.refresh(None, reader);
    }

    /// Makes a change. `time` is RFC 3339 in UTC. Returns the positions of readings whose claims are
    /// no longer the same in number and order.
    pub fn edit(&mut self, edit: Edit, time: &str, who: &str, reader: Reader<'_>) -> Vec<u32> {
        let article = edit.article().map(str::to_owned);
        Arc::make_mut(&mut self.log).edit(edit, time, who);
        self.refresh(article.as_deref(), reader)
    }

    /// Takes the last change back and returns what it was.
    pub fn undo(&mut self, time: &str, who: &str, reader: Reader<'_>) -> Option<(Edit, Vec<u32>)> {
        let edit = self.log.last_done()?.clone();
        Arc::make_mut(&mut self.log).undo(time, who)?;
        let moved = self.refresh(edit.article(), reader);
        Some((edit, moved))
    }

    /// Brings the last change that was taken back again and returns what it is.
    pub fn redo(&mut self, time: &str, who: &str, reader: Reader<'_>) -> Option<(Edit, Vec<u32>)> {
        let edit = self.log.last_undone()?.clone();
        Arc::make_mut(&mut self.log).redo(time, who)?;
        let moved = self.refresh(edit.article(), reader);
        Some((edit, moved))
    }

    /// The articles that edits gave another date, with that date: each is to be read anew.
    pub fn redated(&self) -> impl Iterator<Item = &Article> {
        let articles = self.readings.iter().map(|reading| &reading.article);
        articles.filter(|article| self.review.is_redated(&article.sha256))
    }

    /// The edits that hold and whose claim or article is not there.
    pub fn lost(&self) -> Vec<(u64, &Edit)> {
        Review::lost(self.log.edits(), &self.readings)
    }

    /// Lays the edits over the readings again, where what `reader` reads has changed. Returns as [`Project::edit`].
    pub fn lay_over(&mut self, reader: Reader<'_>) -> Vec<u32> {
        if self.log.entries().is_empty() { Vec::new() } else { self.refresh(None, reader) }
    }

    /// Lays the edits over the readings anew: over one article's, or over all.
    fn refresh(&mut self, article: Option<&str>, reader: Reader<'_>) -> Vec<u32> {
        self.review = Review::new(self.log.edits());
        self.revision += 1;
        let one = article.map(|sha256| self.by_words.get(sha256).copied());
        let which = match one {
            Some(Some(at)) => at..at + 1,
            Some(None) => 0..0,
            None => 0..self.machine.len(),
        };
        let readings = Arc::make_mut(&mut self.readings);
        let mut moved = Vec::new();
        for at in which {
            let seen = self.review.over(&self.machine[at], reader);
            let (old, new) = (&readings[at].claims, &seen.claims);
            let same = old.len() == new.len() && old.iter().zip(new).all(|(old, new)| old.id == new.id);
            if !same {
                moved.push(at as u32);
            }
            if *seen != *readings[at] {
                readings[at] = seen;
            }
        }
        moved
    }
}
