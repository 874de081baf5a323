//! What is drawn on the map by hand: a line to measure, an area to filter by; the buttons at the top
//! right; and the menu of what can be done at a spot.

use super::super::icons::Icon;
use super::super::theme::{Type, tokens};
use super::super::{keys_of, widgets, words};
use super::MARGIN;
use crate::command::Command;
use crate::paint::color32;
use crate::place::{PlaceId, Point};
use crate::scene::{Places, Target, style};
use crate::side::Naming;
use crate::view::{Camera, Selection, Theme, World, coordinates, corners_in_words, ground, quoted};
use egui::{Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, vec2};

/// A tool in hand.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Tool {
    /// The points of a line to measure, and whether it is ended.
    Measure(Vec<World>, bool),
    /// The corners of an area.
    Outline(Vec<World>),
}

impl Tool {
    /// Whether clicks are its own.
    pub(super) fn takes_clicks(&self) -> bool {
        !matches!(self, Tool::Measure(_, true))
    }

    /// Adds a point.
    pub(super) fn add(&mut self, at: World) {
        match self {
            Tool::Measure(points, _) | Tool::Outline(points) => points.push(at),
        }
    }

    /// Ends the line or the area: the filter of an area of three corners or more.
    pub(super) fn finish(&mut self) -> Option<String> {
        match self {
            Tool::Measure(_, ended) => {
                *ended = true;
                None
            }
            Tool::Outline(corners) => {
                // The two clicks of a double click give one corner.
                corners.dedup_by(|a, b| (a.x - b.x).hypot(a.y - b.y) < 1e-7);
                let points: Vec<Point> = corners.iter().map(|at| ground(*at)).collect();
                (points.len() >= 3).then(|| format!("within:{}", corners_in_words(&points)))
            }
        }
    }

    /// What it says of itself.
    pub(super) fn words(&self) -> String {
        match self {
            Tool::Measure(points, _) if points.len() > 1 => {
                let mut ends = points.windows(2).map(|pair| [ground(pair[0]), ground(pair[1])]);
                let length: f64 = ends.clone().map(|[a, b]| a.distance_m(b)).sum();
                let bearing = ends.next_back().map_or(0.0, |[a, b]| a.bearing_deg(b));
                format!("{} · last part to {} ({bearing:.0}°)", words::metres(length), words::wind(bearing))
            }
            Tool::Measure(..) => "Click point after point. Enter ends the line, Esc puts it away.".to_owned(),
            Tool::Outline(_) => "Click the corners of an area. Enter closes it, Esc puts it away.".to_owned(),
        }
    }

    /// Draws it, with a thread to the pointer while it goes on.
    pub(super) fn paint(&self, painter: &Painter, rect: Rect, camera: &Camera, theme: Theme, pointer: Option<Pos2>) {
        let t = style::tokens(theme);
        let screen = |at: &World| rect.min + Vec2::from(camera.screen(*at));
        let (points, closed) = match self {
            Tool::Measure(points, _) => (points, false),
            Tool::Outline(points) => (points, true),
        };
        let mut line: Vec<Pos2> = points.iter().map(screen).collect();
        line.extend(pointer.filter(|_| self.takes_clicks() && !points.is_empty()));
        if closed && line.len() > 2 {
            line.push(line[0]);
        }
        painter.add(Shape::line(line.clone(), Stroke::new(5.0, color32(t.halo))));
        let ink = Stroke::new(1.8, color32(t.accent));
        if closed {
            painter.extend(Shape::dashed_line(&line, ink, 5.0, 3.0));
        } else {
            painter.add(Shape::line(line, ink));
        }
        for at in points.iter().map(screen) {
            painter.circle(at, 3.5, color32(t.raise), ink);
        }
    }
}

/// Zoom in, zoom out, show all, measure: the card at the top right. Returns where it stands.
pub(super) fn card(ui: &mut Ui, rect: Rect, tool: Option<&Tool>, commands: &mut Vec<Command>) -> Rect {
    let (t, buttons) = (tokens(ui), [Command::ZoomIn, Command::ZoomOut, Command::Fit, Command::Measure]);
    let size = vec2(30.0, 30.0 * buttons.len() as f32);
    let card = Rect::from_min_size(rect.right_top() + vec2(-MARGIN - size.x, MARGIN), size);
    ui.painter().rect(card, 8.0, t.raise, Stroke::new(1.0, t.line2), StrokeKind::Inside);
    for (n, command) in buttons.into_iter().enumerate() {
        let icon = [Icon::Plus, Icon::Minus, Icon::Fit, Icon::Measure][n];
        let name = command.listed().map_or("", |listed| listed.label);
        let at = Rect::from_min_size(card.min + vec2(1.0, 1.0 + 30.0 * n as f32), Vec2::splat(28.0));
        let on = command == Command::Measure && matches!(tool, Some(Tool::Measure(..)));
        if widgets::within(ui, at, |ui| widgets::icon_toggle(ui, icon, name, on)).clicked() {
            commands.push(command);
        }
    }
    card
}

