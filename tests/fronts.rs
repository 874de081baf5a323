//! What must hold of every drawing: areas add up to the known ground and do not overlap, a place
//! lies in the area of its side, and fronts run where two sides meet and nowhere else.

#![expect(clippy::unwrap_used, reason = "a test stops at the first thing it does not understand")]

use frontlines::control::{Basis, Counts, PlaceState, Situation, State, Weighing};
use frontlines::date::Day;
use frontlines::front::{Area, Balance, Cells, Fronts, Km2, Land, Support, balances, draw, ground_changes, reach_m};
use frontlines::gazetteer::{Gazetteer, load};
use frontlines::place::{self, Kind, Place, PlaceId, Point, Precision};
use frontlines::project::ClaimRef;
use frontlines::side::Side;
use geo::{Area as _, BooleanOps, Contains, Coord, GeodesicArea as _, MultiPolygon, point, polygon, unary_union};

#[test]
fn cells_of_the_built_in_places_tile_without_overlap() {
    let gazetteer = Gazetteer::built_in();
    let cells = Cells::new(gazetteer.places(), &Land::default());
    assert!(cells.all().len() > 700, "only {} cells", cells.all().len());
    let grounds: Vec<_> = cells.all().iter().map(|cell| cells.ground(cell)).collect();
    let sum: f64 = grounds.iter().map(|ground| ground.unsigned_area()).sum();
    let union = unary_union(&grounds).unsigned_area();
    assert!((sum / union - 1.0).abs() < 1e-4, "cells sum to {sum}, cover {union}");
    for (cell, ground) in cells.all().iter().zip(&grounds) {
        let place = gazetteer.get(&cell.place).unwrap();
        assert!(ground.contains(&point!(x: place.point.lon, y: place.point.lat)), "{} is outside its cell", cell.place);
        let of = cells.at(Coord { x: place.point.lon, y: place.point.lat }).unwrap();
        assert_eq!(of.place, cell.place);
    }
}

#[test]
fn any_colouring_adds_up() {
    let gazetteer = Gazetteer::built_in();
    let cells = Cells::new(gazetteer.places(), &Land::default());
    for seed in 1..=5 {
        let mut dice = Dice(seed);
        let rows = cells.all().iter().filter_map(|cell| {
            let place = gazetteer.get(&cell.place).unwrap();
            // Sides in broad stripes with some noise, as on real maps; a fifth of the places unknown.
            let stripe = ((place.point.lon * 40.0 + place.point.lat * 25.0) as usize + dice.roll(5) / 4) % 4;
            let state = [State::Held, State::Held, State::Held, State::Contested, State::Unknown][dice.roll(5)];
            (state != State::Unknown).then(|| row(&cell.place, Side::ALL[stripe], state))
        });
        let situation = situation(rows.collect());
        let fronts = draw(&situation, &cells);
        let known: Vec<_> = cells.all().iter().filter(|cell| situation.get(&cell.place).is_some()).collect();
        let ground: f64 = known.iter().map(|cell| cells.ground(cell).unsigned_area()).sum();
        let drawn: f64 = fronts.areas.iter().map(|area| area.ground.unsigned_area()).sum();
        // Smoothing gives back nearly all that it takes from a side.
        assert!((drawn / ground - 1.0).abs() < 0.03, "seed {seed}: drawn {drawn}, known {ground}");
        let mut shared = 0.0;
        for (i, area) in fronts.areas.iter().enumerate() {
            for other in &fronts.areas[..i] {
                let common = area.ground.intersection(&other.ground).unsigned_area();
                shared += common;
                assert!(common / ground < 2e-4, "seed {seed}: {} and {} overlap by {common}", name(area), name(other));
            }
        }
        assert!(shared / ground < 1e-3, "seed {seed}: areas overlap by {shared} in all");
        for cell in known {
            let at = gazetteer.get(&cell.place).unwrap().point;
            let row = situation.get(&cell.place).unwrap();
            let area = fronts.areas.iter().find(|area| area.ground.contains(&point!(x: at.lon, y: at.lat)));
            let area = area.unwrap_or_else(|| panic!("seed {seed}: {} is in no area", cell.place));
            assert_eq!((Some(area.side), area.state), (row.side, row.state), "seed {seed}: {}", cell.place);
            assert!(area.places.contains(&cell.place));
        }
        check_lines(&fronts);
        assert_eq!(fronts, draw(&situation, &cells), "the same situation draws the same");
    }
}

