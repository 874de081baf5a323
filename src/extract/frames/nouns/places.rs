//! Where a noun of an event is: `the Aleppo offensive`, `fighters in P`.

use crate::claim::{Event, Extent};
use crate::extract::chunks::{Kind, Verb};
use crate::extract::frames::{Raw, Scene, is_near};
use crate::extract::lexicon::class;
use crate::extract::list;
use crate::extract::places::What;

impl Scene<'_> {
    /// A place right before a noun: `the Aleppo offensive`, `Tadef's fall`.
    pub(super) fn place_before(&self, chunk: usize, noun: usize) -> Option<usize> {
        if noun != self.row.chunks[chunk].from {
            let only_adjectives =
                (self.row.chunks[chunk].from..noun).all(|t| self.words.is(t, class::ADJECTIVE | class::ADVERB));
            if !only_adjectives {
                return None;
            }
        }
        let mut c = chunk.checked_sub(1)?;
        if self.kind(c) == Kind::Possessive {
            c = c.checked_sub(1)?;
        }
        match self.kind(c) {
            Kind::Place(p) if self.places[p].what != What::Unnamed => {
                // `in Aleppo clashes`: a place of its own phrase still tells where.
                Some(p)
            }
            _ => None,
        }
    }

    /// The place after `in`, `of` inside a noun phrase that is a subject or agent.
    pub(in crate::extract::frames) fn noun_places(&self, noun: usize) -> Vec<(usize, Extent)> {
        // `one of its depots in P`
        let mut noun = noun;
        while self.word(noun + 1) == "of" && self.kind(noun + 2) == Kind::Noun {
            noun += 2;
        }
        // `centres of the terrorists near P`
        if self.word(noun + 1) == "of" && matches!(self.kind(noun + 2), Kind::Side(_)) {
            noun += 2;
        }
        // `a swathe of land that includes P`
        if self.is_ground(noun)
            && let Some((places, _)) = self.told_land(noun + 1)
        {
            return places;
        }
        if self.kind(noun + 1) == Kind::Prep
            && let Kind::Place(p) = self.kind(noun + 2)
            && self.places[p].what != What::Unnamed
            && matches!(self.word(noun + 1), "in" | "of" | "inside" | "at" | "near" | "around")
        {
            let extent = if is_near(self.word(noun + 1)) { Extent::Near } else { Extent::Part };
            return self.listed_after(noun + 2, extent, None).0;
        }
        Vec::new()
    }

    /// Where a place without a name is that a preposition sets: `the market at P`, `depots used by S in P`.
    pub(in crate::extract::frames) fn unnamed_at(&self, place: usize) -> Vec<(usize, Extent)> {
        let phrase = &self.places[place];
        let Some(chunk) = self.row.chunk_of(phrase.to - 1) else { return Vec::new() };
        let used = self.row.verb(chunk + 1).filter(|verb| verb.bare).and_then(|_| self.inside_after(chunk + 2));
        if let Some(inside) = used {
            return self.listed_after(inside, Extent::Part, None).0;
        }
        // `a clinic it supports in P`, `a school that the council runs in P`
        let clause = matches!(self.kind(chunk + 1), Kind::Pronoun | Kind::Relative);
        let verb = (chunk + 1..chunk + 4).find(|&c| clause && self.row.verb(c).is_some());
        self.noun_places(verb.unwrap_or(chunk))
    }

    /// The fight or gain told before, which was made with this strike or went with it: `attacked P with car bombs`,
    /// `clashes in P amid shelling`.
    pub(super) fn deed_with<'r>(&self, noun: usize, found: &'r [Raw]) -> Option<&'r Raw> {
        let with = |c: &usize| self.words.is_in(self.row.chunks[*c].from, list::GOING_WITH);
        let cover = || noun.checked_sub(3).filter(|&c| self.word(c) == "under" && self.word(c + 1) == "cover");
        // `with a number of shells`
        let number = || noun.checked_sub(3).filter(|c| with(c) && self.word(noun - 1) == "of" && self.is_count(c + 1));
        // `stormed P after detonating car bombs`, `setting off two car bombs`
        let setting_off = || {
            noun.checked_sub(1).filter(|&c| self.row.verb(c).is_some_and(|v| v.ing && self.is_verb(v, list::FIRING)))
        };
        let set_off = || {
            let set = noun.checked_sub(2).filter(|_| self.word(noun - 1) == "off")?;
            self.row.verb(set).filter(|v| v.ing && self.lemma(v) == "set").map(|_| set)
        };
        // `with tanks and two car bombs`
        let besides = || {
            let arms = noun.checked_sub(2).filter(|&c| self.kind(c) == Kind::Noun && self.kind(c + 1) == Kind::And)?;
            arms.checked_sub(1).filter(with)
        };
        // `clashes in P, accompanied by shelling`
        let by = || noun.checked_sub(2).filter(|c| with(c) && matches!(self.word(noun - 1), "by" | "with"));
        let prep = noun.checked_sub(1).filter(with).or_else(by).or_else(cover).or_else(number).or_else(setting_off);
        let prep = prep.or_else(set_off).or_else(besides)?;
        let deed = found.last().filter(|raw| matches!(raw.event, Event::Fights | Event::Advances | Event::Captures))?;
        // Nothing else is told between.
        let tells = |v: &Verb| v.is_finite() && !self.words.is_in(v.main, list::GOING_WITH);
        let verbs = (deed.chunk + 1..prep).filter(|&c| self.row.verb(c).is_some_and(tells)).count();
        let own = usize::from(self.kind(deed.chunk) == Kind::Noun);
        (deed.chunk < prep && verbs <= own).then_some(deed)
    }

    /// The move into a place, or away from one, beside which a fight goes on: `entered P and fighting is under way`.
    pub(super) fn deed_beside<'r>(&self, noun: usize, found: &'r [Raw]) -> Option<&'r Raw> {
        let joined = noun.checked_sub(1).is_some_and(|c| {
            self.kind(c) == Kind::And || self.kind(c) == Kind::Clause && matches!(self.word(c), "as" | "while" | "but")
        });
        let verb = self.verb_after_noun(noun).map(|c| self.verb_of(c))?;
        let under_way = self.lemma(verb) == "be" && matches!(self.words.word(verb.main + 1), "under" | "underway");
        let goes_on = under_way || self.is_verb(verb, list::HAPPENING);
        let named = (noun + 1..self.row.chunks.len()).any(|c| matches!(self.kind(c), Kind::Place(_)));
        let deed = found.last().filter(|raw| matches!(raw.event, Event::Advances | Event::Captures))?;
        (joined && goes_on && !named && !self.is_region(deed.place)).then_some(deed)
    }

    /// The place of the main clause before `after heavy clashes`.
    pub(super) fn main_place(&self, chunk: usize) -> Option<usize> {
        let named = |c: usize| match self.kind(c) {
            Kind::Place(p) if self.places[p].what != What::Unnamed && !self.places[p].contains => Some(p),
            _ => None,
        };
        // `took P and a base in the countryside of Q, 9 km south of R, after clashes`: P.
        let close = |p: &usize| !self.is_region(*p) && !self.is_bearing(*p);
        let before = || (0..chunk).rev().filter_map(named);
        // `after hours of clashes S took an area in P`
        let after = || {
            let clause = (chunk + 1..self.row.chunks.len())
                .take_while(|&c| !matches!(self.kind(c), Kind::Clause | Kind::Relative));
            clause.filter_map(named).find(close)
        };
        before().find(close).or_else(|| before().next()).or_else(after)
    }

    /// The place that is subjected to a strike, and the verb: `subjected P to heavy shelling`.
    pub(super) fn subjected(&self, noun: usize) -> Option<(usize, usize)> {
        let to = noun.checked_sub(1).filter(|&c| self.word(c) == "to")?;
        let Kind::Place(place) = self.kind(to.checked_sub(1)?) else { return None };
        let verb = self.object_of(to - 1)?;
        let subjects = matches!(self.lemma(self.verb_of(verb)), "subject" | "expose") && !self.verb_of(verb).passive;
        (subjects && self.places[place].what != What::Unnamed).then_some((verb, place))
    }

    /// Whether a deed told before is of the same clause as the verb at this chunk, which names no place of its own.
    pub(in crate::extract::frames) fn is_deed_beside(&self, deed: &Raw, verb: usize) -> bool {
        let moves = matches!(deed.event, Event::Advances | Event::Captures | Event::Besieges | Event::Fights);
        let border = |c: usize| matches!(self.kind(c), Kind::Clause | Kind::Relative);
        // `stormed P and attacked a school`, but `took P and attacked rebels`
        let thing = matches!(self.kind(verb + 1), Kind::Place(p) if self.places[p].what == What::Unnamed);
        // `entered P and clashed with S2`
        let clash = matches!(deed.event, Event::Advances | Event::Besieges)
            && self.row.verb(verb).is_some_and(|v| self.tells_of(v, Event::Fights))
            && self.word(verb + 1) == "with"
            && matches!(self.kind(verb + 2), Kind::Side(_));
        moves
            && (thing || clash)
            && self.row.verb(deed.chunk).is_some()
            && deed.chunk < verb
            && !(deed.chunk..verb).any(border)
    }

    /// The place that is called the scene of an event: `P, the scene of clashes`.
    pub(super) fn scene_of(&self, noun: usize) -> Option<usize> {
        let scene = noun.checked_sub(2).filter(|_| self.word(noun - 1) == "of")?;
        let comma = scene - usize::from(scene > 0 && self.kind(scene - 1) == Kind::Comma);
        let named = self.kind(scene) == Kind::Noun && self.words.is_in(self.row.chunks[scene].to - 1, list::SCENES);
        match self.kind(comma.checked_sub(1)?) {
            Kind::Place(p) if named && self.places[p].what != What::Unnamed => Some(self.outer(p)),
            _ => None,
        }
    }

    /// Whether a place tells where the clause before a strike is set, and does not act: `Smoke rose over P after
    /// air strikes`, `Thousands fled P to escape shelling`.
    pub(super) fn is_setting_of(&self, place: usize, noun: usize) -> bool {
        let Some(c) = self.row.chunk_of(self.places[place].from).filter(|&c| c > 0 && c < noun) else { return false };
        match self.kind(c - 1) {
            Kind::Prep => matches!(self.word(c - 1), "in" | "over" | "at" | "to" | "from" | "near" | "on" | "inside"),
            Kind::Verb(v) => matches!(self.lemma(&self.row.verbs[v]), "flee" | "leave" | "escape" | "evacuate"),
            _ => false,
        }
    }

    /// The place of the deed before, of which this one is the next: `besieged P and launched an offensive`.
    pub(super) fn place_of_deed_before(&self, verb: usize) -> Vec<(usize, Extent)> {
        let joined = verb.checked_sub(1).is_some_and(|c| self.kind(c) == Kind::And);
        let named = |c: &usize| matches!(self.kind(*c), Kind::Place(_));
        if !joined {
            return Vec::new();
        }
        let first = (0..verb).rev().take_while(|&c| self.kind(c) != Kind::Clause).find(named);
        match first.map(|c| self.kind(c)) {
            Some(Kind::Place(p)) if self.places[p].what != What::Unnamed => self.listed_before(p),
            _ => Vec::new(),
        }
    }

    /// Whether a verb opens a battle and names no place of its own.
    pub(super) fn opens_unplaced(&self, verb: usize) -> bool {
        let clause = (verb + 1..self.row.chunks.len()).take_while(|&c| self.kind(c) != Kind::Clause);
        self.is_verb(self.verb_of(verb), list::OPENING)
            && clause.into_iter().all(|c| !matches!(self.kind(c), Kind::Place(_)))
    }

    /// Where a side is said to be right after its name: `fighters in P`.
    pub(in crate::extract::frames) fn stands_in(&self, side: usize) -> Vec<(usize, Extent)> {
        let Some(own) = self.row.chunk_of(self.sides[side].from) else { return Vec::new() };
        match (self.kind(own + 1), self.kind(own + 2)) {
            (Kind::Prep, Kind::Place(p)) if matches!(self.word(own + 1), "in" | "inside" | "at" | "near") => {
                let extent = if is_near(self.word(own + 1)) { Extent::Near } else { Extent::Part };
                self.listed_after(own + 2, extent.max(self.places[p].extent), None).0
            }
            // `rebels holed up in P`, `soldiers who were stationed in P`
            (Kind::Verb(_), _) | (Kind::Relative, Kind::Verb(_)) => {
                let own = if self.kind(own + 1) == Kind::Relative { own + 1 } else { own };
                let particle =
                    usize::from(matches!(self.word(own + 2), "up" | "in") && self.kind(own + 3) == Kind::Prep);
                let prep = own + 2 + particle;
                match self.kind(prep + 1) {
                    Kind::Place(_) if matches!(self.word(prep), "in" | "inside" | "at") || is_near(self.word(prep)) => {
                        let extent = if is_near(self.word(prep)) { Extent::Near } else { Extent::Part };
                        self.listed_after(prep + 1, extent, None).0
                    }
                    _ => Vec::new(),
                }
            }
            _ => Vec::new(),
        }
    }
}
