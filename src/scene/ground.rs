//! Control areas and front lines: projected and triangulated once for each day, drawn at any camera.
//!
//! Ground that a side is reported to hold is filled; towards another side it ends sharply at the
//! front, towards ground that nobody is reported to hold it fades: reach ends there, no line is meant.

mod names;

pub(super) use names::wishes;

use super::edges::{self, Ends};
use super::shape::{self, Path};
use super::style::{self, Color, Pattern, Sides};
use super::{Front, Input, Item, Scene, Strip, Stroke};
use crate::control::State;
use crate::front::{Area, Cells, FrontLine, Fronts, Support};
use crate::group::Group;
use crate::place::PlaceId;
use crate::project::ClaimRef;
use crate::side::Side;
use crate::view::{Detail, Selection, View, World};
use geo::{BooleanOps, BoundingRect, Contains, Coord, MultiPolygon, Rect, unary_union};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Ground smaller than this, in points, has neither fades nor dashes round it: from afar there are hundreds.
const SMALL: f64 = 14.0;
/// How far beyond an edge another area is looked for, in degrees (about 10 m): narrower gaps are seams.
const BESIDE: f64 = 1e-4;
/// Open edges shorter than this, in degrees (about 100 m), are seams of the model, not the end of its reach.
const SEAM: f64 = 1e-3;

/// Areas and fronts on the map plane.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    areas: Vec<GroundArea>,
    lines: Vec<GroundLine>,
    /// The same lines as they are stroked: those of one support that go on into each other are one.
    strokes: Vec<(Support, Arc<Path>)>,
    cells: Vec<Arc<Path>>,
}

#[derive(Clone, Debug)]
struct GroundArea {
    side: Side,
    other: Option<Side>,
    state: State,
    within: bool,
    parts: Vec<Arc<shape::Area>>,
    /// Edges beyond which nobody is reported, the area on their left (on the ground, north up).
    open: Vec<(Arc<Path>, Ends)>,
    /// All edges but fronts.
    edges: Vec<Arc<Path>>,
    ground: MultiPolygon<f64>,
    places: Vec<PlaceId>,
    /// While groups are told apart: the ground of each group that is named, and what is left, of no group by name.
    groups: Vec<(Option<&'static Group>, Vec<Arc<shape::Area>>)>,
}

#[derive(Clone, Debug)]
struct GroundLine {
    sides: [Side; 2],
    support: Support,
    path: Arc<Path>,
    /// Where the edges of the areas on its left and on its right go on beyond its beginning and end.
    beyond: [Ends; 2],
    claims: Vec<ClaimRef>,
}

impl Ground {
    /// Projects and triangulates; a few milliseconds, to be done once for each [`Fronts`].
    pub fn new(fronts: &Fronts) -> Ground {
        let open = open_edges(fronts);
        let ends = open.iter().flatten().map(|run| &run.line).chain(fronts.lines.iter().map(|line| &line.line));
        let corners =
            edges::Corners::new(fronts, ends.flat_map(|line| [line.0.first(), line.0.last()]).flatten().copied());
        let pieces = edges::Pieces::of(&fronts.lines);
        let is_alike = |area: &Area, other: usize| {
            let other = &fronts.areas[other];
            (area.side, area.state) == (other.side, other.state)
        };
        let areas = fronts.areas.iter().zip(open).map(|(area, open)| {
            let beyond = |run: &edges::Run| corners.beyond_run(run, |other| is_alike(area, other));
            let open = open.iter().map(|run| (Arc::new(Path::new(&run.line)), beyond(run))).collect();
            GroundArea::new(area, open, &pieces)
        });
        let areas = areas.collect();
        let lines = fronts.lines.iter().map(|line| GroundLine::new(line, &corners)).collect();
        let strokes = edges::strokes(&fronts.lines);
        let strokes = strokes.into_iter().map(|(support, line)| (support, Arc::new(Path::new(&line)))).collect();
        Ground { areas, lines, strokes, cells: Vec::new() }
    }

