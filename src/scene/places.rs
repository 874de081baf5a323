//! The places of the gazetteer as the map needs them: projected once, ranked, and their names.

use super::labels::{Line, Wish};
use super::style::{self, Color, Sides, Type};
use super::{Disc, Input, Item, Scene, Stroke, claims, marks};
use crate::control::{Basis, State};
use crate::place::{Kind, Place, PlaceId, Precision};
use crate::side::Side;
use crate::view::{Detail, Selection, View, World, world};
use geo::Rect;
use std::collections::BTreeMap;

/// Places on the map plane, in the gazetteer's order.
#[derive(Clone, Debug, Default)]
pub struct Places {
    rows: Vec<Row>,
    by_id: BTreeMap<PlaceId, usize>,
}

/// What the map keeps of a place.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its id.
    pub id: PlaceId,
    /// Its usual English name.
    pub name: String,
    /// Its Arabic name, logical order; empty if not known.
    pub arabic: String,
    /// Its kind.
    pub kind: Kind,
    /// Its centre on the map plane.
    pub at: World,
    /// How far it reaches, in metres.
    pub radius_m: f64,
    /// How well the point is known.
    pub precision: Precision,
    /// What it lies in.
    pub parent: Option<PlaceId>,
    /// For a sector: what it is made of.
    pub members: Vec<PlaceId>,
}

impl Places {
    /// Projects all places.
    pub fn new(places: &[Place]) -> Places {
        let rows: Vec<Row> = places.iter().map(Row::new).collect();
        let by_id = rows.iter().enumerate().map(|(at, row)| (row.id.clone(), at)).collect();
        Places { rows, by_id }
    }

    /// The place of an id.
    pub fn get(&self, id: &PlaceId) -> Option<&Row> {
        self.by_id.get(id).map(|at| &self.rows[*at])
    }

    /// All places.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }
}

impl Row {
    fn new(place: &Place) -> Row {
        Row {
            id: place.id.clone(),
            name: place.name.clone(),
            arabic: place.arabic.clone(),
            kind: place.kind,
            at: world(place.point),
            radius_m: place.radius_m,
            precision: place.precision,
            parent: place.parent.clone(),
            members: place.members.clone(),
        }
    }
}

/// Whether a spot of the map plane lies in a frame.
pub(super) fn inside(at: World, frame: &Rect<f64>) -> bool {
    at.x >= frame.min().x && at.x <= frame.max().x && at.y >= frame.min().y && at.y <= frame.max().y
}

/// The places of what is selected, by their positions.
pub(super) fn selected(input: &Input, view: &View) -> Vec<usize> {
    match &view.selection {
        Some(Selection::Place(id)) => input.places.by_id.get(id).copied().into_iter().collect(),
        Some(Selection::Claim(claim)) => input.claims.place_of(*claim).into_iter().collect(),
        Some(Selection::Article(reading)) => input.claims.places_of(*reading),
        Some(Selection::Front(..) | Selection::Voice(_)) | None => Vec::new(),
    }
}

/// Where the one place of what is selected lies; `None` if there is none, or more than one.
pub fn selected_spot(input: &Input, view: &View) -> Option<World> {
    match selected(input, view).as_slice() {
        [one] => Some(input.places.rows[*one].at),
        _ => None,
    }
}

/// The names that want to be drawn. `shown` are the claims of the view, `marked` are the places with a mark and the distance their names
/// must keep from it.
pub(super) fn wishes(input: &Input, view: &View, shown: &[&claims::Row], marked: &BTreeMap<usize, f32>) -> Vec<Wish> {
    let frame = view.camera.view(60.0);
    let selected = match view.selection {
        Some(Selection::Article(_)) => Vec::new(),
        _ => selected(input, view),
    };
    let seen = input.places.rows.iter().enumerate().filter(|(_, row)| inside(row.at, &frame));
    let namer = Namer { input, view, marked, selected, news: marks::news(view, shown) };
    let wishes = seen.filter_map(|(number, row)| namer.wish(number, row));
    let either = |wish: Wish| {
        let alone = name_alone(&wish);
        std::iter::once(wish).chain(alone)
    };
    wishes.flat_map(either).collect()
}

