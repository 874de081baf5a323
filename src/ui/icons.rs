//! The program's icons, drawn as lines on a grid of 16 by 16: sharp at every size, in any colour.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

/// One icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    Search,
    Filter,
    Cross,
    Plus,
    Minus,
    Fit,
    Down,
    Left,
    Right,
    First,
    Last,
    Play,
    Pause,
    Loop,
    Layers,
    Measure,
    Compare,
    Moon,
    Sun,
    Pin,
    Enlarge,
    Shrink,
    Check,
    Copy,
    Note,
    Correct,
    Same,
    Warning,
    Drop,
    Page,
    Place,
    Clock,
    Save,
}

type Line = &'static [(f32, f32)];

/// The strokes of an icon; a line that ends where it began is closed.
fn lines(icon: Icon) -> &'static [Line] {
    match icon {
        Icon::Search => &[&[(10.6, 10.6), (14.0, 14.0)]],
        Icon::Filter => &[&[(2.0, 4.0), (14.0, 4.0)], &[(4.5, 8.0), (11.5, 8.0)], &[(6.8, 12.0), (9.2, 12.0)]],
        Icon::Cross => &[&[(4.0, 4.0), (12.0, 12.0)], &[(12.0, 4.0), (4.0, 12.0)]],
        Icon::Plus => &[&[(8.0, 3.0), (8.0, 13.0)], &[(3.0, 8.0), (13.0, 8.0)]],
        Icon::Minus => &[&[(3.0, 8.0), (13.0, 8.0)]],
        Icon::Fit => &[
            &[(3.0, 6.0), (3.0, 3.0), (6.0, 3.0)],
            &[(10.0, 3.0), (13.0, 3.0), (13.0, 6.0)],
            &[(13.0, 10.0), (13.0, 13.0), (10.0, 13.0)],
            &[(6.0, 13.0), (3.0, 13.0), (3.0, 10.0)],
        ],
        Icon::Down => &[&[(4.5, 6.5), (8.0, 10.0), (11.5, 6.5)]],
        Icon::Left => &[&[(9.5, 4.5), (6.0, 8.0), (9.5, 11.5)]],
        Icon::Right => &[&[(6.5, 4.5), (10.0, 8.0), (6.5, 11.5)]],
        Icon::First => &[&[(4.0, 4.0), (4.0, 12.0)], &[(11.5, 4.5), (8.0, 8.0), (11.5, 11.5)]],
        Icon::Last => &[&[(12.0, 4.0), (12.0, 12.0)], &[(4.5, 4.5), (8.0, 8.0), (4.5, 11.5)]],
        Icon::Play | Icon::Moon => &[],
        Icon::Pause => &[&[(6.0, 4.0), (6.0, 12.0)], &[(10.0, 4.0), (10.0, 12.0)]],
        Icon::Loop => &[
            &[(13.0, 7.0), (12.2, 5.2), (10.7, 4.0), (8.9, 3.4), (6.8, 3.6), (5.0, 4.6), (3.6, 6.0)],
            &[(3.4, 3.2), (3.4, 6.2), (6.4, 6.2)],
            &[(3.0, 9.0), (3.8, 10.8), (5.3, 12.0), (7.1, 12.6), (9.2, 12.4), (11.0, 11.4), (12.4, 10.0)],
            &[(12.6, 12.8), (12.6, 9.8), (9.6, 9.8)],
        ],
        Icon::Save => {
            &[&[(8.0, 2.5), (8.0, 10.0)], &[(4.8, 7.0), (8.0, 10.2), (11.2, 7.0)], &[(3.0, 13.0), (13.0, 13.0)]]
        }
        Icon::Layers => &[
            &[(8.0, 2.5), (14.0, 5.7), (8.0, 8.9), (2.0, 5.7), (8.0, 2.5)],
            &[(2.0, 8.6), (8.0, 11.8), (14.0, 8.6)],
            &[(2.0, 11.2), (8.0, 14.4), (14.0, 11.2)],
        ],
        Icon::Measure => &[
            &[(2.0, 10.5), (10.5, 2.0), (14.0, 5.5), (5.5, 14.0), (2.0, 10.5)],
            &[(5.0, 7.5), (6.6, 9.1)],
            &[(7.5, 5.0), (9.1, 6.6)],
        ],
        Icon::Compare => &[
            &[(2.0, 3.5), (6.5, 3.5), (6.5, 12.5), (2.0, 12.5), (2.0, 3.5)],
            &[(9.5, 3.5), (14.0, 3.5), (14.0, 12.5), (9.5, 12.5), (9.5, 3.5)],
        ],
        Icon::Sun => &[
            &[(8.0, 1.5), (8.0, 3.0)],
            &[(8.0, 13.0), (8.0, 14.5)],
            &[(1.5, 8.0), (3.0, 8.0)],
            &[(13.0, 8.0), (14.5, 8.0)],
            &[(3.4, 3.4), (4.5, 4.5)],
            &[(11.5, 11.5), (12.6, 12.6)],
            &[(3.4, 12.6), (4.5, 11.5)],
            &[(11.5, 4.5), (12.6, 3.4)],
        ],
        Icon::Pin | Icon::Place => &[&[
            (8.0, 14.2),
            (4.6, 9.6),
            (3.8, 7.8),
            (3.7, 5.8),
            (4.6, 3.8),
            (6.2, 2.4),
            (8.0, 2.0),
            (9.8, 2.4),
            (11.4, 3.8),
            (12.3, 5.8),
            (12.2, 7.8),
            (11.4, 9.6),
            (8.0, 14.2),
        ]],
        Icon::Enlarge => &[
            &[(3.0, 6.0), (3.0, 3.0), (6.0, 3.0)],
            &[(10.0, 3.0), (13.0, 3.0), (13.0, 6.0)],
            &[(13.0, 10.0), (13.0, 13.0), (10.0, 13.0)],
            &[(6.0, 13.0), (3.0, 13.0), (3.0, 10.0)],
        ],
        Icon::Shrink => &[
            &[(6.0, 3.0), (6.0, 6.0), (3.0, 6.0)],
            &[(10.0, 3.0), (10.0, 6.0), (13.0, 6.0)],
            &[(13.0, 10.0), (10.0, 10.0), (10.0, 13.0)],
            &[(6.0, 13.0), (6.0, 10.0), (3.0, 10.0)],
        ],
        Icon::Check => &[&[(3.0, 8.5), (6.5, 12.0), (13.0, 4.5)]],
        Icon::Copy => &[
            &[(5.5, 5.5), (13.5, 5.5), (13.5, 13.5), (5.5, 13.5), (5.5, 5.5)],
            &[(3.0, 10.5), (2.5, 10.5), (2.5, 2.5), (10.5, 2.5), (10.5, 3.0)],
        ],
        Icon::Note => &[
            &[(2.5, 3.0), (13.5, 3.0), (13.5, 11.0), (8.0, 11.0), (5.0, 13.8), (5.0, 11.0), (2.5, 11.0), (2.5, 3.0)],
            &[(5.2, 5.8), (10.8, 5.8)],
            &[(5.2, 8.3), (8.8, 8.3)],
        ],
        Icon::Correct => &[
            &[(3.0, 13.0), (3.6, 10.4), (11.0, 3.0), (13.0, 5.0), (5.6, 12.4), (3.0, 13.0)],
            &[(9.4, 4.6), (11.4, 6.6)],
        ],
        Icon::Same => &[&[(3.0, 4.0), (6.5, 4.0), (9.5, 8.0), (13.5, 8.0)], &[(3.0, 12.0), (6.5, 12.0), (9.5, 8.0)]],
        Icon::Warning => &[
            &[(8.0, 2.5), (14.2, 13.2), (1.8, 13.2), (8.0, 2.5)],
            &[(8.0, 6.5), (8.0, 9.6)],
            &[(8.0, 11.2), (8.0, 11.7)],
        ],
        Icon::Drop => {
            &[&[(8.0, 2.0), (8.0, 10.2)], &[(4.5, 6.9), (8.0, 10.4), (11.5, 6.9)], &[(2.5, 13.8), (13.5, 13.8)]]
        }
        Icon::Page => &[
            &[(9.5, 2.0), (3.5, 2.0), (3.5, 14.0), (12.5, 14.0), (12.5, 5.0), (9.5, 2.0)],
            &[(5.8, 8.0), (10.2, 8.0)],
            &[(5.8, 10.8), (10.2, 10.8)],
        ],
        Icon::Clock => &[&[(8.0, 4.8), (8.0, 8.2), (10.4, 9.6)]],
    }
}

