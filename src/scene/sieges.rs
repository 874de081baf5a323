//! Sieges: arcs along the edge of besieged ground with ticks pointing inwards, on the sides where the
//! besieger is reported to stand.

use super::places::{self, Row};
use super::shape::Path;
use super::style::Sides;
use super::{Input, Item, Scene, Stroke, Ticks};
use crate::control::{PlaceState, Situation, State};
use crate::place::PlaceId;
use crate::side::Side;
use crate::view::{View, World, world_per_metre};
use geo::Coord;
use std::collections::BTreeSet;
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
/// Arcs of two sieges are so far apart, in points.
const APART: f64 = 11.0;
/// In so many directions the edge of besieged ground is known.
const DIRECTIONS: usize = 72;

/// Draws the sieges of the situation.
pub(super) fn draw(input: &Input, view: &View, scene: &mut Scene) {
    let Some(situation) = input.situation.filter(|_| view.camera.metres_per_point() < FARTHEST) else { return };
    let (frame, sides) = (view.camera.view(60.0), Sides::in_view(view));
    let bare = view.camera.view(0.0);
    let mut drawn: Vec<[f32; 2]> = Vec::new();
    for state in situation.places.iter().filter(|state| !state.besieged_by.is_empty()) {
        let Some(place) = input.places.get(&state.place).filter(|place| places::inside(place.at, &frame)) else {
            continue;
        };
        let edge = Edge::new(input, situation, state, place).at_least(14.0 * view.camera.metres_per_point());
        for side in state.besieged_by.iter().filter(|side| !is_told_elsewhere(input, situation, place, **side)) {
            let ink = sides.look(Some(*side)).ink;
            for middle in directions(input, situation, *side, &edge) {
                let path = Arc::new(clear_arc(&edge, middle, &drawn, view));
                for [x, y] in path.points.iter().map(|at| view.camera.screen(*at)) {
                    scene.taken.push([x - 5.0, y - 5.0, x + 5.0, y + 5.0]);
                    drawn.push([x, y]);
                }
                if path.touches(&bare) {
                    scene.legend.siege = true;
                    scene.legend.sides.insert(*side);
                }
                scene.items.push(Item::Line(path.clone(), Stroke::solid(3.0, ink)));
                // The arc runs clockwise on the screen: inwards is to its right.
                let ticks = Ticks { every: 13.0, reach: [0.0, 6.0], stroke: Stroke::solid(1.8, ink) };
                scene.items.push(Item::Ticks(path, ticks));
            }
        }
    }
}

/// The arc around a bearing; outside of those already drawn there, for a place that two sides besiege.
fn clear_arc(edge: &Edge, middle: f64, drawn: &[[f32; 2]], view: &View) -> Path {
    let step = APART * view.camera.metres_per_point() * world_per_metre(edge.middle);
    let is_clear = |path: &Path| {
        // Its ends may run askew to the bearing, and near the other arc wherever it stands.
        let quarter = path.points.len() / 4;
        let mut spots = path.points[quarter..3 * quarter].iter().map(|at| view.camera.screen(*at));
        !spots.any(|[x, y]| drawn.iter().any(|[a, b]| f64::from((x - a).hypot(y - b)) < APART * 0.8))
    };
    let mut arcs = (0..4).map(|n| edge.arc(middle, step * f64::from(n)));
    arcs.find(is_clear).unwrap_or_else(|| edge.arc(middle, 0.0))
}

/// Whether the arcs of the same siege stand elsewhere: of a city, at the besieged sector of it; of a quarter, at
/// what it lies in.
fn is_told_elsewhere(input: &Input, situation: &Situation, place: &Row, by: Side) -> bool {
    let besieged = situation.places.iter().filter(|row| row.besieged_by.contains(&by) && row.place != place.id);
    besieged.filter_map(|row| input.places.get(&row.place)).any(|other| {
        let is_sector_of = !other.members.is_empty() && other.parent.as_ref() == Some(&place.id);
        let is_around = other.members.contains(&place.id) || place.parent.as_ref() == Some(&other.id);
        is_sector_of || place.members.is_empty() && is_around
    })
}

/// The edge of besieged ground: how far it reaches from its middle in each direction.
struct Edge {
    middle: World,
    /// Evenly round from the east, growing to the south, on the map plane.
    reach: [f64; DIRECTIONS],
}

