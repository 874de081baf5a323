//! What the analyst decides: edits with undo and redo, and the queue worked through by keys.

use super::App;
use crate::article::{Article, DateBasis, Published};
use crate::command::Command;
use crate::date::Span;
use crate::files;
use crate::place::{Kind, Point};
use crate::project::edit::{Edit, Spot};
use crate::project::{ClaimRef, Project};
use crate::read;
use crate::ui::Notice;
use crate::ui::review::{Choice, Does, Pin};
use crate::view::{Item, Needs, Selection, queue, world};
use egui::{Context, Key, Modifiers};
use std::cell::Cell;
use std::collections::BTreeSet;

/// A place in the gazetteer that was only guessed from its spelling is offered so often at most.
const GUESSES: usize = 5;

/// What is said while a long article is read.
const READING_AHEAD: &str = "Reading with its new date:";

/// Texts longer than this together, in bytes, are not read while the window waits.
const AT_ONCE: usize = 50_000;

/// The queue and where the analyst is in it.
#[derive(Default)]
pub(super) struct Reviewing {
    /// The items, for a revision of the project.
    pub(super) items: Vec<Item>,
    listed_for: Option<u64>,
    /// Items that were skipped, by key.
    skipped: BTreeSet<String>,
    /// Whether the queue was opened since the articles were replaced.
    begun: bool,
    /// The item in hand, by its key.
    current: Option<String>,
    /// The answers to it.
    pub(super) choices: Vec<Choice>,
    /// The answer that Enter takes.
    pub(super) chosen: usize,
    /// Whether a place was asked to be typed or clicked: a click on the map places nothing before that.
    armed: bool,
    /// The places names were given, for which the ground was last built.
    placed: Vec<(String, Spot)>,
}

impl Reviewing {
    /// The item in hand and its position.
    pub(super) fn current(&self) -> Option<(usize, &Item)> {
        let key = self.current.as_ref()?;
        self.items.iter().enumerate().find(|(_, item)| item.key == *key)
    }

    /// How many were skipped and are still open.
    pub(super) fn skipped(&self) -> usize {
        self.items.iter().filter(|item| self.skipped.contains(&item.key)).count()
    }
}

impl App {
    /// Brings the queue up to the project, and takes the next item where the last one is settled.
    pub(super) fn review(&mut self) {
        let revision = self.project.revision();
        if self.reviewing.listed_for == Some(revision) {
            return;
        }
        self.reviewing.listed_for = Some(revision);
        let was = self.reviewing.current().map(|(at, _)| at);
        self.reviewing.items = queue(self.project.readings());
        if self.reviewing.current().is_none() {
            self.next_item(was.unwrap_or(0));
        } else {
            let chosen = self.reviewing.chosen;
            self.find_choices();
            self.reviewing.chosen = chosen.min(self.reviewing.choices.len().saturating_sub(1));
        }
    }

    /// Takes the first item from a position on that was not skipped, around.
    fn next_item(&mut self, from: usize) {
        let reviewing = &mut self.reviewing;
        let count = reviewing.items.len();
        let order = (0..count).map(|i| (from + i) % count.max(1));
        let open = |at: &usize| !reviewing.skipped.contains(&reviewing.items[*at].key);
        let next = order.filter(open).map(|at| reviewing.items[at].key.clone()).next();
        reviewing.current = next;
        self.find_choices();
        self.show_item();
    }

    /// Brings map and article to the item in hand.
    fn show_item(&mut self) {
        if !self.desk.is_reviewing() {
            return;
        }
        let Some((_, item)) = self.reviewing.current() else { return };
        let selection = item.claims.first().map_or(Selection::Article(item.reading), |claim| Selection::Claim(*claim));
        let points: Vec<Point> = self.reviewing.choices.iter().filter_map(|choice| choice.point).collect();
        if points.is_empty() {
            self.show(selection);
        } else {
            self.select(Some(selection));
            self.fly_to(&points);
        }
    }

