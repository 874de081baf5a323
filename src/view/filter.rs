//! The filter: one line of text that limits the lists, the marks, the areas and fronts, and every export.
//! `Heluk side:opposition (event:captures OR event:loses) -status:denied`.
//!
//! Terms side by side must all hold; `OR` between them lets either do; `NOT` or `-` turns a term or a
//! bracket round; a comma lists alternatives of one key. A term without a key is looked for in the
//! headline, the outlet, the place, the group and the quote.
//!
//! | key | asks for |
//! | --- | --- |
//! | `side`, `event`, `status` | the terms of a claim |
//! | `group`, `place`, `outlet`, `source` | part of the name, or after `=` the whole of it; a group by its usual name too |
//! | `inside` | a fight inside a side: that side, or `yes` |
//! | `area` | the governorate |
//! | `within` | an area drawn on the map: corners as `lat,lon;lat,lon;…` in degrees |
//! | `tag` | a tag on the claim, its article or its place |
//! | `precision` | how well the place is known: `exact`, `quarter`, `approximate`, `sector`, `district` |
//! | `confidence` | the least share of right readings in percent, or a range: `80`, `55-80` |
//! | `from`, `until`, `date` | days: `2016-10-02`; `date` also takes a month or a year; areas do not follow them |
//! | `reviewed` | `yes`, `no`, `edited`, or what a person made of the claim: `accepted`, `rejected` |

mod line;

pub use line::{has_term, quoted, with_days, with_term, without_term};

use crate::claim::{Claim, Event, Reviewed, Status};
use crate::date::{Day, Span};
use crate::group;
use crate::place::{Kind, Place, PlaceId, Point, Precision};
use crate::project::Reading;
use crate::project::edit::{ClaimKey, Subject};
use crate::project::review::Review;
use crate::side::Side;
use line::{Token, tokens};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// A filter that was read. The default lets everything through.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// As it was typed.
    line: String,
    expr: Option<Expr>,
    known: Arc<Known>,
}

/// What a filter must know beside the claims.
#[derive(Debug, Default, PartialEq, Eq)]
struct Known {
    /// How well each place is known.
    precision: BTreeMap<PlaceId, Precision>,
    /// The tags on claims, articles and places.
    tags: BTreeMap<Subject, Vec<String>>,
}

#[derive(Clone, Debug, PartialEq)]
enum Expr {
    All(Vec<Expr>),
    Any(Vec<Expr>),
    Not(Box<Expr>),
    Asks(Asks),
}

#[derive(Clone, Debug, PartialEq)]
enum Asks {
    Words(String),
    Side(Vec<Side>),
    Event(Vec<Event>),
    Status(Vec<Status>),
    Group(Vec<String>),
    Place(Vec<String>),
    Area(Vec<String>),
    Within(Vec<Point>),
    Inside(Vec<Side>),
    Outlet(Vec<String>),
    Source(Vec<String>),
    Precision(Vec<Exactness>),
    Tag(Vec<String>),
    /// Least and most confidence, 0 to 1.
    Confidence(f32, f32),
    Reviewed(Vec<Seen>),
    From(Day),
    Until(Day),
    Date(Span),
}

/// How well a place is known, as a filter asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exactness {
    Exact,
    Quarter,
    Approximate,
    Sector,
    District,
}

impl FromStr for Exactness {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Ok(match s {
            "exact" => Exactness::Exact,
            "quarter" => Exactness::Quarter,
            "approximate" => Exactness::Approximate,
            "sector" => Exactness::Sector,
            "district" => Exactness::District,
            _ => return Err(format!("expected one of exact, quarter, approximate, sector, district, found \"{s}\"")),
        })
    }
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
pub const KEYS: &[&str] = &[
    "side",
    "event",
    "status",
    "group",
    "place",
    "area",
    "within",
    "inside",
    "outlet",
    "source",
    "precision",
    "tag",
    "confidence",
    "from",
    "until",
    "date",
    "reviewed",
];

impl Filter {
    /// The areas drawn on the map that it asks for, each by its corners.
    pub fn drawn_areas(&self) -> Vec<&[Point]> {
        let mut areas = Vec::new();
        let mut left: Vec<&Expr> = self.expr.iter().collect();
        while let Some(expr) = left.pop() {
            match expr {
                Expr::All(parts) | Expr::Any(parts) => left.extend(parts),
                Expr::Not(part) => left.push(part),
                Expr::Asks(Asks::Within(corners)) => areas.push(corners.as_slice()),
                Expr::Asks(_) => {}
            }
        }
        areas
    }

