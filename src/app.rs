//! The program with its window: [`App::logic`] listens to the jobs, [`App::ui`] shows, and
//! [`App::run`] is the only place where a request changes anything.

use crate::claim::Claim;
use crate::command::{self, Command};
use crate::date::{Day, Span};
use crate::fonts;
use crate::place::{Kind, PlaceId, Point};
use crate::project::{ClaimRef, Project, Reading};
use crate::scene::{Claims, Input};
use crate::ui::map::MapPane;
use crate::ui::report::{Line, Outcome, Progress, Report};
use crate::ui::{Desk, Notice, Playing, Shown, thousands};
use crate::view::{Camera, Filter, Listing, Palette, Selection, Theme, View, Window, claim_days, world};
use crate::work::{AddedTable, Flipped, Ground, News, Picture, Question, ReadInput, Source, Told, Work};
use egui::{Context, Event, ViewportCommand};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long a frame may spend on news.
const HEARING: Duration = Duration::from_millis(8);
/// How often the map follows while many files are being read, in seconds.
const FOLLOWING_S: f64 = 0.4;
/// Room left around what the map is fitted to, in points.
const FIT_MARGIN: f32 = 90.0;
/// So many articles are few enough to open one of them in the list after a load.
const FEW: usize = 12;
/// Claims farther apart than this are not shown at once after a load, in metres.
const FAR_M: f64 = 90_000.0;
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
    notices: Vec<Notice>,
    work: Work,
    desk: Desk,
    map: MapPane,
    filter: String,
    /// Which voices count, and how.
    question: Question,
    /// Whether the window was made to fit on its screen.
    fitted: bool,
}

/// What is computed from the project and the view; each part knows what it was computed for.
#[derive(Default)]
struct Derived {
    ground: Option<Arc<Ground>>,
    told: Option<Arc<Told>>,
    picture: Option<Arc<Picture>>,
    listing: Listing,
    filter_fault: Option<String>,
    listed_for: Option<(u64, String, Vec<String>)>,
    asked_history: Option<Question>,
    asked_picture: Option<(Question, Day)>,
    flip: Option<Flipped>,
    asked_flip: Option<(Question, Day, PlaceId)>,
    asked_at: f64,
    /// The revision at which the articles were last replaced by others.
    since: u64,
}

