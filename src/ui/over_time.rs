//! The tab "Over time" of a place: how it stood, one strip a voice, and how the picture of the day was
//! revised as reports came in. Every bar leads to its claim and day.

use super::theme::{self, Type, size, tokens};
use super::{Shown, widgets, words};
use crate::command::Command;
use crate::control::{State, percent};
use crate::date::Span;
use crate::place::PlaceId;
use crate::side::Side;
use crate::view::{Dossier, Revision, Said, Selection, Strip, TimeAxis};
use crate::work::Closely;
use egui::{
    Align2, Color32, CornerRadius, Id, Mesh, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

/// The width of the names of voices, in points.
const NAMES: f32 = 112.0;
/// The height of a strip.
const STRIP: f32 = 26.0;

/// The whole tab.
pub(crate) fn ui(ui: &mut Ui, shown: &Shown<'_>, place: &PlaceId, commands: &mut Vec<Command>) {
    let dossier = match shown.closely {
        Some(Closely::Place(of, dossier)) if of == place => dossier,
        _ => {
            widgets::note(ui, "Looking through the reports");
            return;
        }
    };
    let Some(span) = dossier.span else {
        widgets::note(ui, "No report reaches this place.");
        return;
    };
    let t = tokens(ui);
    let right = match dossier.disagreeing() {
        0 => (String::new(), t.text2),
        n => (format!("{} disagree{}", widgets::counted(n, "origin"), if n == 1 { "s" } else { "" }), t.bad),
    };
    widgets::group_head(ui, "How it stood", &right.0, right.1);
    band(ui, shown, dossier, span);
    ui.add_space(6.0);
    for strip in &dossier.strips {
        self::strip(ui, shown, strip, span, commands);
    }
    axis(ui, shown, span);
    let head = format!("How the picture of {} was revised", shown.view.day.short());
    widgets::group_head(ui, &head, "", t.text2);
    if dossier.revisions.is_empty() {
        widgets::note(ui, "No report spoke of this day or before.");
    }
    for revision in &dossier.revisions {
        self::revision(ui, shown, revision, commands);
    }
}

fn days_of(ui: &Ui, span: Span) -> TimeAxis {
    TimeAxis { first: span.from, last: span.to, width: ui.available_width() - 2.0 * size::PAD - NAMES }
}

/// How likely each side was, stacked; blank where nothing was known, pale where it was stale.
fn band(ui: &mut Ui, shown: &Shown<'_>, dossier: &Dossier, span: Span) {
    let t = tokens(ui);
    let axis = days_of(ui, span);
    let (row, says) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::hover());
    let left = row.left() + size::PAD + NAMES;
    let rect = Rect::from_min_size(pos2(left, row.top() + 2.0), vec2(axis.width, 40.0));
    ui.painter().rect_filled(rect, 0, t.hover);
    let step = dossier.band.get(1).map_or(1, |second| second.day - dossier.band[0].day);
    let mut mesh = Mesh::default();
    for sample in dossier.band.iter().filter(|sample| sample.state != State::Unknown) {
        let alpha = if sample.state == State::Stale { 0.25 } else { 0.85 };
        let (from, to) = (left + axis.x(sample.day), left + axis.x(sample.day + step).min(axis.width));
        let mut y = rect.bottom();
        for side in Side::ALL {
            let height = rect.height() * sample.probability[side.index()];
            let part = Rect::from_min_max(pos2(from, y - height), pos2(to, y));
            mesh.add_colored_rect(part, theme::side(shown.look(), Some(side)).0.gamma_multiply(alpha));
            y -= height;
        }
    }
    ui.painter().add(Shape::mesh(mesh));
    today(ui, shown, &axis, rect);
    let name = pos2(row.left() + size::PAD, rect.center().y);
    widgets::put(ui.painter(), name, Align2::LEFT_CENTER, "All together", Type::RowStrong, t.text, NAMES - 8.0);
    says.widget_info(|| WidgetInfo::labeled(Role::Image, true, "How likely each side was, over time"));
    let response = says.on_hover_cursor(egui::CursorIcon::Default);
    if let Some(at) = response.hover_pos().filter(|at| rect.contains(*at)) {
        let day = axis.day(at.x - left);
        let sample = dossier.band.iter().rev().find(|sample| sample.day <= day).copied();
        response.on_hover_ui_at_pointer(|ui| {
            widgets::text_line(ui, &day.in_words(), Type::RowStrong, t.text);
            let shares = sample.filter(|sample| sample.state != State::Unknown).map(|sample| sample.probability);
            let said = shares.map_or_else(
                || "Unknown".to_owned(),
                |shares| {
                    let part = |side: Side| format!("{} {}", shown.naming().short(side), percent(shares[side.index()]));
                    Side::ALL.map(part).join(" · ")
                },
            );
            widgets::text_line(ui, &said, Type::Meta, t.text2);
        });
    }
}

