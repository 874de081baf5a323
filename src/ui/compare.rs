//! While two pictures are compared: the bar that says which, and the list at the right of what changed
//! between them, each change with the claims that caused it.

use super::entry;
use super::glyph;
use super::groups::Entry;
use super::theme::{self, Type, size, tokens};
use super::top::{voices_in_words, voices_menu, voices_rows};
use super::widgets::{self, Face};
use super::{Shown, keys_of};
use crate::command::Command;
use crate::control::{Difference, PlaceState, Shift, Situation, State};
use crate::front::{Km2, ground_of};
use crate::place::PlaceId;
use crate::project::ClaimRef;
use crate::side::{Naming, Side};
use crate::view::{Against, Comparison, Selection, Split};
use crate::work::Compared;
use egui::{
    Align, Align2, Color32, CornerRadius, Layout, Rect, Role, ScrollArea, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo,
    pos2, vec2,
};

/// The most places listed at once.
const LISTED: usize = 300;

/// The bar at the top while two pictures are compared.
pub(crate) fn bar(ui: &mut Ui, shown: &Shown<'_>, comparison: &Comparison, commands: &mut Vec<Command>) {
    let mut set = |new: Comparison| commands.push(Command::SetComparison(Some(new)));
    let mut asked = Vec::new();
    ui.horizontal_centered(|ui| {
        let t = tokens(ui);
        ui.add_space(16.0);
        widgets::text_line(ui, "Compare", Type::State, t.text);
        ui.add_space(8.0);
        let days = matches!(comparison.a, Against::Day(_));
        match widgets::segments(ui, "What is compared", &["Two dates", "Two sources"], usize::from(!days)) {
            Some(0) if !days => set(Comparison { a: Against::Day(shown.view.day - 30), ..comparison.clone() }),
            Some(1) if days => {
                let mut names = shown.told.into_iter().flat_map(|told| &told.voices).map(|(name, _)| name.clone());
                let first = names.next().into_iter().collect();
                set(Comparison { a: Against::Voices(first), ..comparison.clone() });
                if shown.question.according_to.is_empty() {
                    asked.extend(names.next().map(|second| Command::SetVoices(vec![second])));
                }
            }
            _ => {}
        }
        ui.add_space(4.0);
        let split = usize::from(comparison.split == Split::SideBySide);
        if let Some(clicked) = widgets::segments(ui, "How it is shown", &Split::ALL.map(Split::name), split) {
            set(Comparison { split: Split::ALL[clicked], ..comparison.clone() });
        }
        ui.add_space(8.0);
        match &comparison.a {
            Against::Day(day) => {
                for (letter, day, command) in
                    [("A", *day, Command::TypeComparedDay), ("B", shown.view.day, Command::GoToDate)]
                {
                    let button =
                        widgets::menu_button(ui, Face::Plain, letter, &day.short(), &format!("Date of {letter}"));
                    let button = button.on_hover_text("Type a date");
                    widgets::tells(ui, &button, &day.in_words());
                    if button.clicked() {
                        asked.push(command);
                    }
                }
            }
            Against::Voices(voices) => {
                let b = &shown.question.according_to;
                for (letter, chosen) in [("A", voices), ("B", b)] {
                    let name = format!("Sources of {letter}");
                    let button =
                        widgets::menu_button(ui, Face::Plain, letter, &voices_in_words(shown.naming(), chosen), &name);
                    voices_menu(&button, &name, |ui| {
                        let Some(new) = voices_rows(ui, shown, chosen, None) else { return };
                        if letter == "A" {
                            set(Comparison { a: Against::Voices(new), ..comparison.clone() });
                        } else {
                            asked.push(Command::SetVoices(new));
                        }
                    });
                }
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(12.0);
            if widgets::button(ui, Face::Plain, None, "Done", "Esc").clicked() {
                asked.push(Command::SetComparison(None));
            }
            let keys = keys_of(&Command::SwapCompared);
            if widgets::button(ui, Face::Quiet, None, "Swap A and B", &keys).clicked() {
                asked.push(Command::SwapCompared);
            }
        });
    });
    commands.append(&mut asked);
}

/// The list of what changed: which of its rows is open.
#[derive(Default)]
pub(crate) struct Changes {
    open: Option<PlaceId>,
}

