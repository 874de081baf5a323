//! A rule of `assets/lexicon/rules/`: its words, its roles, its examples.

use crate::claim::Event;
use serde::Deserialize;

/// How a rule looks for its roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// A verb: active, passive, relative, participle, infinitive.
    Verb,
    /// A noun of an event, alone or as the object of a light verb.
    Noun,
    /// The compound `S-held P`.
    Held,
    /// `P is under S control`, `P in S hands`.
    Under,
    /// `S stronghold of P`, `P, a bastion of S`.
    Seat,
    /// `P is divided between S and S2`.
    Split,
    /// `S's next goal is P`, `P is S's next target`.
    Aim,
    /// Victims, who tell where a strike fell.
    Casualty,
}

/// Who the subject of a rule's verb is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    /// The side that does it.
    #[default]
    Agent,
    /// The place.
    Place,
    /// A side that fights and is not said to attack: no side is claimed.
    Fighter,
    /// A side, its arms, or a noun of a strike with its own side.
    Striker,
}

/// What the object of a rule's verb has to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Object {
    /// None: prepositions lead to the place.
    #[default]
    None,
    /// A place or a part of one.
    Place,
    /// The side that loses the place.
    From,
    /// A place, or anything that stands in one.
    Target,
    /// The enemy, who stands in the place.
    Enemy,
    /// A road, else a place.
    Line,
    /// The side that the place goes over to: `P joined S`.
    Taker,
}

