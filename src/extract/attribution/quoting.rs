//! Speech passed on: `SANA quoted a source as saying`, `A source was quoted by SANA`, and what pictures show that
//! somebody made public.

use super::forms::{Finder, Form, Found, Speaker};
use super::list as lists;
use super::speakers::Verb;
use crate::claim::{Source, SourceKind};
use crate::read::outlets;

/// How many words the pictures stand before the verb that says what they show, at most: `Photos put online late on Monday by the group show`.
const PICTURE: usize = 14;

impl Finder<'_> {
    /// `SANA quoted a source as saying`, `SANA, citing a source`.
    pub(super) fn quoting(&self, at: usize) -> Option<Found> {
        let quoted = self.speaker_from(at + 1)?;
        let end = quoted.tokens.end;
        // "quoted X as saying", "quoted X saying"
        let saying = match self.word(end) {
            "as" => 2,
            "saying" => 1,
            _ => 0,
        };
        let end = (end + saying).min(self.end);
        let outer = self.speaker_to(at).or_else(|| self.speaker_above(at));
        let outer = outer.filter(|outer| quoted.unnamed && !outer.unnamed && outer.tokens.end == at);
        Some(match outer {
            Some(outer) => {
                let words = outer.tokens.start..end;
                (outer, words, Form::Before, false)
            }
            None => (quoted, at..end, Form::Quoted, false),
        })
    }

    /// A paragraph torn apart before its comma: `according to SANA` / `, citing a source, troops ...`.
    fn speaker_above(&self, verb: usize) -> Option<Speaker> {
        if verb != self.start + 1 || self.word(self.start) != "," {
            return None;
        }
        let end = self.start - usize::from(self.start > 0 && self.text.word(self.start - 1) == ")");
        let (name, source) = (end.saturating_sub(8)..end).find_map(|at| {
            let (source, after) = self.spoken.named_at(at)?;
            (after == end).then_some((at..after, source))
        })?;
        let source = Source { name: self.shown(&name, source), kind: source.kind };
        Some(Speaker { tokens: self.start..verb, source, unnamed: false })
    }

    /// `was quoted as saying by X`, `as reported by X`.
    pub(super) fn passive(&self, at: usize) -> Option<Found> {
        // "A source was quoted as saying", and "by X", whose words it passes on.
        if self.word(at) == "quoted" && self.word(at + 1) == "as" {
            let speaker = self.speaker_to(at - 1)?;
            let by = (at + 3).min(self.end);
            let outer = self.speaker_from(by + 1).filter(|outer| self.word(by) == "by" && !outer.unnamed);
            let (from, speaker, end) = match outer.filter(|_| speaker.unnamed) {
                Some(outer) => (speaker.tokens.start, Speaker { tokens: speaker.tokens, ..outer }, outer.tokens.end),
                None => (speaker.tokens.start, speaker, by),
            };
            let form = if self.says_more(end) { Form::Before } else { Form::After };
            return Some((speaker, from..end, form, false));
        }
        // "An officer was quoted by X as saying that"
        if self.word(at) == "quoted" && self.word(at + 1) == "by" {
            return self.quoted_by(at);
        }
        // "SOHR was informed that", "Reuters was told that": by nobody who is named.
        let that = (at + 1..at + 9).find(|&i| self.word(i) == "that" && (i == at + 1 || self.word(at + 1) == "by"));
        if let Some(that) = that.filter(|_| self.is(at, lists::INFORMED)) {
            let speaker = self.speaker_to(at - 1).filter(|speaker| !speaker.unnamed)?;
            let words = speaker.tokens.start..that + 1;
            return Some((speaker, words, Form::Before, false));
        }
        // "The army was accused by X of shelling P"
        if self.verb_at(at) == Some(Verb::Accuse) && self.word(at + 1) == "by" {
            let speaker = self.speaker_from(at + 2)?;
            let end = speaker.tokens.end;
            return matches!(self.word(end), "of" | "for").then_some((speaker, at..end, Form::After, false));
        }
        // "The raid was blamed on rebels by X"
        if self.verb_at(at) == Some(Verb::Accuse) && self.word(at + 1) == "on" {
            let by = (at + 2..(at + 8).min(self.end)).find(|&i| self.word(i) == "by")?;
            let speaker = self.speaker_from(by + 1)?;
            let end = speaker.tokens.end;
            return Some((speaker, by..end, Form::After, false));
        }
        // "Claims that P fell are denied by X", "P fell, as was said by X".
        if self.word(at + 1) == "by" && matches!(self.verb_at(at), Some(Verb::Say | Verb::Deny)) {
            let speaker = self.speaker_from(at + 2)?;
            let end = speaker.tokens.end;
            return Some((speaker, at..end, Form::After, false));
        }
        None
    }

    /// `An officer was quoted by X as saying`, `A source, quoted by X, said`: a person of name speaks, else X.
    fn quoted_by(&self, at: usize) -> Option<Found> {
        let outer = self.speaker_from(at + 2)?;
        let end = outer.tokens.end;
        let saying = self.word(end) == "as" && self.is_participle(end + 1);
        if !saying {
            return Some((outer, at..end, Form::QuotedBy, false));
        }
        let words = at..self.after_verb(end + 2);
        let form = if self.says_more(words.end) { Form::Before } else { Form::After };
        let be = usize::from(self.is(at.wrapping_sub(1), lists::PASSIVE));
        let inner = self.speaker_to(at - be).filter(|inner| !inner.unnamed);
        Some((inner.unwrap_or(outer), words, form, false))
    }

    /// `Footage released by X shows rebels in P`, `X posted photos showing`: whose the pictures are.
    pub(super) fn pictures(&self, shows: usize) -> Option<Found> {
        let from = shows.saturating_sub(PICTURE).max(self.start);
        let head = (from..shows).rev().find(|&i| self.is(i, lists::PICTURES))?;
        let by = (head + 1..shows).find(|&i| self.is(i, lists::MADE_BY));
        // "X posted photos that show"
        let made = |&i: &usize| self.is(i, lists::MAKING_PUBLIC);
        let maker = || self.speaker_to((from..head).rev().find(made)?);
        let speaker = match by {
            Some(by) => self.speaker_from(by + 1).filter(|speaker| speaker.tokens.end <= shows),
            None => maker().or_else(|| self.speaker_to(head)),
        }?;
        let words = speaker.tokens.start.min(head)..shows + 1;
        Some((speaker, words, Form::Before, false))
    }

    /// `The army took P (SANA).`: who says so closes what is told.
    pub(super) fn credit(&self, at: usize) -> Option<Found> {
        let (source, after) = self.named_at(at + 1)?;
        let last = (after + 1..self.end).all(|i| self.word(i) == ".");
        // "the Syrian Democratic Forces (SDF)": what the name before is called; "(Reuters)": whose picture it is.
        let says = match source.kind {
            SourceKind::Monitor => self.name_before(at).is_none(),
            SourceKind::Outlet => false,
            _ => outlets::built_in().find(&source.name).is_some(),
        };
        if self.word(after) != ")" || !last || !says {
            return None;
        }
        let source = Source { name: self.shown(&(at + 1..after), source), kind: source.kind };
        let speaker = Speaker { tokens: at + 1..after, source, unnamed: false };
        Some((speaker, at..self.end, Form::After, false))
    }
}
