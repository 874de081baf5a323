//! Every mark drawn once into one texture, so that all marks of a frame are one mesh of quads.
//! A mark is drawn when it is first needed, by the same tessellator and rasteriser as all else.

use super::{Looks, lines};
use crate::claim::{Event, Status};
use crate::raster::Raster;
use crate::scene::style::{self, Color, LETTERED, MARK_HALO};
use crate::scene::{Glyph, Mark};
use egui::epaint::{
    ClippedPrimitive, PathShape, Primitive, TessellationOptions, Tessellator, TextureHandle, Vertex,
    textures::TextureOptions,
};
use egui::{Color32, ColorImage, Context, Mesh, Pos2, Rect, Shape, Stroke, TextureId, Vec2, pos2, vec2};
use std::collections::BTreeMap;
use std::f32::consts::{FRAC_PI_2, TAU};

/// The side of a mark's box, in points: the mark, its halo, and air.
const BOX: f32 = 28.0;
/// The middle of the box that [`shapes`] stand in.
pub(super) const MIDDLE: Pos2 = pos2(BOX / 2.0, BOX / 2.0);
/// Pixels of the texture for each point.
const SHARPNESS: f32 = 2.0;
/// How much larger than a mark its halo is: [`MARK_HALO`] points at its usual radius.
const HALO_GROWTH: f32 = 1.0 + (MARK_HALO + 0.5) / 6.5;
/// Boxes in a row and in a column of the texture.
const SIDE: usize = 18;

pub(super) struct Atlas {
    texture: TextureHandle,
    boxes: BTreeMap<Glyph, usize>,
    looks: Option<Looks>,
}

impl Atlas {
    pub(super) fn new(ctx: &Context) -> Atlas {
        let pixels = SIDE * (BOX * SHARPNESS) as usize;
        let clear = ColorImage::filled([pixels, pixels], Color32::TRANSPARENT);
        let texture = ctx.load_texture("marks", clear, TextureOptions::LINEAR);
        Atlas { texture, boxes: BTreeMap::new(), looks: None }
    }

    pub(super) fn texture(&self) -> TextureId {
        self.texture.id()
    }

    /// Draws the marks that are not in the texture yet; other colours begin anew.
    pub(super) fn prepare<'a>(&mut self, glyphs: impl Iterator<Item = &'a Glyph>, looks: Looks) {
        if self.looks != Some(looks) {
            self.boxes.clear();
            self.looks = Some(looks);
        }
        for glyph in glyphs {
            if self.boxes.contains_key(glyph) {
                continue;
            }
            if self.boxes.len() >= SIDE * SIDE {
                self.boxes.clear();
            }
            let (number, pixels) = (self.boxes.len(), (BOX * SHARPNESS) as usize);
            let corner = [number % SIDE * pixels, number / SIDE * pixels];
            self.texture.set_partial(corner, image(glyph, looks), TextureOptions::LINEAR);
            self.boxes.insert(*glyph, number);
        }
    }

    /// Adds the quad of a mark, turned, scaled and faded, around `center`.
    pub(super) fn add_quad(&self, mesh: &mut Mesh, mark: &Mark, center: Pos2) {
        let Some(&number) = self.boxes.get(&mark.glyph) else { return };
        let corner = vec2((number % SIDE) as f32, (number / SIDE) as f32);
        let color = Color32::WHITE.gamma_multiply(mark.alpha);
        let turn = egui::emath::Rot2::from_angle(mark.turn);
        let first = mesh.vertices.len() as u32;
        for share in [vec2(0.0, 0.0), vec2(1.0, 0.0), vec2(1.0, 1.0), vec2(0.0, 1.0)] {
            let pos = center + turn * ((share - Vec2::splat(0.5)) * BOX * mark.scale);
            mesh.vertices.push(Vertex { pos, uv: ((corner + share) / SIDE as f32).to_pos2(), color });
        }
        mesh.add_triangle(first, first + 1, first + 2);
        mesh.add_triangle(first, first + 2, first + 3);
    }
}

/// The picture of a mark, in pixels of the texture.
fn image(glyph: &Glyph, looks: Looks) -> ColorImage {
    let options = TessellationOptions { prerasterized_discs: false, ..TessellationOptions::default() };
    let mut tessellator = Tessellator::new(SHARPNESS, options, [1, 1], Vec::new());
    let mut mesh = Mesh::default();
    for shape in shapes(glyph, looks) {
        tessellator.tessellate_shape(shape, &mut mesh);
    }
    let clip_rect = Rect::from_min_size(Pos2::ZERO, Vec2::splat(BOX));
    let pixels = (BOX * SHARPNESS) as u32;
    let primitive = ClippedPrimitive { clip_rect, primitive: Primitive::Mesh(mesh) };
    let image = Raster::default().draw(&[primitive], [pixels, pixels], SHARPNESS);
    ColorImage::from_rgba_unmultiplied([pixels as usize, pixels as usize], image.as_raw())
}