    /// Reads a filter.
    ///
    /// # Errors
    /// The first term that makes no sense, what was expected there, and what was found.
    pub fn parse(text: &str) -> Result<Filter, String> {
        let tokens = tokens(text);
        let mut parser = Parser { tokens: &tokens, at: 0 };
        let expr = parser.any()?;
        match parser.peek() {
            None => Ok(Filter { line: text.trim().to_owned(), expr, known: Arc::default() }),
            Some(token) => Err(format!("expected a term, found \"{}\"", token.text)),
        }
    }

    /// The same with how well each place is known, for `precision`, and what the analyst noted, for `tag`.
    pub fn knowing(mut self, places: &[Place], review: &Review) -> Filter {
        let mut known = Known::default();
        if self.any(&|asks| matches!(asks, Asks::Precision(_))) {
            known.precision = places.iter().map(|place| (place.id.clone(), place.precision)).collect();
        }
        if self.any(&|asks| matches!(asks, Asks::Tag(_))) {
            let lower = |tags: &[String]| tags.iter().map(|tag| tag.to_lowercase()).collect();
            known.tags = review.remarks().map(|(on, remark)| (on.clone(), lower(&remark.tags))).collect();
        }
        self.known = Arc::new(known);
        self
    }

    /// As it was typed.
    pub fn line(&self) -> &str {
        &self.line
    }

    /// Whether it lets everything through.
    pub fn is_empty(&self) -> bool {
        self.expr.is_none()
    }

    /// Whether a claim passes. `days` is what it speaks of, if that is known.
    pub fn claim(&self, reading: &Reading, claim: &Claim, days: Option<Span>) -> bool {
        let holds = |asks: &Asks| asks.claim(reading, claim, days, &self.known);
        self.expr.as_ref().is_none_or(|expr| expr.holds(&holds))
    }

    /// Whether an article passes by itself, as one without claims must: no term may ask about claims.
    pub fn article(&self, reading: &Reading) -> bool {
        self.expr.as_ref().is_none_or(|expr| expr.holds_if_known(&|asks| asks.article(reading)) == Some(true))
    }

    /// The first and the last day that all that passes must speak of, as far as it says.
    pub fn days(&self) -> (Option<Day>, Option<Day>) {
        let mut days = (None, None);
        for expr in self.terms() {
            match expr {
                Expr::Asks(Asks::From(day)) => days.0 = days.0.max(Some(*day)),
                Expr::Asks(Asks::Until(day)) => days.1 = Some(days.1.map_or(*day, |last: Day| last.min(*day))),
                Expr::Asks(Asks::Date(span)) => {
                    days.0 = days.0.max(Some(span.from));
                    days.1 = Some(days.1.map_or(span.to, |last: Day| last.min(span.to)));
                }
                _ => {}
            }
        }
        days
    }

    /// The same filter for any day; `None` if it is that already.
    pub fn of_any_day(&self) -> Option<Filter> {
        let is_day = |expr: &&Expr| matches!(expr, Expr::Asks(Asks::From(_) | Asks::Until(_) | Asks::Date(_)));
        self.terms().iter().any(|expr| is_day(&expr)).then(|| {
            let rest: Vec<Expr> = self.terms().iter().filter(|expr| !is_day(expr)).cloned().collect();
            Filter {
                line: with_days(&self.line, None),
                expr: (!rest.is_empty()).then_some(Expr::All(rest)),
                known: Arc::clone(&self.known),
            }
        })
    }

    /// The terms that must all hold.
    fn terms(&self) -> &[Expr] {
        match &self.expr {
            Some(Expr::All(all)) => all,
            Some(one) => std::slice::from_ref(one),
            None => &[],
        }
    }

    fn any(&self, wanted: &dyn Fn(&Asks) -> bool) -> bool {
        self.expr.as_ref().is_some_and(|expr| expr.any(wanted))
    }
}

impl Expr {
    fn holds(&self, holds: &dyn Fn(&Asks) -> bool) -> bool {
        match self {
            Expr::All(all) => all.iter().all(|expr| expr.holds(holds)),
            Expr::Any(any) => any.iter().any(|expr| expr.holds(holds)),
            Expr::Not(expr) => !expr.holds(holds),
            Expr::Asks(asks) => holds(asks),
        }
    }

