//! The project file: what is saved when, what is opened, and what is remembered between runs.

use super::App;
use crate::article::Article;
use crate::command::Command;
use crate::control::Weighing;
use crate::date::Day;
use crate::place::Point;
use crate::project::files::Original;
use crate::project::{Content, Project};
use crate::settings::{Home, Looks, Settings};
use crate::store::Fault;
use crate::ui::report::Report;
use crate::ui::{Notice, SaveState};
use crate::view::{Camera, Layers, View, Window, ground};
use crate::work::{Map, Opened, Save, Saved};
use egui::{Context, ViewportCommand};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the user looks at is saved when it has rested for so long, in seconds.
const REST_S: f64 = 2.0;
/// While files are being read, what was read is saved this often, in seconds.
const READING_S: f64 = 1.0;

/// The project file and what is remembered, as far as the window knows.
#[derive(Default)]
pub(super) struct Keeping {
    /// `None`: nothing is kept, as in tests that do not want it.
    pub(super) home: Option<Home>,
    pub(super) settings: Settings,
    remembered: Settings,
    /// The file that is open; `None` until the first article of a new project is saved.
    pub(super) path: Option<PathBuf>,
    read_only: bool,
    /// It was said that changes of a read-only file would be lost.
    warned: bool,
    /// What is safe on the disk, and since when.
    saved: Content,
    at: Option<String>,
    looked: Looked,
    /// The revision of the project that the file's layers show.
    drawn: Option<u64>,
    /// A save is under way; of this look.
    saving: Option<Looked>,
    /// That save draws the layers of this revision.
    drawing: Option<u64>,
    /// Documents that articles were read from and that are not yet on the disk.
    pub(super) originals: Arc<Vec<Arc<Original>>>,
    fault: Option<Fault>,
    begun: f64,
    /// What the user looks at, and since when.
    rests: (Looked, f64),
    /// What waits until everything is saved.
    next: Option<Next>,
    opening: bool,
    leaving: bool,
    /// A document is being looked for in the file.
    pub(super) finding: bool,
}

/// What is done once everything is saved.
#[derive(Clone, Debug, PartialEq)]
enum Next {
    Open(PathBuf, bool),
    New,
    Quit,
}

/// What the user looks at, as it is kept in a project file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Looked {
    day: Option<Day>,
    known_by: Option<Day>,
    window: Window,
    layers: Layers,
    /// Longitude, latitude, zoom.
    camera: Option<[f64; 3]>,
    filter: String,
    according_to: Vec<String>,
    against_interest: bool,
    by_rating: bool,
    /// Archives of map tiles, and whether each is shown.
    tiles: Vec<(PathBuf, bool)>,
    /// The numbers of the user's own layers that are not shown.
    hidden: Vec<usize>,
}

impl App {
    /// The articles of the user: those at hand, or those set aside while the sample is shown.
    fn kept(&self) -> Option<&Project> {
        let sample = self.load.sample || (self.load.reading_sample && self.work.is_reading());
        if sample { self.aside.as_ref() } else { Some(&self.project) }
    }

    /// All that the file is to hold of these articles: with the layers and the documents beside them.
    fn content_of(&self, kept: &Project) -> Content {
        let originals = Arc::clone(&self.keeping.originals);
        Content { overlays: self.overlays.files(), originals, ..kept.content() }
    }

