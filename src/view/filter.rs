//! The filter: one line of text that limits the lists. `Heluk side:opposition -event:strikes`.
//!
//! Terms are joined by *and*; `-` before a term turns it round; a comma lists alternatives. A term
//! without a key is looked for in the headline, the outlet, the place, the group and the quote.

use crate::claim::{Claim, Event, Reviewed, Status};
use crate::date::{Day, Span};
use crate::project::Reading;
use crate::side::Side;
use std::fmt;
use std::str::FromStr;

/// A filter that was read. The default lets everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    terms: Vec<Term>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    not: bool,
    asks: Asks,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Asks {
    Words(String),
    Side(Vec<Side>),
    Event(Vec<Event>),
    Status(Vec<Status>),
    Place(Vec<String>),
    Area(Vec<String>),
    Outlet(Vec<String>),
    Source(Vec<String>),
    Reviewed(Vec<Seen>),
    From(Day),
    Until(Day),
}

/// What a person made of a claim, as a filter asks for it: one end, or several at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seen {
    Yes,
    No,
    Edited,
    As(Reviewed),
}

impl Seen {
    fn is(self, reviewed: Reviewed) -> bool {
        match self {
            Seen::Yes => reviewed.by_person(),
            Seen::No => !reviewed.by_person(),
            Seen::Edited => reviewed.is_edited(),
            Seen::As(one) => reviewed == one,
        }
    }
}

impl FromStr for Seen {
    type Err = String;

    fn from_str(s: &str) -> Result<Seen, String> {
        match s {
            "yes" => Ok(Seen::Yes),
            "no" => Ok(Seen::No),
            "edited" => Ok(Seen::Edited),
            other => other.parse().map(Seen::As).map_err(|known: String| format!("yes, no, edited, or {known}")),
        }
    }
}

/// What a filter can be asked for, with its keys, for the hint beside the field.
pub const KEYS: &[&str] =
    &["side", "event", "status", "place", "area", "outlet", "source", "reviewed", "from", "until"];

impl Filter {
    /// Reads a filter.
    ///
    /// # Errors
    /// The first term that makes no sense, what was expected there, and what was found.
    pub fn parse(text: &str) -> Result<Filter, String> {
        split(text).iter().map(|term| Term::parse(term)).collect::<Result<_, _>>().map(|terms| Filter { terms })
    }

    /// Whether it lets everything through.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether a claim passes. `days` is what it speaks of, if that is known.
    pub fn claim(&self, reading: &Reading, claim: &Claim, days: Option<Span>) -> bool {
        self.terms.iter().all(|term| term.not != term.asks.claim(reading, claim, days))
    }

    /// Whether an article passes by itself, as one without claims must: no term may ask about claims.
    pub fn article(&self, reading: &Reading) -> bool {
        self.terms.iter().all(|term| term.asks.article(reading).is_some_and(|found| term.not != found))
    }
}

