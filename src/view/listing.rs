//! The lists: which articles and claims pass the filter, in the order in which they are shown, and how
//! many claims there are a day. Computed once for a set of articles and a filter, not for each frame.

use super::Filter;
use crate::claim::Claim;
use crate::control::{Options, Passing, Voices};
use crate::date::{Day, Span, SpanKind};
use crate::project::{ClaimRef, Reading};
use crate::side::Side;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the lists and the timeline show.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listing {
    /// Positions of the articles that pass, newest first, those without a date at the end.
    pub articles: Vec<u32>,
    /// The claims that pass, by the day they speak of, newest first, then in the order of the text.
    pub claims: Vec<(Option<Day>, ClaimRef)>,
    /// The claims of each article that pass: as long as the list of readings.
    pub by_article: Vec<Vec<u32>>,
    /// All claims there are, whatever the filter.
    pub total: usize,
    /// The claims that pass on whatever day, counted by day.
    pub histogram: Histogram,
}

/// Claims a day, by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Histogram {
    /// Days with claims, in order; a count for each of [`Side::ALL`], then for side unknown.
    pub days: Vec<(Day, [u32; 5])>,
    /// Claims of which only a run of days is known: from, to, whose, sorted.
    pub vague: Vec<(Span, Option<Side>)>,
}

/// The days a claim speaks of, as far as it can know them: none after the article was published.
/// `None` if neither is known.
pub fn claim_days(reading: &Reading, claim: &Claim) -> Option<Span> {
    let published = reading.article.published.day();
    match (claim.date.span, published) {
        (Some(span), Some(last)) => span.capped(last),
        (Some(span), None) => Some(span),
        (None, Some(day)) => Some(Span::day(day)),
        (None, None) => None,
    }
}

/// Every voice that makes a claim: the source it is put down to, else the outlet, with the number of
/// its claims, the most first. Names of one voice are told as one, by the name most used.
pub fn voices(readings: &[Arc<Reading>], options: &Options) -> Vec<(String, usize)> {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for reading in readings {
        let outlet = reading.article.outlet.as_deref();
        for claim in &reading.claims {
            if let Some(name) = claim.source.as_ref().map(|source| source.name.as_str()).or(outlet) {
                *names.entry(name).or_default() += 1;
            }
        }
    }
    let mut voices: BTreeMap<String, (usize, usize, &str)> = BTreeMap::new();
    for (name, count) in names {
        let voice = voices.entry(options.voice(name)).or_insert((0, 0, name));
        voice.0 += count;
        if count > voice.1 {
            (voice.1, voice.2) = (count, name);
        }
    }
    let mut voices: Vec<(String, usize)> =
        voices.into_values().map(|(count, _, name)| (name.to_owned(), count)).collect();
    voices.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    voices
}

/// The claims from which areas and fronts are made under a filter; `None`: all. The days that a filter asks for choose
/// what is listed, not what is known: who held a place on a day is told by what was said before it.
pub fn passing(readings: &[Arc<Reading>], filter: &Filter) -> Option<Passing> {
    let any_day = filter.of_any_day();
    let filter = any_day.as_ref().unwrap_or(filter);
    if filter.is_empty() {
        return None;
    }
    let passing = |reading: &Arc<Reading>| {
        let claims = reading.claims.iter().enumerate();
        let passing = claims.filter(|(_, claim)| filter.claim(reading, claim, claim_days(reading, claim)));
        passing.map(|(at, _)| at as u32).collect()
    };
    let claims = Arc::new(readings.iter().map(passing).collect());
    Some(Passing { filter: filter.line().to_owned(), claims })
}

