//! Who acts in a noun of an event: its owner, `by S`, those who strike.

use crate::claim::Event;
use crate::extract::chunks::{Kind, Verb};
use crate::extract::frames::{Scene, Striker, Subject};
use crate::extract::lexicon::{Rule, class};
use crate::extract::list;
use crate::side::Side;
use std::ops::ControlFlow::{self, Break, Continue};

impl Scene<'_> {
    /// The side right before a noun: `regime air strikes`, `the army's advance`.
    pub(in crate::extract::frames) fn owner(&self, chunk: usize) -> Option<usize> {
        let mut c = chunk;
        while c > 0 {
            c -= 1;
            match self.kind(c) {
                Kind::Side(s) => {
                    // `killed ten rebels clashes`: a head without a possessive owns a noun only as an adjective.
                    let owns = self.sides[s].adjective
                        || matches!(self.kind(c + 1), Kind::Possessive)
                        // `ISIS' main bastion`
                        || self.word(c + 1) == "'"
                        || c + 1 == chunk;
                    return owns.then_some(s);
                }
                Kind::Possessive | Kind::Quote => {}
                // `the army's week-long offensive`
                Kind::Time if c > 0 && c + 1 == chunk && self.kind(c - 1) == Kind::Possessive => {}
                Kind::Noun if c + 1 == chunk => {}
                // `rebel rocket and sniper fire`: the arms before `and` are the side's, the fire too.
                Kind::And if c + 1 == chunk => match c.checked_sub(1).map(|k| self.kind(k)) {
                    Some(Kind::Side(s)) if self.sides[s].arms || self.sides[s].adjective => return Some(s),
                    Some(Kind::Noun) => {
                        c -= 1;
                        continue;
                    }
                    _ => return None,
                },
                Kind::And if self.kind(c + 1) == Kind::Noun && self.kind(c.wrapping_sub(1)) == Kind::Noun => {
                    // `regime air strikes and shelling`
                    c -= 1;
                    continue;
                }
                _ => return None,
            }
        }
        None
    }

    /// The agent named after a noun: `attack by rebels on P`, `advance of the army`.
    pub(super) fn prep_agent_noun<P: AsRef<str>>(&self, from: usize, preps: &[P]) -> Subject {
        let mut c = from;
        let mut verbs = 0;
        while c < self.row.chunks.len() {
            let step = match self.kind(c) {
                Kind::Prep => self.agent_at_prep(c, from, preps),
                Kind::Verb(v) => self.agent_at_verb((c, &self.row.verbs[v]), from, &mut verbs),
                Kind::Skip if matches!(self.kind(c - 1), Kind::Comma | Kind::Time | Kind::Place(_)) => {
                    self.leader(c).map_or(Continue(c + 1), |side| Break(Subject::Side(side)))
                }
                // `the attack that was carried out by rebels`
                Kind::Relative if self.row.verb(c + 1).is_some_and(|verb| verb.passive) => Continue(c + 1),
                Kind::Clause | Kind::Relative => Break(Subject::None),
                // `the siege of P," a unit run by S said`: the quotation is over.
                Kind::Quote if c > from && self.kind(c - 1) == Kind::Comma => Break(Subject::None),
                _ => Continue(c + 1),
            };
            match step {
                Break(agent) => return agent,
                Continue(next) => c = next,
            }
        }
        Subject::None
    }

    /// The agent to which a preposition after a noun leads, or the chunk where to look on.
    fn agent_at_prep<P: AsRef<str>>(&self, c: usize, from: usize, preps: &[P]) -> ControlFlow<Subject, usize> {
        let word = self.word(c);
        let next = self.kind(c + 1);
        let belongs = || {
            let verb = |c: usize| self.row.verb(c).is_some_and(|v| self.lemma(v) == "belong");
            c > 0 && (self.word(c - 1) == "belonging" || verb(c - 1))
        };
        // `the fire of the army's artillery`, `a shell belonging to the rebels`
        if word == "of" && matches!(next, Kind::Side(s) if self.sides[s].arms) || word == "to" && belongs() {
            return side_of(next).map_or(Continue(c + 1), Break);
        }
        // `the capture of P, dubbed by rebels`
        let named = || matches!(self.words.word(self.row.chunks[c].from - 1), "dubbed" | "called" | "named");
        if word == "by" && named() {
            return Break(Subject::None);
        }
        // `shells fired from the rebel-held east fell on P`
        if word == "from"
            && self.is_prep(c, preps)
            && let Kind::Place(p) = next
            && let [holder] = self.places[p].held[..]
        {
            return Break(Subject::Side(holder));
        }
        // `made gains in P despite resistance by S2`
        if c > from + 1 && self.kind(c - 1) == Kind::Noun && self.word(c - 2) == "despite" {
            return Continue(self.past_doer(c).max(c + 1));
        }
        let leads = self.is_prep(c, preps) || word == "by";
        leads.then(|| self.agent_led_to(c + 1)).flatten().map_or(Continue(c + 1), Break)
    }

    /// The side that begins here: `what are believed to be Russian jets`, `members of S`, `the Islamist group Ahrar`.
    fn agent_led_to(&self, chunk: usize) -> Option<Subject> {
        let mut n = chunk;
        while self.kind(n) == Kind::Skip || self.word(n) == "either" {
            n += 1;
        }
        let noun = self.kind(n) == Kind::Noun;
        if noun && self.word(n + 1) == "of" && matches!(self.kind(n + 2), Kind::Side(_)) {
            n += 2;
        }
        let event = |n: usize| self.words.noun_at(self.row.chunks[n].to - 1).is_some();
        match self.kind(n) {
            Kind::Noun if !event(n) => side_of(self.kind(n + 1)),
            kind => side_of(kind),
        }
    }

    /// The agent that a verb after a noun tells, or the chunk where to look on; `verbs` counts those that have told
    /// something of the noun.
    fn agent_at_verb(&self, (c, verb): (usize, &Verb), from: usize, verbs: &mut usize) -> ControlFlow<Subject, usize> {
        if self.lemma(verb) == "belong" {
            return Continue(c + 1);
        }
        // `shelling blamed on rebels`
        if c == from && self.lemma(verb) == "blame" && self.word(c + 1) == "on" {
            return Break(side_of(self.kind(c + 2)).unwrap_or(Subject::None));
        }
        // `raids believed to be Russian`, `strikes thought to have been carried out by S`
        if self.is_supposed(c) && (c == from || self.is_shooter(c - 1)) {
            return Continue(c + 1);
        }
        if verb.infinitive && (c == from + 1 || self.is_supposed(c - 1)) {
            return side_of(self.kind(c + 1)).map_or(Continue(c + 1), Break);
        }
        // `an attack on P, held by S2`: who has the place attacks nobody.
        if self.tells_of_place(c) {
            return Continue(self.past_doer(c + 1));
        }
        // `an operation to take P was launched by rebels`
        if verb.infinitive && *verbs == 0 {
            return Continue(c + 1);
        }
        // `shells, fired by rebels, hit P`
        let opens = c == from || c == from + 1 && self.word(from) == ",";
        let tells = verb.bare || verb.passive && *verbs == 0 || opens && self.may_be_reduced(c, verb);
        if !tells || self.is_verb(verb, list::DENYING) {
            return Break(Subject::None);
        }
        *verbs += 1;
        Continue(c + 1)
    }

    /// `P held by S`, `districts that are controlled by S`, `P, a town besieged by S`: said of the place before it.
    fn tells_of_place(&self, chunk: usize) -> bool {
        let Some(verb) = self.row.verb(chunk).filter(|verb| verb.passive) else { return false };
        let of_land = |rule: &Rule| rule.event.is_control() || rule.event == Event::Besieges;
        let of_land = self.words.lexicon.has_rule_alone(verb.lemma, of_land);
        let before = chunk.checked_sub(1).map(|c| c - usize::from(self.kind(c) == Kind::Relative && c > 0));
        let before = before.map(|c| c - usize::from(self.kind(c) == Kind::Comma && c > 0));
        of_land && before.is_some_and(|c| matches!(self.kind(c), Kind::Place(_)))
    }

    /// The chunk after `by S` here, or this one.
    fn past_doer(&self, by: usize) -> usize {
        match self.kind(by + 1) {
            Kind::Side(_) if self.word(by) == "by" => by + 2,
            _ => by,
        }
    }

    /// `believed`, `thought`: what follows is not known for sure.
    pub(in crate::extract::frames) fn is_supposed(&self, verb: usize) -> bool {
        let supposes = |v: &Verb| matches!(self.lemma(v), "believe" | "think" | "suspect" | "presume");
        self.row.verb(verb).is_some_and(supposes)
    }

    /// Who broke a ceasefire by the strikes told after it: `violations by rebels were recorded, with P being shelled`.
    pub(in crate::extract::frames) fn violator(&self, strike: usize) -> Option<usize> {
        let breaks =
            |c: &usize| self.kind(*c) == Kind::Noun && self.words.is_in(self.row.chunks[*c].to - 1, list::VIOLATIONS);
        let noun = (0..strike).rev().find(breaks)?;
        match self.kind(noun + 2) {
            Kind::Side(side) if self.word(noun + 1) == "by" => Some(side),
            _ => None,
        }
    }

    /// Whose attack it was that a side repelled: `IS attacked P. The rebels repelled its assault`.
    pub(super) fn meant_by_their(&self, token: usize, defender: usize) -> Option<Side> {
        if !matches!(self.words.word(token), "its" | "their") {
            return None;
        }
        let sentence = |t: usize| self.words.text.sentence_of(t);
        let before = self.sides[..self.sides.partition_point(|side| side.from < token)].iter().rev();
        let near = before.take_while(|side| sentence(side.from) + 1 >= sentence(token));
        near.filter_map(|side| side.side).find(|&side| Some(side) != self.sides[defender].side)
    }

    /// Who repelled an attack: `the army repelled two attacks on P`, `an attack on P was beaten off by the army`.
    pub(in crate::extract::frames) fn repelled_by(&self, noun: usize, governor: Option<usize>) -> Option<usize> {
        // `halted their attack on P`: who halts it is who began it.
        let own = matches!(self.words.word(self.row.chunks[noun].from), "its" | "their");
        let repels = |v: usize| {
            let verb = self.verb_of(v);
            let given_up = self.lemma(verb) == "abort" || own && matches!(self.lemma(verb), "halt" | "stop");
            self.is_verb(verb, list::THWARTING) && !given_up || self.is_beaten_off(v)
        };
        let defender = match governor.filter(|&g| repels(g) && !self.verb_of(g).passive) {
            Some(g) => match self.subject(g, self.verb_of(g)) {
                // `killed ten soldiers while repelling an attack on P`
                Subject::None | Subject::Noun(_) if self.verb_of(g).ing => self.subject_of_main(g),
                found => found,
            },
            None => {
                let after = self.verb_after_noun(noun).filter(|&v| repels(v) && self.verb_of(v).passive)?;
                self.by_agent(after + 1)
            }
        };
        match defender {
            Subject::Side(side) => Some(side),
            _ => None,
        }
    }

    /// Who does what the clause tells in which `while` sets this verb: `killed ten while repelling`.
    fn subject_of_main(&self, verb: usize) -> Subject {
        let set = verb.checked_sub(1).filter(|&c| matches!(self.word(c), "while" | "when" | "in" | "by" | "after"));
        let main = set.and_then(|c| (0..c).rev().find(|&v| self.row.verb(v).is_some_and(|v| v.is_finite())));
        main.map_or(Subject::None, |v| self.subject(v, self.verb_of(v)))
    }

    /// `S was behind the attack`, `S was responsible for the shelling`, `S denied any role in the raids`: whose deed
    /// it is, or is said to be.
    pub(super) fn responsible(&self, noun: usize) -> Subject {
        // `behind the P attack`
        let noun =
            if matches!(noun.checked_sub(1).map(|c| self.kind(c)), Some(Kind::Place(_))) { noun - 1 } else { noun };
        let before = |back: usize| noun.checked_sub(back).map_or("", |c| self.word(c));
        let last = |back: usize| noun.checked_sub(back).map_or("", |c| self.words.word(self.row.chunks[c].to - 1));
        let verb = match (before(1), last(2)) {
            ("behind", _) => noun.checked_sub(2),
            ("for", "responsible") => noun.checked_sub(3),
            ("in", "involvement" | "role" | "part" | "hand") => {
                noun.checked_sub(2).and_then(|n| self.row.verb(n).map(|_| n).or_else(|| self.object_of(n)))
            }
            _ => self.partaking(noun),
        };
        match verb.and_then(|c| Some((c, self.row.verb(c)?))) {
            Some((c, verb)) if self.is_verb(verb, list::PARTAKING) => self.one_side(c),
            Some((c, verb)) if !verb.passive && !verb.negated => self.one_side(c),
            _ => Subject::None,
        }
    }

    /// The verb of who takes part in what a noun tells: `was involved in the clashes`, `joined the assault`.
    fn partaking(&self, noun: usize) -> Option<usize> {
        // `The rivals engaged in clashes`: nobody is said to attack.
        let mutual = |c: usize| {
            let who = (0..c).rev().find(|&k| self.kind(k) != Kind::Adverb);
            who.is_some_and(|k| self.kind(k) == Kind::Noun && self.words.is_in(self.row.chunks[k].to - 1, list::RIVALS))
        };
        let partakes = |v: &Verb| self.is_verb(v, list::PARTAKING) && !v.negated;
        let takes = |c: &usize| self.row.verb(*c).is_some_and(partakes) && !mutual(*c);
        let at_once = noun.checked_sub(1).filter(takes);
        at_once.or_else(|| noun.checked_sub(2).filter(|&c| self.word(c + 1) == "in" && takes(&c)))
    }

    /// Who is blamed for a strike: `blamed the army for the shelling of P`, `shells hit P, he said, blaming rebels`.
    pub(in crate::extract::frames) fn blamed(&self, noun: usize) -> Option<usize> {
        let blames = |c: usize| self.row.verb(c).is_some_and(|v| self.is_verb(v, list::BLAMING) && !v.negated);
        let prep = noun.checked_sub(1).filter(|&c| matches!(self.word(c), "for" | "of" | "over"));
        if let Some(Kind::Side(side)) = prep.and_then(|c| c.checked_sub(1)).map(|c| self.kind(c))
            && self.object_of(prep? - 1).is_some_and(blames)
        {
            return Some(side);
        }
        let verb = (noun + 1..self.row.chunks.len()).find(|&c| blames(c) && !self.verb_of(c).passive)?;
        let on = usize::from(self.word(verb + 1) == "on");
        match (self.kind(verb + 1 + on), self.kind(verb + 2 + on)) {
            (Kind::Side(side), Kind::Comma | Kind::Clause | Kind::Time | Kind::And) => Some(side),
            _ => None,
        }
    }

    /// Who is said to have killed or destroyed by this strike: `Turkey killed ten fighters in air strikes on P`.
    pub(super) fn killer_in(&self, noun: usize) -> Option<usize> {
        let prep = noun.checked_sub(1).filter(|&c| matches!(self.word(c), "in" | "with" | "during" | "through"))?;
        let verb = self.verb_before(prep).filter(|&v| self.verb_of(v).is_finite())?;
        let kills = self.is_verb(self.verb_of(verb), list::CLAUSE_OF_STRIKE) && !self.verb_of(verb).passive;
        let own = (verb + 1..prep)
            .all(|c| matches!(self.kind(c), Kind::Noun | Kind::Side(_) | Kind::Prep | Kind::Adverb | Kind::Time));
        match self.subject(verb, self.verb_of(verb)) {
            Subject::Side(side) if kills && own && !self.verb_of(verb).bare => Some(side),
            _ => None,
        }
    }

    /// Whose arms they are, after `with`: `targeted P with shells`, `an attack by S with rockets`.
    fn hits_with(&self, noun: usize) -> Option<usize> {
        let with = noun.checked_sub(1).filter(|&c| self.word(c) == "with")?;
        if let Some(Kind::Side(side)) = with.checked_sub(1).map(|c| self.kind(c))
            && with.checked_sub(2).is_some_and(|c| self.word(c) == "by")
        {
            return Some(side);
        }
        let verb = self.verb_before(with).filter(|&v| self.verb_of(v).is_finite() && !self.verb_of(v).passive)?;
        let strikes = [Event::Strikes, Event::Fights].into_iter().any(|event| self.tells_of(self.verb_of(verb), event));
        match self.subject(verb, self.verb_of(verb)) {
            Subject::Side(side) if strikes => Some(side),
            _ => None,
        }
    }

    /// `the offensive on P that the army began on Monday`: whose deed the relative clause says it is.
    pub(super) fn launcher(&self, noun: usize) -> Option<usize> {
        let own = |c: usize| {
            matches!(self.kind(c), Kind::Prep | Kind::Place(_) | Kind::And | Kind::Comma | Kind::Time | Kind::Adverb)
        };
        let relative = (noun + 1..self.row.chunks.len()).find(|&c| !own(c))?;
        let which = self.kind(relative) == Kind::Relative && matches!(self.word(relative), "which" | "that");
        let verb = self.row.verb(relative + 2).filter(|v| which && self.is_verb(v, list::DOING))?;
        match self.kind(relative + 1) {
            Kind::Side(side) if verb.is_finite() && !verb.passive && !verb.negated && verb.modal.is_none() => {
                Some(side)
            }
            _ => None,
        }
    }

    /// Who leads what was told before: `the assault on P, led by S`.
    fn leader(&self, chunk: usize) -> Option<usize> {
        let led = self.word(chunk) == "led" && self.word(chunk + 1) == "by";
        let from = self.row.chunks.get(chunk + 2).filter(|_| led)?;
        let side = self.sides.partition_point(|side| side.from < from.from);
        (side < self.sides.len() && self.sides[side].from < from.to).then_some(side)
    }

    /// Who makes an attack, a campaign, an attempt: its owner, `by S`, or the subject of `launched` before it.
    pub(in crate::extract::frames) fn attacker(&self, noun: usize) -> Option<usize> {
        let range = self.row.chunks[noun];
        let effort = self.words.any_in(range.from..range.to, list::EFFORTS);
        if !effort {
            return None;
        }
        if let Some(side) = self.owner(noun) {
            return Some(side);
        }
        if let Subject::Side(side) = self.prep_agent_noun(noun + 1, &["by", "of"]) {
            return Some(side);
        }
        let verb = self.governing_verb(noun)?;
        if !self.is_verb(self.verb_of(verb), list::DOING) {
            return None;
        }
        match self.subject(verb, self.verb_of(verb)) {
            Subject::Side(side) => Some(side),
            _ => None,
        }
    }

    /// Who strikes, where the subject is a noun; `barrel bombs and air strikes` are one striker.
    pub(in crate::extract::frames) fn striker(&self, noun: usize) -> Striker {
        let own = self.striker_of(noun);
        if !matches!(own, Striker::Arms) {
            return own;
        }
        if noun >= 2 && self.kind(noun - 1) == Kind::And {
            return match self.kind(noun - 2) {
                Kind::Side(s) => Striker::Side(s),
                Kind::Noun => match self.striker_of(noun - 2) {
                    Striker::No => own,
                    other => other,
                },
                _ => own,
            };
        }
        own
    }

    /// Who strikes by this noun alone.
    fn striker_of(&self, noun: usize) -> Striker {
        if self.kind(noun) != Kind::Noun {
            return Striker::No;
        }
        let range = self.row.chunks[noun];
        let strike = (range.from..range.to).find_map(|t| {
            let (to, rules) = self.words.noun_at(t)?;
            rules.iter().any(|&r| self.rule(r).event == Event::Strikes).then_some((t, to))
        });
        let has = |wanted: &[&str]| (range.from..range.to).any(|t| wanted.contains(&self.words.word(t)));
        let arms = (range.from..range.to).any(|t| self.words.is(t, class::ARMS));
        if strike.is_none() && !arms && !has(&["attack", "attacks"]) {
            return Striker::No;
        }
        // `The attack targeted P`, of an assault told before.
        if strike.is_none() && !arms && self.is_assault_told() && self.words.word(range.from) == "the" {
            return Striker::No;
        }
        if let Some(side) = self.owner(noun) {
            return Striker::Side(side);
        }
        if let Some(trigger) = strike {
            if let Subject::Side(s) = self.prep_agent_noun(noun + 1, &["by", "from"]) {
                return Striker::Side(s);
            }
            if self.is_government_arm(trigger) {
                return Striker::Government;
            }
        }
        // `bombers from Russia hit P`
        if let (Kind::Prep, Kind::Side(side)) = (self.kind(noun + 1), self.kind(noun + 2))
            && self.word(noun + 1) == "from"
        {
            return Striker::Side(side);
        }
        // `an attack by rebels with shells which hit P`, `hit A with shells, some of which fell on B`
        if let Some(side) = self.hits_with(noun) {
            return Striker::Side(side);
        }
        // `rebels fired shells that landed in P`
        let fires = |v: &Verb| !v.passive && v.modal.is_none() && self.is_verb(v, list::FIRING);
        if let Some(v) = self.object_of(noun).filter(|&v| fires(self.verb_of(v)))
            && let Subject::Side(side) = self.subject(v, self.verb_of(v))
        {
            return Striker::Side(side);
        }
        Striker::Arms
    }

    /// Barrel bombs fall from the government's helicopters only.
    pub(in crate::extract::frames) fn is_government_arm(&self, trigger: (usize, usize)) -> bool {
        (trigger.0..trigger.1).any(|t| matches!(self.words.word(t), "barrel" | "barrels"))
    }
}

fn side_of(kind: Kind) -> Option<Subject> {
    match kind {
        Kind::Side(side) => Some(Subject::Side(side)),
        _ => None,
    }
}
