//! The menu of the filter: filters kept by name, and every value that the claims at hand have, with how many of
//! those that pass now would pass it. A click puts its term into the line, or takes it out.

use super::theme::{Type, size, tokens};
use super::widgets::{self, Face};
use super::{Shown, keys_of};
use crate::command::Command;
use crate::project::edit::Edit;
use crate::view::{has_term, without_term};
use egui::{Id, Popup, PopupCloseBehavior, Rect, Response, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

/// The state of the menu.
#[derive(Default)]
pub(crate) struct Choices {
    open: bool,
    /// The first value takes the keyboard in the next frame.
    fresh: bool,
    /// The name typed for the filter.
    name: String,
}

impl Choices {
    /// Opens or closes it; opened, it takes the keyboard.
    pub(crate) fn toggle(&mut self) {
        self.open = !self.open;
        self.fresh = self.open;
    }

    /// Closes it; false if it was closed.
    pub(crate) fn close(&mut self) -> bool {
        std::mem::take(&mut self.open)
    }

    /// Whether it is open.
    pub(crate) fn is_open(&self) -> bool {
        self.open
    }

    /// The button at the left end of the field, and the menu under it.
    pub(crate) fn ui(&mut self, ui: &Ui, shown: &Shown<'_>, at: Rect, commands: &mut Vec<Command>) {
        let button = ui.interact(at, Id::unique("filter by"), Sense::click());
        let says = "Filter by…";
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, says));
        widgets::focus_ring(ui, &button, size::RADIUS);
        let tip = format!("Filter by side, group, source and more, with counts ({})", keys_of(&Command::FilterBy));
        let button = button.on_hover_text(tip);
        if button.clicked() {
            self.toggle();
        }
        let mut open = self.open;
        Popup::from_response(&button)
            .open_bool(&mut open)
            .width(290.0)
            .accessible_name("Filter by")
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .show(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                self.kept(ui, shown, commands);
                let most = (ui.ctx().content_rect().bottom() - ui.cursor().top() - 40.0).clamp(160.0, 480.0);
                // The values may come a moment after the menu opened, which then has to grow.
                let area = ScrollArea::vertical().max_height(most).min_scrolled_height(most);
                area.show(ui, |ui| self.values(ui, shown, commands));
            });
        self.open = open;
    }

    /// The filters that are kept, and a field to keep the one in hand.
    fn kept(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        let t = tokens(ui);
        let line = shown.filter.trim();
        for (name, kept) in shown.review.filters() {
            ui.horizontal(|ui| {
                let row = vec2(ui.available_width() - size::CONTROL - 4.0, size::MENU);
                let clicked = ui.allocate_ui(row, |ui| widgets::menu_row(ui, name, "", Some(kept == line))).inner;
                if clicked.on_hover_text(kept).clicked() {
                    commands.push(Command::SetFilter(kept.clone()));
                }
                if widgets::icon_button(ui, super::icons::Icon::Cross, &format!("Take {name} off the list")).clicked() {
                    let edit = Edit::KeepFilter { name: name.clone(), line: None };
                    commands.push(Command::Edit(Box::new(edit)));
                }
            });
        }
        if !line.is_empty() && shown.filter_fault.is_none() {
            ui.horizontal(|ui| {
                widgets::small_field(ui, "Name to keep this filter by", "Keep this filter as…", &mut self.name, 196.0);
                let name = self.name.trim().to_owned();
                if widgets::button(ui, Face::Plain, None, "Keep", "").clicked() && !name.is_empty() {
                    let edit = Edit::KeepFilter { name, line: Some(line.to_owned()) };
                    commands.push(Command::Edit(Box::new(edit)));
                    self.name.clear();
                }
            });
            if widgets::menu_row(ui, "Copy the line of this filter", "", None).clicked() {
                commands.push(Command::Copy(line.to_owned(), "the filter"));
            }
        }
        if shown.review.filters().is_empty() && line.is_empty() {
            let words = "Counts are of what passes now. Choose values, then keep the filter by a name.";
            widgets::paragraph(ui, words, Type::Meta, t.text2);
        }
    }

    /// Every key with its values.
    fn values(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        let t = tokens(ui);
        if shown.facets.is_none() {
            widgets::text_line(ui, "Counting", Type::Meta, t.text2);
        }
        for facet in shown.facets.unwrap_or_default() {
            ui.add_space(6.0);
            widgets::text_line(ui, facet.name, Type::MetaStrong, t.text2);
            for value in &facet.values {
                let on = has_term(shown.filter, &value.term);
                let row = value_row(ui, &format!("{}: {}", facet.name, value.words), &value.words, value.count, on);
                if std::mem::take(&mut self.fresh) {
                    row.request_focus();
                }
                if row.clicked() {
                    commands.push(if on {
                        Command::SetFilter(without_term(shown.filter, &value.term))
                    } else {
                        Command::AddFilter(value.term.clone())
                    });
                }
            }
            if facet.more > 0 {
                let words = format!("and {} more: type a part of the name", widgets::thousands(facet.more));
                widgets::text_line(ui, &words, Type::Meta, t.text3);
            }
        }
    }
}

/// A value with its count.
fn value_row(ui: &mut Ui, name: &str, words: &str, count: usize, on: bool) -> Response {
    let number = widgets::thousands(count);
    let row = widgets::menu_row(ui, words, &number, Some(on));
    let says = format!("{name}, {}", widgets::counted(count, "claim"));
    row.widget_info(|| WidgetInfo::selected(Role::MenuItemCheckBox, true, on, &says));
    if row.gained_focus() {
        row.scroll_to_me(None);
    }
    row
}
