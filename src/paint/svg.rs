//! Painted shapes as SVG: the pen of sheets in lines and words. The same shapes that the window paints, so
//! it is the same picture; filled ground is its outline, patterns are patterns, words are words.

use super::{Brush, SOFT, atlas, pattern};
use crate::bidi;
use crate::fonts;
use crate::raster;
use crate::scene::Mark;
use crate::scene::style::Pattern;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use egui::epaint::{ClippedShape, ColorMode, Mesh, PathShape, TextShape};
use egui::{
    Color32, ColorImage, Context, Galley, Pos2, RawInput, Rect, Shape, Stroke, TextureId, Ui, Vec2, pos2, vec2,
};
use image::RgbaImage;
use quick_xml::escape::escape;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Bands that a fading strip is drawn as.
const BANDS: usize = 4;
/// Corners nearer than this are one, in points.
const NEAR: f32 = 0.25;
/// Beyond the page by more than this, nothing is told apart, in points.
const OUTSIDE: f32 = 400.0;

/// Runs a piece of interface without a window and returns what it paints as SVG text, `size` in points.
/// `ui` is given the brush, whose marks are shapes rather than pictures.
pub fn picture(size: [f32; 2], mut ui: impl FnMut(&Ui, &mut Brush)) -> String {
    let ctx = Context::default();
    fonts::install(&ctx);
    let input =
        || RawInput { screen_rect: Some(Rect::from_min_size(Pos2::ZERO, Vec2::from(size))), ..RawInput::default() };
    let mut brush = None;
    let mut run = || {
        ctx.run_ui(input(), |at| {
            let brush = brush.get_or_insert_with(|| Brush { is_vector: true, ..Brush::new(at.ctx()) });
            ui(at, brush);
        })
    };
    // The first pass only lets fonts and sizes settle. Nobody uploads the textures: words stay words.
    run().textures_delta.clear();
    let mut output = run();
    output.textures_delta.clear();
    brush.map_or_else(String::new, |brush| document(&output.shapes, size, &brush))
}

/// A mark as shapes of its own, turned, scaled and faded, around `center`.
pub(super) fn mark(mark: &Mark, looks: super::Looks, center: Pos2) -> Vec<Shape> {
    let turn = egui::emath::Rot2::from_angle(mark.turn);
    let place = |at: &mut Pos2| *at = center + turn * ((*at - atlas::MIDDLE) * mark.scale);
    let fade = |color: &mut Color32| *color = color.gamma_multiply(mark.alpha);
    let mut shapes = atlas::shapes(&mark.glyph, looks);
    for shape in &mut shapes {
        match shape {
            Shape::Circle(circle) => {
                place(&mut circle.center);
                circle.radius *= mark.scale;
                fade(&mut circle.fill);
                fade(&mut circle.stroke.color);
                circle.stroke.width *= mark.scale;
            }
            Shape::LineSegment { points, stroke } => {
                points.iter_mut().for_each(place);
                fade(&mut stroke.color);
                stroke.width *= mark.scale;
            }
            Shape::Path(path) => {
                path.points.iter_mut().for_each(place);
                fade(&mut path.fill);
                if let ColorMode::Solid(color) = &mut path.stroke.color {
                    fade(color);
                }
                path.stroke.width *= mark.scale;
            }
            Shape::Mesh(mesh) => {
                for vertex in &mut Arc::make_mut(mesh).vertices {
                    place(&mut vertex.pos);
                    fade(&mut vertex.color);
                }
            }
            _ => {}
        }
    }
    shapes
}

/// A disc that fades from its centre to nothing, as rings of falling strength.
pub(super) fn soft_disc(center: Pos2, radius: f32, color: Color32) -> Vec<Shape> {
    const RINGS: usize = 2 * BANDS;
    let [(half, left), (end, _)] = SOFT;
    let ring = |n: usize| {
        let share = (n as f32 + 0.5) / RINGS as f32;
        let strength =
            if share < half { 1.0 - (1.0 - left) * share / half } else { left * (end - share) / (end - half) };
        let stroke = Stroke::new(radius / RINGS as f32, color.gamma_multiply(strength));
        Shape::circle_stroke(center, share * radius, stroke)
    };
    (0..RINGS).map(ring).collect()
}

