//! The timeline: controls, the histogram of claims by day and side, the axis, and the day as a flag
//! that can be dragged. The date in words stands on the map.

use super::icons::Icon;
use super::theme::{self, Tokens, Type, size, tokens};
use super::widgets::{self, Face};
use super::{Playing, Shown};
use crate::command::Command;
use crate::date::{Day, Span};
use crate::side::Side;
use crate::view::{Against, Comparison, Filter, Step, TimeAxis, Window, with_days};
use egui::{
    Align2, Color32, CornerRadius, CursorIcon, Id, Layout, Mesh, Painter, Pos2, Rect, Role, Sense, Shape, Stroke,
    StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

/// Days shown when there are more than fit: about half a year.
const DAYS_SHOWN: i32 = 184;
/// Days a second that can be chosen for playing.
pub(crate) const SPEEDS: [u8; 5] = [1, 2, 4, 8, 16];

/// What the hand holds while it drags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grip {
    /// The day shown.
    Day,
    /// The day by which reports must have been published.
    KnownBy,
    /// The day compared with.
    Compared,
    /// An interval, from the day on which it began.
    Brush(Day),
}

/// Which days the axis shows.
#[derive(Debug, Default)]
pub(crate) struct Timeline {
    shown: Option<Span>,
    grip: Option<Grip>,
    /// The range of all claims for which `shown` was chosen.
    of: Option<Span>,
}

/// The id of the days, where the keyboard enters the timeline.
pub(crate) fn days_id() -> Id {
    Id::unique("days")
}

