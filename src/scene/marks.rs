//! Marks: what is claimed, at its place. A shape for the event, colour for the side, hollow for what
//! is only intended or denied; alpha for age, saturation for confidence, crispness for the place.
//!
//! Claims of one place that say the same are one mark. Up to four different marks stand side by side;
//! more become a ring with their number, as do the marks of places too near each other.

use super::claims::Row;
use super::places;
use super::style::{self, Color, Sides};
use super::{Disc, Input, Item, Pick, Scene, Shows, Stroke, Target};
use crate::claim::{Event, Extent, Status};
use crate::place::{Kind, Precision};
use crate::project::ClaimRef;
use crate::side::Side;
use crate::view::{Detail, Selection, View};
use std::collections::BTreeMap;

/// The drawing of a mark, without its place, age and size: one picture of the atlas each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Glyph {
    /// The shape.
    pub event: Event,
    /// The colour.
    pub side: Option<Side>,
    /// For `fights`: the side attacked.
    pub other: Option<Side>,
    /// Filled, hollow and dashed, or hollow and barred.
    pub status: Status,
    /// Confidence: 0 pure colour, 1 two thirds, 2 one third. Always 0 in greyscale, where it is size.
    pub greyed: u8,
    /// The shade of a group within its side, while groups are told apart; 0 is the side's own colour.
    pub shade: u8,
}

/// Where the letter of a side stands on a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterSpot {
    /// In its middle, on the fill.
    Inside,
    /// At its lower right, on the ground: what is hollow, thin or pointed has no room inside.
    Beside,
}

impl LetterSpot {
    /// The spot for a shape.
    pub fn of(event: Event, status: Status) -> LetterSpot {
        let is_broad = matches!(event, Event::Holds | Event::Captures | Event::Strikes);
        if is_broad && status == Status::Reported { LetterSpot::Inside } else { LetterSpot::Beside }
    }

    /// How far it lies from the middle of the mark, in points.
    pub fn offset(self) -> [f32; 2] {
        if self == LetterSpot::Inside { [0.0, 0.0] } else { [8.0, 6.0] }
    }
}

/// A glyph on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Its middle, in points.
    pub at: [f32; 2],
    /// What is drawn.
    pub glyph: Glyph,
    /// Turned clockwise by so many radians.
    pub turn: f32,
    /// 1 is the size of the design.
    pub scale: f32,
    /// Age: 1 new, .3 old.
    pub alpha: f32,
    /// The code of the group, while groups are told apart.
    pub code: Option<&'static str>,
}

/// Several marks as one: a ring in the colours of their sides, with their number.
#[derive(Clone, Debug, PartialEq)]
pub struct Ring {
    /// Its middle, in points.
    pub at: [f32; 2],
    /// Its outer radius.
    pub radius: f32,
    /// The number in it.
    pub count: usize,
    /// The colours, each with its share, together 1.
    pub shares: Vec<(Color, f32)>,
    /// The colours of the number and the ground.
    pub text: Color,
    /// The ground inside.
    pub ground: Color,
}

/// How far marks that share a place stand from its middle, in points.
const SLOT: f32 = 17.0;
/// How many different marks stand side by side before they become a ring.
const SIDE_BY_SIDE: usize = 4;
/// Marks nearer than this, in points, become a ring.
const CROWDED: f32 = 15.0;
/// The same where only rings are drawn.
const CROWDED_FAR: f32 = 26.0;

/// Circles smaller than this are not drawn, in points of radius: the mark covers the place.
const LEAST_CIRCLE: f32 = 9.0;

/// What is said of one place.
struct Group<'a> {
    place: usize,
    at: [f32; 2],
    rows: Vec<&'a Row>,
    /// The different things said, most telling first, each with its newest row.
    kinds: Vec<&'a Row>,
}