fn document(shapes: &[ClippedShape], size: [f32; 2], brush: &Brush) -> String {
    let page = Rect::from_min_size(Pos2::ZERO, Vec2::from(size));
    let mut pen = Pen { brush, page, body: String::new(), defs: String::new(), ids: BTreeMap::new() };
    let mut at = 0;
    while at < shapes.len() {
        // Shapes cut by the same box stand together.
        let clip = shapes[at].clip_rect.intersect(page);
        let group = shapes[at..].iter().take_while(|shape| shape.clip_rect.intersect(page) == clip).count();
        let id = pen.clip(clip);
        pen.put(&format!("<g clip-path=\"url(#{id})\">"));
        let flat: Vec<&Shape> = shapes[at..at + group].iter().flat_map(|shape| flat(&shape.shape)).collect();
        pen.shapes(&flat);
        pen.put("</g>");
        at += group;
    }
    let [width, height] = size;
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"Inter, 'Noto Sans Arabic', 'DejaVu Sans', sans-serif\">\n<defs>\n{}</defs>\n{}</svg>\n",
        pen.defs, pen.body
    )
}

/// A shape without the lists around it.
fn flat(shape: &Shape) -> Vec<&Shape> {
    if let Shape::Vec(list) = shape { list.iter().flat_map(flat).collect() } else { vec![shape] }
}

struct Pen<'a> {
    brush: &'a Brush,
    page: Rect,
    body: String,
    defs: String,
    /// What is defined, by its words.
    ids: BTreeMap<String, String>,
}

