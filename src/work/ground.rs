//! What reading stands on: word lists, places, their cells; and what was read before.

use crate::article::Article;
use crate::claim::{Claim, Note};
use crate::control::Ledger;
use crate::extract::{self, Knowledge};
use crate::files;
use crate::front::{Cells, Land};
use crate::scene::{BaseMap, Places};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What reading stands on, built once.
pub struct Ground {
    /// Word lists and places.
    pub knowledge: Knowledge,
    /// The cells of the places.
    pub cells: Cells,
    /// The ground under the reports.
    pub base: BaseMap,
    /// The places, ready to be drawn.
    pub places: Places,
    /// What was last said of the places, for articles that are added.
    pub(super) ledger: Mutex<Ledger>,
    /// What articles say that edits gave another date: an edit of one claim does not read the article again.
    /// Looked up, never listed.
    reread: Mutex<Reread>,
}

impl Ground {
    /// What is inside the program.
    pub fn built_in() -> Ground {
        Ground::of(Knowledge::built_in())
    }

    /// The ground for these places and word lists.
    pub fn of(knowledge: Knowledge) -> Ground {
        // Other rivers that cannot be read leave the built-in ones.
        let base = files::base_map().unwrap_or_else(|_| BaseMap::built_in());
        let places = knowledge.gazetteer.places();
        let ledger = Mutex::new(Ledger::new(places));
        Ground {
            cells: Cells::new(places, &Land::built_in()),
            places: Places::new(places),
            base,
            ledger,
            knowledge,
            reread: Mutex::default(),
        }
    }
}

impl Ground {
    /// What an article says. What was read once with a date is remembered.
    pub fn read(&self, article: &Article) -> (Vec<Claim>, Vec<Note>) {
        if let Some(read) = self.known(article) {
            return read;
        }
        let read = extract::extract(article, &self.knowledge);
        let read = (read.claims, read.notes);
        self.remembered().insert(reread_key(article), read.clone());
        read
    }

    /// What an article says, if it was read with this date already.
    pub fn known(&self, article: &Article) -> Option<(Vec<Claim>, Vec<Note>)> {
        self.remembered().get(&reread_key(article)).cloned()
    }

    /// Whether an article was read with this date already, so that reading it costs nothing.
    pub fn has_read(&self, article: &Article) -> bool {
        self.remembered().contains_key(&reread_key(article))
    }

    fn remembered(&self) -> MutexGuard<'_, Reread> {
        self.reread.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What articles say, by [`reread_key`].
type Reread = HashMap<String, (Vec<Claim>, Vec<Note>)>;

/// All that what an article says depends on, beside the ground.
fn reread_key(article: &Article) -> String {
    format!("{} {:?} {:?}", article.sha256, article.published, article.outlet)
}