/// The load under way and the report of the last one.
#[derive(Default)]
struct Load {
    waiting: VecDeque<Source>,
    progress: Option<Progress>,
    report: Report,
    /// Whether the sample is loaded, or is being read.
    sample: bool,
    /// Whether what is being read is the sample.
    reading_sample: bool,
    /// Positions of the articles of this load.
    new: Vec<u32>,
    name: String,
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
        work.prepare();
        App {
            project: Project::default(),
            aside: None,
            view: View::new(opening_day()),
            derived: Derived::default(),
            load: Load { waiting: VecDeque::from([source]), ..Load::default() },
            playing: Running { how: Playing { on: false, speed: 4, looping: false }, due: 0.0 },
            notices: Vec::new(),
            work,
            desk: Desk::default(),
            map: MapPane::default(),
            filter: String::new(),
            question: Question::default(),
            fitted: false,
        }
    }

    /// Whether anything is at work: for tests that wait for the end.
    pub fn is_busy(&self) -> bool {
        self.work.is_busy() || !self.load.waiting.is_empty()
    }

    /// What the user looks at.
    pub fn view(&self) -> &View {
        &self.view
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

    /// Makes the first window no larger than its screen, frame and title included.
    fn fit_window(&mut self, ctx: &Context) {
        let (screen, inner, outer) = ctx.input(|input| {
            let viewport = input.viewport();
            (viewport.monitor_size, viewport.inner_rect, viewport.outer_rect)
        });
        let (Some(screen), Some(inner), Some(outer)) = (screen, inner, outer) else { return };
        // The frame is known a moment after the window; some windows have none.
        let framed = outer.size() != inner.size();
        self.fitted = framed || ctx.input(|input| input.time) > 3.0;
        let most = screen - (outer.size() - inner.size());
        if inner.width() > most.x + 1.0 || inner.height() > most.y + 1.0 {
            ctx.send_viewport_cmd(ViewportCommand::InnerSize(inner.size().min(most)));
            ctx.send_viewport_cmd(ViewportCommand::OuterPosition(egui::Pos2::ZERO));
        }
    }

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
        self.start_reading();
        self.derive(ctx);
        self.step_time(ctx);
    }

    fn hear(&mut self, ctx: &Context, news: News) {
        match news {
            News::Ready(ground) => self.derived.ground = Some(ground),
            News::Counted(total) => self.load.progress = Some(Progress { done: 0, total }),
            News::Read(input) => self.hear_read(input),
            News::Places(ground, tables) => self.take_places(ground, &tables),
            News::Anew(readings) => self.take_anew(&readings),
            News::ReadingEnded { cancelled } => self.end_load(cancelled),
            // Claims of articles that were replaced meanwhile are named by positions that no longer hold.
            News::History(told) if told.question.revision < self.derived.since => {}
            News::Picture(picture) if picture.question.revision < self.derived.since => {}
            News::History(told) => self.derived.told = Some(told),
            News::Picture(picture) => self.derived.picture = Some(picture),
            News::Flip(flip) => self.derived.flip = Some(flip),
            News::Chosen(paths) if paths.is_empty() => {}
            News::Chosen(paths) => self.run(ctx, Command::Import(paths)),
            News::Failed(text) => self.say(Notice { text, offer: None, bad: true }),
        }
    }

    /// Starts the next load that waits, once there is something to read with.
    fn start_reading(&mut self) {
        let Some(ground) = self.derived.ground.clone().filter(|_| !self.work.is_reading()) else { return };
        let Some(source) = self.load.waiting.pop_front() else { return };
        self.load.reading_sample = matches!(source, Source::Sample);
        if self.load.reading_sample {
            self.set_aside();
        } else if let Source::Paths(paths) = &source {
            self.load.name = name_of(paths);
        }
        self.load.report = Report::default();
        self.load.progress = Some(Progress::default());
        self.load.new.clear();
        self.work.read(source, ground, self.project.snapshot());
    }

    fn hear_read(&mut self, input: ReadInput) {
        if let Some(progress) = &mut self.load.progress {
            progress.done += 1;
        }
        let many = input.articles.len() > 1;
        for article in input.articles {
            let line = match article {
                Ok(reading) => self.take(reading, &input.name, many),
                Err(refusal) => Line {
                    name: short_name(&refusal.input, None),
                    outcome: Outcome::Refused,
                    detail: refusal.reason.to_string(),
                },
            };
            self.load.report.lines.push(line);
        }
    }

    /// Takes a reading in, unless its words are there already.
    fn take(&mut self, reading: Reading, input: &str, many: bool) -> Line {
        let name = short_name(input, many.then_some(reading.article.id.as_str()));
        if self.load.sample && !self.load.reading_sample {
            self.make_way();
        }
        if let Some(same) = self.project.same_words(&reading.article.sha256) {
            let detail = format!("same words as {}", short_name(&same.article.path, Some(&same.article.id)));
            return Line { name, outcome: Outcome::Duplicate, detail };
        }
        let line = line_of(name, &reading);
        self.load.sample = self.load.reading_sample;
        self.load.new.push(self.project.readings().len() as u32);
        self.project.add(reading);
        line
    }

    /// Takes the user's own places in and says what became of each table.
    fn take_places(&mut self, ground: Arc<Ground>, tables: &[AddedTable]) {
        self.derived.ground = Some(ground);
        self.derived.asked_history = None;
        for AddedTable { name, added } in tables {
            let name = short_name(name, None);
            let detail = format!("{} new places, {} known", thousands(added.new), thousands(added.known));
            self.load.report.lines.push(Line { name: name.clone(), outcome: Outcome::Read, detail });
            self.load.report.lines.extend(added.faults.iter().map(|fault| Line {
                name: name.clone(),
                outcome: Outcome::Refused,
                detail: format!(
                    "line {}: expected {}, found {}; {}",
                    fault.line, fault.expected, fault.found, fault.hint
                ),
            }));
        }
    }

    /// Puts the articles at hand, read anew, in the place of what was read before.
    fn take_anew(&mut self, readings: &[Reading]) {
        let mut project = Project::default();
        readings.iter().for_each(|reading| project.add(reading.clone()));
        self.replace(&project);
    }

    /// The sample is never mixed with evidence: it goes when the first article is read.
    fn make_way(&mut self) {
        self.load.sample = false;
        let aside = self.aside.take().unwrap_or_default();
        self.replace(&aside);
        self.say(Notice {
            text: "The sample made way for your articles.".into(),
            offer: Some(("Show the sample", Command::ShowSample)),
            bad: false,
        });
    }

    /// Keeps the user's articles while the sample is shown.
    fn set_aside(&mut self) {
        if !self.load.sample && !self.project.readings().is_empty() {
            self.aside = Some(self.project.clone());
            self.say(Notice {
                text: "Your articles are set aside while the sample is shown.".into(),
                offer: Some(("Back to them", Command::LeaveSample)),
                bad: false,
            });
        }
        self.replace(&Project::default());
    }

    /// After the last file: the day and the map go to what was loaded, and what went wrong is shown.
    fn end_load(&mut self, cancelled: bool) {
        self.load.progress = None;
        // What went wrong comes first, else in the order of the inputs.
        self.load.report.lines.sort_by_key(|line| std::cmp::Reverse(line.outcome));
        let report = &self.load.report;
        let troubled = report.lines.iter().any(|line| line.outcome != Outcome::Read);
        if troubled {
            self.desk.open_report();
        }
        let stopped = cancelled.then(|| format!("Cancelled. What was read stays: {}.", report.summary()));
        let new = std::mem::take(&mut self.load.new);
        if self.load.reading_sample {
            self.view.day = opening_day();
            self.view.camera = crate::view::Frame::Aleppo.camera(self.view.camera.size);
            self.open_newest(&new, Some(self.view.day));
            return;
        }
        if let [only] = new[..] {
            self.select(Some(Selection::Article(only)));
        } else if new.len() <= FEW {
            self.open_newest(&new, None);
        }
        let readings = self.project.readings();
        let claims = |r: &u32| {
            let reading = &readings[*r as usize];
            reading.claims.iter().map(move |claim| (claim_days(reading, claim), claim))
        };
        let latest = new.iter().flat_map(claims).filter_map(|(days, _)| days).map(|days| days.to).max();
        let spot = |claim: &Claim| Some((claim.place.id.as_ref()?.as_str().to_owned(), claim.place.point?));
        let wide = |claim: &Claim| claim.place.kind.is_none_or(|kind| kind.is_region() || kind == Kind::Sector);
        let near = new.iter().flat_map(claims).filter(|(_, claim)| !wide(claim)).filter_map(|(_, claim)| spot(claim));
        let mut spots: Vec<(String, Point)> = near.collect();
        if spots.is_empty() {
            spots = new.iter().flat_map(claims).filter_map(|(_, claim)| spot(claim)).collect();
        }
        if let Some(day) = latest {
            self.view.day = day;
        }
        self.look_at(&spots);
        if let Some(text) = stopped {
            self.say(Notice { text, offer: None, bad: false });
        }
    }

    /// Opens the newest of these articles, of those published by a day if one is given.
    fn open_newest(&mut self, articles: &[u32], by: Option<Day>) {
        let published = |at: &&u32| self.project.readings()[**at as usize].article.published.day();
        let there = articles.iter().filter(|at| by.is_none_or(|by| published(at).is_some_and(|day| day <= by)));
        if let Some(&newest) = there.max_by_key(published) {
            self.desk.open_article(newest);
        }
    }

    /// Brings the map to the governorate with most of these spots; offers the rest.
    fn look_at(&mut self, spots: &[(String, Point)]) {
        let area = |id: &str| id.split('/').next().unwrap_or_default().to_owned();
        let mut counts: Vec<(usize, String)> = Vec::new();
        for (id, _) in spots {
            let area = area(id);
            match counts.iter_mut().find(|(_, other)| *other == area) {
                Some((count, _)) => *count += 1,
                None => counts.push((1, area)),
            }
        }
        let Some((_, most)) = counts.iter().max_by_key(|(count, _)| *count) else { return };
        let points: Vec<Point> = spots.iter().map(|(_, point)| *point).collect();
        let near: Vec<Point> = spots.iter().filter(|(id, _)| area(id) == *most).map(|(_, point)| *point).collect();
        let far = points.iter().any(|point| point.distance_m(near[0]) > FAR_M);
        let chosen = if far { &near } else { &points };
        let left = points.len() - chosen.len();
        self.fly_to(chosen);
        if left > 0 {
            let text = if left == 1 { "1 claim lies".to_owned() } else { format!("{} claims lie", thousands(left)) };
            self.say(Notice {
                text: format!("{text} outside this part of the map."),
                offer: Some(("Show all", Command::Fit)),
                bad: false,
            });
        }
    }

    // -- deriving --------------------------------------------------------------------------------

    /// Asks for what is not there yet for this project, filter and day.
    fn derive(&mut self, ctx: &Context) {
        let revision = self.project.revision();
        self.list(revision);
        let Some(ground) = self.derived.ground.clone() else { return };
        let now = ctx.input(|input| input.time);
        let question = Question { revision, known_by: self.view.known_by, ..self.question.clone() };
        let wait = self.work.is_reading() && now - self.derived.asked_at < FOLLOWING_S;
        if self.derived.asked_history.as_ref() != Some(&question) && !wait {
            self.derived.asked_history = Some(question.clone());
            self.derived.asked_at = now;
            self.work.tell(question, self.project.snapshot(), Arc::clone(&ground));
        }
        if let Some(told) = &self.derived.told {
            let asked = (told.question.clone(), self.view.day);
            if self.derived.asked_picture.as_ref() != Some(&asked) {
                self.derived.asked_picture = Some(asked);
                self.work.draw(Arc::clone(told), self.view.day, ground);
            }
        }
        self.ask_flip();
    }

    /// Asks what would change the holder of the selected place, once its day is drawn.
    fn ask_flip(&mut self) {
        let Some(place) = self.selected_place().filter(|_| !self.playing.how.on) else { return };
        let (Some(told), Some(picture)) = (&self.derived.told, &self.derived.picture) else { return };
        let asked = (told.question.clone(), self.view.day, place);
        let drawn = picture.question == asked.0 && picture.day == asked.1;
        if drawn && self.derived.asked_flip.as_ref() != Some(&asked) {
            self.derived.asked_flip = Some(asked.clone());
            self.work.flip(Arc::clone(told), asked.2, asked.1);
        }
    }

    /// The place that is selected, by itself or as the place of a claim.
    fn selected_place(&self) -> Option<PlaceId> {
        match &self.view.selection {
            Some(Selection::Place(place)) => Some(place.clone()),
            Some(Selection::Claim(at)) if (at.reading as usize) < self.project.readings().len() => {
                at.of(self.project.readings()).place.id.clone()
            }
            _ => None,
        }
    }

    fn list(&mut self, revision: u64) {
        let now = (revision, self.filter.clone(), self.question.according_to.clone());
        if self.derived.listed_for.as_ref() == Some(&now) {
            return;
        }
        self.derived.listed_for = Some(now);
        // While a filter makes no sense the lists show everything, and say why.
        let (filter, fault) = match Filter::parse(&self.filter) {
            Ok(filter) => (filter, None),
            Err(fault) => (Filter::default(), Some(fault)),
        };
        let options = self.question.options();
        self.derived.listing = Listing::new(self.project.readings(), &filter, &options);
        self.derived.filter_fault = fault;
    }

    /// Steps the day while playing.
    fn step_time(&mut self, ctx: &Context) {
        let Playing { on: true, speed, looping } = self.playing.how else { return };
        let Some(all) = self.derived.listing.histogram.range() else {
            self.playing.how.on = false;
            return;
        };
        let (now, step) = (ctx.input(|input| input.time), 1.0 / f64::from(speed.max(1)));
        if now >= self.playing.due {
            self.playing.due = now + step;
            match (self.view.day >= all.to, looping) {
                (false, _) => self.view.day = self.view.day + 1,
                (true, true) => self.view.day = all.from,
                (true, false) => self.playing.how.on = false,
            }
        }
        ctx.request_repaint_after(Duration::from_secs_f64((self.playing.due - now).max(0.0)));
    }

    // -- changing --------------------------------------------------------------------------------

    /// Does what was asked.
    pub fn run(&mut self, ctx: &Context, command: Command) {
        if self.desk.run(&command, ctx) || self.run_time(&command) || self.run_map(&command) {
            return;
        }
        match command {
            Command::OpenFiles => self.work.choose(false),
            Command::OpenFolder => self.work.choose(true),
            Command::PasteArticles => ctx.send_viewport_cmd(ViewportCommand::RequestPaste),
            Command::Import(paths) => self.load.waiting.push_back(Source::Paths(paths)),
            Command::ImportText(text) if text.trim().is_empty() => self.say(Notice {
                text: "The clipboard has no text. Copy an article first.".into(),
                offer: None,
                bad: false,
            }),
            Command::ImportText(text) => self.load.waiting.push_back(Source::Text(text)),
            Command::ShowSample => self.load.waiting.push_back(Source::Sample),
            Command::LeaveSample => self.leave_sample(),
            Command::NewProject => self.new_project(),
            Command::CancelReading => self.work.cancel_reading(),
            Command::SetFilter(text) => self.filter = text,
            Command::SetVoices(voices) => self.question.according_to = voices,
            Command::SetWeighing(weighing) => self.question.weighing = weighing,
            Command::Back => self.select(None),
            Command::Select(selection) => self.select(selection),
            Command::Show(selection) => self.show(selection),
            Command::SetLayers(layers) => self.view.layers = layers,
            Command::SetPalette(palette) => self.view.palette = palette,
            Command::NextPalette => self.view.palette = after(&Palette::ALL, self.view.palette),
            Command::Theme => {
                self.view.theme = if self.view.theme == Theme::Dark { Theme::Light } else { Theme::Dark };
            }
            Command::LargerText => zoom(ctx, ctx.zoom_factor() + TEXT.2),
            Command::SmallerText => zoom(ctx, ctx.zoom_factor() - TEXT.2),
            Command::NormalText => zoom(ctx, 1.0),
            Command::Dismiss => drop(self.notices.pop()),
            Command::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
            _ => {}
        }
        ctx.request_repaint();
    }

    /// Commands about the day; false if it is another.
    fn run_time(&mut self, command: &Command) -> bool {
        let all = self.derived.listing.histogram.range();
        let day = self.view.day;
        match command {
            Command::PreviousDay => self.view.day = day - 1,
            Command::NextDay => self.view.day = day + 1,
            Command::PreviousMonth => self.view.day = day.plus_months(-1),
            Command::NextMonth => self.view.day = day.plus_months(1),
            Command::FirstDay => self.view.day = all.map_or(day, |all| all.from),
            Command::LastDay => self.view.day = all.map_or(day, |all| all.to),
            Command::PreviousChange => self.view.day = self.change(false).unwrap_or(day),
            Command::NextChange => self.view.day = self.change(true).unwrap_or(day),
            Command::SetDay(day) => self.view.day = *day,
            Command::KnownByEarlier => {
                self.view.known_by = Some(self.view.known_by.or(all.map(|all| all.to)).unwrap_or(day) - 1);
            }
            Command::KnownByLater => {
                let later = self.view.known_by.map(|day| day + 1);
                self.view.known_by = later.filter(|day| all.is_some_and(|all| *day < all.to));
            }
            Command::SetKnownBy(day) => self.view.known_by = day.filter(|day| all.is_none_or(|all| *day < all.to)),
            Command::SetWindow(window) => self.view.window = *window,
            Command::WindowMode => self.view.window = after(&Window::ALL, self.view.window),
            Command::SetSpeed(speed) => self.playing.how.speed = *speed,
            Command::Loop => self.playing.how.looping = !self.playing.how.looping,
            Command::Play => {
                self.playing.how.on = !self.playing.how.on;
                if all.is_some_and(|all| self.playing.how.on && day >= all.to) {
                    self.view.day = all.map_or(day, |all| all.from);
                }
            }
            _ => return false,
        }
        if !matches!(
            command,
            Command::Play | Command::SetSpeed(_) | Command::Loop | Command::SetWindow(_) | Command::WindowMode
        ) {
            self.playing.how.on = false;
        }
        true
    }

    /// Commands about the camera; false if it is another.
    fn run_map(&mut self, command: &Command) -> bool {
        const PAN: f32 = 96.0;
        let camera = self.view.camera;
        let middle = camera.size.map(|side| side / 2.0);
        match command {
            Command::Fit => self.fit(),
            Command::ZoomIn => self.fly(camera.zoomed(1.0, middle)),
            Command::ZoomOut => self.fly(camera.zoomed(-1.0, middle)),
            Command::PanLeft => self.view.camera = camera.panned([PAN, 0.0]),
            Command::PanRight => self.view.camera = camera.panned([-PAN, 0.0]),
            Command::PanUp => self.view.camera = camera.panned([0.0, PAN]),
            Command::PanDown => self.view.camera = camera.panned([0.0, -PAN]),
            _ => return false,
        }
        true
    }

    /// The next or the last day on which control changed.
    fn change(&self, next: bool) -> Option<Day> {
        let (told, day) = (self.derived.told.as_ref()?, self.view.day);
        let mut days = told.changes.iter().map(|change| change.day);
        if next { days.find(|other| *other > day) } else { days.rfind(|other| *other < day) }
    }

    fn select(&mut self, selection: Option<Selection>) {
        if self.view.selection != selection {
            self.desk.follow(selection.as_ref());
            self.view.selection = selection;
        }
    }

    /// Selects and brings the day and the map to it.
    fn show(&mut self, selection: Selection) {
        let readings = self.project.readings();
        let point = match &selection {
            Selection::Claim(at) if (at.reading as usize) < readings.len() => {
                let claim = at.of(readings);
                let days = claim_days(&readings[at.reading as usize], claim);
                if let Some(days) = days.filter(|days| !self.view.window.shows(*days, self.view.day)) {
                    self.view.day = days.to;
                }
                claim.place.point
            }
            Selection::Place(id) => self
                .derived
                .ground
                .as_ref()
                .and_then(|ground| ground.knowledge.gazetteer.get(id))
                .map(|place| place.point),
            _ => None,
        };
        self.select(Some(selection));
        if let Some(point) = point {
            self.come_near(point);
        }
    }

    /// Moves the map to a point unless it is well in view and near enough.
    fn come_near(&mut self, point: Point) {
        let camera = self.view.camera;
        let [x, y] = camera.screen(world(point));
        let [w, h] = camera.size;
        let seen = (60.0..w - 60.0).contains(&x) && (60.0..h - 60.0).contains(&y);
        if !seen || camera.metres_per_point() > 120.0 {
            self.fly(Camera::new(point, camera.zoom.max(12.0), camera.size));
        }
    }

    /// Shows every mark of the day, or every claim there is.
    fn fit(&mut self) {
        let readings = self.project.readings();
        let point = |claim: &ClaimRef| claim.of(readings).place.point;
        let view = &self.view;
        let claims = &self.derived.listing.claims;
        let today = claims.iter().filter(|(day, _)| day.is_some_and(|day| view.window.shows(Span::day(day), view.day)));
        let mut points: Vec<Point> = today.filter_map(|(_, claim)| point(claim)).collect();
        if points.is_empty() {
            points = claims.iter().filter_map(|(_, claim)| point(claim)).collect();
        }
        self.fly_to(&points);
    }

    fn fly_to(&mut self, points: &[Point]) {
        let Some(first) = points.first().map(|point| world(*point)) else { return };
        let all = points.iter().map(|point| world(*point));
        let (min, max) = all.fold((first, first), |(min, max), at| {
            (
                geo::Coord { x: min.x.min(at.x), y: min.y.min(at.y) },
                geo::Coord { x: max.x.max(at.x), y: max.y.max(at.y) },
            )
        });
        self.fly(self.view.camera.fit(geo::Rect::new(min, max), FIT_MARGIN));
    }

    fn fly(&mut self, camera: Camera) {
        self.map.fly(&mut self.view, camera, false);
    }

    fn leave_sample(&mut self) {
        if let Some(aside) = self.aside.take() {
            self.replace(&aside);
            self.load.sample = false;
            self.fit();
        }
    }

    fn new_project(&mut self) {
        if !self.load.sample && !self.project.readings().is_empty() {
            self.aside = Some(self.project.clone());
            let count = self.project.readings().len();
            self.say(Notice {
                text: format!("{count} articles were taken out."),
                offer: Some(("Bring them back", Command::LeaveSample)),
                bad: false,
            });
        }
        self.replace(&Project::default());
        (self.load.sample, self.load.report) = (false, Report::default());
        self.load.name.clear();
    }

    /// Puts other articles in the place of those at hand. Nothing that was computed from the old ones
    /// stays: a claim is named by its position in the list.
    fn replace(&mut self, by: &Project) {
        self.project.clear();
        by.readings().iter().for_each(|reading| self.project.add(reading.clone()));
        self.derived.since = self.project.revision();
        (self.derived.told, self.derived.picture) = (None, None);
        self.question.according_to.clear();
        self.list(self.derived.since);
        self.select(None);
    }

    // -- showing ---------------------------------------------------------------------------------

    /// What the keyboard, the clipboard and the drop ask for.
    fn asked(&self, ctx: &Context) -> Vec<Command> {
        let typing = ctx.text_edit_focused();
        let focused = ctx.memory(egui::Memory::focused).is_some();
        let mut commands = ctx.input_mut(|input| command::pressed(input, typing, focused));
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
        self.listen(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        for command in self.asked(&ctx) {
            self.run(&ctx, command);
        }
        self.derive(&ctx);
        let hovering: Vec<PathBuf> = ctx
            .input(|input| input.raw.hovered_files.iter().map(|file| file.path.clone().unwrap_or_default()).collect());
        let mut commands = Vec::new();
        let shown_view = self.view.clone();
        let App { desk, map, view, derived, load, project, notices, playing, filter, question, .. } = self;
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
            listing: &derived.listing,
            question,
            filter,
            filter_fault: derived.filter_fault.as_deref(),
            view: &shown_view,
            playing: playing.how,
            report: &load.report,
            progress: load.progress.as_ref(),
            notices,
            sample: load.sample,
            name,
            hovering: &hovering,
        };
        desk.ui(ui, &shown, |ui, commands| map_of(ui, map, view, derived, commands), &mut commands);
        for command in commands {
            self.run(&ctx, command);
        }
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}