impl Pen<'_> {
    fn put(&mut self, line: &str) {
        self.body.push_str(line);
        self.body.push('\n');
    }

    fn shapes(&mut self, shapes: &[&Shape]) {
        let mut at = 0;
        while at < shapes.len() {
            if let Shape::Text(text) = shapes[at] {
                at += self.words(text, &shapes[at..]);
                continue;
            }
            self.shape(shapes[at]);
            at += 1;
        }
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Circle(circle) => {
                let (x, y, r) = (circle.center.x, circle.center.y, circle.radius);
                let looks = looks(circle.fill, circle.stroke);
                self.put(&format!("<circle cx=\"{x:.2}\" cy=\"{y:.2}\" r=\"{r:.2}\"{looks}/>"));
            }
            Shape::LineSegment { points, stroke } => {
                let path = course(points, false);
                self.put(&format!("<path d=\"{path}\"{}/>", looks(Color32::TRANSPARENT, *stroke)));
            }
            Shape::Path(path) => self.path(path),
            Shape::Rect(rect) => {
                let (at, size) = (rect.rect.min, rect.rect.size());
                let looks = looks(rect.fill, rect.stroke);
                let (x, y, w, h, r) = (at.x, at.y, size.x, size.y, rect.corner_radius.nw);
                self.put(&format!(
                    "<rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{w:.2}\" height=\"{h:.2}\" rx=\"{r}\"{looks}/>"
                ));
            }
            Shape::Mesh(mesh) => self.mesh(mesh),
            _ => {}
        }
    }

    fn path(&mut self, path: &PathShape) {
        let ColorMode::Solid(color) = path.stroke.color else { return };
        if path.points.iter().all(|at| !self.page.expand(OUTSIDE).contains(*at)) && path.points.len() < 3 {
            return;
        }
        let looks = looks(path.fill, Stroke::new(path.stroke.width, color));
        self.put(&format!("<path d=\"{}\"{looks}/>", course(&path.points, path.closed)));
    }

    /// Text; the same words painted around it before are its halo. Returns how many shapes that were.
    fn words(&mut self, text: &TextShape, rest: &[&Shape]) -> usize {
        let same = |shape: &&&Shape| matches!(shape, Shape::Text(other) if Arc::ptr_eq(&other.galley, &text.galley));
        let count = rest.iter().take_while(same).count();
        let Some(Shape::Text(last)) = rest.get(count.saturating_sub(1)) else { return 1 };
        let halo = (count > 1).then(|| text_color(text));
        let color = text_color(last);
        let Some(format) = text.galley.job.sections.first().map(|section| section.format.clone()) else { return count };
        let weight = if format.font_id == fonts::semibold(format.font_id.size) { " font-weight=\"600\"" } else { "" };
        let halo = halo.map_or_else(String::new, |color| {
            format!(" paint-order=\"stroke\" stroke-linejoin=\"round\"{}", stroked(Stroke::new(2.8, color)))
        });
        for row in &text.galley.rows {
            let words: String = row.row.glyphs.iter().map(|glyph| glyph.chr).collect();
            let (Some(first), false) = (row.row.glyphs.first(), words.trim().is_empty()) else { continue };
            let at = last.pos + row.pos.to_vec2() + first.pos.to_vec2();
            // The order in which words are painted, back to the order in which they are written.
            let words = if bidi::has_rtl(&words) { bidi::visual_line(&words).into_owned() } else { words };
            let line = format!(
                "<text x=\"{:.2}\" y=\"{:.2}\" font-size=\"{}\"{weight} textLength=\"{:.2}\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\"{}{halo}>{}</text>",
                at.x,
                at.y,
                format.font_id.size,
                width(&text.galley, row.row.size.x),
                filled(color),
                escape(&words)
            );
            self.put(&line);
        }
        count
    }

    fn mesh(&mut self, mesh: &Mesh) {
        if mesh.vertices.is_empty() {
            return;
        }
        if let Some(pattern) = self.brush.patterns.of(mesh.texture_id) {
            self.hatch(mesh, pattern);
        } else if let Some(image) = self.brush.tiles.get(&mesh.texture_id) {
            self.tile(mesh, image);
        } else if mesh.texture_id == TextureId::default() {
            if is_strip(mesh) { self.strip(mesh) } else { self.fill(mesh) }
        }
    }

    fn hatch(&mut self, mesh: &Mesh, pattern: Pattern) {
        let color = mesh.vertices[0].color;
        // A strip of a pattern fades; in lines it is half as strong all over.
        let color = if is_strip(mesh) { color.gamma_multiply(0.5) } else { color };
        let anchor = pattern::anchor_of(&mesh.vertices[0]);
        let words = pattern::svg(pattern, anchor, &filled(color), &stroke_only(color));
        let id = self.define("p", &words);
        let path = outline(mesh, &(0..mesh.indices.len() / 3).collect::<Vec<_>>());
        if !path.is_empty() {
            self.put(&format!("<path d=\"{path}\" fill-rule=\"evenodd\" fill=\"url(#{id})\"/>"));
        }
    }

    /// A square of ground, or a part of one, whose pixels are in the file itself: nothing is fetched to look at it.
    fn tile(&mut self, mesh: &Mesh, image: &ColorImage) {
        let ([first, .., last], [w, h]) = (&mesh.vertices[..], image.size) else { return };
        let Some(address) = data_address(image, first.color) else { return };
        let picture = format!(
            "<image id=\"ID\" width=\"{w}\" height=\"{h}\" preserveAspectRatio=\"none\" xlink:href=\"{address}\"/>"
        );
        let id = self.define("t", &picture);
        let (at, part) = (Rect::from_two_pos(first.pos, last.pos), Rect::from_two_pos(first.uv, last.uv));
        let scale = at.size() / (part.size() * vec2(w as f32, h as f32));
        let corner = at.min - part.min.to_vec2() * vec2(w as f32, h as f32) * scale;
        let place = format!("translate({:.2} {:.2}) scale({:.5} {:.5})", corner.x, corner.y, scale.x, scale.y);
        let tile = format!("<use xlink:href=\"#{id}\" transform=\"{place}\"/>");
        if part == Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0)) {
            return self.put(&tile);
        }
        let clip = self.clip(at);
        self.put(&format!("<g clip-path=\"url(#{clip})\">{tile}</g>"));
    }

    /// Bands of falling strength beside a line.
    fn strip(&mut self, mesh: &Mesh) {
        let color = mesh.vertices[0].color;
        for band in 0..BANDS {
            let spot = |pair: usize, share: f32| {
                let (inner, outer) = (mesh.vertices[pair * 2], mesh.vertices[pair * 2 + 1]);
                // Where it is narrow it ends before it has faded.
                let whole = 1.0 - f32::from(outer.color.a()) / f32::from(color.a());
                inner.pos + (outer.pos - inner.pos) * (share / whole.max(0.01)).min(1.0)
            };
            let (near, far) = (band as f32 / BANDS as f32, (band + 1) as f32 / BANDS as f32);
            let mut path = String::new();
            for quad in mesh.indices.chunks_exact(6) {
                let pair = quad[0] as usize / 2;
                let corners = [spot(pair, near), spot(pair + 1, near), spot(pair + 1, far), spot(pair, far)];
                path.push_str(&course(&corners, true));
            }
            let faded = color.gamma_multiply(1.0 - (near + far) / 2.0);
            self.put(&format!("<path d=\"{path}\"{}/>", filled(faded)));
        }
    }

    /// Triangles of one colour as the outline around them.
    fn fill(&mut self, mesh: &Mesh) {
        let mut by_color: BTreeMap<[u8; 4], Vec<usize>> = BTreeMap::new();
        for (number, corners) in mesh.indices.chunks_exact(3).enumerate() {
            let sum = corners.iter().fold([0u16; 4], |sum, at| {
                let color = mesh.vertices[*at as usize].color.to_array();
                std::array::from_fn(|i| sum[i] + u16::from(color[i]))
            });
            by_color.entry(sum.map(|sum| (sum / 3) as u8)).or_default().push(number);
        }
        for ([r, g, b, a], triangles) in by_color {
            let path = outline(mesh, &triangles);
            if a > 0 && !path.is_empty() {
                let fill = filled(Color32::from_rgba_premultiplied(r, g, b, a));
                self.put(&format!("<path d=\"{path}\" fill-rule=\"evenodd\"{fill}/>"));
            }
        }
    }

    fn clip(&mut self, rect: Rect) -> String {
        let (at, size) = (rect.min, rect.size().max(Vec2::ZERO));
        let rect =
            format!("<rect x=\"{:.2}\" y=\"{:.2}\" width=\"{:.2}\" height=\"{:.2}\"/>", at.x, at.y, size.x, size.y);
        self.define("c", &format!("<clipPath id=\"ID\">{rect}</clipPath>"))
    }

    /// Defines something once; gives its id. The first `ID` in its words stands for the id.
    fn define(&mut self, kind: &str, words: &str) -> String {
        if let Some(id) = self.ids.get(words) {
            return id.clone();
        }
        let id = format!("{kind}{}", self.ids.len());
        self.defs.push_str(&words.replacen("ID", &id, 1));
        self.defs.push('\n');
        self.ids.insert(words.to_owned(), id.clone());
        id
    }
}

