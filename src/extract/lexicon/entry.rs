//! What the phrases of the lexicon are: places, sides, kinds and parts of places, nouns of events, decoys.

use crate::claim::Extent;
use crate::gazetteer::Guard;
use crate::place::Kind;
use crate::side::Side;

/// How much a side word says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SideWord {
    /// Names the side by itself.
    Head,
    /// Only before a noun of force or of an event.
    Adjective,
}

/// A side as words name it. The coalition is a side only beside Kurdish forces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// One of the four.
    Side(Side),
    /// The US-led coalition.
    Coalition,
}

/// What a phrase of the lexicon is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A spelling of places: position in [`Lexicon::spellings`].
    Place(u32),
    /// A side, and whether it is a named group.
    Side(Named, SideWord, bool),
    /// A phrase that only looks like something.
    Decoy,
    /// A kind of place: position in [`Lexicon::types`]; plural.
    Type(u16, bool),
    /// A part of a place.
    Part(Extent),
    /// A noun of an event: position of its rule.
    Noun(u16),
}

/// A noun for a kind of place.
#[derive(Clone, Debug)]
pub struct TypeNoun {
    /// The noun.
    pub noun: String,
    /// The kind, if it is one.
    pub kind: Option<Kind>,
    /// Its class: settlement, quarter, line, height, base, building, region, land or area.
    pub class: TypeClass,
    /// With `the` it may be a name: `the Old City`.
    pub names: bool,
}

/// Classes of kinds of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeClass {
    /// Cities, towns, villages, camps.
    Settlement,
    /// Parts of a city.
    Quarter,
    /// Roads, rivers, bridges.
    Line,
    /// Hills.
    Height,
    /// Bases, airports.
    Base,
    /// Hospitals, schools, factories.
    Building,
    /// Provinces.
    Region,
    /// Countryside, farms, valleys.
    Land,
    /// area, zone, pocket: could be any.
    Area,
}

/// A spelling of places.
#[derive(Clone, Debug)]
pub struct Spelled {
    /// The places: positions in the gazetteer.
    pub places: Vec<u32>,
    /// What it needs beside it.
    pub guard: Guard,
    /// Its words that are written small in the gazetteer too, from the last: bit 0 is the last word.
    pub small: u32,
    /// A city, a province or a part of one bears it.
    pub large: bool,
    /// The largest kind of place that bears it.
    pub kind: Option<Kind>,
    /// A quarter bears it.
    pub quarter: bool,
    /// Only regions bear it: provinces, their parts and countrysides.
    pub region: bool,
    /// The place that it names beyond doubt: a region that bears a town's name leaves the town sure, for both lie in
    /// one part of the country.
    pub sure: Option<u32>,
    /// The city that it speaks of: `eastern Aleppo` speaks of Aleppo.
    pub city: Option<u32>,
}
