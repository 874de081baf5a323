//! The places of the gazetteer as the map needs them: projected once, ranked, and their names.

use super::labels::{Line, Wish};
use super::style::{self, Type};
use super::{Disc, Input, Item, Scene, Stroke};
use crate::place::{Kind, Place, PlaceId};
use crate::view::{Detail, Selection, View, World, world};
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
        }
    }
}

/// The names that want to be drawn; adds the dots of towns that carry no mark.
pub(super) fn wishes(input: &Input, view: &View, scene: &mut Scene) -> Vec<Wish> {
    let (tokens, detail, frame) = (style::tokens(view.theme), view.camera.detail(), view.camera.view(60.0));
    let metres = view.camera.metres_per_point();
    let selected = match &view.selection {
        Some(Selection::Place(id)) => Some(id),
        _ => None,
    };
    let mut wishes = Vec::new();
    for (number, row) in input.places.rows.iter().enumerate() {
        let is_selected = selected == Some(&row.id);
        let Some(class) = class(row.kind, row.radius_m, metres) else { continue };
        let too_near = row.kind == Kind::City && row.radius_m / metres > 160.0;
        if too_near && !is_selected {
            continue;
        }
        if row.at.x < frame.min().x || row.at.x > frame.max().x || row.at.y < frame.min().y || row.at.y > frame.max().y
        {
            continue;
        }
        let at = view.camera.screen(row.at);
        let dotted = detail <= Detail::Province && matches!(row.kind, Kind::City | Kind::Town | Kind::Village);
        let (style, color) = match row.kind {
            _ if is_selected => (Type::SELECTED, tokens.label),
            Kind::City => (if detail <= Detail::Province { Type::CITY } else { Type::MARKED }, tokens.label),
            Kind::Town => (Type::MARKED, tokens.label),
            _ => (Type::SMALL, tokens.label2),
        };
        if dotted && (row.kind != Kind::Village || metres < 110.0) {
            let radius = if row.kind == Kind::City { 2.6 } else { 1.8 };
            let outline = Some(Stroke::solid(1.0, tokens.label2));
            scene.items.push(Item::Disc(Disc { at, radius, fill: tokens.halo, soft: false, outline }));
        }
        let size = u32::MAX - row.radius_m.min(1e6) as u32;
        wishes.push(Wish {
            key: row.id.to_string(),
            lines: vec![Line { text: row.name.clone(), style, color }],
            at,
            gap: dotted.then_some(5.0),
            order: (if is_selected { 0 } else { class }, size.saturating_add(number as u32 % 2)),
        });
    }
    wishes
}

/// The class of a place's name, smaller first, or `None` where it is not written at this scale.
fn class(kind: Kind, radius_m: f64, metres_per_point: f64) -> Option<u8> {
    let (class, up_to) = match kind {
        Kind::City => (4, if radius_m >= 3000.0 { 2500.0 } else { 420.0 }),
        Kind::Town => (5, 160.0),
        Kind::Village | Kind::Camp | Kind::Airport => (6, 75.0),
        Kind::Quarter | Kind::Base | Kind::Industrial => (6, 22.0),
        Kind::Hospital | Kind::Prison | Kind::University | Kind::Citadel | Kind::Crossing => (7, 12.0),
        Kind::Road | Kind::Roundabout | Kind::Bridge | Kind::Hill | Kind::School | Kind::PowerPlant => (7, 7.0),
        Kind::Governorate | Kind::District | Kind::Subdistrict | Kind::Sector | Kind::River | Kind::Other => {
            return None;
        }
    };
    (metres_per_point < up_to).then_some(class)
}
