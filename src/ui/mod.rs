//! The window: panels and their places. Each part takes what it shows, keeps its own small state, and
//! pushes [`Command`]s to a list; nothing here changes the project.
//!
//! | part | file |
//! | --- | --- |
//! | bar at the top | `top.rs` |
//! | lists of articles and claims, filter, load line | `lists.rs`, `filtering.rs` |
//! | bar and list while two pictures are compared | `compare.rs` |
//! | what is shown: all of it kept elsewhere | `shown.rs` |
//! | map | `map/` |
//! | evidence and article | `evidence.rs`, `heading.rs`, `groups.rs`, `entry.rs`, `card.rs`, `reader.rs` |
//! | a place over time and around it, a voice | `over_time.rs`, `nearby.rs`, `profile.rs` |
//! | what a person makes of it | `review.rs`, `correct.rs`, `copies.rs`, `merge.rs`, `history.rs` |
//! | timeline | `timeline.rs` |
//! | map tiles: their rows, going online, the mark of it | `tiles.rs` |
//! | load report, progress, drop overlay, empty state, notices | `over.rs`, `report.rs` |
//! | commands, places, dates by name | `finder.rs` |
//! | the map as a table | `table.rs` |
//! | keys and About, what to export, names of the sides | `sheets.rs`, `export.rs`, `sides.rs` |
//! | colours, type, sizes; widgets; fields; icons; marks; words | `theme.rs` `widgets.rs` `field.rs` `icons.rs` `glyph.rs` `words.rs` |

mod card;
mod compare;
mod copies;
mod correct;
mod entry;
mod evidence;
mod export;
mod field;
mod filtering;
mod finder;
mod glyph;
mod groups;
mod heading;
mod history;
mod idle;
mod icons;
mod lists;
mod merge;
pub mod map;
mod nearby;
mod over;
mod over_time;
mod profile;
mod reader;
pub mod report;
pub mod review;
mod sheets;
mod shown;
mod sides;
mod table;
mod theme;
mod tiles;
mod timeline;
mod top;
mod widgets;
mod words;

pub(crate) use correct::{article_citation, citation};
pub(crate) use over::foremost;
pub use shown::{Notice, Playing, SaveState, Shown};
pub use tiles::TileRow;
pub(crate) use widgets::counted;
pub use widgets::thousands;

use crate::command::{Command, key_text};
use crate::project::ClaimRef;
use crate::settings::Panels;
use crate::view::{Selection, Theme, View};
use crate::work::Subject;
use egui::{Frame, Id, Margin, Panel, Rect, Ui, pos2, vec2};
use finder::Clock;
use icons::Icon;
use theme::{size, tokens};

/// A panel that takes the keyboard in turn with F6.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Area {
    #[default]
    Lists,
    Evidence,
    Timeline,
}

/// The window's own state: what is open.
#[derive(Default)]
pub struct Desk {
    left_closed: bool,
    right_closed: bool,
    timeline_closed: bool,
    /// The lists lie over the map while the window is narrow.
    left_over: bool,
    /// The window is narrow: the lists are a strip of buttons.
    narrow: bool,
    /// Something is selected: the panel at the right can take the keyboard.
    selected: bool,
    report_open: bool,
    /// The report stands in the free panel at the right; what is selected takes its place.
    report_aside: bool,
    layers_open: bool,
    table_open: bool,
    /// The review asks for a place and there is room for it and the map alone: the article waits to be asked for.
    map_first: bool,
    /// The article is asked for all the same.
    article_asked: bool,
    /// The menu of the project is to open in the next frame.
    menu_wanted: bool,
    /// How wide the panels are, as remembered.
    panels: Panels,
    sheet: Option<sheets::Sheet>,
    export: Option<export::ExportSheet>,
    online: Option<tiles::OnlineSheet>,
    same: Option<merge::Same>,
    /// The sheet of the same is to open for what is selected.
    same_wanted: bool,
    sides_open: bool,
    sides: Option<sides::SidesSheet>,
    finder: Option<finder::Finder>,
    lists: lists::Lists,
    evidence: evidence::Evidence,
    changes: compare::Changes,
    timeline: timeline::Timeline,
    area: Area,
    dressed: Option<Theme>,
}

