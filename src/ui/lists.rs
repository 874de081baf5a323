//! The lists at the left: articles with their claims, all claims by day, the filter above them and the
//! last load below. Only the rows in view are drawn, however many there are.

use super::filtering::Choices;
use super::glyph;
use super::icons::{self, Icon};
use super::theme::{self, Type, size, tokens};
use super::widgets::{self, Face, Tag};
use super::{Shown, icon_command, report, review, words};
use crate::claim::{Claim, Status};
use crate::command::Command;
use crate::date::Day;
use crate::group;
use crate::project::ClaimRef;
use crate::side::Side;
use crate::view::{FILTER_KEYS, Selection};
use egui::{Align2, Color32, Id, Rect, Response, Role, ScrollArea, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};
use std::collections::BTreeSet;

/// Which list is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Articles,
    Claims,
    Review,
}

/// The state of the lists.
#[derive(Default)]
pub(crate) struct Lists {
    tab: Tab,
    opened: BTreeSet<u32>,
    oldest_first: bool,
    filter: Option<String>,
    /// Whether the filter had the keyboard in the last frame: Esc takes it away before anybody can ask.
    in_filter: bool,
    laid: Laid,
    /// Brings the selected row into view in the next frame.
    scroll_to_selected: bool,
    /// Brings this article to the top in the next frame.
    scroll_to: Option<u32>,
    choices: Choices,
    answer: review::Answer,
    /// Gives the keyboard to the field of the review in the next frame.
    to_answer: bool,
}

/// The rows of a list and where each begins, with what they were laid out for: list, order, opened
/// articles, and the number of the listing.
#[derive(Default)]
struct Laid {
    of: Option<(Tab, bool, BTreeSet<u32>, u64)>,
    rows: Vec<Row>,
    tops: Vec<f32>,
}

/// One row of a list.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Row {
    Article(u32),
    Claim(ClaimRef),
    /// How many sentences of the article gave no mark.
    Rest(u32),
    Day(Option<Day>, usize),
}

impl Row {
    fn height(self) -> f32 {
        match self {
            Row::Article(_) => size::ARTICLE,
            Row::Claim(_) | Row::Rest(_) => size::CLAIM,
            Row::Day(..) => size::LOAD,
        }
    }
}

/// The id of the filter's field.
pub(crate) fn filter_id() -> Id {
    Id::unique("filter")
}

