//! Words between a subject and its verb: `P, home to thousands, fell`.

use crate::extract::chunks::{Kind, Verb};
use crate::extract::frames::Scene;
use crate::extract::lexicon::Form;

impl Scene<'_> {
    /// `terrorists positioned in P fired`: a participle without an auxiliary between subject and verb.
    pub(in crate::extract::frames) fn may_be_reduced(&self, chunk: usize, verb: &Verb) -> bool {
        self.row.chunks[chunk].from == verb.main
            && self.words.forms(verb.main).iter().any(|f| matches!(f.1, Form::PastOrParticiple | Form::Participle))
            && matches!(self.kind(chunk + 1), Kind::Prep | Kind::Adverb)
            && chunk > 0
            && matches!(self.kind(chunk - 1), Kind::Side(_) | Kind::Noun | Kind::Comma)
    }

    /// `S, as S2 fled to P, took Q`: where a clause between a subject and its verb begins.
    pub(super) fn clause_aside(&self, comma: usize) -> Option<usize> {
        let start = (comma.saturating_sub(14)..comma.saturating_sub(1))
            .rev()
            .find(|&c| self.word(c) == "," && self.kind(c + 1) == Kind::Clause)?;
        let subject = (0..start).rev().find(|&c| !matches!(self.kind(c), Kind::Time | Kind::Adverb))?;
        // `S stormed P and, after S2 fled, took Q`
        if self.kind(subject) == Kind::And {
            return Some(start);
        }
        let fits = matches!(self.kind(subject), Kind::Side(_) | Kind::Place(_) | Kind::Noun);
        // The subject has no verb before the aside.
        let open = (0..subject)
            .rev()
            .take_while(|&c| !matches!(self.kind(c), Kind::Clause | Kind::Quote))
            .all(|c| !matches!(self.kind(c), Kind::Verb(v) if self.row.verbs[v].is_finite()));
        (fits && open).then_some(start)
    }

    /// `The army after rebels fled to P took Q`: the party before a clause or `after` that stands between it and its
    /// verb, where the commas are lost.
    pub(super) fn interrupted(&self, verb_at: usize, verb: &Verb) -> Option<usize> {
        if !verb.is_finite() || self.kind(verb_at - usize::from(verb_at > 0)) == Kind::And {
            return None;
        }
        let clause = (0..verb_at).rev().find(|&c| self.kind(c) == Kind::Clause)?;
        let opens = (0..clause).rev().find(|&c| !matches!(self.kind(c), Kind::Time | Kind::Adverb | Kind::Skip))?;
        let Kind::Side(side) = self.kind(opens) else { return None };
        let first = (0..opens).all(|c| matches!(self.kind(c), Kind::Time | Kind::Adverb | Kind::Quote | Kind::Prep));
        // The clause has a verb of its own, or is none.
        let inside = || clause + 1..verb_at;
        let verbs =
            inside().filter(|&c| matches!(self.kind(c), Kind::Verb(v) if self.row.verbs[v].is_finite())).count();
        let parties = inside().filter(|&c| matches!(self.kind(c), Kind::Side(_) | Kind::Pronoun)).count();
        let bare = inside().all(|c| !matches!(self.kind(c), Kind::Comma | Kind::And | Kind::Relative | Kind::Clause));
        let closed =
            verbs == 1 && parties > 0 || verbs == 0 && !matches!(self.kind(verb_at - 1), Kind::Side(_) | Kind::Pronoun);
        (first && bare && closed && !self.sides[side].adjective).then_some(side)
    }

    /// Where an aside between dashes or in brackets opens that closes at this chunk: `A - ten districts
    /// and a base - fell`.
    pub(super) fn bracketed(&self, close: usize) -> Option<usize> {
        let open = match self.word(close) {
            "-" => "-",
            ")" => "(",
            "]" => "[",
            _ => return None,
        };
        let is_open = |&c: &usize| self.kind(c) == Kind::Comma && self.word(c) == open;
        (close.saturating_sub(16)..close).rev().find(is_open).filter(|&open| open > 0)
    }

    /// The last place of a list that goes on between commas: `P, along with Q and R, was captured`.
    pub(super) fn last_with(&self, comma: usize) -> Option<usize> {
        let Kind::Place(last) = self.kind(comma.checked_sub(1)?) else { return None };
        let joint = (0..comma).rev().find(|&c| self.is_as_well(c))?;
        let listed = matches!(self.kind(joint + 1), Kind::Place(_))
            && (joint + 1..comma).all(|c| matches!(self.kind(c), Kind::Place(_) | Kind::And | Kind::Comma));
        (listed && joint > 0 && self.word(joint - 1) == "," && self.places[last].list.is_some()).then_some(last)
    }

    /// The list of a subject that `including` names: `ten towns, including A and B, fell`.
    pub(super) fn included(&self, comma: usize) -> Option<usize> {
        let start = self.apposition(comma)?;
        let opens = matches!(self.word(start + 1), "including" | "namely" | "notably" | "among them");
        let unnamed = matches!(self.kind(start.checked_sub(1)?), Kind::Place(p) if self.places[p].plural)
            || self.kind(start - 1) == Kind::Noun;
        match self.kind(comma - 1) {
            Kind::Place(p) if opens && unnamed => Some(p),
            // `ten towns, A and B among them, fell`
            Kind::Prep if unnamed && self.word(comma - 1) == "among" => match self.kind(comma.checked_sub(2)?) {
                Kind::Place(p) => Some(p),
                _ => None,
            },
            _ => None,
        }
    }

    /// A comma or a dash, which may end words between two of them.
    pub(super) fn is_aside_mark(&self, chunk: usize) -> bool {
        matches!(self.word(chunk), "," | "-" | "—" | "–" | ")")
    }

    /// `the rebels, said a resident, seized P`, `the army, the source added, seized P`.
    fn is_saying_aside(&self, chunk: usize, verb: &Verb) -> bool {
        let Some(before) = chunk.checked_sub(1) else { return false };
        let after_comma = |c: usize| c > 0 && self.kind(c - 1) == Kind::Comma;
        let speaker = matches!(self.kind(before), Kind::Noun | Kind::Pronoun) && after_comma(before);
        (after_comma(chunk) || speaker) && self.is_saying(verb)
    }

    /// `P, home to thousands, was`: where the words between two commas begin.
    pub(super) fn apposition(&self, comma: usize) -> Option<usize> {
        let mut c = comma;
        while c > 0 {
            c -= 1;
            match self.kind(c) {
                // A comma of a list: `towns, including A, B and C, fell`
                Kind::Comma
                    if matches!(self.kind(c + 1), Kind::Place(q) if self.places[q].list.is_some_and(|l| {
                        c > 0 && self.kind(c - 1) == Kind::Place(l)
                    })) => {}
                // `A, together with B and C, fell`
                Kind::Comma if self.kind(c + 1) == Kind::And => return None,
                Kind::Comma if self.word(c) == self.word(comma) => {
                    let mut before = c.checked_sub(1)?;
                    while matches!(self.kind(before), Kind::Skip | Kind::Time | Kind::Adverb) && before > 0 {
                        before -= 1;
                    }
                    let before = self.kind(before);
                    let short = comma - c <= 9 && comma - c > 1;
                    return (short && matches!(before, Kind::Place(_) | Kind::Side(_) | Kind::Noun)).then_some(c);
                }
                Kind::Comma | Kind::Clause => return None,
                Kind::Verb(v) if self.row.verbs[v].is_finite() => {
                    let relative = c > 0 && self.kind(c - 1) == Kind::Relative;
                    let said = self.is_saying_aside(c, &self.row.verbs[v]);
                    // `shells, fired by rebels, hit P`
                    let reduced =
                        self.word(c - usize::from(c > 0)) == "," && self.may_be_reduced(c, &self.row.verbs[v]);
                    if !relative && !said && !reduced && !self.is_of_party_after_name(c) {
                        return None;
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// `P, the first town rebels had seized, fell`: a party between a name and its verb.
    fn is_of_party_after_name(&self, verb: usize) -> bool {
        verb > 1
            && matches!(self.kind(verb - 1), Kind::Side(_))
            && matches!(self.kind(verb - 2), Kind::Place(_) | Kind::Noun)
    }
}
