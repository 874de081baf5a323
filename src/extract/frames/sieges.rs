//! Sieges without their place beside them, and roads without a name.

use super::{Raw, Scene, Subject, is_near};
use crate::claim::{Event, Extent};
use crate::extract::chunks::{Kind, Verb};
use crate::extract::lexicon::{TypeClass, class};
use crate::extract::list;
use crate::extract::places::What;
use crate::place::Kind as PlaceKind;

impl Scene<'_> {
    /// Whether a siege is spoken of as being there: `the regime's siege`, not `to lay siege`.
    pub(super) fn is_siege_given(&self, governor: Option<usize>, has_besieger: bool) -> bool {
        let laid = governor.is_some_and(|g| self.is_verb(self.verb_of(g), list::LAYING));
        has_besieger && !laid
    }

    /// `The army's siege of P was lifted`, `ended on Monday`, by nobody named.
    pub(super) fn is_siege_lifted(&self, chunk: usize) -> bool {
        let verb = self.verb_after_noun(chunk).map(|c| self.verb_of(c));
        verb.is_some_and(|verb| {
            let over =
                matches!(self.lemma(verb), "end" | "cease") || verb.passive && self.is_verb(verb, list::BREAKING);
            over && !verb.negated && verb.modal.is_none()
        })
    }

    /// Who ended a siege, where its noun is the subject: `the siege was broken by S`.
    pub(super) fn siege_lifted_by(&self, chunk: usize) -> Option<usize> {
        // `the breaking of the siege of P by S`
        let noun = chunk.checked_sub(2).filter(|&c| self.word(c + 1) == "of" && self.kind(c) == Kind::Noun);
        if noun.is_some_and(|c| self.words.is_in(self.row.chunks[c].to - 1, list::LIFTINGS)) {
            return match self.prep_agent(chunk + 1, &["by"]) {
                Subject::Side(side) => Some(side),
                _ => None,
            };
        }
        let verb = self.verb_after_noun(chunk)?;
        let lifted = self.verb_of(verb).passive && self.is_verb(self.verb_of(verb), list::BREAKING);
        match self.by_agent(verb + 1) {
            Subject::Side(side) if lifted => Some(side),
            _ => None,
        }
    }

    /// The place of a siege whose noun names none: `P, whose siege`, `people in P are short of food under
    /// the siege`.
    pub(super) fn siege_place(&self, chunk: usize) -> Vec<(usize, Extent)> {
        // `rebels advanced in P to break the siege`: it is another place that is besieged.
        let broken = (chunk.saturating_sub(3)..chunk)
            .any(|c| self.row.verb(c).is_some_and(|verb| self.is_verb(verb, list::BREAKING)));
        let mut c = chunk;
        while c > 0 {
            c -= 1;
            match self.kind(c) {
                Kind::Relative | Kind::Clause if self.word(c) == "whose" => {
                    let mut before = c;
                    while before > 0 && self.kind(before - 1) == Kind::Comma {
                        before -= 1;
                    }
                    return match before.checked_sub(1).map(|k| self.kind(k)) {
                        Some(Kind::Place(p)) if self.is_named(p) => self.listed_before(self.outer(p)),
                        _ => Vec::new(),
                    };
                }
                Kind::Place(_) if broken => return Vec::new(),
                Kind::Place(p) if self.is_named(p) => {
                    let inside = c.checked_sub(1).is_some_and(|k| {
                        matches!(self.kind(k), Kind::Prep) && matches!(self.word(k), "in" | "inside" | "of" | "into")
                    });
                    let starts = c == 0 || matches!(self.kind(c - 1), Kind::Clause);
                    return if inside || starts { self.listed_before(self.outer(p)) } else { Vec::new() };
                }
                Kind::Clause => return Vec::new(),
                _ => {}
            }
        }
        Vec::new()
    }

    /// Where an unnamed road leads that is cut: `the only road into P`, `the last supply line to P`.
    pub(super) fn cut_off(&self, from: usize, to: usize) -> Vec<(usize, Extent)> {
        let mut line = false;
        let mut beside = Vec::new();
        for c in from..to.min(self.row.chunks.len()) {
            match self.kind(c) {
                Kind::Prep if line => {
                    // `the last road to the river`: no siege of it.
                    if let Kind::Place(p) = self.kind(c + 1)
                        && self.is_named(p)
                        && self.meanings[p].as_ref().is_none_or(|m| m.kind != Some(PlaceKind::River))
                    {
                        let word = self.word(c);
                        if matches!(word, "to" | "into" | "toward" | "towards" | "out" | "out of") {
                            return self.listed_after(c + 1, self.places[p].extent, None).0;
                        }
                        let near = is_near(word);
                        if (near || matches!(word, "in" | "on" | "of" | "inside" | "at")) && beside.is_empty() {
                            let extent = if near { Extent::Near } else { Extent::Whole };
                            beside = self.listed_after(c + 1, extent, None).0;
                        }
                    }
                }
                Kind::Verb(v) if self.row.verbs[v].is_finite() => {
                    // `the route that leads into P`
                    if !line || !matches!(self.lemma(&self.row.verbs[v]), "lead" | "run" | "link" | "connect") {
                        break;
                    }
                }
                // `cut all the roads linking P with Q`
                Kind::Verb(v)
                    if line
                        && matches!(self.lemma(&self.row.verbs[v]), "link" | "connect")
                        && matches!(self.kind(c + 1), Kind::Place(p) if self.is_named(p))
                        && self.words.word(self.row.chunks[c].from - 1).ends_with('s') =>
                {
                    return match self.kind(c + 1) {
                        Kind::Place(p) => vec![(p, self.places[p].extent)],
                        _ => Vec::new(),
                    };
                }
                // `cut off a road linking it to Q`
                Kind::Verb(v)
                    if line
                        && matches!(self.lemma(&self.row.verbs[v]), "link" | "connect")
                        && self.kind(c + 1) == Kind::Pronoun =>
                {
                    return self.place_of_pronoun(self.row.chunks[c + 1].from).into_iter().collect();
                }
                Kind::Clause => break,
                _ => line |= self.is_line(c),
            }
        }
        if line { beside } else { Vec::new() }
    }

    /// Where a road without a name was cut, of which a passive told: `The road was cut by rebels near P`.
    pub(super) fn cut_at(&self, head: usize, after: usize) -> Vec<(usize, Extent)> {
        let prep =
            after + if matches!(self.kind(after + 1), Kind::Side(_)) && self.word(after) == "by" { 2 } else { 0 };
        let near = is_near(self.word(prep));
        let at = near || matches!(self.word(prep), "at" | "in");
        let line = (head..after).any(|c| self.is_line(c));
        match self.kind(prep + 1) {
            Kind::Place(p) if at && line && self.is_named(p) => {
                self.listed_after(prep + 1, if near { Extent::Near } else { Extent::Whole }, None).0
            }
            _ => Vec::new(),
        }
    }

    /// Whether a road stands right before or right after a verb: `the road was closed`, `closed the last route`.
    pub(super) fn is_about_line(&self, chunk: usize, after: usize) -> bool {
        (chunk.saturating_sub(6)..(after + 4).min(self.row.chunks.len()))
            .any(|c| c != chunk && (self.is_line(c) || matches!(self.kind(c), Kind::Place(p) if self.is_line_place(p))))
    }

    /// A road, a route, a lifeline.
    fn is_line(&self, chunk: usize) -> bool {
        match self.kind(chunk) {
            Kind::Place(p) => self.places[p].kind.is_some_and(|k| {
                self.words.lexicon.types[k as usize].class == TypeClass::Line && self.places[p].what != What::Open
            }),
            Kind::Noun => {
                let head = self.row.chunks[chunk].to - 1;
                self.words.is_in(head, list::LINES)
            }
            _ => false,
        }
    }

    /// `nobody can enter or leave P`, `no one is able to get in or out of P`.
    pub(super) fn shut_in(&self, rule: u16, chunk: usize, trigger: (usize, usize), found: &mut Vec<Raw>) {
        let before = (0..chunk)
            .rev()
            .find(|&c| !matches!(self.kind(c), Kind::Verb(_) | Kind::Adverb | Kind::Comma) && self.word(c) != "able");
        let Some(subject) = before else { return };
        let word = |k: usize| self.words.word(self.row.chunks[subject].from + k);
        let nobody = matches!(word(0), "nobody" | "none") || word(0) == "no" && word(1) == "one";
        let able = |c: usize| {
            self.row.verb(c).is_some_and(|verb| {
                let can = verb.modal.is_some_and(|t| matches!(self.words.word(t), "can" | "could"));
                can || matches!(self.lemma(verb), "allow" | "permit" | "let") || self.word(c + 1) == "able"
            })
        };
        if !nobody || !(subject + 1..=chunk).any(able) {
            return;
        }
        let place = (chunk + 1..self.row.chunks.len())
            .take_while(|&c| !matches!(self.kind(c), Kind::Clause | Kind::Comma | Kind::Relative))
            .find(|&c| matches!(self.kind(c), Kind::Place(p) if self.is_named(p)));
        let Some(place) = place else { return };
        for (place, extent) in self.listed_after(place, Extent::Whole, None).0 {
            found.push(Raw { description: true, ..self.raw(rule, place, extent, chunk, trigger) });
        }
    }

    /// Whose road a cut road is: `the rebels' last supply line`.
    pub(super) fn line_owner(&self, chunk: usize, verb: &Verb) -> Option<usize> {
        let (from, to) = if verb.passive { (0, chunk) } else { (chunk + 1, self.row.chunks.len()) };
        let line = (from..to).find(|&c| self.is_line(c))?;
        let mut c = line.checked_sub(1)?;
        while matches!(self.kind(c), Kind::Possessive | Kind::Noun | Kind::Adverb) && c > from {
            c -= 1;
        }
        match self.kind(c) {
            Kind::Side(s) if c >= from => Some(s),
            _ => None,
        }
    }

    fn is_named(&self, place: usize) -> bool {
        self.places[place].what != What::Unnamed
    }

    /// The verb behind two particles or a noun of number: `pressed on with its offensive`, `mounted a series
    /// of attacks`.
    pub(super) fn governing_verb_behind(&self, prep: usize) -> Option<usize> {
        let before = prep.checked_sub(1)?;
        match self.kind(before) {
            Kind::Prep | Kind::Adverb if self.word(prep) == "with" => {
                let verb = before.checked_sub(1)?;
                matches!(self.kind(verb), Kind::Verb(_)).then_some(verb)
            }
            // `P came in for heavy shelling`, `P woke up to shelling`
            Kind::Prep if matches!((self.word(before), self.word(prep)), ("in", "for") | ("up", "to")) => {
                let verb = before.checked_sub(1)?;
                self.row.verb(verb).is_some_and(|v| self.is_verb(v, list::SUFFERING)).then_some(verb)
            }
            Kind::Noun if self.word(prep) == "of" => {
                let head = self.row.chunks[before].to - 1;
                let number = self.words.is_in(head, list::NUMBERS_OF);
                // `P has been the scene of clashes`, `P became the target of raids`
                let scene = self.words.is_in(head, list::SCENES);
                if scene && let Some(v) = before.checked_sub(1).filter(|&v| self.row.verb(v).is_some()) {
                    return matches!(self.lemma(self.verb_of(v)), "be" | "become" | "remain").then_some(v);
                }
                // `answered with a volley of rockets`
                let with = usize::from(before > 1 && self.word(before - 1) == "with");
                // `P came under a hail of rockets`, `P woke to the sound of shelling`
                let under = usize::from(before > 1 && matches!(self.word(before - 1), "under" | "to" | "on"));
                let under = under + usize::from(before > 2 && under == 1 && self.word(before - 2) == "up");
                let verb = before.checked_sub(1 + with + under).filter(|_| number)?;
                if with == 1 {
                    return self.row.verb(verb).is_some().then_some(verb);
                }
                if under > 0 {
                    return self.row.verb(verb).is_some_and(|v| self.is_verb(v, list::SUFFERING)).then_some(verb);
                }
                let does = self.row.verb(verb).is_some_and(|v| self.is_verb(v, list::DOING));
                // `P endured a night of shelling`
                let suffers = self
                    .row
                    .verb(verb)
                    .is_some_and(|v| self.is_verb(v, list::SUFFERING) && !v.passive && self.lemma(v) != "be");
                (does || suffers).then_some(verb)
            }
            _ => None,
        }
    }

    /// Who takes or enters a place, as the clause after a siege tells: `P was cut off when troops took a hill`.
    pub(super) fn taker_in_clause(&self, from: usize) -> Option<usize> {
        let clause = (from..self.row.chunks.len()).find(|&c| self.kind(c) == Kind::Clause)?;
        let Kind::Side(side) = self.kind(clause + 1) else { return None };
        let verb = self.row.verb(clause + 2).filter(|v| !v.passive && !v.negated && v.modal.is_none())?;
        let takes = self.tells_of(verb, Event::Captures) || self.tells_of(verb, Event::Besieges);
        (matches!(self.word(clause), "when" | "after" | "as") && takes).then_some(side)
    }

    /// Whether no side and no people surround: `P is surrounded by hills`.
    pub(super) fn is_by_nature(&self, verb: &Verb, agent: Subject, after: usize) -> bool {
        // `surrounded by hills`
        let land = self.word(after) == "by"
            && matches!(self.kind(after + 1), Kind::Place(p) if self.places[p].what == What::Unnamed);
        if verb.passive && land {
            return true;
        }
        let Subject::Noun(noun) = agent else { return false };
        let range = self.row.chunks[noun];
        let head = range.to - 1;
        verb.passive
            && !self.words.is(head, class::FORCE | class::ARMS)
            && !self.is_people(noun)
            && self.owner(noun).is_none()
            && !(range.from..range.to).any(|t| self.words.noun_at(t).is_some())
            && !self.words.is_in(head, list::RIVALS)
    }

    /// `trapped under the rubble in P`
    pub(super) fn is_buried(&self, verb: &Verb, after: usize) -> bool {
        self.lemma(verb) == "trap"
            && (after..after + 4).any(|c| {
                matches!(self.word(c), "under" | "beneath" | "underneath")
                    || self
                        .row
                        .chunks
                        .get(c)
                        .is_some_and(|chunk| matches!(self.words.word(chunk.to - 1), "rubble" | "debris" | "ruins"))
            })
    }

    /// The `has` of `has P surrounded`: whose subject surrounds it.
    pub(super) fn having(&self, chunk: usize, subject: Subject) -> Option<usize> {
        let Subject::Place(_) = subject else { return None };
        let place = (0..chunk).rev().find(|&c| self.kind(c) != Kind::Adverb)?;
        let has = self.object_of(place).filter(|_| matches!(self.kind(place), Kind::Place(_)))?;
        matches!(self.lemma(self.verb_of(has)), "have" | "keep" | "hold" | "leave").then_some(has)
    }

    /// Who is encircled, and where: `rebels inside P are surrounded`, the headline's `Rebels encircled in P`.
    pub(super) fn trapped(&self, chunk: usize, verb: &Verb) -> Option<(usize, Vec<(usize, Extent)>)> {
        let inside = |c: usize| match (self.kind(c), self.kind(c + 1)) {
            (Kind::Prep, Kind::Place(p)) if matches!(self.word(c), "in" | "inside" | "at") && self.is_named(p) => {
                Some(self.listed_after(c + 1, Extent::Whole, None).0)
            }
            _ => None,
        };
        // `were left encircled in P`
        let left = chunk.checked_sub(1).filter(|&c| self.row.verb(c).is_some_and(|v| v.passive && !verb.passive));
        let subject = left.map_or_else(|| self.subject(chunk, verb), |c| self.subject(c, self.verb_of(c)));
        let Subject::Side(side) = subject else { return None };
        let mut after = chunk + 1;
        while matches!(self.kind(after), Kind::Adverb | Kind::Time) {
            after += 1;
        }
        if verb.passive {
            let own = self.row.chunk_of(self.sides[side].from)?;
            let stands = || Some(self.stands_in(side)).filter(|places| !places.is_empty());
            return inside(own + 1).or_else(|| inside(after)).or_else(stands).map(|places| (side, places));
        }
        let could_be_passive = !verb.ing && !verb.infinitive && !verb.present && verb.modal.is_none();
        inside(after).filter(|_| could_be_passive).map(|places| (side, places))
    }

    /// Whether the object of a verb is a road known only by where it leads.
    pub(super) fn is_unnamed_line(&self, from: usize) -> bool {
        let mut c = from;
        while matches!(self.kind(c), Kind::Adverb | Kind::Side(_) | Kind::Possessive | Kind::Quote) {
            c += 1;
        }
        let named = matches!(self.kind(c), Kind::Place(p) if self.places[p].is_named());
        !named && self.is_line(c) && matches!(self.kind(c + 1), Kind::Prep | Kind::Verb(_))
    }
}
