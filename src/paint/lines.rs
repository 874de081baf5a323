//! Lines of the map plane as lines of the screen: cut to the view, thinned, dashed, ticked.

use crate::scene::Ticks;
use crate::scene::shape::Path;
use crate::view::Camera;
use egui::{Pos2, Vec2, pos2, vec2};

/// Corners nearer than this, in points, are left out.
const THIN: f32 = 1.0;
/// How often a moved line is looked over for folds.
const UNFOLDINGS: usize = 8;
/// How far beyond the view a line is still drawn, in points: wider than any stroke.
const MARGIN: f32 = 24.0;

/// A run of a line that lies in view, and how far along the line it begins, in points.
pub(super) struct Run {
    pub(super) from: f32,
    pub(super) points: Vec<Pos2>,
}

/// The visible pieces of a path, in points from the view's left top; dashes keep their place on the
/// line while the map is dragged.
pub(super) fn on_screen(path: &Path, camera: &Camera, dash: Option<[f32; 2]>) -> Vec<Vec<Pos2>> {
    let runs = runs(path, camera);
    match dash {
        None => runs.into_iter().map(|run| run.points).collect(),
        Some(dash) => runs.iter().flat_map(|run| dashed(&run.points, run.from, dash)).collect(),
    }
}

/// Strokes across a path, every so many points along it.
pub(super) fn ticks(path: &Path, camera: &Camera, ticks: &Ticks) -> Vec<[Pos2; 2]> {
    let mut strokes = Vec::new();
    for run in runs(path, camera) {
        let mut along = run.from;
        for pair in run.points.windows(2) {
            let (step, length) = (pair[1] - pair[0], pair[0].distance(pair[1]));
            let left = vec2(step.y, -step.x) / length.max(1e-6);
            let mut next = (along / ticks.every).ceil() * ticks.every;
            while next < along + length {
                let at = pair[0] + step * ((next - along) / length);
                strokes.push([at + left * ticks.reach[0], at - left * ticks.reach[1]]);
                next += ticks.every;
            }
            along += length;
        }
    }
    strokes
}

/// The dashes of a line that begins `from` points along its whole.
pub(super) fn dashed(points: &[Pos2], from: f32, [on, off]: [f32; 2]) -> Vec<Vec<Pos2>> {
    let period = on + off;
    let mut dashes: Vec<Vec<Pos2>> = Vec::new();
    let mut open = false;
    let mut phase = from.rem_euclid(period);
    for pair in points.windows(2) {
        let (step, length) = (pair[1] - pair[0], pair[0].distance(pair[1]));
        let mut done = 0.0;
        while length - done > 1e-3 {
            let in_dash = phase < on;
            let left = if in_dash { on - phase } else { period - phase };
            let part = left.min(length - done);
            let (a, b) = (pair[0] + step * (done / length), pair[0] + step * ((done + part) / length));
            match dashes.last_mut().filter(|_| open && in_dash) {
                Some(dash) => dash.push(b),
                None if in_dash => dashes.push(vec![a, b]),
                None => {}
            }
            open = in_dash;
            done += part;
            phase = if part + 1e-4 >= left { if in_dash { on } else { 0.0 } } else { phase + part };
            if phase == 0.0 {
                open = false;
            }
        }
    }
    dashes
}

/// The line moved sideways by `width` points: to the left of its direction, to the right if negative.
/// At sharp bends the distance is kept within bounds.
pub(super) fn beside(line: &[Pos2], width: f32) -> Vec<Pos2> {
    let left = |a: Pos2, b: Pos2| {
        let step = (b - a).normalized();
        vec2(step.y, -step.x)
    };
    let last = line.len().saturating_sub(1);
    let is_closed = last > 1 && line[0].distance(line[last]) < 0.5;
    let normal = |n: usize| {
        let before = match n {
            0 if is_closed => Some(left(line[last - 1], line[last])),
            0 => None,
            _ => Some(left(line[n - 1], line[n])),
        };
        let after = match n {
            _ if n == last && is_closed => Some(left(line[0], line[1])),
            _ if n == last => None,
            _ => Some(left(line[n], line[n + 1])),
        };
        let (before, after) = (before.or(after).unwrap_or_default(), after.or(before).unwrap_or_default());
        let middle = (before + after).normalized();
        middle / middle.dot(after).max(0.6)
    };
    let mut moved: Vec<Pos2> = line.iter().enumerate().map(|(n, at)| *at + normal(n) * width).collect();
    unfold(line, &mut moved);
    moved
}