    /// Keeps the documents that articles were read from until they are on the disk.
    pub(super) fn keep_originals<'o>(&mut self, originals: impl Iterator<Item = &'o Arc<Original>>) {
        if self.keeping.home.is_some() {
            originals.for_each(|original| Arc::make_mut(&mut self.keeping.originals).push(Arc::clone(original)));
        }
    }

    /// Whether something is at hand that is not on the disk.
    fn is_unsaved(&self) -> bool {
        self.kept().is_some_and(|kept| {
            let empty = self.keeping.path.is_none() && kept.readings().is_empty();
            !empty && !self.content_of(kept).is(&self.keeping.saved)
        })
    }

    /// What the bar at the top says of the file.
    pub fn save_state(&self) -> SaveState {
        let keeping = &self.keeping;
        match () {
            () if keeping.home.is_none() => SaveState::Nothing,
            () if keeping.read_only => SaveState::ReadOnly,
            () if keeping.fault.is_some() => SaveState::NotSaved,
            () if self.is_unsaved() => SaveState::Saving,
            () if keeping.path.is_some() => SaveState::Saved(keeping.at.clone()),
            () => SaveState::Nothing,
        }
    }

    /// Whether a save or an opening is under way or due.
    pub(super) fn is_keeping(&self) -> bool {
        let keeping = &self.keeping;
        let due = keeping.home.is_some() && !keeping.read_only && keeping.fault.is_none() && self.is_unsaved();
        due || keeping.saving.is_some() || keeping.opening || keeping.finding || keeping.next.is_some()
    }

    /// Whether another project is about to take the place of what is at hand.
    pub(super) fn is_opening(&self) -> bool {
        self.keeping.opening || self.keeping.next.is_some()
    }

    /// The projects that were open last, without the one that is.
    pub(super) fn recent(&self) -> Vec<PathBuf> {
        let others = self.keeping.settings.recent.iter();
        others.filter(|path| Some(*path) != self.keeping.path.as_ref()).cloned().collect()
    }

    /// Saves what is due, remembers what changed, does what waited for a save.
    pub(super) fn keep(&mut self, ctx: &Context) {
        if self.keeping.home.is_none() {
            return;
        }
        self.remember(ctx);
        let now = ctx.input(|input| input.time);
        let looked = self.looked();
        if self.keeping.rests.0 != looked {
            self.keeping.rests = (looked, now);
        }
        if self.keeping.saving.is_some() || self.keeping.opening {
            return;
        }
        let hurry = self.keeping.next.is_some();
        if !self.keeping.read_only && (self.keeping.fault.is_none() || hurry) {
            let wait = if self.work.is_reading() && !hurry { READING_S } else { 0.0 };
            if self.is_unsaved() {
                let left = self.keeping.begun + wait - now;
                if left <= 0.0 {
                    self.save(now);
                } else {
                    later(ctx, left);
                }
                return;
            }
            let looks = self.keeping.looked != self.keeping.rests.0;
            let changed = self.keeping.path.is_some() && (looks || self.is_undrawn());
            if changed && !self.playing.how.on && !self.load.sample && !self.work.is_busy() {
                let left = self.keeping.rests.1 + REST_S - now;
                if left <= 0.0 || hurry {
                    self.save(now);
                } else {
                    later(ctx, left);
                }
                return;
            }
        }
        self.go_on(ctx);
    }

    /// Does what waited until everything was saved.
    fn go_on(&mut self, ctx: &Context) {
        match self.keeping.next.take() {
            None => {}
            Some(Next::Open(path, read_only)) => {
                self.keeping.opening = true;
                self.work.open(path, read_only);
            }
            Some(Next::New) => self.start_anew(),
            Some(Next::Quit) => self.leave(ctx),
        }
    }

    fn save(&mut self, now: f64) {
        let Some(save) = self.what_to_save() else { return };
        self.begin(&save);
        self.keeping.begun = now;
        self.work.save(save);
    }

    fn begin(&mut self, save: &Save) {
        self.keeping.saving = Some(self.keeping.rests.0.clone());
        self.keeping.drawing = save.map.is_some().then(|| self.project.revision());
    }

    /// Whether the layers of the file are older than the map shown.
    fn is_undrawn(&self) -> bool {
        self.keeping.drawn != Some(self.project.revision()) && self.map().is_some()
    }

    /// The map as it is to be drawn into the file, where it is worked out to the end.
    fn map(&self) -> Option<Map> {
        let revision = self.project.revision();
        let current = self.derived.picture.as_ref().filter(|picture| {
            !self.load.sample && picture.question.revision == revision && picture.day == self.view.day
        });
        current.zip(self.derived.ground.as_ref()).map(|(picture, ground)| Map {
            picture: Arc::clone(picture),
            ground: Arc::clone(ground),
            readings: self.project.snapshot(),
            naming: Arc::new(self.project.review().naming().clone()),
        })
    }

    fn what_to_save(&self) -> Option<Save> {
        let content = self.content_of(self.kept()?);
        let drafts = self.keeping.home.as_ref()?.drafts.clone();
        let look = serde_json::to_string(&self.keeping.rests.0).ok()?;
        Some(Save { content, settings: [("view".to_owned(), look)].into(), map: self.map(), drafts })
    }

    // -- hearing ---------------------------------------------------------------------------------

    pub(super) fn hear_saved(&mut self, saved: Saved) {
        let keeping = &mut self.keeping;
        keeping.looked = keeping.saving.take().unwrap_or_default();
        keeping.saved = saved.content;
        // What is on the disk need not be in memory.
        let written = std::mem::take(&mut keeping.saved.originals);
        if !written.is_empty() {
            let is_left = |original: &Arc<Original>| !written.iter().any(|other| Arc::ptr_eq(other, original));
            Arc::make_mut(&mut keeping.originals).retain(is_left);
        }
        keeping.drawn = keeping.drawing.take().or(keeping.drawn);
        keeping.at = Some(saved.at);
        if keeping.fault.take().is_some() {
            self.notices.retain(|notice| !notice.bad || notice.offer != Some(RETRY));
        }
        if self.keeping.path.as_ref() != Some(&saved.path) {
            self.keeping.settings.opened(&saved.path);
            self.keeping.read_only = false;
            if let Some(draft) = self.keeping.path.take().filter(|draft| saved.renamed && self.is_draft(draft)) {
                self.keeping.settings.forget(&draft);
            }
            self.load.name = stem(&saved.path);
            self.keeping.path = Some(saved.path);
        }
    }

    /// A copy could not be made; the project goes on where it was.
    pub(super) fn hear_not_saved_as(&mut self, path: &Path, fault: &Fault) {
        let (what, here) = (fault.to_string(), stem(self.keeping.path.as_deref().unwrap_or(path)));
        let what = what.split_once(". ").map_or(what.trim_end_matches('.'), |(what, _)| what);
        let text =
            format!("Cannot save as {}: {what}. {here} stays open, and all of it is saved there.", path.display());
        self.say(Notice { text, offer: Some(("Save as…", Command::SaveAs)), bad: true });
    }

    pub(super) fn hear_not_saved(&mut self, fault: Fault) {
        let text = fault.cannot_save(self.keeping.at.as_deref());
        (self.keeping.saving, self.keeping.drawing) = (None, None);
        self.keeping.fault = Some(fault);
        if self.keeping.next.take() == Some(Next::Quit) {
            self.say(Notice { text, offer: Some(("Quit without saving", Command::QuitUnsaved)), bad: true });
        } else {
            self.say(Notice { text, offer: Some(RETRY), bad: true });
        }
    }

    /// Puts what a file keeps in the place of what was at hand.
    pub(super) fn hear_opened(&mut self, opened: Opened) {
        let Opened { path, content, settings, rules, read_only, overlays } = opened;
        let layers = Arc::clone(&content.overlays);
        let ground = self.derived.ground.clone();
        let project = Project::of(content, &|article: &Article| ground.as_ref()?.known(article));
        self.load.behind = true;
        let places = Arc::clone(project.places());
        let other_places = places != *self.project.places() || self.aside.is_some() || self.has_named_places();
        self.aside = None;
        self.replace(&project);
        (self.load.sample, self.load.reading_sample) = (false, false);
        (self.load.report, self.load.name) = (Report::default(), stem(&path));
        self.notices.clear();
        let looked: Looked = settings.get("view").map_or_else(Looked::default, |text| lenient(text));
        self.look(&looked);
        self.overlays.replace(overlays, &looked.hidden, layers);
        if other_places || !places.is_empty() {
            // The names that the analyst gave are added once these places are there.
            self.work.prepare(places);
            self.derived.asked_history = None;
        } else {
            self.follow_names();
        }
        self.keeping.settings.opened(&path);
        self.keeping.originals = Arc::default();
        self.keeping.saved = self.content_of(&self.project);
        self.keeping.at = None;
        self.keeping.fault = None;
        self.keeping.looked = self.looked();
        self.keeping.drawn = Some(self.project.revision());
        self.keeping.opening = false;
        (self.keeping.read_only, self.keeping.warned) = (read_only.is_some(), false);
        self.keeping.path = Some(path);
        if let Some(fault) = read_only {
            let why = match fault {
                Fault::InUse { who, .. } => format!("It is open in another window ({who})"),
                Fault::Damaged { what, .. } => format!("It is not as it was written ({what})"),
                _ => "It can only be read".to_owned(),
            };
            let text = format!("{why}: what you change here is not saved. Save as… keeps it in another file.");
            self.say(Notice { text, offer: Some(("Save as…", Command::SaveAs)), bad: false });
        } else if rules.iter().any(|version| version != crate::extract::rules()) {
            let text = "Its claims were read by the rules of another version. The map shows them as they were read.";
            let offer = Some(("Read anew with today’s rules", Command::ReadAnew));
            self.say(Notice { text: text.into(), offer, bad: false });
        }
    }

    pub(super) fn hear_not_opened(&mut self, path: &Path, fault: &Fault) {
        self.keeping.opening = false;
        if self.keeping.path.is_none() {
            self.load.name.clear();
        }
        if *fault == Fault::Gone {
            self.keeping.settings.forget(path);
            let text =
                format!("{} is not there any more. It was taken off the list of recent projects.", path.display());
            self.say(Notice { text, offer: None, bad: true });
            return;
        }
        let offer =
            matches!(fault, Fault::InUse { .. }).then(|| ("Open read-only", Command::LookAtProject(path.to_owned())));
        let mut text = fault.to_string();
        if offer.is_some() {
            text.push_str(" Close it there to change it here.");
        }
        self.say(Notice { text, offer, bad: true });
    }

    /// Where to save, from the dialog.
    pub(super) fn hear_place(&mut self, path: PathBuf) {
        if let Some(save) = self.what_to_save() {
            self.begin(&save);
            self.work.save_as(path, save);
        }
    }

    // -- changing --------------------------------------------------------------------------------

    /// Commands about the project file; false if it is another.
    pub(super) fn run_file(&mut self, ctx: &Context, command: &Command) -> bool {
        match command {
            Command::Save if self.keeping.path.as_deref().is_none_or(|path| self.is_draft(path)) => self.ask_place(),
            Command::Save if self.keeping.read_only => self.ask_place(),
            Command::Save => {
                self.keeping.fault = None;
                self.notices.retain(|notice| notice.offer != Some(RETRY));
                self.keeping.looked = Looked::default();
                self.keeping.rests.1 = f64::NEG_INFINITY;
            }
            Command::RetrySave => self.keeping.fault = None,
            Command::SaveAs => self.ask_place(),
            Command::SaveTo(path) => self.hear_place(path.clone()),
            Command::ReadAnew => self.read_anew(),
            Command::OpenProject => self.work.choose_project(),
            Command::OpenProjectAt(path) => self.wait_for(Next::Open(path.clone(), false)),
            Command::LookAtProject(path) => self.wait_for(Next::Open(path.clone(), true)),
            Command::NewProject => self.wait_for(Next::New),
            Command::QuitUnsaved => self.leave(ctx),
            _ => return false,
        }
        ctx.request_repaint();
        true
    }

    fn wait_for(&mut self, next: Next) {
        if let Next::Open(path, _) = &next
            && self.keeping.path.as_ref() == Some(path)
            && !self.keeping.read_only
        {
            let text = format!("{} is open in this window already.", stem(path));
            self.say(Notice { text, offer: None, bad: false });
            return;
        }
        if self.keeping.read_only && self.is_unsaved() && !std::mem::replace(&mut self.keeping.warned, true) {
            let text =
                "What you changed is not saved: the file can only be read. Save as… keeps it; ask again to leave it.";
            self.say(Notice { text: text.into(), offer: Some(("Save as…", Command::SaveAs)), bad: true });
            return;
        }
        if self.keeping.home.is_none() {
            match next {
                Next::New => self.new_project(),
                Next::Open(path, read_only) => {
                    self.keeping.opening = true;
                    self.work.open(path, read_only);
                }
                Next::Quit => {}
            }
            return;
        }
        self.keeping.next = Some(next);
    }

    /// A new project: the file of the old one is closed, and offered.
    fn start_anew(&mut self) {
        let own_places = self.kept().is_some_and(|kept| !kept.places().is_empty()) || self.has_named_places();
        self.new_project();
        self.overlays.replace(Vec::new(), &[], Arc::default());
        self.aside = None;
        self.work.close();
        self.notices.clear();
        if own_places {
            self.work.prepare(Arc::default());
        }
        let keeping = &mut self.keeping;
        (keeping.read_only, keeping.at, keeping.fault) = (false, None, None);
        (keeping.saved, keeping.originals) = (Content::default(), Arc::default());
        if let Some(path) = keeping.path.take() {
            let text = format!("{} is saved and closed.", stem(&path));
            self.say(Notice { text, offer: Some(("Open it again", Command::OpenProjectAt(path))), bad: false });
        }
    }

    /// Asks where to save; drafts get a folder of the user's own choice.
    fn ask_place(&mut self) {
        if self.keeping.home.is_none() || self.kept().is_none_or(|kept| kept.readings().is_empty()) {
            let text = "There is nothing to save yet. Drop articles on the window first.".to_owned();
            self.say(Notice { text, offer: None, bad: false });
            return;
        }
        let folder = self.keeping.path.as_deref().filter(|path| !self.is_draft(path)).and_then(Path::parent);
        let name = if self.load.name.is_empty() { "New project" } else { &self.load.name };
        self.work.choose_place(name.to_owned(), folder.map(Path::to_owned));
    }

    fn read_anew(&mut self) {
        let Some(ground) = self.derived.ground.clone().filter(|_| !self.work.is_reading()) else { return };
        self.load.new.clear();
        self.load.report = Report::default();
        self.work.read_anew(ground, self.project.machine_snapshot());
    }

    /// Whether a file is a draft of ours.
    pub(super) fn is_draft(&self, path: &Path) -> bool {
        self.keeping.home.as_ref().is_some_and(|home| path.starts_with(&home.drafts))
    }

    // -- the end ---------------------------------------------------------------------------------

    /// Keeps the window open until everything is saved.
    pub(super) fn may_close(&mut self, ctx: &Context) {
        let asked = ctx.input(|input| input.viewport().close_requested());
        let unsaved = self.is_unsaved() || self.keeping.saving.is_some();
        if !asked || self.keeping.leaving || self.keeping.home.is_none() || !unsaved {
            return;
        }
        ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        if self.keeping.read_only {
            let text = "What you changed is not saved: the file can only be read. Save as… keeps it.".to_owned();
            self.say(Notice { text, offer: Some(("Quit without saving", Command::QuitUnsaved)), bad: true });
        } else {
            self.keeping.next = Some(Next::Quit);
        }
    }

    fn leave(&mut self, ctx: &Context) {
        self.keeping.leaving = true;
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }

    /// The last thing: what rests to be saved of the view, and the end of the keeper.
    pub(super) fn finish(&mut self) {
        let look = self.looked();
        let due = self.keeping.home.is_some() && self.keeping.path.is_some() && self.keeping.fault.is_none();
        let changed = look != self.keeping.looked || self.is_undrawn();
        if due && !self.keeping.read_only && !self.load.sample && changed {
            self.keeping.rests.0 = look;
            if let Some(save) = self.what_to_save() {
                self.work.save(save);
            }
        }
        self.work.finish();
    }

    // -- what is looked at, and what is remembered -------------------------------------------------

    fn looked(&self) -> Looked {
        let View { camera, day, known_by, window, layers, .. } = &self.view;
        let center = ground(camera.center);
        // A millionth of a degree is a tenth of a metre.
        let short = |degrees: f64| (degrees * 1e6).round() / 1e6;
        Looked {
            day: Some(*day),
            known_by: *known_by,
            window: *window,
            layers: *layers,
            camera: Some([short(center.lon), short(center.lat), (camera.zoom * 100.0).round() / 100.0]),
            filter: self.filter.clone(),
            according_to: self.question.according_to.clone(),
            against_interest: self.question.weighing == Weighing::AgainstInterest,
            by_rating: self.question.weighing == Weighing::ByRating,
            tiles: self.tiles.files(),
            hidden: self.overlays.hidden(),
        }
    }

    fn look(&mut self, looked: &Looked) {
        self.view.day = looked.day.unwrap_or(self.view.day);
        self.view.known_by = looked.known_by;
        self.view.window = looked.window;
        self.view.layers = looked.layers;
        if let Some([lon, lat, zoom]) = looked.camera {
            self.view.camera = Camera::new(Point::lon_lat(lon, lat), zoom, self.view.camera.size);
        }
        self.replace_tiles(looked.tiles.clone());
        self.filter.clone_from(&looked.filter);
        self.question.according_to.clone_from(&looked.according_to);
        self.question.weighing = match (looked.against_interest, looked.by_rating) {
            (true, _) => Weighing::AgainstInterest,
            (_, true) => Weighing::ByRating,
            _ => Weighing::Equal,
        };
    }

    /// Applies what was remembered; before the first frame.
    pub(super) fn recall(&mut self, ctx: &Context, home: Home, settings: Settings) {
        self.view.theme = settings.looks.theme;
        self.view.palette = settings.looks.palette;
        ctx.set_zoom_factor(settings.looks.text);
        self.desk.arrange(settings.panels);
        self.tiles.coloured = settings.tiles.coloured;
        self.keeping.home = Some(home);
        self.keeping.remembered = settings.clone();
        self.keeping.settings = settings;
        if let Some(last) = self.keeping.settings.recent.first().cloned().filter(|_| !self.load.waiting.is_empty()) {
            let sample = self.load.waiting.iter().all(|source| matches!(source, crate::work::Source::Sample));
            if sample {
                let text = format!("Last time you worked on {}.", stem(&last));
                self.say(Notice { text, offer: Some(("Open it again", Command::OpenProjectAt(last))), bad: false });
            }
        }
    }

    /// Writes the settings where they changed and rest.
    fn remember(&mut self, ctx: &Context) {
        let Some(home) = &self.keeping.home else { return };
        let settings = &mut self.keeping.settings;
        let zoom = ctx.zoom_factor();
        settings.looks = Looks { theme: self.view.theme, palette: self.view.palette, text: zoom };
        settings.panels = self.desk.panels();
        settings.tiles.coloured = self.tiles.coloured;
        ctx.input(|input| {
            let viewport = input.viewport();
            settings.window.maximized = viewport.maximized.unwrap_or(settings.window.maximized);
            if let Some(inner) = viewport.inner_rect.filter(|_| viewport.maximized == Some(false)) {
                (settings.window.width, settings.window.height) =
                    ((inner.width() * zoom).round(), (inner.height() * zoom).round());
            }
        });
        let resting = ctx.input(|input| !input.pointer.any_down());
        if *settings != self.keeping.remembered && resting {
            self.keeping.remembered = settings.clone();
            self.work.remember(home.settings.clone(), settings.text());
        }
    }
}

/// The offer that stands beside a save that failed.
const RETRY: (&str, Command) = ("Retry", Command::RetrySave);

/// A view that was kept; a part that cannot be read is as at the start.
fn lenient<T: DeserializeOwned + Default>(text: &str) -> T {
    serde_json::from_str(text).unwrap_or_default()
}

fn later(ctx: &Context, seconds: f64) {
    ctx.request_repaint_after(std::time::Duration::from_secs_f64(seconds.max(0.0)));
}

/// What a project is called.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
