//! Whose deed a claim is, where its own words name nobody or somebody else: what was kept from happening, a strike told
//! as one more, `they`, an attack told before.

use super::{Reader, Telling};
use crate::claim::{Event, Status};
use crate::extract::chunks::{Kind as ChunkKind, Row};
use crate::extract::frames::{Raw, Scene, enemy};
use crate::extract::lexicon::{Subject as Role, class};
use crate::extract::list;
use crate::extract::means::{self, Means};
use crate::extract::status::Verdict;
use crate::side::Side;
use std::cell::OnceCell;

/// Who takes and who loses what in a sentence.
pub(super) struct Parties {
    /// Places lost, each with the side phrase of who lost it.
    losers: Vec<(usize, usize)>,
    /// Places taken, each with the side phrase of who took it.
    takers: Vec<(usize, usize)>,
    /// Whether it tells of a fight.
    pub fight: bool,
}

impl Parties {
    pub(super) fn of(raws: &[Raw]) -> Parties {
        let party = |raw: &Raw| Some((raw.place, raw.side?));
        let lost = raws.iter().filter(|raw| raw.event == Event::Loses);
        let taken = raws.iter().filter(|raw| raw.event == Event::Captures && !raw.pronoun);
        Parties {
            losers: lost.filter_map(party).collect(),
            takers: taken.filter_map(party).collect(),
            fight: raws.iter().any(|raw| raw.event == Event::Fights),
        }
    }

    /// The side phrase at a place.
    fn at(parties: &[(usize, usize)], place: usize) -> Option<usize> {
        parties.iter().find(|(at, _)| *at == place).map(|&(_, side)| side)
    }
}