/// The name without what is said below it, where there is no room for both; what is selected is told in full.
fn name_alone(wish: &Wish) -> Option<Wish> {
    let is_long = wish.lines.len() > 1 && wish.order.0 > 0;
    is_long.then(|| Wish { lines: wish.lines[..1].to_vec(), ..wish.clone() })
}

/// The dots of towns that are named from afar and carry no mark.
pub(super) fn dots(input: &Input, view: &View, marked: &BTreeMap<usize, f32>, scene: &Scene) -> Vec<Item> {
    let tokens = style::tokens(view.theme);
    let rows = input
        .places
        .rows
        .iter()
        .enumerate()
        .filter(|(number, row)| is_dotted(view, row) && !marked.contains_key(number));
    let named = rows.filter(|(_, row)| scene.slots.contains_key(row.id.as_str()));
    let dot = |row: &Row| Disc {
        at: view.camera.screen(row.at),
        radius: if row.kind == Kind::City { 2.6 } else { 1.8 },
        fill: tokens.halo,
        soft: false,
        outline: Some(Stroke::solid(1.0, tokens.label2)),
    };
    named.map(|(_, row)| Item::Disc(dot(row))).collect()
}

/// Whether a place is a dot with its name beside it rather than a name on its ground.
fn is_dotted(view: &View, row: &Row) -> bool {
    let is_settlement = matches!(row.kind, Kind::City | Kind::Town | Kind::Village);
    let is_written = class(row.kind, row.radius_m, view.camera.metres_per_point()).is_some();
    is_settlement && is_written && view.camera.detail() <= Detail::Province
}

/// Writes names for one view.
struct Namer<'a, 'b> {
    input: &'b Input<'a>,
    view: &'b View,
    marked: &'b BTreeMap<usize, f32>,
    selected: Vec<usize>,
    /// Places taken or lost today: the side, and whether it took it.
    news: BTreeMap<usize, (Option<Side>, bool)>,
}

impl Namer<'_, '_> {
    /// The name of a place, if it is written at this scale.
    fn wish(&self, number: usize, row: &Row) -> Option<Wish> {
        let mark_gap = self.marked.get(&number).copied();
        let is_selected = self.selected.contains(&number);
        if mark_gap.is_some() && row.kind.is_region() && !is_selected {
            return None; // Its pill carries the name.
        }
        let (style, color, order) = self.look(number, row, mark_gap.is_some(), is_selected)?;
        let mut lines = vec![Line { text: row.name.clone(), style, color }];
        if is_selected && !row.arabic.is_empty() {
            let style = Type { size: Type::SELECTED.size + 1.0, bold: false, tracking: 0.0 };
            lines.push(Line { text: row.arabic.clone(), style, color: style::tokens(self.view.theme).label2 });
        }
        lines.extend(self.second_line(number, row));
        let dot_gap = is_dotted(self.view, row).then_some(5.0);
        // The name of what is selected stands outside its ring, or well inside a large one.
        let ring = self.view.camera.points(row.radius_m, row.at).max(16.0) + 5.0;
        let gap = Some(ring).filter(|ring| is_selected && *ring < 75.0).or(mark_gap).or(dot_gap);
        Some(Wish { key: row.id.to_string(), lines, at: self.view.camera.screen(row.at), gap, order, side: None })
    }

