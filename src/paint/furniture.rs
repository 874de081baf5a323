//! What stands on the map beside the map itself: date, legend, scale, locator. The window and the
//! sheet draw it with the same hand.

use super::{Brush, Pen, color32, halo, job, pattern, stroke};
use crate::claim::{Event, Status};
use crate::control::{Situation, State, voice_words};
use crate::front::Support;
use crate::group::Group;
use crate::scene::basemap::Border;
use crate::scene::style::{self, CARD_RADIUS, Color, MARGIN, Pattern, SideLook, Sides, Tokens, Type};
use crate::scene::{self, BaseMap, Glyph, Item, Legend, Mark};
use crate::side::{Naming, Side};
use crate::view::{Camera, Frame, Theme, View, ground};
use egui::epaint::Vertex;
use egui::layers::ShapeIdx;
use egui::{Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2, vec2};
use std::collections::BTreeSet;

/// What the map says of itself.
pub const NOT_VERIFIED: &str = "Reported control. Not verified.";

/// Where the ground under the reports comes from; the whole of it stands in the About box.
const ATTRIBUTION: &str = "GeoNames · Natural Earth · GSHHG";

/// A hand for one theme and palette.
pub struct Furniture<'a> {
    /// Where it paints.
    pub painter: &'a Painter,
    /// Light or dark.
    pub theme: Theme,
    /// The looks of the sides.
    pub sides: Sides,
    /// What the sides are called.
    pub naming: &'a Naming,
}