impl Lists {
    /// The whole panel.
    pub(crate) fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        self.tabs(ui, shown, commands);
        widgets::rule(ui);
        if self.tab != Tab::Review {
            self.filter(ui, shown, commands);
        }
        let foot = size::LOAD + 1.0;
        let room = Rect::from_min_max(ui.cursor().min, pos2(ui.max_rect().right(), ui.max_rect().bottom() - foot));
        widgets::within(ui, room, |ui| {
            ui.set_clip_rect(room.intersect(ui.clip_rect()));
            if self.tab == Tab::Review {
                review::ui(ui, shown, &mut self.answer, commands);
                if std::mem::take(&mut self.to_answer) {
                    ui.memory_mut(|memory| memory.request_focus(review::answer_id()));
                }
            } else {
                self.rows(ui, shown, commands);
            }
        });
        let at = Rect::from_min_max(pos2(room.left(), room.bottom()), ui.max_rect().max);
        widgets::within(ui, at, |ui| {
            if report::foot(ui, shown) {
                commands.push(Command::Report);
            }
        });
    }

    /// Opens the queue.
    pub(crate) fn open_review(&mut self) {
        self.tab = Tab::Review;
    }

    /// Back from the queue to the articles, which can be filtered.
    pub(crate) fn close_review(&mut self) {
        if self.tab == Tab::Review {
            self.tab = Tab::Articles;
        }
    }

    /// Whether the filter had the keyboard in the last frame.
    pub(crate) fn was_in_filter(&mut self) -> bool {
        std::mem::take(&mut self.in_filter)
    }

    /// Closes the menu of what can be filtered by; false if it was closed.
    pub(crate) fn close_choices(&mut self) -> bool {
        self.choices.close()
    }

    /// Whether the menu of what can be filtered by is open.
    pub(crate) fn shows_choices(&self) -> bool {
        self.choices.is_open()
    }

    /// Opens or closes the menu of what can be filtered by.
    pub(crate) fn toggle_choices(&mut self) {
        self.choices.toggle();
    }

    /// Whether the queue is open.
    pub(crate) fn is_reviewing(&self) -> bool {
        self.tab == Tab::Review
    }

    /// Gives the keyboard to the field for a typed answer.
    pub(crate) fn type_answer(&mut self) {
        self.to_answer = true;
    }

    /// Opens an article and brings it to the top.
    pub(crate) fn open(&mut self, article: u32) {
        self.opened.insert(article);
        self.scroll_to = Some(article);
    }

    /// Opens the article of what was selected elsewhere and brings its row into view.
    pub(crate) fn follow(&mut self, selection: Option<&Selection>) {
        match selection {
            Some(Selection::Claim(claim)) => self.opened.insert(claim.reading),
            Some(Selection::Article(article)) => self.opened.insert(*article),
            _ => return,
        };
        self.scroll_to_selected = true;
    }

    fn tabs(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::TABS), Sense::hover());
        widgets::within(ui, rect.shrink2(vec2(size::PAD_LEFT, 0.0)), |ui| {
            ui.horizontal(|ui| {
                let tabs = [
                    (Tab::Articles, "Articles", shown.readings.len()),
                    (Tab::Claims, "Claims", shown.listing.total),
                    (Tab::Review, "Review", shown.queue.items.len()),
                ];
                let room = ui.available_width() - size::CONTROL;
                let wide: f32 =
                    tabs.iter().map(|(tab, name, n)| widgets::tab_width(ui, name, *n, self.tab == *tab)).sum();
                let gap = (room - wide) / tabs.len() as f32;
                let has_room = gap >= 10.0;
                ui.spacing_mut().item_spacing.x = if has_room { gap.min(18.0) } else { 14.0 };
                for (tab, name, count) in tabs {
                    // How many are listed stands below.
                    let has_room = has_room || tab == Tab::Review;
                    let response = widgets::tab_in(ui, name, Some(count), self.tab == tab, has_room);
                    if response.clicked() {
                        self.tab = tab;
                        self.scroll_to_selected = true;
                        if tab == Tab::Review {
                            // Enter is for the answers, not for the tab.
                            response.surrender_focus();
                            commands.push(Command::Review);
                        }
                    }
                }
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    icon_command(ui, Icon::Plus, &Command::OpenFiles, commands);
                });
            });
        });
    }

    /// The filter and how much passes it.
    fn filter(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        let t = tokens(ui);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 66.0), Sense::hover());
        let inside = rect.shrink2(vec2(size::PAD_LEFT, 8.0));
        let field = Rect::from_min_size(inside.min, vec2(inside.width(), size::CONTROL));
        let mut text = self.filter.take().unwrap_or_else(|| shown.filter.to_owned());
        widgets::within(ui, field, |ui| {
            let response =
                widgets::field(ui, &mut text, Icon::Filter, "Filter: Heluk side:opposition", "Ctrl L", filter_id());
            self.in_filter = response.has_focus();
            if response.changed() {
                commands.push(Command::SetFilter(text.clone()));
            }
            response.accessible_name("Filter").on_hover_text(format!(
                "Words, or one of {} with : and a value. OR, NOT and brackets join them; - turns one round",
                FILTER_KEYS.join(", ")
            ));
        });
        self.choices.ui(ui, shown, Rect::from_min_size(field.min, vec2(30.0, size::CONTROL)), commands);
        if !text.is_empty() {
            let cross = Rect::from_center_size(pos2(field.right() - 15.0, field.center().y), Vec2::splat(24.0));
            let clear = ui.interact(cross, filter_id().with("clear"), Sense::click());
            icons::paint(ui.painter(), Icon::Cross, cross, 13.0, t.text2);
            clear.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Clear the filter"));
            if clear.on_hover_text("Clear the filter").clicked() {
                commands.push(Command::ClearFilter);
            }
        }
        let line = pos2(inside.left(), inside.bottom() - 5.0);
        let listing = shown.listing;
        let (words, color) = match shown.filter_fault {
            Some(fault) => (words::capital(fault), t.bad),
            None => (
                format!(
                    "{}, {}",
                    widgets::counted(listing.articles.len(), "article"),
                    widgets::counted(listing.claims.len(), "claim")
                ),
                t.text2,
            ),
        };
        let width = if shown.filter_fault.is_some() { inside.width() } else { inside.width() - 90.0 };
        let put = widgets::put(ui.painter(), line, Align2::LEFT_CENTER, &words, Type::Meta, color, width);
        let says = ui.interact(put, filter_id().with("count"), Sense::hover());
        says.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
        widgets::announce(ui, &says, false);
        if shown.filter_fault.is_some() {
            says.on_hover_text(&words);
        } else {
            self.order(ui, pos2(inside.right(), line.y));
        }
    }

    /// Newest or oldest first.
    fn order(&mut self, ui: &mut Ui, right: egui::Pos2) {
        let t = tokens(ui);
        let name = if self.oldest_first { "Oldest first" } else { "Newest first" };
        let at = Rect::from_min_max(pos2(right.x - 78.0, right.y - 12.0), pos2(right.x, right.y + 12.0));
        let response = ui.interact(at, ui.scope_id().with("order"), Sense::click());
        let color = if response.hovered() { t.text } else { t.text2 };
        widgets::put(ui.painter(), right, Align2::RIGHT_CENTER, name, Type::Meta, color, 78.0);
        widgets::focus_ring(ui, &response, 4);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Order: {name}")));
        if response.on_hover_text("Change the order").clicked() {
            self.oldest_first = !self.oldest_first;
        }
    }

    fn rows(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        ui.painter().hline(ui.clip_rect().x_range(), ui.max_rect().top(), Stroke::new(1.0, tokens(ui).line));
        if shown.listing.articles.is_empty() {
            self.nothing(ui, shown, commands);
            return;
        }
        let laid = self.laid_out(shown);
        let Laid { rows, tops, .. } = &laid;
        let total = tops.last().zip(rows.last()).map_or(0.0, |(top, row)| top + row.height());
        let scroll = std::mem::take(&mut self.scroll_to_selected);
        let salt = if self.tab == Tab::Articles { "articles" } else { "claims" };
        ScrollArea::vertical().id_salt(salt).auto_shrink(false).show_viewport(ui, |ui, viewport| {
            ui.set_height(total);
            let origin = ui.max_rect().min;
            let width = ui.max_rect().width();
            let place = |i: usize| Rect::from_min_size(origin + vec2(0.0, tops[i]), vec2(width, rows[i].height()));
            if scroll && let Some(at) = rows.iter().position(|row| is_selected(*row, shown)) {
                let (rect, view) = (place(at), ui.clip_rect());
                if !view.contains_rect(rect) {
                    ui.scroll_to_rect(rect, Some(egui::Align::Center));
                }
            }
            if let Some(article) = self.scroll_to.take()
                && let Some(at) = rows.iter().position(|row| *row == Row::Article(article))
            {
                ui.scroll_to_rect(place(at), Some(egui::Align::Min));
            }
            let first = tops.partition_point(|top| *top < viewport.top()).saturating_sub(1);
            let last = tops.partition_point(|top| *top < viewport.bottom());
            for (i, row) in rows.iter().enumerate().take(last).skip(first) {
                self.row(ui, *row, place(i), shown, commands);
            }
        });
        self.laid = laid;
    }

    /// The rows as they were laid out before, or anew where anything about them changed.
    fn laid_out(&mut self, shown: &Shown<'_>) -> Laid {
        let now = Some((self.tab, self.oldest_first, self.opened.clone(), shown.listed));
        let mut laid = std::mem::take(&mut self.laid);
        if laid.of != now {
            laid.rows = match self.tab {
                Tab::Articles => self.article_rows(shown),
                Tab::Claims | Tab::Review => self.claim_rows(shown),
            };
            let mut next = 0.0;
            let top = |row: &Row| {
                next += row.height();
                next - row.height()
            };
            laid.tops = laid.rows.iter().map(top).collect();
            laid.of = now;
        }
        laid
    }

    fn nothing(&self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        ui.add_space(16.0);
        ui.vertical_centered(|ui| {
            ui.set_max_width(ui.available_width() - 32.0);
            let t = tokens(ui);
            if shown.readings.is_empty() {
                widgets::paragraph(ui, "No articles yet. Drop some on the window.", Type::Body, t.text2);
            } else {
                widgets::paragraph(ui, "Nothing matches this filter.", Type::Body, t.text2);
                if widgets::button(ui, Face::Link, None, "Clear it", "").clicked() {
                    commands.push(Command::ClearFilter);
                }
            }
        });
    }

    fn article_rows(&self, shown: &Shown<'_>) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut add = |article: u32| {
            rows.push(Row::Article(article));
            if self.opened.contains(&article) {
                let claims = &shown.listing.by_article[article as usize];
                rows.extend(claims.iter().map(|claim| Row::Claim(ClaimRef { reading: article, claim: *claim })));
                rows.push(Row::Rest(article));
            }
        };
        let articles = shown.listing.articles.iter().copied();
        if self.oldest_first {
            articles.rev().for_each(&mut add);
        } else {
            articles.for_each(&mut add);
        }
        rows
    }

    fn claim_rows(&self, shown: &Shown<'_>) -> Vec<Row> {
        let mut rows = Vec::new();
        let claims = &shown.listing.claims;
        let mut groups: Vec<&[(Option<Day>, ClaimRef)]> = claims.chunk_by(|a, b| a.0 == b.0).collect();
        if self.oldest_first {
            groups.reverse();
        }
        for group in groups {
            rows.push(Row::Day(group[0].0, group.len()));
            rows.extend(group.iter().map(|(_, claim)| Row::Claim(*claim)));
        }
        rows
    }

    fn row(&mut self, ui: &mut Ui, row: Row, rect: Rect, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        match row {
            Row::Article(article) => self.article(ui, article, rect, shown, commands),
            Row::Claim(claim) => claim_row(ui, claim, rect, shown, commands),
            Row::Rest(article) => rest_row(ui, article, rect, shown, commands),
            Row::Day(day, count) => day_row(ui, day, count, rect, commands),
        }
    }

    fn article(&mut self, ui: &mut Ui, article: u32, rect: Rect, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        let t = tokens(ui);
        let reading = &shown.readings[article as usize];
        let open = self.opened.contains(&article);
        let selected = is_selected(Row::Article(article), shown);
        let response = ui.interact(rect, Id::unique(("article", article)), Sense::click());
        keep_in_view(&response);
        widgets::row_ground(ui, rect, &response, selected);
        let painter = ui.painter().clone();
        painter.hline(ui.clip_rect().x_range(), rect.top(), Stroke::new(1.0, t.line));
        let arrow = Rect::from_center_size(pos2(rect.left() + 13.0, rect.top() + 15.0), Vec2::splat(16.0));
        icons::paint(&painter, if open { Icon::Down } else { Icon::Right }, arrow, 13.0, t.text2);
        let (left, right) = (rect.left() + 24.0, rect.right() - 12.0);
        let passing = &shown.listing.by_article[article as usize];
        let count = widgets::thousands(passing.len());
        let number = widgets::put(
            &painter,
            pos2(right, rect.top() + 14.0),
            Align2::RIGHT_CENTER,
            &count,
            Type::Meta,
            t.text2,
            48.0,
        );
        let title = words::title(&reading.article);
        let kind = if open { Type::Headline } else { Type::Row };
        let room = number.left() - left - 10.0;
        widgets::put(&painter, pos2(left, rect.top() + 14.0), Align2::LEFT_CENTER, title, kind, t.text, room);
        let byline = words::byline(&reading.article);
        let tag = tag_of(reading);
        let tag_room = tag.map_or(0.0, |(text, _)| widgets::tag_width(&painter, text) + 6.0);
        let y = rect.top() + 30.0;
        let meta = widgets::put(
            &painter,
            pos2(left, y),
            Align2::LEFT_CENTER,
            &byline,
            Type::Meta,
            if selected { t.text2 } else { t.text3 },
            right - left - 48.0 - tag_room,
        );
        if let Some((text, tag)) = tag {
            widgets::put_tag(&painter, t, pos2(meta.right() + 6.0, y), text, tag);
        }
        sides_bar(ui, Rect::from_min_max(pos2(right - 38.0, y - 1.5), pos2(right, y + 1.5)), passing, reading, shown);
        let says = format!("{title}, {byline}, {}", widgets::counted(passing.len(), "claim"));
        response.widget_info(|| WidgetInfo::selected(Role::TreeItem, true, selected, &says));
        let on_arrow = response.interact_pointer_pos().is_some_and(|at| at.x < left);
        if response.clicked() {
            if open && (selected || on_arrow) {
                self.opened.remove(&article);
            } else {
                self.opened.insert(article);
            }
            if !on_arrow {
                commands.push(Command::Select(Some(Selection::Article(article))));
            }
        }
        if !widgets::fits(&painter, title, kind, room) {
            response.on_hover_text(title);
        }
    }
}