    /// The answers to the item in hand.
    fn find_choices(&mut self) {
        (self.reviewing.chosen, self.reviewing.armed) = (0, false);
        let choices = self.reviewing.current().map(|(_, item)| self.choices_of(item)).unwrap_or_default();
        self.reviewing.choices = choices;
    }

    fn choices_of(&self, item: &Item) -> Vec<Choice> {
        let readings = self.project.readings();
        let sha256 = readings[item.reading as usize].article.sha256.clone();
        let mut choices = Vec::new();
        match item.needs {
            Needs::Date => {
                choices.push(Choice::typed("Type the date", "such as 2016-10-02, 2016-10 or 2016"));
            }
            Needs::WhichDate => {
                if let Some(span) = readings[item.reading as usize].article.published.span {
                    let edit = Edit::SetDate { article: sha256, date: Some(span) };
                    choices.push(Choice::edit(&format!("Keep {span}"), "the date it was read with", edit));
                }
                choices.push(Choice::typed("Type another date", "a day, a month or a year"));
            }
            Needs::WhichPlace => {
                let candidates = item.claims.first().map(|claim| claim.of(readings).place.candidates.clone());
                for one in candidates.unwrap_or_default() {
                    let spot = Spot { id: one.id, name: one.name.clone(), kind: one.kind, point: one.point };
                    let edit = Edit::Place { name: item.name.clone(), article: Some(sha256.clone()), spot };
                    let title = format!("{}, {}", one.name, one.kind.name());
                    choices.push(Choice { point: Some(one.point), ..Choice::edit(&title, &one.why, edit) });
                }
                choices.push(Choice::typed("Another place", "type its name, or click the map"));
            }
            Needs::UnknownPlace => {
                let ground = self.derived.ground.as_ref();
                let found = ground.map(|ground| ground.knowledge.gazetteer.find(&item.name)).unwrap_or_default();
                for one in found.iter().take(GUESSES) {
                    let place = one.place;
                    let spot =
                        Spot { id: place.id.clone(), name: place.name.clone(), kind: place.kind, point: place.point };
                    let edit = Edit::Place { name: item.name.clone(), article: None, spot };
                    let title = format!("{}, {}", place.name, place.kind.name());
                    let why = format!("spelled differently by {}", letters(one.distance));
                    choices.push(Choice { point: Some(place.point), ..Choice::edit(&title, &why, edit) });
                }
                choices.push(Choice::typed("Another place", "type its name, or click the map"));
                let reject = |claim: &ClaimRef| Edit::Reject { claim: claim.key(readings), why: "no place".to_owned() };
                let does = Does::Edit(item.claims.iter().map(reject).collect());
                choices.push(Choice { does, ..Choice::typed("Reject", "they name no place: not drawn") });
            }
            Needs::LowConfidence => {
                if let Some(claim) = item.claims.first() {
                    let key = claim.key(readings);
                    choices.push(Choice::edit("Read right", "accept the claim", Edit::Accept { claim: key.clone() }));
                    let reject = Edit::Reject { claim: key, why: String::new() };
                    choices.push(Choice::edit("Read wrong", "reject the claim: listed, not drawn", reject));
                    choices.push(Choice {
                        does: Does::Correct(*claim),
                        ..Choice::typed("Correct it", "in the panel at the right")
                    });
                }
            }
        }
        choices
    }