impl Timeline {
    /// The whole panel.
    pub(crate) fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, compact: bool, commands: &mut Vec<Command>) {
        let rect = ui.max_rect();
        let controls = Rect::from_min_size(rect.min, vec2(rect.width(), 38.0));
        let Some(all) = shown.listing.histogram.range() else {
            let t = tokens(ui);
            let words = "The timeline fills as articles are read";
            widgets::put(ui.painter(), rect.center(), Align2::CENTER_CENTER, words, Type::Body, t.text3, rect.width());
            return;
        };
        self.follow(all, shown.view.day);
        let range = self.shown.unwrap_or(all);
        let overview = if compact { 340.0 } else { 410.0 };
        widgets::within(ui, controls.shrink2(vec2(12.0, 5.0)), |ui| {
            ui.horizontal_centered(|ui| {
                transport(ui, shown, commands);
                if !compact || ui.available_width() > overview + 320.0 {
                    ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                        let at = Rect::from_min_max(
                            pos2(ui.max_rect().right() - overview - 4.0, rect.top() + 4.0),
                            pos2(ui.max_rect().right() - 4.0, rect.top() + 36.0),
                        );
                        self.overview(ui, at, shown, all);
                        ui.add_space(overview + 16.0);
                        changes(ui, shown, compact, commands);
                        step(ui, shown, commands);
                    });
                }
            });
        });
        let histogram: f32 = if compact { 46.0 } else { 58.0 };
        let bars = Rect::from_min_size(
            pos2(rect.left() + 16.0, rect.top() + 58.0),
            vec2(rect.width() - 32.0, histogram.min(rect.height() - 92.0)),
        );
        let axis = TimeAxis { first: range.from, last: range.to, width: bars.width() };
        self.days(ui, bars, axis, shown, commands);
    }

    /// Keeps the day on the axis; chooses the days anew when the claims are others.
    fn follow(&mut self, all: Span, day: Day) {
        if self.of != Some(all) {
            self.of = Some(all);
            self.shown = None;
        }
        let whole = Span::precise(all.from.min(day).month().from, all.to.max(day).month().to);
        if whole.days() <= DAYS_SHOWN + 31 {
            self.shown = Some(whole);
            return;
        }
        let kept = self.shown.filter(|span| span.contains(day));
        self.shown = Some(kept.unwrap_or_else(|| {
            let from = (day - DAYS_SHOWN / 2).month().from.max(whole.from).min(whole.to - DAYS_SHOWN + 1);
            Span::precise(from, (from + DAYS_SHOWN - 1).min(whole.to))
        }));
    }

    /// All years, with the days of the axis as a frame that can be dragged.
    fn overview(&mut self, ui: &mut Ui, rect: Rect, shown: &Shown<'_>, all: Span) {
        let t = tokens(ui);
        let first = all.from.min(shown.view.day).year().from;
        let last = all.to.max(shown.view.day).year().to;
        let axis = TimeAxis { first, last, width: rect.width() };
        let base = rect.bottom() - 13.0;
        let top = rect.top();
        let histogram = &shown.listing.histogram;
        let bins = (rect.width() / 4.0) as usize;
        let mut counts = vec![0u32; bins + 1];
        for (day, sides) in &histogram.days {
            let bin = (axis.middle(*day) / 4.0) as usize;
            counts[bin.min(bins)] += sides.iter().sum::<u32>();
        }
        let peak = counts.iter().max().copied().unwrap_or(1).max(1) as f32;
        for (bin, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let height = ((base - top - 2.0) * (*count as f32 / peak).sqrt()).max(1.5);
            let left = rect.left() + bin as f32 * 4.0;
            let bar = Rect::from_min_max(pos2(left, base - height), pos2(left + 3.0, base));
            ui.painter().rect_filled(bar, 0, t.text3.gamma_multiply(0.75));
        }
        ui.painter().hline(rect.x_range(), base, Stroke::new(1.0, t.line2));
        for tick in axis.ticks().iter().filter(|tick| tick.major) {
            let at = pos2(rect.left() + tick.x + 2.0, rect.bottom());
            widgets::put(ui.painter(), at, Align2::LEFT_BOTTOM, &tick.label, Type::Tick, t.text3, 60.0);
        }
        let Some(span) = self.shown else { return };
        let frame = Rect::from_min_max(
            pos2(rect.left() + axis.x(span.from), top),
            pos2(rect.left() + axis.x(span.to + 1), base),
        );
        ui.painter().rect_filled(frame, CornerRadius::same(2), t.accent.gamma_multiply(0.10));
        ui.painter().rect_stroke(frame, CornerRadius::same(2), Stroke::new(1.0, t.accent), StrokeKind::Inside);
        let response = ui.interact(rect, ui.scope_id().with("overview"), Sense::click_and_drag());
        response.widget_info(|| {
            WidgetInfo::slider(true, f64::from(span.from.number()), format!("Days shown, from {}", span.from.short()))
        });
        widgets::focus_ring(ui, &response, 2);
        let response = response.on_hover_cursor(CursorIcon::Grab);
        if let Some(pointer) = response.interact_pointer_pos() {
            let half = span.days() / 2;
            let middle = axis.day(pointer.x - rect.left());
            let from = (middle - half).max(first).min(last - span.days() + 1);
            let moved = Span::precise(from, from + span.days() - 1);
            self.shown = Some(moved);
        }
    }
}