/// Draws the marks of the claims the view shows. Returns for each place with a mark how far its name
/// must stand off, in points.
pub(super) fn draw(input: &Input, view: &View, shown: &[&Row], scene: &mut Scene) -> BTreeMap<usize, f32> {
    let first = scene.items.len();
    let mut pen = Pen { input, view, sides: Sides::in_view(view), scene };
    let groups = groups(input, view, shown);
    // Some lie just outside, so that none jumps while the map is dragged: these are not explained.
    let is_seen = |[x, y]: [f32; 2]| {
        let [width, height] = view.camera.size;
        (-SLOT / 2.0..width + SLOT / 2.0).contains(&x) && (-SLOT / 2.0..height + SLOT / 2.0).contains(&y)
    };
    for group in groups.iter().filter(|group| is_seen(group.at)) {
        for row in &group.kinds {
            pen.scene.legend.add_claim(row.event, row.side, row.status);
            pen.scene.legend.within |= row.within && row.event == Event::Fights;
            let group = row.group.filter(|_| view.layers.groups);
            pen.scene.legend.groups.extend(group.map(|group| (group, input.claims.shade(group))));
        }
    }
    let mut marked = BTreeMap::new();
    for crowd in crowds(groups, view, input) {
        let drawn = pen.scene.items.len();
        match crowd.as_slice() {
            [alone] => pen.place(alone),
            many => pen.crowd(many),
        }
        let is_ring = matches!(pen.scene.items[drawn..].last(), Some(Item::Ring(_)));
        let gap = if is_ring { 16.0 } else { pen.stand_off(&crowd[0]) };
        marked.insert(named(&crowd, view, input), gap);
    }
    pen.scene.items[first..].sort_by_key(layer);
    marked
}

/// What lies under marks, marks, and rings above them: no circle hides a mark, and each kind is painted in one run.
fn layer(item: &Item) -> u8 {
    match item {
        Item::Mark(_) => 1,
        Item::Ring(_) => 2,
        _ => 0,
    }
}

/// The place whose name a crowd bears: from afar the city it lies in, else the one most is said of.
fn named(crowd: &[Group], view: &View, input: &Input) -> usize {
    let first = &crowd[0];
    if crowd.len() == 1 || view.camera.detail() > Detail::Province {
        return first.place;
    }
    let distance = |place: &places::Row| {
        let [x, y] = view.camera.screen(place.at);
        (x - first.at[0]).hypot(y - first.at[1])
    };
    let cities = input.places.rows().iter().enumerate().filter(|(_, place)| place.kind == Kind::City);
    let near = cities.map(|(number, place)| (distance(place), number)).filter(|(distance, _)| *distance < CROWDED_FAR);
    near.min_by(|a, b| a.0.total_cmp(&b.0)).map_or(first.place, |(_, number)| number)
}

/// The shown claims, place by place, of the places in view.
fn groups<'a>(input: &Input, view: &View, shown: &[&'a Row]) -> Vec<Group<'a>> {
    let frame = view.camera.view(40.0);
    let mut groups: Vec<Group> = Vec::new();
    for rows in shown.chunk_by(|a, b| a.place == b.place) {
        let place = rows[0].place;
        let at = input.places.rows()[place].at;
        if places::inside(at, &frame) {
            groups.push(Group { place, at: view.camera.screen(at), rows: rows.to_vec(), kinds: Vec::new() });
        }
    }
    for group in &mut groups {
        let mut newest: BTreeMap<_, &Row> = BTreeMap::new();
        for &row in &group.rows {
            let group = row.group.filter(|_| view.layers.groups);
            let key = (rank(row), row.event, row.side, row.extent, row.within, group);
            let best = newest.entry(key).or_insert(row);
            if row.span.to > best.span.to {
                *best = row;
            }
        }
        group.kinds = newest.into_values().collect();
    }
    groups
}

/// What is most telling comes first: who has it, then pressure, then intentions, then denials.
fn rank(row: &Row) -> u8 {
    let event = match row.event {
        Event::Captures => 0,
        Event::Holds => 1,
        Event::Loses => 2,
        Event::Besieges => 3,
        Event::Fights => 4,
        Event::Advances => 5,
        Event::Strikes => 6,
    };
    let whole = u8::from(row.extent != Extent::Whole) * 3;
    match row.status {
        Status::Reported => event + whole,
        Status::Hypothetical => 20 + event,
        Status::Denied => 30 + event,
    }
}