#[test]
fn no_ground_is_coloured_that_no_report_supports() {
    let gazetteer = Gazetteer::built_in();
    let cells = Cells::new(gazetteer.places(), &Land::default());
    let place = |id: &PlaceId| gazetteer.get(id).unwrap();
    // From hardly anything known to nearly everything.
    for (seed, unknown) in [(11, 9), (12, 6), (13, 3), (14, 1)] {
        let mut dice = Dice(seed);
        let rows = cells.all().iter().filter_map(|cell| {
            let stripe = ((place(&cell.place).point.lon * 40.0) as usize + dice.roll(5) / 4) % 4;
            let state = [State::Held, State::Held, State::Contested, State::Unconfirmed, State::Stale][dice.roll(5)];
            (dice.roll(10) >= unknown).then(|| row(&cell.place, Side::ALL[stripe], state))
        });
        let situation = situation(rows.collect());
        let fronts = draw(&situation, &cells);
        for cell in cells.all().iter().filter(|cell| situation.get(&cell.place).is_none()) {
            let at = place(&cell.place).point;
            let area = fronts.areas.iter().find(|area| area.ground.contains(&point!(x: at.lon, y: at.lat)));
            assert_eq!(area.map(name), None, "seed {seed}: nothing is known of {}", cell.place);
        }
        for area in &fronts.areas {
            let theirs: Vec<&Place> = area.places.iter().map(place).collect();
            let rings = area.ground.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
            for at in rings.flat_map(|ring| ring.coords()).step_by(7) {
                let at = Point::lon_lat(at.x, at.y);
                let supports = |other: &&Place| {
                    // Its own reach, or from quarter to quarter; where a notch is filled, a little more.
                    let least = if other.kind == Kind::Quarter { 1800.0 } else { 0.0 };
                    at.distance_m(other.point) < reach_m(other).unwrap_or(0.0).max(least) * 1.4
                };
                assert!(theirs.iter().any(supports), "seed {seed}: {} at {at:?}", name(area));
            }
        }
        for line in &fronts.lines {
            let mut from = 0;
            for stretch in &line.stretches {
                let [left, right] = stretch.places.each_ref().map(place);
                for at in &line.line.0[from..=stretch.to] {
                    let at = Point::lon_lat(at.x, at.y);
                    let (a, b) = (at.distance_m(left.point), at.distance_m(right.point));
                    assert!(a < 4.0 * b && b < 4.0 * a, "seed {seed}: {} {a:.0} m, {} {b:.0} m", left.id, right.id);
                }
                from = stretch.to;
            }
        }
    }
}

#[test]
fn ground_reaches_round_a_lone_place_and_closes_the_notches_between_many() {
    let village = row_of_villages(1);
    let cells = Cells::new(&village, &Land::default());
    let fronts = draw(&situation(vec![row(&village[0].id, Side::Opposition, State::Stale)]), &cells);
    let centre = Coord { x: village[0].point.lon, y: village[0].point.lat };
    let ring = fronts.areas[0].ground.0[0].exterior();
    let reach = |at: &Coord<f64>| ((at.x - centre.x) * centre.y.to_radians().cos()).hypot(at.y - centre.y);
    let (least, most) = ring.coords().map(reach).fold((f64::MAX, 0.0_f64), |(a, b), r| (a.min(r), b.max(r)));
    assert!(most / least < 1.03, "a disc, from {least} to {most} degrees");
    assert!(
        (fronts.areas[0].ground.unsigned_area() / cells.ground(&cells.all()[0]).unsigned_area() - 1.0).abs() < 0.02
    );

    let places = block_of_quarters();
    let cells = Cells::new(&places, &Land::default());
    let all = situation(places.iter().map(|place| row(&place.id, Side::Opposition, State::Held)).collect());
    let ground = draw(&all, &cells).areas.remove(0).ground;
    assert!(sharpest(ground.0[0].exterior()) < 0.5, "no corners: {}", sharpest(ground.0[0].exterior()));
}