/// The day shown, as a line of the accent.
fn today(ui: &Ui, shown: &Shown<'_>, axis: &TimeAxis, rect: Rect) {
    let x = rect.left() + axis.middle(shown.view.day);
    if rect.x_range().contains(x) {
        ui.painter().vline(x, rect.y_range(), Stroke::new(2.0, tokens(ui).accent));
    }
}

/// What one voice said: bars that fade as claims do, framed where the others contradict them.
fn strip(ui: &mut Ui, shown: &Shown<'_>, strip: &Strip, span: Span, commands: &mut Vec<Command>) {
    let t = tokens(ui);
    let axis = days_of(ui, span);
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), STRIP), Sense::hover());
    ui.painter().hline(row.left() + size::PAD..=row.right() - size::PAD, row.bottom(), Stroke::new(1.0, t.line));
    let name = Rect::from_min_size(row.min + vec2(size::PAD, 1.0), vec2(NAMES - 8.0, STRIP - 2.0));
    if widgets::link_at(ui, name, &strip.voice, &format!("Profile of {}", strip.voice)).clicked() {
        commands.push(Command::Select(Some(Selection::Voice(strip.voice.clone()))));
    }
    let left = row.left() + size::PAD + NAMES;
    let rect = Rect::from_min_max(pos2(left, row.top()), pos2(left + axis.width, row.bottom()));
    for said in &strip.said {
        bar(ui, shown, &strip.voice, said, &axis, rect, commands);
    }
    today(ui, shown, &axis, rect);
}

