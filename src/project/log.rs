//! The log of an analyst's edits: append-only, and chained by hashes, so that a changed, missing or
//! swapped entry is found and named.
//!
//! Each entry is one line of JSON that holds the hash of the entry before it; its own hash is the
//! SHA-256 over that hash, a line end, and the line itself, byte for byte. Undo and redo are entries of their own: nothing is ever taken
//! out.

use super::edit::Edit;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt;

/// What an entry does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Act {
    /// Takes back the edit of that sequence number.
    Undo {
        /// The entry of the edit.
        undo: u64,
    },
    /// Brings it back.
    Redo {
        /// The entry of the edit.
        redo: u64,
    },
    /// A change.
    Edit(Edit),
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// From 1, without gaps.
    pub seq: u64,
    /// When: RFC 3339, UTC.
    pub time: String,
    /// Who.
    pub who: String,
    /// What.
    #[serde(flatten)]
    pub act: Act,
    /// The hash of the entry before; empty for the first.
    pub before: String,
}

/// An entry as it is kept: the line that is hashed, and its hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The entry's sequence number.
    pub seq: u64,
    /// The entry as JSON: these bytes are hashed.
    pub json: String,
    /// SHA-256 over the hash of the entry before, a line end, and `json`, in lower-case hex.
    pub hash: String,
}

/// Where a log is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The first entry that is wrong.
    pub seq: u64,
    /// What was expected there, and what was found.
    pub fault: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "log entry {}: {}", self.seq, self.fault)
    }
}

impl std::error::Error for Broken {}

/// The entries, oldest first, and which edits hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Log {
    entries: Vec<Entry>,
    rows: Vec<Row>,
    /// Entries of edits that hold, in the order in which they were made or brought back.
    done: Vec<u64>,
    /// Entries of edits that were taken back and can be brought back, the last of them first.
    undone: Vec<u64>,
}

impl Log {
    /// Reads a log back, up to the first entry that is wrong.
    pub fn load(rows: impl IntoIterator<Item = Row>) -> (Log, Option<Broken>) {
        let mut log = Log::default();
        for row in rows {
            if let Err(broken) = log.take(row) {
                return (log, Some(broken));
            }
        }
        (log, None)
    }

    /// Adds a change. `time` is RFC 3339 in UTC; there is no clock here.
    pub fn edit(&mut self, edit: Edit, time: &str, who: &str) -> &Row {
        self.append(Act::Edit(edit), time, who)
    }

    /// Takes the last change that holds back; `None` if there is none.
    pub fn undo(&mut self, time: &str, who: &str) -> Option<&Row> {
        let undo = *self.done.last()?;
        Some(self.append(Act::Undo { undo }, time, who))
    }

    /// Brings the last change that was taken back again; `None` if there is none.
    pub fn redo(&mut self, time: &str, who: &str) -> Option<&Row> {
        let redo = *self.undone.last()?;
        Some(self.append(Act::Redo { redo }, time, who))
    }

    /// Every entry, oldest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Every entry as it is to be kept, oldest first.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The edits that hold, in the order in which they were first made.
    pub fn edits(&self) -> impl Iterator<Item = (u64, &Edit)> {
        let done: BTreeSet<u64> = self.done.iter().copied().collect();
        let holding = self.entries.iter().filter(move |entry| done.contains(&entry.seq));
        holding.filter_map(|entry| match &entry.act {
            Act::Edit(edit) => Some((entry.seq, edit)),
            Act::Undo { .. } | Act::Redo { .. } => None,
        })
    }

    /// Whether the edit of that entry holds.
    pub fn holds(&self, seq: u64) -> bool {
        self.done.contains(&seq)
    }

    /// The edit that undo would take back.
    pub fn last_done(&self) -> Option<&Edit> {
        self.edit_of(*self.done.last()?)
    }

    /// The edit that redo would bring back.
    pub fn last_undone(&self) -> Option<&Edit> {
        self.edit_of(*self.undone.last()?)
    }

    /// The edit of an entry.
    pub fn edit_of(&self, seq: u64) -> Option<&Edit> {
        match &self.entries.get(usize::try_from(seq.checked_sub(1)?).ok()?)?.act {
            Act::Edit(edit) => Some(edit),
            Act::Undo { .. } | Act::Redo { .. } => None,
        }
    }

    fn append(&mut self, act: Act, time: &str, who: &str) -> &Row {
        let seq = self.entries.len() as u64 + 1;
        let entry = Entry { seq, time: time.to_owned(), who: who.to_owned(), act, before: self.head() };
        // Plain data of strings, numbers and lists: writing it as JSON cannot fail.
        let json = serde_json::to_string(&entry).unwrap_or_default();
        self.rows.push(Row { seq, hash: link(&self.head(), &json), json });
        self.put(entry);
        &self.rows[self.rows.len() - 1]
    }

    fn head(&self) -> String {
        self.rows.last().map_or_else(String::new, |row| row.hash.clone())
    }

