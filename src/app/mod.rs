//! The program with its window: [`App::logic`] listens to the jobs, [`App::ui`] shows, and
//! [`App::run`] is the only place where a request changes anything.
//!
//! | part | file |
//! | --- | --- |
//! | what becomes of what is read | `loading.rs` |
//! | what is computed from the articles and the view | `deriving.rs` |
//! | two days or voices beside each other | `comparing.rs` |
//! | files for others | `exporting.rs` |
//! | documents taken out of the project | `originals.rs` |
//! | the day, the camera, the selection | `moving.rs` |
//! | edits, undo, the queue of what needs a person | `reviewing.rs` |
//! | the user's own layers | `overlays.rs` |
//! | map tiles of files and servers | `tiles.rs` |
//! | sample, new and set-aside articles | `projects.rs` |
//! | the project file, what is remembered between runs | `keeping.rs` |
//! | the window itself, its start | `window.rs` |
//! | how long frames take, for acceptance tests | `pace.rs` |

mod comparing;
mod deriving;
mod exporting;
mod keeping;
mod loading;
mod moving;
mod originals;
mod overlays;
#[cfg(feature = "inspection")]
mod pace;
mod tiles;
mod projects;
mod reviewing;
mod window;

pub use window::run;

use deriving::Derived;
use keeping::Keeping;
use loading::Load;
use moving::after;
use reviewing::Reviewing;

use crate::command::{self, Command};
use crate::control::Situation;
use crate::date::Day;
use crate::fonts;
use crate::project::{ClaimRef, Project};
use crate::scene::{Claims, Input, Overlay, TileLayer};
use crate::settings::{Home, Settings};
use crate::ui;
use crate::ui::map::MapPane;
use crate::ui::report::{Progress, Report};
use crate::ui::review::Queue;
use crate::ui::{Desk, Notice, Playing, Shown};
use crate::view::{Palette, Theme, View, with_term};
use crate::work::{News, Picture, Question, Source, Work};
use egui::{Context, Event, ViewportCommand};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long a frame may spend on news.
const HEARING: Duration = Duration::from_millis(8);
/// The limits and the step of the text size.
const TEXT: (f32, f32, f32) = (0.8, 2.0, 0.1);

/// Everything there is while the window is open.
pub struct App {
    project: Project,
    /// The user's articles while the sample is shown in their place.
    aside: Option<Project>,
    view: View,
    derived: Derived,
    load: Load,
    playing: Running,
    reviewing: Reviewing,
    notices: Vec<Notice>,
    /// Days of an export that are drawn, of how many.
    exporting: Option<(usize, usize)>,
    /// The export that waits for what is still being worked out.
    wanted: Option<exporting::Wanted>,
    overlays: overlays::Overlays,
    tiles: tiles::Tiles,
    work: Work,
    desk: Desk,
    map: MapPane,
    filter: String,
    /// Which voices count, and how.
    question: Question,
    /// Whether the window was made to fit on its screen.
    fitted: bool,
    /// How often a command was run or a job had news: what is drawn changes with nothing else.
    heard: u64,
    keeping: Keeping,
    #[cfg(feature = "inspection")]
    pace: Option<pace::Pace>,
}

/// The days running.
struct Running {
    how: Playing,
    /// When the next step is due, in seconds of the window's clock.
    due: f64,
}

impl App {
    /// The program on these sources; it starts reading at once.
    pub fn new(ctx: &Context, source: Source) -> App {
        fonts::install(ctx);
        let nudge = ctx.clone();
        let mut work = Work::new(move || nudge.request_repaint());
        work.prepare(Arc::default());
        App {
            project: Project::default(),
            aside: None,
            view: View::new(opening_day()),
            derived: Derived::default(),
            load: Load { waiting: VecDeque::from([source]), ..Load::default() },
            playing: Running { how: Playing { on: false, speed: 4, looping: false }, due: 0.0 },
            reviewing: Reviewing::default(),
            notices: Vec::new(),
            exporting: None,
            wanted: None,
            overlays: overlays::Overlays::default(),
            tiles: tiles::Tiles::default(),
            work,
            desk: Desk::default(),
            map: MapPane::default(),
            filter: String::new(),
            question: Question::default(),
            fitted: false,
            heard: 0,
            keeping: Keeping::default(),
            #[cfg(feature = "inspection")]
            pace: pace::Pace::asked(),
        }
    }

