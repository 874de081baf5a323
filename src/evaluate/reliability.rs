//! Whether confidence keeps its word: of the claims that were said to be so sure, how many were right.

use super::{Evaluation, Judged, Share, rule_stats};
use std::collections::BTreeMap;

/// Claims of like confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Bin {
    /// The sum of the confidence they were given.
    sum: f64,
    /// How many were right.
    pub(super) share: Share,
}

impl Bin {
    /// The mean confidence they were given, 0 to 1.
    pub(super) fn said(&self) -> f64 {
        self.sum / f64::from(self.share.of.max(1))
    }
}

/// The claims by the tenth of their confidence, lowest first.
pub(super) fn bins<'j>(judged: impl Iterator<Item = &'j Judged>) -> BTreeMap<u8, Bin> {
    let mut bins: BTreeMap<u8, Bin> = BTreeMap::new();
    for claim in judged {
        let bin = bins.entry((claim.confidence * 10.0).floor().clamp(0.0, 9.0) as u8).or_default();
        bin.sum += f64::from(claim.confidence);
        bin.share.count(claim.right);
    }
    bins
}

/// The confidence of each claim as it would be, had its outlet's articles not been counted.
pub(super) fn without_own_outlet(evaluation: &Evaluation) -> Vec<Judged> {
    let others = |outlet: &str| rule_stats(evaluation.judged.iter().filter(|claim| claim.outlet != outlet));
    let mut stats = BTreeMap::new();
    let told = evaluation.judged.iter().map(|claim| {
        let stats = stats.entry(claim.outlet.as_str()).or_insert_with_key(|outlet| others(outlet));
        Judged { confidence: stats.confidence(&claim.rule, &claim.weaknesses), ..claim.clone() }
    });
    told.collect()
}

/// The mean distance of confidence from what was right, over the bins, weighted by their claims; 0 is perfect.
pub(super) fn error(bins: &BTreeMap<u8, Bin>) -> f64 {
    let all: u32 = bins.values().map(|bin| bin.share.of).sum();
    let off = |bin: &Bin| (bin.sum - f64::from(bin.share.right)).abs();
    bins.values().map(off).sum::<f64>() / f64::from(all.max(1))
}
