//! The evidence at the right: what is selected, how it stands, who says so and who denies it, and the
//! article of the claim in focus with its words marked.

use super::correct::{self, Form, Open};
use super::groups::{Group, groups, is_filtered, place_of};
use super::icons::Icon;
use super::nearby::Nearby;
use super::reader::{self, Focus};
use super::theme::{Type, size, tokens};
use super::widgets::{self, Face, Tag};
use super::{Shown, card, entry, heading, over_time, profile, words};
use crate::claim::{Claim, Reviewed};
use crate::command::Command;
use crate::place::PlaceId;
use crate::project::edit::Subject;
use crate::project::{ClaimRef, Reading};
use crate::view::{Selection, View, claim_days, voice_of};
use crate::work::Subject as Closely;
use egui::{Align, Align2, Layout, Panel, Rect, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use std::ops::Range;

/// What is told of a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    /// Who says so and who denies it.
    #[default]
    Evidence,
    /// What was said when.
    OverTime,
    /// What lies around it.
    Nearby,
}

/// How the article stands at the foot of the panel; sizes in points.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Reader {
    id: &'static str,
    least: f32,
    default: f32,
}

impl Reader {
    /// A low panel keeps room for the evidence, and its article a height of its own.
    fn of(height: f32) -> Reader {
        match height {
            ..420.0 => Reader { id: "reader, low window", least: 96.0, default: 100.0 },
            ..660.0 => Reader { id: "reader", least: 120.0, default: size::READER },
            _ => Reader { id: "reader", least: 120.0, default: size::READER + 40.0 },
        }
    }
}

/// An article panel lower than this, in points, is low.
const LOW: f32 = 300.0;

/// The state of the panel.
#[derive(Default)]
pub(crate) struct Evidence {
    /// The claim in focus while a place or a front is selected.
    focus: Option<ClaimRef>,
    /// Brings the quote into view in the next frame.
    to_quote: bool,
    /// Brings the entry of the claim in focus into view in the next frame.
    to_entry: bool,
    /// Shows the top of the panel in the next frame.
    to_top: bool,
    /// The article fills the panel.
    enlarged: bool,
    /// The panel of the article as it was last laid out.
    reader: Option<Reader>,
    /// The height of the article and its forms in the last frame, in points.
    foot: f32,
    tab: Tab,
    nearby: Nearby,
    /// The remark about the open article that is in focus.
    note: Option<usize>,
    was: Option<Selection>,
    /// What is open under the claim in focus.
    open: Open,
    /// The words marked in an article, by its position.
    marked: Option<(u32, Range<usize>)>,
    /// A claim whose form is opened in the next frame.
    to_correct: Option<ClaimRef>,
    /// The form for the marked words is opened in the next frame.
    to_add: bool,
    /// The field of the note on what is selected is opened in the next frame.
    to_note: bool,
    /// The remarks on an article in a low window are unfolded.
    notes_open: bool,
}

