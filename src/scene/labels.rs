//! Names on the map: the most important first, none over another, none over a mark.
//!
//! Greedy by order: each name tries right, left, below and above of its mark, or the centre where
//! there is no mark. What does not fit is left out, never shrunk. A name keeps the position of the
//! frame before while it still fits, so names do not jump.

use super::Input;
use super::style::{self, Color, Type};
use crate::side::Side;
use crate::view::View;
use std::collections::BTreeMap;

/// Free space around a placed name, in points.
const SPACE: f32 = 3.0;

/// One line of text, placed.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The text, in logical order.
    pub text: String,
    /// Its left and top, in points of the screen.
    pub at: [f32; 2],
    /// Its width and height, in points.
    pub size: [f32; 2],
    /// Its size and weight.
    pub style: Type,
    /// Its colour.
    pub color: Color,
    /// The colour round its letters.
    pub halo: Color,
}

/// Where a name stands relative to its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Right of the mark.
    Right,
    /// Left of it.
    Left,
    /// Below it.
    Below,
    /// Above it.
    Above,
    /// On the place itself.
    Centre,
    /// Below it, beyond the marks beside it.
    FarBelow,
    /// Above it, beyond the marks beside it.
    FarAbove,
    /// Right of it, beyond the marks beside it.
    FarRight,
    /// Left of it, beyond the marks beside it.
    FarLeft,
}

impl Slot {
    fn is_far(self) -> bool {
        matches!(self, Slot::FarBelow | Slot::FarAbove | Slot::FarRight | Slot::FarLeft)
    }
}

/// How much farther the far slots are, in points.
const FAR: f32 = 16.0;
/// How far apart the names and letters of one side's ground stand at least, in points.
const APART: f32 = 100.0;
/// The slots of a name with a mark, best first.
const BESIDE: &[Slot] =
    &[Slot::Right, Slot::Left, Slot::Below, Slot::Above, Slot::FarBelow, Slot::FarAbove, Slot::FarRight, Slot::FarLeft];

/// The slots of the name of what is selected in a ring with room for it.
const WITHIN: &[Slot] =
    &[Slot::Centre, Slot::Above, Slot::Below, Slot::Right, Slot::Left, Slot::FarAbove, Slot::FarBelow];

/// A name that wants to be drawn.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    /// The same from frame to frame.
    pub(super) key: String,
    /// Its lines, top to bottom.
    pub(super) lines: Vec<Line>,
    /// Its place on the screen.
    pub(super) at: [f32; 2],
    /// The distance from the place to the text where a mark stands there; `None`: no mark.
    pub(super) gap: Option<f32>,
    /// Smaller is placed first: the class, then the order in it.
    pub(super) order: (u8, u32),
    /// The side whose ground it names: of one side, none stands near another.
    pub(super) side: Option<Side>,
}

/// One line of a wish.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) style: Type,
    pub(super) color: Color,
}

/// Left, top, right, bottom in points.
type Box4 = [f32; 4];

