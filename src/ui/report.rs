//! What became of each file: read, duplicate or refused, and why. It stays until the next load.

use super::Shown;
use super::icons::{self, Icon};
use super::theme::{Type, size, tokens};
use super::widgets::{self, Face};
use crate::command::Command;
use crate::view::{Needs, Selection};
use egui::{Align2, Rect, Response, Role, ScrollArea, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

/// Everything that became of one load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// One line for each article or refused input, in the order of the inputs.
    pub lines: Vec<Line>,
}

/// What became of one article or input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its name, as the user knows it.
    pub name: String,
    /// What became of it.
    pub outcome: Outcome,
    /// More about it, in words: `21 claims, date inferred`.
    pub detail: String,
    /// SHA-256 of the article, if one was read.
    pub article: Option<String>,
}

/// How a load can end for one input; what needs a look comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Read.
    Read,
    /// The same words as another article.
    Duplicate,
    /// Read, but without a date: it will not be drawn.
    Undated,
    /// Not read.
    Refused,
}

/// How far reading has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Inputs read.
    pub done: usize,
    /// Inputs in all; 0 while they are being counted.
    pub total: usize,
}

impl Report {
    /// How many ended so.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.lines.iter().filter(|line| line.outcome == outcome).count()
    }

    /// How many were read, with or without a date.
    pub fn read(&self) -> usize {
        self.count(Outcome::Read) + self.count(Outcome::Undated)
    }

    /// `2 read, 0 refused`, and duplicates if there are any.
    pub fn summary(&self) -> String {
        let duplicates = self.count(Outcome::Duplicate);
        let middle =
            if duplicates > 0 { format!("{}, ", widgets::counted(duplicates, "duplicate")) } else { String::new() };
        format!("{} read, {middle}{} refused", widgets::thousands(self.read()), self.count(Outcome::Refused))
    }

    /// The whole report as text, for the clipboard.
    pub fn text(&self) -> String {
        let line = |line: &Line| format!("{}\t{}\t{}\n", line.outcome.word(), line.name, line.detail);
        self.lines.iter().map(line).collect()
    }
}

impl Outcome {
    fn word(self) -> &'static str {
        match self {
            Outcome::Read | Outcome::Undated => "read",
            Outcome::Duplicate => "duplicate",
            Outcome::Refused => "refused",
        }
    }

    fn icon(self) -> Icon {
        match self {
            Outcome::Read => Icon::Check,
            Outcome::Undated => Icon::Warning,
            Outcome::Duplicate => Icon::Copy,
            Outcome::Refused => Icon::Cross,
        }
    }
}

