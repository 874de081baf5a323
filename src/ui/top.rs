//! The bar at the top: what is loaded, search, what the map shows, light or dark, commands.

use super::icons::{self, Icon};
use super::theme::{Type, size, tokens};
use super::widgets::{self, Face, Tag};
use super::{SaveState, Shown, icon_command, keys_of};
use crate::command::Command;
use crate::control::{Weighing, leaning_key, voice_words};
use crate::side::{Naming, Side};
use crate::view::{Layers, Palette, Selection, Theme};
use egui::{
    Align, Align2, CornerRadius, Id, Layout, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2,
    WidgetInfo, pos2, vec2,
};
use std::ops::RangeInclusive;
use std::path::PathBuf;

/// The bar.
pub(crate) fn ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    layers_open: &mut bool,
    menu_wanted: &mut bool,
    commands: &mut Vec<Command>,
) {
    let rect = ui.max_rect();
    let narrow = rect.width() < 1000.0;
    ui.horizontal_centered(|ui| {
        ui.add_space(12.0);
        let t = tokens(ui);
        let (mark, _) = ui.allocate_exact_size(Vec2::splat(20.0), Sense::hover());
        icons::mark(ui.painter(), mark, t.text, t.accent);
        let button = widgets::menu_button(ui, Face::Quiet, "", shown.name, "Project");
        widgets::tells(ui, &button, shown.name);
        if std::mem::take(menu_wanted) {
            egui::Popup::open_id(ui.ctx(), egui::Popup::default_response_id(&button));
        }
        let menu = egui::Popup::menu(&button).width(264.0).accessible_name("Project");
        menu.show(|ui| project_menu(ui, shown.recent, commands));
        if shown.sample && !narrow {
            let left = pos2(button.rect.right() + 6.0, rect.center().y);
            widgets::put_tag(ui.painter(), t, left, "sample", Tag::Plain);
        }
        let mut left = button.rect.right() + if shown.sample && !narrow { 70.0 } else { 0.0 };
        if !shown.sample && !narrow {
            left = save_state(ui, shown.save_state, pos2(left + 4.0, rect.center().y));
        }
        let right = rect.right() - 12.0 - kept_width(ui);
        search(ui, rect, left + 12.0..=right - 12.0, commands);
        at_right(ui, right, |ui| {
            if narrow {
                more(ui, shown, layers_open, commands);
            } else {
                voices(ui, shown, commands);
                if widgets::button(ui, Face::Quiet, Some(Icon::Compare), "Compare", "").clicked() {
                    commands.push(Command::Compare);
                }
                layers(ui, shown, layers_open, commands);
            }
            theme_button(ui, shown, commands);
            if widgets::button(ui, Face::Quiet, None, "Commands", &keys_of(&Command::Palette)).clicked() {
                commands.push(Command::Palette);
            }
        });
    });
}

/// Where the width of what stands at the right of the bar is kept between frames.
fn width_id() -> Id {
    Id::unique("width at the right of the bar")
}

/// That width, as it was in the last frame.
fn kept_width(ui: &Ui) -> f32 {
    ui.data(|data| data.get_temp(width_id())).unwrap_or_default()
}

/// Puts buttons from `left` to the right end of the bar, in the order in which the keyboard and a screen reader go
/// through them. A frame in which they are wider or narrower than in the last is laid out once more.
fn at_right(ui: &mut Ui, left: f32, buttons: impl FnOnce(&mut Ui)) {
    let room = Rect::from_min_max(pos2(left, ui.max_rect().top()), ui.max_rect().max);
    let place = UiBuilder::new().max_rect(room).layout(Layout::left_to_right(Align::Center));
    let mut at_right = ui.new_child(place);
    buttons(&mut at_right);
    let width = at_right.min_rect().width();
    if (width - kept_width(ui)).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(width_id(), width));
        ui.ctx().request_discard("the buttons at the right of the bar have another width");
    }
}

