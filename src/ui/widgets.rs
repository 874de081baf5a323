//! The few widgets of the window: text cut with an ellipsis, buttons, tabs, rows, tags, cards. Each
//! has a name for screen readers, a focus ring, and nothing of egui's default look.

pub(crate) use super::field::{field, small_field};
use super::icons::{self, Icon};
use super::theme::{Tokens, Type, size, tokens};
use crate::bidi;
pub use crate::paint::furniture::thousands;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align2, Color32, CornerRadius, Frame, Galley, Margin, Painter, Pos2, Rect, Response, Role, Sense, Stroke,
    StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

/// One line of text no wider than `width`, cut with an ellipsis.
pub(crate) fn line(painter: &Painter, text: &str, kind: Type, color: Color32, width: f32) -> Arc<Galley> {
    let format = TextFormat { line_height: Some(kind.line()), ..TextFormat::simple(kind.font(), color) };
    let mut job = LayoutJob::single_section(bidi::visual_line(text).into_owned(), format);
    job.wrap = TextWrapping { max_width: width.max(1.0), max_rows: 1, break_anywhere: true, ..Default::default() };
    painter.layout_job(job)
}

/// Paints one line of text at `at`, which `align` says where it is of the line; returns its rect.
pub(crate) fn put(
    painter: &Painter,
    at: Pos2,
    align: Align2,
    text: &str,
    kind: Type,
    color: Color32,
    width: f32,
) -> Rect {
    let galley = line(painter, text, kind, color, width);
    let rect = align.anchor_size(at, galley.size());
    painter.galley(rect.min, galley, color);
    rect
}

/// Whether a text fits on one line of this width.
pub(crate) fn fits(painter: &Painter, text: &str, kind: Type, width: f32) -> bool {
    !line(painter, text, kind, Color32::BLACK, width).elided
}

/// A paragraph of the given width, in words for screen readers too.
pub(crate) fn paragraph(ui: &mut Ui, text: &str, kind: Type, color: Color32) -> Response {
    let format = TextFormat { line_height: Some(kind.line()), ..TextFormat::simple(kind.font(), color) };
    let job = LayoutJob::single_section(text.to_owned(), format);
    ui.add(egui::Label::new(job).wrap().selectable(false))
}

/// A text laid out in at most so many lines of this width.
pub(crate) fn wrapped(
    painter: &Painter,
    text: &str,
    kind: Type,
    color: Color32,
    width: f32,
    rows: usize,
) -> Arc<Galley> {
    let format = TextFormat { line_height: Some(kind.line()), ..TextFormat::simple(kind.font(), color) };
    let mut job = LayoutJob::single_section(bidi::visual_line(text).into_owned(), format);
    job.wrap = TextWrapping { max_width: width.max(1.0), max_rows: rows, ..Default::default() };
    painter.layout_job(job)
}

/// A text of at most so many lines, cut with an ellipsis; the whole text on hover.
pub(crate) fn lines(ui: &mut Ui, text: &str, kind: Type, color: Color32, rows: usize) -> Response {
    let galley = wrapped(ui.painter(), text, kind, color, ui.available_width(), rows);
    let elided = galley.elided;
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    ui.painter().galley(rect.min, galley, color);
    if elided { response.on_hover_text(text) } else { response }
}

/// A few words where a list would stand.
pub(crate) fn note(ui: &mut Ui, words: &str) {
    Frame::new().inner_margin(Margin::symmetric(16, 10)).show(ui, |ui| {
        paragraph(ui, words, Type::Row, tokens(ui).text2);
    });
}

/// The head of a group of rows, with something said at its right.
pub(crate) fn group_head(ui: &mut Ui, head: &str, right: &str, color: Color32) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::hover());
    let y = rect.center().y + 2.0;
    let end = pos2(rect.right() - size::PAD, y);
    let put_right = put(ui.painter(), end, Align2::RIGHT_CENTER, right, Type::Meta, color, 150.0);
    let left = pos2(rect.left() + size::PAD, y);
    let room = put_right.left() - left.x - 8.0;
    put(ui.painter(), left, Align2::LEFT_CENTER, head, Type::MetaStrong, tokens(ui).text2, room);
    let says = if right.is_empty() { head.to_owned() } else { format!("{head}, {right}") };
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &says));
}