impl Evidence {
    /// The whole panel.
    pub(crate) fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
        let Some(selection) = &shown.view.selection else {
            return super::idle::ui(ui, shown, commands);
        };
        if self.was.as_ref() != Some(selection) {
            self.was = Some(selection.clone());
            // A claim is brought into view; of a place its state is told first.
            self.to_entry = matches!(selection, Selection::Claim(_));
            (self.to_quote, self.to_top) = (true, !self.to_entry);
            self.note = None;
            if !matches!(selection, Selection::Claim(claim) if Some(*claim) == self.focus) {
                self.focus = None;
            }
        }
        self.open_forms(shown);
        let groups = groups(shown, selection);
        let first = || groups.iter().flat_map(|group| &group.entries).next().map(|entry| entry.claim);
        let focus = shown.selected_claim().or(self.focus).or_else(first);
        let article = match selection {
            Selection::Article(article) => Some(*article),
            // The other tabs need the room.
            _ if self.tab != Tab::Evidence && place_of(shown, selection).is_some() => None,
            _ => focus.map(|claim| claim.reading),
        };
        let article = article.filter(|article| (*article as usize) < shown.readings.len());
        let whole = matches!(selection, Selection::Article(_)) || self.enlarged;
        let all = ui.available_rect_before_wrap();
        let reader = Reader::of(all.height());
        if self.reader.replace(reader) != Some(reader) {
            // Laid out anew, it is scrolled to its top.
            (self.to_quote, self.foot) = (true, reader.default);
        }
        if whole {
            heading::ui(ui, shown, selection, &mut self.open, commands);
        } else {
            // Before the article, so that it is read and reached before it.
            let foot = if article.is_some() { self.foot } else { 0.0 };
            let above = Rect::from_min_max(all.min, pos2(all.right(), (all.bottom() - foot).max(all.top())));
            widgets::within(ui, above, |ui| {
                ui.set_clip_rect(above.intersect(ui.clip_rect()));
                heading::ui(ui, shown, selection, &mut self.open, commands);
                if let Selection::Voice(voice) = selection {
                    profile::ui(ui, shown, voice, commands);
                } else {
                    self.body(ui, shown, selection, &groups, focus, commands);
                }
            });
        }
        let Some(article) = article else { return };
        let focus = focus.filter(|claim| claim.reading == article);
        self.article_forms(ui, shown, article, commands);
        if whole {
            let rest = ui.available_rect_before_wrap();
            ui.painter().hline(rest.x_range(), rest.top(), Stroke::new(1.0, tokens(ui).line));
            widgets::within(ui, rest, |ui| self.article(ui, shown, article, focus, commands));
            return;
        }
        let most = (ui.available_height() - 80.0).max(140.0);
        let panel = Panel::bottom(reader.id).default_size(reader.default).resizable(true);
        let panel = panel.size_range(reader.least..=most).frame(egui::Frame::new().fill(tokens(ui).bg));
        panel.show(ui, |ui| {
            ui.expand_to_include_rect(ui.max_rect());
            self.article(ui, shown, article, focus, commands);
        });
        super::name_splitter(ui, reader.id, "Height of the article");
        let foot = all.bottom() - ui.available_rect_before_wrap().bottom();
        if (foot - self.foot).abs() > 0.5 {
            self.foot = foot;
            ui.ctx().request_repaint();
        }
    }

    /// Shows the words of the claim in focus in the next frame.
    pub(crate) fn seek_quote(&mut self) {
        self.to_quote = true;
    }

    /// Opens the field of the note on what is selected in the next frame.
    pub(crate) fn note(&mut self) {
        self.to_note = true;
    }

    /// Opens the form to correct a claim in the next frame.
    pub(crate) fn correct(&mut self, claim: ClaimRef) {
        (self.to_correct, self.focus) = (Some(claim), Some(claim));
    }

    /// Opens the form to add a claim on the marked words in the next frame; false if none are marked.
    pub(crate) fn add_claim(&mut self) -> bool {
        self.to_add = self.marked.is_some();
        self.to_add
    }

    fn open_forms(&mut self, shown: &Shown<'_>) {
        if let Some(claim) = self.to_correct.take().filter(|claim| claim.is_in(shown.readings)) {
            self.open = Open::Form(Box::new(Form::correct(shown, claim)));
        }
        if std::mem::take(&mut self.to_note)
            && let Some(selection) = &shown.view.selection
        {
            let on = match selection {
                Selection::Claim(claim) if claim.is_in(shown.readings) => {
                    Some(Subject::Claim(claim.key(shown.readings)))
                }
                other => heading::subject(shown, other),
            };
            self.open = on.map_or(Open::Nothing, |on| Open::note(shown, on));
        }
        if std::mem::take(&mut self.to_add)
            && let Some((reading, bytes)) = self.marked.take().filter(|(at, _)| (*at as usize) < shown.readings.len())
        {
            self.open = Open::Form(Box::new(Form::add(shown, reading, bytes)));
        }
    }

    /// Under the article: the form that adds a claim to it, or that of its date, outlet and address.
    fn article_forms(&mut self, ui: &mut Ui, shown: &Shown<'_>, article: u32, commands: &mut Vec<Command>) {
        let is_open = match &self.open {
            Open::Form(form) => form.adds_to(article),
            Open::Article { at, .. } => *at == article,
            Open::Nothing | Open::Note { .. } => false,
        };
        if !is_open {
            return;
        }
        let frame = egui::Frame::new().fill(tokens(ui).hover);
        let done = Panel::bottom("article form").resizable(false).frame(frame).show(ui, |ui| match &mut self.open {
            Open::Form(form) => form.ui(ui, shown, commands),
            Open::Article { at, fields, fault, fresh } => {
                correct::article_form(ui, shown, *at, (fields, fault, fresh), commands)
            }
            Open::Nothing | Open::Note { .. } => true,
        });
        if done.inner {
            self.open = Open::Nothing;
        }
    }

    /// Goes to what was selected elsewhere.
    pub(crate) fn follow(&mut self, selection: Option<&Selection>) {
        if let Some(Selection::Claim(claim)) = selection {
            self.focus = Some(*claim);
        }
        self.to_quote = true;
    }

    /// Closes a form that is open, else makes an enlarged article small again; false if there was neither.
    pub(crate) fn close(&mut self) -> bool {
        let open = std::mem::take(&mut self.open);
        !matches!(open, Open::Nothing) || std::mem::take(&mut self.enlarged)
    }

    fn body(
        &mut self,
        ui: &mut Ui,
        shown: &Shown<'_>,
        selection: &Selection,
        groups: &[Group],
        focus: Option<ClaimRef>,
        commands: &mut Vec<Command>,
    ) {
        let mut area = ScrollArea::vertical().id_salt("evidence").auto_shrink(false);
        if std::mem::take(&mut self.to_top) {
            area = area.vertical_scroll_offset(0.0);
        }
        area.show(ui, |ui| {
            ui.set_width(ui.available_width());
            if let Some(place) = place_of(shown, selection) {
                let row = shown.picture.and_then(|picture| picture.situation.get(&place));
                egui::Frame::new().inner_margin(egui::Margin { left: 16, right: 16, top: 4, bottom: 8 }).show(
                    ui,
                    |ui| {
                        card::ui(ui, shown, row);
                        card::left_out(ui, shown, &place, commands);
                    },
                );
            }
            let count: usize = groups.iter().map(|group| group.entries.len()).sum();
            let place = place_of(shown, selection);
            self.tabs(ui, shown, count, place.as_ref());
            widgets::rule(ui);
            match (self.tab, &place) {
                (Tab::OverTime, Some(place)) => return over_time::ui(ui, shown, place, commands),
                (Tab::Nearby, Some(place)) => return self.nearby.ui(ui, shown, place, commands),
                _ => {}
            }
            let flipping = card::flipping(shown);
            for group in groups {
                entry::group_head(ui, group);
                for at in &group.entries {
                    let claim = &at.claim;
                    let entry = entry::ui(ui, shown, *at, focus == Some(*claim), flipping.contains(claim));
                    if focus == Some(*claim) && std::mem::take(&mut self.to_entry) {
                        entry.scroll_to_me(None);
                    }
                    if shown.selected_claim() == Some(*claim) || self.open.is_form_of(*claim) {
                        correct::actions(ui, shown, *claim, &mut self.open, commands);
                    }
                    if entry.double_clicked() {
                        commands.push(Command::Show(Selection::Claim(*claim)));
                    } else if entry.clicked() {
                        self.focus = Some(*claim);
                        self.to_quote = true;
                        commands.push(Command::Select(Some(Selection::Claim(*claim))));
                    }
                }
            }
            if let Some(place) = place.filter(|_| groups.is_empty()) {
                quiet(ui, shown, &place, commands);
            }
            candidates(ui, shown, selection, commands);
            ui.add_space(8.0);
        });
    }

    /// The tabs; those of a place only where one is known.
    fn tabs(&mut self, ui: &mut Ui, shown: &Shown<'_>, count: usize, place: Option<&PlaceId>) {
        let t = tokens(ui);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::TABS), Sense::hover());
        let near = place.map(|place| self.nearby.count(shown, place));
        let tabs = [
            (Tab::Evidence, "Evidence", Some(count)),
            (Tab::OverTime, "Over time", None),
            (Tab::Nearby, "Nearby", near),
        ];
        widgets::within(ui, rect.shrink2(vec2(size::PAD, 0.0)), |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 16.0;
                for (tab, name, count) in tabs.into_iter().take(if place.is_some() { 3 } else { 1 }) {
                    let open = self.tab == tab || place.is_none();
                    if widgets::tab(ui, name, count, open).clicked() {
                        self.tab = tab;
                    }
                }
            });
        });
        if self.tab == Tab::Evidence || place.is_none() {
            let right = pos2(rect.right() - size::PAD, rect.center().y);
            widgets::put(ui.painter(), right, Align2::RIGHT_CENTER, "By origin", Type::Meta, t.text3, 120.0);
        }
    }

    /// What the panel wants to know of what is selected.
    pub(crate) fn wants(&self, place: Option<&PlaceId>, view: &View) -> Option<Closely> {
        match &view.selection {
            Some(Selection::Voice(voice)) => Some(Closely::Voice(voice.clone())),
            _ if self.tab == Tab::OverTime => place.map(|place| Closely::Place(place.clone(), view.day)),
            _ => None,
        }
    }

    /// The article at the foot: its title, the steps from claim to claim, its text, why the rule fired.
    fn article(
        &mut self,
        ui: &mut Ui,
        shown: &Shown<'_>,
        article: u32,
        focus: Option<ClaimRef>,
        commands: &mut Vec<Command>,
    ) {
        let t = tokens(ui);
        let reading = &shown.readings[article as usize];
        let claim = focus.map(|focus| focus.claim);
        let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::hover());
        widgets::within(ui, head.shrink2(vec2(size::PAD, 0.0)), |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let (icon, name) = if self.enlarged {
                    (Icon::Shrink, "Make the article smaller")
                } else {
                    (Icon::Enlarge, "Enlarge the article")
                };
                if !matches!(shown.view.selection, Some(Selection::Article(_)))
                    && widgets::icon_button(ui, icon, name).clicked()
                {
                    self.enlarged = !self.enlarged;
                }
                let count = reading.claims.len() as u32;
                let step = |by: i64| {
                    let at = claim.map_or(if by > 0 { -1 } else { i64::from(count) }, i64::from) + by;
                    Selection::Claim(ClaimRef {
                        reading: article,
                        claim: at.rem_euclid(i64::from(count.max(1))) as u32,
                    })
                };
                if count > 0 {
                    for (icon, name, by) in [
                        (Icon::Right, "Next claim of this article", 1),
                        (Icon::Left, "Previous claim of this article", -1),
                    ] {
                        if widgets::icon_button(ui, icon, name).clicked() {
                            commands.push(Command::Show(step(by)));
                        }
                    }
                    let place = claim
                        .map_or(widgets::counted(count as usize, "claim"), |claim| format!("{} of {count}", claim + 1));
                    let galley = widgets::line(ui.painter(), &place, Type::Meta, t.text2, 80.0);
                    let (at, says) = ui.allocate_exact_size(galley.size() + vec2(6.0, 0.0), Sense::hover());
                    ui.painter().galley(at.min, galley, t.text2);
                    says.widget_info(|| WidgetInfo::labeled(Role::Label, true, &place));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    if matches!(shown.view.selection, Some(Selection::Article(_))) {
                        return article_tools(ui, shown, article, &mut self.open, commands);
                    }
                    let reviewed = claim.map_or(Reviewed::Unreviewed, |claim| reading.claims[claim as usize].reviewed);
                    let word = words::reviewed(reviewed);
                    let tag = tag_width(ui, word) + 8.0;
                    let width = (ui.available_width() - tag).max(40.0);
                    let title = words::title(&reading.article);
                    let galley = widgets::line(ui.painter(), title, Type::RowStrong, t.text, width);
                    let (at, response) = ui.allocate_exact_size(galley.size(), Sense::click());
                    let right = at.right();
                    ui.painter().galley(at.min, galley, t.text);
                    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Article: {title}")));
                    widgets::focus_ring(ui, &response, 2);
                    if response.on_hover_text(words::byline(&reading.article)).clicked() {
                        commands.push(Command::Select(Some(Selection::Article(article))));
                    }
                    widgets::put_tag(
                        ui.painter(),
                        t,
                        pos2(right + 8.0, at.center().y),
                        word,
                        if reviewed.by_person() { Tag::Plain } else { Tag::Warn },
                    );
                });
            });
        });
        let why = claim.map(|claim| why(&reading.claims[claim as usize]));
        let notes = if why.is_none() { reading.notes.len() } else { 0 };
        // In a low window the words of the article come first: its remarks unfold when they are asked for.
        let folds = ui.max_rect().height() < LOW;
        let foot = match (&why, notes) {
            (Some(_), _) => 27.0,
            (None, 0) => 0.0,
            (None, _) if folds && !self.notes_open => 27.0,
            (None, n) => 32.0 + (n.min(5) as f32) * size::CLAIM,
        };
        let text = Rect::from_min_max(
            ui.cursor().min + vec2(size::PAD, 0.0),
            ui.max_rect().max - vec2(size::PAD - 6.0, foot + 2.0),
        );
        widgets::within(ui, text, |ui| {
            ui.set_clip_rect(text.intersect(ui.clip_rect()));
            let focus = match (claim, self.note) {
                (Some(claim), _) => Focus::Claim(claim),
                (None, Some(note)) => Focus::Note(note),
                (None, None) => Focus::None,
            };
            let seek = std::mem::take(&mut self.to_quote);
            let mut marked = self.marked.take().filter(|(of, _)| *of == article).map(|(_, bytes)| bytes);
            let clicked = reader::ui(ui, reading, focus, shown.look(), seek, &mut marked);
            self.marked = marked.map(|bytes| (article, bytes));
            if let Some(clicked) = clicked {
                commands.push(Command::Show(Selection::Claim(ClaimRef { reading: article, claim: clicked })));
            }
        });
        if self.marked.is_some() {
            let at = Rect::from_min_max(
                pos2(ui.max_rect().left(), ui.max_rect().bottom() - foot.max(27.0)),
                ui.max_rect().max,
            );
            ui.painter().rect_filled(at, 0, t.bg);
            ui.painter().hline(at.x_range(), at.top(), Stroke::new(1.0, t.line));
            widgets::within(ui, at.shrink2(vec2(size::PAD, 1.0)), |ui| {
                if widgets::button(ui, Face::Link, None, "Add a claim on these words", "A").clicked() {
                    self.to_add = true;
                }
            });
        } else if let Some(why) = why {
            let at = Rect::from_min_max(pos2(ui.max_rect().left(), ui.max_rect().bottom() - foot), ui.max_rect().max);
            ui.painter().hline(at.x_range(), at.top(), Stroke::new(1.0, t.line));
            widgets::within(ui, at.shrink2(vec2(size::PAD, 6.0)), |ui| {
                let voice = focus.map(|at| voice_of(reading, at)).unwrap_or_default();
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let galley = widgets::line(ui.painter(), &voice, Type::Row, t.text, 130.0);
                    let (at, _) = ui.allocate_exact_size(galley.size(), Sense::hover());
                    if widgets::link_at(ui, at, &voice, &format!("Profile of {voice}")).clicked() {
                        commands.push(Command::Select(Some(Selection::Voice(voice.clone()))));
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        widgets::text_line(ui, &format!("Why: {why}"), Type::Meta, t.text3);
                    });
                });
            });
        } else if notes > 0 {
            let at = Rect::from_min_max(pos2(ui.max_rect().left(), ui.max_rect().bottom() - foot), ui.max_rect().max);
            ui.painter().hline(at.x_range(), at.top(), Stroke::new(1.0, t.line));
            widgets::within(ui, at, |ui| self.notes(ui, reading, folds));
        }
    }

    /// The sentences that gave no mark, and why; a click brings one into view.
    fn notes(&mut self, ui: &mut Ui, reading: &Reading, folds: bool) {
        let t = tokens(ui);
        ui.set_clip_rect(ui.max_rect().intersect(ui.clip_rect()));
        let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
        let words = format!("{} gave no mark", widgets::counted(reading.notes.len(), "sentence"));
        if folds {
            let name = format!("{words}: {}", if self.notes_open { "hide why" } else { "show why" });
            if widgets::link_at(ui, head.shrink2(vec2(size::PAD, 0.0)), &words, &name).clicked() {
                self.notes_open = !self.notes_open;
            }
        } else {
            let left = pos2(head.left() + size::PAD, head.center().y);
            let put =
                widgets::put(ui.painter(), left, Align2::LEFT_CENTER, &words, Type::MetaStrong, t.text2, head.width());
            let says = ui.interact(put, ui.scope_id().with("notes head"), Sense::hover());
            says.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &words));
        }
        ScrollArea::vertical().id_salt("notes").auto_shrink(false).show_rows(
            ui,
            size::CLAIM,
            reading.notes.len(),
            |ui, rows| {
                for i in rows {
                    if note_row(ui, reading, i, self.note == Some(i)).clicked() {
                        self.note = Some(i);
                        self.to_quote = true;
                    }
                }
            },
        );
    }
}

