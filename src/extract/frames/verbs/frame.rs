//! What the grammar around a verb tells of its event, filled in step by step: its roles, then the places that
//! stand elsewhere, then whose deed it is.

use crate::claim::Extent;
use crate::extract::chunks::Verb;
use crate::extract::frames::Subject;
use crate::extract::lexicon::Rule;

/// A verb with one of its rules, and what is found for them.
pub(super) struct VerbFrame<'v> {
    /// The rule: its position and itself.
    pub index: u16,
    /// The rule itself.
    pub rule: &'v Rule,
    /// The verb's chunk.
    pub chunk: usize,
    /// The verb.
    pub verb: &'v Verb,
    /// The token after the verb and its particles.
    pub end: usize,
    /// The chunk after the verb and its particles.
    pub after: usize,
    /// Who does it.
    pub agent: Subject,
    /// The places, each with how much of it.
    pub places: Vec<(usize, Extent)>,
    /// The side phrase of who is driven out, or had it.
    pub from: Option<usize>,
    /// The chunk after the places.
    pub place_chunk: usize,
    /// `them`, who were named before, are driven out.
    pub driven: bool,
    /// Who is trapped, and where.
    pub trapped: Option<(usize, Vec<(usize, Extent)>)>,
}

impl VerbFrame<'_> {
    /// The tokens of the verb and its particles.
    pub(super) fn trigger(&self) -> (usize, usize) {
        (self.verb.main, self.end)
    }
}
