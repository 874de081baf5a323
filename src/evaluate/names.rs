//! When two names mean one place: where the gazetteer gives them one place, else where they are the
//! same words, else where the point read lies within the gold place's size.

use crate::claim::ClaimedPlace;
use crate::gazetteer::Gazetteer;
use crate::place::{Area, Kind, Place, PlaceId};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// Type words that a name may carry in front ("town of") or behind ("district").
const TYPES: [&str; 10] =
    ["city", "town", "village", "district", "neighborhood", "neighbourhood", "area", "quarter", "suburb", ""];

/// Articles of Arabic names as written in Latin letters.
const ARTICLES: [&str; 14] = ["al", "el", "ad", "ash", "as", "at", "an", "ar", "az", "the", "ed", "es", "esh", "et"];

/// The places of a gazetteer by their folded names.
pub(super) struct Names<'g> {
    gazetteer: &'g Gazetteer,
    by_name: BTreeMap<String, BTreeSet<u32>>,
}

impl<'g> Names<'g> {
    pub(super) fn new(gazetteer: &'g Gazetteer) -> Names<'g> {
        let mut by_name: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
        for (index, place) in gazetteer.places().iter().enumerate() {
            for name in [&place.name, &place.arabic].into_iter().chain(&place.aliases).filter(|name| !name.is_empty()) {
                by_name.entry(fold(name)).or_default().insert(index as u32);
                if place.kind != Kind::District {
                    by_name.entry(key(name)).or_default().insert(index as u32);
                }
            }
        }
        Names { gazetteer, by_name }
    }

    fn places(&self, name: &str) -> Option<&BTreeSet<u32>> {
        self.by_name.get(&fold(name)).or_else(|| self.by_name.get(&key(name)))
    }

    /// Whether a gold name and a place that was read are one.
    pub(super) fn same(&self, gold: &str, read: &ClaimedPlace) -> bool {
        let (g, r) = (self.places(gold), self.places(&read.name));
        if let (Some(g), Some(r)) = (g, r) {
            return !g.is_disjoint(r);
        }
        if key(gold) == key(&read.name) {
            return true;
        }
        let Some(point) = read.point else { return false };
        let covers = |place: &Place| {
            let spot = !matches!(
                place.kind,
                Kind::Governorate | Kind::District | Kind::Sector | Kind::Road | Kind::River | Kind::City
            );
            spot && place.point.distance_m(point) <= place.radius_m.clamp(600.0, 1500.0)
        };
        g.is_some_and(|g| g.iter().any(|&index| covers(&self.gazetteer.places()[index as usize])))
    }

    /// Whether a place that was read counts in these governorates; one that nobody knows always does.
    pub(super) fn counts_in(&self, id: Option<&PlaceId>, areas: &[String]) -> bool {
        let Some(place) = id.and_then(|id| self.gazetteer.get(id)) else { return true };
        let area = match place.area {
            Area::Aleppo => "aleppo",
            Area::Daraa => "daraa",
            Area::Other => "other",
        };
        areas.iter().any(|wanted| wanted == area)
    }
}

/// The name without accents, marks, articles and a type in front.
pub(super) fn fold(name: &str) -> String {
    let plain: String = name
        .nfkd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect();
    let marks = |c: &char| matches!(c, '’' | '\'' | '`' | 'ʿ' | 'ʾ' | '"' | '.');
    let kept: String = plain.chars().filter(|c| !marks(c)).collect();
    let word = |c: char| c.is_ascii_alphanumeric() || ('\u{600}'..='\u{6ff}').contains(&c);
    let mut words: Vec<&str> = kept.split(|c| !word(c)).filter(|word| !word.is_empty()).collect();
    let typed = usize::from(words.first() == Some(&"the"));
    if words.len() > typed + 2 && words[typed + 1] == "of" && TYPES.contains(&words[typed]) {
        words.drain(..typed + 2);
    }
    let last = words.len().saturating_sub(1);
    let keep = |(index, word): (usize, &str)| (index == last || !ARTICLES.contains(&word)).then(|| word.to_owned());
    words.into_iter().enumerate().filter_map(keep).collect::<Vec<_>>().join(" ")
}

/// The folded name without a type behind.
pub(super) fn key(name: &str) -> String {
    let folded = fold(name);
    match folded.rsplit_once(' ') {
        Some((head, kind)) if TYPES.contains(&kind) => head.to_owned(),
        _ => folded,
    }
}
