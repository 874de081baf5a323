//! The outlets an analyst meets: usual name, spellings, web domains, and whose side they lean to,
//! with the reason (`assets/lexicon/outlets.toml`). A leaning never changes what an article says.

use crate::claim::SourceKind;
use crate::side::Side;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// One outlet.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outlet {
    /// The usual name.
    pub name: String,
    /// Other names it is given, as written.
    #[serde(default)]
    pub spellings: Vec<String>,
    /// Its web domains, without `www.`.
    #[serde(default)]
    pub domains: Vec<String>,
    /// What sort of source it is when others quote it.
    pub kind: SourceKind,
    /// Whether its reports stand in other outlets under its tag (`AFP`).
    #[serde(default)]
    pub agency: bool,
    /// The side whose interest it serves; none where it serves no side of this war.
    pub leaning: Option<Side>,
    /// Why it is said to lean so.
    pub reason: String,
}

/// All known outlets.
#[derive(Clone, Debug, Default)]
pub struct Outlets {
    list: Vec<Outlet>,
    by_key: BTreeMap<String, usize>,
    /// By the first byte of a name, in lower case: the names, each with its outlet, in the order of the table.
    by_first: BTreeMap<u8, Vec<(String, usize)>>,
}

/// The built-in table.
pub fn built_in() -> &'static Outlets {
    static OUTLETS: LazyLock<Outlets> =
        LazyLock::new(|| Outlets::parse(include_str!("../../assets/lexicon/outlets.toml")).unwrap_or_default());
    &OUTLETS
}

impl Outlets {
    /// Reads a table. Errors name the line.
    pub fn parse(text: &str) -> Result<Outlets, toml::de::Error> {
        #[derive(Deserialize)]
        struct File {
            outlet: Vec<Outlet>,
        }
        let list = toml::from_str::<File>(text)?.outlet;
        let mut by_key = BTreeMap::new();
        let mut by_first: BTreeMap<u8, Vec<(String, usize)>> = BTreeMap::new();
        for (index, outlet) in list.iter().enumerate() {
            for name in [&outlet.name].into_iter().chain(&outlet.spellings) {
                by_first.entry(first(name)).or_default().push((name.clone(), index));
            }
            for name in [&outlet.name].into_iter().chain(&outlet.spellings).chain(&outlet.domains) {
                by_key.entry(key(name)).or_insert(index);
            }
        }
        Ok(Outlets { list, by_key, by_first })
    }

    /// Every outlet, in the order of the table.
    pub fn all(&self) -> &[Outlet] {
        &self.list
    }

    /// The outlet of that name, spelling, domain or web address.
    pub fn find(&self, name: &str) -> Option<&Outlet> {
        let host = name.split("://").last().unwrap_or(name).split('/').next().unwrap_or(name);
        let host = host.trim_start_matches("www.");
        let parents = host.match_indices('.').map(|(at, _)| &host[at + 1..]);
        let index = [name, host].into_iter().chain(parents).find_map(|name| self.by_key.get(&key(name)))?;
        self.list.get(*index)
    }

    /// The usual name of an outlet; the words themselves where it is not known.
    pub fn usual_name(&self, name: &str) -> String {
        self.find(name).map_or_else(|| name.to_owned(), |outlet| outlet.name.clone())
    }

    /// The outlet whose name stands at the start of `text`, the longest of them, with its length in bytes.
    pub(super) fn at_start(&self, text: &str) -> Option<(&Outlet, usize)> {
        let fits = |name: &str| {
            text.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name))
                && !text[name.len()..].starts_with(char::is_alphanumeric)
        };
        let names = self.by_first.get(&first(text))?.iter().filter(|(name, _)| fits(name));
        let (name, index) = names.max_by_key(|(name, _)| name.len())?;
        Some((&self.list[*index], name.len()))
    }
}

/// The first byte in lower case.
fn first(name: &str) -> u8 {
    name.bytes().next().map_or(0, |byte| byte.to_ascii_lowercase())
}

/// Letters and digits in lower case, without a leading article: `The New Arab` is `New Arab`.
fn key(name: &str) -> String {
    let lower = name.to_lowercase();
    let lower = lower.strip_prefix("the ").unwrap_or(&lower);
    lower.chars().filter(|c| c.is_alphanumeric() || *c == '.').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_loads() {
        let outlets = Outlets::parse(include_str!("../../assets/lexicon/outlets.toml")).unwrap();
        assert!(outlets.all().len() > 60);
        for outlet in outlets.all() {
            assert!(!outlet.reason.is_empty(), "{} needs a reason", outlet.name);
        }
    }

    #[test]
    fn spellings_domains_and_addresses_are_found() {
        let outlets = built_in();
        for name in ["Sana", "sana.sy", "https://www.sana.sy/en/?p=1", "english.sana.sy", "Syrian Arab News Agency"] {
            assert_eq!(outlets.usual_name(name), "SANA", "{name}");
        }
        assert_eq!(outlets.usual_name("Village Gazette"), "Village Gazette");
    }
}