/// What a reader must mind about an article.
fn tag_of(reading: &crate::project::Reading) -> Option<(&'static str, Tag)> {
    let date = words::date_tag(&reading.article).map(|text| (text, Tag::Warn));
    let sample = words::is_sample(&reading.article).then_some(("sample", Tag::Plain));
    date.or(sample)
}

fn is_selected(row: Row, shown: &Shown<'_>) -> bool {
    match (row, &shown.view.selection) {
        (Row::Article(article), Some(Selection::Article(selected))) => article == *selected,
        (Row::Claim(claim), Some(Selection::Claim(selected))) => claim == *selected,
        (Row::Claim(claim), Some(Selection::Place(place))) => claim.of(shown.readings).place.id.as_ref() == Some(place),
        (Row::Claim(claim), Some(Selection::Front(_, claims))) => claims.contains(&claim),
        _ => false,
    }
}

/// A row that gets the keyboard comes into view, so that the arrows can go on from it.
fn keep_in_view(response: &Response) {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
}

fn claim_row(ui: &mut Ui, at: ClaimRef, rect: Rect, shown: &Shown<'_>, commands: &mut Vec<Command>) {
    let t = tokens(ui);
    let claim = at.of(shown.readings);
    let selected = is_selected(Row::Claim(at), shown);
    let response = ui.interact(rect, Id::unique(("claim", at.reading, at.claim)), Sense::click());
    keep_in_view(&response);
    widgets::row_ground(ui, rect, &response, selected);
    let y = rect.center().y;
    glyph::paint(ui.painter(), shown.look(), pos2(rect.left() + 31.0, y), shown.readings, at);
    let right = pos2(rect.right() - 12.0, y);
    let quiet = if selected { t.text2 } else { t.text3 };
    let left = rect.left() + 47.0;
    let (kind, color) = match (selected, claim.status) {
        (true, _) => (Type::RowStrong, t.text),
        (_, Status::Reported) if claim.place.id.is_some() => (Type::Row, t.text),
        _ => (Type::Row, t.text2),
    };
    // The name has the first claim to the room, up to three quarters of it.
    let (room, name) = (right.x - left, &claim.place.name);
    let put = widgets::put(ui.painter(), pos2(left, y), Align2::LEFT_CENTER, name, kind, color, room * 0.75);
    let rest = right.x - put.right() - 8.0;
    widgets::put(ui.painter(), right, Align2::RIGHT_CENTER, words::row_of(at, shown.readings), Type::Meta, quiet, rest);
    response
        .widget_info(|| WidgetInfo::selected(Role::ListItem, true, selected, words::sentence(shown.naming(), claim)));
    if response.clicked() {
        commands.push(Command::Show(Selection::Claim(at)));
    }
    hover(response, claim, at, shown);
}

