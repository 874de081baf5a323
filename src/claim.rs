//! What a control claim is: one thing that one article says about who holds, takes, loses or
//! contests one place at one time. One type for each term.

use crate::date::Span;
use crate::place::{Kind, PlaceId, Point};
use crate::side::Side;
use serde::{Deserialize, Serialize};
use std::ops::Range;

macro_rules! words {
    ($(#[$meta:meta])* $type:ident { $($name:ident = $key:literal, $doc:literal;)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $type { $(#[doc = $doc] $name,)* }

        impl $type {
            /// Every one of them, in reading order.
            pub const ALL: &[$type] = &[$($type::$name,)*];

            /// The key in files and output.
            pub fn key(self) -> &'static str {
                match self { $($type::$name => $key,)* }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.key())
            }
        }

        impl std::str::FromStr for $type {
            type Err = String;

            fn from_str(s: &str) -> Result<Self, Self::Err> {
                $type::ALL.iter().copied().find(|word| word.key() == s).ok_or_else(|| {
                    format!("expected one of {}, found \"{s}\"", [$($key,)*].join(", "))
                })
            }
        }
    };
}

words! {
    /// What is said to have happened or to be the case.
    Event {
        Holds = "holds", "A state: the side has the place.";
        Captures = "captures", "A change: the side took it.";
        Loses = "loses", "The side left it, and the text does not say who took it.";
        Advances = "advances", "The side moved towards or into it, short of capture.";
        Besieges = "besieges", "The side encircled it or cut its road.";
        Fights = "fights", "Clashes or an attack, also a repelled one; the side is the attacker.";
        Strikes = "strikes", "Air strikes, shelling, rockets, bombs.";
    }
}

impl Event {
    /// Whether the event says who has the ground: `holds`, `captures`, `loses`.
    pub fn is_control(self) -> bool {
        matches!(self, Event::Holds | Event::Captures | Event::Loses)
    }
}

words! {
    /// How much of the place a claim covers.
    Extent {
        Whole = "whole", "All of it.";
        Part = "part", "A part of it.";
        Outskirts = "outskirts", "Its edge.";
        Near = "near", "Close to it.";
    }
}

words! {
    /// Whether it is said to be so.
    Status {
        Reported = "reported", "Said to be so.";
        Hypothetical = "hypothetical", "Conditional, planned, intended, feared, called for, or in the future.";
        Denied = "denied", "Said not to be so.";
    }
}

words! {
    /// What sort of source a claim is put down to.
    SourceKind {
        Outlet = "outlet", "A newspaper, agency or broadcaster.";
        Monitor = "monitor", "A body that watches the war, such as the Syrian Observatory.";
        State = "state", "A state, its media or its army.";
        Rebel = "rebel", "An armed or political body of the opposition.";
        Official = "official", "An official of another state or of an international body.";
        Activists = "activists", "Activists.";
        Witness = "witness", "Residents, medics, witnesses.";
        Unnamed = "unnamed", "\"Sources\", \"reports\".";
    }
}

/// Who is said to have said it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Source {
    /// As the text names it.
    pub name: String,
    /// What sort it is.
    pub kind: SourceKind,
}

impl Source {
    /// The name that others share: of `a monitor (NAME)`, whom the text names elsewhere, that in the brackets.
    pub fn named_in(name: &str) -> &str {
        name.strip_suffix(')').and_then(|name| name.rsplit_once(" (")).map_or(name, |(_, name)| name)
    }

    /// Whether both names are one source's.
    pub fn is(&self, other: &Source) -> bool {
        Source::named_in(&self.name) == Source::named_in(&other.name)
    }
}

/// A time a claim speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// The days; `None` where the text does not say.
    pub span: Option<Span>,
    /// The words it was read from ("Sunday", "since 2012"), or why there is none.
    pub basis: String,
}

/// A place an ambiguous name could mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// The place.
    pub id: PlaceId,
    /// Its usual name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// Its centre.
    #[serde(flatten)]
    pub point: Point,
    /// Why it could be meant, in words.
    pub why: String,
}

/// The place of a claim: the article's words and what the gazetteer makes of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimedPlace {
    /// As the article spells it ("the town", "Layramoun").
    pub text: String,
    /// The usual English name, or the text's where the gazetteer has none.
    pub name: String,
    /// The place; `None` if unknown or ambiguous: such a claim is listed and not drawn.
    pub id: Option<PlaceId>,
    /// Its kind, also where only the text tells ("the village of X").
    pub kind: Option<Kind>,
    /// Its centre; `None` exactly if `id` is.
    pub point: Option<Point>,
    /// For an ambiguous name: the places it could mean, best first.
    pub candidates: Vec<Candidate>,
}