/// Whether all is safe on the disk; gives where the words end.
fn save_state(ui: &Ui, state: &SaveState, left: Pos2) -> f32 {
    let t = tokens(ui);
    let (words, more, color) = match state {
        SaveState::Nothing => return left.x,
        SaveState::Saved(at) => {
            let more = at.as_ref().map_or_else(|| "Everything is saved".to_owned(), |at| format!("Saved at {at}"));
            ("Saved", more, t.text2)
        }
        SaveState::Saving => ("Saving", "Not all is on the disk yet".to_owned(), t.text2),
        SaveState::NotSaved => ("Not saved", "Something could not be written; see the notice".to_owned(), t.bad),
        SaveState::ReadOnly => ("Read-only", "What you change is not saved; Save as… keeps it".to_owned(), t.warn),
    };
    let put = widgets::put(ui.painter(), left, Align2::LEFT_CENTER, words, Type::Meta, color, 80.0);
    let says = ui.interact(put, ui.scope_id().with("save state"), Sense::hover());
    says.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    if matches!(state, SaveState::NotSaved | SaveState::ReadOnly) {
        widgets::announce(ui, &says, true);
    }
    says.on_hover_text(more);
    put.right() + 8.0
}

fn project_menu(ui: &mut Ui, recent: &[PathBuf], commands: &mut Vec<Command>) {
    const FILES: [Command; 4] = [Command::NewProject, Command::OpenProject, Command::Save, Command::SaveAs];
    const ARTICLES: [Command; 7] = [
        Command::OpenFiles,
        Command::OpenFolder,
        Command::PasteArticles,
        Command::Export,
        Command::ReadAnew,
        Command::Report,
        Command::ShowSample,
    ];
    menu_rows(ui, &FILES, commands);
    if !recent.is_empty() {
        ui.add_space(6.0);
        widgets::text_line(ui, "Recent projects", Type::MetaStrong, tokens(ui).text2);
        for path in recent {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            if widgets::menu_row(ui, &name, "", None).on_hover_text(path.display().to_string()).clicked() {
                commands.push(Command::OpenProjectAt(path.clone()));
                ui.close();
            }
        }
    }
    ui.add_space(6.0);
    widgets::rule(ui);
    menu_rows(ui, &ARTICLES, commands);
    ui.add_space(6.0);
    widgets::rule(ui);
    menu_rows(ui, &[Command::Help, Command::About], commands);
}

fn menu_rows(ui: &mut Ui, entries: &[Command], commands: &mut Vec<Command>) {
    for command in entries {
        let Some(listed) = command.listed() else { continue };
        if widgets::menu_row(ui, listed.label, &keys_of(command), None).clicked() {
            commands.push(command.clone());
            ui.close();
        }
    }
}

fn theme_button(ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
    let icon = if shown.view.theme == Theme::Dark { Icon::Sun } else { Icon::Moon };
    icon_command(ui, icon, &Command::Theme, commands);
}

/// Whose word counts, and how it is weighed.
fn voices(ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
    let chosen = &shown.question.according_to;
    let who = voices_in_words(shown.naming(), chosen);
    let button = widgets::menu_button(ui, Face::Plain, "According to", &who, &format!("According to {who}"));
    voices_menu(&button, "According to", |ui| weighed_voices(ui, shown, commands));
}

/// The rows of that menu.
fn weighed_voices(ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
    if let Some(voices) = voices_rows(ui, shown, &shown.question.according_to, Some(commands)) {
        commands.push(Command::SetVoices(voices));
    }
    ui.add_space(6.0);
    widgets::text_line(ui, "Weigh sources", Type::MetaStrong, tokens(ui).text2);
    for (weighing, words) in [
        (Weighing::Equal, "equally"),
        (Weighing::AgainstInterest, "by what hurts their own side"),
        (Weighing::ByRating, "by your ratings"),
    ] {
        if widgets::menu_row(ui, words, "", Some(weighing == shown.question.weighing)).clicked() {
            commands.push(Command::SetWeighing(weighing));
        }
    }
}

/// What has no room in a narrow bar, in one menu.
fn more(ui: &mut Ui, shown: &Shown<'_>, open: &mut bool, commands: &mut Vec<Command>) {
    let button = widgets::button(ui, Face::Quiet, None, "…", "");
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, "More: compare, sources, layers"));
    if button.clicked() {
        *open = !*open;
    }
    egui::Popup::from_response(&button)
        .open_bool(open)
        .width(280.0)
        .accessible_name("More")
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            scrolled(ui, |ui| {
                menu_rows(ui, &[Command::Compare], commands);
                for (head, rows) in [
                    ("Layers", &mut layer_rows as &mut dyn FnMut(&mut Ui, &Shown<'_>, &mut Vec<Command>)),
                    ("According to", &mut weighed_voices),
                ] {
                    ui.add_space(6.0);
                    widgets::text_line(ui, head, Type::MetaStrong, tokens(ui).text2);
                    rows(ui, shown, commands);
                }
            });
        });
}