/// Places what fits. Returns the labels and the slot each key took.
pub(super) fn place(
    mut wishes: Vec<Wish>,
    input: &Input,
    view: &View,
    taken: &[Box4],
    last: Option<&BTreeMap<String, Slot>>,
) -> (Vec<Label>, BTreeMap<String, Slot>) {
    wishes.sort_by(|a, b| (a.order, &a.key).cmp(&(b.order, &b.key)));
    let halo = style::tokens(view.theme).halo;
    let [width, height] = view.camera.size;
    let marked: Vec<[f32; 2]> = wishes.iter().filter(|wish| wish.gap.is_some()).map(|wish| wish.at).collect();
    let mut taken = taken.to_vec();
    let (mut labels, mut slots) = (Vec::new(), BTreeMap::new());
    let mut named: Vec<(Side, [f32; 2])> = Vec::new();
    for wish in wishes {
        let is_near = |(side, at): &(Side, [f32; 2])| {
            Some(*side) == wish.side && (at[0] - wish.at[0]).hypot(at[1] - wish.at[1]) < APART
        };
        if slots.contains_key(&wish.key) || named.iter().any(is_near) {
            continue;
        }
        let sizes: Vec<_> = wish.lines.iter().map(|line| (input.measure)(&line.text, line.style)).collect();
        let size = sizes.iter().fold([0.0f32, 0.0], |[w, h], size| [w.max(size[0]), h + size[1]]);
        let kept = last.and_then(|last| last.get(&wish.key)).copied();
        let all = match wish.gap {
            Some(_) => BESIDE,
            None if wish.order.0 == 0 => WITHIN,
            None => &[Slot::Centre],
        };
        let spot = |slot: Slot| {
            let [left, top] = corner(slot, &wish, size);
            [left - SPACE, top, left + size[0] + SPACE, top + size[1]]
        };
        let fits = |slot: &Slot| {
            let room = spot(*slot);
            let [left, top, right, bottom] = room;
            let inside = left + SPACE >= 2.0 && top >= 2.0 && right - SPACE <= width - 2.0 && bottom <= height - 2.0;
            // Far from its own mark, a name must not pass for that of another.
            let middle = [f32::midpoint(left, right), f32::midpoint(top, bottom)];
            let away = |at: [f32; 2]| (at[0] - middle[0]).hypot(at[1] - middle[1]);
            let is_own =
                || !slot.is_far() || marked.iter().all(|other| *other == wish.at || away(*other) > away(wish.at));
            (inside && !taken.iter().any(|other| overlap(other, &room)) && is_own()).then_some((*slot, room))
        };
        // A name that was pushed away comes back as soon as there is room beside its mark.
        let kept = kept.filter(|slot| all.contains(slot) && !slot.is_far());
        // What is selected is always named: where there is no room, over the least.
        let must = || {
            let over = |slot: &&Slot| taken.iter().filter(|other| overlap(other, &spot(**slot))).count();
            let slot = *all.iter().filter(|_| wish.order.0 == 0).min_by_key(over)?;
            Some((slot, spot(slot)))
        };
        let Some((slot, spot)) = kept.iter().chain(all).find_map(fits).or_else(must) else { continue };
        taken.push(spot);
        named.extend(wish.side.map(|side| (side, wish.at)));
        let [left, mut top] = corner(slot, &wish, size);
        for (line, [w, h]) in wish.lines.iter().zip(&sizes) {
            let shift = match slot {
                Slot::Right | Slot::FarRight => 0.0,
                Slot::Left | Slot::FarLeft => size[0] - w,
                _ => (size[0] - w) / 2.0,
            };
            labels.push(Label {
                text: line.text.clone(),
                at: [(left + shift).round(), top.round()],
                size: [*w, *h],
                style: line.style,
                color: line.color,
                halo,
            });
            top += h;
        }
        slots.insert(wish.key, slot);
    }
    (labels, slots)
}

/// The left top corner of a text block in a slot. Beside a mark the first line is level with it.
fn corner(slot: Slot, wish: &Wish, [w, h]: [f32; 2]) -> [f32; 2] {
    let ([x, y], gap) = (wish.at, wish.gap.unwrap_or(0.0));
    // Lines of text have room of their own above and below the letters.
    let near = gap - (gap * 0.2).min(2.5);
    let first = h / wish.lines.len().max(1) as f32 / 2.0;
    match slot {
        Slot::FarBelow => [x - w / 2.0, y + near + FAR],
        Slot::FarAbove => [x - w / 2.0, y - near - FAR - h],
        Slot::FarRight => [x + gap + FAR, y - first],
        Slot::FarLeft => [x - gap - FAR - w, y - first],
        Slot::Right => [x + gap, y - first],
        Slot::Left => [x - gap - w, y - first],
        Slot::Below => [x - w / 2.0, y + near],
        Slot::Above => [x - w / 2.0, y - near - h],
        Slot::Centre => [x - w / 2.0, y - h / 2.0],
    }
}

