//! Who says so. An *attribution* is a speaker with a verb of saying (`X said`, `according to X`,
//! `said X`, `citing X`), its *words* and its *scope*: the tokens that it is put down to.
//!
//! An attribution covers its own sentence, or its share of it where several speakers share one. It
//! reaches back over a quotation that it closes, and on over quotations that follow and over sentences
//! that go on with what was said ("Another raid hit", "The strikes also hit"); a report that a
//! whole passage is put down to ("according to a report by X") covers the rest of its paragraph. Of
//! nested speech the innermost named body is kept: of "SANA, citing a military source" that is SANA.
//! Speakers named again ("the group", "it", "Zaid") are those named before.

//!
//! | file | does |
//! | --- | --- |
//! | [`speakers`] | the tables of words and names |
//! | [`forms`] | finds the forms: `X said`, `according to X`, `X's claims that` |
//! | [`before`] | whom the sentences before tell of, which body spoke, and who names himself |
//! | [`quoting`] | speech passed on, and what pictures show |
//! | [`phrase`] | where the speaker's phrase begins and ends |
//! | [`who`] | whose phrase it is |
//! | [`scope`] | what is put down to it |

mod before;
mod forms;
mod list;
mod phrase;
mod quoting;
mod scope;
mod speakers;
mod who;

pub use scope::Quotations;
pub use speakers::{SpeakerWords, Spoken};

#[cfg(test)]
use super::sentence::Text;
use crate::claim::Source;
use std::ops::Range;

/// A speaker and what is put down to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The tokens of the speaker.
    pub speaker: Range<usize>,
    /// The tokens of the speaker and of the verb: they say who says so, not what.
    pub words: Range<usize>,
    /// Who it is.
    pub source: Source,
    /// The tokens put down to it.
    pub scope: Range<usize>,
    /// Whether the speaker says that it is not so.
    pub denies: bool,
}

/// All attributions of a text, in the order of their words.
pub fn attributions(spoken: &Spoken<'_>) -> Vec<Attribution> {
    let mut told = forms::find(spoken);
    scope::set(spoken, &mut told);
    told.into_iter().map(|told| told.attribution).collect()
}

/// For each of `count` tokens: the attribution in whose scope it lies, by its position; of several the one with
/// the narrowest scope.
pub fn of_tokens(attributions: &[Attribution], count: usize) -> Vec<Option<usize>> {
    let mut narrowest: Vec<Option<usize>> = vec![None; count];
    for (index, attribution) in attributions.iter().enumerate() {
        for told in &mut narrowest[attribution.scope.start.min(count)..attribution.scope.end.min(count)] {
            if told.is_none_or(|other| attributions[other].scope.len() > attribution.scope.len()) {
                *told = Some(index);
            }
        }
    }
    narrowest
}

#[cfg(test)]
mod tests;
