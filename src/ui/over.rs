//! What lies over the map: the empty state, progress, the load report, notices, and the overlay while
//! files are held over the window.

use super::icons::{self, Icon};
use super::report::{self, Progress};
use super::theme::{Type, size, tokens};
use super::widgets::{self, Face};
use super::{Notice, Shown, floating, keys_of};
use crate::command::Command;
use egui::{
    Align, Align2, Area, Color32, CornerRadius, Id, Layout, Order, Rect, Sense, Shape, Stroke, Ui, Vec2, pos2, vec2,
};
use std::path::PathBuf;

/// Which notice is shown: the newest of what went wrong, else the newest.
pub(crate) fn foremost(notices: &[Notice]) -> Option<usize> {
    notices.iter().rposition(|notice| notice.bad).or(notices.len().checked_sub(1))
}

/// Everything that lies over the map, whose rect is `map`. `free` is the panel beside it, if nothing is in it. Returns
/// whether the report stands there.
pub(crate) fn ui(
    ui: &mut Ui,
    map: Rect,
    free: Option<Rect>,
    shown: &Shown<'_>,
    report_open: &mut bool,
    commands: &mut Vec<Command>,
) -> bool {
    let mut is_aside = false;
    if let Some(progress) = shown.progress.filter(|progress| progress.total > 1) {
        reading(ui, map.left_bottom() + vec2(12.0, -12.0), *progress, shown, commands);
    }
    if let Some(progress) = shown.exporting.filter(|_| shown.progress.is_none()) {
        exporting(ui, map.left_bottom() + vec2(12.0, -12.0), progress, commands);
    }
    if let Some(notice) = foremost(shown.notices).map(|at| &shown.notices[at]) {
        let left = if shown.progress.is_some() { 308.0 } else { 212.0 };
        self::notice(ui, map, left, notice, commands);
    }
    if let Some((path, names)) = shown.asking.first() {
        places_or_layer(ui, map, path, *names, commands);
    }
    if *report_open && !shown.report.lines.is_empty() {
        let free = free.filter(|_| is_narrow(map));
        is_aside = free.is_some();
        *report_open = !load_report(ui, map, free, shown, commands);
    }
    if shown.readings.is_empty() && shown.progress.is_none() {
        empty(ui, map, commands);
    }
    if !shown.readings.is_empty() && shown.listing.total > 0 {
        no_reports(ui, map, shown, commands);
    }
    is_aside
}

/// A card of a fixed width that floats over the map.
fn card(ui: &Ui, name: &str, at: egui::Pos2, pivot: Align2, width: f32, contents: impl FnOnce(&mut Ui)) -> Rect {
    let area = Area::new(Id::unique(name)).fixed_pos(at).pivot(pivot).order(Order::Middle).constrain(true);
    let shown = area.show(ui.ctx(), |ui| {
        floating(ui).show(ui, |ui| {
            ui.set_width(width);
            widgets::end_rows(ui, 0.0);
            contents(ui);
        });
    });
    shown.response.rect
}

/// `Reading 214 of 1,000 files`, a bar, Cancel.
fn reading(ui: &Ui, at: egui::Pos2, progress: Progress, shown: &Shown<'_>, commands: &mut Vec<Command>) {
    card(ui, "reading", at, Align2::LEFT_BOTTOM, 284.0, |ui| {
        egui::Frame::new().inner_margin(12).show(ui, |ui| {
            let t = tokens(ui);
            ui.spacing_mut().item_spacing.y = 6.0;
            ui.horizontal(|ui| {
                widgets::text_line(ui, &report::reading_words(progress), Type::BodyStrong, t.text);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if widgets::button(ui, Face::Link, None, "Cancel", "").clicked() {
                        commands.push(Command::CancelReading);
                    }
                });
            });
            let (bar, _) = ui.allocate_exact_size(vec2(ui.available_width(), 4.0), Sense::hover());
            let share = progress.done as f32 / progress.total.max(1) as f32;
            let done = Rect::from_min_size(bar.min, vec2(bar.width() * share, bar.height()));
            ui.painter().rect_filled(bar, CornerRadius::same(2), t.line);
            ui.painter().rect_filled(done, CornerRadius::same(2), t.accent);
            let refused = shown.report.count(report::Outcome::Refused);
            let words = format!("{} so far, {refused} refused", widgets::counted(shown.listing.total, "claim"));
            widgets::text_line(ui, &words, Type::Meta, t.text2);
        });
    });
}

