//! How sure a reading is, as measured.
//!
//! A *rule's* confidence is its precision on gold claims, smoothed by a Beta prior: `(right + K m) / (of + K)`
//! with `m` the precision of all rules together and `K` = 6 claims, so that a rule counted seldom says little
//! else than `m`. Each *weakness* of a reading (a place named before, a side found elsewhere) multiplies it by
//! `(right + K) / (expected + K)`: how many claims with that weakness were right, against how many their rules
//! alone let expect; never by more than 1. A reading without any weakness is that much surer than its rule.
//!
//! The counts are data: `assets/lexicon/rule_stats.tsv`, written by `frontlines evaluate --rules`.

use crate::claim::{Claim, Status, Weakness};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The weight of the prior, in claims.
const K: f64 = 6.0;
/// The precision of rules that nobody has measured.
const UNMEASURED: f64 = 0.7;

/// The name in the table of no weakness at all.
const NONE: &str = "none";
/// Nothing read is surer than this.
const MOST: f64 = 0.99;

/// How many of some claims were right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many are right.
    pub right: u32,
    /// Of how many.
    pub of: u32,
}

impl Share {
    /// Counts one more.
    pub fn count(&mut self, right: bool) {
        self.of += 1;
        self.right += u32::from(right);
    }
}

/// How often each rule was right, and each weakness.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleStats {
    rules: FxHashMap<String, Share>,
    /// By rule: what [`RuleStats::reason`] says of it.
    reasons: FxHashMap<String, String>,
    /// Of all rules together.
    all: Share,
    /// Of as many as their rules let expect to be right.
    weaknesses: BTreeMap<Option<Weakness>, Share>,
}

impl RuleStats {
    /// Counts claims: the rule of each, its weaknesses, and whether it is right.
    pub fn counted<'c>(claims: impl Iterator<Item = (&'c str, &'c [Weakness], bool)> + Clone) -> RuleStats {
        let mut stats = RuleStats::default();
        for (rule, _, right) in claims.clone() {
            stats.rules.entry(rule.to_owned()).or_default().count(right);
            stats.all.count(right);
        }
        let mut weak: BTreeMap<Option<Weakness>, (u32, f64)> = BTreeMap::new();
        for (rule, weaknesses, right) in claims {
            for weakness in each(weaknesses) {
                let (found, expected) = weak.entry(weakness).or_default();
                *found += u32::from(right);
                *expected += stats.of_rules_alone(rule);
            }
        }
        let share = |(right, expected): (u32, f64)| Share { right, of: expected.round() as u32 };
        stats.weaknesses = weak.into_iter().map(|(weakness, counts)| (weakness, share(counts))).collect();
        stats.tell_reasons();
        stats
    }

    fn tell_reasons(&mut self) {
        self.reasons = self.rules.iter().map(|(rule, &share)| (rule.clone(), reason(rule, share))).collect();
    }

    /// The counts inside the program. `Err` says what is wrong with the table.
    pub fn built_in() -> Result<RuleStats, String> {
        let table = include_str!("../../assets/lexicon/rule_stats.tsv");
        RuleStats::parse(table).map_err(|fault| format!("assets/lexicon/rule_stats.tsv: {fault}"))
    }

    /// Reads a table of counts. An error names the line.
    pub fn parse(table: &str) -> Result<RuleStats, String> {
        let mut stats = RuleStats::default();
        for (index, line) in table.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let fault = |says: String| format!("line {}: {says}", index + 1);
            let fields: Vec<&str> = line.split('\t').collect();
            let &[what, name, right, of] = fields.as_slice() else {
                return Err(fault(format!("expected what, name, right, of between tabs, found \"{line}\"")));
            };
            let count = |text: &str| {
                text.parse::<u32>().map_err(|_| fault(format!("expected a count of claims, found \"{text}\"")))
            };
            let share = Share { right: count(right)?, of: count(of)? };
            match what {
                "rule" if share.right > share.of => return Err(fault(format!("{right} right of {of}"))),
                "rule" => {
                    stats.rules.insert(name.to_owned(), share);
                }
                "weakness" if name == NONE => drop(stats.weaknesses.insert(None, share)),
                "weakness" => drop(stats.weaknesses.insert(Some(name.parse().map_err(fault)?), share)),
                _ => return Err(fault(format!("expected rule or weakness, found \"{what}\""))),
            }
        }
        let sum = |count: fn(&Share) -> u32| stats.rules.values().map(count).sum();
        stats.all = Share { right: sum(|share| share.right), of: sum(|share| share.of) };
        stats.tell_reasons();
        Ok(stats)
    }

    /// The table that [`RuleStats::parse`] reads.
    pub fn table(&self) -> String {
        let mut out = "# How often each rule was right on gold claims; and of each weakness of a reading, how many claims were\n\
                       # right and how many their rules let expect. Counts only. Written by `frontlines evaluate --rules`.\n\
                       # what\tname\tright\tof\n"
            .to_owned();
        let mut rules: Vec<_> = self.rules.iter().map(|(name, share)| ("rule", name.as_str(), share)).collect();
        rules.sort_by_key(|&(_, name, _)| name);
        let weaknesses = self.weaknesses.iter();
        let weaknesses = weaknesses.map(|(weakness, share)| ("weakness", weakness.map_or(NONE, Weakness::key), share));
        for (what, name, share) in rules.into_iter().chain(weaknesses) {
            // Writing to a String cannot fail.
            if writeln!(out, "{what}\t{name}\t{}\t{}", share.right, share.of).is_err() {
                break;
            }
        }
        out
    }

    /// How often a rule was right.
    pub fn of_rule(&self, rule: &str) -> Share {
        self.rules.get(rule).copied().unwrap_or_default()
    }

    /// How sure a reading by this rule with these weaknesses is, 0 to 1.
    pub fn confidence(&self, rule: &str, weaknesses: &[Weakness]) -> f32 {
        let factor = |weakness: Option<Weakness>| {
            let Share { right, of } = self.weaknesses.get(&weakness).copied().unwrap_or_default();
            let factor = (f64::from(right) + K) / (f64::from(of) + K);
            if weakness.is_some() { factor.min(1.0) } else { factor }
        };
        (self.of_rules_alone(rule) * each(weaknesses).map(factor).product::<f64>()).min(MOST) as f32
    }

    fn of_rules_alone(&self, rule: &str) -> f64 {
        let Share { right, of } = self.of_rule(rule);
        (f64::from(right) + K * self.mean()) / (f64::from(of) + K)
    }

    /// The first line of a claim's reasons: `rule capture-of: right 41 of 47`.
    pub fn reason(&self, rule: &str) -> String {
        self.reasons.get(rule).cloned().unwrap_or_else(|| reason(rule, self.of_rule(rule)))
    }

    /// The precision of all rules together.
    fn mean(&self) -> f64 {
        let Share { right, of } = self.all;
        if of == 0 { UNMEASURED } else { f64::from(right.max(1)) / f64::from(of) }
    }
}