    /// Adds the borders of the model's cells within the areas.
    pub fn with_cells(mut self, cells: &Cells) -> Ground {
        let held = self.areas.iter().filter(|area| area.state == State::Held);
        let borders = held.flat_map(|area| cells.borders_between(&area.places));
        self.cells = borders.map(|line| Arc::new(Path::new(&line))).collect();
        self
    }

    /// Tells the groups within the sides apart on ground that is held. `groups` names that of each place whose
    /// claims name one. Tens of milliseconds where there are many, to be done once for each [`Ground`].
    pub fn with_groups(mut self, cells: &Cells, groups: &BTreeMap<PlaceId, &'static Group>) -> Ground {
        for area in self.areas.iter_mut().filter(|area| area.state == State::Held) {
            let mut named: BTreeMap<&'static Group, Vec<MultiPolygon<f64>>> = BTreeMap::new();
            for place in &area.places {
                let group = groups.get(place).filter(|group| group.side == area.side);
                if let Some((group, cell)) = group.zip(cells.of(place)) {
                    named.entry(group).or_default().push(cells.ground(cell));
                }
            }
            let mut rest = area.ground.clone();
            for (group, grounds) in named {
                let all = unary_union(grounds.iter().flatten());
                // Fronts are smoothed, cells are not: what reaches beyond the area is cut off.
                area.groups.push((Some(group), parts(&all.intersection(&area.ground))));
                rest = rest.difference(&all);
            }
            if !area.groups.is_empty() {
                area.groups.push((None, parts(&rest)));
            }
        }
        self
    }