/// Words that lead somewhere, in a box that is laid out already. `name` says where.
pub(crate) fn link_at(ui: &Ui, rect: Rect, words: &str, name: &str) -> Response {
    let t = tokens(ui);
    let response = ui.interact(rect, ui.scope_id().with(("link", name)), Sense::click());
    let color = if response.hovered() { t.accent } else { t.text };
    put(ui.painter(), rect.left_center(), Align2::LEFT_CENTER, words, Type::Row, color, rect.width());
    focus_ring(ui, &response, 2);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, name));
    response.on_hover_text(name).on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// A few words in the middle of an empty panel.
pub(crate) fn centred(ui: &mut Ui, words: &str) {
    ui.add_space(ui.available_height() * 0.3);
    ui.vertical_centered(|ui| {
        ui.set_max_width(240.0);
        paragraph(ui, words, Type::Body, tokens(ui).text2);
    });
}

/// One line of text as a widget, cut with an ellipsis; the whole text on hover.
pub(crate) fn text_line(ui: &mut Ui, text: &str, kind: Type, color: Color32) -> Response {
    let galley = line(ui.painter(), text, kind, color, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    let elided = galley.elided;
    ui.painter().galley(rect.min, galley, color);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    if elided { response.on_hover_text(text) } else { response }
}

/// Contents in a part of the window that is laid out already: the cursor stays where it is.
pub(crate) fn within<R>(ui: &mut Ui, rect: Rect, contents: impl FnOnce(&mut Ui) -> R) -> R {
    contents(&mut ui.new_child(egui::UiBuilder::new().max_rect(rect)))
}

/// The ring around what has the keyboard.
pub(crate) fn focus_ring(ui: &Ui, response: &Response, radius: u8) {
    if response.has_focus() {
        ring(ui, response.rect, radius);
    }
}

/// The same around any box.
pub(crate) fn ring(ui: &Ui, rect: Rect, radius: u8) {
    let stroke = Stroke::new(2.0, tokens(ui).accent);
    ui.painter().rect_stroke(rect.expand(1.0), CornerRadius::same(radius + 1), stroke, StrokeKind::Outside);
}

/// A square button with an icon. `name` is what it does, for hover and screen readers.
pub(crate) fn icon_button(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    let response = icon_face(ui, icon, false);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    response.on_hover_text(name)
}

/// The same, shown pressed while `on`.
pub(crate) fn icon_toggle(ui: &mut Ui, icon: Icon, name: &str, on: bool) -> Response {
    let response = icon_face(ui, icon, on);
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), on, name));
    response.on_hover_text(name)
}

fn icon_face(ui: &mut Ui, icon: Icon, on: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size::CONTROL), Sense::click());
    let t = tokens(ui);
    if on || response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS), if on { t.sel } else { t.hover });
    }
    let color = match (ui.is_enabled(), on) {
        (false, _) => t.line2,
        (true, true) => t.accent,
        (true, false) => t.text2,
    };
    icons::paint(ui.painter(), icon, rect, 16.0, color);
    focus_ring(ui, &response, size::RADIUS);
    response
}

/// What a screen reader tells of a widget after its name: what is chosen in a menu, say.
pub(crate) fn tells(ui: &Ui, of: &Response, words: &str) {
    ui.ctx().accesskit_node_builder(of.id, |node| node.set_description(words));
}

/// Has a screen reader say the words of a label by itself when they change.
pub(crate) fn announce(ui: &Ui, label: &Response, at_once: bool) {
    let live = if at_once { egui::accesskit::Live::Assertive } else { egui::accesskit::Live::Polite };
    ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(live));
}

/// How a button with words looks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Face {
    /// The one thing to do.
    Primary,
    /// Anything else.
    Plain,
    /// Without a frame until hovered.
    Quiet,
    /// Only words, in the accent.
    Link,
}

