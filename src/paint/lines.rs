//! Lines of the map plane as lines of the screen: cut to the view, thinned, dashed, ticked.

use crate::scene::Ticks;
use crate::scene::shape::Path;
use crate::view::Camera;
use egui::{Pos2, Vec2, pos2, vec2};
use std::f32::consts::PI;

/// Corners nearer than this, in points, are left out.
const THIN: f32 = 1.0;
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
    let normals = normals(line, [None; 2]);
    line.iter().zip(normals).map(|(at, (normal, stretch))| *at + normal * (stretch * width)).collect()
}

/// A point of a line, where a strip beside it ends there, and how far off that is as a share of its width.
pub(super) type Fringe = (Pos2, Pos2, f32);

/// A strip beside a line, across it again and again. It lies on the left of the line, on the right if the width is
/// negative.
///
/// In a bend that is narrower than the width the strip ends half way to the other side of the bend, where both
/// sides meet. Where the edge of the ground goes on `beyond` the line in another direction, the strip is cut off there,
/// or goes round the end up to there; with each such point stands whether there is a strip along that edge, too.
pub(super) fn fringe(line: &[Pos2], width: f32, beyond: [Option<(Pos2, bool)>; 2]) -> Vec<Fringe> {
    let (side, width) = (width.signum(), width.abs());
    let normals = normals(line, beyond.map(|beyond| beyond.filter(|(_, goes_on)| *goes_on).map(|(at, _)| at)));
    let mut fringe: Vec<Fringe> = Vec::with_capacity(line.len());
    for (n, (normal, stretch)) in normals.into_iter().enumerate() {
        let normal = normal * side;
        let room = room(line, n, normal, width);
        // Outside of a corner it is as far from both of its edges as beside them.
        let far = if room < width { room } else { width * stretch };
        fringe.push((line[n], line[n] + normal * far, room / width));
    }
    for first in [true, false] {
        let Some((beyond, goes_on)) = beyond[usize::from(!first)].filter(|_| line.len() > 1) else { continue };
        // As if it ended at its last point.
        if first {
            fringe.reverse();
        }
        let (inner, end) = (fringe[fringe.len() - 2].0, fringe[fringe.len() - 1].0);
        let (on, edge) = ((end - inner).normalized(), (beyond - end).normalized());
        let across = vec2(on.y, -on.x) * if first { -side } else { side };
        let is_straight = on.dot(edge) > STRAIGHT;
        if !is_straight && across.dot(edge) > 0.1 {
            cut(&mut fringe, edge, across, width);
        } else if !is_straight || !goes_on {
            go_round(&mut fringe, edge, on, across * width);
        }
        if first {
            fringe.reverse();
        }
    }
    fringe
}

/// Leads a strip round its end up to an edge that turns away from it: at most half way round.
fn go_round(fringe: &mut Vec<Fringe>, edge: Vec2, on: Vec2, across: Vec2) {
    const STEPS: usize = 6;
    let Some((end, ..)) = fringe.last().copied() else { return };
    let turn = if on.dot(edge) < 0.0 { PI } else { across.normalized().dot(edge).clamp(-1.0, 1.0).acos() };
    for n in 1..=STEPS {
        let (sine, cosine) = (turn * n as f32 / STEPS as f32).sin_cos();
        fringe.push((end, end + across * cosine + on * (across.length() * sine), 1.0));
    }
}

/// Beyond an end that turns by less than this (its cosine) the line just goes on.
const STRAIGHT: f32 = 0.8;

/// Cuts a strip off along the edge that sets out from its end.
fn cut(fringe: &mut [Fringe], edge: Vec2, across: Vec2, width: f32) {
    let cross = |a: Vec2, b: Vec2| a.x * b.y - a.y * b.x;
    let Some((last, rest)) = fringe.split_last_mut() else { return };
    for (at, spot, share) in rest.iter_mut().rev() {
        let (off, by) = (last.0 - *at, *spot - *at);
        if off.length() > 3.0 * width {
            break;
        }
        // Where the way to the strip's end meets the edge.
        let met = cross(off, edge) / cross(by, edge);
        let along = (by * met - off).dot(edge);
        if met > 0.0 && met < 1.0 && along > 0.0 {
            (*spot, *share) = (*at + by * met, *share * met);
        }
    }
    let sine = across.dot(edge);
    let far = (width / sine).min(2.5 * width);
    (last.1, last.2) = (last.0 + edge * far, (far * sine / width).min(1.0));
}

/// How far a strip may reach from a point of a line before it is nearer to another of its points, at most `width`: the
/// largest circle that touches the line there and has nothing of it inside.
fn room(line: &[Pos2], at: usize, normal: Vec2, width: f32) -> f32 {
    let mut room = width;
    let mut touch = |other: Pos2| {
        let by = other - line[at];
        let ahead = by.dot(normal);
        if ahead > 1e-3 {
            room = room.min(by.length_sq() / (2.0 * ahead));
        }
        by.length()
    };
    // Farther along the line than this it has come back, or it never will.
    let most = 6.0 * width;
    let mut far = 0.0;
    for n in at + 1..line.len() {
        far += line[n].distance(line[n - 1]);
        if far > most || touch(line[n]) > 4.0 * width {
            break;
        }
    }
    far = 0.0;
    for n in (0..at).rev() {
        far += line[n].distance(line[n + 1]);
        if far > most || touch(line[n]) > 4.0 * width {
            break;
        }
    }
    room
}