    /// The place whose ground lies at a point, if a side is reported there.
    pub fn place_at(&self, at: World, places: &super::Places) -> Option<PlaceId> {
        let point = crate::view::ground(at);
        let area = self.areas.iter().find(|area| area.ground.contains(&Coord { x: point.lon, y: point.lat }))?;
        let rows = area.places.iter().filter_map(|id| places.get(id));
        let distance = |row: &super::places::Row| (row.at.x - at.x).hypot(row.at.y - at.y);
        rows.min_by(|a, b| distance(a).total_cmp(&distance(b))).map(|row| row.id.clone())
    }
}

impl GroundArea {
    fn new(area: &Area, open: Vec<(Arc<Path>, Ends)>, fronts: &edges::Pieces) -> GroundArea {
        let rims = edges::rings(&area.ground).flat_map(|ring| edges::runs(ring, |from, to| !fronts.has(from, to)));
        GroundArea {
            side: area.side,
            other: area.other,
            state: area.state,
            within: area.within,
            parts: parts(&area.ground),
            open,
            edges: rims.map(|rim| Arc::new(Path::new(&rim.line))).collect(),
            ground: area.ground.clone(),
            places: area.places.clone(),
            groups: Vec::new(),
        }
    }
}

/// Ground as triangles.
fn parts(ground: &MultiPolygon<f64>) -> Vec<Arc<shape::Area>> {
    ground.iter().map(|part| Arc::new(shape::Area::new(part))).collect()
}

impl GroundLine {
    fn new(line: &FrontLine, corners: &edges::Corners) -> GroundLine {
        let (path, beyond) = (Arc::new(Path::new(&line.line)), corners.beyond_front(&line.line));
        GroundLine { sides: line.sides, support: line.support, path, beyond, claims: line.claims.clone() }
    }
}

/// For each area, the runs of its edges with no other area just outside.
fn open_edges(fronts: &Fronts) -> Vec<Vec<edges::Run>> {
    let boxes: Vec<_> = fronts.areas.iter().map(|area| area.ground.bounding_rect()).collect();
    let open = |at: usize| {
        // A fill fades into what is stale: hardly anybody is known there.
        let others = fronts.areas.iter().zip(&boxes).enumerate();
        let others: Vec<(&Area, Rect<f64>)> = others
            .filter(|(other, (area, _))| *other != at && area.state != State::Stale)
            .filter_map(|(_, (area, rect))| Some((area, (*rect)?)))
            .collect();
        let is_open = |a: Coord<f64>, b: Coord<f64>| {
            let step = b - a;
            let length = step.x.hypot(step.y).max(1e-12);
            // Rings have their area on the left: to the right of the direction.
            let beside = (a + b) / 2.0 + Coord { x: step.y, y: -step.x } / length * BESIDE;
            !others.iter().any(|(area, rect)| rect.contains(&beside) && area.ground.contains(&beside))
        };
        let length = |run: &edges::Run| run.line.lines().map(|line| line.delta().x.hypot(line.delta().y)).sum::<f64>();
        let runs = edges::rings(&fronts.areas[at].ground).flat_map(|ring| edges::runs(ring, is_open));
        runs.filter(|run| length(run) > SEAM).collect()
    };
    (0..fronts.areas.len()).map(open).collect()
}

/// Fills, patterns and edges: all that lies below the roads.
pub(super) fn below(input: &Input, view: &View, scene: &mut Scene) {
    let Some(ground) = input.ground else { return };
    let (frame, sides) = (view.camera.view(24.0), Sides::in_view(view));
    // What only comes near the edge is drawn, and not explained.
    let bare = view.camera.view(0.0);
    if view.layers.areas {
        let seen = |area: &&GroundArea| is_shown(area, view) && area.parts.iter().any(|part| part.touches(&frame));
        let least = least(view);
        if let Some((before, share)) = input.fading {
            let old = scene.items.len();
            before
                .areas
                .iter()
                .filter(seen)
                .for_each(|area| draw_area(area, shades(area, input, view), &sides, least, scene));
            dim(&mut scene.items[old..], 1.0 - share);
        }
        let new = scene.items.len();
        for area in ground.areas.iter().filter(seen) {
            draw_area(area, shades(area, input, view), &sides, least, scene);
            if !area.parts.iter().any(|part| part.touches(&bare)) {
                continue;
            }
            scene.legend.sides.insert(area.side);
            if view.layers.groups {
                let named = area.groups.iter().filter(|(_, parts)| parts.iter().any(|part| part.touches(&frame)));
                let shaded = named.filter_map(|(group, _)| group.map(|group| (group, input.claims.shade(group))));
                scene.legend.groups.extend(shaded);
            }
            if area.state != State::Held {
                scene.legend.states.insert(area.state);
            }
        }
        // Areas do not overlap; pens are quick with what has one pattern in one run.
        scene.items[new..].sort_by_key(pattern);
        if let Some((_, share)) = input.fading {
            dim(&mut scene.items[new..], share);
        }
        if view.layers.cells && view.camera.detail() >= Detail::City {
            cells(ground, view, scene);
        }
    }
    if view.layers.fronts && view.layers.areas {
        for line in ground.lines.iter().filter(|line| line.path.touches(&frame)) {
            for ((side, left), beyond) in line.sides.into_iter().zip([true, false]).zip(line.beyond) {
                let color = sides.look(Some(side)).solid.faded(0.55);
                let width = style::EDGE_BAND * if view.camera.detail() <= Detail::Province { 0.5 } else { 1.0 };
                scene.items.push(Item::Strip(line.path.clone(), Strip { width, left, color, pattern: None, beyond }));
            }
        }
    }
}

/// Whether the layer that an area's state belongs to is shown.
fn is_shown(area: &GroundArea, view: &View) -> bool {
    match area.state {
        State::Stale => view.layers.stale,
        State::Contested | State::Unconfirmed => view.layers.disagreement,
        State::Held | State::Unknown => true,
    }
}

/// The pattern an item is filled with.
fn pattern(item: &Item) -> Option<Pattern> {
    match item {
        Item::Hatch(_, pattern, _) => Some(*pattern),
        Item::Strip(_, strip) => strip.pattern,
        _ => None,
    }
}

/// Fades fills, patterns and their edges.
fn dim(items: &mut [Item], share: f32) {
    for item in items {
        match item {
            Item::Fill(_, color) | Item::Hatch(_, _, color) => *color = color.faded(share),
            Item::Strip(_, strip) => strip.color = strip.color.faded(share),
            _ => {}
        }
    }
}

/// How far an edge must reach for its fade and its dashes to be drawn, on the map plane.
fn least(view: &View) -> f64 {
    SMALL / view.camera.scale()
}

/// Whether an edge reaches that far in some direction.
fn is_large(edge: &Path, least: f64) -> bool {
    edge.bounds.width().max(edge.bounds.height()) >= least
}

/// The parts of an area, each with its shade: the groups on it while they are told apart, else the side alone.
fn shades<'a>(area: &'a GroundArea, input: &Input, view: &View) -> Vec<(u8, &'a [Arc<shape::Area>])> {
    if !view.layers.groups || area.groups.is_empty() {
        return vec![(0, &area.parts)];
    }
    let shade = |group: Option<&'static Group>| group.map_or(0, |group| input.claims.shade(group));
    area.groups.iter().map(|(group, parts)| (shade(*group), parts.as_slice())).collect()
}