/// Back, play, on; speed; loop; which days give marks.
fn transport(ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
    let Playing { on, speed, looping } = shown.playing;
    ui.spacing_mut().item_spacing.x = 4.0;
    for (icon, command) in [(Icon::First, Command::PreviousChange), (Icon::Left, Command::PreviousDay)] {
        super::icon_command(ui, icon, &command, commands);
    }
    if play_button(ui, on).clicked() {
        commands.push(Command::Play);
    }
    for (icon, command) in [(Icon::Right, Command::NextDay), (Icon::Last, Command::NextChange)] {
        super::icon_command(ui, icon, &command, commands);
    }
    ui.add_space(4.0);
    let button = widgets::menu_button(ui, Face::Quiet, &format!("{speed} days/s"), "", "Speed");
    widgets::tells(ui, &button, &format!("{speed} days a second"));
    egui::Popup::menu(&button).width(140.0).accessible_name("Speed").show(|ui| {
        for choice in SPEEDS {
            let words = if choice == 1 { "1 day/s".to_owned() } else { format!("{choice} days/s") };
            if widgets::menu_row(ui, &words, "", Some(choice == speed)).clicked() {
                commands.push(Command::SetSpeed(choice));
                ui.close();
            }
        }
    });
    if widgets::icon_toggle(ui, Icon::Loop, "Play in a loop", looping).clicked() {
        commands.push(Command::Loop);
    }
    ui.add_space(12.0);
    let chosen = Window::ALL.iter().position(|window| *window == shown.view.window).unwrap_or(0);
    if let Some(clicked) = widgets::segments(ui, "Claims shown", &Window::ALL.map(Window::name), chosen) {
        commands.push(Command::SetWindow(Window::ALL[clicked]));
    }
}

fn play_button(ui: &mut Ui, on: bool) -> egui::Response {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size::CONTROL), Sense::click());
    ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS), t.accent);
    super::icons::paint(ui.painter(), if on { Icon::Pause } else { Icon::Play }, rect, 14.0, t.on_accent);
    widgets::focus_ring(ui, &response, size::RADIUS);
    let name = if on { "Pause" } else { "Play" };
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, name));
    response.on_hover_text(format!("{name} (Space)"))
}

/// The days on which control changed before and after this one.
fn changes(ui: &mut Ui, shown: &Shown<'_>, compact: bool, commands: &mut Vec<Command>) {
    if compact {
        return;
    }
    let (before, after) = shown.changes_around();
    for (word, day) in [("Next change", after), ("Previous change", before)] {
        if let Some(day) = day
            && widgets::button(ui, Face::Quiet, None, &format!("{word} {}", day.day_month()), "").clicked()
        {
            commands.push(Command::SetDay(day));
        }
    }
}

impl Timeline {
    /// The histogram, the axis under it and the flag of the day over it.
    fn days(&mut self, ui: &mut Ui, bars: Rect, axis: TimeAxis, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        let painter = ui.painter().with_clip_rect(ui.max_rect().shrink2(vec2(8.0, 0.0)));
        let t = tokens(ui);
        let view = shown.view;
        months(&painter, t, bars, &axis);
        let middle = bars.left() + axis.middle(view.day);
        window(&painter, t, bars, &axis, shown);
        let column = day_column(bars, &axis, view.day);
        painter.rect_filled(column, 0, t.accent.gamma_multiply(0.26));
        let known = known_x(bars, &axis, view.known_by);
        if view.known_by.is_some() && known < bars.right() {
            let ground = Rect::from_min_max(pos2(known.max(bars.left()), bars.top()), bars.max);
            painter.rect_filled(ground, 0, t.line.gamma_multiply(0.5));
        }
        histogram(&painter, bars, &axis, shown);
        let brushed = self.brushed(ui, bars, &axis, shown);
        brush(&painter, t, bars, &axis, brushed);
        painter.hline(bars.x_range(), bars.bottom() + 0.5, Stroke::new(1.0, t.line2));
        change_marks(&painter, t, bars, &axis, shown);
        vague(&painter, bars, &axis, shown);
        let compared = compared_day(shown);
        if let Some(day) = compared {
            flag_of_a(&painter, t, bars, &axis, day);
        }
        let flag = flag(&painter, t, bars, middle, view.day);
        known_by(&painter, t, bars, known, view.known_by, flag);
        self.hands(ui, bars, axis, shown, commands);
        clocks(ui, bars, &axis, shown, commands);
    }

    /// The days the lists are limited to, or are being limited to by hand.
    fn brushed(&self, ui: &Ui, bars: Rect, axis: &TimeAxis, shown: &Shown<'_>) -> (Option<Day>, Option<Day>) {
        if let Some(Grip::Brush(from)) = self.grip
            && let Some(at) = ui.input(|input| input.pointer.interact_pos())
        {
            let day = axis.day(at.x - bars.left());
            return (Some(from.min(day)), Some(from.max(day)));
        }
        Filter::parse(shown.filter).map_or((None, None), |filter| filter.days())
    }

