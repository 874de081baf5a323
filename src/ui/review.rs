//! The Review tab: one thing that needs a person at a time, with its sentence and the answers to it.
//! Number keys choose, Enter accepts, S skips; what is decided can be taken back with Ctrl Z.

use super::theme::{Type, size, tokens};
use super::widgets::{self, Face, Tag};
use super::{Shown, keys_of, words};
use crate::article::Role as PartRole;
use crate::command::Command;
use crate::place::Point;
use crate::project::ClaimRef;
use crate::project::edit::Edit;
use crate::view::{Item, Needs, World};
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, CornerRadius, Id, Key, Margin, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    pos2, vec2,
};
use std::ops::Range;

/// One answer to the item in hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What it says.
    pub title: String,
    /// Why, or what follows.
    pub detail: String,
    /// Where it lies, for the map.
    pub point: Option<Point>,
    /// What accepting it does.
    pub does: Does,
}

/// What accepting an answer does.
#[derive(Clone, Debug, PartialEq)]
pub enum Does {
    /// A change, or the same one to several claims.
    Edit(Vec<Edit>),
    /// The answer is typed.
    Type,
    /// The claim is corrected in the panel at the right.
    Correct(ClaimRef),
}

impl Choice {
    /// An answer that makes a change.
    pub fn edit(title: &str, detail: &str, edit: Edit) -> Choice {
        Choice { title: title.to_owned(), detail: detail.to_owned(), point: None, does: Does::Edit(vec![edit]) }
    }

    /// An answer that is typed.
    pub fn typed(title: &str, detail: &str) -> Choice {
        Choice { title: title.to_owned(), detail: detail.to_owned(), point: None, does: Does::Type }
    }
}

/// A numbered candidate on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pin {
    /// Its number, from 0.
    pub n: usize,
    /// Where, on the map plane.
    pub at: World,
    /// Whether Enter takes it.
    pub chosen: bool,
}

/// The queue, as it is shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Queue<'a> {
    /// Everything that needs a person.
    pub items: &'a [Item],
    /// The item in hand, by its position.
    pub at: Option<usize>,
    /// The answers to it.
    pub choices: &'a [Choice],
    /// The answer that Enter takes.
    pub chosen: usize,
    /// How many were skipped.
    pub skipped: usize,
}

impl Queue<'_> {
    /// Whether the item in hand asks where something lies.
    pub(super) fn asks_place(&self) -> bool {
        let item = self.at.and_then(|at| self.items.get(at));
        item.is_some_and(|item| matches!(item.needs, Needs::WhichPlace | Needs::UnknownPlace))
    }
}

/// The field for a typed answer.
#[derive(Default)]
pub(crate) struct Answer {
    text: String,
    /// The item it was typed for.
    of: String,
}

/// The id of the field for a typed answer.
pub(crate) fn answer_id() -> Id {
    Id::unique("answer")
}

/// A tab lower than this, in points, is low.
const LOW: f32 = 260.0;

/// The whole tab.
pub(crate) fn ui(ui: &mut Ui, shown: &Shown<'_>, answer: &mut Answer, commands: &mut Vec<Command>) {
    let queue = shown.queue;
    let item = queue.at.and_then(|at| queue.items.get(at).map(|item| (at, item)));
    let Some((at, item)) = item else {
        return nothing(ui, queue, commands);
    };
    if answer.of != item.key {
        (answer.of, answer.text) = (item.key.clone(), String::new());
    }
    // Where there is hardly any room, the date is asked for first: the article stands beside the question.
    let is_first = ui.available_height() < LOW && matches!(item.needs, Needs::Date | Needs::WhichDate);
    let framed = |ui: &mut Ui, contents: &dyn Fn(&mut Ui)| {
        egui::Frame::new().inner_margin(Margin::symmetric(12, 10)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            contents(ui);
        });
    };
    ScrollArea::vertical().id_salt("review").auto_shrink(false).show(ui, |ui| {
        ui.set_width(ui.available_width());
        head(ui, at, queue.items.len(), item);
        widgets::rule(ui);
        framed(ui, &|ui| {
            if !is_first {
                sentence(ui, shown, item);
                ui.add_space(8.0);
            }
            question(ui, shown, item);
        });
        for (n, choice) in queue.choices.iter().enumerate() {
            if choice_row(ui, n, choice, n == queue.chosen).clicked() {
                commands.push(Command::Choose(n));
                if choice.does != Does::Type {
                    commands.push(Command::AcceptChoice);
                }
            }
        }
        if queue.choices.iter().any(|choice| choice.does == Does::Type) {
            field(ui, item, answer, commands);
        }
        buttons(ui, queue, commands);
        if is_first {
            framed(ui, &|ui| sentence(ui, shown, item));
        }
        rest(ui, shown, at, commands);
    });
}

