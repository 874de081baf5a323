//! Word lists, one concept each: a rule asks whether a word or a verb is in one. Those of the rules of events
//! stand in `assets/lexicon/lists.toml`, those of who says so in `attribution.toml`, those of dates in
//! `time.toml`; each family is named by [`families`].
//!
//! What each list is for stands beside its words in the file. Its name there, in capitals, is its name here.

use super::sentence::fold_word;
use std::collections::BTreeMap;

/// One of the lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct List(u8);

/// The lists that hold a word, as bits: two halves, so that what holds them stands as close as small numbers do.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lists([u64; 4]);

/// Names the lists of one file.
macro_rules! families {
    ($($name:ident)*) => {
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "counts the lists")]
        enum Position { $($name),* }
        $(pub(super) const $name: $crate::extract::list::List = $crate::extract::list::List::at(Position::$name as u8);)*
        const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}
pub(super) use families;

families! {
    ABROAD GOING_TOO GOING_WITH IMPLICATIVE TRYING DENYING PREVENTING THWARTING THWARTED FAILED UNREAL UNREAL_CLAUSE UNREAL_NOUNS
    UNREAL_ADJECTIVES FAR SPOKESMEN AVERTING BEFORE_ALLIES ALLIES GOING_ALONG STYLED ATTACKS TELLING DOING SUFFERING CONTROLLING LAYING LINES NUMBERS_OF BLAMING DISARMING
    OTHER_CAUSES CIVIL_TARGETS DEFENDING OPENING REACHING MEANS CIVIL KEEPING_HEADS WEAK_HEADS FAILED_ATTACKS
    EFFORTS BREAKING BARGAINS CAMPAIGNS BELONGING OFTEN COMBAT MEANWHILE GAINS GROUND DISTANCES CLAUSE_OF_STRIKE COMING_UNDER
    BEING_UNDER FIGHTS AIMED TITLES BEFORE_PLACES OF_BODIES OF_CAPITALS AFTER_CAPITALS POSSESSIVE_KINDS POSSESSIVES
    OF_COUNTRIES HOMELAND EPITHETS OWNERS OWNED BEFORE_DIRECTIONS UNITS WEAK FOREIGN
    REPORTS_OF SIGNS_OF KNOWN_OF LASTING GIVING_UP PUTTING_OFF COMING_ABOUT READYING STORIES CALLING MISSING RETRACTING LAUGHING OFFING WRONGLY GROWING AIMING TURNING_BACK UNTRUE NOBODY_DENIES IN_VAIN COULD_BE_IS UNLIKE_REBELS JOINED_TO BETWEEN_MEMBERS PLURAL_SUBJECTS HOURS
    SHARES_OF TALKS NOT_KNOWN SCENES STANDING STILL NOBODY NEARLY CLOSE STEPS POSSIBLE LETTING MAKING TWO_PARTIES LOSING GAINS_FOR
    BLOWS_TO RIVALS POSTS HALTS TOLD_SINGLY SAID_AGAIN STATE_TROOPS TURKISH MILITIAS STAYING WAYS_IN HELD_LAND
    WAR GOING_ROUND MINDED REFRAINING BESIDE
    TAKING_LAND SINCE KEEPING FIRING ASKING PLANNING HELPING RANKS NAMELY EXPLOITING BODIES RECONCILIATION
    FALLEN THINGS_STRUCK ELSEWHERE CAUSES STATES SUPPOSED FLIGHT BEATING JIHADIST HAPPENING LIFTINGS SPOTS TAKINGS
    UTILITIES CONFIRMING DURATIONS INCLUDING COMPOSING STRETCHING HOLDERS DRIVING SEATS KEEPING_FROM CHANCES OTHERS
    RECORDING BORDERS OWNING_UP VIOLATIONS SAYING BEGINNING BEGINNING_SIEGE CHIEF TIMES_BEFORE_BY AFTER_HEADLINE_PASSIVE OF_A_PARTY
    PARTS_OF_CITIES OPENS_PERSON
    LINKING KNOWN_AS MEMBERS_OF COMPOUNDING PARTAKING LACKS JOINS_PLACES VEHICLES DAY_EDGES SAYING_BY SAYING_WAYS
    SEEING IN_PASSING TOWN_PARTS MASSING DISPLACING FLEEING WAKING SEARCHED AIRCRAFT FAILING FATES PUTTING_OUT
    ATTACKERS DEFENDERS PASSING ARMOUR CALM HARDLY TENDING NAMELESS WEAPONS ARMS_OF_STATES ALWAYS_VERBS
    BARE_INFINITIVE BRINGING COUNTED_AS CROWDS GUARDING KEEPING_STATE OPENS_ASIDE REBEL_NOUNS SPREADING SITED HARDWARE
    DOUBTING
}

/// In no file: the words that a time can begin with, and those that say something of who says so.
pub(super) const OPENS_TIME: List = List(255);
pub(super) const SPEAKS: List = List(254);

const _: () = assert!(NAMES.len() <= SPEAKS.0 as usize, "more lists than bits");

impl List {
    pub(super) const fn at(position: u8) -> List {
        List(position)
    }
}

impl Lists {
    /// Whether the word is in this list.
    pub(super) fn has(self, list: List) -> bool {
        self.0[usize::from(list.0 / 64)] >> (list.0 % 64) & 1 == 1
    }

    pub(super) fn add(&mut self, list: List) {
        self.0[usize::from(list.0 / 64)] |= 1 << (list.0 % 64);
    }
}

/// Every list with its words, folded. `Err` says what is wrong with the file.
pub(super) fn built_in() -> Result<Vec<(List, Vec<String>)>, String> {
    parse("assets/lexicon/lists.toml", include_str!("../../assets/lexicon/lists.toml"))
}

fn parse(path: &str, file: &str) -> Result<Vec<(List, Vec<String>)>, String> {
    let table = toml::from_str(file).map_err(|error| format!("{path}: {error}"))?;
    named(path, NAMES, table)
}

/// The lists of a family, by their names in a file, with their words, folded. `Err` names the list that the file lacks
/// or has too many.
pub(super) fn named(
    path: &str,
    names: &[&str],
    mut table: BTreeMap<String, String>,
) -> Result<Vec<(List, Vec<String>)>, String> {
    let mut lists = Vec::with_capacity(names.len());
    for (name, position) in names.iter().zip(0..) {
        let name = name.to_lowercase();
        let words = table.remove(&name).ok_or_else(|| format!("{path}: expected the list `{name}`, found none"))?;
        lists.push((List(position), words.split_whitespace().map(fold_word).collect()));
    }
    match table.keys().next() {
        Some(name) => Err(format!("{path}: no rule asks for the list `{name}`: take it out, or name it in the code")),
        None => Ok(lists),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_words_and_none_twice() {
        for (list, mut words) in built_in().unwrap() {
            let name = NAMES[list.0 as usize];
            assert!(words.len() > 1, "{name} is no list");
            let count = words.len();
            words.sort();
            words.dedup();
            assert_eq!(words.len(), count, "{name} has a word twice");
        }
    }

    #[test]
    fn a_list_too_few_and_a_list_too_many_are_named() {
        let fault = parse("lists", "").unwrap_err();
        assert!(fault.contains(&NAMES[0].to_lowercase()), "{fault}");
        let more = format!("{}\nnobodys = \"word other\"\n", include_str!("../../assets/lexicon/lists.toml"));
        assert!(parse("lists", &more).unwrap_err().contains("nobodys"));
    }
}