    /// The same, with what is kept and remembered in the user's own folders.
    pub fn at_home(ctx: &Context, source: Source, home: Home, settings: Settings) -> App {
        let mut app = App::new(ctx, source);
        app.recall(ctx, home, settings);
        app
    }

    /// The project file that is open.
    pub fn file(&self) -> Option<&Path> {
        self.keeping.path.as_deref()
    }

    /// Whether anything is at work: for tests that wait for the end.
    pub fn is_busy(&self) -> bool {
        let is_behind = self.derived.ground.is_some()
            && (self.derived.asked_history.as_ref() != Some(&self.asked_for()) || self.derived.listed_for.is_none());
        self.work.is_busy()
            || self.wanted.is_some()
            || self.load.behind
            || self.tiles.is_busy()
            || self.is_keeping()
            || !self.load.waiting.is_empty()
            || is_behind
    }

    /// What the user looks at.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// What the map draws.
    pub fn scene(&self) -> Option<&crate::scene::Scene> {
        self.map.scene()
    }

    /// Who is reported to hold what on the day that is drawn.
    pub fn situation(&self) -> Option<&Situation> {
        self.derived.picture.as_ref().map(|picture| &picture.situation)
    }

    /// The articles at hand.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// What became of the last load.
    pub fn report(&self) -> &Report {
        &self.load.report
    }

    /// Adds something to say.
    pub fn say(&mut self, notice: Notice) {
        self.notices.retain(|other| other.text != notice.text);
        self.notices.push(notice);
    }

    // -- listening -------------------------------------------------------------------------------

    /// Hears the jobs, starts those that are due.
    fn listen(&mut self, ctx: &Context) {
        if !self.fitted {
            self.fit_window(ctx);
        }
        let begun = Instant::now();
        while let Some(news) = self.work.hear() {
            self.hear(ctx, news);
            if begun.elapsed() > HEARING {
                ctx.request_repaint();
                break;
            }
        }
        self.tiles.hear(ctx);
        self.start_reading();
        if *self.view.naming != *self.project.review().naming() {
            self.view.naming = Arc::new(self.project.review().naming().clone());
        }
        self.derive(ctx);
        self.write_wanted();
        self.step_time(ctx);
        self.keep(ctx);
        self.may_close(ctx);
    }

    fn hear(&mut self, ctx: &Context, news: News) {
        self.heard += 1;
        match news {
            News::Ready(ground) => {
                // With more places known, everything is worked out anew.
                if self.derived.ground.replace(ground).is_some() {
                    self.project.touch();
                }
                self.lay_over();
            }
            News::Counted(total) => self.load.progress = Some(Progress { done: 0, total }),
            News::Read(input) => self.hear_read(input),
            News::Places(ground, tables) => self.take_places(ground, &tables),
            News::Redated => self.load.progress.iter_mut().for_each(|progress| progress.done += 1),
            News::RedatedEnded { cancelled } => self.end_redated(cancelled),
            News::Anew(readings) => self.take_anew(&readings),
            News::ReadingEnded { cancelled } => self.end_load(cancelled),
            // Claims of articles that were replaced meanwhile are named by positions that no longer hold.
            News::History(told) if told.question.revision < self.derived.since => {}
            News::Picture(picture) if picture.question.revision < self.derived.since => {}
            News::History(told) => self.derived.told = Some(told),
            News::Picture(picture) => self.show_picture(ctx, picture),
            News::Compared(compared) if compared.told.question.revision < self.derived.since => {}
            News::Compared(compared) => self.derived.beside.compared = Some(compared),
            News::Closely(revision, _) if revision < self.derived.since => {}
            News::Closely(_, closely) => self.derived.closely = Some(closely),
            News::Listed(of, listing) => self.hear_listed(&of, listing),
            News::Facets(listed, facets) => self.derived.facets = Some((listed, facets)),
            News::ReadAhead(edit) => self.hear_read_ahead(*edit),
            News::Flip(flip) => self.derived.flip = Some(flip),
            News::Chosen(paths) if paths.is_empty() => {}
            News::Chosen(paths) => self.run(ctx, Command::Import(paths)),
            News::Overlay(path, read, asked) => self.hear_overlay(path, read, asked),
            News::Tiles(path, opened, is_on) => self.hear_tiles(path, opened, is_on),
            News::Exporting { done, total } => self.exporting = Some((done, total)),
            News::Exported(exported) => self.end_export(exported),
            News::Original(found) => self.hear_original(*found),
            News::Saved(saved) => self.hear_saved(*saved),
            News::NotSavedAs(path, fault) => self.hear_not_saved_as(&path, &fault),
            News::NotSaved(fault) => self.hear_not_saved(fault),
            News::Opened(opened) => self.hear_opened(*opened),
            News::NotOpened(path, fault) => self.hear_not_opened(&path, &fault),
            News::Projects(paths) => paths.into_iter().for_each(|path| self.run(ctx, Command::OpenProjectAt(path))),
            News::Place(path) => path.into_iter().for_each(|path| self.hear_place(path)),
            News::Failed(text) => self.say(Notice { text, offer: None, bad: true }),
        }
    }