/// Within a bend that is narrower than the distance, the moved line would run backwards and the strip fold over
/// itself: its points there become one.
fn unfold(line: &[Pos2], moved: &mut [Pos2]) {
    for _ in 0..UNFOLDINGS {
        let backwards: Vec<bool> =
            (1..line.len()).map(|n| (moved[n] - moved[n - 1]).dot(line[n] - line[n - 1]) < 0.0).collect();
        let mut first = 0;
        for run in backwards.chunk_by(|a, b| a == b) {
            let points = first..=first + run.len();
            if run[0] {
                let sum = moved[points.clone()].iter().fold(Vec2::ZERO, |sum, at| sum + at.to_vec2());
                moved[points].fill((sum / (run.len() + 1) as f32).to_pos2());
            }
            first += run.len();
        }
        if !backwards.contains(&true) {
            break;
        }
    }
}

/// A circle as a closed line.
pub(super) fn circle(center: Pos2, radius: f32) -> Vec<Pos2> {
    let sides = (radius.sqrt() * 12.0).clamp(24.0, 128.0) as usize;
    let turn = std::f32::consts::TAU / sides as f32;
    (0..=sides).map(|side| center + Vec2::angled(side as f32 * turn) * radius).collect()
}

/// The parts of a path that lie in view.
pub(super) fn runs(path: &Path, camera: &Camera) -> Vec<Run> {
    let frame = [-MARGIN, -MARGIN, camera.size[0] + MARGIN, camera.size[1] + MARGIN].map(f64::from);
    let scale = camera.scale();
    let half = camera.size.map(|side| f64::from(side) / 2.0);
    let mut runs: Vec<Run> = Vec::new();
    let (mut along, mut joined) = (0.0f64, false);
    let mut screen = path
        .points
        .iter()
        .map(|at| [(at.x - camera.center.x) * scale + half[0], (at.y - camera.center.y) * scale + half[1]]);
    let Some(mut a) = screen.next() else { return runs };
    let last = path.points.len().saturating_sub(2);
    for (number, b) in screen.enumerate() {
        let length = (b[0] - a[0]).hypot(b[1] - a[1]);
        if length < f64::from(THIN) && number != last {
            continue;
        }
        match clipped(a, b, frame) {
            Some([from, to]) => {
                let at = |t: f64| pos2((a[0] + (b[0] - a[0]) * t) as f32, (a[1] + (b[1] - a[1]) * t) as f32);
                match runs.last_mut().filter(|_| joined && from == 0.0) {
                    Some(run) => run.points.push(at(to)),
                    None => runs.push(Run { from: (along + length * from) as f32, points: vec![at(from), at(to)] }),
                }
                joined = to == 1.0;
            }
            None => joined = false,
        }
        along += length;
        a = b;
    }
    runs
}