    /// Where the hand can drag: over the bars it brushes an interval, by a flag or the diamond it moves
    /// that day, elsewhere the day shown.
    fn hands(&mut self, ui: &mut Ui, bars: Rect, axis: TimeAxis, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        let view = shown.view;
        let all = Rect::from_min_max(pos2(bars.left(), bars.top() - 18.0), pos2(bars.right(), ui.max_rect().bottom()));
        let response = ui.interact(all, days_id(), Sense::click_and_drag());
        response.widget_info(|| {
            WidgetInfo::slider(true, f64::from(view.day.number()), format!("Day: {}", view.day.in_words()))
        });
        widgets::focus_ring(ui, &response, 2);
        let pointed = |at: Pos2| axis.day(at.x - bars.left());
        let origin = ui.input(|input| input.pointer.press_origin());
        if response.drag_started() {
            self.grip = origin.map(|at| grip_at(at, bars, &axis, shown));
        }
        let at = response.interact_pointer_pos();
        match (self.grip, at) {
            (Some(Grip::Brush(from)), Some(at)) if response.drag_stopped() => {
                let day = pointed(at);
                let days = Span::precise(from.min(day), from.max(day));
                commands.push(Command::SetFilter(with_days(shown.filter, Some(days))));
            }
            (Some(grip), Some(at)) if response.dragged() => match grip {
                Grip::Day if pointed(at) != view.day => commands.push(Command::SetDay(pointed(at))),
                Grip::KnownBy => commands.push(Command::SetKnownBy(Some(pointed(at)))),
                Grip::Compared => {
                    if let Some(now) = view.comparison.clone() {
                        let a = Against::Day(pointed(at));
                        commands.push(Command::SetComparison(Some(Comparison { a, ..now })));
                    }
                }
                Grip::Day | Grip::Brush(_) => {}
            },
            _ => {}
        }
        if !response.dragged() {
            self.grip = None;
        }
        if response.double_clicked() {
            commands.push(Command::SetFilter(with_days(shown.filter, None)));
        } else if let Some(at) = at.filter(|_| response.clicked()) {
            commands.push(Command::SetDay(pointed(at)));
        }
        let hovered = response.hover_pos().map(|at| grip_at(at, bars, &axis, shown));
        let icon =
            if matches!(hovered, Some(Grip::Brush(_))) { CursorIcon::Crosshair } else { CursorIcon::ResizeHorizontal };
        let response = response.on_hover_cursor(icon);
        if let Some(at) = response.hover_pos().filter(|_| !response.dragged()) {
            let day = pointed(at);
            let counts = shown.listing.histogram.on(day);
            response.on_hover_ui_at_pointer(|ui| day_hover(ui, day, counts, shown));
        }
    }
}

/// What the hand takes hold of at a spot.
fn grip_at(at: Pos2, bars: Rect, axis: &TimeAxis, shown: &Shown<'_>) -> Grip {
    let near = |x: f32| (at.x - x).abs() <= 14.0;
    let over = at.y < bars.top() + 6.0;
    if over && near(known_x(bars, axis, shown.view.known_by)) {
        return Grip::KnownBy;
    }
    if over && compared_day(shown).is_some_and(|day| (at.x - bars.left() - axis.middle(day)).abs() <= 36.0) {
        return Grip::Compared;
    }
    if !over && at.y <= bars.bottom() { Grip::Brush(axis.day(at.x - bars.left())) } else { Grip::Day }
}

/// The day compared with, if days are compared.
fn compared_day(shown: &Shown<'_>) -> Option<Day> {
    match shown.view.comparison.as_ref().map(|comparison| &comparison.a) {
        Some(Against::Day(day)) => Some(*day),
        _ => None,
    }
}