/// A button with words, an icon before them, and the keys it answers to.
pub(crate) fn button(ui: &mut Ui, face: Face, icon: Option<Icon>, label: &str, keys: &str) -> Response {
    let t = tokens(ui);
    let ink = match face {
        Face::Primary => t.on_accent,
        Face::Link => t.accent,
        Face::Plain | Face::Quiet => t.text,
    };
    let words = line(ui.painter(), label, Type::Row, ink, f32::INFINITY);
    let key = (!keys.is_empty()).then(|| line(ui.painter(), keys, Type::Tick, ink, f32::INFINITY));
    let pad = if face == Face::Link { 0.0 } else { 10.0 };
    let icon_width = if icon.is_some() { 22.0 } else { 0.0 };
    let key_width = key.as_ref().map_or(0.0, |key| key.size().x + 18.0);
    let width = pad * 2.0 + icon_width + words.size().x + key_width;
    let height = if face == Face::Link { 24.0 } else { size::CONTROL };
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    paint_face(ui, rect, face, &response);
    let mut x = rect.left() + pad;
    if let Some(icon) = icon {
        let at = Rect::from_center_size(pos2(x + 8.0, rect.center().y), Vec2::splat(16.0));
        icons::paint(ui.painter(), icon, at, 16.0, if face == Face::Primary { ink } else { t.text2 });
        x += icon_width;
    }
    let color = if face == Face::Link && response.hovered() { t.text } else { ink };
    let top = rect.center().y - words.size().y / 2.0;
    let end = x + words.size().x;
    ui.painter().galley(pos2(x, top), words, color);
    if let Some(key) = key {
        let cap = Rect::from_min_size(pos2(end + 8.0, rect.center().y - 8.0), vec2(key.size().x + 10.0, 16.0));
        let line = if face == Face::Primary { ink.gamma_multiply(0.5) } else { t.line2 };
        ui.painter().rect_stroke(cap, CornerRadius::same(3), Stroke::new(1.0, line), StrokeKind::Inside);
        ui.painter().galley(cap.center() - key.size() / 2.0, key, ink);
    }
    focus_ring(ui, &response, size::RADIUS);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), label));
    response
}

fn paint_face(ui: &Ui, rect: Rect, face: Face, response: &Response) {
    let t = tokens(ui);
    let corner = CornerRadius::same(size::RADIUS);
    let hovered = response.hovered() || response.has_focus();
    match face {
        Face::Primary => {
            ui.painter().rect_filled(rect, corner, t.accent);
        }
        Face::Plain => {
            let fill = if hovered { t.hover } else { t.raise };
            ui.painter().rect(rect, corner, fill, Stroke::new(1.0, t.line2), StrokeKind::Inside);
        }
        Face::Quiet if hovered => {
            ui.painter().rect_filled(rect, corner, t.hover);
        }
        Face::Quiet | Face::Link => {}
    }
}

/// A button that opens a menu: `quiet words` **strong words** ⌄.
pub(crate) fn menu_button(ui: &mut Ui, face: Face, before: &str, strong: &str, name: &str) -> Response {
    let t = tokens(ui);
    let first = line(ui.painter(), before, Type::Row, t.text2, f32::INFINITY);
    let second = line(ui.painter(), strong, Type::RowStrong, t.text, 220.0);
    let gap = if before.is_empty() { 0.0 } else { 4.0 };
    let width = 10.0 + first.size().x + gap + second.size().x + 4.0 + 16.0 + 6.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::CONTROL), Sense::click());
    paint_face(ui, rect, face, &response);
    let top = rect.center().y - first.size().y / 2.0;
    let x = rect.left() + 10.0;
    let next = x + first.size().x + gap;
    ui.painter().galley(pos2(x, top), first, t.text2);
    ui.painter().galley(pos2(next, top), second, t.text);
    let at = Rect::from_center_size(pos2(rect.right() - 14.0, rect.center().y), Vec2::splat(16.0));
    icons::paint(ui.painter(), Icon::Down, at, 14.0, t.text2);
    focus_ring(ui, &response, size::RADIUS);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    response
}

/// What the rows of a menu below it are about.
pub(crate) fn menu_head(ui: &mut Ui, words: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    let left = rect.left_center() + vec2(8.0, 2.0);
    put(ui.painter(), left, Align2::LEFT_CENTER, words, Type::MetaStrong, tokens(ui).text2, rect.width() - 16.0);
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, words));
}

/// A row of a menu: a label, and at the right the keys. Checked rows carry a tick.
pub(crate) fn menu_row(ui: &mut Ui, label: &str, keys: &str, checked: Option<bool>) -> Response {
    let t = tokens(ui);
    let width = ui.available_width().max(200.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::MENU), Sense::click());
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, CornerRadius::same(4), t.hover);
    }
    let mut x = rect.left() + 8.0;
    if let Some(on) = checked {
        if on {
            let at = Rect::from_center_size(pos2(x + 7.0, rect.center().y), Vec2::splat(16.0));
            icons::paint(ui.painter(), Icon::Check, at, 13.0, t.accent);
        }
        x += 22.0;
    }
    let right = rect.right() - 8.0;
    let key = put(ui.painter(), pos2(right, rect.center().y), Align2::RIGHT_CENTER, keys, Type::Tick, t.text2, 90.0);
    let room = key.left() - x - 8.0;
    put(ui.painter(), pos2(x, rect.center().y), Align2::LEFT_CENTER, label, Type::Row, t.text, room);
    focus_ring(ui, &response, 4);
    response.widget_info(|| match checked {
        Some(on) => WidgetInfo::selected(Role::MenuItemCheckBox, true, on, label),
        None => WidgetInfo::labeled(Role::MenuItem, true, label),
    });
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response
}

