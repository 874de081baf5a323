//! The search for a subject: chunk by chunk from the verb to the left.

use super::Subject;
use crate::extract::chunks::{Kind, Verb};
use crate::extract::clauses::open_clause;
use crate::extract::frames::{Scene, Striker};
use crate::extract::lexicon::class;
use crate::extract::list;

/// Where the search stands.
struct Search<'v> {
    /// The chunk of the verb whose subject is searched.
    verb_at: usize,
    verb: &'v Verb,
    /// The chunk to be read.
    at: usize,
    /// `and` or `then` has been passed: the subject is that of the verb before.
    conjoined: bool,
    /// `which` has been passed: what stands before it is the subject.
    antecedent: bool,
    /// On how many other verbs the verb hangs.
    depth: usize,
}

impl Search<'_> {
    /// The verb stands right after this chunk.
    fn is_next(&self, chunk: usize) -> bool {
        chunk + 1 == self.verb_at
    }

    /// A finite verb that no `and` joins to one before it.
    fn is_alone(&self) -> bool {
        self.verb.is_finite() && !self.conjoined
    }
}

enum Next {
    /// The search goes on before this chunk.
    Before(usize),
    Found(Subject),
}

impl Scene<'_> {
    /// The subject, as deep as it hangs on other verbs: at most six steps.
    pub(in crate::extract::frames) fn subject_from(&self, chunk: usize, verb: &Verb, depth: usize) -> Subject {
        if depth > 6 {
            return Subject::None;
        }
        if let Some(side) = self.of_what_is_told(chunk, verb).or_else(|| self.interrupted(chunk, verb)) {
            return Subject::Side(side);
        }
        let mut search = Search { verb_at: chunk, verb, at: chunk, conjoined: false, antecedent: false, depth };
        while search.at > 0 {
            search.at -= 1;
            match self.search_on(&mut search) {
                Next::Before(chunk) => search.at = chunk,
                Next::Found(subject) => return subject,
            }
        }
        if verb.is_finite() { Subject::None } else { self.subject_after(chunk) }
    }

    fn search_on(&self, search: &mut Search<'_>) -> Next {
        let c = search.at;
        if let Some(next) = self.before_which(search).or_else(|| self.search_aside(search)) {
            return next;
        }
        match self.kind(c) {
            // `bombed P, then stormed Q`
            Kind::Adverb if self.word(c) == "then" && search.is_next(c) => search.conjoined = true,
            Kind::And => search.conjoined = true,
            Kind::Adverb | Kind::Time | Kind::Skip | Kind::Quote | Kind::Comma | Kind::Possessive => {}
            Kind::Relative => search.antecedent = self.word(c) != "where" && search.verb.is_finite(),
            // `P and the hill above it remained in their hands`
            Kind::Pronoun
                if matches!(self.word(c), "it" | "them")
                    && c > 0
                    && self.kind(c - 1) == Kind::Prep
                    && search.is_next(c) =>
            {
                return Next::Before(c - 1);
            }
            Kind::Pronoun if matches!(self.word(c), "they" | "it" | "he" | "them" | "we") => {
                return Next::Found(Subject::Pronoun);
            }
            Kind::Pronoun => {}
            Kind::Prep if search.is_next(c) && search.verb.ing => {
                return Next::Found(self.subject_of_gerund(search));
            }
            Kind::Prep => {}
            Kind::Side(s) => return self.search_side(search, s),
            Kind::Place(p) => return self.search_place(search, p),
            Kind::Noun => return self.search_noun(search),
            Kind::Verb(_) => return self.search_verb(search),
            Kind::Clause => return self.search_clause(search),
        }
        Next::Before(c)
    }

    /// The subject of the verb at this chunk, one step deeper.
    fn subject_of(&self, search: &Search<'_>, verb: usize) -> Next {
        Next::Found(self.subject_from(verb, self.verb_of(verb), search.depth + 1))
    }

    /// What stands before `which` is its subject, whatever governs it.
    fn before_which(&self, search: &Search<'_>) -> Option<Next> {
        let c = search.at;
        if !search.antecedent {
            return None;
        }
        let subject = match self.kind(c) {
            Kind::Side(s) => Subject::Side(s),
            // `a town in Aleppo province which is held by S`: the town, not the province.
            Kind::Place(p) if self.is_region(p) && self.is_unnamed_in(c) => Subject::None,
            Kind::Place(p) => Subject::Place(self.outer(p)),
            // `P, some of which is held by S`
            Kind::Noun if self.is_share_of_which(c) => return Some(Next::Before(c)),
            Kind::Noun => self.noun_subject(c),
            _ => return None,
        };
        Some(Next::Found(subject))
    }

    /// Passes over what is set between subject and verb.
    fn search_aside(&self, search: &Search<'_>) -> Option<Next> {
        let c = search.at;
        if !search.verb.is_finite() {
            return None;
        }
        let mark = self.is_aside_mark(c);
        if mark
            && search.is_next(c)
            && let Some(p) = self.included(c)
        {
            return Some(Next::Found(Subject::Place(p)));
        }
        let light = |k: usize| matches!(self.kind(k), Kind::Adverb | Kind::Time);
        // `P, along with Q and R, was captured`
        if mark && let Some(p) = self.last_with(c) {
            return Some(Next::Found(Subject::Place(p)));
        }
        if mark
            && (c + 1..search.verb_at).all(light)
            && let Some(start) = self.apposition(c).or_else(|| self.clause_aside(c))
        {
            // `The last redoubt in Daraa, the Salhin quarter, fell`
            if let Some(p) = start.checked_sub(1).filter(|_| start + 2 == c).and_then(|place| self.told_after(place)) {
                return Some(Next::Found(Subject::Place(p)));
            }
            // `whose affiliate, the Khalid army, controls P`
            return Some(match (self.kind(c - 1), self.kind(start.wrapping_sub(1))) {
                (Kind::Side(s), Kind::Noun) if start + 2 == c => Next::Found(Subject::Side(s)),
                _ => Next::Before(start),
            });
        }
        self.bracketed(c).filter(|_| search.is_next(c)).map(Next::Before)
    }

    /// `by capturing P`, `of seizing P`: the subject is the clause's.
    fn subject_of_gerund(&self, search: &Search<'_>) -> Subject {
        let c = search.at;
        // `accused "terrorists" of shelling`
        let c = if c > 0 && self.kind(c - 1) == Kind::Quote { c - 1 } else { c };
        // `blamed rebels for shelling`
        if let (Some(Kind::Side(s)), Some(Kind::Verb(u))) =
            (c.checked_sub(1).map(|k| self.kind(k)), c.checked_sub(2).map(|k| self.kind(k)))
        {
            let verb = &self.row.verbs[u];
            let warned = self.word(c) == "against" && self.lemma(verb) == "warn";
            if warned || self.is_verb(verb, list::BLAMING) || self.is_verb(verb, list::PREVENTING) {
                return Subject::Side(s);
            }
        }
        let before = self.verb_before(c).filter(|_| !self.opens_told_clause(c));
        let Some(u) = before else { return self.subject_after(search.verb_at) };
        // `stopped food from reaching P`: what is stopped.
        if self.word(c) == "from" && self.is_verb(self.verb_of(u), list::PREVENTING) {
            return match self.kind(c - 1) {
                Kind::Side(s) => Subject::Side(s),
                _ => Subject::Noun(c - 1),
            };
        }
        self.subject_from(u, self.verb_of(u), search.depth + 1)
    }

    fn search_side(&self, search: &mut Search<'_>, s: usize) -> Next {
        let (c, verb, conjoined) = (search.at, search.verb, search.conjoined);
        let found = Next::Found(Subject::Side(s));
        // `with the army holding P`, `stopped the army taking P`, `saw rebels entering P`
        let of = |verb: &Verb| [list::PREVENTING, list::SEEING].iter().any(|&list| self.is_verb(verb, list));
        let stopped = |k: usize| matches!(self.kind(k), Kind::Verb(u) if of(&self.row.verbs[u]));
        // `with the regime and its ally Russia bombing P`
        let member = |k: &usize| matches!(self.kind(*k), Kind::Side(_) | Kind::And | Kind::Noun);
        let first = if verb.ing { (0..c).rev().find(|k| !member(k)) } else { None };
        let with = first.is_some_and(|k| self.word(k) == "with" && matches!(self.kind(k + 1), Kind::Side(_)));
        let own = with || c > 0 && stopped(c - 1);
        if verb.ing && search.is_next(c) && own && !self.sides[s].adjective {
            return found;
        }
        if let Some(prep) = self.governing_prep(c) {
            return if self.is_after_opening(search, prep) {
                found
            } else {
                self.search_governed_side(search, s, prep)
            };
        }
        let Some(u) = self.object_of(c) else { return found };
        if search.is_alone() {
            // `rebels who fight the army have lost`: the relative clause is passed over; but not in `an assault that saw
            // rebels try to enter P`.
            let seen = verb.present && matches!(self.lemma(self.verb_of(u)), "see" | "watch" | "let");
            if let Some(relative) = self.own_relative(u).filter(|_| !seen) {
                return self.pass_relative(search, relative);
            }
            // `rebels fighting the army took P`: so is what they do besides.
            let doing = if self.verb_of(u).infinitive && u > 0 { u - 1 } else { u };
            if self.row.verb(doing).is_some_and(|v| v.ing) && self.follows_opening_party(doing) {
                return Next::Before(doing);
            }
            if self.is_next_deed(search.verb_at, u) {
                return self.subject_of(search, u);
            }
        }
        let controls = verb.infinitive && self.is_verb(self.verb_of(u), list::CONTROLLING);
        if conjoined || (verb.infinitive || verb.ing) && !controls {
            return self.subject_of(search, u);
        }
        found
    }

    /// `After battles with regime forces rebel factions took P`, `According to a source rebels took P`: beside another
    /// noun, right before the verb, where the comma is lost.
    fn is_after_opening(&self, search: &Search<'_>, prep: usize) -> bool {
        let c = search.at;
        let beside = match c.checked_sub(1).filter(|&before| before > prep).map(|before| self.kind(before)) {
            Some(Kind::Side(other)) => !self.sides[other].adjective,
            Some(Kind::Noun) => true,
            _ => false,
        };
        let reduced = |c: usize| matches!(self.kind(c), Kind::Verb(v) if self.row.verbs[v].bare || self.may_be_reduced(c, &self.row.verbs[v]));
        let opens = || {
            let following = matches!(self.kind(0), Kind::Verb(v) if self.lemma(&self.row.verbs[v]) == "follow");
            (following || matches!(self.kind(0), Kind::Prep | Kind::Clause))
                && (1..prep)
                    .all(|k| !matches!(self.kind(k), Kind::Verb(_) | Kind::Side(_) | Kind::Pronoun | Kind::Comma))
        };
        beside && search.is_alone() && (self.only_light(c + 1, search.verb_at) || reduced(c + 1)) && opens()
    }

    /// A side after a preposition: `forces loyal to S`, `dozens of S`, `an attempt by S to take P`.
    fn search_governed_side(&self, search: &Search<'_>, s: usize, prep: usize) -> Next {
        let verb = search.verb;
        let share = self.is_share(prep);
        if self.is_membership(prep) || !search.conjoined && share {
            return Next::Found(Subject::Side(s));
        }
        // `killed dozens of rebels and destroyed`: what is counted is the object.
        if self.counts(prep)
            && let Some(u) = self.object_of(prep - 1)
            && (search.conjoined || verb.infinitive || verb.ing || self.is_next_deed(search.verb_at, u))
        {
            return self.subject_of(search, u);
        }
        // `an attempt by rebels to take`, `the way for rebels to take`
        let attempt = verb.infinitive
            && matches!(self.word(prep), "by" | "for")
            && prep.checked_sub(1).is_some_and(|n| matches!(self.kind(n), Kind::Noun | Kind::Adverb));
        if attempt || share { Next::Found(Subject::Side(s)) } else { Next::Before(prep) }
    }

    fn pass_relative(&self, search: &mut Search<'_>, relative: usize) -> Next {
        search.antecedent = true;
        Next::Before(relative)
    }

    fn search_place(&self, search: &mut Search<'_>, p: usize) -> Next {
        let (c, verb, conjoined) = (search.at, search.verb, search.conjoined);
        // `Tadef a town northeast of Aleppo came under fire`, `Tadef just a mile from Bzaa came under fire`
        if self.is_bearing(p)
            && let Some(told) = self.told_where(c)
        {
            // `Rebels in a town north of P shelled Q`: the rebels.
            let before = (0..c).rev().find(|&k| matches!(self.kind(k), Kind::Place(_)));
            let governing = before.and_then(|place| self.governing_prep(place));
            return governing.map_or(Next::Found(Subject::Place(told)), Next::Before);
        }
        if let Some(height) = self.overlooking(c).filter(|_| verb.is_finite()) {
            return Next::Found(Subject::Place(height));
        }
        let light = self.only_light(c + 1, search.verb_at);
        if verb.bare && light {
            return Next::Found(Subject::Place(self.outer(p)));
        }
        if let Some(prep) = self.governing_prep(c) {
            return Next::Before(prep);
        }
        let object_of = self.object_of(c);
        // `The attempt to take P collapsed`: the attempt.
        let aimed = |u: usize| {
            let aim = u.checked_sub(1).filter(|&n| self.kind(n) == Kind::Noun);
            self.verb_of(u).infinitive && aim.is_some_and(|n| self.wants_infinitive(n))
        };
        if let Some(u) = object_of.filter(|&u| search.is_alone() && light && aimed(u)) {
            return Next::Before(u);
        }
        let relative_next = self.kind(search.verb_at - 1) == Kind::Relative;
        // `P, which borders Q, fell`: the relative clause is passed over.
        if search.is_alone()
            && light
            && !relative_next
            && let Some(u) = object_of
            && let Some(relative) = self.own_relative(u)
            && self.row.chunks[relative + 1..u].is_empty()
        {
            return self.pass_relative(search, relative);
        }
        let near = c + 1 < search.verb_at && self.kind(c + 1) == Kind::Relative || search.is_next(c) || light;
        let hangs = if near { verb.infinitive || verb.ing } else { !verb.is_finite() || verb.bare };
        // `took P, shelled Q and stormed R`
        let acts_on = matches!(self.kind(search.verb_at + 1), Kind::Place(_) | Kind::Side(_) | Kind::Noun);
        let series = |u: usize| search.is_alone() && acts_on && self.is_next_in_series(search.verb_at, u);
        if let Some(u) = object_of.filter(|&u| hangs || conjoined || series(u)) {
            return self.subject_of(search, u);
        }
        // `rebels besieging P took Q`
        let aside = near && verb.is_finite() && !relative_next;
        if let Some(side) = aside.then(|| self.subject_of_aside(c, search.depth)).flatten() {
            return Next::Found(Subject::Side(side));
        }
        Next::Found(Subject::Place(p))
    }

    fn search_noun(&self, search: &mut Search<'_>) -> Next {
        let (c, verb, conjoined) = (search.at, search.verb, search.conjoined);
        // `only to be retaken`, `without being able to take P`
        let passed = verb.infinitive && search.is_next(c) && matches!(self.word(c), "only" | "able");
        if passed || self.is_bare_direction(c) {
            return Next::Before(c);
        }
        // `managed after hours of fighting to take P`: how long it took.
        let lasts = verb.infinitive && self.words.is_in(self.row.chunks[c].to - 1, list::DURATIONS);
        if lasts && c > 0 && matches!(self.kind(c - 1), Kind::Clause | Kind::Prep) {
            return Next::Before(c);
        }
        // `found P empty, and took Q`: what P was found to be.
        let found = search.conjoined
            && self.row.chunks[c].to == self.row.chunks[c].from + 1
            && (self.words.is(self.row.chunks[c].from, class::ADJECTIVE)
                || self.words.noun_at(self.row.chunks[c].from).is_some())
            && matches!(c.checked_sub(1).map(|p| self.kind(p)), Some(Kind::Place(_)));
        if found {
            return Next::Before(c);
        }
        // `P is among those taken by S`
        let one_of = |at: usize| matches!(self.word(at), "among" | "of") && self.word(c) == "those";
        if search.is_next(c)
            && verb.bare
            && let Some(is) =
                (c.saturating_sub(3)..c).find(|&k| self.row.verb(k).is_some_and(|v| self.lemma(v) == "be"))
            && one_of(c - 1)
        {
            return self.subject_of(search, is);
        }
        if let Some(p) = self.seat_named(c) {
            return Next::Found(Subject::Place(p));
        }
        // `Tadef about 20 km from the border fell`
        let at_distance = matches!(c.checked_sub(1).map(|k| self.kind(k)), Some(Kind::Place(_)))
            && self.words.is_in(self.row.chunks[c].to - 1, list::UNITS);
        if at_distance || self.place_of_seat(c).is_some() {
            return Next::Before(self.place_of_seat(c).map_or(c, |place| place + 1));
        }
        if let Some(side) = self.owner_of_aim(search).or_else(|| self.taken_long_by(c).filter(|_| verb.infinitive)) {
            return Next::Found(Subject::Side(side));
        }
        if let Some(prep) = self.governing_prep(c) {
            return self.search_governed_noun(search, prep);
        }
        if let Some(u) = self.object_of(c) {
            // `the group that has pledged allegiance to IS captured P`: the relative clause is passed over.
            if search.is_alone()
                && let Some(relative) = self.own_relative(u)
            {
                return self.pass_relative(search, relative);
            }
            // `beat off four attempts to take P`: not theirs.
            let beaten = self.is_verb(self.verb_of(u), list::THWARTING) || self.is_beaten_off(u);
            if verb.infinitive && !conjoined && beaten {
                return Next::Found(self.owner(c).map_or(Subject::Noun(c), Subject::Side));
            }
            let controls = verb.infinitive && !conjoined && self.is_verb(self.verb_of(u), list::CONTROLLING);
            if (conjoined || verb.infinitive || verb.ing) && !controls {
                return self.subject_of(search, u);
            }
        }
        // `rebels having finished the campaign on P carried out`
        if search.is_alone()
            && let Some(side) = self.subject_of_aside(c, search.depth)
        {
            return Next::Found(Subject::Side(side));
        }
        // `rebel attempts to cut the road`
        let owner = self.owner(c).filter(|_| verb.infinitive);
        Next::Found(owner.map_or_else(|| self.noun_subject(c), Subject::Side))
    }

    /// `further west`.
    fn is_bare_direction(&self, chunk: usize) -> bool {
        let noun = self.row.chunks[chunk];
        noun.to == noun.from + 1 && self.words.is(noun.from, class::DIRECTION)
    }

    /// `the rebels' plan to take P`: whose aim the infinitive tells.
    fn owner_of_aim(&self, search: &Search<'_>) -> Option<usize> {
        let c = search.at;
        if !search.verb.infinitive || !self.only_light(c + 1, search.verb_at) {
            return None;
        }
        let owner = self.owner(c)?;
        let done = self.object_of(c).is_some_and(|u| self.is_verb(self.verb_of(u), list::DOING));
        // `took advantage of the army's gains to take P`: not the army.
        let own = self.governing_prep(c).is_none_or(|prep| self.wants_infinitive(c) && !self.is_made_use(prep));
        (!done && own).then_some(owner)
    }

    /// A noun after a preposition: `dozens of rockets hit P`, `hundreds of rebels and their families`.
    fn search_governed_noun(&self, search: &Search<'_>, prep: usize) -> Next {
        let c = search.at;
        let counted = self.word(prep) == "of"
            && prep.checked_sub(1).is_some_and(|n| self.kind(n) == Kind::Noun && self.is_count(n))
            && self.governing_prep(prep - 1).is_none();
        if counted && !matches!(self.striker(c), Striker::No) {
            return Next::Found(Subject::Noun(c));
        }
        match self.kind(prep + 1) {
            Kind::Side(s) if self.is_share(prep) => Next::Found(Subject::Side(s)),
            _ => Next::Before(prep),
        }
    }

    fn search_verb(&self, search: &Search<'_>) -> Next {
        let (c, verb) = (search.at, search.verb);
        let other = self.verb_of(c);
        // `attacks the groups that oppose the deal, taking P`: the main clause's subject.
        if verb.ing
            && !search.conjoined
            && self.word(search.verb_at - 1) == ","
            && let Some(relative) = self.relative_of(c)
        {
            return Next::Before(relative);
        }
        // `took P, officials said, seizing a hill`: not those who said so.
        let aside = |c: usize| {
            let speaker = |k: usize| !matches!(self.kind(k), Kind::Verb(_) | Kind::Clause | Kind::Relative);
            (0..c).rev().take_while(|&k| speaker(k)).find(|&k| self.word(k) == ",")
        };
        if verb.ing
            && !search.conjoined
            && self.word(search.verb_at - 1) == ","
            && self.is_saying(other)
            && let Some(comma) = aside(c)
        {
            return Next::Before(comma);
        }
        // `pushed the SDF to retreat from P and entered Q`: not the infinitive's subject.
        if search.conjoined && verb.is_finite() && !verb.present && other.infinitive {
            return Next::Before(c);
        }
        // `S entered P after S2 were defeated, and took Q`: S.
        if search.conjoined
            && verb.is_finite()
            && !verb.passive
            && other.passive
            && (self.word(c + 1) == "," || self.is_verb(other, list::BEATING))
            && let Some(clause) = (0..c).rev().take(4).find(|&k| self.kind(k) == Kind::Clause)
            && clause > 0
            && matches!(self.word(clause), "after" | "when" | "as" | "once" | "before" | "while")
        {
            return Next::Before(clause);
        }
        if !search.is_alone() {
            return self.subject_of(search, c);
        }
        // `jets believed to belong to S hit P`
        let thought = c
            .checked_sub(1)
            .and_then(|before| self.row.verb(before))
            .is_some_and(|v| matches!(self.lemma(v), "believe" | "think" | "suspect" | "say" | "presume"));
        if other.infinitive && thought {
            return Next::Before(c - 1);
        }
        // `The rebels it supports hold P`, `the towns they took fell`
        if c > 1 && self.kind(c - 1) == Kind::Pronoun && matches!(self.kind(c - 2), Kind::Side(_) | Kind::Place(_)) {
            return Next::Before(c - 1);
        }
        // A relative clause between the subject and its verb: `P, which lies near Q, fell`.
        if let Some(relative) = self.relative_of(c) {
            return Next::Before(relative);
        }
        if other.bare || other.ing || self.may_be_reduced(c, other) {
            return Next::Before(c);
        }
        // `a clinic it supports in P was hit`
        let who = c.checked_sub(1).filter(|&k| matches!(self.kind(k), Kind::Pronoun | Kind::Side(_)));
        if let Some(who) = who.filter(|&k| k > 0 && matches!(self.kind(k - 1), Kind::Place(_))) {
            return Next::Before(who);
        }
        Next::Found(Subject::None)
    }

    fn search_clause(&self, search: &mut Search<'_>) -> Next {
        let c = search.at;
        if search.verb.is_finite() {
            // `took P but were driven out`
            search.conjoined |=
                matches!(self.word(c), "but" | "yet") && (c + 1..search.verb_at).all(|k| self.kind(k) == Kind::Adverb);
            return if search.conjoined { Next::Before(c) } else { Next::Found(Subject::None) };
        }
        match self.verb_before(c).filter(|_| !self.opens_told_clause(c)) {
            Some(u) => self.subject_of(search, u),
            None => Next::Found(self.subject_after(search.verb_at)),
        }
    }

    /// `They said by taking P the army`, `They said that since taking P the army`: what is told begins here.
    fn opens_told_clause(&self, chunk: usize) -> bool {
        chunk.checked_sub(1).is_some_and(|c| {
            let said = self.row.chunks[c];
            said.kind == Kind::Clause && (said.from == said.to || self.word(c) == "that")
        })
    }

    /// The `who` or `which` that is this verb's own subject.
    fn own_relative(&self, verb: usize) -> Option<usize> {
        let before = (0..verb).rev().find(|&c| !matches!(self.kind(c), Kind::Adverb | Kind::Verb(_)))?;
        (self.kind(before) == Kind::Relative && matches!(self.word(before), "who" | "which" | "that")).then_some(before)
    }

    /// `a risk of S taking P`, `reports of S taking P`: who does it.
    fn of_what_is_told(&self, chunk: usize, verb: &Verb) -> Option<usize> {
        let noun = chunk.checked_sub(3).filter(|_| verb.ing && self.word(chunk - 2) == "of")?;
        let told = self.row.chunks[noun].to - 1;
        let is_told = self.words.is_in(told, list::UNREAL_NOUNS) || self.words.is_in(told, list::REPORTS_OF);
        match self.kind(chunk - 1) {
            Kind::Side(side) if is_told && !self.sides[side].adjective => Some(side),
            _ => None,
        }
    }

    /// `attempts to take P`, `a plan to take P`: whose they are would take it.
    fn wants_infinitive(&self, noun: usize) -> bool {
        let head = self.row.chunks[noun].to - 1;
        [list::UNREAL_NOUNS, list::ATTACKS, list::FAILED_ATTACKS].iter().any(|&list| self.words.is_in(head, list))
    }

    /// `took advantage of`: what follows was of use to somebody.
    fn is_made_use(&self, prep: usize) -> bool {
        let verb = prep.checked_sub(1).filter(|&c| self.row.verb(c).is_some());
        verb.is_some_and(|c| self.words.word(self.row.chunks[c].to - 1) == "advantage")
    }

    /// Whose time it takes: `It took the army two months`.
    fn taken_long_by(&self, time: usize) -> Option<usize> {
        let party = time.checked_sub(1)?;
        let took = party.checked_sub(1).and_then(|c| self.row.verb(c)).filter(|verb| self.lemma(verb) == "take");
        match self.kind(party) {
            Kind::Side(side) if took.is_some() && party >= 2 && self.word(party - 2) == "it" => Some(side),
            // `The army needed three days`
            _ => {
                let light = |c: &usize| self.kind(*c) == Kind::Adverb;
                let need = (0..time).rev().find(|c| !light(c))?;
                let needed = self.row.verb(need).filter(|verb| self.lemma(verb) == "need" && verb.is_finite())?;
                match self.subject(need, needed) {
                    Subject::Side(side) => Some(side),
                    _ => None,
                }
            }
        }
    }

    /// Whether a verb stands right after the party that opens its clause: `Rebels fighting`.
    fn follows_opening_party(&self, verb: usize) -> bool {
        let Some(party) = verb.checked_sub(1).filter(|&c| matches!(self.kind(c), Kind::Side(_))) else { return false };
        open_clause(&self.row.chunks[..party]) == party
    }
}