/// A picture as the address of itself, in the given tint; `None` where it cannot be packed.
fn data_address(image: &ColorImage, tint: Color32) -> Option<String> {
    let tinted = image.pixels.iter().flat_map(|pixel| (*pixel * tint).to_srgba_unmultiplied());
    let image = RgbaImage::from_raw(image.size[0] as u32, image.size[1] as u32, tinted.collect())?;
    Some(format!("data:image/png;base64,{}", BASE64_STANDARD.encode(raster::png(&image).ok()?)))
}

/// Whether a mesh is a strip along a line: pairs of a coloured and a clearer corner.
fn is_strip(mesh: &Mesh) -> bool {
    let pairs = mesh.vertices.chunks_exact(2);
    let color = mesh.vertices[0].color;
    mesh.vertices.len() >= 4
        && pairs.remainder().is_empty()
        && pairs.clone().all(|pair| pair[0].color == color && pair[1].color.a() <= color.a())
        && pairs.clone().any(|pair| pair[1].color.a() < color.a())
}

/// The outline of some triangles of a mesh: the edges that only one of them has, joined to rings.
fn outline(mesh: &Mesh, triangles: &[usize]) -> String {
    let mut edges: BTreeMap<(u32, u32), i32> = BTreeMap::new();
    for &number in triangles {
        let [a, b, c] = [0, 1, 2].map(|corner| mesh.indices[number * 3 + corner]);
        for (from, to) in [(a, b), (b, c), (c, a)] {
            if let Some(count) = edges.get_mut(&(to, from)).filter(|count| **count > 0) {
                *count -= 1;
            } else {
                *edges.entry((from, to)).or_default() += 1;
            }
        }
    }
    let mut next: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for ((from, to), count) in edges {
        (0..count).for_each(|_| next.entry(from).or_default().push(to));
    }
    let mut path = String::new();
    while let Some(start) = next.keys().next().copied() {
        let (mut ring, mut at) = (vec![mesh.vertices[start as usize].pos], start);
        while let Some(ends) = next.get_mut(&at) {
            let to = ends.pop();
            if ends.is_empty() {
                next.remove(&at);
            }
            let Some(to) = to else { break };
            ring.push(mesh.vertices[to as usize].pos);
            at = to;
        }
        path.push_str(&course(&ring, true));
    }
    path
}

