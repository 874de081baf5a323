//! The names of the sides on their ground, and their letters where there is no room for a name.
//!
//! Colour alone does not tell the sides apart for everybody, and stale, unconfirmed and contested ground has no
//! pattern of its side's: so every piece of ground of some size carries its side's name or letter.

use super::{Ground, GroundArea, is_shown};
use crate::control::State;
use crate::place::Kind;
use crate::scene::labels::{Line, Wish};
use crate::scene::places::{self, Row, inside};
use crate::scene::shape::{self, Path};
use crate::scene::style::{Sides, Type};
use crate::scene::{Input, Item};
use crate::side::Side;
use crate::view::{Detail, View, World};
use geo::{Coord, Rect};

/// The share of a name's width that must lie on the ground it names.
const OWN: f64 = 0.97;
/// How many places of a side are tried for its name.
const TRIED: usize = 24;
/// The places of a side that must be in view for its name to stand among them.
const MANY: usize = 4;
/// Room left on both sides of a name or letter on its ground, in points.
const ROOM: f32 = 9.0;
/// A letter keeps so far from the middle of what is selected, in points.
const RING: f32 = 30.0;
/// And so far from the course of an arrow.
const CROSSED: f32 = 13.0;
/// The heights at which room is looked for in a piece of ground, as shares of what is seen of it, best first.
const HEIGHTS: [f64; 7] = [0.5, 0.36, 0.64, 0.24, 0.76, 0.14, 0.86];
/// And where on the widest stretch at each height.
const ALONG: [f64; 5] = [0.5, 0.34, 0.66, 0.2, 0.8];

/// The names and letters of the sides in view, over what is `drawn`.
pub(in crate::scene) fn wishes(input: &Input, view: &View, drawn: &[Item]) -> Vec<Wish> {
    let Some(ground) = input.ground.filter(|_| view.layers.areas && view.camera.detail() >= Detail::Province) else {
        return Vec::new();
    };
    let sides = Sides::in_view(view);
    let mut wishes: Vec<Wish> = Side::ALL.iter().flat_map(|side| names(ground, input, view, &sides, *side)).collect();
    wishes.extend(letters(ground, input, view, &sides, drawn));
    wishes
}

/// The name of a side, where it has most room in view.
fn names(ground: &Ground, input: &Input, view: &View, sides: &Sides, side: Side) -> Vec<Wish> {
    let is_named = |state| matches!(state, State::Held | State::Unconfirmed);
    let areas = || ground.areas.iter().filter(|area| area.side == side && is_named(area.state));
    let ink = sides.look(Some(side)).ink;
    let name = Line { text: view.naming.adjective(side).to_uppercase(), style: Type::AREA, color: ink };
    let wish = |lines: Vec<Line>, at: [f32; 2], order: usize| Wish {
        key: format!("area/{side}"),
        lines,
        at,
        gap: None,
        order: (2, order as u32),
        side: Some(side),
    };
    let width = (input.measure)(&name.text, name.style)[0];
    let parts: Vec<&shape::Area> = areas().flat_map(|area| &area.parts).map(|part| &**part).collect();
    let roomy = parts.iter().flat_map(|part| spots(part, view, width + ROOM)).map(|at| (vec![name.clone()], at));
    let frame = view.camera.view(-30.0);
    let held: Vec<&Row> = areas().flat_map(|area| &area.places).filter_map(|id| input.places.get(id)).collect();
    let seen: Vec<&Row> = held.into_iter().filter(|row| inside(row.at, &frame)).collect();
    let mut central = Vec::new();
    if seen.len() >= MANY {
        // The spot with the least distance to all others of the side: its inner centre.
        let far = |from: &Row| seen.iter().map(|row| (row.at.x - from.at.x).hypot(row.at.y - from.at.y)).sum::<f64>();
        let mut by_centre: Vec<_> = seen.iter().map(|row| (far(row), *row)).collect();
        by_centre.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.id.cmp(&b.1.id)));
        let mut lines = vec![name.clone()];
        if let Some(sector) = sector(input, &seen) {
            lines.push(Line { text: sector.name.clone(), style: Type::SMALL, color: ink });
            by_centre.retain(|(_, row)| sector.members.contains(&row.id));
        }
        // Spots all over it, the most central first: near the middle marks often leave no room. None reaches over on to
        // ground of another.
        let apart = (by_centre.len() / TRIED).max(1);
        let tried = by_centre.iter().step_by(apart).take(TRIED);
        let own = tried.filter(|(_, row)| is_all_own(&parts, row.at, f64::from(width) / view.camera.scale()));
        central.extend(own.map(|(_, row)| (lines.clone(), view.camera.screen(row.at))));
    }
    central.into_iter().chain(roomy).enumerate().map(|(order, (lines, at))| wish(lines, at, order)).collect()
}

/// Whether a level line on the map plane, about a spot, lies on these pieces of ground, but for seams between them.
fn is_all_own(parts: &[&shape::Area], at: World, wide: f64) -> bool {
    let frame = Rect::new((at.x - wide / 2.0, at.y), (at.x + wide / 2.0, at.y));
    let near = parts.iter().filter(|part| part.touches(&frame));
    // Areas do not overlap.
    let own = near.flat_map(|part| stretches(&part.rings, at.y, &frame)).map(|(from, to)| to - from);
    own.sum::<f64>() >= wide * OWN
}