impl Desk {
    /// The whole window. `map` fills the middle.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        shown: &Shown<'_>,
        map: impl FnOnce(&mut Ui, &mut Vec<Command>),
        commands: &mut Vec<Command>,
    ) {
        self.dress(ui, shown.view.theme);
        keep_arrows(ui);
        let window = ui.max_rect();
        let compact = window.width() < 1360.0 || window.height() < 860.0;
        self.narrow = window.width() < 1000.0;
        self.selected = shown.view.selection.is_some() && !self.right_closed;
        let t = tokens(ui);
        let plain = Frame::new(); // The window is cleared to their colour.
        Panel::top("top").exact_size(size::TOP).frame(Frame::new().fill(t.bar)).show(ui, |ui| {
            match &shown.view.comparison {
                Some(comparison) => compare::bar(ui, shown, comparison, commands),
                None => top::ui(ui, shown, &mut self.layers_open, &mut self.menu_wanted, commands),
            }
        });
        let rest = ui.available_rect_before_wrap();
        let height = if compact { 136.0 } else { 150.0 };
        let foot = if self.timeline_closed { 0.0 } else { height };
        let above = Rect::from_min_max(rest.min, pos2(rest.right(), rest.bottom() - foot));
        // Lists, evidence and map before the timeline, as F6 goes round and as they are read.
        let middle = widgets::within(ui, above, |ui| self.above(ui, shown, window.width(), compact, map, commands));
        if !self.timeline_closed {
            Panel::bottom("timeline").exact_size(height).frame(plain).show(ui, |ui| {
                self.timeline.ui(ui, shown, compact, commands);
            });
        }
        tiles::mark(ui, middle, shown, commands);
        // While nothing is selected the panel at the right is free: a report there leaves the map in sight.
        let free = Rect::from_min_max(pos2(middle.right(), above.top()), above.max);
        let is_free = shown.view.selection.is_none() && shown.view.comparison.is_none();
        if !is_free && std::mem::take(&mut self.report_aside) {
            self.report_open = false;
        }
        let free = Some(free).filter(|free| is_free && free.width() >= EVIDENCE_LEAST);
        self.report_aside = over::ui(ui, middle, free, shown, &mut self.report_open, commands);
        if let Some(finder) = &mut self.finder
            && finder.ui(ui, window, shown, commands)
        {
            self.finder = None;
        }
        if self.table_open && table::ui(ui, window, shown, shown.marks, commands) {
            self.table_open = false;
        }
        if let Some(sheet) = self.sheet
            && sheet.ui(ui, window, shown)
        {
            self.sheet = None;
        }
        if let Some(export) = &mut self.export
            && export.ui(ui, window, shown, commands)
        {
            self.export = None;
        }
        if let Some(online) = &mut self.online
            && online.ui(ui, window, shown, commands)
        {
            self.online = None;
        }
        if std::mem::take(&mut self.same_wanted) {
            self.same = merge::Same::of(shown);
        }
        if let Some(same) = self.same
            && same.ui(ui, window, shown, commands)
        {
            self.same = None;
        }
        if self.sides_open {
            let sheet = self.sides.get_or_insert_with(|| sides::SidesSheet::new(shown.naming()));
            self.sides_open = !sheet.ui(ui, window, shown, commands);
        } else {
            self.sides = None;
        }
        over::drop(ui, window, shown.hovering);
    }

    /// All between the bar at the top and the timeline, in a window of this width: the lists, the evidence, the map.
    /// Returns where the map is.
    fn above(
        &mut self,
        ui: &mut Ui,
        shown: &Shown<'_>,
        width: f32,
        compact: bool,
        map: impl FnOnce(&mut Ui, &mut Vec<Command>),
        commands: &mut Vec<Command>,
    ) -> Rect {
        let plain = Frame::new();
        let (rail, over) = (self.narrow, width < 1200.0);
        let opened = rail && self.left_over;
        // Beside the map where that keeps its least width, so that its date and its middle stay in sight; else over it.
        let beside = opened && width - size::TOP - LISTS_NARROW >= MAP_LEAST;
        let has_words = shown.view.selection.is_some() || shown.view.comparison.is_some();
        if rail {
            Panel::left("rail").exact_size(size::TOP).frame(plain).show(ui, |ui| self.rail(ui, commands));
            if beside {
                Panel::left("lists beside").exact_size(LISTS_NARROW).resizable(false).frame(plain).show(ui, |ui| {
                    ui.expand_to_include_rect(ui.max_rect());
                    self.lists.ui(ui, shown, commands);
                });
            }
        } else if !self.left_closed {
            let designed = if compact { 264.0 } else { 300.0 };
            let default = self.panels.lists.unwrap_or(designed);
            let id = if compact { "lists, small window" } else { "lists" };
            let panel = Panel::left(id).default_size(default).size_range(240.0..=420.0).frame(plain);
            let panel = panel.show(ui, |ui| {
                ui.expand_to_include_rect(ui.max_rect());
                self.lists.ui(ui, shown, commands);
            });
            name_splitter(ui, id, "Width of the lists");
            self.panels.lists = changed(panel.response.rect.width(), designed);
        }
        let designed = if compact { 340.0 } else { 372.0 };
        let wide = self.panels.evidence.unwrap_or(designed);
        let room = ui.available_rect_before_wrap().width();
        // One panel at a time, but for the review: that needs the article beside the question.
        let has_room = !opened || self.lists.is_reviewing() || room - EVIDENCE_NARROW >= MAP_LEAST;
        let asks_place = self.lists.is_reviewing() && shown.queue.asks_place();
        self.map_first = opened && asks_place && room - EVIDENCE_LEAST < DATE_WIDTH;
        let is_wanted = !self.right_closed && (!self.map_first || self.article_asked);
        let shows_evidence = over && has_room && has_words && is_wanted;
        let evidence_beside = shows_evidence && room - EVIDENCE_NARROW >= MAP_LEAST;
        if evidence_beside {
            let panel = Panel::right("evidence beside").exact_size(EVIDENCE_NARROW).resizable(false).frame(plain);
            panel.show(ui, |ui| {
                ui.expand_to_include_rect(ui.max_rect());
                self.right(ui, shown, commands);
            });
        } else if !over && !self.right_closed {
            let id = if compact { "evidence, small window" } else { "evidence" };
            let panel = Panel::right(id).default_size(wide).size_range(320.0..=520.0).frame(plain);
            let panel = panel.show(ui, |ui| {
                ui.expand_to_include_rect(ui.max_rect());
                self.right(ui, shown, commands);
            });
            name_splitter(ui, id, "Width of the evidence");
            self.panels.evidence = changed(panel.response.rect.width(), designed);
        }
        let middle = ui.available_rect_before_wrap();
        egui::CentralPanel::no_frame().show(ui, |ui| map(ui, commands));
        if opened && !beside {
            let at = Rect::from_min_size(middle.min, vec2(LISTS_NARROW.min(middle.width()), middle.height()));
            laid_over(ui, "lists over", at, |ui| self.lists.ui(ui, shown, commands));
        }
        if shows_evidence && !evidence_beside {
            // The date of the map stays in sight beside it, if there is any way.
            let rest = middle.width() - DATE_WIDTH;
            let wide = if rest >= EVIDENCE_LEAST { rest.min(EVIDENCE_NARROW) } else { EVIDENCE_NARROW };
            let wide = wide.min(middle.width());
            let at = Rect::from_min_max(pos2(middle.right() - wide, middle.top()), middle.max);
            laid_over(ui, "evidence over", at, |ui| self.right(ui, shown, commands));
        }
        middle
    }

    /// The panel at the right: what is selected, else what changed between two pictures.
    fn right(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        match &shown.view.comparison {
            Some(comparison) if shown.view.selection.is_none() => {
                self.changes.ui(ui, shown, comparison, commands);
            }
            _ => self.evidence.ui(ui, shown, commands),
        }
    }

    /// Does what concerns the window alone; false if the command is for others.
    pub fn run(&mut self, command: &Command, ctx: &egui::Context) -> bool {
        match command {
            Command::LeftPanel => {
                self.left_closed = !self.left_closed;
                self.left_over = !self.left_over;
            }
            Command::RightPanel if self.map_first => self.article_asked = !self.article_asked,
            Command::RightPanel => self.right_closed = !self.right_closed,
            Command::Timeline => self.timeline_closed = !self.timeline_closed,
            Command::Report => self.report_open = !self.report_open,
            Command::ShowLayers => self.layers_open = !self.layers_open,
            Command::MapTable => self.table_open = !self.table_open,
            Command::Recent => self.menu_wanted = true,
            Command::Help => self.sheet = toggled(self.sheet, sheets::Sheet::Keys),
            Command::About => self.sheet = toggled(self.sheet, sheets::Sheet::About),
            Command::Export => {
                self.export = if self.export.is_some() { None } else { Some(export::ExportSheet::new()) };
            }
            Command::OnlineTiles => {
                self.online = if self.online.is_some() { None } else { Some(tiles::OnlineSheet::new()) };
            }
            Command::Same => self.same_wanted = true,
            Command::Note => {
                self.open_right();
                self.evidence.note();
            }
            Command::NameSides => self.sides_open = !self.sides_open,
            Command::History => self.sheet = toggled(self.sheet, sheets::Sheet::History),
            Command::Palette => self.find(finder::Mode::Commands),
            Command::Search => self.find(finder::Mode::Anything),
            Command::GoToPlace => self.find(finder::Mode::Places),
            Command::GoToDate => self.find(finder::Mode::Date(Clock::Shown)),
            Command::TypeKnownBy => self.find(finder::Mode::Date(Clock::KnownBy)),
            Command::TypeComparedDay => self.find(finder::Mode::Date(Clock::Compared)),
            Command::Filter => {
                (self.left_closed, self.left_over) = (false, true);
                self.lists.close_review();
                ctx.memory_mut(|memory| memory.request_focus(lists::filter_id()));
            }
            Command::FilterBy => {
                (self.left_closed, self.left_over) = (false, true);
                self.lists.close_review();
                self.lists.toggle_choices();
            }
            Command::Evidence => {
                self.open_right();
                self.evidence.seek_quote();
                return false;
            }
            Command::NextPanel => self.next_area(ctx),
            Command::Back => return self.close_top(ctx),
            _ => return false,
        }
        true
    }

    /// What is to be looked at closely, given the place that is selected.
    pub fn wants(&self, place: Option<&crate::place::PlaceId>, view: &View) -> Option<Subject> {
        if self.right_closed { None } else { self.evidence.wants(place, view) }
    }

    /// Whether the values that the filter can be asked for are looked at.
    pub fn shows_values(&self) -> bool {
        self.lists.shows_choices()
    }

    /// Whether the line of the filter has the keyboard.
    pub fn types_filter(&self, ctx: &egui::Context) -> bool {
        ctx.memory(|memory| memory.has_focus(lists::filter_id()))
    }

    /// Opens the queue of what needs a person.
    pub fn open_review(&mut self) {
        (self.left_closed, self.left_over) = (false, true);
        self.lists.open_review();
    }

    /// Whether the queue is open.
    pub fn is_reviewing(&self) -> bool {
        !self.left_closed && self.lists.is_reviewing()
    }

    /// Gives the keyboard to the field for a typed answer.
    pub fn type_answer(&mut self) {
        self.lists.type_answer();
    }

    /// Opens the form to correct a claim.
    pub fn correct(&mut self, claim: ClaimRef) {
        self.open_right();
        self.evidence.correct(claim);
    }

    /// Opens the form to add a claim on the words marked in the article; false if none are.
    pub fn add_claim(&mut self) -> bool {
        self.open_right();
        self.evidence.add_claim()
    }

    /// Whether a sheet with something to fill in or to choose lies over the window.
    pub fn has_form(&self) -> bool {
        self.sides_open || self.export.is_some() || self.same.is_some()
    }

    /// Whether the table of the map is open.
    pub fn shows_table(&self) -> bool {
        self.table_open
    }

    /// Opens the panel at the right.
    pub fn open_right(&mut self) {
        (self.right_closed, self.article_asked) = (false, true);
    }

    /// Puts the panels as they were in an earlier run; before the first frame.
    pub fn arrange(&mut self, panels: Panels) {
        self.panels = panels;
        self.left_closed = panels.lists_closed;
        self.right_closed = panels.evidence_closed;
        self.timeline_closed = panels.timeline_closed;
    }

    /// How the panels are now, to be remembered.
    pub fn panels(&self) -> Panels {
        Panels {
            lists_closed: self.left_closed,
            evidence_closed: self.right_closed,
            timeline_closed: self.timeline_closed,
            ..self.panels
        }
    }

    /// Opens the report, after a load that left something to say.
    pub fn open_report(&mut self) {
        self.report_open = true;
    }

    /// Opens an article in the list, with its claims under it, and brings it into view.
    pub fn open_article(&mut self, article: u32) {
        self.lists.open(article);
    }

    /// Brings list, panel and article to what was selected elsewhere.
    pub fn follow(&mut self, selection: Option<&Selection>) {
        self.right_closed &= selection.is_none();
        self.article_asked = false;
        // In a narrow window what was chosen takes the room of the lists.
        self.left_over &= !self.narrow || selection.is_none() || self.lists.is_reviewing();
        self.lists.follow(selection);
        self.evidence.follow(selection);
    }

    fn find(&mut self, mode: finder::Mode) {
        self.finder = Some(finder::Finder::new(mode));
    }

    /// Closes what lies on top; false if nothing did.
    fn close_top(&mut self, ctx: &egui::Context) -> bool {
        if egui::Popup::is_any_open(ctx) {
            egui::Popup::close_all(ctx);
        } else if self.lists.close_choices()
            || self.finder.take().is_some()
            || self.sheet.take().is_some()
            || self.export.take().is_some()
            || self.online.take().is_some()
            || std::mem::take(&mut self.sides_open)
            || self.same.take().is_some()
            || std::mem::take(&mut self.table_open)
        {
        } else if let Some(focused) = ctx.memory(egui::Memory::focused) {
            ctx.memory_mut(|memory| memory.surrender_focus(focused));
        } else if self.lists.was_in_filter() {
            // Its line stays as it was typed.
        } else if self.layers_open || self.report_open {
            (self.layers_open, self.report_open) = (false, false);
        } else if self.narrow && self.left_over {
            // Under them lies the date of the map.
            self.left_over = false;
        } else {
            return self.evidence.close();
        }
        true
    }

    fn next_area(&mut self, ctx: &egui::Context) {
        self.area = match self.area {
            Area::Lists if self.selected => Area::Evidence,
            Area::Lists => Area::Timeline,
            Area::Evidence => Area::Timeline,
            Area::Timeline => Area::Lists,
        };
        let id = match self.area {
            Area::Lists => lists::filter_id(),
            Area::Evidence => heading::first_id(),
            Area::Timeline => timeline::days_id(),
        };
        ctx.memory_mut(|memory| memory.request_focus(id));
    }

    /// Sets the style when the theme is new.
    fn dress(&mut self, ui: &mut Ui, theme: Theme) {
        if self.dressed != Some(theme) {
            self.dressed = Some(theme);
            theme::apply(ui.ctx(), theme);
            let style = ui.ctx().style_of(ui.ctx().theme());
            ui.set_style(style);
        }
    }

    /// The lists as a strip of buttons, for narrow windows.
    fn rail(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        ui.vertical_centered(|ui| {
            ui.add_space(8.0);
            if widgets::icon_toggle(ui, Icon::Page, "Articles and claims", self.left_over).clicked() {
                commands.push(Command::LeftPanel);
            }
            icon_command(ui, Icon::Plus, &Command::OpenFiles, commands);
        });
    }
}

