//! Pictures of the ground under the claims: their rows among the layers, the sheet that asks before anything
//! leaves the computer, and the mark on the map while something does.

use super::icons::Icon;
use super::theme::{Type, size, tokens};
use super::widgets::{self, Face};
use super::{Shown, floating, sheets};
use crate::command::Command;
use crate::tiles::{KNOWN, Server};
use egui::{Align, Align2, Area, Id, Layout, Order, Rect, Ui, vec2};

/// A layer of pictures, as the window lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TileRow {
    /// A file's name, or a server's.
    pub name: String,
    /// Whether it is shown.
    pub is_on: bool,
    /// Whether it comes from a server.
    pub is_online: bool,
    /// Why its last tile could not be read.
    pub fault: Option<String>,
}

/// The layers of pictures: each shown or not, or taken off; and where more come from.
pub(crate) fn rows(ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
    for (number, row) in shown.tiles.iter().enumerate() {
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if widgets::icon_button(ui, Icon::Cross, &format!("Take {} off the map", row.name)).clicked() {
                    commands.push(Command::RemoveTiles(number));
                }
                let kind = if row.is_online { "online" } else { "" };
                if widgets::menu_row(ui, &row.name, kind, Some(row.is_on)).clicked() {
                    commands.push(Command::ToggleTiles(number));
                }
            });
        });
    }
    if !shown.tiles.is_empty()
        && widgets::menu_row(ui, "Map tiles in colour", "", Some(shown.tiles_in_colour)).clicked()
    {
        commands.push(Command::TilesInColour);
    }
    if cfg!(feature = "online") && widgets::menu_row(ui, "Map tiles from a server…", "", None).clicked() {
        commands.push(Command::OnlineTiles);
        ui.close();
    }
}

/// The mark that the map says of itself while it asks a server.
pub(crate) fn mark(ui: &Ui, map: Rect, shown: &Shown<'_>, commands: &mut Vec<Command>) {
    let Some(row) = shown.tiles.iter().find(|row| row.is_online) else { return };
    // Beside the date and the tools of the map; under the date where that leaves no room.
    let (at, pivot) = if map.width() > 640.0 {
        (map.right_top() + vec2(-52.0, 12.0), Align2::RIGHT_TOP)
    } else {
        (map.left_top() + vec2(12.0, 86.0), Align2::LEFT_TOP)
    };
    let area = Area::new(Id::unique("online")).fixed_pos(at).pivot(pivot).order(Order::Middle);
    area.show(ui.ctx(), |ui| {
        floating(ui).show(ui, |ui| {
            let t = tokens(ui);
            egui::Frame::new().fill(t.warn_ground).corner_radius(8).inner_margin(egui::Margin::symmetric(10, 2)).show(
                ui,
                |ui| {
                    ui.horizontal(|ui| {
                        let words = match &row.fault {
                            Some(why) => format!("Online: {}: {why}", row.name),
                            None => format!("Online: {} sees where you look", row.name),
                        };
                        let most = (map.width() - 440.0).max(200.0);
                        let wide = widgets::line(ui.painter(), &words, Type::RowStrong, t.warn, most).size().x.ceil();
                        ui.allocate_ui(vec2(wide, size::CONTROL), |ui| {
                            widgets::text_line(ui, &words, Type::RowStrong, t.warn);
                        });
                        if widgets::button(ui, Face::Link, None, "Go offline", "").clicked() {
                            commands.push(Command::GoOffline);
                        }
                    });
                },
            );
        });
    });
}

/// The sheet that asks before the map goes online, as filled in so far.
#[derive(Debug)]
pub(crate) struct OnlineSheet {
    /// The server picked; `None`: the one typed.
    picked: Option<usize>,
    address: String,
    credit: String,
    is_filled: bool,
}

impl OnlineSheet {
    pub(crate) fn new() -> OnlineSheet {
        OnlineSheet { picked: Some(0), address: String::new(), credit: String::new(), is_filled: false }
    }