impl Edge {
    /// The edge of a besieged place: of a city or a sector, round those of its parts that are not the
    /// besiegers'.
    fn new(input: &Input, situation: &Situation, state: &PlaceState, place: &Row) -> Edge {
        let held: BTreeSet<&PlaceId> = situation
            .places
            .iter()
            .filter(|row| row.side == state.side && row.side.is_some() && row.state.is_known())
            .map(|row| &row.place)
            .collect();
        let is_part = |row: &&Row| {
            held.contains(&row.id)
                && row.members.is_empty()
                && (place.members.contains(&row.id) || row.parent.as_ref() == Some(&place.id))
        };
        let parts: Vec<&Row> = input.places.rows().iter().filter(is_part).collect();
        let parts = if parts.len() < 3 { vec![place] } else { parts };
        let sum = parts.iter().fold(Coord { x: 0.0, y: 0.0 }, |sum, part| sum + part.at);
        let middle = sum / parts.len() as f64;
        let metre = world_per_metre(middle);
        // How far the parts go in each direction, then a smooth line outside of that.
        let far: [f64; DIRECTIONS] = std::array::from_fn(|n| {
            let reach = |part: &&Row| {
                let (by, way) = (part.at - middle, way(angle(n)));
                let (ahead, aside) = (by.x * way.x + by.y * way.y, by.x * way.y - by.y * way.x);
                let radius = part.radius_m * metre;
                if aside.abs() > radius { 0.0 } else { ahead + (radius * radius - aside * aside).sqrt() }
            };
            parts.iter().map(reach).fold(0.0, f64::max)
        });
        let about = |line: &[f64; DIRECTIONS], n: usize, by: usize| -> Vec<f64> {
            (0..=2 * by).map(|step| line[(n + DIRECTIONS + step - by) % DIRECTIONS]).collect()
        };
        let widest: [f64; DIRECTIONS] = std::array::from_fn(|n| about(&far, n, 2).into_iter().fold(0.0, f64::max));
        let reach = |n: usize| about(&widest, n, 2).iter().sum::<f64>() / 5.0 * 1.04;
        Edge { middle, reach: std::array::from_fn(reach) }
    }

    /// The same edge, nowhere nearer to its middle than so many metres.
    fn at_least(mut self, metres: f64) -> Edge {
        let least = metres * world_per_metre(self.middle);
        self.reach.iter_mut().for_each(|reach| *reach = reach.max(least));
        self
    }

    /// How far it reaches in a direction.
    fn toward(&self, bearing: f64) -> f64 {
        let turns = bearing.rem_euclid(TAU) / TAU * DIRECTIONS as f64;
        let (before, share) = (turns as usize % DIRECTIONS, turns.fract());
        self.reach[before] * (1.0 - share) + self.reach[(before + 1) % DIRECTIONS] * share
    }

    /// The piece of it around the bearing `middle`, so far outside of it: the calm bow that follows it best (least
    /// squares) and cuts nothing off.
    fn arc(&self, middle: f64, outside: f64) -> Path {
        const STEPS: i32 = 12;
        let (turns, mut reaches): (Vec<f64>, Vec<f64>) = (-STEPS..=STEPS)
            .map(|n| f64::from(n) / f64::from(STEPS))
            .map(|turn| (turn, self.toward(middle + HALF * turn)))
            .unzip();
        let count = turns.len() as f64;
        let square = turns.iter().map(|turn| turn * turn).sum::<f64>() / count;
        // Three curves that have nothing in common on these turns: level, slanted and bowed.
        let shapes = turns.iter().map(|turn| [1.0, *turn, turn * turn - square]).collect::<Vec<[f64; 3]>>();
        let shares: [f64; 3] = std::array::from_fn(|k| {
            let along = shapes.iter().zip(&reaches).map(|(shape, reach)| shape[k] * reach).sum::<f64>();
            along / shapes.iter().map(|shape| shape[k] * shape[k]).sum::<f64>()
        });
        let bow = |shape: &[f64; 3]| (0..3).map(|k| shares[k] * shape[k]).sum::<f64>();
        let short = shapes.iter().zip(&reaches).map(|(shape, reach)| reach - bow(shape)).fold(0.0, f64::max);
        reaches = shapes.iter().map(|shape| bow(shape) + short + outside).collect();
        let spot = |(turn, reach): (&f64, &f64)| self.middle + way(middle + HALF * turn) * *reach;
        Path::of(turns.iter().zip(&reaches).map(spot).collect())
    }
}

