//! What the map says in words: what the pointer is over, and, for screen readers, its marks and its date.

use super::halves::Half;
use crate::control::Situation;
use crate::paint::furniture;
use crate::place::PlaceId;
use crate::project::ClaimRef;
use crate::scene::{Input, Scene, Target};
use crate::side::Naming;
use crate::ui::theme::{Type, tokens};
use crate::ui::{widgets, words};
use crate::view::View;
use egui::{Id, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};

/// The date and what the map rests on, for screen readers; they say it by themselves when it changes,
/// but not while the days run.
pub(super) fn heading(ui: &Ui, heading: Rect, view: &View, situation: Option<&Situation>, is_playing: bool) {
    let says = ui.interact(heading, Id::unique("date of the map"), Sense::hover());
    let rests_on = situation.map_or_else(String::new, |situation| {
        let counts = situation.counts;
        let [articles, origins] = [(counts.articles, "article"), (counts.origins, "origin")]
            .map(|(count, word)| furniture::counted(count, word));
        format!(" {articles}, {origins}.")
    });
    let words = format!("{}.{rests_on} {}", view.day.in_words(), furniture::NOT_VERIFIED);
    says.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    if !is_playing {
        widgets::announce(ui, &says, false);
    }
}

/// The most marks that have a name of their own; the table of the map has them all.
const NAMED: usize = 200;

/// Gives each mark a name for screen readers, where it stands.
pub(super) fn marks(ui: &Ui, scene: &Scene, data: &Input, naming: &Naming, half: Half) {
    for (n, pick) in scene.picks.iter().take(NAMED).enumerate() {
        let at = half.rect.min + Vec2::from(pick.at);
        if half.clip.contains(at) {
            let (title, line) = words_of(&pick.target, data, naming);
            let rect = Rect::from_center_size(at, Vec2::splat(pick.radius * 2.0));
            let says = ui.interact(rect, Id::unique(("mark", n)), Sense::hover());
            says.widget_info(|| WidgetInfo::labeled(Role::Mark, true, format!("{title}. {line}")));
        }
    }
}

/// What a click would lead to, in a line or two.
pub(super) fn hover_card(response: &Response, target: &Target, data: &Input, naming: &Naming) {
    if matches!(target, Target::Area { .. }) {
        return;
    }
    let (title, line) = words_of(target, data, naming);
    response.clone().on_hover_ui_at_pointer(|ui| {
        let t = tokens(ui);
        widgets::text_line(ui, &title, Type::RowStrong, t.text);
        widgets::text_line(ui, &line, Type::Meta, t.text2);
    });
}

/// A title and a line for what can be clicked.
fn words_of(target: &Target, data: &Input, naming: &Naming) -> (String, String) {
    let name = |id: &PlaceId| data.places.get(id).map_or_else(|| id.to_string(), |row| row.name.clone());
    let count = |claims: &[ClaimRef]| widgets::counted(claims.len(), "claim");
    let stands = |id: &PlaceId, claims: &[ClaimRef]| {
        let row = data.situation.and_then(|situation| situation.get(id));
        row.map_or_else(|| count(claims), |row| format!("{} · {}", words::state(naming, row), count(claims)))
    };
    match target {
        Target::Marks { place, shows, claims } => (words::mark(naming, &name(place), shows), stands(place, claims)),
        Target::Ring { places, claims } => match places.as_slice() {
            [place] => (name(place), stands(place, claims)),
            _ => (widgets::counted(places.len(), "place"), format!("{}. Click to look nearer", count(claims))),
        },
        Target::Front { sides: [a, b], claims } => {
            (format!("{} · {}", naming.name(*a), naming.name(*b)), format!("Front, {}", count(claims)))
        }
        Target::Overlay { overlay, name } => (name.clone().unwrap_or_else(|| "No name".to_owned()), overlay.clone()),
        Target::Area { place } => (name(place), String::new()),
    }
}