    /// The same where some terms cannot be answered.
    fn holds_if_known(&self, holds: &dyn Fn(&Asks) -> Option<bool>) -> Option<bool> {
        let each = |exprs: &[Expr], sure: bool| {
            let answers: Vec<_> = exprs.iter().map(|expr| expr.holds_if_known(holds)).collect();
            if answers.contains(&Some(sure)) {
                Some(sure)
            } else if answers.contains(&None) {
                None
            } else {
                Some(!sure)
            }
        };
        match self {
            Expr::All(all) => each(all, false),
            Expr::Any(any) => each(any, true),
            Expr::Not(expr) => expr.holds_if_known(holds).map(|found| !found),
            Expr::Asks(asks) => holds(asks),
        }
    }

    fn any(&self, wanted: &dyn Fn(&Asks) -> bool) -> bool {
        match self {
            Expr::All(exprs) | Expr::Any(exprs) => exprs.iter().any(|expr| expr.any(wanted)),
            Expr::Not(expr) => expr.any(wanted),
            Expr::Asks(asks) => wanted(asks),
        }
    }
}

/// Terms and brackets side by side, `OR` between them, `NOT` or `-` before them.
struct Parser<'t> {
    tokens: &'t [Token],
    at: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn take(&mut self, sign: &str) -> bool {
        let found = self.peek().is_some_and(|token| token.is(sign));
        self.at += usize::from(found);
        found
    }

    fn any(&mut self) -> Result<Option<Expr>, String> {
        let mut any: Vec<Expr> = self.all()?.into_iter().collect();
        while self.take("OR") {
            any.push(self.all()?.ok_or("expected a term after OR")?);
        }
        Ok(if any.len() > 1 { Some(Expr::Any(any)) } else { any.pop() })
    }

    fn all(&mut self) -> Result<Option<Expr>, String> {
        let mut all = Vec::new();
        while self.peek().is_some_and(|token| !token.is("OR") && !token.is(")")) {
            if !self.take("AND") {
                all.push(self.one()?);
            }
        }
        Ok(if all.len() > 1 { Some(Expr::All(all)) } else { all.pop() })
    }

    fn one(&mut self) -> Result<Expr, String> {
        if self.take("NOT") || self.take("-") {
            return Ok(Expr::Not(Box::new(self.one()?)));
        }
        if self.take("(") {
            let inner = self.any()?.ok_or("expected a term after (")?;
            return if self.take(")") { Ok(inner) } else { Err("expected ) at the end of a bracket".to_owned()) };
        }
        let token = self.peek().cloned().ok_or("expected a term after NOT")?;
        self.at += 1;
        match token.text.strip_prefix('-').filter(|_| !token.quoted) {
            Some(rest) if !rest.is_empty() => Ok(Expr::Not(Box::new(Expr::Asks(Asks::parse(rest)?)))),
            _ => Asks::parse(&token.text).map(Expr::Asks),
        }
    }
}

impl Asks {
    fn parse(text: &str) -> Result<Asks, String> {
        let Some((key, value)) = text.split_once(':').filter(|(key, _)| key.chars().all(char::is_alphabetic)) else {
            return Ok(Asks::Words(text.to_lowercase()));
        };
        Ok(match key.to_lowercase().as_str() {
            "side" => Asks::Side(list(value)?),
            "event" => Asks::Event(list(value)?),
            "status" => Asks::Status(list(value)?),
            "group" => Asks::Group(words(value)),
            "place" => Asks::Place(words(value)),
            "area" => Asks::Area(words(value)),
            "within" => Asks::Within(corners(value)?),
            "inside" if value == "yes" => Asks::Inside(Side::ALL.to_vec()),
            "inside" => Asks::Inside(list(value)?),
            "outlet" => Asks::Outlet(words(value)),
            "source" => Asks::Source(words(value)),
            "tag" => Asks::Tag(words(value)),
            "precision" => Asks::Precision(list(value)?),
            "confidence" => confidence(value)?,
            "from" => Asks::From(value.parse()?),
            "until" => Asks::Until(value.parse()?),
            "date" => Asks::Date(
                crate::read::parse_date(value)
                    .ok_or_else(|| format!("expected a day, a month or a year such as 2016-10, found \"{value}\""))?,
            ),
            "reviewed" => Asks::Reviewed(list(value)?),
            _ => return Err(format!("expected one of {}, found \"{key}\"", KEYS.join(", "))),
        })
    }

