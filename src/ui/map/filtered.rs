//! The mark of a filter on the map: how much of what was read the picture rests on, and the way back.

use super::super::icons::{self, Icon};
use super::super::theme::{Type, tokens};
use super::super::widgets;
use crate::command::Command;
use crate::control::Situation;
use crate::paint::furniture;
use egui::{Align2, Id, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

/// What the filter limits on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filtered {
    /// Marks, areas and fronts.
    All,
    /// The same, once its areas are worked out.
    Working,
    /// Marks alone: the user wants areas from all claims.
    Marks,
    /// Marks alone: it asks for days, and who held a place on a day is told by what was said before.
    Days,
}

impl Filtered {
    /// What it says of itself, and what its button offers.
    fn words(self, situation: Option<&Situation>) -> (String, Option<&'static str>) {
        match self {
            Filtered::All => {
                // Two pictures that are compared say it each for themselves.
                let words = situation.and_then(furniture::filtered).unwrap_or_else(|| "Filtered".to_owned());
                (words, Some("All areas"))
            }
            Filtered::Working => ("Filtering…".to_owned(), None),
            Filtered::Marks => ("Marks are filtered, areas are not".to_owned(), Some("Filter areas")),
            Filtered::Days => ("Marks of some days; areas rest on earlier reports too".to_owned(), None),
        }
    }
}

/// The chip under the date, with its left top at `at`. Returns where it stands.
pub(super) fn chip(
    ui: &mut Ui,
    at: Pos2,
    width: f32,
    filtered: Filtered,
    situation: Option<&Situation>,
    commands: &mut Vec<Command>,
) -> Rect {
    const HEIGHT: f32 = 26.0;
    const CROSS: f32 = 24.0;
    const GAP: f32 = 8.0;
    let t = tokens(ui);
    let (words, offer) = filtered.words(situation);
    let offered = offer.map(|offer| widgets::line(ui.painter(), offer, Type::Row, t.accent, f32::INFINITY).size().x);
    let rest = GAP + offered.map_or(0.0, |offered| offered + GAP) + CROSS;
    let room = (width - rest).max(60.0);
    let short = words.strip_prefix("Filtered: from ").filter(|_| !widgets::fits(ui.painter(), &words, Type::Row, room));
    let galley = widgets::line(ui.painter(), short.unwrap_or(&words), Type::Row, t.text, room);
    let rect = Rect::from_min_size(at, vec2(galley.size().x + rest, HEIGHT));
    ui.painter().rect(rect, 6.0, t.raise, Stroke::new(1.0, t.line2), StrokeKind::Inside);
    let line = Rect::from_min_size(pos2(at.x + GAP, at.y), vec2(galley.size().x, HEIGHT));
    ui.painter().galley(line.left_center() - vec2(0.0, galley.size().y / 2.0), galley, t.text);
    let says = ui.interact(line, Id::unique("filtered"), Sense::hover());
    says.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    widgets::announce(ui, &says, false);
    if filtered == Filtered::All {
        says.on_hover_text("Claims with a known place and day: those that match the filter, of all there are");
    }
    if let (Some(offer), Some(offered)) = (offer, offered) {
        let button = Rect::from_min_size(pos2(line.right() + GAP, at.y), vec2(offered, HEIGHT));
        let response = ui.interact(button, Id::unique("filtered areas"), Sense::click());
        let ink = if response.hovered() { t.text } else { t.accent };
        widgets::put(ui.painter(), button.left_center(), Align2::LEFT_CENTER, offer, Type::Row, ink, offered + 1.0);
        widgets::focus_ring(ui, &response, 2);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, offer));
        let command = Command::FilterAreas;
        let hover = if filtered == Filtered::Marks {
            "Areas and fronts of the claims that match the filter alone"
        } else {
            "Areas and fronts of all claims, whatever the filter"
        };
        if response.on_hover_text(hover).on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            commands.push(command);
        }
    }
    let cross = Rect::from_center_size(pos2(rect.right() - CROSS / 2.0, rect.center().y), Vec2::splat(CROSS));
    let clear = ui.interact(cross, Id::unique("filtered clear"), Sense::click());
    icons::paint(ui.painter(), Icon::Cross, cross, 12.0, if clear.hovered() { t.text } else { t.text2 });
    widgets::focus_ring(ui, &clear, 4);
    clear.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Clear the filter on the map"));
    if clear.on_hover_text("Clear the filter").clicked() {
        commands.push(Command::ClearFilter);
    }
    rect
}