/// One remark: what it says, and the words it is about on hover.
fn note_row(ui: &mut Ui, reading: &Reading, i: usize, chosen: bool) -> egui::Response {
    let t = tokens(ui);
    let note = &reading.notes[i];
    let says = words::capital(&note.says);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::CLAIM), Sense::click());
    widgets::row_ground(ui, rect, &response, chosen);
    let left = pos2(rect.left() + size::PAD, rect.center().y);
    widgets::put(ui.painter(), left, Align2::LEFT_CENTER, &says, Type::Row, t.text2, rect.width() - 2.0 * size::PAD);
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, chosen, &says));
    response.on_hover_ui(|ui| {
        widgets::paragraph(ui, &says, Type::RowStrong, t.text);
        let words = reading.article.text.get(note.span.clone()).unwrap_or_default();
        if !words.is_empty() {
            widgets::paragraph(ui, &format!("“{words}”"), Type::Row, t.text2);
        }
    })
}

fn tag_width(ui: &Ui, text: &str) -> f32 {
    widgets::tag_width(ui.painter(), text)
}

/// Why the rule fired, in one line.
fn why(claim: &Claim) -> String {
    if claim.why.is_empty() { format!("rule {}", claim.rule) } else { claim.why.join(" · ") }
}
/// What can be done with an article: its date, of what it is a copy, a citation, its document, a note.
fn article_tools(ui: &mut Ui, shown: &Shown<'_>, at: u32, open: &mut Open, commands: &mut Vec<Command>) {
    let article = &shown.readings[at as usize].article;
    if widgets::icon_button(ui, Icon::Clock, "Set date, outlet and address").clicked() {
        *open = Open::article(at, article);
    }
    if widgets::icon_button(ui, Icon::Same, "Mark as a copy of another article").clicked() {
        commands.push(Command::Same);
    }
    if widgets::icon_button(ui, Icon::Note, "Note and tags (N)").clicked() {
        *open = Open::note(shown, Subject::Article(article.sha256.clone()));
    }
    super::icon_command(ui, Icon::Copy, &Command::CopyCitation, commands);
    if widgets::icon_button(ui, Icon::Save, "Save original…").clicked() {
        commands.push(Command::WriteOriginal { article: at, path: None });
    }
}

