//! The pen: a [`Scene`] as egui shapes.
//!
//! Everything is plain meshes and paths, so that the window's GPU and the CPU rasteriser behind `render`
//! draw the same picture. The window keeps it on a [`sheet`] from frame to frame.

mod atlas;
mod dash;
pub mod furniture;
mod lines;
mod pattern;
pub mod sheet;
pub mod svg;

use crate::bidi;
use crate::fonts;
use crate::scene::shape::{Area, Path};
use crate::scene::style::{self, Color, LEAST_LETTERED, Pattern, Sides, Type};
use crate::scene::{self, Arrow, Beyond, Disc, Item, Label, LetterSpot, Ring, Scene, Strip};
use crate::view::{Camera, Theme};
use egui::epaint::{CircleShape, PathShape, Vertex, WHITE_UV};
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, ColorImage, Context, Galley, Mesh, Painter, Pos2, Shape, Stroke, Vec2, pos2, vec2};
use std::collections::HashMap;
use std::sync::Arc;

/// How marks look: the sides, on a light or a dark ground.
type Looks = (Sides, Theme);
/// Pieces of a ring's circle for each radian.
const RING_PIECES: f32 = 5.0;
/// How deep the head of an arrow is notched, in points.
const NOTCH: f32 = 2.5;
/// How broad an arrow is at its tail and at its head, of its width.
const TAPER: [f32; 2] = [1.2, 0.7];

/// What a pen needs beside the shapes: the textures of patterns, marks and dashes, one set for each context.
pub struct Brush {
    patterns: pattern::Patterns,
    atlas: atlas::Atlas,
    dashes: dash::Dashes,
    /// Whether marks are painted as shapes, for pens that draw lines rather than pixels.
    is_vector: bool,
    /// The pixels of map tiles by their textures, for such pens.
    tiles: HashMap<egui::TextureId, Arc<ColorImage>>,
}

impl Brush {
    /// A mark by itself; it was prepared before.
    fn mark(&self, mark: &scene::Mark, looks: Looks, center: Pos2) -> Vec<Shape> {
        if self.is_vector {
            return svg::mark(mark, looks, center);
        }
        let mut quad = Mesh::with_texture(self.atlas.texture());
        self.atlas.add_quad(&mut quad, mark, center);
        vec![Shape::mesh(quad)]
    }

    /// Makes the textures.
    pub fn new(ctx: &Context) -> Brush {
        Brush {
            patterns: pattern::Patterns::new(ctx),
            atlas: atlas::Atlas::new(ctx),
            dashes: dash::Dashes::default(),
            is_vector: false,
            tiles: HashMap::new(),
        }
    }