/// Groups that stand apart, and groups too near each other. Far out, everything near is one ring.
fn crowds<'a>(mut groups: Vec<Group<'a>>, view: &View, input: &Input) -> Vec<Vec<Group<'a>>> {
    let far = view.camera.detail() <= Detail::Province;
    let crowded = if far { CROWDED_FAR } else { CROWDED };
    let selected = places::selected(input, view);
    // The selected place stays by itself; then the places most is said of gather the others.
    groups.sort_by_key(|group| (!selected.contains(&group.place), std::cmp::Reverse(group.rows.len()), group.place));
    let mut crowds: Vec<Vec<Group>> = Vec::new();
    for group in groups {
        let near = |crowd: &&mut Vec<Group>| {
            let [x, y] = crowd[0].at;
            (group.at[0] - x).hypot(group.at[1] - y) < crowded && !selected.contains(&crowd[0].place)
        };
        match crowds.iter_mut().find(near) {
            Some(crowd) if !selected.contains(&group.place) => crowd.push(group),
            _ => crowds.push(vec![group]),
        }
    }
    crowds.reverse();
    crowds
}

struct Pen<'a, 'b> {
    input: &'b Input<'a>,
    view: &'b View,
    sides: Sides,
    scene: &'b mut Scene,
}

impl Pen<'_, '_> {
    /// The marks of one place.
    fn place(&mut self, group: &Group) {
        let place = &self.input.places.rows()[group.place];
        let opened = self.input.open == Some(&place.id);
        let many = group.kinds.len() > SIDE_BY_SIDE
            || (self.view.camera.detail() <= Detail::Province && group.kinds.len() > 1);
        if opened && group.kinds.len() > 1 {
            self.fan(group);
        } else if many {
            self.crowd(std::slice::from_ref(group));
        } else if place.kind.is_region() {
            self.pill(group);
        } else {
            self.side_by_side(group);
        }
    }

    /// The most telling mark on the place, the others beside it.
    fn side_by_side(&mut self, group: &Group) {
        let Some((first, others)) = group.kinds.split_first() else { return };
        let radius = self.radius(group.place);
        // The left is taken first: names stand on the right.
        for (n, row) in others.iter().enumerate() {
            let angle = [3.9, 2.4, 5.5, 0.8][n % 4];
            let away = match row.extent {
                Extent::Outskirts => radius.max(SLOT),
                Extent::Near => radius.max(SLOT) + 8.0,
                _ => SLOT,
            };
            if row.extent != Extent::Part {
                self.precision(group, row, radius, away); // Two halves over each other would say nothing.
            }
            self.row(group, row, angle, away);
        }
        let away = match first.extent {
            Extent::Outskirts => radius,
            Extent::Near => radius + 8.0,
            _ => 0.0,
        };
        self.precision(group, first, radius, away);
        self.row(group, first, -std::f32::consts::FRAC_PI_4, away);
    }

    /// How far a name must stand off the marks of a place: outside the circle, if one is drawn.
    fn stand_off(&self, group: &Group) -> f32 {
        let radius = self.radius(group.place);
        let reach = |row: &&Row| match row.extent {
            Extent::Outskirts | Extent::Near => radius.max(SLOT) + 5.0,
            Extent::Part => radius + 5.0,
            Extent::Whole => 10.0,
        };
        group.kinds.iter().map(reach).fold(10.0, f32::max)
    }

    /// The mark of a row `away` points from its place, at an angle (radians, clockwise from east).
    fn row(&mut self, group: &Group, row: &Row, angle: f32, away: f32) {
        let at = [group.at[0] + angle.cos() * away, group.at[1] + angle.sin() * away];
        let same = self.same(group, row);
        // An arrowhead points up until it is turned: from its spot towards the place.
        let turn = if row.event == Event::Advances && away > 0.0 { angle - std::f32::consts::FRAC_PI_2 } else { 0.0 };
        self.mark(row, at, turn, &same, group.place);
    }

    /// The claims of a place that give the same mark.
    fn same(&self, group: &Group, row: &Row) -> Vec<ClaimRef> {
        let by_group = self.view.layers.groups;
        let like = |other: &&&Row| like(other, row) && (!by_group || other.group == row.group);
        group.rows.iter().filter(like).map(|row| row.claim).collect()
    }

