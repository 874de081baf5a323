//! What stays as it is from day to day, told once with all of its days: a *spell*.
//!
//! Any change anywhere makes other fronts of a whole picture. Told day by day, the ground of a city would be
//! repeated because a village fell; so each piece of ground and each line has spells of its own.

use super::stretches;
use crate::control::{History, State};
use crate::date::Span;
use crate::front::{self, Area, Cells, Fronts, Support};
use crate::gazetteer::Gazetteer;
use crate::place::PlaceId;
use crate::project::ClaimRef;
use crate::side::Side;
use geo::{Contains, Distance, Euclidean, LineString, Point, Polygon};
use std::collections::BTreeSet;

/// Something and the days on which it stays the same.
#[derive(Clone, Debug)]
pub struct Spell<T> {
    /// Its first and last day.
    pub days: Span,
    /// What it is.
    pub what: T,
    /// The claims behind it on any of these days.
    pub claims: BTreeSet<ClaimRef>,
}

/// A piece of ground that hangs together.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Who is reported there.
    pub side: Side,
    /// For contested ground: the other side inside.
    pub other: Option<Side>,
    /// In which state.
    pub state: State,
    /// Whether it is covered only by claims about a larger place.
    pub within: bool,
    /// Its outline in degrees, WGS 84.
    pub ground: Polygon<f64>,
    /// The places it is made of, sorted.
    pub places: Vec<PlaceId>,
}

/// A line on which two sides meet: the side on its left and the one on its right, what it rests on, its course.
pub type Line = ([Side; 2], Support, LineString<f64>);

/// The pieces of ground and the front lines of some days, each in the order of first days.
pub fn spells(
    days: Span,
    history: &History,
    cells: &Cells,
    gazetteer: &Gazetteer,
) -> (Vec<Spell<Piece>>, Vec<Spell<Line>>) {
    let (mut pieces, mut lines) = (Vec::new(), Vec::new());
    for (span, fronts) in stretches(days, |day| front::draw(&history.on(day), cells)) {
        let Fronts { areas, lines: fronts } = fronts;
        for piece in areas.into_iter().flat_map(|area| self::pieces(area, gazetteer)) {
            let states = piece.places.iter().filter_map(|place| history.place_on(place, span.from));
            let claims = states.flat_map(|state| [state.for_, state.against].concat()).collect();
            go_on(&mut pieces, span, piece, claims);
        }
        for front in fronts {
            go_on(&mut lines, span, (front.sides, front.support, front.line), front.claims.into_iter().collect());
        }
    }
    (pieces, lines)
}

/// Lengthens the spell that ends where these days begin, or begins another.
fn go_on<T: PartialEq>(spells: &mut Vec<Spell<T>>, days: Span, what: T, claims: BTreeSet<ClaimRef>) {
    match spells.iter_mut().rev().find(|spell| spell.days.to + 1 == days.from && spell.what == what) {
        Some(spell) => {
            spell.days.to = days.to;
            spell.claims.extend(claims);
        }
        None => spells.push(Spell { days, what, claims }),
    }
}

/// The pieces of an area that hang together, each with its places.
fn pieces(area: Area, gazetteer: &Gazetteer) -> Vec<Piece> {
    let Area { side, other, state, within, ground, places } = area;
    let mut pieces: Vec<Piece> =
        ground.into_iter().map(|ground| Piece { side, other, state, within, ground, places: Vec::new() }).collect();
    for place in places {
        let at = gazetteer.get(&place).map(|place| Point::new(place.point.lon, place.point.lat));
        // The smoothed outline of a small piece can pass its place by.
        let away = |piece: &Piece| match at {
            Some(at) if !piece.ground.contains(&at) => Euclidean.distance(&at, &piece.ground),
            _ => 0.0,
        };
        let nearest = pieces.iter_mut().min_by(|a, b| away(a).total_cmp(&away(b)));
        nearest.into_iter().for_each(|piece| piece.places.push(place.clone()));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::super::tests::with_export;
    use super::*;
    use crate::date::Day;

    #[test]
    fn what_stays_is_told_once_and_again_only_after_a_break() {
        let day = |day| Day::new(2016, 7, day).unwrap();
        let claim = |claim| ClaimRef { reading: 0, claim };
        let mut spells = Vec::new();
        for (from, to, what, by) in [(1, 2, 'a', 1), (1, 2, 'b', 2), (3, 5, 'a', 3), (6, 6, 'b', 2)] {
            go_on(&mut spells, Span::precise(day(from), day(to)), what, BTreeSet::from([claim(by)]));
        }
        let told: Vec<_> = spells.iter().map(|spell| (spell.days, spell.what, spell.claims.len())).collect();
        let days = |from, to| Span::precise(day(from), day(to));
        assert_eq!(told, [(days(1, 5), 'a', 2), (days(1, 2), 'b', 1), (days(6, 6), 'b', 1)]);
    }

    #[test]
    fn each_day_is_covered_by_the_pieces_of_its_areas_and_by_nothing_else() {
        with_export("", |export| {
            let picture = &export.picture;
            let (pieces, lines) = spells(export.days, picture.history, export.cells, picture.gazetteer);
            assert!(pieces.len() > 2 && !lines.is_empty(), "{} {}", pieces.len(), lines.len());
            for number in export.days.from.number()..=export.days.to.number() {
                let fronts = front::draw(&picture.history.on(Day::from_number(number)), export.cells);
                let is_on = |days: Span| (days.from.number()..=days.to.number()).contains(&number);
                let mut told: Vec<&Polygon<f64>> = Vec::new();
                let mut places = Vec::new();
                for spell in pieces.iter().filter(|spell| is_on(spell.days)) {
                    told.push(&spell.what.ground);
                    places.extend(&spell.what.places);
                    assert!(!spell.claims.is_empty(), "{:?}", spell.what.places);
                }
                let drawn: Vec<&Polygon<f64>> = fronts.areas.iter().flat_map(|area| &area.ground).collect();
                assert_eq!(told.len(), drawn.len());
                assert!(drawn.iter().all(|polygon| told.contains(polygon)));
                places.sort();
                let mut all: Vec<&PlaceId> = fronts.areas.iter().flat_map(|area| &area.places).collect();
                all.sort();
                assert_eq!(places, all);
                assert_eq!(lines.iter().filter(|spell| is_on(spell.days)).count(), fronts.lines.len());
            }
        });
    }
}