/// One rule of `assets/lexicon/rules/`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its name, shown with each claim that it reads.
    pub id: String,
    /// The event it claims.
    pub event: Event,
    /// How it looks for its roles.
    pub shape: Shape,
    /// Verbs: the base form, with particles.
    #[serde(default)]
    pub verbs: Vec<String>,
    /// Nouns of the event.
    #[serde(default)]
    pub nouns: Vec<String>,
    /// Verbs of which the noun has to be the object; none: any or none.
    #[serde(default)]
    pub light: Vec<String>,
    /// Verbs that make their subject who it goes to: `accepted the surrender of P`.
    #[serde(default)]
    pub given_to: Vec<String>,
    /// Who the verb's subject is.
    #[serde(default)]
    pub subject: Subject,
    /// What the verb's object is.
    #[serde(default)]
    pub object: Object,
    /// Prepositions that lead to the place.
    #[serde(default)]
    pub place: Vec<String>,
    /// Prepositions that lead to a place near which it happens.
    #[serde(default)]
    pub near: Vec<String>,
    /// Prepositions that lead to the side that does it (`by` always does for verbs).
    #[serde(default)]
    pub agent: Vec<String>,
    /// Prepositions that lead to the side that had the place.
    #[serde(default)]
    pub from: Vec<String>,
    /// Prepositions that lead to the side that takes the place: the claim becomes a capture.
    #[serde(default)]
    pub taker: Vec<String>,
    /// What becomes of the claim without an agent.
    #[serde(default)]
    pub without_agent: Option<Event>,
    /// No claim without an agent.
    #[serde(default)]
    pub needs_agent: bool,
    /// No claim unless the side that loses is named.
    #[serde(default)]
    pub needs_from: bool,
    /// No claim unless the side that takes the place is named.
    #[serde(default)]
    pub needs_taker: bool,
    /// No claim unless the enemy is named.
    #[serde(default)]
    pub needs_enemy: bool,
    /// No claim unless the subject is a side, arms or a noun of a strike.
    #[serde(default)]
    pub needs_arms: bool,
    /// The subject has to be arms or a noun of a strike: `shells fell`.
    #[serde(default)]
    pub arms_only: bool,
    /// The subject has to be an armed side (people leave places too).
    #[serde(default)]
    pub armed: bool,
    /// The place may stand before the noun: `Aleppo's fall`, `the Aleppo siege`.
    #[serde(default)]
    pub place_before: bool,
    /// The subject of the noun's verb may be the place: `P came under attack`.
    #[serde(default)]
    pub place_subject: bool,
    /// `from P` is where it starts, not where it is.
    #[serde(default)]
    pub from_start: bool,
    /// `of` leads to the place only where nothing stands between.
    #[serde(default)]
    pub strict_of: bool,
    /// The prepositions may lead to a thing that stands in the place: `raised its flag above the town hall in P`.
    #[serde(default)]
    pub on_things: bool,
    /// Nothing but a time or the next clause may follow the verb.
    #[serde(default)]
    pub ends: bool,
    /// Only where a capture was told just before: `P followed a day later`.
    #[serde(default)]
    pub after_capture: bool,
    /// It tells of the place, not of who takes it: who says that P may fall speaks of the enemy's capture.
    #[serde(default)]
    pub falls: bool,
    /// The place needs a distance before it: `five kilometres south of P`.
    #[serde(default)]
    pub measured: bool,
    /// Who suffers it is the one who attacked: `rebels were repulsed at P`.
    #[serde(default)]
    pub by_repelled: bool,
    /// The subject is nobody at all: `no one can leave P`.
    #[serde(default)]
    pub nobody: bool,
    /// Only what was done: of an aim (`to push S back from P`) another rule reads more.
    #[serde(default)]
    pub done: bool,
    /// Only in the perfect: `have gone from P`, `were gone from P`.
    #[serde(default)]
    pub perfect: bool,
    /// A state: present tense is no future.
    #[serde(default)]
    pub state: bool,
    /// No claim unless one of these words follows in the clause: `entered P under a deal`.
    #[serde(default)]
    pub with: Vec<String>,
    /// No claim unless the place is said to be a seat of its holder: `took P as a stronghold`.
    #[serde(default)]
    pub as_seat: bool,
    /// The object is the side that has the place: `leaves the rebels with only P`.
    #[serde(default)]
    pub confines: bool,
    /// The side has to stand right before the noun: `rebel control of P`.
    #[serde(default)]
    pub owned: bool,
    /// It is only aimed at: `the army set its sights on P`.
    #[serde(default)]
    pub unreal: bool,
    /// The place has to be a road or another line.
    #[serde(default)]
    pub lines_only: bool,
    /// The place has to be held by somebody, as its own words say: `the last rebel pocket in P`.
    #[serde(default)]
    pub needs_held: bool,
    /// Only in the passive: `troops are deployed in P`.
    #[serde(default)]
    pub passive: bool,
    /// Nothing more is said of the places: `the army has P`, not `the army has P surrounded`.
    #[serde(default)]
    pub only_places: bool,
    /// The place follows at once, and is not only near: `rebels are in P`.
    #[serde(default)]
    pub at_once: bool,
    /// With nothing after it, it is of the place told before: `The army withdrew hours later`, `stormed P, taking
    /// full control`.
    #[serde(default)]
    pub of_told_place: bool,
    /// The place owns nothing: `still in P`, not `still in P's debt`.
    #[serde(default)]
    pub not_possessed: bool,
    /// Its noun comes and goes by itself: `the fighting spread to P`, `P was quiet after the raids`.
    #[serde(default)]
    pub happens: bool,
    /// A fight that one side begins: `an assault on P`, `stormed P`.
    #[serde(default)]
    pub attack: bool,
    /// Its noun is the siege itself, of which the sentence around may tell the place and the besieger.
    #[serde(default)]
    pub siege: bool,
    /// It ends a siege: where it names no place, the siege's; its owner is the besieger.
    #[serde(default)]
    pub ends_siege: bool,
    /// It ends the rule of its owner, who loses the place: `ended the IS presence in P`.
    #[serde(default)]
    pub ends_rule: bool,
    /// A search that takes its time: `are sweeping P` is no capture yet, `swept P for mines` is none at all.
    #[serde(default)]
    pub sweeps: bool,
    /// Sentences and the claims they give, all of them.
    pub yes: Vec<String>,
    /// Sentences in which the rule does not fire.
    pub no: Vec<String>,
}

impl Rule {
    /// What its nouns tell of.
    pub fn noun_events(&self) -> NounEvents {
        let mut events = NounEvents::default();
        match (self.event, self.shape) {
            (_, Shape::Casualty) => {}
            (Event::Strikes, _) => events.add(NounEvents::STRIKE),
            (Event::Fights, _) => events.add(NounEvents::FIGHT),
            _ => {}
        }
        if self.attack {
            events.add(NounEvents::ATTACK);
        }
        events
    }
}

/// What nouns of events tell of, as bits.
#[derive(Clone, Copy, Debug, Default)]
pub struct NounEvents(u8);

impl NounEvents {
    /// A strike, not by its victims alone.
    pub const STRIKE: NounEvents = NounEvents(1);
    /// A fight.
    pub const FIGHT: NounEvents = NounEvents(2);
    /// A fight that one side begins.
    pub const ATTACK: NounEvents = NounEvents(4);

    /// Whether it tells of any of these.
    pub fn has(self, events: NounEvents) -> bool {
        self.0 & events.0 != 0
    }

    /// Adds these to what it tells of.
    pub fn add(&mut self, events: NounEvents) {
        self.0 |= events.0;
    }
}