impl Changes {
    /// The whole panel.
    pub(crate) fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, comparison: &Comparison, commands: &mut Vec<Command>) {
        ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
        let (Some(compared), Some(b)) = (shown.compared, shown.picture) else {
            widgets::centred(ui, "Comparing");
            return;
        };
        let (seen, others) = in_view(shown, compared);
        head(ui, shown, compared, comparison, &seen);
        widgets::rule(ui);
        ScrollArea::vertical().id_salt("changes").auto_shrink(false).show(ui, |ui| {
            ui.set_width(ui.available_width());
            for difference in seen.iter().take(LISTED) {
                self.row(ui, shown, compared, &b.situation, difference, commands);
            }
            let mut rest = vec![format!("{} the same", widgets::counted(compared.same, "place"))];
            if others > 0 {
                rest.insert(0, format!("{others} more outside this view"));
            }
            if seen.len() > LISTED {
                rest.insert(0, format!("{} more here", seen.len() - LISTED));
            }
            egui::Frame::new().inner_margin(egui::Margin::symmetric(16, 10)).show(ui, |ui| {
                widgets::text_line(ui, &rest.join(" · "), Type::Meta, tokens(ui).text3);
            });
        });
    }

    /// One place that differs; open, with the claims behind it.
    fn row(
        &mut self,
        ui: &mut Ui,
        shown: &Shown<'_>,
        compared: &Compared,
        b: &Situation,
        difference: &Difference,
        commands: &mut Vec<Command>,
    ) {
        let t = tokens(ui);
        let open = self.open.as_ref() == Some(&difference.place);
        let (before, after) = (compared.picture.situation.get(&difference.place), b.get(&difference.place));
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::ARTICLE), Sense::click());
        widgets::row_ground(ui, rect, &response, open);
        sign(ui, shown, pos2(rect.left() + 22.0, rect.center().y), after);
        let name = shown.place_name(&difference.place);
        let [before, now] = [before, after].map(|row| standing(shown.naming(), row));
        // Only days follow one another.
        let change =
            if is_of_voices(shown) { format!("A: {before} · B: {now}") } else { format!("{before}, then {now}") };
        let km2 = shown
            .ground
            .and_then(|ground| ground_of(difference, &ground.cells))
            .map_or_else(String::new, |km2| format!("{} km²", range(km2)));
        let (left, right) = (rect.left() + 40.0, rect.right() - size::PAD);
        let size_at = pos2(right, rect.top() + 14.0);
        let put = widgets::put(ui.painter(), size_at, Align2::RIGHT_CENTER, &km2, Type::Meta, t.text2, 100.0);
        let room = put.left() - left - 8.0;
        let at = pos2(left, rect.top() + 14.0);
        widgets::put(ui.painter(), at, Align2::LEFT_CENTER, &name, Type::RowStrong, t.text, room);
        let at = pos2(left, rect.top() + 29.0);
        widgets::put(ui.painter(), at, Align2::LEFT_CENTER, &change, Type::Meta, t.text2, right - left);
        let says = if km2.is_empty() { format!("{name}: {change}") } else { format!("{name}: {change}, {km2}") };
        response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, open, &says));
        if response.clicked() {
            self.open = (!open).then(|| difference.place.clone());
        }
        if !open {
            return;
        }
        let causes = causes(difference, after);
        for claim in &causes {
            if entry::ui(ui, shown, Entry::new(*claim), false, false).clicked() {
                commands.push(Command::Show(Selection::Claim(*claim)));
            }
        }
        if difference.shift == Shift::Faded && difference.claims.is_empty() {
            egui::Frame::new().inner_margin(egui::Margin { left: 38, right: 16, top: 4, bottom: 8 }).show(ui, |ui| {
                let words = "No report says who took it: the last word about it is too old to draw.";
                widgets::paragraph(ui, words, Type::Row, t.text2);
            });
        }
        ui.painter().hline(ui.clip_rect().x_range(), ui.cursor().top(), Stroke::new(1.0, t.line));
    }
}