impl Term {
    fn parse(text: &str) -> Result<Term, String> {
        let (not, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let Some((key, value)) = text.split_once(':').filter(|(key, _)| key.chars().all(char::is_alphabetic)) else {
            return Ok(Term { not, asks: Asks::Words(text.to_lowercase()) });
        };
        let asks = match key.to_lowercase().as_str() {
            "side" => Asks::Side(list(value)?),
            "event" => Asks::Event(list(value)?),
            "status" => Asks::Status(list(value)?),
            "place" => Asks::Place(words(value)),
            "area" => Asks::Area(words(value)),
            "outlet" => Asks::Outlet(words(value)),
            "source" => Asks::Source(words(value)),
            "reviewed" => Asks::Reviewed(list(value)?),
            "from" => Asks::From(value.parse()?),
            "until" => Asks::Until(value.parse()?),
            _ => return Err(format!("expected one of {}, found \"{key}\"", KEYS.join(", "))),
        };
        Ok(Term { not, asks })
    }
}

impl Asks {
    fn claim(&self, reading: &Reading, claim: &Claim, days: Option<Span>) -> bool {
        let article = &reading.article;
        match self {
            Asks::Words(word) => {
                let quote = article.text.get(claim.quote.clone()).unwrap_or_default();
                let group = claim.group.as_deref().unwrap_or_default();
                [quote, group, &claim.place.name, &claim.place.text].iter().any(|text| has(text, word))
                    || self.article(reading) == Some(true)
            }
            Asks::Side(sides) => claim.side.is_some_and(|side| sides.contains(&side)),
            Asks::Event(events) => events.contains(&claim.event),
            Asks::Status(all) => all.contains(&claim.status),
            Asks::Place(names) => names.iter().any(|name| has(&claim.place.name, name) || has(&claim.place.text, name)),
            Asks::Area(areas) => claim.place.id.as_ref().is_some_and(|id| {
                let governorate = id.as_str().split('/').next().unwrap_or_default();
                areas.iter().any(|area| area == governorate)
            }),
            Asks::Source(names) => {
                claim.source.as_ref().is_some_and(|source| names.iter().any(|name| has(&source.name, name)))
            }
            Asks::Reviewed(all) => all.iter().any(|seen| seen.is(claim.reviewed)),
            Asks::From(day) => days.is_some_and(|days| days.to >= *day),
            Asks::Until(day) => days.is_some_and(|days| days.from <= *day),
            Asks::Outlet(_) => self.article(reading) == Some(true),
        }
    }

    /// `None` where the term asks about claims.
    fn article(&self, reading: &Reading) -> Option<bool> {
        let article = &reading.article;
        let outlet = article.outlet.as_deref().unwrap_or_default();
        match self {
            Asks::Words(word) => {
                let title = article.title.as_deref().unwrap_or_default();
                Some([title, outlet, &article.id].iter().any(|text| has(text, word)))
            }
            Asks::Outlet(names) => Some(names.iter().any(|name| has(outlet, name))),
            Asks::From(day) => Some(article.published.span.is_some_and(|span| span.to >= *day)),
            Asks::Until(day) => Some(article.published.span.is_some_and(|span| span.from <= *day)),
            _ => None,
        }
    }
}

/// Whether a text has a word in it, whatever the case.
fn has(text: &str, lower: &str) -> bool {
    text.to_lowercase().contains(lower)
}

fn list<T: FromStr>(value: &str) -> Result<Vec<T>, String>
where
    T::Err: fmt::Display,
{
    value.split(',').filter(|one| !one.is_empty()).map(|one| one.parse().map_err(|e: T::Err| e.to_string())).collect()
}

fn words(value: &str) -> Vec<String> {
    value.split(',').map(|one| one.trim().to_lowercase()).filter(|one| !one.is_empty()).collect()
}

/// The terms of a line: words, and `"runs of words"`.
fn split(text: &str) -> Vec<String> {
    let (mut terms, mut term, mut quoted) = (Vec::new(), String::new(), false);
    for c in text.chars() {
        match c {
            '"' | '“' | '”' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => terms.push(std::mem::take(&mut term)),
            c => term.push(c),
        }
    }
    terms.push(term);
    terms.retain(|term| !term.is_empty() && term != "-");
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_at_spaces_and_kept_together_by_quotes() {
        assert_eq!(
            split("a  side:x \"old city\" place:\"tel rifaat\" - "),
            ["a", "side:x", "old city", "place:tel rifaat"]
        );
    }

    #[test]
    fn what_makes_no_sense_is_told() {
        assert!(Filter::parse("sides:government").unwrap_err().contains("sides"));
        assert!(Filter::parse("side:rebels").unwrap_err().contains("rebels"));
        assert!(Filter::parse("until:October").unwrap_err().contains("October"));
        assert!(Filter::parse("  ").unwrap().is_empty());
    }
}