/// The map, once there is something to draw it from.
fn map_of(ui: &mut egui::Ui, map: &mut MapPane, view: &mut View, derived: &Derived, commands: &mut Vec<Command>) {
    let Some(ground) = derived.ground.as_deref() else {
        ui.centered_and_justified(|ui| ui.label("Loading the map"));
        return;
    };
    let passing = |claim: ClaimRef| {
        let claims = derived.listing.by_article.get(claim.reading as usize);
        claims.is_some_and(|claims| claims.binary_search(&claim.claim).is_ok())
    };
    let (none, picture) = (Claims::default(), derived.picture.as_deref());
    let claims = derived.told.as_deref().map_or(&none, |told| &told.claims);
    let input = Input {
        shown: Some(&passing),
        situation: picture.map(|picture| &picture.situation),
        ground: picture.map(|picture| &picture.drawn),
        ..Input::new(&ground.base, &ground.places, claims, &|_, _| [0.0; 2])
    };
    map.show(ui, view, &input, commands);
}

/// What the report says of an article that was read.
fn line_of(name: String, reading: &Reading) -> Line {
    let count = reading.claims.len();
    let claims = if count == 1 { "1 claim".to_owned() } else { format!("{count} claims") };
    if reading.article.published.span.is_none() {
        return Line { name, outcome: Outcome::Undated, detail: format!("{claims}, no date: will not be drawn") };
    }
    use crate::article::DateBasis;
    let inferred = matches!(reading.article.published.basis, DateBasis::Text | DateBasis::Events);
    Line { name, outcome: Outcome::Read, detail: if inferred { format!("{claims}, date inferred") } else { claims } }
}