/// Both clocks by keyboard and screen reader: the day shown and the day known by take a typed date.
fn clocks(ui: &Ui, bars: Rect, axis: &TimeAxis, shown: &Shown<'_>, commands: &mut Vec<Command>) {
    let known = known_x(bars, axis, shown.view.known_by).clamp(bars.left(), bars.right());
    let at = Rect::from_center_size(pos2(known, bars.top()), Vec2::splat(10.0));
    let words = shown.view.known_by.map_or("everything loaded".to_owned(), Day::in_words);
    let response = ui.interact(at, days_id().with("known by"), Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Known by: {words}")));
    widgets::focus_ring(ui, &response, 6);
    if response.has_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
        commands.push(Command::TypeKnownBy);
    }
}

/// Where the line of the day known by stands: at the end of the axis while everything is known.
fn known_x(bars: Rect, axis: &TimeAxis, known_by: Option<Day>) -> f32 {
    known_by.map_or(bars.right(), |day| bars.left() + axis.x(day + 1))
}

/// The days outside the interval are veiled, its ends drawn.
fn brush(painter: &Painter, t: &Tokens, bars: Rect, axis: &TimeAxis, (from, until): (Option<Day>, Option<Day>)) {
    if from.is_none() && until.is_none() {
        return;
    }
    let left = from.map_or(bars.left(), |day| bars.left() + axis.x(day)).clamp(bars.left(), bars.right());
    let right = until.map_or(bars.right(), |day| bars.left() + axis.x(day + 1)).clamp(left, bars.right());
    let veil = t.bg.gamma_multiply(0.72);
    for (a, b) in [(bars.left(), left), (right, bars.right())] {
        painter.rect_filled(Rect::from_x_y_ranges(a..=b, bars.y_range()), 0, veil);
    }
    let frame = Rect::from_x_y_ranges(left..=right, bars.y_range());
    painter.rect_stroke(frame, CornerRadius::same(2), Stroke::new(1.0, t.accent), StrokeKind::Outside);
    for x in [left, right] {
        let handle = Rect::from_center_size(pos2(x, bars.center().y), vec2(4.0, 14.0));
        painter.rect(handle, CornerRadius::same(2), t.bg, Stroke::new(1.0, t.accent), StrokeKind::Inside);
    }
}

/// The flag of the day compared with: hollow, so that the day shown stands out.
fn flag_of_a(painter: &Painter, t: &Tokens, bars: Rect, axis: &TimeAxis, day: Day) {
    let x = bars.left() + axis.middle(day);
    if !bars.x_range().contains(x) {
        return;
    }
    let galley = widgets::line(painter, &format!("A  {}", day.day_month()), Type::RowStrong, t.accent, 120.0);
    let rect = Rect::from_center_size(pos2(x, bars.top() - 9.0), vec2(galley.size().x + 14.0, 18.0));
    let line = [pos2(x, bars.top()), pos2(x, bars.bottom())];
    painter.extend(Shape::dashed_line(&line, Stroke::new(1.2, t.accent), 3.0, 3.0));
    painter.rect(rect, CornerRadius::same(4), t.bg, Stroke::new(1.0, t.accent), StrokeKind::Inside);
    painter.galley(rect.center() - galley.size() / 2.0, galley, t.accent);
}

/// How far one step goes.
fn step(ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
    let now = shown.view.step;
    let button = widgets::menu_button(ui, Face::Quiet, "Step by", now.name(), "Step by");
    widgets::tells(ui, &button, now.name());
    egui::Popup::menu(&button).width(140.0).accessible_name("Step by").show(|ui| {
        for choice in Step::ALL {
            if widgets::menu_row(ui, choice.name(), "", Some(choice == now)).clicked() {
                commands.push(Command::SetStep(choice));
                ui.close();
            }
        }
    });
}

