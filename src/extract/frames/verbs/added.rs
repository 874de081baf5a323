//! Places a verb is said of once more: `and rebels Q`, `along with Q`, `after Q and R`.

use crate::claim::{Event, Extent};
use crate::extract::chunks::{Kind, Verb};
use crate::extract::frames::{Scene, Subject, is_near};
use crate::extract::lexicon::class;
use crate::extract::list;
use crate::extract::places::What;

/// Places with who acts there, and the tokens that say so.
type Gapped = (Vec<(usize, Extent)>, Subject, Option<(usize, usize)>);

impl Scene<'_> {
    /// `P is the third village taken by S, after Q and R`: those that are counted with it.
    pub(super) fn counted_with(&self, from: usize, place: usize, verb: &Verb) -> Vec<(usize, Extent)> {
        let phrase = &self.places[place];
        let ranked = self.words.any_in(phrase.from..phrase.to, list::RANKS);
        let clause = (from..self.row.chunks.len()).find(|&c| matches!(self.kind(c), Kind::Clause | Kind::Verb(_)));
        let Some(after) = clause.filter(|&c| ranked && verb.bare && self.word(c) == "after") else { return Vec::new() };
        let Kind::Place(_) = self.kind(after + 1) else { return Vec::new() };
        let (places, at, _) = self.listed_after(after + 1, Extent::Whole, None);
        let said = (at..self.row.chunks.len()).take_while(|&c| self.kind(c) != Kind::Comma);
        if said.into_iter().any(|c| matches!(self.kind(c), Kind::Verb(_))) { Vec::new() } else { places }
    }

    /// The places that a verb goes on to with their counts alone: `P was hit by ten raids, Q by four and R by three`.
    pub(super) fn hit_by_count(&self, after: usize) -> Vec<(usize, Extent)> {
        let by_count = |c: usize| {
            matches!(self.word(c), "by" | "with")
                && self.kind(c + 1) == Kind::Noun
                && self.words.is(self.row.chunks[c + 1].from, class::NUMBER)
        };
        let mut places = Vec::new();
        let mut at = after + 2;
        while by_count(at - 2) && matches!(self.kind(at), Kind::And | Kind::Comma) {
            let next = at + 1 + usize::from(self.kind(at + 1) == Kind::And);
            match self.kind(next) {
                Kind::Place(p) if self.has_name(p) && by_count(next + 1) => places.push((p, Extent::Whole)),
                _ => break,
            }
            at = next + 3;
        }
        places
    }

    /// What else a verb hits, each in its place: `hit a depot in P and a hideout of S in Q`.
    pub(super) fn struck_beside(&self, mut at: usize) -> Vec<(usize, Extent)> {
        let mut places = Vec::new();
        while matches!(self.kind(at), Kind::And | Kind::Comma) {
            let first = at + 1 + usize::from(self.kind(at + 1) == Kind::And);
            let of_noun = |c: usize| {
                matches!(self.kind(c), Kind::Noun | Kind::Possessive | Kind::Adverb)
                    || matches!(self.kind(c), Kind::Side(_)) && !matches!(self.kind(c + 1), Kind::Verb(_))
                    || self.word(c) == "of"
            };
            let Some(prep) = (first..self.row.chunks.len()).find(|&c| !of_noun(c)) else { break };
            let thing = (first..prep).any(|c| self.kind(c) == Kind::Noun && !self.is_people(c));
            let set = matches!(self.word(prep), "in" | "at" | "near" | "inside" | "outside");
            // `in the north of A, in P and in Q`, but `in P, in A province`
            let one_more = prep == first
                && matches!(self.word(prep), "in" | "at")
                && matches!(self.kind(prep + 1), Kind::Place(p) if !self.is_large(p) && !self.is_region(p) && !self.places[p].contains);
            if !(thing || one_more) || !set || !matches!(self.kind(prep + 1), Kind::Place(p) if self.has_name(p)) {
                break;
            }
            let near = is_near(self.word(prep));
            let (more, next, _) = self.listed_after(prep + 1, if near { Extent::Near } else { Extent::Part }, None);
            // `and a hospital in Q was closed`
            if self.row.is_finite(next) {
                break;
            }
            places.extend(more);
            at = next;
        }
        places
    }

    /// A verb is said once for two: `the army took P on Sunday and rebels Q`, `P fell to IS in May and Q a month
    /// later`, `P was taken by the army and Q by rebels`. The places, who acts there, and the tokens that say so
    /// where they do not stand beside a place of their own.
    pub(super) fn gapped(&self, from: usize, active: bool, agent: Subject, first: &[(usize, Extent)]) -> Vec<Gapped> {
        if let Some(more) = self.likewise(from, active) {
            return vec![(more, agent, None)];
        }
        match self.other_part(from, active, first).or_else(|| self.to_another(from, active, first)) {
            Some(one) => vec![one],
            None => self.gapped_items(from, active, agent),
        }
    }

    /// `The army holds half of P, rebels the other half`, `Half of P is held by the army and half by rebels`.
    fn other_part(&self, from: usize, active: bool, first: &[(usize, Extent)]) -> Option<Gapped> {
        let joint = match self.kind(from) {
            Kind::And | Kind::Comma => Some(from),
            // The comma is lost.
            Kind::Side(_) => from.checked_sub(1),
            _ => None,
        };
        let rest = |c: usize| match self.kind(c + 1) {
            Kind::Side(s) if active && !self.sides[s].adjective && self.is_rest(c + 2) => Some(s),
            _ => None,
        };
        let half = (from..from + 4).find(|&c| self.kind(c) == Kind::And || self.word(c) == ",").filter(|&c| {
            !active
                && !matches!(self.kind(c + 1), Kind::Place(_))
                && self.word(c + 2) == "by"
                && matches!(self.word(c + 1), "half" | "the" | "part")
        });
        let side = match half.map(|c| self.kind(c + 3)) {
            Some(Kind::Side(side)) => side,
            _ => joint.and_then(rest)?,
        };
        let parts = first.iter().map(|&(p, _)| (p, Extent::Part)).collect();
        Some((parts, Subject::Side(side), None))
    }

    /// `P fell to IS in May and to the army in June`.
    fn to_another(&self, from: usize, active: bool, first: &[(usize, Extent)]) -> Option<Gapped> {
        let again = (from..self.row.chunks.len())
            .take_while(|&c| !matches!(self.kind(c), Kind::Verb(_) | Kind::Clause | Kind::Place(_)))
            .find(|&c| self.kind(c) == Kind::And && matches!(self.word(c + 1), "to" | "by"));
        match again.filter(|_| !active).map(|c| self.kind(c + 2)) {
            Some(Kind::Side(side)) => {
                let told = (self.sides[side].from - 1, self.sides[side].to);
                Some((first.to_vec(), Subject::Side(side), Some(told)))
            }
            _ => None,
        }
    }

    /// `P is held by rebels, Q by the army and R by IS`: each place that follows with who acts there.
    fn gapped_items(&self, from: usize, active: bool, agent: Subject) -> Vec<Gapped> {
        let mut gapped = Vec::new();
        let mut c = from;
        while c < self.row.chunks.len() {
            match self.kind(c) {
                // `Rebels hold P, the army Q`
                Kind::Comma if !self.opens_gapped_item(c, active) => c += 1,
                Kind::And | Kind::Comma => match self.gapped_item(c, active, agent) {
                    Some((item, next)) => {
                        gapped.push(item);
                        c = next;
                    }
                    None => break,
                },
                Kind::Verb(_) | Kind::Clause | Kind::Relative => break,
                _ => c += 1,
            }
        }
        gapped
    }

    /// Whether a chunk is a time of the day or a date.
    fn is_timed(&self, chunk: usize) -> bool {
        self.kind(chunk) == Kind::Time || self.is_hour(chunk)
    }

    fn is_hour(&self, chunk: usize) -> bool {
        self.kind(chunk) == Kind::Noun && self.words.is_in(self.row.chunks[chunk].to - 1, list::HOURS)
    }

    /// `then` in `took P on Sunday, then Q on Monday`: how many chunks to pass.
    fn past_then(&self, chunk: usize) -> usize {
        usize::from(matches!(self.word(chunk), "then" | "later") && self.kind(chunk) == Kind::Adverb)
    }

    /// Whether the comma at this chunk goes on with a place of its own: `took P in March, Q in May`, `Rebels hold P, the
    /// army Q`, `P is held by rebels, Q by the army`.
    fn opens_gapped_item(&self, c: usize, active: bool) -> bool {
        let place = c + 1 + self.past_then(c + 1);
        let named = matches!(self.kind(place), Kind::Place(p) if self.has_name(p) && !self.places[p].contains);
        let dated = c > 0 && self.is_timed(c - 1) && named;
        let of_another = active
            && matches!(self.kind(c + 1), Kind::Side(s) if !self.sides[s].adjective)
            && matches!(self.kind(c + 2), Kind::Place(_));
        let by_another = !active
            && matches!(self.kind(c + 1), Kind::Place(_))
            && matches!(self.word(c + 2), "by" | "to")
            && matches!(self.kind(c + 3), Kind::Side(_));
        self.word(c) == "," && (dated || of_another || by_another) || active && self.timed_item(c).is_some()
    }

    /// The item after the mark or `and` at this chunk, and the chunk after it.
    fn gapped_item(&self, c: usize, active: bool, agent: Subject) -> Option<(Gapped, usize)> {
        let place_at = c + 1 + self.past_then(c + 1);
        let timed_before = |c: usize| c > 0 && self.is_timed(c - 1);
        let mut told_once = false;
        let mut own = None;
        let (place, actor) = match (self.kind(place_at), self.kind(place_at + 1)) {
            (Kind::Side(s), Kind::Place(_)) if active && !self.sides[s].adjective => (c + 2, Subject::Side(s)),
            (Kind::Place(_), _) if !active => (place_at, agent),
            // `took P on Monday and Q on Tuesday`
            (Kind::Place(_), _) if timed_before(c) || c > 0 && self.word(c - 1) == "," && timed_before(c - 1) => {
                told_once = true;
                (place_at, agent)
            }
            // `took P in March and in April Q`
            (Kind::Prep, Kind::Time) => {
                let item = self.timed_item(c)?;
                let time = self.row.chunks[c + 2];
                own = Some((time.from, time.to));
                (item, agent)
            }
            // `gave up P on Tuesday and, two days later, Q`
            (Kind::Comma, _) => match (c + 2..c + 6).find(|&k| self.kind(k) == Kind::Comma)? {
                k if matches!(self.kind(k + 1), Kind::Place(_)) => (k + 1, agent),
                _ => return None,
            },
            _ => return None,
        };
        let (places, mut at, _) = self.listed_after(place, Extent::Whole, None);
        // `P fell to the army and Q to the rebels`
        let by = matches!(self.word(at), "by" | "to") && matches!(self.kind(at + 1), Kind::Side(_));
        let actor = match self.kind(at + 1) {
            Kind::Side(s) if by && !active => Subject::Side(s),
            _ => actor,
        };
        at += if by { 2 } else { 0 };
        let timed =
            matches!(self.kind(at), Kind::Time | Kind::Adverb) || self.kind(at) == Kind::Prep && self.is_timed(at + 1);
        let ended = (at..self.row.chunks.len())
            .take_while(|&k| !matches!(self.kind(k), Kind::Clause | Kind::Comma | Kind::And))
            .all(|k| matches!(self.kind(k), Kind::Time | Kind::Adverb | Kind::Prep | Kind::Noun));
        let named = places.iter().all(|&(p, _)| self.places[p].what != What::Unnamed);
        let told = ended && named && (active || by || timed) && (timed || !told_once);
        told.then_some(((places, actor, own), at))
    }

    /// `fell on Saturday, followed by P`, `fell to S, and so did P`: where the same came to pass, later or as well.
    fn likewise(&self, from: usize, active: bool) -> Option<Vec<(usize, Extent)>> {
        let mut run = (from..self.row.chunks.len())
            .take_while(|&c| !matches!(self.kind(c), Kind::Relative) && !self.row.is_finite(c));
        let place = run.find_map(|c| {
            let followed = self.row.verb(c).is_some_and(|v| self.lemma(v) == "follow") && self.word(c + 1) == "by";
            let did = |t: usize| self.words.is(t, class::DO | class::BE | class::HAVE);
            let so = matches!(self.word(c), "so" | "as") && self.row.chunks.get(c + 1).is_some_and(|c| did(c.from));
            (followed || so && !active).then_some(c + 2)
        })?;
        let named = matches!(self.kind(place), Kind::Place(p) if self.has_name(p));
        let (places, at, _) = self.listed_after(place, Extent::Whole, None);
        let ended =
            self.row.chunks.get(at).is_none_or(|c| !matches!(c.kind, Kind::Noun | Kind::Verb(_) | Kind::Possessive));
        (named && ended).then_some(places)
    }

    /// The place of the item that a time opens: `and in April Q`, `and, in June, Q`.
    fn timed_item(&self, and: usize) -> Option<usize> {
        let item = and + 3 + usize::from(self.kind(and + 3) == Kind::Comma);
        let named = matches!(self.kind(item), Kind::Place(p) if self.has_name(p) && !self.places[p].contains);
        (matches!(self.kind(and), Kind::And | Kind::Comma) && matches!(self.word(and + 1), "in" | "on") && named)
            .then_some(item)
    }

    /// `As well as P,`, `In addition to P,` at the head of a verb's sentence: what is counted with its object.
    pub(super) fn besides(&self, verb: usize) -> Vec<(usize, Extent)> {
        let head = self.row.clause_head(verb);
        if self.kind(head) != Kind::And || !matches!(self.kind(head + 1), Kind::Place(p) if self.has_name(p)) {
            return Vec::new();
        }
        let (places, at, _) = self.listed_after(head + 1, Extent::Whole, None);
        let party =
            |c: usize| matches!(self.kind(c), Kind::Side(_) | Kind::Comma | Kind::Adverb | Kind::Time | Kind::Skip);
        if (at..verb).all(party) { places } else { Vec::new() }
    }

    /// `some positions there`: land in the place told before.
    pub(super) fn ground_there(&self, object: usize) -> Vec<(usize, Extent)> {
        let there = (object + 1..object + 4).find(|&c| self.word(c) == "there");
        let small = |c: usize| self.kind(c) == Kind::Noun || self.word(c) == "of";
        let Some(there) = there.filter(|&t| (object..t).all(small) && self.is_ground(t - 1)) else { return Vec::new() };
        let place = self.place_of_pronoun(self.row.chunks[there].from);
        place.map(|(p, _)| (p, Extent::Part)).into_iter().collect()
    }

    /// `the northern triangle of the plain: P and Q`: the list after the colon, with no clause before it.
    pub(super) fn listed_after_colon(&self, object: usize) -> Vec<(usize, Extent)> {
        let open = |c: &usize| !matches!(self.kind(*c), Kind::Verb(_) | Kind::Clause | Kind::Relative);
        let end = (object..self.row.chunks.len()).find(|c| !open(c)).unwrap_or(object);
        match self.kind(end + 1) {
            Kind::Place(p) if self.word(end) == ":" && self.has_name(p) => {
                self.listed_after(end + 1, Extent::Whole, None).0
            }
            _ => Vec::new(),
        }
    }

    /// `Clashes reported: P and Q`, `Captured by rebels on Sunday: P`: the list after a colon that closes the sentence,
    /// with no clause before it.
    pub(in crate::extract::frames) fn listed_at_end(&self, from: usize) -> Option<Vec<(usize, Extent)>> {
        let heading = |c: usize| match self.kind(c) {
            Kind::Verb(v) => !self.row.verbs[v].is_finite() || self.is_verb(&self.row.verbs[v], list::SAYING),
            kind => !matches!(kind, Kind::Clause | Kind::Relative | Kind::Place(_)),
        };
        let colon = (from..self.row.chunks.len()).find(|&c| !heading(c)).filter(|&c| self.word(c) == ":")?;
        let Kind::Place(p) = self.kind(colon + 1) else { return None };
        let (places, end, _) = self.listed_after(colon + 1, Extent::Whole, None);
        let ends = (end..self.row.chunks.len()).all(|c| self.kind(c) == Kind::Comma);
        (self.has_name(p) && ends).then_some(places)
    }

    /// `the rest`, `the other half`: what is left of a place, at the end of a clause.
    fn is_rest(&self, noun: usize) -> bool {
        let last = noun
            + usize::from(
                self.kind(noun) == Kind::Noun && self.word(noun) == "the" && self.kind(noun + 1) == Kind::Noun,
            );
        let Some(chunk) = self.row.chunks.get(last).filter(|c| c.kind == Kind::Noun) else { return false };
        let rest = match self.words.word(chunk.to - 1) {
            "rest" | "remainder" | "other" => true,
            "half" | "part" | "side" => self.words.word(chunk.to - 2) == "other",
            _ => false,
        };
        rest && self.word(noun) == "the"
            && matches!(self.kind(last + 1), Kind::Comma | Kind::Clause | Kind::Time | Kind::And)
    }

    /// `the only districts held by rebels are P and Q`: the places named after the verb.
    pub(in crate::extract::frames) fn equated(&self, from: usize) -> Option<Vec<(usize, Extent)>> {
        if let Some(listed) = self.listed_at_end(from) {
            return Some(listed);
        }
        let next = (from..self.row.chunks.len()).find(|&c| matches!(self.kind(c), Kind::Verb(_)))?;
        let verb = self.verb_of(next);
        let is = verb.is_finite() && !verb.passive && matches!(self.lemma(verb), "be" | "remain" | "include");
        let Kind::Place(p) = self.kind(next + 1) else { return None };
        let named = self.places[p].is_named();
        (is && named).then(|| self.listed_after(next + 1, Extent::Whole, None).0)
    }

    /// `P, which S took on Sunday along with Q`: what is added to the list at the end of the clause.
    pub(super) fn added_later(&self, from: usize, places: &[(usize, Extent)]) -> Vec<(usize, Extent)> {
        let end = (from..self.row.chunks.len()).find(|&c| {
            matches!(self.kind(c), Kind::Clause | Kind::Relative)
                || matches!(self.kind(c), Kind::Verb(v) if self.row.verbs[v].is_finite())
        });
        // `holds P, where a truce is observed, as well as Q`
        let aside = end.filter(|&c| self.kind(c) == Kind::Relative);
        let told_once = |from: usize, to: usize| (from..to).filter(|&c| self.row.is_finite(c)).count() == 1;
        let closed =
            aside.and_then(|c| (c + 1..self.row.chunks.len()).find(|&k| self.is_as_well(k) && told_once(c, k)));
        let end = closed.map_or(end, |and| Some(and + 1));
        let timed = |c: usize| matches!(self.kind(c), Kind::Time | Kind::Adverb);
        let adds = |c: &usize| {
            let comma = self.word(*c - 1) == "," && *c > 1 && timed(*c - 2);
            self.is_as_well(*c) && (timed(*c - 1) || comma || closed == Some(*c))
        };
        let Some(and) = (from.max(1)..end.unwrap_or(self.row.chunks.len())).find(adds) else { return Vec::new() };
        let first = self.named_list_of(and + 1).unwrap_or(and + 1);
        let mut more = self.listed_after(first, Extent::Whole, None).0;
        more.retain(|(p, _)| !places.iter().any(|(q, _)| p == q));
        more
    }

    /// `as well as`, `along with`.
    pub(in crate::extract::frames) fn is_as_well(&self, chunk: usize) -> bool {
        self.row.chunks.get(chunk).is_some_and(|c| c.kind == Kind::And && c.to > c.from + 1)
    }

    /// So many places named last.
    pub(in crate::extract::frames) fn last_few(&self, token: usize, count: usize) -> Vec<(usize, Extent)> {
        let end = self.places.partition_point(|p| p.from < token);
        let sentence = self.words.text.sentence_of(token);
        let named = (0..end).rev().filter(|&p| {
            let phrase = &self.places[p];
            phrase.is_named()
                && !phrase.contains
                && phrase.extent != Extent::Near
                && self.words.text.sentence_of(phrase.from) + 1 >= sentence
        });
        named.take(count).map(|p| (p, Extent::Whole)).collect()
    }

    /// `the militants of P`, `fighters in P`: where a side is said to be.
    pub(super) fn places_of_side(&self, side: usize) -> Vec<(usize, Extent)> {
        let Some(chunk) = self.row.chunk_of(self.sides[side].to - 1) else { return Vec::new() };
        // `Rebels there withdrew`
        if self.word(chunk + 1) == "there" {
            return self.place_of_pronoun(self.row.chunks[chunk + 1].from).into_iter().collect();
        }
        let inside = self.kind(chunk + 1) == Kind::Prep && matches!(self.word(chunk + 1), "of" | "in");
        match self.kind(chunk + 2) {
            Kind::Place(_) if inside => self.listed_after(chunk + 2, Extent::Whole, None).0,
            _ => self.held_by_relative(chunk),
        }
    }

    /// `the rebels, who had held P since 2013, withdrew`: what the side's relative clause says it held.
    fn held_by_relative(&self, side: usize) -> Vec<(usize, Extent)> {
        let relative = side + 1 + usize::from(self.kind(side + 1) == Kind::Comma);
        let who = self.kind(relative) == Kind::Relative && matches!(self.word(relative), "who" | "which" | "that");
        let verb = (relative + 1..relative + 4).find(|&c| !matches!(self.kind(c), Kind::Adverb | Kind::Time));
        let holds = |c: &usize| self.row.verb(*c).is_some_and(|verb| self.tells_of(verb, Event::Holds));
        match verb.filter(|_| who).filter(holds) {
            Some(verb) if matches!(self.kind(verb + 1), Kind::Place(_)) => {
                self.listed_after(verb + 1, Extent::Whole, None).0
            }
            _ => Vec::new(),
        }
    }
}
