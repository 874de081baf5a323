//! One change that an analyst makes. Edits never touch what the machine read: they are kept beside it
//! and laid over it, so each can be taken back.
//!
//! An edit names an article by the SHA-256 of its text and a claim by its id within it, so it holds
//! when the articles are read anew, in any order.

use crate::claim::{Claim, Event, Extent, Source, Status, When};
use crate::date::Span;
use crate::place::{Kind, PlaceId, Point};
use crate::side::{Named, Side};
use serde::{Deserialize, Serialize};

/// A claim, wherever its article stands in the list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClaimKey {
    /// SHA-256 of the article's text.
    pub article: String,
    /// The claim's id.
    pub claim: String,
}

/// Where an analyst puts a name: all that is needed to draw it, so that the edit stands by itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spot {
    /// A place of the gazetteer, or a new one under `own/`.
    pub id: PlaceId,
    /// Its usual name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// Its centre.
    #[serde(flatten)]
    pub point: Point,
}

impl Spot {
    /// A new place of the analyst's own, named by its id ever after. Coordinates are kept to 0.1 m.
    pub fn own(name: &str, kind: Kind, point: Point) -> Spot {
        let slug: String = name_key(name).replace(' ', "-");
        let round = |degrees: f64| (degrees * 1e6).round() / 1e6;
        let point = Point { lat: round(point.lat), lon: round(point.lon) };
        Spot { id: PlaceId::new(format!("{OWN}{slug}")), name: name.trim().to_owned(), kind, point }
    }

    /// Whether it is a place of the analyst's own.
    pub fn is_own(&self) -> bool {
        self.id.as_str().starts_with(OWN)
    }
}

/// What the ids of an analyst's own places begin with.
const OWN: &str = "own/";

/// A claim as the analyst states it, whole: what stands here holds whatever the machine reads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stated {
    /// Where; `None` leaves the place as it was read.
    pub place: Option<Spot>,
    /// How much of it.
    pub extent: Extent,
    /// Who.
    pub side: Option<Side>,
    /// The group as named.
    pub group: Option<String>,
    /// What.
    pub event: Event,
    /// Whether it is said to be so.
    pub status: Status,
    /// When.
    pub date: Option<Span>,
    /// According to whom.
    pub source: Option<Source>,
}

impl Stated {
    /// A claim as it stands, to be changed.
    pub fn of(claim: &Claim) -> Stated {
        let place = &claim.place;
        let spot = place.id.clone().zip(place.point).map(|(id, point)| Spot {
            id,
            name: place.name.clone(),
            kind: place.kind.unwrap_or(Kind::Other),
            point,
        });
        Stated {
            place: spot,
            extent: claim.extent,
            side: claim.side,
            group: claim.group.clone(),
            event: claim.event,
            status: claim.status,
            date: claim.date.span,
            source: claim.source.clone(),
        }
    }

    /// Lays it over a claim.
    pub fn over(&self, claim: &mut Claim) {
        if let Some(spot) = &self.place {
            spot.over(claim);
        }
        (claim.extent, claim.side, claim.event, claim.status) = (self.extent, self.side, self.event, self.status);
        (claim.group, claim.source) = (self.group.clone(), self.source.clone());
        if claim.date.span != self.date {
            claim.date = When { span: self.date, basis: "set by hand".to_owned() };
        }
    }
}

impl Spot {
    /// Makes it the place of a claim; the article's spelling stays.
    pub fn over(&self, claim: &mut Claim) {
        let place = &mut claim.place;
        (place.id, place.point) = (Some(self.id.clone()), Some(self.point));
        (place.kind, place.name) = (Some(self.kind), self.name.clone());
        place.candidates.clear();
    }
}

/// How far a source is trusted, whatever it says (Admiralty code, NATO AJP-2.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Reliability {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Reliability cannot be judged.
    #[default]
    F,
}

impl Reliability {
    /// Every grade, best first.
    pub const ALL: [Reliability; 6] =
        [Reliability::A, Reliability::B, Reliability::C, Reliability::D, Reliability::E, Reliability::F];

    /// The grade in words.
    pub fn words(self) -> &'static str {
        match self {
            Reliability::A => "A completely reliable",
            Reliability::B => "B usually reliable",
            Reliability::C => "C fairly reliable",
            Reliability::D => "D not usually reliable",
            Reliability::E => "E unreliable",
            Reliability::F => "F cannot be judged",
        }
    }
}

/// How far one claim is believed, whoever says it (Admiralty code): 1 confirmed by other sources, 2
/// probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Credibility(u8);

impl Credibility {
    /// Every grade, best first.
    pub const ALL: [Credibility; 6] =
        [Credibility(1), Credibility(2), Credibility(3), Credibility(4), Credibility(5), Credibility(6)];