fn day_hover(ui: &mut Ui, day: Day, counts: [u32; 5], shown: &Shown<'_>) {
    let t = tokens(ui);
    ui.spacing_mut().interact_size.y = Type::Meta.line();
    widgets::text_line(ui, &day.in_words(), Type::RowStrong, t.text);
    for (i, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let side = Side::ALL.get(i).copied();
        let words = format!("{} · {}", shown.naming().name_of(side), widgets::counted(*count as usize, "claim"));
        ui.horizontal(|ui| {
            let (dot, _) = ui.allocate_exact_size(Vec2::splat(10.0), Sense::hover());
            ui.painter().rect_filled(dot.shrink(1.0), CornerRadius::same(2), theme::side(shown.look(), side).0);
            widgets::text_line(ui, &words, Type::Meta, t.text2);
        });
    }
    if counts == [0; 5] {
        widgets::text_line(ui, "No claims", Type::Meta, t.text2);
    }
}

fn day_column(bars: Rect, axis: &TimeAxis, day: Day) -> Rect {
    let width = axis.day_width().max(3.0);
    Rect::from_center_size(pos2(bars.left() + axis.middle(day), bars.center().y), vec2(width, bars.height()))
}

fn months(painter: &Painter, t: &Tokens, bars: Rect, axis: &TimeAxis) {
    for tick in axis.ticks() {
        let x = bars.left() + tick.x;
        if tick.major {
            painter.vline(x, bars.top()..=bars.bottom() + 30.0, Stroke::new(1.0, t.line2));
        }
        let kind = if tick.major { Type::TickStrong } else { Type::Tick };
        let color = if tick.major { t.text } else { t.text3 };
        let at = pos2(if tick.major { x + 5.0 } else { x }, bars.bottom() + 24.0);
        let align = if tick.major { Align2::LEFT_CENTER } else { Align2::CENTER_CENTER };
        // A name that the end of the axis would cut is left out.
        if widgets::fits(painter, &tick.label, kind, bars.right() - at.x) {
            widgets::put(painter, at, align, &tick.label, kind, color, 110.0);
        }
    }
    painter.hline(bars.x_range(), bars.bottom() + 15.5, Stroke::new(1.0, t.line));
}

/// The days whose claims give marks: the accent, fading backwards as claims do.
fn window(painter: &Painter, t: &Tokens, bars: Rect, axis: &TimeAxis, shown: &Shown<'_>) {
    let view = shown.view;
    let from = view.window.first(view.day).unwrap_or(axis.first).max(axis.first);
    if from >= view.day {
        return;
    }
    let (left, right) = (bars.left() + axis.x(from), bars.left() + axis.x(view.day));
    let (faint, full) = (Color32::TRANSPARENT, t.accent.gamma_multiply(0.22));
    let mut mesh = Mesh::default();
    mesh.colored_vertex(pos2(left, bars.top()), faint);
    mesh.colored_vertex(pos2(right, bars.top()), full);
    mesh.colored_vertex(pos2(right, bars.bottom()), full);
    mesh.colored_vertex(pos2(left, bars.bottom()), faint);
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(0, 2, 3);
    painter.add(Shape::mesh(mesh));
}