    fn claim(&self, reading: &Reading, claim: &Claim, days: Option<Span>, known: &Known) -> bool {
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
            Asks::Group(names) => {
                let usual = group::of_claim(claim).map(|group| group.name.as_str());
                let said = [claim.group.as_deref(), usual];
                said.into_iter().flatten().any(|group| names.iter().any(|name| has(group, name)))
            }
            Asks::Inside(sides) => {
                group::within(claim, &article.text).is_some_and(|within| sides.contains(&within.side))
            }
            Asks::Place(names) => names.iter().any(|name| has(&claim.place.name, name) || has(&claim.place.text, name)),
            Asks::Area(areas) => claim.place.id.as_ref().is_some_and(|id| {
                let governorate = id.as_str().split('/').next().unwrap_or_default();
                areas.iter().any(|area| area == governorate)
            }),
            Asks::Within(corners) => claim.place.point.is_some_and(|point| contains(corners, point)),
            Asks::Source(names) => {
                claim.source.as_ref().is_some_and(|source| names.iter().any(|name| has(&source.name, name)))
            }
            Asks::Tag(tags) => {
                let bears =
                    |on: Subject| known.tags.get(&on).is_some_and(|own| tags.iter().any(|tag| own.contains(tag)));
                let (article, place) = (&reading.article.sha256, claim.place.id.clone());
                bears(Subject::Claim(ClaimKey { article: article.clone(), claim: claim.id.clone() }))
                    || bears(Subject::Article(article.clone()))
                    || place.is_some_and(|place| bears(Subject::Place(place)))
            }
            Asks::Reviewed(all) => all.iter().any(|seen| seen.is(claim.reviewed)),
            Asks::Precision(all) => known_as(claim, &known.precision).is_some_and(|precision| all.contains(&precision)),
            Asks::Confidence(least, most) => (*least..=*most).contains(&claim.confidence),
            Asks::From(day) => days.is_some_and(|days| days.to >= *day),
            Asks::Until(day) => days.is_some_and(|days| days.from <= *day),
            Asks::Date(span) => days.is_some_and(|days| days.from <= span.to && days.to >= span.from),
            Asks::Outlet(_) => self.article(reading) == Some(true),
        }
    }

    /// `None` where the term asks about claims.
    fn article(&self, reading: &Reading) -> Option<bool> {
        let article = &reading.article;
        let outlet = article.outlet.as_deref().unwrap_or_default();
        let published = |fits: &dyn Fn(Span) -> bool| Some(article.published.span.is_some_and(fits));
        match self {
            Asks::Words(word) => {
                let title = article.title.as_deref().unwrap_or_default();
                Some([title, outlet, &article.id].iter().any(|text| has(text, word)))
            }
            Asks::Outlet(names) => Some(names.iter().any(|name| has(outlet, name))),
            Asks::From(day) => published(&|span| span.to >= *day),
            Asks::Until(day) => published(&|span| span.from <= *day),
            Asks::Date(days) => published(&|span| span.from <= days.to && span.to >= days.from),
            _ => None,
        }
    }
}

/// How well the place of a claim is known.
fn known_as(claim: &Claim, known: &BTreeMap<PlaceId, Precision>) -> Option<Exactness> {
    match claim.place.kind {
        Some(Kind::Sector) => Some(Exactness::Sector),
        Some(kind) if kind.is_region() => Some(Exactness::District),
        _ => match known.get(claim.place.id.as_ref()?)? {
            Precision::Exact => Some(Exactness::Exact),
            Precision::QuarterCentroid => Some(Exactness::Quarter),
            Precision::Approximate => Some(Exactness::Approximate),
        },
    }
}

/// Whether a point lies in the polygon of some corners, by counting crossings.
fn contains(corners: &[Point], point: Point) -> bool {
    let mut inside = false;
    for (n, a) in corners.iter().enumerate() {
        let b = corners[(n + 1) % corners.len()];
        if (a.lat > point.lat) != (b.lat > point.lat)
            && point.lon < (b.lon - a.lon) * (point.lat - a.lat) / (b.lat - a.lat) + a.lon
        {
            inside = !inside;
        }
    }
    inside
}

fn corners(value: &str) -> Result<Vec<Point>, String> {
    let corner = |text: &str| {
        let (lat, lon) = text.split_once(',')?;
        Some(Point::lon_lat(lon.trim().parse().ok()?, lat.trim().parse().ok()?))
    };
    let corners: Option<Vec<Point>> = value.split(';').map(corner).collect();
    corners
        .filter(|corners| corners.len() >= 3)
        .ok_or_else(|| format!("expected three corners or more as lat,lon;lat,lon;lat,lon, found \"{value}\""))
}