fn reason(rule: &str, share: Share) -> String {
    match share {
        Share { of: 0, .. } => format!("rule {rule}: not measured"),
        Share { right, of } => format!("rule {rule}: right {right} of {of}"),
    }
}

/// Each weakness, or that there is none.
fn each(weaknesses: &[Weakness]) -> impl Iterator<Item = Option<Weakness>> + '_ {
    weaknesses.iter().copied().map(Some).chain(weaknesses.is_empty().then_some(None))
}

/// Sets the confidence of finished claims, with the weaknesses that only show at the end.
pub(super) fn set(claims: &mut [Claim], stats: &RuleStats) {
    for claim in claims {
        let weaknesses = &mut claim.trace.weaknesses;
        weaknesses.extend((claim.side.is_none() && claim.group.is_none()).then_some(Weakness::SideUnnamed));
        weaknesses.extend((claim.status != Status::Reported).then_some(Weakness::NotReported));
        claim.confidence = stats.confidence(&claim.rule, &claim.trace.weaknesses);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "# a comment\nrule\ttook\t9\t10\nrule\tfell\t1\t10\nweakness\tplace_before\t2\t8\n";

    #[test]
    fn confidence_follows_the_counts() {
        let stats = RuleStats::parse(TABLE).unwrap();
        let of = |rule, weaknesses: &[_]| stats.confidence(rule, weaknesses);
        assert!((of("took", &[]) - 12.0 / 16.0).abs() < 1e-6, "nine of ten, and three of six");
        assert!((of("unheard", &[]) - 0.5).abs() < 1e-6, "a rule never counted is like all together");
        assert!(of("fell", &[]) < of("unheard", &[]) && of("took", &[Weakness::PlaceBefore]) < of("took", &[]));
        assert_eq!(of("took", &[Weakness::Pronoun]), of("took", &[]), "a weakness never counted takes nothing away");
        assert_eq!(stats.reason("took"), "rule took: right 9 of 10");
        assert_eq!(stats.reason("unheard"), "rule unheard: not measured");
    }

    #[test]
    fn a_table_is_read_as_it_was_written_and_its_faults_are_named() {
        let stats = RuleStats::parse(TABLE).unwrap();
        assert_eq!(RuleStats::parse(&stats.table()).unwrap(), stats);
        for (table, says) in [
            ("rule\ttook\t9", "line 1: expected what, name, right, of"),
            ("rule\ttook\tnine\t10", "expected a count of claims, found \"nine\""),
            ("rule\ttook\t11\t10", "11 right of 10"),
            ("weakness\tluck\t1\t2", "found \"luck\""),
            ("word\ttook\t1\t2", "expected rule or weakness, found \"word\""),
        ] {
            let fault = RuleStats::parse(table).unwrap_err();
            assert!(fault.contains(says), "{fault}");
        }
    }

    #[test]
    fn every_rule_counted_is_a_rule() {
        let lexicon = crate::extract::Knowledge::built_in().lexicon;
        for rule in RuleStats::built_in().unwrap().rules.keys() {
            assert!(lexicon.rules.iter().any(|known| known.id == *rule), "{rule} is counted and is no rule");
        }
    }
}