    /// Fills in the server of the last time.
    fn fill(&mut self, server: &Server) {
        self.picked = KNOWN.iter().position(|known| known.address == server.address);
        if self.picked.is_none() {
            (self.address, self.credit) = (server.address.clone(), server.credit.clone());
        }
    }

    /// Shows the sheet; true when it is to be closed.
    pub(crate) fn ui(&mut self, ui: &Ui, window: Rect, shown: &Shown<'_>, commands: &mut Vec<Command>) -> bool {
        if !std::mem::replace(&mut self.is_filled, true)
            && let Some(server) = shown.server
        {
            self.fill(server);
        }
        let mut done = false;
        let closed =
            sheets::frame(ui, window, "Map tiles from a server", 480.0, |ui| done = self.contents(ui, commands));
        done || closed
    }

    fn server(&self) -> Result<Server, String> {
        match self.picked.and_then(|number| KNOWN.get(number)) {
            Some(known) => Server::new(known.address, known.credit),
            None => Server::new(&self.address, &self.credit),
        }
    }

    fn contents(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) -> bool {
        let t = tokens(ui);
        if !cfg!(feature = "online") {
            widgets::paragraph(ui, "This build has no network code. Map tiles from a file work.", Type::Body, t.text);
            return false;
        }
        ui.spacing_mut().item_spacing.y = 2.0;
        for (number, known) in KNOWN.iter().enumerate() {
            if widgets::menu_row(ui, known.name, "", Some(self.picked == Some(number))).clicked() {
                self.picked = Some(number);
            }
        }
        if widgets::menu_row(ui, "Another server", "", Some(self.picked.is_none())).clicked() {
            self.picked = None;
        }
        if self.picked.is_none() {
            ui.add_space(6.0);
            field(ui, "Address of its tiles", "https://tiles.example/{z}/{x}/{y}.png", &mut self.address);
            field(ui, "To be named on the map", "© whom the pictures are owed to", &mut self.credit);
        }
        ui.add_space(12.0);
        let server = self.server();
        widgets::text_line(ui, "What leaves this computer", Type::BodyStrong, t.text);
        let host = server.as_ref().map_or_else(|_| "the server".to_owned(), Server::host);
        let words = format!(
            "While it is on, {host} is asked for every square of the map you look at. It sees which ground you study, \
             how closely and when, and your network address; so may whoever runs the lines between.{} Articles, \
             claims, notes and names are not sent. What was seen is kept on this disk, in the cache folder. It is off until \
             you switch it on, and off again at the next start.",
            match &server {
                Ok(server) if server.address.starts_with("http://") =>
                    " The address is not encrypted (http): anyone on the way can read it.",
                _ => "",
            }
        );
        widgets::paragraph(ui, &words, Type::Row, t.text2);
        ui.add_space(8.0);
        let (words, color) = match &server {
            Ok(server) => (format!("Named on the map: {}", server.credit_line()), t.text2),
            Err(_) if self.address.is_empty() => ("Type the address of its tiles above.".to_owned(), t.text2),
            Err(fault) => (fault.clone(), t.bad),
        };
        widgets::paragraph(ui, &words, Type::Meta, color);
        ui.add_space(12.0);
        let mut done = false;
        let row = vec2(ui.available_width(), size::CONTROL);
        ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
            let go = ui.add_enabled_ui(server.is_ok(), |ui| widgets::button(ui, Face::Primary, None, "Go online", ""));
            if let Ok(server) = server
                && go.inner.clicked()
            {
                commands.push(Command::GoOnline(Box::new(server)));
                done = true;
            }
            if widgets::button(ui, Face::Plain, None, "Stay offline", "").clicked() {
                done = true;
            }
        });
        done
    }
}

fn field(ui: &mut Ui, name: &str, hint: &str, text: &mut String) {
    let t = tokens(ui);
    widgets::text_line(ui, name, Type::Meta, t.text2);
    let edit = egui::TextEdit::singleline(text)
        .font(Type::Row.font())
        .hint_text(hint)
        .desired_width(f32::INFINITY)
        .min_size(vec2(0.0, size::CONTROL))
        .align(Align2::LEFT_CENTER);
    let response = ui.add(edit);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
    ui.add_space(4.0);
}