fn draw_area(area: &GroundArea, shades: Vec<(u8, &[Arc<shape::Area>])>, sides: &Sides, least: f64, scene: &mut Scene) {
    let look = *sides.look(Some(area.side));
    let items = &mut scene.items;
    let mut hatch = |pattern: Pattern, color: Color| {
        items.extend(area.parts.iter().map(|part| Item::Hatch(part.clone(), pattern, color)));
    };
    match area.state {
        State::Held => {
            let alpha = if area.within { sides.fill } else { (sides.fill * 1.42).min(0.8) };
            let fill = look.solid.faded(alpha);
            for (shade, parts) in shades {
                let fill = style::shaded(look.solid, shade).faded(alpha);
                items.extend(parts.iter().map(|part| Item::Fill(part.clone(), fill)));
            }
            fade(area, fill, None, least, items);
            if let Some((pattern, alpha)) = look.pattern {
                let ink = look.ink.faded(alpha);
                items.extend(area.parts.iter().map(|part| Item::Hatch(part.clone(), pattern, ink)));
                fade(area, ink, Some(pattern), least, items);
            }
        }
        State::Contested => {
            let other = *sides.look(area.other);
            hatch(Pattern::Stripes, look.solid.faded(0.5));
            hatch(Pattern::Gaps, other.solid.faded(0.5));
        }
        State::Unconfirmed => hatch(Pattern::Thin, look.solid.faded(0.38)),
        State::Stale => {
            let fill = look.solid.faded(0.12);
            items.extend(area.parts.iter().map(|part| Item::Fill(part.clone(), fill)));
        }
        State::Unknown => {}
    }
}

/// The fade of a fill beyond its open edges: to the right, for rings have their area on the left.
fn fade(area: &GroundArea, color: Color, pattern: Option<Pattern>, least: f64, items: &mut Vec<Item>) {
    let strip = |beyond: Ends| Strip { width: style::FADE, left: false, color, pattern, beyond };
    let edges = area.open.iter().filter(|(edge, _)| is_large(edge, least));
    items.extend(edges.map(|(edge, beyond)| Item::Strip(edge.clone(), strip(*beyond))));
}

/// The borders of the model's cells, so that nobody takes its ground for surveyed.
fn cells(ground: &Ground, view: &View, scene: &mut Scene) {
    let (frame, halo) = (view.camera.view(4.0), style::tokens(view.theme).halo);
    let stroke = Stroke::solid(0.8, halo.faded(0.6));
    let seen = ground.cells.iter().filter(|path| path.touches(&frame));
    scene.items.extend(seen.map(|path| Item::Line(path.clone(), stroke)));
}

