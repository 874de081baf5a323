//! Two pictures on one map: swiped by a handle, or side by side and moving together. One picture
//! alone is the simple case: one half that is everything.

use super::super::icons::{self, Icon};
use super::super::theme::tokens;
use super::super::widgets;
use crate::command::Command;
use crate::view::{Against, Comparison, Split, View};
use egui::{CursorIcon, Id, Key, Modifiers, Pos2, Rect, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};

/// Half the width of the strip by which the handle is dragged, in points.
const GRIP: f32 = 12.0;

/// Where one picture is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Half {
    /// The whole of its view.
    pub(super) rect: Rect,
    /// The part of it that is seen.
    pub(super) clip: Rect,
}

/// The halves for a map: that of A if two are compared, then that of B.
pub(super) fn halves(map: Rect, comparison: Option<&Comparison>) -> (Option<Half>, Half) {
    let Some(comparison) = comparison else { return (None, Half { rect: map, clip: map }) };
    let cut = |x: f32| map.split_left_right_at_x(x);
    match comparison.split {
        Split::Swipe => {
            let (left, right) = cut(map.left() + map.width() * comparison.at);
            (Some(Half { rect: map, clip: left }), Half { rect: map, clip: right })
        }
        Split::SideBySide => {
            let (left, right) = cut(map.center().x);
            (Some(Half { rect: left, clip: left }), Half { rect: right, clip: right })
        }
    }
}

/// The line between the halves, with the handle on it while they are swiped. Returns the new place of
/// the handle, 0 to 1, while it is moved.
pub(super) fn divide(ui: &Ui, map: Rect, comparison: &Comparison) -> Option<f32> {
    let t = tokens(ui);
    let swipe = comparison.split == Split::Swipe;
    let x = if swipe { map.left() + map.width() * comparison.at } else { map.center().x };
    ui.painter().vline(x, map.y_range(), Stroke::new(2.0, t.text));
    if !swipe {
        return None;
    }
    let strip = Rect::from_x_y_ranges(x - GRIP..=x + GRIP, map.y_range());
    let response = ui.interact(strip, Id::unique("divide"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::slider(true, f64::from(comparison.at), "Divide between A and B"));
    let knob = pos2(x, map.center().y);
    ui.painter().circle(knob, 11.0, t.raise, Stroke::new(2.0, t.text));
    for (icon, by) in [(Icon::Left, -4.0), (Icon::Right, 4.0)] {
        icons::paint(ui.painter(), icon, Rect::from_center_size(knob + vec2(by, 0.0), Vec2::splat(12.0)), 11.0, t.text);
    }
    let ring = Rect::from_center_size(knob, Vec2::splat(24.0));
    if response.has_focus() {
        widgets::ring(ui, ring, 12);
    }
    let step = |key, by| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)).then_some(comparison.at + by);
    let stepped =
        response.has_focus().then(|| step(Key::ArrowUp, 0.05).or_else(|| step(Key::ArrowDown, -0.05))).flatten();
    let dragged = response.dragged().then(|| response.interact_pointer_pos()).flatten();
    let response = response.on_hover_cursor(CursorIcon::ResizeHorizontal);
    drop(response.on_hover_text("Drag to swipe; ↑ and ↓ by keyboard"));
    dragged.map(|at| (at.x - map.left()) / map.width()).or(stepped).map(clamped)
}

fn clamped(at: f32) -> f32 {
    at.clamp(*Comparison::REACH.start(), *Comparison::REACH.end())
}

/// Pushes the comparison with the handle at another place.
pub(super) fn moved(comparison: &Comparison, at: f32, commands: &mut Vec<Command>) {
    commands.push(Command::SetComparison(Some(Comparison { at, ..comparison.clone() })));
}

/// Title and line under it for a picture: its day, or its voices.
pub(super) fn caption(view: &View, letter: &str, voices: &[String]) -> (String, String) {
    let day = view.day.in_words();
    let day = day.split_once(' ').map_or(day.clone(), |(_, rest)| rest.to_owned());
    match view.comparison.as_ref().map(|comparison| &comparison.a) {
        Some(Against::Voices(_)) => {
            let who = match voices {
                [] => "All reports".to_owned(),
                [only] => only.clone(),
                several => format!("{} sources", several.len()),
            };
            (who, format!("{letter} · {day}"))
        }
        _ => (day, letter.to_owned()),
    }
}

/// Whether a position of the window lies in the half of A.
pub(super) fn is_in(half: Option<&Half>, at: Option<Pos2>) -> bool {
    half.zip(at).is_some_and(|(half, at)| half.clip.contains(at))
}

/// A name for screen readers of what a half shows.
pub(super) fn name(ui: &Ui, half: &Half, title: &str, letter: &str) {
    let at = Rect::from_min_size(half.clip.min, vec2(1.0, 1.0));
    let says = ui.interact(at, Id::unique(("picture", letter)), Sense::hover());
    says.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Picture {letter}: {title}")));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Day;

    #[test]
    fn halves_share_the_map_without_a_gap() {
        let map = Rect::from_min_size(pos2(300.0, 44.0), vec2(700.0, 600.0));
        assert_eq!(halves(map, None), (None, Half { rect: map, clip: map }));
        let mut comparison = Comparison::with(Against::Day(Day::from_number(0)));
        comparison.at = 0.25;
        let (a, b) = halves(map, Some(&comparison));
        let a = a.unwrap();
        assert_eq!((a.rect, b.rect), (map, map), "one camera for both");
        assert_eq!((a.clip.right(), b.clip.left()), (475.0, 475.0));
        comparison.split = Split::SideBySide;
        let (a, b) = halves(map, Some(&comparison));
        assert_eq!((a.unwrap().rect.size(), b.rect.size()), (vec2(350.0, 600.0), vec2(350.0, 600.0)));
    }
}