    /// The size, colour and order of a name; `None` if it is not written at this scale.
    fn look(&self, number: usize, row: &Row, is_marked: bool, is_selected: bool) -> Option<(Type, Color, (u8, u32))> {
        let tokens = style::tokens(self.view.theme);
        let metres = self.view.camera.metres_per_point();
        let by_size = 1_000_000 - row.radius_m.clamp(0.0, 1e6) as u32;
        if is_selected {
            return Some((Type::SELECTED, tokens.label, (0, 0)));
        } else if self.news.contains_key(&number) && is_marked {
            return Some((Type::CHANGED, tokens.label, (1, by_size)));
        } else if is_marked {
            return Some((Type::MARKED, tokens.label, (3, by_size)));
        }
        // A city's name makes way for those of its quarters.
        let class = class(row.kind, row.radius_m, metres)
            .or_else(|| self.has_ground(row).then_some(7))
            .filter(|_| row.kind != Kind::City || row.radius_m / metres < 160.0)?;
        let (style, color) = match row.kind {
            Kind::City if self.view.camera.detail() <= Detail::Province => (Type::CITY, tokens.label),
            Kind::City | Kind::Town => (Type::MARKED, tokens.label),
            _ => (Type::SMALL, tokens.label2),
        };
        Some((style, color, (class, by_size)))
    }

    /// Whether a side is reported on ground of this very place that is large enough in view to ask whose it is: farms,
    /// hills and bases are not written otherwise from afar.
    fn has_ground(&self, row: &Row) -> bool {
        const LARGE: f32 = 26.0;
        let is_ground = !row.kind.is_region() && !matches!(row.kind, Kind::Sector | Kind::Road | Kind::River);
        let state = || self.input.situation?.get(&row.id);
        is_ground
            && self.view.layers.areas
            && self.view.camera.points(row.radius_m, row.at) >= LARGE
            && state().is_some_and(|state| state.state != State::Unknown && state.basis == Basis::Own)
    }

    /// What is new about a place, or how long nothing was heard of it.
    fn second_line(&self, number: usize, row: &Row) -> Option<Line> {
        let sides = Sides::in_view(self.view);
        if let Some((side, is_taken)) = self.news.get(&number) {
            let text = if *is_taken { "reported taken today" } else { "reported lost today" };
            return Some(Line { text: text.to_owned(), style: Type::SMALL, color: sides.look(*side).ink });
        }
        let state = self.input.situation.and_then(|situation| situation.get(&row.id))?;
        // Among the quarters of a city there is room for it only from near.
        let has_room = row.kind != Kind::Quarter || self.view.camera.metres_per_point() < 16.0;
        let layers = self.view.layers;
        let is_stale = state.state == State::Stale && layers.areas && layers.stale;
        let heard = state.last_heard.filter(|_| is_stale && has_room)?;
        let days = self.view.day - heard;
        if days < 2 {
            return None; // Heard of, but nothing that says who has it.
        }
        let color = style::tokens(self.view.theme).label2;
        Some(Line { text: format!("last heard {days} days ago"), style: Type::SMALL, color })
    }
}

/// The class of a place's name, smaller first, or `None` where it is not written at this scale.
fn class(kind: Kind, radius_m: f64, metres_per_point: f64) -> Option<u8> {
    let (class, up_to) = match kind {
        Kind::City => (4, if radius_m >= 3000.0 { 2500.0 } else { 420.0 }),
        Kind::Town => (5, 160.0),
        Kind::Village | Kind::Camp | Kind::Airport => (6, 75.0),
        Kind::Quarter => (6, 30.0),
        Kind::Base | Kind::Industrial => (7, 16.0),
        Kind::Hospital | Kind::Prison | Kind::University | Kind::Citadel | Kind::Crossing => (7, 12.0),
        Kind::Road | Kind::Roundabout | Kind::Bridge | Kind::Hill | Kind::School | Kind::PowerPlant => (7, 7.0),
        Kind::Governorate | Kind::District | Kind::Subdistrict | Kind::Sector | Kind::River | Kind::Other => {
            return None;
        }
    };
    (metres_per_point < up_to).then_some(class)
}
