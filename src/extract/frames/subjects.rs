//! Who acts: the subject of a verb.
//!
//! Beside it: `asides` between subject and verb, `agents` that no subject tells (`by S`), and the `governors`
//! that a chunk hangs on.

mod agents;
mod asides;
mod governors;

use super::{Scene, Subject};
use crate::extract::chunks::{Kind, Verb};
use crate::extract::lexicon::class;
use crate::extract::list;
use crate::extract::places::What;

impl Scene<'_> {
    /// The subject of a verb, by the search order of the press's grammar.
    pub(super) fn subject(&self, chunk: usize, verb: &Verb) -> Subject {
        self.subject_from(chunk, verb, 0)
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

    /// The subject, as deep as it hangs on other verbs: at most six steps.
    pub(super) fn subject_from(&self, chunk: usize, verb: &Verb, depth: usize) -> Subject {
        if depth > 6 {
            return Subject::None;
        }
        if let Some(side) = self.of_what_is_told(chunk, verb) {
            return Subject::Side(side);
        }
        let mut c = chunk;
        let mut conjoined = false;
        let mut antecedent = false;
        while c > 0 {
            c -= 1;
            if antecedent {
                // What stands before `which` is its subject, whatever governs it.
                match self.kind(c) {
                    Kind::Side(s) => return Subject::Side(s),
                    // `a town in Aleppo province which is held by S`: the town, not the province.
                    Kind::Place(p) if self.is_region(p) && self.is_unnamed_in(c) => return Subject::None,
                    Kind::Place(p) => return Subject::Place(self.outer(p)),
                    // `P, some of which is held by S`
                    Kind::Noun if self.is_share_of_which(c) => continue,
                    Kind::Noun => return self.noun_subject(c),
                    _ => {}
                }
            }
            if c + 1 == chunk
                && verb.is_finite()
                && self.is_aside_mark(c)
                && let Some(p) = self.included(c)
            {
                return Subject::Place(p);
            }
            if (c + 1..chunk).all(|k| matches!(self.kind(k), Kind::Adverb | Kind::Time))
                && verb.is_finite()
                && self.is_aside_mark(c)
                && let Some(start) = self.apposition(c).or_else(|| self.clause_aside(c))
            {
                // `whose affiliate, the Khalid army, controls P`
                if let (Kind::Side(s), Kind::Noun) = (self.kind(c - 1), self.kind(start.wrapping_sub(1)))
                    && start + 2 == c
                {
                    return Subject::Side(s);
                }
                c = start;
                continue;
            }
            if c + 1 == chunk
                && verb.is_finite()
                && let Some(start) = self.bracketed(c)
            {
                c = start;
                continue;
            }
            match self.kind(c) {
                // `bombed P, then stormed Q`
                Kind::Adverb if self.word(c) == "then" && c + 1 == chunk => conjoined = true,
                Kind::Adverb | Kind::Time | Kind::Skip | Kind::Quote | Kind::Comma | Kind::Possessive => {}
                // `only to be retaken`, `without being able to take P`
                Kind::Noun if verb.infinitive && c + 1 == chunk && matches!(self.word(c), "only" | "able") => {}
                // `further west`
                Kind::Noun
                    if self.row.chunks[c].to == self.row.chunks[c].from + 1
                        && self.words.is(self.row.chunks[c].from, class::DIRECTION) => {}
                Kind::Prep => {
                    // `by capturing P`, `of seizing P`: the subject is the clause's.
                    if c + 1 == chunk && verb.ing {
                        // `blamed rebels for shelling`
                        if let (Some(Kind::Side(s)), Some(Kind::Verb(u))) =
                            (c.checked_sub(1).map(|k| self.kind(k)), c.checked_sub(2).map(|k| self.kind(k)))
                            && (self.is_verb(&self.row.verbs[u], list::BLAMING)
                                || self.word(c) == "against" && self.lemma(&self.row.verbs[u]) == "warn"
                                || self.is_verb(&self.row.verbs[u], list::PREVENTING))
                        {
                            return Subject::Side(s);
                        }
                        if let Some(u) = self.verb_before(c) {
                            // `stopped food from reaching P`: what is stopped.
                            if self.word(c) == "from" && self.is_verb(self.verb_of(u), list::PREVENTING) {
                                return match self.kind(c - 1) {
                                    Kind::Side(s) => Subject::Side(s),
                                    _ => Subject::Noun(c - 1),
                                };
                            }
                            return self.subject_from(u, self.verb_of(u), depth + 1);
                        }
                        return self.subject_after(chunk);
                    }
                }
                Kind::And => conjoined = true,
                Kind::Side(s) => {
                    // `with the army holding P`, `stopped the army taking P`
                    let own = c > 0
                        && (self.word(c - 1) == "with"
                            || matches!(self.kind(c - 1), Kind::Verb(u) if self.is_verb(&self.row.verbs[u], list::PREVENTING)));
                    if verb.ing && c + 1 == chunk && own && !self.sides[s].adjective {
                        return Subject::Side(s);
                    }
                    if let Some(skip) = self.governing_prep(c) {
                        if self.is_membership(skip) || !conjoined && self.is_share(skip) {
                            return Subject::Side(s);
                        }
                        // `an attempt by rebels to take`, `the way for rebels to take`
                        let attempt = verb.infinitive
                            && matches!(self.word(skip), "by" | "for")
                            && skip.checked_sub(1).is_some_and(|n| matches!(self.kind(n), Kind::Noun | Kind::Adverb));
                        // `killed dozens of rebels and destroyed`: what is counted is the object.
                        if self.counts(skip)
                            && let Some(u) = self.object_of(skip - 1)
                            && (conjoined || verb.infinitive || verb.ing || self.is_next_deed(chunk, u))
                        {
                            return self.subject_from(u, self.verb_of(u), depth + 1);
                        }
                        if attempt || self.is_share(skip) {
                            return Subject::Side(s);
                        }
                        c = skip;
                        continue;
                    }
                    let object_of = self.object_of(c);
                    // `rebels who fight the army have lost`: the relative clause is passed over.
                    if verb.is_finite()
                        && !conjoined
                        && let Some(u) = object_of
                        && let Some(relative) = self.own_relative(u)
                    {
                        (c, antecedent) = (relative, true);
                        continue;
                    }
                    // `rebels fighting the army took P`: so is what they do besides.
                    if verb.is_finite()
                        && !conjoined
                        && let Some(u) = object_of.filter(|&u| self.verb_of(u).ing && self.follows_opening_party(u))
                    {
                        c = u;
                        continue;
                    }
                    if let Some(u) =
                        object_of.filter(|&u| verb.is_finite() && !conjoined && self.is_next_deed(chunk, u))
                    {
                        return self.subject_from(u, self.verb_of(u), depth + 1);
                    }
                    if let Some(u) = object_of {
                        let controls = verb.infinitive && self.is_verb(self.verb_of(u), list::CONTROLLING);
                        if conjoined || (verb.infinitive || verb.ing) && !controls {
                            return self.subject_from(u, self.verb_of(u), depth + 1);
                        }
                    }
                    return Subject::Side(s);
                }
                // `Tadef a town northeast of Aleppo came under fire`, `Tadef just a mile from Bzaa came under fire`
                Kind::Place(p) if self.is_bearing(p) && self.told_where(c).is_some() => {
                    return self.told_where(c).map_or(Subject::None, Subject::Place);
                }
                Kind::Place(p) => {
                    if verb.bare && self.only_light(c + 1, chunk) {
                        return Subject::Place(self.outer(p));
                    }
                    if let Some(skip) = self.governing_prep(c) {
                        c = skip;
                        continue;
                    }
                    // `P, which borders Q, fell`: the relative clause is passed over.
                    if verb.is_finite()
                        && !conjoined
                        && self.only_light(c + 1, chunk)
                        && self.kind(chunk - 1) != Kind::Relative
                        && let Some(u) = self.object_of(c)
                        && let Some(relative) = self.own_relative(u)
                        && self.row.chunks[relative + 1..u].is_empty()
                    {
                        (c, antecedent) = (relative, true);
                        continue;
                    }
                    if c + 1 < chunk && self.kind(c + 1) == Kind::Relative
                        || c + 1 == chunk
                        || self.only_light(c + 1, chunk)
                    {
                        if (verb.infinitive || verb.ing || conjoined)
                            && let Some(u) = self.object_of(c)
                        {
                            return self.subject_from(u, self.verb_of(u), depth + 1);
                        }
                        // `rebels besieging P took Q`
                        if verb.is_finite()
                            && self.kind(chunk - 1) != Kind::Relative
                            && let Some(side) = self.subject_of_aside(c, depth)
                        {
                            return Subject::Side(side);
                        }
                        return Subject::Place(p);
                    }
                    if let Some(u) = self.object_of(c)
                        && (conjoined || !verb.is_finite() || verb.bare)
                    {
                        return self.subject_from(u, self.verb_of(u), depth + 1);
                    }
                    return Subject::Place(p);
                }
                Kind::Noun => {
                    if let Some(p) = self.seat_named(c) {
                        return Subject::Place(p);
                    }
                    if verb.infinitive
                        && self.only_light(c + 1, chunk)
                        && let Some(s) = self.owner(c)
                        && self.object_of(c).is_none_or(|u| !self.is_verb(self.verb_of(u), list::DOING))
                        // `took advantage of the army's gains to take P`: not the army.
                        && (self.governing_prep(c).is_none() || self.wants_infinitive(c))
                    {
                        return Subject::Side(s);
                    }
                    // `It took the army two months to retake P`
                    if verb.infinitive
                        && let Some(side) = self.taken_long_by(c)
                    {
                        return Subject::Side(side);
                    }
                    if let Some(skip) = self.governing_prep(c) {
                        // `dozens of rockets hit P`
                        let counted = self.word(skip) == "of"
                            && skip.checked_sub(1).is_some_and(|n| self.kind(n) == Kind::Noun && self.is_count(n))
                            && self.governing_prep(skip - 1).is_none();
                        if counted && !matches!(self.striker(c), super::Striker::No) {
                            return Subject::Noun(c);
                        }
                        // `hundreds of rebels and their families`
                        if let Kind::Side(s) = self.kind(skip + 1)
                            && self.is_share(skip)
                        {
                            return Subject::Side(s);
                        }
                        c = skip;
                        continue;
                    }
                    // `beat off four attempts to take P`: not theirs.
                    if verb.infinitive
                        && !conjoined
                        && let Some(u) = self.object_of(c)
                        && (self.is_verb(self.verb_of(u), list::THWARTING) || self.is_beaten_off(u))
                    {
                        return self.owner(c).map_or(Subject::Noun(c), Subject::Side);
                    }
                    if let Some(u) = self.object_of(c)
                        && (conjoined || verb.infinitive || verb.ing)
                        && !(verb.infinitive && !conjoined && self.is_verb(self.verb_of(u), list::CONTROLLING))
                    {
                        return self.subject_from(u, self.verb_of(u), depth + 1);
                    }
                    // `rebels having finished the campaign on P carried out`
                    if verb.is_finite()
                        && !conjoined
                        && let Some(side) = self.subject_of_aside(c, depth)
                    {
                        return Subject::Side(side);
                    }
                    // `rebel attempts to cut the road`
                    if verb.infinitive
                        && let Some(s) = self.owner(c)
                    {
                        return Subject::Side(s);
                    }
                    return self.noun_subject(c);
                }
                Kind::Relative => antecedent = self.word(c) != "where" && verb.is_finite(),
                Kind::Pronoun => {
                    if matches!(self.word(c), "they" | "it" | "he" | "them" | "we") {
                        return Subject::Pronoun;
                    }
                }
                Kind::Verb(_) => {
                    let other = self.verb_of(c);
                    // `attacks the groups that oppose the deal, taking P`: the main clause's subject.
                    if verb.ing
                        && !conjoined
                        && chunk.checked_sub(1).is_some_and(|before| self.word(before) == ",")
                        && let Some(relative) = self.relative_of(c)
                    {
                        c = relative;
                        continue;
                    }
                    // `pushed the SDF to retreat from P and entered Q`: not the infinitive's subject.
                    if conjoined && verb.is_finite() && !verb.present && other.infinitive {
                        continue;
                    }
                    if conjoined || !verb.is_finite() {
                        return self.subject_from(c, other, depth + 1);
                    }
                    // `jets believed to belong to S hit P`
                    let thought = c
                        .checked_sub(1)
                        .and_then(|before| self.row.verb(before))
                        .is_some_and(|v| matches!(self.lemma(v), "believe" | "think" | "suspect" | "say" | "presume"));
                    if other.infinitive && thought {
                        c -= 1;
                        continue;
                    }
                    // A relative clause between the subject and its verb: `P, which lies near Q, fell`.
                    if let Some(relative) = self.relative_of(c) {
                        c = relative;
                        continue;
                    }
                    if other.bare || other.ing || self.may_be_reduced(c, other) {
                        continue;
                    }
                    return Subject::None;
                }
                Kind::Clause => {
                    if verb.is_finite() {
                        if conjoined {
                            continue;
                        }
                        return Subject::None;
                    }
                    if let Some(u) = self.verb_before(c) {
                        return self.subject_from(u, self.verb_of(u), depth + 1);
                    }
                    return self.subject_after(chunk);
                }
            }
        }
        if verb.is_finite() { Subject::None } else { self.subject_after(chunk) }
    }

    /// Whose time it takes: `It took the army two months`.
    fn taken_long_by(&self, time: usize) -> Option<usize> {
        let party = time.checked_sub(1)?;
        let took = party.checked_sub(1).and_then(|c| self.row.verb(c)).filter(|verb| self.lemma(verb) == "take");
        match self.kind(party) {
            Kind::Side(side) if took.is_some() && party >= 2 && self.word(party - 2) == "it" => Some(side),
            _ => None,
        }
    }

    /// Whether a verb stands right after the party that opens its clause: `Rebels fighting`.
    fn follows_opening_party(&self, verb: usize) -> bool {
        let Some(party) = verb.checked_sub(1).filter(|&c| matches!(self.kind(c), Kind::Side(_))) else { return false };
        let before = party.checked_sub(1).map(|c| self.kind(c));
        before.is_none_or(|kind| matches!(kind, Kind::Clause | Kind::Comma | Kind::Quote | Kind::Time))
    }

    /// `some of which`, `parts of which`: a share of what stands before.
    pub(in crate::extract::frames) fn is_share_of_which(&self, noun: usize) -> bool {
        self.word(noun + 1) == "of"
            && self.kind(noun + 2) == Kind::Relative
            && (matches!(self.word(noun), "some" | "much" | "half" | "both" | "all" | "many")
                || self.words.part_at(self.row.chunks[noun].from).is_some())
    }

    /// The place meant by `X in Y which`: X, unless X has no name.
    pub(super) fn outer(&self, place: usize) -> usize {
        if self.places[place].contains
            && let Some(inner) = place.checked_sub(1).filter(|&i| self.places[i].container == Some(place))
            && self.places[inner].what != What::Unnamed
        {
            return inner;
        }
        place
    }

    /// Whether something without a name stands in the place at this chunk: `a town in P`, `the canton in P`.
    fn is_unnamed_in(&self, chunk: usize) -> bool {
        let Some(inner) = chunk.checked_sub(2).filter(|_| matches!(self.word(chunk - 1), "in" | "of")) else {
            return false;
        };
        match self.kind(inner) {
            Kind::Place(p) => self.places[p].what == What::Unnamed,
            Kind::Noun => {
                let range = self.row.chunks[inner];
                (range.from..range.to).all(|t| self.words.noun_at(t).is_none())
            }
            _ => false,
        }
    }

    /// A noun as subject; `rebel commanders` act for the rebels.
    pub(super) fn noun_subject(&self, noun: usize) -> Subject {
        if let Some(Kind::Side(s)) = noun.checked_sub(1).map(|k| self.kind(k))
            && self.is_force_like(noun)
            && self.words.noun_at(self.row.chunks[noun].from).is_none()
        {
            return Subject::Side(s);
        }
        // `the army's 5th Division`
        if noun >= 2
            && self.kind(noun - 1) == Kind::Possessive
            && let Kind::Side(s) = self.kind(noun - 2)
            && self.words.is(self.row.chunks[noun].to - 1, class::FORCE)
            && self.words.noun_at(self.row.chunks[noun].from).is_none()
        {
            return Subject::Side(s);
        }
        // `army units and popular groups`
        if noun >= 2
            && self.kind(noun - 1) == Kind::And
            && let Kind::Side(s) = self.kind(noun - 2)
            && !self.sides[s].adjective
        {
            return Subject::Side(s);
        }
        // `the group`, `our forces`: those who acted last.
        let range = self.row.chunks[noun];
        let force = (range.from..range.to).any(|t| self.words.is(t, class::FORCE) && !self.words.is(t, class::ARMS))
            && (range.from..range.to).all(|t| self.words.noun_at(t).is_none() || self.words.is(t, class::FORCE));
        let pointed = matches!(
            self.words.word(range.from),
            "the" | "its" | "their" | "our" | "these" | "those" | "his" | "other" | "another"
        );
        if force && pointed { Subject::Pronoun } else { Subject::Noun(noun) }
    }

    /// `forces affiliated to S`, `fighters loyal to S`: the preposition leads to whose they are.
    fn is_membership(&self, prep: usize) -> bool {
        let Some(noun) = prep.checked_sub(1).filter(|&n| self.kind(n) == Kind::Noun) else { return false };
        let last = self.words.word(self.row.chunks[noun].to - 1);
        matches!(self.word(prep), "to" | "with")
            && matches!(last, "affiliated" | "loyal" | "allied" | "linked" | "aligned")
    }

    /// `the rest of the fighters`, `a battalion of soldiers`: a number of them acts.
    fn is_share(&self, prep: usize) -> bool {
        let Some(noun) = prep.checked_sub(1) else { return false };
        self.counts(prep) && self.object_of(noun).is_none() && self.governing_prep(noun).is_none()
    }

    /// Whether what stands before `of` counts or gathers fighters: `dozens of rebels`, `forces of the regime`.
    fn counts(&self, prep: usize) -> bool {
        let Some(noun) = prep.checked_sub(1).filter(|&n| self.kind(n) == Kind::Noun) else { return false };
        let head = self.row.chunks[noun].to - 1;
        let share = self.words.is_in(head, list::SHARES_OF) || self.words.is(head, class::FORCE | class::NUMBER);
        self.word(prep) == "of" && share
    }

    /// `beat off`, `threw back`, `fought off`.
    pub(super) fn is_beaten_off(&self, verb: usize) -> bool {
        let verb = self.verb_of(verb);
        matches!(self.lemma(verb), "beat" | "throw" | "fight" | "push" | "drive")
            && matches!(self.words.word(verb.main + 1), "off" | "back")
    }

    /// `killed ten rebels, destroyed two cars`: a verb right after a comma, in the tense of the one before.
    fn is_next_deed(&self, verb: usize, before: usize) -> bool {
        let (this, that) = (self.verb_of(verb), self.verb_of(before));
        // `activists said rebels, who came from P, seized Q`
        if self.is_saying(that) {
            return false;
        }
        self.word(verb - 1) == "," && that.is_finite() && !that.passive && !this.passive && this.present == that.present
    }

    /// A verb whose object is what is told, not what is done.
    pub(super) fn is_saying(&self, verb: &Verb) -> bool {
        matches!(
            self.lemma(verb),
            "say"
                | "report"
                | "add"
                | "claim"
                | "announce"
                | "confirm"
                | "state"
                | "note"
                | "insist"
                | "declare"
                | "believe"
        )
    }

    /// The side that does what this chunk is the object of, where that only goes before its own verb: `rebels
    /// besieging P took Q`.
    fn subject_of_aside(&self, object: usize, depth: usize) -> Option<usize> {
        let aside = self.object_of(object)?;
        let verb = self.verb_of(aside);
        let opens =
            matches!(aside.checked_sub(1).map(|c| self.kind(c)), Some(Kind::Side(_) | Kind::Comma | Kind::Adverb));
        if !verb.ing || !opens {
            return None;
        }
        match self.subject_from(aside, verb, depth + 1) {
            Subject::Side(side) => Some(side),
            _ => None,
        }
    }

    /// The named place of which `a town north of P` or `just a mile from P` says where it lies.
    fn told_where(&self, bearing: usize) -> Option<usize> {
        let before = (0..bearing).rev().find(|&c| !matches!(self.kind(c), Kind::Adverb | Kind::Comma))?;
        match self.kind(before) {
            Kind::Place(p) if self.places[p].apposed.is_some() => self.places[p].apposed,
            Kind::Place(p) if matches!(self.places[p].what, What::Name(_) | What::Open) => Some(p),
            _ => None,
        }
    }

    /// `dozens`, `a barrage`: a noun that counts what follows `of`.
    pub(super) fn is_count(&self, noun: usize) -> bool {
        let head = self.row.chunks[noun].to - 1;
        self.words.is_in(head, list::SHARES_OF) || self.words.is_in(head, list::NUMBERS_OF)
    }

    /// The side that opens the sentence, where the grammar in between was not understood.
    pub(super) fn opening_side(&self, chunk: usize) -> Subject {
        let first = (0..chunk.min(4)).find_map(|c| match self.kind(c) {
            Kind::Side(s) if !self.sides[s].adjective && self.governing_prep(c).is_none() => Some(s),
            _ => None,
        });
        first.map_or(Subject::None, Subject::Side)
    }

    /// Nouns that can stand for a side: no civilians, no officials.
    pub(super) fn is_force_like(&self, noun: usize) -> bool {
        let chunk = &self.row.chunks[noun];
        (chunk.from..chunk.to).all(|t| !self.words.is(t, class::NOT_SIDE)) && !self.is_people(noun)
    }

    /// A noun for civilians.
    pub(super) fn is_people(&self, noun: usize) -> bool {
        let chunk = &self.row.chunks[noun];
        (chunk.from..chunk.to).any(|t| self.words.is(t, class::PEOPLE))
    }
}
