//! The queue of what needs a person: articles without a date, names that could mean several places or
//! none that is known, dates that differ, claims read with little confidence.

use crate::claim::{Claim, NoteKind, Reviewed};
use crate::project::edit::name_key;
use crate::project::{ClaimRef, Reading};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Claims read with less confidence than this are looked at.
const LOW: f32 = 0.55;

/// Why something needs a person, in the order in which the queue has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Needs {
    /// An article without a date: nothing of it is drawn.
    Date,
    /// A name that several places bear.
    WhichPlace,
    /// A name the gazetteer does not have.
    UnknownPlace,
    /// The date in the text differs from the one beside it.
    WhichDate,
    /// A claim read with little confidence.
    LowConfidence,
}

impl Needs {
    /// The words of its tag.
    pub fn name(self) -> &'static str {
        match self {
            Needs::Date => "no date",
            Needs::WhichPlace => "ambiguous place",
            Needs::UnknownPlace => "unknown place",
            Needs::WhichDate => "dates differ",
            Needs::LowConfidence => "low confidence",
        }
    }
}

/// One thing to decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Why.
    pub needs: Needs,
    /// The article it stands in, by its position.
    pub reading: u32,
    /// The claims it is about, in the order of the text; empty if it is about the article.
    pub claims: Vec<ClaimRef>,
    /// The name in question, as the article spells it; empty if there is none.
    pub name: String,
    /// The same for the same question, whatever else changes.
    pub key: String,
}

/// Everything that needs a person, the articles without a date first.
pub fn queue(readings: &[Arc<Reading>]) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (r, reading) in readings.iter().enumerate() {
        let at = r as u32;
        let sha256 = &reading.article.sha256;
        let about_article = match reading.article.published.span {
            None => Some(Needs::Date),
            Some(_) if reading.notes.iter().any(|note| note.kind == NoteKind::DateDiffers) => Some(Needs::WhichDate),
            Some(_) => None,
        };
        items.extend(about_article.map(|needs| Item {
            needs,
            reading: at,
            claims: Vec::new(),
            name: String::new(),
            key: format!("{needs:?}|{sha256}"),
        }));
        for (c, claim) in reading.claims.iter().enumerate() {
            let Some(needs) = needs(claim) else { continue };
            let name = if needs == Needs::LowConfidence { String::new() } else { claim.place.name.clone() };
            // A name is asked about once an article; an unknown one once for all.
            let key = match needs {
                Needs::UnknownPlace => format!("{needs:?}|{}", name_key(&name)),
                Needs::WhichPlace => format!("{needs:?}|{sha256}|{}", name_key(&name)),
                _ => format!("{needs:?}|{sha256}|{}", claim.id),
            };
            let claim = ClaimRef { reading: at, claim: c as u32 };
            match known.get(&key) {
                Some(&item) => items[item].claims.push(claim),
                None => {
                    known.insert(key.clone(), items.len());
                    items.push(Item { needs, reading: at, claims: vec![claim], name, key });
                }
            }
        }
    }
    items.sort_by_key(|item| item.needs);
    items
}

fn needs(claim: &Claim) -> Option<Needs> {
    if claim.reviewed != Reviewed::Unreviewed {
        return None;
    }
    match &claim.place.id {
        None if claim.place.candidates.is_empty() => Some(Needs::UnknownPlace),
        None => Some(Needs::WhichPlace),
        Some(_) => (claim.confidence < LOW).then_some(Needs::LowConfidence),
    }
}
