//! A voice in the panel at the right: what it claims, who agrees, what it says against its own side,
//! how late it is.

use super::theme::{self, Type, size, tokens};
use super::{Shown, glyph, widgets, words};
use crate::claim::Event;
use crate::command::Command;
use crate::side::{Naming, Side};
use crate::view::{Profile, Selection};
use crate::work::Closely;
use egui::{Align2, CornerRadius, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// The most claims listed.
const LISTED: usize = 200;
/// The steps of the delay that are told apart: names, and the most days of each.
const DELAYS: [(&str, i32); 5] = [("same day", 0), ("1 day", 1), ("2-3", 3), ("4-7", 7), ("later", i32::MAX)];

/// The whole panel below the name.
pub(crate) fn ui(ui: &mut Ui, shown: &Shown<'_>, voice: &str, commands: &mut Vec<Command>) {
    let profile = match shown.closely {
        Some(Closely::Voice(profile)) if profile.voice == voice => profile,
        _ => return widgets::note(ui, "Looking through the reports"),
    };
    egui::ScrollArea::vertical().id_salt("profile").auto_shrink(false).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let t = tokens(ui);
        let leaning = profile
            .leaning
            .map_or("no leaning known".to_owned(), |side| format!("leans to {}", shown.naming().the(side)));
        let line = format!(
            "{} in {} · {leaning}",
            widgets::counted(profile.claims.len(), "claim"),
            widgets::counted(profile.articles, "article")
        );
        inside(ui, |ui| {
            widgets::text_line(ui, &line, Type::Row, t.text2);
            ui.add_space(6.0);
            let only = shown.question.according_to == [voice.to_owned()];
            let label = if only { "Back to all reports" } else { "Map by this source alone" };
            if widgets::button(ui, widgets::Face::Plain, None, label, "").clicked() {
                commands.push(Command::SetVoices(if only { Vec::new() } else { vec![voice.to_owned()] }));
            }
        });
        widgets::group_head(ui, "What it claims", "", t.text2);
        table(ui, shown, profile);
        widgets::group_head(ui, "Against what others say", "within 7 days", t.text2);
        agreement(ui, profile, commands);
        widgets::group_head(ui, "Against its own interest", "", t.text2);
        inside(ui, |ui| {
            widgets::paragraph(ui, &interest(shown.naming(), profile), Type::Row, t.text2);
        });
        let median = profile.median_delay().map_or_else(String::new, |days| match days {
            0 => "half on the same day".to_owned(),
            days => format!("half within {}", widgets::counted(days as usize, "day")),
        });
        widgets::group_head(ui, "From the event to its publication", &median, t.text2);
        delays(ui, profile);
        widgets::group_head(ui, "Its claims", &widgets::thousands(profile.claims.len()), t.text2);
        for at in profile.claims.iter().take(LISTED) {
            let claim = at.of(shown.readings);
            let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::CLAIM), Sense::click());
            if !ui.is_rect_visible(rect) {
                continue;
            }
            widgets::row_ground(ui, rect, &response, false);
            let y = rect.center().y;
            glyph::paint(ui.painter(), shown.look(), pos2(rect.left() + 22.0, y), shown.readings, *at);
            let day = claim.date.span.map_or_else(String::new, |span| span.to.short());
            let right = pos2(rect.right() - size::PAD, y);
            let put = widgets::put(ui.painter(), right, Align2::RIGHT_CENTER, &day, Type::Meta, t.text2, 80.0);
            let words = format!("{}, {}", claim.place.name, words::row(claim));
            let left = pos2(rect.left() + 38.0, y);
            widgets::put(ui.painter(), left, Align2::LEFT_CENTER, &words, Type::Row, t.text, put.left() - left.x - 8.0);
            response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, format!("{words}, {day}")));
            if response.clicked() {
                commands.push(Command::Show(Selection::Claim(*at)));
            }
        }
        ui.add_space(8.0);
    });
}

fn inside(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    egui::Frame::new().inner_margin(egui::Margin { left: 16, right: 16, top: 2, bottom: 6 }).show(ui, |ui| {
        ui.set_width(ui.available_width());
        contents(ui);
    });
}