#[test]
fn a_front_does_not_bend_where_only_the_basis_changes() {
    // Own claims about one quarter in two, on one side: areas of two tints along one front.
    let places = block_of_quarters();
    let cells = Cells::new(&places, &Land::default());
    let rows = places.iter().map(|place| {
        let side = if place.point.lon < 37.007 { Side::Government } else { Side::Opposition };
        let mut row = row(&place.id, side, State::Held);
        if place.point.lat < 36.007 || place.point.lat > 36.02 {
            row.basis = Basis::Within(PlaceId::new("aleppo/all"));
        }
        row
    });
    let fronts = draw(&situation(rows.collect()), &cells);
    assert!(fronts.lines.len() > 1, "solid and dashed stretches");
    let course: Vec<_> = fronts.lines.iter().flat_map(|line| line.line.coords().copied()).collect();
    // Its ends lie on the outline, which is round.
    let inner = course.iter().filter(|at| at.y > 36.002 && at.y < 36.018).map(|at| at.x);
    let (least, most) = inner.fold((f64::MAX, f64::MIN), |(a, b), x| (a.min(x), b.max(x)));
    assert!(most - least < 1e-4, "straight down the middle, from {least} to {most}");
}

/// The sharpest turn of a ring, in radians.
fn sharpest(ring: &geo::LineString<f64>) -> f64 {
    let turn = |way: Coord<f64>, on: Coord<f64>| (way.x * on.y - way.y * on.x).atan2(way.x * on.x + way.y * on.y).abs();
    let points: Vec<_> = ring.coords().copied().collect();
    points.windows(3).map(|at| turn(at[1] - at[0], at[2] - at[1])).fold(0.0, f64::max)
}

/// Each line separates its two sides: left of its middle lies the one, right of it the other.
fn check_lines(fronts: &Fronts) {
    assert!(!fronts.lines.is_empty());
    let mut wrong = 0;
    for line in &fronts.lines {
        assert_ne!(line.sides[0], line.sides[1]);
        assert_eq!(line.stretches.last().unwrap().to, line.line.0.len() - 1, "stretches cover the line");
        assert!(!line.claims.is_empty() && line.stretches.iter().all(|stretch| !stretch.claims.is_empty()));
        let middle = line.line.0.len() / 2;
        let (a, b) = (line.line.0[middle - 1], line.line.0[middle]);
        let (centre, way) = ((a + b) / 2.0, b - a);
        let step = Coord { x: -way.y, y: way.x } / way.x.hypot(way.y).max(1e-12) * 1e-6;
        let side_at = |at: Coord<f64>| {
            fronts.areas.iter().find(|area| area.ground.contains(&geo::Point(at))).map(|area| area.side)
        };
        if (side_at(centre + step), side_at(centre - step)) != (Some(line.sides[0]), Some(line.sides[1])) {
            wrong += 1;
        }
    }
    // A hair's breadth beside a line may fall into rounding; more than that is a fault.
    assert!(wrong * 100 <= fronts.lines.len(), "{wrong} of {} lines lie wrong", fronts.lines.len());
}

#[test]
fn nothing_known_draws_nothing() {
    let places = row_of_villages(3);
    let cells = Cells::new(&places, &Land::default());
    assert_eq!(draw(&situation(Vec::new()), &cells), Fronts::default());
    let unknown = situation(places.iter().map(|place| row(&place.id, Side::Government, State::Unknown)).collect());
    assert_eq!(draw(&unknown, &cells), Fronts::default());
}

#[test]
fn few_places_and_places_in_a_line_have_cells() {
    for count in 0..=4 {
        let places = row_of_villages(count);
        let cells = Cells::new(&places, &Land::default());
        assert_eq!(cells.all().len(), count);
        for pair in cells.all().windows(2) {
            assert!((pair[0].area_m2 / pair[1].area_m2 - 1.0).abs() < 0.3);
        }
    }
}

#[test]
fn two_sides_meet_in_one_line_and_a_lone_enemy_makes_a_hole() {
    let places = block_of_quarters();
    let cells = Cells::new(&places, &Land::default());
    let halves = situation(
        places
            .iter()
            .map(|place| {
                let side = if place.point.lon < 37.007 { Side::Government } else { Side::Opposition };
                row(&place.id, side, State::Held)
            })
            .collect(),
    );
    let fronts = draw(&halves, &cells);
    assert_eq!(fronts.lines.len(), 1);
    assert_eq!(fronts.lines[0].support, Support::Reported);
    assert_eq!(fronts.areas.iter().map(|area| area.ground.0.len()).collect::<Vec<_>>(), [1, 1]);

    let lone = situation(
        places
            .iter()
            .map(|place| {
                let side = if place.id.as_str() == "aleppo/2-2" { Side::Kurdish } else { Side::Opposition };
                row(&place.id, side, State::Held)
            })
            .collect(),
    );
    let fronts = draw(&lone, &cells);
    assert_eq!(fronts.lines.len(), 1);
    assert!(fronts.lines[0].line.is_closed());
    assert_eq!(fronts.areas[0].ground.0[0].interiors().len(), 1, "the surrounding area has a hole");
    let island = fronts.areas.iter().find(|area| area.side == Side::Kurdish).unwrap();
    assert_eq!((island.ground.0.len(), island.ground.0[0].interiors().len()), (1, 0));
}