fn head(ui: &mut Ui, at: usize, count: usize, item: &Item) {
    let t = tokens(ui);
    let (rect, says) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::hover());
    let words = format!("{} of {}", widgets::thousands(at + 1), widgets::thousands(count));
    let left = pos2(rect.left() + size::PAD_LEFT, rect.center().y);
    widgets::put(ui.painter(), left, Align2::LEFT_CENTER, &words, Type::Row, t.text2, 120.0);
    let tag = item.needs.name();
    let width = widgets::tag_width(ui.painter(), tag);
    widgets::put_tag(ui.painter(), t, pos2(rect.right() - 12.0 - width, rect.center().y), tag, Tag::Warn);
    says.widget_info(|| WidgetInfo::labeled(Role::Heading, true, format!("Review: {words}, {tag}")));
}

/// The sentence in question with its words marked, and where it stands.
fn sentence(ui: &mut Ui, shown: &Shown<'_>, item: &Item) {
    let t = tokens(ui);
    let Some(reading) = shown.readings.get(item.reading as usize) else { return };
    let article = &reading.article;
    let claim = item.claims.first().filter(|claim| claim.is_in(shown.readings)).map(|claim| claim.of(shown.readings));
    let (around, marked) = match claim {
        Some(claim) => (claim.sentence.clone(), claim.trace.place.clone().unwrap_or_else(|| claim.quote.clone())),
        None => (opening(article), 0..0),
    };
    let text = article.text.get(around.clone()).unwrap_or_default().trim_end();
    let within = |byte: usize| (byte.clamp(around.start, around.end) - around.start).min(text.len());
    let marked = within(marked.start)..within(marked.end);
    let format = |kind: Type, ground| TextFormat {
        line_height: Some(kind.line()),
        background: ground,
        ..TextFormat::simple(kind.font(), t.text)
    };
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    let plain = egui::Color32::TRANSPARENT;
    let part = |range: Range<usize>| text.get(range).unwrap_or_default().replace('\n', " ");
    job.append(&format!("“{}", part(0..marked.start)), 0.0, format(Type::Reader, plain));
    job.append(&part(marked.clone()), 0.0, format(Type::ReaderStrong, t.quote));
    let goes_on = claim.is_none() && !article.text.get(around.end..).unwrap_or_default().trim().is_empty();
    let end = if goes_on { " …" } else { "" };
    job.append(&format!("{}{end}”", part(marked.end..text.len())), 0.0, format(Type::Reader, plain));
    ui.add(egui::Label::new(job).wrap().selectable(false));
    ui.add_space(6.0);
    widgets::text_line(ui, &words::byline(article), Type::Meta, t.text3);
    if let Some(claim) = claim {
        widgets::text_line(ui, &format!("Read as: {}", words::sentence(shown.naming(), claim)), Type::Meta, t.text2);
    }
    let more = item.claims.len().saturating_sub(1);
    if more > 0 {
        widgets::text_line(ui, &format!("Settles {} more", widgets::counted(more, "claim")), Type::Meta, t.text2);
    }
}

/// What is asked.
fn question(ui: &mut Ui, shown: &Shown<'_>, item: &Item) {
    let Some(reading) = shown.readings.get(item.reading as usize) else { return };
    let question = match item.needs {
        Needs::Date => "When was this published?".to_owned(),
        Needs::WhichDate => date_question(reading),
        Needs::WhichPlace => format!("Which {}?", item.name),
        Needs::UnknownPlace => format!("Where is {}?", item.name),
        Needs::LowConfidence => "Was this read right?".to_owned(),
    };
    widgets::paragraph(ui, &question, Type::RowStrong, tokens(ui).text);
}

fn date_question(reading: &crate::project::Reading) -> String {
    use crate::claim::NoteKind;
    let note = reading.notes.iter().find(|note| note.kind == NoteKind::DateDiffers);
    note.map_or_else(
        || "Which date is right?".to_owned(),
        |note| format!("{}. Which is right?", words::capital(&note.says)),
    )
}

/// The headline or the first words of an article, to the end of one.
fn opening(article: &crate::article::Article) -> Range<usize> {
    let body = article.parts.iter().find(|part| part.role == PartRole::Body);
    let start = body.map_or(0, |part| part.start);
    let end = article.text.floor_char_boundary((start + 280).min(article.text.len()));
    let words = article.text.get(start..end).unwrap_or_default();
    let whole = if end < article.text.len() { words.rfind(char::is_whitespace) } else { None };
    start..whole.map_or(end, |at| start + at)
}

