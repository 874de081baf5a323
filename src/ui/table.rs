//! The table twin of the map: every place in view that is coloured or marked, as rows that can be
//! reached by keyboard and read aloud.

use super::icons::Icon;
use super::theme::{self, Type, size, tokens};
use super::{Shown, floating, widgets, words};
use crate::command::Command;
use crate::control::{PlaceState, percent};
use crate::place::PlaceId;
use crate::project::ClaimRef;
use crate::scene::{Pick, Target};
use crate::view::Selection;
use egui::{
    Align, Align2, Area, CornerRadius, Id, Layout, Order, Rect, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2,
    vec2,
};
use std::collections::BTreeMap;

/// Where the columns begin: place, state, what is marked, last heard; shares of the width.
const COLUMNS: [f32; 4] = [0.0, 0.25, 0.58, 0.87];

/// One row: a place, how it stands, what is marked there.
struct Row<'a> {
    place: PlaceId,
    name: String,
    state: Option<&'a PlaceState>,
    claims: Vec<ClaimRef>,
}

/// Shows the table over the window; true when it is to be closed. `picks` are the marks of the map.
pub(crate) fn ui(ui: &Ui, window: Rect, shown: &Shown<'_>, picks: &[Pick], commands: &mut Vec<Command>) -> bool {
    let rows = rows(shown, picks);
    let mut close = false;
    let width = 820.0_f32.min(window.width() - 40.0);
    let area = Area::new(Id::unique("table")).fixed_pos(window.center()).pivot(Align2::CENTER_CENTER);
    area.order(Order::Foreground).show(ui.ctx(), |ui| {
        ui.ctx().memory_mut(|memory| memory.set_modal_layer(ui.layer_id()));
        floating(ui).inner_margin(16).show(ui, |ui| {
            ui.set_width(width - 32.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            let t = tokens(ui);
            ui.horizontal(|ui| {
                let title = format!("What the map shows, {}", shown.view.day.in_words());
                widgets::text_line(ui, &title, Type::State, t.text);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    close = widgets::icon_button(ui, Icon::Cross, "Close the table (Esc)").clicked();
                    widgets::text_line(ui, &widgets::counted(rows.len(), "place"), Type::Meta, t.text2);
                });
            });
            ui.add_space(6.0);
            head(ui);
            widgets::rule(ui);
            let most = (window.height() - 200.0).max(160.0);
            let list = ScrollArea::vertical().id_salt("table rows").max_height(most).min_scrolled_height(most);
            list.auto_shrink([false, true]).show_rows(ui, size::MENU, rows.len(), |ui, seen| {
                for row in &rows[seen] {
                    if line(ui, shown, row).clicked() {
                        let selection = match row.claims.first() {
                            Some(claim) => Selection::Claim(*claim),
                            None => Selection::Place(row.place.clone()),
                        };
                        commands.push(Command::Show(selection));
                        close = true;
                    }
                }
            });
            if rows.is_empty() {
                widgets::note(ui, "Nothing is coloured or marked in this view.");
            }
        });
    });
    close
}

/// The places in view, by name.
fn rows<'a>(shown: &Shown<'a>, picks: &[Pick]) -> Vec<Row<'a>> {
    let mut marked: BTreeMap<PlaceId, Vec<ClaimRef>> = BTreeMap::new();
    for pick in picks {
        match &pick.target {
            Target::Marks { place, claims, .. } => marked.entry(place.clone()).or_default().extend(claims),
            Target::Ring { claims, .. } => {
                for claim in claims {
                    if let Some(place) = &claim.of(shown.readings).place.id {
                        marked.entry(place.clone()).or_default().push(*claim);
                    }
                }
            }
            Target::Front { .. } | Target::Area { .. } | Target::Overlay { .. } => {}
        }
    }
    let frame = shown.view.camera.view(0.0);
    let in_view = |id: &PlaceId| {
        shown.ground.and_then(|ground| ground.places.get(id)).is_some_and(|row| {
            (frame.min().x..frame.max().x).contains(&row.at.x) && (frame.min().y..frame.max().y).contains(&row.at.y)
        })
    };
    let situation = shown.picture.map(|picture| &picture.situation);
    let held = situation.into_iter().flat_map(|situation| &situation.places).filter(|row| row.side.is_some());
    let mut places: BTreeMap<PlaceId, Vec<ClaimRef>> =
        held.filter(|row| in_view(&row.place)).map(|row| (row.place.clone(), Vec::new())).collect();
    places.extend(marked);
    let mut rows: Vec<Row<'a>> = places
        .into_iter()
        .map(|(place, claims)| Row {
            name: shown.place_name(&place),
            state: situation.and_then(|situation| situation.get(&place)),
            place,
            claims,
        })
        .collect();
    rows.sort_by(|a, b| (a.claims.is_empty(), &a.name).cmp(&(b.claims.is_empty(), &b.name)));
    rows
}

fn head(ui: &mut Ui) {
    let t = tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    for (word, column) in ["Place", "Reported control", "Marks", "Last heard"].iter().zip(COLUMNS) {
        let at = pos2(rect.left() + rect.width() * column, rect.center().y);
        widgets::put(ui.painter(), at, Align2::LEFT_CENTER, word, Type::MetaStrong, t.text2, 160.0);
    }
}

fn line(ui: &mut Ui, shown: &Shown<'_>, row: &Row<'_>) -> egui::Response {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::MENU), Sense::click());
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, CornerRadius::same(4), t.hover);
    }
    widgets::focus_ring(ui, &response, 4);
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, t.line));
    let state = row.state.map_or_else(String::new, |state| {
        let words = words::state(shown.naming(), state);
        if state.side.is_some() { format!("{words}, {} %", percent(state.share())) } else { words }
    });
    let mut marks: Vec<&str> = Vec::new();
    for claim in &row.claims {
        let word = words::row_of(*claim, shown.readings);
        if !marks.contains(&word) {
            marks.push(word);
        }
    }
    let marks = marks.join(", ");
    let heard = row.state.and_then(|state| state.last_heard);
    let heard = heard.map_or_else(String::new, |day| words::ago(shown.view.day - day));
    let texts: [&str; 4] = [&row.name, &state, &marks, &heard];
    for (n, text) in texts.iter().enumerate() {
        let left = rect.left() + rect.width() * COLUMNS[n] + if n == 1 { 16.0 } else { 0.0 };
        let right = rect.left() + rect.width() * COLUMNS.get(n + 1).copied().unwrap_or(1.0) - 8.0;
        let kind = if n == 0 { Type::RowStrong } else { Type::Row };
        widgets::put(ui.painter(), pos2(left, rect.center().y), Align2::LEFT_CENTER, text, kind, t.text, right - left);
    }
    if let Some(side) = row.state.and_then(|state| state.side) {
        let at = pos2(rect.left() + rect.width() * COLUMNS[1] + 5.0, rect.center().y);
        let dot = Rect::from_center_size(at, vec2(10.0, 10.0));
        ui.painter().rect_filled(dot, CornerRadius::same(2), theme::side(shown.look(), Some(side)).0);
    }
    let said = texts.iter().filter(|text| !text.is_empty()).copied().collect::<Vec<_>>().join("; ");
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &said));
    response
}