#[test]
fn a_front_is_solid_only_with_own_claims_on_both_sides() {
    let places = row_of_villages(2);
    let cells = Cells::new(&places, &Land::default());
    let rows = |state, basis: Basis| {
        let mut rows =
            vec![row(&places[0].id, Side::Government, State::Held), row(&places[1].id, Side::Opposition, state)];
        rows[1].basis = basis;
        situation(rows)
    };
    let support =
        |situation: &Situation| draw(situation, &cells).lines.iter().map(|line| line.support).collect::<Vec<_>>();
    assert_eq!(support(&rows(State::Held, Basis::Own)), [Support::Reported]);
    assert_eq!(support(&rows(State::Unconfirmed, Basis::Own)), [Support::Interpolated]);
    assert_eq!(support(&rows(State::Held, Basis::Within(PlaceId::new("aleppo/all")))), [Support::Interpolated]);
    assert_eq!(support(&rows(State::Stale, Basis::Own)), []);
}

#[test]
fn ground_ends_at_the_border_and_at_lakes() {
    let places = row_of_villages(1);
    let whole = Cells::new(&places, &Land::default()).all()[0].area_m2;
    // The village lies at 37.0, 36.0: the country ends on its meridian, the lake begins on its parallel.
    let country: MultiPolygon<f64> =
        polygon![(x: 36.0, y: 35.0), (x: 37.0001, y: 35.0), (x: 37.0001, y: 37.0), (x: 36.0, y: 37.0)].into();
    let lake: MultiPolygon<f64> =
        polygon![(x: 36.0, y: 36.0001), (x: 38.0, y: 36.0001), (x: 38.0, y: 37.0), (x: 36.0, y: 37.0)].into();
    let half = Cells::new(&places, &Land { country: country.clone(), ..Land::default() }).all()[0].area_m2;
    let quarter = Cells::new(&places, &Land { country, lakes: lake }).all()[0].area_m2;
    assert!((half / whole - 0.5).abs() < 0.01 && (quarter / whole - 0.25).abs() < 0.01, "{half} {quarter} of {whole}");
    let abroad: MultiPolygon<f64> = polygon![(x: 10.0, y: 10.0), (x: 11.0, y: 10.0), (x: 11.0, y: 11.0)].into();
    assert!(Cells::new(&places, &Land { country: abroad, ..Land::default() }).all().is_empty());
}

#[test]
fn an_outline_of_its_own_wins_over_the_neighbours() {
    let mut places = block_of_quarters();
    let outline: MultiPolygon<f64> =
        polygon![(x: 37.004, y: 36.004), (x: 37.016, y: 36.004), (x: 37.016, y: 36.016), (x: 37.004, y: 36.016)].into();
    let at = places.iter().position(|place| place.id.as_str() == "aleppo/2-2").unwrap();
    places[at].outline = Some(outline.clone());
    let cells = Cells::new(&places, &Land::default());
    let ground = cells.ground(cells.of(&places[at].id).unwrap());
    assert!((ground.unsigned_area() / outline.unsigned_area() - 1.0).abs() < 1e-6);
    let grounds: Vec<_> = cells.all().iter().map(|cell| cells.ground(cell)).collect();
    let sum: f64 = grounds.iter().map(|ground| ground.unsigned_area()).sum();
    assert!((sum / unary_union(&grounds).unsigned_area() - 1.0).abs() < 1e-6, "neighbours yield");
    let rows = places.iter().map(|place| {
        row(&place.id, if place.outline.is_some() { Side::Kurdish } else { Side::Opposition }, State::Held)
    });
    let fronts = draw(&situation(rows.collect()), &cells);
    assert_eq!(fronts.lines.len(), 1, "the whole outline is one front");
    assert!(fronts.lines[0].line.is_closed());
}