impl<'a> Furniture<'a> {
    /// For a view.
    pub fn new(painter: &'a Painter, view: &'a View) -> Furniture<'a> {
        Furniture { painter, theme: view.theme, sides: Sides::in_view(view), naming: &view.naming }
    }

    fn tokens(&self) -> &'static Tokens {
        style::tokens(self.theme)
    }

    /// One line of text with its left top at `at`; returns its box.
    pub fn text(&self, at: Pos2, text: &str, style: Type, color: Color) -> Rect {
        let galley = self.painter.layout_job(job(text, style, color32(color)));
        let rect = Rect::from_min_size(at, galley.size());
        self.painter.galley(at, galley, color32(color));
        rect
    }

    /// The same with the ground's colour around its letters.
    fn text_on_map(&self, at: Pos2, text: &str, style: Type, color: Color) -> Rect {
        let galley = self.painter.layout_job(job(text, style, color32(color)));
        let rect = Rect::from_min_size(at, galley.size());
        halo(self.painter, at, &galley, color32(self.tokens().halo));
        self.painter.galley_with_override_text_color(at, galley, color32(color));
        rect
    }

    /// An opaque card.
    fn card(&self, rect: Rect) {
        let tokens = self.tokens();
        let line = Stroke::new(1.0, color32(tokens.line2));
        self.painter.rect(rect, CARD_RADIUS, color32(tokens.raise), line, StrokeKind::Inside);
    }

    /// The day in words (short ones where the room, in points, is little), what it rests on, and that nothing of it is
    /// verified.
    pub fn heading(&self, at: Pos2, view: &View, situation: Option<&Situation>, room: f32) -> Rect {
        let tokens = self.tokens();
        let counts = situation.map(|situation| {
            let counts = situation.counts;
            format!("{}, {}", counted(counts.articles, "article"), counted(counts.origins, "origin"))
        });
        let known =
            view.known_by.map(|day| format!("Known by {}", day.in_words().split_once(' ').map_or("", |words| words.1)));
        let basis: Vec<String> = known.into_iter().chain(counts).collect();
        let day = view.day.in_words();
        let width = self.painter.layout_job(job(&day, Type::DATE, color32(tokens.text))).size().x;
        let day = if width > room { view.day.civil().strftime("%a %-d %b %Y").to_string() } else { day };
        let mut rect = self.text_on_map(at, &day, Type::DATE, tokens.text);
        let heard = situation.map_or(&[][..], |situation| situation.according_to.as_slice());
        let heard = match heard {
            [] => String::new(),
            [a] => format!("According to {}", voice_words(self.naming, a)),
            [a, b] => format!("According to {} and {}", voice_words(self.naming, a), voice_words(self.naming, b)),
            more => format!("According to {} sources", more.len()),
        };
        let weighed = situation.and_then(|situation| situation.weighing.words()).unwrap_or_default();
        for line in
            [basis.join(" · ").as_str(), &heard, weighed, NOT_VERIFIED].into_iter().filter(|line| !line.is_empty())
        {
            rect = rect.union(self.text_on_map(pos2(at.x + 1.0, rect.bottom() + 1.0), line, Type::BODY, tokens.text2));
        }
        rect
    }

    /// One more line under the heading.
    pub fn under_heading(&self, heading: Rect, line: &str) -> Rect {
        self.text_on_map(pos2(heading.left() + 1.0, heading.bottom() + 1.0), line, Type::BODY, self.tokens().text2)
    }

    /// What one of two pictures shows: a title, and lines under it, with its top at `at`; to the left of it
    /// if `left_of`.
    pub fn caption(&self, at: Pos2, title: &str, lines: &[&str], left_of: bool) -> Rect {
        let tokens = self.tokens();
        let put = |y: f32, text: &str, style, color| {
            let width = self.painter.layout_job(job(text, style, color32(color))).size().x;
            self.text_on_map(pos2(if left_of { at.x - width } else { at.x }, y), text, style, color)
        };
        let mut rect = put(at.y, title, Type::CAPTION, tokens.text);
        for line in lines {
            rect = rect.union(put(rect.bottom() + 1.0, line, Type::META, tokens.text2));
        }
        rect
    }

    /// The scale and the point under the pointer, with their right bottom at `corner`.
    pub fn scale(&self, corner: Pos2, camera: &Camera, pointer: Option<[f32; 2]>) -> Rect {
        let tokens = self.tokens();
        let metres = scale_length(camera.metres_per_point() * 96.0);
        let width = (metres / camera.metres_per_point()) as f32;
        let (right, y) = (corner.x - 14.0, corner.y - 4.0);
        let left = right - width;
        let under = self.painter.add(Shape::Noop);
        let bar = [pos2(left, y - 4.0), pos2(left, y), pos2(right, y), pos2(right, y - 4.0)];
        for (width, color) in [(4.0, tokens.halo), (1.2, tokens.text2)] {
            self.painter.add(Shape::line(bar.to_vec(), Stroke::new(width, color32(color))));
            let middle = [pos2((left + right) / 2.0, y - 3.0), pos2((left + right) / 2.0, y)];
            self.painter.line_segment(middle, Stroke::new(width, color32(color)));
        }
        let (unit, per) = if metres >= 1000.0 { ("km", 1000.0) } else { ("m", 1.0) };
        let labels = [
            (left, "0".to_owned()),
            ((left + right) / 2.0, trimmed(metres / per / 2.0)),
            (right, format!("{} {unit}", trimmed(metres / per))),
        ];
        let mut rect = Rect::from_points(&bar);
        // A short bar has no room for the label of its middle.
        let shown = labels.into_iter().enumerate().filter(|(n, _)| *n != 1 || width > 74.0);
        for (_, (x, label)) in shown {
            let size = self.painter.layout_job(job(&label, Type::SMALL, color32(tokens.text2))).size();
            rect = rect.union(self.text_on_map(
                pos2(x - size.x / 2.0, y - 6.0 - size.y),
                &label,
                Type::SMALL,
                tokens.text2,
            ));
        }
        self.veil(under, rect);
        if let Some(pointer) = pointer {
            let under = self.painter.add(Shape::Noop);
            let point = ground(camera.world(pointer));
            let (ns, ew) = (if point.lat < 0.0 { "S" } else { "N" }, if point.lon < 0.0 { "W" } else { "E" });
            let text = format!("{:.4} {ns}, {:.4} {ew}", point.lat.abs(), point.lon.abs());
            let size = self.painter.layout_job(job(&text, Type::META, color32(tokens.text2))).size();
            let at = pos2(left - 18.0 - size.x, corner.y - size.y - 2.0);
            self.veil(under, self.text_on_map(at, &text, Type::META, tokens.text2));
            // Kept free also while shorter numbers are shown, so that names do not come and go.
            rect = rect.union(Rect::from_min_max(pos2(left - 150.0, corner.y - size.y - 2.0), corner));
        }
        rect
    }

    /// Where the ground under the reports comes from, and to whom its pictures are owed, with its right bottom at
    /// `corner`.
    pub fn attribution(&self, corner: Pos2, legend: &Legend) -> Rect {
        let tokens = self.tokens();
        let put = |corner: Pos2, words: &str| {
            let size = self.painter.layout_job(job(words, Type::SMALL, color32(tokens.text3))).size();
            self.text_on_map(corner - size, words, Type::SMALL, tokens.text3)
        };
        let under = self.painter.add(Shape::Noop);
        let mut rect = put(corner, ATTRIBUTION);
        for (_, credit) in legend.tiles.iter().rev().filter(|(_, credit)| !credit.is_empty()) {
            for line in lines_of(credit).iter().rev() {
                rect = rect.union(put(pos2(corner.x, rect.top()), line));
            }
        }
        self.veil(under, rect);
        rect
    }

    /// Dims what lies under words that stand on the map at a fixed place: marks and lines may come there.
    fn veil(&self, under: ShapeIdx, rect: Rect) {
        let land = color32(self.tokens().land).gamma_multiply(0.75);
        self.painter.set(under, Shape::rect_filled(rect.expand2(vec2(4.0, 1.0)), 3.0, land));
    }

    /// Where the view lies in Syria, in a card with its right bottom at `corner`.
    pub fn locator(&self, corner: Pos2, base: &BaseMap, camera: &Camera, brush: &Brush) -> Rect {
        let tokens = self.tokens();
        let rect = Rect::from_min_max(corner - vec2(114.0, 96.0), corner);
        self.card(rect);
        let inner = rect.shrink(1.0);
        let Ok(region) = Frame::All.region() else { return rect };
        let small = Camera::of(region, [inner.width() - 8.0, inner.height() - 8.0]);
        let painter = self.painter.with_clip_rect(inner.intersect(self.painter.clip_rect()));
        let pen = Pen { painter: &painter, origin: inner.min.to_vec2() + vec2(4.0, 4.0), camera: &small, brush };
        for area in &base.country {
            pen.item(&Item::Fill(area.clone(), tokens.land));
        }
        for (_, path) in base.borders.iter().filter(|(border, _)| *border != Border::Governorate) {
            pen.item(&Item::Line(path.clone(), scene::Stroke::solid(0.8, tokens.line2)));
        }
        for path in &base.coast {
            pen.item(&Item::Line(path.clone(), scene::Stroke::solid(1.0, tokens.river)));
        }
        for (name, lon, lat) in [("Aleppo", 37.16, 36.2), ("Damascus", 36.29, 33.51), ("Dara’a", 36.1, 32.62)] {
            let at = pen.point(small.screen(crate::view::world(crate::place::Point::lon_lat(lon, lat))));
            painter.circle_filled(at, 1.6, color32(tokens.text2));
            let hand = Furniture { painter: &painter, ..*self };
            hand.text(at + vec2(5.0, -7.0), name, Type::SMALL, tokens.text2);
        }
        let view = camera.view(0.0);
        let seen = Rect::from_min_max(pen.point(small.screen(view.min())), pen.point(small.screen(view.max())));
        let seen = seen.expand2((vec2(7.0, 7.0) - seen.size()).max(Vec2::ZERO) / 2.0);
        painter.rect_stroke(seen, 0.0, Stroke::new(1.4, color32(tokens.accent)), StrokeKind::Middle);
        rect
    }

    /// What every sign in view means, in a card with its left bottom at `corner`. Folded, only its title;
    /// `None`: it cannot be folded. What has no room (points, upwards) is left out, the sides last.
    pub fn legend(&self, corner: Pos2, legend: &Legend, brush: &mut Brush, folded: Option<bool>, room: f32) -> Rect {
        let rows = if folded == Some(true) { Some(Vec::new()) } else { rows(legend, room) };
        let Some(rows) = rows else { return Rect::from_min_size(corner, Vec2::ZERO) };
        let wide = rows.iter().map(|row| self.row_width(row)).fold(150.0, f32::max);
        let rect = Rect::from_min_max(corner - vec2(0.0, height(&rows)), corner + vec2(wide, 0.0));
        self.card(rect);
        let tokens = self.tokens();
        self.text(rect.min + vec2(12.0, 9.0), "Reported control", Type::HEADING, tokens.text);
        if let Some(folded) = folded {
            let chevron = rect.right_top() + vec2(-18.0, 17.0);
            let tip = if folded { -2.0 } else { 2.0 };
            let points = [vec2(-4.0, -tip), vec2(0.0, tip), vec2(4.0, -tip)].map(|by| chevron + by);
            self.painter.add(Shape::line(points.to_vec(), Stroke::new(1.4, color32(tokens.text2))));
        }
        let glyphs: Vec<Glyph> = rows.iter().flat_map(Row::glyphs).collect();
        brush.atlas.prepare(glyphs.iter(), (self.sides, self.theme));
        let mut top = rect.min + vec2(12.0, 34.0);
        for row in rows {
            self.row(top, &row, brush, rect.width() - 24.0);
            top.y += row.height();
        }
        rect
    }

    /// How wide the legend must be for a row: no wider than it has to be, for it lies over the map.
    fn row_width(&self, row: &Row) -> f32 {
        let words = match row {
            Row::Side(side) => self.naming.name(*side),
            Row::State(_, name) | Row::Line(_, name) => name,
            Row::Rule => "",
            Row::Marks(_) | Row::Overlay(..) | Row::Tiles(_) | Row::Group(..) => return 190.0,
        };
        let galley = self.painter.layout_job(job(words, Type::META, color32(self.tokens().text2)));
        (galley.size().x + 30.0 + 24.0).min(190.0)
    }

    fn row(&self, at: Pos2, row: &Row, brush: &Brush, width: f32) {
        let tokens = self.tokens();
        let words = |words: &str| self.text(at + vec2(30.0, 3.0), words, Type::META, tokens.text2);
        match row {
            Row::Rule => {
                let y = at.y + Row::Rule.height() / 2.0;
                self.painter.hline(at.x..=at.x + width, y, Stroke::new(1.0, color32(tokens.line)));
            }
            Row::Side(side) => {
                self.swatch(at, Swatch::Held(Some(*side)), brush);
                words(self.naming.name(*side));
            }
            Row::State(state, name) => {
                self.swatch(at, Swatch::State(*state), brush);
                words(name);
            }
            Row::Line(line, name) => {
                self.line(pos2(at.x, at.y + 10.0), *line);
                words(name);
            }
            Row::Tiles(name) => {
                let rect = Rect::from_min_size(at + vec2(0.0, 3.0), vec2(22.0, 14.0));
                let [ground, line] = scene::tile_sign(self.theme).map(color32);
                self.painter.rect_filled(rect, 3.0, ground);
                let road = [pos2(0.0, 10.0), pos2(9.0, 8.0), pos2(22.0, 2.0)].map(|at| at + rect.min.to_vec2());
                self.painter.add(Shape::line(road.to_vec(), Stroke::new(1.4, line)));
                self.painter.rect_stroke(rect, 3.0, Stroke::new(1.0, line), StrokeKind::Inside);
                words(&shortened(name));
            }
            Row::Overlay(number, name) => {
                let line = scene::overlay::stroke(*number, tokens.accent);
                let points = [pos2(at.x, at.y + 10.0), pos2(at.x + 22.0, at.y + 10.0)];
                for dash in
                    line.dash.map_or_else(|| vec![points.to_vec()], |dash| super::lines::dashed(&points, 0.0, dash))
                {
                    self.painter.add(Shape::line(dash, stroke(&line)));
                }
                words(&shortened(name));
            }
            Row::Group(group, shade) => {
                let look = self.sides.look(Some(group.side));
                let middle = pos2(at.x + 11.0, at.y + 10.0);
                let solid = style::shaded(look.solid, *shade);
                let ground = Rect::from_min_size(at + vec2(0.0, 3.0), vec2(22.0, 14.0));
                self.painter.rect_filled(ground, 3.0, color32(solid.faded(self.sides.fill)));
                self.painter.circle(middle, 5.0, color32(solid), Stroke::new(1.0, color32(look.ink)));
                let code = self.text(at + vec2(30.0, 3.0), &group.code, Type::HEADING_SMALL, look.ink);
                self.text(pos2(code.right() + 6.0, at.y + 3.0), &shortened(&group.name), Type::META, tokens.text2);
            }
            Row::Marks(pair) => {
                for (n, (glyph, name)) in pair.iter().enumerate() {
                    let left = at + vec2(n as f32 * 84.0, 0.0);
                    let mark = Mark { at: [0.0; 2], glyph: *glyph, turn: 0.0, scale: 0.85, alpha: 1.0, code: None };
                    self.painter.extend(brush.mark(&mark, (self.sides, self.theme), left + vec2(9.0, 10.0)));
                    self.text(left + vec2(22.0, 3.0), name, Type::META, tokens.text2);
                }
            }
        }
    }

    fn swatch(&self, at: Pos2, swatch: Swatch, brush: &Brush) {
        let sides = &self.sides;
        let rect = Rect::from_min_size(at + vec2(0.0, 3.0), vec2(22.0, 14.0));
        let look = |side| *sides.look(Some(side));
        let hatch = |pattern, color| self.hatch(rect, pattern, color, brush);
        let edge = |color: Color| {
            self.painter.rect_stroke(rect, 3.0, Stroke::new(1.0, color32(color)), StrokeKind::Inside);
        };
        match swatch {
            Swatch::Held(side) => {
                let SideLook { solid, ink, pattern, .. } = *sides.look(side);
                self.painter.rect_filled(rect, 3.0, color32(solid.faded(sides.fill)));
                if let Some((pattern, alpha)) = pattern {
                    hatch(pattern, ink.faded(alpha));
                }
                edge(ink.faded(0.75));
                let letter = sides.look(side).letter.to_string();
                let galley =
                    self.painter.layout_job(job(&letter, Type { size: 10.5, bold: true, tracking: 0.0 }, color32(ink)));
                let at = rect.center() - galley.size() / 2.0;
                halo(self.painter, at, &galley, color32(self.tokens().raise).gamma_multiply(0.7));
                self.painter.galley(at, galley, color32(ink));
            }
            Swatch::State(State::Contested) => {
                hatch(Pattern::Stripes, look(Side::Government).solid.faded(0.5));
                hatch(Pattern::Gaps, look(Side::Opposition).solid.faded(0.5));
            }
            Swatch::State(State::Unconfirmed) => hatch(Pattern::Thin, look(Side::Government).solid.faded(0.6)),
            Swatch::State(_) => {
                self.painter.rect_filled(rect, 3.0, color32(look(Side::Opposition).solid.faded(0.12)));
                let corners =
                    [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
                for dash in super::lines::dashed(&corners, 0.0, [1.2, 2.6]) {
                    self.painter.add(Shape::line(dash, Stroke::new(1.2, color32(look(Side::Opposition).ink))));
                }
            }
        }
    }

    /// A rectangle filled with a pattern.
    fn hatch(&self, rect: Rect, pattern: Pattern, color: Color, brush: &Brush) {
        let mut mesh = Mesh::with_texture(brush.patterns.texture(pattern));
        for corner in [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()] {
            let uv = pattern::uv((corner - rect.min).to_pos2().into(), Pos2::ZERO);
            mesh.vertices.push(Vertex { pos: corner, uv, color: color32(color) });
        }
        mesh.add_triangle(0, 1, 2);
        mesh.add_triangle(0, 2, 3);
        self.painter.add(Shape::mesh(mesh));
    }

    fn line(&self, left: Pos2, line: LineSign) {
        let tokens = self.tokens();
        let points = [left, left + vec2(22.0, 0.0)];
        match line {
            LineSign::Front(Support::Reported) => {
                self.painter.line_segment(points, Stroke::new(2.2, color32(tokens.ink)));
            }
            LineSign::Front(Support::Interpolated) => {
                let line = scene::Stroke::solid(1.5, tokens.ink.faded(0.55));
                for dash in super::lines::dashed(&points, 0.0, [6.0, 4.0]) {
                    self.painter.add(Shape::line(dash, stroke(&line)));
                }
            }
            LineSign::Changed => {
                let line = scene::Stroke::solid(1.6, tokens.ink);
                for dash in super::lines::dashed(&points, 0.0, [5.0, 3.0]) {
                    self.painter.add(Shape::line(dash, stroke(&line)));
                }
            }
            LineSign::Siege => {
                let ink = color32(self.sides.look(Some(Side::Government)).ink);
                self.painter.line_segment(points, Stroke::new(3.0, ink));
                for n in 0..3 {
                    let at = left + vec2(3.0 + n as f32 * 8.0, 0.0);
                    self.painter.line_segment([at, at + vec2(0.0, 6.0)], Stroke::new(1.8, ink));
                }
            }
        }
    }
}