/// The end of a path, and the id of an article in a file of several.
fn short_name(input: &str, id: Option<&str>) -> String {
    let file = Path::new(input)
        .file_name()
        .map_or_else(|| "Pasted text".to_owned(), |name| name.to_string_lossy().into_owned());
    match id {
        Some(id) if Path::new(input).file_stem().is_none_or(|stem| stem.to_string_lossy() != id) && !id.is_empty() => {
            format!("{file} · {id}")
        }
        _ => file,
    }
}

/// What to call articles from these paths.
fn name_of(paths: &[PathBuf]) -> String {
    match paths {
        [only] => only.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        _ => "New project".to_owned(),
    }
}

/// The next one in a list, around.
fn after<T: PartialEq + Copy>(all: &[T], now: T) -> T {
    let at = all.iter().position(|one| *one == now).map_or(0, |at| (at + 1) % all.len());
    all[at]
}

fn zoom(ctx: &Context, factor: f32) {
    ctx.set_zoom_factor(factor.clamp(TEXT.0, TEXT.1));
}

/// The day on which the sample opens: in the middle of its story.
fn opening_day() -> Day {
    Day::new(2016, 10, 2).unwrap_or(Day::from_number(0))
}

/// Opens the window on these paths, or on the sample if there are none, and stays until it is closed.
///
/// # Errors
/// A sentence that says why no window could be opened, and what works without one.
pub fn run(paths: Vec<PathBuf>) -> Result<(), String> {
    let source = if paths.is_empty() { Source::Sample } else { Source::Paths(paths) };
    let drops = can_drop();
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Frontlines")
            .with_app_id("frontlines")
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([760.0, 540.0])
            .with_drag_and_drop(true)
            .with_icon(icon()),
        renderer: eframe::Renderer::Glow,
        event_loop_builder: event_loop(),
        ..Default::default()
    };
    eframe::run_native(
        "frontlines",
        options,
        Box::new(move |created| {
            let mut app = App::new(&created.egui_ctx, source);
            if !drops {
                app.say(Notice {
                    text: "This session gives the window no dropped files. Use Open files, paste, or name them on the command line.".into(),
                    offer: Some(("Open files", Command::OpenFiles)),
                    bad: false,
                });
            }
            Ok(Box::new(app))
        }),
    )
    .map_err(|error| no_window(&error))
}