/// `Writing the export: day 3 of 40`, Cancel.
fn exporting(ui: &Ui, at: egui::Pos2, (done, total): (usize, usize), commands: &mut Vec<Command>) {
    card(ui, "exporting", at, Align2::LEFT_BOTTOM, 284.0, |ui| {
        egui::Frame::new().inner_margin(12).show(ui, |ui| {
            let t = tokens(ui);
            ui.horizontal(|ui| {
                let day = if total > 1 { format!(": day {} of {total}", done + 1) } else { String::new() };
                widgets::text_line(ui, &format!("Writing the export{day}"), Type::BodyStrong, t.text);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if widgets::button(ui, Face::Link, None, "Cancel", "").clicked() {
                        commands.push(Command::CancelExport);
                    }
                });
            });
        });
    });
}

/// A dropped file that may be a table of places or a layer: the user says which.
fn places_or_layer(ui: &Ui, map: Rect, path: &std::path::Path, names: usize, commands: &mut Vec<Command>) {
    let width = 400.0_f32.min(map.width() - 24.0);
    card(ui, "places or layer", map.center() - vec2(0.0, 30.0), Align2::CENTER_CENTER, width, |ui| {
        egui::Frame::new().inner_margin(20).show(ui, |ui| {
            let t = tokens(ui);
            ui.spacing_mut().item_spacing.y = 8.0;
            let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            widgets::paragraph(ui, &file, Type::State, t.text);
            let words = format!(
                "{} in it. As places they are found in articles, which are read anew. As a layer they are only drawn.",
                widgets::counted(names, "name")
            );
            widgets::paragraph(ui, &words, Type::Row, t.text2);
            ui.horizontal(|ui| {
                if widgets::button(ui, Face::Primary, None, "Add as places", "").clicked() {
                    commands.push(Command::AddPlaces(path.to_owned()));
                }
                if widgets::button(ui, Face::Plain, None, "Draw as a layer", "").clicked() {
                    commands.push(Command::DrawOverlay(path.to_owned()));
                }
            });
        });
    });
}

/// One thing to say, at the foot of the map: right of the legend, left of the locator, above the scale.
fn notice(ui: &Ui, map: Rect, left: f32, notice: &Notice, commands: &mut Vec<Command>) {
    let room = map.width() - left - 134.0;
    // On a narrow map it lies over the legend rather than out of sight.
    let (left, room) = if room < 240.0 { (12.0, map.width() - 24.0) } else { (left, room) };
    card(ui, "notice", map.left_bottom() + vec2(left, -44.0), Align2::LEFT_BOTTOM, room.min(400.0), |ui| {
        egui::Frame::new().inner_margin(egui::Margin { left: 12, right: 6, top: 6, bottom: 6 }).show(ui, |ui| {
            let t = tokens(ui);
            let mut offer = |ui: &mut Ui| {
                if let Some((words, command)) = &notice.offer
                    && widgets::button(ui, Face::Link, None, words, "").clicked()
                {
                    commands.extend([Command::Dismiss, command.clone()]);
                }
            };
            // An offer of many words stands below, where the text keeps its width.
            let offered = notice.offer.as_ref().map_or("", |(words, _)| words);
            let wide = widgets::line(ui.painter(), offered, Type::Row, t.accent, f32::INFINITY).size().x;
            let is_below = wide + 240.0 > room.min(400.0);
            let mut is_closed = false;
            ui.horizontal(|ui| {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    is_closed = widgets::icon_button(ui, Icon::Cross, "Close the notice").clicked();
                    if !is_below {
                        offer(ui);
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        let color = if notice.bad { t.bad } else { t.text };
                        let says = widgets::paragraph(ui, &notice.text, Type::Row, color);
                        widgets::announce(ui, &says, notice.bad);
                    });
                });
            });
            if is_below {
                offer(ui);
            }
            if is_closed {
                commands.push(Command::Dismiss);
            }
        });
    });
}