/// What a tool says, in a card with its left top at `corner`. Returns where it stands.
pub(super) fn says(ui: &Ui, corner: Pos2, tool: &Tool) -> Rect {
    let t = tokens(ui);
    let words = tool.words();
    let galley = widgets::line(ui.painter(), &words, Type::RowStrong, t.text, 420.0);
    let at = Rect::from_min_size(corner, galley.size() + vec2(24.0, 14.0));
    ui.painter().rect(at, 8.0, t.raise, Stroke::new(1.0, t.line2), StrokeKind::Inside);
    ui.painter().galley(at.center() - galley.size() / 2.0, galley, t.text);
    let says = ui.interact(at, egui::Id::unique("tool says"), egui::Sense::hover());
    says.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
    at
}

/// The menu of a spot: what can be done with what lies there, and with the spot itself.
pub(super) fn menu(
    ui: &mut Ui,
    at: World,
    target: Option<&Target>,
    places: &Places,
    naming: &Naming,
    commands: &mut Vec<Command>,
) -> Option<World> {
    let t = tokens(ui);
    let point = ground(at);
    let mut measure_from = None;
    let name = |id: &PlaceId| places.get(id).map_or_else(|| id.to_string(), |row| row.name.clone());
    let mut entry = |ui: &mut Ui, label: &str, keys: &str, command: Command| {
        if widgets::menu_row(ui, label, keys, None).clicked() {
            commands.push(command);
            ui.close();
        }
    };
    let place = match target {
        Some(Target::Marks { place, .. } | Target::Area { place }) => Some(place),
        Some(Target::Ring { places, .. }) => places.first().filter(|_| places.len() == 1),
        Some(Target::Front { .. } | Target::Overlay { .. }) | None => None,
    };
    match target {
        Some(Target::Front { sides, claims }) => {
            widgets::text_line(
                ui,
                &format!("Front, {} · {}", naming.name(sides[0]), naming.name(sides[1])),
                Type::MetaStrong,
                t.text2,
            );
            entry(ui, "Show its evidence", "", Command::Select(Some(Selection::Front(*sides, claims.clone()))));
        }
        Some(Target::Ring { places, claims }) if places.len() > 1 => {
            let words =
                format!("{}, {}", widgets::counted(places.len(), "place"), widgets::counted(claims.len(), "claim"));
            widgets::text_line(ui, &words, Type::MetaStrong, t.text2);
            for place in places.iter().take(6) {
                entry(ui, &format!("Show {}", name(place)), "", Command::Show(Selection::Place(place.clone())));
            }
        }
        _ => {}
    }
    if let Some(place) = place {
        let name = name(place);
        widgets::text_line(ui, &name, Type::MetaStrong, t.text2);
        let selection = match target {
            Some(Target::Marks { claims, .. }) if !claims.is_empty() => Selection::Claim(claims[0]),
            _ => Selection::Place(place.clone()),
        };
        entry(ui, "Show its evidence", "", Command::Select(Some(selection)));
        entry(ui, "Keep only this place", "", Command::AddFilter(format!("place:{}", quoted(&name))));
        entry(ui, "Leave this place out", "", Command::AddFilter(format!("-place:{}", quoted(&name))));
    }
    widgets::rule(ui);
    widgets::text_line(ui, "Copy coordinates", Type::MetaStrong, t.text2);
    let ways = [Some(coordinates::degrees(point)), Some(coordinates::dms(point)), coordinates::mgrs(point)];
    for text in ways.into_iter().flatten() {
        entry(ui, &text, "", Command::Copy(text.clone(), "coordinates"));
    }
    widgets::rule(ui);
    if widgets::menu_row(ui, "Measure from here", &keys_of(&Command::Measure), None).clicked() {
        measure_from = Some(at);
        ui.close();
    }
    entry(ui, "Draw an area to filter by", "", Command::DrawArea);
    measure_from
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::world;

    #[test]
    fn a_line_is_measured_along_its_parts_and_an_area_is_a_filter() {
        let at = |lon: f64, lat: f64| world(Point::lon_lat(lon, lat));
        let mut line = Tool::Measure(Vec::new(), false);
        [at(37.16, 36.2), at(37.16, 36.21), at(37.17, 36.21)].into_iter().for_each(|point| line.add(point));
        assert_eq!(line.words(), "2.0 km · last part to E (90°)");
        assert_eq!(line.finish(), None);
        assert!(!line.takes_clicks());
        let mut area = Tool::Outline(vec![at(37.0, 36.0), at(37.4, 36.0)]);
        assert_eq!(area.finish(), None, "two corners are no area");
        [at(37.4, 36.4), at(37.4, 36.4)].into_iter().for_each(|point| area.add(point));
        assert_eq!(area.finish().as_deref(), Some("within:36.0000,37.0000;36.0000,37.4000;36.4000,37.4000"));
    }
}