fn choice_row(ui: &mut Ui, n: usize, choice: &Choice, chosen: bool) -> egui::Response {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::ARTICLE), Sense::click());
    widgets::row_ground(ui, rect, &response, chosen);
    let key = Rect::from_center_size(pos2(rect.left() + 23.0, rect.center().y), Vec2::splat(18.0));
    ui.painter().rect(key, CornerRadius::same(4), t.raise, Stroke::new(1.0, t.line2), StrokeKind::Inside);
    let number = (n + 1).to_string();
    widgets::put(ui.painter(), key.center(), Align2::CENTER_CENTER, &number, Type::Tick, t.text2, 18.0);
    let (left, room) = (rect.left() + 42.0, rect.width() - 54.0);
    let quiet = if chosen { t.text2 } else { t.text3 };
    let top = pos2(left, rect.top() + 13.0);
    widgets::put(ui.painter(), top, Align2::LEFT_CENTER, &choice.title, Type::RowStrong, t.text, room);
    let under = pos2(left, rect.top() + 29.0);
    widgets::put(ui.painter(), under, Align2::LEFT_CENTER, &choice.detail, Type::Meta, quiet, room);
    let says = format!("{number}: {}, {}", choice.title, choice.detail);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, &says));
    if widgets::fits(ui.painter(), &choice.detail, Type::Meta, room) { response } else { response.on_hover_text(says) }
}

/// The field for a date or a place; Enter takes it.
fn field(ui: &mut Ui, item: &Item, answer: &mut Answer, commands: &mut Vec<Command>) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::hover());
    let (hint, icon, name) = match item.needs {
        Needs::Date | Needs::WhichDate => ("2016-10-02", super::icons::Icon::Clock, "Date"),
        _ => ("Name of a place", super::icons::Icon::Place, "Place"),
    };
    widgets::within(ui, rect.shrink2(vec2(size::PAD_LEFT, 4.0)), |ui| {
        let response = widgets::field(ui, &mut answer.text, icon, hint, "", answer_id()).accessible_name(name);
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) && !answer.text.trim().is_empty() {
            commands.push(Command::Answer(answer.text.trim().to_owned()));
        }
    });
}

fn buttons(ui: &mut Ui, queue: Queue<'_>, commands: &mut Vec<Command>) {
    egui::Frame::new().inner_margin(Margin { left: 12, right: 12, top: 10, bottom: 10 }).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = size::GAP;
            let label = format!("Accept {}", queue.chosen + 1);
            if widgets::button(ui, Face::Primary, None, &label, "Enter").clicked() {
                commands.push(Command::AcceptChoice);
            }
            for (label, command) in [("Skip", Command::SkipItem), ("Undo", Command::Undo)] {
                let keys = if command == Command::Undo { String::new() } else { keys_of(&command) };
                let face = if command == Command::Undo { Face::Link } else { Face::Plain };
                if widgets::button(ui, face, None, label, &keys).on_hover_text(keys_of(&command)).clicked() {
                    commands.push(command);
                }
            }
        });
    });
}

/// The items after the one in hand, a few of them.
fn rest(ui: &mut Ui, shown: &Shown<'_>, at: usize, commands: &mut Vec<Command>) {
    const NEXT: usize = 40;
    let t = tokens(ui);
    let items = shown.queue.items;
    if items.len() < 2 {
        return;
    }
    widgets::rule(ui);
    for (n, item) in items.iter().enumerate().cycle().skip(at + 1).take((items.len() - 1).min(NEXT)) {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::CLAIM), Sense::click());
        widgets::row_ground(ui, rect, &response, false);
        let y = rect.center().y;
        let about = match shown.readings.get(item.reading as usize) {
            _ if !item.name.is_empty() => item.name.clone(),
            Some(reading) => match item.claims.first().filter(|claim| claim.is_in(shown.readings)) {
                Some(claim) => words::sentence(shown.naming(), claim.of(shown.readings)),
                None => words::title(&reading.article).to_owned(),
            },
            None => continue,
        };
        let right = pos2(rect.right() - 12.0, y);
        let tag =
            widgets::put(ui.painter(), right, Align2::RIGHT_CENTER, item.needs.name(), Type::Meta, t.text3, 110.0);
        let left = pos2(rect.left() + size::PAD_LEFT, y);
        let room = tag.left() - left.x - 8.0;
        widgets::put(ui.painter(), left, Align2::LEFT_CENTER, &about, Type::Row, t.text2, room);
        let says = format!("Review item {}: {about}, {}", n + 1, item.needs.name());
        response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &says));
        if response.clicked() {
            commands.push(Command::TakeItem(item.key.clone()));
        }
    }
}

fn nothing(ui: &mut Ui, queue: Queue<'_>, commands: &mut Vec<Command>) {
    let t = tokens(ui);
    ui.add_space(24.0);
    ui.vertical_centered(|ui| {
        ui.set_max_width(ui.available_width() - 32.0);
        let words = match queue.skipped {
            0 => "Nothing needs a look. Names without a place, articles without a date and claims read with little confidence are listed here.".to_owned(),
            n => format!("The rest was skipped: {}.", widgets::counted(n, "item")),
        };
        widgets::paragraph(ui, &words, Type::Body, t.text2);
        if queue.skipped > 0 && widgets::button(ui, Face::Link, None, "Look at them again", "").clicked() {
            commands.push(Command::Review);
        }
        if widgets::button(ui, Face::Link, None, "What was changed", "").clicked() {
            commands.push(Command::History);
        }
    });
}
