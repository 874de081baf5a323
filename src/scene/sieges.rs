//! Sieges: arcs round a besieged place with ticks pointing inwards, on the sides where the besieger
//! is reported to stand.

use super::places::{self, Row};
use super::shape::Path;
use super::style::Sides;
use super::{Input, Item, Scene, Stroke, Ticks};
use crate::control::{Situation, State};
use crate::side::Side;
use crate::view::{View, World, world_per_metre};
use geo::Coord;
use std::f64::consts::{PI, TAU};
use std::sync::Arc;

/// Half of an arc, in radians: 40 degrees in all.
const HALF: f64 = 0.35;
/// How many arcs a siege has at most, and how far their middles lie apart at least, in radians.
const ARCS: (usize, f64) = (3, 1.3);
/// The besieger's ground counts within so many times the reach of the besieged.
const NEAR: f64 = 2.2;
/// From farther than this, in metres a point, sieges are too small to draw.
const FARTHEST: f64 = 150.0;

/// Draws the sieges of the situation.
pub(super) fn draw(input: &Input, view: &View, scene: &mut Scene) {
    let Some(situation) = input.situation.filter(|_| view.camera.metres_per_point() < FARTHEST) else { return };
    let (frame, sides) = (view.camera.view(60.0), Sides::of(view.palette, view.theme));
    for state in situation.places.iter().filter(|state| !state.besieged_by.is_empty()) {
        let place = input.places.get(&state.place).filter(|place| places::inside(place.at, &frame));
        let Some((center, reach_m)) = place.map(|place| extent(input, place)) else { continue };
        let radius = reach_m.max(14.0 * view.camera.metres_per_point()) * 1.08 * world_per_metre(center);
        for side in &state.besieged_by {
            let ink = sides.look(Some(*side)).ink;
            for middle in directions(input, situation, *side, center, radius) {
                let path = Arc::new(arc(center, radius, middle));
                for [x, y] in path.points.iter().step_by(2).map(|at| view.camera.screen(*at)) {
                    scene.taken.push([x - 5.0, y - 5.0, x + 5.0, y + 5.0]);
                }
                scene.items.push(Item::Line(path.clone(), Stroke::solid(3.0, ink)));
                // The arc runs clockwise on the screen: inwards is to its right.
                let ticks = Ticks { every: 13.0, reach: [0.0, 6.0], stroke: Stroke::solid(1.8, ink) };
                scene.items.push(Item::Ticks(path, ticks));
            }
            scene.legend.siege = true;
            scene.legend.sides.insert(*side);
        }
    }
}

/// Where the arcs go: towards the besieger's ground, where most of it lies first; if none is known,
/// to the north. Radians, 0 east, growing to the south.
fn directions(input: &Input, situation: &Situation, side: Side, center: World, radius: f64) -> Vec<f64> {
    let stands = |state: State| matches!(state, State::Held | State::Unconfirmed);
    let rows = situation.places.iter().filter(|other| other.side == Some(side) && stands(other.state));
    let spots = rows.filter_map(|other| input.places.get(&other.place)).filter(|row| row.members.is_empty());
    let mut bearings: Vec<(f64, f64)> = spots
        .map(|row| row.at - center)
        .map(|by| (by.x.hypot(by.y), by.y.atan2(by.x)))
        .filter(|(distance, _)| *distance > radius * 0.5)
        .collect();
    bearings.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let near = bearings.iter().take_while(|(distance, _)| *distance < radius * NEAR);
    let near: Vec<f64> = near.map(|(_, bearing)| *bearing).collect();
    let apart = |a: f64, b: f64| (a - b + PI).rem_euclid(TAU) - PI;
    let crowd = |bearing: f64| near.iter().filter(|other| apart(bearing, **other).abs() < HALF).count();
    let mut ranked: Vec<(usize, f64)> = near.iter().map(|bearing| (crowd(*bearing), *bearing)).collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.total_cmp(&b.1)));
    let mut chosen: Vec<f64> = Vec::new();
    for (_, bearing) in ranked {
        if chosen.len() < ARCS.0 && chosen.iter().all(|other| apart(bearing, *other).abs() > ARCS.1) {
            chosen.push(bearing);
        }
    }
    if chosen.is_empty() {
        chosen.push(bearings.first().map_or(-PI / 2.0, |(_, bearing)| *bearing));
    }
    chosen
}

/// The middle of a place and how far it reaches, in metres: of a sector, by its members.
fn extent(input: &Input, place: &Row) -> (World, f64) {
    let members: Vec<_> = place.members.iter().filter_map(|id| input.places.get(id)).collect();
    if members.len() < 3 {
        return (place.at, place.radius_m);
    }
    let sum = members.iter().fold(Coord { x: 0.0, y: 0.0 }, |sum, member| sum + member.at);
    let center = sum / members.len() as f64;
    let metre = world_per_metre(center);
    let reach = |member: &&Row| {
        let by = member.at - center;
        by.x.hypot(by.y) / metre + member.radius_m * 0.8
    };
    (center, members.iter().map(reach).fold(0.0, f64::max))
}

/// A part of a circle on the map plane around the bearing `middle`.
fn arc(center: World, radius: f64, middle: f64) -> Path {
    let spot = |n: i32| {
        let angle = middle + HALF * f64::from(n) / 12.0;
        Coord { x: center.x + angle.cos() * radius, y: center.y + angle.sin() * radius }
    };
    Path::of((-12..=12).map(spot).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::control::{History, Options};
    use crate::gazetteer::Gazetteer;
    use crate::place::PlaceId;
    use crate::scene::{BaseMap, Claims, Places, made_up};

    #[test]
    fn arcs_stand_where_the_besieger_is_reported() {
        let gazetteer = Gazetteer::built_in();
        let readings = made_up::readings(&gazetteer);
        let (base, places) = (BaseMap::built_in(), Places::new(gazetteer.places()));
        let claims = Claims::new(&readings, &places);
        let situation = History::new(&readings, gazetteer.places(), &Options::default()).on(made_up::day());
        let input = Input::new(&base, &places, &claims, &|_, _| [0.0; 2]);
        let heluk = places.get(&PlaceId::new("aleppo/heluk")).unwrap();
        let midan = places.get(&PlaceId::new("aleppo/midan")).unwrap();
        let radius = 1500.0 * world_per_metre(heluk.at);
        let to_midan = midan.at - heluk.at;
        let arcs = directions(&input, &situation, Side::Government, heluk.at, radius);
        assert!(arcs.iter().any(|arc| (arc - to_midan.y.atan2(to_midan.x)).abs() < 0.4), "{arcs:?}");
        // Nobody of the Islamic State is reported anywhere: one arc, in the north.
        assert_eq!(directions(&input, &situation, Side::IslamicState, heluk.at, radius), [-PI / 2.0]);
        // A sector reaches to the farthest of its members.
        let east = places.get(&PlaceId::new("aleppo/eastern-aleppo")).unwrap();
        let (center, reach_m) = extent(&input, east);
        let ground = crate::view::ground;
        for member in east.members.iter().filter_map(|id| places.get(id)) {
            assert!(ground(center).distance_m(ground(member.at)) < reach_m + 1.0, "{}", member.name);
        }
    }
}