/// The rows of a menu under the bar; they scroll where the window is too low for all of them.
fn scrolled(ui: &mut Ui, rows: impl FnOnce(&mut Ui)) {
    let room = (ui.ctx().content_rect().height() - size::TOP - 40.0).max(160.0);
    // A menu would else be no higher than egui makes its own by default.
    egui::ScrollArea::vertical().max_height(room).min_scrolled_height(room).show(ui, rows);
}

/// `all reports`, the name of the one voice, `3 sources`.
pub(crate) fn voices_in_words(naming: &Naming, chosen: &[String]) -> String {
    match chosen {
        [] => "all reports".to_owned(),
        [only] => voice_words(naming, only),
        several => format!("{} sources", several.len()),
    }
}

/// A menu of voices under its button; it stays open while they are chosen.
pub(crate) fn voices_menu(button: &egui::Response, name: &str, contents: impl FnOnce(&mut Ui)) {
    egui::Popup::menu(button)
        .width(280.0)
        .accessible_name(name)
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| scrolled(ui, contents));
}

/// All reports, every voice with the number of its claims, and the leanings; returns the new choice.
/// With somewhere to put commands, each voice also leads to its profile.
pub(crate) fn voices_rows(
    ui: &mut Ui,
    shown: &Shown<'_>,
    chosen: &[String],
    mut profiles: Option<&mut Vec<Command>>,
) -> Option<Vec<String>> {
    let mut choice = None;
    if widgets::menu_row(ui, "All reports", "", Some(chosen.is_empty())).clicked() {
        choice = Some(Vec::new());
    }
    let mut toggle = |ui: &mut Ui, name: &str, count: &str| {
        let on = chosen.iter().any(|other| other == name);
        if widgets::menu_row(ui, &voice_words(shown.naming(), name), count, Some(on)).clicked() {
            let others = chosen.iter().filter(|other| *other != name).cloned();
            choice = Some(others.chain((!on).then(|| name.to_owned())).collect());
        }
    };
    let all = shown.told.map_or(&[][..], |told| told.voices.as_slice());
    egui::ScrollArea::vertical().max_height(280.0).show(ui, |ui| {
        for (name, count) in all {
            let Some(commands) = &mut profiles else {
                toggle(ui, name, &widgets::thousands(*count));
                continue;
            };
            ui.horizontal(|ui| {
                let row = vec2(ui.available_width() - size::CONTROL - ui.spacing().item_spacing.x, size::MENU);
                ui.allocate_ui(row, |ui| toggle(ui, name, &widgets::thousands(*count)));
                if widgets::icon_button(ui, Icon::Page, &format!("Profile of {name}")).clicked() {
                    commands.push(Command::Select(Some(Selection::Voice(name.clone()))));
                    ui.close();
                }
            });
        }
    });
    ui.add_space(6.0);
    widgets::text_line(ui, "By leaning", Type::MetaStrong, tokens(ui).text2);
    for side in Side::ALL {
        toggle(ui, &leaning_key(side), "");
    }
    choice
}

/// What the map shows, and in which colours.
fn layers(ui: &mut Ui, shown: &Shown<'_>, open: &mut bool, commands: &mut Vec<Command>) {
    let button = widgets::button(ui, Face::Quiet, Some(Icon::Layers), "Layers", "");
    if button.clicked() {
        *open = !*open;
    }
    egui::Popup::from_response(&button)
        .open_bool(open)
        .width(220.0)
        .accessible_name("Layers")
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| scrolled(ui, |ui| layer_rows(ui, shown, commands)));
}

