//! The groups within a side by their usual names, so that the four sides hide no fight: "Jabhat al-Nusra" and "JN"
//! are one group, Turkish forces are not the local groups beside them, and rebels who fight rebels are seen to.
//!
//! The names are rows of `assets/lexicon/groups.tsv` and `forces.tsv`. Words for a whole side ("rebels", "regime
//! forces") name no group.

use crate::claim::{Claim, Event};
use crate::side::Side;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

const TABLES: [&str; 2] = [include_str!("../assets/lexicon/groups.tsv"), include_str!("../assets/lexicon/forces.tsv")];

/// Words between two groups that fight each other.
const AGAINST: [&str; 12] = [
    "with",
    "against",
    "from",
    "attacked",
    "attack",
    "attacking",
    "fought",
    "fighting",
    "fight",
    "battled",
    "raided",
    "shelled",
];

/// A group within a side.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Group {
    /// Its usual name.
    pub name: String,
    /// The side it fights on.
    pub side: Side,
    /// Two or three letters for its mark: `NF`, `HTS`.
    pub code: String,
}

/// All groups, and where each spelling leads.
struct Table {
    groups: Vec<Group>,
    /// Spelling -> position among the groups. Looked up, never listed.
    spellings: HashMap<String, usize>,
    /// The first words of all spellings. Looked up, never listed.
    firsts: HashSet<String>,
    /// The words of the longest spelling.
    longest: usize,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(&TABLES));

impl Table {
    fn read(tables: &[&str]) -> Table {
        let mut table = Table { groups: Vec::new(), spellings: HashMap::new(), firsts: HashSet::new(), longest: 0 };
        let rows = tables.iter().flat_map(|text| text.lines()).filter(|line| !line.starts_with('#'));
        for row in rows {
            let mut columns = row.split('\t');
            let (Some(name), Some(side), Some(spellings)) = (columns.next(), columns.next(), columns.next()) else {
                continue;
            };
            let Ok(side) = side.parse() else { continue };
            let at = table.groups.len();
            table.groups.push(Group { name: name.to_owned(), side, code: code(name) });
            for spelling in spellings.split('|').map(str::trim) {
                table.firsts.extend(spelling.split(' ').next().map(str::to_owned));
                table.longest = table.longest.max(spelling.split(' ').count());
                table.spellings.entry(spelling.to_owned()).or_insert(at);
            }
        }
        table
    }
}

/// The initials of a name, or the first two letters of a name of one word.
fn code(name: &str) -> String {
    let words: Vec<&str> = name.split([' ', '-']).filter(|word| word.starts_with(char::is_uppercase)).collect();
    match words.as_slice() {
        [one] if one.chars().all(char::is_uppercase) => (*one).to_owned(),
        [one] => one.chars().take(2).collect(),
        words => words.iter().filter_map(|word| word.chars().next()).take(3).collect(),
    }
}

/// Every group, in the order of the tables.
pub fn all() -> &'static [Group] {
    &TABLE.groups
}

/// The group that an article's name for it means; `None` for words that name a whole side, or nobody known.
pub fn of(named: &str) -> Option<&'static Group> {
    in_text(named).into_iter().map(|(_, group)| group).next()
}

/// The group of a claim's actor.
pub fn of_claim(claim: &Claim) -> Option<&'static Group> {
    let group = of(claim.group.as_deref()?)?;
    claim.side.is_none_or(|side| side == group.side).then_some(group)
}

/// The groups named in a text, in its order, each with its words.
pub fn in_text(text: &str) -> Vec<(Range<usize>, &'static Group)> {
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !TABLE.firsts.contains(&words[at].1) {
            at += 1;
            continue;
        }
        let most = TABLE.longest.min(words.len() - at);
        let group = (1..=most).rev().find_map(|count| {
            let run = &words[at..at + count];
            // One lower-case word such as "is" or "tip" is no name.
            let said = &text[run[0].0.start..run[count - 1].0.end];
            if count == 1 && said.len() < 5 && !said.chars().any(char::is_uppercase) && said != "army" {
                return None;
            }
            let spelling = run.iter().map(|(_, word)| word.as_str()).collect::<Vec<_>>().join(" ");
            TABLE.spellings.get(&spelling).map(|group| (count, *group))
        });
        // "Turkish-backed", "Iran-allied": somebody else's.
        let lent = |count: usize| {
            words.get(at + count).is_some_and(|(_, word)| matches!(word.as_str(), "backed" | "allied" | "supported"))
        };
        match group {
            Some((count, _)) if lent(count) => at += count + 1,
            Some((count, group)) => {
                found.push((words[at].0.start..words[at + count - 1].0.end, &TABLE.groups[group]));
                at += count;
            }
            None => at += 1,
        }
    }
    found
}

/// The words of a text in the spelling of the tables, each with its bytes.
fn words(text: &str) -> Vec<(Range<usize>, String)> {
    let mut words: Vec<(Range<usize>, String)> = Vec::new();
    let mut open = false;
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        match letter {
            '\'' | '’' | '‘' | '`' => {}
            letter if letter.is_alphanumeric() => {
                if !open {
                    words.push((at..end, String::new()));
                }
                open = true;
                if let Some((range, word)) = words.last_mut() {
                    range.end = end;
                    word.extend(letter.to_lowercase());
                }
            }
            _ => open = false,
        }
    }
    words
}

