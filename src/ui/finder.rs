//! The finder: commands, places, claims, articles and dates by name, in one field with a list under
//! it. Up and down choose, Enter does, Escape closes.

use super::glyph;
use super::icons::{self, Icon};
use super::theme::{Type, size, tokens};
use super::widgets;
use super::{Shown, floating, keys_of, words};
use crate::command::{Command, LISTED, Listed};
use crate::date::Day;
use crate::gazetteer::How;
use crate::project::ClaimRef;
use crate::view::{Against, Comparison, Selection};
use egui::{
    Align2, Area, CornerRadius, Id, Key, Modifiers, Order, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2,
};

/// Entries shown at once.
const SHOWN: usize = 9;

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Commands by name.
    Commands,
    /// Places by any spelling.
    Places,
    /// A date, and which clock it sets.
    Date(Clock),
    /// Places, claims and articles.
    Anything,
}

/// The clocks that take a typed date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clock {
    /// The day shown.
    Shown,
    /// The day by which reports must have been published.
    KnownBy,
    /// The day compared with.
    Compared,
}

/// The open finder.
pub(crate) struct Finder {
    mode: Mode,
    query: String,
    chosen: usize,
    /// The entries for a query and a revision of what is shown.
    found: Option<(String, usize, Vec<Entry>)>,
    fresh: bool,
}

/// One entry of the list.
struct Entry {
    sign: Sign,
    title: String,
    detail: String,
    keys: String,
    command: Command,
}

#[derive(Clone, Copy)]
enum Sign {
    None,
    Icon(Icon),
    Claim(ClaimRef),
}

impl Finder {
    /// An empty finder.
    pub(crate) fn new(mode: Mode) -> Finder {
        Finder { mode, query: String::new(), chosen: 0, found: None, fresh: true }
    }

    /// Shows the finder; true when it is to be closed.
    pub(crate) fn ui(&mut self, ui: &Ui, window: Rect, shown: &Shown<'_>, commands: &mut Vec<Command>) -> bool {
        self.look(shown);
        let count = self.found.as_ref().map_or(0, |(_, _, found)| found.len());
        self.steps(ui, count);
        let entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let width = 480.0_f32.min(window.width() - 24.0);
        let at = pos2(window.center().x, window.top() + 6.0);
        let mut clicked = entered.then_some(self.chosen);
        let area = Area::new(Id::unique("finder")).fixed_pos(at).pivot(Align2::CENTER_TOP).order(Order::Foreground);
        let response = area.show(ui.ctx(), |ui| {
            floating(ui).show(ui, |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 0.0;
                self.field(ui, count);
                clicked = self.list(ui, shown).or(clicked);
            });
        });
        let command = clicked.and_then(|at| {
            self.found
                .as_mut()
                .filter(|(_, _, found)| at < found.len())
                .map(|(_, _, found)| found.swap_remove(at).command)
        });
        let done = command.is_some();
        commands.extend(command);
        let fresh = std::mem::take(&mut self.fresh);
        done || (!fresh && response.response.clicked_elsewhere())
    }

    fn field(&mut self, ui: &mut Ui, count: usize) {
        let id = Id::unique("finder field");
        let hint = match self.mode {
            Mode::Commands => "Type a command",
            Mode::Places => "Type a place, in any spelling",
            Mode::Date(Clock::Shown) => "Type a date: 2016-10-02, 2 Oct 2016, October 2016",
            Mode::Date(Clock::KnownBy) => "Known by: type a date",
            Mode::Date(Clock::Compared) => "Compare with: type a date",
            Mode::Anything => "Find a place, claim or article",
        };
        egui::Frame::new().inner_margin(8).show(ui, |ui| {
            let field = widgets::field(ui, &mut self.query, Icon::Search, hint, "Esc", id).accessible_name(hint);
            if field.changed() {
                self.chosen = 0;
            }
        });
        ui.memory_mut(|memory| memory.request_focus(id));
        if !self.query.is_empty() {
            let t = tokens(ui);
            let right = pos2(ui.min_rect().right() - 18.0, ui.min_rect().top() + 8.0 + size::CONTROL / 2.0);
            let words =
                if count == 0 { "nothing found".to_owned() } else { format!("{} found", widgets::thousands(count)) };
            widgets::put(ui.painter(), right, Align2::RIGHT_CENTER, &words, Type::Meta, t.text3, 90.0);
        }
    }

    fn steps(&mut self, ui: &Ui, count: usize) {
        for (key, by) in
            [(Key::ArrowDown, 1_i64), (Key::ArrowUp, -1), (Key::PageDown, SHOWN as i64), (Key::PageUp, -(SHOWN as i64))]
        {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) && count > 0 {
                self.chosen = (self.chosen as i64 + by).clamp(0, count as i64 - 1) as usize;
            }
        }
        self.chosen = self.chosen.min(count.saturating_sub(1));
    }

    fn list(&self, ui: &mut Ui, shown: &Shown<'_>) -> Option<usize> {
        let (_, _, found) = self.found.as_ref()?;
        if found.is_empty() {
            return None;
        }
        widgets::rule(ui);
        let first = self.chosen.saturating_sub(SHOWN - 1).min(found.len().saturating_sub(SHOWN));
        let mut clicked = None;
        for (at, entry) in found.iter().enumerate().skip(first).take(SHOWN) {
            if row(ui, entry, at == self.chosen, shown).clicked() {
                clicked = Some(at);
            }
        }
        ui.add_space(4.0);
        clicked
    }

    /// Finds the entries for the query, once.
    fn look(&mut self, shown: &Shown<'_>) {
        let loaded = shown.readings.len();
        if self.found.as_ref().is_some_and(|(query, at, _)| *query == self.query && *at == loaded) {
            return;
        }
        let query = self.query.trim();
        let found = match self.mode {
            Mode::Commands => named(query),
            Mode::Places => places(query, shown, 60),
            Mode::Date(clock) => dates(query, clock, shown),
            Mode::Anything => anything(query, shown),
        };
        self.found = Some((self.query.clone(), loaded, found));
    }
}

