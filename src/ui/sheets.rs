//! Sheets over the window: every key, and what the program is made of.

use super::icons::Icon;
use super::theme::{Type, tokens};
use super::{Shown, floating, history, widgets};
use crate::command::{Group, LISTED, key_text};
use egui::{Align, Align2, Area, Id, Layout, Order, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

/// A sheet that can lie over the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sheet {
    /// Every key.
    Keys,
    /// Version, licences and sources.
    About,
    /// Who changed what, when.
    History,
}

/// What is inside the program and whose it is: what, and from whom under which licence.
const CREDITS: &[(&str, &str)] = &[
    (
        "Places",
        "GeoNames (CC BY 4.0), UN OCHA (CC BY 3.0 IGO), Open-Syria (CC BY 4.0), Wikipedia contributors (CC BY-SA 4.0), OpenStreetMap contributors (ODbL) and others, named place by place in the gazetteer",
    ),
    (
        "Base map",
        "Natural Earth (public domain); rivers from GSHHG (LGPL 3), which can be replaced; roads placed by hand",
    ),
    ("Type", "Inter and Noto Sans Arabic (SIL Open Font License 1.1)"),
    ("Window", "egui and eframe by Emil Ernerfeldt and contributors (MIT OR Apache-2.0)"),
    ("Geometry", "geo, geojson and spade by the GeoRust community and contributors (MIT OR Apache-2.0)"),
    ("Dates", "jiff by Andrew Gallant, with the IANA time zones (MIT OR Unlicense)"),
    (
        "And more",
        "the libraries named in Cargo.toml, each under MIT, Apache-2.0, BSD, ISC, Zlib or MPL-2.0; certificate roots for tile servers by Mozilla (CDLA-Permissive-2.0)",
    ),
];

impl Sheet {
    /// Shows the sheet; true when it is to be closed.
    pub(crate) fn ui(self, ui: &Ui, window: Rect, shown: &Shown<'_>) -> bool {
        let (title, width) = match self {
            Sheet::Keys => ("All keys", 760.0),
            Sheet::About => ("About Frontlines", 480.0),
            Sheet::History => ("History of changes", 560.0),
        };
        frame(ui, window, title, width, |ui| match self {
            Sheet::Keys => keys(ui),
            Sheet::About => about(ui),
            Sheet::History => history::ui(ui, shown),
        })
    }
}

/// A sheet in the middle of the window, over all else; true when it is to be closed.
pub(crate) fn frame(ui: &Ui, window: Rect, title: &str, width: f32, contents: impl FnOnce(&mut Ui)) -> bool {
    let width = f32::min(width, window.width() - 40.0);
    let mut close = false;
    let scrim = Area::new(Id::unique("scrim")).fixed_pos(window.min).order(Order::Foreground);
    let outside = scrim.show(ui.ctx(), |ui| {
        let t = tokens(ui);
        // Tab stays in the sheet.
        ui.ctx().memory_mut(|memory| memory.set_modal_layer(ui.layer_id()));
        ui.painter().rect_filled(window, 0, t.bg.gamma_multiply(0.7));
        let ground = ui.interact(window, Id::unique("scrim ground"), Sense::CLICK);
        ground.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Close what lies over the window"));
        ground.clicked()
    });
    let area = Area::new(Id::unique(("sheet", title))).fixed_pos(window.center()).pivot(Align2::CENTER_CENTER);
    area.order(Order::Foreground).show(ui.ctx(), |ui| {
        floating(ui).inner_margin(20).show(ui, |ui| {
            ui.set_width(width - 40.0);
            widgets::end_rows(ui, 8.0);
            let t = tokens(ui);
            ui.horizontal(|ui| {
                widgets::text_line(ui, title, Type::Title, t.text);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    close = widgets::icon_button(ui, Icon::Cross, "Close this sheet (Esc)").clicked();
                });
            });
            ui.add_space(8.0);
            let most = (window.height() - 110.0).max(160.0);
            // That there is more below is seen.
            ui.spacing_mut().scroll.dormant_handle_opacity = 0.6;
            ScrollArea::vertical().max_height(most).min_scrolled_height(most).show(ui, contents);
        });
    });
    close || outside.inner
}

fn keys(ui: &mut Ui) {
    let columns: [&[Group]; 2] =
        [&[Group::Time, Group::Articles, Group::Window], &[Group::Map, Group::Reading, Group::Review]];
    ui.set_width(ui.available_width() - 10.0);
    ui.spacing_mut().item_spacing.x = 36.0;
    ui.columns(2, |uis| {
        for (ui, groups) in uis.iter_mut().zip(columns) {
            ui.spacing_mut().item_spacing = vec2(8.0, 2.0);
            for group in groups {
                let t = tokens(ui);
                widgets::text_line(ui, group.name(), Type::MetaStrong, t.text2);
                for listed in LISTED.iter().filter(|listed| listed.group == *group && !listed.keys.is_empty()) {
                    key(ui, listed.label, &listed.keys.iter().take(1).map(key_text).collect::<String>());
                }
                ui.add_space(10.0);
            }
        }
    });
}

fn key(ui: &mut Ui, label: &str, keys: &str) {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    let right = widgets::put_key(ui.painter(), t, pos2(rect.right() - 1.0, rect.center().y), keys);
    widgets::put(
        ui.painter(),
        rect.left_center(),
        Align2::LEFT_CENTER,
        label,
        Type::Row,
        t.text,
        right - rect.left() - 8.0,
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{label}: {keys}")));
}

fn about(ui: &mut Ui) {
    let t = tokens(ui);
    let version = format!("Version {} · {}", env!("CARGO_PKG_VERSION"), crate::control::METHOD);
    widgets::paragraph(ui, &version, Type::Row, t.text2);
    ui.add_space(8.0);
    for words in [
        "A map of reported control: who is said to hold, take, lose or contest which place, when, and according to whom. Nothing here is verified by the program.",
        "Names and boundaries imply no endorsement. The news cannot show what nobody reported.",
        "Nothing leaves this computer.",
        "MIT OR Apache-2.0",
    ] {
        widgets::paragraph(ui, words, Type::Body, t.text);
        ui.add_space(4.0);
    }
    ui.add_space(8.0);
    widgets::text_line(ui, "Made with", Type::MetaStrong, t.text2);
    for (what, whose) in CREDITS {
        ui.add_space(4.0);
        widgets::text_line(ui, what, Type::RowStrong, t.text);
        widgets::paragraph(ui, whose, Type::Row, t.text2);
    }
}
