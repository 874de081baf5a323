//! The place meant by `it`, `the latter`, `which`: the one told before.

use crate::claim::Extent;
use crate::extract::chunks::Kind;
use crate::extract::frames::{Scene, Subject};
use crate::extract::lexicon::class;
use crate::extract::list;
use crate::extract::places::{Phrase, What};

impl Scene<'_> {
    /// The place that `it` means: the last one before that is no container and does not only tell where another
    /// is.
    pub(in crate::extract::frames) fn place_of_pronoun(&self, token: usize) -> Option<(usize, Extent)> {
        let end = self.places.partition_point(|p| p.from < token);
        let sentence = self.words.text.sentence_of(token);
        let fits = |phrase: &Phrase| {
            let at = self.words.text.sentence_of(phrase.from);
            // `Rebels took P. Thousands fled. The army shelled it`
            let over = || {
                let after = self.places.partition_point(|p| p.from <= phrase.from);
                let nameless = |p: &Phrase| p.what == What::Unnamed;
                at + 2 == sentence
                    && self.places[after..end].iter().all(nameless)
                    && self.is_only_thing(after - 1, token)
            };
            (at + 1 >= sentence || over())
                && !phrase.contains
                && phrase.what != What::Unnamed
                && phrase.apposed.is_none()
                // `As talks went on in Geneva, rebels neared P. It was shelled`
                && !(phrase.core.1 == phrase.core.0 + 1 && self.words.is_in(phrase.core.0, list::ABROAD))
        };
        let last = self.places[..end].iter().enumerate().rev().take(6).filter(|(_, phrase)| fits(phrase));
        // What the sentence is about, before where that is; `moved on P and shelled it` is about P.
        let aside = |phrase: &Phrase| {
            let before = phrase.from.checked_sub(1);
            // `The capture of the town opens`: of the town.
            let taken = |t: usize| {
                let control = |rules: &[u16]| rules.iter().any(|&rule| self.rule(rule).event.is_control());
                t > 0 && self.words.word(t) == "of" && self.words.noun_at(t - 1).is_some_and(|noun| control(noun.1))
            };
            let own = self.words.text.sentence_of(phrase.from) == sentence;
            matches!(phrase.extent, Extent::Near | Extent::Outskirts)
                || before.is_some_and(|t| {
                    let goal = matches!(self.words.word(t), "on" | "into" | "onto" | "towards" | "toward");
                    self.words.is(t, class::PREPOSITION) && !(own && goal) && !taken(t)
                })
        };
        let mut last: Vec<usize> = last.map(|(i, _)| i).collect();
        // Of the sentence before it is the subject, of its own the nearest.
        last.sort_by_key(|&i| {
            let (phrase, own) = (&self.places[i], self.words.text.sentence_of(self.places[i].from) == sentence);
            (!own, aside(phrase), if own || aside(phrase) { end - i } else { i })
        });
        let first = last.first().copied()?;
        // `an army post on the city's edge`: the post.
        let phrase = &self.places[first];
        let edge = phrase.extent == Extent::Outskirts && (phrase.what == What::Direction || phrase.indefinite);
        (!edge && !self.tells_where(first)).then_some((first, Extent::Whole))
    }

    /// Whether a place only says where something without a name stands: `a base on P's eastern edge`.
    fn tells_where(&self, place: usize) -> bool {
        let phrase = &self.places[place];
        let start = phrase.possessor.unwrap_or(phrase.from);
        let prep = start.checked_sub(1).filter(|&t| self.words.is(t, class::PREPOSITION));
        // `cut the road to P and reopened it`
        let line = prep.and_then(|t| t.checked_sub(1)).filter(|&t| self.words.is_in(t, list::LINES));
        if line.is_some() && prep.is_some_and(|t| matches!(self.words.word(t), "to" | "into" | "towards")) {
            return true;
        }
        let before = self.places[..place].iter().rev().take(2).find(|p| Some(p.to) == prep);
        before.is_some_and(|p| p.what == What::Unnamed && !p.plural)
    }

    /// The place that `there` means, later in this clause: `fighting there has gone on`, `clashes have increased
    /// there`.
    pub(in crate::extract::frames) fn there(&self, from: usize) -> Option<(usize, Extent)> {
        let mut clause = (from..self.row.chunks.len())
            .take_while(|&c| !matches!(self.kind(c), Kind::Clause | Kind::Relative | Kind::Place(_)));
        let is = |c: usize| self.row.verb(c + 1).is_some_and(|verb| self.lemma(verb) == "be");
        let there = clause.find(|&c| self.word(c) == "there" && (c == from || !is(c)))?;
        self.place_of_pronoun(self.row.chunks[there].from)
    }

    /// The place that `the latter` or `the former` means.
    pub(in crate::extract::frames) fn named_last(&self, chunk: usize) -> Option<usize> {
        let range = self.row.chunks[chunk];
        let end = self.places.partition_point(|p| p.from < range.from);
        let sentence = self.words.text.sentence_of(range.from);
        let mut last = self.places[..end].iter().rposition(|p| {
            matches!(p.what, What::Name(_) | What::Open | What::Anaphor)
                && !p.contains
                && self.words.text.sentence_of(p.from) + 1 >= sentence
        })?;
        while self.words.word(range.to - 1) == "former" {
            match self.places[last].list {
                Some(before) => last = before,
                None => break,
            }
        }
        Some(last)
    }

    /// What `it` or `they` before a verb mean where it is said of places: `It was captured by rebels`; of `they` only
    /// the places that the sentence before is about.
    pub(in crate::extract::frames) fn places_of_pronoun(&self, verb: usize) -> Vec<(usize, Extent)> {
        let Some(pronoun) = (0..verb).rev().take(5).find(|&c| self.kind(c) == Kind::Pronoun) else { return Vec::new() };
        let from = self.row.chunks[pronoun].from;
        match self.word(pronoun) {
            // `The lorry drove to P. It was seized`: not P.
            "it" => {
                let beside = |p: usize| {
                    let before = self.places[p].from.checked_sub(1);
                    let own = self.words.text.sentence_of(self.places[p].from) == self.words.text.sentence_of(from);
                    !own && before.is_some_and(|t| self.words.is(t, class::PREPOSITION)) && !self.is_only_thing(p, from)
                };
                self.place_of_pronoun(from).into_iter().filter(|&(p, _)| !beside(p)).collect()
            }
            "they" => self.list_of_pronoun(from, true),
            _ => Vec::new(),
        }
    }

    /// Whether nothing else was told up to this token that `it` could mean: `Rebels moved towards P. It is held by S`.
    /// Sides, fights and strikes are not held or hit.
    pub(in crate::extract::frames) fn is_only_thing(&self, place: usize, token: usize) -> bool {
        let sentence = self.words.text.sentences()[self.words.text.sentence_of(self.places[place].from)].tokens();
        (sentence.start..token).filter(|&t| self.words.is(t, class::DET)).all(|t| self.opens_party_or_place(t))
    }

    /// Whether `the`, `a` or `its` opens a place, a side or the noun of an event.
    fn opens_party_or_place(&self, article: usize) -> bool {
        const LONGEST: usize = 5;
        let told = |t: usize| {
            let place = self.places.partition_point(|p| p.from <= t).checked_sub(1);
            let side = self.sides.partition_point(|s| s.from <= t).checked_sub(1);
            place.is_some_and(|p| t < self.places[p].to)
                || side.is_some_and(|s| t < self.sides[s].to)
                || self.words.noun_at(t).is_some()
                || self.words.is(t, class::FORCE | class::PEOPLE | class::NUMBER | class::CALENDAR)
                || self.words.is_in(t, list::HOURS)
        };
        let over = |t: &usize| {
            self.words.is_mark(*t) || self.words.is(*t, class::PREPOSITION) || !self.words.forms(*t).is_empty()
        };
        told(article) || (article + 1..article + LONGEST).take_while(|t| !over(t) || told(*t)).any(told)
    }

    /// The places that `they` or `them` means: a list, or one place told with others; if `topic`, the sentence before
    /// has to begin with it.
    pub(in crate::extract::frames) fn list_of_pronoun(&self, token: usize, topic: bool) -> Vec<(usize, Extent)> {
        let Some((first, _)) = self.place_of_pronoun(token) else { return Vec::new() };
        let last = (first + 1..self.places.len().min(first + 8))
            .take_while(|&p| self.places[p].from < token)
            .fold(first, |last, p| if self.places[p].list == Some(last) { p } else { last });
        // The list stands in another sentence than this row.
        let mut all = vec![(last, Extent::Whole)];
        while let Some(before) = self.places[all[all.len() - 1].0].list.filter(|_| all.len() < 8) {
            all.push((before, Extent::Whole));
        }
        all.reverse();
        let sentence = self.words.text.sentences()[self.words.text.sentence_of(self.places[first].from)].tokens();
        let first = self.places[all[0].0].from;
        let opens = first <= sentence.start + 4 && !(first > 0 && self.words.is(first - 1, class::PREPOSITION));
        if all.len() > 1 && (opens || !topic) { all } else { Vec::new() }
    }

    /// Whether places are what a sentence tells of, not where it plays: no preposition leads to the first.
    pub(in crate::extract::frames) fn are_objects(&self, places: &[(usize, Extent)]) -> bool {
        let first = places.first().and_then(|&(p, _)| self.places[p].from.checked_sub(1));
        first.is_none_or(|t| !self.words.is(t, class::PREPOSITION))
    }

    /// `P, from which S withdrew`: the place before a preposition of the rule and `which`.
    pub(in crate::extract::frames) fn place_of_which(&self, verb: usize, preps: &[String]) -> Option<usize> {
        let light = |c: usize| {
            matches!(
                self.kind(c),
                Kind::Side(_) | Kind::Noun | Kind::Adverb | Kind::Time | Kind::Possessive | Kind::Pronoun
            )
        };
        let which = (0..verb).rev().find(|&c| !light(c)).filter(|&c| self.kind(c) == Kind::Relative)?;
        let prep = which.checked_sub(1).filter(|&c| self.is_prep(c, preps))?;
        let place = prep.checked_sub(1)?;
        match self.kind(if self.word(place) == "," { place.checked_sub(1)? } else { place }) {
            Kind::Place(p) => Some(p),
            _ => None,
        }
    }

    /// `P, which S besieges in ...`: the clause has `which`, a subject, and no object right after the verb.
    pub(in crate::extract::frames) fn relative_object(&self, chunk: usize, after: usize) -> bool {
        if matches!(self.kind(after), Kind::Place(_) | Kind::Noun | Kind::Side(_) | Kind::Pronoun) {
            return false;
        }
        let mut c = chunk;
        let mut side = false;
        while c > 0 {
            c -= 1;
            match self.kind(c) {
                Kind::Side(_) => (side, c) = (true, self.first_of_party(c)),
                Kind::Pronoun => side = true,
                Kind::Adverb | Kind::Noun | Kind::Time | Kind::Skip => {}
                Kind::Relative => return side && self.word(c) != "where",
                _ => return false,
            }
        }
        false
    }

    /// The antecedent of a relative clause without its own object: `P which S captured`, `P S held`.
    pub(in crate::extract::frames) fn object_before(&self, chunk: usize) -> Option<(usize, Option<usize>)> {
        let mut c = chunk;
        let mut side = None;
        let (mut relative, mut pronoun) = (false, false);
        let infinitive = self.row.verb(chunk).is_some_and(|v| v.infinitive);
        // `which rebels succeeded in capturing`
        let in_doing = |c: usize| c + 1 == chunk && self.word(c) == "in" && self.row.verb(chunk).is_some_and(|v| v.ing);
        while c > 0 {
            c -= 1;
            match self.kind(c) {
                Kind::Adverb | Kind::Time | Kind::Comma | Kind::Quote | Kind::Skip => {}
                // `which the army and its allies captured`
                Kind::Noun
                    if side.is_none()
                        && !relative
                        && c > 1
                        && self.is_force(c)
                        && self.kind(c - 1) == Kind::And
                        && matches!(self.kind(c - 2), Kind::Side(_)) =>
                {
                    c -= 1;
                }
                // `which its forces stormed`
                Kind::Noun if side.is_none() && !relative && self.noun_subject(c) == Subject::Pronoun => pronoun = true,
                // `which its forces stormed and took`
                Kind::And
                    if !relative
                        && matches!(self.kind(c.wrapping_sub(1)), Kind::Verb(v) if self.row.verbs[v].is_finite())
                        && c + 1 == chunk =>
                {
                    c -= 1;
                }
                // `which troops opened a drive to retake`
                Kind::Noun if infinitive && side.is_none() && !relative => {}
                // `which it entered on Monday and secured on Tuesday`
                Kind::And if !relative && c + 1 == chunk && self.kind(c.wrapping_sub(1)) == Kind::Time => {
                    let timed = |k: &usize| matches!(self.kind(*k), Kind::Time | Kind::Prep | Kind::Adverb);
                    c = (0..c).rev().find(|k| !timed(k)).filter(|&k| self.row.is_finite(k))?;
                }
                Kind::Place(p) if pronoun && !relative && c + 2 == chunk => return Some((p, None)),
                Kind::Side(s) if side.is_none() && !relative => (side, c) = (Some(s), self.first_of_party(c)),
                Kind::Noun
                    if side.is_some() && !relative
                        || side.is_none() && matches!(self.kind(c.wrapping_sub(1)), Kind::Side(_)) => {}
                Kind::Pronoun if !relative => pronoun = matches!(self.word(c), "it" | "they" | "he"),
                Kind::Relative if self.word(c) == "where" => return None,
                // `the road, which links A with B and which rebels cut`
                Kind::And if relative && self.kind(c + 1) == Kind::Relative => {
                    c = (0..c).rev().find(|&k| self.kind(k) == Kind::Relative)?;
                }
                Kind::Relative => relative = true,
                // `P, which rebels went on to attack`
                Kind::Prep
                    if (infinitive || in_doing(c))
                        && side.is_none()
                        && !relative
                        && matches!(self.kind(c.wrapping_sub(1)), Kind::Verb(_)) => {}
                // `P and Q, both of which S captured`
                Kind::Prep if relative && self.word(c) == "of" && self.word(c + 1) == "which" => {}
                Kind::Noun if relative && self.is_share_of_which(c) => {}
                Kind::Verb(v)
                    if !relative
                        && (self.row.verb(chunk).is_some_and(|w| w.infinitive || w.ing)
                            || self.row.verbs[v].is_finite())
                        && side.is_none()
                        && !self.row.is_finite(chunk) => {}
                Kind::Place(p) if relative || side.is_some() && c + 1 < chunk => {
                    // `the town S lost`; not `in P S lost ten men`.
                    let gap = !matches!(self.kind(chunk + 1), Kind::Noun | Kind::Side(_));
                    let direct = relative || gap && matches!(self.kind(c + 1), Kind::Side(_));
                    return direct.then_some((p, side));
                }
                _ => return None,
            }
        }
        None
    }

    fn is_force(&self, noun: usize) -> bool {
        self.words.is(self.row.chunks[noun].to - 1, class::FORCE)
    }

    /// Where a party of several words begins that ends with this one: `fighters of S`, `the army and its allies`.
    fn first_of_party(&self, last: usize) -> usize {
        let Kind::Side(named) = self.kind(last) else { return last };
        let own = |c: usize| {
            let range = self.row.chunks[c];
            matches!(self.kind(c), Kind::Noun | Kind::Pronoun | Kind::Skip)
                && (range.from..range.to).all(|t| self.words.is(t, class::DET | class::PRONOUN | class::ADJECTIVE))
        };
        let mut first = last;
        while let Some(before) = first.checked_sub(1) {
            let link = if own(before) { before.saturating_sub(1) } else { before };
            let joins = match self.kind(link) {
                Kind::Prep => matches!(self.word(link), "of" | "from"),
                Kind::And => self.word(link) == "and",
                Kind::Comma => self.word(link) == ",",
                _ => false,
            };
            let comma = |c: usize| self.word(link) == "and" && self.kind(c) == Kind::Comma;
            let party = link.checked_sub(1).map(|c| if comma(c) { c.saturating_sub(1) } else { c });
            match party.map(|c| (c, self.kind(c))).filter(|_| joins) {
                Some((c, Kind::Side(s))) if self.sides[s].side == self.sides[named].side => first = c,
                // `units of the army`
                Some((c, Kind::Noun)) if self.word(link) == "of" && self.is_force(c) => return c,
                _ => break,
            }
        }
        first
    }
}