/// The circles of an icon: centre and radius.
fn circles(icon: Icon) -> &'static [((f32, f32), f32)] {
    match icon {
        Icon::Search => &[((7.0, 7.0), 4.6)],
        Icon::Sun => &[((8.0, 8.0), 2.9)],
        Icon::Pin | Icon::Place => &[((8.0, 6.3), 1.6)],
        Icon::Clock => &[((8.0, 8.0), 6.0)],
        _ => &[],
    }
}

/// Paints an icon, 16 points in a box of that size, in the middle of `rect`.
pub(crate) fn paint(painter: &Painter, icon: Icon, rect: Rect, size: f32, color: Color32) {
    let scale = size / 16.0;
    let origin = rect.center() - vec2(8.0, 8.0) * scale;
    let at = |(x, y): (f32, f32)| origin + vec2(x, y) * scale;
    let stroke = Stroke::new(1.4 * scale.max(0.8), color);
    for line in lines(icon) {
        let points: Vec<Pos2> = line.iter().copied().map(at).collect();
        let closed = line.len() > 2 && line.first() == line.last();
        painter.add(if closed {
            Shape::closed_line(points[..points.len() - 1].to_vec(), stroke)
        } else {
            Shape::line(points, stroke)
        });
    }
    for &(center, radius) in circles(icon) {
        painter.circle_stroke(at(center), radius * scale, stroke);
    }
    match icon {
        Icon::Play => {
            let points = [(5.2, 3.4), (12.6, 8.0), (5.2, 12.6)].map(at).to_vec();
            painter.add(Shape::convex_polygon(points, color, Stroke::new(0.8, color)));
        }
        Icon::Moon => {
            painter.add(Shape::closed_line(moon().map(at).collect(), stroke));
        }
        _ => {}
    }
}