    /// The grade in words. "Confirmed" is the code's own term; the program itself confirms nothing.
    pub fn words(self) -> &'static str {
        match self.0 {
            1 => "1 supported by other sources",
            2 => "2 probably true",
            3 => "3 possibly true",
            4 => "4 doubtful",
            5 => "5 improbable",
            _ => "6 cannot be judged",
        }
    }
}

impl Default for Credibility {
    fn default() -> Credibility {
        Credibility(6)
    }
}

impl TryFrom<u8> for Credibility {
    type Error = String;

    fn try_from(grade: u8) -> Result<Credibility, String> {
        let known = (1..=6).contains(&grade);
        known.then_some(Credibility(grade)).ok_or_else(|| format!("expected a credibility from 1 to 6, found {grade}"))
    }
}

impl From<Credibility> for u8 {
    fn from(grade: Credibility) -> u8 {
        grade.0
    }
}

/// What a remark is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A place.
    Place(PlaceId),
    /// A claim.
    Claim(ClaimKey),
    /// An article, by the SHA-256 of its text.
    Article(String),
}

/// One change. Where two edits say different things of one thing, the later one holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "snake_case")]
pub enum Edit {
    /// When an article was published: it is read anew with this date. `None`: as it was read.
    SetDate {
        /// SHA-256 of its text.
        article: String,
        /// The day or days.
        date: Option<Span>,
    },
    /// Who published an article. `None`: as it was read.
    SetOutlet {
        /// SHA-256 of its text.
        article: String,
        /// The outlet's name.
        outlet: Option<String>,
    },
    /// Where an article can be found. `None`: as it was read.
    SetAddress {
        /// SHA-256 of its text.
        article: String,
        /// Its address.
        address: Option<String>,
    },
    /// An article is a copy of another: one voice. `None`: it is none.
    SetCopyOf {
        /// SHA-256 of its text.
        article: String,
        /// SHA-256 of the original's text.
        of: Option<String>,
    },
    /// A claim was read right.
    Accept {
        /// Which.
        claim: ClaimKey,
    },
    /// A claim was read wrong, or is to be left out: it is listed and not drawn.
    Reject {
        /// Which.
        claim: ClaimKey,
        /// Why, if said.
        #[serde(default)]
        why: String,
    },
    /// A claim says something else than was read.
    Correct {
        /// Which.
        claim: ClaimKey,
        /// What it says.
        to: Stated,
    },
    /// A claim that was not read.
    Add {
        /// SHA-256 of the article's text.
        article: String,
        /// The words that carry it: first byte, byte after the last.
        quote: (usize, usize),
        /// What it says.
        claim: Stated,
    },
    /// Claims say the same as another one: that one stands for them.
    Merge {
        /// The claims that are said again.
        claims: Vec<ClaimKey>,
        /// The one that stays.
        into: ClaimKey,
    },
    /// A name that is not known, or could mean several places, means this one: in one article, or, with
    /// the name kept as an alias, everywhere.
    Place {
        /// As the article spells it.
        name: String,
        /// SHA-256 of the article's text; `None`: everywhere.
        article: Option<String>,
        /// The place meant.
        spot: Spot,
    },
    /// How far a source or an outlet is trusted.
    Rate {
        /// Its name.
        source: String,
        /// The grade.
        reliability: Reliability,
    },
    /// How far a claim is believed.
    Credit {
        /// Which.
        claim: ClaimKey,
        /// The grade.
        credibility: Credibility,
    },
    /// A note and tags, in the place of those there were; empty ones take them off.
    Remark {
        /// What about.
        on: Subject,
        /// The note.
        #[serde(default)]
        note: String,
        /// The tags.
        #[serde(default)]
        tags: Vec<String>,
    },
    /// What the project calls a side, and how it colours it. Claims keep their codes.
    NameSide {
        /// Which.
        side: Side,
        /// The name, letter and colour that differ from the program's own.
        #[serde(flatten)]
        named: Named,
    },
    /// A filter kept under a name, in the place of the one there was; `None` takes it off the list.
    KeepFilter {
        /// Its name.
        name: String,
        /// Its line.
        line: Option<String>,
    },
}

impl Edit {
    /// The article whose claims it can change; `None`: any.
    pub fn article(&self) -> Option<&str> {
        match self {
            Edit::SetDate { article, .. }
            | Edit::SetOutlet { article, .. }
            | Edit::SetAddress { article, .. }
            | Edit::SetCopyOf { article, .. }
            | Edit::Add { article, .. } => Some(article),
            Edit::Accept { claim }
            | Edit::Reject { claim, .. }
            | Edit::Correct { claim, .. }
            | Edit::Credit { claim, .. } => Some(&claim.article),
            Edit::Place { article, .. } => article.as_deref(),
            Edit::Merge { .. }
            | Edit::Rate { .. }
            | Edit::Remark { .. }
            | Edit::NameSide { .. }
            | Edit::KeepFilter { .. } => None,
        }
    }

