//! The head of the panel at the right: the name of what is selected, where it lies, and what can be done with it.

use super::correct::{self, Open};
use super::groups::place_of;
use super::icons::Icon;
use super::theme::{Type, size, tokens};
use super::{Shown, copies, widgets, words};
use crate::article::Article;
use crate::claim::ClaimedPlace;
use crate::command::Command;
use crate::place::Place;
use crate::project::edit::Subject;
use crate::view::Selection;
use egui::{Align, Align2, Id, Layout, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// The id of the name at the head of the panel, where the keyboard enters it.
pub(crate) fn first_id() -> Id {
    Id::unique("selected name")
}

/// The name of what is selected, where it lies, and what can be done with it.
pub(crate) fn ui(ui: &mut Ui, shown: &Shown<'_>, selection: &Selection, open: &mut Open, commands: &mut Vec<Command>) {
    let t = tokens(ui);
    if let Selection::Article(at) = selection {
        return article_header(ui, shown, *at, open, commands);
    }
    let place = place_of(shown, selection);
    let known = place.as_ref().zip(shown.gazetteer()).and_then(|(id, gazetteer)| gazetteer.get(id));
    let (name, arabic, meta) = match (known, selection) {
        (Some(place), _) => (place.name.clone(), place.arabic.clone(), place_line(shown, place)),
        (None, Selection::Claim(_)) => shown.selected_claim().map_or_else(Default::default, |claim| {
            let place = &claim.of(shown.readings).place;
            (place.name.clone(), String::new(), unplaced(place))
        }),
        (None, Selection::Article(_)) => Default::default(),
        (None, Selection::Voice(voice)) => (voice.clone(), String::new(), "Source profile".to_owned()),
        (None, Selection::Front([a, b], _)) => (
            "Front".to_owned(),
            String::new(),
            format!("{} against {}", words::capital(&shown.naming().the(*a)), shown.naming().the(*b)),
        ),
        (None, Selection::Place(place)) => (place.as_str().to_owned(), String::new(), String::new()),
    };
    let subject = subject(shown, selection);
    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::hover());
    let mut right = head.right() - 8.0;
    widgets::within(ui, head.shrink2(vec2(10.0, 6.0)), |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            if widgets::icon_button(ui, Icon::Cross, "Close (Esc)").clicked() {
                commands.push(Command::Select(None));
            }
            if let Some(on) = &subject
                && widgets::icon_button(ui, Icon::Note, "Note and tags (N)").clicked()
            {
                *open = Open::note(shown, on.clone());
            }
            if place.is_some() && widgets::icon_button(ui, Icon::Pin, "Show on the map").clicked() {
                commands.push(Command::Show(selection.clone()));
            }
            right = ui.min_rect().left();
        });
    });
    let left = head.left() + size::PAD;
    let y = head.center().y + 4.0;
    let name_ =
        widgets::put(ui.painter(), pos2(left, y), Align2::LEFT_CENTER, &name, Type::Title, t.text, right - left - 8.0);
    let room = right - name_.right() - 18.0;
    let fits = widgets::fits(ui.painter(), &arabic, Type::State, room);
    let meta = if fits || arabic.is_empty() { meta } else { with_arabic(&meta, &arabic) };
    if !arabic.is_empty() && fits {
        widgets::put(
            ui.painter(),
            pos2(name_.right() + 10.0, y),
            Align2::LEFT_CENTER,
            &arabic,
            Type::State,
            t.text2,
            room,
        );
    }
    let says = ui.interact(name_, first_id(), Sense::focusable_noninteractive());
    widgets::focus_ring(ui, &says, 4);
    says.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &name));
    says.on_hover_text(&name);
    egui::Frame::new().inner_margin(egui::Margin { left: 16, right: 16, top: 0, bottom: 8 }).show(ui, |ui| {
        ui.set_width(ui.available_width());
        widgets::text_line(ui, &meta, Type::Meta, t.text2);
        if let Some(on) = &subject {
            ui.spacing_mut().item_spacing.y = 4.0;
            correct::note(ui, shown, on, open, commands);
        }
    });
}

/// The Arabic name among what is said of a place: after the numbers, which would else read from the right as well.
fn with_arabic(meta: &str, arabic: &str) -> String {
    let mut parts: Vec<&str> = meta.split(" · ").collect();
    parts.insert(parts.len().min(2), arabic);
    parts.join(" · ")
}

/// The whole title of an article, who published it when, of what it is a copy, what is noted on it.
fn article_header(ui: &mut Ui, shown: &Shown<'_>, at: u32, open: &mut Open, commands: &mut Vec<Command>) {
    let t = tokens(ui);
    let Some(article) = shown.readings.get(at as usize).map(|reading| &reading.article) else { return };
    egui::Frame::new().inner_margin(egui::Margin { left: 16, right: 8, top: 8, bottom: 8 }).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            if widgets::icon_button(ui, Icon::Cross, "Close (Esc)").clicked() {
                commands.push(Command::Select(None));
            }
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.add_space(4.0);
                let title = words::title(article);
                let head = widgets::lines(ui, title, Type::State, t.text, 2);
                let says = ui.interact(head.rect, first_id(), Sense::focusable_noninteractive());
                widgets::focus_ring(ui, &says, 4);
                says.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title));
            });
        });
        ui.add_space(-4.0);
        widgets::text_line(ui, &article_line(article), Type::Meta, t.text2);
        copies::ui(ui, shown, at, commands);
        correct::note(ui, shown, &Subject::Article(article.sha256.clone()), open, commands);
    });
}
/// What a note in the head of the panel is about: the place, else the article.
pub(crate) fn subject(shown: &Shown<'_>, selection: &Selection) -> Option<Subject> {
    match selection {
        Selection::Article(at) => {
            shown.readings.get(*at as usize).map(|reading| Subject::Article(reading.article.sha256.clone()))
        }
        other => place_of(shown, other).map(Subject::Place),
    }
}

fn place_line(shown: &Shown<'_>, place: &Place) -> String {
    let parent = place.parent.as_ref().zip(shown.gazetteer()).and_then(|(id, gazetteer)| gazetteer.get(id));
    words::place(place, parent.map(|parent| parent.name.as_str()))
}

fn unplaced(place: &ClaimedPlace) -> String {
    if place.candidates.is_empty() {
        "Not in the gazetteer: listed, not drawn".into()
    } else {
        "Ambiguous name: listed, not drawn".into()
    }
}

fn article_line(article: &Article) -> String {
    let mut parts = vec![words::byline(article)];
    parts.extend(words::date_tag(article).map(str::to_owned));
    parts.extend(words::is_sample(article).then(|| "written for the sample".to_owned()));
    parts.extend(article.url.clone());
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bidi;

    #[test]
    fn coordinates_keep_their_order_beside_an_arabic_name() {
        let line = with_arabic("Governorate · 35.5737, 36.0211 · placed roughly, to 30 km", "محافظة اللاذقية");
        let seen = bidi::visual_line(&line);
        assert!(seen.starts_with("Governorate · 35.5737, 36.0211 · "), "{seen}");
        assert!(seen.ends_with(" · placed roughly, to 30 km"), "{seen}");
    }
}