words! {
    /// What makes a reading less sure than its rule; how much, is measured.
    Weakness {
        PlacePart = "place_part", "The place is a part of one named: `eastern Aleppo`.";
        PlaceBefore = "place_before", "The place was named before: `the town`.";
        PlaceGuessed = "place_guessed", "The place has only a like spelling.";
        PlaceUnknown = "place_unknown", "The gazetteer does not have the place.";
        PlaceAmbiguous = "place_ambiguous", "Several places bear the name.";
        Pronoun = "pronoun", "The side is a pronoun: `they`.";
        SideElsewhere = "side_elsewhere", "The side is named elsewhere in the article.";
        SideUnnamed = "side_unnamed", "No side is named.";
        NotReported = "not_reported", "It is read as hypothetical or denied.";
    }
}

/// The words that carry a claim, as byte ranges into the article's text, for painting and for "why".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// The word that fired the rule.
    pub trigger: Option<Range<usize>>,
    /// The place's words.
    pub place: Option<Range<usize>>,
    /// The words of the side that acts.
    pub side: Option<Range<usize>>,
    /// The words of the time.
    pub time: Option<Range<usize>>,
    /// The word that makes it hypothetical or denied.
    pub cue: Option<Range<usize>>,
    /// The words of the source.
    pub source: Option<Range<usize>>,
    /// What makes the reading less sure than its rule.
    #[serde(default)]
    pub weaknesses: Vec<Weakness>,
}

words! {
    /// What became of a claim under a person's eyes. Machine claims are unreviewed until then.
    Reviewed {
        Unreviewed = "unreviewed", "Nobody looked at it yet.";
        Accepted = "accepted", "Read right.";
        Corrected = "corrected", "Read wrong, and put right by hand.";
        Added = "added", "Not read, and added by hand.";
        Rejected = "rejected", "Left out by hand: listed, not drawn.";
        Merged = "merged", "Said again: another claim stands for it.";
    }
}

#[expect(clippy::derivable_impls, reason = "the macro that lists the words marks none as the default")]
impl Default for Reviewed {
    fn default() -> Reviewed {
        Reviewed::Unreviewed
    }
}

impl Reviewed {
    /// Whether the claim is drawn and weighed.
    pub fn counts(self) -> bool {
        !matches!(self, Reviewed::Rejected | Reviewed::Merged)
    }

    /// Whether a person looked at it.
    pub fn by_person(self) -> bool {
        self != Reviewed::Unreviewed
    }

    /// Whether a person changed what it says.
    pub fn is_edited(self) -> bool {
        matches!(self, Reviewed::Corrected | Reviewed::Added)
    }
}

/// One control claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Stable over runs: made from the article's hash and what is claimed.
    pub id: String,
    /// Where.
    pub place: ClaimedPlace,
    /// How much of it.
    pub extent: Extent,
    /// Who holds, takes, loses, advances, besieges, attacks or strikes; `None` where not said.
    pub side: Option<Side>,
    /// The group as named.
    pub group: Option<String>,
    /// What.
    pub event: Event,
    /// Whether it is said to be so.
    pub status: Status,
    /// When it happened; for `holds`, the day it is said of.
    pub date: When,
    /// Since when it goes on, if said.
    pub since: Option<When>,
    /// Who said it; `None` where the outlet speaks itself.
    pub source: Option<Source>,
    /// For `captures`: who held it before, if said.
    pub from: Option<Side>,
    /// The shortest run of the article's words that carries the claim: bytes of the text.
    pub quote: Range<usize>,
    /// The sentence around it: bytes of the text.
    pub sentence: Range<usize>,
    /// The rule that read it.
    pub rule: String,
    /// The measured share of right claims among those read like this one, 0 to 1.
    pub confidence: f32,
    /// The reasons, in words.
    pub why: Vec<String>,
    /// The words that carry it.
    pub trace: Trace,
    /// What a person made of it.
    #[serde(default)]
    pub reviewed: Reviewed,
}

words! {
    /// What a reader's remark is about.
    NoteKind {
        AmbiguousPlace = "ambiguous-place", "A name that several places bear.";
        UnknownPlace = "unknown-place", "A name the gazetteer does not have.";
        NoDate = "no-date", "The article's date is not known: it is listed and not drawn.";
        DateDiffers = "date-differs", "The date in the text differs from the date beside it.";
        UnreadDate = "unread-date", "What stands beside the text as its date is none.";
        DateOfFile = "date-of-file", "Only the file has a date; the article may be older.";
        Language = "language", "Not English: not read.";
        NoMark = "no-mark", "A sentence with a trigger that gave no claim, and why.";
    }
}

impl NoteKind {
    /// Whether it is about what was said, not about the article: such notes are written anew with the claims.
    pub fn is_of_claims(self) -> bool {
        matches!(self, NoteKind::AmbiguousPlace | NoteKind::UnknownPlace | NoteKind::NoMark)
    }
}

/// Something the reader noticed and did not turn into a claim: never a lost line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// What it is about.
    pub kind: NoteKind,
    /// The words, as byte range into the article's text; empty if it is about the whole article.
    pub span: Range<usize>,
    /// What it says, in plain words.
    pub says: String,
}