    /// Gives a pen that draws lines the pixels of the tiles it is to draw.
    pub fn give_tiles<'t>(&mut self, tiles: impl Iterator<Item = (egui::TextureId, &'t Arc<ColorImage>)>) {
        if self.is_vector {
            self.tiles.extend(tiles.map(|(id, image)| (id, Arc::clone(image))));
        }
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

/// Paints a scene with its left top corner at `origin`.
pub fn scene(painter: &Painter, origin: Pos2, scene: &Scene, brush: &mut Brush) {
    let frame = egui::Rect::from_min_size(origin, Vec2::from(scene.camera.size));
    painter.rect_filled(frame, 0.0, color32(scene.background));
    let marks =
        scene.items.iter().filter_map(|item| if let Item::Mark(mark) = item { Some(&mark.glyph) } else { None });
    let looks = (scene.sides, scene.theme);
    brush.atlas.prepare(marks, looks);
    let lines = scene.items.iter().filter_map(|item| if let Item::Line(_, line) = item { Some(line) } else { None });
    brush.dashes.prepare(painter.ctx(), lines);
    let pen = Pen { painter, origin: origin.to_vec2(), camera: &scene.camera, brush };
    let mut quads = Mesh::with_texture(brush.atlas.texture());
    let mut lettered = Vec::new();
    for item in &scene.items {
        if let Item::Mark(mark) = item {
            if has_letter(mark, &scene.sides) {
                lettered.push(mark);
            }
            if brush.is_vector {
                painter.extend(svg::mark(mark, looks, pen.point(mark.at)));
                continue;
            }
            brush.atlas.add_quad(&mut quads, mark, pen.point(mark.at));
            continue;
        }
        if !quads.is_empty() {
            painter.add(Shape::mesh(std::mem::replace(&mut quads, Mesh::with_texture(brush.atlas.texture()))));
        }
        lettered.drain(..).for_each(|mark| letter(painter, mark, &looks, pen.point(mark.at)));
        pen.item(item);
    }
    painter.add(Shape::mesh(quads));
    lettered.drain(..).for_each(|mark| letter(painter, mark, &looks, pen.point(mark.at)));
    for label in &scene.labels {
        pen.label(label);
    }
}

/// Whether a mark carries its side's letter, where colour alone may not tell and there is room; or its group's code.
fn has_letter(mark: &scene::Mark, sides: &Sides) -> bool {
    mark.code.is_some() || sides.letters && mark.scale * 16.0 >= LEAST_LETTERED
}

/// The letter of a mark's side, on the mark or beside it; the code of its group beside it.
fn letter(painter: &Painter, mark: &scene::Mark, (sides, theme): &Looks, center: Pos2) {
    let look = sides.look(mark.glyph.side);
    let text = mark.code.map_or_else(|| look.letter.to_string(), str::to_owned);
    let style = if mark.code.is_some() { Type::CODE } else { Type::letter(text.chars().count()) };
    let galley = painter.layout_job(job(&text, style, Color32::PLACEHOLDER));
    let inside = LetterSpot::of(mark.glyph.event, mark.glyph.status);
    let spot = if mark.code.is_some() { LetterSpot::Beside } else { inside };
    // A code grows to the right, out of its mark.
    let grow = if mark.code.is_some() { vec2(galley.size().x / 2.0 - 4.0, 1.0) } else { Vec2::ZERO };
    let at = center + Vec2::from(spot.offset()) + grow - galley.size() / 2.0;
    let alpha = mark.alpha.max(0.6);
    let color = if spot == LetterSpot::Inside {
        look.on_solid()
    } else {
        halo(painter, at, &galley, color32(style::tokens(*theme).halo));
        look.ink
    };
    painter.galley_with_override_text_color(at, galley, color32(color.faded(alpha)));
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
            Item::Tile { picture, frame, part, tint } => self.tile(*picture, frame, *part, *tint),
            Item::Fill(area, color) => self.fill(area, *color),
            Item::Hatch(area, pattern, color) => self.hatch(area, *pattern, *color),
            Item::Strip(path, strip) => self.strip(path, strip),
            Item::Line(path, line) if line.dash.is_some() && !self.brush.is_vector => self.dashes(path, line),
            Item::Line(path, line) => {
                for points in lines::on_screen(path, self.camera, line.dash) {
                    let points = points.into_iter().map(|at| at + self.origin).collect();
                    self.painter.add(Shape::Path(PathShape::line(points, stroke(line))));
                }
            }
            Item::Ticks(path, ticks) => {
                for [from, to] in lines::ticks(path, self.camera, ticks) {
                    self.painter.line_segment([from + self.origin, to + self.origin], stroke(&ticks.stroke));
                }
            }
            Item::Disc(disc) => self.disc(disc),
            Item::Sector { at, radius, from, sweep, fill } => self.sector(*at, *radius, [*from, *sweep], *fill),
            Item::Thread(from, to, line) => {
                self.painter.line_segment([self.point(*from), self.point(*to)], stroke(line));
            }
            Item::Plate { frame, radius, fill, line } => {
                let rect = egui::Rect::from_min_max(self.point([frame[0], frame[1]]), self.point([frame[2], frame[3]]));
                let line = Stroke::new(1.0, color32(*line));
                self.painter.rect(rect, *radius, color32(*fill), line, egui::StrokeKind::Middle);
            }
            Item::Text { text, at, style, color } => {
                self.painter.galley_with_override_text_color(
                    self.point(*at),
                    self.galley(text, *style),
                    color32(*color),
                );
            }
            Item::Ring(ring) => self.ring(ring),
            Item::Arrow(arrow) => self.arrow(arrow),
            Item::Mark(_) => {} // Gathered into one mesh by `scene`.
        }
    }

    fn tile(&self, picture: u64, frame: &geo::Rect<f64>, [left, top, right, bottom]: [f32; 4], tint: Color) {
        let corner = |at| self.point(self.camera.screen(at));
        let rect = egui::Rect::from_min_max(corner(frame.min()), corner(frame.max()));
        let mut mesh = Mesh::with_texture(egui::TextureId::Managed(picture));
        mesh.add_rect_with_uv(rect, egui::Rect::from_min_max(pos2(left, top), pos2(right, bottom)), color32(tint));
        self.painter.add(Shape::mesh(mesh));
    }

    fn hatch(&self, area: &Area, pattern: Pattern, color: Color) {
        let anchor = pattern::anchor(self.camera);
        let vertex = |at| {
            let screen = self.camera.screen(at);
            Vertex { pos: self.point(screen), uv: pattern::uv(screen, anchor), color: color32(color) }
        };
        self.painter.add(Shape::mesh(Mesh {
            indices: area.triangles.clone(),
            vertices: area.vertices.iter().copied().map(vertex).collect(),
            texture_id: self.brush.patterns.texture(pattern),
        }));
    }

    fn strip(&self, path: &Path, strip: &Strip) {
        let anchor = pattern::anchor(self.camera);
        let texture = strip.pattern.map(|pattern| self.brush.patterns.texture(pattern));
        let mut mesh = Mesh::with_texture(texture.unwrap_or_default());
        let vertex = |at: Pos2, color| {
            let uv = if texture.is_some() { pattern::uv(at.into(), anchor) } else { WHITE_UV };
            Vertex { pos: at + self.origin, uv, color }
        };
        let screen = |at| Pos2::from(self.camera.screen(at));
        let ends = [path.points.first(), path.points.last()].map(|end| end.map(|at| screen(*at)));
        for line in lines::on_screen(path, self.camera, None) {
            // A piece that the view cuts off does not end there.
            let is_end =
                |n: usize| ends[n].zip([line.first(), line.last()][n]).is_some_and(|(a, b)| a.distance(*b) < 0.1);
            let beyond = [0, 1].map(|n| {
                strip.beyond[n].filter(|_| is_end(n)).map(|beyond| match beyond {
                    Beyond::Along(at) => (screen(at), true),
                    Beyond::Ends(at) => (screen(at), false),
                })
            });
            let fringe = lines::fringe(&line, if strip.left { strip.width } else { -strip.width }, beyond);
            let first = mesh.vertices.len() as u32;
            for (at, outer, share) in &fringe {
                mesh.vertices.push(vertex(*at, color32(strip.color)));
                mesh.vertices.push(vertex(*outer, color32(strip.color).gamma_multiply(1.0 - share)));
            }
            for n in (0..fringe.len().saturating_sub(1) as u32).map(|n| first + n * 2) {
                mesh.add_triangle(n, n + 1, n + 2);
                mesh.add_triangle(n + 1, n + 3, n + 2);
            }
        }
        self.painter.add(Shape::mesh(mesh));
    }

    fn dashes(&self, path: &Path, line: &scene::Stroke) {
        let runs = lines::runs(path, self.camera);
        let mut mesh = self.brush.dashes.mesh(self.painter.ctx(), &runs, line, color32(line.color));
        mesh.translate(self.origin);
        self.painter.add(Shape::mesh(mesh));
    }

    fn sector(&self, at: [f32; 2], radius: f32, [from, sweep]: [f32; 2], fill: Color) {
        let (center, steps) = (self.point(at), 24);
        let mut points = vec![center];
        points.extend((0..=steps).map(|n| center + Vec2::angled(from + sweep * n as f32 / steps as f32) * radius));
        self.painter.add(Shape::convex_polygon(points, color32(fill), Stroke::NONE));
    }

    fn arrow(&self, arrow: &Arrow) {
        let points: Vec<Pos2> = arrow.points.iter().map(|at| self.point(*at)).collect();
        let [.., before, tip] = points[..] else { return };
        let along = (tip - before).normalized();
        let side = vec2(-along.y, along.x) * (arrow.head[1] / 2.0);
        let neck = tip - along * arrow.head[0];
        let notch = neck + along * NOTCH;
        let head = vec![tip, neck + side, notch, neck - side];
        let is_shaft = |at: &Pos2| (*at - notch).dot(along) < -1.0;
        let shaft: Vec<Pos2> = points.iter().copied().filter(is_shaft).chain([notch]).collect();
        let (color, halo) = (color32(arrow.stroke.color), color32(arrow.halo));
        if let Some(dash) = arrow.stroke.dash {
            self.painter.add(Shape::line(shaft.clone(), Stroke::new(arrow.stroke.width + 2.8, halo)));
            self.painter.add(Shape::closed_line(head.clone(), Stroke::new(2.8, halo)));
            for points in lines::dashed(&shaft, 0.0, dash) {
                self.painter.add(Shape::line(points, stroke(&arrow.stroke)));
            }
        } else {
            self.tapered(&shaft, &head, arrow);
        }
        let (fill, edge) = if arrow.is_hollow { (halo, 1.6) } else { (color, 0.8) };
        let mut mesh = Mesh::default();
        head.iter().for_each(|at| mesh.colored_vertex(*at, fill));
        mesh.add_triangle(0, 1, 2);
        mesh.add_triangle(0, 2, 3);
        self.painter.add(Shape::mesh(mesh));
        self.painter.add(Shape::closed_line(head, Stroke::new(edge, color)));
    }

    /// The shaft of an arrow, broad at its tail, over the halo of all of it.
    fn tapered(&self, shaft: &[Pos2], head: &[Pos2], arrow: &Arrow) {
        let half = |n: usize| {
            let share = n as f32 / (shaft.len() - 1).max(1) as f32;
            arrow.stroke.width / 2.0 * (TAPER[0] + (TAPER[1] - TAPER[0]) * share)
        };
        let beside = |way: f32| lines::beside(shaft, 1.0).into_iter().enumerate().map(move |(n, at)| (n, at, way));
        let edge = |(n, at, way): (usize, Pos2, f32)| shaft[n] + (at - shaft[n]) * (half(n) * way);
        let (left, right): (Vec<Pos2>, Vec<Pos2>) = (beside(1.0).map(edge).collect(), beside(-1.0).map(edge).collect());
        let color = color32(arrow.stroke.color);
        let mut mesh = Mesh::default();
        for (n, (left, right)) in left.iter().zip(&right).enumerate() {
            mesh.colored_vertex(*left, color);
            mesh.colored_vertex(*right, color);
            if let Some(first) = (n as u32 * 2).checked_sub(2) {
                mesh.add_triangle(first, first + 1, first + 2);
                mesh.add_triangle(first + 1, first + 3, first + 2);
            }
        }
        let outline: Vec<Pos2> = left.into_iter().chain(right.into_iter().rev()).collect();
        for around in [&outline[..], head] {
            self.painter.add(Shape::closed_line(around.to_vec(), Stroke::new(3.6, color32(arrow.halo))));
        }
        self.painter.add(Shape::mesh(mesh));
        self.painter.add(Shape::closed_line(outline, Stroke::new(0.8, color)));
    }

    fn ring(&self, ring: &Ring) {
        let center = self.point(ring.at);
        self.painter.circle_filled(center, ring.radius + 1.6, color32(ring.ground));
        let middle = ring.radius - 1.75;
        let mut from = -std::f32::consts::FRAC_PI_2;
        for (color, share) in &ring.shares {
            let sweep = share * std::f32::consts::TAU;
            let steps = (sweep * RING_PIECES).ceil().max(2.0) as usize;
            let spot = |n: usize| center + Vec2::angled(from + sweep * n as f32 / steps as f32) * middle;
            self.painter.add(Shape::line((0..=steps).map(spot).collect(), Stroke::new(3.5, color32(*color))));
            from += sweep;
        }
        let galley = self.galley(&ring.count.to_string(), Type::COUNT);
        let at = center - galley.size() / 2.0;
        self.painter.galley_with_override_text_color(at, galley, color32(ring.text));
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
        if disc.soft && self.brush.is_vector {
            self.painter.extend(svg::soft_disc(center, disc.radius, color32(disc.fill)));
        } else if disc.soft {
            self.painter.add(Shape::mesh(soft_disc(center, disc.radius, color32(disc.fill))));
        } else {
            let stroke = disc.outline.filter(|line| line.dash.is_none()).map_or(Stroke::NONE, |line| stroke(&line));
            let fill = color32(disc.fill);
            self.painter.add(Shape::Circle(CircleShape { center, radius: disc.radius, fill, stroke }));
        }
        if let Some((line, dash)) = disc.outline.and_then(|line| Some((line, line.dash?))) {
            for points in lines::dashed(&lines::circle(center, disc.radius), 0.0, dash) {
                self.painter.add(Shape::Path(PathShape::line(points, stroke(&line))));
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

fn stroke(stroke: &scene::Stroke) -> Stroke {
    Stroke::new(stroke.width, color32(stroke.color))
}

/// The text four times around `at`, a point off each way, in the colour of the ground.
fn halo(painter: &Painter, at: Pos2, galley: &Arc<Galley>, color: Color32) {
    for (x, y) in [(-1., -1.), (1., -1.), (1., 1.), (-1., 1.)] {
        painter.galley_with_override_text_color(at + vec2(x, y), galley.clone(), color);
    }
}

/// One line of text, in the order in which it is painted.
fn job(text: &str, style: Type, color: Color32) -> LayoutJob {
    let font_id = if style.bold { fonts::semibold(style.size) } else { fonts::regular(style.size) };
    let format = TextFormat { font_id, color, extra_letter_spacing: style.tracking, ..TextFormat::default() };
    LayoutJob::single_section(bidi::visual_line(text).into_owned(), format)
}

/// How strong a soft disc is at shares of its radius. The first ring keeps the fall-off round rather than conical.
const SOFT: [(f32, f32); 2] = [(0.55, 0.62), (1.0, 0.0)];

/// A disc that fades from its centre to nothing.
fn soft_disc(center: Pos2, radius: f32, color: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    mesh.colored_vertex(center, color);
    const SIDES: u32 = 40;
    for (share, alpha) in SOFT {
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