/// The window's icon.
fn icon() -> egui::IconData {
    // The file is compiled in; a window without an icon is no reason not to open.
    eframe::icon_data::from_png_bytes(include_bytes!("../assets/icon/frontlines-128.png")).unwrap_or_default()
}

/// Whether files can be dropped: winit delivers none on Wayland.
fn can_drop() -> bool {
    cfg!(not(target_os = "linux")) || is_set("DISPLAY") || !is_set("WAYLAND_DISPLAY")
}

fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty())
}

/// X11 where it can be had: there files can be dropped.
#[cfg(target_os = "linux")]
fn event_loop() -> Option<eframe::EventLoopBuilderHook> {
    use winit::platform::x11::EventLoopBuilderExtX11;
    is_set("DISPLAY").then(|| -> eframe::EventLoopBuilderHook {
        Box::new(|builder| {
            builder.with_x11();
        })
    })
}

#[cfg(not(target_os = "linux"))]
fn event_loop() -> Option<eframe::EventLoopBuilderHook> {
    None
}

fn no_window(error: &eframe::Error) -> String {
    let why = if is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") {
        error.to_string()
    } else {
        "there is no display".to_owned()
    };
    format!("Cannot open the window: {why}. The subcommands (extract, situation, render) work without one: see --help.")
}
