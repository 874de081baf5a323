//! Nouns as triggers: `the capture of P by S`, `S air strikes on P`, `clashes in P`.
//!
//! Beside it: the `verbs` around such a noun, its `agents` and its `places`.

mod agents;
mod places;
mod verbs;

use super::{Raw, Scene, Striker, Subject, enemy};
use crate::claim::{Event, Extent};
use crate::extract::chunks::{Kind, Verb};
use crate::extract::lexicon::{Rule, Shape, class};
use crate::extract::list;
use crate::side::Side;

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
        let backs = |c: usize| self.row.verb(c).is_some_and(|verb| self.words.is(verb.main, class::BACKING));
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
        rules.iter().position(|r| r.id == "strike-noun").map_or(index, |i| i as u16)
    }

    /// The rule of attacks in place of one of strikes.
    fn as_attack(&self, index: u16) -> u16 {
        let rules = &self.words.lexicon.rules;
        rules.iter().position(|r| r.id == "attack-noun").map_or(index, |i| i as u16)
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
            && matches!(phrase.side, Some(Side::IslamicState | Side::Opposition))
            && !phrase.arms
            && !(phrase.from..phrase.to).any(|t| self.words.word(t).starts_with("turk"))
    }

    /// The claims of one noun by one rule.
    pub(super) fn noun_frame(&self, index: u16, chunk: usize, trigger: (usize, usize), found: &mut Vec<Raw>) {
        let rule = self.rule(index);
        let range = self.row.chunks[chunk];
        if rule.event == Event::Fights && (self.is_against_ill(chunk + 1) || self.is_of_official(chunk, trigger.0)) {
            return;
        }
        // `the push into P` is an advance, `the push for P` an attack.
        let into = matches!(self.word(chunk + 1), "into" | "towards" | "toward" | "deeper" | "through");
        if self.words.word(trigger.0) == "push" && into == (rule.id == "attack-noun") && rule.light.is_empty() {
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
        let governor = self.governing_verb(chunk);
        let mut agent = Subject::None;
        let mut light = false;
        if let Some(g) = governor {
            let verb = self.verb_of(g);
            light = self.words.lexicon.light_of(index).iter().any(|(l, particles)| {
                Some(*l) == verb.lemma
                    && particles.iter().enumerate().all(|(k, &id)| self.words.id(verb.main + 1 + k) == id)
            });
            // `pushed back the attack`: against it.
            let against = matches!(self.words.word(verb.main + 1), "back" | "off");
            // `denied the loss of P`, `admitted its loss`
            let own = rule.event == Event::Loses
                && (self.is_verb(verb, list::DENYING)
                    || matches!(self.lemma(verb), "admit" | "acknowledge" | "concede" | "confirm" | "suffer"));
            // `accepted the surrender of P`
            let given =
                rule.id == "surrender-noun" && matches!(self.lemma(verb), "accept" | "receive" | "secure" | "win");
            // `reimposed its siege of P`, `renewed their shelling`, but not `repelled its attack`
            let theirs = matches!(self.words.word(range.from), "its" | "their")
                && matches!(rule.event, Event::Strikes | Event::Besieges | Event::Fights)
                && ![list::THWARTING, list::BREAKING, list::DENYING, list::TELLING]
                    .iter()
                    .any(|&list| self.is_verb(verb, list));
            // `the army put the siege back in place`
            let lays = rule.id == "siege-noun" && self.is_verb(verb, list::LAYING);
            // `responded with air strikes on P`
            let with = matches!(rule.event, Event::Strikes | Event::Fights)
                && (self.word(chunk - 1) == "with" && g + 3 >= chunk
                    || self.word(chunk - 1) == "of" && chunk > 2 && self.word(chunk - 3) == "with");
            // `went on the offensive in P`
            let goes = rule.event == Event::Fights && self.lemma(verb) == "go" && self.word(g + 1) == "on";
            let does = rule.light.is_empty() && (self.is_verb(verb, list::DOING) || given) && !against
                || light
                || own
                || theirs && !against
                || lays
                || goes
                || with;
            // `troops are stationed ten kilometres from P`
            let stationed = rule.state && light && rule.event == Event::Advances;
            if does && (!verb.passive || stationed) {
                agent = self.subject(g, verb);
                if matches!(agent, Subject::Place(_) | Subject::Noun(_)) && !light {
                    agent = Subject::None;
                }
            }
        }
        if rule.event == Event::Strikes && (self.is_disarmed(chunk, governor) || self.is_backing(chunk))
            || rule.event == Event::Fights && self.is_beside_front(chunk, trigger.0)
        {
            return;
        }
        // The noun as subject: `control was restored over P`.
        if !rule.light.is_empty() && !light {
            let Some(v) = self.verb_after_noun(chunk) else { return };
            let verb = self.verb_of(v);
            // `control was restored`, `the army's flag flies`
            let acts = verb.passive || matches!(self.lemma(verb), "fly" | "flutter");
            light = acts && self.words.lexicon.light_of(index).iter().any(|(l, _)| Some(*l) == verb.lemma);
            if !light {
                return;
            }
            agent = self.by_agent(v + 1);
            // `control was restored over P after army units destroyed`
            let clause = (v + 1..self.row.chunks.len()).find(|&c| self.kind(c) == Kind::Clause);
            if agent == Subject::None && clause.is_some_and(|c| matches!(self.word(c), "after" | "as" | "when")) {
                agent = clause.map_or(Subject::None, |c| self.subject_after(c));
            }
        }
        // `the rebel attack on P`, `rebels' advance`
        let owner = self.owner(chunk);
        // `takes full control` as a headline writes it: no side's own control.
        let plain = (range.from..trigger.0).all(|t| self.words.is(t, class::ADJECTIVE | class::ADVERB));
        // `The army lifted its siege of P`: nobody broke it, and it is over.
        let lifts =
            governor.is_some_and(|g| matches!(self.lemma(self.verb_of(g)), "lift" | "end" | "ease" | "suspend"));
        let own = matches!(self.words.word(range.from), "its" | "their");
        if own && lifts && matches!(rule.id.as_str(), "break-siege" | "siege-noun") {
            return;
        }
        let ended = rule.id == "end-presence";
        if let Some(side) = owner.filter(|_| rule.id != "break-siege" && !ended && (!rule.owned || plain)) {
            agent = Subject::Side(side);
        } else if rule.owned {
            return;
        } else if matches!(self.words.word(range.from), "their" | "its")
            && matches!(rule.event, Event::Captures | Event::Advances | Event::Loses)
            && !light
        {
            agent = Subject::Pronoun;
        }
        let after = chunk + 1;
        if !rule.agent.is_empty()
            && rule.agent[0] != "none"
            && let found @ (Subject::Side(_) | Subject::Noun(_)) = self.prep_agent_noun(after, &rule.agent)
            && (!matches!(agent, Subject::Side(_)) || rule.needs_agent)
        {
            agent = found;
        }
        // `With the capture of P the army controls`
        let open = matches!(agent, Subject::None | Subject::Pronoun);
        if open && rule.event == Event::Captures && chunk == 1 && self.word(0) == "with" {
            let main = (after..self.row.chunks.len()).find(|&c| self.row.verb(c).is_some_and(Verb::is_finite));
            // `With the fall of P, the rebels have lost the north`
            let main = main.filter(|&c| !self.is_loss(c));
            agent = main.map_or(agent, |c| match self.subject(c, self.verb_of(c)) {
                Subject::Side(s) if !self.verb_of(c).passive => Subject::Side(s),
                _ => Subject::None,
            });
        }
        if rule.agent.first().is_some_and(|a| a == "none") {
            agent = self.opener(governor);
        }
        // `S took A in the course of an offensive on P`
        if agent == Subject::None && rule.id == "attack-noun" && self.is_course(chunk) {
            let taken =
                found.iter().rfind(|raw| matches!(raw.event, Event::Captures | Event::Advances | Event::Besieges));
            agent = taken.and_then(|raw| raw.side).map_or(Subject::None, Subject::Side);
        }
        // `the army killed ten in air strikes on P`; of `the attack` told before, [`super::answers`] reads the blame.
        let here = || !self.prep_places(after, rule).0.is_empty();
        if agent == Subject::None && rule.event == Event::Strikes {
            agent =
                self.blamed(chunk).filter(|_| here()).or_else(|| self.killer_in(chunk)).map_or(agent, Subject::Side);
        }
        // `the attack on P was repelled by S`: by its enemy.
        let defender = if rule.id == "attack-noun" { self.repelled_by(chunk, governor) } else { None };
        if defender.is_some() && agent == defender.map_or(Subject::None, Subject::Side) && owner.is_none() {
            agent = Subject::None;
        }
        // `the siege of P was broken by S`: by its enemy.
        let lifter = if rule.id == "siege-noun" { self.siege_lifted_by(chunk) } else { None };
        if lifter.is_some() && agent == lifter.map_or(Subject::None, Subject::Side) && owner.is_none() {
            agent = Subject::None;
        }
        // `between Russian and Syrian jets` ...
        let mut places = Vec::new();
        if trigger.1 < range.to && self.words.noun_at(trigger.1).is_some() && !self.is_weak_head(trigger.1) {
            return;
        }
        let (p, at) = self.prep_places(after, rule);
        places.extend(p);
        // `took control there`
        if places.is_empty() && light && rule.event.is_control() && self.word(after) == "there" {
            places.extend(self.place_of_pronoun(self.row.chunks[after].from));
        }
        // `extended its attacks to P`
        if places.is_empty()
            && rule.event == Event::Fights
            && self.word(after) == "to"
            && governor.is_some_and(|g| matches!(self.lemma(self.verb_of(g)), "extend" | "expand" | "widen"))
            && matches!(self.kind(after + 1), Kind::Place(_))
        {
            places = self.listed_after(after + 1, Extent::Whole, None).0;
        }
        // `P, which S gained control of last year`, `P where S gained ground`
        if places.is_empty()
            && light
            && !self.is_followed_by_place(after, rule)
            && let Some(g) = governor
        {
            places = match self.object_before(g) {
                Some((p, side)) => {
                    agent = side.map_or(agent, Subject::Side);
                    self.listed_before(p)
                }
                None if rule.event == Event::Advances => self.setting(g),
                None if rule.event == Event::Holds && self.is_in_where(g) => self.setting(g),
                None => Vec::new(),
            };
        }
        // `swept into P, taking full control`: of the place told before.
        let relative = (0..chunk).rev().take(5).any(|c| self.kind(c) == Kind::Relative);
        if places.is_empty() && light && rule.id == "take-control" && !relative && self.is_ended(trigger.1) {
            let told = self.place_of_pronoun(range.from);
            places.extend(told.filter(|&(p, _)| self.has_name(p) && !self.is_region(p)));
        }
        if matches!(rule.event, Event::Strikes | Event::Fights) && places.iter().all(|&(p, _)| self.is_region(p)) {
            // `battles in Aleppo province for Tadef`: the closer place tells where.
            let closer = self.prep_places(at, rule).0;
            if !closer.is_empty() && !places.is_empty() && !closer.iter().any(|&(p, _)| self.is_region(p)) {
                places = closer;
            }
        }
        // `the shells that rebels fired on P`, `the siege that IS laid to P`
        if places.is_empty()
            && matches!(rule.event, Event::Strikes | Event::Besieges)
            && let Some((side, v)) = self.fired(chunk)
        {
            places = self.prep_places(v + 1, rule).0;
            agent = side.map_or(agent, Subject::Side);
        }
        if places.is_empty()
            && rule.place_before
            && let Some(p) = self.place_before(chunk, trigger.0)
        {
            places = vec![(p, self.places[p].extent)];
        }
        // `its liberation`, `hours after their capture by rebels`
        let theirs = matches!(self.words.word(range.from), "its" | "their");
        if places.is_empty() && rule.place_before && rule.event.is_control() && theirs {
            let by = self.by_agent(after);
            if self.words.word(range.from) == "its" || matches!(by, Subject::Side(_)) {
                places = self.place_of_pronoun(range.from).map_or_else(Vec::new, |(p, _)| self.listed_before(p));
                agent = by;
            }
        }
        if places.is_empty()
            && (rule.place_subject || rule.event == Event::Besieges)
            && let Some(g) = governor.or_else(|| self.by_verb(chunk))
        {
            let verb = self.verb_of(g);
            if self.is_verb(verb, list::SUFFERING) {
                places = match self.subject(g, verb) {
                    Subject::Place(p) => self.listed_before(p),
                    // `fighters in P came under fire`
                    Subject::Side(s) => self.stands_in(s),
                    // `rebel positions in P came under fire`
                    Subject::Noun(n) if rule.event != Event::Besieges && !self.is_people(n) => self.noun_places(n),
                    _ => Vec::new(),
                };
            }
        }
        if places.is_empty() && rule.event == Event::Besieges && self.word(chunk.wrapping_sub(1)) == "under" {
            // `P under siege`
            let mut c = chunk - 1;
            while c > 0 && matches!(self.kind(c - 1), Kind::Adverb | Kind::Time | Kind::Comma) {
                c -= 1;
            }
            if let Some(Kind::Place(p)) = c.checked_sub(1).map(|k| self.kind(k)) {
                places = self.listed_before(p);
                // `forces have kept P under siege`
                if let Some(v) = self.object_of(c - 1).filter(|_| !matches!(agent, Subject::Side(_)))
                    && matches!(self.lemma(self.verb_of(v)), "keep" | "put" | "place" | "hold" | "have" | "bring")
                {
                    agent = self.subject(v, self.verb_of(v));
                }
            } else if let Some(Kind::Verb(_)) = c.checked_sub(1).map(|k| self.kind(k))
                && let Subject::Place(p) = self.subject(c - 1, self.verb_of(c - 1))
            {
                places = self.listed_before(p);
            }
        }
        if places.is_empty()
            && rule.event == Event::Fights
            && let Some(v) =
                self.verbs_after_noun(chunk).into_iter().find(|&v| self.is_verb(self.verb_of(v), list::REACHING))
        {
            places = self.object_places(v + 1, true, rule).0;
        }
        // `The fighting spread to P`
        if places.is_empty()
            && (rule.id == "clashes-noun" || rule.id == "strike-noun")
            && let Some(v) = self.verb_after_noun(chunk)
            && matches!(self.lemma(self.verb_of(v)), "spread" | "extend" | "move" | "shift" | "reach")
            && matches!(self.word(v + 1), "to" | "into" | "across")
            && matches!(self.kind(v + 2), Kind::Place(p) if self.has_name(p))
        {
            places = self.listed_after(v + 2, Extent::Whole, None).0;
        }
        if places.is_empty() && matches!(rule.event, Event::Strikes | Event::Fights) {
            places.extend(self.there(after));
        }
        if places.is_empty()
            && (rule.id == "clashes-noun" || rule.id == "strike-noun" && !self.tells_of_control(found))
            && self.is_after_it(chunk)
            && let Some(p) = self.main_place(chunk)
            && (rule.event == Event::Fights || self.is_setting_of(p, chunk))
        {
            places = self.listed_before(p);
        }
        // `P, the scene of fierce clashes`
        if places.is_empty()
            && matches!(rule.event, Event::Strikes | Event::Fights)
            && let Some(p) = self.scene_of(chunk)
        {
            places = self.listed_before(p);
        }
        // `artillery shelling P`
        if places.is_empty()
            && rule.event == Event::Strikes
            && self.words.word(trigger.1 - 1).ends_with("ing")
            && matches!(self.kind(after), Kind::Place(p) if self.places[p].from == range.to && self.has_name(p))
        {
            places = self.listed_after(after, Extent::Whole, None).0;
        }
        // `subjected P to heavy shelling`
        if places.is_empty()
            && rule.event == Event::Strikes
            && let Some((v, p)) = self.subjected(chunk)
        {
            places = self.listed_before(p);
            agent = self.subject(v, self.verb_of(v));
        }
        // `attacked P with car bombs`, `clashes in P alongside shelling by S`
        if places.is_empty()
            && rule.event == Event::Strikes
            && let Some(deed) = self.deed_with(chunk, found)
        {
            places = vec![(deed.place, deed.extent)];
            let of = if self.word(chunk - 1) == "of" { 3 } else { 1 };
            if agent == Subject::None && chunk.checked_sub(of).is_some_and(|c| self.word(c) == "with") {
                agent = deed.side.map_or(Subject::None, Subject::Side);
            }
        }
        if places.is_empty() && matches!(rule.event, Event::Strikes | Event::Fights) {
            places = self.setting(chunk);
        }
        // `S took P after a siege of 16 days`: P was besieged by S.
        let taken = found.iter().rfind(|raw| raw.event == Event::Captures).filter(|_| {
            let ended = governor.is_some_and(|g| self.verb_of(g).ing && self.is_verb(self.verb_of(g), list::BREAKING));
            rule.id == "siege-noun" && places.is_empty() && (self.is_after_it(chunk) || ended)
        });
        if let Some(raw) = taken {
            places = vec![(raw.place, raw.extent)];
            agent = raw.side.map_or(agent, Subject::Side);
        }
        if places.is_empty() && (rule.id == "siege-noun" || rule.id == "break-siege" && governor.is_none()) {
            places = self.siege_place(chunk);
        }
        if places.is_empty() && rule.light.is_empty() && matches!(agent, Subject::Side(_)) {
            places = self.told_again(rule.event, chunk);
        }
        if places.is_empty() && rule.id == "break-siege" && light {
            places = self.told_again(Event::Besieges, chunk);
        }
        if places.is_empty()
            && rule.id == "attack-noun"
            && let Some(g) = governor
        {
            places = self.place_of_deed_before(g);
        }
        if matches!(agent, Subject::Place(_)) {
            agent = Subject::None;
        }
        if agent == Subject::None
            && rule.event == Event::Strikes
            && let Some(side) = self.detonator(chunk)
        {
            agent = Subject::Side(side);
        }
        // `S's aim is the capture of P`
        let aim =
            governor.filter(|&g| rule.event == Event::Captures && self.lemma(self.verb_of(g)) == "be").and_then(|g| {
                match self.subject(g, self.verb_of(g)) {
                    Subject::Noun(n)
                        if self.words.any_in(self.row.chunks[n].from..self.row.chunks[n].to, list::EFFORTS) =>
                    {
                        Some(self.attacker(n))
                    }
                    _ => None,
                }
            });
        if let Some(Some(side)) = aim.filter(|_| agent == Subject::None) {
            agent = Subject::Side(side);
        }
        // `The loss of P is a blow to S`
        if agent == Subject::None && rule.id == "loss-noun" {
            agent = self.sufferer(chunk).map_or(agent, Subject::Side);
            // `With the loss of P, S is weaker`
            let main = (after..self.row.chunks.len()).find(|&c| self.row.verb(c).is_some_and(Verb::is_finite));
            if let Some(main) = main.filter(|_| chunk == 1 && self.word(0) == "with")
                && let Subject::Side(side) = self.subject(main, self.verb_of(main))
            {
                agent = Subject::Side(side);
            }
        }
        // `ended the IS presence in P`
        let lost = self.prep_side(after, &rule.from).or(owner.filter(|_| ended));
        let named_taker = !rule.taker.is_empty() && self.prep_side(after, &rule.taker).is_some();
        if rule.needs_agent && !named_taker && !matches!(agent, Subject::Side(_) | Subject::Pronoun) {
            return;
        }
        let taker = if rule.taker.is_empty() { None } else { self.prep_side(after, &rule.taker) };
        let mut relieved =
            rule.event == Event::Besieges && governor.is_some_and(|g| self.is_verb(self.verb_of(g), list::BREAKING));
        let besieger = owner.is_some() || matches!(self.prep_agent_noun(after, &rule.agent), Subject::Side(_));
        let given = rule.id == "siege-noun" && self.is_siege_given(governor, besieger);
        let mut breaker = None;
        if relieved && owner.is_none() && !matches!(self.prep_agent_noun(after, &rule.agent), Subject::Side(_)) {
            if let (Some(_), Subject::Side(s)) = (governor, agent) {
                breaker = Some(s);
            } else if let Some(g) = governor
                && let Subject::Side(s) = self.subject(g, self.verb_of(g))
            {
                breaker = Some(s);
            }
            agent = Subject::None;
        }
        if let Some(side) = lifter.filter(|_| agent == Subject::None) {
            (relieved, breaker) = (true, Some(side));
        }
        // `gave the army control of P`
        let granted = rule.id == "control-noun"
            && governor
                .is_some_and(|g| matches!(self.lemma(self.verb_of(g)), "give" | "hand" | "grant" | "cede" | "bring"))
            && self.kind(chunk.wrapping_sub(1)) != Kind::Possessive;
        // `IS fighters launched a raid on P`: on the ground.
        let index = if self.is_ground_raid(trigger, agent) { self.as_attack(index) } else { index };
        // `warplanes carried out attacks on P`: from the air.
        let flown = matches!(agent, Subject::Side(s) if rule.id == "attack-noun" && self.are_aircraft(s));
        let index = if flown { self.as_strike(index) } else { index };
        let before = found.len();
        let noun_agent = match agent {
            Subject::Noun(n) => match self.striker(n) {
                Striker::Side(s) => Subject::Side(s),
                _ => Subject::None,
            },
            other => other,
        };
        self.emit_noun(index, chunk, trigger, &places, noun_agent, lost, taker, found);
        if let Some(side) = defender {
            let unnamed = found[before..].iter_mut().filter(|raw| raw.named.is_none() && !raw.pronoun);
            unnamed.for_each(|raw| raw.named = self.sides[side].side.and_then(enemy));
        }
        if rule.event == Event::Captures && !matches!(noun_agent, Subject::Side(_) | Subject::Pronoun) {
            let gains = self.gainer(chunk);
            found[before..].iter_mut().filter(|raw| raw.named.is_none()).for_each(|raw| raw.named = gains);
        }
        // `the capture of P came a week after that of Q`
        if rule.event.is_control() && found.len() > before && rule.light.is_empty() {
            let same = (chunk + 1..self.row.chunks.len()).find(|&c| {
                matches!(self.word(c), "that" | "those")
                    && self.word(c + 1) == "of"
                    && matches!(self.kind(c + 2), Kind::Place(_))
            });
            if let Some(same) = same {
                let more = self.listed_after(same + 2, Extent::Whole, None).0;
                self.emit_noun(index, chunk, trigger, &more, noun_agent, None, None, found);
            }
        }
        // Breaking a siege says who besieges.
        if rule.id == "break-siege" {
            for raw in &mut found[before..] {
                raw.extent = Extent::Whole;
            }
        }
        found[before..].iter_mut().for_each(|raw| raw.aimed = aim.is_some());
        let failed = self.is_failed(chunk);
        for raw in &mut found[before..] {
            raw.event = if granted { Event::Captures } else { raw.event };
            raw.failed = failed;
            raw.description |= given;
            if relieved {
                // The siege is there, whatever becomes of the attempt to break it.
                raw.description = true;
                if raw.named.is_none() {
                    // `the siege of the rebel-held east`: laid by the enemy of who holds it.
                    let holder = self.places[raw.place].held.first().and_then(|&s| self.sides[s].side);
                    raw.named = holder.and_then(enemy);
                }
                if raw.named.is_none() {
                    raw.named = breaker.and_then(|s| self.sides[s].side).and_then(enemy);
                }
            }
        }
    }

    /// A verb by which its subject loses a place.
    fn is_loss(&self, chunk: usize) -> bool {
        let rules = self.row.verb(chunk).and_then(|verb| verb.lemma).map(|lemma| self.words.lexicon.rules_of(lemma));
        rules.is_some_and(|rules| rules.iter().any(|(rule, _)| self.rule(*rule).event == Event::Loses))
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
            let mut raw = self.raw(index, place, extent, chunk, trigger);
            match agent {
                Subject::Side(s) => self.set_agent(&mut raw, s),
                Subject::Pronoun => raw.pronoun = true,
                _ => {}
            }
            if raw.named.is_none() && rule.event == Event::Strikes && self.is_government_arm(trigger) {
                raw.named = Some(Side::Government);
            }
            if raw.named.is_none() && !raw.pronoun && rule.event == Event::Strikes {
                raw.named = self.striker_before(chunk);
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
                (range.from..range.to).all(|t| {
                    !self.words.is(t, class::FORCE) && !self.words.is_capital(t) && self.words.name_over(t).is_none()
                }) && !matches!(self.word(last + 1), "of" | "belonging")
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