    /// The claims it is about, as they were read.
    pub fn claims(&self) -> Vec<&ClaimKey> {
        match self {
            Edit::Accept { claim }
            | Edit::Reject { claim, .. }
            | Edit::Correct { claim, .. }
            | Edit::Credit { claim, .. }
            | Edit::Remark { on: Subject::Claim(claim), .. } => vec![claim],
            Edit::Merge { claims, into } => claims.iter().chain([into]).collect(),
            _ => Vec::new(),
        }
    }

    /// What it does, in a few words, as the history has it.
    pub fn words(&self) -> String {
        let or_read = |what: &Option<String>| what.clone().unwrap_or_else(|| "as read".to_owned());
        match self {
            Edit::SetDate { date: Some(date), .. } => format!("Dated the article {date}"),
            Edit::SetDate { date: None, .. } => "Took back the article's date".to_owned(),
            Edit::SetOutlet { outlet, .. } => format!("Set the outlet: {}", or_read(outlet)),
            Edit::SetAddress { address, .. } => format!("Set the address: {}", or_read(address)),
            Edit::SetCopyOf { of: Some(_), .. } => "Marked the article as a copy".to_owned(),
            Edit::SetCopyOf { of: None, .. } => "Marked the article as no copy".to_owned(),
            Edit::Accept { .. } => "Accepted a claim".to_owned(),
            Edit::Reject { why, .. } if why.is_empty() => "Rejected a claim".to_owned(),
            Edit::Reject { why, .. } => format!("Rejected a claim: {why}"),
            Edit::Correct { to, .. } => format!("Corrected a claim: {}", to.words()),
            Edit::Add { claim, .. } => format!("Added a claim: {}", claim.words()),
            Edit::Merge { claims, .. } => format!("Merged {} claims into one", claims.len() + 1),
            Edit::Place { name, article, spot } => {
                let scope = if article.is_some() { "in one article" } else { "everywhere" };
                format!("Placed “{name}” at {}, {scope}", spot.name)
            }
            Edit::NameSide { side, named } if named.is_plain() => {
                format!("Called the side {} as the program does", side.key().replace('_', " "))
            }
            Edit::NameSide { side, named } => {
                let color = named.color.map(|[r, g, b]| format!("#{r:02X}{g:02X}{b:02X}"));
                let said: Vec<String> =
                    [named.name.clone(), named.letter.clone(), color].into_iter().flatten().collect();
                format!("Called the side {}: {}", side.key().replace('_', " "), said.join(", "))
            }
            Edit::KeepFilter { name, line: Some(line) } => format!("Kept the filter “{name}”: {line}"),
            Edit::KeepFilter { name, line: None } => format!("Took the filter “{name}” off the list"),
            Edit::Rate { source, reliability } => format!("Rated {source} {reliability:?}"),
            Edit::Credit { credibility, .. } => format!("Rated a claim {}", u8::from(*credibility)),
            Edit::Remark { note, tags, .. } if note.is_empty() && tags.is_empty() => "Took a note off".to_owned(),
            Edit::Remark { note, tags, .. } => {
                let tags = tags.iter().map(|tag| format!("#{tag}"));
                let note = (!note.is_empty()).then(|| note.clone());
                format!("Noted: {}", note.into_iter().chain(tags).collect::<Vec<_>>().join(" "))
            }
        }
    }
}

impl Stated {
    /// `government captures Heluk, 2016-10-02`.
    fn words(&self) -> String {
        let side = self.side.map_or("side unknown", Side::key).replace('_', " ");
        let place = self.place.as_ref().map_or("the place as read", |spot| &spot.name);
        let status = if self.status == Status::Reported { String::new() } else { format!(", {}", self.status) };
        let date = self.date.map_or_else(String::new, |date| format!(", {date}"));
        format!("{side} {} {place}{status}{date}", self.event)
    }
}

/// One spelling for a name: lower case, letters and digits, without a leading article.
pub fn name_key(name: &str) -> String {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let from = usize::from(words.len() > 1 && matches!(words[0], "al" | "el" | "the"));
    words[from..].join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_one_key_and_own_places_their_own_ids() {
        assert_eq!(name_key("al-Arnor"), name_key("Arnor"));
        assert_ne!(name_key("Al"), "");
        let spot = Spot::own("Minas Arnor", Kind::Village, Point { lat: 36.123_456_789, lon: 37.0 });
        assert_eq!((spot.id.as_str(), spot.point.lat, spot.is_own()), ("own/minas-arnor", 36.123_457, true));
    }

    #[test]
    fn grades_outside_the_code_are_told() {
        assert!(serde_json::from_str::<Credibility>("7").is_err());
        assert_eq!(serde_json::to_string(&Credibility::ALL[1]).unwrap(), "2");
    }
}