/// The room that the longest date in words takes, in points.
const DATE: f32 = 370.0;

/// The width of the report, in points.
const REPORT: f32 = 344.0;

/// Whether a map has no room for the report beside its date.
fn is_narrow(map: Rect) -> bool {
    map.width() < REPORT + 52.0 + DATE
}

/// The report, in the free panel or at the right of the map; true when it is closed.
fn load_report(ui: &Ui, map: Rect, free: Option<Rect>, shown: &Shown<'_>, commands: &mut Vec<Command>) -> bool {
    let mut close = false;
    if let Some(free) = free {
        card(ui, "report", free.right_top() + vec2(-12.0, 12.0), Align2::RIGHT_TOP, free.width() - 26.0, |ui| {
            close = report::ui(ui, shown, free.height() - 26.0, commands);
        });
        return close;
    }
    let width = REPORT.min(map.width() - 24.0);
    // The date in words always stands on the map: a narrow one has the report under it. Nor is the mark of being
    // online ever covered.
    let is_online = shown.tiles.iter().any(|row| row.is_online);
    let top = if is_narrow(map) { 84.0 } else { 12.0 } + if is_online { 40.0 } else { 0.0 };
    card(ui, "report", pos2(map.right() - 52.0, map.top() + top), Align2::RIGHT_TOP, width, |ui| {
        close = report::ui(ui, shown, (map.height() - 12.0 - top).min(460.0), commands);
    });
    close
}

/// What to do when nothing is loaded.
fn empty(ui: &Ui, map: Rect, commands: &mut Vec<Command>) {
    let width = 400.0_f32.min(map.width() - 24.0);
    let rect = card(ui, "empty", map.center() - vec2(0.0, 30.0), Align2::CENTER_CENTER, width, |ui| {
        egui::Frame::new().inner_margin(20).show(ui, |ui| {
            ui.vertical_centered(|ui| {
                let t = tokens(ui);
                ui.spacing_mut().item_spacing.y = 8.0;
                let (icon, _) = ui.allocate_exact_size(Vec2::splat(40.0), Sense::hover());
                dashed(ui, icon, t.text3, 1.2);
                icons::paint(ui.painter(), Icon::Drop, icon, 20.0, t.accent);
                widgets::paragraph(ui, "Drop articles here to map what they report", Type::State, t.text);
                let words = "Text, Markdown, HTML, JSON, or a folder of them. Every mark leads back to its sentence.";
                widgets::paragraph(ui, words, Type::Row, t.text2);
                let row = vec2(ui.available_width(), size::CONTROL);
                ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
                    ui.add_space((ui.available_width() - 250.0).max(0.0) / 2.0);
                    if widgets::button(ui, Face::Primary, None, "Open files", &keys_of(&Command::OpenFiles)).clicked() {
                        commands.push(Command::OpenFiles);
                    }
                    if widgets::button(ui, Face::Plain, None, "Paste text", &keys_of(&Command::PasteArticles)).clicked()
                    {
                        commands.push(Command::PasteArticles);
                    }
                });
                if widgets::button(ui, Face::Link, None, "Show the sample instead", "").clicked() {
                    commands.push(Command::ShowSample);
                }
            });
        });
    });
    hints(ui, rect);
}

/// Three lines for those who are here for the first time.
fn hints(ui: &Ui, above: Rect) {
    card(ui, "hints", above.center_bottom() + vec2(0.0, 12.0), Align2::CENTER_TOP, above.width() - 2.0, |ui| {
        egui::Frame::new().inner_margin(12).show(ui, |ui| {
            let t = tokens(ui);
            for words in [
                "Drag the day in the timeline to see another date",
                "Click a mark to read the sentence behind it",
                "Press ? for every key",
            ] {
                widgets::text_line(ui, words, Type::Row, t.text2);
            }
        });
    });
}