/// The places that differ and lie in view, those with reports of their own first, and how many others.
fn in_view<'c>(shown: &Shown<'_>, compared: &'c Compared) -> (Vec<&'c Difference>, usize) {
    let frame = shown.view.camera.view(0.0);
    let seen = |difference: &&Difference| {
        shown.ground.and_then(|ground| ground.places.get(&difference.place)).is_some_and(|row| {
            (frame.min().x..frame.max().x).contains(&row.at.x) && (frame.min().y..frame.max().y).contains(&row.at.y)
        })
    };
    let mut places: Vec<&Difference> = compared.changed.iter().filter(seen).collect();
    let others = compared.changed.len() - places.len();
    places.sort_by_cached_key(|difference| (!difference.is_sure, shown.place_name(&difference.place)));
    (places, others)
}

/// How many places changed and whose they are now; what each side gained, lost and kept.
fn head(ui: &mut Ui, shown: &Shown<'_>, compared: &Compared, comparison: &Comparison, seen: &[&Difference]) {
    let t = tokens(ui);
    egui::Frame::new().inner_margin(egui::Margin { left: 16, right: 16, top: 14, bottom: 12 }).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let (title, between) = match comparison.a {
            Against::Day(_) => ("changed", "between the two dates, in this view"),
            Against::Voices(_) if seen.len() == 1 => ("differs", "between the two sources, in this view"),
            Against::Voices(_) => ("differ", "between the two sources, in this view"),
        };
        widgets::text_line(ui, &format!("{} {title}", widgets::counted(seen.len(), "place")), Type::State, t.text);
        widgets::text_line(ui, between, Type::Meta, t.text2);
        ui.add_space(8.0);
        shares(ui, shown, seen);
        ui.add_space(10.0);
        let columns = [0.46, 0.64, 0.82, 1.0];
        let line = |ui: &mut Ui, side: Option<Side>, texts: [String; 4], kind: Type, color: Color32| {
            let (rect, says) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
            if side.is_some() {
                let dot = Rect::from_center_size(pos2(rect.left() + 5.0, rect.center().y), Vec2::splat(10.0));
                ui.painter().rect_filled(dot, CornerRadius::same(2), theme::side(shown.look(), side).0);
            }
            let at = pos2(rect.left() + 16.0, rect.center().y);
            widgets::put(ui.painter(), at, Align2::LEFT_CENTER, &texts[0], kind, color, rect.width() * 0.4);
            for (text, column) in texts[1..].iter().zip(&columns[1..]) {
                let at = pos2(rect.left() + rect.width() * column, rect.center().y);
                widgets::put(ui.painter(), at, Align2::RIGHT_CENTER, text, kind, color, 80.0);
            }
            says.widget_info(|| WidgetInfo::labeled(Role::Label, true, texts.join(", ")));
        };
        let of_voices = matches!(comparison.a, Against::Voices(_));
        let heads = if of_voices { ["only B", "only A", "both"] } else { ["gained", "lost", "kept"] };
        let heads = ["All ground, km²", heads[0], heads[1], heads[2]].map(str::to_owned);
        line(ui, None, heads, Type::MetaStrong, t.text2);
        for balance in &compared.balances {
            let changed = |sign, km2| if of_voices { range(km2) } else { signed(sign, km2) };
            let numbers = [
                shown.naming().name(balance.side).to_owned(),
                changed('+', balance.gained),
                changed('−', balance.lost),
                range(balance.stable),
            ];
            line(ui, Some(balance.side), numbers, Type::Meta, t.text);
        }
    });
}

/// A bar parted by who has the changed places now, and the numbers under it.
fn shares(ui: &mut Ui, shown: &Shown<'_>, seen: &[&Difference]) {
    let t = tokens(ui);
    let mut counts = [0usize; 5];
    for difference in seen {
        counts[difference.after.map_or(4, Side::index)] += 1;
    }
    let (bar, _) = ui.allocate_exact_size(vec2(ui.available_width(), 6.0), Sense::hover());
    ui.painter().rect_filled(bar, CornerRadius::same(2), t.line);
    let (mut x, mut said) = (bar.left(), Vec::new());
    for (i, count) in counts.into_iter().enumerate().filter(|(_, count)| *count > 0) {
        let side = Side::ALL.get(i).copied();
        let width = bar.width() * count as f32 / seen.len() as f32;
        let part = Rect::from_min_max(pos2(x, bar.top()), pos2((x + width - 1.5).max(x + 1.0), bar.bottom()));
        ui.painter().rect_filled(part, CornerRadius::same(2), theme::side(shown.look(), side).0);
        said.push(match (side, is_of_voices(shown)) {
            (None, true) => format!("{count} open in B"),
            (None, false) => format!("{count} open"),
            (Some(side), true) => format!("{count} {} in B", shown.naming().plain(side)),
            (Some(side), false) => format!("{count} to {}", shown.naming().the(side)),
        });
        x += width;
    }
    ui.add_space(4.0);
    widgets::text_line(ui, &said.join(" · "), Type::Meta, t.text2);
}