/// The width of the lists in a narrow window, in points.
const LISTS_NARROW: f32 = 280.0;
/// The width of the evidence there.
const EVIDENCE_NARROW: f32 = 340.0;
/// The width of the evidence that lies over the map, at least.
const EVIDENCE_LEAST: f32 = 300.0;
/// The width of the short date on the map.
const DATE_WIDTH: f32 = 208.0;
/// The least width that the map keeps beside a panel, in points: its date fits.
const MAP_LEAST: f32 = 240.0;

/// The width of a panel, if it is not the one designed.
fn changed(width: f32, designed: f32) -> Option<f32> {
    Some(width.round()).filter(|width| (width - designed).abs() > 1.0)
}

fn toggled<T: PartialEq + Copy>(now: Option<T>, wanted: T) -> Option<T> {
    if now == Some(wanted) { None } else { Some(wanted) }
}

/// Left and right step the day also while a button has the keyboard; up and down go from row to row.
fn keep_arrows(ui: &Ui) {
    if let Some(focused) = ui.memory(egui::Memory::focused)
        && !ui.ctx().text_edit_focused()
    {
        let filter = egui::EventFilter { horizontal_arrows: true, ..Default::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(focused, filter));
    }
}

/// Says which panel a splitter is for, and shows when it has the keyboard. The id is egui's for the handle of a
/// panel of this name shown in `ui`.
pub(crate) fn name_splitter(ui: &Ui, panel: &'static str, name: &str) {
    let id = ui.scope_id().with_salt(egui::IdSalt::new(panel)).with("__resize");
    ui.ctx().accesskit_node_builder(id, |node| node.set_label(name));
    if let Some(response) = ui.ctx().read_response(id) {
        widgets::focus_ring(ui, &response, 2);
    }
}