/// Between the name of a tab and its count.
const TAB_GAP: f32 = 6.0;

/// The width of a tab with a count.
pub(crate) fn tab_width(ui: &Ui, label: &str, count: usize, open: bool) -> f32 {
    let kind = if open { Type::RowStrong } else { Type::Row };
    let wide = |text: &str, kind| line(ui.painter(), text, kind, Color32::PLACEHOLDER, f32::INFINITY).size().x;
    wide(label, kind) + TAB_GAP + wide(&brief(count), Type::Meta)
}

/// One tab of a head of a panel: a word and a count, if it has one, underlined while it is open.
pub(crate) fn tab(ui: &mut Ui, label: &str, count: Option<usize>, open: bool) -> Response {
    tab_in(ui, label, count, open, true)
}

/// The same where there may be no room for the count: then it is only told, to screen readers and on hover.
pub(crate) fn tab_in(ui: &mut Ui, label: &str, count: Option<usize>, open: bool, has_room: bool) -> Response {
    let t = tokens(ui);
    let (kind, color) = if open { (Type::RowStrong, t.text) } else { (Type::Row, t.text2) };
    let word = line(ui.painter(), label, kind, color, f32::INFINITY);
    let number = count.filter(|_| has_room).map_or_else(String::new, brief);
    let gap = if number.is_empty() { 0.0 } else { TAB_GAP };
    let number = line(ui.painter(), &number, Type::Meta, t.text3, f32::INFINITY);
    let count = count.map_or_else(String::new, thousands);
    let width = word.size().x + gap + number.size().x;
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::TABS), Sense::click());
    let y = rect.center().y - word.size().y / 2.0;
    let at = pos2(rect.left() + word.size().x + gap, y + 1.5);
    ui.painter().galley(pos2(rect.left(), y), word, color);
    ui.painter().galley(at, number, t.text3);
    if open {
        let bar = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 2.0), rect.right_bottom());
        ui.painter().rect_filled(bar, 0, t.accent);
    }
    focus_ring(ui, &response, 2);
    response.widget_info(|| {
        WidgetInfo::selected(
            Role::Tab,
            true,
            open,
            if count.is_empty() { label.to_owned() } else { format!("{label}, {count}") },
        )
    });
    if count.len() > 3 || !has_room { response.on_hover_text(format!("{label}: {count}")) } else { response }
}

/// A row of buttons of which one is pressed; returns the one that was clicked.
pub(crate) fn segments(ui: &mut Ui, name: &str, labels: &[&str], chosen: usize) -> Option<usize> {
    let t = tokens(ui);
    let galleys: Vec<_> = labels
        .iter()
        .enumerate()
        .map(|(i, label)| {
            let (kind, color) = if i == chosen { (Type::RowStrong, t.accent) } else { (Type::Row, t.text2) };
            (line(ui.painter(), label, kind, color, f32::INFINITY), color)
        })
        .collect();
    let width = galleys.iter().map(|(galley, _)| galley.size().x + 20.0).sum();
    let (rect, _) = ui.allocate_exact_size(vec2(width, size::CONTROL - 2.0), Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS), t.raise);
    let (mut x, mut clicked) = (rect.left(), None);
    for (i, (galley, color)) in galleys.into_iter().enumerate() {
        let part = Rect::from_min_size(pos2(x, rect.top()), vec2(galley.size().x + 20.0, rect.height()));
        let response = ui.interact(part, ui.scope_id().with((name, i)), Sense::click());
        if i == chosen || response.hovered() {
            ui.painter().rect_filled(part, CornerRadius::same(4), if i == chosen { t.sel } else { t.hover });
        }
        if i > 0 {
            ui.painter().vline(part.left(), part.y_range(), Stroke::new(1.0, t.line2));
        }
        ui.painter().galley(part.center() - galley.size() / 2.0, galley, color);
        focus_ring(ui, &response, 4);
        let says = format!("{name}: {}", labels[i]);
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, i == chosen, &says));
        if response.clicked() {
            clicked = Some(i);
        }
        x = part.right();
    }
    ui.painter().rect_stroke(rect, CornerRadius::same(size::RADIUS), Stroke::new(1.0, t.line2), StrokeKind::Inside);
    clicked
}