fn row(ui: &mut Ui, entry: &Entry, chosen: bool, shown: &Shown<'_>) -> egui::Response {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::PALETTE), Sense::click());
    let inside = rect.shrink2(vec2(4.0, 0.0));
    if chosen || response.hovered() {
        ui.painter().rect_filled(inside, CornerRadius::same(4), if chosen { t.sel } else { t.hover });
    }
    let y = rect.center().y;
    let mut left = rect.left() + 14.0;
    match entry.sign {
        Sign::None => {}
        Sign::Icon(icon) => {
            let at = Rect::from_center_size(pos2(left + 8.0, y), Vec2::splat(16.0));
            icons::paint(ui.painter(), icon, at, 15.0, t.text2);
            left += 26.0;
        }
        Sign::Claim(claim) => {
            glyph::paint(ui.painter(), shown.look(), pos2(left + 8.0, y), shown.readings, claim);
            left += 26.0;
        }
    }
    let right = widgets::put_key(ui.painter(), t, pos2(rect.right() - 12.0, y), &entry.keys);
    let kind = if chosen { Type::BodyStrong } else { Type::Body };
    let title = widgets::put(
        ui.painter(),
        pos2(left, y),
        Align2::LEFT_CENTER,
        &entry.title,
        kind,
        t.text,
        (right - left) * 0.62,
    );
    let room = right - title.right() - 20.0;
    if room > 30.0 {
        widgets::put(
            ui.painter(),
            pos2(right - 6.0, y),
            Align2::RIGHT_CENTER,
            &entry.detail,
            Type::Meta,
            t.text2,
            room,
        );
    }
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListBoxOption, true, chosen, format!("{} {}", entry.title, entry.detail))
    });
    response
}

/// Commands whose name and explanation have all words of the query, those first that have them in the name.
fn named(query: &str) -> Vec<Entry> {
    let words: Vec<String> = query.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let fits = |text: &str| words.iter().all(|word| text.to_lowercase().contains(word.as_str()));
    let whole = |listed: &&Listed| fits(&format!("{} {}", listed.label, listed.tooltip));
    let mut found: Vec<_> = LISTED.iter().filter(whole).collect();
    found.sort_by_key(|listed| !fits(listed.label));
    found
        .into_iter()
        .filter(|listed| listed.command != Command::Palette)
        .map(|listed| Entry {
            sign: Sign::None,
            title: listed.label.to_owned(),
            detail: String::new(),
            keys: keys_of(&listed.command),
            command: listed.command.clone(),
        })
        .collect()
}