/// The rows of that menu.
fn layer_rows(ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
    let t = tokens(ui);
    let before = shown.view.layers;
    let mut after = before;
    for (name, on) in entries(&mut after) {
        if widgets::menu_row(ui, name, "", Some(*on)).clicked() {
            *on = !*on;
        }
    }
    if after != before {
        commands.push(Command::SetLayers(after));
    }
    own_layers(ui, shown, commands);
    super::tiles::rows(ui, shown, commands);
    ui.add_space(6.0);
    widgets::text_line(ui, "Colours of the sides", Type::MetaStrong, t.text2);
    for palette in Palette::ALL {
        if widgets::menu_row(ui, palette.name(), "", Some(palette == shown.view.palette)).clicked() {
            commands.push(Command::SetPalette(palette));
        }
    }
    if widgets::menu_row(ui, "Name and colour the sides…", "", None).clicked() {
        commands.push(Command::NameSides);
        ui.close();
    }
    ui.add_space(6.0);
    if widgets::menu_row(ui, "Reduce motion", "", Some(shown.view.reduce_motion)).clicked() {
        commands.push(Command::ReduceMotion);
    }
}

/// The layers of the user's own: each shown or not, or taken off.
fn own_layers(ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
    ui.add_space(6.0);
    widgets::text_line(ui, "Your own layers", Type::MetaStrong, tokens(ui).text2);
    for (number, (overlay, on)) in shown.overlays.iter().enumerate() {
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if widgets::icon_button(ui, Icon::Cross, &format!("Take {} off the map", overlay.name)).clicked() {
                    commands.push(Command::RemoveOverlay(number));
                }
                if widgets::menu_row(ui, &overlay.name, "", Some(*on)).clicked() {
                    commands.push(Command::ToggleOverlay(number));
                }
            });
        });
    }
    if widgets::menu_row(ui, "Draw a layer from a file…", "", None)
        .on_hover_text("GeoJSON or KML over the map; MBTiles or PMTiles under the claims")
        .clicked()
    {
        commands.push(Command::AddOverlay);
    }
}

fn entries(layers: &mut Layers) -> [(&'static str, &mut bool); 13] {
    [
        ("Control areas", &mut layers.areas),
        ("Areas follow the filter", &mut layers.filtered),
        ("Stale: last heard long ago", &mut layers.stale),
        ("Contested, unconfirmed", &mut layers.disagreement),
        ("Front lines", &mut layers.fronts),
        ("Sieges", &mut layers.sieges),
        ("Marks of claims", &mut layers.marks),
        ("Advances", &mut layers.arrows),
        ("Intentions", &mut layers.intentions),
        ("Groups within the sides", &mut layers.groups),
        ("Cells of the model", &mut layers.cells),
        ("Roads and railways", &mut layers.roads),
        ("Names", &mut layers.labels),
    ]
}

/// The field in the middle: it opens the finder.
fn search(ui: &mut Ui, bar: Rect, room: RangeInclusive<f32>, commands: &mut Vec<Command>) {
    // In the middle of the bar, or as near to it as the others leave room.
    let width = 344.0_f32.min(room.end() - room.start());
    if width < 80.0 {
        return;
    }
    let x = bar.center().x.clamp(room.start() + width / 2.0, room.end() - width / 2.0);
    let at = Rect::from_center_size(pos2(x, bar.center().y), vec2(width, size::CONTROL));
    let response = ui.interact(at, ui.scope_id().with("search"), Sense::click());
    let t = tokens(ui);
    let border = if response.hovered() { t.text3 } else { t.line2 };
    ui.painter().rect(at, CornerRadius::same(size::RADIUS), t.raise, Stroke::new(1.0, border), StrokeKind::Inside);
    let icon = Rect::from_min_size(at.min + vec2(8.0, 6.0), Vec2::splat(16.0));
    icons::paint(ui.painter(), Icon::Search, icon, 15.0, t.text2);
    let right = widgets::put_key(ui.painter(), t, pos2(at.right() - 6.0, at.center().y), &keys_of(&Command::Search));
    let words = "Find a place, claim or article";
    let left = pos2(at.left() + 30.0, at.center().y);
    widgets::put(ui.painter(), left, Align2::LEFT_CENTER, words, Type::Row, t.text3, right - left.x - 6.0);
    widgets::focus_ring(ui, &response, size::RADIUS);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
    if response.clicked() {
        commands.push(Command::Search);
    }
}