    /// Shows another day; its areas come in over those of the day before, unless the days run.
    fn show_picture(&mut self, ctx: &Context, picture: Arc<Picture>) {
        let before = self.derived.picture.take();
        let still = !self.playing.how.on && !self.view.reduce_motion;
        // Nothing fades where the ground is as it was; groups may have moved in it.
        let is_other =
            |before: &Arc<Picture>| before.day != picture.day && (before.by_group || before.fronts != picture.fronts);
        let now = ctx.input(|input| input.time);
        self.derived.fading = before.filter(|before| still && is_other(before)).map(|before| (before, now));
        self.derived.picture = Some(picture);
    }

    // -- changing --------------------------------------------------------------------------------

    /// Does what was asked.
    pub fn run(&mut self, ctx: &Context, command: Command) {
        self.heard += 1;
        // What was only said is gone with the next thing that is asked for.
        if command != Command::Dismiss {
            let is_back = command == Command::Back;
            let is_past = |notice: &Notice| match &notice.offer {
                Some((_, Command::SetFilter(_))) => !is_back,
                Some((_, offer)) => matches!(offer, Command::Undo | Command::Redo),
                None => !notice.bad,
            };
            self.notices.retain(|notice| !is_past(notice));
        }
        if command == Command::AddClaim {
            if !self.desk.add_claim() {
                let text = "Mark the words of the claim in the article first: drag over them.".into();
                self.say(Notice { text, offer: None, bad: false });
            }
            return;
        }
        if matches!(command, Command::Note | Command::Same) && self.view.selection.is_none() {
            let text = "Select a place, a claim or an article first: click it on the map or in the lists.".into();
            return self.say(Notice { text, offer: None, bad: false });
        }
        if self.desk.run(&command, ctx)
            || self.run_review(&command)
            || self.run_map(ctx, &command)
            || self.run_comparison(&command)
            || self.run_time(&command)
            || self.run_overlays(&command)
            || self.run_tiles(&command)
            || self.run_file(ctx, &command)
        {
            return;
        }
        match command {
            Command::OpenFiles => self.work.choose(false),
            Command::OpenFolder => self.work.choose(true),
            Command::PasteArticles => ctx.send_viewport_cmd(ViewportCommand::RequestPaste),
            Command::Import(paths) => self.import(paths),
            Command::ImportText(text) if text.trim().is_empty() => self.say(Notice {
                text: "The clipboard has no text. Copy an article first.".into(),
                offer: None,
                bad: false,
            }),
            Command::ImportText(text) => self.load.waiting.push_back(Source::Text(text)),
            Command::ShowSample => self.load.waiting.push_back(Source::Sample),
            Command::LeaveSample => self.leave_sample(),
            Command::CancelReading => self.work.cancel_reading(),
            Command::ShowAdded => self.show_added(),
            Command::ReadRedated => self.load.behind = true,
            Command::WriteExport { format, days, path } => self.write_export(format, days, path),
            Command::CancelExport => self.cancel_export(),
            Command::SaveOriginal => self.save_original(None, None),
            Command::WriteOriginal { article, path } => self.save_original(Some(article), path),
            Command::SetFilter(text) => self.filter = text,
            Command::ClearFilter => self.clear_filter(),
            Command::FilterAreas => self.view.layers.filtered = !self.view.layers.filtered,
            Command::AddFilter(term) => self.filter = with_term(&self.filter, &term),
            Command::Copy(text, what) => self.copy(ctx, text, what),
            Command::CopyCitation => self.copy_citation(ctx),
            Command::ReduceMotion => self.view.reduce_motion = !self.view.reduce_motion,
            Command::SetVoices(voices) => self.question.according_to = voices,
            Command::SetWeighing(weighing) => self.question.weighing = weighing,
            Command::Back if self.view.selection.is_none() => self.clear_filter(),
            Command::Back => self.select(None),
            Command::Select(selection) => self.point_at(selection),
            Command::Show(selection) => self.show(selection),
            Command::SetLayers(layers) => self.view.layers = layers,
            Command::ShowGroups => self.view.layers.groups = !self.view.layers.groups,
            Command::SetPalette(palette) => self.view.palette = palette,
            Command::NextPalette => self.view.palette = after(&Palette::ALL, self.view.palette),
            Command::Theme => {
                self.view.theme = if self.view.theme == Theme::Dark { Theme::Light } else { Theme::Dark };
            }
            Command::LargerText => zoom(ctx, ctx.zoom_factor() + TEXT.2),
            Command::SmallerText => zoom(ctx, ctx.zoom_factor() - TEXT.2),
            Command::NormalText => zoom(ctx, 1.0),
            Command::Dismiss => {
                if let Some(at) = ui::foremost(&self.notices) {
                    self.notices.remove(at);
                }
            }
            Command::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
            _ => {}
        }
        ctx.request_repaint();
    }