/// Front lines and the edges of what is not sure: above the roads.
pub(super) fn above(input: &Input, view: &View, scene: &mut Scene) {
    let Some(ground) = input.ground else { return };
    let (frame, sides) = (view.camera.view(24.0), Sides::in_view(view));
    let tokens = style::tokens(view.theme);
    if view.layers.areas {
        for area in ground.areas.iter().filter(|area| is_shown(area, view)) {
            let ink = sides.look(Some(area.side)).ink;
            let stroke = match area.state {
                State::Contested => Stroke::dashed(1.3, tokens.ink.faded(0.7), 4.0, 2.6),
                State::Unconfirmed => Stroke::dashed(1.0, tokens.ink.faded(0.45), 1.5, 3.5),
                State::Stale => Stroke::dashed(1.2, ink.faded(0.8), 1.2, 3.4),
                State::Held | State::Unknown => continue,
            };
            let seen = area.edges.iter().filter(|edge| edge.touches(&frame) && is_large(edge, least(view)));
            scene.items.extend(seen.map(|edge| Item::Line(edge.clone(), stroke)));
        }
    }
    if view.layers.fronts {
        for line in ground.lines.iter().filter(|line| line.path.touches(&frame)) {
            let path = &line.path;
            if matches!(&view.selection, Some(Selection::Front(sides, claims)) if (sides, claims) == (&line.sides, &line.claims))
            {
                scene.items.push(Item::Line(path.clone(), Stroke::solid(10.0, tokens.halo)));
                scene.items.push(Item::Line(path.clone(), Stroke::solid(7.0, tokens.ink.faded(0.35))));
            }
            if line.path.touches(&view.camera.view(0.0)) {
                scene.legend.fronts.insert(line.support);
            }
            scene.fronts.push(Front { path: path.clone(), sides: line.sides, claims: line.claims.clone() });
        }
        strokes(ground, view, scene);
    }
}

/// The lines themselves: all halos first, so that none cuts a line that goes on.
fn strokes(ground: &Ground, view: &View, scene: &mut Scene) {
    let (frame, tokens) = (view.camera.view(24.0), style::tokens(view.theme));
    let width = |widths: [f32; 4]| widths[view.camera.detail() as usize];
    let solid = width([1.4, 1.8, 2.2, 2.6]);
    let dashed = Stroke::dashed(width([1.0, 1.2, 1.5, 1.8]), tokens.ink.faded(0.55), 6.0, 4.0);
    let seen = || ground.strokes.iter().filter(|(_, path)| path.touches(&frame));
    let reported = seen().filter(|(support, _)| *support == Support::Reported);
    scene.items.extend(reported.map(|(_, path)| Item::Line(path.clone(), Stroke::solid(solid + 2.8, tokens.halo))));
    scene.items.extend(seen().map(|(support, path)| {
        let stroke = match support {
            Support::Reported => Stroke::solid(solid, tokens.ink),
            Support::Interpolated => dashed,
        };
        Item::Line(path.clone(), stroke)
    }));
}

/// The outline of ground that another picture gives to somebody else.
pub(super) fn changed(input: &Input, view: &View, scene: &mut Scene) {
    let (frame, tokens) = (view.camera.view(24.0), style::tokens(view.theme));
    for path in input.changed.iter().filter(|path| path.touches(&frame)) {
        scene.items.push(Item::Line(path.clone(), Stroke::solid(4.0, tokens.halo)));
        scene.items.push(Item::Line(path.clone(), Stroke::dashed(1.6, tokens.ink, 5.0, 3.0)));
        scene.legend.changed = true;
    }
}

/// The areas that the user's filter keeps to.
pub(super) fn limits(input: &Input, view: &View, scene: &mut Scene) {
    let (frame, tokens) = (view.camera.view(24.0), style::tokens(view.theme));
    for path in input.limits.iter().filter(|path| path.touches(&frame)) {
        scene.items.push(Item::Line(path.clone(), Stroke::solid(4.0, tokens.halo)));
        scene.items.push(Item::Line(path.clone(), Stroke::dashed(1.6, tokens.accent, 8.0, 4.0)));
    }
}