    /// How exactly the place is known and how much of it is meant, drawn under its mark.
    fn precision(&mut self, group: &Group, row: &Row, radius: f32, away: f32) {
        let look = *self.sides.look(row.side);
        let (place, tokens) = (&self.input.places.rows()[group.place], style::tokens(self.view.theme));
        let (alpha, line) = (self.alpha(row), Stroke::solid(1.2, look.ink.faded(0.8)));
        let disc = |radius, fill: Color, soft, outline| Item::Disc(Disc { at: group.at, radius, fill, soft, outline });
        let clear = look.solid.faded(0.0);
        let item = match (row.extent, place.kind, place.precision) {
            (Extent::Part, ..) => {
                let fill = look.solid.faded(0.34 * alpha);
                let half = Item::Sector { at: group.at, radius, from: -0.4, sweep: std::f32::consts::PI, fill };
                self.scene.items.push(half);
                disc(radius, clear, false, Some(line))
            }
            (Extent::Outskirts, ..) => disc(away, clear, false, Some(line)),
            (Extent::Near, ..) => {
                disc(away - 8.0, clear, false, Some(Stroke::dashed(1.4, look.ink.faded(0.8), 1.6, 2.8)))
            }
            (_, Kind::Sector, _) if away == 0.0 => {
                let dashes = Stroke::dashed(1.2, look.ink.faded(0.6), 6.0, 4.0);
                self.scene.items.push(disc(radius, clear, false, Some(dashes)));
                let [x, y] = group.at;
                let frame = [x - 10.0, y - 10.0, x + 10.0, y + 10.0];
                Item::Plate { frame, radius: 5.0, fill: tokens.halo, line: look.ink.faded(0.7) }
            }
            (_, _, Precision::Approximate)
                if away == 0.0 && row.event.is_control() && row.status == Status::Reported =>
            {
                disc(radius.max(16.0), look.solid.faded(0.42 * alpha), true, None)
            }
            (_, _, Precision::QuarterCentroid) if away == 0.0 && self.view.camera.detail() >= Detail::City => {
                let known = self.view.camera.points(place.radius_m, place.at);
                if known < LEAST_CIRCLE {
                    return; // The mark itself covers it.
                }
                let fill = look.solid.faded(0.10 * alpha);
                Item::Disc(Disc {
                    at: group.at,
                    radius: known,
                    fill,
                    soft: false,
                    outline: Some(Stroke::solid(1.0, look.ink.faded(0.45 * alpha))),
                })
            }
            _ => return,
        };
        self.scene.items.push(item);
    }

    /// The radius of a place on the screen, kept where a circle can be read.
    fn radius(&self, place: usize) -> f32 {
        let place = &self.input.places.rows()[place];
        self.view.camera.points(place.radius_m, place.at).clamp(14.0, 34.0)
    }

    /// A region has a name and no point.
    fn pill(&mut self, group: &Group) {
        let Some(first) = group.kinds.first() else { return };
        let place = &self.input.places.rows()[group.place];
        let tokens = style::tokens(self.view.theme);
        let style = style::Type::MARKED;
        let [width, height] = (self.input.measure)(&place.name, style);
        let look = *self.sides.look(first.side);
        let half = [(width + 32.0) / 2.0, (height + 8.0) / 2.0];
        let [x, y] = group.at;
        let frame = [x - half[0], y - half[1], x + half[0], y + half[1]];
        self.scene.items.push(Item::Plate { frame, radius: half[1], fill: tokens.raise, line: look.ink });
        self.scene.items.push(Item::Text {
            text: place.name.clone(),
            at: [x - half[0] + 24.0, y - height / 2.0],
            style,
            color: tokens.label,
        });
        self.scene.taken.push(frame);
        let claims: Vec<_> = group.rows.iter().map(|row| row.claim).collect();
        self.mark(first, [x - half[0] + 13.0, y], 0.0, &claims, group.place);
    }

    /// One mark.
    fn mark(&mut self, row: &Row, at: [f32; 2], turn: f32, claims: &[ClaimRef], place: usize) {
        let confidence = row.confidence;
        let as_size = self.sides.confidence_as_size;
        let hovered = self.input.hover == Some(row.claim);
        let scale =
            if as_size { style::size_by_confidence(confidence) } else { 1.0 } * if hovered { 1.15 } else { 1.0 };
        let greyed = if as_size { 0 } else { style::confidence_step(confidence) };
        let group = row.group.filter(|_| self.view.layers.groups);
        let shade = group.map_or(0, |group| self.input.claims.shade(group));
        let glyph = Glyph { event: row.event, side: row.side, other: row.other, status: row.status, greyed, shade };
        let code = group.map(|group| group.code.as_str());
        self.scene.items.push(Item::Mark(Mark { at, glyph, turn, scale, alpha: self.alpha(row), code }));
        self.scene.taken.push([at[0] - 7.0, at[1] - 7.0, at[0] + 7.0, at[1] + 7.0]);
        let place = self.input.places.rows()[place].id.clone();
        let Row { side, event, status, extent, within, .. } = *row;
        let shows = Shows { side, event, status, extent, within };
        let target = Target::Marks { place, shows, claims: claims.to_vec() };
        self.scene.picks.push(Pick { at, radius: 12.0, target });
    }

