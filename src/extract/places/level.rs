//! How large a place is: what lies in what.

use super::{Phrase, What};
use crate::extract::lexicon::TypeClass;
use crate::extract::words::Words;
use crate::place::Kind;

/// How large a place is, to tell a container from an item of a list: 0 building, 1 quarter or line,
/// 2 village or town, 3 city, 4 province.
pub(super) fn level(words: &Words<'_>, phrase: &Phrase, kind_of: &dyn Fn(u32) -> Option<Kind>) -> u8 {
    let by_type = phrase.kind.map(|k| &words.lexicon.types[k as usize]);
    if let Some(noun) = by_type {
        match noun.class {
            TypeClass::Region => return 4,
            TypeClass::Land if noun.noun == "countryside" => return 4,
            TypeClass::Building | TypeClass::Height | TypeClass::Base => return 0,
            TypeClass::Quarter | TypeClass::Line => return 1,
            TypeClass::Settlement if noun.kind == Some(Kind::City) => return 3,
            TypeClass::Settlement => return 2,
            _ => {}
        }
    }
    let What::Name(spelling) = phrase.what else { return 1 };
    match kind_of(spelling) {
        Some(Kind::Governorate) => 4,
        Some(Kind::City) => 3,
        Some(Kind::Sector) => 3,
        Some(Kind::District | Kind::Subdistrict) => 4,
        Some(Kind::Town | Kind::Village | Kind::Camp) => 2,
        Some(Kind::Quarter | Kind::Road | Kind::Industrial | Kind::River) => 1,
        Some(_) => 0,
        None => 1,
    }
}
