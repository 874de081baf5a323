//! The four sides the press writes about, and what a project calls them: one writes "government", another
//! "regime". Claims keep the codes, whatever the names.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Who holds, takes, loses, attacks or strikes. The groups behind each are listed in
/// `assets/lexicon/`; a side that is not known is `Option::None`, never a fifth side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The Syrian army and those who fight beside it: Russia, Iran, Hezbollah, allied militias.
    Government,
    /// Rebels, Islamist factions, Turkish forces and the groups beside them.
    Opposition,
    /// YPG, SDF, and the coalition where it fights beside them.
    Kurdish,
    /// ISIL under each of its names; in Dara'a the Yarmouk Martyrs and Khalid ibn al-Walid armies.
    IslamicState,
}

impl Side {
    /// Every side, in the order in which legends, bars and tables list them.
    pub const ALL: [Side; 4] = [Side::Government, Side::Opposition, Side::Kurdish, Side::IslamicState];

    /// The key in files and on the command line: `government`, `opposition`, `kurdish`, `islamic_state`.
    pub fn key(self) -> &'static str {
        match self {
            Side::Government => "government",
            Side::Opposition => "opposition",
            Side::Kurdish => "kurdish",
            Side::IslamicState => "islamic_state",
        }
    }

    /// The name shown to people.
    pub fn name(self) -> &'static str {
        match self {
            Side::Government => "Government",
            Side::Opposition => "Opposition",
            Side::Kurdish => "Kurdish forces",
            Side::IslamicState => "Islamic State",
        }
    }

    /// The letter on marks and legends, so that colour is never the only sign.
    pub fn letter(self) -> &'static str {
        match self {
            Side::Government => "G",
            Side::Opposition => "O",
            Side::Kurdish => "K",
            Side::IslamicState => "IS",
        }
    }

    /// The position in [`Side::ALL`], for tables with a column a side.
    pub fn index(self) -> usize {
        self as usize
    }
}

/// What a project calls one side and how it colours it, where that is not the program's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Named {
    /// The name shown to people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The letter or two on marks and legends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<String>,
    /// The colour of its ground and marks on a light map: red, green, blue, sRGB.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub color: Option<[u8; 3]>,
}

impl Named {
    /// Whether nothing differs from the program's own.
    pub fn is_plain(&self) -> bool {
        *self == Named::default()
    }
}

/// What a project calls the sides. The default is the program's own names and colours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Naming {
    sides: [Named; 4],
}

impl Naming {
    /// Calls a side something else; a blank name or letter is the program's own again.
    pub fn set(&mut self, side: Side, named: Named) {
        let said = |words: Option<String>| words.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let letter = said(named.letter).map(|letter| letter.chars().take(2).collect());
        self.sides[side.index()] = Named { name: said(named.name), letter, color: named.color };
    }

    /// What differs from the program's own for a side.
    pub fn of(&self, side: Side) -> &Named {
        &self.sides[side.index()]
    }

    /// The name shown to people: `Government`.
    pub fn name(&self, side: Side) -> &str {
        self.of(side).name.as_deref().unwrap_or(side.name())
    }

    /// The letter on marks and legends. A side that was given a name alone has the first letter of that.
    pub fn letter(&self, side: Side) -> String {
        let Named { name, letter, .. } = self.of(side);
        let first = || name.as_ref()?.chars().next().map(|first| first.to_uppercase().collect());
        letter.clone().or_else(first).unwrap_or_else(|| side.letter().to_owned())
    }

    /// The name as an adjective, before "-held": `Kurdish`.
    pub fn adjective(&self, side: Side) -> &str {
        self.of(side).name.as_deref().unwrap_or(if side == Side::Kurdish { "Kurdish" } else { side.name() })
    }

    /// The name in the middle of a sentence: `the government`, `Kurdish forces`. A name of the user's own is
    /// taken for a common noun where it is one word with one capital, and for a proper name otherwise.
    pub fn the(&self, side: Side) -> String {
        match &self.of(side).name {
            Some(name) if is_common(side, name) => format!("the {}", name.to_lowercase()),
            Some(name) => name.clone(),
            None if side == Side::Kurdish => "Kurdish forces".to_owned(),
            None if side == Side::IslamicState => "the Islamic State".to_owned(),
            None => format!("the {}", side.key()),
        }
    }

    /// The name in a list, without an article: `government`, `Kurdish forces`.
    pub fn plain(&self, side: Side) -> String {
        let the = self.the(side);
        the.strip_prefix("the ").map_or(the.clone(), str::to_owned)
    }

    /// The name where there is little room: `gov.`, `IS`.
    pub fn short(&self, side: Side) -> String {
        match (&self.of(side).name, side) {
            (Some(_), _) => self.plain(side),
            (None, Side::Government) => "gov.".to_owned(),
            (None, Side::Kurdish) => "Kurdish".to_owned(),
            (None, Side::IslamicState) => "IS".to_owned(),
            (None, Side::Opposition) => "opposition".to_owned(),
        }
    }

    /// The name of a claim's side, or that it is not known.
    pub fn name_of(&self, side: Option<Side>) -> &str {
        side.map_or("Side unknown", |side| self.name(side))
    }
}

/// Whether a name of the user's own is a common noun: `Regime`, `Rebels`, not `Daesh`, `SDF` or `Assad forces`.
fn is_common(side: Side, name: &str) -> bool {
    let mut letters = name.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    matches!(side, Side::Government | Side::Opposition) && first && letters.all(char::is_lowercase)
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl FromStr for Side {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Side::ALL
            .into_iter()
            .find(|side| side.key() == s)
            .ok_or_else(|| format!("expected a side (government, opposition, kurdish or islamic_state), found \"{s}\""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Named {
        Named { name: Some(name.to_owned()), ..Named::default() }
    }

    #[test]
    fn the_names_of_a_project_are_used_in_every_form() {
        let mut naming = Naming::default();
        let forms = |naming: &Naming, side| {
            [naming.name(side).to_owned(), naming.letter(side), naming.adjective(side).to_owned(), naming.the(side)]
        };
        assert_eq!(forms(&naming, Side::Government), ["Government", "G", "Government", "the government"]);
        assert_eq!(forms(&naming, Side::Kurdish), ["Kurdish forces", "K", "Kurdish", "Kurdish forces"]);
        assert_eq!(Side::ALL.map(|side| naming.short(side)), ["gov.", "opposition", "Kurdish", "IS"]);
        naming.set(Side::Government, named(" Regime "));
        naming.set(Side::IslamicState, Named { letter: Some("DAESH".into()), ..named("Daesh") });
        assert_eq!(forms(&naming, Side::Government), ["Regime", "R", "Regime", "the regime"]);
        assert_eq!(forms(&naming, Side::IslamicState), ["Daesh", "DA", "Daesh", "Daesh"]);
        assert_eq!(
            (naming.short(Side::Government), naming.plain(Side::Government)),
            ("regime".into(), "regime".into())
        );
        naming.set(Side::Government, named("Assad forces"));
        assert_eq!(naming.the(Side::Government), "Assad forces");
        naming.set(Side::Government, named("  "));
        naming.set(Side::IslamicState, Named::default());
        assert_eq!(naming, Naming::default());
    }
}