/// Where the arcs go: towards the besieger's ground, where most of it lies first; if none is known,
/// to the north. Radians, 0 east, growing to the south.
fn directions(input: &Input, situation: &Situation, side: Side, edge: &Edge) -> Vec<f64> {
    let stands = |state: State| matches!(state, State::Held | State::Unconfirmed);
    let rows = situation.places.iter().filter(|other| other.side == Some(side) && stands(other.state));
    let spots = rows.filter_map(|other| input.places.get(&other.place)).filter(|row| row.members.is_empty());
    // How many times as far as the edge each lies, and where.
    let mut bearings: Vec<(f64, f64)> = spots
        .map(|row| row.at - edge.middle)
        .map(|by| (by.x.hypot(by.y), by.y.atan2(by.x)))
        .map(|(distance, bearing)| (distance / edge.toward(bearing), bearing))
        .filter(|(distance, _)| *distance > 0.5)
        .collect();
    bearings.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let near = bearings.iter().take_while(|(distance, _)| *distance < NEAR);
    let near: Vec<f64> = near.map(|(_, bearing)| *bearing).collect();
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

/// The angle of one of the [`DIRECTIONS`].
fn angle(n: usize) -> f64 {
    TAU * n as f64 / DIRECTIONS as f64
}

/// One step in a direction.
fn way(angle: f64) -> World {
    Coord { x: angle.cos(), y: angle.sin() }
}

/// By how much one angle is before another, from -PI to PI.
fn apart(a: f64, b: f64) -> f64 {
    (a - b + PI).rem_euclid(TAU) - PI
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::control::{Basis, Counts, History, Options, Weighing};
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
        let heluk_held = situation.get(&heluk.id).unwrap();
        let edge = Edge::new(&input, &situation, heluk_held, heluk).at_least(1500.0);
        let to_midan = midan.at - heluk.at;
        let arcs = directions(&input, &situation, Side::Government, &edge);
        assert!(arcs.iter().any(|arc| (arc - to_midan.y.atan2(to_midan.x)).abs() < 0.4), "{arcs:?}");
        // Nobody of the Islamic State is reported anywhere: one arc, in the north.
        assert_eq!(directions(&input, &situation, Side::IslamicState, &edge), [-PI / 2.0]);
    }

    #[test]
    fn the_edge_of_a_besieged_sector_runs_close_round_what_is_still_held() {
        let gazetteer = Gazetteer::built_in();
        let places = Places::new(gazetteer.places());
        let east = places.get(&PlaceId::new("aleppo/eastern-aleppo")).unwrap();
        let lost =
            ["aleppo/sakhur", "aleppo/masaken-hanano", "aleppo/haydariyah", "aleppo/ain-al-tal", "aleppo/baedin"];
        let row = |place: &PlaceId, side: Side| PlaceState {
            place: place.clone(),
            state: State::Held,
            side: Some(side),
            other: None,
            probability: [0.25; 4],
            last_heard: None,
            origins: 2,
            basis: Basis::Own,
            besieged_by: Vec::new(),
            pressed_by: Vec::new(),
            for_: Vec::new(),
            against: Vec::new(),
            aside: Vec::new(),
        };
        let held_by = |member: &PlaceId| match lost.contains(&member.as_str()) {
            true => Side::Government,
            false => Side::Opposition,
        };
        let mut rows: Vec<PlaceState> = east.members.iter().map(|member| row(member, held_by(member))).collect();
        let mut besieged = row(&east.id, Side::Opposition);
        besieged.besieged_by = vec![Side::Government];
        let mut city = row(&PlaceId::new("aleppo/aleppo"), Side::Opposition);
        city.besieged_by = vec![Side::Government, Side::Kurdish];
        rows.extend([besieged.clone(), city.clone()]);
        rows.sort_by(|a, b| a.place.cmp(&b.place));
        let situation = Situation {
            on: made_up::day(),
            known_by: None,
            weighing: Weighing::default(),
            according_to: Vec::new(),
            filter: None,
            places: rows,
            counts: Counts::default(),
        };
        let (base, claims) = (BaseMap::built_in(), Claims::default());
        let input = Input::new(&base, &places, &claims, &|_, _| [0.0; 2]);
        let edge = Edge::new(&input, &situation, &besieged, east);
        let metre = world_per_metre(edge.middle);
        let members = || east.members.iter().filter_map(|id| places.get(id));
        let far = |row: &Row| (row.at - edge.middle).x.hypot((row.at - edge.middle).y) + row.radius_m * metre;
        let farthest = members().map(far).fold(0.0, f64::max);
        for member in members() {
            let by = member.at - edge.middle;
            let (distance, reach) = (by.x.hypot(by.y), edge.toward(by.y.atan2(by.x)));
            if held_by(&member.id) == Side::Opposition {
                assert!(distance < reach, "{} lies outside", member.name);
            }
            assert!(reach < farthest * 1.05, "no farther than the quarters go");
        }
        let hanano = places.get(&PlaceId::new("aleppo/masaken-hanano")).unwrap().at - edge.middle;
        let reach = edge.toward(hanano.y.atan2(hanano.x));
        assert!(reach < hanano.x.hypot(hanano.y) + 300.0 * metre, "what was lost is left out");
        // The government's siege of the city is that of its east, the other one is told of the city alone.
        let whole = places.get(&city.place).unwrap();
        assert!(is_told_elsewhere(&input, &situation, whole, Side::Government));
        assert!(!is_told_elsewhere(&input, &situation, whole, Side::Kurdish));
        assert!(!is_told_elsewhere(&input, &situation, east, Side::Government));
        // That of a quarter is that of the east.
        let quarter = places.get(&PlaceId::new("aleppo/zibdiyeh")).unwrap();
        assert!(is_told_elsewhere(&input, &situation, quarter, Side::Government));
    }
}