/// A panel that lies over the map.
fn laid_over(ui: &mut Ui, name: &str, at: Rect, contents: impl FnOnce(&mut Ui)) {
    egui::Area::new(Id::unique(name)).fixed_pos(at.min).order(egui::Order::Middle).show(ui.ctx(), |ui| {
        let t = tokens(ui);
        ui.painter().rect_filled(at, 0, t.bg);
        ui.painter().rect_stroke(at, 0, egui::Stroke::new(1.0, t.line2), egui::StrokeKind::Outside);
        let ground = ui.interact(at, Id::unique((name, "ground")), egui::Sense::CLICK | egui::Sense::DRAG);
        ground.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Pane, true, name));
        widgets::within(ui, at, contents);
    });
}

/// A button with an icon for a command that has a name.
fn icon_command(ui: &mut Ui, icon: Icon, command: &Command, commands: &mut Vec<Command>) {
    let Some(listed) = command.listed() else { return };
    let response = widgets::icon_button(ui, icon, listed.label);
    let keys = listed.keys.first().map(key_text).unwrap_or_default();
    let response = if keys.is_empty() { response } else { response.on_hover_text(keys) };
    if response.clicked() {
        commands.push(command.clone());
    }
}

/// The keys of a command, as they are printed.
fn keys_of(command: &Command) -> String {
    command.listed().and_then(|listed| listed.keys.first()).map(key_text).unwrap_or_default()
}

/// A card that floats over the map.
fn floating(ui: &Ui) -> Frame {
    let t = tokens(ui);
    widgets::card(ui).stroke(egui::Stroke::new(1.0, t.line2)).inner_margin(Margin::same(0))
}
