//! What is aimed at: `managed to take`, `failed to take`, `aimed at taking`, `tried in vain`.

use super::{Judge, Verdict};
use crate::claim::{Event, Status};
use crate::extract::chunks::{Kind, Verb};
use crate::extract::lexicon::class;
use crate::extract::list;

impl Judge<'_> {
    /// `took advantage of the truce to seize P`, `exploited the chaos to take P`: who made use of something did it.
    fn means_used(&self, chunk: usize) -> Option<(usize, &Verb)> {
        let object = |c: &usize| {
            matches!(
                self.row.kind(*c),
                Kind::Noun | Kind::Place(_) | Kind::Side(_) | Kind::Adverb | Kind::Possessive | Kind::And
            ) || matches!(self.word(*c), "of" | "in")
        };
        let used = (0..chunk).rev().find(|c| !object(c))?;
        let verb = self.row.verb(used)?;
        let advantage = (verb.main..self.row.chunks[used].to).any(|t| self.words.word(t) == "advantage");
        (advantage || self.is_verb(verb, list::EXPLOITING)).then_some((used, verb))
    }

    /// `managed to take`, `failed to take`, `tried to take`: by the word that the infinitive hangs on.
    pub(super) fn infinitive(&self, chunk: usize, verb: &Verb, depth: usize) -> Verdict {
        let to = self.row.chunks[chunk].from;
        // `rejected the army's claim to have taken P`
        let claim = chunk.checked_sub(1).filter(|&c| self.row.kind(c) == Kind::Noun);
        if let Some(untrue) = claim.and_then(|c| self.is_untrue_report(c, self.row.chunks[c].to - 1, chunk)) {
            return Verdict::of(Status::Denied, Some(untrue));
        }
        // `said to have captured`
        if (to..verb.main).any(|t| self.words.is(t, class::HAVE)) {
            // `disputed the claim to have captured P`
            let claim = chunk.checked_sub(1).filter(|&c| self.row.kind(c) == Kind::Noun);
            let told = claim.filter(|&c| self.words.is_in(self.row.chunks[c].to - 1, list::REPORTS_OF));
            let denied = told.and_then(|c| (0..c).rev().find_map(|k| self.row.verb(k)));
            return match denied.filter(|v| self.is_verb(v, list::DENYING)) {
                Some(denied) => Verdict::of(Status::Denied, Some(denied.main)),
                None => Verdict::reported(),
            };
        }
        // `captured in April, only to be retaken`
        if to > 0 && self.words.word(to - 1) == "only" && chunk > 1 && self.word(chunk - 2) == "," {
            return Verdict::reported();
        }
        // `the third town to fall`, `the last to be taken`: one of those that did.
        if let Some(before) = chunk.checked_sub(1)
            && matches!(self.row.kind(before), Kind::Place(_) | Kind::Side(_) | Kind::Noun)
            && self.words.any_in(self.row.chunks[before].from..self.row.chunks[before].to, list::RANKS)
            && self.words.word(self.row.chunks[before].to - 1) != "time"
            && !self.words.is_in(self.row.chunks[before].to - 1, list::ATTACKS)
            && !self.words.is_in(self.row.chunks[before].to - 1, list::UNREAL_NOUNS)
        {
            return match self.row.chunks[..before].iter().rposition(|c| matches!(c.kind, Kind::Verb(_))) {
                Some(c) => self.row.verb(c).map_or(Verdict::reported(), |v| self.verb(c, v, depth + 1)),
                None => Verdict::reported(),
            };
        }
        if let Some((means, verb)) = self.means_used(chunk) {
            return self.verb(means, verb, depth + 1);
        }
        let mut c = chunk;
        while c > 0 {
            c -= 1;
            let range = self.row.chunks[c];
            match self.row.kind(c) {
                Kind::Verb(v) => {
                    let governor = &self.row.verbs[v];
                    let lemma = self.lemma(governor);
                    // `is going to take P`
                    if lemma == "go" && self.words.word(governor.main) == "going" && c + 1 == chunk {
                        return Verdict::of(Status::Hypothetical, Some(governor.main));
                    }
                    // `managed on Sunday to make`
                    let direct = (c + 1..chunk).all(|k| {
                        matches!(self.row.kind(k), Kind::Adverb | Kind::Time | Kind::Comma)
                            || self.row.kind(k) == Kind::Prep && self.row.kind(k + 1) == Kind::Time
                            || lemma == "go" && self.word(k) == "on"
                    });
                    if matches!(lemma, "fail" | "refuse") {
                        return Verdict {
                            failed: true,
                            attempt: Some(governor.main),
                            ..Verdict::of(Status::Denied, Some(governor.main))
                        };
                    }
                    let object_between = (c + 1..chunk).all(|k| {
                        matches!(
                            self.row.kind(k),
                            Kind::Side(_) | Kind::Adverb | Kind::Time | Kind::Noun | Kind::Pronoun | Kind::Skip
                        )
                    });
                    // `had to give up P`: and did.
                    // `said the rebels had to leave P`: a demand.
                    let demanded = c >= 2
                        && matches!(self.row.kind(c - 1), Kind::Side(_))
                        && self
                            .row
                            .verb(c - 2)
                            .is_some_and(|v| matches!(self.lemma(v), "say" | "insist" | "tell" | "demand"));
                    if lemma == "have" && demanded {
                        return Verdict::of(Status::Hypothetical, Some(governor.main));
                    }
                    if lemma == "have" && self.words.word(governor.main) == "had" && c + 1 == chunk {
                        return self.verb(c, governor, depth + 1);
                    }
                    // `It took the army two months to retake P`
                    let took = self.tells_duration(c, chunk);
                    // `used artillery to shell P`
                    let strikes = |lemma| {
                        let rules = self.words.lexicon.rules_of(lemma);
                        rules.iter().any(|(rule, _)| self.words.lexicon.rules[*rule as usize].event == Event::Strikes)
                    };
                    let arms = (c + 1..chunk).all(|k| {
                        matches!(
                            self.row.kind(k),
                            Kind::Noun | Kind::And | Kind::Comma | Kind::Side(_) | Kind::Place(_)
                        )
                    });
                    // `used the chaos to seize P`
                    let chance = c + 2 == chunk && self.words.is_in(self.row.chunks[c + 1].to - 1, list::CHANCES);
                    if took || lemma == "use" && chance || lemma == "use" && arms && verb.lemma.is_some_and(strikes) {
                        return self.verb(c, governor, depth + 1);
                    }
                    let helps = matches!(lemma, "help" | "allow" | "force" | "enable" | "lead") && object_between;
                    if self.is_verb(governor, list::IMPLICATIVE)
                        && (direct || helps)
                        && (direct || !matches!(lemma, "go" | "come" | "return" | "serve"))
                    {
                        let over = self.verb(c, governor, depth + 1);
                        // `was forced to leave` and `began to advance` happened.
                        return over;
                    }
                    if lemma == "have" || lemma == "be" {
                        // `were able to`, `was unable to`, `is about to`
                        let between = self.row.chunks[c].to..to;
                        return self.able(between, c, governor, depth);
                    }
                    // `is not expected to move on P`, `did not try to take it`
                    if governor.negated && governor.is_finite() && direct {
                        return Verdict::of(Status::Denied, Some(governor.main));
                    }
                    let attempt = self.is_verb(governor, list::TRYING)
                        || self.words.is_in(governor.main, list::ATTACKS)
                        || matches!(lemma, "launch" | "open" | "mount" | "attack" | "clash");
                    if attempt && self.is_beaten(c, chunk) {
                        return Verdict {
                            failed: true,
                            attempt: Some(governor.main),
                            ..Verdict::of(Status::Denied, Some(governor.main))
                        };
                    }
                    return Verdict {
                        attempt: attempt.then_some(governor.main),
                        failed: false,
                        ..Verdict::of(Status::Hypothetical, Some(governor.main))
                    };
                }
                Kind::Noun | Kind::Adverb => {
                    let last = range.to - 1;
                    let word = self.words.word(last);
                    if c + 1 == chunk
                        && matches!(
                            word,
                            "able"
                                | "unable"
                                | "free"
                                | "first"
                                | "last"
                                | "poised"
                                | "set"
                                | "ready"
                                | "likely"
                                | "about"
                        )
                    {
                        // `was not able to`
                        let be = (0..c).rev().find(|&k| self.row.kind(k) != Kind::Adverb && self.word(k) != "yet");
                        let negated = be.is_some_and(|be| {
                            (self.row.chunks[be].from..range.from).any(|t| self.words.is(t, class::NEGATION))
                        });
                        if negated && word == "able" {
                            return Verdict::of(Status::Denied, Some(last));
                        }
                        if word == "able" || word == "first" || word == "last" {
                            return match be.and_then(|be| self.row.verb(be).map(|verb| (be, verb))) {
                                Some((be, verb)) => self.verb(be, verb, depth + 1),
                                None => Verdict::reported(),
                            };
                        }
                        if word == "unable" {
                            return Verdict {
                                failed: true,
                                attempt: Some(last),
                                ..Verdict::of(Status::Denied, Some(last))
                            };
                        }
                        return Verdict::of(Status::Hypothetical, Some(last));
                    }
                    // `an abortive rebel bid to`
                    let adjective = c >= 2 && matches!(self.row.kind(c - 1), Kind::Side(_));
                    let before = if adjective { self.row.chunks[c - 2].from } else { range.from };
                    let failed = self.words.any_in(before..range.to, list::FAILED);
                    let attack = self.words.any_in(range.from..range.to, list::ATTACKS);
                    let failed = failed || attack && self.is_thwarted(c, chunk);
                    if failed {
                        return Verdict {
                            failed: true,
                            attempt: Some(last),
                            ..Verdict::of(Status::Denied, Some(last))
                        };
                    }
                    if attack && self.row.kind(c) == Kind::Noun {
                        return Verdict { attempt: Some(last), ..Verdict::of(Status::Hypothetical, Some(last)) };
                    }
                }
                Kind::Clause | Kind::Relative => break,
                _ => {}
            }
        }
        Verdict::of(Status::Hypothetical, Some(to))
    }

    /// `It took the army two months to`, `It took a day for P to`, `needed three days to`: and then it was done.
    fn tells_duration(&self, governor: usize, infinitive: usize) -> bool {
        let Some(verb) = self.row.verb(governor) else { return false };
        let past = verb.is_finite() && !verb.present && verb.modal.is_none() && !verb.negated;
        let taken = self.lemma(verb) == "take" && governor > 0 && self.word(governor - 1) == "it";
        let measure = |c: usize| self.words.is_in(self.row.chunks[c].to - 1, list::DURATIONS);
        let lasted = (governor + 1..infinitive).any(measure);
        let object = |c: usize| {
            let party = self.word(c - 1) == "for" && self.row.kind(c - 1) == Kind::Prep;
            match self.row.kind(c) {
                Kind::Prep => self.word(c) == "for",
                Kind::Place(_) => party,
                kind => {
                    matches!(kind, Kind::Side(_) | Kind::Adverb | Kind::Time | Kind::Noun | Kind::Pronoun | Kind::Skip)
                }
            }
        };
        let whole = (governor + 1..infinitive).all(object);
        whole && (taken || lasted && past && self.lemma(verb) == "need")
    }

    /// `thwarted an attempt to`, `the attempt to take P failed`, `was repelled`.
    fn is_thwarted(&self, noun: usize, chunk: usize) -> bool {
        let off = |verb: &Verb| {
            matches!(self.lemma(verb), "beat" | "throw" | "fight")
                && matches!(self.words.word(verb.main + 1), "off" | "back")
        };
        let thwarting =
            |c: usize| self.row.verb(c).is_some_and(|verb| self.is_verb(verb, list::THWARTING) || off(verb));
        // `foiled the rebels' third attempt to take P`
        let owner = |&c: &usize| {
            matches!(self.row.kind(c), Kind::Side(_) | Kind::Noun | Kind::Possessive | Kind::Adverb | Kind::Prep)
        };
        let verb = (noun.saturating_sub(4)..noun).rev().find(|c| !owner(c));
        if verb.is_some_and(thwarting) {
            return true;
        }
        // `foiled an army attempt to take P`
        let between =
            |c: usize| matches!(self.row.kind(c), Kind::Side(_) | Kind::Noun | Kind::Adverb | Kind::Possessive);
        if (noun.saturating_sub(4)..noun).rev().find(|&c| !between(c)).is_some_and(thwarting) {
            return true;
        }
        // `failed in an attempt to take P`
        let failed = |c: usize| self.row.verb(c).is_some_and(|verb| self.lemma(verb) == "fail" && !verb.negated);
        if noun > 1 && matches!(self.word(noun - 1), "in" | "at" | "with") && failed(noun - 2) {
            return true;
        }
        // `despite three attempts by S to take P`
        let opens = (0..noun).rev().find(|&c| !matches!(self.row.kind(c), Kind::Side(_) | Kind::Adverb));
        if opens.is_some_and(|c| self.word(c) == "despite") {
            return true;
        }
        (chunk + 1..self.row.chunks.len())
            .find(|&c| matches!(self.row.kind(c), Kind::Verb(v) if self.row.verbs[v].is_finite()))
            .is_some_and(|c| {
                let Kind::Verb(v) = self.row.kind(c) else { return false };
                let verb = &self.row.verbs[v];
                // `but it was repelled`
                let of_it = |k: usize| self.word(k) == "but" && matches!(self.word(k + 1), "it" | "they" | "these");
                let bordered = (chunk..c)
                    .any(|k| matches!(self.row.kind(k), Kind::Clause | Kind::Relative | Kind::And) && !of_it(k));
                !bordered && self.tells_failure(verb)
            })
    }

    /// `failed`, `ended in failure`, `were repelled`, `have not succeeded`, `did not achieve its goal`, `was
    /// unsuccessful`, `came to nothing`.
    fn tells_failure(&self, verb: &Verb) -> bool {
        let next = |wanted: &[&str]| (1..4).any(|n| wanted.contains(&self.words.word(verb.main + n)));
        match self.lemma(verb) {
            "fail" | "falter" => true,
            "succeed" | "work" | "pay" => verb.negated,
            "achieve" | "reach" | "bring" | "bear" => {
                verb.negated && next(&["goal", "goals", "aim", "aims", "fruit", "result", "results"])
            }
            "end" | "result" => next(&["failure"]),
            "come" | "lead" => next(&["nothing", "naught", "nowhere"]),
            "be" | "prove" | "remain" => !verb.negated && (1..4).any(|n| self.words.is_in(verb.main + n, list::FAILED)),
            _ => verb.passive && self.is_verb(verb, list::THWARTED),
        }
    }

    /// The chunk before this one, but for a time: `moved closer on Thursday to taking`.
    fn before_time(&self, chunk: usize) -> Option<usize> {
        let mut before = chunk.checked_sub(1)?;
        if self.row.kind(before) == Kind::Time {
            before = before.checked_sub(1)?;
            before -= usize::from(self.row.kind(before) == Kind::Prep && before > 0);
        }
        Some(before)
    }

    /// `is able to take`, `was unable to take`.
    fn able(&self, between: std::ops::Range<usize>, chunk: usize, governor: &Verb, depth: usize) -> Verdict {
        let mut able = false;
        for t in between {
            match self.words.word(t) {
                "able" => able = true,
                "unable" => return Verdict { failed: true, attempt: Some(t), ..Verdict::of(Status::Denied, Some(t)) },
                _ => {}
            }
        }
        if able {
            self.verb(chunk, governor, depth + 1)
        } else {
            Verdict::of(Status::Hypothetical, Some(governor.main))
        }
    }

    /// `aimed at taking`, `prevented from entering`, `after taking`: by the word before.
    pub(super) fn participle(&self, chunk: usize) -> Verdict {
        // `Capturing P will help the army`
        if chunk == 0
            && let Some(modal) = self.row.verbs.iter().find(|verb| verb.is_finite()).and_then(|verb| verb.modal)
        {
            return Verdict::of(Status::Hypothetical, Some(modal));
        }
        let before = chunk.checked_sub(1);
        if let Some(p) = before.filter(|&p| self.row.kind(p) == Kind::Prep) {
            // `aimed at capturing`, `hopes of taking`, `prevented from entering`
            let head = self.before_time(p).map(|k| self.row.chunks[k]);
            if let Some(head) = head {
                let governor = self.row.verb(p - 1);
                let lemma = governor.map_or("", |verb| self.lemma(verb));
                if self.word(p) == "from"
                    && (governor.is_some_and(|verb| self.is_verb(verb, list::PREVENTING))
                        || self.preventing(p).is_some())
                {
                    let cue = governor.map_or(head.to - 1, |verb| verb.main);
                    let cue = self.preventing(p).unwrap_or(cue);
                    return Verdict { failed: true, attempt: Some(cue), ..Verdict::of(Status::Denied, Some(cue)) };
                }
                // `three kilometres from encircling`, `steps away from taking`
                let from = self.row.chunks[p].from;
                if self.word(p) == "from"
                    && let Some(far) = (from.saturating_sub(2)..from).find(|&t| self.words.is_in(t, list::STEPS))
                {
                    return Verdict::of(Status::Hypothetical, Some(far));
                }
                // `came close to capturing`, `stopped short of entering`
                // `edged closer on Thursday to surrounding P`
                let timed = |k: usize| {
                    self.row.kind(k) == Kind::Time
                        || self.row.kind(k) == Kind::Prep && self.row.kind(k + 1) == Kind::Time
                };
                let head = (0..p).rev().find(|&k| !timed(k)).map_or(head, |k| self.row.chunks[k]);
                let near = [self.row.chunks[p].from, head.to - 1];
                if let Some(&near) = near.iter().find(|&&t| self.words.is_in(t, list::CLOSE)) {
                    return Verdict::of(Status::Hypothetical, Some(near));
                }
                if self.word(p) == "of" && self.words.word(head.to - 1) == "short" {
                    return Verdict::of(Status::Denied, Some(head.to - 1));
                }
                // `denied claims of having taken P`
                if let Some(untrue) = self.is_untrue_report(p - 1, head.to - 1, chunk).filter(|_| self.word(p) == "of")
                {
                    return Verdict::of(Status::Denied, Some(untrue));
                }
                if matches!(lemma, "aim" | "design" | "plan" | "threaten" | "dream" | "think")
                    || self.words.is_in(head.to - 1, list::UNREAL_NOUNS) && !matches!(self.word(p), "by" | "after")
                    // `the battle of liberating P`
                    || self.words.is_in(head.to - 1, list::ATTACKS) && matches!(self.word(p), "of" | "for")
                {
                    let attempt = self.words.is_in(head.to - 1, list::ATTACKS) || lemma == "aim";
                    return Verdict {
                        attempt: attempt.then_some(head.to - 1),
                        ..Verdict::of(Status::Hypothetical, Some(head.to - 1))
                    };
                }
            }
            return Verdict::reported();
        }
        // `a risk of S taking P`, `reports of S taking P were denied`
        if let Some(of) = chunk.checked_sub(3).filter(|_| matches!(self.row.kind(chunk - 1), Kind::Side(_)))
            && self.word(of + 1) == "of"
        {
            let told = self.row.chunks[of].to - 1;
            if let Some(untrue) = self.is_untrue_report(of, told, chunk) {
                return Verdict::of(Status::Denied, Some(untrue));
            }
            if self.words.is_in(told, list::UNREAL_NOUNS) {
                return Verdict::of(Status::Hypothetical, Some(told));
            }
        }
        if let Some(Kind::Verb(v)) = before.map(|p| self.row.kind(p)) {
            let governor = &self.row.verbs[v];
            let lemma = self.lemma(governor);
            // `agreed to stop bombing P`: so far it goes on.
            let ends = matches!(lemma, "stop" | "halt" | "suspend" | "cease");
            if ends && (governor.infinitive || governor.modal.is_some()) && !governor.negated {
                return Verdict::reported();
            }
            if ends || matches!(lemma, "deny" | "avoid") {
                return Verdict::of(Status::Denied, Some(governor.main));
            }
            if self.is_verb(governor, list::UNREAL) {
                return Verdict::of(Status::Hypothetical, Some(governor.main));
            }
            // `vowed to keep bombing P`
            if governor.infinitive && matches!(lemma, "keep" | "continue" | "start" | "begin" | "resume") {
                return self.infinitive(chunk - 1, governor, 0);
            }
        }
        // `stopped the army taking P`, `stopped them taking P`
        let side = before.filter(|&p| matches!(self.row.kind(p), Kind::Side(_) | Kind::Pronoun));
        if let Some(verb) = side.and_then(|p| p.checked_sub(1)).and_then(|c| self.row.verb(c))
            && self.is_verb(verb, list::PREVENTING)
        {
            return Verdict { failed: true, attempt: Some(verb.main), ..Verdict::of(Status::Denied, Some(verb.main)) };
        }
        // `The army taking P would cut the road`
        if side.is_some_and(|p| p < 2) {
            let main =
                (chunk + 1..self.row.chunks.len()).find_map(|c| self.row.verb(c).filter(|verb| verb.is_finite()));
            if let Some(modal) = main.and_then(|verb| verb.modal) {
                return Verdict::of(Status::Hypothetical, Some(modal));
            }
        }
        // `Gaining control of P is vital`: a subject, and no deed.
        let next = (chunk + 1..self.row.chunks.len()).find(|&c| self.row.verb(c).is_some_and(Verb::is_finite));
        if let Some(next) = next.filter(|_| chunk == 0)
            && let Some(verb) = self.row.verb(next)
            && matches!(self.row.kind(next - 1), Kind::Place(_) | Kind::Time)
            && (verb.modal.is_some() || verb.present && self.lemma(verb) == "be")
        {
            return Verdict::of(Status::Hypothetical, Some(verb.main));
        }
        // A free participle follows its main verb.
        if let Some(main) = (0..chunk).rev().find(|&k| matches!(self.row.kind(k), Kind::Verb(_)))
            && let Kind::Verb(v) = self.row.kind(main)
        {
            let governor = &self.row.verbs[v];
            let bordered = (main..chunk).any(|k| matches!(self.row.kind(k), Kind::Clause | Kind::Relative));
            if !bordered && (governor.modal.is_some() && governor.is_finite()) {
                return Verdict::of(Status::Hypothetical, governor.modal);
            }
        }
        // `Taking P would be a victory`: the participle is the subject of what may be.
        let opens = before.is_none_or(|p| matches!(self.row.kind(p), Kind::Quote | Kind::Clause));
        let next = (chunk + 1..self.row.chunks.len())
            .find(|&k| matches!(self.row.kind(k), Kind::Verb(_) | Kind::Comma | Kind::Clause));
        if let Some(governor) = next.filter(|_| opens).and_then(|k| self.row.verb(k))
            && governor.is_finite()
            && let Some(modal) = governor.modal
        {
            return Verdict::of(Status::Hypothetical, Some(modal));
        }
        Verdict::reported()
    }

    /// `prevented rebels from`, `kept them from`: the token of the verb before this chunk.
    fn preventing(&self, chunk: usize) -> Option<usize> {
        let verbs = (chunk.saturating_sub(3)..chunk).filter_map(|c| self.row.verb(c));
        let from = |verb: &&Verb| {
            self.is_verb(verb, list::PREVENTING) || self.word(chunk) == "from" && self.is_verb(verb, list::KEEPING_FROM)
        };
        verbs.filter(from).map(|verb| verb.main).next()
    }

    /// `tried to storm P but were repelled`, `fighters trying to enter P were killed`; that some were killed trying to
    /// take P says nothing of how it went on.
    fn is_beaten(&self, attempt: usize, trigger: usize) -> bool {
        // `fighters trying to infiltrate P were killed`: they did not get in.
        let advances = |rule: u16| self.words.lexicon.rules[rule as usize].event == Event::Advances;
        let entering =
            self.row.verb(trigger).and_then(|verb| verb.lemma).map(|lemma| self.words.lexicon.rules_of(lemma));
        let enters = entering.is_some_and(|rules| rules.iter().any(|(rule, _)| advances(*rule)));
        let beaten = |c: usize| {
            self.row.verb(c).is_some_and(|verb| {
                self.lemma(verb) == "fail"
                    || verb.passive
                        && (self.is_verb(verb, list::THWARTED)
                            || self.words.word(verb.main + 1) == "back"
                            || enters && matches!(self.lemma(verb), "kill" | "ambush"))
            })
        };
        // `tried to storm P but were ambushed`
        let but = (trigger + 1..self.row.chunks.len()).find(|&k| self.word(k) == "but");
        let ambushed = but.and_then(|but| (but..self.row.chunks.len()).find_map(|c| self.row.verb(c)));
        if ambushed.is_some_and(|verb| verb.passive && matches!(self.lemma(verb), "kill" | "ambush")) {
            return true;
        }
        let later = (trigger + 1..self.row.chunks.len()).find(|&c| self.row.verb(c).is_some_and(Verb::is_finite));
        let same_subject = |c: usize| {
            let own = self.row.verb(attempt).is_some_and(|verb| verb.ing);
            own || (trigger + 1..c).any(|k| self.word(k) == "but")
                && !(trigger + 1..c).any(|k| self.word(k) == "but" && matches!(self.row.kind(k + 1), Kind::Side(_)))
        };
        later.is_some_and(|c| beaten(c) && same_subject(c))
            || attempt.checked_sub(1).is_some_and(|c| beaten(c) && self.row.verb(attempt).is_some_and(|verb| verb.ing))
    }

    /// What is aimed at may be told as not so after all: `no plans to`, `has yet to`, `tried ... in vain`.
    pub(super) fn after_all(&self, verdict: Verdict, trigger: (usize, usize)) -> Verdict {
        let (first, last) = (self.row.chunks[0].from, self.row.chunks.last().map_or(trigger.1, |c| c.to));
        let words = |from: usize, to: usize| (from.max(first)..to.min(last)).map(|t| self.words.word(t));
        let no_plan = verdict.cue.filter(|&cue| {
            self.words.is_in(cue, list::UNREAL_NOUNS) && words(cue.saturating_sub(3), cue).any(|word| word == "no")
        });
        let yet = self.words.word(trigger.0.wrapping_sub(1)) == "to"
            && matches!(self.words.word(trigger.0.wrapping_sub(2)), "yet");
        if no_plan.is_some() || yet {
            return Verdict::of(Status::Denied, verdict.cue);
        }
        let vain = (verdict.cue.unwrap_or(trigger.1).max(first + 1)..last).find(|&t| {
            self.words.is_in(t, list::IN_VAIN)
                && matches!(self.words.word(t - 1), "in" | "no" | "without" | "any" | "little")
        });
        match vain {
            Some(t) => Verdict { failed: true, attempt: verdict.cue, ..Verdict::of(Status::Denied, Some(t)) },
            None => verdict,
        }
    }
}