fn overlap(a: &Box4, b: &Box4) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Gazetteer;
    use crate::place::Point;
    use crate::scene::{BaseMap, Places, compose};
    use crate::view::Camera;

    fn measure(text: &str, style: Type) -> [f32; 2] {
        [text.chars().count() as f32 * style.size * 0.55, style.size * 1.25]
    }

    fn overlapping(labels: &[Label]) -> Vec<(&str, &str)> {
        let spot = |label: &Label| {
            let ([x, y], [w, h]) = (label.at, label.size);
            // Positions are rounded to whole points.
            [x + 0.6, y + 0.6, x + w - 0.6, y + h - 0.6]
        };
        let pairs = labels.iter().enumerate().flat_map(|(i, a)| labels[i + 1..].iter().map(move |b| (a, b)));
        pairs.filter(|(a, b)| overlap(&spot(a), &spot(b))).map(|(a, b)| (a.text.as_str(), b.text.as_str())).collect()
    }

    #[test]
    fn names_never_overlap_each_other_or_an_overlay_and_stay_where_they_were() {
        let (base, places) = (BaseMap::built_in(), Places::new(Gazetteer::built_in().places()));
        let legend = [[12.0, 420.0, 200.0, 700.0]];
        let claims = crate::scene::Claims::default();
        let input = Input { obstacles: &legend, ..Input::new(&base, &places, &claims, &measure) };
        let mut view = View::new(crate::date::Day::from_number(17_000));
        let mut drawn = 0;
        for (lon, lat) in [(37.16, 36.2), (36.1, 32.62), (37.9, 35.2), (36.3, 33.5)] {
            for half_zoom in 10..34 {
                view.camera = Camera::new(Point::lon_lat(lon, lat), f64::from(half_zoom) / 2.0, [1000.0, 720.0]);
                let scene = compose(&input, &view, None);
                assert_eq!(overlapping(&scene.labels), [], "at {lon} {lat} zoom {}", view.camera.zoom);
                for label in &scene.labels {
                    let spot = [label.at[0], label.at[1], label.at[0] + label.size[0], label.at[1] + label.size[1]];
                    assert!(!overlap(&spot, &[12.6, 420.6, 199.4, 699.4]), "{} under the legend", label.text);
                }
                assert_eq!(compose(&input, &view, Some(&scene)).slots, scene.slots);
                drawn += scene.labels.len();
            }
        }
        assert!(drawn > 1000, "{drawn}");
    }

    #[test]
    fn a_selected_name_gives_way_to_a_mark_in_its_ring_and_a_long_one_is_cut_to_the_name() {
        let (base, places) = (BaseMap::built_in(), Places::new(Gazetteer::built_in().places()));
        let claims = crate::scene::Claims::default();
        let input = Input::new(&base, &places, &claims, &measure);
        let mut view = View::new(crate::date::Day::from_number(17_000));
        view.camera = Camera::new(Point::lon_lat(37.16, 36.2), 12.0, [400.0, 300.0]);
        let line =
            |text: &str| Line { text: text.to_owned(), style: Type::SMALL, color: style::tokens(view.theme).label };
        let wish = |lines: &[&str], class: u8| Wish {
            key: "town".to_owned(),
            lines: lines.iter().map(|text| line(text)).collect(),
            at: [200.0, 150.0],
            gap: None,
            order: (class, 0),
            side: None,
        };
        let told = |wishes: Vec<Wish>, taken: [f32; 4]| {
            let (labels, _) = place(wishes, &input, &view, &[taken], None);
            let spot =
                |label: &Label| [label.at[0], label.at[1], label.at[0] + label.size[0], label.at[1] + label.size[1]];
            assert!(labels.iter().all(|label| !overlap(&spot(label), &taken)), "{labels:?}");
            labels.into_iter().map(|label| label.text).collect::<Vec<_>>()
        };
        let mark = [190.0, 152.0, 210.0, 172.0];
        assert_eq!(told(vec![wish(&["Town", "Madina"], 0)], mark), ["Town", "Madina"]);
        let both = || vec![wish(&["Town", "last heard 54 days ago"], 6), wish(&["Town"], 6)];
        assert_eq!(told(both(), [0.0; 4]), ["Town", "last heard 54 days ago"]);
        assert_eq!(told(both(), [240.0, 140.0, 260.0, 160.0]), ["Town"]);
    }
}