/// One bar a day, stacked by side; weaker outside the window, outlines after the cut-off.
fn histogram(painter: &Painter, bars: Rect, axis: &TimeAxis, shown: &Shown<'_>) {
    let view = shown.view;
    let histogram = &shown.listing.histogram;
    let from = histogram.days.partition_point(|(day, _)| *day < axis.first);
    let until = histogram.days.partition_point(|(day, _)| *day <= axis.last);
    let visible = &histogram.days[from..until];
    let peak = visible.iter().map(|(_, counts)| counts.iter().sum::<u32>()).max().unwrap_or(1).max(4) as f32;
    let width = (axis.day_width() - 1.0).clamp(1.0, 9.0);
    let colors: Vec<Color32> = (0..5).map(|i| theme::side(shown.look(), Side::ALL.get(i).copied()).0).collect();
    let first = view.window.first(view.day);
    let mut mesh = Mesh::default();
    for (day, counts) in visible {
        let inside = *day <= view.day && first.is_none_or(|first| *day >= first);
        let known = view.known_by.is_none_or(|last| *day <= last);
        let middle = bars.left() + axis.middle(*day);
        let mut bottom = bars.bottom();
        for (count, color) in counts.iter().zip(&colors).filter(|(count, _)| **count > 0) {
            let height = (*count as f32 / peak * (bars.height() - 2.0)).max(2.0);
            let bar =
                Rect::from_min_max(pos2(middle - width / 2.0, bottom - height), pos2(middle + width / 2.0, bottom));
            bottom -= height;
            if known {
                mesh.add_colored_rect(bar, if inside { *color } else { color.gamma_multiply(0.62) });
            } else {
                painter.rect_stroke(
                    bar.shrink(0.5),
                    0,
                    Stroke::new(1.0, color.gamma_multiply(0.8)),
                    StrokeKind::Inside,
                );
            }
        }
    }
    painter.add(Shape::mesh(mesh));
}

/// ▾ under days on which control changed.
fn change_marks(painter: &Painter, t: &Tokens, bars: Rect, axis: &TimeAxis, shown: &Shown<'_>) {
    let Some(told) = shown.told else { return };
    let mut last = None;
    for change in told.changes.iter().filter(|change| axis.first <= change.day && change.day <= axis.last) {
        if last.replace(change.day) == Some(change.day) {
            continue;
        }
        let at = pos2(bars.left() + axis.middle(change.day), bars.bottom() + 5.0);
        let points = vec![at + vec2(-3.0, -2.0), at + vec2(3.0, -2.0), at + vec2(0.0, 2.5)];
        painter.add(Shape::convex_polygon(points, t.text2, Stroke::NONE));
    }
}

/// Claims of which only a run of days is known: bars that fade at both ends, the shortest first, each in a lane of its
/// own as long as there are lanes.
fn vague(painter: &Painter, bars: Rect, axis: &TimeAxis, shown: &Shown<'_>) {
    let is_seen = |span: &Span| span.to >= axis.first && span.from <= axis.last;
    let mut seen: Vec<(Span, Option<Side>)> =
        shown.listing.histogram.vague.iter().filter(|(span, _)| is_seen(span)).copied().collect();
    seen.dedup();
    seen.sort_by_key(|(span, _)| span.days());
    let mut mesh = Mesh::default();
    let mut lanes: [Vec<Span>; LANES] = Default::default();
    for (span, side) in seen.into_iter().take(400) {
        let is_free = |lane: &Vec<Span>| lane.iter().all(|other| other.to < span.from || span.to < other.from);
        let Some(lane) = lanes.iter().position(is_free) else { continue };
        lanes[lane].push(span);
        let color = theme::side(shown.look(), side).0.gamma_multiply(0.8);
        let (left, right) = (bars.left() + axis.x(span.from), bars.left() + axis.x(span.to + 1));
        let top = bars.bottom() + 8.6 + lane as f32 * 2.3;
        let middle = f32::midpoint(left, right);
        for (a, b, from, to) in
            [(left, middle, Color32::TRANSPARENT, color), (middle, right, color, Color32::TRANSPARENT)]
        {
            let at = mesh.vertices.len() as u32;
            mesh.colored_vertex(pos2(a, top), from);
            mesh.colored_vertex(pos2(b, top), to);
            mesh.colored_vertex(pos2(b, top + 1.8), to);
            mesh.colored_vertex(pos2(a, top + 1.8), from);
            mesh.add_triangle(at, at + 1, at + 2);
            mesh.add_triangle(at, at + 2, at + 3);
        }
    }
    painter.with_clip_rect(bars.expand2(vec2(0.0, 20.0))).add(Shape::mesh(mesh));
}

