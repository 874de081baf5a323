//! What the program says about claims and places, in the words of its design. Sides and events have
//! one name each; nothing is ever called confirmed.

use crate::article::{Article, DateBasis, Role};
use crate::claim::{Claim, Event, Extent, Reviewed, Status};
use crate::control::{Basis, PlaceState, State};
use crate::date::{Day, Span};
use crate::group::{self, Within};
use crate::place::{Kind, Place, Precision};
use crate::project::{ClaimRef, Reading};
use crate::scene::Shows;
use crate::side::{Naming, Side};
use std::sync::Arc;

/// What a claim says, as a row of a list ends: `taken`, `at the outskirts`, `intended`.
pub(crate) fn row(claim: &Claim) -> &'static str {
    if claim.reviewed.counts() { said(claim.event, claim.status, claim.extent, claim.side) } else { "rejected" }
}

/// The same of a claim that counts.
fn said(event: Event, status: Status, extent: Extent, side: Option<Side>) -> &'static str {
    match status {
        Status::Hypothetical => return "intended",
        Status::Denied => return "denied",
        Status::Reported => {}
    }
    match (event, extent) {
        (Event::Holds, Extent::Whole) => "held",
        (Event::Holds, Extent::Part) => "held, part",
        (Event::Holds, _) => "held near",
        (Event::Captures, Extent::Whole) => "taken",
        (Event::Captures, Extent::Part) => "taken, part",
        (Event::Captures, _) => "taken near",
        (Event::Loses, Extent::Part) => "lost, part",
        (Event::Loses, _) => "lost",
        (Event::Advances, Extent::Outskirts) => "at the outskirts",
        (Event::Advances, Extent::Near) => "advance near",
        (Event::Advances, _) => "gains in",
        (Event::Besieges, _) => "besieged",
        (Event::Fights, _) if side.is_none() => "clashes, side unknown",
        (Event::Fights, Extent::Near | Extent::Outskirts) => "fighting near",
        (Event::Fights, _) => "fighting",
        (Event::Strikes, Extent::Near | Extent::Outskirts) => "strikes near",
        (Event::Strikes, _) => "strikes",
    }
}

/// What a mark of the map shows, with its place: `Heluk: Opposition, held`.
pub(crate) fn mark(naming: &Naming, place: &str, shows: &Shows) -> String {
    let said = match said(shows.event, shows.status, shows.extent, shows.side) {
        "fighting" if shows.within => INSIDE,
        said => said,
    };
    match shows.side {
        Some(side) => format!("{place}: {}, {said}", naming.name(side)),
        None if said.ends_with(NO_SIDE) => format!("{place}: {said}"),
        None => format!("{place}: {said}, {NO_SIDE}"),
    }
}

/// No side is told of.
const NO_SIDE: &str = "side unknown";

/// A fight between groups of one side.
const INSIDE: &str = "fighting inside one side";

/// The same, seen in its sentence: a fight between groups of one side says so.
pub(crate) fn row_of(at: ClaimRef, readings: &[Arc<Reading>]) -> &'static str {
    let (claim, text) = (at.of(readings), &at.article(readings).text);
    let plain = claim.event == Event::Fights && claim.status == Status::Reported && claim.reviewed.counts();
    if plain && group::within(claim, text).is_some() { INSIDE } else { row(claim) }
}

/// A fight between groups of one side: `Nusra Front against Ahrar al-Sham, inside the opposition`.
pub(crate) fn within(naming: &Naming, within: Within) -> String {
    let [a, b] = within.groups;
    format!("{} against {}, inside {}", a.name, b.name, naming.the(within.side))
}

/// What a claim says, as the head of its entry: `Holds, whole quarter`, `Captures, intended`.
pub(crate) fn head(claim: &Claim, kind: Option<Kind>) -> String {
    let event = match claim.event {
        Event::Holds => "Holds",
        Event::Captures => "Captures",
        Event::Loses => "Loses",
        Event::Advances => "Advances",
        Event::Besieges => "Besieges",
        Event::Fights => "Fights",
        Event::Strikes => "Strikes",
    };
    let rest = match (claim.status, claim.extent) {
        (Status::Hypothetical, _) => "intended".to_owned(),
        (Status::Denied, _) => "denied".to_owned(),
        (_, Extent::Whole) if claim.event.is_control() => {
            let kind = kind.or(claim.place.kind).filter(|kind| *kind != Kind::Other);
            format!("whole {}", kind.map_or("place".to_owned(), Kind::name))
        }
        (_, Extent::Whole) => return event.to_owned(),
        (_, Extent::Part) => "in part".to_owned(),
        (_, Extent::Outskirts) => "at the outskirts".to_owned(),
        (_, Extent::Near) => "near".to_owned(),
    };
    format!("{event}, {rest}")
}

/// A claim in one sentence, for screen readers and hover: `Heluk: opposition holds, 2 Oct 2016`.
pub(crate) fn sentence(naming: &Naming, claim: &Claim) -> String {
    let side = claim.side.map_or(NO_SIDE.to_owned(), |side| naming.short(side));
    format!("{}: {side}, {}", claim.place.name, row(claim))
}