    /// All marks of a place in a circle around it, each by a thread.
    fn fan(&mut self, group: &Group) {
        let tokens = style::tokens(self.view.theme);
        let reach = (group.kinds.len() as f32 * 22.0 / std::f32::consts::TAU).max(34.0);
        let turn = std::f32::consts::TAU / group.kinds.len() as f32;
        let spot = |n: usize| {
            let angle = n as f32 * turn - std::f32::consts::FRAC_PI_2;
            [group.at[0] + angle.cos() * reach, group.at[1] + angle.sin() * reach]
        };
        for n in 0..group.kinds.len() {
            self.scene.items.push(Item::Thread(group.at, spot(n), Stroke::solid(1.0, tokens.ink.faded(0.5))));
        }
        let dot = Disc { at: group.at, radius: 3.0, fill: tokens.ink, soft: false, outline: None };
        self.scene.items.push(Item::Disc(dot));
        for (n, row) in group.kinds.iter().enumerate() {
            let same = self.same(group, row);
            self.mark(row, spot(n), 0.0, &same, group.place);
        }
    }

    /// A ring for one or more places.
    fn crowd(&mut self, groups: &[Group]) {
        let tokens = style::tokens(self.view.theme);
        let rows = || groups.iter().flat_map(|group| &group.rows);
        let count = rows().count();
        let mut by_side = [0usize; 5];
        for row in rows() {
            by_side[row.side.map_or(4, Side::index)] += 1;
        }
        let at = groups[0].at;
        let radius = (9.5 + (count as f32).sqrt() * 0.55).clamp(10.0, 13.0);
        let shares = (0..5).filter(|n| by_side[*n] > 0).map(|n| {
            let side = Side::ALL.get(n).copied();
            (self.sides.look(side).solid, by_side[n] as f32 / count as f32)
        });
        let ring = Ring { at, radius, count, shares: shares.collect(), text: tokens.text, ground: tokens.raise };
        self.scene.items.push(Item::Ring(ring));
        self.scene.taken.push([at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius]);
        let mut claims: Vec<_> = rows().map(|row| row.claim).collect();
        claims.sort_unstable();
        let places = groups.iter().map(|group| self.input.places.rows()[group.place].id.clone()).collect();
        self.scene.picks.push(Pick { at, radius: radius + 3.0, target: Target::Ring { places, claims } });
    }

    fn alpha(&self, row: &Row) -> f32 {
        style::age_alpha(self.view.day - row.span.to)
    }
}

/// What is shown of a place as taken or lost on the very day: the side, and whether it took it.
pub(super) fn news(view: &View, shown: &[&Row]) -> BTreeMap<usize, (Option<Side>, bool)> {
    let is_news = |row: &&&Row| {
        row.span.from == view.day
            && row.span.to == view.day
            && row.status == Status::Reported
            && matches!(row.event, Event::Captures | Event::Loses)
    };
    shown.iter().rev().filter(is_news).map(|row| (row.place, (row.side, row.event == Event::Captures))).collect()
}

/// Whether two rows give the same mark.
fn like(a: &Row, b: &Row) -> bool {
    (a.event, a.side, a.status, a.extent, a.within) == (b.event, b.side, b.status, b.extent, b.within)
}

/// The ring round what is selected, at the radius to which each place is known.
pub(super) fn selection(input: &Input, view: &View, scene: &mut Scene) {
    let tokens = style::tokens(view.theme);
    let is_article = matches!(view.selection, Some(Selection::Article(_)));
    for place in places::selected(input, view) {
        let place = &input.places.rows()[place];
        let at = view.camera.screen(place.at);
        let radius = if is_article { 13.0 } else { view.camera.points(place.radius_m, place.at).clamp(16.0, 420.0) };
        let ring = |width, color| {
            let outline = Some(Stroke::solid(width, color));
            Item::Disc(Disc { at, radius, fill: color.faded(0.0), soft: false, outline })
        };
        scene.items.push(ring(1.6 + 4.0, tokens.halo.faded(0.9)));
        scene.items.push(ring(1.6, tokens.ink));
    }
}