fn bar(ui: &Ui, shown: &Shown<'_>, voice: &str, said: &Said, axis: &TimeAxis, rect: Rect, commands: &mut Vec<Command>) {
    let t = tokens(ui);
    let (solid, _) = theme::side(shown.look(), said.side);
    let x = |day| rect.left() + axis.x(day).clamp(0.0, axis.width);
    let (from, to) = (x(said.days.from), x(said.days.to + 1).max(x(said.days.from) + 3.0));
    let fade = x(said.until).max(to);
    let y = rect.center().y;
    let hit = if said.control {
        let whole = Rect::from_min_max(pos2(from, y - 5.0), pos2(to, y + 5.0));
        ui.painter().rect_filled(whole, 0, solid);
        let mut mesh = Mesh::default();
        for (at, color) in [(to, solid.gamma_multiply(0.75)), (fade, Color32::TRANSPARENT)] {
            mesh.colored_vertex(pos2(at, y - 5.0), color);
            mesh.colored_vertex(pos2(at, y + 5.0), color);
        }
        mesh.add_triangle(0, 1, 2);
        mesh.add_triangle(1, 3, 2);
        ui.painter().add(Shape::mesh(mesh));
        if said.disputed {
            let frame = Rect::from_min_max(pos2(from - 2.0, y - 8.0), pos2(to.max(from + 8.0) + 2.0, y + 8.0));
            ui.painter().rect_stroke(frame, CornerRadius::same(2), Stroke::new(1.5, t.bad), StrokeKind::Inside);
        }
        Rect::from_min_max(
            pos2(from - 2.0, rect.top() + 1.0),
            pos2(fade.min(to + 24.0).max(from + 8.0), rect.bottom() - 1.0),
        )
    } else {
        let dot = pos2(f32::midpoint(from, to), y + 8.0);
        ui.painter().circle(dot, 2.0, Color32::TRANSPARENT, Stroke::new(1.2, solid));
        Rect::from_center_size(dot, vec2(8.0, 8.0))
    };
    let claim = said.claim.of(shown.readings);
    let dispute = if said.disputed { ", contradicted" } else { "" };
    let words = format!("{voice}: {}, {}{dispute}", words::sentence(shown.naming(), claim), words::span(said.days));
    let response = ui.interact(hit, Id::unique(("said", said.claim)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
    widgets::focus_ring(ui, &response, 2);
    let quote = said.claim.article(shown.readings).text.get(claim.quote.clone()).unwrap_or_default();
    let response = response.on_hover_ui(|ui| {
        widgets::text_line(ui, &words, Type::RowStrong, t.text);
        widgets::paragraph(ui, &format!("“{quote}”"), Type::Row, t.text2);
    });
    if response.clicked() {
        commands.push(Command::SetDay(said.days.to));
        commands.push(Command::Show(Selection::Claim(said.claim)));
    }
}

/// The months or years under the strips.
fn axis(ui: &mut Ui, shown: &Shown<'_>, span: Span) {
    let t = tokens(ui);
    let axis = days_of(ui, span);
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    let left = row.left() + size::PAD + NAMES;
    let mut free = f32::NEG_INFINITY;
    let names_more_than_a_day = |label: &str| label.len() == 4 || label.chars().any(char::is_alphabetic);
    for tick in axis.ticks().iter().filter(|tick| names_more_than_a_day(&tick.label)) {
        let x = left + tick.x.max(0.0);
        let label = tick.label.split(' ').next().unwrap_or_default();
        let label =
            if label.chars().any(char::is_alphabetic) { label.chars().take(3).collect() } else { label.to_owned() };
        if x >= free && x + 26.0 <= left + axis.width {
            let put = widgets::put(
                ui.painter(),
                pos2(x, row.center().y),
                Align2::LEFT_CENTER,
                &label,
                Type::Tick,
                t.text3,
                40.0,
            );
            free = put.right() + 8.0;
        }
    }
    today(ui, shown, &axis, Rect::from_min_max(pos2(left, row.top()), pos2(left + axis.width, row.top() + 3.0)));
}

/// What was known of the day once the reports of some day were in.
fn revision(ui: &mut Ui, shown: &Shown<'_>, revision: &Revision, commands: &mut Vec<Command>) {
    let t = tokens(ui);
    let on = shown.view.known_by == Some(revision.known_by);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::ARTICLE), Sense::click());
    widgets::row_ground(ui, rect, &response, on);
    let state = revision.row.as_ref().map_or("No report yet".to_owned(), |row| {
        if row.side.is_some() {
            format!("{}, {} %", words::state(shown.naming(), row), percent(row.share()))
        } else {
            words::state(shown.naming(), row)
        }
    });
    let by = format!("by {}", revision.known_by.short());
    let voices = revision.voices.join(", ");
    let (left, right) = (rect.left() + size::PAD + 18.0, rect.right() - size::PAD);
    let side = revision.row.as_ref().and_then(|row| row.side);
    let dot = Rect::from_center_size(pos2(rect.left() + size::PAD + 5.0, rect.top() + 14.0), vec2(10.0, 10.0));
    ui.painter().rect_filled(dot, CornerRadius::same(2), theme::side(shown.look(), side).0);
    let put = widgets::put(
        ui.painter(),
        pos2(right, rect.top() + 14.0),
        Align2::RIGHT_CENTER,
        &by,
        Type::Meta,
        t.text2,
        110.0,
    );
    let room = put.left() - left - 8.0;
    widgets::put(
        ui.painter(),
        pos2(left, rect.top() + 14.0),
        Align2::LEFT_CENTER,
        &state,
        Type::RowStrong,
        t.text,
        room,
    );
    let at = pos2(left, rect.top() + 29.0);
    widgets::put(ui.painter(), at, Align2::LEFT_CENTER, &voices, Type::Meta, t.text2, right - left);
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, on, format!("Known {by}: {state}, {voices}")));
    if response.on_hover_text("Show what was known by then; again for everything").clicked() {
        commands.push(Command::SetKnownBy((!on).then_some(revision.known_by)));
    }
}
