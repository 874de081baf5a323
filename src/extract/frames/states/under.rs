//! Under whose control a place is: `P is under S control`, `P in the hands of S`, `S is in control of P`.

use crate::claim::{Event, Extent};
use crate::extract::chunks::Kind;
use crate::extract::frames::{Raw, Scene, Subject};
use crate::extract::lexicon::class;
use crate::extract::list;
use crate::extract::places::{What, wider};
use crate::side::Side;

/// `under the control of S`: the words of a state, and what they say of a place.
struct Under {
    index: u16,
    /// The chunk of `control`.
    chunk: usize,
    /// Its tokens.
    trigger: (usize, usize),
    /// The chunk of the preposition, and the preposition.
    prep: usize,
    preposition: String,
    /// The chunk after what may stand between the preposition and what it is said of, and that chunk.
    after_left: usize,
    left: usize,
    side: Option<usize>,
    places: Vec<(usize, Extent)>,
    event: Event,
}

impl Scene<'_> {
    /// `P is under S control`, `P in the hands of S`, `in control of P`.
    pub(in crate::extract::frames) fn under(
        &self,
        index: u16,
        chunk: usize,
        trigger: (usize, usize),
        found: &mut Vec<Raw>,
    ) {
        let word = self.words.word(trigger.0);
        if matches!(word, "ours" | "theirs") {
            return self.owned(index, chunk, trigger, found);
        }
        let Some(prep) = self.prep_of_state(chunk) else { return };
        let preposition = self.word(prep).to_owned();
        // `P is within range of S's guns`
        let ranged = self.rule(index).event == Event::Advances;
        if self.is_of_former(prep) || !(if ranged { preposition == "within" } else { fits(&preposition, word) }) {
            return;
        }
        let mut side = self.owner(chunk);
        if side.is_none() {
            // `control of S`, `the hands of the rebels`
            let by_then = self.kind(chunk + 1) == Kind::Adverb;
            // `under "full control" of S`
            let of = chunk + 1 + usize::from(self.kind(chunk + 1) == Kind::Quote);
            let charge = preposition == "in" && matches!(word, "control" | "charge");
            if charge && matches!(self.word(of), "in" | "over" | "inside") {
                return self.in_control_of(index, chunk, prep, trigger, found);
            }
            if !by_then && matches!(self.word(of), "of" | "by") {
                if let Kind::Side(s) = self.kind(of + 1) {
                    side = Some(s);
                } else if preposition == "in" && matches!(word, "control" | "charge" | "possession") {
                    return self.in_control_of(index, chunk, prep, trigger, found);
                }
            } else if preposition == "in" && word == "control" && self.is_ended(trigger.1) {
                return self.in_control_here(index, prep, trigger, found);
            }
        }
        if let Some(side) = side.filter(|_| !ranged && matches!(preposition.as_str(), "in" | "under")) {
            let places = self.inverted(chunk, prep);
            if !places.is_empty() {
                return places.into_iter().for_each(|(place, extent)| {
                    let mut raw = self.raw(index, place, extent, chunk, trigger);
                    self.set_agent(&mut raw, side);
                    raw.description = true;
                    found.push(raw);
                });
            }
        }
        let Some((after_left, left)) = self.left_of_state(prep) else { return };
        let event = Event::Holds;
        let places = Vec::new();
        let mut under = Under { index, chunk, trigger, prep, preposition, after_left, left, side, places, event };
        self.said_under(&mut under);
        if under.preposition == "from" {
            return;
        }
        self.change_under(&mut under);
        self.put_under(&mut under);
        if ranged {
            self.range_over(&mut under);
        }
        self.equated_under(&mut under);
        self.tell_under(under, found);
    }

    /// The preposition of a state: `under` in `under the army's control`.
    fn prep_of_state(&self, chunk: usize) -> Option<usize> {
        let mut c = chunk;
        while c > 0 && matches!(self.kind(c - 1), Kind::Side(_) | Kind::Possessive | Kind::Noun | Kind::Quote) {
            c -= 1;
        }
        let prep = c.checked_sub(1).filter(|&p| self.kind(p) == Kind::Prep)?;
        // `outside of`, `out of`
        let pair =
            prep.checked_sub(1).filter(|&c| self.word(prep) == "of" && matches!(self.word(c), "outside" | "out"));
        Some(pair.unwrap_or(prep))
    }

    /// `Still in rebel hands are P and Q`, `Left under S control is P`: the state comes first.
    fn inverted(&self, chunk: usize, prep: usize) -> Vec<(usize, Extent)> {
        let light = |c: usize| match self.kind(c) {
            Kind::Verb(_) => c == 0,
            Kind::Noun => matches!(self.word(c), "left" | "behind"),
            kind => matches!(kind, Kind::Adverb | Kind::And | Kind::Prep | Kind::Comma),
        };
        let told = |c: &usize| matches!(self.kind(*c), Kind::Verb(_) | Kind::Place(_) | Kind::Comma | Kind::Clause);
        let opens = |c: &usize| self.row.verb(*c).is_some() || self.word(*c) == ":";
        let is = (chunk + 1..self.row.chunks.len()).find(told).filter(opens);
        let first = (0..prep).all(light);
        is.filter(|_| first).and_then(|is| self.equated(is)).unwrap_or_default()
    }

    /// `formerly in the hands of S`.
    fn is_of_former(&self, prep: usize) -> bool {
        let opens = self.row.chunks[prep].from;
        let again = |t: usize| matches!(self.words.word(t + 1), "again" | "more");
        (opens.saturating_sub(2)..opens).any(|t| self.words.is(t, class::FORMER) && !again(t))
    }

    /// What stands before the preposition but for adverbs and times, with the chunk after it.
    fn left_of_state(&self, prep: usize) -> Option<(usize, usize)> {
        let mut k = prep;
        while k > 0
            && (matches!(self.kind(k - 1), Kind::Adverb | Kind::Time | Kind::Comma) || self.word(k - 1) == "back")
        {
            k -= 1;
        }
        let left = k.checked_sub(1)?;
        // `P was safe and firmly in army hands`
        if self.kind(left) == Kind::And
            && let Some(is) = (left.saturating_sub(4)..left).rev().find(|&c| self.row.verb(c).is_some())
            && self.is_verb(self.verb_of(is), list::BEING_UNDER)
            && (is + 1..left).all(|c| matches!(self.kind(c), Kind::Noun | Kind::Adverb | Kind::Prep))
        {
            return Some((k, is));
        }
        Some((k, left))
    }

    /// The places of which it is said, and whether they came to be so.
    fn said_under(&self, under: &mut Under) {
        let (left, into) = (under.left, under.preposition == "into");
        match self.kind(left) {
            // `corridors from P into government territory`
            Kind::Place(_) if into && left.checked_sub(1).is_some_and(|c| self.word(c) == "from") => {}
            // `the land between P and Q, in the hands of S`
            Kind::Place(_) if self.governing_prep(left).is_some_and(|prep| self.word(prep) == "between") => {}
            Kind::Place(p) => under.places = self.listed_before(p),
            Kind::Verb(v) => {
                let verb = &self.row.verbs[v];
                if self.is_verb(verb, list::COMING_UNDER) {
                    under.event = Event::Captures;
                }
                if self.is_verb(verb, list::BEING_UNDER) {
                    under.places = match self.subject(left, verb) {
                        // `The hills above P are in rebel hands`
                        Subject::Place(p) if !self.beside_nameless(p, self.rule(under.index)).is_empty() => {
                            self.beside_nameless(p, self.rule(under.index))
                        }
                        Subject::Place(p) => self.said_of(p, left),
                        Subject::Pronoun => self.places_of_pronoun(left),
                        Subject::Noun(n) if self.is_ground(n) || self.is_number(n) => self.noun_places(n),
                        _ => Vec::new(),
                    };
                }
            }
            _ => {}
        }
    }

    /// Whether it is a change: `P came under S control`, `P is out of S hands`.
    fn change_under(&self, under: &mut Under) {
        let (chunk, left, preposition) = (under.chunk, under.left, under.preposition.as_str());
        let opens = self.row.chunks[under.prep].from;
        // `By noon P was under S control`
        let by_then = self.word(0) == "by" && (self.kind(0) == Kind::Adverb || self.kind(1) == Kind::Time);
        // `P is back under S control`
        let back = opens > 0 && self.words.word(opens - 1) == "back";
        // `remains out of army hands`: they do not hold it, and may never have.
        let stays = matches!(self.kind(left), Kind::Verb(v) if matches!(self.lemma(&self.row.verbs[v]), "remain" | "stay"))
            || (under.after_left..under.prep).any(|c| self.word(c) == "still");
        if matches!(preposition, "to" | "into") || by_then && !stays || back {
            under.event = Event::Captures;
        }
        let since = (chunk + 1..chunk + 5).any(|c| self.kind(c) == Kind::Time && self.word(c) == "since");
        // `had been outside regime control for five years`
        let long = matches!(self.kind(left), Kind::Verb(_))
            && (self.row.chunks[left].from..self.row.chunks[left].to).any(|t| self.words.is(t, class::HAVE));
        let outside = matches!(preposition, "outside" | "beyond") && (since || long);
        let lost = (matches!(preposition, "out of" | "out") || outside) && !stays;
        if lost || self.is_no_longer(opens) {
            under.event = Event::Loses;
        }
    }

    /// `brought P under their control`, `All that remains in rebel hands are P and Q`.
    fn put_under(&self, under: &mut Under) {
        let Kind::Place(p) = self.kind(under.left) else { return };
        // `took P, the last town still in S2's hands`: not by this.
        if self.places[p].apposed.is_some() || (under.left..under.prep).any(|c| self.word(c) == "still") {
            return;
        }
        let Some(v) = self.object_of(under.left) else { return };
        let lemma = self.lemma(self.verb_of(v));
        // `kept P under its control`, `has P in its grip`: it was so before.
        let kept = matches!(lemma, "keep" | "have" | "hold" | "leave");
        if matches!(lemma, "bring" | "put" | "take" | "place") {
            under.event = Event::Captures;
        } else if !kept || under.event != Event::Holds {
            return;
        }
        under.places = self.listed_before(p);
        if let (None, Subject::Side(s)) = (under.side, self.subject(v, self.verb_of(v))) {
            under.side = Some(s);
        }
    }

    /// `P is within range of S's guns`, `The army is now within range of P`.
    fn range_over(&self, under: &mut Under) {
        let (chunk, left) = (under.chunk, under.left);
        under.event = Event::Advances;
        if let (Kind::Verb(v), Kind::Place(_)) = (self.kind(left), self.kind(chunk + 2))
            && self.word(chunk + 1) == "of"
            && self.is_verb(&self.row.verbs[v], list::BEING_UNDER)
            && let Subject::Side(s) = self.subject(left, &self.row.verbs[v])
        {
            under.side = Some(s);
            under.places = self.listed_after(chunk + 2, Extent::Near, None).0;
        }
        under.places.iter_mut().for_each(|(_, extent)| *extent = Extent::Near);
    }

    /// The places that come after: `The only crossing in rebel hands is P`, `areas under rebel control in Aleppo`.
    fn equated_under(&self, under: &mut Under) {
        let chunk = under.chunk;
        let only = |&(p, _): &(usize, Extent)| {
            let phrase = &self.places[p];
            !phrase.is_named()
                && (phrase.from..phrase.to).any(|t| matches!(self.words.word(t), "only" | "last" | "remaining"))
        };
        if !under.places.is_empty()
            && under.places.iter().all(only)
            && let Some(named) = self.equated(chunk + 1)
        {
            under.places = named;
        }
        // `Towns under rebel control include P and Q`
        let nameless = |&(p, _): &(usize, Extent)| !self.places[p].is_named();
        if under.places.iter().all(nameless)
            && let Some(named) = self.included_by(chunk + 1)
        {
            under.places = named;
        }
        // `All three are in rebel hands`
        if under.places.is_empty() && self.row.verb(under.left).is_some() {
            under.places = self.all_told(under.left);
        }
        if under.places.is_empty() && (0..2).any(|c| self.word(c) == "all") {
            under.places = self.equated(chunk + 1).unwrap_or_default();
        }
        if under.places.is_empty()
            && let (Kind::Noun, Kind::Prep, Kind::Place(p)) =
                (self.kind(under.left), self.kind(chunk + 1), self.kind(chunk + 2))
            && self.word(chunk + 1) == "in"
            && self.is_ground(under.left)
        {
            under.places = vec![(p, wider(Extent::Part, self.places[p].extent))];
        }
    }

    fn tell_under(&self, under: Under, found: &mut Vec<Raw>) {
        let Under { index, chunk, trigger, prep, left, side, places, event, .. } = under;
        // `under their control`
        let theirs = matches!(self.words.word(self.row.chunks[chunk].from), "their" | "its" | "our");
        // `under the control of our forces`
        let theirs = theirs || self.word(chunk + 1) == "of" && matches!(self.word(chunk + 2), "our" | "their");
        // `the areas under their control`: some that nobody names.
        let some = |&(p, _): &(usize, Extent)| self.places[p].what == What::Anaphor && self.places[p].plural;
        // `P is under the control of Damascus`
        let capital = self.word(chunk + 1) == "of" && self.word(chunk + 2) == "damascus";
        if side.is_none() && !capital && (!theirs || !places.is_empty() && places.iter().all(some)) {
            return;
        }
        let told_by = if matches!(self.kind(left), Kind::Verb(_)) { left } else { chunk };
        // `With P under its control, the army turned to Q`
        let head = self.row.clause_head(chunk);
        let opens = theirs && (head..prep).all(|c| !matches!(self.kind(c), Kind::Verb(_) | Kind::Side(_)));
        let side = side.or(match self.subject_after(chunk) {
            Subject::Side(later) if opens && self.word(head) == "with" => Some(later),
            _ => None,
        });
        for (place, extent) in places.into_iter().filter(|&(place, _)| self.usable(place, event)) {
            let mut raw = self.raw(index, place, extent, told_by, trigger);
            raw.event = event;
            raw.description = self.is_no_longer(self.row.chunks[prep].from);
            match side {
                Some(side) => self.set_agent(&mut raw, side),
                None if capital => raw.named = Some(Side::Government),
                None => raw.pronoun = true,
            }
            found.push(raw);
        }
    }

    /// `P and Q are still ours`, `Now that P is theirs`.
    fn owned(&self, index: u16, chunk: usize, trigger: (usize, usize), found: &mut Vec<Raw>) {
        let Some(verb) = (0..chunk).rev().find(|&c| self.kind(c) != Kind::Adverb) else { return };
        let Some(is) = self.row.verb(verb).filter(|v| matches!(self.lemma(v), "be" | "remain" | "become")) else {
            return;
        };
        // `If they take P, the road is theirs`: nobody has it yet.
        if (0..verb).any(|c| self.word(c) == "if") {
            return;
        }
        if let Subject::Place(p) = self.subject(verb, is) {
            // `Now that P is theirs, the rebels ...`
            let later = (self.words.word(trigger.0) == "theirs" && self.kind(chunk + 1) == Kind::Comma)
                .then(|| self.subject_after(chunk));
            for (place, extent) in self.listed_before(p) {
                let mut raw = self.raw(index, place, extent, verb, trigger);
                // `P will be ours by tomorrow`
                if is.modal.is_some_and(|t| matches!(self.words.word(t), "will" | "would" | "ll" | "shall")) {
                    raw.event = Event::Captures;
                }
                match later {
                    Some(Subject::Side(side)) => self.set_agent(&mut raw, side),
                    _ => raw.pronoun = true,
                }
                found.push(raw);
            }
        }
    }

    /// `By noon the rebels were in control`: of the place told before.
    fn in_control_here(&self, index: u16, prep: usize, trigger: (usize, usize), found: &mut Vec<Raw>) {
        let Some(is) = (0..prep).rev().find(|&c| self.kind(c) != Kind::Adverb) else { return };
        // `left the army in full control`
        let left = match self.kind(is) {
            Kind::Side(side) if !self.sides[side].adjective => {
                let verb = is.checked_sub(1).and_then(|c| self.row.verb(c));
                verb.filter(|v| self.lemma(v) == "leave").map(|_| side)
            }
            _ => None,
        };
        let is = if left.is_some() { is - 1 } else { is };
        let Some(verb) = self.row.verb(is).filter(|v| left.is_some() || matches!(self.lemma(v), "be" | "remain"))
        else {
            return;
        };
        let place = self.place_of_pronoun(self.row.chunks[is].from);
        let place =
            place.filter(|&(p, _)| (self.has_name(p) || self.places[p].what == What::Anaphor) && !self.is_region(p));
        let Some((place, extent)) = place else { return };
        let mut raw = self.raw(index, place, extent, is, trigger);
        match left.map_or_else(|| self.subject(is, verb), Subject::Side) {
            Subject::Side(side) => self.set_agent(&mut raw, side),
            Subject::Pronoun => raw.pronoun = true,
            _ => return,
        }
        found.push(raw);
    }

    /// `rebels are in control of P`
    pub(super) fn in_control_of(
        &self,
        index: u16,
        chunk: usize,
        prep: usize,
        trigger: (usize, usize),
        found: &mut Vec<Raw>,
    ) {
        // `in control of 80 to 90 percent of P`
        let share =
            |&c: &usize| matches!(self.kind(c), Kind::Noun | Kind::Adverb | Kind::Comma) || self.word(c) == "of";
        let first = chunk + 2 + usize::from(self.kind(chunk + 1) == Kind::Quote);
        let Some(at) = (first..first + 6).find(|c| !share(c)) else { return };
        // `in charge of almost all of it`
        let it = matches!(self.word(at), "it" | "them").then(|| self.place_of_pronoun(self.row.chunks[at].from));
        let named = |&(p, _): &(usize, Extent)| self.has_name(p) || self.places[p].what == What::Anaphor;
        let it = it.flatten().filter(named);
        if !matches!(self.kind(at), Kind::Place(_)) && it.is_none() {
            return;
        }
        let extent = if at > first { Extent::Part } else { Extent::Whole };
        let mut v = prep;
        while v > 0 && (self.kind(v - 1) == Kind::Adverb || matches!(self.word(v - 1), "once" | "again" | "back")) {
            v -= 1;
        }
        // `ended with the rebels in control of P`, `left the army in control of P`
        let comma = usize::from(v > 0 && self.word(v - 1) == ",");
        let beside = v.checked_sub(1 + comma).and_then(|c| match self.kind(c) {
            Kind::Side(s) if !self.sides[s].adjective => Some(s),
            _ => None,
        });
        let verb = v.checked_sub(1).filter(|&v| matches!(self.kind(v), Kind::Verb(_)));
        // `Now in control of P, the army turned to Q`
        let later = if v == self.row.clause_head(v) { self.subject_after(chunk) } else { Subject::None };
        let Some(v) = verb.or((beside.is_some() || later != Subject::None).then_some(chunk)) else { return };
        let subject = match (beside, later) {
            (Some(side), _) => Subject::Side(side),
            (None, Subject::None) => self.subject(v, self.verb_of(v)),
            (None, later) => later,
        };
        let places = it.map_or_else(|| self.listed_after(at, extent, None).0, |(p, _)| vec![(p, extent)]);
        for (place, extent) in places {
            let mut raw = self.raw(index, place, extent, v, trigger);
            match subject {
                Subject::Side(side) => self.set_agent(&mut raw, side),
                Subject::Pronoun => raw.pronoun = true,
                _ => return,
            }
            found.push(raw);
        }
    }
}

/// Whether a preposition goes with a noun of control: `under the control`, `in the hands`.
fn fits(preposition: &str, word: &str) -> bool {
    match preposition {
        "under" => !matches!(word, "hands" | "ours" | "theirs" | "grip" | "grasp" | "clutches" | "reach"),
        "into" if matches!(word, "fold" | "embrace") => true,
        "in" | "into" => {
            matches!(word, "hands" | "control" | "charge" | "possession" | "territory" | "grip" | "grasp" | "clutches")
        }
        "out of" | "out" => matches!(word, "control" | "hands" | "reach" | "grip" | "grasp" | "clutches"),
        "outside" | "beyond" => {
            matches!(word, "control" | "hands" | "rule" | "authority" | "reach" | "grip" | "grasp")
        }
        "to" if word == "embrace" => true,
        "to" | "from" => matches!(word, "control" | "hands" | "rule" | "grip" | "grasp" | "clutches"),
        _ => false,
    }
}
