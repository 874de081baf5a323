//! How well claims are read, against a gold file: what two careful readers' agreement is measured by.
//!
//! A *gold* article is a list of claims that a reader marked. A claim read by the program is *right*
//! if it is paired with a gold claim of the same place, event, side and status, one to one. A claim
//! counts once per place, side, event and status in an article. *Control* counts who holds, takes and
//! loses; there `holds` and `captures` of one side stand for each other.
//!
//! *Precision* is the share of the program's claims that are right, *recall* the share of gold claims
//! that are found, *F1* their harmonic mean. Intervals are 95 % bootstrap intervals over articles,
//! with a fixed seed: the same input gives the same numbers.
//!
//! *Reliability* compares the confidence that claims were given with how many were right. *Drills* read the
//! articles anew under worse conditions and report the drop.

mod drills;
mod gold;
mod names;
mod pairing;
mod reliability;
mod report;

pub use crate::extract::confidence::Share;
pub use drills::{Drill, drills};
pub use gold::{GoldArticle, GoldClaim, parse};
pub use report::{print, print_drills};

use crate::claim::{Claim, Event, Status, Weakness};
use crate::extract::confidence::RuleStats;
use crate::gazetteer::Gazetteer;
use crate::project::Reading;
use crate::side::Side;
use names::Names;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Gold claims and the program's, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Gold claims.
    pub gold: u32,
    /// Gold claims that were found.
    pub found: u32,
    /// The program's claims.
    pub read: u32,
    /// The program's claims that are right.
    pub right: u32,
}

impl Counts {
    /// The share of the program's claims that are right, 0 to 1; 0 where there are none.
    pub fn precision(self) -> f64 {
        share(self.right, self.read)
    }

    /// The share of gold claims that were found, 0 to 1; 0 where there are none.
    pub fn recall(self) -> f64 {
        share(self.found, self.gold)
    }

    /// The harmonic mean of the two, 0 to 1.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }

    fn add(&mut self, other: Counts) {
        self.gold += other.gold;
        self.found += other.found;
        self.read += other.read;
        self.right += other.right;
    }
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

/// What the counts are split by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slice {
    /// Who holds, takes and loses.
    Control,
    /// All claims.
    All,
    /// Those of one event.
    Event(Event),
    /// Those of one side; none where nobody is named.
    Side(Option<Side>),
    /// Those of one status.
    Status(Status),
    /// Those of one outlet's articles.
    Outlet(String),
}

/// A gold claim that was not found.
#[derive(Clone, Debug, PartialEq)]
pub struct Miss {
    /// The article.
    pub article: String,
    /// The claim.
    pub claim: GoldClaim,
    /// The sentence it stands in.
    pub sentence: String,
}

/// A claim of the program that no gold claim answers to.
#[derive(Clone, Debug, PartialEq)]
pub struct Extra {
    /// The article.
    pub article: String,
    /// The claim.
    pub claim: Claim,
    /// The sentence it was read in.
    pub sentence: String,
}

/// One of the program's claims that counts, and whether it is right.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The article's outlet.
    pub outlet: String,
    /// The rule that read it.
    pub rule: String,
    /// What makes the reading less sure.
    pub weaknesses: Vec<Weakness>,
    /// How sure it was said to be, 0 to 1.
    pub confidence: f32,
    /// Whether a gold claim answers to it.
    pub right: bool,
}

/// The outcome over all articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evaluation {
    /// The counts of each article, by slice: what intervals are drawn from.
    pub articles: Vec<BTreeMap<Slice, Counts>>,
    /// Gold articles that were not among those read.
    pub missing: Vec<String>,
    /// Of matched claims with a gold date: how many have it.
    pub dates: Share,
    /// Of matched claims with a gold source: how many have it.
    pub sources: Share,
    /// Gold claims not found.
    pub misses: Vec<Miss>,
    /// Claims read that are not in the gold.
    pub extras: Vec<Extra>,
    /// Every claim read that counts, in the order of the articles.
    pub judged: Vec<Judged>,
}

impl Evaluation {
    /// The counts over all articles.
    pub fn total(&self, slice: &Slice) -> Counts {
        let mut total = Counts::default();
        self.articles.iter().filter_map(|article| article.get(slice)).for_each(|counts| total.add(*counts));
        total
    }

    /// How often each rule was right, and each weakness.
    pub fn rule_stats(&self) -> RuleStats {
        rule_stats(self.judged.iter())
    }

    /// Every slice that has claims, in order.
    pub fn slices(&self) -> BTreeSet<Slice> {
        self.articles.iter().flat_map(|article| article.keys().cloned()).collect()
    }
}

fn rule_stats<'j>(judged: impl Iterator<Item = &'j Judged> + Clone) -> RuleStats {
    RuleStats::counted(judged.map(|claim| (claim.rule.as_str(), claim.weaknesses.as_slice(), claim.right)))
}

/// Compares what was read with a gold file. `areas` are the governorates that count ("aleppo",
/// "daraa", "other"); a gold claim without an area always counts.
pub fn evaluate(
    gold: &[GoldArticle],
    readings: &[Arc<Reading>],
    gazetteer: &Gazetteer,
    areas: &[String],
) -> Evaluation {
    evaluate_by(gold, readings, &Names::new(gazetteer), areas)
}

fn evaluate_by(gold: &[GoldArticle], readings: &[Arc<Reading>], names: &Names<'_>, areas: &[String]) -> Evaluation {
    let by_id: BTreeMap<&str, &Reading> =
        readings.iter().map(|reading| (reading.article.id.as_str(), &**reading)).collect();
    let mut evaluation = Evaluation::default();
    for article in gold {
        let reading = by_id.get(article.id.as_str()).copied();
        if reading.is_none() {
            evaluation.missing.push(article.id.clone());
        }
        pairing::compare(article, reading, names, areas, &mut evaluation);
    }
    evaluation
}

#[cfg(test)]
mod tests;
