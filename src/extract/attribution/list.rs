//! The lists of `assets/lexicon/attribution.toml` that the forms ask for, by their names there.

use crate::extract::list::{List, families, named};
use std::collections::BTreeMap;

families! {
    WEAK BETWEEN PASSIVE PAPERS DENIED REPORTS ATTACKS GOES_ON ARTICLES REPORTERS AFTER_VERB LEADING PLATFORMS CLOSERS
    DESCRIBED CLAUSE_SIGNS TOLD_NOUNS POSSESSIVES SPEAKING PUTTING CLAIMED_BY TOLD_NOW AGAINST INFORMED FEARS AFTER_NOUNS TELLING PLAIN_SOURCES WHEREABOUTS MEMBERSHIP OF_BODY TIES GOVERNORS
    CLAUSE_OPENERS TURNS SUBORDINATE APPOSITION RELATIVE PERSONS OUTLET_AGAIN PARTY_AGAIN WATCHING PARTICLES JOINERS
    ADJECTIVES CLAIMS ALLEGATIONS BEFORE_CLAIMS NO_SPEAKERS SOMEONE TOLLS KEEPS_SILENT WARS WAR_BEGAN PRONOUNS
    HUMANS UNSAID FIRED ABBREVIATED TOLD_BEFORE TOLD_WORDS
}

/// Each list with its words. `Err` names one that is missing or that nobody asks for.
pub(super) fn read(table: BTreeMap<String, String>) -> Result<Vec<(List, Vec<String>)>, String> {
    named("assets/lexicon/attribution.toml, [lists]", NAMES, table)
}