/// Lanes of bars for claims without one day.
const LANES: usize = 3;

/// The day's flag over its column, and a foot under it; never a line through the bar. Gives where the flag is.
fn flag(painter: &Painter, t: &Tokens, bars: Rect, x: f32, day: Day) -> Rect {
    // In a narrow window panels may lie over the date of the map.
    let form = if bars.width() < 960.0 { "%a %-d %b %Y" } else { "%a %-d %b" };
    let words = day.civil().strftime(form).to_string();
    let galley = widgets::line(painter, &words, Type::RowStrong, t.on_accent, 140.0);
    let rect = Rect::from_center_size(pos2(x, bars.top() - 9.0), vec2(galley.size().x.max(72.0) + 14.0, 18.0));
    let inside =
        rect.translate(vec2((bars.left() - rect.left()).max(0.0) - (rect.right() - bars.right()).max(0.0), 0.0));
    painter.rect_filled(inside, CornerRadius::same(4), t.accent);
    painter.galley(inside.center() - galley.size() / 2.0, galley, t.on_accent);
    let foot = pos2(x, bars.bottom() + 3.0);
    let points = vec![foot, foot + vec2(4.0, 6.0), foot + vec2(-4.0, 6.0)];
    painter.add(Shape::convex_polygon(points, t.accent, Stroke::NONE));
    inside
}

/// The day known by, as a diamond on a dashed line; its words keep clear of the flag of the day shown.
fn known_by(painter: &Painter, t: &Tokens, bars: Rect, x: f32, day: Option<Day>, flag: Rect) {
    let line = [pos2(x, bars.top() + 5.0), pos2(x, bars.bottom())];
    painter.extend(Shape::dashed_line(&line, Stroke::new(1.2, t.text2), 3.0, 3.0));
    let half = 4.5;
    let points = [vec2(0.0, -half), vec2(half, 0.0), vec2(0.0, half), vec2(-half, 0.0)];
    let diamond = points.map(|by| pos2(x, bars.top()) + by).to_vec();
    painter.add(Shape::convex_polygon(diamond, t.bg, Stroke::new(1.4, t.text2)));
    let words = day.map_or("known: all".to_owned(), |day| format!("known by {}", day.day_month()));
    let (at, align) = if x > bars.right() - 110.0 {
        (pos2(x - 9.0, bars.top()), Align2::RIGHT_CENTER)
    } else {
        (pos2(x + 9.0, bars.top()), Align2::LEFT_CENTER)
    };
    let galley = widgets::line(painter, &words, Type::Tick, t.text2, 140.0);
    let rect = align.anchor_size(at, galley.size());
    let lower = if rect.intersects(flag) { flag.bottom() + 1.0 - rect.top() } else { 0.0 };
    painter.galley(rect.min + vec2(0.0, lower), galley, t.text2);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_axis_shows_the_day_and_half_a_year_of_a_long_war() {
        let day = |y, m, d| Day::new(y, m, d).unwrap();
        let mut timeline = Timeline::default();
        let all = Span::precise(day(2012, 7, 19), day(2018, 8, 2));
        timeline.follow(all, day(2016, 10, 2));
        let shown = timeline.shown.unwrap();
        assert!(shown.contains(day(2016, 10, 2)) && shown.days() == DAYS_SHOWN, "{shown}");
        timeline.follow(all, day(2016, 10, 9));
        assert_eq!(timeline.shown, Some(shown), "a step inside keeps the axis still");
        timeline.follow(all, day(2012, 7, 19));
        assert_eq!(timeline.shown.unwrap().from, day(2012, 7, 1));
        let short = Span::precise(day(2016, 9, 30), day(2016, 10, 2));
        timeline.follow(short, day(2016, 10, 2));
        assert_eq!(timeline.shown, Some(Span::precise(day(2016, 9, 1), day(2016, 10, 31))));
    }
}
