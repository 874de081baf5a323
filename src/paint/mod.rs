//! The pen: a [`Scene`] as egui shapes.
//!
//! Everything is plain meshes and paths, no paint callbacks, so that the window's GPU and the CPU
//! rasteriser behind `render` draw the same picture.

mod lines;
mod pattern;

use crate::bidi;
use crate::fonts;
use crate::scene::shape::Area;
use crate::scene::style::{Color, Type};
use crate::scene::{Disc, Item, Label, Scene};
use crate::view::Camera;
use egui::epaint::{CircleShape, PathShape, Vertex, WHITE_UV};
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Context, Galley, Mesh, Painter, Pos2, Shape, Stroke, Vec2, pos2, vec2};
use std::sync::Arc;

/// What a pen needs beside the shapes: the textures of patterns and marks, one set for each context.
pub struct Brush {
    patterns: pattern::Patterns,
}

impl Brush {
    /// Makes the textures.
    pub fn new(ctx: &Context) -> Brush {
        Brush { patterns: pattern::Patterns::new(ctx) }
    }
}

/// egui's colour of one of ours.
pub fn color32(color: Color) -> Color32 {
    let [r, g, b] = color.rgb;
    Color32::from_rgba_unmultiplied(r, g, b, color.alpha)
}

/// The size of a text in points.
pub fn measure(ctx: &Context, text: &str, style: Type) -> [f32; 2] {
    let size = ctx.fonts_mut(|fonts| fonts.layout_job(job(text, style, Color32::PLACEHOLDER))).size();
    [size.x - style.tracking.max(0.0), size.y]
}

/// Paints a scene; its left top corner is that of the painter's clip rectangle `origin`.
pub fn scene(painter: &Painter, origin: Pos2, scene: &Scene, brush: &Brush) {
    let pen = Pen { painter, origin: origin.to_vec2(), camera: &scene.camera, brush };
    let frame = egui::Rect::from_min_size(origin, Vec2::from(scene.camera.size));
    painter.rect_filled(frame, 0.0, color32(scene.background));
    for item in &scene.items {
        pen.item(item);
    }
    for label in &scene.labels {
        pen.label(label);
    }
}

struct Pen<'a> {
    painter: &'a Painter,
    origin: Vec2,
    camera: &'a Camera,
    brush: &'a Brush,
}

impl Pen<'_> {
    fn item(&self, item: &Item) {
        match item {
            Item::Fill(area, color) => self.fill(area, *color),
            Item::Hatch(area, pattern, color) => self.brush.patterns.hatch(self, area, *pattern, *color),
            Item::Line(path, stroke) => {
                for line in lines::on_screen(path, self.camera, stroke.dash) {
                    let points = line.into_iter().map(|at| at + self.origin).collect();
                    self.painter
                        .add(Shape::Path(PathShape::line(points, Stroke::new(stroke.width, color32(stroke.color)))));
                }
            }
            Item::Ticks(path, ticks) => {
                let stroke = Stroke::new(ticks.stroke.width, color32(ticks.stroke.color));
                for [from, to] in lines::ticks(path, self.camera, ticks) {
                    self.painter.line_segment([from + self.origin, to + self.origin], stroke);
                }
            }
            Item::Disc(disc) => self.disc(disc),
        }
    }

    fn point(&self, at: [f32; 2]) -> Pos2 {
        pos2(at[0], at[1]) + self.origin
    }

    fn fill(&self, area: &Area, color: Color) {
        let color = color32(color);
        let vertex = |at| Vertex { pos: self.point(self.camera.screen(at)), uv: WHITE_UV, color };
        let mesh = Mesh {
            indices: area.triangles.clone(),
            vertices: area.vertices.iter().copied().map(vertex).collect(),
            ..Mesh::default()
        };
        self.painter.add(Shape::mesh(mesh));
    }

    fn disc(&self, disc: &Disc) {
        let center = self.point(disc.at);
        if disc.soft {
            self.painter.add(Shape::mesh(soft_disc(center, disc.radius, color32(disc.fill))));
        } else {
            let stroke = disc.outline.filter(|stroke| stroke.dash.is_none());
            let stroke = stroke.map_or(Stroke::NONE, |stroke| Stroke::new(stroke.width, color32(stroke.color)));
            let fill = color32(disc.fill);
            self.painter.add(Shape::Circle(CircleShape { center, radius: disc.radius, fill, stroke }));
        }
        if let Some((stroke, [on, off])) = disc.outline.and_then(|stroke| stroke.dash.map(|dash| (stroke, dash))) {
            let points: Vec<_> = lines::circle(center, disc.radius);
            let egui_stroke = Stroke::new(stroke.width, color32(stroke.color));
            for dash in lines::dashed(&points, 0.0, [on, off]) {
                self.painter.add(Shape::Path(PathShape::line(dash, egui_stroke)));
            }
        }
    }

    fn label(&self, label: &Label) {
        let galley = self.galley(&label.text, label.style);
        let at = self.point(label.at);
        halo(self.painter, at, &galley, color32(label.halo));
        self.painter.galley_with_override_text_color(at, galley, color32(label.color));
    }

    fn galley(&self, text: &str, style: Type) -> Arc<Galley> {
        self.painter.layout_job(job(text, style, Color32::PLACEHOLDER))
    }
}

/// The text eight times around `at`, 1.4 points off, in the colour of the ground.
fn halo(painter: &Painter, at: Pos2, galley: &Arc<Galley>, color: Color32) {
    for (x, y) in [(-1., -1.), (0., -1.4), (1., -1.), (1.4, 0.), (1., 1.), (0., 1.4), (-1., 1.), (-1.4, 0.)] {
        painter.galley_with_override_text_color(at + vec2(x, y), galley.clone(), color);
    }
}

/// One line of text, in the order in which it is painted.
fn job(text: &str, style: Type, color: Color32) -> LayoutJob {
    let font_id = if style.bold { fonts::semibold(style.size) } else { fonts::regular(style.size) };
    let format = TextFormat { font_id, color, extra_letter_spacing: style.tracking, ..TextFormat::default() };
    LayoutJob::single_section(bidi::visual_line(text).into_owned(), format)
}

/// A disc that fades from its centre to nothing.
fn soft_disc(center: Pos2, radius: f32, color: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    mesh.colored_vertex(center, color);
    // A ring halfway keeps the fall-off round rather than conical.
    let rings = [(0.55, 0.62), (1.0, 0.0)];
    const SIDES: u32 = 40;
    for (share, alpha) in rings {
        for side in 0..SIDES {
            let angle = side as f32 / SIDES as f32 * std::f32::consts::TAU;
            mesh.colored_vertex(center + Vec2::angled(angle) * radius * share, color.gamma_multiply(alpha));
        }
    }
    for side in 0..SIDES {
        let (a, b) = (1 + side, 1 + (side + 1) % SIDES);
        mesh.add_triangle(0, a, b);
        mesh.add_triangle(a, b, b + SIDES);
        mesh.add_triangle(a, b + SIDES, a + SIDES);
    }
    mesh
}