/// The report as a card's contents; true when it is to be closed.
pub(crate) fn ui(ui: &mut Ui, shown: &Shown<'_>, height: f32, commands: &mut Vec<Command>) -> bool {
    let (mut close, report) = (false, shown.report);
    let t = tokens(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
    widgets::within(ui, head.shrink2(vec2(12.0, 6.0)), |ui| {
        ui.horizontal_centered(|ui| {
            widgets::text_line(ui, "Load report", Type::BodyStrong, t.text);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                close = widgets::icon_button(ui, Icon::Cross, "Close the report").clicked();
                if widgets::icon_button(ui, Icon::Copy, "Copy the report").clicked() {
                    commands.push(Command::Copy(report.text(), "the report"));
                }
            });
        });
    });
    let (line, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    let words = totals(report);
    widgets::put(
        ui.painter(),
        line.left_center() + vec2(12.0, -3.0),
        Align2::LEFT_CENTER,
        &words,
        Type::Row,
        t.text2,
        line.width(),
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    widgets::rule(ui);
    let room = (height - 66.0).max(size::ARTICLE);
    ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show_rows(
        ui,
        size::ARTICLE,
        report.lines.len(),
        |ui, rows| {
            for line in &report.lines[rows] {
                if row(ui, line).clicked() {
                    open(shown, line, commands);
                }
            }
        },
    );
    close
}

fn totals(report: &Report) -> String {
    let undated = report.count(Outcome::Undated);
    let mut words = vec![
        format!("{} read", widgets::thousands(report.read())),
        widgets::counted(report.count(Outcome::Duplicate), "duplicate"),
        format!("{} refused", report.count(Outcome::Refused)),
    ];
    if undated > 0 {
        words.push(format!("{undated} without a date"));
    }
    words.join("   ")
}

/// Opens the article of a line: one without a date in the review, where its date is asked for.
fn open(shown: &Shown<'_>, line: &Line, commands: &mut Vec<Command>) {
    let Some(sha256) = &line.article else { return };
    let Some(at) = shown.readings.iter().position(|reading| reading.article.sha256 == *sha256) else { return };
    let asks = shown.queue.items.iter().find(|item| item.needs == Needs::Date && item.reading as usize == at);
    match asks {
        Some(item) => commands.extend([Command::Review, Command::TakeItem(item.key.clone())]),
        None => commands.push(Command::Select(Some(Selection::Article(at as u32)))),
    }
}

fn row(ui: &mut Ui, line: &Line) -> Response {
    let t = tokens(ui);
    let sense = if line.article.is_some() { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::ARTICLE), sense);
    if line.article.is_some() {
        widgets::row_ground(ui, rect, &response, false);
    }
    let color = match line.outcome {
        Outcome::Read => t.ok,
        Outcome::Undated => t.warn,
        Outcome::Duplicate => t.text2,
        Outcome::Refused => t.bad,
    };
    let icon = Rect::from_center_size(pos2(rect.left() + 20.0, rect.center().y), Vec2::splat(16.0));
    icons::paint(ui.painter(), line.outcome.icon(), icon, 14.0, color);
    let right = pos2(rect.right() - 12.0, rect.center().y);
    let word_color = if line.outcome == Outcome::Read { t.text3 } else { color };
    let (says, word_color) = match line.outcome {
        Outcome::Undated => ("set its date", t.accent),
        outcome => (outcome.word(), word_color),
    };
    let word = widgets::put(ui.painter(), right, Align2::RIGHT_CENTER, says, Type::Meta, word_color, 70.0);
    let room = word.left() - rect.left() - 44.0;
    let left = rect.left() + 36.0;
    widgets::put(ui.painter(), pos2(left, rect.top() + 13.0), Align2::LEFT_CENTER, &line.name, Type::Row, t.text, room);
    widgets::put(
        ui.painter(),
        pos2(left, rect.top() + 29.0),
        Align2::LEFT_CENTER,
        &line.detail,
        Type::Meta,
        t.text3,
        room,
    );
    ui.painter().hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, t.line));
    let words = format!("{}: {}, {}", line.name, line.outcome.word(), line.detail);
    let role = if line.article.is_some() { Role::ListItem } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, &words));
    if !widgets::fits(ui.painter(), &line.detail, Type::Meta, room)
        || !widgets::fits(ui.painter(), &line.name, Type::Row, room)
    {
        return response.on_hover_text(&words);
    }
    response
}

/// The line at the foot of the lists; true when the report is asked for.
pub(crate) fn foot(ui: &mut Ui, shown: &Shown<'_>) -> bool {
    let (report, progress) = (shown.report, shown.progress);
    let t = tokens(ui);
    widgets::rule(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::LOAD), Sense::hover());
    let mut asked = false;
    widgets::within(ui, rect.shrink2(vec2(12.0, 0.0)), |ui| {
        ui.horizontal_centered(|ui| {
            let (icon, _) = ui.allocate_exact_size(Vec2::splat(16.0), Sense::hover());
            icons::paint(ui.painter(), Icon::Page, icon, 14.0, t.text2);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if !report.lines.is_empty() {
                    asked = widgets::button(ui, Face::Link, None, "Report", "").clicked();
                }
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    let words = match progress {
                        Some(progress) => reading_words(*progress),
                        None if !report.lines.is_empty() => format!("Last load: {}", report.summary()),
                        None if shown.readings.is_empty() => "Nothing loaded yet".to_owned(),
                        None => "Opened as it was saved".to_owned(),
                    };
                    widgets::text_line(ui, &words, Type::Meta, t.text2);
                });
            });
        });
    });
    asked
}

/// `Reading 214 of 1,000 files`.
pub(crate) fn reading_words(progress: Progress) -> String {
    match progress.total {
        0 => "Looking for files".to_owned(),
        1 => "Reading 1 file".to_owned(),
        total => format!("Reading {} of {} files", widgets::thousands(progress.done), widgets::thousands(total)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_counts_what_became_of_each() {
        let line = |name: &str, outcome| Line { name: name.into(), outcome, detail: String::new(), article: None };
        let mut report = Report { lines: vec![line("a", Outcome::Read), line("b", Outcome::Undated)] };
        assert_eq!(report.summary(), "2 read, 0 refused");
        report.lines.push(line("c", Outcome::Duplicate));
        report.lines.push(line("d", Outcome::Refused));
        assert_eq!(report.summary(), "2 read, 1 duplicate, 1 refused");
        assert_eq!(totals(&report), "2 read   1 duplicate   1 refused   1 without a date");
        assert_eq!(reading_words(Progress { done: 214, total: 1000 }), "Reading 214 of 1,000 files");
    }
}