    /// Keys that mean something only while the queue is open, before all others.
    pub(super) fn review_keys(&self, ctx: &Context, typing: bool, focused: bool) -> Vec<Command> {
        const DIGITS: [Key; 9] =
            [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
        let mut commands = Vec::new();
        if typing || !self.desk.is_reviewing() || self.reviewing.current().is_none() {
            return commands;
        }
        ctx.input_mut(|input| {
            for (n, key) in DIGITS.into_iter().enumerate() {
                if input.consume_key(Modifiers::NONE, key) {
                    commands.push(Command::Choose(n));
                }
            }
            if !focused && input.consume_key(Modifiers::NONE, Key::Enter) {
                commands.push(Command::AcceptChoice);
            }
        });
        commands
    }

    /// Commands of the analyst; false if it is another.
    pub(super) fn run_review(&mut self, command: &Command) -> bool {
        match command {
            Command::Review => {
                self.desk.open_review();
                // What came up first while articles were still being read need not be the first item.
                if !std::mem::replace(&mut self.reviewing.begun, true) || self.reviewing.current().is_none() {
                    self.reviewing.skipped.clear();
                    self.next_item(0);
                } else {
                    self.show_item();
                }
            }
            Command::TakeItem(key) => {
                self.reviewing.begun = true;
                self.reviewing.skipped.remove(key);
                self.reviewing.current = Some(key.clone());
                self.find_choices();
                self.show_item();
            }
            Command::SkipItem => {
                if let Some((at, item)) = self.reviewing.current().map(|(at, item)| (at, item.key.clone())) {
                    self.reviewing.skipped.insert(item);
                    self.next_item(at + 1);
                }
            }
            Command::Choose(n) => {
                if *n < self.reviewing.choices.len() {
                    self.reviewing.chosen = *n;
                    self.reviewing.armed = self.reviewing.choices[*n].does == Does::Type;
                    if self.reviewing.armed {
                        self.desk.type_answer();
                    }
                }
            }
            Command::AcceptChoice => self.accept(),
            Command::Answer(text) => self.answer(text),
            Command::PlaceAt(point) => self.place_at(*point),
            Command::Edit(edit) => self.edit(edit.as_ref().clone()),
            Command::AcceptClaim | Command::RejectClaim | Command::CorrectClaim => self.judge(command),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            _ => return false,
        }
        true
    }

    /// Accepts, rejects or corrects the claim that is selected.
    fn judge(&mut self, command: &Command) {
        let readings = self.project.readings();
        let at = match self.view.selection {
            Some(Selection::Claim(at)) if at.is_in(readings) => at,
            _ => {
                let text = "Select a claim first: click it on the map or in the lists.".into();
                return self.say(Notice { text, offer: None, bad: false });
            }
        };
        let claim = at.key(readings);
        match command {
            Command::AcceptClaim => self.edit(Edit::Accept { claim }),
            Command::RejectClaim => self.edit(Edit::Reject { claim, why: String::new() }),
            _ => self.desk.correct(at),
        }
    }

    fn accept(&mut self) {
        let Some(choice) = self.reviewing.choices.get(self.reviewing.chosen) else { return };
        match choice.does.clone() {
            Does::Edit(edits) => edits.into_iter().for_each(|edit| self.edit(edit)),
            Does::Type => {
                self.reviewing.armed = true;
                self.desk.type_answer();
            }
            Does::Correct(claim) => self.desk.correct(claim),
        }
    }

    /// A date or a place that was typed for the item in hand.
    fn answer(&mut self, text: &str) {
        let Some((_, item)) = self.reviewing.current().map(|(at, item)| (at, item.clone())) else { return };
        let sha256 = self.project.readings()[item.reading as usize].article.sha256.clone();
        let edit = match item.needs {
            Needs::Date | Needs::WhichDate => match date(text) {
                Some(span) => Edit::SetDate { article: sha256, date: Some(span) },
                None => return self.puzzled("a date such as 2016-10-02, 2016-10 or 2016", text),
            },
            Needs::WhichPlace | Needs::UnknownPlace | Needs::LowConfidence => {
                let Some(ground) = self.derived.ground.clone() else { return };
                let found = ground.knowledge.gazetteer.find(text);
                let Some(place) = found.first().map(|candidate| candidate.place) else {
                    return self.puzzled("the name of a known place", text);
                };
                let spot =
                    Spot { id: place.id.clone(), name: place.name.clone(), kind: place.kind, point: place.point };
                let article = (item.needs == Needs::WhichPlace).then_some(sha256);
                Edit::Place { name: item.name, article, spot }
            }
        };
        self.edit(edit);
    }

    /// The map was clicked while a place is asked for: the name gets a place of the analyst's own there.
    fn place_at(&mut self, point: Point) {
        let Some((_, item)) = self.reviewing.current() else { return };
        let kind = item.claims.first().and_then(|claim| claim.of(self.project.readings()).place.kind);
        let spot = Spot::own(&item.name, kind.unwrap_or(Kind::Other), point);
        let sha256 = &self.project.readings()[item.reading as usize].article.sha256;
        let article = (item.needs == Needs::WhichPlace).then(|| sha256.clone());
        let edit = Edit::Place { name: item.name.clone(), article, spot };
        let text = format!("{}.", edit.words());
        self.edit(edit);
        self.say(Notice { text, offer: Some(("Undo", Command::Undo)), bad: false });
    }

    fn puzzled(&mut self, expected: &str, found: &str) {
        self.say(Notice { text: format!("Expected {expected}, found “{found}”."), offer: None, bad: true });
    }

    /// Whether a click on the map gives the place of the item in hand.
    pub(super) fn is_placing(&self) -> bool {
        let asks = |item: &Item| matches!(item.needs, Needs::WhichPlace | Needs::UnknownPlace);
        self.desk.is_reviewing() && self.reviewing.armed && self.reviewing.current().is_some_and(|(_, item)| asks(item))
    }

    /// The numbered candidates on the map: of the item in hand, else of the selected claim whose name could mean several.
    pub(super) fn pins(&self) -> Vec<Pin> {
        if !self.desk.is_reviewing() {
            let Some(Selection::Claim(at)) = self.view.selection.as_ref() else { return Vec::new() };
            let claim =
                Some(at).filter(|at| at.is_in(self.project.readings())).map(|at| at.of(self.project.readings()));
            let open = claim.filter(|claim| claim.place.id.is_none());
            let candidates = open.map_or(&[][..], |claim| claim.place.candidates.as_slice()).iter().enumerate();
            return candidates.map(|(n, one)| Pin { n, at: world(one.point), chosen: false }).collect();
        }
        let choices = self.reviewing.choices.iter().enumerate();
        choices
            .filter_map(|(n, choice)| Some(Pin { n, at: world(choice.point?), chosen: n == self.reviewing.chosen }))
            .collect()
    }

    // -- edits -----------------------------------------------------------------------------------

    /// Makes a change, by whoever sits here, now.
    pub(super) fn edit(&mut self, edit: Edit) {
        if let Some(edit) = self.read_ahead(edit) {
            self.make(edit);
        }
    }

    /// A long article was read with its new date.
    pub(super) fn hear_read_ahead(&mut self, edit: Edit) {
        self.notices.retain(|notice| !notice.text.starts_with(READING_AHEAD));
        self.make(edit);
    }

    fn make(&mut self, edit: Edit) {
        let added = matches!(edit, Edit::Add { .. });
        let moved = self.with_project(|project, time, who, reader| project.edit(edit, time, who, reader));
        self.changed(&moved);
        if let (true, [reading]) = (added, &moved[..])
            && let Some(last) = self.project.readings()[*reading as usize].claims.len().checked_sub(1)
        {
            self.show(Selection::Claim(ClaimRef { reading: *reading, claim: last as u32 }));
        }
    }

    /// A new date has the article read anew: a long one by another thread first, and the change is made when that
    /// is done. Gives the edit back where it can be made at once.
    fn read_ahead(&mut self, edit: Edit) -> Option<Edit> {
        let Edit::SetDate { article, date: Some(span) } = &edit else { return Some(edit) };
        let Some(at) = self.project.position(article) else { return Some(edit) };
        let mut article = self.project.readings()[at as usize].article.clone();
        let Some(ground) = self.derived.ground.clone().filter(|_| article.text.len() > AT_ONCE) else {
            return Some(edit);
        };
        article.published = Published { span: Some(*span), basis: DateBasis::Given };
        if ground.has_read(&article) {
            return Some(edit);
        }
        let title = article.title.clone().unwrap_or_else(|| article.id.clone());
        self.work.read_ahead(ground, article, edit);
        self.say(Notice { text: format!("{READING_AHEAD} “{title}”."), offer: None, bad: false });
        None
    }

    fn undo(&mut self) {
        match self.with_project(Project::undo) {
            Some((edit, moved)) => {
                self.changed(&moved);
                self.say(Notice {
                    text: format!("Taken back: {}.", edit.words()),
                    offer: Some(("Redo", Command::Redo)),
                    bad: false,
                });
            }
            None => self.say(Notice { text: "Nothing to take back.".into(), offer: None, bad: false }),
        }
    }

    fn redo(&mut self) {
        match self.with_project(Project::redo) {
            Some((edit, moved)) => {
                self.changed(&moved);
                self.say(Notice { text: format!("Done again: {}.", edit.words()), offer: None, bad: false });
            }
            None => self.say(Notice { text: "Nothing to bring back.".into(), offer: None, bad: false }),
        }
    }

    fn with_project<R>(
        &mut self,
        change: impl FnOnce(&mut Project, &str, &str, crate::project::review::Reader<'_>) -> R,
    ) -> R {
        let ground = self.derived.ground.clone();
        let (left, missed) = (Cell::new(AT_ONCE), Cell::new(false));
        let reader = |article: &Article| {
            let ground = ground.as_ref()?;
            if let Some(known) = ground.known(article) {
                return Some(known);
            }
            let size = article.text.len();
            missed.set(missed.get() || size > left.get());
            left.set(left.get().checked_sub(size)?);
            files::guarded(&article.path, || ground.read(article)).ok()
        };
        let done = change(&mut self.project, &files::now(), &files::user(), &reader);
        self.load.behind |= missed.get();
        done
    }

    /// After an edit: what was computed from claims at other positions is let go, the ground gets the
    /// places that were named, and lists and queue follow at once.
    fn changed(&mut self, moved: &[u32]) {
        if !moved.is_empty() {
            self.derived.since = self.project.revision();
            (self.derived.told, self.derived.picture) = (None, None);
            let readings = self.project.readings();
            if let Some(Selection::Claim(claim)) = self.view.selection
                && !claim.is_in(readings)
            {
                self.view.selection = None;
            }
            if matches!(self.view.selection, Some(Selection::Front(..))) {
                self.view.selection = None;
            }
        }
        self.list(self.project.revision());
        self.follow_names();
        self.review();
    }

    /// With other places known: edits that are read anew are laid over again, and names keep their places.
    pub(super) fn lay_over(&mut self) {
        let moved = self.with_project(|project, _, _, reader| project.lay_over(reader));
        if moved.is_empty() {
            self.follow_names();
        } else {
            self.changed(&moved);
        }
    }

    /// Whether the places known are those of this project's edits too.
    pub(super) fn has_named_places(&self) -> bool {
        !self.reviewing.placed.is_empty()
    }

    /// Builds the ground anew with the names and places that the analyst added.
    pub(super) fn follow_names(&mut self) {
        let placed = self.project.review().placed();
        let Some(ground) = self.derived.ground.clone() else { return };
        if placed != self.reviewing.placed {
            self.reviewing.placed.clone_from(&placed);
            self.work.name_places(ground, placed);
        }
    }
}

/// A date as people type it for an article.
pub(super) fn date(text: &str) -> Option<Span> {
    read::parse_given_date(text).or_else(|| read::parse_date(text))
}

fn letters(count: usize) -> String {
    if count == 1 { "1 letter".to_owned() } else { format!("{count} letters") }
}