    /// Takes a kept entry in if it continues the chain.
    fn take(&mut self, row: Row) -> Result<(), Broken> {
        let seq = self.entries.len() as u64 + 1;
        let broken = |fault: String| Broken { seq, fault };
        let found = link(&self.head(), &row.json);
        if found != row.hash {
            let fault = format!("expected the hash {}, found {found}: it or the one before was changed", row.hash);
            return Err(broken(fault));
        }
        let entry: Entry =
            serde_json::from_str(&row.json).map_err(|error| broken(format!("expected an entry, found {error}")))?;
        if entry.seq != seq || row.seq != seq {
            return Err(broken(format!("expected this number, found {}: an entry is missing or moved", entry.seq)));
        }
        if entry.before != self.head() {
            return Err(broken(
                "expected the hash of the entry before, found another: one of the two was changed".into(),
            ));
        }
        let known = match &entry.act {
            Act::Edit(_) => true,
            Act::Undo { undo } => self.done.last() == Some(undo),
            Act::Redo { redo } => self.undone.last() == Some(redo),
        };
        if !known {
            return Err(broken("expected an edit that can be taken back or brought back, found another".into()));
        }
        self.rows.push(row);
        self.put(entry);
        Ok(())
    }

    fn put(&mut self, entry: Entry) {
        match entry.act {
            Act::Edit(_) => {
                self.done.push(entry.seq);
                self.undone.clear();
            }
            Act::Undo { undo } => {
                self.done.pop();
                self.undone.push(undo);
            }
            Act::Redo { redo } => {
                self.undone.pop();
                self.done.push(redo);
            }
        }
        self.entries.push(entry);
    }
}

/// The hash of an entry that follows the one whose hash is `before`.
fn link(before: &str, json: &str) -> String {
    let hash = Sha256::new().chain_update(before).chain_update("\n").chain_update(json).finalize();
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIME: &str = "2026-11-22T10:00:00Z";

    fn outlet(n: usize) -> Edit {
        Edit::SetOutlet { article: "a".into(), outlet: Some(format!("Paper {n}")) }
    }

    fn holding(log: &Log) -> Vec<String> {
        log.edits().map(|(_, edit)| edit.words()).collect()
    }

    /// A long run of edits, undos and redos in an order that only looks random, beside a plain model.
    #[test]
    fn undo_and_redo_agree_with_two_stacks_however_they_are_mixed() {
        let (mut log, mut state) = (Log::default(), 7_u32);
        let (mut done, mut undone): (Vec<Edit>, Vec<Edit>) = (Vec::new(), Vec::new());
        for n in 0..400 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            match state >> 30 {
                0 | 1 => {
                    log.edit(outlet(n), TIME, "ann");
                    done.push(outlet(n));
                    undone.clear();
                }
                2 => {
                    assert_eq!(log.undo(TIME, "ann").is_some(), !done.is_empty());
                    undone.extend(done.pop());
                }
                _ => {
                    assert_eq!(log.redo(TIME, "bob").is_some(), !undone.is_empty());
                    done.extend(undone.pop());
                }
            }
            assert_eq!((log.last_done(), log.last_undone()), (done.last(), undone.last()));
        }
        assert_eq!(holding(&log), done.iter().map(Edit::words).collect::<Vec<_>>());
        let (again, broken) = Log::load(log.rows().to_vec());
        assert_eq!((again, broken), (log, None));
    }

    #[test]
    fn everything_can_be_taken_back_and_brought_back() {
        let mut log = Log::default();
        (0..50).for_each(|n| drop(log.edit(outlet(n), TIME, "ann").clone()));
        let all = holding(&log);
        while log.undo(TIME, "ann").is_some() {}
        assert_eq!(holding(&log), Vec::<String>::new());
        while log.redo(TIME, "ann").is_some() {}
        assert_eq!(holding(&log), all);
        assert_eq!(log.entries().len(), 150, "nothing is ever taken out of the log");
    }

    #[test]
    fn a_changed_missing_or_swapped_entry_is_named() {
        let mut log = Log::default();
        (0..5).for_each(|n| drop(log.edit(outlet(n), TIME, "ann").clone()));
        log.undo(TIME, "ann");
        let broken = |change: &dyn Fn(&mut Vec<Row>)| {
            let mut rows = log.rows().to_vec();
            change(&mut rows);
            let (intact, broken) = Log::load(rows);
            let seq = broken.map(|broken| broken.seq);
            assert_eq!(intact.entries().len() as u64 + 1, seq.unwrap_or(7));
            seq
        };
        assert_eq!(broken(&|_| {}), None);
        assert_eq!(broken(&|rows| rows[2].json = rows[2].json.replace("ann", "eve")), Some(3));
        // Whoever hashes the changed line anew breaks the next entry.
        assert_eq!(
            broken(&|rows| {
                rows[2].json = rows[2].json.replace("ann", "eve");
                rows[2].hash = link(&rows[1].hash, &rows[2].json);
            }),
            Some(4)
        );
        assert_eq!(broken(&|rows| drop(rows.remove(1))), Some(2));
        assert_eq!(broken(&|rows| rows.swap(0, 1)), Some(1));
    }
}
