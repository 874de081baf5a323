//! Fields of one line. Words that are written from the right stand in the order in which they are read, and the caret,
//! the marked words and the arrow keys go with them: egui alone takes every line for one that runs from the left.
//!
//! egui paints a caret, and tells it from the keys, by the glyphs of its [`Galley`], one for each letter in the
//! order of typing. So the line is laid out as it is read, and its glyphs are then put in the order of typing,
//! each where its letter stands. What egui finds by walking over them from the left, the pointer and the marked words,
//! is found here.

use super::icons::{self, Icon};
use super::theme::{Type, size, tokens};
use super::widgets::{focus_ring, put_key};
use crate::bidi;
use egui::epaint::text::Glyph;
use egui::text::{CCursor, CCursorRange, LayoutJob};
use egui::text_edit::TextEditOutput;
use egui::{
    Align2, Color32, CornerRadius, Event, Frame, Galley, Id, Key, Margin, Rangef, Rect, Response, Shape, Stroke,
    StrokeKind, TextBuffer, TextEdit, Ui, Vec2, pos2, vec2,
};
use std::sync::Arc;

/// A field of one line with an icon, a hint and the keys that lead to it.
pub(crate) fn field(ui: &mut Ui, text: &mut String, icon: Icon, hint: &str, keys: &str, id: Id) -> Response {
    let t = tokens(ui);
    let width = ui.available_width();
    let rect = Rect::from_min_size(ui.cursor().min, vec2(width, size::CONTROL));
    let focused = ui.memory(|memory| memory.has_focus(id));
    let border = if focused { Stroke::new(2.0, t.accent) } else { Stroke::new(1.0, t.line2) };
    ui.painter().rect(rect, CornerRadius::same(size::RADIUS), t.raise, border, StrokeKind::Inside);
    icons::paint(ui.painter(), icon, Rect::from_min_size(rect.min + vec2(8.0, 6.0), Vec2::splat(16.0)), 15.0, t.text2);
    if text.is_empty() && !focused {
        put_key(ui.painter(), t, pos2(rect.right() - 6.0, rect.center().y), keys);
    }
    show(ui, text, id, &|edit| {
        edit.frame(Frame::NONE.inner_margin(Margin { left: 30, right: 30, top: 6, bottom: 6 }))
            .hint_text(egui::RichText::new(hint).font(Type::Row.font()).color(t.text3))
            .desired_width(width)
            .min_size(rect.size())
    })
}

/// A short field of one line without an icon; `name` says what it holds.
pub(crate) fn small_field(ui: &mut Ui, name: &str, hint: &str, text: &mut String, width: f32) -> Response {
    let t = tokens(ui);
    let id = ui.scope_id().with(("field", name));
    let response = show(ui, text, id, &|edit| {
        edit.hint_text(egui::RichText::new(hint).font(Type::Row.font()).color(t.text3))
            .desired_width(width - 16.0)
            .margin(Margin { left: 8, right: 8, top: 6, bottom: 6 })
            .min_size(vec2(width, size::CONTROL))
    });
    let response = response.accessible_name(name);
    focus_ring(ui, &response, size::RADIUS);
    response.on_hover_text(name)
}