/// Places by any spelling: whole names first, then beginnings, then what sounds alike.
fn places(query: &str, shown: &Shown<'_>, most: usize) -> Vec<Entry> {
    let Some(gazetteer) = shown.gazetteer().filter(|_| !query.is_empty()) else { return Vec::new() };
    let lower = query.to_lowercase();
    let begins =
        |name: &str| name.to_lowercase().starts_with(&lower) || name.to_lowercase().contains(&format!(" {lower}"));
    let found = gazetteer.find(query);
    let (near, folded): (Vec<_>, Vec<_>) = found.into_iter().partition(|candidate| candidate.how != How::Folded);
    let mut order: Vec<u32> = near.iter().map(|candidate| candidate.index).collect();
    let beginning = gazetteer.places().iter().enumerate().filter(|(_, place)| {
        begins(&place.name) || place.arabic.starts_with(query) || place.aliases.iter().any(|alias| begins(alias))
    });
    order.extend(beginning.map(|(i, _)| i as u32));
    order.extend(folded.iter().map(|candidate| candidate.index));
    let mut seen = std::collections::BTreeSet::new();
    order.retain(|i| seen.insert(*i));
    let entry = |i: &u32| {
        let place = &gazetteer.places()[*i as usize];
        let parent = place.parent.as_ref().and_then(|id| gazetteer.get(id));
        let of = parent.map_or_else(|| place.kind.name(), |parent| format!("{} of {}", place.kind.name(), parent.name));
        Entry {
            sign: Sign::Icon(Icon::Place),
            title: place.name.clone(),
            detail: if place.arabic.is_empty() { of } else { format!("{of}  {}", place.arabic) },
            keys: String::new(),
            command: Command::Show(Selection::Place(place.id.clone())),
        }
    };
    order.iter().take(most).map(entry).collect()
}

/// Places, then articles, then claims with all words of the query.
fn anything(query: &str, shown: &Shown<'_>) -> Vec<Entry> {
    if query.is_empty() {
        return Vec::new();
    }
    let mut found = places(query, shown, 6);
    let lower = query.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let has = |text: &str| {
        let text = text.to_lowercase();
        words.iter().all(|word| text.contains(word))
    };
    for (name, count) in shown.told.into_iter().flat_map(|told| &told.voices).filter(|(name, _)| has(name)).take(6) {
        found.push(Entry {
            sign: Sign::Icon(Icon::Page),
            title: name.clone(),
            detail: format!("source, {}", widgets::counted(*count, "claim")),
            keys: String::new(),
            command: Command::Show(Selection::Voice(name.clone())),
        });
    }
    for (r, reading) in shown.readings.iter().enumerate() {
        if has(words::title(&reading.article)) || reading.article.outlet.as_deref().is_some_and(has) {
            found.push(Entry {
                sign: Sign::Icon(Icon::Page),
                title: words::title(&reading.article).to_owned(),
                detail: words::byline(&reading.article),
                keys: String::new(),
                command: Command::Show(Selection::Article(r as u32)),
            });
        }
        if found.len() > 200 {
            break;
        }
    }
    for (day, claim) in &shown.listing.claims {
        let said = claim.of(shown.readings);
        let quote = claim.article(shown.readings).text.get(said.quote.clone()).unwrap_or_default();
        if has(&format!("{} {} {quote}", said.place.name, said.place.text)) {
            found.push(Entry {
                sign: Sign::Claim(*claim),
                title: format!("{}, {}", said.place.name, words::row(said)),
                detail: day.map_or_else(String::new, Day::short),
                keys: String::new(),
                command: Command::Show(Selection::Claim(*claim)),
            });
        }
        if found.len() > 400 {
            break;
        }
    }
    found
}

/// A typed date: a day, or a month, or a day of the year shown.
fn dates(query: &str, clock: Clock, shown: &Shown<'_>) -> Vec<Entry> {
    let day = day_of(query, shown.view.day);
    let entry = |day: Day| Entry {
        sign: Sign::Icon(Icon::Clock),
        title: day.in_words(),
        detail: widgets::counted(shown.listing.histogram.on(day).iter().sum::<u32>() as usize, "claim"),
        keys: String::new(),
        command: match clock {
            Clock::Shown => Command::SetDay(day),
            Clock::KnownBy => Command::SetKnownBy(Some(day)),
            Clock::Compared => Command::SetComparison(Some(shown.view.comparison.clone().map_or_else(
                || Comparison::with(Against::Day(day)),
                |now| Comparison { a: Against::Day(day), ..now },
            ))),
        },
    };
    let lower = query.to_lowercase();
    let wants_all = ["everything loaded", "all"].iter().any(|words| words.starts_with(&lower));
    let all = (clock == Clock::KnownBy && wants_all).then(|| Entry {
        sign: Sign::Icon(Icon::Clock),
        title: "Everything loaded".to_owned(),
        detail: String::new(),
        keys: String::new(),
        command: Command::SetKnownBy(None),
    });
    let ends = shown.listing.histogram.range().filter(|_| query.is_empty());
    let ends = ends.into_iter().flat_map(|span| [entry(span.from), entry(span.to)]);
    all.into_iter().chain(day.into_iter().map(entry)).chain(ends).collect()
}

/// Reads what people type for a day; the year and month shown stand in for what is left out.
fn day_of(text: &str, shown: Day) -> Option<Day> {
    if let Ok(day) = text.parse() {
        return Some(day);
    }
    if let Some(span) = crate::read::parse_date(text) {
        return Some(span.from);
    }
    let year = shown.civil().year();
    crate::read::parse_date(&format!("{text} {year}")).map(|span| span.from)
}
