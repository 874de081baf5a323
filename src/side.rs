//! The four sides the press writes about, and nothing of how they look.

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