/// The field itself, as `dress` wants it.
fn show(ui: &mut Ui, text: &mut String, id: Id, dress: &dyn Fn(TextEdit<'_>) -> TextEdit<'_>) -> Response {
    let color = tokens(ui).text;
    let mut layouter = |ui: &Ui, text: &dyn TextBuffer, _: f32| {
        let text = text.as_str();
        let words = bidi::visual_line(text).into_owned();
        let galley = ui.painter().layout_job(LayoutJob::simple_singleline(words, Type::Row.font(), color));
        if bidi::has_rtl(text) { as_typed(galley, text) } else { galley }
    };
    if !bidi::has_rtl(text) {
        let edit = TextEdit::singleline(text).id(id).font(Type::Row.font()).align(Align2::LEFT_CENTER);
        return ui.add(dress(edit.layouter(&mut layouter)));
    }
    turn_arrows(ui, text, id);
    let under = ui.painter().add(Shape::Noop);
    let marked = ui.visuals().selection.bg_fill;
    let mut output = ui
        .scope(|ui| {
            ui.visuals_mut().selection.bg_fill = Color32::TRANSPARENT;
            let edit = TextEdit::singleline(text).id(id).font(Type::Row.font()).align(Align2::LEFT_CENTER);
            dress(edit.layouter(&mut layouter)).show(ui)
        })
        .inner;
    follow_pointer(ui, &mut output, text, id);
    if let Some(range) = output.state.cursor.char_range().filter(|_| output.response.has_focus()) {
        let letters = range.as_sorted_char_range();
        let stands = output.galley.rows.first().map_or(&[][..], |row| row.glyphs.as_slice());
        let boxes = stands.get(letters.start.0..letters.end.0.min(stands.len())).unwrap_or_default();
        let height = output.galley.rect.y_range();
        let at = output.galley_pos.to_vec2();
        let shape = |glyph: &Glyph| {
            let x = glyph.pos.x + glyph.advance_width;
            let x = Rangef::new(x.min(glyph.pos.x), x.max(glyph.pos.x));
            Shape::rect_filled(Rect::from_x_y_ranges(x, height).translate(at), 0, marked)
        };
        let shapes = boxes.iter().map(shape).collect();
        ui.painter().with_clip_rect(output.text_clip_rect).set(under, Shape::Vec(shapes));
    }
    output.response.response
}

/// The left arrow goes to the left also among letters that run to the left.
fn turn_arrows(ui: &Ui, text: &str, id: Id) {
    if !ui.memory(|memory| memory.has_focus(id)) {
        return;
    }
    let state = TextEdit::load_state(ui.ctx(), id);
    let caret = state.and_then(|state| state.cursor.char_range()).map_or(0, |range| range.primary.index.0);
    let letters: Vec<char> = text.chars().collect();
    let near = [caret.checked_sub(1), Some(caret)].into_iter().flatten().filter_map(|at| letters.get(at));
    if !near.copied().any(bidi::is_rtl) {
        return;
    }
    ui.input_mut(|input| {
        for event in &mut input.events {
            if let Event::Key { key, .. } = event {
                *key = match *key {
                    Key::ArrowLeft => Key::ArrowRight,
                    Key::ArrowRight => Key::ArrowLeft,
                    other => other,
                };
            }
        }
    });
}

/// Puts the caret where the pointer was pressed, and marks the letters over which it is drawn; twice pressed, the word.
fn follow_pointer(ui: &Ui, output: &mut TextEditOutput, text: &str, id: Id) {
    let response = &output.response;
    let Some(pointer) = response.interact_pointer_pos().filter(|_| response.is_pointer_button_down_on()) else {
        return;
    };
    let now = nearest(&output.galley, pointer.x - output.galley_pos.x);
    let anchor_id = id.with("anchor");
    if ui.input(|input| input.pointer.any_pressed()) {
        ui.data_mut(|data| data.insert_temp(anchor_id, now));
    }
    let anchor = ui.data(|data| data.get_temp(anchor_id)).unwrap_or(now);
    let twice = ui.input(|input| input.pointer.button_double_clicked(egui::PointerButton::Primary));
    let range = if twice {
        let word = word_around(text, now);
        CCursorRange::two(CCursor::new(word.start), CCursor::new(word.end))
    } else {
        CCursorRange { primary: CCursor::new(now), secondary: CCursor::new(anchor), ..CCursorRange::default() }
    };
    output.state.cursor.set_char_range(Some(range));
    output.state.clone().store(ui.ctx(), id);
}

/// The letters of the word at a place between letters.
fn word_around(text: &str, at: usize) -> std::ops::Range<usize> {
    let letters: Vec<char> = text.chars().collect();
    let is_letter = |c: &char| c.is_alphanumeric() || bidi::is_rtl(*c);
    let start = letters[..at].iter().rposition(|c| !is_letter(c)).map_or(0, |space| space + 1);
    let end = letters[at..].iter().position(|c| !is_letter(c)).map_or(letters.len(), |space| at + space);
    start..end
}

/// The place between letters whose caret is nearest to `x`.
fn nearest(galley: &Galley, x: f32) -> usize {
    let Some(row) = galley.rows.first() else { return 0 };
    let ends = row.glyphs.iter().map(|glyph| glyph.pos.x).chain([row.size.x]);
    let apart = ends.map(|end| (end - x).abs()).enumerate();
    apart.min_by(|a, b| a.1.total_cmp(&b.1)).map_or(0, |(at, _)| at)
}

/// A line that was laid out as it is read, with its glyphs in the order of typing: each begins where the caret before
/// its letter stands, and its advance leads to the next, to the left where the letter does.
fn as_typed(galley: Arc<Galley>, text: &str) -> Arc<Galley> {
    let mut galley = Arc::unwrap_or_clone(galley);
    galley.job = Arc::new(LayoutJob { text: text.to_owned(), ..(*galley.job).clone() });
    if let Some(placed) = galley.rows.first_mut() {
        let row = Arc::make_mut(&mut placed.row);
        let places = boxes(&row.glyphs, &bidi::visual_order(text, bidi::reads_from_right(text)));
        let typed = text.chars().enumerate().filter_map(|(letter, chr)| {
            let (_, mut glyph, x) = places.iter().copied().find(|(of, ..)| *of == letter)?;
            let (begin, end) = if bidi::is_rtl(chr) { (x.max, x.min) } else { (x.min, x.max) };
            (glyph.chr, glyph.pos.x, glyph.advance_width) = (chr, begin, end - begin);
            Some(glyph)
        });
        row.glyphs = typed.collect();
        if let Some(last) = row.glyphs.last() {
            row.size.x = last.pos.x + last.advance_width;
        }
    }
    Arc::new(galley)
}

/// Where each letter stands: its place in the text, a glyph of its, its reach. `order` is that of the letters from
/// left to right, the letters of a word from the right in the order of typing. Letters that are drawn as one share it.
fn boxes(glyphs: &[Glyph], order: &[(usize, char)]) -> Vec<(usize, Glyph, Rangef)> {
    let reach = |glyph: &Glyph| Rangef::new(glyph.pos.x, glyph.max_x());
    let mut found = Vec::with_capacity(order.len());
    let (mut glyphs, mut letters) = (glyphs, order);
    while let (Some(glyph), Some(&(letter, chr))) = (glyphs.first(), letters.first()) {
        if !bidi::is_rtl(chr) {
            found.push((letter, *glyph, reach(glyph)));
            (glyphs, letters) = (&glyphs[1..], &letters[1..]);
            continue;
        }
        let drawn = glyphs.iter().take_while(|glyph| bidi::is_rtl(glyph.chr)).count().max(1);
        let typed = letters.iter().take_while(|(_, chr)| bidi::is_rtl(*chr)).count();
        let (word, rest) = glyphs.split_at(drawn);
        let (named, others) = letters.split_at(typed);
        word_boxes(word, named, &mut found);
        (glyphs, letters) = (rest, others);
    }
    found
}

/// The same for one word from the right: its glyphs stand from the left.
fn word_boxes(glyphs: &[Glyph], letters: &[(usize, char)], found: &mut Vec<(usize, Glyph, Rangef)>) {
    // After the glyphs of a word egui puts empty ones, so that there are as many as letters.
    let mut left = glyphs.iter().rev().skip_while(|glyph| glyph.uv_rect.is_nothing()).peekable();
    let mut groups: Vec<(Glyph, Rangef, Vec<usize>)> = Vec::new();
    for &(letter, chr) in letters {
        match left.next_if(|glyph| glyph.chr == chr || groups.is_empty()) {
            Some(glyph) => groups.push((*glyph, Rangef::new(glyph.pos.x, glyph.max_x()), vec![letter])),
            // Drawn as one with the letter before it.
            None => groups.iter_mut().next_back().into_iter().for_each(|(_, _, of)| of.push(letter)),
        }
        // A letter may be drawn in several parts.
        while let Some(part) = left.next_if(|glyph| glyph.chr == chr && !letters.contains(&(letter + 1, chr))) {
            groups.iter_mut().next_back().into_iter().for_each(|(_, x, _)| x.min = x.min.min(part.pos.x));
        }
    }
    for (glyph, x, of) in groups {
        let share = x.span() / of.len() as f32;
        for (n, letter) in of.into_iter().enumerate() {
            let right = x.max - share * n as f32;
            found.push((letter, glyph, Rangef::new(right - share, right)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui_kittest::Harness;

    /// A field with this text, and the last galley of it.
    fn laid(text: &str) -> Arc<Galley> {
        let found = std::rc::Rc::new(std::cell::RefCell::new(None));
        let (into, text) = (std::rc::Rc::clone(&found), text.to_owned());
        let mut harness = Harness::new_ui(move |ui| {
            crate::fonts::install(ui.ctx());
            let words = bidi::visual_line(&text).into_owned();
            let job = LayoutJob::simple_singleline(words, Type::Row.font(), Color32::BLACK);
            *into.borrow_mut() = Some(as_typed(ui.painter().layout_job(job), &text));
        });
        harness.run();
        let galley = found.borrow().clone();
        galley.unwrap()
    }

    #[test]
    fn the_caret_stands_where_the_next_letter_goes() {
        for text in ["حلب", "الشيخ مقصود", "الأسد", "بلاط", "حي الهلك 2016", "place:حلب", "حَلَب"]
        {
            let galley = laid(text);
            let row = &galley.rows[0];
            let letters: Vec<char> = text.chars().collect();
            assert_eq!(row.glyphs.len(), letters.len(), "{text}: one for each letter");
            assert_eq!(galley.text(), text);
            for pair in row.glyphs.windows(2) {
                if bidi::is_rtl(pair[0].chr) && bidi::is_rtl(pair[1].chr) {
                    assert!(pair[1].pos.x <= pair[0].pos.x + 0.01, "{text}: to the left");
                } else if !bidi::is_rtl(pair[0].chr) && !bidi::is_rtl(pair[1].chr) && pair[0].chr != ' ' {
                    assert!(pair[1].pos.x >= pair[0].pos.x, "{text}: to the right");
                }
            }
            let has_room = |glyph: &&Glyph| glyph.advance_width.abs() > 1.0;
            let with_room = row.glyphs.iter().filter(has_room).count();
            assert!(with_room + 2 >= letters.len(), "{text}: only signs above a letter have none of their own");
            let width = galley.rect.width();
            assert!(row.glyphs.iter().all(|glyph| (-0.5..=width + 0.5).contains(&glyph.pos.x)), "{text}");
        }
        // A line of Arabic alone begins at its right end and goes on at its left.
        let galley = laid("الشيخ مقصود");
        let (first, width) = (galley.rows[0].glyphs[0].pos.x, galley.rect.width());
        let end = galley.rows[0].size.x;
        assert!((first - width).abs() < 1.0 && end.abs() < 1.0, "{first} {width} {end}");
        assert_eq!(nearest(&galley, width), 0);
        assert_eq!(nearest(&galley, 0.0), 11);
        assert_eq!(word_around("الشيخ مقصود", 2), 0..5);
        assert_eq!(word_around("الشيخ مقصود", 11), 6..11);
    }
}