/// The sector most of the places belong to.
fn sector<'a>(input: &Input<'a>, seen: &[&Row]) -> Option<&'a Row> {
    let share = |sector: &Row| {
        let inside = seen.iter().filter(|row| sector.members.contains(&row.id)).count();
        (inside * 100 / seen.len(), std::cmp::Reverse(sector.members.len()))
    };
    let sectors = input.places.rows().iter().filter(|row| row.kind == Kind::Sector && !row.members.is_empty());
    sectors
        .map(|row| (share(row), row))
        .filter(|((share, _), _)| *share >= 60)
        .max_by_key(|(share, _)| *share)
        .map(|(_, row)| row)
}

/// The letters of the sides, on each piece of ground that has room for one after all names are placed.
fn letters(ground: &Ground, input: &Input, view: &View, sides: &Sides, drawn: &[Item]) -> Vec<Wish> {
    let mut wishes = Vec::new();
    // In the ring of what is selected it would pass for a mark.
    let ringed = places::selected_spot(input, view).map(|at| view.camera.screen(at));
    let crossed =
        drawn.iter().filter_map(|item| if let Item::Arrow(arrow) = item { Some(&arrow.points) } else { None });
    let crossed: Vec<[f32; 2]> = crossed.flatten().copied().collect();
    let apart = |at: &[f32; 2], other: &[f32; 2]| (at[0] - other[0]).hypot(at[1] - other[1]);
    let is_free = |at: &[f32; 2]| {
        ringed.is_none_or(|ring| apart(at, &ring) > RING) && crossed.iter().all(|point| apart(at, point) > CROSSED)
    };
    for area in ground.areas.iter().filter(|area| is_shown(area, view)) {
        let letter = letter(area, sides);
        let least = (input.measure)(&letter.text, letter.style)[0] + 2.0 * ROOM;
        for part in &area.parts {
            // Where it lies on the map plane tells one piece from another, wherever the map looks.
            let Some(corner) = part.rings.first().map(|ring| ring.bounds.min()) else { continue };
            let wish = |(order, at)| Wish {
                key: format!("letter/{}/{:.9}/{:.9}", area.side, corner.x, corner.y),
                lines: vec![letter.clone()],
                at,
                gap: None,
                order: (9, order as u32),
                side: Some(area.side),
            };
            wishes.extend(spots(part, view, least).filter(is_free).enumerate().map(wish));
        }
    }
    wishes
}

/// The letter of an area; of both sides where it is contested.
fn letter(area: &GroundArea, sides: &Sides) -> Line {
    let look = sides.look(Some(area.side));
    let other = area.other.filter(|_| area.state == State::Contested);
    let text = match other {
        Some(other) => format!("{}/{}", look.letter, sides.look(Some(other)).letter),
        None => look.letter.to_string(),
    };
    Line { text, style: Type::LETTER, color: look.ink }
}

/// Spots of the screen with ground of this piece so far around them, in points across; the middle first.
fn spots(part: &shape::Area, view: &View, across: f32) -> impl Iterator<Item = [f32; 2]> {
    let (camera, frame) = (view.camera, view.camera.view(-12.0));
    let scale = camera.scale();
    let least = f64::from(across) / scale;
    let seen = part.rings.first().and_then(|ring| overlap(&ring.bounds, &frame));
    let seen = seen.filter(|seen| seen.width() >= least && seen.height() >= least);
    // Half the height of a line: room is needed above and below as well.
    let half = 8.0 / scale;
    let at_height = move |seen: Rect<f64>, share: f64| {
        let y = seen.min().y + seen.height() * share;
        let widest = |y| stretches(&part.rings, y, &seen).max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
        let [above, below] = [widest(y - half), widest(y + half)];
        let both = above.zip(below).map(|(a, b)| (a.0.max(b.0), a.1.min(b.1)));
        both.filter(|(from, to)| to - from >= least).map(|(from, to)| (from, to, y))
    };
    let rows: Vec<(f64, f64, f64)> =
        seen.into_iter().flat_map(|seen| HEIGHTS.into_iter().filter_map(move |share| at_height(seen, share))).collect();
    ALONG.into_iter().flat_map(move |along| {
        let inner = rows.clone().into_iter().map(move |(from, to, y)| {
            let [from, to] = [from + least / 2.0, to - least / 2.0];
            camera.screen(Coord { x: from + (to - from) * along, y })
        });
        inner.collect::<Vec<_>>()
    })
}

/// Where a level line of the map plane lies inside of rings, within a frame.
fn stretches(rings: &[Path], y: f64, frame: &Rect<f64>) -> impl Iterator<Item = (f64, f64)> {
    let crosses = |pair: &[World]| {
        let [a, b] = [pair[0], pair[1]];
        ((a.y > y) != (b.y > y)).then(|| a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y))
    };
    let mut at: Vec<f64> = rings.iter().flat_map(|ring| ring.points.windows(2).filter_map(crosses)).collect();
    at.sort_by(f64::total_cmp);
    let (left, right) = (frame.min().x, frame.max().x);
    let pairs: Vec<(f64, f64)> = at.chunks_exact(2).map(|pair| (pair[0].max(left), pair[1].min(right))).collect();
    pairs.into_iter().filter(|(from, to)| from < to)
}

/// What two boxes share.
fn overlap(a: &Rect<f64>, b: &Rect<f64>) -> Option<Rect<f64>> {
    let min = Coord { x: a.min().x.max(b.min().x), y: a.min().y.max(b.min().y) };
    let max = Coord { x: a.max().x.min(b.max().x), y: a.max().y.min(b.max().y) };
    (min.x < max.x && min.y < max.y).then(|| Rect::new(min, max))
}