/// The part of the segment from `a` to `b` inside `frame`, as shares of its length (Liang-Barsky).
fn clipped(a: [f64; 2], b: [f64; 2], frame: [f64; 4]) -> Option<[f64; 2]> {
    let (mut from, mut to) = (0.0f64, 1.0f64);
    for axis in 0..2 {
        let step = b[axis] - a[axis];
        let (near, far) = (frame[axis] - a[axis], frame[axis + 2] - a[axis]);
        if step == 0.0 {
            if near > 0.0 || far < 0.0 {
                return None;
            }
        } else {
            let (enter, leave) = if step > 0.0 { (near / step, far / step) } else { (far / step, near / step) };
            from = from.max(enter);
            to = to.min(leave);
        }
    }
    (from < to).then_some([from, to])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Point;
    use crate::view::world;

    fn length(line: &[Pos2]) -> f32 {
        line.windows(2).map(|pair| pair[0].distance(pair[1])).sum()
    }

    #[test]
    fn dashes_go_round_corners_and_keep_their_lengths() {
        let line = [pos2(0., 0.), pos2(10., 0.), pos2(10., 10.)];
        let dashes = dashed(&line, 0.0, [6.0, 4.0]);
        assert_eq!(dashes.len(), 2);
        assert!((length(&dashes[0]) - 6.0).abs() < 0.01 && (length(&dashes[1]) - 6.0).abs() < 0.01);
        // Begun 7 along: 3 of gap, then a dash of 6 that bends, a gap of 4, a dash.
        let later = dashed(&line, 7.0, [6.0, 4.0]);
        assert_eq!(later.len(), 2);
        assert_eq!(later[0].first(), Some(&pos2(3., 0.)));
        let bent = dashed(&line, 3.0 + 6.0, [6.0, 4.0]);
        assert_eq!(bent[0][0], pos2(1., 0.));
        assert_eq!(dashed(&[pos2(0., 0.), pos2(0., 5.), pos2(4., 5.)], 0.0, [8.0, 2.0])[0].len(), 3);
    }

    #[test]
    fn a_strip_keeps_its_width_round_corners() {
        let line = [pos2(0., 0.), pos2(10., 0.), pos2(10., 10.)];
        assert_eq!(beside(&line, 2.0)[0], pos2(0., -2.));
        let corner = beside(&line, 2.0)[1];
        assert!((corner - pos2(12., -2.)).length() < 1e-3, "{corner:?}");
        assert_eq!(beside(&line, -2.0)[2], pos2(8., 10.));
        let ring = [pos2(0., 0.), pos2(4., 0.), pos2(4., 4.), pos2(0., 4.), pos2(0., 0.)];
        assert!((beside(&ring, 1.0)[0] - pos2(-1., -1.)).length() < 1e-3);
    }

    #[test]
    fn a_strip_does_not_fold_over_itself_in_a_narrow_bend() {
        let bend: Vec<Pos2> = (0..=12).map(|n| pos2(0., 0.) + Vec2::angled(n as f32 * 0.25) * 4.0).collect();
        for width in [-12.0, 12.0] {
            let moved = beside(&bend, width);
            let folded = (1..bend.len()).filter(|&n| (moved[n] - moved[n - 1]).dot(bend[n] - bend[n - 1]) < -1e-3);
            assert_eq!(folded.count(), 0, "{moved:?}");
        }
    }

    #[test]
    fn lines_are_cut_to_the_view() {
        let camera = Camera::new(Point::lon_lat(37.16, 36.2), 16.0, [400.0, 300.0]);
        let far = Path::of(vec![world(Point::lon_lat(30.0, 36.2)), world(Point::lon_lat(44.0, 36.2))]);
        let pieces = on_screen(&far, &camera, None);
        assert_eq!(pieces.len(), 1);
        assert!((length(&pieces[0]) - 448.0).abs() < 0.1);
        let dashes = on_screen(&far, &camera, Some([5.0, 5.0]));
        assert!((40..=46).contains(&dashes.len()), "{}", dashes.len());
        let elsewhere = Path::of(vec![world(Point::lon_lat(30.0, 33.0)), world(Point::lon_lat(44.0, 33.0))]);
        assert!(on_screen(&elsewhere, &camera, None).is_empty());
    }

    #[test]
    fn ticks_stand_on_the_line_at_equal_steps() {
        let camera = Camera::new(Point::lon_lat(37.16, 36.2), 12.0, [400.0, 300.0]);
        let path = Path::of(vec![camera.world([100.0, 150.0]), camera.world([200.0, 150.0])]);
        let stroke = crate::scene::Stroke::solid(1.0, crate::scene::style::Color::hex(0));
        let marks = ticks(&path, &camera, &Ticks { every: 20.0, reach: [6.0, 0.0], stroke });
        assert_eq!(marks.len(), 5);
        // Eastwards, left is north: up on the screen.
        assert!(marks.iter().all(|[a, b]| (a.y - 144.0).abs() < 0.1 && (b.y - 150.0).abs() < 0.1));
    }
}
