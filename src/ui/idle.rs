//! The panel at the right while nothing is selected: what to do next.

use super::theme::{Type, size, tokens};
use super::widgets::{self, Face};
use super::{Shown, keys_of};
use crate::command::Command;
use egui::{Frame, Margin, Ui, vec2};

/// The whole panel.
pub(crate) fn ui(ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
    if shown.readings.is_empty() {
        return widgets::centred(
            ui,
            "What you click on the map is told here: who said so, who denied it, how old it is.",
        );
    }
    if shown.sample {
        sample(ui, commands);
    }
    widgets::centred(ui, "Click a mark, an area or a front to see who said so.");
    ui.add_space(16.0);
    ui.vertical_centered(|ui| {
        ui.set_max_width(240.0);
        ui.spacing_mut().item_spacing.y = 4.0;
        for words in ["Drag the day in the timeline to see another date.", "Press ? for every key."] {
            widgets::paragraph(ui, words, Type::Row, tokens(ui).text3);
        }
    });
}

/// What is on the screen at the first start, and how one's own articles get there.
fn sample(ui: &mut Ui, commands: &mut Vec<Command>) {
    let t = tokens(ui);
    Frame::new().inner_margin(Margin { left: 16, right: 16, top: 12, bottom: 0 }).show(ui, |ui| {
        widgets::card(ui).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = vec2(size::GAP, 6.0);
            widgets::paragraph(ui, "This is the built-in sample", Type::BodyStrong, t.text);
            let words = "Drop your own articles anywhere on this window to map what they report. The sample makes way.";
            widgets::paragraph(ui, words, Type::Row, t.text2);
            ui.add_space(2.0);
            ui.horizontal(|ui| {
                for (face, words, command) in [
                    (Face::Primary, "Open files", Command::OpenFiles),
                    (Face::Plain, "Paste text", Command::PasteArticles),
                ] {
                    if widgets::button(ui, face, None, words, &keys_of(&command)).clicked() {
                        commands.push(command);
                    }
                }
            });
        });
    });
}
