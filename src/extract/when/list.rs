//! The lists of `assets/lexicon/time.toml` that the grammar of dates asks for, by their names there.

use crate::extract::list::{List, families, named};
use std::collections::BTreeMap;

families! {
    HEDGES SMALL ONWARDS UP_TO WHICH PART_WORDS PARTS_OF DAY_PARTS BEFORE_MONTHS BEFORE_YEARS PAST HOURS LONG PRESENT
    SEASONS OPENERS COUNTED COMPARED BEFORE_DAYS AFTER_DAYS WARS ONGOING
}

/// Each list with its words. `Err` names one that is missing or that nobody asks for.
pub(super) fn read(table: BTreeMap<String, String>) -> Result<Vec<(List, Vec<String>)>, String> {
    named("assets/lexicon/time.toml, [lists]", NAMES, table)
}
