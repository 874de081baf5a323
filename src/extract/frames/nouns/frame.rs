//! What the grammar around a noun of an event tells, filled in step by step: who does it, where, and whose loss or
//! gain it is.

use crate::claim::Extent;
use crate::extract::chunks::Chunk;
use crate::extract::frames::Subject;
use crate::extract::lexicon::Rule;

/// A noun with one of its rules, and what is found for them.
pub(super) struct NounFrame<'v> {
    /// The position of the rule.
    pub index: u16,
    /// The rule itself.
    pub rule: &'v Rule,
    /// The noun's chunk.
    pub chunk: usize,
    /// Its tokens.
    pub range: Chunk,
    /// The tokens of the noun.
    pub trigger: (usize, usize),
    /// The chunk after it.
    pub after: usize,
    /// The chunk of the verb whose object it is.
    pub governor: Option<usize>,
    /// The side phrase that owns it: `the rebels' attack`.
    pub owner: Option<usize>,
    /// Whether the verb only carries the noun: `took control`.
    pub light: bool,
    /// Who does it.
    pub agent: Subject,
    /// The places, each with how much of it.
    pub places: Vec<(usize, Extent)>,
    /// The side phrase of who repelled it.
    pub defender: Option<usize>,
    /// The side phrase of who lifted the siege.
    pub lifter: Option<usize>,
    /// It is what somebody aims at; whose aim, where a side is named.
    pub aim: Option<Option<usize>>,
}