impl Listing {
    /// The lists for these readings, this filter, and the voices asked for.
    pub fn new(readings: &[Arc<Reading>], filter: &Filter, options: &Options) -> Listing {
        let mut listing = Listing::default();
        let mut spans = Vec::new();
        let mut voices = Voices::new(Arc::new(options.clone()));
        // The timeline shows also what lies outside the days asked for, to choose other days by.
        let any_day = filter.of_any_day();
        for (r, reading) in readings.iter().enumerate() {
            let mut passing = Vec::new();
            for (c, claim) in reading.claims.iter().enumerate() {
                let days = claim_days(reading, claim);
                if !any_day.as_ref().unwrap_or(filter).claim(reading, claim, days)
                    || !voices.hears(&reading.article, claim)
                {
                    continue;
                }
                spans.extend(days.filter(|_| claim.reviewed.counts()).map(|days| (days, claim.side)));
                if any_day.is_none() || filter.claim(reading, claim, days) {
                    passing.push(c as u32);
                    listing.claims.push((days.map(|days| days.to), ClaimRef { reading: r as u32, claim: c as u32 }));
                }
            }
            listing.total += reading.claims.len();
            if !passing.is_empty() || (filter.article(reading) && options.according_to.is_empty()) {
                listing.articles.push(r as u32);
            }
            listing.by_article.push(passing);
        }
        let published = |r: &u32| readings[*r as usize].article.published.day();
        listing.articles.sort_by(|a, b| published(b).cmp(&published(a)).then(a.cmp(b)));
        listing.claims.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        listing.histogram = Histogram::new(spans);
        listing
    }
}

impl Histogram {
    fn new(mut spans: Vec<(Span, Option<Side>)>) -> Histogram {
        spans.sort_by_key(|(span, side)| (span.to, span.from, *side));
        let mut histogram = Histogram::default();
        for (span, side) in spans {
            if span.kind == SpanKind::Imprecise && span.days() > 1 {
                histogram.vague.push((span, side));
                continue;
            }
            if histogram.days.last().is_none_or(|(day, _)| *day != span.to) {
                histogram.days.push((span.to, [0; 5]));
            }
            if let Some((_, counts)) = histogram.days.last_mut() {
                counts[side.map_or(4, Side::index)] += 1;
            }
        }
        histogram
    }

    /// The first and the last day with anything to show.
    pub fn range(&self) -> Option<Span> {
        let vague = self.vague.iter().flat_map(|(span, _)| [span.from, span.to]);
        let days = || self.days.iter().map(|(day, _)| *day).chain(vague.clone());
        Some(Span::precise(days().min()?, days().max()?))
    }

    /// The counts of a day.
    pub fn on(&self, day: Day) -> [u32; 5] {
        self.days.binary_search_by_key(&day, |(day, _)| *day).map_or([0; 5], |at| self.days[at].1)
    }

    /// The most claims on one day, at least 1.
    pub fn peak(&self) -> u32 {
        self.days.iter().map(|(_, counts)| counts.iter().sum()).max().unwrap_or(1).max(1)
    }

    /// The next day after `day` with claims.
    pub fn next(&self, day: Day) -> Option<Day> {
        let at = self.days.partition_point(|(other, _)| *other <= day);
        self.days.get(at).map(|(day, _)| *day)
    }