    /// Lets everything through again, and offers what limited it.
    fn clear_filter(&mut self) {
        let before = std::mem::take(&mut self.filter);
        if !before.trim().is_empty() {
            let text = format!("The filter is cleared: {}", before.trim());
            self.say(Notice { text, offer: Some(("Put it back", Command::SetFilter(before))), bad: false });
        }
    }

    // -- showing ---------------------------------------------------------------------------------

    /// What the keyboard, the clipboard and the drop ask for.
    fn asked(&self, ctx: &Context) -> Vec<Command> {
        // A form takes letters even before one of its fields has the keyboard.
        let typing = ctx.text_edit_focused() || self.desk.has_form();
        let focused = ctx.memory(egui::Memory::focused).is_some();
        let mut commands = self.review_keys(ctx, typing, focused);
        commands.extend(ctx.input_mut(|input| command::pressed(input, typing, focused)));
        ctx.input(|input| {
            let dropped: Vec<PathBuf> = input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect();
            if !dropped.is_empty() {
                commands.push(Command::Import(dropped));
            }
            let pasted = input.events.iter().filter(|_| !typing).filter_map(|event| match event {
                Event::Paste(text) => Some(Command::ImportText(text.clone())),
                _ => None,
            });
            commands.extend(pasted);
        });
        commands
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _: &mut eframe::Frame) {
        #[cfg(feature = "inspection")]
        if let Some(pace) = &mut self.pace {
            pace.frame(ctx);
        }
        self.listen(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        self.map.fit(&ctx, frame);
        for command in self.asked(&ctx) {
            self.run(&ctx, command);
        }
        self.derive(&ctx);
        let hovering: Vec<PathBuf> = ctx
            .input(|input| input.raw.hovered_files.iter().map(|file| file.path.clone().unwrap_or_default()).collect());
        let mut commands = Vec::new();
        let open = self.desk.shows_table();
        let marks = self.map.scene().filter(|_| open).map_or_else(Vec::new, |scene| scene.picks.clone());
        let shown_view = self.view.clone();
        (self.map.pins, self.map.placing) = (self.pins(), self.is_placing());
        self.map.is_playing = self.playing.how.on;
        let (save_state, recent) = (self.save_state(), self.recent());
        let version = self.heard + self.derived.listed;
        let App {
            desk,
            map,
            view,
            derived,
            load,
            project,
            notices,
            playing,
            filter,
            question,
            exporting,
            overlays,
            tiles,
            keeping,
            reviewing,
            ..
        } = self;
        let name = if load.sample {
            "Built-in sample"
        } else if load.name.is_empty() {
            "New project"
        } else {
            &load.name
        };
        let shown = Shown {
            readings: project.readings(),
            ground: derived.ground.as_deref(),
            told: derived.told.as_deref(),
            picture: derived.picture.as_deref(),
            flip: derived.flip.as_ref(),
            compared: derived.beside.compared.as_deref(),
            closely: derived.closely.as_deref(),
            listing: &derived.listing,
            listed: derived.listed,
            facets: derived.facets.as_ref().map(|(_, facets)| facets.as_slice()),
            marks: &marks,
            question,
            filter,
            filter_fault: derived.filter_fault.as_deref(),
            view: &shown_view,
            playing: playing.how,
            report: &load.report,
            progress: load.progress.as_ref(),
            exporting: *exporting,
            review: project.review(),
            log: project.log(),
            queue: Queue {
                items: &reviewing.items,
                at: reviewing.current().map(|(at, _)| at),
                choices: &reviewing.choices,
                chosen: reviewing.chosen,
                skipped: reviewing.skipped(),
            },
            overlays: &overlays.all,
            asking: &overlays.asking,
            tiles: &tiles.rows,
            tiles_in_colour: tiles.coloured,
            server: keeping.settings.tiles.server.as_ref(),
            notices,
            sample: load.sample,
            name,
            save_state: &save_state,
            recent: &recent,
            hovering: &hovering,
        };
        let voices = question.according_to.clone();
        let drawn = overlays.drawn();
        desk.ui(
            ui,
            &shown,
            |ui, commands| map_of(ui, map, view, derived, (&voices, &drawn, tiles, version), commands),
            &mut commands,
        );
        let missing = map.scene().map_or(&[][..], |scene| &scene.wanted);
        tiles.want(&ctx, missing);
        for command in commands {
            self.run(&ctx, command);
        }
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        self.finish();
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}

/// The map, once there is something to draw it from.
fn map_of(
    ui: &mut egui::Ui,
    map: &mut MapPane,
    view: &mut View,
    derived: &Derived,
    (voices, overlays, tiles, version): (&[String], &[Arc<Overlay>], &tiles::Tiles, u64),
    commands: &mut Vec<Command>,
) {
    let Some(ground) = derived.ground.as_deref() else {
        ui.centered_and_justified(|ui| ui.label("Loading the map"));
        return;
    };
    let passes = |by_article: &[Vec<u32>], claim: ClaimRef| {
        let claims = by_article.get(claim.reading as usize);
        claims.is_some_and(|claims| claims.binary_search(&claim.claim).is_ok())
    };
    let listed = &derived.listing.by_article;
    let passing = |claim: ClaimRef| passes(listed, claim);
    let finer = f64::from(ui.ctx().pixels_per_point().log2()).max(0.0);
    let shown: Vec<_> = tiles.shown().collect();
    let ready: Vec<_> = shown.iter().map(|(id, _)| |tile| tiles.ready(*id, tile)).collect();
    let layers: Vec<TileLayer<'_>> = shown
        .iter()
        .zip(&ready)
        .map(|((_, source), ready)| TileLayer {
            name: &source.name,
            credit: &source.credit,
            levels: &source.levels,
            bounds: source.bounds,
            finer,
            ready,
        })
        .collect();
    let (none, picture) = (Claims::default(), derived.picture.as_deref());
    let claims = derived.told.as_deref().map_or(&none, |told| &told.claims);
    let beside = &derived.beside;
    let input = Input {
        shown: Some(&passing),
        situation: picture.map(|picture| &picture.situation),
        ground: picture.map(|picture| &picture.drawn),
        fading: derived.fading(ui.ctx()),
        overlays,
        tiles: &layers,
        limits: &derived.limits,
        changed: beside.compared.as_deref().map_or(&[], |compared| &compared.outline),
        ..Input::new(&ground.base, &ground.places, claims, &|_, _| [0.0; 2])
    };
    let listed_a = beside.passing(view, listed);
    let passing_a = |claim: ClaimRef| passes(listed_a, claim);
    let now = view.clone();
    let a = beside.picture(&now, voices, &input, &passing_a);
    // Tiles come in when they come.
    map.filtered = derived.filtered(view);
    map.version = (layers.is_empty() && input.fading.is_none()).then_some(version);
    map.show(ui, view, &input, a.as_ref(), commands);
}

fn zoom(ctx: &Context, factor: f32) {
    ctx.set_zoom_factor(factor.clamp(TEXT.0, TEXT.1));
}

/// The day on which the sample opens: in the middle of its story.
fn opening_day() -> Day {
    Day::new(2016, 10, 2).unwrap_or(Day::from_number(0))
}