/// A crescent: an outer arc, and an inner one back.
fn moon() -> impl Iterator<Item = (f32, f32)> {
    let arc = |center: (f32, f32), radius: f32, from: f32, to: f32| {
        (0..=12).map(move |i| {
            let angle = from + (to - from) * i as f32 / 12.0;
            let (sin, cos) = angle.sin_cos();
            (center.0 + radius * cos, center.1 + radius * sin)
        })
    };
    arc((8.0, 8.0), 5.8, 0.45, -1.75 + std::f32::consts::TAU).chain(arc(
        (11.2, 5.0),
        4.6,
        std::f32::consts::TAU - 2.62,
        1.32,
    ))
}

/// The mark of the program: a sheet cut by a front into two sides. `ink` is the left half.
pub(crate) fn mark(painter: &Painter, rect: Rect, ink: Color32, accent: Color32) {
    let at = |x: f32, y: f32| pos2(rect.left() + rect.width() * x / 20.0, rect.top() + rect.height() * y / 20.0);
    let half = |points: &[(f32, f32)], color| {
        let mesh = fan(points.iter().map(|&(x, y)| at(x, y)), color);
        painter.add(Shape::mesh(mesh));
    };
    half(&[(2.0, 2.0), (8.6, 2.0), (7.4, 7.0), (10.0, 11.0), (8.2, 18.0), (2.0, 18.0)], ink);
    half(&[(10.6, 2.0), (18.0, 2.0), (18.0, 18.0), (10.2, 18.0), (12.0, 11.0), (9.4, 7.0)], accent);
}

/// A filled polygon that is star-shaped around its first outer corner's opposite: the two halves are.
fn fan(points: impl Iterator<Item = Pos2>, color: Color32) -> egui::Mesh {
    let points: Vec<Pos2> = points.collect();
    let mut mesh = egui::Mesh::default();
    let center = points.iter().fold(vec2(0.0, 0.0), |sum, point| sum + point.to_vec2()) / points.len() as f32;
    mesh.colored_vertex(center.to_pos2(), color);
    for &point in &points {
        mesh.colored_vertex(point, color);
    }
    let n = points.len() as u32;
    for i in 0..n {
        mesh.add_triangle(0, 1 + i, 1 + (i + 1) % n);
    }
    mesh
}