/// A fight between groups of one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Within {
    /// The side that both fight on.
    pub side: Side,
    /// The one, and the other.
    pub groups: [&'static Group; 2],
}

/// The fight inside a side that a claim tells of, if its sentence names two groups of one side against each other.
/// `text` is that of its article.
pub fn within(claim: &Claim, text: &str) -> Option<Within> {
    if !matches!(claim.event, Event::Fights | Event::Captures) {
        return None;
    }
    let sentence = text.get(claim.sentence.clone())?;
    let named = in_text(sentence);
    named.windows(2).find_map(|pair| {
        let [(first, a), (second, b)] = pair else { return None };
        let fits = a.side == b.side && a.name != b.name && claim.side.is_none_or(|side| side == a.side);
        let before = words(&sentence[..first.start]);
        let between = words(&sentence[first.end..second.start]);
        let paired = before.iter().rev().take(3).any(|(_, word)| word == "between")
            && between.iter().any(|(_, word)| word == "and");
        let against = between.iter().any(|(_, word)| AGAINST.contains(&word.as_str()));
        (fits && (paired || against)).then_some(Within { side: a.side, groups: [*a, *b] })
    })
}

/// Who acts in a claim and against whom, as far as it says: in a fight inside a side both are of that side.
pub fn sides(claim: &Claim, text: &str) -> [Option<Side>; 2] {
    let within = within(claim, text).map(|within| within.side);
    [claim.side.or(within), within.filter(|_| claim.event == Event::Fights).or(claim.from)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{self, Knowledge};
    use crate::read;

    #[test]
    fn spellings_lead_to_one_group_and_words_for_a_side_to_none() {
        let name = |named: &str| of(named).map(|group| (group.name.as_str(), group.code.as_str()));
        assert_eq!(name("Jabhat al-Nusra"), Some(("Nusra Front", "NF")));
        assert_eq!(name("the Nusra Front’s fighters"), Some(("Nusra Front", "NF")));
        assert_eq!(name("Turkish troops"), Some(("Turkish forces", "Tu")));
        assert_eq!(name("Turkish-backed rebels"), None);
        assert_eq!(["rebels", "regime forces", "militants", "is"].map(name), [None; 4]);
        assert_eq!(name("Russian jets"), Some(("Russian forces", "Ru")));
        assert_eq!(name("ISIS").map(|(name, _)| name), Some("Islamic State"));
        assert_eq!(name("YPG"), Some(("YPG", "YPG")));
    }

    #[test]
    fn the_tables_are_whole() {
        let rows: usize = TABLES.iter().flat_map(|text| text.lines()).filter(|line| !line.starts_with('#')).count();
        assert_eq!(all().len(), rows, "a row has no side or no spellings");
        for group in all() {
            assert_eq!(
                of(&group.name).map(|found| &found.name),
                Some(&group.name),
                "{} is not found by its name",
                group.name
            );
        }
    }

    #[test]
    fn a_fight_inside_a_side_is_seen_and_no_other() {
        let knowledge = Knowledge::built_in();
        let inside = |sentence: &str| {
            let text = format!("Published 25 July 2016 {sentence}");
            let read = read::articles("a.txt", text.as_bytes(), &read::Options::default()).remove(0);
            let article = read.unwrap().article;
            let claims = extract::extract(&article, &knowledge).claims;
            assert!(!claims.is_empty(), "{sentence}");
            let found = claims.iter().find_map(|claim| within(claim, &article.text));
            for claim in claims.iter().filter(|claim| claim.event == Event::Fights && claim.from.is_none()) {
                let [_, other] = sides(claim, &article.text);
                assert_eq!(other, within(claim, &article.text).map(|within| within.side), "{sentence}");
            }
            found.map(|within| within.groups.map(|group| group.name.as_str()).join(" / "))
        };
        let seen = |sentence: &str, groups: &str| assert_eq!(inside(sentence).as_deref(), Some(groups), "{sentence}");
        seen(
            "Fighters of Ahrar al-Sham clashed with the Nusra Front in Anadan on Monday.",
            "Ahrar al-Sham / Nusra Front",
        );
        seen("Clashes between the Levant Front and Jund al-Aqsa broke out in Atarib.", "Levant Front / Jund al-Aqsa");
        seen("The Nusra Front captured Atarib from the Zenki on Sunday.", "Nusra Front / Nour al-Din al-Zenki");
        for other in [
            "Ahrar al-Sham and the Nusra Front clashed with the Syrian army in Anadan.",
            "Rebels clashed with the army in Anadan on Monday.",
            "The Levant Front fought the Islamic State in Mare on Sunday.",
            "The Nusra Front and Ahrar al-Sham captured Atarib from the army.",
        ] {
            assert_eq!(inside(other), None, "{other}");
        }
    }
}
