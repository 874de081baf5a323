//! The card of a place: how it stands in words and shares, and what would change that.

use super::groups::is_filtered;
use super::theme::{self, Type, tokens};
use super::widgets::Face;
use super::{Shown, widgets, words};
use crate::claim::Extent;
use crate::command::Command;
use crate::control::{Basis, Flip, PlaceState, State, percent};
use crate::date::Day;
use crate::place::PlaceId;
use crate::project::ClaimRef;
use crate::side::Side;
use crate::view::claim_days;
use egui::text::{LayoutJob, TextFormat};
use egui::{Align2, CornerRadius, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

/// The room of the percentage beside the state.
const SHARE: f32 = 44.0;

/// How the place stands: the state in words, how likely each side is, what is to be said.
pub(crate) fn ui(ui: &mut Ui, shown: &Shown<'_>, row: Option<&PlaceState>) {
    let t = tokens(ui);
    let look = shown.look();
    widgets::card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let Some(row) = row else {
            widgets::text_line(ui, "Unknown", Type::State, t.text);
            ui.add_space(4.0);
            let words = if is_filtered(shown) {
                "No report that matches the filter reaches this place."
            } else {
                "No report reaches this place."
            };
            widgets::paragraph(ui, words, Type::Row, t.text2);
            return;
        };
        let state = words::state(shown.naming(), row);
        // The state is the sentence of the card: where it is long it takes a second line.
        let room = ui.available_width() - 28.0 - SHARE;
        let galley = widgets::wrapped(ui.painter(), &state, Type::State, t.text, room, 2);
        let height = galley.size().y.max(22.0);
        let (line, says) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let (solid, _) = theme::side(look, row.side);
        let square = Rect::from_min_size(line.min + vec2(0.0, 1.0), Vec2::splat(20.0));
        ui.painter().rect_filled(square, CornerRadius::same(4), solid);
        let side = look.sides.look(row.side);
        let (letter, on) = (side.letter.to_string(), theme::color(side.on_solid()));
        widgets::put(ui.painter(), square.center(), Align2::CENTER_CENTER, &letter, Type::RowStrong, on, 20.0);
        let share = if row.side.is_some() { format!("{} %", percent(row.share())) } else { String::new() };
        let right = pos2(line.right(), line.top() + 11.0);
        widgets::put(ui.painter(), right, Align2::RIGHT_CENTER, &share, Type::Row, t.text2, SHARE);
        ui.painter().galley(pos2(square.right() + 8.0, line.top() + 1.0), galley, t.text);
        says.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{state}, {share}")));
        if row.side.is_some() {
            ui.add_space(8.0);
            probability(ui, row, shown);
        }
        ui.add_space(6.0);
        let within = match &row.basis {
            Basis::Within(id) => {
                shown.gazetteer().and_then(|gazetteer| gazetteer.get(id)).map(|place| place.name.as_str())
            }
            Basis::Own => None,
        };
        let mut says = words::state_sentences(shown.naming(), row, shown.view.day, within, heard(shown, row));
        if is_told_in_parts(shown, row) {
            says.push_str(" Reports speak of parts of it, none of the whole.");
        }
        widgets::paragraph(ui, &says, Type::Row, t.text2);
        if let Some(words) = flip_words(shown, row) {
            ui.add_space(8.0);
            widgets::rule(ui);
            ui.add_space(8.0);
            flip_line(ui, &words);
        }
    });
}

/// How many claims on the place the filter leaves out, and the way to see them.
pub(crate) fn left_out(ui: &mut Ui, shown: &Shown<'_>, place: &PlaceId, commands: &mut Vec<Command>) {
    let Some(told) = shown.told.filter(|_| is_filtered(shown)) else { return };
    let count = told.history.left_out(place, shown.view.day).len();
    if count == 0 {
        return;
    }
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let words = match count {
            1 => "1 claim here does not match the filter.".to_owned(),
            n => format!("{} claims here do not match the filter.", widgets::thousands(n)),
        };
        widgets::text_line(ui, &words, Type::Row, tokens(ui).text2);
        if widgets::button(ui, Face::Link, None, "Clear it", "").clicked() {
            commands.push(Command::ClearFilter);
        }
    });
}

/// Whether a place has no known holder though it was heard of, since all that is said is of parts of it.
fn is_told_in_parts(shown: &Shown<'_>, row: &PlaceState) -> bool {
    let mut claims = row.for_.iter().filter(|at| at.is_in(shown.readings)).map(|at| at.of(shown.readings)).peekable();
    row.state == State::Stale && claims.peek().is_some() && claims.all(|claim| claim.extent != Extent::Whole)
}

