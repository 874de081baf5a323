//! What a filter can be asked for, with how many of the claims that pass now would pass each: the values that the
//! claims at hand really have, counted.

use super::filter::quoted;
use super::{Filter, Listing};
use crate::claim::Claim;
use crate::group;
use crate::place::Place;
use crate::project::Reading;
use crate::project::review::Review;
use crate::side::Naming;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The most values of one key that are listed; the rest can be typed.
const MOST: usize = 12;

/// One key of the filter with its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// Its name, as a heading.
    pub name: &'static str,
    /// The values that claims have, most first; sides and other short lists in their own order.
    pub values: Vec<Value>,
    /// How many more values there are.
    pub more: usize,
}

/// One value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// The term that asks for it: `side:opposition`.
    pub term: String,
    /// In words.
    pub words: String,
    /// How many of the claims that pass now have it.
    pub count: usize,
}

/// The values of the claims that pass, key by key.
pub fn facets(readings: &[Arc<Reading>], listing: &Listing, places: &[Place], review: &Review) -> Vec<Facet> {
    let mut tally = Tally::default();
    for (_, at) in &listing.claims {
        let reading = &readings[at.reading as usize];
        tally.add(reading, &reading.claims[at.claim as usize], review.naming());
    }
    let mut facets = tally.facets();
    facets.push(asked("Place known", &PRECISIONS, readings, listing, places, review));
    facets.push(asked("Confidence", &CONFIDENCES, readings, listing, places, review));
    let tags: Vec<(String, String)> =
        review.tags().keys().map(|tag| (format!("tag:{}", quoted(tag)), format!("#{tag}"))).collect();
    let tags: Vec<(&str, &str)> = tags.iter().map(|(term, words)| (term.as_str(), words.as_str())).collect();
    facets.push(asked("Tag", &tags, readings, listing, places, review));
    facets.retain(|facet| !facet.values.is_empty());
    facets
}

const PRECISIONS: [(&str, &str); 5] = [
    ("precision:exact", "exactly"),
    ("precision:quarter", "a quarter"),
    ("precision:approximate", "roughly"),
    ("precision:sector", "a sector"),
    ("precision:district", "a district or larger"),
];

const CONFIDENCES: [(&str, &str); 3] =
    [("confidence:80", "80 % and up"), ("confidence:55-80", "55 to 80 %"), ("confidence:0-55", "below 55 %")];

/// Values that only the filter itself can tell: each is tried on the claims that pass.
fn asked(
    name: &'static str,
    terms: &[(&str, &str)],
    readings: &[Arc<Reading>],
    listing: &Listing,
    places: &[Place],
    review: &Review,
) -> Facet {
    let count = |term: &str| {
        let filter = Filter::parse(term).unwrap_or_default().knowing(places, review);
        let passes = |at: &crate::project::ClaimRef| {
            let reading = &readings[at.reading as usize];
            let claim = &reading.claims[at.claim as usize];
            filter.claim(reading, claim, super::claim_days(reading, claim))
        };
        listing.claims.iter().filter(|(_, at)| passes(at)).count()
    };
    let value = |(term, words): &(&str, &str)| Value {
        term: (*term).to_owned(),
        words: (*words).to_owned(),
        count: count(term),
    };
    let mut values: Vec<Value> = terms.iter().map(value).filter(|value| value.count > 0).collect();
    let more = values.len().saturating_sub(MOST);
    values.truncate(MOST);
    Facet { name, values, more }
}

/// Key and order of a facet -> the values by rank and term, each with its words and count.
type Counts = BTreeMap<(u8, String), (String, usize)>;

#[derive(Default)]
struct Tally {
    sides: Counts,
    events: Counts,
    statuses: Counts,
    reviewed: Counts,
    groups: Counts,
    inside: Counts,
    outlets: Counts,
    sources: Counts,
    places: Counts,
}