#[test]
fn a_loaded_outline_becomes_the_ground_of_the_known_place() {
    let file = br#"{"type": "FeatureCollection", "features": [{"type": "Feature",
        "properties": {"name": "Masaken Hanano", "kind": "quarter"}, "geometry": {"type": "Polygon", "coordinates":
        [[[37.200, 36.215], [37.225, 36.215], [37.225, 36.230], [37.200, 36.230], [37.200, 36.215]]]}}]}"#;
    let mut gazetteer = Gazetteer::built_in();
    let count = gazetteer.places().len();
    let added = gazetteer.add(load::table("quarters.geojson", file));
    assert_eq!((added.known, gazetteer.places().len()), (1, count), "{:?}", added.faults);
    let cells = Cells::new(gazetteer.places(), &Land::default());
    let id = PlaceId::new("aleppo/masaken-hanano");
    let ground = cells.ground(cells.of(&id).unwrap());
    let outline = gazetteer.get(&id).unwrap().outline.as_ref().unwrap();
    assert!((ground.unsigned_area() / outline.unsigned_area() - 1.0).abs() < 1e-6);
}

#[test]
fn ground_between_quarters_belongs_to_them_and_open_country_to_nobody() {
    // A ring of quarters 1.6 km from their neighbours, each reaching 700 m.
    let km = 0.009;
    let at = |x: f64, y: f64| site(&format!("aleppo/{x}-{y}"), Kind::Quarter, 37.0 + x * km * 1.236, 36.0 + y * km);
    let places = vec![at(0.0, 0.0), at(1.6, 0.0), at(0.8, 1.4), at(8.0, 0.0)];
    let cells = Cells::new(&places, &Land::default());
    let between = Coord { x: 37.0 + 0.8 * km * 1.236, y: 36.0 + 0.5 * km };
    assert!(cells.at(between).is_some(), "the middle of three quarters");
    assert!(cells.at(Coord { x: 37.0 + 4.0 * km * 1.236, y: 36.0 }).is_none(), "far from all");
    assert!(cells.at(Coord { x: 37.0 + 0.8 * km * 1.236, y: 36.0 - 0.6 * km }).is_none(), "outside of them");
    let grounds: Vec<_> = cells.all().iter().map(|cell| cells.ground(cell)).collect();
    let sum: f64 = grounds.iter().map(|ground| ground.unsigned_area()).sum();
    assert!((sum / unary_union(&grounds).unsigned_area() - 1.0).abs() < 1e-6, "no overlap");
}

#[test]
fn the_outline_of_a_city_leaves_its_quarters_their_cells() {
    let mut places = block_of_quarters();
    let mut city = site("aleppo/all", Kind::City, 37.0125, 36.0125);
    let around = |by: f64| -> MultiPolygon<f64> {
        polygon![(x: 36.99 - by, y: 35.99 - by), (x: 37.03 + by, y: 35.99 - by), (x: 37.03 + by, y: 36.03 + by),
            (x: 36.99 - by, y: 36.03 + by)]
        .into()
    };
    places.iter_mut().for_each(|place| place.parent = Some(city.id.clone()));
    let before: f64 = Cells::new(&places, &Land::default()).all().iter().map(|cell| cell.area_m2).sum();
    city.outline = Some(around(0.0));
    city.parent = Some(PlaceId::new("aleppo/wide"));
    places.push(city);
    let mut wide = site("aleppo/wide", Kind::Town, 37.02, 36.025);
    wide.outline = Some(around(0.01));
    places.push(wide);
    let cells = Cells::new(&places, &Land::default());
    let quarters: f64 =
        cells.all().iter().filter(|cell| cell.place.as_str().contains('-')).map(|cell| cell.area_m2).sum();
    assert!((quarters / before - 1.0).abs() < 0.05, "{quarters} of {before}");
    let grounds: Vec<_> = cells.all().iter().map(|cell| cells.ground(cell)).collect();
    let sum: f64 = grounds.iter().map(|ground| ground.unsigned_area()).sum();
    assert!((sum / unary_union(&grounds).unsigned_area() - 1.0).abs() < 1e-6, "no overlap");
    assert!((sum / around(0.01).unsigned_area() - 1.0).abs() < 0.05, "the wide outline has the rest");
}

