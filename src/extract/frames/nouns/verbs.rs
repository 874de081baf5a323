//! The verbs around a noun of an event: the one it is the object of, the one it is the subject of.

use crate::extract::chunks::Kind;
use crate::extract::frames::Scene;
use crate::extract::list;

impl Scene<'_> {
    /// The verb of which a noun is the object, with its particle before the noun.
    pub(in crate::extract::frames) fn governing_verb(&self, chunk: usize) -> Option<usize> {
        let mut c = chunk;
        while c > 0 {
            c -= 1;
            match self.kind(c) {
                Kind::Verb(_) => return Some(c),
                Kind::Noun | Kind::Side(_) | Kind::Adverb | Kind::Time | Kind::Possessive | Kind::Quote => {}
                Kind::Place(_) if matches!(self.kind(c + 1), Kind::Noun | Kind::Possessive) => {}
                Kind::And if matches!(self.kind(c.wrapping_sub(1)), Kind::Noun | Kind::Side(_)) => {}
                // `launched raids, shelling attacks and an offensive on P`
                Kind::Comma
                    if self.kind(c + 1) == Kind::Noun
                        && self.kind(c.wrapping_sub(1)) == Kind::Noun
                        && self.kind(c + 2) == Kind::And => {}
                // `ended six years of rebel rule`
                Kind::Prep if self.word(c) == "of" && c > 0 && self.is_duration(c - 1) => {}
                // `is less than three kilometres from`
                Kind::Prep if self.word(c) == "than" => {}
                Kind::Prep => {
                    // A particle (`carried out raids`) or `come under attack`.
                    let mut v = c.checked_sub(1)?;
                    while self.kind(v) == Kind::Adverb && v > 0 {
                        v -= 1;
                    }
                    let particle = matches!(
                        self.word(c),
                        "out" | "on" | "up" | "under" | "with" | "in" | "off" | "back" | "down" | "within" | "through"
                    ) && matches!(self.kind(v), Kind::Verb(_));
                    // `are preparing for a battle`
                    let readies =
                        self.word(c) == "for" && self.row.verb(v).is_some_and(|v| self.is_verb(v, list::READYING));
                    // `have run into resistance`
                    let runs = self.word(c) == "into" && self.row.verb(v).is_some_and(|v| self.lemma(v) == "run");
                    // `massed tanks for an assault`
                    if let Some(masses) = self.massing(c) {
                        return Some(masses);
                    }
                    // `P woke to shelling`
                    let wakes = self.word(c) == "to" && self.row.verb(v).is_some_and(|v| self.is_verb(v, list::WAKING));
                    // `put an end to the presence of S in P`
                    let ends = self.word(c) == "to" && self.words.word(self.row.chunks[c - 1].to - 1) == "end";
                    if ends && c > 1 && self.row.verb(c - 2).is_some() {
                        return Some(c - 2);
                    }
                    // `claimed responsibility for the bombing of P`
                    let claims = self.word(c) == "for" && self.word(v) == "responsibility" && v > 0;
                    if claims && self.row.verb(v - 1).is_some() {
                        return Some(v - 1);
                    }
                    return if particle || readies || wakes || runs { Some(v) } else { self.governing_verb_behind(c) };
                }
                _ => return None,
            }
        }
        None
    }

    /// `six years`, `a decade`.
    pub(in crate::extract::frames) fn is_duration(&self, chunk: usize) -> bool {
        let lasts = || self.words.is_in(self.row.chunks[chunk].to - 1, list::DURATIONS);
        self.kind(chunk) == Kind::Time || self.kind(chunk) == Kind::Noun && lasts()
    }

    /// The verb of who masses men or arms for what follows this preposition.
    fn massing(&self, prep: usize) -> Option<usize> {
        let verb = match self.word(prep) {
            "for" => self.object_of(prep.checked_sub(1)?)?,
            // `massing troops near P ahead of an assault`
            "ahead" => self.verb_before(prep)?,
            _ => return None,
        };
        (!self.verb_of(verb).passive && self.is_verb(self.verb_of(verb), list::MASSING)).then_some(verb)
    }

    /// The passive verb whose agent is this noun: `P was hit by air strikes`.
    pub(super) fn by_verb(&self, chunk: usize) -> Option<usize> {
        let mut c = chunk;
        while c > 0 {
            c -= 1;
            match self.kind(c) {
                Kind::Prep if matches!(self.word(c), "by" | "under" | "in" | "from" | "to" | "with" | "out") => {}
                Kind::Verb(v)
                    if self.row.verbs[v].passive
                        || self.lemma(&self.row.verbs[v]) == "come"
                        || self.lemma(&self.row.verbs[v]) == "be" =>
                {
                    return Some(c);
                }
                Kind::Noun | Kind::Side(_) | Kind::Adverb | Kind::Time | Kind::Possessive | Kind::And => {}
                _ => return None,
            }
        }
        None
    }

    /// The verb of which a noun is the subject.
    pub(in crate::extract::frames) fn verb_after_noun(&self, chunk: usize) -> Option<usize> {
        for c in chunk + 1..self.row.chunks.len() {
            match self.kind(c) {
                Kind::Verb(v) if self.row.verbs[v].is_finite() => return Some(c),
                // `the siege, imposed by rebels, was broken`
                Kind::Verb(v) if self.row.verbs[v].bare => {}
                Kind::Prep
                | Kind::Place(_)
                | Kind::Noun
                | Kind::Side(_)
                | Kind::Adverb
                | Kind::Time
                | Kind::Comma
                | Kind::And => {}
                _ => return None,
            }
        }
        None
    }

    /// `in an offensive`, `in the course of an offensive`, `as part of its campaign`: a deed is part of this one.
    pub(super) fn is_course(&self, noun: usize) -> bool {
        let before = |back: usize| noun.checked_sub(back).map_or("", |c| self.word(c));
        let within = |word: &str| matches!(word, "in" | "during" | "as" | "under");
        within(before(1)) || before(1) == "of" && within(before(3))
    }

    /// Who fired the arms and the verb: `the shells [that] rebels fired on P`, `rockets launched at P`.
    pub(super) fn fired(&self, noun: usize) -> Option<(Option<usize>, usize)> {
        let mut c = noun + 1;
        if self.kind(c) == Kind::Relative {
            c += 1;
        }
        // `bombs they dropped on P`
        if self.kind(c) == Kind::Pronoun && self.row.verb(c + 1).is_some_and(|verb| !verb.passive) {
            c += 1;
        }
        let side = match self.kind(c) {
            Kind::Side(s) => Some(s),
            _ => None,
        };
        c += usize::from(side.is_some());
        let verb = self.row.verb(c)?;
        let fires = self.is_verb(verb, list::FIRING);
        (fires && (side.is_some() || !verb.infinitive)).then_some((side, c))
    }

    /// The verbs of which a noun is the subject: `the assault began on Sunday and is targeting P`.
    pub(super) fn verbs_after_noun(&self, chunk: usize) -> Vec<usize> {
        let mut verbs: Vec<usize> = self.verb_after_noun(chunk).into_iter().collect();
        while let Some(&last) = verbs.last() {
            let and = (last + 1..self.row.chunks.len())
                .find(|&c| !matches!(self.kind(c), Kind::Prep | Kind::Time | Kind::Adverb | Kind::Place(_)));
            let next = and.filter(|&c| self.kind(c) == Kind::And && matches!(self.kind(c + 1), Kind::Verb(_)));
            match next {
                Some(and) => verbs.push(and + 1),
                None => break,
            }
        }
        verbs
    }
}