/// Corners as the value of `within`.
pub fn corners_in_words(corners: &[Point]) -> String {
    corners.iter().map(|at| format!("{:.4},{:.4}", at.lat, at.lon)).collect::<Vec<_>>().join(";")
}

fn confidence(value: &str) -> Result<Asks, String> {
    let (least, most) = value.split_once('-').unwrap_or((value, "100"));
    let percent = |text: &str| text.parse::<f32>().ok().filter(|number| (0.0..=100.0).contains(number));
    match (percent(least), percent(most)) {
        (Some(least), Some(most)) => Ok(Asks::Confidence(least / 100.0, most / 100.0)),
        _ => Err(format!("expected percent such as 80 or 55-80, found \"{value}\"")),
    }
}

/// Whether a text has a word in it, whatever the case; after `=`, whether it is that word.
fn has(text: &str, lower: &str) -> bool {
    if let Some(whole) = lower.strip_prefix('=').filter(|whole| !whole.is_empty()) {
        return text.to_lowercase() == whole;
    }
    // Most texts are plain ASCII: no copy of each for each claim.
    if text.is_ascii() && lower.is_ascii() {
        let (text, lower) = (text.as_bytes(), lower.as_bytes());
        return lower.is_empty() || text.windows(lower.len()).any(|part| part.eq_ignore_ascii_case(lower));
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_makes_no_sense_is_told() {
        for (line, names) in [
            ("sides:government", "sides"),
            ("side:rebels", "rebels"),
            ("until:October", "October"),
            ("confidence:high", "high"),
            ("within:36.2,37.1", "36.2,37.1"),
            ("reviewed:maybe", "maybe"),
            ("a OR", "after OR"),
            ("(a", "expected )"),
            ("a)", "\")\""),
        ] {
            let fault = Filter::parse(line).unwrap_err();
            assert!(fault.contains(names), "{line}: {fault}");
        }
        assert!(Filter::parse("  ").unwrap().is_empty());
    }

    #[test]
    fn and_or_not_bind_as_people_expect() {
        let holds = |line: &str, true_: &[&str]| {
            let filter = Filter::parse(line).unwrap();
            let known = |asks: &Asks| matches!(asks, Asks::Words(word) if true_.contains(&word.as_str()));
            filter.expr.is_none_or(|expr| expr.holds(&known))
        };
        for (line, true_, expected) in [
            ("a b", &["a"][..], false),
            ("a AND b", &["a", "b"], true),
            ("a OR b c", &["a"], true),
            ("(a OR b) c", &["a"], false),
            ("a -b", &["a"], true),
            ("a NOT (b OR c)", &["a", "c"], false),
            ("-(a b)", &["a"], true),
            ("\"OR\" a", &["a"], false),
            ("a -\"b c\"", &["a", "b c"], false),
        ] {
            assert_eq!(holds(line, true_), expected, "{line} of {true_:?}");
        }
    }

    #[test]
    fn days_that_all_must_speak_of_can_be_left_out() {
        let day = |d: i8| Day::new(2016, 10, d).unwrap();
        let filter = Filter::parse("(a OR b) from:2016-10-02 until:2016-10-05").unwrap();
        assert_eq!(filter.days(), (Some(day(2)), Some(day(5))));
        let any_day = filter.of_any_day().unwrap();
        assert_eq!((any_day.days(), any_day.line()), ((None, None), "(a OR b)"));
        assert_eq!(any_day.of_any_day(), None);
        let month = Filter::parse("date:2016-10").unwrap();
        assert_eq!(month.days(), (Some(day(1)), Some(day(31))));
        assert!(month.of_any_day().unwrap().is_empty());
        assert_eq!(Filter::parse("a OR date:2016-10").unwrap().of_any_day(), None);
    }

    #[test]
    fn an_area_is_drawn_around_what_lies_in_it() {
        let corners = corners("36.0,37.0;36.4,37.0;36.4,37.4;36.0,37.4").unwrap();
        assert!(contains(&corners, Point::lon_lat(37.16, 36.2)) && !contains(&corners, Point::lon_lat(36.9, 36.2)));
        assert_eq!(Asks::parse(&format!("within:{}", corners_in_words(&corners))), Ok(Asks::Within(corners)));
    }
}
