//! The seven words of US Intelligence Community Directive 203 for how likely something is.

use serde::{Deserialize, Serialize};

/// A band of probability with its word. Nothing is ever certain, nothing impossible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Likelihood {
    /// 1 to 5 %.
    AlmostNoChance,
    /// 5 to 20 %.
    VeryUnlikely,
    /// 20 to 45 %.
    Unlikely,
    /// 45 to 55 %.
    RoughlyEven,
    /// 55 to 80 %.
    Likely,
    /// 80 to 95 %.
    VeryLikely,
    /// 95 to 99 %.
    AlmostCertain,
}

impl Likelihood {
    /// Every word, from the least likely on.
    pub const ALL: [Likelihood; 7] = [
        Likelihood::AlmostNoChance,
        Likelihood::VeryUnlikely,
        Likelihood::Unlikely,
        Likelihood::RoughlyEven,
        Likelihood::Likely,
        Likelihood::VeryLikely,
        Likelihood::AlmostCertain,
    ];

    /// The word for a probability from 0 to 1; a bound belongs to the band above it.
    pub fn of(probability: f32) -> Likelihood {
        match probability {
            p if p < 0.05 => Likelihood::AlmostNoChance,
            p if p < 0.20 => Likelihood::VeryUnlikely,
            p if p < 0.45 => Likelihood::Unlikely,
            p if p < 0.55 => Likelihood::RoughlyEven,
            p if p < 0.80 => Likelihood::Likely,
            p if p < 0.95 => Likelihood::VeryLikely,
            _ => Likelihood::AlmostCertain,
        }
    }

    /// The word itself.
    pub fn word(self) -> &'static str {
        match self {
            Likelihood::AlmostNoChance => "almost no chance",
            Likelihood::VeryUnlikely => "very unlikely",
            Likelihood::Unlikely => "unlikely",
            Likelihood::RoughlyEven => "roughly even",
            Likelihood::Likely => "likely",
            Likelihood::VeryLikely => "very likely",
            Likelihood::AlmostCertain => "almost certain",
        }
    }
}

/// The percentage shown beside the word: whole, from 1 to 99, never 100.
pub fn percent(probability: f32) -> u8 {
    (probability * 100.0).round().clamp(1.0, 99.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_belong_to_the_band_above() {
        let rows = [(0.0, 0), (0.05, 1), (0.2, 2), (0.449, 2), (0.45, 3), (0.55, 4), (0.8, 5), (0.95, 6), (1.0, 6)];
        for (probability, word) in rows {
            assert_eq!(Likelihood::of(probability), Likelihood::ALL[word], "{probability}");
        }
        assert_eq!((percent(0.0), percent(0.554), percent(1.0)), (1, 55, 99));
    }
}
