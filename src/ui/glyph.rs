//! The mark of a claim as lists and panels show it: the shape is the event, the colour the side,
//! hollow what is only intended, barred what is denied.

use super::theme::{self, Look, Type};
use crate::claim::{Event, Status};
use crate::fonts;
use crate::group;
use crate::project::{ClaimRef, Reading};
use crate::scene::LetterSpot;
use crate::scene::style::{self, LETTERED};
use egui::{Align2, Color32, Painter, Pos2, Shape, Stroke, Vec2, vec2};
use std::f32::consts::TAU;
use std::sync::Arc;

/// Paints the mark of a claim of these readings in a box of 16 points around `center`.
pub(crate) fn paint(painter: &Painter, look: Look, center: Pos2, readings: &[Arc<Reading>], at: ClaimRef) {
    let claim = at.of(readings);
    let [side, other] = group::sides(claim, &at.article(readings).text);
    let (solid, ink) = theme::side(look, side);
    let hollow = claim.status != Status::Reported;
    let pen = Pen { painter, center, solid, ink, hollow, dashed: claim.status == Status::Hypothetical };
    let grown = if look.sides.letters && !hollow { LETTERED } else { 1.0 };
    match claim.event {
        Event::Holds => pen.shape(&circle(5.0 * grown, 24)),
        Event::Captures => pen.shape(&diamond(6.2 * grown)),
        Event::Loses => {
            pen.outline(&diamond(5.4), 2.0, solid);
            pen.stroke([vec2(-2.6, 0.0), vec2(2.6, 0.0)], 1.8, solid);
        }
        Event::Advances => pen.shape(&arrowhead()),
        Event::Besieges => pen.siege(),
        Event::Fights => pen.crossed(theme::side(look, other).0),
        Event::Strikes => pen.shape(&star()),
    }
    if claim.status == Status::Denied {
        pen.stroke([vec2(-6.5, 6.5), vec2(6.5, -6.5)], 1.6, ink);
    }
    if look.sides.letters {
        let side = look.sides.look(side);
        let spot = LetterSpot::of(claim.event, claim.status);
        let color = if spot == LetterSpot::Inside { theme::color(side.on_solid()) } else { ink };
        let text = side.letter.to_string();
        let size = style::Type::letter(text.chars().count()).size;
        painter.text(center + Vec2::from(spot.offset()), Align2::CENTER_CENTER, text, fonts::semibold(size), color);
    }
}

/// Paints a letter or number in the middle of a mark.
pub(crate) fn letter(painter: &Painter, center: Pos2, text: &str, color: Color32) {
    super::widgets::put(painter, center, Align2::CENTER_CENTER, text, Type::Tick, color, 16.0);
}

struct Pen<'a> {
    painter: &'a Painter,
    center: Pos2,
    solid: Color32,
    ink: Color32,
    hollow: bool,
    dashed: bool,
}

impl Pen<'_> {
    fn shape(&self, points: &[Vec2]) {
        if self.hollow {
            self.outline(points, 1.5, self.solid);
            return;
        }
        let mut mesh = egui::Mesh::default();
        mesh.colored_vertex(self.center, self.solid);
        for point in points {
            mesh.colored_vertex(self.center + *point, self.solid);
        }
        let n = points.len() as u32;
        (0..n).for_each(|i| mesh.add_triangle(0, 1 + i, 1 + (i + 1) % n));
        self.painter.add(Shape::mesh(mesh));
        self.outline(points, 1.0, self.ink);
    }

    fn outline(&self, points: &[Vec2], width: f32, color: Color32) {
        let points: Vec<Pos2> = points.iter().map(|point| self.center + *point).collect();
        let stroke = Stroke::new(width, color);
        if self.dashed {
            let closed: Vec<Pos2> = points.iter().chain(points.first()).copied().collect();
            self.painter.extend(Shape::dashed_line(&closed, stroke, 2.6, 1.9));
        } else {
            self.painter.add(Shape::closed_line(points, stroke));
        }
    }

    fn stroke(&self, ends: [Vec2; 2], width: f32, color: Color32) {
        self.painter.line_segment(ends.map(|end| self.center + end), Stroke::new(width, color));
    }

    /// The attacker strokes from top left to bottom right, the other side across, grey where it is not known.
    fn crossed(&self, other: Color32) {
        let reach = 4.2;
        self.stroke([vec2(reach, -reach), vec2(-reach, reach)], 2.4, other);
        self.stroke([vec2(-reach, -reach), vec2(reach, reach)], 2.4, self.solid);
    }

    fn siege(&self) {
        for third in 0..3 {
            let from = TAU * third as f32 / 3.0 + 0.3;
            let arc = (0..=8).map(|i| self.center + polar(5.6, from + 1.536 * i as f32 / 8.0)).collect();
            self.painter.add(Shape::line(arc, Stroke::new(2.0, self.solid)));
        }
        self.painter.circle_filled(self.center, 1.6, self.solid);
    }
}

fn polar(radius: f32, angle: f32) -> Vec2 {
    let (sin, cos) = angle.sin_cos();
    vec2(radius * cos, radius * sin)
}

fn circle(radius: f32, corners: usize) -> Vec<Vec2> {
    (0..corners).map(|i| polar(radius, TAU * i as f32 / corners as f32)).collect()
}

fn diamond(half: f32) -> Vec<Vec2> {
    vec![vec2(0.0, -half), vec2(half, 0.0), vec2(0.0, half), vec2(-half, 0.0)]
}

fn arrowhead() -> Vec<Vec2> {
    vec![vec2(0.0, -6.5), vec2(5.4, 5.6), vec2(0.0, 2.6), vec2(-5.4, 5.6)]
}

fn star() -> Vec<Vec2> {
    (0..16).map(|i| polar(if i % 2 == 0 { 6.8 } else { 3.2 }, TAU * i as f32 / 16.0)).collect()
}