/// How a tag is coloured.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    /// Something to know.
    Plain,
    /// Something to mind.
    Warn,
}

/// The width of a tag in points.
pub(crate) fn tag_width(painter: &Painter, text: &str) -> f32 {
    line(painter, text, Type::Tick, Color32::BLACK, f32::INFINITY).size().x + 10.0
}

/// Paints a tag, 16 high, whose left end is at `left`; returns its right end.
pub(crate) fn put_tag(painter: &Painter, t: &Tokens, left: Pos2, text: &str, tag: Tag) -> f32 {
    let (ink, ground) = match tag {
        Tag::Plain => (t.text2, t.hover),
        Tag::Warn => (t.warn, t.warn_ground),
    };
    let galley = line(painter, text, Type::Tick, ink, f32::INFINITY);
    let rect = Rect::from_min_size(left - vec2(0.0, 8.0), vec2(galley.size().x + 10.0, 16.0));
    painter.rect_filled(rect, CornerRadius::same(4), ground);
    painter.galley(rect.center() - galley.size() / 2.0, galley, ink);
    rect.right()
}

/// A key as it is printed, in a frame of its own; returns its left end, `right` is where it ends.
pub(crate) fn put_key(painter: &Painter, t: &Tokens, right: Pos2, text: &str) -> f32 {
    if text.is_empty() {
        return right.x;
    }
    let galley = line(painter, text, Type::Tick, t.text2, f32::INFINITY);
    let rect =
        Rect::from_min_size(pos2(right.x - galley.size().x - 10.0, right.y - 8.0), vec2(galley.size().x + 10.0, 16.0));
    painter.rect_stroke(rect, CornerRadius::same(3), Stroke::new(1.0, t.line2), StrokeKind::Inside);
    painter.galley(rect.center() - galley.size() / 2.0, galley, t.text2);
    rect.left()
}

/// The ground of a row across the whole panel: hover, selection with its accent at the left edge.
pub(crate) fn row_ground(ui: &Ui, rect: Rect, response: &Response, selected: bool) {
    let t = tokens(ui);
    let full = Rect::from_x_y_ranges(ui.clip_rect().x_range(), rect.y_range());
    if selected {
        ui.painter().rect_filled(full, 0, t.sel);
        ui.painter().rect_filled(Rect::from_min_size(full.min, vec2(2.0, full.height())), 0, t.accent);
    } else if response.hovered() {
        ui.painter().rect_filled(full, 0, t.hover);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(full.shrink(1.0), 0, Stroke::new(2.0, t.accent), StrokeKind::Inside);
    }
}

/// Ends the grounds of rows so far outside what floats over the window.
pub(crate) fn end_rows(ui: &mut Ui, margin: f32) {
    let inside = ui.max_rect().expand(margin).x_range();
    ui.set_clip_rect(Rect::from_x_y_ranges(inside, ui.clip_rect().y_range()));
}

/// The frame of a card: radius 8, a hairline, no shadow.
pub(crate) fn card(ui: &Ui) -> Frame {
    let t = tokens(ui);
    Frame::new()
        .fill(t.raise)
        .stroke(Stroke::new(1.0, t.line))
        .corner_radius(CornerRadius::same(size::CARD))
        .inner_margin(Margin::same(12))
}

/// A hairline across all the room there is.
pub(crate) fn rule(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, tokens(ui).line));
}

/// A number where there is little room: `999`, `1.7k`, `107k`.
fn brief(number: usize) -> String {
    match number {
        ..1_000 => number.to_string(),
        1_000..9_950 => format!("{}.{}k", (number + 50) / 1000, (number + 50) % 1000 / 100),
        _ => format!("{}k", thousands((number + 500) / 1000)),
    }
}

/// `1 claim`, `2 claims`, `1,000 claims`.
pub(crate) fn counted(number: usize, word: &str) -> String {
    let number_ = thousands(number);
    if number == 1 { format!("{number_} {word}") } else { format!("{number_} {word}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!([0, 999, 1000, 1_234_567].map(thousands), ["0", "999", "1,000", "1,234,567"].map(String::from));
        assert_eq!(
            [999, 1_000, 1_671, 9_949, 9_999, 106_877].map(brief),
            ["999", "1.0k", "1.7k", "9.9k", "10k", "107k"].map(String::from)
        );
        assert_eq!([0, 1, 2000].map(|n| counted(n, "file")), ["0 files", "1 file", "2,000 files"].map(String::from));
    }
}