fn hover(response: Response, claim: &Claim, at: ClaimRef, shown: &Shown<'_>) {
    response.on_hover_ui(|ui| {
        let t = tokens(ui);
        widgets::text_line(ui, &words::sentence(shown.naming(), claim), Type::RowStrong, t.text);
        if let Some(within) = group::within(claim, &at.article(shown.readings).text) {
            widgets::text_line(ui, &words::within(shown.naming(), within), Type::Row, t.text);
        }
        let quote = at.article(shown.readings).text.get(claim.quote.clone()).unwrap_or_default();
        widgets::paragraph(ui, &format!("“{quote}”"), Type::Row, t.text2);
        if claim.place.id.is_none() {
            let why = if claim.place.candidates.is_empty() {
                "Not in the gazetteer: listed, not drawn"
            } else {
                "Ambiguous name: listed, not drawn"
            };
            widgets::text_line(ui, why, Type::Meta, t.warn);
        }
    });
}

fn rest_row(ui: &mut Ui, article: u32, rect: Rect, shown: &Shown<'_>, commands: &mut Vec<Command>) {
    let t = tokens(ui);
    let reading = &shown.readings[article as usize];
    let hidden = reading.claims.len() - shown.listing.by_article[article as usize].len();
    let mut parts = Vec::new();
    if hidden > 0 {
        parts.push(format!("{hidden} more outside the filter"));
    }
    parts.push(match reading.notes.len() {
        0 => "every sentence with a claim gave a mark".to_owned(),
        n => format!("{} gave no mark", widgets::counted(n, "sentence")),
    });
    let words = parts.join(" · ");
    let response = ui.interact(rect, Id::unique(("rest", article)), Sense::click());
    widgets::row_ground(ui, rect, &response, false);
    let left = pos2(rect.left() + 24.0, rect.center().y);
    widgets::put(ui.painter(), left, Align2::LEFT_CENTER, &words, Type::Meta, t.text3, rect.width() - 52.0);
    let arrow = Rect::from_center_size(pos2(rect.right() - 16.0, rect.center().y), Vec2::splat(16.0));
    icons::paint(ui.painter(), Icon::Right, arrow, 13.0, t.text3);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
    if response.clicked() {
        commands.push(Command::Select(Some(Selection::Article(article))));
    }
}