/// The colours a mark is drawn with.
struct Inks {
    solid: Color32,
    ink: Color32,
    hollow: Color32,
    other: Color32,
    halo: Color32,
    bar: Color32,
}

/// The shapes of a mark in a box of its own.
pub(super) fn shapes(glyph: &Glyph, looks: Looks) -> Vec<Shape> {
    let (sides, theme) = looks;
    let tokens = style::tokens(theme);
    let grey = |color: Color| super::color32(style::saturated(color, glyph.greyed, theme));
    let look = sides.look(glyph.side);
    let inks = Inks {
        solid: grey(style::shaded(look.solid, glyph.shade)),
        ink: grey(look.ink),
        hollow: grey(style::shaded(look.hollow, glyph.shade)),
        other: grey(sides.look(glyph.other).hollow),
        halo: super::color32(tokens.halo),
        bar: super::color32(tokens.ink),
    };
    let mut shapes = Vec::new();
    match glyph.event {
        Event::Fights => cross(glyph.status, &inks, &mut shapes),
        Event::Besieges => arcs(glyph.status, &inks, &mut shapes),
        event => outlined(event, glyph.status, if sides.letters { LETTERED } else { 1.0 }, &inks, &mut shapes),
    }
    if glyph.status == Status::Denied {
        let bar = [at(-7.0, 7.0), at(7.0, -7.0)];
        shapes.push(Shape::line_segment(bar, Stroke::new(1.8 + MARK_HALO, inks.halo)));
        shapes.push(Shape::line_segment(bar, Stroke::new(1.8, inks.bar)));
    }
    shapes
}

fn at(x: f32, y: f32) -> Pos2 {
    pos2(BOX / 2.0 + x, BOX / 2.0 + y)
}

/// The outline of a shape that has one, closed: the first point is repeated.
fn outline(event: Event) -> Vec<Pos2> {
    match event {
        Event::Captures | Event::Loses => {
            [(0.0, -6.4), (6.4, 0.0), (0.0, 6.4), (-6.4, 0.0), (0.0, -6.4)].map(|(x, y)| at(x, y)).into()
        }
        Event::Advances => {
            [(0.0, -7.0), (5.8, 6.0), (0.0, 2.8), (-5.8, 6.0), (0.0, -7.0)].map(|(x, y)| at(x, y)).into()
        }
        Event::Strikes => {
            let point = |n: usize| {
                let radius = if n.is_multiple_of(2) { 7.2 } else { 3.1 };
                at(0.0, 0.0) + Vec2::angled(n as f32 * TAU / 16.0 - FRAC_PI_2) * radius
            };
            (0..=16).map(point).collect()
        }
        _ => lines::circle(at(0.0, 0.0), 5.0),
    }
}

/// Disc, diamond, arrowhead, star: filled where reported, hollow otherwise.
fn outlined(event: Event, status: Status, size: f32, inks: &Inks, shapes: &mut Vec<Shape>) {
    let line: Vec<Pos2> = outline(event).into_iter().map(|corner| MIDDLE + (corner - MIDDLE) * size).collect();
    let closed = |points: &[Pos2], stroke: Stroke| Shape::Path(PathShape::closed_line(points[1..].to_vec(), stroke));
    // The same shape, larger: a wide stroke would grow spikes at sharp corners.
    let around: Vec<Pos2> = line.iter().map(|corner| at(0.0, 0.0) + (*corner - at(0.0, 0.0)) * HALO_GROWTH).collect();
    shapes.push(Shape::mesh(fan(at(0.0, 0.0), &around, inks.halo)));
    shapes.push(closed(&around, Stroke::new(1.0, inks.halo)));
    let (fill, edge) = match (status, event) {
        (Status::Reported, Event::Loses) => (inks.halo, Stroke::new(2.2, inks.hollow)),
        (Status::Reported, _) => (inks.solid, Stroke::new(1.0, inks.ink)),
        _ => (inks.halo, Stroke::new(1.7, inks.hollow)),
    };
    shapes.push(Shape::mesh(fan(at(0.0, 0.0), &line, fill)));
    if status == Status::Hypothetical {
        for dash in lines::dashed(&line, 0.0, [2.6, 1.9]) {
            shapes.push(Shape::line(dash, edge));
        }
    } else {
        shapes.push(closed(&line, edge));
    }
    if event == Event::Loses {
        shapes.push(Shape::line_segment([at(-2.6, 0.0), at(2.6, 0.0)], Stroke::new(1.8, inks.hollow)));
    }
}