/// The state of a place, as its card is headed.
pub(crate) fn state(naming: &Naming, row: &PlaceState) -> String {
    match (row.state, row.side) {
        (State::Held, Some(side)) => format!("{}-held, {}", naming.adjective(side), row.likelihood().word()),
        (State::Contested, _) => "Contested".to_owned(),
        (State::Unconfirmed, Some(side)) => format!("{}-held, unconfirmed", naming.adjective(side)),
        (State::Stale, Some(side)) => format!("{}-held, when last heard", naming.adjective(side)),
        _ => "Unknown".to_owned(),
    }
}

/// What is to be said under it, sentence by sentence.
/// `heard`: the last day up to this one that the claims listed for it speak of, the first after it, from which reports
/// look back, and the last day up to this one that any claim on it speaks of, of whatever event.
pub(crate) fn state_sentences(
    naming: &Naming,
    row: &PlaceState,
    day: Day,
    within: Option<&str>,
    heard: [Option<Day>; 3],
) -> String {
    let mut out: Vec<String> = Vec::new();
    match row.state {
        State::Contested => out.push("Contested: two origins place both sides inside.".into()),
        State::Unconfirmed if row.origins <= 1 => out.push("Unconfirmed: one origin only.".into()),
        State::Unknown if row.last_heard.is_none() => out.push("No report reaches this place.".into()),
        State::Unknown => out.push("No report says who holds it.".into()),
        _ => {}
    }
    if let (Basis::Within(_), Some(name)) = (&row.basis, within) {
        out.push(format!("Known only from reports about {name}."));
    }
    for side in &row.besieged_by {
        out.push(format!("Reported besieged by {}.", naming.the(*side)));
    }
    let pressing: Vec<String> = row.pressed_by.iter().map(|side| naming.the(*side)).collect();
    if !pressing.is_empty() {
        let verb = if pressing.len() > 1 || pressing[0].ends_with('s') { "press" } else { "presses" };
        out.push(format!("{} {verb} on it: pressure, not control.", capital(&pressing.join(" and "))));
    }
    let from = match row.origins {
        0 => String::new(),
        1 => ", from 1 origin".to_owned(),
        n => format!(", from {n} origins"),
    };
    match (heard, row.last_heard) {
        ([None, Some(later), _], Some(last)) if last >= day => {
            out.push(format!("Told by later reports only, the first of {}{from}.", later.day_month()));
        }
        ([Some(last), Some(_), _], Some(goes_on)) if last < goes_on => {
            out.push(format!("Last heard {}, and of this day in later reports{from}.", ago(day - last)));
        }
        ([None, Some(later), _], Some(last)) => {
            // What is too old to weigh is not listed.
            let (heard, later) = (ago(day - last), later.day_month());
            out.push(format!(
                "Last heard {heard} (see Over time). Listed here are later reports, the first of {later}{from}."
            ));
        }
        // A strike of yesterday tells that somebody spoke of the place, not who has it.
        ([.., Some(other)], Some(last)) if last < other => {
            let (control, other) = (ago(day - last), ago(day - other));
            out.push(format!("Who holds it was last reported {control}{from}; other events {other}."));
        }
        (_, Some(last)) => out.push(format!("Last heard {}{from}.", ago(day - last))),
        (_, None) => {}
    }
    out.join(" ")
}

/// `today`, `yesterday`, `54 days ago`.
pub(crate) fn ago(days: i32) -> String {
    match days {
        ..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        n => format!("{} days ago", super::thousands(n as usize)),
    }
}

/// The line under a place's name: `Quarter of Aleppo · 36.2306, 37.1698 · placed to 480 m`.
pub(crate) fn place(place: &Place, parent: Option<&str>) -> String {
    let kind = capital(&place.kind.name());
    let of = parent.map_or(kind.clone(), |parent| format!("{kind} of {parent}"));
    let placed = match place.precision {
        Precision::Exact if place.radius_m <= 0.0 => "placed exactly".to_owned(),
        Precision::Approximate => format!("placed roughly, to {}", metres(place.radius_m)),
        _ => format!("placed to {}", metres(place.radius_m)),
    };
    format!("{of} · {:.4}, {:.4} · {placed}", place.point.lat, place.point.lon)
}

/// `480 m`, `2.1 km`, `14 km`.
pub(crate) fn metres(metres: f64) -> String {
    match metres {
        m if m < 950.0 => format!("{m:.0} m"),
        m if m < 9_950.0 => format!("{:.1} km", m / 1000.0),
        m => format!("{:.0} km", m / 1000.0),
    }
}

/// A bearing in degrees as one of eight winds: `NE`.
pub(crate) fn wind(bearing_deg: f64) -> &'static str {
    const WINDS: [&str; 8] = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"];
    WINDS[((bearing_deg / 45.0).round() as usize) % 8]
}