/// Whether two sources are compared, not two days.
fn is_of_voices(shown: &Shown<'_>) -> bool {
    shown.view.comparison.as_ref().is_some_and(|comparison| matches!(comparison.a, Against::Voices(_)))
}

/// How a place stands, in a word or two.
fn standing(naming: &Naming, row: Option<&PlaceState>) -> String {
    match row.map(|row| (row.state, row.side)) {
        Some((State::Held, Some(side))) => naming.plain(side),
        Some((State::Contested, _)) => "contested".to_owned(),
        Some((State::Unconfirmed, Some(side))) => format!("{} unconfirmed", naming.plain(side)),
        _ => "unknown".to_owned(),
    }
}

/// The claims behind a change: those that speak for it, or both sides' where it is contested now.
fn causes(difference: &Difference, after: Option<&PlaceState>) -> Vec<ClaimRef> {
    if !difference.claims.is_empty() {
        return difference.claims.clone();
    }
    after.map_or_else(Vec::new, |row| row.for_.iter().chain(&row.against).copied().collect())
}

/// The sign of a row: a diamond in the side's colour, two strokes where contested, a dashed disc where
/// nobody is sure.
fn sign(ui: &Ui, shown: &Shown<'_>, at: egui::Pos2, after: Option<&PlaceState>) {
    let painter = ui.painter();
    let (solid, ink) = theme::side(shown.look(), after.and_then(|row| row.side));
    match after.map(|row| row.state) {
        Some(State::Held) => {
            let points = [vec2(0.0, -6.0), vec2(6.0, 0.0), vec2(0.0, 6.0), vec2(-6.0, 0.0)];
            painter.add(Shape::convex_polygon(points.map(|by| at + by).to_vec(), solid, Stroke::new(1.0, ink)));
        }
        Some(State::Contested) => {
            let other = theme::side(shown.look(), after.and_then(|row| row.other)).0;
            for (color, y) in [(other, -1.0), (solid, 1.0)] {
                let ends = [at + vec2(-4.2, -4.2 * y), at + vec2(4.2, 4.2 * y)];
                painter.line_segment(ends, Stroke::new(2.4, color));
            }
        }
        _ => {
            let ring: Vec<_> =
                (0..=24).map(|n| at + Vec2::angled(n as f32 / 24.0 * std::f32::consts::TAU) * 6.0).collect();
            painter.extend(Shape::dashed_line(&ring, Stroke::new(1.4, ink), 2.0, 1.6));
            glyph::letter(painter, at, "?", ink);
        }
    }
}

fn signed(sign: char, km2: Km2) -> String {
    if km2.high < 0.05 { "0".to_owned() } else { format!("{sign}{}", range(km2)) }
}

/// A range of square kilometres: `12–31`, `0.8`.
fn range(km2: Km2) -> String {
    let number = |km2: f64| if km2 < 9.95 { format!("{km2:.1}") } else { format!("{km2:.0}") };
    let (low, high) = (number(km2.low), number(km2.high));
    let low = if km2.low < 0.05 { "0".to_owned() } else { low };
    if low == high { high } else { format!("{low}–{high}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_short() {
        let range = |low, high| range(Km2 { low, high });
        assert_eq!([range(0.0, 0.84), range(12.4, 31.2), range(2.0, 2.0)], ["0–0.8", "12–31", "2.0"].map(String::from));
        assert_eq!(signed('+', Km2::default()), "0");
        assert_eq!(signed('+', Km2 { low: 1.0, high: 4.0 }), "+1.0–4.0");
    }
}
