//! Nouns as triggers: `the capture of P by S`, `S air strikes on P`, `clashes in P`.
//!
//! The [`frame`] of a noun is filled in step by step: the `roles`, the `whereabouts`, and what to `tell` of it. Beside them:
//! the `verbs` around such a noun, its `agents` and its `places`.

mod agents;
mod places;
mod roles;
mod tell;
mod frame;
mod verbs;
mod whereabouts;

use super::{Raw, Scene, Striker, Subject};
use crate::claim::{Event, Extent};
use crate::extract::chunks::{Kind, Verb};
use crate::extract::lexicon::{Rule, Shape, class};
use crate::extract::list;
use crate::side::Side;

use frame::NounFrame;

impl Scene<'_> {
    /// The claims of all nouns of events in a chunk.
    pub(super) fn nouns(&self, chunk: usize, found: &mut Vec<Raw>) {
        let range = self.row.chunks[chunk];
        let mut t = range.from;
        while t < range.to {
            let Some((to, rules)) = self.words.noun_at(t) else {
                t += 1;
                continue;
            };
            let decoy = self.words.name_over(t).is_some_and(|n| n.entry == crate::extract::lexicon::Entry::Decoy);
            if to <= range.to && !decoy && !self.is_civil(range.from, t) && self.is_head(to, range.to) {
                let strike = self.is_by_arms(chunk, t) || self.is_bombing(chunk, t);
                for &index in rules {
                    let index = if strike { self.as_strike(index) } else { index };
                    let before = found.len();
                    match self.rule(index).shape {
                        Shape::Noun => self.noun_frame(index, chunk, (t, to), found),
                        Shape::Casualty => self.casualty_noun(index, chunk, (t, to), found),
                        Shape::Seat => self.seat(index, chunk, (t, to), found),
                        Shape::Aim => self.aim(index, chunk, (t, to), found),
                        Shape::Under => self.under(index, chunk, (t, to), found),
                        _ => {}
                    }
                    // One event a noun: the first rule that fits.
                    if found.len() > before && self.rule(index).light.is_empty() {
                        break;
                    }
                }
            }
            t = to;
        }
    }

    /// `after clashes`, `after a night of clashes`, `amid two days of fighting`.
    fn is_after_it(&self, chunk: usize) -> bool {
        let flees = |c: usize| self.row.verb(c).is_some_and(|v| matches!(self.lemma(v), "escape" | "flee"));
        let before = |c: usize| {
            matches!(self.word(c), "after" | "following" | "amid" | "while")
                || (self.kind(c) == Kind::Prep && self.prep_word(c) == "because of")
                || flees(c)
        };
        let mut of = chunk.wrapping_sub(1);
        // `after a two-month siege`, `after a long siege`: the article stands before what tells how long.
        let article = |c: usize| self.kind(c) == Kind::Noun && self.words.is(self.row.chunks[c].to - 1, class::DET);
        let long = (0..chunk).rev().take_while(|&c| matches!(self.kind(c), Kind::Time | Kind::Adverb)).count();
        if long > 0 && chunk > long + 1 {
            of -= long + usize::from(article(of - long));
        }
        // `to escape army shelling`
        if self.kind(of) == Kind::Possessive || matches!(self.kind(of), Kind::Side(_)) {
            of = of.wrapping_sub(1);
        }
        // `due to the shells`
        let due = |c: usize| self.word(c) == "to" && c > 0 && self.words.word(self.row.chunks[c - 1].to - 1) == "due";
        before(of) || due(of) || self.word(of) == "of" && before(chunk.wrapping_sub(3))
    }

    /// Whether the sentence tells of a capture or a loss: what came before it is told of the whole campaign.
    fn tells_of_control(&self, found: &[Raw]) -> bool {
        found.iter().any(|raw| matches!(raw.event, Event::Captures | Event::Loses | Event::Advances))
    }

    /// `rescue operation`, `vaccination campaign`: no fight.
    pub(super) fn is_civil(&self, from: usize, to: usize) -> bool {
        self.words.any_in(from..to, list::CIVIL)
    }

    /// `backed by air strikes, S took P`: where they fell is not said.
    fn is_backing(&self, chunk: usize) -> bool {
        // `clashes accompanied by shelling`: it fell where they clash.
        let backing = |t: usize| self.words.is(t, class::BACKING) && !self.words.is_in(t, list::GOING_WITH);
        let backs = |c: usize| self.row.verb(c).is_some_and(|verb| backing(verb.main));
        // `backed by two days of shelling`
        let first = if chunk > 2 && self.word(chunk - 1) == "of" { chunk - 2 } else { chunk };
        first >= 2
            && self.kind(first - 1) == Kind::Prep
            && matches!(self.word(first - 1), "by" | "with")
            && backs(first - 2)
    }

    /// `the minister's attack on the press`: words, no arms.
    fn is_of_official(&self, chunk: usize, noun: usize) -> bool {
        let owner = match chunk.checked_sub(2) {
            Some(owner) if self.kind(chunk - 1) == Kind::Possessive && self.kind(owner) == Kind::Noun => {
                self.row.chunks[owner].to - 1
            }
            _ if noun > self.row.chunks[chunk].from => noun - 1,
            _ => return false,
        };
        self.words.is(owner, class::NOT_SIDE) && !self.words.is(owner, class::FORCE | class::ADJECTIVE)
            || self.words.word(owner).strip_suffix('s').is_some_and(|word| {
                let id = self.words.lexicon.id(word);
                self.words.lexicon.bits(id) & class::NOT_SIDE != 0 && self.words.lexicon.bits(id) & class::FORCE == 0
            })
    }

    /// Whether a noun of an event is the head of its chunk, or followed by one that keeps its sense.
    pub(super) fn is_head(&self, to: usize, end: usize) -> bool {
        (to..end).all(|t| {
            self.words.is_in(t, list::KEEPING_HEADS)
                || self.words.is(t, class::ADVERB | class::CALENDAR)
                || self.words.noun_at(t).is_some()
        })
    }

    /// `rocket attack`, `the jets' attack`: arms stand right before the noun.
    pub(super) fn is_by_arms(&self, chunk: usize, noun: usize) -> bool {
        let arms = |t: usize| self.words.is(t, class::ARMS) || self.words.is_in(t, list::MEANS);
        if noun > self.row.chunks[chunk].from {
            return arms(noun - 1);
        }
        match chunk.checked_sub(1).map(|c| self.kind(c)) {
            Some(Kind::Side(s)) => self.sides[s].to == noun && arms(noun - 1),
            _ => false,
        }
    }

    /// The rule of strikes in place of one of fights.
    pub(super) fn as_strike(&self, index: u16) -> u16 {
        if self.rule(index).event != Event::Fights {
            return index;
        }
        let rules = &self.words.lexicon.rules;
        rules.iter().position(|r| r.event == Event::Strikes && r.happens).map_or(index, |i| i as u16)
    }

    /// The rule of attacks in place of one of strikes.
    fn as_attack(&self, index: u16) -> u16 {
        let rules = &self.words.lexicon.rules;
        rules.iter().position(|r| r.attack).map_or(index, |i| i as u16)
    }

    /// `regime warplanes`, `Turkish jets`.
    fn are_aircraft(&self, side: usize) -> bool {
        let last = self.sides[side].to - 1;
        self.words.is(last, class::ARMS) && !matches!(self.words.word(last), "tank" | "tanks" | "sniper" | "snipers")
    }

    /// `a raid` by a side that has no aircraft.
    fn is_ground_raid(&self, trigger: (usize, usize), agent: Subject) -> bool {
        let Subject::Side(side) = agent else { return false };
        let phrase = &self.sides[side];
        trigger.1 == trigger.0 + 1
            && matches!(self.words.word(trigger.0), "raid" | "raids")
            && matches!(phrase.side, Some(Side::IslamicState | Side::Opposition | Side::Kurdish))
            && !phrase.coalition
            && !phrase.arms
            && !(phrase.from..phrase.to).any(|t| self.words.word(t).starts_with("turk"))
    }

    /// The claims of one noun by one rule.
    pub(super) fn noun_frame(&self, index: u16, chunk: usize, trigger: (usize, usize), found: &mut Vec<Raw>) {
        let rule = self.rule(index);
        let range = self.row.chunks[chunk];
        // `was not the first attack on P`: others are only hinted at.
        let back = |n: usize| trigger.0.checked_sub(n).map_or("", |t| self.words.word(t));
        if trigger.0 > 2 && back(3) == "not" && back(2) == "the" && self.words.is_in(trigger.0 - 1, list::RANKS) {
            return;
        }
        if rule.event == Event::Fights && (self.is_against_ill(chunk + 1) || self.is_of_official(chunk, trigger.0)) {
            return;
        }
        // `the battle for public opinion in P`
        if rule.event == Event::Fights
            && self.word(chunk + 1) == "for"
            && let Some(cause) = self.row.chunks.get(chunk + 2)
            && self.words.any_in(cause.from..cause.to, list::CAUSES)
        {
            return;
        }
        if self.is_of_story(chunk) {
            return;
        }
        // `the push into P` is an advance, `the push for P` an attack.
        let into = matches!(self.word(chunk + 1), "into" | "towards" | "toward" | "deeper" | "through");
        if self.words.word(trigger.0) == "push" && into == rule.attack {
            return;
        }
        // `talks on the withdrawal of S from P`
        let spoken_of = |c: usize| {
            matches!(self.word(c), "on" | "over" | "about" | "for")
                && c > 0
                && self.words.is_in(self.row.chunks[c - 1].to - 1, list::TALKS)
        };
        if rule.event == Event::Loses && chunk.checked_sub(1).is_some_and(spoken_of) {
            return;
        }
        let mut frame = NounFrame {
            index,
            rule,
            chunk,
            range,
            trigger,
            after: chunk + 1,
            governor: self.governing_verb(chunk),
            owner: self.owner(chunk),
            light: false,
            agent: Subject::None,
            places: Vec::new(),
            defender: None,
            lifter: None,
            aim: None,
        };
        self.read_noun(&mut frame, found);
    }

    /// `a film about the battle for P`, `The novel tells of the siege of P`: old news, told for its own sake.
    fn is_of_story(&self, noun: usize) -> bool {
        let phrase = |c: &usize| matches!(self.kind(*c), Kind::Noun | Kind::Time | Kind::Adverb | Kind::Possessive);
        let Some(prep) = (0..noun).rev().find(|c| !phrase(c)) else { return false };
        let told = prep.checked_sub(1).filter(|_| matches!(self.word(prep), "about" | "on" | "of" | "during"));
        let story = |c: usize| self.kind(c) == Kind::Noun && self.words.is_in(self.row.chunks[c].to - 1, list::STORIES);
        let tells = |c: usize| {
            let verb = self.row.verb(c).filter(|verb| !verb.passive);
            // `In his memoirs the general tells of the capture of P`
            let within = |verb: &Verb| matches!(self.lemma(verb), "tell" | "recall" | "recount") && (0..c).any(story);
            verb.is_some_and(|verb| {
                matches!(self.subject(c, verb), Subject::Noun(subject) if story(subject)) || within(verb)
            })
        };
        // `A new documentary tells of the siege`, as far as its verb may be a noun
        let titled = |c: usize| {
            let words = &self.row.chunks[c];
            self.kind(c) == Kind::Noun
                && self.words.any_in(words.to.saturating_sub(2).max(words.from)..words.to, list::STORIES)
        };
        // `a street named after the battle for P`
        let named = |c: usize| self.row.verb(c).is_some_and(|verb| matches!(self.lemma(verb), "name" | "call"));
        if self.word(prep) == "after" && prep.checked_sub(1).is_some_and(named) {
            return true;
        }
        told.is_some_and(|c| titled(c) || tells(c)) || tells(prep)
    }

    /// Fills in the roles of a noun, one step after the other, and tells the claims.
    fn read_noun(&self, frame: &mut NounFrame<'_>, found: &mut Vec<Raw>) -> Option<()> {
        self.doer(frame, found)?;
        self.whereabouts(frame, found)?;
        self.doer_elsewhere(frame);
        self.tell_noun(frame, found);
        Some(())
    }

    /// A verb by which its subject loses a place.
    fn is_loss(&self, chunk: usize) -> bool {
        self.row.verb(chunk).is_some_and(|verb| self.tells_of(verb, Event::Loses))
    }

    /// Whether the noun's own preposition has an object: `control of the town`.
    pub(super) fn is_followed_by_place(&self, after: usize, rule: &Rule) -> bool {
        self.kind(after) == Kind::Prep
            && rule.place.iter().any(|p| p == self.word(after))
            && matches!(self.kind(after + 1), Kind::Place(_) | Kind::Noun | Kind::Side(_))
    }

    /// A claim for each place that can have one, with its agent and who held it before.
    #[expect(clippy::too_many_arguments, reason = "the roles of one trigger, each named at its call")]
    pub(super) fn emit_noun(
        &self,
        index: u16,
        chunk: usize,
        trigger: (usize, usize),
        places: &[(usize, Extent)],
        agent: Subject,
        lost: Option<usize>,
        taker: Option<usize>,
        found: &mut Vec<Raw>,
    ) {
        let rule = self.rule(index);
        for &(place, extent) in places {
            if !self.usable(place, rule.event) {
                continue;
            }
            let mut raw = self.raw(index, self.told_of(place), extent, chunk, trigger);
            match agent {
                Subject::Side(s) => self.set_agent(&mut raw, s),
                Subject::Pronoun => raw.pronoun = true,
                Subject::Meant(side) => raw.named = Some(side),
                _ => {}
            }
            if raw.named.is_none() && rule.event == Event::Strikes && self.is_government_arm(trigger) {
                raw.named = Some(Side::Government);
            }
            if raw.named.is_none() && !raw.pronoun && rule.event == Event::Strikes {
                raw.named = self.striker_before(chunk);
            }
            // `shelled P, where shells hit a market`
            let told = found.iter().rfind(|told| told.event == Event::Strikes && told.chunk < chunk).cloned();
            if let Some(told) = told
                && raw.named.is_none()
                && !raw.pronoun
                && rule.event == Event::Strikes
                && chunk.checked_sub(1).is_some_and(|c| self.word(c) == "where")
            {
                (raw.side, raw.named, raw.pronoun) = (told.side, told.named, told.pronoun);
            }
            // `rockets and barrel bombs fell on P`: whose the others are.
            if raw.named.is_none()
                && !raw.pronoun
                && rule.event == Event::Strikes
                && self.kind(chunk + 1) == Kind::And
                && self.kind(chunk + 2) == Kind::Noun
            {
                match self.striker(chunk + 2) {
                    Striker::Side(side) => self.set_agent(&mut raw, side),
                    Striker::Government => raw.named = Some(Side::Government),
                    _ => {}
                }
            }
            if let Some(lost) = lost {
                raw.from = self.sides[lost].side.filter(|s| Some(*s) != raw.named);
            }
            if let Some(taker) = taker {
                raw.from = raw.named;
                raw.event = Event::Captures;
                raw.pronoun = false;
                self.set_agent(&mut raw, taker);
            }
            found.push(raw);
        }
    }

    /// `the battle against cholera`: an enemy that is neither side nor land.
    pub(super) fn is_against_ill(&self, prep: usize) -> bool {
        // `against gatherings and fortifications of rebels`
        let mut last = prep + 1;
        while self.kind(last + 1) == Kind::And && self.kind(last + 2) == Kind::Noun {
            last += 2;
        }
        self.kind(prep) == Kind::Prep
            && matches!(self.word(prep), "against" | "with")
            && self.kind(prep + 1) == Kind::Noun
            && !matches!(self.kind(last + 1), Kind::Side(_))
            && !self.is_ground(prep + 1)
            && {
                let range = self.row.chunks[prep + 1];
                // `clashes with light weapons`
                !self.words.is(range.to - 1, class::ARMS)
                    && !self.words.is_in(range.to - 1, list::WEAPONS)
                    && (range.from..range.to).all(|t| {
                        !self.words.is(t, class::FORCE)
                            && !self.words.is_capital(t)
                            && self.words.name_over(t).is_none()
                    })
                    && !matches!(self.word(last + 1), "of" | "belonging")
            }
    }

    pub(super) fn is_weak_head(&self, token: usize) -> bool {
        self.words.is_in(token, list::WEAK_HEADS)
    }

    /// `a failed attack`, `repelled the assault`.
    pub(super) fn is_failed(&self, chunk: usize) -> bool {
        let range = self.row.chunks[chunk];
        self.words.any_in(range.from..range.to, list::FAILED_ATTACKS)
    }
}