/// A line through points, without corners too near to see.
fn course(points: &[Pos2], closed: bool) -> String {
    let mut path = String::new();
    let mut last: Option<Pos2> = None;
    let mut count = 0;
    for (number, at) in points.iter().enumerate() {
        let end = number + 1 == points.len();
        if (closed || !end) && last.is_some_and(|last| last.distance(*at) < NEAR) {
            continue;
        }
        path.push_str(&format!("{}{:.2} {:.2}", if last.is_none() { "M" } else { "L" }, at.x, at.y));
        last = Some(*at);
        count += 1;
    }
    if closed && count < 3 {
        return String::new();
    }
    if closed {
        path.push('Z');
    }
    path
}

fn looks(fill: Color32, stroke: Stroke) -> String {
    let stroke =
        if stroke.width > 0.0 && stroke.color != Color32::TRANSPARENT { stroked(stroke) } else { String::new() };
    filled(fill) + &stroke
}

fn filled(color: Color32) -> String {
    if color == Color32::TRANSPARENT { " fill=\"none\"".to_owned() } else { paint("fill", color) }
}

fn stroked(stroke: Stroke) -> String {
    format!("{} stroke-width=\"{:.2}\"", paint("stroke", stroke.color), stroke.width)
}

fn stroke_only(color: Color32) -> String {
    paint("stroke", color)
}

fn paint(what: &str, color: Color32) -> String {
    let [r, g, b, a] = color.to_srgba_unmultiplied();
    let opacity = if a == 255 { String::new() } else { format!(" {what}-opacity=\"{:.3}\"", f32::from(a) / 255.0) };
    format!(" {what}=\"#{r:02x}{g:02x}{b:02x}\"{opacity}")
}

fn text_color(text: &TextShape) -> Color32 {
    let own = text.galley.job.sections.first().map(|section| section.format.color);
    let own = own.filter(|color| *color != Color32::PLACEHOLDER).unwrap_or(text.fallback_color);
    text.override_text_color.unwrap_or(own)
}

/// The width of a row without the tracking after its last letter.
fn width(galley: &Galley, width: f32) -> f32 {
    let tracking = galley.job.sections.first().map_or(0.0, |section| section.format.extra_letter_spacing);
    (width - tracking.max(0.0)).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn triangles_become_the_ring_around_them() {
        let mut mesh = Mesh::default();
        for (x, y) in [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)] {
            mesh.colored_vertex(pos2(x, y), Color32::RED);
        }
        mesh.add_triangle(0, 1, 2);
        mesh.add_triangle(0, 2, 3);
        let ring = outline(&mesh, &[0, 1]);
        assert_eq!(ring.matches('L').count() + 1, 4 + usize::from(ring.matches("0.00 0.00").count() > 1), "{ring}");
        assert!(ring.starts_with('M') && ring.ends_with('Z'));
    }

    #[test]
    fn words_are_words_and_their_halo_is_a_stroke() {
        let text = picture([100.0, 50.0], |ui, _| {
            let painter = ui.painter();
            let galley = painter.layout_no_wrap("Heluk & more".into(), fonts::regular(11.0), Color32::BLACK);
            for x in [0.0, 1.0, 2.0] {
                painter.galley_with_override_text_color(pos2(10.0 + x, 10.0), galley.clone(), Color32::WHITE);
            }
            painter.galley(pos2(11.0, 10.0), galley, Color32::BLACK);
        });
        assert_eq!(text.matches("<text").count(), 1, "{text}");
        assert!(text.contains("Heluk &amp; more") && text.contains("paint-order=\"stroke\""));
    }
}