/// A day without claims says so, and where the next are.
fn no_reports(ui: &Ui, map: Rect, shown: &Shown<'_>, commands: &mut Vec<Command>) {
    let view = shown.view;
    let histogram = &shown.listing.histogram;
    let first = view.window.first(view.day);
    let any = histogram.days.iter().any(|(day, _)| *day <= view.day && first.is_none_or(|first| *day >= first));
    let vague = histogram.vague.iter().any(|(span, _)| view.window.shows(*span, view.day));
    if any || vague || !shown.notices.is_empty() || shown.playing.on {
        return;
    }
    let next = histogram.next(view.day).or_else(|| histogram.previous(view.day));
    card(ui, "no reports", pos2(map.center().x, map.bottom() - 12.0), Align2::CENTER_BOTTOM, 320.0, |ui| {
        egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 4)).show(ui, |ui| {
            let t = tokens(ui);
            ui.horizontal(|ui| {
                let words = if view.window == crate::view::Window::Day {
                    "No reports on this day."
                } else {
                    "No reports in these days."
                };
                let galley = widgets::line(ui.painter(), words, Type::Row, t.text2, 200.0);
                let (at, says) = ui.allocate_exact_size(galley.size(), Sense::hover());
                ui.painter().galley(at.min, galley, t.text2);
                says.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words));
                if let Some(day) = next {
                    let word = if day > view.day { "Next" } else { "Last" };
                    if widgets::button(ui, Face::Link, None, &format!("{word}: {}", day.day_month()), "").clicked() {
                        commands.push(Command::SetDay(day));
                    }
                }
            });
        });
    });
}

/// While files are held over the window: the whole of it is the target.
pub(crate) fn drop(ui: &Ui, window: Rect, files: &[PathBuf]) {
    if files.is_empty() {
        return;
    }
    Area::new(Id::unique("drop")).fixed_pos(window.min).order(Order::Foreground).interactable(false).show(
        ui.ctx(),
        |ui| {
            let t = tokens(ui);
            ui.set_clip_rect(window);
            ui.painter().rect_filled(window, 0, t.bg.gamma_multiply(0.7));
            dashed(ui, window.shrink(12.0), t.accent, 2.0);
            let card = Rect::from_center_size(window.center(), vec2(420.0, 150.0));
            ui.painter().rect(
                card,
                CornerRadius::same(size::CARD),
                t.raise,
                Stroke::new(1.0, t.line2),
                egui::StrokeKind::Inside,
            );
            let icon = Rect::from_center_size(card.center_top() + vec2(0.0, 34.0), Vec2::splat(26.0));
            icons::paint(ui.painter(), Icon::Drop, icon, 26.0, t.accent);
            let lines = [
                (format!("Drop to read {}", widgets::counted(files.len(), "file")), Type::Title, t.text, 72.0),
                (what(files), Type::Body, t.text2, 98.0),
                ("Nothing leaves this computer. Esc cancels.".to_owned(), Type::Row, t.text3, 122.0),
            ];
            for (words, kind, color, y) in lines {
                let at = card.center_top() + vec2(0.0, y);
                let put =
                    widgets::put(ui.painter(), at, Align2::CENTER_CENTER, &words, kind, color, card.width() - 24.0);
                let says = ui.interact(put, Id::unique(("drop line", y as i32)), Sense::hover());
                says.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
            }
        },
    );
}

/// `10 files, 1 folder, 1 table of places`, by their names alone: nothing is read before the drop.
fn what(files: &[PathBuf]) -> String {
    let ending = |path: &PathBuf| path.extension().map(|end| end.to_string_lossy().to_lowercase()).unwrap_or_default();
    let count = |fits: &dyn Fn(&str) -> bool| files.iter().filter(|path| fits(&ending(path))).count();
    let folders = count(&str::is_empty);
    let tables = count(&|end| matches!(end, "csv" | "tsv" | "geojson"));
    let mut parts = Vec::new();
    for (number, word) in [(files.len() - folders - tables, "file"), (folders, "folder")] {
        if number > 0 {
            parts.push(widgets::counted(number, word));
        }
    }
    match tables {
        0 => {}
        1 => parts.push("1 table of places".to_owned()),
        n => parts.push(format!("{n} tables of places")),
    }
    parts.join(", ")
}

/// A dashed frame.
fn dashed(ui: &Ui, rect: Rect, color: Color32, width: f32) {
    let points = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
    ui.painter().extend(Shape::dashed_line(&points, Stroke::new(width, color), 5.0, 3.5));
}