/// Where the furniture at the right bottom of a view ends, and whether a locator has room and sense.
pub fn plate(view: Rect, camera: &Camera) -> (Pos2, bool) {
    let room = view.width() > 420.0 && view.height() > 330.0 && camera.metres_per_point() < 300.0;
    (view.right_bottom() - Vec2::splat(MARGIN), room)
}

#[derive(Clone, Copy)]
enum Swatch {
    Held(Option<Side>),
    State(State),
}

#[derive(Clone, Copy)]
enum LineSign {
    Front(Support),
    Siege,
    Changed,
}

enum Row {
    Side(Side),
    State(State, &'static str),
    Line(LineSign, &'static str),
    Marks(Vec<(Glyph, &'static str)>),
    Overlay(usize, String),
    Tiles(String),
    Group(&'static Group, u8),
    Rule,
}

impl Row {
    fn height(&self) -> f32 {
        if matches!(self, Row::Rule) { 9.0 } else { 19.0 }
    }

    fn glyphs(&self) -> Vec<Glyph> {
        if let Row::Marks(pair) = self { pair.iter().map(|(glyph, _)| *glyph).collect() } else { Vec::new() }
    }
}

/// Whether any of a legend has so much room, in points upwards.
pub fn has_room(legend: &Legend, room: f32) -> bool {
    rows(legend, room).is_some()
}

/// The height of a legend with these rows, in points.
fn height(rows: &[Row]) -> f32 {
    34.0 + rows.iter().map(Row::height).sum::<f32>() + if rows.is_empty() { 0.0 } else { 6.0 }
}

/// The rows of a legend that fit: with little room first the shapes of marks go, then the groups, then the lines.
fn rows(legend: &Legend, room: f32) -> Option<Vec<Row>> {
    (0..4).map(|left_out| all_rows(legend, left_out)).find(|rows| height(rows) <= room)
}

fn all_rows(legend: &Legend, left_out: usize) -> Vec<Row> {
    let mut groups: Vec<Vec<Row>> = vec![Vec::new(), Vec::new(), Vec::new(), Vec::new()];
    groups[0].extend(legend.sides.iter().map(|side| Row::Side(*side)));
    for (state, name) in [(State::Contested, "Contested"), (State::Unconfirmed, "Unconfirmed"), (State::Stale, "Stale")]
    {
        if legend.states.contains(&state) {
            groups[0].push(Row::State(state, name));
        }
    }
    for (support, name) in [(Support::Reported, "Front, reported"), (Support::Interpolated, "Front, interpolated")] {
        if legend.fronts.contains(&support) {
            groups[1].push(Row::Line(LineSign::Front(support), name));
        }
    }
    if legend.changed {
        groups[1].push(Row::Line(LineSign::Changed, "Changed ground"));
    }
    if legend.siege {
        groups[1].push(Row::Line(LineSign::Siege, "Siege"));
    }
    groups[1].extend(legend.tiles.iter().map(|(name, _)| Row::Tiles(name.clone())));
    groups[1].extend(legend.overlays.iter().map(|(number, name)| Row::Overlay(*number, name.clone())));
    groups[2].extend(legend.groups.iter().map(|(group, shade)| Row::Group(group, *shade)));
    groups[3].extend(marks(legend).chunks(2).map(|pair| Row::Marks(pair.to_vec())));
    groups.truncate(4 - left_out);
    let mut rows = Vec::new();
    for group in groups.into_iter().filter(|group| !group.is_empty()) {
        if !rows.is_empty() {
            rows.push(Row::Rule);
        }
        rows.extend(group);
    }
    rows
}

/// The shapes in view, in grey: colour is explained above.
fn marks(legend: &Legend) -> Vec<(Glyph, &'static str)> {
    let glyph = |event, status| Glyph { event, side: None, other: None, status, greyed: 0, shade: 0 };
    let names = [
        (Event::Holds, "holds"),
        (Event::Captures, "taken"),
        (Event::Loses, "lost"),
        (Event::Advances, "advances"),
        (Event::Fights, "fighting"),
        (Event::Strikes, "strikes"),
        (Event::Besieges, "besieges"),
    ];
    let events: &BTreeSet<Event> = &legend.events;
    let seen = names.into_iter().filter(|(event, _)| events.contains(event));
    let mut marks: Vec<_> = seen.map(|(event, name)| (glyph(event, Status::Reported), name)).collect();
    if legend.within {
        let inside = Some(Side::Opposition);
        marks.push((Glyph { side: inside, other: inside, ..glyph(Event::Fights, Status::Reported) }, "in one side"));
    }
    if legend.hypothetical {
        marks.push((glyph(Event::Captures, Status::Hypothetical), "intended"));
    }
    if legend.denied {
        marks.push((glyph(Event::Captures, Status::Denied), "denied"));
    }
    marks
}

/// Words of a credit in lines that leave the map its room.
fn lines_of(credit: &str) -> Vec<String> {
    const WIDE: usize = 60;
    let mut lines: Vec<String> = Vec::new();
    for word in credit.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < WIDE => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A file's name as far as the legend has room.
fn shortened(name: &str) -> String {
    const ROOM: usize = 24;
    if name.chars().count() <= ROOM { name.to_owned() } else { name.chars().take(ROOM - 1).chain(['…']).collect() }
}

/// The longest of 1, 2, 5 × 10^n metres that is no longer than `most`.
fn scale_length(most: f64) -> f64 {
    let power = 10f64.powf(most.log10().floor());
    [5.0, 2.0, 1.0].into_iter().map(|step| step * power).find(|length| *length <= most).unwrap_or(power)
}

fn trimmed(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// What the map says of the filter that its areas follow; `None`: they follow none.
pub fn filtered(situation: &Situation) -> Option<String> {
    situation.filter.as_ref()?;
    let counts = situation.counts;
    let all = counted(counts.claims + counts.left_out, "claim");
    let from = format!("Filtered: from {} of {all}", thousands(counts.claims as usize));
    Some(if situation.tells_of_control() { from } else { format!("{from}; none says who holds ground") })
}

/// A number as people write it: `1,000`.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 article`, `64 articles`, `1,000 articles`.
pub fn counted(number: u32, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{} {word}s", thousands(number as usize)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_is_a_round_length_that_fits() {
        for (most, length) in [(96.0, 50.0), (240.0, 200.0), (2100.0, 2000.0), (1000.0, 1000.0), (999.0, 500.0)] {
            assert!((scale_length(most) - length).abs() < 1e-9, "{most}");
        }
        assert_eq!([trimmed(2.0), trimmed(0.5), trimmed(0.25)], ["2", "0.5", "0.25"]);
    }

    #[test]
    fn a_legend_explains_what_is_visible_and_nothing_else() {
        let mut legend = Legend::default();
        assert!(all_rows(&legend, 0).is_empty());
        legend.sides.insert(Side::Kurdish);
        legend.events.insert(Event::Fights);
        legend.fronts.insert(Support::Reported);
        let count = |room| rows(&legend, room).map(|rows| rows.len());
        // Three rows and two rules; then without the shapes, without the lines, not at all.
        assert_eq!([200.0, 110.0, 70.0, 40.0].map(count), [Some(5), Some(3), Some(1), None]);
    }
}