/// Days a claim or an article speaks of: `2 Oct 2016`, `1-31 Jul 2016`.
pub(crate) fn span(span: Span) -> String {
    if span.from == span.to {
        return span.from.short();
    }
    let (from, to) = (span.from.civil(), span.to.civil());
    match (from.year() == to.year(), from.month() == to.month()) {
        (true, true) => format!("{}-{}", from.day(), span.to.short()),
        (true, false) => format!("{} to {}", span.from.day_month(), span.to.short()),
        _ => format!("{} to {}", span.from.short(), span.to.short()),
    }
}

/// Where an article comes from and when: `Sample Wire · 2 Oct 2016`.
pub(crate) fn byline(article: &Article) -> String {
    let outlet = article.outlet.as_deref().unwrap_or("No outlet");
    match article.published.span {
        Some(days) => format!("{outlet} · {}", span(days)),
        None => outlet.to_owned(),
    }
}

/// The headline, else the first words of the body, else the id.
pub(crate) fn title(article: &Article) -> &str {
    let body = || article.parts.iter().find(|part| part.role == Role::Body);
    let text =
        || body().map_or(article.text.as_str(), |part| article.text.get(part.start..part.end).unwrap_or_default());
    // What follows a dateline begins with its dash.
    let is_dash = |letter: char| letter.is_whitespace() || matches!(letter, '-' | '–' | '—');
    let first = || text().lines().map(|line| line.trim_start_matches(is_dash).trim_end()).find(|line| !line.is_empty());
    article.title.as_deref().or_else(first).unwrap_or(&article.id)
}

/// What a person made of a claim, as its tag.
pub(crate) fn reviewed(reviewed: Reviewed) -> &'static str {
    match reviewed {
        Reviewed::Unreviewed => "unreviewed",
        Reviewed::Accepted => "reviewed",
        Reviewed::Corrected => "edited",
        Reviewed::Added => "added",
        Reviewed::Rejected => "rejected",
        Reviewed::Merged => "merged",
    }
}

/// What a reader must mind about an article's date.
pub(crate) fn date_tag(article: &Article) -> Option<&'static str> {
    match article.published.basis {
        DateBasis::Text | DateBasis::Events => Some("date inferred"),
        DateBasis::Unknown => Some("no date"),
        DateBasis::Given | DateBasis::Dateline | DateBasis::Metadata => None,
    }
}

/// Whether the article is one of the dispatches written for the program.
pub(crate) fn is_sample(article: &Article) -> bool {
    article.path == crate::sample::NAME
}

/// With a capital first letter.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_and_distances_are_short() {
        let day = |m, d| Day::new(2016, m, d).unwrap();
        assert_eq!(span(Span::day(day(10, 2))), "2 Oct 2016");
        assert_eq!(span(Span::imprecise(day(7, 1), day(7, 31))), "1-31 Jul 2016");
        assert_eq!(span(Span::imprecise(day(7, 30), day(8, 2))), "30 Jul to 2 Aug 2016");
        assert_eq!(
            [480.0, 949.9, 2100.0, 14_200.0].map(metres),
            ["480 m", "950 m", "2.1 km", "14 km"].map(String::from)
        );
        assert_eq!([0.0, 44.0, 181.0, 350.0].map(wind), ["N", "NE", "S", "N"]);
        assert_eq!([0, 1, 54].map(ago), ["today", "yesterday", "54 days ago"].map(String::from));
    }

    #[test]
    fn a_state_is_said_with_its_likelihood_and_its_pressure() {
        let on = Day::new(2016, 10, 2).unwrap();
        let mut row = PlaceState {
            place: crate::place::PlaceId::new("aleppo/heluk"),
            state: State::Held,
            side: Some(Side::Opposition),
            other: None,
            probability: [0.2, 0.72, 0.04, 0.04],
            last_heard: Some(on),
            origins: 2,
            basis: Basis::Own,
            besieged_by: vec![],
            pressed_by: vec![Side::Government],
            for_: vec![],
            against: vec![],
            aside: vec![],
        };
        assert_eq!(state(&Naming::default(), &row), "Opposition-held, likely");
        assert_eq!(
            state_sentences(&Naming::default(), &row, on, None, [Some(on), None, Some(on)]),
            "The government presses on it: pressure, not control. Last heard today, from 2 origins."
        );
        row.state = State::Unconfirmed;
        row.origins = 1;
        row.pressed_by.clear();
        assert_eq!(
            state_sentences(&Naming::default(), &row, on + 3, None, [Some(on), Some(on + 5), Some(on)]),
            "Unconfirmed: one origin only. Last heard 3 days ago, from 1 origin."
        );
        (row.state, row.last_heard) = (State::Held, Some(on - 3));
        let says = |heard| state_sentences(&Naming::default(), &row, on - 3, None, heard);
        assert_eq!(says([None, Some(on), None]), "Told by later reports only, the first of 2 Oct, from 1 origin.");
        assert_eq!(
            says([Some(on - 9), Some(on), None]),
            "Last heard 6 days ago, and of this day in later reports, from 1 origin."
        );
        row.last_heard = Some(on - 99);
        assert_eq!(
            state_sentences(&Naming::default(), &row, on, None, [None, None, Some(on - 1)]),
            "Who holds it was last reported 99 days ago, from 1 origin; other events yesterday."
        );
    }
}