fn day_row(ui: &mut Ui, day: Option<Day>, count: usize, rect: Rect, commands: &mut Vec<Command>) {
    let t = tokens(ui);
    let response = ui.interact(rect, Id::unique(("day", day.map(Day::number))), Sense::click());
    widgets::row_ground(ui, rect, &response, false);
    ui.painter().hline(ui.clip_rect().x_range(), rect.top(), Stroke::new(1.0, t.line));
    let y = rect.center().y;
    let words = day.map_or_else(|| "No date: not drawn".to_owned(), Day::in_words);
    let right = pos2(rect.right() - 12.0, y);
    let number =
        widgets::put(ui.painter(), right, Align2::RIGHT_CENTER, &widgets::thousands(count), Type::Meta, t.text3, 60.0);
    let left = pos2(rect.left() + size::PAD_LEFT, y);
    widgets::put(
        ui.painter(),
        left,
        Align2::LEFT_CENTER,
        &words,
        Type::MetaStrong,
        t.text2,
        number.left() - left.x - 8.0,
    );
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Button, true, format!("{words}, {}", widgets::counted(count, "claim")))
    });
    if let Some(day) = day.filter(|_| response.clicked()) {
        commands.push(Command::SetDay(day));
    }
}

/// Whose claims they are: a bar of 38 by 3 points, parted by side.
fn sides_bar(ui: &Ui, rect: Rect, claims: &[u32], reading: &crate::project::Reading, shown: &Shown<'_>) {
    let mut counts = [0usize; 5];
    for claim in claims {
        counts[reading.claims[*claim as usize].side.map_or(4, Side::index)] += 1;
    }
    let total = claims.len().max(1) as f32;
    let mut x = rect.left();
    for (i, count) in counts.into_iter().enumerate().filter(|(_, count)| *count > 0) {
        let width = rect.width() * count as f32 / total;
        let part = Rect::from_min_max(pos2(x, rect.top()), pos2((x + width - 1.0).max(x + 1.0), rect.bottom()));
        let color: Color32 = theme::side(shown.look(), Side::ALL.get(i).copied()).0;
        ui.painter().rect_filled(part, 0, color);
        x += width;
    }
}