impl Reader<'_> {
    /// Who would have done what was kept from happening.
    pub(super) fn name_kept(&self, row: &Row, raw: &mut Raw, verdict: &Verdict) {
        if !verdict.failed {
            return;
        }
        // `prevented rebels from taking P`: rebels would have taken it.
        if let Some(kept) = self.kept_from(row, raw) {
            raw.side = Some(kept);
            raw.named = self.sides[kept].side;
        }
        // `shelled rebels to stop them taking P`: not those who shelled.
        if self.is_kept(row, raw) {
            (raw.named, raw.side, raw.pronoun) = (self.kept_party(row, raw), None, false);
        }
    }

    /// `The army denied any strikes on P`, `said it was not aware of any`: the side that denies them (claims.md 25).
    pub(super) fn name_denier(&self, raw: &mut Raw, verdict: &Verdict) {
        let nobodys = raw.event == Event::Strikes && raw.named.is_none() && raw.side.is_none() && !raw.pronoun;
        if !nobodys || verdict.status != Status::Denied {
            return;
        }
        let lexicon = &self.knowledge.lexicon;
        let denies = |cue: usize| {
            self.words.forms(cue).iter().any(|&(lemma, _)| lexicon.is_verb_in(lemma, list::DENYING))
                || self.words.any_in(cue..cue + 4, list::KNOWN_OF)
        };
        if verdict.cue.is_some_and(denies) {
            raw.named = self.speaks(raw);
        }
    }

    /// Whose strike it is, where its words name nobody.
    pub(super) fn name_striker(&self, scene: &Scene<'_>, raw: &mut Raw) {
        if raw.event != Event::Strikes || raw.side.is_some() {
            return;
        }
        let row = scene.row;
        if let Some(owner) = self.owner_of_arms(row, raw) {
            raw.side = Some(owner);
            raw.named = self.sides[owner].side;
            return;
        }
        if raw.named.is_none()
            && !raw.pronoun
            && let Some(troops) = self.troops_beside_arms(row, raw)
        {
            raw.side = Some(troops);
            raw.named = self.sides[troops].side;
            return;
        }
        // `The army shelled P. Q was also hit.`
        if raw.named.is_none()
            && !raw.pronoun
            && (self.is_one_more(row, raw)
                || self.is_detail_of_strike(row, raw)
                || self.is_next_strike(row, raw)
                || scene.is_from_scene(raw))
        {
            raw.named = self.before.striker;
        }
    }

    /// Whose the strikes of the sentence before were, where only this one says it: `The planes were Russian`.
    pub(super) fn name_strikes_before(&self, scene: &Scene<'_>, told: &mut [Telling<'_>]) {
        let Some(sentence) = told.last().map(|last| last.sentence.from) else { return };
        let of_it = |telling: &Telling<'_>| telling.raw.event == Event::Strikes && telling.sentence.from == sentence;
        if !told.iter().any(of_it) {
            return;
        }
        let Some(owner) = scene.owner_of_those_arms() else { return };
        for Telling { raw, .. } in told.iter_mut().rev().take_while(|telling| telling.sentence.from == sentence) {
            if raw.event == Event::Strikes && raw.named.is_none() && raw.side.is_none() && !raw.pronoun {
                raw.named = Some(owner);
            }
        }
    }

    /// Who `they` are that did it.
    pub(super) fn name_pronoun(&self, row: &Row, raw: &mut Raw, parties: &Parties) {
        if let Some(fighters) = self.fighters_meant(row, raw) {
            raw.named = fighters;
            return;
        }
        let held = raw.event == Event::Holds;
        // `have lost land in P that they controlled`: who lost it held it.
        let loser = Parties::at(&parties.losers, raw.place).filter(|_| held);
        // `the army had taken P, the last town they held`: not who took it.
        let taker = Parties::at(&parties.takers, raw.place).filter(|_| held);
        if let Some(agent) = loser.or_else(|| self.antecedent(row, raw)) {
            if taker.is_some_and(|taker| self.sides[taker].side == self.sides[agent].side) {
                raw.named = self.other_party(row, raw, agent);
            } else {
                raw.side = Some(agent);
                raw.named = self.sides[agent].side;
            }
            return;
        }
        let they =
            if self.is_we(row, raw) { self.spoke(raw) } else { self.party(row, raw).or_else(|| self.others(row, raw)) };
        raw.named = they.or(raw.named);
    }

    /// Whose men `the attackers` and `the defenders` of the sentence before are, where it tells who attacked.
    fn fighters_meant(&self, row: &Row, raw: &Raw) -> Option<Option<Side>> {
        let light = |c: &usize| !matches!(row.kind(*c), ChunkKind::Adverb | ChunkKind::Time);
        let subject = (0..raw.chunk.min(row.chunks.len())).rev().find(light)?;
        let head = row.chunks[subject].to - 1;
        if self.words.is_in(head, list::ATTACKERS) {
            return Some(self.before.attacker);
        }
        self.words.is_in(head, list::DEFENDERS).then(|| self.before.attacker.and_then(enemy))
    }

    /// `Troops raided homes in P, and tanks shelled Q`: the army that the sentence opens with, whose heavy arms they are.
    fn troops_beside_arms(&self, row: &Row, raw: &Raw) -> Option<usize> {
        let arms = raw.chunk.checked_sub(1).filter(|&c| c > 2 && row.kind(c) == ChunkKind::Noun)?;
        let heavy = row.verb(raw.chunk).is_some_and(|verb| !verb.passive)
            && row.chunks[arms].to == row.chunks[arms].from + 1
            && self.words.is_in(row.chunks[arms].from, list::ARMS_OF_STATES);
        let joined = heavy && matches!(row.kind(arms - 1), ChunkKind::And | ChunkKind::Clause);
        let opens =
            (0..arms - 1).find(|&c| !matches!(row.kind(c), ChunkKind::Adverb | ChunkKind::Time | ChunkKind::Comma))?;
        let ChunkKind::Side(side) = row.kind(opens) else { return None };
        let acts = row.verb(opens + 1).is_some_and(|verb| verb.is_finite() && !verb.passive);
        let alone = row.chunks[opens + 1..arms].iter().all(|chunk| match chunk.kind {
            ChunkKind::Side(other) => self.sides[other].side == self.sides[side].side,
            _ => true,
        });
        (joined && acts && alone && self.sides[side].side == Some(Side::Government)).then_some(side)
    }

    /// Whose fight it is, where its words name nobody: who the sentence says attacks.
    pub(super) fn name_attackers(&self, scene: &Scene<'_>, raws: &mut [Raw], attacker: &OnceCell<Option<Side>>) {
        for raw in raws.iter_mut().filter(|raw| raw.event == Event::Fights && raw.named.is_none() && !raw.pronoun) {
            let rule = &self.knowledge.lexicon.rules[raw.rule as usize];
            if rule.subject != Role::Fighter {
                raw.named = *attacker.get_or_init(|| scene.attacker_told());
            }
            // `The assault began on Sunday and is targeting P`: of whoever the sentence before says attacks.
            let pointed = self.words.word(scene.row.chunks[raw.chunk].from) == "the";
            if rule.attack && pointed {
                raw.named = raw.named.or(self.before.attacker);
            }
        }
    }

    /// Whether a strike is told as one more of those before: `Q was also hit`, `another shell landed`.
    fn is_one_more(&self, row: &Row, raw: &Raw) -> bool {
        let from = row.chunks.get(row.clause_of(raw.chunk)).map_or(raw.trigger.0, |chunk| chunk.from);
        let words = from..raw.trigger.1;
        // A bomb that somebody laid is nobody else's shell.
        let told = self.words.text.raw(words.clone());
        // `Air strikes also hit Q`: nobody's (claims.md 10).
        let strike = |c: usize| {
            row.kind(c) == ChunkKind::Noun
                && self.words.word(row.chunks[c].from) != "another"
                && self.words.noun_at(row.chunks[c].to - 1).is_some()
                && !self.words.is(row.chunks[c].to - 1, class::ARMS)
                && means::of(self.words.text.raw(row.chunks[c].from..row.chunks[c].to)) != Means::Guns
        };
        if raw.chunk.checked_sub(1).is_some_and(strike) || raw.chunk.checked_sub(2).is_some_and(strike) {
            return false;
        }
        let flies = self.before.striker == Some(Side::Government);
        words.into_iter().any(|t| matches!(self.words.word(t), "also" | "another" | "others" | "other"))
            && match means::of(told) {
                Means::Bomb => false,
                Means::Air => flies,
                _ => true,
            }
    }

    /// `The army shelled rebel areas. P and Q were hit`: of whoever struck where no place was named.
    fn is_detail_of_strike(&self, row: &Row, raw: &Raw) -> bool {
        self.before.struck_nowhere && row.verb(raw.chunk).is_some_and(|verb| verb.passive && !verb.bare)
    }

    /// `The army shelled P. Q was hit an hour later`, `Shells fell on rebel lines in Q`: of whoever struck in the
    /// sentence before, where this one only suffers or names the enemy.
    fn is_next_strike(&self, row: &Row, raw: &Raw) -> bool {
        let Some(striker) = self.before.striker else { return false };
        let (Some(first), Some(last)) = (row.chunks.first(), row.chunks.last()) else { return false };
        let able = match means::of(self.words.text.raw(first.from..last.to)) {
            Means::Bomb => false,
            Means::Air => striker == Side::Government,
            _ => true,
        };
        let names = |from: usize, side: Option<Side>| {
            let of_side = |kind: ChunkKind| matches!(kind, ChunkKind::Side(s) if self.sides[s].side == side);
            side.is_some() && row.chunks[from..].iter().any(|chunk| of_side(chunk.kind))
        };
        // `Shelling was reported from P`
        let recorded = row.verb(raw.chunk + 1).filter(|_| row.kind(raw.chunk) == ChunkKind::Noun).is_some_and(|verb| {
            let lexicon = &self.knowledge.lexicon;
            verb.passive && verb.lemma.is_some_and(|lemma| lexicon.is_verb_in(lemma, list::RECORDING))
        });
        let suffers = recorded || row.verb(raw.chunk).is_some_and(|verb| verb.passive && !verb.bare);
        let on_enemy = names(0, enemy(striker)) && !names(raw.chunk, Some(striker));
        able && (on_enemy || suffers && !names(0, Some(striker)))
    }

    /// Whom a verb keeps from what it told of: `rebels` in `prevented rebels from taking P`.
    fn kept_from(&self, row: &Row, raw: &Raw) -> Option<usize> {
        let from = raw.chunk.checked_sub(1).filter(|&c| self.words.word(row.chunks[c].from) == "from")?;
        match row.kind(from.checked_sub(1)?) {
            ChunkKind::Side(side) => Some(side),
            _ => None,
        }
    }

    /// Who `them` are whom a side keeps from something: the one named after it, or its enemy.
    fn kept_party(&self, row: &Row, raw: &Raw) -> Option<Side> {
        let mut parties = row.chunks[..raw.chunk].iter().rev().filter_map(|chunk| match chunk.kind {
            ChunkKind::Side(side) if !self.sides[side].adjective => self.sides[side].side,
            _ => None,
        });
        let last = parties.next()?;
        if parties.any(|party| party != last) { Some(last) } else { enemy(last) }
    }

    /// Whether a verb keeps `them` from what it told of: `stopped them taking P`, `kept them from taking P`.
    fn is_kept(&self, row: &Row, raw: &Raw) -> bool {
        let word = |back: usize| raw.chunk.checked_sub(back).map_or("", |c| self.words.word(row.chunks[c].from));
        word(1) == "them" || word(1) == "from" && word(2) == "them"
    }
}