    /// The last day before `day` with claims.
    pub fn previous(&self, day: Day) -> Option<Day> {
        let at = self.days.partition_point(|(other, _)| *other < day);
        at.checked_sub(1).map(|at| self.days[at].0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, DateBasis, Published};
    use crate::claim::{ClaimedPlace, Event, Extent, Status, Trace, When};
    use crate::place::PlaceId;

    fn day(d: i8) -> Day {
        Day::new(2016, 10, d).unwrap()
    }

    fn claim(place: &str, side: Option<Side>, event: Event, on: Option<Span>) -> Claim {
        Claim {
            id: place.into(),
            place: ClaimedPlace {
                text: place.into(),
                name: place.into(),
                id: Some(PlaceId::new(format!("aleppo/{}", place.to_lowercase()))),
                kind: None,
                point: None,
                candidates: vec![],
            },
            extent: Extent::Whole,
            side,
            group: None,
            event,
            status: Status::Reported,
            date: When { span: on, basis: String::new() },
            since: None,
            source: None,
            from: None,
            quote: 0..4,
            sentence: 0..4,
            rule: "test".into(),
            confidence: 0.8,
            why: vec![],
            trace: Trace::default(),
            reviewed: Default::default(),
        }
    }

    fn reading(id: &str, published: Option<Day>, claims: Vec<Claim>) -> Arc<Reading> {
        Arc::new(Reading::new(
            Article {
                id: id.into(),
                path: String::new(),
                title: Some(format!("News of {id}")),
                outlet: Some("Wire".into()),
                url: None,
                language: None,
                sha256: id.into(),
                published: Published {
                    span: published.map(Span::day),
                    basis: published.map_or(DateBasis::Unknown, |_| DateBasis::Given),
                },
                copy_of: None,
                text: "Some words".into(),
                parts: vec![],
            },
            claims,
            vec![],
        ))
    }

    fn readings() -> Vec<Arc<Reading>> {
        let (gov, opp) = (Some(Side::Government), Some(Side::Opposition));
        vec![
            reading("undated", None, vec![claim("Heluk", opp, Event::Holds, None)]),
            reading("old", Some(day(1)), vec![claim("Heluk", opp, Event::Holds, Some(Span::day(day(9))))]),
            reading(
                "new",
                Some(day(5)),
                vec![
                    claim("Kindi", gov, Event::Captures, Some(Span::day(day(2)))),
                    claim("Heluk", None, Event::Strikes, None),
                    claim("Azaz", gov, Event::Fights, Some(day(1).month())),
                ],
            ),
        ]
    }

    #[test]
    fn newest_first_and_nothing_after_its_publication() {
        let listing = Listing::new(&readings(), &Filter::default(), &Options::default());
        assert_eq!(listing.articles, [2, 1, 0]);
        let order: Vec<_> = listing.claims.iter().map(|(day, at)| (*day, at.reading, at.claim)).collect();
        assert_eq!(
            order,
            [(Some(day(5)), 2, 1), (Some(day(5)), 2, 2), (Some(day(2)), 2, 0), (None, 0, 0), (None, 1, 0)],
            "a claim about the 9th in an article of the 1st has no day"
        );
        assert_eq!(listing.histogram.on(day(2)), [1, 0, 0, 0, 0]);
        assert_eq!(listing.histogram.on(day(5)), [0, 0, 0, 0, 1]);
        assert_eq!(listing.histogram.vague.len(), 1, "some day of the month is no bar of one day");
        assert_eq!((listing.histogram.next(day(2)), listing.histogram.previous(day(2))), (Some(day(5)), None));
    }

    #[test]
    fn lists_follow_the_voices_asked_for() {
        let mut readings = readings();
        Arc::make_mut(&mut readings[1]).article.outlet = Some("Daily".into());
        assert_eq!(voices(&readings, &Options::default()), [("Wire".to_owned(), 4), ("Daily".to_owned(), 1)]);
        let options = Options { according_to: vec!["daily".into()], ..Options::default() };
        let listing = Listing::new(&readings, &Filter::default(), &options);
        assert_eq!((listing.articles, listing.claims.len()), (vec![1], 1));
    }

    #[test]
    fn filters_limit_articles_and_claims() {
        let count = |text: &str| {
            let listing = Listing::new(&readings(), &Filter::parse(text).unwrap(), &Options::default());
            (listing.articles.len(), listing.claims.len())
        };
        assert_eq!(count(""), (3, 5));
        assert_eq!(count("heluk"), (3, 3));
        assert_eq!(count("heluk -event:strikes"), (2, 2));
        assert_eq!(count("side:government,opposition event:captures"), (1, 1));
        assert_eq!(count("area:daraa"), (0, 0));
        assert_eq!((count("reviewed:yes"), count("reviewed:no,accepted")), ((0, 0), (3, 5)));
        assert_eq!(count("outlet:wire from:2016-10-03"), (1, 2));
        assert_eq!(count("\"news of old\""), (1, 1));
        assert_eq!(count("heluk (event:strikes OR outlet:daily)"), (1, 1));
        assert_eq!(count("NOT (side:government OR side:opposition)"), (1, 1));
        assert_eq!(count("confidence:81"), (0, 0));
        assert_eq!(count("confidence:70-80 date:2016-10"), (1, 3));
    }
}