#[test]
fn ground_that_changed_hands_adds_up() {
    let places = row_of_villages(4);
    let cells = Cells::new(&places, &Land::default());
    let km2 = |at: usize| cells.of(&places[at].id).unwrap().area_m2 / 1e6;
    let at = |at: usize, side| row(&places[at].id, side, State::Held);
    let before = situation(vec![at(0, Side::Government), at(1, Side::Opposition), at(2, Side::Opposition)]);
    let mut after = situation(vec![at(0, Side::Government), at(1, Side::Government), at(2, Side::Government)]);
    after.places[2].state = State::Unconfirmed;
    let changes = ground_changes(&before, &after, &cells);
    let found: Vec<_> = changes.iter().map(|change| (change.from, change.to, change.is_change())).collect();
    let (government, opposition) = (Some(Side::Government), Some(Side::Opposition));
    assert_eq!(found, [(government, government, false), (opposition, government, true)]);
    let (kept, taken) = (changes[0].km2, changes[1].km2);
    assert!((kept.high - km2(0)).abs() < 1e-9 && (kept.low - km2(0)).abs() < 1e-9);
    assert!((taken.low - km2(1)).abs() < 1e-9, "the unconfirmed one only counts on the high side");
    assert!((taken.high - km2(1) - km2(2)).abs() < 1e-9);
    assert_eq!(changes[1].places, [places[1].id.clone(), places[2].id.clone()]);
    let none = Km2::default();
    let expected = [
        Balance { side: Side::Government, gained: taken, lost: none, stable: kept },
        Balance { side: Side::Opposition, gained: none, lost: taken, stable: none },
    ];
    assert_eq!(balances(&changes), expected);
}

#[test]
fn a_cell_has_its_true_size_at_any_latitude() {
    let places = [site("daraa/south", Kind::Village, 36.0, 32.0), site("aleppo/north", Kind::Village, 37.0, 36.5)];
    let cells = Cells::new(&places, &Land::default());
    for cell in cells.all() {
        // On the ellipsoid; the plane is a sphere, half a percent off.
        let true_m2 = cells.ground(cell).geodesic_area_unsigned();
        assert!((cell.area_m2 / true_m2 - 1.0).abs() < 0.006, "{}: {} against {true_m2}", cell.place, cell.area_m2);
    }
}

/// Numbers that look random and are the same on every run (an xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % sides
    }
}

fn name(area: &Area) -> String {
    format!("{} {}", area.side, area.state.key())
}

fn situation(mut places: Vec<PlaceState>) -> Situation {
    places.sort_by(|a, b| a.place.cmp(&b.place));
    Situation {
        on: Day::from_number(17000),
        known_by: None,
        weighing: Weighing::default(),
        according_to: Vec::new(),
        filter: None,
        places,
        counts: Counts::default(),
    }
}

fn row(place: &PlaceId, side: Side, state: State) -> PlaceState {
    let mut probability = [0.05; 4];
    probability[side.index()] = 0.85;
    PlaceState {
        place: place.clone(),
        state,
        side: Some(side),
        other: None,
        probability,
        last_heard: None,
        origins: 2,
        basis: Basis::Own,
        besieged_by: Vec::new(),
        pressed_by: Vec::new(),
        for_: vec![ClaimRef { reading: 0, claim: 0 }],
        against: Vec::new(),
        aside: Vec::new(),
    }
}

/// Villages 2.2 km apart on the parallel 36, from 37.0 east.
fn row_of_villages(count: usize) -> Vec<Place> {
    (0..count).map(|i| site(&format!("aleppo/v{i}"), Kind::Village, 37.0 + 0.025 * i as f64, 36.0)).collect()
}

/// Five times five quarters, 600 m apart.
fn block_of_quarters() -> Vec<Place> {
    let at = |i: usize, j: usize| {
        site(&format!("aleppo/{i}-{j}"), Kind::Quarter, 37.0 + 0.005 * i as f64, 36.0 + 0.005 * j as f64)
    };
    (0..5).flat_map(|i| (0..5).map(move |j| at(i, j))).collect()
}

fn site(id: &str, kind: Kind, lon: f64, lat: f64) -> Place {
    Place {
        id: PlaceId::new(id),
        name: id.to_string(),
        arabic: String::new(),
        aliases: Vec::new(),
        kind,
        point: Point::lon_lat(lon, lat),
        radius_m: 400.0,
        parent: None,
        area: place::Area::Aleppo,
        precision: Precision::Exact,
        sources: String::new(),
        note: String::new(),
        members: Vec::new(),
        outline: None,
    }
}