impl Tally {
    fn add(&mut self, reading: &Reading, claim: &Claim, naming: &Naming) {
        let count = |counts: &mut Counts, rank: u8, term: String, words: &str| {
            counts.entry((rank, term)).or_insert_with(|| (words.to_owned(), 0)).1 += 1;
        };
        let keyed = |key: &str, name: &str| format!("{key}:{}", quoted(name));
        let whole = |key: &str, name: &str| format!("{key}:{}", quoted(&format!("={name}")));
        match claim.side {
            Some(side) => {
                count(&mut self.sides, side.index() as u8, keyed("side", side.key()), naming.name(side));
            }
            None => count(&mut self.sides, 9, NO_SIDE.to_owned(), "Side unknown"),
        }
        count(&mut self.events, claim.event as u8, keyed("event", claim.event.key()), claim.event.key());
        count(&mut self.statuses, claim.status as u8, keyed("status", claim.status.key()), claim.status.key());
        let seen =
            if claim.reviewed.by_person() { ("reviewed:yes", "reviewed") } else { ("reviewed:no", "unreviewed") };
        count(&mut self.reviewed, 0, seen.0.to_owned(), seen.1);
        if let Some(group) = group::of_claim(claim) {
            count(&mut self.groups, 0, whole("group", &group.name), &group.name);
        }
        if let Some(within) = group::within(claim, &reading.article.text) {
            count(
                &mut self.inside,
                0,
                keyed("inside", within.side.key()),
                &format!("inside {}", naming.the(within.side)),
            );
        }
        if let Some(outlet) = &reading.article.outlet {
            count(&mut self.outlets, 0, whole("outlet", outlet), outlet);
        }
        if let Some(source) = &claim.source {
            count(&mut self.sources, 0, whole("source", &source.name), &source.name);
        }
        if claim.place.id.is_some() {
            count(&mut self.places, 0, whole("place", &claim.place.name), &claim.place.name);
        }
    }

    fn facets(self) -> Vec<Facet> {
        [
            ("Side", self.sides),
            ("Event", self.events),
            ("Status", self.statuses),
            ("Group", self.groups),
            ("Fights inside a side", self.inside),
            ("Outlet", self.outlets),
            ("Source", self.sources),
            ("Place", self.places),
            ("Reviewed", self.reviewed),
        ]
        .into_iter()
        .map(|(name, counts)| facet(name, counts))
        .collect()
    }
}

/// The term for claims whose side is not known: none of the four.
const NO_SIDE: &str = "-side:government,opposition,kurdish,islamic_state";

fn facet(name: &'static str, counts: Counts) -> Facet {
    let mut values: Vec<(u8, Value)> =
        counts.into_iter().map(|((rank, term), (words, count))| (rank, Value { term, words, count })).collect();
    values.sort_by(|a, b| (a.0, Reverse(a.1.count), &a.1.term).cmp(&(b.0, Reverse(b.1.count), &b.1.term)));
    let more = values.len().saturating_sub(MOST);
    Facet { name, values: values.into_iter().take(MOST).map(|(_, value)| value).collect(), more }
}

/// Every side has a term, and the one for none names them all.
#[cfg(test)]
mod tests {
    use super::*;
    use crate::control::Options;
    use crate::gazetteer::Gazetteer;
    use crate::scene::made_up;
    use crate::side::Side;

    #[test]
    fn each_value_counts_what_its_term_lets_through() {
        let gazetteer = Gazetteer::built_in();
        let (readings, review) = (made_up::readings(&gazetteer), Review::default());
        for line in ["", "side:opposition", "-event:holds"] {
            let list = |line: &str| {
                let filter = Filter::parse(line).unwrap().knowing(gazetteer.places(), &review);
                Listing::new(&readings, &filter, &Options::default())
            };
            let all = facets(&readings, &list(line), gazetteer.places(), &review);
            assert!(all.len() >= 5, "{all:?}");
            assert!(all.iter().any(|facet| facet.name == "Place" && facet.values.len() > 3), "{all:?}");
            for value in all.iter().flat_map(|facet| &facet.values) {
                let both = super::super::with_term(line, &value.term);
                assert_eq!(list(&both).claims.len(), value.count, "{both}");
            }
            let sides: usize = all[0].values.iter().map(|value| value.count).sum();
            assert_eq!(sides, list(line).claims.len(), "each claim is of one side or of none");
        }
        assert!(Side::ALL.iter().all(|side| NO_SIDE.contains(side.key())));
    }
}