/// Two strokes: the attacker's from top left, the other's from top right.
fn cross(status: Status, inks: &Inks, shapes: &mut Vec<Shape>) {
    let (half, width) = (9.4 / 2.0, if status == Status::Reported { 2.7 } else { 1.7 });
    let strokes = [([at(half, -half), at(-half, half)], inks.other), ([at(-half, -half), at(half, half)], inks.hollow)];
    for (line, _) in &strokes {
        shapes.push(Shape::line_segment(*line, Stroke::new(width + 2.0 * MARK_HALO, inks.halo)));
    }
    for (line, color) in strokes {
        let stroke = Stroke::new(width, color);
        if status == Status::Hypothetical {
            shapes.extend(lines::dashed(&line, 0.0, [2.6, 1.9]).into_iter().map(|dash| Shape::line(dash, stroke)));
        } else {
            shapes.push(Shape::line_segment(line, stroke));
        }
    }
}

/// Three arcs around a dot.
fn arcs(status: Status, inks: &Inks, shapes: &mut Vec<Shape>) {
    let width = if status == Status::Reported { 2.3 } else { 1.4 };
    let arc = |third: usize| -> Vec<Pos2> {
        let (from, sweep) = (third as f32 * TAU / 3.0 - FRAC_PI_2 - 0.768, 1.536);
        (0..=12).map(|n| at(0.0, 0.0) + Vec2::angled(from + sweep * n as f32 / 12.0) * 5.9).collect()
    };
    shapes.push(Shape::circle_filled(at(0.0, 0.0), 5.9 + width / 2.0 + MARK_HALO, inks.halo));
    for third in 0..3 {
        let stroke = Stroke::new(width, inks.hollow);
        if status == Status::Hypothetical {
            shapes
                .extend(lines::dashed(&arc(third), 0.0, [2.6, 1.9]).into_iter().map(|dash| Shape::line(dash, stroke)));
        } else {
            shapes.push(Shape::line(arc(third), stroke));
        }
    }
    shapes.push(Shape::circle_filled(at(0.0, 0.0), 1.8, inks.hollow));
}

/// A shape whose every corner can be seen from its middle, as triangles.
fn fan(middle: Pos2, outline: &[Pos2], color: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    mesh.colored_vertex(middle, color);
    for corner in outline {
        mesh.colored_vertex(*corner, color);
    }
    for n in 1..outline.len() as u32 {
        mesh.add_triangle(0, n, n + 1);
    }
    mesh
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::style::Sides;
    use crate::side::Side;
    use crate::view::{Palette, Theme};

    fn press() -> Looks {
        (Sides::of(Palette::Press, Theme::Light, &Default::default()), Theme::Light)
    }

    fn glyph(event: Event, side: Option<Side>, status: Status) -> Glyph {
        Glyph { event, side, other: None, status, greyed: 0, shade: 0 }
    }

    #[test]
    fn every_mark_is_different_and_stays_in_its_box() {
        let mut seen = BTreeMap::new();
        for event in Event::ALL {
            for side in [None].into_iter().chain(Side::ALL.map(Some)) {
                for status in Status::ALL {
                    let glyph = glyph(*event, side, *status);
                    let image = image(&glyph, press());
                    let edge = (0..56).flat_map(|n| [(n, 0), (n, 55), (0, n), (55, n)]);
                    assert!(edge.into_iter().all(|(x, y)| image[(x, y)].a() == 0), "{glyph:?} leaves its box");
                    let bytes: Vec<_> = image.pixels.iter().map(|pixel| pixel.to_array()).collect();
                    if let Some(other) = seen.insert(bytes, glyph) {
                        panic!("{glyph:?} looks like {other:?}");
                    }
                }
            }
        }
        assert_eq!(seen.len(), 7 * 5 * 3);
    }

    #[test]
    fn what_is_only_intended_is_hollow() {
        for (status, is_filled) in [(Status::Reported, true), (Status::Hypothetical, false)] {
            let image = image(&glyph(Event::Captures, Some(Side::Government), status), press());
            let middle = image[(28, 28)];
            assert_eq!(middle.r() > middle.g().saturating_add(60), is_filled, "{status:?} {middle:?}");
        }
    }
}
