//! Arrows of advances and intentions. An article that tells where a side stands and which place it
//! moves on gives a direction: the arrow comes from there. It is short, for no report tells the way.

use super::claims::Row;
use super::style::{self, Sides};
use super::{Input, Item, Scene, places};
use crate::claim::{Event, Status};
use crate::place::Kind;
use crate::side::Side;
use crate::view::{Detail, View};
use std::collections::BTreeMap;

/// A curved arrow in points of the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrow {
    /// Its course, tail first; the head stands at the end.
    pub points: Vec<[f32; 2]>,
    /// Its width, colour and dashes.
    pub stroke: super::Stroke,
    /// Length and width of the head; hollow for what is only intended.
    pub head: [f32; 2],
    /// Whether the head is an outline.
    pub is_hollow: bool,
    /// The colour under it.
    pub halo: style::Color,
}

/// The ground a side comes from lies within this of the place, in metres.
const REACH_M: f64 = 5_000.0;
/// The longest arrow, in points.
const LONGEST: f32 = 72.0;
/// An older advance has no arrow, in days.
const FRESH: i32 = 3;

/// Draws one arrow for each place and side that an article says moves, or means to move, on it.
pub(super) fn draw(input: &Input, view: &View, shown: &[&Row], scene: &mut Scene) {
    if view.camera.detail() < Detail::City {
        return;
    }
    let frame = view.camera.view(0.0);
    let sides = Sides::in_view(view);
    let is_seen = |row: &&&Row| {
        let place = &input.places.rows()[row.place];
        let is_on = view.layers.arrows || row.status == Status::Hypothetical;
        is_on
            && view.day - row.span.to <= FRESH
            && is_move(row)
            && is_spot(place.kind)
            && places::inside(place.at, &frame)
    };
    let moves: Vec<&Row> = shown.iter().filter(is_seen).copied().collect();
    // Who stands where, article by article, as far as something moves there.
    let mut stands: BTreeMap<u32, Vec<&Row>> = moves.iter().map(|row| (row.claim.reading, Vec::new())).collect();
    if !stands.is_empty() {
        for row in shown.iter().filter(|row| is_stand(row)) {
            stands.entry(row.claim.reading).and_modify(|rows| rows.push(row));
        }
    }
    let mut drawn: BTreeMap<(usize, Side, Status), Arrow> = BTreeMap::new();
    for row in moves {
        let Some(side) = row.side else { continue };
        let Some(from) = base(row, side, &stands[&row.claim.reading], input) else { continue };
        let screen = |place: usize| view.camera.screen(input.places.rows()[place].at);
        let Some(points) = course(screen(from), screen(row.place)) else { continue };
        let (solid, halo) = (sides.look(Some(side)).hollow, style::tokens(view.theme).halo);
        let is_hollow = row.status == Status::Hypothetical;
        let stroke =
            if is_hollow { super::Stroke::dashed(2.0, solid, 5.0, 3.2) } else { super::Stroke::solid(5.0, solid) };
        let head = if is_hollow { [9.0, 9.0] } else { [12.0, 13.0] };
        drawn.entry((row.place, side, row.status)).or_insert(Arrow { points, stroke, head, is_hollow, halo });
    }
    for arrow in drawn.into_values() {
        let [x, y] = arrow.points[arrow.points.len() - 1];
        scene.taken.push([x - 6.0, y - 6.0, x + 6.0, y + 6.0]);
        scene.items.push(Item::Arrow(arrow));
    }
}

/// Whether a claim is about moving on a place, in fact or in mind.
fn is_move(row: &Row) -> bool {
    match row.status {
        Status::Reported => row.event == Event::Advances,
        Status::Hypothetical => matches!(row.event, Event::Advances | Event::Captures),
        Status::Denied => false,
    }
}

/// Whether a place is small enough for an arrow to lead to or from it.
fn is_spot(kind: Kind) -> bool {
    !kind.is_region() && !matches!(kind, Kind::Sector | Kind::City | Kind::River)
}

/// Whether a claim says where a side stands.
fn is_stand(row: &Row) -> bool {
    row.status == Status::Reported && matches!(row.event, Event::Holds | Event::Captures)
}

/// The nearest other place that the side has by these claims of the same article.
fn base(row: &Row, side: Side, stands: &[&Row], input: &Input) -> Option<usize> {
    let rows = input.places.rows();
    let place = &rows[row.place];
    let reach = REACH_M * crate::view::world_per_metre(place.at);
    let has = |other: &&&Row| other.side == Some(side) && other.place != row.place && is_spot(rows[other.place].kind);
    let distance = |at: usize| (rows[at].at.x - place.at.x).hypot(rows[at].at.y - place.at.y);
    let near = stands.iter().filter(has).map(|other| (distance(other.place), other.place));
    near.filter(|(distance, _)| *distance < reach).min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, at)| at)
}

/// A curve that ends before the place and begins after the base, at most [`LONGEST`] long.
fn course([ax, ay]: [f32; 2], [bx, by]: [f32; 2]) -> Option<Vec<[f32; 2]>> {
    const CLEAR: f32 = 15.0;
    let (dx, dy) = (bx - ax, by - ay);
    let length = dx.hypot(dy);
    if length < 2.0 * CLEAR + 24.0 {
        return None;
    }
    let (ux, uy) = (dx / length, dy / length);
    let drawn = (length - 2.0 * CLEAR).min(LONGEST);
    let end = [bx - ux * CLEAR, by - uy * CLEAR];
    let start = [end[0] - ux * drawn, end[1] - uy * drawn];
    let bend = [(start[0] + end[0]) / 2.0 + uy * drawn * 0.12, (start[1] + end[1]) / 2.0 - ux * drawn * 0.12];
    let spot = |n: i32| {
        let t = n as f32 / 16.0;
        let (s, m, e) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
        [start[0] * s + bend[0] * m + end[0] * e, start[1] * s + bend[1] * m + end[1] * e]
    };
    Some((0..=16).map(spot).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrow_is_short_and_keeps_clear_of_both_places() {
        let far = course([0.0, 0.0], [400.0, 0.0]).unwrap();
        assert_eq!(far.last(), Some(&[385.0, 0.0]));
        assert_eq!(far[0], [385.0 - LONGEST, 0.0]);
        assert_eq!(course([0.0, 0.0], [100.0, 0.0]).unwrap()[0], [15.0, 0.0]);
        assert_eq!(course([0.0, 0.0], [40.0, 0.0]), None);
    }
}
