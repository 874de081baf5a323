//! The tab "Nearby" of a place: the places around it with how they stand, how far and in which
//! direction.

use super::theme::{self, Type, size, tokens};
use super::{Shown, widgets, words};
use crate::command::Command;
use crate::control::percent;
use crate::place::PlaceId;
use crate::side::Side;
use crate::view::Selection;
use egui::{Align2, Color32, CornerRadius, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

/// The most places listed.
const MOST: usize = 40;
/// The farthest of them, in metres.
const FAR_M: f64 = 30_000.0;

/// The places around one, nearest first: their position in the gazetteer, distance in metres and
/// bearing in degrees. Found once for a place.
#[derive(Default)]
pub(crate) struct Nearby {
    of: Option<(PlaceId, usize)>,
    found: Vec<(usize, f64, f64)>,
}

impl Nearby {
    /// The whole tab.
    pub(crate) fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, place: &PlaceId, commands: &mut Vec<Command>) {
        self.find(shown, place);
        let Some(gazetteer) = shown.gazetteer() else { return };
        if self.found.is_empty() {
            widgets::note(ui, "No other place is known near it.");
        }
        for (number, metres, bearing) in &self.found {
            let other = &gazetteer.places()[*number];
            let row = shown.picture.and_then(|picture| picture.situation.get(&other.id));
            let state = row.map_or("No report reaches this place".to_owned(), |row| {
                if row.side.is_some() {
                    format!("{}, {} %", words::state(shown.naming(), row), percent(row.share()))
                } else {
                    words::state(shown.naming(), row)
                }
            });
            let far = format!("{} {}", words::metres(*metres), words::wind(*bearing));
            let t = tokens(ui);
            let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::ARTICLE), Sense::click());
            widgets::row_ground(ui, rect, &response, false);
            let square =
                Rect::from_center_size(pos2(rect.left() + size::PAD + 8.0, rect.center().y), Vec2::splat(16.0));
            let side = row.filter(|row| row.state.is_known()).and_then(|row| row.side);
            ui.painter().rect_filled(square, CornerRadius::same(3), theme::side(shown.look(), side).0);
            let on = if side == Some(Side::Kurdish) { Color32::BLACK } else { Color32::WHITE };
            let letter = shown.look().sides.look(side).letter.to_string();
            widgets::put(ui.painter(), square.center(), Align2::CENTER_CENTER, &letter, Type::Tick, on, 16.0);
            let (left, right) = (square.right() + 10.0, rect.right() - size::PAD);
            let at = pos2(right, rect.top() + 14.0);
            let put = widgets::put(ui.painter(), at, Align2::RIGHT_CENTER, &far, Type::Meta, t.text2, 90.0);
            let at = pos2(left, rect.top() + 14.0);
            let room = put.left() - left - 8.0;
            widgets::put(ui.painter(), at, Align2::LEFT_CENTER, &other.name, Type::RowStrong, t.text, room);
            let at = pos2(left, rect.top() + 29.0);
            widgets::put(ui.painter(), at, Align2::LEFT_CENTER, &state, Type::Meta, t.text2, right - left);
            response
                .widget_info(|| WidgetInfo::labeled(Role::ListItem, true, format!("{}: {state}, {far}", other.name)));
            if response.clicked() {
                commands.push(Command::Show(Selection::Place(other.id.clone())));
            }
        }
    }

    /// How many places there are to list.
    pub(crate) fn count(&mut self, shown: &Shown<'_>, place: &PlaceId) -> usize {
        self.find(shown, place);
        self.found.len()
    }

    fn find(&mut self, shown: &Shown<'_>, place: &PlaceId) {
        let Some(gazetteer) = shown.gazetteer() else { return };
        let now = Some((place.clone(), gazetteer.places().len()));
        if self.of == now {
            return;
        }
        self.of = now;
        let Some(here) = gazetteer.get(place) else { return self.found.clear() };
        let others = gazetteer.places().iter().enumerate();
        let others =
            others.filter(|(_, other)| other.id != *place && !other.kind.is_region() && other.members.is_empty());
        let far = others.map(|(n, other)| (n, here.point.distance_m(other.point), here.point.bearing_deg(other.point)));
        self.found = far.filter(|(_, metres, _)| *metres < FAR_M).collect();
        self.found.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        self.found.truncate(MOST);
    }
}