/// For each point of a line the way to its left, and how much farther the corner of a line beside it is than the
/// line. `beyond`: how the line goes on at its ends, if it does.
fn normals(line: &[Pos2], beyond: [Option<Pos2>; 2]) -> Vec<(Vec2, f32)> {
    let left = |a: Pos2, b: Pos2| {
        let step = (b - a).normalized();
        vec2(step.y, -step.x)
    };
    let last = line.len().saturating_sub(1);
    let is_closed = last > 1 && line[0].distance(line[last]) < 0.5;
    let normal = |n: usize| {
        let before = match n {
            0 if is_closed => Some(left(line[last - 1], line[last])),
            0 => beyond[0].map(|beyond| left(beyond, line[0])),
            _ => Some(left(line[n - 1], line[n])),
        };
        let after = match n {
            _ if n == last && is_closed => Some(left(line[0], line[1])),
            _ if n == last => beyond[1].map(|beyond| left(line[last], beyond)),
            _ => Some(left(line[n], line[n + 1])),
        };
        // An end that turns sharply is none.
        let goes_on = is_closed || (0 < n && n < last) || before.zip(after).is_some_and(|(a, b)| a.dot(b) > STRAIGHT);
        let (before, after) = match (before, after) {
            (_, Some(after)) if n == 0 && !goes_on => (after, after),
            (Some(before), _) if n == last && !goes_on => (before, before),
            (before, after) => (before.or(after).unwrap_or_default(), after.or(before).unwrap_or_default()),
        };
        let middle = (before + after).normalized();
        (middle, 1.0 / middle.dot(after).max(0.6))
    };
    (0..line.len()).map(normal).collect()
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
        // The way round a half circle of radius 4: inside, a strip of 12 ends at its middle.
        let bend: Vec<Pos2> = (0..=12).map(|n| pos2(0., 0.) + Vec2::angled(n as f32 * 0.25) * 4.0).collect();
        for width in [-12.0, 12.0] {
            let outer = fringe(&bend, width, [None; 2]);
            let folded = (1..bend.len()).filter(|&n| (outer[n].1 - outer[n - 1].1).dot(bend[n] - bend[n - 1]) < -0.01);
            assert_eq!(folded.count(), 0, "{outer:?}");
            for (at, spot, share) in outer.iter().skip(1).take(11) {
                assert!((spot.distance(*at) - share * 12.0).abs() < 0.2, "{spot:?} {share}");
                assert!(*share == 1.0 || (spot.to_vec2().length() < 0.1 && (share - 1.0 / 3.0).abs() < 0.01));
            }
        }
    }

    #[test]
    fn a_strip_ends_on_the_edge_of_its_ground() {
        // A front from the west to the east; the ground on its left (north, up) ends aslant at its end.
        let line: Vec<Pos2> = (0..=10).map(|n| pos2(n as f32 * 4.0, 0.)).collect();
        for (edge, spot, share) in [
            (pos2(46., -10.), pos2(46., -10.), 1.0), // away from the front
            (pos2(30., -10.), pos2(30., -10.), 1.0), // back over it
            (pos2(40., -30.), pos2(40., -10.), 1.0),
            (pos2(80., 0.), pos2(40., -10.), 1.0),  // straight on
            (pos2(40., 30.), pos2(40., -10.), 1.0), // round the end: the ground goes on
        ] {
            let strip = fringe(&line, 10.0, [None, Some((edge, true))]);
            let (_, end, far) = strip[10];
            assert!(end.distance(spot) < 0.01 && (far - share).abs() < 0.01, "{edge:?}: {end:?}");
            assert_eq!(strip[0], (pos2(0., 0.), pos2(0., -10.), 1.0));
        }
        // Round the end, up to where the ground ends: in the south.
        let strip = fringe(&line, 10.0, [None, Some((pos2(40., 30.), true))]);
        assert!(strip[strip.len() - 1].1.distance(pos2(40., 10.)) < 0.01, "{strip:?}");
        let round = |spot: Pos2| (spot.distance(pos2(40., 0.)) - 10.0).abs() < 0.01 && spot.x > 39.9;
        assert!(strip[11..].iter().all(|(_, spot, _)| round(*spot)), "{strip:?}");
        // Straight on, but without a strip: round the end as well.
        let strip = fringe(&line, 10.0, [None, Some((pos2(80., 0.), false))]);
        assert!(strip[strip.len() - 1].1.distance(pos2(50., 0.)) < 0.01, "{strip:?}");
        // What would lie beyond the edge is cut, and fades only as far.
        let outer = fringe(&line, 10.0, [None, Some((pos2(30., -10.), true))]);
        assert!(outer[9].1.distance(pos2(36., -4.)) < 0.01 && (outer[9].2 - 0.4).abs() < 0.01, "{:?}", outer[9]);
        let right = fringe(&line, -10.0, [Some((pos2(10., 10.), true)), None]);
        assert!(right[0].1.distance(pos2(10., 10.)) < 0.01 && (right[1].2 - 0.4).abs() < 0.01, "{right:?}");
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