/// The last day up to the one shown that the claims listed for a place speak of, the first after it, and the last day
/// up to the one shown that any claim on it speaks of.
fn heard(shown: &Shown<'_>, row: &PlaceState) -> [Option<Day>; 3] {
    let day = shown.view.day;
    let days = |at: &ClaimRef| claim_days(&shown.readings[at.reading as usize], at.of(shown.readings));
    let listed = row.for_.iter().chain(&row.against).chain(&row.aside).filter(|at| at.is_in(shown.readings));
    let (past, later): (Vec<_>, Vec<_>) = listed.filter_map(days).partition(|span| span.from <= day);
    let own = shown.told.map_or_else(Vec::new, |told| told.history.claims(&row.place));
    let own = own.iter().filter(|at| at.is_in(shown.readings)).filter_map(days).filter(|span| span.from <= day);
    let any = own.chain(past.iter().copied()).map(|span| span.to.min(day)).max();
    [past.iter().map(|span| span.to.min(day)).max(), later.iter().map(|span| span.from).min(), any]
}

/// The claims without which the place in focus would be another's.
pub(crate) fn flipping<'a>(shown: &Shown<'a>) -> &'a [ClaimRef] {
    let flipped = shown
        .flip
        .zip(shown.picture)
        .filter(|(flipped, picture)| picture.question == flipped.question && picture.day == flipped.day);
    match flipped.map(|(flipped, _)| &flipped.flip) {
        Some(Flip::Without { claims, .. }) => claims,
        _ => &[],
    }
}

/// What would change the holder, if the answer is there and is about this place and day.
fn flip_words(shown: &Shown<'_>, row: &PlaceState) -> Option<String> {
    let flipped = shown.flip.filter(|flipped| flipped.place == row.place)?;
    let picture = shown.picture.filter(|picture| picture.question == flipped.question && picture.day == flipped.day)?;
    match &flipped.flip {
        Flip::Nobody => None,
        Flip::MoreThanThree { exact: true } => Some("More than 3 claims would have to go.".to_owned()),
        Flip::MoreThanThree { exact: false } => {
            Some("More than 3 claims would have to go, as far as tried.".to_owned())
        }
        Flip::Without { claims, then, exact } => {
            let row = picture.situation.get(&row.place)?;
            let below = claims.iter().all(|claim| row.for_.contains(claim));
            let which = match (claims.len(), below) {
                (1, true) => "the claim below".to_owned(),
                (1, false) => "1 claim about a larger place".to_owned(),
                (n, true) => format!("the {n} claims below"),
                (n, false) => format!("{n} claims, some about a larger place"),
            };
            let name = shown.gazetteer()?.get(&row.place)?.name.clone();
            let then = then.map_or("unknown".to_owned(), |side| format!("held by {}", shown.naming().the(side)));
            let least = if *exact { "" } else { " There may be a smaller set: not every one was tried." };
            Some(format!("Without {which}, {name} would be {then}.{least}"))
        }
    }
}

fn flip_line(ui: &mut Ui, words: &str) {
    let t = tokens(ui);
    let format =
        |kind: Type, color| TextFormat { line_height: Some(kind.line()), ..TextFormat::simple(kind.font(), color) };
    let mut job = LayoutJob::default();
    job.append("What would flip it. ", 0.0, format(Type::RowStrong, t.text));
    job.append(words, 0.0, format(Type::Row, t.text2));
    ui.add(egui::Label::new(job).wrap());
}

/// How likely each side is to hold the place: a bar, and the numbers under it.
fn probability(ui: &mut Ui, row: &PlaceState, shown: &Shown<'_>) {
    let look = shown.look();
    let t = tokens(ui);
    let (bar, _) = ui.allocate_exact_size(vec2(ui.available_width(), 5.0), Sense::hover());
    let (labels, says) = ui.allocate_exact_size(vec2(ui.available_width(), 16.0), Sense::hover());
    let mut order: Vec<Side> = Side::ALL.to_vec();
    order.sort_by(|a, b| row.probability[b.index()].total_cmp(&row.probability[a.index()]));
    let (mut x, mut said) = (bar.left(), Vec::new());
    for (i, side) in order.into_iter().enumerate() {
        let share = row.probability[side.index()];
        let width = bar.width() * share;
        let part = Rect::from_min_max(pos2(x, bar.top()), pos2((x + width - 1.5).max(x), bar.bottom()));
        ui.painter().rect_filled(part, CornerRadius::same(2), theme::side(look, Some(side)).0);
        let number = percent(share);
        let name = words::capital(&shown.naming().short(side));
        said.push(format!("{name} {number} %"));
        let words = if i < 2 { format!("{name} {number}") } else { number.to_string() };
        let room = if i == 0 { labels.width() } else { width };
        let needed = widgets::line(ui.painter(), &words, Type::Meta, t.text3, f32::INFINITY).size().x;
        if needed + 6.0 <= room && number > 0 {
            widgets::put(
                ui.painter(),
                pos2(x, labels.bottom()),
                Align2::LEFT_BOTTOM,
                &words,
                Type::Meta,
                t.text3,
                room,
            );
        }
        x += width;
    }
    says.widget_info(|| WidgetInfo::labeled(Role::Label, true, said.join(", ")));
    says.on_hover_text(said.join(", "));
}
