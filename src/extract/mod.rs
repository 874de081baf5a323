//! An article becomes control claims.

pub mod sentence;
pub mod when;

use crate::article::Article;
use crate::claim::{Claim, Note};
use crate::gazetteer::Gazetteer;

/// What reading stands on: the places and the word lists. Built once, used for all articles.
#[derive(Clone, Debug)]
pub struct Knowledge {
    /// The places.
    pub gazetteer: Gazetteer,
}

impl Knowledge {
    /// The built-in places and word lists.
    pub fn built_in() -> Knowledge {
        Knowledge::new(Gazetteer::built_in())
    }

    /// The built-in word lists with these places.
    pub fn new(gazetteer: Gazetteer) -> Knowledge {
        Knowledge { gazetteer }
    }
}

/// What was read in an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extracted {
    /// Its claims, in the order of the text.
    pub claims: Vec<Claim>,
    /// What was noticed and gave no claim.
    pub notes: Vec<Note>,
}

/// Reads the claims of an article.
pub fn extract(_article: &Article, _knowledge: &Knowledge) -> Extracted {
    Extracted::default()
}