/// Claims by event and side.
fn table(ui: &mut Ui, shown: &Shown<'_>, profile: &Profile) {
    let t = tokens(ui);
    let row = |ui: &mut Ui, name: &str, cells: [String; 5], kind: Type| {
        let (rect, says) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
        let inner = rect.shrink2(vec2(size::PAD, 0.0));
        widgets::put(ui.painter(), inner.left_center(), Align2::LEFT_CENTER, name, kind, t.text, 90.0);
        for (n, cell) in cells.iter().enumerate() {
            let x = inner.right() - (4 - n) as f32 * (inner.width() - 96.0) / 5.0;
            let color = if cell == "0" { t.text3 } else { t.text };
            widgets::put(ui.painter(), pos2(x, inner.center().y), Align2::RIGHT_CENTER, cell, kind, color, 56.0);
        }
        says.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{name}: {}", cells.join(", "))));
        inner
    };
    let short = |side: &Side| match shown.naming().short(*side) {
        name if name == "opposition" => "opp.".to_owned(),
        name => name,
    };
    let names = [0, 1, 2, 3, 4].map(|n| Side::ALL.get(n).map_or("none".to_owned(), short));
    let head = row(ui, "", names, Type::Meta);
    for n in 0..5 {
        let x = head.right() - (4 - n) as f32 * (head.width() - 96.0) / 5.0;
        let bar = Rect::from_min_max(pos2(x - 24.0, head.bottom() - 2.0), pos2(x, head.bottom()));
        ui.painter().rect_filled(bar, 0, theme::side(shown.look(), Side::ALL.get(n).copied()).0);
    }
    for (event, counts) in Event::ALL.iter().zip(&profile.counts) {
        if counts.iter().sum::<u32>() > 0 {
            row(ui, event.key(), counts.map(|count| count.to_string()), Type::Row);
        }
    }
}

/// How many of its claims others bear out, and who.
fn agreement(ui: &mut Ui, profile: &Profile, commands: &mut Vec<Command>) {
    let t = tokens(ui);
    let compared = profile.agree + profile.differ;
    inside(ui, |ui| {
        let words = match (profile.agree * 100 + compared / 2).checked_div(compared) {
            None => "Nobody else says who has these places near those days.".to_owned(),
            Some(share) => {
                let alone = match profile.alone {
                    0 => String::new(),
                    n => format!(" {n} more nobody else speaks of."),
                };
                let agree = profile.agree;
                format!("{agree} of {compared} claims on who has a place agree with most others ({share} %).{alone}")
            }
        };
        widgets::paragraph(ui, &words, Type::Row, t.text2);
    });
    for (name, same, unlike) in profile.others.iter().take(8) {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::click());
        widgets::row_ground(ui, rect, &response, false);
        let inner = rect.shrink2(vec2(size::PAD, 0.0));
        let words = format!("{same} agree, {unlike} differ");
        let put =
            widgets::put(ui.painter(), inner.right_center(), Align2::RIGHT_CENTER, &words, Type::Meta, t.text2, 120.0);
        let bar = Rect::from_min_size(pos2(put.left() - 68.0, inner.center().y - 2.0), vec2(60.0, 4.0));
        let share = *same as f32 / (*same + *unlike).max(1) as f32;
        ui.painter().rect_filled(bar, CornerRadius::same(2), t.line2);
        let part = Rect::from_min_size(bar.min, vec2(bar.width() * share, bar.height()));
        ui.painter().rect_filled(part, CornerRadius::same(2), t.text2);
        widgets::put(
            ui.painter(),
            inner.left_center(),
            Align2::LEFT_CENTER,
            name,
            Type::Row,
            t.text,
            bar.left() - inner.left() - 8.0,
        );
        response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, format!("{name}: {words}")));
        if response.clicked() {
            commands.push(Command::Select(Some(Selection::Voice(name.clone()))));
        }
    }
}

fn interest(naming: &Naming, profile: &Profile) -> String {
    match (profile.leaning, profile.against_interest) {
        (Some(side), Some((hurts, all))) if all > 0 => format!(
            "{hurts} of {all} claims on who has ground say what hurts {} ({} %).",
            naming.the(side),
            (hurts * 100 + all / 2) / all
        ),
        (Some(_), _) => "It makes no claims on who has ground.".to_owned(),
        (None, _) => "No leaning is known: nothing counts as its own interest.".to_owned(),
    }
}

/// A bar for each step of the delay.
fn delays(ui: &mut Ui, profile: &Profile) {
    let t = tokens(ui);
    let total = profile.delays.len().max(1) as f32;
    let mut from = i32::MIN;
    for (name, most) in DELAYS {
        let count = profile.delays.iter().filter(|days| **days > from && **days <= most).count();
        from = most;
        let (rect, says) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
        let inner = rect.shrink2(vec2(size::PAD, 0.0));
        widgets::put(ui.painter(), inner.left_center(), Align2::LEFT_CENTER, name, Type::Row, t.text2, 90.0);
        let bar = Rect::from_min_size(
            pos2(inner.left() + 96.0, inner.center().y - 4.0),
            vec2(((inner.width() - 150.0) * count as f32 / total).max(1.0), 8.0),
        );
        ui.painter().rect_filled(bar, CornerRadius::same(2), t.text3);
        let number = count.to_string();
        widgets::put(ui.painter(), inner.right_center(), Align2::RIGHT_CENTER, &number, Type::Meta, t.text2, 50.0);
        says.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{name}: {count}")));
    }
    ui.add_space(4.0);
}
