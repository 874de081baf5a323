//! The places a name could mean, while the analyst chooses: numbered discs, tied by dotted threads to a
//! "?" between them.

use crate::ui::review::Pin;
use crate::ui::theme::{Type, tokens};
use crate::ui::widgets;
use crate::view::Camera;
use egui::{Align2, Pos2, Rect, Shape, Stroke, Ui, Vec2, pos2, vec2};

/// The radius of a disc in points.
const RADIUS: f32 = 9.0;
/// The radius of the ring around the one that Enter takes.
const RING: f32 = 16.0;

/// Draws them over the map, whose rect is `rect`.
pub(super) fn paint(ui: &Ui, rect: Rect, camera: &Camera, pins: &[Pin]) {
    if pins.is_empty() {
        return;
    }
    let (t, painter) = (tokens(ui), ui.painter_at(rect));
    let spots: Vec<Pos2> = pins.iter().map(|pin| spot(rect, camera, pin)).collect();
    let thread = Stroke::new(1.2, t.text2);
    let sum = spots.iter().fold(Vec2::ZERO, |sum, at| sum + at.to_vec2());
    let middle = (sum / spots.len() as f32).to_pos2() - vec2(0.0, 30.0);
    if spots.len() > 1 {
        for at in &spots {
            painter.extend(Shape::dotted_line(&[middle, *at], t.text2, 4.0, 0.9));
        }
        disc(&painter, middle, RADIUS, t.raise, thread, true);
        widgets::put(&painter, middle, Align2::CENTER_CENTER, "?", Type::TickStrong, t.text, 20.0);
    }
    // The chosen one lies on top.
    let mut order: Vec<usize> = (0..pins.len()).collect();
    order.sort_by_key(|i| pins[*i].chosen);
    for i in order {
        let (pin, at) = (pins[i], spots[i]);
        let ink = if pin.chosen { t.accent } else { t.text };
        painter.extend(dashed(at, RING, Stroke::new(1.2, ink)));
        disc(&painter, at, RADIUS, t.raise, Stroke::new(if pin.chosen { 2.0 } else { 1.0 }, ink), false);
        let number = (pin.n + 1).to_string();
        widgets::put(&painter, at, Align2::CENTER_CENTER, &number, Type::TickStrong, ink, 20.0);
    }
}

/// The candidate under a position, by its number.
pub(super) fn at(rect: Rect, camera: &Camera, pins: &[Pin], pointer: Pos2) -> Option<usize> {
    pins.iter().find(|pin| spot(rect, camera, pin).distance(pointer) <= RADIUS + 4.0).map(|pin| pin.n)
}

fn spot(rect: Rect, camera: &Camera, pin: &Pin) -> Pos2 {
    rect.min + Vec2::from(camera.screen(pin.at))
}

fn disc(painter: &egui::Painter, at: Pos2, radius: f32, fill: egui::Color32, line: Stroke, is_dashed: bool) {
    painter.circle_filled(at, radius, fill);
    if is_dashed {
        painter.extend(dashed(at, radius, line));
    } else {
        painter.circle_stroke(at, radius, line);
    }
}

/// A dashed circle: 2 points drawn, 1.6 left out.
fn dashed(at: Pos2, radius: f32, line: Stroke) -> Vec<Shape> {
    let points: Vec<Pos2> = (0..=48)
        .map(|i| {
            let angle = i as f32 / 48.0 * std::f32::consts::TAU;
            pos2(at.x + radius * angle.cos(), at.y + radius * angle.sin())
        })
        .collect();
    Shape::dashed_line(&points, line, 2.0, 1.6)
}