/// For a place of which no report counts on the day: the days before and after of which one speaks.
fn quiet(ui: &mut Ui, shown: &Shown<'_>, place: &PlaceId, commands: &mut Vec<Command>) {
    let Some(history) = shown.told.map(|told| &told.history) else { return };
    let days = || {
        let spans = history.claims(place).into_iter().filter(|at| at.is_in(shown.readings));
        let spans = spans.filter_map(|at| claim_days(&shown.readings[at.reading as usize], at.of(shown.readings)));
        spans.map(|span| span.to).collect::<Vec<_>>()
    };
    let (days, today) = (days(), shown.view.day);
    let before = days.iter().filter(|day| **day < today).max();
    let after = days.iter().filter(|day| **day > today).min();
    egui::Frame::new().inner_margin(egui::Margin::symmetric(16, 12)).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(size::GAP, 8.0);
        let words = match (before, after) {
            (None, None) if is_filtered(shown) => "No report that matches the filter speaks of this place.",
            (None, None) => "No report speaks of this place.",
            _ => "No report of this place counts on this day.",
        };
        widgets::paragraph(ui, words, Type::Body, tokens(ui).text2);
        ui.horizontal_wrapped(|ui| {
            for (name, day) in [("Last", before), ("Next", after)] {
                let Some(day) = day else { continue };
                if widgets::button(ui, Face::Plain, None, &format!("{name}: {}", day.short()), "").clicked() {
                    commands.push(Command::SetDay(*day));
                }
            }
        });
    });
}

/// For an ambiguous name: the places it could mean, and why.
fn candidates(ui: &mut Ui, shown: &Shown<'_>, selection: &Selection, commands: &mut Vec<Command>) {
    let Selection::Claim(_) = selection else { return };
    let Some(claim) = shown.selected_claim().map(|claim| claim.of(shown.readings)) else { return };
    if claim.place.id.is_some() || claim.place.candidates.is_empty() {
        return;
    }
    let t = tokens(ui);
    egui::Frame::new().inner_margin(egui::Margin::symmetric(16, 8)).show(ui, |ui| {
        widgets::text_line(ui, &format!("Which {}?", claim.place.text), Type::MetaStrong, t.text2);
        for candidate in &claim.place.candidates {
            ui.add_space(6.0);
            widgets::text_line(ui, &format!("{}, {}", candidate.name, candidate.kind.name()), Type::RowStrong, t.text);
            widgets::paragraph(ui, &candidate.why, Type::Meta, t.text2);
        }
        ui.add_space(6.0);
        if widgets::button(ui, Face::Link, None, "Choose in the review", "R").clicked() {
            commands.push(Command::Review);
        }
    });
}
