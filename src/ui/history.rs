//! The history: every entry of the log, the newest first, with who made it and when.

use super::Shown;
use super::theme::{Type, size, tokens};
use super::widgets;
use crate::project::log::{Act, Entry};
use egui::{Align2, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// The list, for a sheet.
pub(crate) fn ui(ui: &mut Ui, shown: &Shown<'_>) {
    let t = tokens(ui);
    let entries = shown.log.entries();
    let words = match entries.len() {
        0 => {
            "Nothing was changed yet. What the machine read is never changed: your edits are kept beside it.".to_owned()
        }
        n => format!("{}, each chained to the one before by its hash. Nothing is ever taken out.", counted(n)),
    };
    widgets::paragraph(ui, &words, Type::Row, t.text2);
    ui.add_space(8.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().id_salt("history").auto_shrink([false, true]).show_rows(
        ui,
        size::ARTICLE,
        entries.len(),
        |ui, rows| {
            for i in rows {
                row(ui, shown, &entries[entries.len() - 1 - i]);
            }
        },
    );
}

fn counted(n: usize) -> String {
    if n == 1 { "1 entry".to_owned() } else { format!("{} entries", widgets::thousands(n)) }
}

fn row(ui: &mut Ui, shown: &Shown<'_>, entry: &Entry) {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::ARTICLE), Sense::hover());
    let what = match &entry.act {
        Act::Edit(edit) => edit.words(),
        Act::Undo { undo } => of(shown, "Taken back", *undo),
        Act::Redo { redo } => of(shown, "Done again", *redo),
    };
    let holds = matches!(entry.act, Act::Edit(_)) && shown.log.holds(entry.seq);
    let color = if holds { t.text } else { t.text3 };
    let number = pos2(rect.left() + 26.0, rect.top() + 14.0);
    widgets::put(ui.painter(), number, Align2::RIGHT_CENTER, &entry.seq.to_string(), Type::Meta, t.text3, 40.0);
    let (left, room) = (rect.left() + 36.0, rect.width() - 44.0);
    widgets::put(ui.painter(), pos2(left, rect.top() + 14.0), Align2::LEFT_CENTER, &what, Type::Row, color, room);
    let when = entry.time.replace('T', " ").replace('Z', " UTC");
    let under = format!("{} · {when}", entry.who);
    widgets::put(ui.painter(), pos2(left, rect.top() + 30.0), Align2::LEFT_CENTER, &under, Type::Meta, t.text3, room);
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, t.line));
    let says = format!("{}: {what}, {under}", entry.seq);
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &says));
    response.on_hover_text(what);
}

fn of(shown: &Shown<'_>, done: &str, seq: u64) -> String {
    let words = shown.log.edit_of(seq).map(crate::project::edit::Edit::words).unwrap_or_default();
    format!("{done}: {seq} {words}")
}
